//! The sentences of an explanation, the same in text and Markdown. Knows no layout: each is one line without marks.

use crate::commands::quantity::{PLACES, bounds, measure};
use kam::values::Number;
use kam::views::{
    Bounds, CriterionReason, DataPlace, ExplainAnswer, Line, NeedReason, NextTier, OriginReason, RuleReason,
    ValueReason,
};
use std::collections::BTreeSet;
use std::fmt::Write;

/// How many rows that may hold are shown one by one.
const MAY_BE: usize = 3;

/// `rank 2, tier A/B, score 60..85`
pub fn standing(answer: &ExplainAnswer<'_>) -> String {
    let place = match answer.rank {
        Some(rank) => format!("rank {rank}"),
        None => match answer.status {
            "hold" => "on hold".to_owned(),
            other => other.to_owned(),
        },
    };
    let tier = if answer.tiers.is_empty() { String::new() } else { format!(", tier {}", answer.tiers.join("/")) };
    format!("{place}{tier}, score {}", bounds(answer.score.as_ref()))
}

/// Which rules, and on which day.
pub fn basis(answer: &ExplainAnswer<'_>) -> String {
    format!("{} {} as of {}", answer.policy.name, answer.policy.version, answer.as_of)
}

/// A question and its answer.
pub struct Why {
    /// `Why not A "Key"`
    pub question: String,
    /// Without a full stop where `rule` follows.
    pub because: String,
    /// Where the rule stands.
    pub rule: Option<String>,
}

/// What keeps the account from a better tier, or from any.
pub fn why_not_better(answer: &ExplainAnswer<'_>) -> Vec<Why> {
    let in_state = |states: &'static [&str]| {
        let vetoes = answer.vetoes.iter().filter(move |v| states.contains(&v.fired.state));
        list(vetoes.map(|v| named(v.fired.name, Some(v.fired.label))))
    };
    let plain = |question: &str, because: String| Why { question: question.to_owned(), because, rule: None };
    if answer.status == "excluded" {
        let because = format!("the veto {} excludes the account.", in_state(&["holds", "expired", "unknown"]));
        return vec![plain("Why no tier", because)];
    }
    let hold = (answer.status == "hold").then(|| match in_state(&["unknown", "expired"]) {
        vetoes if vetoes.is_empty() => plain("Why on hold", "nothing is left to score.".to_owned()),
        vetoes => {
            let needs = answer.vetoes.iter().filter(|v| v.fired.state != "holds").flat_map(|v| &v.fired.needs);
            let needs = list(needs.collect::<BTreeSet<_>>().into_iter().cloned());
            plain("Why on hold", format!("whether the veto {vetoes} holds is not known. Missing: {needs}."))
        }
    });
    let next = answer.next_tier.as_ref().map(|next| why_not(answer, next));
    hold.into_iter().chain(next).collect()
}

fn why_not(answer: &ExplainAnswer<'_>, next: &NextTier<'_>) -> Why {
    let may_be = answer.tiers.contains(&next.name);
    let tier = named(next.name, next.label);
    let mut said = Vec::new();
    if let Some(from) = &next.from {
        let (from, score) = (from.0.to_decimal_string(PLACES), bounds(answer.score.as_ref()));
        said.push(match &next.short {
            None => format!("it starts at {from} points, which the score of {score} reaches"),
            Some(Bounds { low: Some(low), high: Some(high) }) if low == high => {
                format!(
                    "it starts at {from} points, {} more than the score of {score}",
                    low.0.to_decimal_string(PLACES)
                )
            }
            Some(Bounds { low: Some(low), high: Some(high) }) if low.0 <= Number::ZERO => {
                let high = high.0.to_decimal_string(PLACES);
                format!("it starts at {from} points, and the score of {score} may end up to {high} short of it")
            }
            Some(short) => {
                format!("it starts at {from} points, {} more than the score of {score}", bounds(Some(short)))
            }
        });
    }
    let inputs = list(next.inputs.iter().map(|v| format!("{} = {}", v.name, measure(&v.value))));
    match next.condition {
        Some("no") => said.push(format!("its condition does not hold ({inputs})")),
        Some("not_applicable") => said.push(format!("its condition does not apply ({inputs}), which counts as no")),
        Some(_) => said.push(format!("whether its condition holds is not known ({inputs})")),
        None => {}
    }
    for name in &next.limits {
        let Some(limit) = answer.limits.iter().find(|l| l.fired.name == *name) else { continue };
        let limited = named(limit.fired.name, Some(limit.fired.label));
        let to = limit.to.unwrap_or("?");
        said.push(if limit.fired.state == "unknown" {
            format!("the limit {limited} may keep the account at {to} or lower")
        } else {
            format!("the limit {limited} keeps the account at {to} or lower")
        });
    }
    Why {
        question: if may_be { format!("Why {tier} is not sure") } else { format!("Why not {tier}") },
        because: said.join("; "),
        rule: Some(place(&next.rule)),
    }
}

