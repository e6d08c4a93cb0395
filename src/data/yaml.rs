//! YAML text → nodes that keep what was written: scalars as text, each with its place. YAML's own typing never happens,
//! so `1998-05-06`, `010`, `1e3` and `yes` arrive as they stand and the policy decides what they are. What makes YAML
//! files surprising (aliases, tags, merge keys, duplicate keys, several documents) is refused with its line. Memory is
//! linear in the text: nothing is ever expanded. Start at [`parse`].

use crate::diagnostics::{Finding, Phrase, SourceFile, Span, data as codes, said};
use serde_yaml::granit_parser::{ErrorKind, Event, Marker, Parser, ScalarStyle, ScanError};
use std::collections::HashMap;

/// How deep sequences and mappings may nest.
pub const MAX_DEPTH: usize = 64;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Span,
    pub kind: NodeKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    Scalar {
        text: String,
        /// Not quoted: `n/a`, `yes` and an empty value mean something only then.
        plain: bool,
    },
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
}

impl Node {
    /// Whether nothing is written: an empty value, `~` or `null`.
    pub fn is_blank(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }
}

/// A collection that is still open.
enum Open {
    Sequence(Span, Vec<Node>),
    Mapping { start: Span, entries: Vec<Entry>, key: Option<(String, Span)>, seen: HashMap<String, Span> },
}

/// Reads the one document of a file. An empty file is a blank scalar. None after a finding that makes the rest
/// unreadable; findings that do not are only added.
pub fn parse(source: &SourceFile, findings: &mut Vec<Finding>) -> Option<Node> {
    let mut reader = Reader { source, findings, open: Vec::new(), root: None, documents: 0 };
    let options = serde_yaml::granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    for event in Parser::new_from_str_with_options(&source.text, options) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                reader.syntax(&error);
                return None;
            }
        };
        let bytes = span.byte_range().unwrap_or(0..0);
        reader.event(event, Span::new(source.id, bytes.start, bytes.end))?;
    }
    let nothing = NodeKind::Scalar { text: String::new(), plain: true };
    Some(reader.root.unwrap_or(Node { span: Span::file_start(source.id), kind: nothing }))
}

struct Reader<'a> {
    source: &'a SourceFile,
    findings: &'a mut Vec<Finding>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
}

