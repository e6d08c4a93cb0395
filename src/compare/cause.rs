//! Why an account moved. Rules matter where the new rules alone, on the old data, make a difference, or where the old rules
//! would have made one on the new data; data likewise. Which of the changed rules and of the account's changed data it was,
//! `walk` tells by going from what differs to what it was worked out from.

use super::inputs::{InputChange, Source, changes, told};
use super::items::ItemChange;
use super::standing::{Ladder, Movement, Standing};
use super::walk::{Aspects, Reached, Walk, share, state};
use super::{AccountChange, Side, Sides, Version};
use crate::engine::{Changes, Outcome, Revisit};
use crate::policy::{Criterion, ParameterId, Policy};
use crate::values::{Day, Interval, Name};
use std::collections::BTreeMap;

/// Something that made an account move.
#[derive(Clone, Debug)]
pub enum Cause {
    /// A rule that changed: index into [`super::Comparison::rules`].
    Rule(usize),
    /// Something known otherwise of the account.
    Input(InputChange),
    /// Another day of evaluation.
    Day {
        before: Day,
        after: Day,
        /// Dated parameters that have another value on that day: into the new policy's.
        parameters: Vec<ParameterId>,
    },
    /// The data of other accounts, with which it is compared.
    Others,
    /// Something that no value of the account tells: settings of kam.yaml, exchange rates, when something was observed.
    Settings,
}

/// A criterion that brings other points.
#[derive(Clone, Debug, PartialEq)]
pub struct PointsChange {
    pub criterion: String,
    /// 0..100; none when left out, or where the policy has no such criterion.
    pub before: Option<Interval>,
    pub after: Option<Interval>,
}

/// A veto or limit in another state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleState {
    /// `veto` or `limit`
    pub keyword: &'static str,
    pub name: String,
    /// The words of JSON answers; none where its condition does not hold.
    pub before: Option<&'static str>,
    pub after: Option<&'static str>,
}

/// What is the same for all accounts.
pub(super) struct Causes<'a> {
    sides: &'a Sides<'a>,
    ladder: Ladder,
    /// Changed rules that accounts may depend on, by directive and name.
    rules: BTreeMap<&'a str, usize>,
    /// The new rules have been applied to the old data, so that values of both can be exchanged.
    one_policy: bool,
    /// The new side, and the new rules on the old data, to ask what a single value does.
    after: Revisit<'a>,
    old: Revisit<'a>,
}

impl<'a> Causes<'a> {
    pub fn new(sides: &'a Sides<'a>, rules: &'a [ItemChange]) -> Causes<'a> {
        let ladder = Ladder::new(sides.before.policy, sides.after.policy);
        let mattering = rules.iter().enumerate().filter(|(_, r)| r.may_move());
        let rules: BTreeMap<&str, usize> = mattering.map(|(at, r)| (r.item.as_str(), at)).collect();
        let revisit = |side: &Side<'a>| Revisit::new(side.policy, side.portfolio, side.evaluation);
        let old = sides.rules_alone.as_ref().unwrap_or(&sides.before);
        let one_policy = rules.is_empty() || sides.rules_alone.is_some();
        Causes { sides, ladder, rules, one_policy, after: revisit(&sides.after), old: revisit(old) }
    }

    /// What became of an account, and why.
    pub fn account(
        &self,
        id: &str,
        (was_at, was): (Option<usize>, Option<Standing>),
        (is_at, is): (Option<usize>, Option<Standing>),
        movement: Movement,
    ) -> AccountChange {
        let mut change = AccountChange {
            before: was_at,
            after: is_at,
            movement,
            was,
            is,
            displaced: false,
            why: Vec::new(),
            points: Vec::new(),
            fired: Vec::new(),
        };
        let (Some(was), Some(is)) = (&change.was, &change.is) else { return change };
        let (before, after) = (&self.sides.before, &self.sides.after);
        let (Some(then), Some(now)) = (before.outcome(was_at), after.outcome(is_at)) else { return change };
        let aspects = aspects(was, is);
        change.displaced = aspects.rank && same_keys((before.policy, then), (after.policy, now));
        if !change.displaced {
            change.why = self.why(id, aspects, was, is);
            change.points = points((before.policy, then), (after.policy, now));
            change.fired = fired((before.policy, then), (after.policy, now));
        }
        change
    }

    fn why(&self, id: &str, aspects: Aspects, was: &Standing, is: &Standing) -> Vec<Cause> {
        let sides = self.sides;
        let standing = |side: Option<Side<'_>>| {
            let side = side?;
            Standing::of(&side, side.portfolio.position(id))
        };
        let (by_rules, by_data) = (standing(sides.rules_alone), standing(sides.data_alone));
        let same = |a: &Standing, b: &Standing| aspects.same(a, b);
        let rules = !self.rules.is_empty()
            && (by_rules.as_ref().is_none_or(|s| !same(s, was)) || by_data.as_ref().is_none_or(|s| !same(s, is)));
        // Without changed rules there are no sides between: all of it is the data.
        let data = self.rules.is_empty()
            || by_data.as_ref().is_none_or(|s| !same(s, was))
            || by_rules.as_ref().is_none_or(|s| !same(s, is));
        let mut why = Vec::new();
        if rules {
            why.extend(self.rules_behind(id, aspects, was, is));
        }
        if data {
            why.extend(self.data_behind(id, aspects, was, is));
        }
        why
    }

