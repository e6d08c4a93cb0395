//! Plays of one account that are to make the same thing different, neither of them after the other: which one is right, only
//! whoever wrote them knows. Ordered values never clash here, since nothing lowers them.

use super::StrategyInputs;
use super::draft::draft;
use super::plan::{Context, waits};
use super::schedule::{Effective, order};
use crate::diagnostics::{Finding, Phrase, plays as codes, said};
use crate::engine::Status;
use crate::policy::{ActionRef, Change, Effect, EffectTarget, Policy, Type};
use crate::values::Scalar;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// An effect by the position of its action and its own.
type Place = (ActionRef, usize);

/// Findings about plays that contradict each other: one for each pair of effects, with the first account as a witness.
pub(super) fn notices(inputs: &StrategyInputs<'_>) -> Vec<Finding> {
    let policy = inputs.policy;
    let pairs = pairs(policy);
    if pairs.is_empty() {
        return Vec::new();
    }
    let cx = Context::new(inputs);
    let outcomes = &inputs.evaluation.outcomes;
    let planned = |account: &usize| outcomes.get(*account).is_some_and(|o| o.status != Status::Excluded);
    let accounts: Vec<usize> = (0..outcomes.len()).filter(planned).collect();
    let clashes: Vec<Vec<(Place, Place, Option<usize>)>> =
        accounts.clone().into_par_iter().map(|account| clashes(&cx, account, &pairs)).collect();
    let mut first: BTreeMap<(Place, Place), (usize, Option<usize>)> = BTreeMap::new();
    for (account, clashes) in accounts.into_iter().zip(clashes) {
        for (a, b, person) in clashes {
            first.entry((a, b)).or_insert((account, person));
        }
    }
    first.into_iter().filter_map(|((a, b), witness)| finding(inputs, a, b, witness)).collect()
}

/// Pairs of effects of different actions that make one thing different.
fn pairs(policy: &Policy) -> Vec<(Place, Place)> {
    let effects: Vec<(Place, &Effect)> = policy
        .actions()
        .flat_map(|(at, action)| action.effects.iter().enumerate().map(move |(i, effect)| ((at, i), effect)))
        .filter(|(_, effect)| matches!(effect.change, Change::Becomes(_)) && !is_ordered(policy, effect.target))
        .collect();
    let mut out = Vec::new();
    let waits = waits(policy, &order(policy));
    let waits_for = |a: &ActionRef, b: &ActionRef| waits.get(a).is_some_and(|w| w.contains(b));
    for (i, (a, first)) in effects.iter().enumerate() {
        for (b, second) in effects.iter().skip(i + 1) {
            let same = a.0 == b.0 || first.target != second.target || first.change == second.change;
            // What comes after the other has the last word.
            if !same && !waits_for(&a.0, &b.0) && !waits_for(&b.0, &a.0) {
                out.push((*a, *b));
            }
        }
    }
    out
}

fn clashes(cx: &Context<'_>, account: usize, pairs: &[(Place, Place)]) -> Vec<(Place, Place, Option<usize>)> {
    let Some(draft) = draft(cx, account) else { return Vec::new() };
    let to_do: BTreeSet<(ActionRef, Option<usize>)> =
        draft.plays.iter().filter(|p| p.effect == Effective::All).map(|p| p.of).collect();
    let people = || to_do.iter().map(|(_, person)| *person).collect::<BTreeSet<Option<usize>>>();
    let of_account =
        |place: &Place| effect(cx.inputs.policy, *place).map(|e| matches!(e.target, EffectTarget::Field(_)));
    let mut out = Vec::new();
    for (a, b) in pairs {
        if of_account(a) == Some(true) {
            let someone = |at: &Place| to_do.iter().any(|(action, _)| *action == at.0);
            if someone(a) && someone(b) {
                out.push((*a, *b, None));
            }
            continue;
        }
        let both = |person: &Option<usize>| to_do.contains(&(a.0, *person)) && to_do.contains(&(b.0, *person));
        if let Some(person) = people().into_iter().find(both) {
            out.push((*a, *b, person));
        }
    }
    out
}

fn effect(policy: &Policy, (action, at): Place) -> Option<&Effect> {
    policy.action(action).effects.get(at)
}

fn finding(
    inputs: &StrategyInputs<'_>,
    a: Place,
    b: Place,
    (account, person): (usize, Option<usize>),
) -> Option<Finding> {
    let policy = inputs.policy;
    let (first, second) = (effect(policy, a)?, effect(policy, b)?);
    let witness = inputs.portfolio.accounts.get(account)?;
    let people = witness.people.as_deref().unwrap_or(&[]);
    let whose = match person.and_then(|p| people.get(p)) {
        Some(person) => {
            said!(
                "{person} of {account}",
                "{person} u klienta {account}",
                person = Phrase::quote(person.id.as_str()),
                account = Phrase::quote(witness.id.as_str())
            )
        }
        None => said!("{account}", "klient {account}", account = Phrase::quote(witness.id.as_str())),
    };
    let (name, ty) = target(policy, first.target);
    let becomes = |effect: &Effect| match &effect.change {
        Change::Becomes(value) => word(policy, ty, value),
        Change::Step(_) | Change::Add(_) => String::new(),
    };
    let finding = Finding::new(&codes::EFFECTS_CLASH, second.span);
    Some(
        finding
            .arg("whose", whose)
            .arg("name", name)
            .arg("first", policy.action_name(a.0))
            .arg("one", becomes(first))
            .arg("second", policy.action_name(b.0))
            .arg("other", becomes(second)),
    )
}

fn target(policy: &Policy, target: EffectTarget) -> (String, Type) {
    match target {
        EffectTarget::Field(id) => (policy.field(id).name.to_string(), policy.field(id).ty),
        EffectTarget::Attribute(id) => (policy.attribute(id).name.to_string(), policy.attribute(id).ty),
    }
}

fn is_ordered(policy: &Policy, of: EffectTarget) -> bool {
    matches!(target(policy, of).1, Type::OneOf(id) if policy.enumeration(id).ordered)
}

/// A value as rules write it.
fn word(policy: &Policy, ty: Type, value: &Scalar) -> String {
    match (value, ty) {
        (Scalar::Choice(choice), Type::OneOf(id)) => {
            let value = policy.enumeration(id).values.get(usize::from(*choice));
            value.map_or_else(String::new, |v| v.name.to_string())
        }
        (Scalar::Choice(choice), _) => choice.to_string(),
        (Scalar::YesNo(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
        (Scalar::Day(day), _) => day.to_string(),
        (Scalar::Text(text), _) => format!("\"{text}\""),
        (Scalar::Number(n), Type::Percent) => format!("{} %", n * &crate::values::Number::HUNDRED),
        (Scalar::Number(n), Type::Money) => match policy.currency {
            Some(currency) => format!("{n} {currency}"),
            None => n.to_string(),
        },
        (Scalar::Number(n), Type::Days) => format!("{n} days"),
        (Scalar::Number(n), _) => n.to_string(),
    }
}
