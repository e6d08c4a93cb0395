//! The answer of `rank`: every account with all that was worked out about it.

use super::FORMAT;
use super::measure::Measure;
use super::number::{Bounds, Decimal, interval_of};
use super::reason::base;
use crate::data::{Account, Portfolio, Waiver};
use crate::engine::{Evaluation, Fired, FiredState, Outcome, Status, Value, status_by};
use crate::policy::{Policy, SlotValue, Tier};
use crate::values::{Absence, Label, Name, Scalar};
use indexmap::IndexMap;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// The answer of `rank`. Accounts are made one by one while it is written, so that it never stands in memory whole.
#[derive(Clone, Copy)]
pub struct RankAnswer<'a> {
    policy: &'a Policy,
    portfolio: &'a Portfolio,
    evaluation: &'a Evaluation,
    language: &'a str,
}

/// Which policy an answer comes from.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyAnswer<'a> {
    pub name: &'a str,
    pub version: &'a str,
}

/// One account of an answer. Keys of the maps come in the policy's order.
#[derive(Clone, Debug, Serialize)]
pub struct AccountAnswer<'a> {
    pub account: &'a str,
    pub name: &'a str,
    /// Who of us looks after it.
    pub kam: Option<&'a str>,
    /// From 1; none unless qualified.
    pub rank: Option<usize>,
    pub status: &'static str,
    /// None when several tiers are possible, or none is because the account is excluded.
    pub tier: Option<&'a str>,
    /// The tiers it may fall in, best first.
    pub tiers: Vec<&'a str>,
    /// The value of the table named `stage`, where it is known.
    pub stage: Option<&'a str>,
    /// 0..100; null when nothing is left to score.
    pub score: Option<Bounds>,
    /// Vetoes that hold, may hold, or would.
    pub vetoes: Vec<FiredAnswer<'a>>,
    pub limits: Vec<FiredAnswer<'a>>,
    /// Null for a group that is left out. The one group of a policy without groups has no name and is not listed.
    pub groups: IndexMap<&'a str, Option<Bounds>>,
    /// Null for a criterion that is left out.
    pub criteria: IndexMap<&'a str, Option<CriterionAnswer>>,
    /// Lets and tables.
    pub measures: IndexMap<&'a str, Measure>,
    pub probability: IndexMap<&'a str, Option<Bounds>>,
    /// Missing inputs, most valuable first.
    pub needs: Vec<String>,
}

/// Points of a criterion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriterionAnswer {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    /// Its share of the whole score, after what is left out.
    pub weight: Decimal,
}

/// A veto or limit that matters to an account.
#[derive(Clone, Debug, Serialize)]
pub struct FiredAnswer<'a> {
    pub name: &'a str,
    pub label: &'a str,
    /// `holds`, `unknown`, `waived`, `expired` (a waiver has; it holds or is unknown as before) or `not_applicable`.
    pub state: &'static str,
    pub because: Option<&'a str>,
    /// What it depends on, where that is missing.
    pub needs: Vec<String>,
    /// Whether a veto is a reason why the account is on hold or excluded: one that lets pass while it is not known is none.
    #[serde(skip)]
    pub decides: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverAnswer<'a>>,
}

/// Who lifted a veto or limit, why and until when.
#[derive(Clone, Debug, Serialize)]
pub struct WaiverAnswer<'a> {
    pub approved_by: &'a str,
    pub reason: &'a str,
    /// Valid through this day, ISO 8601.
    pub until: String,
}

/// What `rank` answers about an evaluation of a portfolio; `locale` picks the language of labels.
pub fn rank<'a>(
    policy: &'a Policy,
    portfolio: &'a Portfolio,
    evaluation: &'a Evaluation,
    locale: &'a str,
) -> RankAnswer<'a> {
    RankAnswer { policy, portfolio, evaluation, language: base(locale) }
}

/// Positions of all accounts as answers list them: qualified ones best first, then held ones, then excluded ones, these by id.
pub fn in_order(evaluation: &Evaluation) -> impl Iterator<Item = usize> {
    let with = |status| {
        evaluation.outcomes.iter().enumerate().filter(move |(_, o)| o.status == status).map(|(position, _)| position)
    };
    evaluation.ranking.iter().copied().chain(with(Status::Hold)).chain(with(Status::Excluded))
}

