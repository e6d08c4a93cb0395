//! What was written: the tree of one `.kam` file. Every node knows its place, comments are kept beside the items, and
//! the exact text can be had from the source under any span. Nothing here says what a name means.

mod item;
mod overlay;
mod plays;

pub use overlay::*;
pub use plays::*;

use crate::diagnostics::{FileId, Span};
use crate::values::{Currency, Day, Duration, Label, Name, Number};

/// A value with the place it was written at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    pub value: T,
    pub span: Span,
}

impl<T> At<T> {
    pub fn new(value: T, span: Span) -> At<T> {
        At { value, span }
    }
}

/// A name with its place.
pub type Ident = At<Name>;

/// One file: its items in the order written, and its comments.
#[derive(Clone, Debug)]
pub struct Tree {
    pub file: FileId,
    pub items: Vec<Item>,
    pub comments: Vec<Comment>,
}

/// A comment, from its `#` to the end of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub span: Span,
    /// Whether it has the line for itself.
    pub own_line: bool,
}

/// A directive with all that is indented below it.
#[derive(Clone, Debug)]
pub struct Item {
    /// All its lines, without comments and blank lines at the end.
    pub span: Span,
    /// The first line (with continuation lines), without its comment.
    pub header: Span,
    /// `locked` stands after the label: overlays may neither replace nor remove it.
    pub locked: bool,
    /// A line of the item could not be read (it has its finding): the item still declares its name, but whatever would
    /// be said about what it lacks is a consequence and is not said.
    pub broken: bool,
    /// The parts that an active overlay says otherwise, in the order of their places; none as read.
    pub replaced: Vec<Replacement>,
    /// The active overlay that brought it; none as read.
    pub added: Option<Added>,
    pub kind: ItemKind,
}

#[derive(Clone, Debug)]
pub enum ItemKind {
    Policy(PolicyItem),
    Library(LibraryItem),
    Include(Ident),
    Parameter(ParameterItem),
    Field(FieldItem),
    Records(RecordsItem),
    Let(LetItem),
    Group(GroupItem),
    Criterion(CriterionItem),
    Veto(VetoItem),
    Limit(LimitItem),
    Tier(TierItem),
    Probability(ProbabilityItem),
    Rank(RankItem),
    Table(TableItem),
    Document(DocumentItem),
    Channel(ChannelItem),
    Need(NeedItem),
    Benefit(BenefitItem),
    Playbook(PlaybookItem),
    Offer(OfferItem),
    Alert(AlertItem),
    Kpi(KpiItem),
    Example(ExampleItem),
    Examples(ExamplesItem),
    Overlay(OverlayItem),
    /// A directive of the language that this version reads past: its keyword, and its name where it has one.
    Later {
        keyword: At<String>,
        name: Option<Ident>,
        label: Label,
    },
}

/// `policy key_account "…" version 2026.2`
#[derive(Clone, Debug)]
pub struct PolicyItem {
    pub name: Ident,
    pub label: Label,
    pub version: Option<At<String>>,
    pub effective_from: Option<At<Day>>,
    pub currency: Option<At<Currency>>,
    pub missing: Option<At<MissingMeans>>,
}

/// `library payments "…"`
#[derive(Clone, Debug)]
pub struct LibraryItem {
    pub name: Ident,
    pub label: Label,
}

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

/// `table stage "…" one of …`
#[derive(Clone, Debug)]
pub struct TableItem {
    pub target: Target,
    pub label: Label,
    pub ty: Option<At<TypeExpr>>,
    pub because: Option<At<Label>>,
    pub table: Option<Table>,
}

/// `document plan "…" template "plan.md" when …`
#[derive(Clone, Debug)]
pub struct DocumentItem {
    pub name: Ident,
    pub label: Label,
    pub template: Option<At<String>>,
    pub when: Option<Expr>,
}

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
