//! The binary, command by command: wiring, formats and exit codes. What outcomes mean is tested below the commands.

use crate::common::{Run, Sandbox, run};
use serde_json::Value;

/// A policy with two tiers over two fields; small enough to check every number by hand.
const POLICY: &str = r#"policy demo "Demo" version 1.0
  currency PLN

field sales "Sales" money
field credit "Credit" one of weak < good
field debt "Debt" days

criterion value "Value" weight 75 %
  | sales          | points |
  | at 0 PLN       | 0      |
  | at 1 mln PLN   | 100    |

criterion solidity "Solidity" weight 25 %
  | credit | points |
  | weak   | 0      |
  | good   | 100    |

veto arrears "Arrears" when debt above 90 days
  because "Credit policy, 5"

tier A "Key" from 80 points
tier B "Growing" from 40 points
tier C "Standard" otherwise

rank by score

document plan "Plan" template "plan.md"
  when score at least 40 points

example "A good one"
  given sales 1 mln PLN, credit good, debt 0 days
  expect tier A, score 100
"#;

fn demo() -> Sandbox {
    Sandbox::with_policy(POLICY)
        .file("kam.yaml", "name: demo\nlocale: en\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n")
        .file("accounts/a.yaml", "account: ALFA\nname: Alfa Łódź\nsales: 900000 PLN\ncredit: good\ndebt: 10 days\n")
        .file("accounts/b.yaml", "account: BETA\nname: Beta\nsales: 800000 PLN\ndebt: 0 days\n")
        .file("accounts/c.yaml", "account: GAMMA\nname: Gamma\nsales: 100000 PLN\ncredit: weak\ndebt: 120 days\n")
        .file("accounts/d.yaml", "account: DELTA\nname: Delta\nsales: 100000 PLN\ncredit: weak\n")
}

#[test]
fn version_and_help() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.kam(&["--version"]).exits(0).stdout, format!("kam {}\n", env!("CARGO_PKG_VERSION")));
    for command in ["init", "check", "rank", "explain", "plan", "test", "diff"] {
        let help = sandbox.kam(&[command, "--help"]).exits(0).stdout;
        assert!(help.contains("Example") && help.contains(&format!("kam {command}")), "{help}");
    }
    assert_eq!(sandbox.kam(&["rnak"]).exit, 2);
}

#[test]
fn without_a_workspace_nothing_runs() {
    let sandbox = Sandbox::new().file("w/kam.yaml", "name: x\n").file("w/accounts/x.yaml", "account: X\n");
    for command in ["check", "rank", "plan", "test"] {
        let run = sandbox.kam(&[command]).exits(2);
        assert!(run.stdout.is_empty() && run.stderr.contains("kam init"), "{}", run.transcript());
    }
    let run = sandbox.kam(&["-C", "w/accounts", "check"]).exits(2);
    assert!(run.stderr.contains("-C"), "{}", run.transcript());
    sandbox.kam(&["-C", "nowhere", "check"]).exits(2);
}

