//! Recognisers for what people write instead of the language: each looks at the place where a rule stopped and, if it
//! knows the slip, says what to write. Guesses are tried in order; `repair` keeps the first that helps.

use super::item::{Family, Rule};
use super::reader::Edit;
use super::repair::{article, outside_texts, possible};
use super::split::{first_word, is_blank};
use super::words;
use crate::diagnostics::{Code, FileId, Finding, Phrase, Span, suggest, syntax as codes};
use crate::values::{Currency, Day};

/// Where a rule stopped.
pub(super) struct Site<'a> {
    pub rule: Rule,
    pub family: &'a Family,
    /// The text as far as it has been mended.
    pub text: &'a str,
    pub at: usize,
    /// A label may stand at the start of the text.
    pub label: bool,
    /// The text is on the item's first line.
    pub first_line: bool,
    /// The whole file, to see which names it uses.
    pub file: &'a str,
}

/// A slip and its remedy, in places of the site's text. Without edits it only explains.
pub(super) struct Guess {
    pub finding: Finding,
    pub start: usize,
    pub end: usize,
    pub edits: Vec<Edit>,
    /// Only right if nothing else is wrong with the text.
    pub whole: bool,
}

/// Words that stand between values.
pub(super) const OPERATORS: &[&str] = &[
    "and",
    "or",
    "not",
    "is",
    "in",
    "at least",
    "at most",
    "above",
    "below",
    "between",
    "before",
    "after",
    "where",
    "among",
    "over last",
    "over previous",
    "since",
    "weighted by",
    "then",
    "else",
    "of",
    "missing",
    "known",
    "count distinct",
    "share of",
];

/// Units and multipliers of numbers.
const UNITS: &[&str] =
    &["points", "days", "working days", "weeks", "months", "years", "hours", "pp", "tys", "mln", "mld", "bn", "k"];

/// How English says it, and how the language does. Longer phrases first.
const PHRASES: &[(&str, &str)] = &[
    ("is any of", "in"),
    ("is one of", "in"),
    ("any of", "in"),
    ("one of", "in"),
    ("is either", "in"),
    ("is greater than or equal to", "at least"),
    ("is less than or equal to", "at most"),
    ("greater than or equal to", "at least"),
    ("less than or equal to", "at most"),
    ("is not more than", "at most"),
    ("is not less than", "at least"),
    ("is no more than", "at most"),
    ("is no less than", "at least"),
    ("not more than", "at most"),
    ("not less than", "at least"),
    ("no more than", "at most"),
    ("no less than", "at least"),
    ("is more than", "above"),
    ("is greater than", "above"),
    ("is larger than", "above"),
    ("is higher than", "above"),
    ("is less than", "below"),
    ("is lower than", "below"),
    ("is smaller than", "below"),
    ("more than", "above"),
    ("greater than", "above"),
    ("larger than", "above"),
    ("higher than", "above"),
    ("less than", "below"),
    ("lower than", "below"),
    ("smaller than", "below"),
    ("is equal to", "is"),
    ("equal to", "is"),
    ("at minimum", "at least"),
    ("at maximum", "at most"),
    ("minimum", "at least"),
    ("maximum", "at most"),
    ("under", "below"),
    ("exceeds", "above"),
    ("unknown", "missing"),
    ("in the last", "over last"),
    ("during last", "over last"),
    ("last year", "last 12 months"),
    ("last quarter", "last 3 months"),
    ("last month", "last 1 month"),
    ("previous year", "previous 12 months"),
    ("previous quarter", "previous 3 months"),
    ("previous month", "previous 1 month"),
    ("last", "over last"),
    ("for each", "where"),
    ("averege of", "average"),
    ("sum of", "sum"),
    ("average of", "average"),
    ("count of", "count"),
    ("number of", "count"),
    ("but", "and"),
    ("unless", "and not"),
    ("if", "when"),
    ("to", "below"),
    ("to", "and"),
    ("of", "one of"),
    ("of", "*"),
    ("per", "/"),
    ("since", "from"),
    ("true", "yes"),
    ("false", "no"),
    ("lower is better", "less is better"),
    ("smaller is better", "less is better"),
    ("fewer is better", "less is better"),
    ("low is better", "less is better"),
    ("else", "otherwise"),
    ("times", "*"),
    ("x", "*"),
    ("multiplied by", "*"),
    ("divided by", "/"),
    ("plus", "+"),
    ("minus", "-"),
    ("null", "missing"),
    ("none", "missing"),
];

