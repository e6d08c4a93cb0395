//! The checked policy. Positions (`SlotId`, `FieldId`, …) are indices into the vectors of [`Policy`]; every item keeps
//! the place it was written at, so that an explanation can cite the rule.

use super::expression::{Expr, Table};
use crate::diagnostics::Span;
use crate::values::{ChoiceSet, Currency, Day, Interval, Label, Name, Number, Scalar};

macro_rules! index_type {
    ($($(#[$doc:meta])* $name:ident($of:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u16);

        impl $name {
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

mod plays;

pub use plays::*;

index_type! {
    /// A field of an account, into [`Policy::fields`].
    FieldId(Field);
    /// An attribute of a person, into [`Policy::attributes`]; the built-in ones come first, see [`Builtin`].
    AttributeId(Attribute);
    /// A records type, into [`Policy::records`].
    RecordsId(Records);
    /// A column of a records type, into [`Records::columns`].
    ColumnId(Column);
    /// Something computed once per account, into [`Policy::slots`].
    SlotId(Slot);
    /// Something computed per person, into [`Policy::person_lets`].
    PersonLetId(RowLet);
    /// Something computed per row of a records type, into [`Records::lets`].
    RowLetId(RowLet);
    /// An enumeration, into [`Policy::enumerations`].
    EnumerationId(Enumeration);
    /// A dated constant, into [`Policy::parameters`].
    ParameterId(Parameter);
    /// A use of a portfolio function, into [`Policy::portfolio`].
    PortfolioId(PortfolioFunction);
}

/// A policy that holds together. Made by [`super::check`] only.
#[derive(Clone, Debug)]
pub struct Policy {
    pub name: Name,
    pub label: Label,
    /// Text, as written: `2026.10` is not `2026.1`.
    pub version: String,
    pub effective_from: Option<Day>,
    /// The currency of every amount in the evaluation; set where the policy names any money.
    pub currency: Option<Currency>,
    pub span: Span,

    pub enumerations: Vec<Enumeration>,
    pub fields: Vec<Field>,
    pub attributes: Vec<Attribute>,
    pub records: Vec<Records>,
    pub parameters: Vec<Parameter>,

    /// Lets, tables, criteria, groups and probabilities, in the order written (library items after the policy's own),
    /// then hidden arguments of portfolio functions.
    pub slots: Vec<Slot>,
    /// The order in which slots can be evaluated: stage by stage, and each after what it uses.
    pub order: Vec<SlotId>,
    pub person_lets: Vec<RowLet>,
    pub portfolio: Vec<PortfolioFunction>,

    pub groups: Vec<Group>,
    pub criteria: Vec<Criterion>,
    pub vetoes: Vec<Veto>,
    pub limits: Vec<Limit>,
    /// Best first; the last is `otherwise`.
    pub tiers: Vec<Tier>,
    /// The tiers as an ordered enumeration, worst first, so that `tier at least B` compares positions. Position `p` here
    /// is `tiers[tiers.len() - 1 - p]`.
    pub tier_enumeration: EnumerationId,
    pub probabilities: Vec<Probability>,
    /// The keys of `rank by`; without such a line, the score.
    pub rank: Vec<RankKey>,
    /// The table named `stage`, if there is one.
    pub stage: Option<SlotId>,
    pub documents: Vec<Document>,
    pub channels: Vec<Channel>,
    pub needs: Vec<Need>,
    pub benefits: Vec<Benefit>,
    pub playbooks: Vec<Playbook>,
    pub offers: Vec<Offer>,
    pub alerts: Vec<Alert>,
    pub kpis: Vec<Kpi>,
    pub examples: Vec<Example>,
    /// Where each directive stands that was read past: keyword and name.
    pub later: Vec<(String, Option<Name>, Span)>,
    /// Items with findings were left out, so nothing may be concluded from what the policy lacks. Never so in a policy
    /// that [`super::check`] hands out; the analyses see such ones.
    pub incomplete: bool,
}

/// The type of a value. The numeric ones are all exact numbers; money is in the policy's currency, a percent is a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    Number,
    Count,
    Points,
    Percent,
    Money,
    Days,
    Date,
    YesNo,
    Text,
    OneOf(EnumerationId),
}

impl Type {
    /// Whether values of this type are numbers.
    pub fn is_numeric(self) -> bool {
        match self {
            Type::Number | Type::Count | Type::Points | Type::Percent | Type::Money | Type::Days => true,
            Type::Date | Type::YesNo | Type::Text | Type::OneOf(_) => false,
        }
    }

    /// The word of the language (`one of` for enumerations), which is also the `type` of JSON answers.
    pub fn word(self) -> &'static str {
        match self {
            Type::Number => "number",
            Type::Count => "count",
            Type::Points => "points",
            Type::Percent => "percent",
            Type::Money => "money",
            Type::Days => "days",
            Type::Date => "date",
            Type::YesNo => "yes_no",
            Type::Text => "text",
            Type::OneOf(_) => "one of",
        }
    }
}

/// A closed list of values.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Whether later is more.
    pub ordered: bool,
    pub values: Vec<EnumerationValue>,
}

#[derive(Clone, Debug)]
pub struct EnumerationValue {
    pub name: Name,
    pub label: Label,
    /// What the value counts in averages and weights; all values of an enumeration have one, or none has.
    pub number: Option<Number>,
}

impl Enumeration {
    /// The position of a value.
    pub fn position(&self, name: &str) -> Option<u16> {
        self.values.iter().position(|v| v.name.as_str() == name).and_then(|p| u16::try_from(p).ok())
    }

    /// All values as a set.
    pub fn all(&self) -> ChoiceSet {
        ChoiceSet::first(self.values.len())
    }
}

/// A field of an account.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: Name,
    pub label: Label,
    pub ty: Type,
    /// Both ends in; bounds unknown values too.
    pub range: Option<Interval>,
    /// Kept out of documents for the customer.
    pub private: bool,
    pub span: Span,
}

/// An attribute of a person: given in account files, derived from them, or declared by the policy as `person.NAME`.
#[derive(Clone, Debug)]
pub struct Attribute {
    pub name: Name,
    pub label: Label,
    pub ty: Type,
    pub range: Option<Interval>,
    pub private: bool,
    /// Which built-in attribute it is; none for those the policy declares.
    pub builtin: Option<Builtin>,
    /// Where the policy declares it; none for built-in ones.
    pub span: Option<Span>,
}

/// The attributes every person has without declaration, at these positions of [`Policy::attributes`]
/// (`AttributeId(Builtin::Formal as u16)` and so on).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Builtin {
    /// yes_no: takes part in the decision by office.
    Formal,
    /// one of decision_maker, signatory, purchasing, finance, user, technical, influencer, gatekeeper; by default from the title.
    Role,
    /// one of economic, user, technical, coach: what part the person plays in the purchase.
    BuyingInfluence,
    /// low 1 < medium 2 < high 3
    Influence,
    /// opponent −2 < non_supporter −1 < neutral 0 < supporter 1 < mentor 2
    Support,
    /// none < brief < multiple < in_depth
    Contact,
    /// unknown < needs_known < benefit_shown < favour_secured
    Process,
    /// one of outsider, insider, inner_circle: standing in the client's politics.
    PoliticalStatus,
    /// number 1..5: what they think of our company.
    CompanyImage,
    /// number 1..5: what they think of our representative.
    RepImage,
    /// The scale of support: the strongest towards any competitor.
    CompetitorSupport,
    /// The scale of support: what we want to reach.
    WantedSupport,
    /// text
    Department,
    /// count: steps along influence and reporting lines to the nearest formal decider; 0 for a decider.
    StepsToDecider,
}

