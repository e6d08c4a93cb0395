//! How far the objectives of a playbook are: today, and after the effects of the plays still to be done. A number, a day or
//! an ordered value has reached its target from there on, upwards unless the target is `at most`; anything else by being it.

use super::kpi::reaches;
use super::schedule::after;
use super::{ObjectiveState, Play, PlayState, StrategyInputs};
use crate::engine::{Asked, Possible, Value};
use crate::policy::{Measure, Policy, Type};
use crate::values::{Day, Scalar, Truth};
use std::cmp::Ordering;

/// One per objective of the playbook. `since`: the day it is worked on from, which its deadlines are counted from.
pub(super) fn states(
    inputs: &StrategyInputs<'_>,
    playbook: usize,
    since: Day,
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
            by: measure.within.map(|within| after(inputs, within, since)),
        }
    };
    objectives.iter().map(|o| state(o.measure.as_ref())).collect()
}

/// The day a playbook is worked on from: that on which the first of its plays that are still to be done was accepted, so that
/// a deadline does not move with the day of the plan; where none is, the day of the evaluation.
pub(super) fn since(inputs: &StrategyInputs<'_>, playbook: usize, plays: &[Play]) -> Day {
    let accepted =
        plays.iter().filter(|play| play.action.playbook.index() == playbook).filter_map(|play| match play.state {
            PlayState::Accepted { entry, .. } => inputs.register.entries.get(entry)?.accepted,
            PlayState::Planned | PlayState::Done { .. } | PlayState::Dropped { .. } => None,
        });
    accepted.min().unwrap_or(inputs.evaluation.as_of)
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
