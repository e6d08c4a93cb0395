//! Tables: every column as wide as its widest cell, counted as a terminal shows it.

use super::tokens::spaced;
use unicode_width::UnicodeWidthStr;

/// The rows of a table, aligned.
pub(super) fn aligned(rows: &[Vec<&str>]) -> Vec<String> {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| spaced(cell)).collect()).collect();
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| cells.iter().filter_map(|row| row.get(column)).map(|c| c.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let mut out = String::from("|");
        for (cell, width) in row.iter().zip(&widths) {
            out.push(' ');
            out.push_str(cell);
            out.extend(std::iter::repeat_n(' ', width - cell.width() + 1));
            out.push('|');
        }
        out
    };
    cells.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn columns_are_as_wide_as_they_look() {
        let rows = aligned(&[vec!["stage", "points"], vec!["łódź", "100"], vec!["漢字", "5"]]);
        assert_eq!(rows, ["| stage | points |", "| łódź  | 100    |", "| 漢字  | 5      |"]);
    }
}
