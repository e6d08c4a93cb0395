//! What differs, for a terminal: rules, then accounts by what became of them, then what follows; the counts end it.

use super::reasons::{arrow, counts, rank, reasons, score, tier, title};
use kam::views::{AccountDiff, CountsAnswer, DiffAnswer, ItemAnswer, PlansAnswer, PlaysAnswer};

/// How many accounts that keep their tier are shown, and accounts with other plays.
const SHOWN: usize = 10;

pub fn render(answer: &DiffAnswer<'_>, nothing: Option<&str>) -> String {
    let mut out = format!("{}\n\n", title(answer));
    if let Some(nothing) = nothing {
        out.push_str(&format!("{nothing}\n\n{}\n", counts(&answer.counts)));
        return out;
    }
    if !answer.policy.is_empty() {
        out.push_str("Rules:\n");
        answer.policy.iter().for_each(|item| out.push_str(&rule(item)));
        out.push('\n');
    }
    let parts = [
        ("up", "Up:"),
        ("down", "Down:"),
        ("undetermined", "Undetermined, since something is missing:"),
        ("new", "New:"),
        ("gone", "Gone:"),
    ];
    for (movement, title) in parts {
        let moved: Vec<_> = answer.accounts.iter().filter(|a| a.movement == movement).collect();
        if !moved.is_empty() {
            out.push_str(&format!("{title}\n"));
            moved.iter().for_each(|account| out.push_str(&self::account(answer, account)));
            out.push('\n');
        }
    }
    out.push_str(&same_tier(answer));
    answer.plans.iter().for_each(|plan| out.push_str(&plans(plan)));
    out.push_str(&plays(&answer.plays));
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
    out.push_str(&unchanged(&answer.counts));
    out.push_str(&format!("{}\n", counts(&answer.counts)));
    out.replace(|c: char| c.is_control() && c != '\n', " ")
}

fn rule(item: &ItemAnswer<'_>) -> String {
    let wording = if item.wording { ", wording only" } else { "" };
    let mut out = format!("  {} {}{wording}  {}\n", item.item, item.change, item.place);
    for line in &item.lines {
        let sign = if line.version == "before" { '-' } else { '+' };
        out.push_str(&format!("    {sign} {}\n", line.text));
    }
    out
}

fn account(answer: &DiffAnswer<'_>, account: &AccountDiff<'_>) -> String {
    let kam = account.kam.map(|kam| format!(" (KAM {kam})")).unwrap_or_default();
    let tier = arrow(tier(account.before.as_ref()), tier(account.after.as_ref()));
    let mut out = format!(
        "  {}  {}{kam}: {tier}, score {}, rank {}\n",
        account.account,
        account.name,
        score(account),
        rank(account)
    );
    for reason in reasons(answer, account) {
        out.push_str(&format!("    {reason}\n"));
    }
    out
}

/// Accounts with another rank or stage only; those that others moved past are only counted.
fn same_tier(answer: &DiffAnswer<'_>) -> String {
    let level: Vec<_> = answer.accounts.iter().filter(|a| a.movement == "unchanged" && !a.displaced).collect();
    if level.is_empty() {
        return String::new();
    }
    let mut out = "The same tier, another rank or stage:\n".to_owned();
    level.iter().take(SHOWN).for_each(|a| out.push_str(&account(answer, a)));
    if level.len() > SHOWN {
        out.push_str(&format!("  and {} more, which `--format json` lists\n", level.len() - SHOWN));
    }
    out.push('\n');
    out
}

fn plans(plan: &PlansAnswer<'_>) -> String {
    let document = plan.document.map(|d| format!(" ({d})")).unwrap_or_default();
    let parts = [("new", plan.added), ("no longer called for", plan.dropped), ("read otherwise", plan.changed)];
    let told = parts.iter().filter(|(_, ids)| !ids.is_empty());
    told.map(|(what, ids)| format!("Plans{document} {what}: {}\n", ids.join(", "))).collect()
}

fn plays(plays: &[PlaysAnswer<'_>]) -> String {
    let mut out = String::new();
    for play in plays.iter().take(SHOWN) {
        out.push_str(&format!("Plays of {}:\n", play.account));
        play.added.iter().for_each(|id| out.push_str(&format!("  + {id}\n")));
        play.dropped.iter().for_each(|id| out.push_str(&format!("  - {id}\n")));
    }
    if plays.len() > SHOWN {
        out.push_str(&format!("Plays of {} more accounts differ, which `--format json` lists.\n", plays.len() - SHOWN));
    }
    out
}

/// How many accounts have other data, and what differs about those that are counted as unchanged.
pub fn unchanged(counts: &CountsAnswer) -> String {
    let parts = [(counts.other_stage, "another stage"), (counts.other_rank, "another rank")];
    let told: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} with {what}")).collect();
    let data = match counts.other_data {
        0 => String::new(),
        1 => "Of 1 account something else is known than before.\n".to_owned(),
        n => format!("Of {n} accounts something else is known than before.\n"),
    };
    if told.is_empty() { data } else { format!("{data}Of the unchanged, {}.\n", told.join(", ")) }
}
