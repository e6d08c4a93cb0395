//! Accounts with which nothing is planned: held ones, with what lifts the hold, and excluded ones.

use super::Subject;
use super::score::{QuestionView, asked};
use crate::engine::{FiredState, Status};
use crate::policy::UnknownVeto;
use crate::strategy::{PlayState, Strategy};
use serde::Serialize;

/// Why an account is held and what lifts that.
#[derive(Clone, Debug, Serialize)]
pub struct HoldView {
    /// Labels of the vetoes that hold it; none where nothing can be scored.
    pub vetoes: Vec<String>,
    /// What has to be known.
    pub answers: Vec<QuestionView>,
    /// A proposal of ours by when, ISO 8601.
    pub by: String,
}

/// In how many working days an answer is proposed (own choice: two weeks are enough to ask).
const WORKING_DAYS: u32 = 10;

pub(super) fn hold(subject: &Subject<'_>) -> Option<HoldView> {
    if subject.outcome.status != Status::Hold {
        return None;
    }
    let policy = subject.inputs.policy;
    let open = |state| matches!(state, FiredState::Unknown | FiredState::Expired { holds: false, .. });
    let fired = subject.outcome.vetoes.iter().filter(|f| open(f.state));
    let holding = fired.filter_map(|f| Some((policy.vetoes.get(f.index)?, f)));
    let holding: Vec<_> = holding.filter(|(veto, _)| veto.unknown == UnknownVeto::Hold).collect();
    let mut needs: Vec<_> = holding.iter().flat_map(|(_, f)| f.needs.iter().copied()).collect();
    needs.sort();
    needs.dedup();
    Some(HoldView {
        vetoes: holding.iter().map(|(veto, _)| subject.show.label(&veto.label, veto.name.as_str())).collect(),
        answers: asked(subject, &needs),
        by: subject.inputs.calendar.after_working_days(subject.as_of(), WORKING_DAYS).to_string(),
    })
}

/// A strategy without what is planned, for an account with which nothing is: only what the register holds is left.
pub(super) fn stilled(strategy: &Strategy) -> Strategy {
    let mut still = strategy.clone();
    still.plays.retain(|play| play.state != PlayState::Planned);
    let open = |play: &&crate::strategy::Play| matches!(play.state, PlayState::Accepted { called_for: true, .. });
    still.effort = still.plays.iter().filter(open).map(|p| p.effort.clone()).sum();
    still.cost = still.plays.iter().filter(open).map(|p| p.cost.clone()).sum();
    still.expected.changes = false;
    still.playbooks.clear();
    still.conditional.clear();
    still.alerts.clear();
    still.offers.clear();
    still.kpis.clear();
    still
}
