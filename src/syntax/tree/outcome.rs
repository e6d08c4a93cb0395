//! What an account comes to: groups and criteria, vetoes, limits, tiers, chances, ranking and documents.

use super::{At, Expr, Ident, Table};
use crate::diagnostics::Span;
use crate::values::{Label, Number};

/// `group business "…" weight 60 %`
#[derive(Clone, Debug)]
pub struct GroupItem {
    pub name: Ident,
    pub label: Label,
    pub weight: Option<Expr>,
}

/// `criterion reach "…" in personal weight 60 %`
#[derive(Clone, Debug)]
pub struct CriterionItem {
    pub name: Ident,
    pub label: Label,
    pub group: Option<Ident>,
    pub weight: Option<Expr>,
    pub missing: Option<At<MissingMeans>>,
    /// Where `less is better` is written.
    pub less_is_better: Option<Span>,
    pub because: Option<At<Label>>,
    pub body: CriterionBody,
}

#[derive(Clone, Debug)]
pub enum CriterionBody {
    Table(Table),
    /// `points EXPRESSION`
    Points(Expr),
    /// Neither is there, or not readable (which has its own finding).
    None,
}

/// `missing means unknown | exclude | fail | NUMBER`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissingMeans {
    Unknown,
    Exclude,
    Fail,
    Points(Number),
}

/// `veto insolvency "…" when …`
#[derive(Clone, Debug)]
pub struct VetoItem {
    pub name: Ident,
    pub label: Label,
    pub when: Option<Expr>,
    pub because: Option<At<Label>>,
    pub unknown: Option<At<UnknownMeans>>,
}

/// `unknown means hold | pass | exclude`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownMeans {
    Hold,
    Pass,
    Exclude,
}

/// `limit no_access "…" to tier C when …`
#[derive(Clone, Debug)]
pub struct LimitItem {
    pub name: Ident,
    pub label: Label,
    pub to: Option<Ident>,
    pub when: Option<Expr>,
    pub because: Option<At<Label>>,
}

/// `tier A "…" from 80 points when …` or `tier C "…" otherwise`
#[derive(Clone, Debug)]
pub struct TierItem {
    pub name: Ident,
    pub label: Label,
    pub threshold: Option<At<Threshold>>,
    pub when: Option<Expr>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Threshold {
    From(Expr),
    Otherwise,
}

/// `probability win "…"` with `base 30 %` and a table of odds.
#[derive(Clone, Debug)]
pub struct ProbabilityItem {
    pub name: Ident,
    pub label: Label,
    pub base: Option<Expr>,
    pub table: Option<Table>,
}

/// `rank by chance * value, then by score`
#[derive(Clone, Debug)]
pub struct RankItem {
    pub keys: Vec<RankKey>,
}

#[derive(Clone, Debug)]
pub struct RankKey {
    pub value: Expr,
    /// `by lowest`
    pub lowest: bool,
}

/// `document plan "…" template "plan.md" when …`
#[derive(Clone, Debug)]
pub struct DocumentItem {
    pub name: Ident,
    pub label: Label,
    pub template: Option<At<String>>,
    pub when: Option<Expr>,
}
