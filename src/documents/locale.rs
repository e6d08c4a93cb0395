//! Numbers, money, percents, dates and plural forms as the people of a locale write them. Digits, separators, grouping,
//! dates and plural rules are CLDR's, through ICU4X; where a currency symbol and a percent sign stand is a small table here,
//! since ICU4X has no stable formatter for them. Rounding is half away from zero on the exact number. Knows no
//! words; those are in the catalogue.

use crate::values::{Currency, Day, Number};
use fixed_decimal::Decimal;
use icu_calendar::{Date, Gregorian};
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets::YMD};
use icu_decimal::DecimalFormatter;
use icu_plurals::{PluralCategory, PluralRules};

/// How the people of a locale write.
pub struct Locale {
    language: String,
    decimal: DecimalFormatter,
    plurals: PluralRules,
    long: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    short: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
}

/// Where the sign of a percent or currency stands, and what stands between it and the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SignPlace {
    Before(&'static str),
    After(&'static str),
}

const NBSP: &str = "\u{a0}";

impl Locale {
    /// The locale of a BCP 47 tag (`pl`, `en-GB`); none for a text that is no tag. A tag CLDR has no data for falls
    /// back to its root.
    pub fn new(tag: &str) -> Option<Locale> {
        let locale: icu_locale_core::Locale = tag.parse().ok()?;
        Some(Locale {
            language: locale.id.language.as_str().to_owned(),
            decimal: DecimalFormatter::try_new((&locale).into(), Default::default()).ok()?,
            plurals: PluralRules::try_new_cardinal((&locale).into()).ok()?,
            long: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long()).ok()?,
            short: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::short()).ok()?,
        })
    }

    /// The language of the tag: `pl` of `pl-PL`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A number with at least `least` and at most `most` decimals.
    pub fn number(&self, n: &Number, least: u32, most: u32) -> String {
        self.decimal.format(&decimal(n, least, most)).to_string()
    }

    /// A fraction as a percentage with at most `most` decimals: 0.125 is `12,5%` in Polish.
    pub fn percent(&self, fraction: &Number, most: u32) -> String {
        let percentage = fraction * &Number::HUNDRED;
        place(percent_place(&self.language), self.number(&percentage, 0, most), "%")
    }

    /// An amount with the decimals of its currency. Without a currency it is a number with two decimals.
    pub fn money(&self, amount: &Number, currency: Option<Currency>) -> String {
        let Some(currency) = currency else { return self.number(amount, 2, 2) };
        self.money_with(amount, currency, minor_digits(currency.code()))
    }

    /// An amount in whole units of its currency.
    pub fn whole_money(&self, amount: &Number, currency: Option<Currency>) -> String {
        currency.map_or_else(|| self.number(amount, 0, 0), |currency| self.money_with(amount, currency, 0))
    }

    fn money_with(&self, amount: &Number, currency: Currency, places: u32) -> String {
        let symbol = symbol(&self.language, currency.code());
        place(self.money_place(symbol), self.number(amount, places, places), symbol)
    }

    /// A symbol of letters before a number keeps a space from it, as CLDR's `currencySpacing` says.
    fn money_place(&self, symbol: &str) -> SignPlace {
        match money_place(&self.language) {
            SignPlace::Before("") if symbol.ends_with(char::is_alphabetic) => SignPlace::Before(NBSP),
            place => place,
        }
    }

    /// `5 stycznia 2026`, `January 5, 2026`.
    pub fn long_date(&self, day: Day) -> String {
        date(day).map_or_else(|| day.to_string(), |d| self.long.format(&d).to_string())
    }

    /// `5.01.2026`, `1/5/26`.
    pub fn short_date(&self, day: Day) -> String {
        if self.language == "pl" {
            // CLDR 48 has `d.MM.y`; the data compiled into ICU4X pads the day.
            return day.in_polish();
        }
        date(day).map_or_else(|| day.to_string(), |d| self.short.format(&d).to_string())
    }

    /// The plural form that goes with a number shown with at most `most` decimals: `one`, `few`, `many`, `other`, ….
    pub fn plural(&self, n: &Number, most: u32) -> &'static str {
        match self.plurals.category_for(&decimal(n, 0, most)) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }
}

