//! What is to be reached: objectives of playbooks, KPIs, alerts with their answer, offers, and where the plays are expected
//! to lead.

use super::grounds::{Behind, RowsView, behind};
use super::plays::{action_label, first_of, is_ahead, who_and_what};
use super::score::{FactView, QuestionView, asked, fact, passed_over, scale};
use super::{Subject, TierView, tier_view};
use crate::engine::{About, Absent, Value};
use crate::policy::{EffectTarget, Expr, Owner, PlaybookId, Policy, Type};
use crate::strategy::{KpiState, Play, Strategy};
use crate::values::{Absence, Calendar, Duration, Interval, Number, Truth};
use crate::views::rank::tiers_best_first;
use crate::views::reads::Reads;
use crate::views::shown::{Scale, Shown};
use serde::Serialize;

/// A playbook in use with what it is to reach.
#[derive(Clone, Debug, Serialize)]
pub struct PlaybookView {
    pub name: String,
    pub label: String,
    pub because: Option<String>,
    /// Whether its condition is not known.
    pub uncertain: bool,
    pub needs: Vec<QuestionView>,
    /// Labels of the alerts that start it.
    pub started_by: Vec<String>,
    pub objectives: Vec<ObjectiveView>,
    /// Whether any objective has a measure.
    pub measured: bool,
    pub rule: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ObjectiveView {
    pub label: String,
    /// What is measured; none for an objective without a measure.
    pub measure: Option<String>,
    /// The scale of what is measured, where it has one that its label does not name: beside the measure, so that no value
    /// needs to say it.
    pub scale: Option<Scale>,
    pub today: Option<Shown>,
    pub target: Option<Shown>,
    /// Whether the target is not to be passed rather than to be reached.
    pub at_most: bool,
    /// After the planned plays, where that differs from today.
    pub expected: Option<Shown>,
    pub by: Option<String>,
    pub reached: bool,
    /// Whether its day is over and it is not reached.
    pub missed: bool,
    /// Whether actions of its playbook are ahead and none that is ahead has an effect on what is measured, so that nothing is
    /// foreseen for want of a rule.
    pub unnoted: bool,
    /// Whether somebody of the client's answers for it with us.
    pub joint: bool,
}

/// Where the plays are expected to lead.
#[derive(Clone, Debug, Serialize)]
pub struct ExpectedView {
    pub score: Option<Shown>,
    /// Best first.
    pub tiers: Vec<TierView>,
    /// The chances that bear on the account, also those that stay.
    pub probabilities: Vec<ChangeView>,
    pub by: Option<String>,
    /// Whether the score or the tiers differ from today's.
    pub differs: bool,
}

/// A figure today and after the plan.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    pub label: String,
    pub today: Shown,
    pub expected: Shown,
}

#[derive(Clone, Debug, Serialize)]
pub struct KpiView {
    pub label: String,
    pub value: Shown,
    pub target: Option<Shown>,
    pub alarm: Option<Shown>,
    /// `alarm`, `reached`, `missed`, `unknown` or `untargeted`.
    pub state: &'static str,
    /// How often it is looked at.
    pub review: Option<ReviewView>,
    /// In alarm: the first play ahead that aims at it or is expected to change it.
    pub answer: Option<AnswerView>,
    /// Whether the plays ahead are expected to change it.
    pub eased: bool,
    /// Whether it is about the register of actions, so that no action can be assigned to it.
    pub about_actions: bool,
    /// In alarm and without an answer: the first play ahead that is about the same data, without a noted effect on it.
    pub related: Option<AnswerView>,
    /// In alarm: the rows behind it.
    pub rows: Vec<RowsView>,
}

/// A length of time.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewView {
    pub count: i32,
    /// `days`, `weeks`, `months` or `years`.
    pub unit: &'static str,
}

