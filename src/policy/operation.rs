//! Arithmetic and comparisons: which units go together, what comes out, and what to write where they do not.
//!
//! Beyond the language's table: a number divided by a percent keeps its type (`gross / 123 %`), a literal times a
//! percent is a percent, any other plain number times a percent is a number. A plain number added to an ordered value
//! goes so many values further; in all other arithmetic ordered values count as their numbers.

use super::checker::Checker;
use super::constant::{calculated, unit_from};
use super::expression::Expr;
use super::model::Type;
use super::types::{Context, Ty, Typed, plain};
use super::words;
use crate::diagnostics::{Finding, Phrase, policy as codes, said};
use crate::syntax::{self, ArithmeticOp, CompareOp, ExprKind, Unit};
use crate::values::{Calendar, ChoiceSet, Duration, Number, Scalar};

impl Checker<'_> {
    pub fn arithmetic(
        &mut self,
        e: &syntax::Expr,
        op: ArithmeticOp,
        left: &syntax::Expr,
        right: &syntax::Expr,
        cx: Context,
    ) -> Option<Typed> {
        if op == ArithmeticOp::Divide && is_name(left, "n") && is_name(right, "a") && self.is_loose(left, cx) {
            self.report(Finding::new(&codes::NOT_APPLICABLE_HERE, e.span));
            return None;
        }
        if op == ArithmeticOp::Subtract && self.name_with_hyphens(e, cx) {
            return None;
        }
        if let Some(length) = calendar_length(right)
            && matches!(op, ArithmeticOp::Add | ArithmeticOp::Subtract)
        {
            let typed = self.expr(left, cx, None)?;
            if typed.ty == Ty::Known(Type::Date) {
                let count = if op == ArithmeticOp::Add { length.count } else { -length.count };
                return Typed::known(
                    Expr::Shift(Box::new(typed.expr), Duration { count, unit: length.unit }),
                    Type::Date,
                );
            }
            let unit = if length.unit == Calendar::Years { Unit::Years } else { Unit::Months };
            self.calendar_length(right, &Number::int(i64::from(length.count)), unit);
            return None;
        }
        let (l, r) = (self.expr(left, cx, None), self.expr(right, cx, None));
        let (l, r) = (l?, r?);
        match (op, step_of(&r), step_of(&l)) {
            (ArithmeticOp::Add, Some(by), _) if self.has_steps(l.ty) => return self.step(l, left, by, right),
            (ArithmeticOp::Subtract, Some(by), _) if self.has_steps(l.ty) => return self.step(l, left, -by, right),
            (ArithmeticOp::Add, _, Some(by)) if self.has_steps(r.ty) => return self.step(r, right, by, left),
            _ => {}
        }
        let (l, r) = (self.counted(l, left)?, self.counted(r, right)?);
        self.combined(e, op, (l, left), (r, right))
    }

    fn has_steps(&self, ty: Ty) -> bool {
        matches!(ty, Ty::Known(Type::OneOf(id)) if self.policy.enumeration(id).ordered)
    }

    /// `support + 1`: the value so many places further, at most the last. Needs no numbers.
    fn step(&mut self, of: Typed, e: &syntax::Expr, by: Number, written: &syntax::Expr) -> Option<Typed> {
        let Ty::Known(Type::OneOf(id)) = of.ty else { return None };
        if !by.is_integer() {
            let sign = if by.is_negative() { '-' } else { '+' };
            let write = format!("{} {sign} 1", self.slice(e));
            let whole =
                if e.span.start < written.span.start { e.span.to(written.span) } else { written.span.to(e.span) };
            let finding = Finding::new(&codes::PART_OF_STEP, written.span)
                .quote("name", self.slice(e))
                .quote("text", self.slice(written))
                .arg("write", write.clone())
                .maybe_fix(self.fixed(whole, &write));
            self.report(finding);
            return None;
        }
        let far = if by.is_negative() { i32::MIN } else { i32::MAX };
        let steps = by.to_i64().and_then(|n| i32::try_from(n).ok()).unwrap_or(far);
        Typed::known(Expr::Step(id, Box::new(of.expr), steps), Type::OneOf(id))
    }

    /// An ordered value as the number declared for it; anything else as it is.
    pub fn counted(&mut self, typed: Typed, e: &syntax::Expr) -> Option<Typed> {
        let Ty::Known(Type::OneOf(id)) = typed.ty else { return Some(typed) };
        let numbered = self.policy.enumeration(id).values.first().is_some_and(|v| v.number.is_some());
        if numbered {
            return Typed::known(Expr::NumberOf(id, Box::new(typed.expr)), Type::Number);
        }
        let example: Vec<String> = self
            .policy
            .enumeration(id)
            .values
            .iter()
            .take(2)
            .enumerate()
            .map(|(n, v)| format!("{} {n}", v.name))
            .collect();
        let finding = Finding::new(&codes::VALUES_WITHOUT_NUMBERS, e.span)
            .quote("text", self.slice(e))
            .arg("example", example.join(" < "));
        self.report(finding);
        None
    }

    fn combined(
        &mut self,
        e: &syntax::Expr,
        op: ArithmeticOp,
        (l, left): (Typed, &syntax::Expr),
        (r, right): (Typed, &syntax::Expr),
    ) -> Option<Typed> {
        if l.ty == Ty::Missing || r.ty == Ty::Missing {
            let span = if l.ty == Ty::Missing { left.span } else { right.span };
            self.report(Finding::new(&codes::MISSING_OPERAND, span));
            return None;
        }
        if let (Ty::Known(Type::Date), _) | (_, Ty::Known(Type::Date)) = (l.ty, r.ty) {
            return self.with_dates(op, (l, left), (r, right));
        }
        let ty = match op {
            ArithmeticOp::Add | ArithmeticOp::Subtract => self.sum_type(op, (l.ty, left), (r.ty, right))?,
            ArithmeticOp::Multiply | ArithmeticOp::Divide => match product_type(op, l.ty, r.ty) {
                Some(ty) => ty,
                None => {
                    self.refused((l.ty, left), (r.ty, right), verb(op));
                    return None;
                }
            },
        };
        if op == ArithmeticOp::Divide && r.number().is_some_and(Number::is_zero) {
            let finding = Finding::new(&codes::DIVIDES_BY_ZERO, e.span).quote("text", self.slice(e));
            self.report(finding);
            return None;
        }
        if let (Some(a), Some(b)) = (l.number(), r.number())
            && let Some(n) = calculated(op, a, b)
        {
            return Some(Typed { expr: Expr::Constant(Scalar::Number(n)), ty });
        }
        Some(Typed { expr: Expr::Arithmetic(op, Box::new(l.expr), Box::new(r.expr)), ty })
    }

    fn refused(&mut self, l: (Ty, &syntax::Expr), r: (Ty, &syntax::Expr), verb: Phrase) {
        let (a, b) = (l.0.settled().unwrap_or(Type::Number), r.0.settled().unwrap_or(Type::Number));
        self.mismatch(l.1, a, r.1, b, verb);
    }

    /// `date - date`, `date ± days`.
    fn with_dates(
        &mut self,
        op: ArithmeticOp,
        (l, left): (Typed, &syntax::Expr),
        (r, right): (Typed, &syntax::Expr),
    ) -> Option<Typed> {
        let date = Ty::Known(Type::Date);
        let days = Ty::Known(Type::Days);
        match op {
            ArithmeticOp::Subtract if l.ty == date && r.ty == date => {
                Typed::known(Expr::DaysBetween { later: Box::new(l.expr), earlier: Box::new(r.expr) }, Type::Days)
            }
            ArithmeticOp::Subtract if l.ty == date && r.ty == days => {
                Typed::known(shifted(l.expr, r.expr, true), Type::Date)
            }
            ArithmeticOp::Add if l.ty == date && r.ty == days => {
                Typed::known(shifted(l.expr, r.expr, false), Type::Date)
            }
            ArithmeticOp::Add if l.ty == days && r.ty == date => {
                Typed::known(shifted(r.expr, l.expr, false), Type::Date)
            }
            ArithmeticOp::Add | ArithmeticOp::Subtract if l.ty == date && r.ty == Ty::Bare => {
                let name = self.slice(left).to_owned();
                let write = format!("{} days", self.slice(right));
                let finding = Finding::new(&codes::MISSING_UNIT, right.span)
                    .arg("name", name)
                    .arg("unit", words::unit(Type::Date))
                    .arg("write", write.clone())
                    .maybe_fix(self.fixed(right.span, &write));
                self.report(finding);
                None
            }
            ArithmeticOp::Add | ArithmeticOp::Subtract | ArithmeticOp::Multiply | ArithmeticOp::Divide => {
                self.refused((l.ty, left), (r.ty, right), verb(op));
                None
            }
        }
    }

    fn sum_type(
        &mut self,
        op: ArithmeticOp,
        (l, left): (Ty, &syntax::Expr),
        (r, right): (Ty, &syntax::Expr),
    ) -> Option<Ty> {
        let percent = Ty::Known(Type::Percent);
        match (l, r) {
            (x, y) if x == y => match x {
                Ty::Known(ty) if !ty.is_numeric() => {
                    self.refused((l, left), (r, right), verb(ArithmeticOp::Add));
                    None
                }
                _ => Some(x),
            },
            (Ty::Known(x), Ty::Known(y)) if plain(x) && plain(y) => Some(Ty::Known(Type::Number)),
            (Ty::Known(x), Ty::Bare) | (Ty::Bare, Ty::Known(x)) if plain(x) => Some(Ty::Known(x)),
            (Ty::Known(x), y) if y == percent && x.is_numeric() => {
                self.plus_percent(op, x, left, right);
                None
            }
            (Ty::Known(x), Ty::Bare) if x.is_numeric() => {
                self.lacks_unit(x, left, right, None);
                None
            }
            (Ty::Bare, Ty::Known(x)) if x.is_numeric() => {
                self.lacks_unit(x, right, left, None);
                None
            }
            (_, _) => {
                self.refused((l, left), (r, right), verb(op));
                None
            }
        }
    }

    /// `revenue + 4 %`: by 4 % of it, or of something else? The product says which.
    fn plus_percent(&mut self, op: ArithmeticOp, ty: Type, left: &syntax::Expr, right: &syntax::Expr) {
        let amount = match &right.kind {
            ExprKind::Number { value, unit: Unit::Percent | Unit::PercentagePoints } => {
                let factor = if op == ArithmeticOp::Add { &Number::HUNDRED + value } else { &Number::HUNDRED - value };
                format!("{factor} %")
            }
            _ => {
                let sign = if op == ArithmeticOp::Add { '+' } else { '-' };
                format!("(100 % {sign} {})", self.slice(right))
            }
        };
        let whole = left.span.to(right.span);
        let base = match &left.kind {
            ExprKind::Arithmetic { op: ArithmeticOp::Add | ArithmeticOp::Subtract, .. } => {
                format!("({})", self.slice(left))
            }
            _ => self.slice(left).to_owned(),
        };
        let write = format!("{base} * {amount}");
        let what = match ty {
            Type::Money => said!("Money", "Kwota"),
            Type::Days => said!("Days", "Liczba dni"),
            Type::Points => said!("Points", "Liczba punktów"),
            Type::Number | Type::Count | Type::Percent | Type::Date | Type::YesNo | Type::Text | Type::OneOf(_) => {
                said!("A number", "Liczba")
            }
        };
        let word = if op == ArithmeticOp::Add { "plus" } else { "minus" };
        let finding = Finding::new(&codes::PLUS_PERCENT, whole)
            .arg("what", what)
            .quote("word", word)
            .arg("write", write.clone())
            .maybe_fix(self.fixed(whole, &write));
        self.report(finding);
    }

    pub fn negate(&mut self, of: &syntax::Expr, cx: Context) -> Option<Typed> {
        let typed = self.expr(of, cx, None)?;
        let typed = self.counted(typed, of)?;
        match typed.ty {
            Ty::Bare
            | Ty::Known(Type::Number | Type::Count | Type::Points | Type::Percent | Type::Money | Type::Days) => {
                if let Some(n) = typed.number() {
                    return Some(Typed { expr: Expr::Constant(Scalar::Number(-n.clone())), ty: typed.ty });
                }
                Some(Typed { expr: Expr::Negate(Box::new(typed.expr)), ty: typed.ty })
            }
            Ty::Missing => {
                self.report(Finding::new(&codes::MISSING_OPERAND, of.span));
                None
            }
            Ty::Known(ty) => {
                let finding = Finding::new(&codes::NOT_NUMERIC, of.span)
                    .arg("what", said!("A minus sign", "Minus"))
                    .quote("text", self.slice(of))
                    .arg("type", words::described(&self.policy, ty));
                self.report(finding);
                None
            }
        }
    }

    /// Both sides of a comparison. A name that only an enumeration could know is read after the other side.
    fn pair(&mut self, left: &syntax::Expr, right: &syntax::Expr, cx: Context) -> Option<(Typed, Typed)> {
        if self.is_loose(left, cx) && !self.is_loose(right, cx) {
            let r = self.expr(right, cx, None)?;
            let l = self.expr(left, cx, r.ty.settled())?;
            return Some((l, r));
        }
        let l = self.expr(left, cx, None);
        if l.is_none() && self.is_loose(right, cx) {
            return None;
        }
        let r = self.expr(right, cx, l.as_ref().and_then(|l| l.ty.settled()));
        Some((l?, r?))
    }

    pub fn compare(&mut self, op: CompareOp, left: &syntax::Expr, right: &syntax::Expr, cx: Context) -> Option<Typed> {
        let (l, r) = self.pair(left, right, cx)?;
        if !self.comparable((&l, left), (&r, right), true) {
            return None;
        }
        Typed::known(Expr::Compare(op, Box::new(l.expr), Box::new(r.expr)), Type::YesNo)
    }

    pub fn between(
        &mut self,
        value: &syntax::Expr,
        low: &syntax::Expr,
        high: &syntax::Expr,
        cx: Context,
    ) -> Option<Typed> {
        let low = unit_from(low, high);
        let v = self.expr(value, cx, None)?;
        let hint = v.ty.settled();
        let (l, h) = (self.expr(&low, cx, hint), self.expr(high, cx, hint));
        let (l, h) = (l?, h?);
        // A unit on the last end counts for both, so one word about it is enough.
        let both_bare = l.ty == Ty::Bare && h.ty == Ty::Bare;
        let low_fits = both_bare || self.comparable((&v, value), (&l, &low), true);
        if !self.comparable((&v, value), (&h, high), true) || !low_fits {
            return None;
        }
        if let (Some(a), Some(b)) = (l.number(), h.number())
            && a > b
        {
            let whole = low.span.to(high.span);
            let write = format!("{} and {}", self.slice(high), self.slice(&low));
            let finding = Finding::new(&codes::EMPTY_RANGE, whole)
                .quote("text", self.sources.slice(whole))
                .arg("write", format!("between {write}"))
                .maybe_fix(self.fixed(whole, &write));
            self.report(finding);
            return None;
        }
        let above = Expr::Compare(CompareOp::AtLeast, Box::new(v.expr.clone()), Box::new(l.expr));
        let below = Expr::Compare(CompareOp::AtMost, Box::new(v.expr), Box::new(h.expr));
        Typed::known(Expr::And(vec![above, below]), Type::YesNo)
    }

    /// Whether two values may be compared, by order or for equality; says so if not.
    fn comparable(
        &mut self,
        (l, left): (&Typed, &syntax::Expr),
        (r, right): (&Typed, &syntax::Expr),
        by_order: bool,
    ) -> bool {
        let shown = left.span.to(right.span);
        let operator = crate::diagnostics::Span { start: left.span.end, ..shown };
        match (l.ty, r.ty) {
            (Ty::Missing, _) | (_, Ty::Missing) => {
                let (other, span) = if l.ty == Ty::Missing { (right, left.span) } else { (left, right.span) };
                let write = format!("{} is missing", self.slice(other));
                let finding = Finding::new(&codes::COMPARES_MISSING, span)
                    .arg("write", write.clone())
                    .maybe_fix(self.fixed(shown, &write));
                self.report(finding);
                false
            }
            (Ty::Bare, Ty::Bare) => true,
            (Ty::Known(a), Ty::Bare) if plain(a) => true,
            (Ty::Bare, Ty::Known(b)) if plain(b) => true,
            (Ty::Known(a), Ty::Bare) => {
                self.lacks_unit(a, left, right, Some(operator));
                false
            }
            (Ty::Bare, Ty::Known(b)) => {
                self.lacks_unit(b, right, left, None);
                false
            }
            (Ty::Known(a), Ty::Known(b)) if a == b || self.same_type(a, b) => {
                !by_order || self.ordered(a, left, operator)
            }
            (Ty::Known(a), Ty::Known(b)) if plain(a) && plain(b) => true,
            (Ty::Known(a), Ty::Known(b)) => {
                self.mismatch(left, a, right, b, said!("be compared", "porównać"));
                false
            }
        }
    }

    fn ordered(&mut self, ty: Type, left: &syntax::Expr, operator: crate::diagnostics::Span) -> bool {
        let values = match ty {
            Type::YesNo => Phrase::quote("`yes`, `no`"),
            Type::Text => said!("texts", "tekstów"),
            Type::OneOf(id) if !self.policy.enumeration(id).ordered => words::values(&self.policy, ty).into(),
            Type::OneOf(_)
            | Type::Number
            | Type::Count
            | Type::Points
            | Type::Percent
            | Type::Money
            | Type::Days
            | Type::Date => return true,
        };
        let operator = operator_words(self.sources.slice(operator));
        let finding = Finding::new(&codes::UNORDERED, left.span)
            .quote("name", self.slice(left))
            .arg("operator", operator)
            .arg("values", values);
        self.report(finding);
        false
    }

    /// `x is y`, `x in a, b`.
    pub fn is_one_of(&mut self, left: &syntax::Expr, list: &[syntax::Expr], cx: Context) -> Option<Expr> {
        if let [right] = list
            && self.is_loose(left, cx)
            && !self.is_loose(right, cx)
        {
            return self.is_one_of(right, std::slice::from_ref(left), cx);
        }
        let l = self.expr(left, cx, None);
        let hint = l.as_ref().and_then(|l| l.ty.settled());
        let mut others = Vec::with_capacity(list.len());
        for part in list {
            if l.is_none() && self.is_loose(part, cx) {
                continue;
            }
            others.push(self.expr(part, cx, hint));
        }
        let l = l?;
        let others: Vec<Typed> = others.into_iter().collect::<Option<_>>()?;
        let mut fits = true;
        for (other, part) in others.iter().zip(list) {
            fits &= self.comparable((&l, left), (other, part), false);
        }
        if !fits {
            return None;
        }
        let constants: Vec<Scalar> = others.iter().filter_map(|o| self.folded_literal(&o.expr)).collect();
        if constants.len() == others.len() {
            let choices: Option<ChoiceSet> =
                constants.iter().map(|c| if let Scalar::Choice(c) = c { Some(*c) } else { None }).collect();
            return Some(match choices {
                Some(set) if !constants.is_empty() => Expr::InChoices(Box::new(l.expr), set),
                _ => Expr::InScalars(Box::new(l.expr), constants),
            });
        }
        let mut equal: Vec<Expr> =
            others.into_iter().map(|o| Expr::Equal(Box::new(l.expr.clone()), Box::new(o.expr))).collect();
        if equal.len() == 1 { equal.pop() } else { Some(Expr::Or(equal)) }
    }

    fn folded_literal(&self, expr: &Expr) -> Option<Scalar> {
        match expr {
            Expr::Constant(scalar) => Some(scalar.clone()),
            _ => None,
        }
    }
}

