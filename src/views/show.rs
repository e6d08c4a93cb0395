//! Rules as they hold, item by item: the text, where it stands, and which parts overlays say otherwise than the policy.

use super::FORMAT;
use super::rank::PolicyAnswer;
use crate::diagnostics::{Sources, suggest};
use crate::policy::{Overlay, Removed, item_text};
use crate::syntax::{Item, spaced};
use crate::values::Name;
use crate::workspace::Workspace;
use serde::Serialize;

/// The answer of `kam show`.
#[derive(Clone, Debug, Serialize)]
pub struct ShowAnswer<'a> {
    pub format: u32,
    pub policy: PolicyAnswer<'a>,
    pub overlays: Vec<OverlayAnswer>,
    /// The items that were asked for, in the order of their files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ShownItem>>,
    /// The whole policy as one file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An overlay of the workspace.
#[derive(Clone, Debug, Serialize)]
pub struct OverlayAnswer {
    pub name: String,
    pub active: bool,
    /// `file:line`
    pub place: String,
}

/// An item as it holds.
#[derive(Clone, Debug, Serialize)]
pub struct ShownItem {
    /// Directive and name.
    pub item: String,
    /// `written`, `changed`, `added` or `removed`, the last three by overlays.
    pub state: &'static str,
    /// `file:line`
    pub place: String,
    /// What holds, laid out; of a removed item what held.
    pub text: String,
    pub origin: Vec<OriginAnswer>,
}

/// What an overlay did to an item.
#[derive(Clone, Debug, Serialize)]
pub struct OriginAnswer {
    pub overlay: String,
    /// `value`, `weight`, `row` or `item`
    pub what: &'static str,
    /// What the policy says, where it says anything.
    pub before: Option<Said>,
    /// What holds instead; none for an item that was removed.
    pub after: Option<String>,
    /// The overlay's line.
    pub place: String,
}

/// A text and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    pub text: String,
    pub place: String,
}

/// The answer without what it is about; none where the workspace holds no policy.
pub fn show(workspace: &Workspace) -> Option<ShowAnswer<'_>> {
    let policy = workspace.policy.as_ref()?;
    let overlay = |o: &'_ Overlay| OverlayAnswer {
        name: o.name.to_string(),
        active: o.active,
        place: workspace.sources.file_line(o.span),
    };
    Some(ShowAnswer {
        format: FORMAT,
        policy: PolicyAnswer { name: policy.name.as_str(), version: &policy.version },
        overlays: workspace.overlays.iter().map(overlay).collect(),
        items: None,
        text: None,
    })
}

/// The items of a name, or of directive and name: `reach`, `criterion reach`, `Large and growing`. Removed ones too.
pub fn items_called(workspace: &Workspace, name: &str) -> Vec<ShownItem> {
    items(workspace, |item| names(item).iter().any(|n| n == name || *n == Name::new(name).as_str()))
}

/// The items that overlays change, add or remove.
pub fn items_of_overlays(workspace: &Workspace) -> Vec<ShownItem> {
    let mut all = items(workspace, |_| true);
    all.retain(|item| !item.origin.is_empty());
    all
}

/// The name nearest to one that nothing has.
pub fn nearest_item(workspace: &Workspace, name: &str) -> Option<String> {
    let removed = workspace.removed.iter().map(|r| &r.item);
    let all: Vec<String> = workspace.trees.iter().flat_map(|t| &t.items).chain(removed).flat_map(names).collect();
    suggest::nearest(name, all.iter().map(String::as_str)).map(str::to_owned)
}

/// What an item may be called by.
fn names(item: &Item) -> Vec<String> {
    let called = item.kind.called().replace('"', "");
    let bare = item.kind.name().map(|name| name.trim_matches('"').to_owned());
    bare.into_iter().chain([called]).collect()
}

fn items(workspace: &Workspace, wanted: impl Fn(&Item) -> bool) -> Vec<ShownItem> {
    let sources = &workspace.sources;
    let there = workspace.trees.iter().flat_map(|t| &t.items).filter(|i| wanted(i));
    let gone = workspace.removed.iter().filter(|r| wanted(&r.item));
    let mut found: Vec<((&str, u32), ShownItem)> = there
        .map(|item| ((sources.name(item.span.file), item.span.start), shown(sources, item)))
        .chain(gone.map(|r| ((sources.name(r.item.span.file), r.item.span.start), taken_away(sources, r))))
        .collect();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, item)| item).collect()
}

fn shown(sources: &Sources, item: &Item) -> ShownItem {
    let text = item_text(sources, item);
    let said = |span| Said { text: sources.slice(span).trim().to_owned(), place: sources.file_line(span) };
    let part_of = |span| Said { text: spaced(sources.slice(span)), place: sources.file_line(span) };
    let parts = item.replaced.iter().map(|part| OriginAnswer {
        overlay: part.overlay.to_string(),
        what: part.part.word(),
        before: Some(part_of(part.was)),
        after: Some(spaced(sources.slice(part.is))),
        place: sources.file_line(part.line),
    });
    let whole = item.added.iter().map(|added| OriginAnswer {
        overlay: added.overlay.to_string(),
        what: "item",
        before: added.instead_of.map(said),
        after: Some(text.clone()),
        place: sources.file_line(item.span),
    });
    let origin: Vec<OriginAnswer> = whole.chain(parts).collect();
    let state = match (&item.added, origin.is_empty()) {
        (Some(added), _) if added.instead_of.is_none() => "added",
        (None, true) => "written",
        (Some(_), _) | (None, false) => "changed",
    };
    ShownItem { item: item.kind.called(), state, place: sources.file_line(item.span), text, origin }
}

fn taken_away(sources: &Sources, removed: &Removed) -> ShownItem {
    let place = sources.file_line(removed.item.span);
    let text = item_text(sources, &removed.item);
    let origin = OriginAnswer {
        overlay: removed.overlay.to_string(),
        what: "item",
        before: Some(Said { text: text.clone(), place: place.clone() }),
        after: None,
        place: sources.file_line(removed.line),
    };
    ShownItem { item: removed.item.kind.called(), state: "removed", place, text, origin: vec![origin] }
}
