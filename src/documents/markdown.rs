//! User text in Markdown: it is shown as it is written and can neither end a table cell, start a heading nor become HTML.

use std::fmt::Write;

/// The text with everything escaped that Markdown or HTML would read as markup. Line breaks and control characters become
/// spaces, so that a text stays in its cell or list item.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut chars = text.chars().peekable();
    let starts_list = starts_numbered_list(text);
    let mut gap = false;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if is_invisible(c) {
            gap = before.is_some_and(|b| b != ' ');
            continue;
        }
        if std::mem::take(&mut gap) && c != ' ' {
            out.push(' ');
        }
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // `&lt;` in the text must show as these four characters, `R&D` needs nothing.
            '&' if next.is_some_and(|n| n.is_ascii_alphanumeric() || n == '#') && text.contains(';') => {
                out.push_str("&amp;");
            }
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            // An underscore inside a word is no emphasis.
            '_' if !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)) => {
                out.push_str("\\_");
            }
            '#' | '+' | '-' | '=' if before.is_none() => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if starts_list && before.is_some_and(|b| b.is_ascii_digit()) && only_digits(&out) => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// The text as code, which shows `<` and `_` as they are. A back quote inside would end it and becomes a straight one.
pub(super) fn code(text: &str) -> String {
    let plain: String = text.chars().map(|c| if is_invisible(c) { ' ' } else { c }).collect();
    format!("`{}`", plain.replace('`', "'").replace('|', "\\|"))
}

fn starts_numbered_list(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let marker = rest.strip_prefix(['.', ')']);
    rest.len() < text.len() && marker.is_some_and(|after| after.is_empty() || after.starts_with(char::is_whitespace))
}

fn only_digits(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// Control characters and those that turn the direction of text around.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// The text with runs of empty lines and spaces at line ends taken out, outside fenced code: what conditional sections leave behind.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    let mut blank = true;
    for line in text.lines() {
        let line = line.trim_end();
        fenced ^= line.trim_start().starts_with("```");
        if line.is_empty() && blank && !fenced {
            continue;
        }
        blank = line.is_empty();
        let _ = writeln!(out, "{line}");
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        for (text, shown) in [
            ("a | b", "a \\| b"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("# big", "\\# big"),
            ("- item", "\\- item"),
            ("1. first", "1\\. first"),
            ("2026.2", "2026.2"),
            ("60 shops by 1999. Then more", "60 shops by 1999. Then more"),
            ("first\nsecond\r\n# third", "first second # third"),
            ("*bold* _it_ snake_case", "\\*bold\\* \\_it\\_ snake_case"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("R&D, AT&T;", "R&amp;D, AT&amp;T;"),
            ("R&D", "R&D"),
            ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
            ("Zażółć", "Zażółć"),
            ("\u{202e}gpj", "gpj"),
        ] {
            assert_eq!(escape(text), shown);
        }
    }

    #[test]
    fn code_shows_every_character_and_stays_in_its_cell() {
        assert_eq!(code("<kam>/payments.kam:3"), "`<kam>/payments.kam:3`");
        assert_eq!(code("a`|\nb"), "`a'\\| b`");
    }

    #[test]
    fn tidying_keeps_code_and_single_blank_lines() {
        assert_eq!(tidy("\n\na\n\n\n\nb  \n```\n\n\nx\n```\n\n"), "a\n\nb\n```\n\n\nx\n```\n");
    }
}
