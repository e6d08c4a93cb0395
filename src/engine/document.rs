//! Which documents of the policy an account calls for, once everything about it is worked out.

use super::evaluation::Evaluation;
use super::scope::{Scope, Session};
use super::score::Standing;
use crate::data::Portfolio;
use crate::policy::Policy;
use crate::values::Truth;
use std::borrow::Cow;
use std::cell::OnceCell;

/// For each of the policy's documents, by account, whether its condition holds. A document without one is for everybody.
pub fn documents(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation) -> Vec<Vec<Truth>> {
    let session = revisit(policy, portfolio, evaluation);
    let applies = |document: &crate::policy::Document, account: usize| {
        let (Some(when), Some(outcome)) = (&document.when, evaluation.outcomes.get(account)) else { return Truth::Yes };
        let standing = Standing::new(outcome.score.clone(), outcome.tiers);
        let steps = OnceCell::new();
        let scope = Scope { standing: Some(&standing), ..Scope::of(&session, account, &outcome.slots, &steps) };
        scope.condition(when).truth()
    };
    let of = |document| (0..evaluation.outcomes.len()).map(|account| applies(document, account)).collect();
    policy.documents.iter().map(of).collect()
}

/// A session over an evaluation that is finished, to ask it more. Looks at no account but the one it is asked about.
pub(super) fn revisit<'a>(policy: &'a Policy, portfolio: &'a Portfolio, evaluation: &'a Evaluation) -> Session<'a> {
    let mut session = Session::new(policy, portfolio, evaluation.as_of, &evaluation.given);
    session.across = Cow::Borrowed(&evaluation.across);
    session
}
