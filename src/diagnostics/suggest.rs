//! The nearest declared name for a misspelt one.

use super::{Phrase, said};
use unicode_normalization::UnicodeNormalization;

/// The end of a sentence: the nearest candidate as a question, or a full stop.
pub fn did_you_mean(near: Option<&str>) -> Phrase {
    match near {
        Some(near) => said!("; did you mean `{near}`?", "; czy chodziło o `{near}`?", near = Phrase::quote(near)),
        None => Phrase::quote("."),
    }
}

/// The candidate nearest to `wrong`, if one is near enough: at most a third of the longer word's characters differ
/// (a transposition counts once), so `critrion` finds `criterion` and `x` finds nothing. Case and diacritics are
/// compared last, so `ZAKUPY` finds `zakupy`. Ties go to the first in alphabetical order.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(wrong);
    let length = folded.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Names of quite another length are never near, and there are many of them.
        if candidate.is_ascii() && candidate.len().abs_diff(length) * 3 > candidate.len().max(length).max(3) {
            continue;
        }
        let other = fold(candidate);
        let longer = folded.chars().count().max(other.chars().count());
        let distance = strsim::damerau_levenshtein(&folded, &other);
        // A word of one letter is like no other one: `D` is not nearly `A`.
        if distance * 3 > longer.max(3) || (distance > 0 && distance >= longer) {
            continue;
        }
        if best.is_none_or(|(d, name)| (distance, candidate) < (d, name)) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

/// Lower case without diacritics: the form in which names are compared for likeness, never for identity.
pub fn fold(name: &str) -> String {
    name.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ł' { 'l' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_finds_none() {
        let words = ["criterion", "veto", "tier", "przychód"];
        assert_eq!(nearest("critrion", words), Some("criterion"));
        assert_eq!(nearest("PRZYCHOD", words), Some("przychód"));
        assert_eq!(nearest("teir", words), Some("tier"));
        assert_eq!(nearest("warehouse", words), None);
    }
}
