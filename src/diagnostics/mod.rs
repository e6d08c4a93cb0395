//! What can be wrong, where, and what to do about it. A [`Finding`] is data: a code, arguments, a place and,
//! where it can be known, the corrected line. Text and colour come last (`render`, `json`), so that the same
//! finding can be said in another language. Knows nothing of policies or accounts. Start at [`Finding`].

mod codes;
mod explain;
mod json;
mod language;
mod levels;
mod phrase;
mod polish;
mod render;
mod source;
pub mod suggest;
mod system;

pub use crate::said;
pub use codes::{Code, Level, all_codes};
pub use codes::{analysis, data, documents, engine, overlay, plays, policy, syntax, verify};
pub use explain::{explanation, find_code};
pub use json::findings_to_json;
pub use language::Language;
pub use levels::Levels;
pub use phrase::{Phrase, slots_are};
pub use render::{Style, counts, render};
pub use source::{FileId, Place, SourceFile, Sources, Span};
pub use system::of_system;

/// One thing that is wrong, noticed or worth knowing, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which kind of finding this is; carries text, and the level unless the workspace says another.
    pub code: &'static Code,
    /// The level that the workspace wants, where it is not the code's own.
    pub level: Option<Level>,
    /// What fills the `{name}` slots of the code's text.
    pub args: Vec<(&'static str, Phrase)>,
    /// Where it is; a finding about a whole file points at its start.
    pub span: Span,
    /// The corrected line or lines, ready to paste (whole lines, without the last line break), where they can be known.
    /// They stand in place of [`Finding::fixed_lines`]; an empty text means that those lines go.
    pub fix: Option<String>,
    /// What `fix` was made from, where that is more or other than the line on which `span` begins.
    pub fix_span: Option<Span>,
    /// Other places and facts that help: a witness row, "first declared here".
    pub notes: Vec<Note>,
}

/// The corrected lines of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whole lines, without the last line break.
    pub text: String,
    /// A place on the lines that they replace; without it, the line on which the finding begins.
    pub span: Option<Span>,
}

impl From<String> for Fix {
    fn from(text: String) -> Fix {
        Fix { text, span: None }
    }
}

/// An addition to a finding: text, and the place it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub text: Phrase,
    pub span: Option<Span>,
}

impl Finding {
    /// A finding without arguments, fix or notes.
    pub fn new(code: &'static Code, span: Span) -> Finding {
        Finding { code, level: None, args: Vec::new(), span, fix: None, fix_span: None, notes: Vec::new() }
    }

    /// Fills the slot `{name}` of the text. A plain text is not taken, since it might be English: it is either said in each
    /// language by `said!`, or the same in all of them, see [`Finding::quote`].
    ///
    /// ```compile_fail
    /// # use kam::diagnostics::{Finding, FileId, Span, syntax};
    /// # let finding = Finding::new(&syntax::INCOMPLETE, Span::file_start(FileId(0)));
    /// finding.arg("item", "line of an overlay");
    /// ```
    pub fn arg(mut self, name: &'static str, value: impl Into<Phrase>) -> Finding {
        self.args.push((name, value.into()));
        self
    }

    /// Fills the slot `{name}` with what stands in a file, or is to stand there: the same in every language. Words of ours
    /// go through `said!`.
    pub fn quote(self, name: &'static str, text: impl Into<String>) -> Finding {
        self.arg(name, Phrase::quote(text))
    }

    /// Gives the corrected line.
    pub fn fix(self, line: impl Into<String>) -> Finding {
        self.maybe_fix(Some(line.into()))
    }

    /// Gives the corrected line if there is one.
    pub fn maybe_fix(mut self, fix: Option<impl Into<Fix>>) -> Finding {
        let fix: Option<Fix> = fix.map(Into::into);
        self.fix_span = fix.as_ref().and_then(|f| f.span);
        self.fix = fix.map(|f| f.text);
        self
    }

    /// The first and the last line, from 1, that the corrected lines replace.
    pub fn fixed_lines(&self, sources: &Sources) -> (usize, usize) {
        let first = sources.start(self.fix_span.unwrap_or(self.span)).line;
        let last = self.fix_span.map_or(first, |span| sources.file(span.file).place(span.end).line);
        (first, last)
    }

    /// Adds a fact without a place.
    pub fn note(mut self, text: Phrase) -> Finding {
        self.notes.push(Note { text, span: None });
        self
    }

    /// Adds a fact about another place.
    pub fn note_at(mut self, span: Span, text: Phrase) -> Finding {
        self.notes.push(Note { text, span: Some(span) });
        self
    }

    /// How serious it is.
    pub fn level(&self) -> Level {
        self.level.unwrap_or(self.code.level)
    }

    /// The sentence a person reads: the code's text with its slots filled.
    pub fn message(&self, language: Language) -> String {
        phrase::fill(self.code.text_in(language), &self.args, language)
    }
}

/// Whether any of the findings is an error.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.level() == Level::Error)
}

/// Sorts findings by file, place and code, and drops exact repetitions, so that output never depends on the order of discovery.
pub fn sort(findings: &mut Vec<Finding>, sources: &Sources) {
    findings.sort_by(|a, b| {
        let key =
            |f: &Finding| (sources.name(f.span.file).to_owned(), f.span.start, f.code.id, f.message(Language::English));
        key(a).cmp(&key(b))
    });
    findings.dedup();
}
