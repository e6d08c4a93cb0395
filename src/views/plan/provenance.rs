//! Where the numbers come from: the rule and the data behind each.

use super::Subject;
use super::figures::{Figure, Source};
use super::reads::Reads;
use crate::data::{Origin, observation_at};
use crate::policy::{Builtin, FieldId, RecordsId};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceView {
    /// Hash of all inputs, as the caller worked it out.
    pub content_hash: Option<String>,
    pub figures: Vec<OriginView>,
    /// Our account file and its line, the accounts table and its line.
    pub account: Vec<String>,
}

/// Where one figure comes from.
#[derive(Clone, Debug, Serialize)]
pub struct OriginView {
    pub label: String,
    /// `rules/policy.kam:45`
    pub rule: String,
    /// `accounts/quick.yaml:7`, `data/customers.csv:12:3`, `data/orders.csv (41 rows)`.
    pub data: Vec<DataView>,
}

/// A place in the data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DataView {
    pub place: String,
    /// How many rows of a table, where it is about rows.
    pub rows: Option<usize>,
    /// Who noted the value, when and from what, where the file says so.
    pub by: Option<String>,
    pub on: Option<String>,
    pub source: Option<String>,
}

pub(super) fn provenance(subject: &Subject<'_>, figures: &[Figure]) -> ProvenanceView {
    let account = subject.account;
    let file = account.file.map(|span| subject.inputs.sources.file_line(span));
    let file = file.or_else(|| account_place(subject));
    ProvenanceView {
        content_hash: subject.inputs.content_hash.map(str::to_owned),
        figures: figures.iter().map(|f| origin(subject, f)).collect(),
        account: file.into_iter().collect(),
    }
}

fn origin(subject: &Subject<'_>, figure: &Figure) -> OriginView {
    let (policy, sources) = (subject.inputs.policy, subject.inputs.sources);
    match figure.source {
        Source::Field(id) => OriginView {
            label: figure.label.clone(),
            rule: sources.file_line(policy.field(id).span),
            data: field(subject, id).into_iter().collect(),
        },
        Source::Slot(id) => {
            let reads = Reads::of_slot(policy, id);
            let mut data: Vec<DataView> = reads.records.iter().filter_map(|r| records(subject, *r)).collect();
            data.extend(reads.fields.iter().filter_map(|f| field(subject, *f)));
            if reads.people {
                data.extend(people(subject, &reads).into_iter().map(plain));
            }
            let mut places = BTreeSet::new();
            data.retain(|d| places.insert(d.place.clone()));
            OriginView { label: figure.label.clone(), rule: sources.file_line(policy.slot(id).span), data }
        }
    }
}

/// The files in which what is read about people stands; where nothing is known about them, those that list them.
fn people(subject: &Subject<'_>, reads: &Reads) -> Vec<String> {
    let people = || subject.account.people.iter().flatten();
    let name = |file| subject.inputs.sources.name(file).to_owned();
    let mut files = Vec::new();
    for person in people() {
        for attribute in &reads.attributes {
            let observed = person.attributes.get(attribute.index());
            let observed = observed.and_then(|o| observation_at(o, subject.as_of()));
            files.extend(observed.map(|o| name(o.span.file)));
        }
        if reads.attributes.contains(&Builtin::CompetitorSupport.id()) {
            let standings = person.competitors.iter().filter_map(|(_, o)| observation_at(o, subject.as_of()));
            files.extend(standings.map(|o| name(o.span.file)));
        }
    }
    if files.is_empty() {
        files.extend(people().map(|p| name(p.span.file)));
    }
    if files.is_empty() {
        files.extend(account_place(subject));
    }
    let mut seen = BTreeSet::new();
    files.retain(|f| seen.insert(f.clone()));
    files
}

fn plain(place: String) -> DataView {
    DataView { place, rows: None, by: None, on: None, source: None }
}

/// The account's file, or its line in the accounts table.
fn account_place(subject: &Subject<'_>) -> Option<String> {
    let (account, sources) = (subject.account, subject.inputs.sources);
    let table = || subject.inputs.portfolio.columns.iter().find_map(|c| c.source).map(|(file, _)| file);
    match account.file {
        Some(span) => Some(sources.name(span.file).to_owned()),
        None => account.row.zip(table()).map(|(row, file)| format!("{}:{row}", sources.name(file))),
    }
}

fn field(subject: &Subject<'_>, id: FieldId) -> Option<DataView> {
    let portfolio = subject.inputs.portfolio;
    let place = match portfolio.origin(subject.position, id, subject.as_of())? {
        Origin::Written(span) => subject.inputs.sources.file_line(span),
        Origin::Cell { file, line, column } => {
            format!("{}:{line}:{column}", subject.inputs.sources.name(file))
        }
    };
    let observations = portfolio.columns.get(id.index()).and_then(|c| c.observations(subject.position));
    let observation = observations.and_then(|o| observation_at(o, subject.as_of()));
    Some(DataView {
        place,
        rows: None,
        by: observation.and_then(|o| o.by.as_deref()).map(|id| subject.ours(id)),
        on: observation.and_then(|o| o.on).map(|d| d.to_string()),
        source: observation.and_then(|o| o.source.clone()),
    })
}

fn records(subject: &Subject<'_>, id: RecordsId) -> Option<DataView> {
    let table = subject.inputs.portfolio.records(id)?;
    let rows = table.rows_of(subject.position).len();
    let place = table.file.map(|f| subject.inputs.sources.name(f).to_owned())?;
    Some(DataView { place, rows: Some(rows), by: None, on: None, source: None })
}
