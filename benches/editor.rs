//! An editor that types: the other end of the language server, over pipes in memory.

use kam::data::MemoryFiles;
use kam::diagnostics::Language;
use kam::lsp::{Host, SharedFiles, serve};
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const ROOT: &str = "/bench";
const DOCUMENT: &str = "file:///bench/rules/policy.kam";

/// One workspace in memory.
struct InMemory(SharedFiles);

impl Host for InMemory {
    fn workspace_of(&self, _: &Path) -> Option<PathBuf> {
        Some(PathBuf::from(ROOT))
    }

    fn language(&self) -> Option<Language> {
        None
    }

    fn files(&self, _: &Path) -> Option<SharedFiles> {
        Some(Arc::clone(&self.0))
    }
}

/// An editor with a policy open.
pub struct Editor {
    to: PipeWriter,
    from: BufReader<PipeReader>,
    /// The empty line next to the middle, so that half of the file moves.
    middle: usize,
    typed: bool,
    version: usize,
}

impl Editor {
    pub fn open(policy: &str) -> Editor {
        let (input, to) = pipe().expect("a pipe");
        let (from, mut output) = pipe().expect("a pipe");
        let files: SharedFiles = Arc::new(MemoryFiles::new().with("kam.yaml", "name: bench\n"));
        std::thread::spawn(move || serve(&InMemory(files), BufReader::new(input), &mut output));
        let lines: Vec<&str> = policy.lines().collect();
        let half = lines.len() / 2;
        let middle = half + lines[half..].iter().position(|line| line.is_empty()).expect("an empty line");
        let mut editor = Editor { to, from: BufReader::new(from), middle, typed: false, version: 1 };
        editor.say(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#);
        let text = serde_json::to_string(policy).expect("text is JSON");
        editor.say(&format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{DOCUMENT}","languageId":"kam","version":1,"text":{text}}}}}}}"#
        ));
        editor.type_until_told();
        editor
    }

    /// Types a line that is wrong, or takes it away, and waits until the findings are told.
    pub fn type_until_told(&mut self) {
        self.version += 1;
        let (from, to) = (self.middle, if self.typed { self.middle + 1 } else { self.middle });
        let new = if self.typed { "" } else { "critrion\\n" };
        self.typed = !self.typed;
        self.say(&format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{DOCUMENT}","version":{}}},"contentChanges":[{{"range":{{"start":{{"line":{from},"character":0}},"end":{{"line":{to},"character":0}}}},"text":"{new}"}}]}}}}"#,
            self.version
        ));
        let wanted = format!("\"version\":{}", self.version);
        while !self.hear().contains(&wanted) {}
    }

    fn say(&mut self, body: &str) {
        write!(self.to, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server listens");
    }

    fn hear(&mut self) -> String {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).expect("the server speaks");
            match line.strip_prefix("Content-Length: ") {
                Some(n) => length = n.trim().parse().expect("a length"),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).expect("the server speaks");
        String::from_utf8(body).expect("messages are UTF-8")
    }
}
