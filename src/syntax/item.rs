//! Items from their lines. This file and its children are the only ones that name the rules of the grammar. A first line
//! is read in two steps: its head (keyword, name, label) and its clauses, which may as well stand on lines below; so a
//! slip in a clause never costs the name. Start at [`read`]; what each directive takes is listed in `family`.

mod clause;
mod example;
mod expression;
mod family;
mod head;
mod kind;
pub(super) mod layout;
mod number;
pub(super) mod overlay;
mod playbook;
mod plays;
mod quotes;
mod table;

pub(super) use family::Family;
#[cfg(test)]
pub(super) use family::forms;
pub(super) use table::{cells_of, read_row};

use super::reader::Reader;
use super::split::{Line, RawItem, first_word, is_blank};
use super::tree::{At, Item, ItemKind};
use super::words;
use crate::diagnostics::{Finding, suggest, syntax as codes};
use head::Head;

/// The parser that `pest` makes of the grammar.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/kam.pest"]
pub(super) struct Kam;

/// Reads an item; nothing when its directive is unknown and resembles none.
pub(super) fn read(reader: &mut Reader<'_>, raw: &RawItem) -> Option<Item> {
    let before = reader.errors();
    let word = first_word(reader.text(raw.head.start, raw.head.end));
    let Some(keyword) = directive(reader, raw, word) else { return unknown(reader, raw, word) };
    let (kind, locked) = match Family::of(keyword) {
        Some(family) => present(reader, raw, family, word.len())?,
        None => later(reader, raw, word),
    };
    Some(Item {
        span: reader.range(raw.head.start, raw.body.last().map_or(raw.head.end, |l| l.end)),
        header: reader.range(raw.head.start, raw.head.end),
        locked,
        broken: raw.broken || reader.errors() > before,
        replaced: Vec::new(),
        added: None,
        kind,
    })
}

/// An item of an unknown directive: it is kept, broken, so that nobody concludes from what seems to be lacking.
fn unknown(reader: &Reader<'_>, raw: &RawItem, word: &str) -> Option<Item> {
    if word.is_empty() {
        return None;
    }
    let header = reader.range(raw.head.start, raw.head.end);
    let place = reader.range(raw.head.start, raw.head.start + word.len());
    Some(Item {
        span: reader.range(raw.head.start, raw.body.last().map_or(raw.head.end, |l| l.end)),
        header,
        locked: false,
        broken: true,
        replaced: Vec::new(),
        added: None,
        kind: ItemKind::Later {
            keyword: At::new(word.to_owned(), place),
            name: None,
            label: crate::values::Label::default(),
        },
    })
}

