//! Expressions over known and unknown values: known operands give the exact result, others the interval or set of what
//! is still possible.

use super::condition::{Condition, Doubt};
use super::possible::{any_of, compare_known, from_line, hull, on_line};
use super::scope::Scope;
use super::value::{Absent, Possible, Value};
use crate::policy::{EnumerationId, Expr, Type};
use crate::syntax::{ArithmeticOp, CompareOp};
use crate::values::{Absence, ChoiceSet, Day, Divisor, Duration, Interval, Number, Scalar};
use std::cmp::Ordering;

impl Scope<'_> {
    /// The value of an expression.
    pub fn value(&self, expr: &Expr) -> Value {
        match expr {
            Expr::Constant(scalar) => Value::Known(scalar.clone()),
            Expr::Missing => Value::missing(Possible::Text, Absence::Declared, Vec::new()),
            Expr::Parameter(id) => Value::Known(self.session.parameters[id.index()].clone()),
            Expr::Field(id) => self.field(*id),
            Expr::Slot(id) => self.slot(*id),
            Expr::Portfolio(id) => self.portfolio_value(*id),
            Expr::AsOf => Value::Known(Scalar::Day(self.session.as_of)),
            Expr::Score => self.standing.map_or(Value::NotApplicable, |s| s.score_value()),
            Expr::Tier => self.standing.map_or(Value::NotApplicable, |s| s.tier_value()),
            Expr::Attribute(id) => self.attribute(*id),
            Expr::PersonLet(id) => self.person_let(*id),
            Expr::Column(id) => self.column(*id),
            Expr::RowLet(records, id) => self.record_let(*records, *id),
            Expr::NumberOf(enumeration, of) => self.number_of(*enumeration, self.value(of)),
            Expr::Step(enumeration, of, by) => self.step(*enumeration, self.value(of), *by),
            Expr::Arithmetic(op, a, b) => arithmetic(*op, self.value(a), self.value(b), || divisor(b)),
            Expr::Negate(a) => numeric1(self.value(a), |n| -n.clone(), |i| i.neg()),
            Expr::DaysBetween { later, earlier } => days_between(self.value(later), self.value(earlier)),
            Expr::Shift(day, by) => shift(self.value(day), *by),
            Expr::ShiftDays(day, days) => shift_days(self.value(day), self.value(days)),
            Expr::If(condition, then, otherwise) => self.choose(condition, then, otherwise),
            Expr::Min(parts) => self.extreme(parts, Ordering::Less),
            Expr::Max(parts) => self.extreme(parts, Ordering::Greater),
            Expr::Abs(a) => numeric1(self.value(a), Number::abs, Interval::abs),
            Expr::Clamp(x, low, high) => {
                let raised = extreme(vec![self.value(x), self.value(low)], Ordering::Greater);
                extreme(vec![raised, self.value(high)], Ordering::Less)
            }
            Expr::Round(a, places) => {
                let to = |n: &Number| round(n, *places);
                numeric1(self.value(a), to, |i| Interval { low: i.low.as_ref().map(to), high: i.high.as_ref().map(to) })
            }
            Expr::Default(a, b) => self.default(self.value(a), b),
            Expr::Clv { margin, retention, discount, start } => {
                lifetime_value(self.value(margin), self.value(retention), self.value(discount), *start)
            }
            Expr::MonthsSince(date) => months_since(self.session.as_of, self.value(date)),
            Expr::AgeOfField(id) => self.age_of_field(*id),
            Expr::AgeOfAttribute(id) => self.age_of_attribute(*id),
            Expr::Query(query) => self.query(query),
            Expr::Compare(..)
            | Expr::Equal(..)
            | Expr::InChoices(..)
            | Expr::InScalars(..)
            | Expr::IsMissing(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::AtLeastOf(..) => self.condition(expr).into_value(),
        }
    }

    /// What a condition may come out as.
    pub fn condition(&self, expr: &Expr) -> Condition {
        match expr {
            Expr::Compare(op, a, b) => compare(*op, &self.value(a), &self.value(b)),
            Expr::Equal(a, b) => equal(&self.value(a), &self.value(b)),
            Expr::InChoices(a, set) => in_choices(&self.value(a), *set),
            Expr::InScalars(a, scalars) => in_scalars(&self.value(a), scalars),
            Expr::IsMissing(a) => is_missing(&self.value(a)),
            Expr::And(parts) => {
                let mut all = Condition::known(true);
                for part in parts {
                    all = all.and(self.condition(part));
                    if !all.yes && !all.not_applicable {
                        break;
                    }
                }
                all
            }
            Expr::Or(parts) => {
                let mut any = Condition::known(false);
                for part in parts {
                    any = any.or(self.condition(part));
                    if !any.no && !any.not_applicable {
                        break;
                    }
                }
                any
            }
            Expr::Not(a) => self.condition(a).negate(),
            Expr::AtLeastOf(wanted, parts) => {
                let parts: Vec<Condition> = parts.iter().map(|p| self.condition(p)).collect();
                Condition::at_least(*wanted as usize, &parts)
            }
            _ => Condition::of(&self.value(expr)),
        }
    }

    fn number_of(&self, id: EnumerationId, value: Value) -> Value {
        let values = &self.session.policy.enumeration(id).values;
        let number = |c: u16| values.get(usize::from(c)).and_then(|v| v.number.clone());
        match &value {
            Value::Known(Scalar::Choice(c)) => match number(*c) {
                Some(n) => Value::number(n),
                None => Value::missing(Possible::Number(Interval::ANY), Absence::NotGiven, Vec::new()),
            },
            Value::Uncertain(u) => {
                let numbers = match &u.possible {
                    Possible::Choices(set) => {
                        set.iter().filter_map(number).map(Interval::point).reduce(|a, b| a.hull(&b))
                    }
                    Possible::Number(_) | Possible::YesNo | Possible::Days(..) | Possible::Text => None,
                };
                with_possible(&value, Possible::Number(numbers.unwrap_or(Interval::ANY)))
            }
            Value::Known(_) | Value::NotApplicable => value,
        }
    }

    fn step(&self, id: EnumerationId, value: Value, by: i32) -> Value {
        let last = i64::try_from(self.session.policy.enumeration(id).values.len()).unwrap_or(1) - 1;
        let moved = |c: u16| u16::try_from((i64::from(c) + i64::from(by)).clamp(0, last.max(0))).unwrap_or(c);
        match &value {
            Value::Known(Scalar::Choice(c)) => Value::Known(Scalar::Choice(moved(*c))),
            Value::Uncertain(u) => match &u.possible {
                Possible::Choices(set) => with_possible(&value, Possible::Choices(set.iter().map(moved).collect())),
                Possible::Number(_) | Possible::YesNo | Possible::Days(..) | Possible::Text => value,
            },
            Value::Known(_) | Value::NotApplicable => value,
        }
    }

    fn choose(&self, condition: &Expr, then: &Expr, otherwise: &Expr) -> Value {
        let condition = self.condition(condition);
        match (condition.yes, condition.no, condition.not_applicable) {
            (true, false, false) => self.value(then),
            (false, true, false) => self.value(otherwise),
            (yes, no, not_applicable) => {
                let mut branches = Vec::with_capacity(3);
                if yes {
                    branches.push(self.value(then));
                }
                if no {
                    branches.push(self.value(otherwise));
                }
                if not_applicable {
                    branches.push(Value::NotApplicable);
                }
                hull(branches, condition.doubt)
            }
        }
    }

    fn default(&self, value: Value, fallback: &Expr) -> Value {
        match &value {
            Value::Known(_) | Value::NotApplicable => value,
            Value::Uncertain(u) => match u.absent {
                Absent::No => value,
                Absent::Yes if !u.may_not_apply => self.value(fallback),
                Absent::Yes => {
                    let doubt = Doubt::of(&value);
                    hull(vec![self.value(fallback), Value::NotApplicable], doubt)
                }
                Absent::Maybe => {
                    let doubt = Doubt::of(&value);
                    let mut present = u.clone();
                    present.absent = Absent::No;
                    hull(vec![Value::Uncertain(present), self.value(fallback)], doubt)
                }
            },
        }
    }

    fn extreme(&self, parts: &[Expr], wanted: Ordering) -> Value {
        if let [a, b] = parts {
            let (a, b) = (self.value(a), self.value(b));
            if let (Value::Known(x), Value::Known(y)) = (&a, &b) {
                return if compare_known(y, x) == Some(wanted) { b } else { a };
            }
            return extreme(vec![a, b], wanted);
        }
        extreme(parts.iter().map(|p| self.value(p)).collect(), wanted)
    }
}

