//! Numbers and values in answers for people, the same in every command. Numbers are rounded to two decimals, which each
//! answer says. Start at [`measure`].

use kam::values::Number;
use kam::views::{Bounds, Decimal, Measure, MeasureValue};

/// Decimals of numbers in text.
pub const PLACES: u32 = 2;

/// `62.8`, `45.68..63.68`, or `-` where there is nothing.
pub fn bounds(bounds: Option<&Bounds>) -> String {
    let Some(Bounds { low, high }) = bounds else { return "-".to_owned() };
    let end = |n: &Option<Decimal>| n.as_ref().map_or("?".to_owned(), |n| n.0.to_decimal_string(PLACES));
    let (low, high) = (end(low), end(high));
    if low == high && low != "?" { low } else { format!("{low}..{high}") }
}

/// A measure in a line of text.
pub fn measure(measure: &Measure) -> String {
    match measure {
        Measure::Known { value, r#type, currency } => quantity(value, r#type, currency.as_deref()),
        Measure::Between { low, high, r#type, currency, .. } => {
            let text = |v: &MeasureValue| quantity(v, r#type, currency.as_deref());
            match (low.as_ref().map(text), high.as_ref().map(text)) {
                // One unit for both ends.
                (Some(low), Some(high)) => match (low.rsplit_once(' '), high.rsplit_once(' ')) {
                    (Some((number, unit)), Some((_, same))) if unit == same => format!("{number}..{high}"),
                    _ => format!("{low}..{high}"),
                },
                (low, high) => format!("{}..{}", low.as_deref().unwrap_or("?"), high.as_deref().unwrap_or("?")),
            }
        }
        Measure::OneOf { one_of, r#type, .. } => {
            one_of.iter().map(|v| quantity(v, r#type, None)).collect::<Vec<_>>().join(" or ")
        }
        Measure::Missing { reason, .. } => format!("missing ({reason})"),
        Measure::NotApplicable { reason, .. } => (*reason).to_owned(),
    }
}

fn quantity(value: &MeasureValue, ty: &str, currency: Option<&str>) -> String {
    match value {
        MeasureValue::YesNo(true) => "yes".to_owned(),
        MeasureValue::YesNo(false) => "no".to_owned(),
        MeasureValue::Text(text) => text.clone(),
        MeasureValue::Number(Decimal(n)) => match (ty, currency) {
            ("percent", _) => percent(n),
            ("money", Some(currency)) => format!("{} {currency}", grouped(n)),
            ("days", _) if *n == Number::ONE => "1 day".to_owned(),
            ("days", _) => format!("{} days", n.to_decimal_string(PLACES)),
            ("points", _) => format!("{} points", n.to_decimal_string(PLACES)),
            _ => n.to_decimal_string(PLACES),
        },
    }
}

/// `81 238.46`, digits in groups as rules write them.
fn grouped(n: &Number) -> String {
    let text = n.to_decimal_string(PLACES);
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(text.len() + 4);
    for (at, c) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if left % 3 == 0 && out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push(' ');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// `12.5 %` of a fraction.
pub fn percent(n: &Number) -> String {
    format!("{} %", (n * &Number::from(100)).to_decimal_string(PLACES))
}
