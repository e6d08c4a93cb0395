//! Which playbooks an account calls for, and the alerts and offers that hold for it. A playbook that an alert starts
//! applies while one of its alerts holds and its own condition, if it has one, does too.

use super::{PlaybookUse, Raised};
use crate::engine::{Asked, Input, Outcome};
use crate::policy::{Expr, Playbook, PlaybookId, Policy};
use crate::values::Truth;

/// Alerts that hold or may hold, in the order of the policy.
pub(super) fn alerts(policy: &Policy, asked: &Asked<'_>) -> Vec<Raised> {
    raised(asked, policy.alerts.iter().map(|alert| Some(&alert.when)))
}

/// Offers that may be made or perhaps may, in the order of the policy.
pub(super) fn offers(policy: &Policy, asked: &Asked<'_>) -> Vec<Raised> {
    raised(asked, policy.offers.iter().map(|offer| offer.when.as_ref()))
}

fn raised<'e>(asked: &Asked<'_>, conditions: impl Iterator<Item = Option<&'e Expr>>) -> Vec<Raised> {
    let raised = |(index, when)| {
        let (truth, needs) = holds(asked, when, None);
        (!truth.is_no()).then_some(Raised { index, truth, needs })
    };
    conditions.enumerate().filter_map(raised).collect()
}

/// Playbooks that apply or may apply, in the order of the policy, without their objectives.
pub(super) fn playbooks(policy: &Policy, asked: &Asked<'_>, alerts: &[Raised]) -> Vec<PlaybookUse> {
    (0u16..)
        .zip(&policy.playbooks)
        .filter_map(|(index, playbook)| in_use(policy, asked, alerts, PlaybookId(index), playbook))
        .collect()
}

fn in_use(
    policy: &Policy,
    asked: &Asked<'_>,
    alerts: &[Raised],
    id: PlaybookId,
    playbook: &Playbook,
) -> Option<PlaybookUse> {
    let starts = |index: usize| policy.alerts.get(index).is_some_and(|a| a.starts(id));
    let starters: Vec<&Raised> = alerts.iter().filter(|raised| starts(raised.index)).collect();
    let is_started = policy.alerts.iter().any(|a| a.starts(id));
    let started = match is_started {
        true => starters.iter().fold(Truth::No, |any, raised| any.or(raised.truth)),
        false => Truth::Yes,
    };
    if started.is_no() {
        return None;
    }
    let (own, own_needs) = holds(asked, playbook.when.as_ref(), None);
    let applies = started.and(own);
    let mut needs = Vec::new();
    match applies {
        Truth::No => return None,
        Truth::Yes => {}
        Truth::Unknown => {
            let of_alerts = starters.iter().filter(|_| started == Truth::Unknown).flat_map(|raised| &raised.needs);
            needs.extend(of_alerts.chain(&own_needs).copied());
        }
    }
    Some(PlaybookUse {
        playbook: id.index(),
        applies,
        needs: worth_most_first(asked.outcome(), needs),
        started_by: starters.iter().map(|raised| raised.index).collect(),
        objectives: Vec::new(),
    })
}

/// Whether a condition holds, and what it depends on where that is not known; nothing to hold always does.
pub(super) fn holds(asked: &Asked<'_>, condition: Option<&Expr>, person: Option<usize>) -> (Truth, Vec<Input>) {
    let Some(condition) = condition else { return (Truth::Yes, Vec::new()) };
    let (truth, needs) = asked.condition(condition, person);
    (truth, worth_most_first(asked.outcome(), needs))
}

/// Inputs, each once: first those that the outcome needs, in its order, then the others in theirs.
pub(super) fn worth_most_first(outcome: &Outcome, mut needs: Vec<Input>) -> Vec<Input> {
    needs.sort();
    needs.dedup();
    let place = |input: &Input| outcome.needs.iter().position(|n| n.input == *input).unwrap_or(usize::MAX);
    needs.sort_by_key(place);
    needs
}
