//! The answer of `diff`: accounts that differ with the reason, rules that say something else, plans and plays that follow.

use super::FORMAT;
use super::measure::Measure;
use super::number::Bounds;
use super::rank::PolicyAnswer;
use crate::compare::{
    AccountChange, Cause, Comparison, Counts, Difference, InputChange, ItemChange, Place, PlayChange, Side, Sides,
    Standing, Version,
};
use crate::data::Account;
use crate::engine::Value;
use crate::policy::ParameterId;
use crate::values::Day;
use serde::Serialize;

/// What is compared.
#[derive(Clone, Copy)]
pub struct DiffInputs<'a> {
    pub sides: &'a Sides<'a>,
    pub comparison: &'a Comparison,
    pub before: Named<'a>,
    pub after: Named<'a>,
    /// For each of the comparison's plans, those of the accounts that keep one whose plan would read otherwise.
    pub changed_plans: &'a [Vec<String>],
}

/// How a side is called.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// As it was asked for: `main`; none for the working tree.
    pub revision: Option<&'a str>,
    pub commit: Option<&'a str>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DiffAnswer<'a> {
    pub format: u32,
    pub before: SideAnswer<'a>,
    pub after: SideAnswer<'a>,
    pub counts: CountsAnswer,
    pub accounts: Vec<AccountDiff<'a>>,
    /// What the rules say otherwise.
    pub policy: Vec<ItemAnswer<'a>>,
    pub plans: Vec<PlansAnswer<'a>>,
    pub plays: Vec<PlaysAnswer<'a>>,
}

/// What was evaluated.
#[derive(Clone, Debug, Serialize)]
pub struct SideAnswer<'a> {
    /// None for the working tree.
    pub revision: Option<&'a str>,
    pub commit: Option<&'a str>,
    pub policy: PolicyAnswer<'a>,
    pub as_of: String,
}

/// How many accounts did what.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CountsAnswer {
    pub up: usize,
    pub down: usize,
    pub undetermined: usize,
    pub unchanged: usize,
    pub new: usize,
    pub gone: usize,
    /// Of the unchanged, those with another stage, another rank and another score.
    pub other_stage: usize,
    pub other_rank: usize,
    pub other_score: usize,
    /// Accounts of which something else is known.
    pub other_data: usize,
}

/// An account that differs.
#[derive(Clone, Debug, Serialize)]
pub struct AccountDiff<'a> {
    pub account: &'a str,
    pub name: &'a str,
    pub kam: Option<&'a str>,
    /// `up`, `down`, `undetermined`, `new`, `gone`, or `unchanged` where only rank or stage differ.
    pub movement: &'static str,
    pub before: Option<StandingAnswer>,
    pub after: Option<StandingAnswer>,
    /// Nothing of its own differs: others moved past it.
    pub displaced: bool,
    pub why: Vec<CauseAnswer<'a>>,
    pub points: Vec<PointsAnswer<'a>>,
    pub fired: Vec<FiredChange<'a>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StandingAnswer {
    /// None where several are possible, or none is.
    pub tier: Option<String>,
    pub tiers: Vec<String>,
    pub status: &'static str,
    pub rank: Option<usize>,
    pub stage: Option<String>,
    pub score: Option<Bounds>,
}

/// What made an account move.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum CauseAnswer<'a> {
    Rule {
        item: &'a str,
        place: &'a str,
    },
    Data(Box<DataCause<'a>>),
    Day {
        before: String,
        after: String,
        parameters: Vec<ParameterAnswer<'a>>,
    },
    /// The data of other accounts.
    Others,
    /// Settings, exchange rates, days of observation.
    Settings,
}

/// A dated parameter that has another value on another day.
#[derive(Clone, Debug, Serialize)]
pub struct ParameterAnswer<'a> {
    pub name: &'a str,
    pub before: Measure,
    pub after: Measure,
    pub place: String,
}

