//! Vetoes and the waivers that lift them. A true veto excludes; an unknown one does what the policy says.

use super::condition::Condition;
use super::evaluation::{Fired, FiredState, Status};
use super::scope::Scope;
use crate::data::Waived;
use crate::policy::{Expr, UnknownVeto, Veto};
use crate::values::Truth;

/// What the vetoes of an account come to.
pub(super) struct Vetoes {
    pub fired: Vec<Fired>,
    pub status: Status,
    /// A veto is true, so that nothing that is missing can change the status.
    pub settled: bool,
}

impl Scope<'_> {
    pub fn vetoes(&self) -> Vetoes {
        let mut out = Vetoes { fired: Vec::new(), status: Status::Qualified, settled: false };
        for (index, veto) in self.session.policy.vetoes.iter().enumerate() {
            let Some(fired) = self.fired(index, &veto.when, Waived::Veto(index)) else { continue };
            out.status = out.status.max(status_by(veto, fired.state));
            out.settled |= effect(fired.state).is_yes();
            out.fired.push(fired);
        }
        out
    }

    /// The state of a veto or limit; none where its condition is plainly false.
    pub fn fired(&self, index: usize, when: &Expr, what: Waived) -> Option<Fired> {
        let condition = self.condition(when);
        let truth = condition.truth();
        if condition.lacks_sense() {
            return Some(Fired { index, state: FiredState::NotApplicable, needs: Vec::new() });
        }
        if truth.is_no() {
            return None;
        }
        let needs = match condition {
            Condition { doubt: Some(doubt), .. } => doubt.needs,
            Condition { doubt: None, .. } => Vec::new(),
        };
        let waivers = self.session.portfolio.accounts.get(self.account).map_or(&[][..], |a| &a.waivers);
        let mine = || waivers.iter().enumerate().filter(|(_, w)| w.of == what);
        let valid = mine().find(|(_, w)| self.session.as_of <= w.until);
        let expired = mine().max_by_key(|(_, w)| w.until);
        let state = match (valid, expired, truth) {
            (Some((waiver, _)), _, _) => FiredState::Waived(waiver),
            (None, Some((waiver, _)), truth) => FiredState::Expired { waiver, holds: truth.is_yes() },
            (None, None, Truth::Yes) => FiredState::Holds,
            (None, None, _) => FiredState::Unknown,
        };
        Some(Fired { index, state, needs })
    }
}

/// The status that a veto gives an account by itself. The worst of all vetoes is the account's, and only those that give it
/// are the reason for it.
pub fn status_by(veto: &Veto, state: FiredState) -> Status {
    match (effect(state), veto.unknown) {
        (Truth::Yes, _) | (Truth::Unknown, UnknownVeto::Exclude) => Status::Excluded,
        (Truth::Unknown, UnknownVeto::Hold) => Status::Hold,
        (Truth::Unknown, UnknownVeto::Pass) | (Truth::No, _) => Status::Qualified,
    }
}

/// Whether it acts: an expired waiver lifts nothing, a valid one everything.
pub(super) fn effect(state: FiredState) -> Truth {
    match state {
        FiredState::Holds | FiredState::Expired { holds: true, .. } => Truth::Yes,
        FiredState::Unknown | FiredState::Expired { holds: false, .. } => Truth::Unknown,
        FiredState::Waived(_) | FiredState::NotApplicable => Truth::No,
    }
}