/// "at least" out of ` at least `, without the operand that follows.
fn operator_words(between: &str) -> String {
    let text = between.trim_start();
    ["at least", "at most", "above", "below", "before", "after", ">=", "<=", ">", "<", "between"]
        .iter()
        .find(|w| text.starts_with(**w))
        .map_or_else(|| "at least".to_owned(), |w| (*w).to_owned())
}

/// The plain number that a literal adds.
fn step_of(typed: &Typed) -> Option<Number> {
    if typed.ty == Ty::Bare { typed.number().cloned() } else { None }
}

fn is_name(e: &syntax::Expr, text: &str) -> bool {
    matches!(&e.kind, ExprKind::Name(path) if matches!(path.parts.as_slice(), [name] if name.value.as_str() == text))
}

/// `12 months`, `2 years`: lengths by the calendar.
fn calendar_length(e: &syntax::Expr) -> Option<Duration> {
    match &e.kind {
        ExprKind::Number { value, unit } => {
            let unit = match unit {
                Unit::Months => Calendar::Months,
                Unit::Years => Calendar::Years,
                Unit::Bare
                | Unit::Percent
                | Unit::PercentagePoints
                | Unit::Points
                | Unit::Money(_)
                | Unit::Days
                | Unit::Hours
                | Unit::WorkingDays => return None,
            };
            Some(Duration { count: i32::try_from(value.to_i64()?).ok()?, unit })
        }
        ExprKind::Parenthesised(of) => calendar_length(of),
        _ => None,
    }
}

