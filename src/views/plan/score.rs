//! Why the account is key: points per criterion, what was lost, what is not known, and the chances.

use super::Subject;
use super::condition::in_words;
use crate::engine::{self, Absent, Fired, Input, Need, OddsReason, ProbabilityReason, Value};
use crate::policy::{
    Builtin, Criterion, CriterionBody, Expr, Over, Policy, Probability, SlotId, SlotValue, Type, UnknownVeto,
};
use crate::syntax::QueryFunction;
use crate::values::{Absence, Interval, Number, Reading, Scalar, Truth};
use crate::views::number::interval_of;
use crate::views::rank::share;
use crate::views::reads::Reads;
use crate::views::reason::is_polish;
use crate::views::shown::Shown;
use serde::Serialize;
use std::collections::BTreeMap;

/// A group with its criteria.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// None for the one group of a policy without groups.
    pub label: Option<String>,
    /// Its share of the score as the policy has it.
    pub weight: Shown,
    /// Points 0..100; not applicable when all its criteria are left out.
    pub score: Shown,
    pub criteria: Vec<CriterionView>,
}

/// A criterion with what it brought.
#[derive(Clone, Debug, Serialize)]
pub struct CriterionView {
    pub name: String,
    pub label: String,
    pub because: Option<String>,
    /// What the points depend on.
    pub inputs: Vec<FactView>,
    /// 0..100; none when left out.
    pub points: Option<Shown>,
    /// Share of the whole score.
    pub weight: Option<Shown>,
    /// Points of the score it brings: weight times points.
    pub gained: Option<Shown>,
    /// Points of the score it does not bring although it could.
    pub lost: Option<Shown>,
    /// `rules/policy.kam:45`
    pub rule: String,
    /// What it surely brings and surely loses, for ordering; and its own points.
    #[serde(skip)]
    sure: Option<Sure>,
}

#[derive(Clone, Debug)]
struct Sure {
    points: Interval,
    gained: Number,
    lost: Number,
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactView {
    pub label: String,
    pub value: Shown,
}

/// A missing input as a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionView {
    /// Its place among the questions the plan lists, first those that decide, from 1; none where it is not listed.
    pub number: Option<usize>,
    /// Its name in `needs`; the first, where several things are asked.
    pub input: String,
    /// `field`, `people` (nobody is known yet who decides), `more_people`, `person`, `records` or `measure`.
    pub kind: &'static str,
    /// What is asked; several things where they are about one person.
    pub labels: Vec<String>,
    /// Whom it is about, where it is about a person.
    pub person: Option<String>,
    /// Points of the score that hang on it, at most: on all it asks together, each criterion once. None when it is about the
    /// tier alone.
    pub points: Option<Shown>,
    /// The last day that the data cover, where it is about records whose data end before the day of evaluation.
    pub ended: Option<String>,
}

/// A chance with what moves it.
#[derive(Clone, Debug, Serialize)]
pub struct ProbabilityView {
    pub label: String,
    pub value: Shown,
    pub base: Shown,
    pub rows: Vec<OddsView>,
}

/// A row of a chance.
#[derive(Clone, Debug, Serialize)]
pub struct OddsView {
    /// The condition, with labels for names.
    pub condition: String,
    /// `holds`, `fails`, `unknown` or `not_applicable`.
    pub state: &'static str,
    /// What the probability would be if this row alone held.
    pub alone: Shown,
    /// Whether it raises the chance.
    pub raises: bool,
    pub rule: String,
}

pub(super) fn groups(subject: &Subject<'_>) -> Vec<GroupView> {
    let policy = subject.inputs.policy;
    let view = |group: &crate::policy::Group| GroupView {
        label: group.name.as_ref().map(|n| subject.show.label(&group.label, n.as_str())),
        weight: subject.show.interval(Type::Percent, &Interval::point(group.weight.clone())),
        score: subject.show.value(Type::Points, subject.outcome.slot(group.slot)),
        criteria: group
            .criteria
            .iter()
            .filter_map(|at| Some(criterion(subject, usize::from(*at), policy.criteria.get(usize::from(*at))?)))
            .collect(),
    };
    policy.groups.iter().map(view).collect()
}

