//! `kam diff`: who moves, and which rule or value did it, between two revisions of a workspace or two days.

mod markdown;
mod reasons;
mod text;

use super::Global;
use super::disk::Disk;
use super::exit::Exit;
use super::git::{Commit, Repository, Revision};
use super::output::Output;
use super::strategies::strategies;
use super::watch::watch;
use super::words::{diff as t, problems};
use super::workspace;
use anyhow::bail;
use clap::ValueEnum;
use kam::compare::{Comparison, Mixed, PlanChange, Side, Sides, compare, rule_changes};
use kam::data::Files;
use kam::diagnostics::{Finding, Sources, findings_to_json, has_errors, suggest};
use kam::documents::Locale;
use kam::engine::{self, Evaluation};
use kam::strategy::Strategy;
use kam::values::Day;
use kam::views::{self, DiffInputs, Named, PlanInputs};
use kam::workspace::Workspace;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Say who moves, and why
///
/// Evaluates the workspace twice, rules and data as they were in git and as they are now, and tells which accounts stand
/// otherwise, which rule or value made them, what the rules say differently, and which plans and plays follow. Up and down are
/// said where they are sure, whatever is missing. The working tree is only read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam diff                                what is not committed yet would change this
  kam diff main                           this branch against main
  kam diff main...HEAD --format md        a comment for a pull request
  kam diff v1 v2                          two revisions
  kam diff --as-of 2026-10-01 2026-12-31  the same rules and data on two days
  kam diff --watch                        who moves while you edit, until Ctrl-C
  kam diff --overlay mazowsze             the same rules without and with an overlay
  kam diff main --format json | jq '.accounts[] | select(.movement == \"down\") | .account'")]
pub struct Args {
    /// What to compare with: a commit, branch or tag; `A..B` for two, `A...B` for B and where it left A. The last commit,
    /// where nothing is said
    #[arg(value_name = "REV")]
    from: Option<String>,
    /// The other side; by default the working tree
    #[arg(value_name = "REV2")]
    to: Option<String>,
    /// Compare the workspace without and with this overlay, active or not
    #[arg(long, value_name = "NAME", conflicts_with_all = ["from", "to"])]
    overlay: Option<String>,
    /// Compare again whenever a file of the working tree changes
    #[arg(long)]
    watch: bool,
    /// How to print what differs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    /// Markdown, for a comment on a pull request
    Md,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    out.answer_in_json(args.format == Format::Json);
    if args.watch {
        return watch(out, |out| diff(&args, global, out));
    }
    diff(&args, global, out).map(|(exit, _)| exit)
}

/// Compares once; gives the working tree, where it is a side.
fn diff(args: &Args, global: &Global, out: &mut Output) -> anyhow::Result<(Exit, Option<Disk>)> {
    let (from, to) = match &args.overlay {
        Some(name) => without_and_with(name, global)?,
        None => asked(args, global)?,
    };
    let (before, after) = (Read::new(from)?, Read::new(to)?);
    out.speak_as(&after.workspace.config);
    if !global.quiet {
        say_borrowed(&[&before, &after], out)?;
    }
    if before.is_broken() || after.is_broken() {
        refuse(&[&before, &after], out)?;
        return Ok((Exit::Findings, after.into_tree().or(before.into_tree())));
    }
    let rules = rule_changes(before.rules(), after.rules());
    let may_move = rules.iter().any(kam::compare::ItemChange::may_move);
    let same_data = before.same_data(&after);
    let between = match may_move && !same_data {
        true => (Between::new(&after, &before), Between::new(&before, &after)),
        false => (None, None),
    };
    let (was, is) = (before.side()?, after.side()?);
    let sides = Sides {
        before: was,
        after: is,
        rules_alone: if same_data { Some(is) } else { between.0.as_ref().and_then(Between::side) },
        data_alone: if same_data { Some(was) } else { between.1.as_ref().and_then(Between::side) },
        same_data,
    };
    let comparison = compare(&sides, rules);
    let changed = changed_plans(&before, &after, &comparison)?;
    let answer = views::diff(&DiffInputs {
        sides: &sides,
        comparison: &comparison,
        before: before.named(),
        after: after.named(),
        changed_plans: &changed,
    });
    let words = out.words();
    let nothing = match comparison.is_empty() && changed.iter().all(Vec::is_empty) {
        true if before.same_texts(&after) => Some(t::same(&words)),
        true => Some(t::same_meaning(&words)),
        false => None,
    };
    match args.format {
        Format::Text => out.print(&text::render(&words, &answer, nothing.as_deref()))?,
        Format::Json => out.json(&answer)?,
        Format::Md => out.print(&markdown::render(&words, &answer, nothing.as_deref()))?,
    }
    Ok((Exit::Fine, after.into_tree().or(before.into_tree())))
}