fn shifted(date: Expr, days: Expr, back: bool) -> Expr {
    if let Expr::Constant(Scalar::Number(n)) = &days
        && let Some(count) = n.to_i64().and_then(|n| i32::try_from(n).ok())
    {
        let count = if back { -count } else { count };
        return Expr::Shift(Box::new(date), Duration { count, unit: Calendar::Days });
    }
    let days = if back { Expr::Negate(Box::new(days)) } else { days };
    Expr::ShiftDays(Box::new(date), Box::new(days))
}

/// What a product or quotient is; none where it has no meaning.
fn product_type(op: ArithmeticOp, l: Ty, r: Ty) -> Option<Ty> {
    let known = |ty| Some(Ty::Known(ty));
    let numeric = |t: Ty| t == Ty::Bare || matches!(t, Ty::Known(ty) if ty.is_numeric());
    if !numeric(l) || !numeric(r) {
        return None;
    }
    match (op, l, r) {
        (_, Ty::Bare, Ty::Bare) => Some(Ty::Bare),
        (ArithmeticOp::Divide, Ty::Known(Type::Number), Ty::Known(Type::Number)) => known(Type::Number),
        (ArithmeticOp::Divide, Ty::Known(a), Ty::Known(b)) if a == b => known(Type::Percent),
        (ArithmeticOp::Divide, Ty::Known(a), Ty::Bare) => known(a),
        (ArithmeticOp::Divide, Ty::Known(Type::Count), Ty::Known(Type::Percent)) => known(Type::Number),
        (ArithmeticOp::Divide, Ty::Known(a), Ty::Known(Type::Percent)) => known(a),
        (ArithmeticOp::Divide, Ty::Bare, Ty::Known(Type::Percent)) => known(Type::Number),
        (ArithmeticOp::Divide, Ty::Known(a), Ty::Known(b)) if plain(a) && plain(b) => known(Type::Number),
        (ArithmeticOp::Divide, Ty::Known(a), Ty::Known(b)) if plain(b) => known(a),
        (ArithmeticOp::Divide, Ty::Bare, Ty::Known(b)) if plain(b) => known(Type::Number),
        (ArithmeticOp::Divide, _, _) => None,
        (_, Ty::Bare, Ty::Known(a)) | (_, Ty::Known(a), Ty::Bare) => known(a),
        (_, Ty::Known(Type::Percent), Ty::Known(Type::Number | Type::Count))
        | (_, Ty::Known(Type::Number | Type::Count), Ty::Known(Type::Percent)) => known(Type::Number),
        (_, Ty::Known(Type::Percent), Ty::Known(a)) | (_, Ty::Known(a), Ty::Known(Type::Percent)) => known(a),
        (_, Ty::Known(Type::Count), Ty::Known(Type::Count)) => known(Type::Count),
        (_, Ty::Known(a), Ty::Known(b)) if plain(a) && plain(b) => known(Type::Number),
        (_, Ty::Known(a), Ty::Known(b)) if plain(b) => known(a),
        (_, Ty::Known(a), Ty::Known(b)) if plain(a) => known(b),
        (_, _, _) => None,
    }
}

