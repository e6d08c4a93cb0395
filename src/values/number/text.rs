//! Numbers as decimal text.

use super::{Number, Repr};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use std::fmt;

impl Number {
    /// Decimal text with at most `places` decimals, halves to even, without trailing zeros: `12.5`, `-3`, `0.333333`.
    pub fn to_decimal_string(&self, places: u32) -> String {
        self.decimal_in_words(places).unwrap_or_else(|| self.decimal_in_big(places))
    }

    /// Decimal text with the whole part in groups of three, as rules write money: `81 238.46`, `-500 000`.
    pub fn to_grouped_string(&self, places: u32) -> String {
        let text = self.to_decimal_string(places);
        let body = text.trim_start_matches('-');
        let whole = body.split_once('.').map_or(body, |(whole, _)| whole);
        let mut out = String::with_capacity(text.len() + whole.len() / 3);
        out.push_str(&text[..text.len() - body.len()]);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(' ');
            }
            out.push(digit);
        }
        out.push_str(&body[whole.len()..]);
        out
    }

    /// As [`Number::to_decimal_string`] where machine words suffice: what nearly every number of an answer takes.
    fn decimal_in_words(&self, places: u32) -> Option<String> {
        let (num, den) = match &self.0 {
            Repr::Small { num, den } => (i128::from(*num), u128::from(*den)),
            Repr::Wide(r) => (*r.numer(), u128::try_from(*r.denom()).ok()?),
            Repr::Big(_) => return None,
        };
        let scale = 10u128.checked_pow(places)?;
        let scaled = num.unsigned_abs().checked_mul(scale)?;
        let (mut digits, rest) = (scaled / den, scaled % den);
        let twice = rest.checked_mul(2)?;
        if twice > den || (twice == den && digits % 2 == 1) {
            digits += 1;
        }
        let sign = if num < 0 && digits > 0 { "-" } else { "" };
        let (whole, fraction) = (digits / scale, digits % scale);
        if fraction == 0 {
            return Some(format!("{sign}{whole}"));
        }
        let mut text = format!("{sign}{whole}.{fraction:0>width$}", width = places as usize);
        text.truncate(text.trim_end_matches('0').len());
        Some(text)
    }

    pub(super) fn decimal_in_big(&self, places: u32) -> String {
        let rounded = self.round_half_even(places).to_big();
        let scale = BigInt::from(10).pow(places);
        let scaled = (rounded * BigRational::from_integer(scale)).to_integer();
        let digits = scaled.magnitude().to_string();
        let places = places as usize;
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        let fraction = fraction.trim_end_matches('0');
        let sign = if scaled.is_negative() { "-" } else { "" };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }
}

impl fmt::Display for Number {
    /// Decimal text with up to six decimals, halves to even.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_decimal_string(6))
    }
}

impl fmt::Debug for Number {
    /// The exact fraction: `137/3`, `12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let big = self.to_big();
        if big.denom() == &BigInt::from(1) {
            write!(f, "{}", big.numer())
        } else {
            write!(f, "{}/{}", big.numer(), big.denom())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn digits_stand_in_groups() {
        for (text, shown) in
            [("1234567.5", "1 234 567.5"), ("-500000", "-500 000"), ("12", "12"), ("0.126", "0.13"), ("1000", "1 000")]
        {
            assert_eq!(Number::parse(text).map(|n| n.to_grouped_string(2)), Ok(shown.to_owned()));
        }
    }
}
