//! Numbers, units and dates as written. Multipliers are applied here, weeks become days, and what reads like a number
//! but is none (three decimals of money, a day the calendar lacks, a currency nobody uses) is reported.

use super::Rule;
use crate::diagnostics::{Finding, Span, suggest, syntax as codes};
use crate::syntax::reader::Reader;
use crate::syntax::repair;
use crate::syntax::tree::{At, Expr, ExprKind, Unit};
use crate::values::{Calendar, Currency, Day, Duration, Number};
use pest::iterators::Pair;

/// A quantity by its parts: `2.5 mln PLN` is `2.5`, `mln`, `PLN`.
struct Parts<'s> {
    number: &'s str,
    multiplier: Option<&'s str>,
    unit: Option<&'s str>,
}

impl<'s> Parts<'s> {
    fn of(pair: Pair<'s, Rule>) -> Parts<'s> {
        let mut parts = Parts { number: "", multiplier: None, unit: None };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::number => parts.number = part.as_str(),
                Rule::multiplier => parts.multiplier = Some(part.as_str()),
                Rule::unit => parts.unit = Some(part.as_str()),
                _ => {}
            }
        }
        parts
    }
}

/// Reads a number with or without unit.
pub(super) fn quantity<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    let span = reader.at(&pair);
    let parts = Parts::of(pair);
    let mut value = plain(reader, parts.number);
    if let Some(multiplier) = parts.multiplier {
        value = &value * &Number::int(factor(multiplier));
    }
    let unit = match parts.unit {
        None => Unit::Bare,
        Some("week" | "weeks") => {
            value = &value * &Number::int(7);
            Unit::Days
        }
        Some(unit) => self::unit(reader, unit),
    };
    if matches!(unit, Unit::Money(_)) && parts.multiplier.is_none() {
        three_decimals(reader, span, &parts);
    }
    Expr { span, kind: ExprKind::Number { value, unit } }
}

/// Reads the digits of a number, their groups joined.
pub(super) fn plain(reader: &mut Reader<'_>, digits: &str) -> Number {
    let joined: String = digits.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    match Number::parse(&joined) {
        Ok(number) => number,
        Err(_) => {
            let span = reader.span(digits);
            let limit = "400".to_owned();
            reader.report(Finding::new(&codes::NUMBER_TOO_LONG, span).arg("limit", limit));
            Number::ZERO
        }
    }
}

fn factor(multiplier: &str) -> i64 {
    match multiplier.trim_end_matches('.') {
        "k" | "tys" => 1_000,
        "mln" => 1_000_000,
        _ => 1_000_000_000,
    }
}

fn unit(reader: &mut Reader<'_>, word: &str) -> Unit {
    match word {
        "%" => Unit::Percent,
        "pp" => Unit::PercentagePoints,
        "point" | "points" => Unit::Points,
        "day" | "days" => Unit::Days,
        "month" | "months" => Unit::Months,
        "year" | "years" => Unit::Years,
        "hour" | "hours" => Unit::Hours,
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => match currency(reader, code) {
            Some(currency) => Unit::Money(currency),
            None => Unit::Bare,
        },
        _ => Unit::WorkingDays,
    }
}

/// The currency of a code; for an unknown one the nearest, with a finding.
pub(super) fn currency(reader: &mut Reader<'_>, code: &str) -> Option<Currency> {
    if let Some(currency) = Currency::parse(code) {
        return Some(currency);
    }
    let near = match code.to_ascii_uppercase() {
        upper if Currency::parse(&upper).is_some() => Some(upper),
        upper => suggest::nearest(&upper, Currency::all()).map(str::to_owned),
    };
    let span = reader.span(code);
    let finding =
        Finding::new(&codes::UNKNOWN_CURRENCY, span).arg("code", code).arg("hint", repair::hint(near.as_deref()));
    match &near {
        Some(near) => reader.report_edit(finding, span, near.as_str()),
        None => reader.report(finding),
    }
    near.and_then(|n| Currency::parse(&n))
}

/// `2.000 PLN` may be two thousand or two.
fn three_decimals(reader: &mut Reader<'_>, span: Span, parts: &Parts<'_>) {
    let Some((whole, fraction)) = parts.number.split_once('.') else { return };
    if fraction.len() != 3 {
        return;
    }
    let unit = parts.unit.unwrap_or_default();
    let wrong = reader.source.slice(span).to_owned();
    let thousands = format!("{whole} {fraction} {unit}");
    let decimals = format!("{whole}.{} {unit}", &fraction[..2]);
    let finding = Finding::new(&codes::MONEY_DECIMALS, span).arg("wrong", wrong).arg("thousands", &thousands);
    reader.report_edit(finding.arg("decimals", decimals), span, thousands);
}

/// Reads a date; one that the calendar lacks is reported and becomes the last day of its month.
pub(super) fn date(reader: &mut Reader<'_>, pair: &Pair<'_, Rule>) -> At<Day> {
    let text = pair.as_str();
    let span = reader.span(text);
    if let Some(day) = Day::parse(text) {
        return At::new(day, span);
    }
    let mut numbers = text.split('-').map(|n| n.parse::<i16>().unwrap_or(0));
    let (year, month, day) = (numbers.next().unwrap_or(1), numbers.next().unwrap_or(1), numbers.next().unwrap_or(1));
    let narrow = |n: i16| i8::try_from(n).unwrap_or(0);
    if let Some(written) = Day::new(year, narrow(month), narrow(day)) {
        let right = written.to_string();
        reader.report_edit(Finding::new(&codes::DATE_FORM, span).arg("right", &right), span, right);
        return At::new(written, span);
    }
    let last = (28..=31).rev().filter(|_| day >= 29).find_map(|d| Day::new(year, narrow(month), d));
    let hint = last.map_or_else(|| ".".to_owned(), |l| format!(": the last day of that month is `{l}`."));
    let finding = Finding::new(&codes::NO_SUCH_DAY, span).arg("day", text).arg("hint", hint);
    match last {
        Some(last) => reader.report_edit(finding, span, last.to_string()),
        None => reader.report(finding),
    }
    At::new(last.or_else(|| Day::new(year.max(1), 1, 1)).unwrap_or(Day::MIN), span)
}

/// The length of a window: whole days, weeks, months or years.
pub(super) fn duration(reader: &mut Reader<'_>, pair: Pair<'_, Rule>) -> Option<Duration> {
    let span = reader.at(&pair);
    let wrong = pair.as_str().trim().to_owned();
    let parts = Parts::of(pair);
    let unit = match parts.unit {
        Some("day" | "days") => Some(Calendar::Days),
        Some("week" | "weeks") => Some(Calendar::Weeks),
        Some("month" | "months") => Some(Calendar::Months),
        Some("year" | "years") => Some(Calendar::Years),
        _ => None,
    };
    let count = plain(reader, parts.number).to_i64().and_then(|n| i32::try_from(n).ok()).filter(|n| *n > 0);
    match (unit, count, parts.multiplier) {
        (Some(unit), Some(count), None) => Some(Duration { count, unit }),
        _ => {
            reader.report(Finding::new(&codes::WINDOW_UNIT, span).arg("wrong", wrong));
            None
        }
    }
}
