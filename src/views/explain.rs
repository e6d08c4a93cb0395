//! The answer of `explain`: why an account came out as it did. Points lost per criterion with the rows that gave them,
//! vetoes and limits, missing inputs and what each could still change, what the next tier asks for, and every value with
//! the place it was written at. Works out nothing that decides; that is in the evaluation. Start at [`explain`].

use super::FORMAT;
use super::measure::Measure;
use super::number::{Bounds, Decimal};
use super::rank::{AccountAnswer, FiredAnswer, PolicyAnswer};
use super::reason::base;
use crate::data::{Origin, Portfolio, observation_at};
use crate::diagnostics::{Sources, Span, suggest};
use crate::engine::{self, Evaluation, Explanation, Operand, OperandSource, Outcome, Value, input_name};
use crate::policy::{FieldId, Policy, SlotId, SlotValue};
use crate::values::{Interval, Label, Number, Reading};
use indexmap::IndexSet;
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
    /// Fields, lets, tables and probabilities in the policy's order.
    pub values: Vec<ValueReason<'a>>,
    /// Functions over the portfolio that had to leave accounts out.
    pub left_out: Vec<LeftOut<'a>>,
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
    /// Whether the tier's `when` stands in the way: `no` (it does not hold) or `unknown`; null when it holds or there is none.
    pub condition: Option<&'static str>,
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
}

/// A value, why it is missing if it is, and where it was written.
#[derive(Clone, Debug, Serialize)]
pub struct ValueReason<'a> {
    /// A name of the policy, or an expression as written.
    pub name: String,
    pub label: Option<&'a str>,
    /// `field`, `parameter`, `let`, `table`, `criterion`, `group`, `probability`, `query` or `expression`.
    pub what: &'static str,
    #[serde(flatten)]
    pub value: Measure,
    /// Where the value stands in the data, for a field that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginReason>,
    /// Where the rules declare or define it.
    pub rule: Line,
    /// How many people or records a query looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<usize>,
    /// Names and queries it is worked out from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
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
pub struct LeftOut<'a> {
    /// What is compared; none for an expression without a name.
    pub of: Option<&'a str>,
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
    let explainer = Explainer { inputs, language: base(inputs.locale), position, outcome, explanation };
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
    fields.chain(slots).chain(rules).map(|n| n.as_str())
}

/// The nearest name that can be asked about.
pub fn nearest_explainable<'a>(policy: &'a Policy, name: &str) -> Option<&'a str> {
    suggest::nearest(name, explainable(policy))
}

/// Leaves only what concerns a name; `behind` are the names it is worked out from, itself included.
fn narrow(answer: &mut ExplainAnswer<'_>, name: &str, behind: &BTreeSet<String>) {
    answer.criteria.retain(|c| behind.contains(c.name));
    answer.vetoes.retain(|v| v.fired.name == name);
    answer.limits.retain(|l| l.fired.name == name);
    answer.values.retain(|v| behind.contains(&v.name));
    answer.needs.retain(|n| behind.contains(&n.name));
    answer.left_out.retain(|l| l.of.is_some_and(|of| behind.contains(of)));
    answer.next_tier = None;
}

struct Explainer<'a> {
    inputs: ExplainInputs<'a>,
    language: &'a str,
    position: usize,
    outcome: &'a Outcome,
    explanation: Explanation,
}

impl<'a> Explainer<'a> {
    fn line(&self, span: Span) -> Line {
        let sources = self.inputs.sources;
        Line { file: sources.name(span.file).to_owned(), line: sources.start(span).line, column: None }
    }

