//! Probabilities: odds that start at the base and are multiplied by the factor of every row that holds.

use super::condition::{Doubt, add_doubt};
use super::scope::Scope;
use super::value::{Possible, Value};
use crate::policy::Probability;
use crate::values::{Interval, Number, Truth};

impl Scope<'_> {
    /// Formula: odds = b/(1−b) · Π factor; p = odds/(1+odds). A row that is not known to hold widens the product by its
    /// factor or by nothing; one that does not apply is passed over.
    pub fn probability(&self, probability: &Probability) -> Value {
        let base = &probability.base;
        let Some(odds) = base.checked_div(&(&Number::ONE - base)) else { return Value::number(Number::ONE) };
        let (mut low, mut high) = (odds.clone(), odds);
        let mut doubt: Option<Doubt> = None;
        for row in &probability.rows {
            let condition = self.condition(&row.when);
            match condition.truth() {
                Truth::No => {}
                Truth::Yes => {
                    low = &low * &row.factor;
                    high = &high * &row.factor;
                }
                Truth::Unknown => {
                    if row.factor < Number::ONE {
                        low = &low * &row.factor;
                    } else {
                        high = &high * &row.factor;
                    }
                    add_doubt(&mut doubt, condition.doubt);
                }
            }
        }
        let chance = |odds: &Number| odds.checked_div(&(&Number::ONE + odds)).unwrap_or(Number::ONE);
        match doubt {
            Some(doubt) if low != high => {
                doubt.present().value(Possible::Number(Interval::new(chance(&low), chance(&high))), false)
            }
            _ => Value::number(chance(&low)),
        }
    }
}
