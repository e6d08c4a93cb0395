//! `kam show`: rules as they hold, with what overlays make of them, and where each part was set.

use super::Global;
use super::disk::Disk;
use super::exit::Exit;
use super::output::Output;
use super::words::{Words, problems, remarks as t};
use super::workspace::no_policy;
use anyhow::bail;
use clap::ValueEnum;
use kam::diagnostics::has_errors;
use kam::policy::{Holding, resolved};
use kam::views::{self, OriginAnswer, ShowAnswer, ShownItem};
use kam::workspace::Workspace;

/// Show rules as they hold
///
/// Prints items of the policy by their name, with what the active overlays make of them; with --origin where each part was
/// set, what it replaced and by which overlay. --resolved prints the whole policy as one file that says the same without
/// overlays.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam show tier_a_threshold
  kam show criterion reach --origin
  kam show --origin                    everything that overlays change
  kam show --resolved > policy.kam     the policy as it holds, in one file")]
pub struct Args {
    /// Name of an item, with or without its directive: `reach`, `criterion reach`
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// Also say where it was set and what it replaced; without NAME, for everything that overlays change
    #[arg(long)]
    origin: bool,
    /// The whole policy
    #[arg(long, conflicts_with_all = ["name", "origin"])]
    resolved: bool,
    /// How to print it
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
    let name = args.name.join(" ");
    if name.is_empty() && !args.origin && !args.resolved {
        bail!(problems::nothing_to_show());
    }
    let workspace = Workspace::load_rules(&Disk::open(&global.dir)?);
    out.speak_as(&workspace.config);
    if has_errors(&workspace.findings) {
        out.refusal(&workspace.sources, &workspace.findings)?;
        return Ok(Exit::Findings);
    }
    out.findings(&workspace.sources, &workspace.findings)?;
    let Some(mut answer) = views::show(&workspace) else { return no_policy() };
    if args.resolved {
        answer.text = Some(resolved(&Holding {
            sources: &workspace.sources,
            trees: &workspace.trees,
            removed: &workspace.removed,
            version: answer.policy.version,
        }));
    } else if name.is_empty() {
        answer.items = Some(views::items_of_overlays(&workspace));
    } else {
        answer.items = Some(called(&workspace, &name)?);
    }
    match args.format {
        Format::Json => out.json(&answer)?,
        Format::Text => out.print(&text(&out.words(), &answer, args.origin))?,
    }
    Ok(Exit::Fine)
}

/// The items of a name; an unknown one is an error that offers the nearest.
fn called(workspace: &Workspace, name: &str) -> anyhow::Result<Vec<ShownItem>> {
    let items = views::items_called(workspace, name);
    if items.is_empty() {
        match views::nearest_item(workspace, name) {
            Some(nearest) => bail!(problems::no_item_but(name, nearest)),
            None => bail!(problems::no_item(name)),
        }
    }
    Ok(items)
}

/// What was asked for as rules again: what is said about them are comments.
fn text(w: &Words, answer: &ShowAnswer<'_>, origin: bool) -> String {
    if let Some(text) = &answer.text {
        return text.clone();
    }
    let items = answer.items.as_deref().unwrap_or_default();
    if items.is_empty() {
        return format!("{}\n", t::nothing_changed(w));
    }
    items.iter().map(|item| self::item(w, item, origin)).collect::<Vec<_>>().join("\n")
}

fn item(w: &Words, item: &ShownItem, origin: bool) -> String {
    let removed = item.state == "removed";
    let mut out = String::new();
    if origin {
        out.push_str(&format!("# {}\n", item.place));
    }
    for part in item.origin.iter().filter(|_| origin || removed) {
        out.push_str(&format!("# {}\n", t::by_overlay(w, done(w, part), &part.overlay, &part.place)));
    }
    for line in item.text.lines() {
        out.push_str(&format!("{}{line}\n", if removed { "# " } else { "" }));
    }
    out
}

/// What part of an item it is.
fn part_word(w: &Words, part: &str) -> String {
    match part {
        "value" => t::value(w),
        "weight" => t::weight(w),
        "row" => t::row(w),
        other => other.to_owned(),
    }
}

/// What an overlay did: `value 75 points instead of 80 points`.
fn done(w: &Words, part: &OriginAnswer) -> String {
    let place = part.before.as_ref().map(|said| said.place.as_str()).unwrap_or_default();
    match (part.what, &part.before, &part.after) {
        ("item", None, _) => t::item_added(w),
        ("item", Some(_), None) => t::item_removed(w),
        ("item", Some(_), Some(_)) => t::instead_of(w, place),
        (what, before, after) => {
            let before = before.as_ref().map(|said| said.text.as_str()).unwrap_or_default();
            t::part_instead_of(w, part_word(w, what), after.as_deref().unwrap_or_default(), before, place)
        }
    }
}