/// The exact decimal that is shown.
fn decimal(n: &Number, least: u32, most: u32) -> Decimal {
    let most = most.max(least).min(100);
    let text = n.round_half_up(most).to_decimal_string(most);
    // Digits with an optional sign and point always are a decimal, unless there are more than ICU holds.
    let mut decimal: Decimal = text.parse().unwrap_or_default();
    decimal.absolute.pad_end(-i16::try_from(least).unwrap_or(0));
    decimal
}

fn date(day: Day) -> Option<Date<Gregorian>> {
    let (month, day_of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day_of_month()).ok()?);
    Date::try_new_gregorian(i32::from(day.year()), month, day_of_month).ok()
}

/// A minus goes before all: `-$5.00`, `-5,00 zł`.
fn place(place: SignPlace, number: String, sign: &str) -> String {
    match place {
        SignPlace::After(gap) => format!("{number}{gap}{sign}"),
        SignPlace::Before(gap) => match number.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => format!("-{sign}{gap}{rest}"),
            None => format!("{sign}{gap}{number}"),
        },
    }
}

/// CLDR 48, `common/main/LANGUAGE.xml`, `percentFormats`: `#,##0%` unless listed.
fn percent_place(language: &str) -> SignPlace {
    match language {
        "be" | "cs" | "da" | "de" | "es" | "fi" | "hr" | "lt" | "nb" | "no" | "ro" | "ru" | "sk" | "sl" | "sv" => {
            SignPlace::After(NBSP)
        }
        "fr" => SignPlace::After("\u{202f}"),
        "tr" => SignPlace::Before(""),
        _ => SignPlace::After(""),
    }
}

/// CLDR 48, `common/main/LANGUAGE.xml`, `currencyFormats` standard: `¤ #,##0.00` (as the root has it) unless listed.
fn money_place(language: &str) -> SignPlace {
    match language {
        "be" | "bg" | "ca" | "cs" | "da" | "de" | "el" | "es" | "et" | "fi" | "fr" | "hr" | "hu" | "is" | "it"
        | "lt" | "lv" | "pl" | "ro" | "ru" | "sk" | "sl" | "sr" | "sv" | "uk" | "vi" => SignPlace::After(NBSP),
        "en" | "ja" | "ko" | "tr" | "zh" => SignPlace::Before(""),
        _ => SignPlace::Before(NBSP),
    }
}

/// The symbol of a currency in a language; its code where people write that. CLDR 48, `common/main/LANGUAGE.xml`, `currencies`.
fn symbol<'a>(language: &str, code: &'a str) -> &'a str {
    match (language, code) {
        ("pl", "PLN") => "zł",
        ("cs", "CZK") => "Kč",
        ("hu", "HUF") => "Ft",
        ("uk", "UAH") => "₴",
        ("sv", "SEK") | ("nb" | "no", "NOK") => "kr",
        ("da", "DKK") => "kr.",
        ("de" | "fr" | "it" | "es" | "en", "GBP") => "£",
        ("de" | "en", "USD") => "$",
        ("it", "USD") => "USD",
        ("en", "JPY") => "¥",
        ("en", "CAD") => "CA$",
        ("en", "AUD") => "A$",
        ("en", "NZD") => "NZ$",
        ("en", "INR") => "₹",
        ("en", "CNY") => "CN¥",
        (_, "EUR") => "€",
        (_, code) => code,
    }
}

/// Decimals of a currency: ISO 4217, list one, minor units.
fn minor_digits(code: &str) -> u32 {
    match code {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV"
        | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}
