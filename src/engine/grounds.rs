//! What of an account's data a condition stands on: the measures it compares, and the rows that its queries count. Only what
//! makes it come out as it does is taken: of an `or` the parts that hold, of an `if` the branch that is taken, of a chance the
//! rows that hold.
//!
//! A query names its rows where it asks for particular ones (`where`), takes one of them (`earliest`, `max`) or averages
//! them; of a share those that make it high or low, whichever counts here. A sum or a count over everything in its window names none: every row counts there, so none says more than another.

use super::condition::Condition;
use super::document::revisit;
use super::evaluation::Evaluation;
use super::scope::Scope;
use super::score::Standing;
use super::value::Value;
use crate::data::Portfolio;
use crate::policy::{Expr, Policy, Query, SlotId, SlotValue, Type};
use crate::syntax::{ArithmeticOp, CompareOp, QueryFunction};
use crate::values::{Number, Truth};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// What somebody wants to know the grounds of.
#[derive(Clone, Copy, Debug)]
pub enum About<'p> {
    /// A condition that holds.
    Condition(&'p Expr),
    /// A figure that is too high, else one that is too low.
    Figure { value: &'p Expr, too_high: bool },
}

/// What a condition stands on.
#[derive(Clone, Debug, Default)]
pub struct Grounds<'p> {
    /// Named measures and fields that are compared, each once, in the order met.
    pub operands: Vec<&'p Expr>,
    /// The rows that queries count, by their positions (in the account's people or in the table of records), ascending, with
    /// what is asked of each; not applicable where nothing is.
    pub rows: Vec<(&'p Query, Vec<(usize, Value)>)>,
}

/// The grounds of each, for one account of an evaluation; empty where there is no such account.
pub fn grounds<'p>(
    policy: &'p Policy,
    portfolio: &Portfolio,
    evaluation: &Evaluation,
    account: usize,
    about: &[About<'p>],
) -> Vec<Grounds<'p>> {
    let Some(outcome) = evaluation.outcomes.get(account) else {
        return about.iter().map(|_| Grounds::default()).collect();
    };
    let session = revisit(policy, portfolio, evaluation);
    let standing = Standing::of(outcome);
    let steps = OnceCell::new();
    let scope = Scope { standing: Some(&standing), ..Scope::of(&session, account, &outcome.slots, &steps) };
    let of = |about: &About<'p>| {
        let mut search = Search { policy, scope: &scope, seen: BTreeSet::new(), found: Grounds::default() };
        match *about {
            About::Condition(when) => search.condition(when, true),
            About::Figure { value, too_high } => search.figure(value, too_high, false),
        }
        search.found
    };
    about.iter().map(of).collect()
}

struct Search<'s, 'p> {
    policy: &'p Policy,
    scope: &'s Scope<'s>,
    /// Slots that were looked into.
    seen: BTreeSet<SlotId>,
    found: Grounds<'p>,
}

