//! The answer of `actions`: what is late, to be done now, waits, comes later and was done, an action a line, over all accounts.
//! Lines of the register of which the rules know nothing any more stand among them, so that nothing agreed is lost.

use super::FORMAT;
use super::number::Decimal;
use super::reason::base;
use super::shown::in_words;
use crate::data::{Account, PlayId, PlayStatus, RegisterEntry};
use crate::policy::{ActionRef, Policy};
use crate::strategy::{ChannelChoice, Lacks, Play, PlayState, Staffed, Strategy, StrategyInputs, Wait};
use crate::values::{Day, Label, Number};
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// The answer of `actions`.
#[derive(Clone, Debug, Serialize)]
pub struct ActionList {
    pub format: u32,
    pub policy: NamedPolicy,
    pub as_of: String,
    /// Of every `cost`; null where the policy names none.
    pub currency: Option<String>,
    /// By group in the order of [`Group`], then by due day, account and id.
    pub actions: Vec<ActionAnswer>,
    pub totals: TotalsAnswer,
}

/// Which policy an answer comes from.
#[derive(Clone, Debug, Serialize)]
pub struct NamedPolicy {
    pub name: String,
    pub version: String,
}

/// One action.
#[derive(Clone, Debug, Serialize)]
pub struct ActionAnswer {
    pub id: String,
    /// ISO 8601, as all days.
    pub due: String,
    pub account: String,
    /// Null for an account that is not there.
    pub account_name: Option<String>,
    /// Null for the whole account.
    pub person: Option<String>,
    pub person_name: Option<String>,
    /// The label, or what the register calls it.
    pub title: String,
    /// `open_doors.introduce`
    pub action: String,
    pub owner: Option<PartyAnswer>,
    /// Further owners and the specialist.
    pub with: Vec<PartyAnswer>,
    /// What nobody has whom it needs.
    pub lacks: Vec<Lacking>,
    /// Whether anybody of us has no free hours in that month.
    pub overbooked: bool,
    pub channel: Option<String>,
    /// `planned`, `open`, `late`, `not_called_for`, `done` or `dropped`.
    pub state: &'static str,
    pub group: Group,
    /// What has to be done before it; empty for what is done or dropped.
    pub waits: Vec<WaitAnswer>,
    /// Of an accepted action that is open past its day.
    pub days_late: Option<i32>,
    /// The first day, where another one was agreed.
    pub moved_from: Option<String>,
    pub accepted: Option<String>,
    pub done_on: Option<String>,
    pub result: Option<String>,
    /// Hours and money it is expected to take.
    pub effort: Decimal,
    pub cost: Decimal,
    /// Hours it took so far.
    pub hours: Option<Decimal>,
}

/// Where an action stands among all, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Accepted and open past its day.
    Late,
    /// Accepted and open, or due on the day of evaluation; it waits for nothing.
    Open,
    /// Planned for later; it waits for nothing.
    Later,
    /// Something else has to be done first.
    Waiting,
    /// Open, but the rules ask for it no more: somebody has to close it.
    ToClose,
    /// Done or dropped.
    Settled,
}

/// Something that has to be done before an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WaitAnswer {
    /// `open_doors.introduce`
    pub action: String,
    pub title: String,
    /// When the last of it is due; null where it is not known whether it comes about.
    pub due: Option<String>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyAnswer {
    pub id: String,
    pub name: String,
}

/// What nobody has; names in words. Programs get it as a text: `role pre sales`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lacking {
    Kam,
    Client { role: Option<String> },
    Role(String),
    Skill { skill: String, level: u32, role: Option<String> },
    Language { language: String, role: Option<String> },
}

impl Serialize for Lacking {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of = |role: &Option<String>| role.as_ref().map_or(String::new(), |role| format!(" of {role}"));
        serializer.serialize_str(&match self {
            Lacking::Kam => "kam".to_owned(),
            Lacking::Client { role: None } => "client".to_owned(),
            Lacking::Client { role: Some(role) } => format!("client role {role}"),
            Lacking::Role(role) => format!("role {role}"),
            Lacking::Skill { skill, level, role } => format!("skill {skill} {level}{}", of(role)),
            Lacking::Language { language, role } => format!("language {language}{}", of(role)),
        })
    }
}

/// What all actions of the answer come to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TotalsAnswer {
    pub actions: usize,
    pub planned: usize,
    pub open: usize,
    pub late: usize,
    pub not_called_for: usize,
    pub done: usize,
    pub dropped: usize,
    /// Of those that are planned, open or late.
    pub effort: Decimal,
    pub cost: Decimal,
    /// Hours in the register, of all.
    pub hours: Decimal,
}