impl Builtin {
    pub const ALL: [Builtin; 14] = [
        Builtin::Formal,
        Builtin::Role,
        Builtin::BuyingInfluence,
        Builtin::Influence,
        Builtin::Support,
        Builtin::Contact,
        Builtin::Process,
        Builtin::PoliticalStatus,
        Builtin::CompanyImage,
        Builtin::RepImage,
        Builtin::CompetitorSupport,
        Builtin::WantedSupport,
        Builtin::Department,
        Builtin::StepsToDecider,
    ];

    /// The name in rules and account files.
    pub fn word(self) -> &'static str {
        match self {
            Builtin::Formal => "formal",
            Builtin::Role => "role",
            Builtin::BuyingInfluence => "buying_influence",
            Builtin::Influence => "influence",
            Builtin::Support => "support",
            Builtin::Contact => "contact",
            Builtin::Process => "process",
            Builtin::PoliticalStatus => "political_status",
            Builtin::CompanyImage => "company_image",
            Builtin::RepImage => "rep_image",
            Builtin::CompetitorSupport => "competitor_support",
            Builtin::WantedSupport => "wanted_support",
            Builtin::Department => "department",
            Builtin::StepsToDecider => "steps_to_decider",
        }
    }

    pub fn id(self) -> AttributeId {
        AttributeId(self as u16)
    }
}

