//! Tables: rows cut into cells at pipes outside texts, each cell read by itself with the rule its column asks for. A row
//! that does not have the header's number of cells is reported and left out.

use super::Rule;
use super::expression::{amount, compare_op, expr, path, take_unit, value};
use super::family::{Directive, Family};
use super::number;
use crate::diagnostics::{Finding, Phrase, Span, said, syntax as codes};
use crate::syntax::reader::Reader;
use crate::syntax::split::{Line, is_blank};
use crate::syntax::tree::{At, Cell, CellKind, Expr, ExprKind, Heading, Path, Row, Table};
use crate::syntax::{repair, rows, words};
use crate::values::Name;
use pest::iterators::Pair;

/// Reads the rows of an item; the first is the header.
pub(super) fn read(reader: &mut Reader<'_>, family: &Family, rows: &[Line], lost: bool) -> Option<Table> {
    let (first, rest) = rows.split_first()?;
    let mut table =
        Table { span: reader.range(first.start, first.end), header: Vec::new(), rows: Vec::new(), incomplete: lost };
    let before = reader.errors();
    let headings = cells(reader, *first);
    let named = !headings.iter().any(|cell| is_value(cell));
    if !named {
        reader.report(Finding::new(&codes::NO_HEADER, table.span));
    }
    let (headings, lacks_points) = whole_header(reader, family, *first, rest, headings);
    let mended = reader.errors();
    for cell in headings.into_iter().filter(|_| named) {
        let span = reader.span(cell);
        let heading = heading(reader, family, cell);
        table.header.push(At::new(heading, span));
    }
    if lacks_points {
        let span = reader.range(first.end, first.end);
        let points = Heading::Name(Path { parts: vec![At::new(Name::new("points"), span)] });
        table.header.push(At::new(points, span));
    }
    // Without a readable header the columns mean nothing, and every cell would be blamed.
    let readable = named && reader.errors() == mended;
    table.incomplete |= reader.errors() > before;
    for line in rest {
        table.span = table.span.to(reader.range(line.start, line.end));
        let before = reader.errors();
        if readable && let Some(row) = row(reader, family, &table.header, *line) {
            table.rows.push(row);
        }
        table.incomplete |= reader.errors() > before;
    }
    table.incomplete |= !readable;
    Some(table)
}

/// The texts between the pipes of a row, trimmed.
fn cells<'s>(reader: &mut Reader<'s>, line: Line) -> Vec<&'s str> {
    let text = reader.text(line.start, line.end);
    repair::tabs(reader, text);
    if !text.starts_with('|') {
        let first = text.split('|').next().unwrap_or_default();
        reader.report_edit(
            Finding::new(&codes::ROW_START, reader.span(first)),
            reader.range(line.start, line.start),
            "| ",
        );
    }
    let Cut { mut cells, rest, open } = cut(text);
    if !rest.is_empty() {
        cells.push(rest);
        let end = reader.range(line.end, line.end);
        if open {
            reader.report(Finding::new(&codes::OPEN_TEXT, reader.span(rest)));
        } else {
            reader.report_edit(Finding::new(&codes::ROW_END, reader.span(rest)), end, " |");
        }
    }
    cells
}

/// Reads a row that stands elsewhere than the header of its table.
pub(in crate::syntax) fn read_row(
    reader: &mut Reader<'_>,
    family: &Family,
    header: &[At<Heading>],
    span: Span,
) -> Option<Row> {
    row(reader, family, header, Line { start: span.start as usize, end: span.end as usize, row: true })
}

/// The cells of a row that can be read.
pub(in crate::syntax) fn cells_of(row: &str) -> Vec<&str> {
    cut(row).cells
}

struct Cut<'s> {
    cells: Vec<&'s str>,
    /// What stands behind the last pipe.
    rest: &'s str,
    /// Whether a text there is not closed.
    open: bool,
}

