//! How the library sees the files of a workspace: paths in, bytes out. The caller implements it (the binary on disk), so
//! nothing here opens anything. Paths are relative to the workspace, with `/` between their parts on every system.

use crate::diagnostics::{Language, Phrase, of_system, said};
use std::collections::BTreeMap;
use std::io;

/// Why a file of the workspace could not be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    #[error("there is no such file")]
    NotFound,
    /// Absolute, with `..`, or through a link that leaves the workspace.
    #[error("it leads out of the workspace")]
    Outside,
    /// Over 1 GiB.
    #[error("it is too large")]
    TooLarge,
    /// Why not, to be said of it.
    #[error("{}", .0.in_language(Language::English))]
    Unreadable(Phrase),
}

impl FileProblem {
    /// What the system says when it does not give a file.
    pub fn of_system(error: &io::Error) -> FileProblem {
        match error.kind() {
            io::ErrorKind::NotFound => FileProblem::NotFound,
            io::ErrorKind::PermissionDenied => {
                FileProblem::Unreadable(said!("it may not be read", "nie masz prawa go czytać"))
            }
            _ => FileProblem::Unreadable(of_system(error)),
        }
    }

    /// A pattern of file names that is none.
    pub fn no_pattern(error: &glob::PatternError) -> FileProblem {
        let polish = format!("to nie jest wzorzec nazw plików (znak {})", error.pos + 1);
        FileProblem::Unreadable(Phrase::Filled(error.msg.to_owned(), polish))
    }

    /// The reason, to be said of a file.
    pub fn said(&self) -> Phrase {
        match self {
            FileProblem::NotFound => said!("there is no such file", "nie ma takiego pliku"),
            FileProblem::Outside => said!("it leads out of the workspace", "prowadzi poza folder roboczy"),
            FileProblem::TooLarge => said!("it is too large", "plik jest za duży"),
            FileProblem::Unreadable(why) => why.clone(),
        }
    }
}

/// The files of one workspace.
pub trait Files {
    /// The paths that match a pattern (`accounts/*.yaml`, `rules/**/*.kam`; `*` stays within one directory, `**` does
    /// not, hidden files never match), sorted by bytes. A pattern without wildcards lists the one file, if it is there.
    ///
    /// # Errors
    /// When the pattern leaves the workspace or is none, or a directory cannot be read. Nothing found is no error.
    fn list(&self, pattern: &str) -> Result<Vec<String>, FileProblem>;

    /// All bytes of a file.
    ///
    /// # Errors
    /// When it is not there, leaves the workspace, is too large or cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem>;
}

/// Files held in memory: for tests, benchmarks and whoever has texts instead of a disk.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    pub fn new() -> MemoryFiles {
        MemoryFiles::default()
    }

    /// Adds a file, or replaces it.
    pub fn with(mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) -> MemoryFiles {
        self.files.insert(path.into(), content.into());
        self
    }
}

impl Files for MemoryFiles {
    fn list(&self, pattern: &str) -> Result<Vec<String>, FileProblem> {
        if !stays_inside(pattern) {
            return Err(FileProblem::Outside);
        }
        let matcher = glob::Pattern::new(pattern).map_err(|e| FileProblem::no_pattern(&e))?;
        let options = glob::MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: true,
        };
        Ok(self.files.keys().filter(|path| matcher.matches_with(path, options)).cloned().collect())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        if !stays_inside(path) {
            return Err(FileProblem::Outside);
        }
        self.files.get(path).cloned().ok_or(FileProblem::NotFound)
    }
}

/// Whether a path stays in the workspace by its text alone: relative, with `/`, without `..`.
fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0', ':'])
        && !path.starts_with('/')
        && path.split('/').all(|p| p != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stay_within_a_directory_and_the_workspace() {
        let files = MemoryFiles::new().with("rules/b.kam", "").with("rules/a/c.kam", "").with("rules/.d.kam", "");
        assert_eq!(files.list("rules/*.kam"), Ok(vec!["rules/b.kam".to_owned()]));
        assert_eq!(files.list("rules/**/*.kam"), Ok(vec!["rules/a/c.kam".to_owned(), "rules/b.kam".to_owned()]));
        assert_eq!(files.list("../*"), Err(FileProblem::Outside));
        assert_eq!(files.read("/etc/passwd"), Err(FileProblem::Outside));
        assert_eq!(files.read("rules/x.kam"), Err(FileProblem::NotFound));
    }
}
