//! Where a name is declared and used.

use super::position::offset;
use super::space::{Space, file};
use lsp_types::{Location, Position};

/// The declarations of the name at a place; a library that is shipped has no address.
pub(super) fn definition(space: &mut Space, name: &str, at: Position) -> Option<Vec<Location>> {
    places(space, name, at, |declares| declares)
}

/// All uses of the name at a place, and its declarations where asked for.
pub(super) fn references(space: &mut Space, name: &str, at: Position, declared: bool) -> Option<Vec<Location>> {
    places(space, name, at, |declares| declared || !declares)
}

fn places(space: &mut Space, name: &str, at: Position, wanted: impl Fn(bool) -> bool) -> Option<Vec<Location>> {
    let rules = space.rules();
    let source = file(&rules, name)?;
    let at = super::position::narrow(offset(&source.text, at));
    let meaning = &rules.mentions.at(source.id, at)?.meaning;
    let found = rules.mentions.of(meaning).filter(|m| wanted(m.declares));
    Some(found.filter_map(|m| space.location(&rules, m.span)).collect())
}
