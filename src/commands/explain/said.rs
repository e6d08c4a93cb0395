//! The sentences of an explanation, the same in text and Markdown. Knows no layout: each is one line without marks.

use crate::commands::words::{Words, explain as t};
use kam::values::Number;
use kam::views::{
    Bounds, CriterionReason, DataPlace, ExplainAnswer, LeftOut, Line, Measure, NeedReason, NextTier, OriginReason,
    RowReason, RuleReason, ValueReason,
};
use std::collections::BTreeSet;

/// How many rows that may hold are shown one by one.
const MAY_BE: usize = 3;

/// `rank 2, tier A/B, score 60..85`
pub fn standing(w: &Words, answer: &ExplainAnswer<'_>) -> String {
    let place = match (answer.rank, answer.status) {
        (Some(rank), _) => t::rank(w, rank),
        (None, "hold") => t::on_hold(w),
        (None, "excluded") => t::excluded(w),
        (None, other) => other.to_owned(),
    };
    let tier = (!answer.tiers.is_empty()).then(|| t::tier(w, answer.tiers.join("/")));
    let score = t::score(w, w.bounds(answer.score.as_ref()));
    list([place].into_iter().chain(tier).chain([score]))
}

/// Which rules, and on which day.
pub fn basis(w: &Words, answer: &ExplainAnswer<'_>) -> String {
    t::basis(w, answer.policy.name, answer.policy.version, w.day(&answer.as_of))
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
pub fn why_not_better(w: &Words, answer: &ExplainAnswer<'_>) -> Vec<Why> {
    let deciding = || answer.vetoes.iter().filter(|v| v.fired.decides);
    let vetoes = list(deciding().map(|v| named(w, v.fired.name, Some(v.fired.label))));
    if answer.status == "excluded" {
        let because = t::vetoed(w, vetoes);
        return vec![Why { question: t::why_no_tier(w), because, rule: None }];
    }
    let hold = (answer.status == "hold").then(|| {
        let because = if vetoes.is_empty() {
            t::nothing_left(w)
        } else {
            let needs = deciding().flat_map(|v| &v.fired.needs);
            t::open_veto(w, vetoes, list(needs.collect::<BTreeSet<_>>().into_iter().cloned()))
        };
        Why { question: t::why_on_hold(w), because, rule: None }
    });
    let next = answer.next_tier.as_ref().map(|next| why_not(w, answer, next));
    hold.into_iter().chain(next).collect()
}

fn why_not(w: &Words, answer: &ExplainAnswer<'_>, next: &NextTier<'_>) -> Why {
    let tier = named(w, next.name, next.label);
    let mut said = Vec::new();
    if let Some(from) = &next.from {
        let (from, score) = (w.number(&from.0), w.bounds(answer.score.as_ref()));
        said.push(match &next.short {
            None => t::reached(w, from, score),
            Some(Bounds { low: Some(low), high: Some(high) }) if low == high => {
                t::short(w, from, w.number(&low.0), score)
            }
            Some(Bounds { low: Some(low), high: Some(high) }) if low.0 <= Number::ZERO => {
                t::may_be_short(w, from, score, w.number(&high.0))
            }
            Some(short) => t::short(w, from, w.bounds(Some(short)), score),
        });
    }
    let inputs = list(next.inputs.iter().map(|v| format!("{} = {}", v.name, w.measure(&v.value))));
    match next.condition {
        Some("no") => said.push(t::condition_fails(w, inputs)),
        Some("not_applicable") => said.push(t::condition_not_applicable(w, inputs)),
        Some(_) => said.push(t::condition_unknown(w, inputs)),
        None => {}
    }
    for name in &next.limits {
        let Some(limit) = answer.limits.iter().find(|l| l.fired.name == *name) else { continue };
        let limited = named(w, limit.fired.name, Some(limit.fired.label));
        let to = limit.to.unwrap_or("?");
        let open = limit.fired.state == "unknown";
        said.push(if open { t::may_limit(w, limited, to) } else { t::limits(w, limited, to) });
    }
    Why {
        question: if answer.tiers.contains(&next.name) { t::not_sure(w, tier) } else { t::why_not(w, tier) },
        because: said.join("; "),
        rule: Some(place(&next.rule)),
    }
}

/// What became of a veto or limit.
pub fn state(w: &Words, reason: &RuleReason<'_>) -> String {
    let fired = &reason.fired;
    let holds = || reason.to.map_or_else(|| t::holds(w), |to| t::caps(w, to));
    let missing = if fired.needs.is_empty() { String::new() } else { t::needing(w, fired.needs.join(", ")) };
    let may_hold = || format!("{}{missing}", reason.to.map_or_else(|| t::may_hold(w), |to| t::may_cap(w, to)));
    match fired.state {
        "holds" => holds(),
        "unknown" => may_hold(),
        "not_applicable" => t::not_applicable(w),
        "waived" => t::waived(w),
        "expired" if fired.needs.is_empty() => t::expired(w, holds()),
        "expired" => t::expired(w, may_hold()),
        other => other.to_owned(),
    }
}

/// Why a veto or limit is there, and who lifted it.
pub fn grounds(w: &Words, reason: &RuleReason<'_>) -> Vec<String> {
    let because = reason.fired.because.map(|because| t::because(w, because));
    let waiver = reason.fired.waiver.as_ref();
    let waiver = waiver.map(|waiver| t::waived_by(w, waiver.approved_by, w.day(&waiver.until), waiver.reason));
    because.into_iter().chain(waiver).collect()
}

/// What knowing an input could still change.
pub fn could_change(w: &Words, need: &NeedReason<'_>) -> String {
    let decides = need.decides.then(|| t::status_or_tier(w));
    let points = (need.points.0 > Number::ZERO).then(|| t::up_to(w, w.number(&need.points.0)));
    let changes: Vec<String> = decides.into_iter().chain(points).collect();
    if changes.is_empty() { t::little(w) } else { changes.join(&t::also(w)) }
}

/// A row of a criterion that gave its points, or may.
pub struct Row {
    pub text: String,
    pub rule: String,
}

/// The rows that gave the points of a criterion, or may; many that may are told as one.
pub fn rows(w: &Words, reason: &CriterionReason<'_>) -> Vec<Row> {
    let open = !reason.points.as_ref().is_some_and(|p| p.low == p.high);
    let several = reason.rows.len() > 1 && open;
    match reason.rows.as_slice() {
        [first, .., last] if open && reason.rows.len() > MAY_BE && first.rule.file == last.rule.file => {
            let rule = t::rows_from_to(w, place(&first.rule), last.rule.line);
            vec![Row { text: t::any_row(w, reason.rows.len()), rule }]
        }
        rows => {
            let text = |row: &RowReason| if several { t::may_be(w, &row.text) } else { row.text.clone() };
            rows.iter().map(|row| Row { text: text(row), rule: place(&row.rule) }).collect()
        }
    }
}

/// Where a criterion stands, and its weight, if an overlay says it.
pub fn places(w: &Words, reason: &CriterionReason<'_>) -> String {
    match &reason.weight_rule {
        Some(weight) => t::places(w, place(&reason.rule), place(weight)),
        None => place(&reason.rule),
    }
}

/// The rule for missing values that gave the points, where no row says it by itself.
pub fn missing_rule(w: &Words, reason: &CriterionReason<'_>) -> Option<String> {
    let rule = reason.missing_rule.as_ref().filter(|rule| *rule != "unknown" && reason.rows.is_empty())?;
    Some(t::missing_rule(w, rule))
}

/// Something a rule looks at, with where its data stand: `sales = 800 000 PLN, from accounts/b.yaml:3`.
pub fn input(w: &Words, input: &ValueReason<'_>) -> String {
    let data = match (data(w, input), &input.value) {
        (data, _) if data.is_empty() => data,
        // A value that is missing is not from anywhere.
        (data, Measure::Missing { .. }) => t::looked_for(w, data),
        (data, _) => t::of_data(w, data),
    };
    format!("{} = {}{data}", input.name, w.measure(&input.value))
}

/// A value, and for a parameter the day from which it holds.
pub fn is(w: &Words, value: &ValueReason<'_>) -> String {
    let is = w.measure(&value.value);
    value.since.as_ref().map_or(is.clone(), |day| t::since(w, is, w.day(day)))
}

/// Who uses a parameter; nothing for other values.
pub fn used_by(w: &Words, value: &ValueReason<'_>) -> Option<String> {
    (value.what == "parameter").then(|| match list(value.used_by.iter().map(|user| w.called(user))) {
        users if users.is_empty() => t::unused(w),
        users => t::used_by(w, users),
    })
}

/// The files that rows were joined from, each table once: `55 of 86 rows` count the rows of the first.
pub fn joins(w: &Words, answer: &ExplainAnswer<'_>) -> BTreeSet<String> {
    let inputs = answer.criteria.iter().flat_map(|c| &c.inputs);
    let inputs = inputs.chain(answer.vetoes.iter().chain(&answer.limits).flat_map(|r| &r.inputs));
    let data = answer.values.iter().chain(inputs).flat_map(|v| &v.data).filter(|d| !d.joined.is_empty());
    data.map(|d| t::joined(w, &d.place, list(d.joined.iter().cloned()))).collect()
}

/// How many accounts a comparison could not see.
pub fn left_out(w: &Words, left: &LeftOut) -> String {
    t::of_accounts(w, left.of_accounts, left.accounts)
}

/// Whether it costs points, or may.
pub fn loses(reason: &CriterionReason<'_>) -> bool {
    let none = |lost: &Bounds| lost.high.as_ref().is_some_and(|high| high.0 <= Number::ZERO);
    reason.lost.as_ref().is_some_and(|lost| !none(lost))
}

/// Where the data behind a value stand.
pub fn data(w: &Words, value: &ValueReason<'_>) -> String {
    if let Some(written) = &value.origin {
        return origin(w, written);
    }
    let place = |data: &DataPlace| match (data.rows, data.in_window) {
        (Some(rows), Some(counted)) if rows != counted => {
            format!("{} ({})", data.place, t::counted_rows(w, rows, counted))
        }
        (Some(rows), _) => format!("{} ({})", data.place, t::rows(w, rows)),
        (None, _) => data.place.clone(),
    };
    list(value.data.iter().map(place))
}

/// `accounts/quick.yaml:6, on 1998-04-20, by janet`, or `data/customers.csv, row 12, column 3`.
pub fn origin(w: &Words, origin: &OriginReason) -> String {
    let place = match origin.line.column {
        Some(column) => t::cell(w, &origin.line.file, origin.line.line, column),
        None => place(&origin.line),
    };
    let on = origin.on.as_ref().map(|day| t::on(w, w.day(day)));
    let by = origin.by.as_ref().map(|by| t::by(w, by));
    let source = origin.source.as_ref().map(|source| t::source(w, source));
    list([place].into_iter().chain(on).chain(by).chain(source))
}

/// `volume "What they buy"`, or the name alone where the label says no more.
pub fn named(w: &Words, name: &str, label: Option<&str>) -> String {
    match label {
        Some(label) if label != name => t::named(w, name, label),
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
