//! A measure as JSON has it: its value and type, what is still possible, or null and the reason.

use super::number::Decimal;
use super::reason::{Reason, not_applicable, reason};
use crate::engine::{Absent, Possible, Value};
use crate::policy::{Policy, Type};
use crate::values::{ChoiceSet, Interval, Scalar};
use serde::{Serialize, Serializer};

/// One of four shapes: `{value, type}`, `{low, high, type}`, `{one_of, type}` or `{value: null, reason}`. Money carries its
/// currency; a percent is a fraction; a date is ISO 8601. What is possible but may also be missing has its `reason` beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Measure {
    Known {
        value: MeasureValue,
        r#type: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        currency: Option<String>,
    },
    Between {
        low: Option<MeasureValue>,
        high: Option<MeasureValue>,
        r#type: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        currency: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    OneOf {
        one_of: Vec<MeasureValue>,
        r#type: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    Missing {
        /// Always null.
        value: Null,
        reason: Reason,
    },
    /// The question does not arise.
    NotApplicable {
        /// Always null.
        value: Null,
        reason: &'static str,
    },
}

/// Null in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null;

impl Serialize for Null {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}

/// A known value in JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum MeasureValue {
    Number(Decimal),
    YesNo(bool),
    /// A text, the name of a value of an enumeration, or a date in ISO 8601.
    Text(String),
}

impl Measure {
    /// The measure of a value. Its reason is written in English whatever the locale, so that readers of answers may rely on
    /// it; people are told in their language.
    pub fn of(policy: &Policy, ty: Type, value: &Value) -> Measure {
        let currency = || match ty {
            Type::Money => policy.currency.map(|c| c.code().to_owned()),
            _ => None,
        };
        let uncertain = match value {
            Value::Known(scalar) => {
                return Measure::Known {
                    value: MeasureValue::of(policy, ty, scalar),
                    r#type: ty.word(),
                    currency: currency(),
                };
            }
            Value::NotApplicable => {
                return Measure::NotApplicable { value: Null, reason: not_applicable("en") };
            }
            Value::Uncertain(uncertain) => uncertain,
        };
        let reason = reason(policy, &uncertain.why);
        let aside = (uncertain.absent != Absent::No).then(|| reason.clone());
        let missing = Measure::Missing { value: Null, reason };
        if uncertain.absent == Absent::Yes {
            return missing;
        }
        match &uncertain.possible {
            Possible::Number(Interval { low: None, high: None }) | Possible::Days(None, None) => missing,
            Possible::YesNo | Possible::Text => missing,
            Possible::Number(Interval { low, high }) => {
                let end = |n: &Option<_>| n.clone().map(|n| MeasureValue::Number(Decimal(n)));
                Measure::Between {
                    low: end(low),
                    high: end(high),
                    r#type: ty.word(),
                    currency: currency(),
                    reason: aside,
                }
            }
            Possible::Days(low, high) => {
                let end = |day: &Option<_>| day.map(|d: crate::values::Day| MeasureValue::Text(d.to_string()));
                Measure::Between { low: end(low), high: end(high), r#type: ty.word(), currency: None, reason: aside }
            }
            Possible::Choices(set) => Measure::OneOf {
                one_of: choice_names(policy, ty, *set).map(MeasureValue::Text).collect(),
                r#type: ty.word(),
                reason: aside,
            },
        }
    }
}

impl MeasureValue {
    pub(super) fn of(policy: &Policy, ty: Type, scalar: &Scalar) -> MeasureValue {
        match scalar {
            Scalar::Number(n) => MeasureValue::Number(Decimal(n.clone())),
            Scalar::Day(day) => MeasureValue::Text(day.to_string()),
            Scalar::YesNo(yes) => MeasureValue::YesNo(*yes),
            Scalar::Text(text) => MeasureValue::Text(text.to_string()),
            Scalar::Choice(choice) => {
                MeasureValue::Text(choice_names(policy, ty, ChoiceSet::one(*choice)).next().unwrap_or_default())
            }
        }
    }
}

/// The names of values of an enumeration, in its order.
pub(super) fn choice_names(policy: &Policy, ty: Type, set: ChoiceSet) -> impl Iterator<Item = String> {
    let values = match ty {
        Type::OneOf(id) => policy.enumerations.get(id.index()).map_or(&[][..], |e| e.values.as_slice()),
        _ => &[],
    };
    values.iter().zip(0..).filter(move |(_, at)| set.contains(*at)).map(|(value, _)| value.name.to_string())
}
