//! What two sets of rules say differently, item by item: layout, comments, the order of items and rows and the file they
//! stand in do not count. Items are told apart by their directive and name. What a shipped library holds is only compared
//! where both include it, since it comes with kam and differs only by overlays. Rules are compared as overlays leave them;
//! an active overlay is told by what it changes, and not itself.

use super::Version;
use super::lines::differing;
use crate::diagnostics::{Sources, Span};
use crate::syntax::{Item, ItemKind, Replacement, Tree, meaning, spaced};
use std::collections::{BTreeMap, BTreeSet};

/// An item that says something else than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// Directive and name: `criterion volume`.
    pub item: String,
    pub presence: Presence,
    /// Only labels and reasons differ, which no account depends on.
    pub wording: bool,
    /// Where it stands, `file:line`: in the new rules, and in the old ones where it was removed.
    pub place: String,
    /// The lines that differ, old ones before those that replace them.
    pub lines: Vec<LineChange>,
}

impl ItemChange {
    /// Whether any account may stand otherwise for it: labels, examples and what is to be done move none.
    pub fn may_move(&self) -> bool {
        const NOT: [&str; 11] = [
            "example", "examples", "document", "channel", "need", "benefit", "playbook", "offer", "alert", "kpi",
            "overlay",
        ];
        let keyword = self.item.split_whitespace().next();
        !self.wording && !keyword.is_some_and(|keyword| NOT.contains(&keyword))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Added,
    Removed,
    Changed,
}

impl Presence {
    /// The word of JSON answers.
    pub fn word(self) -> &'static str {
        match self {
            Presence::Added => "added",
            Presence::Removed => "removed",
            Presence::Changed => "changed",
        }
    }
}

/// A line that only one version has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    pub version: Version,
    /// In one spacing, without its comment.
    pub text: String,
    /// `file:line`
    pub place: String,
}

/// What the rules say differently, in the order of their files and lines.
pub fn rule_changes(before: (&Sources, &[Tree]), after: (&Sources, &[Tree])) -> Vec<ItemChange> {
    let shared: BTreeSet<&str> = libraries(before).intersection(&libraries(after)).copied().collect();
    let (old, new) = (said(before, &shared), said(after, &shared));
    let active = |said: Option<&Said<'_>>| {
        said.is_some_and(|said| matches!(&said.item.kind, ItemKind::Overlay(overlay) if overlay.active))
    };
    let mut changes: Vec<((String, usize), ItemChange)> = Vec::new();
    for (key, now) in &new {
        match old.get(key) {
            was if active(was) || active(Some(now)) => {}
            None => changes.push((now.position(), change(key, None, Some(now)))),
            Some(was) if was.meaning == now.meaning => {}
            Some(was) => changes.push((now.position(), change(key, Some(was), Some(now)))),
        }
    }
    for (key, was) in old.iter().filter(|(key, was)| !new.contains_key(*key) && !active(Some(was))) {
        changes.push((was.position(), change(key, Some(was), None)));
    }
    changes.sort_by(|a, b| (&a.0, &a.1.item).cmp(&(&b.0, &b.1.item)));
    changes.into_iter().map(|(_, change)| change).collect()
}

/// An item and its lines.
struct Said<'a> {
    sources: &'a Sources,
    item: &'a Item,
    meaning: String,
    lines: Vec<Line>,
}

struct Line {
    /// In one spacing, to compare.
    text: String,
    indent: String,
    /// `file:line`
    place: String,
}

/// The shipped libraries that are included.
fn libraries<'a>((sources, trees): (&'a Sources, &'a [Tree])) -> BTreeSet<&'a str> {
    trees.iter().filter_map(|tree| library(sources, tree.file)).collect()
}

