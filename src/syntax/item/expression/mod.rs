//! Expressions from what the grammar matched. The grammar is flat: here `and` binds tighter than `or` (and the two may
//! not be mixed), `*` and `/` tighter than `+` and `-`. What the grammar takes but the language refuses is reported here
//! with the rewriting: chains, mixtures, `is not in`, queries and lists without their parentheses. Start at [`expr`].

use super::head::{idents, text_value};
use super::{Rule, number};
use crate::diagnostics::{Finding, Span, said, syntax as codes};
use crate::syntax::reader::{Edit, Reader};
use crate::syntax::tree::{
    Argument, ArithmeticOp, At, CompareOp, Expr, ExprKind, Path, Query, QueryFunction, Unit, Window,
};
use pest::iterators::Pair;

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

/// `negation (and|or negation)*`
fn condition<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>, place: Place) -> Expr {
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
    let finding = Finding::new(&codes::PROGRAM_SIGN, span).arg("wrong", written).arg("right", right);
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

/// The first line of a text, for messages.
fn one_line(text: &str) -> &str {
    text.split(['\n', '#']).next().unwrap_or(text).trim_end()
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
fn negation<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>, place: Place) -> Expr {
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

fn too_long(reader: &mut Reader<'_>, span: Span) {
    reader.report(Finding::new(&codes::TOO_DEEP, span).arg("limit", MOST_OPERANDS.to_string()));
}

/// `amount tail*`
fn comparison<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>, place: Place) -> Expr {
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

pub(super) fn amount_operand<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    let read = amount(reader, pair);
    operand(reader, read)
}

/// `at least` and its kin; `before` and `after` are `below` and `above` of dates.
pub(super) fn compare_op(reader: &mut Reader<'_>, pair: &Pair<'_, Rule>) -> CompareOp {
    let written = pair.as_str();
    let right = match written {
        "≥" | "=>" => ">=",
        "≤" | "=<" => "<=",
        _ => written,
    };
    if right != written {
        let span = reader.at(pair);
        let finding = Finding::new(&codes::TYPED_SIGN, span).arg("wrong", written).arg("right", right);
        reader.report_edit(finding, span, right);
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
    let finding = Finding::new(&codes::PHRASE, at).arg("wrong", wrong).arg("right", op.as_str());
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
        let finding = Finding::new(&codes::EQUALS_SIGN, at).arg("word", word).arg("right", rewritten);
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
                let finding = Finding::new(&codes::IS_NOT_IN, at).arg("wrong", wrong).arg("right", &right);
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

/// `-x * y + z`: first the products, then the sums.
pub(super) fn amount<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
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
        let span = reader.at(pair);
        let finding = Finding::new(&codes::TYPED_SIGN, span).arg("wrong", written).arg("right", right);
        reader.report_edit(finding, span, right);
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

fn primary<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    let span = reader.at(&pair);
    let kind = match pair.as_rule() {
        Rule::parenthesised => {
            let inner = pair.into_inner().next().map_or(nothing(span), |p| enclosed(reader, p));
            ExprKind::Parenthesised(Box::new(inner))
        }
        Rule::quantity => return number::quantity(reader, pair),
        Rule::date => ExprKind::Date(number::date(reader, &pair).value),
        Rule::text => ExprKind::Text(text_value(reader, &pair).value),
        Rule::yes_no => ExprKind::YesNo(pair.as_str() == "yes"),
        Rule::k_missing => ExprKind::Missing,
        Rule::not_applicable => ExprKind::NotApplicable,
        Rule::path => ExprKind::Name(path(reader, &pair)),
        Rule::at_least_of => at_least_of(reader, pair),
        Rule::call => call(reader, pair),
        Rule::min_max => return min_max(reader, pair),
        Rule::query => return query(reader, pair),
        _ => ExprKind::Missing,
    };
    Expr { span, kind }
}

/// A value where examples and cells give one: `n/a` too.
pub(super) fn value<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    if pair.as_rule() == Rule::not_applicable { primary(reader, pair) } else { amount(reader, pair) }
}

pub(super) fn path(reader: &Reader<'_>, pair: &Pair<'_, Rule>) -> Path {
    Path { parts: idents(reader, pair) }
}

fn at_least_of<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> ExprKind {
    let mut count = 0;
    let mut conditions = Vec::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::whole => count = part.as_str().parse().unwrap_or(u32::MAX),
            Rule::expr => conditions.push(enclosed(reader, part)),
            _ => {}
        }
    }
    ExprKind::AtLeastOf { count, conditions }
}

