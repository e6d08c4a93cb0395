//! What is computed: once per account, per person or row, and over all accounts.

use super::{SlotId, Type};
use crate::diagnostics::Span;
use crate::policy::{Expr, Table};
use crate::values::{Label, Name};

/// Something computed once per account.
#[derive(Clone, Debug)]
pub struct Slot {
    /// None for a hidden argument of a portfolio function.
    pub name: Option<Name>,
    pub label: Label,
    pub ty: Type,
    pub value: SlotValue,
    /// 0, or one more than the stage of the slots that its portfolio functions look at.
    pub stage: u16,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum SlotValue {
    /// A `let`, or a hidden argument.
    Expr(Expr),
    /// A `table`.
    Table(Table),
    /// Points of [`Policy::criteria`] at this index; not applicable when left out.
    Criterion(u16),
    /// Group score of [`Policy::groups`] at this index; not applicable when empty.
    Group(u16),
    /// [`Policy::probabilities`] at this index.
    Probability(u16),
}

/// `let person.x`, `let line.net`, `table person.x`: computed per person or row, in the context of its account.
#[derive(Clone, Debug)]
pub struct RowLet {
    pub name: Name,
    pub label: Label,
    pub ty: Type,
    pub value: RowValue,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum RowValue {
    Expr(Expr),
    Table(Table),
}

/// A function over all accounts of the workspace; each use is one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortfolioFunction {
    pub kind: PortfolioKind,
    /// The slot whose value is compared (hidden, when the argument is an expression).
    pub of: SlotId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortfolioKind {
    /// x / Σx
    ShareOfTotal,
    /// (how many are lower + half of those equal) / all, as a fraction
    Percentile,
    /// 1 + how many are greater
    RankOf,
    /// Σ of all values at least x / Σx
    ParetoShare,
}

impl PortfolioKind {
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            PortfolioKind::ShareOfTotal => "share_of_total",
            PortfolioKind::Percentile => "percentile",
            PortfolioKind::RankOf => "rank_of",
            PortfolioKind::ParetoShare => "pareto_share",
        }
    }
}
