//! Numbers and values in answers for people, the same in every command. Numbers are rounded to two decimals, which each
//! answer says. Start at [`Words::measure`].

use super::Words;
use kam::diagnostics::Language;
use kam::values::{Currency, Day, Number};
use kam::views::{Bounds, Decimal, Measure, MeasureValue};

/// Decimals of numbers in text.
pub const PLACES: u32 = 2;

super::texts! {
    yes() = "yes", "tak";
    no() = "no", "nie";
    or() = "or", "lub";
    points(n) = "{n} points", "{n} pkt";
    missing(reason) = "missing ({reason})", "brak ({reason})";
    not_applicable() = "not applicable", "nie dotyczy";
    /// Said once below an answer.
    rounding(places) =
        "Numbers are rounded to {places} decimals.",
        "Liczby zaokrąglono do {places} miejsc po przecinku.";
}

super::counted! {
    days(n) = ["{n} day", "{n} days"], ["{n} dzień", "{n} dni", "{n} dni", "{n} dnia"];
}

impl Words {
    pub fn number(&self, n: &Number) -> String {
        match &self.locale {
            None => n.to_decimal_string(PLACES),
            Some(locale) => locale.number(n, 0, PLACES),
        }
    }

    /// `62.8`, `45.68..63.68`, or `-` where there is nothing.
    pub fn bounds(&self, bounds: Option<&Bounds>) -> String {
        let Some(Bounds { low, high }) = bounds else { return "-".to_owned() };
        let end = |n: &Option<Decimal>| n.as_ref().map_or("?".to_owned(), |n| self.number(&n.0));
        let (low, high) = (end(low), end(high));
        if low == high && low != "?" { low } else { self.range(&low, &high) }
    }

    /// `12.5 %` of a fraction, `12,5%` in Polish.
    pub fn percent(&self, fraction: &Number) -> String {
        self.percent_with(fraction, PLACES)
    }

    /// A percentage with at most so many decimals.
    pub fn percent_with(&self, fraction: &Number, places: u32) -> String {
        match &self.locale {
            None => format!("{} %", (fraction * &Number::HUNDRED).to_decimal_string(places)),
            Some(locale) => locale.percent(fraction, places),
        }
    }

    /// `81 238.46 PLN` as rules write it, `81 238,46 zł` in Polish.
    pub fn money(&self, amount: &Number, currency: &str) -> String {
        match &self.locale {
            None => format!("{} {currency}", amount.to_grouped_string(PLACES)),
            Some(locale) if *amount == amount.round_half_up(0) => locale.whole_money(amount, Currency::parse(currency)),
            Some(locale) => locale.money(amount, Currency::parse(currency)),
        }
    }

    /// A day from ISO 8601: as it is in English, `1.10.2026` in Polish.
    pub fn day(&self, iso: &str) -> String {
        match (&self.locale, Day::parse(iso)) {
            (Some(locale), Some(day)) => locale.short_date(day),
            (_, _) => iso.to_owned(),
        }
    }

    /// A measure in a line of text.
    pub fn measure(&self, measure: &Measure) -> String {
        match measure {
            Measure::Known { value, r#type, currency } => self.quantity(value, r#type, currency.as_deref()),
            Measure::Between { low, high, r#type, currency, .. } => {
                let text = |v: &MeasureValue| self.quantity(v, r#type, currency.as_deref());
                match (low.as_ref().map(text), high.as_ref().map(text)) {
                    (Some(low), Some(high)) => self.range(without_unit(&low, &high), &high),
                    (low, high) => self.range(low.as_deref().unwrap_or("?"), high.as_deref().unwrap_or("?")),
                }
            }
            Measure::OneOf { one_of, r#type, .. } => {
                let or = format!(" {} ", or(self));
                one_of.iter().map(|v| self.quantity(v, r#type, None)).collect::<Vec<_>>().join(&or)
            }
            Measure::Missing { reason, .. } => missing(self, self.language.pick(&reason.english, &reason.polish)),
            Measure::NotApplicable { .. } => not_applicable(self),
        }
    }

    fn quantity(&self, value: &MeasureValue, ty: &str, currency: Option<&str>) -> String {
        match value {
            MeasureValue::YesNo(true) => yes(self),
            MeasureValue::YesNo(false) => no(self),
            MeasureValue::Text(text) if ty == "date" => self.day(text),
            MeasureValue::Text(text) => text.clone(),
            MeasureValue::Number(Decimal(n)) => match (ty, currency) {
                ("percent", _) => self.percent(n),
                ("money", Some(currency)) => self.money(n, currency),
                ("days", _) => days(self, n),
                ("points", _) => points(self, self.number(n)),
                _ => self.number(n),
            },
        }
    }

    /// From one end to the other: rules write `..`, Polish has a dash.
    pub fn range(&self, low: &str, high: &str) -> String {
        format!(
            "{low}{}{high}",
            match self.language {
                Language::English => "..",
                Language::Polish => "–",
            }
        )
    }

    /// How numbers are shown, said below an answer.
    pub fn rounding(&self) -> String {
        rounding(self, PLACES)
    }
}

/// The low end without a unit that the high end says too.
fn without_unit<'a>(low: &'a str, high: &str) -> &'a str {
    let unit = |text: &'a str| {
        let sign = text.strip_suffix('%').map(|number| (number, "%"));
        let word =
            text.rsplit_once([' ', '\u{a0}']).filter(|(_, unit)| !unit.starts_with(|c: char| c.is_ascii_digit()));
        sign.map(|(number, unit)| (number.trim_end(), unit)).or(word)
    };
    match unit(low) {
        Some((number, unit)) if high.ends_with(unit) => number,
        _ => low,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_their_language_has_them() {
        let (english, polish) = (Words::new(Language::English), Words::new(Language::Polish));
        let n = |text: &str| Number::parse(text).expect("a number");
        let both = |say: &dyn Fn(&Words) -> String| [say(&english), say(&polish).replace('\u{a0}', " ")];
        assert_eq!(both(&|w| w.number(&n("62.805"))), ["62.8", "62,81"]);
        assert_eq!(both(&|w| w.percent(&n("0.125"))), ["12.5 %", "12,5%"]);
        assert_eq!(both(&|w| w.money(&n("81238.46"), "PLN")), ["81 238.46 PLN", "81 238,46 zł"]);
        assert_eq!(both(&|w| w.money(&n("105000"), "USD")), ["105 000 USD", "105 000 USD"]);
        assert_eq!(both(&|w| w.day("2026-10-01")), ["2026-10-01", "1.10.2026"]);
        assert_eq!(both(&|w| days(w, &n("2"))), ["2 days", "2 dni"]);
        assert_eq!(both(&|w| days(w, &n("1.5"))), ["1.5 days", "1,5 dnia"]);
        let between = |ty: &'static str, currency: Option<&str>, low: &str, high: &str| Measure::Between {
            low: Some(MeasureValue::Number(Decimal(n(low)))),
            high: Some(MeasureValue::Number(Decimal(n(high)))),
            r#type: ty,
            currency: currency.map(str::to_owned),
            reason: None,
        };
        let money = between("money", Some("PLN"), "17217.8", "28138.6");
        assert_eq!(both(&|w| w.measure(&money)), ["17 217.8..28 138.6 PLN", "17 217,80–28 138,60 zł"]);
        let percent = between("percent", None, "0.6", "0.9");
        assert_eq!(both(&|w| w.measure(&percent)), ["60..90 %", "60–90%"]);
        let count = between("number", None, "12345", "22345");
        assert_eq!(both(&|w| w.measure(&count)), ["12345..22345", "12 345–22 345"]);
    }
}
