//! How types and operators are spoken of in findings.

use super::model::{Policy, Type};
use crate::diagnostics::{Phrase, said};
use crate::values::{Currency, Interval, Number};

/// "money", "a percent", "one of `a`, `b`": after "is".
pub(super) fn described(policy: &Policy, ty: Type) -> Phrase {
    match ty {
        Type::Number => said!("a number", "liczba"),
        Type::Count => said!("a count", "liczba całkowita"),
        Type::Points => said!("points", "punkty"),
        Type::Percent => said!("a percent", "procent"),
        Type::Money => said!("money", "kwota"),
        Type::Days => said!("a number of days", "liczba dni"),
        Type::Date => said!("a date", "data"),
        Type::YesNo => said!("yes or no", "tak lub nie"),
        Type::Text => said!("text", "tekst"),
        Type::OneOf(_) => said!("one of {values}", "jedna z wartości {values}", values = values(policy, ty)),
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
pub(super) fn unit(ty: Type) -> Phrase {
    match ty {
        Type::Days => said!("in days", "liczba dni"),
        Type::Money => said!("money", "kwota"),
        Type::Percent => said!("a percent", "procent"),
        Type::Points => said!("in points", "liczba punktów"),
        Type::Number | Type::Count => said!("a number", "liczba"),
        Type::Date => said!("a date", "data"),
        Type::YesNo => said!("yes or no", "tak lub nie"),
        Type::Text => said!("text", "tekst"),
        Type::OneOf(_) => said!("one of a list of values", "jedna z listy wartości"),
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
pub(super) fn range(range: &Interval, ty: Type, currency: Option<Currency>) -> Phrase {
    let end = |n: &Number| number(n, ty, currency);
    match (&range.low, &range.high) {
        (Some(low), Some(high)) => format!("{}..{}", end(low), end(high)).into(),
        (Some(low), None) => said!("at least {low}", "co najmniej {low}", low = end(low)),
        (None, Some(high)) => said!("at most {high}", "co najwyżej {high}", high = end(high)),
        (None, None) => said!("any number", "dowolna liczba"),
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

/// What kind of item a directive begins, as it is spoken of: "criterion" of `criterion`.
pub(super) fn item(directive: &str) -> Phrase {
    match directive {
        "account" => said!("account", "klient"),
        "action" => said!("action", "działanie"),
        "alert" => said!("alert", "alert"),
        "benefit" => said!("benefit", "korzyść"),
        "channel" => said!("channel", "kanał"),
        "criterion" => said!("criterion", "kryterium"),
        "example" => said!("example", "przykład"),
        "field" => said!("field", "pole"),
        "document" => said!("document", "dokument"),
        "group" => said!("group", "grupa"),
        "kpi" => said!("kpi", "wskaźnik"),
        "let" => said!("let", "wartość"),
        "policy" => said!("policy", "polityka"),
        "records" => said!("records", "rekordy"),
        "rank" => said!("rank", "kolejność"),
        "examples" => said!("examples", "przykłady"),
        "overlay" => said!("overlay", "nakładka"),
        "library" => said!("library", "biblioteka"),
        "limit" => said!("limit", "ograniczenie"),
        "need" => said!("need", "potrzeba"),
        "offer" => said!("offer", "oferta"),
        "parameter" => said!("parameter", "parametr"),
        "playbook" => said!("playbook", "zestaw działań"),
        "probability" => said!("probability", "prawdopodobieństwo"),
        "status" => said!("status", "status"),
        "table" => said!("table", "tabela"),
        "tier" => said!("tier", "poziom"),
        "veto" => said!("veto", "weto"),
        other => said!("{other}", "`{other}`", other = Phrase::quote(other)),
    }
}

/// "criterion `size`"
pub(super) fn named_item(directive: &str, name: &str) -> Phrase {
    said!("{item} `{name}`", "{item} `{name}`", item = item(directive), name = Phrase::quote(name))
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
        "brak" | "nieznane" | "unknown" | "missing" => Some("missing"),
        "inaczej" | "pozostałe" | "reszta" | "else" | "default" | "other" | "others" | "rest" | "otherwise" => {
            Some("otherwise")
        }
        "exclude" => Some("exclude"),
        "any" | "dowolny" | "dowolna" | "dowolne" | "każdy" | "każda" | "wszystkie" => Some("any"),
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
