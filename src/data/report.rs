//! Saying what is wrong with a YAML file of the workspace: the shapes its values must have, keys nobody knows, corrected
//! lines. Every reader of YAML goes through a [`Report`], so that the same slip is said in the same words everywhere.

use super::yaml::{Entry, Node, NodeKind, shown};
use crate::diagnostics::{Code, Finding, Phrase, SourceFile, Span, data as codes, said, suggest};
use crate::values::Day;

/// Findings about one file.
pub struct Report<'a> {
    pub source: &'a SourceFile,
    pub findings: &'a mut Vec<Finding>,
}

impl<'a> Report<'a> {
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The line of a place with the place's text replaced; none for a place over several lines.
    pub fn line_with(&self, span: Span, text: &str) -> Option<String> {
        let (start, end) = (self.source.place(span.start), self.source.place(span.end));
        if start.line != end.line {
            return None;
        }
        let line = self.source.line(start.line);
        let from = (span.start - self.source.line_start(start.line)) as usize;
        let to = (span.end - self.source.line_start(start.line)) as usize;
        (line.len() <= 400).then(|| Some(format!("{}{text}{}", line.get(..from)?, line.get(to..)?))).flatten()
    }

    /// A finding whose fix replaces the text at its place.
    pub fn replace(&mut self, finding: Finding, with: Option<&str>) {
        let fix = with.and_then(|text| self.line_with(finding.span, text));
        self.findings.push(finding.maybe_fix(fix));
    }

    fn wrong_shape(&mut self, node: &Node, key: &str, wanted: Phrase) {
        let found = match &node.kind {
            NodeKind::Scalar { .. } if node.is_blank() => said!("empty", "pusta wartość"),
            NodeKind::Scalar { .. } => said!("a single value", "jedna wartość"),
            NodeKind::Sequence(_) => said!("a list", "lista"),
            NodeKind::Mapping(_) => said!("a group of keys", "grupa kluczy"),
        };
        let finding = Finding::new(&codes::WRONG_SHAPE, node.span);
        self.push(finding.arg("key", shown(key)).arg("found", found).arg("wanted", wanted));
    }

