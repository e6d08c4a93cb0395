//! The only place that touches the disk. Reads a workspace for the library without ever leaving it: not by `..`, not by an
//! absolute path, not through a symbolic link. Writes files beside their place and renames them, so that a reader sees
//! the old text or the new one. Knows no clock: nothing here depends on when it runs.

use super::words::problems::{self, OrRefuse};
use anyhow::bail;
use kam::data::{FileProblem, Files};
use kam::diagnostics::said;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// The largest file that is read; positions in texts are 32 bits wide.
const MAX_FILE_BYTES: u64 = 1 << 30;
/// The most files a workspace may list for one pattern.
const MAX_FILES: usize = 1_000_000;
/// How deep directories may nest.
const MAX_DEPTH: usize = 32;

/// A workspace on disk.
pub struct Disk {
    /// Canonical, so that what lies inside can be told from what does not.
    root: PathBuf,
    /// SHA-256 of every file that was read, for [`Disk::content_hash`].
    read: Mutex<BTreeMap<String, [u8; 32]>>,
    /// Patterns that were listed and files that were asked for, there or not.
    asked: Mutex<(BTreeSet<String>, BTreeSet<String>)>,
}

/// When each file was last written, and how large it is; none for one that is not there.
pub type State = BTreeMap<String, Option<(SystemTime, u64)>>;

impl Disk {
    /// Opens the workspace in a directory.
    ///
    /// # Errors
    /// When the directory cannot be read or holds no `kam.yaml`; the error says where the nearest one is.
    pub fn open(dir: &Path) -> anyhow::Result<Disk> {
        let root = match dir.canonicalize() {
            Err(error) if error.kind() == ErrorKind::NotFound => bail!(problems::no_directory(dir.display())),
            found => found.or_refuse(|| problems::cannot_read(dir.display()))?,
        };
        if !root.join("kam.yaml").is_file() {
            let above = root.ancestors().skip(1).find(|a| a.join("kam.yaml").is_file());
            match above {
                Some(above) => bail!(problems::no_workspace_but(dir.display(), above.display())),
                None => bail!(problems::no_workspace(dir.display())),
            }
        }
        Ok(Disk { root, read: Mutex::default(), asked: Mutex::default() })
    }

    /// Waits until no other kam writes into the workspace, and keeps others from it as long as the answer lives. None where
    /// there is no workspace, which is for [`Disk::open`] to say.
    ///
    /// # Errors
    /// When the file system knows no locks.
    pub fn alone(dir: &Path) -> anyhow::Result<Option<fs::File>> {
        let Ok(file) = fs::File::open(dir.join("kam.yaml")) else { return Ok(None) };
        file.lock().or_refuse(|| problems::cannot_lock(dir.display()))?;
        Ok(Some(file))
    }

    /// Whether a file still holds what was read from it; one that was not there still is not.
    pub fn is_as_read(&self, path: &str) -> bool {
        let before = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(path).copied();
        let now =
            self.resolve(path).ok().and_then(|real| fs::read(real).ok()).map(|bytes| Sha256::digest(&bytes).into());
        before == now
    }

    /// The files read so far, by name.
    pub fn files(&self) -> Vec<String> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// The files that hold something else than when they were read.
    pub fn changed_since_read(&self) -> Vec<String> {
        self.files().into_iter().filter(|path| !self.is_as_read(path)).collect()
    }

    /// The state of all files that were asked for, by name or by pattern.
    pub fn state(&self) -> State {
        let (patterns, mut paths) = self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        paths.extend(patterns.iter().filter_map(|pattern| self.found(pattern).ok()).flatten());
        let state = |path: &String| {
            let meta = fs::metadata(self.resolve(path).ok()?).ok()?;
            Some((meta.modified().ok()?, meta.len()))
        };
        paths.into_iter().map(|path| (path.clone(), state(&path))).collect()
    }