#[test]
fn init_writes_workspaces_that_work() {
    for (args, name) in [
        (vec!["init", "w"], "starter"),
        (vec!["init", "w", "--locale", "en"], "starter in English"),
        (vec!["init", "w", "--example", "northwind"], "northwind"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.kam(&args).exits(0);
        let check = sandbox.kam(&["-C", "w", "check"]).exits(0);
        assert!(check.stdout.contains("ok: "), "{name}: {}", check.transcript());
        let test = sandbox.kam(&["-C", "w", "test"]).exits(0);
        assert!(test.stdout.contains(" 0 failed"), "{name}: {}", test.transcript());
        sandbox.kam(&["-C", "w", "rank"]).exits(0);
        sandbox.kam(&["-C", "w", "plan"]).exits(0);
        assert!(!sandbox.files("w/plans").is_empty(), "{name}");
    }
}

#[test]
fn init_overwrites_nothing() {
    let sandbox = Sandbox::new().file("w/notes.txt", "mine").file("fresh/.git/HEAD", "ref");
    let run = sandbox.kam(&["init", "w"]).exits(2);
    assert!(run.stderr.contains("not empty"), "{}", run.transcript());
    assert_eq!(sandbox.files("w"), ["notes.txt"]);
    sandbox.kam(&["init", "fresh"]).exits(0);
}

#[test]
fn check_counts_what_it_checked() {
    let run = demo().kam(&["check"]).exits(0);
    insta::assert_snapshot!(run.transcript());
}

/// GitHub counts from the top of the repository, wherever in it the workspace lies.
#[test]
fn findings_for_github_name_files_from_the_top_of_the_repository() {
    let repository = Sandbox::new();
    repository.git(&["init", "-q", "-b", "main"]);
    repository.kam(&["init", "deep/sales"]).exits(0);
    repository.write("deep/sales/rules/more.kam", "critrion x \"X\" weight 1 %\n");
    let said = |format: &str| repository.kam(&["-C", "deep/sales", "check", "--format", format]).exits(1);
    let github = said("github").stdout;
    assert!(github.contains("file=deep/sales/rules/more.kam,line=1,"), "{github}");
    let place = &said("sarif").json()["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "deep/sales/rules/more.kam");
}

/// Tables, account files and prose are no rules, and stay as they are.
#[test]
fn fmt_lays_out_rules_only() {
    let sandbox = demo();
    let before = sandbox.read("kam.yaml");
    let run = sandbox.kam(&["fmt", "kam.yaml"]).exits(2);
    assert!(run.stderr.contains("`kam.yaml` is no file of rules"), "{}", run.stderr);
    assert_eq!(sandbox.read("kam.yaml"), before);
}

#[test]
fn check_names_everything_at_once_in_every_format() {
    let sandbox = demo().file("rules/more.kam", "critrion x \"X\" weight 1,8 %\n");
    sandbox.write("accounts/e.yaml", "account: EPS\nname: Eps\nsalse: 5 PLN\n");
    let text = sandbox.kam(&["check"]).exits(1).stdout;
    let json = sandbox.kam(&["check", "--format", "json"]).exits(1).json();
    assert_eq!(json["format"], 1);
    let findings = json["findings"].as_array().expect("findings");
    assert!(findings.len() >= 2, "{text}");
    for finding in findings {
        for key in ["code", "level", "message", "file", "line", "column", "end_line", "end_column"] {
            assert!(!finding[key].is_null(), "{key} in {finding}");
        }
        assert!(text.contains(finding["code"].as_str().expect("a code")));
    }
    let github = sandbox.kam(&["check", "--format", "github"]).exits(1).stdout;
    assert_eq!(github.lines().filter(|l| l.starts_with("::")).count(), findings.len());
    let sarif = sandbox.kam(&["check", "--format", "sarif"]).exits(1).json();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(findings.len()));
    for rule in sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules") {
        let text = |key: &str| rule[key]["text"].as_str().unwrap_or_default();
        assert!(rule["name"].as_str().is_some_and(|n| n.starts_with(|c: char| c.is_ascii_uppercase())), "{rule}");
        assert!(text("shortDescription").ends_with('.') && text("help").contains("Wrong:"), "{rule}");
    }
}

#[test]
fn inputs_with_errors_give_no_half_result() {
    let sandbox = demo().file("accounts/e.yaml", "account: EPS\nname: Eps\nsalse: 5 PLN\n");
    for args in [
        &["rank"][..],
        &["rank", "--format", "json"],
        &["explain", "ALFA"],
        &["explain", "ALFA", "--format", "json"],
        &["plan"],
        &["plan", "--format", "json"],
    ] {
        let run = sandbox.kam(args).exits(1);
        let (said, silent) = if args.contains(&"json") {
            assert_eq!(run.json()["findings"][0]["file"], "accounts/e.yaml", "{args:?}");
            (&run.stdout, &run.stderr)
        } else {
            (&run.stderr, &run.stdout)
        };
        assert!(silent.is_empty() && said.contains("salse"), "{args:?}: {}", run.transcript());
    }
    assert!(sandbox.files("plans").is_empty());
    sandbox.write("rules/more.kam", "critrion x\n");
    let tests = sandbox.kam(&["test", "--format", "json"]).exits(1);
    assert!(!tests.json()["findings"].as_array().expect("findings").is_empty(), "{}", tests.transcript());
}