impl<'a> RankAnswer<'a> {
    pub fn policy(&self) -> PolicyAnswer<'a> {
        PolicyAnswer { name: self.policy.name.as_str(), version: &self.policy.version }
    }

    /// All accounts, best first, then held, then excluded.
    pub fn accounts(self) -> impl Iterator<Item = AccountAnswer<'a>> {
        in_order(self.evaluation).filter_map(move |position| self.account(position))
    }

    /// One account, by its position in the portfolio.
    pub fn account(self, position: usize) -> Option<AccountAnswer<'a>> {
        let account = self.portfolio.accounts.get(position)?;
        let outcome = self.evaluation.outcomes.get(position)?;
        Some(AccountAnswer::of(self.policy, account, outcome, self.language))
    }
}

impl Serialize for RankAnswer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Accounts<'a>(RankAnswer<'a>);
        impl Serialize for Accounts<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.0.accounts())
            }
        }
        let mut answer = serializer.serialize_struct("RankAnswer", 4)?;
        answer.serialize_field("format", &FORMAT)?;
        answer.serialize_field("policy", &self.policy())?;
        answer.serialize_field("as_of", &self.evaluation.as_of.to_string())?;
        answer.serialize_field("accounts", &Accounts(*self))?;
        answer.end()
    }
}

impl<'a> AccountAnswer<'a> {
    /// What was worked out about an account.
    pub fn of(policy: &'a Policy, account: &'a Account, outcome: &Outcome, language: &str) -> AccountAnswer<'a> {
        let tiers: Vec<&str> = tiers_best_first(policy, outcome).map(|t| t.name.as_str()).collect();
        let fired = |fired: &Fired, name: &'a Name, label: &'a Label, because: &'a Option<Label>| FiredAnswer {
            decides: false,
            name: name.as_str(),
            label: label.in_language(language).unwrap_or(name.as_str()),
            state: fired.state.word(),
            because: because.as_ref().and_then(|b| b.in_language(language)),
            needs: fired.needs.iter().map(|n| crate::engine::input_name(policy, people(account), *n)).collect(),
            waiver: waiver_of(account, fired.state).map(|w| WaiverAnswer {
                approved_by: &w.approved_by,
                reason: &w.reason,
                until: w.until.to_string(),
            }),
        };
        let vetoes = outcome.vetoes.iter().filter_map(|f| {
            let veto = policy.vetoes.get(f.index)?;
            let decides = outcome.status != Status::Qualified && status_by(veto, f.state) == outcome.status;
            Some(FiredAnswer { decides, ..fired(f, &veto.name, &veto.label, &veto.because) })
        });
        let limits = outcome.limits.iter().filter_map(|f| {
            let limit = policy.limits.get(f.index)?;
            Some(fired(f, &limit.name, &limit.label, &limit.because))
        });
        AccountAnswer {
            account: account.id.as_str(),
            name: &account.name,
            kam: account.kam.as_deref(),
            rank: outcome.rank,
            status: outcome.status.word(),
            tier: match (outcome.status, tiers.as_slice()) {
                (Status::Qualified | Status::Hold, [only]) => Some(only),
                _ => None,
            },
            tiers,
            stage: stage(policy, outcome),
            score: outcome.score.as_ref().map(Bounds::from),
            vetoes: vetoes.collect(),
            limits: limits.collect(),
            groups: groups(policy, outcome),
            criteria: criteria(policy, outcome),
            measures: measures(policy, account, outcome),
            probability: policy
                .probabilities
                .iter()
                .map(|p| (p.name.as_str(), interval_of(outcome.slot(p.slot)).as_ref().map(Bounds::from)))
                .collect(),
            needs: outcome.needs.iter().map(|n| crate::engine::input_name(policy, people(account), n.input)).collect(),
        }
    }
}

fn people(account: &Account) -> &[crate::data::Person] {
    account.people.as_deref().unwrap_or(&[])
}

