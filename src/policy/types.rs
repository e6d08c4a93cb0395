//! Types and units of expressions. An expression is read in a [`Context`] (is there a person or a row at hand?) and
//! with what its place expects, which tells the values of enumerations from names. A bare number takes its meaning from
//! its place: it counts as points, a number or a count, and under days, money or a percent it is a finding.
//!
//! `None` always means: not typed, and the reason has been reported (here or where the name was declared), so nothing
//! more is said. Names are in `resolve`, operators in `operation`, queries in `query`, functions in `function`.

use super::checker::Checker;
use super::constant::written_number;
use super::expression::Expr;
use super::model::{RecordsId, Type};
use super::{fix, words};
use crate::diagnostics::{Finding, Fix, Phrase, Span, policy as codes, said};
use crate::syntax::{self, ExprKind, Unit};
use crate::values::{Number, Scalar};

/// Where an expression stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// A person is at hand: attributes may be written bare.
    pub person: bool,
    /// A row of these records is at hand: columns may be written bare.
    pub row: Option<RecordsId>,
    /// The score and the tier are known here.
    pub outcome: bool,
}

/// An expression with what it gives.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub expr: Expr,
    pub ty: Ty,
}

/// A type, or what still takes its type from its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ty {
    Known(Type),
    /// Literal numbers without a unit.
    Bare,
    /// The word `missing`.
    Missing,
}

impl Typed {
    pub fn known(expr: Expr, ty: Type) -> Option<Typed> {
        Some(Typed { expr, ty: Ty::Known(ty) })
    }

    /// The constant number, if it is one.
    pub fn number(&self) -> Option<&Number> {
        match &self.expr {
            Expr::Constant(Scalar::Number(n)) => Some(n),
            _ => None,
        }
    }
}

impl Ty {
    /// The type in the end; a bare number is a number.
    pub fn settled(self) -> Option<Type> {
        match self {
            Ty::Known(ty) => Some(ty),
            Ty::Bare => Some(Type::Number),
            Ty::Missing => None,
        }
    }
}

/// Whether these are numbers that count nothing in particular, and so go together.
pub(super) fn plain(ty: Type) -> bool {
    matches!(ty, Type::Number | Type::Count | Type::Points)
}

