//! Actions that wait for each other in a circle: none of them could ever begin.

use super::super::{ActionRef, Policy};
use super::bounds::Bounds;
use crate::diagnostics::{Finding, Sources, analysis, said};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn find(policy: &Policy, _sources: &Sources, _bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    let stuck = stuck(policy);
    let mut told: BTreeSet<ActionRef> = BTreeSet::new();
    for (start, action) in policy.actions() {
        if told.contains(&start) || !stuck.contains(&start) {
            continue;
        }
        let Some(path) = way_back(policy, start) else { continue };
        told.extend(&path);
        let names: Vec<String> = path.iter().chain([&start]).map(|at| policy.action_name(*at)).collect();
        let mut finding = Finding::new(&analysis::AFTER_CIRCLE, action.span)
            .arg("name", policy.action_name(start))
            .arg("path", names.join(" → "));
        for at in path.iter().skip(1) {
            finding = finding.note_at(
                policy.action(*at).span,
                said!("`{name}` waits too", "`{name}` też czeka", name = policy.action_name(*at)),
            );
        }
        findings.push(finding);
    }
}

/// The actions that never come to begin: those left when all that wait for nothing, or only for such, are taken away.
fn stuck(policy: &Policy) -> BTreeSet<ActionRef> {
    let mut waits: BTreeMap<ActionRef, usize> = BTreeMap::new();
    let mut followers: BTreeMap<ActionRef, Vec<ActionRef>> = BTreeMap::new();
    for (at, action) in policy.actions() {
        waits.insert(at, action.after.len());
        for before in &action.after {
            followers.entry(*before).or_default().push(at);
        }
    }
    let mut free: Vec<ActionRef> = waits.iter().filter(|(_, n)| **n == 0).map(|(at, _)| *at).collect();
    while let Some(at) = free.pop() {
        waits.remove(&at);
        for follower in followers.get(&at).into_iter().flatten() {
            if let Some(left) = waits.get_mut(follower) {
                *left -= 1;
                if *left == 0 {
                    free.push(*follower);
                }
            }
        }
    }
    waits.into_keys().collect()
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