/// What the failure at a site may be, likeliest first.
pub(super) fn guesses(site: &Site<'_>) -> Vec<Guess> {
    let recognisers: &[fn(&Site<'_>) -> Vec<Guess>] = &[
        open_text,
        comment_sign,
        parentheses,
        other_date,
        super::guess_office::guesses,
        keyword_case,
        colon,
        super::guess_names::guesses,
        super::guess_plays::guesses,
        super::polish::guesses,
        super::guess_plays::phrases,
        phrase,
        unit,
        name_apart,
        keyword,
        half_keyword,
        comma,
        missing_then,
        range_in_words,
        unquoted_text,
        label_place,
        unquoted_label,
        super::guess_office::missing_when,
        missing_word,
        unknown_clause,
        arrow,
    ];
    recognisers.iter().flat_map(|r| r(site)).collect()
}

pub(super) fn guess(code: &'static Code, start: usize, end: usize) -> Guess {
    let finding = Finding::new(code, Span { file: FileId(0), start: 0, end: 0 });
    Guess { finding, start, end, edits: Vec::new(), whole: false }
}

impl Guess {
    pub(super) fn arg(mut self, name: &'static str, value: impl Into<Phrase>) -> Guess {
        self.finding = self.finding.arg(name, value);
        self
    }

    pub(super) fn quote(self, name: &'static str, text: impl Into<String>) -> Guess {
        self.arg(name, Phrase::quote(text))
    }

    pub(super) fn whole(mut self) -> Guess {
        self.whole = true;
        self
    }

    pub(super) fn put(mut self, start: usize, end: usize, text: impl Into<String>) -> Guess {
        self.edits.push(Edit { start, end, text: text.into() });
        self
    }
}

/// The word at the site, or the one that ends just before it.
pub(super) fn words_at<'a>(site: &Site<'a>) -> Vec<(usize, &'a str)> {
    let mut out = Vec::new();
    let is_word = |word: &str| word.starts_with(unicode_ident::is_xid_start);
    let here = first_word(&site.text[site.at..]);
    if is_word(here) {
        out.push((site.at, here));
    }
    let before = site.text[..site.at].trim_end();
    let start = before.char_indices().rev().take_while(|(_, c)| unicode_ident::is_xid_continue(*c)).last();
    if let Some((start, _)) = start
        && is_word(&before[start..])
    {
        out.push((start, &before[start..]));
    }
    out
}

/// A quote that is not closed on its line.
fn open_text(site: &Site<'_>) -> Vec<Guess> {
    let line_quotes = |text: &str| {
        let (mut open, mut escaped) = (None, false);
        for (i, c) in text.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' if open.is_some() => escaped = true,
                '"' => open = if open.is_some() { None } else { Some(i) },
                '\n' => return open,
                _ => {}
            }
        }
        open
    };
    let Some(open) = line_quotes(site.text) else { return Vec::new() };
    let end = site.text[open..].find('\n').map_or(site.text.len(), |i| open + i);
    let inside = &site.text[open + 1..end];
    let mut closers: Vec<usize> = Vec::new();
    for word in
        ["when", "in", "weight", "from", "to tier", "otherwise", "because", "template", "version", "locked", "="]
    {
        closers.extend(inside.match_indices(&format!(" {word} ")).map(|(i, _)| open + 1 + i));
    }
    closers.sort_unstable();
    closers.push(end);
    let make = |at: usize| guess(&codes::OPEN_TEXT, open, open + 1).put(at, at, "\"");
    let mut out: Vec<Guess> = closers.into_iter().map(make).collect();
    out.push(guess(&codes::OPEN_TEXT, open, open + 1));
    out
}

/// `//` and `--` as comments.
fn comment_sign(site: &Site<'_>) -> Vec<Guess> {
    ["//", "--"]
        .iter()
        .filter_map(|sign| {
            outside_texts(site.text).find(|(i, _)| site.text[*i..].starts_with(sign)).map(|(i, _)| (i, *sign))
        })
        .map(|(i, sign)| {
            let end = site.text[i..].find('\n').map_or(site.text.len(), |n| i + n);
            let rest = site.text[i + sign.len()..end].trim();
            guess(&codes::TYPED_SIGN, i, i + sign.len()).quote("wrong", sign).quote("right", "#").put(
                i,
                end,
                format!("# {rest}"),
            )
        })
        .collect()
}

