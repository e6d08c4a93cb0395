//! Pieces of text that are said in each language: what fills the slots of a finding, and its notes. A [`Phrase`] is data
//! like the finding itself. The macro `said!` takes English and Polish side by side and does not compile when one is
//! missing or their slots differ. Start at [`Phrase::in_language`].

use super::{Language, said};

/// Something to say: what people wrote, the same in every language, or words in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// What somebody wrote, what is to be written, a number: the same in every language.
    Same(String),
    /// Said in each language, with slots.
    Said { english: &'static str, polish: &'static str, args: Vec<(&'static str, Phrase)> },
    /// One after the other.
    Joined(Vec<Phrase>),
    /// Filled before, in English and in Polish.
    Filled(String, String),
}

impl Phrase {
    /// What somebody wrote, what is to be written, or only signs: the same in every language.
    pub fn quote(text: impl Into<String>) -> Phrase {
        Phrase::Same(text.into())
    }

    /// Fills the slot `{name}`; nothing happens to what has no slots.
    pub fn with(mut self, name: &'static str, value: impl Into<Phrase>) -> Phrase {
        if let Phrase::Said { args, .. } = &mut self {
            args.push((name, value.into()));
        }
        self
    }

    /// This and then that.
    pub fn then(self, next: impl Into<Phrase>) -> Phrase {
        Phrase::Joined(vec![self, next.into()])
    }

    /// A whole number with its noun: `3 cells`, `3 komórki`.
    pub fn counted(n: usize, english: [&'static str; 2], polish: [&'static str; 3]) -> Phrase {
        let said = |language: Language| format!("{n} {}", language.counted(n, english, polish));
        Phrase::Filled(said(Language::English), said(Language::Polish))
    }

    /// Some things of which one is to be chosen: "a or b or c".
    pub fn alternatives(things: impl IntoIterator<Item = impl Into<Phrase>>) -> Phrase {
        Phrase::joined(things, &said!(" or ", " lub "))
    }

    /// Some things in a row: "a, b, c".
    pub fn list(things: impl IntoIterator<Item = impl Into<Phrase>>) -> Phrase {
        Phrase::joined(things, &Phrase::quote(", "))
    }

    /// Some things with a word between each two.
    pub fn joined(things: impl IntoIterator<Item = impl Into<Phrase>>, joint: &Phrase) -> Phrase {
        let mut parts = Vec::new();
        for thing in things {
            if !parts.is_empty() {
                parts.push(joint.clone());
            }
            parts.push(thing.into());
        }
        Phrase::Joined(parts)
    }

    /// The words in a language.
    pub fn in_language(&self, language: Language) -> String {
        match self {
            Phrase::Same(text) => text.clone(),
            Phrase::Said { english, polish, args } => fill(language.pick(english, polish), args, language),
            Phrase::Filled(english, polish) => language.pick(english, polish).clone(),
            Phrase::Joined(parts) => parts.iter().map(|part| part.in_language(language)).collect(),
        }
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Phrase {
        Phrase::Same(text)
    }
}

impl From<&String> for Phrase {
    fn from(text: &String) -> Phrase {
        Phrase::Same(text.clone())
    }
}

/// A text with its `{slots}` filled.
pub(super) fn fill(text: &str, args: &[(&'static str, Phrase)], language: Language) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        let Some((name, after)) = from.split_once('}') else { break };
        out.push_str(before);
        if let Some((_, value)) = args.iter().find(|(n, _)| *n == name) {
            out.push_str(&value.in_language(language));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Something said in English and in Polish, with what fills the slots: `said!("row {n}", "wiersz {n}", n = 3.to_string())`.
#[macro_export]
macro_rules! said {
    ($english:literal, $polish:literal $(, $slot:ident = $value:expr)* $(,)?) => {{
        const {
            let given: &[&str] = &[$(stringify!($slot)),*];
            assert!($crate::diagnostics::slots_are($english, given), "the English text has not these slots");
            assert!($crate::diagnostics::slots_are($polish, given), "the Polish text has not these slots");
        }
        $crate::diagnostics::Phrase::Said { english: $english, polish: $polish, args: vec![] }
            $(.with(stringify!($slot), $value))*
    }};
}

/// Whether the slots of a text are these: none missing, none besides. For `said!`, while it is compiled.
#[doc(hidden)]
pub const fn slots_are(text: &str, given: &[&str]) -> bool {
    let mut seen = 0;
    let mut i = 0;
    while i < given.len() {
        if !has_slot(text.as_bytes(), given[i].as_bytes()) {
            return false;
        }
        seen += count_slot(text.as_bytes(), given[i].as_bytes());
        i += 1;
    }
    seen == count(text.as_bytes())
}

const fn has_slot(text: &[u8], name: &[u8]) -> bool {
    count_slot(text, name) > 0
}

const fn count_slot(text: &[u8], name: &[u8]) -> usize {
    let (mut n, mut at) = (0, 0);
    while at + name.len() + 2 <= text.len() {
        if text[at] == b'{' && text[at + name.len() + 1] == b'}' && same(text, at + 1, name) {
            n += 1;
        }
        at += 1;
    }
    n
}

const fn same(text: &[u8], from: usize, name: &[u8]) -> bool {
    let mut i = 0;
    while i < name.len() {
        if text[from + i] != name[i] {
            return false;
        }
        i += 1;
    }
    true
}

const fn count(text: &[u8]) -> usize {
    let (mut n, mut at) = (0, 0);
    while at < text.len() {
        if text[at] == b'{' {
            n += 1;
        }
        at += 1;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_with_the_language_and_what_people_wrote_does_not() {
        let near = said!("; did you mean `{near}`?", "; czy chodziło o `{near}`?", near = Phrase::quote("zakupy"));
        let phrase = said!(
            "{who} of `{name}`{hint}",
            "`{name}`: {who}{hint}",
            who = said!("the boss", "szef"),
            name = Phrase::quote("ALFA"),
            hint = near
        );
        assert_eq!(phrase.in_language(Language::English), "the boss of `ALFA`; did you mean `zakupy`?");
        assert_eq!(phrase.in_language(Language::Polish), "`ALFA`: szef; czy chodziło o `zakupy`?");
        assert_eq!(Phrase::quote("a ").then(said!("b", "c")).in_language(Language::Polish), "a c");
    }

    #[test]
    fn slots_are_compared_by_name() {
        assert!(slots_are("{a} {b} {a}", &["a", "b"]));
        assert!(!slots_are("{a}", &["a", "b"]));
        assert!(!slots_are("{a} {c}", &["a"]));
        assert!(!slots_are("{ab}", &["a"]));
    }
}
