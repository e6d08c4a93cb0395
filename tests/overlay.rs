//! Overlays: what they change, that it is theirs in every answer, and what is said where they no longer fit.

use crate::common::{Run, Sandbox, root};

const FIXTURE: &str = "tests/fixtures/overlay";
const OVERLAY: &str = "rules/mazowsze.kam";

fn workspace() -> Sandbox {
    Sandbox::copy_of(FIXTURE)
}

/// The workspace with one text of a file written otherwise.
fn with(file: &str, old: &str, new: &str) -> Sandbox {
    let sandbox = workspace();
    let text = sandbox.read(file);
    assert!(text.contains(old), "{file}: {old}");
    sandbox.write(file, text.replacen(old, new, 1));
    sandbox
}

/// Code, place, message and corrected line of every finding, a line each.
fn findings(sandbox: &Sandbox) -> Vec<String> {
    let answer = sandbox.kam(&["check", "--format", "json"]).json();
    let line = |f: &serde_json::Value| {
        let text = |key: &str| f[key].as_str().unwrap_or_default().to_owned();
        let fix = f["fix"].as_str().map_or(String::new(), |fix| format!(" => {}", fix.trim()));
        format!("{} {}:{} {}{fix}", text("code"), text("file"), f["line"], text("message"))
    };
    answer["findings"].as_array().expect("findings").iter().map(line).collect()
}

fn ranking(sandbox: &Sandbox) -> Vec<String> {
    let answer = sandbox.kam(&["rank", "--format", "json"]).exits(0).json();
    let accounts = answer["accounts"].as_array().expect("accounts");
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    accounts.iter().map(|a| format!("{} {} {}", text(&a["account"]), text(&a["tier"]), a["score"]["low"])).collect()
}

#[test]
fn an_active_overlay_changes_threshold_weights_and_rows() {
    let sandbox = workspace();
    assert_eq!(findings(&sandbox), [""; 0]);
    let with_overlay = ranking(&sandbox);
    sandbox.write("kam.yaml", sandbox.read("kam.yaml").replace("overlays: [mazowsze]\n", ""));
    assert_eq!(findings(&sandbox), [""; 0]);
    // By hand. Alfa: sales 68, growth 100, access 72 %. Beta: sales 86.67, growth 30, access 90 %.
    assert_eq!(ranking(&sandbox), ["BETA B 79.333333", "ALFA B 69"]);
    assert_eq!(with_overlay, ["ALFA A 87.2", "BETA B 73.666667"]);
}

#[test]
fn the_overlay_in_the_reference_fits() {
    let page = std::fs::read_to_string(root().join("docs/language.md")).expect("the page");
    let block = page.split_once("```kam overlay\n").and_then(|(_, rest)| rest.split_once("```")).expect("an overlay").0;
    let sandbox = workspace();
    sandbox.write(OVERLAY, block);
    assert_eq!(findings(&sandbox), [""; 0]);
    sandbox.kam(&["fmt", "--check"]).exits(0);
}

#[test]
fn layout_is_kept_with_comments() {
    let sandbox = workspace();
    sandbox.kam(&["fmt", "--check"]).exits(0);
    let untidy = "overlay  untidy \"Mazowsze\"\n   on key_account@2026.2\n # why\n replace   row of reach # both\n  |from 75%|100|\n  |from 70 % |100 | # new\n\n add playbook p \"P\" when tier is A\n   action a \"A\"\n   # mail\n   channel mail # cheap\n add records add \"X\"\n   add date\n   remove text\n remove example \"Large\"\n";
    sandbox.write("rules/other.kam", untidy);
    sandbox.kam(&["fmt"]).exits(0);
    insta::assert_snapshot!(sandbox.read("rules/other.kam"));
    sandbox.kam(&["fmt", "--check"]).exits(0);
}

