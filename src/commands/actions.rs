//! `kam actions`: what is to be done, by day, over all accounts, with what became of what was accepted.

use super::Global;
use super::exit::Exit;
use super::markdown::escaped;
use super::output::{Align, Output, Table, cut};
use super::words::problems::{self, Refusal};
use super::words::{Words, actions as t};
use super::workspace::{self, Evaluated};
use anyhow::bail;
use clap::ValueEnum;
use kam::diagnostics::suggest;
use kam::views::{
    self, ActionAnswer, ActionList, ActionsFilter, Group, Lacking, PartyAnswer, TotalsAnswer, WaitAnswer,
};
use std::collections::BTreeSet;

/// List what is to be done, by day
///
/// Planned actions and those of the register (actions.csv), the most pressing first: what is late, what is open, what waits
/// for something else, what comes later, what the rules no longer call for, and what was done or dropped. `kam plan --accept`
/// puts planned ones into the register.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam actions
  kam actions QUICK SAVEA
  kam actions --late --as-of 2026-12-01
  kam actions --owner anna --month 2026-11
  kam actions --format md           to paste into a page or a message
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
    /// Markdown, with tables
    Md,
}

fn month(text: &str) -> Result<(i16, i8), Refusal> {
    let month = kam::values::Day::parse(&format!("{text}-01")).map(|day| (day.year(), day.month()));
    month.ok_or_else(problems::no_month)
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
        Format::Text => out.print(&text(&out.words(), &answer))?,
        Format::Json => out.json(&answer)?,
        Format::Csv => views::actions_csv(&answer, out.writer())?,
        Format::Md => out.print(&markdown(&out.words(), &answer))?,
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
        Some(nearest) => bail!(problems::no_owner_but(owner, nearest)),
        None => bail!(problems::no_owner(owner)),
    }
}

/// Columns of the terminal a title and a name may take.
const TITLE_WIDTH: usize = 40;
const NAME_WIDTH: usize = 28;

/// The groups in their order, each with its actions; those without any are left out.
fn groups<'a>(w: &Words, answer: &'a ActionList) -> Vec<(String, Vec<&'a ActionAnswer>)> {
    let title = |group: Group| match group {
        Group::Late => t::group_late(w),
        Group::Open => t::group_open(w),
        Group::Waiting => t::group_waiting(w),
        Group::Later => t::group_later(w),
        Group::ToClose => t::group_to_close(w),
        Group::Settled => t::group_settled(w),
    };
    let chunks = answer.actions.chunk_by(|a, b| a.group == b.group);
    chunks.filter_map(|all| Some((title(all.first()?.group), all.iter().collect()))).collect()
}

fn columns(w: &Words) -> [(String, Align); 6] {
    [t::due(w), t::account(w), t::person(w), t::action(w), t::owner(w), t::state(w)].map(|c| (c, Align::Left))
}

fn text(w: &Words, answer: &ActionList) -> String {
    if answer.actions.is_empty() {
        return format!("{}\n", t::none(w, w.day(&answer.as_of)));
    }
    let mut out = String::new();
    for (title, actions) in groups(w, answer) {
        let mut table = Table::new(columns(w));
        actions.iter().for_each(|action| table.row(row(w, action, cut)));
        out.push_str(&format!("{title}:\n{}\n", table.render()));
    }
    format!("{out}{}", totals(w, answer))
}

fn markdown(w: &Words, answer: &ActionList) -> String {
    if answer.actions.is_empty() {
        return format!("{}\n", t::none(w, w.day(&answer.as_of)));
    }
    let whole = |text: &str, _| text.to_owned();
    let mut out = String::new();
    for (title, actions) in groups(w, answer) {
        let rows = actions.iter().map(|action| row(w, action, whole).iter().map(|cell| escaped(cell)).collect());
        out.push_str(&format!("## {title}\n\n{}\n", super::markdown::table(&columns(w), rows)));
    }
    format!("{out}{}", totals(w, answer))
}

