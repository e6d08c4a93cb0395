//! What is done about an account, as written: channels, needs and their benefits, playbooks with objectives and actions,
//! offers, alerts and KPIs.

use super::{At, Expr, Ident, Path, Table};
use crate::diagnostics::Span;
use crate::values::Label;

/// `channel office_meeting "…" effort 3 hours cost 200 PLN`
#[derive(Clone, Debug)]
pub struct ChannelItem {
    pub name: Ident,
    pub label: Label,
    pub effort: Option<Expr>,
    pub cost: Option<Expr>,
}

/// `need stock_cost "…"`
#[derive(Clone, Debug)]
pub struct NeedItem {
    pub name: Ident,
    pub label: Label,
}

/// `benefit shorter_lead_time "…" answers delivery_speed, stock_cost` with `evidence "…"`
#[derive(Clone, Debug)]
pub struct BenefitItem {
    pub name: Ident,
    pub label: Label,
    pub answers: Vec<Ident>,
    pub evidence: Option<At<Label>>,
}

/// `playbook open_doors "…" when …`, its objectives and its actions.
#[derive(Clone, Debug)]
pub struct PlaybookItem {
    pub name: Ident,
    pub label: Label,
    pub when: Option<Expr>,
    pub because: Option<At<Label>>,
    pub objectives: Vec<ObjectiveItem>,
    pub actions: Vec<ActionItem>,
}

/// `objective reach_deciders "…"` with `measure access target 100 % within 90 days` and, for joint ones, `owner kam and client`.
#[derive(Clone, Debug)]
pub struct ObjectiveItem {
    pub span: Span,
    pub name: Ident,
    pub label: Label,
    pub measure: Option<MeasureLine>,
    pub owner: Option<OwnerLine>,
}

/// `measure access target 100 % within 90 days`, `measure silence target at most 14 days`
#[derive(Clone, Debug)]
pub struct MeasureLine {
    pub span: Span,
    pub value: Expr,
    pub target: Expr,
    /// Less is better.
    pub at_most: bool,
    pub within: Option<Expr>,
}

/// `action introduce "…"` and its lines.
#[derive(Clone, Debug)]
pub struct ActionItem {
    /// All its lines.
    pub span: Span,
    /// Its first line.
    pub header: Span,
    /// A line of it could not be read.
    pub broken: bool,
    pub name: Ident,
    pub label: Label,
    /// `for each person`, `for each person where …`
    pub each: Option<EachLine>,
    pub when: Option<Expr>,
    /// The name of a channel, or of a table `one of channels`.
    pub channel: Option<Ident>,
    pub owner: Option<OwnerLine>,
    /// `after introduce, open_doors.introduce`
    pub after: Vec<Path>,
    /// `due within 14 working days`: a number with its unit.
    pub due: Option<Expr>,
    /// `repeat every 6 months until …`
    pub repeat: Option<RepeatLine>,
    /// `effect contact becomes brief, support + 1`
    pub effects: Vec<EffectPart>,
    /// Beside those of the channel.
    pub effort: Option<Expr>,
    pub cost: Option<Expr>,
    pub because: Option<At<Label>>,
}

#[derive(Clone, Debug)]
pub struct EachLine {
    pub span: Span,
    pub filter: Option<Expr>,
}

/// `owner kam and client role signatory with pre_sales skill logistics at least 3 speaking pl`
#[derive(Clone, Debug)]
pub struct OwnerLine {
    pub span: Span,
    /// `kam`, `client`, or roles of team.yaml.
    pub parties: Vec<PartyName>,
    /// The role of the specialist.
    pub with: Option<Ident>,
    /// The skill asked of the specialist (of the owner, where there is no specialist) and its lowest level.
    pub skill: Option<(Ident, Option<At<u32>>)>,
    pub speaking: Option<Ident>,
}

/// `kam`, `client`, `client role signatory`, `pre_sales`
#[derive(Clone, Debug)]
pub struct PartyName {
    pub name: Ident,
    /// Who on the client's side: a value of the built-in `role`.
    pub role: Option<Ident>,
}

#[derive(Clone, Debug)]
pub struct RepeatLine {
    pub span: Span,
    pub every: Expr,
    pub until: Option<Expr>,
}

/// One change of `effect …`.
#[derive(Clone, Debug)]
pub struct EffectPart {
    pub span: Span,
    /// `contact`, `person.contact`, or a field of the account.
    pub target: Path,
    pub change: EffectChange,
}

#[derive(Clone, Debug)]
pub enum EffectChange {
    /// `becomes brief`
    Becomes(Expr),
    /// `+ 1`, `- 5 %`
    By { minus: bool, amount: Expr },
}

/// `offer volume_rebate "…" when …` with `terms`, `approval`, `because`.
#[derive(Clone, Debug)]
pub struct OfferItem {
    pub name: Ident,
    pub label: Label,
    pub when: Option<Expr>,
    pub terms: Option<At<Label>>,
    pub approval: Option<At<Label>>,
    pub because: Option<At<Label>>,
}

/// `alert silent "…" when …` with `severity`, `starts`, `because`.
#[derive(Clone, Debug)]
pub struct AlertItem {
    pub name: Ident,
    pub label: Label,
    pub when: Option<Expr>,
    pub severity: Option<At<Severity>>,
    /// The playbook it starts.
    pub starts: Option<Ident>,
    pub because: Option<At<Label>>,
}

/// How much an alert or an issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Low,
    Medium,
    High,
}

impl Severity {
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
        }
    }
}

/// `kpi active_contacts "…" = …` with a table by tier (`tier`, `target`, `alarm`), or lines `target` and `alarm` that hold
/// for every tier, and `review every 90 days`.
#[derive(Clone, Debug)]
pub struct KpiItem {
    pub name: Ident,
    pub label: Label,
    pub value: Expr,
    pub target: Option<Expr>,
    pub alarm: Option<Expr>,
    pub table: Option<Table>,
    pub review: Option<Expr>,
}
