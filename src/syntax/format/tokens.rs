//! The spacing of a line: one space between words and around operators, none inside brackets, `12 %` and `2 000 PLN` as
//! the language writes them. Looks at characters only, so it can be used on any piece of code; a text in quotes is one word.

/// Words whose arguments follow without a space.
const FUNCTIONS: &[&str] = &[
    "min",
    "max",
    "abs",
    "clamp",
    "round",
    "default",
    "clv",
    "months_since",
    "share_of_total",
    "percentile",
    "rank_of",
    "pareto_share",
];

/// A line as its words, spaced.
pub(crate) fn spaced(code: &str) -> String {
    let tokens = tokens(code);
    let mut out = String::with_capacity(code.len() + 8);
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| tokens.get(i));
        let sign = at.checked_sub(1).is_some_and(|i| is_sign(&tokens, i));
        if before.is_some_and(|before| !sign && space_between(before, token)) {
            out.push(' ');
        }
        out.push_str(&token.text);
    }
    out
}

/// Where a condition may be broken: the byte offsets of `and` and `or` outside brackets, in a spaced line. Those of an
/// `if` end with its `then`, so a line with one is not broken.
pub(super) fn junctions(code: &str) -> Vec<usize> {
    if code.contains(" then ") {
        return Vec::new();
    }
    let (mut found, mut depth, mut in_text, mut escaped) = (Vec::new(), 0usize, false, false);
    for (i, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 && [" and ", " or "].iter().any(|w| code[i..].starts_with(w)) => found.push(i + 1),
            _ => {}
        }
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Number,
    Text,
    /// `%`
    Unit,
    Operator,
    Open,
    Close,
    Comma,
    Colon,
    Range,
}

#[derive(Clone, Debug)]
struct Token {
    kind: Kind,
    text: String,
    /// Blanks stood before it and none behind: `x -5`.
    prefix: bool,
}

fn space_between(before: &Token, token: &Token) -> bool {
    match (before.kind, token.kind) {
        (Kind::Open | Kind::Range, _) | (_, Kind::Close | Kind::Comma | Kind::Colon | Kind::Range) => false,
        (Kind::Word, Kind::Open) => !FUNCTIONS.contains(&before.text.as_str()),
        _ => true,
    }
}

/// Whether a token is the sign of what follows rather than an operation.
fn is_sign(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|t| t.text == "-") else { return false };
    let Some(before) = at.checked_sub(1).and_then(|i| tokens.get(i)) else { return true };
    match before.kind {
        Kind::Operator | Kind::Open | Kind::Comma | Kind::Colon | Kind::Range => true,
        // `against -2` and `number -100..100`: what was written as a sign stays one.
        Kind::Word => token.prefix || OPENERS.contains(&before.text.as_str()),
        Kind::Number | Kind::Text | Kind::Unit | Kind::Close => false,
    }
}

/// Words behind which a value begins, so that a `-` there is a sign.
const OPENERS: &[&str] = &[
    "and", "or", "not", "is", "in", "at", "above", "below", "between", "before", "after", "if", "then", "else", "from",
    "least", "most", "becomes", "target", "alarm", "points", "given", "when", "where", "among", "lowest", "by",
];

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let code = code.trim();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let version = tokens.last().is_some_and(|t| t.kind == Kind::Word && t.text == "version");
        let (kind, length) = match first {
            c if c.is_whitespace() => {
                rest = rest.trim_start();
                continue;
            }
            '"' => (Kind::Text, text_length(rest)),
            _ if version => (Kind::Word, rest.find(char::is_whitespace).unwrap_or(rest.len())),
            '(' => (Kind::Open, 1),
            ')' => (Kind::Close, 1),
            ',' => (Kind::Comma, 1),
            ':' => (Kind::Colon, 1),
            '%' => (Kind::Unit, 1),
            '.' if rest.starts_with("..") => (Kind::Range, 2),
            '>' | '<' if rest[1..].starts_with('=') => (Kind::Operator, 2),
            c if c.is_ascii_digit() => (Kind::Number, number_length(rest)),
            c if unicode_ident::is_xid_start(c) => (Kind::Word, versioned_length(rest)),
            c => (Kind::Operator, c.len_utf8()),
        };
        let blank_before = code[..code.len() - rest.len()].ends_with(char::is_whitespace);
        let (text, after) = rest.split_at(length);
        let text = if kind == Kind::Number { plain_number(text) } else { text.to_owned() };
        tokens.push(Token { kind, text, prefix: blank_before && !after.starts_with(char::is_whitespace) });
        rest = after;
    }
    tokens
}

fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    for (i, b) in rest.bytes().enumerate().skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return i + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A word, or the name of a policy with its version: `key_account@2026.2`.
fn versioned_length(rest: &str) -> usize {
    let end = word_length(rest);
    let Some(version) = rest[end..].strip_prefix('@') else { return end };
    end + 1
        + if version.starts_with('"') {
            text_length(version)
        } else {
            version.find(char::is_whitespace).unwrap_or(version.len())
        }
}

/// A name with its dots, or `n/a`.
fn word_length(rest: &str) -> usize {
    if rest.starts_with("n/a") && !rest[3..].starts_with(unicode_ident::is_xid_continue) {
        return 3;
    }
    let mut end = 0;
    for (i, c) in rest.char_indices() {
        let dot = c == '.' && rest[i + 1..].starts_with(unicode_ident::is_xid_start);
        if !unicode_ident::is_xid_continue(c) && !dot {
            break;
        }
        end = i + c.len_utf8();
    }
    // Thousands and millions may be written with a dot: `500 tys.`
    let dotted =
        MULTIPLIERS.contains(&&rest[..end]) && rest[end..].starts_with('.') && !rest[end + 1..].starts_with('.');
    end + usize::from(dotted)
}

const MULTIPLIERS: &[&str] = &["k", "tys", "mln", "mld", "bn"];

/// Digits with groups of three and decimals, or a date.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    if end == 4 && bytes.get(4) == Some(&b'-') {
        let (month, day) = (digits(5), 5 + digits(5));
        if month == 2 && bytes.get(day) == Some(&b'-') && digits(day + 1) == 2 {
            return day + 3;
        }
    }
    if end <= 3 {
        while let Some(separator) =
            rest[end..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_'))
        {
            let next = end + separator.len_utf8();
            if digits(next) != 3 {
                break;
            }
            end = next + 3;
        }
    }
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end += 1 + digits(end + 1);
    }
    end
}

/// Groups split by a plain space.
fn plain_number(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_spaced_as_the_language_writes_them() {
        for (written, wanted) in [
            ("a - 5 and b -5", "a - 5 and b -5"),
            ("growth=revenue/revenue_before-100%", "growth = revenue / revenue_before - 100 %"),
            (
                "share  of people where( formal and contact is none )",
                "share of people where (formal and contact is none)",
            ),
            ("max (revenue ,forecast)", "max(revenue, forecast)"),
            ("at -20%", "at -20 %"),
            ("(100% -line.discount)", "(100 % - line.discount)"),
            ("above - 5 %", "above -5 %"),
            ("500tys. PLN", "500 tys. PLN"),
            ("2\u{a0}000PLN", "2 000 PLN"),
            ("nps number -100..100", "nps number -100..100"),
            ("policy a \"A  B\" version 2026.10", "policy a \"A  B\" version 2026.10"),
            ("clv(margin:m,retention: r)", "clv(margin: m, retention: r)"),
            ("x>=5 and y<3", "x >= 5 and y < 3"),
            ("credit n/a", "credit n/a"),
            ("overlay m  on key_account@2026.2-b", "overlay m on key_account@2026.2-b"),
            ("from 2027-01-01=82 points", "from 2027-01-01 = 82 points"),
            ("score 45.68..63.68,tier C", "score 45.68..63.68, tier C"),
        ] {
            assert_eq!(spaced(written), wanted);
            assert_eq!(spaced(wanted), wanted, "again");
        }
    }

    #[test]
    fn conditions_break_outside_brackets() {
        let code = "a is b and (c or d) or e is \"x and y\"";
        assert_eq!(junctions(code).iter().map(|i| &code[*i..*i + 3]).collect::<Vec<_>>(), ["and", "or "]);
    }
}
