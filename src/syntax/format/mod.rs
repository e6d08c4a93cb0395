//! One layout for every policy. Comments and meaning are kept: what is written is read again and compared, and an item
//! that would come out differently is left as it stands, as is every item that cannot be read. Start at [`format`].
//!
//! `tokens` spaces a line, `table` aligns rows, `item` lays out an item, `overlay` an overlay; this file puts items, comments and empty lines in
//! sequence.

mod item;
mod overlay;
mod table;
mod tokens;

use super::item::Family;
use super::parse;
use super::reader::Reader;
use super::split::{RawItem, first_word, split};
use super::tree::{Item, Tree};
use crate::diagnostics::{SourceFile, Sources, Span};
use item::Out;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
pub(crate) use tokens::spaced;
use unicode_width::UnicodeWidthStr;

/// A file in the one layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    pub text: String,
    /// The first lines of items that were left as they stand, since they cannot be read.
    pub left: Vec<Span>,
}

/// Lays out a file. The result for a result is the same.
pub fn format(source: &SourceFile) -> Formatted {
    let (tree, _) = parse(source);
    let mut as_is = BTreeSet::new();
    loop {
        let laid_out = lay_out(source, &tree, &as_is);
        let differ = differing(source, &tree, &laid_out.text);
        match differ {
            Some(items) if items.is_empty() => return laid_out,
            Some(items) if items.iter().any(|i| !as_is.contains(i)) => as_is.extend(items),
            Some(_) | None => return Formatted { text: source.text.clone(), left: laid_out.left },
        }
    }
}

/// The items that a new text says differently; none at all where it is not even made of the same items and comments.
fn differing(source: &SourceFile, tree: &Tree, text: &str) -> Option<Vec<usize>> {
    let mut sources = Sources::new();
    let id = sources.add(source.name.as_str(), text);
    let again = sources.file(id);
    let (new, _) = parse(again);
    if tree.items.len() != new.items.len() || comments(source, tree) != comments(again, &new) {
        return None;
    }
    let pairs = tree.items.iter().zip(&new.items).enumerate();
    let differ = pairs.filter(|(_, (a, b))| a.broken != b.broken || a.locked != b.locked || meaning(a) != meaning(b));
    Some(differ.map(|(at, _)| at).collect())
}

fn comments<'s>(source: &'s SourceFile, tree: &Tree) -> Vec<&'s str> {
    let mut all: Vec<&str> = tree.comments.iter().map(|c| source.slice(c.span)).collect();
    all.sort_unstable();
    all
}

/// What an item says, whatever its layout and wherever it stands: its tree as text. Only for comparing.
pub(crate) fn meaning(item: &Item) -> String {
    without_places(&format!("{:?}", item.kind))
}

/// Whether two parts of trees say the same, wherever they stand.
pub(crate) fn same<T: std::fmt::Debug>(a: &T, b: &T) -> bool {
    without_places(&format!("{a:?}")) == without_places(&format!("{b:?}"))
}

