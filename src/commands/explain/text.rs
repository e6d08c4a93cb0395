//! An explanation for a terminal: first what decided, then the points, then every value.

use super::said::{self, data, list, named, place};
use crate::commands::words::{Words, explain as t};
use kam::views::{CriterionReason, ExplainAnswer, NeedReason, RuleReason, ValueReason};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Columns of a terminal that text keeps within, where its words allow it.
const WIDTH: usize = 100;

/// The whole explanation, or what concerns one name. Sections without content are left out.
pub fn render(w: &Words, answer: &ExplainAnswer<'_>, name: Option<&str>) -> String {
    let narrowed = name.is_some();
    let mut out = String::new();
    line(&mut out, 0, &format!("{} {}: {}", answer.account, answer.name, said::standing(w, answer)));
    line(&mut out, 0, &said::basis(w, answer));
    let ExplainAnswer { criteria, vetoes, limits, needs, values, left_out, .. } = answer;
    if narrowed {
        let first = values.first().is_some_and(|v| Some(v.name.as_str()) == name);
        let title = if first { t::value_title(w) } else { t::behind_title(w) };
        section(&mut out, &title, values, |out, v| value(w, out, v));
    } else {
        let why = said::why_not_better(w, answer);
        if !why.is_empty() {
            out.push('\n');
        }
        for why in why {
            let rule = why.rule.map(|rule| format!(". [{rule}]")).unwrap_or_default();
            line(&mut out, 0, &format!("{}: {}{rule}", why.question, why.because));
        }
    }
    section(&mut out, &t::vetoes_title(w), vetoes, |out, v| rule(w, out, v));
    section(&mut out, &t::limits_title(w), limits, |out, l| rule(w, out, l));
    section(&mut out, &t::needs_title(w), needs, |out, n| need(w, out, n));
    let (lost, rest): (Vec<_>, Vec<_>) =
        criteria.iter().partition(|c| said::loses(c) || (narrowed && c.points.is_some()));
    let (full, without): (Vec<_>, Vec<_>) = rest.into_iter().partition(|c| c.points.is_some());
    section(&mut out, &t::lost_title(w), &lost, |out, c| criterion(w, out, c));
    if !full.is_empty() {
        out.push('\n');
        line(&mut out, 0, &t::full_points(w, list(full.iter().map(|c| named(w, c.name, Some(c.label))))));
    }
    section(&mut out, &t::without_title(w), &without, |out, c| criterion(w, out, c));
    if !narrowed {
        section(&mut out, &t::values_title(w), values, |out, v| value(w, out, v));
    }
    section(&mut out, &t::left_out_title(w), left_out, |out, left| {
        line(out, 2, &format!("{}: {}", left.of, said::left_out(w, left)));
    });
    out.push('\n');
    said::joins(w, answer).iter().for_each(|joined| line(&mut out, 0, joined));
    line(&mut out, 0, &w.rounding());
    out
}

fn criterion(w: &Words, out: &mut String, reason: &CriterionReason<'_>) {
    let CriterionReason { name, label, points, weight, lost, .. } = reason;
    let named = named(w, name, Some(label));
    let said = match (points, weight) {
        (Some(points), Some(weight)) => {
            let (lost, points) = (w.bounds(lost.as_ref()), w.bounds(Some(points)));
            format!("{lost}  {named}: {}", t::points_at(w, points, w.percent(&weight.0)))
        }
        _ => named,
    };
    line(out, 2, &format!("{said}  [{}]", said::places(w, reason)));
    inputs(w, out, &reason.inputs);
    for row in said::rows(w, reason) {
        line(out, 6, &format!("{}  [{}]", row.text, row.rule));
    }
    said::missing_rule(w, reason).iter().for_each(|rule| line(out, 6, rule));
}

fn rule(w: &Words, out: &mut String, reason: &RuleReason<'_>) {
    let named = named(w, reason.fired.name, Some(reason.fired.label));
    line(out, 2, &format!("{named} {}  [{}]", said::state(w, reason), place(&reason.rule)));
    said::grounds(w, reason).iter().for_each(|ground| line(out, 6, ground));
    inputs(w, out, &reason.inputs);
}

/// What a missing input could still change.
fn need(w: &Words, out: &mut String, need: &NeedReason<'_>) {
    let through = list(need.bears_on.iter().map(|of| w.called(of)));
    let through = if through.is_empty() { through } else { format!(" ({through})") };
    let said = t::could_change(w, named(w, &need.name, need.label), said::could_change(w, need));
    line(out, 2, &format!("{said}{through}"));
}

fn inputs(w: &Words, out: &mut String, inputs: &[ValueReason<'_>]) {
    inputs.iter().for_each(|input| line(out, 6, &said::input(w, input)));
}

/// `revenue "Turnover" = 81 238.46 USD  [rules/sales.kam:34]` and below it what it is worked out from and where that stands.
fn value(w: &Words, out: &mut String, value: &ValueReason<'_>) {
    let said = format!("{} = {}", named(w, &value.name, value.label), said::is(w, value));
    line(out, 2, &format!("{said}{}", value.rule.as_ref().map_or(String::new(), |r| format!("  [{}]", place(r)))));
    let (from, data) = (list(value.from.iter().cloned()), data(w, value));
    let said = match (from.is_empty(), data.is_empty()) {
        (true, true) => None,
        (true, false) => Some(t::from_data(w, data)),
        (false, true) => Some(t::from(w, from)),
        (false, false) => Some(t::from_both(w, from, data)),
    };
    said.iter().for_each(|said| line(out, 6, said));
    said::used_by(w, value).iter().for_each(|users| line(out, 6, users));
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
pub(super) fn line(out: &mut String, indent: usize, text: &str) {
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
