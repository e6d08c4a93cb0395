//! Days of the calendar and durations between them.

use jiff::civil::Date;
use jiff::{Span, Unit};
use std::fmt;

/// A day of the Gregorian calendar, from year 1 to 9999, without time or zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A length of time by the calendar. Months and years are clipped to month ends when they are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    pub count: i32,
    pub unit: Calendar,
}

/// The units of a [`Duration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Calendar {
    Days,
    Weeks,
    Months,
    Years,
}

const EPOCH: Date = Date::constant(1970, 1, 1);

impl Day {
    pub const MIN: Day = Day(-719_162);
    pub const MAX: Day = Day(2_932_896);

    /// The day of a year, month and day of month; none where the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        if year < 1 {
            return None;
        }
        Date::new(year, month, day).ok().and_then(Day::from_date)
    }

    /// Reads ISO 8601 `YYYY-MM-DD`, exactly ten characters.
    pub fn parse(text: &str) -> Option<Day> {
        let b = text.as_bytes();
        let digits = |r: std::ops::Range<usize>| {
            b.get(r)?.iter().try_fold(0i16, |n, d| d.is_ascii_digit().then(|| n * 10 + i16::from(d - b'0')))
        };
        if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
            return None;
        }
        Day::new(digits(0..4)?, i8::try_from(digits(5..7)?).ok()?, i8::try_from(digits(8..10)?).ok()?)
    }

    fn from_date(date: Date) -> Option<Day> {
        EPOCH.until((Unit::Day, date)).ok().map(|s| Day(s.get_days()))
    }

    fn date(self) -> Date {
        EPOCH.saturating_add(Span::new().days(i64::from(self.0)))
    }

    pub fn year(self) -> i16 {
        self.date().year()
    }

    pub fn month(self) -> i8 {
        self.date().month()
    }

    pub fn day_of_month(self) -> i8 {
        self.date().day()
    }

    /// As Poles write it in short, `5.01.2026` (CLDR 48, `d.MM.y`).
    pub fn in_polish(self) -> String {
        format!("{}.{:02}.{}", self.day_of_month(), self.month(), self.year())
    }

    /// Whole days since 1970-01-01, negative before.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day so many days after 1970-01-01, kept within [`Day::MIN`]..[`Day::MAX`].
    pub fn from_number(days: i64) -> Day {
        Day(i32::try_from(days.clamp(i64::from(Day::MIN.0), i64::from(Day::MAX.0))).unwrap_or(0))
    }

    /// Days from `earlier` to this day.
    pub fn days_since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// Complete months from this day to a later one: the last day of a month completes it where the month is too short
    /// (31 January to 28 February is one). 0 where the other day is not later.
    pub fn months_until(self, later: Day) -> i32 {
        if later <= self {
            return 0;
        }
        let years = i32::from(later.year()) - i32::from(self.year());
        let months = years * 12 + i32::from(later.month()) - i32::from(self.month());
        let whole = self.shift(Duration { count: months, unit: Calendar::Months }, 1) <= later;
        if whole { months } else { months - 1 }
    }

    /// This day moved by a duration, forward or (`sign` -1) back. A day that the target month lacks becomes its last:
    /// 31 March minus one month is 28 or 29 February. Stays within [`Day::MIN`]..[`Day::MAX`].
    pub fn shift(self, by: Duration, sign: i32) -> Day {
        let n = i64::from(by.count) * i64::from(sign);
        let moved = match by.unit {
            Calendar::Days => return Day::from_number(i64::from(self.0) + n),
            Calendar::Weeks => return Day::from_number(i64::from(self.0) + n * 7),
            Calendar::Months => Span::new().try_months(n),
            Calendar::Years => Span::new().try_years(n),
        };
        let fallback = if n < 0 { Day::MIN } else { Day::MAX };
        moved
            .ok()
            .and_then(|s| self.date().checked_add(s).ok())
            .and_then(Day::from_date)
            .unwrap_or(fallback)
            .clamp(Day::MIN, Day::MAX)
    }
}

impl fmt::Display for Day {
    /// ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = self.date();
        write!(f, "{:04}-{:02}-{:02}", d.year(), d.month(), d.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Calendar::Days => "day",
            Calendar::Weeks => "week",
            Calendar::Months => "month",
            Calendar::Years => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap_or_else(|| panic!("{text} is a day"))
    }

    #[test]
    fn shifts_clip_to_month_ends() {
        let months = |n| Duration { count: n, unit: Calendar::Months };
        assert_eq!(day("2024-03-31").shift(months(1), -1), day("2024-02-29"));
        assert_eq!(day("1998-05-06").shift(months(12), -1), day("1997-05-06"));
        assert_eq!(day("1998-05-06").shift(months(24), -1), day("1996-05-06"));
        assert_eq!(day("0001-01-01").shift(months(1), -1), Day::MIN);
        assert_eq!(day("9999-12-31").shift(months(1), 1), Day::MAX);
    }

    #[test]
    fn reads_iso_days_only() {
        assert_eq!(day("1996-07-04").to_string(), "1996-07-04");
        for bad in ["1996-7-4", "04.07.1996", "1996-02-30", "0000-01-01", "1996-07-04T00", ""] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
        assert_eq!((Day::MIN.to_string(), Day::MAX.to_string()), ("0001-01-01".into(), "9999-12-31".into()));
    }

    #[test]
    fn months_count_when_complete() {
        let months = |from, to| day(from).months_until(day(to));
        assert_eq!(months("2026-01-15", "2026-03-14"), 1);
        assert_eq!(months("2026-01-15", "2026-03-15"), 2);
        assert_eq!(months("2026-01-31", "2026-02-28"), 1);
        assert_eq!(months("2024-12-31", "2026-01-30"), 12);
        assert_eq!(months("2026-03-01", "2026-02-01"), 0);
        assert_eq!(months("0001-01-01", "9999-12-31"), 9999 * 12 - 1);
    }

    #[test]
    fn counts_days() {
        assert_eq!(day("1970-01-01").number(), 0);
        assert_eq!(day("2026-03-01").days_since(day("2026-02-28")), 1);
    }
}
