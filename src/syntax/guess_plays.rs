//! Recognisers for what people write in the lines of channels, playbooks, offers, alerts and KPIs: `due 14 days`,
//! `for every person`, `effect contact = brief`, and the Polish words for these lines.

use super::guess::{Guess, Site, guess, words_at};
use super::item::Rule;
use super::split::{first_word, is_blank};
use crate::diagnostics::{suggest, syntax as codes};

/// How it is said, and how the language says it. Longer phrases first.
const PHRASES: &[(&str, &str)] = &[
    ("for each of the people", "for each person"),
    ("for every person", "for each person"),
    ("for every people", "for each person"),
    ("for each people", "for each person"),
    ("for any person", "for each person"),
    ("for all people", "for each person"),
    ("for all persons", "for each person"),
    ("for every", "for each person"),
    ("for each", "for each person"),
    ("for people", "for each person"),
    ("each person", "for each person"),
    ("every person", "for each person"),
    ("due in", "due within"),
    ("due after", "due within"),
    ("due by", "due within"),
    ("due at", "due within"),
    ("deadline", "due within"),
    ("within", "due within"),
    ("due", "due within"),
    ("every month", "every 1 month"),
    ("every quarter", "every 3 months"),
    ("every week", "every 1 week"),
    ("every year", "every 1 year"),
    ("repeat monthly", "repeat every 1 month"),
    ("repeat quarterly", "repeat every 3 months"),
    ("repeat weekly", "repeat every 1 week"),
    ("repeat yearly", "repeat every 1 year"),
    ("repeats every", "repeat every"),
    ("repeat each", "repeat every"),
    ("repeats", "repeat every"),
    ("every", "repeat every"),
    ("repeat", "repeat every"),
    ("review monthly", "review every 1 month"),
    ("review quarterly", "review every 3 months"),
    ("review each", "review every"),
    ("reviewed", "review every"),
    ("review", "review every"),
    ("become", "becomes"),
    ("via", "channel"),
    ("through", "channel"),
    ("responsible", "owner"),
    ("who", "owner"),
    ("effects", "effect"),
    ("costs", "cost"),
    ("hours", "effort"),
    ("answer", "answers"),
    ("proof", "evidence"),
    ("approved by", "approval"),
    ("priority", "severity"),
    ("starts playbook", "starts"),
    ("triggers", "starts"),
    ("start", "starts"),
    ("goal", "target"),
    ("in", "within"),
    ("by", "within"),
    ("level", "at least"),
    ("speaks", "speaking"),
    ("language", "speaking"),
];

/// Keywords of the items and blocks whose lines are looked at.
const KEYWORDS: [&str; 7] = ["channel", "benefit", "objective", "action", "offer", "alert", "kpi"];

/// What the failure at a site of such a line may be, likeliest first.
pub(super) fn guesses(site: &Site<'_>) -> Vec<Guess> {
    if site.rule != Rule::clauses || !KEYWORDS.contains(&site.family.keyword) {
        return Vec::new();
    }
    [due_day, effect, owners, owner_role, skill_level, measure_target, each_person]
        .iter()
        .flat_map(|r| r(site))
        .collect()
}

/// `due 31.12.2026`, `due by 2026-12-31`, `termin 31 grudnia 2026`
fn due_day(site: &Site<'_>) -> Vec<Guess> {
    let first = first_word(site.text);
    if site.family.keyword != "action" || !["due", "deadline", "termin"].contains(&first) {
        return Vec::new();
    }
    let rest = site.text[first.len()..].trim_start_matches([' ', ':']);
    let lead = first_word(rest);
    let leads = ["within", "by", "on", "at", "until", "before", "do", "na", "dnia"];
    let rest = if leads.contains(&lead) { rest[lead.len()..].trim_start_matches(is_blank) } else { rest };
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = rest.split(is_blank).take(3).collect();
    let in_signs = |t: &str| t.split(['.', '-', '/']).count() == 3 && t.split(['.', '-', '/']).all(digits);
    let day = match words.as_slice() {
        [day, ..] if in_signs(day) => *day,
        [day, month, year]
            if digits(day) && year.len() == 4 && digits(year) && month.chars().all(char::is_alphabetic) =>
        {
            &rest[..day.len() + month.len() + year.len() + 2]
        }
        _ => return Vec::new(),
    };
    let start = site.text.len() - rest.len();
    vec![guess(&codes::DUE_ON_DAY, start, start + day.len()).quote("day", day)]
}