/// The least or greatest of some values.
fn extreme(values: Vec<Value>, wanted: Ordering) -> Value {
    if values.contains(&Value::NotApplicable) {
        return Value::NotApplicable;
    }
    let mut best: Option<Scalar> = None;
    let mut bounds: Option<Interval> = None;
    let mut all_known = true;
    for value in &values {
        let line = on_line(value);
        bounds = Some(match bounds {
            None => line,
            Some(b) if wanted == Ordering::Less => b.min(&line),
            Some(b) => b.max(&line),
        });
        match value {
            Value::Known(x) => {
                if best.as_ref().is_none_or(|b| compare_known(x, b) == Some(wanted)) {
                    best = Some(x.clone());
                }
            }
            Value::Uncertain(_) | Value::NotApplicable => all_known = false,
        }
    }
    match (best, bounds, Doubt::join(&values)) {
        (Some(best), _, None) if all_known => Value::Known(best),
        (_, Some(bounds), Some(doubt)) => {
            let like = values.iter().find(|v| matches!(v, Value::Known(_))).or(values.first());
            let possible = like.map_or(Possible::Number(bounds.clone()), |l| from_line(bounds, l));
            doubt.value(possible, values.iter().any(may_not_apply))
        }
        (..) => Value::NotApplicable,
    }
}

