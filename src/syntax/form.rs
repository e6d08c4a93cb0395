//! How something is written, with placeholders in capitals: `veto NAME "LABEL" when CONDITION`. The words of the language are
//! the same for everybody; what people fill in is called in theirs. Start at [`form`].

use crate::diagnostics::Phrase;

/// What people fill in, in English and in Polish.
const PLACEHOLDERS: &[(&str, &str)] = &[
    ("NAME", "NAZWA"),
    ("LABEL", "ETYKIETA"),
    ("TITLE", "TYTUŁ"),
    ("VALUE", "WARTOŚĆ"),
    ("TYPE", "TYP"),
    ("COLUMN", "KOLUMNA"),
    ("CONDITION", "WARUNEK"),
    ("EXPRESSION", "WYRAŻENIE"),
    ("GROUP", "GRUPA"),
    ("NEED", "POTRZEBA"),
    ("TABLE", "TABELA"),
    ("OLD", "STARE"),
    ("NEW", "NOWE"),
    ("POLICY", "POLITYKA"),
    ("VERSION", "WERSJA"),
];

/// Words in capitals that stand in forms and are written as they are: tiers, currencies.
#[cfg(test)]
const AS_WRITTEN: &[&str] = &["B", "PLN"];

/// How something is written, its placeholders called as each language calls them.
pub(super) fn form(text: &str) -> Phrase {
    let polish = |word: &str| PLACEHOLDERS.iter().find(|(english, _)| *english == word).map(|(_, polish)| *polish);
    let mut said = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        said.push_str(before);
        said.push_str(polish(word).unwrap_or(word));
        rest = after;
    }
    said.push_str(rest);
    Phrase::Filled(text.to_owned(), said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Language;

    #[test]
    fn placeholders_are_called_in_each_language() {
        let form = form("limit NAME \"LABEL\" to tier B when CONDITION");
        assert_eq!(form.in_language(Language::English), "limit NAME \"LABEL\" to tier B when CONDITION");
        assert_eq!(form.in_language(Language::Polish), "limit NAZWA \"ETYKIETA\" to tier B when WARUNEK");
    }

    #[test]
    fn every_placeholder_of_a_form_has_its_polish_name() {
        for text in crate::syntax::item::forms() {
            for word in text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()) {
                let capitals = word.chars().all(|c| c.is_ascii_uppercase());
                let known = AS_WRITTEN.contains(&word) || PLACEHOLDERS.iter().any(|(english, _)| *english == word);
                assert!(!capitals || known, "`{text}`: `{word}` has no Polish name");
            }
        }
    }
}
