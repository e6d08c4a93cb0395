//! Tables that feed a records type: rows of all accounts, typed by the policy, sorted by account and then in the order of
//! the file. A row of an account nobody knows, or without a date, is told, never dropped in silence.

use super::RecordTable;
use super::account_table::{Feed, capped, feed};
use super::cell::CellState;
use super::config::RecordsSource;
use super::join::{At, Joined};
use super::loader::Loader;
use super::table::{Chunk, MAX_ALIKE};
use super::value::{Typing, Wanted};
use super::yaml::shown;
use crate::diagnostics::{Finding, Phrase, Sources, Span, data as codes, said, suggest};
use crate::policy::{Policy, Records};
use crate::values::{Absence, Day, Reading, Scalar};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Reads every records source of kam.yaml, by the policy's records types. `complete` tells whether all accounts are known:
/// otherwise rows of unknown ones are no mistake of theirs.
pub fn read_all(
    sources: &[RecordsSource],
    accounts: &[&str],
    complete: bool,
    typing: Typing<'_>,
    loader: &mut Loader<'_>,
) -> Vec<Option<RecordTable>> {
    let policy = typing.policy;
    let positions: HashMap<&str, u32> = accounts.iter().zip(0..).map(|(id, n)| (*id, n)).collect();
    let mut tables: Vec<Option<RecordTable>> = policy.records.iter().map(|_| None).collect();
    for source in sources {
        let found = policy.records.iter().position(|r| r.name.as_str() == source.name.text);
        let Some(at) = found else {
            unknown_records(source, policy, loader);
            continue;
        };
        if let (Some(records), Some(slot)) = (policy.records.get(at), tables.get_mut(at)) {
            *slot = read(source, records, &positions, complete, typing, loader);
        }
    }
    tables
}

fn unknown_records(source: &RecordsSource, policy: &Policy, loader: &mut Loader<'_>) {
    let near = suggest::nearest(&source.name.text, policy.records.iter().map(|r| r.name.as_str()));
    let finding =
        Finding::new(&codes::UNKNOWN_COLUMN, source.name.span).arg("what", said!("records type", "rodzaj rekordów"));
    loader.push(finding.arg("name", shown(&source.name.text)).arg("hint", suggest::did_you_mean(near)));
}

/// How the rows of one source are read.
struct Plan<'a> {
    joined: &'a Joined,
    records: &'a Records,
    account: At,
    account_header: &'a str,
    positions: &'a HashMap<&'a str, u32>,
    complete: bool,
    /// By column; none where the file has no such column.
    feeds: Vec<Option<Feed<'a>>>,
    blank: &'a [String],
}

fn read(
    source: &RecordsSource,
    records: &Records,
    positions: &HashMap<&str, u32>,
    complete: bool,
    typing: Typing<'_>,
    loader: &mut Loader<'_>,
) -> Option<RecordTable> {
    let table = &source.table;
    let joined = super::join::open(table, loader)?;
    let account = joined.must_find(&table.account, loader.findings);
    for column in &table.columns {
        let name = column.name.text.as_str();
        if !records.columns.iter().any(|c| c.name.as_str() == name) {
            let near = suggest::nearest(name, records.columns.iter().map(|c| c.name.as_str()));
            let finding = Finding::new(&codes::UNKNOWN_COLUMN, column.name.span);
            let what = said!("column of `{of}` called", "w `{of}` kolumna", of = Phrase::quote(records.name.as_str()));
            loader.push(finding.arg("what", what).arg("name", shown(name)).arg("hint", suggest::did_you_mean(near)));
        }
    }
    let mut feeds = Vec::new();
    for (at, column) in records.columns.iter().enumerate() {
        let wanted = Wanted { name: column.name.as_str(), ty: column.ty, range: column.range.as_ref() };
        let setting = table.columns.iter().find(|c| c.name.text == column.name.as_str());
        let found = feed(&joined, table, setting, wanted, typing, loader);
        let optional = records.builtin && records.dated_by.is_none_or(|d| d.index() != at);
        if found.is_none() && setting.is_none() && !optional {
            let finding = Finding::new(&codes::COLUMN_NOT_FED, table.file_span).quote("file", &*table.file);
            let finding = finding.quote("name", column.name.as_str()).quote("records", records.name.as_str());
            loader.push(finding.arg("hint", suggest::did_you_mean(joined.nearest(column.name.as_str()))));
        }
        feeds.push(found);
    }
    let plan = Plan {
        joined: &joined,
        records,
        account: account?,
        account_header: &table.account.text,
        positions,
        complete,
        feeds,
        blank: &table.blank,
    };
    let mut out = plan.read(positions.len(), loader);
    out.covers_from = source.covers_from;
    out.covers_to = source.covers_to;
    out.ends_at = source.ends_at;
    Some(out)
}

