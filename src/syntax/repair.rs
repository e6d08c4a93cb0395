//! What was meant by a piece of text that does not fit the grammar. First come slips that can be seen without reading
//! (tabs, decimal commas, nesting without end). Then, where a rule fails, the place it failed at is looked at by the
//! recognisers of `guess`; a guess counts when the piece can be read, or read further, with it, and several slips of
//! one line are found one after the other. What nobody recognises is reported in plain words. Start at [`read`].

use super::form::form;
use super::guess::{self, Guess};
use super::item::{Family, Kam, Rule};
use super::reader::{Edit, Reader, apply};
use super::split::{invisible, is_blank};
use crate::diagnostics::{Finding, Phrase, said, syntax as codes};
use pest::Parser;
use pest::error::InputLocation;
use pest::iterators::Pairs;

/// Levels of parentheses, and words that nest (`if`, `where`, `among`), that one piece may have.
const DEEPEST: usize = 64;

/// Most slips that are looked for in one piece.
const MOST_SLIPS: usize = 12;

/// Longest piece that is mended; a longer one is only reported.
const LONGEST_MENDED: usize = 4096;

/// The end of a sentence that lists the clauses of an item.
pub(super) fn possible<'a>(words: impl Iterator<Item = &'a str>) -> Phrase {
    match listed(words, said!(" and ", " i ")) {
        Some(list) => said!("; it has {list}.", "; ma {list}.", list = list),
        None => Phrase::quote("."),
    }
}

/// The end of a sentence that lists the words to choose from.
pub(super) fn choose<'a>(words: impl Iterator<Item = &'a str>) -> Phrase {
    match listed(words, said!(" or ", " lub ")) {
        Some(list) => said!(": write {list}.", ": napisz {list}.", list = list),
        None => Phrase::quote("."),
    }
}

fn listed<'a>(words: impl Iterator<Item = &'a str>, joint: Phrase) -> Option<Phrase> {
    let words: Vec<String> = words.map(|w| format!("`{w}`")).collect();
    match words.split_last()? {
        (only, []) => Some(only.into()),
        (last, rest) => Some(Phrase::from(rest.join(", ")).then(joint).then(last)),
    }
}

/// A directive with its article: `A veto`, `An example`.
pub(super) fn article(keyword: &str) -> Phrase {
    match keyword.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => said!("An {keyword}", "`{keyword}`", keyword = Phrase::quote(keyword)),
        false => said!("A {keyword}", "`{keyword}`", keyword = Phrase::quote(keyword)),
    }
}

/// A directive in the middle of a sentence.
pub(super) fn spoken(keyword: &str) -> Phrase {
    said!("{keyword}", "`{keyword}`", keyword = Phrase::quote(keyword))
}

/// Reads a piece with a rule; what does not fit is reported, as are slips that fit.
pub(super) fn read<'s>(
    reader: &mut Reader<'s>,
    rule: Rule,
    piece: &'s str,
    family: &Family,
) -> Option<Pairs<'s, Rule>> {
    if deepest(piece) > DEEPEST {
        let finding = Finding::new(&codes::TOO_DEEP, reader.span(first_line(piece)));
        reader.report(finding.arg("limit", DEEPEST.to_string()));
        return None;
    }
    let mut known: Vec<Edit> = Vec::new();
    if !matches!(rule, Rule::cell | Rule::condition_cell | Rule::heading) {
        known.extend(tabs(reader, piece));
    }
    match Kam::parse(rule, piece) {
        Ok(pairs) => Some(pairs),
        Err(_) => {
            explain(reader, rule, piece, family, known);
            None
        }
    }
}

/// How deep a piece nests.
fn deepest(piece: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for (_, c) in outside_texts(piece) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    let nesting =
        piece.split(|c: char| !unicode_ident::is_xid_continue(c)).filter(|w| matches!(*w, "if" | "where" | "among"));
    deepest.max(nesting.count())
}

/// The characters of a piece that stand in no text.
pub(super) fn outside_texts(piece: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut in_text, mut escaped) = (false, false);
    piece.char_indices().filter(move |(_, c)| {
        let was_in_text = in_text;
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            '\n' => in_text = false,
            _ => {}
        }
        !was_in_text && !in_text
    })
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or(text).trim_end()
}

