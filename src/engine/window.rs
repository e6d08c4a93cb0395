//! Windows over dated records: which days they hold, and whether the source covers them. A window that reaches outside
//! what its source covers is missing with that reason, never a part-year passed off as a year.

use super::scope::{ONE_DAY, Session};
use crate::data::RecordTable;
use crate::policy::{RecordsId, Window};
use crate::values::{Absence, Day};

impl Session<'_> {
    /// The first and the last day of a window.
    pub fn window(&self, window: &Window) -> (Day, Day) {
        match window {
            Window::Last(d) => (self.days_back(*d, 1).shift(ONE_DAY, 1), self.as_of),
            Window::Previous(d) => (self.days_back(*d, 2).shift(ONE_DAY, 1), self.days_back(*d, 1)),
            Window::Since(day) => (*day, self.as_of),
        }
    }

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
