//! Tables: which rows hold, or can still hold while something is missing, and what they give. Over known inputs exactly
//! one row answers; over unknown ones the answer is the hull of the rows that can still match.

use super::condition::{Condition, Doubt, add_doubt};
use super::expression::may_not_apply;
use super::possible::{hull, on_line};
use super::scope::Scope;
use super::value::{Absent, Possible, Value};
use crate::diagnostics::Span;
use crate::policy::{Expr, Knot, Output, Range, Row, Shape, Table, Test};
use crate::values::{Absence, Interval, Number, Scalar};
use std::sync::Arc;

/// More combinations of unknown inputs than this are not tried; `otherwise` then counts as possible.
const MOST_COMBINATIONS: usize = 4096;

/// The slopes between the knots of a linear table.
pub(super) struct Scale {
    slopes: Vec<Number>,
}

impl Scale {
    pub fn new(knots: &[Knot]) -> Scale {
        let slope = |pair: &[Knot]| match pair {
            [a, b] => (&b.value - &a.value).checked_div(&(&b.at - &a.at)).unwrap_or_default(),
            _ => Number::ZERO,
        };
        Scale { slopes: knots.windows(2).map(slope).collect() }
    }

    /// Linear between neighbouring knots, flat outside them.
    pub fn at(&self, knots: &[Knot], x: &Number) -> Number {
        let above = knots.partition_point(|k| k.at <= *x);
        match (above.checked_sub(1).and_then(|i| knots.get(i).zip(self.slopes.get(i))), above) {
            (Some((knot, slope)), _) => &knot.value + &(&(x - &knot.at) * slope),
            (None, 0) => knots.first().map_or(Number::ZERO, |k| k.value.clone()),
            (None, _) => knots.last().map_or(Number::ZERO, |k| k.value.clone()),
        }
    }

    /// The least and greatest values over an interval: at its ends and at the knots inside.
    fn over(&self, knots: &[Knot], x: &Interval) -> Option<Interval> {
        let end = |end: &Option<Number>, flat: Option<&Knot>| match end {
            Some(x) => Some(self.at(knots, x)),
            None => flat.map(|k| k.value.clone()),
        };
        let ends = [end(&x.low, knots.first()), end(&x.high, knots.last())];
        let inner = knots.iter().filter(|k| x.contains(&k.at)).map(|k| k.value.clone());
        ends.into_iter().flatten().chain(inner).map(Interval::point).reduce(|a, b| a.hull(&b))
    }
}

/// What a table answers.
pub(super) struct Lookup<'t> {
    /// Of the rows that can hold, before any rule for missing values; not applicable where a row excludes or an input is.
    pub value: Value,
    /// What the table itself says about missing inputs, where the value hangs on one.
    pub rule: Option<&'t Output>,
    /// Whether the only input is itself missing.
    pub absent: Absent,
    /// Whether a row that can hold says `fail`.
    pub fail: bool,
}

impl<'t> Lookup<'t> {
    fn of(value: Value) -> Lookup<'t> {
        Lookup { value, rule: None, absent: Absent::No, fail: false }
    }
}

