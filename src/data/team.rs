//! Our own people, from team.yaml: `people:` with a list of `{id, name, role, skills, languages, hours_per_month, country,
//! accounts}`, of which id and name are asked for.

use super::report::Report;
use super::yaml::{Entry, Node, shown};
use crate::diagnostics::{Finding, Phrase, data as codes, said};
use crate::policy::AskedWhat;
use std::collections::BTreeSet;

const KEYS: [&str; 8] = ["id", "name", "role", "skills", "languages", "hours_per_month", "country", "accounts"];

/// Everybody on our side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    pub people: Vec<TeamMember>,
}

/// One of us.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamMember {
    pub id: String,
    pub name: String,
    pub role: Option<String>,
    /// Skill and level.
    pub skills: Vec<(String, u32)>,
    pub languages: Vec<String>,
    /// Hours a month for key accounts.
    pub hours_per_month: Option<u32>,
    pub country: Option<String>,
    /// Ids of the accounts the person looks after.
    pub accounts: Vec<String>,
}

impl Team {
    /// The id of who of us looks after an account; the first by id where several do.
    pub fn looks_after(&self, account: &str) -> Option<&str> {
        let all = self.people.iter().filter(|p| p.accounts.iter().any(|a| a == account));
        all.map(|p| p.id.as_str()).min()
    }

    /// Whether somebody of us has what a rule asks for.
    pub fn has(&self, what: AskedWhat, name: &str) -> bool {
        self.people.iter().any(|p| match what {
            AskedWhat::Role => p.has_role(name),
            AskedWhat::Skill => p.level_of(name) > 0,
            AskedWhat::Language => p.speaks(name),
        })
    }

    /// What there is to ask for, as rules name it.
    pub fn all(&self, what: AskedWhat) -> BTreeSet<String> {
        let of = |p: &TeamMember| -> Vec<String> {
            match what {
                AskedWhat::Role => p.role.iter().map(|r| words(r).collect::<Vec<_>>().join("_")).collect(),
                AskedWhat::Skill => p.skills.iter().filter(|(_, level)| *level > 0).map(|(s, _)| s.clone()).collect(),
                AskedWhat::Language => p.languages.clone(),
            }
        };
        self.people.iter().flat_map(of).filter(|name| !name.is_empty()).collect()
    }

    /// Whether somebody of us has this id.
    pub fn knows(&self, id: &str) -> bool {
        self.people.iter().any(|p| p.id == id)
    }
}

impl TeamMember {
    /// Whether this is the role that a rule names: `inside_sales_coordinator` is also `Inside Sales Coordinator`, since a name
    /// in a rule holds no spaces and a role in team.yaml mostly does.
    pub fn has_role(&self, role: &str) -> bool {
        self.role.as_deref().is_some_and(|written| words(written).eq(words(role)))
    }

    /// The level of a skill; 0 without it.
    pub fn level_of(&self, skill: &str) -> u32 {
        self.skills.iter().find(|(name, _)| name == skill).map_or(0, |(_, level)| *level)
    }

    pub fn speaks(&self, language: &str) -> bool {
        self.languages.iter().any(|l| l.eq_ignore_ascii_case(language))
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// Reads team.yaml.
pub(super) fn read(root: &Node, report: &mut Report<'_>) -> Team {
    let mut team = Team::default();
    if root.is_blank() {
        return team;
    }
    for entry in report
        .mapping(root, "team.yaml", said!("`people:` with a list below it", "`people:`, a pod spodem listę"))
        .unwrap_or_default()
    {
        if entry.key != "people" {
            report.unknown_key(entry, said!("in team.yaml", "w team.yaml"), ["people"]);
            continue;
        }
        let wanted = said!(
            "a list such as `- {example}`",
            "listę, na przykład `- {example}`",
            example = Phrase::quote("{id: anna, name: Anna Nowak}")
        );
        for item in report.list(&entry.value, "people", wanted).unwrap_or_default() {
            let Some((member, span)) = member(item, report) else { continue };
            if team.knows(&member.id) {
                let finding = Finding::new(&codes::SAID_TWICE, span).arg("name", shown(&member.id));
                report.push(finding.quote("of", "team.yaml"));
            }
            team.people.push(member);
        }
    }
    team
}

fn member(node: &Node, report: &mut Report<'_>) -> Option<(TeamMember, crate::diagnostics::Span)> {
    let entries = report.mapping(node, "people", Phrase::quote("`{id: anna, name: Anna Nowak}`"))?;
    let mut member = TeamMember::default();
    let mut span = node.span;
    for e in entries {
        let (key, value) = (e.key.as_str(), &e.value);
        match key {
            "id" => {
                member.id = report.text(value, key, said!("a short name", "krótką nazwę"))?.to_owned();
                span = value.span;
            }
            "name" => member.name = report.text(value, key, said!("a name", "nazwę"))?.to_owned(),
            "role" => member.role = report.optional_text(value, key, said!("a text", "tekst")),
            "skills" => member.skills = skills(e, report),
            "languages" => member.languages = report.texts(value, key),
            "hours_per_month" => member.hours_per_month = whole(e, 744, report),
            "country" => member.country = report.optional_text(value, key, said!("a country", "kraj")),
            "accounts" => member.accounts = report.texts(value, key),
            _ => report.unknown_key(e, said!("of one of us", "w danych osoby z zespołu"), KEYS),
        }
    }
    for (key, text) in [("id", &member.id), ("name", &member.name)] {
        if text.is_empty() {
            report.missing_key(
                node.span,
                said!("This entry of team.yaml", "Ta pozycja w team.yaml"),
                key,
                &format!("{key}: …"),
            );
        }
    }
    (!member.id.is_empty() && !member.name.is_empty()).then_some((member, span))
}

fn skills(e: &Entry, report: &mut Report<'_>) -> Vec<(String, u32)> {
    if e.value.is_blank() {
        return Vec::new();
    }
    let entries = report.mapping(&e.value, "skills", Phrase::quote("`{negotiation: 3}`")).unwrap_or_default();
    entries.iter().filter_map(|s| Some((s.key.clone(), whole(s, 10, report)?))).collect()
}

/// A whole number from 0 to `most`.
fn whole(e: &Entry, most: u32, report: &mut Report<'_>) -> Option<u32> {
    let wanted = said!("a whole number from 0 to {most}", "liczbę całkowitą od 0 do {most}", most = most.to_string());
    let text = report.text(&e.value, &e.key, wanted.clone())?;
    let number = text.parse().ok().filter(|n| *n <= most);
    if number.is_none() {
        let finding = report.setting(&e.value, &e.key, text, wanted);
        report.push(finding);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_written_in_words_or_as_rules_name_them() {
        let check = |written: Option<&str>, wanted: &str, has: bool| {
            let member = TeamMember { role: written.map(str::to_owned), ..TeamMember::default() };
            assert_eq!(member.has_role(wanted), has, "{written:?} for {wanted}");
        };
        check(Some("pre_sales"), "pre_sales", true);
        check(Some("Inside Sales Coordinator"), "inside_sales_coordinator", true);
        check(Some("Vice President, Sales"), "vice_president_sales", true);
        check(Some("Kierownik działu"), "kierownik_działu", true);
        check(Some("Sales Manager"), "sales", false);
        check(None, "sales", false);
    }
}
