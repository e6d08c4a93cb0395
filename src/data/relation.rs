//! Relations between people of an account: `horst reports_to maria`, `piet influences horst 0.6`, or a group of keys
//! `{from, kind, to, weight, on, by, source}`. Who they speak of is looked up once all people of the account are known.

use super::report::Report;
use super::yaml::{Node, NodeKind, shown};
use super::{Person, Relation, RelationKind};
use crate::diagnostics::{Finding, Sources, Span, data as codes, said, suggest};
use crate::values::{Day, Number};
use std::collections::BTreeMap;

const KEYS: [&str; 7] = ["from", "kind", "to", "weight", "on", "by", "source"];

/// A relation whose people are still names.
#[derive(Clone, Debug)]
pub struct RelationDraft {
    pub from: (String, Span),
    pub to: (String, Span),
    pub kind: RelationKind,
    pub weight: Number,
    pub on: Option<Day>,
    pub by: Option<String>,
    pub source: Option<String>,
    pub span: Span,
}

/// What influence weighs where nothing is said.
fn default_weight() -> Number {
    Number::decimal(5, 1)
}

/// `weak` 0.3, `medium` 0.5, `strong` 0.8, or a number from 0 to 1.
fn weight(text: &str) -> Option<Number> {
    match text {
        "weak" => Some(Number::decimal(3, 1)),
        "medium" => Some(default_weight()),
        "strong" => Some(Number::decimal(8, 1)),
        _ => Number::parse(text).ok().filter(|n| !n.is_negative() && *n <= Number::ONE),
    }
}

/// Reads one relation.
pub fn read(node: &Node, report: &mut Report<'_>) -> Option<RelationDraft> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => from_text(text, node.span, report),
        NodeKind::Mapping(_) => from_keys(node, report),
        NodeKind::Sequence(_) => {
            report.text(
                node,
                "relations",
                said!("a line such as `horst reports_to maria`", "wiersz, na przykład `horst reports_to maria`"),
            )?;
            None
        }
    }
}

fn bad(span: Span, value: &str, report: &mut Report<'_>, write: Option<String>) {
    let finding = Finding::new(&codes::BAD_RELATION, span).arg("value", shown(value));
    report.replace(finding, write.as_deref());
}

fn kind(word: &str) -> Option<RelationKind> {
    RelationKind::ALL.into_iter().find(|k| k.word() == word)
}

fn from_text(text: &str, span: Span, report: &mut Report<'_>) -> Option<RelationDraft> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (from, verb, to, strength) = match words.as_slice() {
        [from, verb, to] => (from, verb, to, None),
        [from, verb, to, strength] => (from, verb, to, Some(*strength)),
        _ => {
            bad(span, text, report, None);
            return None;
        }
    };
    let Some(kind) = kind(verb) else {
        let near = suggest::nearest(verb, RelationKind::ALL.iter().map(|k| k.word()));
        bad(span, text, report, near.map(|near| text.replacen(verb, near, 1)));
        return None;
    };
    let weight = match strength {
        None => default_weight(),
        Some(word) => match weight(word).filter(|_| kind == RelationKind::Influences) {
            Some(weight) => weight,
            None => {
                strength_problem(span, word, kind, report);
                return None;
            }
        },
    };
    let end = |name: &str| ((*name).to_owned(), span);
    Some(RelationDraft { from: end(from), to: end(to), kind, weight, on: None, by: None, source: None, span })
}

fn strength_problem(span: Span, word: &str, kind: RelationKind, report: &mut Report<'_>) {
    let wanted = if kind == RelationKind::Influences {
        said!("`weak`, `medium`, `strong` or a number from 0 to 1", "`weak`, `medium`, `strong` lub liczbę od 0 do 1")
    } else {
        said!("nothing: only `influences` has a strength", "nic: siłę ma tylko `influences`")
    };
    let finding = Finding::new(&codes::BAD_SETTING, span);
    report.push(finding.quote("key", kind.word()).arg("value", shown(word)).arg("wanted", wanted));
}

