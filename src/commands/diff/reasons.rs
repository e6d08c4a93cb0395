//! What made an account move, in words; the same in text and Markdown.

use crate::commands::words::{Words, diff as t};
use kam::views::{
    AccountDiff, Bounds, CauseAnswer, CountsAnswer, DataCause, DiffAnswer, FiredChange, PointsAnswer, SideAnswer,
    StandingAnswer,
};

/// `3 up, 1 down, 2 undetermined, 412 unchanged`, with new and gone accounts where there are any.
pub fn counts(w: &Words, counts: &CountsAnswer) -> String {
    let CountsAnswer { up, down, undetermined, unchanged, new, gone, .. } = counts;
    let mut out = t::counts(w, up, down, undetermined, unchanged);
    if *new > 0 {
        out.push_str(&t::count_new(w, new));
    }
    if *gone > 0 {
        out.push_str(&t::count_gone(w, gone));
    }
    out
}

/// `main → the working tree`, two days, or the working tree alone, without and with an overlay.
pub fn title(w: &Words, answer: &DiffAnswer<'_>) -> String {
    let (before, after) = (&answer.before, &answer.after);
    let what = |side: &SideAnswer<'_>| side.revision.map_or_else(|| t::working_tree(w), str::to_owned);
    let (old, new) = (w.day(&before.as_of), w.day(&after.as_of));
    let (from, to) = match (before.revision, after.revision) {
        (None, None) if old != new => (old.clone(), new.clone()),
        _ => (what(before), what(after)),
    };
    let sides = arrow(from, to);
    let policy = format!("{} {}", before.policy.name, before.policy.version);
    let now = format!("{} {}", after.policy.name, after.policy.version);
    t::title(w, sides, arrow(policy, now), arrow(old, new))
}

/// One text where both are the same, else both.
pub fn arrow(before: String, after: String) -> String {
    if before == after { after } else { format!("{before} → {after}") }
}

/// What became of an account, in a word.
pub fn movement(w: &Words, account: &AccountDiff<'_>) -> String {
    match account.movement {
        "up" => t::up(w),
        "down" => t::down(w),
        "undetermined" => t::undetermined(w),
        "new" => t::new(w),
        "gone" => t::gone(w),
        "unchanged" => t::unchanged(w),
        other => other.to_owned(),
    }
}

/// What became of a rule: `tier A changed, wording only`.
pub fn change(w: &Words, item: &str, change: &str) -> String {
    let item = w.called(item);
    match change {
        "added" => t::added(w, item),
        "removed" => t::removed(w, item),
        _ => t::changed(w, item),
    }
}

/// The tiers an account may be in, or that it is on hold or excluded.
pub fn tier(w: &Words, standing: Option<&StandingAnswer>) -> String {
    let Some(standing) = standing else { return "-".to_owned() };
    let tiers = standing.tiers.join("/");
    match standing.status {
        "excluded" => t::excluded(w),
        "hold" if tiers.is_empty() => t::on_hold(w),
        "hold" => t::tiers_on_hold(w, tiers),
        _ => tiers,
    }
}

/// The tiers before and after.
pub fn tiers(w: &Words, account: &AccountDiff<'_>) -> String {
    arrow(tier(w, account.before.as_ref()), tier(w, account.after.as_ref()))
}

/// Score, rank and stage, each with what it was where it differs. Of these the rank and the stage only where they are known.
pub fn score(w: &Words, account: &AccountDiff<'_>) -> String {
    let of = |side: &Option<StandingAnswer>| w.bounds(side.as_ref().and_then(|s| s.score.as_ref()));
    arrow(of(&account.before), of(&account.after))
}

pub fn rank(account: &AccountDiff<'_>) -> String {
    let of = |side: &Option<StandingAnswer>| {
        side.as_ref().and_then(|s| s.rank).map_or_else(|| "-".to_owned(), |rank| rank.to_string())
    };
    arrow(of(&account.before), of(&account.after))
}

/// None where neither side has a stage.
fn stage(w: &Words, account: &AccountDiff<'_>) -> Option<String> {
    let of = |side: &Option<StandingAnswer>| side.as_ref().and_then(|s| s.stage.clone());
    let (before, after) = (of(&account.before), of(&account.after));
    if before == after {
        return None;
    }
    let shown = |stage: Option<String>| stage.unwrap_or_else(|| "?".to_owned());
    Some(t::stage(w, shown(before), shown(after)))
}