fn call<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> ExprKind {
    let mut function = At::new(crate::values::Name::new(""), reader.at(&pair));
    let mut arguments = Vec::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::path => function = super::head::dotted(reader, &part),
            Rule::argument => arguments.push(argument(reader, part)),
            _ => {}
        }
    }
    ExprKind::Call { function, arguments }
}

fn argument<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Argument {
    let mut name = None;
    let mut value = nothing(reader.at(&pair));
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::arg_name => name = Some(super::head::dotted(reader, &part)),
            _ => value = enclosed(reader, part),
        }
    }
    Argument { name, value }
}

/// `min(a, b)` is a call, `min (expression over the row) where …` a query.
fn min_max<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    let mut span = reader.at(&pair);
    let mut word = None;
    let mut arguments = Vec::new();
    let mut clauses = Vec::new();
    let mut open = span;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::minmax_word => {
                open = reader.at(&part);
                word = Some(part);
            }
            Rule::expr => arguments.push(enclosed(reader, part)),
            _ => clauses.push(part),
        }
    }
    let smallest = word.as_ref().is_some_and(|w| w.as_str() == "min");
    if arguments.len() == 1 {
        let function = if smallest { QueryFunction::Min } else { QueryFunction::Max };
        let inner = arguments.pop().unwrap_or_else(|| nothing(span));
        let (from, to) = parentheses(reader, open.end as usize, inner.span.end as usize);
        let subject = Expr { span: reader.range(from, to), kind: ExprKind::Parenthesised(Box::new(inner)) };
        let mut query = Query { function, subject, filter: None, among: None, window: None, weight: None };
        let end = clauses_of(reader, &mut query, clauses).unwrap_or(query.subject.span);
        span = span_to(span, end);
        return Expr { span, kind: ExprKind::Query(Box::new(query)) };
    }
    if let Some(clause) = clauses.first() {
        let at = reader.at(clause);
        let rest = clause.as_str().trim_end().to_owned();
        let finding = Finding::new(&codes::UNREADABLE, at)
            .arg("what", said!("function with several arguments", "funkcja z kilkoma argumentami"))
            .arg("after", "");
        reader.report(finding.arg("rest", rest).arg(
            "form",
            said!("Only a query over rows has a filter or a window.", "Filtr lub okno ma tylko pytanie o wiersze.",),
        ));
    }
    let name = word.map_or("max", |w| w.as_str());
    let function = At::new(crate::values::Name::new(name), open);
    let arguments = arguments.into_iter().map(|value| Argument { name: None, value }).collect();
    Expr { span, kind: ExprKind::Call { function, arguments } }
}

/// The offsets of the `(` after `from` and behind the `)` after `to`.
fn parentheses(reader: &Reader<'_>, from: usize, to: usize) -> (usize, usize) {
    let text = reader.source.text.as_str();
    let open = text.get(from..).and_then(|t| t.find('(')).map_or(from, |i| from + i);
    let close = text.get(to..).and_then(|t| t.find(')')).map_or(to, |i| to + i + 1);
    (open, close)
}

