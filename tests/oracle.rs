//! The engine against plain arithmetic that shares none of its code: random policies as text, random accounts with
//! missing and not applicable values, and a second evaluation over the same rows with big rationals. What is missing is
//! tried out value by value, so what the engine derives by intervals is here found by enumeration.

use kam::data::{Account, FieldColumn, MemoryFiles, Portfolio};
use kam::diagnostics::{Language, Sources};
use kam::engine::{self, Absent, Outcome, Possible, Status, Value as EngineValue};
use kam::policy::{self, Policy};
use kam::values::{Absence, AccountId, Day, Number, Reading, Scalar};
use kam::workspace::Workspace;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

type Q = BigRational;

fn q(n: i64) -> Q {
    Q::from_integer(n.into())
}

fn fraction(n: i64, d: i64) -> Q {
    Q::new(n.into(), d.into())
}

/// A deterministic source of choices (splitmix64), so that a failing case is one number.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
}

// --- the model of a policy --------------------------------------------------------------------------------------

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// With a declared range or without.
    Number(Option<(i64, i64)>),
    Percent,
    Money,
    Days,
    Choice(usize),
    YesNo,
}

impl Kind {
    fn is_numeric(self) -> bool {
        !matches!(self, Kind::Choice(_) | Kind::YesNo)
    }

    /// A number as rules write it. Numbers of the model are in the written unit: 12 is 12 %.
    fn show(self, n: &Q) -> String {
        let n = decimal(n);
        match self {
            Kind::Percent => format!("{n} %"),
            Kind::Money => format!("{n} PLN"),
            Kind::Days => format!("{n} days"),
            Kind::Number(_) | Kind::Choice(_) | Kind::YesNo => n,
        }
    }
}

/// Exact decimal text; the numbers of the model have at most two decimals.
fn decimal(n: &Q) -> String {
    let hundredths = (n * q(100)).to_integer().to_i64().unwrap();
    assert_eq!(fraction(hundredths, 100), *n);
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:02}") }
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Number(Q),
    Choice(usize),
    YesNo(bool),
    Missing,
    NotApplicable,
}

#[derive(Clone, PartialEq)]
enum MissingRule {
    Unknown,
    Exclude,
    Points(Q),
}

struct Criterion {
    weight: Q,
    missing: MissingRule,
    /// The rule stands in the table as a row, not as a line.
    as_row: bool,
    body: Body,
}

enum Body {
    /// Rising positions.
    Linear {
        field: usize,
        knots: Vec<(Q, Q)>,
    },
    /// Falling steps.
    Ladder {
        field: usize,
        steps: Vec<(Q, Q)>,
        otherwise: Q,
    },
    Values {
        field: usize,
        points: Vec<Q>,
    },
    Decision {
        choice: usize,
        number: usize,
        rows: Vec<DecisionRow>,
    },
    /// `points clamp(field * factor + shift, 0, 100)`
    Clamp {
        field: usize,
        factor: Q,
        shift: Q,
    },
}

struct DecisionRow {
    choices: Vec<usize>,
    range: Range,
    points: Q,
}

#[derive(Clone)]
enum Range {
    Any,
    AtLeast(Q),
    Above(Q),
    AtMost(Q),
    Below(Q),
    FromBelow(Q, Q),
}

impl Range {
    fn holds(&self, x: &Q) -> bool {
        match self {
            Range::Any => true,
            Range::AtLeast(a) => x >= a,
            Range::Above(a) => x > a,
            Range::AtMost(a) => x <= a,
            Range::Below(a) => x < a,
            Range::FromBelow(a, b) => a <= x && x < b,
        }
    }

    fn ends(&self) -> Vec<Q> {
        match self {
            Range::Any => vec![],
            Range::AtLeast(a) | Range::Above(a) | Range::AtMost(a) | Range::Below(a) => vec![a.clone()],
            Range::FromBelow(a, b) => vec![a.clone(), b.clone()],
        }
    }
}

