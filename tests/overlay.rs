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

/// The overlay that a page shows.
fn shown_in(page: &str) -> String {
    let page = std::fs::read_to_string(root().join(page)).expect("the page");
    let block = page.split_once("```kam overlay\n").and_then(|(_, rest)| rest.split_once("```"));
    block.expect("an overlay").0.to_owned()
}

#[test]
fn the_overlays_in_the_documentation_fit() {
    let sandbox = workspace();
    sandbox.write(OVERLAY, shown_in("docs/language.md"));
    assert_eq!(findings(&sandbox), [""; 0]);
    sandbox.kam(&["fmt", "--check"]).exits(0);
    let starter = Sandbox::new();
    starter.kam(&["init", "."]).exits(0);
    starter.write(OVERLAY, shown_in("docs/guide-sales-heads.md"));
    let config = starter.read("kam.yaml");
    for active in ["", "overlays: [mazowsze]\n"] {
        starter.write("kam.yaml", format!("{config}{active}"));
        starter.kam(&["check"]).exits(0);
    }
    starter.kam(&["show", "tier_a_threshold", "--origin"]).exits(0);
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
        ("replace row of reach", "replace row of"),
        ("add offer pallet_terms \"Pallets\" when tier at least B\n    terms \"A pallet within 24 hours\"", "add"),
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
    assert!(found.iter().any(|f| f.starts_with("KAM-E0906 rules/mazowsze.kam:10 `mazowsze` (rules/mazowsze.kam:10) and `mazowsze` (rules/mazowsze.kam:6) both change")), "{found:?}");
    // Two overlays may change different rows of one table, and values of different days.
    let second = "overlay second on key_account@2026.2\n  replace row of reach\n    | from 40 % | 50 |\n    | from 30 % | 50 |\n  replace parameter tier_a_threshold from 82 points to 77 points\n";
    let both = workspace().file("rules/second.kam", second);
    both.write("kam.yaml", both.read("kam.yaml").replace("[mazowsze]", "[second, mazowsze]"));
    assert_eq!(findings(&both), [""; 0]);
    assert_eq!(both.kam(&["rank", "--format", "json"]).json()["policy"]["version"], "2026.2 + mazowsze + second");
}

#[test]
fn the_table_that_has_the_row_is_meant_where_two_have_the_name() {
    let kpi = "kpi reach \"Deciders met\" = access\n  | tier | target | alarm |\n  | A    | 80 %   | 60 %  |\n";
    let line = "  replace row of reach\n    | A | 80 % | 60 % |\n    | A | 90 % | 60 % |\n";
    let sandbox = with(OVERLAY, "  remove alert silent\n", &format!("  remove alert silent\n{line}"));
    let rules = "rules/key_account.kam";
    sandbox.write(rules, format!("{}\n{kpi}", sandbox.read(rules)));
    assert_eq!(findings(&sandbox), [""; 0]);
    let shown = sandbox.kam(&["show", "kpi", "reach"]).exits(0).stdout;
    assert!(shown.contains("| A    | 90 %   | 60 %  |"), "{shown}");
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

#[test]
fn rules_are_shown_as_they_hold_with_where_they_were_set() {
    let sandbox = workspace();
    let said =
        ["tier_a_threshold", "criterion sales_value --origin", "--origin", "silent", "Large and growing"].map(|args| {
            let args: Vec<&str> = if args.starts_with("Large") { vec![args] } else { args.split(' ').collect() };
            format!("$ kam show {}\n{}", args.join(" "), sandbox.kam(&[&["show"][..], &args].concat()).exits(0).stdout)
        });
    insta::assert_snapshot!(said.join("\n"));
    let answer = sandbox.kam(&["show", "reach", "--format", "json"]).exits(0).json();
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).expect("JSON"));
    assert_eq!(
        sandbox.kam(&["show", "reech"]).exits(2).stderr,
        "error: Nothing in the rules is called `reech`. Did you mean `reach`?\n"
    );
    assert!(sandbox.kam(&["show"]).exits(2).stderr.contains("kam show --resolved"));
    let broken = with(OVERLAY, "from 80 points", "from 78 points");
    assert!(broken.kam(&["show", "reach"]).exits(1).stderr.contains("KAM-E0903"));
    assert_eq!(broken.kam(&["show", "reach", "--format", "json"]).exits(1).json()["findings"][0]["code"], "KAM-E0903");
}

