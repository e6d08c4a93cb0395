//! A tier that a limit closes: whoever meets what the tier asks also meets a limit that goes no higher than a tier below.

use super::super::{Expr, Policy};
use super::bounds::Bounds;
use super::contradiction::Question;
use crate::diagnostics::{Finding, Sources, analysis, said};

pub(super) fn find(policy: &Policy, _sources: &Sources, bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    for (rung, tier) in policy.tiers.iter().enumerate() {
        let met: Vec<(&Expr, bool)> = tier.when.iter().map(|when| (when, true)).collect();
        if Question::new(policy, bounds).never_as(&met).is_some() {
            continue;
        }
        // A limit caps every tier above the one it names; here no case is left in which it does not hold.
        let closing = policy.limits.iter().filter(|limit| usize::from(limit.to) > rung).find(|limit| {
            let outside: Vec<(&Expr, bool)> = met.iter().copied().chain([(&limit.when, false)]).collect();
            Question::new(policy, bounds).never_as(&outside).is_some()
        });
        let Some(limit) = closing else { continue };
        let whoever = match tier.when {
            Some(_) => said!("whoever meets its condition", "kto spełnia jego warunek,"),
            None => said!("everybody", "każdy"),
        };
        let to = policy.tiers.get(usize::from(limit.to)).map_or("", |t| t.name.as_str());
        findings.push(
            Finding::new(&analysis::TIER_CAPPED, tier.span)
                .quote("tier", tier.name.as_str())
                .arg("whoever", whoever)
                .quote("limit", limit.name.as_str())
                .quote("to", to)
                .note_at(limit.span, said!("the limit", "ograniczenie")),
        );
    }
}
