//! One answer from many rows of which some may or may not count, or have values that are not known exactly. Every answer
//! is the hull of what the rows allow, exact where rows do not depend on each other.

use super::condition::{Condition, Doubt, add_doubt};
use super::expression::may_not_apply;
use super::possible::{compare_known, from_line, on_line};
use super::score::{Part, highest_mean, lowest_mean};
use super::value::{Absent, Possible, Value};
use crate::values::{Absence, Divisor, Interval, Number, Scalar};
use std::cmp::Ordering;

/// A row of the population, with what may be true of it.
pub(super) struct Member {
    /// Position of the row: in the account's people, or in the table of records.
    pub row: usize,
    /// It may be in the population and meet the filter.
    pub picked: bool,
    /// It may be in the population without meeting the filter.
    pub passed: bool,
    /// It may be outside the population.
    pub outside: bool,
    /// Why more than one of these is possible.
    pub doubt: Option<Doubt>,
    pub value: Value,
    pub weight: Option<Value>,
}

impl Member {
    pub fn surely_picked(&self) -> bool {
        self.picked && !self.passed && !self.outside
    }

    pub fn surely_passed(&self) -> bool {
        self.passed && !self.picked && !self.outside
    }

    /// Counts whatever is missing, with a value that applies.
    fn certain(&self) -> bool {
        self.surely_picked() && !may_not_apply(&self.value)
    }

    /// Reasons for all that is not known of it; what is missing is only missing for sure where the row surely counts.
    fn reasons(&self) -> Option<Doubt> {
        let mut doubt = self.doubt.clone();
        for value in std::iter::once(&self.value).chain(&self.weight) {
            let mut more = Doubt::of(value);
            if let Some(d) = more.as_mut().filter(|d| d.absent == Absent::Yes && !self.surely_picked()) {
                d.absent = Absent::Maybe;
            }
            add_doubt(&mut doubt, more);
        }
        doubt
    }
}

fn reasons(members: &[Member]) -> Option<Doubt> {
    let mut doubt = None;
    for member in members {
        add_doubt(&mut doubt, member.reasons());
    }
    doubt
}

fn whole(n: usize) -> Number {
    Number::int(i64::try_from(n).unwrap_or(i64::MAX))
}

fn number(interval: Interval, doubt: Option<Doubt>) -> Value {
    match (interval.as_point(), doubt) {
        (Some(point), None) => Value::number(point.clone()),
        (Some(point), Some(Doubt { absent: Absent::No, .. })) => Value::number(point.clone()),
        (_, Some(doubt)) => doubt.value(Possible::Number(interval), false),
        (None, None) => Value::missing(Possible::Number(interval), Absence::NoRows, Vec::new()),
    }
}

fn no_rows() -> Value {
    Value::missing(Possible::Number(Interval::ANY), Absence::NoRows, Vec::new())
}

/// Rows were picked, and the question does not arise for any of them.
fn pointless(members: &[Member]) -> bool {
    let mut picked = members.iter().filter(|m| m.picked).peekable();
    picked.peek().is_some() && picked.all(|m| m.value == Value::NotApplicable && m.surely_picked())
}

/// How many rows are picked.
pub(super) fn count(members: &[Member]) -> Value {
    let low = members.iter().filter(|m| m.surely_picked()).count();
    let high = members.iter().filter(|m| m.picked).count();
    let doubt = if low == high { None } else { reasons(members) };
    number(Interval::new(whole(low), whole(high)), doubt)
}

/// How many different values the picked rows have. A blank value may be one of the others or a new one.
pub(super) fn count_distinct(members: &[Member]) -> Value {
    let mut certain: Vec<&Scalar> = Vec::new();
    let mut imaginable: Vec<&Scalar> = Vec::new();
    let (mut blank, mut surely_blank) = (0, false);
    for member in members.iter().filter(|m| m.picked) {
        match &member.value {
            Value::Known(scalar) => {
                imaginable.push(scalar);
                if member.surely_picked() {
                    certain.push(scalar);
                }
            }
            Value::NotApplicable => {}
            Value::Uncertain(_) => {
                blank += 1;
                surely_blank |= member.certain();
            }
        }
    }
    let distinct = |values: &mut Vec<&Scalar>| {
        values.sort_by(|a, b| compare_known(a, b).unwrap_or(Ordering::Equal));
        values.dedup();
        values.len()
    };
    let low = distinct(&mut certain).max(usize::from(surely_blank));
    let high = distinct(&mut imaginable) + blank;
    let doubt = if low == high && blank == 0 { None } else { reasons(members) };
    number(Interval::new(whole(low), whole(high)), doubt)
}

