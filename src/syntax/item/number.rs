//! Numbers, units and dates as written. Multipliers are applied here, weeks become days, and what reads like a number
//! but is none (three decimals of money, a day the calendar lacks, a currency nobody uses) is reported.

use super::Rule;
use crate::diagnostics::{Finding, Phrase, Span, said, suggest, syntax as codes};
use crate::syntax::reader::Reader;
use crate::syntax::split::is_blank;
use crate::syntax::tree::{At, Expr, ExprKind, Unit};
use crate::values::{Calendar, Currency, Day, Duration, Number};
use pest::iterators::Pair;

/// A quantity by its parts: `2.5 mln PLN` is `2.5`, `mln`, `PLN`.
struct Parts<'s> {
    number: &'s str,
    multiplier: Option<&'s str>,
    unit: Option<&'s str>,
    /// A currency's sign before the number.
    sign: Option<&'s str>,
    office: bool,
}

impl<'s> Parts<'s> {
    fn of(pair: Pair<'s, Rule>) -> Parts<'s> {
        let mut parts = Parts { number: "", multiplier: None, unit: None, sign: None, office: false };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::number => parts.number = part.as_str(),
                Rule::multiplier => parts.multiplier = Some(part.as_str()),
                Rule::unit => parts.unit = Some(part.as_str()),
                Rule::office_unit => {
                    parts.office = true;
                    parts.unit = Some(part.as_str());
                }
                Rule::office_currency => {
                    parts.office = true;
                    parts.sign = Some(part.as_str());
                }
                _ => {}
            }
        }
        parts
    }

    /// The quantity as it is to be written, reported if it is not written so.
    fn in_english(mut self, reader: &mut Reader<'_>, span: Span) -> Parts<'s> {
        if !self.office {
            self.office = self.multiplier.is_some_and(|m| english_multiplier(m) != m.trim_end_matches('.'));
        }
        if !self.office {
            return self;
        }
        let unit = self.unit.map(english_unit).or_else(|| self.sign.map(english_unit));
        let multiplier = self.multiplier.map(|written| match english_multiplier(written) {
            same if same == written.trim_end_matches('.') => written,
            english => english,
        });
        let money = unit.is_some_and(|u| Currency::parse(u).is_some()) && self.multiplier.is_none();
        let number = match self.number.split_once([',', '.']) {
            // No currency in use is counted in thousandths.
            Some((whole, rest)) if money && rest.len() == 3 && !whole.starts_with('0') => format!("{whole} {rest}"),
            Some((_, rest)) if !rest.contains(',') => self.number.replace(',', "."),
            _ => self.number.to_owned(),
        };
        let parts = [Some(number.as_str()), multiplier, unit];
        let right = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let wrong = [self.sign, self.unit.filter(|u| english_unit(u) != *u), self.multiplier];
        let wrong = wrong.into_iter().flatten().next().unwrap_or_default().to_owned();
        let money = unit.is_some_and(|u| Currency::parse(u).is_some()) && self.unit != unit;
        let code = if money { &codes::CURRENCY_SIGN } else { &codes::UNIT_WORD };
        let finding = Finding::new(code, span).arg("right", &right).arg("wrong", wrong);
        reader.report_edit(finding, span, right);
        self.unit = unit;
        self.multiplier = multiplier;
        self
    }
}

/// The unit that an office's word or sign means.
fn english_unit(word: &str) -> &str {
    match word.trim_end_matches('.') {
        "zł" | "zl" | "złotych" | "złote" | "złoty" | "zlotych" | "pln" => "PLN",
        "€" | "euro" | "eur" => "EUR",
        "$" | "usd" => "USD",
        "£" | "gbp" => "GBP",
        "chf" => "CHF",
        "dzień" => "day",
        "dni" | "dnia" | "dniach" => "days",
        "tydzień" => "week",
        "tygodnie" | "tygodni" | "tygodniach" => "weeks",
        "miesiąc" => "month",
        "miesiące" | "miesięcy" | "miesiącach" | "mies" => "months",
        "rok" | "roku" => "year",
        "lata" | "lat" | "latach" => "years",
        "godzina" => "hour",
        "godzin" | "godziny" | "godz" | "hrs" | "hr" | "h" => "hours",
        "procent" | "proc" | "percent" => "%",
        "punkt" => "point",
        "punktów" | "punkty" | "pkt" | "pts" | "pt" => "points",
        "workdays" | "workday" | "weekdays" => "working days",
        working if working.starts_with("dni ") || working.starts_with("business ") => "working days",
        _ => word,
    }
}

fn english_multiplier(word: &str) -> &str {
    match word.trim_end_matches('.') {
        "tysięcy" | "tysiące" | "tysiąc" | "tyś" | "thousand" => "tys",
        "milionów" | "miliony" | "milion" | "millions" | "million" | "mio" => "mln",
        "miliardów" | "miliardy" | "miliard" | "billions" | "billion" => "bn",
        known => known,
    }
}

/// Reads a number with or without unit.
pub(super) fn quantity<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    let span = reader.at(&pair);
    let parts = Parts::of(pair).in_english(reader, span);
    decimal_comma(reader, span, &parts);
    let mut value = plain(reader, parts.number);
    if thousands(&parts) {
        value = &value * &Number::int(1_000);
    }
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
    if matches!(unit, Unit::Money(_)) && parts.multiplier.is_none() && !parts.office {
        three_decimals(reader, span, &parts);
    }
    Expr { span, kind: ExprKind::Number { value, unit } }
}

