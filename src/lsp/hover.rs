//! What is known of the name or table row under the cursor: how it is declared, its type and label, its share of the score,
//! and how many accounts a row, veto, limit or tier catches, where the accounts were read since anything last changed.

use super::position::{offset, range};
use super::space::{Data, Space, file};
use crate::diagnostics::{Language, SourceFile, Span};
use crate::engine::Part;
use crate::policy::{List, Meaning, Mention, Policy, SlotValue, Type, described, written_number};
use crate::syntax::{CriterionBody, Item, ItemKind, Table};
use crate::values::{Label, Name};
use crate::workspace::Workspace;
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// What to show at a place; none where nothing is known.
pub(super) fn hover(space: &mut Space, name: &str, at: Position) -> Option<Hover> {
    let rules = space.rules();
    let source = file(&rules, name)?;
    let language = space.language(&rules);
    let at = super::position::narrow(offset(&source.text, at));
    let data = space.data().filter(|d| file(&d.workspace, name).is_some_and(|f| f.text == source.text));
    let mention = rules.mentions.at(source.id, at);
    let mut parts: Vec<String> = mention.map(|m| about(&rules, m, language)).unwrap_or_default();
    let mut shown = mention.map(|m| m.span);
    if let Some(caught) = data.and_then(|d| caught(d, mention.map(|m| &m.meaning), name, at, language)) {
        parts.push(caught.0);
        shown = shown.or(Some(Span { file: source.id, ..caught.1 }));
    }
    if parts.is_empty() {
        return None;
    }
    let value = parts.join("\n\n");
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: shown.map(|span| range(source, span)) })
}

/// The declaration and what follows from it.
fn about(rules: &Workspace, mention: &Mention, language: Language) -> Vec<String> {
    let mut parts = Vec::new();
    let declared: Vec<&Mention> = rules.mentions.of(&mention.meaning).filter(|m| m.declares).collect();
    if let Some(first) = declared.first() {
        let source = rules.sources.file(first.span.file);
        let line = source.line(source.place(first.span.start).line).trim();
        parts.push(format!("```kam\n{line}\n```"));
    }
    if let Some(policy) = rules.known_policy() {
        parts.extend(facts(policy, &mention.meaning, language));
    }
    if let Some(first) = declared.first().filter(|m| m.span != mention.span) {
        parts.push(format!("*{}*", rules.sources.file_line(first.span)));
    }
    parts
}

/// What the checked policy knows of a name, as far as its declaration does not say it.
fn facts(policy: &Policy, meaning: &Meaning, language: Language) -> Option<String> {
    match meaning {
        Meaning::Account(name) => of_account(policy, name, language),
        Meaning::Person(name) => {
            let attribute = policy.attributes.iter().find(|a| a.name == *name);
            let typed = attribute.map(|a| (a.ty, &a.label));
            let computed = || policy.person_lets.iter().find(|l| l.name == *name).map(|l| (l.ty, &l.label));
            typed.or_else(computed).map(|(ty, label)| typed_as(policy, name, ty, label, language))
        }
        Meaning::Row(records, name) => {
            let records = policy.records.iter().find(|r| r.name == *records)?;
            let column = records.columns.iter().find(|c| c.name == *name).map(|c| (c.ty, &c.label));
            let computed = || records.lets.iter().find(|l| l.name == *name).map(|l| (l.ty, &l.label));
            column.or_else(computed).map(|(ty, label)| typed_as(policy, name, ty, label, language))
        }
        Meaning::Value(of, name) => {
            let list = match of {
                List::Written(span) => policy.enumerations.iter().find(|e| e.written == Some(*span))?,
                List::BuiltIn(id) => policy.enumerations.get(id.index())?,
            };
            let value = list.values.iter().find(|v| v.name == *name)?;
            let all: Vec<&str> = list.values.iter().map(|v| v.name.as_str()).collect();
            let number = value.number.as_ref().map_or_else(String::new, |n| format!(" {n}"));
            Some(format!(
                "`{name}`{number}{}: {}",
                labelled(&value.label, language),
                all.join(if list.ordered { " < " } else { ", " })
            ))
        }
        Meaning::Records(_) | Meaning::Item(..) | Meaning::Action(..) | Meaning::Objective(..) => None,
    }
}

