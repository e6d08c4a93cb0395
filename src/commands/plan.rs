//! `kam plan`: a strategy document per account that qualifies. Never touches a file that kam did not write.

use super::disk::{Disk, write_whole};
use super::exit::Exit;
use super::git::Repository;
use super::output::Output;
use super::progress::Progress;
use super::strategies::strategies;
use super::words::problems::{self, OrRefuse};
use super::words::remarks as t;
use super::workspace::{self, Evaluated};
use super::{Global, accept, written_plan};
use anyhow::bail;
use clap::ValueEnum;
use kam::data::{FileProblem, Files};
use kam::documents::{Locale, Templates, plan_file_names};
use kam::policy::{Document, Policy};
use kam::verify::{OUTCOMES_FILE, Outcomes};
use kam::views::{self, PlanInputs, PlanView};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Write the strategy plans
///
/// A plan for every qualified account whose tier may call for one; held and excluded accounts only when named. A file that
/// is already up to date is left as it is, and one that kam did not write is never touched. What people add belongs into
/// `notes` of the account's file, since plans are written anew; a plan that was edited by hand is kept beside the new one
/// as `NAME.edited.md`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam plan                      all of them, into plans/
  kam plan QUICK SAVEA
  kam plan --out /tmp/plans --prune
  kam plan --accept             take what is planned into actions.csv, then write the plans
  kam plan QUICK --format json  what the template sees")]
pub struct Args {
    /// Ids of accounts; without any, all that qualify
    accounts: Vec<String>,
    /// Where to write, relative to the workspace
    #[arg(long, value_name = "DIR", default_value = "plans")]
    out: PathBuf,
    /// Remove plans that the rules do not call for, those of accounts that were named before included
    #[arg(long, conflicts_with = "accounts")]
    prune: bool,
    /// Add planned actions to the register (actions.csv) before; what is in it stays as it is
    #[arg(long)]
    accept: bool,
    /// `text` writes files; `json` prints what templates see and writes nothing
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
    // Two that accept at once would each write what the other has not seen.
    let _alone = if args.accept { Disk::alone(&global.dir)? } else { None };
    let mut inputs = workspace::load(global, out)?;
    let mut templates = Templates::load(&inputs.disk, &mut inputs.workspace);
    let mut evaluated = match workspace::evaluate(inputs, global, out)? {
        Ok(evaluated) => evaluated,
        Err(exit) => return Ok(exit),
    };
    let mut accepted = None;
    if args.accept {
        // Whatever keeps plans from being written keeps actions from being accepted.
        if args.format == Format::Text
            && let Err(exit) = render(&args, global, &evaluated, &templates, out)?
        {
            return Ok(exit);
        }
        let added = accept::accept(&evaluated, &positions(&evaluated, &args.accounts)?)?;
        if args.format == Format::Text {
            accept::say(&added, &evaluated, out)?;
        }
        // What is accepted is an input of rules and plans, as it now stands in the file.
        let mut inputs = workspace::load(global, out)?;
        templates = Templates::load(&inputs.disk, &mut inputs.workspace);
        evaluated = match workspace::evaluate_again(inputs, global, out)? {
            Ok(evaluated) => evaluated,
            Err(exit) => return Ok(exit),
        };
        accepted = Some(added);
    }
    match args.format {
        Format::Json => {
            let chosen = choose(&evaluated, &args.accounts)?;
            let plans = views(global, &evaluated, chosen.iter().map(|c| c.position))?;
            let mut answer = json!({ "format": views::FORMAT, "plans": plans });
            if let (Some(added), Some(answer)) = (accepted, answer.as_object_mut()) {
                let ids: Vec<&str> = added.iter().map(|e| e.id.as_str()).collect();
                answer.insert("accepted".to_owned(), json!(ids));
            }
            out.json(&answer)?;
            Ok(Exit::Fine)
        }
        Format::Text => match render(&args, global, &evaluated, &templates, out)? {
            Ok(files) => write(&args, global, &evaluated, &files, out),
            Err(exit) => Ok(exit),
        },
    }
}

/// A plan to write: for which account, after which document of the policy (none: the built-in one).
struct Chosen<'a> {
    position: usize,
    document: Option<&'a Document>,
}

/// The named accounts, or all qualified ones; each with the documents whose condition holds or may hold. A named account
/// gets every document.
fn choose<'a>(evaluated: &'a Evaluated, named: &[String]) -> anyhow::Result<Vec<Chosen<'a>>> {
    let (policy, portfolio) = evaluated.parts()?;
    let positions = positions(evaluated, named)?;
    let applies = kam::engine::documents(policy, portfolio, &evaluated.evaluation);
    let mut chosen = Vec::new();
    for position in positions {
        if policy.documents.is_empty() {
            chosen.push(Chosen { position, document: None });
        }
        for (document, applies) in policy.documents.iter().zip(&applies) {
            let may = applies.get(position).is_none_or(|t| !t.is_no());
            if may || !named.is_empty() {
                chosen.push(Chosen { position, document: Some(document) });
            }
        }
    }
    Ok(chosen)
}

