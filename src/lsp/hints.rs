//! Weights as they add up: behind a group what its criteria come to, behind a criterion its share of the score.

use super::position::{narrow, position};
use super::space::{Space, file};
use crate::diagnostics::SourceFile;
use crate::policy::{Group, Policy, Type, written_number};
use crate::values::Number;
use lsp_types::{InlayHint, InlayHintLabel, Position, Range};

/// The hints within a range of a file.
pub(super) fn hints(space: &mut Space, name: &str, within: Range) -> Option<Vec<InlayHint>> {
    let rules = space.rules();
    let source = file(&rules, name)?;
    let policy = rules.known_policy()?;
    let language = space.language(&rules);
    let mut out = Vec::new();
    let whole = policy.groups.iter().map(|g| g.weight.clone()).sum::<Number>();
    let last = policy.groups.iter().rposition(|g| g.name.is_some());
    for (at, group) in policy.groups.iter().enumerate().filter(|(_, g)| g.name.is_some()) {
        let criteria = percent(&sum(policy, group));
        let mut text = language.pick(format!("criteria {criteria}"), format!("kryteria {criteria}"));
        if last == Some(at) && last > Some(0) {
            let groups = percent(&whole);
            text.push_str(&language.pick(format!(", groups {groups}"), format!(", grupy {groups}")));
        }
        out.push((group.span, text));
    }
    if policy.groups.iter().any(|g| g.name.is_some()) {
        for criterion in &policy.criteria {
            let share = percent(&policy.share_of_score(criterion));
            out.push((criterion.span, language.pick(format!("{share} of the score"), format!("{share} oceny"))));
        }
    }
    let mut hints: Vec<InlayHint> = out
        .into_iter()
        .filter(|(span, _)| span.file == source.id)
        .map(|(span, text)| hint(line_end(source, span.start), text))
        .filter(|h| within.start <= h.position && h.position.line <= within.end.line)
        .collect();
    hints.sort_by_key(|h| h.position);
    Some(hints)
}

fn sum(policy: &Policy, group: &Group) -> Number {
    group.criteria.iter().filter_map(|c| policy.criteria.get(usize::from(*c))).map(|c| c.weight.clone()).sum()
}

fn percent(n: &Number) -> String {
    written_number(n, Type::Percent, None)
}

fn hint(position: Position, text: String) -> InlayHint {
    InlayHint {
        position,
        label: InlayHintLabel::String(text),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// Where the line of an offset ends.
fn line_end(source: &SourceFile, offset: u32) -> Position {
    let line = source.place(offset).line;
    let length = narrow(source.line(line).trim_end().len());
    position(source, source.line_start(line).saturating_add(length))
}