fn query<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    let whole = reader.at(&pair);
    let mut function = QueryFunction::Count;
    let mut subject = nothing(whole);
    let mut clauses = Vec::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::query_function | Rule::minmax_word => function = query_function(part.as_str()),
            Rule::path | Rule::parenthesised => subject = primary(reader, part),
            _ => clauses.push(part),
        }
    }
    let mut query = Query { function, subject, filter: None, among: None, window: None, weight: None };
    let end = clauses_of(reader, &mut query, clauses).unwrap_or(query.subject.span);
    Expr { span: span_to(whole, end), kind: ExprKind::Query(Box::new(query)) }
}

fn query_function(text: &str) -> QueryFunction {
    match text {
        "count" => QueryFunction::Count,
        "sum" => QueryFunction::Sum,
        "average" => QueryFunction::Average,
        "min" => QueryFunction::Min,
        "max" => QueryFunction::Max,
        "latest" => QueryFunction::Latest,
        "earliest" => QueryFunction::Earliest,
        "any" => QueryFunction::Any,
        "all" => QueryFunction::All,
        "no" => QueryFunction::No,
        share if share.starts_with("share") => QueryFunction::Share,
        _ => QueryFunction::CountDistinct,
    }
}

/// Reads filters, window and weight into a query and returns where the last of them ends.
fn clauses_of<'s>(reader: &mut Reader<'s>, query: &mut Query, clauses: Vec<Pair<'s, Rule>>) -> Option<Span> {
    let mut end = None;
    for clause in clauses {
        let span = reader.at(&clause);
        let word = clause.as_str().split_whitespace().next().unwrap_or_default();
        let rule = clause.as_rule();
        let taken = match rule {
            Rule::where_clause => query.filter.is_some(),
            Rule::among_clause => query.among.is_some(),
            Rule::weighted_clause => query.weight.is_some(),
            _ => query.window.is_some(),
        };
        if taken {
            let at = reader.span(word);
            reader.report(Finding::new(&codes::QUERY_CLAUSE_TWICE, at).arg("word", word));
        }
        let Some(inner) = clause.into_inner().last() else { continue };
        match rule {
            Rule::where_clause | Rule::among_clause => {
                let condition = negation(reader, inner, Place::Free);
                end = Some(condition.span);
                let slot = if rule == Rule::where_clause { &mut query.filter } else { &mut query.among };
                slot.get_or_insert(condition);
            }
            Rule::weighted_clause => {
                let weight = amount_operand(reader, inner);
                end = Some(weight.span);
                query.weight.get_or_insert(weight);
            }
            Rule::since_clause => {
                let since = amount_operand(reader, inner);
                let at = span_to(span, since.span);
                end = Some(at);
                query.window.get_or_insert(At::new(Window::Since(since), at));
            }
            _ => {
                let previous = reader.source.slice(span).contains("previous");
                end = Some(span);
                if let Some(duration) = number::duration(reader, inner) {
                    let window = if previous { Window::Previous(duration) } else { Window::Last(duration) };
                    query.window.get_or_insert(At::new(window, span));
                }
            }
        }
    }
    end
}

/// Reports `45 - 60` where a range is expected: it would be -15.
pub(super) fn range_with_dash(reader: &mut Reader<'_>, value: &Expr) {
    let ExprKind::Arithmetic { op: ArithmeticOp::Subtract, left, right } = &value.kind else { return };
    let (ExprKind::Number { .. }, ExprKind::Number { .. }) = (&left.kind, &right.kind) else { return };
    let text = |s: Span| reader.source.slice(s);
    let range = format!("{}..{}", text(left.span), text(right.span));
    let finding = Finding::new(&codes::PHRASE, value.span).arg("wrong", text(value.span)).arg("right", &range);
    reader.report_edit(finding, value.span, range);
}

/// A bare number that leaves its unit to the value after it: `from 15 below 30 days`.
pub(super) fn take_unit(low: &mut Expr, high: &Expr) {
    if let (ExprKind::Number { unit: low @ Unit::Bare, .. }, ExprKind::Number { unit, .. }) =
        (&mut low.kind, &high.kind)
    {
        *low = *unit;
    }
}
