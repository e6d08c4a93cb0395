//! Quick fixes: the corrected line of a finding, put where it belongs; for a name that nothing is called, `alternatives`. A fix is usually the line that the finding points at
//! written anew, sometimes a line to add behind it or before it; which one is found out by trying, and a change that does not
//! make the finding go away is not offered.

use super::alternatives::alternatives;
use super::position::{offset, range};
use super::space::{Space, file};
use crate::diagnostics::{Finding, Language, Level, SourceFile, Span};
use crate::workspace::Workspace;
use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Position, Range, TextEdit, Uri, WorkspaceEdit};
use std::collections::{BTreeMap, HashMap};

/// The quick fixes for what was found in a range of a file.
pub(super) fn actions(space: &mut Space, name: &str, uri: &Uri, at: Range) -> Vec<CodeActionOrCommand> {
    let rules = space.rules();
    let (workspace, found) = space.findings(&rules, name);
    let language = space.language(workspace);
    let Some(source) = file(workspace, name) else { return Vec::new() };
    // What was read before the last change has other places.
    if space.text(name).is_some_and(|text| text.trim_start_matches('\u{feff}') != source.text) {
        return Vec::new();
    }
    let touched = |span: Span| {
        let place = range(source, span);
        place.start.line <= at.end.line && at.start.line <= place.end.line
    };
    let mut out = Vec::new();
    for finding in found.into_iter().filter(|f| touched(f.span)) {
        let offer = |title: String, edit: TextEdit, preferred: bool| {
            let diagnostic = super::findings::diagnostic(finding, &workspace.sources, language, &|span| {
                space.location(workspace, span)
            });
            CodeActionOrCommand::CodeAction(CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic]),
                edit: Some(WorkspaceEdit {
                    changes: Some(HashMap::from([(uri.clone(), vec![edit])])),
                    ..WorkspaceEdit::default()
                }),
                is_preferred: preferred.then_some(true),
                ..CodeAction::default()
            })
        };
        let Some(fix) = &finding.fix else {
            for other in alternatives(space, &rules, source, finding) {
                let verb = match other.declares {
                    true => language.pick("Declare", "Zadeklaruj"),
                    false => language.pick("Write", "Napisz"),
                };
                out.push(offer(format!("{verb} `{}`", other.text), other.edit, false));
            }
            continue;
        };
        let tried = if name.ends_with(".kam") {
            candidates(source, finding.span, fix).into_iter().find(|edit| mends(space, &rules, source, finding, edit))
        } else {
            candidates(source, finding.span, fix).into_iter().next()
        };
        let Some(edit) = tried else { continue };
        out.push(offer(format!("{} `{}`", language.pick("Write", "Napisz"), title(source, &edit)), edit, true));
    }
    out
}

/// As many letters as a menu shows.
const MENU: usize = 60;

/// The first line that an edit changes, short enough for a menu and with the change in sight.
fn title(source: &SourceFile, edit: &TextEdit) -> String {
    let (start, end) = (edit.range.start, edit.range.end);
    let replaced = if start == end { 0 } else { (end.line - start.line) as usize + 1 };
    let old: Vec<&str> = source.text.lines().skip(start.line as usize).take(replaced).map(str::trim).collect();
    let mut new = edit.new_text.trim().lines().map(str::trim).enumerate().peekable();
    let first = new.peek().copied();
    let changed = new.find(|(at, line)| old.get(*at) != Some(line)).or(first);
    let (at, line) = changed.unwrap_or_default();
    shortened(old.get(at).copied().unwrap_or_default(), line)
}

/// A line that takes the place of another, cut where it is too long: the first letters if they show the change, else from
/// a word shortly before it.
fn shortened(old: &str, new: &str) -> String {
    let letters: Vec<char> = new.chars().collect();
    if letters.len() <= MENU {
        return new.to_owned();
    }
    let before = new.chars().zip(old.chars()).take_while(|(a, b)| a == b).count();
    let behind = new.chars().rev().zip(old.chars().rev()).take_while(|(a, b)| a == b).count();
    let from = if letters.len() - behind <= MENU {
        0
    } else {
        let earliest = (letters.len() - MENU).min(before.saturating_sub(MENU / 3));
        let word = (earliest.max(1)..=before).find(|at| letters.get(at - 1) == Some(&' '));
        if earliest == 0 { 0 } else { word.unwrap_or(earliest) }
    };
    let shown: String = letters.iter().skip(from).take(MENU).collect();
    let opening = if from > 0 { "… " } else { "" };
    let closing = if from + MENU < letters.len() { "…" } else { "" };
    format!("{opening}{shown}{closing}")
}

