//! Which name is declared and used where: an index for whoever asks about a place of the rules (editors, renaming). The
//! checker notes every use as it resolves it, so the index knows what a name means here, also where the same word means
//! something else elsewhere; declarations are added from the trees. Broken rules have an index too, of what could be read,
//! and so has what stands aside from the rules that hold: items that an overlay removes, overlays that are not active.
//!
//! Start at [`Mentions`].

use super::checker::Checker;
use super::model::{EnumerationId, RecordsId, Type};
use crate::diagnostics::{FileId, Span};
use crate::syntax::{ChangeKind, Ident, Item, ItemKind, OverlayItem, PlaybookItem, Target, Tree};
use crate::values::Name;
use std::collections::BTreeSet;

/// What a name stands for. Names are unique within a kind, so two mentions of one thing are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// A field, `let`, table, group, criterion, parameter or probability: they share one namespace.
    Account(Name),
    /// Of a person: built in, or declared as `person.NAME`.
    Person(Name),
    Records(Name),
    /// A column, or something computed, of a records type.
    Row(Name, Name),
    /// A value of a list of values.
    Value(List, Name),
    /// An item of a directive whose names are its own: `tier`, `veto`, `channel`, …
    Item(&'static str, Name),
    /// Of a playbook.
    Action(Name, Name),
    /// Of a playbook.
    Objective(Name, Name),
}

/// A list of values, which is the same one whatever overlays bring besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Written in this place.
    Written(Span),
    BuiltIn(EnumerationId),
}

impl Meaning {
    /// The name itself.
    pub fn name(&self) -> &Name {
        match self {
            Meaning::Account(name)
            | Meaning::Person(name)
            | Meaning::Records(name)
            | Meaning::Row(_, name)
            | Meaning::Value(_, name)
            | Meaning::Item(_, name)
            | Meaning::Action(_, name)
            | Meaning::Objective(_, name) => name,
        }
    }
}

/// A name at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    pub span: Span,
    /// Whether it is declared here.
    pub declares: bool,
    pub meaning: Meaning,
}

/// All mentions, in the order of files and places.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    all: Vec<Mention>,
    /// What stands in no rule that holds.
    aside: Vec<Mention>,
}

impl Mentions {
    pub(super) fn new(mut uses: Vec<Mention>, trees: &[Tree]) -> Mentions {
        let (mut aside, kpis) = (Vec::new(), tables_of_kpis(trees));
        for item in trees.iter().flat_map(|tree| &tree.items) {
            declarations(item, &mut uses);
            if let ItemKind::Overlay(overlay) = &item.kind {
                changes(overlay, &kpis, &mut uses);
                let added = overlay.changes.iter().filter_map(|c| match &c.kind {
                    ChangeKind::Add(item) => Some(item),
                    _ => None,
                });
                added.for_each(|item| declarations(item, &mut aside));
            }
        }
        uses.sort();
        uses.dedup();
        Mentions { all: uses, aside: Vec::new() }.beside(aside)
    }

    /// With what the rules say where they are understood otherwise: without an overlay, or with another.
    pub fn with(self, other: Mentions) -> Mentions {
        self.beside(other.all).beside(other.aside)
    }

    fn beside(mut self, more: Vec<Mention>) -> Mentions {
        self.aside.extend(more);
        self.aside.sort();
        self.aside.dedup();
        self.aside.retain(|mention| self.all.binary_search(mention).is_err());
        self
    }

    fn iter(&self) -> impl Iterator<Item = &Mention> {
        self.all.iter().chain(&self.aside)
    }

    /// The mention at a place; one that ends there counts too, since that is where a cursor stands.
    pub fn at(&self, file: FileId, offset: u32) -> Option<&Mention> {
        let in_file = self.iter().filter(|m| m.span.file == file);
        let mut touched: Vec<&Mention> = in_file.filter(|m| m.span.start <= offset && offset <= m.span.end).collect();
        // The innermost, and of neighbours the one that begins here.
        touched.sort_by_key(|m| (m.span.end - m.span.start, std::cmp::Reverse(m.span.start)));
        touched.first().copied()
    }

    /// Every place that speaks of something.
    pub fn of<'m>(&'m self, meaning: &'m Meaning) -> impl Iterator<Item = &'m Mention> {
        self.iter().filter(move |m| m.meaning == *meaning)
    }

    /// Every place that speaks of something of this name.
    pub fn like<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m Mention> {
        self.iter().filter(move |m| m.meaning.name().as_str() == name)
    }

    /// Everything that the rules that hold declare, in the order of places.
    pub fn declared(&self) -> impl Iterator<Item = &Mention> {
        self.all.iter().filter(|m| m.declares)
    }
}

