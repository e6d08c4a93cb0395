//! `kam explain`: why an account came out as it did.

mod markdown;
mod said;
mod text;

use super::exit::Exit;
use super::output::Output;
use super::words::problems;
use super::{Global, workspace};
use anyhow::bail;
use clap::ValueEnum;
use kam::views::{self, ExplainInputs};

/// Say why an account came out as it did
///
/// What keeps it from a better tier, vetoes and limits, what is missing and what hangs on it, points lost per criterion with
/// the rows that gave them, and every value with the line of its rule and where the data behind it stand.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam explain QUICK
  kam explain QUICK momentum        one name of the policy, and what it is worked out from
  kam explain QUICK --format md     to paste into a page or a message
  kam explain QUICK --format json")]
pub struct Args {
    /// The account's id
    account: String,
    /// Only this field, parameter, let, table, criterion, group, veto or limit, and what it is worked out from
    name: Option<String>,
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
    if let Some(name) = &args.name
        && !views::explainable(policy).any(|n| n == name)
    {
        match views::nearest_explainable(policy, name) {
            Some(nearest) => bail!(problems::no_name_but(name, nearest)),
            None => bail!(problems::no_name(name)),
        }
    }
    let Some(answer) = views::explain(inputs, position, args.name.as_deref()) else {
        bail!(problems::not_evaluated(&args.account))
    };
    match args.format {
        Format::Text => out.print(&text::render(&out.words(), &answer, args.name.as_deref()))?,
        Format::Json => out.json(&answer)?,
        Format::Md => out.print(&markdown::render(&out.words(), &answer, args.name.as_deref()))?,
    }
    Ok(Exit::Fine)
}
