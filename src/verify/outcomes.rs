//! What every account came to, as text made for review: one block per account, one line per fact, so that a change of the
//! rules or of the data shows in a diff as what it means. The file `outcomes.snap` holds the text that was accepted;
//! start at [`Outcomes::of`], [`Outcomes::parse`] and [`Outcomes::differences`]. Reads and writes no file.
//!
//! Accounts stand by id, as plain text compares. Numbers are rounded as `rank` rounds them: what moves less than that is
//! no difference. `costs` names the two criteria that surely cost most points, `missing` what could change status or tier.

use crate::data::{Account, Portfolio};
use crate::engine::{Evaluation, FiredState, Outcome, Value, input_name};
use crate::policy::{Policy, SlotId, Type};
use crate::values::{Interval, Number, Scalar};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Where the accepted outcomes of a workspace stand.
pub const FILE: &str = "outcomes.snap";

const HEAD: &str =
    "# What every account came to, as accepted. `kam test` compares with it, `kam test --accept` writes it anew.\n";
/// Decimals of numbers.
const PLACES: u32 = 2;
/// Criteria that are named with what they cost.
const COSTS: usize = 2;
/// Missing inputs that are named; more are counted.
const NAMED: usize = 3;

/// What all accounts came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// `northwind 1998.1`
    pub policy: String,
    /// ISO 8601
    pub as_of: String,
    /// By account id, the lines of its block.
    pub accounts: BTreeMap<String, Vec<String>>,
}

/// What is not as accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// None for the policy and the day.
    pub account: Option<String>,
    /// None for an account that is new.
    pub expected: Option<Vec<String>>,
    /// None for an account that is gone.
    pub actual: Option<Vec<String>>,
}

/// Why a text is not one of accepted outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOutcomes {
    /// The line (from 1) does not belong.
    Line(usize),
    /// It says no policy, or no day.
    NoHead,
}

impl Outcomes {
    /// The outcomes of an evaluation.
    pub fn of(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation) -> Outcomes {
        let accounts = portfolio.accounts.iter().zip(&evaluation.outcomes);
        Outcomes {
            policy: format!("{} {}", policy.name, calm(&policy.version)),
            as_of: evaluation.as_of.to_string(),
            accounts: accounts.map(|(a, o)| (calm(a.id.as_str()), facts(policy, a, o))).collect(),
        }
    }

    /// Reads a text that [`Outcomes::text`] made. Blank lines and lines with `#` in front do not count.
    ///
    /// # Errors
    /// Names the first line that does not belong, or what is lacking.
    pub fn parse(text: &str) -> Result<Outcomes, NotOutcomes> {
        let mut outcomes = Outcomes::default();
        let mut block: Option<&mut Vec<String>> = None;
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let (line, wrong) = (line.trim_end(), NotOutcomes::Line(at + 1));
            if let Some(fact) = line.strip_prefix("  ") {
                block.as_mut().ok_or(wrong)?.push(fact.to_owned());
            } else if let Some(id) = line.strip_prefix("account ") {
                if outcomes.accounts.contains_key(id) {
                    return Err(wrong);
                }
                block = Some(outcomes.accounts.entry(id.to_owned()).or_default());
            } else if let (Some(policy), true) = (line.strip_prefix("policy "), outcomes.policy.is_empty()) {
                policy.clone_into(&mut outcomes.policy);
            } else if let (Some(day), true) = (line.strip_prefix("as of "), outcomes.as_of.is_empty()) {
                day.clone_into(&mut outcomes.as_of);
            } else if !line.is_empty() && !line.starts_with('#') {
                return Err(wrong);
            }
        }
        if outcomes.policy.is_empty() || outcomes.as_of.is_empty() { Err(NotOutcomes::NoHead) } else { Ok(outcomes) }
    }

    /// The text for the file.
    pub fn text(&self) -> String {
        let mut out = String::from(HEAD);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "policy {}\nas of {}", self.policy, self.as_of);
        for (id, lines) in &self.accounts {
            let _ = writeln!(out, "\naccount {id}");
            for line in lines {
                let _ = writeln!(out, "  {line}");
            }
        }
        out
    }

    /// How these differ from what was expected: policy and day first, then accounts by id.
    pub fn differences(&self, expected: &Outcomes) -> Vec<Difference> {
        let mut out = Vec::new();
        let head = |o: &Outcomes| vec![format!("policy {}", o.policy), format!("as of {}", o.as_of)];
        if head(self) != head(expected) {
            out.push(Difference { account: None, expected: Some(head(expected)), actual: Some(head(self)) });
        }
        let ids: BTreeMap<&String, ()> =
            self.accounts.keys().chain(expected.accounts.keys()).map(|k| (k, ())).collect();
        for id in ids.into_keys() {
            let (before, after) = (expected.accounts.get(id), self.accounts.get(id));
            if before != after {
                let account = Some(id.clone());
                out.push(Difference { account, expected: before.cloned(), actual: after.cloned() });
            }
        }
        out
    }

    /// Only accounts whose id or name holds a text, whatever its case.
    pub fn retain(&mut self, text: &str) {
        let wanted = text.to_lowercase();
        let name = |lines: &[String]| lines.iter().find_map(|l| l.strip_prefix("name ")).unwrap_or("").to_lowercase();
        self.accounts.retain(|id, lines| id.to_lowercase().contains(&wanted) || name(lines).contains(&wanted));
    }
}

