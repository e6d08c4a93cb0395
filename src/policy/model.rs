//! The checked policy. Positions (`SlotId`, `FieldId`, …) are indices into the vectors of [`Policy`]; every item keeps
//! the place it was written at, so that an explanation can cite the rule. The items stand in a file per kind.

use crate::diagnostics::Span;
use crate::values::{Currency, Day, Label, Name, Number};

macro_rules! index_type {
    ($($(#[$doc:meta])* $name:ident($of:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u16);

        impl $name {
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

mod computed;
mod example;
mod given;
mod outcome;
mod plays;
mod types;

pub use computed::*;
pub use example::*;
pub use given::*;
pub use outcome::*;
pub use plays::*;
pub use types::*;

index_type! {
    /// A field of an account, into [`Policy::fields`].
    FieldId(Field);
    /// An attribute of a person, into [`Policy::attributes`]; the built-in ones come first, see [`Builtin`].
    AttributeId(Attribute);
    /// A records type, into [`Policy::records`].
    RecordsId(Records);
    /// A column of a records type, into [`Records::columns`].
    ColumnId(Column);
    /// Something computed once per account, into [`Policy::slots`].
    SlotId(Slot);
    /// Something computed per person, into [`Policy::person_lets`].
    PersonLetId(RowLet);
    /// Something computed per row of a records type, into [`Records::lets`].
    RowLetId(RowLet);
    /// An enumeration, into [`Policy::enumerations`].
    EnumerationId(Enumeration);
    /// A dated constant, into [`Policy::parameters`].
    ParameterId(Parameter);
    /// A use of a portfolio function, into [`Policy::portfolio`].
    PortfolioId(PortfolioFunction);
}

/// A policy that holds together. Made by [`super::check`] only.
#[derive(Clone, Debug)]
pub struct Policy {
    pub name: Name,
    pub label: Label,
    /// Text, as written: `2026.10` is not `2026.1`.
    pub version: String,
    pub effective_from: Option<Day>,
    /// The currency of every amount in the evaluation; set where the policy names any money.
    pub currency: Option<Currency>,
    pub span: Span,

    pub enumerations: Vec<Enumeration>,
    pub fields: Vec<Field>,
    pub attributes: Vec<Attribute>,
    pub records: Vec<Records>,
    pub parameters: Vec<Parameter>,

    /// Lets, tables, criteria, groups and probabilities, in the order written (library items after the policy's own),
    /// then hidden arguments of portfolio functions.
    pub slots: Vec<Slot>,
    /// The order in which slots can be evaluated: stage by stage, and each after what it uses.
    pub order: Vec<SlotId>,
    pub person_lets: Vec<RowLet>,
    pub portfolio: Vec<PortfolioFunction>,

    pub groups: Vec<Group>,
    pub criteria: Vec<Criterion>,
    pub vetoes: Vec<Veto>,
    pub limits: Vec<Limit>,
    /// Best first; the last is `otherwise`.
    pub tiers: Vec<Tier>,
    /// The tiers as an ordered enumeration, worst first, so that `tier at least B` compares positions. Position `p` here
    /// is `tiers[tiers.len() - 1 - p]`.
    pub tier_enumeration: EnumerationId,
    pub probabilities: Vec<Probability>,
    /// The keys of `rank by`; without such a line, the score.
    pub rank: Vec<RankKey>,
    /// The table named `stage`, if there is one.
    pub stage: Option<SlotId>,
    pub documents: Vec<Document>,
    pub channels: Vec<Channel>,
    pub needs: Vec<Need>,
    pub benefits: Vec<Benefit>,
    pub playbooks: Vec<Playbook>,
    pub offers: Vec<Offer>,
    pub alerts: Vec<Alert>,
    pub kpis: Vec<Kpi>,
    pub examples: Vec<Example>,
    /// Where each directive stands that was read past: keyword and name.
    pub later: Vec<(String, Option<Name>, Span)>,
    /// Items with findings were left out, so nothing may be concluded from what the policy lacks. Never so in a policy
    /// that [`super::check`] hands out; the analyses see such ones.
    pub incomplete: bool,
}

impl Policy {
    /// Whether it says anything of what is to be done about accounts.
    pub fn says_what_to_do(&self) -> bool {
        !(self.playbooks.is_empty() && self.offers.is_empty() && self.alerts.is_empty() && self.kpis.is_empty())
    }

    /// The enumeration behind an id.
    pub fn enumeration(&self, id: EnumerationId) -> &Enumeration {
        &self.enumerations[id.index()]
    }

    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.index()]
    }

    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.index()]
    }

    pub fn slot(&self, id: SlotId) -> &Slot {
        &self.slots[id.index()]
    }

    /// The slot of a name as rules write it.
    pub fn slot_named(&self, name: &str) -> Option<SlotId> {
        let at = self.slots.iter().position(|s| s.name.as_ref().is_some_and(|n| n.as_str() == name))?;
        u16::try_from(at).ok().map(SlotId)
    }

    /// The field of a name.
    pub fn field_named(&self, name: &str) -> Option<FieldId> {
        let at = self.fields.iter().position(|f| f.name.as_str() == name)?;
        u16::try_from(at).ok().map(FieldId)
    }

    /// A criterion's share of the whole score, before anything is left out.
    pub fn share_of_score(&self, criterion: &Criterion) -> Number {
        &criterion.weight * &self.groups[usize::from(criterion.group)].weight
    }
}
