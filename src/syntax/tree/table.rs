//! Pipe tables, as items of their own and in others.

use super::{At, CompareOp, Expr, Path, Target, TypeExpr};
use crate::diagnostics::Span;
use crate::values::Label;

/// `table stage "…" one of …`
#[derive(Clone, Debug)]
pub struct TableItem {
    pub target: Target,
    pub label: Label,
    pub ty: Option<At<TypeExpr>>,
    pub because: Option<At<Label>>,
    pub table: Option<Table>,
}

/// A pipe table. Every row has as many cells as the header; rows that have not are reported and left out.
#[derive(Clone, Debug)]
pub struct Table {
    pub span: Span,
    pub header: Vec<At<Heading>>,
    pub rows: Vec<Row>,
    /// Rows were left out with a finding: the table is not to be analysed for gaps.
    pub incomplete: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    /// An input or the result: `growth`, `points`, `stage`, `person.role`.
    Name(Path),
    /// A column of conditions.
    When,
    /// `alone gives`
    AloneGives,
    /// `odds`
    Odds,
    /// `expect reach`, `expect score`, `expect tier`
    Expect(Path),
}

#[derive(Clone, Debug)]
pub struct Row {
    pub span: Span,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug)]
pub struct Cell {
    /// The text between the pipes, trimmed.
    pub span: Span,
    pub kind: CellKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellKind {
    Any,
    Missing,
    Otherwise,
    /// `a`, `a, b`, `100`, `unknown`, `12 %`; under `when` a condition.
    Values(Vec<Expr>),
    From(Expr),
    At(Expr),
    /// `from x below y`
    FromBelow(Expr, Expr),
    /// `at least x`, `above x`, `below x`, `at most x`
    Compared(CompareOp, Expr),
    /// `x..y` in the expectations of example tables
    Range(Expr, Expr),
    /// `x 2` under `odds`
    Times(Expr),
    /// Not readable; it has its finding.
    Broken,
}
