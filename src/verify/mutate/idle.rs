//! Changes that no example could ever notice: those after which the rules give the same whatever the data say, and those of
//! what is only counted from records, of which an example has none. Asked only about changes that went unnoticed, since
//! most are noticed sooner than proven idle. Start at [`Idle::is`].

use crate::policy::analysis::bounds::Bounds;
use crate::policy::analysis::same::{same_expr, same_table};
use crate::policy::{
    Criterion, CriterionBody, Expr, Missing, Output, Over, Policy, Row, RowLet, RowValue, Shape, SlotValue, Table,
    Test, Tier,
};

/// What is known about a policy before it is changed, worked out once.
pub(super) struct Idle<'p> {
    policy: &'p Policy,
    bounds: Bounds<'p>,
}

/// A rule before and after a change.
enum Pair<'a> {
    Expr(&'a Expr, &'a Expr),
    Table(&'a Table, &'a Table),
}

impl<'p> Idle<'p> {
    pub(super) fn new(policy: &'p Policy) -> Idle<'p> {
        Idle { policy, bounds: Bounds::new(policy) }
    }

    /// Whether a changed policy gives what this one gives, as far as examples can tell.
    pub(super) fn is(&self, changed: &Policy) -> bool {
        let Some(pairs) = self.pairs(changed) else { return false };
        pairs.into_iter().all(|pair| match pair {
            Pair::Expr(a, b) => self.same(a, b),
            Pair::Table(a, b) => a == b || same_table(self.policy, &self.bounds, a, b),
        })
    }

    /// Everything the changed policy could differ in; none where it differs in what is no expression and no table.
    fn pairs<'a>(&'a self, changed: &'a Policy) -> Option<Vec<Pair<'a>>> {
        let policy = self.policy;
        let mut out = Vec::new();
        for (a, b) in policy.slots.iter().zip(&changed.slots) {
            match (&a.value, &b.value) {
                (SlotValue::Expr(a), SlotValue::Expr(b)) => out.push(Pair::Expr(a, b)),
                (SlotValue::Table(a), SlotValue::Table(b)) => out.push(Pair::Table(a, b)),
                _ => {}
            }
        }
        for (a, b) in policy.criteria.iter().zip(&changed.criteria) {
            out.push(of_criterion(a, b)?);
        }
        for (a, b) in policy.person_lets.iter().zip(&changed.person_lets) {
            out.extend(of_row(a, b));
        }
        let same_numbers = policy.groups.iter().zip(&changed.groups).all(|(a, b)| a.weight == b.weight)
            && policy.parameters.iter().zip(&changed.parameters).all(|(a, b)| a.first == b.first && a.later == b.later)
            && policy.vetoes.iter().zip(&changed.vetoes).all(|(a, b)| a.unknown == b.unknown);
        if !same_numbers {
            return None;
        }
        out.extend(policy.vetoes.iter().zip(&changed.vetoes).map(|(a, b)| Pair::Expr(&a.when, &b.when)));
        out.extend(policy.limits.iter().zip(&changed.limits).map(|(a, b)| Pair::Expr(&a.when, &b.when)));
        let of_tier = |t: &'a Tier| [t.from.as_ref(), t.when.as_ref()];
        for (a, b) in policy.tiers.iter().flat_map(of_tier).zip(changed.tiers.iter().flat_map(of_tier)) {
            out.extend(both(a, b)?);
        }
        for (a, b) in policy.probabilities.iter().zip(&changed.probabilities) {
            if a.base != b.base || a.rows.iter().zip(&b.rows).any(|(a, b)| a.factor != b.factor) {
                return None;
            }
            out.extend(a.rows.iter().zip(&b.rows).map(|(a, b)| Pair::Expr(&a.when, &b.when)));
        }
        self.of_plays(changed, &mut out)?;
        Some(out)
    }

    fn of_plays<'a>(&'a self, changed: &'a Policy, out: &mut Vec<Pair<'a>>) -> Option<()> {
        out.extend(self.policy.alerts.iter().zip(&changed.alerts).map(|(a, b)| Pair::Expr(&a.when, &b.when)));
        for (a, b) in self.policy.playbooks.iter().zip(&changed.playbooks) {
            out.extend(both(a.when.as_ref(), b.when.as_ref())?);
            for (a, b) in a.actions.iter().zip(&b.actions) {
                out.extend(both(a.when.as_ref(), b.when.as_ref())?);
                let (a, b) = (a.each.as_ref(), b.each.as_ref());
                out.extend(both(a.and_then(|e| e.filter.as_ref()), b.and_then(|e| e.filter.as_ref()))?);
            }
        }
        Some(())
    }

