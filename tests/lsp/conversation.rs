//! The conversation itself: documents that are not open, places that are not there, letters of all widths, requests that
//! are given up, several workspaces, and files that change without the editor.

use super::client::{Editor, PATH, RULES, edited, place, workspace};
use crate::common::{DEFAULT_CONFIG, Sandbox};
use serde_json::{Value, json};

const QUESTIONS: [&str; 10] = [
    "textDocument/documentSymbol",
    "textDocument/formatting",
    "textDocument/codeAction",
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/inlayHint",
];

/// The parameters of any question about a place.
fn about(editor: &Editor, path: &str, line: u64, character: u64) -> Value {
    let at = json!({"line": line, "character": character});
    json!({
        "textDocument": editor.text_document(path), "position": at, "range": {"start": at, "end": at},
        "context": {"diagnostics": [], "includeDeclaration": true, "triggerKind": 1}, "newName": "other",
        "options": {"tabSize": 2, "insertSpaces": true},
    })
}

#[test]
fn documents_that_are_not_open_have_no_answers() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    editor.close(PATH);
    for path in [PATH, "rules/nowhere.kam", "accounts/alfa.yaml"] {
        for method in QUESTIONS {
            let params = about(&editor, path, 3, 7);
            assert_eq!(editor.request(method, params), Value::Null, "{method} {path}");
        }
    }
    editor.close(PATH);
    editor.close("rules/nowhere.kam");
    editor.change("rules/nowhere.kam", 2, "field x money");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn places_that_are_not_there_are_the_end_of_the_line_or_text() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    let lines = RULES.lines().count() as u64;
    for (line, character) in [(0, 9999), (lines, 0), (lines + 5, 3), (4_294_967_295, 4_294_967_295), (19, 16)] {
        for method in QUESTIONS {
            let params = about(&editor, PATH, line, character);
            let id = editor.ask(method, params);
            let answer = editor.answer(id);
            // A rename may be refused, and nothing may go wrong.
            let code = answer["error"]["code"].as_i64();
            assert!(code.is_none_or(|code| code == -32803), "{method} {line}:{character} {answer}");
        }
    }
    assert_eq!(editor.leave(), 0);
}

#[test]
fn letters_of_all_widths_count_as_editors_count_them() {
    let mut editor = Editor::new(workspace());
    let text = RULES.replace("field sales", "field 销售 \"Sprzedaż 🐢🐢\" money # żółw 🐢\nfield sales");
    let text = text.replace("when credit is weak", "when 销售 below 5 PLN and credit is weak # 🐢 ż");
    editor.open(PATH, &text);
    let mut params = editor.at(PATH, place(&text, "销售 below"));
    params["newName"] = json!("obrót");
    let said = editor.request("textDocument/rename", params);
    let new = edited(&text, &said["changes"][editor.uri(PATH)]);
    assert_eq!(new, text.replace("销售", "obrót"));
    // The place of an edit behind letters of four bytes and two units.
    let (line, column) = place(&text, "credit is weak # 🐢 ż");
    let range =
        json!({"start": {"line": line, "character": column + 10}, "end": {"line": line, "character": column + 14}});
    let document = json!({"uri": editor.uri(PATH), "version": 2});
    let changes = json!([{"range": range, "text": "wek"}]);
    editor.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    let found = editor.wait_for(PATH, |f| !f.is_empty());
    assert_eq!(found[0]["range"]["start"], json!({"line": line, "character": column + 10}), "{found:?}");
    assert!(found[0]["message"].as_str().is_some_and(|m| m.contains("`wek`")), "{found:?}");
}

#[test]
fn files_with_line_breaks_of_windows_keep_them() {
    let windows = |text: &str| text.replace('\n', "\r\n");
    let mut editor = Editor::new(workspace().file(PATH, windows(RULES)));
    let wrong = windows(&RULES.replace("below 5000 PLN", "below 5000 zł"));
    editor.open(PATH, &wrong);
    let found = editor.wait_for(PATH, |f| !f.is_empty());
    let (line, column) = place(&wrong, "zł");
    assert_eq!(found[0]["range"]["end"], json!({"line": line, "character": column + 2}), "{found:?}");
    let fixes = editor.fixes(PATH, &wrong, &found);
    assert_eq!(fixes[0].1, windows(RULES));
    editor.change(PATH, 2, &windows(RULES));
    editor.wait_for(PATH, <[Value]>::is_empty);
    let mut params = editor.at(PATH, place(RULES, "value \"Wartość\""));
    params["newName"] = json!("wartość");
    let said = editor.request("textDocument/rename", params);
    let new = edited(&windows(RULES), &said["changes"][editor.uri(PATH)]);
    assert_eq!(new, windows(&RULES.replace("criterion value", "criterion wartość")));
    assert_eq!(editor.offered(PATH, place(RULES, "weak and")), ["weak", "fair", "good"]);
}

