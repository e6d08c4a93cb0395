//! What is done about an account, checked: channels, needs and benefits, playbooks, offers, alerts, KPIs. Conditions may
//! use the score, the tier and the stage; those of people also what is known of the person at hand.

use super::{AttributeId, Builtin, EnumerationValue, FieldId, PersonLetId, SlotId, Type};
use crate::diagnostics::Span;
use crate::policy::Expr;
use crate::syntax::Severity;
use crate::values::{ChoiceSet, Duration, Label, Name, Number, Scalar};

index_type! {
    /// A channel, into [`super::Policy::channels`]; also the position in every enumeration `one of channels`.
    ChannelId(Channel);
    /// A need, into [`super::Policy::needs`].
    NeedId(Need);
    /// A playbook, into [`super::Policy::playbooks`].
    PlaybookId(Playbook);
}

/// A way to meet or reach a client.
#[derive(Clone, Debug)]
pub struct Channel {
    pub name: Name,
    pub label: Label,
    /// Hours of each of our people who take part, at least 0.
    pub effort: Number,
    /// In the policy's currency, at least 0.
    pub cost: Number,
    pub span: Span,
}

/// Something that an organisation, a department or a person wants.
#[derive(Clone, Debug)]
pub struct Need {
    pub name: Name,
    pub label: Label,
    pub span: Span,
}

/// What of ours answers needs.
#[derive(Clone, Debug)]
pub struct Benefit {
    pub name: Name,
    pub label: Label,
    pub answers: Vec<NeedId>,
    pub evidence: Option<Label>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Playbook {
    pub name: Name,
    pub label: Label,
    /// None: for everybody, or whenever an alert starts it.
    pub when: Option<Expr>,
    pub because: Option<Label>,
    pub objectives: Vec<Objective>,
    pub actions: Vec<Action>,
    pub span: Span,
}

/// What a playbook is to reach.
#[derive(Clone, Debug)]
pub struct Objective {
    pub name: Name,
    pub label: Label,
    pub measure: Option<Measure>,
    pub owner: Option<Owner>,
    pub span: Span,
}

/// A number with what it is to become.
#[derive(Clone, Debug)]
pub struct Measure {
    pub value: Expr,
    pub ty: Type,
    /// As written: `access`.
    pub text: String,
    /// The slot, where it is one, for its label.
    pub slot: Option<SlotId>,
    pub target: Scalar,
    /// Reached from the target downwards; else upwards.
    pub at_most: bool,
    pub within: Option<Delay>,
}

/// A step of a playbook.
#[derive(Clone, Debug)]
pub struct Action {
    pub name: Name,
    pub label: Label,
    /// For each person of the account; none: once for the account.
    pub each: Option<Each>,
    pub when: Option<Expr>,
    pub channel: Option<ActionChannel>,
    pub owner: Owner,
    pub after: Vec<ActionRef>,
    pub due: Option<Delay>,
    pub repeat: Option<Repeat>,
    pub effects: Vec<Effect>,
    /// Hours beside those of the channel.
    pub effort: Number,
    /// Money beside that of the channel.
    pub cost: Number,
    pub because: Option<Label>,
    pub span: Span,
}

/// Which people an action is for.
#[derive(Clone, Debug)]
pub struct Each {
    /// With a person at hand; none: everybody.
    pub filter: Option<Expr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionChannel {
    Fixed(ChannelId),
    /// A table of the person at hand.
    OfPerson(PersonLetId),
    /// A table of the account.
    OfAccount(SlotId),
}

/// Position of an action of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionRef {
    pub playbook: PlaybookId,
    /// Index into [`Playbook::actions`].
    pub action: u16,
}

/// Who does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Never empty; the first one answers for it.
    pub parties: Vec<Party>,
    pub with: Option<Name>,
    /// Asked of the specialist, or of the owner where there is none: the skill and its lowest level.
    pub skill: Option<(Name, u32)>,
    pub speaking: Option<Name>,
    /// What of the above team.yaml has to have, with the places.
    pub asked: Vec<Asked>,
}

/// Something asked of our people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub what: AskedWhat,
    pub name: Name,
    /// Of a skill; 1 where none is written.
    pub level: u32,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskedWhat {
    Role,
    Skill,
    Language,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// Who of us looks after the account.
    Kam,
    /// Somebody on the client's side: of a role where one is named (a position in the list of the built-in `role`), else
    /// the one who supports us most.
    Client { role: Option<u16> },
    /// A role of team.yaml.
    Role(Name),
}

/// How long after its beginning something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delay {
    /// On the calendars of the workspace; counted from the next working day.
    WorkingDays(u32),
    Calendar(Duration),
}

#[derive(Clone, Debug)]
pub struct Repeat {
    pub every: Duration,
    /// Sees planned effects; with a person at hand where the action is for each person.
    pub until: Option<Expr>,
}

