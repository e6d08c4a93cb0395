//! Actions that wait for each other in a circle: none of them could ever begin.

use super::super::{ActionRef, Policy};
use super::bounds::Bounds;
use crate::diagnostics::{Finding, Sources, analysis};
use std::collections::BTreeSet;

pub(super) fn find(policy: &Policy, _sources: &Sources, _bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    let mut told: BTreeSet<ActionRef> = BTreeSet::new();
    for (start, action) in policy.actions() {
        if told.contains(&start) {
            continue;
        }
        let Some(path) = way_back(policy, start) else { continue };
        told.extend(&path);
        let names: Vec<String> = path.iter().chain([&start]).map(|at| policy.action_name(*at)).collect();
        let mut finding = Finding::new(&analysis::AFTER_CIRCLE, action.span)
            .arg("name", policy.action_name(start))
            .arg("path", names.join(" → "));
        for at in path.iter().skip(1) {
            finding = finding.note_at(policy.action(*at).span, format!("`{}` waits too", policy.action_name(*at)));
        }
        findings.push(finding);
    }
}

/// The shortest way from an action over what it waits for back to itself, beginning with it.
fn way_back(policy: &Policy, start: ActionRef) -> Option<Vec<ActionRef>> {
    let mut ways: Vec<Vec<ActionRef>> = vec![vec![start]];
    let mut seen: BTreeSet<ActionRef> = BTreeSet::new();
    let mut at = 0;
    while let Some(way) = ways.get(at).cloned() {
        at += 1;
        let Some(last) = way.last() else { continue };
        for next in &policy.action(*last).after {
            if *next == start {
                return Some(way);
            }
            if seen.insert(*next) {
                ways.push(way.iter().copied().chain([*next]).collect());
            }
        }
    }
    None
}