/// The ways in which a fix may be meant: in place of the lines of its finding, of as many lines as it has, or beside them.
fn candidates(source: &SourceFile, span: Span, fix: &str) -> Vec<TextEdit> {
    let (first, last) = (source.place(span.start).line, source.place(span.end).line);
    let lines = fix.trim_end().lines().count().max(1);
    let breaks = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let text = fix.trim_end_matches(['\n', '\r']).lines().collect::<Vec<_>>().join(breaks);
    let line = |n: usize| super::position::narrow(n.saturating_sub(1));
    let replaced = |from: usize, to: usize| {
        let end = super::position::narrow(source.line(to).encode_utf16().count());
        let range = Range {
            start: Position { line: line(from), character: 0 },
            end: Position { line: line(to), character: end },
        };
        TextEdit { range, new_text: text.clone() }
    };
    let end = super::position::narrow(source.line(first).encode_utf16().count());
    let behind = Position { line: line(first), character: end };
    let before = Position { line: line(first), character: 0 };
    let mut out = vec![replaced(first, last), replaced(first, first), replaced(first, first + lines - 1)];
    if let Some(start) = (first + 1).checked_sub(lines).filter(|s| *s > 0) {
        out.push(replaced(start, first));
    }
    out.push(TextEdit { range: Range { start: behind, end: behind }, new_text: format!("{breaks}{text}") });
    out.push(TextEdit { range: Range { start: before, end: before }, new_text: format!("{text}{breaks}") });
    out.dedup();
    out
}

/// Whether a change makes its finding go away and leaves nothing unreadable that could be read.
fn mends(space: &Space, before: &Workspace, source: &SourceFile, finding: &Finding, edit: &TextEdit) -> bool {
    let (start, end) = (offset(&source.text, edit.range.start), offset(&source.text, edit.range.end));
    let mut text = source.text.clone();
    text.replace_range(start..end.max(start), &edit.new_text);
    let after = space.rules_with(&BTreeMap::from([(source.name.as_str(), text)]));
    let message = finding.message(Language::English);
    let count = |w: &Workspace, wanted: &dyn Fn(&Finding) -> bool| {
        w.findings.iter().filter(|f| wanted(f) && w.sources.name(f.span.file) == source.name).count()
    };
    let same = |f: &Finding| f.code == finding.code && f.message(Language::English) == message;
    let unreadable = |f: &Finding| super::findings::is_about_writing(f) && f.level() == Level::Error;
    // What only shows beside data cannot be tried that fast.
    let known = count(before, &same);
    // Where `…` stands the author has to decide; until then it cannot be read.
    let open = finding.fix.as_deref().unwrap_or_default().matches('…').count();
    (known == 0 || count(&after, &same) < known) && count(&after, &unreadable) <= count(before, &unreadable) + open
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_title_shows_the_change_wherever_it_is() {
        let line = |weight: &str, name: &str| {
            format!("criterion {name} \"Wypłacalność i terminowość w ostatnich latach\" in trust weight {weight}")
        };
        let short = "veto x \"X\" when y";
        assert_eq!(shortened("veto x \"X\" wen y", short), short);
        let at_the_end = shortened(&line("40", "solidity"), &line("40 %", "solidity"));
        assert_eq!(at_the_end, "… i terminowość w ostatnich latach\" in trust weight 40 %");
        let at_the_start = shortened(&line("40 %", "solidty"), &line("40 %", "solidity"));
        assert_eq!(at_the_start, "criterion solidity \"Wypłacalność i terminowość w ostatnich l…");
        let long = |word: &str| format!("{} when {word} {}", "a".repeat(70), "b".repeat(70));
        assert_eq!(shortened(&long("credti"), &long("credit")), format!("… when credit {}…", "b".repeat(48)));
        assert_eq!(shortened("", &long("x")), format!("{}…", "a".repeat(60)));
    }
}
