//! What is open in the editor, laid over the files on disk: a document counts as it is typed, saved or not, there on disk
//! or not. Start at [`Overlay`].

use super::position::offset;
use crate::data::{FileProblem, Files, MemoryFiles};
use lsp_types::{TextDocumentContentChangeEvent, Uri};
use std::sync::Arc;

/// The files of a workspace that several threads may read.
pub type SharedFiles = Arc<dyn Files + Send + Sync>;

/// A document as the editor has it.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// As the editor writes it, since answers about it must name it so.
    pub uri: Uri,
    pub version: i32,
    pub text: String,
}

impl Document {
    /// Makes one change: of a range, or of the whole text.
    pub fn change(&mut self, change: TextDocumentContentChangeEvent) {
        match change.range {
            None => self.text = change.text,
            Some(range) => {
                let start = offset(&self.text, range.start);
                let end = offset(&self.text, range.end).max(start);
                self.text.replace_range(start..end, &change.text);
            }
        }
    }
}

/// Files on disk with what is open over them.
#[derive(Clone)]
pub(super) struct Overlay {
    disk: SharedFiles,
    open: MemoryFiles,
}

impl Overlay {
    /// Lays texts by their paths in the workspace over its files.
    pub fn new<'d>(disk: &SharedFiles, open: impl Iterator<Item = (&'d str, &'d str)>) -> Overlay {
        let open = open.fold(MemoryFiles::new(), |files, (path, text)| files.with(path, text));
        Overlay { disk: Arc::clone(disk), open }
    }
}

impl Files for Overlay {
    fn list(&self, pattern: &str) -> Result<Vec<String>, FileProblem> {
        let mut found = self.disk.list(pattern)?;
        found.extend(self.open.list(pattern)?);
        found.sort();
        found.dedup();
        Ok(found)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        let Ok(open) = self.open.read(path) else { return self.disk.read(path) };
        // A table in another encoding was decoded by the editor; it counts as it is saved.
        match self.disk.read(path) {
            _ if path.ends_with(".kam") => Ok(open),
            Ok(saved) if std::str::from_utf8(&saved).is_err() => Ok(saved),
            _ => Ok(open),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lsp_types::{Position, Range};

    #[test]
    fn open_documents_win_over_the_disk() {
        let disk: SharedFiles = Arc::new(
            MemoryFiles::new().with("rules/a.kam", "old").with("rules/b.kam", "b").with("data/t.csv", vec![0xb9]),
        );
        let open = [("rules/a.kam", "new"), ("rules/c.kam", "c"), ("data/t.csv", "ą")];
        let files = Overlay::new(&disk, open.into_iter());
        assert_eq!(files.list("rules/*.kam"), Ok(["a", "b", "c"].map(|n| format!("rules/{n}.kam")).to_vec()));
        assert_eq!(files.read("rules/a.kam"), Ok(b"new".to_vec()));
        assert_eq!(files.read("rules/b.kam"), Ok(b"b".to_vec()));
        assert_eq!(files.read("data/t.csv"), Ok(vec![0xb9]));
        assert_eq!(files.read("rules/d.kam"), Err(FileProblem::NotFound));
    }

    #[test]
    fn changes_of_ranges_count_utf_16() {
        let uri = "untitled:a".parse().expect("an address");
        let mut document = Document { uri, version: 1, text: "łąka 🐢 x\n".to_owned() };
        let at = |character| Position { line: 0, character };
        let range = Some(Range { start: at(5), end: at(7) });
        document.change(TextDocumentContentChangeEvent { range, range_length: None, text: "żółw".to_owned() });
        assert_eq!(document.text, "łąka żółw x\n");
    }
}
