//! Would an example notice? The rules are changed in one place at a time, in memory: a threshold, knot or number shifted by a
//! step, a row dropped, a weight moved, a condition turned round, a veto, limit or action dropped. A change under which every
//! example still holds survives: nothing says that the place must be as it is. Start at [`mutate`].
//!
//! `sites` goes through a policy and offers every change, `change` is what such a change is, `shift` tells how far a number
//! moves and where that shows, `said` writes parts of rules as rules do, `idle` knows which changes nobody could notice,
//! `suggest` finds examples that would, `explained` reads why a line is not tested. What no example can see is not changed: rules over records, ranking, documents, offers, KPIs and due days; nor
//! are shipped libraries, which are tested where they are made.

mod change;
mod explained;
mod idle;
mod said;
mod shift;
mod sites;
mod suggest;

use super::{ExampleResult, Report, Verdict, day, expectation};
use crate::diagnostics::{Finding, Sources, Span};
use crate::engine::evaluate_given;
use crate::policy::{ExpectationKind, Policy, SlotId};
use crate::syntax::Tree;
pub use change::{Case, Change, Expect, Item, Moved, Notice};
use explained::{Explanation, explanations};
use idle::Idle;
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
    pub of: Item,
    pub change: Change,
    /// The larger change of the same place, by its number among all: a row that may be dropped may give other points too.
    pub within: Option<usize>,
    /// An example that would notice; of a survivor, one that was tried, wherever such an example is known.
    pub notice: Notice,
    /// What such an example could give: `debt 99 days`.
    cases: Vec<String>,
    /// What it shows in: the name of something computed, `tier`, an action and so on. Examples that expect it are tried first.
    shows: String,
}

/// What came of changing the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mutated {
    /// Changes there are.
    pub all: usize,
    pub tried: usize,
    /// How many of those tried no example could notice, as nothing comes out otherwise.
    pub idle: usize,
    /// Changes that no example noticed, in the order of files and lines.
    pub survivors: Vec<Survivor>,
    /// Explanations of lines of which every change is noticed.
    pub findings: Vec<Finding>,
}

/// A change that no example noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survivor {
    pub mutation: Mutation,
    /// No example notices a larger change of the same place either.
    pub implied: bool,
    /// Why, as the rules say.
    pub reason: Option<String>,
}

impl Mutated {
    /// Changes that no example noticed, and nothing says why.
    pub fn unexplained(&self) -> impl Iterator<Item = &Survivor> {
        self.survivors.iter().filter(|s| s.reason.is_none())
    }
}

/// The rules to change.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    pub policy: &'a Policy,
    pub sources: &'a Sources,
    /// The policy as written: its comments say why something is not tested.
    pub trees: &'a [Tree],
}

impl Rules<'_> {
    /// All changes, and which of them are tried.
    fn changes(&self, policy: &Policy) -> (Vec<Mutation>, Vec<usize>) {
        let all = sites::all(policy);
        let own = all.iter().enumerate().filter(|(_, m)| self.is_own(m.span)).map(|(at, _)| at).collect();
        (all, own)
    }

    /// Whether a place is one of the workspace's, not of a shipped library.
    fn is_own(&self, span: Span) -> bool {
        !self.sources.name(span.file).starts_with('<')
    }

    /// How many steps of progress [`mutate`] makes.
    pub fn steps(&self) -> usize {
        self.changes(self.policy).1.len().min(MOST).div_ceil(BATCH)
    }
}

