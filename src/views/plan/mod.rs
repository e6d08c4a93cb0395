//! What the template of a plan may see: everything worked out, labelled in the language of the workspace, in the order
//! people read it. Lists are empty and texts null where there is nothing to say; the template decides nothing but layout.
//! Start at [`plan`]; a section of the plan is a file here.

mod bridge;
mod competitors;
mod condition;
mod deadlines;
mod decisions;
mod depending;
mod figures;
mod goals;
mod grounds;
mod hold;
mod months;
mod people;
mod plays;
mod provenance;
mod relations;
mod risks;
mod score;
mod since;
mod team;

pub use bridge::{BridgeStep, BridgeView};
pub use competitors::{CompetitorView, PersonStanding};
pub use deadlines::{DeadlineView, TooLateAction, TooLateView};
pub use decisions::DecisionView;
pub use depending::{DependingView, DependsView};
pub use figures::{Figure, StageView};
pub use goals::{
    AlertView, AnswerView, ChangeView, ExpectedView, KpiView, ObjectiveView, OfferView, PlaybookView, ReviewView,
};
pub use grounds::{CellView, RowView, RowsView};
pub use hold::HoldView;
pub use months::FullMonthView;
pub use people::{AttributeView, BenefitView, NeedView, NeedsView, PeopleView, PersonView, StandingView};
pub use plays::{ConditionalView, PlayView, PlaysView, RepeatView};
pub use provenance::{CommitView, DataView, OriginView, ProvenanceView};
pub use relations::{CoverageView, DepartmentView, IntroductionView, MapEdge, MapNode, MapView, MatrixRow, MatrixView};
pub use risks::{AssumptionView, RuleView, ThenView, WaiverView};
pub use score::{CriterionView, FactView, GroupView, OddsView, ProbabilityView, QuestionView};
pub use since::{SinceChange, SinceView};
pub use team::{GapView, MemberView};

use super::reason::base;
use super::shown::{Exact, Showing, Shown};
use crate::data::{Account, Dossier, Portfolio, Register, Team};
use crate::diagnostics::Sources;
use crate::engine::{Evaluation, Input, Outcome, Status};
use crate::policy::{Policy, Tier, Type};
use crate::strategy::Strategy;
use crate::values::{Day, WorkingDays};
use crate::verify::Outcomes;
use serde::Serialize;
use std::collections::BTreeMap;

/// What plans are made of.
#[derive(Clone, Copy)]
pub struct PlanInputs<'a> {
    pub policy: &'a Policy,
    /// Where rules and data were read from, to cite them.
    pub sources: &'a Sources,
    pub portfolio: &'a Portfolio,
    pub evaluation: &'a Evaluation,
    pub team: &'a Team,
    pub register: &'a Register,
    /// The working days that a proposed day is counted in.
    pub calendar: &'a WorkingDays,
    /// What is done about the accounts, by their position; a plan without one tells nothing of plays.
    pub strategies: &'a BTreeMap<usize, Strategy>,
    pub our_company: Option<&'a str>,
    /// The outcomes that were last accepted, where there are any.
    pub accepted: Option<&'a Outcomes>,
    /// A BCP 47 tag; decides the language of labels.
    pub locale: &'a str,
    /// Hash of all inputs, for the provenance.
    pub content_hash: Option<&'a str>,
    /// The last commit that touched an input, for the provenance.
    pub commit: Option<&'a CommitView>,
    /// How a date inside a sentence is written in the locale.
    pub date: &'a (dyn Fn(Day) -> String + Sync),
}

