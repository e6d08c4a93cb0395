//! The words of answers for people, in English and Polish: one table of texts per command, both languages side by side. A
//! text that lacks a language, or a slot that one language does not fill, does not compile. Numbers, money and dates are
//! written as the language has them: in English as rules write them, in Polish as its people do. Start at [`Words`].

pub mod actions;
pub mod diff;
pub mod explain;
pub mod problems;
mod quantity;
pub mod rank;
pub mod remarks;
pub mod test;

use kam::diagnostics::Language;
use kam::documents::Locale;
use kam::values::Number;
pub use quantity::PLACES;

/// A language, and how it writes.
pub struct Words {
    pub language: Language,
    /// None for English, where numbers are written as in rules.
    locale: Option<Locale>,
}

impl Words {
    pub fn new(language: Language) -> Words {
        let locale = match language {
            Language::English => None,
            Language::Polish => Locale::new(language.tag()),
        };
        Words { language, locale }
    }

    /// An item by its directive and name: in English as rules have it, `tier A`, in Polish with the directive in words, `poziom A`.
    pub fn called(&self, item: &str) -> String {
        let (directive, name) = item.split_once(' ').unwrap_or((item, ""));
        match (self.language, kam::policy::item_kind(directive, self.language)) {
            (Language::Polish, Some(kind)) => format!("{kind} {name}").trim_end().to_owned(),
            _ => item.to_owned(),
        }
    }

    /// What rules write, told from words where these are of another language.
    pub fn code(&self, text: &str) -> String {
        self.language.pick(text.to_owned(), format!("`{text}`"))
    }

    /// The position among a text's forms of the one that goes with a number: English one and other, Polish one, few, many
    /// and other.
    fn form(&self, n: &Number) -> usize {
        match &self.locale {
            None => usize::from(*n != Number::ONE),
            Some(locale) => match locale.plural(n, PLACES) {
                "one" => 0,
                "few" => 1,
                "many" => 2,
                _ => 3,
            },
        }
    }
}

/// Something whose number decides the form of its noun.
pub trait Count {
    fn number(&self) -> Number;
}

impl Count for usize {
    fn number(&self) -> Number {
        Number::int(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}

impl Count for &Number {
    fn number(&self) -> Number {
        (*self).clone()
    }
}

/// Texts with their slots, English beside Polish: each line becomes a function of the words and the slots.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($($slot:ident),*) = $en:literal, $pl:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name(w: &$crate::commands::words::Words $(, $slot: impl std::fmt::Display)*) -> String {
            match w.language {
                kam::diagnostics::Language::English => format!($en $(, $slot = $slot)*),
                kam::diagnostics::Language::Polish => format!($pl $(, $slot = $slot)*),
            }
        }
    )*};
}

/// Texts whose form goes with a number, their first slot: English one and other, Polish one, few, many and other, as CLDR
/// has them.
macro_rules! counted {
    ($($(#[$doc:meta])* $name:ident($n:ident $(, $slot:ident)*) =
        [$one:literal, $others:literal], [$pl_one:literal, $pl_few:literal, $pl_many:literal, $pl_other:literal];)*) => {$(
        $(#[$doc])*
        pub fn $name(
            w: &$crate::commands::words::Words,
            $n: impl $crate::commands::words::Count
            $(, $slot: impl std::fmt::Display)*
        ) -> String {
            let number = $n.number();
            let (form, $n) = (w.form(&number), w.number(&number));
            match (w.language, form) {
                (kam::diagnostics::Language::English, 0) => format!($one, $n = $n $(, $slot = $slot)*),
                (kam::diagnostics::Language::English, _) => format!($others, $n = $n $(, $slot = $slot)*),
                (kam::diagnostics::Language::Polish, 0) => format!($pl_one, $n = $n $(, $slot = $slot)*),
                (kam::diagnostics::Language::Polish, 1) => format!($pl_few, $n = $n $(, $slot = $slot)*),
                (kam::diagnostics::Language::Polish, 2) => format!($pl_many, $n = $n $(, $slot = $slot)*),
                (kam::diagnostics::Language::Polish, _) => format!($pl_other, $n = $n $(, $slot = $slot)*),
            }
        }
    )*};
}

use {counted, texts};
