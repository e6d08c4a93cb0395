//! Findings as text for a terminal or a log: level and code, the sentence, the place with its line and a mark under the
//! span, facts that help, and the corrected line after `= write:`. Readable without colour. Decides nothing: order and
//! content come from the findings. Start at [`render`].

use super::source::{SourceFile, Sources, Span};
use super::{Finding, Language, Level, Note};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level as Title, Origin, Renderer, Snippet};
use std::fmt::Write;
use std::ops::Range;

/// How text is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour with ANSI escapes.
    pub color: bool,
    /// Columns of the terminal; longer source lines are trimmed around the mark.
    pub width: usize,
    /// What everything but the code, the place and the lines themselves is said in.
    pub language: Language,
}

impl Style {
    /// For pipes and files: no colour, a width that does not depend on the machine, and English.
    pub const PLAIN: Style = Style { color: false, width: 120, language: Language::English };
}

/// Bytes of a line that are looked at on either side of a mark. More than any terminal shows; keeps a line of
/// megabytes from being measured at all.
const AROUND: usize = 600;

/// A note within this many lines of the finding is drawn in the same picture.
const SAME_PICTURE_LINES: usize = 60;

/// All findings, a blank line between them, and a last line that counts them: `3 errors, 1 warning`. Empty without
/// findings.
pub fn render(sources: &Sources, findings: &[Finding], style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(style.width.max(40));
    let mut out = String::new();
    for finding in findings {
        let drawn = renderer.render(&groups(sources, finding, style.language));
        for line in drawn.lines().filter(|l| !is_bare_place(l)) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    if !findings.is_empty() {
        out.push_str(&counts(findings, style.language));
        out.push('\n');
    }
    out
}

/// How many findings there are of each level: `3 errors, 1 warning`. Levels without any are not named.
pub fn counts(findings: &[Finding], language: Language) -> String {
    let mut out = String::new();
    for level in [Level::Error, Level::Warning, Level::Note] {
        let n = findings.iter().filter(|f| f.level() == level).count();
        if n == 0 {
            continue;
        }
        let comma = if out.is_empty() { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(out, "{comma}{n} {}", level.counted(n, language));
    }
    out
}

fn groups<'a>(sources: &'a Sources, finding: &'a Finding, language: Language) -> [Group<'a>; 1] {
    let title = match finding.level() {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let title = title.with_name(finding.level().name(language));
    let mut group = Group::with_title(title.primary_title(finding.message(language)).id(finding.code.id));
    let (near, far): (Vec<&Note>, Vec<&Note>) =
        finding.notes.iter().filter(|n| n.span.is_some()).partition(|n| in_same_picture(sources, finding, n));
    group = group.elements(picture(sources, finding.span, &near, language));
    for note in far {
        let Some(span) = note.span else { continue };
        group = group.elements(place_of_note(sources, span, note.text.in_language(language), language));
    }
    for note in finding.notes.iter().filter(|n| n.span.is_none()) {
        group =
            group.element(Title::NOTE.with_name(Level::Note.name(language)).message(note.text.in_language(language)));
    }
    if let Some(fix) = &finding.fix {
        let message = match fix.as_str() {
            "" => language.pick("nothing: remove this line", "nic: usuń ten wiersz").to_owned(),
            fix => unindented(sources, finding, fix),
        };
        group = group.element(Title::HELP.with_name(language.pick("write", "napisz")).message(message));
    }
    [group]
}

/// The corrected lines without the indentation they share with the line they replace. Where the indentation is what
/// changes, it stays to be seen.
fn unindented(sources: &Sources, finding: &Finding, fix: &str) -> String {
    let line = file(sources, finding.span).map_or("", |f| f.line(f.place(finding.span.start).line));
    let indent = &line[..line.len() - line.trim_start().len()];
    let lines: Option<Vec<&str>> = fix.trim_end().lines().map(|l| l.strip_prefix(indent)).collect();
    lines.map_or_else(|| fix.trim_end().to_owned(), |lines| lines.join("\n"))
}

/// The finding's line, and those of notes close to it.
fn picture<'a>(sources: &'a Sources, span: Span, notes: &[&Note], language: Language) -> Vec<Element<'a>> {
    let Some(file) = file(sources, span) else { return vec![Origin::path("?").into()] };
    if file.text.is_empty() {
        return vec![Origin::path(file.name.as_str()).into()];
    }
    if notes.is_empty() {
        return cut(file, span, AnnotationKind::Primary, None);
    }
    let spans = || std::iter::once(span).chain(notes.iter().filter_map(|n| n.span));
    let line_of = |s: Span| file.place(s.start).line;
    let first = spans().map(line_of).min().unwrap_or(1);
    let last = spans().map(line_of).max().unwrap_or(first);
    let start = file.line_start(first) as usize;
    let end = file.line_start(last) as usize + file.line(last).len();
    let mut snippet = Snippet::source(file.text.get(start..end).unwrap_or(""))
        .line_start(first)
        .path(file.name.as_str())
        .annotation(AnnotationKind::Primary.span(shift(file, span, start)));
    for note in notes {
        if let Some(at) = note.span {
            let mark = AnnotationKind::Context.span(shift(file, at, start)).label(note.text.in_language(language));
            snippet = snippet.annotation(mark);
        }
    }
    vec![snippet.into()]
}

