//! Typed expressions and tables: names are positions, literals are values, every operation fits its operands. This is
//! what the engine walks and what the analyses reason about.

use super::model::{
    AttributeId, ColumnId, EnumerationId, FieldId, ParameterId, PersonLetId, PortfolioId, RecordsId, RowLetId, SlotId,
    Type,
};
use crate::diagnostics::Span;
use crate::syntax::{ArithmeticOp, CompareOp, QueryFunction};
use crate::values::{ChoiceSet, Day, Duration, Number, Scalar};

/// A checked expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    Constant(Scalar),
    /// The word `missing` as a value.
    Missing,
    Parameter(ParameterId),
    Field(FieldId),
    Slot(SlotId),
    /// The value of this account in a portfolio function.
    Portfolio(PortfolioId),
    AsOf,
    /// The score of the account as points; in what is said of the outcome only.
    Score,
    /// The tier, as a position in [`super::Policy::tier_enumeration`]; in what is said of the outcome only.
    Tier,
    /// An attribute of the person at hand.
    Attribute(AttributeId),
    PersonLet(PersonLetId),
    /// A column of the row at hand.
    Column(ColumnId),
    RowLet(RecordsId, RowLetId),
    /// An ordered value as the number declared for it.
    NumberOf(EnumerationId, Box<Expr>),
    /// So many values up (or down, if negative) in an ordered enumeration, stopping at its ends.
    Step(EnumerationId, Box<Expr>, i32),
    /// Numbers of any numeric type. The checker has seen to units; percents are fractions, so `revenue * 104 %` is a product.
    Arithmetic(ArithmeticOp, Box<Expr>, Box<Expr>),
    Negate(Box<Expr>),
    /// `date - date`, in days.
    DaysBetween {
        later: Box<Expr>,
        earlier: Box<Expr>,
    },
    /// `date + duration`, or minus with a negative count.
    Shift(Box<Expr>, Duration),
    /// `date ± days` where the days are computed.
    ShiftDays(Box<Expr>, Box<Expr>),
    /// Numbers, dates or ordered values of one enumeration.
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// Equality of two computed values of one type.
    Equal(Box<Expr>, Box<Expr>),
    /// `x is a`, `x in a, b` for enumerations.
    InChoices(Box<Expr>, ChoiceSet),
    /// `x is c`, `x in c, d` for numbers, dates, texts and yes_no constants.
    InScalars(Box<Expr>, Vec<Scalar>),
    IsMissing(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    /// At least so many of the conditions hold.
    AtLeastOf(u32, Vec<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    Min(Vec<Expr>),
    Max(Vec<Expr>),
    Abs(Box<Expr>),
    Clamp(Box<Expr>, Box<Expr>, Box<Expr>),
    /// To so many decimals of the number as it is kept, halves away from zero: `round(growth, 1)` is 3 here, since 12.3 % is 0.123.
    Round(Box<Expr>, i32),
    /// The second where the first is missing (not where it is not applicable).
    Default(Box<Expr>, Box<Expr>),
    Clv {
        margin: Box<Expr>,
        retention: Box<Expr>,
        discount: Box<Expr>,
        start: bool,
    },
    /// Complete months of the calendar from a date to `as_of`; none for a date to come.
    MonthsSince(Box<Expr>),
    /// Days since a field of the account was observed.
    AgeOfField(FieldId),
    /// Days since an attribute of the person at hand was observed.
    AgeOfAttribute(AttributeId),
    Query(Box<Query>),
}

/// The expressions that one is made of, looked at or to be changed: one list for both.
macro_rules! parts {
    ($expr:expr, $iter:ident $(, $mut:tt)?) => {
        match $expr {
            Expr::Constant(_)
            | Expr::Missing
            | Expr::Parameter(_)
            | Expr::Field(_)
            | Expr::Slot(_)
            | Expr::Portfolio(_)
            | Expr::AsOf
            | Expr::Score
            | Expr::Tier
            | Expr::Attribute(_)
            | Expr::PersonLet(_)
            | Expr::Column(_)
            | Expr::RowLet(..)
            | Expr::AgeOfField(_)
            | Expr::AgeOfAttribute(_) => Vec::new(),
            Expr::NumberOf(_, a)
            | Expr::Step(_, a, _)
            | Expr::Negate(a)
            | Expr::Shift(a, _)
            | Expr::InChoices(a, _)
            | Expr::InScalars(a, _)
            | Expr::IsMissing(a)
            | Expr::Not(a)
            | Expr::Abs(a)
            | Expr::MonthsSince(a)
            | Expr::Round(a, _) => vec![a],
            Expr::Arithmetic(_, a, b)
            | Expr::DaysBetween { later: a, earlier: b }
            | Expr::ShiftDays(a, b)
            | Expr::Compare(_, a, b)
            | Expr::Equal(a, b)
            | Expr::Default(a, b) => vec![a, b],
            Expr::If(a, b, c) | Expr::Clamp(a, b, c) => vec![a, b, c],
            Expr::And(parts) | Expr::Or(parts) | Expr::AtLeastOf(_, parts) | Expr::Min(parts) | Expr::Max(parts) => {
                parts.$iter().collect()
            }
            Expr::Clv { margin, retention, discount, start: _ } => vec![margin, retention, discount],
            Expr::Query(q) => {
                let parts = [&$($mut)? q.value, &$($mut)? q.filter, &$($mut)? q.among, &$($mut)? q.weight];
                parts.into_iter().flatten().collect()
            }
        }
    };
}

impl Expr {
    /// The expressions it is made of, in the order written; those of a query are read with a row at hand.
    pub fn parts(&self) -> Vec<&Expr> {
        parts!(self, iter)
    }

    /// As [`Self::parts`], to be changed.
    pub(crate) fn parts_mut(&mut self) -> Vec<&mut Expr> {
        parts!(self, iter_mut, mut)
    }

    /// Whether it or anything in it is what is looked for.
    pub fn holds(&self, wanted: &dyn Fn(&Expr) -> bool) -> bool {
        wanted(self) || self.parts().into_iter().any(|part| part.holds(wanted))
    }

    /// Visits it and everything in it.
    pub fn walk<'e>(&'e self, visit: &mut dyn FnMut(&'e Expr)) {
        visit(self);
        for part in self.parts() {
            part.walk(visit);
        }
    }
}

/// A question to the people or the records of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub function: QueryFunction,
    pub over: Over,
    /// What is counted distinct, summed, averaged, …; in the context of the row. None for count, share, any, all, no.
    pub value: Option<Expr>,
    pub filter: Option<Expr>,
    pub among: Option<Expr>,
    pub window: Option<Window>,
    pub weight: Option<Expr>,
    pub ty: Type,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    People,
    Records(RecordsId),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Window {
    /// (as_of − d, as_of]
    Last(Duration),
    /// (as_of − 2d, as_of − d], both counted from as_of
    Previous(Duration),
    /// [day, as_of]
    Since(Day),
}

/// A table whose cells are typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the rows look at. Empty for a table of conditions only.
    pub inputs: Vec<Input>,
    pub shape: Shape,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    pub value: Expr,
    pub ty: Type,
    /// The header as written: `growth`, `line.net`.
    pub name: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// One numeric input with `at` rows: linear between neighbours, flat outside. Positions strictly rise.
    Linear { knots: Vec<Knot>, missing: Option<(Output, Span)> },
    /// Rows that do not overlap. Where a row holds, its output is the result.
    Rows { rows: Vec<Row>, otherwise: Option<(Output, Span)> },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Knot {
    pub at: Number,
    pub value: Number,
    pub span: Span,
}

/// A row of a decision table; `from` ladders and value tables are written in this form too: the row `from 40 %` below
/// `from 75 %` tests 40 % ≤ x < 75 %.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// One per input.
    pub tests: Vec<Test>,
    /// The condition of a `when` column.
    pub when: Option<Expr>,
    pub output: Output,
    pub span: Span,
}