/// The workspace with its rules as `show --resolved` prints them, and no overlays.
fn resolved(sandbox: &Sandbox, from: &str) -> Sandbox {
    let text = sandbox.kam(&["show", "--resolved"]).exits(0).stdout;
    let other = Sandbox::copy_of(from);
    for file in other.files("rules") {
        std::fs::remove_file(other.path().join("rules").join(file)).expect("a file is removed");
    }
    other.write("rules/resolved.kam", &text);
    let config: String =
        sandbox.read("kam.yaml").lines().filter(|l| !l.starts_with("overlays")).map(|l| format!("{l}\n")).collect();
    other.write("kam.yaml", config);
    other.kam(&["fmt", "--check"]).exits(0);
    other
}

#[test]
fn the_resolved_policy_ranks_as_the_overlaid_one() {
    // A companion item in the place of another, a library of kam and one of the workspace that overlays change.
    let more = "overlay more on usługi@2026.3
  remove tier B
  add tier B \"Rozwojowy\" from 58 points
  remove alert brudno
  replace parameter próg_kluczowego from 72 points to 70 points
";
    let uslugi = Sandbox::copy_of("examples/uslugi").file("rules/more.kam", more);
    uslugi.write("kam.yaml", format!("{}overlays: [mazowsze, more]\n", uslugi.read("kam.yaml")));
    for (sandbox, from) in [(workspace(), FIXTURE), (uslugi, "examples/uslugi")] {
        let other = resolved(&sandbox, from);
        let errors = |s: &Sandbox| s.kam(&["check", "--quiet"]).exits(0).stdout;
        assert_eq!((errors(&sandbox), errors(&other)), (String::new(), String::new()));
        for args in [&["rank"][..], &["rank", "--format", "csv"]] {
            assert_eq!(sandbox.kam(args).exits(0).stdout, other.kam(args).exits(0).stdout, "{from}");
        }
        let json = |s: &Sandbox| s.kam(&["rank", "--format", "json"]).exits(0).json();
        assert_eq!(json(&sandbox), json(&other));
        assert_eq!(sandbox.kam(&["test"]).exit, other.kam(&["test"]).exit, "the examples hold alike");
    }
}

#[test]
fn the_shipped_overlay_breaks_only_examples_of_what_it_replaces() {
    let sandbox = Sandbox::copy_of("examples/uslugi");
    let rank = sandbox.kam(&["rank"]).exits(0).stdout;
    sandbox.write("kam.yaml", format!("{}overlays: [mazowsze]\n", sandbox.read("kam.yaml")));
    sandbox.kam(&["check"]).exits(0);
    let said = sandbox.kam(&["test"]).exits(1).stdout;
    let broken: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("BŁĄD") && !line.contains("[outcomes.snap]"))
        .filter_map(|line| line.split("  [").next())
        .collect();
    // The row of reach, the two weights, and the turnover from which a client is large.
    let expected = [
        "BŁĄD   Liczba zakładów, wiersz 3",
        "BŁĄD   Ile waży każdy czynnik biznesowy, wiersz 1",
        "BŁĄD   Ile waży każdy czynnik biznesowy, wiersz 6",
        "BŁĄD   Wielkość klienta i jak omawiamy współpracę, wiersz 2",
    ];
    assert_eq!(broken, expected, "{said}");
    assert_ne!(sandbox.kam(&["rank"]).exits(0).stdout, rank);
}

#[test]
fn diff_tells_who_moves_by_an_overlay_active_or_not() {
    let sandbox = workspace();
    let active = sandbox.kam(&["diff", "--overlay", "mazowsze"]).exits(0).stdout;
    sandbox.write("kam.yaml", sandbox.read("kam.yaml").replace("overlays: [mazowsze]\n", ""));
    assert_eq!(sandbox.kam(&["diff", "--overlay", "mazowsze"]).exits(0).stdout, active);
    insta::assert_snapshot!(active);
    let answer = sandbox.kam(&["diff", "--overlay", "mazowsze", "--format", "json"]).exits(0).json();
    assert_eq!(answer["after"]["policy"]["version"], "2026.2 + mazowsze");
    assert_eq!(answer["accounts"][0]["account"], "ALFA");
    assert_eq!(
        sandbox.kam(&["diff", "--overlay", "mazowse"]).exits(2).stderr,
        "error: There is no overlay `mazowse`. Did you mean `mazowsze`?\n"
    );
}

