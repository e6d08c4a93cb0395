//! Tiers: the rungs a score interval may reach, best first, and the limits that cap them. The set is exact over the
//! interval: rungs change only at thresholds, so one score out of every stretch between them is walked.

use super::condition::{Condition, Doubt, add_doubt};
use super::evaluation::Fired;
use super::scope::Scope;
use super::veto::effect;
use crate::data::Waived;
use crate::values::{ChoiceSet, Interval, Number, Truth};

/// Where an account may stand.
pub(super) struct Ladder {
    /// As positions in the tier enumeration, limits applied.
    pub tiers: ChoiceSet,
    pub limits: Vec<Fired>,
    /// Different scores of the interval lead to different tiers.
    pub hangs_on_score: bool,
    /// Reasons why a `when` that was asked for is not known.
    pub whens: Option<Doubt>,
}

impl Scope<'_> {
    /// The tiers that scores of an interval may reach. Without a score all of them, as far as limits go.
    pub fn ladder(&self, score: Option<&Interval>) -> Ladder {
        let tiers = &self.session.policy.tiers;
        let conditions: Vec<Condition> =
            tiers.iter().map(|t| t.when.as_ref().map_or(Condition::known(true), |when| self.condition(when))).collect();
        let mut limits = Vec::new();
        let mut cap = 0usize;
        let mut imaginable_caps = vec![0usize];
        for (index, limit) in self.session.policy.limits.iter().enumerate() {
            let Some(fired) = self.fired(index, &limit.when, Waived::Limit(index)) else { continue };
            match effect(fired.state) {
                Truth::Yes => cap = cap.max(usize::from(limit.to)),
                Truth::Unknown => imaginable_caps.push(usize::from(limit.to)),
                Truth::No => {}
            }
            limits.push(fired);
        }
        let capped = |rungs: ChoiceSet| -> ChoiceSet {
            let all = rungs.iter().flat_map(|r| imaginable_caps.iter().map(move |c| usize::from(r).max(*c).max(cap)));
            all.filter_map(|r| tiers.len().checked_sub(1 + r)).filter_map(|p| u16::try_from(p).ok()).collect()
        };
        let mut ladder = Ladder { tiers: ChoiceSet::EMPTY, limits, hangs_on_score: false, whens: None };
        let any_score = super::possible::points();
        let mut first = None;
        for score in self.telling_scores(score.unwrap_or(&any_score)) {
            let reached = capped(self.walk(&score, &conditions, &mut ladder.whens));
            ladder.hangs_on_score |= first.is_some_and(|f| f != reached);
            first = first.or(Some(reached));
            ladder.tiers = ladder.tiers.union(reached);
        }
        ladder
    }

    /// One score out of every stretch of the interval between neighbouring thresholds.
    fn telling_scores(&self, score: &Interval) -> Vec<Number> {
        if let Some(point) = score.as_point() {
            return vec![point.clone()];
        }
        let low = score.low.clone().unwrap_or(Number::ZERO);
        let high = score.high.clone().unwrap_or(Number::HUNDRED);
        let mut ends: Vec<Number> = self.session.thresholds.iter().flatten().cloned().collect();
        ends.retain(|t| low < *t && *t < high);
        ends.extend([low, high]);
        ends.sort();
        ends.dedup();
        let middle = |pair: &[Number]| match pair {
            [a, b] => (a + b).checked_div(&Number::int(2)),
            _ => None,
        };
        let middles: Vec<Number> = ends.windows(2).filter_map(middle).collect();
        ends.into_iter().chain(middles).collect()
    }

    /// The rungs (indices into the tiers) where a score may come to rest: the first that it reaches and whose `when` holds,
    /// and those before it whose `when` is not known.
    fn walk(&self, score: &Number, conditions: &[Condition], doubts: &mut Option<Doubt>) -> ChoiceSet {
        let mut rungs = ChoiceSet::EMPTY;
        for (index, (threshold, condition)) in self.session.thresholds.iter().zip(conditions).enumerate() {
            if threshold.as_ref().is_some_and(|t| score < t) {
                continue;
            }
            let rung = u16::try_from(index).unwrap_or(u16::MAX);
            match condition.truth() {
                Truth::No => {}
                Truth::Yes => return rungs.with(rung),
                Truth::Unknown => {
                    rungs = rungs.with(rung);
                    add_doubt(doubts, condition.doubt.clone());
                }
            }
        }
        rungs
    }
}
