//! Why a value is missing, in words that a person can act on. Each is a clause without a full stop, so that it can end a
//! sentence or stand in a table cell.

use crate::policy::Policy;
use crate::values::{Absence, Day, Divisor};
use serde::{Serialize, Serializer};

/// A reason in both languages; programs that read answers get it in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub english: String,
    pub polish: String,
}

impl Reason {
    /// The same for some inputs, by their names.
    pub(super) fn of_inputs(&self, names: &[String]) -> Reason {
        let of = |reason: &str| format!("{}: {reason}", names.join(", "));
        Reason { english: of(&self.english), polish: of(&self.polish) }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.english)
    }
}

/// The reason in both languages. Dates are ISO 8601 in English and as Poles write them in Polish; records go by their label.
pub fn reason(policy: &Policy, absence: &Absence) -> Reason {
    Reason {
        english: said(policy, absence, "en", &|day| day.to_string()),
        polish: said(policy, absence, "pl", &Day::in_polish),
    }
}

/// The reason in Polish for `pl`, else in English, with dates as the caller writes them.
pub(crate) fn said(policy: &Policy, absence: &Absence, language: &str, date: &dyn Fn(Day) -> String) -> String {
    let pl = is_polish(language);
    let records = |at: u16| {
        let records = policy.records.get(usize::from(at));
        records.map_or("?", |r| r.label.in_language(base(language)).unwrap_or(r.name.as_str())).to_owned()
    };
    let fixed = match absence {
        Absence::NotGiven if pl => "żadne źródło nie podaje tej wartości",
        Absence::NotGiven => "no source has a value for it",
        Absence::Blank if pl => "komórka w danych jest pusta",
        Absence::Blank => "its cell in the data is blank",
        Absence::NotYetObserved if pl => "odnotowano to dopiero po dniu oceny",
        Absence::NotYetObserved => "it was noted only after the day of evaluation",
        Absence::PeopleNotKnown if pl => "nie wiemy, kto u klienta decyduje",
        Absence::PeopleNotKnown => "the people on the client's side are not known",
        Absence::RecordsNotConfigured(at) if pl => {
            return format!("żadne źródło nie zasila rekordów „{}”", records(*at));
        }
        Absence::RecordsNotConfigured(at) => return format!("no source feeds the records “{}”", records(*at)),
        Absence::OutsideCoverage { records: at, from, to } => {
            let (name, from, to) = (records(*at), date(*from), date(*to));
            return if pl {
                format!("okres wykracza poza dane „{name}”, które obejmują dni od {from} do {to}")
            } else {
                format!("the period reaches outside the data “{name}”, which cover {from} to {to}")
            };
        }
        Absence::NoRows if pl => "nie ma danych, z których można by to policzyć",
        Absence::NoRows => "there are no data to work it out from",
        Absence::DivisionByZero(by) => {
            return match (divisor(policy, *by, language), pl) {
                (Some(name), true) => format!("„{name}” wynosi 0, więc nie ma przez co dzielić"),
                (Some(name), false) => format!("“{name}” is 0, so there is nothing to divide by"),
                (None, true) => "nie ma przez co dzielić: wielkość, do której się to odnosi, wynosi 0".to_owned(),
                (None, false) => "there is nothing to divide by: the amount it is measured against is 0".to_owned(),
            };
        }
        Absence::TooLarge if pl => "liczba rośnie ponad wszelką miarę",
        Absence::TooLarge => "the number grows beyond all measure",
        Absence::NoRate if pl => "brak kursu waluty na ten dzień",
        Absence::NoRate => "there is no exchange rate for its day",
        Absence::RetentionTooHigh if pl => "przy tak wysokiej retencji wartość nie ma końca",
        Absence::RetentionTooHigh => "with a retention this high the value has no end",
        Absence::NoPath if pl => "żadna znana relacja nie prowadzi od tej osoby do decydenta",
        Absence::NoPath => "no known relation leads from this person to a decider",
        Absence::Declared if pl => "reguła nie podaje tu wartości",
        Absence::Declared => "the rule leaves it missing here",
        Absence::NoRowApplies if pl => "żaden wiersz tabeli nie pasuje",
        Absence::NoRowApplies => "no row of the table applies",
        Absence::SeveralRowsApply if pl => "kilka wierszy tabeli pasuje naraz i daje różne wyniki",
        Absence::SeveralRowsApply => "several rows of the table hold at once and give different results",
        Absence::NothingToScore if pl => "nie zostało nic do oceny",
        Absence::NothingToScore => "nothing is left to score",
    };
    fixed.to_owned()
}

/// The label of what something is divided by, or its name.
fn divisor(policy: &Policy, by: Divisor, language: &str) -> Option<String> {
    let (label, name) = match by {
        Divisor::Slot(at) => policy.slots.get(usize::from(at)).map(|s| (&s.label, s.name.as_ref())),
        Divisor::Field(at) => policy.fields.get(usize::from(at)).map(|f| (&f.label, Some(&f.name))),
        Divisor::Unnamed => None,
    }?;
    let labelled = label.in_language(base(language)).map(str::to_owned);
    labelled.or_else(|| name.map(|n| super::shown::in_words(n.as_str())))
}

/// Why a value that is not applicable has none.
pub(crate) fn not_applicable(language: &str) -> &'static str {
    if is_polish(language) { "nie dotyczy" } else { "not applicable" }
}

/// The language of a locale: `pl` of `pl-PL`.
pub(crate) fn base(locale: &str) -> &str {
    locale.split(['-', '_']).next().unwrap_or(locale)
}

pub(crate) fn is_polish(language: &str) -> bool {
    base(language).eq_ignore_ascii_case("pl")
}