/// A run of `kam` that does not end by itself.
struct Watched {
    child: std::process::Child,
    said: std::sync::mpsc::Receiver<String>,
}

impl Watched {
    fn start(sandbox: &Sandbox, args: &[&str]) -> Watched {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_kam"))
            .args(args)
            .current_dir(sandbox.path())
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("kam runs");
        let (out, (send, said)) = (child.stdout.take().expect("its output"), std::sync::mpsc::channel());
        std::thread::spawn(move || {
            for line in std::io::BufRead::lines(std::io::BufReader::new(out)).map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        Watched { child, said }
    }

    /// Reads on to a line that holds a text.
    #[track_caller]
    fn until(&self, text: &str) -> String {
        let mut all = Vec::new();
        while let Ok(line) = self.said.recv_timeout(std::time::Duration::from_secs(60)) {
            all.push(line);
            if all.last().is_some_and(|line| line.contains(text)) {
                return all.join("\n");
            }
        }
        panic!("`{text}` was not said: {}", all.join("\n"))
    }
}

#[cfg(unix)]
impl Watched {
    /// Ends it from outside: whether the signal is what ended it, and what was still said. By SIGTERM, which kam takes as it
    /// takes Ctrl-C: by default. A shell's background jobs, and so some build servers' tests, are started deaf to SIGINT.
    fn end(&mut self) -> (bool, Vec<String>) {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill").args(["-TERM", &id]).status().expect("kill runs");
        assert!(sent.success());
        let ended = self.child.wait().expect("it ends");
        (std::os::unix::process::ExitStatusExt::signal(&ended) == Some(15), self.said.iter().collect())
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn check_looks_again_after_every_change() {
    let sandbox = workspace();
    let watched = Watched::start(&sandbox, &["check", "--watch"]);
    watched.until("ok: ");
    sandbox.write(OVERLAY, sandbox.read(OVERLAY).replace("from 80 points", "from 78 points"));
    let said = watched.until("1 error");
    assert!(said.contains("changed: rules/mazowsze.kam") && said.contains("KAM-E0903"), "{said}");
    assert!(!said.contains('\u{1b}'), "nothing is cleared where nobody sees it: {said:?}");
    sandbox.write("accounts/gamma.yaml", "account: GAMMA\nname: Gamma\nrevenue: 1 PLN\n");
    watched.until("changed: accounts/gamma.yaml");
    watched.until("1 error");
    // Even kam.yaml may be away for a while, as when an editor writes it anew.
    let config = sandbox.read("kam.yaml");
    std::fs::remove_file(sandbox.path().join("kam.yaml")).expect("it is removed");
    watched.until("changed: kam.yaml");
    // That is said once, not again and again as long as it is away.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let said: Vec<String> = watched.said.try_iter().filter(|line| line.contains("changed:")).collect();
    assert!(said.is_empty(), "{said:?}");
    sandbox.write("kam.yaml", config.replace("overlays: [mazowsze]\n", ""));
    sandbox.write(OVERLAY, sandbox.read(OVERLAY).replace("from 78 points", "from 80 points"));
    watched.until("ok: ");
}

#[test]
fn diff_tells_who_moves_while_a_file_is_edited() {
    let sandbox = workspace();
    let watched = Watched::start(&sandbox, &["diff", "--overlay", "mazowsze", "--watch"]);
    let said = watched.until("1 up, 0 down");
    assert!(said.contains("ALFA  Alfa"), "{said}");
    sandbox.write(OVERLAY, sandbox.read(OVERLAY).replace("to 75 points", "to 70 points"));
    let said = watched.until("2 up, 0 down");
    assert!(said.contains("changed: rules/mazowsze.kam") && said.contains("BETA  Beta"), "{said}");
    #[cfg(unix)]
    {
        let mut watched = watched;
        let (ended, said) = watched.end();
        assert!(ended && said.is_empty(), "{said:?}");
    }
}
