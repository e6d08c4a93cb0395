//! `kam lsp` as an editor meets it: a scripted client over the real process.

mod client;
mod completion;
mod conversation;
mod hints;
mod overlays;
mod renaming;
mod templates;
mod unknown_names;

use crate::common::{DEFAULT_CONFIG, Sandbox};
use client::{Editor, PATH, PATIENCE, RULES, edited, place, workspace};
use serde_json::{Value, json};
use std::io::Write;
use std::time::Duration;

#[test]
fn findings_come_as_one_types_and_go_when_mended() {
    let mut editor = Editor::new(workspace());
    let wrong = RULES.replace("is weak", "is wek");
    editor.open(PATH, &wrong);
    let found = editor.wait_for(PATH, |f| !f.is_empty());
    assert_eq!(found[0]["code"], "KAM-E0216", "{found:?}");
    assert_eq!(found[0]["severity"], 1);
    let (line, column) = place(&wrong, "wek");
    let range = json!({"start": {"line": line, "character": column}, "end": {"line": line, "character": column + 3}});
    assert_eq!(found[0]["range"], range, "the turtle before it counts as two");
    editor.change(PATH, 2, RULES);
    editor.wait_for(PATH, <[Value]>::is_empty);
    assert_eq!(editor.leave(), 0);
}

#[test]
fn changes_of_ranges_are_made_in_order() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    let (line, column) = place(RULES, "weak and");
    let change = |from, to, text: &str| {
        let at = |character| json!({"line": line, "character": character});
        json!({"range": {"start": at(from), "end": at(to)}, "text": text})
    };
    let changes = [change(column, column + 4, "wea"), change(column + 3, column + 3, "ł")];
    let document = json!({"uri": editor.uri(PATH), "version": 2});
    editor.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    let found = editor.wait_for(PATH, |f| !f.is_empty());
    assert!(found[0]["message"].as_str().expect("a text").contains("`weał`"), "{found:?}");
}

#[test]
fn data_files_are_judged_by_the_rules_as_they_are_typed() {
    let mut editor = Editor::new(workspace());
    let account = editor.open_saved("accounts/alfa.yaml");
    editor.change("accounts/alfa.yaml", 2, &account.replace("credit: good", "credit: super"));
    let found = editor.wait_for("accounts/alfa.yaml", |f| !f.is_empty());
    assert_eq!(found[0]["range"]["start"], json!({"line": 3, "character": 8}));
    // The other way round: a value that the rules no longer know is wrong in a file that nobody opened.
    editor.change("accounts/alfa.yaml", 3, &account);
    editor.wait_for("accounts/alfa.yaml", <[Value]>::is_empty);
    editor.open(PATH, &RULES.replace("fair", "mid"));
    editor.wait_for("accounts/beta.yaml", |f| !f.is_empty());
    editor.change(PATH, 2, RULES);
    editor.wait_for("accounts/beta.yaml", <[Value]>::is_empty);
}

#[test]
fn documents_that_are_not_on_disk_count() {
    let mut editor = Editor::new(workspace());
    editor.open("rules/new.kam", "field growth \"Zmiana\" percent\n");
    let found = editor.wait_for("rules/new.kam", |f| !f.is_empty());
    assert_eq!(found[0]["code"], "KAM-W0314", "nothing uses it yet: {found:?}");
    // Closed without being saved, it is no part of the rules any more.
    let closed = json!({"textDocument": editor.text_document("rules/new.kam")});
    editor.notify("textDocument/didClose", closed);
    editor.wait_for("rules/new.kam", <[Value]>::is_empty);
}

#[test]
fn a_file_outside_any_workspace_is_judged_by_how_it_is_written() {
    let mut editor = Editor::new(Sandbox::new());
    editor.open("alone.kam", "field x \"X\" money\nlet y = x + unknown_name\ncritrion z\n");
    let found = editor.wait_for("alone.kam", |f| !f.is_empty());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["range"]["start"], json!({"line": 2, "character": 0}));
}

