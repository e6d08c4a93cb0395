//! `kam test` beyond the examples themselves: accepted outcomes, JUnit, what examples exercise and what they would notice.

use crate::common::{Sandbox, root};

const POLICY: &str = r#"policy demo "Demo" version 1.0
  currency PLN

field sales "Sales" money
field credit "Credit" one of weak < good
field debt "Debt" days

criterion value "Value" weight 75 %
  | sales        | points |
  | at 0 PLN     | 0      |
  | at 1 mln PLN | 100    |

criterion solidity "Solidity" weight 25 %
  | credit | points |
  | weak   | 0      |
  | good   | 100    |

veto arrears "Arrears" when debt above 90 days
  because "Credit policy, 5"

limit weak_credit "Weak credit" to tier B when credit is weak

tier A "Key" from 80 points
tier B "Growing" from 40 points
tier C "Standard" otherwise

rank by score

example "A good one"
  given sales 1 mln PLN, credit good, debt 0 days
  expect tier A, score 100

examples "Value"
  | sales       | expect value |
  | 500 000 PLN | 50           |
  | 1 mln PLN   | 100          |
"#;

fn demo() -> Sandbox {
    Sandbox::with_policy(POLICY)
        .file("accounts/a.yaml", "account: ALFA\nname: Alfa Łódź\nsales: 900000 PLN\ncredit: good\ndebt: 10 days\n")
        .file("accounts/b.yaml", "account: BETA\nname: Beta & Sons\nsales: 800000 PLN\ndebt: 0 days\n")
        .file("accounts/c.yaml", "account: GAMMA\nname: Gamma\nsales: 100000 PLN\ncredit: weak\ndebt: 120 days\n")
        .file("accounts/d.yaml", "account: DELTA\nname: Delta\nsales: 900000 PLN\ncredit: weak\n")
}

#[test]
fn what_accounts_come_to_is_accepted_and_compared() {
    let sandbox = demo();
    let run = sandbox.kam(&["test"]).exits(0);
    assert!(run.stderr.contains("kam test --accept"), "{}", run.transcript());
    let run = sandbox.kam(&["test", "--accept", "--quiet"]).exits(0);
    assert_eq!(
        run.stdout,
        "outcomes.snap: accepted 4 accounts: 0 unchanged, 0 changed, 4 new, 0 gone\n3 passed, 0 failed\n"
    );
    insta::assert_snapshot!("accepted_outcomes", sandbox.read("outcomes.snap"));
    let run = sandbox.kam(&["test", "--quiet"]).exits(0);
    assert_eq!(run.stdout, "outcomes.snap: 4 accounts as accepted\n3 passed, 0 failed\n");
    assert_eq!(run.stderr, "");

    // A threshold moves, an account comes, another goes, a name changes.
    sandbox.write("rules/policy.kam", POLICY.replace("from 80 points", "from 95 points"));
    sandbox.write("accounts/c.yaml", "account: EPSILON\nname: Epsilon\nsales: 0 PLN\ncredit: weak\ndebt: 0 days\n");
    let run = sandbox.kam(&["test", "--quiet"]).exits(1);
    insta::assert_snapshot!("outcomes_differ", run.transcript());
    let json = sandbox.kam(&["test", "--format", "json"]).exits(1).json();
    assert_eq!(json["outcomes"]["accounts"], 4);
    assert_eq!(json["outcomes"]["differences"].as_array().map(Vec::len), Some(4));
    let run = sandbox.kam(&["test", "--accept"]).exits(0);
    insta::assert_snapshot!("outcomes_accepted_again", run.transcript());
    sandbox.kam(&["test"]).exits(0);
}

#[test]
fn another_version_or_day_is_a_difference_of_its_own() {
    let sandbox = demo();
    sandbox.kam(&["test", "--accept"]).exits(0);
    sandbox.write("rules/policy.kam", POLICY.replace("version 1.0", "version 1.1"));
    let run = sandbox.kam(&["test", "--quiet", "--as-of", "2026-10-02"]).exits(1);
    insta::assert_snapshot!(run.transcript());
}

#[test]
fn what_is_no_file_of_outcomes_fails_and_can_be_written_anew() {
    let sandbox = demo();
    sandbox.write("outcomes.snap", [0xff, 0xfe, 0x00]);
    let run = sandbox.kam(&["test"]).exits(1);
    assert!(run.stderr.contains("KAM-E0604") && run.stderr.contains("UTF-8"), "{}", run.transcript());
    assert!(run.stdout.contains("3 passed"), "{}", run.transcript());
    sandbox.kam(&["test", "--accept"]).exits(0);
    sandbox.kam(&["test"]).exits(0);
    // A conflict that nobody solved.
    let text = sandbox.read("outcomes.snap");
    sandbox.write("outcomes.snap", text.replacen("  tier", "=======\n  tier", 1));
    let run = sandbox.kam(&["test"]).exits(1);
    assert!(run.stderr.contains("KAM-E0603") && run.stderr.contains("`=======`"), "{}", run.transcript());
}

