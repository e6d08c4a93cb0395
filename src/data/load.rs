//! Loading the accounts of a workspace: table, account files, private files and records become a [`Portfolio`], the team
//! beside it. Every step goes on after a finding, so that one run tells everything. Start at [`load`].

use super::account_table::{self, AccountRows};
use super::config::{Config, Pattern};
use super::draft::{self, Draft};
use super::loader::Loader;
use super::merge;
use super::person::PersonDraft;
use super::rates::{self, Rates};
use super::report::Report;
use super::team::{self, Team};
use super::value::Typing;
use super::yaml::shown;
use super::{
    Account, FieldColumn, FileProblem, Observation, Person, Portfolio, RecordTable, Register, RegisterFile, asked,
    derive, records, register_check, register_file, register_records, relation,
};
use crate::diagnostics::{Finding, Sources, Span, data as codes, has_errors, said, suggest};
use crate::policy::{FieldId, Policy};
use crate::values::{Absence, AccountId, PersonId, Reading};
use std::collections::{BTreeSet, HashMap};

/// What a workspace holds beside its rules.
#[derive(Default)]
pub struct Loaded {
    /// None without a policy.
    pub portfolio: Option<Portfolio>,
    pub team: Team,
    pub register: Register,
    pub register_file: RegisterFile,
}

/// Reads accounts, people, records, the register and the team. Without a policy nothing can be typed: then only what holds for any policy
/// is looked at.
pub fn load(config: &Config, config_span: Span, policy: Option<&Policy>, loader: &mut Loader<'_>) -> Loaded {
    let before = loader.findings.len();
    let team = read_team(config, loader);
    // Whoever could not be read may be the one who has what is asked for.
    let team_is_whole = !loader.findings.get(before..).is_some_and(has_errors);
    let (register, register_file) = register_file::read(config, loader);
    let said_at = |pattern: &Pattern| pattern.span.unwrap_or(config_span);
    let public = matching(&config.account_files, &said_at, loader);
    let private = matching(&config.private, &said_at, loader);
    let Some(policy) = policy else {
        for path in public.iter().chain(&private) {
            loader.yaml(path, config_span);
        }
        return Loaded { portfolio: None, team, register, register_file };
    };
    if team_is_whole {
        asked::say_lacking(policy, &team, loader);
    }
    let rates = config.rates.as_ref().map_or_else(Rates::default, |r| rates::read(r, said_at(r), loader));
    let target = policy.currency.or(config.currency);
    let typing = Typing { policy, rates: &rates, currency: config.currency, target, percent: None, in_table: false };
    let rows = config.account_table.as_ref().and_then(|t| account_table::read(t, typing, loader));
    // When the table could not be read, everything about its accounts would be a consequence.
    let complete = config.account_table.is_none() || rows.is_some();
    let mut accounts = Accounts::new(rows.unwrap_or_default(), complete, loader);
    accounts.add_files(&public, config_span, typing, loader);
    accounts.add_private(&private, config_span, typing, loader);
    let (complete, people_complete) = (accounts.complete, accounts.people_complete);
    let mut portfolio = accounts.finish(policy, &team, loader);
    for account in &mut portfolio.accounts {
        if account.kam.is_none() {
            account.kam = team.looks_after(account.id.as_str()).map(str::to_owned);
        }
    }
    let ids: Vec<&str> = portfolio.accounts.iter().map(|a| a.id.as_str()).collect();
    let mut tables = records::read_all(&config.records, &ids, complete, typing, loader);
    register_records::feed(policy, &register, &ids, loader.sources, &mut tables);
    register_check::say_unknown_actions(&register, policy, loader);
    if complete {
        register_file::say_nobody(&register, &ids, &register_file.path, loader);
    }
    let mut strangers = Vec::new();
    for (n, account) in portfolio.accounts.iter_mut().enumerate() {
        if let Some(people) = &mut account.people {
            derive::contacts(policy, people, n, &tables, &mut strangers);
        }
    }
    if people_complete && team_is_whole {
        register_file::say_strange_owners(&register, &register_file, &portfolio, &team, loader);
    }
    if people_complete {
        register_file::say_unlisted(&register, &portfolio, loader);
        say_strangers(&strangers, &portfolio, &tables, policy, loader);
    }
    register_check::say_order(&register, policy, &portfolio, loader);
    portfolio.records = tables;
    Loaded { portfolio: Some(portfolio), team, register, register_file }
}

