//! What the rules ask of our people and nobody in team.yaml has: a role, a skill at a level, a language. The plan would tell it as a gap;
//! mostly it is a word written in two ways. Knows nothing of how people are chosen. A word that is near to one of the
//! team's is said wherever it stands, any other once, since that is not settled line by line.

use super::loader::Loader;
use super::report::Report;
use super::team::Team;
use crate::diagnostics::{Finding, Phrase, plays as codes, said, suggest};
use crate::policy::{Asked, AskedWhat, Policy};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Warns of what nobody has. Without a team nothing is said: it is optional.
pub fn say_lacking(policy: &Policy, team: &Team, loader: &mut Loader<'_>) {
    if team.people.is_empty() {
        return;
    }
    say_low(policy, team, loader);
    let mut told: BTreeSet<(AskedWhat, &str)> = BTreeSet::new();
    for Asked { what, name, span, .. } in policy.asked().filter(|a| !team.has(a.what, a.name.as_str())) {
        let known = team.all(*what);
        let near = suggest::nearest(name.as_str(), known.iter().map(String::as_str));
        // A library that comes with kam is mended by nobody: the team names the role as it does.
        let shipped = loader.sources.name(span.file).starts_with("<kam>/");
        let first = told.insert((*what, name.as_str()));
        if !first && (near.is_none() || shipped) {
            continue;
        }
        let lacks = match what {
            AskedWhat::Role => said!("has the role", "nie ma roli"),
            AskedWhat::Skill => said!("has the skill", "nie ma umiejętności"),
            AskedWhat::Language => said!("speaks", "nie zna języka"),
        };
        let finding = Finding::new(&codes::NOBODY_OF_OURS, *span).arg("lacks", lacks).quote("name", name.as_str());
        let finding =
            finding.arg("hint", near.map_or_else(|| instead(&known), |near| suggest::did_you_mean(Some(near))));
        let mut report = Report { source: loader.sources.file(span.file), findings: loader.findings };
        report.replace(finding, near.filter(|_| !shipped));
    }
}

/// Warns of levels of a skill that nobody reaches, though somebody has some of it; once for each level.
fn say_low(policy: &Policy, team: &Team, loader: &mut Loader<'_>) {
    let mut told: BTreeSet<(&str, u32)> = BTreeSet::new();
    for Asked { name, level, span, .. } in policy.asked().filter(|a| a.what == AskedWhat::Skill) {
        let skill = name.as_str();
        let best = team.people.iter().max_by_key(|m| (m.level_of(skill), Reverse(m.id.as_str())));
        let Some(best) = best.filter(|m| (1..*level).contains(&m.level_of(skill))) else { continue };
        if !told.insert((skill, *level)) {
            continue;
        }
        let finding = Finding::new(&codes::LEVEL_OF_NOBODY, *span).quote("name", skill).arg("level", level.to_string());
        let finding = finding.arg("highest", best.level_of(skill).to_string()).quote("who", best.name.as_str());
        loader.push(finding);
    }
}

/// What to do where nothing is similar.
fn instead(known: &BTreeSet<String>) -> Phrase {
    let known: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
    let others = match known.as_slice() {
        [only] => said!(", or write {only}", " albo napisz {only}", only = only),
        some if (2..=8).contains(&some.len()) => {
            said!(", or write one of {some}", " albo napisz jedno z {some}", some = some.join(", "))
        }
        _ => Phrase::quote(""),
    };
    said!(": note it there for somebody{others}.", ": wpisz to tam komuś{others}.", others = others)
}
