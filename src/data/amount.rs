//! Numbers as people write them in account files and tables: `12 345.60`, `2.5 mln PLN`, `12 %`. The same forms as in
//! rules; whatever is ambiguous (`1,8`, `2.000 PLN`) is refused with what to write instead.

use crate::values::Number;

/// A number and what stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount<'a> {
    pub number: Number,
    /// Exactly three decimals and no multiplier: under money it could be thousands.
    pub three_decimals: bool,
    /// `%`, `PLN`, `days`; empty for a bare number.
    pub unit: &'a str,
}

/// Why a text is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountProblem {
    /// `1,8`: what to write.
    Comma(String),
    /// Not a number at all.
    NoNumber,
}

/// Reads a number with an optional multiplier and an optional unit.
pub fn parse(text: &str) -> Result<Amount<'_>, AmountProblem> {
    let text = text.trim();
    let (sign, body) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let is_part = |c: char| c.is_ascii_digit() || is_group_space(c) || matches!(c, '_' | '.' | ',');
    let end = body.find(|c| !is_part(c)).unwrap_or(body.len());
    let (head, rest) = body.split_at(end);
    let digits = head.trim_matches(is_group_space);
    if digits.contains(',') {
        return Err(comma(sign, digits, rest));
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = ungrouped(whole).ok_or(AmountProblem::NoNumber)?;
    let written = if digits.contains('.') { format!("{sign}{plain}.{fraction}") } else { format!("{sign}{plain}") };
    let number = Number::parse(&written).map_err(|_| AmountProblem::NoNumber)?;
    let (factor, unit) = multiplier(rest.trim());
    Ok(Amount { number: &number * &Number::int(factor), three_decimals: factor == 1 && fraction.len() == 3, unit })
}

fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

/// Digits without separators between groups of three; none where the groups are not of three.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(|c| is_group_space(c) || c == '_');
    let first = groups.next()?;
    let grouped = whole.len() > first.len();
    if first.is_empty() || (grouped && first.len() > 3) {
        return None;
    }
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        plain.push_str(group);
    }
    plain.bytes().all(|b| b.is_ascii_digit()).then_some(plain)
}

fn comma(sign: &str, digits: &str, rest: &str) -> AmountProblem {
    let written = match (digits.matches(',').count(), digits.contains('.')) {
        (1, false) => digits.replace(',', "."),
        // 1,234.50 and 1,234,567: commas between thousands.
        (_, true) if digits.rfind(',') < digits.find('.') => digits.replace(',', " "),
        (_, false) => digits.replace(',', " "),
        // 1.234,50: points between thousands.
        (1, true) => digits.replace('.', " ").replace(',', "."),
        (_, true) => return AmountProblem::NoNumber,
    };
    let candidate =
        format!("{sign}{written}{}", if rest.is_empty() { String::new() } else { format!(" {}", rest.trim()) });
    match parse(&candidate) {
        Ok(_) => AmountProblem::Comma(candidate),
        Err(_) => AmountProblem::NoNumber,
    }
}

/// The multiplier at the start of what follows the digits, and what follows it.
fn multiplier(rest: &str) -> (i64, &str) {
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    let factor = match word.strip_suffix('.').unwrap_or(word) {
        "k" | "tys" => 1_000,
        "mln" => 1_000_000,
        "bn" | "mld" => 1_000_000_000,
        _ => return (1, rest),
    };
    (factor, after.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, number: &str, unit: &str) {
        let amount = parse(text).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        assert_eq!((amount.number.to_string().as_str(), amount.unit), (number, unit), "{text}");
    }

    #[test]
    fn people_write_numbers_in_these_ways() {
        check("100000 EUR", "100000", "EUR");
        check("2.5 mln PLN", "2500000", "PLN");
        check("500 tys. PLN", "500000", "PLN");
        check("12 %", "12", "%");
        check("12%", "12", "%");
        check("-1 234_567.50", "-1234567.5", "");
        check("12\u{a0}345 PLN", "12345", "PLN");
        check("3 days", "3", "days");
        check("010", "10", "");
    }

    #[test]
    fn what_could_mean_two_things_is_refused() {
        assert_eq!(parse("1,8 mln PLN"), Err(AmountProblem::Comma("1.8 mln PLN".into())));
        assert_eq!(parse("1,234,567"), Err(AmountProblem::Comma("1 234 567".into())));
        assert_eq!(parse("1.234,50 PLN"), Err(AmountProblem::Comma("1 234.50 PLN".into())));
        assert!(parse("2.000 PLN").is_ok_and(|a| a.three_decimals));
        for bad in ["", "abc", "1 2", "12 34 567", "1..2", "1.", ".5", "--1", "1 2345"] {
            assert_eq!(parse(bad), Err(AmountProblem::NoNumber), "{bad}");
        }
        assert_eq!(parse("1e3").map(|a| a.unit), Ok("e3"));
    }
}
