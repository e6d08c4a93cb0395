//! Rows and knots of tables, what they give, and the ends of their ranges.

use super::number::moved;
use super::{Of, Walk};
use crate::diagnostics::Span;
use crate::policy::{End, Expr, Knot, Output, Policy, Row, Shape, Table, Test, Type};
use crate::values::{Number, Scalar};
use crate::verify::mutate::change::{Case, Change, Moved};
use crate::verify::mutate::said::{self, number};
use crate::verify::mutate::shift::{Side, step_within, telling};

impl Walk<'_> {
    pub(super) fn table(&mut self, of: &Of, ty: Type, table: &mut Table) {
        for input in &mut table.inputs {
            self.expr(of, &mut input.value);
        }
        let inputs: Vec<(String, Type)> = table.inputs.iter().map(|i| (i.name.clone(), i.ty)).collect();
        match &mut table.shape {
            Shape::Linear { knots, missing } => {
                if let Some((name, input)) = inputs.first() {
                    self.knots(of, (name, *input), ty, knots);
                }
                if let Some((_, span)) = missing
                    && self.offer(&of.at(*span), || (Change::NamedRowDropped("missing"), missing_inputs(&inputs)))
                {
                    *missing = None;
                }
            }
            Shape::Rows { rows, otherwise } => {
                self.ends(of, &inputs, rows);
                let mut drop = None;
                let alone = rows.len() == 1 && otherwise.is_none();
                for (at, row) in rows.iter_mut().enumerate() {
                    let of = of.at(row.span);
                    let case = self.words(|| case(self.policy, &inputs, row));
                    let mut smaller = |walk: &mut Self| {
                        if let Some(when) = &mut row.when {
                            walk.conditions(&of, when);
                        }
                        walk.output(&of, &case, ty, &mut row.output);
                    };
                    if alone {
                        smaller(self);
                    } else if self.offer_with(&of, || (Change::RowDropped, case.clone()), smaller) {
                        drop = Some(at);
                    }
                }
                if let Some(at) = drop {
                    rows.remove(at);
                }
                if let Some((output, span)) = otherwise {
                    let of = of.at(*span);
                    let said = || (Change::NamedRowDropped("otherwise"), Case::NoRow);
                    if self.offer_with(&of, said, |walk| walk.output(&of, &Case::NoRow, ty, output)) {
                        *otherwise = None;
                    }
                }
            }
        }
    }

    fn output(&mut self, of: &Of, case: &Case, ty: Type, output: &mut Output) {
        match output {
            Output::Value(Expr::Constant(Scalar::Number(n))) => {
                self.shifted(of, Moved::Written(String::new()), case, ty, n);
            }
            Output::Value(expr) => self.expr(of, expr),
            Output::Unknown | Output::Exclude | Output::Fail => {}
        }
    }

    fn knots(&mut self, of: &Of, (name, input): (&str, Type), ty: Type, knots: &mut Vec<Knot>) {
        let places: Vec<Number> = knots.iter().map(|k| k.at.clone()).collect();
        let (mut drop, n) = (None, knots.len());
        for (at, knot) in knots.iter_mut().enumerate() {
            let of = of.at(knot.span);
            let written = self.words(|| format!("{name} {}", number(self.policy, &knot.at, input)));
            let case = Case::Written(written.clone());
            let next = places.get(at + 1).or(at.checked_sub(1).and_then(|before| places.get(before)));
            let gap = next.map(|next| next - &knot.at);
            let by = step_within(&knot.at, input, gap.as_ref());
            let to = if gap.is_none_or(|g| g.is_negative()) { &knot.at - &by } else { &knot.at + &by };
            let moved_to = self.words(|| number(self.policy, &to, input));
            // At the last knot a line that bends earlier is where it was; between the two it is not.
            let near = [at.checked_sub(1).and_then(|before| places.get(before)), places.get(at + 1)];
            let half = near.into_iter().flatten().map(|n| &(n + &knot.at) * &Number::decimal(5, 1));
            let between = half.map(|n| format!("{name} {}", number(self.policy, &n, input)));
            let cases: Vec<String> = self.words(|| std::iter::once(written.clone()).chain(between).collect());
            let smaller = |walk: &mut Self| {
                walk.shifted(&of, Moved::Written(String::new()), &case, ty, &mut knot.value);
                let said = || (Change::KnotMoved { at: written.clone(), to: moved_to }, case.clone(), cases);
                if walk.offer_cases(&of, said) {
                    knot.at = to;
                }
            };
            if n == 1 {
                smaller(self);
            } else if self.offer_with(&of, || (Change::KnotDropped(written.clone()), case.clone()), smaller) {
                drop = Some(at);
            }
        }
        if let Some(at) = drop {
            knots.remove(at);
        }
    }

    /// Moves the ends of ranges: where one row ends the next one begins, so both move together.
    fn ends(&mut self, of: &Of, inputs: &[(String, Type)], rows: &mut [Row]) {
        for (column, (name, ty)) in inputs.iter().enumerate().filter(|(_, (_, ty))| *ty != Type::Date) {
            let mut cuts: Vec<(Number, Side, Span)> = Vec::new();
            for row in rows.iter_mut() {
                let span = row.span;
                each_end(row, column, &mut |end, is_low| {
                    let side = side_of(end, is_low);
                    if !cuts.iter().any(|(at, s, _)| *at == end.at && *s == side) {
                        cuts.push((end.at.clone(), side, span));
                    }
                });
            }
            cuts.sort_by(|a, b| a.0.cmp(&b.0));
            let places: Vec<Number> = cuts.iter().map(|c| c.0.clone()).collect();
            for (n, (from, side, span)) in cuts.iter().enumerate() {
                if places.iter().filter(|p| *p == from).count() > 1 {
                    // A row for one value: dropping it tells as much.
                    continue;
                }
                let near = [n.checked_sub(1).and_then(|b| places.get(b)), places.get(n + 1)];
                let gap = near.into_iter().flatten().map(|p| (p - from).abs()).reduce(Number::min);
                let by = step_within(from, *ty, gap.as_ref());
                for to in [from + &by, from - &by] {
                    let policy = self.policy;
                    let said = || {
                        let at = number(policy, telling(*side, from, &to), *ty);
                        let what = Moved::Written(name.clone());
                        (moved(policy, &what, from, &to, *ty), Case::Written(format!("{name} {at}")))
                    };
                    if self.offer(&of.at(*span), said) {
                        for row in rows.iter_mut() {
                            each_end(row, column, &mut |end, is_low| {
                                if end.at == *from && side_of(end, is_low) == *side {
                                    end.at = to.clone();
                                }
                            });
                        }
                    }
                }
            }
        }
    }
}