#[test]
fn rank_lists_accounts_best_first() {
    let run = demo().kam(&["rank"]).exits(0);
    insta::assert_snapshot!(run.transcript());
}

#[test]
fn rank_answers_json_and_csv_alike() {
    let sandbox = demo();
    let json = sandbox.kam(&["rank", "--format", "json"]).exits(0).json();
    assert_eq!(
        (&json["format"], &json["as_of"], &json["policy"]["name"]),
        (&1.into(), &"2026-10-01".into(), &"demo".into())
    );
    let accounts = json["accounts"].as_array().expect("accounts");
    let ids: Vec<&str> = accounts.iter().filter_map(|a| a["account"].as_str()).collect();
    assert_eq!(ids, ["ALFA", "BETA", "DELTA", "GAMMA"]);
    assert_eq!(accounts[0]["tier"], "A");
    assert_eq!(accounts[1]["tier"], Value::Null);
    assert_eq!(accounts[1]["tiers"], serde_json::json!(["A", "B"]));
    assert_eq!(accounts[1]["needs"], serde_json::json!(["credit"]));
    assert_eq!(accounts[2]["status"], "hold");
    assert_eq!(accounts[3]["status"], "excluded");
    assert_eq!(accounts[3]["rank"], Value::Null);

    let csv = sandbox.kam(&["rank", "--format", "csv"]).exits(0).stdout;
    let rows: Vec<Vec<&str>> = csv.lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(rows[0][..7], ["account", "name", "rank", "status", "tier", "score_low", "score_high"]);
    assert_eq!(rows[1][..7], ["ALFA", "Alfa Łódź", "1", "qualified", "A", "92.5", "92.5"]);
    assert_eq!(rows[2][..7], ["BETA", "Beta", "2", "qualified", "", "60", "85"]);
    assert_eq!(rows.len(), 5);
}

#[test]
fn rank_can_be_cut_short() {
    let sandbox = demo();
    let json = sandbox.kam(&["rank", "--format", "json", "--limit", "1"]).exits(0).json();
    assert_eq!(json["accounts"].as_array().map(Vec::len), Some(1));
    let csv = sandbox.kam(&["rank", "--format", "csv", "--limit", "1"]).exits(0).stdout;
    assert_eq!(csv.lines().count(), 2);
}

#[test]
fn explain_says_why() {
    let sandbox = demo();
    for (name, account) in [("known", "ALFA"), ("open", "BETA"), ("excluded", "GAMMA"), ("held", "DELTA")] {
        let run = sandbox.kam(&["explain", account]).exits(0);
        insta::assert_snapshot!(format!("explain_{name}"), run.transcript());
    }
    let one = sandbox.kam(&["explain", "BETA", "solidity"]).exits(0).stdout;
    assert!(one.contains("solidity") && !one.contains("arrears"), "{one}");
    let json = sandbox.kam(&["explain", "BETA", "--format", "json"]).exits(0).json();
    assert_eq!((&json["format"], &json["account"]), (&1.into(), &"BETA".into()));
}

#[test]
fn explain_says_why_in_markdown() {
    let sandbox = demo();
    for (name, account) in [("open", "BETA"), ("excluded", "GAMMA"), ("held", "DELTA")] {
        let run = sandbox.kam(&["explain", account, "--format", "md"]).exits(0);
        insta::assert_snapshot!(format!("explain_{name}_markdown"), run.transcript());
    }
    let one = sandbox.kam(&["explain", "BETA", "solidity", "--format", "md"]).exits(0);
    insta::assert_snapshot!("explain_one_value_markdown", one.transcript());
    let whole = traced().kam(&["--lang", "en", "explain", "ONE", "--format", "md"]).exits(0);
    insta::assert_snapshot!("explain_records_markdown", whole.transcript());
}

