//! Every change of a policy in one place, in the order of the policy. One walk both lists the changes ([`all`]) and makes one
//! of them ([`changed`]), so that a number means the same to both. Positions stay as they are: what is dropped never holds.
//! Here is the way through a policy and how a change is offered; beside it, a file per kind of place.

mod condition;
mod defined;
mod number;
mod outcome;
mod parameter;
mod play;
mod table;
mod weight;

use super::Mutation;
use super::change::{Case, Change, Expect, Item, Notice};
use crate::diagnostics::Span;
use crate::policy::Policy;

/// All changes there are.
pub(super) fn all(policy: &Policy) -> Vec<Mutation> {
    let mut walk = Walk { policy, target: None, next: 0, within: None, found: Vec::new() };
    walk.policy(&mut policy.clone());
    walk.found
}

/// The policy with one of the changes made.
pub(super) fn changed(policy: &Policy, at: usize) -> Policy {
    let mut changed = policy.clone();
    Walk { policy, target: Some(at), next: 0, within: None, found: Vec::new() }.policy(&mut changed);
    changed
}

struct Walk<'p> {
    /// As it is, for words.
    policy: &'p Policy,
    /// The change to make; none to list them.
    target: Option<usize>,
    next: usize,
    /// The larger change of the place that is walked through.
    within: Option<usize>,
    found: Vec<Mutation>,
}

/// The item that a change belongs to.
struct Of {
    span: Span,
    item: Item,
    expect: Expect,
    /// The name in such an expectation: `status`, something computed, an action or its playbook; else nothing.
    shows: String,
}

impl Of {
    /// What shows in an expectation that begins with a word.
    fn new(span: Span, kind: &'static str, name: &str, expect: &str) -> Of {
        Of::shown(span, kind, name, Expect::Written(expect.to_owned()), expect)
    }

    fn shown(span: Span, kind: &'static str, name: &str, expect: Expect, shows: &str) -> Of {
        Of { span, item: Item { kind, name: name.to_owned() }, expect, shows: shows.to_owned() }
    }

    fn at(&self, span: Span) -> Of {
        Of { span, item: self.item.clone(), expect: self.expect.clone(), shows: self.shows.clone() }
    }
}

impl Walk<'_> {
    /// Offers a change (what it is, and the case that notices it); whether it is the one to make.
    fn offer(&mut self, of: &Of, said: impl FnOnce() -> (Change, Case)) -> bool {
        self.offer_cases(of, || {
            let (change, case) = said();
            let given = case.given().into_iter().collect();
            (change, case, given)
        })
    }

    /// As [`Self::offer`], with what an example could give, the likeliest first.
    fn offer_cases(&mut self, of: &Of, said: impl FnOnce() -> (Change, Case, Vec<String>)) -> bool {
        let at = self.next;
        self.next += 1;
        if self.target.is_none() {
            let (change, case, cases) = said();
            let (span, notice) = (of.span, Notice::Case(case, of.expect.clone()));
            let (of, shows) = (of.item.clone(), of.shows.clone());
            self.found.push(Mutation { span, of, change, within: self.within, notice, cases, shows });
        }
        self.target == Some(at)
    }

    /// Offers a change, then the smaller ones of the same place. The larger one is made last, as it may leave nothing to
    /// change.
    fn offer_with(&mut self, of: &Of, said: impl FnOnce() -> (Change, Case), smaller: impl FnOnce(&mut Self)) -> bool {
        let larger = self.next;
        let made = self.offer(of, said);
        let around = self.within.replace(larger);
        smaller(self);
        self.within = around;
        made
    }

    fn policy(&mut self, changed: &mut Policy) {
        let steps = [
            Walk::parameters,
            Walk::of_account,
            Walk::of_people,
            Walk::criteria,
            Walk::weights,
            Walk::vetoes,
            Walk::limits,
            Walk::tiers,
            Walk::probabilities,
            Walk::plays,
        ];
        for step in steps {
            // Behind the change to make there is nothing to do.
            if self.target.is_none_or(|at| self.next <= at) {
                step(self, changed);
            }
        }
    }

    /// What is said of changes: left out where one of them is made, as finding the words is most of the work.
    fn words<T: Default>(&self, say: impl FnOnce() -> T) -> T {
        if self.target.is_none() { say() } else { T::default() }
    }
}
