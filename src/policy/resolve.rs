//! Names. Every item declares its name before any expression is read, so that order never matters; then a name in an
//! expression is looked up in the context it stands in: the row at hand, the person at hand, the account.
//!
//! A name declared twice, or one the language keeps for itself, is a finding here. Items that cannot be understood
//! still declare their name: what uses them is then of unknown type, and nothing follows from that.

use super::model::{
    Attribute, AttributeId, Column, ColumnId, CriterionBody, Enumeration, EnumerationId, EnumerationValue, Field,
    FieldId, ParameterId, PersonLetId, Policy, Probability, RecordsId, RowLet, RowLetId, RowValue, Slot, SlotId,
    SlotValue, Type,
};
use super::{Expr, builtin};
use crate::diagnostics::{Finding, Sources, Span, policy as codes, suggest};
use crate::syntax::{
    CriterionItem, FieldItem, Ident, Item, ItemKind, LetItem, PolicyItem, ProbabilityItem, RecordsItem, TableItem,
    Target, TypeExpr,
};
use crate::values::{ChoiceSet, Interval, Label, Name};
use std::collections::HashMap;

/// What a bare name of the account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    Field(FieldId),
    Slot(SlotId),
    Parameter(ParameterId),
}

/// What a name of a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PersonSymbol {
    Attribute(AttributeId),
    Let(PersonLetId),
}

/// What a name of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowSymbol {
    Column(ColumnId),
    Let(RowLetId),
}

/// A declared name: what it stands for and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared<T> {
    pub symbol: T,
    /// None for what is built in.
    pub span: Option<Span>,
    /// Declared in a library: a field that is declared alike elsewhere is the same field.
    pub library: bool,
}

/// The declared names by namespace.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub account: HashMap<Name, Declared<Symbol>>,
    pub person: HashMap<Name, Declared<PersonSymbol>>,
    pub records: HashMap<Name, Declared<RecordsId>>,
    /// By [`RecordsId`].
    pub rows: Vec<HashMap<Name, Declared<RowSymbol>>>,
    pub groups: HashMap<Name, Span>,
    pub tiers: HashMap<Name, Span>,
    pub vetoes: HashMap<Name, Span>,
    pub limits: HashMap<Name, Span>,
    pub documents: HashMap<Name, Span>,
    pub libraries: HashMap<Name, Span>,
    pub later: HashMap<(String, Name), Span>,
}

/// Something computed, with what was written for it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Body<'a> {
    Let(&'a LetItem),
    Table(&'a TableItem),
    Criterion(&'a CriterionItem),
    /// Position in [`Checker::groups`].
    Group(usize),
    Probability(&'a ProbabilityItem),
    /// A hidden argument; compiled where it stands.
    Hidden,
}

/// Something whose value is computed from others, as a node of who uses whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    Slot(SlotId),
    Person(PersonLetId),
    Row(RecordsId, RowLetId),
}

/// What is known of a node.
#[derive(Clone, Debug)]
pub(super) struct NodeState<'a> {
    pub body: Body<'a>,
    pub item: Option<&'a Item>,
    pub progress: Progress,
    /// None while not compiled, and for ever if it could not be.
    pub ty: Option<Type>,
    pub bounds: Interval,
    pub stage: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    Waiting,
    Started,
    Done,
}

/// An item with what its file is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    pub item: &'a Item,
    pub library: bool,
}

/// A group while its criteria are gathered.
#[derive(Debug)]
pub(super) struct GroupDraft<'a> {
    pub item: Option<(&'a Item, &'a crate::syntax::GroupItem)>,
    pub slot: SlotId,
    pub criteria: Vec<(&'a Item, &'a CriterionItem, SlotId)>,
}

