//! A second look at corrected lines. A slip that keeps a line from being read hides the other slips of that line (`repeat co 6
//! miesięcy`: first `repeat every`, then `months`), so each mended line is read again within its item, and what is found then is
//! mended too. Start at [`look`].

use super::split::RawItem;
use crate::diagnostics::{FileId, Finding, Fix, SourceFile, Sources, Span};

/// How often a line is looked at.
const ROUNDS: usize = 4;

/// Longest item that is read again, in bytes. Nobody mends longer ones by hand.
const LONGEST: usize = 16 * 1024;

/// Most corrected lines of one item that are read again.
const MOST: usize = 20;

/// Completes the corrected lines of findings.
pub(super) fn look(source: &SourceFile, items: &[RawItem], findings: Vec<Finding>) -> Vec<Finding> {
    let starts: Vec<usize> = items.iter().map(|item| line_start(&source.text, item.head.start)).collect();
    let of = |finding: &Finding| {
        let at = finding.fix_span.filter(|_| finding.fix.is_some())?.start as usize;
        starts.partition_point(|start| *start <= at).checked_sub(1)
    };
    let mut counts = vec![0usize; items.len()];
    for item in findings.iter().filter_map(of) {
        if let Some(count) = counts.get_mut(item) {
            *count += 1;
        }
    }
    let complete = |finding: Finding| {
        let Some(item) = of(&finding).filter(|item| counts.get(*item).is_some_and(|count| *count <= MOST)) else {
            return finding;
        };
        let start = starts.get(item).copied().unwrap_or_default();
        let end = starts.get(item + 1).copied().unwrap_or(source.text.len());
        let whole = source.text.get(start..end).filter(|text| text.len() <= LONGEST);
        match whole.and_then(|whole| completed(whole, start, &finding)) {
            Some(text) => {
                let span = finding.fix_span;
                finding.maybe_fix(Some(Fix { text, span }))
            }
            None => finding,
        }
    };
    findings.into_iter().map(complete).collect()
}

/// The corrected lines with what they still hold mended; nothing where they are all right, or where not all can be mended.
fn completed(item: &str, base: usize, finding: &Finding) -> Option<String> {
    let span = finding.fix_span?;
    let place = |offset: u32| (offset as usize).checked_sub(base);
    let (first, last) = (place(span.start)?, place(span.end)?);
    let start = line_start(item, first);
    let end = item.get(last..)?.find('\n').map_or(item.len(), |at| last + at);
    let (before, after) = (item.get(..start)?, item.get(end..)?);
    let mut fix = finding.fix.clone()?;
    let mut changed = false;
    for _ in 0..ROUNDS {
        let text = format!("{before}{fix}{after}");
        let within = |span: Span| {
            let from = line_start(&text, span.start as usize);
            let to = text.get(span.end as usize..)?.find('\n').map_or(text.len(), |at| span.end as usize + at);
            let (from, to) = (from.checked_sub(start)?, to.checked_sub(start)?);
            (to <= fix.len()).then_some((from, to))
        };
        let found = findings(&text);
        let next = found.iter().find_map(|finding| Some((within(finding.fix_span?)?, finding.fix.as_ref()?)));
        let Some(((from, to), line)) = next else {
            let unmended = found.iter().any(|finding| within(finding.span).is_some());
            return (changed && !unmended).then_some(fix);
        };
        fix.replace_range(from..to, line);
        changed = true;
    }
    None
}

/// What is found in an item that stands alone.
fn findings(text: &str) -> Vec<Finding> {
    let mut sources = Sources::new();
    let file: FileId = sources.add("", text);
    let mut reader = super::reader::Reader::new(sources.file(file));
    let (items, _) = super::split::split(&mut reader);
    for item in &items {
        super::item::read(&mut reader, item);
    }
    reader.finish()
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}