/// What came out of one chunk.
#[derive(Default)]
struct Part {
    columns: Vec<Vec<Reading>>,
    accounts: Vec<u32>,
    lines: Vec<u32>,
    states: Vec<CellState>,
    findings: Vec<Finding>,
    /// Rows of unknown accounts: how many, and where the first is.
    nobody: BTreeMap<String, (usize, usize)>,
    undated: Vec<usize>,
    n_undated: usize,
}

impl Plan<'_> {
    fn read(&self, n_accounts: usize, loader: &mut Loader<'_>) -> RecordTable {
        let sources = &*loader.sources;
        let chunks = self.joined.table.chunks(sources);
        let parts: Vec<Part> = chunks.par_iter().map(|chunk| self.chunk(chunk, sources)).collect();
        let mut whole = self.empty(chunks.iter().map(|c| c.room).sum());
        for part in parts {
            whole.append(part);
        }
        let path = &self.joined.table.path;
        let mut findings = capped(std::mem::take(&mut whole.findings), path);
        for (feed, state) in self.feeds.iter().zip(std::mem::take(&mut whole.states)) {
            if let Some(feed) = feed {
                feed.say(self.joined, sources, state, &mut findings);
            }
        }
        if self.complete {
            self.say_nobody(&whole.nobody, sources, &mut findings);
        }
        self.say_undated(&whole, sources, &mut findings);
        loader.findings.append(&mut findings);
        sorted(whole, n_accounts, self)
    }

    /// No rows yet, with room for some.
    fn empty(&self, room: usize) -> Part {
        Part {
            columns: self.feeds.iter().map(|_| Vec::with_capacity(room)).collect(),
            states: self.feeds.iter().map(|_| CellState::default()).collect(),
            ..Part::default()
        }
    }

    fn chunk(&self, chunk: &Chunk, sources: &Sources) -> Part {
        let mut part = self.empty(chunk.room);
        let mut findings = Vec::new();
        let mut partners = Vec::new();
        let dated_by = self.records.dated_by.map(|c| c.index());
        // The date comes first, since amounts in another currency are of that day.
        let mut order: Vec<usize> = (0..self.feeds.len()).collect();
        order.sort_by_key(|n| Some(*n) != dated_by);
        self.joined.table.rows(chunk, sources, &mut findings, |row, findings| {
            if let Err(problem) = self.joined.partners_of(&row, &mut partners) {
                let span = self.joined.table.row_span(sources, row.start);
                findings.push(self.joined.say(&problem, span));
                return;
            }
            let cell = self.joined.cell(&row, &partners, self.account).trim_ascii();
            let id = std::str::from_utf8(cell).unwrap_or_default();
            if id.is_empty() || self.blank.iter().any(|b| b == id) {
                let span = self.joined.cell_span(sources, row.start, self.account);
                let finding = Finding::new(&codes::BLANK_ACCOUNT, span);
                findings.push(finding.arg("column", shown(self.account_header)));
                return;
            }
            let Some(account) = self.positions.get(id) else {
                part.nobody.entry(id.to_owned()).or_insert((0, row.start)).0 += 1;
                return;
            };
            part.accounts.push(*account);
            part.lines.push(u32::try_from(row.line).unwrap_or(u32::MAX));
            let mut on: Option<Day> = None;
            for &n in &order {
                let (Some(feed), Some(state), Some(column)) =
                    (self.feeds.get(n), part.states.get_mut(n), part.columns.get_mut(n))
                else {
                    continue;
                };
                let n_bad = state.n_bad;
                let reading = match feed {
                    Some(feed) => feed.read(self.joined, &row, &partners, state, on),
                    None => Reading::Missing(Absence::NotGiven),
                };
                if Some(n) == dated_by {
                    match &reading {
                        Reading::Known(Scalar::Day(day)) => on = Some(*day),
                        // What stands there and is no date is told with its cell.
                        _ if state.n_bad > n_bad => {}
                        _ => {
                            part.n_undated += 1;
                            if part.undated.len() < MAX_ALIKE {
                                part.undated.push(row.start);
                            }
                        }
                    }
                }
                column.push(reading);
            }
        });
        part.findings = findings;
        part
    }

    fn say_nobody(&self, nobody: &BTreeMap<String, (usize, usize)>, sources: &Sources, findings: &mut Vec<Finding>) {
        let mut by_place: Vec<_> = nobody.iter().map(|(id, (count, start))| (*start, id, *count)).collect();
        by_place.sort_unstable();
        let mut last = Span::file_start(self.joined.table.file);
        for (start, id, count) in by_place.iter().take(MAX_ALIKE) {
            last = self.joined.cell_span(sources, *start, self.account);
            // Looking for a similar id among very many costs more than it helps.
            let near = (self.positions.len() <= 2000).then(|| self.nearest_account(id)).flatten();
            let finding = Finding::new(&codes::ROWS_OF_NOBODY, last).arg("id", shown(id));
            let rows = rows_count(*count, self.records.name.as_str());
            findings.push(finding.arg("hint", suggest::did_you_mean(near)).arg("rows", rows));
        }
        if by_place.len() > MAX_ALIKE {
            findings.push(super::table::more_like_it(last, by_place.len() - MAX_ALIKE, &self.joined.table.path));
        }
    }

    fn nearest_account(&self, id: &str) -> Option<&str> {
        let mut ids: Vec<&str> = self.positions.keys().copied().collect();
        ids.sort_unstable();
        suggest::nearest(id, ids)
    }

    fn say_undated(&self, whole: &Part, sources: &Sources, findings: &mut Vec<Finding>) {
        let feed = self.records.dated_by.and_then(|c| self.feeds.get(c.index()).and_then(Option::as_ref));
        let Some(feed) = feed else { return };
        let mut last = Span::file_start(self.joined.table.file);
        for start in whole.undated.iter().take(MAX_ALIKE) {
            last = self.joined.table.row_span(sources, *start);
            let finding = Finding::new(&codes::UNDATED_ROW, last);
            findings.push(finding.quote("column", feed.cell.wanted.name));
        }
        if whole.n_undated > MAX_ALIKE {
            findings.push(super::table::more_like_it(last, whole.n_undated - MAX_ALIKE, &self.joined.table.path));
        }
    }
}