#[test]
fn requests_that_are_given_up_are_answered_once() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    let mut ids = Vec::new();
    for version in 2..60 {
        editor.change(PATH, version, &RULES.replace("is weak", if version % 2 == 0 { "is fair" } else { "is good" }));
        let params = about(&editor, PATH, 20, 30);
        let id = editor.ask("textDocument/codeAction", params);
        editor.notify("$/cancelRequest", json!({"id": id}));
        ids.push(id);
    }
    editor.notify("$/cancelRequest", json!({"id": 9999}));
    editor.notify("$/cancelRequest", json!({}));
    let mut given_up = 0;
    for id in ids {
        let answer = editor.answer(id);
        match answer["error"]["code"].as_i64() {
            Some(code) => {
                assert_eq!(code, -32800, "{answer}");
                given_up += 1;
            }
            None => assert_eq!(answer["result"], json!([]), "{answer}"),
        }
    }
    assert!(given_up > 0, "at least one was given up before it was worked on");
    // Given up long ago, and of no consequence for what comes under that number.
    let params = json!({"textDocument": editor.text_document(PATH)});
    assert_eq!(editor.request("textDocument/documentSymbol", params).as_array().map(Vec::len), Some(12));
    assert_eq!(editor.leave(), 0);
}

#[test]
fn of_a_burst_of_changes_only_the_last_is_told() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    for version in 2..=201 {
        editor.change(PATH, version, &RULES.replace("is weak", &format!("is wek{version}")));
    }
    let mut told = 0;
    loop {
        let message = editor.from.recv_timeout(super::client::PATIENCE).expect("a message in time");
        if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == editor.uri(PATH) {
            told += 1;
            if message["params"]["version"] == 201 {
                let message = &message["params"]["diagnostics"][0]["message"];
                assert!(message.as_str().is_some_and(|m| m.contains("`wek201`")), "{message}");
                break;
            }
        }
    }
    assert!(told < 100, "{told} of 200 changes were told");
}

#[test]
fn two_workspaces_do_not_mix() {
    let north = Sandbox::new()
        .file("north/kam.yaml", DEFAULT_CONFIG)
        .file(&format!("north/{PATH}"), RULES)
        .file("south/kam.yaml", format!("{DEFAULT_CONFIG}locale: pl\n"))
        .file(&format!("south/{PATH}"), RULES);
    let mut editor = Editor::with(north, &["north", "south"], &json!({}));
    let (north, south) = (format!("north/{PATH}"), format!("south/{PATH}"));
    editor.open(&north, RULES);
    editor.open(&south, &RULES.replace("is weak", "is wek"));
    let found = editor.wait_for(&south, |f| !f.is_empty());
    assert!(found[0]["message"].as_str().is_some_and(|m| m.contains("nie jest")), "{found:?}");
    let params = editor.at(&north, place(RULES, "sales below"));
    let mut params = params;
    params["context"] = json!({"includeDeclaration": true});
    let found = editor.request("textDocument/references", params);
    let north_uri = editor.uri(&north);
    assert!(
        found.as_array().is_some_and(|l| l.len() == 4 && l.iter().all(|l| l["uri"] == json!(north_uri))),
        "{found}"
    );
    // A workspace that the editor no longer shows is told nothing of.
    editor.close(&south);
    editor.sandbox.write(&south, RULES.replace("is weak", "is wekk"));
    editor.changed_on_disk(&south);
    editor.wait_for(&south, |f| !f.is_empty());
    let event = json!({"added": [], "removed": [editor.folder("south")]});
    editor.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    editor.wait_for(&south, <[Value]>::is_empty);
    let event = json!({"added": [editor.folder("south")], "removed": []});
    editor.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    editor.wait_for(&south, |f| !f.is_empty());
}

