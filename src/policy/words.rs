//! How types and operators are spoken of in findings.

use super::model::{Policy, Type};
use crate::values::{Currency, Interval, Number};

/// "money", "a percent", "one of `a`, `b`": after "is".
pub(super) fn described(policy: &Policy, ty: Type) -> String {
    match ty {
        Type::Number => "a number".to_owned(),
        Type::Count => "a count".to_owned(),
        Type::Points => "points".to_owned(),
        Type::Percent => "a percent".to_owned(),
        Type::Money => "money".to_owned(),
        Type::Days => "a number of days".to_owned(),
        Type::Date => "a date".to_owned(),
        Type::YesNo => "yes or no".to_owned(),
        Type::Text => "text".to_owned(),
        Type::OneOf(id) => format!("one of {}", values(policy, Type::OneOf(id))),
    }
}

/// The values of an enumeration, in backticks.
pub(super) fn values(policy: &Policy, ty: Type) -> String {
    match ty {
        Type::OneOf(id) => {
            let names: Vec<&str> = policy.enumeration(id).values.iter().map(|v| v.name.as_str()).collect();
            quoted(&names)
        }
        _ => String::new(),
    }
}

/// "in days", "money", "a percent": after "is", before ": write …".
pub(super) fn unit(ty: Type) -> &'static str {
    match ty {
        Type::Days => "in days",
        Type::Money => "money",
        Type::Percent => "a percent",
        Type::Points => "in points",
        Type::Number | Type::Count => "a number",
        Type::Date => "a date",
        Type::YesNo => "yes or no",
        Type::Text => "text",
        Type::OneOf(_) => "one of a list of values",
    }
}

/// What is written after a number of this type: ` days`, ` %`, ` PLN`.
pub(super) fn suffix(ty: Type, currency: Option<Currency>) -> String {
    match ty {
        Type::Days => " days".to_owned(),
        Type::Percent => " %".to_owned(),
        Type::Money => format!(" {}", currency.map_or("PLN".to_owned(), |c| c.to_string())),
        Type::Points | Type::Number | Type::Count | Type::Date | Type::YesNo | Type::Text | Type::OneOf(_) => {
            String::new()
        }
    }
}

/// A number of this type as it is written in rules.
pub(super) fn number(n: &Number, ty: Type, currency: Option<Currency>) -> String {
    if ty == Type::Percent {
        return percent(n);
    }
    format!("{n}{}", suffix(ty, currency))
}

/// "-100..100", "at least 0": after "its range is".
pub(super) fn range(range: &Interval, ty: Type, currency: Option<Currency>) -> String {
    let end = |n: &Number| number(n, ty, currency);
    match (&range.low, &range.high) {
        (Some(low), Some(high)) => format!("{}..{}", end(low), end(high)),
        (Some(low), None) => format!("at least {}", end(low)),
        (None, Some(high)) => format!("at most {}", end(high)),
        (None, None) => "any number".to_owned(),
    }
}

/// A fraction as people write it: `95 %`, or as an exact fraction where decimals do not end.
pub(super) fn percent(fraction: &Number) -> String {
    let hundredfold = fraction * &Number::HUNDRED;
    let text = hundredfold.to_decimal_string(6);
    match Number::parse(&text) {
        Ok(same) if same == hundredfold => format!("{text} %"),
        _ => format!("{fraction:?}"),
    }
}

/// "; did you mean `x`?" or nothing.
pub(super) fn did_you_mean(near: Option<&str>) -> String {
    near.map_or_else(|| ".".to_owned(), |n| format!("; did you mean `{n}`?"))
}

/// "`a`, `b`, `c`", cut after eight.
pub(super) fn quoted(names: &[&str]) -> String {
    let mut out: Vec<String> = names.iter().take(8).map(|n| format!("`{n}`")).collect();
    if names.len() > 8 {
        out.push("…".to_owned());
    }
    out.join(", ")
}

/// The word of the language that an office's word means in a cell.
pub(super) fn of_office(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "brak" | "nieznane" | "unknown" => Some("missing"),
        "inaczej" | "pozostałe" | "reszta" | "else" => Some("otherwise"),
        "dowolny" | "dowolna" | "dowolne" | "każdy" | "każda" | "wszystkie" => Some("any"),
        "pomiń" | "pominąć" => Some("exclude"),
        _ => yes_or_no(word),
    }
}

/// The answer that a word of another language means.
pub(super) fn yes_or_no(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "tak" | "true" | "yes" => Some("yes"),
        "nie" | "false" | "no" => Some("no"),
        _ => None,
    }
}