impl Checker<'_> {
    /// Notes what a name at a place stands for.
    pub(super) fn mention(&mut self, name: &Ident, of: impl FnOnce(Name) -> Meaning) {
        self.mention_at(name.span, name.value.clone(), of);
    }

    /// Notes what a place stands for.
    pub(super) fn mention_at(&mut self, span: Span, name: Name, of: impl FnOnce(Name) -> Meaning) {
        self.mentions.push(Mention { span, declares: false, meaning: of(name) });
    }

    /// Notes a value of a list; those of tiers and channels are tiers and channels.
    pub(super) fn mention_value(&mut self, name: &Ident, of: EnumerationId) {
        let meaning = self.value_of(of);
        self.mention(name, meaning);
    }

    fn list(&self, of: EnumerationId) -> List {
        self.policy.enumeration(of).written.map_or(List::BuiltIn(of), List::Written)
    }

    fn value_of(&self, of: EnumerationId) -> impl FnOnce(Name) -> Meaning + use<> {
        let list = self.list(of);
        let tier = of == self.policy.tier_enumeration;
        let channel = self.is_channel(Type::OneOf(of));
        move |name| match (tier, channel) {
            (true, _) => Meaning::Item("tier", name),
            (false, true) => Meaning::Item("channel", name),
            (false, false) => Meaning::Value(list, name),
        }
    }

    /// Notes where the values of a list are declared.
    pub(super) fn declares_value(&mut self, name: &Ident, list: Span) {
        let meaning = Meaning::Value(List::Written(list), name.value.clone());
        self.mentions.push(Mention { span: name.span, declares: true, meaning });
    }

    /// Notes a column, or something computed, of a records type.
    pub(super) fn mention_row(&mut self, name: &Ident, of: RecordsId) {
        if let Some(records) = self.policy.records.get(of.index()).map(|r| r.name.clone()) {
            self.mention(name, |name| Meaning::Row(records, name));
        }
    }

    /// Notes the last part of a name that may have its owner before it in one piece: `person.way`.
    pub(super) fn mention_last(&mut self, name: &Ident, bare: &Name, of: impl FnOnce(Name) -> Meaning) {
        let width = u32::try_from(bare.as_str().len()).unwrap_or_default();
        let start = name.span.end.saturating_sub(width).max(name.span.start);
        self.mention_at(Span { start, ..name.span }, bare.clone(), of);
    }

    /// Notes what an example expects to be asked for: `credit`, `ewa.support`, records.
    pub(super) fn mention_need(&mut self, name: &Ident) {
        if self.names.account.contains_key(&name.value) {
            self.mention(name, Meaning::Account);
        } else if self.names.records.contains_key(&name.value) {
            self.mention(name, Meaning::Records);
        } else if let Some((_, attribute)) = name.value.as_str().split_once('.') {
            self.mention_last(name, &Name::new(attribute), Meaning::Person);
        }
    }

    /// Notes a name that may have its owner before it in one piece: `open_doors.introduce`.
    pub(super) fn mention_action(&mut self, name: &Ident, playbook: &Name) {
        let text = name.value.as_str();
        let bare = text.rsplit('.').next().unwrap_or(text);
        let width = u32::try_from(bare.len()).unwrap_or_default();
        let start = name.span.end.saturating_sub(width).max(name.span.start);
        if start > name.span.start {
            let end = start.saturating_sub(1);
            self.mention_at(Span { end, ..name.span }, playbook.clone(), |name| Meaning::Item("playbook", name));
        }
        let playbook = playbook.clone();
        self.mention_last(name, &Name::new(bare), |name| Meaning::Action(playbook, name));
    }
}

/// Takes a name that is declared, and what it then stands for.
type Declare<'d> = &'d mut dyn FnMut(&Ident, &dyn Fn(Name) -> Meaning);

/// What an item declares.
fn declarations(item: &Item, out: &mut Vec<Mention>) {
    let mut declare = |name: &Ident, of: &dyn Fn(Name) -> Meaning| {
        out.push(Mention { span: name.span, declares: true, meaning: of(name.value.clone()) });
    };
    let own = |keyword: &'static str| move |name: Name| Meaning::Item(keyword, name);
    match &item.kind {
        ItemKind::Policy(i) => declare(&i.name, &own("policy")),
        ItemKind::Library(i) => declare(&i.name, &own("library")),
        ItemKind::Parameter(i) => declare(&i.name, &Meaning::Account),
        ItemKind::Field(i) => target(&i.target, &mut declare),
        ItemKind::Let(i) => target(&i.target, &mut declare),
        ItemKind::Table(i) => target(&i.target, &mut declare),
        ItemKind::Records(i) => {
            declare(&i.name, &Meaning::Records);
            let records = &i.name.value;
            i.columns.iter().for_each(|c| declare(&c.name, &|n| Meaning::Row(records.clone(), n)));
        }
        ItemKind::Group(i) => declare(&i.name, &Meaning::Account),
        ItemKind::Criterion(i) => declare(&i.name, &Meaning::Account),
        ItemKind::Probability(i) => declare(&i.name, &Meaning::Account),
        ItemKind::Veto(i) => declare(&i.name, &own("veto")),
        ItemKind::Limit(i) => declare(&i.name, &own("limit")),
        ItemKind::Tier(i) => declare(&i.name, &own("tier")),
        ItemKind::Document(i) => declare(&i.name, &own("document")),
        ItemKind::Channel(i) => declare(&i.name, &own("channel")),
        ItemKind::Need(i) => declare(&i.name, &own("need")),
        ItemKind::Benefit(i) => declare(&i.name, &own("benefit")),
        ItemKind::Playbook(i) => playbook(i, &mut declare),
        ItemKind::Offer(i) => declare(&i.name, &own("offer")),
        ItemKind::Alert(i) => declare(&i.name, &own("alert")),
        ItemKind::Kpi(i) => declare(&i.name, &own("kpi")),
        ItemKind::Overlay(i) => declare(&i.name, &own("overlay")),
        ItemKind::Include(_)
        | ItemKind::Rank(_)
        | ItemKind::Example(_)
        | ItemKind::Examples(_)
        | ItemKind::Later { .. } => {}
    }
}

