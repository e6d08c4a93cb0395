//! Conditions with what they may come out as: yes, no, and that the question does not arise. The three can each be
//! possible or not, so that `unknown and n/a` (no or not applicable, never yes) differs from `unknown or n/a`.
//! Under `and` and `or` what does not apply behaves as the third value of Kleene's logic.

use super::value::{Absent, Input, Possible, Uncertain, Value};
use crate::values::{Absence, Scalar, Truth};

/// What keeps a result from being known.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    pub absent: Absent,
    pub why: Absence,
    /// Sorted, each once.
    pub needs: Vec<Input>,
}

impl Doubt {
    /// Takes up another reason: what is missing outweighs what is only not known exactly, else the first one is told.
    pub fn merge(&mut self, other: &Doubt) {
        self.take(other.absent, other.why, &other.needs);
    }

    /// Takes up the reason of a value, if it is uncertain.
    pub fn merge_value(&mut self, value: &Value) {
        if let Value::Uncertain(u) = value {
            self.take(u.absent, u.why, &u.needs);
        }
    }

    fn take(&mut self, absent: Absent, why: Absence, needs: &[Input]) {
        if rank(absent) > rank(self.absent) {
            self.absent = absent;
            self.why = why;
        }
        merge_needs(&mut self.needs, needs);
    }

    pub fn of(value: &Value) -> Option<Doubt> {
        match value {
            Value::Uncertain(u) => Some(Doubt { absent: u.absent, why: u.why, needs: u.needs.clone() }),
            Value::Known(_) | Value::NotApplicable => None,
        }
    }

    /// The reasons of several values together.
    pub fn join<'v>(values: impl IntoIterator<Item = &'v Value>) -> Option<Doubt> {
        let mut joined: Option<Doubt> = None;
        for value in values {
            match &mut joined {
                Some(doubt) => doubt.merge_value(value),
                None => joined = Doubt::of(value),
            }
        }
        joined
    }

    /// The same reason for something that is there, only not known exactly.
    pub fn present(mut self) -> Doubt {
        self.absent = Absent::No;
        self
    }

    /// A value of which this is the reason.
    pub fn value(self, possible: Possible, may_not_apply: bool) -> Value {
        let Doubt { absent, why, needs } = self;
        Value::Uncertain(Box::new(Uncertain { possible, absent, may_not_apply, why, needs }))
    }
}

/// Adds a reason to those collected so far.
pub(super) fn add_doubt(doubt: &mut Option<Doubt>, other: Option<Doubt>) {
    match (doubt.as_mut(), other) {
        (Some(doubt), Some(other)) => doubt.merge(&other),
        (None, Some(other)) => *doubt = Some(other),
        (_, None) => {}
    }
}

fn rank(absent: Absent) -> u8 {
    match absent {
        Absent::No => 0,
        Absent::Maybe => 1,
        Absent::Yes => 2,
    }
}

/// Unites sorted lists of inputs.
pub(super) fn merge_needs(needs: &mut Vec<Input>, more: &[Input]) {
    for input in more {
        if let Err(at) = needs.binary_search(input) {
            needs.insert(at, *input);
        }
    }
}

/// What a condition may come out as.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub yes: bool,
    pub no: bool,
    pub not_applicable: bool,
    /// Why, where more than one of the three is possible.
    pub doubt: Option<Doubt>,
}

impl Condition {
    pub const NOT_APPLICABLE: Condition = Condition { yes: false, no: false, not_applicable: true, doubt: None };

    pub fn known(b: bool) -> Condition {
        Condition { yes: b, no: !b, not_applicable: false, doubt: None }
    }

    pub fn unknown(doubt: Doubt) -> Condition {
        Condition { yes: true, no: true, not_applicable: false, doubt: Some(doubt) }
    }

    /// The condition that a value of type yes_no is.
    pub fn of(value: &Value) -> Condition {
        match value {
            Value::Known(Scalar::YesNo(b)) => Condition::known(*b),
            Value::Known(_) => Condition::known(false),
            Value::NotApplicable => Condition::NOT_APPLICABLE,
            Value::Uncertain(u) => {
                Condition { yes: true, no: true, not_applicable: u.may_not_apply, doubt: Doubt::of(value) }
            }
        }
    }

