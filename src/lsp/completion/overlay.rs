//! What overlays speak of: the items of the policy as it is written, whatever active overlays make of them.

use crate::diagnostics::{SourceFile, Span};
use crate::lsp::position::{narrow, position};
use crate::syntax::{Expr, Item, ItemKind, Part, Table};
use crate::workspace::Workspace;
use lsp_types::{CompletionItem, CompletionTextEdit, Range, TextEdit};

/// Whether overlays may add and remove what a directive declares.
pub(super) fn may_change(directive: &str) -> bool {
    !matches!(directive, "policy" | "library" | "include" | "overlay")
}

/// The items of the policy, those included that an active overlay removes.
pub(super) fn items(rules: &Workspace) -> impl Iterator<Item = &Item> {
    let hold = rules.trees.iter().flat_map(|tree| &tree.items).filter(|item| item.added.is_none());
    hold.chain(rules.removed.iter().map(|removed| &removed.item))
}

/// The values of a parameter.
pub(super) fn value(rules: &Workspace, name: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for item in items(rules) {
        if let ItemKind::Parameter(parameter) = &item.kind
            && parameter.name.value.as_str() == name
        {
            let values = std::iter::once(&parameter.value).chain(parameter.later.iter().map(|(_, value)| value));
            out.extend(values.map(|value| as_written(item, Part::Value, value.span)));
        }
    }
    out
}

/// The weight of a criterion or group.
pub(super) fn weight(rules: &Workspace, name: &str) -> Vec<Span> {
    let weighted = |item: &Item| {
        let (of, weight): (_, Option<&Expr>) = match &item.kind {
            ItemKind::Criterion(criterion) => (&criterion.name, criterion.weight.as_ref()),
            ItemKind::Group(group) => (&group.name, group.weight.as_ref()),
            _ => return None,
        };
        let weight = weight.filter(|_| of.value.as_str() == name)?;
        Some(as_written(item, Part::Weight, weight.span))
    };
    items(rules).find_map(weighted).into_iter().collect()
}

/// The rows of a table.
pub(super) fn rows(rules: &Workspace, name: &str) -> Vec<Span> {
    let called = |item: &Item| item.kind.name().is_some_and(|n| n == name);
    let Some((item, table)) = items(rules).filter(|i| called(i)).find_map(|i| Some((i, table(i)?))) else {
        return Vec::new();
    };
    table.rows.iter().map(|row| as_written(item, Part::Row, row.span)).collect()
}

/// The table of an item, where its rows can be replaced.
pub(super) fn table(item: &Item) -> Option<&Table> {
    item.kind.table().filter(|_| item.kind.keyword() != "examples")
}

/// Where the policy says what an active overlay says otherwise.
fn as_written(item: &Item, part: Part, is: Span) -> Span {
    item.replaced.iter().find(|r| r.part == part && r.is == is).map_or(is, |r| r.was)
}

/// Name and version of the policy, as an overlay names them.
pub(super) fn base(rules: &Workspace) -> Option<String> {
    items(rules).find_map(|item| match &item.kind {
        ItemKind::Policy(policy) => Some(match &policy.version {
            Some(version) => format!("{}@{}", policy.name.value, version.value),
            None => policy.name.value.to_string(),
        }),
        _ => None,
    })
}

/// Lets rows take the place of what is written of one already, since editors would only replace a word of it.
pub(super) fn replace_line(items: &mut [CompletionItem], source: &SourceFile, at: usize) {
    let before = source.text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let start = at - line.trim_start().len();
    let range = Range { start: position(source, narrow(start)), end: position(source, narrow(at)) };
    for item in items {
        item.filter_text = Some(line.trim_start().to_owned());
        item.text_edit = Some(CompletionTextEdit::Edit(TextEdit { range, new_text: item.label.clone() }));
    }
}
