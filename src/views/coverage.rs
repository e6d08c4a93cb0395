//! What the examples exercise, for JSON and the other formats.

use super::explain::Line;
use super::number::Decimal;
use super::test::line;
use crate::diagnostics::{Language, Phrase, Sources, Span, said};
use crate::engine::Part;
use crate::policy::Policy;
use crate::values::Number;
use crate::verify::{Coverable, Covered};
use serde::Serialize;

/// What the examples exercise.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageAnswer {
    pub parts: usize,
    pub exercised: usize,
    /// A fraction; null where there is nothing to exercise.
    pub share: Option<Decimal>,
    /// By kind, in a fixed order; kinds that the policy does not have are left out.
    pub kinds: Vec<KindCoverage>,
    /// Every part, in the order of files and lines.
    pub rules: Vec<PartCoverage>,
}

#[derive(Clone, Debug, Serialize)]
pub struct KindCoverage {
    pub kind: &'static str,
    pub parts: usize,
    pub exercised: usize,
}

/// A part of the rules and how many examples go through it.
#[derive(Clone, Debug, Serialize)]
pub struct PartCoverage {
    /// `row`, `branch`, `veto`, `limit`, `tier`, `odds`, `alert`, `playbook` or `action`.
    pub kind: &'static str,
    /// As written for a row, else what it is called.
    pub what: String,
    /// The same in each language.
    #[serde(skip)]
    pub called: Phrase,
    pub examples: usize,
    pub rule: Line,
}

const KINDS: [&str; 9] = ["row", "branch", "veto", "limit", "tier", "odds", "alert", "playbook", "action"];

/// What `test --coverage` answers.
pub fn coverage(policy: &Policy, sources: &Sources, covered: &[Covered]) -> CoverageAnswer {
    let rules: Vec<PartCoverage> = covered.iter().map(|c| part(policy, sources, c)).collect();
    let count = |wanted: &dyn Fn(&PartCoverage) -> bool| rules.iter().filter(|r| wanted(r)).count();
    let kinds = KINDS.into_iter().map(|kind| KindCoverage {
        kind,
        parts: count(&|r| r.kind == kind),
        exercised: count(&|r| r.kind == kind && r.examples > 0),
    });
    let kinds: Vec<KindCoverage> = kinds.filter(|k| k.parts > 0).collect();
    let (parts, exercised) = (rules.len(), count(&|r| r.examples > 0));
    let number = |n: usize| i128::try_from(n).unwrap_or(i128::MAX);
    let share = Number::ratio(number(exercised), number(parts)).map(Decimal);
    CoverageAnswer { parts, exercised, share, kinds, rules }
}

fn part(policy: &Policy, sources: &Sources, covered: &Covered) -> PartCoverage {
    let squeezed = |span: Span| sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let named = |kind: &'static str, name: Option<String>| (kind, Phrase::quote(name.unwrap_or_default()));
    let (kind, called) = match covered.what {
        Coverable::Part(Part::Row(span)) => {
            let row = squeezed(span);
            ("row", Phrase::quote(row.trim_matches(['|', ' '])))
        }
        Coverable::Part(Part::Branch { nth, then, .. }) => {
            let which = match nth {
                0 => Phrase::quote(""),
                nth => said!(" of `if` {n}", " (`if` nr {n})", n = (nth + 1).to_string()),
            };
            let side = Phrase::quote(if then { "then" } else { "else" });
            let of = title(&squeezed(covered.of));
            ("branch", said!("{side}{which} in {of}", "`{side}`{which} w `{of}`", side = side, which = which, of = of))
        }
        Coverable::Part(Part::Veto(i)) => named("veto", policy.vetoes.get(i).map(|v| v.name.to_string())),
        Coverable::Part(Part::Limit(i)) => named("limit", policy.limits.get(i).map(|l| l.name.to_string())),
        Coverable::Part(Part::Tier(i)) => named("tier", policy.tiers.get(i).map(|t| t.name.to_string())),
        Coverable::Part(Part::Odds { .. }) => {
            let row = squeezed(covered.span);
            ("odds", Phrase::quote(row.trim_matches(['|', ' '])))
        }
        Coverable::Alert(i) => named("alert", policy.alerts.get(i).map(|a| a.name.to_string())),
        Coverable::Playbook(i) => named("playbook", policy.playbooks.get(i).map(|p| p.name.to_string())),
        Coverable::Action(at) => ("action", Phrase::quote(policy.action_name(at))),
    };
    let what = called.in_language(Language::English);
    PartCoverage { kind, what, called, examples: covered.examples, rule: line(sources, covered.span) }
}

/// `let buys` of `let buys "Buys from us" = …`.
fn title(text: &str) -> String {
    text.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}