fn criterion(subject: &Subject<'_>, at: usize, criterion: &Criterion) -> CriterionView {
    let (policy, show) = (subject.inputs.policy, subject.show);
    let points = interval_of(subject.outcome.slot(criterion.slot));
    let weight = share(policy, subject.outcome, at);
    let sure = points.clone().zip(weight.clone()).map(|(points, weight)| {
        let gained = points.low.as_ref().map_or(Number::ZERO, |low| low * &weight);
        let lost = points.high.as_ref().map_or(Number::ZERO, |high| &(&Number::HUNDRED - high) * &weight);
        Sure { points, gained, lost }
    });
    let scaled = |points: &Interval, weight: &Number| points.mul(&Interval::point(weight.clone()));
    let gained = points.as_ref().zip(weight.as_ref()).map(|(p, w)| scaled(p, w));
    let lost = points.as_ref().zip(weight.as_ref()).map(|(p, w)| scaled(&Interval::point(Number::HUNDRED).sub(p), w));
    CriterionView {
        name: criterion.name.to_string(),
        label: show.label(&criterion.label, criterion.name.as_str()),
        because: show.wording(criterion.because.as_ref()),
        inputs: match &criterion.body {
            CriterionBody::Table(table) => facts(subject, table),
            CriterionBody::Points(expr) => facts_of(subject, expr),
        },
        points: sure.is_some().then(|| points.as_ref().map(|p| show.interval(Type::Points, p))).flatten(),
        weight: sure
            .is_some()
            .then(|| weight.as_ref().map(|w| show.interval(Type::Percent, &Interval::point(w.clone()))))
            .flatten(),
        gained: gained.map(|g| show.interval(Type::Points, &g)),
        lost: lost.map(|l| show.interval(Type::Points, &l)),
        rule: subject.inputs.sources.file_line(criterion.span),
        sure,
    }
}

/// The inputs of a table with their values.
pub(super) fn facts(subject: &Subject<'_>, table: &crate::policy::Table) -> Vec<FactView> {
    table.inputs.iter().filter_map(|input| fact(subject, &input.value, &input.name)).collect()
}

/// The fields and slots that an expression names, in the order written.
fn facts_of(subject: &Subject<'_>, expr: &Expr) -> Vec<FactView> {
    let mut named: Vec<&Expr> = Vec::new();
    expr.walk(&mut |part| {
        if matches!(part, Expr::Slot(_) | Expr::Field(_)) && !named.contains(&part) {
            named.push(part);
        }
    });
    let name = |e: &Expr| match e {
        Expr::Slot(id) => subject.inputs.policy.slot(*id).name.as_ref().map(ToString::to_string),
        Expr::Field(id) => Some(subject.inputs.policy.field(*id).name.to_string()),
        _ => None,
    };
    named.into_iter().filter_map(|e| fact(subject, e, &name(e)?)).collect()
}

/// What an expression is called and its value, where it is a field or a slot.
pub(super) fn fact(subject: &Subject<'_>, expr: &Expr, name: &str) -> Option<FactView> {
    let (policy, show) = (subject.inputs.policy, subject.show);
    match expr {
        Expr::Slot(id) => {
            let slot = policy.slot(*id);
            let value = nobody(subject, *id).unwrap_or_else(|| show.value(slot.ty, subject.outcome.slot(*id)));
            let label = show.label(&slot.label, name);
            let value = in_unit(value, &label).on_scale(scale(policy, &slot.value).as_ref(), &label);
            Some(FactView { label, value })
        }
        Expr::Field(id) => {
            let field = policy.field(*id);
            let reading = subject.inputs.portfolio.field(subject.position, *id, subject.as_of());
            let label = show.label(&field.label, name);
            let value = in_unit(show.reading(field.ty, &reading), &label).on_scale(field.range.as_ref(), &label);
            Some(FactView { label, value })
        }
        Expr::NumberOf(_, inner) => fact(subject, inner, name),
        _ => None,
    }
}

