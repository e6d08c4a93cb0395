//! The clauses of an item, from its first line and the lines below alike, and its rows. Clauses that the directive does
//! not know, or that stand twice, are reported here; `kind` then takes out what it needs.

use super::Rule;
use super::family::{Family, Lines};
use crate::diagnostics::{Finding, Span, suggest, syntax as codes};
use crate::syntax::reader::Reader;
use crate::syntax::split::{Line, first_word};
use crate::syntax::{repair, rows};
use pest::iterators::Pair;

/// What the lines of an item say.
#[derive(Debug, Default)]
pub(super) struct Clauses<'s> {
    list: Vec<Pair<'s, Rule>>,
    pub rows: Vec<Line>,
    /// A line was not read: what lacks may stand there.
    pub unread: bool,
    /// A row was not read.
    pub row_lost: bool,
}

impl<'s> Clauses<'s> {
    /// Reads all lines of an item.
    pub fn read(reader: &mut Reader<'s>, family: &Family, lines: &[Line]) -> Clauses<'s> {
        let mut clauses = Clauses::default();
        let mut row_reported = false;
        for line in lines {
            if !line.row {
                clauses.line(reader, family, *line);
            } else if family.rows {
                clauses.rows.push(*line);
            } else if !row_reported {
                row_reported = true;
                let at = reader.range(line.start, line.end);
                reader.report(Finding::new(&codes::ROW_HERE, at).arg("item", repair::article(family.keyword)));
            }
        }
        clauses
    }

    fn line(&mut self, reader: &mut Reader<'s>, family: &Family, line: Line) {
        let text = reader.text(line.start, line.end);
        if family.rows && rows::row_of_tabs(reader, family, text) {
            self.row_lost = true;
            return;
        }
        if family.rows && rows::row_without_bars(reader, family, text, self.rows.first()) {
            self.row_lost = true;
            return;
        }
        let rule = match family.lines {
            Lines::Clauses => Rule::clauses,
            Lines::Types => Rule::type_clauses,
            Lines::Examples => Rule::example_line,
            Lines::Columns if is_dated(text) => Rule::clauses,
            Lines::Columns => Rule::column,
        };
        let before = reader.errors();
        match repair::read(reader, rule, text, family) {
            Some(pairs) => {
                let found =
                    pairs.flat_map(|p| if p.as_rule() == Rule::column { vec![p] } else { p.into_inner().collect() });
                for clause in found.filter(|p| p.as_rule() != Rule::EOI) {
                    self.add(reader, family, clause);
                }
            }
            None => self.unread = true,
        }
        self.unread |= reader.errors() > before;
    }

    fn add(&mut self, reader: &mut Reader<'s>, family: &Family, clause: Pair<'s, Rule>) {
        let rule = clause.as_rule();
        let known = rule == Rule::column || family.clauses.iter().any(|(r, _)| *r == rule);
        if !known {
            unknown(reader, family, &clause);
            self.unread = true;
            return;
        }
        let repeats = matches!(rule, Rule::column | Rule::given | Rule::expect | Rule::c_then)
            || (rule == Rule::c_from && family.keyword == "parameter");
        if !repeats && self.list.iter().any(|c| c.as_rule() == rule) {
            let word = family.clauses.iter().find(|(r, _)| *r == rule).map_or("", |(_, w)| *w);
            let word = if rule == Rule::type_expr { "type" } else { word };
            let at = reader.span(clause.as_str().lines().next().unwrap_or_default());
            reader.report(
                Finding::new(&codes::TWICE, at).arg("item", repair::spoken(family.keyword)).quote("word", word),
            );
            return;
        }
        self.list.push(clause);
    }

    /// Takes the clause of a rule out.
    pub fn take(&mut self, rule: Rule) -> Option<Pair<'s, Rule>> {
        let at = self.list.iter().position(|c| c.as_rule() == rule)?;
        Some(self.list.remove(at))
    }

    /// Takes all clauses of a rule out, in the order written.
    pub fn take_all(&mut self, rule: Rule) -> Vec<Pair<'s, Rule>> {
        let (taken, left) = std::mem::take(&mut self.list).into_iter().partition(|c| c.as_rule() == rule);
        self.list = left;
        taken
    }
}

/// Whether a line of a records type is its `dated by` and no column.
pub(super) fn is_dated(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next() == Some("dated") && words.next() == Some("by")
}

/// A clause of another directive.
fn unknown(reader: &mut Reader<'_>, family: &Family, clause: &Pair<'_, Rule>) {
    let text = clause.as_str();
    let word = first_word(text);
    let word = if word.is_empty() { text.split_whitespace().next().unwrap_or_default() } else { word };
    let at: Span = reader.span(&text[..word.len()]);
    let near = suggest::nearest(word, family.clause_words());
    let hint = near.map_or_else(|| repair::possible(family.clause_words()), |near| suggest::did_you_mean(Some(near)));
    let finding =
        Finding::new(&codes::UNKNOWN_CLAUSE, at).arg("item", repair::article(family.keyword)).quote("word", word);
    reader.report(finding.arg("hint", hint));
}
