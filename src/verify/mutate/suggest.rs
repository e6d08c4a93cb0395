//! Examples that would notice a change, ready to paste: written as rules write them, read by the checker like any file, and
//! tried on the rules before and after the change. Where no candidate notices, the case is left in words. Start at
//! [`suggest`].

use super::{Mutation, Notice, Rules, sites};
use crate::diagnostics::{Level, Sources};
use crate::engine::{Absent, Evaluation, Possible, Status, Value, evaluate_given};
use crate::policy::analysis::spelling;
use crate::policy::{
    Example, Expectation, ExpectationKind, ExpectedStatus, Policy, SlotId, SlotValue, Type, check as check_policy,
};
use crate::syntax;
use crate::values::{ChoiceSet, Day, Interval, Number, Scalar};
use crate::verify::{Verdict, account, action, expectation};
use std::collections::BTreeSet;

/// For so many changes at most, from the first line on: whoever has more begins with these.
const MOST: usize = 200;

/// An example that is tried: which change it is for, and what it gives.
struct Candidate {
    mutation: usize,
    given: String,
    text: String,
}

/// What would notice each of some changes, named by their numbers among all.
pub(super) fn suggest(
    rules: &Rules<'_>,
    bare: &Policy,
    all: &[Mutation],
    wanted: &[usize],
    day: Day,
) -> Vec<(usize, Notice)> {
    let mut candidates = Vec::new();
    for (at, mutation) in wanted.iter().take(MOST).filter_map(|at| Some((*at, all.get(*at)?))) {
        let Some(expect) = any_expectation(bare, &mutation.shows) else { continue };
        for given in givens(bare, mutation) {
            let title = candidates.len();
            let text = format!("example \"{title}\"\n  given {given}\n  expect {expect}\n");
            candidates.push(Candidate { mutation: at, given, text });
        }
    }
    let mut out: Vec<(usize, Notice)> = Vec::new();
    for example in read(rules, &candidates) {
        let Some(candidate) = example.title.parse().ok().and_then(|at: usize| candidates.get(at)) else { continue };
        if out.iter().any(|(at, _)| *at == candidate.mutation) {
            continue;
        }
        let changed = sites::changed(bare, candidate.mutation);
        if let Some(expect) = telling(bare, &changed, &example, day) {
            out.push((candidate.mutation, Notice::Example { given: candidate.given.clone(), expect }));
        }
    }
    out
}

/// An expectation that the checker can read, so that it knows what is looked at; what comes out is worked out later.
fn any_expectation(policy: &Policy, shows: &str) -> Option<String> {
    match shows {
        "tier" => policy.tiers.first().map(|t| format!("tier {}", t.name)),
        "status" => Some("status qualified".to_owned()),
        "score" => Some("score 0".to_owned()),
        name if policy.slot_named(name).is_some() => Some(format!("{name} missing")),
        name if policy.actions().any(|(at, _)| policy.action_name(at) == name) => Some(format!("action {name}")),
        _ => None,
    }
}

/// What to give: the case, and beside it the scores of the groups where the score or the tier is looked at.
fn givens(policy: &Policy, mutation: &Mutation) -> Vec<String> {
    let around = |case: &String, points: &str| {
        let groups = policy.groups.iter().filter_map(|g| g.name.as_ref()).map(|n| n.to_string());
        let names = case.split(',').filter_map(|part| part.split_whitespace().next()).collect::<BTreeSet<&str>>();
        let free = groups.filter(|name| !names.contains(name.as_str()));
        let given = free.map(|name| format!("{name} {points}")).collect::<Vec<_>>().join(", ");
        if given.is_empty() { case.clone() } else { format!("{case}, {given}") }
    };
    let of = |case: &String| match (mutation.shows.as_str(), case.strip_prefix("score ")) {
        // All groups with as many points give that score.
        (_, Some(points)) => around(&String::new(), points).trim_start_matches(", ").to_owned(),
        ("tier", None) => around(case, "100"),
        _ => case.clone(),
    };
    mutation.cases.iter().filter(|case| !case.contains('…')).map(of).collect()
}