/// Everything a plan for one account may say.
#[derive(Clone, Debug, Serialize)]
pub struct PlanView {
    pub format: u32,
    pub account: AccountView,
    pub our_company: Option<String>,
    pub policy: PolicyView,
    /// ISO 8601
    pub as_of: String,
    /// `qualified`, `hold` or `excluded`.
    pub status: &'static str,
    /// Of a held account: what lifts that.
    pub hold: Option<HoldView>,
    /// The tiers it may fall in, best first; one when it is settled, none when excluded.
    pub tiers: Vec<TierView>,
    /// Whether the best tier of the policy is among them.
    pub may_be_best: bool,
    pub rank: Option<RankView>,
    /// Points 0..100.
    pub score: Option<Shown>,
    /// Criteria that bring the most and lose the most, best first.
    pub strengths: Vec<CriterionView>,
    pub weaknesses: Vec<CriterionView>,
    pub groups: Vec<GroupView>,
    /// Labels of the criteria whose weight goes to the others.
    pub left_out: Vec<String>,
    pub figures: Vec<Figure>,
    /// What the ranking is by, where that is a product of measures.
    pub ranked_by: Vec<FactView>,
    /// Whether any figure has a forecast beside it.
    pub has_forecast: bool,
    /// Missing inputs that could change status or tier.
    pub deciding: Vec<QuestionView>,
    /// Missing inputs that only widen the score.
    pub open: Vec<QuestionView>,
    pub probabilities: Vec<ProbabilityView>,
    pub stage: Option<StageView>,
    pub business: BusinessView,
    pub buying: BuyingView,
    pub strategy: StrategyView,
    pub opportunities: OpportunitiesView,
    /// From today's revenue to the target, where the account file sets one.
    pub bridge: Option<BridgeView>,
    /// None when the people are not known.
    pub people: Option<PeopleView>,
    pub competitors: Vec<CompetitorView>,
    pub vetoes: Vec<RuleView>,
    pub limits: Vec<RuleView>,
    pub assumptions: Vec<AssumptionView>,
    /// None where nothing is planned by rules.
    pub plays: Option<PlaysView>,
    /// What of it a director has a part in.
    pub decisions: Vec<DecisionView>,
    /// Deadlines after which actions are planned that may have been meant to serve them.
    pub too_late: Vec<TooLateView>,
    pub playbooks: Vec<PlaybookView>,
    pub expected: Option<ExpectedView>,
    pub kpis: Vec<KpiView>,
    pub alerts: Vec<AlertView>,
    pub offers: Vec<OfferView>,
    /// What may apply, by the answers it hangs on.
    pub depends: DependsView,
    pub notes: NotesView,
    /// What has changed since the outcomes that were last accepted.
    pub since: Option<SinceView>,
    pub provenance: ProvenanceView,
}

#[derive(Clone, Debug, Serialize)]
pub struct AccountView {
    pub id: String,
    pub name: String,
    /// The name of who of us looks after it.
    pub kam: Option<String>,
    /// Whether the team is known and they are not in it.
    pub kam_unlisted: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct PolicyView {
    pub name: String,
    pub label: String,
    pub version: String,
    pub effective_from: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TierView {
    pub name: String,
    pub label: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RankView {
    pub place: usize,
    /// How many accounts are ranked.
    pub of: usize,
}

/// The client's business, from the account file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BusinessView {
    pub industry: Option<String>,
    pub business: Option<String>,
    pub challenges: Vec<String>,
    pub goals: Vec<String>,
    pub strategy: Option<String>,
}

/// How the client buys.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BuyingView {
    pub steps: Vec<String>,
    pub criteria: Vec<String>,
    pub signs: Option<String>,
    pub budget_from: Option<String>,
    pub contract_until: Option<String>,
    /// The same days as deadlines.
    pub budget: Option<DeadlineView>,
    pub contract: Option<DeadlineView>,
}

/// What we want with the client.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StrategyView {
    pub ambition: Option<String>,
    pub priorities: Vec<String>,
    pub not_doing: Vec<String>,
    pub assumptions: Vec<String>,
}

/// What people wrote for the plan in their own words, paragraph by paragraph.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NotesView {
    pub open: Vec<String>,
    /// From private files.
    pub private: Vec<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct OpportunitiesView {
    pub items: Vec<OpportunityView>,
    /// The sum of the known values; none when no value is known or only one opportunity is listed.
    pub total: Option<Shown>,
    /// Those whose day of decision is over: whether they were won, lost or moved is still to be said.
    pub unsettled: Vec<OpportunityView>,
    /// Whether any opportunity has a category, a competitor.
    pub has_category: bool,
    pub has_competitor: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct OpportunityView {
    pub id: String,
    pub name: String,
    pub category: Option<String>,
    pub value: Option<Shown>,
    pub close: Option<String>,
    /// The day of the decision as a deadline.
    pub decision: Option<DeadlineView>,
    pub competitor: Option<String>,
}

/// What every section is made from.
#[derive(Clone, Copy)]
struct Subject<'a> {
    inputs: &'a PlanInputs<'a>,
    show: Showing<'a>,
    position: usize,
    account: &'a Account,
    outcome: &'a Outcome,
    strategy: Option<&'a Strategy>,
    /// The number of the question that asks for an input, as the plan lists them.
    numbers: &'a BTreeMap<Input, usize>,
}

