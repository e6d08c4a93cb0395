//! `kam test`: the examples of a policy, evaluated and compared with what they expect; and the accounts of a workspace beside
//! what was accepted of them ([`Outcomes`]). Every example is a portfolio of one
//! account: what is not given is missing, records are not configured, and functions over the portfolio see the example
//! alone. Actions are planned without a team and without a register. Gives data; what is printed is made of it elsewhere. Start at [`run`].
//!
//! An example without a day of its own is evaluated on the day the policy takes effect. Where the policy says none
//! either and its rules depend on the day, that is an error; where they do not, any day does.

mod account;
mod action;
mod coverage;
mod day;
mod expectation;
mod mutate;
mod outcomes;
mod thresholds;

pub use action::Actions;
pub use coverage::{Coverable, Covered, coverage};
pub use mutate::{Case, Change, Expect, Item, Moved, Mutated, Mutation, Notice, Rules, Survivor, mutate};
pub use outcomes::{Difference, FILE as OUTCOMES_FILE, NotOutcomes, Outcomes, facts as outcome_facts};
pub use thresholds::untouched;

use crate::data::Portfolio;
use crate::diagnostics::{Finding, verify as codes};
use crate::engine::{Evaluation, Input, Status, Value, evaluate_given};
use crate::policy::{Example, Policy, SlotId};
use crate::values::{ChoiceSet, Day, Interval};

/// What came of all examples, in the order of the policy.
#[derive(Clone, Debug)]
pub struct Report {
    pub results: Vec<ExampleResult>,
    /// What keeps examples from being tested.
    pub findings: Vec<Finding>,
}

/// What came of one example.
#[derive(Clone, Debug)]
pub struct ExampleResult {
    /// Index into [`Policy::examples`].
    pub example: usize,
    pub as_of: Day,
    /// The account that the example describes, at position 0.
    pub portfolio: Portfolio,
    pub evaluation: Evaluation,
    /// One per expectation, in the order written.
    pub checks: Vec<Check>,
}

/// An expectation beside what came out.
#[derive(Clone, Debug)]
pub struct Check {
    /// Index into the example's expectations.
    pub expectation: usize,
    pub verdict: Verdict,
    pub actual: Actual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Met,
    Failed,
}

/// What came out, in the kind of what is expected.
#[derive(Clone, Debug, PartialEq)]
pub enum Actual {
    /// As positions in the policy's tier enumeration.
    Tiers(ChoiceSet),
    Status(Status),
    Needs(Vec<Input>),
    Score(Option<Interval>),
    Value(SlotId, Value),
    Actions(Actions),
}

impl ExampleResult {
    /// Whether no expectation failed.
    pub fn passed(&self) -> bool {
        self.checks.iter().all(|c| c.verdict != Verdict::Failed)
    }
}

impl Report {
    /// Whether there are examples and all of them hold.
    pub fn passed(&self) -> bool {
        !crate::diagnostics::has_errors(&self.findings) && self.results.iter().all(ExampleResult::passed)
    }
}

/// Evaluates the examples of a policy.
pub fn run(policy: &Policy) -> Report {
    run_where(policy, &|_| true)
}

/// Evaluates the examples that somebody wants.
pub fn run_where(policy: &Policy, wanted: &dyn Fn(&Example) -> bool) -> Report {
    let mut report = Report { results: Vec::with_capacity(policy.examples.len()), findings: Vec::new() };
    if policy.examples.is_empty() {
        report.findings.push(Finding::new(&codes::NO_EXAMPLES, policy.span).quote("name", policy.name.as_str()));
    }
    let depends = day::depends_on_day(policy);
    for (index, example) in policy.examples.iter().enumerate().filter(|(_, e)| wanted(e)) {
        let day = example.as_of.or(policy.effective_from);
        if day.is_none() && depends {
            let known = |f: &Finding| f.code.id == codes::EXAMPLE_WITHOUT_DAY.id;
            if !report.findings.iter().any(known) {
                let finding = Finding::new(&codes::EXAMPLE_WITHOUT_DAY, example.span);
                report.findings.push(finding.arg("title", example.called()));
            }
            continue;
        }
        let as_of = day.unwrap_or(day::ANY);
        let portfolio = account::portfolio(policy, example);
        let given = account::given_slots(policy, example);
        let evaluation = evaluate_given(policy, &portfolio, as_of, &given);
        let checks = expectation::checks(policy, example, &portfolio, &evaluation);
        report.results.push(ExampleResult { example: index, as_of, portfolio, evaluation, checks });
    }
    report
}
