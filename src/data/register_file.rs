//! Reads and writes actions.csv. People edit it in a spreadsheet, so commas and semicolons do, columns stand in any order
//! and columns of their own stay; a row that kam has no reason to change is written again byte by byte.

use super::Portfolio;
use super::config::{Config, Setting};
use super::formula::{as_read, as_written};
use super::loader::Loader;
use super::register::{PlayId, PlayStatus, Register, RegisterEntry};
use super::report::Report;
use super::sheet::{self, Saved, Sheet, SheetRow};
use super::team::Team;
use super::yaml::shown;
use super::{FileProblem, account_table};
use crate::diagnostics::{Finding, Span, data as codes, said, suggest};
use crate::values::Number;
use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// The columns, in the order of a new file.
pub const COLUMNS: [&str; 10] =
    ["id", "title", "accepted", "first_due", "due", "owner", "status", "done_on", "result", "hours"];
/// Those that a file must have; a file without one of the others gets it when kam adds to it.
const NEEDED: [&str; 3] = ["id", "due", "status"];

/// How the file of the register was found, so that writing it loses nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterFile {
    /// Relative to the workspace.
    pub path: String,
    separator: u8,
    byte_order_mark: bool,
    line_end: &'static str,
    encoding: &'static Encoding,
    headers: Vec<String>,
    /// The header, with a line `sep=;` above it, and by id the rows, as they stand in the file, without their line ends.
    header: Option<String>,
    rows: BTreeMap<String, String>,
    /// By id, where the owner stands.
    owners: BTreeMap<String, Span>,
}

impl Default for RegisterFile {
    fn default() -> RegisterFile {
        RegisterFile::new("actions.csv")
    }
}

/// Reads the register; a file that is not there is one without lines: nothing was accepted yet.
pub fn read(config: &Config, loader: &mut Loader<'_>) -> (Register, RegisterFile) {
    let path = config.register.text.as_str();
    let mut file = RegisterFile::new(path);
    let encoding = config.register_encoding.as_ref().map(|e| e.text.as_str());
    file.encoding = encoding.and_then(|e| Encoding::for_label(e.as_bytes())).unwrap_or(encoding_rs::UTF_8);
    let raw = loader.files.read(path);
    if raw == Err(FileProblem::NotFound) {
        return (Register::default(), file);
    }
    let said_at = config.register.span.unwrap_or(loader.nowhere());
    let before = std::mem::take(loader.findings);
    let in_kam_yaml = format!("register: {{file: {}, encoding: windows-1250}}", shown(path));
    let otherwise = said!(
        "save the file as UTF-8, or name its encoding in kam.yaml, such as `{setting}`",
        "zapisz plik jako UTF-8 albo podaj jego kodowanie w kam.yaml, na przykład `{setting}`",
        setting = in_kam_yaml,
    );
    let saved = Saved { encoding, otherwise };
    let sheet = sheet::open(path, said_at, saved, loader);
    let register = sheet.map_or_else(Register::default, |sheet| {
        file.found(&sheet, &raw.unwrap_or_default(), loader);
        let columns = Columns::of(&sheet, loader);
        columns.map_or_else(Register::default, |columns| columns.read(&sheet, &mut file, loader))
    });
    let found = std::mem::replace(loader.findings, before);
    loader.findings.extend(account_table::capped(found, path));
    (register, file)
}

/// Warns of actions whose account is not there, each account once.
pub fn say_nobody(register: &Register, accounts: &[&str], path: &str, loader: &mut Loader<'_>) {
    let mut nobody: BTreeMap<&str, (usize, Span)> = BTreeMap::new();
    for entry in register.entries.iter().filter(|e| accounts.binary_search(&e.account()).is_err()) {
        nobody.entry(entry.account()).or_insert((0, entry.span)).0 += 1;
    }
    let mut findings = Vec::new();
    for (id, (count, span)) in nobody {
        // Looking for a similar id among very many costs more than it helps.
        let near = (accounts.len() <= 2000).then(|| suggest::nearest(id, accounts.iter().copied())).flatten();
        let finding = Finding::new(&codes::ROWS_OF_NOBODY, span).arg("id", shown(id));
        let finding = finding.arg("rows", super::records::rows_count(count, &shown(path)));
        findings.push(finding.arg("hint", suggest::did_you_mean(near)));
    }
    loader.findings.extend(account_table::capped(findings, path));
}

