//! What is done about the accounts of a workspace, for the commands that show it.

use super::workspace::Evaluated;
use kam::policy::Policy;
use kam::strategy::{Strategy, plan};
use std::collections::BTreeMap;

/// The strategies of some accounts by their position; none where the policy says nothing of what is to be done.
pub fn strategies(evaluated: &Evaluated, positions: &[usize]) -> anyhow::Result<BTreeMap<usize, Strategy>> {
    let (policy, _) = evaluated.parts()?;
    if !says_what_to_do(policy) {
        return Ok(BTreeMap::new());
    }
    let inputs = evaluated.strategy_inputs()?;
    Ok(plan(&inputs, positions).into_iter().map(|s| (s.account, s)).collect())
}

fn says_what_to_do(policy: &Policy) -> bool {
    !(policy.playbooks.is_empty() && policy.offers.is_empty() && policy.alerts.is_empty() && policy.kpis.is_empty())
}