impl<'p> Search<'_, 'p> {
    /// What makes a condition hold, or fail where that is wanted.
    fn condition(&mut self, expr: &'p Expr, wanted: bool) {
        match expr {
            Expr::And(parts) | Expr::Or(parts) | Expr::AtLeastOf(_, parts) => {
                for part in parts {
                    if self.truth(part) == Truth::from(wanted) {
                        self.condition(part, wanted);
                    }
                }
            }
            Expr::Not(part) => self.condition(part, !wanted),
            Expr::If(condition, then, otherwise) => match self.truth(condition) {
                Truth::Yes => self.condition(then, wanted),
                Truth::No => self.condition(otherwise, wanted),
                Truth::Unknown => {}
            },
            Expr::Slot(id) => {
                if let Some(definition) = self.definition(*id) {
                    self.condition(definition, wanted);
                }
            }
            Expr::Compare(op, a, b) => {
                let first_is_high = matches!(op, CompareOp::AtLeast | CompareOp::Above) == wanted;
                self.figure(a, first_is_high, true);
                self.figure(b, !first_is_high, true);
            }
            Expr::Query(query) => self.rows(query, wanted),
            _ => expr.parts().into_iter().for_each(|part| self.figure(part, wanted, false)),
        }
    }

    /// What makes a figure high, or low where that is wanted. `compared`: it is named itself.
    fn figure(&mut self, expr: &'p Expr, high: bool, compared: bool) {
        match expr {
            Expr::Slot(id) => {
                let slot = self.policy.slot(*id);
                if compared && slot.name.is_some() && says_how_much(slot.ty) {
                    self.name(expr);
                }
                match &slot.value {
                    SlotValue::Probability(at) if self.seen.insert(*id) => self.odds(usize::from(*at), high),
                    _ => {
                        if let Some(definition) = self.definition(*id) {
                            self.figure(definition, high, false);
                        }
                    }
                }
            }
            Expr::Field(id) if compared && says_how_much(self.policy.field(*id).ty) => self.name(expr),
            Expr::If(condition, then, otherwise) => match self.truth(condition) {
                Truth::Yes => self.figure(then, high, compared),
                Truth::No => self.figure(otherwise, high, compared),
                Truth::Unknown => {}
            },
            Expr::Arithmetic(ArithmeticOp::Subtract | ArithmeticOp::Divide, a, b)
            | Expr::DaysBetween { later: a, earlier: b } => {
                self.figure(a, high, compared);
                self.figure(b, !high, compared);
            }
            Expr::Negate(a) => self.figure(a, !high, compared),
            Expr::Query(query) => self.rows(query, high),
            _ => expr.parts().into_iter().for_each(|part| self.figure(part, high, compared)),
        }
    }

    /// The rows of a chance that hold and move it the way that is wanted.
    fn odds(&mut self, at: usize, high: bool) {
        let rows = self.policy.probabilities.get(at).map_or(&[][..], |p| &p.rows);
        for row in rows {
            let moves = (row.factor > Number::ONE) == high;
            if moves && self.truth(&row.when).is_yes() {
                self.condition(&row.when, true);
            }
        }
    }

    fn rows(&mut self, query: &'p Query, high: bool) {
        let answer = self.scope.query(query);
        if matches!(&answer, Value::Uncertain(u) if u.absent == super::value::Absent::Yes) {
            return;
        }
        let members = self.scope.members(query);
        let rows = members.iter().filter(|m| match query.function {
            QueryFunction::Share if high => m.surely_picked(),
            QueryFunction::Share => m.surely_passed(),
            QueryFunction::All => !high && m.surely_passed(),
            QueryFunction::Min | QueryFunction::Max | QueryFunction::Earliest | QueryFunction::Latest => {
                m.surely_picked() && m.value == answer
            }
            QueryFunction::Average => m.surely_picked(),
            QueryFunction::Count
            | QueryFunction::CountDistinct
            | QueryFunction::Sum
            | QueryFunction::Any
            | QueryFunction::No => query.filter.is_some() && m.surely_picked(),
        });
        let rows: Vec<(usize, Value)> = rows.map(|m| (m.row, m.value.clone())).collect();
        if !rows.is_empty() && !self.found.rows.iter().any(|(q, _)| std::ptr::eq(*q, query)) {
            self.found.rows.push((query, rows));
        }
    }

    fn name(&mut self, operand: &'p Expr) {
        if !self.found.operands.contains(&operand) {
            self.found.operands.push(operand);
        }
    }

    /// What a slot is worked out by, the first time it is asked for and where it is an expression.
    fn definition(&mut self, id: SlotId) -> Option<&'p Expr> {
        match &self.policy.slot(id).value {
            SlotValue::Expr(expr) if self.scope.slot_is_given(id).is_none() && self.seen.insert(id) => Some(expr),
            SlotValue::Expr(_)
            | SlotValue::Table(_)
            | SlotValue::Criterion(_)
            | SlotValue::Group(_)
            | SlotValue::Probability(_) => None,
        }
    }

    fn truth(&self, condition: &Expr) -> Truth {
        Condition::truth(&self.scope.condition(condition))
    }
}

/// Whether a value of this type is an amount or a day rather than a word.
fn says_how_much(ty: Type) -> bool {
    match ty {
        Type::Number | Type::Count | Type::Points | Type::Percent | Type::Money | Type::Days | Type::Date => true,
        Type::YesNo | Type::Text | Type::OneOf(_) => false,
    }
}