/// Parentheses that do not match.
fn parentheses(site: &Site<'_>) -> Vec<Guess> {
    let mut open: Vec<usize> = Vec::new();
    for (i, c) in outside_texts(site.text) {
        match c {
            '(' => open.push(i),
            ')' if open.pop().is_none() => {
                return vec![guess(&codes::STRAY_PARENTHESIS, i, i + 1).put(i, i + 1, "")];
            }
            _ => {}
        }
    }
    let Some(last) = open.last() else { return Vec::new() };
    let end = site.text.trim_end().len();
    let at = site.text[..site.at].trim_end().len();
    let make = |close: usize| guess(&codes::OPEN_PARENTHESIS, *last, last + 1).put(close, close, ")");
    let mut out = vec![make(at), make(end)];
    out.retain(|g| g.edits.first().is_some_and(|e| e.start > *last + 1));
    out.push(guess(&codes::OPEN_PARENTHESIS, *last, last + 1));
    out
}

/// `1.10.2026`, `01/10/2026`, `2026/10/1`.
fn other_date(site: &Site<'_>) -> Vec<Guess> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/');
    let start =
        site.text[..site.at].char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map_or(site.at, |(i, _)| i);
    let end = site.text[start..].find(|c| !is_part(c)).map_or(site.text.len(), |i| start + i);
    let written = &site.text[start..end];
    let parts: Vec<&str> = written.split(['.', '/']).collect();
    let [a, b, c] = parts.as_slice() else { return Vec::new() };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    let day = || Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    match day().filter(|_| year.len() == 4) {
        Some(day) => {
            let right = day.to_string();
            vec![guess(&codes::DATE_FORM, start, end).arg("right", &right).put(start, end, right)]
        }
        None => Vec::new(),
    }
}

/// `When`, `AT LEAST`.
fn keyword_case(site: &Site<'_>) -> Vec<Guess> {
    let all = || site.family.clause_words().chain(OPERATORS.iter().copied()).chain(words::RESERVED.iter().copied());
    let mut out = Vec::new();
    for (start, word) in words_at(site) {
        let small = word.to_lowercase();
        if small != word && all().any(|w| w.split(' ').any(|part| part == small)) {
            let end = start + word.len();
            out.push(guess(&codes::KEYWORD_CASE, start, end).arg("right", &small).put(start, end, small));
        }
    }
    out
}

