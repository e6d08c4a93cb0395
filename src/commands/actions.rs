//! `kam actions`: what is to be done, by day, over all accounts, with what became of what was accepted.

use super::Global;
use super::exit::Exit;
use super::output::{Align, Output, Table, cut};
use super::workspace::{self, Evaluated};
use anyhow::bail;
use clap::ValueEnum;
use kam::diagnostics::suggest;
use kam::views::{self, ActionAnswer, ActionList, ActionsFilter, PartyAnswer, TotalsAnswer};
use std::collections::BTreeSet;

/// List what is to be done, by day
///
/// Planned actions and those of the register (actions.csv): what is due when, for whom and by whom, what is late, was
/// moved, done or dropped, and what the rules no longer call for. `kam plan --accept` puts planned ones into the register.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam actions
  kam actions QUICK SAVEA
  kam actions --late --as-of 2026-12-01
  kam actions --owner anna --month 2026-11
  kam actions --format csv > actions-of-all.csv
  kam actions --format json | jq '.actions[] | select(.state == \"late\") | .id'")]
pub struct Args {
    /// Ids of accounts; without any, all that qualify or have something in the register
    accounts: Vec<String>,
    /// Only those that are open past their day
    #[arg(long)]
    late: bool,
    /// Only those in which somebody takes part, by the id
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// Only those due in a month
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    month: Option<(i16, i8)>,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

fn month(text: &str) -> Result<(i16, i8), String> {
    let month = kam::values::Day::parse(&format!("{text}-01")).map(|day| (day.year(), day.month()));
    month.ok_or_else(|| "write the month as year and month, like 2026-11".to_owned())
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    out.answer_in_json(args.format == Format::Json);
    let evaluated = match workspace::evaluate(workspace::load(global, out)?, global, out)? {
        Ok(evaluated) => evaluated,
        Err(exit) => return Ok(exit),
    };
    let answer = answer(&evaluated, &args.accounts)?;
    if let Some(owner) = &args.owner {
        known_owner(owner, &answer, &evaluated)?;
    }
    let filter = ActionsFilter { late: args.late, owner: args.owner, month: args.month };
    let answer = answer.only(&filter);
    match args.format {
        Format::Text => out.print(&text(&answer))?,
        Format::Json => out.json(&answer)?,
        Format::Csv => views::actions_csv(&answer, out.writer())?,
    }
    Ok(Exit::Fine)
}

/// The actions of the named accounts, or of all that are ranked or have a line in the register.
fn answer(evaluated: &Evaluated, named: &[String]) -> anyhow::Result<ActionList> {
    let (_, portfolio) = evaluated.parts()?;
    let named: BTreeSet<usize> = named.iter().map(|id| workspace::position(portfolio, id)).collect::<Result<_, _>>()?;
    let mut positions: Vec<usize> = named.iter().copied().collect();
    if named.is_empty() {
        positions.clone_from(&evaluated.evaluation.ranking);
        let ranked: BTreeSet<usize> = positions.iter().copied().collect();
        let accepted = evaluated.workspace.register.entries.iter().filter_map(|e| portfolio.position(e.account()));
        let others: BTreeSet<usize> = accepted.filter(|at| !ranked.contains(at)).collect();
        positions.extend(others);
    }
    let inputs = evaluated.strategy_inputs()?;
    let strategies = kam::strategy::plan(&inputs, &positions);
    let limit = Some(&named).filter(|n| !n.is_empty());
    Ok(views::actions(&inputs, &strategies, limit, &evaluated.workspace.config.locale))
}

/// Refuses an id that nobody has who could own anything.
fn known_owner(owner: &str, answer: &ActionList, evaluated: &Evaluated) -> anyhow::Result<()> {
    let parties = answer.actions.iter().flat_map(|a| a.owner.iter().chain(&a.with)).map(|p| p.id.as_str());
    let known: BTreeSet<&str> = evaluated.workspace.team.people.iter().map(|m| m.id.as_str()).chain(parties).collect();
    if known.contains(owner) {
        return Ok(());
    }
    match suggest::nearest(owner, known) {
        Some(nearest) => bail!("Nobody has the id `{owner}`. Did you mean `{nearest}`?"),
        None => bail!("Nobody has the id `{owner}`: neither in team.yaml nor among those who own an action."),
    }
}

/// Columns of the terminal a title and a name may take.
const TITLE_WIDTH: usize = 40;
const NAME_WIDTH: usize = 28;
/// Decimals of hours and money in text.
const PLACES: u32 = 2;

fn text(answer: &ActionList) -> String {
    if answer.actions.is_empty() {
        return format!("No actions as of {}.\n", answer.as_of);
    }
    let columns = ["due", "account", "person", "action", "owner", "state"];
    let mut table = Table::new(columns.map(|c| (c.to_owned(), Align::Left)));
    for action in &answer.actions {
        let person = action.person_name.as_ref().or(action.person.as_ref());
        table.row(vec![
            action.due.clone(),
            action.account.clone(),
            person.map_or("-".to_owned(), |name| cut(name, NAME_WIDTH)),
            cut(&action.title, TITLE_WIDTH),
            owner(action),
            state(action),
        ]);
    }
    format!("{}\n{}", table.render(), totals(answer))
}

/// `Anna Nowak + Jan Kos (overbooked)`, `nobody (role pre sales)`.
fn owner(action: &ActionAnswer) -> String {
    let name = |party: &PartyAnswer| cut(&party.name, NAME_WIDTH);
    let first = action.owner.as_ref().map_or("nobody".to_owned(), name);
    let names: Vec<String> = std::iter::once(first).chain(action.with.iter().map(name)).collect();
    let mut remarks: Vec<String> = action.lacks.iter().map(|what| format!("no {what}")).collect();
    remarks.extend(action.overbooked.then(|| "overbooked".to_owned()));
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
    format!("{}{remarks}", names.join(" + "))
}

/// `late 12 days, moved from 2026-10-21`
fn state(action: &ActionAnswer) -> String {
    let mut parts = Vec::new();
    match (action.state, &action.done_on, action.days_late) {
        ("done", Some(day), _) => parts.push(format!("done {day}")),
        ("late", _, Some(1)) => parts.push("late 1 day".to_owned()),
        ("late", _, Some(days)) => parts.push(format!("late {days} days")),
        ("not_called_for", ..) => parts.push("no longer called for".to_owned()),
        (state, ..) => parts.push(state.to_owned()),
    }
    parts.extend(action.moved_from.as_ref().map(|day| format!("moved from {day}")));
    parts.join(", ")
}

/// `5 actions as of 2026-12-01: 3 planned, 2 late. Ahead 12 hours, 900 PLN; spent 2.5 hours.`
fn totals(answer: &ActionList) -> String {
    let TotalsAnswer { actions, planned, open, late, not_called_for, done, dropped, effort, cost, hours } =
        &answer.totals;
    let counts = [
        (planned, "planned"),
        (open, "open"),
        (late, "late"),
        (done, "done"),
        (dropped, "dropped"),
        (not_called_for, "no longer called for"),
    ];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| **n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    let hour = |n: &kam::views::Decimal| match n.0.to_decimal_string(PLACES).as_str() {
        "1" => "1 hour".to_owned(),
        text => format!("{text} hours"),
    };
    let money = answer.currency.as_ref().map(|c| format!(", {} {c}", cost.0.to_decimal_string(PLACES)));
    format!(
        "{actions} {} as of {}: {}.\nStill to do: {}{}. Spent: {}.\n",
        if *actions == 1 { "action" } else { "actions" },
        answer.as_of,
        counts.join(", "),
        hour(effort),
        money.unwrap_or_default(),
        hour(hours),
    )
}
