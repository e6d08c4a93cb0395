//! What decided: criteria with their points, vetoes and limits, the next better tier, and what is missing.

use super::{CriterionReason, Explainer, NeedReason, NextTier, RowReason, RuleReason};
use crate::diagnostics::Span;
use crate::engine::{self, Input, input_name};
use crate::policy::Missing;
use crate::values::{Interval, Number, Truth};
use crate::views::number::{Bounds, Decimal, PLACES};
use crate::views::rank::FiredAnswer;

impl<'a> Explainer<'a> {
    pub(super) fn criteria(&self) -> Vec<CriterionReason<'a>> {
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
                    Missing::Unknown => "unknown".to_owned(),
                    Missing::Exclude => "exclude".to_owned(),
                    Missing::Fail => "fail".to_owned(),
                    Missing::Points(n) => n.to_decimal_string(PLACES),
                }),
                rule: self.line(criterion.span),
                weight_rule: (criterion.weight_span.file != criterion.span.file)
                    .then(|| self.line(criterion.weight_span)),
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

    pub(super) fn vetoes(&self, fired: Vec<FiredAnswer<'a>>) -> Vec<RuleReason<'a>> {
        let rules =
            self.outcome.vetoes.iter().filter_map(|f| self.inputs.policy.vetoes.get(f.index).zip(Some(f.index)));
        let said = |(fired, (veto, index)): (FiredAnswer<'a>, (&crate::policy::Veto, usize))| {
            let inputs = self.explanation.vetoes.get(index).map_or(&[][..], |r| &r.operands);
            RuleReason { fired, to: None, inputs: self.operands(inputs), rule: self.line(veto.span) }
        };
        fired.into_iter().zip(rules).map(said).collect()
    }

    pub(super) fn limits(&self, fired: Vec<FiredAnswer<'a>>) -> Vec<RuleReason<'a>> {
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
    pub(super) fn next_tier(&self) -> Option<NextTier<'a>> {
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
            condition: match (reason.applies, reason.when) {
                (false, _) => Some("not_applicable"),
                (true, None | Some(Truth::Yes)) => None,
                (true, Some(Truth::No)) => Some("no"),
                (true, Some(Truth::Unknown)) => Some("unknown"),
            },
            inputs: self.operands(&reason.operands),
            limits: caps.map(|l| l.name.as_str()).collect(),
            rule: self.line(tier.span),
        })
    }

    pub(super) fn needs(&self) -> Vec<NeedReason<'a>> {
        let policy = self.inputs.policy;
        let label = |input| match input {
            Input::Field(id) => self.label(&policy.field(id).label),
            Input::Attribute { attribute, .. } => self.label(&policy.attribute(attribute).label),
            Input::Records(id) => policy.records.get(id.index()).and_then(|r| self.label(&r.label)),
            Input::Slot(id) => self.label(&policy.slot(id).label),
            Input::People => None,
        };
        let need = |need: &engine::Need| NeedReason {
            name: input_name(policy, self.people(), need.input),
            label: label(need.input),
            decides: need.decides,
            points: Decimal(need.points.clone()),
            bears_on: self.bears_on(need.input),
        };
        self.outcome.needs.iter().map(need).collect()
    }

    /// The criteria, vetoes, limits and tiers that a missing input leaves open.
    fn bears_on(&self, input: Input) -> Vec<String> {
        let policy = self.inputs.policy;
        let hangs = |needs: &[Input]| needs.contains(&input);
        let criteria = self
            .explanation
            .criteria
            .iter()
            .filter(|r| matches!(r.ruled, None | Some(Missing::Unknown)) && hangs(&r.needs));
        let criteria = criteria.filter_map(|r| policy.criteria.get(r.criterion)).map(|c| c.name.to_string());
        let open = |r: &&engine::ConditionReason| r.truth == Truth::Unknown && r.applies && hangs(&r.needs);
        let vetoes = self.explanation.vetoes.iter().filter(open).filter_map(|r| policy.vetoes.get(r.index));
        let limits = self.explanation.limits.iter().filter(open).filter_map(|r| policy.limits.get(r.index));
        let tiers = self.explanation.tiers.iter().filter(|r| {
            r.when == Some(Truth::Unknown) && r.applies && r.operands.iter().any(|o| hangs(o.value.needs()))
        });
        let tiers = tiers.filter_map(|r| policy.tiers.get(r.tier)).map(|t| format!("tier {}", t.name));
        let rules = vetoes.map(|v| format!("veto {}", v.name)).chain(limits.map(|l| format!("limit {}", l.name)));
        rules.chain(tiers).chain(criteria).collect()
    }
}
