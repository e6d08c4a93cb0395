//! Which parts of the rules the evaluation of an account went through: rows of tables, branches of `if`, vetoes, limits,
//! tiers and odds. For the coverage of examples. [`parts`] lists all there are, [`exercised`] those of one account.
//!
//! A row counts where it settled the value, alone or with rows that give the same; a row that was merely still possible does not. Definitions that a
//! given value replaced count for nothing. Rules over the rows of records and whatever stands inside a query are left out: examples
//! give no records, and what a query asks of every person is not one case.

use super::document::revisit;
use super::evaluation::{Evaluation, Status};
use super::scope::{PersonRow, Scope};
use super::table::Scale;
use super::value::Value;
use super::veto::effect;
use crate::data::Portfolio;
use crate::diagnostics::Span;
use crate::policy::{CriterionBody, Expr, Policy, RowValue, Shape, SlotValue, Table};
use crate::values::Truth;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// A part of the rules that a case can go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A row or a knot, by its place.
    Row(Span),
    /// The `then` or `else` of the n-th `if` of a definition (from 0).
    Branch {
        of: Span,
        nth: u16,
        then: bool,
    },
    /// Indices into the policy's lists.
    Veto(usize),
    Limit(usize),
    Tier(usize),
    Odds {
        probability: usize,
        row: usize,
    },
}

/// Every part there is, with the place of the definition it belongs to, in the order of the policy.
pub fn parts(policy: &Policy) -> Vec<(Part, Span)> {
    let mut out: Vec<(Part, Span)> = Vec::new();
    for definition in definitions(policy) {
        if let Body::Table(table) = definition.body {
            match &table.shape {
                Shape::Linear { knots, missing } => {
                    out.extend(knots.iter().map(|k| (Part::Row(k.span), definition.span)));
                    out.extend(missing.iter().map(|(_, span)| (Part::Row(*span), definition.span)));
                }
                Shape::Rows { rows, otherwise } => {
                    out.extend(rows.iter().map(|r| (Part::Row(r.span), definition.span)));
                    out.extend(otherwise.iter().map(|(_, span)| (Part::Row(*span), definition.span)));
                }
            }
        }
        definition.branches(None, &mut |part| out.push((part, definition.span)));
    }
    out.extend(policy.vetoes.iter().enumerate().map(|(i, v)| (Part::Veto(i), v.span)));
    out.extend(policy.limits.iter().enumerate().map(|(i, l)| (Part::Limit(i), l.span)));
    out.extend(policy.tiers.iter().enumerate().map(|(i, t)| (Part::Tier(i), t.span)));
    for (probability, p) in policy.probabilities.iter().enumerate() {
        out.extend(p.rows.iter().enumerate().map(|(row, _)| (Part::Odds { probability, row }, p.span)));
    }
    out
}

/// The parts that the evaluation of an account went through.
pub fn exercised(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation, account: usize) -> BTreeSet<Part> {
    let mut out = BTreeSet::new();
    let Some(outcome) = evaluation.outcomes.get(account) else { return out };
    let session = revisit(policy, portfolio, evaluation);
    let steps = OnceCell::new();
    let scope = Scope::of(&session, account, &outcome.slots, &steps);
    for definition in definitions(policy) {
        match definition.of {
            Of::Slot(slot) if scope.slot_is_given(slot).is_some() => {}
            Of::Slot(_) => definition.exercise(&scope, &mut out),
            Of::Person => {
                for (at, person) in scope.people().unwrap_or(&[]).iter().enumerate() {
                    let lets: Vec<OnceCell<Value>> = policy.person_lets.iter().map(|_| OnceCell::new()).collect();
                    let person = Some(PersonRow { at, person, lets: &lets });
                    definition.exercise(&Scope { person, ..scope }, &mut out);
                }
            }
        }
    }
    for fired in outcome.vetoes.iter().filter(|f| effect(f.state) == Truth::Yes) {
        out.insert(Part::Veto(fired.index));
    }
    for fired in outcome.limits.iter().filter(|f| effect(f.state) == Truth::Yes) {
        out.insert(Part::Limit(fired.index));
    }
    if outcome.status != Status::Excluded {
        // Of several possible tiers none was reached.
        let index = |position: u16| policy.tiers.len().checked_sub(1 + usize::from(position));
        out.extend(outcome.tiers.single().and_then(index).map(Part::Tier));
    }
    for (probability, p) in policy.probabilities.iter().enumerate() {
        if scope.slot_is_given(p.slot).is_some() {
            continue;
        }
        let holds = p.rows.iter().enumerate().filter(|(_, row)| scope.condition(&row.when).truth().is_yes());
        out.extend(holds.map(|(row, _)| Part::Odds { probability, row }));
    }
    out
}

