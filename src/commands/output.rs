//! Where answers go: results to standard output, what is said about them to standard error. Colour and width are decided
//! here once. Output to a pipe is the same text without colour; a reader that has gone away is no error.

use super::words::Words;
use clap::ValueEnum;
use kam::data::Config;
use kam::diagnostics::{Finding, Language, Level, Sources, Style, counts, findings_to_json, render};
use kam::views::FORMAT;
use serde_json::json;
use std::io::{self, BufWriter, IsTerminal, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

/// The two streams and how to write to them.
pub struct Output {
    out: BufWriter<Pipe<io::Stdout>>,
    color: Color,
    quiet: bool,
    /// The language that was asked for.
    asked: Option<Language>,
    /// The language of the workspace that was read.
    of_workspace: Language,
    /// Whether the answer is JSON, and so what stands in its way too.
    json: bool,
}

impl Output {
    pub fn new(color: Color, quiet: bool, asked: Option<Language>) -> Output {
        let out = BufWriter::with_capacity(1 << 16, Pipe::new(io::stdout()));
        Output { out, color, quiet, asked, of_workspace: Language::English, json: false }
    }

    /// From here on people are spoken to in the language of a workspace, unless another was asked for.
    pub fn speak_as(&mut self, config: &Config) {
        self.speak(Language::of_locale(&config.locale));
    }

    /// From here on people are spoken to in a language, unless another was asked for.
    pub fn speak(&mut self, language: Language) {
        self.of_workspace = language;
    }

    /// The language for people: the one asked for with `--lang`, else that of the workspace, else English.
    pub fn language(&self) -> Language {
        self.asked.unwrap_or(self.of_workspace)
    }

    /// The words for people.
    pub fn words(&self) -> Words {
        Words::new(self.language())
    }

    /// The language of texts in answers for programs: the one asked for, else English, so that an answer does not depend
    /// on the locale.
    pub fn language_of_answers(&self) -> Language {
        self.asked.unwrap_or_default()
    }

    /// From here on answers are JSON, or not.
    pub fn answer_in_json(&mut self, json: bool) {
        self.json = json;
    }

    pub fn answers_in_json(&self) -> bool {
        self.json
    }

    /// Where results are written.
    pub fn writer(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Writes a result.
    pub fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Writes a JSON answer, indented, and a line break.
    pub fn json(&mut self, answer: &impl serde::Serialize) -> anyhow::Result<()> {
        serde_json::to_writer_pretty(&mut self.out, answer)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    /// A remark that `--quiet` silences.
    pub fn remark(&mut self, text: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.print(text) }
    }

    /// Says on standard error what was found in the inputs: errors and warnings (notes are for `check`), with `--quiet`
    /// only errors. Warnings about the rules themselves are only counted: they are the same at every call.
    pub fn findings(&mut self, sources: &Sources, findings: &[Finding]) -> io::Result<()> {
        let wanted = |f: &&Finding| is_error(f) || (!self.quiet && f.level() == Level::Warning);
        let (of_rules, others): (Vec<Finding>, Vec<Finding>) =
            findings.iter().filter(wanted).cloned().partition(warns_of_rules);
        let text = render(sources, &others, self.style(&io::stderr()));
        if of_rules.is_empty() {
            return self.aside(&text);
        }
        let shown_by = match self.language() {
            Language::English if of_rules.len() == 1 => "1 warning about the rules: `kam check` shows it.".to_owned(),
            Language::English => format!("{} warnings about the rules: `kam check` shows them.", of_rules.len()),
            Language::Polish => format!("Ostrzeżenia o regułach ({}) pokaże `kam check`.", of_rules.len()),
        };
        self.aside(&format!("{text}{shown_by}\n"))
    }

    /// Says what stands in the way of an answer: in JSON the findings are the answer, as `check` gives them, else they go to
    /// standard error.
    pub fn refusal(&mut self, sources: &Sources, findings: &[Finding]) -> anyhow::Result<()> {
        if self.json { self.json_findings(sources, findings) } else { Ok(self.findings(sources, findings)?) }
    }

    /// The findings as a JSON answer.
    pub fn json_findings(&mut self, sources: &Sources, findings: &[Finding]) -> anyhow::Result<()> {
        self.json(
            &json!({ "format": FORMAT, "findings": findings_to_json(sources, findings, self.language_of_answers()) }),
        )
    }

    /// The findings as the result itself.
    pub fn report(&mut self, sources: &Sources, findings: &[Finding]) -> io::Result<()> {
        let shown: Vec<Finding> = findings.iter().filter(|f| !self.quiet || is_error(f)).cloned().collect();
        let text = render(sources, &shown, self.style(&io::stdout()));
        self.print(&text)
    }

    /// Writes to standard error, after what was printed so far.
    pub fn aside(&mut self, text: &str) -> io::Result<()> {
        self.out.flush()?;
        Pipe::new(io::stderr()).write_all(text.as_bytes())
    }

    /// Writes a hint to standard error, which `--quiet` silences.
    pub fn note(&mut self, text: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.aside(text) }
    }

    /// Whether a progress bar may be drawn: only for a person who watches.
    pub fn may_show_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    fn style(&self, stream: &impl IsTerminal) -> Style {
        let width = if stream.is_terminal() {
            std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).unwrap_or(Style::PLAIN.width)
        } else {
            Style::PLAIN.width
        };
        Style { color: colored(self.color, stream), width, language: self.language() }
    }

    /// Begins anew: on a terminal with an empty screen, elsewhere below what stands there. The heading stands on top, or
    /// beside answers that are JSON.
    pub fn start_anew(&mut self, heading: &str) -> io::Result<()> {
        if self.json {
            return self.aside(heading);
        }
        let clear = if io::stdout().is_terminal() { "\x1b[2J\x1b[3J\x1b[H" } else { "\n" };
        self.print(&format!("{clear}{heading}"))
    }

    /// Whether nobody reads any longer what is printed.
    pub fn has_lost_its_reader(&self) -> bool {
        self.out.get_ref().closed
    }

    pub fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The last line about findings that do not stand in the way: `ok: … (2 warnings)`.
pub fn with_counts(findings: &[Finding], language: Language) -> String {
    if findings.is_empty() { String::new() } else { format!(" ({})", counts(findings, language)) }
}

/// A warning of the reader, the checker or the analyses, which no account can change.
fn warns_of_rules(finding: &Finding) -> bool {
    let step = finding.code.id.get(5..7).unwrap_or("");
    finding.level() == Level::Warning && matches!(step, "01" | "02" | "03")
}

fn is_error(finding: &Finding) -> bool {
    finding.level() == Level::Error
}

fn colored(color: Color, stream: &impl IsTerminal) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    }
}

