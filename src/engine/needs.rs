//! What would settle an account: the missing inputs behind its status, its tiers and the width of its score.

use super::evaluation::{Fired, Need, Status};
use super::scope::Scope;
use super::tier::Ladder;
use super::value::{Input, Value};
use super::veto::{Vetoes, effect};
use crate::policy::Expr;
use crate::values::{Interval, Number, Truth};
use std::collections::BTreeMap;

impl Scope<'_> {
    /// Missing inputs: those that can change status or tier first, then those that only widen the score, the widest first.
    ///
    /// The points of an input are the widths of the criteria that depend on it, times their shares of the score.
    pub fn outcome_needs(
        &self,
        vetoes: &Vetoes,
        ladder: &Ladder,
        score: Option<&Interval>,
        shares: Option<&[Option<Number>]>,
        status: Status,
    ) -> Vec<Need> {
        let mut found = Found::default();
        let open = status != Status::Excluded && ladder.tiers.len() > 1;
        let nothing_scored = score.is_none();
        for (index, criterion) in self.session.policy.criteria.iter().enumerate() {
            let value = self.slots.get(criterion.slot.index()).unwrap_or(&Value::NotApplicable);
            let possible = match value {
                Value::Uncertain(_) => value,
                Value::NotApplicable if nothing_scored => &self.judge(index).possible,
                Value::Known(_) | Value::NotApplicable => continue,
            };
            let share = match shares.and_then(|s| s.get(index)) {
                Some(Some(share)) => share.clone(),
                Some(None) | None => self.session.policy.share_of_score(criterion),
            };
            let width = possible.interval().and_then(|i| Some(&i.high? - &i.low?)).unwrap_or_default();
            let decides = !vetoes.settled && ((open && ladder.hangs_on_score) || nothing_scored);
            found.add(possible.needs(), decides);
            found.widens(possible.needs(), index, &(&share * &width));
        }
        let unknown = |fired: &&Fired| effect(fired.state) == Truth::Unknown;
        for fired in vetoes.fired.iter().filter(unknown) {
            found.add(&fired.needs, !vetoes.settled);
        }
        for fired in ladder.limits.iter().filter(unknown) {
            found.add(&fired.needs, open);
        }
        if let Some(doubt) = &ladder.whens {
            found.add(&doubt.needs, open);
        }
        if open && found.inputs.is_empty() {
            let undecided =
                ladder.limits.iter().filter(unknown).filter_map(|f| self.session.policy.limits.get(f.index));
            let whens = self.session.policy.tiers.iter().filter_map(|t| t.when.as_ref());
            for when in undecided.map(|l| &l.when).chain(whens) {
                found.add(&inputs_of(when), true);
            }
        }
        let mut needs: Vec<Need> = found
            .inputs
            .into_iter()
            .map(|(input, (decides, criteria))| {
                let points = criteria.iter().map(|(_, points)| points.clone()).sum();
                Need { input, decides, points, criteria }
            })
            .filter(|need| need.decides || !need.points.is_zero())
            .collect();
        needs.sort_by(|a, b| b.decides.cmp(&a.decides).then_with(|| b.points.cmp(&a.points)));
        needs
    }
}

/// Inputs with whether they decide and the width of the score that hangs on them, by criterion.
#[derive(Default)]
struct Found {
    inputs: BTreeMap<Input, (bool, Vec<(usize, Number)>)>,
}

impl Found {
    fn add(&mut self, inputs: &[Input], decides: bool) {
        for input in inputs {
            self.inputs.entry(*input).or_default().0 |= decides;
        }
    }

    fn widens(&mut self, inputs: &[Input], criterion: usize, points: &Number) {
        for input in inputs.iter().filter(|_| !points.is_zero()) {
            self.inputs.entry(*input).or_default().1.push((criterion, points.clone()));
        }
    }
}

/// The fields and computed values that an expression names.
fn inputs_of(expr: &Expr) -> Vec<Input> {
    let mut out = Vec::new();
    expr.walk(&mut |part| match part {
        Expr::Field(id) => out.push(Input::Field(*id)),
        Expr::Slot(id) => out.push(Input::Slot(*id)),
        _ => {}
    });
    out
}
