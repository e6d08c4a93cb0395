//! Rules as text again, as they hold: an item with the parts that overlays put into it, and a whole policy as one file that
//! says the same without overlays. Takes the texts as they were written and changes only the places that the trees note,
//! so that comments stay; the formatter then lays the result out.

use super::Removed;
use crate::diagnostics::{Sources, Span};
use crate::syntax::{Item, ItemKind, RecordsItem, Replacement, Tree, format};
use std::collections::{BTreeMap, BTreeSet};

/// An item as it holds, laid out, without a line break at its end.
pub fn item_text(sources: &Sources, item: &Item) -> String {
    laid_out(&item_lines(sources, item)).trim_end().to_owned()
}

/// Text between two places of a file, to put in place of what stands there.
type Edit = (Span, String);

fn laid_out(text: &str) -> String {
    let mut sources = Sources::new();
    let id = sources.add("rules.kam", text);
    format(sources.file(id)).text
}

/// The lines of an item as they stand, with its replaced parts; those of an added one begin in column 1.
fn item_lines(sources: &Sources, item: &Item) -> String {
    let text = edited(sources, item.span, replacements(sources, &item.replaced));
    if item.added.is_none() {
        return text;
    }
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let body = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let least = body.map(depth).min().unwrap_or(0);
    let line = |(at, line): (usize, &str)| match at {
        0 => line.to_owned(),
        _ => format!("  {}", line.get(least..).unwrap_or(line.trim_start())),
    };
    text.lines().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn replacements(sources: &Sources, replaced: &[Replacement]) -> Vec<Edit> {
    replaced.iter().map(|r| (r.was, sources.slice(r.is).to_owned())).collect()
}

/// A part of a file with edits made; edits within others are dropped.
fn edited(sources: &Sources, span: Span, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
    let text = sources.file(span.file).text.as_str();
    let part = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or_default();
    let (mut out, mut done) = (String::new(), span.start);
    for (at, new) in edits.iter().filter(|(at, _)| at.file == span.file && at.end <= span.end) {
        if at.start >= done {
            out.push_str(part(done, at.start));
            out.push_str(new);
            done = at.end;
        }
    }
    out.push_str(part(done, span.end));
    out
}

/// The rules that hold, of which one file is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Holding<'a> {
    pub sources: &'a Sources,
    pub trees: &'a [Tree],
    pub removed: &'a [Removed],
    /// The version with the overlays that make it.
    pub version: &'a str,
}

/// A policy as one file that says the same without overlays. Libraries shipped with kam stay included where no overlay
/// changes them; those of the workspace, and changed ones, become part of the policy.
pub fn resolved(rules: &Holding<'_>) -> String {
    let mut trees: Vec<&Tree> = rules.trees.iter().collect();
    trees.sort_by_key(|tree| (super::super::is_library(tree), rules.sources.name(tree.file)));
    let inlined = rules.inlined(&trees);
    trees.retain(|tree| library(tree).is_none_or(|name| inlined.contains(name)));
    let mut edits = rules.edits(&inlined, &trees);
    edits.extend(rules.merged(&trees));
    let mut out = String::new();
    for tree in trees {
        let own = tree.items.iter().filter(|i| i.added.is_none() && !matches!(i.kind, ItemKind::Overlay(_)));
        if own.count() > 0 {
            let file = rules.sources.file(tree.file);
            let length = u32::try_from(file.text.len()).unwrap_or(u32::MAX);
            let whole = Span { file: tree.file, start: 0, end: length };
            let edits = edits.iter().filter(|(at, _)| at.file == tree.file).cloned().collect();
            out.push_str(&format!("# {}\n\n{}\n", file.name, edited(rules.sources, whole, edits).trim()));
        }
        for item in &tree.items {
            if let Some(added) = item.added.as_ref().filter(|a| a.instead_of.is_none()) {
                let place = rules.sources.file_line(item.span);
                let text = item_lines(rules.sources, item);
                out.push_str(&format!("\n# overlay {}, {place}\n{text}\n", added.overlay));
            }
        }
        out.push('\n');
    }
    laid_out(&out.replace("\r\n", "\n"))
}

/// The name of the library that a tree is.
fn library(tree: &Tree) -> Option<&str> {
    tree.items.iter().find_map(|item| match &item.kind {
        ItemKind::Library(library) => Some(library.name.value.as_str()),
        _ => None,
    })
}