#[test]
fn an_unknown_name_gets_the_nearest() {
    let sandbox = demo();
    let run = sandbox.kam(&["explain", "AFLA"]).exits(2);
    assert!(run.stderr.contains("`ALFA`"), "{}", run.transcript());
    let run = sandbox.kam(&["explain", "ALFA", "solidty"]).exits(2);
    assert!(run.stderr.contains("`solidity`"), "{}", run.transcript());
    let run = sandbox.kam(&["plan", "BTEA"]).exits(2);
    assert!(run.stderr.contains("`BETA`"), "{}", run.transcript());
    assert!(sandbox.files("plans").is_empty());
}

#[test]
fn plan_writes_what_qualifies_and_leaves_the_rest_alone() {
    let sandbox = demo();
    let first = sandbox.kam(&["plan"]).exits(0);
    assert_eq!(sandbox.files("plans"), ["ALFA.md", "BETA.md"], "{}", first.transcript());
    let written = sandbox.read("plans/ALFA.md");
    let again = sandbox.kam(&["plan"]).exits(0);
    assert!(again.stdout.contains("0 written, 2 unchanged"), "{}", again.transcript());
    assert_eq!(sandbox.read("plans/ALFA.md"), written);

    // Held and excluded accounts get a plan only when named.
    sandbox.kam(&["plan", "DELTA"]).exits(0);
    assert!(sandbox.files("plans").contains(&"DELTA.md".to_owned()));

    // Then they stay, and are named with the way to write them anew.
    let later = sandbox.kam(&["plan"]).exits(0);
    let said = "left over plans/DELTA.md: the rules call for no plan of DELTA; `kam plan DELTA` writes it anew, \
                `kam plan --prune` removes it\n";
    assert!(later.stdout.contains(said), "{}", later.transcript());
    std::fs::remove_file(sandbox.path().join("accounts/d.yaml")).expect("a file");
    let gone = sandbox.kam(&["plan"]).exits(0);
    let said = "left over plans/DELTA.md: there is no such account; `kam plan --prune` removes it\n";
    assert!(gone.stdout.contains(said), "{}", gone.transcript());
}

#[test]
fn plans_of_accounts_that_no_longer_qualify_are_named_and_pruned_on_request() {
    let sandbox = demo();
    sandbox.kam(&["plan"]).exits(0);
    sandbox.write("plans/notes.md", "my own\n");
    sandbox.write("accounts/a.yaml", "account: ALFA\nname: Alfa\nsales: 0 PLN\ncredit: weak\ndebt: 0 days\n");
    let run = sandbox.kam(&["plan"]).exits(0);
    assert!(run.stdout.contains("ALFA.md") && run.stdout.contains("--prune"), "{}", run.transcript());
    assert!(sandbox.files("plans").contains(&"ALFA.md".to_owned()));
    sandbox.kam(&["plan", "--prune"]).exits(0);
    assert_eq!(sandbox.files("plans"), ["BETA.md", "notes.md"]);
}

#[test]
fn plan_never_touches_a_file_it_did_not_write() {
    let sandbox = demo().file("plans/ALFA.md", "# My own notes on Alfa\n");
    let run = sandbox.kam(&["plan"]);
    assert_ne!(run.exit, 0, "{}", run.transcript());
    assert!(run.stderr.contains("ALFA.md"), "{}", run.transcript());
    assert_eq!(sandbox.read("plans/ALFA.md"), "# My own notes on Alfa\n");
}

