//! The head of an item: keyword, name, label, `locked`. It is read from the start of the first line and leaves the rest
//! to the clauses. A name that is missing is invented from the label, so that the item can still be spoken of.

use super::family::{Directive, Family, Names};
use super::{Kam, Rule};
use crate::diagnostics::{Finding, Span, suggest, syntax as codes};
use crate::syntax::form::form;
use crate::syntax::reader::Reader;
use crate::syntax::tree::{At, Ident};
use crate::syntax::words;
use crate::values::{Label, Name};
use pest::Parser;
use pest::iterators::Pair;

/// Most words behind the first that a name is put together from.
const MOST_WORDS: usize = 3;

/// What the first line says before its clauses.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// `revenue`, or `line`, `net`.
    pub name: Option<Vec<Ident>>,
    pub label: Label,
    /// The label's first text with its place: the title of an example.
    pub title: Option<At<String>>,
    pub locked: bool,
    /// Where the clauses start, counted from the start of the line.
    pub end: usize,
}

impl Head {
    /// Reads the head at the start of a line.
    pub fn read<'s>(reader: &mut Reader<'s>, rule: Rule, text: &'s str) -> Head {
        let mut head = Head::default();
        let Some(pair) = Kam::parse(rule, text).ok().and_then(|mut p| p.next()) else { return head };
        head.end = pair.as_str().trim_end().len();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::declared_path => head.name = Some(idents(reader, &part)),
                Rule::label => {
                    let first = part.clone().into_inner().next().map(|t| reader.at(&t));
                    head.label = label(reader, part);
                    head.title = first.map(|at| At::new(head.label.plain.clone().unwrap_or_default(), at));
                }
                Rule::k_locked => head.locked = true,
                _ => {}
            }
        }
        head
    }

    /// The name of an item with a plain name. `check_name` has seen to it that there is one.
    pub fn ident(&self, reader: &Reader<'_>, at: Span) -> Ident {
        let first = self.name.as_ref().and_then(|n| n.last().cloned());
        first.unwrap_or_else(|| At::new(Name::new("unnamed"), reader.range(at.start as usize, at.end as usize)))
    }

    /// Reports a name that is missing, reserved or dotted where it must not be.
    pub fn check_name<'s>(&mut self, reader: &mut Reader<'s>, family: &Family, text: &'s str) {
        if matches!(family.head, Names::None) {
            return;
        }
        if family.head == Names::Title {
            let rest = text[self.end..].trim();
            if self.title.is_none() && !rest.is_empty() {
                let right = format!("\"{rest}\"");
                let at = reader.span(rest);
                reader.report_edit(Finding::new(&codes::UNQUOTED, at).arg("right", &right), at, right);
                self.title = Some(At::new(rest.to_owned(), at));
                self.end = text.len();
            } else if self.title.is_none() {
                let at = reader.span(&text[..self.end]);
                reader.report(
                    Finding::new(&codes::INCOMPLETE, at)
                        .arg("item", crate::syntax::repair::spoken(family.keyword))
                        .arg("form", form(family.form)),
                );
            }
            return;
        }
        if self.name_is_a_clause(family, reader, text) {
            let name_at = self.name.as_ref().and_then(|n| n.first()).map(|n| n.span.start as usize);
            self.name = None;
            self.end = name_at.map_or(self.end, |at| at - reader.offset(text));
        }
        match &self.name {
            None => self.invent(reader, family, text),
            Some(parts) => {
                let parts = parts.clone();
                let apart = self.label_half_quoted(reader, family, text);
                let apart = apart.or_else(|| self.name_apart(reader, family, text));
                if let Some(joined) = apart.or_else(|| check_words(reader, family, &parts)) {
                    self.name = Some(vec![joined]);
                } else {
                    // It is used as it should be written, most likely.
                    let written = |part: Ident| At::new(Name::new(&part.value.as_str().replace('-', "_")), part.span);
                    self.name = Some(parts.into_iter().map(written).collect());
                }
            }
        }
    }

    /// `tier B Development" from 40 points`: the label has lost its opening quote, as the closing one shows, which stands right
    /// behind a word and has no partner; the clauses that follow are not read.
    fn label_half_quoted(&mut self, reader: &mut Reader<'_>, family: &Family, text: &str) -> Option<Ident> {
        let first = self.name.as_deref().filter(|name| name.len() == 1)?.first()?.clone();
        let rest = text.get(self.end..).filter(|_| self.label == Label::default())?;
        let half = rest.get(..rest.find('"')?)?;
        let is_clause = |word: &str| family.clause_words().any(|clause| clause.split(' ').next() == Some(word));
        let opens = half.split_whitespace().next().is_some_and(|word| !is_clause(word) && word != "=");
        let is_odd = rest.matches('"').count() % 2 == 1;
        if !opens || !is_odd || half.contains('\n') || half.ends_with(char::is_whitespace) {
            return None;
        }
        let label = half.trim_start();
        let (at, right) = (reader.span(label), format!("\"{label}\""));
        let quote = reader.range(at.start as usize, at.start as usize);
        reader.report_edit(Finding::new(&codes::UNQUOTED, at).arg("right", &right), quote, "\"");
        self.end = text.len();
        Some(first)
    }

    /// `criterion repeat orders "…"`: a name in several words, as the label behind them shows; the clauses that follow are not read.
    fn name_apart(&mut self, reader: &mut Reader<'_>, family: &Family, text: &str) -> Option<Ident> {
        let first = self.name.as_deref().filter(|name| name.len() == 1)?.first()?.clone();
        let rest = text.get(self.end..).filter(|_| self.label == Label::default())?;
        let more = rest.get(..rest.find('"')?)?.trim();
        let words: Vec<&str> = more.split_whitespace().collect();
        let is_name = |word: &&str| {
            word.chars().all(unicode_ident::is_xid_continue)
                && !words::RESERVED.contains(word)
                && !family.clause_words().any(|clause| clause.split(' ').any(|part| part == *word))
        };
        if words.is_empty() || words.len() > MOST_WORDS || !words.iter().all(is_name) {
            return None;
        }
        let span = first.span.to(reader.span(more));
        let right = format!("{}_{}", first.value, words.join("_"));
        reader.report_edit(Finding::new(&codes::NAME_FORM, span).arg("right", &right), span, right.as_str());
        self.end = text.len();
        Some(At::new(Name::new(&right), span))
    }

    /// Whether what stands in the name's place is the first clause: `tier from 80 points`.
    fn name_is_a_clause<'s>(&self, family: &Family, reader: &Reader<'s>, text: &'s str) -> bool {
        let Some([name]) = self.name.as_deref() else { return false };
        let is_clause = family.clause_words().any(|w| w.split(' ').next() == Some(name.value.as_str()));
        let Some(rule) = family.lines.rule() else { return false };
        let from_name = (name.span.start as usize).saturating_sub(reader.offset(text));
        is_clause
            && self.label == Label::default()
            && reader.pairs(rule, &text[self.end..]).is_none()
            && reader.pairs(rule, &text[from_name..]).is_some()
    }

    fn invent<'s>(&mut self, reader: &mut Reader<'s>, family: &Family, text: &'s str) {
        let keyword = text.find(|c| !unicode_ident::is_xid_continue(c)).unwrap_or(text.len());
        let invented = invented(self.label.plain.as_deref().unwrap_or_default(), family.keyword);
        let at = reader.span(&text[..self.end.max(keyword)]);
        let rest = text[self.end.max(keyword)..].trim();
        let label = text.get(keyword..self.end).unwrap_or("").trim();
        let shown = [
            &text[..keyword],
            &invented,
            label,
            rest.split_whitespace().next().unwrap_or_default(),
            if rest.is_empty() { "" } else { "…" },
        ];
        let shown: Vec<&str> = shown.into_iter().filter(|s| !s.is_empty()).collect();
        let finding = Finding::new(&codes::NO_NAME, at)
            .arg("item", crate::syntax::repair::spoken(family.keyword))
            .arg("right", shown.join(" "));
        let place = reader.offset(text) + keyword;
        reader.report_edit(finding, reader.range(place, place), format!(" {invented}"));
        self.name = Some(vec![At::new(Name::new(&invented), at)]);
    }
}