enum Condition {
    Compare(usize, &'static str, Q),
    In(usize, Vec<usize>),
    ChoiceAtLeast(usize, usize),
    Yes(usize),
    IsMissing(usize),
    GroupAtLeast(usize, Q),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
}

struct Tier {
    from: Option<Q>,
    when: Option<Condition>,
}

struct Model {
    fields: Vec<Kind>,
    /// Weight and criteria.
    groups: Vec<(Q, Vec<Criterion>)>,
    /// The only group is not written.
    implicit: bool,
    vetoes: Vec<(Condition, &'static str)>,
    /// The position of the best tier left open.
    limits: Vec<(Condition, usize)>,
    tiers: Vec<Tier>,
}

/// What may be generated.
#[derive(Clone, Copy)]
struct Features {
    exclude_rules: bool,
    missing_conditions: bool,
    not_applicable: bool,
}

const EVERYTHING: Features = Features { exclude_rules: true, missing_conditions: true, not_applicable: true };

// --- generating ---------------------------------------------------------------------------------------------------

fn generate(dice: &mut Dice, features: Features) -> Model {
    let mut fields = vec![Kind::Choice(2 + dice.below(3)), Kind::Number(Some((-50, 50)))];
    for _ in 0..dice.below(5) + 2 {
        fields.push(match dice.below(7) {
            0 => Kind::Number(None),
            1 => Kind::Number(Some((0, 10))),
            2 => Kind::Percent,
            3 => Kind::Money,
            4 => Kind::Days,
            5 => Kind::Choice(2 + dice.below(3)),
            _ => Kind::YesNo,
        });
    }
    let n_groups = 1 + dice.below(3);
    let weights = weights(dice, n_groups);
    let groups: Vec<(Q, Vec<Criterion>)> = weights
        .into_iter()
        .map(|weight| {
            let n = 1 + dice.below(4);
            let shares = self::weights(dice, n);
            (weight, shares.into_iter().map(|w| criterion(dice, &fields, w, features)).collect())
        })
        .collect();
    let implicit = groups.len() == 1 && dice.chance(50);
    let n_tiers = 2 + dice.below(3);
    let mut thresholds: BTreeSet<i64> = BTreeSet::new();
    while thresholds.len() < n_tiers - 1 {
        thresholds.insert(dice.between(5, 95));
    }
    let mut tiers: Vec<Tier> =
        thresholds.into_iter().rev().map(|from| Tier { from: Some(q(from)), when: None }).collect();
    for tier in &mut tiers {
        if dice.chance(25) {
            tier.when = Some(if dice.chance(50) && !implicit {
                Condition::GroupAtLeast(dice.below(n_groups), q(dice.between(10, 90)))
            } else {
                condition(dice, &fields, 1, features)
            });
        }
    }
    tiers.push(Tier { from: None, when: None });
    let n_vetoes = dice.below(3);
    let n_limits = dice.below(3);
    Model {
        vetoes: (0..n_vetoes)
            .map(|_| (condition(dice, &fields, 2, features), ["hold", "pass", "exclude"][dice.below(3)]))
            .collect(),
        limits: (0..n_limits).map(|_| (condition(dice, &fields, 2, features), dice.below(n_tiers))).collect(),
        fields,
        groups,
        implicit,
        tiers,
    }
}

/// Positive weights that sum to one, with odd denominators.
fn weights(dice: &mut Dice, n: usize) -> Vec<Q> {
    let parts: Vec<i64> = (0..n).map(|_| dice.between(1, 30)).collect();
    let total: i64 = parts.iter().sum();
    parts.into_iter().map(|p| fraction(p, total)).collect()
}

fn numeric_field(dice: &mut Dice, fields: &[Kind]) -> usize {
    let all: Vec<usize> = (0..fields.len()).filter(|f| fields[*f].is_numeric()).collect();
    all[dice.below(all.len())]
}

fn choice_field(dice: &mut Dice, fields: &[Kind]) -> (usize, usize) {
    let all: Vec<(usize, usize)> = fields
        .iter()
        .enumerate()
        .filter_map(|(f, k)| match k {
            Kind::Choice(n) => Some((f, *n)),
            _ => None,
        })
        .collect();
    all[dice.below(all.len())]
}

/// Distinct rising numbers of a field, with a few decimals.
fn positions(dice: &mut Dice, kind: Kind, n: usize) -> Vec<Q> {
    let (low, high) = match kind {
        Kind::Number(Some((low, high))) => (low * 4, high * 4),
        _ => (-200, 200),
    };
    let mut found: BTreeSet<i64> = BTreeSet::new();
    while found.len() < n {
        found.insert(dice.between(low, high));
    }
    found.into_iter().map(|n| fraction(n, 4)).collect()
}

fn points(dice: &mut Dice) -> Q {
    fraction(dice.between(0, 200), 2)
}

fn criterion(dice: &mut Dice, fields: &[Kind], weight: Q, features: Features) -> Criterion {
    let missing = match dice.below(if features.exclude_rules { 4 } else { 1 }) {
        0 | 1 => MissingRule::Unknown,
        2 => MissingRule::Exclude,
        _ => MissingRule::Points(points(dice)),
    };
    let body = match dice.below(5) {
        0 => {
            let field = numeric_field(dice, fields);
            let n = 2 + dice.below(3);
            let knots = positions(dice, fields[field], n).into_iter().map(|at| (at, points(dice))).collect();
            Body::Linear { field, knots }
        }
        1 => {
            let field = numeric_field(dice, fields);
            let n = 1 + dice.below(3);
            let mut steps: Vec<(Q, Q)> =
                positions(dice, fields[field], n).into_iter().map(|at| (at, points(dice))).collect();
            steps.reverse();
            Body::Ladder { field, steps, otherwise: points(dice) }
        }
        2 => {
            let (field, n) = choice_field(dice, fields);
            Body::Values { field, points: (0..n).map(|_| points(dice)).collect() }
        }
        3 => {
            let (choice, n) = choice_field(dice, fields);
            let number = numeric_field(dice, fields);
            let mut rows = Vec::new();
            let mut at = 0;
            while at < n {
                let end = at + 1 + dice.below(n - at);
                for range in partition(dice, fields[number]) {
                    rows.push(DecisionRow { choices: (at..end).collect(), range, points: points(dice) });
                }
                at = end;
            }
            Body::Decision { choice, number, rows }
        }
        _ => {
            let plain: Vec<usize> = (0..fields.len()).filter(|f| matches!(fields[*f], Kind::Number(_))).collect();
            let field = plain[dice.below(plain.len())];
            Body::Clamp { field, factor: fraction(dice.between(-20, 20), 4), shift: q(dice.between(-20, 120)) }
        }
    };
    let as_row = dice.chance(50) && !matches!(body, Body::Decision { .. } | Body::Clamp { .. });
    Criterion { weight, missing, as_row, body }
}

/// Ranges that cover every number once.
fn partition(dice: &mut Dice, kind: Kind) -> Vec<Range> {
    match dice.below(4) {
        0 => vec![Range::Any],
        1 => {
            let at = positions(dice, kind, 1).remove(0);
            vec![Range::Below(at.clone()), Range::AtLeast(at)]
        }
        2 => {
            let at = positions(dice, kind, 1).remove(0);
            vec![Range::AtMost(at.clone()), Range::Above(at)]
        }
        _ => {
            let at = positions(dice, kind, 2);
            let (a, b) = (at[0].clone(), at[1].clone());
            vec![Range::Below(a.clone()), Range::FromBelow(a, b.clone()), Range::AtLeast(b)]
        }
    }
}

fn condition(dice: &mut Dice, fields: &[Kind], depth: u32, features: Features) -> Condition {
    if depth > 0 && dice.chance(50) {
        let n = 2 + dice.below(2);
        let parts: Vec<Condition> = (0..n).map(|_| condition(dice, fields, depth - 1, features)).collect();
        return match dice.below(3) {
            0 => Condition::And(parts),
            1 => Condition::Or(parts),
            _ => Condition::Not(Box::new(Condition::Or(parts))),
        };
    }
    let field = dice.below(fields.len());
    if features.missing_conditions && dice.chance(12) {
        return Condition::IsMissing(field);
    }
    match fields[field] {
        Kind::Choice(n) if dice.chance(50) => Condition::ChoiceAtLeast(field, dice.below(n)),
        Kind::Choice(n) => {
            let first = dice.below(n);
            let mut values = vec![first];
            values.extend((0..n).filter(|v| *v != first && dice.chance(30)));
            values.sort();
            Condition::In(field, values)
        }
        Kind::YesNo => Condition::Yes(field),
        kind => {
            let op = ["at least", "at most", "above", "below"][dice.below(4)];
            Condition::Compare(field, op, positions(dice, kind, 1).remove(0))
        }
    }
}

fn account(dice: &mut Dice, model: &Model, features: Features) -> Vec<Value> {
    let boundaries: Vec<Q> = all_boundaries(model);
    let gaps = [0, 10, 30, 70][dice.below(4)];
    model
        .fields
        .iter()
        .map(|kind| {
            if dice.chance(gaps) {
                return Value::Missing;
            }
            if features.not_applicable && dice.chance(6) {
                return Value::NotApplicable;
            }
            match kind {
                Kind::Choice(n) => Value::Choice(dice.below(*n)),
                Kind::YesNo => Value::YesNo(dice.chance(50)),
                kind => {
                    // Often exactly at a boundary of some rule, where mistakes live.
                    let within = |x: &Q| match kind {
                        Kind::Number(Some((low, high))) => q(*low) <= *x && *x <= q(*high),
                        _ => true,
                    };
                    let near: Vec<&Q> = boundaries.iter().filter(|x| within(x)).collect();
                    if !near.is_empty() && dice.chance(50) {
                        Value::Number(near[dice.below(near.len())].clone())
                    } else {
                        Value::Number(positions(dice, *kind, 1).remove(0))
                    }
                }
            }
        })
        .collect()
}

fn all_boundaries(model: &Model) -> Vec<Q> {
    let criteria = model.groups.iter().flat_map(|(_, c)| c);
    criteria
        .flat_map(|c| match &c.body {
            Body::Linear { knots, .. } => knots.iter().map(|(at, _)| at.clone()).collect(),
            Body::Ladder { steps, .. } => steps.iter().map(|(at, _)| at.clone()).collect(),
            Body::Decision { rows, .. } => rows.iter().flat_map(|r| r.range.ends()).collect(),
            Body::Values { .. } | Body::Clamp { .. } => Vec::new(),
        })
        .collect()
}

// --- writing ------------------------------------------------------------------------------------------------------

fn write(model: &Model) -> String {
    let mut out = String::from("policy oracle \"Oracle\" version 1\n  effective from 2026-01-01\n  currency PLN\n\n");
    for (f, kind) in model.fields.iter().enumerate() {
        let ty = match kind {
            Kind::Number(None) => "number".to_owned(),
            Kind::Number(Some((low, high))) => format!("number {low}..{high}"),
            Kind::Percent => "percent".to_owned(),
            Kind::Money => "money".to_owned(),
            Kind::Days => "days".to_owned(),
            Kind::Choice(n) => {
                format!("one of {}", (0..*n).map(|c| choice(f, c)).collect::<Vec<_>>().join(" < "))
            }
            Kind::YesNo => "yes_no".to_owned(),
        };
        writeln!(out, "field f{f} \"F{f}\" {ty}").unwrap();
    }
    out.push('\n');
    if !model.implicit {
        for (g, (weight, _)) in model.groups.iter().enumerate() {
            writeln!(out, "group g{g} \"G{g}\" weight {}", show_weight(weight)).unwrap();
        }
    }
    let mut n = 0;
    for (g, (_, criteria)) in model.groups.iter().enumerate() {
        for criterion in criteria {
            let within = if model.implicit { String::new() } else { format!(" in g{g}") };
            writeln!(out, "\ncriterion c{n} \"C{n}\"{within} weight {}", show_weight(&criterion.weight)).unwrap();
            write_criterion(&mut out, model, criterion);
            n += 1;
        }
    }
    out.push('\n');
    for (v, (when, unknown)) in model.vetoes.iter().enumerate() {
        writeln!(out, "veto v{v} \"V{v}\" when {}", show_condition(model, when, false)).unwrap();
        writeln!(out, "  because \"why\"\n  unknown means {unknown}").unwrap();
    }
    for (l, (when, to)) in model.limits.iter().enumerate() {
        writeln!(out, "limit l{l} \"L{l}\" to tier T{to} when {}", show_condition(model, when, false)).unwrap();
        writeln!(out, "  because \"why\"").unwrap();
    }
    for (t, tier) in model.tiers.iter().enumerate() {
        let from = match &tier.from {
            Some(from) => format!("from {} points", decimal(from)),
            None => "otherwise".to_owned(),
        };
        let when = tier.when.as_ref().map_or(String::new(), |w| format!(" when {}", show_condition(model, w, false)));
        writeln!(out, "tier T{t} \"T{t}\" {from}{when}").unwrap();
    }
    out
}

fn choice(field: usize, value: usize) -> String {
    format!("k{field}_{value}")
}

fn show_weight(weight: &Q) -> String {
    let percent = weight * q(100);
    if percent.is_integer() { format!("{percent} %") } else { format!("{}/{}", weight.numer(), weight.denom()) }
}

fn write_criterion(out: &mut String, model: &Model, criterion: &Criterion) {
    let rule = match &criterion.missing {
        MissingRule::Unknown => "unknown".to_owned(),
        MissingRule::Exclude => "exclude".to_owned(),
        MissingRule::Points(p) => decimal(p),
    };
    if !criterion.as_row {
        writeln!(out, "  missing means {rule}").unwrap();
    }
    let kind = |f: usize| model.fields[f];
    match &criterion.body {
        Body::Linear { field, knots } => {
            writeln!(out, "  | f{field} | points |").unwrap();
            for (at, points) in knots {
                writeln!(out, "  | at {} | {} |", kind(*field).show(at), decimal(points)).unwrap();
            }
        }
        Body::Ladder { field, steps, otherwise } => {
            writeln!(out, "  | f{field} | points |").unwrap();
            for (at, points) in steps {
                writeln!(out, "  | from {} | {} |", kind(*field).show(at), decimal(points)).unwrap();
            }
            writeln!(out, "  | otherwise | {} |", decimal(otherwise)).unwrap();
        }
        Body::Values { field, points } => {
            writeln!(out, "  | f{field} | points |").unwrap();
            for (value, points) in points.iter().enumerate() {
                writeln!(out, "  | {} | {} |", choice(*field, value), decimal(points)).unwrap();
            }
        }
        Body::Decision { choice: field, number, rows } => {
            writeln!(out, "  | f{field} | f{number} | points |").unwrap();
            for row in rows {
                let choices: Vec<String> = row.choices.iter().map(|c| choice(*field, *c)).collect();
                let show = |n: &Q| kind(*number).show(n);
                let range = match &row.range {
                    Range::Any => "any".to_owned(),
                    Range::AtLeast(a) => format!("at least {}", show(a)),
                    Range::Above(a) => format!("above {}", show(a)),
                    Range::AtMost(a) => format!("at most {}", show(a)),
                    Range::Below(a) => format!("below {}", show(a)),
                    Range::FromBelow(a, b) => format!("from {} below {}", show(a), show(b)),
                };
                writeln!(out, "  | {} | {range} | {} |", choices.join(", "), decimal(&row.points)).unwrap();
            }
        }
        Body::Clamp { field, factor, shift } => {
            writeln!(out, "  points clamp(f{field} * {} + {}, 0, 100)", decimal(factor), decimal(shift)).unwrap();
        }
    }
    if criterion.as_row {
        writeln!(out, "  | missing | {rule} |").unwrap();
    }
}

fn show_condition(model: &Model, condition: &Condition, inside: bool) -> String {
    let joined = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(|p| show_condition(model, p, true)).collect();
        let text = parts.join(&format!(" {word} "));
        if inside { format!("({text})") } else { text }
    };
    match condition {
        Condition::Compare(f, op, n) => format!("f{f} {op} {}", model.fields[*f].show(n)),
        Condition::In(f, values) => match values.as_slice() {
            [one] => format!("f{f} is {}", choice(*f, *one)),
            _ => {
                let values: Vec<String> = values.iter().map(|v| choice(*f, *v)).collect();
                format!("f{f} in ({})", values.join(", "))
            }
        },
        Condition::ChoiceAtLeast(f, v) => format!("f{f} at least {}", choice(*f, *v)),
        Condition::Yes(f) => format!("f{f} is yes"),
        Condition::IsMissing(f) => format!("f{f} is missing"),
        Condition::GroupAtLeast(g, n) => format!("g{g} at least {}", decimal(n)),
        Condition::And(parts) => joined(parts, "and"),
        Condition::Or(parts) => joined(parts, "or"),
        Condition::Not(inner) => format!("not {}", show_condition(model, inner, true)),
    }
}

// --- the second evaluation ----------------------------------------------------------------------------------------

/// What a criterion or group comes to.
#[derive(Clone, Debug, PartialEq)]
enum Points {
    LeftOut,
    Within(Q, Q),
}

/// What a condition may come out as: no, not applicable, yes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Outcomes([bool; 3]);

const NO: usize = 0;
const YES: usize = 2;

impl Outcomes {
    fn only(i: usize) -> Outcomes {
        let mut all = [false; 3];
        all[i] = true;
        Outcomes(all)
    }