/// Warns of actions with somebody whom the account does not list: whatever is written there would count for nobody.
pub fn say_unlisted(register: &Register, portfolio: &Portfolio, loader: &mut Loader<'_>) {
    for entry in &register.entries {
        let Some(PlayId { account: id, person: Some(person), .. }) = PlayId::parse(&entry.id) else { continue };
        let account = portfolio.position(id).and_then(|at| portfolio.accounts.get(at));
        let Some((account, people)) = account.and_then(|a| Some((a, a.people.as_ref()?))) else { continue };
        if people.iter().any(|p| p.id.as_str() == person) {
            continue;
        }
        let near = suggest::nearest(person, people.iter().map(|p| p.id.as_str()));
        let finding = Finding::new(&codes::ACTION_OF_NOBODY, entry.span).arg("person", shown(person));
        let finding = finding.quote("account", account.id.as_str());
        loader.push(finding.arg("hint", suggest::did_you_mean(near)));
    }
}

/// Warns of open actions whose owner is neither one of us nor one of the account's people. Without a team nothing is said.
pub fn say_strange_owners(
    register: &Register,
    file: &RegisterFile,
    portfolio: &Portfolio,
    team: &Team,
    loader: &mut Loader<'_>,
) {
    if team.people.is_empty() {
        return;
    }
    let before = std::mem::take(loader.findings);
    for entry in register.entries.iter().filter(|e| e.status == PlayStatus::Open) {
        let (Some(owner), Some(span)) = (entry.owner.as_deref(), file.owners.get(&entry.id)) else { continue };
        let account = portfolio.position(entry.account()).and_then(|at| portfolio.accounts.get(at));
        let Some(account) = account else { continue };
        let ours = team.people.iter().map(|m| (m.id.as_str(), m.name.as_str()));
        let theirs = account.people.iter().flatten().map(|p| (p.id.as_str(), p.name.as_str()));
        let known: Vec<(&str, &str)> = ours.chain(theirs).collect();
        if known.iter().any(|(id, _)| *id == owner) {
            continue;
        }
        // People write the name as often as the id.
        let id_of = |name: &str| known.iter().find(|(_, n)| *n == name).map(|(id, _)| *id);
        let near = suggest::nearest(owner, known.iter().map(|(id, _)| *id))
            .or_else(|| suggest::nearest(owner, known.iter().map(|(_, name)| *name)).and_then(id_of));
        let finding = Finding::new(&codes::OWNER_IS_NOBODY, *span).arg("owner", shown(owner));
        let finding = finding.quote("account", account.id.as_str()).arg("hint", suggest::did_you_mean(near));
        let mut report = Report { source: loader.sources.file(span.file), findings: loader.findings };
        report.replace(finding, near);
    }
    let found = std::mem::replace(loader.findings, before);
    loader.findings.extend(account_table::capped(found, &file.path));
}

/// The column that is meant by a word people write for it.
fn column_meant(header: &str) -> Option<&'static str> {
    Some(match suggest::fold(header.trim()).as_str() {
        "identyfikator" | "nr" => "id",
        "tytul" | "dzialanie" | "nazwa" | "action" => "title",
        "przyjete" | "przyjeto" => "accepted",
        "pierwszy termin" | "pierwszy_termin" => "first_due",
        "termin" | "do kiedy" | "deadline" | "due date" | "due_date" => "due",
        "wlasciciel" | "odpowiedzialny" | "kto" | "who" => "owner",
        "stan" | "state" => "status",
        "zrobione" | "wykonano" | "data wykonania" | "done" => "done_on",
        "wynik" | "rezultat" => "result",
        "godziny" | "czas" => "hours",
        _ => return None,
    })
}

/// Where the columns stand.
struct Columns {
    at: BTreeMap<&'static str, usize>,
}

impl Columns {
    fn of(sheet: &Sheet, loader: &mut Loader<'_>) -> Option<Columns> {
        let at: BTreeMap<_, _> = COLUMNS.iter().filter_map(|c| Some((*c, sheet.table.column(c)?))).collect();
        let span = Span::file_start(sheet.table.file);
        for column in NEEDED.iter().filter(|c| !at.contains_key(*c)) {
            let called = sheet.table.headers.iter().find(|h| column_meant(h) == Some(*column));
            match called {
                Some(header) => {
                    let finding = Finding::new(&codes::NO_COLUMN, span).arg("file", shown(&sheet.table.path));
                    let finding = finding.quote("name", *column).arg("hint", suggest::did_you_mean(Some(header)));
                    loader.push(finding.maybe_fix(Self::in_our_words(sheet, loader)));
                }
                None => loader.push(sheet.table.no_column(&Setting { text: (*column).to_owned(), span })),
            }
        }
        NEEDED.iter().all(|c| at.contains_key(c)).then_some(Columns { at })
    }

