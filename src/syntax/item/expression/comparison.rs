//! Comparisons: `at least`, `is`, `in`, `between`, and what people write for them.

use super::amount::amount;
use super::{Place, nothing, parenthesise, report_parentheses, span_to};
use crate::diagnostics::{Finding, Span, syntax as codes};
use crate::syntax::item::Rule;
use crate::syntax::reader::Reader;
use crate::syntax::tree::{CompareOp, Expr, ExprKind};
use pest::iterators::Pair;

/// `amount tail*`
pub(super) fn comparison<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>, place: Place) -> Expr {
    let mut parts = pair.into_inner();
    let Some(first) = parts.next() else { return nothing(Span::file_start(reader.source.id)) };
    let left = amount(reader, first);
    let Some(tail) = parts.next() else { return left };
    let left = operand(reader, left);
    let mut out = tail_of(reader, left, tail, place);
    let more: Vec<Pair<'s, Rule>> = parts.collect();
    if let Some(last) = more.last() {
        let end = reader.at(last);
        chained(reader, &out, &more, end);
        out.span = span_to(out.span, end);
    }
    out
}

/// An operand: a query here needs parentheses.
fn operand(reader: &mut Reader<'_>, operand: Expr) -> Expr {
    if matches!(operand.kind, ExprKind::Query(_)) {
        parenthesise(reader, operand.span);
    }
    operand
}

/// `10 < x < 20`
fn chained(reader: &mut Reader<'_>, first: &Expr, more: &[Pair<'_, Rule>], end: Span) {
    let span = span_to(first.span, end);
    let tail = more.first().map(|t| t.as_str().trim()).unwrap_or_default();
    let (right, mended) = match &first.kind {
        ExprKind::Compare { op, left, right } if let Some(ends) = both_ends_in(reader, *op, left, right, more) => {
            (ends.clone(), Some(ends))
        }
        ExprKind::Compare { right, .. } => {
            let text = |s: Span| reader.source.slice(s);
            let right = format!("{} and {} {tail}", text(first.span), text(right.span));
            (right.clone(), Some(right))
        }
        _ => (format!("({}) …", reader.source.slice(first.span)), None),
    };
    let finding = Finding::new(&codes::CHAINED_COMPARISON, span).arg("right", right);
    match mended.filter(|_| more.len() == 1) {
        Some(mended) => reader.report_edit(finding, span, mended),
        None => reader.report(finding),
    }
}

/// `x between 10 and 20` for `10 <= x <= 20` and `20 >= x >= 10`; with `<` an end is out, which `between` cannot say.
fn both_ends_in(
    reader: &Reader<'_>,
    op: CompareOp,
    first: &Expr,
    middle: &Expr,
    more: &[Pair<'_, Rule>],
) -> Option<String> {
    let [tail] = more else { return None };
    let words = |words: &[&str]| words.iter().find_map(|w| tail.as_str().trim().strip_prefix(w)).map(str::trim);
    let text = |e: &Expr| reader.source.slice(e.span);
    match op {
        CompareOp::AtMost => {
            words(&["<=", "at most "]).map(|last| format!("{} between {} and {last}", text(middle), text(first)))
        }
        CompareOp::AtLeast => {
            words(&[">=", "at least "]).map(|last| format!("{} between {last} and {}", text(middle), text(first)))
        }
        CompareOp::Above | CompareOp::Below => None,
    }
}

fn tail_of<'s>(reader: &mut Reader<'s>, left: Expr, tail: Pair<'s, Rule>, place: Place) -> Expr {
    let whole = reader.at(&tail);
    let rule = tail.as_rule();
    match rule {
        Rule::is_tail => is_tail(reader, left, tail, place),
        Rule::in_tail => in_tail(reader, left, tail, place),
        Rule::between_tail => {
            let mut ends = tail.into_inner().filter(|p| p.as_rule() == Rule::amount);
            let low = ends.next().map_or(nothing(whole), |p| amount_operand(reader, p));
            let high = ends.next().map_or(nothing(whole), |p| amount_operand(reader, p));
            let span = left.span.to(high.span);
            let (value, low, high) = (Box::new(left), Box::new(low), Box::new(high));
            Expr { span, kind: ExprKind::Between { value, low, high } }
        }
        Rule::equals_tail => equals_tail(reader, left, tail),
        _ => {
            let mut op = CompareOp::AtLeast;
            let mut right = nothing(whole);
            let mut is = None;
            for part in tail.into_inner() {
                match part.as_rule() {
                    Rule::k_is => is = Some(reader.at(&part)),
                    Rule::compare_op => {
                        op = compare_op(reader, &part);
                        if let Some(is) = is {
                            superfluous_is(reader, is, &part);
                        }
                    }
                    _ => right = amount_operand(reader, part),
                }
            }
            let span = left.span.to(right.span);
            Expr { span, kind: ExprKind::Compare { op, left: Box::new(left), right: Box::new(right) } }
        }
    }
}

pub(in crate::syntax::item) fn amount_operand<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    let read = amount(reader, pair);
    operand(reader, read)
}

/// Reports a sign of a word processor, `≥` or `×`, with the one that is typed.
pub(super) fn typed_sign(reader: &mut Reader<'_>, pair: &Pair<'_, Rule>, right: &str) {
    let span = reader.at(pair);
    let written = pair.as_str().trim_end();
    let finding = Finding::new(&codes::TYPED_SIGN, span).quote("wrong", written).quote("right", right);
    reader.report_edit(finding, span, right);
}

