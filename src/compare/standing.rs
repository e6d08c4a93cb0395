//! Where an account stands on one side, and whether it stands better or worse on the other.
//!
//! Up and down are said only where they are sure, whatever is missing: every tier it may be in now is better (worse) than
//! every one it may have been in. An excluded account stands below all tiers, and one on hold may turn out excluded or in any
//! of its tiers; what is open on either side is undetermined.

use super::Side;
use crate::engine::{Outcome, Status, Value};
use crate::policy::{Policy, Type};
use crate::values::{Interval, Scalar};

/// What an account came to, in names, since the two policies may number them differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub status: Status,
    /// The tiers it may fall in, best first.
    pub tiers: Vec<String>,
    /// From 1; none unless qualified.
    pub rank: Option<usize>,
    pub stage: Option<String>,
    pub score: Option<Interval>,
}

/// What became of an account, in the order of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Movement {
    Up,
    Down,
    /// The tier or status differs, but it is or was open, so it may be where it was.
    Undetermined,
    New,
    Gone,
    /// The same tiers and status.
    Level,
}

impl Movement {
    /// The word of JSON answers.
    pub fn word(self) -> &'static str {
        match self {
            Movement::Up => "up",
            Movement::Down => "down",
            Movement::Undetermined => "undetermined",
            Movement::New => "new",
            Movement::Gone => "gone",
            Movement::Level => "unchanged",
        }
    }
}

impl Standing {
    pub(super) fn of(side: &Side<'_>, position: Option<usize>) -> Option<Standing> {
        Some(Standing::from(side.policy, side.outcome(position)?))
    }

    pub(super) fn from(policy: &Policy, outcome: &Outcome) -> Standing {
        // Positions in the set run from the worst tier; the policy lists the best first.
        let positions = (0..policy.tiers.len()).rev().filter_map(|p| u16::try_from(p).ok());
        let tiers = policy.tiers.iter().zip(positions).filter(|(_, p)| outcome.tiers.contains(*p));
        Standing {
            status: outcome.status,
            tiers: tiers.map(|(tier, _)| tier.name.to_string()).collect(),
            rank: outcome.rank,
            stage: stage(policy, &outcome.slots),
            score: outcome.score.clone(),
        }
    }

    /// Whether tier, status, rank and stage are the same; the score is not looked at.
    pub(super) fn same(&self, other: &Standing) -> bool {
        self.same_tier(other) && self.rank == other.rank && self.stage == other.stage
    }

    pub(super) fn same_tier(&self, other: &Standing) -> bool {
        self.status == other.status && self.tiers == other.tiers
    }
}

/// The value of the table named `stage`, where it is known.
fn stage(policy: &Policy, slots: &[Value]) -> Option<String> {
    let slot = policy.stage?;
    let (Value::Known(Scalar::Choice(choice)), Type::OneOf(id)) = (slots.get(slot.index())?, policy.slot(slot).ty)
    else {
        return None;
    };
    policy.enumeration(id).values.get(usize::from(*choice)).map(|v| v.name.to_string())
}

/// The tiers of both policies in one order, worst first. A tier that only the old policy has stands just below the one
/// above it there.
pub(super) struct Ladder {
    names: Vec<String>,
}

impl Ladder {
    pub fn new(before: &Policy, after: &Policy) -> Ladder {
        let mut best_first: Vec<String> = after.tiers.iter().map(|t| t.name.to_string()).collect();
        let mut above = None;
        for tier in &before.tiers {
            let name = tier.name.to_string();
            let at = match best_first.iter().position(|n| *n == name) {
                Some(at) => at,
                None => {
                    let at = above.map_or(0, |a: usize| a + 1);
                    best_first.insert(at, name);
                    at
                }
            };
            above = Some(at);
        }
        best_first.reverse();
        Ladder { names: best_first }
    }

    pub fn movement(&self, was: Option<&Standing>, is: Option<&Standing>) -> Movement {
        let (was, is) = match (was, is) {
            (Some(was), Some(is)) => (was, is),
            (None, Some(_)) => return Movement::New,
            (_, None) => return Movement::Gone,
        };
        if was.same_tier(is) {
            return Movement::Level;
        }
        let (was, is) = (self.heights(was), self.heights(is));
        match (is.0 > was.1, is.1 < was.0) {
            (true, _) => Movement::Up,
            (_, true) => Movement::Down,
            (false, false) => Movement::Undetermined,
        }
    }

    /// The height of a tier, from 1.
    pub fn height(&self, tier: &str) -> usize {
        self.names.iter().position(|n| n == tier).map_or(0, |at| at + 1)
    }

    /// The lowest and the highest place where an account may come to stand; 0 is excluded.
    fn heights(&self, standing: &Standing) -> (usize, usize) {
        let tiers = || standing.tiers.iter().map(|t| self.height(t));
        let best = tiers().max().unwrap_or(self.names.len());
        match standing.status {
            Status::Excluded => (0, 0),
            Status::Hold => (0, best),
            Status::Qualified => (tiers().min().unwrap_or(0), best),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(status: Status, tiers: &[&str]) -> Standing {
        let tiers = tiers.iter().map(|t| (*t).to_owned()).collect();
        Standing { status, tiers, rank: None, stage: None, score: None }
    }

    #[test]
    fn up_and_down_are_said_only_where_they_are_sure() {
        let ladder = Ladder { names: ["C", "B", "A"].map(str::to_owned).to_vec() };
        let check = |was: Status, from: &[&str], is: Status, to: &[&str], expected: Movement| {
            let movement = ladder.movement(Some(&standing(was, from)), Some(&standing(is, to)));
            assert_eq!(movement, expected, "{was:?} {from:?} to {is:?} {to:?}");
        };
        use Movement::{Down, Level, Undetermined, Up};
        use Status::{Excluded, Hold, Qualified};
        check(Qualified, &["B"], Qualified, &["A"], Up);
        check(Qualified, &["A"], Qualified, &["C"], Down);
        check(Qualified, &["C"], Qualified, &["A", "B"], Up);
        check(Qualified, &["B"], Qualified, &["A", "B"], Undetermined);
        check(Qualified, &["A", "B"], Qualified, &["A"], Undetermined);
        check(Qualified, &["C"], Excluded, &[], Down);
        check(Excluded, &[], Qualified, &["C"], Up);
        check(Qualified, &["B"], Hold, &["B"], Undetermined);
        check(Hold, &["A"], Hold, &["A"], Level);
        assert_eq!(ladder.movement(None, Some(&standing(Hold, &[]))), Movement::New);
    }
}
