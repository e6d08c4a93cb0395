//! `from` rows that do not stand highest first. The highest reached row holds in any order, but a ladder read from top
//! to bottom in another order says something else to its reader.

use super::super::{End, Row, Test};
use super::table::Cut;
use crate::diagnostics::{Finding, Fix, Span, analysis, said};
use crate::values::Number;

pub(super) fn find(cut: &Cut<'_>, findings: &mut Vec<Finding>) {
    let steps: Vec<(&Row, Number)> = cut.rows.iter().filter_map(|r| Some((r, step(cut, r)?))).collect();
    let Some(wrong) = steps.windows(2).find(|pair| match pair {
        // Two rows at the same height are identical rows, which is said elsewhere.
        [(_, above), (_, below)] => above < below,
        _ => false,
    }) else {
        return;
    };
    let [(above, _), (below, _)] = wrong else { return };
    findings.push(
        Finding::new(&analysis::LADDER_ORDER, below.span)
            .arg("below", cell(cut, below.span))
            .arg("above", cell(cut, above.span))
            .maybe_fix(in_order(cut, &steps))
            .note_at(above.span, said!("stands before it", "stoi przed nim")),
    );
}

/// The lines from the first step to the last with the steps in order; other rows and comments keep their lines.
fn in_order(cut: &Cut<'_>, steps: &[(&Row, Number)]) -> Option<Fix> {
    let (first, last) = (steps.first()?.0.span, steps.last()?.0.span);
    if steps.iter().any(|(row, _)| row.span.file != first.file) {
        // A row that an overlay wrote anew has no line among the others.
        return None;
    }
    let file = cut.sources.file(first.file);
    let line_of = |span: Span| file.place(span.start).line;
    let mut sorted: Vec<&(&Row, Number)> = steps.iter().collect();
    sorted.sort_by(|(_, a), (_, b)| b.cmp(a));
    let mut sorted = sorted.into_iter().map(|(row, _)| file.line(line_of(row.span)));
    let is_step = |line: usize| steps.iter().any(|(row, _)| line_of(row.span) == line);
    let lines: Option<Vec<&str>> = (line_of(first)..=line_of(last))
        .map(|line| if is_step(line) { sorted.next() } else { Some(file.line(line)) })
        .collect();
    Some(Fix { text: lines?.join("\n"), span: Some(first.to(last)) })
}

/// Whether the table is a ladder of `from` rows.
pub(super) fn is_ladder(cut: &Cut<'_>) -> bool {
    cut.rows.iter().any(|r| step(cut, r).is_some())
}

/// The height of a `from` row, which has one input and is told from a range by its text.
fn step(cut: &Cut<'_>, row: &Row) -> Option<Number> {
    let [Test::Ranges(ranges)] = row.tests.as_slice() else { return None };
    let [range] = ranges.as_slice() else { return None };
    let text = cell(cut, row.span);
    let is_step = text.starts_with("from") && !text.split_whitespace().any(|w| w == "below");
    match &range.low {
        Some(End { at, .. }) if is_step => Some(at.clone()),
        _ => None,
    }
}

/// The first cell that starts with `from`, as written.
fn cell(cut: &Cut<'_>, row: Span) -> String {
    let cells = cut.sources.slice(row).split('|').map(str::trim);
    cells.into_iter().find(|c| c.starts_with("from")).unwrap_or("").to_owned()
}
