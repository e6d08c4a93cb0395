//! The accounts of a workspace as the engine sees them: columns of readings, people, records, each with its origin. Made
//! by loading; nothing here depends on a day of evaluation, so observations are kept with their dates.

use crate::diagnostics::{FileId, Span};
use crate::policy::{AttributeId, ColumnId, FieldId, RecordsId};
use crate::values::{Absence, AccountId, Day, Interval, Number, PersonId, Reading, Scalar};

/// All accounts of a workspace, by id, with their records. Positions are indices into `accounts`.
#[derive(Clone, Debug, Default)]
pub struct Portfolio {
    pub accounts: Vec<Account>,
    /// By [`FieldId`].
    pub columns: Vec<FieldColumn>,
    /// By [`RecordsId`]; none where no source is configured.
    pub records: Vec<Option<RecordTable>>,
}

/// A field's values, one per account.
#[derive(Clone, Debug, Default)]
pub struct FieldColumn {
    /// What the accounts table says, by account; empty where the table has no such column.
    pub cells: Vec<Reading>,
    /// The file and column (from 1) those cells come from; the row is [`Account::row`].
    pub source: Option<(FileId, usize)>,
    /// What account files say, sorted by account: one or several observations, earliest first, undated before dated.
    pub observed: Vec<(usize, Vec<Observation>)>,
}

/// A value somebody noted.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    pub value: Reading,
    pub on: Option<Day>,
    pub by: Option<String>,
    pub source: Option<String>,
    pub span: Span,
}

/// The observation that holds on a day: the last one dated not after it; an undated one counts as always known and
/// before all dated ones.
pub fn observation_at(observations: &[Observation], as_of: Day) -> Option<&Observation> {
    observations.iter().filter(|o| o.on.is_none_or(|on| on <= as_of)).max_by_key(|o| o.on)
}

/// An account: what is not a field of the policy.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    /// Who of us looks after it: an id of the team.
    pub kam: Option<String>,
    /// The language spoken with it: two letters of ISO 639-1, small.
    pub language: Option<String>,
    /// Where the account file begins, if it has one.
    pub file: Option<Span>,
    /// Its line in the accounts table, from 1, if it stands in one.
    pub row: Option<usize>,
    /// None: not known. Empty: nobody.
    pub people: Option<Vec<Person>>,
    pub relations: Vec<Relation>,
    pub waivers: Vec<Waiver>,
    /// What the account file tells a reader; boxed, since most accounts of a large table have none.
    pub dossier: Option<Box<Dossier>>,
}

/// Somebody on the client's side.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub title: Option<String>,
    /// By [`AttributeId`]: what was observed, earliest first; empty where nothing is known.
    pub attributes: Vec<Vec<Observation>>,
    /// Attributes that were not written but derived (role from the title, influence from the role, contact from
    /// interactions), so that a plan can say so.
    pub derived: Vec<AttributeId>,
    /// Each competitor's standing with this person, by the competitor's name: observations on the scale of support.
    pub competitors: Vec<(String, Vec<Observation>)>,
    pub needs: Needs,
    /// Ids of our people who know this person.
    pub contacts: Vec<String>,
    pub span: Span,
}

/// Needs at three levels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Needs {
    pub organisation: Vec<String>,
    pub department: Vec<String>,
    pub personal: Vec<String>,
}

/// A relation between two people of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Positions in the account's people.
    pub from: usize,
    pub to: usize,
    pub kind: RelationKind,
    /// 0..1, for `influences` only: weak 0.3, medium 0.5, strong 0.8, or a number; 0.5 when not said.
    pub weight: Number,
    pub on: Option<Day>,
    pub by: Option<String>,
    pub source: Option<String>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    ReportsTo,
    Influences,
    Trusts,
    Conflicts,
}

impl RelationKind {
    pub const ALL: [RelationKind; 4] =
        [RelationKind::ReportsTo, RelationKind::Influences, RelationKind::Trusts, RelationKind::Conflicts];

    /// The word of account files.
    pub fn word(self) -> &'static str {
        match self {
            RelationKind::ReportsTo => "reports_to",
            RelationKind::Influences => "influences",
            RelationKind::Trusts => "trusts",
            RelationKind::Conflicts => "conflicts",
        }
    }
}

/// Lifts a veto or limit until a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver {
    pub of: Waived,
    pub approved_by: String,
    pub reason: String,
    /// Valid through this day.
    pub until: Day,
    pub span: Span,
}

/// Index into the policy's vetoes or limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waived {
    Veto(usize),
    Limit(usize),
}

/// What the account file tells a reader rather than a rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    pub industry: Option<String>,
    pub business: Option<String>,
    pub challenges: Vec<String>,
    pub goals: Vec<String>,
    pub strategy: Option<String>,
    pub buying_steps: Vec<String>,
    pub buying_criteria: Vec<String>,
    pub signs: Option<String>,
    pub budget_from: Option<Day>,
    pub contract_until: Option<Day>,
    pub ambition: Option<String>,
    /// What a year's revenue is to become.
    pub target: Option<Target>,
    pub priorities: Vec<String>,
    pub not_doing: Vec<String>,
    pub assumptions: Vec<String>,
    pub opportunities: Vec<Opportunity>,
    /// What people add to the plan in their own words, from the account file and from private files.
    pub notes: Vec<String>,
    pub private_notes: Vec<String>,
}

