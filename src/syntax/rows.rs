//! Rows that are not quite rows: copied from a spreadsheet, without their bars, or with a cell too many or too few.

use super::item::{Family, Rule, cells_of};
use super::reader::{Edit, Reader};
use super::repair::fits;
use super::split::{Line, first_word, is_blank};
use crate::diagnostics::{Finding, Phrase, said, syntax as codes};

/// Longest line that is looked at for cells, in bytes.
const LONGEST_ROW: usize = 512;

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

/// Reports a line of cells that are split by blanks or semicolons, where the header above has as many.
pub(super) fn row_without_bars(reader: &mut Reader<'_>, family: &Family, text: &str, header: Option<&Line>) -> bool {
    let Some(header) = header.map(|line| cells_of(reader.text(line.start, line.end))) else { return false };
    let starts_clause = family.clause_words().any(|w| w.split(' ').next() == Some(first_word(text)));
    if starts_clause || text.contains('\n') || text.contains('|') {
        return false;
    }
    let Some(cells) = apart(text, header.len()) else { return false };
    let span = reader.span(text);
    let row = format!("| {} |", cells.join(" | "));
    let finding = match text.contains(';') {
        true => Finding::new(&codes::ROW_OF_TABS, span),
        false => Finding::new(&codes::ROW_BARS, span).arg("right", &row),
    };
    reader.report_edit(finding, span, row);
    true
}

/// A text cut into a number of cells, if it can be cut in one way only: at semicolons, at wide gaps, or else, into two, where
/// both parts are cells and the whole is none.
fn apart(text: &str, columns: usize) -> Option<Vec<&str>> {
    let is_cell = |cell: &&str| !cell.is_empty() && (fits(Rule::cell, cell) || fits(Rule::condition_cell, cell));
    let whole = |cells: &Vec<&str>| cells.len() == columns && cells.iter().all(is_cell);
    if columns < 2 || text.len() > LONGEST_ROW {
        return None;
    }
    let semicolons = text.trim_end_matches(';').split(';').map(|c| c.trim_matches(is_blank)).collect();
    let gaps = text.split("  ").map(|c| c.trim_matches(is_blank)).filter(|c| !c.is_empty()).collect();
    let (last, before) = text.rsplit_once(',').map_or(("", ""), |(before, last)| (last, before));
    let comma = vec![before.trim(), last.trim()];
    let typed = [" ! ", " ¦ ", " l ", " I ", " i ", "\\"].iter().map(|bar| text.split(bar).map(str::trim).collect());
    if let Some(cells) = [semicolons, gaps, comma].into_iter().chain(typed).find(whole) {
        return Some(cells);
    }
    if columns != 2 || is_cell(&text) {
        return None;
    }
    let halves = text.match_indices(' ').map(|(at, _)| [text[..at].trim(), text[at..].trim()]);
    let mut possible = halves.filter(|pair| pair.iter().all(is_cell));
    let only = possible.next()?;
    possible.next().is_none().then(|| only.to_vec())
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
    let filled: Vec<&str> = texts.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let single_bars = (texts.len() > columns && filled.len() == columns).then(|| format!("| {} |", filled.join(" | ")));
    if let Some(row) = single_bars.or_else(|| with_cell_split(texts, columns)) {
        let finding = Finding::new(&codes::ROW_BARS, span).arg("right", &row);
        reader.report_edit(finding, span, row);
        return;
    }
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

/// A row with one bar too few, with the bar where it can only belong.
fn with_cell_split(texts: &[&str], columns: usize) -> Option<String> {
    if texts.len() + 1 != columns {
        return None;
    }
    let mut possible = texts.iter().enumerate().filter_map(|(at, cell)| Some((at, apart(cell, 2)?)));
    let (at, halves) = possible.next()?;
    if possible.next().is_some() {
        return None;
    }
    let (before, after) = (texts.get(..at)?, texts.get(at + 1..)?);
    let cells: Vec<&str> = before.iter().copied().chain(halves).chain(after.iter().copied()).collect();
    Some(format!("| {} |", cells.join(" | ")))
}
