//! `kam diff` over temporary git repositories: who moves is checked against two runs of `rank`, why against the change that
//! was made.

use crate::common::Sandbox;
use serde_json::Value;
use std::collections::BTreeMap;

fn committed(sandbox: Sandbox) -> Sandbox {
    sandbox.make_repository();
    sandbox.commit();
    sandbox
}

fn northwind() -> Sandbox {
    committed(Sandbox::copy_of("examples/northwind"))
}

const RULES: &str = "rules/northwind.kam";

/// Replaces a text that stands in a file once.
#[track_caller]
fn edit(sandbox: &Sandbox, file: &str, old: &str, new: &str) {
    let text = sandbox.read(file);
    assert_eq!(text.matches(old).count(), 1, "{old} in {file}");
    sandbox.write(file, text.replace(old, new));
}

/// What `rank` says of every account, of what `diff` compares.
fn standings(sandbox: &Sandbox) -> BTreeMap<String, [Value; 5]> {
    let answer = sandbox.kam(&["rank", "--format", "json"]).exits(0).json();
    let accounts = answer["accounts"].as_array().expect("accounts");
    let of = |a: &Value| ["tier", "tiers", "status", "rank", "stage"].map(|key| a[key].clone());
    accounts.iter().map(|a| (a["account"].as_str().expect("an id").to_owned(), of(a))).collect()
}

fn ids(accounts: &Value, keep: impl Fn(&Value) -> bool) -> Vec<String> {
    let accounts = accounts.as_array().expect("accounts").iter().filter(|a| keep(a));
    let mut ids: Vec<String> = accounts.map(|a| a["account"].as_str().expect("an id").to_owned()).collect();
    ids.sort();
    ids
}

fn account<'a>(answer: &'a Value, id: &str) -> &'a Value {
    let accounts = answer["accounts"].as_array().expect("accounts");
    accounts.iter().find(|a| a["account"] == id).unwrap_or_else(|| panic!("{id} does not differ: {answer:#}"))
}

/// The accounts in bold in the tables of a Markdown answer.
fn bold(markdown: &str) -> Vec<String> {
    let cells = markdown.lines().filter(|l| l.starts_with("| ")).filter_map(|l| l.split("**").nth(1));
    let mut ids: Vec<String> = cells.map(str::to_owned).collect();
    ids.sort();
    ids
}

#[test]
fn one_row_names_exactly_the_accounts_that_move() {
    let sandbox = northwind();
    let before = standings(&sandbox);
    sandbox.git(&["switch", "--quiet", "--create", "growth"]);
    edit(&sandbox, RULES, "| at 20 000 USD | 65     |", "| at 20 000 USD | 45     |");
    sandbox.commit();
    let after = standings(&sandbox);

    let moved: Vec<String> = before.iter().filter(|(id, was)| after[*id] != **was).map(|(id, _)| id.clone()).collect();
    let other_tier: Vec<String> =
        before.iter().filter(|(id, was)| after[*id][..3] != was[..3]).map(|(id, _)| id.clone()).collect();
    assert!(!other_tier.is_empty(), "{other_tier:?} of {moved:?}");

    let answer = sandbox.kam(&["diff", "main", "--format", "json"]).exits(0).json();
    assert_eq!(ids(&answer["accounts"], |_| true), moved);
    assert_eq!(ids(&answer["accounts"], |a| a["movement"] != "unchanged"), other_tier);
    for account in answer["accounts"].as_array().expect("accounts") {
        let id = account["account"].as_str().expect("an id");
        for (side, expected) in [("before", &before[id]), ("after", &after[id])] {
            let said = ["tier", "tiers", "status", "rank", "stage"].map(|key| account[side][key].clone());
            assert_eq!(said, *expected, "{id} {side}");
        }
        let named = account["why"].as_array().expect("causes").iter().any(|w| w["item"] == "criterion volume");
        assert!(named != account["displaced"].as_bool().expect("yes or no"), "{account:#}");
    }
    let counts = ["up", "down", "undetermined", "unchanged", "new", "gone"].map(|c| answer["counts"][c].as_u64());
    assert_eq!(counts.into_iter().flatten().sum::<u64>(), 91);

    let markdown = sandbox.kam(&["diff", "main", "--format", "md"]).exits(0);
    let folded = markdown.stdout.split_once("<details>").map_or(markdown.stdout.as_str(), |(top, _)| top);
    assert_eq!(bold(folded), other_tier);
    insta::assert_snapshot!("one_row_as_markdown", markdown.stdout);
    insta::assert_snapshot!("one_row_as_text", sandbox.kam(&["diff", "main"]).exits(0).stdout);
    // The branch against main is the same from any side that names both.
    let both = sandbox.kam(&["diff", "main", "growth", "--format", "json"]).exits(0).json();
    for range in ["main..growth", "main...growth", "main..", "main...HEAD"] {
        let range = sandbox.kam(&["diff", range, "--format", "json"]).exits(0).json();
        assert_eq!(range["accounts"], both["accounts"]);
    }
    assert_eq!(both["accounts"], answer["accounts"]);
}