#[cfg(unix)]
#[test]
fn plans_do_not_leave_the_workspace_through_a_link() {
    let sandbox = demo();
    let outside = tempfile::tempdir().expect("a directory");
    std::os::unix::fs::symlink(outside.path(), sandbox.path().join("plans")).expect("a link");
    let run = sandbox.kam(&["plan"]);
    assert_ne!(run.exit, 0, "{}", run.transcript());
    assert!(run.stderr.contains("`plans` is a link that leads out of the workspace"), "{}", run.transcript());
    assert_eq!(std::fs::read_dir(outside.path()).expect("a directory").count(), 0);
    // Whoever names the place may write there.
    sandbox.kam(&["plan", "--out", outside.path().to_str().expect("text")]).exits(0);
    assert_eq!(std::fs::read_dir(outside.path()).expect("a directory").count(), 2);
}

#[test]
fn plan_answers_json() {
    let json = demo().kam(&["plan", "ALFA", "--format", "json"]).exits(0).json();
    assert_eq!(json["format"], 1);
    assert_eq!(json["plans"][0]["account"]["id"], "ALFA");
}

#[test]
fn test_counts_and_shows_what_came_out() {
    let sandbox = demo();
    let run = sandbox.kam(&["test"]).exits(0);
    assert!(run.stdout.ends_with("1 passed, 0 failed\n"), "{}", run.transcript());
    sandbox.write(
        "rules/more.kam",
        "example \"A wrong one\"\n  given sales 0 PLN, credit good, debt 0 days\n  expect tier A, score 25\n",
    );
    let run = sandbox.kam(&["test"]).exits(1);
    insta::assert_snapshot!(run.transcript());
    let json = sandbox.kam(&["test", "--format", "json"]).exits(1).json();
    assert_eq!((&json["format"], &json["passed"], &json["failed"]), (&1.into(), &1.into(), &1.into()));
}

#[test]
fn a_policy_without_examples_fails_its_tests() {
    let (policy, _) = POLICY.split_once("example").expect("an example");
    let run = Sandbox::with_policy(policy).kam(&["test"]).exits(1);
    assert!(run.transcript().contains("example"), "{}", run.transcript());
}

#[test]
fn the_day_is_never_the_clocks() {
    let sandbox = demo();
    sandbox.write("kam.yaml", "name: demo\naccounts: accounts/*.yaml\n");
    sandbox.write("accounts/a.yaml", "account: ALFA\nname: Alfa\nsales: {value: 900000 PLN, on: 2026-05-04}\n");
    let run = sandbox.kam(&["rank"]);
    assert!(run.exit != 0 && run.stderr.contains("2026-05-04"), "{}", run.transcript());
    sandbox.kam(&["rank", "--as-of", "2026-05-04"]).exits(0);
    sandbox.kam(&["rank", "--as-of", "4.05.2026"]).exits(2);
}

#[test]
fn colour_is_for_terminals_or_on_request() {
    let sandbox = demo().file("rules/more.kam", "critrion x\n");
    assert!(!sandbox.kam(&["check"]).stdout.contains('\u{1b}'));
    assert!(sandbox.kam(&["check", "--color", "always"]).stdout.contains('\u{1b}'));
    assert!(!sandbox.kam(&["check", "--color", "never"]).stdout.contains('\u{1b}'));
}

