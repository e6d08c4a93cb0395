//! How far the objectives of a playbook are: today, and after the effects of the plays still to be done. A number, a day or
//! an ordered value has reached its target from there on, upwards unless the target is `at most`; anything else by being it.

use super::kpi::reaches;
use super::schedule::after;
use super::{ObjectiveState, StrategyInputs};
use crate::engine::{Asked, Possible, Value};
use crate::policy::{Measure, Policy, Type};
use crate::values::{Scalar, Truth};
use std::cmp::Ordering;

/// One per objective of the playbook.
pub(super) fn states(
    inputs: &StrategyInputs<'_>,
    playbook: usize,
    today: &Asked<'_>,
    then: &Asked<'_>,
) -> Vec<ObjectiveState> {
    let objectives = inputs.policy.playbooks.get(playbook).map_or(&[][..], |p| &p.objectives);
    let state = |measure: Option<&Measure>| {
        let Some(measure) = measure else {
            return ObjectiveState { today: None, expected: None, reached: Truth::Unknown, by: None };
        };
        let now = today.value(&measure.value, measure.ty, None);
        ObjectiveState {
            reached: reached(inputs.policy, &now, measure),
            today: Some(now),
            expected: Some(then.value(&measure.value, measure.ty, None)),
            by: measure.within.map(|within| after(inputs, within, inputs.evaluation.as_of)),
        }
    };
    objectives.iter().map(|o| state(o.measure.as_ref())).collect()
}

fn reached(policy: &Policy, value: &Value, measure: &Measure) -> Truth {
    let beyond = |order: Ordering| if measure.at_most { order.is_le() } else { order.is_ge() };
    let enough = |now: u16, target: u16| match is_ordered(policy, measure.ty) {
        true => beyond(now.cmp(&target)),
        false => now == target,
    };
    match (&measure.target, value) {
        (Scalar::Number(target), _) => reaches(value, target, measure.at_most),
        (_, Value::NotApplicable) => Truth::No,
        (Scalar::Choice(target), Value::Known(Scalar::Choice(now))) => Truth::from(enough(*now, *target)),
        (Scalar::Choice(target), Value::Uncertain(u)) => match &u.possible {
            Possible::Choices(set) if !set.iter().any(|now| enough(now, *target)) => Truth::No,
            Possible::Choices(_) | Possible::Number(_) | Possible::YesNo | Possible::Days(..) | Possible::Text => {
                Truth::Unknown
            }
        },
        (Scalar::Day(target), Value::Known(Scalar::Day(now))) => Truth::from(beyond(now.cmp(target))),
        (target, Value::Known(now)) => Truth::from(now == target),
        (_, Value::Uncertain(_)) => Truth::Unknown,
    }
}

fn is_ordered(policy: &Policy, ty: Type) -> bool {
    matches!(ty, Type::OneOf(id) if policy.enumeration(id).ordered)
}