/// A kind of rows that belong to an account.
#[derive(Clone, Debug)]
pub struct Records {
    pub name: Name,
    pub label: Label,
    pub columns: Vec<Column>,
    /// The date column that windows look at; none where the type has no date.
    pub dated_by: Option<ColumnId>,
    pub lets: Vec<RowLet>,
    /// Known without a declaration: nobody has to use it, and a source may feed some of its columns only.
    pub builtin: bool,
    /// Where it is declared; the policy's first line for what is built in.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub name: Name,
    pub label: Label,
    pub ty: Type,
    pub range: Option<Interval>,
    pub span: Span,
}

/// `let person.x`, `let line.net`, `table person.x`: computed per person or row, in the context of its account.
#[derive(Clone, Debug)]
pub struct RowLet {
    pub name: Name,
    pub label: Label,
    pub ty: Type,
    pub value: RowValue,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum RowValue {
    Expr(Expr),
    Table(Table),
}

/// A dated constant.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: Name,
    pub label: Label,
    pub ty: Type,
    /// The value from the beginning, then `(from, value)` with rising dates.
    pub first: Scalar,
    pub later: Vec<(Day, Scalar)>,
    pub span: Span,
}

impl Parameter {
    /// What holds on a day: the last value whose date is not after it.
    pub fn at(&self, day: Day) -> &Scalar {
        self.later.iter().rev().find(|(from, _)| *from <= day).map_or(&self.first, |(_, v)| v)
    }
}

/// Something computed once per account.
#[derive(Clone, Debug)]
pub struct Slot {
    /// None for a hidden argument of a portfolio function.
    pub name: Option<Name>,
    pub label: Label,
    pub ty: Type,
    pub value: SlotValue,
    /// 0, or one more than the stage of the slots that its portfolio functions look at.
    pub stage: u16,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum SlotValue {
    /// A `let`, or a hidden argument.
    Expr(Expr),
    /// A `table`.
    Table(Table),
    /// Points of [`Policy::criteria`] at this index; not applicable when left out.
    Criterion(u16),
    /// Group score of [`Policy::groups`] at this index; not applicable when empty.
    Group(u16),
    /// [`Policy::probabilities`] at this index.
    Probability(u16),
}

/// A function over all accounts of the workspace; each use is one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortfolioFunction {
    pub kind: PortfolioKind,
    /// The slot whose value is compared (hidden, when the argument is an expression).
    pub of: SlotId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortfolioKind {
    /// x / Σx
    ShareOfTotal,
    /// (how many are lower + half of those equal) / all, as a fraction
    Percentile,
    /// 1 + how many are greater
    RankOf,
    /// Σ of all values at least x / Σx
    ParetoShare,
}

impl PortfolioKind {
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            PortfolioKind::ShareOfTotal => "share_of_total",
            PortfolioKind::Percentile => "percentile",
            PortfolioKind::RankOf => "rank_of",
            PortfolioKind::ParetoShare => "pareto_share",
        }
    }
}

/// A group of criteria. Weights of groups sum to exactly 1.
#[derive(Clone, Debug)]
pub struct Group {
    /// None for the one implicit group of a policy without groups.
    pub name: Option<Name>,
    pub label: Label,
    /// A fraction of the score.
    pub weight: Number,
    /// Indices into [`Policy::criteria`], in the order written.
    pub criteria: Vec<u16>,
    pub slot: SlotId,
    pub span: Span,
}

/// A criterion. Weights within a group sum to exactly 1.
#[derive(Clone, Debug)]
pub struct Criterion {
    pub name: Name,
    pub label: Label,
    /// Index into [`Policy::groups`].
    pub group: u16,
    /// A fraction of its group.
    pub weight: Number,
    pub missing: Missing,
    pub less_is_better: bool,
    pub because: Option<Label>,
    pub body: CriterionBody,
    pub slot: SlotId,
    pub span: Span,
    /// Where the weight stands: an overlay may say it in another file.
    pub weight_span: Span,
}

#[derive(Clone, Debug)]
pub enum CriterionBody {
    Table(Table),
    /// Provably within 0..100.
    Points(Expr),
}

/// What a criterion does where its points depend on something missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The points become the interval of what is still possible.
    Unknown,
    /// The criterion is left out, the weights of its group are renormalised.
    Exclude,
    Points(Number),
    /// The account is not evaluated, the command exits with 1.
    Fail,
}

