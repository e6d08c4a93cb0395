//! `kam fmt`: the one layout of rules.

use super::Global;
use super::disk::{Disk, write_whole};
use super::exit::Exit;
use super::output::Output;
use super::words::problems::{self, OrRefuse};
use super::words::{Words, remarks as t};
use anyhow::bail;
use kam::diagnostics::{Sources, Span};
use kam::syntax::{self, Formatted};
use kam::workspace::Workspace;
use similar::TextDiff;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Lay out rules in the one way
///
/// Spaces, indentation and tables become the same everywhere; comments and meaning stay. What cannot be read stays as it
/// is written: `kam check` says what is wrong with it, and `kam fmt -` exits 1.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam fmt                       all rules of the workspace
  kam fmt --check               for CI: exits 1 where a file is not laid out so
  kam fmt --diff                what would change, without changing it
  kam fmt rules/stages.kam
  kam fmt - < draft.kam         from standard input to standard output")]
pub struct Args {
    /// Files to lay out; `-` reads standard input. Without any, all rules of the workspace
    files: Vec<PathBuf>,
    /// Change nothing; exit 1 and name the files that would change
    #[arg(long)]
    check: bool,
    /// Change nothing; show what would change
    #[arg(long)]
    diff: bool,
}

/// A file before and after.
struct Job {
    /// How it is called in messages.
    name: String,
    path: PathBuf,
    before: String,
    after: Formatted,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    if args.files.iter().any(|f| f.as_os_str() == "-") {
        return standard_input(&args, out);
    }
    let mut sources = Sources::new();
    let mut jobs = Vec::new();
    for (name, path) in files(&args, global, out)? {
        let before = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::InvalidData => bail!(problems::cannot_read_text(&name)),
            read => read.or_refuse(|| problems::cannot_read(&name))?,
        };
        let id = sources.add(name.as_str(), before.as_str());
        let after = syntax::format(sources.file(id));
        jobs.push(Job { name, path, before, after });
    }
    let words = out.words();
    let changed: Vec<&Job> = jobs.iter().filter(|j| j.after.text != j.before).collect();
    for job in &changed {
        if args.diff {
            out.print(&diff(&words, &job.name, &job.before, &job.after.text))?;
        }
        if args.check {
            out.print(&format!("{}\n", t::not_laid_out(&words, &job.name)))?;
        } else if !args.diff {
            write_whole(&job.path, job.after.text.as_bytes())?;
            out.remark(&format!("{}\n", t::laid_out(&words, &job.name)))?;
        }
    }
    for job in &jobs {
        left(&sources, &job.name, &job.after.left, out)?;
    }
    if !args.check && !args.diff {
        let unread = jobs.iter().filter(|j| j.after.text == j.before && !j.after.left.is_empty()).count();
        let fine = jobs.len() - changed.len() - unread;
        let of_those = if unread > 0 { t::not_read(&words, unread) } else { String::new() };
        out.remark(&format!("{}{of_those}\n", t::formatted(&words, changed.len(), fine)))?;
    }
    Ok(if args.check && !changed.is_empty() { Exit::Findings } else { Exit::Fine })
}

/// The files by their name in messages: those named, or the workspace's rules.
fn files(args: &Args, global: &Global, out: &mut Output) -> anyhow::Result<Vec<(String, PathBuf)>> {
    if !args.files.is_empty() {
        let is_rules = |file: &&PathBuf| file.extension().is_some_and(|extension| extension == "kam");
        if let Some(other) = args.files.iter().find(|file| !is_rules(file)) {
            bail!(problems::not_rules(other.display()));
        }
        let at = |file: &PathBuf| (file.display().to_string(), global.dir.join(file));
        return Ok(args.files.iter().map(at).collect());
    }
    let workspace = Workspace::load_rules(&Disk::open(&global.dir)?);
    out.speak_as(&workspace.config);
    let rules = workspace.sources.iter().map(|f| f.name.clone());
    let rules: Vec<String> = rules
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "kam") && !name.starts_with('<'))
        .collect();
    if rules.is_empty() {
        out.refusal(&workspace.sources, &workspace.findings)?;
        bail!(problems::no_rules())
    }
    Ok(rules.into_iter().map(|name| (name.clone(), global.dir.join(name))).collect())
}

fn standard_input(args: &Args, out: &mut Output) -> anyhow::Result<Exit> {
    if args.files.len() > 1 {
        bail!(problems::one_standard_input())
    }
    let mut before = String::new();
    io::stdin().read_to_string(&mut before).or_refuse(problems::cannot_read_input)?;
    let words = out.words();
    let name = t::standard_input(&words);
    let mut sources = Sources::new();
    let id = sources.add(name.as_str(), before.as_str());
    let after = syntax::format(sources.file(id));
    match (args.diff, args.check) {
        (true, _) => out.print(&diff(&words, &name, &before, &after.text))?,
        (false, true) => {}
        (false, false) => out.print(&after.text)?,
    }
    left(&sources, &name, &after.left, out)?;
    // Whoever puts the output in place of the input is told that not all of it was laid out.
    let unread = !after.left.is_empty();
    Ok(if unread || (args.check && after.text != before) { Exit::Findings } else { Exit::Fine })
}

/// Says which items could not be read, on standard error: they may be why a file does not look laid out.
fn left(sources: &Sources, name: &str, items: &[Span], out: &mut Output) -> anyhow::Result<()> {
    if let Some(first) = items.first() {
        let place = sources.file_line(*first);
        let words = out.words();
        let said = t::left(&words, name, t::items_left(&words, items.len()), place);
        out.aside(&format!("{said}\n"))?;
    }
    Ok(())
}

fn diff(w: &Words, name: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(2).header(name, &t::laid_out_name(w, name)).to_string()
}
