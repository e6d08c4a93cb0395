//! The months in which one of us has no hours left.

use super::Subject;
use super::plays::hours;
use crate::values::{Day, Number};
use crate::views::shown::Shown;
use serde::Serialize;
use std::collections::BTreeMap;

/// A month in which somebody has no hours left.
#[derive(Clone, Debug, Serialize)]
pub struct FullMonthView {
    pub year: String,
    /// `01` to `12`.
    pub month: String,
    /// Hours of this plan.
    pub effort: Shown,
}

/// The months in which a play of somebody finds no free hours, with the hours of all their plays of this plan. A play is its
/// day, their hours and whether these were free; what is late counts in the month of the evaluation.
pub(super) fn full_months(
    subject: &Subject<'_>,
    plays: impl Iterator<Item = (Day, Number, bool)>,
) -> Vec<FullMonthView> {
    let mut months: BTreeMap<(i16, i8), (Number, bool)> = BTreeMap::new();
    for (due, effort, booked_out) in plays {
        let day = due.max(subject.as_of());
        let (sum, full) = months.entry((day.year(), day.month())).or_default();
        *sum = &*sum + &effort;
        *full |= booked_out;
    }
    let full = months.into_iter().filter(|(_, (_, full))| *full);
    let view = |((year, month), (effort, _)): ((i16, i8), (Number, bool))| FullMonthView {
        year: year.to_string(),
        month: format!("{month:02}"),
        effort: hours(&effort),
    };
    full.map(view).collect()
}
