//! Why one account came out as it did, on request: for every criterion, group, veto, limit, tier and probability what it
//! looked at, which rows hold or can still hold, and what is missing. Data only; commands and documents make text of it.
//! What is concluded about one of its people is in `person`.

mod person;

pub use person::{PersonExplanation, PersonLetReason, explain_person};

use super::across::result_type;
use super::condition::Condition;
use super::document::revisit;
use super::evaluation::{Evaluation, FiredState, Outcome};
use super::scope::Scope;
use super::value::{Input, Value};
use crate::data::{Origin, Portfolio, Waived};
use crate::diagnostics::Span;
use crate::policy::{
    AttributeId, CriterionBody, Expr, FieldId, Missing, ParameterId, PersonLetId, Policy, PortfolioId, Query, SlotId,
    SlotValue, Table, Type,
};
use crate::values::{Interval, Number, Truth};
use std::cell::OnceCell;

/// Why an account came out as it did. Every list is in the order of the policy.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Position in the portfolio.
    pub account: usize,
    pub criteria: Vec<CriterionReason>,
    pub groups: Vec<GroupReason>,
    /// All vetoes, also those that are plainly false.
    pub vetoes: Vec<ConditionReason>,
    pub limits: Vec<ConditionReason>,
    pub tiers: Vec<TierReason>,
    pub probabilities: Vec<ProbabilityReason>,
    pub slots: Vec<SlotReason>,
    pub left_out: Vec<LeftOut>,
}

#[derive(Clone, Debug)]
pub struct CriterionReason {
    /// Index into [`Policy::criteria`].
    pub criterion: usize,
    /// The points that count; not applicable when left out.
    pub points: Value,
    /// What was possible before the criterion's rule for missing values.
    pub possible: Value,
    /// The rule for missing values that fired.
    pub ruled: Option<Missing>,
    /// Within its group, as the policy says.
    pub weight: Number,
    /// Of the whole score, after what is left out; none when the criterion is.
    pub share: Option<Number>,
    /// Points of the score lost here: share × (100 − points).
    pub lost: Option<Interval>,
    /// Rows, or knots of a scale, that give the points or still can.
    pub matched: Vec<Span>,
    /// The inputs of its table, or the operands of its expression.
    pub operands: Vec<Operand>,
    pub needs: Vec<Input>,
}

#[derive(Clone, Debug)]
pub struct GroupReason {
    /// Index into [`Policy::groups`].
    pub group: usize,
    pub score: Value,
    pub weight: Number,
    /// Of the whole score, after what is left out; none when the group is.
    pub share: Option<Number>,
}

/// A veto or a limit.
#[derive(Clone, Debug)]
pub struct ConditionReason {
    /// Index into the policy's vetoes or limits.
    pub index: usize,
    pub truth: Truth,
    /// False where the condition needs something that does not apply.
    pub applies: bool,
    /// Its state, unless it is plainly false.
    pub state: Option<FiredState>,
    pub operands: Vec<Operand>,
    pub needs: Vec<Input>,
}

#[derive(Clone, Debug)]
pub struct TierReason {
    /// Index into [`Policy::tiers`].
    pub tier: usize,
    /// The threshold on this day; none for `otherwise`.
    pub threshold: Option<Number>,
    /// The tier's `when`, if it has one.
    pub when: Option<Truth>,
    /// False where `when` needs something that does not apply, and so does not hold.
    pub applies: bool,
    /// Whether the account may be in this tier.
    pub possible: bool,
    pub operands: Vec<Operand>,
}

#[derive(Clone, Debug)]
pub struct ProbabilityReason {
    /// Index into [`Policy::probabilities`].
    pub probability: usize,
    pub value: Value,
    pub rows: Vec<OddsReason>,
}

#[derive(Clone, Debug)]
pub struct OddsReason {
    pub span: Span,
    pub factor: Number,
    pub truth: Truth,
    /// False where the row needs something that does not apply.
    pub applies: bool,
    pub operands: Vec<Operand>,
}

