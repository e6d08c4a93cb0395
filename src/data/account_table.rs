//! The accounts table: a row an account, columns that feed fields of the policy by name or by `columns:` of kam.yaml, and
//! people whom columns describe. Headers that no field has are passed over, since exports hold more than rules ask for.

use super::Observation;
use super::cell::{CellState, CellType, Context};
use super::config::{ColumnSource, MoneyUnit, Setting, TableSource};
use super::date_pattern::DatePattern;
use super::draft::bad_id;
use super::join::{At, Found, Joined};
use super::loader::Loader;
use super::person::{self, PersonDraft};
use super::table::{self, Chunk, MAX_ALIKE, Row};
use super::value::{self, Typing, Wanted};
use super::yaml::shown;
use crate::diagnostics::{FileId, Finding, Sources, Span, data as codes, said, suggest};
use crate::policy::{AttributeId, Builtin, FieldId};
use crate::values::{Absence, Currency, Reading, Scalar};
use rayon::prelude::*;

/// The rows of the accounts table, in the order of the file.
#[derive(Default)]
pub struct AccountRows {
    pub ids: Vec<Box<str>>,
    pub names: Vec<Option<Box<str>>>,
    pub kams: Vec<Option<Box<str>>>,
    /// Line of each row, from 1, and the byte where it starts.
    pub lines: Vec<u32>,
    pub starts: Vec<u32>,
    /// The fields that have a column, with the column's position (from 1) in its file where it is the table's own.
    pub fields: Vec<(FieldId, Option<(FileId, usize)>)>,
    /// By position in `fields`.
    pub cells: Vec<Vec<Reading>>,
    /// Whether the table describes people at all.
    pub has_people: bool,
    pub people: Vec<Vec<PersonDraft>>,
    pub file: Option<FileId>,
}

/// A column that is read into a field, or into an attribute of a person.
pub struct Feed<'a> {
    pub at: At,
    pub cell: CellType<'a>,
    /// Where the currency of bare amounts stands.
    pub currency: Option<At>,
}

/// What is read of every row.
struct Plan<'a> {
    joined: &'a Joined,
    account: At,
    name: Option<At>,
    kam: Option<At>,
    feeds: Vec<Feed<'a>>,
    people: Vec<PersonPlan<'a>>,
    typing: Typing<'a>,
}

struct PersonPlan<'a> {
    id: &'a str,
    name: Option<At>,
    title: Option<At>,
    attributes: Vec<(AttributeId, Feed<'a>)>,
}

/// Reads the accounts table.
pub fn read(source: &TableSource, typing: Typing<'_>, loader: &mut Loader<'_>) -> Option<AccountRows> {
    let joined = super::join::open(source, loader)?;
    let account = joined.must_find(&source.account, loader.findings);
    let special = |name: &str| {
        let setting = source.columns.iter().find(|c| c.name.text == name);
        setting.map_or(Setting { text: name.to_owned(), span: source.file_span }, |c| c.header.clone())
    };
    let mapped = |name: &str| source.columns.iter().any(|c| c.name.text == name);
    let find_special = |name: &str, loader: &mut Loader<'_>| {
        let header = special(name);
        if mapped(name) { joined.must_find(&header, loader.findings) } else { at(joined.find(&header.text)) }
    };
    let (name, kam) = (find_special("name", loader), find_special("kam", loader));
    unknown_columns(source, typing, loader);
    let mut fields = Vec::new();
    let mut feeds = Vec::new();
    for (n, field) in (0u16..).zip(&typing.policy.fields) {
        let wanted = Wanted { name: field.name.as_str(), ty: field.ty, range: field.range.as_ref() };
        let setting = source.columns.iter().find(|c| c.name.text == field.name.as_str());
        if let Some(feed) = feed(&joined, source, setting, wanted, typing, loader) {
            let place = match feed.at {
                At::Own(column) => Some((joined.table.file, column + 1)),
                At::Partner(..) => None,
            };
            fields.push((FieldId(n), place));
            feeds.push(feed);
        }
    }
    let people = people(&joined, source, typing, loader);
    let plan = Plan { joined: &joined, account: account?, name, kam, feeds, people, typing };
    let mut rows = plan.read(source, loader);
    rows.fields = fields;
    rows.has_people = !source.people.is_empty();
    rows.file = Some(joined.table.file);
    Some(rows)
}