/// A turn of phrase where the reading of such a line stopped.
pub(super) fn phrases(site: &Site<'_>) -> Vec<Guess> {
    if site.rule != Rule::clauses || !KEYWORDS.contains(&site.family.keyword) {
        return Vec::new();
    }
    let starts: Vec<usize> = words_at(site).into_iter().map(|(i, _)| i).collect();
    let mut out = Vec::new();
    for (wrong, right) in PHRASES {
        for (start, _) in site.text.match_indices(wrong) {
            let end = start + wrong.len();
            let bounded = first_word(&site.text[end..]).is_empty()
                && !site.text[..start].ends_with(unicode_ident::is_xid_continue);
            let near = wrong.contains(' ') && start <= site.at && end + 1 >= site.at;
            if bounded && (near || starts.contains(&start)) {
                let finding = guess(&codes::PHRASE, start, end).quote("wrong", *wrong).quote("right", *right);
                out.push(finding.put(start, end, *right));
            }
        }
    }
    out
}

/// `for each persn`
fn each_person(site: &Site<'_>) -> Vec<Guess> {
    let here = &site.text[site.at..];
    let end = here.match_indices(is_blank).nth(2).map_or(here.len(), |(i, _)| i);
    let Some(written) = here.get(..end).filter(|w| w.split(is_blank).count() == 3) else { return Vec::new() };
    if suggest::nearest(written, ["for each person"]).is_none()
        || !site.family.clause_words().any(|w| w.starts_with("for "))
    {
        return Vec::new();
    }
    let finding =
        guess(&codes::PHRASE, site.at, site.at + end).quote("wrong", written).quote("right", "for each person");
    vec![finding.put(site.at, site.at + end, "for each person")]
}

/// `effect contact = brief`, `effect contact to brief`, `effect contact brief`
fn effect(site: &Site<'_>) -> Vec<Guess> {
    let before = site.text[..site.at].trim_end();
    if !before.starts_with("effect") || before.len() == "effect".len() {
        return Vec::new();
    }
    let here = &site.text[site.at..];
    let becomes = |len: usize| {
        let wrong = if len == 0 { first_word(here) } else { &here[..len] };
        if len > 0 {
            let finding = guess(&codes::PHRASE, site.at, site.at + len).quote("wrong", wrong).quote("right", "becomes");
            return finding.put(site.at, site.at + len, "becomes");
        }
        let right = format!("becomes {wrong}");
        let finding = guess(&codes::MISSING_WORD, site.at, site.at).quote("word", "becomes").arg("right", right);
        finding.put(site.at, site.at, "becomes ")
    };
    let signs = [":=", "==", "=>", "->", "→", "=", "goes to", "is", "to", "na", "becoming"];
    let mut out: Vec<Guess> = signs.iter().filter(|s| here.starts_with(**s)).map(|s| becomes(s.len())).collect();
    if here.starts_with(|c: char| c.is_alphanumeric()) {
        out.push(becomes(0));
    }
    out
}

