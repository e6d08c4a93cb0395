//! What is still possible: for a type, for a choice between values, and as an interval on the line that values of one
//! type are ordered on.

use super::condition::Doubt;
use super::value::{Absent, Possible, Value};
use crate::policy::{Policy, Type};
use crate::values::{ChoiceSet, Day, Interval, Number, Scalar};
use std::cmp::Ordering;

/// Every value of a type within a declared range. Counts are at least 0, points lie in 0..100.
pub(super) fn any_of(policy: &Policy, ty: Type, range: Option<&Interval>) -> Possible {
    match ty {
        Type::Number | Type::Percent | Type::Money | Type::Days => {
            Possible::Number(range.cloned().unwrap_or(Interval::ANY))
        }
        Type::Count => {
            let natural = Interval { low: Some(Number::ZERO), high: None };
            Possible::Number(range.map_or(natural.clone(), |r| r.max(&natural)))
        }
        Type::Points => Possible::Number(range.cloned().unwrap_or_else(points)),
        Type::Date => Possible::Days(None, None),
        Type::YesNo => Possible::YesNo,
        Type::Text => Possible::Text,
        Type::OneOf(id) => Possible::Choices(policy.enumeration(id).all()),
    }
}

/// 0..100.
pub(super) fn points() -> Interval {
    Interval::new(Number::ZERO, Number::HUNDRED)
}

/// Makes an uncertain value one of its type: the word `missing` has none of its own and may stand for anything.
pub(super) fn typed(policy: &Policy, ty: Type, value: Value) -> Value {
    let Value::Uncertain(mut u) = value else { return value };
    match (&u.possible, ty) {
        (Possible::Text, Type::Text) => {}
        (Possible::Text, _) => u.possible = any_of(policy, ty, None),
        (Possible::Choices(set), Type::OneOf(id)) => {
            u.possible = Possible::Choices(set.intersection(policy.enumeration(id).all()));
        }
        (Possible::Number(_) | Possible::YesNo | Possible::Days(..) | Possible::Choices(_), _) => {}
    }
    Value::Uncertain(u)
}

/// The possible values that a known or uncertain value has; none for what does not apply.
pub(super) fn possible(value: &Value) -> Option<Possible> {
    match value {
        Value::Known(scalar) => Some(match scalar {
            Scalar::Number(n) => Possible::Number(Interval::point(n.clone())),
            Scalar::Day(d) => Possible::Days(Some(*d), Some(*d)),
            Scalar::YesNo(_) => Possible::YesNo,
            Scalar::Choice(c) => Possible::Choices(ChoiceSet::one(*c)),
            Scalar::Text(_) => Possible::Text,
        }),
        Value::Uncertain(u) => Some(u.possible.clone()),
        Value::NotApplicable => None,
    }
}

/// The smallest set of a kind that holds both.
pub(super) fn unite(a: Possible, b: Possible) -> Possible {
    match (a, b) {
        (Possible::Number(a), Possible::Number(b)) => Possible::Number(a.hull(&b)),
        (Possible::Choices(a), Possible::Choices(b)) => Possible::Choices(a.union(b)),
        (Possible::Days(a, b), Possible::Days(c, d)) => {
            Possible::Days(a.zip(c).map(|(a, c)| a.min(c)), b.zip(d).map(|(b, d)| b.max(d)))
        }
        (Possible::YesNo, Possible::YesNo) => Possible::YesNo,
        // The word `missing` on one side: anything of the other's kind.
        (Possible::Number(_), _) | (_, Possible::Number(_)) => Possible::Number(Interval::ANY),
        (Possible::Choices(_), _) | (_, Possible::Choices(_)) => Possible::Choices(ChoiceSet::first(ChoiceSet::MAX)),
        (Possible::Days(..), _) | (_, Possible::Days(..)) => Possible::Days(None, None),
        (Possible::YesNo, _) | (_, Possible::YesNo) => Possible::YesNo,
        (Possible::Text, Possible::Text) => Possible::Text,
    }
}

