//! What is done: plays with owner and day, those that hang on an answer, and what has become of accepted ones.

use super::Subject;
use super::goals::ReviewView;
use super::people::AttributeView;
use super::score::{QuestionView, asked};
use super::team::{GapView, MemberView, gaps, members};
use crate::data::RegisterEntry;
use crate::policy::{Action, ActionRef, AttributeId, Builtin, Change, EffectTarget, Type};
use crate::strategy::{ChannelChoice, Lacks, Play, PlayState, Staffed, Strategy, Wait};
use crate::values::{Interval, Number, Reading, Scalar};
use crate::views::shown::{Exact, Shown};
use serde::Serialize;

/// Everything that is done about the account.
#[derive(Clone, Debug, Serialize)]
pub struct PlaysView {
    /// Still to be done, by day: planned and accepted ones. Repeats of a planned play stand with their first day.
    pub ahead: Vec<PlayView>,
    pub done: Vec<PlayView>,
    /// Dropped by somebody, or accepted and no longer called for.
    pub dropped: Vec<PlayView>,
    /// Only if something unknown turns out so.
    pub conditional: Vec<ConditionalView>,
    /// Those of `ahead` with an owner on the client's side, known or still to be found.
    pub joint: Vec<PlayView>,
    /// Of `ahead` with all repeats.
    pub effort: Shown,
    pub cost: Shown,
    /// Hours in the register; none where there are none.
    pub spent: Option<Shown>,
    /// How many there are ahead, repeats counted.
    pub count: usize,
    pub late: usize,
    /// Of how many ahead the channel is not known, so that its hours are not in `effort`.
    pub open_hours: usize,
    /// The day of the last one ahead.
    pub until: Option<String>,
    /// Who of us takes part, and what is lacking.
    pub team: Vec<MemberView>,
    /// Hours ahead of whoever is still to be named or not listed in the team; none where there are none.
    pub others: Option<Shown>,
    pub gaps: Vec<GapView>,
}

/// A play.
#[derive(Clone, Debug, Serialize)]
pub struct PlayView {
    pub id: String,
    pub label: String,
    /// Label of its playbook.
    pub playbook: String,
    pub because: Option<String>,
    pub person: Option<String>,
    #[serde(skip)]
    pub(super) person_at: Option<usize>,
    /// Positions of the client's people who own it with us.
    #[serde(skip)]
    pub(super) clients: Vec<usize>,
    pub channel: Option<String>,
    /// Whether its channel hangs on something that is not known, and on what.
    pub channel_open: bool,
    pub channel_needs: Vec<QuestionView>,
    /// Names; those who are still to be named are not among them.
    pub owners: Vec<String>,
    pub specialist: Option<String>,
    /// Whether an owner, the specialist, is still to be named.
    pub owner_open: bool,
    pub specialist_open: bool,
    /// Who of us knows the person, where none of those who do it does.
    pub known_by: Vec<String>,
    /// ISO 8601
    pub due: String,
    /// The first day, where another one was agreed.
    pub moved_from: Option<String>,
    /// `planned`, `open`, `late`, `not_called_for`, `done` or `dropped`.
    pub state: &'static str,
    pub days_late: Option<Shown>,
    /// What comes before it and is not settled.
    pub waits: Vec<WaitView>,
    pub done_on: Option<String>,
    pub result: Option<String>,
    /// Of a done one: what it was to change about the person and the account file does not say yet, with what it says.
    pub pending: Vec<AttributeView>,
    /// Of one occurrence.
    pub effort: Option<Shown>,
    pub cost: Option<Shown>,
    pub repeats: Option<RepeatView>,
    pub rule: String,
}

/// Something before a play.
#[derive(Clone, Debug, Serialize)]
pub struct WaitView {
    pub label: String,
    /// The later day it is agreed for; none where it is not known whether it comes about.
    pub due: Option<String>,
}

/// Further occurrences of a planned play.
#[derive(Clone, Debug, Serialize)]
pub struct RepeatView {
    /// How often from now on.
    pub times: usize,
    /// Whether it has been accepted or done before.
    pub further: bool,
    /// The time from one to the next.
    pub every: Option<ReviewView>,
    pub last: String,
}

/// A play that hangs on an answer.
#[derive(Clone, Debug, Serialize)]
pub struct ConditionalView {
    pub label: String,
    pub person: Option<String>,
    #[serde(skip)]
    pub(super) person_at: Option<usize>,
    pub needs: Vec<QuestionView>,
    pub rule: String,
}