/// Everything that made an account move, then what it did to its points, vetoes and limits.
pub fn reasons(w: &Words, answer: &DiffAnswer<'_>, account: &AccountDiff<'_>) -> Vec<String> {
    let mut out: Vec<String> = account.why.iter().map(|cause| self::cause(w, answer, cause)).collect();
    out.extend(account.fired.iter().map(|change| fired(w, change)));
    if !account.points.is_empty() {
        let points: Vec<String> = account.points.iter().map(|change| points(w, change)).collect();
        out.push(t::points(w, points.join(", ")));
    }
    out.extend(stage(w, account));
    out
}

fn cause(w: &Words, answer: &DiffAnswer<'_>, cause: &CauseAnswer<'_>) -> String {
    match cause {
        CauseAnswer::Rule { item, place } => format!("{} ({place})", rule(w, answer, item)),
        CauseAnswer::Data(data) => input(w, answer, data),
        CauseAnswer::Day { before, after, parameters } => {
            let told =
                parameters.iter().map(|p| t::parameter(w, p.name, w.measure(&p.before), w.measure(&p.after), &p.place));
            format!("{}{}", t::another_day(w, w.day(before), w.day(after)), told.collect::<String>())
        }
        CauseAnswer::Others => t::others(w),
        CauseAnswer::Settings => t::settings(w),
    }
}

/// A changed rule; where one line took the place of another, both.
fn rule(w: &Words, answer: &DiffAnswer<'_>, item: &str) -> String {
    let Some(rule) = answer.policy.iter().find(|r| r.item == item) else { return item.to_owned() };
    match (rule.change, rule.lines.as_slice()) {
        ("changed", [old, new]) if old.version == "before" && new.version == "after" => {
            let (old, new) = apart(old.text.trim(), new.text.trim());
            format!("{item}: {old} → {new}")
        }
        (change, _) => self::change(w, item, change),
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

fn input(w: &Words, answer: &DiffAnswer<'_>, data: &DataCause<'_>) -> String {
    let name = data.name;
    let mut out = match (&data.before, &data.after, data.rows_added.zip(data.rows_removed)) {
        (Some(before), Some(after), _) => format!("{name}: {} → {}", w.measure(before), w.measure(after)),
        (_, _, Some((added, 0))) => t::rows_added(w, name, t::rows(w, added)),
        (_, _, Some((0, removed))) => t::rows_removed(w, name, t::rows(w, removed)),
        (_, _, Some((added, removed))) => t::rows_exchanged(w, name, t::rows(w, added), removed),
        _ => change(w, name, data.change),
    };
    if let Some(place) = &data.place {
        let revision = if place.version == "before" { answer.before.revision } else { answer.after.revision };
        // What stands in the working tree can be opened; what stands in a revision is named with it.
        let revision = revision.map(|r| format!("{r}:")).unwrap_or_default();
        out.push_str(&format!(" ({revision}{})", place.place));
    }
    out
}

fn points(w: &Words, points: &PointsAnswer<'_>) -> String {
    let shown = |bounds: &Option<Bounds>| match bounds {
        Some(known) => w.bounds(Some(known)),
        None => t::left_out(w),
    };
    format!("{} {} → {}", points.criterion, shown(&points.before), shown(&points.after))
}

fn fired(w: &Words, fired: &FiredChange<'_>) -> String {
    let rule = if fired.what == "veto" { t::veto(w, fired.name) } else { t::limit(w, fired.name) };
    match (fired.before, fired.after) {
        (_, Some("holds")) => t::now_holds(w, rule),
        (_, Some("unknown")) => t::now_open(w, rule),
        (_, Some("waived")) => t::now_waived(w, rule),
        (_, Some("expired")) => t::now_expired(w, rule),
        (_, Some("not_applicable")) => t::now_not_applicable(w, rule),
        (Some("unknown"), _) => t::no_longer_open(w, rule),
        (_, _) => t::no_longer_holds(w, rule),
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