fn groups<'a>(policy: &'a Policy, outcome: &Outcome) -> IndexMap<&'a str, Option<Bounds>> {
    let named = policy.groups.iter().filter_map(|g| Some((g.name.as_ref()?.as_str(), g.slot)));
    named.map(|(name, slot)| (name, interval_of(outcome.slot(slot)).as_ref().map(Bounds::from))).collect()
}

fn criteria<'a>(policy: &'a Policy, outcome: &Outcome) -> IndexMap<&'a str, Option<CriterionAnswer>> {
    let answer = |(at, c): (usize, &'a crate::policy::Criterion)| {
        let points = interval_of(outcome.slot(c.slot));
        let share = share(policy, outcome, at);
        let answer = points.zip(share).map(|(points, share)| CriterionAnswer {
            low: points.low.map(Decimal),
            high: points.high.map(Decimal),
            weight: Decimal(share),
        });
        (c.name.as_str(), answer)
    };
    policy.criteria.iter().enumerate().map(answer).collect()
}

/// A criterion's share of the whole score for an account; none when it is left out.
pub(super) fn share(policy: &Policy, outcome: &Outcome, criterion: usize) -> Option<crate::values::Number> {
    match &outcome.shares {
        Some(shares) => shares.get(criterion).cloned().flatten(),
        None => policy.criteria.get(criterion).map(|c| policy.share_of_score(c)),
    }
}

fn measures<'a>(policy: &'a Policy, account: &Account, outcome: &Outcome) -> IndexMap<&'a str, Measure> {
    let named = policy.slots.iter().zip(outcome.slots.iter()).filter_map(|(slot, value)| {
        let name = slot.name.as_ref()?;
        match slot.value {
            SlotValue::Expr(_) | SlotValue::Table(_) => {
                let measure = Measure::of(policy, slot.ty, value);
                Some((name.as_str(), naming_inputs(measure, policy, account, value)))
            }
            SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_) => None,
        }
    });
    named.collect()
}

/// A measure that is missing because an input is says which input.
pub(super) fn naming_inputs(measure: Measure, policy: &Policy, account: &Account, value: &Value) -> Measure {
    match (measure, value) {
        (Measure::Missing { value, reason }, Value::Uncertain(uncertain)) => {
            let names: Vec<String> =
                uncertain.needs.iter().map(|n| crate::engine::input_name(policy, people(account), *n)).collect();
            let speaks_of_input = match uncertain.why {
                Absence::NotGiven | Absence::Blank | Absence::NotYetObserved | Absence::NoRate => !names.is_empty(),
                _ => false,
            };
            let reason = if speaks_of_input { reason.of_inputs(&names) } else { reason };
            Measure::Missing { value, reason }
        }
        (measure, _) => measure,
    }
}

/// The tiers an account may fall in, best first.
pub(super) fn tiers_best_first<'a>(policy: &'a Policy, outcome: &Outcome) -> impl Iterator<Item = &'a Tier> {
    let possible = outcome.tiers;
    // Positions in the enumeration run from the worst tier; the policy lists the best first.
    let positions = (0..policy.tiers.len()).rev().filter_map(|p| u16::try_from(p).ok());
    policy.tiers.iter().zip(positions).filter(move |(_, p)| possible.contains(*p)).map(|(tier, _)| tier)
}

fn stage<'a>(policy: &'a Policy, outcome: &Outcome) -> Option<&'a str> {
    let slot = policy.stage?;
    let (Value::Known(Scalar::Choice(choice)), crate::policy::Type::OneOf(id)) =
        (outcome.slots.get(slot.index())?, policy.slot(slot).ty)
    else {
        return None;
    };
    policy.enumeration(id).values.get(usize::from(*choice)).map(|v| v.name.as_str())
}

/// The waiver a veto or limit speaks of.
pub(super) fn waiver_of(account: &Account, state: FiredState) -> Option<&Waiver> {
    match state {
        FiredState::Waived(waiver) | FiredState::Expired { waiver, .. } => account.waivers.get(waiver),
        FiredState::Holds | FiredState::Unknown | FiredState::NotApplicable => None,
    }
}
