//! What is declared and computed under a name: parameters, fields, records, lets, and their types.

use super::{At, Expr, Ident};
use crate::values::{Day, Label, Number};

/// `parameter tier_a_threshold = 80 points`, with `from DATE = VALUE` lines below.
#[derive(Clone, Debug)]
pub struct ParameterItem {
    pub name: Ident,
    pub label: Label,
    pub value: Expr,
    pub later: Vec<(At<Day>, Expr)>,
}

/// Whose name is declared: `revenue`, `person.warmth`, `line.net`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `person` or the name of a records type; none for the account.
    pub owner: Option<Ident>,
    pub name: Ident,
}

/// `field forecast "…" money`
#[derive(Clone, Debug)]
pub struct FieldItem {
    pub target: Target,
    pub label: Label,
    pub ty: At<TypeExpr>,
    /// `private` or `public` where written.
    pub private: Option<At<bool>>,
}

/// `records line "…" dated by ordered`, a column a line.
#[derive(Clone, Debug)]
pub struct RecordsItem {
    pub name: Ident,
    pub label: Label,
    pub dated_by: Option<Ident>,
    pub columns: Vec<ColumnLine>,
}

#[derive(Clone, Debug)]
pub struct ColumnLine {
    pub name: Ident,
    pub label: Label,
    pub ty: At<TypeExpr>,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeExpr {
    Number,
    Count,
    Points,
    Percent,
    Money,
    Days,
    Date,
    YesNo,
    Text,
    /// One of the above number types with a range, both ends in: `number -100..100`.
    Ranged(Box<TypeExpr>, Expr, Expr),
    /// `one of a "A", b -1` or `one of a < b`.
    OneOf {
        ordered: bool,
        values: Vec<ValueDecl>,
    },
    /// `one of channels`: the names declared by that directive.
    OneOfDeclared(Ident),
}

/// A value of an enumeration where it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueDecl {
    pub name: Ident,
    pub number: Option<At<Number>>,
    pub label: Label,
}

/// `let revenue "…" = …`
#[derive(Clone, Debug)]
pub struct LetItem {
    pub target: Target,
    pub label: Label,
    pub value: Expr,
}
