//! The register of accepted plays, actions.csv: kept by `kam plan --accept` and by people in a spreadsheet. A line is a
//! play with the day it was first due on, who owns it, what became of it and what it took.

use crate::diagnostics::Span;
use crate::values::{Day, Number};

/// All lines, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    pub entries: Vec<RegisterEntry>,
}

/// A play that was accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterEntry {
    /// `QUICK/horst/open_doors.introduce/1`: account, person (`-` for the whole account), action, occurrence.
    pub id: String,
    /// The label of the action when it was accepted, for people who read the file.
    pub title: String,
    pub accepted: Option<Day>,
    /// Never changes once written.
    pub first_due: Day,
    /// What is agreed now; differs from `first_due` where it was moved.
    pub due: Day,
    /// An id of the team or of a person of the account, or any name.
    pub owner: Option<String>,
    pub status: PlayStatus,
    pub done_on: Option<Day>,
    pub result: Option<String>,
    /// Hours spent so far.
    pub hours: Option<Number>,
    pub span: Span,
}

/// What became of an accepted play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlayStatus {
    Open,
    Done,
    Dropped,
}

impl PlayStatus {
    pub const ALL: [PlayStatus; 3] = [PlayStatus::Open, PlayStatus::Done, PlayStatus::Dropped];

    /// The word of actions.csv.
    pub fn word(self) -> &'static str {
        match self {
            PlayStatus::Open => "open",
            PlayStatus::Done => "done",
            PlayStatus::Dropped => "dropped",
        }
    }
}

impl Register {
    /// The line of a play.
    pub fn entry(&self, id: &str) -> Option<&RegisterEntry> {
        self.entries.iter().find(|e| e.id == id)
    }
}

impl RegisterEntry {
    /// The account it belongs to.
    pub fn account(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// Whether it is open past its day.
    pub fn is_late(&self, as_of: Day) -> bool {
        self.status == PlayStatus::Open && self.due < as_of
    }

    /// Whether another day was agreed than the first one.
    pub fn was_moved(&self) -> bool {
        self.due != self.first_due
    }
}