/// What an account came to, a fact a line: what it is called, then what it is.
pub fn facts(policy: &Policy, account: &Account, outcome: &Outcome) -> Vec<String> {
    let mut out = Vec::new();
    let mut fact = |what: &str, said: &str| out.push(calm(&format!("{what:<8} {said}")).trim_end().to_owned());
    fact("name", &account.name);
    fact("status", outcome.status.word());
    let tiers = (0..policy.tiers.len()).rev().filter_map(|p| u16::try_from(p).ok());
    let tiers: Vec<&str> = policy
        .tiers
        .iter()
        .zip(tiers)
        .filter(|(_, p)| outcome.tiers.contains(*p))
        .map(|(t, _)| t.name.as_str())
        .collect();
    if !tiers.is_empty() {
        fact("tier", &tiers.join(" or "));
    }
    fact("score", &outcome.score.as_ref().map_or("-".to_owned(), range));
    if let Some(stage) = policy.stage.and_then(|slot| stage(policy, slot, outcome)) {
        fact("stage", stage);
    }
    let people = account.people.as_deref().unwrap_or(&[]);
    let names = |inputs: &mut dyn Iterator<Item = crate::engine::Input>| {
        let names: Vec<String> = inputs.map(|i| input_name(policy, people, i)).collect();
        let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if names.len() > NAMED { format!("{shown} and {} more", names.len() - NAMED) } else { shown }
    };
    for fired in &outcome.vetoes {
        if let (Some(veto), Some(state)) = (policy.vetoes.get(fired.index), state(fired.state)) {
            let needs = names(&mut fired.needs.iter().copied());
            let needs = if needs.is_empty() { needs } else { format!(", missing {needs}") };
            fact("veto", &format!("{} {state}{needs}", veto.name));
        }
    }
    for fired in &outcome.limits {
        if let (Some(limit), Some(state)) = (policy.limits.get(fired.index), state(fired.state)) {
            let to = policy.tiers.get(usize::from(limit.to)).map_or("?", |t| t.name.as_str());
            fact("limit", &format!("{} to {to} {state}", limit.name));
        }
    }
    let costs = costs(policy, outcome);
    if !costs.is_empty() {
        fact("costs", &costs.join(", "));
    }
    let missing = names(&mut outcome.needs.iter().filter(|n| n.decides).map(|n| n.input));
    if !missing.is_empty() {
        fact("missing", &missing);
    }
    out
}

