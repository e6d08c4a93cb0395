//! What is changed and what would notice it, as data that views put into words. What rules or examples say is text as they
//! write it, the same in every language: `debt above`, `99 days`, `credit is weak`.

/// The item that a change belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The word that begins it: `veto`.
    pub kind: &'static str,
    pub name: String,
}

/// A change of an item in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A number or a value of an ordered list goes up or down.
    Moved {
        what: Moved,
        from: String,
        to: String,
        up: bool,
    },
    /// The item is no longer there: it never holds, is never called for.
    Dropped,
    /// A line of it is no longer there: its `when`, its `missing means`.
    LineDropped(&'static str),
    /// A row of its table.
    RowDropped,
    /// The row that begins with this word: `otherwise` or `missing`.
    NamedRowDropped(&'static str),
    /// The factor of the row with this condition is a fifth smaller.
    RowWeakened(String),
    /// A row of a linear table: `sales 1 000 000 PLN`.
    KnotDropped(String),
    KnotMoved {
        at: String,
        to: String,
    },
    /// The condition holds where it did not.
    Reversed(String),
    /// `unknown means hold` of a veto.
    HoldMadePass,
    /// So many percent points of its weight go to a neighbour.
    WeightMoved {
        points: String,
        to: String,
    },
}

/// What goes up or down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// What stands before it: `debt above`, `base`; nothing where the value stands alone.
    Written(String),
    /// The score from which a tier is reached.
    ScoreFrom,
    /// A number that something is computed with.
    Number,
}

/// What would notice a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An example with such a case that expects this.
    Case(Case, Expect),
    /// What an example gives and expects, tried on the rules.
    Example { given: String, expect: String },
}

/// Data of an account under which a change shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// As an example gives it or a rule asks for it: `debt 99 days`, `credit is weak`, `growth missing`.
    Written(String),
    /// All of them at once.
    All(Vec<Case>),
    InRange(String),
    JustAbove {
        name: String,
        value: String,
    },
    JustBelow {
        name: String,
        value: String,
    },
    /// Whatever is compared with the parameter has this value.
    ComparedWith(String),
    /// What the item looks at is missing; with the name of the criterion where there is one.
    InputsMissing(Option<String>),
    /// The score suffices and the `when` of the tier does not hold.
    ScoreWithoutWhen,
    /// No row of the table holds.
    NoRow,
    /// The row decides.
    #[default]
    DecidedByRow,
    /// The action is called for.
    CallsForIt,
    /// The condition decides, or the number where there is none.
    HangsOn(Option<String>),
    /// Two criteria or groups with different points.
    Unlike(String, String),
}

impl Case {
    /// What an example could give, where that can be said.
    pub(super) fn given(&self) -> Option<String> {
        match self {
            Case::Written(text) => Some(text.clone()),
            Case::All(parts) => parts.iter().map(Case::given).collect::<Option<Vec<_>>>().map(|all| all.join(", ")),
            _ => None,
        }
    }
}

/// What an example would have to expect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// As an example expects it: `status`, `tier`, the name of something computed.
    Written(String),
    /// What a parameter decides.
    Decided,
    /// What follows from something defined of people.
    Follows,
    /// An action of the playbook that an alert starts.
    StartedAction,
    /// An action of the playbook, or that there is none.
    AnyAction,
    /// That the action is planned, or that it is not.
    Action(String),
}
