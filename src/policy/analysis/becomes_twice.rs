//! Two different values for one attribute or field, given at once: in one action, or in two actions of a playbook that
//! are for the same people, of which neither waits for the other. Which of the values holds in the end would be chance.

use super::super::{Action, ActionRef, Change, Effect, PlaybookId, Policy};
use super::bounds::Bounds;
use crate::diagnostics::{Finding, Sources, analysis, said};
use std::collections::BTreeSet;

pub(super) fn find(policy: &Policy, _sources: &Sources, _bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    for (at, playbook) in (0u16..).map(PlaybookId).zip(&policy.playbooks) {
        let mut given: Vec<(u16, &Action, &Effect)> = Vec::new();
        for (position, action) in (0u16..).zip(&playbook.actions) {
            for effect in action.effects.iter().filter(|e| matches!(e.change, Change::Becomes(_))) {
                let rival = given.iter().find(|(other, first, earlier)| {
                    earlier.target == effect.target
                        && earlier.change != effect.change
                        && at_once(policy, at, (*other, first), (position, action))
                });
                if let Some((_, _, earlier)) = rival {
                    findings.push(
                        Finding::new(&analysis::BECOMES_TWICE, effect.span)
                            .arg("name", name(policy, effect))
                            .note_at(earlier.span, said!("another value is given here", "tu podano inną wartość")),
                    );
                }
                given.push((position, action, effect));
            }
        }
    }
}

/// Whether two actions surely meet the same people, in no order.
fn at_once(policy: &Policy, playbook: PlaybookId, a: (u16, &Action), b: (u16, &Action)) -> bool {
    if a.0 == b.0 {
        return true;
    }
    let same_people = match (&a.1.each, &b.1.each) {
        (Some(one), Some(other)) => one.filter == other.filter,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    let refer = |action| ActionRef { playbook, action };
    same_people
        && a.1.when == b.1.when
        && !waits_for(policy, refer(a.0), refer(b.0))
        && !waits_for(policy, refer(b.0), refer(a.0))
}

/// Whether one action waits, at whatever remove, for another.
fn waits_for(policy: &Policy, action: ActionRef, other: ActionRef) -> bool {
    let mut seen: BTreeSet<ActionRef> = BTreeSet::new();
    let mut waiting = vec![action];
    while let Some(at) = waiting.pop() {
        for next in &policy.action(at).after {
            if *next == other {
                return true;
            }
            if seen.insert(*next) {
                waiting.push(*next);
            }
        }
    }
    false
}

fn name(policy: &Policy, effect: &Effect) -> String {
    match effect.target {
        super::super::EffectTarget::Attribute(id) => policy.attribute(id).name.to_string(),
        super::super::EffectTarget::Field(id) => policy.field(id).name.to_string(),
    }
}
