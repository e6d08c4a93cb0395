//! Recognisers for how an office writes numbers, days and comparisons: `10.000,50`, `500'000`, `PLN 500`, `1 stycznia 2026`,
//! `tier B >= 55`, `expect tier is B`. Start at [`guesses`].

use super::guess::{Guess, Site, guess, starts_clause, words_at};
use super::item::Rule;
use super::split::{first_word, is_blank};
use crate::diagnostics::{suggest, syntax as codes};
use crate::values::{Currency, Day};

/// What the failure at a site may be, likeliest first.
pub(super) fn guesses(site: &Site<'_>) -> Vec<Guess> {
    let recognisers: &[fn(&Site<'_>) -> Vec<Guess>] = &[
        point_and_comma,
        apostrophes,
        currency_first,
        month_in_words,
        sign_of_a_cell,
        equals_of_a_definition,
        threshold,
        range_of_an_expectation,
        joined_expectations,
        then_by,
        needless_word,
    ];
    recognisers.iter().flat_map(|r| r(site)).collect()
}

/// The run of characters around the site that are of a kind.
fn around<'a>(site: &Site<'a>, is_part: impl Fn(char) -> bool) -> (usize, &'a str) {
    let before = site.text[..site.at].char_indices().rev();
    let start = before.take_while(|(_, c)| is_part(*c)).last().map_or(site.at, |(i, _)| i);
    let end = site.text[start..].find(|c| !is_part(c)).map_or(site.text.len(), |i| start + i);
    (start, &site.text[start..end])
}

