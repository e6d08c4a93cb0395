//! Parameters that move, where something that examples see looks at them.

use super::number::side;
use super::{Of, Walk};
use crate::policy::{Action, Expr, Policy};
use crate::values::Scalar;
use crate::verify::day::exprs;
use crate::verify::mutate::change::{Case, Expect, Moved};
use crate::verify::mutate::said;
use crate::verify::mutate::shift::Side;
use std::collections::BTreeSet;

impl Walk<'_> {
    pub(super) fn parameters(&mut self, changed: &mut Policy) {
        let mut used = BTreeSet::new();
        for expr in self.seen() {
            expr.walk(&mut |part| {
                if let Expr::Parameter(id) = part {
                    used.insert(id.index());
                }
            });
        }
        // An end of a range holds the value already: it is moved where it stands.
        for (at, parameter) in changed.parameters.iter_mut().enumerate().filter(|(at, _)| used.contains(at)) {
            let is_it = |e: &Expr| matches!(e, Expr::Parameter(id) if id.index() == at);
            let of_tier = self.policy.tiers.iter().filter_map(|t| t.from.as_ref()).any(is_it);
            let (name, span) = (parameter.name.as_str(), parameter.span);
            let of = match of_tier {
                true => Of::new(span, "parameter", name, "tier"),
                false => Of::shown(span, "parameter", name, Expect::Decided, ""),
            };
            let compared = self.words(|| self.use_of(at));
            let side = compared.as_ref().map_or(Side::Above, |(side, _)| *side);
            let case = |value: String| match &compared {
                Some((_, what)) => Case::Written(format!("{what} {value}")),
                None => Case::ComparedWith(value),
            };
            let ty = parameter.ty;
            for value in std::iter::once(&mut parameter.first).chain(parameter.later.iter_mut().map(|(_, v)| v)) {
                if let Scalar::Number(n) = value {
                    self.threshold(&of, Moved::Written(String::new()), &case, ty, side, n);
                }
            }
        }
    }

    /// Every expression of which an example may see what comes of it.
    fn seen(&self) -> Vec<&Expr> {
        let policy = self.policy;
        let alerts = policy.alerts.iter().filter(|a| a.starts.is_some()).map(|a| &a.when);
        let playbooks =
            policy.playbooks.iter().flat_map(|p| p.when.iter().chain(p.actions.iter().flat_map(Action::exprs)));
        exprs(policy).into_iter().chain(alerts).chain(playbooks).collect()
    }

    /// What is first compared with a parameter, and on which side of it the parameter itself counts.
    fn use_of(&self, parameter: usize) -> Option<(Side, String)> {
        let is_it = |e: &Expr| matches!(e, Expr::Parameter(id) if id.index() == parameter);
        if self.policy.tiers.iter().filter_map(|t| t.from.as_ref()).any(is_it) {
            return Some((Side::Above, "score".to_owned()));
        }
        let mut found = None;
        for expr in self.seen() {
            expr.walk(&mut |part| {
                if let Expr::Compare(op, a, b) = part
                    && found.is_none()
                    && is_it(b)
                {
                    found = said::known(self.policy, a).map(|what| (side(*op), what));
                }
            });
        }
        found
    }
}
