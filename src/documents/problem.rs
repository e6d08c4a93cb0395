//! What is wrong with a template, in the words of whoever wrote it.

use crate::diagnostics::documents as codes;
use crate::diagnostics::suggest::{self, nearest};
use crate::diagnostics::{Code, Finding, Language, Phrase, SourceFile, Span, said};
use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};
use std::ops::Range;

/// Why a template gives no document. Becomes a finding once it is known where the template was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateProblem {
    code: &'static Code,
    args: Vec<(&'static str, Phrase)>,
    /// From 1.
    line: usize,
    range: Option<Range<usize>>,
    /// The wrong word and what to write for it.
    instead: Option<(String, String)>,
}

impl TemplateProblem {
    /// The line in the template, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The sentence, without a place.
    pub fn message(&self, language: Language) -> String {
        let mut finding = Finding::new(self.code, Span::file_start(crate::diagnostics::FileId(0)));
        finding.args.clone_from(&self.args);
        finding.message(language)
    }

    /// The sentence, to be part of another.
    pub fn said(&self) -> Phrase {
        Phrase::Filled(self.message(Language::English), self.message(Language::Polish))
    }

    /// The finding in the file the template was read from.
    pub fn finding(&self, file: &SourceFile) -> Finding {
        let whole = file.line(self.line);
        let start = file.line_start(self.line) as usize;
        let span = self.range.clone().unwrap_or(start..start + whole.len());
        let mut finding = Finding::new(self.code, Span::new(file.id, span.start, span.end));
        finding.args.clone_from(&self.args);
        finding.maybe_fix(self.instead.as_ref().and_then(|(wrong, right)| {
            let at = whole_word(whole, wrong)?;
            Some(format!("{}{right}{}", whole.get(..at)?, whole.get(at + wrong.len()..)?))
        }))
    }

    /// What the template engine reports about the template `name` with this `text`; `known` are the names there are.
    pub(super) fn of(error: &Error, name: &str, text: &str, known: &Known<'_>) -> TemplateProblem {
        let root = innermost(error);
        let range = root.range().or_else(|| error.range()).filter(|r| text.get(r.clone()).is_some());
        let line = root.line().or_else(|| error.line()).unwrap_or(1);
        let mut problem = TemplateProblem { code: codes(root.kind()), args: Vec::new(), line, range, instead: None };
        problem.args.push(("template", Phrase::quote(name)));
        let written = problem.range.clone().and_then(|r| text.get(r)).unwrap_or_default().trim();
        let unknown_text = root.detail().and_then(|d| d.strip_prefix(UNKNOWN_TEXT));
        match (root.kind(), unknown_text) {
            (_, Some(key)) => {
                problem.code = &codes::TEMPLATE_NAME;
                problem.unknown(key, super::catalogue::keys());
            }
            (ErrorKind::UndefinedError, _) => {
                let part = undefined_part(written, text, known);
                problem.unknown(&part, known.data.iter().map(String::as_str));
            }
            (
                ErrorKind::UnknownFilter
                | ErrorKind::UnknownFunction
                | ErrorKind::UnknownTest
                | ErrorKind::UnknownMethod,
                _,
            ) => {
                let detail = root.detail().unwrap_or_default();
                let name = detail.split_whitespace().nth(1).unwrap_or(written).trim_matches(['`', '\'', '"']);
                problem.unknown(name, known.operations.iter().copied());
            }
            (ErrorKind::SyntaxError | ErrorKind::BadEscape | ErrorKind::UnknownBlock, _) => {
                problem.args.push(("problem", unreadable(root, written)));
            }
            _ => problem.args.push(("problem", impossible(root))),
        }
        problem
    }

    fn unknown<'a>(&mut self, name: &str, candidates: impl Iterator<Item = &'a str>) {
        let near = nearest(name, candidates.filter(|c| *c != name));
        self.args.push(("name", Phrase::quote(name)));
        self.args.push(("hint", suggest::did_you_mean(near)));
        self.instead = near.map(|n| (name.to_owned(), n.to_owned()));
    }
}

/// Where a word stands whole in a line.
fn whole_word(line: &str, word: &str) -> Option<usize> {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut places = line.match_indices(word).map(|(at, _)| at);
    places.find(|at| {
        let (before, after) = (line.get(..*at).unwrap_or(""), line.get(at + word.len()..).unwrap_or(""));
        !part(before.chars().next_back()) && !part(after.chars().next())
    })
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

/// The first part of `account.nmae.x` that is no name of the data or of the template itself; the last part where all are.
fn undefined_part(written: &str, template: &str, known: &Known<'_>) -> String {
    let parts = || written.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|p| !p.is_empty());
    let declared = |part: &str| {
        [format!("for {part} in"), format!("for {part},"), format!(", {part} in"), format!("set {part} ")]
            .iter()
            .any(|form| template.contains(form.as_str()))
    };
    let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    let unknown = parts().find(|p| !known.data.iter().any(|k| k == p) && !declared(p) && !is_number(p));
    unknown.or_else(|| parts().next_back()).unwrap_or(written).to_owned()
}

/// How our own filters and functions begin what they say; the engine's words are not for whoever wrote the template.
pub(super) const OWN: &str = "kam: ";

/// Stands between what they say in English and in Polish.
const BETWEEN: char = '\u{1f}';

/// A failure of one of our own filters and functions.
pub(super) fn failed(problem: &Phrase) -> Error {
    let said = |language| problem.in_language(language);
    let detail = format!("{OWN}{}{BETWEEN}{}", said(Language::English), said(Language::Polish));
    Error::new(ErrorKind::InvalidOperation, detail)
}