/// The criteria that surely cost most points of the score, with how many.
fn costs(policy: &Policy, outcome: &Outcome) -> Vec<String> {
    let lost = |(at, criterion): (usize, &crate::policy::Criterion)| {
        let share = match &outcome.shares {
            Some(shares) => shares.get(at).cloned().flatten()?,
            None => policy.share_of_score(criterion),
        };
        let gap = Interval::point(Number::HUNDRED).sub(&outcome.slot(criterion.slot).interval()?);
        let lost = gap.mul(&Interval::point(share));
        let surely = lost.low.clone().filter(|low| *low > Number::ZERO)?;
        Some((surely, format!("{} {}", criterion.name, range(&lost))))
    };
    let mut all: Vec<(Number, String)> = policy.criteria.iter().enumerate().filter_map(lost).collect();
    all.sort_by(|a, b| b.0.cmp(&a.0));
    all.into_iter().take(COSTS).map(|(_, said)| said).collect()
}

fn stage<'p>(policy: &'p Policy, slot: SlotId, outcome: &Outcome) -> Option<&'p str> {
    let (Value::Known(Scalar::Choice(choice)), Type::OneOf(id)) =
        (outcome.slots.get(slot.index())?, policy.slot(slot).ty)
    else {
        return None;
    };
    policy.enumeration(id).values.get(usize::from(*choice)).map(|v| v.name.as_str())
}

/// None for what has no say.
fn state(state: FiredState) -> Option<&'static str> {
    match state {
        FiredState::Holds | FiredState::Expired { holds: true, .. } => Some("holds"),
        FiredState::Unknown | FiredState::Expired { holds: false, .. } => Some("unknown"),
        FiredState::Waived(_) => Some("waived"),
        FiredState::NotApplicable => None,
    }
}

fn range(interval: &Interval) -> String {
    let end = |n: &Option<Number>| n.as_ref().map_or("?".to_owned(), |n| n.to_decimal_string(PLACES));
    let (low, high) = (end(&interval.low), end(&interval.high));
    if low == high && low != "?" { low } else { format!("{low}..{high}") }
}

/// On one line.
fn calm(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Outcomes {
        let block = |name: &str| vec![format!("name     {name}"), "status   qualified".to_owned()];
        let accounts = [("A".to_owned(), block("Alfa")), ("B 2".to_owned(), block("Łódź"))];
        Outcomes { policy: "demo 1.0".into(), as_of: "2026-10-01".into(), accounts: accounts.into() }
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(Outcomes::parse(&two().text()), Ok(two()));
        assert_eq!(Outcomes::parse(&two().text().replace('\n', "\r\n")), Ok(two()));
    }

    #[test]
    fn a_line_of_anybody_else_is_named() {
        assert_eq!(Outcomes::parse(""), Err(NotOutcomes::NoHead));
        assert_eq!(Outcomes::parse("policy x 1\n<<<<<<< HEAD\nas of 2026-10-01\n"), Err(NotOutcomes::Line(2)));
        assert_eq!(Outcomes::parse("policy x 1\nas of 2026-10-01\n  lost\n"), Err(NotOutcomes::Line(3)));
        assert_eq!(Outcomes::parse("policy x 1\nas of 2026-10-01\naccount A\naccount A\n"), Err(NotOutcomes::Line(4)));
    }

    #[test]
    fn differences_name_what_changed_what_is_new_and_what_is_gone() {
        let mut now = two();
        now.accounts.remove("A");
        now.accounts.insert("C".into(), vec![]);
        now.as_of = "2026-11-01".into();
        let found: Vec<(Option<String>, bool, bool)> = now
            .differences(&two())
            .into_iter()
            .map(|d| (d.account, d.expected.is_some(), d.actual.is_some()))
            .collect();
        assert_eq!(found, [(None, true, true), (Some("A".into()), true, false), (Some("C".into()), false, true)]);
        now.retain("łód");
        assert_eq!(now.accounts.keys().collect::<Vec<_>>(), ["B 2"]);
    }
}