/// What became of a veto or limit.
pub fn state(reason: &RuleReason<'_>) -> String {
    let fired = &reason.fired;
    let then = |verb: &str| reason.to.map(|tier| format!(" and {verb} the tier at {tier}")).unwrap_or_default();
    let missing = if fired.needs.is_empty() { String::new() } else { format!("; missing: {}", fired.needs.join(", ")) };
    match fired.state {
        "holds" => format!("holds{}", then("caps")),
        "unknown" => format!("may hold{}{missing}", then("cap")),
        "not_applicable" => "does not apply".to_owned(),
        "waived" => "is waived".to_owned(),
        "expired" if fired.needs.is_empty() => format!("is no longer waived: it holds{}", then("caps")),
        "expired" => format!("is no longer waived: it may hold{}{missing}", then("cap")),
        other => other.to_owned(),
    }
}

/// Why a veto or limit is there, and who lifted it.
pub fn grounds(reason: &RuleReason<'_>) -> Vec<String> {
    let because = reason.fired.because.map(|because| format!("because {because}"));
    let waiver = reason.fired.waiver.as_ref();
    let waiver = waiver.map(|w| format!("waived by {} until {}: {}", w.approved_by, w.until, w.reason));
    because.into_iter().chain(waiver).collect()
}

/// What knowing an input could still change.
pub fn could_change(need: &NeedReason<'_>) -> String {
    let decides = need.decides.then(|| "status or tier".to_owned());
    let points = (need.points.0 > Number::ZERO)
        .then(|| format!("up to {} points of the score", need.points.0.to_decimal_string(PLACES)));
    let changes: Vec<String> = decides.into_iter().chain(points).collect();
    if changes.is_empty() { "little".to_owned() } else { changes.join(", and ") }
}

/// A row of a criterion that gave its points, or may.
pub struct Row {
    pub text: String,
    pub rule: String,
}

/// The rows that gave the points of a criterion, or may; many that may are told as one.
pub fn rows(reason: &CriterionReason<'_>) -> Vec<Row> {
    let open = !reason.points.as_ref().is_some_and(|p| p.low == p.high);
    let several = if reason.rows.len() > 1 && open { "may be " } else { "" };
    match reason.rows.as_slice() {
        [first, .., last] if open && reason.rows.len() > MAY_BE && first.rule.file == last.rule.file => {
            let text = format!("may be any of {} rows", reason.rows.len());
            vec![Row { text, rule: format!("{} to {}", place(&first.rule), last.rule.line) }]
        }
        rows => {
            let row =
                |row: &kam::views::RowReason| Row { text: format!("{several}{}", row.text), rule: place(&row.rule) };
            rows.iter().map(row).collect()
        }
    }
}

/// Where a criterion stands, and its weight, if an overlay says it.
pub fn places(reason: &CriterionReason<'_>) -> String {
    match &reason.weight_rule {
        Some(weight) => format!("{}, weight {}", place(&reason.rule), place(weight)),
        None => place(&reason.rule),
    }
}

/// The rule for missing values that gave the points, where no row says it by itself.
pub fn missing_rule(reason: &CriterionReason<'_>) -> Option<String> {
    let rule = reason.missing_rule.as_ref().filter(|rule| *rule != "unknown" && reason.rows.is_empty())?;
    Some(format!("its rule for what is missing: {rule}"))
}

