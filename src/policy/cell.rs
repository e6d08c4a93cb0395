//! One cell of a table: what it accepts, and what is said where it does not fit its column.

use super::checker::Checker;
use super::constant::unit_from;
use super::expression::{End, Expr, Input, Range, Test};
use super::model::Type;
use super::types::{Context, Ty};
use super::words;
use crate::diagnostics::{Finding, Phrase, policy as codes, said};
use crate::syntax::{self, Cell, CellKind, CompareOp, ExprKind};
use crate::values::{ChoiceSet, Number, Scalar};
use std::sync::Arc;

/// What one cell asks, or the step of a ladder.
pub(super) enum Asked {
    Test(Test),
    From(Number),
    At(Number),
    When(Expr),
}

impl Checker<'_> {
    pub fn when_cell(&mut self, cell: &Cell, cx: Context) -> Option<Expr> {
        match &cell.kind {
            CellKind::Values(values) => match values.as_slice() {
                [condition] => self.condition(condition, cx),
                _ => {
                    self.cell_form(cell, said!("a condition", "warunek"));
                    None
                }
            },
            CellKind::Any => Some(Expr::Constant(Scalar::YesNo(true))),
            CellKind::Broken => None,
            CellKind::Missing
            | CellKind::Otherwise
            | CellKind::From(_)
            | CellKind::At(_)
            | CellKind::FromBelow(..)
            | CellKind::Compared(..)
            | CellKind::Range(..)
            | CellKind::Times(_) => {
                self.cell_form(cell, said!("a condition", "warunek"));
                None
            }
        }
    }

    pub fn cell_form(&mut self, cell: &Cell, want: Phrase) {
        let text = self.sources.slice(cell.span);
        self.report(Finding::new(&codes::CELL_FORM, cell.span).quote("text", text).arg("want", want));
    }

    pub fn cell(&mut self, cell: &Cell, input: &Input, several: bool) -> Option<Asked> {
        let measured = input.ty.is_numeric() || input.ty == Type::Date;
        let ranges = |r| Some(Asked::Test(Test::Ranges(vec![r])));
        match &cell.kind {
            CellKind::Any => Some(Asked::Test(Test::Any)),
            CellKind::Missing => Some(Asked::Test(Test::Missing)),
            CellKind::Broken | CellKind::Otherwise => None,
            CellKind::Values(values) if measured => {
                self.bare_value(cell, values, input, several);
                None
            }
            CellKind::Values(values) => self.values(values, input).map(Asked::Test),
            CellKind::From(_) | CellKind::At(_) | CellKind::FromBelow(..) if !measured => {
                self.not_measured(cell, input)
            }
            CellKind::From(e) if several => {
                let n = self.constant_number(e, input.ty, &input.name);
                if n.is_some() {
                    let write = format!("at least {}", self.slice(e));
                    let finding = Finding::new(&codes::STEP_AMONG_SEVERAL, cell.span)
                        .quote("text", self.sources.slice(cell.span))
                        .arg("write", write.clone())
                        .maybe_fix(self.fixed(cell.span, &write));
                    self.report(finding);
                }
                None
            }
            CellKind::From(e) => self.constant_number(e, input.ty, &input.name).map(Asked::From),
            CellKind::At(e) if several => {
                let write = format!("at least {}", self.slice(e));
                let finding = Finding::new(&codes::STEP_AMONG_SEVERAL, cell.span)
                    .quote("text", self.sources.slice(cell.span))
                    .arg("write", write.clone())
                    .maybe_fix(self.fixed(cell.span, &write));
                self.report(finding);
                None
            }
            CellKind::At(e) => self.constant_number(e, input.ty, &input.name).map(Asked::At),
            CellKind::FromBelow(low, high) => {
                let (a, b) = self.ends(low, high, input.ty, &input.name)?;
                if a >= b {
                    let write = format!("from {} below {}", self.slice(high), self.slice(&unit_from(low, high)));
                    let finding = Finding::new(&codes::EMPTY_RANGE, cell.span)
                        .quote("text", self.sources.slice(cell.span))
                        .arg("write", write.clone())
                        .maybe_fix(self.fixed(cell.span, &write));
                    self.report(finding);
                    return None;
                }
                ranges(Range { low: Some(End { at: a, included: true }), high: Some(End { at: b, included: false }) })
            }
            CellKind::Compared(op, e) => match input.ty {
                Type::OneOf(_) => self.ordered_choices(cell, *op, e, input).map(Asked::Test),
                _ if !measured => self.not_measured(cell, input),
                _ => {
                    let at = self.constant_number(e, input.ty, &input.name)?;
                    ranges(compared(*op, at))
                }
            },
            // Ranges with both ends in are for expectations; the reader of cells has said so.
            CellKind::Range(..) | CellKind::Times(_) => {
                self.cell_form(cell, said!("a value of the column", "wartość tej kolumny"));
                None
            }
        }
    }

    fn not_measured(&mut self, cell: &Cell, input: &Input) -> Option<Asked> {
        // Where the values have an order, a step is meant: this one or better.
        let step = match (&cell.kind, input.ty) {
            (CellKind::From(e) | CellKind::At(e), Type::OneOf(id)) if self.policy.enumeration(id).ordered => {
                Some(format!("at least {}", self.slice(e)))
            }
            _ => None,
        };
        let write = match &step {
            Some(step) => Phrase::from(format!("`{step}`")),
            None => some_of_its_values(),
        };
        let finding = Finding::new(&codes::NOT_MEASURED, cell.span)
            .quote("text", self.sources.slice(cell.span))
            .quote("name", input.name.as_str())
            .arg("type", words::described(&self.policy, input.ty))
            .arg("write", write)
            .maybe_fix(step.and_then(|s| self.fixed(cell.span, &s)));
        self.report(finding);
        None
    }

    /// A number as it stands: a step, a range or a single value?
    fn bare_value(&mut self, cell: &Cell, values: &[syntax::Expr], input: &Input, several: bool) {
        // A slip in the number itself (unit, name) is the more useful thing to say.
        let mut fine = true;
        for value in values {
            let typed = self.expr(value, Context::default(), Some(input.ty));
            fine &= match typed {
                Some(t) if t.ty == Ty::Bare => true,
                Some(t) => self.fitted(t, value, input.ty, &input.name).is_some(),
                None => false,
            };
        }
        if !fine {
            return;
        }
        let text = self.sources.slice(cell.span).to_owned();
        let bare = values.iter().all(|v| matches!(v.kind, ExprKind::Number { unit: syntax::Unit::Bare, .. }));
        let suffix = if bare { words::suffix(input.ty, self.policy.currency) } else { String::new() };
        let word = match several {
            true => "at least",
            false if self.joins_rows => "at",
            false => "from",
        };
        let write = format!("{word} {text}{suffix}");
        let finding = Finding::new(&codes::BARE_CELL, cell.span)
            .arg("text", text)
            .quote("name", input.name.as_str())
            .arg("unit", words::unit(input.ty))
            .arg("write", write.clone())
            .maybe_fix(self.fixed(cell.span, &write));
        self.report(finding);
    }

    fn values(&mut self, values: &[syntax::Expr], input: &Input) -> Option<Test> {
        let mut scalars = Vec::with_capacity(values.len());
        let mut whole = true;
        for value in values {
            match self.constant(value, input.ty, &input.name) {
                Some(scalar) => scalars.push(scalar),
                None => whole = false,
            }
        }
        if !whole {
            return None;
        }
        match input.ty {
            Type::OneOf(_) => Some(Test::Choices(
                scalars.iter().filter_map(|s| if let Scalar::Choice(c) = s { Some(*c) } else { None }).collect(),
            )),
            Type::YesNo => match scalars.as_slice() {
                [Scalar::YesNo(yes)] => Some(Test::YesNo(*yes)),
                _ => {
                    let span = values.first()?.span.to(values.last()?.span);
                    self.report(
                        Finding::new(&codes::CELL_FORM, span)
                            .quote("text", self.sources.slice(span))
                            .arg("want", said!("`yes`, `no` or `any`", "`yes`, `no` lub `any`")),
                    );
                    None
                }
            },
            Type::Text => {
                let texts: Vec<Arc<str>> =
                    scalars.into_iter().filter_map(|s| if let Scalar::Text(t) = s { Some(t) } else { None }).collect();
                Some(Test::Texts(texts))
            }
            Type::Number | Type::Count | Type::Points | Type::Percent | Type::Money | Type::Days | Type::Date => None,
        }
    }

    /// `at least good` under an ordered enumeration.
    fn ordered_choices(&mut self, cell: &Cell, op: CompareOp, e: &syntax::Expr, input: &Input) -> Option<Test> {
        let Type::OneOf(id) = input.ty else { return None };
        let Scalar::Choice(at) = self.constant(e, input.ty, &input.name)? else { return None };
        if !self.policy.enumeration(id).ordered {
            let finding = Finding::new(&codes::UNORDERED, cell.span)
                .quote("name", input.name.as_str())
                .quote("operator", compare_word(op))
                .arg("values", words::values(&self.policy, input.ty));
            self.report(finding);
            return None;
        }
        let all = self.all_of(id);
        let set: ChoiceSet = all
            .iter()
            .filter(|c| match op {
                CompareOp::AtLeast => *c >= at,
                CompareOp::AtMost => *c <= at,
                CompareOp::Above => *c > at,
                CompareOp::Below => *c < at,
            })
            .collect();
        Some(Test::Choices(set))
    }
}

fn compared(op: CompareOp, at: Number) -> Range {
    let end = |included| Some(End { at: at.clone(), included });
    match op {
        CompareOp::AtLeast => Range { low: end(true), high: None },
        CompareOp::Above => Range { low: end(false), high: None },
        CompareOp::AtMost => Range { low: None, high: end(true) },
        CompareOp::Below => Range { low: None, high: end(false) },
    }
}

fn compare_word(op: CompareOp) -> &'static str {
    match op {
        CompareOp::AtLeast => "at least",
        CompareOp::AtMost => "at most",
        CompareOp::Above => "above",
        CompareOp::Below => "below",
    }
}

/// What is to be written in a cell.
pub(super) fn one_value() -> Phrase {
    said!("one value", "jedną wartość")
}

pub(super) fn some_of_its_values() -> Phrase {
    said!("some of its values", "wartości z jego listy")
}
