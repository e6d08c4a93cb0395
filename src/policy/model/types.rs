//! Types of values and closed lists of them.

use super::EnumerationId;
use crate::diagnostics::Span;
use crate::values::{ChoiceSet, Label, Name, Number};

/// The type of a value. The numeric ones are all exact numbers; money is in the policy's currency, a percent is a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    Number,
    Count,
    Points,
    Percent,
    Money,
    Days,
    Date,
    YesNo,
    Text,
    OneOf(EnumerationId),
}

impl Type {
    /// Whether values of this type are numbers.
    pub fn is_numeric(self) -> bool {
        match self {
            Type::Number | Type::Count | Type::Points | Type::Percent | Type::Money | Type::Days => true,
            Type::Date | Type::YesNo | Type::Text | Type::OneOf(_) => false,
        }
    }

    /// The word of the language (`one of` for enumerations), which is also the `type` of JSON answers.
    pub fn word(self) -> &'static str {
        match self {
            Type::Number => "number",
            Type::Count => "count",
            Type::Points => "points",
            Type::Percent => "percent",
            Type::Money => "money",
            Type::Days => "days",
            Type::Date => "date",
            Type::YesNo => "yes_no",
            Type::Text => "text",
            Type::OneOf(_) => "one of",
        }
    }
}

/// A closed list of values.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Whether later is more.
    pub ordered: bool,
    pub values: Vec<EnumerationValue>,
    /// Where it is written; none where it is built in.
    pub written: Option<Span>,
}

#[derive(Clone, Debug)]
pub struct EnumerationValue {
    pub name: Name,
    pub label: Label,
    /// What the value counts in averages and weights; all values of an enumeration have one, or none has.
    pub number: Option<Number>,
}

impl Enumeration {
    /// The position of a value.
    pub fn position(&self, name: &str) -> Option<u16> {
        self.values.iter().position(|v| v.name.as_str() == name).and_then(|p| u16::try_from(p).ok())
    }

    /// All values as a set.
    pub fn all(&self) -> ChoiceSet {
        ChoiceSet::first(self.values.len())
    }
}