impl Scope<'_> {
    /// The value of a table that is not a criterion.
    pub fn table(&self, table: &Table, scale: Option<&Scale>) -> Value {
        let lookup = self.lookup(table, scale);
        let (Some(rule), Value::Uncertain(_)) = (lookup.rule, &lookup.value) else { return lookup.value };
        let ruled = match rule {
            Output::Value(expr) => self.value(expr),
            Output::Exclude => Value::NotApplicable,
            Output::Unknown | Output::Fail => return lookup.value,
        };
        match lookup.absent {
            Absent::No => lookup.value,
            Absent::Yes => ruled,
            Absent::Maybe => {
                let doubt = Doubt::of(&lookup.value);
                hull(vec![lookup.value, ruled], doubt)
            }
        }
    }

    /// Finds what the rows give.
    pub fn lookup<'t>(&self, table: &'t Table, scale: Option<&Scale>) -> Lookup<'t> {
        if let (Shape::Linear { knots, missing }, [input]) = (&table.shape, table.inputs.as_slice()) {
            let own;
            let scale = match scale {
                Some(scale) => scale,
                None => {
                    own = Scale::new(knots);
                    &own
                }
            };
            return linear(knots, scale, missing.as_ref().map(|(output, _)| output), self.value(&input.value));
        }
        let Shape::Rows { rows, otherwise } = &table.shape else { return Lookup::of(Value::NotApplicable) };
        let inputs: Vec<Value> = table.inputs.iter().map(|i| self.value(&i.value)).collect();
        if inputs.contains(&Value::NotApplicable) {
            return Lookup::of(Value::NotApplicable);
        }
        if inputs.iter().all(|v| matches!(v, Value::Known(_))) && rows.iter().all(|r| r.when.is_none()) {
            let row = rows.iter().find(|r| accepts(r, &inputs));
            return match row.map(|r| &r.output).or(otherwise.as_ref().map(|(output, _)| output)) {
                Some(Output::Value(Expr::Constant(scalar))) => Lookup::of(Value::Known(scalar.clone())),
                Some(output) => self.outcome(output),
                None => Lookup::of(no_row()),
            };
        }
        self.rows(rows, otherwise.as_ref(), &inputs)
    }

    fn outcome<'t>(&self, output: &'t Output) -> Lookup<'t> {
        match output {
            Output::Value(expr) => Lookup::of(self.value(expr)),
            Output::Exclude => Lookup::of(Value::NotApplicable),
            Output::Unknown => Lookup { rule: Some(output), ..Lookup::of(no_row()) },
            Output::Fail => Lookup { fail: true, ..Lookup::of(no_row()) },
        }
    }

    fn rows<'t>(&self, rows: &'t [Row], otherwise: Option<&'t (Output, Span)>, inputs: &[Value]) -> Lookup<'t> {
        let missing_row = match inputs {
            [_] => rows.iter().find(|r| matches!(r.tests.as_slice(), [Test::Missing])),
            _ => None,
        };
        // With one input its `missing` row is a rule, applied by the caller; with several it is a row like others.
        let catches = missing_row.is_none() && catches_missing(rows);
        let mut found = Candidates::default();
        let conditional = rows.iter().any(|r| r.when.is_some());
        let mut held: Option<&Output> = None;
        for row in rows.iter().filter(|r| missing_row.is_none_or(|m| !std::ptr::eq(m, *r))) {
            let Holds { condition, sure } = self.holds(row, inputs, catches);
            if sure && !conditional {
                found = Candidates { outputs: vec![&row.output], sure: true, ..Candidates::default() };
                break;
            }
            if sure {
                // Whether conditions overlap is not known before, so rows that contradict each other give no value.
                if held.is_some_and(|first| *first != row.output) {
                    let why = Absence::SeveralRowsApply;
                    add_doubt(&mut found.doubt, Some(Doubt { absent: Absent::Yes, why, needs: Vec::new() }));
                }
                held = held.or(Some(&row.output));
                found.sure = true;
                found.outputs.push(&row.output);
                continue;
            }
            if condition.lacks_sense() {
                found.not_applicable = true;
            } else if condition.yes {
                found.outputs.push(&row.output);
                found.not_applicable |= condition.not_applicable;
                found.open |= row.when.is_some();
                add_doubt(&mut found.doubt, condition.doubt);
            }
        }
        if !found.sure {
            let lost = catches && inputs.iter().any(|v| absent(v) == Absent::Yes);
            if let Some((output, _)) = otherwise
                && !lost
                && (!found.not_applicable || found.open)
                && (rows.iter().any(|r| r.when.is_some()) || !covered(rows, inputs))
            {
                found.outputs.push(output);
            }
        }
        let doubt = found.doubt.take().or_else(|| Doubt::join(inputs));
        let mut lookup = self.united(rows, inputs, found, doubt);
        if lookup.rule.is_none() {
            lookup.rule = missing_row.map(|r| &r.output);
        }
        lookup.absent = inputs.first().map_or(Absent::No, absent);
        lookup
    }

    /// The hull of what the candidates give.
    fn united<'t>(&self, rows: &'t [Row], inputs: &[Value], found: Candidates<'t>, doubt: Option<Doubt>) -> Lookup<'t> {
        let mut lookup = Lookup::of(Value::NotApplicable);
        let mut values = Vec::with_capacity(found.outputs.len());
        for output in found.outputs {
            match output {
                Output::Value(expr) => values.push(self.value(expr)),
                Output::Exclude => values.push(Value::NotApplicable),
                Output::Fail => {
                    lookup.fail = true;
                    values.extend(self.possible_rows(rows, inputs));
                }
                Output::Unknown => {
                    lookup.rule = Some(output);
                    values.extend(self.possible_rows(rows, inputs));
                }
            }
        }
        let uncertain_inputs = inputs.iter().any(may_not_apply);
        if found.not_applicable || (uncertain_inputs && !values.is_empty()) {
            values.push(Value::NotApplicable);
        }
        lookup.value = match (values.is_empty(), doubt) {
            (true, _) => no_row(),
            (false, doubt) => hull(values, doubt),
        };
        lookup
    }

    /// What rows for known values could give whatever is missing.
    fn possible_rows(&self, rows: &[Row], inputs: &[Value]) -> Vec<Value> {
        let regular = |row: &&Row| !row.tests.contains(&Test::Missing);
        let can = |row: &&Row| self.holds(row, inputs, false).condition.yes;
        rows.iter()
            .filter(regular)
            .filter(can)
            .filter_map(|row| match &row.output {
                Output::Value(expr) => Some(self.value(expr)),
                Output::Unknown | Output::Exclude | Output::Fail => None,
            })
            .collect()
    }

    /// Whether a row holds.
    fn holds(&self, row: &Row, inputs: &[Value], catches: bool) -> Holds {
        let (mut yes, mut sure) = (true, true);
        for (test, value) in row.tests.iter().zip(inputs) {
            let (may, may_not) = matches(test, value, catches);
            yes &= may;
            sure &= may && !may_not;
            if !may {
                break;
            }
        }
        if !yes {
            return Holds { condition: Condition::known(false), sure: false };
        }
        match &row.when {
            None => Holds { condition: Condition { no: !sure, ..Condition::known(true) }, sure },
            Some(when) => {
                let condition = self.condition(when);
                let certain = condition.yes && !condition.no && !condition.not_applicable;
                Holds { condition, sure: sure && certain }
            }
        }
    }

    /// The places of the rows, or of the knots, that give the value of a table or can still give it.
    pub fn matching(&self, table: &Table) -> Vec<Span> {
        let inputs: Vec<Value> = table.inputs.iter().map(|i| self.value(&i.value)).collect();
        if inputs.contains(&Value::NotApplicable) {
            return Vec::new();
        }
        match &table.shape {
            Shape::Linear { knots, missing } => {
                let absent = inputs.first().map_or(Absent::No, absent);
                if let (Absent::Yes, Some((_, span))) = (absent, missing) {
                    return vec![*span];
                }
                let line = inputs.first().map_or(Interval::ANY, on_line);
                let below = line.low.as_ref().map_or(0, |x| knots.partition_point(|k| k.at <= *x).saturating_sub(1));
                let above = line.high.as_ref().map_or(knots.len(), |x| knots.partition_point(|k| k.at < *x) + 1);
                let above = above.clamp(below + 1, knots.len().max(below + 1));
                knots.iter().take(above).skip(below).map(|k| k.span).collect()
            }
            Shape::Rows { rows, otherwise } => {
                let catches = catches_missing(rows);
                let mut spans = Vec::new();
                for row in rows {
                    let Holds { condition, sure } = self.holds(row, &inputs, catches);
                    if sure && rows.iter().all(|r| r.when.is_none()) {
                        return vec![row.span];
                    }
                    if condition.yes {
                        spans.push(row.span);
                    }
                }
                let open = rows.iter().any(|r| r.when.is_some()) || !covered(rows, &inputs);
                let lost = catches && inputs.iter().any(|v| absent(v) == Absent::Yes);
                spans.extend(otherwise.iter().filter(|_| open && !lost).map(|(_, span)| *span));
                spans
            }
        }
    }
}