fn each_end(row: &mut Row, column: usize, visit: &mut dyn FnMut(&mut End, bool)) {
    let Some(Test::Ranges(ranges)) = row.tests.get_mut(column) else { return };
    for range in ranges {
        for (end, is_low) in [(&mut range.low, true), (&mut range.high, false)] {
            if let Some(end) = end {
                visit(end, is_low);
            }
        }
    }
}

/// A low end that is in, and a high end that is out, count with what lies above.
fn side_of(end: &End, is_low: bool) -> Side {
    if end.included == is_low { Side::Above } else { Side::Below }
}

pub(super) fn says_missing(table: &Table) -> bool {
    match &table.shape {
        Shape::Linear { missing, .. } => missing.is_some(),
        Shape::Rows { rows, .. } => rows.iter().any(|r| r.tests.contains(&Test::Missing)),
    }
}

fn missing_inputs(inputs: &[(String, Type)]) -> Case {
    Case::Written(format!("{} missing", inputs.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")))
}

/// A case that a row decides: `growth 10 %, credit good`.
fn case(policy: &Policy, inputs: &[(String, Type)], row: &Row) -> Case {
    let test = |((name, ty), test): (&(String, Type), &Test)| match test {
        Test::Any => None,
        Test::Missing => Some(Case::Written(format!("{name} missing"))),
        Test::Choices(set) => set
            .iter()
            .next()
            .map(|c| Case::Written(format!("{name} {}", said::scalar(policy, &Scalar::Choice(c), Some(*ty))))),
        Test::Ranges(_) if *ty == Type::Date => Some(Case::InRange(name.clone())),
        Test::Ranges(ranges) => {
            let range = ranges.first()?;
            let value = |end: &End| number(policy, &end.at, *ty);
            let written = |end: &End| Some(Case::Written(format!("{name} {}", value(end))));
            match (&range.low, &range.high) {
                (Some(low), _) if low.included => written(low),
                (_, Some(high)) if high.included => written(high),
                (Some(low), _) => Some(Case::JustAbove { name: name.clone(), value: value(low) }),
                (None, Some(high)) => Some(Case::JustBelow { name: name.clone(), value: value(high) }),
                (None, None) => None,
            }
        }
        Test::YesNo(yes) => Some(Case::Written(format!("{name} {}", if *yes { "yes" } else { "no" }))),
        Test::Texts(texts) => texts.first().map(|t| Case::Written(format!("{name} \"{t}\""))),
    };
    let mut all: Vec<Case> = inputs.iter().zip(&row.tests).filter_map(test).collect();
    all.extend(row.when.iter().map(|when| Case::Written(said::expr(policy, when))));
    if all.is_empty() { Case::DecidedByRow } else { Case::All(all) }
}