/// One line with one mark. A very long line is cut around the mark before it is drawn, so the place is written by us.
fn cut<'a>(file: &'a SourceFile, span: Span, kind: AnnotationKind, label: Option<String>) -> Vec<Element<'a>> {
    let place = file.place(span.start);
    let line_start = file.line_start(place.line) as usize;
    let line = file.line(place.line);
    let mark = on_first_line(file, span);
    let from = floor(line, (mark.start - line_start).saturating_sub(AROUND));
    let to = floor(line, (mark.start - line_start + AROUND).min(line.len()));
    let text = line.get(from..to).unwrap_or("");
    let mark = mark.start - line_start - from..(mark.end - line_start).min(to) - from;
    let annotation: Annotation<'_> = kind.span(mark).label(label);
    let snippet = Snippet::source(text).line_start(place.line).annotation(annotation);
    if from == 0 {
        return vec![snippet.path(file.name.as_str()).into()];
    }
    let origin = Origin::path(file.name.as_str()).line(place.line).char_column(place.column);
    vec![origin.into(), snippet.into()]
}

/// A note about a place outside the picture.
fn place_of_note<'a>(sources: &'a Sources, span: Span, text: String, language: Language) -> Vec<Element<'a>> {
    match file(sources, span) {
        Some(file) if !file.text.is_empty() => cut(file, span, AnnotationKind::Context, Some(text)),
        _ => vec![Title::NOTE.with_name(Level::Note.name(language)).message(text).into()],
    }
}

/// Whether the note can be drawn with the finding: in the same file, close by, and no long line between.
fn in_same_picture(sources: &Sources, finding: &Finding, note: &Note) -> bool {
    let (Some(span), Some(file)) = (note.span, file(sources, finding.span)) else { return false };
    if span.file != finding.span.file {
        return false;
    }
    let (a, b) = (file.place(span.start).line, file.place(finding.span.start).line);
    a.abs_diff(b) <= SAME_PICTURE_LINES && (a.min(b)..=a.max(b)).all(|l| file.line(l).len() <= AROUND)
}

/// Whether this is the `:::` that is drawn above a cut line, whose place stands above it already.
fn is_bare_place(line: &str) -> bool {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or("");
    let plain = parts.filter_map(|p| p.split_once('m')).fold(first.to_owned(), |all, (_, text)| all + text);
    plain.trim() == ":::"
}

fn file(sources: &Sources, span: Span) -> Option<&SourceFile> {
    sources.iter().nth(span.file.0 as usize)
}

/// The part of a span that lies on its first line: a whole item is marked by its header. Byte offsets into the file, on
/// character boundaries.
fn on_first_line(file: &SourceFile, span: Span) -> Range<usize> {
    let line = file.place(span.start).line;
    let line_start = file.line_start(line) as usize;
    let line_end = line_start + file.line(line).len();
    let start = floor(&file.text, (span.start as usize).clamp(line_start, line_end));
    let end = floor(&file.text, (span.end as usize).clamp(start, line_end));
    start..end
}

fn shift(file: &SourceFile, span: Span, by: usize) -> Range<usize> {
    let on = on_first_line(file, span);
    on.start.saturating_sub(by)..on.end.saturating_sub(by)
}

/// The nearest character boundary at or before a byte offset.
fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Phrase};

    static WRONG: Code = Code::error("KAM-E9901", "wrong", "`{name}` is wrong.");
    static ODD: Code = Code::warning("KAM-W9902", "odd", "`{name}` is odd.");

    fn at(sources: &Sources, file: u32, needle: &str) -> Span {
        let file = sources.iter().nth(file as usize).expect("file");
        let start = file.text.find(needle).expect("needle");
        Span::new(file.id, start, start + needle.len())
    }

    #[test]
    fn a_finding_shows_place_mark_and_the_line_to_write() {
        let mut sources = Sources::new();
        sources.add("rules/policy.kam", "# zażółć\nveto x \"Żółw\" when overdue above 90\n");
        let finding = Finding::new(&WRONG, at(&sources, 0, "90"))
            .quote("name", "90")
            .note(Phrase::quote("`overdue` is in days"))
            .fix("veto x \"Żółw\" when overdue above 90 days");
        let odd = Finding::new(&ODD, at(&sources, 0, "veto")).quote("name", "veto");
        insta::assert_snapshot!(render(&sources, &[finding, odd], Style::PLAIN));
    }

    #[test]
    fn notes_near_and_far_have_their_lines() {
        let mut sources = Sources::new();
        sources.add("a.kam", "one\ntwo\nthree\nfour\n");
        sources.add("b.yaml", "other: 1\n");
        sources.add("empty.csv", "");
        let finding = Finding::new(&WRONG, at(&sources, 0, "four"))
            .quote("name", "four")
            .note_at(at(&sources, 0, "one"), Phrase::quote("first declared here"))
            .note_at(at(&sources, 1, "other"), Phrase::quote("and used here"));
        let empty = Finding::new(&WRONG, Span::file_start(crate::diagnostics::FileId(2))).quote("name", "empty.csv");
        insta::assert_snapshot!(render(&sources, &[finding, empty], Style::PLAIN));
    }

    #[test]
    fn a_line_of_megabytes_is_cut_around_the_mark() {
        let mut sources = Sources::new();
        sources.add("long.csv", format!("{}HERE{}", "ż,".repeat(2_000_000), ",x".repeat(2_000_000)));
        let finding = Finding::new(&WRONG, at(&sources, 0, "HERE")).quote("name", "HERE");
        insta::assert_snapshot!(render(&sources, &[finding], Style { width: 80, ..Style::PLAIN }));
    }

    #[test]
    fn an_item_of_many_lines_is_marked_by_its_first() {
        let mut sources = Sources::new();
        sources.add("a.kam", "tier A from 80\n  when x\n");
        let finding = Finding::new(&WRONG, at(&sources, 0, "tier A from 80\n  when x")).quote("name", "A");
        insta::assert_snapshot!(render(&sources, &[finding], Style::PLAIN));
    }
}
