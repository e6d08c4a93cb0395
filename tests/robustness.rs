//! Hostile and odd input: an error or a correct result, in bounded time, never a panic.

use crate::common::{Run, Sandbox};
use std::time::{Duration, Instant};

const POLICY: &str = "policy p \"P\" version 1\n\nfield a \"A\" number\n\ncriterion c \"C\" weight 100 %\n  \
| a      | points |\n  | at 0   | 0      |\n  | at 100 | 100    |\n\ntier A \"A\" from 50 points\ntier B \"B\" otherwise\n\n\
rank by score\n\nexample \"One\"\n  given a 60\n  expect tier A\n";

const CONFIG: &str = "name: fixture\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n";

fn workspace() -> Sandbox {
    Sandbox::with_policy(POLICY).file("kam.yaml", CONFIG).file("accounts/x.yaml", "account: X\nname: X\na: 60\n")
}

/// Runs `check` and `rank`, which must end soon; the harness fails on a panic or a signal.
#[track_caller]
fn survives(sandbox: &Sandbox) -> (Run, Run) {
    let start = Instant::now();
    let runs = (sandbox.kam(&["check"]), sandbox.kam(&["rank"]));
    // Generous, for debug builds on busy machines: what is guarded against takes minutes or for ever.
    assert!(start.elapsed() < Duration::from_secs(60), "took {:?}", start.elapsed());
    runs
}

#[test]
fn the_plain_workspace_is_fine() {
    let (check, rank) = survives(&workspace());
    assert_eq!((check.exit, rank.exit), (0, 0), "{}{}", check.transcript(), rank.transcript());
}

#[test]
fn empty_files() {
    for file in ["kam.yaml", "rules/policy.kam", "accounts/x.yaml", "rules/empty.kam"] {
        survives(&workspace().file(file, ""));
    }
    let nothing = Sandbox::new().file("kam.yaml", "");
    let (_, rank) = survives(&nothing);
    assert_ne!(rank.exit, 0);
}

#[test]
fn a_line_of_ten_megabytes() {
    let long = "x".repeat(10 << 20);
    for (file, content) in [
        ("rules/long.kam", format!("let y = {long}\n")),
        ("rules/words.kam", format!("let y = {}\n", "a + ".repeat(2 << 20))),
        ("rules/item.kam", long.clone()),
        ("rules/cells.kam", format!("criterion z \"Z\" weight 1 %\n  {}\n", "| 1 ".repeat(2 << 20))),
        ("accounts/x.yaml", format!("account: X\nname: {long}\na: 60\n")),
        ("kam.yaml", format!("name: {long}\nas_of: 2026-10-01\n")),
    ] {
        let (check, _) = survives(&workspace().file(file, content));
        assert!(check.stdout.len() < 200_000, "{file}: {} bytes are printed", check.stdout.len());
    }
}

#[test]
fn invalid_utf8() {
    for file in ["kam.yaml", "rules/more.kam", "accounts/x.yaml"] {
        let (check, rank) = survives(&workspace().file(file, b"name: \xff\xfe\x80\n"));
        assert_eq!((check.exit, rank.exit), (1, 1), "{file}: {}", check.transcript());
        assert!(check.stdout.contains(file), "{}", check.transcript());
    }
}

#[test]
fn nul_bytes() {
    for file in ["kam.yaml", "rules/more.kam", "accounts/x.yaml"] {
        let (check, _) = survives(&workspace().file(file, b"account: X\0Y\n"));
        assert_eq!(check.exit, 1, "{file}: {}", check.transcript());
    }
}

#[test]
fn windows_line_ends_and_byte_order_marks_change_nothing() {
    let plain = workspace().kam(&["rank", "--format", "json"]).exits(0);
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let sandbox = Sandbox::new()
        .file("kam.yaml", windows(CONFIG))
        .file("rules/policy.kam", windows(POLICY))
        .file("accounts/x.yaml", windows("account: X\nname: X\na: 60\n"));
    assert_eq!(sandbox.kam(&["rank", "--format", "json"]).exits(0).stdout, plain.stdout);
    sandbox.kam(&["test"]).exits(0);
}