/// Something a rule looks at, with where its data stand: `sales = 800 000 PLN, from accounts/b.yaml:3`.
pub fn input(input: &ValueReason<'_>) -> String {
    let data = data(input);
    // A value that is missing is not from anywhere.
    let word = if matches!(input.value, kam::views::Measure::Missing { .. }) { "; data:" } else { ", from" };
    let data = if data.is_empty() { data } else { format!("{word} {data}") };
    format!("{} = {}{data}", input.name, measure(&input.value))
}

/// A value, and for a parameter the day from which it holds.
pub fn is(value: &ValueReason<'_>) -> String {
    let since = value.since.as_ref().map(|day| format!(" since {day}")).unwrap_or_default();
    format!("{}{since}", measure(&value.value))
}

/// Who uses a parameter; nothing for other values.
pub fn used_by(value: &ValueReason<'_>) -> Option<String> {
    (value.what == "parameter").then(|| match list(value.used_by.iter().cloned()) {
        users if users.is_empty() => "used by nothing".to_owned(),
        users => format!("used by {users}"),
    })
}

/// The files that rows were joined from, each table once: `55 of 86 rows` count the rows of the first.
pub fn joins(answer: &ExplainAnswer<'_>) -> BTreeSet<String> {
    let inputs = answer.criteria.iter().flat_map(|c| &c.inputs);
    let inputs = inputs.chain(answer.vetoes.iter().chain(&answer.limits).flat_map(|r| &r.inputs));
    let data = answer.values.iter().chain(inputs).flat_map(|v| &v.data).filter(|d| !d.joined.is_empty());
    data.map(|d| format!("Rows of {} are joined with {}.", d.place, list(d.joined.iter().cloned()))).collect()
}

/// How many accounts a comparison could not see.
pub fn left_out(left: &kam::views::LeftOut) -> String {
    format!("{} of {} accounts", left.accounts, left.of_accounts)
}

/// How numbers are shown.
pub fn rounding() -> String {
    format!("Numbers are rounded to {PLACES} decimals.")
}

/// Whether it costs points, or may.
pub fn loses(reason: &CriterionReason<'_>) -> bool {
    let none = |lost: &Bounds| lost.high.as_ref().is_some_and(|high| high.0 <= Number::ZERO);
    reason.lost.as_ref().is_some_and(|lost| !none(lost))
}

/// Where the data behind a value stand.
pub fn data(value: &ValueReason<'_>) -> String {
    if let Some(written) = &value.origin {
        return origin(written);
    }
    let place = |data: &DataPlace| {
        let rows = match (data.rows, data.in_window) {
            (Some(rows), Some(counted)) if rows != counted => format!(" ({counted} of {rows} rows)"),
            (Some(1), _) => " (1 row)".to_owned(),
            (Some(rows), _) => format!(" ({rows} rows)"),
            (None, _) => String::new(),
        };
        format!("{}{rows}", data.place)
    };
    list(value.data.iter().map(place))
}

/// `accounts/quick.yaml:6, on 1998-04-20, by janet`, or `data/customers.csv, row 12, column 3`.
fn origin(origin: &OriginReason) -> String {
    let mut said = match origin.line.column {
        Some(column) => format!("{}, row {}, column {column}", origin.line.file, origin.line.line),
        None => place(&origin.line),
    };
    for (word, what) in [("on", &origin.on), ("by", &origin.by), ("source:", &origin.source)] {
        if let Some(what) = what {
            let _ = write!(said, ", {word} {what}");
        }
    }
    said
}

/// `volume "What they buy"`, or the name alone where the label says no more.
pub fn named(name: &str, label: Option<&str>) -> String {
    match label {
        Some(label) if label != name => format!("{name} \"{label}\""),
        _ => name.to_owned(),
    }
}

/// `rules/sales.kam:34`
pub fn place(line: &Line) -> String {
    format!("{}:{}", line.file, line.line)
}

pub fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}