/// The cells between pipes outside texts.
fn cut(row: &str) -> Cut<'_> {
    let body = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let (mut in_text, mut escaped, mut from) = (false, false, 0);
    for (i, b) in body.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'|' if !in_text => {
                cells.push(body[from..i].trim_matches(is_blank));
                from = i + 1;
            }
            _ => {}
        }
    }
    Cut { cells, rest: body[from..].trim_matches(is_blank), open: in_text }
}

/// The headings, where all rows below have more cells: one cell may hold two headings, or the header lacks the points.
fn whole_header<'s>(
    reader: &mut Reader<'s>,
    family: &Family,
    first: Line,
    rest: &[Line],
    headings: Vec<&'s str>,
) -> (Vec<&'s str>, bool) {
    let mut counts = rest.iter().map(|line| cells_of(reader.text(line.start, line.end)).len());
    let columns = counts.next().unwrap_or_default();
    if columns <= headings.len() || !counts.all(|count| count == columns) {
        return (headings, false);
    }
    let is_heading = |words: &&str| repair::fits(Rule::heading, words);
    let split = |cell: &&'s str| if is_heading(cell) { vec![*cell] } else { cell.split_whitespace().collect() };
    let apart: Vec<&str> = headings.iter().flat_map(split).collect();
    let at = reader.range(first.start, first.end);
    if apart.len() == columns && apart.iter().all(is_heading) {
        let row = format!("| {} |", apart.join(" | "));
        reader.report_edit(Finding::new(&codes::ROW_BARS, at).arg("right", &row), at, row);
        return (apart, false);
    }
    let lacks = headings.len() + 1 == columns && !headings.contains(&"points") && headings.iter().all(is_heading);
    if lacks && family.directive == Directive::Criterion {
        let row = format!("| {} | points |", headings.join(" | "));
        let finding = Finding::new(&codes::MISSING_WORD, at).quote("word", "points").arg("right", &row);
        reader.report_edit(finding, at, row);
        return (headings, true);
    }
    (headings, false)
}

/// Whether a cell of the first row is one of a row below: `weak | 0`, `at 5 %`.
fn is_value(text: &str) -> bool {
    !text.starts_with('"') && !repair::fits(Rule::heading, text) && repair::fits(Rule::cell, text)
}

fn heading(reader: &mut Reader<'_>, family: &Family, text: &str) -> Heading {
    let none = Heading::Name(Path { parts: Vec::new() });
    if text.is_empty() {
        let finding =
            Finding::new(&codes::EMPTY_CELL, reader.span(text)).arg("what", said!("A heading", "Nagłówek jest pusty"));
        reader.report(finding.arg("advice", said!("write what stands in the column", "napisz, co stoi w kolumnie")));
        return none;
    }
    if text == "when" && matches!(family.directive, Directive::Table | Directive::Criterion) {
        return Heading::When;
    }
    if family.directive == Directive::Probability {
        match text {
            "when" => return Heading::When,
            "odds" => return Heading::Odds,
            "alone gives" => {}
            _ => {
                let meant = words::probability_heading(text);
                if let Some(meant) = meant {
                    let span = reader.span(text);
                    let finding = Finding::new(&codes::PHRASE, span).quote("wrong", text).quote("right", meant);
                    reader.report_edit(finding, span, meant);
                }
                match meant {
                    Some("when") => return Heading::When,
                    Some("odds") => return Heading::Odds,
                    Some(_) => return Heading::AloneGives,
                    None => {}
                }
            }
        }
    }
    let text = reader.text(reader.offset(text), reader.offset(text) + text.len());
    let Some(pair) = repair::read(reader, Rule::heading, text, family).and_then(|mut p| p.next()) else { return none };
    match pair.into_inner().next() {
        Some(pair) if pair.as_rule() == Rule::head_alone => Heading::AloneGives,
        Some(pair) if pair.as_rule() == Rule::head_expect => {
            let name = pair.into_inner().find(|p| p.as_rule() == Rule::head_path);
            name.map_or(none, |p| Heading::Expect(path(reader, &p)))
        }
        Some(pair) => Heading::Name(path(reader, &pair)),
        None => none,
    }
}

