//! `kam plan --accept`: what is planned becomes agreed, as new lines of the register. Lines that are there stay as they are.

use super::output::Output;
use super::workspace::Evaluated;
use anyhow::{anyhow, bail};
use kam::data::RegisterEntry;
use kam::strategy;

/// Adds the planned actions of accounts (by position) to the register and writes it, if there is anything new.
pub fn accept(evaluated: &Evaluated, positions: &[usize]) -> anyhow::Result<Vec<RegisterEntry>> {
    let inputs = evaluated.strategy_inputs()?;
    let strategies = strategy::plan(&inputs, positions);
    let workspace = &evaluated.workspace;
    let mut register = workspace.register.clone();
    let added = register.accept(strategy::to_accept(&inputs, &strategies, &workspace.config.locale));
    if !added.is_empty() {
        let file = &workspace.register_file;
        if !evaluated.disk.is_as_read(&file.path) {
            bail!("`{}` was changed meanwhile, so nothing was accepted. Run it again.", file.path);
        }
        let bytes = file.bytes(&register).map_err(|why| anyhow!("Nothing was accepted, since {why}"))?;
        evaluated.disk.write(&file.path, &bytes)?;
    }
    Ok(added)
}

/// Says what was added.
pub fn say(added: &[RegisterEntry], evaluated: &Evaluated, out: &mut Output) -> anyhow::Result<()> {
    for entry in added {
        let owner = entry.owner.as_deref().unwrap_or("nobody");
        out.remark(&format!("accepted {}: {}, due {}, {owner}\n", entry.id, entry.title, entry.due))?;
    }
    let path = &evaluated.workspace.register_file.path;
    match added.len() {
        0 => out.remark("nothing new to accept\n")?,
        1 => out.remark(&format!("1 action added to {path}\n"))?,
        n => out.remark(&format!("{n} actions added to {path}\n"))?,
    }
    Ok(())
}