#[test]
fn a_document_joins_a_workspace_whose_settings_come_later_and_leaves_it_with_them() {
    let mut editor = Editor::with(Sandbox::new(), &[], &json!({}));
    // Without a workspace only the writing counts.
    editor.open(PATH, &RULES.replace("sales below", "unknown_name below"));
    editor.sandbox.write("kam.yaml", DEFAULT_CONFIG);
    editor.changed_on_disk("kam.yaml");
    editor.wait_for(PATH, |f| f.iter().any(|f| f["message"].as_str().is_some_and(|m| m.contains("`unknown_name`"))));
    std::fs::remove_file(editor.sandbox.path().join("kam.yaml")).expect("the file is removed");
    editor.changed_on_disk("kam.yaml");
    editor.wait_for(PATH, <[Value]>::is_empty);
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_file_that_is_deleted_counts_while_it_is_open() {
    let more = "let twice \"Dwa razy\" = sales * 2\nveto other \"Inne\" when twice below 3 PLN\n";
    let mut editor = Editor::new(workspace().file("rules/more.kam", more));
    let using = RULES.replace("and sales below", "and twice below");
    editor.open("rules/more.kam", more);
    editor.open(PATH, &using);
    std::fs::remove_file(editor.sandbox.path().join("rules/more.kam")).expect("the file is removed");
    editor.changed_on_disk("rules/more.kam");
    let params = editor.at(PATH, place(&using, "twice below"));
    let found = editor.request("textDocument/definition", params);
    assert_eq!(found[0]["uri"], json!(editor.uri("rules/more.kam")), "{found}");
    editor.close("rules/more.kam");
    let found = editor.wait_for(PATH, |f| !f.is_empty());
    assert!(found[0]["message"].as_str().is_some_and(|m| m.contains("`twice`")), "{found:?}");
}

#[test]
fn what_another_program_changes_is_read_again() {
    let mut editor = Editor::new(workspace().file("rules/more.kam", "let twice \"Dwa razy\" = sales * 2\n"));
    editor.open(PATH, RULES);
    editor.sandbox.write("rules/more.kam", "let twice \"Dwa razy\" = sale * 2\n");
    editor.sandbox.write("accounts/beta.yaml", "account: BETA\nname: Beta\nsales: 1000 PLN\ncredit: super\n");
    editor.changed_on_disk("rules/more.kam");
    editor.wait_for("rules/more.kam", |f| f.iter().any(|f| f["code"] == "KAM-E0214"));
    // Values are judged by rules without errors.
    editor.sandbox.write("rules/more.kam", "let twice \"Dwa razy\" = sales * 2\n");
    editor.changed_on_disk("rules/more.kam");
    editor.wait_for("rules/more.kam", <[Value]>::is_empty);
    editor.wait_for("accounts/beta.yaml", |f| !f.is_empty());
    // As when a branch is switched: files come and go, and what is open stays as it is typed.
    std::fs::remove_file(editor.sandbox.path().join("rules/more.kam")).expect("the file is removed");
    editor.sandbox.write(PATH, "this is no rule\n");
    editor.sandbox.write("accounts/beta.yaml", "account: BETA\nname: Beta\nsales: 1000 PLN\ncredit: fair\n");
    editor.changed_on_disk(PATH);
    editor.wait_for("accounts/beta.yaml", <[Value]>::is_empty);
    let mut params = editor.at(PATH, place(RULES, "sales below"));
    params["context"] = json!({"includeDeclaration": true});
    assert_eq!(editor.request("textDocument/references", params).as_array().map(Vec::len), Some(4));
    let params = json!({"textDocument": editor.text_document(PATH)});
    assert_eq!(editor.request("textDocument/documentSymbol", params).as_array().map(Vec::len), Some(12));
}

#[test]
fn an_editor_that_watches_when_asked_is_asked() {
    let capabilities = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut editor = Editor::with(workspace(), &[""], &capabilities);
    let asked = loop {
        let message = editor.from.recv_timeout(super::client::PATIENCE).expect("a message in time");
        if message["method"] == "client/registerCapability" {
            break message;
        }
    };
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    editor.raw(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": null}).to_string());
    assert_eq!(editor.leave(), 0);
}