fn row(reader: &mut Reader<'_>, family: &Family, header: &[At<Heading>], line: Line) -> Option<Row> {
    let texts = cells(reader, line);
    let span = reader.range(line.start, line.end);
    if !texts.is_empty() && texts.iter().all(|c| !c.is_empty() && c.bytes().all(|b| matches!(b, b'-' | b':'))) {
        let row = reader.source.slice(span);
        let above = reader.text(0, line.start).rfind('\n').unwrap_or(line.start);
        let finding = Finding::new(&codes::SEPARATOR_ROW, span).quote("row", row);
        reader.report_edit(finding, reader.range(above, line.end), "");
        return None;
    }
    if texts.len() != header.len() {
        let columns: Vec<String> = header.iter().map(|h| column(&h.value)).collect();
        rows::cell_count(reader, &texts, &columns, line);
        return None;
    }
    let mut cells = Vec::with_capacity(texts.len());
    for (at, (text, heading)) in texts.into_iter().zip(header).enumerate() {
        let span = reader.span(text);
        if text.is_empty() {
            let result = at > 0 && at + 1 == header.len();
            empty(reader, &heading.value, text, result);
            cells.push(Cell { span, kind: CellKind::Broken });
            continue;
        }
        let kind = cell(reader, family, &heading.value, text);
        cells.push(Cell { span, kind });
    }
    Some(Row { span, cells })
}

fn cell<'s>(reader: &mut Reader<'s>, family: &Family, heading: &Heading, text: &'s str) -> CellKind {
    let condition = *heading == Heading::When && !matches!(text, "any" | "missing" | "otherwise");
    let rule = if condition { Rule::condition_cell } else { Rule::cell };
    let before = reader.errors();
    let pair = repair::read(reader, rule, text, family).and_then(|mut p| p.next()).and_then(|p| p.into_inner().next());
    let Some(pair) = pair else { return CellKind::Broken };
    let kind = if condition { CellKind::Values(vec![expr(reader, pair)]) } else { kind(reader, heading, pair) };
    if reader.errors() > before { CellKind::Broken } else { kind }
}

/// Reports a cell without content; the last of a row holds what the row gives.
fn empty(reader: &mut Reader<'_>, heading: &Heading, text: &str, result: bool) {
    let at = reader.offset(text);
    let advice = match result {
        true => said!("write what the row gives", "napisz, co daje wiersz"),
        false => said!(
            "write `any` for every value, `missing` for none",
            "napisz `any`, jeśli każda wartość, `missing`, jeśli żadna",
        ),
    };
    let what = said!("The cell under `{column}`", "Komórka pod `{column}` jest pusta", column = column(heading));
    let finding = Finding::new(&codes::EMPTY_CELL, reader.range(at, at)).arg("what", what).arg("advice", advice);
    match result {
        true => reader.report(finding),
        false => {
            let spaced = if reader.text(0, at).ends_with('|') { " any " } else { "any" };
            reader.report_edit(finding, reader.range(at, at), spaced);
        }
    }
}