/// The revenue we want, in the policy's currency, and the day by which.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub value: Number,
    pub by: Option<Day>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Opportunity {
    pub id: String,
    pub name: String,
    pub category: Option<String>,
    /// In the policy's currency.
    pub value: Option<Number>,
    pub close: Option<Day>,
    pub competitor: Option<String>,
    pub span: Span,
}

/// The rows of a records type, sorted by account and then in the order of the source.
#[derive(Clone, Debug, Default)]
pub struct RecordTable {
    /// By [`ColumnId`], one reading per row.
    pub columns: Vec<Vec<Reading>>,
    /// Row `rows[a]..rows[a + 1]` belong to account `a`; one longer than the accounts.
    pub rows: Vec<u32>,
    /// The line of each row in its file, from 1.
    pub lines: Vec<u32>,
    pub file: Option<FileId>,
    /// The files joined to it, in the order of kam.yaml.
    pub joined: Vec<FileId>,
    /// What kam.yaml says the source covers.
    pub covers_from: Option<Day>,
    pub covers_to: Option<Day>,
    /// Where kam.yaml says `covers_to`.
    pub ends_at: Option<Span>,
    /// The earliest date of any row: where coverage begins if kam.yaml says nothing.
    pub earliest: Option<Day>,
}

impl RecordTable {
    /// The rows of an account.
    pub fn rows_of(&self, account: usize) -> std::ops::Range<usize> {
        let at = |i: usize| self.rows.get(i).map_or(0, |r| *r as usize);
        at(account)..at(account + 1).max(at(account))
    }

    /// A cell.
    pub fn cell(&self, column: ColumnId, row: usize) -> &Reading {
        &self.columns[column.index()][row]
    }
}

/// Where a value of an account comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// An account file.
    Written(Span),
    /// A table: file, line from 1, column from 1.
    Cell { file: FileId, line: usize, column: usize },
}

impl Portfolio {
    /// What holds for a field of an account on a day.
    pub fn field(&self, account: usize, field: FieldId, as_of: Day) -> Reading {
        let Some(column) = self.columns.get(field.index()) else { return Reading::Missing(Absence::NotGiven) };
        if let Some(observations) = column.observations(account) {
            return match observation_at(observations, as_of) {
                Some(o) => o.value.clone(),
                None => Reading::Missing(Absence::NotYetObserved),
            };
        }
        column.cells.get(account).cloned().unwrap_or(Reading::Missing(Absence::NotGiven))
    }

    /// Where the value that holds on a day was written, if it was.
    pub fn origin(&self, account: usize, field: FieldId, as_of: Day) -> Option<Origin> {
        let column = self.columns.get(field.index())?;
        if let Some(observations) = column.observations(account) {
            return observation_at(observations, as_of).map(|o| Origin::Written(o.span));
        }
        let ((file, at), line) = (column.source?, self.accounts.get(account)?.row?);
        Some(Origin::Cell { file, line, column: at })
    }

    /// The records of a type, if a source is configured.
    pub fn records(&self, id: RecordsId) -> Option<&RecordTable> {
        self.records.get(id.index()).and_then(Option::as_ref)
    }

    /// The last day that the source of a records type covers, where that is before a day.
    pub fn ended(&self, id: RecordsId, day: Day) -> Option<Day> {
        self.records(id).and_then(|table| table.covers_to).filter(|to| *to < day)
    }

    /// The position of an account.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.accounts.binary_search_by(|a| a.id.as_str().cmp(id)).ok()
    }

    /// The latest date of any record or observation: what to offer where `as_of` is not said.
    pub fn latest_day(&self) -> Option<Day> {
        // The register plans ahead, so its dates say nothing about today; it alone covers every day.
        let looks_back = |t: &&RecordTable| t.covers_from != Some(Day::MIN);
        let records = self.records.iter().flatten().filter(looks_back).flat_map(|t| t.columns.iter().flatten());
        let days = records.filter_map(|r| match r {
            Reading::Known(Scalar::Day(d)) => Some(*d),
            _ => None,
        });
        let people = self.accounts.iter().flat_map(|a| a.people.iter().flatten());
        let observations = people.flat_map(|p| p.attributes.iter().flatten());
        let fields = self.columns.iter().flat_map(|c| c.observed.iter().flat_map(|(_, o)| o));
        days.chain(observations.chain(fields).filter_map(|o| o.on)).max()
    }
}

impl FieldColumn {
    /// What the account's file says about the field.
    pub fn observations(&self, account: usize) -> Option<&[Observation]> {
        let at = self.observed.binary_search_by_key(&account, |(a, _)| *a).ok()?;
        self.observed.get(at).map(|(_, o)| o.as_slice())
    }
}

impl Person {
    /// What holds for an attribute on a day.
    pub fn attribute(&self, id: AttributeId, as_of: Day) -> Reading {
        let observations = self.attributes.get(id.index()).map_or(&[][..], Vec::as_slice);
        match observation_at(observations, as_of) {
            Some(o) => o.value.clone(),
            None if observations.is_empty() => Reading::Missing(Absence::NotGiven),
            None => Reading::Missing(Absence::NotYetObserved),
        }
    }
}

/// Whether a reading respects the declared range.
pub fn within(range: Option<&Interval>, reading: &Reading) -> bool {
    match (range, reading) {
        (Some(range), Reading::Known(Scalar::Number(n))) => range.contains(n),
        _ => true,
    }
}