impl ReviewView {
    pub(super) fn of(time: Duration) -> ReviewView {
        let unit = match time.unit {
            Calendar::Days => "days",
            Calendar::Weeks => "weeks",
            Calendar::Months => "months",
            Calendar::Years => "years",
        };
        ReviewView { count: time.count, unit }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct AlertView {
    pub label: String,
    /// `low`, `medium` or `high`.
    pub severity: &'static str,
    pub because: Option<String>,
    /// Whether it is not known that it holds.
    pub uncertain: bool,
    pub needs: Vec<QuestionView>,
    /// Texts that its condition asks for, in people's own words; private ones only where the plan is confidential anyway.
    pub texts: Vec<FactView>,
    /// What answers it: the first play of the playbook it starts, else the first that is expected to change what it is about.
    pub answer: Option<AnswerView>,
    /// Label of an action of the playbook it starts that hangs on an answer, where nothing else answers it.
    pub answer_if: Option<String>,
    /// Whether the plays ahead are expected to change what it is about, those of other playbooks included.
    pub eased: bool,
    /// Whether it is about the register of actions, so that no action can be assigned to it.
    pub about_actions: bool,
    /// Without an answer: the first play ahead that is about the same data, without a noted effect on it.
    pub related: Option<AnswerView>,
    /// What its condition compares, with today's values, and the rows it counts. Nothing where it is not known to hold.
    pub figures: Vec<FactView>,
    pub rows: Vec<RowsView>,
    pub rule: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    pub label: String,
    pub owner: Option<String>,
    pub due: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct OfferView {
    pub label: String,
    pub terms: Option<String>,
    pub approval: Option<String>,
    pub because: Option<String>,
    pub uncertain: bool,
    pub needs: Vec<QuestionView>,
    pub rule: String,
}

pub(super) fn playbooks(subject: &Subject<'_>) -> Vec<PlaybookView> {
    let Some(strategy) = subject.strategy else { return Vec::new() };
    let policy = subject.inputs.policy;
    let views = strategy.playbooks.iter().filter_map(|used| {
        let playbook = policy.playbooks.get(used.playbook)?;
        let started = used.started_by.iter().filter_map(|at| policy.alerts.get(*at));
        let objectives = playbook.objectives.iter().zip(&used.objectives);
        Some(PlaybookView {
            name: playbook.name.to_string(),
            label: subject.show.label(&playbook.label, playbook.name.as_str()),
            because: subject.show.wording(playbook.because.as_ref()),
            uncertain: used.applies.is_unknown(),
            needs: asked(subject, &used.needs),
            started_by: started.map(|a| subject.show.label(&a.label, a.name.as_str())).collect(),
            measured: playbook.objectives.iter().any(|o| o.measure.is_some()),
            objectives: objectives
                .map(|(o, state)| ObjectiveView {
                    unnoted: unnoted(subject, strategy, used.playbook, o),
                    ..objective(subject, o, state)
                })
                .collect(),
            rule: subject.inputs.sources.file_line(playbook.span),
        })
    });
    views.collect()
}

fn objective(
    subject: &Subject<'_>,
    objective: &crate::policy::Objective,
    state: &crate::strategy::ObjectiveState,
) -> ObjectiveView {
    let show = subject.show;
    let policy = subject.inputs.policy;
    let measure = objective.measure.as_ref();
    // What has no name of its own is told by the objective's label.
    let label = |m: &crate::policy::Measure| match (m.slot.map(|id| policy.slot(id)), &m.value) {
        (Some(slot), _) => Some(show.label(&slot.label, &m.text)),
        (None, Expr::Field(field)) => Some(show.label(&policy.field(*field).label, &m.text)),
        (None, _) => None,
    };
    let value = |v: &Value| measure.map(|m| show.value(m.ty, v));
    let expected = state.expected.as_ref().filter(|e| state.today.as_ref() != Some(*e));
    let range = |m: &crate::policy::Measure| match (m.slot, &m.value) {
        (Some(slot), _) => scale(policy, &policy.slot(slot).value),
        (None, Expr::Field(field)) => policy.field(*field).range.clone(),
        (None, _) => None,
    };
    let scale = |m: &crate::policy::Measure| {
        let shown = show.scalar(m.ty, &m.target).on_scale(range(m).as_ref(), &label(m).unwrap_or_default());
        if let Shown::Number { scale, .. } = shown { scale } else { None }
    };
    ObjectiveView {
        label: show.label(&objective.label, objective.name.as_str()),
        measure: measure.and_then(label),
        today: state.today.as_ref().and_then(value),
        scale: measure.and_then(scale),
        target: measure.map(|m| show.scalar(m.ty, &m.target)),
        at_most: measure.is_some_and(|m| m.at_most),
        expected: expected.and_then(value),
        by: state.by.map(|d| d.to_string()),
        reached: state.reached.is_yes(),
        missed: !state.reached.is_yes() && state.by.is_some_and(|by| by < subject.as_of()),
        unnoted: false,
        joint: objective.owner.as_ref().is_some_and(Owner::is_joint),
    }
}

/// Whether a playbook has actions ahead and no action ahead has an effect on what an objective of it measures.
fn unnoted(subject: &Subject<'_>, strategy: &Strategy, playbook: usize, objective: &crate::policy::Objective) -> bool {
    let policy = subject.inputs.policy;
    let Some(measure) = &objective.measure else { return false };
    let reads = Reads::of_expr(policy, &measure.value);
    let ahead = || strategy.plays.iter().filter(|p| is_ahead(p));
    ahead().any(|p| p.action.playbook.index() == playbook) && !ahead().any(|p| touches(policy, p, &reads))
}

/// Whether an action has an effect on anything that is read.
fn touches(policy: &Policy, play: &Play, reads: &Reads<'_>) -> bool {
    policy.action(play.action).effects.iter().any(|effect| match effect.target {
        EffectTarget::Attribute(id) => reads.attributes.contains(&id),
        EffectTarget::Field(id) => reads.fields.contains(&id),
    })
}

pub(super) fn expected(subject: &Subject<'_>) -> Option<ExpectedView> {
    let strategy = subject.strategy?;
    if !strategy.plays.iter().any(is_ahead) {
        return None;
    }
    let (policy, show) = (subject.inputs.policy, subject.show);
    let (today, then) = (subject.outcome, &strategy.expected.outcome);
    let chances = policy.probabilities.iter().filter(|p| !passed_over(subject, p));
    let arises = |value: &Value| *value != Value::NotApplicable;
    let chances = chances.filter(|p| arises(today.slot(p.slot)) && arises(then.slot(p.slot)));
    Some(ExpectedView {
        score: then.score.as_ref().map(|s| show.interval(Type::Points, s)),
        tiers: tiers_best_first(policy, then).map(|t| tier_view(subject, t)).collect(),
        probabilities: chances
            .map(|p| ChangeView {
                label: show.label(&p.label, p.name.as_str()),
                today: show.value(Type::Percent, today.slot(p.slot)),
                expected: show.value(Type::Percent, then.slot(p.slot)),
            })
            .collect(),
        by: strategy.expected.by.map(|d| d.to_string()),
        differs: (&today.score, today.tiers) != (&then.score, then.tiers),
    })
}

pub(super) fn kpis(subject: &Subject<'_>, confidential: bool) -> Vec<KpiView> {
    let Some(strategy) = subject.strategy else { return Vec::new() };
    // A question that does not arise for this account is none to watch, nor is one that the rule leaves open here or that no
    // rows answer.
    let arises = |value: &Value| match value {
        Value::NotApplicable => false,
        Value::Uncertain(u) => u.absent != Absent::Yes || !matches!(u.why, Absence::NoRows | Absence::Declared),
        Value::Known(_) => true,
    };
    let policy = subject.inputs.policy;
    let arising = strategy.kpis.iter().filter(|state| arises(&state.value));
    let arising: Vec<_> = arising.filter_map(|state| Some((policy.kpis.get(state.index)?, state))).collect();
    let about = arising.iter().map(|(kpi, state)| About::Figure { value: &kpi.value, too_high: less_is_better(state) });
    let behind = behind(subject, &about.collect::<Vec<_>>(), confidential);
    let views = arising.into_iter().zip(behind).map(|((kpi, state), behind)| {
        let alarmed = state.alarmed == Truth::Yes;
        let answer = alarmed
            .then(|| aiming_at(subject, strategy, &kpi.value).or_else(|| easing(subject, strategy, &kpi.value)))
            .flatten();
        let eased = alarmed && eased(subject, strategy, &kpi.value);
        let number = |n: &Number| subject.show.interval(kpi.ty, &Interval::point(n.clone()));
        KpiView {
            label: subject.show.label(&kpi.label, kpi.name.as_str()),
            value: subject.show.value(kpi.ty, &state.value),
            target: state.target.as_ref().map(number),
            alarm: state.alarm.as_ref().map(number),
            state: match (&state.target, state.alarmed, state.reached) {
                (None, ..) => "untargeted",
                (_, Truth::Yes, _) => "alarm",
                (_, _, Truth::Yes) => "reached",
                (_, Truth::No, Truth::No) => "missed",
                (_, _, Truth::No) if state.alarm.is_none() => "missed",
                _ => "unknown",
            },
            review: kpi.review.map(ReviewView::of),
            related: if alarmed && answer.is_none() && !eased { related(subject, strategy, &kpi.value) } else { None },
            answer,
            about_actions: about_actions(subject, &kpi.value),
            eased,
            rows: if alarmed { behind.rows } else { Vec::new() },
        }
    });
    views.collect()
}

/// Whether a figure in alarm is too high: its alarm lies above the target.
fn less_is_better(state: &KpiState) -> bool {
    state.alarm.as_ref().zip(state.target.as_ref()).is_some_and(|(alarm, target)| alarm > target)
}

/// The first play ahead of a playbook in use that measures an objective by the same data: it works on the matter, though the
/// rules note no effect on what is asked about.
fn related(subject: &Subject<'_>, strategy: &Strategy, about: &Expr) -> Option<AnswerView> {
    let policy = subject.inputs.policy;
    let reads = Reads::of_expr(policy, about);
    let shares = |measure: &Expr| {
        let theirs = Reads::of_expr(policy, measure);
        theirs.records.keys().any(|id| reads.records.contains_key(id)) || !theirs.fields.is_disjoint(&reads.fields)
    };
    let measures = |playbook: PlaybookId| {
        let objectives = &policy.playbook(playbook).objectives;
        objectives.iter().filter_map(|o| o.measure.as_ref()).any(|m| shares(&m.value))
    };
    let ahead = strategy.plays.iter().filter(|p| is_ahead(p) && measures(p.action.playbook));
    ahead.min_by_key(|p| p.due).map(|play| answer_of(subject, play))
}

/// The first play ahead that aims at a figure: of a playbook with an objective about it or started by an alert about it, or
/// with an effect on it.
fn aiming_at(subject: &Subject<'_>, strategy: &Strategy, figure: &Expr) -> Option<AnswerView> {
    let policy = subject.inputs.policy;
    let is_it = |other: &Expr| match (figure, other) {
        (Expr::Slot(a), Expr::Slot(b)) => a == b,
        (Expr::Field(a), Expr::Field(b)) => a == b,
        _ => false,
    };
    let alarms: Vec<PlaybookId> = strategy
        .alerts
        .iter()
        .filter_map(|raised| policy.alerts.get(raised.index))
        .filter(|alert| {
            let mut about = false;
            alert.when.walk(&mut |part| about |= is_it(part));
            about
        })
        .filter_map(|alert| alert.starts)
        .collect();
    let aims = |play: &Play| {
        let objectives = &policy.playbook(play.action.playbook).objectives;
        let mut effects = policy.action(play.action).effects.iter().map(|e| e.target);
        alarms.contains(&play.action.playbook)
            || objectives.iter().filter_map(|o| o.measure.as_ref()).any(|m| is_it(&m.value))
            || effects.any(|t| matches!(t, EffectTarget::Field(id) if is_it(&Expr::Field(id))))
    };
    let first = strategy.plays.iter().filter(|p| is_ahead(p) && aims(p)).min_by_key(|p| p.due)?;
    Some(answer_of(subject, first))
}

/// The gravest first, then in the order of the policy.
pub(super) fn alerts(subject: &Subject<'_>, confidential: bool) -> Vec<AlertView> {
    let Some(strategy) = subject.strategy else { return Vec::new() };
    let policy = subject.inputs.policy;
    let mut raised: Vec<_> = strategy.alerts.iter().filter_map(|r| Some((policy.alerts.get(r.index)?, r))).collect();
    raised.sort_by_key(|(alert, r)| (r.truth.is_unknown(), std::cmp::Reverse(alert.severity)));
    let about: Vec<About<'_>> = raised.iter().map(|(alert, _)| About::Condition(&alert.when)).collect();
    let behind = behind(subject, &about, confidential);
    let view = |((alert, raised), behind): ((&crate::policy::Alert, &crate::strategy::Raised), Behind)| {
        let answer = alert
            .starts
            .and_then(|playbook| answer(subject, strategy, playbook))
            .or_else(|| easing(subject, strategy, &alert.when));
        let eased = eased(subject, strategy, &alert.when);
        let answer_if = alert.starts.and_then(|playbook| may_answer(subject, strategy, playbook));
        let unanswered = answer.is_none() && answer_if.is_none() && !eased;
        let Behind { figures, rows } = if raised.truth.is_yes() { behind } else { Behind::default() };
        AlertView {
            label: subject.show.label(&alert.label, alert.name.as_str()),
            severity: alert.severity.word(),
            because: subject.show.wording(alert.because.as_ref()),
            uncertain: raised.truth.is_unknown(),
            needs: asked(subject, &raised.needs),
            texts: texts(subject, &alert.when, confidential),
            related: if unanswered { related(subject, strategy, &alert.when) } else { None },
            answer,
            answer_if,
            about_actions: about_actions(subject, &alert.when),
            eased,
            figures,
            rows,
            rule: subject.inputs.sources.file_line(alert.span),
        }
    };
    raised.into_iter().zip(behind).map(view).collect()
}

/// Whether anything that a figure or a condition reads is expected to change by the plays ahead.
fn eased(subject: &Subject<'_>, strategy: &Strategy, about: &Expr) -> bool {
    if !strategy.expected.changes {
        return false;
    }
    let mut changes = false;
    about.walk(&mut |part| match part {
        Expr::Slot(id) => changes |= subject.outcome.slot(*id) != strategy.expected.outcome.slot(*id),
        Expr::Field(id) => {
            let plays = strategy.plays.iter().filter(|p| is_ahead(p));
            let mut effects = plays.flat_map(|p| &subject.inputs.policy.action(p.action).effects);
            changes |= effects.any(|e| e.target == EffectTarget::Field(*id));
        }
        _ => {}
    });
    changes
}

/// The first play ahead that is expected to change what a figure or a condition reads.
fn easing(subject: &Subject<'_>, strategy: &Strategy, about: &Expr) -> Option<AnswerView> {
    if !eased(subject, strategy, about) {
        return None;
    }
    let reads = Reads::of_expr(subject.inputs.policy, about);
    let first = strategy
        .plays
        .iter()
        .filter(|p| is_ahead(p) && touches(subject.inputs.policy, p, &reads))
        .min_by_key(|p| p.due)?;
    Some(answer_of(subject, first))
}

/// An action of a playbook that hangs on an answer.
fn may_answer(subject: &Subject<'_>, strategy: &Strategy, playbook: PlaybookId) -> Option<String> {
    let first = strategy.conditional.iter().find(|c| c.action.playbook == playbook)?;
    Some(action_label(subject, first.action))
}

/// Whether a figure or a condition counts accepted actions.
fn about_actions(subject: &Subject<'_>, about: &Expr) -> bool {
    let policy = subject.inputs.policy;
    let records = Reads::of_expr(policy, about).records;
    records.keys().any(|id| policy.records.get(id.index()).is_some_and(|r| r.name.as_str() == "action"))
}

/// The texts of the account that a condition asks for by itself.
fn texts(subject: &Subject<'_>, when: &Expr, confidential: bool) -> Vec<FactView> {
    let policy = subject.inputs.policy;
    let mut found: Vec<FactView> = Vec::new();
    when.walk(&mut |part| {
        let Expr::Field(id) = part else { return };
        let field = policy.field(*id);
        if field.ty != Type::Text || (field.private && !confidential) {
            return;
        }
        let text = fact(subject, part, field.name.as_str()).filter(|f| matches!(f.value, Shown::Text { .. }));
        found.extend(text.filter(|text| !found.contains(text)));
    });
    found
}

fn answer(subject: &Subject<'_>, strategy: &Strategy, playbook: PlaybookId) -> Option<AnswerView> {
    first_of(strategy, playbook).map(|play| answer_of(subject, play))
}

fn answer_of(subject: &Subject<'_>, play: &Play) -> AnswerView {
    let (label, owner) = who_and_what(subject, play);
    AnswerView { label, owner, due: play.due.to_string() }
}

pub(super) fn offers(subject: &Subject<'_>) -> Vec<OfferView> {
    let Some(strategy) = subject.strategy else { return Vec::new() };
    let views = strategy.offers.iter().filter_map(|raised| {
        let offer = subject.inputs.policy.offers.get(raised.index)?;
        Some(OfferView {
            label: subject.show.label(&offer.label, offer.name.as_str()),
            terms: subject.show.wording(offer.terms.as_ref()),
            approval: subject.show.wording(offer.approval.as_ref()),
            because: subject.show.wording(offer.because.as_ref()),
            uncertain: raised.truth.is_unknown(),
            needs: asked(subject, &raised.needs),
            rule: subject.inputs.sources.file_line(offer.span),
        })
    });
    views.collect()
}
