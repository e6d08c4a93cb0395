//! Evaluation × playbooks × team × register → what is done about each account: plays with owner and day, what they are
//! expected to reach, what they take; and beside them alerts, offers and KPIs. Pure, like the engine; knows no wording.
//!
//! Start at [`plan`]. Per account: `activate` tells which playbooks apply, `bind` for whom their actions are, `schedule`
//! when they are due (with what the register says already), `effects` what they are expected to change. Then `staff` goes
//! through the accounts from the best rank down, since hours can be spent once. `objective` and `kpi` measure.

mod accept;
mod activate;
mod bind;
mod channel;
mod conflict;
mod draft;
mod effects;
mod kpi;
mod objective;
mod plan;
mod register;
mod schedule;
mod staff;

pub use accept::to_accept;
pub use plan::{plan, plan_all};

use crate::data::{Portfolio, Register, Team};
use crate::diagnostics::Finding;
use crate::engine::{Evaluation, Input, Outcome, Value};
use crate::policy::{ActionRef, ChannelId, Policy};
use crate::values::{Day, Duration, Number, Truth, WorkingDays};
use crate::workspace::Workspace;

/// What plays are made from.
#[derive(Clone, Copy)]
pub struct StrategyInputs<'a> {
    pub policy: &'a Policy,
    pub portfolio: &'a Portfolio,
    pub evaluation: &'a Evaluation,
    pub team: &'a Team,
    pub register: &'a Register,
    pub calendar: &'a WorkingDays,
    /// How far ahead is planned.
    pub horizon: Duration,
}

impl<'a> StrategyInputs<'a> {
    /// Those of a workspace, evaluated by its policy.
    pub fn of(
        workspace: &'a Workspace,
        policy: &'a Policy,
        portfolio: &'a Portfolio,
        evaluation: &'a Evaluation,
    ) -> StrategyInputs<'a> {
        StrategyInputs {
            policy,
            portfolio,
            evaluation,
            team: &workspace.team,
            register: &workspace.register,
            calendar: &workspace.calendar,
            horizon: workspace.config.horizon,
        }
    }
}

/// Findings that need a day: plays that contradict each other, and actions that were done after that day.
pub fn notices(inputs: &StrategyInputs<'_>) -> Vec<Finding> {
    let mut found = conflict::notices(inputs);
    found.extend(register::done_ahead(inputs));
    found
}

/// What is done about one account.
#[derive(Clone, Debug)]
pub struct Strategy {
    /// Position in the portfolio.
    pub account: usize,
    /// Playbooks that apply or may apply, in the order of the policy.
    pub playbooks: Vec<PlaybookUse>,
    /// By due day, then in the order of the policy, then by person: planned ones and those of the register.
    pub plays: Vec<Play>,
    /// Actions of playbooks that apply whose own condition is unknown: not scheduled, without effect. Those of a playbook
    /// of which it is not known whether it applies are not repeated here.
    pub conditional: Vec<Conditional>,
    /// Lines of the register (indices) about an action or a person that is no longer known.
    pub unmatched: Vec<usize>,
    /// What the plays that are still to be done are expected to lead to.
    pub expected: Expected,
    /// Hours of our people and money of all plays that are still to be done: planned ones, and accepted ones that are open
    /// and that the rules still ask for.
    pub effort: Number,
    pub cost: Number,
    /// Hours in the register.
    pub spent: Number,
    /// Alerts that hold or may hold, in the order of the policy.
    pub alerts: Vec<Raised>,
    /// Offers whose condition holds or may hold.
    pub offers: Vec<Raised>,
    /// One per KPI of the policy.
    pub kpis: Vec<KpiState>,
}

/// A playbook in use.
#[derive(Clone, Debug)]
pub struct PlaybookUse {
    /// Index into [`Policy::playbooks`].
    pub playbook: usize,
    pub applies: Truth,
    /// What its condition depends on, where unknown.
    pub needs: Vec<Input>,
    /// Indices into [`Policy::alerts`] of the alerts that start it.
    pub started_by: Vec<usize>,
    /// One per objective of the playbook.
    pub objectives: Vec<ObjectiveState>,
}