/// Tries the changes against the examples that hold; `step` is called now and then while it works.
pub fn mutate(rules: Rules<'_>, report: &Report, step: &mut dyn FnMut()) -> Mutated {
    let policy = rules.policy;
    // Examples are no part of an evaluation, and copying them for every change would cost most.
    let bare = Policy { examples: Vec::new(), ..policy.clone() };
    let (all, own) = rules.changes(&bare);
    let tried: Vec<usize> = match own.len() {
        n if n <= MOST => own.clone(),
        n => (0..MOST).filter_map(|i| own.get(i * n / MOST)).copied().collect(),
    };
    let idle = Idle::new(&bare);
    let watchers = watchers(policy, report);
    let (mut lived, mut n_idle) = (BTreeSet::new(), 0);
    for batch in tried.chunks(BATCH) {
        let unnoticed = |at: &usize| {
            let shows = all.get(*at).map_or("", |m| m.shows.as_str());
            !is_noticed(policy, &sites::changed(&bare, *at), &watchers, shows)
        };
        for at in batch.par_iter().copied().filter(unnoticed).collect::<Vec<usize>>() {
            if idle.is(&sites::changed(&bare, at)) {
                n_idle += 1;
            } else {
                lived.insert(at);
            }
        }
        step();
    }
    let explanations = explanations(rules.trees, rules.sources);
    let survivor = |at: &usize| {
        let mutation = all.get(*at)?;
        let implied = larger(&all, mutation).any(|at| lived.contains(&at));
        let explained = explanations.iter().find(|e| e.is_of(rules.sources, mutation.span));
        Some((*at, Survivor { implied, reason: explained.map(|e| e.reason.clone()), mutation: mutation.clone() }))
    };
    let mut survivors: Vec<(usize, Survivor)> = lived.iter().filter_map(survivor).collect();
    let wanted: Vec<usize> =
        survivors.iter().filter(|(_, s)| s.reason.is_none() && !s.implied).map(|(at, _)| *at).collect();
    let day = report.results.first().map_or(day::ANY, |r| r.as_of);
    for (at, notice) in suggest::suggest(&rules, &bare, &all, &wanted, day) {
        survivors.iter_mut().filter(|(of, _)| *of == at).for_each(|(_, s)| s.mutation.notice = notice.clone());
    }
    let mut survivors: Vec<Survivor> = survivors.into_iter().map(|(_, s)| s).collect();
    survivors.sort_by_key(|s| s.mutation.span);
    let explains = |e: &&Explanation| survivors.iter().any(|s| e.is_of(rules.sources, s.mutation.span));
    let untouched = |e: &&Explanation| rules.is_own(e.span()) && !explains(e);
    let needless = explanations.iter().filter(|e| tried.len() == own.len() && untouched(e));
    let findings = needless.map(Explanation::finding).collect();
    Mutated { all: own.len(), tried: tried.len(), idle: n_idle, survivors, findings }
}

/// The changes of the same place that are larger, from the next one up.
fn larger<'a>(all: &'a [Mutation], mutation: &Mutation) -> impl Iterator<Item = usize> + use<'a> {
    std::iter::successors(mutation.within, |at| all.get(*at)?.within)
}

/// An example that holds, with the names of what it expects.
struct Watcher<'a> {
    result: &'a ExampleResult,
    expects: Vec<String>,
}

/// All that hold, those that plan actions last: planning takes longest.
fn watchers<'a>(policy: &Policy, report: &'a Report) -> Vec<Watcher<'a>> {
    let of = |result: &'a ExampleResult| {
        let expected = policy.examples.get(result.example).map(|e| e.expect.as_slice()).unwrap_or_default();
        Watcher { result, expects: expected.iter().flat_map(|e| names(policy, &e.kind)).collect() }
    };
    let mut all: Vec<Watcher<'a>> = report.results.iter().filter(|r| r.passed()).map(of).collect();
    all.sort_by_key(|w| w.expects.iter().any(|name| name == ACTION));
    all
}

/// Stands for any action among the names of what is expected.
const ACTION: &str = "action";

fn names(policy: &Policy, kind: &ExpectationKind) -> Vec<String> {
    let slot = |id: &SlotId| policy.slot(*id).name.iter().map(ToString::to_string).collect();
    match kind {
        ExpectationKind::Tier(_) => vec!["tier".to_owned()],
        ExpectationKind::Status(_) => vec!["status".to_owned()],
        ExpectationKind::Score(_) => vec!["score".to_owned()],
        ExpectationKind::Needs(_) => vec!["needs".to_owned()],
        ExpectationKind::Within(id, _)
        | ExpectationKind::Equals(id, _)
        | ExpectationKind::OneOf(id, _)
        | ExpectationKind::Absent(id) => slot(id),
        ExpectationKind::Action { action, .. } => {
            let playbook = policy.playbook(action.playbook).name.to_string();
            vec![ACTION.to_owned(), policy.action_name(*action), playbook]
        }
    }
}

/// Whether an example that held fails under the changed rules.
fn is_noticed(policy: &Policy, changed: &Policy, watchers: &[Watcher<'_>], shows: &str) -> bool {
    let is_likely = |w: &&Watcher<'_>| w.expects.iter().any(|name| name == shows);
    let likely_first = watchers.iter().filter(is_likely).chain(watchers.iter().filter(|w| !is_likely(w)));
    likely_first.map(|w| w.result).any(|result| {
        let Some(example) = policy.examples.get(result.example) else { return false };
        let given = &result.evaluation.given;
        let evaluation = evaluate_given(changed, &result.portfolio, result.as_of, given);
        let checks = expectation::checks(changed, example, &result.portfolio, &evaluation);
        checks.iter().any(|c| c.verdict == Verdict::Failed)
    })
}