    /// The changed rules on the way; all of them, where none is.
    fn rules_behind(&self, id: &str, aspects: Aspects, was: &Standing, is: &Standing) -> Vec<Cause> {
        let (before, after) = (&self.sides.before, &self.sides.after);
        let mut reached = Reached::default();
        // The sides that differ in rules alone show best which rule it was; together with the data the others do.
        let pairs = [(Some(*before), self.sides.rules_alone), (self.sides.data_alone, Some(*after))];
        for (old, new) in pairs.into_iter().filter_map(|(old, new)| old.zip(new)) {
            reached.add(self.reached(id, &old, &new, aspects, was, is));
        }
        let mut found = self.among(&reached);
        if found.is_empty() {
            found = self.among(&self.reached(id, before, after, aspects, was, is));
        }
        if found.is_empty() {
            found = self.rules.values().copied().collect();
        }
        found.sort_unstable();
        found.into_iter().map(Cause::Rule).collect()
    }

    fn among(&self, reached: &Reached) -> Vec<usize> {
        self.rules.iter().filter(|(item, _)| reached.rules.contains(**item)).map(|(_, at)| *at).collect()
    }

    fn reached(
        &self,
        id: &str,
        old: &Side<'_>,
        new: &Side<'_>,
        aspects: Aspects,
        was: &Standing,
        is: &Standing,
    ) -> Reached {
        let mut reached = Reached::default();
        for (here, there) in [(new, old), (old, new)] {
            if let Some(mut walk) = Walk::new(here, there, id) {
                walk.follow(aspects, &self.ladder, was, is);
                reached.add(walk.reached);
            }
        }
        reached
    }

    fn data_behind(&self, id: &str, aspects: Aspects, was: &Standing, is: &Standing) -> Vec<Cause> {
        let (before, after) = (&self.sides.before, &self.sides.after);
        let old = self.sides.rules_alone.as_ref().unwrap_or(before);
        let mut reached = self.reached(id, old, after, aspects, was, is);
        if let Some(new) = &self.sides.data_alone {
            reached.add(self.reached(id, before, new, aspects, was, is));
        }
        let (Some(was_at), Some(is_at)) = (old.portfolio.position(id), after.portfolio.position(id)) else {
            return Vec::new();
        };
        let mut inputs = changes(old, was_at, after, is_at);
        inputs.retain(|change| reached.sees(&change.source));
        if self.one_policy {
            self.keep_decisive(&mut inputs, aspects, (was_at, is_at), is);
        }
        let mut why: Vec<Cause> = inputs.into_iter().map(Cause::Input).collect();
        let (then, now) = (before.evaluation.as_of, after.evaluation.as_of);
        if then != now {
            let dated = after.policy.parameters.iter().zip(0..).filter(|(parameter, _)| {
                reached.rules.contains(&format!("parameter {}", parameter.name))
                    && parameter.at(then) != parameter.at(now)
            });
            why.push(Cause::Day {
                before: then,
                after: now,
                parameters: dated.map(|(_, at)| ParameterId(at)).collect(),
            });
        }
        if why.is_empty() {
            why.push(if reached.portfolio { Cause::Others } else { Cause::Settings });
        }
        why
    }

