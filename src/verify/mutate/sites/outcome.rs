//! What an account comes to: criteria, vetoes, limits, tiers and chances.

use super::table::says_missing;
use super::{Of, Walk};
use crate::policy::{CriterionBody, Expr, Missing, Policy, Type, UnknownVeto};
use crate::values::{Number, Scalar};
use crate::verify::mutate::change::{Case, Change, Moved};
use crate::verify::mutate::said;
use crate::verify::mutate::shift::Side;

impl Walk<'_> {
    pub(super) fn criteria(&mut self, changed: &mut Policy) {
        for criterion in &mut changed.criteria {
            let name = criterion.name.as_str();
            let of = Of::new(criterion.span, "criterion", name, name);
            let mut own_rule = false;
            match &mut criterion.body {
                CriterionBody::Table(table) => {
                    own_rule = says_missing(table);
                    self.table(&of, Type::Points, table);
                }
                CriterionBody::Points(expr) => self.expr(&of, expr),
            }
            // An evaluation that fails gives no other values: no example sees it.
            if !own_rule && !matches!(criterion.missing, Missing::Unknown | Missing::Fail) {
                let said = || (Change::LineDropped("missing means"), Case::InputsMissing(Some(name.to_owned())));
                if self.offer(&of, said) {
                    criterion.missing = Missing::Unknown;
                }
            }
        }
    }

    pub(super) fn vetoes(&mut self, changed: &mut Policy) {
        for veto in &mut changed.vetoes {
            let of = Of::new(veto.span, "veto", veto.name.as_str(), "status");
            let dropped = self.next;
            self.dropping(&of, &mut veto.when);
            if veto.unknown == UnknownVeto::Hold {
                let around = self.within.replace(dropped);
                let said = || (Change::HoldMadePass, Case::InputsMissing(None));
                if self.offer(&of, said) {
                    veto.unknown = UnknownVeto::Pass;
                }
                self.within = around;
            }
        }
    }

    pub(super) fn limits(&mut self, changed: &mut Policy) {
        for limit in &mut changed.limits {
            self.dropping(&Of::new(limit.span, "limit", limit.name.as_str(), "tier"), &mut limit.when);
        }
    }

    pub(super) fn tiers(&mut self, changed: &mut Policy) {
        for tier in &mut changed.tiers {
            let of = Of::new(tier.span, "tier", tier.name.as_str(), "tier");
            if let Some(Expr::Constant(Scalar::Number(from))) = &mut tier.from {
                let case = |at: String| Case::Written(format!("score {at}"));
                self.threshold(&of, Moved::ScoreFrom, &case, Type::Points, Side::Above, from);
            }
            if let Some(when) = &mut tier.when {
                if self.offer(&of, || (Change::LineDropped("when"), Case::ScoreWithoutWhen)) {
                    tier.when = None;
                } else {
                    self.conditions(&of, when);
                }
            }
        }
    }

    pub(super) fn probabilities(&mut self, changed: &mut Policy) {
        for probability in &mut changed.probabilities {
            let name = probability.name.as_str();
            let of = Of::new(probability.span, "probability", name, name);
            self.shifted(&of, Moved::Written("base".to_owned()), &Case::NoRow, Type::Percent, &mut probability.base);
            for row in &mut probability.rows {
                let of = of.at(row.span);
                let holds = self.words(|| said::expr(self.policy, &row.when));
                let said = || (Change::RowWeakened(holds.clone()), Case::Written(holds.clone()));
                if self.offer(&of, said) {
                    row.factor = &row.factor * &Number::decimal(8, 1);
                }
                self.dropping(&of, &mut row.when);
            }
        }
    }
}
