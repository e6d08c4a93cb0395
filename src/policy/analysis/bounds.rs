//! What numbers an expression can give, whatever the data say: the declared ranges of fields and the nature of counts,
//! shares and points, carried through arithmetic. Sound, not tight: a bound that is not obvious is no bound.

use super::super::{CriterionBody, Expr, Output, Policy, Query, RecordsId, RowValue, Shape, SlotValue, Table, Type};
use crate::syntax::{ArithmeticOp, QueryFunction};
use crate::values::{Interval, Number, Scalar};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What is known about every definition of a policy, worked out once.
pub(crate) struct Bounds<'a> {
    policy: &'a Policy,
    /// By [`SlotId`]: the numbers it can give, and whether they are whole.
    slots: Vec<(Interval, bool)>,
    /// What is computed per person or row, worked out when first asked for; none while that is under way.
    rows: RefCell<BTreeMap<RowKey, Option<Interval>>>,
}

/// The records (none: people) and the position of what is computed per row.
type RowKey = (Option<RecordsId>, usize);

/// Definitions per person or row that use each other are followed so deep; beyond, anything is possible.
const DEPTH: usize = 32;

impl<'a> Bounds<'a> {
    /// Goes through the slots in the order of evaluation, so that each finds what it uses. Slots without a place in it
    /// (they wait for themselves, which is an error of its own) can give anything.
    pub(crate) fn new(policy: &'a Policy) -> Bounds<'a> {
        let slots = vec![(Interval::ANY, false); policy.slots.len()];
        let mut bounds = Bounds { policy, slots, rows: RefCell::default() };
        for id in &policy.order {
            let Some(slot) = policy.slots.get(id.index()) else { continue };
            let found = match &slot.value {
                SlotValue::Expr(e) => (bounds.possible(e), bounds.whole(e)),
                SlotValue::Table(t) => (bounds.table(t), false),
                SlotValue::Criterion(_) | SlotValue::Group(_) => (points(), false),
                SlotValue::Probability(_) => (unit(), false),
            };
            if let Some(known) = bounds.slots.get_mut(id.index()) {
                *known = found;
            }
        }
        bounds
    }

    /// The points a criterion can give, where it is not left out.
    pub(crate) fn points_of(&self, body: &CriterionBody) -> Interval {
        let found = match body {
            CriterionBody::Points(expr) => self.possible(expr),
            CriterionBody::Table(table) => self.table(table),
        };
        meet(&found, &points())
    }

    /// Whether only whole numbers are possible, so that nothing lies between 2 and 3.
    pub(crate) fn only_whole(&self, expr: &Expr, ty: Type) -> bool {
        let whole_column = ty == Type::Count && matches!(expr, Expr::Column(_));
        ty == Type::Date || whole_column || self.whole(expr)
    }

    /// The numbers (or, for dates, days by their number) an expression can give.
    pub(crate) fn possible(&self, expr: &Expr) -> Interval {
        let policy = self.policy;
        let of = |e: &Expr| self.possible(e);
        match expr {
            Expr::Constant(Scalar::Number(n)) => Interval::point(n.clone()),
            Expr::Constant(Scalar::Day(day)) => Interval::point(Number::int(i64::from(day.number()))),
            Expr::Parameter(id) => policy.parameters.get(id.index()).map_or(Interval::ANY, |p| {
                let values = std::iter::once(&p.first).chain(p.later.iter().map(|(_, v)| v));
                hull(values.map(|v| match v {
                    Scalar::Number(n) => Interval::point(n.clone()),
                    Scalar::Day(_) | Scalar::YesNo(_) | Scalar::Choice(_) | Scalar::Text(_) => Interval::ANY,
                }))
            }),
            Expr::Field(id) => {
                policy.fields.get(id.index()).map_or(Interval::ANY, |f| declared(f.range.as_ref(), f.ty))
            }
            Expr::Attribute(id) => {
                policy.attributes.get(id.index()).map_or(Interval::ANY, |a| declared(a.range.as_ref(), a.ty))
            }
            Expr::Slot(id) => self.slots.get(id.index()).map_or(Interval::ANY, |(interval, _)| interval.clone()),
            Expr::PersonLet(id) => {
                policy.person_lets.get(id.index()).map_or(Interval::ANY, |l| self.row_let((None, id.index()), &l.value))
            }
            Expr::RowLet(records, id) => {
                let found = policy.records.get(records.index()).and_then(|r| r.lets.get(id.index()));
                found.map_or(Interval::ANY, |l| self.row_let((Some(*records), id.index()), &l.value))
            }
            Expr::Score => points(),
            Expr::NumberOf(id, _) => policy.enumerations.get(id.index()).map_or(Interval::ANY, |e| {
                hull(e.values.iter().map(|v| v.number.clone().map_or(Interval::ANY, Interval::point)))
            }),
            Expr::Arithmetic(op, a, b) => match op {
                ArithmeticOp::Add => of(a).add(&of(b)),
                ArithmeticOp::Subtract => of(a).sub(&of(b)),
                ArithmeticOp::Multiply => of(a).mul(&of(b)),
                ArithmeticOp::Divide => of(a).div(&of(b)),
            },
            Expr::Negate(a) => of(a).neg(),
            Expr::DaysBetween { later, earlier } => match (&**later, &**earlier) {
                // Rows after the day of evaluation do not exist, so what they say lies in the past.
                (Expr::AsOf, Expr::Query(_)) => from_zero(),
                _ => of(later).sub(&of(earlier)),
            },
            Expr::If(_, a, b) => match (&**a, &**b) {
                (Expr::Missing, value) | (value, Expr::Missing) => of(value),
                (a, b) => of(a).hull(&of(b)),
            },
            Expr::Min(all) => all.iter().map(of).reduce(|a, b| a.min(&b)).unwrap_or(Interval::ANY),
            Expr::Max(all) => all.iter().map(of).reduce(|a, b| a.max(&b)).unwrap_or(Interval::ANY),
            Expr::Abs(a) => of(a).abs(),
            Expr::Clamp(x, low, high) => of(x).max(&of(low)).min(&of(high)),
            Expr::Default(a, b) => of(a).hull(&of(b)),
            Expr::AgeOfField(_) | Expr::AgeOfAttribute(_) | Expr::MonthsSince(_) => from_zero(),
            Expr::Query(query) => self.query(query),
            Expr::Constant(_)
            | Expr::Missing
            | Expr::Portfolio(_)
            | Expr::AsOf
            | Expr::Tier
            | Expr::Column(_)
            | Expr::Step(..)
            | Expr::Shift(..)
            | Expr::ShiftDays(..)
            | Expr::Compare(..)
            | Expr::Equal(..)
            | Expr::InChoices(..)
            | Expr::InScalars(..)
            | Expr::IsMissing(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::AtLeastOf(..)
            | Expr::Round(..)
            | Expr::Clv { .. } => Interval::ANY,
        }
    }

    fn row_let(&self, key: RowKey, value: &RowValue) -> Interval {
        if let Some(known) = self.rows.borrow().get(&key) {
            return known.clone().unwrap_or(Interval::ANY);
        }
        if self.rows.borrow().values().filter(|r| r.is_none()).count() >= DEPTH {
            return Interval::ANY;
        }
        self.rows.borrow_mut().insert(key, None);
        // Columns of the row are not known here, so only what needs none of them is bounded.
        let found = match value {
            RowValue::Expr(e) => self.possible(e),
            RowValue::Table(t) => self.table(t),
        };
        self.rows.borrow_mut().insert(key, Some(found.clone()));
        found
    }

    fn table(&self, table: &Table) -> Interval {
        let of = |output: &Output| match output {
            Output::Value(Expr::Missing) | Output::Unknown | Output::Exclude | Output::Fail => None,
            Output::Value(e) => Some(self.possible(e)),
        };
        match &table.shape {
            Shape::Linear { knots, missing } => {
                let knots = knots.iter().map(|k| Interval::point(k.value.clone()));
                hull(knots.chain(missing.iter().filter_map(|(o, _)| of(o))))
            }
            Shape::Rows { rows, otherwise } => {
                hull(rows.iter().filter_map(|r| of(&r.output)).chain(otherwise.iter().filter_map(|(o, _)| of(o))))
            }
        }
    }

    fn query(&self, query: &Query) -> Interval {
        let value = || query.value.as_ref().map_or(Interval::ANY, |e| self.possible(e));
        match query.function {
            QueryFunction::Count | QueryFunction::CountDistinct => from_zero(),
            QueryFunction::Share => unit(),
            // A weighted mean lies between the values unless a weight is negative.
            QueryFunction::Average => match query.weight.as_ref().map(|w| self.possible(w).low) {
                None => value(),
                Some(Some(low)) if !low.is_negative() => value(),
                Some(_) => Interval::ANY,
            },
            QueryFunction::Min | QueryFunction::Max => value(),
            QueryFunction::Sum => match value().low {
                Some(low) if !low.is_negative() => from_zero(),
                _ => Interval::ANY,
            },
            QueryFunction::Latest
            | QueryFunction::Earliest
            | QueryFunction::Any
            | QueryFunction::All
            | QueryFunction::No => Interval::ANY,
        }
    }

    fn whole(&self, expr: &Expr) -> bool {
        let policy = self.policy;
        match expr {
            Expr::Constant(Scalar::Number(n)) => n.is_integer(),
            Expr::Field(id) => policy.fields.get(id.index()).is_some_and(|f| f.ty == Type::Count),
            Expr::Attribute(id) => policy.attributes.get(id.index()).is_some_and(|a| a.ty == Type::Count),
            Expr::Slot(id) => self.slots.get(id.index()).is_some_and(|(_, whole)| *whole),
            Expr::Arithmetic(op, a, b) => *op != ArithmeticOp::Divide && self.whole(a) && self.whole(b),
            Expr::Min(all) | Expr::Max(all) => all.iter().all(|e| self.whole(e)),
            Expr::If(_, a, b) | Expr::Default(a, b) => self.whole(a) && self.whole(b),
            // Dates are whole days.
            Expr::DaysBetween { .. } | Expr::AgeOfField(_) | Expr::AgeOfAttribute(_) | Expr::MonthsSince(_) => true,
            Expr::Query(q) => matches!(q.function, QueryFunction::Count | QueryFunction::CountDistinct),
            _ => false,
        }
    }
}

/// 0..100.
fn points() -> Interval {
    Interval::new(Number::ZERO, Number::HUNDRED)
}

/// The numbers in both; the first where they share none.
fn meet(a: &Interval, b: &Interval) -> Interval {
    let both = Interval { low: a.max(b).low, high: a.min(b).high };
    match (&both.low, &both.high) {
        (Some(low), Some(high)) if low > high => a.clone(),
        _ => both,
    }
}

fn from_zero() -> Interval {
    Interval { low: Some(Number::ZERO), high: None }
}

fn unit() -> Interval {
    Interval::new(Number::ZERO, Number::ONE)
}

fn declared(range: Option<&Interval>, ty: Type) -> Interval {
    match (range, ty) {
        (Some(range), _) => range.clone(),
        (None, Type::Count) => from_zero(),
        (None, Type::Points) => points(),
        _ => Interval::ANY,
    }
}

fn hull(intervals: impl Iterator<Item = Interval>) -> Interval {
    intervals.reduce(|a, b| a.hull(&b)).unwrap_or(Interval::ANY)
}
