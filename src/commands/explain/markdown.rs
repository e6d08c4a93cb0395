//! An explanation as Markdown, for a page, a message or a review: what decided in sentences, the score and the values as tables.

use super::said::{self, data, list, named, place};
use crate::commands::markdown::{escaped, table};
use crate::commands::output::Align::{Left, Right};
use crate::commands::quantity::{bounds, percent};
use kam::views::{Bounds, CriterionReason, ExplainAnswer, NeedReason, RuleReason, ValueReason};

/// The whole explanation, or what concerns one name. Sections without content are left out.
pub fn render(answer: &ExplainAnswer<'_>, name: Option<&str>) -> String {
    let mut out = format!("# {} {}\n\n", escaped(answer.account), escaped(answer.name));
    let (standing, basis) = (said::standing(answer), said::basis(answer));
    out.push_str(&format!("**{}**  \n{}\n", escaped(&standing), escaped(&basis)));
    let ExplainAnswer { criteria, vetoes, limits, needs, values, left_out, .. } = answer;
    match name {
        Some(_) => section(&mut out, "Value, and what it is worked out from", values, values_table),
        None => out.push_str(&why(answer)),
    }
    section(&mut out, "Vetoes", vetoes, rules);
    section(&mut out, "Limits", limits, rules);
    section(&mut out, "Missing, most valuable first", needs, needs_table);
    section(&mut out, "Points of the score", criteria, |criteria| {
        score(criteria, answer.score.as_ref().filter(|_| name.is_none()))
    });
    if name.is_none() {
        section(&mut out, "Values", values, values_table);
    }
    section(&mut out, "Left out of comparisons, for want of a value", left_out, |left_out| {
        let one = |left: &kam::views::LeftOut| format!("- {}: {}\n", escaped(&left.of), said::left_out(left));
        left_out.iter().map(one).collect()
    });
    out.push('\n');
    said::joins(answer).iter().for_each(|joined| out.push_str(&format!("{}\n", escaped(joined))));
    out.push_str(&format!("{}\n", said::rounding()));
    out
}

fn section<T>(out: &mut String, title: &str, items: &[T], body: impl Fn(&[T]) -> String) {
    if !items.is_empty() {
        out.push_str(&format!("\n## {title}\n\n{}", body(items)));
    }
}

/// A heading for each question, with its answer as a paragraph.
fn why(answer: &ExplainAnswer<'_>) -> String {
    let one = |why: said::Why| {
        let rule = why.rule.map(|rule| format!(" ({})", escaped(&rule))).unwrap_or_default();
        let stop = if why.because.ends_with('.') { "" } else { "." };
        let because = capitalised(&why.because);
        format!("\n## {}\n\n{}{rule}{stop}\n", escaped(&why.question), escaped(&because))
    };
    said::why_not_better(answer).into_iter().map(one).collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn rules(rules: &[RuleReason<'_>]) -> String {
    let one = |reason: &RuleReason<'_>| {
        let named = named(reason.fired.name, Some(reason.fired.label));
        let mut out = format!(
            "- **{}** {} ({})\n",
            escaped(&named),
            escaped(&said::state(reason)),
            escaped(&place(&reason.rule))
        );
        let below = said::grounds(reason).into_iter().chain(reason.inputs.iter().map(said::input));
        below.for_each(|line| out.push_str(&format!("  - {}\n", escaped(&line))));
        out
    };
    rules.iter().map(one).collect()
}

fn needs_table(needs: &[NeedReason<'_>]) -> String {
    let columns = [("Missing", Left), ("Could still change", Left), ("Through", Left)];
    let row = |need: &NeedReason<'_>| {
        let through = list(need.bears_on.iter().cloned());
        [named(&need.name, need.label), said::could_change(need), through].map(|cell| escaped(&cell)).into()
    };
    table(&columns, needs.iter().map(row))
}

/// Criteria, those that lose most first, and below them the score where these are all.
fn score(criteria: &[CriterionReason<'_>], score: Option<&Bounds>) -> String {
    let columns =
        [("Criterion", Left), ("Points", Right), ("Weight", Right), ("Lost", Right), ("Why", Left), ("Rule", Left)];
    let row = |reason: &CriterionReason<'_>| {
        let why = reason.inputs.iter().map(said::input).chain(said::rows(reason).into_iter().map(|row| row.text));
        let why: Vec<String> = why.chain(said::missing_rule(reason)).map(|line| escaped(&line)).collect();
        let points = reason.points.as_ref().map_or("left out".to_owned(), |points| bounds(Some(points)));
        vec![
            escaped(&named(reason.name, Some(reason.label))),
            points,
            reason.weight.as_ref().map_or("-".to_owned(), |weight| percent(&weight.0)),
            bounds(reason.lost.as_ref()),
            why.join("<br>"),
            escaped(&said::places(reason)),
        ]
    };
    let total = score.map(|score| {
        let mut cells = vec!["**Score**".to_owned(), format!("**{}**", bounds(Some(score)))];
        cells.resize(columns.len(), String::new());
        cells
    });
    table(&columns, criteria.iter().map(row).chain(total))
}

fn values_table(values: &[ValueReason<'_>]) -> String {
    let columns = [("Value", Left), ("Is", Left), ("Worked out from", Left), ("Data", Left), ("Rule", Left)];
    let row = |value: &ValueReason<'_>| {
        let from = said::used_by(value).unwrap_or_else(|| list(value.from.iter().cloned()));
        let cells = [named(&value.name, value.label), said::is(value), from, data(value), place(&value.rule)];
        cells.map(|cell| escaped(&cell)).into()
    };
    table(&columns, values.iter().map(row))
}