impl Checker<'_> {
    pub fn slice(&self, e: &syntax::Expr) -> &str {
        self.sources.slice(e.span)
    }

    /// The line with this expression written anew.
    pub fn fixed(&self, span: Span, text: &str) -> Option<Fix> {
        fix::with_replaced(self.sources, span, text)
    }

    /// Types an expression.
    pub fn expr(&mut self, e: &syntax::Expr, cx: Context, expected: Option<Type>) -> Option<Typed> {
        match &e.kind {
            ExprKind::Number { value, unit } => self.literal(e, value, *unit),
            ExprKind::Date(day) => Typed::known(Expr::Constant(Scalar::Day(*day)), Type::Date),
            ExprKind::Text(text) => Typed::known(Expr::Constant(Scalar::Text(text.as_str().into())), Type::Text),
            ExprKind::YesNo(yes) => Typed::known(Expr::Constant(Scalar::YesNo(*yes)), Type::YesNo),
            ExprKind::Missing => Some(Typed { expr: Expr::Missing, ty: Ty::Missing }),
            ExprKind::NotApplicable => {
                self.report(Finding::new(&codes::NOT_APPLICABLE_HERE, e.span));
                None
            }
            ExprKind::Name(path) => self.path(e.span, path, cx, expected),
            ExprKind::Arithmetic { op, left, right } => self.arithmetic(e, *op, left, right, cx),
            ExprKind::Negate(of) => self.negate(of, cx),
            ExprKind::Compare { op, left, right } => self.compare(*op, left, right, cx),
            ExprKind::Is { left, negated, right } => {
                let made = self.is_one_of(left, std::slice::from_ref(right.as_ref()), cx)?;
                Typed::known(negated_if(made, *negated), Type::YesNo)
            }
            ExprKind::In { left, negated, list } => {
                let made = self.is_one_of(left, list, cx)?;
                Typed::known(negated_if(made, *negated), Type::YesNo)
            }
            ExprKind::IsMissing { left, known } => {
                let typed = self.expr(left, cx, None)?;
                Typed::known(negated_if(Expr::IsMissing(Box::new(typed.expr)), *known), Type::YesNo)
            }
            ExprKind::Between { value, low, high } => self.between(value, low, high, cx),
            ExprKind::And(parts) => Typed::known(Expr::And(self.conditions(parts, cx)?), Type::YesNo),
            ExprKind::Or(parts) => Typed::known(Expr::Or(self.conditions(parts, cx)?), Type::YesNo),
            ExprKind::Not(of) => {
                let of = self.condition(of, cx)?;
                Typed::known(Expr::Not(Box::new(of)), Type::YesNo)
            }
            ExprKind::If { condition, then, otherwise } => self.choice(condition, then, otherwise, cx, expected),
            ExprKind::AtLeastOf { count, conditions } => {
                let made = self.conditions(conditions, cx)?;
                if *count == 0 {
                    self.report(Finding::new(&codes::AT_LEAST_NONE, e.span));
                    return None;
                }
                if usize::try_from(*count).unwrap_or(usize::MAX) > made.len() {
                    let finding = Finding::new(&codes::TOO_FEW_CONDITIONS, e.span)
                        .arg("count", count.to_string())
                        .arg("conditions", made.len().to_string());
                    self.report(finding);
                    return None;
                }
                Typed::known(Expr::AtLeastOf(*count, made), Type::YesNo)
            }
            ExprKind::Call { function, arguments } => self.call(e, function, arguments, cx, expected),
            ExprKind::Query(query) => self.query(e, query, cx),
            ExprKind::Parenthesised(of) => self.expr(of, cx, expected),
        }
    }

    fn literal(&mut self, e: &syntax::Expr, value: &Number, unit: Unit) -> Option<Typed> {
        let constant = |n: Number| Expr::Constant(Scalar::Number(n));
        match unit {
            Unit::Bare => Some(Typed { expr: constant(value.clone()), ty: Ty::Bare }),
            Unit::Percent | Unit::PercentagePoints => {
                Typed::known(constant(value.checked_div(&Number::HUNDRED)?), Type::Percent)
            }
            Unit::Points => Typed::known(constant(value.clone()), Type::Points),
            Unit::Days => Typed::known(constant(value.clone()), Type::Days),
            Unit::Money(currency) => {
                match self.policy.currency {
                    None => {
                        self.money.get_or_insert(e.span);
                    }
                    Some(own) if own != currency => {
                        let finding = Finding::new(&codes::OTHER_CURRENCY, e.span)
                            .quote("text", self.slice(e))
                            .quote("currency", own.code());
                        self.report(finding);
                        return None;
                    }
                    Some(_) => {}
                }
                Typed::known(constant(value.clone()), Type::Money)
            }
            Unit::Months | Unit::Years => {
                self.calendar_length(e, value, unit);
                None
            }
            Unit::Hours | Unit::WorkingDays => {
                let days = (unit == Unit::WorkingDays).then(|| format!("{value} days"));
                let finding = Finding::new(&codes::UNIT_PLACE, e.span)
                    .quote("text", self.slice(e))
                    .maybe_fix(days.and_then(|d| self.fixed(e.span, &d)));
                self.report(finding);
                None
            }
        }
    }

    /// Months and years where days are wanted: thirty days a month and 365 a year are near enough to be offered.
    pub fn calendar_length(&mut self, e: &syntax::Expr, value: &Number, unit: Unit) {
        let days = value * &Number::int(if unit == Unit::Years { 365 } else { 30 });
        let write = format!("{days} days");
        let finding = Finding::new(&codes::CALENDAR_LENGTH, e.span)
            .quote("text", self.slice(e))
            .arg("write", write.clone())
            .maybe_fix(self.fixed(e.span, &write));
        self.report(finding);
    }

    /// A condition: something that is yes, no or unknown.
    pub fn condition(&mut self, e: &syntax::Expr, cx: Context) -> Option<Expr> {
        let typed = self.expr(e, cx, None)?;
        match typed.ty {
            Ty::Known(Type::YesNo) => Some(typed.expr),
            Ty::Known(ty) => {
                let finding = Finding::new(&codes::NO_CONDITION, e.span)
                    .quote("text", self.slice(e))
                    .arg("type", words::described(&self.policy, ty));
                self.report(finding);
                None
            }
            Ty::Bare | Ty::Missing => {
                let finding = Finding::new(&codes::NO_CONDITION, e.span)
                    .quote("text", self.slice(e))
                    .arg("type", if typed.ty == Ty::Bare { a_number() } else { no_value() });
                self.report(finding);
                None
            }
        }
    }

    /// All conditions, or none of them: each is checked in any case.
    pub fn conditions(&mut self, parts: &[syntax::Expr], cx: Context) -> Option<Vec<Expr>> {
        let made: Vec<Option<Expr>> = parts.iter().map(|p| self.condition(p, cx)).collect();
        made.into_iter().collect()
    }

    fn choice(
        &mut self,
        condition: &syntax::Expr,
        then: &syntax::Expr,
        otherwise: &syntax::Expr,
        cx: Context,
        expected: Option<Type>,
    ) -> Option<Typed> {
        let condition = self.condition(condition, cx);
        let branches = self.unified(&[then, otherwise], cx, expected);
        let (condition, (mut branches, ty)) = (condition?, branches?);
        let (otherwise, then) = (branches.pop()?, branches.pop()?);
        Some(Typed { expr: Expr::If(Box::new(condition), Box::new(then), Box::new(otherwise)), ty })
    }

    /// Types expressions that must give the same type: branches, arguments of `max`.
    pub fn unified(&mut self, parts: &[&syntax::Expr], cx: Context, expected: Option<Type>) -> Option<(Vec<Expr>, Ty)> {
        // What can be typed by itself tells the enumeration of those that cannot.
        let mut made: Vec<Option<Typed>> = vec![None; parts.len()];
        let mut hint = expected;
        let mut failed = false;
        for (at, part) in parts.iter().enumerate() {
            if self.is_loose(part, cx) {
                continue;
            }
            made[at] = self.expr(part, cx, expected);
            failed |= made[at].is_none();
            if let Some(Typed { ty: Ty::Known(ty @ Type::OneOf(_)), .. }) = made[at] {
                hint = hint.or(Some(ty));
            }
        }
        for (at, part) in parts.iter().enumerate() {
            if self.is_loose(part, cx) && (hint.is_some() || !failed) {
                made[at] = self.expr(part, cx, hint);
            }
        }
        let made: Vec<Typed> = made.into_iter().collect::<Option<_>>()?;
        let mut out = Vec::with_capacity(made.len());
        let mut ty: Option<(Ty, usize)> = None;
        for (at, typed) in made.iter().enumerate() {
            ty = match ty {
                None => Some((typed.ty, at)),
                Some((so_far, first)) => {
                    let joined = self.joined((so_far, parts.get(first)?), (typed.ty, parts.get(at)?))?;
                    Some((joined, if joined == so_far { first } else { at }))
                }
            };
        }
        out.extend(made.into_iter().map(|t| t.expr));
        Some((out, ty?.0))
    }

    /// The one type of two values that must be alike.
    fn joined(&mut self, a: (Ty, &syntax::Expr), b: (Ty, &syntax::Expr)) -> Option<Ty> {
        match (a.0, b.0) {
            (x, y) if x == y => Some(x),
            (Ty::Missing, x) | (x, Ty::Missing) => Some(x),
            (Ty::Known(x), Ty::Known(y)) if plain(x) && plain(y) => Some(Ty::Known(Type::Number)),
            (Ty::Known(x), Ty::Bare) | (Ty::Bare, Ty::Known(x)) if plain(x) => Some(Ty::Known(x)),
            (Ty::Known(x), Ty::Bare) => {
                self.lacks_unit(x, a.1, b.1, None);
                None
            }
            (Ty::Bare, Ty::Known(x)) => {
                self.lacks_unit(x, b.1, a.1, None);
                None
            }
            (Ty::Known(x), Ty::Known(y)) => {
                self.mismatch(a.1, x, b.1, y, said!("be alternatives to each other", "użyć zamiennie"));
                None
            }
            (Ty::Bare, Ty::Bare) => Some(Ty::Bare),
        }
    }

    /// Makes a value fit what its place wants, or says what to write. `of` names the place where the text does not.
    pub fn fitted(&mut self, typed: Typed, e: &syntax::Expr, want: Type, of: &str) -> Option<Expr> {
        match typed.ty {
            Ty::Missing => Some(typed.expr),
            Ty::Bare if plain(want) => Some(typed.expr),
            Ty::Bare => {
                self.bare_under(want, of, e, None);
                None
            }
            Ty::Known(ty) if ty == want || self.same_type(ty, want) => Some(typed.expr),
            Ty::Known(ty) if plain(ty) && plain(want) => Some(typed.expr),
            Ty::Known(ty) => {
                // `60 %` of points can only be 60.
                let written = self.slice(e).strip_suffix('%').map(|number| number.trim_end().to_owned());
                let points =
                    written.filter(|_| want == Type::Points && ty == Type::Percent && written_number(e).is_some());
                let finding = Finding::new(&codes::WRONG_TYPE, e.span)
                    .quote("name", of)
                    .arg("want", words::described(&self.policy, want))
                    .quote("text", self.slice(e))
                    .arg("type", words::described(&self.policy, ty))
                    .maybe_fix(points.and_then(|number| self.fixed(e.span, &number)));
                self.report(finding);
                None
            }
        }
    }

    /// `e` is a number without a unit beside `other`, which is of type `ty`. `op` is the place of both operands where
    /// the message should show how to write them.
    pub fn lacks_unit(&mut self, ty: Type, other: &syntax::Expr, e: &syntax::Expr, op: Option<Span>) {
        let name = self.slice(other).to_owned();
        self.bare_under(ty, &name, e, op);
    }

    /// A number without a unit where the place wants one. `from` is where the text to show begins, if not at `e`.
    pub fn bare_under(&mut self, ty: Type, name: &str, e: &syntax::Expr, shown: Option<Span>) {
        let bare = self.slice(e).to_owned();
        let number = written_number(e);
        let code = match ty {
            Type::OneOf(id) => {
                let meant = self.policy.enumeration(id).values.iter().find(|v| number.is_some() && v.number == number);
                let fix = meant.and_then(|v| self.fixed(e.span, v.name.as_str()));
                let finding = Finding::new(&codes::NUMBER_FOR_VALUE, e.span)
                    .maybe_fix(fix)
                    .quote("name", name)
                    .arg("number", bare)
                    .arg("values", words::values(&self.policy, ty));
                self.report(finding);
                return;
            }
            Type::Date | Type::YesNo | Type::Text => {
                let finding = Finding::new(&codes::WRONG_TYPE, e.span)
                    .quote("name", name)
                    .arg("want", words::described(&self.policy, ty))
                    .arg("text", bare)
                    .arg("type", a_number());
                self.report(finding);
                return;
            }
            Type::Percent if number.is_some() => &codes::BARE_PERCENT,
            Type::Percent | Type::Number | Type::Count | Type::Points | Type::Money | Type::Days => {
                &codes::MISSING_UNIT
            }
        };
        let suffix = words::suffix(ty, self.policy.currency);
        // `10.000` of an amount without its currency are thousands, as with it.
        let grouped =
            bare.split_once('.').filter(|(whole, rest)| ty == Type::Money && rest.len() == 3 && *whole != "0");
        let counted = grouped.map_or_else(|| bare.clone(), |(whole, rest)| format!("{whole} {rest}"));
        let written = format!("{counted}{suffix}");
        let lead = shown.map_or(String::new(), |span| {
            let text = self.sources.slice(span);
            let lead = text.strip_suffix(bare.as_str()).unwrap_or("");
            lead.trim_start().to_owned()
        });
        let mut finding = Finding::new(code, e.span)
            .quote("name", name)
            .arg("unit", words::unit(ty))
            .arg("write", format!("{lead}{written}"))
            .maybe_fix(self.fixed(e.span, &written));
        if let Some(value) = number {
            let hundredfold = &value * &Number::HUNDRED;
            finding = finding.arg("other", format!("{lead}{hundredfold} %"));
        }
        self.report(finding);
    }

    /// Two types that do not go together.
    pub fn mismatch(&mut self, left: &syntax::Expr, a: Type, right: &syntax::Expr, b: Type, verb: Phrase) {
        let finding = Finding::new(&codes::MISMATCH, left.span.to(right.span))
            .quote("left", self.slice(left))
            .arg("left_type", words::described(&self.policy, a))
            .quote("right", self.slice(right))
            .arg("right_type", words::described(&self.policy, b))
            .arg("verb", verb);
        self.report(finding);
    }
}

pub(super) fn negated_if(e: Expr, negated: bool) -> Expr {
    if negated { Expr::Not(Box::new(e)) } else { e }
}

fn a_number() -> Phrase {
    said!("a number", "liczba")
}

/// What `missing` is.
pub(super) fn no_value() -> Phrase {
    said!("no value", "brak wartości")
}
