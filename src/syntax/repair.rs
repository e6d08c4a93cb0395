//! What was meant by a line that does not fit the grammar.

use super::item::{Family, Rule};
use super::reader::{Edit, Reader};
use super::split::Line;
use crate::diagnostics::{Finding, syntax as codes};
use pest::iterators::Pairs;

/// `; did you mean `x`?` or the end of the sentence.
pub(super) fn hint(near: Option<&str>) -> String {
    near.map_or_else(|| ".".to_owned(), |near| format!("; did you mean `{near}`?"))
}

/// The end of a sentence that lists what is possible.
pub(super) fn possible<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|w| format!("`{w}`")).collect();
    match words.split_last() {
        None => ".".to_owned(),
        Some((only, [])) => format!(": write {only}."),
        Some((last, rest)) => format!(": write {} or {last}.", rest.join(", ")),
    }
}

/// Reads a piece with a rule; what does not fit is reported.
pub(super) fn read<'s>(
    reader: &mut Reader<'s>,
    rule: Rule,
    piece: &'s str,
    family: &Family,
) -> Option<Pairs<'s, Rule>> {
    let pairs = reader.pairs(rule, piece);
    if pairs.is_none() {
        let at = reader.span(piece);
        let finding =
            Finding::new(&codes::UNREADABLE, at).arg("what", family.keyword).arg("after", "").arg("rest", piece);
        reader.report(finding.arg("form", family.form));
    }
    pairs
}

pub(super) fn row_of_tabs(_reader: &mut Reader<'_>, _family: &Family, _text: &str) -> bool {
    false
}

pub(super) fn tabs(_reader: &mut Reader<'_>, _text: &str) {}

pub(super) fn cell_count(reader: &mut Reader<'_>, texts: &[&str], columns: usize, line: Line) {
    let span = reader.range(line.start, line.end);
    let finding = Finding::new(&codes::CELL_COUNT, span)
        .arg("cells", format!("{} cells", texts.len()))
        .arg("columns", columns.to_string())
        .arg("advice", "remove one");
    let _ = Edit { start: 0, end: 0, text: String::new() };
    reader.report(finding);
}
