//! Policy × accounts → evaluation. Pure: no file, no clock, no formatting. Evaluates in stages over all accounts, since
//! functions over the portfolio must see every account before anybody can use them; within a stage accounts are
//! independent and run on all cores. Start at [`evaluate`].
//!
//! Known values take the short way through `expression`, `table` and `criterion`; what depends on something missing
//! becomes a set of what is still possible (`possible`, `condition`, `aggregate`). `score`, `tier` and `veto` make an
//! outcome of the values, `needs` tells what would settle it, `trace` explains one account on request and `revisit` asks more of what is evaluated, changed or not.

mod across;
mod aggregate;
mod condition;
mod criterion;
mod document;
mod evaluation;
mod exercised;
mod expression;
mod grounds;
mod input;
mod needs;
mod notice;
mod possible;
mod probability;
mod query;
mod rank;
mod revisit;
mod scope;
mod score;
mod slot;
mod table;
mod tier;
mod trace;
mod value;
mod veto;
mod window;

pub use document::documents;
pub use evaluation::*;
pub use exercised::{Part, exercised, parts};
pub use grounds::{About, Grounds, grounds};
pub use input::input_name;
pub use notice::notices;
pub use revisit::{Asked, Changes, Revisit};
pub use trace::*;
pub use value::*;
pub use veto::status_by;
pub use window::rows_in_windows;

use crate::data::Portfolio;
use crate::policy::{Policy, SlotId};
use crate::values::Day;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use scope::Session;

/// Evaluates every account of a portfolio on a day.
pub fn evaluate(policy: &Policy, portfolio: &Portfolio, as_of: Day) -> Evaluation {
    evaluate_given(policy, portfolio, as_of, &[])
}

/// Evaluates with values that win over the definitions of their slots, for every account: how examples are evaluated.
pub fn evaluate_given(policy: &Policy, portfolio: &Portfolio, as_of: Day, given: &[(SlotId, Value)]) -> Evaluation {
    let mut session = Session::new(policy, portfolio, as_of, given);
    let mut states: Vec<State> = Vec::with_capacity(portfolio.accounts.len());
    states.resize_with(portfolio.accounts.len(), State::default);
    let mut left_out = vec![0; policy.portfolio.len()];
    for stage in 0..across::stages(policy) {
        let slots: Vec<SlotId> = policy.order.iter().copied().filter(|id| policy.slot(*id).stage == stage).collect();
        states.par_iter_mut().enumerate().for_each(|(account, state)| session.run_stage(account, state, &slots, None));
        for (at, function) in policy.portfolio.iter().enumerate().filter(|(_, f)| policy.slot(f.of).stage == stage) {
            let values = || states.iter().filter_map(|s| s.slots.get(function.of.index()));
            let all = across::Across::new(values());
            session.across.to_mut()[at] = values().map(|v| all.of(function.kind, v)).collect();
            left_out[at] = all.left_out;
        }
    }
    let failed: Vec<(usize, u16)> =
        states.iter().enumerate().flat_map(|(account, s)| s.failed.iter().map(move |c| (account, *c))).collect();
    let mut outcomes: Vec<Outcome> =
        states.into_par_iter().enumerate().map(|(account, state)| session.outcome(account, state, None)).collect();
    let ranking = if failed.is_empty() { rank::rank(policy, &outcomes) } else { Vec::new() };
    for (at, account) in ranking.iter().enumerate() {
        if let Some(outcome) = outcomes.get_mut(*account) {
            outcome.rank = Some(at + 1);
        }
    }
    Evaluation {
        as_of,
        outcomes,
        ranking,
        left_out,
        across: session.across.into_owned(),
        failed,
        given: given.to_vec(),
    }
}

/// What is known of an account while its stages run.
#[derive(Default)]
struct State {
    slots: Vec<Value>,
    /// Criteria that say `missing means fail` about it.
    failed: Vec<u16>,
}