fn kind<'s>(reader: &mut Reader<'s>, heading: &Heading, pair: Pair<'s, Rule>) -> CellKind {
    let span = reader.at(&pair);
    let rule = pair.as_rule();
    let mut parts = Vec::new();
    match rule {
        Rule::any_cell => return CellKind::Any,
        Rule::k_otherwise => return CellKind::Otherwise,
        Rule::times_cell => {
            let quantity = pair.into_inner().find(|p| p.as_rule() == Rule::quantity);
            let factor = quantity.map(|q| number::quantity(reader, q));
            let allowed = *heading == Heading::Odds;
            return match factor.filter(|_| allowed) {
                Some(factor) => CellKind::Times(factor),
                None => here(reader, heading, span, said!("a factor stands under `odds`", "mnożnik stoi pod `odds`")),
            };
        }
        Rule::values => {
            let range = pair.as_str().contains("..");
            let or = pair.clone().into_inner().any(|p| p.as_rule() == Rule::k_or);
            for part in pair.into_inner().filter(|p| p.as_rule() != Rule::k_or) {
                parts.push(value(reader, part));
            }
            return values(reader, heading, span, parts, range, or);
        }
        _ => {}
    }
    let mut op = None;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::amount => parts.push(amount(reader, part)),
            Rule::compare_op => op = Some(compare_op(reader, &part)),
            _ => {}
        }
    }
    let second = if parts.len() > 1 { parts.pop() } else { None };
    match (rule, op, parts.pop(), second) {
        (Rule::compared_cell, Some(op), Some(x), _) => CellKind::Compared(op, x),
        (Rule::at_cell, _, Some(x), _) => CellKind::At(x),
        (Rule::from_cell, _, Some(x), None) => CellKind::From(x),
        (Rule::from_cell, _, Some(mut x), Some(y)) => {
            take_unit(&mut x, &y);
            CellKind::FromBelow(x, y)
        }
        _ => CellKind::Broken,
    }
}

fn values(
    reader: &mut Reader<'_>,
    heading: &Heading,
    span: Span,
    mut parts: Vec<Expr>,
    range: bool,
    or: bool,
) -> CellKind {
    let expected = matches!(heading, Heading::Expect(_));
    if range {
        let high = parts.pop();
        let (Some(mut low), Some(high)) = (parts.pop(), high) else { return CellKind::Broken };
        take_unit(&mut low, &high);
        if expected {
            return CellKind::Range(low, high);
        }
        let text = |e: &Expr| reader.source.slice(e.span).to_owned();
        let right = format!("from {} below {}", text(&low), text(&high));
        reader.report(Finding::new(&codes::RANGE_HERE, span).arg("right", right));
        return CellKind::Broken;
    }
    if let ([only], true) = (parts.as_slice(), expected)
        && let Some((low, high)) = super::expression::range_with_dash(reader, only)
    {
        return CellKind::Range(low, high);
    }
    if let ([only], Heading::Name(_)) = (parts.as_slice(), heading)
        && super::expression::bounds_with_dash(reader, only)
    {
        return CellKind::Broken;
    }
    if or && !expected {
        let texts: Vec<&str> = parts.iter().map(|e| reader.source.slice(e.span)).collect();
        let right = texts.join(", ");
        let finding = Finding::new(&codes::PHRASE, span).quote("wrong", reader.source.slice(span)).arg("right", &right);
        reader.report_edit(finding, span, right);
    }
    if *heading == Heading::Odds {
        let right = format!("x {}", reader.source.slice(span));
        let finding = Finding::new(&codes::PHRASE, span).quote("wrong", reader.source.slice(span)).arg("right", &right);
        reader.report_edit(finding, span, right);
        return CellKind::Broken;
    }
    match parts.as_slice() {
        [Expr { kind: ExprKind::Missing, .. }] => CellKind::Missing,
        _ => CellKind::Values(parts),
    }
}

/// A heading as written.
fn column(heading: &Heading) -> String {
    let names = |p: &Path| p.parts.iter().map(|i| i.value.as_str()).collect::<Vec<_>>().join(".");
    match heading {
        Heading::Name(path) => names(path),
        Heading::When => "when".to_owned(),
        Heading::AloneGives => "alone gives".to_owned(),
        Heading::Odds => "odds".to_owned(),
        Heading::Expect(path) => format!("expect {}", names(path)),
    }
}

fn here(reader: &mut Reader<'_>, heading: &Heading, span: Span, advice: Phrase) -> CellKind {
    let finding =
        Finding::new(&codes::CELL_HERE, span).quote("cell", reader.source.slice(span)).arg("column", column(heading));
    reader.report(finding.arg("advice", advice));
    CellKind::Broken
}