/// A side as it was asked for.
struct Target {
    files: Place,
    day: Option<Day>,
    /// The overlays that are active, where it is not for kam.yaml to say.
    overlays: Option<Vec<String>>,
}

/// Where the files of a side are.
enum Place {
    Tree(Disk),
    Git(Commit, Box<Revision>),
}

/// The two sides that the arguments speak of.
fn asked(args: &Args, global: &Global) -> anyhow::Result<(Target, Target)> {
    let tree = || Ok::<_, anyhow::Error>(Place::Tree(Disk::open(&global.dir)?));
    let day = global.as_of;
    if let (Some(first), Some(second)) = (day, args.from.as_deref().and_then(Day::parse)) {
        if let Some(more) = &args.to {
            bail!(problems::two_days(more))
        }
        return Ok((Target::new(tree()?, Some(first)), Target::new(tree()?, Some(second))));
    }
    // Whether there is a workspace at all is said before anything about git.
    let working_tree = tree()?;
    let repository = Repository::open(&global.dir)?;
    // `main..` is `main..HEAD`, as in git; a side that should be named and is not is a variable that nobody set.
    let end = |name: &str| repository.commit(if name.is_empty() { "HEAD" } else { name });
    let commit = |name: &str| match name.trim() {
        "" => Err(problems::unnamed_side().into()),
        _ => repository.commit(name),
    };
    let from = args.from.as_deref().unwrap_or("HEAD");
    let (from, to) = match (from.split_once("..."), from.split_once("..")) {
        (Some((a, b)), _) => {
            let (a, b) = (commit(a)?, end(b)?);
            (repository.common(&a, &b)?, Some(b))
        }
        (None, Some((a, b))) => (commit(a)?, Some(end(b)?)),
        (None, None) => (commit(from)?, None),
    };
    let to = match (to, &args.to) {
        (Some(_), Some(more)) => bail!(problems::two_sides(more)),
        (to, None) => to,
        (None, Some(name)) => Some(commit(name)?),
    };
    let at = |commit: Commit| {
        let files = repository.files(&commit)?;
        Ok::<_, anyhow::Error>(Target::new(Place::Git(commit, Box::new(files)), day))
    };
    let after = match to {
        Some(commit) => at(commit)?,
        None => Target::new(working_tree, day),
    };
    Ok((at(from)?, after))
}

/// The working tree without an overlay, and with it beside the other active ones.
fn without_and_with(name: &str, global: &Global) -> anyhow::Result<(Target, Target)> {
    let disk = || Disk::open(&global.dir);
    let rules = Workspace::load_rules(&disk()?);
    let all: Vec<&str> = rules.overlays.iter().map(|o| o.name.as_str()).collect();
    if !all.contains(&name) {
        match suggest::nearest(name, all) {
            Some(nearest) => bail!(problems::no_overlay_but(name, nearest)),
            None => bail!(problems::no_overlay(name)),
        }
    }
    let mut active: Vec<String> = rules.config.overlays.iter().map(|o| o.text.clone()).collect();
    let without: Vec<String> = active.iter().filter(|o| *o != name).cloned().collect();
    if active.len() == without.len() {
        active.push(name.to_owned());
    }
    let side = |overlays| {
        Ok::<_, anyhow::Error>(Target { overlays: Some(overlays), ..Target::new(Place::Tree(disk()?), global.as_of) })
    };
    Ok((side(without)?, side(active)?))
}

/// A side that was read, and evaluated where nothing stands in the way.
struct Read {
    target: Target,
    workspace: Workspace,
    evaluation: Option<Evaluation>,
    strategies: BTreeMap<usize, Strategy>,
}

impl Read {
    fn new(target: Target) -> anyhow::Result<Read> {
        let mut workspace = target.load();
        if has_errors(&workspace.findings) {
            return Ok(Read { target, workspace, evaluation: None, strategies: BTreeMap::new() });
        }
        let evaluation = workspace::outcome(&mut workspace, target.day)?;
        let strategies = strategies(&workspace, &evaluation, &evaluation.ranking)?;
        Ok(Read { target, workspace, evaluation: Some(evaluation), strategies })
    }

