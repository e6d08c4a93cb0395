//! One value of an account file or a cell, typed by the policy: the text people wrote becomes a [`Reading`], or a
//! [`Problem`] that says what to write instead. Blank is missing, `n/a` is not applicable, money is turned into the
//! policy's currency. Days, points and counts may be bare numbers, since their unit is in the name; a percent and money
//! may not.

use super::amount::{self, Amount, AmountProblem};
use super::date_pattern::DatePattern;
use super::rates::Rates;
use super::report::{a_date, guess_day};
use super::yaml::shown;
use super::{PercentForm, within};
use crate::diagnostics::{Code, Finding, Phrase, Span, data as codes, said, suggest};
use crate::policy::{Policy, Type};
use crate::values::{Absence, Currency, Day, Interval, Number, Reading, Scalar, nfc};
use std::sync::Arc;

/// What a value is to be: its name for messages, its type and range.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub name: &'a str,
    pub ty: Type,
    pub range: Option<&'a Interval>,
}

/// What typing needs to know beside the text.
#[derive(Clone, Copy)]
pub struct Typing<'a> {
    pub policy: &'a Policy,
    pub rates: &'a Rates,
    /// The currency of bare amounts.
    pub currency: Option<Currency>,
    /// The currency everything is reckoned in.
    pub target: Option<Currency>,
    /// What a bare percent means.
    pub percent: Option<PercentForm>,
    /// Whether the value stands in a table, where kam.yaml can say for a whole column what a bare number means.
    pub in_table: bool,
}

/// What is wrong with a value, and the text to put in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    code: &'static Code,
    args: Vec<(&'static str, Phrase)>,
    pub write: Option<String>,
}

impl Problem {
    fn new(code: &'static Code, args: &[(&'static str, &str)]) -> Problem {
        Problem { code, args: args.iter().map(|(k, v)| (*k, Phrase::quote(*v))).collect(), write: None }
    }

    fn with(mut self, slot: &'static str, value: impl Into<Phrase>) -> Problem {
        self.args.push((slot, value.into()));
        self
    }

    fn write(mut self, text: impl Into<String>) -> Problem {
        self.write = Some(text.into());
        self
    }

    /// The same with the text as it stands in the file.
    pub fn showing(mut self, read: &str, written: &str) -> Problem {
        for (_, value) in &mut self.args {
            if let Phrase::Same(text) = value {
                *text = text.replace(read, written);
            }
        }
        self
    }

    pub fn code(&self) -> &'static Code {
        self.code
    }

    /// Whether a setting for the whole column is likely to be what mends it.
    pub fn is_of_column(&self) -> bool {
        [codes::COLUMN_DECIMAL.id, codes::DECIMAL_POINT.id, codes::COLUMN_DATES.id].contains(&self.code.id)
    }

    /// As a finding at a place.
    pub fn at(&self, span: Span) -> Finding {
        self.args.iter().fold(Finding::new(self.code, span), |f, (name, value)| f.arg(name, value.clone()))
    }
}

/// `1.5` in a table whose decimals have a comma.
pub fn decimal_point(text: &str, write: &str) -> Problem {
    Problem::new(&codes::DECIMAL_POINT, &[("value", &shown(text)), ("write", &shown(write))]).write(write)
}

/// Types a cell of a table, in which three decimals are what they say.
pub fn read_cell(text: &str, wanted: Wanted<'_>, on: Option<Day>, cx: Typing<'_>) -> Result<Reading, Problem> {
    if wanted.ty == Type::Money && !matches!(text, "n/a" | "N/A") {
        let amount = Amount { three_decimals: false, ..number(text, wanted, cx)? };
        return in_range(text, money(text, amount, wanted, on, cx)?, wanted);
    }
    read(text, true, wanted, on, cx)
}

