//! What differs, for a comment on a pull request: the counts on top, a table of who moves, the rules as a diff, the rest to
//! unfold.

use super::reasons::{change, counts, movement, rank, reasons, score, tiers, title};
use super::text::{changed_plans, unchanged};
use crate::commands::markdown::{self, escaped};
use crate::commands::output::Align::Left;
use crate::commands::words::{Words, diff as t};
use kam::views::{AccountDiff, DiffAnswer};

pub fn render(w: &Words, answer: &DiffAnswer<'_>, nothing: Option<&str>) -> String {
    let mut out = format!("### kam: {}\n\n{}\n", counts(w, &answer.counts), escaped(&title(w, answer)));
    if let Some(nothing) = nothing {
        out.push_str(&format!("\n{nothing}\n"));
        return out;
    }
    let (moved, level): (Vec<&AccountDiff<'_>>, Vec<_>) =
        answer.accounts.iter().partition(|a| a.movement != "unchanged");
    if !moved.is_empty() {
        out.push_str(&format!("\n{}", table(w, answer, &moved)));
    }
    if !answer.policy.is_empty() {
        out.push_str(&format!("\n{}", rules(w, answer)));
    }
    let own: Vec<&AccountDiff<'_>> = level.into_iter().filter(|a| !a.displaced).collect();
    if !own.is_empty() {
        let summary = format!("{}: {}", t::same_tier_title(w), t::accounts(w, own.len()));
        out.push_str(&folded(&summary, &table(w, answer, &own)));
    }
    let follows = follows(w, answer);
    if !follows.is_empty() {
        out.push_str(&folded(&t::follows_title(w), &follows));
    }
    let unchanged = unchanged(w, &answer.counts);
    if !unchanged.is_empty() {
        out.push_str(&format!("\n{unchanged}"));
    }
    out
}

fn table(w: &Words, answer: &DiffAnswer<'_>, accounts: &[&AccountDiff<'_>]) -> String {
    let columns = [
        String::new(),
        t::account_column(w),
        t::kam_column(w),
        t::tier_column(w),
        t::score_column(w),
        t::rank_column(w),
        t::why_column(w),
    ];
    let row = |account: &&AccountDiff<'_>| {
        vec![
            movement(w, account),
            format!("**{}** {}", escaped(account.account), escaped(account.name)),
            escaped(account.kam.unwrap_or("-")),
            escaped(&tiers(w, account)),
            escaped(&score(w, account)),
            escaped(&rank(account)),
            reasons(w, answer, account).iter().map(|r| escaped(r)).collect::<Vec<_>>().join("<br>"),
        ]
    };
    markdown::table(&columns.map(|name| (name, Left)), accounts.iter().map(row))
}

fn rules(w: &Words, answer: &DiffAnswer<'_>) -> String {
    let mut body = String::new();
    for item in &answer.policy {
        let wording = if item.wording { t::wording_only(w) } else { String::new() };
        body.push_str(&format!("# {}{wording}, {}\n", change(w, item.item, item.change), item.place));
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
    format!("**{}**\n\n{fence}diff\n{body}{fence}\n", t::rules_differ_title(w))
}

fn follows(w: &Words, answer: &DiffAnswer<'_>) -> String {
    let mut out = String::new();
    for (what, ids) in answer.plans.iter().flat_map(|plan| changed_plans(w, plan)) {
        out.push_str(&format!("- {}: {}\n", escaped(&what), escaped(&ids.join(", "))));
    }
    for play in &answer.plays {
        for (what, ids) in
            [(t::plays_new(w, play.account), play.added), (t::plays_dropped(w, play.account), play.dropped)]
        {
            if !ids.is_empty() {
                out.push_str(&format!("- {}: {}\n", escaped(&what), escaped(&ids.join(", "))));
            }
        }
    }
    out
}

fn folded(summary: &str, body: &str) -> String {
    format!("\n<details><summary>{summary}</summary>\n\n{body}\n</details>\n")
}
