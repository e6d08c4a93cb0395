//! The facts behind an alert, a figure in alarm, a veto or a limit: the measures its condition compares with their values,
//! and the rows it counts, with the columns by which a reader recognizes them.

use super::Subject;
use super::score::{FactView, fact};
use crate::data::RecordTable;
use crate::engine::{About, Grounds, Value, grounds};
use crate::policy::{Column, ColumnId, Expr, Over, Query, Records, RecordsId, Type};
use crate::values::{Day, Reading, Scalar};
use crate::views::reads::Reads;
use crate::views::shown::Shown;
use serde::Serialize;
use std::collections::BTreeMap;

/// Rows of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowsView {
    /// What they are rows of; none for people.
    pub label: Option<String>,
    /// The first few: of records the latest first, of people in the order of the account file.
    pub rows: Vec<RowView>,
    /// How many more there are.
    pub more: usize,
}

/// A row by what a reader recognizes it by.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowView {
    /// Its day, its first and last text, its amount, and what is asked of it.
    pub cells: Vec<CellView>,
    /// `data/issues.csv:7`; none for people.
    pub place: Option<String>,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CellView {
    /// Where the value does not speak for itself.
    pub label: Option<String>,
    pub value: Shown,
}

/// What something stands on, for a reader.
#[derive(Clone, Debug, Default)]
pub(super) struct Behind {
    pub figures: Vec<FactView>,
    pub rows: Vec<RowsView>,
}

/// How many rows are named.
const NAMED: usize = 5;

/// What each stands on.
pub(super) fn behind<'a>(subject: &Subject<'a>, about: &[About<'a>], confidential: bool) -> Vec<Behind> {
    let inputs = subject.inputs;
    let all = grounds(inputs.policy, inputs.portfolio, inputs.evaluation, subject.position, about);
    all.iter().map(|grounds| view(subject, grounds, confidential)).collect()
}

