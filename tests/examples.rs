//! The shipped workspaces do what their pages say: they check clean, their examples hold, and the numbers are those of the
//! data, worked out here in plain arithmetic.

use super::common::{Sandbox, root};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn northwind() -> Sandbox {
    Sandbox::copy_of("examples/northwind")
}

/// The accounts of a ranking by id.
fn ranking(answer: &Value) -> BTreeMap<String, Value> {
    let accounts = answer["accounts"].as_array().expect("a list of accounts");
    accounts.iter().map(|a| (a["account"].as_str().expect("an id").to_owned(), a.clone())).collect()
}

fn ranked_northwind() -> BTreeMap<String, Value> {
    ranking(&northwind().kam(&["rank", "--format", "json"]).exits(0).json())
}

#[test]
fn northwind_checks_without_a_finding_and_its_examples_hold() {
    let workspace = northwind();
    let answer = workspace.kam(&["check", "--format", "json"]).exits(0).json();
    assert_eq!(answer["findings"], json!([]));
    workspace.kam(&["test"]).exits(0);
}

#[test]
fn northwind_turnover_is_that_of_the_books() {
    let accounts = ranked_northwind();
    let revenue = |id: &str| accounts[id]["measures"]["revenue"]["value"].to_string();
    for (account, net) in [
        ("SAVEA", "82373.51"),
        ("QUICK", "81238.465"),
        ("ERNSH", "70423.7485"),
        ("HUNGO", "34985.6"),
        ("RATTC", "26257.8205"),
        ("CENTC", "0"),
        ("FISSA", "0"),
    ] {
        assert_eq!(revenue(account), net, "{account}");
    }
    assert_eq!(accounts.len(), 91);
    let all: Vec<i128> = accounts.keys().map(|id| ten_thousandths(&revenue(id))).collect();
    assert_eq!(all.iter().filter(|r| **r > 0).count(), 88);
    assert_eq!(all.iter().sum::<i128>(), ten_thousandths("856885.232"));
}

/// `82373.51` as 823735100.
fn ten_thousandths(decimal: &str) -> i128 {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    format!("{whole}{part:0<4}").parse().unwrap()
}

#[test]
fn northwind_growth_over_a_year_is_missing_because_the_books_begin_later() {
    for (id, account) in ranked_northwind() {
        let growth = &account["measures"]["growth"];
        assert_eq!(growth["value"], Value::Null, "{id}");
        let reason = growth["reason"].as_str().unwrap();
        assert!(reason.contains("1996-07-04"), "{id}: {reason}");
    }
}

