//! Functions over the portfolio: every account of the workspace on the same day, whatever its status. Accounts whose
//! value is not known are left out and counted; this is the one exception to sound intervals.

use super::condition::Doubt;
use super::value::{Absent, Possible, Value};
use crate::policy::{Policy, PortfolioKind, Type};
use crate::values::{Absence, Interval, Number, Scalar};

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
        let n = |n: usize| Number::int(i64::try_from(n).unwrap_or(i64::MAX));
        let all = self.sorted.len();
        let lower = self.sorted.partition_point(|y| y < x);
        let up_to = self.sorted.partition_point(|y| y <= x);
        let total = self.below.last().cloned().unwrap_or_default();
        let result = match kind {
            PortfolioKind::ShareOfTotal => x.checked_div(&total),
            PortfolioKind::RankOf => Some(n(1 + all - up_to)),
            PortfolioKind::Percentile => n(lower + up_to).checked_div(&n(2 * all)),
            PortfolioKind::ParetoShare => self.below.get(lower).and_then(|below| (&total - below).checked_div(&total)),
        };
        let missing = || Value::missing(bounds(kind), Absence::DivisionByZero, Vec::new());
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
}