/// Types a text. `plain` tells that it was not quoted; `on` is the day it was observed.
pub fn read(text: &str, plain: bool, wanted: Wanted<'_>, on: Option<Day>, cx: Typing<'_>) -> Result<Reading, Problem> {
    let text = text.trim();
    if text.is_empty() || (plain && matches!(text, "~" | "null")) {
        return Ok(Reading::Missing(Absence::Blank));
    }
    if plain && matches!(text, "n/a" | "N/A") {
        return Ok(Reading::NotApplicable);
    }
    let known = |scalar| Ok(Reading::Known(scalar));
    let reading = match wanted.ty {
        Type::Text => known(Scalar::Text(Arc::from(text))),
        Type::YesNo => match yes_no(text) {
            Some(answer) => known(Scalar::YesNo(answer)),
            None => {
                let problem = bad(text, wanted, type_name(wanted.ty), example(wanted.ty));
                Err(match answer_of_office(text) {
                    Some(answer) => problem.write(answer),
                    None => problem,
                })
            }
        },
        Type::Date => match Day::parse(text) {
            Some(day) => known(Scalar::Day(day)),
            None => Err(bad_date(text, wanted, "YYYY-MM-DD")),
        },
        Type::OneOf(id) => choice(text, wanted, cx, id).map(Reading::Known),
        Type::Number | Type::Count | Type::Points | Type::Days | Type::Percent => {
            let amount = number(text, wanted, cx)?;
            plain_amount(text, &amount, wanted, cx).map(|n| Reading::Known(Scalar::Number(n)))
        }
        Type::Money => {
            let amount = number(text, wanted, cx)?;
            money(text, amount, wanted, on, cx)
        }
    }?;
    in_range(text, reading, wanted)
}

/// Refuses what lies outside the declared range, or outside what the type itself allows.
pub fn in_range(text: &str, reading: Reading, wanted: Wanted<'_>) -> Result<Reading, Problem> {
    if fits(wanted, &reading) {
        return Ok(reading);
    }
    let range = match wanted.range {
        Some(range) if !within(Some(range), &reading) => range_text(range, wanted.ty),
        _ if wanted.ty == Type::Points => Phrase::quote("0..100"),
        _ => said!("0 or more", "0 lub więcej"),
    };
    Err(Problem::new(&codes::OUT_OF_RANGE, &[("name", wanted.name), ("value", &shown(text))]).with("range", range))
}

/// Whether a reading lies in the declared range and in that of its type: a count is at least 0, points lie in 0..100.
/// What is not known is taken to lie there too, so what is known must.
pub fn fits(wanted: Wanted<'_>, reading: &Reading) -> bool {
    let natural = match (wanted.ty, reading) {
        (Type::Count, Reading::Known(Scalar::Number(n))) => !n.is_negative(),
        (Type::Points, Reading::Known(Scalar::Number(n))) => !n.is_negative() && *n <= Number::HUNDRED,
        _ => true,
    };
    natural && within(wanted.range, reading)
}

/// `yes`, `no`, `true`, `false`, in any case.
pub fn yes_no(text: &str) -> Option<bool> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    if is("yes") || is("true") {
        Some(true)
    } else if is("no") || is("false") {
        Some(false)
    } else {
        None
    }
}

/// The answer that another word means: `tak`, `n`, `1`.
fn answer_of_office(text: &str) -> Option<&'static str> {
    match suggest::fold(text).as_str() {
        "tak" | "t" | "y" | "prawda" | "1" => Some("yes"),
        "nie" | "n" | "falsz" | "0" => Some("no"),
        _ => None,
    }
}

fn bad(text: &str, wanted: Wanted<'_>, ty: Phrase, write: impl Into<Phrase>) -> Problem {
    let problem = Problem::new(&codes::BAD_VALUE, &[("value", &shown(text)), ("name", wanted.name)]);
    problem.with("ty", ty).with("wanted", write)
}

/// A text that is no date under a pattern; in account files, dates are always ISO 8601.
pub fn bad_date(text: &str, wanted: Wanted<'_>, pattern: &str) -> Problem {
    match guess_day(text) {
        Some(day) if pattern == "YYYY-MM-DD" => {
            bad(text, wanted, type_name(Type::Date), format!("`{day}`")).write(day.to_string())
        }
        _ => bad(
            text,
            wanted,
            type_name(Type::Date),
            said!(
                "a day of the calendar as `{pattern}`",
                "dzień z kalendarza jako `{pattern}`",
                pattern = Phrase::quote(pattern)
            ),
        ),
    }
}

