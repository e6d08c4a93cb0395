//! What of a plan is a director's: actions that need one of those who lead the sales, with the alert behind them and its facts.

use super::Subject;
use super::goals::{AlertView, PlaybookView};
use super::plays::PlaysView;
use super::score::FactView;
use serde::Serialize;

/// An action in which a director has a part.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionView {
    pub label: String,
    pub owners: Vec<String>,
    /// ISO 8601
    pub due: String,
    /// Labels of the alerts in force that start its playbook.
    pub alerts: Vec<String>,
    /// What those alerts compare, with today's values.
    pub figures: Vec<FactView>,
}

/// The role of team.yaml that stands for management: the one that signs the plan.
const DIRECTOR: &str = "sales_director";

/// Every such action once, by day; repeated ones with their first day.
pub(super) fn decisions(
    subject: &Subject<'_>,
    plays: Option<&PlaysView>,
    playbooks: &[PlaybookView],
    alerts: &[AlertView],
) -> Vec<DecisionView> {
    let team = &subject.inputs.team.people;
    let directors: Vec<&str> =
        team.iter().filter(|m| m.role.as_deref() == Some(DIRECTOR)).map(|m| m.name.as_str()).collect();
    let ahead = plays.into_iter().flat_map(|p| &p.ahead);
    let theirs = ahead.filter(|p| p.owners.iter().any(|owner| directors.contains(&owner.as_str())));
    let view = |play: &super::plays::PlayView| {
        let started = playbooks.iter().filter(|b| b.label == play.playbook).flat_map(|b| &b.started_by);
        let holding = |label: &&String| alerts.iter().any(|a| a.label == **label && !a.uncertain);
        let behind: Vec<&String> = started.filter(holding).collect();
        let mut figures: Vec<FactView> = Vec::new();
        for figure in alerts.iter().filter(|a| behind.contains(&&a.label)).flat_map(|a| &a.figures) {
            if !figures.contains(figure) {
                figures.push(figure.clone());
            }
        }
        DecisionView {
            label: play.label.clone(),
            owners: play.owners.clone(),
            due: play.due.clone(),
            alerts: behind.into_iter().cloned().collect(),
            figures,
        }
    };
    let mut decisions: Vec<DecisionView> = Vec::new();
    for play in theirs {
        if !decisions.iter().any(|d| d.label == play.label) {
            decisions.push(view(play));
        }
    }
    decisions
}
