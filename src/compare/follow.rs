//! What follows for plans and plays: the accounts whose plan the rules call for anew or no longer, and the plays that come
//! and go.

use super::Side;
use crate::engine::documents;
use crate::strategy::{Play, PlayState, Strategy};
use std::collections::{BTreeMap, BTreeSet};

/// The accounts of a document that only one side calls for, by id, and those that both do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanChange {
    /// The name of the policy's document; none for the plan of a policy without documents.
    pub document: Option<String>,
    pub added: Vec<String>,
    pub dropped: Vec<String>,
    pub kept: Vec<String>,
}

/// The plays of an account that only one side plans, as the register would call them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayChange {
    pub account: String,
    pub added: Vec<String>,
    pub dropped: Vec<String>,
}

/// One entry per document of either policy, in the order of the new one, then those it no longer has.
pub(super) fn plans(before: &Side<'_>, after: &Side<'_>) -> Vec<PlanChange> {
    let (old, new) = (called_for(before), called_for(after));
    let gone = old.iter().filter(|(name, _)| !new.iter().any(|(n, _)| n == name));
    let change = |(name, _): &(Option<String>, BTreeSet<String>)| {
        let of = |all: &[(Option<String>, BTreeSet<String>)]| {
            all.iter().find(|(n, _)| n == name).map(|(_, ids)| ids.clone()).unwrap_or_default()
        };
        let (was, is) = (of(&old), of(&new));
        PlanChange {
            document: name.clone(),
            added: is.difference(&was).cloned().collect(),
            dropped: was.difference(&is).cloned().collect(),
            kept: is.intersection(&was).cloned().collect(),
        }
    };
    new.iter().chain(gone).map(change).collect()
}

/// Ranked accounts whose document the rules call for, or may.
fn called_for(side: &Side<'_>) -> Vec<(Option<String>, BTreeSet<String>)> {
    let id = |position: &usize| side.portfolio.accounts.get(*position).map(|a| a.id.as_str().to_owned());
    let ranking = &side.evaluation.ranking;
    if side.policy.documents.is_empty() {
        return vec![(None, ranking.iter().filter_map(id).collect())];
    }
    let applies = documents(side.policy, side.portfolio, side.evaluation);
    let of = |(document, applies): (&crate::policy::Document, &Vec<crate::values::Truth>)| {
        let may = ranking.iter().filter(|p| applies.get(**p).is_none_or(|t| !t.is_no()));
        (Some(document.name.to_string()), may.filter_map(id).collect())
    };
    side.policy.documents.iter().zip(&applies).map(of).collect()
}

/// By account.
pub(super) fn plays(before: &Side<'_>, after: &Side<'_>) -> Vec<PlayChange> {
    let (old, new) = (planned(before), planned(after));
    let accounts: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let nothing = BTreeSet::new();
    let change = |account: &String| {
        let (was, is) = (old.get(account).unwrap_or(&nothing), new.get(account).unwrap_or(&nothing));
        PlayChange {
            account: account.clone(),
            added: is.difference(was).cloned().collect(),
            dropped: was.difference(is).cloned().collect(),
        }
    };
    let differ = |c: &PlayChange| !(c.added.is_empty() && c.dropped.is_empty());
    accounts.into_iter().map(change).filter(differ).collect()
}

/// The plays that are still to be done and that the rules ask for, by account.
fn planned(side: &Side<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let open = |play: &&Play| match play.state {
        PlayState::Planned => true,
        PlayState::Accepted { called_for, .. } => called_for,
        PlayState::Done { .. } | PlayState::Dropped { .. } => false,
    };
    let of = |(position, strategy): (&usize, &Strategy)| {
        let account = side.portfolio.accounts.get(*position)?.id.as_str().to_owned();
        Some((account, strategy.plays.iter().filter(open).map(|p| p.id.clone()).collect()))
    };
    side.strategies.iter().filter_map(of).collect()
}