/// A tree as text without its spans, to compare what is said and not where.
fn without_places(dump: &str) -> String {
    let mut out = String::with_capacity(dump.len() / 2);
    let mut rest = dump;
    while let Some((before, after)) = rest.split_once("Span {") {
        out.push_str(before);
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out
}

/// Something with lines of its own.
struct Piece {
    /// Lines of the source, from 1.
    lines: Range<usize>,
    out: Vec<Out>,
    is_comment: bool,
}

/// All pieces of a file in sequence; the items in `as_is` are left as they stand.
fn lay_out(source: &SourceFile, tree: &Tree, as_is: &BTreeSet<usize>) -> Formatted {
    let mut reader = Reader::new(source);
    let (raw, comments) = split(&mut reader);
    let line_of = |offset: usize| source.place(u32::try_from(offset).unwrap_or(u32::MAX)).line;
    let known: HashMap<usize, usize> =
        tree.items.iter().enumerate().map(|(at, i)| (i.header.start as usize, at)).collect();
    let own_lines: BTreeSet<usize> = comments
        .iter()
        .filter(|c| c.own_line && source.line_start(line_of(c.span.start as usize)) != c.span.start)
        .map(|c| line_of(c.span.start as usize))
        .collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut left = Vec::new();
    let mut covered = vec![false; line_of(source.text.len()) + 2];
    for item in &raw {
        let lines = line_of(item.head.start)..own_end(item, &own_lines, &line_of);
        let at = known.get(&item.head.start);
        let broken = at.and_then(|at| tree.items.get(*at)).is_none_or(|i| i.broken);
        let from = comments.partition_point(|c| line_of(c.span.start as usize) < lines.start);
        let to = comments.partition_point(|c| line_of(c.span.start as usize) < lines.end);
        let keep = broken || at.is_some_and(|at| as_is.contains(at));
        let family = Family::of(first_word(reader.text(item.head.start, item.head.end)));
        let out = match family.filter(|_| !keep) {
            Some(family) => item::lay_out(&mut reader, family, item, comments.get(from..to).unwrap_or_default()),
            None => lines.clone().map(|n| Out::verbatim(source.line(n))).collect(),
        };
        if broken {
            left.push(reader.range(item.head.start, item.head.end));
        }
        if let Some(own) = covered.get_mut(lines.clone()) {
            own.fill(true);
        }
        pieces.push(Piece { lines, out, is_comment: false });
    }
    for comment in &comments {
        let line = line_of(comment.span.start as usize);
        if covered.get(line) == Some(&false) {
            covered[line] = true;
            let out = vec![Out::line(0, source.slice(comment.span))];
            pieces.push(Piece { lines: line..line + 1, out, is_comment: true });
        }
    }
    // Lines without an item, which have a finding, are nobody's and stay.
    for (line, covered) in covered.iter().enumerate().skip(1) {
        let text = source.line(line);
        if !covered && !text.trim().is_empty() {
            pieces.push(Piece { lines: line..line + 1, out: vec![Out::verbatim(text)], is_comment: false });
        }
    }
    pieces.sort_by_key(|p| p.lines.start);
    let break_with = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = joined(&pieces).join(break_with);
    if !text.is_empty() {
        text.push_str(break_with);
    }
    Formatted { text, left }
}

/// The line behind the last one of an item: its own lines and the indented comments that follow at once.
fn own_end(item: &RawItem, indented_comments: &BTreeSet<usize>, line_of: &dyn Fn(usize) -> usize) -> usize {
    let last = item.body.last().map_or(item.head.end, |l| l.end);
    let mut end = line_of(last.saturating_sub(1)) + 1;
    while indented_comments.contains(&end) {
        end += 1;
    }
    end
}

/// The pieces as lines: one empty line where there was any, and around every item that takes several lines.
fn joined(pieces: &[Piece]) -> Vec<String> {
    let mut out: Vec<Out> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).and_then(|i| pieces.get(i)) {
            let was_empty = piece.lines.start > before.lines.end;
            let large = |p: &Piece| p.out.len() > 1;
            let apart = !before.is_comment && (large(before) || (large(piece) && !piece.is_comment));
            if was_empty || apart {
                out.push(Out::verbatim(""));
            }
        }
        out.extend(piece.out.iter().cloned());
    }
    let mut lines = Vec::with_capacity(out.len());
    let mut at = 0;
    while at < out.len() {
        // Comments behind neighbouring lines stand below each other.
        let run = out[at..].iter().take_while(|o| o.comment.is_some()).count().max(1);
        let group = &out[at..at + run];
        let width = group.iter().map(|o| o.code.width()).max().unwrap_or(0);
        lines.extend(group.iter().map(|o| match &o.comment {
            None => o.code.trim_end().to_owned(),
            Some(comment) => {
                let gap = width - o.code.width() + 2;
                format!("{}{}{comment}", o.code, " ".repeat(gap))
            }
        }));
        at += run;
    }
    lines
}
