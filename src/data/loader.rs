//! Gets the texts of a workspace: bytes through [`Files`], decoded, checked to be text at all, and added to the sources so
//! that findings can point into them.

use super::Files;
use super::yaml::{self, Node, shown};
use crate::diagnostics::{FileId, Finding, Phrase, Sources, Span, data as codes, said};
use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// The files of a workspace, what was read of them, and what is wrong with them.
pub struct Loader<'a> {
    pub files: &'a dyn Files,
    pub sources: &'a mut Sources,
    pub findings: &'a mut Vec<Finding>,
    /// Tables that were read already, by path and encoding: several sources may join the same file.
    pub tables: BTreeMap<(String, &'static str), FileId>,
}

impl<'a> Loader<'a> {
    pub fn new(files: &'a dyn Files, sources: &'a mut Sources, findings: &'a mut Vec<Finding>) -> Loader<'a> {
        Loader { files, sources, findings, tables: BTreeMap::new() }
    }
}

impl Loader<'_> {
    /// A place for what no file says: the start of the first file, kam.yaml.
    pub fn nowhere(&self) -> Span {
        Span::file_start(FileId(0))
    }

    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The files that match a pattern; `said_at` is where the pattern stands.
    pub fn list(&mut self, pattern: &str, said_at: Span) -> Vec<String> {
        match self.files.list(pattern) {
            Ok(paths) => paths,
            Err(problem) => {
                let finding = Finding::new(&codes::FILE_PROBLEM, said_at);
                self.push(finding.arg("path", shown(pattern)).arg("why", problem.said()));
                Vec::new()
            }
        }
    }

    /// A UTF-8 file; `said_at` is where its path stands.
    pub fn text(&mut self, path: &str, said_at: Span) -> Option<FileId> {
        self.decoded(path, said_at, None)
    }

    /// A table, in the encoding its source names.
    pub fn table_text(&mut self, path: &str, said_at: Span, encoding: Option<&str>) -> Option<FileId> {
        let otherwise = said!(
            "name the encoding of the file in kam.yaml, such as `encoding: windows-1250`",
            "podaj kodowanie pliku w kam.yaml, na przykład `encoding: windows-1250`",
        );
        self.table_in(path, said_at, encoding, otherwise)
    }

    /// A table; `otherwise` is what to write where it is not in the encoding named for it, UTF-8 without one.
    pub fn table_in(&mut self, path: &str, said_at: Span, encoding: Option<&str>, otherwise: Phrase) -> Option<FileId> {
        let encoding = encoding.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(encoding_rs::UTF_8);
        let key = (path.to_owned(), encoding.name());
        if let Some(id) = self.tables.get(&key) {
            return Some(*id);
        }
        let id = self.decoded(path, said_at, Some((encoding, otherwise)))?;
        self.tables.insert(key, id);
        Some(id)
    }

    /// Reads a file; `table` is the encoding of a table with what to write where it is in no UTF-8, none for the workspace's own
    /// UTF-8 files.
    fn decoded(&mut self, path: &str, said_at: Span, table: Option<(&'static Encoding, Phrase)>) -> Option<FileId> {
        let bytes = match self.files.read(path) {
            Ok(bytes) => bytes,
            Err(problem) => {
                let finding = Finding::new(&codes::FILE_PROBLEM, said_at);
                self.push(finding.arg("path", shown(path)).arg("why", problem.said()));
                return None;
            }
        };
        if table.is_some() && bytes.starts_with(b"PK\x03\x04") {
            let what = said!(
                "`{file}` is a workbook, not a CSV file: save the sheet as CSV.",
                "`{file}` to skoroszyt, a nie plik CSV: zapisz arkusz jako CSV.",
                file = shown(path),
            );
            self.push(Finding::new(&codes::TABLE_SYNTAX, said_at).arg("what", what));
            return None;
        }
        let (encoding, otherwise) = table.unwrap_or_else(|| (encoding_rs::UTF_8, as_utf8()));
        let text = if encoding == encoding_rs::UTF_8 {
            match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => {
                    self.not_utf8(path, &error, otherwise);
                    return None;
                }
            }
        } else {
            let (text, _, wrong) = encoding.decode(&bytes);
            if wrong {
                let why = said!(
                    "it holds bytes that {encoding} has not",
                    "zawiera bajty, których nie ma w {encoding}",
                    encoding = Phrase::quote(encoding.name()),
                );
                let finding = Finding::new(&codes::FILE_PROBLEM, said_at);
                self.push(finding.arg("path", shown(path)).arg("why", why));
                return None;
            }
            text.into_owned()
        };
        let nul = text.find('\0');
        let id = self.sources.add(path, text);
        if nul.is_some() {
            // A byte order mark may have moved the place.
            let at = self.sources.file(id).text.find('\0').unwrap_or(0);
            self.push(Finding::new(&codes::NUL_BYTE, Span::new(id, at, at + 1)).arg("path", shown(path)));
            return None;
        }
        Some(id)
    }

    fn not_utf8(&mut self, path: &str, error: &std::string::FromUtf8Error, write: Phrase) {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let bom = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        // Up to the first bad byte the lossy text is the text itself, so the place is right; what follows is cut off.
        let end = bytes.iter().skip(valid).position(|b| *b == b'\n').map_or(bytes.len(), |n| valid + n);
        let text = String::from_utf8_lossy(bytes.get(..end.min(valid + 200)).unwrap_or(bytes)).into_owned();
        let id = self.sources.add(path, text);
        let at = valid.saturating_sub(bom);
        self.push(Finding::new(&codes::NOT_UTF8, Span::new(id, at, at + 3)).arg("write", write));
    }

    /// A YAML file.
    pub fn yaml(&mut self, path: &str, said_at: Span) -> Option<(FileId, Node)> {
        let id = self.text(path, said_at)?;
        let node = yaml::parse(self.sources.file(id), self.findings)?;
        Some((id, node))
    }
}

/// What to write where a file is in another encoding.
pub(super) fn as_utf8() -> Phrase {
    said!("save the file as UTF-8", "zapisz plik jako UTF-8")
}
