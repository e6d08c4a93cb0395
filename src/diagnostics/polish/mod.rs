//! What the codes say in Polish: one table per step, as in `codes`, found by the code's short name. The doc comment above
//! a text is its meaning. Slots are those of the English text and stand behind a noun in the right case, since what people
//! wrote is never declined. Start at [`text`].

mod analysis;
mod data;
mod documents;
mod engine;
mod overlay;
mod plays;
mod policy;
mod syntax;
mod verify;

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
    [
        syntax::TEXTS,
        policy::TEXTS,
        analysis::TEXTS,
        data::TEXTS,
        engine::TEXTS,
        verify::TEXTS,
        documents::TEXTS,
        plays::TEXTS,
        overlay::TEXTS,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::all_codes;
    use std::collections::BTreeSet;

    /// Slots that a Polish text does without, since its sentence has another shape.
    const LEFT_OUT: &[(&str, &str)] = &[("more_like_it", "are")];

    #[test]
    fn every_code_has_its_polish_text_and_every_text_its_code() {
        let codes: BTreeSet<&str> = all_codes().map(|code| code.name).collect();
        let texts: BTreeSet<&str> = all().map(|text| text.name).collect();
        let (missing, stray) = (&codes - &texts, &texts - &codes);
        assert!(
            missing.is_empty(),
            "no Polish text of {missing:?}: add to the step's table in src/diagnostics/polish/ the lines\n    /// (what the \
             code means, in Polish)\n    short_name = \"(the sentence in Polish, with the slots of the English one)\";"
        );
        assert!(stray.is_empty(), "no code has the Polish texts of {stray:?} in src/diagnostics/polish/: remove them");
        assert_eq!(all().count(), texts.len(), "a short name stands twice in src/diagnostics/polish/");
    }

    #[test]
    fn polish_texts_have_the_slots_of_the_english_ones() {
        for code in all_codes() {
            let Some(polish) = text(code.name) else { continue };
            let left_out = |slot: &&str| LEFT_OUT.contains(&(code.name, *slot));
            let english: BTreeSet<&str> = slots(code.text).filter(|slot| !left_out(slot)).collect();
            let polish: BTreeSet<&str> = slots(polish.text).collect();
            assert_eq!(polish, english, "the slots of the Polish text of `{}` differ from the English ones", code.name);
        }
    }

    #[test]
    fn polish_texts_are_sentences_of_their_own() {
        for Text { name, text, meaning } in all() {
            let meaning = meaning.trim();
            assert!(meaning.len() > 20 && meaning.ends_with('.'), "{name}: {meaning}");
            assert!(text.ends_with(['.', '}', '?']), "{name}: {text}");
        }
    }

    fn slots(text: &str) -> impl Iterator<Item = &str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(slot, _)| slot)
    }
}
