//! What a check holds while it works: the declared names, what is known of every definition, the findings so far and the
//! policy as far as it is made. Start at [`Checker`].

use super::builtin;
use super::mention::Mention;
use super::model::{
    AttributeId, ColumnId, CriterionBody, Enumeration, EnumerationId, FieldId, ParameterId, PersonLetId, Policy,
    Probability, RecordsId, RowLetId, SlotId, Type,
};
use super::plays::PlayNames;
use super::unknown::Unknown;
use crate::diagnostics::{Finding, Sources, Span};
use crate::syntax::{CriterionItem, GroupItem, Item, LetItem, ProbabilityItem, TableItem};
use crate::values::{Interval, Label, Name, Number};
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
pub(super) struct Names<'a> {
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
    pub plays: PlayNames<'a>,
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
    pub item: Option<(&'a Item, &'a GroupItem)>,
    pub slot: SlotId,
    pub criteria: Vec<(&'a Item, &'a CriterionItem, SlotId)>,
}

/// All that a check holds: the findings so far and the policy as far as it is made.
#[derive(Debug)]
pub(super) struct Checker<'a> {
    pub sources: &'a Sources,
    pub findings: Vec<Finding>,
    /// What the names that were resolved stand for; a definition that was given up and done again has its names twice.
    pub mentions: Vec<Mention>,
    pub policy: Policy,
    pub names: Names<'a>,
    pub slots: Vec<NodeState<'a>>,
    pub person_lets: Vec<NodeState<'a>>,
    /// By [`RecordsId`].
    pub row_lets: Vec<Vec<NodeState<'a>>>,
    pub broken_fields: Vec<bool>,
    pub broken_attributes: Vec<bool>,
    pub broken_columns: Vec<Vec<bool>>,
    pub broken_parameters: Vec<bool>,
    /// A tier could not be read whole.
    pub tiers_unread: bool,
    /// The table at hand joins `at` rows by lines.
    pub joins_rows: bool,
    /// Names that nothing declares, in the order they were met.
    pub unknown_names: Vec<Unknown>,
    /// Where a library is included that does not exist.
    pub lacking_libraries: Vec<Span>,
    /// Where each parameter's values stand, the first and then the dated ones.
    pub parameter_values: Vec<Vec<Span>>,
    /// An item could not even be told apart: what seems to be lacking may stand in it.
    pub item_lost: bool,
    pub groups: Vec<GroupDraft<'a>>,
    /// What could be made of criteria and probabilities; they enter the policy in the order written.
    pub criterion_bodies: HashMap<SlotId, CriterionBody>,
    pub probabilities: HashMap<SlotId, Probability>,
    /// None where a weight could not be read.
    pub criterion_weights: HashMap<SlotId, Option<Number>>,
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

impl<'a> Checker<'a> {
    pub fn new(sources: &'a Sources, span: Span) -> Checker<'a> {
        let mut enumerations = builtin::enumerations();
        let tier_enumeration = EnumerationId(enumerations.len() as u16);
        enumerations.push(Enumeration { ordered: true, values: Vec::new(), written: None });
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
            channels: Vec::new(),
            needs: Vec::new(),
            benefits: Vec::new(),
            playbooks: Vec::new(),
            offers: Vec::new(),
            alerts: Vec::new(),
            kpis: Vec::new(),
            examples: Vec::new(),
            later: Vec::new(),
            incomplete: false,
        };
        Checker {
            sources,
            findings: Vec::new(),
            mentions: Vec::new(),
            policy,
            names,
            slots: Vec::new(),
            person_lets: Vec::new(),
            row_lets: Vec::new(),
            broken_fields: Vec::new(),
            broken_attributes,
            broken_columns: Vec::new(),
            broken_parameters: Vec::new(),
            tiers_unread: false,
            joins_rows: false,
            unknown_names: Vec::new(),
            lacking_libraries: Vec::new(),
            parameter_values: Vec::new(),
            item_lost: false,
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
