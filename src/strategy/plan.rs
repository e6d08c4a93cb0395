//! From the inputs to the strategies: drafts of all accounts that compete for the same people, staffed from the best rank
//! down, then measured.
//!
//! Hours go to better-ranked accounts first, so an account's strategy depends on those above it and on none below, whichever
//! accounts are asked for. Accounts without a rank come after all ranked ones and do not compete with each other.

use super::draft::{Draft, draft};
use super::effects::{Event, changes};
use super::register::{Lines, by_account};
use super::schedule::order;
use super::staff::Staff;
use super::{Expected, Play, PlayState, Strategy, StrategyInputs, activate, kpi, objective};
use crate::engine::{Changes, Revisit};
use crate::policy::{ActionRef, Policy};
use crate::values::{Day, Number};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// What is the same for all accounts.
pub(super) struct Context<'a> {
    pub inputs: StrategyInputs<'a>,
    pub revisit: Revisit<'a>,
    /// Actions, each after those it waits for.
    pub order: Vec<ActionRef>,
    /// By action: all it waits for, directly or through others.
    waits: BTreeMap<ActionRef, BTreeSet<ActionRef>>,
    pub register: BTreeMap<usize, Lines>,
}

impl<'a> Context<'a> {
    pub fn new(inputs: &StrategyInputs<'a>) -> Context<'a> {
        let order = order(inputs.policy);
        Context {
            inputs: *inputs,
            revisit: Revisit::new(inputs.policy, inputs.portfolio, inputs.evaluation),
            waits: waits(inputs.policy, &order),
            order,
            register: by_account(inputs),
        }
    }

    /// Whether an action waits for another one, directly or through others.
    pub fn waits_for(&self, action: ActionRef, other: ActionRef) -> bool {
        self.waits.get(&action).is_some_and(|w| w.contains(&other))
    }
}

pub(super) fn waits(policy: &Policy, order: &[ActionRef]) -> BTreeMap<ActionRef, BTreeSet<ActionRef>> {
    let mut out: BTreeMap<ActionRef, BTreeSet<ActionRef>> = BTreeMap::new();
    for at in order {
        let mut all = BTreeSet::new();
        for before in &policy.action(*at).after {
            all.insert(*before);
            all.extend(out.get(before).into_iter().flatten().copied());
        }
        out.insert(*at, all);
    }
    out
}

/// The strategies of all ranked accounts, best first.
pub fn plan_all(inputs: &StrategyInputs<'_>) -> Vec<Strategy> {
    plan(inputs, &inputs.evaluation.ranking)
}

/// The strategies of some accounts (by position), in the order asked. Positions without an account are passed over.
pub fn plan(inputs: &StrategyInputs<'_>, accounts: &[usize]) -> Vec<Strategy> {
    let cx = Context::new(inputs);
    let wanted: BTreeSet<usize> = accounts.iter().copied().collect();
    let (ranked, others) = competitors(inputs, &wanted);
    let drafts: Vec<Draft> = ranked.par_iter().filter_map(|account| draft(&cx, *account)).collect();
    let mut staff = Staff::new(inputs);
    let mut staffed: Vec<(Draft, Vec<Play>)> = Vec::new();
    for draft in drafts {
        let plays = staff.assign(&draft);
        if wanted.contains(&draft.account) {
            staffed.push((draft, plays));
        }
    }
    for draft in others.iter().filter_map(|account| draft(&cx, *account)) {
        let plays = staff.clone().assign(&draft);
        staffed.push((draft, plays));
    }
    let strategies: Vec<Strategy> =
        staffed.into_par_iter().filter_map(|(draft, plays)| finish(&cx, draft, plays)).collect();
    let by_account: BTreeMap<usize, Strategy> = strategies.into_iter().map(|s| (s.account, s)).collect();
    accounts.iter().filter_map(|account| by_account.get(account).cloned()).collect()
}

/// The accounts to draft: ranked ones from the best to the last that is wanted, and wanted ones without a rank. Where nobody's
/// hours can run short, only those wanted.
fn competitors(inputs: &StrategyInputs<'_>, wanted: &BTreeSet<usize>) -> (Vec<usize>, Vec<usize>) {
    let ranking = &inputs.evaluation.ranking;
    let is_ranked: BTreeSet<usize> = ranking.iter().copied().collect();
    let others: Vec<usize> = wanted.iter().copied().filter(|a| !is_ranked.contains(a)).collect();
    if inputs.team.people.is_empty() || inputs.policy.playbooks.is_empty() {
        return (ranking.iter().copied().filter(|a| wanted.contains(a)).collect(), others);
    }
    let last = match others.is_empty() {
        true => ranking.iter().rposition(|a| wanted.contains(a)).map_or(0, |last| last + 1),
        false => ranking.len(),
    };
    (ranking.iter().copied().take(last).collect(), others)
}

/// Measures what a staffed draft comes to.
fn finish(cx: &Context<'_>, draft: Draft, plays: Vec<Play>) -> Option<Strategy> {
    let inputs = &cx.inputs;
    let today = cx.revisit.account(draft.account)?;
    let as_of = inputs.evaluation.as_of;
    let mut events: Vec<Event> = draft.plays.iter().filter_map(|p| p.event(as_of)).collect();
    events.sort();
    let (changes, by): (Changes, Option<Day>) = changes(inputs, draft.account, events);
    let then = cx.revisit.changed(draft.account, &changes)?;
    let mut playbooks = draft.playbooks;
    for used in &mut playbooks {
        let since = objective::since(inputs, used.playbook, &plays);
        used.objectives = objective::states(inputs, used.playbook, since, &today, &then);
    }
    let to_do = |play: &&Play| match play.state {
        PlayState::Planned => true,
        PlayState::Accepted { called_for, .. } => called_for,
        PlayState::Done { .. } | PlayState::Dropped { .. } => false,
    };
    let sum = |of: fn(&Play) -> &Number| plays.iter().filter(to_do).map(|p| of(p).clone()).sum();
    let lines = cx.register.get(&draft.account);
    let entries = lines.into_iter().flat_map(|l| l.known.iter().map(|k| k.entry).chain(l.unmatched.iter().copied()));
    let hours = entries.filter_map(|entry| inputs.register.entries.get(entry)?.hours.clone());
    Some(Strategy {
        account: draft.account,
        effort: sum(|p| &p.effort),
        cost: sum(|p| &p.cost),
        spent: hours.sum(),
        plays,
        conditional: draft.conditional,
        unmatched: lines.map(|l| l.unmatched.clone()).unwrap_or_default(),
        alerts: draft.alerts,
        offers: activate::offers(inputs.policy, &today),
        kpis: kpi::states(inputs.policy, &today),
        expected: Expected { changes: !changes.is_empty(), outcome: then.into_outcome(), by },
        playbooks,
    })
}