    fn combine(self, other: Outcomes, with: impl Fn(usize, usize) -> usize) -> Outcomes {
        let mut out = [false; 3];
        for a in (0..3).filter(|a| self.0[*a]) {
            for b in (0..3).filter(|b| other.0[*b]) {
                out[with(a, b)] = true;
            }
        }
        Outcomes(out)
    }

    fn may(self) -> bool {
        self.0[YES]
    }

    fn must(self) -> bool {
        self.0 == Outcomes::only(YES).0
    }
}

struct Expected {
    criteria: Vec<Points>,
    groups: Vec<Points>,
    score: Option<(Q, Q)>,
    status: Status,
    /// By position, best first: all that the intervals allow.
    tiers: BTreeSet<usize>,
}

/// What is worth trying for a field in a criterion: boundaries, both sides of them, and the ends of the range.
fn candidates(kind: Kind, ends: &[Q]) -> Vec<Value> {
    match kind {
        Kind::Choice(n) => (0..n).map(Value::Choice).collect(),
        Kind::YesNo => vec![Value::YesNo(false), Value::YesNo(true)],
        kind => {
            let mut all: BTreeSet<Q> =
                ends.iter().flat_map(|e| [e.clone(), e - fraction(1, 9), e + fraction(1, 9)]).collect();
            match kind {
                Kind::Number(Some((low, high))) => {
                    all.extend([q(low), q(high)]);
                    all.retain(|x| q(low) <= *x && *x <= q(high));
                }
                _ => all.extend([q(-1_000_000), q(1_000_000)]),
            }
            all.into_iter().map(Value::Number).collect()
        }
    }
}

fn inputs(body: &Body) -> Vec<(usize, Vec<Q>)> {
    match body {
        Body::Linear { field, knots } => vec![(*field, knots.iter().map(|(at, _)| at.clone()).collect())],
        Body::Ladder { field, steps, .. } => vec![(*field, steps.iter().map(|(at, _)| at.clone()).collect())],
        Body::Values { field, .. } | Body::Clamp { field, .. } => vec![(*field, Vec::new())],
        Body::Decision { choice, number, rows } => {
            vec![(*choice, Vec::new()), (*number, rows.iter().flat_map(|r| r.range.ends()).collect())]
        }
    }
}

fn number(value: &Value) -> &Q {
    match value {
        Value::Number(n) => n,
        other => panic!("{other:?} is no number"),
    }
}

/// Points for known inputs, in the order of [`inputs`].
fn points_for(body: &Body, values: &[Value]) -> Q {
    match body {
        Body::Linear { knots, .. } => {
            let x = number(&values[0]);
            let (first, last) = (&knots[0], &knots[knots.len() - 1]);
            if *x <= first.0 {
                return first.1.clone();
            }
            if *x >= last.0 {
                return last.1.clone();
            }
            let at = knots.iter().position(|(at, _)| at > x).unwrap();
            let ((x0, y0), (x1, y1)) = (&knots[at - 1], &knots[at]);
            y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        }
        Body::Ladder { steps, otherwise, .. } => {
            let x = number(&values[0]);
            steps.iter().find(|(at, _)| x >= at).map_or(otherwise.clone(), |(_, points)| points.clone())
        }
        Body::Values { points, .. } => match values[0] {
            Value::Choice(c) => points[c].clone(),
            _ => panic!("no choice"),
        },
        Body::Decision { rows, .. } => {
            let Value::Choice(c) = values[0] else { panic!("no choice") };
            let mut holding = rows.iter().filter(|r| r.choices.contains(&c) && r.range.holds(number(&values[1])));
            let points = holding.next().unwrap().points.clone();
            assert!(holding.next().is_none());
            points
        }
        Body::Clamp { factor, shift, .. } => (number(&values[0]) * factor + shift).max(Q::zero()).min(q(100)),
    }
}

fn criterion_points(model: &Model, criterion: &Criterion, account: &[Value]) -> Points {
    let inputs = inputs(&criterion.body);
    if inputs.iter().any(|(f, _)| account[*f] == Value::NotApplicable) {
        return Points::LeftOut;
    }
    let tried: Vec<Vec<Value>> = inputs
        .iter()
        .map(|(f, ends)| match &account[*f] {
            Value::Missing => candidates(model.fields[*f], ends),
            known => vec![known.clone()],
        })
        .collect();
    let mut all = vec![Vec::new()];
    for values in tried {
        all = all
            .into_iter()
            .flat_map(|prefix: Vec<Value>| {
                values.iter().map(move |v| prefix.iter().cloned().chain([v.clone()]).collect()).collect::<Vec<_>>()
            })
            .collect();
    }
    let points: Vec<Q> = all.iter().map(|values| points_for(&criterion.body, values)).collect();
    let (low, high) = (points.iter().min().unwrap().clone(), points.iter().max().unwrap().clone());
    if low == high {
        return Points::Within(low, high);
    }
    match &criterion.missing {
        MissingRule::Unknown => Points::Within(low, high),
        MissingRule::Exclude => Points::LeftOut,
        MissingRule::Points(p) => Points::Within(p.clone(), p.clone()),
    }
}

/// The weighted mean of what counts.
fn mean<'a>(parts: impl Iterator<Item = (&'a Q, &'a Points)>) -> Points {
    let (mut weight, mut low, mut high) = (Q::zero(), Q::zero(), Q::zero());
    for (w, points) in parts {
        if let Points::Within(a, b) = points {
            weight += w;
            low += w * a;
            high += w * b;
        }
    }
    if weight.is_zero() { Points::LeftOut } else { Points::Within(low / &weight, high / &weight) }
}

