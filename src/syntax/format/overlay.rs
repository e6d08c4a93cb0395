//! An overlay: a change a line, rows aligned below it, and what it adds laid out as any item, indented behind `add`.

use super::item::{Out, Writer, lay_out as lay_out_item};
use super::tokens::spaced;
use crate::syntax::item::Family;
use crate::syntax::item::overlay::{RawChange, cut};
use crate::syntax::reader::Reader;
use crate::syntax::split::{RawItem, first_word};
use crate::syntax::tree::Comment;

/// Lays out an overlay.
pub(super) fn lay_out(reader: &mut Reader<'_>, family: &Family, item: &RawItem, comments: &[Comment]) -> Vec<Out> {
    let (own, changes) = cut(reader, &item.body);
    let mut writer = Writer::new(reader, comments);
    writer.block(family, item.head, &own, 0);
    for change in &changes {
        writer.comments_before(change.head.start, 2);
        if change.word == "add" {
            add(&mut writer, change);
        } else {
            let text = writer.reader.text(change.head.start, change.head.end);
            let line = Out { comment: writer.behind(change.head.end), ..Out::line(2, &spaced(text)) };
            writer.out.push(line);
            writer.rows(&change.body, 4);
        }
    }
    writer.comments_before(usize::MAX, 2);
    writer.out
}

fn add(writer: &mut Writer<'_, '_>, change: &RawChange) {
    let raw = change.item(writer.reader);
    let keyword = first_word(writer.reader.text(raw.head.start, raw.head.end));
    // An item of an unknown directive has a finding, and its overlay is left as it stands.
    let Some(family) = Family::of(keyword) else { return };
    let end = raw.body.last().map_or(raw.head.end, |line| line.end);
    let own = writer.comments_until_line_end(end);
    let lines = lay_out_item(writer.reader, family, &raw, own);
    writer.said += own.len();
    for (at, line) in lines.into_iter().enumerate() {
        let lead = if at == 0 { "  add " } else { "  " };
        writer.out.push(Out { code: format!("{lead}{}", line.code), ..line });
    }
}