pub(super) fn may_not_apply(value: &Value) -> bool {
    match value {
        Value::Known(_) => false,
        Value::NotApplicable => true,
        Value::Uncertain(u) => u.may_not_apply,
    }
}

/// The same uncertainty about other values.
fn with_possible(value: &Value, possible: Possible) -> Value {
    match value {
        Value::Uncertain(u) => {
            let mut u = u.clone();
            u.possible = possible;
            Value::Uncertain(u)
        }
        Value::Known(_) | Value::NotApplicable => value.clone(),
    }
}

fn numeric1(value: Value, exact: impl Fn(&Number) -> Number, bounds: impl Fn(&Interval) -> Interval) -> Value {
    match &value {
        Value::Known(Scalar::Number(n)) => Value::number(exact(n)),
        Value::Known(_) | Value::NotApplicable => value,
        Value::Uncertain(_) => {
            let possible = Possible::Number(bounds(&value.interval().unwrap_or(Interval::ANY)));
            with_possible(&value, possible)
        }
    }
}

/// A value that two others lead to; the interval tells what is possible.
fn combined(a: &Value, b: &Value, possible: Possible) -> Value {
    if *a == Value::NotApplicable || *b == Value::NotApplicable {
        return Value::NotApplicable;
    }
    match Doubt::join([a, b]) {
        Some(doubt) => doubt.value(possible, may_not_apply(a) || may_not_apply(b)),
        None => Value::NotApplicable,
    }
}

/// What a divisor is called.
fn divisor(expr: &Expr) -> Divisor {
    let at = |index: usize| u16::try_from(index).ok();
    match expr {
        Expr::Slot(id) => at(id.index()).map_or(Divisor::Unnamed, Divisor::Slot),
        Expr::Field(id) => at(id.index()).map_or(Divisor::Unnamed, Divisor::Field),
        _ => Divisor::Unnamed,
    }
}

