//! What differs, for a comment on a pull request: the counts on top, a table of who moves, the rules as a diff, the rest to
//! unfold.

use super::reasons::{arrow, counts, rank, reasons, score, tier, title};
use super::text::unchanged;
use crate::commands::markdown::escaped;
use kam::views::{AccountDiff, DiffAnswer};

pub fn render(answer: &DiffAnswer<'_>, nothing: Option<&str>) -> String {
    let mut out = format!("### kam: {}\n\n{}\n", counts(&answer.counts), escaped(&title(answer)));
    if let Some(nothing) = nothing {
        out.push_str(&format!("\n{nothing}\n"));
        return out;
    }
    let (moved, level): (Vec<&AccountDiff<'_>>, Vec<_>) =
        answer.accounts.iter().partition(|a| a.movement != "unchanged");
    if !moved.is_empty() {
        out.push_str(&format!("\n{}", table(answer, &moved)));
    }
    if !answer.policy.is_empty() {
        out.push_str(&format!("\n{}", rules(answer)));
    }
    let own: Vec<&AccountDiff<'_>> = level.into_iter().filter(|a| !a.displaced).collect();
    if !own.is_empty() {
        let summary = format!("The same tier, another rank or stage: {}", accounts(own.len()));
        out.push_str(&folded(&summary, &table(answer, &own)));
    }
    let follows = follows(answer);
    if !follows.is_empty() {
        out.push_str(&folded("Plans and plays", &follows));
    }
    let unchanged = unchanged(&answer.counts);
    if !unchanged.is_empty() {
        out.push_str(&format!("\n{unchanged}"));
    }
    out
}

fn table(answer: &DiffAnswer<'_>, accounts: &[&AccountDiff<'_>]) -> String {
    let mut out = "| | account | KAM | tier | score | rank | why |\n|---|---|---|---|---|---|---|\n".to_owned();
    for account in accounts {
        let cells = [
            account.movement.to_owned(),
            format!("**{}** {}", escaped(account.account), escaped(account.name)),
            escaped(account.kam.unwrap_or("-")),
            escaped(&arrow(tier(account.before.as_ref()), tier(account.after.as_ref()))),
            escaped(&score(account)),
            escaped(&rank(account)),
            reasons(answer, account).iter().map(|r| escaped(r)).collect::<Vec<_>>().join("<br>"),
        ];
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out
}

fn rules(answer: &DiffAnswer<'_>) -> String {
    let mut body = String::new();
    for item in &answer.policy {
        let wording = if item.wording { ", wording only" } else { "" };
        body.push_str(&format!("# {} {}{wording}, {}\n", item.item, item.change, item.place));
        for line in &item.lines {
            let sign = if line.version == "before" { '-' } else { '+' };
            body.push_str(&format!("{sign}{}\n", line.text));
        }
    }
    // A fence ends at the first one of its length.
    let mut fence = "```".to_owned();
    while body.contains(&fence) {
        fence.push('`');
    }
    format!("**What the rules say otherwise**\n\n{fence}diff\n{body}{fence}\n")
}

fn follows(answer: &DiffAnswer<'_>) -> String {
    let mut out = String::new();
    for plan in &answer.plans {
        let document = plan.document.map(|d| format!(" ({})", escaped(d))).unwrap_or_default();
        for (what, ids) in
            [("new", plan.added), ("no longer called for", plan.dropped), ("read otherwise", plan.changed)]
        {
            if !ids.is_empty() {
                out.push_str(&format!("- Plans{document} {what}: {}\n", escaped(&ids.join(", "))));
            }
        }
    }
    for play in &answer.plays {
        for (what, ids) in [("new", play.added), ("dropped", play.dropped)] {
            if !ids.is_empty() {
                out.push_str(&format!("- Plays of {} {what}: {}\n", escaped(play.account), escaped(&ids.join(", "))));
            }
        }
    }
    out
}

fn folded(summary: &str, body: &str) -> String {
    format!("\n<details><summary>{summary}</summary>\n\n{body}\n</details>\n")
}

fn accounts(n: usize) -> String {
    if n == 1 { "1 account".to_owned() } else { format!("{n} accounts") }
}
