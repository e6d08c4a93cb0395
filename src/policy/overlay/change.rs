//! A line of an overlay beside the policy as written: which part of which item it speaks of, and whether that part is what
//! the line says it is.

use super::super::fix::with_replaced;
use super::super::words;
use super::{codes, policy_codes};
use crate::diagnostics::{Finding, Phrase, Sources, Span, said, suggest};
use crate::syntax::{
    At, Change, ChangeKind, Expr, Ident, Item, ItemKind, OverlayItem, ParameterItem, Path, PolicyItem, Row, Table,
    Tree, WrittenRow, read_row, same, spaced,
};
use crate::values::Name;
use std::collections::BTreeMap;

/// A tree and an item of it.
pub(super) type Place = (usize, usize);

/// A line that can be followed.
pub(super) struct Edit<'a> {
    pub overlay: &'a OverlayItem,
    pub line: Span,
    pub place: Place,
    /// The part that it touches; none where it is the whole item.
    pub part: Option<Span>,
    /// What it touches, as the language says it: `weight of momentum`.
    pub what: String,
    pub act: Act,
}

pub(super) enum Act {
    /// The first value of a parameter is 0.
    Value {
        at: usize,
        to: Expr,
    },
    Weight {
        to: Expr,
    },
    Row {
        at: usize,
        row: Row,
    },
    Remove,
}

impl Edit<'_> {
    /// Whether two lines touch the same thing.
    pub fn touches(&self, other: &Edit<'_>) -> bool {
        self.place == other.place && (self.part.is_none() || other.part.is_none() || self.part == other.part)
    }
}

/// What overlays neither add nor remove.
const NOT_FOR_OVERLAYS: [&str; 4] = ["policy", "library", "include", "overlay"];

/// What may have a table whose rows are replaced.
const TABLES: [&str; 4] = ["criterion", "table", "probability", "kpi"];

/// A line of an overlay and whose it is.
#[derive(Clone, Copy)]
struct Line<'a> {
    overlay: &'a OverlayItem,
    span: Span,
}

impl<'a> Line<'a> {
    fn edit(self, place: Place, part: Option<Span>, what: String, act: Act) -> Edit<'a> {
        Edit { overlay: self.overlay, line: self.span, place, part, what, act }
    }
}

fn cannot(line: Line<'_>, action: &str, keyword: &str) -> Finding {
    Finding::new(&codes::OVERLAY_CANNOT, line.span).arg("line", format!("{action} {keyword}"))
}

/// The policy as written.
pub(super) struct Base<'a> {
    sources: &'a Sources,
    trees: &'a [Tree],
    /// By directive and name; the first where there are several, which have their finding.
    items: BTreeMap<String, Place>,
    /// An item could not even be told apart: what seems to be lacking may stand in it.
    lost: bool,
}

