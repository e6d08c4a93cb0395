//! Text to tree. A file is cut into items at column 0, an item into lines, a table into cells; each is then read by
//! itself with a rule of `grammar/kam.pest`, so that one slip never hides the next. Knows no meaning: whether a name
//! exists or a unit fits is `policy`'s business. Start at [`parse`]; only `item` and its children name pest's rules.
//!
//! Whoever reads a file again and again keeps a [`Memory`] of it.
//!
//! A line that does not fit is mended until it does (`repair`), which gives the findings and the corrected line; the
//! item keeps its name and is marked as broken. Of a broken item, what could not be read is absent; where the tree needs
//! something, a `let` or parameter has the value `missing` and a field the type `text`.
//!
//! Two things the language leaves open: a column of a records type may be called by a reserved word (`by`), since it is
//! always written behind the records' name; and a query needs no parentheses as a branch of `if`, where words end it.

mod format;
mod guess;
mod guess_names;
mod guess_plays;
mod item;
mod memory;
mod reader;
mod repair;
mod rows;
mod split;
mod tree;
mod words;

pub use format::{Formatted, format};
pub(crate) use format::{meaning, same, spaced};
pub use memory::Memory;
pub use tree::*;

use crate::diagnostics::{Finding, SourceFile, Span};

/// Every directive of this version, with how its first line is written.
pub fn directives() -> impl Iterator<Item = (&'static str, &'static str)> {
    words::DIRECTIVES.iter().filter_map(|word| item::Family::of(word)).map(|family| (family.keyword, family.form))
}

/// Whether a word is a directive.
pub fn is_directive(word: &str) -> bool {
    words::is_directive(word)
}

/// Whether a word can never be a name.
pub fn is_reserved(word: &str) -> bool {
    words::RESERVED.contains(&word)
}

/// Whether a text has the form of a name.
pub fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(unicode_ident::is_xid_start) && letters.all(unicode_ident::is_xid_continue)
}

/// The words that lines below a directive, or a block of a playbook, may start with.
pub fn clauses(of: &str) -> Vec<&'static str> {
    let Some(family) = item::Family::of(of).or_else(|| item::Family::of_block(of)) else { return Vec::new() };
    let blocks = if family.has_blocks() { &["action", "objective"][..] } else { &[] };
    family.clause_words().filter(|word| *word != "=").chain(blocks.iter().copied()).collect()
}

/// The words that lines of an overlay start with, with how they are written.
pub fn changes() -> impl Iterator<Item = (&'static str, &'static str)> {
    item::Family::changes().map(|family| (family.keyword, family.form))
}

/// Reads one file. The tree holds every item that could be read, the findings everything that could not.
pub fn parse(source: &SourceFile) -> (Tree, Vec<Finding>) {
    let mut reader = reader::Reader::new(source);
    let (raw, comments) = split::split(&mut reader);
    let items = raw.iter().filter_map(|raw| item::read(&mut reader, raw)).collect();
    (Tree { file: source.id, items, comments }, reader.finish())
}

/// Reads a row that stands elsewhere than the table whose header it is written for.
pub(crate) fn read_row(
    source: &SourceFile,
    keyword: &str,
    header: &[At<Heading>],
    span: Span,
) -> (Option<Row>, Vec<Finding>) {
    let mut reader = reader::Reader::new(source);
    let row = item::Family::of(keyword).and_then(|family| item::read_row(&mut reader, family, header, span));
    (row, reader.finish())
}
