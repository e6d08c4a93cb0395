//! Queries over people and rows, with their filters, windows and weights.

use super::comparison::amount_operand;
use super::condition::negation;
use super::primary::primary;
use super::{Place, enclosed, nothing, span_to};
use crate::diagnostics::{Finding, Span, said, syntax as codes};
use crate::syntax::item::{Rule, number};
use crate::syntax::reader::Reader;
use crate::syntax::tree::{Argument, At, Expr, ExprKind, Query, QueryFunction, Window};
use crate::values::Name;
use pest::iterators::Pair;

/// `min(a, b)` is a call, `min (expression over the row) where …` a query.
pub(super) fn min_max<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
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
            .quote("after", "");
        reader.report(finding.arg("rest", rest).arg(
            "form",
            said!("Only a query over rows has a filter or a window.", "Filtr lub okno ma tylko pytanie o wiersze.",),
        ));
    }
    let name = word.map_or("max", |w| w.as_str());
    let function = At::new(Name::new(name), open);
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

pub(super) fn query<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
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
            reader.report(Finding::new(&codes::QUERY_CLAUSE_TWICE, at).quote("word", word));
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
