//! A case for which no row of a decision table holds. Missing values are cases too where the table has a `missing` cell;
//! without one, the criterion's `missing means` says what happens and nothing is open.

use super::grid::Area;
use super::table::Cut;
use crate::diagnostics::{Finding, analysis};

/// So many gaps of a table are shown; the last says that there are more.
const SHOWN: usize = 3;

/// Every area no row covers. Tables with conditions are left alone: what a condition covers is not known.
pub(super) fn find(cut: &Cut<'_>, findings: &mut Vec<Finding>) {
    if cut.rows.is_empty() || cut.has_conditions() || cut.site.table.inputs.is_empty() {
        return;
    }
    let gaps = cut.grid.gaps(SHOWN);
    let first = findings.len();
    for area in &gaps.areas {
        findings.push(
            Finding::new(&analysis::ROW_GAP, cut.header())
                .arg("table", cut.name())
                .arg("case", cut.case(area))
                .note(format!("a case that meets no row: `{}`", cut.witness(area)))
                .maybe_fix(proposal(cut, area)),
        );
    }
    let shown = u64::try_from(gaps.areas.len()).unwrap_or(u64::MAX);
    if gaps.total > shown
        && findings.len() > first
        && let Some(last) = findings.pop()
    {
        findings.push(last.note(format!("{} more cases of this table meet no row", gaps.total - shown)));
    }
    if gaps.gave_up && findings.len() == first {
        findings.push(Finding::new(&analysis::TABLE_TOO_LARGE, cut.header()).arg("table", cut.name()));
    }
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