fn arithmetic(op: ArithmeticOp, a: Value, b: Value, by: impl Fn() -> Divisor) -> Value {
    if let (Value::Known(Scalar::Number(x)), Value::Known(Scalar::Number(y))) = (&a, &b) {
        let result = match op {
            ArithmeticOp::Add => x + y,
            ArithmeticOp::Subtract => x - y,
            ArithmeticOp::Multiply => x * y,
            ArithmeticOp::Divide => match x.checked_div(y) {
                Some(q) => q,
                None => {
                    return Value::missing(Possible::Number(Interval::ANY), Absence::DivisionByZero(by()), Vec::new());
                }
            },
        };
        if result.is_unwieldy() {
            return Value::missing(Possible::Number(Interval::ANY), Absence::TooLarge, Vec::new());
        }
        return Value::number(result);
    }
    let (i, j) = (a.interval().unwrap_or(Interval::ANY), b.interval().unwrap_or(Interval::ANY));
    let bounds = match op {
        ArithmeticOp::Add => i.add(&j),
        ArithmeticOp::Subtract => i.sub(&j),
        ArithmeticOp::Multiply => i.mul(&j),
        ArithmeticOp::Divide => i.div(&j),
    };
    let mut out = combined(&a, &b, Possible::Number(bounds));
    if let (Value::Uncertain(u), ArithmeticOp::Divide) = (&mut out, op) {
        if j.as_point().is_some_and(Number::is_zero) {
            (u.absent, u.why) = (Absent::Yes, Absence::DivisionByZero(by()));
        } else if j.contains(&Number::ZERO) && u.absent == Absent::No {
            (u.absent, u.why) = (Absent::Maybe, Absence::DivisionByZero(by()));
        }
    }
    out
}

/// Halves away from zero; negative places round to tens, hundreds and so on.
fn round(n: &Number, places: i32) -> Number {
    if places >= 0 {
        return n.round_half_up(places.unsigned_abs());
    }
    let unit = (0..places.unsigned_abs().min(400)).fold(Number::ONE, |u, _| &u * &Number::int(10));
    n.checked_div(&unit).map_or(Number::ZERO, |q| &q.round_half_up(0) * &unit)
}

fn days_between(later: Value, earlier: Value) -> Value {
    if let (Value::Known(Scalar::Day(a)), Value::Known(Scalar::Day(b))) = (&later, &earlier) {
        return Value::number(Number::int(i64::from(a.days_since(*b))));
    }
    let bounds = on_line(&later).sub(&on_line(&earlier));
    combined(&later, &earlier, Possible::Number(bounds))
}

fn shift(value: Value, by: Duration) -> Value {
    match &value {
        Value::Known(Scalar::Day(d)) => Value::Known(Scalar::Day(d.shift(by, 1))),
        Value::Known(_) | Value::NotApplicable => value,
        Value::Uncertain(u) => {
            let possible = match &u.possible {
                Possible::Days(a, b) => Possible::Days(a.map(|d| d.shift(by, 1)), b.map(|d| d.shift(by, 1))),
                Possible::Number(_) | Possible::YesNo | Possible::Choices(_) | Possible::Text => {
                    Possible::Days(None, None)
                }
            };
            with_possible(&value, possible)
        }
    }
}

/// Complete months from a date to `as_of`, 0 for a date to come.
fn months_since(as_of: Day, date: Value) -> Value {
    let months = |from: Day| Number::int(i64::from(from.months_until(as_of)));
    match &date {
        Value::Known(Scalar::Day(day)) => Value::number(months(*day)),
        Value::Known(_) | Value::NotApplicable => date,
        Value::Uncertain(u) => {
            let (earliest, latest) = match &u.possible {
                Possible::Days(a, b) => (*a, *b),
                Possible::Number(_) | Possible::YesNo | Possible::Choices(_) | Possible::Text => (None, None),
            };
            let low = latest.map_or(Number::ZERO, months);
            with_possible(&date, Possible::Number(Interval { low: Some(low), high: earliest.map(months) }))
        }
    }
}

/// A day moved by a computed number of days; parts of a day do not count.
fn shift_days(day: Value, days: Value) -> Value {
    let whole = |n: &Number| n.round_half_up(0).to_i64().unwrap_or(if n.is_negative() { i64::MIN } else { i64::MAX });
    if let (Value::Known(Scalar::Day(d)), Value::Known(Scalar::Number(n))) = (&day, &days) {
        return Value::Known(Scalar::Day(Day::from_number(i64::from(d.number()).saturating_add(whole(n)))));
    }
    let moved = on_line(&day).add(&on_line(&days));
    let end = |n: &Option<Number>| n.as_ref().map(|n| Day::from_number(whole(n)));
    combined(&day, &days, Possible::Days(end(&moved.low), end(&moved.high)))
}

