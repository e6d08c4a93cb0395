//! Sums and products: `*` and `/` bind tighter than `+` and `-`, a sign tighter than either.

use super::comparison::typed_sign;
use super::primary::primary;
use super::{MOST_OPERANDS, nothing, parenthesise, span_to, too_long};
use crate::diagnostics::{Finding, Span, syntax as codes};
use crate::syntax::item::Rule;
use crate::syntax::reader::Reader;
use crate::syntax::tree::{ArithmeticOp, Expr, ExprKind, Unit};
use pest::iterators::Pair;

/// `-x * y + z`: first the products, then the sums.
pub(in crate::syntax::item) fn amount<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    let whole = reader.at(&pair);
    let mut operands: Vec<Expr> = Vec::new();
    let mut operators: Vec<ArithmeticOp> = Vec::new();
    let mut signs: Vec<Span> = Vec::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::sign => {
                arithmetic_op(reader, &part);
                signs.push(reader.at(&part));
            }
            Rule::arithmetic => operators.push(arithmetic_op(reader, &part)),
            _ => {
                let value = primary(reader, part);
                operands.push(signed(reader, value, &mut signs));
            }
        }
    }
    if operators.is_empty() {
        return operands.pop().unwrap_or_else(|| nothing(whole));
    }
    if operands.len() > MOST_OPERANDS {
        too_long(reader, whole);
        operands.truncate(MOST_OPERANDS);
    }
    for operand in &operands {
        if matches!(operand.kind, ExprKind::Query(_)) {
            parenthesise(reader, operand.span);
        }
    }
    let mut operands = operands.into_iter();
    operands.next().map_or_else(|| nothing(whole), |first| chain(first, operators.into_iter().zip(operands)))
}

fn arithmetic_op(reader: &mut Reader<'_>, pair: &Pair<'_, Rule>) -> ArithmeticOp {
    let written = pair.as_str().trim_end();
    let right = match written {
        "−" | "–" | "—" => "-",
        "×" | "·" => "*",
        "÷" => "/",
        _ => written,
    };
    if right != written {
        typed_sign(reader, pair, right);
    }
    match right {
        "+" => ArithmeticOp::Add,
        "-" => ArithmeticOp::Subtract,
        "*" => ArithmeticOp::Multiply,
        _ => ArithmeticOp::Divide,
    }
}

/// Applies the signs before a value; a number becomes negative itself.
fn signed(reader: &mut Reader<'_>, mut value: Expr, signs: &mut Vec<Span>) -> Expr {
    if signs.len() > MOST_OPERANDS {
        too_long(reader, value.span);
        signs.clear();
    }
    while let Some(sign) = signs.pop() {
        let span = span_to(sign, value.span);
        let kind = match value.kind {
            ExprKind::Number { value, unit } => ExprKind::Number { value: -value, unit },
            _ => ExprKind::Negate(Box::new(value)),
        };
        value = Expr { span, kind };
    }
    value
}

/// Products first, then sums, each from left to right.
fn chain(first: Expr, rest: impl Iterator<Item = (ArithmeticOp, Expr)>) -> Expr {
    // The sum so far, and the term that may still be multiplied.
    let mut sum: Option<(Expr, ArithmeticOp)> = None;
    let mut term = first;
    for (op, operand) in rest {
        match op {
            ArithmeticOp::Multiply | ArithmeticOp::Divide => term = binary(op, term, operand),
            ArithmeticOp::Add | ArithmeticOp::Subtract => {
                sum = Some((added(sum, term), op));
                term = operand;
            }
        }
    }
    added(sum, term)
}

fn added(sum: Option<(Expr, ArithmeticOp)>, term: Expr) -> Expr {
    match sum {
        Some((left, op)) => binary(op, left, term),
        None => term,
    }
}

fn binary(op: ArithmeticOp, left: Expr, right: Expr) -> Expr {
    Expr {
        span: left.span.to(right.span),
        kind: ExprKind::Arithmetic { op, left: Box::new(left), right: Box::new(right) },
    }
}

/// Reports `45 - 60` where a range is expected: it would be -15.
pub(in crate::syntax::item) fn range_with_dash(reader: &mut Reader<'_>, value: &Expr) -> Option<(Expr, Expr)> {
    let ExprKind::Arithmetic { op: ArithmeticOp::Subtract, left, right } = &value.kind else { return None };
    let (ExprKind::Number { .. }, ExprKind::Number { .. }) = (&left.kind, &right.kind) else { return None };
    let text = |s: Span| reader.source.slice(s);
    let range = format!("{}..{}", text(left.span), text(right.span));
    let finding = Finding::new(&codes::PHRASE, value.span).quote("wrong", text(value.span)).arg("right", &range);
    // A dash of a word processor is mended with it.
    reader.retract(value.span);
    reader.report_edit(finding, value.span, range);
    let mut low = (**left).clone();
    take_unit(&mut low, right);
    Some((low, (**right).clone()))
}

/// `15 - 30 days` in a cell, which would be the difference of two numbers; whether it was one is said.
pub(in crate::syntax::item) fn bounds_with_dash(reader: &mut Reader<'_>, value: &Expr) -> bool {
    let ExprKind::Arithmetic { op: ArithmeticOp::Subtract, left, right } = &value.kind else { return false };
    let (ExprKind::Number { .. }, ExprKind::Number { .. }) = (&left.kind, &right.kind) else { return false };
    let text = |s: Span| reader.source.slice(s);
    let range = format!("from {} below {}", text(left.span), text(right.span));
    let finding = Finding::new(&codes::PHRASE, value.span).quote("wrong", text(value.span)).arg("right", &range);
    // A dash of a word processor is mended with it.
    reader.retract(value.span);
    reader.report_edit(finding, value.span, range);
    true
}

/// A bare number that leaves its unit to the value after it: `from 15 below 30 days`.
pub(in crate::syntax::item) fn take_unit(low: &mut Expr, high: &Expr) {
    if let (ExprKind::Number { unit: low @ Unit::Bare, .. }, ExprKind::Number { unit, .. }) =
        (&mut low.kind, &high.kind)
    {
        *low = *unit;
    }
}
