//! What a reader of an evaluation must be told: accounts that cannot be evaluated, waivers that have run out, a day before
//! the policy takes effect or after the data end, rows that contradict each other.

use super::evaluation::Evaluation;
use super::input::input_name;
use super::scope::{Scope, Session};
use super::value::Value;
use crate::data::{Portfolio, Waived};
use crate::diagnostics::{Finding, engine as codes};
use crate::policy::{CriterionBody, Policy, Shape, SlotValue};
use crate::values::{Absence, Day};
use std::cell::OnceCell;

/// Findings about an evaluation: errors for `missing means fail`, warnings for the rest.
pub fn notices(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation) -> Vec<Finding> {
    let mut out = Vec::new();
    if let Some(effective) = policy.effective_from
        && evaluation.as_of < effective
    {
        let finding = Finding::new(&codes::BEFORE_EFFECTIVE, policy.span);
        out.push(finding.arg("effective", effective.to_string()).arg("as_of", evaluation.as_of.to_string()));
    }
    out.extend(ended(policy, portfolio, evaluation.as_of));
    for account in &portfolio.accounts {
        for waiver in account.waivers.iter().filter(|w| w.until < evaluation.as_of) {
            let name = match waiver.of {
                Waived::Veto(index) => policy.vetoes.get(index).map(|v| &v.name),
                Waived::Limit(index) => policy.limits.get(index).map(|l| &l.name),
            };
            let finding = Finding::new(&codes::WAIVER_EXPIRED, waiver.span);
            out.push(
                finding
                    .quote("name", name.map_or("?", |n| n.as_str()))
                    .quote("account", account.id.as_str())
                    .arg("until", waiver.until.to_string()),
            );
        }
    }
    contradictions(policy, portfolio, evaluation, &mut out);
    failures(policy, portfolio, evaluation, &mut out);
    out
}

/// Records whose data end before the day of evaluation.
fn ended(policy: &Policy, portfolio: &Portfolio, as_of: Day) -> impl Iterator<Item = Finding> {
    policy.records.iter().zip(&portfolio.records).filter_map(move |(records, table)| {
        let table = table.as_ref()?;
        let (to, at) = (table.covers_to.filter(|to| *to < as_of)?, table.ends_at?);
        let finding = Finding::new(&codes::DATA_ENDED, at).quote("records", records.name.as_str());
        Some(finding.arg("to", to.to_string()).arg("as_of", as_of.to_string()))
    })
}

/// Accounts for which rows of a table of conditions contradict each other, which no analysis can find before.
fn contradictions(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation, out: &mut Vec<Finding>) {
    for (index, slot) in policy.slots.iter().enumerate() {
        let table = match &slot.value {
            SlotValue::Table(table) => table,
            SlotValue::Criterion(at) => match policy.criteria.get(usize::from(*at)).map(|c| &c.body) {
                Some(CriterionBody::Table(table)) => table,
                Some(CriterionBody::Points(_)) | None => continue,
            },
            SlotValue::Expr(_) | SlotValue::Group(_) | SlotValue::Probability(_) => continue,
        };
        let Shape::Rows { rows, .. } = &table.shape else { continue };
        if rows.iter().all(|row| row.when.is_none()) {
            continue;
        }
        for (account, outcome) in portfolio.accounts.iter().zip(&evaluation.outcomes) {
            let contradicts = match outcome.slots.get(index) {
                Some(Value::Uncertain(uncertain)) => uncertain.why == Absence::SeveralRowsApply,
                _ => false,
            };
            if contradicts {
                let name = slot.name.as_ref().map_or("?", |n| n.as_str());
                let finding = Finding::new(&codes::SEVERAL_ROWS, slot.span);
                out.push(finding.quote("account", account.id.as_str()).quote("table", name));
            }
        }
    }
}

fn failures(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation, out: &mut Vec<Finding>) {
    if evaluation.failed.is_empty() {
        return;
    }
    let session = Session::new(policy, portfolio, evaluation.as_of, &[]);
    for (at, index) in &evaluation.failed {
        let (Some(account), Some(outcome)) = (portfolio.accounts.get(*at), evaluation.outcomes.get(*at)) else {
            continue;
        };
        let Some(criterion) = policy.criteria.get(usize::from(*index)) else { continue };
        let steps = OnceCell::new();
        let scope = Scope::of(&session, *at, &outcome.slots, &steps);
        let judged = scope.judge(usize::from(*index));
        let people = account.people.as_deref().unwrap_or(&[]);
        let names: Vec<String> =
            judged.possible.needs().iter().map(|n| format!("`{}`", input_name(policy, people, *n))).collect();
        let finding = Finding::new(&codes::MISSING_FAILS, criterion.span);
        out.push(
            finding
                .quote("criterion", criterion.name.as_str())
                .quote("account", account.id.as_str())
                .arg("needs", names.join(", ")),
        );
    }
}
