//! Vetoes, limits and waivers that bear on the account, and what was assumed rather than known.

use super::Subject;
use super::deadlines::in_view;
use super::grounds::{Behind, RowsView, behind};
use super::score::{FactView, asked};
use crate::data::Waived;
use crate::engine::{About, Fired, FiredState, Status, status_by};
use crate::policy::{AttributeId, Builtin, Expr, UnknownVeto};
use crate::values::{Calendar, Day, Duration, Scalar};
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
    /// Whether a veto is a reason why the account is on hold or excluded.
    pub decides: bool,
    /// The best tier a limit leaves open.
    pub to: Option<String>,
    /// What would settle it, in words.
    pub needs: Vec<String>,
    pub waiver: Option<WaiverView>,
    /// What follows once the waiver that lifts it has ended.
    pub then: Option<ThenView>,
    /// What its condition compares, with today's values, and the rows it counts.
    pub figures: Vec<FactView>,
    pub rows: Vec<RowsView>,
    pub rule: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct WaiverView {
    pub approved_by: String,
    pub reason: String,
    pub until: String,
}

/// What a veto or limit does once nothing lifts it.
#[derive(Clone, Debug, Serialize)]
pub struct ThenView {
    /// The first day without the waiver, ISO 8601.
    pub from: String,
    /// `excluded`, `hold` or `limited`.
    pub what: &'static str,
    /// Whether that day lies within what the plan looks at: half a year, or up to the last action planned.
    pub in_view: bool,
}

/// Something a person's entry was filled with by default.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssumptionView {
    pub person: String,
    /// Labels of the attributes.
    pub attributes: Vec<String>,
}

pub(super) fn vetoes(subject: &Subject<'_>, confidential: bool) -> Vec<RuleView> {
    let policy = subject.inputs.policy;
    let fired = subject.outcome.vetoes.iter().filter_map(|f| Some((policy.vetoes.get(f.index)?, f)));
    let fired: Vec<_> = fired.collect();
    let behind = behind_rules(subject, fired.iter().map(|(veto, f)| (&veto.when, *f)), confidential);
    let view = |((veto, f), behind): ((&crate::policy::Veto, &Fired), Behind)| {
        let label = subject.show.label(&veto.label, veto.name.as_str());
        let because = subject.show.wording(veto.because.as_ref());
        let what = match (f.needs.is_empty(), veto.unknown) {
            (true, _) | (false, UnknownVeto::Exclude) => Some("excluded"),
            (false, UnknownVeto::Hold) => Some("hold"),
            (false, UnknownVeto::Pass) => None,
        };
        let then = what.and_then(|what| then(subject, f.state, Waived::Veto(f.index), what));
        let status = subject.outcome.status;
        let decides = status != Status::Qualified && status_by(veto, f.state) == status;
        RuleView { decides, then, ..rule(subject, f, Named { label, because, to: None, span: veto.span }, behind) }
    };
    fired.into_iter().zip(behind).map(view).collect()
}

pub(super) fn limits(subject: &Subject<'_>, confidential: bool) -> Vec<RuleView> {
    let policy = subject.inputs.policy;
    let fired = subject.outcome.limits.iter().filter_map(|f| Some((policy.limits.get(f.index)?, f)));
    let matters = |(limit, f): &(&crate::policy::Limit, &Fired)| {
        !matches!(f.state, FiredState::Holds | FiredState::Unknown) || bites(subject, usize::from(limit.to))
    };
    let fired: Vec<_> = fired.filter(matters).collect();
    let behind = behind_rules(subject, fired.iter().map(|(limit, f)| (&limit.when, *f)), confidential);
    let view = |((limit, f), behind): ((&crate::policy::Limit, &Fired), Behind)| {
        let to = policy.tiers.get(usize::from(limit.to)).map(|t| t.name.to_string());
        let label = subject.show.label(&limit.label, limit.name.as_str());
        let because = subject.show.wording(limit.because.as_ref());
        let holds = f.needs.is_empty() && bites(subject, usize::from(limit.to));
        let then = holds.then(|| then(subject, f.state, Waived::Limit(f.index), "limited")).flatten();
        RuleView { then, ..rule(subject, f, Named { label, because, to, span: limit.span }, behind) }
    };
    fired.into_iter().zip(behind).map(view).collect()
}

/// What each stands on; nothing where it is not known to hold.
fn behind_rules<'a>(
    subject: &Subject<'a>,
    rules: impl Iterator<Item = (&'a Expr, &'a Fired)>,
    confidential: bool,
) -> Vec<Behind> {
    let rules: Vec<(&Expr, &Fired)> = rules.collect();
    let about: Vec<About<'_>> = rules.iter().map(|(when, _)| About::Condition(when)).collect();
    let known = rules.iter().map(|(_, f)| f.needs.is_empty() && f.state != FiredState::NotApplicable);
    let all = behind(subject, &about, confidential).into_iter().zip(known);
    all.map(|(behind, known)| if known { behind } else { Behind::default() }).collect()
}

/// What follows once all waivers of a rule have ended; none where none lifts it today.
fn then(subject: &Subject<'_>, state: FiredState, of: Waived, what: &'static str) -> Option<ThenView> {
    let FiredState::Waived(_) = state else { return None };
    let last: Day = subject.account.waivers.iter().filter(|w| w.of == of).map(|w| w.until).max()?;
    let from = last.shift(Duration { count: 1, unit: Calendar::Days }, 1);
    Some(ThenView { from: from.to_string(), what, in_view: in_view(subject, from) })
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

/// A veto or limit as rules have it.
struct Named {
    label: String,
    because: Option<String>,
    to: Option<String>,
    span: crate::diagnostics::Span,
}

fn rule(subject: &Subject<'_>, fired: &Fired, named: Named, behind: Behind) -> RuleView {
    let Named { label, because, to, span } = named;
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
        decides: false,
        because,
        to,
        needs: needs.collect(),
        waiver: waiver_of(subject.account, fired.state).map(|w| WaiverView {
            approved_by: w.approved_by.clone(),
            reason: w.reason.clone(),
            until: w.until.to_string(),
        }),
        then: None,
        figures: behind.figures,
        rows: behind.rows,
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