/// `weight: 60 %`, `weight = 60 %`, `when revenue above 5;`
fn colon(site: &Site<'_>) -> Vec<Guess> {
    let trailing = site.text.trim_end();
    if site.at >= trailing.len() && trailing.ends_with([',', ';', '.', ':']) {
        let start = trailing.len() - 1;
        let last = trailing[..start].trim_end().rsplit(is_blank).next().unwrap_or_default();
        let finding =
            guess(&codes::COLON, start, trailing.len()).quote("sign", &trailing[start..]).quote("after", last);
        return vec![finding.put(start, trailing.len(), "")];
    }
    let rest = &site.text[site.at..];
    let apart = site.text[..site.at].ends_with(is_blank) || site.at == 0;
    let needless = |c: &char| {
        matches!(c, ':' | ';' | '=')
            || (matches!(c, ',' | '.') && rest.trim_end().len() == 1)
            || (matches!(c, '—' | '–' | '-') && apart && rest[c.len_utf8()..].starts_with(is_blank))
    };
    let Some(sign) = rest.chars().next().filter(needless) else { return Vec::new() };
    let end = site.at + sign.len_utf8();
    let before = &site.text[..site.at];
    let last = before.trim_end().rsplit(is_blank).next().unwrap_or_default();
    let spaced = before.ends_with(is_blank) || site.text[end..].starts_with(is_blank) || end == site.text.len();
    let put = if spaced { "" } else { " " };
    let twice = before.ends_with(is_blank) && site.text[end..].starts_with(is_blank);
    let gone = end + if twice { site.text[end..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    vec![guess(&codes::COLON, site.at, end).arg("sign", sign.to_string()).quote("after", last).put(site.at, gone, put)]
}

/// A turn of phrase at or around the site.
fn phrase(site: &Site<'_>) -> Vec<Guess> {
    let mut out = Vec::new();
    let starts: Vec<usize> = words_at(site).into_iter().map(|(i, _)| i).collect();
    let window = site.text[..site.at].char_indices().rev().nth(30).map_or(0, |(i, _)| i);
    for (wrong, right) in PHRASES {
        let single = !wrong.contains(' ');
        for (i, _) in site.text[window..].match_indices(wrong) {
            let (start, end) = (window + i, window + i + wrong.len());
            let bounded = first_word(&site.text[end..]).is_empty()
                && !site.text[..start].ends_with(unicode_ident::is_xid_continue);
            let near = start <= site.at && end >= site.at.saturating_sub(1);
            if bounded && (starts.contains(&start) || (!single && near)) {
                let finding = guess(&codes::PHRASE, start, end).quote("wrong", *wrong).quote("right", *right);
                out.push(finding.put(start, end, *right));
            }
        }
    }
    out
}

/// A word after a number that is no unit.
fn unit(site: &Site<'_>) -> Vec<Guess> {
    let mut out = Vec::new();
    for (start, word) in words_at(site) {
        let before = site.text[..start].trim_end();
        let after_number = before.ends_with(|c: char| c.is_ascii_digit())
            || UNITS
                .iter()
                .any(|u| before.strip_suffix(u).is_some_and(|b| b.trim_end().ends_with(|c: char| c.is_ascii_digit())));
        let is_clause = site.family.clause_words().any(|w| w.split(' ').next() == Some(word));
        if !after_number || is_clause || words::RESERVED.contains(&word) {
            continue;
        }
        let end = start + word.len();
        let upper = word.to_uppercase();
        let near = if Currency::parse(&upper).is_some() {
            Some(upper)
        } else {
            let units = suggest::nearest(word, UNITS.iter().copied()).map(str::to_owned);
            units.or_else(|| suggest::nearest(&upper, Currency::all()).map(str::to_owned))
        };
        if let Some(near) = near {
            let finding = guess(&codes::UNKNOWN_UNIT, start, end)
                .quote("unit", word)
                .arg("hint", suggest::did_you_mean(Some(&near)));
            out.push(finding.put(start, end, near));
        }
    }
    out
}

/// A misspelt word of the language.
fn keyword(site: &Site<'_>) -> Vec<Guess> {
    let clauses: Vec<&str> = site.family.clause_words().collect();
    let mut out = Vec::new();
    for (start, word) in words_at(site) {
        if word.len() < 2 {
            continue;
        }
        for written in [two_words(site.text, start), word] {
            if written.is_empty() || words::RESERVED.contains(&written) {
                continue;
            }
            let double = written.contains(' ');
            let candidates =
                clauses.iter().chain(OPERATORS).copied().filter(|c| *c != written && c.contains(' ') == double);
            let Some(near) = suggest::nearest(written, candidates) else { continue };
            let end = start + written.len();
            let is_clause = clauses.contains(&near) && starts_clause(site, start);
            let made = if is_clause {
                guess(&codes::UNKNOWN_CLAUSE, start, end)
                    .arg("item", article(site.family.keyword))
                    .quote("word", written)
                    .arg("hint", suggest::did_you_mean(Some(near)))
            } else {
                guess(&codes::PHRASE, start, end).quote("wrong", written).quote("right", near)
            };
            out.push(made.put(start, end, near));
        }
    }
    out
}

/// `months pursued`: a name of the file with a space in place of its `_`.
fn name_apart(site: &Site<'_>) -> Vec<Guess> {
    let mut out = Vec::new();
    for (start, _) in words_at(site) {
        let two = two_words(site.text, start);
        let joined = two.replace(' ', "_");
        let is_word = |c: char| unicode_ident::is_xid_continue(c);
        if !two.is_empty() && site.file.split(|c| !is_word(c)).any(|word| word == joined) {
            let end = start + two.len();
            out.push(guess(&codes::NAME_FORM, start, end).arg("right", &joined).put(start, end, joined));
        }
    }
    out
}

/// One word of two: `tier B` for `to tier B`, `missing exclude` for `missing means exclude`.
fn half_keyword(site: &Site<'_>) -> Vec<Guess> {
    let clauses: Vec<&str> = site.family.clause_words().collect();
    let mut out = Vec::new();
    for (start, word) in words_at(site) {
        let (before, end) = (site.text[..start].trim_end(), start + word.len());
        for whole in clauses.iter().chain(OPERATORS) {
            let Some((first, second)) = whole.split_once(' ') else { continue };
            let said = (word == second && !before.ends_with(first))
                || (word == first && !site.text[end..].trim_start().starts_with(second));
            if !said {
                continue;
            }
            let made = if clauses.contains(whole) && starts_clause(site, start) {
                guess(&codes::UNKNOWN_CLAUSE, start, end)
                    .arg("item", article(site.family.keyword))
                    .quote("word", word)
                    .arg("hint", suggest::did_you_mean(Some(whole)))
            } else {
                guess(&codes::PHRASE, start, end).quote("wrong", word).quote("right", *whole)
            };
            out.push(made.put(start, end, *whole));
        }
    }
    out
}

/// `if buys revenue else missing`
fn missing_then(site: &Site<'_>) -> Vec<Guess> {
    let before = &site.text[..site.at];
    let words = || before.split(|c: char| !unicode_ident::is_xid_continue(c));
    let open = words().filter(|w| *w == "if").count() > words().filter(|w| *w == "then").count();
    let next = site.text[site.at..].split_whitespace().next().unwrap_or_default();
    if !open || next.is_empty() {
        return Vec::new();
    }
    let finding = guess(&codes::MISSING_WORD, site.at, site.at + next.len()).quote("word", "then");
    vec![finding.arg("right", format!("then {next} …")).put(site.at, site.at, "then ")]
}

/// Two values of an example without a comma between.
fn comma(site: &Site<'_>) -> Vec<Guess> {
    let here = first_word(&site.text[site.at..]);
    let before = site.text[..site.at].trim_end();
    if site.rule != Rule::example_line || here.is_empty() || before.is_empty() {
        return Vec::new();
    }
    let finding = guess(&codes::NO_COMMA, site.at, site.at + here.len()).quote("word", here);
    vec![finding.put(before.len(), before.len(), ",")]
}

/// The word at a place and the one after it, if only a space is between.
fn two_words(text: &str, start: usize) -> &str {
    let first = first_word(&text[start..]);
    let rest = &text[start + first.len()..];
    let Some(second) = rest.strip_prefix(' ').map(first_word).filter(|w| !w.is_empty()) else { return "" };
    &text[start..start + first.len() + 1 + second.len()]
}

/// Whether what stands before a place is complete, so that a clause starts there.
pub(super) fn starts_clause(site: &Site<'_>, start: usize) -> bool {
    let before = site.text[..start].trim();
    match site.rule {
        Rule::clauses | Rule::type_clauses => before.is_empty() || super::repair::fits(site.rule, before),
        Rule::example_line => before.is_empty(),
        _ => false,
    }
}

/// A label without its quotes: everything up to the next clause.
fn unquoted_label(site: &Site<'_>) -> Vec<Guess> {
    if !matches!(site.rule, Rule::clauses | Rule::type_clauses) || !site.label || site.text.starts_with('"') {
        return Vec::new();
    }
    // A label starts with a letter and is no call: what else stands here is a formula without its `=`.
    let rest = &site.text[first_word(site.text).len()..];
    if !site.text.starts_with(char::is_alphabetic) || rest.starts_with(['(', '.']) {
        return Vec::new();
    }
    let mut ends: Vec<usize> = site
        .family
        .clause_words()
        .flat_map(|word| site.text.match_indices(word).map(|(i, _)| i).collect::<Vec<_>>())
        .filter(|i| *i > 0 && site.text[..*i].ends_with(is_blank))
        .collect();
    ends.sort_unstable();
    ends.into_iter()
        .take(8)
        .map(|end| {
            let label = site.text[..end].trim();
            let right = format!("\"{label}\"");
            guess(&codes::UNQUOTED, 0, label.len()).arg("right", &right).put(0, label.len(), right)
        })
        .collect()
}

/// The text of `because`, `template` and their like without its quotes.
fn unquoted_text(site: &Site<'_>) -> Vec<Guess> {
    let before = site.text[..site.at].trim_end();
    if site.text[site.at..].starts_with('"')
        || !["because", "template", "evidence", "terms", "approval"].iter().any(|word| before.ends_with(word))
    {
        return Vec::new();
    }
    let line = site.text[site.at..].split('\n').next().unwrap_or_default().trim_end();
    let mut ends: Vec<usize> = site
        .family
        .clause_words()
        .flat_map(|word| line.match_indices(&format!(" {word} ")).map(|(i, _)| i).collect::<Vec<_>>())
        .collect();
    ends.push(line.len());
    ends.sort_unstable();
    let quoted = |end: usize| {
        let right = format!("\"{}\"", &line[..end]);
        guess(&codes::UNQUOTED, site.at, site.at + end).arg("right", &right).put(site.at, site.at + end, right).whole()
    };
    ends.into_iter().filter(|end| *end > 0).map(quoted).collect()
}

/// `money "Label"`: the label behind the type.
fn label_place(site: &Site<'_>) -> Vec<Guess> {
    let text = site.text.trim_end();
    let Some(quote) = text.find('"').filter(|_| matches!(site.rule, Rule::column | Rule::type_clauses)) else {
        return Vec::new();
    };
    let name = if site.rule == Rule::column { first_word(text).len() } else { 0 };
    let ty = text[name..quote.max(name)].trim();
    let label = &text[quote..];
    if ty.is_empty() || name > quote {
        return Vec::new();
    }
    let right = format!("{}{}{label} {ty}", &text[..name], if name > 0 { " " } else { "" });
    vec![guess(&codes::LABEL_PLACE, quote, text.len()).arg("right", &right).put(0, text.len(), right)]
}

/// `score between 45 and 60` in an expectation.
fn range_in_words(site: &Site<'_>) -> Vec<Guess> {
    let rest = &site.text[site.at..];
    let Some(and) = rest.find(" and ").filter(|_| site.rule == Rule::example_line && rest.starts_with("between "))
    else {
        return Vec::new();
    };
    let low = rest["between ".len().min(and)..and].trim();
    let high = rest[and + " and ".len()..].split(',').next().unwrap_or_default().trim();
    let end = site.at + and + " and ".len();
    let range = format!("{low}..{high}");
    let finding = guess(&codes::PHRASE, site.at, end + high.len()).quote("wrong", &rest[..end + high.len() - site.at]);
    vec![finding.arg("right", &range).put(site.at, end + high.len(), range)]
}

/// Clauses that lack their first word: `veto x "L" revenue above 5 PLN`.
fn missing_word(site: &Site<'_>) -> Vec<Guess> {
    let shown = first_word(site.text);
    let started = site.family.clause_words().any(|w| w.split(' ').next() == Some(shown));
    if !matches!(site.rule, Rule::clauses | Rule::type_clauses) || !site.first_line || started {
        return Vec::new();
    }
    let shown = if shown.is_empty() { site.text.chars().take(12).collect() } else { shown.to_owned() };
    let insert = |word: &'static str| {
        let right = format!("{word} {shown} …");
        guess(&codes::MISSING_WORD, 0, 0).quote("word", word).arg("right", right).put(0, 0, format!("{word} ")).whole()
    };
    site.family.clause_words().map(insert).collect()
}

/// A line that starts with a word the item does not know.
fn unknown_clause(site: &Site<'_>) -> Vec<Guess> {
    let word = first_word(&site.text[site.at..]);
    if !word.starts_with(unicode_ident::is_xid_start)
        || !starts_clause(site, site.at)
        || site.family.clause_words().next().is_none()
    {
        return Vec::new();
    }
    // Behind the `=` of a definition the word is part of a formula, not the start of a clause.
    let formula = site.at > 0 && site.family.clause_words().any(|w| w == "=");
    if formula || site.family.clause_words().any(|w| w.split(' ').next() == Some(word)) {
        return Vec::new();
    }
    let finding = guess(&codes::UNKNOWN_CLAUSE, site.at, site.at + word.len());
    vec![
        finding
            .arg("item", article(site.family.keyword))
            .quote("word", word)
            .arg("hint", possible(site.family.clause_words())),
    ]
}

/// Arrows have no meaning of their own.
fn arrow(site: &Site<'_>) -> Vec<Guess> {
    let signs = ["→", "->", "⇒", "=>"];
    let found = signs.iter().find(|s| site.text[site.at..].starts_with(**s));
    let arrow = |sign: &&str| guess(&codes::ARROW, site.at, site.at + sign.len()).quote("wrong", *sign);
    found.map(arrow).into_iter().collect()
}