impl Part {
    fn append(&mut self, mut later: Part) {
        self.accounts.append(&mut later.accounts);
        self.lines.append(&mut later.lines);
        self.findings.append(&mut later.findings);
        for (column, more) in self.columns.iter_mut().zip(&mut later.columns) {
            column.append(more);
        }
        for (state, later) in self.states.iter_mut().zip(later.states) {
            state.append(later);
        }
        for (id, (count, start)) in later.nobody {
            self.nobody.entry(id).or_insert((0, start)).0 += count;
        }
        self.undated.append(&mut later.undated);
        self.n_undated += later.n_undated;
    }
}

/// Puts the rows in the order of the accounts; within an account they keep theirs.
fn sorted(mut part: Part, n_accounts: usize, plan: &Plan<'_>) -> RecordTable {
    let mut first = vec![0u32; n_accounts + 1];
    for account in &part.accounts {
        if let Some(count) = first.get_mut(*account as usize + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for count in &mut first {
        before += *count;
        *count = before;
    }
    let mut next = first.clone();
    let mut order = vec![0u32; part.accounts.len()];
    for (row, account) in (0u32..).zip(&part.accounts) {
        if let Some(place) = next.get_mut(*account as usize) {
            if let Some(slot) = order.get_mut(*place as usize) {
                *slot = row;
            }
            *place += 1;
        }
    }
    let gather = |column: &mut Vec<Reading>| -> Vec<Reading> {
        let take = |row: &u32| column.get_mut(*row as usize).map(|r| std::mem::replace(r, Reading::NotApplicable));
        order.iter().filter_map(take).collect()
    };
    let columns: Vec<Vec<Reading>> = part.columns.iter_mut().map(gather).collect();
    let lines = order.iter().filter_map(|row| part.lines.get(*row as usize).copied()).collect();
    let dates = plan.records.dated_by.and_then(|c| columns.get(c.index()));
    let day = |r: &Reading| if let Reading::Known(Scalar::Day(d)) = r { Some(*d) } else { None };
    let earliest = dates.and_then(|column| column.iter().filter_map(day).min());
    let file = Some(plan.joined.table.file);
    let joined = plan.joined.partner_files();
    RecordTable {
        columns,
        rows: first,
        lines,
        file,
        joined,
        covers_from: None,
        covers_to: None,
        ends_at: None,
        earliest,
    }
}

/// "3 rows of `order` count"
pub(super) fn rows_count(count: usize, of: &str) -> Phrase {
    match count {
        1 => said!("1 row of `{of}` counts", "1 w `{of}`", of = Phrase::quote(of)),
        _ => {
            said!("{count} rows of `{of}` count", "{count} w `{of}`", count = count.to_string(), of = Phrase::quote(of))
        }
    }
}