/// All that a check holds: the findings so far and the policy as far as it is made.
#[derive(Debug)]
pub(super) struct Checker<'a> {
    pub sources: &'a Sources,
    pub findings: Vec<Finding>,
    pub policy: Policy,
    pub names: Names,
    pub slots: Vec<NodeState<'a>>,
    pub person_lets: Vec<NodeState<'a>>,
    /// By [`RecordsId`].
    pub row_lets: Vec<Vec<NodeState<'a>>>,
    pub broken_fields: Vec<bool>,
    pub broken_attributes: Vec<bool>,
    pub broken_columns: Vec<Vec<bool>>,
    pub broken_parameters: Vec<bool>,
    pub groups: Vec<GroupDraft<'a>>,
    /// What could be made of criteria and probabilities; they enter the policy in the order written.
    pub criterion_bodies: HashMap<SlotId, CriterionBody>,
    pub probabilities: HashMap<SlotId, Probability>,
    /// None where a weight could not be read.
    pub criterion_weights: HashMap<SlotId, Option<crate::values::Number>>,
    /// The declared type of each table that has one, by where it is written.
    pub table_types: HashMap<Span, Option<Type>>,
    /// The first node met that is not compiled yet; the compilation at hand is then given up and done again after it.
    pub pending: Option<Node>,
    /// The highest stage that the expression at hand looks at.
    pub stage: u16,
    /// Hidden slots of the compilation at hand, in the order in which they can be evaluated.
    pub hidden: Vec<SlotId>,
    /// Where money is first spoken of, while the policy names no currency.
    pub money: Option<Span>,
}

const RESERVED: &[&str] = &[
    "and", "or", "not", "is", "in", "at", "above", "below", "between", "if", "then", "else", "where", "among",
    "weighted", "over", "since", "before", "after", "of", "by", "yes", "no", "missing", "known", "any", "all",
];
const BUILT_IN: &[&str] = &["as_of", "tier", "score", "people"];
/// Words that own names after a point, so no records type can be called so.
const OWNERS: &[&str] = &["person", "people", "probability"];