pub(super) fn plays(subject: &Subject<'_>) -> Option<PlaysView> {
    let strategy = subject.strategy?;
    let (mut ahead, mut done, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
    let mut joint = Vec::new();
    for (at, play) in strategy.plays.iter().enumerate() {
        match play.state {
            PlayState::Planned if repeats_earlier(&strategy.plays[..at], play) => {}
            PlayState::Planned | PlayState::Accepted { called_for: true, .. } => {
                let shown = view(subject, strategy, play);
                if owners(play).any(is_of_client) {
                    joint.push(shown.clone());
                }
                ahead.push(shown);
            }
            PlayState::Done { .. } => done.push(view(subject, strategy, play)),
            PlayState::Accepted { called_for: false, .. } | PlayState::Dropped { .. } => {
                dropped.push(view(subject, strategy, play));
            }
        }
    }
    let open = || strategy.plays.iter().filter(|p| is_ahead(p));
    let conditional = strategy.conditional.iter().map(|c| ConditionalView {
        label: action_label(subject, c.action),
        person: c.person.and_then(|at| person_name(subject, at)),
        person_at: c.person,
        needs: asked(subject, &c.needs),
        rule: subject.inputs.sources.file_line(subject.inputs.policy.action(c.action).span),
    });
    let shared: Number = open().flat_map(|p| &p.shares).map(|(_, hours)| hours.clone()).sum();
    let others = &strategy.effort - &shared;
    Some(PlaysView {
        effort: hours(&strategy.effort),
        cost: money(subject, &strategy.cost),
        spent: (!strategy.spent.is_zero()).then(|| hours(&strategy.spent)),
        count: open().count(),
        late: open().filter(|p| matches!(p.state, PlayState::Accepted { late: true, .. })).count(),
        open_hours: open().filter(|p| matches!(p.channel, Some(ChannelChoice::Unknown(_)))).count(),
        until: open().map(|p| p.due).max().map(|d| d.to_string()),
        team: members(subject, strategy),
        others: (!others.is_zero()).then(|| hours(&others)),
        gaps: gaps(subject, strategy),
        conditional: conditional.collect(),
        ahead,
        done,
        dropped,
        joint,
    })
}

/// Whether a play is still to be done and called for.
pub(super) fn is_ahead(play: &Play) -> bool {
    matches!(play.state, PlayState::Planned | PlayState::Accepted { called_for: true, .. })
}

/// Whether an earlier occurrence of the same play is planned as well, so that this one is told with it.
fn repeats_earlier(earlier: &[Play], play: &Play) -> bool {
    earlier.iter().any(|p| p.state == PlayState::Planned && same_but_occurrence(p, play))
}

fn same_but_occurrence(a: &Play, b: &Play) -> bool {
    a.action == b.action && a.person == b.person
}

pub(super) fn owners(play: &Play) -> impl Iterator<Item = &Staffed> {
    std::iter::once(&play.owner).chain(&play.others)
}

fn view(subject: &Subject<'_>, strategy: &Strategy, play: &Play) -> PlayView {
    let policy = subject.inputs.policy;
    let action = policy.action(play.action);
    let playbook = policy.playbook(play.action.playbook);
    let entry = entry(subject, play);
    let (state, days_late) = match &play.state {
        PlayState::Planned => ("planned", None),
        PlayState::Accepted { called_for: false, .. } => ("not_called_for", None),
        PlayState::Accepted { late: true, .. } => ("late", Some(subject.as_of().days_since(play.due))),
        PlayState::Accepted { .. } => ("open", None),
        PlayState::Done { .. } => ("done", None),
        PlayState::Dropped { .. } => ("dropped", None),
    };
    let later = || strategy.plays.iter().filter(|p| p.state == PlayState::Planned && same_but_occurrence(p, play));
    let repeats = (play.state == PlayState::Planned && later().count() > 1).then(|| RepeatView {
        times: later().count(),
        further: strategy.plays.iter().any(|p| p.state != PlayState::Planned && same_but_occurrence(p, play)),
        every: action.repeat.as_ref().map(|r| ReviewView::of(r.every)),
        last: later().map(|p| p.due).max().unwrap_or(play.due).to_string(),
    });
    PlayView {
        id: play.id.clone(),
        label: subject.show.label(&action.label, action.name.as_str()),
        playbook: subject.show.label(&playbook.label, playbook.name.as_str()),
        because: subject.show.wording(action.because.as_ref()),
        person: play.person.and_then(|at| person_name(subject, at)),
        person_at: play.person,
        clients: owners(play).filter_map(client_of).collect(),
        channel: match &play.channel {
            Some(ChannelChoice::Chosen(id)) => {
                policy.channels.get(id.index()).map(|c| subject.show.label(&c.label, c.name.as_str()))
            }
            Some(ChannelChoice::Unknown(_)) | None => None,
        },
        channel_open: matches!(play.channel, Some(ChannelChoice::Unknown(_))),
        channel_needs: match &play.channel {
            Some(ChannelChoice::Unknown(needs)) => asked(subject, needs),
            Some(ChannelChoice::Chosen(_)) | None => Vec::new(),
        },
        owners: owners(play).filter_map(|o| staffed(subject, o)).collect(),
        specialist: play.specialist.as_ref().and_then(|s| staffed(subject, s)),
        owner_open: owners(play).any(|o| matches!(o, Staffed::Nobody(_))),
        specialist_open: matches!(play.specialist, Some(Staffed::Nobody(_))),
        known_by: known_by(subject, play),
        waits: play.waits.iter().map(|wait| wait_view(subject, wait)).collect(),
        due: play.due.to_string(),
        moved_from: entry.filter(|e| e.was_moved()).map(|e| e.first_due.to_string()),
        state,
        days_late: days_late.map(|n| Shown::Days { number: Exact(Number::int(i64::from(n))) }),
        done_on: entry.and_then(|e| e.done_on).map(|d| d.to_string()),
        result: entry.and_then(|e| e.result.clone()),
        pending: if state == "done" { pending(subject, play) } else { Vec::new() },
        effort: (!play.effort.is_zero()).then(|| hours(&play.effort)),
        cost: (!play.cost.is_zero()).then(|| money(subject, &play.cost)),
        repeats,
        rule: subject.inputs.sources.file_line(action.span),
    }
}

fn wait_view(subject: &Subject<'_>, wait: &Wait) -> WaitView {
    match wait {
        Wait::Perhaps(action) => WaitView { label: action_label(subject, *action), due: None },
        Wait::Until { action, due } => WaitView { label: action_label(subject, *action), due: Some(due.to_string()) },
    }
}

fn entry<'a>(subject: &Subject<'a>, play: &Play) -> Option<&'a RegisterEntry> {
    match play.state {
        PlayState::Planned => None,
        PlayState::Accepted { entry, .. } | PlayState::Done { entry } | PlayState::Dropped { entry } => {
            subject.inputs.register.entries.get(entry)
        }
    }
}

