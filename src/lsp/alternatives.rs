//! What to do about a name that nothing is called and that resembles none: the names that may stand in its place, where they
//! are few, or a declaration of it. Each is tried before it is offered: with it no rule has an error that it had not before.

use super::completion::{self, Expected};
use super::position::{narrow, offset, position};
use super::space::Space;
use crate::diagnostics::{Finding, Language, Level, SourceFile};
use crate::policy::{Policy, Type, written_number};
use crate::syntax;
use crate::values::Number;
use crate::workspace::Workspace;
use lsp_types::{Range, TextEdit};
use std::collections::BTreeMap;

/// More names than this are for completion to show.
const FEW: usize = 5;

/// Types of a field that is declared, the likelier first.
const TYPES: &[&str] = &["yes_no", "number", "money", "percent", "days", "count", "points", "date", "text"];

/// A change that is offered: whether it declares the name, its text, and the edit.
pub(super) struct Alternative {
    pub declares: bool,
    pub text: String,
    pub edit: TextEdit,
}

/// The changes that settle a finding about an unknown name; none where it is about something else.
pub(super) fn alternatives(
    space: &Space,
    rules: &Workspace,
    source: &SourceFile,
    finding: &Finding,
) -> Vec<Alternative> {
    let name = source.slice(finding.span);
    let unknown = matches!(finding.code.name, "unknown_name" | "unknown_item" | "unknown_value");
    if !unknown || !syntax::is_name(name) {
        return Vec::new();
    }
    let Some(expected) = completion::expected(rules, source, finding.span.start as usize) else { return Vec::new() };
    let mut out = Vec::new();
    if expected.names.len() <= FEW {
        let range = super::position::range(source, finding.span);
        let instead = expected.names.iter().map(|other| Alternative {
            declares: false,
            text: other.clone(),
            edit: TextEdit { range, new_text: other.clone() },
        });
        out.extend(instead.filter(|a| settles(space, rules, source, &a.edit)));
    }
    let declared = declarations(rules.known_policy(), &expected, name).into_iter().filter_map(|line| {
        let edit = insertion(rules, source, finding, &line)?;
        Some(Alternative { declares: true, text: line, edit })
    });
    out.extend(declared.filter(|a| settles(space, rules, source, &a.edit)).take(1));
    out
}

/// The lines that would declare a name.
fn declarations(policy: Option<&Policy>, expected: &Expected, name: &str) -> Vec<String> {
    let label = name.replace('_', " ");
    let mut letters = label.chars();
    let label: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    match expected.directive {
        Some("field") => TYPES.iter().map(|ty| format!("field {name} \"{label}\" {ty}")).collect(),
        Some("group") => {
            let named = policy.into_iter().flat_map(|p| &p.groups).filter(|g| g.name.is_some());
            let rest = &Number::ONE - &named.map(|g| g.weight.clone()).sum::<Number>();
            let weight = written_number(&rest, Type::Percent, None);
            if rest > Number::ZERO { vec![format!("group {name} \"{label}\" weight {weight}")] } else { Vec::new() }
        }
        Some(directive) => vec![format!("{directive} {name} \"{label}\"")],
        None => Vec::new(),
    }
}

/// Where a declaration is put: behind the last one of its directive, else above the item that uses the name. Overlays add
/// items in a way of their own.
fn insertion(rules: &Workspace, source: &SourceFile, finding: &Finding, line: &str) -> Option<TextEdit> {
    let tree = rules.trees.iter().find(|t| t.file == source.id)?;
    let own = tree.items.iter().filter(|item| item.span.file == source.id && item.added.is_none());
    let directive = line.split(' ').next()?;
    let mut last = None;
    let mut user = None;
    for item in own {
        if item.kind.keyword() == directive {
            last = Some(item.span.end);
        }
        if item.span.start <= finding.span.start && finding.span.end <= item.span.end {
            user = Some(item);
        }
    }
    let user = user.filter(|item| item.kind.keyword() != "overlay")?;
    let breaks = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, new_text) = match last {
        Some(end) => {
            let number = source.place(end).line;
            (source.line_start(number) + narrow(source.line(number).len()), format!("{breaks}{line}"))
        }
        None => (source.line_start(source.place(user.span.start).line), format!("{line}{breaks}{breaks}")),
    };
    let at = position(source, at);
    Some(TextEdit { range: Range { start: at, end: at }, new_text })
}

/// Whether the rules have fewer errors with a change, and none that they had not.
fn settles(space: &Space, before: &Workspace, source: &SourceFile, edit: &TextEdit) -> bool {
    let (start, end) = (offset(&source.text, edit.range.start), offset(&source.text, edit.range.end));
    let mut text = source.text.clone();
    text.replace_range(start..end.max(start), &edit.new_text);
    let after = space.rules_with(&BTreeMap::from([(source.name.as_str(), text)]));
    let errors = |workspace: &Workspace| -> Vec<String> {
        let errors = workspace.findings.iter().filter(|f| f.level() == Level::Error);
        errors.map(|f| format!("{} {}", f.code.id, f.message(Language::English))).collect()
    };
    let mut known = errors(before);
    let count = known.len();
    let after = errors(&after);
    after.len() < count
        && after.iter().all(|error| match known.iter().position(|k| k == error) {
            Some(at) => {
                known.swap_remove(at);
                true
            }
            None => false,
        })
}