/// The directive that a first word is or was meant to be.
fn directive(reader: &mut Reader<'_>, raw: &RawItem, word: &str) -> Option<&'static str> {
    if let Some(known) = words::directives().find(|d| *d == word) {
        return Some(known);
    }
    let text = reader.text(raw.head.start, raw.head.end);
    if let Some(sign) = ["//", "--", "/*", ";"].into_iter().find(|s| text.starts_with(s)) {
        let span = reader.range(raw.head.start, raw.head.start + sign.len());
        let finding = Finding::new(&codes::TYPED_SIGN, span).quote("wrong", sign).quote("right", "#");
        reader.report_edit(finding, span, "#");
        return None;
    }
    let shown = if word.is_empty() { first_token(reader.text(raw.head.start, raw.head.end)) } else { word };
    let near = words::directive_of_office(shown)
        .or_else(|| suggest::nearest(shown, words::directives()))
        .and_then(|n| words::directives().find(|d| *d == n));
    let span = reader.range(raw.head.start, raw.head.start + shown.len());
    let finding =
        Finding::new(&codes::UNKNOWN_DIRECTIVE, span).quote("word", shown).arg("hint", suggest::did_you_mean(near));
    match near {
        Some(near) => reader.report_edit(finding, span, near),
        None => reader.report(finding),
    }
    near
}

/// What stands before the first white space, cut short.
fn first_token(text: &str) -> &str {
    let end = text.char_indices().take(40).find(|(_, c)| c.is_whitespace()).map(|(i, _)| i);
    let end = end.or_else(|| text.char_indices().nth(40).map(|(i, _)| i)).unwrap_or(text.len());
    &text[..end]
}

/// A directive that is read past: its body is nobody's business yet.
fn later(reader: &mut Reader<'_>, raw: &RawItem, word: &str) -> (ItemKind, bool) {
    let text = reader.text(raw.head.start, raw.head.end);
    let span = reader.range(raw.head.start, raw.head.start + word.len());
    reader.report(Finding::new(&codes::LATER, span).quote("keyword", word));
    let head = Head::read(reader, Rule::named_head, text);
    let name = head.name.and_then(|n| n.into_iter().next());
    (ItemKind::Later { keyword: At::new(word.to_owned(), span), name, label: head.label }, head.locked)
}

/// A directive that this version acts on.
fn present(reader: &mut Reader<'_>, raw: &RawItem, family: &Family, keyword: usize) -> Option<(ItemKind, bool)> {
    let place = reader.range(raw.head.start, raw.head.start + keyword);
    let clauses = if family.has_changes() { overlay::own(reader, &raw.body) } else { Vec::new() };
    let (own, blocks) = match family.directive {
        family::Directive::Playbook => playbook::cut(reader, &raw.body),
        family::Directive::Overlay => (clauses.as_slice(), Vec::new()),
        _ => (raw.body.as_slice(), Vec::new()),
    };
    let (head, lines) = head_and_lines(reader, family, raw.head, keyword, own);
    let locked = head.locked;
    let mut made = kind::build(reader, family, place, head, &lines);
    if let ItemKind::Playbook(playbook) = &mut made {
        playbook::fill(reader, playbook, blocks);
    }
    if let ItemKind::Overlay(overlay) = &mut made {
        overlay.changes = overlay::changes(reader, &raw.body);
    }
    Some((made, locked))
}

/// The head of an item or block, and its lines: what is left of the first one, and those below.
fn head_and_lines(
    reader: &mut Reader<'_>,
    family: &Family,
    first: Line,
    keyword: usize,
    body: &[Line],
) -> (Head, Vec<Line>) {
    let text = reader.text(first.start, first.end);
    let open = quotes::report(reader, family, text);
    let mut head = match family.head {
        family::Names::One | family::Names::Target => Head::read(reader, Rule::named_head, text),
        family::Names::Title => Head::read(reader, Rule::titled_head, text),
        family::Names::None => Head { end: keyword, ..Head::default() },
    };
    head.check_name(reader, family, text);
    let rest = reader.text(first.start + head.end, first.end);
    let start = first.end - rest.trim_start_matches(|c| is_blank(c) || c == '\n' || c == '\r').len();
    let rest = Line { start, end: first.end, row: false };
    // What stands behind a quote that was not closed is the rest of a text as much as of the line.
    let lines = std::iter::once(rest).filter(|l| l.start < l.end && !open).chain(body.iter().copied()).collect();
    (head, lines)
}

#[cfg(test)]
mod tests {
    use super::words::{BUILT_IN, RESERVED};
    use super::{Kam, Rule};
    use pest::Parser;

    #[test]
    fn the_grammar_reserves_the_words_of_the_list() {
        let grammar = include_str!("../../grammar/kam.pest");
        for word in RESERVED {
            assert!(Kam::parse(Rule::reserved, word).is_ok(), "{word}");
        }
        // Every keyword of the grammar that is not on the list may be a name.
        for word in grammar.split('"').filter(|w| w.len() > 1 && w.bytes().all(|b| b.is_ascii_lowercase())) {
            let reserved =
                Kam::parse(Rule::reserved, word).is_ok_and(|mut p| p.next().is_some_and(|p| p.as_str() == word));
            assert_eq!(reserved, RESERVED.contains(&word), "{word}");
        }
        for word in BUILT_IN {
            assert!(Kam::parse(Rule::path, word).is_ok(), "{word}");
        }
    }
}
