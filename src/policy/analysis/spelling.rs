//! Values as the language writes them: `500 000 PLN`, `12.5 %`, `14 days`, `good`, so that what a finding shows can be
//! pasted into a rule.

use super::super::{Policy, Type};
use crate::values::{Day, Number, Scalar};

/// Decimals at the most: enough for whatever a rule states.
const PLACES: u32 = 12;

/// A number of a type, in the unit people write.
pub(crate) fn number(policy: &Policy, ty: Type, n: &Number) -> String {
    let grouped = |n: &Number| n.to_grouped_string(PLACES);
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
