//! Looks for rules that contradict each other, leave cases open or can never apply; one kind of finding per file. Sees
//! only the checked policy, which may be partial: items with errors of their own are missing from it, so nothing here
//! concludes anything from what is absent. Never evaluates data. Start at [`analyse`].

use super::Policy;
use crate::diagnostics::{Finding, Sources};

/// Everything that can be said about a policy without data. `sources` holds the texts its spans point into.
pub fn analyse(policy: &Policy, sources: &Sources) -> Vec<Finding> {
    let _ = (policy, sources);
    Vec::new()
}
