//! A value in an account file as people note it: the bare value, a group `{value, on, by, source}`, or a list of such
//! groups. Two observations of one day contradict each other and are refused.

use super::Observation;
use super::report::Report;
use super::value::{self, Typing, Wanted};
use super::yaml::{Entry, Node, NodeKind};
use crate::diagnostics::{Finding, Phrase, Span, data as codes, said};
use crate::values::{Absence, Day, Reading};

const KEYS: [&str; 4] = ["value", "on", "by", "source"];

/// Reads what is noted about a field or an attribute, earliest first, undated before dated. A blank value is no observation.
pub fn read(node: &Node, wanted: Wanted<'_>, typing: Typing<'_>, report: &mut Report<'_>) -> Vec<Observation> {
    let mut out: Vec<Observation> = match &node.kind {
        NodeKind::Sequence(items) => items.iter().filter_map(|i| one(i, wanted, typing, report)).collect(),
        NodeKind::Scalar { .. } | NodeKind::Mapping(_) => one(node, wanted, typing, report).into_iter().collect(),
    };
    out.sort_by_key(|o| o.on);
    for pair in out.windows(2) {
        if let [first, second] = pair
            && first.on == second.on
        {
            let when = match second.on {
                Some(day) => said!("for {day}", "na dzień {day}", day = day.to_string()),
                None => said!("without a day", "bez dnia"),
            };
            let finding =
                Finding::new(&codes::OBSERVED_TWICE, second.span).quote("name", wanted.name).arg("when", when);
            report.push(finding.note_at(first.span, said!("The other stands here.", "Druga stoi tutaj.")));
        }
    }
    out
}

fn one(node: &Node, wanted: Wanted<'_>, typing: Typing<'_>, report: &mut Report<'_>) -> Option<Observation> {
    let NodeKind::Mapping(entries) = &node.kind else {
        let value = scalar(node, wanted, None, typing, report)?;
        return observation(value, node.span, None, None, None);
    };
    let noted = Noted::read(entries, report);
    let Some(at) = noted.value else {
        report.missing_key(
            node.span,
            said!("The note on `{name}`", "Notatka o `{name}`", name = Phrase::quote(wanted.name)),
            "value",
            "value: …",
        );
        return None;
    };
    let value = scalar(at, wanted, noted.on, typing, report)?;
    observation(value, at.span, noted.on, noted.by, noted.source)
}

fn observation(
    value: Reading,
    span: Span,
    on: Option<Day>,
    by: Option<String>,
    source: Option<String>,
) -> Option<Observation> {
    (value != Reading::Missing(Absence::Blank)).then_some(Observation { value, on, by, source, span })
}

/// Who noted something, when and after what.
#[derive(Default)]
struct Noted<'n> {
    value: Option<&'n Node>,
    on: Option<Day>,
    by: Option<String>,
    source: Option<String>,
}

impl<'n> Noted<'n> {
    fn read(entries: &'n [Entry], report: &mut Report<'_>) -> Noted<'n> {
        let mut noted = Noted::default();
        for entry in entries {
            match entry.key.as_str() {
                "value" => noted.value = Some(&entry.value),
                "on" => noted.on = report.day(&entry.value, "on"),
                "by" => noted.by = report.optional_text(&entry.value, "by", said!("a name", "nazwę")),
                "source" => noted.source = report.optional_text(&entry.value, "source", said!("a text", "tekst")),
                _ => report.unknown_key(entry, said!("of an observation", "w obserwacji"), KEYS),
            }
        }
        noted
    }
}

/// A single typed value.
pub fn scalar(
    node: &Node,
    wanted: Wanted<'_>,
    on: Option<Day>,
    typing: Typing<'_>,
    report: &mut Report<'_>,
) -> Option<Reading> {
    let NodeKind::Scalar { text, plain } = &node.kind else {
        report.text(node, wanted.name, said!("a single value", "jedną wartość"))?;
        return None;
    };
    match value::read(text, *plain, wanted, on, typing) {
        Ok(reading) => Some(reading),
        Err(problem) => {
            let finding = problem.at(node.span);
            report.replace(finding, problem.write.as_deref());
            None
        }
    }
}