/// Which actions are wanted; nothing is asked for where all is empty.
#[derive(Clone, Debug, Default)]
pub struct ActionsFilter {
    pub late: bool,
    /// The id of an owner or of somebody else who takes part.
    pub owner: Option<String>,
    /// Year and month of the due day.
    pub month: Option<(i16, i8)>,
}

/// What `actions` answers about the strategies and the register; `accounts` (positions) limits it, none is all.
pub fn actions(
    inputs: &StrategyInputs<'_>,
    strategies: &[Strategy],
    accounts: Option<&BTreeSet<usize>>,
    locale: &str,
) -> ActionList {
    let making = Making { inputs, language: base(locale) };
    let mut told = BTreeSet::new();
    let mut rows: Vec<(Day, ActionAnswer)> = Vec::new();
    for strategy in strategies {
        // Whoever is not ranked gets new actions only when named.
        let ranked = inputs.evaluation.outcomes.get(strategy.account).is_some_and(|o| o.rank.is_some());
        for play in strategy.plays.iter().filter(|p| ranked || accounts.is_some() || p.state != PlayState::Planned) {
            told.extend(entry_of(&play.state));
            rows.extend(making.play(strategy, play).map(|row| (play.due, row)));
        }
    }
    let wanted = |e: &RegisterEntry| {
        accounts.is_none_or(|a| inputs.portfolio.position(e.account()).is_some_and(|at| a.contains(&at)))
    };
    let left = inputs.register.entries.iter().enumerate().filter(|(n, e)| !told.contains(n) && wanted(e));
    rows.extend(left.filter_map(|(_, entry)| Some((entry.due, making.line(entry)?))));
    rows.sort_by(|(a_due, a), (b_due, b)| {
        (a.group, a_due, &a.account, &a.id).cmp(&(b.group, b_due, &b.account, &b.id))
    });
    let mut answer = ActionList {
        format: FORMAT,
        policy: NamedPolicy { name: inputs.policy.name.to_string(), version: inputs.policy.version.clone() },
        as_of: inputs.evaluation.as_of.to_string(),
        currency: inputs.policy.currency.map(|c| c.code().to_owned()),
        actions: rows.into_iter().map(|(_, row)| row).collect(),
        totals: TotalsAnswer::of(&[]),
    };
    answer.totals = TotalsAnswer::of(&answer.actions);
    answer
}

/// One play of an account as an action of the answer.
pub(super) fn action_of(
    inputs: &StrategyInputs<'_>,
    language: &str,
    strategy: &Strategy,
    play: &Play,
) -> Option<ActionAnswer> {
    Making { inputs, language }.play(strategy, play)
}

impl ActionList {
    /// Leaves what is asked for.
    #[must_use]
    pub fn only(mut self, filter: &ActionsFilter) -> ActionList {
        let month = filter.month.map(|(year, month)| format!("{year:04}-{month:02}-"));
        self.actions.retain(|a| {
            let takes_part = |id: &String| a.owner.iter().chain(&a.with).any(|p| p.id == *id);
            (!filter.late || a.days_late.is_some())
                && filter.owner.as_ref().is_none_or(takes_part)
                && month.as_ref().is_none_or(|m| a.due.starts_with(m))
        });
        self.totals = TotalsAnswer::of(&self.actions);
        self
    }
}

impl TotalsAnswer {
    fn of(actions: &[ActionAnswer]) -> TotalsAnswer {
        let count = |state: &str| actions.iter().filter(|a| a.state == state).count();
        let ahead = || actions.iter().filter(|a| matches!(a.state, "planned" | "open" | "late"));
        TotalsAnswer {
            actions: actions.len(),
            planned: count("planned"),
            open: count("open"),
            late: count("late"),
            not_called_for: count("not_called_for"),
            done: count("done"),
            dropped: count("dropped"),
            effort: Decimal(ahead().map(|a| a.effort.0.clone()).sum()),
            cost: Decimal(ahead().map(|a| a.cost.0.clone()).sum()),
            hours: Decimal(actions.iter().filter_map(|a| Some(a.hours.as_ref()?.0.clone())).sum()),
        }
    }
}

fn entry_of(state: &PlayState) -> Option<usize> {
    match state {
        PlayState::Planned => None,
        PlayState::Accepted { entry, .. } | PlayState::Done { entry } | PlayState::Dropped { entry } => Some(*entry),
    }
}

