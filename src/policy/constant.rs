//! Values that are known without any account: literals, exact arithmetic over them, parameters that never change.

use super::checker::Checker;
use super::expression::{Expr, Window};
use super::model::Type;
use super::types::Context;
use crate::diagnostics::{Finding, policy as codes};
use crate::syntax::{self, ArithmeticOp, ExprKind, Unit};
use crate::values::{Day, Number, Scalar};

impl Checker<'_> {
    /// A value that is known without any account: literals, arithmetic over them, parameters that never change.
    pub fn folded(&self, expr: &Expr) -> Option<Scalar> {
        match expr {
            Expr::Constant(scalar) => Some(scalar.clone()),
            Expr::Parameter(id) => {
                let parameter = &self.policy.parameters[id.index()];
                parameter.later.is_empty().then(|| parameter.first.clone())
            }
            Expr::Negate(of) => match self.folded(of)? {
                Scalar::Number(n) => Some(Scalar::Number(-n)),
                _ => None,
            },
            Expr::Arithmetic(op, a, b) => match (self.folded(a)?, self.folded(b)?) {
                (Scalar::Number(a), Scalar::Number(b)) => calculated(*op, &a, &b).map(Scalar::Number),
                _ => None,
            },
            _ => None,
        }
    }

    /// A constant of a wanted type; anything else is a finding. `of` says what it is the value of.
    pub fn constant(&mut self, e: &syntax::Expr, want: Type, of: &str) -> Option<Scalar> {
        let typed = self.expr(e, Context::default(), Some(want))?;
        let expr = self.fitted(typed, e, want, of)?;
        let made = self.folded(&expr);
        if made.is_none() {
            let finding = Finding::new(&codes::NOT_CONSTANT, e.span).quote("text", self.slice(e));
            self.report(finding);
        }
        made
    }

    /// A constant number of a wanted type; a date as its number of days.
    pub fn constant_number(&mut self, e: &syntax::Expr, want: Type, of: &str) -> Option<Number> {
        match self.constant(e, want, of)? {
            Scalar::Number(n) => Some(n),
            Scalar::Day(day) => Some(Number::int(i64::from(day.number()))),
            Scalar::YesNo(_) | Scalar::Choice(_) | Scalar::Text(_) => None,
        }
    }

    /// The two ends of a range; a unit on the last counts for both.
    pub fn ends(&mut self, low: &syntax::Expr, high: &syntax::Expr, ty: Type, of: &str) -> Option<(Number, Number)> {
        let low = unit_from(low, high);
        let last = self.constant_number(high, ty, of);
        // What the last end lacks, a bare first one lacks too: once is enough.
        if last.is_none() && number_unit(&low) == Some(Unit::Bare) {
            return None;
        }
        let first = self.constant_number(&low, ty, of);
        Some((first?, last?))
    }

    pub fn day_constant(&mut self, e: &syntax::Expr) -> Option<Day> {
        match self.constant(e, Type::Date, "since")? {
            Scalar::Day(day) => Some(day),
            Scalar::Number(_) | Scalar::YesNo(_) | Scalar::Choice(_) | Scalar::Text(_) => None,
        }
    }

    pub fn window(&mut self, window: &syntax::Window) -> Option<Window> {
        match window {
            syntax::Window::Last(duration) => Some(Window::Last(*duration)),
            syntax::Window::Previous(duration) => Some(Window::Previous(*duration)),
            syntax::Window::Since(day) => self.day_constant(day).map(Window::Since),
        }
    }
}

/// `5` in `5 to 10 %` means `5 %`: a bare number beside one with a unit takes it over.
pub(super) fn unit_from(low: &syntax::Expr, high: &syntax::Expr) -> syntax::Expr {
    match (number_unit(low), number_unit(high)) {
        (Some(Unit::Bare), Some(unit)) => with_unit(low, unit),
        _ => low.clone(),
    }
}

fn with_unit(e: &syntax::Expr, to: Unit) -> syntax::Expr {
    let kind = match &e.kind {
        ExprKind::Number { value, .. } => ExprKind::Number { value: value.clone(), unit: to },
        ExprKind::Negate(of) => ExprKind::Negate(Box::new(with_unit(of, to))),
        other => other.clone(),
    };
    syntax::Expr { span: e.span, kind }
}

fn number_unit(e: &syntax::Expr) -> Option<Unit> {
    match &e.kind {
        ExprKind::Number { unit, .. } => Some(*unit),
        ExprKind::Negate(of) => number_unit(of),
        _ => None,
    }
}

/// A number as it is written, with its sign.
pub(super) fn written_number(e: &syntax::Expr) -> Option<Number> {
    match &e.kind {
        ExprKind::Number { value, .. } => Some(value.clone()),
        ExprKind::Negate(of) => written_number(of).map(|n| -n),
        _ => None,
    }
}

/// Exact arithmetic; none when dividing by 0.
pub(super) fn calculated(op: ArithmeticOp, a: &Number, b: &Number) -> Option<Number> {
    match op {
        ArithmeticOp::Add => Some(a + b),
        ArithmeticOp::Subtract => Some(a - b),
        ArithmeticOp::Multiply => Some(a * b),
        ArithmeticOp::Divide => a.checked_div(b),
    }
}