fn view(subject: &Subject<'_>, grounds: &Grounds<'_>, confidential: bool) -> Behind {
    let policy = subject.inputs.policy;
    let open = |expr: &&&Expr| match expr {
        Expr::Field(id) => confidential || !policy.field(*id).private,
        _ => true,
    };
    let name = |expr: &Expr| match expr {
        Expr::Slot(id) => policy.slot(*id).name.as_ref().map(ToString::to_string),
        Expr::Field(id) => Some(policy.field(*id).name.to_string()),
        _ => None,
    };
    let figures = grounds.operands.iter().filter(open).filter_map(|expr| fact(subject, expr, &name(expr)?));
    let figures = figures.filter(|f| !matches!(f.value, Shown::Missing { .. } | Shown::NotApplicable)).collect();
    let mut by_kind: Vec<(Over, Asked<'_>)> = Vec::new();
    for (query, rows) in &grounds.rows {
        let about_opinions = || {
            let attributes = Reads::of_query(policy, query).attributes;
            attributes.iter().any(|id| policy.attribute(*id).private)
        };
        if query.over == Over::People && !confidential && about_opinions() {
            continue;
        }
        if !by_kind.iter().any(|(over, _)| *over == query.over) {
            by_kind.push((query.over, BTreeMap::new()));
        }
        let Some((_, all)) = by_kind.iter_mut().find(|(over, _)| *over == query.over) else { continue };
        for (row, value) in rows {
            all.entry(*row).or_default().push((*query, value));
        }
    }
    let rows = by_kind.into_iter().filter_map(|(over, rows)| match over {
        Over::People => people(subject, &rows),
        Over::Records(id) => records(subject, id, &rows),
    });
    Behind { figures, rows: rows.collect() }
}

/// Rows by their position, with what queries ask of each.
type Asked<'a> = BTreeMap<usize, Vec<(&'a Query, &'a Value)>>;

fn people(subject: &Subject<'_>, rows: &Asked<'_>) -> Option<RowsView> {
    let people = subject.account.people.as_deref()?;
    let named = rows.keys().filter_map(|at| people.get(*at));
    let view = |person: &crate::data::Person| RowView {
        cells: vec![CellView { label: None, value: text(person.name.clone()) }],
        place: None,
    };
    Some(cut(None, named.map(view).collect()))
}

fn records(subject: &Subject<'_>, id: RecordsId, rows: &Asked<'_>) -> Option<RowsView> {
    let inputs = subject.inputs;
    let kind = inputs.policy.records.get(id.index())?;
    let table = inputs.portfolio.records(id)?;
    let mut latest_first: Vec<_> = rows.iter().collect();
    latest_first.sort_by_key(|(row, _)| (std::cmp::Reverse(day(kind, table, **row)), **row));
    let mut views: Vec<RowView> = Vec::new();
    for (row, asked) in latest_first {
        let cells = cells(subject, kind, table, *row, asked);
        // Lines of one order that look alike are one fact.
        if cells.is_empty() || views.iter().any(|v| v.cells == cells) {
            continue;
        }
        let line = table.lines.get(*row);
        let file = table.file.map(|file| inputs.sources.name(file));
        views.push(RowView { cells, place: file.zip(line).map(|(file, line)| format!("{file}:{line}")) });
    }
    Some(cut(Some(subject.show.label(&kind.label, kind.name.as_str())), views))
}

fn cut(label: Option<String>, mut rows: Vec<RowView>) -> RowsView {
    let more = rows.len().saturating_sub(NAMED);
    rows.truncate(NAMED);
    RowsView { label, rows, more }
}

fn day(kind: &Records, table: &RecordTable, row: usize) -> Option<Day> {
    match table.cell(kind.dated_by?, row) {
        Reading::Known(Scalar::Day(day)) => Some(*day),
        Reading::Known(_) | Reading::Missing(_) | Reading::NotApplicable => None,
    }
}

/// The day of a row, its first and last text and its first amount, then what is asked of it.
fn cells(
    subject: &Subject<'_>,
    kind: &Records,
    table: &RecordTable,
    row: usize,
    asked: &[(&Query, &Value)],
) -> Vec<CellView> {
    let columns = (0u16..).zip(&kind.columns).map(|(at, column)| (ColumnId(at), column));
    let known: Vec<(&Column, &Scalar)> = columns
        .filter_map(|(id, column)| match table.cell(id, row) {
            Reading::Known(scalar) => Some((column, scalar)),
            Reading::Missing(_) | Reading::NotApplicable => None,
        })
        .collect();
    let bare = |value: Shown| CellView { label: None, value };
    let day = day(kind, table, row).map(|day| bare(Shown::Date { date: day.to_string() }));
    // The id of an accepted action is for machines.
    let says = |column: &Column| !(kind.name.as_str() == "action" && column.name.as_str() == "id");
    let texts: Vec<_> = known.iter().filter(|(c, _)| c.ty == Type::Text && says(c)).collect();
    let ends = texts.first().into_iter().chain(texts.last().filter(|_| texts.len() > 1));
    let mut cells: Vec<CellView> = day.into_iter().collect();
    cells.extend(ends.map(|(column, scalar)| bare(written(subject, kind, column, scalar))));
    let amount = known.iter().find(|(column, _)| column.ty == Type::Money);
    cells.extend(amount.map(|(column, scalar)| bare(subject.show.scalar(column.ty, scalar))));
    for (query, value) in asked {
        let Value::Known(scalar) = value else { continue };
        let value = subject.show.scalar(query.ty, scalar);
        if query.ty != Type::Date && !cells.iter().any(|cell| cell.value == value) {
            cells.push(CellView { label: asked_of(subject, kind, query), value });
        }
    }
    cells
}

/// What a query asks of a row, by its label.
fn asked_of(subject: &Subject<'_>, kind: &Records, query: &Query) -> Option<String> {
    match query.value.as_ref()? {
        Expr::Column(id) => kind.columns.get(id.index()).map(|c| subject.show.label(&c.label, c.name.as_str())),
        Expr::RowLet(_, id) => kind.lets.get(id.index()).map(|l| subject.show.label(&l.label, l.name.as_str())),
        _ => None,
    }
}

/// A text as it is written; of a contact and an accepted action the names of people and channels for their ids.
fn written(subject: &Subject<'_>, kind: &Records, column: &Column, scalar: &Scalar) -> Shown {
    let Scalar::Text(written) = scalar else { return subject.show.scalar(column.ty, scalar) };
    let people = subject.account.people.as_deref().unwrap_or(&[]);
    let name = match (kind.name.as_str(), column.name.as_str()) {
        ("interaction", "person") => people.iter().find(|p| p.id.as_str() == &**written).map(|p| p.name.clone()),
        ("interaction", "by") | ("action", "owner") => Some(subject.ours(written)),
        ("interaction", "channel") => {
            let channels = &subject.inputs.policy.channels;
            let channel = channels.iter().find(|c| c.name.as_str() == &**written);
            channel.map(|c| subject.show.label(&c.label, c.name.as_str()))
        }
        _ => None,
    };
    text(name.unwrap_or_else(|| written.to_string()))
}

fn text(text: String) -> Shown {
    Shown::Text { text }
}