    /// As a value of type yes_no.
    pub fn into_value(self) -> Value {
        match (self.yes, self.no, self.not_applicable, self.doubt) {
            (true, false, false, _) => Value::yes_no(true),
            (false, true, false, _) => Value::yes_no(false),
            (_, _, not_applicable, Some(doubt)) => doubt.value(Possible::YesNo, not_applicable),
            (..) => Value::NotApplicable,
        }
    }

    /// Yes, no or not known; what cannot be yes because it does not apply counts as no.
    pub fn truth(&self) -> Truth {
        match (self.yes, self.no || self.not_applicable) {
            (true, false) => Truth::Yes,
            (true, true) => Truth::Unknown,
            (false, _) => Truth::No,
        }
    }

    /// Whether it does not hold only because something does not apply.
    pub fn lacks_sense(&self) -> bool {
        !self.yes && self.not_applicable
    }

    pub fn negate(self) -> Condition {
        Condition { yes: self.no, no: self.yes, ..self }
    }

    pub fn and(self, other: Condition) -> Condition {
        let no = self.no || other.no;
        let yes = self.yes && other.yes;
        let not_applicable = (self.not_applicable && (other.yes || other.not_applicable))
            || (other.not_applicable && (self.yes || self.not_applicable));
        Condition { yes, no, not_applicable, doubt: self.doubt }.because(other.doubt)
    }

    pub fn or(self, other: Condition) -> Condition {
        self.negate().and(other.negate()).negate()
    }

    /// At least `wanted` of the conditions hold.
    pub fn at_least(wanted: usize, conditions: &[Condition]) -> Condition {
        let count = |test: &dyn Fn(&Condition) -> bool| conditions.iter().filter(|c| test(c)).count();
        let may_hold = count(&|c| c.yes);
        let must_hold = count(&|c| c.yes && !c.no && !c.not_applicable);
        let cannot_fail = count(&|c| !c.no);
        let may_lack_sense = count(&|c| c.not_applicable);
        let free = count(&|c| c.yes && !c.not_applicable);
        let not_applicable =
            may_lack_sense > 0 && must_hold < wanted && may_lack_sense + free.min(wanted.saturating_sub(1)) >= wanted;
        let mut doubt = None;
        for condition in conditions {
            add_doubt(&mut doubt, condition.doubt.clone());
        }
        let (yes, no) = (may_hold >= wanted, cannot_fail < wanted);
        Condition { yes, no, not_applicable, doubt: None }.because(doubt)
    }

    /// Keeps the reasons only where the outcome hangs on them.
    fn because(mut self, more: Option<Doubt>) -> Condition {
        let outcomes = [self.yes, self.no, self.not_applicable].into_iter().filter(|o| *o).count();
        if outcomes > 1 {
            add_doubt(&mut self.doubt, more);
        } else {
            self.doubt = None;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Condition> {
        let mut out = Vec::new();
        for bits in 1..8 {
            let doubt = Doubt { absent: Absent::Yes, why: Absence::NotGiven, needs: Vec::new() };
            let (yes, no, not_applicable) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
            out.push(Condition { yes, no, not_applicable, doubt: None }.because(Some(doubt)));
        }
        out
    }

    /// The outcomes of a condition: no, not applicable, yes as 0, 1, 2.
    fn outcomes(c: &Condition) -> Vec<usize> {
        let bits = [c.no, c.not_applicable, c.yes];
        (0..3).filter(|i| bits[*i]).collect()
    }

    #[test]
    fn and_or_and_counts_are_exact_over_all_outcomes() {
        for a in all() {
            for b in all() {
                let mut and: Vec<usize> = Vec::new();
                let mut two: Vec<usize> = Vec::new();
                for x in outcomes(&a) {
                    for y in outcomes(&b) {
                        and.push(x.min(y));
                        let (yes, maybe) = ([x, y].iter().filter(|o| **o == 2).count(), 2);
                        let reach = [x, y].iter().filter(|o| **o >= 1).count();
                        two.push(if yes >= maybe {
                            2
                        } else if reach < maybe {
                            0
                        } else {
                            1
                        });
                    }
                }
                and.sort();
                and.dedup();
                two.sort();
                two.dedup();
                assert_eq!(outcomes(&a.clone().and(b.clone())), and, "{a:?} and {b:?}");
                assert_eq!(outcomes(&Condition::at_least(2, &[a.clone(), b.clone()])), two, "2 of {a:?}, {b:?}");
                let either = a.clone().or(b.clone());
                assert_eq!(outcomes(&Condition::at_least(1, &[a.clone(), b.clone()])), outcomes(&either));
            }
        }
    }
}