/// A measure over people that finds nobody says so in words about people.
fn nobody(subject: &Subject<'_>, id: SlotId) -> Option<Shown> {
    let SlotValue::Expr(Expr::Query(query)) = &subject.inputs.policy.slot(id).value else { return None };
    let Value::Uncertain(uncertain) = subject.outcome.slot(id) else { return None };
    if query.over != Over::People || uncertain.why != Absence::NoRows || uncertain.absent != Absent::Yes {
        return None;
    }
    let among = query.among.as_ref().or(query.filter.as_ref());
    let formal = among.is_some_and(|among| *among == Expr::Attribute(Builtin::Formal.id()));
    let reason = match (formal, is_polish(subject.show.language)) {
        (true, true) => "o nikim nie zapisano, że decyduje z urzędu",
        (true, false) => "nobody is noted as deciding by office",
        (false, true) => "nikt z listy osób się do tego nie zalicza",
        (false, false) => "nobody listed counts towards it",
    };
    Some(Shown::Missing { reason: Some(reason.to_owned()) })
}

/// `Days since the last order` counts in days: its value need not say so again.
fn in_unit(value: Shown, label: &str) -> Shown {
    let first = label.split_whitespace().next().unwrap_or_default().to_lowercase();
    if ["days", "dni"].contains(&first.as_str()) { value.without_days() } else { value }
}

/// The scale of a measure that averages what people stand or are valued at: that of the values.
pub(super) fn scale(policy: &Policy, value: &SlotValue) -> Option<Interval> {
    let SlotValue::Expr(Expr::Query(query)) = value else { return None };
    if query.function != QueryFunction::Average {
        return None;
    }
    match query.value.as_ref()? {
        Expr::NumberOf(id, _) => {
            let numbers = || policy.enumerations.get(id.index()).into_iter().flat_map(|e| &e.values);
            let numbers = || numbers().filter_map(|v| v.number.clone());
            Some(Interval::new(numbers().min()?, numbers().max()?))
        }
        Expr::Attribute(id) => policy.attributes.get(id.index())?.range.clone(),
        Expr::Field(id) => policy.fields.get(id.index())?.range.clone(),
        _ => None,
    }
}

/// How many criteria page one names on either side.
const NAMED: usize = 3;

/// The criteria that bring most of the score and those that cost most, as far as that is sure: at least 60 points of 100 speak
/// for an account, less than 60 against it (own choice: it is where a middling answer lies in most scales).
pub(super) fn extremes(groups: &[GroupView]) -> (Vec<CriterionView>, Vec<CriterionView>) {
    let sixty = Number::int(60);
    let all = || groups.iter().flat_map(|g| &g.criteria).filter_map(|c| Some((c, c.sure.as_ref()?)));
    let mut strong: Vec<_> = all().filter(|(_, s)| s.points.low.as_ref().is_some_and(|low| *low >= sixty)).collect();
    strong.sort_by(|a, b| b.1.gained.cmp(&a.1.gained));
    let mut weak: Vec<_> =
        all().filter(|(_, s)| s.points.high.as_ref().is_some_and(|high| *high < sixty) && !s.lost.is_zero()).collect();
    weak.sort_by(|a, b| b.1.lost.cmp(&a.1.lost));
    let first = |list: Vec<(&CriterionView, &Sure)>| list.into_iter().take(NAMED).map(|(c, _)| c.clone()).collect();
    (first(strong), first(weak))
}

/// What is missing: first what could change status or tier, then what only widens the score. What is missing about one
/// person is one question.
pub(super) fn questions(subject: &Subject<'_>) -> (Vec<QuestionView>, Vec<QuestionView>) {
    let (deciding, open): (Vec<_>, Vec<_>) =
        subject.outcome.needs.iter().partition(|n| n.decides && !only_a_passing_veto(subject, n));
    let all = |needs: &[&Need]| grouped(subject, needs).into_iter().map(|(question, _)| question).collect();
    (all(&deciding), all(&open))
}

/// The number under which the plan asks for each input.
pub(super) fn numbers(subject: &Subject<'_>) -> BTreeMap<Input, usize> {
    let (deciding, open): (Vec<_>, Vec<_>) =
        subject.outcome.needs.iter().partition(|n| n.decides && !only_a_passing_veto(subject, n));
    let listed = grouped(subject, &deciding).into_iter().chain(grouped(subject, &open));
    listed.zip(1..).flat_map(|((_, inputs), number)| inputs.into_iter().map(move |input| (input, number))).collect()
}

