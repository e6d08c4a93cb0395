//! Windows over dated records: which days they hold, and whether the source covers them. A window that reaches outside
//! what its source covers is missing with that reason, never a part-year passed off as a year.

use super::scope::{ONE_DAY, Session};
use crate::data::{Portfolio, RecordTable};
use crate::policy::{ColumnId, Policy, RecordsId, Window};
use crate::values::{Absence, Day, Duration, Reading, Scalar};

/// How many rows of an account are in any of some windows, as a query without filters sees them; none without a source.
pub fn rows_in_windows(
    policy: &Policy,
    portfolio: &Portfolio,
    as_of: Day,
    account: usize,
    id: RecordsId,
    windows: &[Option<&Window>],
) -> Option<usize> {
    let table = portfolio.records(id)?;
    let dated_by = policy.records.get(id.index()).and_then(|r| r.dated_by);
    let counts = |row: &usize| windows.iter().any(|window| in_window(as_of, *window, dated_by, table, *row));
    Some(table.rows_of(account).filter(counts).count())
}

/// Whether a row is in a window. Rows after the day of evaluation do not exist; a row without a date is in no window.
pub(super) fn in_window(
    as_of: Day,
    window: Option<&Window>,
    dated_by: Option<ColumnId>,
    table: &RecordTable,
    row: usize,
) -> bool {
    let Some(column) = dated_by else { return window.is_none() };
    match (table.cell(column, row), window) {
        (Reading::Known(Scalar::Day(day)), Some(window)) => {
            let (first, last) = days(as_of, window);
            first <= *day && *day <= last
        }
        (Reading::Known(Scalar::Day(day)), None) => *day <= as_of,
        (Reading::Known(_) | Reading::Missing(_) | Reading::NotApplicable, window) => window.is_none(),
    }
}

/// The first and the last day of a window.
pub(super) fn days(as_of: Day, window: &Window) -> (Day, Day) {
    let back = |d: Duration, times: i32| as_of.shift(Duration { count: d.count.saturating_mul(times), ..d }, -1);
    match window {
        Window::Last(d) => (back(*d, 1).shift(ONE_DAY, 1), as_of),
        Window::Previous(d) => (back(*d, 2).shift(ONE_DAY, 1), back(*d, 1)),
        Window::Since(day) => (*day, as_of),
    }
}

impl Session<'_> {
    /// The reason why a window cannot be answered: the source covers only part of it.
    ///
    /// A source covers what kam.yaml says, else from its earliest record to the day of evaluation; one without any record
    /// covers no day.
    pub fn uncovered(&self, records: RecordsId, table: &RecordTable, (first, last): (Day, Day)) -> Option<Absence> {
        let to = table.covers_to.unwrap_or(self.as_of);
        let from = table.covers_from.or(table.earliest).unwrap_or(to);
        let empty = table.covers_from.is_none() && table.earliest.is_none();
        let inside = !empty && from <= first && last <= to;
        (!inside && first <= last).then_some(Absence::OutsideCoverage { records: records.0, from, to })
    }
}
