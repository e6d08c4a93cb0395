//! The results as text for people.

use crate::commands::output::Output;
use crate::commands::quantity::{bounds, measure};
use kam::values::Number;
use kam::views::{
    ActualAnswer, CoverageAnswer, DifferenceAnswer, ExampleAnswer, MutationAnswer, OutcomesAnswer, PartCoverage,
    SurvivorAnswer, TestAnswer,
};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;

pub fn print(answer: &TestAnswer<'_>, out: &mut Output) -> anyhow::Result<()> {
    for example in &answer.examples {
        let text = of_example(example);
        if example.passed {
            out.remark(&text)?;
        } else {
            out.print(&text)?;
        }
    }
    if let Some(outcomes) = &answer.outcomes {
        print_outcomes(outcomes, out)?;
    }
    if let Some(coverage) = &answer.coverage {
        out.print(&of_coverage(coverage))?;
    }
    if let Some(mutation) = &answer.mutation {
        out.print(&of_mutation(mutation))?;
    }
    out.print(&format!("{} passed, {} failed\n", answer.passed, answer.failed))?;
    Ok(())
}

/// The changes that no example notices, with an example that would, then counts.
fn of_mutation(mutation: &MutationAnswer) -> String {
    let mut out = String::new();
    if !mutation.survivors.is_empty() {
        out.push_str("No example notices:\n");
    }
    // Where it goes unnoticed that something is not there at all, smaller changes of it say nothing new.
    for SurvivorAnswer { of, change, example, rule, .. } in mutation.survivors.iter().filter(|s| !s.implied) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {}:{}  {of}: {change}\n      would notice: {example}", rule.file, rule.line);
    }
    let MutationAnswer { changes, tried, noticed, survivors } = mutation;
    let of = if tried < changes { format!(" (tried of {changes})") } else { String::new() };
    let implied = survivors.iter().filter(|s| s.implied).count();
    let smaller = if implied > 0 { format!(", {implied} of them smaller changes of these") } else { String::new() };
    let not = survivors.len();
    let _ =
        writeln!(out, "mutation: {noticed} of {tried} changes{of} are noticed by an example, {not} are not{smaller}");
    out
}

/// What no example exercises, by file and line, then counts.
fn of_coverage(coverage: &CoverageAnswer) -> String {
    let mut out = String::new();
    let open: Vec<&PartCoverage> = coverage.rules.iter().filter(|r| r.examples == 0).collect();
    let places: Vec<String> = open.iter().map(|r| format!("{}:{}", r.rule.file, r.rule.line)).collect();
    let width = places.iter().map(String::len).max().unwrap_or(0);
    if !open.is_empty() {
        out.push_str("No example exercises:\n");
    }
    for (part, place) in open.iter().zip(&places) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {place:<width$}  {:<8}  {}", part.kind, part.what);
    }
    let plural = |n: usize, kind: &str| match (n, kind) {
        (1, _) | (_, "odds") => kind.to_owned(),
        (_, "branch") => "branches".to_owned(),
        (_, "veto") => "vetoes".to_owned(),
        _ => format!("{kind}s"),
    };
    let kinds: Vec<String> =
        coverage.kinds.iter().map(|k| format!("{} of {} {}", k.exercised, k.parts, plural(k.parts, k.kind))).collect();
    let percent = coverage.share.as_ref().map_or("nothing to exercise".to_owned(), |share| {
        format!("{} % exercised", (&share.0 * &Number::HUNDRED).to_decimal_string(1))
    });
    let _ = writeln!(out, "coverage: {percent}: {}", kinds.join(", "));
    out
}

/// `ok` or `FAILED` with the title and the place, and for a failure every expectation that is not met.
fn of_example(example: &ExampleAnswer<'_>) -> String {
    let verdict = if example.passed { "ok    " } else { "FAILED" };
    let (file, line) = (&example.rule.file, example.rule.line);
    format!("{verdict} {}  [{file}:{line}]\n{}", example.title, failures(example, "         "))
}

