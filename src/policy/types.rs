//! Types and units of expressions. An expression is read in a [`Context`] (is there a person or a row at hand?) and
//! with what its place expects, which tells the values of enumerations from names. A bare number takes its meaning from
//! its place: it counts as points, a number or a count, and under days, money or a percent it is a finding.
//!
//! `None` always means: not typed, and the reason has been reported (here or where the name was declared), so nothing
//! more is said. Operators are in `operation`, queries in `query`, functions in `function`.

use super::expression::Expr;
use super::model::{EnumerationId, RecordsId, Type};
use super::resolve::{Checker, Declared, Node, PersonSymbol, Progress, RowSymbol, Symbol, did_you_mean};
use super::{Window, fix, words};
use crate::diagnostics::{Finding, Span, policy as codes, suggest};
use crate::syntax::{self, ArithmeticOp, ExprKind, Ident, Path, Unit};
use crate::values::{ChoiceSet, Day, Number, Scalar};

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
    pub fn fixed(&self, span: Span, text: &str) -> Option<String> {
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
                            .arg("text", self.slice(e))
                            .arg("currency", own.code());
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
                    .arg("text", self.slice(e))
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
            .arg("text", self.slice(e))
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
                    .arg("text", self.slice(e))
                    .arg("type", words::described(&self.policy, ty));
                self.report(finding);
                None
            }
            Ty::Bare | Ty::Missing => {
                let finding = Finding::new(&codes::NO_CONDITION, e.span)
                    .arg("text", self.slice(e))
                    .arg("type", if typed.ty == Ty::Bare { "a number" } else { "no value" });
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
                self.mismatch(a.1, x, b.1, y, "be alternatives to each other");
                None
            }
            (Ty::Bare, Ty::Bare) => Some(Ty::Bare),
        }
    }

    /// Whether the expression is a single name that only an enumeration could know.
    pub fn is_loose(&self, e: &syntax::Expr, cx: Context) -> bool {
        match &e.kind {
            ExprKind::Name(path) => match path.parts.as_slice() {
                [name] => !self.is_declared(name, cx) && !["as_of", "score", "tier"].contains(&name.value.as_str()),
                _ => false,
            },
            ExprKind::Parenthesised(of) => self.is_loose(of, cx),
            _ => false,
        }
    }

    fn is_declared(&self, name: &Ident, cx: Context) -> bool {
        self.names.account.contains_key(&name.value)
            || (cx.person && self.names.person.contains_key(&name.value))
            || self.row_symbol(name, cx).is_some()
    }

    fn row_symbol(&self, name: &Ident, cx: Context) -> Option<Declared<RowSymbol>> {
        self.names.rows.get(cx.row?.index())?.get(&name.value).copied()
    }

    /// A name of one or two parts.
    pub fn path(&mut self, span: Span, path: &Path, cx: Context, expected: Option<Type>) -> Option<Typed> {
        match path.parts.as_slice() {
            [name] => self.bare_name(name, cx, expected),
            [owner, name] => self.owned_name(span, owner, name, cx),
            _ => {
                self.unknown_name(span, self.sources.slice(span).to_owned().as_str(), cx, None);
                None
            }
        }
    }

    fn bare_name(&mut self, name: &Ident, cx: Context, expected: Option<Type>) -> Option<Typed> {
        let text = name.value.as_str();
        if let Some(Type::OneOf(id)) = expected
            && let Some(position) = self.policy.enumeration(id).position(text)
        {
            return Typed::known(Expr::Constant(Scalar::Choice(position)), Type::OneOf(id));
        }
        match text {
            "as_of" => return Typed::known(Expr::AsOf, Type::Date),
            "score" | "tier" => return self.outcome(name, cx),
            "people" => {
                self.report(Finding::new(&codes::MANY_VALUES, name.span).arg("name", text).arg("what", "all people"));
                return None;
            }
            _ => {}
        }
        let row = self.row_symbol(name, cx);
        let person = if cx.person { self.names.person.get(&name.value).copied() } else { None };
        let account = self.names.account.get(&name.value).copied();
        match (row, person, account) {
            (Some(row), None, None) => self.row_value(row.symbol, cx.row?),
            (None, Some(person), None) => self.person_value(person.symbol),
            (None, None, Some(account)) => self.account_value(account.symbol),
            (None, None, None) => {
                self.unresolved(name, cx, expected);
                None
            }
            (row, person, _) => {
                let owner = match (row, cx.row) {
                    (Some(_), Some(id)) => self.policy.records[id.index()].name.to_string(),
                    _ => "person".to_owned(),
                };
                let also = if row.is_some() && person.is_some() { "a person" } else { "the account" };
                let write = format!("{owner}.{text}");
                let finding = Finding::new(&codes::AMBIGUOUS_NAME, name.span)
                    .arg("name", text)
                    .arg("write", write.clone())
                    .arg("also", also)
                    .maybe_fix(self.fixed(name.span, &write));
                self.report(finding);
                None
            }
        }
    }

    fn outcome(&mut self, name: &Ident, cx: Context) -> Option<Typed> {
        if !cx.outcome {
            self.report(Finding::new(&codes::OUTCOME_HERE, name.span).arg("name", name.value.as_str()));
            return None;
        }
        if name.value.as_str() == "score" {
            return Typed::known(Expr::Score, Type::Points);
        }
        Typed::known(Expr::Tier, Type::OneOf(self.policy.tier_enumeration))
    }

    /// Says why a name means nothing here.
    fn unresolved(&mut self, name: &Ident, cx: Context, expected: Option<Type>) {
        let text = name.value.as_str();
        if let Some(ty @ Type::OneOf(id)) = expected {
            let values = &self.policy.enumeration(id).values;
            let known: Vec<&str> = values.iter().map(|v| v.name.as_str()).collect();
            let near = suggest::nearest(text, known.iter().copied()).map(str::to_owned);
            // A name near to a declared one, and to no value, is more likely meant as that.
            if near.is_some() || self.near_name(text, cx).is_none() {
                let finding = Finding::new(&codes::UNKNOWN_VALUE, name.span)
                    .arg("value", text)
                    .arg("values", words::values(&self.policy, ty))
                    .maybe_fix(near.and_then(|n| self.fixed(name.span, &n)));
                self.report(finding);
                return;
            }
        }
        if expected == Some(Type::Text) && self.near_name(text, cx).is_none() {
            let write = format!("\"{text}\"");
            let finding = Finding::new(&codes::TEXT_QUOTES, name.span)
                .arg("name", text)
                .arg("write", write.clone())
                .maybe_fix(self.fixed(name.span, &write));
            self.report(finding);
            return;
        }
        if expected == Some(Type::YesNo) && self.near_name(text, cx).is_none() {
            let finding =
                Finding::new(&codes::UNKNOWN_VALUE, name.span).arg("value", text).arg("values", "`yes`, `no`");
            self.report(finding);
            return;
        }
        if !cx.person && self.names.person.contains_key(&name.value) {
            self.person_outside(name.span, text);
            return;
        }
        let span = name.span;
        self.unknown_name(span, text, cx, None);
    }

    fn person_outside(&mut self, span: Span, name: &str) {
        self.report(Finding::new(&codes::PERSON_OUTSIDE, span).arg("name", name));
    }

    fn near_name(&self, text: &str, cx: Context) -> Option<String> {
        let mut known: Vec<&str> = self.names.account.keys().map(|n| n.as_str()).collect();
        if cx.person {
            known.extend(self.names.person.keys().map(|n| n.as_str()));
        }
        if let Some(rows) = cx.row.and_then(|r| self.names.rows.get(r.index())) {
            known.extend(rows.keys().map(|n| n.as_str()));
        }
        known.push("as_of");
        suggest::nearest(text, known).map(str::to_owned)
    }

    /// Reports a name that nobody declares; `near` where the candidates are known better than all names.
    pub fn unknown_name(&mut self, span: Span, text: &str, cx: Context, near: Option<Option<String>>) {
        let near = near.unwrap_or_else(|| self.near_name(text, cx));
        let finding = Finding::new(&codes::UNKNOWN_NAME, span)
            .arg("name", text)
            .arg("hint", did_you_mean(near.as_deref()))
            .maybe_fix(near.and_then(|n| self.fixed(span, &n)));
        self.report(finding);
    }

    fn owned_name(&mut self, span: Span, owner: &Ident, name: &Ident, cx: Context) -> Option<Typed> {
        match owner.value.as_str() {
            "person" | "people" => {
                if !cx.person {
                    self.person_outside(span, name.value.as_str());
                    return None;
                }
                match self.names.person.get(&name.value).copied() {
                    Some(declared) => self.person_value(declared.symbol),
                    None => {
                        let near = nearest_of(name, self.names.person.keys());
                        self.unknown_name(name.span, name.value.as_str(), cx, Some(near));
                        None
                    }
                }
            }
            "probability" => {
                let declared = self.names.account.get(&name.value).copied();
                match declared.map(|d| d.symbol) {
                    Some(symbol @ Symbol::Slot(id)) if self.is_probability(id.index()) => self.account_value(symbol),
                    _ => {
                        let probabilities = (0..self.slots.len()).filter(|s| self.is_probability(*s));
                        let known = probabilities.filter_map(|s| self.policy.slots[s].name.as_ref());
                        let near = nearest_of(name, known);
                        self.unknown_name(name.span, name.value.as_str(), cx, Some(near));
                        None
                    }
                }
            }
            _ => {
                let Some(records) = self.names.records.get(&owner.value).map(|d| d.symbol) else {
                    let known =
                        self.names.records.keys().map(|n| n.as_str()).chain(["person", "people", "probability"]);
                    let near = suggest::nearest(owner.value.as_str(), known).map(str::to_owned);
                    self.unknown_name(owner.span, owner.value.as_str(), cx, Some(near));
                    return None;
                };
                let Some(declared) = self.names.rows[records.index()].get(&name.value).copied() else {
                    let near = nearest_of(name, self.names.rows[records.index()].keys());
                    self.unknown_name(name.span, name.value.as_str(), cx, Some(near));
                    return None;
                };
                if cx.row != Some(records) {
                    let finding = Finding::new(&codes::MANY_VALUES, span)
                        .arg("name", self.sources.slice(span))
                        .arg("what", format!("every `{}`", owner.value));
                    self.report(finding);
                    return None;
                }
                self.row_value(declared.symbol, records)
            }
        }
    }

    fn is_probability(&self, slot: usize) -> bool {
        self.slots.get(slot).is_some_and(|s| matches!(s.body, super::resolve::Body::Probability(_)))
    }

    fn account_value(&mut self, symbol: Symbol) -> Option<Typed> {
        match symbol {
            Symbol::Field(id) if self.broken_fields[id.index()] => None,
            Symbol::Field(id) => Typed::known(Expr::Field(id), self.policy.fields[id.index()].ty),
            Symbol::Parameter(id) if self.broken_parameters.get(id.index()).copied().unwrap_or(true) => None,
            Symbol::Parameter(id) => Typed::known(Expr::Parameter(id), self.policy.parameters[id.index()].ty),
            Symbol::Slot(id) => {
                let ty = self.used(Node::Slot(id))?;
                Typed::known(Expr::Slot(id), ty)
            }
        }
    }

    fn person_value(&mut self, symbol: PersonSymbol) -> Option<Typed> {
        match symbol {
            PersonSymbol::Attribute(id) if self.broken_attributes[id.index()] => None,
            PersonSymbol::Attribute(id) => Typed::known(Expr::Attribute(id), self.policy.attributes[id.index()].ty),
            PersonSymbol::Let(id) => {
                let ty = self.used(Node::Person(id))?;
                Typed::known(Expr::PersonLet(id), ty)
            }
        }
    }

    fn row_value(&mut self, symbol: RowSymbol, records: RecordsId) -> Option<Typed> {
        match symbol {
            RowSymbol::Column(id) if self.broken_columns[records.index()][id.index()] => None,
            RowSymbol::Column(id) => {
                Typed::known(Expr::Column(id), self.policy.records[records.index()].columns[id.index()].ty)
            }
            RowSymbol::Let(id) => {
                let ty = self.used(Node::Row(records, id))?;
                Typed::known(Expr::RowLet(records, id), ty)
            }
        }
    }

    /// The type of something computed; what is not compiled yet is noted as pending.
    fn used(&mut self, node: Node) -> Option<Type> {
        let state = self.state(node)?;
        let (progress, ty, stage) = (state.progress, state.ty, state.stage);
        if progress != Progress::Done {
            self.pending.get_or_insert(node);
            return None;
        }
        self.stage = self.stage.max(stage);
        ty
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
                let finding = Finding::new(&codes::WRONG_TYPE, e.span)
                    .arg("name", of)
                    .arg("want", words::described(&self.policy, want))
                    .arg("text", self.slice(e))
                    .arg("type", words::described(&self.policy, ty));
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
        let code = match ty {
            Type::OneOf(id) => {
                let meant = match &e.kind {
                    ExprKind::Number { value, .. } => {
                        self.policy.enumeration(id).values.iter().find(|v| v.number.as_ref() == Some(value))
                    }
                    _ => None,
                };
                let fix = meant.and_then(|v| self.fixed(e.span, v.name.as_str()));
                let finding = Finding::new(&codes::NUMBER_FOR_VALUE, e.span)
                    .maybe_fix(fix)
                    .arg("name", name)
                    .arg("number", bare)
                    .arg("values", words::values(&self.policy, ty));
                self.report(finding);
                return;
            }
            Type::Date | Type::YesNo | Type::Text => {
                let finding = Finding::new(&codes::WRONG_TYPE, e.span)
                    .arg("name", name)
                    .arg("want", words::described(&self.policy, ty))
                    .arg("text", bare)
                    .arg("type", "a number");
                self.report(finding);
                return;
            }
            Type::Percent => &codes::BARE_PERCENT,
            Type::Number | Type::Count | Type::Points | Type::Money | Type::Days => &codes::MISSING_UNIT,
        };
        let suffix = words::suffix(ty, self.policy.currency);
        let written = format!("{bare}{suffix}");
        let lead = shown.map_or(String::new(), |span| {
            let text = self.sources.slice(span);
            let lead = text.strip_suffix(bare.as_str()).unwrap_or("");
            lead.trim_start().to_owned()
        });
        let mut finding = Finding::new(code, e.span)
            .arg("name", name)
            .arg("unit", words::unit(ty))
            .arg("write", format!("{lead}{written}"))
            .maybe_fix(self.fixed(e.span, &written));
        if let ExprKind::Number { value, .. } = &e.kind {
            let hundredfold = value * &Number::HUNDRED;
            finding = finding.arg("other", format!("{lead}{hundredfold} %"));
        }
        self.report(finding);
    }

    /// Two types that do not go together.
    pub fn mismatch(&mut self, left: &syntax::Expr, a: Type, right: &syntax::Expr, b: Type, verb: &str) {
        let finding = Finding::new(&codes::MISMATCH, left.span.to(right.span))
            .arg("left", self.slice(left))
            .arg("left_type", words::described(&self.policy, a))
            .arg("right", self.slice(right))
            .arg("right_type", words::described(&self.policy, b))
            .arg("verb", verb);
        self.report(finding);
    }

    /// A value that is known without any account: literals, arithmetic over them, parameters that never change.
    pub fn folded(&self, expr: &Expr) -> Option<Scalar> {
        match expr {
            Expr::Constant(scalar) => Some(scalar.clone()),
            Expr::Parameter(id) => {
                let parameter = &self.policy.parameters[id.index()];
                parameter.later.is_empty().then(|| parameter.first.clone())
            }
            Expr::Negate(of) => match self.folded(of)? {
                Scalar::Number(n) => Some(Scalar::Number(-n)),
                _ => None,
            },
            Expr::Arithmetic(op, a, b) => match (self.folded(a)?, self.folded(b)?) {
                (Scalar::Number(a), Scalar::Number(b)) => calculated(*op, &a, &b).map(Scalar::Number),
                _ => None,
            },
            _ => None,
        }
    }

    /// A constant of a wanted type; anything else is a finding. `of` says what it is the value of.
    pub fn constant(&mut self, e: &syntax::Expr, want: Type, of: &str) -> Option<Scalar> {
        let typed = self.expr(e, Context::default(), Some(want))?;
        let expr = self.fitted(typed, e, want, of)?;
        let made = self.folded(&expr);
        if made.is_none() {
            let finding = Finding::new(&codes::NOT_CONSTANT, e.span).arg("text", self.slice(e));
            self.report(finding);
        }
        made
    }

    /// A constant number of a wanted type; a date as its number of days.
    pub fn constant_number(&mut self, e: &syntax::Expr, want: Type, of: &str) -> Option<Number> {
        match self.constant(e, want, of)? {
            Scalar::Number(n) => Some(n),
            Scalar::Day(day) => Some(Number::int(i64::from(day.number()))),
            Scalar::YesNo(_) | Scalar::Choice(_) | Scalar::Text(_) => None,
        }
    }

    /// The two ends of a range; a unit on the last counts for both.
    pub fn ends(&mut self, low: &syntax::Expr, high: &syntax::Expr, ty: Type, of: &str) -> Option<(Number, Number)> {
        let low = unit_from(low, high);
        let first = self.constant_number(&low, ty, of);
        let last = self.constant_number(high, ty, of);
        Some((first?, last?))
    }

    pub fn day_constant(&mut self, e: &syntax::Expr) -> Option<Day> {
        match self.constant(e, Type::Date, "since")? {
            Scalar::Day(day) => Some(day),
            Scalar::Number(_) | Scalar::YesNo(_) | Scalar::Choice(_) | Scalar::Text(_) => None,
        }
    }

    pub fn window(&mut self, window: &syntax::Window) -> Option<Window> {
        match window {
            syntax::Window::Last(duration) => Some(Window::Last(*duration)),
            syntax::Window::Previous(duration) => Some(Window::Previous(*duration)),
            syntax::Window::Since(day) => self.day_constant(day).map(Window::Since),
        }
    }

    /// The values of an enumeration as a set.
    pub fn all_of(&self, id: EnumerationId) -> ChoiceSet {
        self.policy.enumeration(id).all()
    }
}

