//! A criterion: what its table or expression gives, and what its rule for missing values makes of it.

use super::possible::points;
use super::scope::Scope;
use super::value::{Possible, Value};
use crate::policy::{CriterionBody, Missing, Output};
use crate::values::{Absence, Interval, Number, Scalar};

/// How the points of a criterion came about.
pub(super) struct Judged {
    /// The points that count; not applicable when left out.
    pub points: Value,
    /// What is possible before the rule for missing values: known where nothing missing matters.
    pub possible: Value,
    /// The rule fired.
    pub ruled: Option<Missing>,
    pub failed: bool,
}

impl Judged {
    fn plain(points: Value) -> Judged {
        Judged { possible: points.clone(), points, ruled: None, failed: false }
    }
}

impl Scope<'_> {
    /// The points of a criterion, by its index.
    pub fn judge(&self, index: usize) -> Judged {
        let Some(criterion) = self.session.policy.criteria.get(index) else {
            return Judged::plain(Value::NotApplicable);
        };
        let (value, rule, fail) = match &criterion.body {
            CriterionBody::Table(table) => {
                let scale = self.session.criterion_scales.get(index).and_then(Option::as_ref);
                let lookup = self.lookup(table, scale);
                (lookup.value, lookup.rule, lookup.fail)
            }
            CriterionBody::Points(expr) => (self.value(expr), None, false),
        };
        let uncertain = match value {
            Value::Known(Scalar::Number(_)) | Value::NotApplicable => return Judged::plain(value),
            Value::Known(_) => return Judged::plain(Value::NotApplicable),
            Value::Uncertain(u) => u,
        };
        let bounds = within_points(&uncertain.possible);
        // A rule for missing values fires only where the result depends on what is missing.
        if let (Some(point), false) = (bounds.as_point(), uncertain.may_not_apply) {
            return Judged::plain(Value::number(point.clone()));
        }
        let contradicts = uncertain.why == Absence::SeveralRowsApply;
        let mut uncertain = uncertain;
        uncertain.possible = Possible::Number(bounds);
        let possible = Value::Uncertain(uncertain);
        let ruled = match rule {
            // Rows that contradict each other are no gap: no rule for gaps may hide them.
            _ if contradicts => Missing::Unknown,
            _ if fail => Missing::Fail,
            Some(Output::Unknown) => Missing::Unknown,
            Some(Output::Exclude) => Missing::Exclude,
            Some(Output::Fail) => Missing::Fail,
            Some(Output::Value(expr)) => match self.value(expr) {
                Value::Known(Scalar::Number(n)) => Missing::Points(n),
                other => return Judged { points: other, possible, ruled: None, failed: false },
            },
            None => criterion.missing.clone(),
        };
        let points = match &ruled {
            Missing::Unknown | Missing::Fail => possible.clone(),
            Missing::Exclude => Value::NotApplicable,
            Missing::Points(n) => Value::number(n.clone()),
        };
        Judged { points, possible, failed: ruled == Missing::Fail, ruled: Some(ruled) }
    }
}

/// What is possible, within 0..100.
fn within_points(possible: &Possible) -> Interval {
    match possible {
        Possible::Number(i) => {
            let clip = |n: &Number| n.clone().max(Number::ZERO).min(Number::HUNDRED);
            Interval {
                low: Some(i.low.as_ref().map_or(Number::ZERO, clip)),
                high: Some(i.high.as_ref().map_or(Number::HUNDRED, clip)),
            }
        }
        Possible::YesNo | Possible::Choices(_) | Possible::Days(..) | Possible::Text => points(),
    }
}