fn at(found: Found) -> Option<At> {
    match found {
        Found::At(at) => Some(at),
        Found::Both(..) | Found::Nowhere => None,
    }
}

/// Names under `columns:` that are no field of the policy.
fn unknown_columns(source: &TableSource, typing: Typing<'_>, loader: &mut Loader<'_>) {
    let fields: Vec<&str> = typing.policy.fields.iter().map(|f| f.name.as_str()).collect();
    for column in &source.columns {
        let name = column.name.text.as_str();
        if !fields.contains(&name) && !["name", "kam"].contains(&name) {
            let near = suggest::nearest(name, fields.iter().copied().chain(["name", "kam"]));
            let finding = Finding::new(&codes::UNKNOWN_COLUMN, column.name.span).arg("what", said!("field", "pole"));
            loader.push(finding.arg("name", shown(name)).arg("hint", suggest::did_you_mean(near)));
        }
    }
}

/// How a column of the policy is read from a table; none where the table has no such column, which is a finding if
/// kam.yaml names it.
pub fn feed<'a>(
    joined: &Joined,
    source: &'a TableSource,
    setting: Option<&'a ColumnSource>,
    wanted: Wanted<'a>,
    typing: Typing<'a>,
    loader: &mut Loader<'_>,
) -> Option<Feed<'a>> {
    let at = match setting {
        Some(setting) => joined.must_find(&setting.header, loader.findings)?,
        None => at(joined.find(wanted.name))?,
    };
    let unit = setting.and_then(|s| s.currency.as_ref()).unwrap_or(&source.currency);
    let (fixed, currency) = match unit {
        MoneyUnit::Inherited => (typing.currency, None),
        MoneyUnit::Fixed(currency) => (Some(*currency), None),
        MoneyUnit::Column(header) => {
            let found =
                if wanted.ty == crate::policy::Type::Money { joined.must_find(header, loader.findings) } else { None };
            // Where the column is blank, what holds for the table holds.
            let fixed = if let MoneyUnit::Fixed(currency) = source.currency { Some(currency) } else { typing.currency };
            (fixed, found)
        }
    };
    let dates = setting.and_then(|s| s.dates.as_ref()).unwrap_or(&source.dates);
    let dates = DatePattern::compile(&dates.text)?;
    let typing = Typing { currency: fixed, percent: setting.and_then(|s| s.percent), in_table: true, ..typing };
    Some(Feed { at, cell: CellType::new(wanted, typing, dates, source.decimal, &source.blank), currency })
}

impl Feed<'_> {
    /// Reads the cell of a row.
    pub fn read(
        &self,
        joined: &Joined,
        row: &Row<'_>,
        partners: &[u32],
        state: &mut CellState,
        on: Option<crate::values::Day>,
    ) -> Reading {
        let mut currency = None;
        if let Some(at) = self.currency {
            let code = joined.cell(row, partners, at).trim_ascii();
            let text = std::str::from_utf8(code).unwrap_or_default();
            currency = Currency::parse(text);
            if currency.is_none() && !text.is_empty() {
                state.note(code, row.start, value::bad_currency(text));
                return Reading::Missing(Absence::Blank);
            }
        }
        self.cell.read(joined.cell(row, partners, self.at), row.start, state, Context { on, currency })
    }

    /// Says what was bad about the column.
    pub fn say(&self, joined: &Joined, sources: &Sources, state: CellState, findings: &mut Vec<Finding>) {
        let mut last = Span::file_start(joined.table.file);
        let mut n_said = 0;
        let mut settings: Vec<&str> = Vec::new();
        for (row_start, problem) in &state.problems {
            // What one setting mends is said once.
            if problem.is_of_column() {
                if settings.contains(&problem.code().id) {
                    continue;
                }
                settings.push(problem.code().id);
            }
            last = joined.cell_span(sources, *row_start, self.at);
            findings.push(problem.at(last));
            n_said += 1;
        }
        if state.n_bad > n_said {
            findings.push(table::more_like_it(last, state.n_bad - n_said, self.cell.wanted.name));
        }
    }
}