    /// The header with the columns under the names that kam reads; none where that is not the first line.
    fn in_our_words(sheet: &Sheet, loader: &Loader<'_>) -> Option<String> {
        let line = loader.sources.file(sheet.table.file).line(1);
        let separator = char::from(sheet.table.separator);
        let cells = line.trim_start_matches('\u{feff}').split(separator);
        let ours = cells.map(|cell| match column_meant(cell.trim().trim_matches('"')) {
            Some(column) => column.to_owned(),
            None => cell.to_owned(),
        });
        Some(ours.collect::<Vec<_>>().join(&separator.to_string())).filter(|_| !line.starts_with("sep="))
    }

    fn read(&self, sheet: &Sheet, file: &mut RegisterFile, loader: &mut Loader<'_>) -> Register {
        let mut register = Register::default();
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        for row in &sheet.rows {
            let Some(entry) = self.entry(sheet, row, loader) else { continue };
            if let Some(first) = first.get(&entry.id) {
                let finding = Finding::new(&codes::SAID_TWICE, entry.span).arg("name", shown(&entry.id));
                loader.push(
                    finding
                        .arg("of", shown(&sheet.table.path))
                        .note_at(*first, said!("It stands here first.", "Tu stoi po raz pierwszy.")),
                );
                continue;
            }
            first.insert(entry.id.clone(), entry.span);
            self.say_days(sheet, row, &entry, loader);
            let text = loader.sources.file(sheet.table.file).text.get(row.start..row.end).unwrap_or_default();
            file.rows.insert(entry.id.clone(), text.to_owned());
            if let Some(column) = self.at.get("owner") {
                file.owners.insert(entry.id.clone(), sheet.span(row, *column, loader.sources));
            }
            register.entries.push(entry);
        }
        register
    }

    /// A row; none where there is no telling which action it speaks of, or when that is due.
    fn entry(&self, sheet: &Sheet, row: &SheetRow, loader: &mut Loader<'_>) -> Option<RegisterEntry> {
        let at = |column: &str| self.at.get(column).copied();
        let text = |column: &str| as_read(sheet.cell(row, at(column)));
        let optional = |column: &str| Some(text(column).to_owned()).filter(|t| !t.is_empty());
        let (first_due, due) = (sheet.day(row, at("first_due"), loader), sheet.day(row, at("due"), loader));
        let blank = |column: &str| text(column).is_empty();
        if let Some(column) = at("due").filter(|_| blank("due") && blank("first_due")) {
            sheet.say_missing(row, column, "YYYY-MM-DD", loader);
        }
        let (accepted, done_on) = (sheet.day(row, at("accepted"), loader), sheet.day(row, at("done_on"), loader));
        let hours = self.hours(sheet, row, loader);
        let status = self.status(sheet, row, done_on.is_some(), loader);
        let id = text("id").to_owned();
        let column = at("id")?;
        if id.is_empty() {
            sheet.say_missing(row, column, "ACCOUNT/PERSON/PLAYBOOK.ACTION/1", loader);
            return None;
        }
        if PlayId::parse(&id).is_none() {
            let why = said!(
                "it is not as `QUICK/horst/open_doors.introduce/1`: account, person or `-`, action, which time",
                "nie jest jak `QUICK/horst/open_doors.introduce/1`: klient, osoba lub `-`, działanie, który raz",
            );
            let finding = Finding::new(&codes::BAD_ID, sheet.span(row, column, loader.sources));
            loader.push(finding.arg("id", shown(&id)).arg("what", said!("an action", "działanie")).arg("why", why));
            return None;
        }
        Some(RegisterEntry {
            id,
            title: text("title").to_owned(),
            accepted,
            first_due: first_due.or(due)?,
            due: due.or(first_due)?,
            owner: optional("owner"),
            status: status?,
            done_on,
            result: optional("result"),
            hours,
            span: sheet.table.row_span(loader.sources, row.start),
        })
    }

