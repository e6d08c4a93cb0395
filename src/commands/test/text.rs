//! The results as text for people.

use crate::commands::output::Output;
use crate::commands::words::{Words, test as t};
use kam::diagnostics::Language;
use kam::views::{
    ActualAnswer, CoverageAnswer, DifferenceAnswer, ExampleAnswer, Measure, MutationAnswer, OutcomesAnswer,
    PartCoverage, SurvivorAnswer, TestAnswer,
};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;

pub fn print(w: &Words, answer: &TestAnswer<'_>, out: &mut Output) -> anyhow::Result<()> {
    for example in &answer.examples {
        let text = of_example(w, example);
        if example.passed {
            out.remark(&text)?;
        } else {
            out.print(&text)?;
        }
    }
    if let Some(outcomes) = &answer.outcomes {
        print_outcomes(w, outcomes, out)?;
    }
    if let Some(coverage) = &answer.coverage {
        out.print(&of_coverage(w, coverage))?;
    }
    if let Some(mutation) = &answer.mutation {
        out.print(&of_mutation(w, mutation))?;
    }
    out.print(&format!("{}\n", t::passed(w, answer.passed, answer.failed)))?;
    Ok(())
}

/// The changes that no example notices, with an example that would; those with a reason; then counts.
fn of_mutation(w: &Words, mutation: &MutationAnswer) -> String {
    let MutationAnswer { changes, tried, noticed, idle, survivors } = mutation;
    let (explained, open): (Vec<&SurvivorAnswer>, Vec<&SurvivorAnswer>) =
        survivors.iter().partition(|s| s.reason.is_some());
    let mut out = String::new();
    if !open.is_empty() {
        out.push_str(&format!("{}\n", t::not_noticed(w)));
    }
    // Where it goes unnoticed that something is not there at all, smaller changes of it say nothing new.
    for SurvivorAnswer { of, change, example, rule, .. } in open.iter().filter(|s| !s.implied) {
        let [of, change, example] = [of, change, example].map(|said| said.in_language(w.language));
        let lines = if example.contains('\n') { format!("\n{example}") } else { example };
        let notice = t::would_notice(w, lines.replace('\n', "\n        ")).replace(" \n", "\n");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {}:{}  {of}: {change}\n      {notice}", rule.file, rule.line);
    }
    if !explained.is_empty() {
        let _ = writeln!(out, "{}", t::not_tested(w));
    }
    let mut last = None;
    for SurvivorAnswer { of, change, rule, reason, .. } in explained.iter().filter(|s| !s.implied) {
        if last != Some((&rule.file, rule.line)) {
            let _ = writeln!(out, "  {}:{}  {}", rule.file, rule.line, reason.as_deref().unwrap_or_default());
            last = Some((&rule.file, rule.line));
        }
        let [of, change] = [of, change].map(|said| said.in_language(w.language));
        let _ = writeln!(out, "      {of}: {change}");
    }
    let of = if tried < changes { t::of_all(w, changes) } else { String::new() };
    let implied = open.iter().filter(|s| s.implied).count();
    let mut rest = if implied > 0 { t::smaller(w, implied) } else { String::new() };
    if !explained.is_empty() {
        rest += &t::explained(w, explained.len());
    }
    if *idle > 0 {
        rest += &t::idle(w, idle);
    }
    let _ = writeln!(out, "{}", t::mutation(w, noticed, tried, of, open.len(), rest));
    out
}

/// What no example exercises, by file and line, then counts.
fn of_coverage(w: &Words, coverage: &CoverageAnswer) -> String {
    let mut out = String::new();
    let open: Vec<&PartCoverage> = coverage.rules.iter().filter(|r| r.examples == 0).collect();
    let places: Vec<String> = open.iter().map(|r| format!("{}:{}", r.rule.file, r.rule.line)).collect();
    let width = places.iter().map(String::len).max().unwrap_or(0);
    if !open.is_empty() {
        out.push_str(&format!("{}\n", t::not_exercised(w)));
    }
    let kind_width = w.language.pick(8, 14);
    for (part, place) in open.iter().zip(&places) {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "  {place:<width$}  {:<kind_width$}  {}",
            kind(w, part.kind),
            part.called.in_language(w.language)
        );
    }
    let kinds: Vec<String> = coverage.kinds.iter().map(|k| kinds(w, k.kind, k.parts, k.exercised)).collect();
    let share = coverage.share.as_ref();
    let share = share.map_or_else(|| t::nothing_to_exercise(w), |share| t::share(w, w.percent_with(&share.0, 1)));
    let _ = writeln!(out, "{}", t::coverage(w, share, kinds.join(", ")));
    out
}

fn kind(w: &Words, kind: &str) -> String {
    match kind {
        "row" => t::row(w),
        "branch" => t::branch(w),
        "veto" => t::veto(w),
        "limit" => t::limit(w),
        "tier" => t::tier(w),
        "odds" => t::odds(w),
        "alert" => t::alert(w),
        "playbook" => t::playbook(w),
        "action" => t::action(w),
        other => other.to_owned(),
    }
}

