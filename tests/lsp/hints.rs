//! Hints behind groups and criteria.

use super::client::{Editor, PATH, RULES, place, workspace};
use serde_json::{Value, json};

/// The hints of rules.
fn hints(editor: &mut Editor, version: i64, text: &str) -> Value {
    editor.change(PATH, version, text);
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let params = json!({"textDocument": editor.text_document(PATH), "range": all});
    editor.request("textDocument/inlayHint", params)
}

fn labels(said: &Value) -> Vec<&str> {
    said.as_array().expect("a list").iter().filter_map(|h| h["label"].as_str()).collect()
}

#[test]
fn hints_show_how_weights_add_up() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    let said = hints(&mut editor, 2, &RULES.replace("in trust weight 100 %", "in trust weight 90 %"));
    let expected =
        [" (criteria 100 %)", " (criteria 90 %, groups 100 %)", " (60 % of the score)", " (36 % of the score)"];
    assert_eq!(labels(&said), expected);
    let (line, _) = place(RULES, "group business");
    let width = "group business \"Czynniki biznesowe 🐢\" weight 60 %".encode_utf16().count();
    assert_eq!(said[0]["position"], json!({"line": line, "character": width}));
}

#[test]
fn sums_without_what_could_not_be_read_are_not_shown() {
    let mut editor = Editor::new(workspace());
    let two = RULES.replace("in business weight 100 %", "in business weight 60 %").replace(
        "veto risky",
        "criterion size \"Wielkość\" in business weight 40 %\n  | sales    | points |\n  | at 0 PLN | 0      |\n  | \
         at 5 PLN | 100    |\n\nveto risky",
    );
    editor.open(PATH, &two);
    let (whole, groups) = (" (criteria 100 %)", " (criteria 100 %, groups 100 %)");
    let (value, size, solidity) = (" (36 % of the score)", " (24 % of the score)", " (40 % of the score)");
    assert_eq!(labels(&hints(&mut editor, 2, &two)), [whole, groups, value, solidity, size]);
    let size_line = "criterion size \"Wielkość\" in business weight 40 %";
    for (version, (broken, expected)) in (3..).zip([
        ("criterion size \"Wielkość\" in business weight 40 % oops", &[" (groups 100 %)", value, solidity][..]),
        ("criterion size \"Wielkość\" in business weight 40", &[groups, value, solidity]),
        ("criterion size \"Wielkość\" in business weight sales", &[groups, value, solidity]),
        ("criterion size \"Wielkość\" in nowhere weight 40 %", &[" (groups 100 %)", value, solidity]),
        ("critrion size \"Wielkość\" in business weight 40 %", &[groups, value, solidity]),
        ("something size \"Wielkość\" in business weight 40 %", &[value, solidity]),
    ]) {
        let said = hints(&mut editor, version, &two.replace(size_line, broken));
        assert_eq!(labels(&said), expected, "{broken}");
    }
    // A group that weighs nobody knows what.
    let said = hints(&mut editor, 20, &two.replace("🐢\" weight 60 %\n", "🐢\" weight 60\n"));
    assert_eq!(labels(&said), [whole, whole, solidity]);
}
