//! Overlays: trees as written into the trees that hold. [`apply`] comes before [`super::check`], so that nothing behind it
//! knows of overlays: an item that one changes is an item like any other, whose changed parts stand in the overlay's file,
//! and every later finding points there. What was replaced is noted on the item itself (`Item::replaced`, `Item::added`).
//!
//! Every line is looked at beside the policy as written (`change`), never beside what another line makes of it, so that
//! their order does not matter; two active lines that touch the same place are a finding. Overlays that are not active
//! are looked at likewise and change nothing. `text` makes rules of the result again.

mod change;
mod text;

pub use text::{Holding, item_text, resolved};

use crate::diagnostics::{Finding, Sources, Span, has_errors, overlay as codes, policy as policy_codes, said, suggest};
use crate::syntax::{Added, Item, ItemKind, OverlayItem, ParameterItem, Part, Replacement, Tree};
use crate::values::{Label, Name};
use change::{Act, Base, Edit, Place};
use std::collections::{BTreeMap, BTreeSet};

use super::fix::with_replaced;

/// What overlays make of the trees.
#[derive(Clone, Debug, Default)]
pub struct Overlaid {
    /// The trees that hold; as written where a line of an active overlay cannot be followed.
    pub trees: Vec<Tree>,
    /// All overlays there are, in the order of their files and lines.
    pub overlays: Vec<Overlay>,
    /// Items of the policy that active overlays remove and bring under no other form.
    pub removed: Vec<Removed>,
    pub findings: Vec<Finding>,
}

/// An overlay of the workspace.
#[derive(Clone, Debug)]
pub struct Overlay {
    pub name: Name,
    pub label: Label,
    /// Its first line.
    pub span: Span,
    pub active: bool,
}

/// An item that an overlay takes away.
#[derive(Clone, Debug)]
pub struct Removed {
    pub item: Item,
    pub overlay: Name,
    /// The overlay's line.
    pub line: Span,
}

impl Overlaid {
    /// A policy's version with the overlays that change it: `2026.2 + mazowsze`.
    pub fn version(&self, base: &str) -> String {
        let active = self.overlays.iter().filter(|o| o.active).map(|o| o.name.as_str());
        std::iter::once(base).chain(active).collect::<Vec<_>>().join(" + ")
    }
}

/// Applies the overlays that are to be active, each with the place that says so.
pub fn apply(sources: &Sources, trees: &[Tree], active: &[(Name, Span)]) -> Overlaid {
    let base = Base::new(sources, trees);
    let mut written: Vec<(usize, &Item, &OverlayItem)> = Vec::new();
    for (at, tree) in trees.iter().enumerate() {
        written.extend(tree.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Overlay(overlay) => Some((at, item, overlay)),
            _ => None,
        }));
    }
    written.sort_by_key(|(_, item, _)| (sources.name(item.span.file), item.span.start));
    let mut out = Overlaid { findings: unknown(sources, &written, active), ..Overlaid::default() };
    let wanted: BTreeSet<&Name> = active.iter().map(|(name, _)| name).collect();
    let mut seen: BTreeMap<&Name, Span> = BTreeMap::new();
    let (mut edits, mut adds) = (Vec::new(), Vec::new());
    let mut follow = true;
    for (tree, item, overlay) in written {
        if let Some(first) = seen.insert(&overlay.name.value, overlay.name.span) {
            out.findings.push(super::declare::duplicate(&overlay.name, Some(first)));
            follow = false;
            continue;
        }
        let active = wanted.contains(&overlay.name.value);
        let (name, label) = (overlay.name.value.clone(), overlay.label.clone());
        out.overlays.push(Overlay { name, label, span: item.header, active });
        let (own, mut found) = base.overlay(item, overlay);
        found.extend(clashes(sources, &own));
        if active {
            follow &= !item.broken && !has_errors(&found);
            edits.extend(own);
            adds.extend(base.added(overlay).into_iter().map(|item| (tree, overlay, item)));
        }
        out.findings.extend(found);
    }
    // Those within one overlay are found already.
    out.findings.extend(clashes(sources, &edits).into_iter().filter(|f| !out.findings.contains(f)).collect::<Vec<_>>());
    out.trees = trees.to_vec();
    if follow && !has_errors(&out.findings) {
        make(&mut out, &edits, adds);
        for item in out.trees.iter_mut().flat_map(|tree| &mut tree.items) {
            if let ItemKind::Overlay(overlay) = &mut item.kind {
                overlay.active = wanted.contains(&overlay.name.value);
            }
        }
    }
    out
}