struct Making<'a> {
    inputs: &'a StrategyInputs<'a>,
    language: &'a str,
}

impl Making<'_> {
    fn play(&self, strategy: &Strategy, play: &Play) -> Option<ActionAnswer> {
        let policy: &Policy = self.inputs.policy;
        let position = strategy.account;
        let account = self.inputs.portfolio.accounts.get(position)?;
        let action = policy.action(play.action);
        let entry = entry_of(&play.state).and_then(|at| self.inputs.register.entries.get(at));
        let state = match &play.state {
            PlayState::Planned => "planned",
            PlayState::Accepted { called_for: false, .. } => "not_called_for",
            PlayState::Accepted { late: true, .. } => "late",
            PlayState::Accepted { .. } => "open",
            PlayState::Done { .. } => "done",
            PlayState::Dropped { .. } => "dropped",
        };
        let party = |s: &Staffed| self.party(position, account, s);
        let others: Vec<&Staffed> = play.others.iter().chain(&play.specialist).collect();
        let all = || std::iter::once(&play.owner).chain(others.iter().copied());
        let owner = party(&play.owner);
        let mut with: Vec<PartyAnswer> = Vec::new();
        for other in others.iter().filter_map(|s| party(s)) {
            // Somebody may be owner and specialist at once.
            if owner.as_ref() != Some(&other) && !with.contains(&other) {
                with.push(other);
            }
        }
        let person = play.person.and_then(|at| account.people.as_deref()?.get(at));
        let waits = self.waits(strategy, play);
        let due_now = play.due <= self.inputs.evaluation.as_of;
        let group = match &play.state {
            PlayState::Planned | PlayState::Accepted { late: false, called_for: true, .. } if !waits.is_empty() => {
                Group::Waiting
            }
            PlayState::Planned if due_now => Group::Open,
            PlayState::Planned => Group::Later,
            PlayState::Accepted { called_for: false, .. } => Group::ToClose,
            PlayState::Accepted { late: true, .. } => Group::Late,
            PlayState::Accepted { .. } => Group::Open,
            PlayState::Done { .. } | PlayState::Dropped { .. } => Group::Settled,
        };
        Some(ActionAnswer {
            group,
            waits,
            id: play.id.clone(),
            due: play.due.to_string(),
            account: account.id.to_string(),
            account_name: Some(account.name.clone()),
            person: person.map(|p| p.id.to_string()),
            person_name: person.map(|p| p.name.clone()),
            title: self.label(&action.label, action.name.as_str()),
            action: policy.action_name(play.action),
            owner,
            with,
            lacks: all().filter_map(|s| lacks(policy, s)).collect(),
            overbooked: all().any(|s| matches!(s, Staffed::Ours { overbooked: true, .. })),
            channel: match play.channel {
                Some(ChannelChoice::Chosen(id)) => {
                    policy.channels.get(id.index()).map(|c| self.label(&c.label, c.name.as_str()))
                }
                Some(ChannelChoice::Unknown(_)) | None => None,
            },
            state,
            effort: Decimal(play.effort.clone()),
            cost: Decimal(play.cost.clone()),
            ..self.of_entry(entry)
        })
    }

    /// What comes first and is not done: of everybody whom it is for, and what perhaps comes about. A later occurrence of what is
    /// repeated waits for nothing.
    fn waits(&self, strategy: &Strategy, play: &Play) -> Vec<WaitAnswer> {
        let policy = self.inputs.policy;
        if matches!(play.state, PlayState::Done { .. } | PlayState::Dropped { .. }) || play.occurrence > 1 {
            return Vec::new();
        }
        let ahead = |p: &&Play| matches!(p.state, PlayState::Planned | PlayState::Accepted { called_for: true, .. });
        let told = |at: ActionRef, due: Option<Day>| {
            let action = policy.action(at);
            let title = self.label(&action.label, action.name.as_str());
            WaitAnswer { action: policy.action_name(at), title, due: due.map(|day| day.to_string()) }
        };
        let waits = |at: &ActionRef| {
            let first = strategy.plays.iter().filter(ahead).filter(|p| p.action == *at && p.occurrence == 1);
            let due = first.map(|p| p.due).max();
            let perhaps = play.waits.iter().any(|w| matches!(w, Wait::Perhaps(open) if open == at));
            (due.is_some() || perhaps).then(|| told(*at, due))
        };
        policy.action(play.action).after.iter().filter_map(waits).collect()
    }

    /// A line of the register that no rule speaks of any more.
    fn line(&self, entry: &RegisterEntry) -> Option<ActionAnswer> {
        let id = PlayId::parse(&entry.id)?;
        let portfolio = self.inputs.portfolio;
        let account = portfolio.position(id.account).and_then(|at| portfolio.accounts.get(at));
        let people = account.and_then(|a| a.people.as_deref()).unwrap_or_default();
        let person = id.person.and_then(|person| people.iter().find(|p| p.id.as_str() == person));
        let state = match entry.status {
            PlayStatus::Open => "not_called_for",
            PlayStatus::Done => "done",
            PlayStatus::Dropped => "dropped",
        };
        let owner = entry.owner.as_ref().map(|owner| {
            let ours = self.inputs.team.people.iter().find(|m| m.id == *owner).map(|m| m.name.clone());
            let theirs = people.iter().find(|p| p.id.as_str() == owner).map(|p| p.name.clone());
            PartyAnswer { id: owner.clone(), name: ours.or(theirs).unwrap_or_else(|| owner.clone()) }
        });
        Some(ActionAnswer {
            id: entry.id.clone(),
            due: entry.due.to_string(),
            account: id.account.to_owned(),
            account_name: account.map(|a| a.name.clone()),
            person: id.person.map(str::to_owned),
            person_name: person.map(|p| p.name.clone()),
            title: if entry.title.is_empty() { in_words(id.action) } else { entry.title.clone() },
            action: id.action.to_owned(),
            owner,
            state,
            group: if entry.status == PlayStatus::Open { Group::ToClose } else { Group::Settled },
            ..self.of_entry(Some(entry))
        })
    }

    /// What the register tells of an action, and nothing else.
    fn of_entry(&self, entry: Option<&RegisterEntry>) -> ActionAnswer {
        let as_of = self.inputs.evaluation.as_of;
        ActionAnswer {
            id: String::new(),
            due: String::new(),
            account: String::new(),
            account_name: None,
            person: None,
            person_name: None,
            title: String::new(),
            action: String::new(),
            owner: None,
            with: Vec::new(),
            lacks: Vec::new(),
            overbooked: false,
            channel: None,
            state: "planned",
            group: Group::Later,
            waits: Vec::new(),
            days_late: entry.filter(|e| e.is_late(as_of)).map(|e| as_of.days_since(e.due)),
            moved_from: entry.filter(|e| e.was_moved()).map(|e| e.first_due.to_string()),
            accepted: entry.and_then(|e| e.accepted).map(|d| d.to_string()),
            done_on: entry.and_then(|e| e.done_on).map(|d| d.to_string()),
            result: entry.and_then(|e| e.result.clone()),
            effort: Decimal(Number::ZERO),
            cost: Decimal(Number::ZERO),
            hours: entry.and_then(|e| e.hours.clone()).map(Decimal),
        }
    }

    fn label(&self, label: &Label, name: &str) -> String {
        label.in_language(self.language).map_or_else(|| in_words(name), str::to_owned)
    }

    fn party(&self, position: usize, account: &Account, staffed: &Staffed) -> Option<PartyAnswer> {
        let id = staffed.id(self.inputs, position)?;
        let name = match staffed {
            Staffed::Ours { member, .. } => self.inputs.team.people.get(*member).map(|m| m.name.clone()),
            Staffed::Client(at) => account.people.as_deref().and_then(|p| p.get(*at)).map(|p| p.name.clone()),
            Staffed::Unlisted(_) | Staffed::Nobody(_) => None,
        };
        Some(PartyAnswer { name: name.unwrap_or_else(|| id.clone()), id })
    }
}

fn lacks(policy: &Policy, staffed: &Staffed) -> Option<Lacking> {
    let Staffed::Nobody(gap) = staffed else { return None };
    let role = |role: &Option<String>| role.as_deref().map(in_words);
    Some(match &gap.lacks {
        Lacks::Kam => Lacking::Kam,
        Lacks::Client { role } => {
            let role = role.and_then(|role| policy.client_role(role));
            Lacking::Client { role: role.map(|r| in_words(r.name.as_str())) }
        }
        Lacks::Role(role) => Lacking::Role(in_words(role)),
        Lacks::Skill { role: of, skill, level, .. } => {
            Lacking::Skill { skill: in_words(skill), level: *level, role: role(of) }
        }
        Lacks::Language { role: of, language } => Lacking::Language { language: language.clone(), role: role(of) },
    })
}
