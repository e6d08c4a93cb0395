//! What the engine knows about a value: the value itself, that the question does not arise, or what is still possible
//! and why.

use crate::policy::{AttributeId, FieldId, RecordsId, SlotId};
use crate::values::{Absence, ChoiceSet, Day, Interval, Scalar};

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
