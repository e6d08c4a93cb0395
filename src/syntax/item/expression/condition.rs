//! `and`, `or` and `not`: `and` binds tighter than `or`, and the two may not be mixed without parentheses.

use super::comparison::comparison;
use super::{MOST_OPERANDS, Place, insertion, nothing, one_line, parenthesise, report_parentheses, span_to, too_long};
use crate::diagnostics::{Finding, Span, syntax as codes};
use crate::syntax::item::Rule;
use crate::syntax::reader::Reader;
use crate::syntax::tree::{Expr, ExprKind};
use pest::iterators::Pair;

/// `negation (and|or negation)*`
pub(super) fn condition<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>, place: Place) -> Expr {
    let mut operands: Vec<Expr> = Vec::new();
    let mut junctions: Vec<&str> = Vec::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::junction => junctions.push(junction(reader, part)),
            _ => operands.push(negation(reader, part, place)),
        }
    }
    if junctions.is_empty() {
        filter_ends(reader, &operands, &junctions);
        return operands.pop().unwrap_or_else(|| nothing(Span::file_start(reader.source.id)));
    }
    let (ands, ors) = (junctions.contains(&"and"), junctions.contains(&"or"));
    if ands && ors {
        mixed(reader, &operands, &junctions);
    }
    filter_ends(reader, &operands, &junctions);
    let span = match (operands.first(), operands.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::file_start(reader.source.id),
    };
    let kind = match (ands, ors) {
        (true, false) => ExprKind::And(operands),
        (false, true) => value_after_or(reader, &operands).unwrap_or(ExprKind::Or(operands)),
        _ => ExprKind::Or(grouped(operands, &junctions)),
    };
    Expr { span, kind }
}

/// `and` or `or`, from whatever way it is written.
fn junction<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> &'s str {
    let written = pair.as_str();
    let right = match written {
        "&&" | "AND" | "And" => "and",
        "||" | "OR" | "Or" => "or",
        _ => return written,
    };
    let span = reader.at(&pair);
    let finding = Finding::new(&codes::PROGRAM_SIGN, span).quote("wrong", written).quote("right", right);
    reader.report_edit(finding, span, right);
    right
}

/// The operands between `or`s, those joined by `and` as one.
fn grouped(operands: Vec<Expr>, junctions: &[&str]) -> Vec<Expr> {
    let mut groups: Vec<Vec<Expr>> = Vec::new();
    for (i, operand) in operands.into_iter().enumerate() {
        match groups.last_mut() {
            Some(group) if i > 0 && junctions.get(i - 1) == Some(&"and") => group.push(operand),
            _ => groups.push(vec![operand]),
        }
    }
    let join = |mut group: Vec<Expr>| match (group.first(), group.last()) {
        (Some(first), Some(last)) if group.len() > 1 => {
            Some(Expr { span: first.span.to(last.span), kind: ExprKind::And(group) })
        }
        _ => group.pop(),
    };
    groups.into_iter().filter_map(join).collect()
}

/// `a and b or c` has two meanings: offers both.
fn mixed(reader: &mut Reader<'_>, operands: &[Expr], junctions: &[&str]) {
    let texts: Vec<&str> = operands.iter().map(|o| one_line(reader.source.slice(o.span))).collect();
    let written = |tight: &str| {
        let mut out = String::new();
        for (i, text) in texts.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|j| junctions.get(j)).copied();
            let after = junctions.get(i).copied();
            if let Some(word) = before {
                out.push_str(&format!(" {word} "));
            }
            if after == Some(tight) && before != Some(tight) {
                out.push('(');
            }
            out.push_str(text);
            if before == Some(tight) && after != Some(tight) {
                out.push(')');
            }
        }
        out
    };
    let (first, second) = (written("and"), written("or"));
    let (Some(start), Some(end)) = (operands.first(), operands.last()) else { return };
    let span = start.span.to(end.span);
    let finding = Finding::new(&codes::MIXED_AND_OR, span).arg("first", first).arg("second", second);
    let mut edits = Vec::new();
    for (i, operand) in operands.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|j| junctions.get(j)) == Some(&"and");
        let after = junctions.get(i) == Some(&"and");
        if after && !before {
            edits.push(insertion(operand.span.start, "("));
        }
        if before && !after {
            edits.push(insertion(operand.span.end, ")"));
        }
    }
    reader.report_edits(finding, edits);
}

/// Queries joined by `and` or `or` need parentheses; where such a query filters, both ends of its filter are offered.
fn filter_ends(reader: &mut Reader<'_>, operands: &[Expr], junctions: &[&str]) {
    let texts: Vec<String> = operands.iter().map(|o| reader.source.slice(o.span).to_owned()).collect();
    for (i, operand) in operands.iter().enumerate() {
        let (inner, prefix) = match &operand.kind {
            ExprKind::Not(inner) => (inner.as_ref(), "not "),
            _ => (operand, ""),
        };
        let ExprKind::Query(query) = &inner.kind else { continue };
        let span = inner.span;
        let filter = query.filter.as_ref().or(query.among.as_ref()).filter(|f| f.span.end == span.end);
        let (Some(filter), Some(next), Some(junction)) = (filter, texts.get(i + 1), junctions.get(i)) else {
            if operands.len() > 1 || !prefix.is_empty() {
                parenthesise(reader, span);
            }
            continue;
        };
        let text = reader.source.slice(span);
        let (start, condition) = text.split_at((filter.span.start - span.start) as usize);
        let first = format!("{prefix}({text}) {junction} {next}");
        let second = format!("{prefix}{start}({condition} {junction} {next})");
        let finding = Finding::new(&codes::FILTER_END, span).arg("first", first).arg("second", second);
        report_parentheses(reader, finding, span);
    }
}

/// `x is a or b` where `b` can only be a value: what was meant is `x in a, b`.
fn value_after_or(reader: &mut Reader<'_>, operands: &[Expr]) -> Option<ExprKind> {
    let ExprKind::Is { left, negated: false, right: first } = &operands.first()?.kind else { return None };
    let rest = operands.get(1..).unwrap_or_default();
    let is_value = |e: &Expr| {
        matches!(e.kind, ExprKind::Text(_) | ExprKind::Number { .. } | ExprKind::Date(_))
            || matches!(&e.kind, ExprKind::Name(path) if path.parts.len() == 1)
                && matches!(&first.kind, ExprKind::Name(_))
                && reader.is_value_only(reader.source.slice(e.span))
    };
    if rest.is_empty() || !rest.iter().all(is_value) {
        return None;
    }
    let slices: Vec<&str> = std::iter::once(first.as_ref()).chain(rest).map(|e| reader.source.slice(e.span)).collect();
    let right = format!("{} in {}", reader.source.slice(left.span), slices.join(", "));
    let span = operands.first()?.span.to(operands.last()?.span);
    reader.report_edit(Finding::new(&codes::IS_OR, span).arg("right", &right), span, right);
    let list = std::iter::once(first.as_ref()).chain(rest).cloned().collect();
    Some(ExprKind::In { left: left.clone(), negated: false, list })
}

/// `not* comparison`
pub(super) fn negation<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>, place: Place) -> Expr {
    let start = reader.at(&pair);
    let mut nots = 0usize;
    let mut inner = nothing(start);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::k_not => nots += 1,
            _ => inner = comparison(reader, part, place),
        }
    }
    if nots == 0 {
        return inner;
    }
    if nots > MOST_OPERANDS {
        too_long(reader, start);
        nots = 1;
    }
    for _ in 0..nots {
        let span = span_to(start, inner.span);
        inner = Expr { span, kind: ExprKind::Not(Box::new(inner)) };
    }
    inner
}
