//! What all commands that read a workspace do first: open it, read it, and settle the day of evaluation. A command whose
//! inputs have errors names them all and prints no half result.

use super::Global;
use super::disk::Disk;
use super::exit::Exit;
use super::output::Output;
use super::words::problems;
use anyhow::bail;
use kam::data::Portfolio;
use kam::diagnostics::{has_errors, suggest};
use kam::engine::{self, Evaluation};
use kam::policy::Policy;
use kam::strategy::{self, StrategyInputs};
use kam::values::Day;
use kam::workspace::Workspace;

/// A workspace that was read, with every finding, and where it was read from.
pub struct Inputs {
    pub workspace: Workspace,
    pub disk: Disk,
}

/// Reads the whole workspace; from here on its language is spoken.
pub fn load(global: &Global, out: &mut Output) -> anyhow::Result<Inputs> {
    let disk = Disk::open(&global.dir)?;
    let workspace = Workspace::load(&disk);
    out.speak_as(&workspace.config);
    Ok(Inputs { workspace, disk })
}

/// Says that there is nothing to evaluate with.
pub fn no_policy<T>() -> anyhow::Result<T> {
    bail!(problems::no_policy())
}

/// A workspace without errors, evaluated.
pub struct Evaluated {
    pub workspace: Workspace,
    pub evaluation: Evaluation,
    pub disk: Disk,
}

impl Evaluated {
    /// The policy and the accounts, which are there once it was evaluated.
    pub fn parts(&self) -> anyhow::Result<(&Policy, &Portfolio)> {
        match (&self.workspace.policy, &self.workspace.portfolio) {
            (Some(policy), Some(portfolio)) => Ok((policy, portfolio)),
            _ => no_policy(),
        }
    }

    /// What plays are made from.
    pub fn strategy_inputs(&self) -> anyhow::Result<StrategyInputs<'_>> {
        let (policy, portfolio) = self.parts()?;
        Ok(StrategyInputs::of(&self.workspace, policy, portfolio, &self.evaluation))
    }
}

/// Evaluates what was read. What was found is said on standard error; with errors among it there is nothing else to say,
/// and it is the answer where that is JSON.
pub fn evaluate(inputs: Inputs, global: &Global, out: &mut Output) -> anyhow::Result<Result<Evaluated, Exit>> {
    let evaluated = evaluate_again(inputs, global, out)?;
    if let Ok(Evaluated { workspace, .. }) = &evaluated {
        out.findings(&workspace.sources, &workspace.findings)?;
    }
    Ok(evaluated)
}

/// As [`evaluate`], but says only what stands in the way: the other findings were said before.
pub fn evaluate_again(inputs: Inputs, global: &Global, out: &mut Output) -> anyhow::Result<Result<Evaluated, Exit>> {
    let Inputs { mut workspace, disk } = inputs;
    let evaluation = if has_errors(&workspace.findings) { None } else { Some(outcome(&mut workspace, global.as_of)?) };
    match evaluation {
        Some(evaluation) if !has_errors(&workspace.findings) => Ok(Ok(Evaluated { workspace, evaluation, disk })),
        _ => {
            out.refusal(&workspace.sources, &workspace.findings)?;
            Ok(Err(Exit::Findings))
        }
    }
}

/// Adds what only shows when the accounts are evaluated (an expired waiver, a criterion that must not be missing), where
/// the inputs allow it and a day is known.
pub fn add_outcome_findings(workspace: &mut Workspace, global: &Global) -> anyhow::Result<()> {
    let known = global.as_of.or(workspace.config.as_of).is_some() && workspace.policy.is_some();
    if known && !has_errors(&workspace.findings) {
        outcome(workspace, global.as_of)?;
    }
    Ok(())
}

/// The evaluation of a workspace without errors, on a day or on that of its kam.yaml; what it found joins the workspace's findings.
pub fn outcome(workspace: &mut Workspace, day: Option<Day>) -> anyhow::Result<Evaluation> {
    let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else { return no_policy() };
    let as_of = as_of(workspace, day)?;
    let evaluation = engine::evaluate(policy, portfolio, as_of);
    let mut found = engine::notices(policy, portfolio, &evaluation);
    found.extend(strategy::notices(&StrategyInputs::of(workspace, policy, portfolio, &evaluation)));
    workspace.findings.extend(found);
    workspace.settle();
    Ok(evaluation)
}

/// The day of evaluation: the one asked for, else `as_of` of kam.yaml. Never the clock.
fn as_of(workspace: &Workspace, asked: Option<Day>) -> anyhow::Result<Day> {
    if let Some(day) = asked.or(workspace.config.as_of) {
        return Ok(day);
    }
    match workspace.portfolio.as_ref().and_then(Portfolio::latest_day) {
        Some(latest) => bail!(problems::no_day_but(latest)),
        None => bail!(problems::no_day()),
    }
}

/// The position of an account; an unknown id is an error that offers the nearest.
pub fn position(portfolio: &Portfolio, id: &str) -> anyhow::Result<usize> {
    if let Some(position) = portfolio.position(id) {
        return Ok(position);
    }
    let ids = portfolio.accounts.iter().map(|a| a.id.as_str());
    match suggest::nearest(id, ids) {
        Some(nearest) => bail!(problems::no_account_but(id, nearest)),
        None => bail!(problems::no_account(id)),
    }
}