/// Whether nothing hangs on an input but a veto that lets pass while it is not known: a risk, and listed there, yet no
/// question that settles the tier.
fn only_a_passing_veto(subject: &Subject<'_>, need: &Need) -> bool {
    let (policy, outcome) = (subject.inputs.policy, subject.outcome);
    let of = |fired: &&Fired| fired.needs.contains(&need.input);
    let passing = |f: &Fired| policy.vetoes.get(f.index).is_some_and(|v| v.unknown == UnknownVeto::Pass);
    let in_tiers = || {
        policy.tiers.iter().filter_map(|t| t.when.as_ref()).any(|when| {
            let reads = Reads::of_expr(policy, when);
            match need.input {
                Input::Field(id) => reads.fields.contains(&id),
                Input::Records(id) => reads.records.contains_key(&id),
                Input::Slot(id) => reads.slots.contains(&id),
                Input::People | Input::Attribute { .. } => reads.people,
            }
        })
    };
    let mut vetoes = outcome.vetoes.iter().filter(of).peekable();
    vetoes.peek().is_some()
        && vetoes.all(passing)
        && need.points.is_zero()
        && !outcome.limits.iter().any(|f| of(&f))
        && !in_tiers()
}

/// What is missing as questions, the most valuable first, each with the inputs it asks for.
fn grouped(subject: &Subject<'_>, needs: &[&Need]) -> Vec<(QuestionView, Vec<Input>)> {
    let mut questions: Vec<(QuestionView, Vec<Input>, BTreeMap<usize, Number>)> = Vec::new();
    for need in needs {
        let asked = question(subject, need.input);
        let same = |(q, ..): &&mut (QuestionView, _, _)| q.person.is_some() && q.person == asked.person;
        let criteria = need.criteria.iter().cloned();
        match questions.iter_mut().find(same) {
            Some((question, inputs, widths)) => {
                question.labels.extend(asked.labels);
                inputs.push(need.input);
                widths.extend(criteria);
            }
            None => questions.push((asked, vec![need.input], criteria.collect())),
        }
    }
    let mut with_points: Vec<(QuestionView, Vec<Input>, Number)> = questions
        .into_iter()
        .map(|(question, inputs, widths)| (question, inputs, widths.into_values().sum()))
        .collect();
    with_points.sort_by(|a, b| b.2.cmp(&a.2));
    let said = |(mut question, inputs, points): (QuestionView, Vec<Input>, Number)| {
        question.points =
            (!points.is_zero()).then(|| subject.show.interval(Type::Points, &Interval::point(points.clone())));
        (question, inputs)
    };
    with_points.into_iter().map(said).collect()
}

pub(super) fn question(subject: &Subject<'_>, input: Input) -> QuestionView {
    let (policy, show) = (subject.inputs.policy, subject.show);
    let people = subject.account.people.as_deref().unwrap_or(&[]);
    let (kind, label, person) = match input {
        Input::Field(id) => ("field", show.label(&policy.field(id).label, policy.field(id).name.as_str()), None),
        Input::People => {
            let mut known = people.iter().map(|p| p.attribute(Builtin::Formal.id(), subject.as_of()));
            let decides = known.any(|formal| formal == Reading::Known(Scalar::YesNo(true)));
            (if decides { "more_people" } else { "people" }, people_word(show.language).to_owned(), None)
        }
        Input::Attribute { person, attribute } => {
            let attribute = policy.attribute(attribute);
            let who = people.get(usize::from(person)).map(|p| p.name.clone());
            ("person", show.label(&attribute.label, attribute.name.as_str()), who)
        }
        Input::Records(id) => {
            let records = policy.records.get(id.index());
            ("records", records.map(|r| show.label(&r.label, r.name.as_str())).unwrap_or_default(), None)
        }
        Input::Slot(id) => {
            let slot = policy.slot(id);
            ("measure", show.label(&slot.label, slot.name.as_ref().map_or("", |n| n.as_str())), None)
        }
    };
    let ended = match input {
        Input::Records(id) => subject.inputs.portfolio.ended(id, subject.as_of()).map(|day| day.to_string()),
        Input::Field(_) | Input::People | Input::Attribute { .. } | Input::Slot(_) => None,
    };
    let number = subject.numbers.get(&input).copied();
    let input = crate::engine::input_name(policy, people, input);
    QuestionView { number, input, kind, labels: vec![label], person, points: None, ended }
}

