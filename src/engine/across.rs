//! Functions over the portfolio: every account of the workspace on the same day, whatever its status. Accounts whose
//! value is not known are left out and counted; this is the one exception to sound intervals.

use super::condition::Doubt;
use super::value::{Absent, Possible, Value};
use crate::policy::{Policy, PortfolioKind, Type};
use crate::values::{Absence, Divisor, Interval, Number, Scalar};

/// The known values of all accounts, sorted, with running sums.
pub(super) struct Across {
    sorted: Vec<Number>,
    /// `below[i]` is the sum of the first `i`.
    below: Vec<Number>,
    pub left_out: usize,
}

impl Across {
    pub fn new<'v>(values: impl Iterator<Item = &'v Value>) -> Across {
        let mut sorted = Vec::new();
        let mut left_out = 0;
        for value in values {
            match value {
                Value::Known(Scalar::Number(n)) => sorted.push(n.clone()),
                Value::Known(_) | Value::NotApplicable | Value::Uncertain(_) => left_out += 1,
            }
        }
        sorted.sort();
        let mut below = Vec::with_capacity(sorted.len() + 1);
        let mut sum = Number::ZERO;
        below.push(sum.clone());
        for n in &sorted {
            sum = &sum + n;
            below.push(sum.clone());
        }
        Across { sorted, below, left_out }
    }

    /// What the function says of one account once its value is another one than it was when all were counted.
    pub fn of_changed(&self, kind: PortfolioKind, was: &Value, value: &Value) -> Value {
        let known = |v: &Value| match v {
            Value::Known(Scalar::Number(n)) => Some(n.clone()),
            Value::Known(_) | Value::NotApplicable | Value::Uncertain(_) => None,
        };
        let (Some(x), was) = (known(value), known(was)) else { return self.of(kind, value) };
        let was_below = |bound: std::cmp::Ordering| was.as_ref().is_some_and(|w| w.cmp(&x) <= bound);
        let counted = usize::from(was.is_some());
        // The others alone: as all of them without the value that was counted.
        let below_x = self.sorted.partition_point(|y| *y < x);
        let mut below = self.below.get(below_x).cloned().unwrap_or_default();
        let mut others = self.below.last().cloned().unwrap_or_default();
        if let Some(was) = &was {
            others = &others - was;
            if *was < x {
                below = &below - was;
            }
        }
        let place = Place {
            all: self.sorted.len() - counted + 1,
            lower: below_x - usize::from(was_below(std::cmp::Ordering::Less)),
            up_to: self.sorted.partition_point(|y| *y <= x) - usize::from(was_below(std::cmp::Ordering::Equal)) + 1,
            below,
            total: &others + &x,
        };
        place.result(kind, &x)
    }

    /// What the function says of one account.
    ///
    /// Formulas: `share_of_total` x/Σx; `rank_of` 1 + how many are greater; `percentile` (lower + half of the equal)/all;
    /// `pareto_share` the sum of all values of at least x, over Σx.
    pub fn of(&self, kind: PortfolioKind, value: &Value) -> Value {
        let x = match value {
            Value::Known(Scalar::Number(x)) => x,
            Value::Known(_) | Value::NotApplicable => return Value::NotApplicable,
            Value::Uncertain(_) => return unknown(kind, value),
        };
        let lower = self.sorted.partition_point(|y| y < x);
        let place = Place {
            all: self.sorted.len(),
            lower,
            up_to: self.sorted.partition_point(|y| y <= x),
            below: self.below.get(lower).cloned().unwrap_or_default(),
            total: self.below.last().cloned().unwrap_or_default(),
        };
        place.result(kind, x)
    }
}

/// Where a value stands among all known ones, itself among them.
struct Place {
    all: usize,
    lower: usize,
    up_to: usize,
    /// The sum of the lower ones, and of all.
    below: Number,
    total: Number,
}