#[test]
fn outcomes_say_what_a_policy_without_examples_must_do() {
    let (policy, _) = POLICY.split_once("example").expect("an example");
    let sandbox = demo().file("rules/policy.kam", policy);
    sandbox.kam(&["test"]).exits(1);
    sandbox.kam(&["test", "--accept"]).exits(0);
    sandbox.kam(&["test"]).exits(0);
}

#[test]
fn accounts_with_errors_are_compared_with_nothing() {
    let sandbox = demo();
    sandbox.kam(&["test", "--accept"]).exits(0);
    let accepted = sandbox.read("outcomes.snap");
    sandbox.write("accounts/d.yaml", "account: DELTA\nname: Delta\nsalse: 5 PLN\n");
    let run = sandbox.kam(&["test"]).exits(1);
    assert!(run.stdout.is_empty() && run.stderr.contains("salse"), "{}", run.transcript());
    sandbox.kam(&["test", "--accept"]).exits(1);
    assert_eq!(sandbox.read("outcomes.snap"), accepted);
}

#[test]
fn a_filter_picks_examples_and_accounts() {
    let sandbox = demo();
    sandbox.kam(&["test", "--accept"]).exits(0);
    sandbox.write("accounts/a.yaml", "account: ALFA\nname: Alfa Łódź\nsales: 1 PLN\ncredit: good\ndebt: 10 days\n");
    let run = sandbox.kam(&["test", "--filter", "beta"]).exits(0);
    assert_eq!(run.stdout, "outcomes.snap: 1 account as accepted\n0 passed, 0 failed\n");
    let run = sandbox.kam(&["test", "--filter", "łódź"]).exits(1);
    assert!(run.stdout.contains("account ALFA"), "{}", run.transcript());
    let run = sandbox.kam(&["test", "--filter", "value"]).exits(0);
    assert!(run.stdout.contains("2 passed, 0 failed"), "{}", run.transcript());
    let run = sandbox.kam(&["test", "--filter", "nobody"]).exits(2);
    assert!(run.stderr.contains("`nobody`"), "{}", run.transcript());
    sandbox.kam(&["test", "--accept", "--filter", "beta"]).exits(2);
}

#[test]
fn results_as_junit() {
    let sandbox = demo();
    sandbox.kam(&["test", "--accept"]).exits(0);
    let passed = sandbox.kam(&["test", "--format", "junit"]).exits(0).stdout;
    assert!(passed.contains("tests=\"4\" failures=\"0\""), "{passed}");
    sandbox.write("accounts/b.yaml", "account: BETA\nname: Beta & Sons\nsales: 1 PLN\ndebt: 0 days\n");
    sandbox.write(
        "rules/more.kam",
        "example \"Less < more & 'so on'\"\n  given sales 0 PLN, credit good, debt 0 days\n  expect tier A, score 25\n",
    );
    insta::assert_snapshot!(sandbox.kam(&["test", "--format", "junit"]).exits(1).stdout);
}

/// With everything that coverage tells apart.
const COVERED: &str = r#"
field rate "Rate" percent
field stopped "Stopped" yes_no

let worth "Worth" = if stopped then 0 PLN else if sales above 10 mln PLN then 10 mln PLN else sales

table size "Size" one of small "Small", large "Large", unknown "Unknown"
  | worth            | size    |
  | from 500 000 PLN | large   |
  | otherwise        | small   |
  | missing          | unknown |

probability win "Win"
  base 20 %
  | when           | alone gives |
  | credit is good | 40 %        |

example "Nothing is known"
  given rate missing
  expect tier A or B or C

example "A small one"
  given stopped no, sales 100 PLN, credit good
  expect size small
"#;

#[test]
fn coverage_names_the_rules_that_no_example_exercises() {
    let sandbox = demo().file("rules/more.kam", COVERED);
    let run = sandbox.kam(&["test", "--quiet", "--coverage"]).exits(0);
    insta::assert_snapshot!("coverage", run.transcript());
    insta::assert_snapshot!("coverage_lcov", sandbox.kam(&["test", "--quiet", "--format", "lcov"]).exits(0).stdout);
    let json = sandbox.kam(&["test", "--coverage", "--format", "json"]).exits(0).json();
    let coverage = &json["coverage"];
    assert_eq!(coverage["rules"].as_array().map(|r| r.len() as u64), coverage["parts"].as_u64());
    // A case for every part leaves nothing open.
    assert!(!coverage["rules"].as_array().expect("rules").iter().all(|r| r["examples"] != 0));
}

#[test]
fn changes_that_no_example_notices_are_listed_with_one_that_would() {
    let sandbox = demo();
    let run = sandbox.kam(&["test", "--quiet", "--mutate"]).exits(0);
    insta::assert_snapshot!("mutation", run.transcript());
    sandbox.kam(&["test", "--mutate", "--strict"]).exits(1);
    sandbox.kam(&["test", "--strict"]).exits(2);
}

