//! Weighted means over points that are known, unknown or left out: groups over their criteria, the score over its groups.
//! Weights of what is left out are spread over the rest.

use super::condition::{Doubt, merge_needs};
use super::evaluation::Outcome;
use super::value::{Absent, Input, Possible, Value};
use crate::policy::{Criterion, Policy};
use crate::values::{Absence, ChoiceSet, Interval, Number, Scalar};

/// Where an account stands before limits, vetoes and rank: what expressions over `score` and `tier` see.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub score: Option<Interval>,
    pub tiers: ChoiceSet,
    /// What the width of the score hangs on, and what the choice of a tier does; each sorted.
    pub score_needs: Vec<Input>,
    pub tier_needs: Vec<Input>,
}

impl Standing {
    /// A standing that does not tell what it hangs on.
    pub fn new(score: Option<Interval>, tiers: ChoiceSet) -> Standing {
        Standing { score, tiers, score_needs: Vec::new(), tier_needs: Vec::new() }
    }

    /// A standing that passes on what the outcome needs to be settled.
    pub fn of(outcome: &Outcome) -> Standing {
        let mut standing = Standing::new(outcome.score.clone(), outcome.tiers);
        for need in &outcome.needs {
            merge_needs(&mut standing.score_needs, &[need.input]);
            if need.decides {
                merge_needs(&mut standing.tier_needs, &[need.input]);
            }
        }
        standing
    }

    pub fn score_value(&self) -> Value {
        match &self.score {
            Some(score) => match score.as_point() {
                Some(point) => Value::number(point.clone()),
                None => present(Possible::Number(score.clone()), &self.score_needs),
            },
            None => {
                let any = Possible::Number(super::possible::points());
                Value::missing(any, Absence::NothingToScore, self.score_needs.clone())
            }
        }
    }

    pub fn tier_value(&self) -> Value {
        match (self.tiers.single(), self.tiers.is_empty()) {
            (Some(tier), _) => Value::Known(Scalar::Choice(tier)),
            (None, true) => Value::NotApplicable,
            (None, false) => present(Possible::Choices(self.tiers), &self.tier_needs),
        }
    }
}

/// Something that is there and not known exactly.
fn present(possible: Possible, needs: &[Input]) -> Value {
    Doubt { absent: Absent::No, why: Absence::NotGiven, needs: needs.to_vec() }.value(possible, false)
}

/// One end of a weighted part: its weight lies within `least..=most` (no end: without bound), its value at this end.
pub(super) struct Part {
    pub least: Number,
    pub most: Option<Number>,
    pub value: Number,
}

/// The lowest weighted mean that parts with free weights can have. None when no weight can be positive.
///
/// A part lowers the mean exactly while its value lies below it, so free weight is taken up in the order of values.
pub(super) fn lowest_mean(mut parts: Vec<Part>) -> Option<Number> {
    parts.sort_by(|a, b| a.value.cmp(&b.value));
    let mut weight: Number = parts.iter().map(|p| p.least.clone()).sum();
    let mut total: Number = parts.iter().map(|p| &p.least * &p.value).sum();
    for part in &parts {
        let free = match &part.most {
            Some(most) => most - &part.least,
            None => Number::ONE,
        };
        if free.is_zero() {
            continue;
        }
        if weight.is_zero() {
            return Some(part.value.clone());
        }
        if &part.value * &weight >= total {
            break;
        }
        if part.most.is_none() {
            return Some(part.value.clone());
        }
        total = &total + &(&free * &part.value);
        weight = &weight + &free;
    }
    total.checked_div(&weight)
}

/// The highest one.
pub(super) fn highest_mean(parts: Vec<Part>) -> Option<Number> {
    let mirrored = parts.into_iter().map(|p| Part { value: -p.value, ..p }).collect();
    lowest_mean(mirrored).map(|n| -n)
}

/// The mean of points by weight: what does not apply is left out, what may not apply may be.
pub(super) fn weighted_mean<'v>(parts: impl Iterator<Item = (&'v Number, &'v Value)> + Clone) -> Value {
    let mut weight = Number::ZERO;
    let mut total = Number::ZERO;
    let mut exact = true;
    for (w, value) in parts.clone() {
        match value {
            Value::Known(Scalar::Number(n)) => {
                weight = &weight + w;
                total = &total + &(w * n);
            }
            Value::Known(_) | Value::NotApplicable => {}
            Value::Uncertain(_) => exact = false,
        }
    }
    if exact {
        return match weight == Number::ONE {
            true => Value::number(total),
            false => total.checked_div(&weight).map_or(Value::NotApplicable, Value::number),
        };
    }
    let ends = |pick: &dyn Fn(&Interval) -> Option<Number>| {
        let part = |(w, value): (&Number, &Value)| {
            let value_at = pick(&value.interval()?)?;
            let least = if super::expression::may_not_apply(value) { Number::ZERO } else { w.clone() };
            Some(Part { least, most: Some(w.clone()), value: value_at })
        };
        parts.clone().filter_map(part).collect::<Vec<Part>>()
    };
    let low = lowest_mean(ends(&|i| i.low.clone()));
    let high = highest_mean(ends(&|i| i.high.clone()));
    let can_be_empty = weight.is_zero() && parts.clone().all(|(_, v)| super::expression::may_not_apply(v));
    match Doubt::join(parts.map(|(_, v)| v)) {
        Some(doubt) => doubt.present().value(Possible::Number(Interval { low, high }), can_be_empty),
        None => Value::NotApplicable,
    }
}

/// Each criterion's share of the whole score; none when no criterion is left out.
pub(super) fn shares(policy: &Policy, slots: &[Value]) -> Option<Box<[Option<Number>]>> {
    let counts = |c: &Criterion| slots.get(c.slot.index()).is_some_and(|v| *v != Value::NotApplicable);
    if policy.criteria.iter().all(counts) {
        return None;
    }
    let criterion = |i: &u16| policy.criteria.get(usize::from(*i)).filter(|c| counts(c));
    let left: Vec<Number> =
        policy.groups.iter().map(|g| g.criteria.iter().filter_map(criterion).map(|c| c.weight.clone()).sum()).collect();
    let groups = policy.groups.iter().zip(&left).filter(|(_, w)| !w.is_zero());
    let all: Number = groups.map(|(g, _)| g.weight.clone()).sum();
    let share = |c: &Criterion| {
        let group = usize::from(c.group);
        let within = c.weight.checked_div(left.get(group)?)?;
        Some(&within * &policy.groups.get(group)?.weight.checked_div(&all)?)
    };
    Some(policy.criteria.iter().map(|c| if counts(c) { share(c) } else { None }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Against trying every choice of the ends of the weights.
        #[test]
        fn lowest_mean_is_the_lowest_of_all_choices(parts in proptest::collection::vec((0i64..3, 0i64..3, -5i64..6), 1..6)) {
            let part = |(least, free, value): &(i64, i64, i64)| Part {
                least: Number::int(*least), most: Some(Number::int(least + free)), value: Number::int(*value),
            };
            let mut best: Option<Number> = None;
            for choice in 0..1u32 << parts.len() {
                let weights = parts.iter().enumerate().map(|(i, (w, f, v))| (w + if choice >> i & 1 == 1 { *f } else { 0 }, *v));
                let (w, t) = weights.fold((0, 0), |(w, t), (a, v)| (w + a, t + a * v));
                if let Some(mean) = Number::ratio(t.into(), w.into()) {
                    best = Some(best.map_or(mean.clone(), |b: Number| b.min(mean)));
                }
            }
            prop_assert_eq!(lowest_mean(parts.iter().map(part).collect()), best);
        }
    }
}
