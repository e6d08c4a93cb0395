//! Expressions from what the grammar matched. The grammar is flat: here `and` binds tighter than `or` (and the two may
//! not be mixed), `*` and `/` tighter than `+` and `-`. What the grammar takes but the language refuses is reported here
//! with the rewriting: chains, mixtures, `is not in`, queries and lists without their parentheses. Start at [`expr`]; a
//! level that binds tighter is a file: `condition`, `comparison`, `amount`, `primary`, and `query` beside it.

mod amount;
mod comparison;
mod condition;
mod primary;
mod query;

use super::Rule;
use crate::diagnostics::{Finding, Span, syntax as codes};
use crate::syntax::reader::{Edit, Reader};
use crate::syntax::tree::{Expr, ExprKind};
pub(super) use amount::{amount, bounds_with_dash, range_with_dash, take_unit};
pub(super) use comparison::{amount_operand, compare_op};
use condition::condition;
use pest::iterators::Pair;
pub(super) use primary::{path, value};

/// Most operands of one sum or product; more would be a tree too deep to walk.
const MOST_OPERANDS: usize = 128;

/// Where an expression stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By itself: a query needs no parentheses.
    Free,
    /// Inside parentheses or as an argument: likewise, but a list needs its own.
    Enclosed,
}

/// Reads `expr` where it stands by itself.
pub(super) fn expr<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    read(reader, pair, Place::Free)
}

fn enclosed<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    read(reader, pair, Place::Enclosed)
}

fn read<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>, place: Place) -> Expr {
    let span = reader.at(&pair);
    match pair.into_inner().next() {
        Some(inner) if inner.as_rule() == Rule::if_expr => if_expr(reader, inner, place),
        Some(inner) => condition(reader, inner, place),
        None => nothing(span),
    }
}

/// A stand-in where nothing could be read.
pub(super) fn nothing(span: Span) -> Expr {
    Expr { span, kind: ExprKind::Missing }
}

fn if_expr<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>, place: Place) -> Expr {
    let span = reader.at(&pair);
    let mut parts = pair.into_inner().filter(|p| p.as_rule() == Rule::expr);
    let mut next = |reader: &mut Reader<'s>| Box::new(parts.next().map_or(nothing(span), |p| read(reader, p, place)));
    let (condition, then, otherwise) = (next(reader), next(reader), next(reader));
    let span = span_to(span, otherwise.span);
    Expr { span, kind: ExprKind::If { condition, then, otherwise } }
}

fn span_to(from: Span, to: Span) -> Span {
    Span { file: from.file, start: from.start, end: to.end }
}

/// The first line of a text, for messages.
fn one_line(text: &str) -> &str {
    text.split(['\n', '#']).next().unwrap_or(text).trim_end()
}

/// Asks for parentheses around a query that is part of something.
fn parenthesise(reader: &mut Reader<'_>, span: Span) {
    let right = format!("({})", one_line(reader.source.slice(span)));
    report_parentheses(reader, Finding::new(&codes::QUERY_PARENTHESES, span).arg("right", right), span);
}

fn report_parentheses(reader: &mut Reader<'_>, finding: Finding, span: Span) {
    reader.report_edits(finding, vec![insertion(span.start, "("), insertion(span.end, ")")]);
}

fn insertion(at: u32, text: &str) -> Edit {
    Edit { start: at as usize, end: at as usize, text: text.to_owned() }
}

fn too_long(reader: &mut Reader<'_>, span: Span) {
    reader.report(Finding::new(&codes::TOO_DEEP, span).arg("limit", MOST_OPERANDS.to_string()));
}
