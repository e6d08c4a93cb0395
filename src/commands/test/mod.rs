//! `kam test`: the examples of the policy still hold, and accounts come to what was accepted of them.

mod junit;
mod lcov;
mod outcomes;
mod text;

use super::Global;
use super::disk::Disk;
use super::exit::Exit;
use super::output::Output;
use super::progress::Progress;
use super::words::{problems, test as t};
use super::workspace::{self, Inputs};
use anyhow::bail;
use clap::ValueEnum;
use kam::diagnostics::{Language, Level, has_errors, verify as codes};
use kam::policy::Example;
use kam::workspace::Workspace;
use kam::{verify, views};
use outcomes::{Accepted, Step};

/// Check that the policy's examples still hold, and that accounts come to what was accepted
///
/// Each `example` and each row of an `examples` table is an account of its own, evaluated with the rules as they are; the
/// workspace's data play no part. The accounts of the workspace are compared with outcomes.snap, where there is one: a text
/// with a block per account, made to be reviewed in a diff. A policy without examples, in a workspace without accepted
/// outcomes, fails: nothing says what it must do.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam test
  kam test --quiet              only what fails
  kam test --accept             write what every account comes to into outcomes.snap
  kam test --filter \"stopped\"   examples and accounts with this in their title, id or name
  kam test --coverage           rules that no example exercises
  kam test --mutate             changes of the rules that no example would notice
  kam test --format junit       for the build server
  kam test --format json")]
pub struct Args {
    /// How to print results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write what every account comes to into outcomes.snap, and say what changed
    #[arg(long, conflicts_with = "filter")]
    accept: bool,
    /// Only examples whose title, and accounts whose id or name, hold this text
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Also say which rows, branches, vetoes, limits, tiers, odds, alerts, playbooks and actions no example exercises
    #[arg(long)]
    coverage: bool,
    /// Also change the rules in one place at a time and say which changes no example notices
    #[arg(long)]
    mutate: bool,
    /// With --mutate: exit with 1 where a change goes unnoticed and no `# untested: reason` says why
    #[arg(long, requires = "mutate")]
    strict: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    /// JUnit XML, as build servers read it
    Junit,
    /// What examples exercise, as lcov has it: for editors and build servers
    Lcov,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    out.answer_in_json(args.format == Format::Json);
    let disk = Disk::open(&global.dir)?;
    let accepted = Accepted::read(&disk);
    let with_accounts = args.accept || accepted.is_there();
    let mut inputs = match with_accounts {
        true => workspace::load(global, out)?,
        false => Inputs { workspace: Workspace::load_rules(&disk), disk },
    };
    out.speak_as(&inputs.workspace.config);
    if has_errors(&inputs.workspace.findings) {
        out.refusal(&inputs.workspace.sources, &inputs.workspace.findings)?;
        return Ok(Exit::Findings);
    }
    let mut step = Step::NoFile;
    if with_accounts {
        let evaluated = match workspace::evaluate_again(inputs, global, out)? {
            Ok(evaluated) => evaluated,
            Err(exit) => return Ok(exit),
        };
        let found = outcomes::compare(evaluated, accepted, args.accept, args.filter.as_deref())?;
        (inputs, step) = (found.inputs, found.step);
    }
    let Inputs { mut workspace, disk } = inputs;
    let Some(policy) = &workspace.policy else { return workspace::no_policy() };
    let wanted = args.filter.as_deref().map(str::to_lowercase);
    let called = |e: &Example| {
        [Language::English, Language::Polish].map(|language| e.called().in_language(language).to_lowercase())
    };
    let is_wanted = |e: &Example| wanted.as_ref().is_none_or(|text| called(e).iter().any(|title| title.contains(text)));
    let mut report = verify::run_where(policy, &is_wanted);
    if matches!(step, Step::Compared(_)) {
        // The outcomes say what the policy must do.
        report.findings.retain(|f| f.code.id != codes::NO_EXAMPLES.id);
    }
    if let Some(text) = &args.filter
        && report.results.is_empty()
        && !matches!(&step, Step::Compared(found) if found.accounts > 0 || !found.differences.is_empty())
    {
        bail!(problems::nothing_filtered(text))
    }
    let mut answer = views::test(policy, &workspace.sources, &report);
    // Whether findings fail it is settled with all others below: kam.yaml may set their level.
    let mut passed = report.results.iter().all(verify::ExampleResult::passed);
    if let Step::Compared(found) = step {
        passed &= found.accepted || found.differences.is_empty();
        answer.outcomes = Some(found);
    }
    if args.coverage || args.format == Format::Lcov {
        let covered = verify::coverage(policy, &report);
        answer.coverage = Some(views::coverage(policy, &workspace.sources, &covered));
    }
    let mut needless = Vec::new();
    if args.mutate {
        let rules = verify::Rules { policy, sources: &workspace.sources, trees: &workspace.trees };
        let mut progress = Progress::new(rules.steps(), out);
        let mutated = verify::mutate(rules, &report, &mut || progress.step());
        passed &= !args.strict || mutated.unexplained().next().is_none();
        answer.mutation = Some(views::mutation(&workspace.sources, &mutated));
        needless = mutated.findings;
        if args.strict {
            needless.iter_mut().for_each(|finding| finding.level = Some(Level::Error));
        }
    }
    match args.format {
        Format::Text => text::print(&out.words(), &answer, out)?,
        Format::Json => out.json(&answer)?,
        Format::Junit => out.print(&junit::xml(&answer))?,
        Format::Lcov => out.print(&answer.coverage.as_ref().map(lcov::lcov).unwrap_or_default())?,
    }
    let hint = answer.outcomes.is_none() && outcomes::has_accounts(&workspace, &disk);
    drop(answer);
    workspace.findings.extend(report.findings.into_iter().chain(needless));
    workspace.settle();
    out.findings(&workspace.sources, &workspace.findings)?;
    if hint && args.format == Format::Text && args.filter.is_none() {
        out.note(&format!("{}\n", t::hint(&out.words())))?;
    }
    Ok(if passed && !has_errors(&workspace.findings) { Exit::Fine } else { Exit::Findings })
}
