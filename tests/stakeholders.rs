//! Measures over people and their relations.

use kam::data::{Account, Needs, Observation, Person, Relation, RelationKind};
use kam::diagnostics::{FileId, Span};
use kam::policy::Builtin;
use kam::stakeholders::{Map, contact_matrix, coverage, introductions, steps_to_decider};
use kam::values::{AccountId, Day, Number, PersonId, Reading, Scalar};

fn nowhere() -> Span {
    Span::file_start(FileId(0))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn observation(value: Scalar, on: Option<&str>) -> Observation {
    Observation { value: Reading::Known(value), on: on.map(day), by: None, source: None, span: nowhere() }
}

/// A person with `formal`, a contact on the scale none 0 to in_depth 3 (none: not known) and a department.
fn person(id: &str, formal: bool, contact: Option<u16>, department: Option<&str>) -> Person {
    let mut attributes = vec![Vec::new(); Builtin::ALL.len()];
    attributes[Builtin::Formal.id().index()] = vec![observation(Scalar::YesNo(formal), None)];
    attributes[Builtin::Contact.id().index()] =
        contact.map(|c| observation(Scalar::Choice(c), None)).into_iter().collect();
    attributes[Builtin::Department.id().index()] =
        department.map(|d| observation(Scalar::Text(d.into()), None)).into_iter().collect();
    Person {
        id: PersonId::new(id),
        name: id.to_uppercase(),
        title: None,
        attributes,
        derived: Vec::new(),
        competitors: Vec::new(),
        needs: Needs::default(),
        contacts: Vec::new(),
        span: nowhere(),
    }
}

fn relation(from: usize, to: usize, kind: RelationKind, weight: &str, on: Option<&str>) -> Relation {
    let weight = Number::parse(weight).unwrap();
    Relation { from, to, kind, weight, on: on.map(day), by: None, source: None, span: nowhere() }
}

fn account(people: Vec<Person>, relations: Vec<Relation>) -> Account {
    Account {
        id: AccountId::new("X"),
        name: "X".into(),
        kam: None,
        language: None,
        file: None,
        row: None,
        people: Some(people),
        relations,
        waivers: Vec::new(),
        dossier: None,
    }
}

const TODAY: &str = "2026-10-01";

#[test]
fn coverage_counts_deciders_only_and_keeps_the_unknown_apart() {
    let account = account(
        vec![
            person("a", true, Some(1), Some("Zakupy")),
            person("b", true, Some(0), Some("Zakupy")),
            person("c", true, None, None),
            person("d", false, Some(3), Some("IT")),
        ],
        vec![],
    );
    let found = coverage(&account, day(TODAY));
    assert_eq!((found.formal, found.met, found.unknown), (3, 1, 1));
    let departments: Vec<_> =
        found.departments.iter().map(|d| (d.department.as_deref(), d.formal, d.met, d.unknown)).collect();
    assert_eq!(departments, [(Some("Zakupy"), 2, 1, 0), (None, 1, 0, 1)]);
}

#[test]
fn nobody_known_covers_nothing() {
    let mut nobody = account(vec![], vec![]);
    nobody.people = None;
    assert_eq!(coverage(&nobody, day(TODAY)).formal, 0);
    assert!(contact_matrix(&nobody).ours.is_empty() && introductions(&nobody, day(TODAY)).is_empty());
    assert!(Map::at(&nobody, day(TODAY)).is_empty());
}

#[test]
fn a_relation_noted_later_does_not_exist_yet() {
    let people = vec![person("a", false, Some(2), None), person("b", true, Some(0), None)];
    let account = account(people, vec![relation(0, 1, RelationKind::Influences, "0.8", Some("2026-10-02"))]);
    let steps = |on| Map::at(&account, day(on)).steps_to_decider(&[false, true]);
    assert_eq!(steps(TODAY), [None, Some(0)]);
    assert_eq!(steps("2026-10-02"), [Some(1), Some(0)]);
    assert!(introductions(&account, day(TODAY)).is_empty());
}

#[test]
fn the_matrix_lists_ours_once_in_order() {
    let (mut a, mut b) = (person("a", true, Some(1), None), person("b", false, Some(1), None));
    a.contacts = vec!["piotr".into(), "anna".into()];
    b.contacts = vec!["piotr".into()];
    let matrix = contact_matrix(&account(vec![a, b, person("c", false, None, None)], vec![]));
    assert_eq!(matrix.ours, ["anna", "piotr"]);
    assert_eq!(matrix.rows, [vec![true, true], vec![false, true], vec![false, false]]);
}

/// By hand: known are a and c; to the decider e lead a-b-e with 0.9 · 0.5 (a reporting line) = 0.45 and c-e with 0.4.
#[test]
fn the_strongest_way_leads_to_a_decider_nobody_has_met() {
    let account = account(
        vec![
            person("a", false, Some(2), None),
            person("b", false, Some(0), None),
            person("c", true, Some(1), None),
            person("d", true, Some(0), None),
            person("e", true, None, None),
        ],
        vec![
            relation(0, 1, RelationKind::Influences, "0.9", None),
            relation(1, 4, RelationKind::ReportsTo, "1", None),
            relation(2, 4, RelationKind::Influences, "0.4", None),
            relation(2, 3, RelationKind::Trusts, "1", None),
        ],
    );
    let ways = introductions(&account, day(TODAY));
    assert_eq!(ways.len(), 1, "trust alone leads nowhere, so d is not reached: {ways:?}");
    assert_eq!((ways[0].path.as_slice(), ways[0].strength.to_string().as_str()), ([0, 1, 4].as_slice(), "0.45"));
}

#[test]
fn a_long_chain_is_counted_without_recursion() {
    let n = 50_000;
    let relations: Vec<_> = (1..n).map(|i| (i - 1, i, RelationKind::ReportsTo)).collect();
    let mut deciders = vec![false; n];
    deciders[n - 1] = true;
    assert_eq!(steps_to_decider(n, &relations, &deciders)[0], Some(49_999));
}