fn row(w: &Words, action: &ActionAnswer, fit: impl Fn(&str, usize) -> String) -> Vec<String> {
    let person = action.person_name.as_ref().or(action.person.as_ref());
    vec![
        w.day(&action.due),
        action.account.clone(),
        person.map_or("-".to_owned(), |name| fit(name, NAME_WIDTH)),
        fit(&action.title, TITLE_WIDTH),
        owner(w, action),
        state(w, action),
    ]
}

/// `Anna Nowak + Jan Kos (overbooked)`, `nobody (role pre sales)`.
pub(super) fn owner(w: &Words, action: &ActionAnswer) -> String {
    let name = |party: &PartyAnswer| cut(&party.name, NAME_WIDTH);
    let first = action.owner.as_ref().map_or_else(|| t::nobody(w), name);
    let names: Vec<String> = std::iter::once(first).chain(action.with.iter().map(name)).collect();
    let mut remarks: Vec<String> = action.lacks.iter().map(|gap| lacking(w, gap)).collect();
    remarks.extend(action.overbooked.then(|| t::overbooked(w)));
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
    format!("{}{remarks}", names.join(" + "))
}

fn lacking(w: &Words, lacking: &Lacking) -> String {
    match lacking {
        Lacking::Kam => t::no_kam(w),
        Lacking::Client { role: None } => t::no_client(w),
        Lacking::Client { role: Some(role) } => t::no_client_role(w, role),
        Lacking::Role(role) => t::no_role(w, role),
        Lacking::Skill { skill, level, role: None } => t::no_skill(w, skill, level),
        Lacking::Skill { skill, level, role: Some(role) } => t::no_skill_of(w, skill, level, role),
        Lacking::Language { language, role: None } => t::no_language(w, language),
        Lacking::Language { language, role: Some(role) } => t::no_language_of(w, language, role),
    }
}

/// `late 12 days, moved from 2026-10-21`, `planned, waits for Introduce us (2026-11-02)`
pub(super) fn state(w: &Words, action: &ActionAnswer) -> String {
    let state = match (action.state, &action.done_on, action.days_late) {
        ("done", Some(day), _) => t::done_on(w, w.day(day)),
        ("late", _, Some(days)) => t::late(w, usize::try_from(days).unwrap_or(0)),
        ("planned", ..) => t::planned(w),
        ("open", ..) => t::open(w),
        ("done", ..) => t::done(w),
        ("dropped", ..) => t::dropped(w),
        ("not_called_for", ..) => t::not_called_for(w),
        (other, ..) => other.to_owned(),
    };
    let moved = action.moved_from.as_ref().map(|day| t::moved(w, w.day(day)));
    let wait = |wait: &WaitAnswer| match &wait.due {
        Some(due) => format!("{} ({})", wait.title, w.day(due)),
        None => t::perhaps(w, &wait.title),
    };
    let waits: Vec<String> = action.waits.iter().map(wait).collect();
    let waits = (!waits.is_empty()).then(|| t::waits(w, waits.join(", ")));
    [state].into_iter().chain(moved).chain(waits).collect::<Vec<_>>().join(", ")
}

/// `5 actions as of 2026-12-01: 3 planned, 2 late. Ahead 12 hours, 900 PLN; spent 2.5 hours.`
fn totals(w: &Words, answer: &ActionList) -> String {
    let TotalsAnswer { actions, planned, open, late, not_called_for, done, dropped, effort, cost, hours } =
        &answer.totals;
    let counts = [
        (planned, t::count_planned(w, planned)),
        (open, t::count_open(w, open)),
        (late, t::count_late(w, late)),
        (done, t::count_done(w, done)),
        (dropped, t::count_dropped(w, dropped)),
        (not_called_for, t::count_not_called_for(w, not_called_for)),
    ];
    let counts: Vec<String> = counts.into_iter().filter(|(n, _)| **n > 0).map(|(_, said)| said).collect();
    let money = answer.currency.as_ref().map(|currency| w.money(&cost.0, currency));
    let ahead: Vec<String> = [t::hours(w, &effort.0)].into_iter().chain(money).collect();
    format!(
        "{}\n{}\n",
        t::totals(w, t::actions(w, *actions), w.day(&answer.as_of), counts.join(", ")),
        t::effort(w, ahead.join(", "), t::hours(w, &hours.0)),
    )
}
