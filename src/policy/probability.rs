//! Probabilities: a base and rows that multiply its odds. A row says what the probability would be if it alone held;
//! its factor is that value's odds over the base's, exact. Or it gives the factor itself.

use super::checker::{Checker, NodeState};
use super::model::{OddsRow, Probability, SlotId, Type};
use super::types::{Context, Ty};
use crate::diagnostics::{Finding, policy as codes, said};
use crate::syntax::{self, CellKind, Heading, ProbabilityItem};
use crate::values::{Number, Scalar};

impl<'a> Checker<'a> {
    pub fn probability(&mut self, slot: SlotId, item: &ProbabilityItem, state: &NodeState<'a>) -> Option<Probability> {
        let broken = state.item.is_some_and(|i| i.broken);
        let base = match &item.base {
            Some(e) => self.chance(e, "base", false),
            None => {
                if !broken {
                    let finding = Finding::new(&codes::LACKS, item.name.span)
                        .arg("what", super::words::named_item("probability", item.name.value.as_str()))
                        .arg("lack", said!("where it starts", "od czego się zaczyna"))
                        .arg("write", said!("`base 30 %` below it", "`base 30 %` pod spodem"));
                    self.report(finding);
                }
                None
            }
        };
        // A table is not needed: then the base is the probability of everyone.
        let rows = match &item.table {
            Some(table) => self.odds_rows(table, base.as_ref()),
            None => Some(Vec::new()),
        };
        let (base, rows) = (base?, rows?);
        Some(Probability {
            name: item.name.value.clone(),
            label: item.label.clone(),
            base,
            rows,
            slot,
            span: state.item.map_or(item.name.span, |i| i.header),
        })
    }

    /// A percent between 0 and 100, both out; 0 too where it says that something rules the event out.
    fn chance(&mut self, e: &syntax::Expr, of: &str, zero: bool) -> Option<Number> {
        let n = self.constant_number(e, Type::Percent, of)?;
        let above = if zero { !n.is_negative() } else { n > Number::ZERO };
        if above && n < Number::ONE {
            return Some(n);
        }
        let finding = Finding::new(&codes::CHANCE_RANGE, e.span).quote("text", self.slice(e));
        self.report(finding);
        None
    }

    fn odds_rows(&mut self, table: &syntax::Table, base: Option<&Number>) -> Option<Vec<OddsRow>> {
        let direct = match table.header.as_slice() {
            [when, factor] => match (&when.value, &factor.value) {
                (Heading::When, Heading::AloneGives) => false,
                (Heading::When, Heading::Odds) => true,
                (_, _) => {
                    self.report(Finding::new(&codes::ODDS_HEADER, table.span));
                    return None;
                }
            },
            _ => {
                self.report(Finding::new(&codes::ODDS_HEADER, table.span));
                return None;
            }
        };
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut whole = !table.incomplete;
        for row in &table.rows {
            let [when, factor] = row.cells.as_slice() else { continue };
            let condition = match &when.kind {
                CellKind::Values(values) => match values.as_slice() {
                    [e] => self.condition(e, Context::default()),
                    _ => None,
                },
                CellKind::Broken => None,
                _ => {
                    let text = self.sources.slice(when.span);
                    self.report(
                        Finding::new(&codes::CELL_FORM, when.span)
                            .quote("text", text)
                            .arg("want", said!("a condition", "warunek")),
                    );
                    None
                }
            };
            let factor = if direct { self.factor(factor) } else { self.alone_gives(factor, base) };
            match (condition, factor) {
                (Some(when), Some(Some(factor))) => rows.push(OddsRow { when, factor, span: row.span }),
                _ => whole = false,
            }
        }
        whole.then_some(rows)
    }

    /// `x 2`
    fn factor(&mut self, cell: &syntax::Cell) -> Option<Option<Number>> {
        let e = match &cell.kind {
            CellKind::Times(e) => e,
            CellKind::Values(values) if values.len() == 1 => values.first()?,
            CellKind::Broken => return None,
            _ => {
                self.odds_form(cell);
                return None;
            }
        };
        let typed = self.expr(e, Context::default(), None)?;
        match (typed.ty, self.folded(&typed.expr)) {
            (Ty::Bare | Ty::Known(Type::Number), Some(Scalar::Number(n))) if !n.is_negative() => Some(Some(n)),
            _ => {
                self.odds_form(cell);
                None
            }
        }
    }

    fn odds_form(&mut self, cell: &syntax::Cell) {
        let text = self.sources.slice(cell.span);
        self.report(
            Finding::new(&codes::CELL_FORM, cell.span)
                .quote("text", text)
                .arg("want", said!("a factor such as `x 2`", "mnożnik, na przykład `x 2`")),
        );
    }

    /// `46 %`; the inner none where only the base is not known.
    fn alone_gives(&mut self, cell: &syntax::Cell, base: Option<&Number>) -> Option<Option<Number>> {
        let CellKind::Values(values) = &cell.kind else {
            if cell.kind != CellKind::Broken {
                let text = self.sources.slice(cell.span);
                self.report(
                    Finding::new(&codes::CELL_FORM, cell.span)
                        .quote("text", text)
                        .arg("want", said!("a percent", "procent")),
                );
            }
            return None;
        };
        let [e] = values.as_slice() else {
            let text = self.sources.slice(cell.span);
            self.report(
                Finding::new(&codes::CELL_FORM, cell.span)
                    .quote("text", text)
                    .arg("want", said!("a percent", "procent")),
            );
            return None;
        };
        let given = self.chance(e, "alone gives", true)?;
        Some(base.and_then(|base| odds(&given)?.checked_div(&odds(base)?)))
    }
}

/// p / (1 − p)
fn odds(p: &Number) -> Option<Number> {
    p.checked_div(&(&Number::ONE - p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_exact() {
        let percent = |n| Number::decimal(n, 2);
        let factor = odds(&percent(46)).and_then(|o| o.checked_div(&odds(&percent(30))?));
        assert_eq!(factor, Number::ratio(161, 81));
    }
}
