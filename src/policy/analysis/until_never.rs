//! `repeat … until` a condition that no effect of any action can bring about: the action goes on to the plan's horizon.
//! Conditions over what is computed count as reachable as soon as an effect changes something they look at.

use super::super::{AttributeId, Change, EffectTarget, Expr, FieldId, Policy, RowValue, SlotValue};
use super::bounds::Bounds;
use crate::diagnostics::{Finding, Sources, analysis};
use crate::syntax::CompareOp;
use crate::values::Scalar;
use std::collections::BTreeSet;

pub(super) fn find(policy: &Policy, _sources: &Sources, _bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    for (at, action) in policy.actions() {
        let Some(until) = action.repeat.as_ref().and_then(|r| r.until.as_ref()) else { continue };
        if !reachable(policy, until, true) {
            let finding = Finding::new(&analysis::UNTIL_NEVER, action.span).arg("name", policy.action_name(at));
            findings.push(finding);
        }
    }
}

/// Whether an effect may turn any part of a condition.
fn reachable(policy: &Policy, condition: &Expr, holds: bool) -> bool {
    match condition {
        Expr::And(all) | Expr::Or(all) | Expr::AtLeastOf(_, all) => all.iter().any(|e| reachable(policy, e, holds)),
        Expr::Not(of) => reachable(policy, of, !holds),
        Expr::InChoices(of, set) => match target(of) {
            Some(target) => effects(policy, target).any(|change| match change {
                Change::Becomes(Scalar::Choice(choice)) => set.contains(*choice) == holds,
                _ => true,
            }),
            None => touched(policy, of),
        },
        Expr::Compare(op, of, with) => match (target(of), with.as_ref()) {
            (Some(target), Expr::Constant(limit)) => effects(policy, target).any(|change| match change {
                Change::Becomes(value) => fits(*op, value, limit) == holds,
                _ => true,
            }),
            _ => touched(policy, condition),
        },
        _ => touched(policy, condition),
    }
}

fn target(expr: &Expr) -> Option<EffectTarget> {
    match expr {
        Expr::Attribute(id) => Some(EffectTarget::Attribute(*id)),
        Expr::Field(id) => Some(EffectTarget::Field(*id)),
        _ => None,
    }
}

fn effects(policy: &Policy, target: EffectTarget) -> impl Iterator<Item = &Change> {
    let all = policy.playbooks.iter().flat_map(|p| &p.actions).flat_map(|a| &a.effects);
    all.filter(move |e| e.target == target).map(|e| &e.change)
}

fn fits(op: CompareOp, value: &Scalar, limit: &Scalar) -> bool {
    let order = match (value, limit) {
        (Scalar::Number(a), Scalar::Number(b)) => a.cmp(b),
        (Scalar::Day(a), Scalar::Day(b)) => a.cmp(b),
        (Scalar::Choice(a), Scalar::Choice(b)) => a.cmp(b),
        _ => return true,
    };
    match op {
        CompareOp::AtLeast => order.is_ge(),
        CompareOp::AtMost => order.is_le(),
        CompareOp::Above => order.is_gt(),
        CompareOp::Below => order.is_lt(),
    }
}

/// Whether an effect changes anything that an expression looks at, however far.
fn touched(policy: &Policy, expr: &Expr) -> bool {
    let mut reads = Reads::default();
    reads.expr(policy, expr);
    let mut changed = policy.playbooks.iter().flat_map(|p| &p.actions).flat_map(|a| &a.effects);
    changed.any(|e| match e.target {
        EffectTarget::Attribute(id) => reads.everything || reads.attributes.contains(&id),
        EffectTarget::Field(id) => reads.everything || reads.fields.contains(&id),
    })
}

/// What an expression depends on.
#[derive(Default)]
struct Reads {
    fields: BTreeSet<FieldId>,
    attributes: BTreeSet<AttributeId>,
    slots: BTreeSet<u16>,
    person_lets: BTreeSet<u16>,
    /// The score and the tier look at most of what there is.
    everything: bool,
}

impl Reads {
    fn expr(&mut self, policy: &Policy, expr: &Expr) {
        let mut found: Vec<&Expr> = Vec::new();
        expr.walk(&mut |e| found.push(e));
        for part in found {
            match part {
                Expr::Field(id) => {
                    self.fields.insert(*id);
                }
                Expr::Attribute(id) => {
                    self.attributes.insert(*id);
                }
                Expr::Score | Expr::Tier | Expr::Portfolio(_) => self.everything = true,
                Expr::Slot(id) if self.slots.insert(id.0) => match policy.slots.get(id.index()).map(|s| &s.value) {
                    Some(SlotValue::Expr(e)) => self.expr(policy, e),
                    Some(SlotValue::Table(t)) => t.exprs().into_iter().for_each(|e| self.expr(policy, e)),
                    Some(SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_)) => {
                        self.everything = true;
                    }
                    None => {}
                },
                Expr::PersonLet(id) if self.person_lets.insert(id.0) => {
                    match policy.person_lets.get(id.index()).map(|l| &l.value) {
                        Some(RowValue::Expr(e)) => self.expr(policy, e),
                        Some(RowValue::Table(t)) => t.exprs().into_iter().for_each(|e| self.expr(policy, e)),
                        None => {}
                    }
                }
                _ => {}
            }
        }
    }
}
