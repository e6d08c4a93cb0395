//! The lines of an example: what is given and what must come out.

use super::Rule;
use super::expression::value;
use super::head::{dotted, text_value};
use super::number;
use crate::syntax::reader::Reader;
use crate::syntax::tree::{At, Expect, ExpectKind, Expectation, Expr, Given, Ident};
use crate::values::Name;
use pest::iterators::Pair;

/// Reads a `given` line.
pub(super) fn given<'s>(reader: &mut Reader<'s>, line: Pair<'s, Rule>) -> Vec<Given> {
    let mut out = Vec::new();
    for part in line.into_inner() {
        match part.as_rule() {
            Rule::given_as_of => {
                let date = part.into_inner().find(|p| p.as_rule() == Rule::date);
                out.extend(date.map(|d| Given::AsOf(number::date(reader, &d))));
            }
            Rule::given_nobody => out.push(Given::NoPeople(reader.at(&part))),
            Rule::given_value => {
                out.extend(named_value(reader, part).map(|(name, value)| Given::Value { name, value }));
            }
            Rule::given_person => out.extend(person(reader, part)),
            _ => {}
        }
    }
    out
}

fn person<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Option<Given> {
    let mut id = None;
    let mut attributes = Vec::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::ident | Rule::text => id = Some(person_id(reader, &part)),
            Rule::given_value => attributes.extend(named_value(reader, part)),
            _ => {}
        }
    }
    id.map(|id| Given::Person { id, attributes })
}

fn person_id(reader: &mut Reader<'_>, pair: &Pair<'_, Rule>) -> At<String> {
    match pair.as_rule() {
        Rule::text => text_value(reader, pair),
        _ => At::new(pair.as_str().to_owned(), reader.at(pair)),
    }
}

fn named_value<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Option<(Ident, Expr)> {
    let mut parts = pair.into_inner();
    let name = dotted(reader, &parts.next()?);
    Some((name, value(reader, parts.next()?)))
}

/// Reads an `expect` line.
pub(super) fn expect<'s>(reader: &mut Reader<'s>, line: Pair<'s, Rule>) -> Vec<Expect> {
    let mut out = Vec::new();
    for part in line.into_inner() {
        let span = reader.at(&part);
        let kind = match part.as_rule() {
            Rule::e_tier => Some(ExpectKind::Tier(names(reader, part))),
            Rule::e_status => names(reader, part).into_iter().next().map(ExpectKind::Status),
            Rule::e_needs => {
                let name = part.into_inner().find(|p| p.as_rule() == Rule::head_path);
                name.map(|n| ExpectKind::Needs(dotted(reader, &n)))
            }
            Rule::e_action => action(reader, part),
            Rule::e_value => expected_value(reader, part),
            _ => None,
        };
        out.extend(kind.map(|kind| Expect { span, kind }));
    }
    out
}

fn names(reader: &Reader<'_>, pair: Pair<'_, Rule>) -> Vec<Ident> {
    let name = |p: Pair<'_, Rule>| At::new(Name::new(p.as_str()), reader.at(&p));
    pair.into_inner().filter(|p| p.as_rule() == Rule::ident).map(name).collect()
}

fn action<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Option<ExpectKind> {
    let mut absent = false;
    let mut name = None;
    let mut person = None;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::k_no => absent = true,
            Rule::head_path => name = Some(dotted(reader, &part)),
            Rule::ident | Rule::text => person = Some(person_id(reader, &part)),
            _ => {}
        }
    }
    name.map(|name| ExpectKind::Action { absent, name, person })
}

fn expected_value<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Option<ExpectKind> {
    let mut parts = pair.into_inner();
    let name = dotted(reader, &parts.next()?);
    let values = parts.next()?;
    let range = values.as_str().contains("..");
    let mut list: Vec<Expr> = Vec::new();
    for part in values.into_inner().filter(|p| p.as_rule() != Rule::k_or) {
        list.push(value(reader, part));
    }
    let dashed = match list.as_slice() {
        [only] => super::expression::range_with_dash(reader, only),
        _ => None,
    };
    let value = match (dashed, list.as_slice()) {
        (Some((low, high)), _) => Expectation::Range(low, high),
        (None, [low, high]) if range => {
            let mut low = low.clone();
            super::expression::take_unit(&mut low, high);
            Expectation::Range(low, high.clone())
        }
        (None, _) => Expectation::Values(list),
    };
    Some(ExpectKind::Value { name, value })
}
