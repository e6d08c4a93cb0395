//! Rows that are not quite rows: copied from a spreadsheet, or with a cell too many or too few.

use super::item::Family;
use super::reader::{Edit, Reader};
use super::split::{Line, first_word, is_blank};
use crate::diagnostics::{Finding, syntax as codes};

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
    let plural = |n: usize| format!("{n} cell{}", if n == 1 { "" } else { "s" });
    let finding = |advice: String| {
        Finding::new(&codes::CELL_COUNT, span)
            .arg("cells", plural(texts.len()))
            .arg("columns", columns.to_string())
            .arg("advice", advice)
    };
    if written.contains("||") {
        reader.report(finding("an alternative is written `or`, and `||` is an empty cell".to_owned()));
        return;
    }
    let extra = texts.get(columns..).unwrap_or_default();
    match (extra.first(), texts.get(columns.wrapping_sub(1)).or(texts.last())) {
        (Some(_), Some(kept)) => {
            let shown: Vec<String> = extra.iter().map(|c| format!("`{c}`")).collect();
            let start = reader.offset(kept) + kept.len();
            let edit = Edit { start, end: line.end, text: " |".to_owned() };
            let remove =
                if extra.iter().all(|c| c.is_empty()) { "the empty cell".to_owned() } else { shown.join(", ") };
            reader.report_edits(finding(format!("remove {remove} or add a column")), vec![edit]);
        }
        _ => {
            let lacking: Vec<String> = header.iter().skip(texts.len()).map(|name| format!("`{name}`")).collect();
            let advice = format!("nothing stands under {} (`any` stands for every value)", lacking.join(", "));
            reader.report(finding(advice));
        }
    }
}
