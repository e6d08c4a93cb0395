//! The register as the built-in records `action`, so that rules can ask what was agreed and what became of it. Where
//! kam.yaml names a table for these records, or the rules declare their own, the register feeds nothing.

use super::RecordTable;
use super::register::{PlayStatus, Register, RegisterEntry};
use crate::diagnostics::Sources;
use crate::policy::{Policy, Records, Type};
use crate::values::{Absence, Day, Number, Reading, Scalar};

/// Fills the table of `action` where nothing else does.
pub fn feed(
    policy: &Policy,
    register: &Register,
    accounts: &[&str],
    sources: &Sources,
    tables: &mut [Option<RecordTable>],
) {
    for (records, slot) in policy.records.iter().zip(tables) {
        if records.builtin && records.name.as_str() == "action" && slot.is_none() {
            *slot = Some(table(policy, records, register, accounts, sources));
        }
    }
}

/// The lines of accounts that are there, by account. The register covers every day: what was not accepted is not there.
fn table(policy: &Policy, records: &Records, register: &Register, accounts: &[&str], sources: &Sources) -> RecordTable {
    let known = |e: &'_ RegisterEntry| accounts.binary_search(&e.account()).ok();
    let mut entries: Vec<(usize, &RegisterEntry)> =
        register.entries.iter().filter_map(|e| Some((known(e)?, e))).collect();
    entries.sort_by_key(|(account, _)| *account);
    let rows = (0..=accounts.len()).map(|n| entries.partition_point(|(account, _)| *account < n));
    let column =
        |c: &crate::policy::Column| entries.iter().map(|(_, e)| reading(policy, e, c.name.as_str(), c.ty)).collect();
    let line = |e: &RegisterEntry| u32::try_from(sources.start(e.span).line).unwrap_or(u32::MAX);
    RecordTable {
        columns: records.columns.iter().map(column).collect(),
        rows: rows.map(|n| u32::try_from(n).unwrap_or(u32::MAX)).collect(),
        lines: entries.iter().map(|(_, e)| line(e)).collect(),
        file: entries.first().map(|(_, e)| e.span.file),
        joined: Vec::new(),
        covers_from: Some(Day::MIN),
        covers_to: None,
        ends_at: None,
        earliest: entries.iter().filter_map(|(_, e)| e.accepted).min(),
    }
}

fn reading(policy: &Policy, entry: &RegisterEntry, column: &str, ty: Type) -> Reading {
    let text = |text: &str| Some(Scalar::Text(text.into())).filter(|_| !text.is_empty());
    let scalar = match column {
        "id" => text(&entry.id),
        "title" => text(&entry.title),
        "accepted" => entry.accepted.map(Scalar::Day),
        "first_due" => Some(Scalar::Day(entry.first_due)),
        "due" => Some(Scalar::Day(entry.due)),
        "owner" => entry.owner.as_deref().and_then(text),
        "status" => match ty {
            Type::OneOf(id) => policy.enumeration(id).position(entry.status.word()).map(Scalar::Choice),
            _ => text(entry.status.word()),
        },
        "done_on" => entry.done_on.map(Scalar::Day),
        "result" => entry.result.as_deref().and_then(text),
        // Whoever has not done it yet has nothing to note.
        "hours" if entry.status != PlayStatus::Done => {
            Some(Scalar::Number(entry.hours.clone().unwrap_or(Number::ZERO)))
        }
        "hours" => entry.hours.clone().map(Scalar::Number),
        _ => None,
    };
    scalar.map_or(Reading::Missing(Absence::Blank), Reading::Known)
}