/// `5` in `5 to 10 %` means `5 %`: a bare number beside one with a unit takes it over.
pub(super) fn unit_from(low: &syntax::Expr, high: &syntax::Expr) -> syntax::Expr {
    match (number_unit(low), number_unit(high)) {
        (Some(Unit::Bare), Some(unit)) => with_unit(low, unit),
        _ => low.clone(),
    }
}

fn with_unit(e: &syntax::Expr, to: Unit) -> syntax::Expr {
    let kind = match &e.kind {
        ExprKind::Number { value, .. } => ExprKind::Number { value: value.clone(), unit: to },
        ExprKind::Negate(of) => ExprKind::Negate(Box::new(with_unit(of, to))),
        other => other.clone(),
    };
    syntax::Expr { span: e.span, kind }
}

fn number_unit(e: &syntax::Expr) -> Option<Unit> {
    match &e.kind {
        ExprKind::Number { unit, .. } => Some(*unit),
        ExprKind::Negate(of) => number_unit(of),
        _ => None,
    }
}

/// Exact arithmetic; none when dividing by 0.
pub(super) fn calculated(op: ArithmeticOp, a: &Number, b: &Number) -> Option<Number> {
    match op {
        ArithmeticOp::Add => Some(a + b),
        ArithmeticOp::Subtract => Some(a - b),
        ArithmeticOp::Multiply => Some(a * b),
        ArithmeticOp::Divide => a.checked_div(b),
    }
}

pub(super) fn negated_if(e: Expr, negated: bool) -> Expr {
    if negated { Expr::Not(Box::new(e)) } else { e }
}

fn nearest_of<'n>(name: &Ident, known: impl Iterator<Item = &'n crate::values::Name>) -> Option<String> {
    suggest::nearest(name.value.as_str(), known.map(|n| n.as_str())).map(str::to_owned)
}
