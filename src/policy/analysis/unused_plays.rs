//! Channels nobody goes through and needs that no benefit answers. What libraries declare is theirs to use or not.

use super::super::{NeedId, Policy};
use super::bounds::Bounds;
use super::unused::is_library;
use super::written::Written;
use crate::diagnostics::{Finding, Sources, analysis};

pub(super) fn find(policy: &Policy, sources: &Sources, _bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    let written = Written::of(sources);
    for channel in &policy.channels {
        let name = channel.name.as_str();
        if !is_library(sources, channel.span) && !written.elsewhere(name, channel.span) {
            findings.push(Finding::new(&analysis::UNUSED_CHANNEL, channel.span).quote("name", name));
        }
    }
    for (at, need) in (0u16..).map(NeedId).zip(&policy.needs) {
        let answered = policy.benefits.iter().any(|b| b.answers.contains(&at));
        if !answered && !is_library(sources, need.span) {
            findings.push(Finding::new(&analysis::UNANSWERED_NEED, need.span).quote("name", need.name.as_str()));
        }
    }
}
