//! Expressions and queries.

use super::{At, Ident};
use crate::diagnostics::Span;
use crate::values::{Currency, Day, Duration, Number};

/// `growth`, `line.net`, `probability.win`, `people.support`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    pub parts: Vec<Ident>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    pub span: Span,
    pub kind: ExprKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// A bare number or one with a unit; multipliers are applied.
    Number {
        value: Number,
        unit: Unit,
    },
    Date(Day),
    Text(String),
    YesNo(bool),
    Missing,
    /// `n/a`, in examples only.
    NotApplicable,
    Name(Path),
    Arithmetic {
        op: ArithmeticOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    Negate(Box<Expr>),
    Compare {
        op: CompareOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `x is y`, `x is not y`
    Is {
        left: Box<Expr>,
        negated: bool,
        right: Box<Expr>,
    },
    /// `x is missing`; `known` for `x is known`
    IsMissing {
        left: Box<Expr>,
        known: bool,
    },
    /// `x in a, b`, `x not in (a, b)`
    In {
        left: Box<Expr>,
        negated: bool,
        list: Vec<Expr>,
    },
    /// `x between a and b`, both ends in
    Between {
        value: Box<Expr>,
        low: Box<Expr>,
        high: Box<Expr>,
    },
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    If {
        condition: Box<Expr>,
        then: Box<Expr>,
        otherwise: Box<Expr>,
    },
    /// `at least 3 of (c1, c2, …)`
    AtLeastOf {
        count: u32,
        conditions: Vec<Expr>,
    },
    Call {
        function: Ident,
        arguments: Vec<Argument>,
    },
    Query(Box<Query>),
    /// `( … )`, kept for the formatter and for messages.
    Parenthesised(Box<Expr>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// `margin:` in `clv(margin: …)`
    pub name: Option<Ident>,
    pub value: Expr,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing said.
    Bare,
    /// `%`; the value is the number before the sign, 12 for `12 %`.
    Percent,
    /// `pp`; likewise.
    PercentagePoints,
    Points,
    Money(Currency),
    /// `days` and `weeks` (as seven days), comparable with days.
    Days,
    /// `months`, `years`: only added to dates and in windows.
    Months,
    Years,
    Hours,
    WorkingDays,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArithmeticOp {
    Add,
    Subtract,
    Multiply,
    Divide,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    AtLeast,
    AtMost,
    Above,
    Below,
}

/// `sum line.net where … among … over last 12 months weighted by …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub function: QueryFunction,
    /// `people`, `line`, `line.net`, or a parenthesised expression over the row.
    pub subject: Expr,
    pub filter: Option<Expr>,
    pub among: Option<Expr>,
    pub window: Option<At<Window>>,
    pub weight: Option<Expr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryFunction {
    Count,
    CountDistinct,
    Sum,
    Average,
    Min,
    Max,
    Latest,
    Earliest,
    Share,
    Any,
    All,
    No,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Window {
    /// `over last N months`
    Last(Duration),
    /// `over previous N months`
    Previous(Duration),
    /// `since DATE`
    Since(Expr),
}