impl Reader<'_> {
    /// Takes one event in; none when reading cannot go on.
    fn event(&mut self, event: Event<'_>, span: Span) -> Option<()> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.findings.push(Finding::new(&codes::TWO_DOCUMENTS, span));
                    return None;
                }
            }
            Event::Scalar(text, style, _, tag) => {
                if tag.is_some() {
                    self.feature(
                        span,
                        said!("A tag", "znacznika"),
                        said!(
                            "leave it out; the policy says what a value is",
                            "pomiń go, o rodzaju wartości mówi polityka",
                        ),
                    )?;
                }
                let plain = style == ScalarStyle::Plain;
                // The parser reports nothing at all as `~`, with an empty place.
                let text = if plain && span.start == span.end { String::new() } else { text.into_owned() };
                self.node(Node { span, kind: NodeKind::Scalar { text, plain } })?;
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if self.open.len() >= MAX_DEPTH {
                    let limit = MAX_DEPTH.to_string();
                    self.findings.push(Finding::new(&codes::TOO_DEEP, span).arg("limit", limit));
                    return None;
                }
                self.open.push(match event {
                    Event::SequenceStart(..) => Open::Sequence(span, Vec::new()),
                    _ => Open::Mapping { start: span, entries: Vec::new(), key: None, seen: HashMap::new() },
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let node = match self.open.pop()? {
                    Open::Sequence(start, items) => Node { span: start.to(span), kind: NodeKind::Sequence(items) },
                    Open::Mapping { start, entries, .. } => {
                        Node { span: start.to(span), kind: NodeKind::Mapping(entries) }
                    }
                };
                self.node(node)?;
            }
            Event::Alias(_) => {
                self.feature(
                    span,
                    said!("A reference to another value", "odwołania do innej wartości"),
                    said!("write the value out", "wypisz wartość"),
                )?;
            }
            // Anchors nobody refers to change nothing; the rest is layout.
            _ => {}
        }
        Some(())
    }

    /// Says that YAML can do more than a workspace allows, and stops reading.
    fn feature(&mut self, span: Span, what: Phrase, write: Phrase) -> Option<()> {
        self.findings.push(Finding::new(&codes::YAML_FEATURE, span).arg("what", what).arg("write", write));
        None
    }

    /// Puts a finished node where it belongs.
    fn node(&mut self, node: Node) -> Option<()> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence(_, items)) => items.push(node),
            Some(Open::Mapping { key: key @ None, seen, .. }) => match node.kind {
                NodeKind::Scalar { text, .. } if text == "<<" => {
                    return self.feature(
                        node.span,
                        Phrase::quote("`<<`"),
                        said!("write the keys out", "wypisz klucze"),
                    );
                }
                NodeKind::Scalar { text, .. } => {
                    if let Some(first) = seen.get(&text) {
                        let finding = Finding::new(&codes::DUPLICATE_KEY, node.span).arg("key", shown(&text));
                        self.findings
                            .push(finding.note_at(*first, said!("It stands here first.", "Tu stoi po raz pierwszy.")));
                    } else {
                        seen.insert(text.clone(), node.span);
                    }
                    *key = Some((text, node.span));
                }
                NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                    return self.feature(
                        node.span,
                        said!("A list as a key", "listy jako klucza"),
                        said!("use a word", "użyj słowa"),
                    );
                }
            },
            Some(Open::Mapping { entries, key, .. }) => {
                let (key, key_span) = key.take()?;
                entries.push(Entry { key, key_span, value: node });
            }
        }
        Some(())
    }

    fn syntax(&mut self, error: &ScanError) {
        let mut span = self.marked(error.marker());
        let what = match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                let limit = MAX_DEPTH.to_string();
                self.findings.push(Finding::new(&codes::TOO_DEEP, span).arg("limit", limit));
                return;
            }
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar => {
                span = self.indenting_tab(span).unwrap_or(span);
                said!("There is a tab here: indent with spaces.", "Jest tu tabulator: wcinaj spacjami.")
            }
            ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
                said!(
                    "A quote is opened here and never closed: add the closing quote.",
                    "Cudzysłów jest tu otwarty i nigdzie nie zamknięty: dodaj zamykający."
                )
            }
            ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
                said!(
                    "Something follows the closing quote: put quotes around the whole value.",
                    "Po zamykającym cudzysłowie coś jeszcze stoi: weź w cudzysłów całą wartość."
                )
            }
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidUnicodeEscape => {
                said!(
                    "There is no such escape: write `\\\\` for a backslash, or use single quotes.",
                    "Nie ma takiego znaku specjalnego: ukośnik wsteczny pisze się `\\\\` albo użyj apostrofów."
                )
            }
            ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping => {
                said!(
                    "A bracket is opened here and never closed: add the closing bracket.",
                    "Nawias jest tu otwarty i nigdzie nie zamknięty: dodaj zamykający."
                )
            }
            ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
                said!(
                    "This bracket closes none that is open: pair `[` with `]` and `{open}` with `{close}`.",
                    "Ten nawias nie zamyka żadnego otwartego: łącz `[` z `]` i `{open}` z `{close}`.",
                    open = Phrase::quote("{"),
                    close = Phrase::quote("}"),
                )
            }
            ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
                said!("A comma or a closing bracket is missing here.", "Brakuje tu przecinka lub zamykającego nawiasu.")
            }
            ErrorKind::UnknownAnchor => {
                self.feature(
                    span,
                    said!("A reference to another value", "odwołania do innej wartości"),
                    said!("write the value out, or put it in quotes", "wypisz wartość albo weź ją w cudzysłów",),
                );
                return;
            }
            ErrorKind::MappingValueNotAllowed
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::InvalidMappingValueWhitespace
            | ErrorKind::MappingKeyNotAllowed => {
                said!(
                    "A colon with a space after it makes a key: put the text in quotes, or give the key a line of its own.",
                    "Dwukropek ze spacją tworzy klucz: weź tekst w cudzysłów albo daj kluczowi osobny wiersz."
                )
            }
            ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey | ErrorKind::ExpectedBlockMappingKey => {
                said!(
                    "This line is not `key: value`, or is indented otherwise than its neighbours.",
                    "Ten wiersz to nie `key: value` albo ma inne wcięcie niż sąsiednie."
                )
            }
            ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation
            | ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::InvalidBlockScalarIndent
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::InvalidFlowScalarIndent => {
                said!(
                    "This line is indented otherwise than its neighbours: align it with them.",
                    "Ten wiersz ma inne wcięcie niż sąsiednie: wyrównaj go z nimi."
                )
            }
            ErrorKind::UnexpectedCharacter { .. } => {
                said!(
                    "A value cannot begin with this character: put the value in quotes.",
                    "Wartość nie może zaczynać się tym znakiem: weź ją w cudzysłów."
                )
            }
            _ => said!(
                "This line is not YAML: write `key: value`, and put text with unusual characters in quotes.",
                "Ten wiersz nie jest w YAML: napisz `key: value`, a tekst z nietypowymi znakami weź w cudzysłów."
            ),
        };
        self.findings.push(Finding::new(&codes::YAML_SYNTAX, span).arg("what", what));
    }

    /// The first tab that indents a line, from the line of a place on: the parser marks what stands before or behind it.
    fn indenting_tab(&self, from: Span) -> Option<Span> {
        let mut start = self.source.line_start(self.source.place(from.start).line) as usize;
        for line in self.source.text.get(start..)?.split_inclusive('\n') {
            let blank = line.len() - line.trim_start().len();
            if let Some(tab) = line.get(..blank).filter(|_| blank < line.len()).and_then(|b| b.find('\t')) {
                return Some(Span::new(self.source.id, start + tab, start + tab + 1));
            }
            start += line.len();
        }
        None
    }

    /// The character at a marker, or the last one of the text.
    fn marked(&self, marker: &Marker) -> Span {
        let text = &self.source.text;
        let mut at = marker.byte_offset().unwrap_or(0).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        // At the end of the text there is nothing to show; the last character that is not blank is.
        if text.get(at..).is_some_and(|rest| rest.trim().is_empty()) {
            at = text.trim_end().char_indices().next_back().map_or(0, |(i, _)| i);
        }
        let len = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span::new(self.source.id, at, at + len)
    }
}

