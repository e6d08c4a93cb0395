//! The register of accepted plays, actions.csv: kept by `kam plan --accept` and by people in a spreadsheet. A line is a
//! play with the day it was first due on, who owns it, what became of it and what it took.

use crate::diagnostics::{Span, suggest};
use crate::values::{Day, Number};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

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

    /// The status of a word, in any case.
    pub fn parse(word: &str) -> Option<PlayStatus> {
        PlayStatus::ALL.into_iter().find(|s| s.word().eq_ignore_ascii_case(word))
    }

    /// The status of a word that people write instead: `zrobione`, `gotowe`, `closed`.
    pub fn meant(word: &str) -> Option<PlayStatus> {
        let word = suggest::fold(word.trim());
        let status = match word.as_str() {
            "zrobione" | "zrobiona" | "gotowe" | "gotowa" | "wykonane" | "wykonana" | "zakonczone" | "zalatwione"
            | "closed" | "finished" | "completed" | "complete" => PlayStatus::Done,
            "otwarte" | "otwarta" | "w toku" | "do zrobienia" | "planowane" | "in progress" | "ongoing" | "pending"
            | "to do" | "todo" | "waiting" => PlayStatus::Open,
            "porzucone" | "porzucona" | "anulowane" | "anulowana" | "odwolane" | "rezygnacja" | "cancelled"
            | "canceled" | "abandoned" => PlayStatus::Dropped,
            _ => return None,
        };
        Some(status)
    }

    /// The word of actions.csv.
    pub fn word(self) -> &'static str {
        match self {
            PlayStatus::Open => "open",
            PlayStatus::Done => "done",
            PlayStatus::Dropped => "dropped",
        }
    }
}

/// The id of a play in its parts: `QUICK/horst/open_doors.introduce/1`. It is read from its end, since the account's id is
/// written by somebody else's system and may hold a slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlayId<'t> {
    pub account: &'t str,
    /// None for the whole account, written `-`.
    pub person: Option<&'t str>,
    /// `open_doors.introduce`
    pub action: &'t str,
    /// From 1.
    pub occurrence: u32,
}

impl<'t> PlayId<'t> {
    /// Reads an id; none where it has not its four parts.
    pub fn parse(text: &'t str) -> Option<PlayId<'t>> {
        let mut parts = text.rsplitn(4, '/');
        // One way of writing each, so that no play stands twice.
        let occurrence = parts.next().filter(|n| !n.starts_with(['0', '+']))?.parse().ok()?;
        let (action, person, account) = (parts.next()?, parts.next()?, parts.next()?);
        let (playbook, step) = action.split_once('.')?;
        let written = ![account, person, playbook, step].contains(&"");
        written.then_some(PlayId { account, person: (person != "-").then_some(person), action, occurrence })
    }
}

impl fmt::Display for PlayId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PlayId { account, person, action, occurrence } = self;
        write!(f, "{account}/{}/{action}/{occurrence}", person.unwrap_or("-"))
    }
}

impl Register {
    /// Adds what is not there yet, and puts all lines in the order of account, due day and id. Lines that are there stay
    /// as they are. Returns what was added, in that order.
    pub fn accept(&mut self, new: impl IntoIterator<Item = RegisterEntry>) -> Vec<RegisterEntry> {
        let known: BTreeSet<String> = self.entries.iter().map(|e| e.id.clone()).collect();
        let mut added: BTreeMap<String, RegisterEntry> = BTreeMap::new();
        for entry in new.into_iter().filter(|e| !known.contains(&e.id)) {
            added.entry(entry.id.clone()).or_insert(entry);
        }
        let mut added: Vec<RegisterEntry> = added.into_values().collect();
        added.sort_by(RegisterEntry::order);
        if !added.is_empty() {
            self.entries.extend(added.iter().cloned());
            self.entries.sort_by(RegisterEntry::order);
        }
        added
    }

    /// The line of a play.
    pub fn entry(&self, id: &str) -> Option<&RegisterEntry> {
        self.entries.iter().find(|e| e.id == id)
    }
}

impl RegisterEntry {
    fn order(&self, other: &RegisterEntry) -> Ordering {
        (self.account(), self.due, &self.id).cmp(&(other.account(), other.due, &other.id))
    }

    /// The account it belongs to.
    pub fn account(&self) -> &str {
        PlayId::parse(&self.id).map_or("", |id| id.account)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileId;

    fn entry(id: &str, due: &str) -> RegisterEntry {
        let due = Day::parse(due).unwrap();
        RegisterEntry {
            id: id.to_owned(),
            title: String::new(),
            accepted: None,
            first_due: due,
            due,
            owner: None,
            status: PlayStatus::Open,
            done_on: None,
            result: None,
            hours: None,
            span: Span::file_start(FileId(0)),
        }
    }

    #[test]
    fn accepting_adds_what_is_new_and_changes_nothing_else() {
        let moved = RegisterEntry { due: Day::parse("2027-01-05").unwrap(), ..entry("B/ewa/p.a/1", "2026-10-21") };
        let mut register = Register { entries: vec![moved.clone()] };
        let new = ["B/ewa/p.a/1", "B/jan/p.a/1", "A/-/p.b/1", "A/-/p.b/1"].map(|id| entry(id, "2026-10-21"));
        let ids = |entries: &[RegisterEntry]| entries.iter().map(|e| e.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&register.accept(new.clone())), ["A/-/p.b/1", "B/jan/p.a/1"]);
        assert_eq!(ids(&register.entries), ["A/-/p.b/1", "B/jan/p.a/1", "B/ewa/p.a/1"]);
        assert_eq!(register.entry("B/ewa/p.a/1"), Some(&moved));
        let before = register.clone();
        assert!(register.accept(new).is_empty());
        assert_eq!(register, before);
    }

    #[test]
    fn ids_are_read_as_they_are_written() {
        for text in ["QUICK/horst/open_doors.introduce/1", "PL/001/-/joint_work.roadmap/12"] {
            let id = PlayId::parse(text).unwrap_or_else(|| panic!("{text} is an id"));
            assert_eq!(id.to_string(), text);
        }
        assert_eq!(PlayId::parse("PL/001/-/a.b/2").map(|id| (id.account, id.person)), Some(("PL/001", None)));
        let bad = [
            "",
            "QUICK",
            "QUICK/horst/a.b",
            "QUICK/horst/a.b/0",
            "QUICK/horst/a.b/x",
            "/horst/a.b/1",
            "Q/h/a/1",
            "Q/h/a./1",
        ];
        for text in bad {
            assert_eq!(PlayId::parse(text), None, "{text}");
        }
    }
}
