//! What is offered at a place, and what comes of taking it.

use super::client::{Editor, PATH, RULES, behind, edited, place, workspace};
use serde_json::json;

/// The labels of what is offered at the end of the first part of a text that is typed in place of another.
fn offered(editor: &mut Editor, version: i64, old: &str, new: &str) -> Vec<String> {
    let text = RULES.replace(old, new);
    editor.change(PATH, version, &text);
    let (line, column) = place(&text, new);
    let params = editor.at(PATH, (line, column + new.encode_utf16().count() as u64));
    let said = editor.request("textDocument/completion", params);
    said.as_array().expect("a list").iter().map(|i| i["label"].as_str().expect("a label").to_owned()).collect()
}

#[test]
fn completion_knows_what_may_stand_at_a_place() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    let values = offered(&mut editor, 2, "credit is weak and", "credit is ");
    assert_eq!(values, ["weak", "fair", "good"]);
    assert_eq!(offered(&mut editor, 3, "in trust", "in "), ["business", "trust"]);
    let units = offered(&mut editor, 4, "below 5000 PLN", "below 5000 ");
    assert_eq!(units[..3], ["PLN", "%", "days"]);
    let names = offered(&mut editor, 5, "rank by score", "veto x \"X\" when ");
    for name in ["sales", "credit", "value", "business", "count", "share_of_total", "people", "not"] {
        assert!(names.contains(&name.to_owned()), "{name}: {names:?}");
    }
    let directives = offered(&mut editor, 6, "rank by score", "ra");
    assert!(directives.contains(&"rank".to_owned()) && directives.contains(&"criterion".to_owned()));
    let cells = offered(&mut editor, 7, "| fair   | 50     |", "|  ");
    assert!(["good", "any", "missing"].iter().all(|v| cells.contains(&(*v).to_owned())), "{cells:?}");
    assert_eq!(offered(&mut editor, 8, "expect tier A", "expect tier "), ["A", "B"]);
    let clauses = offered(&mut editor, 9, "  currency PLN", "  cu");
    assert!(clauses.contains(&"currency".to_owned()), "{clauses:?}");
}

#[test]
fn words_that_may_follow_the_head_of_an_item_are_offered() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    for (version, (line, expected)) in (2..).zip([
        ("veto zz \"Z\" w", &["when", "because", "unknown means"][..]),
        ("criterion zz \"Z\" in business w", &["weight", "missing means", "less is better", "because", "points"]),
        ("limit \"Z\" ", &["to tier", "when", "because"]),
        ("limit z \"Z\" to tier B ", &["when", "because"]),
        ("tier Z \"Z\" ", &["from", "when", "otherwise"]),
        ("let a \"A\" ", &["="]),
        ("alert a \"A\" ", &["when", "severity", "starts", "because"]),
        ("playbook p \"P\" ", &["when", "because"]),
        ("rank ", &["by", "then by"]),
        ("need n \"N\" ", &[]),
    ]) {
        assert_eq!(offered(&mut editor, version, "rank by score", line), expected, "{line}");
    }
    // Within a condition names come too.
    let words = offered(&mut editor, 20, "rank by score", "veto zz \"Z\" when credit is weak ");
    assert!(["and", "sales", "because"].iter().all(|word| words.contains(&(*word).to_owned())), "{words:?}");
    assert!(!words.contains(&"when".to_owned()), "{words:?}");
}

/// The text with what is offered by a label at the end of the first part of a text that is typed in place of another.
fn taken(editor: &mut Editor, version: i64, (old, new): (&str, &str), label: &str) -> String {
    let text = RULES.replace(old, new);
    editor.change(PATH, version, &text);
    let params = editor.at(PATH, behind(&text, new));
    let said = editor.request("textDocument/completion", params);
    let item = said.as_array().expect("a list").iter().find(|item| item["label"] == label);
    let item = item.unwrap_or_else(|| panic!("no `{label}`: {said}"));
    edited(&text, &json!([item["textEdit"]]))
}

#[test]
fn what_is_typed_already_of_several_words_is_not_written_again() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    for (version, (old, typed, label, becomes)) in (2..).zip([
        ("| at 0 PLN     | 0", "| at l", "at least", "| at least"),
        ("| at 0 PLN     | 0", "| at  m", "at most", "| at most"),
        ("| at 0 PLN     | 0", "| a", "at least", "| at least"),
        ("rank by score", "veto x \"🐢\" when sales at ", "at least", "veto x \"🐢\" when sales at least"),
        ("rank by score", "veto x \"X\" when sal", "sales", "veto x \"X\" when sales"),
        ("rank by score", "veto x \"X\" unknown m", "unknown means", "veto x \"X\" unknown means"),
        ("rank by score", "let n \"N\" = count d", "count distinct", "let n \"N\" = count distinct"),
        ("  currency PLN", "  missing me", "missing means", "  missing means"),
    ]) {
        let text = taken(&mut editor, version, (old, typed), label);
        assert_eq!(text, RULES.replace(old, becomes), "{typed}");
    }
    // Half a comparison is followed by its other half and nothing else.
    assert_eq!(offered(&mut editor, 20, "| at 0 PLN     | 0", "| at "), ["at least", "at most"]);
    assert_eq!(offered(&mut editor, 21, "rank by score", "veto x when sales at l"), ["at least", "at most"]);
    assert_eq!(offered(&mut editor, 22, "rank by score", "criterion x \"X\" less "), ["less is better"]);
}