#[test]
fn a_flood_of_changes_ends_with_what_stands_last() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    for version in 2..200 {
        let text = RULES.replace("is weak", if version % 2 == 0 { "is wek" } else { "is weakk" });
        editor.change(PATH, version, &text);
    }
    editor.change(PATH, 200, RULES);
    let params = json!({"textDocument": editor.text_document(PATH)});
    editor.request("textDocument/documentSymbol", params);
    editor.change(PATH, 201, &RULES.replace("is weak", "is wea"));
    let last = editor.wait_for(PATH, |f| f.iter().any(|f| f["message"].as_str().is_some_and(|m| m.contains("`wea`"))));
    assert_eq!(last.len(), 1);
}

#[test]
fn the_outline_names_what_is_declared() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    let said = editor.request("textDocument/documentSymbol", json!({"textDocument": editor.text_document(PATH)}));
    let names: Vec<&str> = said.as_array().expect("a list").iter().filter_map(|s| s["name"].as_str()).collect();
    let expected = [
        "demo",
        "sales",
        "credit",
        "business",
        "trust",
        "value",
        "solidity",
        "risky",
        "A",
        "B",
        "rank",
        "Duży i pewny",
    ];
    assert_eq!(names, expected);
    assert_eq!(said[3]["detail"], "Czynniki biznesowe 🐢");
}

#[test]
fn laying_out_is_what_fmt_does() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, &RULES.replace("| fair   | 50     |", "| fair | 50 |"));
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let params = json!({"textDocument": editor.text_document(PATH), "options": options});
    let edits = editor.request("textDocument/formatting", params);
    assert_eq!(edited(&RULES.replace("| fair   | 50     |", "| fair | 50 |"), &edits), RULES);
}

#[test]
fn settings_are_not_laid_out_as_rules() {
    let mut editor = Editor::new(workspace());
    editor.open("kam.yaml", "name:   x\n\n\n\nas_of: 2026-10-01\n");
    let document = editor.text_document("kam.yaml");
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let params = json!({"textDocument": document, "options": options});
    assert_eq!(editor.request("textDocument/formatting", params), Value::Null);
    let params = json!({"textDocument": document});
    assert_eq!(editor.request("textDocument/documentSymbol", params), Value::Null);
}

#[test]
fn quick_fixes_write_the_corrected_line() {
    let mut editor = Editor::new(workspace());
    let wrong = RULES.replace("below 5000 PLN", "below 5000 zł");
    editor.open(PATH, &wrong);
    let found = editor.wait_for(PATH, |f| !f.is_empty());
    let params = json!({
        "textDocument": editor.text_document(PATH), "range": found[0]["range"], "context": {"diagnostics": found},
    });
    let actions = editor.request("textDocument/codeAction", params);
    assert_eq!(actions[0]["kind"], "quickfix", "{actions}");
    let edits = &actions[0]["edit"]["changes"][editor.uri(PATH)];
    assert_eq!(edited(&wrong, edits), RULES);
}

#[test]
fn titles_of_fixes_show_what_changes() {
    let mut editor = Editor::new(workspace());
    let wrong = RULES.replace(
        "\"Wypłacalność\" in trust weight 100 %",
        "\"Wypłacalność, jak ją oceniają nasza księgowość i wywiadownia\" in trust weight 100",
    );
    editor.open(PATH, &wrong);
    let found = editor.wait_for(PATH, |f| !f.is_empty());
    let fixes = editor.fixes(PATH, &wrong, &found);
    let titles: Vec<&str> = fixes.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles, ["Write `… nasza księgowość i wywiadownia\" in trust weight 100 %`"]);
}

