//! Who of us takes part in the plays ahead, and whom we lack for them.

use super::Subject;
use super::months::{FullMonthView, full_months};
use super::plays::{action_label, hours, is_ahead, owners};
use crate::data::TeamMember;
use crate::strategy::{Lacks, Play, Staffed, StaffingGap, Strategy};
use crate::values::Number;
use crate::views::shown::{Shown, in_words};
use serde::Serialize;

/// One of us in this plan.
#[derive(Clone, Debug, Serialize)]
pub struct MemberView {
    pub name: String,
    pub role: Option<String>,
    pub plays: Shown,
    pub effort: Shown,
    /// Whether plays fall into months in which no hours are free.
    pub overbooked: bool,
    /// Hours a month for all accounts; none where nobody has stated them.
    pub available: Option<Shown>,
    /// The months without free hours.
    pub full_months: Vec<FullMonthView>,
}

/// Somebody we lack.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapView {
    /// `kam`, `role`, `skill`, `language` or `client`.
    pub lacks: &'static str,
    pub role: Option<String>,
    pub skill: Option<String>,
    pub level: Option<u32>,
    pub language: Option<String>,
    /// The nearest of us, and the level of the skill there.
    pub nearest: Option<String>,
    pub nearest_level: Option<u32>,
    /// Labels of the actions it is needed for.
    pub actions: Vec<String>,
}

/// Everybody of ours with something ahead, in the order of the team.
pub(super) fn members(subject: &Subject<'_>, strategy: &Strategy) -> Vec<MemberView> {
    let hours_of = |play: &Play, at: usize| {
        let share = play.shares.iter().find(|(member, _)| *member == at);
        share.map(|(_, hours)| hours.clone())
    };
    let booked_out = |play: &Play, at: usize| {
        let mut all = owners(play).chain(&play.specialist);
        all.any(|s| matches!(s, Staffed::Ours { member, overbooked: true } if *member == at))
    };
    let of = |(at, member): (usize, &TeamMember)| {
        let mine: Vec<&Play> = strategy.plays.iter().filter(|p| is_ahead(p) && hours_of(p, at).is_some()).collect();
        (!mine.is_empty()).then(|| MemberView {
            name: member.name.clone(),
            role: member.role.as_deref().map(|r| subject.show.role(r)),
            plays: super::count(mine.len()),
            effort: hours(&mine.iter().filter_map(|p| hours_of(p, at)).sum()),
            overbooked: mine.iter().any(|p| booked_out(p, at)),
            available: member.hours_per_month.map(|h| hours(&Number::int(i64::from(h)))),
            full_months: full_months(
                subject,
                mine.iter().map(|p| (p.due, hours_of(p, at).unwrap_or_default(), booked_out(p, at))),
            ),
        })
    };
    subject.inputs.team.people.iter().enumerate().filter_map(of).collect()
}

/// Every gap once, with the actions it keeps from being staffed.
pub(super) fn gaps(subject: &Subject<'_>, strategy: &Strategy) -> Vec<GapView> {
    let mut gaps: Vec<GapView> = Vec::new();
    for play in strategy.plays.iter().filter(|p| is_ahead(p)) {
        for staffed in owners(play).chain(&play.specialist) {
            let Staffed::Nobody(gap) = staffed else { continue };
            let mut found = gap_view(subject, gap);
            let action = action_label(subject, play.action);
            let same = |g: &&mut GapView| {
                (g.lacks, &g.role, &g.skill, g.level, &g.language)
                    == (found.lacks, &found.role, &found.skill, found.level, &found.language)
            };
            match gaps.iter_mut().find(same) {
                Some(known) if known.actions.contains(&action) => {}
                Some(known) => known.actions.push(action),
                None => {
                    found.actions.push(action);
                    gaps.push(found);
                }
            }
        }
    }
    gaps
}

fn gap_view(subject: &Subject<'_>, gap: &StaffingGap) -> GapView {
    let nearest = gap.nearest.and_then(|at| subject.inputs.team.people.get(at));
    let mut view = GapView {
        lacks: "kam",
        role: None,
        skill: None,
        level: None,
        language: None,
        nearest: nearest.map(|m| m.name.clone()),
        nearest_level: None,
        actions: Vec::new(),
    };
    match &gap.lacks {
        Lacks::Kam => {}
        Lacks::Client { role } => {
            (view.lacks, view.role) = ("client", role.and_then(|role| role_of_theirs(subject, role)));
        }
        Lacks::Role(role) => (view.lacks, view.role) = ("role", Some(subject.show.role(role))),
        Lacks::Skill { role, skill, level, language } => {
            view.lacks = "skill";
            view.language = language.clone();
            view.nearest_level = nearest.map(|m| m.level_of(skill)).filter(|level| *level > 0);
            view.role = role.as_deref().map(|r| subject.show.role(r));
            (view.skill, view.level) = (Some(in_words(skill)), Some(*level));
        }
        Lacks::Language { role, language } => {
            (view.lacks, view.role, view.language) =
                ("language", role.as_deref().map(|r| subject.show.role(r)), Some(language.clone()));
        }
    }
    view
}

/// The label of a role of the client's people.
fn role_of_theirs(subject: &Subject<'_>, role: u16) -> Option<String> {
    subject.inputs.policy.client_role(role).map(|r| subject.show.label(&r.label, r.name.as_str()))
}
