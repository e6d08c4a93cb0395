//! `kam plan --accept`: what is planned becomes agreed, as new lines of the register. Lines that are there stay as they are.

use super::output::Output;
use super::words::{problems, remarks as t};
use super::workspace::Evaluated;
use anyhow::bail;
use kam::data::{RegisterEntry, Unwritable};
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
            bail!(problems::register_changed(&file.path));
        }
        let bytes = file.bytes(&register).map_err(|why| match why {
            Unwritable::ReadOnly { encoding } => problems::encoding_read_only(encoding, &file.path),
            Unwritable::NoSign { encoding, sign } => {
                problems::no_sign(encoding, sign.map_or(String::new(), |sign| format!("`{sign}`")), &file.path)
            }
        })?;
        evaluated.disk.write(&file.path, &bytes)?;
    }
    Ok(added)
}

/// Says what was added.
pub fn say(added: &[RegisterEntry], evaluated: &Evaluated, out: &mut Output) -> anyhow::Result<()> {
    let words = out.words();
    for entry in added {
        let owner = entry.owner.clone().unwrap_or_else(|| t::nobody(&words));
        let due = words.day(&entry.due.to_string());
        out.remark(&format!("{}\n", t::accepted(&words, &entry.id, &entry.title, due, owner)))?;
    }
    let path = &evaluated.workspace.register_file.path;
    let said = match added.len() {
        0 => t::nothing_new(&words),
        n => t::actions_added(&words, n, path),
    };
    Ok(out.remark(&format!("{said}\n"))?)
}
