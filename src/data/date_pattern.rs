//! How a table writes dates: `YYYY-MM-DD`, `DD.MM.YYYY`, `M/D/YYYY`, `YYYY-MM-DD hh:mm:ss`. `YYYY` is four digits, `MM` and
//! `DD` two, `M` and `D` one or two; `hh`, `mm` and `ss` are two digits of a time that is passed over; everything else
//! stands for itself. Years of two digits are not read: nobody can say their century.

use crate::values::Day;

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatePattern {
    parts: Vec<Part>,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Year,
    /// Exactly two digits, or one or two.
    Month(bool),
    Day(bool),
    Passed,
    Literal(u8),
}

impl DatePattern {
    /// Reads a pattern; none unless year, month and day stand in it once each.
    pub fn compile(pattern: &str) -> Option<DatePattern> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some(first) = rest.bytes().next() {
            let (part, len) = match first {
                b'Y' if rest.starts_with("YYYY") => (Part::Year, 4),
                b'M' if rest.starts_with("MM") => (Part::Month(true), 2),
                b'M' => (Part::Month(false), 1),
                b'D' if rest.starts_with("DD") => (Part::Day(true), 2),
                b'D' => (Part::Day(false), 1),
                b'h' | b'm' | b's' if rest.as_bytes().get(1) == Some(&first) => (Part::Passed, 2),
                b'T' | b'Z' => (Part::Literal(first), 1),
                b if b.is_ascii_alphabetic() || !b.is_ascii() => return None,
                b => (Part::Literal(b), 1),
            };
            parts.push(part);
            rest = rest.get(len..)?;
        }
        let count = |wanted: fn(&Part) -> bool| parts.iter().filter(|p| wanted(p)).count();
        let complete = count(|p| matches!(p, Part::Year)) == 1
            && count(|p| matches!(p, Part::Month(_))) == 1
            && count(|p| matches!(p, Part::Day(_))) == 1;
        complete.then(|| DatePattern { text: pattern.to_owned(), parts })
    }

    /// The day a text names under this pattern.
    pub fn read(&self, text: &[u8]) -> Option<Day> {
        let (mut year, mut month, mut day) = (0i16, 0i8, 0i8);
        let mut rest = text;
        for part in &self.parts {
            match *part {
                Part::Year => year = take(&mut rest, 4, 4)?,
                Part::Month(two) => month = i8::try_from(take(&mut rest, if two { 2 } else { 1 }, 2)?).ok()?,
                Part::Day(two) => day = i8::try_from(take(&mut rest, if two { 2 } else { 1 }, 2)?).ok()?,
                Part::Passed => {
                    take(&mut rest, 2, 2)?;
                }
                Part::Literal(b) => rest = rest.strip_prefix(&[b])?,
            }
        }
        if rest.is_empty() { Day::new(year, month, day) } else { None }
    }

    /// The pattern as written.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Takes between `least` and `most` digits off the front.
fn take(rest: &mut &[u8], least: usize, most: usize) -> Option<i16> {
    let digits = rest.iter().take(most).take_while(|b| b.is_ascii_digit()).count();
    if digits < least {
        return None;
    }
    let (head, tail) = rest.split_at_checked(digits)?;
    *rest = tail;
    Some(head.iter().fold(0, |n, b| n * 10 + i16::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str, text: &str) -> Option<String> {
        DatePattern::compile(pattern)?.read(text.as_bytes()).map(|d| d.to_string())
    }

    #[test]
    fn patterns_read_what_they_show() {
        assert_eq!(read("YYYY-MM-DD", "1998-05-06").as_deref(), Some("1998-05-06"));
        assert_eq!(read("DD.MM.YYYY", "06.05.1998").as_deref(), Some("1998-05-06"));
        assert_eq!(read("M/D/YYYY", "5/6/1998").as_deref(), Some("1998-05-06"));
        assert_eq!(read("M/D/YYYY", "12/31/1998").as_deref(), Some("1998-12-31"));
        assert_eq!(read("YYYY-MM-DD hh:mm:ss", "1998-05-06 00:00:00").as_deref(), Some("1998-05-06"));
        assert_eq!(read("YYYYMMDD", "19980506").as_deref(), Some("1998-05-06"));
    }

    #[test]
    fn what_does_not_fit_is_no_date() {
        for (pattern, text) in [
            ("DD.MM.YYYY", "6.5.1998"),
            ("YYYY-MM-DD", "1998-02-30"),
            ("YYYY-MM-DD", "1998-05-06x"),
            ("M/D/YYYY", "13/1/1998"),
        ] {
            assert_eq!(read(pattern, text), None, "{text}");
        }
        for bad in ["", "YYYY-MM", "DD.MM.YY", "YYYY-MM-DD DD", "day"] {
            assert_eq!(DatePattern::compile(bad), None, "{bad}");
        }
    }
}