/// What cannot be read, for an error of the syntax. What the engine says is only looked at to tell the cases apart.
fn unreadable(error: &Error, written: &str) -> Phrase {
    let said = error.detail().unwrap_or_default();
    let (found, expected) =
        said.strip_prefix("unexpected ").and_then(|s| s.split_once(", expected ")).unwrap_or(("", ""));
    let statement = said.strip_prefix("unknown statement ").unwrap_or_default();
    match (said, found, expected) {
        (_, "end of input", "end of variable block") => {
            said!(
                "a `{open}` has no `{close}`",
                "`{open}` nie ma swojego `{close}`",
                open = Phrase::quote("{{"),
                close = Phrase::quote("}}")
            )
        }
        (_, "end of input", "end of block") => {
            said!(
                "a `{open}` has no `{close}`",
                "`{open}` nie ma swojego `{close}`",
                open = Phrase::quote("{%"),
                close = Phrase::quote("%}")
            )
        }
        (_, "end of input", _) | ("unexpected end of raw block", _, _) => {
            said!(
                "the file ends inside a block: add its `{one}`, `{two}` or other end",
                "plik kończy się wewnątrz bloku: dodaj `{one}`, `{two}` lub inny jego koniec",
                one = Phrase::quote("{% endif %}"),
                two = Phrase::quote("{% endfor %}"),
            )
        }
        (_, _, "end of variable block") => {
            said!(
                "either a `{close}` is missing before this place, or two values stand side by side",
                "albo przed tym miejscem brakuje `{close}`, albo dwie wartości stoją obok siebie",
                close = Phrase::quote("}}"),
            )
        }
        (_, _, "end of block") => {
            said!(
                "either a `{close}` is missing before this place, or the block says more than it can",
                "albo przed tym miejscem brakuje `{close}`, albo blok mówi więcej, niż może",
                close = Phrase::quote("%}"),
            )
        }
        (_, _, "in") => {
            said!("a loop is written `{form}`", "pętlę pisze się `{form}`", form = Phrase::quote("{% for x in list %}"))
        }
        ("unexpected end of string", _, _) => {
            said!("a text is not closed with its quote", "tekstu nie zamknięto cudzysłowem")
        }
        ("unexpected end of comment", _, _) => said!(
            "a comment that begins with `{open}` has no `{close}`",
            "komentarz, który zaczyna się od `{open}`, nie ma `{close}`",
            open = Phrase::quote("{#"),
            close = Phrase::quote("#}"),
        ),
        ("unexpected character", _, _) => said!(
            "a sign that stands here has no meaning in a template",
            "znak, który tu stoi, nic w szablonie nie znaczy",
        ),
        ("template exceeds maximum recursion limits", _, _) => {
            said!("its blocks nest too deeply", "jego bloki są zagnieżdżone zbyt głęboko")
        }
        _ if statement.starts_with("end") || statement.starts_with("el") => {
            said!(
                "`{block}` closes nothing here: the block it belongs to is missing or already closed",
                "`{block}` niczego tu nie zamyka: jego bloku nie ma albo jest już zamknięty",
                block = format!("{{% {statement} %}}"),
            )
        }
        _ if !statement.is_empty() => {
            let near = nearest(statement, STATEMENTS.iter().copied());
            let hint = match near {
                Some(near) => {
                    said!(" (did you mean `{near}`?)", " (czy chodziło o `{near}`?)", near = Phrase::quote(near))
                }
                None => Phrase::quote(""),
            };
            let block = format!("{{% {statement} %}}");
            said!("there is no block `{block}`{hint}", "nie ma bloku `{block}`{hint}", block = block, hint = hint)
        }
        _ if error.kind() == ErrorKind::BadEscape => {
            said!(
                "a text holds a `\\` before a sign that cannot follow it",
                "w tekście jest `\\` przed znakiem, który nie może po nim stać",
            )
        }
        _ if said.starts_with("invalid") || said.starts_with("'_'") => {
            said!("a number is not written as one", "liczby nie zapisano jako liczby")
        }
        _ if written.is_empty() => {
            said!("something here does not belong at its place", "coś tu nie jest na swoim miejscu")
        }
        _ => said!(
            "`{written}` does not belong at its place",
            "`{written}` nie jest na swoim miejscu",
            written = Phrase::quote(written.lines().next().unwrap_or_default()),
        ),
    }
}

/// The blocks a template is made of.
const STATEMENTS: &[&str] =
    &["if", "elif", "else", "endif", "for", "endfor", "set", "endset", "with", "macro", "filter"];

/// What cannot be done, while the template runs.
fn impossible(error: &Error) -> Phrase {
    let said = error.detail().unwrap_or_default();
    if let Some(own) = said.strip_prefix(OWN) {
        let (english, polish) = own.split_once(BETWEEN).unwrap_or((own, own));
        return Phrase::Filled(english.to_owned(), polish.to_owned());
    }
    match error.kind() {
        ErrorKind::TooManyArguments => said!("it is given more than it takes", "dostaje więcej, niż przyjmuje"),
        ErrorKind::MissingArgument => said!("something it needs is not given", "nie dostaje czegoś, czego potrzebuje"),
        ErrorKind::CannotUnpack => said!(
            "the loop names more or fewer parts than its list has",
            "pętla wymienia więcej lub mniej części, niż ma jej lista",
        ),
        ErrorKind::InvalidOperation if said.contains("iterable") || said.contains("to list") => {
            said!(
                "a loop or a list function needs a list, and this is none",
                "pętla lub funkcja na liście potrzebuje listy, a to nią nie jest",
            )
        }
        _ => said!("these values do not go together in this way", "tych wartości nie da się tak połączyć",),
    }
}
