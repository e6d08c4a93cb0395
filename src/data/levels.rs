//! Reads `levels:` of kam.yaml: the code, the level it shall have, and why. Leaving findings out takes a reason, so that
//! whoever finds the line later knows whether it still holds.

use super::report::Report;
use super::yaml::{Entry, Node, NodeKind, shown};
use crate::diagnostics::{Code, Finding, Level, Levels, Phrase, data as codes, find_code, said, suggest};

const WORDS: [&str; 4] = ["error", "warning", "note", "off"];

fn wanted_level() -> Phrase {
    said!("`error`, `warning`, `note` or `off`", "`error`, `warning`, `note` lub `off`")
}

/// Reads the levels; what cannot be read changes nothing.
pub fn read(node: &Node, key: &str, report: &mut Report<'_>) -> Levels {
    let mut levels = Levels::default();
    if node.is_blank() {
        return levels;
    }
    let wanted = said!(
        "codes below it, such as `KAM-W0314: {example}`",
        "pod spodem kody, na przykład `KAM-W0314: {example}`",
        example = Phrase::quote("{level: note, because: \"…\"}")
    );
    for entry in report.mapping(node, key, wanted).unwrap_or_default() {
        if let Some(code) = code(entry, report)
            && let Some(level) = level(entry, code, report)
        {
            levels.set(code, level);
        }
    }
    levels
}

fn code(entry: &Entry, report: &mut Report<'_>) -> Option<&'static Code> {
    let near = match find_code(&entry.key) {
        Ok(code) if code.level == Level::Error => {
            let finding = Finding::new(&codes::LEVEL_OF_ERROR, entry.key_span);
            report.push(finding.quote("code", code.id).quote("name", code.name));
            return None;
        }
        Ok(code) => return Some(code),
        Err(near) => near,
    };
    let hint = match near {
        Some(near) => said!(
            "; did you mean `{id}` ({name})?",
            "; czy chodziło o `{id}` ({name})?",
            id = Phrase::quote(near.id),
            name = Phrase::quote(near.name),
        ),
        None => said!("; `kam explain-code` lists those there are.", "; istniejące wymienia `kam explain-code`."),
    };
    let finding = Finding::new(&codes::LEVEL_OF_UNKNOWN, entry.key_span);
    report.replace(finding.arg("code", shown(&entry.key)).arg("hint", hint), near.map(|c| c.id));
    None
}

/// The level said: none for `off`. Nothing at all where it cannot be read.
fn level(entry: &Entry, code: &Code, report: &mut Report<'_>) -> Option<Option<Level>> {
    let (mut said, mut because) = (None, None);
    match &entry.value.kind {
        NodeKind::Mapping(entries) => {
            for e in entries {
                match e.key.as_str() {
                    "level" => said = word(&e.value, report),
                    "because" => {
                        because = report.text(&e.value, "because", said!("a reason, in quotes", "powód, w cudzysłowie"))
                    }
                    _ => {
                        report.unknown_key(e, said!("of a level", "w opisie poziomu komunikatu"), ["level", "because"])
                    }
                }
            }
            if !entries.iter().any(|e| e.key == "level") {
                report.missing_key(entry.value.span, format!("`{}`", code.id).into(), "level", "level: note");
            }
        }
        NodeKind::Scalar { .. } | NodeKind::Sequence(_) => said = word(&entry.value, report),
    }
    let level = match said? {
        "error" => Some(Level::Error),
        "warning" => Some(Level::Warning),
        "note" => Some(Level::Note),
        _ => None,
    };
    if level.is_none() && because.is_none() {
        report.push(Finding::new(&codes::OFF_WITHOUT_REASON, entry.key_span).quote("code", code.id));
        return None;
    }
    Some(level)
}

fn word<'n>(node: &'n Node, report: &mut Report<'_>) -> Option<&'n str> {
    let text = report.text(node, "level", wanted_level())?;
    if WORDS.contains(&text) {
        return Some(text);
    }
    let finding = report.setting(node, "level", text, wanted_level());
    report.replace(finding, suggest::nearest(text, WORDS));
    None
}