/// All items of a workspace's own rules, and of some libraries, by directive and name.
fn said<'a>((sources, trees): (&'a Sources, &'a [Tree]), shared: &BTreeSet<&str>) -> BTreeMap<String, Said<'a>> {
    let mut out = BTreeMap::new();
    for tree in trees.iter().filter(|t| library(sources, t.file).is_none_or(|name| shared.contains(name))) {
        for item in &tree.items {
            let name = item.kind.called();
            let mut key = name.clone();
            // Titles of examples need not be unique.
            let mut count = 1;
            while out.contains_key(&key) {
                count += 1;
                key = format!("{name} ({count})");
            }
            let said = Said { sources, item, meaning: said_by(sources, item), lines: lines(sources, trees, item) };
            out.insert(key, said);
        }
    }
    out
}

/// The library that a file is, where it is a shipped one.
pub(super) fn library(sources: &Sources, file: crate::diagnostics::FileId) -> Option<&str> {
    sources.name(file).strip_prefix("<kam>/")?.strip_suffix(".kam")
}

impl Said<'_> {
    fn position(&self) -> (String, usize) {
        (self.sources.name(self.item.span.file).to_owned(), self.sources.start(self.item.span).line)
    }

    fn change_of(&self, version: Version, line: &Line) -> LineChange {
        LineChange { version, text: format!("{}{}", line.indent, line.text), place: line.place.clone() }
    }
}

fn change(key: &str, was: Option<&Said<'_>>, is: Option<&Said<'_>>) -> ItemChange {
    let presence = match (was, is) {
        (None, _) => Presence::Added,
        (_, None) => Presence::Removed,
        (Some(_), Some(_)) => Presence::Changed,
    };
    let wording = match (was, is) {
        (Some(was), Some(is)) => without_wording(&was.meaning) == without_wording(&is.meaning),
        _ => false,
    };
    let texts = |said: Option<&Said<'_>>| -> Vec<String> {
        said.map_or(&[][..], |s| &s.lines).iter().map(|l| l.text.clone()).collect()
    };
    let (old, new) = (texts(was), texts(is));
    let (removed, added) = differing(&old, &new);
    let mut lines = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if let (true, Some(was)) = (removed.binary_search(&i).is_ok(), was) {
            lines.extend(was.lines.get(i).map(|l| was.change_of(Version::Before, l)));
            i += 1;
        } else if let (true, Some(is)) = (added.binary_search(&j).is_ok(), is) {
            lines.extend(is.lines.get(j).map(|l| is.change_of(Version::After, l)));
            j += 1;
        } else {
            (i, j) = (i + 1, j + 1);
        }
    }
    let own = is.or(was).map_or_else(String::new, |said| said.sources.file_line(said.item.header));
    let place = is.and_then(|is| by_overlay(was, is)).unwrap_or(own);
    ItemChange { item: key.to_owned(), presence, wording, place, lines }
}

/// The overlay's line, where an overlay made the difference.
fn by_overlay(was: Option<&Said<'_>>, is: &Said<'_>) -> Option<String> {
    let said = |of: &Said<'_>, part: &Replacement| of.sources.slice(part.is).to_owned();
    let before: Vec<String> = was.map_or_else(Vec::new, |w| w.item.replaced.iter().map(|r| said(w, r)).collect());
    let new = is.item.replaced.iter().find(|part| !before.contains(&said(is, part)))?;
    Some(is.sources.file_line(new.line))
}

/// What an item says; rows in another order say the same, since they do not overlap and the highest reached one holds.
fn said_by(sources: &Sources, item: &Item) -> String {
    let mut item = item.clone();
    if let Some(table) = item.kind.table_mut() {
        table.rows.sort_by_cached_key(|row| spaced(sources.slice(row.span)));
    }
    meaning(&item)
}

