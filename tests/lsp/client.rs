//! An editor that follows a script: the other end of a real `kam lsp`.

use crate::common::{DEFAULT_CONFIG, Sandbox};
use kam::data::MemoryFiles;
use kam::diagnostics::{Language, Level};
use kam::workspace::Workspace;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

pub const PATIENCE: Duration = Duration::from_secs(60);

/// An editor with a server.
pub struct Editor {
    pub sandbox: Sandbox,
    pub child: Child,
    pub to: Option<ChildStdin>,
    pub from: Receiver<Value>,
    /// Published diagnostics that nobody asked about yet.
    pub published: VecDeque<Value>,
    last_id: i64,
}

impl Editor {
    /// Starts a server and greets it.
    pub fn new(sandbox: Sandbox) -> Editor {
        Editor::with(sandbox, &[""], &json!({}))
    }

    /// Starts a server for some folders and tells it what the editor can do.
    pub fn with(sandbox: Sandbox, folders: &[&str], capabilities: &Value) -> Editor {
        let mut editor = Editor::silent(sandbox);
        let folders: Vec<Value> = folders.iter().map(|path| editor.folder(path)).collect();
        let said = editor.request("initialize", json!({"capabilities": capabilities, "workspaceFolders": folders}));
        assert_eq!(said["serverInfo"]["name"], "kam");
        editor.notify("initialized", json!({}));
        editor
    }

    /// Starts a server and says nothing.
    pub fn silent(sandbox: Sandbox) -> Editor {
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

    pub fn folder(&self, path: &str) -> Value {
        json!({"uri": self.uri(path).trim_end_matches('/'), "name": path})
    }

    pub fn uri(&self, path: &str) -> String {
        let root = self.sandbox.path().canonicalize().expect("the directory");
        format!("file://{}/{path}", root.display())
    }

    pub fn raw(&mut self, body: &str) {
        let to = self.to.as_mut().expect("an open input");
        write!(to, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("it is written");
        to.flush().expect("it is written");
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.raw(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string());
    }

    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.raw(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}).to_string());
        self.last_id
    }

    /// The whole answer to a request.
    pub fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.from.recv_timeout(PATIENCE).expect("an answer in time");
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
            self.published.push_back(message);
        }
    }

    #[track_caller]
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    pub fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        let document = json!({"uri": uri, "languageId": "kam", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Opens a file as it stands on disk.
    pub fn open_saved(&mut self, path: &str) -> String {
        let text = self.sandbox.read(path);
        self.open(path, &text);
        text
    }

    pub fn close(&mut self, path: &str) {
        let document = self.text_document(path);
        self.notify("textDocument/didClose", json!({"textDocument": document}));
    }

    /// Says that files changed on disk.
    pub fn changed_on_disk(&mut self, path: &str) {
        let changes = json!([{"uri": self.uri(path), "type": 2}]);
        self.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }

    /// The quick fixes for the findings of a file: their titles, and the text of the file with each.
    pub fn fixes(&mut self, path: &str, text: &str, found: &[Value]) -> Vec<(String, String)> {
        let range = &found.first().expect("a finding")["range"];
        let document = self.text_document(path);
        let context = json!({"diagnostics": found});
        let params = json!({"textDocument": document, "range": range, "context": context});
        let said = self.request("textDocument/codeAction", params);
        let uri = self.uri(path);
        let fix = |action: &Value| {
            let title = action["title"].as_str().expect("a title").to_owned();
            (title, edited(text, &action["edit"]["changes"][&uri]))
        };
        said.as_array().expect("a list").iter().map(fix).collect()
    }

    /// The labels of what is offered at a place.
    pub fn offered(&mut self, path: &str, place: (u64, u64)) -> Vec<String> {
        let params = self.at(path, place);
        let said = self.request("textDocument/completion", params);
        let label = |item: &Value| item["label"].as_str().expect("a label").to_owned();
        said.as_array().expect("a list").iter().map(label).collect()
    }

    pub fn change(&mut self, path: &str, version: i64, text: &str) {
        let document = json!({"uri": self.uri(path), "version": version});
        let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        self.notify("textDocument/didChange", params);
    }

    /// Waits until the diagnostics of a file are as wanted.
    #[track_caller]
    pub fn wait_for(&mut self, path: &str, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
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

    pub fn text_document(&self, path: &str) -> Value {
        json!({"uri": self.uri(path)})
    }

    /// The parameters of a question about a place.
    pub fn at(&self, path: &str, place: (u64, u64)) -> Value {
        json!({"textDocument": self.text_document(path), "position": {"line": place.0, "character": place.1}})
    }

    /// Says goodbye in the right order; the exit code.
    pub fn leave(mut self) -> i32 {
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
pub fn place(text: &str, part: &str) -> (u64, u64) {
    let at = text.find(part).unwrap_or_else(|| panic!("no `{part}`"));
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    (line as u64, text[start..at].encode_utf16().count() as u64)
}

/// The errors of a workspace made of these files; empty where it has none.
pub fn errors(files: &[(&str, &str)]) -> String {
    let files = files.iter().fold(MemoryFiles::new(), |files, (path, text)| files.with(*path, *text));
    let errors = Workspace::load(&files).findings.into_iter().filter(|f| f.level() == Level::Error);
    errors.map(|f| f.message(Language::English)).collect::<Vec<_>>().join("\n")
}

/// The place behind a part of a text.
pub fn behind(text: &str, part: &str) -> (u64, u64) {
    let (line, column) = place(text, part);
    assert!(!part.contains('\n'));
    (line, column + part.encode_utf16().count() as u64)
}

/// A text with edits made, as an editor makes them.
pub fn edited(text: &str, edits: &Value) -> String {
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

pub const RULES: &str = "policy demo \"Pokaz\" version 1.0
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

pub const PATH: &str = "rules/demo.kam";

pub fn workspace() -> Sandbox {
    Sandbox::new()
        .file("kam.yaml", format!("{DEFAULT_CONFIG}accounts: accounts/*.yaml\n"))
        .file(PATH, RULES)
        .file("accounts/alfa.yaml", "account: ALFA\nname: Alfa\nsales: 900000 PLN\ncredit: good\n")
        .file("accounts/beta.yaml", "account: BETA\nname: Beta\nsales: 1000 PLN\ncredit: fair\n")
}