/// `owner client signatory`, `owner client as signatory`, `owner role pre_sales`
fn owner_role(site: &Site<'_>) -> Vec<Guess> {
    let before = site.text[..site.at].trim_end();
    let here = &site.text[site.at..];
    if !before.starts_with("owner ") {
        return Vec::new();
    }
    if let Some(ours) = ["owner role", "and role", "owner rola", "and rola"].iter().find(|w| before.ends_with(**w)) {
        let start = before.len() - "role".len();
        let wrong = format!("{} {}", &ours[ours.len() - "role".len()..], first_word(here));
        let finding = guess(&codes::PHRASE, start, site.at + first_word(here).len());
        let finding = finding.arg("wrong", wrong).quote("right", first_word(here));
        return vec![finding.put(start, site.at, "")];
    }
    if !before.ends_with(" client") || !here.starts_with(char::is_alphabetic) {
        return Vec::new();
    }
    let signs = ["as", "with role", "in role", "of role", "where role is", "rola", "jako"];
    let sign = signs.iter().find(|s| here.strip_prefix(**s).is_some_and(|rest| rest.starts_with(is_blank)));
    if let Some(sign) = sign {
        let finding = guess(&codes::PHRASE, site.at, site.at + sign.len()).quote("wrong", *sign).quote("right", "role");
        return vec![finding.put(site.at, site.at + sign.len(), "role")];
    }
    let right = format!("role {}", first_word(here));
    let finding = guess(&codes::MISSING_WORD, site.at, site.at).quote("word", "role").arg("right", right);
    vec![finding.put(site.at, site.at, "role ")]
}

/// `owner kam, client`, `owner kam + client`
fn owners(site: &Site<'_>) -> Vec<Guess> {
    let before = site.text[..site.at].trim_end();
    let here = &site.text[site.at..];
    let Some(sign) = [",", "&", "+", "/"].into_iter().find(|s| here.starts_with(s)) else { return Vec::new() };
    if !before.starts_with("owner ") {
        return Vec::new();
    }
    let gap = here[sign.len()..].len() - here[sign.len()..].trim_start_matches(is_blank).len();
    let finding = guess(&codes::PHRASE, site.at, site.at + sign.len()).quote("wrong", sign).quote("right", "and");
    vec![finding.put(before.len(), site.at + sign.len() + gap, " and ")]
}

/// `skill logistics 3`
fn skill_level(site: &Site<'_>) -> Vec<Guess> {
    let before = site.text[..site.at].trim_end();
    let here = &site.text[site.at..];
    let skill = before.rsplit(is_blank).nth(1) == Some("skill");
    if !skill {
        return Vec::new();
    }
    let digits = here.trim_start_matches(['>', '=', '≥', ' ']);
    let len = here.len() - digits.len();
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let level: String = digits.chars().take_while(char::is_ascii_digit).collect();
    let right = format!("at least {level}");
    let finding = guess(&codes::MISSING_WORD, site.at, site.at + len).quote("word", "at least").arg("right", right);
    vec![finding.put(site.at, site.at + len, "at least ")]
}

/// `measure access 100 %`, `measure access target 100 % 90 days`
fn measure_target(site: &Site<'_>) -> Vec<Guess> {
    let before = site.text[..site.at].trim_end();
    if !before.starts_with("measure ") {
        return Vec::new();
    }
    let has_target = before.split(is_blank).any(|w| w == "target");
    let word = if has_target { "within" } else { "target" };
    let here = &site.text[site.at..];
    let shown = here.split(is_blank).next().unwrap_or_default();
    let signs = ["=", ":", "->", "→", ">=", "at least", "to"];
    let sign = signs.iter().find(|s| !has_target && here.starts_with(**s)).map_or(0, |s| s.len());
    if sign > 0 {
        let finding = guess(&codes::PHRASE, site.at, site.at + sign).quote("wrong", &here[..sign]).quote("right", word);
        return vec![finding.put(site.at, site.at + sign, word)];
    }
    let finding = guess(&codes::MISSING_WORD, site.at, site.at).quote("word", word);
    vec![finding.arg("right", format!("{word} {shown}")).put(site.at, site.at, format!("{word} "))]
}
