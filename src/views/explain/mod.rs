//! The answer of `explain`: why an account came out as it did. Points lost per criterion with the rows that gave them,
//! vetoes and limits, missing inputs and what each could still change, what the next tier asks for, and every value with
//! the place it was written at. Works out nothing that decides; that is in the evaluation. Start at [`explain`].

mod person;
mod reasons;
mod values;

pub use person::{
    ActionReason, PersonAction, PersonExplainAnswer, PersonReason, RelationReason, WayReason, explain_person,
    explainable_of_people, people_called,
};

use super::FORMAT;
use super::measure::Measure;
use super::number::{Bounds, Decimal};
use super::places::DataPlace;
use super::rank::{AccountAnswer, FiredAnswer, PolicyAnswer};
use super::reason::base;
use crate::data::{Person, Portfolio};
use crate::diagnostics::{Sources, Span};
use crate::engine::{self, Evaluation, Explanation, Outcome};
use crate::policy::Policy;
use crate::values::Label;
use serde::Serialize;
use std::collections::BTreeSet;

/// Why an account came out as it did.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainAnswer<'a> {
    pub format: u32,
    pub policy: PolicyAnswer<'a>,
    /// ISO 8601
    pub as_of: String,
    pub account: &'a str,
    pub name: &'a str,
    pub status: &'static str,
    pub rank: Option<usize>,
    pub tier: Option<&'a str>,
    /// Best first.
    pub tiers: Vec<&'a str>,
    pub score: Option<Bounds>,
    /// By points lost, most first; those that are left out last.
    pub criteria: Vec<CriterionReason<'a>>,
    pub vetoes: Vec<RuleReason<'a>>,
    pub limits: Vec<RuleReason<'a>>,
    /// What the best tier that is not sure yet asks for; none where the account has the best one.
    pub next_tier: Option<NextTier<'a>>,
    /// Most valuable first.
    pub needs: Vec<NeedReason<'a>>,
    /// Fields, then lets, tables, groups and probabilities, then parameters, each in the policy's order; where one name is
    /// asked for, its value first.
    pub values: Vec<ValueReason<'a>>,
    /// Functions over the portfolio that had to leave accounts out.
    pub left_out: Vec<LeftOut>,
}

/// A line of a rule or of data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// A cell's column, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
}

/// Points of a criterion and where they come from.
#[derive(Clone, Debug, Serialize)]
pub struct CriterionReason<'a> {
    pub name: &'a str,
    pub label: &'a str,
    /// None for the implicit group.
    pub group: Option<&'a str>,
    /// 0..100; null when left out.
    pub points: Option<Bounds>,
    /// Its share of the score after what is left out; null when it is.
    pub weight: Option<Decimal>,
    /// Points of the score it costs: weight × (100 − points).
    pub lost: Option<Bounds>,
    pub inputs: Vec<ValueReason<'a>>,
    /// The rows that gave the points, or that still may.
    pub rows: Vec<RowReason>,
    /// The rule for missing values that fired: `exclude`, `fail` or points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing_rule: Option<String>,
    pub rule: Line,
    /// Where the weight stands, if an overlay says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_rule: Option<Line>,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
pub struct RowReason {
    /// As written.
    pub text: String,
    pub rule: Line,
}

/// A veto or limit that matters, with its rule.
#[derive(Clone, Debug, Serialize)]
pub struct RuleReason<'a> {
    #[serde(flatten)]
    pub fired: FiredAnswer<'a>,
    /// For a limit, the best tier it leaves open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<&'a str>,
    pub inputs: Vec<ValueReason<'a>>,
    pub rule: Line,
}

/// What stands between the account and a better tier.
#[derive(Clone, Debug, Serialize)]
pub struct NextTier<'a> {
    pub name: &'a str,
    pub label: Option<&'a str>,
    /// Lowest score of the tier.
    pub from: Option<Decimal>,
    /// Points missing to it, at most and at least; null when the score is enough.
    pub short: Option<Bounds>,
    /// Whether the tier's `when` stands in the way: `no` (it does not hold), `unknown`, or `not_applicable` (which counts as
    /// no); null when it holds or there is none.
    pub condition: Option<&'static str>,
    /// What the tier's `when` looks at.
    pub inputs: Vec<ValueReason<'a>>,
    /// Limits that keep the account below.
    pub limits: Vec<&'a str>,
    pub rule: Line,
}

/// A missing input and what hangs on it.
#[derive(Clone, Debug, Serialize)]
pub struct NeedReason<'a> {
    pub name: String,
    pub label: Option<&'a str>,
    /// Whether knowing it could change status or tier.
    pub decides: bool,
    /// Points of the score's width that hang on it.
    pub points: Decimal,
    /// What it leaves open: `veto arrears`, `limit no_access`, `tier A`, and criteria by name.
    pub bears_on: Vec<String>,
}

