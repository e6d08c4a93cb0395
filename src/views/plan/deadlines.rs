//! Days that pass whether or not we act: the end of the contract, the next budget, decisions on opportunities. What is past is
//! said as past, and what is planned only afterwards is named.

use super::Subject;
use super::goals::AlertView;
use super::plays::{PlaysView, is_ahead};
use crate::data::Dossier;
use crate::values::{Calendar, Day, Duration, Number};
use crate::views::shown::{Exact, Shown};
use serde::Serialize;

/// A day seen from the day of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeadlineView {
    /// ISO 8601
    pub on: String,
    /// Whether it is over.
    pub past: bool,
    /// How many days until then, or since.
    pub days: Shown,
    /// Whether it is past or lies within what the plan looks at: half a year, or up to the last action planned.
    pub in_view: bool,
    /// Whether an alert in force names this day.
    pub alerted: bool,
}

/// A deadline with actions that are planned only after it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TooLateView {
    /// The name of the opportunity; none for the contract.
    pub opportunity: Option<String>,
    /// ISO 8601
    pub on: String,
    /// The first few, by day.
    pub actions: Vec<TooLateAction>,
    /// How many more there are.
    pub more: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TooLateAction {
    pub label: String,
    pub due: String,
}

/// Whether a day lies ahead within what a plan looks at: half a year (own choice: the time in which a contract is renewed or
/// lost), or up to the last action planned where that is later.
pub(super) fn in_view(subject: &Subject<'_>, day: Day) -> bool {
    let half_a_year = subject.as_of().shift(Duration { count: 6, unit: Calendar::Months }, 1);
    let last = subject.strategy.into_iter().flat_map(|s| &s.plays).filter(|p| is_ahead(p)).map(|p| p.due).max();
    day <= last.map_or(half_a_year, |last| last.max(half_a_year))
}

/// A day as a deadline. `alerts` are those in force.
pub(super) fn deadline(subject: &Subject<'_>, day: Day, alerts: &[AlertView]) -> DeadlineView {
    let today = subject.as_of();
    let date = Shown::Date { date: day.to_string() };
    let names = |alert: &AlertView| !alert.uncertain && alert.figures.iter().any(|figure| figure.value == date);
    DeadlineView {
        on: day.to_string(),
        past: day < today,
        days: Shown::Days { number: Exact(Number::int(i64::from(day.days_since(today)).abs())) },
        in_view: in_view(subject, day),
        alerted: alerts.iter().any(names),
    }
}

/// How many actions after a deadline are named.
const NAMED: usize = 3;

/// Deadlines still ahead and the actions that are planned only after them. What is repeated goes on whatever is decided, so it
/// is not named.
pub(super) fn too_late(subject: &Subject<'_>, dossier: &Dossier, plays: Option<&PlaysView>) -> Vec<TooLateView> {
    let Some(plays) = plays else { return Vec::new() };
    let opportunities = dossier.opportunities.iter().filter_map(|o| Some((Some(o.name.clone()), o.close?)));
    let contract = dossier.contract_until.map(|day| (None, day));
    let ahead = opportunities.chain(contract).filter(|(_, day)| *day >= subject.as_of());
    let found = ahead.filter_map(|(opportunity, day)| {
        let on = day.to_string();
        // ISO 8601 sorts by day.
        let after = |p: &&super::plays::PlayView| p.due > on && p.repeats.is_none();
        let mut actions: Vec<TooLateAction> = Vec::new();
        for play in plays.ahead.iter().filter(after) {
            if !actions.iter().any(|a| a.label == play.label) {
                actions.push(TooLateAction { label: play.label.clone(), due: play.due.clone() });
            }
        }
        let more = actions.len().saturating_sub(NAMED);
        actions.truncate(NAMED);
        (!actions.is_empty()).then_some(TooLateView { opportunity, on, actions, more })
    });
    found.collect()
}
