//! What kam says in Polish: every answer for people, in a workspace with `locale: pl` and in an English one with `--lang pl`.
//! The snapshots are there to be read; answers for programs stay as they are.

use crate::common::{Sandbox, root};

fn uslugi() -> Sandbox {
    Sandbox::copy_of("examples/uslugi")
}

/// An English workspace with accounts of every kind, a playbook and an example that fails.
fn english() -> Sandbox {
    Sandbox::with_policy(RULES)
        .file("kam.yaml", "name: demo\nlocale: en\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n")
        .file("accounts/a.yaml", "account: ALFA\nname: Alfa\nkam: anna\nsales: 900000 PLN\ncredit: good\ndebt: 0 days\n")
        .file("accounts/b.yaml", "account: BETA\nname: Beta\nsales: 800000 PLN\ndebt: 0 days\n")
        .file("accounts/c.yaml", "account: GAMMA\nname: Gamma\nsales: 100000 PLN\ncredit: weak\ndebt: 120 days\n")
        .file("accounts/d.yaml", "account: DELTA\nname: Delta\nsales: 100000 PLN\ncredit: weak\n")
        .file(
            "accounts/e.yaml",
            "account: EPSI\nname: Epsilon\nsales: {value: 950000 PLN, on: 2026-09-01, by: anna, source: a call}\n\
             credit: good\ndebt: 100 days\nwaivers:\n  - {veto: arrears, approved_by: zofia, reason: paid by a bank, until: 2026-12-31}\n",
        )
}

const RULES: &str = r#"policy demo "Demo" version 1.0
  currency PLN

field sales "Sales" money
field credit "Credit" one of weak, good
field debt "Debt" days

let share "Share of all sales" = share_of_total(sales)

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

limit small "Small share" to tier B when share below 35 %

tier A "Key" from 80 points when sales at least 850 000 PLN
tier B "Growing" from 40 points
tier C "Other" otherwise

rank by score

channel visit "Visit" effort 2.5 hours cost 100 PLN

playbook win "Win them" when sales below 1 mln PLN
  action call_in "Call in"
    channel visit
    owner kam
    due within 5 working days

example "Large enough"
  given sales 900 000 PLN, credit good, debt 0 days
  expect tier A, score 92.5

example "Half as large"
  given sales 500 000 PLN, credit good, debt 0 days
  expect tier A, needs credit
"#;

/// The transcript of a command, without no-break spaces, which nobody sees.
fn said(sandbox: &Sandbox, args: &[&str]) -> String {
    sandbox.kam(args).transcript().replace('\u{a0}', " ")
}

/// As [`said`], without the lines of rules: a rule that is added above changes nothing of what is said.
fn told(sandbox: &Sandbox, args: &[&str]) -> String {
    let mut out = String::new();
    for (at, part) in said(sandbox, args).split(".kam:").enumerate() {
        let part = if at == 0 { part } else { part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '–') };
        out.push_str(if at == 0 { "" } else { ".kam:…" });
        out.push_str(part);
    }
    out
}

#[test]
fn a_polish_workspace_is_answered_in_polish() {
    let sandbox = uslugi();
    insta::assert_snapshot!("rank", told(&sandbox, &["--quiet", "rank"]));
    insta::assert_snapshot!("explain", told(&sandbox, &["--quiet", "explain", "PAPIERNIA"]));
    insta::assert_snapshot!("explain_one_value", told(&sandbox, &["--quiet", "explain", "CHLODNIA", "rentowność"]));
    insta::assert_snapshot!("explain_markdown", told(&sandbox, &["--quiet", "explain", "CHLODNIA", "--format", "md"]));
    insta::assert_snapshot!("actions", told(&sandbox, &["--quiet", "actions"]));
    insta::assert_snapshot!("check", told(&sandbox, &["check"]));
    insta::assert_snapshot!("test_quiet", told(&sandbox, &["test", "--quiet", "--coverage"]));
    insta::assert_snapshot!("plan", told(&sandbox, &["plan"]));
    insta::assert_snapshot!("fmt", told(&sandbox, &["fmt"]));
}

#[test]
fn an_english_workspace_is_answered_in_polish_where_that_is_asked_for() {
    let sandbox = english();
    let pl = |args: &[&str]| said(&sandbox, &[&["--lang", "pl"], args].concat());
    insta::assert_snapshot!("asked_rank", pl(&["rank"]));
    for account in ["ALFA", "BETA", "GAMMA", "DELTA", "EPSI"] {
        insta::assert_snapshot!(format!("asked_explain_{}", account.to_lowercase()), pl(&["explain", account]));
    }
    insta::assert_snapshot!("asked_explain_markdown", pl(&["explain", "BETA", "--format", "md"]));
    insta::assert_snapshot!("asked_actions", pl(&["actions"]));
    insta::assert_snapshot!("asked_test", pl(&["test", "--coverage"]));
    insta::assert_snapshot!("asked_mutate", pl(&["test", "--mutate", "--quiet"]));
    let for_programs = ["test", "--mutate", "--format", "json"];
    assert_eq!(pl(&for_programs), said(&sandbox, &for_programs));
    insta::assert_snapshot!("asked_accept", pl(&["test", "--accept"]));
    sandbox.write("accounts/a.yaml", "account: ALFA\nname: Alfa\nsales: 100000 PLN\ncredit: good\ndebt: 0 days\n");
    insta::assert_snapshot!("asked_outcomes", pl(&["test", "--filter", "ALFA"]));
    let untidy = sandbox.read("rules/policy.kam").replace("limit small", "limit  small");
    sandbox.write("rules/policy.kam", untidy);
    insta::assert_snapshot!("asked_fmt", pl(&["fmt", "--check", "--diff"]));
}

