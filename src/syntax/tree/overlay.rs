//! An overlay as written: what it changes of a policy that stands elsewhere. And what becomes of items that it changes:
//! they keep note of every part that is not the policy's own.

use super::{At, Expr, Ident, Item, Path};
use crate::diagnostics::Span;
use crate::values::{Label, Name};

/// `overlay mazowsze "…" on key_account@2026.2` and its lines.
#[derive(Clone, Debug)]
pub struct OverlayItem {
    pub name: Ident,
    pub label: Label,
    pub base: Option<OverlayBase>,
    /// Its changes are part of the trees; never as read.
    pub active: bool,
    pub changes: Vec<Change>,
}

/// `key_account@2026.2`
#[derive(Clone, Debug)]
pub struct OverlayBase {
    pub span: Span,
    pub policy: Ident,
    pub version: Option<At<String>>,
}

/// A line of an overlay, with the rows or the item below it.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its first line.
    pub span: Span,
    pub kind: ChangeKind,
}

#[derive(Clone, Debug)]
pub enum ChangeKind {
    /// `replace parameter tier_a_threshold from 80 points to 75 points`
    Parameter { name: Ident, from: Expr, to: Expr },
    /// `replace weight of momentum from 20 % to 30 %`
    Weight { name: Ident, from: Expr, to: Expr },
    /// `replace row of reach`, the old row and the new one.
    Row { table: Path, old: WrittenRow, new: WrittenRow },
    /// `remove alert silent`, `remove example "…"`, `remove rank`
    Remove { keyword: At<String>, name: Option<At<String>> },
    /// `add offer pallet_terms "…" when …` and the lines below it.
    Add(Box<Item>),
}

/// A row whose table stands elsewhere: what its cells mean shows when the header is known.
#[derive(Clone, Debug)]
pub struct WrittenRow {
    pub span: Span,
    /// The texts between the pipes, in one spacing.
    pub cells: Vec<String>,
}

/// Where an item is not as the policy wrote it.
#[derive(Clone, Debug)]
pub struct Replacement {
    pub overlay: Name,
    /// What the policy says in this place, and what stands there instead.
    pub was: Span,
    pub is: Span,
    /// The overlay's line.
    pub line: Span,
    pub part: Part,
}

/// Which part of an item was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Value,
    Weight,
    Row,
}

impl Part {
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Part::Value => "value",
            Part::Weight => "weight",
            Part::Row => "row",
        }
    }
}

/// An item that an overlay brought, and the policy's item that it stands for.
#[derive(Clone, Debug)]
pub struct Added {
    pub overlay: Name,
    /// The lines of the item that was removed under the same name.
    pub instead_of: Option<Span>,
}