#[test]
fn deep_nesting() {
    let deep = 100_000;
    for (file, content) in [
        ("rules/deep.kam", format!("let y = {}1{}\n", "(".repeat(deep), ")".repeat(deep))),
        ("rules/not.kam", format!("veto v \"V\" when {}a above 1\n", "not ".repeat(deep))),
        ("rules/minus.kam", format!("let y = {}1\n", "- ".repeat(deep))),
        ("rules/if.kam", format!("let y = {}1\n", "if a above 1 then 1 else ".repeat(deep))),
        ("rules/chain.kam", format!("let y = 1{}\n", " + 1".repeat(deep))),
        ("rules/calls.kam", format!("let y = {}1{}\n", "max(".repeat(deep), ")".repeat(deep))),
        ("rules/ors.kam", format!("veto v \"V\" when a above 1{}\n", " or a above 1".repeat(deep))),
        ("accounts/x.yaml", format!("account: X\na: {}1{}\n", "[".repeat(deep), "]".repeat(deep))),
        ("accounts/y.yaml", format!("account: Y\nprofile: {}1{}\n", "{a: ".repeat(deep), "}".repeat(deep))),
    ] {
        survives(&workspace().file(file, content));
    }
}

#[test]
fn long_chains_of_names() {
    let mut rules = String::from("let n0 = a + 1\n");
    for i in 1..3000 {
        rules.push_str(&format!("let n{i} = n{} + 1\n", i - 1));
    }
    survives(&workspace().file("rules/chain.kam", rules));
    let doubling: String = (1..200).map(|i| format!("let m{i} = m{0} + m{0}\n", i - 1)).collect();
    survives(&workspace().file("rules/double.kam", format!("let m0 = a * 3\n{doubling}")));
    let product: String = (1..40).map(|i| format!("let p{i} = p{0} * p{0}\n", i - 1)).collect();
    survives(&workspace().file("rules/product.kam", format!("let p0 = a * 3\n{product}")));
}

#[test]
fn an_alias_bomb() {
    let mut yaml = String::from(
        "account: X\nname: X\na: 60\nprofile:\n  goals: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n",
    );
    for i in 1..12 {
        let aliases = vec![format!("*a{}", i - 1); 9].join(", ");
        yaml.push_str(&format!("  g{i}: &a{i} [{aliases}]\n"));
    }
    let (check, _) = survives(&workspace().file("accounts/x.yaml", yaml));
    assert_eq!(check.exit, 1, "{}", check.transcript());
}

#[test]
fn ids_that_look_like_paths() {
    for id in ["../../x", "/etc/x", "a/b", "..", "CON", "x\u{202e}y", "a\tb", "-x"] {
        let policy = format!("{POLICY}\ndocument plan \"Plan\" template \"plan.md\"\n");
        let sandbox = Sandbox::new()
            .file("w/kam.yaml", CONFIG)
            .file("w/rules/policy.kam", policy)
            .file("w/accounts/x.yaml", format!("account: {id:?}\nname: X\na: 60\n"));
        let before = sandbox.files("");
        sandbox.kam(&["-C", "w", "plan"]);
        let new: Vec<String> = sandbox.files("").into_iter().filter(|f| !before.contains(f)).collect();
        assert!(new.len() <= 1, "{id}: {new:?}");
        for file in new {
            let name = file.strip_prefix("w/plans/").unwrap_or_else(|| panic!("{id} became {file}"));
            assert!(!name.contains('/') && !name.starts_with('.'), "{id} became {file}");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_workspace_are_not_followed() {
    let outside = Sandbox::new().file("secret.yaml", "account: SECRET\nname: Secret\na: 60\n");
    let sandbox = workspace();
    std::os::unix::fs::symlink(outside.path().join("secret.yaml"), sandbox.path().join("accounts/s.yaml"))
        .expect("a link");
    let (check, rank) = survives(&sandbox);
    assert!(!rank.stdout.contains("SECRET"), "{}{}", check.transcript(), rank.transcript());
}

#[test]
fn directories_where_files_should_be() {
    let sandbox = workspace().file("accounts/d.yaml/inner.txt", "x").file("rules/r.kam/inner.txt", "x");
    survives(&sandbox);
}

#[test]
fn numbers_without_measure() {
    for a in ["1e999999999", "9".repeat(5000).as_str(), "0x10", ".5", "-", "1_000", "1,8", "NaN", ".inf", "~"] {
        survives(&workspace().file("accounts/x.yaml", format!("account: X\nname: X\na: {a}\n")));
    }
    survives(&workspace().file("rules/more.kam", format!("let y = a * {}\n", "9".repeat(100_000))));
}

/// What grows with the square or the cube of a policy's size ends in time.
#[test]
fn long_tables_and_many_unknown_names() {
    let rows: String = (1..6_000).rev().map(|n| format!("  | from {n} | {} |\n", n % 100)).collect();
    let table = format!("field f number\n\ntable t\n  | f | t |\n{rows}  | otherwise | 0 |\n");
    let (check, _) = survives(&workspace().file("rules/more.kam", table));
    assert!(check.transcript().contains("KAM-N0304"), "{}", check.transcript());
    let lets: String = (0..3_000).map(|n| format!("let x{n} = nobody{n} + 1\n\n")).collect();
    survives(&workspace().file("rules/more.kam", lets));
}
