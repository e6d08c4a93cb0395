//! What is wrong with a template, in the words of whoever wrote it.

use crate::diagnostics::documents as codes;
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Code, Finding, SourceFile, Span};
use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};
use std::ops::Range;

/// Why a template gives no document. Becomes a finding once it is known where the template was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateProblem {
    code: &'static Code,
    args: Vec<(&'static str, String)>,
    /// From 1.
    line: usize,
    range: Option<Range<usize>>,
    /// What to write for the text of the range.
    instead: Option<String>,
}

impl TemplateProblem {
    /// The line in the template, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The sentence, without a place.
    pub fn message(&self) -> String {
        let mut finding = Finding::new(self.code, Span::file_start(crate::diagnostics::FileId(0)));
        finding.args.clone_from(&self.args);
        finding.message()
    }

    /// The finding in the file the template was read from.
    pub fn finding(&self, file: &SourceFile) -> Finding {
        let whole = file.line(self.line);
        let start = file.line_start(self.line) as usize;
        let span = self.range.clone().unwrap_or(start..start + whole.len());
        let mut finding = Finding::new(self.code, Span::new(file.id, span.start, span.end));
        finding.args.clone_from(&self.args);
        finding.maybe_fix(self.instead.as_ref().and_then(|instead| {
            let (from, to) = (span.start.checked_sub(start)?, span.end.checked_sub(start)?);
            Some(format!("{}{instead}{}", whole.get(..from)?, whole.get(to..)?))
        }))
    }

    /// What the template engine reports about the template `name` with this `text`; `known` are the names there are.
    pub(super) fn of(error: &Error, name: &str, text: &str, known: &Known<'_>) -> TemplateProblem {
        let root = innermost(error);
        let range = root.range().or_else(|| error.range()).filter(|r| text.get(r.clone()).is_some());
        let line = root.line().or_else(|| error.line()).unwrap_or(1);
        let mut problem = TemplateProblem { code: codes(root.kind()), args: Vec::new(), line, range, instead: None };
        problem.args.push(("template", name.to_owned()));
        let written = problem.range.clone().and_then(|r| text.get(r)).unwrap_or_default().trim();
        match root.kind() {
            ErrorKind::UndefinedError => {
                problem.unknown(&undefined_part(written, known), known.data.iter().map(String::as_str))
            }
            ErrorKind::UnknownFilter
            | ErrorKind::UnknownFunction
            | ErrorKind::UnknownTest
            | ErrorKind::UnknownMethod => {
                let detail = root.detail().unwrap_or_default();
                let name = detail.split_whitespace().nth(1).unwrap_or(written).trim_matches(['`', '\'', '"']);
                problem.unknown(&name.to_owned(), known.operations.iter().copied());
            }
            ErrorKind::InvalidOperation if root.detail().is_some_and(|d| d.starts_with(UNKNOWN_TEXT)) => {
                let key = root.detail().unwrap_or_default().trim_start_matches(UNKNOWN_TEXT).to_owned();
                problem.unknown(&key, super::catalogue::keys());
            }
            _ => problem.args.push(("problem", plain(root))),
        }
        problem
    }

    fn unknown<'a>(&mut self, name: &String, candidates: impl Iterator<Item = &'a str>) {
        let near = nearest(name, candidates.filter(|c| c != name));
        self.args.push(("name", name.clone()));
        self.args.push(("hint", near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default()));
        self.instead = near.map(str::to_owned);
    }
}

/// How the function that looks up words reports a key it does not have.
pub(super) const UNKNOWN_TEXT: &str = "no text ";

/// The names a template may use.
pub(super) struct Known<'a> {
    pub data: Vec<String>,
    pub operations: Vec<&'a str>,
}

impl Known<'_> {
    /// All keys of a value, however deep.
    pub fn keys(value: &Value) -> Vec<String> {
        let mut keys = std::collections::BTreeSet::new();
        collect(value, &mut keys);
        keys.into_iter().collect()
    }
}

fn collect(value: &Value, keys: &mut std::collections::BTreeSet<String>) {
    let Ok(items) = value.try_iter() else { return };
    match value.kind() {
        ValueKind::Map => {
            for key in items {
                if let Ok(inner) = value.get_item(&key) {
                    collect(&inner, keys);
                }
                keys.extend(key.as_str().map(str::to_owned));
            }
        }
        ValueKind::Seq | ValueKind::Iterable => items.for_each(|item| collect(&item, keys)),
        _ => {}
    }
}

fn codes(kind: ErrorKind) -> &'static Code {
    match kind {
        ErrorKind::SyntaxError | ErrorKind::BadEscape | ErrorKind::UnknownBlock => &codes::TEMPLATE_SYNTAX,
        ErrorKind::UndefinedError
        | ErrorKind::UnknownFilter
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownTest
        | ErrorKind::UnknownMethod => &codes::TEMPLATE_NAME,
        ErrorKind::OutOfFuel => &codes::TEMPLATE_ENDLESS,
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => &codes::TEMPLATE_INCLUDE,
        _ => &codes::TEMPLATE_FAILED,
    }
}

/// The error that caused the others.
fn innermost(error: &Error) -> &Error {
    let mut innermost = error;
    while let Some(source) = std::error::Error::source(innermost).and_then(|s| s.downcast_ref::<Error>()) {
        innermost = source;
    }
    innermost
}

/// The first part of `account.nmae.x` that is no name of the data; the last part where all are.
fn undefined_part(written: &str, known: &Known<'_>) -> String {
    let parts = || written.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|p| !p.is_empty());
    let unknown = parts().find(|p| !known.data.iter().any(|k| k == p) && !p.starts_with(|c: char| c.is_ascii_digit()));
    unknown.or_else(|| parts().next_back()).unwrap_or(written).to_owned()
}

fn plain(error: &Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned).replace('{', "(").replace('}', ")")
}
