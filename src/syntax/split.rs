//! Text to items: the cut that makes every other mistake local. Whatever stands in column 0, except a space or `#`,
//! starts an item, so a misspelt keyword never joins the item above. Lines that start with `and` or `or` continue the
//! one above; rows keep their pipes; comments are set aside with their places.
//!
//! Indentation has no other meaning, so any depth of a body line is accepted. Two things are reported and then read as
//! they were meant: a line in column 0 that can only belong to the item above (`because …`, `| …`), and an indented
//! directive. Start at [`split`].

use super::reader::{Edit, Reader};
use super::tree::Comment;
use super::words;
use crate::diagnostics::{Finding, said, syntax as codes};

/// Longest line that is read; rules have some hundred characters.
const LONGEST_LINE: usize = 64 * 1024;

/// An item as lines.
#[derive(Debug)]
pub(super) struct RawItem {
    pub head: Line,
    pub body: Vec<Line>,
    /// Something about its lines was reported.
    pub broken: bool,
}

/// A line, with the lines that continue it: byte offsets without indentation, comment and white space at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    pub row: bool,
}

/// Cuts the source into items and comments.
pub(super) fn split(reader: &mut Reader<'_>) -> (Vec<RawItem>, Vec<Comment>) {
    let mut state = Splitter { items: Vec::new(), comments: Vec::new(), open: false, orphans: false, unindented: None };
    let text = reader.source.text.as_str();
    let mut start = 0;
    while start < text.len() {
        let next = text[start..].find('\n').map_or(text.len(), |i| start + i + 1);
        let end = start + text[start..next].trim_end_matches(['\n', '\r']).len();
        state.line(reader, start, end);
        start = next;
    }
    (state.items, state.comments)
}

struct Splitter {
    items: Vec<RawItem>,
    comments: Vec<Comment>,
    /// Body lines go to the last item (else they are those of a line that was not read).
    open: bool,
    /// A line without item has been reported; its neighbours need no finding of their own.
    orphans: bool,
    /// Where the line ends whose indentation was last reported as missing: lines right below it that lack it too are part of
    /// that finding.
    unindented: Option<usize>,
}

impl Splitter {
    fn line(&mut self, reader: &mut Reader<'_>, start: usize, end: usize) {
        let whole = reader.text(start, end);
        if whole.len() > LONGEST_LINE {
            return self.too_long(reader, start, whole);
        }
        let content = whole.trim_start_matches(is_blank);
        let at = end - content.len();
        if content.is_empty() {
            return;
        }
        let comment = comment_start(content);
        let code = content[..comment.unwrap_or(content.len())].trim_end_matches(is_blank);
        if let Some(offset) = comment {
            let span = reader.range(at + offset, at + content.trim_end_matches(is_blank).len());
            self.comments.push(Comment { span, own_line: code.is_empty() });
        }
        if code.is_empty() {
            return;
        }
        let row = code.starts_with('|') || (at > start && has_cells(code));
        let line = Line { start: at, end: at + code.len(), row };
        let broken = invisible_characters(reader, line);
        if at == start {
            self.column_zero(reader, line, code)
        } else {
            self.indented(reader, line, code)
        }
        if broken && let Some(item) = self.items.last_mut() {
            item.broken = true;
        }
    }

    fn too_long(&mut self, reader: &mut Reader<'_>, start: usize, whole: &str) {
        let shown = whole.char_indices().nth(40).map_or(whole.len(), |(i, _)| i);
        let span = reader.range(start, start + shown);
        reader.report(Finding::new(&codes::LINE_TOO_LONG, span).arg("limit", LONGEST_LINE.to_string()));
        if whole.starts_with(is_blank) {
            if let Some(item) = self.items.last_mut() {
                item.broken = true;
            }
        } else {
            self.open = false;
            self.orphans = true;
        }
    }

    fn column_zero(&mut self, reader: &mut Reader<'_>, line: Line, code: &str) {
        let word = first_word(code);
        let block = self.block_above(reader, line);
        // `channel meeting` right below the lines of an action is one of them; a channel of its own stands apart.
        let of_action = word == "channel" && block == Some(true) && code.split_whitespace().count() == 2;
        // A row pasted from a spreadsheet has its own finding, and its corrected line is indented.
        let below_row = self.items.last().and_then(|item| item.body.last()).is_some_and(|above| above.row);
        if below_row && code.contains('\t') && !words::is_directive(word) {
            return self.body(reader, line, code);
        }
        let belongs_above = line.row || of_action || (words::is_body_word(word) && !words::is_directive(word));
        if !belongs_above || self.items.is_empty() {
            self.start(line, false);
            return;
        }
        let shown = if line.row { "|" } else { word };
        let span = reader.range(line.start, line.start + shown.len());
        let opens = matches!(word, "action" | "objective");
        let (by, above, spaces) = match block {
            Some(_) if !opens => (said!("four", "cztery"), said!("action or objective", "działania lub celu"), "    "),
            Some(_) => (said!("two", "dwie"), said!("playbook", "zestawu działań"), "  "),
            None => (said!("two", "dwie"), said!("item", "pozycji"), "  "),
        };
        let silent = |text: &str| text.trim().is_empty() || text.trim().starts_with('#');
        let follows = |end: usize| reader.text(end, line.start).lines().all(silent);
        let edit = Edit { start: line.start, end: line.start, text: spaces.to_owned() };
        if !self.unindented.is_some_and(follows) || !reader.extend_last(&codes::INDENT_MISSING, edit) {
            let finding =
                Finding::new(&codes::INDENT_MISSING, span).quote("word", shown).arg("above", above).arg("by", by);
            reader.report_edit(finding, reader.range(line.start, line.start), spaces);
        }
        self.unindented = Some(line.end);
        self.body(reader, line, code);
        if let Some(item) = self.items.last_mut() {
            item.broken = true;
        }
    }