/// What a done play was to bring about in a person, and what is noted instead.
fn pending(subject: &Subject<'_>, play: &Play) -> Vec<AttributeView> {
    let policy = subject.inputs.policy;
    let person = play.person.and_then(|at| subject.account.people.as_deref()?.get(at));
    let Some(person) = person else { return Vec::new() };
    let lags = |effect: &crate::policy::Effect| {
        let (EffectTarget::Attribute(id), Change::Becomes(wanted)) = (effect.target, &effect.change) else {
            return None;
        };
        let attribute = policy.attributes.get(id.index())?;
        let noted = person.attribute(id, subject.as_of());
        let there = match (&noted, wanted) {
            (Reading::Known(Scalar::Choice(noted)), Scalar::Choice(wanted)) if ordered(subject, attribute.ty) => {
                noted >= wanted
            }
            (Reading::Known(noted), wanted) => noted == wanted,
            (Reading::Missing(_) | Reading::NotApplicable, _) => false,
        };
        (!there).then(|| AttributeView {
            label: subject.show.label(&attribute.label, attribute.name.as_str()),
            value: subject.show.reading(attribute.ty, &noted),
        })
    };
    policy.action(play.action).effects.iter().filter_map(lags).collect()
}

/// Whether a play ahead with a person is to change an attribute of theirs.
pub(super) fn works_towards(subject: &Subject<'_>, strategy: &Strategy, person: usize, wanted: AttributeId) -> bool {
    let changes = |play: &Play| {
        let effects = &subject.inputs.policy.action(play.action).effects;
        effects.iter().any(|effect| effect.target == EffectTarget::Attribute(wanted))
    };
    strategy.plays.iter().any(|play| is_ahead(play) && play.person == Some(person) && changes(play))
}

