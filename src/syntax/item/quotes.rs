//! The first line of an item with a quote that is not closed. Quotes pair up from the left, so a label without its end
//! takes the next label's opening quote for it; what stands around a quote tells which of them opens a text. A closing
//! quote is offered only where the whole line can then be read.

use super::family::{Family, Names};
use super::{Kam, Rule};
use crate::diagnostics::{Finding, syntax as codes};
use crate::syntax::reader::{Edit, Reader};
use crate::syntax::split::is_blank;
use pest::Parser;

/// Reports a text of a first line that is not closed, if it is known which; tells whether it did.
pub(super) fn report(reader: &mut Reader<'_>, family: &Family, text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or(text);
    let quotes = quotes(line);
    if quotes.len().is_multiple_of(2) {
        return false;
    }
    let swallowed = quotes.chunks(2).find_map(|pair| match pair {
        [open, next] if opens(line, *next) => Some((*open, *next)),
        _ => None,
    });
    let Some((open, last)) = swallowed.or_else(|| quotes.last().map(|q| (*q, line.len()))) else { return false };
    let close = closers(family, line, open, last).into_iter().find(|at| reads(family, text, *at));
    let base = reader.offset(text);
    let finding = Finding::new(&codes::OPEN_TEXT, reader.range(base + open, base + last));
    match close {
        Some(at) => {
            let finding = Finding { span: reader.range(base + open, base + at), ..finding };
            reader.report_edits(finding, vec![Edit { start: base + at, end: base + at, text: "\"".to_owned() }]);
            true
        }
        None if swallowed.is_some() => {
            reader.report(finding);
            true
        }
        // The lines are read one by one as always, and say so.
        None => false,
    }
}

/// The places of the quotes of a line, without those that a text holds as `\"`.
fn quotes(line: &str) -> Vec<usize> {
    let (mut found, mut escaped) = (Vec::new(), false);
    for (i, b) in line.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => found.push(i),
            _ => {}
        }
    }
    found
}

/// Whether a quote looks like the start of a text: white space before it and none behind.
fn opens(line: &str, at: usize) -> bool {
    let behind = line.get(at + 1..).and_then(|rest| rest.chars().next());
    line.get(..at).is_some_and(|before| before.ends_with(is_blank)) && behind.is_some_and(|c| !is_blank(c))
}

/// Where the text that opens at a place may end, likeliest first, no farther than `last`.
fn closers(family: &Family, line: &str, open: usize, last: usize) -> Vec<usize> {
    let inside = line.get(open + 1..last).unwrap_or("");
    let written = inside.trim_end_matches(is_blank);
    let mut places = Vec::new();
    // Before the language of the next label: `… en "`.
    if let Some((text, language)) = written.rsplit_once(is_blank)
        && last < line.len()
        && language.len() == 2
        && language.bytes().all(|b| b.is_ascii_lowercase())
    {
        places.push(open + 1 + text.trim_end_matches(is_blank).len());
    }
    let mut clauses: Vec<usize> = family
        .clause_words()
        .flat_map(|word| inside.match_indices(&format!(" {word} ")).map(|(i, _)| i).collect::<Vec<_>>())
        .collect();
    clauses.sort_unstable();
    places.extend(clauses.into_iter().map(|i| open + 1 + i));
    places.push(open + 1 + written.len());
    places.retain(|at| *at > open + 1);
    places
}

/// Whether a first line can be read whole with a quote put in.
fn reads(family: &Family, text: &str, at: usize) -> bool {
    let (Some(before), Some(behind)) = (text.get(..at), text.get(at..)) else { return false };
    let mended = format!("{before}\"{behind}");
    let rule = match family.head {
        Names::One | Names::Target => Rule::named_head,
        Names::Title => Rule::titled_head,
        Names::None => return false,
    };
    let Some(head) = Kam::parse(rule, &mended).ok().and_then(|mut pairs| pairs.next()) else { return false };
    let rest = mended.get(head.as_str().len()..).unwrap_or("").trim();
    rest.is_empty() || family.lines.rule().is_some_and(|rule| Kam::parse(rule, rest).is_ok())
}