fn outcomes(model: &Model, condition: &Condition, account: &[Value], groups: &[Points]) -> Outcomes {
    let of = |c: &Condition| outcomes(model, c, account, groups);
    let leaf = |field: usize, ends: &[Q], test: &dyn Fn(&Value) -> bool| {
        let mut out = Outcomes([false; 3]);
        match &account[field] {
            Value::NotApplicable => out = Outcomes::only(1),
            Value::Missing => {
                for value in candidates(model.fields[field], ends) {
                    out.0[if test(&value) { YES } else { NO }] = true;
                }
            }
            known => out = Outcomes::only(if test(known) { YES } else { NO }),
        }
        out
    };
    match condition {
        Condition::Compare(f, op, n) => leaf(*f, std::slice::from_ref(n), &|v| match *op {
            "at least" => number(v) >= n,
            "at most" => number(v) <= n,
            "above" => number(v) > n,
            _ => number(v) < n,
        }),
        Condition::In(f, values) => leaf(*f, &[], &|v| matches!(v, Value::Choice(c) if values.contains(c))),
        Condition::ChoiceAtLeast(f, least) => leaf(*f, &[], &|v| matches!(v, Value::Choice(c) if c >= least)),
        Condition::Yes(f) => leaf(*f, &[], &|v| *v == Value::YesNo(true)),
        Condition::IsMissing(f) => Outcomes::only(if account[*f] == Value::Missing { YES } else { NO }),
        Condition::GroupAtLeast(g, n) => match &groups[*g] {
            Points::LeftOut => Outcomes::only(1),
            Points::Within(low, high) => Outcomes([low < n, false, high >= n]),
        },
        Condition::And(parts) => parts.iter().map(of).fold(Outcomes::only(YES), |a, b| a.combine(b, usize::min)),
        Condition::Or(parts) => parts.iter().map(of).fold(Outcomes::only(NO), |a, b| a.combine(b, usize::max)),
        Condition::Not(inner) => {
            let Outcomes([no, na, yes]) = of(inner);
            Outcomes([yes, na, no])
        }
    }
}