    /// Whether two expressions that differ in one place come to the same in every example.
    fn same(&self, a: &Expr, b: &Expr) -> bool {
        if a == b || same_expr(&self.bounds, a, b) || self.is_of_records(a, b) {
            return true;
        }
        let (parts, others) = (a.parts(), b.parts());
        std::mem::discriminant(a) == std::mem::discriminant(b)
            && !parts.is_empty()
            && parts.len() == others.len()
            && parts.iter().zip(&others).all(|(a, b)| self.same(a, b))
    }

    /// Whether the two differ only in what is made of records or of the day something was noted: of those an example has
    /// none, so both are missing in all.
    fn is_of_records(&self, a: &Expr, b: &Expr) -> bool {
        match (a, b) {
            // Whichever way the condition goes, nothing is there.
            (Expr::If(_, then, otherwise), Expr::If(_, t, o)) if then == t && otherwise == o => {
                self.is_absent(then) && self.is_absent(otherwise)
            }
            _ => self.is_absent(a) && self.is_absent(b) && !is_bounded(self, a) && !is_bounded(self, b),
        }
    }

    /// Whether an expression is missing in every example.
    fn is_absent(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Missing | Expr::AgeOfField(_) | Expr::AgeOfAttribute(_) => true,
            Expr::Query(query) => match query.over {
                Over::People => false,
                // The built-in ones hold the register, which in an example is there and empty.
                Over::Records(id) => self.policy.records.get(id.index()).is_some_and(|r| !r.builtin),
            },
            Expr::Arithmetic(..)
            | Expr::Negate(_)
            | Expr::DaysBetween { .. }
            | Expr::Compare(..)
            | Expr::Equal(..)
            | Expr::InScalars(..)
            | Expr::InChoices(..)
            | Expr::Not(_) => expr.parts().into_iter().any(|part| self.is_absent(part)),
            _ => false,
        }
    }
}

/// Whether something is known of the number although it is missing: then its bounds could show.
fn is_bounded(idle: &Idle<'_>, expr: &Expr) -> bool {
    let possible = idle.bounds.possible(expr);
    possible.low.is_some() || possible.high.is_some()
}

fn of_criterion<'a>(a: &'a Criterion, b: &'a Criterion) -> Option<Pair<'a>> {
    if a.weight != b.weight || a.missing != b.missing {
        return None;
    }
    match (&a.body, &b.body) {
        (CriterionBody::Table(x), CriterionBody::Table(y)) if a.missing != Missing::Unknown || !says_as_much(x, y) => {
            Some(Pair::Table(x, y))
        }
        // What the row said, the criterion says as well.
        (CriterionBody::Table(x), CriterionBody::Table(_)) => Some(Pair::Table(x, x)),
        (CriterionBody::Points(a), CriterionBody::Points(b)) => Some(Pair::Expr(a, b)),
        _ => None,
    }
}

/// Whether all that changed is that a row that says `unknown` of something missing went.
fn says_as_much(a: &Table, b: &Table) -> bool {
    match (&a.shape, &b.shape) {
        (
            Shape::Linear { knots, missing: Some((Output::Unknown, _)) },
            Shape::Linear { knots: others, missing: None },
        ) => a.inputs == b.inputs && knots == others,
        (Shape::Rows { rows, otherwise }, Shape::Rows { rows: others, otherwise: other }) => {
            let says_unknown = |r: &&Row| r.output == Output::Unknown && r.tests.contains(&Test::Missing);
            let left: Vec<&Row> = rows.iter().filter(|r| !says_unknown(r) || others.contains(r)).collect();
            a.inputs == b.inputs && otherwise == other && left.into_iter().eq(others)
        }
        _ => false,
    }
}

fn of_row<'a>(a: &'a RowLet, b: &'a RowLet) -> Option<Pair<'a>> {
    match (&a.value, &b.value) {
        (RowValue::Expr(a), RowValue::Expr(b)) => Some(Pair::Expr(a, b)),
        (RowValue::Table(a), RowValue::Table(b)) => Some(Pair::Table(a, b)),
        _ => None,
    }
}

/// Two that may both not be there; none where only one is.
fn both<'a>(a: Option<&'a Expr>, b: Option<&'a Expr>) -> Option<Option<Pair<'a>>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Some(Pair::Expr(a, b))),
        (None, None) => Some(None),
        _ => None,
    }
}
