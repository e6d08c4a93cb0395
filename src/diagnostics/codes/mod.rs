//! The codes of all findings, one table per step that finds them. A code is never reused or renumbered; its first
//! two digits tell the step: 00 reading, 01 syntax, 02 names and types, 03 analysis of rules, 04 workspace and data,
//! 05 evaluation, 06 examples, 07 documents, 08 what is done about accounts,
//! 09 overlays. Each code has a fixture `tests/fixtures/codes/NAME/` that produces it.

use super::{Language, polish};

pub mod analysis;
pub mod data;
pub mod documents;
pub mod engine;
pub mod overlay;
pub mod plays;
pub mod policy;
pub mod syntax;
pub mod verify;

/// How serious a finding is. Errors make a command exit with 1; warnings and notes do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    /// The word of kam.yaml and of answers for programs.
    pub fn word(self) -> &'static str {
        self.name(Language::English)
    }

    /// The word for people.
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Level::Error => language.pick("error", "błąd"),
            Level::Warning => language.pick("warning", "ostrzeżenie"),
            Level::Note => language.pick("note", "uwaga"),
        }
    }

    /// The word for people that goes with a number of findings: `1 error`, `2 errors`.
    pub fn counted(self, n: usize, language: Language) -> &'static str {
        let (english, polish) = match self {
            Level::Error => (["error", "errors"], ["błąd", "błędy", "błędów"]),
            Level::Warning => (["warning", "warnings"], ["ostrzeżenie", "ostrzeżenia", "ostrzeżeń"]),
            Level::Note => (["note", "notes"], ["uwaga", "uwagi", "uwag"]),
        };
        language.counted(n, english, polish)
    }
}

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `KAM-E0102`, stable for ever.
    pub id: &'static str,
    /// A short name in snake_case; the fixture folder is called so.
    pub name: &'static str,
    pub level: Level,
    /// The sentence, with `{slots}` for arguments: what is wrong in the user's words, then what to write.
    pub text: &'static str,
    /// What it means and why it matters, in one to three sentences: the doc comment above the code's declaration.
    pub meaning: &'static str,
}

impl Code {
    /// The sentence in a language.
    pub fn text_in(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.text,
            Language::Polish => polish::text(self.name).map_or(self.text, |said| said.text),
        }
    }

    /// What it means and why it matters, in a language.
    pub fn meaning_in(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.meaning,
            Language::Polish => polish::text(self.name).map_or(self.meaning, |said| said.meaning),
        }
    }

    pub(crate) const fn error(id: &'static str, name: &'static str, text: &'static str) -> Code {
        Code { id, name, level: Level::Error, text, meaning: "" }
    }
    pub(crate) const fn warning(id: &'static str, name: &'static str, text: &'static str) -> Code {
        Code { id, name, level: Level::Warning, text, meaning: "" }
    }
    pub(crate) const fn note(id: &'static str, name: &'static str, text: &'static str) -> Code {
        Code { id, name, level: Level::Note, text, meaning: "" }
    }
}

/// Declares the codes of one step and lists them. The doc comment above a code is what `kam explain-code` says about it.
macro_rules! codes {
    ($($(#[doc = $meaning:literal])* $name:ident = $level:ident($id:literal, $short:literal, $text:literal);)*) => {
        use super::Code;
        $(
            $(#[doc = $meaning])*
            pub static $name: Code = Code { meaning: concat!($($meaning),*), ..Code::$level($id, $short, $text) };
        )*
        /// All codes of this step.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}
use codes;

/// Every code there is, in the order of the steps.
pub fn all_codes() -> impl Iterator<Item = &'static Code> {
    [
        syntax::ALL,
        policy::ALL,
        analysis::ALL,
        data::ALL,
        engine::ALL,
        verify::ALL,
        documents::ALL,
        plays::ALL,
        overlay::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

#[cfg(test)]
mod tests {
    use super::all_codes;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_names_are_unique_and_tell_their_level() {
        let mut seen = BTreeSet::new();
        for code in all_codes() {
            // The number alone names the code, whatever its level.
            assert!(seen.insert(&code.id[5..]), "{} stands twice", code.id);
            assert!(seen.insert(code.name), "{} stands twice", code.name);
            let letter = code.level.word()[..1].to_uppercase();
            assert!(code.id.starts_with(&format!("KAM-{letter}")) && code.id.len() == 9, "{}", code.id);
        }
    }
}