/// The named accounts, or all that qualify.
fn positions(evaluated: &Evaluated, named: &[String]) -> anyhow::Result<Vec<usize>> {
    let (_, portfolio) = evaluated.parts()?;
    let named: BTreeSet<usize> = named.iter().map(|id| workspace::position(portfolio, id)).collect::<Result<_, _>>()?;
    Ok(if named.is_empty() { evaluated.evaluation.ranking.clone() } else { named.iter().copied().collect() })
}

fn views(
    global: &Global,
    evaluated: &Evaluated,
    positions: impl Iterator<Item = usize>,
) -> anyhow::Result<Vec<PlanView>> {
    let (policy, portfolio) = evaluated.parts()?;
    let workspace = &evaluated.workspace;
    let positions: Vec<usize> = positions.collect();
    let strategies = strategies(workspace, &evaluated.evaluation, &positions)?;
    let tag = workspace.config.locale.as_str();
    let Some(locale) = Locale::new(tag) else { bail!(problems::no_locale(tag)) };
    let accepted = accepted_outcomes(evaluated)?;
    let hash = evaluated.disk.content_hash();
    let commit = Repository::open(&global.dir).ok().and_then(|r| r.last_commit_of(&evaluated.disk.files()));
    let date = |day| locale.long_date(day);
    let company = workspace.config.our_company.as_deref();
    let inputs = PlanInputs {
        policy,
        sources: &workspace.sources,
        portfolio,
        evaluation: &evaluated.evaluation,
        team: &workspace.team,
        register: &workspace.register,
        calendar: &workspace.calendar,
        strategies: &strategies,
        accepted: accepted.as_ref(),
        our_company: company.or(Some(workspace.config.name.as_str()).filter(|n| !n.is_empty())),
        locale: tag,
        content_hash: Some(&hash),
        commit: commit.as_ref(),
        date: &date,
    };
    Ok(positions.into_iter().filter_map(|position| views::plan(&inputs, position)).collect())
}

/// The outcomes that were last accepted; none where nothing was.
fn accepted_outcomes(evaluated: &Evaluated) -> anyhow::Result<Option<Outcomes>> {
    let text = match evaluated.disk.read(OUTCOMES_FILE).map(String::from_utf8) {
        Err(FileProblem::NotFound) => return Ok(None),
        Ok(Ok(text)) => text,
        Ok(Err(_)) | Err(_) => bail!(problems::no_outcomes(OUTCOMES_FILE)),
    };
    match Outcomes::parse(&text) {
        Ok(outcomes) => Ok(Some(outcomes)),
        Err(_) => bail!(problems::no_outcomes(OUTCOMES_FILE)),
    }
}

/// The plans by file name, none of them written. Looks at what is there before anything is written.
fn render(
    args: &Args,
    global: &Global,
    evaluated: &Evaluated,
    templates: &Templates,
    out: &mut Output,
) -> anyhow::Result<Result<BTreeMap<String, String>, Exit>> {
    let (policy, portfolio) = evaluated.parts()?;
    refuse_way_out(&global.dir, &args.out)?;
    let chosen = choose(evaluated, &args.accounts)?;
    let plans = views(global, evaluated, chosen.iter().map(|c| c.position))?;
    let mut progress = Progress::new(chosen.len(), out);
    let names = plan_file_names(portfolio.accounts.iter().map(|account| &account.id));
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (choice, view) in chosen.iter().zip(&plans) {
        let Some(name) = names.get(choice.position) else { continue };
        let name = file_name(name, choice.document, policy);
        let Some(rendered) = templates.render(choice.document, view) else {
            bail!(problems::no_template(Templates::name(choice.document)));
        };
        match rendered {
            Ok(text) => files.insert(name, written_plan::marked(&text)),
            Err(finding) => {
                drop(progress);
                out.refusal(&evaluated.workspace.sources, &[finding])?;
                return Ok(Err(Exit::Findings));
            }
        };
        progress.step();
    }
    drop(progress);
    refuse_foreign(&global.dir.join(&args.out), &files)?;
    Ok(Ok(files))
}

