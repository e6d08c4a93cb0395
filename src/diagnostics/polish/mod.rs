//! What the codes say in Polish: one table per step, as in `codes`, found by the code's short name. The doc comment above
//! a text is its meaning. Slots are those of the English text and stand behind a noun in the right case, since what people
//! wrote is never declined. Start at [`text`].

mod overlay;
mod plays;

/// The sentence of a code and what it means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    pub name: &'static str,
    pub text: &'static str,
    pub meaning: &'static str,
}

/// Lists the texts of one step.
macro_rules! texts {
    ($($(#[doc = $meaning:literal])* $name:ident = $text:literal;)*) => {
        pub(super) static TEXTS: &[super::Text] = &[
            $(super::Text { name: stringify!($name), text: $text, meaning: concat!($($meaning),*) },)*
        ];
    };
}
use texts;

/// The Polish text of the code of this short name.
pub(super) fn text(name: &str) -> Option<&'static Text> {
    all().find(|text| text.name == name)
}

fn all() -> impl Iterator<Item = &'static Text> {
    [plays::TEXTS, overlay::TEXTS].into_iter().flatten()
}
