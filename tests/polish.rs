//! What kam says in Polish: every answer for people, in a workspace with `locale: pl` and in an English one with `--lang pl`.
//! The snapshots are there to be read; answers for programs stay as they are.

use crate::common::{Sandbox, root};
use std::collections::BTreeSet;
use std::fs;

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

/// Words that an answer in Polish shares with the one in English although no file of the workspace holds them.
fn alike(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let said = |tag: &str| {
        let run = sandbox.kam(&[&["--lang", tag], args].concat());
        words(&format!("{}\n{}", run.stdout, run.stderr), true)
    };
    let (polish, english) = (said("pl"), said("en"));
    let mut written: BTreeSet<String> = args.iter().flat_map(|arg| words(arg, false)).collect();
    written.extend(IN_BOTH.iter().map(|word| (*word).to_owned()));
    for path in sandbox.files("").iter().filter(|path| !path.starts_with("plans/") && !path.starts_with(".git/")) {
        written.extend(written_words(&String::from_utf8_lossy(&fs::read(sandbox.path().join(path)).expect("a file"))));
    }
    for library in fs::read_dir(root().join("rules")).expect("the libraries") {
        written.extend(written_words(&fs::read_to_string(library.expect("an entry").path()).expect("a library")));
    }
    polish.intersection(&english).filter(|word| !written.contains(*word)).cloned().collect()
}

/// Words, of answers those outside of backticks only, no paths and none that is cut.
fn words(text: &str, said: bool) -> BTreeSet<String> {
    // Markdown's own signs are no words.
    let text = text.replace("<br>", " ").replace("&lt;", " ");
    let parts: Vec<&str> = if said { text.split('`').step_by(2).collect() } else { vec![&text] };
    let is_path = |word: &&str| word.contains(['/', '…']) || word.trim_end_matches(['.', ',']).contains('.');
    let tokens = parts.into_iter().flat_map(str::split_whitespace).filter(|word| !(said && is_path(word)));
    let words = tokens.flat_map(|token| token.split(|c: char| !c.is_alphanumeric() && c != '_'));
    let is_word = |word: &&str| word.len() > 1 && !word.chars().any(|c| c.is_ascii_digit() || c == '_' && said);
    words.filter(is_word).map(str::to_owned).collect()
}

/// What a file says to the program: no comments and no English labels.
fn written_words(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in text.lines() {
        let line = line.split(" # ").next().filter(|line| !line.trim_start().starts_with('#')).unwrap_or_default();
        let parts: Vec<&str> = line.split('"').collect();
        for (at, part) in parts.iter().enumerate() {
            if at % 2 == 0 || !parts[at - 1].ends_with(" en ") {
                let part = format!("{part} {}", part.replace('_', " "));
                out.extend(words(&part, false));
            }
        }
    }
    out
}

/// Words of both languages, and names of programs, files and formats.
const IN_BOTH: &[&str] =
    &["kam", "git", "KAM", "UTF", "json", "md", "csv", "alert", "HEAD", "ok", "plans", "auto", "always", "never"];

/// Every command over a workspace, with what goes well and what does not.
const ASKED: &[&[&str]] = &[
    &["check"],
    &["check", "--pedantic"],
    &["test"],
    &["test", "--coverage"],
    &["test", "--filter", "Poziomy"],
    &["rank"],
    &["rank", "--limit", "2"],
    &["actions"],
    &["actions", "--owner", "nikt"],
    &["actions", "--month", "2026-13"],
    &["plan"],
    &["plan"],
    &["plan", "NIKT"],
    &["fmt", "--check"],
    &["fmt", "nie-ma-tego.kam"],
    &["show"],
    &["show", "--origin"],
    &["show", "nie_ma_tego"],
    &["diff"],
    &["diff", "nie-ma-tego"],
    &["explain", "NIKT"],
    &["explain-code", "KAM-E9999"],
    &["rank", "--limit", "abc"],
    &["rank", "--limit", "99999999999999999999999"],
    &["rank", "--limit"],
    &["rank", "--limti", "3"],
    &["rank", "--quiet=yes"],
    &["rank", "--color", "blue"],
    &["rank", "nic"],
    &["rank", "-C", "nigdzie", "-C", "nigdzie"],
    &["--as-of", "1.10.2026", "rank"],
    &["-C", "nigdzie", "rank"],
    &["-C", "kam.yaml", "rank"],
    &["rnak"],
    &["init", "."],
    &["help", "rnak"],
];

