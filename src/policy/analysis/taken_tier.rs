//! A tier that better ones leave nobody for: whoever meets what it asks also meets what a tier above it asks.

use super::super::{Policy, Tier};
use super::bounds::Bounds;
use super::contradiction::Question;
use super::unreachable_tier::score;
use crate::diagnostics::{Finding, Sources, analysis, said};

pub(super) fn find(policy: &Policy, _sources: &Sources, bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    let Some(lowest) = score(policy, bounds).and_then(|score| score.low) else { return };
    for (rung, tier) in policy.tiers.iter().enumerate() {
        // A limit brings accounts of better tiers down to the one it names.
        if policy.limits.iter().any(|limit| usize::from(limit.to) == rung) {
            continue;
        }
        let better: Vec<&Tier> = policy.tiers.iter().take(rung).collect();
        let nobody = |left: &[&Tier]| Question::new(policy, bounds).nobody_left(tier, left, &lowest);
        // Conditions that never hold are a finding of their own, and so are scores that are always enough.
        if better.iter().all(|above| above.when.is_none()) || nobody(&[]) {
            continue;
        }
        let takers: Vec<&Tier> = match better.iter().find(|above| nobody(&[*above])) {
            Some(one) => vec![*one],
            None => better,
        };
        if takers.iter().all(|above| above.when.is_none()) || !nobody(&takers) {
            continue;
        }
        let names: Vec<String> = takers.iter().map(|above| format!("`{}`", above.name)).collect();
        let whoever = match (&tier.from, &tier.when) {
            (None, None) => said!("everybody", "każdy"),
            (Some(_), _) | (_, Some(_)) => said!("whoever meets what it asks", "kto spełnia jego warunki,"),
        };
        let above = match takers.as_slice() {
            [_] => said!("tier {above}", "poziom {above}", above = names.join(", ")),
            _ => said!("one of the tiers {above}", "któryś z poziomów {above}", above = names.join(", ")),
        };
        let finding = Finding::new(&analysis::TIER_TAKEN, tier.span).quote("tier", tier.name.as_str());
        let finding = finding.arg("whoever", whoever).arg("above", above);
        findings.push(
            takers
                .iter()
                .fold(finding, |finding, above| finding.note_at(above.span, said!("stands above it", "stoi wyżej"))),
        );
    }
}
