//! Two rows that test the same: one of them was pasted twice, or one was meant to be changed.

use super::super::Policy;
use super::bounds::Bounds;
use super::table::{Cut, line_beside};
use crate::diagnostics::{Finding, Sources, Span, analysis, said};
use std::collections::BTreeMap;

/// Rows of a table with the same cells before the result.
pub(super) fn find(cut: &Cut<'_>, findings: &mut Vec<Finding>) {
    for (i, row) in cut.rows.iter().enumerate() {
        let twin = cut.rows.iter().take(i).find(|other| {
            other.tests == row.tests
                && match (&other.when, &row.when) {
                    (None, None) => true,
                    (Some(_), Some(_)) => text(cut.sources, other.span) == text(cut.sources, row.span),
                    _ => false,
                }
        });
        if let Some(twin) = twin {
            findings.push(finding(cut.sources, row.span, twin.span));
        }
    }
}

/// Rows of odds and of examples, where only the text can be compared.
pub(super) fn find_in_lists(policy: &Policy, sources: &Sources, _bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    for probability in &policy.probabilities {
        report_twins(sources, probability.rows.iter().map(|r| r.span), findings);
    }
    let mut tables: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for example in policy.examples.iter().filter(|e| e.row.is_some()) {
        tables.entry(example.title.as_str()).or_default().push(example.span);
    }
    for spans in tables.into_values() {
        report_twins(sources, spans.into_iter(), findings);
    }
}

fn report_twins(sources: &Sources, spans: impl Iterator<Item = Span>, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    for span in spans {
        match first.get(&text(sources, span)) {
            Some(twin) => findings.push(finding(sources, span, *twin)),
            None => {
                first.insert(text(sources, span), span);
            }
        }
    }
}

/// The text of a row without its layout.
fn text(sources: &Sources, span: Span) -> String {
    sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn finding(sources: &Sources, row: Span, twin: Span) -> Finding {
    // Rows that give different results need somebody to say which one holds.
    let alike = text(sources, row) == text(sources, twin);
    Finding::new(&analysis::IDENTICAL_ROWS, row)
        .arg("line", line_beside(sources, twin, row))
        .note_at(twin, said!("the first of the two", "pierwszy z nich"))
        .maybe_fix(alike.then(String::new))
}