/// The sum over the picked rows; 0 over none.
pub(super) fn sum(members: &[Member]) -> Value {
    if pointless(members) {
        return Value::NotApplicable;
    }
    let mut exact = Number::ZERO;
    let mut bounds: Option<Interval> = None;
    for member in members.iter().filter(|m| m.picked) {
        match (&member.value, member.surely_picked()) {
            (Value::Known(Scalar::Number(n)), true) => exact = &exact + n,
            (Value::Known(_), true) | (Value::NotApplicable, _) => {}
            (value, _) => {
                let mut part = value.interval().unwrap_or(Interval::ANY);
                if !member.certain() {
                    part = part.hull(&Interval::point(Number::ZERO));
                }
                bounds = Some(bounds.map_or(part.clone(), |b| b.add(&part)));
            }
        }
    }
    match bounds {
        None => Value::number(exact),
        Some(bounds) => number(bounds.add(&Interval::point(exact)), reasons(members)),
    }
}

/// An answer, and whether there may be no row that it could be taken from: then it may also be missing.
pub(super) struct Answer {
    pub value: Value,
    pub hollow: bool,
}

impl Answer {
    pub fn solid(value: Value) -> Answer {
        Answer { value, hollow: false }
    }
}

/// The mean of the picked rows, weighted where weights are given.
pub(super) fn average(members: &[Member]) -> Answer {
    if pointless(members) {
        return Answer::solid(Value::NotApplicable);
    }
    let weighs = |m: &&Member| m.value != Value::NotApplicable && m.weight != Some(Value::NotApplicable);
    let picked: Vec<&Member> = members.iter().filter(|m| m.picked).filter(weighs).collect();
    if picked.is_empty() {
        return Answer { value: no_rows(), hollow: true };
    }
    if let Some(mean) = exact_average(&picked) {
        let hollow = matches!(mean, Value::Uncertain(_));
        return Answer { value: mean, hollow };
    }
    let doubt = reasons(members);
    let weight = |m: &Member| match &m.weight {
        None => Interval::point(Number::ONE),
        Some(w) => w.interval().unwrap_or(Interval::ANY),
    };
    if picked.iter().any(|m| weight(m).low.is_none_or(|w| w.is_negative())) {
        return Answer::solid(number(Interval::ANY, doubt));
    }
    let part = |m: &&Member, value: Option<Number>| {
        let w = weight(m);
        let least = if m.certain() { w.low.unwrap_or_default() } else { Number::ZERO };
        value.map(|value| Part { least, most: w.high, value })
    };
    let ends = |pick: fn(Interval) -> Option<Number>| -> Option<Vec<Part>> {
        picked.iter().map(|m| part(m, m.value.interval().and_then(pick))).collect()
    };
    let low = ends(|i| i.low).and_then(lowest_mean);
    let high = ends(|i| i.high).and_then(highest_mean);
    let mut doubt = doubt;
    // Without any row that surely weighs something there may be nothing to average.
    let solid = |m: &&&Member| m.certain() && weight(m).low.is_some_and(|w| !w.is_zero());
    let hollow = !picked.iter().any(|m| solid(&m));
    if hollow && let Some(d) = doubt.as_mut().filter(|d| d.absent == Absent::No) {
        (d.absent, d.why) = (Absent::Maybe, Absence::NoRows);
    }
    Answer { value: number(Interval { low, high }, doubt), hollow }
}

/// The mean where every row surely counts and has a known value and weight.
fn exact_average(picked: &[&Member]) -> Option<Value> {
    let mut weight = Number::ZERO;
    let mut total = Number::ZERO;
    for member in picked {
        let Value::Known(Scalar::Number(value)) = &member.value else { return None };
        if !member.surely_picked() {
            return None;
        }
        match &member.weight {
            None => {
                weight = &weight + &Number::ONE;
                total = &total + value;
            }
            Some(Value::Known(Scalar::Number(w))) => {
                weight = &weight + w;
                total = &total + &(w * value);
            }
            Some(_) => return None,
        }
    }
    let nothing =
        || Value::missing(Possible::Number(Interval::ANY), Absence::DivisionByZero(Divisor::Unnamed), Vec::new());
    Some(total.checked_div(&weight).map_or_else(nothing, Value::number))
}

