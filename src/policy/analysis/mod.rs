//! Looks for rules that contradict each other, leave cases open or can never apply; one kind of finding per file. Sees
//! only the checked policy, which may be partial: items with errors of their own are missing from it, so nothing here
//! concludes anything from what is absent. Never evaluates data. Start at [`analyse`]; `grid` cuts tables into the
//! cases they distinguish, `bounds` knows what numbers an expression can give, `spelling` writes values as rules do.

pub(crate) mod bounds;
mod dead_criterion;
mod example_vetoed;
mod grid;
mod identical_rows;
mod ladder_order;
mod row_gap;
mod row_overlap;
mod scale_direction;
pub(crate) mod spelling;
mod table;
mod unreachable_row;
mod unreachable_tier;
mod unused;

use super::Policy;
use crate::diagnostics::{Finding, Sources};

/// Everything that can be said about a policy without data. `sources` holds the texts its spans point into.
pub fn analyse(policy: &Policy, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for site in table::sites(policy) {
        let cut = table::Cut::new(policy, sources, site);
        for find in PER_TABLE {
            find(&cut, &mut findings);
        }
    }
    for find in PER_POLICY {
        find(policy, sources, &mut findings);
    }
    findings
}

/// What is looked for in every table.
const PER_TABLE: [fn(&table::Cut<'_>, &mut Vec<Finding>); 6] = [
    identical_rows::find,
    row_overlap::find,
    row_gap::find,
    unreachable_row::find,
    ladder_order::find,
    scale_direction::find,
];

/// What is looked for in the policy as a whole.
const PER_POLICY: [fn(&Policy, &Sources, &mut Vec<Finding>); 5] =
    [identical_rows::find_in_lists, dead_criterion::find, unreachable_tier::find, unused::find, example_vetoed::find];