#[test]
fn no_command_answers_in_english_words() {
    let starter = Sandbox::new();
    starter.kam(&["init", ".", "--locale", "pl"]).exits(0);
    let of_starter =
        [&["check"][..], &["test", "--coverage"], &["rank"], &["explain", "MAZUR"], &["plan"], &["actions"]];
    let of_uslugi = ASKED.iter().copied().chain([
        &["explain", "CHLODNIA"][..],
        &["explain", "CEGIELNIA"],
        &["explain", "PAPIERNIA", "--format", "md"],
    ]);
    let mut asked: Vec<(&Sandbox, &[&str])> = of_starter.into_iter().map(|args| (&starter, args)).collect();
    let uslugi = uslugi();
    asked.extend(of_uslugi.map(|args| (&uslugi, args)));
    let mut found = Vec::new();
    for (sandbox, args) in asked {
        let words = alike(sandbox, args);
        if !words.is_empty() {
            found.push(format!("kam {}: {}", args.join(" "), words.join(", ")));
        }
    }
    assert!(found.is_empty(), "English words in Polish answers:\n{}", found.join("\n"));
}

#[test]
fn what_is_broken_is_told_in_polish() {
    let mut found = Vec::new();
    let files: [(&str, &[u8]); 12] = [
        ("kam.yaml", b"name: x\nlocale: pl\nas_of: [2026]\nzle: 1\n"),
        ("kam.yaml", b"- lista\n"),
        ("kam.yaml", b"name: \xff\xfe\n"),
        ("kam.yaml", b"name: x\naccounts: \"../*.yaml\"\n"),
        ("kam.yaml", b"name: x\naccounts: \"***.yaml\"\n"),
        ("accounts/a.yaml", b"- lista\n"),
        ("accounts/a.yaml", b"account: [A]\npeople: 3\nrelations: x\n"),
        ("accounts/a.yaml", b"account: A\nsales: duzo\ncredit: [good]\ndebt: {value: 3}\n"),
        ("accounts/a.yaml", b"account: A\nname: \xff\n"),
        ("rules/policy.kam", b"veto x \xff when\n"),
        ("rules/policy.kam", b"polityka x\n\nveto\n\nfield x \"X\" number 0..100 days\n\nexamples\n"),
        ("outcomes.snap", b"\xff"),
    ];
    for (path, text) in files {
        let sandbox = english().file(path, text);
        for args in [&["check"][..], &["rank"], &["test"], &["plan", "--accept"]] {
            let words = alike(&sandbox, args);
            if !words.is_empty() {
                found.push(format!(
                    "{path} {:?}: kam {}: {}",
                    String::from_utf8_lossy(text),
                    args.join(" "),
                    words.join(", ")
                ));
            }
        }
    }
    assert!(found.is_empty(), "English words in Polish answers:\n{}", found.join("\n"));
}

#[test]
fn outside_of_a_workspace_the_machine_says_the_language() {
    let outside = Sandbox::new();
    let said = |locale: &str, args: &[&str]| outside.kam_with(args, &[("LANG", locale)]).stderr;
    assert!(said("pl_PL.UTF-8", &["rank"]).starts_with("błąd: "));
    assert!(said("en_GB.UTF-8", &["rank"]).starts_with("error: "));
    assert!(said("pl_PL.UTF-8", &["--lang", "en", "rank"]).starts_with("error: "));
    let other = outside.kam_with(&["rank"], &[("LANG", "pl_PL.UTF-8"), ("LC_ALL", "C")]).stderr;
    assert!(other.starts_with("error: "), "{other}");
    // A workspace says itself which language it speaks.
    let english = english().kam_with(&["rank", "--limti"], &[("LANG", "pl_PL.UTF-8")]).stderr;
    assert!(english.starts_with("error: "), "{english}");
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
