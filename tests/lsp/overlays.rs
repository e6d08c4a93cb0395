//! Lines of overlays: what may stand in them, and which names they speak of.

use super::client::{Editor, PATH, RULES, behind, edited, errors, place};
use crate::common::{DEFAULT_CONFIG, Sandbox};
use serde_json::{Value, json};

const OVERLAY: &str = "rules/branch.kam";

/// What the policy has besides, for overlays to change.
const MORE: &str = "
parameter floor \"Próg\" = 5000 PLN
let twice \"Dwa razy\" = sales * 2
alert silent \"Cisza\" when twice below floor
kpi turnover \"Obrót\" = sales
  | tier | target     | alarm     |
  | A    | 2 mln PLN  | 1 mln PLN |
  | B    | 10 000 PLN | 5000 PLN  |
";

const LINES: &str = "overlay branch \"Oddział\" on demo@1.0
  replace parameter floor from 5000 PLN to 6000 PLN
  replace weight of business from 60 % to 50 %
  replace weight of trust from 40 % to 50 %
  replace row of solidity
    | fair | 50 |
    | fair | 40 |
  replace row of turnover
    | B | 10 000 PLN | 5000 PLN |
    | B | 20 000 PLN | 5000 PLN |
  remove alert silent
  add offer pallets \"Palety\" when tier at least B and sales above floor
    terms \"W dobę\"
";

fn rules() -> String {
    format!("{}{MORE}", RULES.replace("score 94", "score 90..95"))
}

fn open(active: bool) -> Editor {
    let overlays = if active { "overlays: [branch]\n" } else { "" };
    let sandbox =
        Sandbox::new().file("kam.yaml", format!("{DEFAULT_CONFIG}{overlays}")).file(PATH, rules()).file(OVERLAY, LINES);
    let mut editor = Editor::new(sandbox);
    editor.open_saved(PATH);
    editor.open(OVERLAY, LINES);
    editor
}

/// What is offered at the end of a text that the overlay ends with.
fn offered(editor: &mut Editor, version: i64, end: &str) -> Vec<String> {
    let text = format!("overlay branch \"Oddział\" on demo@1.0\n{end}");
    editor.change(OVERLAY, version, &text);
    let last = text.rsplit('\n').next().unwrap_or_default();
    editor.offered(OVERLAY, (text.matches('\n').count() as u64, last.encode_utf16().count() as u64))
}

#[test]
fn completion_knows_what_an_overlay_may_say() {
    for active in [false, true] {
        let mut editor = open(active);
        let words = offered(&mut editor, 2, "  ");
        assert_eq!(words, ["replace parameter", "replace weight", "replace row", "remove", "add"]);
        assert_eq!(offered(&mut editor, 3, "  replace parameter "), ["floor"]);
        assert_eq!(offered(&mut editor, 4, "  replace parameter floor from "), ["5000 PLN"]);
        assert_eq!(offered(&mut editor, 5, "  replace weight of "), ["business", "trust", "value", "solidity"]);
        assert_eq!(offered(&mut editor, 6, "  replace weight of trust from "), ["40 %"]);
        assert_eq!(offered(&mut editor, 7, "  replace row of "), ["value", "solidity", "turnover"]);
        let rows = offered(&mut editor, 8, "  replace row of solidity\n    ");
        assert_eq!(rows, ["| good   | 100    |", "| fair   | 50     |", "| weak   | 0      |"]);
        assert_eq!(offered(&mut editor, 9, "  remove alert "), ["silent"]);
        let directives = offered(&mut editor, 10, "  remove ");
        assert!(
            directives.contains(&"alert".to_owned()) && !directives.contains(&"policy".to_owned()),
            "{directives:?}"
        );
        let mut tiers = offered(&mut editor, 11, "  add offer p \"P\" when tier at least ");
        tiers.sort();
        assert_eq!(tiers, ["A", "B"]);
        let lines = offered(&mut editor, 12, "  add offer p \"P\" when tier at least B\n    ");
        assert!(["terms", "remove"].iter().all(|word| lines.contains(&(*word).to_owned())), "{lines:?}");
        editor.change(OVERLAY, 13, "overlay branch \"Oddział\" on ");
        assert_eq!(editor.offered(OVERLAY, (0, 99)), ["demo@1.0"]);
    }
}

