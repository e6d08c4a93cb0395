//! The answer of `test`: every example with what was expected, what came out and where it is written.

use super::FORMAT;
use super::coverage::CoverageAnswer;
use super::explain::Line;
use super::measure::{Measure, choice_names};
use super::mutation::MutationAnswer;
use super::number::Bounds;
use super::rank::PolicyAnswer;
use crate::diagnostics::{Language, Phrase, Sources, Span};
use crate::engine::{Input, input_name};
use crate::policy::{ActionRef, Policy, Type};
use crate::values::ChoiceSet;
use crate::verify::{Actual, Check, Difference, ExampleResult, Report, Verdict};
use serde::Serialize;

/// What came of all examples.
#[derive(Clone, Debug, Serialize)]
pub struct TestAnswer<'a> {
    pub format: u32,
    pub policy: PolicyAnswer<'a>,
    pub passed: usize,
    pub failed: usize,
    /// In the order of the policy.
    pub examples: Vec<ExampleAnswer>,
    /// The accounts beside what was accepted of them, where there is a file of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<OutcomesAnswer>,
    /// What the examples exercise, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<CoverageAnswer>,
    /// Changes of the rules that no example notices, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mutation: Option<MutationAnswer>,
}

/// The accounts of the workspace beside what was accepted of them.
#[derive(Clone, Debug, Serialize)]
pub struct OutcomesAnswer {
    pub file: &'static str,
    /// Whether the file was written.
    pub accepted: bool,
    pub accounts: usize,
    /// The policy and the day first, then accounts by id.
    pub differences: Vec<DifferenceAnswer>,
}

/// An account that did not come to what was accepted.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceAnswer {
    /// Null for the policy and the day of evaluation.
    pub account: Option<String>,
    /// The lines of the file; null for an account that is new.
    pub expected: Option<Vec<String>>,
    /// Null for an account that is gone.
    pub actual: Option<Vec<String>>,
}

impl From<Difference> for DifferenceAnswer {
    fn from(difference: Difference) -> DifferenceAnswer {
        let Difference { account, expected, actual } = difference;
        DifferenceAnswer { account, expected, actual }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct ExampleAnswer {
    pub title: String,
    /// The title in each language.
    #[serde(skip)]
    pub called: Phrase,
    /// Whether it is a row of a table of examples.
    #[serde(skip)]
    pub is_row: bool,
    pub passed: bool,
    /// The day it was evaluated on, ISO 8601.
    pub as_of: String,
    pub rule: Line,
    pub checks: Vec<CheckAnswer>,
}

/// One expectation.
#[derive(Clone, Debug, Serialize)]
pub struct CheckAnswer {
    /// As written.
    pub expected: String,
    pub met: bool,
    pub actual: ActualAnswer,
    pub rule: Line,
}

/// What came out, in the shape of what was expected.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActualAnswer {
    /// Best first.
    Tiers(Vec<String>),
    Status(&'static str),
    Needs(Vec<String>),
    /// Null when nothing is left to score.
    Score(Option<Bounds>),
    Value(Measure),
    Actions(ActionsAnswer),
}

/// The actions of an example. An action is named with the person it is for: `open_doors.introduce for ewa`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActionsAnswer {
    pub planned: Vec<String>,
    /// Actions, and whole playbooks, of which it is not known whether they are called for.
    pub conditional: Vec<ConditionalAnswer>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConditionalAnswer {
    pub name: String,
    /// What would settle it.
    pub needs: Vec<String>,
}

/// What `test` answers about a report on the policy's examples.
pub fn test<'a>(policy: &'a Policy, sources: &Sources, report: &Report) -> TestAnswer<'a> {
    let examples: Vec<ExampleAnswer> =
        report.results.iter().filter_map(|result| example(policy, sources, result)).collect();
    let passed = examples.iter().filter(|e| e.passed).count();
    TestAnswer {
        format: FORMAT,
        policy: PolicyAnswer { name: policy.name.as_str(), version: &policy.version },
        passed,
        failed: examples.len() - passed,
        examples,
        outcomes: None,
        coverage: None,
        mutation: None,
    }
}

fn example(policy: &Policy, sources: &Sources, result: &ExampleResult) -> Option<ExampleAnswer> {
    let example = policy.examples.get(result.example)?;
    let check = |check: &Check| {
        let span = example.expect.get(check.expectation)?.span;
        Some(CheckAnswer {
            expected: sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" "),
            met: check.verdict == Verdict::Met,
            actual: actual(policy, result, &check.actual),
            rule: line(sources, span),
        })
    };
    Some(ExampleAnswer {
        title: example.called().in_language(Language::English),
        called: example.called(),
        is_row: example.row.is_some(),
        passed: result.passed(),
        as_of: result.as_of.to_string(),
        rule: line(sources, example.span),
        checks: result.checks.iter().filter_map(check).collect(),
    })
}

fn actual(policy: &Policy, result: &ExampleResult, actual: &Actual) -> ActualAnswer {
    let people = result.portfolio.accounts.first().and_then(|a| a.people.as_deref()).unwrap_or(&[]);
    let names = |inputs: &[Input]| inputs.iter().map(|i| input_name(policy, people, *i)).collect();
    match actual {
        Actual::Tiers(tiers) => ActualAnswer::Tiers(tier_names(policy, *tiers)),
        Actual::Status(status) => ActualAnswer::Status(status.word()),
        Actual::Needs(inputs) => ActualAnswer::Needs(names(inputs)),
        Actual::Score(score) => ActualAnswer::Score(score.as_ref().map(Bounds::from)),
        Actual::Value(slot, value) => ActualAnswer::Value(Measure::of(policy, policy.slot(*slot).ty, value)),
        Actual::Actions(actions) => {
            let name = |action: ActionRef, person: Option<usize>| match person.and_then(|p| people.get(p)) {
                Some(person) => format!("{} for {}", policy.action_name(action), person.id),
                None => policy.action_name(action),
            };
            let playbook = |index: usize| policy.playbooks.get(index).map_or("?", |p| p.name.as_str()).to_owned();
            let perhaps = actions
                .perhaps
                .iter()
                .map(|c| ConditionalAnswer { name: name(c.action, c.person), needs: names(&c.needs) });
            let open = actions
                .open
                .iter()
                .map(|(index, needs)| ConditionalAnswer { name: playbook(*index), needs: names(needs) });
            ActualAnswer::Actions(ActionsAnswer {
                planned: actions.planned.iter().map(|(action, person)| name(*action, *person)).collect(),
                conditional: perhaps.chain(open).collect(),
            })
        }
    }
}

fn tier_names(policy: &Policy, tiers: ChoiceSet) -> Vec<String> {
    let mut names: Vec<String> = choice_names(policy, Type::OneOf(policy.tier_enumeration), tiers).collect();
    names.reverse();
    names
}

pub(super) fn line(sources: &Sources, span: Span) -> Line {
    Line { file: sources.name(span.file).to_owned(), line: sources.start(span).line, column: None }
}
