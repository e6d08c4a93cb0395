//! The answers of `rank` and `actions` as CSV: for spreadsheets and pipes, written row by row.

use super::actions::{ActionList, PartyAnswer};
use super::number::{Decimal, PLACES, interval_of};
use super::rank::{in_order, tiers_best_first};
use crate::data::{Portfolio, as_written as safe};
use crate::engine::{Evaluation, Status};
use crate::policy::Policy;
use crate::values::{Interval, Number};
use std::io;

/// Writes `account,name,rank,status,tier,score_low,score_high` and each named group's `_low` and `_high`, in the order of
/// answers. A cell is empty where JSON has null. Text that a spreadsheet would take for a formula gets an apostrophe in
/// front.
///
/// # Errors
/// Whatever writing to `out` fails with.
pub fn rank_csv(
    policy: &Policy,
    portfolio: &Portfolio,
    evaluation: &Evaluation,
    out: impl io::Write,
) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().flexible(false).from_writer(out);
    let groups: Vec<_> = policy.groups.iter().filter_map(|g| Some((g.name.as_ref()?.as_str(), g.slot))).collect();
    let fixed = ["account", "name", "rank", "status", "tier", "score_low", "score_high"].map(str::to_owned);
    let ends = groups.iter().flat_map(|(name, _)| [format!("{name}_low"), format!("{name}_high")]);
    csv.write_record(fixed.into_iter().chain(ends))?;
    for position in in_order(evaluation) {
        let (Some(account), Some(outcome)) = (portfolio.accounts.get(position), evaluation.outcomes.get(position))
        else {
            continue;
        };
        csv.write_field(safe(account.id.as_str()).as_bytes())?;
        csv.write_field(safe(&account.name).as_bytes())?;
        csv.write_field(outcome.rank.map(|r| r.to_string()).unwrap_or_default())?;
        csv.write_field(outcome.status.word())?;
        let mut tiers = tiers_best_first(policy, outcome);
        let tier = match (outcome.status, tiers.next(), tiers.next()) {
            (Status::Qualified | Status::Hold, Some(only), None) => only.name.as_str(),
            _ => "",
        };
        csv.write_field(safe(tier).as_bytes())?;
        write_ends(&mut csv, outcome.score.as_ref())?;
        for (_, slot) in &groups {
            write_ends(&mut csv, interval_of(outcome.slot(*slot)).as_ref())?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

fn write_ends<W: io::Write>(csv: &mut csv::Writer<W>, interval: Option<&Interval>) -> io::Result<()> {
    let text = |n: Option<&Number>| n.map(|n| n.to_decimal_string(PLACES)).unwrap_or_default();
    let low = text(interval.and_then(|i| i.low.as_ref()));
    csv.write_field(&low)?;
    // Most intervals are points, whose digits need not be worked out twice.
    match interval.and_then(Interval::as_point) {
        Some(_) => csv.write_field(&low)?,
        None => csv.write_field(text(interval.and_then(|i| i.high.as_ref())))?,
    }
    Ok(())
}

/// Writes an action a row; `with` lists ids, `waits` the names of actions. A cell is empty where JSON has null.
///
/// # Errors
/// Whatever writing to `out` fails with.
pub fn actions_csv(answer: &ActionList, out: impl io::Write) -> io::Result<()> {
    const COLUMNS: [&str; 21] = [
        "due",
        "account",
        "account_name",
        "person",
        "person_name",
        "title",
        "owner",
        "with",
        "state",
        "waits",
        "days_late",
        "moved_from",
        "channel",
        "effort",
        "cost",
        "accepted",
        "done_on",
        "result",
        "hours",
        "action",
        "id",
    ];
    let mut csv = csv::WriterBuilder::new().from_writer(out);
    csv.write_record(COLUMNS)?;
    for a in &answer.actions {
        let ids = |parties: &[PartyAnswer]| parties.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join(" ");
        let number = |n: &Decimal| n.0.to_decimal_string(PLACES);
        let row = [
            a.due.clone(),
            a.account.clone(),
            a.account_name.clone().unwrap_or_default(),
            a.person.clone().unwrap_or_default(),
            a.person_name.clone().unwrap_or_default(),
            a.title.clone(),
            a.owner.as_ref().map(|p| p.id.clone()).unwrap_or_default(),
            ids(&a.with),
            a.state.to_owned(),
            a.waits.iter().map(|w| w.action.as_str()).collect::<Vec<_>>().join(" "),
            a.days_late.map(|n| n.to_string()).unwrap_or_default(),
            a.moved_from.clone().unwrap_or_default(),
            a.channel.clone().unwrap_or_default(),
            number(&a.effort),
            number(&a.cost),
            a.accepted.clone().unwrap_or_default(),
            a.done_on.clone().unwrap_or_default(),
            a.result.clone().unwrap_or_default(),
            a.hours.as_ref().map(number).unwrap_or_default(),
            a.action.clone(),
            a.id.clone(),
        ];
        csv.write_record(row.iter().map(|cell| safe(cell).into_owned()))?;
    }
    csv.flush()
}
