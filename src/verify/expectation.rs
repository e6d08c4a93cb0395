//! What an example expects beside what came out.

use super::action::{self, Actions};
use super::{Actual, Check, Verdict};
use crate::data::{Person, Portfolio};
use crate::engine::{Absent, Evaluation, Outcome, Possible, Status, Value, input_name};
use crate::policy::{Example, ExpectationKind, ExpectedStatus, Policy, SlotId};
use crate::values::{ChoiceSet, Interval, Scalar};
use std::cell::OnceCell;

/// One check per expectation, in the order written.
pub(super) fn checks(policy: &Policy, example: &Example, portfolio: &Portfolio, evaluation: &Evaluation) -> Vec<Check> {
    let Some(outcome) = evaluation.outcomes.first() else { return Vec::new() };
    let people = portfolio.accounts.first().and_then(|a| a.people.as_deref()).unwrap_or(&[]);
    let actions = OnceCell::new();
    let planned = || actions.get_or_init(|| action::plan(policy, portfolio, evaluation)).clone();
    let check = |(expectation, expected): (usize, &crate::policy::Expectation)| {
        let (met, actual) = compare(policy, people, outcome, &expected.kind, &planned);
        Check { expectation, verdict: if met { Verdict::Met } else { Verdict::Failed }, actual }
    };
    example.expect.iter().enumerate().map(check).collect()
}

/// Whether an expectation is met, and what came out.
fn compare(
    policy: &Policy,
    people: &[Person],
    outcome: &Outcome,
    expected: &ExpectationKind,
    planned: &dyn Fn() -> Actions,
) -> (bool, Actual) {
    match expected {
        ExpectationKind::Tier(tiers) => {
            let position = |t: &u16| policy.tiers.len().checked_sub(1 + usize::from(*t));
            let wanted: ChoiceSet = tiers.iter().filter_map(position).filter_map(|p| u16::try_from(p).ok()).collect();
            (outcome.tiers == wanted, Actual::Tiers(outcome.tiers))
        }
        ExpectationKind::Status(status) => {
            let wanted = match status {
                ExpectedStatus::Qualified => Status::Qualified,
                ExpectedStatus::Hold => Status::Hold,
                ExpectedStatus::Excluded => Status::Excluded,
            };
            (outcome.status == wanted, Actual::Status(outcome.status))
        }
        ExpectationKind::Needs(name) => {
            let inputs = outcome.needs.iter().map(|n| n.input).collect();
            let listed = outcome.needs.iter().any(|n| input_name(policy, people, n.input) == *name);
            (listed, Actual::Needs(inputs))
        }
        ExpectationKind::Score(wanted) => {
            let inside = outcome.score.as_ref().is_some_and(|s| within(s, wanted));
            (inside, Actual::Score(outcome.score.clone()))
        }
        ExpectationKind::Within(id, wanted) => {
            value(outcome, *id, |v| v.interval().is_some_and(|i| within(&i, wanted)))
        }
        ExpectationKind::Equals(id, wanted) => value(outcome, *id, |v| *v == Value::Known(wanted.clone())),
        ExpectationKind::OneOf(id, wanted) => value(outcome, *id, |v| choices(v) == Some(*wanted)),
        ExpectationKind::Absent(id) => value(outcome, *id, is_absent),
        ExpectationKind::Action { absent, action, person } => {
            let actions = planned();
            let is_planned = actions.plans(*action, people, person.as_deref());
            (is_planned != *absent, Actual::Actions(actions))
        }
    }
}

fn value(outcome: &Outcome, id: SlotId, test: impl Fn(&Value) -> bool) -> (bool, Actual) {
    let value = outcome.slot(id);
    (test(value), Actual::Value(id, value.clone()))
}

fn within(interval: &Interval, wanted: &Interval) -> bool {
    let low = interval.low.as_ref().map_or(wanted.low.is_none(), |n| wanted.contains(n));
    let high = interval.high.as_ref().map_or(wanted.high.is_none(), |n| wanted.contains(n));
    low && high
}

fn choices(value: &Value) -> Option<ChoiceSet> {
    match value {
        Value::Known(Scalar::Choice(c)) => Some(ChoiceSet::one(*c)),
        Value::Uncertain(u) => match u.possible {
            Possible::Choices(set) => Some(set),
            Possible::Number(_) | Possible::YesNo | Possible::Days(..) | Possible::Text => None,
        },
        Value::Known(_) | Value::NotApplicable => None,
    }
}

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Known(_) => false,
        Value::NotApplicable => true,
        Value::Uncertain(u) => u.absent == Absent::Yes,
    }
}