fn people<'a>(
    joined: &Joined,
    source: &'a TableSource,
    typing: Typing<'a>,
    loader: &mut Loader<'_>,
) -> Vec<PersonPlan<'a>> {
    let mut plans = Vec::new();
    for person in &source.people {
        let mut plan = PersonPlan { id: &person.id.text, name: None, title: None, attributes: Vec::new() };
        for (key, header) in &person.columns {
            let Some(at) = joined.must_find(header, loader.findings) else { continue };
            match key.text.as_str() {
                "name" => plan.name = Some(at),
                "title" => plan.title = Some(at),
                name => {
                    match person::attribute_named(typing.policy, name).filter(|a| *a != Builtin::StepsToDecider.id()) {
                        Some(id) => {
                            let wanted = person::wanted(typing.policy, id);
                            let Some(dates) = DatePattern::compile(&source.dates.text) else { continue };
                            let typing = Typing { in_table: true, ..typing };
                            let cell = CellType::new(wanted, typing, dates, source.decimal, &source.blank);
                            plan.attributes.push((id, Feed { at, cell, currency: None }));
                        }
                        None => {
                            let known = typing.policy.attributes.iter().map(|a| a.name.as_str());
                            let near = suggest::nearest(name, known.chain(["name", "title"]));
                            let finding = Finding::new(&codes::UNKNOWN_COLUMN, key.span)
                                .arg("what", said!("attribute of people", "atrybut osób"));
                            loader.push(finding.arg("name", shown(name)).arg("hint", suggest::did_you_mean(near)));
                        }
                    }
                }
            }
        }
        plans.push(plan);
    }
    plans
}

/// What came out of one chunk.
#[derive(Default)]
struct Part {
    rows: AccountRows,
    states: Vec<CellState>,
    person_states: Vec<Vec<CellState>>,
    findings: Vec<Finding>,
}

impl Plan<'_> {
    fn read(&self, source: &TableSource, loader: &mut Loader<'_>) -> AccountRows {
        let sources = &*loader.sources;
        let chunks = self.joined.table.chunks(sources);
        let parts: Vec<Part> = chunks.par_iter().map(|chunk| self.chunk(chunk, source, sources)).collect();
        let mut whole = Part {
            rows: self.empty(chunks.iter().map(|c| c.room).sum()),
            states: self.feeds.iter().map(|_| CellState::default()).collect(),
            person_states: self.person_states(),
            findings: Vec::new(),
        };
        for part in parts {
            whole.append(part);
        }
        let mut findings = capped(whole.findings, &self.joined.table.path);
        for (feed, state) in self.feeds.iter().zip(whole.states) {
            feed.say(self.joined, sources, state, &mut findings);
        }
        for (person, states) in self.people.iter().zip(whole.person_states) {
            for ((_, feed), state) in person.attributes.iter().zip(states) {
                feed.say(self.joined, sources, state, &mut findings);
            }
        }
        loader.findings.append(&mut findings);
        whole.rows
    }

    /// No rows yet, with room for some.
    fn empty(&self, room: usize) -> AccountRows {
        let cells = self.feeds.iter().map(|_| Vec::with_capacity(room)).collect();
        AccountRows { cells, ..AccountRows::default() }
    }

    fn person_states(&self) -> Vec<Vec<CellState>> {
        self.people.iter().map(|p| p.attributes.iter().map(|_| CellState::default()).collect()).collect()
    }

    fn chunk(&self, chunk: &Chunk, source: &TableSource, sources: &Sources) -> Part {
        let mut states: Vec<CellState> = self.feeds.iter().map(|_| CellState::default()).collect();
        let mut person_states = self.person_states();
        let mut rows = AccountRows { cells: self.feeds.iter().map(|_| Vec::new()).collect(), ..AccountRows::default() };
        let mut findings = Vec::new();
        let mut partners = Vec::new();
        self.joined.table.rows(chunk, sources, &mut findings, |row, findings| {
            if let Err(problem) = self.joined.partners_of(&row, &mut partners) {
                let span = self.joined.table.row_span(sources, row.start);
                findings.push(self.joined.say(&problem, span));
                return;
            }
            let Some(id) = self.id(&row, &partners, source, sources, findings) else { return };
            let text = |at: Option<At>| {
                let cell = at.map(|at| self.joined.cell(&row, &partners, at).trim_ascii())?;
                let blank = cell.is_empty() || source.blank.iter().any(|b| b.as_bytes() == cell);
                if blank { None } else { std::str::from_utf8(cell).ok().map(Box::from) }
            };
            rows.ids.push(id);
            rows.names.push(text(self.name));
            rows.kams.push(text(self.kam));
            rows.lines.push(u32::try_from(row.line).unwrap_or(u32::MAX));
            rows.starts.push(u32::try_from(row.start).unwrap_or(u32::MAX));
            for ((feed, state), column) in self.feeds.iter().zip(&mut states).zip(&mut rows.cells) {
                column.push(feed.read(self.joined, &row, &partners, state, None));
            }
            if !self.people.is_empty() {
                rows.people.push(self.people_of(&row, &partners, sources, &mut person_states, &text));
            }
        });
        Part { rows, states, person_states, findings }
    }

    fn id(
        &self,
        row: &Row<'_>,
        partners: &[u32],
        source: &TableSource,
        sources: &Sources,
        findings: &mut Vec<Finding>,
    ) -> Option<Box<str>> {
        let cell = self.joined.cell(row, partners, self.account).trim_ascii();
        let id = std::str::from_utf8(cell).unwrap_or_default();
        let span = || self.joined.cell_span(sources, row.start, self.account);
        if id.is_empty() || source.blank.iter().any(|b| b == id) {
            findings.push(Finding::new(&codes::BLANK_ACCOUNT, span()).arg("column", shown(&source.account.text)));
            return None;
        }
        if let Some(why) = bad_id(id) {
            let finding = Finding::new(&codes::BAD_ID, span()).arg("id", shown(id));
            findings.push(finding.arg("what", said!("an account", "klient")).arg("why", why));
            return None;
        }
        Some(id.into())
    }

    fn people_of(
        &self,
        row: &Row<'_>,
        partners: &[u32],
        sources: &Sources,
        states: &mut [Vec<CellState>],
        text: &dyn Fn(Option<At>) -> Option<Box<str>>,
    ) -> Vec<PersonDraft> {
        let mut out = Vec::new();
        for (plan, states) in self.people.iter().zip(states) {
            let (Some(at), Some(name)) = (plan.name, text(plan.name)) else { continue };
            let span = self.joined.cell_span(sources, row.start, at);
            let mut person = PersonDraft::new(self.typing.policy, plan.id.to_owned(), span);
            person.from_table = true;
            person.name = Some((name.into(), span));
            person.title = text(plan.title).map(|t| (t.into(), span));
            for ((id, feed), state) in plan.attributes.iter().zip(states) {
                let value = feed.read(self.joined, row, partners, state, None);
                if value != Reading::Missing(Absence::Blank)
                    && let Some(slot) = person.attributes.get_mut(id.index())
                {
                    let span = self.joined.cell_span(sources, row.start, feed.at);
                    *slot = vec![Observation { value, on: None, by: None, source: None, span }];
                }
            }
            out.push(person);
        }
        out
    }
}

