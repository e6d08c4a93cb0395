//! What made an account move, in words; the same in text and Markdown.

use crate::commands::quantity::{bounds, measure};
use kam::views::{
    AccountDiff, Bounds, CauseAnswer, CountsAnswer, DataCause, DiffAnswer, FiredChange, PointsAnswer, SideAnswer,
    StandingAnswer,
};

/// `3 up, 1 down, 2 undetermined, 412 unchanged`, with new and gone accounts where there are any.
pub fn counts(counts: &CountsAnswer) -> String {
    let CountsAnswer { up, down, undetermined, unchanged, new, gone, .. } = counts;
    let mut out = format!("{up} up, {down} down, {undetermined} undetermined, {unchanged} unchanged");
    for (n, word) in [(new, "new"), (gone, "gone")] {
        if *n > 0 {
            out.push_str(&format!(", {n} {word}"));
        }
    }
    out
}

/// `main → the working tree`, two days, or the working tree alone, without and with an overlay.
pub fn title(answer: &DiffAnswer<'_>) -> String {
    let (before, after) = (&answer.before, &answer.after);
    let what = |side: &SideAnswer<'_>| side.revision.unwrap_or("the working tree").to_owned();
    let (from, to) = match (before.revision, after.revision) {
        (None, None) if before.as_of != after.as_of => (before.as_of.clone(), after.as_of.clone()),
        _ => (what(before), what(after)),
    };
    let sides = arrow(from, to);
    let policy = format!("{} {}", before.policy.name, before.policy.version);
    let now = format!("{} {}", after.policy.name, after.policy.version);
    format!("{sides}, {}, as of {}", arrow(policy, now), arrow(before.as_of.clone(), after.as_of.clone()))
}

/// One text where both are the same, else both.
pub fn arrow(before: String, after: String) -> String {
    if before == after { after } else { format!("{before} → {after}") }
}

/// The tiers an account may be in, or that it is on hold or excluded.
pub fn tier(standing: Option<&StandingAnswer>) -> String {
    let Some(standing) = standing else { return "-".to_owned() };
    let tiers = standing.tiers.join("/");
    match standing.status {
        "excluded" => "excluded".to_owned(),
        "hold" if tiers.is_empty() => "on hold".to_owned(),
        "hold" => format!("{tiers} (on hold)"),
        _ => tiers,
    }
}

/// Score, rank and stage, each with what it was where it differs. Of these the rank and the stage only where they are known.
pub fn score(account: &AccountDiff<'_>) -> String {
    let of = |side: &Option<StandingAnswer>| bounds(side.as_ref().and_then(|s| s.score.as_ref()));
    arrow(of(&account.before), of(&account.after))
}

pub fn rank(account: &AccountDiff<'_>) -> String {
    let of = |side: &Option<StandingAnswer>| {
        side.as_ref().and_then(|s| s.rank).map_or_else(|| "-".to_owned(), |rank| rank.to_string())
    };
    arrow(of(&account.before), of(&account.after))
}

/// None where neither side has a stage.
pub fn stage(account: &AccountDiff<'_>) -> Option<String> {
    let of = |side: &Option<StandingAnswer>| side.as_ref().and_then(|s| s.stage.clone());
    let (before, after) = (of(&account.before), of(&account.after));
    if before == after {
        return None;
    }
    let shown = |stage: Option<String>| stage.unwrap_or_else(|| "?".to_owned());
    Some(format!("stage {} → {}", shown(before), shown(after)))
}

/// Everything that made an account move, then what it did to its points, vetoes and limits.
pub fn reasons(answer: &DiffAnswer<'_>, account: &AccountDiff<'_>) -> Vec<String> {
    let mut out: Vec<String> = account.why.iter().map(|cause| self::cause(answer, cause)).collect();
    out.extend(account.fired.iter().map(fired));
    if !account.points.is_empty() {
        let points: Vec<String> = account.points.iter().map(points).collect();
        out.push(format!("points: {}", points.join(", ")));
    }
    out.extend(stage(account));
    out
}

