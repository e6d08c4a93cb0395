//! What is concluded about one person, and what the conditions of rules see in them.

use super::{Operand, OperandSource};
use crate::data::Portfolio;
use crate::diagnostics::Span;
use crate::engine::document::revisit;
use crate::engine::evaluation::Evaluation;
use crate::engine::scope::{PersonRow, Scope};
use crate::engine::score::Standing;
use crate::engine::value::Value;
use crate::policy::{AttributeId, Expr, PersonLetId, Policy, RowValue};
use std::cell::OnceCell;

/// What is known of and concluded about one person. Every list is in the order of the policy.
#[derive(Clone, Debug)]
pub struct PersonExplanation {
    /// By [`AttributeId`].
    pub attributes: Vec<Value>,
    /// By [`PersonLetId`].
    pub lets: Vec<PersonLetReason>,
    /// What each of the conditions asked about looks at.
    pub conditions: Vec<Vec<Operand>>,
}

/// Something computed for a person with what went into it.
#[derive(Clone, Debug)]
pub struct PersonLetReason {
    pub value: Value,
    pub operands: Vec<Operand>,
    /// Rows of a table that give its value or still can.
    pub matched: Vec<Span>,
}

/// Explains a person of an account of an evaluation, and what `conditions` look at with this person at hand. None where
/// there is no such account or person.
pub fn explain_person(
    policy: &Policy,
    portfolio: &Portfolio,
    evaluation: &Evaluation,
    account: usize,
    person: usize,
    conditions: &[Vec<&Expr>],
) -> Option<PersonExplanation> {
    let outcome = evaluation.outcomes.get(account)?;
    let at_hand = portfolio.accounts.get(account)?.people.as_deref()?.get(person)?;
    let session = revisit(policy, portfolio, evaluation);
    let (steps, standing) = (OnceCell::new(), Standing::of(outcome));
    let lets: Vec<OnceCell<Value>> = policy.person_lets.iter().map(|_| OnceCell::new()).collect();
    let scope = Scope {
        standing: Some(&standing),
        person: Some(PersonRow { at: person, person: at_hand, lets: &lets }),
        ..Scope::of(&session, account, &outcome.slots, &steps)
    };
    let reason = |(id, definition): (u16, &crate::policy::RowLet)| {
        let (operands, matched) = match &definition.value {
            RowValue::Expr(expr) => (scope.operands(expr), Vec::new()),
            RowValue::Table(table) => (scope.table_operands(table), scope.matching(table)),
        };
        PersonLetReason { value: scope.person_let(PersonLetId(id)), operands, matched }
    };
    let looked_at = |exprs: &Vec<&Expr>| {
        let mut out = Vec::new();
        exprs.iter().for_each(|expr| scope.collect(expr, &mut out));
        out
    };
    Some(PersonExplanation {
        attributes: (0..).zip(&policy.attributes).map(|(id, _)| scope.attribute(AttributeId(id))).collect(),
        lets: (0..).zip(&policy.person_lets).map(reason).collect(),
        conditions: conditions.iter().map(looked_at).collect(),
    })
}

impl Scope<'_> {
    /// What an expression about the person at hand is by itself; none where nobody is at hand.
    pub(super) fn person_operand(&self, expr: &Expr) -> Option<Operand> {
        self.person?;
        let policy = self.session.policy;
        let (source, ty, value) = match expr {
            Expr::Attribute(id) | Expr::AgeOfAttribute(id) => {
                (OperandSource::Attribute(*id), policy.attribute(*id).ty, self.attribute(*id))
            }
            Expr::PersonLet(id) => {
                (OperandSource::PersonLet(*id), policy.person_lets.get(id.index())?.ty, self.person_let(*id))
            }
            _ => return None,
        };
        Some(Operand { source, ty, value, origin: None, rows: None })
    }
}
