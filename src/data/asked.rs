//! What the rules ask of our people and nobody in team.yaml has: a role, a skill, a language. The plan would tell it as a gap;
//! mostly it is a word written in two ways. Knows nothing of how people are chosen. A word that is near to one of the
//! team's is said wherever it stands, any other once, since that is not settled line by line.

use super::loader::Loader;
use super::report::{Report, did_you_mean};
use super::team::Team;
use crate::diagnostics::{Finding, plays as codes, suggest};
use crate::policy::{Asked, AskedWhat, Policy};
use std::collections::BTreeSet;

/// Warns of what nobody has. Without a team nothing is said: it is optional.
pub fn say_lacking(policy: &Policy, team: &Team, loader: &mut Loader<'_>) {
    if team.people.is_empty() {
        return;
    }
    let mut said: BTreeSet<(AskedWhat, &str)> = BTreeSet::new();
    for Asked { what, name, span } in policy.asked().filter(|a| !team.has(a.what, a.name.as_str())) {
        let known = team.all(*what);
        let near = suggest::nearest(name.as_str(), known.iter().map(String::as_str));
        // A library that comes with kam is mended by nobody: the team names the role as it does.
        let shipped = loader.sources.name(span.file).starts_with("<kam>/");
        let first = said.insert((*what, name.as_str()));
        if !first && (near.is_none() || shipped) {
            continue;
        }
        let lacks = match what {
            AskedWhat::Role => "has the role",
            AskedWhat::Skill => "has the skill",
            AskedWhat::Language => "speaks",
        };
        let finding = Finding::new(&codes::NOBODY_OF_OURS, *span).arg("lacks", lacks).arg("name", name.as_str());
        let finding = finding.arg("hint", near.map_or_else(|| instead(&known), |near| did_you_mean(Some(near))));
        let mut report = Report { source: loader.sources.file(span.file), findings: loader.findings };
        report.replace(finding, near.filter(|_| !shipped));
    }
}

/// What to do where nothing is similar.
fn instead(known: &BTreeSet<String>) -> String {
    let known: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
    let others = match known.as_slice() {
        [only] => format!(", or write {only}"),
        some if (2..=8).contains(&some.len()) => format!(", or write one of {}", some.join(", ")),
        _ => String::new(),
    };
    format!(": note it there for somebody{others}.")
}
