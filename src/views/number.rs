//! Numbers as JSON has them: exact decimal text, never a detour through a double.

use crate::engine::{Possible, Value};
use crate::values::{Interval, Number, Scalar};
use serde::{Serialize, Serializer};

/// A number with at most six decimals, halves to even.
#[derive(Clone, Debug, PartialEq)]
pub struct Decimal(pub Number);

/// Decimals in JSON and CSV.
pub(super) const PLACES: u32 = 6;

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::Number::from_string_unchecked(self.0.to_decimal_string(PLACES)).serialize(serializer)
    }
}

/// What is possible for a number: equal ends when it is known; null where nothing bounds it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bounds {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
}

impl From<&Interval> for Bounds {
    fn from(interval: &Interval) -> Bounds {
        Bounds { low: interval.low.clone().map(Decimal), high: interval.high.clone().map(Decimal) }
    }
}

/// What is possible for a numeric value; none where it is not applicable or no number.
pub(super) fn interval_of(value: &Value) -> Option<Interval> {
    match value {
        Value::Known(Scalar::Number(n)) => Some(Interval::point(n.clone())),
        Value::Known(_) | Value::NotApplicable => None,
        Value::Uncertain(u) => match &u.possible {
            Possible::Number(interval) => Some(interval.clone()),
            Possible::YesNo | Possible::Choices(_) | Possible::Days(..) | Possible::Text => None,
        },
    }
}