/// Names of kam.yaml that no overlay has.
fn unknown(sources: &Sources, written: &[(usize, &Item, &OverlayItem)], active: &[(Name, Span)]) -> Vec<Finding> {
    let names: Vec<&str> = written.iter().map(|(_, _, o)| o.name.value.as_str()).collect();
    let unknown = active.iter().filter(|(name, _)| !names.contains(&name.as_str()));
    unknown
        .map(|(name, span)| {
            let near = suggest::nearest(name.as_str(), names.iter().copied());
            Finding::new(&codes::UNKNOWN_OVERLAY, *span)
                .quote("name", name.as_str())
                .arg("hint", suggest::did_you_mean(near))
                .maybe_fix(near.and_then(|near| with_replaced(sources, *span, near)))
        })
        .collect()
}

/// Edits of the same place.
fn clashes(sources: &Sources, edits: &[Edit<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, edit) in edits.iter().enumerate() {
        let Some(first) = edits.get(..at).and_then(|before| before.iter().find(|e| e.touches(edit))) else { continue };
        let named = |e: &Edit<'_>| format!("`{}` ({})", e.overlay.name.value, sources.file_line(e.line));
        let finding = Finding::new(&codes::OVERLAY_CLASH, edit.line)
            .arg("this", named(edit))
            .arg("other", named(first))
            .arg("what", edit.what.clone());
        found.push(finding.note_at(first.line, said!("the other change stands here", "druga zmiana stoi tutaj")));
    }
    found
}

/// Follows the lines of the active overlays.
fn make(out: &mut Overlaid, edits: &[Edit<'_>], adds: Vec<(usize, &OverlayItem, Item)>) {
    let mut gone: BTreeMap<Place, &Edit<'_>> = BTreeMap::new();
    for edit in edits {
        let Some(item) = out.trees.get_mut(edit.place.0).and_then(|t| t.items.get_mut(edit.place.1)) else { continue };
        match &edit.act {
            Act::Remove => {
                gone.insert(edit.place, edit);
            }
            act => replace(item, edit, act),
        }
    }
    // A new item under the name of one that the same overlay removes takes its place, as in the ladder of tiers.
    for (tree, overlay, mut item) in adds {
        let called = item.kind.called();
        let instead = gone.iter().find(|(place, edit)| {
            edit.overlay.name == overlay.name && item_at(&out.trees, **place).is_some_and(|i| i.kind.called() == called)
        });
        let place = instead.map(|(place, _)| *place);
        let old = place.and_then(|place| item_at(&out.trees, place)).map(|i| i.span);
        item.added = Some(Added { overlay: overlay.name.value.clone(), instead_of: old });
        match place {
            Some(place) => {
                gone.remove(&place);
                if let Some(slot) = out.trees.get_mut(place.0).and_then(|t| t.items.get_mut(place.1)) {
                    *slot = item;
                }
            }
            None => {
                if let Some(tree) = out.trees.get_mut(tree) {
                    tree.items.push(item);
                }
            }
        }
    }
    for (place, edit) in gone.iter().rev() {
        if let Some(tree) = out.trees.get_mut(place.0).filter(|tree| place.1 < tree.items.len()) {
            let item = tree.items.remove(place.1);
            out.removed.push(Removed { item, overlay: edit.overlay.name.value.clone(), line: edit.line });
        }
    }
    out.removed.reverse();
}

fn item_at(trees: &[Tree], place: Place) -> Option<&Item> {
    trees.get(place.0)?.items.get(place.1)
}

/// Puts a new part into an item and notes it.
fn replace(item: &mut Item, edit: &Edit<'_>, act: &Act) {
    let (part, was, is) = match (act, &mut item.kind) {
        (Act::Value { at, to }, ItemKind::Parameter(parameter)) => {
            let Some(value) = value_mut(parameter, *at) else { return };
            // The first line of a parameter is its value: it now stands in the overlay.
            if *at == 0 {
                item.header = edit.line;
            }
            let was = value.span;
            *value = to.clone();
            (Part::Value, was, to.span)
        }
        (Act::Weight { to }, kind) => {
            let weight = match kind {
                ItemKind::Criterion(criterion) => &mut criterion.weight,
                ItemKind::Group(group) => &mut group.weight,
                _ => return,
            };
            let Some(old) = weight.replace(to.clone()) else { return };
            (Part::Weight, old.span, to.span)
        }
        (Act::Row { at, row }, kind) => {
            let Some(old) = kind.table_mut().and_then(|t| t.rows.get_mut(*at)) else { return };
            let was = old.span;
            *old = row.clone();
            (Part::Row, was, row.span)
        }
        (Act::Value { .. } | Act::Remove, _) => return,
    };
    item.replaced.push(Replacement { overlay: edit.overlay.name.value.clone(), was, is, line: edit.line, part });
    item.replaced.sort_by_key(|r| r.was.start);
}

/// The values of a parameter: the first, then the dated ones.
fn value_mut(parameter: &mut ParameterItem, at: usize) -> Option<&mut crate::syntax::Expr> {
    match at.checked_sub(1) {
        None => Some(&mut parameter.value),
        Some(later) => parameter.later.get_mut(later).map(|(_, value)| value),
    }
}
