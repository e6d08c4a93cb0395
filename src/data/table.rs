//! CSV tables as bytes: headers, rows, places of cells. Rows are read in chunks that can run side by side; a chunk ends at
//! a line end, so a text with quotes, where a line end may lie inside a cell, is one chunk. Knows no types.

use super::config::{Setting, TableSource};
use super::loader::Loader;
use super::yaml::shown;
use crate::diagnostics::{FileId, Finding, Phrase, Sources, Span, data as codes, said, suggest};
use crate::values::nfc;
use csv::ByteRecord;
use std::collections::BTreeMap;
use std::ops::Range;

/// Chunks are about this long.
const CHUNK_BYTES: usize = 1 << 20;

/// A table whose header has been read.
#[derive(Clone, Debug)]
pub struct Table {
    pub file: FileId,
    pub path: String,
    pub separator: u8,
    pub headers: Vec<String>,
    /// Where the header begins: after a line `sep=;`, if there is one.
    pub head: usize,
    /// Where the rows begin.
    body: usize,
    /// Lines before the rows.
    header_lines: usize,
}

/// One row.
pub struct Row<'r> {
    pub record: &'r ByteRecord,
    /// From 1.
    pub line: usize,
    /// Byte offset in the file.
    pub start: usize,
}

/// A part of the rows.
#[derive(Clone, Debug)]
pub struct Chunk {
    bytes: Range<usize>,
    /// Lines of the file before it.
    lines_before: usize,
    /// About how many rows it holds, to make room for; 0 where nobody counted.
    pub room: usize,
}

/// What separates the columns of a file.
#[derive(Clone, Copy, Debug)]
pub struct Separator {
    pub byte: u8,
    /// Whether kam.yaml can name another for this file alone.
    pub settable: bool,
}

/// Opens a table: reads its text and header.
pub fn open(source: &TableSource, loader: &mut Loader<'_>) -> Option<Table> {
    let encoding = source.encoding.as_ref().map(|e| e.text.as_str());
    let separator = Separator { byte: source.separator, settable: true };
    open_file(&source.file, source.file_span, encoding, separator, loader)
}

/// Opens a table by its path; `said_at` is where the path stands.
pub fn open_file(
    path: &str,
    said_at: Span,
    encoding: Option<&str>,
    separated: Separator,
    loader: &mut Loader<'_>,
) -> Option<Table> {
    let file = loader.table_text(path, said_at, encoding)?;
    let text = loader.sources.file(file).text.as_str();
    let (named, begin) = separator_line(text).unwrap_or((separated.byte, 0));
    let separated = Separator { byte: named, ..separated };
    let separator = separated.byte;
    let mut reader = reader(text.get(begin..).unwrap_or_default(), separator);
    let mut record = ByteRecord::new();
    let syntax = |what: Phrase, span: Span| Finding::new(&codes::TABLE_SYNTAX, span).arg("what", what);
    let there = reader.read_byte_record(&mut record).unwrap_or(false);
    if !there {
        let what = said!(
            "`{file}` is empty: its first line names the columns.",
            "`{file}` jest pusty: jego pierwszy wiersz nazywa kolumny.",
            file = shown(path),
        );
        loader.findings.push(syntax(what, Span::file_start(file)));
        return None;
    }
    let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).saturating_add(begin).min(text.len());
    if let Some(at) = unclosed_quote(text, begin..end, separator) {
        loader.findings.push(syntax(unclosed(), Span::new(file, at, at + 1)));
        return None;
    }
    let headers: Vec<String> = record.iter().map(|h| nfc(std::str::from_utf8(h).unwrap_or_default().trim())).collect();
    let header = Span::new(file, begin, text.get(..end).map_or(begin, |t| t.trim_end().len()).max(begin));
    if let Some(finding) = other_separator(&headers, separated, path, header) {
        loader.findings.push(finding);
        return None;
    }
    let header_lines = text.get(..end).map_or(0, |t| t.bytes().filter(|b| *b == b'\n').count());
    let table = Table { file, path: path.to_owned(), separator, headers, head: begin, body: end, header_lines };
    let mut seen = BTreeMap::new();
    for (at, header) in table.headers.iter().enumerate().filter(|(_, h)| !h.is_empty()) {
        if let Some(first) = seen.insert(header, at) {
            let span = |n| table.cell_span(loader.sources, begin, n);
            let finding = Finding::new(&codes::DUPLICATE_HEADER, span(at)).arg("name", shown(header));
            loader
                .findings
                .push(finding.note_at(span(first), said!("It stands here first.", "Tu stoi po raz pierwszy.")));
        }
    }
    Some(table)
}

