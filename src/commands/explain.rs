//! `kam explain`: why an account came out as it did.

mod asked;
mod markdown;
mod person;
mod said;
mod text;

use super::exit::Exit;
use super::output::Output;
use super::words::problems;
use super::{Global, workspace};
use anyhow::bail;
use asked::{Question, question};
use clap::ValueEnum;
use kam::views::{self, ExplainInputs};

/// Say why an account came out as it did
///
/// What keeps it from a better tier, vetoes and limits, what is missing and what hangs on it, points lost per criterion with
/// the rows that gave them, and every value with the line of its rule and where the data behind it stand. Of a person: what
/// is known and concluded, the way to those who decide, and what is done with them and why.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam explain QUICK
  kam explain QUICK momentum        one name of the policy, and what it is worked out from
  kam explain QUICK \"Horst Kloss\"   a person, by name, surname or id
  kam explain QUICK horst support   one thing known of or worked out for a person
  kam explain QUICK --format md     to paste into a page or a message
  kam explain QUICK --format json")]
pub struct Args {
    /// The account's id
    account: String,
    /// Only this field, parameter, let, table, criterion, group, veto or limit, and what it is worked out from; or a person
    name: Option<String>,
    /// Of the person, only this attribute, let or table
    value: Option<String>,
    /// How to print the explanation
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    /// Markdown, with tables
    Md,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    out.answer_in_json(args.format == Format::Json);
    let evaluated = match workspace::evaluate(workspace::load(global, out)?, global, out)? {
        Ok(evaluated) => evaluated,
        Err(exit) => return Ok(exit),
    };
    let (policy, portfolio) = evaluated.parts()?;
    let position = workspace::position(portfolio, &args.account)?;
    let inputs = ExplainInputs {
        policy,
        sources: &evaluated.workspace.sources,
        portfolio,
        evaluation: &evaluated.evaluation,
        locale: &evaluated.workspace.config.locale,
    };
    let name = match question(policy, portfolio, position, args.name.as_deref(), args.value.as_deref())? {
        Question::Account(name) => name,
        Question::Person { person, value } => {
            let plays = evaluated.strategy_inputs()?;
            let strategies = kam::strategy::plan(&plays, &[position]);
            let strategy = strategies.first().filter(|s| s.account == position);
            let answer = strategy
                .and_then(|strategy| views::explain_person(inputs, &plays, strategy, (position, person), value));
            let Some(answer) = answer else { bail!(problems::not_evaluated(&args.account)) };
            match args.format {
                Format::Text => out.print(&person::text(&out.words(), &answer))?,
                Format::Json => out.json(&answer)?,
                Format::Md => out.print(&person::markdown(&out.words(), &answer))?,
            }
            return Ok(Exit::Fine);
        }
    };
    let Some(answer) = views::explain(inputs, position, name) else { bail!(problems::not_evaluated(&args.account)) };
    match args.format {
        Format::Text => out.print(&text::render(&out.words(), &answer, name))?,
        Format::Json => out.json(&answer)?,
        Format::Md => out.print(&markdown::render(&out.words(), &answer, name))?,
    }
    Ok(Exit::Fine)
}
