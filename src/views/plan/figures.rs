//! Key figures today and forecast, and the stage of the cooperation.

use super::Subject;
use super::score::{FactView, fact, facts};
use crate::engine::{Status, matching};
use crate::policy::{CriterionBody, Expr, FieldId, Row, Shape, SlotId, SlotValue, Table, Test, Type};
use crate::syntax::ArithmeticOp;
use crate::views::reads::Reads;
use crate::views::shown::Shown;
use serde::Serialize;

/// A figure a director looks at.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    pub name: String,
    pub label: String,
    pub value: Shown,
    pub forecast: Option<Shown>,
    #[serde(skip)]
    pub(super) source: Source,
}

/// What a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Field(FieldId),
    Slot(SlotId),
}

/// What a director looks at first: every pair of today and forecast, what the ranking is by, and the money that criteria
/// look at; those with a forecast first, otherwise in the order of the policy. A field or measure `forecast_NAME`, `NAME_forecast` or `expected_NAME` is the
/// forecast of `NAME`, and a bare `forecast` that of `revenue`.
pub(super) fn figures(subject: &Subject<'_>) -> Vec<Figure> {
    let pairs = pairs(subject);
    let mut wanted: Vec<Source> =
        criteria_inputs(subject).into_iter().filter(|s| type_of(subject, *s) == Type::Money).collect();
    for key in &subject.inputs.policy.rank {
        wanted.extend(operands(&key.value).into_iter().map(Source::Slot));
    }
    wanted.extend(pairs.iter().map(|(today, _)| *today));
    let mut figures = in_policy_order(subject, &wanted, &pairs);
    figures.sort_by_key(|f| f.forecast.is_none());
    figures
}

/// What the ranking is by, where that is a product of measures: `chance × value`.
pub(super) fn ranked_by(subject: &Subject<'_>) -> Vec<FactView> {
    let policy = subject.inputs.policy;
    let keys = policy.rank.iter().zip(&subject.outcome.rank_keys);
    let products = keys.filter_map(|(key, value)| {
        let factors = factors(&key.value)?;
        let labels = factors.iter().map(|id| {
            let slot = policy.slot(*id);
            subject.show.label(&slot.label, slot.name.as_ref().map_or("", |n| n.as_str()))
        });
        let label = labels.collect::<Vec<_>>().join(" × ");
        Some(FactView { label, value: subject.show.value(key.ty, value) })
    });
    products.collect()
}

/// The measures that are multiplied, where an expression is a product of at least two.
fn factors(expr: &Expr) -> Option<Vec<SlotId>> {
    match expr {
        Expr::Arithmetic(ArithmeticOp::Multiply, a, b) => {
            let side = |e: &Expr| match e {
                Expr::Slot(id) => Some(vec![*id]),
                e => factors(e),
            };
            Some([side(a)?, side(b)?].concat())
        }
        _ => None,
    }
}

/// All numbers a plan must be able to cite: the figures of page one and what every criterion looks at.
pub(super) fn cited(subject: &Subject<'_>) -> Vec<Figure> {
    let pairs = pairs(subject);
    let mut wanted = criteria_inputs(subject);
    wanted.extend(figures(subject).iter().map(|f| f.source));
    wanted.extend(pairs.iter().map(|(_, forecast)| *forecast));
    in_policy_order(subject, &wanted, &[])
}

fn in_policy_order(subject: &Subject<'_>, wanted: &[Source], pairs: &[(Source, Source)]) -> Vec<Figure> {
    let policy = subject.inputs.policy;
    let slots = (0..policy.slots.len()).filter_map(|at| u16::try_from(at).ok()).map(|at| Source::Slot(SlotId(at)));
    let fields = (0..policy.fields.len()).filter_map(|at| u16::try_from(at).ok()).map(|at| Source::Field(FieldId(at)));
    let is_forecast = |s: &Source| pairs.iter().any(|(_, forecast)| forecast == s);
    // Measures first: `revenue` says more than a field it is made of.
    slots
        .chain(fields)
        .filter(|s| wanted.contains(s) && !is_forecast(s) && !is_idle(subject, *s))
        .filter_map(|s| {
            let forecast = pairs.iter().find(|(today, _)| *today == s).map(|(_, forecast)| *forecast);
            figure(subject, s, forecast)
        })
        .collect()
}

/// Whether a figure is a chance, or made of one, of an account that is excluded: nobody pursues it.
fn is_idle(subject: &Subject<'_>, source: Source) -> bool {
    let Source::Slot(id) = source else { return false };
    let policy = subject.inputs.policy;
    let is_chance = |slot: &SlotId| matches!(policy.slot(*slot).value, SlotValue::Probability(_));
    subject.outcome.status == Status::Excluded && Reads::of_slot(policy, id).slots.iter().any(is_chance)
}

fn criteria_inputs(subject: &Subject<'_>) -> Vec<Source> {
    let inputs = subject.inputs.policy.criteria.iter().flat_map(|criterion| match &criterion.body {
        CriterionBody::Table(table) => table.inputs.iter().filter_map(|i| source(&i.value)).collect(),
        CriterionBody::Points(expr) => source(expr).into_iter().collect::<Vec<_>>(),
    });
    inputs.collect()
}

