//! What is known of an account before anything is computed: fields, people, records and dated constants.

use super::{AttributeId, ColumnId, RowLet, Type};
use crate::diagnostics::Span;
use crate::values::{Day, Interval, Label, Name, Scalar};

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
