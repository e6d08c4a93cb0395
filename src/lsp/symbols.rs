//! The outline of a file: its directives with their names, and what stands below playbooks and records.

use super::position::range;
use crate::diagnostics::{SourceFile, Span};
use crate::syntax::{Item, ItemKind, Target, parse};
use crate::values::Label;
use lsp_types::{DocumentSymbol, SymbolKind};

/// Everything that is declared in a file, in the order written.
pub(super) fn symbols(file: &SourceFile) -> Vec<DocumentSymbol> {
    // As it is written, and not what active overlays make of it.
    let (tree, _) = parse(file);
    tree.items.iter().filter_map(|item| symbol(file, item)).collect()
}

fn symbol(file: &SourceFile, item: &Item) -> Option<DocumentSymbol> {
    let (name, named, label) = head(item)?;
    let name = if name.is_empty() { file.slice(named).trim_matches('"').to_owned() } else { name };
    let children = below(file, item);
    Some(made(file, item.span, named, name, shown(label), kind(item), children))
}

/// The name of an item, its place and its label; an empty name where the place holds it.
fn head(item: &Item) -> Option<(String, Span, Option<&Label>)> {
    let plain = |name: &crate::syntax::Ident, label| Some((name.value.to_string(), name.span, Some(label)));
    match &item.kind {
        ItemKind::Policy(i) => plain(&i.name, &i.label),
        ItemKind::Library(i) => plain(&i.name, &i.label),
        ItemKind::Include(name) => Some((format!("include {}", name.value), name.span, None)),
        ItemKind::Parameter(i) => plain(&i.name, &i.label),
        ItemKind::Field(i) => Some(owned(&i.target, &i.label)),
        ItemKind::Records(i) => plain(&i.name, &i.label),
        ItemKind::Let(i) => Some(owned(&i.target, &i.label)),
        ItemKind::Group(i) => plain(&i.name, &i.label),
        ItemKind::Criterion(i) => plain(&i.name, &i.label),
        ItemKind::Veto(i) => plain(&i.name, &i.label),
        ItemKind::Limit(i) => plain(&i.name, &i.label),
        ItemKind::Tier(i) => plain(&i.name, &i.label),
        ItemKind::Probability(i) => plain(&i.name, &i.label),
        ItemKind::Rank(_) => Some(("rank".to_owned(), item.header, None)),
        ItemKind::Table(i) => Some(owned(&i.target, &i.label)),
        ItemKind::Document(i) => plain(&i.name, &i.label),
        ItemKind::Channel(i) => plain(&i.name, &i.label),
        ItemKind::Need(i) => plain(&i.name, &i.label),
        ItemKind::Benefit(i) => plain(&i.name, &i.label),
        ItemKind::Playbook(i) => plain(&i.name, &i.label),
        ItemKind::Offer(i) => plain(&i.name, &i.label),
        ItemKind::Alert(i) => plain(&i.name, &i.label),
        ItemKind::Kpi(i) => plain(&i.name, &i.label),
        ItemKind::Overlay(i) => plain(&i.name, &i.label),
        ItemKind::Example(i) => Some((String::new(), i.title.span, None)),
        ItemKind::Examples(i) => Some((String::new(), i.title.span, None)),
        ItemKind::Later { name, label, .. } => name.as_ref().and_then(|n| plain(n, label)),
    }
}

fn owned<'i>(target: &Target, label: &'i Label) -> (String, Span, Option<&'i Label>) {
    let name = match &target.owner {
        Some(owner) => format!("{}.{}", owner.value, target.name.value),
        None => target.name.value.to_string(),
    };
    (name, target.name.span, Some(label))
}

fn below(file: &SourceFile, item: &Item) -> Vec<DocumentSymbol> {
    let part = |span, name: &crate::syntax::Ident, label: &Label, kind| {
        made(file, span, name.span, name.value.to_string(), shown(Some(label)), kind, Vec::new())
    };
    match &item.kind {
        ItemKind::Records(records) => records
            .columns
            .iter()
            .map(|c| part(c.name.span.to(c.ty.span), &c.name, &c.label, SymbolKind::FIELD))
            .collect(),
        ItemKind::Playbook(playbook) => {
            let objectives = playbook.objectives.iter().map(|o| part(o.span, &o.name, &o.label, SymbolKind::CONSTANT));
            let actions = playbook.actions.iter().map(|a| part(a.span, &a.name, &a.label, SymbolKind::METHOD));
            objectives.chain(actions).collect()
        }
        _ => Vec::new(),
    }
}

fn shown(label: Option<&Label>) -> Option<String> {
    let label = label?;
    label.plain.clone().or_else(|| label.translations.first().map(|(_, text)| text.clone()))
}

fn kind(item: &Item) -> SymbolKind {
    match &item.kind {
        ItemKind::Policy(_) | ItemKind::Library(_) | ItemKind::Overlay(_) => SymbolKind::PACKAGE,
        ItemKind::Include(_) => SymbolKind::MODULE,
        ItemKind::Parameter(_) | ItemKind::Channel(_) | ItemKind::Need(_) | ItemKind::Benefit(_) => {
            SymbolKind::CONSTANT
        }
        ItemKind::Field(_) => SymbolKind::FIELD,
        ItemKind::Records(_) => SymbolKind::STRUCT,
        ItemKind::Let(_) => SymbolKind::VARIABLE,
        ItemKind::Group(_) => SymbolKind::NAMESPACE,
        ItemKind::Criterion(_) | ItemKind::Table(_) | ItemKind::Probability(_) | ItemKind::Kpi(_) => {
            SymbolKind::FUNCTION
        }
        ItemKind::Veto(_) | ItemKind::Limit(_) | ItemKind::Alert(_) => SymbolKind::EVENT,
        ItemKind::Tier(_) => SymbolKind::ENUM_MEMBER,
        ItemKind::Rank(_) => SymbolKind::OPERATOR,
        ItemKind::Document(_) | ItemKind::Offer(_) => SymbolKind::FILE,
        ItemKind::Playbook(_) => SymbolKind::CLASS,
        ItemKind::Example(_) | ItemKind::Examples(_) | ItemKind::Later { .. } => SymbolKind::OBJECT,
    }
}

fn made(
    file: &SourceFile,
    whole: Span,
    named: Span,
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    #[expect(deprecated, reason = "the type asks for a field that the protocol replaced by tags")]
    DocumentSymbol {
        // Editors refuse a symbol without a name.
        name: if name.trim().is_empty() { "…".to_owned() } else { name },
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: range(file, whole.to(named)),
        selection_range: range(file, named),
        children: Some(children).filter(|c| !c.is_empty()),
    }
}