    /// Blank is open.
    fn status(&self, sheet: &Sheet, row: &SheetRow, done: bool, loader: &mut Loader<'_>) -> Option<PlayStatus> {
        let column = self.at.get("status").copied()?;
        let word = sheet.cell(row, Some(column));
        let status = if word.is_empty() { Some(PlayStatus::Open) } else { PlayStatus::parse(word) };
        if status.is_none() {
            let words = PlayStatus::ALL.map(PlayStatus::word);
            let near = PlayStatus::meant(word).map(PlayStatus::word).or_else(|| suggest::nearest(word, words));
            let wanted = near.map_or(format!("`{}`", words.join("`, `")), |n| format!("`{n}`"));
            sheet.say_bad(row, column, wanted.into(), near, loader);
        }
        if let Some(other) = status.filter(|s| done && *s != PlayStatus::Done) {
            let finding = Finding::new(&codes::DONE_BUT_OPEN, sheet.span(row, column, loader.sources));
            let day = sheet.cell(row, self.at.get("done_on").copied());
            let finding = finding.arg("day", shown(day)).quote("status", other.word());
            sheet.say(finding, Some(PlayStatus::Done.word()), loader);
        }
        status
    }

    /// Days that do not go together.
    fn say_days(&self, sheet: &Sheet, row: &SheetRow, entry: &RegisterEntry, loader: &mut Loader<'_>) {
        let RegisterEntry { first_due, due, done_on, status, .. } = entry;
        let column = self.at.get("done_on").copied();
        if let Some(column) = column.filter(|_| *status == PlayStatus::Done && done_on.is_none())
            && sheet.cell(row, Some(column)).is_empty()
        {
            let finding = Finding::new(&codes::DONE_WITHOUT_DAY, sheet.span(row, column, loader.sources));
            loader.push(finding.arg("due", due.to_string()));
        }
        if let Some(column) = self.at.get("due").copied().filter(|_| first_due > due) {
            let finding = Finding::new(&codes::DUE_BEFORE_FIRST, sheet.span(row, column, loader.sources));
            let finding = finding.arg("first", first_due.to_string()).arg("due", due.to_string());
            loader.push(finding.maybe_fix(self.exchanged(sheet, row, loader)));
        }
    }

    /// The row with `first_due` and `due` exchanged.
    fn exchanged(&self, sheet: &Sheet, row: &SheetRow, loader: &Loader<'_>) -> Option<String> {
        let (first, due) = (self.at.get("first_due").copied()?, self.at.get("due").copied()?);
        let text = loader.sources.file(sheet.table.file).text.get(row.start..row.end)?;
        let place = |column: usize| {
            let span = sheet.span(row, column, loader.sources);
            let (from, to) =
                ((span.start as usize).checked_sub(row.start)?, (span.end as usize).checked_sub(row.start)?);
            Some((from, to, text.get(from..to)?))
        };
        let (mut a, mut b) = (place(first)?, place(due)?);
        if a.0 > b.0 {
            std::mem::swap(&mut a, &mut b);
        }
        let whole = [text.get(..a.0)?, b.2, text.get(a.1..b.0)?, a.2, text.get(b.1..)?].concat();
        (whole.len() <= 400).then_some(whole)
    }

    /// A comma as decimal sign is what spreadsheets write that separate columns by semicolons.
    fn hours(&self, sheet: &Sheet, row: &SheetRow, loader: &mut Loader<'_>) -> Option<Number> {
        let column = self.at.get("hours").copied()?;
        let text = sheet.cell(row, Some(column));
        if text.is_empty() {
            return None;
        }
        let point = Some(text.replacen(',', ".", 1)).filter(|t| t.as_str() != text && Number::parse(t).is_ok());
        let read = point.as_deref().filter(|_| sheet.table.separator == b';').unwrap_or(text);
        let hours = Number::parse(read).ok().filter(|n| !n.is_negative());
        if hours.is_none() {
            let wanted = match &point {
                Some(point) => format!("`{point}`").into(),
                None => said!("hours from 0 up, such as `2.5`", "godziny od 0 w górę, na przykład `2.5`"),
            };
            sheet.say_bad(row, column, wanted, point.as_deref(), loader);
        }
        hours
    }
}

