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

mod again;
mod form;
mod format;
mod guess;
mod guess_names;
mod guess_office;
mod guess_plays;
mod item;
mod memory;
mod polish;
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

use crate::diagnostics::{Finding, Note, Phrase, SourceFile, Span, said, syntax as codes};

/// Every directive of this version, with how its first line is written.
pub fn directives() -> impl Iterator<Item = (&'static str, Phrase)> {
    let families = words::DIRECTIVES.iter().filter_map(|word| item::Family::of(word));
    families.map(|family| (family.keyword, form::form(family.form)))
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

/// The words that clauses start with, of a directive or a block of a playbook, where clauses may stand on its first line.
pub fn line_clauses(of: &str) -> Vec<&'static str> {
    let family = item::Family::of(of).or_else(|| item::Family::of_block(of));
    family.filter(|f| f.has_line_clauses()).into_iter().flat_map(item::Family::clause_words).collect()
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
    let findings = finished(source, &raw, reader);
    (Tree { file: source.id, items, comments }, findings)
}

/// The findings of a file, each said once and with what else its corrected lines need.
fn finished(source: &SourceFile, items: &[split::RawItem], reader: reader::Reader<'_>) -> Vec<Finding> {
    foreign(again::look(source, items, reader.finish()))
}

/// Most lines without a known directive that are each reported.
const MOST_FOREIGN: usize = 4;

/// Says once what is wrong with a text of another kind, such as a table or an e-mail: none of its lines begins with a directive.
fn foreign(mut findings: Vec<Finding>) -> Vec<Finding> {
    let is_foreign = |f: &Finding| f.code == &codes::UNKNOWN_DIRECTIVE && f.fix.is_none();
    let others = findings.iter().filter(|f| is_foreign(f)).count().saturating_sub(1);
    if others < MOST_FOREIGN {
        return findings;
    }
    let mut first = true;
    findings.retain(|f| !is_foreign(f) || std::mem::take(&mut first));
    if let Some(kept) = findings.iter_mut().find(|f| is_foreign(f)) {
        let lines = Phrase::counted(others, ["line", "lines"], ["wiersz", "wiersze", "wierszy"]);
        let text = said!(
            "{lines} more of this file start with no directive: is it a file of rules?",
            "tak samo zaczyna się jeszcze {lines} tego pliku: czy to plik z regułami?",
            lines = lines,
        );
        kept.notes.push(Note { text, span: None });
    }
    findings
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