#[test]
fn lines_that_do_not_fit_are_said_with_what_holds_now() {
    let said = |old: &str, new: &str| findings(&with(OVERLAY, old, new)).join("\n");
    let cases = [
        ("on key_account@2026.2", "on key_account@2026.1"),
        ("on key_account@2026.2", "on key_acount"),
        ("from 80 points", "from 78 points"),
        ("parameter tier_a_threshold", "parameter tier_a_treshold"),
        ("weight of momentum from 20 %", "weight of momentum from 25 %"),
        ("weight of momentum from 20 % to 30 %", "weight of momentum from 20 % to 35 %"),
        ("weight of sales_value", "weight of sale_value"),
        ("| from 75 % | 100 |", "| from 75 % | 90 |"),
        ("| from 70 % | 100 |", "| from 70 % |"),
        ("| from 70 % | 100 |", "| from 30 % | 100 |"),
        ("    | from 70 % | 100 |\n", ""),
        ("row of reach", "row of silent"),
        ("remove alert silent", "remove alert silence"),
        ("remove alert silent", "remove example \"Large and groving\""),
        ("remove alert silent", "remove veto insolvency"),
        ("remove alert silent", "remove policy key_account"),
        ("remove alert silent", "remove alret silent"),
        ("remove alert silent", "remove alert"),
        ("remove alert silent", "alert silent"),
        ("remove alert silent", "remove criterion reach"),
        ("replace weight of sales_value", "repalce weight of sales_value"),
        ("replace weight of sales_value", "replace wieght of sales_value"),
        ("replace weight of sales_value", "replace weight sales_value"),
        ("add offer pallet_terms", "add ofer pallet_terms"),
        (
            "add offer pallet_terms \"Pallets\" when tier at least B",
            "add alert silent \"Nobody writes\" when access < 5",
        ),
        ("    terms \"A pallet", "    trems \"A pallet"),
        ("add offer pallet_terms", "add veto insolvency \"X\" when insolvent\n  add offer pallet_terms"),
    ];
    let all: Vec<String> = cases.iter().map(|(old, new)| format!("{new}\n{}\n", said(old, new))).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn two_lines_for_the_same_thing_are_an_error_that_names_both() {
    let twice = with(OVERLAY, "  remove alert silent\n", "  remove alert silent\n  remove criterion reach\n");
    let found = findings(&twice);
    assert!(found.iter().any(|f| f.starts_with("KAM-E0906 rules/mazowsze.kam:10 `mazowsze` (rules/mazowsze.kam:10) and `mazowsze` (rules/mazowsze.kam:6) both change the")), "{found:?}");
    // Two overlays may change different rows of one table, and values of different days.
    let second = "overlay second on key_account@2026.2\n  replace row of reach\n    | from 40 % | 50 |\n    | from 30 % | 50 |\n  replace parameter tier_a_threshold from 82 points to 77 points\n";
    let both = workspace().file("rules/second.kam", second);
    both.write("kam.yaml", both.read("kam.yaml").replace("[mazowsze]", "[second, mazowsze]"));
    assert_eq!(findings(&both), [""; 0]);
    assert_eq!(both.kam(&["rank", "--format", "json"]).json()["policy"]["version"], "2026.2 + mazowsze + second");
}

#[test]
fn an_overlay_that_is_not_active_changes_nothing_and_is_looked_at() {
    let idle = |old: &str, new: &str| {
        let sandbox = with(OVERLAY, old, new);
        sandbox.write("kam.yaml", sandbox.read("kam.yaml").replace("overlays: [mazowsze]\n", ""));
        sandbox
    };
    assert_eq!(idle("80 points", "80 points").kam(&["rank", "--format", "json"]).json()["policy"]["version"], "2026.2");
    insta::assert_snapshot!(
        [
            idle("from 80 points", "from 78 points"),
            idle("weight of momentum from 20 % to 30 %", "weight of momentum from 20 % to 35 %"),
        ]
        .map(|sandbox| sandbox.kam(&["check"]).exits(1).transcript())
        .join("\n\n")
    );
}

#[test]
fn an_item_under_the_same_name_takes_the_place_of_the_one_removed() {
    let ladder = "  remove tier B\n  add tier B \"Growing\" from 50 points\n";
    let sandbox = with(OVERLAY, "  remove alert silent\n", &format!("  remove alert silent\n{ladder}"));
    assert_eq!(findings(&sandbox), [""; 0]);
    let low =
        with(OVERLAY, "  remove alert silent\n", &format!("  remove alert silent\n{}", ladder.replace("50", "90")));
    let found = findings(&low);
    assert!(found.iter().any(|f| f.contains("rules/mazowsze.kam:11")), "the new line is blamed: {found:?}");
}

#[test]
fn what_an_overlay_sets_is_its_own_in_later_findings_and_answers() {
    let sandbox = workspace();
    let said: Run = sandbox.kam(&["explain", "ALFA"]).exits(0);
    assert!(said.stdout.contains("key_account 2026.2 + mazowsze as of"), "{}", said.stdout);
    assert!(said.stdout.contains("= 75 points  [rules/mazowsze.kam:3]"), "{}", said.stdout);
    insta::assert_snapshot!(said.stdout);
}
