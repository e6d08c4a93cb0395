//! An item: its first line with the clauses that belong there, every other clause on a line of its own, its table aligned,
//! its blocks indented further. Comments stay with the line they stand above or behind.

use super::table::aligned;
use super::tokens::{junctions, spaced};
use crate::syntax::item::layout::{clauses, column, head_end};
use crate::syntax::item::{Family, cells_of};
use crate::syntax::reader::Reader;
use crate::syntax::split::{Line, RawItem, first_word};
use crate::syntax::tree::Comment;
use unicode_width::UnicodeWidthStr;

/// A line to write.
#[derive(Clone, Debug)]
pub(super) struct Out {
    pub code: String,
    /// The comment behind it.
    pub comment: Option<String>,
}

impl Out {
    pub fn line(indent: usize, text: &str) -> Out {
        Out { code: format!("{}{text}", " ".repeat(indent)), comment: None }
    }

    /// A line as it stands.
    pub fn verbatim(text: &str) -> Out {
        Out { code: text.to_owned(), comment: None }
    }
}

/// Longest line before a condition is broken at its `and` or `or`.
const WIDE: usize = 120;

/// Lays out an item.
pub(super) fn lay_out(reader: &mut Reader<'_>, family: &Family, item: &RawItem, comments: &[Comment]) -> Vec<Out> {
    if family.has_changes() {
        return super::overlay::lay_out(reader, family, item, comments);
    }
    let mut writer = Writer::new(reader, comments);
    let is_block = |line: &Line, writer: &Writer<'_, '_>| {
        family.has_blocks() && Family::of_block(first_word(writer.reader.text(line.start, line.end))).is_some()
    };
    let first_block = item.body.iter().position(|l| is_block(l, &writer)).unwrap_or(item.body.len());
    writer.block(family, item.head, &item.body[..first_block], 0);
    let mut at = first_block;
    while let Some(head) = item.body.get(at) {
        let more = item.body[at + 1..].iter().position(|l| is_block(l, &writer)).unwrap_or(item.body.len() - at - 1);
        let keyword = first_word(writer.reader.text(head.start, head.end));
        let family = Family::of_block(keyword).unwrap_or(family);
        writer.block(family, *head, &item.body[at + 1..at + 1 + more], 2);
        at += 1 + more;
    }
    writer.comments_before(usize::MAX, 2);
    writer.out
}

/// A clause of the first line.
struct First {
    place: usize,
    text: String,
    gives_way: bool,
}

/// An item while it is written.
pub(super) struct Writer<'r, 's> {
    pub reader: &'r mut Reader<'s>,
    comments: &'r [Comment],
    pub out: Vec<Out>,
    /// How many comments are written.
    pub said: usize,
}

impl<'r, 's> Writer<'r, 's> {
    pub fn new(reader: &'r mut Reader<'s>, comments: &'r [Comment]) -> Writer<'r, 's> {
        Writer { reader, comments, out: Vec::new(), said: 0 }
    }

    /// A first line with the lines below it.
    pub fn block(&mut self, family: &Family, head: Line, body: &[Line], indent: usize) {
        if indent > 0 {
            self.comments_before(head.start, indent);
        }
        let text = self.reader.text(head.start, head.end);
        let end = head_end(self.reader, family, text);
        let rest = self.reader.text(head.start + end, head.end);
        let plain = !self.has_comment(head.start, head.end);
        let own = clauses(self.reader, family, rest).filter(|_| plain);
        let Some(own) = own else {
            self.as_written(head, indent);
            return self.body(family, body, indent + 2, None);
        };
        let mut first: Vec<First> = Vec::new();
        let mut below: Vec<Out> = Vec::new();
        for clause in own {
            let text = spaced(clause.text);
            match clause.first_line.filter(|_| indent == 0) {
                Some(place) => first.push(First { place, text, gives_way: clause.gives_way }),
                None => below.extend(broken(indent + 2, &text)),
            }
        }
        let at = self.out.len();
        let comment = self.behind(head.end);
        self.out.extend(below);
        self.body(family, body, indent + 2, Some(&mut first).filter(|_| indent == 0));
        first.sort_by_key(|f| f.place);
        let mut line = spaced(&text[..end]);
        let mut given_way = Vec::new();
        for clause in first {
            if clause.gives_way && indent + line.width() + 1 + clause.text.width() > WIDE {
                given_way.extend(broken(indent + 2, &clause.text));
            } else {
                line.push(' ');
                line.push_str(&clause.text);
            }
        }
        let mut lines = broken(indent, &line);
        if let Some(line) = lines.last_mut() {
            line.comment = comment;
        }
        lines.extend(given_way);
        self.out.splice(at..at, lines);
    }