/// Whether three digits behind a sign are thousands: no currency in use is counted in thousandths.
fn thousands(parts: &Parts<'_>) -> bool {
    let money = parts.unit.is_some_and(|u| Currency::parse(u).is_some()) && parts.multiplier.is_none();
    let split = parts.number.split_once(['.', ',']);
    money && split.is_some_and(|(whole, rest)| rest.len() == 3 && !whole.starts_with('0'))
}

/// `1,8` may be meant as one number or as two, `1,800` as a thousand too.
fn decimal_comma(reader: &mut Reader<'_>, span: Span, parts: &Parts<'_>) {
    let Some((whole, fraction)) = parts.number.split_once(',') else { return };
    let rest: String = [parts.multiplier, parts.unit].into_iter().flatten().map(|w| format!(" {w}")).collect();
    // No currency in use is counted in thousandths.
    let money = parts.unit.is_some_and(|u| Currency::parse(u).is_some()) && parts.multiplier.is_none();
    let thousand = fraction.len() == 3 && money && whole.trim_start_matches('0').len() == whole.len();
    let groups = thousand || fraction.contains(',') || fraction.contains('.');
    let thousands = parts.number.replace(',', " ");
    if in_call(reader, span) {
        let apart = parts.number.replace(',', ", ");
        let finding = Finding::new(&codes::ARGUMENT_COMMA, span).arg("apart", &apart);
        let at = reader.span(parts.number);
        reader.report_edit(finding, at, apart);
        return;
    }
    // What an office types as unit is reported and mended with the number.
    if parts.office {
        return;
    }
    let (code, mended) = if groups {
        (&codes::GROUP_COMMA, thousands.clone())
    } else {
        (&codes::DECIMAL_COMMA, format!("{whole}.{fraction}"))
    };
    let mut others = Vec::new();
    if list_fits(reader, span) {
        others.push(said!(
            ", or `{two}` for two numbers",
            " albo `{two}`, jeśli to dwie liczby",
            two = format!("{whole}, {fraction}{rest}"),
        ));
    }
    if fraction.len() == 3 && !groups {
        others.push(said!(
            ", or `{thousands}` for thousands",
            " albo `{thousands}`, jeśli to tysiące",
            thousands = format!("{thousands}{rest}"),
        ));
    }
    let finding =
        Finding::new(code, span).arg("point", format!("{mended}{rest}")).arg("others", Phrase::Joined(others));
    let at = reader.span(parts.number);
    reader.report_edit(finding, at, mended);
}

/// Whether a place lies between the parentheses of a function, where commas part its arguments.
fn in_call(reader: &Reader<'_>, span: Span) -> bool {
    let before = reader.text(0, span.start as usize);
    let mut open = 0usize;
    for (at, letter) in before.char_indices().rev() {
        match letter {
            '\n' => return false,
            ')' => open += 1,
            '(' if open > 0 => open -= 1,
            '(' => {
                let name = before.get(..at).unwrap_or("");
                return ["min", "max", "clamp", "round", "default", "clv", "abs"]
                    .iter()
                    .any(|word| name.ends_with(word));
            }
            _ => {}
        }
    }
    false
}

/// Whether several values can stand at a place: in a list, in a cell of values, between the arguments of a function.
fn list_fits(reader: &Reader<'_>, span: Span) -> bool {
    let before = reader.text(0, span.start as usize).trim_end_matches(is_blank);
    before.ends_with(['|', ',', '(']) || [" in", " is", " is not"].iter().any(|word| before.ends_with(word))
}

/// Reads the digits of a number, their groups joined.
pub(super) fn plain(reader: &mut Reader<'_>, digits: &str) -> Number {
    let single = digits.matches(',').count() == 1 && !digits.contains('.');
    let point = |c: char| if single && c == ',' { '.' } else { c };
    let joined: String = digits.chars().map(point).filter(|c| c.is_ascii_digit() || *c == '.').collect();
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
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => {
            match Currency::parse(code).or_else(|| currency(reader, code)) {
                Some(currency) => Unit::Money(currency),
                None => Unit::Bare,
            }
        }
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
        upper => near_currency(reader, &upper).map(str::to_owned),
    };
    let span = reader.span(code);
    let finding = Finding::new(&codes::UNKNOWN_CURRENCY, span)
        .quote("code", code)
        .arg("hint", suggest::did_you_mean(near.as_deref()));
    match &near {
        Some(near) => reader.report_edit(finding, span, near.as_str()),
        None => reader.report(finding),
    }
    near.and_then(|n| Currency::parse(&n))
}

/// The nearest currency: rather one that this file names, or that many use.
pub(in crate::syntax) fn near_currency(reader: &Reader<'_>, code: &str) -> Option<&'static str> {
    const COMMON: [&str; 6] = ["PLN", "EUR", "USD", "GBP", "CHF", "CZK"];
    let named = |c: &&str| reader.source.text.contains(&format!(" {c}"));
    suggest::nearest(code, Currency::all().filter(named))
        .or_else(|| suggest::nearest(code, COMMON))
        .or_else(|| suggest::nearest(code, Currency::all()))
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
    let hint = match last {
        Some(last) => said!(
            ": the last day of that month is `{last}`.",
            ": ostatni dzień tego miesiąca to `{last}`.",
            last = last.to_string(),
        ),
        None => Phrase::quote("."),
    };
    let finding = Finding::new(&codes::NO_SUCH_DAY, span).quote("day", text).arg("hint", hint);
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
    let parts = Parts::of(pair).in_english(reader, span);
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