/// Something known otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct DataCause<'a> {
    pub name: &'a str,
    /// `added`, `removed` or `changed`
    pub change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Measure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Measure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows_added: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows_removed: Option<usize>,
    pub place: Option<PlaceAnswer<'a>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PlaceAnswer<'a> {
    pub version: &'static str,
    pub place: &'a str,
}

#[derive(Clone, Debug, Serialize)]
pub struct PointsAnswer<'a> {
    pub criterion: &'a str,
    pub before: Option<Bounds>,
    pub after: Option<Bounds>,
}

/// A veto or limit in another state.
#[derive(Clone, Debug, Serialize)]
pub struct FiredChange<'a> {
    /// `veto` or `limit`
    pub what: &'static str,
    pub name: &'a str,
    pub before: Option<&'static str>,
    pub after: Option<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ItemAnswer<'a> {
    pub item: &'a str,
    /// `added`, `removed` or `changed`
    pub change: &'static str,
    /// Only labels and reasons differ.
    pub wording: bool,
    pub place: &'a str,
    pub lines: Vec<LineAnswer<'a>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LineAnswer<'a> {
    pub version: &'static str,
    pub text: &'a str,
    pub place: &'a str,
}

#[derive(Clone, Debug, Serialize)]
pub struct PlansAnswer<'a> {
    pub document: Option<&'a str>,
    pub added: &'a [String],
    pub dropped: &'a [String],
    pub changed: &'a [String],
}

#[derive(Clone, Debug, Serialize)]
pub struct PlaysAnswer<'a> {
    pub account: &'a str,
    pub added: &'a [String],
    pub dropped: &'a [String],
}

/// What `diff` answers.
pub fn diff<'a>(inputs: &DiffInputs<'a>) -> DiffAnswer<'a> {
    let comparison = inputs.comparison;
    let nothing: &[String] = &[];
    let plans = comparison.plans.iter().enumerate().map(|(at, plan)| PlansAnswer {
        document: plan.document.as_deref(),
        added: &plan.added,
        dropped: &plan.dropped,
        changed: inputs.changed_plans.get(at).map_or(nothing, Vec::as_slice),
    });
    let plays =
        comparison.plays.iter().map(|PlayChange { account, added, dropped }| PlaysAnswer { account, added, dropped });
    DiffAnswer {
        format: FORMAT,
        before: side(&inputs.sides.before, inputs.before),
        after: side(&inputs.sides.after, inputs.after),
        counts: counts(&comparison.counts),
        accounts: comparison.accounts.iter().filter_map(|change| account(inputs, change)).collect(),
        policy: comparison.rules.iter().map(item).collect(),
        plans: plans.collect(),
        plays: plays.collect(),
    }
}

fn side<'a>(side: &Side<'a>, named: Named<'a>) -> SideAnswer<'a> {
    SideAnswer {
        revision: named.revision,
        commit: named.commit,
        policy: PolicyAnswer { name: side.policy.name.as_str(), version: &side.policy.version },
        as_of: side.evaluation.as_of.to_string(),
    }
}

fn counts(counts: &Counts) -> CountsAnswer {
    let Counts { up, down, undetermined, unchanged, new, gone, stage, rank, score, other_data } = *counts;
    CountsAnswer {
        up,
        down,
        undetermined,
        unchanged,
        new,
        gone,
        other_stage: stage,
        other_rank: rank,
        other_score: score,
        other_data,
    }
}

/// The account as it is now, or as it was where it is gone.
pub fn account_of<'a>(sides: &'a Sides<'a>, change: &AccountChange) -> Option<&'a Account> {
    let at = |side: &'a Side<'a>, position: Option<usize>| side.portfolio.accounts.get(position?);
    at(&sides.after, change.after).or_else(|| at(&sides.before, change.before))
}