#[test]
fn the_example_that_a_survivor_asks_for_notices_it() {
    let survivors = |sandbox: &Sandbox| -> Vec<(String, String)> {
        let json = sandbox.kam(&["test", "--mutate", "--format", "json"]).exits(0).json();
        let text = |v: &serde_json::Value| v.as_str().expect("text").to_owned();
        let list = json["mutation"]["survivors"].as_array().expect("survivors");
        list.iter().map(|s| (format!("{}: {}", text(&s["of"]), text(&s["change"])), text(&s["example"]))).collect()
    };
    let sandbox = demo();
    let before = survivors(&sandbox);
    let asked = |change: &str| before.iter().find(|(c, _)| c == change).map(|(_, example)| example.as_str());
    // Each with the example that is asked for, and that example written out.
    let cases = [
        (
            "veto `arrears`: debt above 90 days raised to 99 days",
            "debt 99 days, expect status",
            "given sales 1 mln PLN, credit good, debt 99 days\n  expect status excluded",
        ),
        (
            "veto `arrears`: debt above 90 days lowered to 81 days",
            "debt 90 days, expect status",
            "given sales 1 mln PLN, credit good, debt 90 days\n  expect status qualified",
        ),
        (
            "tier `B`: score from 40 raised to 45",
            "score 40, expect tier",
            "given value 20, solidity 100, credit good, debt 0 days\n  expect tier B",
        ),
        (
            "limit `weak_credit`: dropped",
            "credit is weak, expect tier",
            "given value 100, solidity 100, credit weak, debt 0 days\n  expect tier B",
        ),
        // These two are found whole, ready to paste.
        (
            "criterion `solidity`: row dropped",
            "given credit weak\nexpect solidity 0",
            "given credit weak\n  expect solidity 0",
        ),
        (
            "criterion `value`: 5 points of its weight moved to `solidity`",
            "given value 100, solidity 0\nexpect score 75",
            "given value 100, solidity 0\n  expect score 75",
        ),
    ];
    for (change, example, written) in cases {
        assert_eq!(asked(change), Some(example), "{before:#?}");
        sandbox.write("rules/more.kam", format!("example \"It is asked for\"\n  {written}\n"));
        let after = survivors(&sandbox);
        assert!(after.iter().all(|(c, _)| c != change), "`{change}` is still unnoticed");
        assert!(after.len() < before.len());
    }
}

#[test]
fn a_plan_tells_what_has_changed_since_the_outcomes_were_accepted() {
    let workspace = Sandbox::copy_of("examples/uslugi");
    workspace.kam(&["test", "--accept"]).exits(0);
    workspace.kam(&["plan", "MLECZARNIA"]).exits(0);
    assert!(!workspace.read("plans/MLECZARNIA.md").contains("Co się zmieniło"), "nothing has changed yet");
    let snap = workspace.read("outcomes.snap");
    let block = snap.split("account ").find(|b| b.starts_with("MLECZARNIA")).unwrap();
    let before = block.replace("tier     A", "tier     B");
    assert_ne!(block, before);
    workspace.write("outcomes.snap", snap.replace(block, &before));
    workspace.kam(&["plan", "MLECZARNIA"]).exits(0);
    let plan = workspace.read("plans/MLECZARNIA.md");
    assert!(plan.contains("## Co się zmieniło od 1 października 2026"), "{plan}");
    assert!(plan.contains("| Poziom | B | A |"), "{plan}");
}

/// For users the lines of shipped libraries are not theirs to test; here they are. `stage_playbooks` stands in the starters,
/// whose examples are tested in the same way.
#[test]
fn the_examples_of_the_shipped_libraries_notice_every_change() {
    let sandbox = Sandbox::copy_of("tests/fixtures/libraries");
    let policy = sandbox.read("rules/policy.kam");
    let mut tested = 0;
    for entry in std::fs::read_dir(root().join("rules")).unwrap() {
        let path = entry.unwrap().path();
        let (name, text) = (path.file_stem().unwrap().to_string_lossy(), std::fs::read_to_string(&path).unwrap());
        if name == "stage_playbooks" || !text.lines().any(|line| line.starts_with("library ")) {
            continue;
        }
        assert!(policy.contains(&format!("\ninclude {name}\n")), "{name} is not tested");
        // A library of the workspace stands in for the shipped one, and its lines are the workspace's own.
        sandbox.write(&format!("rules/{name}.kam"), text);
        tested += 1;
    }
    assert!(tested >= 6, "only {tested} libraries");
    let json = sandbox.kam(&["test", "--mutate", "--strict", "--format", "json"]).exits(0).json();
    let changes = json["mutation"]["changes"].as_u64().unwrap();
    assert!(changes > 50, "only {changes} changes");
}
