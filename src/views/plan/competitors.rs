//! The competitors: where they stand with the people, and in which opportunities we meet them.

use super::Subject;
use super::people::support;
use crate::data::{Opportunity, observation_at};
use crate::views::shown::Shown;
use serde::Serialize;

/// A competitor over all people.
#[derive(Clone, Debug, Serialize)]
pub struct CompetitorView {
    pub name: String,
    pub standings: Vec<PersonStanding>,
    /// Categories in which we meet it, in the order of the opportunities.
    pub categories: Vec<String>,
    /// Names of opportunities where we meet it.
    pub opportunities: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PersonStanding {
    pub person: String,
    pub standing: Shown,
}

/// Every competitor with whom anybody stands or whom we meet in an opportunity, in the order they are first named.
pub(super) fn competitors(subject: &Subject<'_>) -> Vec<CompetitorView> {
    let people = subject.account.people.as_deref().unwrap_or(&[]);
    let opportunities = subject.account.dossier.as_deref().map_or(&[][..], |d| d.opportunities.as_slice());
    let named = people.iter().flat_map(|p| p.competitors.iter().map(|(name, _)| name));
    let met = opportunities.iter().filter_map(|o| o.competitor.as_ref());
    let mut names: Vec<&String> = Vec::new();
    for name in named.chain(met) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let view = |name: &String| CompetitorView {
        name: name.clone(),
        standings: people
            .iter()
            .filter_map(|p| {
                let (_, observations) = p.competitors.iter().find(|(n, _)| n == name)?;
                let standing = support(subject, &observation_at(observations, subject.as_of())?.value)?;
                Some(PersonStanding { person: p.name.clone(), standing })
            })
            .collect(),
        categories: categories(opportunities.iter().filter(|o| o.competitor.as_ref() == Some(name))),
        opportunities: opportunities
            .iter()
            .filter(|o| o.competitor.as_ref() == Some(name))
            .map(|o| o.name.clone())
            .collect(),
    };
    names.into_iter().map(view).filter(|c| !c.standings.is_empty() || !c.opportunities.is_empty()).collect()
}

/// Each category once.
fn categories<'o>(opportunities: impl Iterator<Item = &'o Opportunity>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for category in opportunities.filter_map(|o| o.category.as_ref()) {
        if !found.contains(category) {
            found.push(category.clone());
        }
    }
    found
}