/// What an action is expected to change.
#[derive(Clone, Debug)]
pub struct Effect {
    pub target: EffectTarget,
    pub change: Change,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffectTarget {
    /// Of the person at hand.
    Attribute(AttributeId),
    Field(FieldId),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// On an ordered value never lowers.
    Becomes(Scalar),
    /// So many steps along an ordered enumeration; stops at its ends.
    Step(i32),
    /// Added to a number, within the declared range.
    Add(Number),
}

/// What an account may be offered.
#[derive(Clone, Debug)]
pub struct Offer {
    pub name: Name,
    pub label: Label,
    pub when: Option<Expr>,
    pub terms: Option<Label>,
    pub approval: Option<Label>,
    pub because: Option<Label>,
    pub span: Span,
}

/// Something somebody must be told about.
#[derive(Clone, Debug)]
pub struct Alert {
    pub name: Name,
    pub label: Label,
    pub when: Expr,
    /// Medium where not said.
    pub severity: Severity,
    pub starts: Option<PlaybookId>,
    pub because: Option<Label>,
    pub span: Span,
}

/// A figure that is watched.
#[derive(Clone, Debug)]
pub struct Kpi {
    pub name: Name,
    pub label: Label,
    pub value: Expr,
    pub ty: Type,
    /// A tier without a row has no target. Tiers of different rows do not meet.
    pub rows: Vec<KpiRow>,
    pub review: Option<Duration>,
    pub span: Span,
}

/// The target of some tiers. An alarm below the target means that more is better, above it that less is.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiRow {
    /// Positions in the tier enumeration.
    pub tiers: ChoiceSet,
    pub target: Number,
    pub alarm: Option<Number>,
    pub span: Span,
}

impl super::Policy {
    pub fn playbook(&self, id: PlaybookId) -> &Playbook {
        &self.playbooks[id.index()]
    }

    pub fn action(&self, at: ActionRef) -> &Action {
        &self.playbook(at.playbook).actions[usize::from(at.action)]
    }

    /// Every action with its position, in the order written.
    pub fn actions(&self) -> impl Iterator<Item = (ActionRef, &Action)> {
        (0u16..).zip(&self.playbooks).flat_map(|(p, playbook)| {
            let at = move |action| ActionRef { playbook: PlaybookId(p), action };
            (0u16..).zip(&playbook.actions).map(move |(a, action)| (at(a), action))
        })
    }

    /// Everything that owners of objectives and actions ask of our people, in the order written.
    pub fn asked(&self) -> impl Iterator<Item = &Asked> {
        self.playbooks.iter().flat_map(|p| {
            let objectives = p.objectives.iter().filter_map(|o| o.owner.as_ref());
            objectives.chain(p.actions.iter().map(|a| &a.owner)).flat_map(|o| &o.asked)
        })
    }

    /// Every condition and figure of what is done, in the order written by kind.
    pub fn play_exprs(&self) -> impl Iterator<Item = &Expr> {
        let playbooks = self.playbooks.iter().flat_map(|p| {
            let measures = p.objectives.iter().filter_map(|o| o.measure.as_ref().map(|m| &m.value));
            p.when.iter().chain(measures).chain(p.actions.iter().flat_map(Action::exprs))
        });
        let offers = self.offers.iter().filter_map(|o| o.when.as_ref());
        let alerts = self.alerts.iter().map(|a| &a.when);
        playbooks.chain(offers).chain(alerts).chain(self.kpis.iter().map(|k| &k.value))
    }

    /// The list of roles of the client's people: the values of the built-in `role`.
    pub fn client_roles(&self) -> &[EnumerationValue] {
        match self.attributes.get(Builtin::Role.id().index()).map(|a| a.ty) {
            Some(Type::OneOf(id)) => &self.enumeration(id).values,
            _ => &[],
        }
    }

    /// A role of the client's people by its position.
    pub fn client_role(&self, role: u16) -> Option<&EnumerationValue> {
        self.client_roles().get(usize::from(role))
    }

    /// `open_doors.introduce`
    pub fn action_name(&self, at: ActionRef) -> String {
        format!("{}.{}", self.playbook(at.playbook).name, self.action(at).name)
    }
}

impl Action {
    /// Every condition of it.
    pub fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let each = self.each.iter().filter_map(|e| e.filter.as_ref());
        let until = self.repeat.iter().filter_map(|r| r.until.as_ref());
        each.chain(&self.when).chain(until)
    }
}

impl Owner {
    /// Whether somebody on the client's side answers for it too.
    pub fn is_joint(&self) -> bool {
        self.parties.iter().any(|p| matches!(p, Party::Client { .. }))
    }
}

impl Alert {
    /// Whether it starts a playbook.
    pub fn starts(&self, playbook: PlaybookId) -> bool {
        self.starts == Some(playbook)
    }
}
