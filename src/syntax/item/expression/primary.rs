//! What stands by itself: values, names, calls, parentheses.

use super::amount::amount;
use super::query::{min_max, query};
use super::{enclosed, nothing};
use crate::syntax::item::head::{dotted, idents, text_value};
use crate::syntax::item::{Rule, number};
use crate::syntax::reader::Reader;
use crate::syntax::tree::{Argument, At, Expr, ExprKind, Path};
use crate::values::Name;
use pest::iterators::Pair;

pub(super) fn primary<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
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
pub(in crate::syntax::item) fn value<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Expr {
    if pair.as_rule() == Rule::not_applicable { primary(reader, pair) } else { amount(reader, pair) }
}

pub(in crate::syntax::item) fn path(reader: &Reader<'_>, pair: &Pair<'_, Rule>) -> Path {
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
    let mut function = At::new(Name::new(""), reader.at(&pair));
    let mut arguments = Vec::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::path => function = dotted(reader, &part),
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
            Rule::arg_name => name = Some(dotted(reader, &part)),
            _ => value = enclosed(reader, part),
        }
    }
    Argument { name, value }
}