fn expect(model: &Model, account: &[Value]) -> Expected {
    let criteria: Vec<Vec<Points>> = model
        .groups
        .iter()
        .map(|(_, criteria)| criteria.iter().map(|c| criterion_points(model, c, account)).collect())
        .collect();
    let groups: Vec<Points> =
        model.groups.iter().zip(&criteria).map(|((_, c), p)| mean(c.iter().map(|c| &c.weight).zip(p))).collect();
    let score = match mean(model.groups.iter().map(|(w, _)| w).zip(&groups)) {
        Points::LeftOut => None,
        Points::Within(low, high) => Some((low, high)),
    };
    let mut status = if score.is_none() { Status::Hold } else { Status::Qualified };
    for (when, unknown) in &model.vetoes {
        let outcome = outcomes(model, when, account, &groups);
        let effect = match (outcome.must(), outcome.may(), *unknown) {
            (true, ..) | (false, true, "exclude") => Status::Excluded,
            (false, true, "hold") => Status::Hold,
            _ => Status::Qualified,
        };
        status = status.max(effect);
    }
    let mut tiers = BTreeSet::new();
    if let (Some((low, high)), true) = (&score, status != Status::Excluded) {
        for (t, tier) in model.tiers.iter().enumerate() {
            let when = tier.when.as_ref().map_or(Outcomes::only(YES), |w| outcomes(model, w, account, &groups));
            let reaches = tier.from.as_ref().is_none_or(|from| high >= from);
            if reaches && when.may() {
                tiers.insert(t);
            }
            if tier.from.as_ref().is_none_or(|from| low >= from) && when.must() {
                break;
            }
        }
        for (when, to) in &model.limits {
            let outcome = outcomes(model, when, account, &groups);
            let capped = tiers.iter().map(|t| *t.max(to));
            if outcome.must() {
                tiers = capped.collect();
            } else if outcome.may() {
                tiers = tiers.iter().copied().chain(capped).collect();
            }
        }
    }
    Expected { criteria: criteria.into_iter().flatten().collect(), groups, score, status, tiers }
}

// --- comparing ----------------------------------------------------------------------------------------------------

fn exact(n: &Number) -> Q {
    let text = format!("{n:?}");
    let (num, den) = text.split_once('/').unwrap_or((&text, "1"));
    Q::new(num.parse().unwrap(), den.parse().unwrap())
}

fn to_number(n: &Q) -> Number {
    Number::ratio(n.numer().to_i128().unwrap(), n.denom().to_i128().unwrap()).unwrap()
}

fn engine_points(value: &EngineValue) -> Points {
    match value {
        EngineValue::Known(Scalar::Number(n)) => Points::Within(exact(n), exact(n)),
        EngineValue::NotApplicable => Points::LeftOut,
        EngineValue::Uncertain(u) => match &u.possible {
            Possible::Number(i) => Points::Within(exact(i.low.as_ref().unwrap()), exact(i.high.as_ref().unwrap())),
            other => panic!("points are {other:?}"),
        },
        EngineValue::Known(other) => panic!("points are {other:?}"),
    }
}

fn compile(text: &str) -> Policy {
    let mut sources = Sources::new();
    let id = sources.add("rules/policy.kam", text);
    let (tree, mut findings) = kam::syntax::parse(sources.file(id));
    let (policy, more) = policy::check(&sources, &[tree]);
    findings.extend(more);
    policy.unwrap_or_else(|| {
        let findings: Vec<String> = findings
            .iter()
            .map(|f| format!("{} {}", sources.file_line(f.span), f.message(Language::English)))
            .collect();
        panic!("the generated policy has errors:\n{}\n\n{text}", findings.join("\n"))
    })
}

fn portfolio(model: &Model, policy: &Policy, accounts: &[Vec<Value>]) -> Portfolio {
    let mut columns = vec![FieldColumn::default(); policy.fields.len()];
    for (f, kind) in model.fields.iter().enumerate() {
        let id = policy.field_named(&format!("f{f}")).unwrap();
        columns[id.index()].cells = accounts
            .iter()
            .map(|a| match &a[f] {
                Value::Number(n) if *kind == Kind::Percent => Reading::Known(Scalar::Number(to_number(&(n / q(100))))),
                Value::Number(n) => Reading::Known(Scalar::Number(to_number(n))),
                Value::Choice(c) => Reading::Known(Scalar::Choice(*c as u16)),
                Value::YesNo(b) => Reading::Known(Scalar::YesNo(*b)),
                Value::Missing => Reading::Missing(Absence::Blank),
                Value::NotApplicable => Reading::NotApplicable,
            })
            .collect();
    }
    let accounts = (0..accounts.len())
        .map(|a| Account {
            id: AccountId::new(&format!("a{a:03}")),
            name: format!("Account {a}"),
            kam: None,
            language: None,
            file: None,
            row: None,
            people: None,
            relations: Vec::new(),
            waivers: Vec::new(),
            dossier: None,
        })
        .collect();
    Portfolio { accounts, columns, records: Vec::new() }
}

