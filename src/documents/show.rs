//! How a template's values become text: every number, amount, date and word in the way of the locale, and what users wrote
//! escaped.

use super::catalogue::{plural_forms, text};
use super::locale::Locale;
use super::markdown::escape;
use super::problem::failed;
use crate::diagnostics::said;
use crate::values::{Currency, Day, Number};
use crate::views::Exact;
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, Value};

/// Any value as Markdown: text escaped, values with a `kind` by their unit, lists with commas.
pub(super) fn show(locale: &Locale, value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::None => word(locale, "unknown"),
        ValueKind::Bool => word(locale, if value.is_true() { "yes" } else { "no" }),
        ValueKind::Number => Ok(locale.number(&number(value)?, 0, 2)),
        ValueKind::String if value.is_safe() => Ok(value.to_string()),
        ValueKind::String => Ok(escape(value.as_str().unwrap_or_default())),
        ValueKind::Map if !value.get_attr("kind")?.is_undefined() => quantity(locale, value),
        ValueKind::Seq | ValueKind::Iterable => {
            let items: Vec<String> = value.try_iter()?.map(|v| show(locale, &v)).collect::<Result<_, _>>()?;
            Ok(items.join(", "))
        }
        _ => Err(failed(&said!(
            "a group of values cannot be printed as it is; name one of its parts",
            "grupy wartości nie da się tak wypisać; podaj jedną z jej części",
        ))),
    }
}

/// A value that knows its unit.
fn quantity(locale: &Locale, value: &Value) -> Result<String, Error> {
    let kind = value.get_attr("kind")?;
    let part = |name: &str| value.get_attr(name);
    match kind.as_str().unwrap_or_default() {
        "number" => on_scale(locale, value),
        "count" => Ok(locale.number(&number(value)?, 0, 0)),
        "points" => Ok(locale.number(&number(value)?, 0, 1)),
        "percent" => Ok(locale.percent(&number(value)?, 1)),
        "money" => rounded_money(locale, value),
        "days" => plural_text(locale, "days", &number(value)?, 0),
        "hours" => hours(locale, &number(value)?),
        "date" => date(locale, value, false),
        "yes_no" => show(locale, &part("yes")?),
        "text" => show(locale, &part("text")?),
        "between" => between(locale, &part("low")?, &part("high")?),
        "one_of" => {
            let choices: Vec<Value> = part("choices")?.try_iter()?.collect();
            either(locale, &choices)
        }
        "missing" if part("reason")?.is_none() => word(locale, "unknown"),
        "missing" => Ok(fill(&word(locale, "unknown_because")?, &[("reason", show(locale, &part("reason")?)?)])),
        _ => word(locale, "not_applicable"),
    }
}

/// A number, and the scale it stands on where it has one: `4 of 5`, `0.9 on a scale from -2 to 2`.
fn on_scale(locale: &Locale, value: &Value) -> Result<String, Error> {
    let shown = locale.number(&number(value)?, 0, 2);
    let scale = value.get_attr("scale")?;
    if scale.is_undefined() || scale.is_none() {
        return Ok(shown);
    }
    let (low, high) = (number(&scale.get_attr("low")?)?, number(&scale.get_attr("high")?)?);
    let key = if low.is_negative() { "scale" } else { "scale.of" };
    let end = |n: &Number| locale.number(n, 0, 2);
    Ok(fill(&word(locale, key)?, &[("value", shown), ("low", end(&low)), ("high", end(&high))]))
}

/// Halves and quarters of an hour are worth telling; where there are none the number is whole.
fn hours(locale: &Locale, hours: &Number) -> Result<String, Error> {
    let places = if *hours == hours.round_half_up(0) { 0 } else { 1 };
    plural_text(locale, "hours", hours, places)
}

/// From this amount on nobody reads the cents, as little as those of a whole amount; the filter `money` still writes them.
const WHOLE_FROM: i64 = 10_000;

/// An amount as running text and tables have it.
fn rounded_money(locale: &Locale, value: &Value) -> Result<String, Error> {
    if is_whole(&number(value)?) { whole_money(locale, value) } else { money(locale, value, None) }
}