    /// For a line below a playbook: whether it follows at once, with no blank line between. None where no action or objective
    /// has begun.
    fn block_above(&self, reader: &Reader<'_>, line: Line) -> Option<bool> {
        let item = self.items.last().filter(|_| self.open)?;
        let text = |l: &Line| first_word(reader.text(l.start, l.end)).to_owned();
        if text(&item.head) != "playbook"
            || !item.body.iter().any(|l| matches!(text(l).as_str(), "action" | "objective"))
        {
            return None;
        }
        let last = item.body.last()?;
        Some(reader.text(last.end, line.start).matches('\n').count() == 1)
    }

    fn indented(&mut self, reader: &mut Reader<'_>, line: Line, code: &str) {
        let word = first_word(code);
        if words::is_directive(word) && !self.keeps(reader, word) {
            let span = reader.range(line.start, line.start + word.len());
            let finding = Finding::new(&codes::INDENT_EXTRA, span).quote("word", word);
            let line_start = reader.text(0, line.start).rfind('\n').map_or(0, |i| i + 1);
            reader.report_edit(finding, reader.range(line_start, line.start), "");
            self.start(line, true);
        } else if self.open {
            self.body(reader, line, code);
        } else if !self.orphans {
            self.orphans = true;
            reader.report(Finding::new(&codes::LINE_WITHOUT_ITEM, reader.range(line.start, line.end)));
        }
    }

    /// Whether an indented line may belong to the open item: a column may be called `group`, an action goes through a
    /// `channel`, an overlay adds items with all their lines, and the bodies of later directives have lines of their own.
    fn keeps(&self, reader: &Reader<'_>, word: &str) -> bool {
        let Some(item) = self.items.last().filter(|_| self.open) else { return false };
        let directive = first_word(reader.text(item.head.start, item.head.end));
        directive == "records"
            || (word == "channel" && directive == "playbook")
            || directive == "overlay"
            || words::is_later(directive)
            || !words::is_directive(directive)
    }

    fn start(&mut self, line: Line, broken: bool) {
        self.items.push(RawItem { head: line, body: Vec::new(), broken });
        self.open = true;
        self.orphans = false;
    }

    fn body(&mut self, reader: &mut Reader<'_>, line: Line, code: &str) {
        let Some(item) = self.items.last_mut() else { return };
        let above = item.body.last_mut().unwrap_or(&mut item.head);
        if matches!(first_word(code), "and" | "or") && !above.row {
            if line.end - above.start <= LONGEST_LINE {
                above.end = line.end;
            } else {
                let finding = Finding::new(&codes::LINE_TOO_LONG, reader.range(line.start, line.end));
                reader.report(finding.arg("limit", LONGEST_LINE.to_string()));
                item.broken = true;
            }
        } else {
            item.body.push(line);
        }
    }
}

/// The letters and digits at the start of a text.
pub(super) fn first_word(text: &str) -> &str {
    let end = text.find(|c| !unicode_ident::is_xid_continue(c)).unwrap_or(text.len());
    &text[..end]
}

/// White space within a line.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}')
}

/// Where the comment of a line starts: at the first `#` outside a text. A text that is not closed has no end, so its
/// line has no comment.
fn comment_start(line: &str) -> Option<usize> {
    let mut in_text = false;
    let mut escaped = false;
    for (i, b) in line.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'#' if !in_text => return Some(i),
            _ => {}
        }
    }
    None
}

/// Whether a line is cut by single pipes outside texts, as only rows are.
fn has_cells(line: &str) -> bool {
    let mut parts = line.split('"').step_by(2);
    !line.contains('\\') && parts.any(|p| p.contains('|')) && !line.contains("||")
}

/// A character that nobody can see.
pub(super) fn invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{200b}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// Reports characters that nobody can see, NUL above all.
fn invisible_characters(reader: &mut Reader<'_>, line: Line) -> bool {
    let text = reader.text(line.start, line.end);
    let Some((i, c)) = text.char_indices().find(|(_, c)| invisible(*c)) else { return false };
    let span = reader.range(line.start + i, line.start + i + c.len_utf8());
    let finding = Finding::new(&codes::CONTROL_CHARACTER, span).arg("number", format!("{:04X}", u32::from(c)));
    let edits = text
        .char_indices()
        .filter(|(_, c)| invisible(*c))
        .map(|(i, c)| Edit { start: line.start + i, end: line.start + i + c.len_utf8(), text: String::new() })
        .collect();
    reader.report_edits(finding, edits);
    true
}