/// Customer lifetime value of a margin that is kept with a constant retention and discounted: Σ over t of m·rᵗ/(1+d)ᵗ,
/// from t = 1 (payments at the end of each period) m·r/(1+d−r), from t = 0 (at the start) m·(1+d)/(1+d−r).
/// Source: Gupta and Lehmann, "Customers as assets", 2003. Infinite, so missing, when retention is at least 1 + discount.
fn lifetime_value(margin: Value, retention: Value, discount: Value, start: bool) -> Value {
    let factor = |r: &Number, d: &Number| {
        let growth = &Number::ONE + d;
        let gap = &growth - r;
        let top = if start { growth } else { r.clone() };
        if gap > Number::ZERO { top.checked_div(&gap) } else { None }
    };
    if let (Value::Known(Scalar::Number(m)), Value::Known(Scalar::Number(r)), Value::Known(Scalar::Number(d))) =
        (&margin, &retention, &discount)
    {
        return match factor(r, d) {
            Some(f) => Value::number(m * &f),
            None => Value::missing(Possible::Number(Interval::ANY), Absence::RetentionTooHigh, Vec::new()),
        };
    }
    let values = [margin, retention, discount];
    if values.contains(&Value::NotApplicable) {
        return Value::NotApplicable;
    }
    let [m, r, d] = values.each_ref().map(|v| v.interval().unwrap_or(Interval::ANY));
    // The factor rises with retention and, for retention of at least 0, falls with discount.
    let sane = r.low.as_ref().is_some_and(|r| !r.is_negative()) && d.low.as_ref().is_some_and(|d| *d > -Number::ONE);
    let least = match (&r.low, &d.high) {
        (Some(r), Some(d)) => factor(r, d),
        // The limit for an ever larger discount.
        (_, None) => Some(if start { Number::ONE } else { Number::ZERO }),
        (None, Some(_)) => None,
    };
    let most = r.high.as_ref().zip(d.low.as_ref()).and_then(|(r, d)| factor(r, d));
    let (bounds, finite) = match (sane, least, most) {
        (true, Some(least), Some(most)) => (m.mul(&Interval::new(least, most)), true),
        (..) => (Interval::ANY, false),
    };
    let Some(mut doubt) = Doubt::join(&values) else { return Value::NotApplicable };
    if !finite && doubt.absent == Absent::No {
        (doubt.absent, doubt.why) = (Absent::Maybe, Absence::RetentionTooHigh);
    }
    doubt.value(Possible::Number(bounds), values.iter().any(may_not_apply))
}

fn compare(op: CompareOp, a: &Value, b: &Value) -> Condition {
    if let (Value::Known(x), Value::Known(y)) = (a, b) {
        let order = compare_known(x, y);
        return Condition::known(match op {
            CompareOp::AtLeast => order.is_some_and(Ordering::is_ge),
            CompareOp::AtMost => order.is_some_and(Ordering::is_le),
            CompareOp::Above => order.is_some_and(Ordering::is_gt),
            CompareOp::Below => order.is_some_and(Ordering::is_lt),
        });
    }
    let (i, j) = (on_line(a), on_line(b));
    let below = |x: &Option<Number>, y: &Option<Number>| x.as_ref().zip(y.as_ref()).is_some_and(|(x, y)| x < y);
    let reaches = |x: &Option<Number>, y: &Option<Number>| x.as_ref().zip(y.as_ref()).is_some_and(|(x, y)| x >= y);
    let (yes, no) = match op {
        CompareOp::AtLeast => (reaches(&i.low, &j.high), below(&i.high, &j.low)),
        CompareOp::Below => (below(&i.high, &j.low), reaches(&i.low, &j.high)),
        CompareOp::AtMost => (reaches(&j.low, &i.high), below(&j.high, &i.low)),
        CompareOp::Above => (below(&j.high, &i.low), reaches(&j.low, &i.high)),
    };
    decide(a, b, yes, no)
}