/// `10.000,50`: the point splits groups of digits, the comma decimals.
fn point_and_comma(site: &Site<'_>) -> Vec<Guess> {
    let (start, written) = around(site, |c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let end = start + written.len();
    let Some((whole, decimals)) = written.split_once(',') else { return Vec::new() };
    let groups: Vec<&str> = whole.split('.').collect();
    let digits = |t: &&str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if groups.len() < 2
        || !groups.iter().all(digits)
        || !digits(&decimals)
        || groups.iter().skip(1).any(|g| g.len() != 3)
    {
        return Vec::new();
    }
    let joined = groups.join(" ");
    let number = if decimals.bytes().all(|b| b == b'0') { joined } else { format!("{joined}.{decimals}") };
    let finding = guess(&codes::DECIMAL_COMMA, start, end).arg("point", &number).quote("others", "");
    vec![finding.put(start, end, number)]
}

/// `500'000`
fn apostrophes(site: &Site<'_>) -> Vec<Guess> {
    let (start, written) = around(site, |c| c.is_ascii_digit() || matches!(c, '\'' | '’'));
    let groups: Vec<&str> = written.split(['\'', '’']).collect();
    let three = |group: &&str| group.len() == 3;
    if groups.len() < 2 || groups.iter().any(|g| g.is_empty()) || !groups.iter().skip(1).all(three) {
        return Vec::new();
    }
    let number = groups.join(" ");
    let finding = guess(&codes::GROUP_COMMA, start, start + written.len()).arg("point", &number).quote("others", "");
    vec![finding.put(start, start + written.len(), number)]
}

/// `PLN 500 tys.`
fn currency_first(site: &Site<'_>) -> Vec<Guess> {
    let before = site.text[..site.at].trim_end();
    let start = before.len() - before.chars().rev().take_while(char::is_ascii_alphabetic).count();
    let code = before[start..].to_uppercase();
    let rest = &site.text[site.at..];
    if Currency::parse(&code).is_none() || !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let digits = rest.find(|c: char| !c.is_ascii_digit() && !is_blank(c) && c != '.').unwrap_or(rest.len());
    let word = first_word(&rest[digits..]);
    let multiplied = ["k", "tys", "mln", "mld", "bn"].contains(&word);
    let mut end = if multiplied { digits + word.len() } else { rest[..digits].trim_end().len() };
    if multiplied && rest[end..].starts_with('.') {
        end += 1;
    }
    let right = format!("{} {code}", &rest[..end]);
    let finding = guess(&codes::CURRENCY_SIGN, start, site.at + end).arg("right", &right);
    vec![finding.put(start, site.at + end, right)]
}

/// `1 stycznia 2026`, `1 January 2026`
fn month_in_words(site: &Site<'_>) -> Vec<Guess> {
    const MONTHS: [[&str; 2]; 12] = [
        ["stycz", "january"],
        ["lut", "february"],
        ["mar", "march"],
        ["kwie", "april"],
        ["maj", "may"],
        ["czerw", "june"],
        ["lip", "july"],
        ["sierp", "august"],
        ["wrze", "september"],
        ["pazdz", "october"],
        ["listop", "november"],
        ["grud", "december"],
    ];
    let (mut start, _) = around(site, |c| c.is_alphanumeric() || c == ' ');
    start += site.text[start..].find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let words: Vec<&str> = site.text[start..].split(' ').take(3).collect();
    let [day, month, year] = words.as_slice() else { return Vec::new() };
    let year = first_word(year);
    let folded = suggest::fold(month);
    let is_it = |names: &[&str; 2]| folded.starts_with(names[0]) || (folded.len() > 2 && names[1].starts_with(&folded));
    let Some(number) = (1i8..).zip(MONTHS).find(|(_, names)| is_it(names)).map(|(number, _)| number) else {
        return Vec::new();
    };
    let date = || Day::new(year.parse().ok()?, number, day.parse().ok()?);
    let Some(date) = date().filter(|_| year.len() == 4) else { return Vec::new() };
    let (end, right) = (start + day.len() + month.len() + year.len() + 2, date.to_string());
    vec![guess(&codes::DATE_FORM, start, end).arg("right", &right).put(start, end, right)]
}

/// `*` or `-` in a cell that does not matter.
fn sign_of_a_cell(site: &Site<'_>) -> Vec<Guess> {
    let sign = site.text.trim();
    if site.rule != Rule::cell || !["*", "-", "–", "—", "...", "…", "all"].contains(&sign) {
        return Vec::new();
    }
    let start = site.text.find(sign).unwrap_or(0);
    let finding = guess(&codes::PHRASE, start, start + sign.len()).quote("wrong", sign).quote("right", "any");
    vec![finding.put(start, start + sign.len(), "any")]
}

/// `parameter long_silence "…": 60 days`
fn equals_of_a_definition(site: &Site<'_>) -> Vec<Guess> {
    let defines = site.family.clause_words().any(|word| word == "=");
    let sign = [":=", ":", "==", "->", "=>"].into_iter().find(|sign| site.text[site.at..].starts_with(sign));
    let Some(sign) = sign.filter(|_| defines && site.text[..site.at].trim().is_empty()) else { return Vec::new() };
    let end = site.at + sign.len();
    let right = if site.at == 0 { " =" } else { "=" };
    vec![guess(&codes::PHRASE, site.at, end).quote("wrong", sign).quote("right", "=").put(site.at, end, right)]
}

/// `tier B "…" at least 55 points`, `tier B "…" >= 55 points`
fn threshold(site: &Site<'_>) -> Vec<Guess> {
    let signs = [
        "at least",
        "above",
        "more than",
        "over",
        "min.",
        "minimum",
        "min",
        ">=",
        "=>",
        "≥",
        ">",
        "co najmniej",
        "powyżej",
    ];
    let here = &site.text[site.at..];
    let sign = signs.into_iter().find(|sign| here.starts_with(sign));
    let first = site.text[..site.at].trim().is_empty();
    let Some(sign) = sign.filter(|_| first && site.family.keyword == "tier") else { return Vec::new() };
    let end = site.at + sign.len();
    let right = if site.text[end..].starts_with(is_blank) { "from" } else { "from " };
    vec![guess(&codes::PHRASE, site.at, end).quote("wrong", sign).quote("right", "from").put(site.at, end, right)]
}

/// `keep 90 % to 96 %`
fn range_of_an_expectation(site: &Site<'_>) -> Vec<Guess> {
    let before = site.text[..site.at].trim_end();
    let word = first_word(&site.text[site.at..]);
    if site.rule != Rule::example_line || !["to", "do", "through"].contains(&word) || before.is_empty() {
        return Vec::new();
    }
    let rest = &site.text[site.at + word.len()..];
    let end = site.at + word.len() + (rest.len() - rest.trim_start_matches(is_blank).len());
    let finding = guess(&codes::PHRASE, site.at, site.at + word.len()).quote("wrong", word).quote("right", "..");
    vec![finding.put(before.len(), end, "..")]
}

/// `expect tier B and access 0 %`, `expect tier is B`
fn joined_expectations(site: &Site<'_>) -> Vec<Guess> {
    if site.rule != Rule::example_line {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (start, word) in words_at(site) {
        let end = start + word.len();
        let gap = |text: &str| text.len() - text.trim_start_matches(is_blank).len();
        match word {
            "and" | "i" | "oraz" => {
                let before = site.text[..start].trim_end().len();
                let finding = guess(&codes::PHRASE, start, end).quote("wrong", word).quote("right", ",");
                out.push(finding.put(before, end, ",").whole());
            }
            "is" | "equals" | "jest" | "of" => {
                let after = site.text[..start].trim_end().rsplit(is_blank).next().unwrap_or_default();
                let finding = guess(&codes::COLON, start, end).quote("sign", word).quote("after", after);
                out.push(finding.put(start, end + gap(&site.text[end..]), "").whole());
            }
            _ => {}
        }
    }
    out
}

/// Items whose `when` is hardly ever left out.
const CONDITIONAL: [&str; 6] = ["veto", "limit", "alert", "offer", "playbook", "document"];

/// `limit x to tier B access below 10 %`
pub(super) fn missing_when(site: &Site<'_>) -> Vec<Guess> {
    let takes = CONDITIONAL.contains(&site.family.keyword);
    let compares = ["is", "in", "above", "below", "least", "most", "between", "before", "after", ">", "<", ">=", "<="];
    let compares = site.text[site.at..].split(is_blank).any(|word| compares.contains(&word));
    let said = site.text.split(|c: char| !unicode_ident::is_xid_continue(c)).any(|word| word == "when");
    let here = site.text[site.at..].split(is_blank).next().unwrap_or_default();
    if !takes || !compares || said || here.is_empty() || site.rule != Rule::clauses || !starts_clause(site, site.at) {
        return Vec::new();
    }
    let right = format!("when {here} …");
    let finding = guess(&codes::MISSING_WORD, site.at, site.at + here.len()).quote("word", "when").arg("right", right);
    vec![finding.put(site.at, site.at, "when ").whole()]
}

/// `rank by value and then by score`, `rank by value desc`
fn then_by(site: &Site<'_>) -> Vec<Guess> {
    if site.family.keyword != "rank" {
        return Vec::new();
    }
    for (start, word) in words_at(site) {
        let (before, end) = (site.text[..start].trim_end().len(), start + word.len());
        if word == "then" && site.text[..before].ends_with(" and") {
            let from = before - " and".len();
            let finding =
                guess(&codes::PHRASE, from + 1, end).quote("wrong", "and then by").quote("right", ", then by");
            return vec![finding.put(from, start, ", ")];
        }
        if ["desc", "descending", "malejąco"].contains(&word) {
            let after = site.text[..before].rsplit(is_blank).next().unwrap_or_default();
            return vec![
                guess(&codes::COLON, start, end).quote("sign", word).quote("after", after).put(before, end, ""),
            ];
        }
    }
    Vec::new()
}

/// A small word before a clause that needs none: `with weight 30 %`.
fn needless_word(site: &Site<'_>) -> Vec<Guess> {
    let word = first_word(&site.text[site.at..]);
    let small = ["with", "has", "have", "is", "and", "the", "a", "z", "ze", "ma", "i", "oraz"];
    if site.rule != Rule::clauses || !small.contains(&word) || !starts_clause(site, site.at) {
        return Vec::new();
    }
    let end = site.at + word.len();
    let rest = &site.text[end..];
    let next = first_word(rest.trim_start_matches(is_blank));
    if !site.family.clause_words().any(|clause| clause.split(' ').next() == Some(next)) {
        return Vec::new();
    }
    let gap = rest.len() - rest.trim_start_matches(is_blank).len();
    let after = site.text[..site.at].trim_end().rsplit(is_blank).next().unwrap_or_default();
    let finding = guess(&codes::COLON, site.at, end).quote("sign", word).quote("after", after);
    vec![finding.put(site.at, end + gap, "")]
}
