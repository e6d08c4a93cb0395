//! What was written: the tree of one `.kam` file. Every node knows its place, comments are kept beside the items, and
//! the exact text can be had from the source under any span. Nothing here says what a name means. The directives stand in a
//! file per kind.

mod declared;
mod example;
mod expression;
mod item;
mod outcome;
mod overlay;
mod plays;
mod shift;
mod table;

pub use declared::*;
pub use example::*;
pub use expression::*;
pub use outcome::*;
pub use overlay::*;
pub use plays::*;
pub(super) use shift::{Placed, Shift};
pub use table::*;

use crate::diagnostics::{FileId, Span};
use crate::values::{Currency, Day, Label, Name};

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