fn from_keys(node: &Node, report: &mut Report<'_>) -> Option<RelationDraft> {
    let entries = report.mapping(node, "relations", said!("a relation", "relację"))?;
    let (mut from, mut to, mut verb, mut strength) = (None, None, None, None);
    let (mut on, mut by, mut source) = (None, None, None);
    for entry in entries {
        let (key, value) = (entry.key.as_str(), &entry.value);
        let placed = |report: &mut Report<'_>| {
            report.text(value, key, said!("a single value", "jedną wartość")).map(|t| (t.to_owned(), value.span))
        };
        match key {
            "from" => from = placed(report),
            "to" => to = placed(report),
            "kind" => verb = placed(report),
            "weight" => strength = placed(report),
            "on" => on = report.day(value, key),
            "by" => by = report.optional_text(value, key, said!("a name", "nazwę")),
            "source" => source = report.optional_text(value, key, said!("a text", "tekst")),
            _ => report.unknown_key(entry, said!("of a relation", "w relacji"), KEYS),
        }
    }
    for key in ["from", "kind", "to"] {
        if !entries.iter().any(|e| e.key == key) {
            report.missing_key(node.span, said!("This relation", "Ta relacja"), key, &format!("{key}: …"));
        }
    }
    let (from, to, (word, word_span)) = (from?, to?, verb?);
    let Some(kind) = kind(&word) else {
        let near = suggest::nearest(&word, RelationKind::ALL.iter().map(|k| k.word()));
        bad(word_span, &word, report, near.map(str::to_owned));
        return None;
    };
    let weight = match strength {
        None => default_weight(),
        Some((text, span)) => match weight(&text).filter(|_| kind == RelationKind::Influences) {
            Some(weight) => weight,
            None => {
                strength_problem(span, &text, kind, report);
                return None;
            }
        },
    };
    Some(RelationDraft { from, to, kind, weight, on, by, source, span: node.span })
}

/// Looks up who is meant. Relations to nobody, to oneself and repeated ones are reported and left out.
pub fn resolve(
    drafts: Vec<RelationDraft>,
    account: &str,
    people: &[Person],
    sources: &Sources,
    findings: &mut Vec<Finding>,
) -> Vec<Relation> {
    let mut seen: BTreeMap<(usize, usize, RelationKind), Span> = BTreeMap::new();
    let mut out = Vec::new();
    for draft in drafts {
        let mut report = Report { source: sources.file(draft.span.file), findings };
        let Some((from, to)) = ends(&draft, account, people, &mut report) else { continue };
        if from == to {
            report.push(Finding::new(&codes::SELF_RELATION, draft.span).quote("id", &*draft.from.0));
            continue;
        }
        if let Some(first) = seen.get(&(from, to, draft.kind)) {
            let relation = format!("{} {} {}", draft.from.0, draft.kind.word(), draft.to.0);
            let finding = Finding::new(&codes::DUPLICATE_RELATION, draft.span).arg("relation", relation);
            report.push(finding.note_at(*first, said!("It stands here first.", "Tu stoi po raz pierwszy.")));
            continue;
        }
        seen.insert((from, to, draft.kind), draft.span);
        let RelationDraft { kind, weight, on, by, source, span, .. } = draft;
        out.push(Relation { from, to, kind, weight, on, by, source, span });
    }
    out
}

fn ends(draft: &RelationDraft, account: &str, people: &[Person], report: &mut Report<'_>) -> Option<(usize, usize)> {
    let mut find = |(id, span): &(String, Span)| {
        let found = people.iter().position(|p| p.id.as_str() == id);
        if found.is_none() {
            let near = suggest::nearest(id, people.iter().map(|p| p.id.as_str()));
            let finding = Finding::new(&codes::UNKNOWN_PERSON, *span);
            let finding = finding.quote("account", account).arg("id", shown(id));
            let finding = finding.arg("hint", suggest::did_you_mean(near));
            // In a line `a reports_to b` the place is the whole line, of which one word is replaced.
            let whole = report.source.slice(*span);
            let fixed = near.map(|near| {
                whole
                    .split_inclusive(char::is_whitespace)
                    .map(|w| if w.trim() == id { w.replacen(id.as_str(), near, 1) } else { w.to_owned() })
                    .collect::<String>()
            });
            report.replace(finding, fixed.as_deref());
        }
        found
    };
    let (from, to) = (find(&draft.from), find(&draft.to));
    from.zip(to)
}
