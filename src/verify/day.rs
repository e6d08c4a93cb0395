//! Whether the rules of a policy depend on the day they are evaluated on.

use crate::policy::{CriterionBody, ExpectationKind, Expr, Policy, RowValue, SlotValue};
use crate::values::Day;

/// The day of examples where no rule looks at it.
pub(super) const ANY: Day = Day::MIN;

/// Whether any rule looks at the day: `as_of`, a window, an age, or a parameter that changes.
pub(super) fn depends_on_day(policy: &Policy) -> bool {
    let mut depends = false;
    let expects_actions = policy.examples.iter().flat_map(|e| &e.expect).any(|e| plans(&e.kind));
    let of_plays = if expects_actions { plays(policy) } else { Vec::new() };
    for expr in exprs(policy).into_iter().chain(of_plays) {
        expr.walk(&mut |part| {
            depends |= match part {
                Expr::AsOf | Expr::AgeOfField(_) | Expr::AgeOfAttribute(_) | Expr::MonthsSince(_) => true,
                Expr::Parameter(id) => policy.parameters.get(id.index()).is_some_and(|p| !p.later.is_empty()),
                Expr::Query(query) => query.window.is_some(),
                _ => false,
            };
        });
    }
    depends
}

/// Every expression that takes part in an evaluation.
pub(super) fn exprs(policy: &Policy) -> Vec<&Expr> {
    let lets = policy.person_lets.iter().chain(policy.records.iter().flat_map(|r| &r.lets));
    let mut out = of_account(policy);
    out.extend(lets.flat_map(|l| of_row(&l.value)));
    out
}

/// Every expression of what is computed per person or row.
pub(super) fn of_row(value: &RowValue) -> Vec<&Expr> {
    match value {
        RowValue::Expr(expr) => vec![expr],
        RowValue::Table(table) => table.exprs(),
    }
}

/// Every expression that is evaluated once per account.
pub(super) fn of_account(policy: &Policy) -> Vec<&Expr> {
    let mut out: Vec<&Expr> = Vec::new();
    for slot in &policy.slots {
        match &slot.value {
            SlotValue::Expr(expr) => out.push(expr),
            SlotValue::Table(table) => out.extend(table.exprs()),
            SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_) => {}
        }
    }
    for criterion in &policy.criteria {
        match &criterion.body {
            CriterionBody::Table(table) => out.extend(table.exprs()),
            CriterionBody::Points(expr) => out.push(expr),
        }
    }
    out.extend(policy.probabilities.iter().flat_map(|p| &p.rows).map(|r| &r.when));
    out.extend(policy.vetoes.iter().map(|v| &v.when));
    out.extend(policy.limits.iter().map(|l| &l.when));
    out.extend(policy.tiers.iter().flat_map(|t| t.from.iter().chain(&t.when)));
    out.extend(policy.rank.iter().map(|k| &k.value));
    out
}

fn plans(kind: &ExpectationKind) -> bool {
    matches!(kind, ExpectationKind::Action { .. })
}

/// Every expression that decides which actions are planned.
fn plays(policy: &Policy) -> Vec<&Expr> {
    let mut out: Vec<&Expr> = policy.alerts.iter().map(|a| &a.when).collect();
    for playbook in &policy.playbooks {
        out.extend(&playbook.when);
        for action in &playbook.actions {
            out.extend(&action.when);
            out.extend(action.each.iter().flat_map(|e| &e.filter));
            out.extend(action.repeat.iter().flat_map(|r| &r.until));
        }
    }
    out
}