/// Ways in which tables write dates, beside ISO 8601.
const DATE_PATTERNS: [&str; 10] = [
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "D.M.YYYY",
    "DD/MM/YYYY",
    "MM/DD/YYYY",
    "D/M/YYYY",
    "M/D/YYYY",
    "DD-MM-YYYY",
    "YYYY/MM/DD",
    "YYYY-MM-DD hh:mm:ss",
];

/// A cell that is no date under the pattern of its column; where one other pattern reads it, that is offered.
pub fn bad_date_in_column(text: &str, wanted: Wanted<'_>, pattern: &str) -> Problem {
    let compiled = DATE_PATTERNS.iter().filter_map(|p| DatePattern::compile(p));
    let mut fitting = compiled.filter_map(|p| p.read(text.as_bytes()).map(|day| (p, day)));
    let Some((other, day)) = fitting.next() else { return bad_date(text, wanted, pattern) };
    // The day of `02/03/2026` is anybody's guess.
    if fitting.any(|(_, d)| d != day) {
        return bad_date(text, wanted, pattern);
    }
    let iso = pattern == "YYYY-MM-DD";
    let write = match iso {
        true => Phrase::from(format!("`{day}`")),
        false => said!("a day as `{pattern}`", "dzień jako `{pattern}`", pattern = Phrase::quote(pattern)),
    };
    let args = [("value", &*shown(text)), ("pattern", pattern), ("other", other.text())];
    let problem = Problem::new(&codes::COLUMN_DATES, &args).with("write", write);
    if iso { problem.write(day.to_string()) } else { problem }
}

fn choice(text: &str, wanted: Wanted<'_>, cx: Typing<'_>, id: crate::policy::EnumerationId) -> Result<Scalar, Problem> {
    let enumeration = cx.policy.enumeration(id);
    let name = nfc(text);
    if let Some(position) = enumeration.position(&name) {
        return Ok(Scalar::Choice(position));
    }
    let labelled = enumeration.values.iter().find(|v| {
        v.label.plain.as_deref() == Some(text) || v.label.translations.iter().any(|(_, label)| label == text)
    });
    let names = || enumeration.values.iter().map(|v| v.name.as_str());
    let near = labelled.map(|v| v.name.as_str()).or_else(|| suggest::nearest(&name, names()));
    let write = match near {
        Some(near) => said!("did you mean `{near}`?", "czy chodziło o `{near}`?", near = Phrase::quote(near)),
        None => said!(
            "write one of `{names}`.",
            "napisz jedno z `{names}`.",
            names = names().take(12).collect::<Vec<_>>().join("`, `"),
        ),
    };
    let problem = Problem::new(&codes::UNKNOWN_VALUE, &[("name", wanted.name), ("value", &shown(text))]);
    let problem = problem.with("write", write);
    Err(near.map_or(problem.clone(), |near| problem.write(near)))
}

fn number<'t>(text: &'t str, wanted: Wanted<'_>, cx: Typing<'_>) -> Result<Amount<'t>, Problem> {
    amount::parse(text).map_err(|problem| match problem {
        AmountProblem::Comma(write) => comma(text, &write, wanted, cx),
        AmountProblem::NoNumber => bad(text, wanted, type_name(wanted.ty), example(wanted.ty)),
    })
}

