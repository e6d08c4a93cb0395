//! One command per file: its arguments on top, and a `run` that reads, calls the library and prints. The only place for
//! the disk, the terminal and exit codes. Start at [`run`].

mod accept;
mod actions;
mod check;
mod diff;
mod disk;
mod exit;
mod explain;
mod explain_code;
mod fmt;
mod git;
mod help;
mod init;
mod lsp;
mod markdown;
mod output;
mod plan;
mod progress;
mod rank;
mod show;
mod starters;
mod strategies;
mod test;
mod watch;
mod words;
mod workspace;
mod written_plan;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use exit::Exit;
use help::Asked;
use kam::diagnostics::Language;
use kam::values::Day;
use output::{Color, Output};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use words::problems::{self, Refusal};

/// Key account management as code: rules your sales organisation can read, and the strategy plans they lead to.
///
/// A workspace is a directory with kam.yaml, rules/*.kam, accounts/*.yaml and data/*. Everything kam reads is text you
/// keep in git; everything it writes comes out the same for the same inputs, on any machine and any day.
#[derive(Debug, Parser)]
#[command(name = "kam", version, after_help = EXAMPLES, max_term_width = 100, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

const EXAMPLES: &str = "Examples:
  kam init sales --example northwind    make a workspace from real data
  kam -C sales check                    everything that is wrong, at once
  kam -C sales rank --limit 10          who is key
  kam -C sales explain QUICK            why
  kam -C sales plan                     strategy plans into sales/plans
  kam -C sales actions                  what is to be done, by day
  kam -C sales diff main                who moves by what you changed
  kam -C sales show reach --origin      a rule as it holds, and where it was set

Exit codes: 0 fine, 1 findings or failed examples, 2 cannot run.";

/// What every command takes.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// The workspace: the directory that holds kam.yaml
    #[arg(short = 'C', value_name = "DIR", default_value = ".", global = true)]
    dir: PathBuf,
    /// The day to evaluate at (2026-10-01), instead of `as_of` in kam.yaml
    #[arg(long, value_name = "DATE", value_parser = day, global = true)]
    as_of: Option<Day>,
    /// When to colour what is printed
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, global = true)]
    color: Color,
    /// The language that kam speaks, instead of the one of `locale` in kam.yaml; plans stay in that
    #[arg(long, value_name = "LANGUAGE", value_parser = language(), global = true)]
    lang: Option<Language>,
    /// Print results and errors only
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Check(check::Args),
    Fmt(fmt::Args),
    Rank(rank::Args),
    Explain(explain::Args),
    ExplainCode(explain_code::Args),
    Plan(plan::Args),
    Actions(actions::Args),
    Diff(diff::Args),
    Show(show::Args),
    Test(test::Args),
    Lsp(lsp::Args),
}

/// Reads the arguments and runs what they ask for. Returns the exit code.
pub fn main(arguments: &[OsString]) -> ExitCode {
    match help::parse(arguments) {
        Ok(Asked { cli, language }) => run(cli, language).into(),
        Err(told) => told.print().into(),
    }
}

/// Runs what was asked for, in a language unless another was asked for. An error is said on standard error, with what led to it, and means that it could not run.
fn run(cli: Cli, language: Language) -> Exit {
    let Cli { command, global } = cli;
    let mut out = Output::new(global.color, global.quiet, global.lang);
    out.speak(language);
    let done = match command {
        Command::Init(args) => init::run(args, &global, &mut out),
        Command::Check(args) => check::run(args, &global, &mut out),
        Command::Fmt(args) => fmt::run(args, &global, &mut out),
        Command::Rank(args) => rank::run(args, &global, &mut out),
        Command::Explain(args) => explain::run(args, &global, &mut out),
        Command::ExplainCode(args) => explain_code::run(args, &global, &mut out),
        Command::Plan(args) => plan::run(args, &global, &mut out),
        Command::Actions(args) => actions::run(args, &global, &mut out),
        Command::Diff(args) => diff::run(args, &global, &mut out),
        Command::Show(args) => show::run(args, &global, &mut out),
        Command::Test(args) => test::run(args, &global, &mut out),
        Command::Lsp(args) => lsp::run(args, &global),
    };
    let exit = done.and_then(|exit| Ok(out.finish().map(|()| exit)?));
    exit.unwrap_or_else(|error| {
        let language = out.language();
        let (word, said) = (language.pick("error", "błąd"), problems::said(&error, language));
        // Where standard error cannot be written to either, the exit code is all there is.
        let _ = out.aside(&format!("{word}: {said}\n"));
        Exit::CannotRun
    })
}

fn day(text: &str) -> Result<Day, Refusal> {
    Day::parse(text).ok_or_else(problems::no_date)
}

/// Takes the tag of a language that kam speaks.
fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::TAGS).map(|tag| Language::of_locale(&tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_hold_together_and_every_command_shows_an_example() {
        let command = Cli::command();
        command.clone().debug_assert();
        for sub in command.get_subcommands() {
            let help = sub.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with("Example"), "`{}` has no example", sub.get_name());
            assert!(sub.get_about().is_some());
        }
    }
}