/// `5 of 7 rows`
fn kinds(w: &Words, kind: &str, all: usize, exercised: usize) -> String {
    match kind {
        "row" => t::rows(w, all, exercised),
        "branch" => t::branches(w, all, exercised),
        "veto" => t::vetoes(w, all, exercised),
        "limit" => t::limits(w, all, exercised),
        "tier" => t::tiers(w, all, exercised),
        "odds" => t::many_odds(w, all, exercised),
        "alert" => t::alerts(w, all, exercised),
        "playbook" => t::playbooks(w, all, exercised),
        "action" => t::actions(w, all, exercised),
        other => format!("{exercised}/{all} {other}"),
    }
}

/// `ok` or `FAILED` with the title and the place, and for a failure every expectation that is not met.
fn of_example(w: &Words, example: &ExampleAnswer) -> String {
    let verdict = if example.passed { t::ok(w) } else { t::failed(w) };
    let (file, line) = (&example.rule.file, example.rule.line);
    format!(
        "{verdict} {}  [{file}:{line}]\n{}",
        example.called.in_language(w.language),
        failures(w, example, "         ")
    )
}

/// Every expectation that is not met, beside what came out.
pub fn failures(w: &Words, example: &ExampleAnswer, indent: &str) -> String {
    let mut out = String::new();
    for check in example.checks.iter().filter(|c| !c.met) {
        let (file, line) = (&check.rule.file, check.rule.line);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{indent}{}  [{file}:{line}]", t::expected(w, w.code(&check.expected)));
        let _ = writeln!(out, "{indent}{}", t::actual(w, actual(w, &check.actual)));
    }
    out
}

fn print_outcomes(w: &Words, outcomes: &OutcomesAnswer, out: &mut Output) -> anyhow::Result<()> {
    let OutcomesAnswer { file, accepted, accounts, differences } = outcomes;
    for difference in differences {
        let verdict = if *accepted { t::took(w) } else { t::failed(w) };
        let what = difference.account.as_deref().map_or_else(|| t::policy_and_day(w), |id| t::account(w, id));
        let text = format!("{verdict} {what}{}  [{file}]\n{}", moved(w, difference), lines(difference, "       "));
        if *accepted { out.remark(&text)? } else { out.print(&text)? }
    }
    let n = |wanted: &dyn Fn(&DifferenceAnswer) -> bool| {
        differences.iter().filter(|d| d.account.is_some() && wanted(d)).count()
    };
    let added = n(&|d| d.expected.is_none());
    let gone = n(&|d| d.actual.is_none());
    let changed = n(&|d| d.expected.is_some() && d.actual.is_some());
    let same = accounts.saturating_sub(added + changed);
    let counts = t::counts(w, same, changed, added, gone);
    let all = t::accounts(w, *accounts);
    let said = match (accepted, differences.is_empty()) {
        (true, true) => t::nothing_to_accept(w, file, all),
        (true, false) => t::accepted(w, file, all, counts),
        (false, true) => t::as_accepted(w, file, all),
        (false, false) => t::differ(w, file, counts),
    };
    Ok(out.print(&format!("{said}\n"))?)
}

/// What became of an account as a whole.
pub fn moved(w: &Words, difference: &DifferenceAnswer) -> String {
    match (&difference.expected, &difference.actual) {
        (None, _) => t::is_new(w),
        (_, None) => t::is_gone(w),
        _ => String::new(),
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

/// What came out, as rules write it, so that it can take the place of what was expected.
fn actual(w: &Words, actual: &ActualAnswer) -> String {
    let rules = Words::new(Language::English);
    let code = |text: String| w.code(&text);
    let listed = |names: &[String], none: String| if names.is_empty() { none } else { names.join(", ") };
    match actual {
        ActualAnswer::Tiers(tiers) if tiers.is_empty() => t::no_tier(w),
        ActualAnswer::Tiers(tiers) => code(format!("tier {}", tiers.join(" or "))),
        ActualAnswer::Status(status) => code((*status).to_owned()),
        ActualAnswer::Needs(names) if names.is_empty() => t::needs_nothing(w),
        ActualAnswer::Needs(names) => code(format!("needs {}", names.join(", "))),
        ActualAnswer::Score(score) => code(format!("score {}", rules.bounds(score.as_ref()))),
        ActualAnswer::Value(value @ (Measure::Missing { .. } | Measure::NotApplicable { .. })) => w.measure(value),
        ActualAnswer::Value(value) => code(rules.measure(value)),
        ActualAnswer::Actions(actions) => {
            let perhaps = actions.conditional.iter().map(|c| {
                let needs = if c.needs.is_empty() { String::new() } else { t::needing(w, c.needs.join(", ")) };
                format!("{}{needs}", t::perhaps(w, &c.name))
            });
            let planned = t::plans(w, listed(&actions.planned, t::nothing(w)));
            format!("{planned}{}", perhaps.collect::<String>())
        }
    }
}
