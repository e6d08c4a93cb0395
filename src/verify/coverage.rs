//! Which rules the examples exercise: rows of tables, branches, vetoes, limits, tiers, odds, alerts, playbooks and actions,
//! each with how many examples went through it. Knows nothing of how that is shown.

use super::{Report, action};
use crate::diagnostics::Span;
use crate::engine::{Part, exercised, parts};
use crate::policy::{ActionRef, Policy};
use crate::strategy::PlayState;
use std::collections::BTreeMap;

/// Something that examples can exercise, and how many did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    pub what: Coverable,
    pub span: Span,
    /// The definition it is part of.
    pub of: Span,
    pub examples: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverable {
    Part(Part),
    /// Index into [`Policy::alerts`].
    Alert(usize),
    /// Index into [`Policy::playbooks`].
    Playbook(usize),
    Action(ActionRef),
}

/// What the examples of a report exercise, in the order of files and lines.
pub fn coverage(policy: &Policy, report: &Report) -> Vec<Covered> {
    let mut counts: BTreeMap<Coverable, usize> = BTreeMap::new();
    for result in &report.results {
        let went = exercised(policy, &result.portfolio, &result.evaluation, 0);
        let mut seen: Vec<Coverable> = went.into_iter().map(Coverable::Part).collect();
        if let Some(strategy) = action::strategy(policy, &result.portfolio, &result.evaluation) {
            let sure = |raised: &&crate::strategy::Raised| raised.truth.is_yes();
            seen.extend(strategy.alerts.iter().filter(sure).map(|a| Coverable::Alert(a.index)));
            let applies = strategy.playbooks.iter().filter(|p| p.applies.is_yes());
            seen.extend(applies.map(|p| Coverable::Playbook(p.playbook)));
            let planned = strategy.plays.iter().filter(|p| p.state == PlayState::Planned);
            seen.extend(planned.map(|p| Coverable::Action(p.action)));
        }
        seen.sort();
        seen.dedup();
        for what in seen {
            *counts.entry(what).or_default() += 1;
        }
    }
    let mut out: Vec<Covered> = all(policy)
        .into_iter()
        .map(|(what, span, of)| Covered { what, span, of, examples: counts.get(&what).copied().unwrap_or(0) })
        .collect();
    out.sort_by_key(|c| (c.span, c.what));
    out
}

fn all(policy: &Policy) -> Vec<(Coverable, Span, Span)> {
    let own = |part: Part, of: Span| match part {
        Part::Row(span) => span,
        Part::Odds { probability, row } => {
            policy.probabilities.get(probability).and_then(|p| p.rows.get(row)).map_or(of, |r| r.span)
        }
        Part::Branch { .. } | Part::Veto(_) | Part::Limit(_) | Part::Tier(_) => of,
    };
    let parts = parts(policy).into_iter().map(|(part, of)| (Coverable::Part(part), own(part, of), of));
    let alerts = policy.alerts.iter().enumerate().map(|(i, a)| (Coverable::Alert(i), a.span, a.span));
    let playbooks = policy.playbooks.iter().enumerate().map(|(i, p)| (Coverable::Playbook(i), p.span, p.span));
    let actions =
        policy.actions().map(|(at, action)| (Coverable::Action(at), action.span, policy.playbook(at.playbook).span));
    parts.chain(alerts).chain(playbooks).chain(actions).collect()
}
