//! How far a number moves, and at which value that shows: a threshold that moves from one value to another changes what lies
//! between them, and of the two ends only the one that is counted in.

use crate::policy::Type;
use crate::values::Number;

/// A step for a value of a type: a tenth of it, whole where the type counts or a whole number stands; for 0 and for points a
/// fixed one.
pub(super) fn step(value: &Number, ty: Type) -> Number {
    let one = Number::ONE;
    match ty {
        Type::Points => return Number::int(5),
        Type::Percent if value.is_zero() => return hundredth(&one),
        _ if value.is_zero() => return one,
        _ => {}
    }
    let tenth = value.abs().checked_div(&Number::int(10)).unwrap_or_default();
    let whole = is_whole(ty) || (ty == Type::Number && value.is_integer());
    if whole { tenth.round_half_up(0).max(one) } else { tenth }
}

/// A step that stays on this side of the middle between two neighbours; from 0, which has no tenth, a tenth of the way.
pub(super) fn step_within(value: &Number, ty: Type, gap: Option<&Number>) -> Number {
    let part = |of: i64| gap.and_then(|g| g.abs().checked_div(&Number::int(of)));
    let Some(half) = part(2) else { return step(value, ty) };
    let step = if value.is_zero() { part(10).unwrap_or_default() } else { step(value, ty) };
    let shorter = step.min(half);
    if is_whole(ty) { floor(&shorter).max(Number::ONE) } else { shorter }
}

fn is_whole(ty: Type) -> bool {
    matches!(ty, Type::Count | Type::Days | Type::Date)
}

fn floor(n: &Number) -> Number {
    let rounded = n.round_half_up(0);
    if rounded > *n { &rounded - &Number::ONE } else { rounded }
}

fn hundredth(n: &Number) -> Number {
    n.checked_div(&Number::HUNDRED).unwrap_or_default()
}

/// Where a threshold stands between what lies below and what lies above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The threshold itself counts with what lies above: `from 90`, `at least 90`, `below 90`.
    Above,
    /// It counts with what lies below: `above 90`, `at most 90`.
    Below,
}

/// The value of an example that notices that a threshold has moved.
pub(super) fn telling<'n>(side: Side, from: &'n Number, to: &'n Number) -> &'n Number {
    match (side, to > from) {
        (Side::Above, true) | (Side::Below, false) => from,
        (Side::Above, false) | (Side::Below, true) => to,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_telling_value_lies_where_the_answer_changes() {
        let (from, up, down) = (Number::int(90), Number::int(99), Number::int(81));
        // `x at least 90` against `x at least 99`: of the two ends only 90 is answered otherwise.
        for (side, to, telling_value) in [
            (Side::Above, &up, &from),
            (Side::Above, &down, &down),
            (Side::Below, &up, &up),
            (Side::Below, &down, &from),
        ] {
            assert_eq!(telling(side, &from, to), telling_value);
            let holds = |x: &Number, at: &Number| if side == Side::Above { x >= at } else { x > at };
            assert_ne!(holds(telling_value, &from), holds(telling_value, to));
        }
    }

    #[test]
    fn steps_fit_their_type_and_their_neighbours() {
        assert_eq!(step(&Number::int(90), Type::Days), Number::int(9));
        assert_eq!(step(&Number::int(3), Type::Count), Number::ONE);
        assert_eq!(step(&Number::ZERO, Type::Percent), Number::decimal(1, 2));
        assert_eq!(step_within(&Number::int(100), Type::Money, Some(&Number::int(4))), Number::int(2));
        assert_eq!(step_within(&Number::int(5), Type::Count, Some(&Number::ONE)), Number::ONE);
    }
}
