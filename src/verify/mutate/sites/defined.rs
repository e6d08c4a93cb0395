//! What is computed under a name: of accounts and of people, as an expression or a table.

use super::{Of, Walk};
use crate::policy::{Expr, Policy, RowValue, SlotValue};
use crate::verify::day::{of_account, of_row};
use crate::verify::mutate::change::Expect;
use std::collections::BTreeSet;

impl Walk<'_> {
    pub(super) fn of_account(&mut self, changed: &mut Policy) {
        for at in 0..changed.slots.len() {
            let Some(slot) = changed.slots.get_mut(at) else { continue };
            let name = slot.name.as_ref().map_or("…", |n| n.as_str());
            match &mut slot.value {
                SlotValue::Expr(expr) => {
                    let of = Of::new(slot.span, "let", name, name);
                    self.defined(&of, slot.ty, expr);
                }
                SlotValue::Table(table) => {
                    let of = Of::new(slot.span, "table", name, name);
                    self.table(&of, slot.ty, table);
                }
                SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_) => {}
            }
        }
    }

    pub(super) fn of_people(&mut self, changed: &mut Policy) {
        let looked_at = self.looked_at();
        for (at, defined) in changed.person_lets.iter_mut().enumerate() {
            if !looked_at.contains(&at) {
                continue;
            }
            let name = format!("person.{}", defined.name);
            let of = |kind| Of::shown(defined.span, kind, &name, Expect::Follows, "");
            match &mut defined.value {
                RowValue::Expr(expr) => self.defined(&of("let"), defined.ty, expr),
                RowValue::Table(table) => self.table(&of("table"), defined.ty, table),
            }
        }
    }

    /// What is defined of people and used by a condition or figure: what only picks a channel shows in no example.
    fn looked_at(&self) -> BTreeSet<usize> {
        let policy = self.policy;
        let mut open: Vec<&Expr> = of_account(policy).into_iter().chain(policy.play_exprs()).collect();
        let mut out = BTreeSet::new();
        while let Some(expr) = open.pop() {
            expr.walk(&mut |part| {
                if let Expr::PersonLet(id) = part
                    && out.insert(id.index())
                {
                    open.extend(policy.person_lets.get(id.index()).map(|l| of_row(&l.value)).unwrap_or_default());
                }
            });
        }
        out
    }
}
