//! Where the data behind a value stand: account files by line, tables by line and column, records by their files with
//! how many rows there are and how many of them count. What a rule reads is in `reads`; that is looked up here.

use super::reads::Reads;
use crate::data::{Account, Origin, Portfolio, observation_at};
use crate::diagnostics::Sources;
use crate::engine::rows_in_windows;
use crate::policy::{Builtin, FieldId, Policy, RecordsId, Window};
use crate::values::Day;
use serde::Serialize;
use std::collections::BTreeSet;

/// A place in the data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DataPlace {
    /// `accounts/quick.yaml:7`, `data/customers.csv:12:3` (line and column), `data/orders.csv`.
    pub place: String,
    /// Files joined to that of the rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<String>,
    /// How many rows the account has there, where it is about rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<usize>,
    /// How many of them lie in the windows that the value looks at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_window: Option<usize>,
}

/// The data of one account.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub policy: &'a Policy,
    pub sources: &'a Sources,
    pub portfolio: &'a Portfolio,
    /// Of the account in the portfolio.
    pub position: usize,
    pub as_of: Day,
}

impl Places<'_> {
    /// Where everything stands that is read, each place once: records first, then fields, then people.
    pub fn of(&self, reads: &Reads<'_>) -> Vec<DataPlace> {
        let records = reads.records.iter().filter_map(|(id, windows)| self.records(*id, windows));
        let fields = reads.fields.iter().filter_map(|id| self.field(*id));
        let people = if reads.people { self.people(reads) } else { Vec::new() };
        let mut seen = BTreeSet::new();
        let all = records.chain(fields).chain(people.into_iter().map(whole));
        all.filter(|place| seen.insert(place.place.clone())).collect()
    }

    /// Where the value of a field stands; none where nobody has written one.
    pub fn field(&self, id: FieldId) -> Option<DataPlace> {
        let place = match self.portfolio.origin(self.position, id, self.as_of)? {
            Origin::Written(span) => self.sources.file_line(span),
            Origin::Cell { file, line, column } => format!("{}:{line}:{column}", self.sources.name(file)),
        };
        Some(whole(place))
    }

    fn records(&self, id: RecordsId, windows: &[Option<&Window>]) -> Option<DataPlace> {
        let table = self.portfolio.records(id)?;
        let name = |file| self.sources.name(file).to_owned();
        Some(DataPlace {
            place: name(table.file?),
            joined: table.joined.iter().map(|file| name(*file)).collect(),
            rows: Some(table.rows_of(self.position).len()),
            in_window: rows_in_windows(self.policy, self.portfolio, self.as_of, self.position, id, windows),
        })
    }

    /// The files in which what is read about people stands; where nothing is known about them, those that list them.
    fn people(&self, reads: &Reads<'_>) -> Vec<String> {
        let people = || self.account().and_then(|a| a.people.as_deref()).unwrap_or(&[]).iter();
        let name = |file| self.sources.name(file).to_owned();
        let mut files = Vec::new();
        for person in people() {
            for attribute in &reads.attributes {
                let observed = person.attributes.get(attribute.index());
                files.extend(observed.and_then(|o| observation_at(o, self.as_of)).map(|o| name(o.span.file)));
            }
            if reads.attributes.contains(&Builtin::CompetitorSupport.id()) {
                let standings = person.competitors.iter().filter_map(|(_, o)| observation_at(o, self.as_of));
                files.extend(standings.map(|o| name(o.span.file)));
            }
        }
        if files.is_empty() {
            files.extend(people().map(|p| name(p.span.file)));
        }
        if files.is_empty() {
            files.extend(self.account_place());
        }
        files
    }

    /// The account's file, or its line in the accounts table.
    pub fn account_place(&self) -> Option<String> {
        let account = self.account()?;
        let table = || self.portfolio.columns.iter().find_map(|c| c.source).map(|(file, _)| file);
        match account.file {
            Some(span) => Some(self.sources.name(span.file).to_owned()),
            None => account.row.zip(table()).map(|(row, file)| format!("{}:{row}", self.sources.name(file))),
        }
    }

    fn account(&self) -> Option<&Account> {
        self.portfolio.accounts.get(self.position)
    }
}

/// A place that is not about rows.
fn whole(place: String) -> DataPlace {
    DataPlace { place, joined: Vec::new(), rows: None, in_window: None }
}
