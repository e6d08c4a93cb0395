//! Two rows of a decision table that both hold for the same account: nothing would say which one counts.

use super::boundary;
use super::table::Cut;
use crate::diagnostics::{Finding, analysis, said};

/// So many pairs of a table are shown; the last says how many more there are.
const SHOWN: usize = 3;

/// Every pair of rows without conditions that share a case. Rows with a condition may exclude each other, so they are
/// left alone; identical rows have their own finding.
pub(super) fn find(cut: &Cut<'_>, findings: &mut Vec<Finding>) {
    let first = findings.len();
    let mut more = 0u32;
    for (b, second) in cut.rows.iter().enumerate() {
        for (a, other) in cut.rows.iter().enumerate().take(b) {
            if second.when.is_some() || other.when.is_some() || second.tests == other.tests {
                continue;
            }
            let Some(area) = cut.grid.overlap(a, b) else { continue };
            if findings.len() - first >= SHOWN {
                more += 1;
                continue;
            }
            findings.push(
                Finding::new(&analysis::ROW_OVERLAP, second.span)
                    .arg("first", cut.line_beside(other.span, second.span))
                    .arg("second", cut.line_beside(second.span, second.span))
                    .arg("case", cut.case(&area))
                    .note(said!(
                        "a case that meets both: `{case}`",
                        "przypadek, który pasuje do obu: `{case}`",
                        case = cut.witness(&area)
                    ))
                    .note_at(other.span, said!("the other row", "drugi wiersz"))
                    .maybe_fix(boundary::parted(cut, [(a, other), (b, second)], &area)),
            );
        }
    }
    if more > 0
        && let Some(last) = findings.pop()
    {
        findings.push(last.note(said!(
            "{more} more pairs of rows of this table overlap",
            "innych par wierszy tej tabeli, które pasują naraz: {more}",
            more = more.to_string(),
        )));
    }
}