    /// The keys of a group.
    pub fn mapping<'n>(&mut self, node: &'n Node, key: &str, wanted: Phrase) -> Option<&'n [Entry]> {
        match &node.kind {
            NodeKind::Mapping(entries) => Some(entries),
            NodeKind::Scalar { .. } | NodeKind::Sequence(_) => {
                self.wrong_shape(node, key, wanted);
                None
            }
        }
    }

    /// The items of a list; a blank value is an empty list.
    pub fn list<'n>(&mut self, node: &'n Node, key: &str, wanted: Phrase) -> Option<&'n [Node]> {
        match &node.kind {
            NodeKind::Sequence(items) => Some(items),
            NodeKind::Scalar { .. } if node.is_blank() => Some(&[]),
            NodeKind::Scalar { .. } | NodeKind::Mapping(_) => {
                self.wrong_shape(node, key, wanted);
                None
            }
        }
    }

    /// A single value that is not blank.
    pub fn text<'n>(&mut self, node: &'n Node, key: &str, wanted: Phrase) -> Option<&'n str> {
        match &node.kind {
            NodeKind::Scalar { text, .. } if !node.is_blank() && !text.trim().is_empty() => Some(text.trim()),
            NodeKind::Scalar { .. } | NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                self.wrong_shape(node, key, wanted);
                None
            }
        }
    }

    /// A single value, or nothing where it is blank.
    pub fn optional_text(&mut self, node: &Node, key: &str, wanted: Phrase) -> Option<String> {
        if node.is_blank() { None } else { self.text(node, key, wanted).map(str::to_owned) }
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, node: &Node, key: &str) -> Vec<String> {
        match &node.kind {
            NodeKind::Scalar { .. } if node.is_blank() => Vec::new(),
            NodeKind::Scalar { text, .. } => vec![text.trim().to_owned()],
            NodeKind::Sequence(items) => items
                .iter()
                .filter_map(|i| self.text(i, key, said!("texts only", "same teksty")).map(str::to_owned))
                .collect(),
            NodeKind::Mapping(_) => {
                let wanted = said!("a list, `{key}: [one, two]`", "listę, `{key}: [one, two]`", key = shown(key));
                self.wrong_shape(node, key, wanted);
                Vec::new()
            }
        }
    }

    /// A day written as ISO 8601.
    pub fn day(&mut self, node: &Node, key: &str) -> Option<Day> {
        let text = self.text(node, key, said!("a date such as `2026-10-01`", "datę, na przykład `2026-10-01`"))?;
        let day = Day::parse(text);
        if day.is_none() {
            let guess = guess_day(text);
            let wanted = guess.map_or_else(a_date, |d| format!("`{d}`").into());
            let finding = self.setting(node, key, text, wanted);
            self.replace(finding, guess.map(|d| d.to_string()).as_deref());
        }
        day
    }

    /// `key` cannot be `value`.
    pub fn setting(&self, node: &Node, key: &str, value: &str, wanted: Phrase) -> Finding {
        let finding = Finding::new(&codes::BAD_SETTING, node.span);
        finding.arg("key", shown(key)).arg("value", shown(value)).arg("wanted", wanted)
    }

    /// A key nobody knows; `of` tells where (`of a person`).
    pub fn unknown_key<'k>(&mut self, entry: &Entry, of: Phrase, known: impl IntoIterator<Item = &'k str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let near = suggest::nearest(&entry.key, known.iter().copied());
        let hint = match near {
            None if known.len() <= 12 => {
                said!("; write one of {keys}.", "; napisz jedno z {keys}.", keys = format!("`{}`", known.join("`, `")))
            }
            near => suggest::did_you_mean(near),
        };
        let finding = Finding::new(&codes::UNKNOWN_KEY, entry.key_span);
        let finding = finding.arg("key", shown(&entry.key)).arg("of", of).arg("hint", hint);
        self.replace(finding, near);
    }

    /// A key that must be there.
    pub fn missing_key(&mut self, span: Span, what: Phrase, key: &str, write: &str) {
        let finding = Finding::new(&codes::MISSING_KEY, span);
        self.push(finding.arg("what", what).quote("key", key).quote("write", write));
    }

    /// A name nobody declared, with the nearest that is.
    pub fn unknown_name<'k>(
        &mut self,
        code: &'static Code,
        span: Span,
        args: &[(&'static str, Phrase)],
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let near = suggest::nearest(name, known);
        let mut finding = Finding::new(code, span).arg("hint", suggest::did_you_mean(near));
        for (slot, value) in args {
            finding = finding.arg(slot, value.clone());
        }
        self.replace(finding, near);
    }
}

/// What a date is to be written like.
pub fn a_date() -> Phrase {
    said!("a date such as `2026-10-01`", "datę, na przykład `2026-10-01`")
}

/// The day somebody meant by another way of writing dates, where only one day can be meant.
pub fn guess_day(text: &str) -> Option<Day> {
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = date.split(['.', '/', '-']).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |t: &str| t.parse::<i16>().ok().filter(|_| t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit()));
    let (a_n, b_n, c_n) = (number(a)?, number(b)?, number(c)?);
    let make = |y: i16, m: i16, d: i16| Day::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?);
    if a.len() == 4 {
        return make(a_n, b_n, c_n);
    }
    if c.len() != 4 {
        return None;
    }
    match (date.contains('/'), make(c_n, b_n, a_n), make(c_n, a_n, b_n)) {
        (false, day_first, _) => day_first,
        (true, Some(one), None) | (true, None, Some(one)) => Some(one),
        (true, Some(one), Some(other)) => (one == other).then_some(one),
        (true, None, None) => None,
    }
}