#[test]
fn layout_comments_and_order_are_no_change() {
    let sandbox = northwind();
    let same = sandbox.kam(&["diff"]).exits(0);
    insta::assert_snapshot!(same.stdout, @r"
    HEAD → the working tree, northwind 1998.1, as of 1998-05-06

    Both sides are the same.

    0 up, 0 down, 0 undetermined, 91 unchanged
    ");
    let rules = sandbox.read(RULES);
    let spaced = rules.replace("  | ", "      |   ").replace(" weight 75 %", "\n  # three quarters\n  weight 75%");
    let (first, rest) = spaced.split_once("parameter tier_a_threshold").expect("a parameter");
    let (parameter, rest) = rest.split_once('\n').expect("more lines");
    sandbox.write(RULES, format!("{first}{rest}\n# moved\nparameter   tier_a_threshold{parameter}   # as before\n"));
    sandbox.write("rules/more.kam", "# nothing yet\n");
    sandbox.kam(&["check", "--quiet"]).exits(0);
    for format in ["text", "md"] {
        let run = sandbox.kam(&["diff", "main", "--format", format]).exits(0);
        assert!(run.stdout.contains("Only layout, comments or texts differ"), "{}", run.transcript());
    }
    let answer = sandbox.kam(&["diff", "main", "--format", "json"]).exits(0).json();
    for list in ["accounts", "policy", "plays"] {
        assert_eq!(answer[list], serde_json::json!([]), "{list}");
    }
    assert_eq!(answer["counts"]["other_data"], 0);
    // What `kam fmt` writes is no change either.
    sandbox.kam(&["fmt"]).exits(0);
    assert_eq!(sandbox.kam(&["diff", "main", "--format", "json"]).exits(0).json()["policy"], serde_json::json!([]));
}

#[test]
fn a_changed_value_is_named_and_values_that_do_not_decide_are_not() {
    let sandbox = northwind();
    let file = "accounts/rattc.yaml";
    let walter = "    contact: none\n    wanted_support: supporter\n";
    edit(&sandbox, file, walter, &walter.replace("none", "multiple"));
    edit(&sandbox, file, "value: 40000 USD, on", "value: 39000 USD, on");
    let answer = sandbox.kam(&["diff", "--format", "json"]).exits(0).json();
    let rattc = account(&answer, "RATTC");
    assert_eq!(rattc["movement"], "up");
    let why = rattc["why"].as_array().expect("causes");
    assert_eq!(why.len(), 1, "{why:#?}");
    assert_eq!(why[0]["name"], "walter.contact");
    assert_eq!((&why[0]["before"]["value"], &why[0]["after"]["value"]), (&"none".into(), &"multiple".into()));
    assert_eq!(answer["counts"]["other_data"], 1);
    insta::assert_snapshot!(sandbox.kam(&["diff"]).exits(0).stdout);
}

#[test]
fn rows_of_records_are_counted_and_placed() {
    let sandbox = northwind();
    let orders = sandbox.read("data/orders.csv");
    // All orders of Rattlesnake Canyon Grocery, with their lines.
    let gone: Vec<&str> =
        orders.lines().filter(|l| l.contains(",RATTC,")).filter_map(|l| l.split(',').next()).collect();
    let keep = |text: &str| -> String {
        let lines = text.lines().filter(|l| !gone.contains(&l.split(',').next().unwrap_or_default()));
        lines.map(|l| format!("{l}\n")).collect()
    };
    sandbox.write("data/orders.csv", keep(&orders));
    sandbox.write("data/order_details.csv", keep(&sandbox.read("data/order_details.csv")));
    let answer = sandbox.kam(&["diff", "--format", "json"]).exits(0).json();
    let why = account(&answer, "RATTC")["why"].as_array().expect("causes").clone();
    let line = why.iter().find(|w| w["name"] == "line").expect("the order lines");
    assert_eq!((&line["rows_added"], line["rows_removed"].as_u64() > Some(10)), (&0.into(), true), "{line:#}");
    let place = line["place"]["place"].as_str().expect("a place");
    assert!(place.starts_with("data/order_details.csv:") && line["place"]["version"] == "before", "{line:#}");
    // Others are compared with it.
    let others = answer["accounts"].as_array().expect("accounts").iter().filter(|a| a["account"] != "RATTC");
    let told: Vec<&Value> =
        others.filter(|a| a["displaced"] == false).flat_map(|a| a["why"].as_array()).flatten().collect();
    assert!(told.iter().all(|w| w["by"] == "others"), "{told:#?}");
}

/// Three accounts whose tiers are easy to work out: points are sales in thousands.
const POLICY: &str = r#"policy demo "Demo" version 1.0
  currency PLN

parameter key "Key from" = 80 points

field sales "Sales" money
field debt "Debt" days

criterion value "Value" weight 100 %
  | sales        | points |
  | at 0 PLN     | 0      |
  | at 100 k PLN | 100    |

veto arrears "Arrears" when debt above 90 days

tier A "Key" from key
tier B "Growing" from 40 points
tier C "Standard" otherwise

rank by score

channel meeting "Meeting" effort 2 hours

playbook win "Win" when tier is B
  action visit "Visit"
    channel meeting
    owner kam
    due within 14 days

document plan "Plan" template "plan.md" when tier at least B
"#;

fn demo() -> Sandbox {
    let account =
        |id: &str, sales: u32| format!("account: {id}\nname: {id}\nkam: anna\nsales: {sales} PLN\ndebt: 0 days\n");
    let sandbox = Sandbox::with_policy(POLICY)
        .file("accounts/a.yaml", account("ALFA", 85_000))
        .file("accounts/b.yaml", account("BETA", 70_000))
        .file("accounts/c.yaml", account("GAMMA", 30_000));
    committed(sandbox)
}

#[test]
fn what_rules_did_is_told_from_what_data_did() {
    let sandbox = demo();
    // ALFA falls by the rules, BETA rises by its sales alone, GAMMA is vetoed by what is new in both.
    edit(&sandbox, "rules/policy.kam", "= 80 points", "= 90 points");
    edit(&sandbox, "rules/policy.kam", "above 90 days", "above 60 days");
    edit(&sandbox, "accounts/b.yaml", "70000", "95000");
    edit(&sandbox, "accounts/c.yaml", "0 days", "75 days");
    let run = sandbox.kam(&["diff", "main"]).exits(0);
    insta::assert_snapshot!(run.stdout);
    let answer = sandbox.kam(&["diff", "main", "--format", "json"]).exits(0).json();
    let causes = |id: &str| -> Vec<String> {
        let why = account(&answer, id)["why"].as_array().expect("causes").clone();
        why.iter().map(|w| w["item"].as_str().or(w["name"].as_str()).unwrap_or("?").to_owned()).collect()
    };
    assert_eq!(causes("ALFA"), ["parameter key"]);
    assert_eq!(causes("BETA"), ["sales"]);
    assert_eq!(causes("GAMMA"), ["veto arrears", "debt"]);
    assert_eq!(ids(&answer["accounts"], |a| a["movement"] == "up"), ["BETA"]);
    assert_eq!(ids(&answer["accounts"], |a| a["movement"] == "down"), ["ALFA", "GAMMA"]);
    // ALFA is no longer key and now to be won; BETA is won.
    let plays = serde_json::json!([
        {"account": "ALFA", "added": ["ALFA/-/win.visit/1"], "dropped": []},
        {"account": "BETA", "added": [], "dropped": ["BETA/-/win.visit/1"]},
    ]);
    assert_eq!(answer["plays"], plays);
    assert_eq!(answer["plans"][0]["changed"], serde_json::json!(["ALFA", "BETA"]));
    // Seen from the other side, up is down and new is old.
    sandbox.commit();
    let back = sandbox.kam(&["diff", "HEAD", "HEAD~1", "--format", "json"]).exits(0).json();
    for (there, here) in [("up", "down"), ("down", "up"), ("undetermined", "undetermined"), ("unchanged", "unchanged")]
    {
        assert_eq!(answer["counts"][there], back["counts"][here], "{there}");
    }
    assert_eq!(account(&answer, "ALFA")["before"], account(&back, "ALFA")["after"]);
    // Both on one day: nothing else differs.
    let later = sandbox.kam(&["diff", "HEAD~1", "--as-of", "2027-03-01", "--format", "json"]).exits(0).json();
    assert_eq!((&later["before"]["as_of"], &later["after"]["as_of"]), (&"2027-03-01".into(), &"2027-03-01".into()));
    assert_eq!(later["counts"], answer["counts"]);
}

#[test]
fn others_that_move_past_an_account_are_not_its_doing() {
    let sandbox = demo();
    edit(&sandbox, "accounts/c.yaml", "30000", "39000");
    sandbox.write("accounts/d.yaml", "account: DELTA\nname: Delta\nkam: anna\nsales: 99000 PLN\ndebt: 0 days\n");
    let run = sandbox.kam(&["diff"]).exits(0);
    let answer = sandbox.kam(&["diff", "--format", "json"]).exits(0).json();
    for id in ["ALFA", "BETA"] {
        let account = account(&answer, id);
        assert_eq!((&account["displaced"], &account["why"]), (&true.into(), &serde_json::json!([])), "{account:#}");
        assert!(!run.stdout.contains(&format!("  {id}")), "{}", run.transcript());
    }
    // GAMMA has another score itself, so its rank is told with the reason.
    assert_eq!(account(&answer, "GAMMA")["why"][0]["name"], "sales");
    assert_eq!((&answer["counts"]["new"], &answer["counts"]["other_rank"]), (&1.into(), &3.into()));
    assert!(run.stdout.contains("The same tier, another rank or stage:\n  GAMMA"), "{}", run.transcript());
}

#[test]
fn accounts_and_rules_that_come_and_go_are_told() {
    let sandbox = demo();
    std::fs::remove_file(sandbox.path().join("accounts/c.yaml")).expect("it is removed");
    sandbox.write("accounts/d.yaml", "account: DELTA\nname: Delta | <b>\nsales: 50000 PLN\n");
    let rules = sandbox.read("rules/policy.kam").replace("tier C \"Standard\" otherwise", "tier C \"Rest\" otherwise");
    sandbox.write("rules/policy.kam", rules.replace("veto arrears \"Arrears\" when debt above 90 days\n\n", ""));
    sandbox.write("rules/more.kam", "limit slow \"Slow payer\" to tier B when debt above 30 days\n");
    insta::assert_snapshot!("coming_and_going_as_text", sandbox.kam(&["diff"]).exits(0).stdout);
    insta::assert_snapshot!("coming_and_going_as_markdown", sandbox.kam(&["diff", "--format", "md"]).exits(0).stdout);
    let answer = sandbox.kam(&["diff", "--format", "json"]).exits(0).json();
    let policy = answer["policy"].as_array().expect("items");
    let told: Vec<(&str, &str, bool)> = policy
        .iter()
        .map(|p| (p["item"].as_str().unwrap(), p["change"].as_str().unwrap(), p["wording"].as_bool().unwrap()))
        .collect();
    let expected = [("limit slow", "added", false), ("veto arrears", "removed", false), ("tier C", "changed", true)];
    assert_eq!(told, expected);
}

#[test]
fn two_days_of_the_working_tree() {
    let sandbox = demo();
    edit(&sandbox, "rules/policy.kam", "= 80 points\n", "= 80 points\n  from 2027-01-01 = 90 points\n");
    let run = sandbox.kam(&["diff", "--as-of", "2026-12-31", "2027-01-01"]).exits(0);
    insta::assert_snapshot!(run.stdout);
    // Days need no repository.
    std::fs::remove_dir_all(sandbox.path().join(".git")).expect("it is removed");
    sandbox.kam(&["diff", "--as-of", "2026-12-31", "2027-01-01"]).exits(0);
    let run = sandbox.kam(&["diff", "--as-of", "2026-12-31", "2027-01-01", "main"]).exits(2);
    assert!(run.stderr.contains("leave `main` out"), "{}", run.transcript());
}

#[test]
fn a_side_that_does_not_check_says_so_with_its_findings() {
    let sandbox = demo();
    edit(&sandbox, "rules/policy.kam", "weight 100 %", "weight 90 %");
    sandbox.commit();
    edit(&sandbox, "rules/policy.kam", "weight 90 %", "weight 100 %");
    let run = sandbox.kam(&["diff"]).exits(1);
    assert!(run.stdout.is_empty(), "{}", run.transcript());
    insta::assert_snapshot!(run.transcript());
    let answer = sandbox.kam(&["diff", "main", "--format", "json"]).exits(1).json();
    assert_eq!(answer["findings"][0]["file"], "main:rules/policy.kam");
    sandbox.kam(&["diff", "HEAD~1"]).exits(0);
}

#[test]
fn what_git_cannot_give_is_said() {
    let sandbox = demo();
    for (arguments, said) in [
        (&["mian"][..], "Did you mean `main`?"),
        (&["main", "HAED"], "git knows no revision `HAED`"),
        (&["2026-12-31"], "kam diff --as-of DATE DATE"),
        (&["main..HEAD", "main"], "leave `main` out"),
    ] {
        let run = sandbox.kam(&[&["diff"], arguments].concat()).exits(2);
        assert!(run.stderr.contains(said) && run.stdout.is_empty(), "{}", run.transcript());
    }
    let run = sandbox.kam_with(&["diff"], &[("PATH", "/nowhere")]).exits(2);
    assert!(run.stderr.contains("install it"), "{}", run.transcript());
    let alone = Sandbox::with_policy(POLICY);
    let run = alone.kam_with(&["diff"], &[("GIT_CEILING_DIRECTORIES", "/")]).exits(2);
    assert!(run.stderr.contains("lies in no git repository"), "{}", run.transcript());
    alone.make_repository();
    let run = alone.kam(&["diff"]).exits(2);
    assert!(run.stderr.contains("no commit yet"), "{}", run.transcript());
    sandbox.write("notes.txt", "a second commit");
    sandbox.commit();
    let shallow = Sandbox::new();
    let from = format!("file://{}", sandbox.path().display());
    shallow.git(&["clone", "--quiet", "--depth", "1", &from, "."]);
    let run = shallow.kam(&["diff", "HEAD~1"]).exits(2);
    assert!(run.stderr.contains("git fetch --unshallow"), "{}", run.transcript());
}

#[test]
fn a_workspace_below_the_repository_is_read_from_there() {
    let sandbox = Sandbox::new().file("README.md", "ours\n").file("kam.yaml.txt", "not ours\n");
    let sandbox = committed(sandbox);
    for file in ["kam.yaml", "rules/policy.kam", "accounts/a.yaml"] {
        sandbox.write(&format!("sales/north/{file}"), demo().read(file));
    }
    sandbox.commit();
    edit(&sandbox, "sales/north/accounts/a.yaml", "85000", "35000");
    let before = sandbox.files("sales");
    let answer = sandbox.kam(&["-C", "sales/north", "diff", "main", "--format", "json"]).exits(0).json();
    assert_eq!(account(&answer, "ALFA")["movement"], "down");
    assert_eq!(sandbox.files("sales"), before);
    let run = sandbox.kam(&["-C", "sales/north", "diff", "main~1"]).exits(2);
    assert!(run.stderr.contains("`main~1` holds no kam.yaml in `sales/north`"), "{}", run.transcript());
}

#[test]
fn files_that_git_does_not_keep_are_the_same_on_both_sides() {
    let sandbox = demo();
    sandbox.write(".gitignore", "private/\n");
    sandbox.commit();
    let person = "people:\n  - {id: ewa, name: Ewa, title: Director, formal: yes}\n";
    sandbox.write("accounts/a.yaml", format!("{}{person}", sandbox.read("accounts/a.yaml")));
    sandbox.commit();
    sandbox.write("private/a.yaml", "account: ALFA\npeople:\n  - {id: ewa, support: mentor}\n");
    let run = sandbox.kam(&["diff", "--format", "json"]).exits(0);
    assert!(run.stderr.contains("git does not keep `private/a.yaml`"), "{}", run.transcript());
    assert_eq!(run.json()["counts"]["other_data"], 0);
    // A new file that git would keep is new.
    sandbox.write("accounts/e.yaml", "account: EPSILON\nname: Epsilon\nsales: 1000 PLN\n");
    assert_eq!(sandbox.kam(&["diff", "--format", "json"]).exits(0).json()["counts"]["new"], 1);
}

#[cfg(unix)]
#[test]
fn links_and_encodings_are_read_as_a_checkout_writes_them() {
    let sandbox = demo();
    std::os::unix::fs::symlink("../common/d.yaml", sandbox.path().join("accounts/d.yaml")).expect("a link");
    sandbox.write("common/d.yaml", "account: DELTA\nname: Delta\nsales: 45000 PLN\ndebt: 0 days\n");
    sandbox.write(".gitattributes", "*.csv text working-tree-encoding=CP1250\n");
    sandbox.write("data/names.csv", b"id;nazwa\nALFA;\xa3\xf3d\x9f\n");
    let config = "name: fixture\nas_of: 2026-10-01\naccounts:\n  files: accounts/*.yaml\n  file: data/names.csv\n  account: id\n  columns: {name: nazwa}\n  separator: \";\"\n  encoding: windows-1250\n";
    sandbox.write("kam.yaml", config);
    let alfa = sandbox.read("accounts/a.yaml").replace("name: ALFA\n", "");
    sandbox.write("accounts/a.yaml", alfa);
    sandbox.kam(&["check", "--quiet"]).exits(0);
    sandbox.commit();
    edit(&sandbox, "common/d.yaml", "45000", "95000");
    edit(&sandbox, "accounts/a.yaml", "85000", "35000");
    let answer = sandbox.kam(&["diff", "--format", "json"]).exits(0).json();
    assert_eq!(account(&answer, "DELTA")["movement"], "up");
    assert_eq!(account(&answer, "ALFA")["name"], "Łódź");
    let committed = sandbox.kam(&["diff", "HEAD", "HEAD", "--format", "json"]).exits(0).json();
    assert_eq!(committed["accounts"], serde_json::json!([]));
}

#[test]
fn the_answer_is_documented_and_the_guides_quote_what_is_printed() {
    let sandbox = northwind();
    edit(&sandbox, RULES, "= 72 points", "= 85 points");
    let printed = sandbox.kam(&["diff", "main"]).exits(0).stdout;
    let page = |path: &str| std::fs::read_to_string(crate::common::root().join(path)).expect("a page");
    let quoted = |path: &str, from: &str| {
        let text = page(path);
        let start = text.find(from).unwrap_or_else(|| panic!("{path} does not quote {from}"));
        text[start..].split("\n```").next().expect("a block").to_owned()
    };
    for (path, from) in [("README.md", "main → the working tree"), ("docs/guide-sales-heads.md", "Down:\n  SAVEA")] {
        let quoted = quoted(path, from);
        assert!(printed.contains(&quoted), "{path} quotes:\n{quoted}\nprinted is:\n{printed}");
    }
    assert!(page("docs/guide-sales-heads.md").contains(printed.lines().last().expect("the counts")));

    edit(
        &sandbox,
        "accounts/rattc.yaml",
        "    contact: none\n    wanted_support: supporter\n",
        "    contact: multiple\n",
    );
    let revisions = sandbox.kam(&["diff", "main", "--format", "json"]).exits(0).json();
    let days = demo();
    edit(&days, "rules/policy.kam", "= 80 points\n", "= 80 points\n  from 2027-01-01 = 90 points\n");
    let days = days.kam(&["diff", "--as-of", "2026-12-31", "2027-01-01", "--format", "json"]).exits(0).json();
    let documentation = page("docs/json.md");
    let (_, own) = documentation.split_once("## `kam diff").expect("a section");
    let own = own.split("\n## ").next().expect("a section");
    let words: std::collections::BTreeSet<&str> = own.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    let mut objects = vec![&revisions];
    for answer in [&revisions, &days] {
        objects.extend([&answer["before"], &answer["counts"]]);
        for list in ["accounts", "policy", "plans", "plays"] {
            objects.extend(answer[list].as_array().expect("a list"));
        }
        for account in answer["accounts"].as_array().expect("a list") {
            objects.extend(["why", "points", "fired"].iter().flat_map(|key| account[*key].as_array().expect("a list")));
        }
    }
    for object in objects {
        for key in object.as_object().expect("an object").keys() {
            assert!(words.contains(key.as_str()), "docs/json.md does not name `{key}`");
        }
    }
}

/// In CI a variable that is not set leaves an empty word; a comparison with the last commit would look as if nothing differed.
#[test]
fn an_empty_revision_is_refused() {
    let sandbox = northwind();
    for words in [&["diff", ""][..], &["diff", "...HEAD"], &["diff", "main", ""]] {
        let run = sandbox.kam(words).exits(2);
        assert!(run.stderr.contains("a variable that is not set?"), "{words:?}: {}", run.transcript());
    }
    sandbox.kam(&["diff", "main.."]).exits(0);
}
