//! Every item declares its name before any expression is read, so that order never matters. A name declared twice, or
//! one the language keeps for itself, is a finding here. Items that cannot be understood still declare their name: what
//! uses them is then of unknown type, and nothing follows from that. Fields and records are in `field`.

use super::checker::{Body, Checker, Declared, GroupDraft, NodeState, PersonSymbol, Placed, RowSymbol, Symbol, index};
use super::expression::Expr;
use super::model::{ParameterId, PersonLetId, RowLet, RowLetId, RowValue, Slot, SlotId, SlotValue, Type};
use crate::diagnostics::{Finding, Span, policy as codes, said, suggest};
use crate::syntax::{Ident, Item, ItemKind, ParameterItem, PolicyItem, Target};
use crate::values::{Label, Name, Number, Scalar};
use std::collections::HashMap;

const RESERVED: &[&str] = &[
    "and", "or", "not", "is", "in", "at", "above", "below", "between", "if", "then", "else", "where", "among",
    "weighted", "over", "since", "before", "after", "of", "by", "yes", "no", "missing", "known", "any", "all",
];
const BUILT_IN: &[&str] = &["as_of", "tier", "score", "people"];

impl<'a> Checker<'a> {
    /// Declares the types that others refer to: tiers and whatever `one of channels` may mean come first.
    pub fn declare(&mut self, items: &[Placed<'a>]) {
        self.declare_policy(items);
        self.declare_later(items);
        self.declare_plays(items);
        for placed in items {
            match &placed.item.kind {
                ItemKind::Records(records) => self.declare_records(records, *placed),
                ItemKind::Tier(tier) if self.check_name(&tier.name) => {
                    declare_in(&mut self.findings, &mut self.names.tiers, &tier.name);
                }
                _ => {}
            }
        }
        self.declare_builtin_records(items);
        for placed in items {
            self.declare_item(*placed);
        }
        self.warn_of_likeness();
    }

    fn declare_policy(&mut self, items: &[Placed<'a>]) {
        let mut policies = items.iter().filter_map(|p| match &p.item.kind {
            ItemKind::Policy(policy) => Some((p.item, policy)),
            _ => None,
        });
        let Some((item, policy)) = policies.next() else {
            let span = self.policy.span;
            let first = self.sources.iter().find(|file| file.id == span.file).map_or("", |file| file.line(1));
            let header = "policy kam \"KAM\" version 1";
            self.report(Finding::new(&codes::NO_POLICY, span).fix(format!("{header}\n\n{first}").trim_end()));
            return;
        };
        for (_, other) in policies {
            self.report(
                Finding::new(&codes::TWO_OF_ONE, other.name.span)
                    .quote("keyword", "policy")
                    .note_at(policy.name.span, said!("the first one stands here", "pierwsze stoi tutaj")),
            );
        }
        self.fill_policy(item, policy);
    }

    fn fill_policy(&mut self, item: &Item, policy: &PolicyItem) {
        self.policy.name = policy.name.value.clone();
        self.policy.label = policy.label.clone();
        self.policy.effective_from = policy.effective_from.as_ref().map(|d| d.value);
        self.policy.currency = policy.currency.as_ref().map(|c| c.value);
        self.policy.span = item.header;
        match &policy.version {
            Some(version) => self.policy.version = version.value.clone(),
            None if item.broken => {}
            None => {
                let header = self.sources.slice(item.header).trim_end();
                let finding = Finding::new(&codes::NO_VERSION, policy.name.span).fix(format!("{header} version 1"));
                self.report(finding);
            }
        }
    }

    fn declare_later(&mut self, items: &[Placed<'a>]) {
        for placed in items {
            let ItemKind::Later { keyword, name, .. } = &placed.item.kind else { continue };
            self.policy.later.push((keyword.value.clone(), name.as_ref().map(|n| n.value.clone()), placed.item.header));
            let Some(name) = name else { continue };
            let key = (keyword.value.clone(), name.value.clone());
            if let Some(first) = self.names.later.get(&key) {
                let finding = duplicate(name, Some(*first));
                self.report(finding);
            } else {
                self.names.later.insert(key, name.span);
            }
        }
    }

    fn declare_item(&mut self, placed: Placed<'a>) {
        let item = placed.item;
        match &item.kind {
            ItemKind::Field(field) => self.declare_field(field, placed),
            ItemKind::Parameter(parameter) => self.declare_parameter(parameter, placed),
            ItemKind::Let(definition) => {
                self.declare_computed(&definition.target, &definition.label, Body::Let(definition), placed)
            }
            ItemKind::Table(table) => {
                if let Some(ty) = &table.ty {
                    let made = self.type_expr(&ty.value, ty.span).map(|(ty, _)| ty);
                    self.table_types.insert(ty.span, made);
                }
                self.declare_computed(&table.target, &table.label, Body::Table(table), placed);
            }
            ItemKind::Criterion(_) if placed.library => self.not_in_library(placed, "criterion"),
            ItemKind::Group(_) if placed.library => self.not_in_library(placed, "group"),
            ItemKind::Tier(_) if placed.library => self.not_in_library(placed, "tier"),
            ItemKind::Rank(_) if placed.library => self.not_in_library(placed, "rank"),
            ItemKind::Criterion(criterion) => {
                let at = usize::from(
                    self.declare_slot(&criterion.name, &criterion.label, Body::Criterion(criterion), placed).0,
                );
                if let Some(state) = self.slots.get_mut(at) {
                    state.ty = Some(Type::Points);
                    state.bounds = super::bounds::points();
                }
            }
            ItemKind::Group(group) => {
                let body = Body::Group(self.groups.len());
                let slot = self.declare_slot(&group.name, &group.label, body, placed);
                self.names.groups.entry(group.name.value.clone()).or_insert(group.name.span);
                self.groups.push(GroupDraft { item: Some((item, group)), slot, criteria: Vec::new() });
            }
            ItemKind::Probability(probability) => {
                self.declare_slot(&probability.name, &probability.label, Body::Probability(probability), placed);
            }
            ItemKind::Veto(veto) => {
                self.check_name(&veto.name);
                declare_in(&mut self.findings, &mut self.names.vetoes, &veto.name);
            }
            ItemKind::Limit(limit) => {
                self.check_name(&limit.name);
                declare_in(&mut self.findings, &mut self.names.limits, &limit.name);
            }
            ItemKind::Document(document) => {
                self.check_name(&document.name);
                declare_in(&mut self.findings, &mut self.names.documents, &document.name);
            }
            ItemKind::Library(library) => declare_in(&mut self.findings, &mut self.names.libraries, &library.name),
            ItemKind::Tier(_)
            | ItemKind::Rank(_)
            | ItemKind::Policy(_)
            | ItemKind::Include(_)
            | ItemKind::Records(_)
            | ItemKind::Example(_)
            | ItemKind::Examples(_)
            | ItemKind::Channel(_)
            | ItemKind::Need(_)
            | ItemKind::Benefit(_)
            | ItemKind::Playbook(_)
            | ItemKind::Offer(_)
            | ItemKind::Alert(_)
            | ItemKind::Kpi(_)
            | ItemKind::Overlay(_)
            | ItemKind::Later { .. } => {}
        }
    }

    /// Reports a directive that a library cannot hold; it is left out.
    fn not_in_library(&mut self, placed: Placed<'a>, keyword: &str) {
        self.policy.incomplete = true;
        self.report(Finding::new(&codes::NOT_IN_LIBRARY, placed.item.header).quote("keyword", keyword));
    }

    /// Whether the name may be declared at all; the reader of items has said so if not.
    pub fn check_name(&mut self, name: &Ident) -> bool {
        let text = name.value.as_str();
        let free = !RESERVED.contains(&text) && !BUILT_IN.contains(&text);
        self.policy.incomplete |= !free;
        free
    }

    /// Two declarations of one name: fine when both say the same and one is a library's.
    pub fn clash(&mut self, name: &Ident, first: Option<Span>, merges: bool, involves_library: bool) {
        if merges {
            return;
        }
        let finding = match first {
            Some(span) if involves_library => Finding::new(&codes::CLASH, name.span)
                .quote("name", name.value.as_str())
                .note_at(span, said!("first declared here", "pierwsza deklaracja")),
            first => duplicate(name, first),
        };
        self.report(finding);
    }

    /// Declares a slot; one whose name is taken is kept without a name, so that what it says is still checked.
    fn declare_slot(&mut self, name: &Ident, label: &Label, body: Body<'a>, placed: Placed<'a>) -> SlotId {
        let free = self.check_name(name);
        let id = SlotId(index(self.policy.slots.len()));
        let taken = self.names.account.get(&name.value).copied();
        if let Some(first) = taken {
            self.clash(name, first.span, false, first.library || placed.library);
        } else {
            let declared = Declared { symbol: Symbol::Slot(id), span: Some(name.span), library: placed.library };
            self.names.account.insert(name.value.clone(), declared);
        }
        self.policy.slots.push(Slot {
            name: (free && taken.is_none()).then(|| name.value.clone()),
            label: label.clone(),
            ty: Type::Number,
            value: SlotValue::Expr(Expr::Missing),
            stage: 0,
            span: placed.item.header,
        });
        self.slots.push(NodeState::new(body, Some(placed.item)));
        id
    }

    fn declare_parameter(&mut self, parameter: &'a ParameterItem, placed: Placed<'a>) {
        let name = &parameter.name;
        if !self.check_name(name) {
            return;
        }
        if let Some(first) = self.names.account.get(&name.value).copied() {
            self.clash(name, first.span, false, first.library || placed.library);
            return;
        }
        let id = ParameterId(index(self.policy.parameters.len()));
        let declared = Declared { symbol: Symbol::Parameter(id), span: Some(name.span), library: placed.library };
        self.names.account.insert(name.value.clone(), declared);
        let made = self.parameter(parameter, placed.item);
        let later = parameter.later.iter().map(|(_, value)| value.span);
        self.parameter_values.push(std::iter::once(parameter.value.span).chain(later).collect());
        self.broken_parameters.push(made.is_none() || placed.item.broken);
        self.policy.parameters.push(made.unwrap_or_else(|| super::Parameter {
            name: name.value.clone(),
            label: parameter.label.clone(),
            ty: Type::Number,
            first: Scalar::Number(Number::ZERO),
            later: Vec::new(),
            span: placed.item.header,
        }));
    }

    fn declare_computed(&mut self, target: &Target, label: &Label, body: Body<'a>, placed: Placed<'a>) {
        let name = &target.name;
        let Some(owner) = &target.owner else {
            self.declare_slot(name, label, body, placed);
            return;
        };
        if !self.check_name(name) {
            return;
        }
        let row = RowLet {
            name: name.value.clone(),
            label: label.clone(),
            ty: Type::Number,
            value: RowValue::Expr(Expr::Missing),
            span: placed.item.header,
        };
        if owner.value.as_str() == "person" {
            if let Some(first) = self.names.person.get(&name.value).copied() {
                self.clash(name, first.span, false, false);
                return;
            }
            let symbol = PersonSymbol::Let(PersonLetId(index(self.policy.person_lets.len())));
            let declared = Declared { symbol, span: Some(name.span), library: placed.library };
            self.names.person.insert(name.value.clone(), declared);
            self.policy.person_lets.push(row);
            self.person_lets.push(NodeState::new(body, Some(placed.item)));
            return;
        }
        let Some(records) = self.names.records.get(&owner.value).map(|d| d.symbol) else {
            let known = self.names.records.keys().map(Name::as_str).chain(["person"]);
            let near = suggest::nearest(owner.value.as_str(), known).map(str::to_owned);
            let fix = near.as_ref().and_then(|n| super::fix::with_replaced(self.sources, owner.span, n));
            let finding = Finding::new(&codes::UNKNOWN_ITEM, owner.span)
                .arg("kind", said!("records type", "rodzaj rekordów"))
                .quote("name", owner.value.as_str())
                .arg("hint", suggest::did_you_mean(near.as_deref()))
                .maybe_fix(fix);
            self.report(finding);
            return;
        };
        if let Some(first) = self.names.rows[records.index()].get(&name.value).copied() {
            self.clash(name, first.span, false, false);
            return;
        }
        let lets = &mut self.policy.records[records.index()].lets;
        let symbol = RowSymbol::Let(RowLetId(index(lets.len())));
        lets.push(row);
        self.row_lets[records.index()].push(NodeState::new(body, Some(placed.item)));
        let declared = Declared { symbol, span: Some(name.span), library: placed.library };
        self.names.rows[records.index()].insert(name.value.clone(), declared);
    }

    /// Two names that only differ in case or diacritics are one slip away from each other.
    fn warn_of_likeness(&mut self) {
        let mut found: Vec<(Span, String, Span, String)> = Vec::new();
        let account = self.names.account.iter().map(|(n, d)| (n, d.span));
        likeness(account, &mut found);
        likeness(self.names.person.iter().map(|(n, d)| (n, d.span)), &mut found);
        let plays = &self.names.plays;
        likeness(plays.channels.iter().map(|(n, d)| (n, d.span)), &mut found);
        likeness(plays.needs.iter().map(|(n, d)| (n, d.span)), &mut found);
        likeness(plays.playbooks.iter().map(|(n, d)| (n, d.span)), &mut found);
        for kind in ["benefit", "offer", "alert", "kpi"] {
            let others = plays.others.iter().filter(|((of, _), _)| *of == kind);
            likeness(others.map(|((_, n), d)| (n, d.span)), &mut found);
        }
        for rows in &self.names.rows {
            likeness(rows.iter().map(|(n, d)| (n, d.span)), &mut found);
        }
        self.say_alike(found);
        let actions: Vec<Vec<Ident>> =
            self.names.plays.actions.iter().map(|all| all.iter().map(|a| a.name.clone()).collect()).collect();
        self.warn_of_like(actions.iter());
    }

    /// The same among the names of each of some lists.
    pub(super) fn warn_of_like<'n, L: IntoIterator<Item = &'n Ident>>(&mut self, lists: impl IntoIterator<Item = L>) {
        let mut found = Vec::new();
        for list in lists {
            likeness(list.into_iter().map(|name| (&name.value, Some(name.span))), &mut found);
        }
        self.say_alike(found);
    }

    fn say_alike(&mut self, found: Vec<(Span, String, Span, String)>) {
        for (span, name, other_span, other) in found {
            self.report(
                Finding::new(&codes::LIKE_NAMES, span)
                    .arg("name", name)
                    .arg("other", other)
                    .note_at(other_span, said!("the other one is declared here", "tu zadeklarowano drugą")),
            );
        }
    }
}

pub(super) fn duplicate(name: &Ident, first: Option<Span>) -> Finding {
    match first {
        Some(span) => Finding::new(&codes::DUPLICATE_NAME, name.span)
            .quote("name", name.value.as_str())
            .note_at(span, said!("first declared here", "pierwsza deklaracja")),
        None => Finding::new(&codes::BUILT_IN, name.span).quote("name", name.value.as_str()),
    }
}

fn declare_in(findings: &mut Vec<Finding>, names: &mut HashMap<Name, Span>, name: &Ident) {
    match names.get(&name.value) {
        Some(first) => findings.push(duplicate(name, Some(*first))),
        None => {
            names.insert(name.value.clone(), name.span);
        }
    }
}

fn likeness<'n>(names: impl Iterator<Item = (&'n Name, Option<Span>)>, found: &mut Vec<(Span, String, Span, String)>) {
    let mut declared: Vec<(Span, &Name)> = names.filter_map(|(n, span)| Some((span?, n))).collect();
    declared.sort();
    let mut seen: HashMap<String, (Span, &Name)> = HashMap::new();
    for (span, name) in declared {
        match seen.get(&suggest::fold(name.as_str())) {
            Some((first, other)) => found.push((span, name.to_string(), *first, other.to_string())),
            None => {
                seen.insert(suggest::fold(name.as_str()), (span, name));
            }
        }
    }
}
