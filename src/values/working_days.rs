//! Working days: Monday to Friday without public holidays. Holidays are those of built-in countries, by year, and dates
//! of the workspace's own calendars.

use super::Day;
use std::collections::BTreeSet;

/// Which days are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingDays {
    /// Countries whose holidays are built in.
    pub countries: BTreeSet<Country>,
    /// Further days off.
    pub days_off: BTreeSet<Day>,
}

/// A country whose public holidays are known by year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Country {
    Poland,
}