/// The separator that a first line `sep=;` names, as spreadsheets write and read it, and where the header begins.
fn separator_line(text: &str) -> Option<(u8, usize)> {
    let line = text.lines().next()?;
    let named = match line.get(..4)?.eq_ignore_ascii_case("sep=").then(|| line.as_bytes().get(4..))?? {
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'"' => *byte,
        _ => return None,
    };
    let end = text.find('\n').map_or(text.len(), |at| at + 1);
    Some((named, end))
}

/// Says that a header of one column is a header of several, separated by something else.
fn other_separator(headers: &[String], separator: Separator, path: &str, header: Span) -> Option<Finding> {
    let [one] = headers else { return None };
    let count = |b: u8| one.bytes().filter(|c| *c == b).count();
    let others = [b';', b'\t', b',', b'|'].into_iter().filter(|b| *b != separator.byte);
    let most = others.rev().max_by_key(|b| count(*b)).filter(|b| count(*b) > 0)?;
    let name = |b: u8| if b == b'\t' { "tab".to_owned() } else { char::from(b).to_string() };
    let write = if separator.settable {
        said!(
            "write `separator: \"{sign}\"` below its `file` in kam.yaml",
            "napisz `separator: \"{sign}\"` pod jej `file` w kam.yaml",
            sign = name(most),
        )
    } else {
        said!(
            "save it with `{sign}` between the columns",
            "zapisz ją z `{sign}` między kolumnami",
            sign = name(separator.byte),
        )
    };
    let finding = Finding::new(&codes::WRONG_SEPARATOR, header).arg("file", shown(path));
    Some(finding.arg("separator", name(most)).arg("write", write))
}