#[test]
fn northwind_has_a_handful_of_key_accounts_and_says_who_else_could_be() {
    let accounts = ranked_northwind();
    let with = |test: &dyn Fn(&Value) -> bool| {
        accounts.iter().filter(|(_, a)| test(a)).map(|(id, _)| id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(with(&|a| a["tier"] == "A"), ["ERNSH", "HUNGO", "QUICK", "SAVEA"]);
    assert_eq!(with(&|a| a["tiers"] == json!(["A", "B"])), ["FOLKO", "GREAL", "HANAR", "KOENE", "WHITC"]);
    assert_eq!(with(&|a| a["status"] == "hold"), ["CENTC", "FISSA", "PARIS"]);
    assert_eq!(accounts["RATTC"]["tier"], "B");
    assert_eq!(accounts["RATTC"]["limits"][0]["name"], "no_access");
    assert_eq!(accounts["FISSA"]["needs"][0], "forecast");
}

#[test]
fn the_readme_shows_the_ranking_as_it_is() {
    let printed = northwind().kam(&["rank", "--limit", "7"]).exits(0).stdout;
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let shown: String = printed.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    assert!(readme.contains(shown.trim_end()), "README.md does not show this as it is:\n{shown}");
}

#[test]
fn northwind_plans_are_written_for_accounts_that_are_or_may_be_key() {
    let workspace = northwind();
    workspace.kam(&["plan"]).exits(0);
    let names = ["ERNSH", "FOLKO", "GREAL", "HANAR", "HUNGO", "KOENE", "QUICK", "SAVEA", "WHITC"];
    assert_eq!(workspace.files("plans"), names.map(|n| format!("{n}.md")));
    let quick = workspace.read("plans/QUICK.md");
    for said in ["Maria Lindner", "Exotic Trade", "standing order", "```mermaid"] {
        assert!(quick.contains(said), "the plan does not say {said}:\n{quick}");
    }
}

fn uslugi() -> Sandbox {
    Sandbox::copy_of("examples/uslugi")
}

#[test]
fn uslugi_warns_only_of_what_nobody_answers_or_reaches_and_its_examples_hold() {
    let workspace = uslugi();
    let answer = workspace.kam(&["check", "--format", "json"]).exits(0).json();
    let findings: Vec<&str> =
        answer["findings"].as_array().unwrap().iter().map(|f| f["message"].as_str().unwrap()).collect();
    assert!(findings.iter().all(|f| f.contains("mniej_wody") || f.contains("strefy_atex")), "{findings:?}");
    workspace.kam(&["test"]).exits(0);
}

#[test]
fn uslugi_has_every_kind_of_account() {
    let accounts = ranking(&uslugi().kam(&["rank", "--format", "json"]).exits(0).json());
    let tier = |id: &str| accounts[id]["tier"].as_str().unwrap_or("none").to_owned();
    let stage = |id: &str| accounts[id]["measures"]["stage"]["value"].as_str().unwrap_or("none").to_owned();
    for (id, wanted, at) in [
        ("MLECZARNIA", "A", "partnerstwo"),
        ("ODLEWNIA", "B", "rozwój"),
        ("PAPIERNIA", "C", "rozwój"),
        ("SZKLO", "B", "partnerstwo"),
        ("BROWAR", "A", "edukacja"),
        ("MEBLE", "A", "przejęcie"),
        ("TARTAK", "C", "przejęcie"),
    ] {
        assert_eq!((tier(id), stage(id)), (wanted.to_owned(), at.to_owned()), "{id}");
    }
    assert_eq!(accounts["CHLODNIA"]["status"], "hold");
    assert_eq!(accounts["CEGIELNIA"]["status"], "excluded");
    assert_eq!(accounts["SZKLO"]["vetoes"][0]["state"], "waived");
    assert_eq!(accounts["TARTAK"]["limits"][0]["state"], "holds");
}

#[test]
fn uslugi_plans_name_what_is_missing_who_is_next_best_and_what_is_late() {
    let workspace = uslugi();
    workspace.kam(&["plan"]).exits(0);
    for (name, said) in [
        // A need without a benefit, and a skill that nobody of ours has.
        ("MLECZARNIA", "Mniejsze zużycie wody → *nie mamy jeszcze na to odpowiedzi*"),
        (
            "SZKLO",
            "Znaleźć osobę do działania: Ocenić strefy i zapisać wymagania. Potrzebna rola: specjalista techniczny; umiejętność: strefy atex, poziom co najmniej 4. Najbliżej wymagań: Dariusz Mazurek (ma poziom 2 z wymaganych 4).",
        ),
        // Two people who are met in different ways, by somebody who speaks their language.
        ("MEBLE", "Przedstawić siebie i firmę | Spotkanie w biurze |"),
        (
            "MEBLE",
            "Pokazać korzyści i zapytać, czego brakuje | Prezentacja | Bartosz Lisowski; wspiera: Grażyna Zych |",
        ),
        // What the register says.
        ("MEBLE", "**po terminie: 3 dni**"),
        ("MEBLE", "przesunięte z 25 września 2026"),
        ("MEBLE", "Obejść halę z tymi, którzy na niej pracują — Renata Jeleń, 23 września 2026: "),
    ] {
        let plan = workspace.read(&format!("plans/{name}.md"));
        assert!(plan.contains(said), "the plan of {name} does not say {said}:\n{plan}");
    }
}

#[test]
fn a_new_workspace_checks_tests_ranks_and_plans() {
    for (locale, name) in [(None, "Vistula Factory"), (Some("pl"), "Fabryka Wisła"), (Some("en"), "Vistula Factory")] {
        let sandbox = Sandbox::new();
        let chosen: Vec<&str> = locale.iter().flat_map(|l| ["--locale", l]).collect();
        sandbox.kam(&[&["init", "new"], chosen.as_slice()].concat()).exits(0);
        assert!(sandbox.read("new/.gitignore").lines().any(|l| l == "/plans/"));
        let answer = sandbox.kam(&["-C", "new", "check", "--format", "json"]).exits(0).json();
        assert_eq!(answer["findings"], json!([]));
        sandbox.kam(&["-C", "new", "test"]).exits(0);
        let accounts = ranking(&sandbox.kam(&["-C", "new", "rank", "--format", "json"]).exits(0).json());
        // A prospect without history is key; a giant nobody has met is not; a client with gaps is not held.
        assert_eq!(accounts["WISLA"]["tier"], "A");
        assert_eq!(accounts["WISLA"]["name"], name);
        assert_eq!(accounts["BALTYK"]["tier"], "A");
        assert_eq!(accounts["GIGANT"]["tier"], "C");
        assert_eq!(accounts["MAZUR"]["status"], "qualified");
        sandbox.kam(&["-C", "new", "plan"]).exits(0);
        assert!(sandbox.files("new/plans").contains(&"WISLA.md".to_owned()));
        // What a sales head changes first is a file of the workspace; reasons and terms are in its language.
        assert!(sandbox.read("new/rules/stage_playbooks.kam").contains("playbook partnership"));
        let plan = sandbox.read("new/plans/BALTYK.md");
        let said = match locale {
            Some("pl") => {
                ["Zaufanie rośnie od regularnych rozmów", "Stały zespół, jeden numer telefonu", "97 % dostaw na czas"]
            }
            _ => ["Trust grows by regular talks", "The same team, one phone number", "97 % of deliveries on time"],
        };
        assert!(said.iter().all(|text| plan.contains(text)), "{plan}");
    }
}

#[test]
fn a_new_workspace_is_the_same_in_both_languages() {
    let ranked = ["en", "pl"].map(|locale| {
        let sandbox = Sandbox::new();
        sandbox.kam(&["init", ".", "--locale", locale]).exits(0);
        let accounts = ranking(&sandbox.kam(&["rank", "--format", "json"]).exits(0).json());
        accounts.into_iter().map(|(id, a)| (id, a["score"].clone(), a["tiers"].clone())).collect::<Vec<_>>()
    });
    assert_eq!(ranked[0], ranked[1]);
}

#[test]
fn a_new_workspace_compares_turnover_among_clients_and_expects_a_prospects_margin() {
    let sandbox = Sandbox::new();
    sandbox.kam(&["init", "."]).exits(0);
    let accounts = ranking(&sandbox.kam(&["rank", "--format", "json"]).exits(0).json());
    let measure = |id: &str, name: &str| accounts[id]["measures"][name]["value"].clone();
    assert_eq!(measure("WISLA", "standing"), Value::Null);
    assert_eq!(measure("WISLA", "margin"), Value::Null);
    assert_eq!(measure("WISLA", "margin_rate"), json!(0.26));
    // Two clients: half a place each.
    assert_eq!([measure("MAZUR", "standing"), measure("BALTYK", "standing")], [json!(0.25), json!(0.75)]);
}

#[test]
fn init_leaves_a_gitignore_as_it_is() {
    let sandbox = Sandbox::new().file(".gitignore", "mine\n");
    sandbox.kam(&["init", "."]).exits(0);
    assert_eq!(sandbox.read(".gitignore"), "mine\n");
}