/// The slots that an expression multiplies, adds or is.
fn operands(expr: &Expr) -> Vec<SlotId> {
    match expr {
        Expr::Slot(id) => vec![*id],
        Expr::Arithmetic(_, a, b) => [operands(a), operands(b)].concat(),
        _ => Vec::new(),
    }
}

fn source(expr: &Expr) -> Option<Source> {
    match expr {
        Expr::Slot(slot) => Some(Source::Slot(*slot)),
        Expr::Field(field) => Some(Source::Field(*field)),
        Expr::NumberOf(_, inner) => source(inner),
        _ => None,
    }
}

fn figure(subject: &Subject<'_>, source: Source, forecast: Option<Source>) -> Option<Figure> {
    let FactView { label, value } = fact_of(subject, source)?;
    let forecast = forecast.and_then(|f| fact_of(subject, f)).map(|f| f.value).filter(is_there);
    (is_there(&value) || forecast.is_some()).then(|| Figure {
        name: name_of(subject, source).to_owned(),
        label,
        value,
        forecast,
        source,
    })
}

fn is_there(value: &Shown) -> bool {
    !matches!(value, Shown::Missing { .. } | Shown::NotApplicable)
}

fn fact_of(subject: &Subject<'_>, source: Source) -> Option<FactView> {
    let name = name_of(subject, source);
    match source {
        Source::Field(id) => fact(subject, &Expr::Field(id), name),
        Source::Slot(id) => fact(subject, &Expr::Slot(id), name),
    }
}

fn name_of<'a>(subject: &Subject<'a>, source: Source) -> &'a str {
    let policy = subject.inputs.policy;
    match source {
        Source::Field(id) => policy.field(id).name.as_str(),
        Source::Slot(id) => policy.slot(id).name.as_ref().map_or("", |n| n.as_str()),
    }
}

/// `(today, forecast)` by their names.
fn pairs(subject: &Subject<'_>) -> Vec<(Source, Source)> {
    let policy = subject.inputs.policy;
    let find =
        |name: &str| policy.slot_named(name).map(Source::Slot).or_else(|| policy.field_named(name).map(Source::Field));
    let fields = policy.fields.iter().map(|f| (f.name.as_str(), f.ty));
    let slots = policy.slots.iter().filter_map(|s| Some((s.name.as_ref()?.as_str(), s.ty)));
    let mut pairs = Vec::new();
    for (name, ty) in fields.chain(slots) {
        let today = match name {
            "forecast" => Some("revenue"),
            _ => name
                .strip_prefix("forecast_")
                .or_else(|| name.strip_suffix("_forecast"))
                .or_else(|| name.strip_prefix("expected_")),
        };
        let Some((today, forecast)) = today.and_then(find).zip(find(name)) else { continue };
        if type_of(subject, today) == ty && !pairs.contains(&(today, forecast)) {
            pairs.push((today, forecast));
        }
    }
    pairs
}

fn type_of(subject: &Subject<'_>, source: Source) -> Type {
    match source {
        Source::Field(id) => subject.inputs.policy.field(id).ty,
        Source::Slot(id) => subject.inputs.policy.slot(id).ty,
    }
}

/// The stage of the cooperation and what it follows from.
#[derive(Clone, Debug, Serialize)]
pub struct StageView {
    pub label: String,
    /// The stage; several where it is not settled, or missing.
    pub value: Shown,
    pub inputs: Vec<FactView>,
    pub rule: String,
}

pub(super) fn stage(subject: &Subject<'_>) -> Option<StageView> {
    let policy = subject.inputs.policy;
    let id = policy.stage?;
    let slot = policy.slot(id);
    let inputs = match &slot.value {
        SlotValue::Table(table) => deciding(subject, table),
        SlotValue::Expr(_) | SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_) => Vec::new(),
    };
    Some(StageView {
        label: subject.show.label(&slot.label, "stage"),
        value: subject.show.value(slot.ty, subject.outcome.slot(id)),
        inputs,
        rule: subject.inputs.sources.file_line(slot.span),
    })
}

/// The inputs of a table with their values, without those that every row in question accepts whatever they are.
fn deciding(subject: &Subject<'_>, table: &Table) -> Vec<FactView> {
    let Shape::Rows { rows, .. } = &table.shape else { return facts(subject, table) };
    let inputs = subject.inputs;
    let places = matching(inputs.policy, inputs.portfolio, inputs.evaluation, subject.position, table);
    let rows: Vec<&Row> = rows.iter().filter(|row| places.contains(&row.span)).collect();
    let matters = |at: usize| {
        let ignores = |row: &&Row| matches!(row.tests.get(at), Some(Test::Any));
        rows.len() < places.len() || rows.is_empty() || !rows.iter().all(ignores)
    };
    let asked = table.inputs.iter().enumerate().filter(|(at, _)| matters(*at));
    asked.filter_map(|(_, input)| fact(subject, &input.value, &input.name)).collect()
}