struct Holds {
    condition: Condition,
    /// The row holds whatever is missing.
    sure: bool,
}

/// What the rows that can hold give.
#[derive(Default)]
struct Candidates<'t> {
    outputs: Vec<&'t Output>,
    /// A row that could hold does not apply.
    not_applicable: bool,
    /// Some of them are conditions that may come out false.
    open: bool,
    doubt: Option<Doubt>,
    /// One row holds whatever is missing.
    sure: bool,
}

fn no_row() -> Value {
    Value::missing(Possible::Text, Absence::NoRowApplies, Vec::new())
}

fn absent(value: &Value) -> Absent {
    match value {
        Value::Known(_) | Value::NotApplicable => Absent::No,
        Value::Uncertain(u) => u.absent,
    }
}

fn catches_missing(rows: &[Row]) -> bool {
    rows.iter().any(|r| r.tests.contains(&Test::Missing))
}

fn linear<'t>(knots: &'t [Knot], scale: &Scale, missing: Option<&'t Output>, input: Value) -> Lookup<'t> {
    match &input {
        Value::Known(Scalar::Number(x)) => Lookup::of(Value::number(scale.at(knots, x))),
        Value::Known(_) | Value::NotApplicable => Lookup::of(Value::NotApplicable),
        Value::Uncertain(u) => {
            let bounds = scale.over(knots, &on_line(&input)).unwrap_or(Interval::ANY);
            let value = match (bounds.as_point(), u.may_not_apply) {
                (Some(point), false) => Value::number(point.clone()),
                (_, may_not_apply) => {
                    let mut u = u.clone();
                    (u.possible, u.may_not_apply) = (Possible::Number(bounds), may_not_apply);
                    Value::Uncertain(u)
                }
            };
            Lookup { value, rule: missing, absent: absent(&input), fail: false }
        }
    }
}