fn account<'a>(inputs: &DiffInputs<'a>, change: &'a AccountChange) -> Option<AccountDiff<'a>> {
    let of = account_of(inputs.sides, change)?;
    Some(AccountDiff {
        account: of.id.as_str(),
        name: &of.name,
        kam: of.kam.as_deref(),
        movement: change.movement.word(),
        before: change.was.as_ref().map(standing),
        after: change.is.as_ref().map(standing),
        displaced: change.displaced,
        why: change.why.iter().filter_map(|cause| cause_answer(inputs, cause)).collect(),
        points: change
            .points
            .iter()
            .map(|p| PointsAnswer {
                criterion: &p.criterion,
                before: p.before.as_ref().map(Bounds::from),
                after: p.after.as_ref().map(Bounds::from),
            })
            .collect(),
        fired: change
            .fired
            .iter()
            .map(|f| FiredChange { what: f.keyword, name: &f.name, before: f.before, after: f.after })
            .collect(),
    })
}

fn standing(standing: &Standing) -> StandingAnswer {
    StandingAnswer {
        tier: match standing.tiers.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        },
        tiers: standing.tiers.clone(),
        status: standing.status.word(),
        rank: standing.rank,
        stage: standing.stage.clone(),
        score: standing.score.as_ref().map(Bounds::from),
    }
}

fn cause_answer<'a>(inputs: &DiffInputs<'a>, cause: &'a Cause) -> Option<CauseAnswer<'a>> {
    Some(match cause {
        Cause::Rule(at) => {
            let rule = inputs.comparison.rules.get(*at)?;
            CauseAnswer::Rule { item: &rule.item, place: &rule.place }
        }
        Cause::Input(input) => CauseAnswer::Data(Box::new(data(inputs.sides, input))),
        Cause::Day { before, after, parameters } => CauseAnswer::Day {
            before: before.to_string(),
            after: after.to_string(),
            parameters: parameters
                .iter()
                .filter_map(|id| parameter(&inputs.sides.after, *id, *before, *after))
                .collect(),
        },
        Cause::Others => CauseAnswer::Others,
        Cause::Settings => CauseAnswer::Settings,
    })
}

fn parameter<'a>(side: &Side<'a>, id: ParameterId, before: Day, after: Day) -> Option<ParameterAnswer<'a>> {
    let parameter = side.policy.parameters.get(id.index())?;
    let on = |day| Measure::of(side.policy, parameter.ty, &Value::Known(parameter.at(day).clone()));
    let place = side.sources.file_line(parameter.span);
    Some(ParameterAnswer { name: parameter.name.as_str(), before: on(before), after: on(after), place })
}

fn data<'a>(sides: &Sides<'_>, input: &'a InputChange) -> DataCause<'a> {
    let (before, after) = values(sides, input);
    let (change, rows_added, rows_removed) = match input.difference {
        Difference::Added => ("added", None, None),
        Difference::Removed => ("removed", None, None),
        Difference::Value { .. } | Difference::Changed => ("changed", None, None),
        Difference::Rows { added, removed } => ("changed", Some(added), Some(removed)),
    };
    let place =
        input.place.as_ref().map(|Place { version, text }| PlaceAnswer { version: word(*version), place: text });
    DataCause { name: &input.name, change, before, after, rows_added, rows_removed, place }
}

/// The values of an input that differs, before and after, where it has values.
pub fn values(sides: &Sides<'_>, input: &InputChange) -> (Option<Measure>, Option<Measure>) {
    match &input.difference {
        Difference::Value { before, after } => (
            Some(Measure::of(sides.before.policy, before.0, &before.1)),
            Some(Measure::of(sides.after.policy, after.0, &after.1)),
        ),
        Difference::Added | Difference::Removed | Difference::Changed | Difference::Rows { .. } => (None, None),
    }
}

fn item(change: &ItemChange) -> ItemAnswer<'_> {
    let lines = change.lines.iter().map(|l| LineAnswer { version: word(l.version), text: &l.text, place: &l.place });
    ItemAnswer {
        item: &change.item,
        change: change.presence.word(),
        wording: change.wording,
        place: &change.place,
        lines: lines.collect(),
    }
}

fn word(version: Version) -> &'static str {
    match version {
        Version::Before => "before",
        Version::After => "after",
    }
}
