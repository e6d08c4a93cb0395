//! From today's revenue to the target: what opportunities bring, and the gap that nothing explains yet.

use super::Subject;
use super::plays::money;
use crate::data::Dossier;
use crate::engine::Value;
use crate::policy::{Expr, Over, Policy, SlotId, SlotValue, Type, Window};
use crate::syntax::QueryFunction;
use crate::values::{Calendar, Duration, Number, Scalar};
use crate::views::shown::Shown;
use serde::Serialize;

/// The bridge.
#[derive(Clone, Debug, Serialize)]
pub struct BridgeView {
    /// What is counted today: `Turnover, 12 months`.
    pub label: String,
    pub today: Shown,
    pub steps: Vec<BridgeStep>,
    /// Today's and all steps together.
    pub reached: Shown,
    pub target: Shown,
    /// The day by which it is to be reached.
    pub by: Option<String>,
    /// Whether that day is over.
    pub past: bool,
    /// What is still unexplained; none where the opportunities suffice.
    pub gap: Option<Shown>,
    /// What opportunities bring beyond the target; none where they do not.
    pub surplus: Option<Shown>,
}

#[derive(Clone, Debug, Serialize)]
pub struct BridgeStep {
    pub name: String,
    pub value: Shown,
}

/// There is one where the account file sets a target and today's revenue is known. Opportunities count that are decided by the day of the target and have a value.
pub(super) fn bridge(subject: &Subject<'_>, dossier: &Dossier) -> Option<BridgeView> {
    let target = dossier.target.as_ref()?;
    let policy = subject.inputs.policy;
    let id = revenue(policy)?;
    let slot = policy.slot(id);
    let (Type::Money, Value::Known(Scalar::Number(today))) = (slot.ty, subject.outcome.slot(id)) else { return None };
    let in_time = |close: Option<crate::values::Day>| match (close, target.by) {
        (Some(close), Some(by)) => close <= by,
        _ => true,
    };
    let counted: Vec<(&str, &Number)> = dossier
        .opportunities
        .iter()
        .filter(|o| in_time(o.close))
        .filter_map(|o| Some((o.name.as_str(), o.value.as_ref()?)))
        .collect();
    let reached: Number = std::iter::once(today.clone()).chain(counted.iter().map(|(_, n)| (*n).clone())).sum();
    let gap = &target.value - &reached;
    Some(BridgeView {
        label: subject.show.label(&slot.label, "revenue"),
        today: money(subject, today),
        steps: counted
            .iter()
            .map(|(name, n)| BridgeStep { name: (*name).to_owned(), value: money(subject, n) })
            .collect(),
        reached: money(subject, &reached),
        target: money(subject, &target.value),
        by: target.by.map(|d| d.to_string()),
        past: target.by.is_some_and(|by| by < subject.as_of()),
        gap: (!gap.is_negative() && !gap.is_zero()).then(|| money(subject, &gap)),
        surplus: gap.is_negative().then(|| money(subject, &-gap)),
    })
}

/// What a year's revenue is in this policy: the measure named `revenue`, else the first one that sums money over the last
/// year.
fn revenue(policy: &Policy) -> Option<SlotId> {
    let a_year = |d: &Duration| matches!((d.count, d.unit), (12, Calendar::Months) | (1, Calendar::Years));
    let sums_a_year = |value: &SlotValue| match value {
        SlotValue::Expr(Expr::Query(q)) => {
            q.function == QueryFunction::Sum
                && q.ty == Type::Money
                && matches!(q.over, Over::Records(_))
                && matches!(&q.window, Some(Window::Last(d)) if a_year(d))
        }
        _ => false,
    };
    let first = || policy.slots.iter().position(|s| s.name.is_some() && sums_a_year(&s.value));
    policy.slot_named("revenue").or_else(|| first().and_then(|at| u16::try_from(at).ok()).map(SlotId))
}
