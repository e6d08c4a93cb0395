//! A condition of a rule as a reader of a plan understands it: labels for names, and in Polish the words of the language
//! translated. The rule itself is cited beside it, so nothing depends on this being elegant.

use super::Subject;
use crate::policy::Policy;
use crate::values::{Label, Name};
use crate::views::reason::is_polish;

/// Words of the language in Polish, longest first.
const POLISH: &[(&str, &str)] = &[
    ("any people where", "ktoś z osób, gdzie"),
    ("all people where", "wszystkie osoby, gdzie"),
    ("no people where", "nikt z osób, gdzie"),
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

/// Words of the language that stay as they are in English, so that they are not taken for names.
const ENGLISH: &[&str] =
    &["is", "in", "and", "or", "not", "no", "yes", "any", "all", "above", "below", "at", "least", "most"];

/// The condition in the language of the plan.
pub(super) fn in_words(subject: &Subject<'_>, written: &str) -> String {
    let polish = is_polish(subject.show.language);
    let mut out = String::new();
    let mut rest = written.trim();
    while let Some(first) = rest.chars().next() {
        if !starts_word(first) {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        if polish && let Some((phrase, said)) = POLISH.iter().find(|(phrase, _)| begins_with(rest, phrase)) {
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
        Some((label, name)) => {
            let text = show.label(label, name.as_str());
            if is_polish(show.language) { format!("„{text}”") } else { format!("“{text}”") }
        }
        None => word.to_owned(),
    }
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