/// A user's text as a message can show it: on one line, at most 60 characters, control characters made visible.
pub fn shown(text: &str) -> String {
    let mut out = String::new();
    for (n, c) in text.chars().enumerate() {
        if n == 60 {
            out.push('…');
            break;
        }
        if c.is_control() { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;

    fn read(text: &str) -> (Option<Node>, Vec<(String, usize, usize)>) {
        let mut sources = Sources::new();
        let id = sources.add("x.yaml", text);
        let mut findings = Vec::new();
        let node = parse(sources.file(id), &mut findings);
        let said = findings.iter().map(|f| {
            let place = sources.start(f.span);
            (f.code.name.to_owned(), place.line, place.column)
        });
        (node, said.collect())
    }

    fn scalars(node: &Node, out: &mut Vec<String>) {
        match &node.kind {
            NodeKind::Scalar { text, .. } => out.push(text.clone()),
            NodeKind::Sequence(items) => items.iter().for_each(|i| scalars(i, out)),
            NodeKind::Mapping(entries) => entries.iter().for_each(|e| scalars(&e.value, out)),
        }
    }

    #[test]
    fn scalars_stay_as_written() {
        let (node, said) = read("a: 010\nb: [1e3, yes, 1998-05-06, 0x1F, 12 345.60 PLN, 'it''s', .5, ~]\nc:\n");
        let mut out = Vec::new();
        scalars(&node.unwrap(), &mut out);
        assert_eq!(out, ["010", "1e3", "yes", "1998-05-06", "0x1F", "12 345.60 PLN", "it's", ".5", "~", ""]);
        assert!(said.is_empty());
    }

    #[test]
    fn places_count_characters_and_spans_count_bytes() {
        let text = "ż: ółć\nklient: {nazwa: Żabka}\n";
        let mut sources = Sources::new();
        let id = sources.add("x.yaml", text);
        let node = parse(sources.file(id), &mut Vec::new()).unwrap();
        let NodeKind::Mapping(entries) = &node.kind else { panic!("{node:?}") };
        assert_eq!(sources.slice(entries[0].value.span), "ółć");
        let NodeKind::Mapping(inner) = &entries[1].value.kind else { panic!("{node:?}") };
        assert_eq!(sources.slice(inner[0].value.span), "Żabka");
        assert_eq!(sources.start(inner[0].value.span).column, 17);
    }

    #[test]
    fn what_surprises_is_refused_with_its_line() {
        let one = |name: &str, line, column| vec![(name.to_owned(), line, column)];
        assert_eq!(read("a: 1\na: 2\n").1, one("duplicate_key", 2, 1));
        assert_eq!(read("a: 1\n---\nb: 2\n").1, one("two_documents", 2, 1));
        assert_eq!(read("a: &x 1\nb: *x\n").1, one("yaml_feature", 2, 4));
        assert_eq!(read("a: !!int 1\n").1, one("yaml_feature", 1, 10));
        for (text, line, column) in [
            ("a:\n\t- b\n", 2, 1),
            ("a: x\n\tb: y\n", 2, 1),
            ("a:\n  b: x\n \t c: y\n", 3, 2),
            ("a: x\n\n\tb: y\n", 3, 1),
        ] {
            assert_eq!(read(text).1, one("yaml_syntax", line, column), "{text:?}");
        }
        assert_eq!(read("a: \"open\nb: 1\n").1, one("yaml_syntax", 1, 4));
        assert_eq!(read(&"[".repeat(1000)).1, one("too_deep", 1, 65));
        assert_eq!(read(&"- ".repeat(1000)).1, one("too_deep", 1, 129));
    }

    #[test]
    fn an_alias_bomb_costs_nothing() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..40 {
            let references = vec![format!("*a{}", n - 1); 9].join(", ");
            text += &format!("a{n}: &a{n} [{references}]\n");
        }
        assert_eq!(read(&text).1, [("yaml_feature".to_owned(), 2, 10)]);
    }
}