/// What cannot be done with two values, after "they cannot".
fn verb(op: ArithmeticOp) -> Phrase {
    match op {
        ArithmeticOp::Add => said!("be added", "dodać"),
        ArithmeticOp::Subtract => said!("be subtracted", "odjąć"),
        ArithmeticOp::Multiply => said!("be multiplied", "pomnożyć"),
        ArithmeticOp::Divide => said!("be divided", "podzielić"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_products_follow_the_table() {
        let ty = |op, a, b| product_type(op, Ty::Known(a), Ty::Known(b));
        let (times, over) = (ArithmeticOp::Multiply, ArithmeticOp::Divide);
        assert_eq!(ty(times, Type::Money, Type::Percent), Some(Ty::Known(Type::Money)));
        assert_eq!(ty(times, Type::Money, Type::Count), Some(Ty::Known(Type::Money)));
        assert_eq!(ty(times, Type::Money, Type::Money), None);
        assert_eq!(ty(times, Type::Days, Type::Money), None);
        assert_eq!(ty(over, Type::Money, Type::Money), Some(Ty::Known(Type::Percent)));
        assert_eq!(ty(over, Type::Number, Type::Number), Some(Ty::Known(Type::Number)));
        assert_eq!(ty(over, Type::Money, Type::Days), None);
        assert_eq!(ty(over, Type::Money, Type::Count), Some(Ty::Known(Type::Money)));
        assert_eq!(product_type(over, Ty::Bare, Ty::Known(Type::Money)), None);
    }
}
