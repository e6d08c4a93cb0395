//! Exact numbers. Every number that decides something is a rational: small ones live in a machine word and a half,
//! larger ones in 128 bits, and whatever outgrows that in big integers. No operation rounds.

mod text;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, ToPrimitive};
use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact rational number. Always reduced, so equal numbers are equal values.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small { num: i64, den: u32 },
    Wide(Box<Ratio<i128>>),
    Big(Box<BigRational>),
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number")]
pub struct ParseNumberError;

impl Number {
    pub const ZERO: Number = Number(Repr::Small { num: 0, den: 1 });
    pub const ONE: Number = Number(Repr::Small { num: 1, den: 1 });
    pub const HUNDRED: Number = Number(Repr::Small { num: 100, den: 1 });

    /// A whole number.
    pub const fn int(n: i64) -> Number {
        Number(Repr::Small { num: n, den: 1 })
    }

    /// `num / den`; none when `den` is 0.
    pub fn ratio(num: i128, den: i128) -> Option<Number> {
        if den == 0 {
            return None;
        }
        if num == i128::MIN || den == i128::MIN {
            return Some(Number::from_big(BigRational::new(num.into(), den.into())));
        }
        let (num, den) = if den < 0 { (-num, -den) } else { (num, den) };
        Some(Number::reduced(num, den))
    }

    /// `mantissa / 10^scale`, as decimal text has it.
    pub fn decimal(mantissa: i128, scale: u32) -> Number {
        if let (Ok(num), 0..=9) = (i64::try_from(mantissa), scale) {
            return Number::short_decimal(num, scale);
        }
        match 10i128.checked_pow(scale) {
            Some(den) if mantissa != i128::MIN => Number::reduced(mantissa, den),
            _ => Number::from_big(BigRational::new(mantissa.into(), BigInt::from(10).pow(scale))),
        }
    }

    /// `num / 10^scale` for at most nine decimals: only twos and fives can be common to both, which is much quicker to see
    /// than any greatest common divisor, and tables hold millions of these.
    fn short_decimal(mut num: i64, scale: u32) -> Number {
        let twos = num.trailing_zeros().min(scale);
        num >>= twos;
        let mut fives = 0;
        while fives < scale && num % 5 == 0 {
            num /= 5;
            fives += 1;
        }
        Number(Repr::Small { num, den: 5u32.pow(scale - fives) << (scale - twos) })
    }

    /// Reads plain decimal text: an optional sign, digits, optionally a point and digits, at most 400 characters. No
    /// grouping, no exponent.
    pub fn parse(text: &str) -> Result<Number, ParseNumberError> {
        let (negative, body) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        if whole.is_empty() || (body.contains('.') && fraction.is_empty()) || text.len() > 400 {
            return Err(ParseNumberError);
        }
        let mut mantissa: Option<i128> = Some(0);
        for b in whole.bytes().chain(fraction.bytes()) {
            if !b.is_ascii_digit() {
                return Err(ParseNumberError);
            }
            mantissa = mantissa.and_then(|m| m.checked_mul(10)?.checked_add(i128::from(b - b'0')));
        }
        let scale = u32::try_from(fraction.len()).map_err(|_| ParseNumberError)?;
        let value = match mantissa {
            Some(m) => Number::decimal(m, scale),
            None => {
                let digits: BigInt = format!("{whole}{fraction}").parse().map_err(|_| ParseNumberError)?;
                Number::from_big(BigRational::new(digits, BigInt::from(10).pow(scale)))
            }
        };
        Ok(if negative { -value } else { value })
    }

    fn reduced(num: i128, den: i128) -> Number {
        if let (Ok(n), Ok(d)) = (u64::try_from(num.unsigned_abs()), u64::try_from(den)) {
            // Divisions of machine words are many times faster than those of 128 bits.
            let g = gcd64(n, d).max(1);
            let (n, d) = (n / g, d / g);
            if let (Ok(n), Ok(d)) = (i64::try_from(n), u32::try_from(d)) {
                return Number(Repr::Small { num: if num < 0 { -n } else { n }, den: d });
            }
        }
        let g = num.gcd(&den).max(1);
        let (num, den) = (num / g, den / g);
        match (i64::try_from(num), u32::try_from(den)) {
            (Ok(num), Ok(den)) => Number(Repr::Small { num, den }),
            _ => Number(Repr::Wide(Box::new(Ratio::new_raw(num, den)))),
        }
    }

    fn from_big(big: BigRational) -> Number {
        match (big.numer().to_i128(), big.denom().to_i128()) {
            (Some(num), Some(den)) if num != i128::MIN => Number::reduced(num, den),
            _ => Number(Repr::Big(Box::new(big))),
        }
    }