/// Interactions with somebody whom the account does not list.
fn say_strangers(
    strangers: &[derive::Stranger],
    portfolio: &Portfolio,
    tables: &[Option<RecordTable>],
    policy: &Policy,
    loader: &mut Loader<'_>,
) {
    let at = policy.records.iter().position(|r| r.name.as_str() == "interaction");
    let table = at.and_then(|at| tables.get(at)).and_then(Option::as_ref);
    let Some((table, file)) = table.and_then(|t| Some((t, t.file?))) else { return };
    let mut findings: Vec<(u32, Finding)> = Vec::new();
    for stranger in strangers {
        let Some(account) = portfolio.accounts.get(stranger.account) else { continue };
        let line = table.lines.get(stranger.row).copied().unwrap_or(1);
        let source = loader.sources.file(file);
        let start = source.line_start(line as usize) as usize;
        let span = Span::new(file, start, start + source.line(line as usize).len().min(400));
        let people = account.people.iter().flatten();
        let near = suggest::nearest(&stranger.name, people.map(|p| p.id.as_str()));
        let finding = Finding::new(&codes::INTERACTION_OF_NOBODY, span).arg("account", shown(account.id.as_str()));
        findings.push((line, finding.arg("person", shown(&stranger.name)).arg("hint", suggest::did_you_mean(near))));
    }
    findings.sort_by_key(|(line, _)| *line);
    let path = loader.sources.name(file).to_owned();
    let findings = findings.into_iter().map(|(_, f)| f).collect();
    loader.findings.extend(account_table::capped(findings, &path));
}