/// A stream whose reader may go away (`kam rank | head`): from then on everything written is dropped.
struct Pipe<W> {
    inner: W,
    closed: bool,
}

impl<W> Pipe<W> {
    fn new(inner: W) -> Pipe<W> {
        Pipe { inner, closed: false }
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        match self.inner.write(bytes) {
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(bytes.len())
            }
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.inner.flush() {
            Err(e) if self.closed || e.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            result => result,
        }
    }
}

/// Which side of a column the text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// A table for people: a header, rows, columns two spaces apart and as wide as their widest cell on a terminal, where
/// `ż` takes one column and an ideograph two.
pub struct Table {
    align: Vec<Align>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(columns: impl IntoIterator<Item = (String, Align)>) -> Table {
        let (header, align) = columns.into_iter().unzip();
        Table { align, rows: vec![header] }
    }

    /// Adds a row. Control characters, which could move a terminal's cursor, become spaces.
    pub fn row(&mut self, cells: Vec<String>) {
        let calm = |cell: String| cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.rows.push(cells.into_iter().map(calm).collect());
    }

    pub fn render(&self) -> String {
        let mut widths = vec![0; self.align.len()];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let mut out = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for ((cell, width), align) in row.iter().zip(&widths).zip(&self.align) {
                let gap = " ".repeat(width.saturating_sub(cell.width()));
                match align {
                    Align::Left => line.extend([cell.as_str(), &gap, "  "]),
                    Align::Right => line.extend([&gap, cell.as_str(), "  "]),
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// The text cut to a display width, with `…` where something was cut.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    let mut out: String = text.chars().take_while(fits).collect();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_by_display_width() {
        let mut table = Table::new([("name".to_owned(), Align::Left), ("score".to_owned(), Align::Right)]);
        table.row(vec!["Żółw".into(), "7".into()]);
        table.row(vec!["漢字".into(), "12.5".into()]);
        assert_eq!(table.render(), "name  score\nŻółw      7\n漢字   12.5\n");
    }

    #[test]
    fn cutting_counts_columns() {
        assert_eq!(cut("Łódź", 4), "Łódź");
        assert_eq!(cut("Łódź Fabryczna", 6), "Łódź …");
    }

    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_no_error() {
        let mut pipe = Pipe::new(Gone);
        assert!(pipe.write_all(b"x").is_ok());
        assert!(pipe.flush().is_ok());
    }
}
