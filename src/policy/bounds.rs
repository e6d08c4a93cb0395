//! Which numbers an expression can give at all, before any account is read: points must lie in 0..100 provably. Sound,
//! not exact: what it cannot bound counts as anything.

use super::checker::Checker;
use super::expression::{Expr, Output, Shape, Table};
use super::model::{RowValue, Type};
use crate::syntax::{ArithmeticOp, QueryFunction};
use crate::values::{Interval, Number, Scalar};

/// 0..100.
pub(super) fn points() -> Interval {
    Interval::new(Number::ZERO, Number::HUNDRED)
}

/// 0..1, as percents are kept.
fn fraction() -> Interval {
    Interval::new(Number::ZERO, Number::ONE)
}

fn from_zero() -> Interval {
    Interval { low: Some(Number::ZERO), high: None }
}

impl Checker<'_> {
    /// All numbers the expression can give where it gives any; anything for what is no number.
    pub fn bounds(&self, expr: &Expr) -> Interval {
        match expr {
            Expr::Constant(Scalar::Number(n)) => Interval::point(n.clone()),
            Expr::Parameter(id) => {
                let parameter = &self.policy.parameters[id.index()];
                let all = std::iter::once(&parameter.first).chain(parameter.later.iter().map(|(_, v)| v));
                hull(all.map(|v| match v {
                    Scalar::Number(n) => Interval::point(n.clone()),
                    Scalar::Day(_) | Scalar::YesNo(_) | Scalar::Choice(_) | Scalar::Text(_) => Interval::ANY,
                }))
            }
            Expr::Field(id) => self.policy.fields[id.index()].range.clone().unwrap_or(Interval::ANY),
            Expr::Attribute(id) => self.policy.attributes[id.index()].range.clone().unwrap_or(Interval::ANY),
            Expr::Slot(id) => self.slots.get(id.index()).map_or(Interval::ANY, |s| s.bounds.clone()),
            Expr::PersonLet(id) => self.person_lets.get(id.index()).map_or(Interval::ANY, |s| s.bounds.clone()),
            Expr::RowLet(records, id) => {
                let lets = self.row_lets.get(records.index());
                lets.and_then(|l| l.get(id.index())).map_or(Interval::ANY, |s| s.bounds.clone())
            }
            Expr::Score => points(),
            Expr::Portfolio(id) => match self.policy.portfolio.get(id.index()).map(|p| p.kind) {
                Some(super::PortfolioKind::Percentile) => fraction(),
                Some(super::PortfolioKind::RankOf) => Interval { low: Some(Number::ONE), high: None },
                Some(super::PortfolioKind::ShareOfTotal | super::PortfolioKind::ParetoShare) | None => Interval::ANY,
            },
            Expr::NumberOf(id, _) => {
                let numbers = self.policy.enumeration(*id).values.iter().filter_map(|v| v.number.clone());
                hull(numbers.map(Interval::point))
            }
            Expr::Arithmetic(op, a, b) => {
                let (a, b) = (self.bounds(a), self.bounds(b));
                match op {
                    ArithmeticOp::Add => a.add(&b),
                    ArithmeticOp::Subtract => a.sub(&b),
                    ArithmeticOp::Multiply => a.mul(&b),
                    ArithmeticOp::Divide => a.div(&b),
                }
            }
            Expr::Negate(of) => self.bounds(of).neg(),
            Expr::If(_, a, b) => match (a.as_ref(), b.as_ref()) {
                (Expr::Missing, given) | (given, Expr::Missing) => self.bounds(given),
                (a, b) => self.bounds(a).hull(&self.bounds(b)),
            },
            Expr::Default(a, b) => self.bounds(a).hull(&self.bounds(b)),
            Expr::Min(parts) => combined(parts.iter().map(|p| self.bounds(p)), |a, b| a.min(b)),
            Expr::Max(parts) => combined(parts.iter().map(|p| self.bounds(p)), |a, b| a.max(b)),
            Expr::Abs(of) => self.bounds(of).abs(),
            Expr::Clamp(x, low, high) => self.bounds(x).max(&self.bounds(low)).min(&self.bounds(high)),
            Expr::Round(of, places) => rounded(self.bounds(of), *places),
            Expr::MonthsSince(_) => from_zero(),
            Expr::Query(query) => match query.function {
                QueryFunction::Count | QueryFunction::CountDistinct => from_zero(),
                QueryFunction::Share => fraction(),
                QueryFunction::Min | QueryFunction::Max => self.value_bounds(query.value.as_ref()),
                QueryFunction::Average => {
                    // A weighted mean lies between the values unless a weight is negative.
                    let weighted = query.weight.as_ref().map(|w| self.bounds(w));
                    let positive = weighted.is_none_or(|w| w.low.is_some_and(|l| !l.is_negative()));
                    if positive { self.value_bounds(query.value.as_ref()) } else { Interval::ANY }
                }
                QueryFunction::Sum => {
                    let value = self.value_bounds(query.value.as_ref());
                    if value.low.is_some_and(|l| !l.is_negative()) { from_zero() } else { Interval::ANY }
                }
                QueryFunction::Latest
                | QueryFunction::Earliest
                | QueryFunction::Any
                | QueryFunction::All
                | QueryFunction::No => Interval::ANY,
            },
            Expr::Column(_)
            | Expr::Constant(_)
            | Expr::Missing
            | Expr::AsOf
            | Expr::Tier
            | Expr::Step(..)
            | Expr::DaysBetween { .. }
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
            | Expr::Clv { .. }
            | Expr::AgeOfField(_)
            | Expr::AgeOfAttribute(_) => Interval::ANY,
        }
    }

    fn value_bounds(&self, value: Option<&Expr>) -> Interval {
        value.map_or(Interval::ANY, |v| self.bounds(v))
    }

    pub fn table_bounds(&self, table: &Table) -> Interval {
        let output = |o: &Output| match o {
            Output::Value(Expr::Missing) | Output::Exclude | Output::Fail | Output::Unknown => None,
            Output::Value(expr) => Some(self.bounds(expr)),
        };
        match &table.shape {
            Shape::Linear { knots, missing } => hull(
                knots
                    .iter()
                    .map(|k| Interval::point(k.value.clone()))
                    .chain(missing.iter().filter_map(|(o, _)| output(o))),
            ),
            Shape::Rows { rows, otherwise } => {
                let outputs = rows.iter().map(|r| &r.output).chain(otherwise.iter().map(|(o, _)| o));
                hull(outputs.filter_map(output))
            }
        }
    }

    pub fn row_bounds(&self, value: &RowValue) -> Interval {
        match value {
            RowValue::Expr(expr) => self.bounds(expr),
            RowValue::Table(table) => self.table_bounds(table),
        }
    }
}

/// The bounds a type has by itself.
pub(super) fn natural(ty: Type) -> Interval {
    match ty {
        Type::Points => points(),
        Type::Count => from_zero(),
        Type::Number
        | Type::Percent
        | Type::Money
        | Type::Days
        | Type::Date
        | Type::YesNo
        | Type::Text
        | Type::OneOf(_) => Interval::ANY,
    }
}

fn hull(all: impl Iterator<Item = Interval>) -> Interval {
    combined(all, |a, b| a.hull(b))
}

fn combined(all: impl Iterator<Item = Interval>, with: impl Fn(&Interval, &Interval) -> Interval) -> Interval {
    all.reduce(|a, b| with(&a, &b)).unwrap_or(Interval::ANY)
}

/// Rounding keeps order, so the ends' rounded values bound the rounded ones.
fn rounded(interval: Interval, places: i32) -> Interval {
    let Ok(places) = u32::try_from(places) else { return Interval::ANY };
    Interval {
        low: interval.low.map(|n| n.round_half_up(places)),
        high: interval.high.map(|n| n.round_half_up(places)),
    }
}