/// Reports tabs, once a line.
pub(super) fn tabs(reader: &mut Reader<'_>, piece: &str) -> Vec<Edit> {
    let base = reader.offset(piece);
    let line_start = reader.text(0, base).rfind('\n').map_or(0, |i| i + 1);
    let whole = reader.text(line_start, base + piece.len());
    let edits: Vec<Edit> = whole
        .match_indices('\t')
        .map(|(i, _)| {
            let indents = whole[..i].chars().all(is_blank);
            Edit { start: line_start + i, end: line_start + i + 1, text: if indents { "  " } else { " " }.into() }
        })
        .collect();
    if let Some(first) = edits.first() {
        let finding = Finding::new(&codes::TAB, reader.range(first.start, first.end));
        reader.report_edits(finding, edits.clone());
    }
    edits.into_iter().filter(|e| e.start >= base).collect()
}

/// Finds out, slip by slip, why a piece does not fit.
fn explain<'s>(reader: &mut Reader<'s>, rule: Rule, piece: &'s str, family: &Family, mut edits: Vec<Edit>) {
    if piece.contains(invisible) {
        // Reported already, and reason enough.
        return;
    }
    let base = reader.offset(piece);
    let mut found: Vec<Guess> = Vec::new();
    let mut failed_at = None;
    while found.len() < MOST_SLIPS && piece.len() <= LONGEST_MENDED {
        edits.sort_by_key(|e| (e.start, e.end));
        let text = apply(piece, base, &edits);
        let Some(at) = failure(rule, &text) else {
            failed_at = None;
            break;
        };
        failed_at = Some(original(base, &edits, at));
        let site = guess::Site {
            rule,
            family,
            text: &text,
            at,
            label: awaits_label(reader, base),
            first_line: on_first_line(reader, base),
            file: &reader.source.text,
        };
        let usable = |guess: &Guess| {
            let mut with = edits.clone();
            with.extend(guess.edits.iter().map(|e| shifted(e, base, &edits)));
            with.sort_by_key(|e| (e.start, e.end));
            let mended = apply(piece, base, &with);
            let fits = |rule| failure(rule, &mended).is_none_or(|now| !guess.whole && now > end_of(guess, at));
            fits(rule) || (matches!(rule, Rule::clauses | Rule::type_clauses) && fits(Rule::labelled_clauses))
        };
        let Some(guess) = guess::guesses(&site).into_iter().find(|g| g.edits.is_empty() || usable(g)) else { break };
        let last = guess.edits.is_empty();
        let guess = Guess {
            start: original(base, &edits, guess.start),
            end: original(base, &edits, guess.end),
            edits: guess.edits.iter().map(|e| shifted(e, base, &edits)).collect(),
            ..guess
        };
        edits.extend(guess.edits.iter().cloned());
        found.push(guess);
        if last {
            failed_at = None;
            break;
        }
        if failure(Rule::labelled_clauses, &apply(piece, base, &sorted(&edits))).is_none() {
            failed_at = None;
            break;
        }
    }
    let mended = failed_at.is_none();
    for guess in found {
        let finding = Finding { span: reader.range(guess.start, guess.end), ..guess.finding };
        reader.report_edits(finding, if mended { guess.edits } else { Vec::new() });
    }
    let unknown = failed_at.or_else(|| (piece.len() > LONGEST_MENDED).then_some(base));
    if let Some(at) = unknown {
        unreadable(reader, rule, piece, at, family);
    }
}

/// Whether a piece stands behind a name that has no label yet.
fn awaits_label(reader: &Reader<'_>, base: usize) -> bool {
    let line_start = reader.text(0, base).rfind('\n').map_or(0, |i| i + 1);
    let before = reader.text(line_start, base);
    !before.starts_with(is_blank) && !before.contains('"') && before.split_whitespace().count() > 1
}

/// Whether a piece stands on the first line of its item.
fn on_first_line(reader: &Reader<'_>, base: usize) -> bool {
    let line_start = reader.text(0, base).rfind('\n').map_or(0, |i| i + 1);
    line_start < base && !reader.text(line_start, base).starts_with(is_blank)
}

fn sorted(edits: &[Edit]) -> Vec<Edit> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|e| (e.start, e.end));
    edits
}

/// How far a rule must come, with a guess, to make it worth telling: past what was guessed.
fn end_of(guess: &Guess, at: usize) -> usize {
    let grown: isize = guess.edits.iter().map(|e| e.text.len() as isize - (e.end - e.start) as isize).sum();
    guess.end.saturating_add_signed(grown).max(at)
}