/// Something defined that an example can go through.
struct Definition<'p> {
    span: Span,
    of: Of,
    body: Body<'p>,
}

#[derive(Clone, Copy)]
enum Of {
    Slot(crate::policy::SlotId),
    Person,
}

#[derive(Clone, Copy)]
enum Body<'p> {
    Table(&'p Table),
    Expr(&'p Expr),
}

fn definitions(policy: &Policy) -> Vec<Definition<'_>> {
    let slots = (0u16..).zip(&policy.slots).filter_map(|(at, slot)| {
        let body = match &slot.value {
            SlotValue::Expr(expr) => Body::Expr(expr),
            SlotValue::Table(table) => Body::Table(table),
            SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_) => return None,
        };
        // A hidden argument belongs to the definition that uses it.
        slot.name.as_ref()?;
        Some(Definition { span: slot.span, of: Of::Slot(crate::policy::SlotId(at)), body })
    });
    let people = policy.person_lets.iter().map(|person| Definition {
        span: person.span,
        of: Of::Person,
        body: match &person.value {
            RowValue::Expr(expr) => Body::Expr(expr),
            RowValue::Table(table) => Body::Table(table),
        },
    });
    let criteria = policy.criteria.iter().map(|criterion| Definition {
        span: criterion.span,
        of: Of::Slot(criterion.slot),
        body: match &criterion.body {
            CriterionBody::Table(table) => Body::Table(table),
            CriterionBody::Points(expr) => Body::Expr(expr),
        },
    });
    slots.chain(people).chain(criteria).collect()
}

impl Definition<'_> {
    fn exercise(&self, scope: &Scope<'_>, out: &mut BTreeSet<Part>) {
        if let Body::Table(table) = self.body {
            let rows = scope.matching(table);
            let scale = match &table.shape {
                Shape::Linear { knots, .. } => Some(Scale::new(knots)),
                Shape::Rows { .. } => None,
            };
            if rows.len() == 1 || matches!(scope.lookup(table, scale.as_ref()).value, Value::Known(_)) {
                out.extend(rows.into_iter().map(Part::Row));
            }
        }
        self.branches(Some(scope), &mut |part| {
            out.insert(part);
        });
    }

    /// Its branches: all there are, or those that a case took.
    fn branches(&self, scope: Option<&Scope<'_>>, visit: &mut dyn FnMut(Part)) {
        let exprs = match self.body {
            Body::Table(table) => table.exprs(),
            Body::Expr(expr) => vec![expr],
        };
        let mut nth = 0;
        for expr in exprs {
            self.walk(expr, scope, true, &mut nth, visit);
        }
    }

    fn walk(&self, expr: &Expr, scope: Option<&Scope<'_>>, reached: bool, nth: &mut u16, visit: &mut dyn FnMut(Part)) {
        match expr {
            Expr::Query(_) => {}
            Expr::If(condition, then, otherwise) => {
                let (of, at) = (self.span, *nth);
                *nth += 1;
                let truth = scope.filter(|_| reached).map(|scope| scope.condition(condition).truth());
                let (yes, no) = match (scope, truth) {
                    (None, _) => (true, true),
                    (Some(_), truth) => (truth == Some(Truth::Yes), truth == Some(Truth::No)),
                };
                self.walk(condition, scope, reached, nth, visit);
                for (taken, part, then) in [(yes, then, true), (no, otherwise, false)] {
                    if taken {
                        visit(Part::Branch { of, nth: at, then });
                    }
                    self.walk(part, scope, taken, nth, visit);
                }
            }
            _ => expr.parts().into_iter().for_each(|part| self.walk(part, scope, reached, nth, visit)),
        }
    }
}