/// The lines of an item in one spacing, without comments and empty ones; where an overlay says a part of a line otherwise,
/// as it says it, with its place.
fn lines(sources: &Sources, trees: &[Tree], item: &Item) -> Vec<Line> {
    let span = item.span;
    let file = sources.file(span.file);
    let comments = trees.iter().find(|t| t.file == span.file).map_or(&[][..], |t| &t.comments);
    let (first, last) = (file.place(span.start).line, file.place(span.end.saturating_sub(1).max(span.start)).line);
    let line = |number: usize| {
        let (start, text) = (file.line_start(number), file.line(number));
        let end = start + u32::try_from(text.len()).unwrap_or(u32::MAX - start);
        // What an overlay adds begins behind its `add`.
        let start = if number == first { span.start } else { start };
        let from = comments.partition_point(|c| c.span.start < start);
        let comment = comments.get(from).filter(|c| c.span.start < end).map_or(end, |c| c.span.start);
        let (mut code, mut done, mut place) = (String::new(), start, format!("{}:{number}", file.name));
        for part in item.replaced.iter().filter(|r| start <= r.was.start && r.was.end <= comment) {
            code.push_str(file.slice(Span { start: done, end: part.was.start, ..span }));
            code.push_str(sources.slice(part.is));
            done = part.was.end;
            place = sources.file_line(part.is);
        }
        code.push_str(file.slice(Span { start: done, end: comment, ..span }));
        let indented_by_overlay = if item.added.is_some() && number != first { 2 } else { 0 };
        let indent = code.chars().take_while(|c| c.is_whitespace()).skip(indented_by_overlay).collect();
        Line { text: spaced(&code), indent, place }
    };
    (first..=last).map(line).filter(|line| !line.text.is_empty()).collect()
}

/// A meaning without its labels and reasons.
fn without_wording(meaning: &str) -> String {
    let mut out = String::with_capacity(meaning.len());
    let mut rest = meaning;
    while let Some(at) = rest.find(WORDING) {
        let inside = at + WORDING.len();
        out.push_str(rest.get(..inside).unwrap_or_default());
        rest = rest.get(inside..).map(behind_braces).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// How the parts of a tree begin that are only read by people: labels, reasons, terms.
const WORDING: &str = ": Label {";

/// What follows the brace that closes one opened before; braces in quotes do not count.
fn behind_braces(text: &str) -> &str {
    let (mut depth, mut quoted, mut escaped) = (1usize, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    fn changes(before: &str, after: &str) -> Vec<(String, Presence, bool, Vec<String>)> {
        let read = |text: &str| {
            let mut sources = Sources::new();
            let id = sources.add("rules/a.kam", text);
            let (tree, _) = parse(sources.file(id));
            (sources, vec![tree])
        };
        let (old, new) = (read(before), read(after));
        let sign = |l: &LineChange| if l.version == Version::Before { '-' } else { '+' };
        rule_changes((&old.0, &old.1), (&new.0, &new.1))
            .into_iter()
            .map(|c| {
                let lines = c.lines.iter().map(|l| format!("{}{} {}", sign(l), l.text, l.place)).collect();
                (c.item, c.presence, c.wording, lines)
            })
            .collect()
    }

    const RULES: &str = "parameter top = 80 points # why\n\ncriterion reach \"Reach\" weight 100 %\n  | access    | points |\n  | from 75 % | 100    |\n  | otherwise | 0      |\n";

    #[test]
    fn layout_comments_and_order_say_nothing() {
        let other = "# new\ncriterion  reach \"Reach\"\n  weight 100%\n\n  # rows\n  | access | points |\n  | otherwise | 0 |\n  | from 75% | 100 |   # enough\n\nparameter top=80 points\n";
        assert_eq!(changes(RULES, other), []);
    }

    #[test]
    fn a_row_is_told_with_its_old_text_and_line() {
        let other = RULES.replace("| from 75 % | 100    |", "| from 70 % | 100    |");
        let lines = ["-  | from 75 % | 100 | rules/a.kam:5", "+  | from 70 % | 100 | rules/a.kam:5"];
        let expected = ("criterion reach".to_owned(), Presence::Changed, false, lines.map(str::to_owned).to_vec());
        assert_eq!(changes(RULES, &other), [expected]);
    }

    #[test]
    fn a_label_is_wording_and_an_amount_is_not() {
        let label = changes(RULES, &RULES.replace("\"Reach\"", "\"Whom {we} know\""));
        assert!(label.iter().all(|c| c.2) && label.len() == 1, "{label:?}");
        let gone = changes(RULES, RULES.lines().next().unwrap_or_default());
        assert!(gone.iter().all(|c| c.1 == Presence::Removed && !c.2) && gone.len() == 1, "{gone:?}");
    }
}
