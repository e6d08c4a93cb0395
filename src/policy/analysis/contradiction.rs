//! Whether conditions can hold together at all. What each of them asks of one value (a field, something computed, the
//! tier, the score) is narrowed down from what that value can be; where nothing is left, they never hold. Sound, not
//! complete: what it cannot follow may hold. Start at [`Question::never`].

use super::super::{Expr, Policy, Row, Shape, SlotValue, Table, Test, Tier, Type};
use super::bounds::Bounds;
use super::grid::{floor, inside};
use super::spelling;
use crate::diagnostics::{Phrase, said};
use crate::syntax::CompareOp;
use crate::values::{ChoiceSet, Interval, Number, Scalar};

/// Alternatives that are tried before it is left open.
const MOST_STEPS: usize = 1_000;

/// What one value can still be.
#[derive(Clone, Debug)]
struct Domain<'e> {
    of: &'e Expr,
    choices: Option<ChoiceSet>,
    numbers: Interval,
    /// An end that is itself excluded.
    low_open: bool,
    high_open: bool,
    yes: bool,
    no: bool,
    known: bool,
    missing: bool,
}

/// Something asked: a condition and whether it is to hold or to fail, or a row of a table to be met.
#[derive(Clone, Copy)]
enum Asked<'e> {
    Condition(&'e Expr, bool),
    Cell(&'e Expr, &'e Test),
    /// A condition is not sure to hold (or not sure to fail): it comes out otherwise, or what it looks at is missing or does
    /// not apply.
    Unsure(&'e Expr, bool),
    /// What a condition looks at is missing or does not apply.
    Absent(&'e Expr),
    /// The score is at least a threshold, or below it.
    Reached(&'e Expr, bool),
}

/// A search for a case in which all conditions hold.
pub(super) struct Question<'p, 'e> {
    policy: &'p Policy,
    bounds: &'p Bounds<'e>,
    steps: usize,
    /// What no value was left of, by its name.
    blamed: Vec<Option<String>>,
    /// The lowest score there is, where that is known.
    lowest: Option<Number>,
    /// What the values can still be where everything asked can hold.
    found: Option<Vec<Domain<'p>>>,
}

impl<'p: 'e, 'e> Question<'p, 'e> {
    pub fn new(policy: &'p Policy, bounds: &'p Bounds<'e>) -> Question<'p, 'e> {
        Question { policy, bounds, steps: 0, blamed: Vec::new(), lowest: None, found: None }
    }

    /// Says why conditions can never hold together; nothing where they may.
    pub fn never(&mut self, conditions: &[&'p Expr]) -> Option<Phrase> {
        self.nothing_meets(conditions.iter().map(|c| Asked::Condition(c, true)).collect())
    }

    /// As [`Self::never`], for conditions that are to hold (true) or to fail (false).
    pub fn never_as(&mut self, conditions: &[(&'p Expr, bool)]) -> Option<Phrase> {
        self.nothing_meets(conditions.iter().map(|(c, holds)| Asked::Condition(c, *holds)).collect())
    }

    /// Says why a row of a table can never be met, its condition included.
    pub fn never_met(&mut self, table: &'p Table, row: &'p Row) -> Option<Phrase> {
        self.nothing_meets(cells(table, row))
    }

    /// Whether no account can meet what a tier asks without surely meeting what one of the `better` ones asks, with scores
    /// from `lowest` on.
    pub fn nobody_left(&mut self, tier: &'p Tier, better: &[&'p Tier], lowest: &Number) -> bool {
        let from = tier.from.iter().map(|from| Asked::Reached(from, true));
        let asked: Vec<Asked<'p>> = from.chain(tier.when.iter().map(|when| Asked::Condition(when, true))).collect();
        self.lowest = Some(lowest.clone());
        !self.escapes(better, &asked, &[])
    }

    /// Whether what is asked leaves a case in which all of these tiers are missed: by the score or by their condition.
    fn escapes(&mut self, better: &[&'p Tier], asked: &[Asked<'p>], missed: &[Asked<'p>]) -> bool {
        let Some((tier, others)) = better.split_first() else {
            return self.possible(asked.iter().chain(missed).copied().collect(), Vec::new());
        };
        let ways = tier.from.iter().map(|from| Asked::Reached(from, false));
        ways.chain(tier.when.iter().map(|when| Asked::Unsure(when, true))).any(|way| {
            let missed: Vec<Asked<'p>> = missed.iter().copied().chain([way]).collect();
            self.escapes(others, asked, &missed)
        })
    }

    /// A case in which two rows of a table are both met: `overdue 31 days`. Nothing where there is none, and nothing where
    /// that cannot be told for sure: the rows have to ask about fields, or about one value only, and compare it with
    /// constants, since two computed values may exclude each other in ways that are not seen here.
    pub fn both_met(&mut self, table: &'p Table, a: &'p Row, b: &'p Row) -> Option<String> {
        let asked: Vec<Asked<'p>> = cells(table, a).into_iter().chain(cells(table, b)).collect();
        if !self.is_plain(&asked) || !self.possible(asked, Vec::new()) {
            return None;
        }
        let found = self.found.take()?;
        let values: Option<Vec<String>> = found.iter().map(|domain| self.witness(domain)).collect();
        values.map(|values| values.join(", "))
    }

    fn is_plain(&self, asked: &[Asked<'p>]) -> bool {
        let mut of: Vec<&Expr> = Vec::new();
        let plain = asked.iter().all(|asked| match asked {
            Asked::Condition(condition, _) => self.plain_condition(condition, &mut of),
            Asked::Cell(_, Test::Any) => true,
            Asked::Cell(_, Test::Texts(_)) => false,
            Asked::Cell(_, Test::Ranges(ranges)) if ranges.len() > 1 => false,
            Asked::Cell(value, _) => self.plain_value(value, &mut of),
            Asked::Unsure(..) | Asked::Absent(_) | Asked::Reached(..) => false,
        });
        let independent = of.iter().all(|e| matches!(e, Expr::Field(_) | Expr::Attribute(_)));
        plain && (independent || of.iter().all(|e| of.first() == Some(e)))
    }

    fn plain_condition(&self, condition: &'p Expr, of: &mut Vec<&'p Expr>) -> bool {
        match condition {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().all(|part| self.plain_condition(part, of)),
            Expr::Not(part) => self.plain_condition(part, of),
            Expr::Compare(_, value, with) => matches!(**with, Expr::Constant(_)) && self.plain_value(value, of),
            Expr::InChoices(value, _) | Expr::IsMissing(value) => self.plain_value(value, of),
            value => self.plain_value(value, of),
        }
    }

    fn plain_value(&self, value: &'p Expr, of: &mut Vec<&'p Expr>) -> bool {
        let is_plain = match value {
            Expr::Field(_) | Expr::Attribute(_) => true,
            Expr::Slot(id) => self
                .policy
                .slots
                .get(id.index())
                .is_some_and(|s| matches!(s.value, SlotValue::Expr(_)) && s.name.is_some()),
            _ => false,
        };
        of.push(value);
        is_plain
    }

    /// `overdue 31 days`: a value that is left.
    fn witness(&self, domain: &Domain<'p>) -> Option<String> {
        let name = self.name(domain.of)?;
        if !domain.known {
            return Some(format!("{name} missing"));
        }
        let ty = self.ty(domain.of)?;
        let value = match ty {
            Type::YesNo => Scalar::YesNo(domain.yes),
            Type::OneOf(_) => Scalar::Choice(domain.choices?.iter().next()?),
            Type::Text => return None,
            _ => Scalar::Number(domain.number(ty, self.bounds.only_whole(domain.of, ty))?),
        };
        Some(format!("{name} {}", spelling::scalar(self.policy, ty, &value)))
    }

    fn nothing_meets(&mut self, asked: Vec<Asked<'p>>) -> Option<Phrase> {
        if self.possible(asked, Vec::new()) {
            return None;
        }
        let mut names: Vec<String> = self.blamed.iter().flatten().cloned().collect();
        names.sort();
        names.dedup();
        Some(match names.as_slice() {
            [only] if self.blamed.iter().all(Option::is_some) => said!(
                "no value of `{only}` meets what is asked",
                "żadna wartość `{only}` nie spełnia wymagań",
                only = only,
            ),
            _ => said!("what is asked excludes itself", "wymagania wykluczają się wzajemnie"),
        })
    }

    /// Whether everything asked can hold. Alternatives are tried one after the other.
    fn possible(&mut self, mut asked: Vec<Asked<'p>>, mut domains: Vec<Domain<'p>>) -> bool {
        while let Some(next) = asked.pop() {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return true;
            }
            match next {
                Asked::Condition(Expr::Not(of), holds) => asked.push(Asked::Condition(of, !holds)),
                Asked::Condition(Expr::And(all), true) | Asked::Condition(Expr::Or(all), false) => {
                    let holds = matches!(next, Asked::Condition(_, true));
                    asked.extend(all.iter().map(|e| Asked::Condition(e, holds)));
                }
                Asked::Condition(Expr::Or(all), true) | Asked::Condition(Expr::And(all), false) => {
                    let holds = matches!(next, Asked::Condition(_, true));
                    return self.any_of(
                        all.iter().map(|e| vec![Asked::Condition(e, holds)]).collect(),
                        &asked,
                        &domains,
                    );
                }
                Asked::Condition(expr, holds) => {
                    if !self.narrow(expr, holds, &mut domains) {
                        return false;
                    }
                    if let Some(rows) = self.rows_giving(expr, &domains) {
                        return self.any_of(rows, &asked, &domains);
                    }
                }
                Asked::Cell(of, test) => {
                    if !self.narrow_cell(of, test, &mut domains) {
                        return false;
                    }
                }
                Asked::Unsure(expr, holds) => match unsure(expr, holds) {
                    Unsure::All(parts) => asked.extend(parts),
                    Unsure::Any(ways) => return self.any_of(ways, &asked, &domains),
                },
                Asked::Absent(expr) => {
                    if !self.absent(expr, &mut domains) {
                        return false;
                    }
                }
                Asked::Reached(from, reached) => {
                    let op = if reached { CompareOp::AtLeast } else { CompareOp::Below };
                    let lowest = self.lowest.clone();
                    let above = |d: &mut Domain<'p>| lowest.iter().for_each(|low| d.at_least(low, false));
                    if !self.within(&Expr::Score, &mut domains, above) {
                        return false;
                    }
                    if !self.compare(op, &Expr::Score, from, &mut domains) {
                        return false;
                    }
                }
            }
        }
        self.found = Some(domains);
        true
    }

    fn any_of(&mut self, ways: Vec<Vec<Asked<'p>>>, asked: &[Asked<'p>], domains: &[Domain<'p>]) -> bool {
        ways.into_iter().any(|way| {
            let mut all = asked.to_vec();
            all.extend(way);
            self.possible(all, domains.to_vec())
        })
    }

    /// The rows of a table of choices that can give what is asked of it: one of them must be met. Nothing where the
    /// condition is not about such a table.
    fn rows_giving(&self, condition: &'p Expr, domains: &[Domain<'p>]) -> Option<Vec<Vec<Asked<'p>>>> {
        let (Expr::InChoices(of, _) | Expr::Compare(_, of, _)) = condition else { return None };
        let left = domains.iter().find(|d| d.of == of.as_ref())?.choices?;
        let table = self.table(of)?;
        let Shape::Rows { rows, otherwise } = &table.shape else { return None };
        let gives = |output: &super::super::Output| match output {
            super::super::Output::Value(Expr::Constant(Scalar::Choice(choice))) => left.contains(*choice),
            super::super::Output::Value(Expr::Missing) => false,
            _ => true,
        };
        let mut ways: Vec<Vec<Asked<'p>>> =
            rows.iter().filter(|row| gives(&row.output)).map(|row| cells(table, row)).collect();
        if otherwise.as_ref().is_some_and(|(output, _)| gives(output)) {
            ways.push(Vec::new());
        }
        Some(ways)
    }

    fn table(&self, of: &Expr) -> Option<&'p Table> {
        let Expr::Slot(id) = of else { return None };
        match &self.policy.slots.get(id.index())?.value {
            SlotValue::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Takes away what a condition excludes; false where nothing is left.
    fn narrow(&mut self, expr: &'p Expr, holds: bool, domains: &mut Vec<Domain<'p>>) -> bool {
        match expr {
            Expr::Constant(Scalar::YesNo(yes)) => *yes == holds || self.blame(None),
            Expr::IsMissing(of) => self.within(of, domains, |d| {
                (d.known, d.missing) = if holds { (false, d.missing) } else { (d.known, false) };
            }),
            Expr::InChoices(of, set) => self.within(of, domains, |d| {
                d.missing = false;
                d.choices = d.choices.map(|c| c.iter().filter(|v| set.contains(*v) == holds).collect());
            }),
            Expr::InScalars(of, list) => self.within(of, domains, |d| {
                d.missing = false;
                let yes = |wanted: bool| list.iter().any(|s| matches!(s, Scalar::YesNo(y) if *y == wanted)) == holds;
                if list.iter().all(|s| matches!(s, Scalar::YesNo(_))) {
                    (d.yes, d.no) = (d.yes && yes(true), d.no && yes(false));
                }
                if holds {
                    let numbers: Option<Vec<Number>> = list.iter().map(number).collect();
                    let (low, high) =
                        numbers.map_or((None, None), |n| (n.iter().min().cloned(), n.iter().max().cloned()));
                    if let (Some(low), Some(high)) = (low, high) {
                        d.at_least(&low, false);
                        d.at_most(&high, false);
                    }
                }
            }),
            Expr::Compare(op, a, b) => {
                let op = if holds { *op } else { opposite(*op) };
                self.compare(op, a, b, domains) && self.compare(turned(op), b, a, domains)
            }
            // Asked twice, it comes out alike.
            other => self.within(other, domains, |d| {
                d.missing = false;
                (d.yes, d.no) = (d.yes && holds, d.no && !holds);
            }),
        }
    }

    /// What a condition looks at has no value; a comparison of two values may lack either of them.
    fn absent(&mut self, expr: &'p Expr, domains: &mut Vec<Domain<'p>>) -> bool {
        let of = match expr {
            Expr::Constant(_) => return self.blame(None),
            Expr::IsMissing(of) | Expr::InChoices(of, _) | Expr::InScalars(of, _) => of,
            Expr::Compare(_, of, with) if matches!(**with, Expr::Constant(_) | Expr::Parameter(_)) => of,
            Expr::Compare(_, with, of) if matches!(**with, Expr::Constant(_) | Expr::Parameter(_)) => of,
            Expr::Compare(..) => return true,
            other => other,
        };
        self.within(of, domains, |d| d.known = false)
    }

    /// `of` compared with something whose bounds are known.
    fn compare(&mut self, op: CompareOp, of: &'p Expr, with: &'p Expr, domains: &mut Vec<Domain<'p>>) -> bool {
        if matches!(of, Expr::Constant(_) | Expr::Parameter(_)) {
            return true;
        }
        if let Expr::Constant(Scalar::Choice(at)) = with {
            return self.within(of, domains, |d| {
                d.missing = false;
                let fits = |v: &u16| match op {
                    CompareOp::AtLeast => v >= at,
                    CompareOp::AtMost => v <= at,
                    CompareOp::Above => v > at,
                    CompareOp::Below => v < at,
                };
                d.choices = d.choices.map(|c| c.iter().filter(fits).collect());
            });
        }
        let limits = self.bounds.possible(with);
        self.within(of, domains, |d| {
            d.missing = false;
            match op {
                CompareOp::AtLeast | CompareOp::Above => {
                    if let Some(low) = &limits.low {
                        d.at_least(low, op == CompareOp::Above);
                    }
                }
                CompareOp::AtMost | CompareOp::Below => {
                    if let Some(high) = &limits.high {
                        d.at_most(high, op == CompareOp::Below);
                    }
                }
            }
        })
    }

    fn narrow_cell(&mut self, of: &'p Expr, test: &'p Test, domains: &mut Vec<Domain<'p>>) -> bool {
        self.within(of, domains, |d| match test {
            Test::Any => {}
            Test::Missing => d.known = false,
            Test::Choices(set) => {
                d.missing = false;
                d.choices = d.choices.map(|c| c.iter().filter(|v| set.contains(*v)).collect());
            }
            Test::YesNo(yes) => {
                d.missing = false;
                (d.yes, d.no) = (d.yes && *yes, d.no && !*yes);
            }
            Test::Ranges(ranges) => {
                d.missing = false;
                // The hull of the ranges is enough to be sound.
                if let Some(low) = ranges.iter().map(|r| r.low.as_ref()).min_by(|a, b| lower(*a, *b)).flatten() {
                    d.at_least(&low.at, !low.included);
                }
                if let Some(high) = ranges.iter().map(|r| r.high.as_ref()).max_by(|a, b| higher(*a, *b)).flatten() {
                    d.at_most(&high.at, !high.included);
                }
            }
            Test::Texts(_) => d.missing = false,
        })
    }

    /// Narrows the domain of a value, and of the score where a tier tells something about it.
    fn within(&mut self, of: &'p Expr, domains: &mut Vec<Domain<'p>>, change: impl FnOnce(&mut Domain<'p>)) -> bool {
        if !self.narrowed(of, domains, change) {
            return false;
        }
        let tiers = domains.iter().find(|d| d.of == of && *of == Expr::Tier).and_then(|d| d.choices);
        match tiers.and_then(|tiers| self.lowest_score(tiers)) {
            Some(lowest) => self.narrowed(&Expr::Score, domains, |d| d.at_least(&lowest, false)),
            None => true,
        }
    }

    fn narrowed(&mut self, of: &'p Expr, domains: &mut Vec<Domain<'p>>, change: impl FnOnce(&mut Domain<'p>)) -> bool {
        let at = match domains.iter().position(|d| d.of == of) {
            Some(at) => at,
            None => {
                domains.push(self.whole(of));
                domains.len() - 1
            }
        };
        let Some(domain) = domains.get_mut(at) else { return true };
        change(domain);
        if domain.is_empty() {
            let name = self.name(of);
            return self.blame(name);
        }
        true
    }

    /// The least score with which any of these tiers is reached.
    fn lowest_score(&self, tiers: ChoiceSet) -> Option<Number> {
        let mut lowest: Option<Number> = None;
        for position in tiers.iter() {
            let at = self.policy.tiers.len().checked_sub(1 + usize::from(position))?;
            let from = self.bounds.possible(self.policy.tiers.get(at)?.from.as_ref()?).low?;
            lowest = Some(lowest.map_or(from.clone(), |l| l.min(from)));
        }
        lowest
    }

    fn blame(&mut self, name: Option<String>) -> bool {
        self.blamed.push(name);
        false
    }

    /// What a value can be before anything is asked of it.
    fn whole(&self, of: &'p Expr) -> Domain<'p> {
        let numbers = self.bounds.possible(of);
        let choices = self.enumeration(of).map(|all| self.given(of).unwrap_or(all));
        let (low_open, high_open) = (false, false);
        Domain { of, choices, numbers, low_open, high_open, yes: true, no: true, known: true, missing: true }
    }

    fn ty(&self, of: &Expr) -> Option<Type> {
        let policy = self.policy;
        Some(match of {
            Expr::Field(id) => policy.fields.get(id.index())?.ty,
            Expr::Attribute(id) => policy.attributes.get(id.index())?.ty,
            Expr::Slot(id) => policy.slots.get(id.index())?.ty,
            Expr::PersonLet(id) => policy.person_lets.get(id.index())?.ty,
            Expr::Tier => Type::OneOf(policy.tier_enumeration),
            _ => return None,
        })
    }

    fn enumeration(&self, of: &Expr) -> Option<ChoiceSet> {
        let (policy, ty) = (self.policy, self.ty(of)?);
        match ty {
            Type::OneOf(id) => policy.enumerations.get(id.index()).map(super::super::Enumeration::all),
            _ => None,
        }
    }

    /// The values that a table of choices gives in some row.
    fn given(&self, of: &Expr) -> Option<ChoiceSet> {
        let Shape::Rows { rows, otherwise } = &self.table(of)?.shape else { return None };
        let outputs = rows.iter().map(|r| &r.output).chain(otherwise.iter().map(|(o, _)| o));
        let mut set = Vec::new();
        for output in outputs {
            match output {
                super::super::Output::Value(Expr::Constant(Scalar::Choice(choice))) => set.push(*choice),
                super::super::Output::Value(Expr::Missing) => {}
                _ => return None,
            }
        }
        Some(set.into_iter().collect())
    }

    fn name(&self, of: &Expr) -> Option<String> {
        let policy = self.policy;
        match of {
            Expr::Field(id) => policy.fields.get(id.index()).map(|f| f.name.to_string()),
            Expr::Attribute(id) => policy.attributes.get(id.index()).map(|a| a.name.to_string()),
            Expr::Slot(id) => policy.slots.get(id.index())?.name.as_ref().map(ToString::to_string),
            Expr::PersonLet(id) => policy.person_lets.get(id.index()).map(|l| l.name.to_string()),
            Expr::Tier => Some("tier".to_owned()),
            Expr::Score => Some("score".to_owned()),
            _ => None,
        }
    }
}

impl Domain<'_> {
    fn at_least(&mut self, low: &Number, open: bool) {
        match &self.numbers.low {
            Some(known) if known > low => {}
            Some(known) if known == low => self.low_open |= open,
            _ => (self.numbers.low, self.low_open) = (Some(low.clone()), open),
        }
    }

    fn at_most(&mut self, high: &Number, open: bool) {
        match &self.numbers.high {
            Some(known) if known < high => {}
            Some(known) if known == high => self.high_open |= open,
            _ => (self.numbers.high, self.high_open) = (Some(high.clone()), open),
        }
    }

    /// A number that is left: an end where one is in, else what lies next to it.
    fn number(&self, ty: Type, whole: bool) -> Option<Number> {
        let (low, high) = (self.numbers.low.as_ref(), self.numbers.high.as_ref());
        let ends = [low.filter(|_| !self.low_open), high.filter(|_| !self.high_open)].into_iter().flatten().cloned();
        let next = low.map(|low| &floor(low) + &Number::ONE);
        let fits = |n: &Number| {
            (!whole || n.is_integer())
                && low.is_none_or(|low| if self.low_open { n > low } else { n >= low })
                && high.is_none_or(|high| if self.high_open { n < high } else { n <= high })
        };
        ends.chain([inside(ty, low, high)]).chain(next).find(fits)
    }

    fn is_empty(&self) -> bool {
        let no_number = match (&self.numbers.low, &self.numbers.high) {
            (Some(low), Some(high)) => low > high || (low == high && (self.low_open || self.high_open)),
            _ => false,
        };
        let no_value = no_number || self.choices.is_some_and(|c| c.iter().next().is_none()) || !(self.yes || self.no);
        !self.missing && (no_value || !self.known)
    }
}

/// What it takes that a condition is not sure to hold, or to fail.
enum Unsure<'e> {
    All(Vec<Asked<'e>>),
    Any(Vec<Vec<Asked<'e>>>),
}

fn unsure(expr: &Expr, holds: bool) -> Unsure<'_> {
    match (expr, holds) {
        (Expr::Not(of), _) => Unsure::All(vec![Asked::Unsure(of, !holds)]),
        (Expr::And(all), false) | (Expr::Or(all), true) => {
            Unsure::All(all.iter().map(|e| Asked::Unsure(e, holds)).collect())
        }
        (Expr::And(all), true) | (Expr::Or(all), false) => {
            Unsure::Any(all.iter().map(|e| vec![Asked::Unsure(e, holds)]).collect())
        }
        // What may be missing is not sure to be known, and what does not apply is neither.
        (Expr::IsMissing(_), true) => Unsure::All(Vec::new()),
        (Expr::IsMissing(_), false) => Unsure::All(vec![Asked::Absent(expr)]),
        (leaf, _) => Unsure::Any(vec![vec![Asked::Condition(leaf, !holds)], vec![Asked::Absent(leaf)]]),
    }
}

/// What a row asks.
fn cells<'p>(table: &'p Table, row: &'p Row) -> Vec<Asked<'p>> {
    let cells = table.inputs.iter().zip(&row.tests).map(|(i, t)| Asked::Cell(&i.value, t));
    cells.chain(row.when.iter().map(|w| Asked::Condition(w, true))).collect()
}

fn number(scalar: &Scalar) -> Option<Number> {
    match scalar {
        Scalar::Number(n) => Some(n.clone()),
        Scalar::Day(day) => Some(Number::int(i64::from(day.number()))),
        Scalar::YesNo(_) | Scalar::Choice(_) | Scalar::Text(_) => None,
    }
}

fn opposite(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::AtLeast => CompareOp::Below,
        CompareOp::AtMost => CompareOp::Above,
        CompareOp::Above => CompareOp::AtMost,
        CompareOp::Below => CompareOp::AtLeast,
    }
}

/// The comparison read from the other side.
fn turned(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::AtLeast => CompareOp::AtMost,
        CompareOp::AtMost => CompareOp::AtLeast,
        CompareOp::Above => CompareOp::Below,
        CompareOp::Below => CompareOp::Above,
    }
}

/// No low end is the lowest.
fn lower(a: Option<&super::super::End>, b: Option<&super::super::End>) -> std::cmp::Ordering {
    a.map(|e| &e.at).cmp(&b.map(|e| &e.at))
}

/// No high end is the highest.
fn higher(a: Option<&super::super::End>, b: Option<&super::super::End>) -> std::cmp::Ordering {
    match (a, b) {
        (None, None) => std::cmp::Ordering::Equal,
        (None, _) => std::cmp::Ordering::Greater,
        (_, None) => std::cmp::Ordering::Less,
        (Some(a), Some(b)) => a.at.cmp(&b.at),
    }
}
