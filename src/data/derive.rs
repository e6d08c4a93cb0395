//! What can be concluded about people where nobody wrote it down, always listed in [`Person::derived`] so that a plan can
//! say so. Own choices, meant to be overridden by a line in the account file:
//!
//! - role from words of the title, English and Polish ([`ROLE_WORDS`], the first that fits);
//! - influence from the role: decision maker and signatory high; purchasing, finance, technical, influencer medium;
//!   user and gatekeeper low;
//! - contact from the records `interaction` (columns `person` and a date): brief from the first with the person, multiple
//!   from the second, in depth from the fifth, each from its day on; whoever of us is listed under `contacts` makes it at
//!   least brief. Nobody's silence says that there is no contact: it stays missing until somebody writes `contact: none`;
//! - competitor_support: the strongest standing of any competitor.

use super::account_table::text_of;
use super::{Observation, Person, RecordTable, observation_at};
use crate::diagnostics::suggest::fold;
use crate::policy::{AttributeId, Builtin, Policy, Type};
use crate::values::{Day, Reading, Scalar};

/// Beginnings of words in titles → role. Narrow words stand before wide ones: a director of purchasing is in purchasing.
const ROLE_WORDS: [(&str, &[&str]); 7] = [
    ("gatekeeper", &["assistant", "secretary", "receptionist", "asystent", "sekretar"]),
    ("purchasing", &["purchas", "procure", "buyer", "sourcing", "zakup", "kupiec", "zaopatrz"]),
    (
        "finance",
        &["financ", "accounting", "accountant", "controll", "cfo", "treasur", "finans", "ksiegow", "kontroling"],
    ),
    ("signatory", &["signatory", "proxy", "prokurent"]),
    (
        "technical",
        &[
            "technic",
            "technolog",
            "engineer",
            "cto",
            "maintenance",
            "quality",
            "inzynier",
            "utrzymani",
            "jakosc",
            "informatyk",
        ],
    ),
    ("user", &["operator", "user", "warehouse", "production", "uzytkownik", "magazyn", "produkcj", "brygadzist"]),
    (
        "decision_maker",
        &[
            "owner",
            "ceo",
            "president",
            "founder",
            "director",
            "managing",
            "wlascici",
            "prezes",
            "dyrektor",
            "zarzad",
            "wspolnik",
        ],
    ),
];

/// The role a title speaks of.
fn role_of(title: &str) -> Option<&'static str> {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let fits = |beginnings: &&(&str, &[&str])| beginnings.1.iter().any(|b| words.iter().any(|w| w.starts_with(b)));
    ROLE_WORDS.iter().find(fits).map(|(role, _)| *role)
}

fn influence_of(role: &str) -> &'static str {
    match role {
        "decision_maker" | "signatory" => "high",
        "user" | "gatekeeper" => "low",
        _ => "medium",
    }
}

/// A built-in attribute's value by its name.
fn choice(policy: &Policy, attribute: Builtin, name: &str) -> Option<Reading> {
    let Type::OneOf(id) = policy.attributes.get(attribute.id().index())?.ty else { return None };
    policy.enumeration(id).position(name).map(|p| Reading::Known(Scalar::Choice(p)))
}

/// Fills in what nobody wrote about a person, from the person's own data.
pub fn from_person(policy: &Policy, person: &mut Person) {
    let role = person.title.as_deref().and_then(role_of);
    if let Some(reading) = role.and_then(|role| choice(policy, Builtin::Role, role)) {
        set(person, Builtin::Role.id(), vec![undated(reading, person)]);
    }
    if let Some(role) = written_choice(policy, person, Builtin::Role)
        && let Some(reading) = choice(policy, Builtin::Influence, influence_of(&role))
    {
        set(person, Builtin::Influence.id(), vec![undated(reading, person)]);
    }
    let strongest = strongest(person);
    if !strongest.is_empty() {
        set(person, Builtin::CompetitorSupport.id(), strongest);
    }
}

/// Contact from the interactions with a person, given by their days, sorted.
fn contact(policy: &Policy, person: &mut Person, days: &[Day]) {
    let known_by_us = !person.contacts.is_empty();
    let nth = |n: usize| days.get(n).copied();
    let mut steps: Vec<(Option<Day>, &str)> = Vec::new();
    if known_by_us {
        steps.push((None, "brief"));
    } else {
        steps.extend(nth(0).map(|d| (Some(d), "brief")));
    }
    steps.extend(nth(1).map(|d| (Some(d), "multiple")));
    steps.extend(nth(4).map(|d| (Some(d), "in_depth")));
    // Two steps on one day: the higher one holds.
    let mut observations: Vec<Observation> = Vec::new();
    for (on, name) in steps {
        let Some(reading) = choice(policy, Builtin::Contact, name) else { continue };
        observations.retain(|o| o.on.is_none() || o.on != on);
        observations.push(Observation { on, ..undated(reading, person) });
    }
    if !observations.is_empty() {
        set(person, Builtin::Contact.id(), observations);
    }
}