/// The steps of our sales process to which plays ahead are to lead a person.
pub(super) fn process_steps(subject: &Subject<'_>, strategy: &Strategy, person: usize) -> Vec<u16> {
    let ahead = strategy.plays.iter().filter(|play| is_ahead(play) && play.person == Some(person));
    let effects = ahead.flat_map(|play| &subject.inputs.policy.action(play.action).effects);
    let step = |effect: &crate::policy::Effect| match (effect.target, &effect.change) {
        (EffectTarget::Attribute(id), Change::Becomes(Scalar::Choice(step))) if id == Builtin::Process.id() => {
            Some(*step)
        }
        _ => None,
    };
    effects.filter_map(step).collect()
}

fn ordered(subject: &Subject<'_>, ty: Type) -> bool {
    match ty {
        Type::OneOf(id) => subject.inputs.policy.enumeration(id).ordered,
        _ => false,
    }
}

/// Whether a part is the client's, by somebody known or still to be found.
fn is_of_client(staffed: &Staffed) -> bool {
    match staffed {
        Staffed::Client(_) => true,
        Staffed::Nobody(gap) => matches!(gap.lacks, Lacks::Client { .. }),
        Staffed::Ours { .. } | Staffed::Unlisted(_) => false,
    }
}

/// Who of us knows the person a play is with, where somebody does and none of those who do it.
fn known_by(subject: &Subject<'_>, play: &Play) -> Vec<String> {
    let person = play.person.and_then(|at| subject.account.people.as_deref()?.get(at));
    let Some(person) = person else { return Vec::new() };
    let id = |staffed: &Staffed| match staffed {
        Staffed::Ours { member, .. } => subject.inputs.team.people.get(*member).map(|m| m.id.clone()),
        Staffed::Unlisted(id) => Some(id.clone()),
        Staffed::Client(_) | Staffed::Nobody(_) => None,
    };
    let mut takers = owners(play).chain(&play.specialist).filter_map(id);
    match takers.any(|taker| person.contacts.contains(&taker)) {
        true => Vec::new(),
        false => person.contacts.iter().map(|id| subject.ours(id)).collect(),
    }
}

fn client_of(staffed: &Staffed) -> Option<usize> {
    match staffed {
        Staffed::Client(at) => Some(*at),
        Staffed::Ours { .. } | Staffed::Unlisted(_) | Staffed::Nobody(_) => None,
    }
}

/// The name of who does it; none where nobody fits.
fn staffed(subject: &Subject<'_>, staffed: &Staffed) -> Option<String> {
    match staffed {
        Staffed::Ours { member, .. } => subject.inputs.team.people.get(*member).map(|m| m.name.clone()),
        Staffed::Unlisted(id) => Some(id.clone()),
        Staffed::Client(at) => person_name(subject, *at),
        Staffed::Nobody(_) => None,
    }
}

fn person_name(subject: &Subject<'_>, at: usize) -> Option<String> {
    subject.account.people.as_deref()?.get(at).map(|p| p.name.clone())
}

pub(super) fn action_label(subject: &Subject<'_>, at: ActionRef) -> String {
    let action: &Action = subject.inputs.policy.action(at);
    subject.show.label(&action.label, action.name.as_str())
}

pub(super) fn hours(n: &Number) -> Shown {
    Shown::Hours { number: Exact(n.clone()) }
}

pub(super) fn money(subject: &Subject<'_>, n: &Number) -> Shown {
    subject.show.interval(Type::Money, &Interval::point(n.clone()))
}

/// The plays of a person that are ahead, those the person owns with us included, and those that hang on an answer.
pub(super) fn of_person(plays: &PlaysView, at: usize) -> (Vec<PlayView>, Vec<ConditionalView>) {
    (
        plays.ahead.iter().filter(|p| p.person_at == Some(at) || p.clients.contains(&at)).cloned().collect(),
        plays.conditional.iter().filter(|c| c.person_at == Some(at)).cloned().collect(),
    )
}

/// The first play of a playbook that is ahead: how an alert is answered.
pub(super) fn first_of(strategy: &Strategy, playbook: crate::policy::PlaybookId) -> Option<&Play> {
    strategy.plays.iter().filter(|p| is_ahead(p) && p.action.playbook == playbook).min_by_key(|p| p.due)
}

/// The label and the first owner of a play, for a sentence.
pub(super) fn who_and_what(subject: &Subject<'_>, play: &Play) -> (String, Option<String>) {
    (action_label(subject, play.action), staffed(subject, &play.owner))
}
