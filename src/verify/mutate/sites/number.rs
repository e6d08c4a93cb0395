//! Numbers that move: what something is compared with, what is given or counted with, values of ordered lists.

use super::{Of, Walk};
use crate::policy::{Policy, Type};
use crate::syntax::CompareOp;
use crate::values::{Number, Scalar};
use crate::verify::mutate::change::{Case, Change, Moved};
use crate::verify::mutate::said::{self, number};
use crate::verify::mutate::shift::{Side, step, telling};

impl Walk<'_> {
    /// A number that something is compared with, a step up and a step down.
    pub(super) fn threshold(
        &mut self,
        of: &Of,
        what: Moved,
        case: &dyn Fn(String) -> Case,
        ty: Type,
        side: Side,
        value: &mut Number,
    ) {
        let (from, by) = (value.clone(), step(value, ty));
        for to in [&from + &by, &from - &by] {
            let policy = self.policy;
            let said = || (moved(policy, &what, &from, &to, ty), case(number(policy, telling(side, &from, &to), ty)));
            if self.offer(of, said) {
                *value = to;
            }
        }
    }

    /// A value of an ordered list, one up and one down.
    pub(super) fn choice(&mut self, of: &Of, op: CompareOp, what: &str, ty: Type, last: usize, value: &mut u16) {
        let from = *value;
        let up = from.checked_add(1).filter(|to| usize::from(*to) <= last);
        for to in [up, from.checked_sub(1)].into_iter().flatten() {
            let policy = self.policy;
            let said = || {
                let name = |c: u16| said::scalar(policy, &Scalar::Choice(c), Some(ty));
                let (a, b) = (Number::int(from.into()), Number::int(to.into()));
                let at = if *telling(side(op), &a, &b) == a { from } else { to };
                let written = Moved::Written(format!("{what} {}", said::compare_word(op)));
                let change = Change::Moved { what: written, from: name(from), to: name(to), up: to > from };
                (change, Case::Written(format!("{what} {}", name(at))))
            };
            if self.offer(of, said) {
                *value = to;
            }
        }
    }

    /// A number that is given or counted with, a step up, or down where it is points at the top.
    pub(super) fn shifted(&mut self, of: &Of, what: Moved, case: &Case, ty: Type, value: &mut Number) {
        let by = step(value, ty);
        let top = match ty {
            Type::Points => Number::HUNDRED,
            _ => Number::int(i64::MAX),
        };
        let up = &*value + &by;
        let to = if up <= top { up } else { &*value - &by };
        let (policy, from) = (self.policy, value.clone());
        if self.offer(of, || (moved(policy, &what, &from, &to, ty), case.clone())) {
            *value = to;
        }
    }
}

pub(super) fn side(op: CompareOp) -> Side {
    match op {
        CompareOp::AtLeast | CompareOp::Below => Side::Above,
        CompareOp::AtMost | CompareOp::Above => Side::Below,
    }
}

pub(super) fn moved(policy: &Policy, what: &Moved, from: &Number, to: &Number, ty: Type) -> Change {
    let written = |n: &Number| number(policy, n, ty);
    Change::Moved { what: what.clone(), from: written(from), to: written(to), up: to > from }
}