fn day() -> Day {
    Day::parse("2026-10-01").unwrap()
}

/// The tiers of an outcome by position, best first.
fn tiers_of(model: &Model, outcome: &Outcome) -> BTreeSet<usize> {
    outcome.tiers.iter().map(|p| model.tiers.len() - 1 - usize::from(p)).collect()
}

fn score_of(outcome: &Outcome) -> Option<(Q, Q)> {
    outcome.score.as_ref().map(|s| (exact(s.low.as_ref().unwrap()), exact(s.high.as_ref().unwrap())))
}

fn compare(model: &Model, policy: &Policy, account: &[Value], outcome: &Outcome) -> Result<(), TestCaseError> {
    let expected = expect(model, account);
    for (c, points) in expected.criteria.iter().enumerate() {
        let slot = policy.slot_named(&format!("c{c}")).unwrap();
        prop_assert_eq!(&engine_points(outcome.slot(slot)), points, "criterion c{} of {:?}", c, account);
    }
    if !model.implicit {
        for (g, points) in expected.groups.iter().enumerate() {
            let slot = policy.slot_named(&format!("g{g}")).unwrap();
            prop_assert_eq!(&engine_points(outcome.slot(slot)), points, "group g{} of {:?}", g, account);
        }
    }
    prop_assert_eq!(score_of(outcome), expected.score.clone(), "score of {:?}", account);
    prop_assert_eq!(outcome.status, expected.status, "status of {:?}", account);
    if expected.score.is_some() {
        prop_assert_eq!(tiers_of(model, outcome), expected.tiers, "tiers of {:?}", account);
    }
    Ok(())
}

fn with_text(text: &str, result: Result<(), TestCaseError>) -> Result<(), TestCaseError> {
    result.map_err(|e| TestCaseError::fail(format!("{e}\n\n{text}")))
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(64))]

    /// Scores, groups, criteria, tiers and status of random accounts under random policies.
    #[test]
    fn the_engine_agrees_with_plain_arithmetic(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let model = generate(&mut dice, EVERYTHING);
        let text = write(&model);
        let policy = compile(&text);
        let accounts: Vec<Vec<Value>> = (0..12).map(|_| account(&mut dice, &model, EVERYTHING)).collect();
        let evaluation = engine::evaluate(&policy, &portfolio(&model, &policy, &accounts), day());
        for (account, outcome) in accounts.iter().zip(&evaluation.outcomes) {
            with_text(&text, compare(&model, &policy, account, outcome))?;
        }
    }

    /// Where every missing value only widens, whatever is filled in later was announced: score, tiers and status.
    #[test]
    fn filling_a_gap_never_leaves_what_was_announced(seed in any::<u64>()) {
        let features = Features { exclude_rules: false, missing_conditions: false, not_applicable: true };
        let mut dice = Dice(seed);
        let model = generate(&mut dice, features);
        let text = write(&model);
        let policy = compile(&text);
        let mut before = account(&mut dice, &model, features);
        let gaps: Vec<usize> = (0..before.len()).filter(|_| dice.chance(50)).collect();
        gaps.iter().for_each(|f| before[*f] = Value::Missing);
        let mut after = before.clone();
        for (f, value) in account(&mut dice, &model, Features { not_applicable: false, ..features }).into_iter().enumerate() {
            if before[f] == Value::Missing && value != Value::NotApplicable {
                after[f] = value;
            }
        }
        let evaluation = engine::evaluate(&policy, &portfolio(&model, &policy, &[before, after]), day());
        let (before, after) = (&evaluation.outcomes[0], &evaluation.outcomes[1]);
        let said = format!("{before:?}\n{after:?}\n{text}");
        if let (Some((low, high)), Some((a, b))) = (score_of(before), score_of(after)) {
            prop_assert!(low <= a && b <= high, "the score left {} .. {}\n{}", low, high, said);
        }
        // An unknown veto that turns out true excludes, which holding announced; nothing else may change for the better
        // or worse than the set of tiers says.
        match (before.status, after.status) {
            (Status::Qualified, Status::Qualified) | (Status::Hold, Status::Hold) => {
                prop_assert!(tiers_of(&model, after).is_subset(&tiers_of(&model, before)), "{}", said);
            }
            (Status::Qualified, Status::Hold) => prop_assert!(false, "a filled gap cannot put on hold\n{}", said),
            _ => {}
        }
    }

    /// Accounts in another order, and the items of a policy in another order, give the same outcomes.
    #[test]
    fn order_never_changes_an_outcome(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let model = generate(&mut dice, EVERYTHING);
        let text = write(&model);
        let policy = compile(&text);
        let accounts: Vec<Vec<Value>> = (0..6).map(|_| account(&mut dice, &model, EVERYTHING)).collect();
        let reversed: Vec<Vec<Value>> = accounts.iter().rev().cloned().collect();
        let one = engine::evaluate(&policy, &portfolio(&model, &policy, &accounts), day());
        let two = engine::evaluate(&policy, &portfolio(&model, &policy, &reversed), day());
        for (a, b) in one.outcomes.iter().zip(two.outcomes.iter().rev()) {
            prop_assert_eq!((&a.score, &a.status, a.tiers), (&b.score, &b.status, b.tiers), "{}", text);
            prop_assert_eq!(&a.slots, &b.slots, "{}", text);
        }
        let shuffled = reversed_items(&text);
        let other = compile(&shuffled);
        let three = engine::evaluate(&other, &portfolio(&model, &other, &accounts), day());
        for (a, b) in one.outcomes.iter().zip(&three.outcomes) {
            prop_assert_eq!((&a.score, &a.status, a.tiers), (&b.score, &b.status, b.tiers), "{}", shuffled);
        }
    }
}

/// The same policy with its items from last to first; tiers are a ladder, so they keep their order.
fn reversed_items(text: &str) -> String {
    let mut items: Vec<String> = Vec::new();
    for line in text.lines().filter(|l| !l.is_empty()) {
        if line.starts_with(' ') {
            let item = items.last_mut().unwrap();
            item.push_str(line);
            item.push('\n');
        } else {
            items.push(format!("{line}\n"));
        }
    }
    let (tiers, mut others): (Vec<String>, Vec<String>) = items.into_iter().partition(|i| i.starts_with("tier "));
    others.reverse();
    others.into_iter().chain(tiers).collect()
}