impl Holding<'_> {
    /// The libraries that become part of the policy: those of the workspace, those that an overlay changes, and those that
    /// include one of these, lest it be included beside.
    fn inlined<'t>(&self, trees: &[&'t Tree]) -> BTreeSet<&'t str> {
        let touched = |tree: &Tree| {
            tree.items.iter().any(|i| !i.replaced.is_empty() || i.added.is_some())
                || self.removed.iter().any(|r| r.item.span.file == tree.file)
        };
        let own = |tree: &Tree| !self.sources.name(tree.file).starts_with('<');
        let mut names: BTreeSet<&str> = BTreeSet::new();
        loop {
            let before = names.len();
            for tree in trees {
                let includes = tree.items.iter().any(|i| match &i.kind {
                    ItemKind::Include(name) => names.contains(name.value.as_str()),
                    _ => false,
                });
                if own(tree) || touched(tree) || includes {
                    names.extend(library(tree));
                }
            }
            if names.len() == before {
                return names;
            }
        }
    }

    /// What overlays put in place of what was written, and what falls away in one file.
    fn edits(&self, inlined: &BTreeSet<&str>, trees: &[&Tree]) -> Vec<Edit> {
        let mut edits: Vec<Edit> =
            self.removed.iter().map(|r| (self.lines(r.item.span, true), String::new())).collect();
        let mut included = BTreeSet::new();
        for item in trees.iter().flat_map(|tree| &tree.items) {
            match (&item.kind, &item.added) {
                (_, Some(added)) => {
                    edits.extend(added.instead_of.map(|span| (span, item_lines(self.sources, item))));
                }
                (ItemKind::Overlay(_) | ItemKind::Library(_), None) => {
                    edits.push((self.lines(item.span, false), String::new()));
                }
                (ItemKind::Include(name), None) => {
                    if inlined.contains(name.value.as_str()) || !included.insert(name.value.clone()) {
                        edits.push((self.lines(item.span, false), String::new()));
                    }
                }
                (ItemKind::Policy(policy), None) => {
                    let version = policy.version.as_ref().filter(|v| v.value != self.version);
                    edits.extend(version.map(|v| (v.span, format!("\"{}\"", self.version))));
                }
                (_, None) => edits.extend(replacements(self.sources, &item.replaced)),
            }
        }
        edits
    }

    /// Fields and records that several files declare alike, which one file declares once.
    fn merged(&self, trees: &[&Tree]) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut fields: BTreeSet<String> = BTreeSet::new();
        let mut records: BTreeMap<String, (&Item, BTreeSet<&str>)> = BTreeMap::new();
        for item in trees.iter().flat_map(|tree| &tree.items) {
            let called = item.kind.called();
            match &item.kind {
                ItemKind::Field(_) if !fields.insert(called.clone()) => {
                    edits.push((self.lines(item.span, false), String::new()));
                }
                ItemKind::Records(declared) => {
                    let Some((first, columns)) = records.get_mut(&called) else {
                        records.insert(called, (item, names(declared)));
                        continue;
                    };
                    edits.push((self.lines(item.span, false), String::new()));
                    let end = Span { start: first.span.end, ..first.span };
                    for column in declared.columns.iter().filter(|c| columns.insert(c.name.value.as_str())) {
                        let line = Span { start: column.name.span.start, ..column.ty.span };
                        edits.push((end, format!("\n  {}", self.sources.slice(line))));
                    }
                }
                _ => {}
            }
        }
        edits
    }

    /// Whole lines, with the comments that stand right above them where these go too.
    fn lines(&self, span: Span, with_comments: bool) -> Span {
        let file = self.sources.file(span.file);
        let (mut first, last) = (file.place(span.start).line, file.place(span.end).line);
        while with_comments && first > 1 && file.line(first - 1).starts_with('#') {
            first -= 1;
        }
        let mut behind = last + 1;
        // Comments that are indented belong to the lines above.
        while file.line(behind).starts_with(' ') && file.line(behind).trim_start().starts_with('#') {
            behind += 1;
        }
        let end = file.line_start(behind).max(span.end);
        Span { file: span.file, start: file.line_start(first), end }
    }
}

fn names(records: &RecordsItem) -> BTreeSet<&str> {
    records.columns.iter().map(|c| c.name.value.as_str()).collect()
}