/// Every expectation that is not met, beside what came out.
pub fn failures(example: &ExampleAnswer<'_>, indent: &str) -> String {
    let mut out = String::new();
    for check in example.checks.iter().filter(|c| !c.met) {
        let (file, line) = (&check.rule.file, check.rule.line);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{indent}expected {}  [{file}:{line}]", check.expected);
        let _ = writeln!(out, "{indent}actual   {}", actual(&check.actual));
    }
    out
}

fn print_outcomes(outcomes: &OutcomesAnswer, out: &mut Output) -> anyhow::Result<()> {
    let OutcomesAnswer { file, accepted, accounts, differences } = outcomes;
    for difference in differences {
        let verdict = if *accepted { "took  " } else { "FAILED" };
        let what =
            difference.account.as_deref().map_or_else(|| "policy and day".to_owned(), |id| format!("account {id}"));
        let text = format!("{verdict} {what}{}  [{file}]\n{}", moved(difference), lines(difference, "       "));
        if *accepted { out.remark(&text)? } else { out.print(&text)? }
    }
    let n = |wanted: &dyn Fn(&DifferenceAnswer) -> bool| {
        differences.iter().filter(|d| d.account.is_some() && wanted(d)).count()
    };
    let added = n(&|d| d.expected.is_none());
    let gone = n(&|d| d.actual.is_none());
    let changed = n(&|d| d.expected.is_some() && d.actual.is_some());
    let same = accounts.saturating_sub(added + changed);
    let counts = format!("{same} unchanged, {changed} changed, {added} new, {gone} gone");
    let all = if *accounts == 1 { "1 account".to_owned() } else { format!("{accounts} accounts") };
    match (accepted, differences.is_empty()) {
        (true, true) => out.print(&format!("{file}: nothing to accept, {all} as before\n"))?,
        (true, false) => out.print(&format!("{file}: accepted {all}: {counts}\n"))?,
        (false, true) => out.print(&format!("{file}: {all} as accepted\n"))?,
        (false, false) => {
            out.print(&format!("{file}: {counts}; `kam test --accept` accepts what came out\n"))?;
        }
    }
    Ok(())
}

/// What became of an account as a whole.
pub fn moved(difference: &DifferenceAnswer) -> &'static str {
    match (&difference.expected, &difference.actual) {
        (None, _) => " is new",
        (_, None) => " is gone",
        _ => "",
    }
}

/// The lines of a block: `-` what was accepted, `+` what came out.
pub fn lines(difference: &DifferenceAnswer, indent: &str) -> String {
    let whole = |lines: &Option<Vec<String>>| lines.iter().flatten().fold(String::new(), |all, line| all + line + "\n");
    let (before, after) = (whole(&difference.expected), whole(&difference.actual));
    let mut out = String::new();
    for change in TextDiff::from_lines(&before, &after).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            // The name tells whose the lines are.
            ChangeTag::Equal if change.value().starts_with("name ") => ' ',
            ChangeTag::Equal => continue,
        };
        let _ = writeln!(out, "{indent}{sign} {}", change.value().trim_end());
    }
    out
}

fn actual(actual: &ActualAnswer) -> String {
    let listed = |names: &[String], none: &str| if names.is_empty() { none.to_owned() } else { names.join(", ") };
    match actual {
        ActualAnswer::Tiers(tiers) if tiers.is_empty() => "no tier".to_owned(),
        ActualAnswer::Tiers(tiers) => format!("tier {}", tiers.join(" or ")),
        ActualAnswer::Status(status) => (*status).to_owned(),
        ActualAnswer::Needs(names) => format!("needs {}", listed(names, "nothing")),
        ActualAnswer::Score(score) => format!("score {}", bounds(score.as_ref())),
        ActualAnswer::Value(value) => measure(value),
        ActualAnswer::Actions(actions) => {
            let perhaps = actions.conditional.iter().map(|c| {
                let needs = if c.needs.is_empty() { String::new() } else { format!(" (needs {})", c.needs.join(", ")) };
                format!("; perhaps {}{needs}", c.name)
            });
            format!("plans {}{}", listed(&actions.planned, "nothing"), perhaps.collect::<String>())
        }
    }
}