impl Subject<'_> {
    fn as_of(&self) -> Day {
        self.inputs.evaluation.as_of
    }

    /// The name of one of us, or the id where the team does not list it.
    fn ours(&self, id: &str) -> String {
        let member = self.inputs.team.people.iter().find(|p| p.id == id);
        member.map_or_else(|| id.to_owned(), |m| m.name.clone())
    }
}

/// The plan of the account at a position of the portfolio; none where there is no such account.
pub fn plan(inputs: &PlanInputs<'_>, position: usize) -> Option<PlanView> {
    let policy = inputs.policy;
    let date: &dyn Fn(Day) -> String = inputs.date;
    let show = Showing { policy, language: base(inputs.locale), date };
    let account = inputs.portfolio.accounts.get(position)?;
    let outcome = inputs.evaluation.outcomes.get(position)?;
    let planned = inputs.strategies.get(&position);
    let stilled = planned.filter(|_| outcome.status != Status::Qualified).map(hold::stilled);
    let strategy = stilled.as_ref().or(planned);
    let numbers = BTreeMap::new();
    let subject = Subject { inputs, show, position, account, outcome, strategy, numbers: &numbers };
    let numbers = score::numbers(&subject);
    let subject = Subject { numbers: &numbers, ..subject };
    let dossier = account.dossier.as_deref().cloned().unwrap_or_default();
    let excluded = outcome.status == Status::Excluded;
    let groups = score::groups(&subject);
    let (strengths, weaknesses) = score::extremes(&groups);
    let figures = figures::figures(&subject);
    let cited = figures::cited(&subject);
    let (deciding, open) = score::questions(&subject);
    let plays = plays::plays(&subject);
    let people = people::people(&subject, plays.as_ref());
    let playbooks = goals::playbooks(&subject);
    let confidential = people.as_ref().is_some_and(|p| p.confidential);
    let alerts = goals::alerts(&subject, confidential);
    let deadline = |day: Option<Day>| day.map(|day| deadlines::deadline(&subject, day, &alerts));
    let (budget, contract) = (deadline(dossier.budget_from), deadline(dossier.contract_until));
    Some(PlanView {
        format: super::FORMAT,
        account: AccountView {
            id: account.id.to_string(),
            name: account.name.clone(),
            kam: account.kam.as_deref().map(|id| subject.ours(id)),
            kam_unlisted: account.kam.as_deref().is_some_and(|id| {
                let team = &inputs.team.people;
                !team.is_empty() && team.iter().all(|p| p.id != id)
            }),
        },
        our_company: inputs.our_company.map(str::to_owned),
        policy: PolicyView {
            name: policy.name.to_string(),
            label: show.label(&policy.label, policy.name.as_str()),
            version: policy.version.clone(),
            effective_from: policy.effective_from.map(|d| d.to_string()),
        },
        as_of: subject.as_of().to_string(),
        status: outcome.status.word(),
        hold: hold::hold(&subject),
        may_be_best: subject.outcome.status != Status::Excluded
            && policy.tiers.first().is_some_and(|best| tiers(&subject).iter().any(|t| t.name == best.name.as_str())),
        tiers: tiers(&subject),
        rank: outcome.rank.map(|place| RankView { place, of: inputs.evaluation.ranking.len() }),
        score: outcome.score.as_ref().map(|s| show.interval(Type::Points, s)),
        strengths,
        weaknesses,
        left_out: groups
            .iter()
            .flat_map(|g| &g.criteria)
            .filter(|c| c.points.is_none())
            .map(|c| c.label.clone())
            .collect(),
        groups,
        ranked_by: if excluded { Vec::new() } else { figures::ranked_by(&subject) },
        has_forecast: figures.iter().any(|f| f.forecast.is_some()),
        deciding,
        open,
        probabilities: if excluded { Vec::new() } else { score::probabilities(&subject) },
        stage: figures::stage(&subject),
        opportunities: opportunities(&subject, &dossier, &alerts),
        too_late: deadlines::too_late(&subject, &dossier, plays.as_ref()),
        decisions: decisions::decisions(&subject, plays.as_ref(), &playbooks, &alerts),
        bridge: bridge::bridge(&subject, &dossier),
        competitors: competitors::competitors(&subject),
        vetoes: risks::vetoes(&subject, confidential),
        limits: risks::limits(&subject, confidential),
        assumptions: risks::assumptions(&subject),
        depends: depending::depends(plays.as_ref(), people.as_ref(), &playbooks, &alerts),
        people,
        plays,
        playbooks,
        expected: goals::expected(&subject),
        kpis: goals::kpis(&subject, confidential),
        alerts,
        offers: goals::offers(&subject),
        notes: NotesView { open: paragraphs(&dossier.notes), private: paragraphs(&dossier.private_notes) },
        since: since::since(&subject),
        provenance: provenance::provenance(&subject, &cited),
        figures,
        business: BusinessView {
            industry: dossier.industry,
            business: dossier.business,
            challenges: dossier.challenges,
            goals: dossier.goals,
            strategy: dossier.strategy,
        },
        buying: BuyingView {
            steps: dossier.buying_steps,
            criteria: dossier.buying_criteria,
            signs: dossier.signs,
            budget_from: dossier.budget_from.map(|d| d.to_string()),
            contract_until: dossier.contract_until.map(|d| d.to_string()),
            budget,
            contract,
        },
        strategy: StrategyView {
            ambition: dossier.ambition,
            priorities: dossier.priorities,
            not_doing: dossier.not_doing,
            assumptions: dossier.assumptions,
        },
    })
}

