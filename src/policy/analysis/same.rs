//! Whether two forms of a rule give the same, whatever the data say: what the tests of rules ask about a change that no
//! example notices. Sound, not complete: what cannot be told cheaply is not the same. The two forms differ in one place.
//! Start at [`same_expr`] and [`same_table`].

use super::super::{Expr, Knot, Policy, Row, Shape, Table, Test, Type};
use super::bounds::Bounds;
use super::grid::Grid;
use crate::syntax::CompareOp;
use crate::values::{Interval, Number, Scalar};

/// Tables with more cases are not compared.
const MOST_CASES: usize = 20_000;

/// Whether two expressions that differ in one place always give the same.
pub(crate) fn same_expr(bounds: &Bounds<'_>, a: &Expr, b: &Expr) -> bool {
    if a == b {
        return true;
    }
    match (a, b) {
        (Expr::Compare(op, x, at), Expr::Compare(other, y, to)) if op == other && x == y => {
            match (constant(at), constant(to)) {
                (Some(at), Some(to)) => {
                    let whole = bounds.only_whole(x, Type::Number);
                    !tells_apart(&bounds.possible(x), whole, *op, at, to)
                }
                _ => false,
            }
        }
        (Expr::Clamp(x, low, high), Expr::Clamp(y, other_low, other_high)) if x == y => {
            let possible = bounds.possible(x);
            let never_below = |n: &Number| possible.low.as_ref().is_some_and(|least| least >= n);
            let never_above = |n: &Number| possible.high.as_ref().is_some_and(|most| most <= n);
            idle_ends(low, other_low, &never_below) && idle_ends(high, other_high, &never_above)
        }
        _ => {
            let (parts, others) = (a.parts(), b.parts());
            std::mem::discriminant(a) == std::mem::discriminant(b)
                && !parts.is_empty()
                && parts.len() == others.len()
                && parts.iter().zip(&others).all(|(a, b)| same_expr(bounds, a, b))
        }
    }
}

/// Whether an end of `clamp` that moved was never reached, before or after.
fn idle_ends(a: &Expr, b: &Expr, never: &dyn Fn(&Number) -> bool) -> bool {
    match (constant(a), constant(b)) {
        (Some(a), Some(b)) => a == b || (never(a) && never(b)),
        _ => a == b,
    }
}

/// Whether any possible number is answered otherwise once it is compared with `to` and not with `from`.
fn tells_apart(possible: &Interval, whole: bool, op: CompareOp, from: &Number, to: &Number) -> bool {
    let (low, high) = if from < to { (from, to) } else { (to, from) };
    // `at least` and `below` count the threshold with what lies above it: low ≤ x < high is answered otherwise; the other
    // two low < x ≤ high.
    let low_in = matches!(op, CompareOp::AtLeast | CompareOp::Below);
    let first = match &possible.low {
        Some(least) if least > low || (least == low && low_in) => (least.clone(), true),
        _ => (low.clone(), low_in),
    };
    let last = match &possible.high {
        Some(most) if most < high || (most == high && !low_in) => (most.clone(), true),
        _ => (high.clone(), !low_in),
    };
    if whole {
        let up = ceiling(&first.0);
        let up = if up == first.0 && !first.1 { &up + &Number::ONE } else { up };
        return up < last.0 || (up == last.0 && last.1);
    }
    first.0 < last.0 || (first.0 == last.0 && first.1 && last.1)
}

fn ceiling(n: &Number) -> Number {
    let rounded = n.round_half_even(0);
    if rounded < *n { &rounded + &Number::ONE } else { rounded }
}

fn constant(e: &Expr) -> Option<&Number> {
    match e {
        Expr::Constant(Scalar::Number(n)) => Some(n),
        _ => None,
    }
}

/// Whether two tables that differ in one place always give the same.
pub(crate) fn same_table(policy: &Policy, bounds: &Bounds<'_>, a: &Table, b: &Table) -> bool {
    let inputs = a.inputs.len() == b.inputs.len()
        && a.inputs.iter().zip(&b.inputs).all(|(a, b)| same_expr(bounds, &a.value, &b.value));
    if !inputs {
        return false;
    }
    match (&a.shape, &b.shape) {
        (Shape::Linear { knots, missing }, Shape::Linear { knots: others, missing: other }) => {
            let domain = a.inputs.first().map_or(Interval::ANY, |i| bounds.possible(&i.value));
            missing == other && same_line(&domain, knots, others)
        }
        (Shape::Rows { rows, otherwise }, Shape::Rows { rows: others, otherwise: other }) => {
            let output = |o: &Option<(super::super::Output, _)>| o.as_ref().map(|(output, _)| output.clone());
            if rows.len() == others.len() && rows.iter().zip(others).any(|(a, b)| a.when != b.when) {
                // Only a condition changed; what is left of the rows is as it was.
                return rows.iter().zip(others).all(|(a, b)| match (&a.when, &b.when) {
                    (Some(x), Some(y)) => same_expr(bounds, x, y),
                    (x, y) => x == y,
                });
            }
            if rows.iter().chain(others).any(|r| r.when.is_some()) {
                return false;
            }
            same_rows(policy, bounds, a, (rows, output(otherwise)), (others, output(other)))
        }
        _ => false,
    }
}

