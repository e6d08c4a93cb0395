//! The result of an evaluation: plain data, complete for ranking, explaining and planning.

use super::value::{Input, Value};
use crate::policy::SlotId;
use crate::values::{ChoiceSet, Day, Interval, Number};

/// What came out for every account, in the order of the portfolio (by account id).
#[derive(Clone, Debug)]
pub struct Evaluation {
    pub as_of: Day,
    pub outcomes: Vec<Outcome>,
    /// Positions of qualified accounts, best first; equal keys by account id.
    pub ranking: Vec<usize>,
    /// Per use of a portfolio function: how many accounts were left out because their value is missing or not applicable.
    pub left_out: Vec<usize>,
    /// Per use of a portfolio function, its value for every account: who asks on need not look at all accounts again.
    pub across: Vec<Vec<Value>>,
    /// Accounts on which a criterion says `missing means fail`, with the index of the criterion. Where there are any, there
    /// is no ranking.
    pub failed: Vec<(usize, u16)>,
    /// Values that won over the definitions of their slots.
    pub given: Vec<(SlotId, Value)>,
}

/// What came out for one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub status: Status,
    /// The tiers it may fall in, as positions in the policy's tier enumeration (worst first); limits are applied.
    /// Empty when excluded, and when nothing is left to score.
    pub tiers: ChoiceSet,
    /// 0..100; none when nothing is left to score.
    pub score: Option<Interval>,
    /// By [`SlotId`]: lets, tables, criteria (points), groups, probabilities.
    pub slots: Box<[Value]>,
    /// By criterion: its share of the whole score after renormalisation, none when left out. Absent where no criterion is
    /// left out, so that the shares are those of the policy.
    pub shares: Option<Box<[Option<Number>]>>,
    pub vetoes: Vec<Fired>,
    pub limits: Vec<Fired>,
    /// Missing inputs: first those that could still change status or tier, then those that only widen the score; within
    /// each the most valuable first (the width of the score they account for), then in the order of the policy.
    pub needs: Vec<Need>,
    /// From 1; none unless qualified.
    pub rank: Option<usize>,
    /// The values of `rank by`, in order.
    pub rank_keys: Vec<Value>,
}

/// A veto or limit that matters: true, unknown, waived or not applicable. Those that are plainly false are not listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Fired {
    /// Index into the policy's vetoes or limits.
    pub index: usize,
    pub state: FiredState,
    /// What it depends on, where unknown.
    pub needs: Vec<Input>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FiredState {
    Holds,
    Unknown,
    /// It would hold or be unknown, but a valid waiver (index into the account's) lifts it.
    Waived(usize),
    /// A waiver (index) has expired; `holds` tells whether the condition is true (else unknown).
    Expired {
        waiver: usize,
        holds: bool,
    },
    NotApplicable,
}

impl FiredState {
    /// The word of JSON answers.
    pub fn word(self) -> &'static str {
        match self {
            FiredState::Holds => "holds",
            FiredState::Unknown => "unknown",
            FiredState::Waived(_) => "waived",
            FiredState::Expired { .. } => "expired",
            FiredState::NotApplicable => "not_applicable",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Qualified,
    Hold,
    Excluded,
}

impl Status {
    /// The word of the language and of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Status::Qualified => "qualified",
            Status::Hold => "hold",
            Status::Excluded => "excluded",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    pub input: Input,
    /// Whether knowing it could change the status or the tier.
    pub decides: bool,
    /// The part of the score's width that hangs on it, in points: the most that can vanish once it is known.
    pub points: Number,
    /// The same by criterion, in the order of the policy. Inputs that share a criterion share its points, so a sum over
    /// inputs counts each criterion once.
    pub criteria: Vec<(usize, Number)>,
}

impl Outcome {
    pub fn slot(&self, id: SlotId) -> &Value {
        &self.slots[id.index()]
    }
}
