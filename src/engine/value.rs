//! What the engine knows about a value: the value itself, that the question does not arise, or what is still possible
//! and why.

use crate::policy::{AttributeId, FieldId, RecordsId, SlotId};
use crate::values::{Absence, ChoiceSet, Day, Interval, Number, Scalar};

/// The outcome of evaluating an expression for one account.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Known(Scalar),
    NotApplicable,
    Uncertain(Box<Uncertain>),
}

/// A value that depends on something missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// What it may still be. Sound: the true value is always among these.
    pub possible: Possible,
    /// Whether it is itself missing (`is missing` is true), or known to lie somewhere.
    pub absent: Absent,
    /// Whether it may turn out not to apply: an unknown condition chooses between this and something not applicable.
    pub may_not_apply: bool,
    /// Why it is missing, or why the first missing thing it depends on is.
    pub why: Absence,
    /// The missing inputs it depends on, sorted, each once.
    pub needs: Vec<Input>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Possible {
    Number(Interval),
    YesNo,
    Choices(ChoiceSet),
    /// Both ends in; an absent end is unbounded.
    Days(Option<Day>, Option<Day>),
    /// Any text.
    Text,
}

/// Whether a value is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// It is there, only not known exactly (`max(revenue, forecast)` with an unknown branch).
    No,
    /// It depends on what is not known whether it is there.
    Maybe,
    Yes,
}

/// Something a person could fill in. Ordered as `needs` lists equal ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    Field(FieldId),
    /// The people as a whole are not known.
    People,
    /// An attribute of the account's person at this position.
    Attribute {
        person: u16,
        attribute: AttributeId,
    },
    /// A records source that is not configured, does not cover the window, or has blank cells.
    Records(RecordsId),
    /// A computed value that an example says is missing.
    Slot(SlotId),
}

impl Value {
    pub fn number(n: Number) -> Value {
        Value::Known(Scalar::Number(n))
    }

    pub fn yes_no(b: bool) -> Value {
        Value::Known(Scalar::YesNo(b))
    }

    /// A value that is itself missing.
    pub fn missing(possible: Possible, why: Absence, needs: Vec<Input>) -> Value {
        Value::Uncertain(Box::new(Uncertain { possible, absent: Absent::Yes, may_not_apply: false, why, needs }))
    }

    /// The interval of a number; none for what is not a number or not applicable.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Value::Known(Scalar::Number(n)) => Some(Interval::point(n.clone())),
            Value::Uncertain(u) => match &u.possible {
                Possible::Number(i) => Some(i.clone()),
                Possible::YesNo | Possible::Choices(_) | Possible::Days(..) | Possible::Text => None,
            },
            Value::Known(_) | Value::NotApplicable => None,
        }
    }

    /// What it depends on that is missing.
    pub fn needs(&self) -> &[Input] {
        match self {
            Value::Uncertain(u) => &u.needs,
            Value::Known(_) | Value::NotApplicable => &[],
        }
    }
}
