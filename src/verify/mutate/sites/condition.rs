//! Conditions that are left out or turned round, and what expressions are made of.

use super::number::side;
use super::{Of, Walk};
use crate::policy::{Expr, Over, Type};
use crate::values::Scalar;
use crate::verify::mutate::change::{Case, Change, Moved};
use crate::verify::mutate::said;

impl Walk<'_> {
    /// A condition that may as well not be there, and its parts.
    pub(super) fn dropping(&mut self, of: &Of, when: &mut Expr) {
        let holds = self.words(|| said::expr(self.policy, when));
        let said = || (Change::Dropped, Case::Written(holds));
        if self.offer_with(of, said, |walk| walk.conditions(of, when)) {
            *when = never();
        }
    }

    /// Turns each condition round that a condition is made of, and moves what it compares with.
    pub(super) fn conditions(&mut self, of: &Of, when: &mut Expr) {
        match when {
            Expr::And(parts) | Expr::Or(parts) | Expr::AtLeastOf(_, parts) => {
                parts.iter_mut().for_each(|part| self.conditions(of, part));
            }
            Expr::Not(part) => self.conditions(of, part),
            _ => {
                let holds = self.words(|| said::expr(self.policy, when));
                let said = || (Change::Reversed(holds.clone()), Case::HangsOn(Some(holds)));
                if self.offer_with(of, said, |walk| walk.expr(of, when)) {
                    *when = Expr::Not(Box::new(std::mem::replace(when, never())));
                }
            }
        }
    }

    /// A `let`.
    pub(super) fn defined(&mut self, of: &Of, ty: Type, expr: &mut Expr) {
        if ty == Type::YesNo { self.conditions(of, expr) } else { self.expr(of, expr) }
    }

    pub(super) fn expr(&mut self, of: &Of, expr: &mut Expr) {
        match expr {
            Expr::Compare(op, a, b) => {
                let ty = said::type_of(self.policy, a);
                let what = self.words(|| said::expr(self.policy, a));
                let (op, ordered) = (*op, said::ordered(self.policy, a));
                match &mut **b {
                    Expr::Constant(Scalar::Number(n)) if ty != Some(Type::Date) => {
                        let before = Moved::Written(self.words(|| format!("{what} {}", said::compare_word(op))));
                        let case = |at: String| Case::Written(format!("{what} {at}"));
                        self.threshold(of, before, &case, ty.unwrap_or(Type::Number), side(op), n);
                    }
                    Expr::Constant(Scalar::Choice(choice)) => {
                        if let Some(id) = ordered {
                            let last = self.policy.enumeration(id).values.len().saturating_sub(1);
                            self.choice(of, op, &what, Type::OneOf(id), last, choice);
                        }
                    }
                    other => self.expr(of, other),
                }
                self.expr(of, a);
            }
            Expr::Constant(Scalar::Number(n)) => {
                // What a constant counts shows only beside what it is combined with.
                self.shifted(of, Moved::Number, &Case::HangsOn(None), Type::Number, n);
            }
            Expr::If(condition, then, otherwise) => {
                self.conditions(of, condition);
                self.expr(of, then);
                self.expr(of, otherwise);
            }
            Expr::And(_) | Expr::Or(_) | Expr::AtLeastOf(..) => self.conditions(of, expr),
            Expr::Query(query) => {
                if query.over == Over::People {
                    for condition in [&mut query.filter, &mut query.among].into_iter().flatten() {
                        self.conditions(of, condition);
                    }
                    for value in [&mut query.value, &mut query.weight].into_iter().flatten() {
                        self.expr(of, value);
                    }
                }
            }
            other => other.parts_mut().into_iter().for_each(|part| self.expr(of, part)),
        }
    }
}

pub(super) fn never() -> Expr {
    Expr::Constant(Scalar::YesNo(false))
}