/// The least or greatest value of the picked rows; none over no rows.
pub(super) fn extreme(members: &[Member], greatest: bool) -> Option<Answer> {
    if pointless(members) {
        return Some(Answer::solid(Value::NotApplicable));
    }
    let picked: Vec<&Member> = members.iter().filter(|m| m.picked && m.value != Value::NotApplicable).collect();
    let wanted = if greatest { Ordering::Greater } else { Ordering::Less };
    let mut best: Option<&Scalar> = None;
    let mut exact = true;
    for member in &picked {
        match &member.value {
            Value::Known(scalar) if member.surely_picked() => {
                if best.is_none_or(|b| compare_known(scalar, b) == Some(wanted)) {
                    best = Some(scalar);
                }
            }
            Value::Known(_) | Value::NotApplicable | Value::Uncertain(_) => exact = false,
        }
    }
    if exact {
        return best.map(|b| Answer::solid(Value::Known(b.clone())));
    }
    let lines: Vec<(Interval, bool)> = picked.iter().map(|m| (on_line(&m.value), m.certain())).collect();
    let join = |a: Interval, b: Interval| if greatest { a.max(&b) } else { a.min(&b) };
    let forced = lines.iter().filter(|(_, certain)| *certain).map(|(i, _)| i.clone()).reduce(join);
    let optional = lines.iter().filter(|(_, certain)| !*certain).map(|(i, _)| i.clone());
    let sure = forced.is_some();
    // An optional row can only move the result its own way, and need not.
    let bounds = match forced {
        Some(forced) => optional.fold(forced, |all, i| all.hull(&join(all.clone(), i))),
        None => optional.reduce(|a, b| a.hull(&b))?,
    };
    let mut doubt = reasons(members)?;
    if !sure && doubt.absent == Absent::No {
        (doubt.absent, doubt.why) = (Absent::Maybe, Absence::NoRows);
    }
    let like = picked.iter().find(|m| matches!(m.value, Value::Known(_))).or(picked.first())?;
    if let (Some(point), Some(best), Absent::No) = (bounds.as_point(), best, doubt.absent)
        && on_line(&Value::Known(best.clone())).as_point() == Some(point)
    {
        return Some(Answer::solid(Value::Known(best.clone())));
    }
    Some(Answer { value: doubt.value(from_line(bounds, &like.value), false), hollow: !sure })
}

/// The part of the population that meets the filter; missing over nobody.
pub(super) fn share(members: &[Member]) -> Answer {
    let n = |test: &dyn Fn(&Member) -> bool| members.iter().filter(|m| test(m)).count();
    if members.is_empty() {
        return Answer { value: no_rows(), hollow: true };
    }
    let (forced_in, forced_out) = (n(&Member::surely_picked), n(&Member::surely_passed));
    let can_pass = n(&|m| m.passed);
    let can_pick = n(&|m| m.picked);
    let ratio = |a: usize, b: usize| Number::ratio(a as i128, b as i128);
    // Lowest: everybody who can fall short does, the rest stays outside where it can.
    let low = ratio(forced_in, forced_in + can_pass).unwrap_or(Number::ONE);
    let high = ratio(can_pick, can_pick + forced_out).unwrap_or(Number::ZERO);
    let mut doubt = reasons(members);
    let hollow = members.iter().all(|m| m.outside);
    if hollow && let Some(d) = doubt.as_mut() {
        (d.absent, d.why) = (Absent::Maybe, Absence::NoRows);
    }
    Answer { value: number(Interval::new(low, high), doubt), hollow }
}

/// Whether somebody of the population meets the filter; no over nobody.
pub(super) fn any(members: &[Member]) -> Condition {
    let yes = members.iter().any(|m| m.picked);
    let no = !members.iter().any(Member::surely_picked);
    let doubt = if yes && no { reasons(members) } else { None };
    Condition { yes, no, not_applicable: false, doubt }
}

/// Whether everybody of the population meets the filter; missing over nobody.
pub(super) fn all(members: &[Member]) -> Value {
    if members.is_empty() {
        return Value::missing(Possible::YesNo, Absence::NoRows, Vec::new());
    }
    let yes = !members.iter().any(Member::surely_passed);
    let no = members.iter().any(|m| m.passed);
    let mut doubt = reasons(members);
    if members.iter().all(|m| m.outside)
        && let Some(d) = doubt.as_mut()
    {
        (d.absent, d.why) = (Absent::Maybe, Absence::NoRows);
        return d.clone().value(Possible::YesNo, false);
    }
    Condition { yes, no, not_applicable: false, doubt: if yes && no { doubt } else { None } }.into_value()
}
