//! `kam test`: the examples of the policy still hold.

use super::Global;
use super::exit::Exit;
use super::explain::measure;
use super::output::Output;
use super::rank::bounds;
use super::workspace;
use clap::ValueEnum;
use kam::diagnostics::{has_errors, sort};
use kam::verify;
use kam::views::{self, ActualAnswer, ExampleAnswer, TestAnswer};
use std::fmt::Write;

/// Check that the policy's examples still hold
///
/// Each `example` and each row of an `examples` table is an account of its own, evaluated with the rules as they are; the
/// workspace's data play no part. A policy without examples fails: nothing says what it must do.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam test
  kam test --quiet              only what fails
  kam test --format json")]
pub struct Args {
    /// How to print results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    out.answer_in_json(args.format == Format::Json);
    let mut workspace = workspace::load_rules(global)?;
    let policy = match &workspace.policy {
        Some(policy) if !has_errors(&workspace.findings) => policy,
        _ if has_errors(&workspace.findings) => {
            out.refusal(&workspace.sources, &workspace.findings)?;
            return Ok(Exit::Findings);
        }
        _ => return workspace::no_policy(),
    };
    let report = verify::run(policy);
    workspace.findings.extend(report.findings.iter().cloned());
    workspace.config.levels.apply(&mut workspace.findings);
    sort(&mut workspace.findings, &workspace.sources);
    out.findings(&workspace.sources, &workspace.findings)?;
    let answer = views::test(policy, &workspace.sources, &report);
    match args.format {
        Format::Text => print(&answer, out)?,
        Format::Json => out.json(&answer)?,
    }
    let fine = report.passed() && !has_errors(&workspace.findings);
    Ok(if fine { Exit::Fine } else { Exit::Findings })
}

fn print(answer: &TestAnswer<'_>, out: &mut Output) -> anyhow::Result<()> {
    for example in &answer.examples {
        let text = text(example);
        if example.passed {
            out.remark(&text)?;
        } else {
            out.print(&text)?;
        }
    }
    out.print(&format!("{} passed, {} failed\n", answer.passed, answer.failed))?;
    Ok(())
}

/// `ok` or `FAILED` with the title and the place, and for a failure every expectation that is not met.
fn text(example: &ExampleAnswer<'_>) -> String {
    let verdict = if example.passed { "ok    " } else { "FAILED" };
    let mut out = format!("{verdict} {}  [{}:{}]\n", example.title, example.rule.file, example.rule.line);
    for check in example.checks.iter().filter(|c| !c.met) {
        let (file, line) = (&check.rule.file, check.rule.line);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "         expected {}  [{file}:{line}]", check.expected);
        let _ = writeln!(out, "         actual   {}", actual(&check.actual));
    }
    out
}

fn actual(actual: &ActualAnswer) -> String {
    let listed = |names: &[String], none: &str| if names.is_empty() { none.to_owned() } else { names.join(", ") };
    match actual {
        ActualAnswer::Tiers(tiers) if tiers.is_empty() => "no tier".to_owned(),
        ActualAnswer::Tiers(tiers) => format!("tier {}", tiers.join(" or ")),
        ActualAnswer::Status(status) => (*status).to_owned(),
        ActualAnswer::Needs(names) => format!("needs {}", listed(names, "nothing")),
        ActualAnswer::Score(score) => format!("score {}", bounds(score.as_ref())),
        ActualAnswer::Value(value) => measure(value),
        ActualAnswer::Actions(actions) => {
            let perhaps = actions.conditional.iter().map(|c| {
                let needs = if c.needs.is_empty() { String::new() } else { format!(" (needs {})", c.needs.join(", ")) };
                format!("; perhaps {}{needs}", c.name)
            });
            format!("plans {}{}", listed(&actions.planned, "nothing"), perhaps.collect::<String>())
        }
    }
}
