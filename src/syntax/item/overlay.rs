//! The body of an overlay: a change a line, with the rows or the item that belong to it on the lines below. Each change is
//! read by itself, and what `add` adds as an item of its own, so that a slip in one line costs that line only.

use super::Rule;
use super::expression::{amount_operand, expr, path};
use super::family::Family;
use super::head::text_value;
use super::table::cells_of;
use crate::diagnostics::{Finding, Phrase, said, suggest, syntax as codes};
use crate::syntax::form::form;
use crate::syntax::format::spaced;
use crate::syntax::reader::Reader;
use crate::syntax::repair;
use crate::syntax::split::{Line, RawItem, first_word, is_blank};
use crate::syntax::tree::{At, Change, ChangeKind, Expr, Ident, Path, WrittenRow};
use crate::syntax::words;
use crate::values::Name;
use pest::iterators::Pair;

/// The words that begin a change.
const CHANGES: [&str; 3] = ["replace", "remove", "add"];
/// What can be replaced.
const PARTS: [&str; 3] = ["parameter", "weight", "row"];

/// A change as lines.
#[derive(Clone, Debug)]
pub(in crate::syntax) struct RawChange {
    /// `replace`, `remove` or `add`.
    pub word: &'static str,
    pub head: Line,
    pub body: Vec<Line>,
}

impl RawChange {
    /// Where the item begins that is added.
    pub fn item(&self, reader: &Reader<'_>) -> RawItem {
        let text = reader.text(self.head.start, self.head.end);
        let rest = text.get(first_word(text).len()..).unwrap_or_default().trim_start_matches(is_blank);
        let start = self.head.end - rest.len();
        RawItem { head: Line { start, ..self.head }, body: self.body.clone(), broken: false }
    }
}

/// Cuts the lines below an overlay's first one into changes; the lines before the first change come first.
pub(in crate::syntax) fn cut(reader: &Reader<'_>, body: &[Line]) -> (Vec<Line>, Vec<RawChange>) {
    let (mut own, mut changes) = (Vec::new(), Vec::<RawChange>::new());
    let mut within_records = false;
    for line in body {
        let text = reader.text(line.start, line.end);
        let mut words = text.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        match opener(first, second, within_records).filter(|_| !line.row) {
            Some(word) => {
                within_records = word == "add" && second == "records";
                changes.push(RawChange { word, head: *line, body: Vec::new() });
            }
            None => match changes.last_mut() {
                Some(open) => open.body.push(*line),
                None => own.push(*line),
            },
        }
    }
    (own, changes)
}

/// The change that two words begin; a misspelt one where the second word leaves no doubt.
fn opener(first: &str, second: &str, within_records: bool) -> Option<&'static str> {
    let known = PARTS.contains(&second) || words::is_directive(second);
    // A column may be called `add`; it has a label or a type behind its name.
    if within_records && !known {
        return None;
    }
    let near = if known { suggest::nearest(first, CHANGES) } else { Some(first) };
    CHANGES.into_iter().find(|word| Some(*word) == near)
}

/// The clauses of an overlay that stand below its first line.
pub(super) fn own(reader: &Reader<'_>, body: &[Line]) -> Vec<Line> {
    let (own, _) = cut(reader, body);
    own.into_iter().filter(|line| is_clause(reader, *line)).collect()
}

fn is_clause(reader: &Reader<'_>, line: Line) -> bool {
    !line.row && first_word(reader.text(line.start, line.end)) == "on"
}

/// Reads the changes below an overlay's first line.
pub(super) fn changes(reader: &mut Reader<'_>, body: &[Line]) -> Vec<Change> {
    let (own, raw) = cut(reader, body);
    let strange: Vec<Line> = own.into_iter().filter(|line| !is_clause(reader, *line)).collect();
    stray(reader, &strange);
    raw.iter().filter_map(|raw| change(reader, raw)).collect()
}

fn change(reader: &mut Reader<'_>, raw: &RawChange) -> Option<Change> {
    let text = reader.text(raw.head.start, raw.head.end);
    let span = reader.range(raw.head.start, raw.head.end);
    let word = first_word(text);
    if word != raw.word {
        unknown(reader, raw.head, word, Some(raw.word));
        return None;
    }
    if raw.word == "add" && text.trim() == word {
        let finding = Finding::new(&codes::INCOMPLETE, span).arg("item", said!("line", "wiersz"));
        reader.report(finding.arg("form", form("add alert NAME \"LABEL\" when CONDITION")));
        return None;
    }
    let kind = match raw.word {
        "add" => ChangeKind::Add(Box::new(super::read(reader, &raw.item(reader))?)),
        "remove" => {
            stray(reader, &raw.body);
            remove(reader, text)?
        }
        _ => replace(reader, raw, text)?,
    };
    Some(Change { span, kind })
}

