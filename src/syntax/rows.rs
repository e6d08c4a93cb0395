//! Rows that are not quite rows: copied from a spreadsheet, or with a cell too many or too few.

use super::item::Family;
use super::reader::{Edit, Reader};
use super::split::{Line, first_word, is_blank};
use crate::diagnostics::{Finding, Phrase, said, syntax as codes};

/// Reports a line of cells split by tabs, as a spreadsheet copies them.
pub(super) fn row_of_tabs(reader: &mut Reader<'_>, family: &Family, text: &str) -> bool {
    let cells: Vec<&str> = text.split('\t').map(|c| c.trim_matches(is_blank)).collect();
    let starts_clause = family.clause_words().any(|w| w.split(' ').next() == Some(first_word(text)));
    if cells.len() < 2 || starts_clause || text.contains('\n') {
        return false;
    }
    let span = reader.span(text);
    let row = format!("| {} |", cells.join(" | "));
    reader.report_edit(Finding::new(&codes::ROW_OF_TABS, span), span, row);
    true
}

/// Reports a row that has not as many cells as the header.
pub(super) fn cell_count(reader: &mut Reader<'_>, texts: &[&str], header: &[String], line: Line) {
    let columns = header.len();
    let span = reader.range(line.start, line.end);
    let written = reader.source.slice(span);
    let cells = Phrase::counted(texts.len(), ["cell", "cells"], ["komórkę", "komórki", "komórek"]);
    let finding = |advice: Phrase| {
        Finding::new(&codes::CELL_COUNT, span)
            .arg("cells", cells.clone())
            .arg("columns", columns.to_string())
            .arg("advice", advice)
    };
    if written.contains("||") {
        reader.report(finding(said!(
            "an alternative is written `or`, and `||` is an empty cell",
            "możliwość do wyboru pisze się `or`, a `||` to pusta komórka",
        )));
        return;
    }
    let extra = texts.get(columns..).unwrap_or_default();
    match (extra.first(), texts.get(columns.wrapping_sub(1)).or(texts.last())) {
        (Some(_), Some(kept)) => {
            let shown: Vec<String> = extra.iter().map(|c| format!("`{c}`")).collect();
            let start = reader.offset(kept) + kept.len();
            let edit = Edit { start, end: line.end, text: " |".to_owned() };
            let remove = match extra.iter().all(|c| c.is_empty()) {
                true => said!("the empty cell", "pustą komórkę"),
                false => shown.join(", ").into(),
            };
            let advice = said!("remove {these} or add a column", "usuń {these} albo dodaj kolumnę", these = remove);
            reader.report_edits(finding(advice), vec![edit]);
        }
        _ => {
            let lacking: Vec<String> = header.iter().skip(texts.len()).map(|name| format!("`{name}`")).collect();
            let advice = said!(
                "nothing stands under {columns} (`any` stands for every value)",
                "nic nie stoi pod {columns} (`any` oznacza każdą wartość)",
                columns = lacking.join(", "),
            );
            reader.report(finding(advice));
        }
    }
}