/// How far an objective is.
#[derive(Clone, Debug)]
pub struct ObjectiveState {
    /// Today, and after the planned effects; none for an objective without a measure.
    pub today: Option<Value>,
    pub expected: Option<Value>,
    pub reached: Truth,
    /// Counted from when its playbook was accepted, else from the day of the evaluation; so it may be over.
    pub by: Option<Day>,
}

/// A play: an action bound to an account or a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Play {
    /// `QUICK/horst/open_doors.introduce/1`; stable, so that the register can speak of it.
    pub id: String,
    pub action: ActionRef,
    /// Position in the account's people; none for the whole account.
    pub person: Option<usize>,
    /// From 1; more for repeated actions.
    pub occurrence: u32,
    pub channel: Option<ChannelChoice>,
    pub owner: Staffed,
    /// Further owners, in the order written.
    pub others: Vec<Staffed>,
    pub specialist: Option<Staffed>,
    /// The day from which it is counted.
    pub from: Day,
    pub due: Day,
    /// What has to be done before it and is not settled, in the order written.
    pub waits: Vec<Wait>,
    /// Hours of all our people who take part, of those who are still to be named too, and money.
    pub effort: Number,
    pub cost: Number,
    /// Members of the team who take part, each once, with their hours; together less than `effort` where somebody is lacking.
    pub shares: Vec<(usize, Number)>,
    pub state: PlayState,
}

/// Something before a play that is not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// It is not known whether this comes about at all.
    Perhaps(ActionRef),
    /// This is still to be done and agreed for a later day than what comes after it.
    Until { action: ActionRef, due: Day },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChannelChoice {
    Chosen(ChannelId),
    /// The table gives none for what is known.
    Unknown(Vec<Input>),
}

/// Who does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staffed {
    /// Index into the team.
    Ours { member: usize, overbooked: bool },
    /// The KAM whom the account file names, whom team.yaml does not list.
    Unlisted(String),
    /// Position in the account's people.
    Client(usize),
    /// Nobody fits.
    Nobody(StaffingGap),
}

/// Why nobody fits, with the nearest who does not quite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffingGap {
    pub lacks: Lacks,
    /// Index into the team.
    pub nearest: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// The account has no KAM.
    Kam,
    /// Nobody has the role.
    Role(String),
    /// Nobody of the role has the skill at this level; and nobody of the role speaks the language, where one is named.
    Skill { role: Option<String>, skill: String, level: u32, language: Option<String> },
    /// Nobody of the role speaks it.
    Language { role: Option<String>, language: String },
    /// Nobody on the client's side is known who could; of the role that is asked for (a position in the list of the built-in
    /// `role`), where one is.
    Client { role: Option<u16> },
}

/// What has become of a play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlayState {
    /// Not in the register.
    Planned,
    /// In the register (index of the line). `late`: open past its day; `called_for`: the rules still ask for it.
    Accepted {
        entry: usize,
        late: bool,
        called_for: bool,
    },
    Done {
        entry: usize,
    },
    Dropped {
        entry: usize,
    },
}

/// An action that is planned only if something unknown turns out so.
#[derive(Clone, Debug, PartialEq)]
pub struct Conditional {
    pub action: ActionRef,
    pub person: Option<usize>,
    /// What would settle it.
    pub needs: Vec<Input>,
}

/// Where the plays are expected to lead.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Evaluated with the effects of all plays still to be done; the others' accounts as they are.
    pub outcome: Outcome,
    /// Whether any play has an effect.
    pub changes: bool,
    /// The day of the last play with an effect.
    pub by: Option<Day>,
}

/// An alert or an offer that holds or may hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    /// Index into [`Policy::alerts`] or [`Policy::offers`].
    pub index: usize,
    pub truth: Truth,
    pub needs: Vec<Input>,
}

/// A KPI of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiState {
    /// Index into [`Policy::kpis`].
    pub index: usize,
    pub value: Value,
    /// None where the tier has no target, or is not settled.
    pub target: Option<Number>,
    pub alarm: Option<Number>,
    /// Whether the alarm is reached.
    pub alarmed: Truth,
    /// Whether the target is.
    pub reached: Truth,
}