#[test]
fn what_differs_is_told_in_polish() {
    let sandbox = english();
    sandbox.make_repository();
    sandbox.commit();
    let pl = |args: &[&str]| said(&sandbox, &[&["--lang", "pl"], args].concat());
    insta::assert_snapshot!("diff_nothing", pl(&["diff"]));
    let rules = sandbox.read("rules/policy.kam").replace("from 80 points", "from 92 points");
    let rules = rules.replace("\"Growing\"", "\"Rising\"").replace("above 90 days", "above 60 days");
    sandbox.write("rules/policy.kam", rules);
    sandbox.write("accounts/b.yaml", "account: BETA\nname: Beta\nsales: 200000 PLN\ndebt: 70 days\n");
    sandbox.write(
        "accounts/z.yaml",
        "account: ZETA\nname: Zeta\nkam: anna\nsales: 500000 PLN\ncredit: good\ndebt: 0 days\n",
    );
    std::fs::remove_file(sandbox.path().join("accounts/d.yaml")).expect("it is removed");
    insta::assert_snapshot!("diff", pl(&["diff"]));
    insta::assert_snapshot!("diff_markdown", pl(&["diff", "--format", "md"]));
    insta::assert_snapshot!("diff_days", pl(&["diff", "--as-of", "2026-10-01", "2027-01-15"]));
}

#[test]
fn what_cannot_be_done_is_said_in_polish() {
    let sandbox = english();
    let outside = Sandbox::new();
    let pl = |sandbox: &Sandbox, args: &[&str]| {
        let run = sandbox.kam(&[&["--lang", "pl"], args].concat());
        let said = run.stderr.replace(&*sandbox.path().canonicalize().expect("a path").to_string_lossy(), "DIR");
        format!("kam {}\n{said}", args.join(" "))
    };
    sandbox.write("plans/ALFA.md", "mine\n");
    let mut all: Vec<String> = [
        &["explain", "AFLA"][..],
        &["explain", "ALFA", "solidty"],
        &["explain", "nobody at all"],
        &["explain-code", "KAM-E9999"],
        &["actions", "--owner", "ana"],
        &["plan"],
        &["plan", "--out", "../x/y", "--prune", "ALFA"],
        &["fmt", "-", "x.kam"],
        &["fmt", "nowhere.kam"],
        &["test", "--filter", "nothing like it"],
        &["diff", "main"],
        &["init", "."],
        &["--as-of", "1.10.2026", "rank"],
        &["actions", "--month", "10.2026"],
        &["rank", "--format", "yml"],
        &["rank", "--limti", "3"],
        &["rank", "--limit"],
        &["rnak"],
        &["explain"],
        &[],
    ]
    .iter()
    .map(|args| pl(&sandbox, args))
    .collect();
    all.push(pl(&outside, &["rank"]));
    all.push(pl(&outside, &["-C", "nowhere", "rank"]));
    insta::assert_snapshot!("refusals", all.join("\n"));
}

#[test]
fn every_refusal_has_both_languages() {
    let mut open = vec![root().join("src/commands")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(path).expect("a directory").map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text").split_whitespace().collect::<String>();
        for plain in ["bail!(\"", "anyhow!(\"", ".context(", ".with_context("] {
            assert!(!text.contains(plain), "{}: `{plain}` speaks English only; see words/problems.rs", path.display());
        }
    }
}

#[test]
fn help_is_polish_in_a_polish_workspace_and_on_request() {
    let (polish, outside) = (uslugi(), Sandbox::new());
    let help = outside.kam(&["--lang", "pl", "--help"]).exits(0).stdout;
    insta::assert_snapshot!("help", help);
    assert_eq!(polish.kam(&["--help"]).exits(0).stdout, help);
    assert_eq!(outside.kam(&["-C", &polish.path().to_string_lossy(), "--help"]).exits(0).stdout, help);
    assert_ne!(polish.kam(&["--lang", "en", "--help"]).exits(0).stdout, help);
    for command in ["init", "diff", "test"] {
        insta::assert_snapshot!(format!("help_{command}"), polish.kam(&[command, "--help"]).exits(0).stdout);
    }
    insta::assert_snapshot!("help_rank_short", polish.kam(&["rank", "-h"]).exits(0).stdout);
    assert_eq!(polish.kam(&["help", "rank"]).exits(0).stdout, polish.kam(&["rank", "--help"]).exits(0).stdout);
}

#[test]
fn a_new_polish_workspace_is_greeted_in_polish() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!("init", sandbox.kam(&["init", "firma", "--locale", "pl"]).transcript());
    let english = sandbox.kam(&["--lang", "en", "init", "druga", "--locale", "pl"]).exits(0).stdout;
    assert!(english.contains("Next:"), "{english}");
}

#[test]
fn programs_are_answered_alike_in_every_language() {
    let sandbox = uslugi();
    for args in [
        &["rank", "--format", "json"][..],
        &["rank", "--format", "csv"],
        &["explain", "PAPIERNIA", "--format", "json"],
        &["actions", "--format", "json"],
        &["actions", "--format", "csv"],
        &["test", "--format", "json", "--coverage"],
        &["test", "--format", "junit"],
    ] {
        let in_language = |tag: &str| sandbox.kam(&[&["--quiet", "--lang", tag], args].concat()).stdout;
        assert_eq!(in_language("pl"), in_language("en"), "{args:?}");
    }
}
