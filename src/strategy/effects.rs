//! What plays are expected to change: effects on a copy of the account, in the order of their days. A copy here is the list
//! of what differs; the engine reads the rest from the portfolio.
//!
//! What is missing becomes what an effect says it becomes; nothing can be added to it. What does not apply stays so.

use super::StrategyInputs;
use super::bind::Bound;
use crate::data::{Account, Person};
use crate::engine::Changes;
use crate::policy::{AttributeId, Change, Effect, EffectTarget, EnumerationId, FieldId, Policy, Type};
use crate::values::{Day, Interval, Number, Reading, Scalar};

/// An action that will have its effects on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    pub on: Day,
    pub of: Bound,
    /// Not what something becomes, since that was had already.
    pub only_added: bool,
}

/// What events change together, and the day of the last one that changes anything. Events are sorted.
pub(super) fn changes(
    inputs: &StrategyInputs<'_>,
    account: usize,
    events: impl IntoIterator<Item = Event>,
) -> (Changes, Option<Day>) {
    let mut copy = Copy { inputs, account, people: people(inputs, account), changes: Changes::default() };
    let mut last = None;
    for Event { on, of: (action, person), only_added } in events {
        let effects = &inputs.policy.action(action).effects;
        for effect in effects.iter().filter(|e| !only_added || !matches!(e.change, Change::Becomes(_))) {
            if copy.apply(effect, person) {
                last = last.max(Some(on));
            }
        }
    }
    (copy.changes, last)
}

fn people<'a>(inputs: &StrategyInputs<'a>, account: usize) -> &'a [Person] {
    let account: Option<&Account> = inputs.portfolio.accounts.get(account);
    account.and_then(|a| a.people.as_deref()).unwrap_or(&[])
}

/// The account as it is expected to become.
struct Copy<'a> {
    inputs: &'a StrategyInputs<'a>,
    account: usize,
    people: &'a [Person],
    changes: Changes,
}

impl Copy<'_> {
    /// Whether the effect changes anything.
    fn apply(&mut self, effect: &Effect, person: Option<usize>) -> bool {
        let policy = self.inputs.policy;
        match (effect.target, person) {
            (EffectTarget::Field(id), _) => {
                let field = policy.field(id);
                let now = self.field(id);
                let then = changed(policy, field.ty, field.range.as_ref(), &now, &effect.change);
                let differs = then != now;
                if differs {
                    self.changes.set_field(id, then);
                }
                differs
            }
            (EffectTarget::Attribute(id), Some(person)) => {
                let attribute = policy.attribute(id);
                let Some(now) = self.attribute(person, id) else { return false };
                let then = changed(policy, attribute.ty, attribute.range.as_ref(), &now, &effect.change);
                let differs = then != now;
                if differs {
                    self.changes.set_attribute(person, id, then);
                }
                differs
            }
            (EffectTarget::Attribute(_), None) => false,
        }
    }

    fn field(&self, id: FieldId) -> Reading {
        let as_of = self.inputs.evaluation.as_of;
        self.changes.field(id).cloned().unwrap_or_else(|| self.inputs.portfolio.field(self.account, id, as_of))
    }

    fn attribute(&self, person: usize, id: AttributeId) -> Option<Reading> {
        let as_of = self.inputs.evaluation.as_of;
        let now = || Some(self.people.get(person)?.attribute(id, as_of));
        self.changes.attribute(person, id).cloned().or_else(now)
    }
}

/// A value after an effect.
fn changed(policy: &Policy, ty: Type, range: Option<&Interval>, now: &Reading, change: &Change) -> Reading {
    match (now, change) {
        (Reading::NotApplicable, _) => Reading::NotApplicable,
        (Reading::Known(Scalar::Choice(now)), Change::Becomes(Scalar::Choice(then))) if is_ordered(policy, ty) => {
            Reading::Known(Scalar::Choice(*now.max(then)))
        }
        (_, Change::Becomes(then)) => Reading::Known(then.clone()),
        (Reading::Known(Scalar::Choice(now)), Change::Step(steps)) => {
            let last = enumeration(ty).map_or(1, |id| policy.enumeration(id).values.len()).saturating_sub(1);
            let moved = i64::from(*now) + i64::from(*steps);
            let place = moved.clamp(0, i64::try_from(last).unwrap_or(i64::MAX));
            Reading::Known(Scalar::Choice(u16::try_from(place).unwrap_or(*now)))
        }
        (Reading::Known(Scalar::Number(now)), Change::Add(by)) => {
            Reading::Known(Scalar::Number(held(ty, range, now + by)))
        }
        (_, Change::Step(_) | Change::Add(_)) => now.clone(),
    }
}

