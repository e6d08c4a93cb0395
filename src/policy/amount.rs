//! What things take and when they are due: hours of work, money, time by the calendar or in working days. None of these
//! is computed, so that a plan can be read off the rules.

use super::checker::Checker;
use super::model::{Delay, Type};
use crate::diagnostics::{Finding, plays as codes, said};
use crate::syntax::{self, ExprKind, Unit};
use crate::values::{Calendar, Duration, Number};

impl Checker<'_> {
    /// `effort 3 hours`; nothing written is none of it.
    pub fn hours(&mut self, effort: Option<&syntax::Expr>) -> Option<Number> {
        let Some(e) = effort else { return Some(Number::ZERO) };
        match number(e) {
            Some((value, Unit::Hours)) if !value.is_negative() => Some(value),
            Some((value, Unit::Bare | Unit::Hours)) if !value.is_negative() => {
                self.effort_unit(e, &format!("{} hours", self.slice(e)))
            }
            Some((value, Unit::Days | Unit::WorkingDays)) => {
                let hours = format!("{} hours", &value * &Number::int(8));
                self.effort_unit(e, &hours)
            }
            _ => {
                self.report(Finding::new(&codes::EFFORT_UNIT, e.span).quote("write", "effort 3 hours"));
                None
            }
        }
    }

    fn effort_unit(&mut self, e: &syntax::Expr, hours: &str) -> Option<Number> {
        let finding = Finding::new(&codes::EFFORT_UNIT, e.span)
            .arg("write", format!("effort {hours}"))
            .maybe_fix(self.fixed(e.span, hours));
        self.report(finding);
        None
    }

    /// `cost 200 PLN`; nothing written is none of it.
    pub fn money_amount(&mut self, cost: Option<&syntax::Expr>, of: &str) -> Option<Number> {
        let Some(e) = cost else { return Some(Number::ZERO) };
        let amount = self.constant_number(e, Type::Money, of)?;
        if amount.is_negative() {
            self.report(Finding::new(&codes::BELOW_ZERO, e.span).arg("what", said!("cost", "koszt")));
            return None;
        }
        Some(amount)
    }

    /// `within 14 working days`, `within 3 months`; `words` stand before it.
    pub fn delay(&mut self, e: &syntax::Expr, words: &str) -> Option<Delay> {
        if let Some((value, Unit::WorkingDays)) = number(e)
            && let Some(days) = value.to_i64().and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0)
        {
            return Some(Delay::WorkingDays(days));
        }
        self.calendar(e, words).map(Delay::Calendar)
    }

    /// A length of time by the calendar, at least a day.
    pub fn calendar(&mut self, e: &syntax::Expr, words: &str) -> Option<Duration> {
        let found = number(e).and_then(|(value, unit)| {
            let unit = match unit {
                Unit::Days => Calendar::Days,
                Unit::Months => Calendar::Months,
                Unit::Years => Calendar::Years,
                _ => return None,
            };
            let count = i32::try_from(value.to_i64()?).ok().filter(|n| *n > 0)?;
            Some(Duration { count, unit })
        });
        if found.is_none() {
            let days = match number(e) {
                Some((value, Unit::Bare)) if value.is_integer() => Some(format!("{} days", self.slice(e))),
                // Five working days are a week.
                Some((value, Unit::WorkingDays)) => {
                    let days = (&value * &Number::int(7)).checked_div(&Number::int(5)).map(|n| n.round_half_up(0));
                    days.map(|n| format!("{n} days"))
                }
                _ => None,
            };
            let write = format!("{words} {}", days.as_deref().unwrap_or("14 days"));
            let finding = Finding::new(&codes::DELAY_FORM, e.span)
                .quote("text", self.slice(e))
                .arg("write", write)
                .maybe_fix(days.and_then(|d| self.fixed(e.span, &d)));
            self.report(finding);
        }
        found
    }
}

/// A written number with its unit.
fn number(e: &syntax::Expr) -> Option<(Number, Unit)> {
    match &e.kind {
        ExprKind::Number { value, unit } => Some((value.clone(), *unit)),
        ExprKind::Parenthesised(of) => number(of),
        _ => None,
    }
}