impl<'a> Checker<'a> {
    pub fn new(sources: &'a Sources, span: Span) -> Checker<'a> {
        let mut enumerations = builtin::enumerations();
        let tier_enumeration = EnumerationId(enumerations.len() as u16);
        enumerations.push(Enumeration { ordered: true, values: Vec::new() });
        let attributes = builtin::attributes();
        let mut names = Names::default();
        for (at, attribute) in attributes.iter().enumerate() {
            let symbol = PersonSymbol::Attribute(AttributeId(at as u16));
            names.person.insert(attribute.name.clone(), Declared { symbol, span: None, library: false });
        }
        let broken_attributes = vec![false; attributes.len()];
        let policy = Policy {
            name: Name::new("policy"),
            label: Label::default(),
            version: String::new(),
            effective_from: None,
            currency: None,
            span,
            enumerations,
            fields: Vec::new(),
            attributes,
            records: Vec::new(),
            parameters: Vec::new(),
            slots: Vec::new(),
            order: Vec::new(),
            person_lets: Vec::new(),
            portfolio: Vec::new(),
            groups: Vec::new(),
            criteria: Vec::new(),
            vetoes: Vec::new(),
            limits: Vec::new(),
            tiers: Vec::new(),
            tier_enumeration,
            probabilities: Vec::new(),
            rank: Vec::new(),
            stage: None,
            documents: Vec::new(),
            examples: Vec::new(),
            later: Vec::new(),
            incomplete: false,
        };
        Checker {
            sources,
            findings: Vec::new(),
            policy,
            names,
            slots: Vec::new(),
            person_lets: Vec::new(),
            row_lets: Vec::new(),
            broken_fields: Vec::new(),
            broken_attributes,
            broken_columns: Vec::new(),
            broken_parameters: Vec::new(),
            groups: Vec::new(),
            criterion_bodies: HashMap::new(),
            probabilities: HashMap::new(),
            criterion_weights: HashMap::new(),
            table_types: HashMap::new(),
            pending: None,
            stage: 0,
            hidden: Vec::new(),
            money: None,
        }
    }

    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Declares the types that others refer to: tiers and whatever `one of channels` may mean come first.
    pub fn declare(&mut self, items: &[Placed<'a>]) {
        self.declare_policy(items);
        self.declare_later(items);
        for placed in items {
            match &placed.item.kind {
                ItemKind::Records(records) => self.declare_records(records, *placed),
                ItemKind::Tier(tier) if self.check_name(&tier.name) => {
                    declare_in(&mut self.findings, &mut self.names.tiers, &tier.name);
                }
                _ => {}
            }
        }
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
            self.report(Finding::new(&codes::NO_POLICY, span).fix("policy key_account \"Key account\" version 1"));
            return;
        };
        for (_, other) in policies {
            self.report(
                Finding::new(&codes::TWO_OF_ONE, other.name.span)
                    .arg("keyword", "policy")
                    .note_at(policy.name.span, "the first one stands here"),
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
            | ItemKind::Later { .. } => {}
        }
    }

    /// Reports a directive that a library cannot hold; it is left out.
    fn not_in_library(&mut self, placed: Placed<'a>, keyword: &str) {
        self.policy.incomplete = true;
        self.report(Finding::new(&codes::NOT_IN_LIBRARY, placed.item.header).arg("keyword", keyword));
    }

    /// Whether the name may be declared at all; the reader of items has said so if not.
    fn check_name(&mut self, name: &Ident) -> bool {
        let text = name.value.as_str();
        let free = !RESERVED.contains(&text) && !BUILT_IN.contains(&text);
        self.policy.incomplete |= !free;
        free
    }

    fn declare_field(&mut self, field: &'a FieldItem, placed: Placed<'a>) {
        let name = &field.target.name;
        let typed = self.type_expr(&field.ty.value, field.ty.span);
        let broken = typed.is_none() || placed.item.broken;
        let (ty, range) = typed.unwrap_or((Type::Number, None));
        let private = field.private.as_ref().map(|p| p.value);
        if !self.check_name(name) {
            return;
        }
        match &field.target.owner {
            None => {
                if let Some(first) = self.names.account.get(&name.value).copied() {
                    let same = match first.symbol {
                        Symbol::Field(id) => {
                            let other = &self.policy.fields[id.index()];
                            self.same_type(other.ty, ty) && other.range == range
                        }
                        Symbol::Slot(_) | Symbol::Parameter(_) => false,
                    };
                    self.clash(
                        name,
                        first.span,
                        (first.library || placed.library) && (same || broken),
                        first.library || placed.library,
                    );
                    return;
                }
                let id = FieldId(index(self.policy.fields.len()));
                self.policy.fields.push(Field {
                    name: name.value.clone(),
                    label: field.label.clone(),
                    ty,
                    range,
                    private: private.unwrap_or(false),
                    span: placed.item.header,
                });
                self.broken_fields.push(broken);
                let symbol = Symbol::Field(id);
                let declared = Declared { symbol, span: Some(name.span), library: placed.library };
                self.names.account.insert(name.value.clone(), declared);
            }
            Some(owner) if owner.value.as_str() == "person" => {
                if let Some(first) = self.names.person.get(&name.value).copied() {
                    let same = match first.symbol {
                        PersonSymbol::Attribute(id) => {
                            let other = &self.policy.attributes[id.index()];
                            self.same_type(other.ty, ty) && other.range == range
                        }
                        PersonSymbol::Let(_) => false,
                    };
                    let from_library = (first.library || placed.library) && first.span.is_some();
                    self.clash(name, first.span, from_library && (same || broken), from_library);
                    return;
                }
                let id = AttributeId(index(self.policy.attributes.len()));
                self.policy.attributes.push(Attribute {
                    name: name.value.clone(),
                    label: field.label.clone(),
                    ty,
                    range,
                    // What is noted about somebody is an opinion unless the policy says otherwise.
                    private: private.unwrap_or(true),
                    builtin: None,
                    span: Some(placed.item.header),
                });
                self.broken_attributes.push(broken);
                let symbol = PersonSymbol::Attribute(id);
                let declared = Declared { symbol, span: Some(name.span), library: placed.library };
                self.names.person.insert(name.value.clone(), declared);
            }
            Some(owner) => {
                let finding = Finding::new(&codes::FIELD_OWNER, owner.span)
                    .arg("owner", owner.value.as_str())
                    .arg("name", name.value.as_str());
                self.report(finding);
            }
        }
    }

    /// Two declarations of one name: fine when both say the same and one is a library's.
    fn clash(&mut self, name: &Ident, first: Option<Span>, merges: bool, involves_library: bool) {
        if merges {
            return;
        }
        let finding = match first {
            Some(span) if involves_library => Finding::new(&codes::CLASH, name.span)
                .arg("name", name.value.as_str())
                .note_at(span, "first declared here"),
            first => duplicate(name, first),
        };
        self.report(finding);
    }

    fn declare_records(&mut self, records: &'a RecordsItem, placed: Placed<'a>) {
        let name = &records.name;
        if !self.check_name(name) {
            return;
        }
        if OWNERS.contains(&name.value.as_str()) {
            self.report(Finding::new(&codes::BUILT_IN, name.span).arg("name", name.value.as_str()));
            return;
        }
        let id = match self.names.records.get(&name.value).copied() {
            Some(first) if first.library || placed.library => first.symbol,
            Some(first) => {
                let finding = duplicate(name, first.span);
                self.report(finding);
                return;
            }
            None => {
                let id = RecordsId(index(self.policy.records.len()));
                self.policy.records.push(super::Records {
                    name: name.value.clone(),
                    label: records.label.clone(),
                    columns: Vec::new(),
                    dated_by: None,
                    lets: Vec::new(),
                    span: placed.item.header,
                });
                self.names.rows.push(HashMap::new());
                self.row_lets.push(Vec::new());
                self.broken_columns.push(Vec::new());
                let declared = Declared { symbol: id, span: Some(name.span), library: placed.library };
                self.names.records.insert(name.value.clone(), declared);
                id
            }
        };
        for column in &records.columns {
            self.declare_column(id, column, placed);
        }
        self.find_date_column(id, records, placed.item);
    }

    fn declare_column(&mut self, id: RecordsId, column: &crate::syntax::ColumnLine, placed: Placed<'a>) {
        let name = &column.name;
        if !self.check_name(name) {
            return;
        }
        let typed = self.type_expr(&column.ty.value, column.ty.span);
        let broken = typed.is_none();
        let (ty, range) = typed.unwrap_or((Type::Number, None));
        let Some(names) = self.names.rows.get(id.index()) else { return };
        if let Some(first) = names.get(&name.value).copied() {
            let same = match first.symbol {
                RowSymbol::Column(column) => {
                    let other = &self.policy.records[id.index()].columns[column.index()];
                    self.same_type(other.ty, ty) && other.range == range
                }
                RowSymbol::Let(_) => false,
            };
            let library = first.library || placed.library;
            let other_item = first.span.is_some_and(|s| s.file != name.span.file);
            self.clash(name, first.span, library && other_item && (same || broken), library && other_item);
            return;
        }
        let columns = &mut self.policy.records[id.index()].columns;
        let symbol = RowSymbol::Column(ColumnId(index(columns.len())));
        columns.push(Column { name: name.value.clone(), label: column.label.clone(), ty, range, span: name.span });
        self.broken_columns[id.index()].push(broken);
        let declared = Declared { symbol, span: Some(name.span), library: placed.library };
        self.names.rows[id.index()].insert(name.value.clone(), declared);
    }

    fn find_date_column(&mut self, id: RecordsId, records: &RecordsItem, item: &Item) {
        let columns = &self.policy.records[id.index()].columns;
        let dates: Vec<usize> = (0..columns.len()).filter(|c| columns[*c].ty == Type::Date).collect();
        let chosen = match &records.dated_by {
            Some(dated_by) => {
                let found = columns.iter().position(|c| c.name == dated_by.value);
                match found {
                    Some(at) if columns[at].ty == Type::Date => Some(at),
                    _ if item.broken => None,
                    Some(_) => {
                        let finding = Finding::new(&codes::DATED_BY, dated_by.span)
                            .arg("name", dated_by.value.as_str())
                            .arg("why", "is not a date");
                        self.report(finding);
                        dates.first().copied()
                    }
                    None => {
                        let names = dates.iter().map(|c| columns[*c].name.as_str());
                        let near = suggest::nearest(dated_by.value.as_str(), names)
                            .or(if let [only] = dates.as_slice() { Some(columns[*only].name.as_str()) } else { None });
                        let fix = near.and_then(|n| super::fix::with_replaced(self.sources, dated_by.span, n));
                        let finding = Finding::new(&codes::DATED_BY, dated_by.span)
                            .arg("name", dated_by.value.as_str())
                            .arg("why", "is no column here")
                            .maybe_fix(fix);
                        self.report(finding);
                        dates.first().copied()
                    }
                }
            }
            None => match dates.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
        };
        if let Some(at) = chosen {
            self.policy.records[id.index()].dated_by = Some(ColumnId(index(at)));
        }
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

    fn declare_parameter(&mut self, parameter: &'a crate::syntax::ParameterItem, placed: Placed<'a>) {
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
        self.broken_parameters.push(made.is_none() || placed.item.broken);
        self.policy.parameters.push(made.unwrap_or_else(|| super::Parameter {
            name: name.value.clone(),
            label: parameter.label.clone(),
            ty: Type::Number,
            first: crate::values::Scalar::Number(crate::values::Number::ZERO),
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
                .arg("kind", "records type")
                .arg("name", owner.value.as_str())
                .arg("hint", did_you_mean(near.as_deref()))
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
        for rows in &self.names.rows {
            likeness(rows.iter().map(|(n, d)| (n, d.span)), &mut found);
        }
        for (span, name, other_span, other) in found {
            self.report(
                Finding::new(&codes::LIKE_NAMES, span)
                    .arg("name", name)
                    .arg("other", other)
                    .note_at(other_span, "the other one is declared here"),
            );
        }
    }

    /// The type that was written, with the range that bounds it. None if it has a finding.
    pub fn type_expr(&mut self, ty: &TypeExpr, span: Span) -> Option<(Type, Option<Interval>)> {
        let plain = match ty {
            TypeExpr::Number => Type::Number,
            TypeExpr::Count => Type::Count,
            TypeExpr::Points => Type::Points,
            TypeExpr::Percent => Type::Percent,
            TypeExpr::Money => {
                self.money.get_or_insert(span);
                Type::Money
            }
            TypeExpr::Days => Type::Days,
            TypeExpr::Date => Type::Date,
            TypeExpr::YesNo => Type::YesNo,
            TypeExpr::Text => Type::Text,
            TypeExpr::Ranged(of, low, high) => {
                let (ty, _) = self.type_expr(of, span)?;
                let range = self.range(low, high, ty)?;
                return Some((ty, Some(range)));
            }
            TypeExpr::OneOf { ordered, values } => return self.enumeration(*ordered, values, span).map(|t| (t, None)),
            TypeExpr::OneOfDeclared(kind) => return self.declared_enumeration(kind).map(|t| (t, None)),
        };
        let natural = match plain {
            Type::Count => Some(Interval { low: Some(crate::values::Number::ZERO), high: None }),
            Type::Points => Some(super::bounds::points()),
            Type::Number | Type::Percent | Type::Money | Type::Days | Type::Date | Type::YesNo | Type::Text => None,
            Type::OneOf(_) => None,
        };
        Some((plain, natural))
    }

    fn enumeration(&mut self, ordered: bool, values: &[crate::syntax::ValueDecl], span: Span) -> Option<Type> {
        if values.len() > ChoiceSet::MAX {
            self.report(Finding::new(&codes::TOO_MANY_VALUES, span).arg("count", values.len().to_string()));
            return None;
        }
        for (at, value) in values.iter().enumerate() {
            if let Some(first) = values[..at].iter().find(|v| v.name.value == value.name.value) {
                let finding = duplicate(&value.name, Some(first.name.span));
                self.report(finding);
                return None;
            }
        }
        let numbered = values.iter().filter(|v| v.number.is_some()).count();
        if numbered != 0 && numbered != values.len() {
            let lacking: Vec<&str> =
                values.iter().filter(|v| v.number.is_none()).map(|v| v.name.value.as_str()).collect();
            self.report(Finding::new(&codes::HALF_NUMBERED, span).arg("values", quoted(&lacking)));
            return None;
        }
        let values = values
            .iter()
            .map(|v| EnumerationValue {
                name: v.name.value.clone(),
                label: v.label.clone(),
                number: v.number.as_ref().map(|n| n.value.clone()),
            })
            .collect();
        let id = EnumerationId(index(self.policy.enumerations.len()));
        self.policy.enumerations.push(Enumeration { ordered, values });
        Some(Type::OneOf(id))
    }

    /// `one of channels`: the names of all items of that directive, in the order written.
    fn declared_enumeration(&mut self, kind: &Ident) -> Option<Type> {
        let plural = kind.value.as_str();
        if plural == "tiers" {
            return Some(Type::OneOf(self.policy.tier_enumeration));
        }
        let keyword = plural.strip_suffix('s').unwrap_or(plural);
        let values: Vec<EnumerationValue> = self
            .policy
            .later
            .iter()
            .filter(|(k, _, _)| k == keyword)
            .filter_map(|(_, name, _)| name.clone())
            .map(|name| EnumerationValue { name, label: Label::default(), number: None })
            .take(ChoiceSet::MAX)
            .collect();
        if values.is_empty() {
            self.report(Finding::new(&codes::NOTHING_DECLARED, kind.span).arg("name", plural).arg("keyword", keyword));
            return None;
        }
        let id = EnumerationId(index(self.policy.enumerations.len()));
        self.policy.enumerations.push(Enumeration { ordered: false, values });
        Some(Type::OneOf(id))
    }

    /// Whether two types say the same; enumerations are compared by their values.
    pub fn same_type(&self, a: Type, b: Type) -> bool {
        match (a, b) {
            (Type::OneOf(a), Type::OneOf(b)) => {
                let (a, b) = (self.policy.enumeration(a), self.policy.enumeration(b));
                a.ordered == b.ordered
                    && a.values.len() == b.values.len()
                    && a.values.iter().zip(&b.values).all(|(x, y)| x.name == y.name && x.number == y.number)
            }
            (a, b) => a == b,
        }
    }
}

impl<'a> NodeState<'a> {
    pub fn new(body: Body<'a>, item: Option<&'a Item>) -> NodeState<'a> {
        NodeState { body, item, progress: Progress::Waiting, ty: None, bounds: Interval::ANY, stage: 0 }
    }
}

/// A position as the model keeps it. Policies with more than 65,535 of anything are refused before (see `check`).
pub(super) fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// "; did you mean `x`?" or nothing.
pub(super) fn did_you_mean(near: Option<&str>) -> String {
    near.map_or_else(|| ".".to_owned(), |n| format!("; did you mean `{n}`?"))
}

/// "`a`, `b`, `c`", cut after eight.
pub(super) fn quoted(names: &[&str]) -> String {
    let mut out: Vec<String> = names.iter().take(8).map(|n| format!("`{n}`")).collect();
    if names.len() > 8 {
        out.push("…".to_owned());
    }
    out.join(", ")
}

fn duplicate(name: &Ident, first: Option<Span>) -> Finding {
    match first {
        Some(span) => Finding::new(&codes::DUPLICATE_NAME, name.span)
            .arg("name", name.value.as_str())
            .note_at(span, "first declared here"),
        None => Finding::new(&codes::BUILT_IN, name.span).arg("name", name.value.as_str()),
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