#[test]
fn what_is_no_request_gets_an_error_and_ends_nothing() {
    let mut editor = Editor::silent(workspace());
    let early = editor.ask("textDocument/hover", json!({}));
    assert_eq!(editor.answer(early)["error"]["code"], -32002);
    editor.raw("{ this is no JSON");
    let said = editor.from.recv_timeout(PATIENCE).expect("an answer");
    assert_eq!((&said["id"], &said["error"]["code"]), (&Value::Null, &json!(-32700)), "{said}");
    editor.request("initialize", json!({"capabilities": {}}));
    for (method, params, code) in [
        ("textDocument/nothing", json!({}), -32601),
        ("textDocument/documentSymbol", json!({"textDocument": 7}), -32602),
        ("textDocument/formatting", json!(null), -32602),
        ("initialize", json!({"capabilities": {}}), -32600),
    ] {
        let id = editor.ask(method, params);
        assert_eq!(editor.answer(id)["error"]["code"], code, "{method}");
    }
    editor.notify("textDocument/didOpen", json!({"textDocument": []}));
    editor.notify("textDocument/didChange", json!({"textDocument": {"uri": "file:///nowhere.kam", "version": 1}}));
    // A place far behind the end of the text is its end.
    editor.open(PATH, RULES);
    let far = json!({"line": 9999, "character": 9999});
    let change = json!({"range": {"start": far, "end": far}, "text": "# end\n"});
    let document = json!({"uri": editor.uri(PATH), "version": 2});
    editor.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}));
    let said = editor.request("textDocument/documentSymbol", json!({"textDocument": editor.text_document(PATH)}));
    assert_eq!(said.as_array().map(Vec::len), Some(12));
    assert_eq!(editor.leave(), 0);
}

#[test]
fn an_editor_that_goes_away_ends_the_server() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    drop(editor.to.take());
    assert_eq!(editor.child.wait().expect("it ends").code(), Some(1));
}

#[test]
fn a_length_that_nothing_follows_ends_the_server_with_the_input() {
    let mut editor = Editor::new(workspace());
    let to = editor.to.as_mut().expect("an open input");
    write!(to, "Content-Length: 99999999999999\r\n\r\n{{}}").expect("it is written");
    drop(editor.to.take());
    assert_eq!(editor.child.wait().expect("it ends").code(), Some(1));
}