#[test]
fn weights_of_the_generator_sum_to_one() {
    for seed in 0..200 {
        let model = generate(&mut Dice(seed), EVERYTHING);
        assert!(model.groups.iter().map(|(w, _)| w).sum::<Q>().is_one());
        assert!(model.groups.iter().all(|(_, c)| c.iter().map(|c| &c.weight).sum::<Q>().is_one()));
        assert!(model.groups.iter().all(|(_, c)| c.iter().all(|c| c.weight.is_positive())));
    }
}

// --- as files -----------------------------------------------------------------------------------------------------

/// The accounts as a table; `order` tells in which order the rows stand.
fn table(model: &Model, accounts: &[Vec<Value>], order: &[usize]) -> String {
    let mut out = String::from("account,name");
    (0..model.fields.len()).for_each(|f| write!(out, ",f{f}").unwrap());
    out.push('\n');
    for a in order {
        write!(out, "a{a:03},Account {a}").unwrap();
        for (f, value) in accounts[*a].iter().enumerate() {
            out.push(',');
            match value {
                Value::Number(n) => out.push_str(&decimal(n)),
                Value::Choice(c) => out.push_str(&choice(f, *c)),
                Value::YesNo(yes) => out.push_str(if *yes { "yes" } else { "no" }),
                Value::Missing => {}
                Value::NotApplicable => out.push_str("n/a"),
            }
        }
        out.push('\n');
    }
    out
}

fn workspace(model: &Model, rules: &[(&str, String)], table: String) -> Workspace {
    let mut config = String::from("name: Oracle\nlocale: en\ncurrency: PLN\nas_of: 2026-10-01\naccounts:\n");
    config.push_str("  file: data/accounts.csv\n  account: account\n");
    let percents: Vec<usize> = (0..model.fields.len()).filter(|f| model.fields[*f] == Kind::Percent).collect();
    if !percents.is_empty() {
        config.push_str("  columns:\n");
        for f in percents {
            writeln!(config, "    f{f}: {{column: f{f}, as: percent}}").unwrap();
        }
    }
    let files = MemoryFiles::new().with("kam.yaml", config).with("data/accounts.csv", table);
    Workspace::load(&rules.iter().fold(files, |files, (path, text)| files.with(*path, text.as_str())))
}

proptest! {
    #![proptest_config(config(24))]

    /// The whole way from texts: rules in two files of any names, rows in any order.
    #[test]
    fn order_of_files_and_rows_never_changes_an_outcome(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let model = generate(&mut dice, EVERYTHING);
        let text = write(&model);
        let accounts: Vec<Vec<Value>> = (0..8).map(|_| account(&mut dice, &model, EVERYTHING)).collect();
        let (head, rest) = text.split_once("\n\ncriterion ").unwrap();
        let (head, rest) = (format!("{head}\n"), format!("criterion {rest}"));
        let forward: Vec<usize> = (0..accounts.len()).collect();
        let backward: Vec<usize> = forward.iter().rev().copied().collect();
        let one = workspace(
            &model,
            &[("rules/a.kam", head.clone()), ("rules/b.kam", rest.clone())],
            table(&model, &accounts, &forward),
        );
        let two = workspace(
            &model,
            &[("rules/part/a.kam", rest), ("rules/z.kam", head)],
            table(&model, &accounts, &backward),
        );
        for workspace in [one, two] {
            let said: Vec<String> = workspace.findings.iter().map(|f| f.message(Language::English)).collect();
            let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else {
                return Err(TestCaseError::fail(format!("{said:?}\n{text}")));
            };
            prop_assert!(!kam::diagnostics::has_errors(&workspace.findings), "{:?}\n{}", said, text);
            let evaluation = engine::evaluate(policy, portfolio, day());
            prop_assert_eq!(evaluation.outcomes.len(), accounts.len());
            for (account, outcome) in accounts.iter().zip(&evaluation.outcomes) {
                with_text(&text, compare(&model, policy, account, outcome))?;
            }
        }
    }
}

// --- computed values ----------------------------------------------------------------------------------------------