/// Whether an amount is told without cents.
fn is_whole(amount: &Number) -> bool {
    amount.abs() >= Number::int(WHOLE_FROM) || *amount == amount.round_half_up(0)
}

fn whole_money(locale: &Locale, value: &Value) -> Result<String, Error> {
    let currency = value.get_attr("currency")?;
    Ok(locale.whole_money(&number(value)?, currency.as_str().and_then(Currency::parse)))
}

/// Whether a range of amounts is wide: its ends differ by more than a tenth of the greater.
fn is_rough(low: &Number, high: &Number) -> bool {
    *high >= Number::int(WHOLE_FROM) && !low.is_negative() && &(high - low) * &Number::int(10) > *high
}

/// The ends of a range moved outwards to two digits of the greater one, so that the truth stays inside.
fn rough(low: &Number, high: &Number) -> (Number, Number) {
    let mut step = Number::ONE;
    while &step * &Number::HUNDRED < *high {
        step = &step * &Number::int(10);
    }
    let whole = |n: &Number, up: bool| {
        let near = &n.checked_div(&step).unwrap_or_default().round_half_up(0) * &step;
        match up {
            true if near < *n => &near + &step,
            false if near > *n => &near - &step,
            _ => near,
        }
    };
    (whole(low, false), whole(high, true))
}

fn is_money(value: &Value) -> Result<bool, Error> {
    Ok(value.kind() == ValueKind::Map && value.get_attr("kind")?.as_str() == Some("money"))
}

fn between(locale: &Locale, low: &Value, high: &Value) -> Result<String, Error> {
    match (low.is_none(), high.is_none()) {
        (false, false) if is_money(low)? && is_money(high)? && is_rough(&number(low)?, &number(high)?) => {
            // A range this wide says nothing by its last digits.
            let currency = low.get_attr("currency")?;
            let currency = currency.as_str().and_then(Currency::parse);
            let (low, high) = rough(&number(low)?, &number(high)?);
            Ok(format!("{}–{}", locale.whole_money(&low, currency), locale.whole_money(&high, currency)))
        }
        (false, false) if is_money(low)? && is_money(high)? => {
            // Both ends with the decimals of the rougher one.
            let whole = is_whole(&number(low)?) || is_whole(&number(high)?);
            let end = |value: &Value| if whole { whole_money(locale, value) } else { money(locale, value, None) };
            Ok(format!("{}–{}", end(low)?, end(high)?))
        }
        (false, false) => Ok(format!("{}–{}", show(locale, low)?, show(locale, high)?)),
        (false, true) => Ok(fill(&word(locale, "at_least")?, &[("value", show(locale, low)?)])),
        (true, false) => Ok(fill(&word(locale, "at_most")?, &[("value", show(locale, high)?)])),
        (true, true) => word(locale, "unknown"),
    }
}

/// `A, B or C`.
pub(super) fn either(locale: &Locale, choices: &[Value]) -> Result<String, Error> {
    let shown: Vec<String> = choices.iter().map(|c| show(locale, c)).collect::<Result<_, _>>()?;
    Ok(match shown.split_last() {
        None => word(locale, "unknown")?,
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {} {last}", rest.join(", "), word(locale, "or")?),
    })
}

/// Ascending numbers with runs of three and more drawn together: `1–4, 7`.
pub(super) fn ranges(numbers: &[usize]) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let runs = sorted.chunk_by(|a, b| a + 1 == *b).flat_map(|run| match run {
        [first, _, .., last] => vec![format!("{first}–{last}")],
        few => few.iter().map(ToString::to_string).collect(),
    });
    runs.collect::<Vec<_>>().join(", ")
}

/// A number in the way `write` has it. What is only known to lie between two values shows both, what is not known says so, so
/// that a template need not ask first.
pub(super) fn numeric(
    locale: &Locale,
    value: &Value,
    write: &dyn Fn(&Value, &Number) -> Result<String, Error>,
) -> Result<String, Error> {
    let kind = if value.kind() == ValueKind::Map { value.get_attr("kind")? } else { Value::from(()) };
    match kind.as_str() {
        Some("between") => {
            let end = |name: &str| -> Result<Value, Error> {
                let end = value.get_attr(name)?;
                if end.is_none() { Ok(end) } else { numeric(locale, &end, write).map(Value::from_safe_string) }
            };
            between(locale, &end("low")?, &end("high")?)
        }
        Some("missing" | "not_applicable") => show(locale, value),
        _ if value.is_none() => show(locale, value),
        _ => write(value, &number(value)?),
    }
}

