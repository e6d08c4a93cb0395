//! A criterion that gives the same points whatever its inputs, or weighs nothing: it can never change a tier.

use super::super::Policy;
use super::bounds::Bounds;
use crate::diagnostics::{Finding, Sources, analysis};

pub(super) fn find(policy: &Policy, _sources: &Sources, bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    for criterion in &policy.criteria {
        let why = if criterion.weight.is_zero() {
            "weighs nothing".to_owned()
        } else if let Some(points) = bounds.points_of(&criterion.body).as_point() {
            format!("gives {points} points to everybody")
        } else {
            continue;
        };
        findings.push(
            Finding::new(&analysis::DEAD_CRITERION, criterion.span)
                .arg("criterion", criterion.name.as_str())
                .arg("why", why),
        );
    }
}