/// Both lines bend at their knots only, so they are the same where they agree at every knot and end.
fn same_line(domain: &Interval, a: &[Knot], b: &[Knot]) -> bool {
    let ends = domain.low.iter().chain(&domain.high);
    let mut at = a.iter().chain(b).map(|k| &k.at).chain(ends).filter(|n| domain.contains(n));
    at.all(|n| on_line(a, n) == on_line(b, n))
}

fn on_line(knots: &[Knot], at: &Number) -> Option<Number> {
    let above = knots.iter().position(|k| k.at > *at).unwrap_or(knots.len());
    let before = above.checked_sub(1).and_then(|i| knots.get(i));
    match (before, knots.get(above)) {
        (Some(a), Some(b)) => {
            let share = (at - &a.at).checked_div(&(&b.at - &a.at))?;
            Some(&a.value + &(&share * &(&b.value - &a.value)))
        }
        (Some(only), None) | (None, Some(only)) => Some(only.value.clone()),
        (None, None) => None,
    }
}

type Given<'a> = (&'a [Row], Option<super::super::Output>);

/// Goes through every case that the rows of the two distinguish.
fn same_rows(policy: &Policy, bounds: &Bounds<'_>, table: &Table, a: Given<'_>, b: Given<'_>) -> bool {
    let mut all: Vec<Row> = a.0.iter().chain(b.0).cloned().collect();
    let Some(some) = all.first().cloned() else { return a.1 == b.1 };
    // A row that asks for what is missing makes it a case of every column.
    all.push(Row { tests: vec![Test::Missing; table.inputs.len()], ..some });
    let split = a.0.len();
    let both = split + b.0.len();
    let grid = Grid::new(policy, bounds, &table.inputs, &all, false);
    grid.every_case(MOST_CASES, &mut |holding, missing| {
        let output = |(rows, otherwise): &Given<'_>, first: usize, end: usize| {
            let row = holding.iter().find(|row| (first..end).contains(*row)).and_then(|row| rows.get(row - first));
            // `otherwise` never covers what is missing.
            row.map(|r| r.output.clone()).or_else(|| if missing { None } else { otherwise.clone() })
        };
        output(&a, 0, split) == output(&b, split, both)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(i: i64) -> Number {
        Number::int(i)
    }

    #[test]
    fn a_threshold_that_moved_is_told_by_what_lies_between() {
        let percent = Interval::new(n(0), n(1));
        let from_zero = Interval { low: Some(n(0)), high: None };
        for (possible, whole, op, from, to, told) in [
            (&percent, false, CompareOp::AtLeast, n(0), n(-1), false),
            (&percent, false, CompareOp::Above, n(0), n(-1), true),
            (&percent, false, CompareOp::Above, n(1), n(2), false),
            (&percent, false, CompareOp::AtLeast, n(1), n(2), true),
            (&from_zero, true, CompareOp::AtLeast, n(3), Number::decimal(25, 1), false),
            (&from_zero, true, CompareOp::Above, n(3), Number::decimal(25, 1), true),
            (&Interval::ANY, false, CompareOp::Below, n(3), n(4), true),
        ] {
            assert_eq!(tells_apart(possible, whole, op, &from, &to), told, "{op:?} {from:?} {to:?}");
        }
    }

    #[test]
    fn a_knot_on_the_line_of_its_neighbours_may_go() {
        let span = crate::diagnostics::Span::file_start(crate::diagnostics::FileId(0));
        let knot = |at: i64, value: i64| Knot { at: n(at), value: n(value), span };
        let (straight, without) = ([knot(0, 0), knot(5, 50), knot(10, 100)], [knot(0, 0), knot(10, 100)]);
        assert!(same_line(&Interval::ANY, &straight, &without));
        assert!(!same_line(&Interval::ANY, &[knot(0, 0), knot(5, 60), knot(10, 100)], &without));
        // Beyond what is possible, a line may go where it will.
        let longer = [knot(0, 0), knot(10, 100), knot(20, 50)];
        assert!(same_line(&Interval::new(n(0), n(10)), &longer, &without));
        assert!(!same_line(&Interval::ANY, &longer, &without));
    }
}
