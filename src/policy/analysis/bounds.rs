//! What numbers an expression can give, whatever the data say: the declared ranges of fields and the nature of counts,
//! shares and points, carried through arithmetic. Sound, not tight: a bound that is not obvious is no bound.

use super::super::{CriterionBody, Expr, Output, Policy, Query, RowValue, Shape, SlotId, SlotValue, Table, Type};
use crate::syntax::{ArithmeticOp, QueryFunction};
use crate::values::{Interval, Number, Scalar};

/// Definitions are followed so deep; beyond, anything is possible. Cycles are errors of their own, but a policy with
/// errors is analysed too.
const DEPTH: u32 = 12;

/// The numbers (or, for dates, days by their number) an expression can give.
pub(crate) fn possible(policy: &Policy, expr: &Expr) -> Interval {
    bound(policy, expr, DEPTH)
}

/// The points a criterion can give, where it is not left out.
pub(crate) fn points_of(policy: &Policy, body: &CriterionBody) -> Interval {
    let all = Interval::new(Number::ZERO, Number::HUNDRED);
    let found = match body {
        CriterionBody::Points(expr) => bound(policy, expr, DEPTH),
        CriterionBody::Table(table) => table_bound(policy, table, DEPTH),
    };
    meet(&found, &all)
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
        (None, Type::Points) => Interval::new(Number::ZERO, Number::HUNDRED),
        _ => Interval::ANY,
    }
}

fn bound(policy: &Policy, expr: &Expr, depth: u32) -> Interval {
    let Some(depth) = depth.checked_sub(1) else { return Interval::ANY };
    let of = |e: &Expr| bound(policy, e, depth);
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
        Expr::Field(id) => policy.fields.get(id.index()).map_or(Interval::ANY, |f| declared(f.range.as_ref(), f.ty)),
        Expr::Attribute(id) => {
            policy.attributes.get(id.index()).map_or(Interval::ANY, |a| declared(a.range.as_ref(), a.ty))
        }
        Expr::Slot(id) => slot_bound(policy, *id, depth),
        Expr::PersonLet(id) => policy.person_lets.get(id.index()).map_or(Interval::ANY, |l| match &l.value {
            RowValue::Expr(e) => of(e),
            RowValue::Table(t) => table_bound(policy, t, depth),
        }),
        Expr::RowLet(records, id) => {
            let found = policy.records.get(records.index()).and_then(|r| r.lets.get(id.index()));
            found.map_or(Interval::ANY, |l| match &l.value {
                // Columns of the row are not known here, so only what needs none of them is bounded.
                RowValue::Expr(e) => of(e),
                RowValue::Table(t) => table_bound(policy, t, depth),
            })
        }
        Expr::Score => Interval::new(Number::ZERO, Number::HUNDRED),
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
        Expr::If(_, a, b) => of(a).hull(&of(b)),
        Expr::Min(all) => all.iter().map(of).reduce(|a, b| a.min(&b)).unwrap_or(Interval::ANY),
        Expr::Max(all) => all.iter().map(of).reduce(|a, b| a.max(&b)).unwrap_or(Interval::ANY),
        Expr::Abs(a) => of(a).abs(),
        Expr::Clamp(x, low, high) => of(x).max(&of(low)).min(&of(high)),
        Expr::Default(a, b) => of(a).hull(&of(b)),
        Expr::AgeOfField(_) | Expr::AgeOfAttribute(_) => from_zero(),
        Expr::Query(query) => query_bound(policy, query, depth),
        Expr::Constant(_)
        | Expr::Missing
        | Expr::Portfolio(_)
        | Expr::AsOf
        | Expr::Tier
        | Expr::Column(_)
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

fn slot_bound(policy: &Policy, id: SlotId, depth: u32) -> Interval {
    let Some(slot) = policy.slots.get(id.index()) else { return Interval::ANY };
    match &slot.value {
        SlotValue::Expr(e) => bound(policy, e, depth),
        SlotValue::Table(t) => table_bound(policy, t, depth),
        SlotValue::Criterion(_) | SlotValue::Group(_) => Interval::new(Number::ZERO, Number::HUNDRED),
        SlotValue::Probability(_) => unit(),
    }
}

fn table_bound(policy: &Policy, table: &Table, depth: u32) -> Interval {
    let of = |output: &Output| match output {
        Output::Value(e) => Some(bound(policy, e, depth)),
        Output::Unknown | Output::Exclude | Output::Fail => None,
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

fn query_bound(policy: &Policy, query: &Query, depth: u32) -> Interval {
    let value = || query.value.as_ref().map_or(Interval::ANY, |e| bound(policy, e, depth));
    match query.function {
        QueryFunction::Count | QueryFunction::CountDistinct => from_zero(),
        QueryFunction::Share => unit(),
        QueryFunction::Average | QueryFunction::Min | QueryFunction::Max => value(),
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

fn hull(intervals: impl Iterator<Item = Interval>) -> Interval {
    intervals.reduce(|a, b| a.hull(&b)).unwrap_or(Interval::ANY)
}

/// Whether only whole numbers are possible, so that nothing lies between 2 and 3.
pub(crate) fn only_whole(policy: &Policy, expr: &Expr, ty: Type) -> bool {
    let whole_column = ty == Type::Count && matches!(expr, Expr::Column(_));
    ty == Type::Date || whole_column || whole(policy, expr, DEPTH)
}

fn whole(policy: &Policy, expr: &Expr, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match expr {
        Expr::Constant(Scalar::Number(n)) => n.is_integer(),
        Expr::Field(id) => policy.fields.get(id.index()).is_some_and(|f| f.ty == Type::Count),
        Expr::Attribute(id) => policy.attributes.get(id.index()).is_some_and(|a| a.ty == Type::Count),
        Expr::Slot(id) => match policy.slots.get(id.index()).map(|s| &s.value) {
            Some(SlotValue::Expr(e)) => whole(policy, e, depth),
            _ => false,
        },
        Expr::Arithmetic(op, a, b) => *op != ArithmeticOp::Divide && whole(policy, a, depth) && whole(policy, b, depth),
        Expr::Min(all) | Expr::Max(all) => all.iter().all(|e| whole(policy, e, depth)),
        Expr::If(_, a, b) | Expr::Default(a, b) => whole(policy, a, depth) && whole(policy, b, depth),
        // Dates are whole days.
        Expr::DaysBetween { .. } | Expr::AgeOfField(_) | Expr::AgeOfAttribute(_) => true,
        Expr::Query(q) => matches!(q.function, QueryFunction::Count | QueryFunction::CountDistinct),
        _ => false,
    }
}