/// What a cell accepts.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Everything, missing included.
    Any,
    /// Only a missing value.
    Missing,
    Choices(ChoiceSet),
    /// Numbers; days of a date by their [`Day::number`].
    Ranges(Vec<Range>),
    YesNo(bool),
    Texts(Vec<std::sync::Arc<str>>),
}

/// The numbers between two ends, each in or out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub low: Option<End>,
    pub high: Option<End>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    pub at: Number,
    pub included: bool,
}

impl Table {
    /// Every expression in it: inputs, conditions and what rows give.
    pub fn exprs(&self) -> Vec<&Expr> {
        fn given(output: &Output) -> Option<&Expr> {
            match output {
                Output::Value(expr) => Some(expr),
                Output::Unknown | Output::Exclude | Output::Fail => None,
            }
        }
        let mut out: Vec<&Expr> = self.inputs.iter().map(|i| &i.value).collect();
        match &self.shape {
            Shape::Linear { missing, knots: _ } => out.extend(missing.iter().filter_map(|(o, _)| given(o))),
            Shape::Rows { rows, otherwise } => {
                out.extend(rows.iter().flat_map(|r| r.when.iter().chain(given(&r.output))));
                out.extend(otherwise.iter().filter_map(|(o, _)| given(o)));
            }
        }
        out
    }
}

/// What a row gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    Value(Expr),
    /// Only in rows that catch missing values: what [`super::Missing`] says.
    Unknown,
    Exclude,
    Fail,
}
