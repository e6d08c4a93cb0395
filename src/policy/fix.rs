//! The corrected line of a finding: the line as it stands with one place written anew.

use crate::diagnostics::{Fix, Sources, Span};

/// The whole line (or lines, where the place has several) around `span` with `text` in its place.
pub(super) fn with_replaced(sources: &Sources, span: Span, text: &str) -> Option<Fix> {
    let file = sources.file(span.file);
    let source = file.text.as_str();
    let (start, end) = (span.start as usize, span.end as usize);
    let before = source.get(..start)?;
    let after = source.get(end..)?;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = after.find('\n').map_or(after, |at| after.get(..at).unwrap_or(after));
    let text = format!("{}{text}{}", before.get(line_start..)?, rest.trim_end_matches('\r'));
    Some(Fix { text, span: Some(span) })
}

/// The line without this place and without what leads to it: the word before it (`when`) and blanks.
pub(super) fn with_removed(sources: &Sources, span: Span, lead: &str) -> Option<Fix> {
    let source = sources.file(span.file).text.as_str();
    let before = source.get(..span.start as usize)?.trim_end_matches(' ');
    let before = before.strip_suffix(lead)?.trim_end_matches(' ');
    let start = u32::try_from(before.len()).ok()?;
    with_replaced(sources, Span { start, ..span }, "")
}

/// The line on which this place begins, and another below it.
pub(super) fn with_below(sources: &Sources, span: Span, below: &str) -> Fix {
    let file = sources.file(span.file);
    let line = file.line(file.place(span.start).line);
    Fix { text: format!("{line}\n{below}"), span: Some(Span { end: span.start, ..span }) }
}

/// Items, given in the order they should have, written in that order; nothing where something else stands between them.
pub(super) fn reordered(sources: &Sources, wanted: &[Span]) -> Option<Fix> {
    let mut written: Vec<Span> = wanted.to_vec();
    written.sort_by_key(|span| (span.file, span.start));
    let (first, last) = (written.first()?, written.last()?);
    let source = sources.file(first.file).text.as_str();
    let whole_lines = |span: &Span| {
        let end = span.end as usize;
        let line_end = source.get(end..)?.find('\n').map_or(source.len(), |at| end + at);
        source.get(span.start as usize..line_end).map(|text| (text.trim_end_matches('\r'), line_end))
    };
    let mut text = String::new();
    for (at, (place, item)) in written.iter().zip(wanted).enumerate() {
        if item.file != first.file {
            return None;
        }
        if let Some(above) = at.checked_sub(1).and_then(|above| written.get(above)) {
            let gap = source.get(whole_lines(above)?.1..place.start as usize)?;
            if !gap.trim().is_empty() {
                return None;
            }
            text.push_str(gap);
        }
        text.push_str(whole_lines(item)?.0);
    }
    Some(Fix { text, span: Some(first.to(*last)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_of_a_line_is_written_anew() {
        let mut sources = Sources::new();
        let file = sources.add("a.kam", "first\nveto x when overdue above 90\r\nlast");
        let at = |text: &str| {
            let start = sources.file(file).text.find(text).unwrap_or(0);
            Span::new(file, start, start + text.len())
        };
        let replaced = |place: &str, text: &str| with_replaced(&sources, at(place), text).map(|fix| fix.text);
        assert_eq!(replaced("90", "90 days").as_deref(), Some("veto x when overdue above 90 days"));
        assert_eq!(replaced("last", "end").as_deref(), Some("end"));
        let removed = with_removed(&sources, at("overdue above 90"), "when").map(|fix| fix.text);
        assert_eq!(removed.as_deref(), Some("veto x"));
        assert_eq!(with_below(&sources, at("first"), "second").text, "first\nsecond");
    }
}
