//! Which documents of the policy an account calls for, once everything about it is worked out.

use super::across::Across;
use super::evaluation::Evaluation;
use super::scope::{Scope, Session};
use super::score::Standing;
use crate::data::Portfolio;
use crate::policy::Policy;
use crate::values::Truth;
use std::cell::OnceCell;

/// For each of the policy's documents, by account, whether its condition holds. A document without one is for everybody.
pub fn documents(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation) -> Vec<Vec<Truth>> {
    let session = revisit(policy, portfolio, evaluation);
    let applies = |document: &crate::policy::Document, account: usize| {
        let (Some(when), Some(outcome)) = (&document.when, evaluation.outcomes.get(account)) else { return Truth::Yes };
        let standing = Standing { score: outcome.score.clone(), tiers: outcome.tiers };
        let steps = OnceCell::new();
        let scope = Scope { standing: Some(&standing), ..Scope::of(&session, account, &outcome.slots, &steps) };
        scope.condition(when).truth()
    };
    let of = |document| (0..evaluation.outcomes.len()).map(|account| applies(document, account)).collect();
    policy.documents.iter().map(of).collect()
}

/// A session over an evaluation that is finished, to ask it more.
pub(super) fn revisit<'a>(policy: &'a Policy, portfolio: &'a Portfolio, evaluation: &Evaluation) -> Session<'a> {
    let mut session = Session::new(policy, portfolio, evaluation.as_of, &[]);
    for (at, function) in policy.portfolio.iter().enumerate() {
        let values = || evaluation.outcomes.iter().filter_map(|o| o.slots.get(function.of.index()));
        let all = Across::new(values());
        session.across[at] = values().map(|v| all.of(function.kind, v)).collect();
    }
    session
}