/// Where a rule stops fitting a text; nothing when it fits.
fn failure(rule: Rule, text: &str) -> Option<usize> {
    match Kam::parse(rule, text) {
        Ok(_) => None,
        Err(error) => Some(match error.location {
            InputLocation::Pos(at) => at,
            InputLocation::Span((at, _)) => at,
        }),
    }
}

/// Whether a rule takes a text whole.
pub(super) fn fits(rule: Rule, text: &str) -> bool {
    failure(rule, text).is_none()
}

/// The place in the source of a place in the text with edits made.
fn original(base: usize, edits: &[Edit], at: usize) -> usize {
    let mut place = base + at;
    let mut shift: isize = 0;
    for edit in edits {
        let new_start = edit.start.saturating_add_signed(shift);
        let new_end = new_start + edit.text.len();
        if place < new_start {
            break;
        }
        if place < new_end {
            return edit.start;
        }
        shift += edit.text.len() as isize - (edit.end - edit.start) as isize;
    }
    place = place.saturating_add_signed(-shift);
    place
}

fn shifted(edit: &Edit, base: usize, edits: &[Edit]) -> Edit {
    let (start, end) = (original(base, edits, edit.start), original(base, edits, edit.end));
    Edit { start, end: end.max(start), text: edit.text.clone() }
}

/// The finding for what nobody recognises: how far the line makes sense, and how it is written.
fn unreadable(reader: &mut Reader<'_>, rule: Rule, piece: &str, at: usize, family: &Family) {
    let base = reader.offset(piece);
    let at = at.clamp(base, base + piece.len());
    let at = (0..=at).rev().find(|i| reader.source.text.is_char_boundary(*i)).unwrap_or(base);
    let before = shortened_front(first_line_back(reader.text(base, at)));
    let rest = first_line(reader.text(at, base + piece.len()));
    let what = match rule {
        Rule::condition_cell => said!("condition", "warunek"),
        Rule::cell => said!("cell", "komórka"),
        Rule::heading => said!("heading", "nagłówek"),
        Rule::column => said!("column", "kolumna"),
        Rule::example_line => said!("line", "wiersz"),
        _ => spoken(family.keyword),
    };
    let form = match rule {
        Rule::condition_cell => said!(
            "A condition compares two things, such as `revenue above 1 mln PLN`.",
            "Warunek porównuje dwie rzeczy, na przykład `revenue above 1 mln PLN`.",
        ),
        Rule::cell => {
            said!(
                "A cell holds a value, `a, b`, `from x`, `at x`, `at least x`, `above x`, `below x`, `any` or `missing`.",
                "W komórce stoi wartość, `a, b`, `from x`, `at x`, `at least x`, `above x`, `below x`, `any` lub `missing`.",
            )
        }
        Rule::heading => said!("A heading is a name.", "Nagłówek to nazwa."),
        Rule::column => {
            said!("A column is written `{form}`.", "Kolumnę pisze się `{form}`.", form = form("NAME \"LABEL\" TYPE"))
        }
        Rule::example_line => said!(
            "It is written `given NAME VALUE, NAME VALUE` or `expect NAME VALUE`.",
            "Pisze się `given NAZWA WARTOŚĆ, NAZWA WARTOŚĆ` lub `expect NAZWA WARTOŚĆ`.",
        ),
        _ => said!("It is written `{form}`.", "Pisze się `{form}`.", form = form(family.form)),
    };
    let after = match before.is_empty() {
        true => Phrase::quote(""),
        false => said!(" after `{before}`", " po `{before}`", before = before),
    };
    if rest.is_empty() {
        let end = at.min(base + piece.trim_end().len());
        let start = reader.text(base, end).char_indices().next_back().map_or(end, |(i, _)| base + i);
        let finding = Finding::new(&codes::UNFINISHED, reader.range(start, end)).arg("what", what).arg("after", after);
        reader.report(finding.arg("form", form));
        return;
    }
    let shown = match rest.char_indices().nth(60) {
        Some((i, _)) => format!("{}…", &rest[..i]),
        None => rest.to_owned(),
    };
    let finding = Finding::new(&codes::UNREADABLE, reader.span(rest)).arg("what", what).arg("after", after);
    reader.report(finding.arg("rest", shown).arg("form", form));
}

fn first_line_back(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or(text).trim()
}

/// The last words of a long text.
fn shortened_front(text: &str) -> String {
    match text.char_indices().rev().nth(40) {
        Some((i, _)) => {
            let tail = &text[i..];
            format!("…{}", tail.split_once(' ').map_or(tail, |(_, t)| t))
        }
        None => text.to_owned(),
    }
}
