//! `kam rank`: who is key, best first.

use super::Global;
use super::exit::Exit;
use super::output::{Align, Output, Table, cut};
use super::words::{Words, rank as t};
use super::workspace::{self, Evaluated};
use clap::ValueEnum;
use kam::data::Account;
use kam::engine::{Evaluation, Outcome, Status, Value};
use kam::policy::{Expr, RankKey, SlotId, SlotValue};
use kam::views::{self, AccountAnswer, Measure, PolicyAnswer, RankAnswer};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// List the accounts, best first
///
/// The order is that of the policy's `rank by` line. An account whose data leave its tier open shows all it may fall in
/// (`A/B`) and its score as an interval. Held and excluded accounts stand below with the reason.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam rank
  kam rank --limit 10 --as-of 2026-10-01
  kam rank --format csv > ranking.csv
  kam rank --format json | jq '.accounts[] | select(.tier == \"A\") | .account'")]
pub struct Args {
    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show the best N accounts only; `json` and `csv` then hold these alone
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    out.answer_in_json(args.format == Format::Json);
    let evaluated = match workspace::evaluate(workspace::load(global, out)?, global, out)? {
        Ok(evaluated) => evaluated,
        Err(exit) => return Ok(exit),
    };
    let (policy, portfolio) = evaluated.parts()?;
    let evaluation = &evaluated.evaluation;
    let answer = views::rank(policy, portfolio, evaluation, &evaluated.workspace.config.locale);
    let limit = args.limit.unwrap_or(usize::MAX);
    match args.format {
        Format::Text => {
            let words = out.words();
            out.print(&text(&words, answer, &evaluated, limit)?)?;
        }
        Format::Json if args.limit.is_some() => out.json(&Limited::new(answer, evaluation, limit))?,
        Format::Json => out.json(&answer)?,
        Format::Csv if args.limit.is_some() => {
            let mut whole = Vec::new();
            views::rank_csv(policy, portfolio, evaluation, &mut whole)?;
            first_records(&whole, limit, out.writer())?;
        }
        Format::Csv => views::rank_csv(policy, portfolio, evaluation, out.writer())?,
    }
    Ok(Exit::Fine)
}

/// The answer with the first accounts only; otherwise the same.
#[derive(Serialize)]
struct Limited<'a> {
    format: u32,
    policy: PolicyAnswer<'a>,
    as_of: String,
    accounts: Vec<AccountAnswer<'a>>,
}

impl<'a> Limited<'a> {
    fn new(answer: RankAnswer<'a>, evaluation: &Evaluation, limit: usize) -> Limited<'a> {
        Limited {
            format: views::FORMAT,
            policy: answer.policy(),
            as_of: evaluation.as_of.to_string(),
            accounts: answer.accounts().take(limit).collect(),
        }
    }
}

/// The header and the first records of a CSV text.
fn first_records(whole: &[u8], limit: usize, out: &mut impl Write) -> anyhow::Result<()> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(whole);
    let mut writer = csv::Writer::from_writer(out);
    for record in reader.byte_records().take(limit.saturating_add(1)) {
        writer.write_byte_record(&record?)?;
    }
    writer.flush()?;
    Ok(())
}

/// How many missing inputs a row names before it only counts them.
const NAMED_NEEDS: usize = 3;
/// Columns of the terminal a name may take.
const NAME_WIDTH: usize = 32;

/// Ranked accounts as a table, then the held and the excluded ones with the reason.
fn text(w: &Words, answer: RankAnswer<'_>, evaluated: &Evaluated, limit: usize) -> anyhow::Result<String> {
    let keys = Keys::of(w, evaluated)?;
    let accounts: Vec<AccountAnswer<'_>> = answer.accounts().collect();
    let with = |status: Status| accounts.iter().filter(move |a| a.status == status.word());
    let ranked: Vec<_> = with(Status::Qualified).take(limit).collect();
    let mut out = if ranked.is_empty() { String::new() } else { ranking(w, &ranked, &keys) };
    for (status, title) in [(Status::Hold, t::on_hold(w)), (Status::Excluded, t::excluded(w))] {
        let list: Vec<_> = with(status).collect();
        if list.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("{title}:\n{}", unranked(w, &list)));
    }
    let n = |status| with(status).count();
    let PolicyAnswer { name, version } = answer.policy();
    let (ranked, held, excluded) = (n(Status::Qualified), n(Status::Hold), n(Status::Excluded));
    let day = w.day(&evaluated.evaluation.as_of.to_string());
    let total = t::total(w, name, version, day, ranked, held, excluded);
    out.push_str(&format!("\n{total} {}\n", w.rounding()));
    Ok(out)
}

/// What the list is sorted by, besides the score that it shows anyway.
struct Keys<'a> {
    /// As the rules write it.
    headers: Vec<String>,
    /// By account id, in the order of the headers.
    cells: BTreeMap<&'a str, Vec<String>>,
}