    /// The lines below a first line; clauses that belong on it are handed up, unless comments stand by them.
    fn body(&mut self, family: &Family, body: &[Line], indent: usize, mut first: Option<&mut Vec<First>>) {
        let mut at = 0;
        while let Some(line) = body.get(at) {
            if line.row {
                let rows = body[at..].iter().take_while(|l| l.row).count();
                self.rows(&body[at..at + rows], indent);
                at += rows;
                continue;
            }
            if let Some(columns) = column(self.reader, family, *line) {
                let run = std::iter::once(columns)
                    .chain(body[at + 1..].iter().map_while(|l| column(self.reader, family, *l)));
                let run: Vec<[&str; 3]> = run.collect();
                self.columns(&body[at..at + run.len()], &run, indent);
                at += run.len();
                continue;
            }
            at += 1;
            let before = self.said;
            self.comments_before(line.start, indent);
            let text = self.reader.text(line.start, line.end);
            if self.has_comment(line.start, line.end) {
                self.as_written(*line, indent);
                continue;
            }
            let comment = self.behind(line.end);
            let lonely = self.said == before;
            let Some(clauses) = clauses(self.reader, family, text) else {
                self.push(broken(indent, &spaced(text)), comment);
                continue;
            };
            let mut written = Vec::new();
            for clause in clauses {
                let text = spaced(clause.text);
                match (clause.first_line.filter(|_| lonely), &mut first) {
                    (Some(place), Some(first)) => first.push(First { place, text, gives_way: clause.gives_way }),
                    _ => written.extend(broken(indent, &text)),
                }
            }
            self.push(written, comment);
        }
    }

    fn push(&mut self, mut lines: Vec<Out>, comment: Option<String>) {
        if let Some(line) = lines.last_mut() {
            line.comment = comment;
        }
        self.out.extend(lines);
    }

    pub fn rows(&mut self, rows: &[Line], indent: usize) {
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| cells_of(self.reader.text(row.start, row.end))).collect();
        for (row, text) in rows.iter().zip(aligned(&cells)) {
            self.comments_before(row.start, indent);
            let comment = self.behind(row.end);
            self.out.push(Out { comment, ..Out::line(indent, &text) });
        }
    }

    /// The columns of a records type: names, labels and types stand below each other.
    fn columns(&mut self, lines: &[Line], columns: &[[&str; 3]], indent: usize) {
        let spaced: Vec<[String; 3]> = columns.iter().map(|c| c.map(spaced)).collect();
        let width = |at: usize| spaced.iter().map(|c| c[at].width()).max().unwrap_or(0);
        let widths = [width(0), width(1)];
        for (line, [name, label, ty]) in lines.iter().zip(&spaced) {
            self.comments_before(line.start, indent);
            let comment = self.behind(line.end);
            let mut code = padded(name, widths[0]);
            if widths[1] > 0 {
                code.push_str(&padded(label, widths[1]));
            }
            self.out.push(Out { comment, ..Out::line(indent, &(code + ty)) });
        }
    }

    /// A line that holds comments: its parts as they are broken, only spaced and indented.
    fn as_written(&mut self, line: Line, indent: usize) {
        let mut from = line.start;
        let mut depth = indent;
        while from < line.end {
            let rest = self.reader.text(from, line.end);
            let length = rest.find('\n').unwrap_or(rest.len());
            let part = rest[..length].trim_end_matches('\r');
            let comment = self.comments.iter().find(|c| (from..from + length + 1).contains(&(c.span.start as usize)));
            let code = comment.map_or(part, |c| &part[..(c.span.start as usize - from).min(part.len())]);
            let code = spaced(code);
            if code.is_empty() {
                self.comments_before(from + length + 1, depth);
            } else {
                let end = from + length;
                let behind = if end >= line.end { self.behind(line.end) } else { self.take_comment(from, end) };
                self.out.push(Out { comment: behind, ..Out::line(depth, &code) });
            }
            depth = indent + 4;
            from += length + 1;
        }
    }

    fn has_comment(&self, start: usize, end: usize) -> bool {
        self.comments.iter().any(|c| (start..end).contains(&(c.span.start as usize)))
    }

    /// Writes the comments that stand before an offset.
    pub fn comments_before(&mut self, offset: usize, indent: usize) {
        while let Some(comment) = self.comments.get(self.said).filter(|c| (c.span.start as usize) < offset) {
            let text = self.reader.source.slice(comment.span);
            self.out.push(Out::line(indent, text));
            self.said += 1;
        }
    }

    /// The comments not written yet, up to the end of the line that an offset stands on.
    pub fn comments_until_line_end(&self, offset: usize) -> &'r [Comment] {
        let rest = self.reader.text(offset, self.reader.source.text.len());
        let end = offset + rest.find('\n').unwrap_or(rest.len());
        let left = self.comments.get(self.said..).unwrap_or_default();
        left.get(..left.partition_point(|c| (c.span.start as usize) < end)).unwrap_or_default()
    }

    /// The comment behind the code that ends at an offset.
    pub fn behind(&mut self, end: usize) -> Option<String> {
        let rest = self.reader.text(end, self.reader.source.text.len());
        let line_end = end + rest.find('\n').unwrap_or(rest.len());
        self.take_comment(end, line_end)
    }

    fn take_comment(&mut self, start: usize, end: usize) -> Option<String> {
        let comment = self.comments.get(self.said)?;
        if comment.own_line || !(start..end).contains(&(comment.span.start as usize)) {
            return None;
        }
        self.said += 1;
        Some(self.reader.source.slice(comment.span).to_owned())
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{} ", " ".repeat(width - text.width()))
}

/// A line, broken at its `and` or `or` where it would be too long.
fn broken(indent: usize, text: &str) -> Vec<Out> {
    let whole = Out::line(indent, text);
    if whole.code.width() <= WIDE {
        return vec![whole];
    }
    let mut out = Vec::new();
    let mut from = 0;
    for at in junctions(text).into_iter().chain([text.len()]) {
        let indent = if from == 0 { indent } else { indent + 4 };
        out.push(Out::line(indent, text[from..at].trim_end()));
        from = at;
    }
    out
}