impl<'a> Base<'a> {
    pub fn new(sources: &'a Sources, trees: &'a [Tree]) -> Base<'a> {
        let mut items = BTreeMap::new();
        // Without its first line nobody knows what the policy is, and that has its finding.
        let mut lost = !trees.iter().flat_map(|t| &t.items).any(|i| matches!(i.kind, ItemKind::Policy(_)));
        for (tree, at, item) in
            trees.iter().enumerate().flat_map(|(t, tree)| tree.items.iter().enumerate().map(move |(at, i)| (t, at, i)))
        {
            lost |= item.broken && matches!(item.kind, ItemKind::Later { .. });
            items.entry(item.kind.called()).or_insert((tree, at));
        }
        Base { sources, trees, items, lost }
    }

    fn get(&self, called: &str) -> Option<(Place, &'a Item)> {
        let place = *self.items.get(called)?;
        Some((place, self.trees.get(place.0)?.items.get(place.1)?))
    }

    /// What the lines of an overlay come to, and what is wrong about them.
    pub fn overlay(&self, item: &Item, overlay: &'a OverlayItem) -> (Vec<Edit<'a>>, Vec<Finding>) {
        let (mut edits, mut found) = (Vec::new(), Vec::new());
        found.extend(self.base(item, overlay));
        for change in &overlay.changes {
            match self.change(overlay, change) {
                Ok(more) => edits.extend(more),
                Err(findings) => found.extend(findings),
            }
        }
        (edits, found)
    }

    /// The items that an overlay adds.
    pub fn added(&self, overlay: &OverlayItem) -> Vec<Item> {
        let item = |change: &Change| match &change.kind {
            ChangeKind::Add(item) => Some((**item).clone()),
            _ => None,
        };
        overlay.changes.iter().filter_map(item).collect()
    }

    /// Whether the policy is the one that the overlay is written for.
    fn base(&self, item: &Item, overlay: &OverlayItem) -> Option<Finding> {
        let policy = self.trees.iter().flat_map(|t| &t.items).find_map(|i| match &i.kind {
            ItemKind::Policy(policy) => Some(policy),
            _ => None,
        })?;
        let base = overlay.base.as_ref()?;
        let versions = (base.version.as_ref().map(|v| &v.value), policy.version.as_ref().map(|v| &v.value));
        if base.policy.value == policy.name.value && versions.0 == versions.1 {
            return None;
        }
        let is = called(policy);
        let finding = Finding::new(&codes::OVERLAY_BASE, base.span)
            .quote("says", self.sources.slice(base.span))
            .arg("is", &is)
            .maybe_fix(with_replaced(self.sources, base.span, &is))
            .note_at(policy.name.span, said!("the policy stands here", "polityka stoi tutaj"));
        (!item.broken).then_some(finding)
    }

    fn change(&self, overlay: &'a OverlayItem, change: &'a Change) -> Result<Vec<Edit<'a>>, Vec<Finding>> {
        let line = Line { overlay, span: change.span };
        match &change.kind {
            ChangeKind::Parameter { name, from, to } => self.parameter(line, name, from, to),
            ChangeKind::Weight { name, from, to } => self.weight(line, name, from, to),
            ChangeKind::Row { table, old, new } => self.replaced_row(line, table, old, new),
            ChangeKind::Remove { keyword, name } => self.remove(line, keyword, name.as_ref()),
            ChangeKind::Add(item) => match item.kind.keyword() {
                keyword if NOT_FOR_OVERLAYS.contains(&keyword) => Err(vec![cannot(line, "add", keyword)]),
                _ => Ok(Vec::new()),
            },
        }
    }

    fn parameter(&self, line: Line<'a>, name: &Ident, from: &Expr, to: &Expr) -> Result<Vec<Edit<'a>>, Vec<Finding>> {
        let what = format!("parameter {}", name.value);
        let Some((place, item)) = self.target(name, &["parameter"], &what, line.span)? else { return Ok(Vec::new()) };
        let ItemKind::Parameter(parameter) = &item.kind else { return Ok(Vec::new()) };
        let values = values(parameter);
        let equal = values.iter().enumerate().filter(|(_, value)| same(&value.kind, &from.kind));
        let edit = |(at, value): (usize, &&Expr)| {
            line.edit(place, Some(value.span), what.clone(), Act::Value { at, to: to.clone() })
        };
        let edits: Vec<Edit<'a>> = equal.map(edit).collect();
        if edits.is_empty() {
            return Err(vec![self.stale(&what, from, &values)]);
        }
        Ok(edits)
    }

    fn weight(&self, line: Line<'a>, name: &Ident, from: &Expr, to: &Expr) -> Result<Vec<Edit<'a>>, Vec<Finding>> {
        let what = format!("weight of {}", name.value);
        let found = self.target(name, &["criterion", "group"], &what, line.span)?;
        let Some((place, item)) = found else { return Ok(Vec::new()) };
        let weight = match &item.kind {
            ItemKind::Criterion(criterion) => criterion.weight.as_ref(),
            ItemKind::Group(group) => group.weight.as_ref(),
            _ => None,
        };
        match weight {
            Some(weight) if same(&weight.kind, &from.kind) => {
                Ok(vec![line.edit(place, Some(weight.span), what, Act::Weight { to: to.clone() })])
            }
            Some(weight) => Err(vec![self.stale(&what, from, &[weight])]),
            // An item without its weight has a finding of its own.
            None => Ok(Vec::new()),
        }
    }

    fn replaced_row(
        &self,
        line: Line<'a>,
        table: &Path,
        old: &WrittenRow,
        new: &WrittenRow,
    ) -> Result<Vec<Edit<'a>>, Vec<Finding>> {
        let parts: Vec<&str> = table.parts.iter().map(|p| p.value.as_str()).collect();
        let first = table.parts.first().map_or(line.span, |p| p.span);
        let span = table.parts.last().map_or(first, |p| first.to(p.span));
        let name = Ident::new(Name::new(&parts.join(".")), span);
        let what = format!("row of {}", name.value);
        // A criterion and a KPI may have one name: the one that has the row is meant.
        let with_table = |i: &Item| i.kind.table().is_some();
        let called = TABLES
            .iter()
            .filter(|kind| self.get(&format!("{kind} {}", name.value)).is_some_and(|(_, item)| with_table(item)));
        let called: Vec<&str> = called.copied().collect();
        if called.is_empty() && !self.lost {
            return Err(vec![self.no_such(words::item("table"), &name, &TABLES, with_table)]);
        }
        let mut wrong = None;
        for kind in called {
            let Some((place, item)) = self.target(&name, &[kind], &what, line.span)? else { continue };
            let Some(found) = item.kind.table() else { continue };
            match self.row(item, found, name.value.as_str(), old, new) {
                Ok((at, row)) => {
                    let part = found.rows.get(at).map(|r| r.span);
                    return Ok(vec![line.edit(place, part, what, Act::Row { at, row })]);
                }
                Err(findings) => wrong = wrong.or(Some(findings)),
            }
        }
        wrong.map_or_else(|| Ok(Vec::new()), Err)
    }

    fn remove(
        &self,
        line: Line<'a>,
        keyword: &At<String>,
        name: Option<&At<String>>,
    ) -> Result<Vec<Edit<'a>>, Vec<Finding>> {
        if NOT_FOR_OVERLAYS.contains(&keyword.value.as_str()) {
            return Err(vec![cannot(line, "remove", &keyword.value)]);
        }
        let said = name.map_or_else(|| keyword.value.clone(), |n| format!("{} {}", keyword.value, n.value));
        match self.get(&said) {
            Some((_, item)) if item.locked => Err(vec![self.locked(item, &said, line.span)]),
            Some((place, _)) => Ok(vec![line.edit(place, None, said, Act::Remove)]),
            None if self.lost => Ok(Vec::new()),
            None => {
                let name = name.unwrap_or(keyword);
                let at = Ident::new(Name::new(name.value.trim_matches('"')), name.span);
                Err(vec![self.no_such(words::item(&keyword.value), &at, &[&keyword.value], |_| true)])
            }
        }
    }

    /// The item that a name speaks of; nothing where it could not be read, which has its finding.
    fn target(
        &self,
        name: &Ident,
        kinds: &[&str],
        what: &str,
        line: Span,
    ) -> Result<Option<(Place, &'a Item)>, Vec<Finding>> {
        let found = kinds.iter().find_map(|kind| self.get(&format!("{kind} {}", name.value)));
        match found {
            Some((_, item)) if item.locked => Err(vec![self.locked(item, what, line)]),
            Some((_, item)) if item.broken => Ok(None),
            Some(found) => Ok(Some(found)),
            None if self.lost => Ok(None),
            None => Err(vec![self.no_such(
                Phrase::alternatives(kinds.iter().map(|kind| words::item(kind))),
                name,
                kinds,
                |_| true,
            )]),
        }
    }

    fn no_such(&self, kind: Phrase, name: &Ident, kinds: &[&str], fits: impl Fn(&Item) -> bool) -> Finding {
        let known: Vec<String> = self
            .trees
            .iter()
            .flat_map(|t| &t.items)
            .filter(|i| kinds.contains(&i.kind.keyword()) && fits(i))
            .filter_map(|i| Some(i.kind.name()?.trim_matches('"').to_owned()))
            .collect();
        let near = suggest::nearest(name.value.as_str(), known.iter().map(String::as_str));
        let quoted = self.sources.slice(name.span).starts_with('"');
        let write = near.map(|near| if quoted { format!("\"{near}\"") } else { near.to_owned() });
        Finding::new(&policy_codes::UNKNOWN_ITEM, name.span)
            .arg("kind", kind)
            .quote("name", name.value.as_str())
            .arg("hint", suggest::did_you_mean(near))
            .maybe_fix(write.and_then(|near| with_replaced(self.sources, name.span, &near)))
    }

    fn locked(&self, item: &Item, what: &str, line: Span) -> Finding {
        Finding::new(&codes::OVERLAY_LOCKED, line)
            .quote("what", what)
            .note_at(item.header, said!("it is locked here", "zamknięto to tutaj"))
    }

    /// A value that is not what the overlay says it is.
    fn stale(&self, what: &str, from: &Expr, now: &[&Expr]) -> Finding {
        let texts: Vec<String> = now.iter().map(|value| format!("`{}`", self.sources.slice(value.span))).collect();
        let mut finding = Finding::new(&codes::OVERLAY_STALE, from.span)
            .quote("what", what)
            .quote("says", self.sources.slice(from.span))
            .arg("is", texts.join(", "));
        if let Some(first) = now.first() {
            finding = finding.maybe_fix(with_replaced(self.sources, from.span, self.sources.slice(first.span)));
            finding = finding.note_at(first.span, said!("the policy says so here", "tu mówi to polityka"));
        }
        finding
    }

    /// The row that is replaced, and the one that is to stand there.
    fn row(
        &self,
        item: &Item,
        table: &Table,
        name: &str,
        old: &WrittenRow,
        new: &WrittenRow,
    ) -> Result<(usize, Row), Vec<Finding>> {
        let read = |row: &WrittenRow| {
            let source = self.sources.file(row.span.file);
            read_row(source, item.kind.keyword(), &table.header, row.span)
        };
        let ((was, mut found), (is, more)) = (read(old), read(new));
        found.extend(more);
        let (Some(was), Some(is), true) = (was, is, found.is_empty()) else { return Err(found) };
        let equal = |row: &Row| row.cells.iter().zip(&was.cells).filter(|(a, b)| same(&a.kind, &b.kind)).count();
        if let Some(at) = table.rows.iter().position(|row| equal(row) == was.cells.len()) {
            return Ok((at, is));
        }
        if table.incomplete {
            return Err(Vec::new());
        }
        // The row that has most in common, the first of several.
        let most = table.rows.iter().map(equal).max().filter(|most| *most > 0 || table.rows.len() == 1);
        let near = table.rows.iter().find(|row| Some(equal(row)) == most);
        let near_text = near.map(|row| self.sources.slice(row.span));
        let mut finding = Finding::new(&codes::OVERLAY_ROW, old.span)
            .quote("table", name)
            .arg("says", spaced(self.sources.slice(old.span)))
            .maybe_fix(near_text.and_then(|text| with_replaced(self.sources, old.span, &spaced(text))));
        if let Some(row) = near {
            finding = finding.note_at(row.span, said!("the nearest row of the policy", "najbliższy wiersz polityki"));
        }
        Err(vec![finding])
    }
}

fn values(parameter: &ParameterItem) -> Vec<&Expr> {
    std::iter::once(&parameter.value).chain(parameter.later.iter().map(|(_, value)| value)).collect()
}

/// `key_account@2026.2`
fn called(policy: &PolicyItem) -> String {
    match &policy.version {
        Some(version) => format!("{}@{}", policy.name.value, version.value),
        None => policy.name.value.to_string(),
    }
}