/// An amount: a value of kind money, or a number and the code of its currency.
pub(super) fn money(locale: &Locale, value: &Value, currency: Option<&str>) -> Result<String, Error> {
    numeric(locale, value, &|value, amount| {
        let own = if value.kind() == ValueKind::Map { value.get_attr("currency")? } else { Value::from(()) };
        let Some(code) = currency.or_else(|| own.as_str()) else { return Ok(locale.money(amount, None)) };
        let unknown = || {
            failed(&said!(
                "`{code}` is no currency: write `PLN` or `EUR`",
                "`{code}` nie jest walutą: napisz `PLN` lub `EUR`",
                code = code.to_string(),
            ))
        };
        Ok(locale.money(amount, Some(Currency::parse(code).ok_or_else(unknown)?)))
    })
}

/// A day from ISO 8601 or a value of kind date.
pub(super) fn date(locale: &Locale, value: &Value, short: bool) -> Result<String, Error> {
    let inner = if value.kind() == ValueKind::Map { value.get_attr("date")? } else { value.clone() };
    let Some(day) = inner.as_str().and_then(Day::parse) else {
        return Err(failed(&said!(
            "`{value}` is no date: a date is written `2026-01-31`",
            "`{value}` nie jest datą: datę pisze się `2026-01-31`",
            value = value.to_string(),
        )));
    };
    Ok(if short { locale.short_date(day) } else { locale.long_date(day) })
}

/// The exact number of a value: a number, its text, or the number of a value that knows its unit.
pub(super) fn number(value: &Value) -> Result<Number, Error> {
    let inner = if value.kind() == ValueKind::Map { value.get_attr("number")? } else { value.clone() };
    if inner.is_undefined() && value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let parsed = match inner.as_str() {
        Some(text) => Exact::parse(text),
        None if inner.kind() == ValueKind::Number => Number::parse(&inner.to_string()).ok(),
        None => None,
    };
    parsed.ok_or_else(|| failed(&said!("a number is needed here", "potrzebna jest tu liczba")))
}

/// The plain text of a key.
pub(super) fn word(locale: &Locale, key: &str) -> Result<String, Error> {
    text(locale.language(), key)
        .map(str::to_owned)
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("{}{key}", super::problem::UNKNOWN_TEXT)))
}

/// The text of a key with its slots filled by the arguments; `count` picks the plural form.
pub(super) fn phrase(locale: &Locale, key: &str, args: &Kwargs) -> Result<String, Error> {
    let mut filled = Vec::new();
    for name in args.args() {
        let value: Value = args.get(name)?;
        filled.push((name, show(locale, &value)?));
    }
    let text = word(locale, key)?;
    if !text.contains('|') {
        return Ok(fill(&text, &filled));
    }
    let count = number(&args.get::<Value>("count")?)?;
    Ok(fill(form(locale, &text, &count, 1), &filled))
}

fn plural_text(locale: &Locale, key: &str, count: &Number, places: u32) -> Result<String, Error> {
    let text = word(locale, key)?;
    Ok(fill(form(locale, &text, count, places), &[("count", locale.number(count, 0, places))]))
}

/// The form of a text that goes with a number shown with so many decimals.
fn form<'a>(locale: &Locale, text: &'a str, count: &Number, places: u32) -> &'a str {
    let forms: Vec<&str> = text.split('|').collect();
    let wanted = locale.plural(count, places);
    let at = plural_forms(locale.language()).iter().position(|f| *f == wanted);
    // A language without words of its own here may have other forms than English; its last one fits most numbers.
    at.and_then(|at| forms.get(at)).or(forms.last()).copied().unwrap_or(text)
}

fn fill(text: &str, values: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push_str(values.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_str()));
        rest = tail;
    }
    out.push_str(rest);
    out
}