    /// One SHA-256 over the names and contents of all files read so far, in hexadecimal: the same inputs, the same hash.
    pub fn content_hash(&self) -> String {
        let mut hash = Sha256::new();
        for (path, content) in self.read.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            hash.update(path.as_bytes());
            hash.update([0]);
            hash.update(content);
        }
        hash.finalize().iter().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
    }

    /// The path on disk of a file of the workspace.
    fn resolve(&self, path: &str) -> Result<PathBuf, FileProblem> {
        if !stays_inside(path) {
            return Err(FileProblem::Outside);
        }
        let joined = self.root.join(path);
        let real = joined.canonicalize().map_err(|e| FileProblem::of_system(&e))?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(FileProblem::Outside) }
    }
}

impl Disk {
    /// Writes a file of the workspace as a whole, through a link to it if it is one.
    ///
    /// # Errors
    /// When the place leaves the workspace or cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let mut known = Path::new(path).ancestors();
        let place = loop {
            // Directories that are not there yet will be made inside.
            let Some(above) = known.next().and_then(Path::to_str) else { break Err(FileProblem::Outside) };
            match self.resolve(if above.is_empty() { "." } else { above }) {
                Ok(real) if above == path => break Ok(real),
                Ok(_) => break Ok(self.root.join(path)),
                Err(FileProblem::NotFound) => {}
                Err(problem) => break Err(problem),
            }
        };
        let place = place.or_refuse(|| problems::cannot_write(path))?;
        write_whole(&place, bytes)
    }
}

impl Files for Disk {
    /// Files that match a pattern (`accounts/*.yaml`, `rules/**/*.kam`), sorted; hidden ones are left out.
    fn list(&self, pattern: &str) -> Result<Vec<String>, FileProblem> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).0.insert(pattern.to_owned());
        self.found(pattern)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).1.insert(path.to_owned());
        let real = self.resolve(path)?;
        let file = fs::File::open(real).map_err(|e| FileProblem::of_system(&e))?;
        let meta = file.metadata().map_err(|e| FileProblem::of_system(&e))?;
        if !meta.is_file() {
            return Err(FileProblem::Unreadable(said!("it is not a file", "to nie jest plik")));
        }
        if meta.len() > MAX_FILE_BYTES {
            return Err(FileProblem::TooLarge);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
        file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|e| FileProblem::of_system(&e))?;
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(FileProblem::TooLarge);
        }
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), digest);
        Ok(bytes)
    }
}

impl Disk {
    /// Files that match a pattern, as [`Files::list`] gives them.
    fn found(&self, pattern: &str) -> Result<Vec<String>, FileProblem> {
        if !stays_inside(pattern) {
            return Err(FileProblem::Outside);
        }
        let matcher = glob::Pattern::new(pattern).map_err(|e| FileProblem::no_pattern(&e))?;
        // Only the directories before the first wildcard need to be walked.
        let literal: Vec<&str> = pattern.split('/').take_while(|p| !p.contains(['*', '?', '['])).collect();
        let walk_from =
            if literal.join("/") == pattern { literal.split_last().map_or(&[][..], |(_, d)| d) } else { &literal };
        let mut found = Vec::new();
        self.walk(&walk_from.join("/"), &matcher, 0, &mut found)?;
        found.sort();
        Ok(found)
    }

    fn walk(
        &self,
        dir: &str,
        matcher: &glob::Pattern,
        depth: usize,
        found: &mut Vec<String>,
    ) -> Result<(), FileProblem> {
        if depth > MAX_DEPTH {
            return Err(FileProblem::Unreadable(said!(
                "directories nest deeper than {most}",
                "foldery są zagnieżdżone głębiej niż {most} razy",
                most = MAX_DEPTH.to_string()
            )));
        }
        let real = match self.resolve(if dir.is_empty() { "." } else { dir }) {
            Ok(real) if real.is_dir() => real,
            // A directory that is not there holds no files; one that a link leads out of the workspace is not ours.
            Ok(_) | Err(FileProblem::NotFound) => return Ok(()),
            Err(other) => return Err(other),
        };
        let options = glob::MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: true,
        };
        for entry in fs::read_dir(real).map_err(|e| FileProblem::of_system(&e))? {
            let entry = entry.map_err(|e| FileProblem::of_system(&e))?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            if name.starts_with('.') {
                continue;
            }
            let path = if dir.is_empty() { name.to_owned() } else { format!("{dir}/{name}") };
            let kind = entry.file_type().map_err(|e| FileProblem::of_system(&e))?;
            // Links to directories are not followed: they could lead in circles.
            if kind.is_dir() {
                self.walk(&path, matcher, depth + 1, found)?;
            } else if matcher.matches_with(&path, options) {
                found.push(path);
                if found.len() > MAX_FILES {
                    return Err(FileProblem::Unreadable(said!(
                        "more than {most} files match",
                        "pasuje ponad {most} plików",
                        most = MAX_FILES.to_string()
                    )));
                }
            }
        }
        Ok(())
    }
}

