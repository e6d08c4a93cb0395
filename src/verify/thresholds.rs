//! Thresholds that nothing holds in place: no example lies at them, and none on one of their sides, so they could be moved
//! and every example would still hold. Looks at the tiers and at the tables of criteria and of the account.

use super::{ExampleResult, Report};
use crate::diagnostics::{Finding, Phrase, Sources, Span, said, verify as codes};
use crate::engine::Value;
use crate::policy::analysis::spelling;
use crate::policy::{CriterionBody, Expr, Input, Policy, Shape, SlotValue, Table, Test, Type};
use crate::values::{Day, Interval, Number, Reading, Scalar};

/// One finding at most per tier and per table. Nothing for a policy without examples, nor about libraries, whose examples
/// are elsewhere.
pub fn untouched(policy: &Policy, sources: &Sources, report: &Report) -> Vec<Finding> {
    let results = &report.results;
    let mut findings = Vec::new();
    if results.is_empty() {
        return findings;
    }
    for tier in &policy.tiers {
        let Some(from) = &tier.from else { continue };
        let sides: Vec<(Number, Interval)> = results
            .iter()
            .filter_map(|r| Some((fixed(policy, from, r.as_of)?, r.evaluation.outcomes.first()?.score.clone()?)))
            .collect();
        let Some(at) = results.iter().find_map(|r| fixed(policy, from, r.as_of)) else { continue };
        if let Some(why) = open_side(sides.iter().map(|(at, score)| (at, score))) {
            let at = spelling::number(policy, Type::Points, &at);
            findings.push(finding(
                tier.span,
                said!("tier `{name}`", "poziom `{name}`", name = Phrase::quote(tier.name.as_str())),
                at,
                why,
            ));
        }
    }
    let criteria = policy.criteria.iter().filter_map(|c| match &c.body {
        CriterionBody::Table(table) => Some((c.name.as_str(), table)),
        CriterionBody::Points(_) => None,
    });
    let tables = policy.slots.iter().filter_map(|slot| match &slot.value {
        SlotValue::Table(table) => Some((slot.name.as_ref()?.as_str(), table)),
        _ => None,
    });
    for (name, table) in criteria.chain(tables) {
        if !sources.name(table.span.file).starts_with('<') {
            findings.extend(of_table(policy, name, table, results));
        }
    }
    findings
}

/// The first threshold of a table that nothing holds in place, and how many more there are.
fn of_table(policy: &Policy, name: &str, table: &Table, results: &[ExampleResult]) -> Option<Finding> {
    let Shape::Rows { rows, .. } = &table.shape else { return None };
    let (mut first, mut more) = (None, 0u32);
    for (column, input) in table.inputs.iter().enumerate() {
        if !matches!(input.value, Expr::Field(_) | Expr::Slot(_)) {
            continue;
        }
        let values: Vec<Interval> = results.iter().filter_map(|r| value(input, r)).map(Interval::point).collect();
        let mut seen: Vec<&Number> = Vec::new();
        for row in rows {
            let Some(Test::Ranges(ranges)) = row.tests.get(column) else { continue };
            for end in ranges.iter().flat_map(|r| r.low.iter().chain(&r.high)) {
                if seen.contains(&&end.at) {
                    continue;
                }
                seen.push(&end.at);
                let Some(why) = open_side(values.iter().map(|v| (&end.at, v))) else { continue };
                if first.is_some() {
                    more += 1;
                    continue;
                }
                let at = spelling::number(policy, input.ty, &end.at);
                first = Some(finding(
                    row.span,
                    said!(
                        "`{input}` in `{name}`",
                        "`{input}` w `{name}`",
                        input = &input.name,
                        name = Phrase::quote(name)
                    ),
                    at,
                    why,
                ));
            }
        }
    }
    match more {
        0 => first,
        1 => first.map(|f| {
            f.note(said!(
                "one more threshold of this table is open",
                "tak samo jest z jeszcze jednym progiem tej tabeli"
            ))
        }),
        _ => first.map(|f| {
            f.note(said!(
                "{more} more thresholds of this table are open",
                "tak samo jest z innymi progami tej tabeli: {more}",
                more = more.to_string(),
            ))
        }),
    }
}

fn finding(span: Span, what: Phrase, at: String, why: Phrase) -> Finding {
    Finding::new(&codes::UNTOUCHED_THRESHOLD, span).arg("what", what).arg("at", at).arg("why", why)
}

/// Why a threshold is not held, given where it stands and what came out, example by example.
fn open_side<'a>(cases: impl Iterator<Item = (&'a Number, &'a Interval)>) -> Option<Phrase> {
    let (mut below, mut above) = (false, false);
    for (at, value) in cases {
        if value.as_point() == Some(at) {
            return None;
        }
        below |= value.high.as_ref().is_some_and(|high| high < at);
        above |= value.low.as_ref().is_some_and(|low| low >= at);
    }
    match (below, above) {
        (true, true) => None,
        (true, false) => Some(said!("every example lies below", "każdy przykład leży poniżej")),
        (false, true) => Some(said!("every example lies above", "każdy przykład leży powyżej")),
        (false, false) => Some(said!("no example has a value there", "żaden przykład nie ma tam wartości")),
    }
}

/// What an example has for an input of a table.
fn value(input: &Input, result: &ExampleResult) -> Option<Number> {
    let scalar = match input.value {
        Expr::Field(id) => match result.portfolio.field(0, id, result.as_of) {
            Reading::Known(scalar) => scalar,
            _ => return None,
        },
        Expr::Slot(id) => match result.evaluation.outcomes.first()?.slots.get(id.index())? {
            Value::Known(scalar) => scalar.clone(),
            _ => return None,
        },
        _ => return None,
    };
    number(&scalar)
}

fn fixed(policy: &Policy, expr: &Expr, as_of: Day) -> Option<Number> {
    match expr {
        Expr::Constant(scalar) => number(scalar),
        Expr::Parameter(id) => number(policy.parameters.get(id.index())?.at(as_of)),
        _ => None,
    }
}

fn number(scalar: &Scalar) -> Option<Number> {
    match scalar {
        Scalar::Number(n) => Some(n.clone()),
        Scalar::Day(day) => Some(Number::int(i64::from(day.number()))),
        Scalar::YesNo(_) | Scalar::Choice(_) | Scalar::Text(_) => None,
    }
}