/// Reports names that cannot be declared; gives the name that was meant where one has too many parts.
fn check_words(reader: &mut Reader<'_>, family: &Family, parts: &[Ident]) -> Option<Ident> {
    let mut meant = None;
    let most = if family.head == Names::Target { 2 } else { 1 };
    if let (Some(first), Some(last)) = (parts.first(), parts.last())
        && parts.len() > most
    {
        let span = first.span.to(last.span);
        let joined: Vec<&str> = parts.iter().map(|p| p.value.as_str()).collect();
        let file = family.directive == Directive::Include && joined.last() == Some(&"kam");
        let named = if file { &joined[..joined.len() - 1] } else { joined.as_slice() };
        let right = named.join("_");
        meant = Some(At::new(Name::new(&right), span));
        reader.report_edit(Finding::new(&codes::NAME_FORM, span).arg("right", &right), span, right);
    }
    for part in parts {
        check_word(reader, part);
        if part.value.as_str().contains('-') {
            let right = part.value.as_str().replace('-', "_");
            reader.report_edit(Finding::new(&codes::NAME_FORM, part.span).arg("right", &right), part.span, right);
        }
    }
    // `person.score` would be read as the score wherever the name may stand bare.
    if let Some(only) = parts.last()
        && words::BUILT_IN.contains(&only.value.as_str())
        && family.head != Names::None
    {
        let other = format!("{}_own", only.value);
        let finding =
            Finding::new(&codes::BUILT_IN_NAME, only.span).quote("name", only.value.as_str()).arg("other", &other);
        reader.report_edit(finding, only.span, other);
    }
    meant
}

