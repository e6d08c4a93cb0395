//! Our own people, from team.yaml: `people:` with a list of `{id, name, role, skills, languages, hours_per_month, country,
//! accounts}`, of which id and name are asked for.

use super::report::Report;
use super::yaml::{Entry, Node, shown};
use crate::diagnostics::{Finding, data as codes};

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

    /// Whether somebody of us has this id.
    pub fn knows(&self, id: &str) -> bool {
        self.people.iter().any(|p| p.id == id)
    }
}

/// Reads team.yaml.
pub(super) fn read(root: &Node, report: &mut Report<'_>) -> Team {
    let mut team = Team::default();
    if root.is_blank() {
        return team;
    }
    for entry in report.mapping(root, "team.yaml", "`people:` with a list below it").unwrap_or_default() {
        if entry.key != "people" {
            report.unknown_key(entry, "in team.yaml", ["people"]);
            continue;
        }
        let wanted = "a list such as `- {id: anna, name: Anna Nowak}`";
        for item in report.list(&entry.value, "people", wanted).unwrap_or_default() {
            let Some((member, span)) = member(item, report) else { continue };
            if team.knows(&member.id) {
                let finding = Finding::new(&codes::SAID_TWICE, span).arg("name", shown(&member.id));
                report.push(finding.arg("of", "team.yaml"));
            }
            team.people.push(member);
        }
    }
    team
}

fn member(node: &Node, report: &mut Report<'_>) -> Option<(TeamMember, crate::diagnostics::Span)> {
    let entries = report.mapping(node, "people", "`{id: anna, name: Anna Nowak}`")?;
    let mut member = TeamMember::default();
    let mut span = node.span;
    for e in entries {
        let (key, value) = (e.key.as_str(), &e.value);
        match key {
            "id" => {
                member.id = report.text(value, key, "a short name")?.to_owned();
                span = value.span;
            }
            "name" => member.name = report.text(value, key, "a name")?.to_owned(),
            "role" => member.role = report.optional_text(value, key, "a text"),
            "skills" => member.skills = skills(e, report),
            "languages" => member.languages = report.texts(value, key),
            "hours_per_month" => member.hours_per_month = whole(e, 744, report),
            "country" => member.country = report.optional_text(value, key, "a country"),
            "accounts" => member.accounts = report.texts(value, key),
            _ => report.unknown_key(e, "of one of us", KEYS),
        }
    }
    for (key, text) in [("id", &member.id), ("name", &member.name)] {
        if text.is_empty() {
            report.missing_key(node.span, "This entry of team.yaml", key, &format!("{key}: …"));
        }
    }
    (!member.id.is_empty() && !member.name.is_empty()).then_some((member, span))
}

fn skills(e: &Entry, report: &mut Report<'_>) -> Vec<(String, u32)> {
    if e.value.is_blank() {
        return Vec::new();
    }
    let entries = report.mapping(&e.value, "skills", "`{negotiation: 3}`").unwrap_or_default();
    entries.iter().filter_map(|s| Some((s.key.clone(), whole(s, 10, report)?))).collect()
}

/// A whole number from 0 to `most`.
fn whole(e: &Entry, most: u32, report: &mut Report<'_>) -> Option<u32> {
    let wanted = format!("a whole number from 0 to {most}");
    let text = report.text(&e.value, &e.key, &wanted)?;
    let number = text.parse().ok().filter(|n| *n <= most);
    if number.is_none() {
        let finding = report.setting(&e.value, &e.key, text, &wanted);
        report.push(finding);
    }
    number
}
