//! What kam.yaml says: who we are, the day of evaluation, and which file feeds which accounts and records. Holds settings
//! as they were meant; names of fields and columns are compared with the policy later, where the sources are read.

use crate::diagnostics::{Levels, Span};
use crate::values::{Calendar, Currency, Day, Duration};

/// A workspace's settings.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the workspace is called; empty where kam.yaml does not say.
    pub name: String,
    /// `pl`, `en`: the language of documents and labels. `en` by default.
    pub locale: String,
    /// Our own company in documents, where it is not the workspace's name.
    pub our_company: Option<String>,
    /// The currency of bare amounts in account files and tables that name none.
    pub currency: Option<Currency>,
    pub as_of: Option<Day>,
    /// Countries and files of days off. None: what the locale says.
    pub calendars: Option<Vec<Setting>>,
    /// How far ahead is planned.
    pub horizon: Duration,
    /// The overlays that are active, in the order written.
    pub overlays: Vec<Setting>,
    /// Pattern of account files.
    pub account_files: Vec<Pattern>,
    /// The table that holds accounts, a row each.
    pub account_table: Option<TableSource>,
    /// By the name of the records type, in the order written.
    pub records: Vec<RecordsSource>,
    /// Where our people are listed.
    pub team: Option<Pattern>,
    /// The dated exchange rates.
    pub rates: Option<Pattern>,
    /// The register of accepted plays.
    pub register: Pattern,
    /// Its encoding label, where it is not UTF-8.
    pub register_encoding: Option<Setting>,
    /// Pattern of the files with opinions.
    pub private: Vec<Pattern>,
    /// Pattern of the rules.
    pub rules: Vec<Pattern>,
    /// The directory of the workspace's own templates.
    pub templates: String,
    /// Warnings and notes that are to be more or less than that.
    pub levels: Levels,
}

impl Default for Config {
    /// The settings of a workspace whose kam.yaml says nothing.
    fn default() -> Config {
        let pattern = |text: &str| Pattern { text: text.to_owned(), span: None };
        Config {
            name: String::new(),
            locale: "en".to_owned(),
            our_company: None,
            currency: None,
            as_of: None,
            calendars: None,
            horizon: Duration { count: 12, unit: Calendar::Months },
            overlays: Vec::new(),
            account_files: vec![pattern("accounts/*.yaml")],
            account_table: None,
            records: Vec::new(),
            team: Some(pattern("team.yaml")),
            rates: None,
            register: pattern("actions.csv"),
            register_encoding: None,
            private: vec![pattern("private/*.yaml")],
            rules: vec![pattern("rules/**/*.kam")],
            templates: "templates".to_owned(),
            levels: Levels::default(),
        }
    }
}

/// A path or pattern of files, and where kam.yaml says it; without a place it is the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pub text: String,
    pub span: Option<Span>,
}

/// A table: its file and how to read it.
#[derive(Clone, Debug)]
pub struct TableSource {
    pub file: String,
    pub file_span: Span,
    /// Header of the column that holds account ids.
    pub account: Setting,
    pub joins: Vec<Join>,
    /// What the policy calls a column → where it comes from.
    pub columns: Vec<ColumnSource>,
    /// Encoding label (`windows-1250`); UTF-8 by default.
    pub encoding: Option<Setting>,
    pub separator: u8,
    /// `.` or `,`.
    pub decimal: u8,
    /// Pattern of dates: `YYYY-MM-DD`, `DD.MM.YYYY`, `M/D/YYYY`.
    pub dates: Setting,
    /// Cells that count as blank, besides empty ones.
    pub blank: Vec<String>,
    pub currency: MoneyUnit,
    /// People given by columns of the accounts table.
    pub people: Vec<PersonSource>,
}

/// The currency of bare amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoneyUnit {
    /// That of kam.yaml.
    Inherited,
    Fixed(Currency),
    /// The header of a column that holds the code.
    Column(Setting),
}

/// A text of kam.yaml with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub text: String,
    pub span: Span,
}

/// A many-to-one join: every row must find exactly one partner.
#[derive(Clone, Debug)]
pub struct Join {
    pub file: String,
    pub file_span: Span,
    /// Header here, header there.
    pub left: Setting,
    pub right: Setting,
}

/// Where a column of the policy comes from.
#[derive(Clone, Debug)]
pub struct ColumnSource {
    pub name: Setting,
    pub header: Setting,
    /// How a bare number under a percent is meant.
    pub percent: Option<PercentForm>,
    pub currency: Option<MoneyUnit>,
    /// Its own date pattern.
    pub dates: Option<Setting>,
}

/// How a table writes percents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentForm {
    /// 0.12 is 12 %.
    Fraction,
    /// 12 is 12 %.
    Percent,
}

/// Somebody whom columns of the accounts table describe: attribute → header.
#[derive(Clone, Debug)]
pub struct PersonSource {
    pub id: Setting,
    pub columns: Vec<(Setting, Setting)>,
}

/// The source of a records type.
#[derive(Clone, Debug)]
pub struct RecordsSource {
    pub name: Setting,
    pub table: TableSource,
    pub covers_from: Option<Day>,
    pub covers_to: Option<Day>,
    /// Where `covers_to` is written.
    pub ends_at: Option<Span>,
}
