//! What every part of the reader shares: the source, the findings so far with the edits that mend them, and spans of
//! what pest returns. The corrected line of a finding is made at the very end, so that it mends every slip of its line.
//! Start at [`Reader`].

use super::item::{Kam, Rule};
use super::split::first_word;
use super::words;
use crate::diagnostics::{Code, Finding, Fix, SourceFile, Span};
use pest::Parser;
use pest::iterators::{Pair, Pairs};

/// A text to put in place of a range of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A finding and what to change so that it goes away (nothing where that is not known).
struct Problem {
    finding: Finding,
    edits: Vec<Edit>,
}

/// The state of reading one file.
pub(super) struct Reader<'s> {
    pub source: &'s SourceFile,
    problems: Vec<Problem>,
    errors: usize,
}

impl<'s> Reader<'s> {
    pub fn new(source: &'s SourceFile) -> Reader<'s> {
        Reader { source, problems: Vec::new(), errors: 0 }
    }

    /// The text between two byte offsets.
    pub fn text(&self, start: usize, end: usize) -> &'s str {
        self.source.text.get(start..end).unwrap_or("")
    }

    /// Where a part of the source's own text starts. Parts are subslices, so their address tells.
    pub fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.source.text.as_ptr() as usize).min(self.source.text.len())
    }

    /// The span of a part of the source's own text, without white space at its end.
    pub fn span(&self, part: &str) -> Span {
        let part = part.trim_end();
        let start = self.offset(part);
        Span::new(self.source.id, start, start + part.len())
    }

    /// The span between two byte offsets.
    pub fn range(&self, start: usize, end: usize) -> Span {
        Span::new(self.source.id, start, end)
    }

    /// The span of what a rule matched.
    pub fn at(&self, pair: &Pair<'s, Rule>) -> Span {
        self.span(pair.as_str())
    }

    /// Reads a piece of the source with a rule; nothing when it does not fit.
    pub fn pairs(&self, rule: Rule, piece: &'s str) -> Option<Pairs<'s, Rule>> {
        Kam::parse(rule, piece).ok()
    }

    /// Whether this file declares a word as a value of a choice and as nothing else. Only asked where a finding depends
    /// on it, so it looks through the text.
    pub fn is_value_only(&self, word: &str) -> bool {
        let words = |line: &str| line.split(|c: char| !unicode_ident::is_xid_continue(c)).any(|w| w == word);
        let declared =
            |line: &str| words::is_directive(first_word(line)) && line.split_whitespace().nth(1) == Some(word);
        let mut lines = self.source.text.lines();
        lines.clone().any(|l| l.contains("one of ") && words(l)) && !lines.any(declared)
    }

    /// Takes down a finding.
    pub fn report(&mut self, finding: Finding) {
        self.report_edits(finding, Vec::new());
    }

    /// Takes down a finding that one replacement mends.
    pub fn report_edit(&mut self, finding: Finding, span: Span, text: impl Into<String>) {
        let edit = Edit { start: span.start as usize, end: span.end as usize, text: text.into() };
        self.report_edits(finding, vec![edit]);
    }

    /// Takes down a finding that several replacements mend together.
    pub fn report_edits(&mut self, finding: Finding, edits: Vec<Edit>) {
        if finding.level() == crate::diagnostics::Level::Error {
            self.errors += 1;
        }
        self.problems.push(Problem { finding, edits });
    }

    /// Takes back what was found within a place, since what is reported next says it too.
    pub fn retract(&mut self, span: Span) {
        self.problems.retain(|p| p.finding.span.start < span.start || span.end < p.finding.span.end);
    }

    /// Adds an edit to the finding reported last if it is of this code, so that it stands for one more line.
    pub fn extend_last(&mut self, code: &Code, edit: Edit) -> bool {
        let last = self.problems.last_mut().filter(|last| last.finding.code == code);
        last.map(|last| last.edits.push(edit)).is_some()
    }

    /// How many errors there are so far; more of them after a step mean that the step met one.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many findings there are so far.
    pub fn findings(&self) -> usize {
        self.problems.len()
    }

    /// All findings in order of place, each with its corrected line.
    pub fn finish(self) -> Vec<Finding> {
        let source = self.source;
        let mut problems = self.problems;
        problems.sort_by_key(|p| (p.finding.span.start, p.finding.code.id));
        let mut edits: Vec<Edit> = problems.iter().flat_map(|p| p.edits.iter().cloned()).collect();
        edits.sort_by_key(|e| (e.start, e.end));
        edits.dedup();
        problems
            .into_iter()
            .map(|p| {
                let fix = corrected(source, &p.edits, &edits);
                p.finding.maybe_fix(fix)
            })
            .collect()
    }
}

/// The lines that `own` touches, with these and all other edits of the same lines made.
fn corrected(source: &SourceFile, own: &[Edit], all: &[Edit]) -> Option<Fix> {
    let first = own.iter().map(|e| e.start).min()?;
    let last = own.iter().map(|e| e.end).max()?;
    let text = source.text.as_str();
    let start = text.get(..first)?.rfind('\n').map_or(0, |i| i + 1);
    let end = text.get(last..)?.find('\n').map_or(text.len(), |i| last + i);
    let line = text.get(start..end)?.trim_end_matches('\r');
    let from = all.partition_point(|e| e.start < start);
    let to = all.partition_point(|e| e.start <= end);
    let others = all.get(from..to)?.iter().filter(|e| e.end <= end);
    let mut chosen: Vec<&Edit> = own.iter().collect();
    for edit in others {
        if chosen.iter().all(|c| (edit.end <= c.start || c.end <= edit.start) && edit != *c) {
            chosen.push(edit);
        }
    }
    chosen.sort_by_key(|e| (e.start, e.end));
    Some(Fix { text: apply(line, start, chosen), span: Some(Span::new(source.id, first, last)) })
}

/// Makes edits, given in order and apart, in a text that starts at `base`.
pub(super) fn apply<'e>(text: &str, base: usize, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for edit in edits {
        let (Some(start), Some(end)) = (edit.start.checked_sub(base), edit.end.checked_sub(base)) else { continue };
        if start < done {
            continue;
        }
        out.push_str(text.get(done..start).unwrap_or(""));
        out.push_str(&edit.text);
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}