    /// Leaves out values that, taken back alone, change nothing of where the account stands, nor would have changed it alone;
    /// unless that is true of all, so that only together they did.
    fn keep_decisive(
        &self,
        inputs: &mut Vec<InputChange>,
        aspects: Aspects,
        (was_at, is_at): (usize, usize),
        is: &Standing,
    ) {
        // A rank is one among all accounts, which one account evaluated anew does not tell.
        if aspects.rank || inputs.len() < 2 {
            return;
        }
        let after = &self.sides.after;
        let old = self.sides.rules_alone.as_ref().unwrap_or(&self.sides.before);
        let Some(start) = Standing::of(old, Some(was_at)) else { return };
        let stands = |revisit: &Revisit<'_>, side: &Side<'_>, account: usize, changes: &Changes| {
            revisit.changed(account, changes).map(|asked| Standing::from(side.policy, asked.outcome()))
        };
        let decides = |input: &InputChange| {
            let (Some(back), Some(forth)) =
                (input.alone(after, is_at, Version::Before), input.alone(old, was_at, Version::After))
            else {
                return true;
            };
            let back = stands(&self.after, after, is_at, &back);
            let forth = stands(&self.old, old, was_at, &forth);
            back.is_none_or(|s| !aspects.same(&s, is)) || forth.is_none_or(|s| !aspects.same(&s, &start))
        };
        let decisive: Vec<InputChange> = inputs.iter().filter(|input| decides(input)).cloned().collect();
        if !decisive.is_empty() {
            *inputs = decisive;
        }
    }
}

impl Reached {
    fn sees(&self, source: &Source) -> bool {
        match source {
            Source::Field(name) => self.fields.contains(name),
            Source::People => self.people,
            Source::Attribute { attribute, .. } => self.attributes.contains(attribute),
            Source::Relations => self.relations,
            Source::Waivers => self.waivers,
            Source::Records(name) => self.records.contains(name),
        }
    }
}

impl Aspects {
    fn same(self, a: &Standing, b: &Standing) -> bool {
        (!self.tier || a.tiers == b.tiers)
            && (!self.status || a.status == b.status)
            && (!self.stage || a.stage == b.stage)
            && (!self.rank || a.rank == b.rank)
    }
}

/// What differs; the rank only where nothing else does, since it follows from the rest.
fn aspects(was: &Standing, is: &Standing) -> Aspects {
    let all = Aspects {
        tier: was.tiers != is.tiers,
        status: was.status != is.status,
        stage: was.stage != is.stage,
        rank: false,
    };
    Aspects { rank: all == Aspects::default(), ..all }
}

/// Whether the account comes to the same by everything that it is ranked by.
fn same_keys((old, then): (&Policy, &Outcome), (new, now): (&Policy, &Outcome)) -> bool {
    let keys = |policy: &Policy, outcome: &Outcome| -> Vec<String> {
        policy.rank.iter().zip(&outcome.rank_keys).map(|(key, value)| told(policy, key.ty, value)).collect()
    };
    then.score == now.score && keys(old, then) == keys(new, now)
}

fn points((old, then): (&Policy, &Outcome), (new, now): (&Policy, &Outcome)) -> Vec<PointsChange> {
    let of = |policy: &Policy, outcome: &Outcome, name: &Name| {
        let (at, criterion) = policy.criteria.iter().zip(0..).find(|(c, _)| c.name == *name).map(|(c, at)| (at, c))?;
        share(policy, outcome, at)?;
        outcome.slots.get(criterion.slot.index())?.interval()
    };
    let gone = old.criteria.iter().filter(|c| !new.criteria.iter().any(|n| n.name == c.name));
    let all = new.criteria.iter().chain(gone);
    let change = |criterion: &Criterion| PointsChange {
        criterion: criterion.name.to_string(),
        before: of(old, then, &criterion.name),
        after: of(new, now, &criterion.name),
    };
    all.map(change).filter(|p| p.before != p.after).collect()
}

fn fired((old, then): (&Policy, &Outcome), (new, now): (&Policy, &Outcome)) -> Vec<RuleState> {
    fn names<'n>(old: impl Iterator<Item = &'n Name>, new: impl Iterator<Item = &'n Name>) -> Vec<&'n Name> {
        let mut all: Vec<&Name> = new.collect();
        for name in old {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        all
    }
    let vetoes = names(old.vetoes.iter().map(|v| &v.name), new.vetoes.iter().map(|v| &v.name));
    let vetoes = vetoes.into_iter().map(|name| RuleState {
        keyword: "veto",
        name: name.to_string(),
        before: state(&then.vetoes, old.vetoes.iter().position(|v| v.name == *name)),
        after: state(&now.vetoes, new.vetoes.iter().position(|v| v.name == *name)),
    });
    let limits = names(old.limits.iter().map(|l| &l.name), new.limits.iter().map(|l| &l.name));
    let limits = limits.into_iter().map(|name| RuleState {
        keyword: "limit",
        name: name.to_string(),
        before: state(&then.limits, old.limits.iter().position(|l| l.name == *name)),
        after: state(&now.limits, new.limits.iter().position(|l| l.name == *name)),
    });
    vetoes.chain(limits).filter(|s| s.before != s.after).collect()
}