fn cause(answer: &DiffAnswer<'_>, cause: &CauseAnswer<'_>) -> String {
    match cause {
        CauseAnswer::Rule { item, place } => format!("{} ({place})", rule(answer, item)),
        CauseAnswer::Data(data) => input(answer, data),
        CauseAnswer::Day { before, after, parameters } => {
            let told = parameters.iter().map(|p| {
                let (before, after) = (measure(&p.before), measure(&p.after));
                format!(", parameter {}: {before} → {after} ({})", p.name, p.place)
            });
            format!("another day: {before} → {after}{}", told.collect::<String>())
        }
        CauseAnswer::Others => "data of other accounts, with which it is compared".to_owned(),
        CauseAnswer::Settings => {
            "settings in kam.yaml, exchange rates, or the day on which something was observed".to_owned()
        }
    }
}

/// A changed rule; where one line took the place of another, both.
fn rule(answer: &DiffAnswer<'_>, item: &str) -> String {
    let Some(rule) = answer.policy.iter().find(|r| r.item == item) else { return item.to_owned() };
    match (rule.change, rule.lines.as_slice()) {
        ("changed", [old, new]) if old.version == "before" && new.version == "after" => {
            let (old, new) = apart(old.text.trim(), new.text.trim());
            format!("{item}: {old} → {new}")
        }
        (change, _) => format!("{item} {change}"),
    }
}

/// Two rows whole; of other lines what follows the words that they begin with in common.
fn apart<'t>(old: &'t str, new: &'t str) -> (&'t str, &'t str) {
    if old.starts_with('|') {
        return (old, new);
    }
    let common = old.char_indices().zip(new.chars()).take_while(|((_, a), b)| a == b);
    // Up to the last blank, so that no word is cut.
    let start = common.filter(|((_, a), _)| *a == ' ').map(|((at, _), _)| at + 1).last().unwrap_or(0);
    match (old.get(start..), new.get(start..)) {
        (Some(old), Some(new)) if !old.is_empty() && !new.is_empty() => (old, new),
        _ => (old, new),
    }
}

fn input(answer: &DiffAnswer<'_>, data: &DataCause<'_>) -> String {
    let mut out = match (&data.before, &data.after, data.rows_added.zip(data.rows_removed)) {
        (Some(before), Some(after), _) => {
            format!("{}: {} → {}", data.name, measure(before), measure(after))
        }
        (_, _, Some((added, removed))) => {
            let rows = |n: usize| if n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
            match (added, removed) {
                (added, 0) => format!("{}: {} added", data.name, rows(added)),
                (0, removed) => format!("{}: {} removed", data.name, rows(removed)),
                (added, removed) => format!("{}: {} added, {removed} removed", data.name, rows(added)),
            }
        }
        _ => format!("{} {}", data.name, data.change),
    };
    if let Some(place) = &data.place {
        let revision = if place.version == "before" { answer.before.revision } else { answer.after.revision };
        // What stands in the working tree can be opened; what stands in a revision is named with it.
        let revision = revision.map(|r| format!("{r}:")).unwrap_or_default();
        out.push_str(&format!(" ({revision}{})", place.place));
    }
    out
}

fn points(points: &PointsAnswer<'_>) -> String {
    let shown = |bounds_of: &Option<Bounds>| match bounds_of {
        Some(known) => bounds(Some(known)),
        None => "left out".to_owned(),
    };
    format!("{} {} → {}", points.criterion, shown(&points.before), shown(&points.after))
}

fn fired(fired: &FiredChange<'_>) -> String {
    let what = format!("{} {}", fired.what, fired.name);
    match (fired.before, fired.after) {
        (_, Some("holds")) => format!("{what} now holds"),
        (_, Some("unknown")) => format!("{what} is now open"),
        (_, Some("waived")) => format!("{what} is now waived"),
        (_, Some("expired")) => format!("the waiver of {what} has expired"),
        (_, Some("not_applicable")) => format!("{what} does not apply now"),
        (Some("unknown"), _) => format!("{what} is no longer open"),
        (_, _) => format!("{what} no longer holds"),
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn what_two_lines_have_in_common_is_not_repeated() {
        assert_eq!(apart("parameter top = 72 points", "parameter top = 75 points"), ("72 points", "75 points"));
        assert_eq!(apart("| from 75 % | 100 |", "| from 70 % | 100 |"), ("| from 75 % | 100 |", "| from 70 % | 100 |"));
        assert_eq!(apart("because \"ą\"", "because \"ć\""), ("\"ą\"", "\"ć\""));
        assert_eq!(apart("missing means", "missing means unknown"), ("means", "means unknown"));
    }
}
