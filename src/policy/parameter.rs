//! Parameters (dated constants) and the ranges of types.

use super::checker::Checker;
use super::constant::unit_from;
use super::model::{Parameter, Type};
use super::types::{Context, Ty};
use crate::diagnostics::{Finding, policy as codes};
use crate::syntax::{self, Item, ParameterItem};
use crate::values::{Day, Interval, Scalar};

impl Checker<'_> {
    /// A parameter: one type for all dates, and dates that rise.
    pub fn parameter(&mut self, parameter: &ParameterItem, item: &Item) -> Option<Parameter> {
        let first = self.parameter_value(&parameter.value, None, item);
        let ty = first.as_ref().map(|(_, ty)| *ty);
        let mut later: Vec<(Day, Scalar)> = Vec::with_capacity(parameter.later.len());
        let mut whole = true;
        for (day, value) in &parameter.later {
            if let Some((before, _)) = later.last()
                && *before >= day.value
            {
                let finding = Finding::new(&codes::DATES_RISE, day.span)
                    .arg("date", day.value.to_string())
                    .arg("before", before.to_string());
                self.report(finding);
                whole = false;
            }
            match ty.and_then(|ty| self.parameter_value(value, Some((ty, parameter.name.value.as_str())), item)) {
                Some((scalar, _)) => later.push((day.value, scalar)),
                None => whole = false,
            }
        }
        let (first, ty) = first?;
        whole.then(|| Parameter {
            name: parameter.name.value.clone(),
            label: parameter.label.clone(),
            ty,
            first,
            later,
            span: item.header,
        })
    }

    fn parameter_value(&mut self, e: &syntax::Expr, want: Option<(Type, &str)>, item: &Item) -> Option<(Scalar, Type)> {
        if let Some((ty, name)) = want {
            return self.constant(e, ty, name).map(|s| (s, ty));
        }
        if self.names_something(e) {
            let finding = Finding::new(&codes::NOT_CONSTANT, e.span).quote("text", self.slice(e));
            self.report(finding);
            return None;
        }
        let typed = self.expr(e, Context::default(), None)?;
        let ty = match typed.ty {
            Ty::Known(ty) => ty,
            Ty::Bare => Type::Number,
            Ty::Missing => {
                // Where the value could not be read, `missing` stands in its place.
                if item.broken {
                    return None;
                }
                self.report(Finding::new(&codes::NOT_CONSTANT, e.span).quote("text", "missing"));
                return None;
            }
        };
        match self.folded(&typed.expr) {
            Some(scalar) => Some((scalar, ty)),
            None => {
                let finding = Finding::new(&codes::NOT_CONSTANT, e.span).quote("text", self.slice(e));
                self.report(finding);
                None
            }
        }
    }

    /// Whether a name stands in the expression: it would be looked up before all names are declared.
    fn names_something(&self, e: &syntax::Expr) -> bool {
        match &e.kind {
            syntax::ExprKind::Name(_) | syntax::ExprKind::Query(_) | syntax::ExprKind::Call { .. } => true,
            syntax::ExprKind::Arithmetic { left, right, .. } => {
                self.names_something(left) || self.names_something(right)
            }
            syntax::ExprKind::Negate(of) | syntax::ExprKind::Parenthesised(of) => self.names_something(of),
            _ => false,
        }
    }

    /// `-100..100` behind a type.
    pub fn range(&mut self, low: &syntax::Expr, high: &syntax::Expr, ty: Type) -> Option<Interval> {
        if !ty.is_numeric() {
            let span = low.span.to(high.span);
            let finding = Finding::new(&codes::RANGE_OF, span)
                .arg("type", super::words::described(&self.policy, ty))
                .maybe_fix(super::fix::with_removed(self.sources, span, ""));
            self.report(finding);
            return None;
        }
        let (a, b) = self.ends(low, high, ty, "..")?;
        if a > b {
            let span = low.span.to(high.span);
            let write = format!("{}..{}", self.slice(high), self.slice(&unit_from(low, high)));
            let finding = Finding::new(&codes::EMPTY_RANGE, span)
                .quote("text", self.sources.slice(span))
                .arg("write", write.clone())
                .maybe_fix(self.fixed(span, &write));
            self.report(finding);
            return None;
        }
        Some(Interval::new(a, b))
    }
}