impl Place {
    fn result(&self, kind: PortfolioKind, x: &Number) -> Value {
        let n = |n: usize| Number::int(i64::try_from(n).unwrap_or(i64::MAX));
        let result = match kind {
            PortfolioKind::ShareOfTotal => x.checked_div(&self.total),
            PortfolioKind::RankOf => Some(n(1 + self.all - self.up_to)),
            PortfolioKind::Percentile => n(self.lower + self.up_to).checked_div(&n(2 * self.all)),
            PortfolioKind::ParetoShare => (&self.total - &self.below).checked_div(&self.total),
        };
        let missing = || Value::missing(bounds(kind), Absence::DivisionByZero(Divisor::Unnamed), Vec::new());
        result.map_or_else(missing, Value::number)
    }
}

/// The type of a function's result.
pub(super) fn result_type(kind: PortfolioKind) -> Type {
    match kind {
        PortfolioKind::ShareOfTotal | PortfolioKind::Percentile | PortfolioKind::ParetoShare => Type::Percent,
        PortfolioKind::RankOf => Type::Count,
    }
}

fn bounds(kind: PortfolioKind) -> Possible {
    Possible::Number(match kind {
        // A value may be negative, so shares are bounded by nothing.
        PortfolioKind::ShareOfTotal | PortfolioKind::ParetoShare => Interval::ANY,
        PortfolioKind::Percentile => Interval::new(Number::ZERO, Number::ONE),
        PortfolioKind::RankOf => Interval { low: Some(Number::ONE), high: None },
    })
}

fn unknown(kind: PortfolioKind, value: &Value) -> Value {
    let Some(mut doubt) = Doubt::of(value) else { return Value::NotApplicable };
    if doubt.absent == Absent::No {
        doubt.absent = Absent::Maybe;
    }
    doubt.value(bounds(kind), super::expression::may_not_apply(value))
}

/// How many stages the slots of a policy take.
pub(super) fn stages(policy: &Policy) -> u16 {
    policy.slots.iter().map(|s| s.stage).max().unwrap_or(0) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_agree_with_hand_counts() {
        let values: Vec<Value> = [10, 20, 20, 50].into_iter().map(|n| Value::number(Number::int(n))).collect();
        let missing = Value::missing(Possible::Number(Interval::ANY), Absence::NotGiven, Vec::new());
        let across = Across::new(values.iter().chain([&missing]));
        assert_eq!(across.left_out, 1);
        let of = |kind, n| match across.of(kind, &Value::number(Number::int(n))) {
            Value::Known(Scalar::Number(n)) => n.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(of(PortfolioKind::ShareOfTotal, 20), "0.2");
        assert_eq!(of(PortfolioKind::RankOf, 20), "2");
        assert_eq!(of(PortfolioKind::RankOf, 10), "4");
        assert_eq!(of(PortfolioKind::Percentile, 20), "0.5");
        assert_eq!(of(PortfolioKind::ParetoShare, 20), "0.9");
        assert_eq!(of(PortfolioKind::ParetoShare, 50), "0.5");
    }

    #[test]
    fn a_changed_value_counts_as_if_all_were_counted_anew() {
        let number = |n| Value::number(Number::int(n));
        let missing = Value::missing(Possible::Number(Interval::ANY), Absence::NotGiven, Vec::new());
        let others: Vec<Value> = [10, 20, 20, 50].into_iter().map(number).collect();
        for was in [number(20), number(35), missing] {
            let before = Across::new(others.iter().chain([&was]));
            for now in [5, 10, 15, 20, 35, 50, 60].map(number) {
                let after = Across::new(others.iter().chain([&now]));
                for kind in [
                    PortfolioKind::ShareOfTotal,
                    PortfolioKind::RankOf,
                    PortfolioKind::Percentile,
                    PortfolioKind::ParetoShare,
                ] {
                    let changed = before.of_changed(kind, &was, &now);
                    assert_eq!(changed, after.of(kind, &now), "{kind:?} of {now:?}, before {was:?}");
                }
            }
        }
    }
}