    fn label(&self, label: &'a Label) -> Option<&'a str> {
        label.in_language(self.language)
    }

    fn criteria(&self) -> Vec<CriterionReason<'a>> {
        let policy = self.inputs.policy;
        let mut list: Vec<(Number, CriterionReason<'a>)> = Vec::with_capacity(policy.criteria.len());
        for reason in &self.explanation.criteria {
            let Some(criterion) = policy.criteria.get(reason.criterion) else { continue };
            let group = policy.groups.get(usize::from(criterion.group)).and_then(|g| g.name.as_ref());
            let points = reason.points.interval().filter(|_| reason.share.is_some());
            // Left out: after everything that costs something.
            let key = reason.lost.as_ref().and_then(|l| l.high.clone()).unwrap_or(Number::from(-1));
            let name = criterion.name.as_str();
            let said = CriterionReason {
                name,
                label: self.label(&criterion.label).unwrap_or(name),
                group: group.map(|n| n.as_str()),
                points: points.as_ref().map(Bounds::from),
                weight: reason.share.clone().map(Decimal),
                lost: reason.lost.as_ref().map(Bounds::from),
                inputs: self.operands(&reason.operands),
                rows: self.rows(&reason.matched),
                missing_rule: reason.ruled.as_ref().map(|rule| match rule {
                    crate::policy::Missing::Unknown => "unknown".to_owned(),
                    crate::policy::Missing::Exclude => "exclude".to_owned(),
                    crate::policy::Missing::Fail => "fail".to_owned(),
                    crate::policy::Missing::Points(n) => n.to_decimal_string(super::number::PLACES),
                }),
                rule: self.line(criterion.span),
            };
            list.push((key, said));
        }
        list.sort_by(|(a, _), (b, _)| b.cmp(a));
        list.into_iter().map(|(_, said)| said).collect()
    }

    fn rows(&self, matched: &[Span]) -> Vec<RowReason> {
        let row = |span: &Span| RowReason { text: self.written(*span), rule: self.line(*span) };
        matched.iter().map(row).collect()
    }

    /// What is written at a place, with runs of spaces as one, so that a row of a wide table fits a line.
    fn written(&self, span: Span) -> String {
        self.inputs.sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn vetoes(&self, fired: Vec<FiredAnswer<'a>>) -> Vec<RuleReason<'a>> {
        let rules =
            self.outcome.vetoes.iter().filter_map(|f| self.inputs.policy.vetoes.get(f.index).zip(Some(f.index)));
        let said = |(fired, (veto, index)): (FiredAnswer<'a>, (&crate::policy::Veto, usize))| {
            let inputs = self.explanation.vetoes.get(index).map_or(&[][..], |r| &r.operands);
            RuleReason { fired, to: None, inputs: self.operands(inputs), rule: self.line(veto.span) }
        };
        fired.into_iter().zip(rules).map(said).collect()
    }

    fn limits(&self, fired: Vec<FiredAnswer<'a>>) -> Vec<RuleReason<'a>> {
        let policy = self.inputs.policy;
        let rules = self.outcome.limits.iter().filter_map(|f| policy.limits.get(f.index).zip(Some(f.index)));
        let said = |(fired, (limit, index)): (FiredAnswer<'a>, (&crate::policy::Limit, usize))| {
            let inputs = self.explanation.limits.get(index).map_or(&[][..], |r| &r.operands);
            let to = policy.tiers.get(usize::from(limit.to)).map(|t| t.name.as_str());
            RuleReason { fired, to, inputs: self.operands(inputs), rule: self.line(limit.span) }
        };
        fired.into_iter().zip(rules).map(said).collect()
    }

    /// The tier above the worst that is possible; none when that is the best one, or the account is excluded.
    fn next_tier(&self) -> Option<NextTier<'a>> {
        let (policy, outcome) = (self.inputs.policy, self.outcome);
        let worst = outcome.tiers.lowest()?;
        // Positions in the enumeration run from the worst tier, the policy lists the best first.
        let at = policy.tiers.len().checked_sub(2 + usize::from(worst))?;
        let (tier, reason) = (policy.tiers.get(at)?, self.explanation.tiers.get(at)?);
        let short = reason.threshold.as_ref().zip(outcome.score.as_ref()).and_then(|(from, score)| {
            let gap = Interval::point(from.clone()).sub(score);
            gap.high
                .as_ref()
                .is_some_and(|h| *h > Number::ZERO)
                .then(|| Bounds { low: gap.low.map(|l| Decimal(l.max(Number::ZERO))), high: gap.high.map(Decimal) })
        });
        let caps = outcome.limits.iter().filter(|f| match f.state {
            engine::FiredState::Holds | engine::FiredState::Unknown | engine::FiredState::Expired { .. } => true,
            engine::FiredState::Waived(_) | engine::FiredState::NotApplicable => false,
        });
        let caps = caps.filter_map(|f| policy.limits.get(f.index)).filter(|l| usize::from(l.to) > at);
        Some(NextTier {
            name: tier.name.as_str(),
            label: self.label(&tier.label),
            from: reason.threshold.clone().map(Decimal),
            short,
            condition: reason.when.and_then(|when| match when {
                crate::values::Truth::Yes => None,
                crate::values::Truth::No => Some("no"),
                crate::values::Truth::Unknown => Some("unknown"),
            }),
            limits: caps.map(|l| l.name.as_str()).collect(),
            rule: self.line(tier.span),
        })
    }

    fn needs(&self) -> Vec<NeedReason<'a>> {
        let policy = self.inputs.policy;
        let account = self.inputs.portfolio.accounts.get(self.position);
        let people = account.and_then(|a| a.people.as_deref()).unwrap_or(&[]);
        let label = |input| match input {
            engine::Input::Field(id) => self.label(&policy.field(id).label),
            engine::Input::Attribute { attribute, .. } => self.label(&policy.attribute(attribute).label),
            engine::Input::Records(id) => policy.records.get(id.index()).and_then(|r| self.label(&r.label)),
            engine::Input::Slot(id) => self.label(&policy.slot(id).label),
            engine::Input::People => None,
        };
        let need = |need: &engine::Need| NeedReason {
            name: input_name(policy, people, need.input),
            label: label(need.input),
            decides: need.decides,
            points: Decimal(need.points.clone()),
        };
        self.outcome.needs.iter().map(need).collect()
    }

    fn values(&self) -> Vec<ValueReason<'a>> {
        let policy = self.inputs.policy;
        let fields = (0..policy.fields.len()).filter_map(|i| u16::try_from(i).ok()).map(|i| self.field(FieldId(i)));
        let slots = self.explanation.slots.iter().filter(|reason| match policy.slot(reason.slot).value {
            SlotValue::Expr(_) | SlotValue::Table(_) | SlotValue::Probability(_) => true,
            SlotValue::Criterion(_) | SlotValue::Group(_) => false,
        });
        fields.chain(slots.filter_map(|reason| self.slot(reason.slot))).collect()
    }

    fn field(&self, id: FieldId) -> ValueReason<'a> {
        let field = self.inputs.policy.field(id);
        let (portfolio, as_of) = (self.inputs.portfolio, self.inputs.evaluation.as_of);
        let value = match portfolio.field(self.position, id, as_of) {
            Reading::Known(scalar) => Value::Known(scalar),
            Reading::NotApplicable => Value::NotApplicable,
            Reading::Missing(why) => Value::missing(engine::Possible::Text, why, Vec::new()),
        };
        ValueReason {
            name: field.name.to_string(),
            label: self.label(&field.label),
            what: "field",
            value: Measure::of(self.inputs.policy, field.ty, &value, self.language),
            origin: portfolio.origin(self.position, id, as_of).map(|o| self.origin(&o, id)),
            rule: self.line(field.span),
            rows: None,
            from: Vec::new(),
        }
    }

