//! Rows that no account can meet: a range without numbers, or outside what its input can be; a condition that contradicts
//! itself or the row's cells; `otherwise` where the rows above leave nothing over.

use super::super::{Range, Test};
use super::contradiction::Question;
use super::grid::Grid;
use super::spelling;
use super::table::Cut;
use crate::diagnostics::{Finding, analysis};
use crate::values::Interval;

pub(super) fn find(cut: &Cut<'_>, findings: &mut Vec<Finding>) {
    for (i, row) in cut.rows.iter().enumerate() {
        let Some(column) = cut.grid.impossible_column(i) else { continue };
        let (Some(input), Some(test)) = (cut.site.table.inputs.get(column), row.tests.get(column)) else { continue };
        let why = match test {
            Test::Ranges(ranges) if ranges.iter().all(is_empty) => {
                format!("nothing lies in its range of `{}`", input.name)
            }
            _ => match range_in_words(cut, &cut.bounds.possible(&input.value), input.ty) {
                Some(range) => format!("`{}` is always {range}", input.name),
                None => format!("no value of `{}` fits", input.name),
            },
        };
        findings.push(Finding::new(&analysis::UNREACHABLE_ROW, row.span).arg("why", why));
    }
    for (i, row) in cut.rows.iter().enumerate().filter(|(_, row)| row.when.is_some()) {
        if cut.grid.impossible_column(i).is_none()
            && let Some(why) = Question::new(cut.policy, cut.bounds).never_met(cut.site.table, row)
        {
            findings.push(Finding::new(&analysis::UNREACHABLE_ROW, row.span).arg("why", why));
        }
    }
    if let Some((_, span)) = cut.otherwise
        && !cut.rows.is_empty()
        && !cut.has_conditions()
    {
        // Without its own `otherwise` row and without missing cases, the table must leave something open.
        let known: Vec<_> = cut.rows.iter().filter(|r| !r.tests.contains(&Test::Missing)).cloned().collect();
        let gaps = Grid::new(cut.policy, cut.bounds, &cut.site.table.inputs, &known, false).gaps(1);
        if gaps.total == 0 && !gaps.gave_up {
            findings.push(Finding::new(&analysis::UNREACHABLE_OTHERWISE, *span));
        }
    }
}

fn is_empty(range: &Range) -> bool {
    match (&range.low, &range.high) {
        (Some(low), Some(high)) => low.at > high.at || (low.at == high.at && !(low.included && high.included)),
        _ => false,
    }
}

fn range_in_words(cut: &Cut<'_>, range: &Interval, ty: super::super::Type) -> Option<String> {
    let show = |n| spelling::number(cut.policy, ty, n);
    match (&range.low, &range.high) {
        (Some(low), Some(high)) => Some(format!("between {} and {}", show(low), show(high))),
        (Some(low), None) => Some(format!("at least {}", show(low))),
        (None, Some(high)) => Some(format!("at most {}", show(high))),
        (None, None) => None,
    }
}
