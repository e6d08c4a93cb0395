//! Texts in cells of tables that spreadsheets open. A spreadsheet runs what begins like a formula; an apostrophe in front
//! makes it a text again, and reading takes it off.

use crate::values::Number;
use std::borrow::Cow;

const BEGINS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Text that no spreadsheet runs: what begins like a formula and is no number gets an apostrophe in front. So does what
/// has apostrophes there already, so that [`as_read`] gives back any text.
pub fn as_written(text: &str) -> Cow<'_, str> {
    let formula = text.trim_start_matches('\'').starts_with(BEGINS);
    if formula && Number::parse(text).is_err() { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`as_written`] was given.
pub fn as_read(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(BEGINS) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        assert_eq!(as_written("=cmd()"), "'=cmd()");
        assert_eq!(as_written("+48 22 123"), "'+48 22 123");
        assert_eq!(as_written("@SUM"), "'@SUM");
        assert_eq!(as_written("-12.5"), "-12.5");
        assert_eq!(as_written("A = B"), "A = B");
    }

    #[test]
    fn texts_are_read_as_they_were_given() {
        for text in ["=cmd()", "'=x", "''-y", "'Tis", "'", "-12.5", "'-12.5", "+a", "@", "plain", ""] {
            assert_eq!(as_read(&as_written(text)), text);
        }
    }
}