    fn slot(&self, id: SlotId) -> Option<ValueReason<'a>> {
        let policy = self.inputs.policy;
        let slot = policy.slot(id);
        let name = slot.name.as_ref()?;
        let what = match slot.value {
            SlotValue::Expr(_) => "let",
            SlotValue::Table(_) => "table",
            SlotValue::Criterion(_) => "criterion",
            SlotValue::Group(_) => "group",
            SlotValue::Probability(_) => "probability",
        };
        let operands = self.explanation.slots.get(id.index()).map_or(&[][..], |r| &r.operands);
        Some(ValueReason {
            name: name.to_string(),
            label: self.label(&slot.label),
            what,
            value: Measure::of(policy, slot.ty, self.outcome.slots.get(id.index())?, self.language),
            origin: None,
            rule: self.line(slot.span),
            rows: None,
            from: operands.iter().map(|o| self.operand_name(o)).collect::<IndexSet<_>>().into_iter().collect(),
        })
    }

    fn operands(&self, operands: &[Operand]) -> Vec<ValueReason<'a>> {
        operands.iter().filter_map(|o| self.operand(o)).collect()
    }

    /// Something a rule looks at.
    fn operand(&self, operand: &Operand) -> Option<ValueReason<'a>> {
        let policy = self.inputs.policy;
        let (label, what, span) = match &operand.source {
            OperandSource::Field(id) => return Some(self.field(*id)),
            OperandSource::Slot(id) if policy.slot(*id).name.is_some() => return self.slot(*id),
            OperandSource::Slot(id) => (None, "expression", policy.slot(*id).span),
            OperandSource::Parameter(id) => {
                let parameter = policy.parameters.get(id.index())?;
                (self.label(&parameter.label), "parameter", parameter.span)
            }
            OperandSource::Portfolio(id) => {
                let of = policy.portfolio.get(id.index())?.of;
                (self.label(&policy.slot(of).label), "expression", policy.slot(of).span)
            }
            OperandSource::Query(span) => (None, "query", *span),
            OperandSource::Input(_) => (None, "expression", policy.span),
        };
        Some(ValueReason {
            name: self.operand_name(operand),
            label,
            what,
            value: Measure::of(policy, operand.ty, &operand.value, self.language),
            origin: None,
            rule: self.line(span),
            rows: operand.rows,
            from: Vec::new(),
        })
    }

    fn operand_name(&self, operand: &Operand) -> String {
        let policy = self.inputs.policy;
        let slot = |id: SlotId| match &policy.slot(id).name {
            Some(name) => name.to_string(),
            None => self.written(policy.slot(id).span),
        };
        match &operand.source {
            OperandSource::Field(id) => policy.field(*id).name.to_string(),
            OperandSource::Slot(id) => slot(*id),
            OperandSource::Parameter(id) => {
                policy.parameters.get(id.index()).map_or_else(String::new, |p| p.name.to_string())
            }
            OperandSource::Portfolio(id) => match policy.portfolio.get(id.index()) {
                Some(function) => format!("{}({})", function.kind.word(), slot(function.of)),
                None => String::new(),
            },
            OperandSource::Query(span) => self.written(*span),
            OperandSource::Input(header) => header.clone(),
        }
    }

    /// The names a name is worked out from, at any depth, itself included.
    fn behind(&self, name: &str) -> BTreeSet<String> {
        let policy = self.inputs.policy;
        let mut names = BTreeSet::from([name.to_owned()]);
        let mut open: Vec<SlotId> = policy.slot_named(name).into_iter().collect();
        let veto = policy.vetoes.iter().position(|v| v.name.as_str() == name);
        let limit = policy.limits.iter().position(|l| l.name.as_str() == name);
        let rule = veto.and_then(|i| self.explanation.vetoes.get(i));
        let rule = rule.or_else(|| limit.and_then(|i| self.explanation.limits.get(i)));
        let of_rule = rule.map_or(&[][..], |r| &r.operands);
        self.follow(of_rule, &mut names, &mut open);
        while let Some(slot) = open.pop() {
            if let Some(reason) = self.explanation.slots.get(slot.index()) {
                self.follow(&reason.operands, &mut names, &mut open);
                if let Value::Uncertain(open) = &reason.value {
                    let account = self.inputs.portfolio.accounts.get(self.position);
                    let people = account.and_then(|a| a.people.as_deref()).unwrap_or(&[]);
                    names.extend(open.needs.iter().map(|n| input_name(policy, people, *n)));
                }
            }
        }
        names
    }

    fn follow(&self, operands: &[Operand], names: &mut BTreeSet<String>, open: &mut Vec<SlotId>) {
        for operand in operands {
            let slot = match operand.source {
                OperandSource::Slot(id) => Some(id),
                OperandSource::Portfolio(id) => self.inputs.policy.portfolio.get(id.index()).map(|f| f.of),
                OperandSource::Field(_)
                | OperandSource::Parameter(_)
                | OperandSource::Query(_)
                | OperandSource::Input(_) => None,
            };
            let name = match slot {
                Some(id) => self.inputs.policy.slot(id).name.as_ref().map(ToString::to_string),
                None => Some(self.operand_name(operand)),
            };
            let new = name.is_none_or(|name| names.insert(name));
            open.extend(slot.filter(|_| new));
        }
    }

    fn origin(&self, origin: &Origin, field: FieldId) -> OriginReason {
        let sources = self.inputs.sources;
        match *origin {
            Origin::Cell { file, line, column } => {
                let line = Line { file: sources.name(file).to_owned(), line, column: Some(column) };
                OriginReason { line, on: None, by: None, source: None }
            }
            Origin::Written(span) => {
                let column = self.inputs.portfolio.columns.get(field.index());
                let observed = column.and_then(|c| c.observations(self.position));
                let observation = observed.and_then(|o| observation_at(o, self.inputs.evaluation.as_of));
                OriginReason {
                    line: self.line(span),
                    on: observation.and_then(|o| o.on).map(|d| d.to_string()),
                    by: observation.and_then(|o| o.by.clone()),
                    source: observation.and_then(|o| o.source.clone()),
                }
            }
        }
    }

    fn left_out(&self) -> Vec<LeftOut<'a>> {
        let policy = self.inputs.policy;
        let one = |left: &engine::LeftOut| {
            let of = policy.slot(policy.portfolio.get(left.function.index())?.of);
            let name = of.name.as_ref().map(|n| n.as_str());
            Some(LeftOut { of: name, accounts: left.left_out, of_accounts: left.of })
        };
        self.explanation.left_out.iter().filter(|l| l.left_out > 0).filter_map(one).collect()
    }
}
