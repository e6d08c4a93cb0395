//! The one layout: what is written is kept, and the result of a result is the same.

use crate::common::Sandbox;
use kam::diagnostics::Sources;
use kam::syntax::format;
use std::fs;
use std::path::Path;

fn laid_out(text: &str) -> String {
    let mut sources = Sources::new();
    let id = sources.add("rules/policy.kam", text);
    let once = format(sources.file(id)).text;
    let mut sources = Sources::new();
    let id = sources.add("rules/policy.kam", once.as_str());
    assert_eq!(format(sources.file(id)).text, once, "the layout of a layout differs");
    once
}

#[test]
fn a_messy_policy_reads_as_its_snapshot() {
    insta::assert_snapshot!(laid_out(MESSY));
}

const MESSY: &str = r#"policy   demo "Demo"
  version 2026.10
  currency  PLN   # of all amounts
  missing means unknown


# who we are
field credit "Credit"  one of weak<fair <good
field nps number -100..100
field forecast   money
let growth = forecast/2 000PLN-100%
let ready "Ready" = credit is good and nps above -5 and (forecast above 500tys. PLN or forecast is missing) and nps is known
group business weight 60%
criterion value "Wartość"
  weight 50%
  # half of the group
  in business
  because "Bo tak"
  | forecast | points |
  | at 0 PLN | 0|   # nothing
  # in between
  | at 1 000 000 PLN|100 |
  | missing | unknown |
criterion solid "Łódź ŻÓŁW" in business weight 50 % less is better
  |nps|points|
  |at -100|100|
  |at 100|0|
veto broke "Broke" because "Rule 4" when credit is weak
  and nps below 0   # both
  and credit is missing
    # of the veto
tier A from 80 points
tier B "B" otherwise
rank by growth,then by score
example "One"
   given credit good,nps 5
   expect tier A or B,score 0..100
"#;

#[test]
fn shipped_rules_are_laid_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in [
        "rules",
        "examples/northwind/rules",
        "examples/uslugi/rules",
        "templates/init/en/rules",
        "templates/init/pl/rules",
    ] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "kam") {
                let text = fs::read_to_string(&path).unwrap();
                assert_eq!(laid_out(&text), text, "{}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 2);
}

/// Whatever a file holds, it stays: broken items as they are, comments all.
#[test]
fn fixtures_survive_and_keep_their_findings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/codes");
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path().join("rules/policy.kam");
        // The ten thousand items of one of them would take a minute here and show nothing new.
        let Some(text) = fs::read_to_string(&path).ok().filter(|t| t.lines().count() < 5000) else { continue };
        let new = laid_out(&text);
        let codes = |text: &str| {
            let mut sources = Sources::new();
            let id = sources.add("rules/policy.kam", text);
            let (tree, found) = kam::syntax::parse(sources.file(id));
            let mut codes: Vec<&str> = found.iter().map(|f| f.code.id).collect();
            codes.sort_unstable();
            (codes, tree.items.len(), tree.comments.len())
        };
        let (before, after) = (codes(&text), codes(&new));
        assert_eq!((before.1, before.2), (after.1, after.2), "{}", path.display());
        assert_eq!(before.0, after.0, "{}", path.display());
    }
}

#[test]
fn the_command_lays_out_files_says_what_would_change_and_reads_standard_input() {
    let workspace = Sandbox::new();
    workspace.write("kam.yaml", "name: demo\n");
    workspace.write("rules/a.kam", "policy demo \"Demo\"\n  version 1\ntier A   otherwise\ncritrion x\n");
    let wanted = "policy demo \"Demo\" version 1\ntier A otherwise\ncritrion x\n";
    let check = workspace.kam(&["fmt", "--check"]).exits(1);
    assert_eq!(check.stdout, "rules/a.kam is not laid out; `kam fmt` does it\n");
    insta::assert_snapshot!(workspace.kam(&["fmt", "--diff"]).exits(0).stdout);
    let done = workspace.kam(&["fmt"]).exits(0);
    assert!(done.stderr.contains("1 item stays as it is"), "{}", done.stderr);
    assert_eq!(workspace.read("rules/a.kam"), wanted);
    workspace.kam(&["fmt", "--check"]).exits(0);
    let again = workspace.kam(&["fmt"]).exits(0);
    assert_eq!(again.stdout, "0 changed, 0 as they should be, 1 not read whole\n");
}

/// Whoever puts the output in place of the input must hear that not all of it could be read.
#[test]
fn standard_input_that_cannot_be_read_ends_with_1() {
    let sandbox = Sandbox::new().file("good.kam", "need a \"A\"\n").file("bad.kam", "need a \"A\" when (((\n");
    for (file, exit) in [("good.kam", 0), ("bad.kam", 1)] {
        let input = std::fs::File::open(sandbox.path().join(file)).expect("a file");
        let mut kam = std::process::Command::new(env!("CARGO_BIN_EXE_kam"));
        let output = kam.args(["fmt", "-"]).stdin(input).output().expect("kam runs");
        assert_eq!(output.status.code(), Some(exit), "{file}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stdout), sandbox.read(file), "what cannot be read stays as it is");
    }
}
