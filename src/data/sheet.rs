//! Small tables that people keep in a spreadsheet: the register and calendars of days off. Read as they are saved, with
//! commas or semicolons, with or without a byte order mark; kam.yaml says at most in which encoding. Cells are texts with places.

use super::date_pattern::DatePattern;
use super::loader::Loader;
use super::report::{Report, guess_day};
use super::table::{Separator, Table, open_file};
use super::yaml::shown;
use crate::diagnostics::{Finding, Phrase, Sources, Span, data as codes, said, suggest};
use crate::values::Day;

/// A table of few rows, held whole.
pub struct Sheet {
    pub table: Table,
    pub rows: Vec<SheetRow>,
}

/// One row.
pub struct SheetRow {
    /// Byte offset in the file.
    pub start: usize,
    pub end: usize,
    /// Trimmed.
    pub cells: Vec<String>,
}

/// How the texts of sheets are saved: in the encoding that kam.yaml names, or in UTF-8.
#[derive(Clone)]
pub struct Saved<'a> {
    pub encoding: Option<&'a str>,
    /// What to write where it is saved otherwise.
    pub otherwise: Phrase,
}

/// Opens a sheet by its path; `said_at` is where the path stands.
pub fn open(path: &str, said_at: Span, saved: Saved<'_>, loader: &mut Loader<'_>) -> Option<Sheet> {
    let file = loader.table_in(path, said_at, saved.encoding, saved.otherwise)?;
    let separator = Separator { byte: separator_of(&loader.sources.file(file).text), settable: false };
    let table = open_file(path, said_at, saved.encoding, separator, loader)?;
    let mut rows = Vec::new();
    for chunk in table.chunks(loader.sources) {
        table.rows(&chunk, loader.sources, loader.findings, |row, _| {
            let text = |cell: &[u8]| String::from_utf8_lossy(cell.trim_ascii()).into_owned();
            let cells: Vec<String> = row.record.iter().map(text).collect();
            // Spreadsheets save rows that somebody emptied.
            if cells.iter().any(|c| !c.is_empty()) {
                rows.push(SheetRow { start: row.start, end: row.start, cells });
            }
        });
    }
    for row in &mut rows {
        row.end = table.cell_span(loader.sources, row.start, row.cells.len().saturating_sub(1)).end as usize;
    }
    Some(Sheet { table, rows })
}

/// `;` where the header has more of them than of `,`.
fn separator_of(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |b: u8| header.bytes().filter(|c| *c == b).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

impl Sheet {
    /// A cell of a row; empty where there is no such column.
    pub fn cell<'r>(&self, row: &'r SheetRow, column: Option<usize>) -> &'r str {
        column.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    }

    /// Says that a cell cannot be what it is, with the whole line corrected where that is known.
    pub fn say_bad(&self, row: &SheetRow, column: usize, wanted: Phrase, with: Option<&str>, loader: &mut Loader<'_>) {
        let span = self.span(row, column, loader.sources);
        let header = self.table.headers.get(column).map_or("", String::as_str);
        let value = shown(self.cell(row, Some(column)));
        let finding = Finding::new(&codes::BAD_SETTING, span).quote("key", header).arg("value", value);
        self.say(finding.arg("wanted", wanted), with, loader);
    }

    /// Says that a cell must not be blank.
    pub fn say_missing(&self, row: &SheetRow, column: usize, write: &str, loader: &mut Loader<'_>) {
        let header = self.table.headers.get(column).map_or("", String::as_str);
        let finding = Finding::new(&codes::MISSING_KEY, self.span(row, column, loader.sources));
        loader.push(finding.arg("what", said!("This row", "Ten wiersz")).quote("key", header).quote("write", write));
    }

    /// Adds a finding about a cell; the fix puts another text there.
    pub fn say(&self, finding: Finding, with: Option<&str>, loader: &mut Loader<'_>) {
        Report { source: loader.sources.file(self.table.file), findings: loader.findings }.replace(finding, with);
    }

    /// The place of a cell.
    pub fn span(&self, row: &SheetRow, column: usize, sources: &Sources) -> Span {
        self.table.cell_span(sources, row.start, column)
    }

    /// The day of a cell; none where it is blank, or is no date, which is said.
    pub fn day(&self, row: &SheetRow, column: Option<usize>, loader: &mut Loader<'_>) -> Option<Day> {
        let column = column?;
        let text = self.cell(row, Some(column));
        if text.is_empty() {
            return None;
        }
        let day = Day::parse(text).or_else(|| with_dots(text));
        if day.is_none() {
            let guess = guess_day(text).or_else(|| meant_day(text)).map(|d| d.to_string());
            let wanted = match (&guess, last_of_month(text)) {
                (Some(day), _) => format!("`{day}`").into(),
                (None, Some(last)) => said!(
                    "a day of the calendar: that month ends on `{last}`",
                    "dzień, który jest w kalendarzu: ten miesiąc kończy się `{last}`",
                    last = last.to_string(),
                ),
                (None, None) => super::report::a_date(),
            };
            self.say_bad(row, column, wanted, guess.as_deref(), loader);
        }
        day
    }
}

/// `21.10.2026`: with dots the day always comes first, and a spreadsheet in Polish or German saves ISO dates so.
fn with_dots(text: &str) -> Option<Day> {
    DatePattern::compile("D.M.YYYY")?.read(text.as_bytes())
}

/// The day that a spreadsheet or a hand in a hurry meant: `46343` (counted from the end of 1899), `17/11/26`, `17 lis 2026`.
fn meant_day(text: &str) -> Option<Day> {
    const MONTHS: [[&str; 2]; 12] = [
        ["sty", "jan"],
        ["lut", "feb"],
        ["mar", "mar"],
        ["kwi", "apr"],
        ["maj", "may"],
        ["cze", "jun"],
        ["lip", "jul"],
        ["sie", "aug"],
        ["wrz", "sep"],
        ["paz", "oct"],
        ["lis", "nov"],
        ["gru", "dec"],
    ];
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if text.len() == 5 && digits(text) {
        let first = Day::new(1899, 12, 30)?;
        let day = Day::from_number(i64::from(first.number()) + text.parse::<i64>().ok()?);
        return Some(day).filter(|day| (1990..2100).contains(&day.year()));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [day, month, year] = words.as_slice() {
        let month = suggest::fold(month);
        let at = MONTHS.iter().position(|names| names.iter().any(|n| month.starts_with(n)))?;
        return Day::new(year.parse().ok()?, i8::try_from(at + 1).ok()?, day.trim_end_matches('.').parse().ok()?);
    }
    let (rest, year) = text.rsplit_once(['.', '/', '-'])?;
    let sign = text.get(rest.len()..=rest.len())?;
    if year.len() == 2 && digits(year) { guess_day(&format!("{rest}{sign}20{year}")) } else { None }
}

/// The last day of the month, where the day of a written month goes past it: `31.11.2026`.
fn last_of_month(text: &str) -> Option<Day> {
    let parts: Vec<i16> = text.split(['.', '-', '/']).map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if *year > 31 => (*year, *month, *day),
        [day, month, year] => (*year, *month, *day),
        _ => return None,
    };
    let last = (28..=31).rev().find_map(|last| Day::new(year, i8::try_from(month).ok()?, last))?;
    (29..=31).contains(&day).then_some(last)
}
