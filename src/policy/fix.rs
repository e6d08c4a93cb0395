//! The corrected line of a finding: the line as it stands with one place written anew.

use crate::diagnostics::{Sources, Span};

/// The whole line (or lines, where the place has several) around `span` with `text` in its place.
pub(super) fn with_replaced(sources: &Sources, span: Span, text: &str) -> Option<String> {
    let file = sources.file(span.file);
    let source = file.text.as_str();
    let (start, end) = (span.start as usize, span.end as usize);
    let before = source.get(..start)?;
    let after = source.get(end..)?;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = after.find('\n').map_or(after, |at| after.get(..at).unwrap_or(after));
    Some(format!("{}{text}{}", before.get(line_start..)?, rest.trim_end_matches('\r')))
}

/// The line without this place and without what leads to it: the word before it (`when`) and blanks.
pub(super) fn with_removed(sources: &Sources, span: Span, lead: &str) -> Option<String> {
    let source = sources.file(span.file).text.as_str();
    let before = source.get(..span.start as usize)?.trim_end_matches(' ');
    let before = before.strip_suffix(lead)?.trim_end_matches(' ');
    let start = u32::try_from(before.len()).ok()?;
    with_replaced(sources, Span { start, ..span }, "")
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
        assert_eq!(with_replaced(&sources, at("90"), "90 days").as_deref(), Some("veto x when overdue above 90 days"));
        assert_eq!(with_removed(&sources, at("overdue above 90"), "when").as_deref(), Some("veto x"));
        assert_eq!(with_replaced(&sources, at("last"), "end").as_deref(), Some("end"));
    }
}
