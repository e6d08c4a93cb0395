//! Ids of plays, and the lines of the register by account. An id is read from its end, since only the account's id is
//! written by somebody else's system and may hold a slash.

use super::StrategyInputs;
use crate::policy::ActionRef;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// The id of a play in its parts: `QUICK/horst/open_doors.introduce/1`.
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
        let occurrence = parts.next()?.parse().ok().filter(|n| *n > 0)?;
        let (action, person, account) = (parts.next()?, parts.next()?, parts.next()?);
        let written = ![account, person, action].contains(&"");
        written.then_some(PlayId { account, person: (person != "-").then_some(person), action, occurrence })
    }
}

impl fmt::Display for PlayId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PlayId { account, person, action, occurrence } = self;
        write!(f, "{account}/{}/{action}/{occurrence}", person.unwrap_or("-"))
    }
}

/// A line of the register about a known action.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Index into the register.
    pub entry: usize,
    pub action: ActionRef,
    pub person: Option<usize>,
    pub occurrence: u32,
}

/// What the register says about one account.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// By action, then person, then occurrence.
    pub known: Vec<Line>,
    /// Lines about an action or a person that is no longer known.
    pub unmatched: Vec<usize>,
}

/// The lines of the register by the position of their account. Lines of accounts that are no longer there, and second
/// lines of one id, are left to those who read the file.
pub(super) fn by_account(inputs: &StrategyInputs<'_>) -> BTreeMap<usize, Lines> {
    let mut out: BTreeMap<usize, Lines> = BTreeMap::new();
    if inputs.register.entries.is_empty() {
        return out;
    }
    let actions: HashMap<String, ActionRef> =
        inputs.policy.actions().map(|(at, _)| (inputs.policy.action_name(at), at)).collect();
    for (entry, written) in inputs.register.entries.iter().enumerate() {
        let Some(id) = PlayId::parse(&written.id) else { continue };
        let Some(account) = inputs.portfolio.position(id.account) else { continue };
        let lines = out.entry(account).or_default();
        let people = inputs.portfolio.accounts.get(account).and_then(|a| a.people.as_deref()).unwrap_or(&[]);
        let person = id.person.map(|person| people.iter().position(|p| p.id.as_str() == person));
        let action = actions.get(id.action).copied();
        // Whether the action is for each person may have changed since; then the line speaks of another one.
        match (action, person) {
            (Some(action), None) if inputs.policy.action(action).each.is_none() => {
                lines.known.push(Line { entry, action, person: None, occurrence: id.occurrence });
            }
            (Some(action), Some(Some(person))) if inputs.policy.action(action).each.is_some() => {
                lines.known.push(Line { entry, action, person: Some(person), occurrence: id.occurrence });
            }
            _ => lines.unmatched.push(entry),
        }
    }
    for lines in out.values_mut() {
        lines.known.sort_by_key(|l| (l.action, l.person, l.occurrence, l.entry));
        lines.known.dedup_by_key(|l| (l.action, l.person, l.occurrence));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_they_are_written() {
        for text in ["QUICK/horst/open_doors.introduce/1", "PL/001/-/joint_work.roadmap/12"] {
            let id = PlayId::parse(text).unwrap_or_else(|| panic!("{text} is an id"));
            assert_eq!(id.to_string(), text);
        }
        assert_eq!(PlayId::parse("PL/001/-/a.b/2").map(|id| (id.account, id.person)), Some(("PL/001", None)));
        for text in ["", "QUICK", "QUICK/horst/a.b", "QUICK/horst/a.b/0", "QUICK/horst/a.b/x", "/horst/a.b/1"] {
            assert_eq!(PlayId::parse(text), None, "{text}");
        }
    }
}
