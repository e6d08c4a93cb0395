//! A condition of a rule as a reader of a plan understands it: labels for names, and in Polish the words of the language
//! translated. The rule itself is cited beside it, so nothing depends on this being elegant.

use super::Subject;
use crate::policy::Policy;
use crate::values::{Label, Name};
use crate::views::reason::is_polish;

/// Words of the language in Polish, longest first.
const POLISH: &[(&str, &str)] = &[
    ("any people where", "ktoś z osób spełnia:"),
    ("all people where", "wszystkie osoby spełniają:"),
    ("no people where", "nikt z osób nie spełnia:"),
    ("is not missing", "jest znane"),
    ("is missing", "nie jest znane"),
    ("is known", "jest znane"),
    ("is not", "to nie"),
    ("not in", "to nie"),
    ("at least", "co najmniej"),
    ("at most", "co najwyżej"),
    ("years", "lat"),
    ("months", "mies."),
    ("weeks", "tyg."),
    ("days", "dni"),
    ("hours", "godz."),
    ("and", "i"),
    ("or", "lub"),
    ("not", "nie"),
    ("above", "powyżej"),
    ("below", "poniżej"),
    ("before", "przed"),
    ("after", "po"),
    ("is", "to"),
    ("in", "to"),
    ("yes", "tak"),
    ("no", "nie"),
];

/// Phrases of the language that English says differently.
const PLAIN: &[(&str, &str)] = &[
    ("any people where", "for somebody:"),
    ("all people where", "for everybody:"),
    ("no people where", "for nobody:"),
];

/// Signs of comparison in English and Polish words, the longer ones first.
const SIGNS: &[(&str, &str, &str)] = &[
    ("<=", "at most", "co najwyżej"),
    (">=", "at least", "co najmniej"),
    ("<", "below", "poniżej"),
    (">", "above", "powyżej"),
];

/// Words of the language that stay as they are in English, so that they are not taken for names.
const ENGLISH: &[&str] =
    &["is", "in", "and", "or", "not", "no", "yes", "any", "all", "above", "below", "at", "least", "most"];

/// The condition in the language of the plan.
pub(super) fn in_words(subject: &Subject<'_>, written: &str) -> String {
    let polish = is_polish(subject.show.language);
    let written = plainer(written.trim());
    let mut out = String::new();
    let mut rest = written.as_str();
    while let Some(first) = rest.chars().next() {
        // What stands in quotation marks is a text of the user's, whatever words it holds.
        if let Some((text, after)) = rest.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
            out.push_str(&quoted(polish, text));
            rest = after;
            continue;
        }
        if let Some((sign, english, said)) = SIGNS.iter().find(|(sign, ..)| rest.starts_with(sign)) {
            out.push_str(if polish { said } else { english });
            rest = &rest[sign.len()..];
            continue;
        }
        if !starts_word(first) {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let phrases = if polish { POLISH } else { PLAIN };
        if let Some((phrase, said)) = phrases.iter().find(|(phrase, _)| begins_with(rest, phrase)) {
            out.push_str(said);
            rest = &rest[phrase.len()..];
            continue;
        }
        let end = rest.find(|c: char| !(starts_word(c) || c.is_numeric() || c == '.')).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        out.push_str(&labelled(subject, word));
        rest = after;
    }
    out
}

/// The condition without what only a machine needs: `x is known and x below 5` says no more to a reader than `x below 5`, nor
/// does a pair of brackets around all that is asked of people.
fn plainer(written: &str) -> String {
    const KNOWN: &str = " is known and ";
    let mut text = written.replace(" %", "%");
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(KNOWN)).map(|at| from + at) {
        let start = text[..at].rfind([' ', '(']).map_or(0, |space| space + 1);
        let after = at + KNOWN.len();
        if begins_with(&text[after..], &text[start..at]) {
            text.replace_range(start..after, "");
            from = start;
        } else {
            from = after;
        }
    }
    let asked = text.split_once(" people where (").and_then(|(who, rest)| Some((who, rest.strip_suffix(')')?)));
    match asked {
        Some((who, rest)) if !rest.contains(['(', ')']) => format!("{who} people where {rest}"),
        _ => text,
    }
}

fn starts_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// Whether the text begins with the phrase as whole words.
fn begins_with(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|after| !after.chars().next().is_some_and(|c| starts_word(c) || c.is_numeric()))
}

/// The label of a name in quotation marks; the word itself where it is none.
fn labelled(subject: &Subject<'_>, word: &str) -> String {
    if ENGLISH.contains(&word) {
        return word.to_owned();
    }
    let (policy, show) = (subject.inputs.policy, subject.show);
    let bare = word.rsplit('.').next().unwrap_or(word);
    if let Some((label, name)) = value_label(policy, bare) {
        return show.label(label, name.as_str());
    }
    match name_label(policy, bare) {
        Some((label, name)) => quoted(is_polish(show.language), &show.label(label, name.as_str())),
        None => word.to_owned(),
    }
}

fn quoted(polish: bool, text: &str) -> String {
    if polish { format!("„{text}”") } else { format!("“{text}”") }
}

fn name_label<'a>(policy: &'a Policy, word: &str) -> Option<(&'a Label, &'a Name)> {
    let slots = policy.slots.iter().filter_map(|s| Some((&s.label, s.name.as_ref()?)));
    let fields = policy.fields.iter().map(|f| (&f.label, &f.name));
    let attributes = policy.attributes.iter().map(|a| (&a.label, &a.name));
    let parameters = policy.parameters.iter().map(|p| (&p.label, &p.name));
    slots.chain(fields).chain(attributes).chain(parameters).find(|(_, name)| name.as_str() == word)
}

fn value_label<'a>(policy: &'a Policy, word: &str) -> Option<(&'a Label, &'a Name)> {
    let values = policy.enumerations.iter().flat_map(|e| &e.values).map(|v| (&v.label, &v.name));
    // A word that names both counts as the field or measure.
    values.filter(|_| name_label(policy, word).is_none()).find(|(_, name)| name.as_str() == word)
}

#[cfg(test)]
mod tests {
    use super::plainer;

    #[test]
    fn what_only_a_machine_needs_is_left_out() {
        for (written, plain) in [
            ("growth is known and growth below -20 %", "growth below -20%"),
            ("a is known and ab below 2", "a is known and ab below 2"),
            ("b and a is known and a below 2", "b and a below 2"),
            ("any people where (formal and support is mentor)", "any people where formal and support is mentor"),
            ("any people where (formal) and (b)", "any people where (formal) and (b)"),
        ] {
            assert_eq!(plainer(written), plain);
        }
    }
}
