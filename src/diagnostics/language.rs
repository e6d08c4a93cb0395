//! The languages that kam speaks. Rules and data are written in the words of the language of rules, whatever is spoken;
//! labels and plans follow the locale. Start at [`Language`].

/// A language that findings and answers for people are said in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Polish,
}

impl Language {
    /// The tags of the languages there are, as `--lang` takes them.
    pub const TAGS: [&'static str; 2] = ["en", "pl"];

    /// The language of a locale such as `pl` or `pl-PL`; English for every other.
    pub fn of_locale(locale: &str) -> Language {
        match locale.split(['-', '_']).next() {
            Some(tag) if tag.eq_ignore_ascii_case("pl") => Language::Polish,
            _ => Language::English,
        }
    }

    /// The tag of the language: `en`, `pl`.
    pub fn tag(self) -> &'static str {
        self.pick("en", "pl")
    }

    /// What is said in this language, of the two that say the same.
    pub fn pick<T>(self, english: T, polish: T) -> T {
        match self {
            Language::English => english,
            Language::Polish => polish,
        }
    }

    /// The form of a noun that goes with a whole number: English has one and more, Polish one, a few and many
    /// (`1 błąd`, `2 błędy`, `5 błędów`, `22 błędy`).
    pub fn counted(self, n: usize, english: [&'static str; 2], polish: [&'static str; 3]) -> &'static str {
        match self {
            Language::English if n == 1 => english[0],
            Language::English => english[1],
            Language::Polish if n == 1 => polish[0],
            Language::Polish if (2..=4).contains(&(n % 10)) && !(12..=14).contains(&(n % 100)) => polish[1],
            Language::Polish => polish[2],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_a_language_and_a_number_its_form() {
        let of = Language::of_locale;
        assert_eq!((of("pl"), of("pl-PL"), of("en-GB"), of("de")), {
            (Language::Polish, Language::Polish, Language::English, Language::English)
        });
        assert_eq!(Language::TAGS.map(|tag| of(tag).tag()), Language::TAGS);
        let counted = |n| Language::Polish.counted(n, ["", ""], ["błąd", "błędy", "błędów"]);
        assert_eq!([1, 2, 4, 5, 12, 14, 22, 0, 112].map(counted), {
            ["błąd", "błędy", "błędy", "błędów", "błędów", "błędów", "błędy", "błędów", "błędów"]
        });
        assert_eq!(Language::English.counted(2, ["error", "errors"], ["", "", ""]), "errors");
    }
}
