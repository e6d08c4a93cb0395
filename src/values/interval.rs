//! What is still possible for a number: a closed interval, open to infinity where nothing bounds it.

use super::Number;

/// All numbers from `low` to `high`, both in. An absent end means there is no bound on that side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: Option<Number>,
    pub high: Option<Number>,
}

impl Interval {
    pub const ANY: Interval = Interval { low: None, high: None };

    pub fn new(low: Number, high: Number) -> Interval {
        Interval { low: Some(low), high: Some(high) }
    }

    pub fn point(n: Number) -> Interval {
        Interval { low: Some(n.clone()), high: Some(n) }
    }

    /// The number, if only one is possible.
    pub fn as_point(&self) -> Option<&Number> {
        match (&self.low, &self.high) {
            (Some(a), Some(b)) if a == b => Some(a),
            _ => None,
        }
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        Interval {
            low: self.low.clone().zip(other.low.clone()).map(|(a, b)| a.min(b)),
            high: self.high.clone().zip(other.high.clone()).map(|(a, b)| a.max(b)),
        }
    }

    pub fn contains(&self, n: &Number) -> bool {
        self.low.as_ref().is_none_or(|l| l <= n) && self.high.as_ref().is_none_or(|h| n <= h)
    }

    pub fn add(&self, other: &Interval) -> Interval {
        Interval {
            low: self.low.as_ref().zip(other.low.as_ref()).map(|(a, b)| a + b),
            high: self.high.as_ref().zip(other.high.as_ref()).map(|(a, b)| a + b),
        }
        .handy()
    }

    /// Without ends that outgrew all use: further out is still sound.
    fn handy(self) -> Interval {
        let handy = |n: &Number| !n.is_unwieldy();
        Interval { low: self.low.filter(handy), high: self.high.filter(handy) }
    }

    pub fn neg(&self) -> Interval {
        Interval { low: self.high.clone().map(|n| -n), high: self.low.clone().map(|n| -n) }
    }

    pub fn sub(&self, other: &Interval) -> Interval {
        self.add(&other.neg())
    }

    /// The product by ends; 0 times no bound is 0.
    pub fn mul(&self, other: &Interval) -> Interval {
        let ends = |i: &Interval| [(i.low.clone(), -1), (i.high.clone(), 1)];
        let mut low: Option<Option<Number>> = None;
        let mut high: Option<Option<Number>> = None;
        for (a, side_a) in ends(self) {
            for (b, side_b) in ends(other) {
                let (lo, hi) = match (&a, &b) {
                    (Some(a), Some(b)) => {
                        let p = a * b;
                        (Some(p.clone()), Some(p))
                    }
                    (Some(z), None) | (None, Some(z)) if z.is_zero() => (Some(Number::ZERO), Some(Number::ZERO)),
                    (a, b) => {
                        // One end is infinite: only the sign of the product matters.
                        let sign = |n: &Option<Number>, side: i32| {
                            n.as_ref().map_or(side, |n| if n.is_negative() { -1 } else { 1 })
                        };
                        if sign(a, side_a) * sign(b, side_b) < 0 {
                            (None, Some(Number::ZERO))
                        } else {
                            (Some(Number::ZERO), None)
                        }
                    }
                };
                low = Some(match low {
                    None => lo.clone(),
                    Some(l) => l.zip(lo.clone()).map(|(x, y)| x.min(y)),
                });
                high = Some(match high {
                    None => hi.clone(),
                    Some(h) => h.zip(hi.clone()).map(|(x, y)| x.max(y)),
                });
            }
        }
        Interval { low: low.flatten(), high: high.flatten() }.handy()
    }

    /// The quotient; any number when the divisor may be 0.
    pub fn div(&self, other: &Interval) -> Interval {
        if other.contains(&Number::ZERO) {
            return Interval::ANY;
        }
        // A divisor that keeps one sign has reciprocals between those of its ends; an infinite end has reciprocal 0.
        let reciprocal = |n: &Option<Number>| n.as_ref().map_or(Some(Number::ZERO), |n| Number::ONE.checked_div(n));
        self.mul(&Interval { low: reciprocal(&other.high), high: reciprocal(&other.low) })
    }

    pub fn min(&self, other: &Interval) -> Interval {
        self.neg().max(&other.neg()).neg()
    }

    pub fn max(&self, other: &Interval) -> Interval {
        let low = match (&self.low, &other.low) {
            (Some(a), Some(b)) => Some(a.clone().max(b.clone())),
            (a, b) => a.clone().or(b.clone()),
        };
        Interval { low, high: self.high.clone().zip(other.high.clone()).map(|(a, b)| a.max(b)) }
    }

    pub fn abs(&self) -> Interval {
        let reflected = self.max(&self.neg());
        if self.contains(&Number::ZERO) {
            Interval { low: Some(Number::ZERO), high: reflected.high }
        } else {
            reflected
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn end() -> impl Strategy<Value = Option<i64>> {
        proptest::option::weighted(0.8, -20i64..20)
    }

    /// An interval and a number inside it.
    fn inhabited() -> impl Strategy<Value = (Interval, Number)> {
        (end(), end(), -40i64..40).prop_map(|(a, b, x)| {
            let (low, high) = match (a, b) {
                (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
                other => other,
            };
            let x = x.max(low.unwrap_or(i64::MIN)).min(high.unwrap_or(i64::MAX));
            (Interval { low: low.map(Number::int), high: high.map(Number::int) }, Number::int(x))
        })
    }

    proptest! {
        #[test]
        fn every_operation_keeps_what_is_possible((i, x) in inhabited(), (j, y) in inhabited()) {
            prop_assert!(i.add(&j).contains(&(&x + &y)));
            prop_assert!(i.sub(&j).contains(&(&x - &y)));
            prop_assert!(i.mul(&j).contains(&(&x * &y)), "{i:?} * {j:?} misses {x} * {y}");
            prop_assert!(i.min(&j).contains(&x.clone().min(y.clone())));
            prop_assert!(i.max(&j).contains(&x.clone().max(y.clone())));
            prop_assert!(i.abs().contains(&x.abs()));
            prop_assert!(i.hull(&j).contains(&x));
            if let Some(q) = x.checked_div(&y) {
                prop_assert!(i.div(&j).contains(&q), "{i:?} / {j:?} misses {x} / {y}");
            }
        }
    }

    #[test]
    fn products_of_bounded_intervals_are_tight() {
        let i = Interval::new(Number::int(-2), Number::int(3));
        assert_eq!(i.mul(&i), Interval::new(Number::int(-6), Number::int(9)));
        assert_eq!(i.mul(&Interval::point(Number::ZERO)), Interval::point(Number::ZERO));
        assert_eq!(Interval::point(Number::ZERO).mul(&Interval::ANY), Interval::point(Number::ZERO));
    }
}
