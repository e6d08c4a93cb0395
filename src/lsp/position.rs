//! Places as editors count them: lines from 0, columns in UTF-16 code units, so that `ż` is one and an emoji two. What lies
//! past the end of a line or text means its end, as the protocol wants.

use crate::diagnostics::{SourceFile, Span};
use lsp_types::{Position, Range};

/// The place of a byte offset.
pub(super) fn position(file: &SourceFile, offset: u32) -> Position {
    let line = file.place(offset).line;
    let start = file.line_start(line) as usize;
    let end = (offset as usize).min(file.text.len());
    let before = file.text.get(start..end).unwrap_or_default();
    Position { line: narrow(line.saturating_sub(1)), character: narrow(before.encode_utf16().count()) }
}

/// The range of a span.
pub(super) fn range(file: &SourceFile, span: Span) -> Range {
    Range { start: position(file, span.start), end: position(file, span.end) }
}

/// The byte offset of a place in a text.
pub(super) fn offset(text: &str, at: Position) -> usize {
    let mut start = 0;
    for _ in 0..at.line {
        match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    let line = text.get(start..).unwrap_or_default();
    let line = line.split('\n').next().unwrap_or_default();
    let line = line.strip_suffix('\r').unwrap_or(line);
    let mut units = 0;
    for (at_byte, c) in line.char_indices() {
        if units >= at.character {
            return start + at_byte;
        }
        units += narrow(c.len_utf16());
    }
    start + line.len()
}

/// The range of a whole text.
pub(super) fn whole(text: &str) -> Range {
    let lines = text.matches('\n').count();
    let last = text.rsplit('\n').next().unwrap_or_default();
    let end = Position { line: narrow(lines), character: narrow(last.encode_utf16().count()) };
    Range { start: Position::default(), end }
}

/// Texts over 4 GiB are refused, so nothing is lost.
pub(super) fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;

    #[test]
    fn columns_are_utf_16_code_units_both_ways() {
        let mut sources = Sources::new();
        let text = "pole\r\nżółw 🐢 x\nend";
        let file = sources.add("a.kam", text);
        let file = sources.file(file);
        for (part, line, character) in [("pole", 0, 0), ("żółw", 1, 0), ("🐢", 1, 5), ("x", 1, 8), ("end", 2, 0)] {
            let at = Position { line, character };
            let byte = text.find(part).expect("the part");
            assert_eq!(position(file, narrow(byte)), at, "{part}");
            assert_eq!(offset(text, at), byte, "{part}");
        }
        let past = |line, character| offset(text, Position { line, character });
        assert_eq!(past(0, 99), 4);
        assert_eq!(past(9, 0), text.len());
        assert_eq!(whole(text).end, Position { line: 2, character: 3 });
    }
}