/// Writes the plans that are not as they should be, and tells of those left over.
fn write(
    args: &Args,
    global: &Global,
    evaluated: &Evaluated,
    files: &BTreeMap<String, String>,
    out: &mut Output,
) -> anyhow::Result<Exit> {
    let (policy, portfolio) = evaluated.parts()?;
    let dir = global.dir.join(&args.out);
    let names = plan_file_names(portfolio.accounts.iter().map(|account| &account.id));
    let words = out.words();
    let (mut written, mut unchanged) = (0, 0);
    for (name, text) in files {
        let path = dir.join(name);
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            unchanged += 1;
            continue;
        }
        if let Some(copy) = written_plan::keep_edited(&dir, name, text, files)? {
            let (copy, file) = (args.out.join(copy), args.out.join(name));
            out.print(&format!("{}\n", t::kept_edited(&words, file.display(), copy.display())))?;
        }
        write_whole(&path, text.as_bytes())?;
        written += 1;
        out.remark(&format!("{}\n", t::wrote(&words, args.out.join(name).display())))?;
    }
    let left_over = if args.accounts.is_empty() { left_over(&dir, files)? } else { Vec::new() };
    for name in &left_over {
        let shown = args.out.join(name);
        let account = portfolio.accounts.iter().zip(&names).find(|(_, plan)| is_plan_of(name, plan, policy));
        let why = match account {
            Some((account, _)) => t::no_plan_of(&words, account.id.as_str()),
            None => t::no_such_account(&words),
        };
        if written_plan::is_edited(&dir.join(name))? {
            out.print(&format!("{}\n", t::left_edited(&words, shown.display(), why)))?;
        } else if args.prune {
            fs::remove_file(dir.join(name)).or_refuse(|| problems::cannot_remove(shown.display()))?;
            out.print(&format!("{}\n", t::removed(&words, shown.display(), why)))?;
        } else {
            let said = match account {
                Some((account, _)) => t::left_over_of(&words, shown.display(), why, account.id.as_str()),
                None => t::left_over(&words, shown.display(), why),
            };
            out.print(&format!("{said}\n"))?;
        }
    }
    out.remark(&format!("{}\n", t::written(&words, written, unchanged, args.out.display())))?;
    Ok(Exit::Fine)
}

/// `QUICK.md`, and `QUICK.review.md` for further documents of a policy that has several.
fn file_name(plan: &str, document: Option<&Document>, policy: &Policy) -> String {
    let first = policy.documents.first().map(|d| &d.name);
    match document {
        Some(document) if first != Some(&document.name) => {
            format!("{}.{}.md", plan.trim_end_matches(".md"), document.name)
        }
        _ => plan.to_owned(),
    }
}

/// Whether a file is one of an account's plans; `plan` is the name of its first one.
fn is_plan_of(file: &str, plan: &str, policy: &Policy) -> bool {
    file == plan || policy.documents.iter().any(|document| file == file_name(plan, Some(document), policy))
}

/// A link that leads out of the workspace from a place inside it: whoever names a place outside says so, and a folder that
/// only looks like one of the workspace must not send confidential texts elsewhere.
fn refuse_way_out(workspace: &Path, out: &Path) -> anyhow::Result<()> {
    if !out.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Ok(());
    }
    let root = workspace.canonicalize().or_refuse(|| problems::cannot_read(workspace.display()))?;
    let mut place = root.clone();
    for part in out.components() {
        place.push(part);
        match place.canonicalize() {
            Ok(real) if real.starts_with(&root) => {}
            Ok(real) => bail!(problems::link_out(out.display(), real.display())),
            Err(_) if place.is_symlink() => {
                bail!(problems::link_nowhere(out.display()))
            }
            // What is not there yet will be made inside.
            Err(_) => return Ok(()),
        }
    }
    Ok(())
}

/// Files where a plan should go but that kam did not write stop everything before anything is written.
fn refuse_foreign(dir: &Path, files: &BTreeMap<String, String>) -> anyhow::Result<()> {
    let mut foreign = Vec::new();
    for name in files.keys() {
        match fs::symlink_metadata(dir.join(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Ok(meta) if meta.is_file() && written_plan::is_ours(&dir.join(name))? => {}
            _ => foreign.push(format!("`{name}`")),
        }
    }
    if foreign.is_empty() {
        return Ok(());
    }
    bail!(problems::foreign(foreign.join(", "), dir.display()))
}

/// Plans that kam wrote for accounts that have none now, by file name.
fn left_over(dir: &Path, files: &BTreeMap<String, String>) -> anyhow::Result<Vec<String>> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.or_refuse(|| problems::cannot_read(dir.display()))?,
    };
    let mut found = BTreeSet::new();
    for entry in entries {
        let entry = entry.or_refuse(|| problems::cannot_read(dir.display()))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let is_file = entry.file_type().is_ok_and(|t| t.is_file());
        let is_plan = name.ends_with(".md") && !written_plan::is_copy(&name);
        if is_file && is_plan && !files.contains_key(&name) && written_plan::is_ours(&entry.path())? {
            found.insert(name);
        }
    }
    Ok(found.into_iter().collect())
}
