//! The tables of a policy, each with its name, its text and its grid: what the findings about tables start from.

use super::super::{Criterion, CriterionBody, Output, Policy, Row, RowValue, Shape, SlotValue, Table};
use super::bounds::Bounds;
use super::grid::{Area, Grid};
use crate::diagnostics::{Finding, Phrase, Sources, Span, analysis, said};

/// A table and whose it is.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) table: &'a Table,
    /// `solidity`, `person.our_channel`
    pub(super) owner: Option<&'a str>,
    pub(super) name: &'a str,
    /// The criterion, where it is one's.
    pub(super) criterion: Option<&'a Criterion>,
}

impl Site<'_> {
    /// `solidity`, `person.our_channel`
    fn full_name(&self) -> String {
        match self.owner {
            Some(owner) => format!("{owner}.{}", self.name),
            None => self.name.to_owned(),
        }
    }

    /// The first line of the table.
    fn header(&self, sources: &Sources) -> Span {
        let span = self.table.span;
        let text = sources.slice(span);
        let length = text.lines().next().map_or(text.len(), |l| l.trim_end().len());
        Span { end: span.start.saturating_add(u32::try_from(length).unwrap_or(0)), ..span }
    }
}

/// Most rows of a table that are compared with one another; what that takes grows with the cube of their number.
const MOST_ROWS: usize = 2_000;

/// Whether a table has too many rows to compare them.
pub(super) fn is_long(site: &Site<'_>) -> bool {
    matches!(&site.table.shape, Shape::Rows { rows, .. } if rows.len() > MOST_ROWS)
}

/// Says that a table is not looked at.
pub(super) fn too_large(sources: &Sources, site: Site<'_>) -> Finding {
    Finding::new(&analysis::TABLE_TOO_LARGE, site.header(sources)).arg("table", site.full_name())
}

/// All tables: of criteria, of the account, of people, of records.
pub(super) fn sites(policy: &Policy) -> Vec<Site<'_>> {
    let mut sites = Vec::new();
    for criterion in &policy.criteria {
        if let CriterionBody::Table(table) = &criterion.body {
            sites.push(Site { table, owner: None, name: criterion.name.as_str(), criterion: Some(criterion) });
        }
    }
    for slot in &policy.slots {
        if let SlotValue::Table(table) = &slot.value {
            let name = slot.name.as_ref().map_or("", |n| n.as_str());
            sites.push(Site { table, owner: None, name, criterion: None });
        }
    }
    let people = policy.person_lets.iter().map(|l| ("person", l));
    let records = policy.records.iter().flat_map(|r| r.lets.iter().map(|l| (r.name.as_str(), l)));
    for (owner, row_let) in people.chain(records) {
        if let RowValue::Table(table) = &row_let.value {
            sites.push(Site { table, owner: Some(owner), name: row_let.name.as_str(), criterion: None });
        }
    }
    sites
}

/// A table with all that is worked out about it once.
pub(super) struct Cut<'a> {
    pub(super) policy: &'a Policy,
    pub(super) sources: &'a Sources,
    pub(super) bounds: &'a Bounds<'a>,
    pub(super) site: Site<'a>,
    /// Empty for a linear scale.
    pub(super) rows: &'a [Row],
    pub(super) otherwise: Option<&'a (Output, Span)>,
    pub(super) grid: Grid,
}

impl<'a> Cut<'a> {
    pub(super) fn new(policy: &'a Policy, sources: &'a Sources, bounds: &'a Bounds<'a>, site: Site<'a>) -> Cut<'a> {
        let (rows, otherwise) = match &site.table.shape {
            Shape::Linear { .. } => (&[][..], None),
            Shape::Rows { rows, otherwise } => (rows.as_slice(), otherwise.as_ref()),
        };
        let grid = Grid::new(policy, bounds, &site.table.inputs, rows, otherwise.is_some());
        Cut { policy, sources, bounds, site, rows, otherwise, grid }
    }

    /// `solidity`, `person.our_channel`
    pub(super) fn name(&self) -> String {
        self.site.full_name()
    }

    /// Whether any row depends on more than its cells, so that what it covers cannot be decided.
    pub(super) fn has_conditions(&self) -> bool {
        self.rows.iter().any(|r| r.when.is_some())
    }

    /// The line of a place, as in [`line_beside`].
    pub(super) fn line_beside(&self, span: Span, other: Span) -> String {
        line_beside(self.sources, span, other)
    }

    /// The first line of the table.
    pub(super) fn header(&self) -> Span {
        self.site.header(self.sources)
    }

    /// `| good | 15 days |`
    pub(super) fn witness(&self, area: &Area) -> String {
        format!("| {} |", self.grid.example(self.policy, area).join(" | "))
    }

    /// `credit good, overdue 15 days`
    pub(super) fn case(&self, area: &Area) -> Phrase {
        let values = self.grid.example(self.policy, area);
        let named = self.site.table.inputs.iter().zip(values).map(|(i, v)| format!("`{} {v}`", i.name));
        let mut named: Vec<String> = named.collect();
        match named.pop() {
            Some(last) if !named.is_empty() => {
                said!("{first} and {last}", "{first} i {last}", first = named.join(", "), last = last)
            }
            Some(only) => only.into(),
            None => Phrase::Joined(Vec::new()),
        }
    }

    /// The cell of a row under an input.
    pub(super) fn cell(&self, row: Span, column: usize) -> Option<Span> {
        let input = self.site.table.inputs.get(column)?;
        let header = self.sources.slice(self.header());
        let under = header.split('|').position(|name| name.trim() == input.name)?;
        let text = self.sources.slice(row);
        if row.file != self.site.table.span.file || text.split('|').count() != header.split('|').count() {
            return None;
        }
        let cell = text.split('|').nth(under)?;
        let before: usize = text.split('|').take(under).map(|c| c.len() + 1).sum();
        let start = row.start as usize + before + cell.len() - cell.trim_start().len();
        Some(Span::new(row.file, start, start + cell.trim().len()))
    }

    /// A whole row with these cells for the inputs, and `output` where the header has the result.
    pub(super) fn row(&self, cells: &[String], output: &str) -> String {
        let header = self.sources.slice(self.header());
        let names: Vec<&str> = header.trim().trim_matches('|').split('|').map(str::trim).collect();
        let inputs = &self.site.table.inputs;
        let mut line = String::from("  |");
        if names.len() > inputs.len() {
            for name in names {
                let cell = inputs.iter().position(|i| i.name == name).and_then(|p| cells.get(p));
                line.push_str(&format!(" {} |", cell.map_or(output, String::as_str)));
            }
        } else {
            for cell in cells.iter().map(String::as_str).chain([output]) {
                line.push_str(&format!(" {cell} |"));
            }
        }
        line
    }
}

/// The line of a place, from 1; with its file where that is not the other's, as when an overlay brings a row.
pub(super) fn line_beside(sources: &Sources, span: Span, other: Span) -> String {
    let line = sources.start(span).line;
    if span.file == other.file { line.to_string() } else { format!("{line} ({})", sources.name(span.file)) }
}