/// An expression over the number fields `f0`, `f1`, …
enum Formula {
    Field(usize),
    Constant(Q),
    Arithmetic(&'static str, Box<Formula>, Box<Formula>),
    Function(&'static str, Box<Formula>, Box<Formula>),
    Abs(Box<Formula>),
    Clamp(Box<Formula>, Q, Q),
    If(Box<Formula>, &'static str, Box<Formula>, Box<Formula>, Box<Formula>),
    Default(Box<Formula>, Box<Formula>),
}

fn has_field(formula: &Formula) -> bool {
    match formula {
        Formula::Field(_) => true,
        Formula::Constant(_) => false,
        Formula::Abs(a) | Formula::Clamp(a, ..) => has_field(a),
        Formula::Arithmetic(_, a, b) | Formula::Function(_, a, b) | Formula::Default(a, b) => {
            has_field(a) || has_field(b)
        }
        Formula::If(a, _, b, c, d) => [a, b, c, d].into_iter().any(|f| has_field(f)),
    }
}

fn has_default(formula: &Formula) -> bool {
    match formula {
        Formula::Field(_) | Formula::Constant(_) => false,
        Formula::Abs(a) | Formula::Clamp(a, ..) => has_default(a),
        Formula::Arithmetic(_, a, b) | Formula::Function(_, a, b) => has_default(a) || has_default(b),
        Formula::If(a, _, b, c, d) => [a, b, c, d].into_iter().any(|f| has_default(f)),
        Formula::Default(..) => true,
    }
}

/// What a formula comes to.
#[derive(Clone, Debug, PartialEq)]
enum Came {
    To(Q),
    Missing,
    /// A condition over something missing: not decided here.
    Open,
}

const N_FIELDS: usize = 4;

fn formula(dice: &mut Dice, depth: u32) -> Formula {
    if depth == 0 || dice.chance(20) {
        return if dice.chance(75) {
            Formula::Field(dice.below(N_FIELDS))
        } else {
            Formula::Constant(fraction(dice.between(0, 40), 4))
        };
    }
    let part = |dice: &mut Dice| Box::new(formula(dice, depth - 1));
    match dice.below(9) {
        0 => Formula::Arithmetic("+", part(dice), part(dice)),
        1 => Formula::Arithmetic("-", part(dice), part(dice)),
        2 => Formula::Arithmetic("*", part(dice), part(dice)),
        3 => {
            let (above, below) = (part(dice), part(dice));
            // Dividing by what is plainly 0 is an error of the policy.
            let below = if has_field(&below) { below } else { Box::new(Formula::Field(0)) };
            Formula::Arithmetic("/", above, below)
        }
        4 => Formula::Function(["min", "max"][dice.below(2)], part(dice), part(dice)),
        5 => Formula::Abs(part(dice)),
        6 => {
            let low = dice.between(-20, 20);
            Formula::Clamp(part(dice), q(low), q(low + dice.between(0, 30)))
        }
        7 => {
            let op = ["at least", "at most", "above", "below"][dice.below(4)];
            Formula::If(part(dice), op, part(dice), part(dice), part(dice))
        }
        _ => Formula::Default(part(dice), part(dice)),
    }
}

fn show_formula(formula: &Formula) -> String {
    match formula {
        Formula::Field(f) => format!("f{f}"),
        Formula::Constant(n) => decimal(n),
        Formula::Arithmetic(op, a, b) => format!("({} {op} {})", show_formula(a), show_formula(b)),
        Formula::Function(name, a, b) => format!("{name}({}, {})", show_formula(a), show_formula(b)),
        Formula::Abs(a) => format!("abs({})", show_formula(a)),
        Formula::Clamp(x, low, high) => format!("clamp({}, {}, {})", show_formula(x), decimal(low), decimal(high)),
        Formula::If(a, op, b, then, otherwise) => format!(
            "(if {} {op} {} then {} else {})",
            show_formula(a),
            show_formula(b),
            show_formula(then),
            show_formula(otherwise)
        ),
        Formula::Default(a, b) => format!("default({}, {})", show_formula(a), show_formula(b)),
    }
}

fn came(formula: &Formula, account: &[Value]) -> Came {
    let of = |f: &Formula| came(f, account);
    let both = |a: &Formula, b: &Formula, with: &dyn Fn(Q, Q) -> Came| match (of(a), of(b)) {
        (Came::To(a), Came::To(b)) => with(a, b),
        (Came::Open, _) | (_, Came::Open) => Came::Open,
        (Came::Missing, _) | (_, Came::Missing) => Came::Missing,
    };
    match formula {
        Formula::Field(f) => match &account[*f] {
            Value::Number(n) => Came::To(n.clone()),
            _ => Came::Missing,
        },
        Formula::Constant(n) => Came::To(n.clone()),
        Formula::Arithmetic(op, a, b) => both(a, b, &|a, b| match *op {
            "+" => Came::To(a + b),
            "-" => Came::To(a - b),
            "*" => Came::To(a * b),
            _ if b.is_zero() => Came::Missing,
            _ => Came::To(a / b),
        }),
        Formula::Function(name, a, b) => both(a, b, &|a, b| Came::To(if *name == "min" { a.min(b) } else { a.max(b) })),
        Formula::Abs(a) => match of(a) {
            Came::To(a) => Came::To(a.abs()),
            other => other,
        },
        Formula::Clamp(x, low, high) => match of(x) {
            Came::To(x) => Came::To(x.max(low.clone()).min(high.clone())),
            other => other,
        },
        Formula::If(a, op, b, then, otherwise) => match (of(a), of(b)) {
            (Came::To(a), Came::To(b)) => {
                let holds = match *op {
                    "at least" => a >= b,
                    "at most" => a <= b,
                    "above" => a > b,
                    _ => a < b,
                };
                of(if holds { then } else { otherwise })
            }
            _ => Came::Open,
        },
        Formula::Default(a, b) => match of(a) {
            Came::Missing => of(b),
            other => other,
        },
    }
}

proptest! {
    #![proptest_config(config(64))]

    /// Formulas over known values are exact; over missing ones, whatever is filled in was announced.
    #[test]
    fn formulas_are_exact_and_announce_what_is_possible(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let formulas: Vec<Formula> = (0..6).map(|_| formula(&mut dice, 3)).collect();
        let fields = vec![Kind::Number(None), Kind::Number(Some((-50, 50))), Kind::Number(Some((0, 10))), Kind::Number(None)];
        let mut text = String::from("policy formulas \"F\" version 1\n  effective from 2026-01-01\n\n");
        for (f, kind) in fields.iter().enumerate() {
            let range = if let Kind::Number(Some((low, high))) = kind { format!(" {low}..{high}") } else { String::new() };
            writeln!(text, "field f{f} \"F\" number{range}").unwrap();
        }
        for (m, formula) in formulas.iter().enumerate() {
            writeln!(text, "let m{m} \"M\" = {}", show_formula(formula)).unwrap();
        }
        text.push_str("criterion c \"C\" weight 100 %\n  points clamp(f0, 0, 100)\ntier A \"A\" from 50 points\ntier B \"B\" otherwise\n");
        let policy = compile(&text);
        let model = Model {
            fields,
            groups: Vec::new(),
            implicit: true,
            vetoes: Vec::new(),
            limits: Vec::new(),
            tiers: Vec::new(),
        };
        let mut accounts: Vec<Vec<Value>> = Vec::new();
        for _ in 0..6 {
            let full: Vec<Value> =
                model.fields.iter().map(|k| Value::Number(positions(&mut dice, *k, 1).remove(0))).collect();
            let gappy = full.iter().map(|v| if dice.chance(40) { Value::Missing } else { v.clone() }).collect();
            accounts.extend([full, gappy]);
        }
        let outcomes = engine::evaluate(&policy, &portfolio(&model, &policy, &accounts), day()).outcomes;
        for (a, pair) in outcomes.chunks(2).enumerate() {
            for (m, formula) in formulas.iter().enumerate() {
                let slot = policy.slot_named(&format!("m{m}")).unwrap();
                let (full, gappy) = (pair[0].slot(slot), pair[1].slot(slot));
                let said = format!("m{m} of {:?}: {full:?}, {gappy:?}\n{text}", accounts[2 * a]);
                let exactly = came(formula, &accounts[2 * a]);
                match (&exactly, full) {
                    (Came::To(n), EngineValue::Known(Scalar::Number(found))) => prop_assert_eq!(&exact(found), n, "{}", said),
                    (Came::Missing, EngineValue::Uncertain(u)) => prop_assert_eq!(u.absent, Absent::Yes, "{}", said),
                    (Came::Open, _) => {}
                    _ => prop_assert!(false, "{:?} expected: {}", exactly, said),
                }
                // `default` says what counts instead of a missing value, so filling it in may well change the result.
                if has_default(formula) {
                    continue;
                }
                match (&exactly, gappy) {
                    (Came::To(n), EngineValue::Known(Scalar::Number(found))) => prop_assert_eq!(&exact(found), n, "{}", said),
                    (Came::To(n), EngineValue::Uncertain(u)) => match &u.possible {
                        Possible::Number(i) => prop_assert!(i.contains(&to_number(n)), "{}", said),
                        other => prop_assert!(false, "{:?}: {}", other, said),
                    },
                    (Came::Missing, EngineValue::Uncertain(u)) => prop_assert!(u.absent != Absent::No, "{}", said),
                    (Came::Open, _) => {}
                    _ => prop_assert!(false, "{:?} filled in: {}", exactly, said),
                }
            }
        }
    }
}
