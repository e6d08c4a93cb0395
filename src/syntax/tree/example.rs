//! Examples: what is given and what is expected.

use super::{At, Expr, Ident, Table};
use crate::diagnostics::Span;
use crate::values::Day;

/// `example "…"` with `given` and `expect` lines.
#[derive(Clone, Debug)]
pub struct ExampleItem {
    pub title: At<String>,
    pub given: Vec<Given>,
    pub expect: Vec<Expect>,
}

#[derive(Clone, Debug)]
pub enum Given {
    AsOf(At<Day>),
    /// `forecast 2.5 mln PLN`, `credit missing`, `credit n/a`
    Value {
        name: Ident,
        value: Expr,
    },
    /// `person ewa formal yes, contact none`
    Person {
        id: At<String>,
        attributes: Vec<(Ident, Expr)>,
    },
    /// `no people`: the people are known, and there are none.
    NoPeople(Span),
}

#[derive(Clone, Debug)]
pub struct Expect {
    pub span: Span,
    pub kind: ExpectKind,
}

#[derive(Clone, Debug)]
pub enum ExpectKind {
    /// `tier A or B`: exactly this set.
    Tier(Vec<Ident>),
    /// `status hold`
    Status(Ident),
    /// `needs credit`
    Needs(Ident),
    /// `score 45.68..63.68`, `reach 50`, `stage develop`, `growth missing`
    Value { name: Ident, value: Expectation },
    /// `action introduce for ewa`, `no action introduce`
    Action { absent: bool, name: Ident, person: Option<At<String>> },
}

#[derive(Clone, Debug)]
pub enum Expectation {
    /// `x..y`: the value or its interval lies inside.
    Range(Expr, Expr),
    /// Exactly one of these.
    Values(Vec<Expr>),
}

/// `examples "…"`: a row an example; columns headed `expect NAME` are expectations, the others are given.
#[derive(Clone, Debug)]
pub struct ExamplesItem {
    pub title: At<String>,
    pub table: Option<Table>,
}