/// A let, table, criterion, group or probability with what went into it.
#[derive(Clone, Debug)]
pub struct SlotReason {
    pub slot: SlotId,
    pub value: Value,
    pub operands: Vec<Operand>,
    /// Rows of a table that give its value or still can.
    pub matched: Vec<Span>,
}

/// Accounts that a use of a portfolio function could not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub function: PortfolioId,
    pub left_out: usize,
    pub of: usize,
}

/// Something that an expression or table looks at.
#[derive(Clone, Debug)]
pub struct Operand {
    pub source: OperandSource,
    pub ty: Type,
    pub value: Value,
    /// Where the value was written, for fields.
    pub origin: Option<Origin>,
    /// How many people or records a query looked at.
    pub rows: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum OperandSource {
    Field(FieldId),
    Slot(SlotId),
    Parameter(ParameterId),
    Portfolio(PortfolioId),
    /// A query, by its place.
    Query(Span),
    /// The input of a table by its header, where it is not a plain name.
    Input(String),
    /// Of the person at hand.
    Attribute(AttributeId),
    /// Computed for the person at hand.
    PersonLet(PersonLetId),
}

/// Explains one account of an evaluation. None when there is no account at this position.
pub fn explain(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation, account: usize) -> Option<Explanation> {
    let outcome = evaluation.outcomes.get(account)?;
    let session = revisit(policy, portfolio, evaluation);
    let steps = OnceCell::new();
    let scope = Scope::of(&session, account, &outcome.slots, &steps);
    let criteria: Vec<CriterionReason> =
        (0..policy.criteria.len()).map(|i| scope.criterion_reason(i, outcome)).collect();
    let groups = policy.groups.iter().enumerate().map(|(group, g)| {
        let of = criteria.iter().zip(&policy.criteria).filter(|(_, c)| usize::from(c.group) == group);
        let shares: Vec<Number> = of.filter_map(|(r, _)| r.share.clone()).collect();
        let share = if shares.is_empty() { None } else { Some(shares.into_iter().sum()) };
        GroupReason { group, score: scope.slot(g.slot), weight: g.weight.clone(), share }
    });
    let left_out = evaluation.left_out.iter().enumerate().filter_map(|(at, left_out)| {
        let function = PortfolioId(u16::try_from(at).ok()?);
        Some(LeftOut { function, left_out: *left_out, of: evaluation.outcomes.len() })
    });
    Some(Explanation {
        account,
        groups: groups.collect(),
        vetoes: scope.condition_reasons(policy.vetoes.iter().map(|v| &v.when), Waived::Veto),
        limits: scope.condition_reasons(policy.limits.iter().map(|l| &l.when), Waived::Limit),
        tiers: (0..policy.tiers.len()).map(|i| scope.tier_reason(i, outcome)).collect(),
        probabilities: (0..policy.probabilities.len()).map(|i| scope.probability_reason(i)).collect(),
        slots: (0..policy.slots.len())
            .filter_map(|i| u16::try_from(i).ok())
            .map(|i| scope.slot_reason(SlotId(i)))
            .collect(),
        left_out: left_out.collect(),
        criteria,
    })
}

/// What moves the probabilities of one account of an evaluation, without the rest of its explanation.
pub fn probabilities(
    policy: &Policy,
    portfolio: &Portfolio,
    evaluation: &Evaluation,
    account: usize,
) -> Vec<ProbabilityReason> {
    let Some(outcome) = evaluation.outcomes.get(account) else { return Vec::new() };
    let session = revisit(policy, portfolio, evaluation);
    let steps = OnceCell::new();
    let scope = Scope::of(&session, account, &outcome.slots, &steps);
    (0..policy.probabilities.len()).map(|i| scope.probability_reason(i)).collect()
}

/// The places of the rows of a table that give, or can still give, its value for the account at a position of the portfolio.
pub fn matching(
    policy: &Policy,
    portfolio: &Portfolio,
    evaluation: &Evaluation,
    account: usize,
    table: &Table,
) -> Vec<Span> {
    let Some(outcome) = evaluation.outcomes.get(account) else { return Vec::new() };
    let session = revisit(policy, portfolio, evaluation);
    let steps = OnceCell::new();
    Scope::of(&session, account, &outcome.slots, &steps).matching(table)
}

impl Scope<'_> {
    fn criterion_reason(&self, index: usize, outcome: &Outcome) -> CriterionReason {
        let policy = self.session.policy;
        let criterion = &policy.criteria[index];
        let judged = self.judge(index);
        let share = match outcome.shares.as_ref().and_then(|s| s.get(index)) {
            Some(share) => share.clone(),
            None => Some(policy.share_of_score(criterion)),
        };
        let points = self.slot(criterion.slot);
        let lost = share.as_ref().and_then(|share| {
            let gap = Interval::point(Number::HUNDRED).sub(&points.interval()?);
            Some(gap.mul(&Interval::point(share.clone())))
        });
        let (operands, matched) = match &criterion.body {
            CriterionBody::Table(table) => (self.table_operands(table), self.matching(table)),
            CriterionBody::Points(expr) => (self.operands(expr), Vec::new()),
        };
        CriterionReason {
            criterion: index,
            needs: judged.possible.needs().to_vec(),
            points,
            possible: judged.possible,
            ruled: judged.ruled,
            weight: criterion.weight.clone(),
            share,
            lost,
            matched,
            operands,
        }
    }