/// A number with a comma, and how it would be written with a point: what else is wrong with it is mended as well.
fn comma(text: &str, pointed: &str, wanted: Wanted<'_>, cx: Typing<'_>) -> Problem {
    let mut write = pointed.to_owned();
    let mut also = Phrase::quote("");
    if wanted.ty == Type::Money
        && let Ok(amount) = amount::parse(pointed)
    {
        if amount.three_decimals && !cx.in_table {
            return three_decimals(text, pointed);
        }
        let target = cx.target.filter(|_| cx.currency.is_none());
        if let ("", Some(target)) = (amount.unit, target) {
            write = format!("{pointed} {target}");
            also = said!(" and money names its currency", ", a kwota podaje walutę");
        } else if !amount.unit.is_empty()
            && Currency::parse(amount.unit).is_none()
            && let Some(code) = meant_currency(amount.unit)
        {
            write = format!("{} {code}", pointed.strip_suffix(amount.unit).unwrap_or(pointed).trim());
            also = said!(" and a currency is named by its ISO code", ", a walutę podaje się kodem ISO");
        }
    }
    let one_mark = text.matches(',').count() == 1 && text.rfind('.') < text.rfind(',');
    let problem = if cx.in_table && one_mark {
        Problem::new(&codes::COLUMN_DECIMAL, &[("value", &shown(text)), ("write", &write)])
    } else {
        Problem::new(&codes::DECIMAL_COMMA, &[("write", &write)]).with("also", also)
    };
    problem.write(write)
}

fn type_name(ty: Type) -> Phrase {
    match ty {
        Type::Number => said!("number", "liczba"),
        Type::Count => said!("whole number", "liczba całkowita"),
        Type::Points => said!("number of points", "liczba punktów"),
        Type::Percent => said!("percent", "procent"),
        Type::Money => said!("amount of money", "kwota"),
        Type::Days => said!("number of days", "liczba dni"),
        Type::Date => said!("date", "data"),
        Type::YesNo => said!("yes or no", "tak ani nie"),
        Type::Text => said!("text", "tekst"),
        Type::OneOf(_) => said!("value", "wartość"),
    }
}

fn example(ty: Type) -> Phrase {
    match ty {
        Type::Number => said!("a number such as `12.5`", "liczbę, na przykład `12.5`"),
        Type::Count => said!("a whole number such as `12`", "liczbę całkowitą, na przykład `12`"),
        Type::Points => said!("points such as `80`", "punkty, na przykład `80`"),
        Type::Percent => said!("a percent such as `12 %`", "procent, na przykład `12 %`"),
        Type::Money => said!("an amount such as `100 000 EUR`", "kwotę, na przykład `100 000 EUR`"),
        Type::Days => said!("days such as `14 days`", "dni, na przykład `14 days`"),
        Type::Date => a_date(),
        Type::YesNo => said!("`yes` or `no`", "`yes` lub `no`"),
        Type::Text => said!("a text", "tekst"),
        Type::OneOf(_) => said!("one of its values", "jedną z jego wartości"),
    }
}

/// A number of any type but money.
fn plain_amount(text: &str, amount: &Amount<'_>, wanted: Wanted<'_>, cx: Typing<'_>) -> Result<Number, Problem> {
    let wrong = || bad(text, wanted, type_name(wanted.ty), example(wanted.ty));
    let n = amount.number.clone();
    match (wanted.ty, amount.unit) {
        (Type::Number, "") | (Type::Points, "" | "points" | "point") | (Type::Days, "" | "days" | "day") => Ok(n),
        (Type::Days, "weeks" | "week") => Ok(&n * &Number::int(7)),
        (Type::Count, "") if n.is_integer() => Ok(n),
        (Type::Percent, "%") => Ok(hundredth(&n)),
        (Type::Percent, "") => match cx.percent {
            Some(PercentForm::Fraction) => Ok(n),
            Some(PercentForm::Percent) => Ok(hundredth(&n)),
            None => {
                let write = format!("{} %", text.trim());
                let as_percent = if cx.in_table {
                    said!(
                        "say in kam.yaml which form the column has, `as: fraction` or `as: percent`",
                        "podaj w kam.yaml, jaką postać ma kolumna, `as: fraction` lub `as: percent`",
                    )
                } else {
                    said!(
                        "write `{write}`, or `{other} %` if it is a fraction",
                        "napisz `{write}` albo `{other} %`, jeśli to ułamek",
                        write = &write,
                        other = (&n * &Number::HUNDRED).to_string(),
                    )
                };
                let problem = Problem::new(&codes::NO_PERCENT, &[("name", wanted.name), ("value", text)]);
                Err(problem.with("write", as_percent).write(write))
            }
        },
        _ => Err(wrong()),
    }
}

