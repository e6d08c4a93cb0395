//! Tables: headers to inputs, cells to tests, rows to what they give. A ladder of `from` rows becomes half-open ranges,
//! each up to the next higher threshold; the rows stay in the order written, so that a ladder out of order can still be
//! seen. Which rows repeat each other, overlap, leave gaps or can never be reached is for `analysis` to say.

use super::cell::Asked;
use super::checker::Checker;
use super::expression::{End, Expr, Input, Knot, Output, Range, Row, Shape, Table, Test};
use super::model::Type;
use super::types::Context;
use crate::diagnostics::{Finding, Span, policy as codes, said};
use crate::syntax::{self, Cell, CellKind, ExprKind, Heading};
use crate::values::{Number, Scalar};

/// What the last column of a table gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Points,
    Type(Type),
    /// Whatever the rows give.
    Infer,
}

/// A column before the last.
enum Column {
    Input(Input),
    When,
    /// Its header has a finding: its cells are passed over.
    Broken,
}

impl Checker<'_> {
    /// Types a table. `result` is what its last column must be called.
    pub fn table(&mut self, table: &syntax::Table, cx: Context, result: &str, wanted: Wanted) -> Option<(Table, Type)> {
        let (columns, output_fits) = self.columns(table, cx, result)?;
        let mut out =
            Compiled { wanted, ty: None, whole: output_fits && !table.incomplete, rows: Vec::new(), otherwise: None };
        let several = columns.len() > 1;
        let mut steps: Option<(bool, Span)> = None;
        for row in &table.rows {
            self.row(row, &columns, several, cx, &mut steps, &mut out);
        }
        if columns.iter().any(|c| matches!(c, Column::Broken)) {
            return None;
        }
        let inputs: Vec<Input> =
            columns.into_iter().filter_map(|c| if let Column::Input(i) = c { Some(i) } else { None }).collect();
        let ty = match wanted {
            Wanted::Points => Some(Type::Points),
            Wanted::Type(ty) => Some(ty),
            Wanted::Infer => out.ty,
        };
        if !out.whole {
            return None;
        }
        let ty = ty.or_else(|| {
            self.report(
                Finding::new(&codes::NO_ROWS, table.span)
                    .arg("what", said!("row that gives a value", "wiersza, który daje wartość"))
                    .arg("where", said!("below the header", "dodaj go pod nagłówkiem")),
            );
            None
        })?;
        if out.rows.is_empty() && out.otherwise.is_none() {
            self.report(
                Finding::new(&codes::NO_ROWS, table.span)
                    .arg("what", said!("row that gives a value", "wiersza, który daje wartość"))
                    .arg("where", said!("below the header", "dodaj go pod nagłówkiem")),
            );
            return None;
        }
        let shape = self.shape(out, steps.map(|s| s.0))?;
        Some((Table { inputs, shape, span: table.span }, ty))
    }

    fn columns(&mut self, table: &syntax::Table, cx: Context, result: &str) -> Option<(Vec<Column>, bool)> {
        let (last, inputs) = table.header.split_last()?;
        let fits = match &last.value {
            Heading::Name(path) => path.parts.last().is_some_and(|n| n.value.as_str() == result),
            Heading::When | Heading::AloneGives | Heading::Odds | Heading::Expect(_) => false,
        };
        if !fits {
            let finding = Finding::new(&codes::RESULT_COLUMN, last.span)
                .quote("text", self.sources.slice(last.span))
                .quote("name", result)
                .maybe_fix(self.fixed(last.span, result));
            self.report(finding);
        }
        let mut columns = Vec::with_capacity(inputs.len());
        let mut seen_when = false;
        for heading in inputs {
            columns.push(match &heading.value {
                Heading::When if seen_when => {
                    self.report(Finding::new(&codes::HEADING_PLACE, heading.span).quote("text", "when"));
                    Column::Broken
                }
                Heading::When => {
                    seen_when = true;
                    Column::When
                }
                Heading::Name(path) => self.input(heading.span, path, cx).map_or(Column::Broken, Column::Input),
                Heading::AloneGives | Heading::Odds | Heading::Expect(_) => {
                    let text = self.sources.slice(heading.span);
                    self.report(Finding::new(&codes::HEADING_PLACE, heading.span).quote("text", text));
                    Column::Broken
                }
            });
        }
        if columns.is_empty() {
            self.report(
                Finding::new(&codes::NO_ROWS, table.span)
                    .arg("what", said!("column to look at", "kolumny, na którą patrzy"))
                    .arg("where", said!("before the last", "dodaj ją przed ostatnią")),
            );
            return None;
        }
        Some((columns, fits))
    }

    fn input(&mut self, span: Span, path: &syntax::Path, cx: Context) -> Option<Input> {
        let typed = self.path(span, path, cx, None)?;
        let ty = typed.ty.settled()?;
        Some(Input { value: typed.expr, ty, name: self.sources.slice(span).to_owned() })
    }

    fn row(
        &mut self,
        row: &syntax::Row,
        columns: &[Column],
        several: bool,
        cx: Context,
        steps: &mut Option<(bool, Span)>,
        out: &mut Compiled,
    ) {
        let Some((result, cells)) = row.cells.split_last() else { return };
        if cells.iter().any(|c| c.kind == CellKind::Otherwise) {
            self.otherwise(row, cells, result, cx, out);
            return;
        }
        let mut asked = Vec::with_capacity(cells.len());
        let mut whole = true;
        self.joins_rows = matches!(steps, Some((true, _)));
        for (cell, column) in cells.iter().zip(columns) {
            let made = match column {
                Column::Broken => None,
                Column::When => self.when_cell(cell, cx).map(Asked::When),
                Column::Input(input) => self.cell(cell, input, several),
            };
            whole &= made.is_some();
            asked.extend(made);
        }
        if let Some(step) = asked.iter().find_map(|a| match a {
            Asked::From(_) => Some(false),
            Asked::At(_) => Some(true),
            Asked::Test(_) | Asked::When(_) => None,
        }) {
            match *steps {
                None => *steps = Some((step, row.span)),
                Some((first, span)) if first != step => {
                    let place = row.cells.first().map_or(row.span, |c| c.span);
                    let (own, other) = if step { ("at", "from") } else { ("from", "at") };
                    let value = self.sources.slice(place).strip_prefix(own);
                    let fix = value.and_then(|v| self.fixed(place, &format!("{other}{v}")));
                    let finding = Finding::new(&codes::MIXED_STEPS, place)
                        .maybe_fix(fix)
                        .note_at(span, said!("the first of them", "pierwszy z nich"));
                    self.report(finding);
                    out.whole = false;
                    return;
                }
                Some(_) => {}
            }
        }
        let catches = cells.iter().any(|c| matches!(c.kind, CellKind::Missing | CellKind::Any));
        let Some(output) = self.output(result, catches, cx, out) else {
            out.whole = false;
            return;
        };
        if !whole {
            out.whole = false;
            return;
        }
        out.rows.push(Draft { asked, output, span: row.span, output_span: result.span });
    }

    fn otherwise(&mut self, row: &syntax::Row, cells: &[Cell], result: &Cell, cx: Context, out: &mut Compiled) {
        let stray = cells.iter().find(|c| !matches!(c.kind, CellKind::Otherwise | CellKind::Any | CellKind::Broken));
        if let Some(stray) = stray {
            let fix = self.fixed(stray.span, "any");
            self.report(Finding::new(&codes::OTHERWISE_ALONE, stray.span).maybe_fix(fix));
            out.whole = false;
        }
        if let Some((_, first)) = out.otherwise {
            let finding = Finding::new(&codes::TWO_OTHERWISE, row.span)
                .note_at(first, said!("the first one stands here", "pierwszy stoi tutaj"));
            self.report(finding);
            return;
        }
        match self.output(result, false, cx, out) {
            Some(output) => out.otherwise = Some((output, row.span)),
            None => out.whole = false,
        }
    }

    fn output(&mut self, cell: &Cell, catches_missing: bool, cx: Context, out: &mut Compiled) -> Option<Output> {
        match &cell.kind {
            CellKind::Values(values) => match values.as_slice() {
                [value] => self.output_value(value, catches_missing, cx, out),
                _ => {
                    self.cell_form(cell, super::cell::one_value());
                    None
                }
            },
            CellKind::Missing if out.wanted != Wanted::Points => Some(Output::Value(Expr::Missing)),
            CellKind::Missing => {
                self.cell_form(
                    cell,
                    said!(
                        "points, or `unknown`, `exclude` or `fail` in a row that catches missing values",
                        "punkty, a w wierszu dla braku wartości też `unknown`, `exclude` lub `fail`",
                    ),
                );
                None
            }
            CellKind::Broken => None,
            CellKind::Any
            | CellKind::Otherwise
            | CellKind::From(_)
            | CellKind::At(_)
            | CellKind::FromBelow(..)
            | CellKind::Compared(..)
            | CellKind::Range(..)
            | CellKind::Times(_) => {
                self.cell_form(cell, super::cell::one_value());
                None
            }
        }
    }

    fn output_value(&mut self, e: &syntax::Expr, catches: bool, cx: Context, out: &mut Compiled) -> Option<Output> {
        let wanted = match out.wanted {
            Wanted::Points => Some(Type::Points),
            Wanted::Type(ty) => Some(ty),
            Wanted::Infer => out.ty,
        };
        if let Some(special) = special_output(e)
            && !self.is_value(e, wanted)
        {
            if !catches {
                let finding = Finding::new(&codes::ONLY_FOR_MISSING, e.span).quote("text", self.slice(e));
                self.report(finding);
                return None;
            }
            return Some(special);
        }
        let typed = self.expr(e, cx, wanted)?;
        let expr = match wanted {
            Some(ty) => self.fitted(typed, e, ty, if ty == Type::Points { "points" } else { "the result" })?,
            None => {
                out.ty = typed.ty.settled();
                typed.expr
            }
        };
        if out.wanted == Wanted::Points {
            self.within_points(&expr, e)?;
        }
        Some(Output::Value(expr))
    }

    fn is_value(&self, e: &syntax::Expr, ty: Option<Type>) -> bool {
        matches!(ty, Some(Type::OneOf(id)) if self.policy.enumeration(id).position(self.slice(e)).is_some())
    }

    fn shape(&mut self, out: Compiled, at_rows: Option<bool>) -> Option<Shape> {
        if at_rows == Some(true) { self.linear(out) } else { self.rows(out) }
    }

    /// `at` rows: points of a line. They are put in order of position.
    fn linear(&mut self, out: Compiled) -> Option<Shape> {
        let mut knots: Vec<Knot> = Vec::with_capacity(out.rows.len());
        let mut missing = None;
        let mut whole = true;
        if let Some((_, span)) = out.otherwise {
            self.report(Finding::new(&codes::OTHERWISE_AT, span));
            whole = false;
        }
        for draft in out.rows {
            match draft.asked.as_slice() {
                [Asked::At(at)] => {
                    let value = match &draft.output {
                        Output::Value(expr) => match self.folded(expr) {
                            Some(Scalar::Number(n)) => Some(n),
                            _ => None,
                        },
                        Output::Unknown | Output::Exclude | Output::Fail => None,
                    };
                    match value {
                        Some(value) => knots.push(Knot { at: at.clone(), value, span: draft.span }),
                        None => {
                            self.report(Finding::new(&codes::AT_GIVES_NUMBERS, draft.output_span));
                            whole = false;
                        }
                    }
                }
                [Asked::Test(Test::Missing)] if missing.is_none() => missing = Some((draft.output, draft.span)),
                _ => {
                    self.report(Finding::new(&codes::AMONG_AT_ROWS, draft.span));
                    whole = false;
                }
            }
        }
        for later in 1..knots.len() {
            let (before, rest) = knots.split_at(later);
            let Some(knot) = rest.first() else { continue };
            if let Some(first) = before.iter().find(|k| k.at == knot.at) {
                let finding = Finding::new(&codes::SAME_POSITION, knot.span)
                    .note_at(first.span, said!("the first one stands here", "pierwszy stoi tutaj"));
                self.report(finding);
                whole = false;
            }
        }
        if !whole {
            return None;
        }
        knots.sort_by(|a, b| a.at.cmp(&b.at));
        Some(Shape::Linear { knots, missing })
    }

    fn rows(&mut self, out: Compiled) -> Option<Shape> {
        let mut thresholds: Vec<Number> = out
            .rows
            .iter()
            .flat_map(|r| &r.asked)
            .filter_map(|a| if let Asked::From(n) = a { Some(n.clone()) } else { None })
            .collect();
        thresholds.sort();
        let ladder = !thresholds.is_empty();
        let mut rows: Vec<Row> = Vec::with_capacity(out.rows.len());
        for draft in out.rows {
            let mut tests = Vec::with_capacity(draft.asked.len());
            let mut when = None;
            for asked in draft.asked {
                match asked {
                    Asked::Test(Test::Ranges(_)) if ladder => {
                        // The lower end is in, as that of a step.
                        let row = self.sources.slice(draft.span);
                        let step = ["at least ", ">= ", "≥ "].iter().find(|op| row.contains(**op));
                        let step = step.map(|op| row.replacen(op, "from ", 1));
                        let finding = Finding::new(&codes::AMONG_FROM_ROWS, draft.span);
                        self.report(finding.maybe_fix(step.and_then(|row| self.fixed(draft.span, &row))));
                        return None;
                    }
                    Asked::Test(test) => tests.push(test),
                    Asked::From(low) => {
                        let next = thresholds.get(thresholds.partition_point(|t| *t <= low)).cloned();
                        tests.push(Test::Ranges(vec![Range {
                            low: Some(End { at: low, included: true }),
                            high: next.map(|at| End { at, included: false }),
                        }]));
                    }
                    Asked::When(condition) => when = Some(condition),
                    Asked::At(_) => {}
                }
            }
            rows.push(Row { tests, when, output: draft.output, span: draft.span });
        }
        Some(Shape::Rows { rows, otherwise: out.otherwise })
    }
}

/// A row whose ladder is not cut into ranges yet.
struct Draft {
    asked: Vec<Asked>,
    output: Output,
    span: Span,
    output_span: Span,
}

/// The rows so far.
struct Compiled {
    wanted: Wanted,
    /// What the rows give, where that is not said.
    ty: Option<Type>,
    /// Every row could be read.
    whole: bool,
    rows: Vec<Draft>,
    otherwise: Option<(Output, Span)>,
}

fn special_output(e: &syntax::Expr) -> Option<Output> {
    let ExprKind::Name(path) = &e.kind else { return None };
    let [name] = path.parts.as_slice() else { return None };
    match name.value.as_str() {
        "unknown" => Some(Output::Unknown),
        "exclude" => Some(Output::Exclude),
        "fail" => Some(Output::Fail),
        _ => None,
    }
}
