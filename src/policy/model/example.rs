//! Examples of a policy: what is given and what is expected.

use super::{ActionRef, AttributeId, FieldId, SlotId};
use crate::diagnostics::{Phrase, Span, said};
use crate::values::{ChoiceSet, Day, Interval, Scalar};

/// An example of the policy: an account made of what is given, and what must come out.
#[derive(Clone, Debug)]
pub struct Example {
    /// Of a row, the title of its table.
    pub title: String,
    /// Which row of a table it is, from 1.
    pub row: Option<usize>,
    pub as_of: Option<Day>,
    pub fields: Vec<(FieldId, GivenValue)>,
    /// Given values of lets, tables and other slots: they win over the definition.
    pub slots: Vec<(SlotId, GivenValue)>,
    /// None: nothing is said about people. Empty: there are none.
    pub people: Option<Vec<GivenPerson>>,
    pub expect: Vec<Expectation>,
    pub span: Span,
}

impl Example {
    /// What it is called: its title, of a row with its number.
    pub fn called(&self) -> Phrase {
        match self.row {
            None => Phrase::quote(&self.title),
            Some(n) => said!("{title}, row {n}", "{title}, wiersz {n}", title = &self.title, n = n.to_string()),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum GivenValue {
    Known(Scalar),
    Missing,
    NotApplicable,
}

#[derive(Clone, Debug)]
pub struct GivenPerson {
    pub id: String,
    pub attributes: Vec<(AttributeId, GivenValue)>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Expectation {
    pub span: Span,
    pub kind: ExpectationKind,
}

#[derive(Clone, Debug)]
pub enum ExpectationKind {
    /// Exactly these, as indices into [`Policy::tiers`].
    Tier(Vec<u16>),
    Status(ExpectedStatus),
    /// An input by the name it has in `needs`.
    Needs(String),
    /// The score, or its interval, lies inside.
    Score(Interval),
    /// A numeric slot's value, or its interval, lies inside.
    Within(SlotId, Interval),
    /// A slot has exactly this value.
    Equals(SlotId, Scalar),
    /// A slot is one of these: exactly this set is possible.
    OneOf(SlotId, ChoiceSet),
    /// A slot is missing or not applicable (a criterion left out).
    Absent(SlotId),
    /// An action is planned (`absent`: is not), for this person where one is named; read, but not yet decided by this
    /// version.
    Action {
        absent: bool,
        action: ActionRef,
        person: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedStatus {
    Qualified,
    Hold,
    Excluded,
}
