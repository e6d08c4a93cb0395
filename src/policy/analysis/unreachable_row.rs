//! Rows that no account can meet: a range without numbers, or outside what its input can be; a condition that contradicts
//! itself or the row's cells; `otherwise` where the rows above leave nothing over.

use super::super::{Range, Test};
use super::contradiction::Question;
use super::grid::Grid;
use super::spelling;
use super::table::Cut;
use crate::diagnostics::{Finding, Phrase, analysis, said};
use crate::values::Interval;

pub(super) fn find(cut: &Cut<'_>, findings: &mut Vec<Finding>) {
    for (i, row) in cut.rows.iter().enumerate() {
        let Some(column) = cut.grid.impossible_column(i) else { continue };
        let (Some(input), Some(test)) = (cut.site.table.inputs.get(column), row.tests.get(column)) else { continue };
        let why = match test {
            Test::Ranges(ranges) if ranges.iter().all(is_empty) => {
                said!(
                    "nothing lies in its range of `{name}`",
                    "w jego zakresie `{name}` nic się nie mieści",
                    name = &input.name
                )
            }
            _ => match range_in_words(cut, &cut.bounds.possible(&input.value), input.ty) {
                Some(range) => {
                    said!("`{name}` is always {range}", "`{name}` to zawsze {range}", name = &input.name, range = range)
                }
                None => said!("no value of `{name}` fits", "żadna wartość `{name}` nie pasuje", name = &input.name),
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

fn range_in_words(cut: &Cut<'_>, range: &Interval, ty: super::super::Type) -> Option<Phrase> {
    let show = |n| spelling::number(cut.policy, ty, n);
    match (&range.low, &range.high) {
        (Some(low), Some(high)) => {
            Some(
                said!("between {low} and {high}", "wartość między {low} a {high}", low = show(low), high = show(high),),
            )
        }
        (Some(low), None) => Some(said!("at least {low}", "co najmniej {low}", low = show(low))),
        (None, Some(high)) => Some(said!("at most {high}", "co najwyżej {high}", high = show(high))),
        (None, None) => None,
    }
}
