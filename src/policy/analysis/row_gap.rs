//! A case for which no row of a decision table holds. Missing values are cases too where the table has a `missing` cell;
//! without one, the criterion's `missing means` says what happens and nothing is open.

use super::super::fix;
use super::boundary;
use super::grid::Area;
use super::table::Cut;
use crate::diagnostics::{Finding, Fix, Span, analysis, said};

/// So many cases of a table are shown; a note says how many more there are.
const SHOWN: usize = 5;

/// The areas no row covers, as one finding: the first case in its sentence, each with a witness, and the rows that would
/// close them. Tables with conditions are left alone: what a condition covers is not known.
pub(super) fn find(cut: &Cut<'_>, findings: &mut Vec<Finding>) {
    if cut.rows.is_empty() || cut.has_conditions() || cut.site.table.inputs.is_empty() {
        return;
    }
    let gaps = cut.grid.gaps(SHOWN);
    let Some(first) = gaps.areas.first() else {
        if gaps.gave_up {
            findings.push(Finding::new(&analysis::TABLE_TOO_LARGE, cut.header()).arg("table", cut.name()));
        }
        return;
    };
    let meet = if gaps.total == 1 { boundary::closed(cut, first) } else { None };
    let place = meet.as_ref().map_or_else(|| neighbour(cut, first), |(row, _)| *row);
    let mut finding = Finding::new(&analysis::ROW_GAP, place).arg("table", cut.name()).arg("case", cut.case(first));
    for area in &gaps.areas {
        finding = finding.note(said!(
            "a case that meets no row: `{case}`",
            "przypadek bez wiersza: `{case}`",
            case = cut.witness(area)
        ));
    }
    let shown = u64::try_from(gaps.areas.len()).unwrap_or(u64::MAX);
    if gaps.total > shown {
        finding = finding.note(said!(
            "{more} more cases of this table meet no row",
            "innych przypadków tej tabeli, które nie mają wiersza: {more}",
            more = (gaps.total - shown).to_string(),
        ));
    }
    let fix = meet.map(|(_, fix)| fix).or_else(|| more_rows(cut, place, &gaps.areas));
    findings.push(finding.maybe_fix(fix));
}

/// The row below which a new one belongs: the last of those that are most like the case, looked at from the first column
/// on. A ladder, which is read from the top, goes on at its end.
fn neighbour(cut: &Cut<'_>, area: &Area) -> Span {
    let last = cut.rows.last().map_or(cut.header(), |row| row.span);
    if super::ladder_order::is_ladder(cut) || cut.grid.is_missing(area) {
        return last;
    }
    let alike = cut.rows.iter().enumerate().max_by_key(|(at, _)| cut.grid.alike(*at, area));
    alike.map_or(last, |(_, row)| row.span)
}

/// The row at a place and below it those that close the gaps: pasted over, nothing is lost.
fn more_rows(cut: &Cut<'_>, place: Span, areas: &[Area]) -> Option<Fix> {
    if place.file != cut.header().file {
        // The row was written anew by an overlay, which takes no rows as they stand in a table.
        return None;
    }
    let mut rows: Vec<String> = areas.iter().filter_map(|area| proposal(cut, area)).collect();
    // A table has one `otherwise`, and rows that say what they cover come before it.
    if rows.iter().any(|row| !row.contains("otherwise")) {
        rows.retain(|row| !row.contains("otherwise"));
    }
    rows.dedup();
    (!rows.is_empty()).then(|| fix::with_below(cut.sources, place, &rows.join("\n")))
}

/// The row that would close the gap, its result left to the author: `| fair | above 14 days | … |`.
fn proposal(cut: &Cut<'_>, area: &Area) -> Option<String> {
    let missing = cut.grid.is_missing(area);
    let output = if missing && cut.site.criterion.is_some() { "unknown" } else { "…" };
    if let Some(cells) = cut.grid.cells(cut.policy, area) {
        // A ladder of `from` rows has no other way to say what holds below its lowest step.
        if !super::ladder_order::is_ladder(cut) || missing {
            return Some(cut.row(&cells, output));
        }
    }
    let otherwise: Vec<String> = cut.site.table.inputs.iter().map(|_| "otherwise".to_owned()).collect();
    (!missing && cut.otherwise.is_none()).then(|| cut.row(&otherwise, output))
}
