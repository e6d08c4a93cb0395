//! Would an example notice? The rules are changed in one place at a time, in memory: a threshold, knot or number shifted by a
//! step, a row dropped, a weight moved, a condition turned round, a veto, limit or action dropped. A change under which every
//! example still holds survives: nothing says that the place must be as it is. Start at [`mutate`].
//!
//! `sites` goes through a policy and offers every change, `shift` tells how far a number moves and where that shows, `said`
//! puts parts of rules into words. What no example can see is not changed: rules over records, ranking, documents, offers,
//! KPIs and due days.

mod said;
mod shift;
mod sites;

use super::{Report, Verdict, expectation};
use crate::diagnostics::Span;
use crate::engine::evaluate_given;
use crate::policy::Policy;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;

/// The most changes that are tried; of more, as many are taken evenly over the rules.
pub const MOST: usize = 5000;
/// So many are tried between two steps of the progress.
const BATCH: usize = 32;

/// A change of the rules in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutation {
    pub span: Span,
    /// `veto`, `tier`, `criterion` and so on with a name: what is changed.
    pub of: String,
    /// `debt above 90 days raised to 99 days`
    pub change: String,
    /// The larger change of the same place, by its number among all: a row that may be dropped may give other points too.
    pub within: Option<usize>,
    /// An example that would notice: `debt 99 days, expect status`.
    pub notice: String,
}

/// What came of changing the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mutated {
    /// Changes there are.
    pub all: usize,
    pub tried: usize,
    /// Changes that no example noticed, in the order of files and lines.
    pub survivors: Vec<Survivor>,
}

/// A change that no example noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survivor {
    pub mutation: Mutation,
    /// No example notices a larger change of the same place either.
    pub implied: bool,
}

/// How many steps of progress [`mutate`] makes.
pub fn steps(policy: &Policy) -> usize {
    sites::all(policy).len().min(MOST).div_ceil(BATCH)
}

/// Tries the changes against the examples that hold; `step` is called now and then while it works.
pub fn mutate(policy: &Policy, report: &Report, step: &mut dyn FnMut()) -> Mutated {
    // Examples are no part of an evaluation, and copying them for every change would cost most.
    let bare = Policy { examples: Vec::new(), ..policy.clone() };
    let all = sites::all(&bare);
    let tried: Vec<usize> = match all.len() {
        n if n <= MOST => (0..n).collect(),
        n => (0..MOST).map(|i| i * n / MOST).collect(),
    };
    let mut lived = BTreeSet::new();
    for batch in tried.chunks(BATCH) {
        let unnoticed = |at: &usize| !is_noticed(policy, &sites::changed(&bare, *at), report);
        lived.extend(batch.par_iter().copied().filter(unnoticed).collect::<Vec<usize>>());
        step();
    }
    let survivor = |mutation: &Mutation| Survivor {
        implied: larger(&all, mutation).any(|at| lived.contains(&at)),
        mutation: mutation.clone(),
    };
    let mut survivors: Vec<Survivor> = lived.iter().filter_map(|at| all.get(*at)).map(survivor).collect();
    survivors.sort_by_key(|s| s.mutation.span);
    Mutated { all: all.len(), tried: tried.len(), survivors }
}

/// The changes of the same place that are larger, from the next one up.
fn larger<'a>(all: &'a [Mutation], mutation: &Mutation) -> impl Iterator<Item = usize> + use<'a> {
    std::iter::successors(mutation.within, |at| all.get(*at)?.within)
}

/// Whether an example that held fails under the changed rules.
fn is_noticed(policy: &Policy, changed: &Policy, report: &Report) -> bool {
    report.results.iter().filter(|r| r.passed()).any(|result| {
        let Some(example) = policy.examples.get(result.example) else { return false };
        let given = &result.evaluation.given;
        let evaluation = evaluate_given(changed, &result.portfolio, result.as_of, given);
        let checks = expectation::checks(changed, example, &result.portfolio, &evaluation);
        checks.iter().any(|c| c.verdict == Verdict::Failed)
    })
}