/// One of several values, not known which and why. What all of them agree on is known.
pub(super) fn hull(values: Vec<Value>, doubt: Option<Doubt>) -> Value {
    let mut rest = values.into_iter();
    let Some(first) = rest.next() else { return Value::NotApplicable };
    let others: Vec<Value> = rest.filter(|v| *v != first).collect();
    if others.is_empty() {
        return first;
    }
    let joined = || Doubt::join(std::iter::once(&first).chain(&others));
    let Some(mut reasons) = doubt.or_else(joined) else { return first };
    let mut united = None;
    let mut may_not_apply = false;
    let (mut some_present, mut some_absent) = (false, false);
    for value in std::iter::once(&first).chain(&others) {
        match value {
            Value::Known(_) => some_present = true,
            Value::NotApplicable => may_not_apply = true,
            Value::Uncertain(u) => {
                may_not_apply |= u.may_not_apply;
                some_present |= u.absent != Absent::Yes;
                some_absent |= u.absent != Absent::No;
                reasons.merge_value(value);
            }
        }
        if let Some(p) = possible(value) {
            united = Some(match united {
                None => p,
                Some(u) => unite(u, p),
            });
        }
    }
    reasons.absent = match (some_present, some_absent) {
        (true, true) => Absent::Maybe,
        (false, true) => Absent::Yes,
        (true, false) | (false, false) => Absent::No,
    };
    match united {
        Some(possible) => reasons.value(possible, may_not_apply),
        None => Value::NotApplicable,
    }
}

/// Two known values of one type in the order of that type; texts in the order of their characters.
pub(super) fn compare_known(a: &Scalar, b: &Scalar) -> Option<Ordering> {
    match (a, b) {
        (Scalar::Number(a), Scalar::Number(b)) => Some(a.cmp(b)),
        (Scalar::Day(a), Scalar::Day(b)) => Some(a.cmp(b)),
        (Scalar::Choice(a), Scalar::Choice(b)) => Some(a.cmp(b)),
        (Scalar::YesNo(a), Scalar::YesNo(b)) => Some(a.cmp(b)),
        (Scalar::Text(a), Scalar::Text(b)) => Some(a.cmp(b)),
        (Scalar::Number(_) | Scalar::Day(_) | Scalar::Choice(_) | Scalar::YesNo(_) | Scalar::Text(_), _) => None,
    }
}

/// Where a value lies on the line its type is ordered on: numbers as they are, days by number, choices by position.
pub(super) fn on_line(value: &Value) -> Interval {
    match value {
        Value::Known(Scalar::Number(n)) => Interval::point(n.clone()),
        Value::Known(Scalar::Day(d)) => Interval::point(Number::int(i64::from(d.number()))),
        Value::Known(Scalar::Choice(c)) => Interval::point(Number::int(i64::from(*c))),
        Value::Known(Scalar::YesNo(b)) => Interval::point(Number::int(i64::from(*b))),
        Value::Known(Scalar::Text(_)) | Value::NotApplicable => Interval::ANY,
        Value::Uncertain(u) => match &u.possible {
            Possible::Number(i) => i.clone(),
            Possible::Days(a, b) => {
                let day = |d: &Option<Day>| d.map(|d| Number::int(i64::from(d.number())));
                Interval { low: day(a), high: day(b) }
            }
            Possible::Choices(set) => {
                let at = |c: Option<u16>| c.map(|c| Number::int(i64::from(c)));
                Interval { low: at(set.lowest()), high: at(set.highest()) }
            }
            Possible::YesNo => Interval::new(Number::ZERO, Number::ONE),
            Possible::Text => Interval::ANY,
        },
    }
}

/// Back from the line to values of the kind that `like` is of.
pub(super) fn from_line(interval: Interval, like: &Value) -> Possible {
    let whole = |n: &Option<Number>| n.as_ref().and_then(Number::to_i64);
    match possible(like) {
        Some(Possible::Days(..)) => {
            let day = |n| whole(n).map(Day::from_number);
            Possible::Days(day(&interval.low), day(&interval.high))
        }
        Some(Possible::Choices(_)) => {
            let low = whole(&interval.low).unwrap_or(0).max(0);
            let high = whole(&interval.high).unwrap_or(ChoiceSet::MAX as i64 - 1).min(ChoiceSet::MAX as i64 - 1);
            Possible::Choices((low..=high).filter_map(|c| u16::try_from(c).ok()).collect())
        }
        Some(Possible::YesNo) => Possible::YesNo,
        Some(Possible::Number(_) | Possible::Text) | None => Possible::Number(interval),
    }
}