#[test]
fn a_row_that_is_offered_takes_the_place_of_what_is_written_of_it() {
    let mut editor = open(false);
    let text = "overlay branch \"Oddział\" on demo@1.0\n  replace row of solidity\n    | fa";
    editor.change(OVERLAY, 2, text);
    let params = editor.at(OVERLAY, (2, 8));
    let said = editor.request("textDocument/completion", params);
    let edits = json!([said[1]["textEdit"]]);
    assert!(edited(text, &edits).ends_with("\n    | fair   | 50     |"), "{said}");
}

#[test]
fn names_in_the_lines_of_an_overlay_are_found_and_told_about() {
    for active in [false, true] {
        let mut editor = open(active);
        let rules = rules();
        for (part, declared) in [
            ("floor from", "floor \"Próg\""),
            ("business from", "business \"Czynniki"),
            ("solidity\n", "solidity \"Wypłacalność\""),
            ("turnover\n", "turnover \"Obrót\""),
            ("silent\n", "silent \"Cisza\""),
            ("demo@", "demo \"Pokaz\""),
            ("B and", "B \"Rozwojowy\""),
        ] {
            let at = place(LINES, part);
            let params = editor.at(OVERLAY, at);
            let found = editor.request("textDocument/definition", params.clone());
            let (line, character) = place(&rules, declared);
            assert_eq!(found[0]["uri"], json!(editor.uri(PATH)), "{part} {active}: {found}");
            assert_eq!(found[0]["range"]["start"], json!({"line": line, "character": character}), "{part}");
            let hover = editor.request("textDocument/hover", params);
            let shown = hover["contents"]["value"].as_str().unwrap_or_default();
            assert!(shown.contains(declared.split('"').next().unwrap_or_default()), "{part}: {shown}");
        }
        // Seen from the policy, a line that removes something is a use.
        let mut params = editor.at(PATH, place(&rules, "silent \""));
        params["context"] = json!({"includeDeclaration": false});
        let found = editor.request("textDocument/references", params);
        let (line, character) = place(LINES, "silent\n");
        assert_eq!(found[0]["range"]["start"], json!({"line": line, "character": character}), "{active} {found}");
    }
}

#[test]
fn renaming_changes_overlays_along_whether_they_are_active_or_not() {
    for active in [false, true] {
        let mut editor = open(active);
        let rules = rules();
        for (part, old, new) in [
            ("silent \"", "silent", "cisza"),
            ("floor \"Próg", "floor", "próg"),
            ("twice \"", "twice", "podwójnie"),
            ("solidity \"", "solidity", "pewność"),
            ("turnover \"", "turnover", "obrót"),
            ("demo \"", "demo", "pokaz"),
        ] {
            let mut params = editor.at(PATH, place(&rules, part));
            params["newName"] = json!(new);
            let said = editor.request("textDocument/rename", params);
            let of = |path: &str, text: &str| match &said["changes"][editor.uri(path)] {
                Value::Null => text.to_owned(),
                edits => edited(text, edits),
            };
            let (policy, overlay) = (of(PATH, &rules), of(OVERLAY, LINES));
            let word = |text: &str| text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == old);
            assert!(!word(&policy) && !word(&overlay), "{old} {active}:\n{policy}\n{overlay}");
            for overlays in ["", "overlays: [branch]\n"] {
                let config = format!("{DEFAULT_CONFIG}{overlays}");
                let files = [("kam.yaml", config.as_str()), (PATH, &policy), (OVERLAY, &overlay)];
                assert_eq!(errors(&files), "", "{old} {active}");
            }
        }
        // Asked for in the overlay itself.
        let mut params = editor.at(OVERLAY, behind(LINES, "remove alert silent"));
        params["newName"] = json!("cisza");
        let said = editor.request("textDocument/rename", params);
        assert_eq!(edited(LINES, &said["changes"][editor.uri(OVERLAY)]), LINES.replace("silent", "cisza"), "{active}");
    }
}
