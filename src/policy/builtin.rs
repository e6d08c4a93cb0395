//! What every policy knows without declaring it: the attributes of people, the enumerations behind them, and the
//! records types `interaction`, `issue` and `action`, which a declaration in the rules replaces. Labels are Polish and English.

use super::model::{Attribute, Builtin, Enumeration, EnumerationId, EnumerationValue, Type};
use crate::values::{Interval, Label, Name, Number};

/// A value: name, number (for scales that count), Polish and English label.
pub(super) type Value = (&'static str, Option<i64>, &'static str, &'static str);

const SUPPORT: &[Value] = &[
    ("opponent", Some(-2), "sprzeciw", "opponent"),
    ("non_supporter", Some(-1), "niechęć", "non-supporter"),
    ("neutral", Some(0), "neutralność", "neutral"),
    ("supporter", Some(1), "poparcie", "supporter"),
    ("mentor", Some(2), "mentor", "mentor"),
];
const INFLUENCE: &[Value] =
    &[("low", Some(1), "niski", "low"), ("medium", Some(2), "średni", "medium"), ("high", Some(3), "wysoki", "high")];
const CONTACT: &[Value] = &[
    ("none", None, "brak", "none"),
    ("brief", None, "sporadyczny", "brief"),
    ("multiple", None, "wielokrotny", "multiple"),
    ("in_depth", None, "pogłębiony", "in depth"),
];
const PROCESS: &[Value] = &[
    ("unknown", None, "potrzeby nierozpoznane", "needs not known yet"),
    ("needs_known", None, "potrzeby rozpoznane", "needs known"),
    ("benefit_shown", None, "korzyść pokazana", "benefit shown"),
    ("favour_secured", None, "przychylność pozyskana", "favour secured"),
];
const POLITICAL_STATUS: &[Value] = &[
    ("outsider", None, "poza układem", "outsider"),
    ("insider", None, "wewnątrz układu", "insider"),
    ("inner_circle", None, "w ścisłym kręgu", "inner circle"),
];
const ROLE: &[Value] = &[
    ("decision_maker", None, "decydent", "decision maker"),
    ("signatory", None, "podpisujący", "signatory"),
    ("purchasing", None, "zakupy", "purchasing"),
    ("finance", None, "finanse", "finance"),
    ("user", None, "użytkownik", "user"),
    ("technical", None, "technika", "technical"),
    ("influencer", None, "doradca", "influencer"),
    ("gatekeeper", None, "strażnik dostępu", "gatekeeper"),
];
const BUYING_INFLUENCE: &[Value] = &[
    ("economic", None, "ekonomiczny", "economic"),
    ("user", None, "użytkownik", "user"),
    ("technical", None, "techniczny", "technical"),
    ("coach", None, "przewodnik", "coach"),
];

/// The built-in enumerations, in the order of their ids.
const ENUMERATIONS: &[(bool, &[Value])] = &[
    (true, SUPPORT),
    (true, INFLUENCE),
    (true, CONTACT),
    (true, PROCESS),
    (false, POLITICAL_STATUS),
    (false, ROLE),
    (false, BUYING_INFLUENCE),
];

const SEVERITY: &[Value] =
    &[("low", None, "niska", "low"), ("medium", None, "średnia", "medium"), ("high", None, "wysoka", "high")];

const STATUS: &[Value] =
    &[("open", None, "otwarte", "open"), ("done", None, "zrobione", "done"), ("dropped", None, "porzucone", "dropped")];

/// Polish and English.
type Labels = (&'static str, &'static str);

/// A records type that needs no declaration. The first column is the date that windows look at.
pub(super) struct RecordsKind {
    pub name: &'static str,
    pub label: Labels,
    pub columns: &'static [(&'static str, ColumnType, Labels)],
}

