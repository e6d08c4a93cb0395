//! Two rows of a table whose conditions can hold for the same account and that say different things. An evaluation finds
//! it only once such an account is there ([`crate::diagnostics::engine::SEVERAL_ROWS`]); where the conditions compare
//! plain values with constants it is known beforehand, with a case.

use super::contradiction::Question;
use super::table::Cut;
use crate::diagnostics::{Finding, analysis, said};

/// So many pairs of a table are shown; the last says how many more there are.
const SHOWN: usize = 3;

pub(super) fn find(cut: &Cut<'_>, findings: &mut Vec<Finding>) {
    let first = findings.len();
    let mut more = 0u32;
    for (b, second) in cut.rows.iter().enumerate() {
        for other in cut.rows.iter().take(b) {
            let plain = second.when.is_none() && other.when.is_none();
            if plain || second.output == other.output {
                continue;
            }
            let Some(case) = Question::new(cut.policy, cut.bounds).both_met(cut.site.table, other, second) else {
                continue;
            };
            if findings.len() - first >= SHOWN {
                more += 1;
                continue;
            }
            findings.push(
                Finding::new(&analysis::WHEN_OVERLAP, second.span)
                    .arg("first", cut.line_beside(other.span, second.span))
                    .arg("second", cut.line_beside(second.span, second.span))
                    .arg("case", case)
                    .note_at(other.span, said!("the other row", "drugi wiersz")),
            );
        }
    }
    if more > 0
        && let Some(last) = findings.pop()
    {
        findings.push(last.note(said!(
            "{more} more pairs of rows of this table hold together",
            "innych par wierszy tej tabeli, które obowiązują naraz: {more}",
            more = more.to_string(),
        )));
    }
}
