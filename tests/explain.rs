//! `explain` about one person: what is known and concluded, ways to those who decide, and what is done and why.

use crate::common::{Sandbox, root};
use std::collections::BTreeSet;

const POLICY: &str = r#"policy demo "Demo" version 1.0
  currency PLN

field sales "Sales" money
field open_to_us "Open to us" yes_no
field person.plays_golf "Plays golf" yes_no

let person.friendly "Friendly" = support at least supporter and contact at least brief

let person.warm "Warm" = friendly or plays_golf

table person.note "Note" one of short, long
  | formal | note  |
  | yes    | long  |
  | no     | short |

criterion value "Value" weight 100 %
  | sales        | points |
  | at 0 PLN     | 0      |
  | at 1 mln PLN | 100    |

tier A "Key" from 80 points

tier B "Standard" otherwise

alert cold "Nobody is for us" when no people where friendly
  starts doors

playbook doors "Open doors"
  because "Nobody buys from strangers"
  action introduce "Introduce us"
    for each person where formal
    owner client
    due within 10 days
    effect contact becomes brief
  action golf "Play golf"
    for each person where plays_golf
    effect support + 1
  action tour "Tour of the plant"
    for each person where influence is low
    when sales above 1 PLN

playbook trust "Win trust" when open_to_us
  action dinner "Dinner"
    for each person where formal
    effect support + 1
  action lunch "Lunch"
    for each person where not formal
"#;

const ACCOUNT: &str = "account: ACME
name: Acme
sales: 500000 PLN
people:
  - {id: ewa, name: Ewa Mała, title: Managing director, formal: yes, support: neutral, wanted_support: mentor, contact: none}
  - id: jan
    name: Jan Kos
    title: Purchasing assistant
    formal: no
    contacts: [anna]
    support: {value: neutral, on: 2026-09-01, by: anna, source: call}
  - {id: jan2, name: Jan Wilk, formal: no, support: opponent}
relations:
  - {from: jan, to: ewa, kind: influences, weight: strong, on: 2026-09-02, by: anna}
  - jan2 reports_to jan
";

fn demo() -> Sandbox {
    Sandbox::with_policy(POLICY)
        .file("accounts/acme.yaml", ACCOUNT)
        .file("team.yaml", "people:\n  - {id: anna, name: Anna Kowal, role: kam, accounts: [ACME]}\n")
}

#[test]
fn a_person_is_explained_in_text_and_markdown() {
    let sandbox = demo();
    for person in ["ewa", "jan", "Jan Wilk"] {
        let run = sandbox.kam(&["--lang", "en", "explain", "ACME", person]).exits(0);
        insta::assert_snapshot!(format!("person_{}", person.replace(' ', "_").to_lowercase()), run.transcript());
    }
    insta::assert_snapshot!(
        "person_in_markdown",
        sandbox.kam(&["--lang", "pl", "explain", "ACME", "jan", "--format", "md"]).exits(0).transcript()
    );
}

#[test]
fn a_person_of_the_polish_example_is_explained_in_polish() {
    let sandbox = Sandbox::copy_of("examples/uslugi");
    insta::assert_snapshot!(
        "person_in_polish",
        sandbox.kam(&["-q", "explain", "MEBLE", "brandt"]).exits(0).transcript()
    );
}

#[test]
fn one_value_of_a_person_comes_with_what_it_is_worked_out_from_and_what_is_to_change_it() {
    let sandbox = demo();
    let names = |args: &[&str]| {
        let args = [&["explain", "ACME"], args, &["--format", "json"]].concat();
        let answer = sandbox.kam(&args).exits(0).json();
        let of = |list: &str, key: &str| {
            let list = answer[list].as_array().unwrap_or_else(|| panic!("{list}"));
            list.iter().map(|v| v[key].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        (of("values", "name"), of("actions", "action"), of("conditional", "action"))
    };
    let said = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    let warm = names(&["ewa", "warm"]);
    assert_eq!(warm.0, said(&["warm", "support", "contact", "plays_golf", "friendly"]));
    assert_eq!(warm.1, said(&["doors.introduce"]));
    assert_eq!(warm.2, said(&["doors.golf", "trust.dinner"]));
    // As missing inputs are listed, and with what is wanted.
    assert_eq!(names(&["ewa.support"]).0, said(&["support", "wanted_support"]));
    assert_eq!(names(&["jan", "influence"]), (said(&["influence", "role"]), Vec::new(), Vec::new()));
    assert_eq!(names(&["jan", "note"]).0, said(&["note", "formal"]));
}

#[test]
fn people_are_found_by_id_name_and_surname_whatever_the_diacritics() {
    let sandbox = demo();
    let id = |who: &str| {
        let answer = sandbox.kam(&["explain", "ACME", who, "--format", "json"]).exits(0).json();
        answer["person"]["id"].as_str().unwrap().to_owned()
    };
    for who in ["ewa", "EWA", "Ewa Mała", "ewa mala", "Mala"] {
        assert_eq!(id(who), "ewa", "{who}");
    }
    assert_eq!(id("jan"), "jan");
    let refused = |args: &[&str]| {
        let english = [&["--lang", "en", "explain", "ACME"], args].concat();
        let polish = [&["--lang", "pl", "explain", "ACME"], args].concat();
        format!("{}{}", sandbox.kam(&english).exits(2).stderr, sandbox.kam(&polish).exits(2).stderr)
    };
    let asked: [&[&str]; 6] =
        [&["Ewa Mal"], &["nobody at all"], &["support"], &["ewa", "suport"], &["ewa", "weather"], &["ewe", "support"]];
    let mut all: String = asked.iter().map(|args| refused(args)).collect();
    sandbox
        .write("accounts/acme.yaml", ACCOUNT.replace("id: jan\n", "id: jk\n").replace("- jan2 reports_to jan\n", ""));
    sandbox.write("accounts/acme.yaml", sandbox.read("accounts/acme.yaml").replace("from: jan,", "from: jk,"));
    all.push_str(&refused(&["jan"]));
    insta::assert_snapshot!("people_not_found", all);
}

#[test]
fn every_key_of_the_answer_about_a_person_is_documented() {
    let sandbox = demo();
    let answer = |who: &str| sandbox.kam(&["explain", "ACME", who, "--format", "json"]).exits(0).json();
    let (ewa, jan) = (answer("ewa"), answer("jan"));
    let objects = [
        &ewa,
        &ewa["person"],
        &ewa["values"][0],
        &ewa["relations"][0],
        &ewa["introductions"][0],
        &ewa["actions"][0],
        &ewa["actions"][0]["why"],
        &jan["not_for"][0],
    ];
    let text = std::fs::read_to_string(root().join("docs/json.md")).unwrap();
    let words: BTreeSet<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    for object in objects {
        for key in object.as_object().expect("an object").keys() {
            assert!(words.contains(key.as_str()), "docs/json.md does not name `{key}`");
        }
    }
    assert_eq!(jan["way_to_decider"], serde_json::json!(["Jan Kos", "Ewa Mała"]));
    assert_eq!(jan["values"][1]["from"], serde_json::json!(["title"]));
}