    fn to_wide(&self) -> Option<Ratio<i128>> {
        match &self.0 {
            Repr::Small { num, den } => Some(Ratio::new_raw(i128::from(*num), i128::from(*den))),
            Repr::Wide(r) => Some(**r),
            Repr::Big(_) => None,
        }
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small { num, den } => BigRational::new_raw((*num).into(), (*den).into()),
            Repr::Wide(r) => BigRational::new_raw((*r.numer()).into(), (*r.denom()).into()),
            Repr::Big(b) => (**b).clone(),
        }
    }

    fn apply(
        &self,
        other: &Number,
        wide: impl Fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Number {
        if let (Some(a), Some(b)) = (self.to_wide(), other.to_wide())
            && let Some(r) = wide(&a, &b)
            && *r.numer() != i128::MIN
        {
            return Number::reduced(*r.numer(), *r.denom());
        }
        Number::from_big(big(self.to_big(), other.to_big()))
    }

    /// `self / other`; none when `other` is 0.
    pub fn checked_div(&self, other: &Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        if let (Repr::Small { num: a, den: b }, Repr::Small { num: c, den: d }) = (&self.0, &other.0) {
            return Number::ratio(i128::from(*a) * i128::from(*d), i128::from(*b) * i128::from(*c));
        }
        Some(self.apply(other, |a, b| a.checked_div(b), |a, b| a / b))
    }

    /// Whether it takes more than 65,536 bits to write down: no quantity does, only sums and products that feed on
    /// themselves (`let b = a * a`, `let c = b * b`, …), and these must not eat all time and memory.
    pub fn is_unwieldy(&self) -> bool {
        const MOST_BITS: u64 = 1 << 16;
        match &self.0 {
            Repr::Small { .. } | Repr::Wide(_) => false,
            Repr::Big(big) => big.numer().bits() > MOST_BITS || big.denom().bits() > MOST_BITS,
        }
    }

    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small { num: 0, .. })
    }

    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small { num, .. } => *num < 0,
            Repr::Wide(r) => r.is_negative(),
            Repr::Big(b) => b.is_negative(),
        }
    }

    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small { den, .. } => *den == 1,
            Repr::Wide(r) => r.is_integer(),
            Repr::Big(b) => b.is_integer(),
        }
    }

    pub fn abs(&self) -> Number {
        if self.is_negative() { -self.clone() } else { self.clone() }
    }

    /// The whole number, if it is one that fits.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small { num, den: 1 } => Some(*num),
            _ => None,
        }
    }

    /// The nearest double: for drawing and for graph measures, never for deciding.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Repr::Small { num, den } => *num as f64 / f64::from(*den),
            Repr::Wide(r) => r.to_f64().unwrap_or(f64::NAN),
            Repr::Big(b) => b.to_f64().unwrap_or(f64::NAN),
        }
    }

    /// The exact value of a finite double; none for infinities and NaN.
    pub fn from_f64(x: f64) -> Option<Number> {
        BigRational::from_float(x).map(Number::from_big)
    }

    /// Rounded to `places` decimals, halves away from zero (as people and CLDR's documents round).
    pub fn round_half_up(&self, places: u32) -> Number {
        self.rounded(places, |twice, den, _| twice >= den)
    }

    /// Rounded to `places` decimals, halves to the even digit (as JSON and CSV answers do).
    pub fn round_half_even(&self, places: u32) -> Number {
        self.rounded(places, |twice, den, floor| twice > den || (twice == den && floor.is_odd()))
    }

    fn rounded(&self, places: u32, up: impl Fn(&BigInt, &BigInt, &BigInt) -> bool) -> Number {
        if self.is_integer() {
            return self.clone();
        }
        let scale = BigInt::from(10).pow(places);
        let scaled = self.abs().to_big() * BigRational::from_integer(scale.clone());
        let (mut floor, rest) = scaled.numer().div_rem(scaled.denom());
        if up(&(rest * 2), scaled.denom(), &floor) {
            floor += 1;
        }
        let out = Number::from_big(BigRational::new(floor, scale));
        if self.is_negative() { -out } else { out }
    }

    pub fn min(self, other: Number) -> Number {
        if other < self { other } else { self }
    }

    pub fn max(self, other: Number) -> Number {
        if other > self { other } else { self }
    }
}