impl<'a> Keys<'a> {
    /// What the keys are made of, then the keys themselves: the columns whose numbers the order follows from.
    fn of(w: &Words, evaluated: &'a Evaluated) -> anyhow::Result<Keys<'a>> {
        let (policy, portfolio) = evaluated.parts()?;
        let keys = || policy.rank.iter().filter(|key| key.value != Expr::Score);
        let written = |key: &RankKey| evaluated.workspace.sources.slice(key.span).trim().to_owned();
        let mut parts: Vec<(&str, SlotId)> = Vec::new();
        for key in keys().filter(|key| !matches!(key.value, Expr::Slot(_))) {
            key.value.walk(&mut |part| {
                let Expr::Slot(id) = part else { return };
                let slot = policy.slot(*id);
                // Groups have their columns anyway.
                let Some(name) = slot.name.as_ref().filter(|_| !matches!(slot.value, SlotValue::Group(_))) else {
                    return;
                };
                if !parts.iter().any(|(_, seen)| seen == id) {
                    parts.push((name.as_str(), *id));
                }
            });
        }
        let cell = |ty, value: &Value| match Measure::of(policy, ty, value) {
            Measure::Missing { .. } => "?".to_owned(),
            Measure::NotApplicable { .. } => t::not_applicable(w),
            known => w.measure(&known),
        };
        let of_account = |(account, outcome): (&'a Account, &Outcome)| {
            let parts = parts.iter().map(|(_, id)| cell(policy.slot(*id).ty, outcome.slot(*id)));
            let values = policy.rank.iter().zip(&outcome.rank_keys).filter(|(key, _)| key.value != Expr::Score);
            (account.id.as_str(), parts.chain(values.map(|(key, value)| cell(key.ty, value))).collect())
        };
        Ok(Keys {
            headers: parts.iter().map(|(name, _)| (*name).to_owned()).chain(keys().map(written)).collect(),
            cells: portfolio.accounts.iter().zip(&evaluated.evaluation.outcomes).map(of_account).collect(),
        })
    }
}

fn ranking(w: &Words, accounts: &[&AccountAnswer<'_>], keys: &Keys<'_>) -> String {
    let Some(first) = accounts.first() else { return String::new() };
    let left = |name: String| (name, Align::Left);
    let right = |name: String| (name, Align::Right);
    let staged = accounts.iter().any(|a| a.stage.is_some());
    let mut columns =
        vec![right(t::rank(w)), left(t::account(w)), left(t::name(w)), left(t::tier(w)), right(t::score(w))];
    columns.extend(first.groups.keys().map(|name| right((*name).to_owned())));
    columns.extend(keys.headers.iter().map(|header| right(header.clone())));
    columns.extend(staged.then(|| left(t::stage(w))));
    columns.push(left(t::missing(w)));
    let mut table = Table::new(columns);
    for account in accounts {
        let mut row = vec![
            account.rank.map_or("-".to_owned(), |r| r.to_string()),
            account.account.to_owned(),
            cut(account.name, NAME_WIDTH),
            account.tiers.join("/"),
            w.bounds(account.score.as_ref()),
        ];
        row.extend(account.groups.values().map(|b| w.bounds(b.as_ref())));
        row.extend(keys.cells.get(account.account).cloned().unwrap_or_default());
        row.extend(staged.then(|| account.stage.unwrap_or("?").to_owned()));
        row.push(needs(&account.needs));
        table.row(row);
    }
    table.render()
}

fn unranked(w: &Words, accounts: &[&AccountAnswer<'_>]) -> String {
    let columns = [t::account(w), t::name(w), t::score(w), t::why(w)].map(|c| (c, Align::Left));
    let mut table = Table::new(columns);
    for account in accounts {
        let (id, name) = (account.account.to_owned(), cut(account.name, NAME_WIDTH));
        table.row(vec![id, name, w.bounds(account.score.as_ref()), why(w, account)]);
    }
    table.render()
}

/// What keeps an account off the list: the vetoes that exclude it, or hold it while they are not known.
fn why(w: &Words, account: &AccountAnswer<'_>) -> String {
    let said = account.vetoes.iter().filter(|v| v.decides).map(|veto| {
        let because = veto.because.map(|b| format!(" ({b})")).unwrap_or_default();
        match veto.needs.as_slice() {
            [] => format!("{}{because}", veto.label),
            missing => t::open_veto(w, veto.label, missing.join(", ")),
        }
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { t::nothing_to_score(w) } else { said.join("; ") }
}

fn needs(names: &[String]) -> String {
    let mut out = names.iter().take(NAMED_NEEDS).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED_NEEDS {
        out.push_str(&format!(" +{}", names.len() - NAMED_NEEDS));
    }
    out
}