#[test]
fn hovers_tell_the_declaration_the_share_and_how_many_accounts() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    let mut hover = |part: &str, skip: u64| {
        let (line, column) = place(RULES, part);
        let params = editor.at(PATH, (line, column + skip));
        let said = editor.request("textDocument/hover", params);
        said["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let value = hover("criterion value", 10);
    assert!(value.contains("60 % of the score (100 % of `business`)"), "{value}");
    let credit = hover("credit is", 0);
    assert!(credit.starts_with("```kam\nfield credit"), "{credit}");
    assert!(
        credit.contains("“Wypłacalność”: one of `weak`, `fair`, `good`") && credit.contains("rules/demo.kam:5"),
        "{credit}"
    );
    let weak = hover("weak and", 0);
    assert!(weak.contains("`weak`: weak < fair < good"), "{weak}");
    // Accounts are read when nobody has typed for a moment.
    let until = std::time::Instant::now() + PATIENCE;
    let mut row = String::new();
    while !row.contains("accounts") && std::time::Instant::now() < until {
        std::thread::sleep(Duration::from_millis(100));
        row = hover("| good   | 100", 1);
    }
    assert_eq!(row, "1 of 2 accounts");
    assert!(hover("risky", 0).contains("0 of 2 accounts"));
    assert_eq!(hover("| credit | points", 12), "");
}

#[test]
fn definitions_and_references_are_found_across_files() {
    let mut editor = Editor::new(workspace().file("rules/more.kam", "let twice \"Dwa razy\" = sales * 2\n"));
    editor.open(PATH, RULES);
    let params = editor.at(PATH, place(RULES, "sales below"));
    let found = editor.request("textDocument/definition", params.clone());
    let (line, column) = place(RULES, "sales \"");
    assert_eq!(found[0]["range"]["start"], json!({"line": line, "character": column}));
    let mut params = params;
    params["context"] = json!({"includeDeclaration": true});
    let found = editor.request("textDocument/references", params.clone());
    let files: Vec<&str> = found.as_array().expect("a list").iter().filter_map(|l| l["uri"].as_str()).collect();
    let more = editor.uri("rules/more.kam");
    assert_eq!(files.iter().filter(|f| **f == more).count(), 1, "{found}");
    assert_eq!(files.len(), 5, "{found}");
    params["context"] = json!({"includeDeclaration": false});
    assert_eq!(editor.request("textDocument/references", params).as_array().map(Vec::len), Some(4));
    // A value is not the column of another list, nor a group its label.
    let params = editor.at(PATH, place(RULES, "trust weight"));
    let found = editor.request("textDocument/definition", params);
    assert_eq!(found[0]["range"]["start"]["line"], place(RULES, "group trust").0);
}

#[test]
fn renaming_changes_every_use_or_says_why_not() {
    let mut editor = Editor::new(workspace().file("rules/more.kam", "let twice \"Dwa razy\" = value * 2\n"));
    editor.open(PATH, RULES);
    let mut params = editor.at(PATH, place(RULES, "value \"Wartość\""));
    let ready = editor.request("textDocument/prepareRename", params.clone());
    assert_eq!(ready["placeholder"], "value");
    params["newName"] = json!("wartość");
    let said = editor.request("textDocument/rename", params.clone());
    let new = edited(RULES, &said["changes"][editor.uri(PATH)]);
    assert_eq!(new, RULES.replace("criterion value", "criterion wartość"));
    let more = &said["changes"][editor.uri("rules/more.kam")];
    assert_eq!(edited("let twice \"Dwa razy\" = value * 2\n", more), "let twice \"Dwa razy\" = wartość * 2\n");
    let mut refused = |part: &str, new: &str| {
        let mut params = editor.at(PATH, place(RULES, part));
        params["newName"] = json!(new);
        let id = editor.ask("textDocument/rename", params);
        let answer = editor.answer(id);
        assert_eq!(answer["error"]["code"], -32803, "{answer}");
        answer["error"]["message"].as_str().expect("a text").to_owned()
    };
    assert_eq!(
        refused("sales \"", "turnover"),
        "`sales` is also written in accounts/alfa.yaml:3, where renaming it in the rules would change nothing."
    );
    for wrong in ["credit", "any", "two words", ""] {
        let why = refused("value \"Wartość\"", wrong);
        assert!(why.starts_with(&format!("`value` cannot be called `{wrong}`: ")), "{why}");
    }
    assert_eq!(refused("| good", "x"), "Here stands no name.");
    editor.change(PATH, 2, &RULES.replace("is weak", "is wek"));
    let params = editor.at(PATH, place(RULES, "value \"Wartość\""));
    let id = editor.ask("textDocument/prepareRename", params);
    let why = editor.answer(id)["error"]["message"].as_str().expect("a text").to_owned();
    assert!(why.starts_with("The rules have errors (the first in rules/demo.kam:21)"), "{why}");
}

#[test]
fn every_fix_that_a_finding_shows_can_be_made() {
    let fixtures = crate::common::root().join("tests/fixtures/codes");
    let mut sandbox = Sandbox::new();
    let mut wanted: Vec<(String, String, String)> = Vec::new();
    for entry in std::fs::read_dir(&fixtures).expect("the fixtures") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let shown = std::fs::read_to_string(fixtures.join(&name).join("expected.snap")).expect("a snapshot");
        let command = std::fs::read_to_string(fixtures.join(&name).join("command")).unwrap_or_else(|_| "check".into());
        // The first finding, where it is about rules and shows what to write.
        let block = shown.split("\n\n").find(|b| b.contains("= write:") && b.contains(".kam:"));
        let (Some(block), "check") = (block, command.trim()) else { continue };
        let code = block.split_once('[').and_then(|(_, rest)| rest.split_once(']')).expect("a code").0.to_owned();
        let place = block.lines().find_map(|l| l.trim_start().strip_prefix("--> ")).expect("a place");
        let (path, _) = place.split_once(':').expect("a path");
        let copy = Sandbox::copy_of(&format!("tests/fixtures/codes/{name}"));
        for file in copy.files("") {
            let bytes = std::fs::read(copy.path().join(&file)).expect("a file");
            sandbox = sandbox.file(&format!("{name}/{file}"), bytes);
        }
        if !copy.path().join("kam.yaml").exists() {
            sandbox = sandbox.file(&format!("{name}/kam.yaml"), DEFAULT_CONFIG);
        }
        wanted.push((format!("{name}/{path}"), code, block.to_owned()));
    }
    wanted.sort();
    assert!(wanted.len() > 60, "{}", wanted.len());
    let mut editor = Editor::new(sandbox);
    let mut without = Vec::new();
    for (path, code, block) in &wanted {
        if path.contains('<') || std::fs::read_to_string(editor.sandbox.path().join(path)).is_err() {
            continue;
        }
        editor.open_saved(path);
        let found = editor.wait_for(path, |f| f.iter().any(|f| f["code"] == json!(code)));
        let finding = found.iter().find(|f| f["code"] == json!(code)).expect("the finding");
        let context = json!({"diagnostics": [finding]});
        let params = json!({"textDocument": editor.text_document(path), "range": finding["range"], "context": context});
        let actions = editor.request("textDocument/codeAction", params);
        let offers = |action: &Value| action["diagnostics"][0]["code"] == json!(code);
        if !actions.as_array().expect("a list").iter().any(offers) {
            without.push(block.clone());
        }
        editor.notify("textDocument/didClose", json!({"textDocument": editor.text_document(path)}));
    }
    assert!(without.is_empty(), "{} of {}:\n{}", without.len(), wanted.len(), without.join("\n\n"));
}

