//! What JSON answers, CSV and templates may see of an evaluation. The only types besides findings that derive
//! `Serialize`, so that the inner types stay free to change. Turns positions into names and values into shapes that are
//! the same in every answer; computes nothing that decides. Every answer carries `format`, so that readers notice a
//! change. Numbers are exact decimals with at most six places, halves to even; names come in the policy's order. Start at [`rank`].

pub mod plan;

mod actions;
mod coverage;
mod csv;
mod diff;
mod explain;
mod measure;
mod mutation;
mod number;
mod places;
mod rank;
mod reads;
mod reason;
mod show;
mod shown;
mod test;

pub use actions::{
    ActionAnswer, ActionList, ActionsFilter, Group, Lacking, NamedPolicy, PartyAnswer, TotalsAnswer, WaitAnswer,
    actions,
};
pub use coverage::{CoverageAnswer, KindCoverage, PartCoverage, coverage};
pub use csv::{actions_csv, rank_csv};
pub use diff::{
    AccountDiff, CauseAnswer, CountsAnswer, DataCause, DiffAnswer, DiffInputs, FiredChange, ItemAnswer, LineAnswer,
    Named, PlaceAnswer, PlansAnswer, PlaysAnswer, PointsAnswer, SideAnswer, StandingAnswer, account_of, diff, values,
};
pub use explain::{
    ActionReason, CriterionReason, ExplainAnswer, ExplainInputs, LeftOut, Line, NeedReason, NextTier, OriginReason,
    PersonAction, PersonExplainAnswer, PersonReason, RelationReason, RowReason, RuleReason, ValueReason, WayReason,
    explain, explain_person, explainable, explainable_of_people, people_called,
};
pub use measure::{Measure, MeasureValue};
pub use mutation::{MutationAnswer, SurvivorAnswer, mutation};
pub use number::{Bounds, Decimal};
pub use places::DataPlace;
pub use plan::{CommitView, PlanInputs, PlanView, plan};
pub use rank::{AccountAnswer, CriterionAnswer, FiredAnswer, PolicyAnswer, RankAnswer, WaiverAnswer, in_order, rank};
pub use reason::{Reason, reason};
pub use show::{
    OriginAnswer, OverlayAnswer, Said, ShowAnswer, ShownItem, items_called, items_of_overlays, nearest_item, show,
};
pub use shown::{Exact, Shown};
pub use test::{
    ActionsAnswer, ActualAnswer, CheckAnswer, ConditionalAnswer, DifferenceAnswer, ExampleAnswer, OutcomesAnswer,
    TestAnswer, test,
};

/// The version of all JSON answers.
pub const FORMAT: u32 = 1;
