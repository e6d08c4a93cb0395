//! Exchange rates by day: how much of the policy's currency one unit of another is worth. What holds on a day is the last
//! rate not after it; an amount without a day takes the latest rate there is. No rate: the amount is missing, and says so.

use super::account_table::capped;
use super::config::{Pattern, Setting};
use super::loader::Loader;
use super::table;
use super::yaml::shown;
use crate::diagnostics::{Code, Finding, Phrase, Span, data as codes, said, suggest};
use crate::values::{Absence, Currency, Day, Number, Reading, Scalar};
use std::collections::BTreeMap;

/// The rates of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Rates {
    by_currency: BTreeMap<Currency, BTreeMap<Day, Number>>,
}

impl Rates {
    /// Adds a rate; false if the currency has one for that day already.
    pub fn add(&mut self, currency: Currency, day: Day, rate: Number) -> bool {
        self.by_currency.entry(currency).or_default().insert(day, rate).is_none()
    }

    /// The rate that holds for a currency.
    pub fn at(&self, currency: Currency, on: Option<Day>) -> Option<&Number> {
        let rates = self.by_currency.get(&currency)?;
        let last = match on {
            Some(day) => rates.range(..=day).next_back(),
            None => rates.iter().next_back(),
        };
        last.map(|(_, rate)| rate)
    }

    /// An amount in another currency.
    pub fn convert(&self, amount: Number, from: Currency, to: Currency, on: Option<Day>) -> Reading {
        if from == to {
            return Reading::Known(Scalar::Number(amount));
        }
        match self.at(from, on) {
            Some(rate) => Reading::Known(Scalar::Number(&amount * rate)),
            None => Reading::Missing(Absence::NoRate),
        }
    }
}

/// Reads the rates: a table with the columns `date`, `currency` and `rate` (how much of the policy's currency one unit is).
pub(super) fn read(pattern: &Pattern, said_at: Span, loader: &mut Loader<'_>) -> Rates {
    let mut rates = Rates::default();
    let separator = table::Separator { byte: b',', settable: false };
    let Some(table) = table::open_file(&pattern.text, said_at, None, separator, loader) else { return rates };
    let mut column = |name: &str| {
        let header = Setting { text: name.to_owned(), span: said_at };
        table.must_have(&header, loader.findings)
    };
    let (Some(date), Some(currency), Some(rate)) = (column("date"), column("currency"), column("rate")) else {
        return rates;
    };
    let mut findings = Vec::new();
    for chunk in table.chunks(loader.sources) {
        let mut bad: Vec<(usize, usize, &'static Code, String, Phrase)> = Vec::new();
        table.rows(&chunk, loader.sources, &mut findings, |row, _| {
            let cell =
                |n: usize| String::from_utf8_lossy(row.record.get(n).unwrap_or_default().trim_ascii()).into_owned();
            let (d, c, r) = (cell(date), cell(currency), cell(rate));
            let mut wrong = |column, text: &str, wanted: Phrase| {
                bad.push((row.start, column, &codes::BAD_SETTING, text.to_owned(), wanted));
            };
            let day = Day::parse(&d);
            if day.is_none() {
                wrong(date, &d, said!("a date such as `2026-10-01`", "datę, na przykład `2026-10-01`"));
            }
            let code = Currency::parse(&c);
            if code.is_none() {
                let near = suggest::nearest(&c.to_uppercase(), Currency::all());
                wrong(currency, &c, near.map_or_else(an_iso_code, |n| format!("`{n}`").into()));
            }
            let number = Number::parse(&r).ok().filter(|n| !n.is_zero() && !n.is_negative());
            if number.is_none() {
                wrong(rate, &r, said!("a number above 0 such as `4.25`", "liczbę powyżej 0, na przykład `4.25`"));
            }
            if let (Some(day), Some(code), Some(number)) = (day, code, number)
                && !rates.add(code, day, number)
            {
                bad.push((row.start, date, &codes::SAID_TWICE, format!("{code} {day}"), Phrase::from(&table.path)));
            }
        });
        for (start, column, code, value, other) in bad {
            let span = table.cell_span(loader.sources, start, column);
            let header = table.headers.get(column).map_or("", String::as_str);
            let finding = Finding::new(code, span);
            findings.push(if std::ptr::eq(code, &codes::SAID_TWICE) {
                finding.arg("name", value).arg("of", other)
            } else {
                finding.quote("key", header).arg("value", shown(&value)).arg("wanted", other)
            });
        }
    }
    loader.findings.extend(capped(findings, &table.path));
    rates
}

/// What a currency is to be written like.
pub(super) fn an_iso_code() -> Phrase {
    said!("an ISO code such as `EUR`", "kod ISO, na przykład `EUR`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_rate_not_after_the_day_holds() {
        let currency = |code| Currency::parse(code).unwrap();
        let day = |text: &str| Day::parse(text).unwrap();
        let (eur, pln) = (currency("EUR"), currency("PLN"));
        let mut rates = Rates::default();
        assert!(rates.add(eur, day("2026-01-01"), Number::int(4)));
        assert!(rates.add(eur, day("2026-02-01"), Number::int(5)));
        assert!(!rates.add(eur, day("2026-02-01"), Number::int(6)));
        let in_pln = |on: Option<&str>| rates.convert(Number::int(10), eur, pln, on.map(day));
        let known = |n| Reading::Known(Scalar::Number(Number::int(n)));
        assert_eq!(in_pln(Some("2026-01-31")), known(40));
        assert_eq!(in_pln(Some("2026-02-01")), known(60));
        assert_eq!(in_pln(None), known(60));
        assert_eq!(in_pln(Some("2025-12-31")), Reading::Missing(Absence::NoRate));
        assert_eq!(rates.convert(Number::int(1), pln, pln, None), known(1));
    }
}