/// Whether a row without condition accepts known inputs.
fn accepts(row: &Row, inputs: &[Value]) -> bool {
    row.tests.iter().zip(inputs).all(|(test, value)| match value {
        Value::Known(scalar) => accepts_scalar(test, scalar),
        Value::NotApplicable | Value::Uncertain(_) => false,
    })
}

fn accepts_scalar(test: &Test, scalar: &Scalar) -> bool {
    match (test, scalar) {
        (Test::Any, _) => true,
        (Test::Choices(set), Scalar::Choice(c)) => set.contains(*c),
        (Test::Ranges(ranges), Scalar::Number(n)) => ranges.iter().any(|r| in_range(r, n)),
        (Test::Ranges(ranges), Scalar::Day(d)) => {
            let n = Number::int(i64::from(d.number()));
            ranges.iter().any(|r| in_range(r, &n))
        }
        (Test::YesNo(wanted), Scalar::YesNo(b)) => wanted == b,
        (Test::Texts(texts), Scalar::Text(text)) => texts.contains(text),
        (Test::Missing | Test::Choices(_) | Test::Ranges(_) | Test::YesNo(_) | Test::Texts(_), _) => false,
    }
}

fn in_range(range: &Range, n: &Number) -> bool {
    range.low.as_ref().is_none_or(|end| if end.included { *n >= end.at } else { *n > end.at })
        && range.high.as_ref().is_none_or(|end| if end.included { *n <= end.at } else { *n < end.at })
}

/// Whether a cell may accept a value, and whether it may not.
fn matches(test: &Test, value: &Value, catches: bool) -> (bool, bool) {
    let u = match value {
        Value::Known(scalar) => {
            let yes = accepts_scalar(test, scalar);
            return (yes, !yes);
        }
        Value::NotApplicable => return (false, true),
        Value::Uncertain(u) => u,
    };
    let (may, may_not) = match (test, &u.possible) {
        (Test::Any, _) => return (true, false),
        (Test::Missing, _) => return (u.absent != Absent::No, u.absent != Absent::Yes),
        (Test::Choices(set), Possible::Choices(possible)) => {
            (!set.intersection(*possible).is_empty(), !possible.minus(*set).is_empty())
        }
        (Test::Ranges(ranges), Possible::Number(_) | Possible::Days(..)) => {
            let line = on_line(value);
            let within = |r: &Range| {
                line.low.as_ref().map_or(r.low.is_none(), |n| in_range(r, n))
                    && line.high.as_ref().map_or(r.high.is_none(), |n| in_range(r, n))
            };
            (ranges.iter().any(|r| overlaps(r, &line)), !ranges.iter().any(within))
        }
        (Test::Choices(_) | Test::Ranges(_) | Test::YesNo(_) | Test::Texts(_), _) => (true, true),
    };
    match (catches, u.absent) {
        // A table with `missing` cells treats missing as a value of its own.
        (true, Absent::Yes) => (false, true),
        (true, Absent::Maybe) => (may, true),
        (true, Absent::No) | (false, _) => (may, may_not),
    }
}

