//! For whom the actions of a playbook are: the account, or each of its people who meets the filter.

use super::activate::{holds, worth_most_first};
use super::{Conditional, PlaybookUse};
use crate::engine::{Asked, Input};
use crate::policy::{Action, ActionRef, PlaybookId, Policy};
use crate::values::Truth;
use std::collections::BTreeMap;

/// An action with the person it is for; none for the whole account.
pub(super) type Bound = (ActionRef, Option<usize>);

/// What the rules ask for.
#[derive(Debug, Default)]
pub(super) struct Called {
    /// What is asked for or may be; what is plainly not is left out.
    pub truth: BTreeMap<Bound, Truth>,
    /// Actions of playbooks that apply of which it is not known whether they are asked for.
    pub conditional: Vec<Conditional>,
}

/// Binds the actions of the playbooks in use.
pub(super) fn bind(policy: &Policy, asked: &Asked<'_>, playbooks: &[PlaybookUse]) -> Called {
    let mut called = Called::default();
    for used in playbooks {
        let Some(playbook) = policy.playbooks.get(used.playbook) else { continue };
        let id = PlaybookId(u16::try_from(used.playbook).unwrap_or(u16::MAX));
        for (index, action) in (0u16..).zip(&playbook.actions) {
            let at = ActionRef { playbook: id, action: index };
            for (person, truth, needs) in candidates(asked, action) {
                let overall = used.applies.and(truth);
                if overall.is_no() {
                    continue;
                }
                called.truth.insert((at, person), overall);
                if used.applies.is_yes() && truth == Truth::Unknown {
                    called.conditional.push(Conditional { action: at, person, needs });
                }
            }
        }
    }
    called
}

/// Who an action may be for, whether it is, and what that depends on where it is not known.
fn candidates(asked: &Asked<'_>, action: &Action) -> Vec<(Option<usize>, Truth, Vec<Input>)> {
    let Some(each) = &action.each else {
        let (truth, needs) = wanted(asked, action, None);
        return vec![(None, truth, needs)];
    };
    let Some(people) = asked.people() else {
        // Whoever they are: what is false for everybody is false, else the people are what must be known.
        let (truth, mut needs) = holds(asked, action.when.as_ref(), None);
        needs.push(Input::People);
        return vec![(None, truth.and(Truth::Unknown), worth_most_first(asked.outcome(), needs))];
    };
    let of_person = |person| {
        let (picked, mut needs) = holds(asked, each.filter.as_ref(), Some(person));
        if picked.is_no() {
            return (Some(person), Truth::No, Vec::new());
        }
        let (truth, more) = wanted(asked, action, Some(person));
        needs.extend(more);
        (Some(person), picked.and(truth), worth_most_first(asked.outcome(), needs))
    };
    (0..people.len()).map(of_person).collect()
}

/// Whether the action's own condition holds and it is not over already: what is repeated until something holds is not begun
/// once that does.
fn wanted(asked: &Asked<'_>, action: &Action, person: Option<usize>) -> (Truth, Vec<Input>) {
    let (truth, needs) = holds(asked, action.when.as_ref(), person);
    let until = action.repeat.as_ref().and_then(|r| r.until.as_ref());
    match until {
        Some(until) if asked.condition(until, person).0.is_yes() => (Truth::No, Vec::new()),
        Some(_) | None => (truth, needs),
    }
}
