//! `kam lsp` as an editor meets it: a scripted client over the real process.

use crate::common::{DEFAULT_CONFIG, Sandbox};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

/// An editor with a server.
struct Editor {
    sandbox: Sandbox,
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    /// Published diagnostics that nobody asked about yet.
    published: VecDeque<Value>,
    last_id: i64,
}

impl Editor {
    /// Starts a server and greets it.
    fn new(sandbox: Sandbox) -> Editor {
        let mut editor = Editor::silent(sandbox);
        let root = editor.uri("");
        let folder = json!({"uri": root.trim_end_matches('/'), "name": "test"});
        let said = editor.request("initialize", json!({"capabilities": {}, "workspaceFolders": [folder]}));
        assert_eq!(said["serverInfo"]["name"], "kam");
        editor.notify("initialized", json!({}));
        editor
    }

    /// Starts a server and says nothing.
    fn silent(sandbox: Sandbox) -> Editor {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kam"))
            .args(["lsp", "--stdio"])
            .current_dir(sandbox.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("kam runs");
        let mut out = BufReader::new(child.stdout.take().expect("an output"));
        let (sender, from) = channel();
        std::thread::spawn(move || {
            while let Some(m) = read(&mut out)
                && sender.send(m).is_ok()
            {}
        });
        let to = child.stdin.take();
        Editor { sandbox, child, to, from, published: VecDeque::new(), last_id: 0 }
    }

    fn uri(&self, path: &str) -> String {
        let root = self.sandbox.path().canonicalize().expect("the directory");
        format!("file://{}/{path}", root.display())
    }

    fn raw(&mut self, body: &str) {
        let to = self.to.as_mut().expect("an open input");
        write!(to, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("it is written");
        to.flush().expect("it is written");
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.raw(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string());
    }

    fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.raw(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}).to_string());
        self.last_id
    }

    /// The whole answer to a request.
    fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.from.recv_timeout(PATIENCE).expect("an answer in time");
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
            self.published.push_back(message);
        }
    }

    #[track_caller]
    fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        let document = json!({"uri": uri, "languageId": "kam", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Opens a file as it stands on disk.
    fn open_saved(&mut self, path: &str) -> String {
        let text = self.sandbox.read(path);
        self.open(path, &text);
        text
    }

    fn change(&mut self, path: &str, version: i64, text: &str) {
        let document = json!({"uri": self.uri(path), "version": version});
        let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        self.notify("textDocument/didChange", params);
    }

    /// Waits until the diagnostics of a file are as wanted.
    #[track_caller]
    fn wait_for(&mut self, path: &str, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let uri = self.uri(path);
        let mut last = None;
        loop {
            let message = match self.published.pop_front() {
                Some(message) => message,
                None => self.from.recv_timeout(PATIENCE).unwrap_or_else(|e| panic!("{path}: {e}; last: {last:?}")),
            };
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == json!(uri) {
                let found = message["params"]["diagnostics"].as_array().expect("a list").clone();
                if wanted(&found) {
                    return found;
                }
                last = Some(found);
            }
        }
    }

    fn text_document(&self, path: &str) -> Value {
        json!({"uri": self.uri(path)})
    }

    /// Says goodbye in the right order; the exit code.
    fn leave(mut self) -> i32 {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        self.child.wait().expect("it ends").code().unwrap_or(-1)
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // A failed test leaves no server behind.
        drop(self.to.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(out: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(n) = line.strip_prefix("Content-Length: ") {
            length = n.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    out.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}

/// The place of the first letter of a part of a text, as editors count.
fn place(text: &str, part: &str) -> (u64, u64) {
    let at = text.find(part).unwrap_or_else(|| panic!("no `{part}`"));
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    (line as u64, text[start..at].encode_utf16().count() as u64)
}

/// A text with edits made, as an editor makes them.
fn edited(text: &str, edits: &Value) -> String {
    let offset = |at: &Value| {
        let line = at["line"].as_u64().expect("a line");
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let mut units = at["character"].as_u64().expect("a column") as usize;
        let mut end = start;
        for c in text[start..].chars() {
            if units == 0 || c == '\n' {
                break;
            }
            units -= c.len_utf16();
            end += c.len_utf8();
        }
        end
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|e| (offset(&e["range"]["start"]), offset(&e["range"]["end"]), e["newText"].as_str().expect("a text")))
        .collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}

const RULES: &str = "policy demo \"Pokaz\" version 1.0
  currency PLN

field sales \"Sprzedaż\" money
field credit \"Wypłacalność\" one of weak < fair < good

group business \"Czynniki biznesowe 🐢\" weight 60 %
group trust \"Zaufanie\" weight 40 %

criterion value \"Wartość\" in business weight 100 %
  | sales        | points |
  | at 0 PLN     | 0      |
  | at 1 mln PLN | 100    |

criterion solidity \"Wypłacalność\" in trust weight 100 %
  | credit | points |
  | good   | 100    |
  | fair   | 50     |
  | weak   | 0      |

veto risky \"Ryzyko 🐢\" when credit is weak and sales below 5000 PLN

tier A \"Kluczowy\" from 80 points
tier B \"Rozwojowy\" otherwise

rank by score

example \"Duży i pewny\"
  given sales 900 000 PLN, credit good
  expect tier A, score 94
";

const PATH: &str = "rules/demo.kam";

fn workspace() -> Sandbox {
    Sandbox::new()
        .file("kam.yaml", format!("{DEFAULT_CONFIG}accounts: accounts/*.yaml\n"))
        .file(PATH, RULES)
        .file("accounts/alfa.yaml", "account: ALFA\nname: Alfa\nsales: 900000 PLN\ncredit: good\n")
        .file("accounts/beta.yaml", "account: BETA\nname: Beta\nsales: 1000 PLN\ncredit: fair\n")
}

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
