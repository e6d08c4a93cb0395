//! The lines of the register by account, each with the action and the person it speaks of; and what was done too early.

use super::StrategyInputs;
use crate::data::PlayId;
use crate::diagnostics::{Finding, data as codes};
use crate::policy::ActionRef;
use std::collections::{BTreeMap, HashMap};

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

/// Actions that are said to be done after the day of evaluation.
pub(super) fn done_ahead(inputs: &StrategyInputs<'_>) -> Vec<Finding> {
    let as_of = inputs.evaluation.as_of;
    let ahead = inputs.register.entries.iter().filter_map(|e| Some((e, e.done_on.filter(|day| *day > as_of)?)));
    ahead
        .map(|(entry, day)| {
            let finding = Finding::new(&codes::DONE_AHEAD, entry.span).arg("day", day.to_string());
            finding.arg("as_of", as_of.to_string())
        })
        .collect()
}
