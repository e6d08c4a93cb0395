//! Vetoes, limits and waivers that bear on the account, and what was assumed rather than known.

use super::Subject;
use super::score::asked;
use crate::engine::{Fired, FiredState};
use crate::policy::{AttributeId, Builtin, Expr};
use crate::values::Scalar;
use crate::views::rank::{tiers_best_first, waiver_of};
use serde::Serialize;

/// A veto or limit that holds, may hold or is lifted.
#[derive(Clone, Debug, Serialize)]
pub struct RuleView {
    pub label: String,
    /// `holds`, `unknown`, `waived`, `expired` or `not_applicable`.
    pub state: &'static str,
    /// Whether an expired waiver leaves it true (else it is not known).
    pub holds: bool,
    pub because: Option<String>,
    /// The best tier a limit leaves open.
    pub to: Option<String>,
    /// What would settle it, in words.
    pub needs: Vec<String>,
    pub waiver: Option<WaiverView>,
    pub rule: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct WaiverView {
    pub approved_by: String,
    pub reason: String,
    pub until: String,
}

/// Something a person's entry was filled with by default.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssumptionView {
    pub person: String,
    /// Labels of the attributes.
    pub attributes: Vec<String>,
}

pub(super) fn vetoes(subject: &Subject<'_>) -> Vec<RuleView> {
    let fired = subject.outcome.vetoes.iter().filter_map(|f| {
        let veto = subject.inputs.policy.vetoes.get(f.index)?;
        let label = subject.show.label(&veto.label, veto.name.as_str());
        Some(rule(subject, f, label, subject.show.wording(veto.because.as_ref()), None, veto.span))
    });
    fired.collect()
}

pub(super) fn limits(subject: &Subject<'_>) -> Vec<RuleView> {
    let fired = subject.outcome.limits.iter().filter_map(|f| {
        let limit = subject.inputs.policy.limits.get(f.index)?;
        if matches!(f.state, FiredState::Holds | FiredState::Unknown) && !bites(subject, usize::from(limit.to)) {
            return None;
        }
        let to = subject.inputs.policy.tiers.get(usize::from(limit.to)).map(|t| t.name.to_string());
        let label = subject.show.label(&limit.label, limit.name.as_str());
        Some(rule(subject, f, label, subject.show.wording(limit.because.as_ref()), to, limit.span))
    });
    fired.collect()
}

/// Whether a limit to a tier takes anything away: whether the score reaches a better one. What else a tier asks for is not
/// looked at, so a limit is rather named once too often.
fn bites(subject: &Subject<'_>, to: usize) -> bool {
    let (policy, outcome) = (subject.inputs.policy, subject.outcome);
    let best = tiers_best_first(policy, outcome).next();
    let best = best.and_then(|b| policy.tiers.iter().position(|t| t.name == b.name));
    if best.is_some_and(|best| best > to) {
        return false;
    }
    let Some(high) = outcome.score.as_ref().and_then(|s| s.high.as_ref()) else { return true };
    policy.tiers.iter().take(to).any(|tier| match &tier.from {
        Some(Expr::Constant(Scalar::Number(from))) => high >= from,
        Some(Expr::Parameter(id)) => match policy.parameters.get(id.index()).map(|p| p.at(subject.as_of())) {
            Some(Scalar::Number(from)) => high >= from,
            _ => true,
        },
        Some(_) | None => true,
    })
}

fn rule(
    subject: &Subject<'_>,
    fired: &Fired,
    label: String,
    because: Option<String>,
    to: Option<String>,
    span: crate::diagnostics::Span,
) -> RuleView {
    let (state, holds) = match fired.state {
        FiredState::Holds => ("holds", true),
        FiredState::Unknown => ("unknown", false),
        FiredState::Waived(_) => ("waived", false),
        FiredState::Expired { holds, .. } => ("expired", holds),
        FiredState::NotApplicable => ("not_applicable", false),
    };
    let needs = asked(subject, &fired.needs).into_iter().map(|q| match q.person {
        Some(person) => format!("{person}: {}", q.labels.join(", ")),
        None => q.labels.join(", "),
    });
    RuleView {
        label,
        state,
        holds,
        because,
        to,
        needs: needs.collect(),
        waiver: waiver_of(subject.account, fired.state).map(|w| WaiverView {
            approved_by: w.approved_by.clone(),
            reason: w.reason.clone(),
            until: w.until.to_string(),
        }),
        rule: subject.inputs.sources.file_line(span),
    }
}

/// What was taken for granted about people, person by person: role and influence by default. Contact and what competitors
/// enjoy follow from data, so they are no assumptions.
pub(super) fn assumptions(subject: &Subject<'_>) -> Vec<AssumptionView> {
    let by_default = |id: &&AttributeId| [Builtin::Role.id(), Builtin::Influence.id()].contains(id);
    let people = subject.account.people.iter().flatten();
    let assumed = people.filter(|p| p.derived.iter().any(|id| by_default(&id))).map(|person| AssumptionView {
        person: person.name.clone(),
        attributes: person
            .derived
            .iter()
            .filter(by_default)
            .map(|id| subject.inputs.policy.attribute(*id))
            .map(|a| subject.show.label(&a.label, a.name.as_str()))
            .collect(),
    });
    assumed.collect()
}