/// Why a register cannot be written in the encoding of its file; instead it may be saved as UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// The encoding is read and not written.
    ReadOnly { encoding: &'static str },
    /// The encoding has no sign for a letter.
    NoSign { encoding: &'static str, sign: Option<char> },
}

impl RegisterFile {
    fn new(path: &str) -> RegisterFile {
        RegisterFile {
            path: path.to_owned(),
            separator: b',',
            byte_order_mark: false,
            line_end: "\n",
            encoding: encoding_rs::UTF_8,
            headers: COLUMNS.map(str::to_owned).to_vec(),
            header: None,
            rows: BTreeMap::new(),
            owners: BTreeMap::new(),
        }
    }

    /// Notes how the file is written.
    fn found(&mut self, sheet: &Sheet, raw: &[u8], loader: &Loader<'_>) {
        let table = &sheet.table;
        let text = loader.sources.file(table.file).text.as_str();
        let last = table.headers.len().saturating_sub(1);
        let header = text.get(..table.cell_span(loader.sources, table.head, last).end as usize).unwrap_or_default();
        self.separator = table.separator;
        self.byte_order_mark = raw.starts_with(b"\xef\xbb\xbf");
        self.line_end = if text.get(header.len()..).is_some_and(|t| t.starts_with("\r\n")) { "\r\n" } else { "\n" };
        self.headers.clone_from(&table.headers);
        self.header = Some(header.to_owned());
    }

    /// The whole file with the lines of a register: those that were read as they were, then new ones among them.
    pub fn text(&self, register: &Register) -> String {
        let missing: Vec<&str> = COLUMNS.into_iter().filter(|c| !self.headers.iter().any(|h| h == c)).collect();
        let separator = char::from(self.separator);
        let blanks: String = missing.iter().map(|_| separator).collect();
        let mut out = if self.byte_order_mark { "\u{feff}".to_owned() } else { String::new() };
        match &self.header {
            Some(header) => out.push_str(header),
            None => out.push_str(&self.line(self.headers.iter().map(String::as_str))),
        }
        for column in &missing {
            out.extend([separator.to_string().as_str(), column]);
        }
        out.push_str(self.line_end);
        for entry in &register.entries {
            match self.rows.get(&entry.id) {
                Some(row) => out.extend([row.as_str(), &blanks]),
                None => {
                    let columns = self.headers.iter().map(String::as_str).chain(missing.iter().copied());
                    let cells: Vec<String> = columns.map(|c| cell(entry, c)).collect();
                    out.push_str(&self.line(cells.iter().map(String::as_str)));
                }
            }
            out.push_str(self.line_end);
        }
        out
    }

    /// The whole file in its encoding.
    ///
    /// # Errors
    /// Where the encoding has no sign for a letter, or kam cannot write it.
    pub fn bytes(&self, register: &Register) -> Result<Vec<u8>, Unwritable> {
        let (text, encoding) = (self.text(register), self.encoding.name());
        if self.encoding.output_encoding() != self.encoding {
            return Err(Unwritable::ReadOnly { encoding });
        }
        let (bytes, _, lost) = self.encoding.encode(&text);
        if lost {
            let lost = |c: &char| self.encoding.encode(c.encode_utf8(&mut [0; 4])).2;
            return Err(Unwritable::NoSign { encoding, sign: text.chars().find(lost) });
        }
        Ok(bytes.into_owned())
    }

    /// A row by RFC 4180, without its line end.
    fn line<'c>(&self, cells: impl Iterator<Item = &'c str>) -> String {
        let quoted = |cell: &str| {
            let special = |c: char| c == char::from(self.separator) || matches!(c, '"' | '\n' | '\r');
            if cell.contains(special) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
        };
        cells.map(quoted).collect::<Vec<_>>().join(&char::from(self.separator).to_string())
    }
}

/// What an entry says in a column; nothing in a column of somebody else's.
fn cell(entry: &RegisterEntry, column: &str) -> String {
    let text = |text: &str| as_written(text.trim()).into_owned();
    match column {
        "id" => text(&entry.id),
        "title" => text(&entry.title),
        "accepted" => entry.accepted.map(|d| d.to_string()).unwrap_or_default(),
        "first_due" => entry.first_due.to_string(),
        "due" => entry.due.to_string(),
        "owner" => entry.owner.as_deref().map(text).unwrap_or_default(),
        "status" => entry.status.word().to_owned(),
        "done_on" => entry.done_on.map(|d| d.to_string()).unwrap_or_default(),
        "result" => entry.result.as_deref().map(text).unwrap_or_default(),
        "hours" => entry.hours.as_ref().map(|n| n.to_decimal_string(6)).unwrap_or_default(),
        _ => String::new(),
    }
}