/// The files that match some patterns, each once.
fn matching(patterns: &[Pattern], said_at: &dyn Fn(&Pattern) -> Span, loader: &mut Loader<'_>) -> Vec<String> {
    let mut paths = Vec::new();
    for pattern in patterns {
        let found = loader.list(&pattern.text, said_at(pattern));
        if found.is_empty()
            && let Some(span) = pattern.span
        {
            loader.push(Finding::new(&codes::NO_FILES, span).arg("pattern", shown(&pattern.text)));
        }
        paths.extend(found);
    }
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn read_team(config: &Config, loader: &mut Loader<'_>) -> Team {
    let Some(pattern) = &config.team else { return Team::default() };
    let Some(span) = pattern.span else {
        // A team is optional unless kam.yaml names its file.
        if loader.files.read(&pattern.text) == Err(FileProblem::NotFound) {
            return Team::default();
        }
        return read_team_file(&pattern.text, loader.nowhere(), loader);
    };
    read_team_file(&pattern.text, span, loader)
}

fn read_team_file(path: &str, span: Span, loader: &mut Loader<'_>) -> Team {
    let Some((file, root)) = loader.yaml(path, span) else { return Team::default() };
    team::read(&root, &mut Report { source: loader.sources.file(file), findings: loader.findings })
}

/// The accounts while they are put together.
struct Accounts {
    rows: AccountRows,
    /// Whether all accounts that exist are known, so that an unknown one is a mistake of the file that names it.
    complete: bool,
    /// The same of people.
    people_complete: bool,
    entries: Vec<Entry>,
    index: HashMap<Box<str>, usize>,
}

/// An account: its row in the table, and what files say.
struct Entry {
    row: Option<usize>,
    draft: Option<Box<Draft>>,
}

impl Accounts {
    fn new(rows: AccountRows, complete: bool, loader: &mut Loader<'_>) -> Accounts {
        let mut entries = Vec::with_capacity(rows.ids.len());
        let mut index = HashMap::with_capacity(rows.ids.len());
        let mut findings = Vec::new();
        for (n, id) in rows.ids.iter().enumerate() {
            if let Some(first) = index.get(id) {
                let finding =
                    Finding::new(&codes::DUPLICATE_ACCOUNT, rows.span(n, loader.sources)).arg("id", shown(id));
                findings.push(finding.note_at(
                    rows.span(*first, loader.sources),
                    said!("It stands here first.", "Tu stoi po raz pierwszy."),
                ));
                continue;
            }
            index.insert(id.clone(), entries.len());
            entries.push(Entry { row: Some(n), draft: None });
        }
        let path = rows.file.map_or(String::new(), |f| loader.sources.name(f).to_owned());
        loader.findings.extend(account_table::capped(findings, &path));
        Accounts { rows, complete, people_complete: complete, entries, index }
    }

    fn read_file(path: &str, said_at: Span, typing: Typing<'_>, loader: &mut Loader<'_>) -> Option<Draft> {
        let (file, root) = loader.yaml(path, said_at)?;
        let mut report = Report { source: loader.sources.file(file), findings: loader.findings };
        let draft = draft::read(&root, typing, &mut report)?;
        merge::duplicate_people(&draft, loader.findings);
        Some(draft)
    }

    /// Account files: each an account of its own, or more about one of the table.
    fn add_files(&mut self, paths: &[String], said_at: Span, typing: Typing<'_>, loader: &mut Loader<'_>) {
        for path in paths {
            let Some(draft) = Accounts::read_file(path, said_at, typing, loader) else {
                (self.complete, self.people_complete) = (false, false);
                continue;
            };
            match self.index.get(draft.id.as_str()).copied() {
                Some(at) => self.add_to(at, draft, typing.policy, loader),
                None => {
                    if self.rows.file.is_some() && draft.name.is_none() {
                        let near = self.nearest(&draft.id);
                        let finding = Finding::new(&codes::UNKNOWN_ACCOUNT, draft.id_span).arg("id", shown(&draft.id));
                        let finding = finding.arg("hint", suggest::did_you_mean(near));
                        loader.push(finding.note(said!(
                            "An account that does not stand in the table needs a `name`.",
                            "Klient, którego nie ma w tabeli, potrzebuje `name`.",
                        )));
                        continue;
                    }
                    self.index.insert(draft.id.as_str().into(), self.entries.len());
                    self.entries.push(Entry { row: None, draft: Some(Box::new(draft)) });
                }
            }
        }
    }

    fn add_to(&mut self, at: usize, draft: Draft, policy: &Policy, loader: &mut Loader<'_>) {
        let Some(entry) = self.entries.get_mut(at) else { return };
        if let Some(first) = &entry.draft {
            let finding = Finding::new(&codes::DUPLICATE_ACCOUNT, draft.id_span).arg("id", shown(&draft.id));
            loader.push(finding.note_at(first.id_span, said!("It is described here too.", "Opisano go też tutaj.")));
            return;
        }
        if let Some(row) = entry.row {
            self.rows.conflicts(row, &draft, policy, loader);
        }
        entry.draft = Some(Box::new(draft));
    }

    /// Private files: more about accounts and people that are known.
    fn add_private(&mut self, paths: &[String], said_at: Span, typing: Typing<'_>, loader: &mut Loader<'_>) {
        for path in paths {
            let Some(mut draft) = Accounts::read_file(path, said_at, typing, loader) else {
                self.people_complete = false;
                continue;
            };
            if let Some(dossier) = &mut draft.dossier {
                dossier.private_notes = std::mem::take(&mut dossier.notes);
            }
            let Some(at) = self.index.get(draft.id.as_str()).copied() else {
                if self.complete {
                    let near = self.nearest(&draft.id);
                    let finding = Finding::new(&codes::UNKNOWN_ACCOUNT, draft.id_span).arg("id", shown(&draft.id));
                    loader.push(finding.arg("hint", suggest::did_you_mean(near)));
                }
                continue;
            };
            let Some(entry) = self.entries.get_mut(at) else { continue };
            if let Some(row) = entry.row {
                self.rows.conflicts(row, &draft, typing.policy, loader);
            }
            let base = entry.draft.get_or_insert_with(|| Box::new(Draft::new(draft.id.clone(), draft.id_span)));
            // Whoever only the table knows is known to private files too.
            if let Some(people) = entry.row.and_then(|row| self.rows.people.get_mut(row)) {
                let people = std::mem::take(people);
                merge::add_table_people(base, people, typing.policy, loader.findings);
            }
            merge::add(base, draft, typing.policy, loader.findings);
        }
    }

    fn nearest(&self, id: &str) -> Option<&str> {
        // Looking for a similar id among very many costs more than it helps.
        if self.index.len() > 20_000 {
            return None;
        }
        let mut ids: Vec<&str> = self.index.keys().map(|k| &**k).collect();
        ids.sort_unstable();
        suggest::nearest(id, ids)
    }

    /// Puts everything in the order of ids.
    fn finish(mut self, policy: &Policy, team: &Team, loader: &mut Loader<'_>) -> Portfolio {
        let mut order: Vec<(Box<str>, usize)> = std::mem::take(&mut self.index).into_iter().collect();
        order.sort_unstable();
        let mut columns: Vec<FieldColumn> = policy.fields.iter().map(|_| FieldColumn::default()).collect();
        for ((field, place), cells) in self.rows.fields.iter().zip(&mut self.rows.cells) {
            let Some(column) = columns.get_mut(field.index()) else { continue };
            column.source = *place;
            let mut take = |row: Option<usize>| {
                let cell = row.and_then(|row| cells.get_mut(row));
                cell.map_or(Reading::Missing(Absence::NotGiven), |c| std::mem::replace(c, Reading::NotApplicable))
            };
            let rows = order.iter().map(|(_, at)| self.entries.get(*at).and_then(|e| e.row));
            column.cells = rows.map(&mut take).collect();
        }
        self.rows.say_unknown_kams(team, loader);
        let mut accounts = Vec::with_capacity(order.len());
        for (n, (id, at)) in order.iter().enumerate() {
            let Some(entry) = self.entries.get_mut(*at) else { continue };
            let row = entry.row;
            let mut draft = entry.draft.take();
            if let Some(people) = row.and_then(|row| self.rows.people.get_mut(row)).map(std::mem::take)
                && !people.is_empty()
            {
                let base = draft.get_or_insert_with(|| Box::new(Draft::new(id.to_string(), loader.nowhere())));
                merge::add_table_people(base, people, policy, loader.findings);
            }
            if let Some(draft) = &mut draft {
                for (field, observations) in std::mem::take(&mut draft.fields) {
                    observe(&mut columns, field, n, observations);
                }
                for (field, observations) in std::mem::take(&mut draft.noted) {
                    let said = columns.get(field.index()).is_none_or(|column| {
                        let cell = column.cells.get(n).is_some_and(|c| !matches!(c, Reading::Missing(_)));
                        cell || column.observations(n).is_some()
                    });
                    if !said {
                        observe(&mut columns, field, n, observations);
                    }
                }
            }
            accounts.push(self.rows.account(id, row, draft, policy, team, loader));
        }
        Portfolio { accounts, columns, records: Vec::new() }
    }
}

fn observe(columns: &mut [FieldColumn], field: FieldId, account: usize, observations: Vec<Observation>) {
    if let Some(column) = columns.get_mut(field.index()) {
        column.observed.push((account, observations));
    }
}

impl AccountRows {
    fn span(&self, row: usize, sources: &Sources) -> Span {
        let Some(file) = self.file else { return Span::file_start(crate::diagnostics::FileId(0)) };
        let start = self.starts.get(row).copied().unwrap_or(0);
        let source = sources.file(file);
        let line = source.line(source.place(start).line).len().min(400);
        Span::new(file, start as usize, start as usize + line)
    }

    /// Warns of those of us whom the table names and the team does not list, each once.
    fn say_unknown_kams(&self, team: &Team, loader: &mut Loader<'_>) {
        let mut seen = BTreeSet::new();
        for (row, kam) in self.kams.iter().enumerate() {
            if let Some(kam) = kam
                && !team.knows(kam)
                && seen.insert(kam)
            {
                known_member(kam, self.span(row, loader.sources), team, loader);
            }
        }
    }

    /// What both the row and a file say.
    fn conflicts(&self, row: usize, draft: &Draft, policy: &Policy, loader: &mut Loader<'_>) {
        let there = |texts: &[Option<Box<str>>]| texts.get(row).is_some_and(Option::is_some);
        let mut both: Vec<(&str, Span)> = Vec::new();
        both.extend(draft.name.as_ref().filter(|_| there(&self.names)).map(|(_, span)| ("name", *span)));
        both.extend(draft.kam.as_ref().filter(|_| there(&self.kams)).map(|(_, span)| ("kam", *span)));
        for (field, observations) in &draft.fields {
            let column = self.fields.iter().position(|(f, _)| f == field);
            let cell = column.and_then(|c| self.cells.get(c)).and_then(|cells| cells.get(row));
            if cell.is_some_and(|c| *c != Reading::Missing(Absence::Blank))
                && let Some(first) = observations.first()
            {
                both.push((policy.field(*field).name.as_str(), first.span));
            }
        }
        for (name, span) in both {
            let at = self.span(row, loader.sources);
            merge::twice(name, &draft.id, Some(span), Some(at), loader.findings);
        }
    }

    fn account(
        &mut self,
        id: &str,
        row: Option<usize>,
        draft: Option<Box<Draft>>,
        policy: &Policy,
        team: &Team,
        loader: &mut Loader<'_>,
    ) -> Account {
        let of_row = |texts: &mut Vec<Option<Box<str>>>| row.and_then(|row| texts.get_mut(row)).and_then(Option::take);
        let (row_name, row_kam) = (of_row(&mut self.names), of_row(&mut self.kams));
        let line = row.and_then(|row| self.lines.get(row)).map(|line| *line as usize);
        let mut account = Account {
            id: AccountId::new(id),
            name: row_name.map_or_else(|| id.to_owned(), String::from),
            kam: row_kam.map(String::from),
            language: None,
            file: None,
            row: line,
            people: None,
            relations: Vec::new(),
            waivers: Vec::new(),
            dossier: None,
        };
        let Some(draft) = draft else { return account };
        let draft = *draft;
        account.file = (Some(draft.id_span.file) != Some(loader.nowhere().file)).then_some(draft.id_span);
        if let Some((name, _)) = draft.name {
            account.name = name;
        }
        if let Some((kam, span)) = draft.kam {
            known_member(&kam, span, team, loader);
            account.kam = Some(kam);
        }
        account.language = draft.language.map(|(language, _)| language);
        account.people =
            draft.people.map(|people| people.into_iter().map(|p| person(p, policy, team, loader)).collect());
        let people = account.people.as_deref().unwrap_or_default();
        account.relations = relation::resolve(draft.relations, id, people, loader.sources, loader.findings);
        account.waivers = draft.waivers;
        account.dossier = draft.dossier;
        account
    }
}

/// Warns of somebody on our side whom the team does not list.
fn known_member(id: &str, span: Span, team: &Team, loader: &mut Loader<'_>) {
    if team.people.is_empty() || team.knows(id) {
        return;
    }
    let near = suggest::nearest(id, team.people.iter().map(|p| p.id.as_str()));
    let finding = Finding::new(&codes::UNKNOWN_MEMBER, span).arg("id", shown(id));
    loader.push(finding.arg("hint", suggest::did_you_mean(near)));
}

/// A finished person.
fn person(draft: PersonDraft, policy: &Policy, team: &Team, loader: &mut Loader<'_>) -> Person {
    if let Some((contacts, span)) = &draft.contacts {
        contacts.iter().for_each(|c| known_member(c, *span, team, loader));
    }
    let name = match draft.name {
        Some((name, _)) => name,
        None => {
            let finding = Finding::new(&codes::MISSING_KEY, draft.span)
                .arg("what", said!("Person `{id}`", "Osoba `{id}`", id = shown(&draft.id)));
            loader.push(finding.quote("key", "name").quote("write", "name: …"));
            draft.id.clone()
        }
    };
    let mut person = Person {
        id: PersonId::new(&draft.id),
        name,
        title: draft.title.map(|(t, _)| t),
        attributes: draft.attributes,
        derived: Vec::new(),
        competitors: draft.competitors,
        needs: draft.needs.map(|(n, _)| n).unwrap_or_default(),
        contacts: draft.contacts.map(|(c, _)| c).unwrap_or_default(),
        span: draft.span,
    };
    derive::from_person(policy, &mut person);
    person
}