    /// The working tree, where the side is one.
    fn into_tree(self) -> Option<Disk> {
        match self.target.files {
            Place::Tree(disk) => Some(disk),
            Place::Git(..) => None,
        }
    }

    fn is_broken(&self) -> bool {
        self.evaluation.is_none() || has_errors(&self.workspace.findings)
    }

    fn rules(&self) -> (&Sources, &[kam::syntax::Tree]) {
        (&self.workspace.sources, &self.workspace.trees)
    }

    fn side(&self) -> anyhow::Result<Side<'_>> {
        match side(&self.workspace, self.evaluation.as_ref(), &self.strategies) {
            Some(side) => Ok(side),
            None => workspace::no_policy(),
        }
    }

    fn named(&self) -> Named<'_> {
        match &self.target.files {
            Place::Tree(_) => Named { revision: None, commit: None },
            Place::Git(commit, _) => Named { revision: Some(&commit.name), commit: Some(&commit.hash) },
        }
    }

    /// All texts but those that come with kam.
    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.workspace.sources.iter().filter(|f| !f.name.starts_with('<'));
        own.map(|f| (f.name.as_str(), f.text.as_str()))
    }

    fn same_texts(&self, other: &Read) -> bool {
        let of = |read: &Read| read.texts().map(|(n, t)| (n.to_owned(), t.to_owned())).collect::<BTreeSet<_>>();
        of(self) == of(other)
    }

    /// Whether everything but the rules is the same, the day included.
    fn same_data(&self, other: &Read) -> bool {
        let data = |read: &Read| -> BTreeSet<(String, String)> {
            let texts = read.texts().filter(|(name, _)| !name.ends_with(".kam"));
            texts.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
        };
        let day = |read: &Read| read.evaluation.as_ref().map(|e| e.as_of);
        day(self) == day(other) && data(self) == data(other)
    }

    fn locale(&self) -> anyhow::Result<Locale> {
        let tag = self.workspace.config.locale.as_str();
        match Locale::new(tag) {
            Some(locale) => Ok(locale),
            None => bail!(problems::no_locale(tag)),
        }
    }

    fn plan_inputs<'a>(&'a self, date: &'a (dyn Fn(Day) -> String + Sync)) -> anyhow::Result<PlanInputs<'a>> {
        let (side, workspace) = (self.side()?, &self.workspace);
        let company = workspace.config.our_company.as_deref();
        Ok(PlanInputs {
            policy: side.policy,
            sources: side.sources,
            portfolio: side.portfolio,
            evaluation: side.evaluation,
            team: &workspace.team,
            register: &workspace.register,
            calendar: &workspace.calendar,
            strategies: side.strategies,
            // What was accepted is no part of what the two sides say.
            accepted: None,
            our_company: company.or(Some(workspace.config.name.as_str()).filter(|n| !n.is_empty())),
            locale: workspace.config.locale.as_str(),
            content_hash: None,
            commit: None,
            date,
        })
    }

    /// The workspace's own templates.
    fn templates(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.target.files();
        let pattern = format!("{}/**/*", self.workspace.config.templates);
        let paths = files.list(&pattern).unwrap_or_default();
        paths.into_iter().filter_map(|path| Some((path.clone(), files.read(&path).ok()?))).collect()
    }
}

impl Target {
    fn new(files: Place, day: Option<Day>) -> Target {
        Target { files, day, overlays: None }
    }

    fn load(&self) -> Workspace {
        match &self.overlays {
            Some(overlays) => Workspace::load_with_overlays(self.files(), overlays),
            None => Workspace::load(self.files()),
        }
    }

    fn files(&self) -> &dyn Files {
        match &self.files {
            Place::Tree(disk) => disk,
            Place::Git(_, revision) => revision.as_ref(),
        }
    }
}

fn side<'a>(
    workspace: &'a Workspace,
    evaluation: Option<&'a Evaluation>,
    strategies: &'a BTreeMap<usize, Strategy>,
) -> Option<Side<'a>> {
    Some(Side {
        sources: &workspace.sources,
        policy: workspace.policy.as_ref()?,
        portfolio: workspace.portfolio.as_ref()?,
        evaluation: evaluation?,
        strategies,
    })
}

/// The rules of one side on the data of the other; only where they fit together.
struct Between {
    workspace: Workspace,
    evaluation: Evaluation,
    strategies: BTreeMap<usize, Strategy>,
}