pub(super) enum ColumnType {
    Date,
    Text,
    Number,
    Ordered(&'static [Value]),
    Unordered(&'static [Value]),
}

pub(super) const RECORDS: &[RecordsKind] = &[
    RecordsKind {
        name: "interaction",
        label: ("Kontakty", "Contacts"),
        columns: &[
            ("on", ColumnType::Date, ("Dnia", "On")),
            ("person", ColumnType::Text, ("Osoba", "Person")),
            ("channel", ColumnType::Text, ("Forma", "Channel")),
            ("by", ColumnType::Text, ("Kto od nas", "By")),
            ("note", ColumnType::Text, ("Notatka", "Note")),
        ],
    },
    RecordsKind {
        name: "issue",
        label: ("Problemy", "Issues"),
        columns: &[
            ("opened", ColumnType::Date, ("Zgłoszony", "Opened")),
            ("closed", ColumnType::Date, ("Rozwiązany", "Closed")),
            ("severity", ColumnType::Ordered(SEVERITY), ("Waga", "Severity")),
            ("title", ColumnType::Text, ("Tytuł", "Title")),
        ],
    },
    // What was agreed to be done; actions.csv feeds it.
    RecordsKind {
        name: "action",
        label: ("Przyjęte działania", "Accepted actions"),
        columns: &[
            ("accepted", ColumnType::Date, ("Przyjęte", "Accepted")),
            ("id", ColumnType::Text, ("Identyfikator", "Id")),
            ("title", ColumnType::Text, ("Tytuł", "Title")),
            ("first_due", ColumnType::Date, ("Pierwszy termin", "First due")),
            ("due", ColumnType::Date, ("Termin", "Due")),
            ("owner", ColumnType::Text, ("Kto", "Owner")),
            ("status", ColumnType::Unordered(STATUS), ("Stan", "Status")),
            ("done_on", ColumnType::Date, ("Zrobione dnia", "Done on")),
            ("result", ColumnType::Text, ("Wynik", "Result")),
            ("hours", ColumnType::Number, ("Godziny", "Hours")),
        ],
    },
];

/// The enumerations that stand first in every policy.
pub(super) fn enumerations() -> Vec<Enumeration> {
    ENUMERATIONS.iter().map(|(ordered, values)| enumeration(*ordered, values)).collect()
}

pub(super) fn enumeration(ordered: bool, values: &[Value]) -> Enumeration {
    let value = |(name, number, polish, english): &Value| EnumerationValue {
        name: Name::new(name),
        label: label(polish, english),
        number: number.map(Number::int),
    };
    Enumeration { ordered, values: values.iter().map(value).collect(), written: None }
}

/// The attributes that stand first in every policy, in the order of [`Builtin::ALL`].
pub(super) fn attributes() -> Vec<Attribute> {
    Builtin::ALL
        .iter()
        .map(|builtin| {
            let (ty, range, (polish, english)) = described(*builtin);
            Attribute {
                name: Name::new(builtin.word()),
                label: label(polish, english),
                ty,
                range,
                private: private(*builtin),
                builtin: Some(*builtin),
                span: None,
            }
        })
        .collect()
}

fn described(builtin: Builtin) -> (Type, Option<Interval>, (&'static str, &'static str)) {
    let one_of = |index: u16| Type::OneOf(EnumerationId(index));
    let image = Some(Interval::new(Number::ONE, Number::int(5)));
    let from_zero = Some(Interval { low: Some(Number::ZERO), high: None });
    match builtin {
        Builtin::Formal => (Type::YesNo, None, ("Decydent formalny", "Formal decider")),
        Builtin::Role => (one_of(5), None, ("Rola", "Role")),
        Builtin::BuyingInfluence => (one_of(6), None, ("Wpływ na zakup", "Buying influence")),
        Builtin::Influence => (one_of(1), None, ("Wpływ", "Influence")),
        Builtin::Support => (one_of(0), None, ("Przychylność wobec nas", "Support")),
        Builtin::Contact => (one_of(2), None, ("Kontakt", "Contact")),
        Builtin::Process => (one_of(3), None, ("Etap procesu sprzedaży", "Step of the sales process")),
        Builtin::PoliticalStatus => (one_of(4), None, ("Pozycja polityczna", "Political status")),
        Builtin::CompanyImage => (Type::Number, image, ("Wizerunek firmy", "Image of our company")),
        Builtin::RepImage => (Type::Number, image, ("Wizerunek handlowca", "Image of our representative")),
        Builtin::CompetitorSupport => (one_of(0), None, ("Przychylność wobec konkurencji", "Support for a competitor")),
        Builtin::WantedSupport => (one_of(0), None, ("Przychylność, którą chcemy osiągnąć", "Wanted support")),
        Builtin::Department => (Type::Text, None, ("Dział", "Department")),
        Builtin::StepsToDecider => (Type::Count, from_zero, ("Kroki do decydenta", "Steps to a decider")),
    }
}

/// Opinions about a person never leave the house; office and department may.
fn private(builtin: Builtin) -> bool {
    match builtin {
        Builtin::Formal | Builtin::Role | Builtin::Department | Builtin::Contact | Builtin::StepsToDecider => false,
        Builtin::BuyingInfluence
        | Builtin::Influence
        | Builtin::Support
        | Builtin::Process
        | Builtin::PoliticalStatus
        | Builtin::CompanyImage
        | Builtin::RepImage
        | Builtin::CompetitorSupport
        | Builtin::WantedSupport => true,
    }
}

pub(super) fn label(polish: &str, english: &str) -> Label {
    Label { plain: Some(polish.to_owned()), translations: vec![("en".to_owned(), english.to_owned())] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_stand_where_their_ids_say() {
        let attributes = attributes();
        for builtin in Builtin::ALL {
            assert_eq!(attributes[builtin.id().index()].builtin, Some(builtin));
        }
        let enumerations = enumerations();
        let Type::OneOf(support) = attributes[Builtin::Support.id().index()].ty else { panic!("support is a scale") };
        assert_eq!(enumerations[support.index()].position("mentor"), Some(4));
    }
}
