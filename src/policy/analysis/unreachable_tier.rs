//! A tier nobody can fall in: its threshold lies above what all criteria give at their best, or the tier above it takes
//! everybody because even the worst score reaches it.

use super::super::{Policy, Tier};
use super::bounds::Bounds;
use super::spelling;
use crate::diagnostics::{Finding, Sources, analysis};
use crate::values::{Interval, Number};

pub(super) fn find(policy: &Policy, _sources: &Sources, bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    let Some(score) = score(policy, bounds) else { return };
    let (Some(lowest), Some(highest)) = (&score.low, &score.high) else { return };
    let mut swallowed_by: Option<&Tier> = None;
    for (rung, tier) in policy.tiers.iter().enumerate() {
        // A limit brings accounts of better tiers down to the one it names.
        let limited = policy.limits.iter().any(|limit| usize::from(limit.to) == rung);
        if let Some(above) = swallowed_by {
            if limited {
                continue;
            }
            findings.push(
                Finding::new(&analysis::TIER_SHADOWED, tier.span)
                    .quote("tier", tier.name.as_str())
                    .quote("above", above.name.as_str())
                    .arg("lowest", lowest.to_string()),
            );
            continue;
        }
        let Some(from) = &tier.from else { continue };
        let threshold = bounds.possible(from);
        if let Some(from) = threshold.low.filter(|from| from > highest) {
            findings.push(
                Finding::new(&analysis::TIER_TOO_HIGH, tier.span)
                    .quote("tier", tier.name.as_str())
                    .arg("from", spelling::number(policy, super::super::Type::Points, &from))
                    .arg("highest", highest.to_string()),
            );
        } else if tier.when.is_none() && threshold.high.is_some_and(|from| from <= *lowest) {
            swallowed_by = Some(tier);
        }
    }
}

/// The scores that are possible when every criterion counts; none where the policy is not complete enough to tell.
pub(super) fn score(policy: &Policy, bounds: &Bounds<'_>) -> Option<Interval> {
    let mut total = Interval::point(Number::ZERO);
    let mut weight = Number::ZERO;
    let mut points = Vec::new();
    for criterion in &policy.criteria {
        let group = policy.groups.get(usize::from(criterion.group))?;
        let share = Interval::point(&criterion.weight * &group.weight);
        weight = &weight + &(&criterion.weight * &group.weight);
        let possible = bounds.points_of(&criterion.body);
        total = total.add(&possible.mul(&share));
        points.push(possible);
    }
    if weight != Number::ONE {
        return None;
    }
    // What is left out is renormalised away, so the worst criterion alone may be the score.
    let alone = points.into_iter().reduce(|a, b| a.hull(&b))?;
    Some(Interval { low: alone.low, high: total.high })
}