fn overlaps(range: &Range, line: &Interval) -> bool {
    let above = match (&range.low, &line.high) {
        (Some(end), Some(high)) => {
            if end.included {
                end.at <= *high
            } else {
                end.at < *high
            }
        }
        (None, _) | (_, None) => true,
    };
    let below = match (&range.high, &line.low) {
        (Some(end), Some(low)) => {
            if end.included {
                *low <= end.at
            } else {
                *low < end.at
            }
        }
        (None, _) | (_, None) => true,
    };
    above && below
}

/// Whether rows without conditions accept every combination of what the inputs may be. Tries one value out of every part
/// of each input that the cells tell apart.
fn covered(rows: &[Row], inputs: &[Value]) -> bool {
    let samples: Vec<Vec<Scalar>> = inputs.iter().enumerate().map(|(i, v)| samples(rows, i, v)).collect();
    let combinations = samples.iter().try_fold(1usize, |n, s| n.checked_mul(s.len()));
    if combinations.is_none_or(|n| n > MOST_COMBINATIONS) {
        return false;
    }
    let mut at = vec![0usize; samples.len()];
    loop {
        let pick: Vec<&Scalar> = samples.iter().zip(&at).filter_map(|(s, i)| s.get(*i)).collect();
        let accepted = |row: &Row| row.tests.iter().zip(&pick).all(|(test, scalar)| accepts_scalar(test, scalar));
        if !rows.iter().any(accepted) {
            return false;
        }
        let mut digit = 0;
        loop {
            let (Some(place), Some(values)) = (at.get_mut(digit), samples.get(digit)) else { return true };
            *place += 1;
            if *place < values.len() {
                break;
            }
            *place = 0;
            digit += 1;
        }
    }
}

/// One value out of every part of an input's possible values that the cells of its column tell apart.
fn samples(rows: &[Row], column: usize, value: &Value) -> Vec<Scalar> {
    let tests = rows.iter().filter_map(|r| r.tests.get(column));
    let u = match value {
        Value::Known(scalar) => return vec![scalar.clone()],
        Value::NotApplicable => return Vec::new(),
        Value::Uncertain(u) => u,
    };
    match &u.possible {
        Possible::Choices(set) => set.iter().map(Scalar::Choice).collect(),
        Possible::YesNo => vec![Scalar::YesNo(false), Scalar::YesNo(true)],
        Possible::Text => {
            let named = tests.filter_map(|t| match t {
                Test::Texts(texts) => Some(texts.iter().cloned().map(Scalar::Text)),
                Test::Any | Test::Missing | Test::Choices(_) | Test::Ranges(_) | Test::YesNo(_) => None,
            });
            // No row names a text with a NUL, which no source can hold.
            named.flatten().chain([Scalar::Text(Arc::from("\0"))]).collect()
        }
        Possible::Number(_) | Possible::Days(..) => {
            let line = on_line(value);
            let mut ends: Vec<Number> = tests
                .filter_map(|t| match t {
                    Test::Ranges(ranges) => Some(ranges),
                    Test::Any | Test::Missing | Test::Choices(_) | Test::YesNo(_) | Test::Texts(_) => None,
                })
                .flatten()
                .flat_map(|r| r.low.iter().chain(&r.high).map(|e| e.at.clone()))
                .chain(line.low.clone())
                .chain(line.high.clone())
                .filter(|n| line.contains(n))
                .collect();
            ends.sort();
            ends.dedup();
            // Days lie on whole numbers: between neighbouring days there is nothing.
            let days = matches!(u.possible, Possible::Days(..));
            let between = ends.windows(2).filter_map(|pair| match pair {
                [a, b] if days => (b - a > Number::ONE).then(|| a + &Number::ONE),
                [a, b] => (a + b).checked_div(&Number::int(2)),
                _ => None,
            });
            let below = ends.first().filter(|_| line.low.is_none()).map(|n| n - &Number::ONE);
            let above = ends.last().filter(|_| line.high.is_none()).map(|n| n + &Number::ONE);
            let lone = ends.is_empty().then_some(Number::ZERO);
            let all: Vec<Number> = between.chain(below).chain(above).chain(lone).collect();
            ends.into_iter().chain(all).map(Scalar::Number).collect()
        }
    }
}