    fn condition_reasons<'e>(
        &self,
        whens: impl Iterator<Item = &'e Expr>,
        what: fn(usize) -> Waived,
    ) -> Vec<ConditionReason> {
        let reason = |(index, when): (usize, &Expr)| {
            let condition = self.condition(when);
            ConditionReason {
                index,
                truth: condition.truth(),
                applies: !condition.lacks_sense(),
                state: self.fired(index, when, what(index)).map(|f| f.state),
                operands: self.operands(when),
                needs: needs(condition),
            }
        };
        whens.enumerate().map(reason).collect()
    }

    fn tier_reason(&self, index: usize, outcome: &Outcome) -> TierReason {
        let tiers = &self.session.policy.tiers;
        let when = tiers[index].when.as_ref();
        let condition = when.map(|w| self.condition(w));
        let position = u16::try_from(tiers.len() - 1 - index).unwrap_or(u16::MAX);
        TierReason {
            tier: index,
            threshold: self.session.thresholds.get(index).cloned().flatten(),
            when: condition.as_ref().map(Condition::truth),
            applies: !condition.is_some_and(|c| c.lacks_sense()),
            possible: outcome.tiers.contains(position),
            operands: when.map_or_else(Vec::new, |w| self.operands(w)),
        }
    }

    fn probability_reason(&self, index: usize) -> ProbabilityReason {
        let probability = &self.session.policy.probabilities[index];
        let rows = probability.rows.iter().map(|row| {
            let condition = self.condition(&row.when);
            OddsReason {
                span: row.span,
                factor: row.factor.clone(),
                truth: condition.truth(),
                applies: !condition.lacks_sense(),
                operands: self.operands(&row.when),
            }
        });
        ProbabilityReason { probability: index, value: self.slot(probability.slot), rows: rows.collect() }
    }

    fn slot_reason(&self, id: SlotId) -> SlotReason {
        let policy = self.session.policy;
        let (operands, matched) = match &policy.slot(id).value {
            SlotValue::Expr(expr) => (self.operands(expr), Vec::new()),
            SlotValue::Table(table) => (self.table_operands(table), self.matching(table)),
            SlotValue::Criterion(index) => match policy.criteria.get(usize::from(*index)).map(|c| &c.body) {
                Some(CriterionBody::Table(table)) => (self.table_operands(table), self.matching(table)),
                Some(CriterionBody::Points(expr)) => (self.operands(expr), Vec::new()),
                None => (Vec::new(), Vec::new()),
            },
            SlotValue::Group(index) => {
                let criteria = policy.groups.get(usize::from(*index)).map_or(&[][..], |g| &g.criteria);
                let of = |i: &u16| policy.criteria.get(usize::from(*i)).map(|c| self.slot_operand(c.slot));
                (criteria.iter().filter_map(of).collect(), Vec::new())
            }
            SlotValue::Probability(index) => {
                let rows = policy.probabilities.get(usize::from(*index)).map_or(&[][..], |p| &p.rows);
                (rows.iter().flat_map(|r| self.operands(&r.when)).collect(), Vec::new())
            }
        };
        SlotReason { slot: id, value: self.slot(id), operands, matched }
    }

    fn table_operands(&self, table: &Table) -> Vec<Operand> {
        let mut out = Vec::new();
        for input in &table.inputs {
            match self.operand(&input.value) {
                Some(operand) => out.push(operand),
                None => out.push(Operand {
                    source: OperandSource::Input(input.name.clone()),
                    ty: input.ty,
                    value: self.value(&input.value),
                    origin: None,
                    rows: None,
                }),
            }
        }
        if let crate::policy::Shape::Rows { rows, .. } = &table.shape {
            for when in rows.iter().filter_map(|r| r.when.as_ref()) {
                self.collect(when, &mut out);
            }
        }
        out
    }

    /// What an expression looks at, each once, in the order written.
    fn operands(&self, expr: &Expr) -> Vec<Operand> {
        let mut out = Vec::new();
        self.collect(expr, &mut out);
        out
    }

    fn collect(&self, expr: &Expr, out: &mut Vec<Operand>) {
        match self.operand(expr) {
            Some(operand) if !out.iter().any(|o| o.source == operand.source) => out.push(operand),
            Some(_) => {}
            None => expr.parts().into_iter().for_each(|part| self.collect(part, out)),
        }
    }

    fn slot_operand(&self, id: SlotId) -> Operand {
        let ty = self.session.policy.slot(id).ty;
        Operand { source: OperandSource::Slot(id), ty, value: self.slot(id), origin: None, rows: None }
    }

    /// The operand that an expression is by itself.
    fn operand(&self, expr: &Expr) -> Option<Operand> {
        let policy = self.session.policy;
        let plain = |source, ty, value| Some(Operand { source, ty, value, origin: None, rows: None });
        match expr {
            Expr::Field(id) | Expr::AgeOfField(id) => {
                let origin = self.session.portfolio.origin(self.account, *id, self.session.as_of);
                let (source, ty) = (OperandSource::Field(*id), policy.field(*id).ty);
                Some(Operand { source, ty, value: self.field(*id), origin, rows: None })
            }
            Expr::Slot(id) => Some(self.slot_operand(*id)),
            Expr::Parameter(id) => {
                let ty = policy.parameters.get(id.index())?.ty;
                plain(OperandSource::Parameter(*id), ty, self.value(expr))
            }
            Expr::Portfolio(id) => {
                let ty = result_type(policy.portfolio.get(id.index())?.kind);
                plain(OperandSource::Portfolio(*id), ty, self.value(expr))
            }
            Expr::Query(query) => self.query_operand(query),
            _ => self.person_operand(expr),
        }
    }

    fn query_operand(&self, query: &Query) -> Option<Operand> {
        let rows = self.rows_in_window(query);
        Some(Operand {
            source: OperandSource::Query(query.span),
            ty: query.ty,
            value: self.query(query),
            origin: None,
            rows,
        })
    }
}

fn needs(condition: Condition) -> Vec<Input> {
    condition.doubt.map_or_else(Vec::new, |d| d.needs)
}
