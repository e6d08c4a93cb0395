//! An example that expects a tier although what it gives meets a veto: one of the two is wrong.

use super::super::{Example, ExpectationKind, ExpectedStatus, Expr, GivenValue, Policy};
use super::bounds::Bounds;
use crate::diagnostics::{Finding, Sources, analysis, said};
use crate::syntax::CompareOp;
use crate::values::{Scalar, Truth};
use std::cmp::Ordering;

pub(super) fn find(policy: &Policy, _sources: &Sources, _bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    for example in &policy.examples {
        let expected = example.expect.iter().find(|e| match &e.kind {
            ExpectationKind::Tier(_) => true,
            ExpectationKind::Status(status) => *status != ExpectedStatus::Excluded,
            ExpectationKind::Needs(_)
            | ExpectationKind::Score(_)
            | ExpectationKind::Within(..)
            | ExpectationKind::Equals(..)
            | ExpectationKind::OneOf(..)
            | ExpectationKind::Absent(_)
            | ExpectationKind::Action { .. } => false,
        });
        let (Some(expected), false) = (expected, policy.vetoes.is_empty()) else { continue };
        if let Some(veto) = policy.vetoes.iter().find(|v| holds(example, &v.when).is_yes()) {
            findings.push(
                Finding::new(&analysis::EXAMPLE_VETOED, expected.span)
                    .arg("example", example.called())
                    .quote("veto", veto.name.as_str())
                    .note_at(veto.span, said!("the veto", "weto")),
            );
        }
    }
}

/// What is given for an expression that is a plain name, or what it says itself.
fn given<'a>(example: &'a Example, expr: &'a Expr) -> Option<&'a Scalar> {
    let found = match expr {
        Expr::Constant(value) => return Some(value),
        Expr::Field(id) => example.fields.iter().find(|(f, _)| f == id).map(|(_, v)| v),
        Expr::Slot(id) => example.slots.iter().find(|(s, _)| s == id).map(|(_, v)| v),
        _ => None,
    };
    match found {
        Some(GivenValue::Known(value)) => Some(value),
        Some(GivenValue::Missing | GivenValue::NotApplicable) | None => None,
    }
}

/// Whether a condition holds by what the example gives directly; whatever would have to be computed is unknown.
fn holds(example: &Example, condition: &Expr) -> Truth {
    match condition {
        Expr::Constant(Scalar::YesNo(yes)) => Truth::from(*yes),
        Expr::Field(_) | Expr::Slot(_) => match given(example, condition) {
            Some(Scalar::YesNo(yes)) => Truth::from(*yes),
            _ => Truth::Unknown,
        },
        Expr::And(all) => all.iter().fold(Truth::Yes, |t, c| t.and(holds(example, c))),
        Expr::Or(all) => all.iter().fold(Truth::No, |t, c| t.or(holds(example, c))),
        Expr::Not(inner) => holds(example, inner).not(),
        Expr::InChoices(value, set) => match given(example, value) {
            Some(Scalar::Choice(c)) => Truth::from(set.contains(*c)),
            _ => Truth::Unknown,
        },
        Expr::InScalars(value, list) => match given(example, value) {
            Some(value) => Truth::from(list.contains(value)),
            None => Truth::Unknown,
        },
        Expr::Compare(op, a, b) => match given(example, a).zip(given(example, b)).and_then(|(a, b)| order(a, b)) {
            Some(order) => Truth::from(match op {
                CompareOp::AtLeast => order != Ordering::Less,
                CompareOp::AtMost => order != Ordering::Greater,
                CompareOp::Above => order == Ordering::Greater,
                CompareOp::Below => order == Ordering::Less,
            }),
            None => Truth::Unknown,
        },
        _ => Truth::Unknown,
    }
}

fn order(a: &Scalar, b: &Scalar) -> Option<Ordering> {
    match (a, b) {
        (Scalar::Number(a), Scalar::Number(b)) => Some(a.cmp(b)),
        (Scalar::Day(a), Scalar::Day(b)) => Some(a.cmp(b)),
        (Scalar::Choice(a), Scalar::Choice(b)) => Some(a.cmp(b)),
        _ => None,
    }
}