#[test]
fn outputs_depend_on_the_inputs_alone() {
    let outputs =
        |sandbox: &Sandbox, dir: &std::path::Path, root: &str, env: &[(&str, &str)]| -> (Vec<Run>, Vec<String>) {
            let commands = [
                &["check"][..],
                &["rank"],
                &["rank", "--format", "json"],
                &["rank", "--format", "csv"],
                &["explain", "SAVEA"],
                &["explain", "SAVEA", "--format", "json"],
                &["test"],
                &["plan", "--format", "json"],
                &["plan", "--quiet"],
            ];
            let runs = commands.iter().map(|c| run(dir, &[&["-C", root], *c].concat(), env)).collect();
            let plans = sandbox.files("plans").iter().map(|f| sandbox.read(&format!("plans/{f}"))).collect();
            (runs, plans)
        };
    let here = Sandbox::copy_of("examples/northwind");
    let first = outputs(&here, here.path(), ".", &[("LANG", "C"), ("TZ", "UTC")]);

    // Files written in the opposite order, another place, locale, time zone and working directory.
    let there = Sandbox::new();
    for file in here.files("").iter().rev().filter(|f| !f.starts_with("plans/")) {
        there.write(file, std::fs::read(here.path().join(file)).expect("a file"));
    }
    let elsewhere = Sandbox::new();
    let root = there.path().to_string_lossy().into_owned();
    let environment = [("LANG", "pl_PL.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Asia/Tokyo")];
    let second = outputs(&there, elsewhere.path(), &root, &environment);
    assert!(!first.1.is_empty());
    assert!(first == second, "the outputs differ");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let sandbox = Sandbox::copy_of("examples/northwind");
    let mut child = Command::new(env!("CARGO_BIN_EXE_kam"))
        .args(["rank", "--format", "json"])
        .current_dir(sandbox.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("kam runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("kam ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn many_warnings_about_rules_are_counted_everywhere_but_in_check() {
    let later: String = (0..5).map(|n| format!("competence c{n} \"C\" for kam\n")).collect();
    let policy = format!(
        "policy p \"P\" version 1\n\nfield a \"A\" number 0..10\n\ncriterion c \"C\" weight 100 %\n  points a * 10\n\n\
         tier A \"A\" from 50\n\ntier B \"B\" otherwise\n\n{later}"
    );
    let sandbox = Sandbox::new();
    sandbox.write("kam.yaml", "name: t\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n");
    sandbox.write("accounts/a.yaml", "account: X\nname: X\na: 7\n");
    sandbox.write("rules/p.kam", &policy);
    let ranked = sandbox.kam(&["rank", "--format", "csv"]).exits(0);
    assert_eq!(ranked.stderr, "5 warnings about the rules: `kam check` shows them.\n");
    let checked = sandbox.kam(&["check"]).exits(0);
    assert_eq!(checked.stdout.matches("warning[KAM-W0142]").count(), 5);
}

const TRACED: &str = "\
policy traced \"Traced\" version 1
  currency PLN
  effective from 2026-01-01

parameter start \"Start of A\" = 50 points
  from 2026-06-01 = 60 points
  from 2027-01-01 = 70 points

field size \"Wielkość\" money
field grade \"Grade\" number 0..10

records line \"Pozycje\" dated by ordered
  ordered date
  net     money
  region  text

let revenue \"Obrót\" = sum line.net over last 6 months
let twice = share_of_total(revenue * 2)
let per_grade = revenue / grade

criterion worth \"Wartość\" weight 100 %
  | revenue       | points |
  | at 0 PLN      | 0      |
  | at 1 000 PLN  | 100    |
  | missing       | 0      |

tier A \"Key\" from start when grade at least 5
tier B \"Other\" otherwise
";

/// A workspace in Polish with joined records.
fn traced() -> Sandbox {
    Sandbox::with_policy(TRACED)
        .file(
            "kam.yaml",
            "name: traced\nlocale: pl\nas_of: 2026-10-01\n\
             accounts: [accounts/*.yaml, {file: data/clients.csv, account: id}]\n\
             records:\n  line:\n    file: data/lines.csv\n    account: client\n    join: [{file: data/regions.csv, on: place}]\n    \
             covers: {from: 2026-01-01, to: 2026-10-01}\n",
        )
        .file("data/clients.csv", "id,name,size\nONE,One,12000 PLN\nTWO,Two,\nTHREE,Three,5 PLN\n")
        .file("accounts/one.yaml", "account: ONE\ngrade: n/a\n")
        .file("accounts/two.yaml", "account: TWO\ngrade: 7\n")
        .file("accounts/three.yaml", "account: THREE\n")
        .file(
            "data/lines.csv",
            "client,ordered,net,place\nONE,2026-09-01,700 PLN,w\nONE,2026-02-01,50 PLN,w\nONE,2026-09-02,100 PLN,e\n\
             TWO,2026-09-03,,e\n",
        )
        .file("data/regions.csv", "place,region\nw,West\ne,East\n")
}

#[test]
fn every_explained_value_says_where_its_data_stand() {
    let sandbox = traced();
    let json = sandbox.kam(&["explain", "ONE", "--format", "json"]).exits(0).json();
    let data = |name: &str| {
        let values = json["values"].as_array().expect("values");
        values.iter().find(|v| v["name"] == name).unwrap_or_else(|| panic!("no value {name}"))["data"].clone()
    };
    let lines = serde_json::json!(
        {"place": "data/lines.csv", "joined": ["data/regions.csv"], "rows": 3, "in_window": 2}
    );
    assert_eq!(data("revenue"), serde_json::json!([lines]));
    assert_eq!(data("size"), serde_json::json!([{"place": "data/clients.csv:2:3"}]));
    assert_eq!(data("per_grade"), serde_json::json!([lines, {"place": "accounts/one.yaml:2"}]));
    let text = sandbox.kam(&["--lang", "en", "explain", "ONE"]).exits(0).stdout;
    for said in [
        "data: data/lines.csv (2 of 3 rows)",
        "from data/clients.csv, row 2, column 3",
        "Rows of data/lines.csv are joined with data/regions.csv.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
}

#[test]
fn programs_get_reasons_in_english_and_people_in_their_language() {
    let sandbox = traced();
    let (english, polish) = ("its cell in the data is blank", "komórka w danych jest pusta");
    for args in [&["explain", "TWO", "--format", "json"][..], &["rank", "--format", "json"]] {
        for args in [args.to_vec(), [&["--lang", "pl"], args].concat()] {
            let said = sandbox.kam(&args).exits(0).stdout;
            assert!(said.contains(english) && !said.contains(polish), "{args:?}: {said}");
        }
    }
    let people = |args: &[&str]| {
        let said = sandbox.kam(args).exits(0).stdout;
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(people(&["explain", "TWO"]).contains(polish));
    assert!(people(&["--lang", "en", "explain", "TWO"]).contains(english));
    let said = people(&["--lang", "en", "explain", "TWO", "revenue"]);
    assert!(said.contains("revenue \"Obrót\""), "labels stay: {said}");
}

#[test]
fn explain_names_things_as_the_rules_write_them() {
    let sandbox = traced();
    let text = sandbox.kam(&["--lang", "en", "explain", "ONE"]).exits(0).stdout;
    assert!(text.contains("per_grade = not applicable"), "{text}");
    assert!(!text.contains("missing (not applicable)"), "{text}");
    assert!(text.contains("share_of_total(revenue * 2): 1 of 3 accounts"), "{text}");
    assert!(text.contains("from share_of_total(revenue * 2)"), "{text}");
    assert!(!text.contains("share_of_total(share_of_total"), "{text}");
    let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("its condition does not apply (grade = not applicable), which counts as no"), "{text}");
    let json = sandbox.kam(&["explain", "ONE", "--format", "json"]).exits(0).json();
    assert_eq!(json["next_tier"]["condition"], "not_applicable");
}

#[test]
fn a_parameter_can_be_explained() {
    let sandbox = traced();
    let text = sandbox.kam(&["--lang", "en", "explain", "ONE", "start"]).exits(0).stdout;
    assert!(text.contains("start \"Start of A\" = 60 points since 2026-06-01  [rules/policy.kam:6]"), "{text}");
    assert!(text.contains("used by tier A"), "{text}");
    let early = sandbox.kam(&["--lang", "en", "--as-of", "2026-05-01", "explain", "ONE", "start"]).exits(0).stdout;
    assert!(early.contains("start \"Start of A\" = 50 points  [rules/policy.kam:5]"), "{early}");
}
