//! Renaming never leaves rules that do not check, and says why where it is refused.

use super::client::{Editor, PATH, RULES, edited, errors, place, workspace};
use crate::common::DEFAULT_CONFIG;
use serde_json::{Value, json};

/// The names that the rules declare.
const DECLARED: [&str; 6] = ["business", "trust", "value", "solidity", "risky", "B"];

#[test]
fn whatever_the_new_name_is_the_rules_still_check() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    let names = [
        "and",
        "any",
        "missing",
        "yes",
        "tier",
        "score",
        "people",
        "as_of",
        "7x",
        "two words",
        "a.b",
        "x-y",
        "",
        "\"q\"",
        "a\nb",
        "a # b",
        "credit",
        "sales",
        "value",
        "trust",
        "risky",
        "A",
        "B",
        "person",
        "when",
        "points",
        "count",
        "weight",
        "otherwise",
        "from",
        "weak",
        "zażółć",
        "ﬁ",
        "status",
        "needs",
        "given",
    ];
    let mut version = 1;
    let (mut made, mut refused) = (0, 0);
    for old in DECLARED {
        let declared = RULES.lines().find(|l| l.split(' ').nth(1) == Some(old)).expect("its line");
        let (line, _) = place(RULES, declared);
        let column = declared.find(' ').map_or(0, |at| at as u64 + 1);
        for new in names {
            let mut params = editor.at(PATH, (line, column));
            params["newName"] = json!(new);
            let id = editor.ask("textDocument/rename", params);
            let answer = editor.answer(id);
            if let Some(why) = answer["error"]["message"].as_str() {
                assert_eq!(answer["error"]["code"], -32803, "{answer}");
                assert!(why.contains(&format!("`{new}`")), "{old}: {why}");
                refused += 1;
                continue;
            }
            let edits = &answer["result"]["changes"][editor.uri(PATH)];
            if edits.is_null() {
                assert_eq!(old, new);
                continue;
            }
            let text = edited(RULES, edits);
            version += 1;
            editor.change(PATH, version, &text);
            let params = json!({"textDocument": editor.text_document(PATH)});
            let symbols = editor.request("textDocument/documentSymbol", params);
            assert_eq!(symbols.as_array().map(Vec::len), Some(12), "{old} -> {new}");
            assert_eq!(errors(&[("kam.yaml", DEFAULT_CONFIG), (PATH, &text)]), "", "{old} -> {new}");
            version += 1;
            editor.change(PATH, version, RULES);
            made += 1;
        }
    }
    assert!(made > 20 && refused > 60, "{made} {refused}");
}

#[test]
fn a_refusal_says_why() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    let place = place(RULES, "value \"Wartość\"");
    for (new, why) in [
        ("any", "`value` cannot be called `any`: it is a word of the language."),
        (
            "7 x",
            "`value` cannot be called `7 x`: a name is one word of letters, digits and `_`, and begins with a letter.",
        ),
        ("credit", "`value` cannot be called `credit`: rules/demo.kam:5 declares this name."),
        (
            "score",
            "`value` cannot be called `score`: `score` is built in and cannot be declared again: choose another name, such \
             as `score_own`.",
        ),
    ] {
        let mut params = editor.at(PATH, place);
        params["newName"] = json!(new);
        let id = editor.ask("textDocument/rename", params);
        assert_eq!(editor.answer(id)["error"]["message"], why);
    }
    let mut params = editor.at(PATH, place);
    params["newName"] = json!("value");
    assert_eq!(editor.request("textDocument/rename", params)["changes"], Value::Null);
}
