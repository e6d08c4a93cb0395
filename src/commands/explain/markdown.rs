//! An explanation as Markdown, for a page, a message or a review: what decided in sentences, the score and the values as tables.

use super::said::{self, data, list, named, place};
use crate::commands::markdown::{escaped, table};
use crate::commands::output::Align::{Left, Right};
use crate::commands::words::{Words, explain as t};
use kam::views::{Bounds, CriterionReason, ExplainAnswer, LeftOut, NeedReason, RuleReason, ValueReason};

/// The whole explanation, or what concerns one name. Sections without content are left out.
pub fn render(w: &Words, answer: &ExplainAnswer<'_>, name: Option<&str>) -> String {
    let mut out = format!("# {} {}\n\n", escaped(answer.account), escaped(answer.name));
    let (standing, basis) = (said::standing(w, answer), said::basis(w, answer));
    out.push_str(&format!("**{}**  \n{}\n", escaped(&standing), escaped(&basis)));
    let ExplainAnswer { criteria, vetoes, limits, needs, values, left_out, .. } = answer;
    match name {
        Some(_) => section(&mut out, &t::value_title(w), values, |values| values_table(w, values)),
        None => out.push_str(&why(w, answer)),
    }
    section(&mut out, &t::vetoes_title(w), vetoes, |vetoes| rules(w, vetoes));
    section(&mut out, &t::limits_title(w), limits, |limits| rules(w, limits));
    section(&mut out, &t::needs_title(w), needs, |needs| needs_table(w, needs));
    section(&mut out, &t::points_title(w), criteria, |criteria| {
        score(w, criteria, answer.score.as_ref().filter(|_| name.is_none()))
    });
    if name.is_none() {
        section(&mut out, &t::values_title(w), values, |values| values_table(w, values));
    }
    section(&mut out, &t::left_out_title(w), left_out, |left_out| {
        let one = |left: &LeftOut| format!("- {}: {}\n", escaped(&left.of), said::left_out(w, left));
        left_out.iter().map(one).collect()
    });
    out.push('\n');
    said::joins(w, answer).iter().for_each(|joined| out.push_str(&format!("{}\n", escaped(joined))));
    out.push_str(&format!("{}\n", w.rounding()));
    out
}

fn section<T>(out: &mut String, title: &str, items: &[T], body: impl Fn(&[T]) -> String) {
    if !items.is_empty() {
        out.push_str(&format!("\n## {title}\n\n{}", body(items)));
    }
}

/// A heading for each question, with its answer as a paragraph.
fn why(w: &Words, answer: &ExplainAnswer<'_>) -> String {
    let one = |why: said::Why| {
        let rule = why.rule.map(|rule| format!(" ({})", escaped(&rule))).unwrap_or_default();
        let stop = if why.because.ends_with('.') { "" } else { "." };
        let because = capitalised(&why.because);
        format!("\n## {}\n\n{}{rule}{stop}\n", escaped(&why.question), escaped(&because))
    };
    said::why_not_better(w, answer).into_iter().map(one).collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn rules(w: &Words, rules: &[RuleReason<'_>]) -> String {
    let one = |reason: &RuleReason<'_>| {
        let named = escaped(&named(w, reason.fired.name, Some(reason.fired.label)));
        let (state, place) = (escaped(&said::state(w, reason)), escaped(&place(&reason.rule)));
        let mut out = format!("- **{named}** {state} ({place})\n");
        let below = said::grounds(w, reason).into_iter().chain(reason.inputs.iter().map(|i| said::input(w, i)));
        below.for_each(|line| out.push_str(&format!("  - {}\n", escaped(&line))));
        out
    };
    rules.iter().map(one).collect()
}

fn needs_table(w: &Words, needs: &[NeedReason<'_>]) -> String {
    let columns = [t::missing_column(w), t::change_column(w), t::through_column(w)].map(|name| (name, Left));
    let row = |need: &NeedReason<'_>| {
        let through = list(need.bears_on.iter().map(|of| w.called(of)));
        [named(w, &need.name, need.label), said::could_change(w, need), through].map(|cell| escaped(&cell)).into()
    };
    table(&columns, needs.iter().map(row))
}

/// Criteria, those that lose most first, and below them the score where these are all.
fn score(w: &Words, criteria: &[CriterionReason<'_>], score: Option<&Bounds>) -> String {
    let columns = [
        (t::criterion_column(w), Left),
        (t::points_column(w), Right),
        (t::weight_column(w), Right),
        (t::lost_column(w), Right),
        (t::why_column(w), Left),
        (t::rule_column(w), Left),
    ];
    let row = |reason: &CriterionReason<'_>| {
        let why = reason.inputs.iter().map(|input| said::input(w, input));
        let why = why.chain(said::rows(w, reason).into_iter().map(|row| row.text));
        let why: Vec<String> = why.chain(said::missing_rule(w, reason)).map(|line| escaped(&line)).collect();
        vec![
            escaped(&named(w, reason.name, Some(reason.label))),
            reason.points.as_ref().map_or_else(|| t::left_out(w), |points| w.bounds(Some(points))),
            reason.weight.as_ref().map_or("-".to_owned(), |weight| w.percent(&weight.0)),
            w.bounds(reason.lost.as_ref()),
            why.join("<br>"),
            escaped(&said::places(w, reason)),
        ]
    };
    let total = score.map(|score| {
        let mut cells = vec![format!("**{}**", t::score_row(w)), format!("**{}**", w.bounds(Some(score)))];
        cells.resize(columns.len(), String::new());
        cells
    });
    table(&columns, criteria.iter().map(row).chain(total))
}

fn values_table(w: &Words, values: &[ValueReason<'_>]) -> String {
    let columns = [t::value_column(w), t::is_column(w), t::from_column(w), t::data_column(w), t::rule_column(w)]
        .map(|name| (name, Left));
    let row = |value: &ValueReason<'_>| {
        let from = said::used_by(w, value).unwrap_or_else(|| list(value.from.iter().cloned()));
        let named = named(w, &value.name, value.label);
        let rule = value.rule.as_ref().map_or(String::new(), place);
        [named, said::is(w, value), from, data(w, value), rule].map(|cell| escaped(&cell)).into()
    };
    table(&columns, values.iter().map(row))
}
