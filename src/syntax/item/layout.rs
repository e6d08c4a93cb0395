//! What the formatter needs to know of an item's lines: which clauses they hold, and which of these stand on the first
//! line.

use super::Rule;
use super::family::{Family, Lines};
use super::head::Head;
use crate::syntax::reader::Reader;
use crate::syntax::split::{Line, first_word};

/// Clauses that stand on the first line, in this order; every other one has a line of its own.
const ON_THE_FIRST_LINE: &[Rule] = &[
    Rule::c_version,
    Rule::c_on,
    Rule::c_in,
    Rule::c_weight,
    Rule::c_to,
    Rule::c_from,
    Rule::c_otherwise,
    Rule::c_template,
    Rule::c_dated,
    Rule::type_expr,
    Rule::privacy,
    Rule::c_value,
    Rule::c_rank,
    Rule::c_effort,
    Rule::c_cost,
    Rule::c_answers,
    Rule::c_when,
];

/// A clause as written.
#[derive(Clone, Copy, Debug)]
pub(in crate::syntax) struct Clause<'s> {
    pub text: &'s str,
    /// Where it stands among the clauses of the first line; none where it has a line of its own.
    pub first_line: Option<usize>,
    /// Where the first line has no room for it, it stands below.
    pub gives_way: bool,
}

/// How far the head of a first line reaches: keyword, name, label.
pub(in crate::syntax) fn head_end<'s>(reader: &mut Reader<'s>, family: &Family, text: &'s str) -> usize {
    match family.head {
        super::family::Names::One | super::family::Names::Target => Head::read(reader, Rule::named_head, text).end,
        super::family::Names::Title => Head::read(reader, Rule::titled_head, text).end,
        super::family::Names::None => first_word(text).len(),
    }
}

/// The clauses of a line, or of what stands behind the head; none where the line is not made of clauses.
pub(in crate::syntax) fn clauses<'s>(reader: &Reader<'s>, family: &Family, text: &'s str) -> Option<Vec<Clause<'s>>> {
    let rule = match family.lines {
        Lines::Clauses => Rule::clauses,
        Lines::Types => Rule::type_clauses,
        Lines::Columns if super::clause::is_dated(text) => Rule::clauses,
        Lines::Columns | Lines::Examples => return None,
    };
    let pairs = reader.pairs(rule, text)?.flat_map(pest::iterators::Pair::into_inner);
    let first_line = |rule: Rule| {
        let dated_value = rule == Rule::c_from && family.keyword == "parameter";
        ON_THE_FIRST_LINE.iter().position(|r| *r == rule && !dated_value)
    };
    let clause = |p: pest::iterators::Pair<'s, Rule>| Clause {
        text: p.as_str(),
        first_line: first_line(p.as_rule()),
        gives_way: p.as_rule() == Rule::type_expr,
    };
    Some(pairs.filter(|p| p.as_rule() != Rule::EOI).map(clause).collect())
}

/// Name, label and type of a column line; none for every other line.
pub(in crate::syntax) fn column<'s>(reader: &Reader<'s>, family: &Family, line: Line) -> Option<[&'s str; 3]> {
    let text = reader.text(line.start, line.end);
    if family.lines != Lines::Columns || super::clause::is_dated(text) {
        return None;
    }
    let parts = reader.pairs(Rule::column, text)?.next()?.into_inner();
    let mut column = [""; 3];
    for part in parts {
        match part.as_rule() {
            Rule::head_path => column[0] = part.as_str(),
            Rule::label => column[1] = part.as_str(),
            Rule::type_expr => column[2] = part.as_str(),
            _ => {}
        }
    }
    Some(column)
}
