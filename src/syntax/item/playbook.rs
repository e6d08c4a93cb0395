//! The body of a playbook: its own lines, then its objectives and actions. Each of these blocks has a head and clauses of
//! its own and ends where the next begins, so that a slip in one line costs that line only.

use super::clause::Clauses;
use super::family::{Directive, Family};
use super::head_and_lines;
use super::kind::Parts;
use crate::diagnostics::{Finding, suggest, syntax as codes};
use crate::syntax::reader::Reader;
use crate::syntax::repair;
use crate::syntax::split::{Line, first_word};
use crate::syntax::tree::PlaybookItem;
use crate::syntax::words;

/// A block as lines.
pub(super) struct Block {
    family: &'static Family,
    head: Line,
    /// Length of the word that opens it, as written.
    keyword: usize,
    body: Vec<Line>,
}

/// Cuts the lines below a playbook's first one into its own and its blocks.
pub(super) fn cut<'l>(reader: &mut Reader<'_>, body: &'l [Line]) -> (&'l [Line], Vec<Block>) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut own = 0;
    for line in body {
        let opened = block(reader, *line);
        match (opened, blocks.last_mut()) {
            (Some((family, keyword)), _) => blocks.push(Block { family, head: *line, keyword, body: Vec::new() }),
            (None, Some(open)) => open.body.push(*line),
            (None, None) => own += 1,
        }
    }
    (body.get(..own).unwrap_or_default(), blocks)
}

/// The block that a line opens; a misspelt word is reported.
fn block(reader: &mut Reader<'_>, line: Line) -> Option<(&'static Family, usize)> {
    let text = reader.text(line.start, line.end);
    let word = first_word(text);
    if let Some(family) = Family::of_block(word) {
        return Some((family, word.len()));
    }
    let family = misspelt(word, text)?;
    let span = reader.range(line.start, line.start + word.len());
    let finding = Finding::new(&codes::UNKNOWN_CLAUSE, span)
        .arg("item", repair::article("playbook"))
        .quote("word", word)
        .arg("hint", suggest::did_you_mean(Some(family.keyword)));
    reader.report_edit(finding, span, family.keyword);
    Some((family, word.len()))
}

/// The block that was meant by a word that starts no clause: `acton introduce "…"`, `akcja introduce "…"`.
fn misspelt(word: &str, text: &str) -> Option<&'static Family> {
    let opens = |block: &str| Family::of_block(block);
    if let Some(block) = words::block_of_office(word) {
        return opens(block);
    }
    // A block has a name and a label behind its word, which no clause has.
    let head = text.split('"').next().unwrap_or_default();
    if head.len() == text.len() || head.split_whitespace().count() != 2 {
        return None;
    }
    let families = ["action", "objective"].into_iter().filter_map(Family::of_block).chain(Family::of("playbook"));
    let clauses: Vec<&str> = families.flat_map(Family::clause_words).filter_map(|w| w.split(' ').next()).collect();
    if clauses.contains(&word) {
        return None;
    }
    let near = suggest::nearest(word, ["action", "objective"]);
    near.or_else(|| suggest::nearest(word, clauses).is_none().then_some("action")).and_then(opens)
}

/// Reads the blocks into their playbook.
pub(super) fn fill(reader: &mut Reader<'_>, playbook: &mut PlaybookItem, blocks: Vec<Block>) {
    for block in blocks {
        let before = reader.errors();
        let Block { family, head: first, keyword, body } = block;
        let span = reader.range(first.start, body.last().map_or(first.end, |l| l.end));
        let header = reader.range(first.start, first.end);
        let place = reader.range(first.start, first.start + keyword);
        let (head, lines) = head_and_lines(reader, family, first, keyword, &body);
        let clauses = Clauses::read(reader, family, &lines);
        let mut parts = Parts { reader, family, keyword: place, head, clauses };
        if family.directive == Directive::Objective {
            let objective = parts.objective(span);
            playbook.objectives.push(objective);
        } else {
            let mut action = parts.action(span, header);
            action.broken = reader.errors() > before;
            playbook.actions.push(action);
        }
    }
}