/// Reads the candidates as a file beside the rules; those that are no examples of this policy are left out.
fn read(rules: &Rules<'_>, candidates: &[Candidate]) -> Vec<Example> {
    let mut left: Vec<&Candidate> = candidates.iter().collect();
    // A text that cannot be read hides what is wrong with its meaning, so it takes a second look, and a last one to see.
    for _ in 0..4 {
        let mut sources: Sources = rules.sources.clone();
        let text: String = left.iter().map(|c| c.text.as_str()).collect();
        let file = sources.add("~examples.kam", text);
        let (tree, mut findings) = syntax::parse(sources.file(file));
        let mut trees = rules.trees.to_vec();
        trees.push(tree);
        let (policy, found) = check_policy(&sources, &trees);
        if let Some(policy) = policy.filter(|_| findings.is_empty()) {
            return policy.examples.into_iter().filter(|e| e.span.file == file).collect();
        }
        findings.extend(found);
        let wrong = findings.iter().filter(|f| f.level() == Level::Error && f.span.file == file);
        // Each candidate takes three lines.
        let bad: BTreeSet<usize> = wrong.map(|f| (sources.start(f.span).line - 1) / 3).collect();
        if bad.is_empty() {
            return Vec::new();
        }
        left = left.into_iter().enumerate().filter(|(at, _)| !bad.contains(at)).map(|(_, c)| c).collect();
    }
    Vec::new()
}

/// What the example has to expect to hold now and to fail after the change, where it can.
fn telling(policy: &Policy, changed: &Policy, example: &Example, day: Day) -> Option<String> {
    let as_of = example.as_of.or(policy.effective_from).unwrap_or(day);
    let portfolio = account::portfolio(policy, example);
    let given = account::given_slots(policy, example);
    let before = evaluate_given(policy, &portfolio, as_of, &given);
    let after = evaluate_given(changed, &portfolio, as_of, &given);
    let asked = example.expect.first()?;
    let verdict = |policy: &Policy, evaluation: &Evaluation, kind: &ExpectationKind| {
        let expect = vec![Expectation { span: asked.span, kind: kind.clone() }];
        let example = Example { expect, ..example.clone() };
        expectation::checks(policy, &example, &portfolio, evaluation).first().map(|c| c.verdict)
    };
    let planned = |kind: &ExpectationKind| match kind {
        ExpectationKind::Action { action, .. } => {
            let people = portfolio.accounts.first().and_then(|a| a.people.as_deref()).unwrap_or(&[]);
            action::plan(policy, &portfolio, &before).plans(*action, people, None)
        }
        _ => false,
    };
    let outcomes = expected(policy, &before, &asked.kind, planned(&asked.kind));
    outcomes.into_iter().find_map(|(kind, text)| {
        let tells = verdict(policy, &before, &kind) == Some(Verdict::Met)
            && verdict(changed, &after, &kind) == Some(Verdict::Failed);
        tells.then_some(text)
    })
}