/// Reports a declared name that is a reserved word.
pub(super) fn check_word(reader: &mut Reader<'_>, name: &Ident) {
    if words::RESERVED.contains(&name.value.as_str()) {
        let other = format!("{}_value", name.value);
        let finding =
            Finding::new(&codes::RESERVED_NAME, name.span).quote("name", name.value.as_str()).arg("other", &other);
        reader.report_edit(finding, name.span, other);
    }
}

/// An identifier made of a label: Polish letters folded to ASCII, at most three words.
fn invented(label: &str, keyword: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in suggest::fold(label).split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if words.is_empty() && word.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        words.push(word.to_owned());
        if words.len() == 3 {
            break;
        }
    }
    match words.as_slice() {
        [] => format!("my_{keyword}"),
        [only] if words::RESERVED.contains(&only.as_str()) => format!("{only}_{keyword}"),
        _ => words.join("_"),
    }
}

/// The parts of a dotted name.
pub(super) fn idents(reader: &Reader<'_>, path: &Pair<'_, Rule>) -> Vec<Ident> {
    let part = |p: Pair<'_, Rule>| At::new(Name::new(p.as_str()), reader.span(p.as_str()));
    path.clone().into_inner().filter(|p| matches!(p.as_rule(), Rule::ident | Rule::declared)).map(part).collect()
}

/// A dotted name as one name: `probability.win` in an expectation.
pub(super) fn dotted(reader: &Reader<'_>, path: &Pair<'_, Rule>) -> Ident {
    At::new(Name::new(path.as_str()), reader.span(path.as_str()))
}

/// A label with its languages.
pub(super) fn label(reader: &mut Reader<'_>, pair: Pair<'_, Rule>) -> Label {
    let mut label = Label::default();
    let mut language: Option<String> = None;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::language => language = Some(part.as_str().to_owned()),
            Rule::text => {
                let text = text_value(reader, &part).value;
                match language.take() {
                    Some(language) => label.translations.push((language, text)),
                    None => label.plain = Some(text),
                }
            }
            _ => {}
        }
    }
    label
}

/// What a text says; an unknown escape is reported and kept as it stands.
pub(super) fn text_value(reader: &mut Reader<'_>, pair: &Pair<'_, Rule>) -> At<String> {
    let whole = pair.as_str();
    let span = reader.span(whole);
    if !whole.starts_with('"') {
        return office_text(reader, whole, span);
    }
    let inner = whole.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(whole);
    if !inner.contains('\\') {
        return At::new(inner.to_owned(), span);
    }
    let base = span.start as usize + 1;
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.char_indices();
    while let Some((i, c)) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some((_, 'n')) => out.push('\n'),
            Some((_, escaped @ ('"' | '\\'))) => out.push(escaped),
            Some((j, other)) => {
                let at = reader.range(base + i, base + j + other.len_utf8());
                let finding = Finding::new(&codes::ESCAPE, at).arg("escape", format!("\\{other}"));
                reader.report_edit(finding, reader.range(base + i, base + i), "\\");
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    At::new(out, span)
}

/// A text in the quotes of an office: „…”, «…», '…'.
fn office_text(reader: &mut Reader<'_>, whole: &str, span: Span) -> At<String> {
    let inner = whole.trim_start_matches(is_quote).trim_end_matches(is_quote);
    let right = format!("\"{inner}\"");
    let finding = Finding::new(&codes::TYPED_SIGN, span).quote("wrong", whole).arg("right", &right);
    reader.report_edit(finding, span, right);
    At::new(inner.to_owned(), span)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '„' | '“' | '”' | '«' | '»' | '‚' | '‘' | '’')
}