fn enumeration(ty: Type) -> Option<EnumerationId> {
    match ty {
        Type::OneOf(id) => Some(id),
        Type::Number | Type::Count | Type::Points | Type::Percent | Type::Money | Type::Days => None,
        Type::Date | Type::YesNo | Type::Text => None,
    }
}

fn is_ordered(policy: &Policy, ty: Type) -> bool {
    enumeration(ty).is_some_and(|id| policy.enumeration(id).ordered)
}

/// A number held within what its type and its declared range allow.
fn held(ty: Type, range: Option<&Interval>, n: Number) -> Number {
    let (low, high) = match ty {
        Type::Points => (Some(Number::ZERO), Some(Number::HUNDRED)),
        Type::Count => (Some(Number::ZERO), None),
        Type::Number | Type::Percent | Type::Money | Type::Days => (None, None),
        Type::Date | Type::YesNo | Type::Text | Type::OneOf(_) => (None, None),
    };
    let declared = range.map(|r| (r.low.clone(), r.high.clone())).unwrap_or_default();
    let raised = [low, declared.0].into_iter().flatten().fold(n, Number::max);
    [high, declared.1].into_iter().flatten().fold(raised, Number::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;
    use proptest::prelude::*;

    fn policy() -> Policy {
        let text = "policy p \"P\" version 1\nfield mood \"Mood\" one of low < mid < high\nfield way \"Way\" one of tender, direct\nfield rating \"Rating\" number 0..10\ncriterion c \"C\" weight 100 %\n  | rating | points |\n  | at 0 | 0 |\n  | at 10 | 100 |\ntier A \"A\" otherwise\n";
        let mut sources = Sources::new();
        let id = sources.add("policy.kam", text);
        let (tree, _) = crate::syntax::parse(sources.file(id));
        crate::policy::check(&sources, &[tree]).0.unwrap_or_else(|| panic!("the policy is sound"))
    }

    proptest! {
        #[test]
        fn nothing_lowers_what_is_ordered_or_leaves_its_range(now in 0u16..3, then in 0u16..3, steps in -4i32..5, by in -20i64..21) {
            let policy = policy();
            let [mood, way, rating] = [0, 1, 2].map(|i| &policy.fields[i]);
            let after = |field: &crate::policy::Field, now: Scalar, change: Change| {
                changed(&policy, field.ty, field.range.as_ref(), &Reading::Known(now), &change)
            };
            let becomes = Change::Becomes(Scalar::Choice(then));
            prop_assert_eq!(after(mood, Scalar::Choice(now), becomes), Reading::Known(Scalar::Choice(now.max(then))));
            let plain = Change::Becomes(Scalar::Choice(then % 2));
            prop_assert_eq!(after(way, Scalar::Choice(now % 2), plain), Reading::Known(Scalar::Choice(then % 2)));
            let stepped = (i32::from(now) + steps).clamp(0, 2) as u16;
            prop_assert_eq!(after(mood, Scalar::Choice(now), Change::Step(steps)), Reading::Known(Scalar::Choice(stepped)));
            let held = Number::int((5 + by).clamp(0, 10));
            let added = after(rating, Scalar::Number(Number::int(5)), Change::Add(Number::int(by)));
            prop_assert_eq!(added, Reading::Known(Scalar::Number(held)));
        }
    }

    #[test]
    fn what_is_missing_becomes_and_what_does_not_apply_stays() {
        let policy = policy();
        let mood = policy.fields[0].ty;
        let missing = Reading::Missing(crate::values::Absence::NotGiven);
        let high = Change::Becomes(Scalar::Choice(2));
        assert_eq!(changed(&policy, mood, None, &missing, &high), Reading::Known(Scalar::Choice(2)));
        assert_eq!(changed(&policy, mood, None, &missing, &Change::Step(1)), missing);
        assert_eq!(changed(&policy, mood, None, &Reading::NotApplicable, &high), Reading::NotApplicable);
    }
}
