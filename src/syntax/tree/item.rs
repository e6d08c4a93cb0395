//! What an item is called, and its table, whatever its directive.

use super::{CriterionBody, ItemKind, Table, Target};

/// The table of an item, looked at or to be changed: one list for both.
macro_rules! table {
    ($kind:expr, $as:ident $(, $mut:tt)?) => {
        match $kind {
            ItemKind::Criterion(i) => match &$($mut)? i.body {
                CriterionBody::Table(table) => Some(table),
                CriterionBody::Points(_) | CriterionBody::None => None,
            },
            ItemKind::Table(i) => i.table.$as(),
            ItemKind::Probability(i) => i.table.$as(),
            ItemKind::Kpi(i) => i.table.$as(),
            ItemKind::Examples(i) => i.table.$as(),
            ItemKind::Policy(_)
            | ItemKind::Library(_)
            | ItemKind::Include(_)
            | ItemKind::Parameter(_)
            | ItemKind::Field(_)
            | ItemKind::Records(_)
            | ItemKind::Let(_)
            | ItemKind::Group(_)
            | ItemKind::Veto(_)
            | ItemKind::Limit(_)
            | ItemKind::Tier(_)
            | ItemKind::Rank(_)
            | ItemKind::Document(_)
            | ItemKind::Channel(_)
            | ItemKind::Need(_)
            | ItemKind::Benefit(_)
            | ItemKind::Playbook(_)
            | ItemKind::Offer(_)
            | ItemKind::Alert(_)
            | ItemKind::Example(_)
            | ItemKind::Overlay(_)
            | ItemKind::Later { .. } => None,
        }
    };
}

impl ItemKind {
    /// Directive and name, as a person calls it: `criterion reach`, `let line.net`, `example "…"`.
    pub fn called(&self) -> String {
        match self.name() {
            Some(name) => format!("{} {name}", self.keyword()),
            None => self.keyword().to_owned(),
        }
    }

    /// What the item is called behind its directive; titles with their quotes.
    pub fn name(&self) -> Option<String> {
        let targeted = |target: &Target| match &target.owner {
            Some(owner) => format!("{}.{}", owner.value, target.name.value),
            None => target.name.value.to_string(),
        };
        let name = match self {
            ItemKind::Rank(_) => return None,
            ItemKind::Policy(i) => &i.name,
            ItemKind::Library(i) => &i.name,
            ItemKind::Include(name) => name,
            ItemKind::Parameter(i) => &i.name,
            ItemKind::Field(i) => return Some(targeted(&i.target)),
            ItemKind::Records(i) => &i.name,
            ItemKind::Let(i) => return Some(targeted(&i.target)),
            ItemKind::Group(i) => &i.name,
            ItemKind::Criterion(i) => &i.name,
            ItemKind::Veto(i) => &i.name,
            ItemKind::Limit(i) => &i.name,
            ItemKind::Tier(i) => &i.name,
            ItemKind::Probability(i) => &i.name,
            ItemKind::Table(i) => return Some(targeted(&i.target)),
            ItemKind::Document(i) => &i.name,
            ItemKind::Channel(i) => &i.name,
            ItemKind::Need(i) => &i.name,
            ItemKind::Benefit(i) => &i.name,
            ItemKind::Playbook(i) => &i.name,
            ItemKind::Offer(i) => &i.name,
            ItemKind::Alert(i) => &i.name,
            ItemKind::Kpi(i) => &i.name,
            ItemKind::Overlay(i) => &i.name,
            ItemKind::Example(i) => return Some(format!("\"{}\"", i.title.value)),
            ItemKind::Examples(i) => return Some(format!("\"{}\"", i.title.value)),
            ItemKind::Later { name, .. } => name.as_ref()?,
        };
        Some(name.value.to_string())
    }

    /// The directive.
    pub fn keyword(&self) -> &str {
        match self {
            ItemKind::Policy(_) => "policy",
            ItemKind::Library(_) => "library",
            ItemKind::Include(_) => "include",
            ItemKind::Parameter(_) => "parameter",
            ItemKind::Field(_) => "field",
            ItemKind::Records(_) => "records",
            ItemKind::Let(_) => "let",
            ItemKind::Group(_) => "group",
            ItemKind::Criterion(_) => "criterion",
            ItemKind::Veto(_) => "veto",
            ItemKind::Limit(_) => "limit",
            ItemKind::Tier(_) => "tier",
            ItemKind::Probability(_) => "probability",
            ItemKind::Rank(_) => "rank",
            ItemKind::Table(_) => "table",
            ItemKind::Document(_) => "document",
            ItemKind::Channel(_) => "channel",
            ItemKind::Need(_) => "need",
            ItemKind::Benefit(_) => "benefit",
            ItemKind::Playbook(_) => "playbook",
            ItemKind::Offer(_) => "offer",
            ItemKind::Alert(_) => "alert",
            ItemKind::Kpi(_) => "kpi",
            ItemKind::Example(_) => "example",
            ItemKind::Examples(_) => "examples",
            ItemKind::Overlay(_) => "overlay",
            ItemKind::Later { keyword, .. } => &keyword.value,
        }
    }

    /// Its table, where it has one.
    pub fn table(&self) -> Option<&Table> {
        table!(self, as_ref)
    }

    /// Its table, to change it.
    pub fn table_mut(&mut self) -> Option<&mut Table> {
        table!(self, as_mut, mut)
    }
}