impl Part {
    fn append(&mut self, mut later: Part) {
        let (rows, more) = (&mut self.rows, &mut later.rows);
        rows.ids.append(&mut more.ids);
        rows.names.append(&mut more.names);
        rows.kams.append(&mut more.kams);
        rows.lines.append(&mut more.lines);
        rows.starts.append(&mut more.starts);
        rows.people.append(&mut more.people);
        for (column, more) in rows.cells.iter_mut().zip(&mut more.cells) {
            column.append(more);
        }
        for (state, later) in self.states.iter_mut().zip(later.states) {
            state.append(later);
        }
        for (states, later) in self.person_states.iter_mut().zip(later.person_states) {
            states.iter_mut().zip(later).for_each(|(state, later)| state.append(later));
        }
        self.findings.append(&mut later.findings);
    }
}

/// Of each kind of finding the first [`MAX_ALIKE`], and how many more there are.
pub fn capped(findings: Vec<Finding>, path: &str) -> Vec<Finding> {
    let mut counts: std::collections::BTreeMap<&'static str, (usize, Span)> = std::collections::BTreeMap::new();
    let mut out = Vec::new();
    for finding in findings {
        let (count, last) = counts.entry(finding.code.id).or_insert((0, finding.span));
        *count += 1;
        if *count <= MAX_ALIKE || finding.code.id == codes::MORE_LIKE_IT.id {
            *last = finding.span;
            out.push(finding);
        }
    }
    for (id, (count, last)) in counts {
        if count > MAX_ALIKE && id != codes::MORE_LIKE_IT.id {
            out.push(table::more_like_it(last, count - MAX_ALIKE, path));
        }
    }
    out
}

/// The text of a reading, for `interaction.person` and the like.
pub fn text_of(reading: &Reading) -> Option<&str> {
    match reading {
        Reading::Known(Scalar::Text(text)) => Some(text),
        _ => None,
    }
}