#[test]
fn the_colours_of_vs_code_know_every_word_of_the_grammar() {
    let root = crate::common::root();
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("a file");
    let colours: Value = serde_json::from_str(&read("editors/vscode/syntaxes/kam.tmLanguage.json")).expect("JSON");
    let mut patterns = String::new();
    matches(&colours, &mut patterns);
    let patterns = patterns.replace("\\s+", " ");
    let known: std::collections::BTreeSet<&str> =
        patterns.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    let grammar = read("grammar/kam.pest");
    // Rules of single words, and of words that are listed.
    let lists = ["junction", "compare_op", "query_function", "minmax_word", "base_type", "privacy", "yes_no", "side"];
    let is_words = |rule: &str| rule.starts_with("k_") || rule.starts_with("w_") || lists.contains(&rule);
    let mut missing = std::collections::BTreeSet::new();
    let mut rule = "";
    let mut words = 0;
    for line in grammar.lines().filter(|l| !l.trim_start().starts_with("//")) {
        if let Some((name, _)) = line.split_once('=').filter(|_| !line.starts_with(' ')) {
            rule = name.trim();
        }
        if !is_words(rule) {
            continue;
        }
        for word in line.split('"').skip(1).step_by(2).filter(|w| w.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        {
            words += 1;
            if !known.contains(word) {
                missing.insert(word);
            }
        }
    }
    missing.extend(kam::syntax::directives().map(|(word, _)| word).filter(|word| !known.contains(word)));
    assert!(words > 90, "{words}");
    assert!(missing.is_empty(), "without a colour: {missing:?}");
}

/// All patterns of a grammar of colours.
fn matches(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_str() {
                    Some(pattern) if key == "match" || key == "begin" => out.push_str(&format!("{pattern}\n")),
                    _ => matches(value, out),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|v| matches(v, out)),
        _ => {}
    }
}
