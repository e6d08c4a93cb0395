//! What the register says beside the rules: actions that they do not know, and days that turn their order round. Knows nothing
//! of how plays are made. Start at [`say_unknown_actions`].

use super::Portfolio;
use super::loader::Loader;
use super::register::{PlayId, PlayStatus, Register, RegisterEntry};
use super::report::Report;
use super::yaml::shown;
use crate::diagnostics::{Finding, data as codes, suggest};
use crate::policy::{Action, ActionRef, Policy};
use std::collections::HashMap;

/// Warns of open and done lines about an action that no rule declares, where one of a similar name does: the line counts for
/// nothing, and the action is planned again. Without a similar name the rules may have dropped it since, which is no slip.
pub fn say_unknown_actions(register: &Register, policy: &Policy, loader: &mut Loader<'_>) {
    if policy.incomplete {
        return;
    }
    let known: Vec<String> = policy.actions().map(|(at, _)| policy.action_name(at)).collect();
    for entry in register.entries.iter().filter(|e| e.status != PlayStatus::Dropped) {
        let Some(id) = PlayId::parse(&entry.id) else { continue };
        if known.iter().any(|action| action == id.action) {
            continue;
        }
        let Some(near) = suggest::nearest(id.action, known.iter().map(String::as_str)) else { continue };
        let meant = PlayId { action: near, ..id }.to_string();
        let source = loader.sources.file(entry.span.file);
        let row = loader.sources.slice(entry.span);
        let finding = Finding::new(&codes::ACTION_OF_NO_RULE, entry.span)
            .arg("action", shown(id.action))
            .arg("hint", suggest::did_you_mean(Some(near)));
        let line = row.replacen(&entry.id, &meant, 1);
        let mut report = Report { source, findings: loader.findings };
        report.push(finding.maybe_fix((line != row).then_some(line)));
    }
}

/// A row, with the person it is about.
type OfPerson<'r> = (Option<&'r str>, &'r RegisterEntry);

/// Warns of open actions that are agreed for an earlier day than one they come after, of the same person or the account.
pub fn say_order(register: &Register, policy: &Policy, portfolio: &Portfolio, loader: &mut Loader<'_>) {
    let known: HashMap<String, (ActionRef, &Action)> =
        policy.actions().map(|(at, action)| (policy.action_name(at), (at, action))).collect();
    let mut first: HashMap<(&str, ActionRef), Vec<OfPerson<'_>>> = HashMap::new();
    let open = register.entries.iter().filter(|e| e.status == PlayStatus::Open).filter_map(|entry| {
        let id = PlayId::parse(&entry.id).filter(|id| portfolio.position(id.account).is_some())?;
        let (at, action) = known.get(id.action)?;
        Some((id, *at, *action, entry))
    });
    let open: Vec<(PlayId<'_>, ActionRef, &Action, &RegisterEntry)> = open.collect();
    for (id, at, _, entry) in open.iter().filter(|(id, ..)| id.occurrence == 1) {
        first.entry((id.account, *at)).or_default().push((id.person, entry));
    }
    for (id, _, action, entry) in &open {
        let before = action.after.iter().flat_map(|a| first.get(&(id.account, *a)).into_iter().flatten());
        let concerns = |person: &Option<&str>| person.is_none() || id.person.is_none() || *person == id.person;
        let later = before.filter(|(person, other)| concerns(person) && other.due > entry.due);
        let Some((_, other)) = later.max_by_key(|(_, other)| other.due) else { continue };
        let finding = Finding::new(&codes::AGREED_BEFORE, entry.span)
            .arg("due", entry.due.to_string())
            .arg("other", shown(&other.id))
            .arg("later", other.due.to_string());
        loader.push(finding);
    }
}
