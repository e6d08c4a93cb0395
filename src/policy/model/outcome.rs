//! What an account comes to: groups and criteria, vetoes, limits, tiers, chances, ranking and documents.

use super::{SlotId, Type};
use crate::diagnostics::Span;
use crate::policy::{Expr, Table};
use crate::values::{Label, Name, Number};

/// A group of criteria. Weights of groups sum to exactly 1.
#[derive(Clone, Debug)]
pub struct Group {
    /// None for the one implicit group of a policy without groups.
    pub name: Option<Name>,
    pub label: Label,
    /// A fraction of the score.
    pub weight: Number,
    /// Indices into [`Policy::criteria`], in the order written.
    pub criteria: Vec<u16>,
    pub slot: SlotId,
    pub span: Span,
}

/// A criterion. Weights within a group sum to exactly 1.
#[derive(Clone, Debug)]
pub struct Criterion {
    pub name: Name,
    pub label: Label,
    /// Index into [`Policy::groups`].
    pub group: u16,
    /// A fraction of its group.
    pub weight: Number,
    pub missing: Missing,
    pub less_is_better: bool,
    pub because: Option<Label>,
    pub body: CriterionBody,
    pub slot: SlotId,
    pub span: Span,
    /// Where the weight stands: an overlay may say it in another file.
    pub weight_span: Span,
}

#[derive(Clone, Debug)]
pub enum CriterionBody {
    Table(Table),
    /// Provably within 0..100.
    Points(Expr),
}

/// What a criterion does where its points depend on something missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The points become the interval of what is still possible.
    Unknown,
    /// The criterion is left out, the weights of its group are renormalised.
    Exclude,
    Points(Number),
    /// The account is not evaluated, the command exits with 1.
    Fail,
}

#[derive(Clone, Debug)]
pub struct Veto {
    pub name: Name,
    pub label: Label,
    pub when: Expr,
    pub because: Option<Label>,
    pub unknown: UnknownVeto,
    pub span: Span,
}

/// What an unknown veto does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownVeto {
    Hold,
    Pass,
    Exclude,
}

#[derive(Clone, Debug)]
pub struct Limit {
    pub name: Name,
    pub label: Label,
    /// Index into [`Policy::tiers`]: the best tier still open.
    pub to: u16,
    pub when: Expr,
    pub because: Option<Label>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Tier {
    pub name: Name,
    pub label: Label,
    /// Lowest score of the tier, a constant or parameter; none for `otherwise`.
    pub from: Option<Expr>,
    pub when: Option<Expr>,
    pub span: Span,
}

/// Odds that start at the base and are multiplied by the factor of every row that holds.
#[derive(Clone, Debug)]
pub struct Probability {
    pub name: Name,
    pub label: Label,
    /// A fraction within 0..1, both out.
    pub base: Number,
    pub rows: Vec<OddsRow>,
    pub slot: SlotId,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct OddsRow {
    pub when: Expr,
    /// What the odds are multiplied by; exact, at least 0.
    pub factor: Number,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct RankKey {
    /// May use the score and the tier.
    pub value: Expr,
    pub ty: Type,
    pub lowest: bool,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Document {
    pub name: Name,
    pub label: Label,
    pub template: String,
    /// May use the score and the tier; none: every ranked account.
    pub when: Option<Expr>,
    pub span: Span,
}