/// Binary greatest common divisor: the hot path of all arithmetic.
fn gcd64(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    loop {
        b >>= b.trailing_zeros();
        if a > b {
            std::mem::swap(&mut a, &mut b);
        }
        b -= a;
        if b == 0 {
            return a << shift;
        }
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $checked:ident, $op:tt, |$a:ident, $b:ident, $c:ident, $d:ident| $small:expr) => {
        impl $trait<&Number> for &Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number {
                if let (Repr::Small { num, den }, Repr::Small { num: num2, den: den2 }) = (&self.0, &other.0) {
                    let ($a, $b, $c, $d) = (i128::from(*num), i128::from(*den), i128::from(*num2), i128::from(*den2));
                    // Products of 64 by 32 bits and their sum stay below 2^97.
                    let (num, den) = $small;
                    return Number::reduced(num, den);
                }
                self.apply(other, |a, b| a.$checked(b), |a, b| a $op b)
            }
        }
        impl $trait for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                (&self).$method(&other)
            }
        }
    };
}
operator!(Add, add, checked_add, +, |a, b, c, d| if b == d { (a + c, b) } else { (a * d + c * b, b * d) });
operator!(Sub, sub, checked_sub, -, |a, b, c, d| if b == d { (a - c, b) } else { (a * d - c * b, b * d) });
operator!(Mul, mul, checked_mul, *, |a, b, c, d| (a * c, b * d));

impl Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        &Number::ZERO - &self
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small { num: a, den: b }, Repr::Small { num: c, den: d }) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => match (self.to_wide(), other.to_wide()) {
                (Some(a), Some(b)) => a.cmp(&b),
                _ => self.to_big().cmp(&other.to_big()),
            },
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Number>>(iter: I) -> Number {
        iter.fold(Number::ZERO, |a, b| a + b)
    }
}

impl From<i64> for Number {
    fn from(n: i64) -> Number {
        Number::int(n)
    }
}

impl Default for Number {
    fn default() -> Number {
        Number::ZERO
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn n(text: &str) -> Number {
        Number::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn is_two_words() {
        assert_eq!(size_of::<Number>(), 16);
    }

    #[test]
    fn parses_and_prints_decimals() {
        for text in ["0", "12.5", "-3", "0.333333", "123456789012345678901234567890.5"] {
            assert_eq!(n(text).to_string(), text);
        }
        assert_eq!(n("+1.50").to_string(), "1.5");
        for bad in ["", "-", "1.", ".5", "1,5", "1e5", "١"] {
            assert!(Number::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn decimals_are_reduced() {
        for (num, scale) in [(0, 9), (1, 9), (-250, 2), (1000, 3), (125, 3), (i64::MIN, 9), (i64::MAX, 9), (7, 0)] {
            let wanted = Number::from_big(BigRational::new(num.into(), BigInt::from(10).pow(scale)));
            assert_eq!(Number::decimal(num.into(), scale), wanted, "{num} / 10^{scale}");
        }
    }

    #[test]
    fn rounds_halves_as_said() {
        assert_eq!(n("110277.305").round_half_up(2), n("110277.31"));
        assert_eq!(n("110277.305").round_half_even(2), n("110277.30"));
        assert_eq!(n("-0.5").round_half_up(0), n("-1"));
        assert_eq!(n("2.5").round_half_even(0), n("2"));
    }

    #[test]
    fn division_by_zero_is_none() {
        assert_eq!(Number::ONE.checked_div(&Number::ZERO), None);
        assert_eq!(n("1").checked_div(&n("-3")), Number::ratio(-1, 3));
    }

    fn any_number() -> impl Strategy<Value = (i128, i128)> {
        prop_oneof![
            (-1000i128..1000, 1i128..1000),
            (any::<i64>().prop_map(i128::from), 1i128..i128::from(u32::MAX)),
            (any::<i128>().prop_map(|n| n / 2), 1i128..i128::MAX),
        ]
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_big_rationals((a, b) in any_number(), (c, d) in any_number()) {
            let big = |n: i128, d: i128| BigRational::new(n.into(), d.into());
            let (x, y) = (Number::ratio(a, b).unwrap_or_default(), Number::ratio(c, d).unwrap_or_default());
            let (p, q) = (big(a, b), big(c, d));
            prop_assert_eq!((&x + &y).to_big(), &p + &q);
            prop_assert_eq!((&x - &y).to_big(), &p - &q);
            prop_assert_eq!((&x * &y).to_big(), &p * &q);
            prop_assert_eq!(x.cmp(&y), p.cmp(&q));
            prop_assert_eq!(x.to_decimal_string(6), x.decimal_in_big(6));
            prop_assert_eq!(x.to_decimal_string(0), x.decimal_in_big(0));
            if !y.is_zero() {
                prop_assert_eq!(x.checked_div(&y).map(|r| r.to_big()), Some(&p / &q));
            }
        }
    }
}
