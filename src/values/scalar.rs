//! One known value of any type of the language, and a reading of it that may also be missing.

use super::{Day, Number};
use std::sync::Arc;

/// A known value. What the number counts (money, days, percent as a fraction, …) is told by the type of its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// number, count, points, percent (12 % is 0.12), money (in the policy's currency), days.
    Number(Number),
    Day(Day),
    YesNo(bool),
    /// A value of an enumeration, by its position there.
    Choice(u16),
    Text(Arc<str>),
}

/// Why a value is missing. Every reason is said in plans and answers, so each is one that a person can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absence {
    /// No source of the account has a value for it.
    NotGiven,
    /// The cell is there and blank.
    Blank,
    /// All observations are later than the day of evaluation.
    NotYetObserved,
    /// The account file says nothing about people at all.
    PeopleNotKnown,
    /// No source feeds these records (by their number in the policy).
    RecordsNotConfigured(u16),
    /// The window reaches outside what the source of these records covers; it covers `from` to `to`.
    OutsideCoverage { records: u16, from: Day, to: Day },
    /// Nothing to average, compare or pick from.
    NoRows,
    /// What it is divided by is 0.
    DivisionByZero(Divisor),
    /// The number has grown beyond what anything is measured with.
    TooLarge,
    /// Money of another currency, without a rate for its day.
    NoRate,
    /// `clv` with a retention of at least 1 + discount has no finite value.
    RetentionTooHigh,
    /// The person cannot reach any decider through the known relations.
    NoPath,
    /// The rule says `missing`.
    Declared,
    /// No row of a table applies.
    NoRowApplies,
    /// Rows of a table whose conditions hold together give different results.
    SeveralRowsApply,
    /// Nothing is left to score: every criterion is excluded.
    NothingToScore,
}

/// What something is divided by, where it has a name of its own: a definition or a field, by its number in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Divisor {
    Slot(u16),
    Field(u16),
    Unnamed,
}

/// What a source says about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Known(Scalar),
    Missing(Absence),
    /// The source says `n/a`: the question does not arise for this account.
    NotApplicable,
}

/// A set of values of an enumeration, by position; enumerations have at most [`ChoiceSet::MAX`] values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct ChoiceSet(u128);

impl ChoiceSet {
    pub const MAX: usize = 128;
    pub const EMPTY: ChoiceSet = ChoiceSet(0);

    /// The first `n` values.
    pub fn first(n: usize) -> ChoiceSet {
        if n >= Self::MAX { ChoiceSet(u128::MAX) } else { ChoiceSet((1 << n) - 1) }
    }

    pub fn one(choice: u16) -> ChoiceSet {
        ChoiceSet(1u128.checked_shl(u32::from(choice)).unwrap_or(0))
    }

    pub fn with(self, choice: u16) -> ChoiceSet {
        self.union(ChoiceSet::one(choice))
    }

    pub fn union(self, other: ChoiceSet) -> ChoiceSet {
        ChoiceSet(self.0 | other.0)
    }

    pub fn intersection(self, other: ChoiceSet) -> ChoiceSet {
        ChoiceSet(self.0 & other.0)
    }

    pub fn minus(self, other: ChoiceSet) -> ChoiceSet {
        ChoiceSet(self.0 & !other.0)
    }

    pub fn contains(self, choice: u16) -> bool {
        !self.intersection(ChoiceSet::one(choice)).is_empty()
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The only value, if there is exactly one.
    pub fn single(self) -> Option<u16> {
        (self.len() == 1).then(|| self.lowest()).flatten()
    }

    pub fn lowest(self) -> Option<u16> {
        (!self.is_empty()).then(|| self.0.trailing_zeros() as u16)
    }

    pub fn highest(self) -> Option<u16> {
        (!self.is_empty()).then(|| 127 - self.0.leading_zeros() as u16)
    }

    /// The values from lowest to highest position.
    pub fn iter(self) -> impl Iterator<Item = u16> {
        let mut rest = self;
        std::iter::from_fn(move || {
            let lowest = rest.lowest()?;
            rest = rest.minus(ChoiceSet::one(lowest));
            Some(lowest)
        })
    }
}

impl FromIterator<u16> for ChoiceSet {
    fn from_iter<I: IntoIterator<Item = u16>>(iter: I) -> ChoiceSet {
        iter.into_iter().fold(ChoiceSet::EMPTY, ChoiceSet::with)
    }
}

#[cfg(test)]
mod tests {
    use super::ChoiceSet;

    #[test]
    fn sets_hold_what_was_put_in() {
        let set: ChoiceSet = [0, 5, 127].into_iter().collect();
        assert_eq!((set.len(), set.lowest(), set.highest()), (3, Some(0), Some(127)));
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 5, 127]);
        assert_eq!(ChoiceSet::one(5).single(), Some(5));
        assert_eq!(ChoiceSet::first(3).minus(ChoiceSet::one(1)).iter().collect::<Vec<_>>(), [0, 2]);
        assert!(ChoiceSet::EMPTY.single().is_none() && ChoiceSet::first(128).len() == 128);
    }
}