/// The outcome of comparing two values of which at least one is not known.
fn decide(a: &Value, b: &Value, surely: bool, never: bool) -> Condition {
    if *a == Value::NotApplicable || *b == Value::NotApplicable {
        return Condition::NOT_APPLICABLE;
    }
    let not_applicable = may_not_apply(a) || may_not_apply(b);
    let doubt =
        if surely || never { not_applicable.then(|| Doubt::join([a, b])).flatten() } else { Doubt::join([a, b]) };
    Condition { yes: !never, no: !surely, not_applicable, doubt }
}

fn equal(a: &Value, b: &Value) -> Condition {
    if let (Value::Known(x), Value::Known(y)) = (a, b) {
        return Condition::known(x == y);
    }
    let (i, j) = (on_line(a), on_line(b));
    let apart = |x: &Interval, y: &Interval| x.high.as_ref().zip(y.low.as_ref()).is_some_and(|(h, l)| h < l);
    let same = i.as_point().is_some_and(|p| j.as_point() == Some(p));
    let disjoint = match (choices(a), choices(b)) {
        (Some(a), Some(b)) => a.intersection(b).is_empty(),
        (_, _) => apart(&i, &j) || apart(&j, &i),
    };
    decide(a, b, same, disjoint)
}

fn choices(value: &Value) -> Option<ChoiceSet> {
    match value {
        Value::Known(Scalar::Choice(c)) => Some(ChoiceSet::one(*c)),
        Value::Uncertain(u) => match u.possible {
            Possible::Choices(set) => Some(set),
            Possible::Number(_) | Possible::YesNo | Possible::Days(..) | Possible::Text => None,
        },
        Value::Known(_) | Value::NotApplicable => None,
    }
}

fn in_choices(value: &Value, set: ChoiceSet) -> Condition {
    match value {
        Value::Known(Scalar::Choice(c)) => Condition::known(set.contains(*c)),
        Value::Known(_) => Condition::known(false),
        Value::NotApplicable => Condition::NOT_APPLICABLE,
        Value::Uncertain(_) => {
            let possible = choices(value);
            let surely = possible.is_some_and(|p| !p.is_empty() && p.minus(set).is_empty());
            let never = possible.is_some_and(|p| p.intersection(set).is_empty());
            decide(value, value, surely, never && !surely)
        }
    }
}

fn in_scalars(value: &Value, scalars: &[Scalar]) -> Condition {
    match value {
        Value::Known(scalar) => Condition::known(scalars.contains(scalar)),
        Value::NotApplicable => Condition::NOT_APPLICABLE,
        Value::Uncertain(u) => {
            let line = on_line(value);
            let at = |s: &Scalar| on_line(&Value::Known(s.clone())).low;
            let never = match &u.possible {
                Possible::Number(_) | Possible::Days(..) | Possible::YesNo | Possible::Choices(_) => {
                    !scalars.iter().any(|s| at(s).is_none_or(|n| line.contains(&n)))
                }
                Possible::Text => scalars.is_empty(),
            };
            let both =
                u.possible == Possible::YesNo && [true, false].iter().all(|b| scalars.contains(&Scalar::YesNo(*b)));
            let surely = both || line.as_point().is_some_and(|p| scalars.iter().any(|s| at(s).as_ref() == Some(p)));
            decide(value, value, surely, never)
        }
    }
}

fn is_missing(value: &Value) -> Condition {
    match value {
        Value::Known(_) | Value::NotApplicable => Condition::known(false),
        Value::Uncertain(u) => match (u.absent, Doubt::of(value)) {
            (Absent::Maybe, Some(doubt)) => Condition::unknown(doubt),
            (Absent::Yes, Some(doubt)) if u.may_not_apply => Condition::unknown(doubt),
            (Absent::Yes, _) => Condition::known(true),
            (Absent::No | Absent::Maybe, _) => Condition::known(false),
        },
    }
}

impl Scope<'_> {
    /// What any value of a type may be, for a value that is missing for a reason.
    pub fn missing_of(&self, ty: Type, why: Absence) -> Value {
        Value::missing(any_of(self.session.policy, ty, None), why, Vec::new())
    }
}