/// `at least` and its kin; `before` and `after` are `below` and `above` of dates.
pub(in crate::syntax::item) fn compare_op(reader: &mut Reader<'_>, pair: &Pair<'_, Rule>) -> CompareOp {
    let written = pair.as_str();
    let right = match written {
        "≥" | "=>" => ">=",
        "≤" | "=<" => "<=",
        _ => written,
    };
    if right != written {
        typed_sign(reader, pair, right);
    }
    match right {
        "above" | "after" | ">" => CompareOp::Above,
        "below" | "before" | "<" => CompareOp::Below,
        "<=" => CompareOp::AtMost,
        at_most if at_most.ends_with("most") => CompareOp::AtMost,
        _ => CompareOp::AtLeast,
    }
}

/// `overdue is above 90 days`: one of the two words is enough.
fn superfluous_is(reader: &mut Reader<'_>, is: Span, op: &Pair<'_, Rule>) {
    let at = is.to(reader.at(op));
    let wrong = reader.source.slice(at).to_owned();
    let finding = Finding::new(&codes::PHRASE, at).arg("wrong", wrong).quote("right", op.as_str());
    reader.report_edit(finding, at, op.as_str());
}

/// `x = a`, `x == a`, `x != a`
fn equals_tail<'s>(reader: &mut Reader<'s>, left: Expr, tail: Pair<'s, Rule>) -> Expr {
    let mut sign = None;
    let mut right = nothing(left.span);
    for part in tail.into_inner() {
        match part.as_rule() {
            Rule::office_equals => sign = Some(part),
            _ => right = amount_operand(reader, part),
        }
    }
    let negated = sign.as_ref().is_some_and(|s| matches!(s.as_str(), "!=" | "<>" | "≠"));
    let word = if negated { "is not" } else { "is" };
    let span = left.span.to(right.span);
    if let Some(sign) = sign {
        let at = reader.at(&sign);
        let text = |s: Span| reader.source.slice(s);
        let rewritten = format!("{} {word} {}", text(left.span), text(right.span));
        let finding = Finding::new(&codes::EQUALS_SIGN, at).quote("word", word).arg("right", rewritten);
        let mut put = word.to_owned();
        if !text(reader.range(at.start.saturating_sub(1) as usize, at.start as usize)).starts_with(' ') {
            put.insert(0, ' ');
        }
        if !text(reader.range(at.end as usize, at.end as usize + 1)).starts_with(' ') {
            put.push(' ');
        }
        reader.report_edit(finding, at, put);
    }
    let kind = match right.kind {
        ExprKind::Missing => ExprKind::IsMissing { left: Box::new(left), known: negated },
        _ => ExprKind::Is { left: Box::new(left), negated, right: Box::new(right) },
    };
    Expr { span, kind }
}

fn is_tail<'s>(reader: &mut Reader<'s>, left: Expr, tail: Pair<'s, Rule>, place: Place) -> Expr {
    let span = left.span.to(reader.at(&tail));
    let tail_start = tail.as_str();
    let mut negated = false;
    let mut kind = None;
    let left = Box::new(left);
    for part in tail.into_inner() {
        match part.as_rule() {
            Rule::k_not => negated = true,
            Rule::k_known => kind = Some(ExprKind::IsMissing { left: left.clone(), known: !negated }),
            Rule::list => {
                let list = list(reader, part.clone(), place);
                let listed = part.as_str().trim_end();
                let word = if negated { "not in" } else { "in" };
                let at = reader.span(tail_start);
                let right = format!("{word} {listed}");
                let wrong = if negated { "is not in" } else { "is in" };
                let finding = Finding::new(&codes::IS_NOT_IN, at).quote("wrong", wrong).arg("right", &right);
                reader.report_edit(finding, at, right);
                kind = Some(ExprKind::In { left: left.clone(), negated, list });
            }
            Rule::amount => {
                let right = amount_operand(reader, part);
                kind = Some(match right.kind {
                    ExprKind::Missing => ExprKind::IsMissing { left: left.clone(), known: negated },
                    _ => ExprKind::Is { left: left.clone(), negated, right: Box::new(right) },
                });
            }
            _ => {}
        }
    }
    Expr { span, kind: kind.unwrap_or(ExprKind::Missing) }
}

fn in_tail<'s>(reader: &mut Reader<'s>, left: Expr, tail: Pair<'s, Rule>, place: Place) -> Expr {
    let mut span = left.span.to(reader.at(&tail));
    let mut negated = false;
    let mut values = Vec::new();
    for part in tail.into_inner() {
        match part.as_rule() {
            Rule::k_not => negated = true,
            Rule::list => {
                span = left.span.to(reader.at(&part));
                values = list(reader, part, place);
            }
            _ => {}
        }
    }
    Expr { span, kind: ExprKind::In { left: Box::new(left), negated, list: values } }
}

fn list<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>, place: Place) -> Vec<Expr> {
    let text = pair.as_str().trim_end();
    let span = reader.span(text);
    let Some(inner) = pair.into_inner().next() else { return Vec::new() };
    let bare = inner.as_rule() == Rule::bare_list;
    let mut values = Vec::new();
    for part in inner.into_inner() {
        values.push(amount_operand(reader, part));
    }
    if bare && values.len() > 1 && place == Place::Enclosed {
        let finding = Finding::new(&codes::LIST_PARENTHESES, span).arg("right", format!("in ({text})"));
        report_parentheses(reader, finding, span);
    }
    values
}