/// The `locale` that the kam.yaml of a directory names, empty where it names none, as far as that can be told without reading
/// the workspace; before anything else is known it decides which language is spoken. None where there is no kam.yaml.
pub fn locale_of(dir: &Path) -> Option<String> {
    let text = fs::read(dir.join("kam.yaml")).ok()?;
    let text = String::from_utf8_lossy(&text);
    let written = text.lines().find_map(|line| line.strip_prefix("locale:")).unwrap_or_default();
    let tag = written.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    Some(tag.to_owned())
}

/// Whether a path as written in a workspace stays in it: relative, with `/`, without `..`.
fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0', ':'])
        && Path::new(path).components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir))
}

/// Puts a text at a path as a whole or not at all: written beside it, then renamed. Makes the directory if need be.
pub fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let dir = path.parent().filter(|d| !d.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = || problems::cannot_write(path.display());
    fs::create_dir_all(dir).or_refuse(failed)?;
    // Who may read a file stays as its owner has set it.
    let before = fs::metadata(path).ok().map(|m| m.permissions());
    if before.as_ref().is_some_and(fs::Permissions::readonly) {
        bail!(problems::read_only(path.display()));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kam-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any program would create it; the umask takes away what it must.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(dir).or_refuse(failed)?;
    file.write_all(bytes).or_refuse(failed)?;
    if let Some(before) = before {
        file.as_file().set_permissions(before).or_refuse(failed)?;
    }
    file.as_file().sync_all().or_refuse(failed)?;
    file.persist(path).or_refuse(failed)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_out_of_the_workspace_are_refused() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let inside = dir.path().join("w");
        fs::create_dir_all(inside.join("accounts/deep"))?;
        fs::write(dir.path().join("secret.yaml"), "x")?;
        fs::write(inside.join("kam.yaml"), "name: x")?;
        for name in ["accounts/b.yaml", "accounts/a.yaml", "accounts/deep/c.yaml", "accounts/.hidden.yaml"] {
            fs::write(inside.join(name), "y")?;
        }
        let disk = Disk::open(&inside)?;
        assert_eq!(disk.list("accounts/*.yaml").ok(), Some(vec!["accounts/a.yaml".into(), "accounts/b.yaml".into()]));
        assert_eq!(disk.list("accounts/**/*.yaml").map(|l| l.len()).ok(), Some(3));
        assert_eq!(disk.list("kam.yaml").ok(), Some(vec!["kam.yaml".into()]));
        assert_eq!(disk.list("nothing/*.yaml").ok(), Some(vec![]));
        assert!(disk.list("../*.yaml").is_err());
        assert!(disk.read("../secret.yaml").is_err());
        assert!(disk.read("/etc/passwd").is_err());
        assert_eq!(disk.read("accounts/a.yaml").ok(), Some(b"y".to_vec()));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(dir.path().join("secret.yaml"), inside.join("accounts/link.yaml"))?;
            assert!(disk.read("accounts/link.yaml").is_err());
        }
        Ok(())
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join("plans/a.md");
        write_whole(&path, b"old")?;
        write_whole(&path, b"new")?;
        assert_eq!(fs::read(&path)?, b"new");
        assert_eq!(fs::read_dir(dir.path().join("plans"))?.count(), 1);
        Ok(())
    }
}
