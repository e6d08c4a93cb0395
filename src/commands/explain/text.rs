//! An explanation for a terminal: first what decided, then the points, then every value.

use super::said::{self, data, list, named, place};
use crate::commands::quantity::{bounds, percent};
use kam::views::{CriterionReason, ExplainAnswer, NeedReason, RuleReason, ValueReason};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Columns of a terminal that text keeps within, where its words allow it.
const WIDTH: usize = 100;

/// The whole explanation, or what concerns one name. Sections without content are left out.
pub fn render(answer: &ExplainAnswer<'_>, name: Option<&str>) -> String {
    let narrowed = name.is_some();
    let mut out = String::new();
    line(&mut out, 0, &format!("{} {}: {}", answer.account, answer.name, said::standing(answer)));
    line(&mut out, 0, &said::basis(answer));
    let ExplainAnswer { criteria, vetoes, limits, needs, values, left_out, .. } = answer;
    if narrowed {
        let first = values.first().is_some_and(|v| Some(v.name.as_str()) == name);
        let title = if first { "Value, and what it is worked out from" } else { "What it is worked out from" };
        section(&mut out, title, values, value);
    } else {
        let why = said::why_not_better(answer);
        if !why.is_empty() {
            out.push('\n');
        }
        for why in why {
            let rule = why.rule.map(|rule| format!(". [{rule}]")).unwrap_or_default();
            line(&mut out, 0, &format!("{}: {}{rule}", why.question, why.because));
        }
    }
    section(&mut out, "Vetoes", vetoes, rule);
    section(&mut out, "Limits", limits, rule);
    section(&mut out, "Missing, most valuable first", needs, need);
    let (lost, rest): (Vec<_>, Vec<_>) =
        criteria.iter().partition(|c| said::loses(c) || (narrowed && c.points.is_some()));
    let (full, without): (Vec<_>, Vec<_>) = rest.into_iter().partition(|c| c.points.is_some());
    section(&mut out, "Points of the score lost, most first (weight × what is short of 100)", &lost, |out, c| {
        criterion(out, c)
    });
    if !full.is_empty() {
        out.push('\n');
        line(&mut out, 0, &format!("Full points: {}.", list(full.iter().map(|c| named(c.name, Some(c.label))))));
    }
    section(&mut out, "Left out of the score, their weight carried by the others", &without, |out, c| {
        criterion(out, c)
    });
    if !narrowed {
        section(&mut out, "Values", values, value);
    }
    section(&mut out, "Left out of comparisons, for want of a value", left_out, |out, left| {
        line(out, 2, &format!("{}: {}", left.of, said::left_out(left)));
    });
    out.push('\n');
    said::joins(answer).iter().for_each(|joined| line(&mut out, 0, joined));
    line(&mut out, 0, &said::rounding());
    out
}

fn criterion(out: &mut String, reason: &CriterionReason<'_>) {
    let CriterionReason { name, label, points, weight, lost, .. } = reason;
    let said = match (points, weight) {
        (Some(points), Some(weight)) => {
            let (lost, points) = (bounds(lost.as_ref()), bounds(Some(points)));
            let of = format!("{points} points at {}", percent(&weight.0));
            format!("{lost}  {}: {of}", named(name, Some(label)))
        }
        _ => named(name, Some(label)),
    };
    line(out, 2, &format!("{said}  [{}]", said::places(reason)));
    inputs(out, &reason.inputs);
    for row in said::rows(reason) {
        line(out, 6, &format!("{}  [{}]", row.text, row.rule));
    }
    said::missing_rule(reason).iter().for_each(|rule| line(out, 6, rule));
}

fn rule(out: &mut String, reason: &RuleReason<'_>) {
    let named = named(reason.fired.name, Some(reason.fired.label));
    line(out, 2, &format!("{named} {}  [{}]", said::state(reason), place(&reason.rule)));
    said::grounds(reason).iter().for_each(|ground| line(out, 6, ground));
    inputs(out, &reason.inputs);
}

/// What a missing input could still change.
fn need(out: &mut String, need: &NeedReason<'_>) {
    let through = list(need.bears_on.iter().cloned());
    let through = if through.is_empty() { through } else { format!(" ({through})") };
    let (named, changes) = (named(&need.name, need.label), said::could_change(need));
    line(out, 2, &format!("{named}: could still change {changes}{through}"));
}

fn inputs(out: &mut String, inputs: &[ValueReason<'_>]) {
    inputs.iter().for_each(|input| line(out, 6, &said::input(input)));
}

/// `revenue "Turnover" = 81 238.46 USD  [rules/sales.kam:34]` and below it what it is worked out from and where that stands.
fn value(out: &mut String, value: &ValueReason<'_>) {
    let said = format!("{} = {}", named(&value.name, value.label), said::is(value));
    line(out, 2, &format!("{said}  [{}]", place(&value.rule)));
    let (from, data) = (list(value.from.iter().cloned()), data(value));
    let said = match (from.is_empty(), data.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("from {data}"),
        (false, true) => format!("from {from}"),
        (false, false) => format!("from {from}; data: {data}"),
    };
    if !said.is_empty() {
        line(out, 6, &said);
    }
    said::used_by(value).iter().for_each(|users| line(out, 6, users));
}

fn section<T>(out: &mut String, title: &str, items: &[T], each: impl Fn(&mut String, &T)) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}:");
    for item in items {
        each(out, item);
    }
}

/// Adds a line, indented and broken between words where it is longer than a terminal is wide. Control characters, which could
/// move a terminal's cursor, become spaces.
fn line(out: &mut String, indent: usize, text: &str) {
    for paragraph in text.split('\n') {
        let mut width = indent;
        out.extend(std::iter::repeat_n(' ', indent));
        for (at, word) in words(paragraph).enumerate() {
            let room = word.trim_end().width();
            if at > 0 && width + room > WIDTH {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent + 4));
                width = indent + 4;
            }
            out.extend(word.chars().map(|c| if c.is_control() { ' ' } else { c }));
            width += word.width();
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// The words of a text, each with the spaces after it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let word = rest.find(' ').unwrap_or(rest.len());
        let spaces = rest[word..].len() - rest[word..].trim_start_matches(' ').len();
        let (first, later) = rest.split_at(word + spaces);
        rest = later;
        (!first.is_empty()).then_some(first)
    })
}
