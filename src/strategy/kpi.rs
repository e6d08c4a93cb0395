//! KPIs of an account against the targets and alarms of its tier. An alarm below the target means that more is better,
//! above it that less is; at the alarm counts as alarm. Without an alarm more is better.

use super::KpiState;
use crate::engine::{Asked, Value};
use crate::policy::{Kpi, KpiRow, Policy};
use crate::values::{ChoiceSet, Interval, Number, Truth};

/// One per KPI of the policy.
pub(super) fn states(policy: &Policy, asked: &Asked<'_>) -> Vec<KpiState> {
    let all = policy.enumeration(policy.tier_enumeration).all();
    let tiers = asked.outcome().tiers;
    policy.kpis.iter().enumerate().map(|(index, kpi)| state(index, kpi, all, tiers, asked)).collect()
}

fn state(index: usize, kpi: &Kpi, all: ChoiceSet, tiers: ChoiceSet, asked: &Asked<'_>) -> KpiState {
    let value = asked.value(&kpi.value, kpi.ty, None);
    let row = row(kpi, all, tiers);
    let target = row.map(|r| r.target.clone());
    let alarm = row.and_then(|r| r.alarm.clone());
    let less = row.is_some_and(|r| r.alarm.as_ref().is_some_and(|a| *a > r.target));
    let reached = target.as_ref().map_or(Truth::Unknown, |t| reaches(&value, t, less));
    let alarmed = alarm.as_ref().map_or(Truth::No, |a| reaches(&value, a, !less));
    KpiState { index, value, target, alarm, alarmed, reached }
}

/// The row of the tier, where only one can be meant. One for all tiers holds for accounts without a tier too.
fn row(kpi: &Kpi, all: ChoiceSet, tiers: ChoiceSet) -> Option<&KpiRow> {
    let covers = |row: &&KpiRow| match tiers.is_empty() {
        true => all.minus(row.tiers).is_empty(),
        false => tiers.minus(row.tiers).is_empty(),
    };
    kpi.rows.iter().find(covers)
}

/// Whether a value is at least so much, or at most so much where less is better. What does not apply reaches nothing.
pub(super) fn reaches(value: &Value, bound: &Number, less: bool) -> Truth {
    match value {
        Value::NotApplicable => Truth::No,
        Value::Known(_) | Value::Uncertain(_) => match value.interval() {
            Some(Interval { low, high }) => {
                let (surely, perhaps) = match less {
                    true => (high.is_some_and(|h| h <= *bound), low.is_none_or(|l| l <= *bound)),
                    false => (low.is_some_and(|l| l >= *bound), high.is_none_or(|h| h >= *bound)),
                };
                // What may be missing or may not apply is not known to reach anything.
                let certain = matches!(value, Value::Known(_));
                match (surely, perhaps) {
                    (true, _) if certain || is_there(value) => Truth::Yes,
                    (_, true) => Truth::Unknown,
                    (_, false) => Truth::No,
                }
            }
            None => Truth::Unknown,
        },
    }
}

fn is_there(value: &Value) -> bool {
    match value {
        Value::Known(_) => true,
        Value::NotApplicable => false,
        Value::Uncertain(u) => !u.may_not_apply && u.absent == crate::engine::Absent::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Possible;
    use crate::values::Absence;

    #[test]
    fn at_the_alarm_counts_as_alarm_on_both_sides() {
        let n = |n| Value::number(Number::int(n));
        let bound = Number::int(4);
        assert_eq!([3, 4, 5].map(|v| reaches(&n(v), &bound, true)), [Truth::Yes, Truth::Yes, Truth::No]);
        assert_eq!([3, 4, 5].map(|v| reaches(&n(v), &bound, false)), [Truth::No, Truth::Yes, Truth::Yes]);
    }

    #[test]
    fn what_is_missing_reaches_nothing_for_sure() {
        let bound = Number::int(4);
        let missing = |low, high| {
            let bounds = Interval::new(Number::int(low), Number::int(high));
            Value::missing(Possible::Number(bounds), Absence::NotGiven, Vec::new())
        };
        assert_eq!(reaches(&missing(5, 9), &bound, false), Truth::Unknown);
        assert_eq!(reaches(&missing(0, 3), &bound, false), Truth::No);
        assert_eq!(reaches(&Value::NotApplicable, &bound, false), Truth::No);
    }
}