/// What is missing, as questions; what is missing about one person is one.
pub(super) fn asked(subject: &Subject<'_>, needs: &[Input]) -> Vec<QuestionView> {
    let mut questions: Vec<QuestionView> = Vec::new();
    for need in needs {
        let asked = question(subject, *need);
        let same = |q: &&mut QuestionView| q.person.is_some() && q.person == asked.person;
        match questions.iter_mut().find(same) {
            Some(question) => {
                // What is asked about one person may stand in two questions; then it is asked anew.
                question.number = question.number.filter(|n| Some(*n) == asked.number);
                question.labels.extend(asked.labels);
            }
            None => questions.push(asked),
        }
    }
    questions
}

fn people_word(language: &str) -> &'static str {
    if is_polish(language) { "osoby po stronie klienta" } else { "the people on the client's side" }
}

/// The chances that bear on this account. Where a measure picks one of two chances (`if buys then keep else win`), only the
/// picked one is listed.
pub(super) fn probabilities(subject: &Subject<'_>) -> Vec<ProbabilityView> {
    let inputs = subject.inputs;
    let policy = inputs.policy;
    if policy.probabilities.is_empty() {
        return Vec::new();
    }
    let reasons = engine::probabilities(policy, inputs.portfolio, inputs.evaluation, subject.position);
    let here = reasons.iter().filter_map(|reason| Some((policy.probabilities.get(reason.probability)?, reason)));
    here.filter(|(p, _)| !passed_over(subject, p)).map(|(p, reason)| probability(subject, p, reason)).collect()
}

/// Whether some measure chooses between this chance and another one and has chosen the other.
pub(super) fn passed_over(subject: &Subject<'_>, probability: &Probability) -> bool {
    let policy = subject.inputs.policy;
    let here = subject.outcome.slot(probability.slot);
    policy.slots.iter().zip(subject.outcome.slots.iter()).any(|(slot, value)| {
        let SlotValue::Expr(Expr::If(_, then, other)) = &slot.value else { return false };
        let (Expr::Slot(a), Expr::Slot(b)) = (then.as_ref(), other.as_ref()) else { return false };
        let rival = match (*a == probability.slot, *b == probability.slot) {
            (true, false) => *b,
            (false, true) => *a,
            _ => return false,
        };
        let is_chance = matches!(policy.slot(rival).value, SlotValue::Probability(_));
        is_chance && value != here && value == subject.outcome.slot(rival)
    })
}

fn probability(subject: &Subject<'_>, probability: &Probability, reason: &ProbabilityReason) -> ProbabilityView {
    let show = subject.show;
    let percent = |n: Number| show.interval(Type::Percent, &Interval::point(n));
    let row = |row: &OddsReason| OddsView {
        condition: condition(subject, row.span),
        state: match (row.applies, row.truth) {
            (false, _) => "not_applicable",
            (true, Truth::Yes) => "holds",
            (true, Truth::No) => "fails",
            (true, Truth::Unknown) => "unknown",
        },
        alone: percent(alone(&probability.base, &row.factor)),
        raises: row.factor > Number::ONE,
        rule: subject.inputs.sources.file_line(row.span),
    };
    ProbabilityView {
        label: show.label(&probability.label, probability.name.as_str()),
        value: show.value(Type::Percent, subject.outcome.slot(probability.slot)),
        base: percent(probability.base.clone()),
        rows: reason.rows.iter().map(row).collect(),
    }
}

/// The probability if one row alone held. **Formula:** o = base/(1 − base) · factor, p = o/(1 + o).
fn alone(base: &Number, factor: &Number) -> Number {
    let weighed = base * factor;
    let rest = &Number::ONE - base;
    weighed.checked_div(&(&weighed + &rest)).unwrap_or_default()
}

/// The first cell of the row at a place, in words.
fn condition(subject: &Subject<'_>, span: crate::diagnostics::Span) -> String {
    let text = subject.inputs.sources.slice(span);
    let cell = text.trim().trim_start_matches('|').split('|').next().unwrap_or_default().trim();
    in_words(subject, cell)
}