fn hundredth(n: &Number) -> Number {
    n.checked_div(&Number::HUNDRED).unwrap_or_default()
}

fn money(
    text: &str,
    amount: Amount<'_>,
    wanted: Wanted<'_>,
    on: Option<Day>,
    cx: Typing<'_>,
) -> Result<Reading, Problem> {
    let currency = match (amount.unit, cx.currency) {
        ("", Some(currency)) => currency,
        ("", None) => {
            let target = cx.target.map_or("EUR".to_owned(), |c| c.to_string());
            let args = [("name", wanted.name), ("value", text), ("currency", target.as_str())];
            return Err(Problem::new(&codes::NO_CURRENCY, &args).write(format!("{text} {target}")));
        }
        (unit, _) => Currency::parse(unit).ok_or_else(|| unknown_currency(text, unit, wanted))?,
    };
    if amount.three_decimals {
        return Err(three_decimals(text, text));
    }
    convert(amount.number, currency, wanted, on, cx)
}

/// An amount with exactly three decimals, which may be thousands; `pointed` is the same with a decimal point.
fn three_decimals(text: &str, pointed: &str) -> Problem {
    let digits = pointed.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = pointed.strip_prefix(digits).unwrap_or_default();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let thousands = format!("{whole} {fraction}{unit}");
    let decimals = format!("{whole}.{}{unit}", fraction.get(..2).unwrap_or(fraction));
    let args = [("value", text), ("thousands", thousands.as_str()), ("decimals", decimals.as_str())];
    Problem::new(&codes::THREE_DECIMALS, &args)
}

/// An amount in the currency everything is reckoned in.
pub fn convert(
    amount: Number,
    from: Currency,
    wanted: Wanted<'_>,
    on: Option<Day>,
    cx: Typing<'_>,
) -> Result<Reading, Problem> {
    match cx.target {
        Some(target) => Ok(cx.rates.convert(amount, from, target, on)),
        None => Err(Problem::new(&codes::POLICY_CURRENCY, &[("name", wanted.name), ("currency", from.code())])),
    }
}

/// The code of a currency that somebody wrote in another way.
pub fn meant_currency(unit: &str) -> Option<&'static str> {
    match unit {
        "zł" | "zl" | "ZŁ" | "Zł" => Some("PLN"),
        "€" | "euro" | "Euro" => Some("EUR"),
        "$" => Some("USD"),
        "£" => Some("GBP"),
        _ => {
            let upper = unit.to_uppercase();
            Currency::all().find(|c| *c == upper).or_else(|| suggest::nearest(&upper, Currency::all()))
        }
    }
}

fn unknown_currency(text: &str, unit: &str, wanted: Wanted<'_>) -> Problem {
    let code = meant_currency(unit);
    let number = text.strip_suffix(unit).unwrap_or(text).trim();
    match code {
        Some(code) => {
            let write = format!("{number} {code}");
            let args = [("unit", unit), ("write", write.as_str())];
            Problem::new(&codes::UNKNOWN_CURRENCY, &args).write(write.clone())
        }
        None => bad(text, wanted, type_name(wanted.ty), example(wanted.ty)),
    }
}

/// What stands in a column of currencies and is none.
pub fn bad_currency(unit: &str) -> Problem {
    let write = meant_currency(unit).unwrap_or("EUR");
    Problem::new(&codes::UNKNOWN_CURRENCY, &[("unit", &shown(unit)), ("write", write)]).write(write)
}

/// A range as people write it: `0..10`, `at least 0 %`.
fn range_text(range: &Interval, ty: Type) -> Phrase {
    let end = |n: &Number| {
        if ty == Type::Percent { format!("{} %", &(n * &Number::HUNDRED)) } else { n.to_string() }
    };
    match (&range.low, &range.high) {
        (Some(low), Some(high)) => format!("{}..{}", end(low), end(high)).into(),
        (Some(low), None) => said!("at least {low}", "co najmniej {low}", low = end(low)),
        (None, Some(high)) => said!("at most {high}", "co najwyżej {high}", high = end(high)),
        (None, None) => said!("any", "dowolna liczba"),
    }
}