fn of_account(policy: &Policy, name: &Name, language: Language) -> Option<String> {
    if let Some(field) = policy.fields.iter().find(|f| f.name == *name) {
        return Some(typed_as(policy, name, field.ty, &field.label, language));
    }
    if let Some(parameter) = policy.parameters.iter().find(|p| p.name == *name) {
        return Some(typed_as(policy, name, parameter.ty, &parameter.label, language));
    }
    let slot = policy.slots.get(policy.slot_named(name.as_str())?.index())?;
    let percent = |n| written_number(n, Type::Percent, None);
    match slot.value {
        SlotValue::Criterion(at) => {
            let criterion = policy.criteria.get(usize::from(at))?;
            let (share, weight) = (percent(&policy.share_of_score(criterion)), percent(&criterion.weight));
            let group = policy.groups.get(usize::from(criterion.group)).and_then(|g| g.name.as_ref());
            Some(match group {
                Some(group) => language.pick(
                    format!("{share} of the score ({weight} of `{group}`)"),
                    format!("{share} oceny ({weight} grupy `{group}`)"),
                ),
                None => language.pick(format!("{share} of the score"), format!("{share} oceny")),
            })
        }
        SlotValue::Group(at) => {
            let group = policy.groups.get(usize::from(at))?;
            let (weight, names) = (percent(&group.weight), members(policy, &group.criteria));
            Some(language.pick(format!("{weight} of the score: {names}"), format!("{weight} oceny: {names}")))
        }
        SlotValue::Expr(_) | SlotValue::Table(_) | SlotValue::Probability(_) => {
            Some(typed_as(policy, name, slot.ty, &slot.label, language))
        }
    }
}

fn members(policy: &Policy, criteria: &[u16]) -> String {
    let of = |at: &u16| policy.criteria.get(usize::from(*at));
    let shown: Vec<String> = criteria
        .iter()
        .filter_map(of)
        .map(|c| format!("`{}` {}", c.name, written_number(&c.weight, Type::Percent, None)))
        .collect();
    shown.join(", ")
}

fn typed_as(policy: &Policy, name: &Name, ty: Type, label: &Label, language: Language) -> String {
    format!("`{name}`{}: {}", labelled(label, language), described(policy, ty, language))
}

fn labelled(label: &Label, language: Language) -> String {
    let text = label.plain.as_ref().or_else(|| label.translations.first().map(|(_, text)| text));
    text.map_or_else(String::new, |text| language.pick(format!(" “{text}”"), format!(" „{text}”")))
}

/// How many accounts the thing under the cursor catches, and its place.
fn caught(data: &Data, meaning: Option<&Meaning>, name: &str, at: u32, language: Language) -> Option<(String, Span)> {
    let counts = data.caught.as_ref()?;
    let workspace = &data.workspace;
    let policy = workspace.policy.as_ref()?;
    let source = file(workspace, name)?;
    let part = match meaning {
        Some(Meaning::Item("veto", veto)) => policy.vetoes.iter().position(|v| v.name == *veto).map(Part::Veto),
        Some(Meaning::Item("limit", limit)) => policy.limits.iter().position(|l| l.name == *limit).map(Part::Limit),
        Some(Meaning::Item("tier", tier)) => policy.tiers.iter().position(|t| t.name == *tier).map(Part::Tier),
        _ => None,
    };
    let (part, span) = match part {
        Some(part) => (part, Span::file_start(source.id)),
        None => {
            let span = row_at(workspace, source, at)?;
            (odds(policy, span).unwrap_or(Part::Row(span)), span)
        }
    };
    let all = counts.accounts;
    let n = *counts.of.get(&part)?;
    Some((language.pick(format!("{n} of {all} accounts"), format!("Klienci: {n} z {all}")), span))
}

/// The row of a table at an offset.
fn row_at(workspace: &Workspace, source: &SourceFile, at: u32) -> Option<Span> {
    let tree = workspace.trees.iter().find(|t| t.file == source.id)?;
    let item = tree.items.iter().find(|i| i.span.start <= at && at <= i.span.end)?;
    let row = table(item)?.rows.iter().find(|r| r.span.start <= at && at <= r.span.end)?;
    Some(row.span)
}

fn table(item: &Item) -> Option<&Table> {
    match &item.kind {
        ItemKind::Criterion(i) => match &i.body {
            CriterionBody::Table(table) => Some(table),
            CriterionBody::Points(_) | CriterionBody::None => None,
        },
        ItemKind::Table(i) => i.table.as_ref(),
        ItemKind::Probability(i) => i.table.as_ref(),
        _ => None,
    }
}

fn odds(policy: &Policy, span: Span) -> Option<Part> {
    policy.probabilities.iter().enumerate().find_map(|(probability, p)| {
        p.rows.iter().position(|r| r.span == span).map(|row| Part::Odds { probability, row })
    })
}