fn unclosed() -> Phrase {
    said!(
        "A quote is opened here and never closed: add the closing quote.",
        "Cudzysłów jest tu otwarty i nigdzie nie zamknięty: dodaj zamykający.",
    )
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

impl Table {
    /// The position of a column by its header.
    pub fn column(&self, header: &str) -> Option<usize> {
        let header = nfc(header);
        self.headers.iter().position(|h| *h == header)
    }

    /// The position of a column that must be there.
    pub fn must_have(&self, header: &Setting, findings: &mut Vec<Finding>) -> Option<usize> {
        let found = self.column(&header.text);
        if found.is_none() {
            findings.push(self.no_column(header));
        }
        found
    }

    /// Says that a column is not there.
    pub fn no_column(&self, header: &Setting) -> Finding {
        let near = suggest::nearest(&header.text, self.headers.iter().map(String::as_str));
        let finding = Finding::new(&codes::NO_COLUMN, header.span);
        finding.quote("file", &*self.path).arg("name", shown(&header.text)).arg("hint", suggest::did_you_mean(near))
    }

    /// The parts of the rows, in order.
    pub fn chunks(&self, sources: &Sources) -> Vec<Chunk> {
        let text = sources.file(self.file).text.as_bytes();
        let whole = Chunk { bytes: self.body..text.len(), lines_before: self.header_lines, room: 0 };
        let body = text.get(self.body..).unwrap_or_default();
        if body.len() < 2 * CHUNK_BYTES || body.contains(&b'"') {
            return vec![whole];
        }
        let mut chunks = Vec::new();
        let (mut start, mut lines_before) = (self.body, self.header_lines);
        while start < text.len() {
            let from = (start + CHUNK_BYTES).min(text.len());
            let end = text.get(from..).and_then(|rest| rest.iter().position(|b| *b == b'\n'));
            let end = end.map_or(text.len(), |n| from + n + 1);
            let lines = text.get(start..end).map_or(0, |t| t.iter().filter(|b| **b == b'\n').count());
            chunks.push(Chunk { bytes: start..end, lines_before, room: lines });
            (start, lines_before) = (end, lines_before + lines);
        }
        chunks
    }

    /// Hands every row of a chunk on. Rows of another width than the header are reported and left out.
    pub fn rows(
        &self,
        chunk: &Chunk,
        sources: &Sources,
        findings: &mut Vec<Finding>,
        mut each: impl FnMut(Row<'_>, &mut Vec<Finding>),
    ) {
        let text = sources.file(self.file).text.as_str();
        let part = text.get(chunk.bytes.clone()).unwrap_or_default();
        let mut reader = reader(part, self.separator);
        let mut record = ByteRecord::new();
        let mut ragged = 0usize;
        let mut last = Span::file_start(self.file);
        // Reading from memory cannot fail, and rows of any width are accepted.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let position = record.position().map_or((0, 1), |p| (p.byte(), p.line()));
            let mut start = chunk.bytes.start + usize::try_from(position.0).unwrap_or(0);
            let mut line = chunk.lines_before + usize::try_from(position.1).unwrap_or(1);
            // A row's position may lie at the rest of the line break before it, or at blank lines.
            while let Some(b @ (b'\r' | b'\n')) = text.as_bytes().get(start) {
                (start, line) = (start + 1, line + usize::from(*b == b'\n'));
            }
            if reader.position().byte() >= part.len() as u64
                && let Some(at) = unclosed_quote(text, start..text.len(), self.separator)
            {
                findings
                    .push(Finding::new(&codes::TABLE_SYNTAX, Span::new(self.file, at, at + 1)).arg("what", unclosed()));
                return;
            }
            if record.len() != self.headers.len() {
                ragged += 1;
                last = self.row_span(sources, start);
                if ragged <= MAX_ALIKE {
                    findings.push(self.ragged(last, record.len()));
                }
                continue;
            }
            each(Row { record: &record, line, start }, findings);
        }
        if ragged > MAX_ALIKE {
            findings.push(more_like_it(last, ragged - MAX_ALIKE, &self.path));
        }
    }

    fn ragged(&self, span: Span, cells: usize) -> Finding {
        let columns = self.headers.len();
        let write = if cells > columns {
            said!(
                "put quotes around a cell that holds the separator, or take the extra cells out",
                "weź w cudzysłów komórkę, w której jest separator, albo usuń nadmiarowe komórki",
            )
        } else if cells == 1 {
            said!(
                "name the separator of the file in kam.yaml, such as `separator: \";\"`, or add the missing cells",
                "podaj separator pliku w kam.yaml, na przykład `separator: \";\"`, albo dodaj brakujące komórki",
            )
        } else {
            said!("add the missing cells, empty ones too", "dodaj brakujące komórki, także puste")
        };
        let finding = Finding::new(&codes::RAGGED_ROW, span).arg("cells", cells.to_string());
        finding.arg("columns", columns.to_string()).arg("write", write)
    }

    /// The line a row starts on.
    pub fn row_span(&self, sources: &Sources, start: usize) -> Span {
        let text = sources.file(self.file).text.as_str();
        let len = text.get(start..).map_or(0, |rest| rest.lines().next().unwrap_or("").len());
        Span::new(self.file, start, start + len.min(400))
    }

    /// The text of a cell of the row that starts at a byte.
    pub fn cell_span(&self, sources: &Sources, row_start: usize, column: usize) -> Span {
        let text = sources.file(self.file).text.as_bytes();
        let mut scan = Scan::default();
        let (mut cell, mut begin, mut at) = (0, row_start, row_start);
        while let Some(byte) = text.get(at) {
            if scan.is_open(*byte, self.separator) {
                at += 1;
                continue;
            }
            if cell == column || *byte != self.separator {
                break;
            }
            (cell, begin) = (cell + 1, at + 1);
            at += 1;
        }
        Span::new(self.file, begin, at)
    }
}

/// How many findings of one kind are said per column or file before the rest is counted.
pub const MAX_ALIKE: usize = 10;

/// Says how many findings of a kind were left out.
pub fn more_like_it(span: Span, count: usize, name: &str) -> Finding {
    let are = if count == 1 { "is" } else { "are" };
    let finding = Finding::new(&codes::MORE_LIKE_IT, span).quote("are", are);
    finding.arg("count", count.to_string()).arg("name", shown(name))
}

/// Follows quotes as CSV readers do: a quote opens only at the beginning of a cell, and a doubled one inside is itself,
/// which comes to the same as closing and opening again.
#[derive(Default)]
struct Scan {
    state: Quote,
}

#[derive(Default, PartialEq, Eq)]
enum Quote {
    /// At the beginning of a cell.
    #[default]
    Start,
    Open,
    Closed,
    Plain,
}

impl Scan {
    /// Takes a byte in; false where it ends a cell.
    fn is_open(&mut self, byte: u8, separator: u8) -> bool {
        let ends = byte == separator || byte == b'\n' || byte == b'\r';
        self.state = match (&self.state, byte) {
            (Quote::Start | Quote::Closed, b'"') => Quote::Open,
            (Quote::Open, b'"') => Quote::Closed,
            (Quote::Open, _) => Quote::Open,
            _ if ends => Quote::Start,
            _ => Quote::Plain,
        };
        self.state != Quote::Start
    }
}

/// Where a quote is opened that the text never closes.
fn unclosed_quote(text: &str, range: Range<usize>, separator: u8) -> Option<usize> {
    let mut scan = Scan::default();
    let mut opened = range.start;
    for (n, byte) in text.as_bytes().get(range.clone())?.iter().enumerate() {
        let at_start = scan.state == Quote::Start;
        scan.is_open(*byte, separator);
        if at_start && scan.state == Quote::Open {
            opened = range.start + n;
        }
    }
    (scan.state == Quote::Open).then_some(opened)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::MemoryFiles;

    /// A line number and its cells.
    type Line = (usize, Vec<String>);

    /// Lines and cells of a table, and what is said about it.
    fn read(text: &str) -> (Vec<Line>, Vec<(String, usize, usize)>) {
        let files = MemoryFiles::new().with("t.csv", text);
        let (mut sources, mut findings) = (Sources::new(), Vec::new());
        let said_at = Span::file_start(sources.add("kam.yaml", ""));
        let mut loader = Loader::new(&files, &mut sources, &mut findings);
        let table = open_file("t.csv", said_at, None, Separator { byte: b',', settable: true }, &mut loader);
        let mut rows = Vec::new();
        if let Some(table) = table {
            for chunk in table.chunks(&sources) {
                table.rows(&chunk, &sources, &mut findings, |row, _| {
                    let cell = |n| {
                        let span = table.cell_span(&sources, row.start, n);
                        assert_eq!(sources.start(span).line, row.line);
                        sources.slice(span).to_owned()
                    };
                    rows.push((row.line, (0..row.record.len()).map(cell).collect()));
                });
            }
        }
        let place = |f: &Finding| {
            let place = sources.start(f.span);
            (f.code.name.to_owned(), place.line, place.column)
        };
        (rows, findings.iter().map(place).collect())
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|c| (*c).to_owned()).collect()
    }

    #[test]
    fn rows_know_their_lines_whatever_ends_them() {
        for end in ["\n", "\r\n"] {
            let text = ["\u{feff}a,b", "1,2", "", "\"x, \"\"y\"\"\",3", "4,5"].join(end);
            let (rows, said) = read(&text);
            let wanted = [(2, cells(&["1", "2"])), (4, cells(&["\"x, \"\"y\"\"\"", "3"])), (5, cells(&["4", "5"]))];
            assert_eq!(rows, wanted, "{end:?}");
            assert!(said.is_empty());
        }
    }

    #[test]
    fn a_first_line_may_name_the_separator() {
        for end in ["\n", "\r\n"] {
            let (rows, said) = read(&["\u{feff}sep=;", "a;b", "1;2,5", ""].join(end));
            assert_eq!((rows, said), (vec![(3, cells(&["1", "2,5"]))], vec![]), "{end:?}");
        }
        assert_eq!(read("sep=;\na;a\n").1, [("duplicate_header".to_owned(), 2, 3)]);
        assert_eq!(read("sep=;\n").1, [("table_syntax".to_owned(), 1, 1)]);
        assert_eq!(read("sep=x,b\n1,2\n").0.len(), 1);
    }

    #[test]
    fn chunks_are_the_whole() {
        let mut text = String::from("a,b\n");
        for n in 0..400_000 {
            text += &format!("{n},{n}\n");
        }
        let (rows, said) = read(&text);
        assert!(said.is_empty());
        assert_eq!(rows.len(), 400_000);
        assert!(rows.iter().enumerate().all(|(n, (line, cells))| *line == n + 2 && cells[0] == n.to_string()));
    }

    #[test]
    fn broken_tables_are_said_with_their_lines() {
        let one = |name: &str, line, column| vec![(name.to_owned(), line, column)];
        assert_eq!(read("").1, one("table_syntax", 1, 1));
        assert_eq!(read("a,a\n1,2\n").1, one("duplicate_header", 1, 3));
        assert_eq!(read("a,b\n1,2,3\n4,5\n").1, one("ragged_row", 2, 1));
        assert_eq!(read("a,b\n1,\"2\n3,4\n").1, one("table_syntax", 2, 3));
        assert_eq!(read("a,b\n1,5\" pipe\n").1, []);
        assert_eq!(read("a,\"b\n1,2\n").1, one("table_syntax", 1, 3));
        assert_eq!(read("a,b\0\n").1, one("nul_byte", 1, 4));
    }
}
