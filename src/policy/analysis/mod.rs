//! Looks for rules that contradict each other, leave cases open or can never apply; one kind of finding per file. Sees
//! only the checked policy, which may be partial: items with errors of their own are missing from it, so nothing here
//! concludes anything from what is absent. Never evaluates data. Start at [`analyse`]; `grid` cuts tables into the
//! cases they distinguish, `bounds` knows what numbers an expression can give, `spelling` writes values as rules do.

mod after_circle;
mod becomes_twice;
mod boundary;
pub(crate) mod bounds;
mod capped_tier;
mod contradiction;
mod dead_criterion;
mod example_vetoed;
mod grid;
mod identical_rows;
mod ladder_order;
mod never_applies;
mod row_gap;
mod row_overlap;
pub(crate) mod same;
mod scale_direction;
pub(crate) mod spelling;
mod table;
mod taken_tier;
mod unreachable_row;
mod unreachable_tier;
mod until_never;
mod unused;
mod unused_plays;
mod when_overlap;
mod written;

use super::Policy;
use crate::diagnostics::{Finding, Sources, has_errors};

/// Everything that can be said about a policy without data. `sources` holds the texts its spans point into.
pub fn analyse(policy: &Policy, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    let bounds = bounds::Bounds::new(policy);
    for site in table::sites(policy) {
        if table::is_long(&site) {
            findings.push(table::too_large(sources, site));
            continue;
        }
        let cut = table::Cut::new(policy, sources, &bounds, site);
        for find in PER_TABLE {
            find(&cut, &mut findings);
        }
    }
    // Where a table is wrong, its criterion and the score are not yet what they are meant to be.
    let settled = !has_errors(&findings);
    for find in PER_POLICY.iter().chain(if settled { OF_SCORES.as_slice() } else { &[] }) {
        find(policy, sources, &bounds, &mut findings);
    }
    findings
}

/// What is looked for in every table.
const PER_TABLE: [fn(&table::Cut<'_>, &mut Vec<Finding>); 7] = [
    identical_rows::find,
    row_overlap::find,
    when_overlap::find,
    row_gap::find,
    unreachable_row::find,
    ladder_order::find,
    scale_direction::find,
];

type PerPolicy = fn(&Policy, &Sources, &bounds::Bounds<'_>, &mut Vec<Finding>);

/// What is looked for in the policy as a whole.
const PER_POLICY: [PerPolicy; 9] = [
    identical_rows::find_in_lists,
    unused::find,
    example_vetoed::find,
    after_circle::find,
    becomes_twice::find,
    never_applies::find,
    until_never::find,
    unused_plays::find,
    capped_tier::find,
];

/// What is concluded from the points that criteria can give.
const OF_SCORES: [PerPolicy; 3] = [dead_criterion::find, unreachable_tier::find, taken_tier::find];
