//! Working days: Monday to Friday without public holidays. Holidays are those of built-in countries, by year, and dates
//! of the workspace's own calendars. Nominal working time, where a holiday on a Saturday gives another day off, is not
//! counted here.

use super::{Calendar, Day, Duration};
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

impl WorkingDays {
    /// Whether it is a day from Monday to Friday that is no day off.
    pub fn is_working_day(&self, day: Day) -> bool {
        // 1970-01-01, day 0, was a Thursday.
        let weekday = (day.number() + 3).rem_euclid(7);
        weekday < 5 && !self.days_off.contains(&day) && !self.countries.iter().any(|c| c.is_holiday(day))
    }

    /// The `n`-th working day after `from`: the next working day is the first one, whether `from` itself is worked or not.
    /// None to wait for is `from`. Stays within [`Day::MAX`].
    pub fn after_working_days(&self, from: Day, n: u32) -> Day {
        let (mut day, mut left) = (from, n);
        while left > 0 && day < Day::MAX {
            day = Day::from_number(i64::from(day.number()) + 1);
            left -= u32::from(self.is_working_day(day));
        }
        day
    }
}

impl Country {
    pub const ALL: [Country; 1] = [Country::Poland];

    /// The two letters of ISO 3166-1, small, as kam.yaml writes them.
    pub fn code(self) -> &'static str {
        match self {
            Country::Poland => "pl",
        }
    }

    /// The country of two letters.
    pub fn parse(code: &str) -> Option<Country> {
        Country::ALL.into_iter().find(|c| c.code().eq_ignore_ascii_case(code))
    }

    /// Whether a day is a public holiday.
    pub fn is_holiday(self, day: Day) -> bool {
        match self {
            Country::Poland => polish(day),
        }
    }
}

/// Days free from work by the act of 18 January 1951 as it stood in the year of the day, from 1990 on; earlier years are
/// taken as 1990. 6 January came back in 2011, 24 December was added in 2025.
fn polish(day: Day) -> bool {
    const EASTER_MONDAY: i32 = 1;
    const PENTECOST: i32 = 49;
    const CORPUS_CHRISTI: i32 = 60;
    match (day.month(), day.day_of_month()) {
        (1 | 5 | 11, 1) | (5, 3) | (8, 15) | (11, 11) | (12, 25 | 26) => true,
        (1, 6) if day.year() >= 2011 => true,
        (12, 24) if day.year() >= 2025 => true,
        (3..=6, _) => easter(day.year())
            .is_some_and(|easter| matches!(day.days_since(easter), 0 | EASTER_MONDAY | PENTECOST | CORPUS_CHRISTI)),
        _ => false,
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones, Butcher).
fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (golden, century, of_century) = (y % 19, y / 100, y % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * to_sunday) / 451;
    let days_after_22_march = moon + to_sunday - 7 * late;
    let first = Day::new(year, 3, 22)?;
    Some(first.shift(Duration { count: days_after_22_march, unit: Calendar::Days }, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap_or_else(|| panic!("{text} is a day"))
    }

    fn poland() -> WorkingDays {
        WorkingDays { countries: BTreeSet::from([Country::Poland]), ..WorkingDays::default() }
    }

    fn days_of(year: i16) -> impl Iterator<Item = Day> {
        let first = Day::new(year, 1, 1).unwrap_or(Day::MIN);
        (0..366).map(move |n| Day::from_number(i64::from(first.number() + n))).filter(move |d| d.year() == year)
    }

    #[test]
    fn polish_holidays_are_those_of_the_laws() {
        let text = include_str!("../../tests/fixtures/calendars/holidays_pl_2024_2030.csv");
        let wanted: Vec<Day> = text.lines().skip(1).filter_map(|l| l.get(..10)).map(day).collect();
        assert_eq!(wanted.len(), 97);
        let holidays: Vec<Day> = (2024..=2030).flat_map(days_of).filter(|d| Country::Poland.is_holiday(*d)).collect();
        assert_eq!(holidays, wanted);
    }

    #[test]
    fn polish_working_days_by_year_and_month() {
        let text = include_str!("../../tests/fixtures/calendars/working_days_expected.json");
        let expected: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        let poland = poland();
        for year in 2024..=2030 {
            let wanted = &expected[year.to_string()];
            assert_eq!(easter(year).map(|d| d.to_string()).as_deref(), wanted["easter"].as_str());
            let worked: Vec<Day> = days_of(year).filter(|d| poland.is_working_day(*d)).collect();
            assert_eq!(wanted["mon_fri_working_days"], worked.len(), "{year}");
            for month in 1..=12i8 {
                let count = worked.iter().filter(|d| d.month() == month).count();
                assert_eq!(wanted["by_month"][month as usize - 1], count, "{year}-{month}");
            }
        }
    }

    #[test]
    fn holidays_came_with_their_laws() {
        let holiday = |text| Country::Poland.is_holiday(day(text));
        assert_eq!((holiday("2010-01-06"), holiday("2011-01-06")), (false, true));
        assert_eq!((holiday("2024-12-24"), holiday("2025-12-24")), (false, true));
        // The earliest and the latest Easter of three centuries.
        assert_eq!(easter(1818), Some(day("1818-03-22")));
        assert_eq!(easter(1943), Some(day("1943-04-25")));
        assert_eq!(easter(1991), Some(day("1991-03-31")));
    }

    #[test]
    fn working_days_count_from_the_next_one() {
        let (plain, poland) = (WorkingDays::default(), poland());
        // Thursday, 1 October 2026.
        let from = day("2026-10-01");
        assert_eq!(plain.after_working_days(from, 0), from);
        assert_eq!(plain.after_working_days(from, 1), day("2026-10-02"));
        assert_eq!(plain.after_working_days(from, 2), day("2026-10-05"));
        assert_eq!(plain.after_working_days(from, 14), day("2026-10-21"));
        // 1 November is a Sunday, 11 November a Wednesday.
        assert_eq!(poland.after_working_days(day("2026-10-31"), 1), day("2026-11-02"));
        assert_eq!(poland.after_working_days(day("2026-11-10"), 1), day("2026-11-12"));
        assert_eq!(plain.after_working_days(day("2026-11-10"), 1), day("2026-11-11"));
        assert_eq!(poland.after_working_days(Day::MAX, u32::MAX), Day::MAX);
        let own = WorkingDays { days_off: BTreeSet::from([day("2026-10-02")]), ..WorkingDays::default() };
        assert_eq!(own.after_working_days(from, 1), day("2026-10-05"));
    }
}
