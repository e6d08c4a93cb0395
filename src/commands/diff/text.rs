//! What differs, for a terminal: rules, then accounts by what became of them, then what follows; the counts end it.

use super::reasons::{change, counts, rank, reasons, score, tiers, title};
use crate::commands::words::{Words, diff as t};
use kam::views::{AccountDiff, CountsAnswer, DiffAnswer, ItemAnswer, PlansAnswer, PlaysAnswer};

/// How many accounts that keep their tier are shown, and accounts with other plays.
const SHOWN: usize = 10;

pub fn render(w: &Words, answer: &DiffAnswer<'_>, nothing: Option<&str>) -> String {
    let mut out = format!("{}\n\n", title(w, answer));
    if let Some(nothing) = nothing {
        out.push_str(&format!("{nothing}\n\n{}\n", counts(w, &answer.counts)));
        return out;
    }
    if !answer.policy.is_empty() {
        out.push_str(&format!("{}:\n", t::rules_title(w)));
        answer.policy.iter().for_each(|item| out.push_str(&rule(w, item)));
        out.push('\n');
    }
    let parts = [
        ("up", t::up_title(w)),
        ("down", t::down_title(w)),
        ("undetermined", t::undetermined_title(w)),
        ("new", t::new_title(w)),
        ("gone", t::gone_title(w)),
    ];
    for (movement, title) in parts {
        let moved: Vec<_> = answer.accounts.iter().filter(|a| a.movement == movement).collect();
        if !moved.is_empty() {
            out.push_str(&format!("{title}:\n"));
            moved.iter().for_each(|account| out.push_str(&self::account(w, answer, account)));
            out.push('\n');
        }
    }
    out.push_str(&same_tier(w, answer));
    answer.plans.iter().for_each(|plan| out.push_str(&plans(w, plan)));
    out.push_str(&plays(w, &answer.plays));
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
    out.push_str(&unchanged(w, &answer.counts));
    out.push_str(&format!("{}\n", counts(w, &answer.counts)));
    out.replace(|c: char| c.is_control() && c != '\n', " ")
}

fn rule(w: &Words, item: &ItemAnswer<'_>) -> String {
    let wording = if item.wording { t::wording_only(w) } else { String::new() };
    let mut out = format!("  {}{wording}  {}\n", change(w, item.item, item.change), item.place);
    for line in &item.lines {
        let sign = if line.version == "before" { '-' } else { '+' };
        out.push_str(&format!("    {sign} {}\n", line.text));
    }
    out
}

fn account(w: &Words, answer: &DiffAnswer<'_>, account: &AccountDiff<'_>) -> String {
    let kam = account.kam.map(|kam| t::looked_after(w, kam)).unwrap_or_default();
    let standing = t::standing(w, tiers(w, account), score(w, account), rank(account));
    let mut out = format!("  {}  {}{kam}: {standing}\n", account.account, account.name);
    for reason in reasons(w, answer, account) {
        out.push_str(&format!("    {reason}\n"));
    }
    out
}

/// Accounts with another rank or stage only; those that others moved past are only counted.
fn same_tier(w: &Words, answer: &DiffAnswer<'_>) -> String {
    let level: Vec<_> = answer.accounts.iter().filter(|a| a.movement == "unchanged" && !a.displaced).collect();
    if level.is_empty() {
        return String::new();
    }
    let mut out = format!("{}:\n", t::same_tier_title(w));
    level.iter().take(SHOWN).for_each(|a| out.push_str(&account(w, answer, a)));
    if level.len() > SHOWN {
        out.push_str(&format!("  {}\n", t::more(w, level.len() - SHOWN)));
    }
    out.push('\n');
    out
}

fn plans(w: &Words, plan: &PlansAnswer<'_>) -> String {
    let told = changed_plans(w, plan).into_iter();
    told.map(|(what, ids)| format!("{what}: {}\n", ids.join(", "))).collect()
}

/// The plans that are new, no longer called for or read otherwise, each with the ids of their accounts.
pub fn changed_plans<'p>(w: &Words, plan: &PlansAnswer<'p>) -> Vec<(String, &'p [String])> {
    let document = plan.document.map(|d| format!(" ({d})")).unwrap_or_default();
    let parts = [
        (t::plans_new(w, &document), plan.added),
        (t::plans_dropped(w, &document), plan.dropped),
        (t::plans_changed(w, &document), plan.changed),
    ];
    parts.into_iter().filter(|(_, ids)| !ids.is_empty()).collect()
}

fn plays(w: &Words, plays: &[PlaysAnswer<'_>]) -> String {
    let mut out = String::new();
    for play in plays.iter().take(SHOWN) {
        out.push_str(&format!("{}:\n", t::plays_of(w, play.account)));
        play.added.iter().for_each(|id| out.push_str(&format!("  + {id}\n")));
        play.dropped.iter().for_each(|id| out.push_str(&format!("  - {id}\n")));
    }
    if plays.len() > SHOWN {
        out.push_str(&format!("{}\n", t::more_plays(w, plays.len() - SHOWN)));
    }
    out
}

/// How many accounts have other data, and what differs about those that are counted as unchanged.
pub fn unchanged(w: &Words, counts: &CountsAnswer) -> String {
    let stage = (counts.other_stage > 0).then(|| t::with_another_stage(w, counts.other_stage));
    let rank = (counts.other_rank > 0).then(|| t::with_another_rank(w, counts.other_rank));
    let score = (counts.other_score > 0).then(|| t::with_another_score(w, counts.other_score));
    let told: Vec<String> = stage.into_iter().chain(rank).chain(score).collect();
    let data = (counts.other_data > 0).then(|| t::other_data(w, counts.other_data));
    let told = (!told.is_empty()).then(|| t::of_unchanged(w, told.join(", ")));
    data.into_iter().chain(told).map(|line| line + "\n").collect()
}
