//! Rows that miss, or share, just the number at which they meet: there one word of one row is enough, `at least` for
//! `above`. Proposes nothing where the change would open or close more than that number. Start at [`closed`] and
//! [`parted`]; what a gap or an overlap is, the findings know.

use super::super::{Range, Row, Test, fix};
use super::grid::Area;
use super::table::Cut;
use crate::diagnostics::{Fix, Span};
use crate::values::Number;

/// Words for a bound without and with its number.
const WORDS: [(&str, &str); 4] = [("above", "at least"), ("below", "at most"), (">", ">="), ("<", "<=")];

/// The row that would hold in an area of one number if its bound included it: its place and the row.
pub(super) fn closed(cut: &Cut<'_>, area: &Area) -> Option<(Span, Fix)> {
    cut.grid.points(area).into_iter().find_map(|(column, number)| {
        (0..).zip(cut.rows).filter(|(at, _)| cut.grid.is_elsewhere(*at, column, area)).find_map(|(_, row)| {
            let said = ends_at(row, column, &number, false).then(|| cut.cell(row.span, column)).flatten()?;
            Some((row.span, reworded(cut, said, |(without, with)| (without, with))?))
        })
    })
}

/// The second or the first of two rows without the one number they share.
pub(super) fn parted(cut: &Cut<'_>, rows: [(usize, &Row); 2], area: &Area) -> Option<Fix> {
    let [first, second] = rows;
    cut.grid.points(area).into_iter().find_map(|(column, number)| {
        [(second, first), (first, second)].into_iter().find_map(|((at, row), (other, _))| {
            let kept = cut.grid.covers_elsewhere(other, at, column);
            let said = (kept && ends_at(row, column, &number, true)).then(|| cut.cell(row.span, column)).flatten()?;
            reworded(cut, said, |(without, with)| (with, without))
        })
    })
}

/// Whether the one range of a cell begins or ends at a number, with it or without it.
fn ends_at(row: &Row, column: usize, number: &Number, included: bool) -> bool {
    let Some(Test::Ranges(ranges)) = row.tests.get(column) else { return false };
    let [Range { low, high, .. }] = ranges.as_slice() else { return false };
    match (low, high) {
        (Some(end), None) | (None, Some(end)) => end.at == *number && end.included == included,
        _ => false,
    }
}

/// The row of a cell with the first word of the cell changed.
fn reworded(
    cut: &Cut<'_>,
    cell: Span,
    order: fn((&'static str, &'static str)) -> (&'static str, &'static str),
) -> Option<Fix> {
    let text = cut.sources.slice(cell);
    // The longer word first: `>=` starts with `>`.
    let (rest, new) = WORDS.into_iter().rev().map(order).find_map(|(old, new)| {
        let rest = text.strip_prefix(old)?;
        (!rest.starts_with('=')).then_some((rest, new))
    })?;
    fix::with_replaced(cut.sources, cell, &format!("{new}{rest}"))
}