/// An interaction with somebody whom the account does not list: position of the account, row of the records.
pub struct Stranger {
    pub account: usize,
    pub row: usize,
    pub name: String,
}

/// Fills in how well we know the people of an account, and tells of interactions with others.
pub fn contacts(
    policy: &Policy,
    people: &mut [Person],
    account: usize,
    records: &[Option<RecordTable>],
    strangers: &mut Vec<Stranger>,
) {
    let days = interactions(policy, people, account, records, strangers);
    for (n, person) in people.iter_mut().enumerate() {
        contact(policy, person, days.as_ref().and_then(|d| d.get(n)).map_or(&[], Vec::as_slice));
    }
}

/// The days of interactions with each person, sorted; none where no source is configured.
fn interactions(
    policy: &Policy,
    people: &[Person],
    account: usize,
    records: &[Option<RecordTable>],
    strangers: &mut Vec<Stranger>,
) -> Option<Vec<Vec<Day>>> {
    let at = policy.records.iter().position(|r| r.name.as_str() == "interaction")?;
    let (kind, table) = (policy.records.get(at)?, records.get(at)?.as_ref()?);
    let who = kind.columns.iter().position(|c| c.name.as_str() == "person" && c.ty == Type::Text)?;
    let (who, when) = (table.columns.get(who)?, table.columns.get(kind.dated_by?.index())?);
    let mut days = vec![Vec::new(); people.len()];
    for row in table.rows_of(account) {
        let (Some(person), Some(Reading::Known(Scalar::Day(day)))) = (who.get(row).and_then(text_of), when.get(row))
        else {
            continue;
        };
        let found = people.iter().position(|p| p.id.as_str() == person || p.name == person);
        match found.and_then(|n| days.get_mut(n)) {
            Some(days) => days.push(*day),
            None => strangers.push(Stranger { account, row, name: person.to_owned() }),
        }
    }
    days.iter_mut().for_each(|d| d.sort_unstable());
    Some(days)
}

/// The strongest standing of any competitor, whenever one of them changed.
fn strongest(person: &Person) -> Vec<Observation> {
    let mut days: Vec<Option<Day>> = person.competitors.iter().flat_map(|(_, o)| o.iter().map(|o| o.on)).collect();
    days.sort_unstable();
    days.dedup();
    let holding = |on: Option<Day>| {
        let at = |(_, o): &(String, Vec<Observation>)| match on {
            Some(day) => observation_at(o, day).cloned(),
            None => o.iter().find(|o| o.on.is_none()).cloned(),
        };
        let known = person.competitors.iter().filter_map(at).filter_map(|o| match o.value {
            Reading::Known(Scalar::Choice(position)) => Some((position, o)),
            _ => None,
        });
        known.max_by_key(|(position, _)| *position).map(|(_, o)| Observation { on, ..o })
    };
    days.into_iter().filter_map(holding).collect()
}

fn undated(value: Reading, person: &Person) -> Observation {
    Observation { value, on: None, by: None, source: None, span: person.span }
}

/// The name of an attribute's only or latest value.
fn written_choice(policy: &Policy, person: &Person, attribute: Builtin) -> Option<String> {
    let Type::OneOf(id) = policy.attributes.get(attribute.id().index())?.ty else { return None };
    match &person.attributes.get(attribute.id().index())?.last()?.value {
        Reading::Known(Scalar::Choice(p)) => {
            policy.enumeration(id).values.get(usize::from(*p)).map(|v| v.name.as_str().to_owned())
        }
        _ => None,
    }
}

/// Sets an attribute that nobody wrote.
fn set(person: &mut Person, id: AttributeId, observations: Vec<Observation>) {
    if let Some(slot) = person.attributes.get_mut(id.index())
        && slot.is_empty()
    {
        *slot = observations;
        person.derived.push(id);
    }
}

#[cfg(test)]
mod tests {
    use super::role_of;

    #[test]
    fn titles_tell_roles() {
        for (title, role) in [
            ("Owner", Some("decision_maker")),
            ("Właścicielka", Some("decision_maker")),
            ("Dyrektor finansowa", Some("finance")),
            ("Head of Purchasing", Some("purchasing")),
            ("Szef zakupów", Some("purchasing")),
            ("Accounting Manager", Some("finance")),
            ("Assistant to the Managing Director", Some("gatekeeper")),
            ("Kierownik utrzymania ruchu", Some("technical")),
            ("Sales Representative", None),
        ] {
            assert_eq!(role_of(title), role, "{title}");
        }
    }
}
