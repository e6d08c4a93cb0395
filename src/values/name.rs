//! Names and ids. Names of the language are compared in NFC, so that `ó` typed in two ways is one name; ids of
//! accounts and people are text of the user's own systems and compared as they are.

use std::fmt;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_type! {
    /// A name of the language (a field, criterion, tier, …), in NFC.
    Name
}
text_type! {
    /// What the user's systems call an account. Never becomes a path unchecked.
    AccountId
}
text_type! {
    /// What an account file calls a person of the client; unique within the account.
    PersonId
}

impl Name {
    pub fn new(text: &str) -> Name {
        Name(nfc(text).into())
    }
}

impl AccountId {
    pub fn new(text: &str) -> AccountId {
        AccountId(text.into())
    }
}

impl PersonId {
    pub fn new(text: &str) -> PersonId {
        PersonId(text.into())
    }
}

/// The text in Unicode normal form C.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// What people read instead of a name, in one or several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The text without a language, which the policy's author wrote first.
    pub plain: Option<String>,
    /// `(language, text)` in the order written: `("en", "Turnover")`.
    pub translations: Vec<(String, String)>,
}

impl Label {
    /// All that was written, in any language.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.plain.as_deref().into_iter().chain(self.translations.iter().map(|(_, text)| text.as_str()))
    }

    /// The text for a language (`pl`, `en`): its translation, else the plain text; none when nothing was written.
    pub fn in_language(&self, language: &str) -> Option<&str> {
        self.translations.iter().find(|(l, _)| l == language).map(|(_, t)| t.as_str()).or(self.plain.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_in_nfc() {
        assert_eq!(Name::new("przycho\u{301}d"), Name::new("przychód"));
    }

    #[test]
    fn labels_fall_back_to_the_plain_text() {
        let label = Label { plain: Some("Obrót".into()), translations: vec![("en".into(), "Turnover".into())] };
        assert_eq!(label.in_language("en"), Some("Turnover"));
        assert_eq!(label.in_language("de"), Some("Obrót"));
    }
}
