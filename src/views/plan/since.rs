//! What has changed since the outcomes that were last accepted (outcomes.snap): status, tier, score and stage.

use super::Subject;
use crate::policy::Type;
use crate::values::{Interval, Number};
use crate::verify::outcome_facts;
use crate::views::shown::Shown;
use serde::Serialize;

/// The changes, where there are any.
#[derive(Clone, Debug, Serialize)]
pub struct SinceView {
    /// The day the accepted outcomes were evaluated at, ISO 8601.
    pub on: String,
    pub changes: Vec<SinceChange>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SinceChange {
    /// `status`, `tier`, `score` or `stage`.
    pub what: &'static str,
    pub before: Shown,
    pub after: Shown,
}

const FACTS: [&str; 4] = ["status", "tier", "score", "stage"];

pub(super) fn since(subject: &Subject<'_>) -> Option<SinceView> {
    let accepted = subject.inputs.accepted?;
    let before = accepted.accounts.get(subject.account.id.as_str())?;
    let after = outcome_facts(subject.inputs.policy, subject.account, subject.outcome);
    let changes = FACTS.into_iter().filter_map(|what| {
        let (before, after) = (fact(before, what), fact(&after, what));
        (before != after).then(|| SinceChange {
            what,
            before: shown(subject, what, before),
            after: shown(subject, what, after),
        })
    });
    let changes: Vec<SinceChange> = changes.collect();
    (!changes.is_empty()).then(|| SinceView { on: accepted.as_of.clone(), changes })
}

/// What the lines say of a fact.
fn fact<'l>(lines: &'l [String], what: &str) -> Option<&'l str> {
    lines.iter().find_map(|l| l.strip_prefix(what)).filter(|rest| rest.starts_with(' ')).map(str::trim)
}

fn shown(subject: &Subject<'_>, what: &str, said: Option<&str>) -> Shown {
    let Some(said) = said.filter(|s| *s != "-") else { return Shown::Missing { reason: None } };
    let text = |text: &str| Shown::Text { text: text.to_owned() };
    match what {
        "tier" => match said.split(" or ").collect::<Vec<_>>().as_slice() {
            [only] => text(only),
            several => Shown::OneOf { choices: several.iter().map(|t| text(t)).collect() },
        },
        "score" => points(subject, said).unwrap_or_else(|| text(said)),
        "stage" => stage(subject, said).map_or_else(|| text(said), |label| text(&label)),
        _ => text(said),
    }
}

fn points(subject: &Subject<'_>, said: &str) -> Option<Shown> {
    let (low, high) = said.split_once("..").unwrap_or((said, said));
    let interval = Interval::new(Number::parse(low).ok()?, Number::parse(high).ok()?);
    Some(subject.show.interval(Type::Points, &interval))
}

fn stage(subject: &Subject<'_>, name: &str) -> Option<String> {
    let policy = subject.inputs.policy;
    let Type::OneOf(id) = policy.slot(policy.stage?).ty else { return None };
    let at = policy.enumeration(id).position(name)?;
    Some(subject.show.choice(Type::OneOf(id), at))
}
