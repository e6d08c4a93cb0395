//! What is done about the accounts of a workspace, for the commands that show it.

use super::workspace;
use kam::engine::Evaluation;
use kam::strategy::{Strategy, StrategyInputs, plan};
use kam::workspace::Workspace;
use std::collections::BTreeMap;

/// The strategies of some accounts by their position; none where the policy says nothing of what is to be done.
pub fn strategies(
    workspace: &Workspace,
    evaluation: &Evaluation,
    positions: &[usize],
) -> anyhow::Result<BTreeMap<usize, Strategy>> {
    let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else {
        return workspace::no_policy();
    };
    if !policy.says_what_to_do() {
        return Ok(BTreeMap::new());
    }
    let inputs = StrategyInputs::of(workspace, policy, portfolio, evaluation);
    Ok(plan(&inputs, positions).into_iter().map(|s| (s.account, s)).collect())
}
