//! Two evaluated sides of a workspace (other rules, other data, another day) → who moves, and what made them move. Pure: the
//! caller reads and evaluates both sides. Start at [`compare`].
//!
//! `items` compares what the rules say, whatever their layout; `standing` tells up from down; `inputs` finds what is known
//! otherwise of an account; `cause` says which of these matter, with two more evaluations: the new rules on the old data, and
//! the old rules on the new data. `follow` tells which plans and plays come and go.

mod cause;
mod follow;
mod inputs;
mod items;
mod lines;
mod mixed;
mod standing;
mod walk;

pub use cause::{Cause, PointsChange, RuleState};
pub use follow::{PlanChange, PlayChange};
pub use inputs::{Difference, InputChange, Place};
pub use items::{ItemChange, LineChange, Presence, rule_changes};
pub use mixed::Mixed;
pub use standing::{Movement, Standing};

use crate::data::Portfolio;
use crate::diagnostics::Sources;
use crate::engine::{Evaluation, Outcome};
use crate::policy::Policy;
use crate::strategy::Strategy;
use std::collections::{BTreeMap, BTreeSet};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    Before,
    After,
}

/// A workspace evaluated on a day.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub sources: &'a Sources,
    pub policy: &'a Policy,
    pub portfolio: &'a Portfolio,
    pub evaluation: &'a Evaluation,
    /// What is done about ranked accounts, by their position; empty where the policy says nothing of it.
    pub strategies: &'a BTreeMap<usize, Strategy>,
}

impl Side<'_> {
    pub(crate) fn outcome(&self, position: Option<usize>) -> Option<&Outcome> {
        self.evaluation.outcomes.get(position?)
    }
}

/// Both sides, and what would have come of changing only the rules or only the data: a side itself where the other did not
/// change. Absent where no rule changed that may move an account, or where rules and data of different times do not fit
/// together.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    pub before: Side<'a>,
    pub after: Side<'a>,
    /// The new rules on the old data.
    pub rules_alone: Option<Side<'a>>,
    /// The old rules on the new data.
    pub data_alone: Option<Side<'a>>,
    /// Everything but the rules is the same, the day included, so that nothing can be known otherwise.
    pub same_data: bool,
}

/// What differs.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Accounts whose tier, status, stage or rank differs: up, down, undetermined, new, gone, then the others; each by rank
    /// and id.
    pub accounts: Vec<AccountChange>,
    /// What the rules say otherwise.
    pub rules: Vec<ItemChange>,
    pub plans: Vec<PlanChange>,
    pub plays: Vec<PlayChange>,
    pub counts: Counts,
}

/// One account that differs.
#[derive(Clone, Debug)]
pub struct AccountChange {
    /// Positions in the portfolios.
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub movement: Movement,
    pub was: Option<Standing>,
    pub is: Option<Standing>,
    /// Nothing of its own differs: others moved past it.
    pub displaced: bool,
    pub why: Vec<Cause>,
    /// Criteria that bring other points, in the order of the new policy, then those it no longer has.
    pub points: Vec<PointsChange>,
    /// Vetoes and limits in another state.
    pub fired: Vec<RuleState>,
}

/// How many accounts did what. The first four and `new` and `gone` make up all accounts of both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub up: usize,
    pub down: usize,
    pub undetermined: usize,
    pub unchanged: usize,
    pub new: usize,
    pub gone: usize,
    /// Of the unchanged: those with another stage, those with another rank, and those with another score.
    pub stage: usize,
    pub rank: usize,
    pub score: usize,
    /// Accounts of both sides of which something else is known than before.
    pub other_data: usize,
}

/// Compares two sides; `rules` is what [`rule_changes`] found between them.
pub fn compare(sides: &Sides<'_>, rules: Vec<ItemChange>) -> Comparison {
    let (before, after) = (&sides.before, &sides.after);
    let ladder = standing::Ladder::new(before.policy, after.policy);
    let ids: BTreeSet<&str> =
        [before, after].into_iter().flat_map(|s| s.portfolio.accounts.iter().map(|a| a.id.as_str())).collect();
    let causes = cause::Causes::new(sides, &rules);
    let mut counts = Counts::default();
    let mut accounts = Vec::new();
    for id in ids {
        let (was_at, is_at) = (before.portfolio.position(id), after.portfolio.position(id));
        let was = Standing::of(before, was_at);
        let is = Standing::of(after, is_at);
        let movement = ladder.movement(was.as_ref(), is.as_ref());
        counts.add(movement, was.as_ref(), is.as_ref());
        if let (Some(was_at), Some(is_at), false) = (was_at, is_at, sides.same_data) {
            counts.other_data += usize::from(inputs::differ(before, was_at, after, is_at));
        }
        let differs = match (&was, &is) {
            (Some(was), Some(is)) => !was.same(is),
            _ => true,
        };
        if differs {
            accounts.push(causes.account(id, (was_at, was), (is_at, is), movement));
        }
    }
    // Ids are in order already, and the sort keeps them so.
    accounts.sort_by_key(|a| (a.movement, a.is.as_ref().and_then(|s| s.rank).unwrap_or(usize::MAX)));
    let plans = follow::plans(before, after);
    let plays = follow::plays(before, after);
    Comparison { accounts, rules, plans, plays, counts }
}

impl Counts {
    fn add(&mut self, movement: Movement, was: Option<&Standing>, is: Option<&Standing>) {
        let count = match movement {
            Movement::Up => &mut self.up,
            Movement::Down => &mut self.down,
            Movement::Undetermined => &mut self.undetermined,
            Movement::New => &mut self.new,
            Movement::Gone => &mut self.gone,
            Movement::Level => &mut self.unchanged,
        };
        *count += 1;
        if let (Movement::Level, Some(was), Some(is)) = (movement, was, is) {
            self.stage += usize::from(was.stage != is.stage);
            self.rank += usize::from(was.rank != is.rank);
            self.score += usize::from(was.score != is.score);
        }
    }
}

impl Comparison {
    /// Whether nothing of what is compared differs: no rule, no value, no account.
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.rules.is_empty() && self.counts.other_data == 0 && self.plays.is_empty()
    }
}