/// Texts cut at their blank lines.
fn paragraphs(texts: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in texts {
        let mut paragraph = String::new();
        for line in text.lines().map(str::trim).chain([""]) {
            match (line.is_empty(), paragraph.is_empty()) {
                (true, false) => out.push(std::mem::take(&mut paragraph)),
                (true, true) => {}
                (false, true) => paragraph.push_str(line),
                (false, false) => {
                    paragraph.push(' ');
                    paragraph.push_str(line);
                }
            }
        }
    }
    out
}

fn tiers(subject: &Subject<'_>) -> Vec<TierView> {
    let view = |tier| tier_view(subject, tier);
    match subject.outcome.status {
        Status::Qualified | Status::Hold => {
            super::rank::tiers_best_first(subject.inputs.policy, subject.outcome).map(view).collect()
        }
        Status::Excluded => Vec::new(),
    }
}

fn tier_view(subject: &Subject<'_>, tier: &Tier) -> TierView {
    TierView { name: tier.name.to_string(), label: tier.label.in_language(subject.show.language).map(str::to_owned) }
}

fn opportunities(subject: &Subject<'_>, dossier: &Dossier, alerts: &[AlertView]) -> OpportunitiesView {
    let money = |n| subject.show.interval(Type::Money, &crate::values::Interval::point(n));
    let values: Vec<_> = dossier.opportunities.iter().filter_map(|o| o.value.clone()).collect();
    let view = |o: &crate::data::Opportunity| OpportunityView {
        id: o.id.clone(),
        name: o.name.clone(),
        category: o.category.clone(),
        value: o.value.clone().map(money),
        close: o.close.map(|d| d.to_string()),
        decision: o.close.map(|day| deadlines::deadline(subject, day, alerts)),
        competitor: o.competitor.clone(),
    };
    let items: Vec<OpportunityView> = dossier.opportunities.iter().map(view).collect();
    OpportunitiesView {
        total: (values.len() > 1).then(|| money(values.into_iter().sum())),
        has_category: dossier.opportunities.iter().any(|o| o.category.is_some()),
        has_competitor: dossier.opportunities.iter().any(|o| o.competitor.is_some()),
        unsettled: items.iter().filter(|o| o.decision.as_ref().is_some_and(|d| d.past)).cloned().collect(),
        items,
    }
}

/// A number of people or things.
fn count(n: usize) -> Shown {
    Shown::Count { number: Exact(crate::values::Number::int(i64::try_from(n).unwrap_or(i64::MAX))) }
}
