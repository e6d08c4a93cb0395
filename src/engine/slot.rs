//! Slots, stage by stage, and the outcome of an account once all of them are there.

use super::State;
use super::condition::merge_needs;
use super::evaluation::{Outcome, Status};
use super::possible::typed;
use super::revisit::Overlay;
use super::scope::{Scope, Session};
use super::score::{Standing, shares, weighted_mean};
use super::value::{Input, Value};
use crate::policy::{SlotId, SlotValue};
use crate::values::{Interval, Number};
use std::cell::OnceCell;

impl Session<'_> {
    /// Evaluates the slots of one stage for an account, in the order of their dependencies.
    pub fn run_stage(&self, account: usize, state: &mut State, slots: &[SlotId], overlay: Option<&Overlay>) {
        state.slots.resize(self.policy.slots.len(), Value::NotApplicable);
        let steps = OnceCell::new();
        for id in slots {
            let scope = Scope { overlay, ..Scope::of(self, account, &state.slots, &steps) };
            let value = scope.define(*id, &mut state.failed);
            if let Some(slot) = state.slots.get_mut(id.index()) {
                *slot = value;
            }
        }
    }

    /// Makes the outcome of an account from its slots.
    pub fn outcome(&self, account: usize, state: State, overlay: Option<&Overlay>) -> Outcome {
        let policy = self.policy;
        let slots = state.slots;
        let steps = OnceCell::new();
        let scope = Scope { overlay, ..Scope::of(self, account, &slots, &steps) };
        let group = |g: &crate::policy::Group| slots.get(g.slot.index());
        let score = weighted_mean(policy.groups.iter().filter_map(|g| Some((&g.weight, group(g)?))));
        let score: Option<Interval> = score.interval();
        let shares = shares(policy, &slots);
        let vetoes = scope.vetoes();
        // Where nothing is left to score and nothing is missing either, no threshold is reached; else any may be.
        let no_points = Interval::point(Number::ZERO);
        let ladder = match &score {
            Some(score) => scope.ladder(Some(score)),
            None if scope.lacks_points() => scope.ladder(None),
            None => scope.ladder(Some(&no_points)),
        };
        let mut status = vetoes.status;
        if score.is_none() && status == Status::Qualified {
            status = Status::Hold;
        }
        let unsettled = status == Status::Excluded || score.is_none();
        let tiers = if unsettled { Default::default() } else { ladder.tiers };
        let needs = scope.outcome_needs(&vetoes, &ladder, score.as_ref(), shares.as_deref(), status);
        let standing = Standing::new(score, ladder.tiers);
        let scope = Scope { standing: Some(&standing), ..scope };
        let rank_keys = policy.rank.iter().map(|key| scope.value(&key.value)).collect();
        Outcome {
            status,
            tiers,
            score: standing.score.clone(),
            shares,
            vetoes: vetoes.fired,
            limits: ladder.limits,
            needs,
            rank: None,
            rank_keys,
            slots: slots.into_boxed_slice(),
        }
    }
}

impl Scope<'_> {
    /// Whether a criterion is left out because something is missing.
    fn lacks_points(&self) -> bool {
        (0..self.session.policy.criteria.len()).any(|i| matches!(self.judge(i).possible, Value::Uncertain(_)))
    }

    /// The value of a slot: what is given, else what its definition says.
    fn define(&self, id: SlotId, failed: &mut Vec<u16>) -> Value {
        let policy = self.session.policy;
        let slot = policy.slot(id);
        if let Some(given) = self.slot_is_given(id) {
            return given.clone();
        }
        let value = match &slot.value {
            SlotValue::Expr(expr) => self.value(expr),
            SlotValue::Table(table) => {
                self.table(table, self.session.slot_scales.get(id.index()).and_then(Option::as_ref))
            }
            SlotValue::Criterion(index) => {
                let judged = self.judge(usize::from(*index));
                if judged.failed {
                    failed.push(*index);
                }
                judged.points
            }
            SlotValue::Group(index) => {
                let criteria = policy.groups.get(usize::from(*index)).map_or(&[][..], |g| &g.criteria);
                let criterion = |i: &u16| policy.criteria.get(usize::from(*i));
                let parts = criteria.iter().filter_map(criterion);
                weighted_mean(parts.filter_map(|c| Some((&c.weight, self.slots.get(c.slot.index())?))))
            }
            SlotValue::Probability(index) => {
                let probability = policy.probabilities.get(usize::from(*index));
                probability.map_or(Value::NotApplicable, |p| self.probability(p))
            }
        };
        let mut value = match value {
            Value::Known(_) | Value::NotApplicable => return value,
            Value::Uncertain(_) => typed(policy, slot.ty, value),
        };
        if let Value::Uncertain(u) = &mut value
            && u.needs.is_empty()
            && slot.name.is_some()
        {
            // Nothing is to be filled in (a division by zero, a rule that says `missing`): then this value is what lacks.
            merge_needs(&mut u.needs, &[Input::Slot(id)]);
        }
        value
    }
}
