//! Where the numbers of a plan come from: the rule and the data behind each.

use super::Subject;
use super::figures::{Figure, Source};
use crate::data::observation_at;
use crate::policy::FieldId;
use crate::views::places::{DataPlace, Places};
use crate::views::reads::Reads;
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceView {
    /// Hash of all inputs, as the caller worked it out.
    pub content_hash: Option<String>,
    /// The last commit that touched an input; none where the workspace lies in no git repository.
    pub commit: Option<CommitView>,
    pub figures: Vec<OriginView>,
    /// Our account file and its line, the accounts table and its line.
    pub account: Vec<String>,
}

/// A commit of the workspace.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CommitView {
    /// Its short hash.
    pub hash: String,
    /// ISO 8601
    pub on: String,
    /// Whether inputs differ from what the repository holds.
    pub uncommitted: bool,
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
    let account = subject.account.file.map(|span| subject.inputs.sources.file_line(span));
    ProvenanceView {
        content_hash: subject.inputs.content_hash.map(str::to_owned),
        commit: subject.inputs.commit.cloned(),
        figures: figures.iter().map(|f| origin(subject, f)).collect(),
        account: account.or_else(|| places(subject).account_place()).into_iter().collect(),
    }
}

fn places<'a>(subject: &Subject<'a>) -> Places<'a> {
    let inputs = subject.inputs;
    Places {
        policy: inputs.policy,
        sources: inputs.sources,
        portfolio: inputs.portfolio,
        position: subject.position,
        as_of: subject.as_of(),
    }
}

fn origin(subject: &Subject<'_>, figure: &Figure) -> OriginView {
    let (policy, sources) = (subject.inputs.policy, subject.inputs.sources);
    let (rule, data) = match figure.source {
        Source::Field(id) => (policy.field(id).span, field(subject, id).into_iter().collect()),
        Source::Slot(id) => {
            let reads = Reads::of_slot(policy, id);
            let observed: Vec<DataView> = reads.fields.iter().filter_map(|f| field(subject, *f)).collect();
            let with_author =
                |place: DataPlace| observed.iter().find(|o| o.place == place.place).cloned().unwrap_or(plain(place));
            let data = places(subject).of(&reads).into_iter().map(with_author).collect();
            (policy.slot(id).span, data)
        }
    };
    OriginView { label: figure.label.clone(), rule: sources.file_line(rule), data }
}

fn plain(place: DataPlace) -> DataView {
    DataView { place: place.place, rows: place.rows, by: None, on: None, source: None }
}

/// Where a field stands, with who noted it.
fn field(subject: &Subject<'_>, id: FieldId) -> Option<DataView> {
    let place = places(subject).field(id)?;
    let observations = subject.inputs.portfolio.columns.get(id.index()).and_then(|c| c.observations(subject.position));
    let observation = observations.and_then(|o| observation_at(o, subject.as_of()));
    Some(DataView {
        by: observation.and_then(|o| o.by.as_deref()).map(|id| subject.ours(id)),
        on: observation.and_then(|o| o.on).map(|d| d.to_string()),
        source: observation.and_then(|o| o.source.clone()),
        ..plain(place)
    })
}