fn replace<'s>(reader: &mut Reader<'s>, raw: &RawChange, text: &'s str) -> Option<ChangeKind> {
    let rest = text.get(first_word(text).len()..).unwrap_or_default().trim_start_matches(is_blank);
    let part = first_word(rest);
    let Some(family) = PARTS.iter().position(|p| *p == part).and(Family::of_change(&format!("replace {part}"))) else {
        let near = suggest::nearest(part, PARTS);
        let hint = near.map_or_else(|| repair::choose(PARTS.into_iter()), |near| suggest::did_you_mean(Some(near)));
        let at = if part.is_empty() { reader.span(text) } else { reader.span(part) };
        let finding =
            Finding::new(&codes::UNKNOWN_WORD_HERE, at).quote("word", reader.source.slice(at)).arg("hint", hint);
        match near {
            Some(near) => reader.report_edit(finding, at, near),
            None => reader.report(finding),
        }
        return None;
    };
    if part == "row" {
        return row(reader, raw, text, family);
    }
    stray(reader, &raw.body);
    let rule = if part == "parameter" { Rule::o_parameter } else { Rule::o_weight };
    let (mut name, mut values): (Option<Ident>, Vec<Expr>) = (None, Vec::new());
    for part in repair::read(reader, rule, text, family)?.flat_map(Pair::into_inner) {
        match part.as_rule() {
            Rule::ident => name = Some(At::new(Name::new(part.as_str()), reader.at(&part))),
            Rule::expr => values.push(expr(reader, part)),
            Rule::amount => values.push(amount_operand(reader, part)),
            _ => {}
        }
    }
    let (name, to, from) = (name?, values.pop()?, values.pop()?);
    Some(match rule {
        Rule::o_parameter => ChangeKind::Parameter { name, from, to },
        _ => ChangeKind::Weight { name, from, to },
    })
}

fn row<'s>(reader: &mut Reader<'s>, raw: &RawChange, text: &'s str, family: &Family) -> Option<ChangeKind> {
    let pairs = repair::read(reader, Rule::o_row, text, family)?;
    let table: Path = pairs.flat_map(Pair::into_inner).find(|p| p.as_rule() == Rule::path).map(|p| path(reader, &p))?;
    let (rows, others): (Vec<Line>, Vec<Line>) = raw.body.iter().partition(|line| line.row);
    stray(reader, &others);
    let [old, new] = rows.as_slice() else {
        let at = reader.span(text);
        let form = said!(
            "{change}`, then the row as it stands, then the new row: `| from 75 % | 100 |",
            "{change}`, potem wiersz, jaki jest, potem nowy wiersz: `| from 75 % | 100 |",
            change = Phrase::quote(text.trim()),
        );
        reader.report(
            Finding::new(&codes::INCOMPLETE, at)
                .arg("item", said!("change of a row", "zmiana wiersza"))
                .arg("form", form),
        );
        return None;
    };
    let [old, new] = [old, new].map(|line| {
        let cells = cells_of(reader.text(line.start, line.end)).into_iter().map(spaced).collect();
        WrittenRow { span: reader.range(line.start, line.end), cells }
    });
    Some(ChangeKind::Row { table, old, new })
}

fn remove<'s>(reader: &mut Reader<'s>, text: &'s str) -> Option<ChangeKind> {
    let (mut keyword, mut name) = (None, None);
    let pairs = repair::read(reader, Rule::o_remove, text, Family::of_change("remove")?)?;
    for part in pairs.flat_map(Pair::into_inner) {
        let at = reader.at(&part);
        match part.as_rule() {
            Rule::ident => keyword = Some(At::new(part.as_str().to_owned(), at)),
            Rule::text => name = Some(At::new(format!("\"{}\"", text_value(reader, &part).value), at)),
            Rule::path => {
                let parts: Vec<String> = part.as_str().split('.').map(|p| Name::new(p).to_string()).collect();
                name = Some(At::new(parts.join("."), at));
            }
            _ => {}
        }
    }
    let keyword = keyword?;
    if let Some(known) = words::directives().find(|d| *d == keyword.value) {
        if name.is_none() && known != "rank" {
            let finding = Finding::new(&codes::INCOMPLETE, reader.span(text)).arg("item", said!("line", "wiersz"));
            reader.report(finding.arg("form", form(&format!("remove {known} NAME"))));
            return None;
        }
        return Some(ChangeKind::Remove { keyword, name });
    }
    let near = words::directive_of_office(&keyword.value)
        .or_else(|| suggest::nearest(&keyword.value, words::directives()))
        .and_then(|near| words::directives().find(|d| *d == near));
    let finding = Finding::new(&codes::UNKNOWN_DIRECTIVE, keyword.span)
        .arg("word", &keyword.value)
        .arg("hint", suggest::did_you_mean(near));
    match near {
        Some(near) => reader.report_edit(finding, keyword.span, near),
        None => reader.report(finding),
    }
    None
}

/// Reports lines that belong to no change.
fn stray(reader: &mut Reader<'_>, lines: &[Line]) {
    for line in lines {
        if line.row {
            let at = reader.range(line.start, line.end);
            reader.report(
                Finding::new(&codes::ROW_HERE, at).arg("item", said!("This line of an overlay", "Ten wiersz nakładki")),
            );
            continue;
        }
        let word = first_word(reader.text(line.start, line.end));
        unknown(reader, *line, word, suggest::nearest(word, CHANGES));
    }
}

/// A line that begins with none of the words; an item is most likely meant to be added.
fn unknown(reader: &mut Reader<'_>, line: Line, word: &str, near: Option<&str>) {
    let at = reader.range(line.start, line.start + word.len());
    let item = words::is_directive(word);
    let hint = match near {
        _ if item => said!(
            "; write `add {word} …` for an item that it adds.",
            "; pozycję, którą dodaje, pisze się `add {word} …`.",
            word = Phrase::quote(word),
        ),
        Some(near) => suggest::did_you_mean(Some(near)),
        None => repair::possible(CHANGES.into_iter()),
    };
    let finding = Finding::new(&codes::UNKNOWN_CLAUSE, at)
        .arg("item", repair::article("overlay"))
        .quote("word", word)
        .arg("hint", hint);
    match near {
        _ if item => reader.report_edit(finding, reader.range(line.start, line.start), "add "),
        Some(near) => reader.report_edit(finding, at, near),
        None => reader.report(finding),
    }
}