/// The KPIs that `replace row of` means: those whose name nothing else with a table has.
fn tables_of_kpis(trees: &[Tree]) -> BTreeSet<String> {
    let (mut kpis, mut others) = (BTreeSet::new(), BTreeSet::new());
    for item in trees.iter().flat_map(|tree| &tree.items).filter(|i| i.kind.table().is_some()) {
        let names = if matches!(item.kind, ItemKind::Kpi(_)) { &mut kpis } else { &mut others };
        names.extend(item.kind.name());
    }
    kpis.difference(&others).cloned().collect()
}

/// What the lines of an overlay speak of.
fn changes(overlay: &OverlayItem, kpis: &BTreeSet<String>, out: &mut Vec<Mention>) {
    let mut mention = |span, meaning| out.push(Mention { span, declares: false, meaning });
    if let Some(base) = &overlay.base {
        mention(base.policy.span, Meaning::Item("policy", base.policy.value.clone()));
    }
    for change in &overlay.changes {
        match &change.kind {
            ChangeKind::Parameter { name, .. } | ChangeKind::Weight { name, .. } => {
                mention(name.span, Meaning::Account(name.value.clone()));
            }
            ChangeKind::Row { table, .. } => match table.parts.as_slice() {
                [name] if kpis.contains(name.value.as_str()) => {
                    mention(name.span, Meaning::Item("kpi", name.value.clone()));
                }
                [name] => mention(name.span, Meaning::Account(name.value.clone())),
                [owner, name] if owner.value.as_str() == "person" => {
                    mention(name.span, Meaning::Person(name.value.clone()));
                }
                _ => {}
            },
            ChangeKind::Remove { keyword, name: Some(name) } => {
                let bare = name.value.rsplit('.').next().unwrap_or_default();
                let width = u32::try_from(bare.len()).unwrap_or_default();
                let start = name.span.end.saturating_sub(width).max(name.span.start);
                if let Some(meaning) = called(&keyword.value, &name.value) {
                    mention(Span { start, ..name.span }, meaning);
                }
            }
            // What is added is an item like any other.
            ChangeKind::Remove { name: None, .. } | ChangeKind::Add(_) => {}
        }
    }
}

/// What directive and name mean together; nothing for titles.
fn called(keyword: &str, name: &str) -> Option<Meaning> {
    let own = |keyword: &'static str| Some(Meaning::Item(keyword, Name::new(name)));
    match keyword {
        "field" | "let" | "table" | "parameter" | "group" | "criterion" | "probability" => {
            Some(match name.split_once('.') {
                None => Meaning::Account(Name::new(name)),
                Some(("person", name)) => Meaning::Person(Name::new(name)),
                Some((owner, name)) => Meaning::Row(Name::new(owner), Name::new(name)),
            })
        }
        "records" => Some(Meaning::Records(Name::new(name))),
        "veto" => own("veto"),
        "limit" => own("limit"),
        "tier" => own("tier"),
        "document" => own("document"),
        "channel" => own("channel"),
        "need" => own("need"),
        "benefit" => own("benefit"),
        "playbook" => own("playbook"),
        "offer" => own("offer"),
        "alert" => own("alert"),
        "kpi" => own("kpi"),
        _ => None,
    }
}

fn target(target: &Target, declare: Declare<'_>) {
    match &target.owner {
        None => declare(&target.name, &Meaning::Account),
        Some(owner) if owner.value.as_str() == "person" => declare(&target.name, &Meaning::Person),
        Some(owner) => declare(&target.name, &|name| Meaning::Row(owner.value.clone(), name)),
    }
}

fn playbook(item: &PlaybookItem, declare: Declare<'_>) {
    declare(&item.name, &|name| Meaning::Item("playbook", name));
    let of = &item.name.value;
    item.objectives.iter().for_each(|o| declare(&o.name, &|name| Meaning::Objective(of.clone(), name)));
    item.actions.iter().for_each(|a| declare(&a.name, &|name| Meaning::Action(of.clone(), name)));
}