/// A value, why it is missing if it is, and where it was written.
#[derive(Clone, Debug, Serialize)]
pub struct ValueReason<'a> {
    /// A name of the policy, or an expression as written.
    pub name: String,
    pub label: Option<&'a str>,
    /// `field`, `parameter`, `let`, `table`, `criterion`, `group`, `probability`, `query`, `expression`, or `attribute` of a person.
    pub what: &'static str,
    #[serde(flatten)]
    pub value: Measure,
    /// Where the value stands in the data, for a field that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginReason>,
    /// Where the rules declare or define it; none for what every person has without declaration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Line>,
    /// How many people or records a query looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<usize>,
    /// Names and queries it is worked out from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
    /// Where the data behind it stand, each place once; of a function over the portfolio, those of this account.
    pub data: Vec<DataPlace>,
    /// Since when the value of a parameter holds, ISO 8601; none for the one from the beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Whose rule names a parameter: `tier A`, `criterion value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub used_by: Vec<String>,
}

/// Where a value of an account was written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OriginReason {
    #[serde(flatten)]
    pub line: Line,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// How many accounts a function over the portfolio did not see.
#[derive(Clone, Debug, Serialize)]
pub struct LeftOut {
    /// The function as the rules write it: `percentile(revenue)`.
    pub of: String,
    pub accounts: usize,
    pub of_accounts: usize,
}

/// What explanations are made of.
#[derive(Clone, Copy)]
pub struct ExplainInputs<'a> {
    pub policy: &'a Policy,
    pub sources: &'a Sources,
    pub portfolio: &'a Portfolio,
    pub evaluation: &'a Evaluation,
    pub locale: &'a str,
}

/// Explains the account at a position of the portfolio, or only what concerns a name of the policy and what that is worked
/// out from. None where there is no such account.
pub fn explain<'a>(inputs: ExplainInputs<'a>, position: usize, name: Option<&str>) -> Option<ExplainAnswer<'a>> {
    let ExplainInputs { policy, portfolio, evaluation, .. } = inputs;
    let account = portfolio.accounts.get(position)?;
    let outcome = evaluation.outcomes.get(position)?;
    let explanation = engine::explain(policy, portfolio, evaluation, position)?;
    let explainer = Explainer { inputs, language: base(inputs.locale), position, person: None, outcome, explanation };
    let AccountAnswer { status, rank, tier, tiers, score, vetoes, limits, .. } =
        AccountAnswer::of(policy, account, outcome, explainer.language);
    let mut answer = ExplainAnswer {
        format: FORMAT,
        policy: PolicyAnswer { name: policy.name.as_str(), version: &policy.version },
        as_of: evaluation.as_of.to_string(),
        account: account.id.as_str(),
        name: &account.name,
        status,
        rank,
        tier,
        tiers,
        score,
        criteria: explainer.criteria(),
        vetoes: explainer.vetoes(vetoes),
        limits: explainer.limits(limits),
        next_tier: explainer.next_tier(),
        needs: explainer.needs(),
        values: explainer.values(),
        left_out: explainer.left_out(),
    };
    if let Some(name) = name {
        narrow(&mut answer, name, &explainer.behind(name));
    }
    Some(answer)
}

/// All names an explanation can be asked about.
pub fn explainable(policy: &Policy) -> impl Iterator<Item = &str> {
    let slots = policy.slots.iter().filter_map(|s| s.name.as_ref());
    let fields = policy.fields.iter().map(|f| &f.name);
    let rules = policy.vetoes.iter().map(|v| &v.name).chain(policy.limits.iter().map(|l| &l.name));
    let parameters = policy.parameters.iter().map(|p| &p.name);
    fields.chain(slots).chain(parameters).chain(rules).map(|n| n.as_str())
}

/// Leaves only what concerns a name; `behind` are the names it is worked out from, itself included.
fn narrow(answer: &mut ExplainAnswer<'_>, name: &str, behind: &BTreeSet<String>) {
    answer.criteria.retain(|c| behind.contains(c.name));
    answer.vetoes.retain(|v| v.fired.name == name);
    answer.limits.retain(|l| l.fired.name == name);
    answer.values.retain(|v| behind.contains(&v.name));
    answer.values.sort_by_key(|v| v.name != name);
    answer.needs.retain(|n| behind.contains(&n.name));
    answer.left_out.retain(|l| behind.contains(&l.of));
    answer.next_tier = None;
}

struct Explainer<'a> {
    inputs: ExplainInputs<'a>,
    language: &'a str,
    position: usize,
    /// The person at hand, where one is explained.
    person: Option<usize>,
    outcome: &'a Outcome,
    explanation: Explanation,
}

impl<'a> Explainer<'a> {
    fn people(&self) -> &'a [Person] {
        self.inputs.portfolio.accounts.get(self.position).and_then(|a| a.people.as_deref()).unwrap_or(&[])
    }

    fn line(&self, span: Span) -> Line {
        let sources = self.inputs.sources;
        Line { file: sources.name(span.file).to_owned(), line: sources.start(span).line, column: None }
    }

    fn label(&self, label: &'a Label) -> Option<&'a str> {
        label.in_language(self.language)
    }

    /// What is written at a place, with runs of spaces as one, so that a row of a wide table fits a line.
    fn written(&self, span: Span) -> String {
        self.inputs.sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
