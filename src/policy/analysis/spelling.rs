//! Values as the language writes them: `500 000 PLN`, `12.5 %`, `14 days`, `good`, so that what a finding shows can be
//! pasted into a rule.

use super::super::{Policy, Type};
use crate::values::{Day, Number, Scalar};

/// A number of a type, in the unit people write.
pub(crate) fn number(policy: &Policy, ty: Type, n: &Number) -> String {
    match ty {
        Type::Percent => format!("{} %", grouped(&(n * &Number::HUNDRED))),
        Type::Money => match policy.currency {
            Some(currency) => format!("{} {currency}", grouped(n)),
            None => grouped(n),
        },
        Type::Days => format!("{} day{}", grouped(n), if *n == Number::ONE { "" } else { "s" }),
        Type::Date => n.to_i64().map_or_else(|| grouped(n), |days| Day::from_number(days).to_string()),
        Type::Number | Type::Count | Type::Points | Type::YesNo | Type::Text | Type::OneOf(_) => grouped(n),
    }
}

/// A value of a type.
pub(crate) fn scalar(policy: &Policy, ty: Type, value: &Scalar) -> String {
    match value {
        Scalar::Number(n) => number(policy, ty, n),
        Scalar::Day(day) => day.to_string(),
        Scalar::YesNo(yes) => yes_no(*yes).to_owned(),
        Scalar::Choice(choice) => choice_name(policy, ty, *choice),
        Scalar::Text(text) => quoted(text),
    }
}

/// `yes` or `no`.
pub(crate) fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// The name of an enumeration's value.
pub(crate) fn choice_name(policy: &Policy, ty: Type, choice: u16) -> String {
    let Type::OneOf(id) = ty else { return choice.to_string() };
    let value = policy.enumerations.get(id.index()).and_then(|e| e.values.get(usize::from(choice)));
    value.map_or_else(|| choice.to_string(), |v| v.name.to_string())
}

/// A text with the escapes of the language.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// Decimal text with the whole part in groups of three.
fn grouped(n: &Number) -> String {
    let text = n.to_decimal_string(12);
    let (sign, body) = text.strip_prefix('-').map_or(("", text.as_str()), |b| ("-", b));
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;
    use crate::values::Number;

    #[test]
    fn digits_stand_in_groups() {
        for (text, shown) in [("1234567.5", "1 234 567.5"), ("-500000", "-500 000"), ("12", "12"), ("0.125", "0.125")] {
            assert_eq!(Number::parse(text).map(|n| grouped(&n)), Ok(shown.to_owned()));
        }
    }
}