#[derive(Clone, Debug)]
pub struct Veto {
    pub name: Name,
    pub label: Label,
    pub when: Expr,
    pub because: Option<Label>,
    pub unknown: UnknownVeto,
    pub span: Span,
}

/// What an unknown veto does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownVeto {
    Hold,
    Pass,
    Exclude,
}

#[derive(Clone, Debug)]
pub struct Limit {
    pub name: Name,
    pub label: Label,
    /// Index into [`Policy::tiers`]: the best tier still open.
    pub to: u16,
    pub when: Expr,
    pub because: Option<Label>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Tier {
    pub name: Name,
    pub label: Label,
    /// Lowest score of the tier, a constant or parameter; none for `otherwise`.
    pub from: Option<Expr>,
    pub when: Option<Expr>,
    pub span: Span,
}

/// Odds that start at the base and are multiplied by the factor of every row that holds.
#[derive(Clone, Debug)]
pub struct Probability {
    pub name: Name,
    pub label: Label,
    /// A fraction within 0..1, both out.
    pub base: Number,
    pub rows: Vec<OddsRow>,
    pub slot: SlotId,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct OddsRow {
    pub when: Expr,
    /// What the odds are multiplied by; exact, at least 0.
    pub factor: Number,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct RankKey {
    /// May use the score and the tier.
    pub value: Expr,
    pub ty: Type,
    pub lowest: bool,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Document {
    pub name: Name,
    pub label: Label,
    pub template: String,
    /// May use the score and the tier; none: every ranked account.
    pub when: Option<Expr>,
    pub span: Span,
}

/// An example of the policy: an account made of what is given, and what must come out.
#[derive(Clone, Debug)]
pub struct Example {
    pub title: String,
    pub as_of: Option<Day>,
    pub fields: Vec<(FieldId, GivenValue)>,
    /// Given values of lets, tables and other slots: they win over the definition.
    pub slots: Vec<(SlotId, GivenValue)>,
    /// None: nothing is said about people. Empty: there are none.
    pub people: Option<Vec<GivenPerson>>,
    pub expect: Vec<Expectation>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum GivenValue {
    Known(Scalar),
    Missing,
    NotApplicable,
}

#[derive(Clone, Debug)]
pub struct GivenPerson {
    pub id: String,
    pub attributes: Vec<(AttributeId, GivenValue)>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Expectation {
    pub span: Span,
    pub kind: ExpectationKind,
}

#[derive(Clone, Debug)]
pub enum ExpectationKind {
    /// Exactly these, as indices into [`Policy::tiers`].
    Tier(Vec<u16>),
    Status(ExpectedStatus),
    /// An input by the name it has in `needs`.
    Needs(String),
    /// The score, or its interval, lies inside.
    Score(Interval),
    /// A numeric slot's value, or its interval, lies inside.
    Within(SlotId, Interval),
    /// A slot has exactly this value.
    Equals(SlotId, Scalar),
    /// A slot is one of these: exactly this set is possible.
    OneOf(SlotId, ChoiceSet),
    /// A slot is missing or not applicable (a criterion left out).
    Absent(SlotId),
    /// An action is planned (`absent`: is not), for this person where one is named; read, but not yet decided by this
    /// version.
    Action {
        absent: bool,
        action: ActionRef,
        person: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedStatus {
    Qualified,
    Hold,
    Excluded,
}

impl Policy {
    /// The enumeration behind an id.
    pub fn enumeration(&self, id: EnumerationId) -> &Enumeration {
        &self.enumerations[id.index()]
    }

    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.index()]
    }

    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.index()]
    }

    pub fn slot(&self, id: SlotId) -> &Slot {
        &self.slots[id.index()]
    }

    /// The slot of a name as rules write it.
    pub fn slot_named(&self, name: &str) -> Option<SlotId> {
        let at = self.slots.iter().position(|s| s.name.as_ref().is_some_and(|n| n.as_str() == name))?;
        u16::try_from(at).ok().map(SlotId)
    }

    /// The field of a name.
    pub fn field_named(&self, name: &str) -> Option<FieldId> {
        let at = self.fields.iter().position(|f| f.name.as_str() == name)?;
        u16::try_from(at).ok().map(FieldId)
    }

    /// A criterion's share of the whole score, before anything is left out.
    pub fn share_of_score(&self, criterion: &Criterion) -> Number {
        &criterion.weight * &self.groups[usize::from(criterion.group)].weight
    }
}