/// What comes out, as expectations, the most exact first, and in words.
fn expected(
    policy: &Policy,
    evaluation: &Evaluation,
    asked: &ExpectationKind,
    planned: bool,
) -> Vec<(ExpectationKind, String)> {
    let Some(outcome) = evaluation.outcomes.first() else { return Vec::new() };
    match asked {
        ExpectationKind::Tier(_) => {
            let at = |position: u16| policy.tiers.len().checked_sub(1 + usize::from(position));
            let mut tiers: Vec<usize> = outcome.tiers.iter().filter_map(at).collect();
            tiers.sort_unstable();
            let names: Vec<String> =
                tiers.iter().filter_map(|t| policy.tiers.get(*t)).map(|t| t.name.to_string()).collect();
            let tiers = tiers.into_iter().filter_map(|t| u16::try_from(t).ok()).collect();
            if names.is_empty() {
                Vec::new()
            } else {
                vec![(ExpectationKind::Tier(tiers), format!("tier {}", names.join(" or ")))]
            }
        }
        ExpectationKind::Status(_) => {
            let status = match outcome.status {
                Status::Qualified => ExpectedStatus::Qualified,
                Status::Hold => ExpectedStatus::Hold,
                Status::Excluded => ExpectedStatus::Excluded,
            };
            vec![(ExpectationKind::Status(status), format!("status {}", outcome.status.word()))]
        }
        ExpectationKind::Score(_) => {
            let range = outcome.score.as_ref().and_then(|score| about(policy, Type::Points, score));
            range.map(|(range, text)| (ExpectationKind::Score(range), format!("score {text}"))).into_iter().collect()
        }
        ExpectationKind::Action { action, .. } => {
            let kind = ExpectationKind::Action { absent: !planned, action: *action, person: None };
            let no = if planned { "" } else { "no " };
            vec![(kind, format!("{no}action {}", policy.action_name(*action)))]
        }
        ExpectationKind::Absent(id) => of_slot(policy, *id, outcome.slot(*id)),
        _ => Vec::new(),
    }
}

fn of_slot(policy: &Policy, id: SlotId, value: &Value) -> Vec<(ExpectationKind, String)> {
    let slot = policy.slot(id);
    let name = slot.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let choices = |set: &ChoiceSet| {
        let names: Vec<String> = set.iter().map(|c| spelling::choice_name(policy, slot.ty, c)).collect();
        (ExpectationKind::OneOf(id, *set), names.join(" or "))
    };
    let mut found = Vec::new();
    match value {
        Value::Known(Scalar::Number(n)) => {
            let range = about(policy, slot.ty, &Interval::point(n.clone()));
            found.extend(range.map(|(range, text)| (ExpectationKind::Within(id, range), text)));
        }
        Value::Known(scalar) => {
            found.push((ExpectationKind::Equals(id, scalar.clone()), spelling::scalar(policy, slot.ty, scalar)));
        }
        Value::NotApplicable => {}
        Value::Uncertain(uncertain) => match &uncertain.possible {
            Possible::Number(interval) => {
                let range = about(policy, slot.ty, interval);
                found.extend(range.map(|(range, text)| (ExpectationKind::Within(id, range), text)));
            }
            Possible::Choices(set) => found.push(choices(set)),
            Possible::YesNo | Possible::Days(..) | Possible::Text => {}
        },
    }
    let is_absent = match value {
        Value::Known(_) => false,
        Value::NotApplicable => true,
        Value::Uncertain(u) => u.absent == Absent::Yes && !matches!(slot.value, SlotValue::Group(_)),
    };
    if is_absent {
        found.push((ExpectationKind::Absent(id), "missing".to_owned()));
    }
    found.into_iter().map(|(kind, text)| (kind, format!("{name} {text}"))).collect()
}

/// A range around numbers whose ends can be written: one number where it is exact.
fn about(policy: &Policy, ty: Type, interval: &Interval) -> Option<(Interval, String)> {
    let (low, high) = (interval.low.as_ref()?, interval.high.as_ref()?);
    let (low, high) = (rounded(ty, low, false), rounded(ty, high, true));
    let write = |n: &Number| spelling::number(policy, ty, n);
    let text = if low == high { write(&low) } else { format!("{}..{}", write(&low), write(&high)) };
    Some((Interval::new(low, high), text))
}

/// Two decimals as people write them, down or up; a number that has no more is as it is.
fn rounded(ty: Type, n: &Number, up: bool) -> Number {
    let places = if ty == Type::Percent { 4 } else { 2 };
    let near = n.round_half_up(places);
    let step = Number::decimal(1, places);
    match (up, near.cmp(n)) {
        (true, std::cmp::Ordering::Less) => &near + &step,
        (false, std::cmp::Ordering::Greater) => &near - &step,
        _ => near,
    }
}