impl Between {
    fn new(rules: &Read, data: &Read) -> Option<Between> {
        let files = Mixed { rules: rules.target.files(), data: data.target.files() };
        // Which overlays are active belongs to the rules, though it stands in kam.yaml.
        let overlays: Vec<String> = rules.workspace.config.overlays.iter().map(|o| o.text.clone()).collect();
        let workspace = Workspace::load_with_overlays(&files, &overlays);
        if has_errors(&workspace.findings) {
            return None;
        }
        let day = data.evaluation.as_ref()?.as_of;
        let evaluation = engine::evaluate(workspace.policy.as_ref()?, workspace.portfolio.as_ref()?, day);
        evaluation.failed.is_empty().then(|| Between { workspace, evaluation, strategies: BTreeMap::new() })
    }

    fn side(&self) -> Option<Side<'_>> {
        side(&self.workspace, Some(&self.evaluation), &self.strategies)
    }
}

/// Says which files are the same on both sides only because git does not keep them.
fn say_borrowed(reads: &[&Read], out: &mut Output) -> anyhow::Result<()> {
    let mut borrowed = BTreeSet::new();
    for read in reads {
        if let Place::Git(_, revision) = &read.target.files {
            borrowed.extend(revision.borrowed());
        }
    }
    if let Some(first) = borrowed.first() {
        let words = out.words();
        let files = match borrowed.len() {
            1 => format!("`{first}`"),
            n => t::and_more(&words, first, n - 1),
        };
        out.aside(&format!("{}\n", t::borrowed(&words, files)))?;
    }
    Ok(())
}

/// Says what stands in the way, with the files of a revision under its name.
fn refuse(reads: &[&Read], out: &mut Output) -> anyhow::Result<()> {
    let mut all = Vec::new();
    for read in reads.iter().filter(|r| r.is_broken()) {
        let sources = match &read.target.files {
            Place::Tree(_) => read.workspace.sources.clone(),
            Place::Git(commit, _) => prefixed(&read.workspace.sources, &commit.name),
        };
        all.push((sources, errors(&read.workspace.findings)));
    }
    if !out.answers_in_json() {
        for (sources, findings) in &all {
            out.findings(sources, findings)?;
        }
        return Ok(());
    }
    let findings = all.iter().map(|(sources, findings)| findings_to_json(sources, findings, out.language_of_answers()));
    let findings: Vec<Value> = findings.filter_map(|f| f.as_array().cloned()).flatten().collect();
    out.json(&json!({ "format": views::FORMAT, "findings": findings }))
}

fn errors(findings: &[Finding]) -> Vec<Finding> {
    findings.iter().filter(|f| has_errors(std::slice::from_ref(*f))).cloned().collect()
}

fn prefixed(sources: &Sources, name: &str) -> Sources {
    let mut out = Sources::new();
    for file in sources.iter() {
        out.add(format!("{name}:{}", file.name), file.text.as_str());
    }
    out
}

/// For each plan of the comparison, the accounts that keep it and whose plan would read otherwise: something that its
/// template sees differs, or a template does. Where rules and data stand in their files does not count.
fn changed_plans(before: &Read, after: &Read, comparison: &Comparison) -> anyhow::Result<Vec<Vec<String>>> {
    let templates = before.templates() != after.templates();
    let (old_locale, new_locale) = (before.locale()?, after.locale()?);
    let (old_date, new_date) = (|day| old_locale.long_date(day), |day| new_locale.long_date(day));
    let (old, new) = (before.plan_inputs(&old_date)?, after.plan_inputs(&new_date)?);
    let kept: BTreeSet<&String> = comparison.plans.iter().flat_map(|plan| &plan.kept).collect();
    let kept: Vec<&String> = kept.into_iter().collect();
    // Both plans of an account are worked out and forgotten at once: there may be many.
    let changed: BTreeSet<&String> =
        kept.into_par_iter().filter(|id| templates || seen(&old, id) != seen(&new, id)).collect();
    let of = |plan: &PlanChange| plan.kept.iter().filter(|id| changed.contains(id)).cloned().collect();
    Ok(comparison.plans.iter().map(of).collect())
}

/// What a template sees of an account, without places.
fn seen(inputs: &PlanInputs<'_>, id: &str) -> Option<Value> {
    let view = views::plan(inputs, inputs.portfolio.position(id)?)?;
    let mut value = serde_json::to_value(view).ok()?;
    forget_places(&mut value);
    Some(value)
}

/// Takes out what only says where something stands.
fn forget_places(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.shift_remove("provenance");
            map.shift_remove("rule");
            map.values_mut().for_each(forget_places);
        }
        Value::Array(list) => list.iter_mut().for_each(forget_places),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
