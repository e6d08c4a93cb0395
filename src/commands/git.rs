//! A workspace as it was in git: the files of a revision, read through the `git` program without touching the working tree.
//! Contents are what a checkout would write, so encodings and large files kept elsewhere come out as on disk.
//!
//! Files that git does not keep (ignored ones, those of a repository inside) have no past: every revision reads them as they
//! are now, and [`Revision::borrowed`] tells which.

use super::disk::Disk;
use super::words::problems::{self, OrRefuse};
use anyhow::bail;
use kam::data::{FileProblem, Files, MemoryFiles};
use kam::diagnostics::{Language, Phrase, of_system, said, suggest};
use kam::views::CommitView;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// The largest file that is read.
const MAX_FILE_BYTES: u64 = 1 << 30;
/// How many links may lead to each other.
const MAX_LINKS: usize = 8;

/// The repository that a workspace lies in.
pub struct Repository {
    dir: PathBuf,
    /// The workspace in the repository: empty, or `sales/` with its slash.
    prefix: String,
}

/// A commit.
pub struct Commit {
    /// As it was asked for: `main`, `HEAD~2`.
    pub name: String,
    /// Its full hash.
    pub hash: String,
}

impl Repository {
    /// Finds the repository of a workspace.
    pub fn open(dir: &Path) -> anyhow::Result<Repository> {
        let mut repository = Repository { dir: dir.to_owned(), prefix: String::new() };
        let (found, said) = repository.try_git(&["rev-parse", "--show-prefix"])?;
        match found {
            Some(prefix) => repository.prefix = text(prefix)?.trim_end_matches('\n').to_owned(),
            None if said.contains("not a git repository") => bail!(problems::no_repository(dir.display())),
            None => bail!(problems::unreadable_repository(dir.display(), said.trim())),
        }
        Ok(repository)
    }

    /// The workspace in its repository, to stand before the names of its files: empty, or `sales/` with its slash. Empty, too,
    /// where there is no repository.
    pub fn prefix_of(dir: &Path) -> String {
        Repository::open(dir).map(|repository| repository.prefix).unwrap_or_default()
    }

    /// The commit of a revision; an unknown one is an error that offers the nearest branch or tag.
    pub fn commit(&self, name: &str) -> anyhow::Result<Commit> {
        let wanted = format!("{name}^{{commit}}");
        let (found, _) = self.try_git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        if let Some(hash) = found {
            return Ok(Commit { name: name.to_owned(), hash: text(hash)?.trim().to_owned() });
        }
        let names = self.names()?;
        if names.is_empty() && name == "HEAD" {
            bail!(problems::no_commit())
        }
        match suggest::nearest(name, names.iter().map(String::as_str)) {
            Some(nearest) => bail!(problems::no_revision_but(name, nearest)),
            None if kam::values::Day::parse(name).is_some() => {
                bail!(problems::no_revision_of_day(name))
            }
            None if self.is_shallow() => bail!(problems::no_revision_in_shallow(name)),
            None => bail!(problems::no_revision(name)),
        }
    }

    /// Whether the history was cut off.
    fn is_shallow(&self) -> bool {
        self.git(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| said.starts_with(b"true"))
    }

    /// The last commit that touched any of some files of the workspace, and whether one of them holds what is in no commit.
    /// None where git cannot tell: no commit has them, or the history was cut off (a shallow clone would name a wrong one).
    pub fn last_commit_of(&self, files: &[String]) -> Option<CommitView> {
        if self.is_shallow() {
            return None;
        }
        let asked = std::iter::once("--").chain(files.iter().map(String::as_str));
        let asked: Vec<u8> = asked.flat_map(|line| line.bytes().chain([b'\n'])).collect();
        let log = ["--literal-pathspecs", "log", "-1", "--format=%H %cs", "--stdin"];
        let told = text(self.answer(&log, asked).ok()?).ok()?;
        let (hash, on) = told.trim().split_once(' ')?;
        let changed = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", "."];
        let changed = self.git(&changed).ok()?;
        let names: BTreeSet<&str> = files.iter().map(String::as_str).collect();
        // `XY PATH`, from the root of the repository.
        let mut paths = changed.split(|b| *b == 0).filter_map(|e| std::str::from_utf8(e).ok()?.get(3..));
        let uncommitted = paths.any(|p| p.strip_prefix(self.prefix.as_str()).is_some_and(|p| names.contains(p)));
        Some(CommitView { hash: hash.get(..SHORT)?.to_owned(), on: on.to_owned(), uncommitted })
    }

    /// The last commit that two have in common.
    pub fn common(&self, a: &Commit, b: &Commit) -> anyhow::Result<Commit> {
        let (found, _) = self.try_git(&["merge-base", &a.hash, &b.hash])?;
        let Some(hash) = found else { bail!(problems::nothing_in_common(&a.name, &b.name)) };
        let hash = text(hash)?.trim().to_owned();
        Ok(Commit { name: hash.get(..SHORT).unwrap_or(&hash).to_owned(), hash })
    }

    /// Branches and tags.
    fn names(&self) -> anyhow::Result<Vec<String>> {
        let all = self.git(&["for-each-ref", "--format=%(refname:short)"])?;
        Ok(text(all)?.lines().map(str::to_owned).collect())
    }

    /// The files of the workspace at a commit.
    pub fn files(&self, commit: &Commit) -> anyhow::Result<Revision> {
        let mut list = vec!["ls-tree", "-r", "-z", "--full-tree", &commit.hash];
        if !self.prefix.is_empty() {
            list.extend(["--", &self.prefix]);
        }
        let mut revision = Revision {
            git: self.clone_place(),
            commit: commit.hash.clone(),
            entries: BTreeMap::new(),
            names: MemoryFiles::new(),
            converted: BTreeSet::new(),
            outside: BTreeSet::new(),
            disk: Disk::open(&self.dir)?,
            blobs: Mutex::new(Blobs::start(self)?),
            borrowed: Mutex::default(),
        };
        for entry in self.git(&list)?.split(|b| *b == 0) {
            // Names that are no UTF-8 cannot be written in rules or kam.yaml either.
            let Some((about, path)) = std::str::from_utf8(entry).ok().and_then(|e| e.split_once('\t')) else {
                continue;
            };
            let mut about = about.split(' ');
            let (Some(mode), Some(_), Some(id)) = (about.next(), about.next(), about.next()) else { continue };
            let Some(path) = path.strip_prefix(self.prefix.as_str()) else { continue };
            if mode == "160000" {
                revision.outside.insert(format!("{path}/"));
                continue;
            }
            revision.names = revision.names.with(path, Vec::new());
            revision.entries.insert(path.to_owned(), Entry { is_link: mode == "120000", id: id.to_owned() });
        }
        if !revision.entries.contains_key("kam.yaml") {
            let place = self.prefix.trim_end_matches('/');
            match place {
                "" => bail!(problems::no_workspace_then(&commit.name)),
                place => bail!(problems::no_workspace_then_at(&commit.name, place)),
            }
        }
        let ignored = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
        let nested = ["ls-files", "-z", "--others", "--exclude-standard"];
        for (list, only_repositories) in [(&ignored[..], false), (&nested[..], true)] {
            let paths = self.git(list)?;
            let paths = paths.split(|b| *b == 0).filter_map(|p| std::str::from_utf8(p).ok());
            let paths = paths.filter(|p| !p.is_empty() && (!only_repositories || p.ends_with('/')));
            revision.outside.extend(paths.map(str::to_owned));
        }
        revision.converted = self.converted(revision.entries.keys())?;
        Ok(revision)
    }

    /// The files that a checkout writes otherwise than they are stored.
    fn converted<'p>(&self, paths: impl Iterator<Item = &'p String>) -> anyhow::Result<BTreeSet<String>> {
        let asked: Vec<u8> = paths.flat_map(|p| p.bytes().chain([0])).collect();
        let told = self.answer(&["check-attr", "-z", "--stdin", "filter", "working-tree-encoding"], asked)?;
        let parts: Vec<&[u8]> = told.split(|b| *b == 0).collect();
        let set = parts.chunks_exact(3).filter(|c| !matches!(c[2], b"unspecified" | b"unset"));
        Ok(set.filter_map(|c| String::from_utf8(c[0].to_owned()).ok()).collect())
    }

    /// What git prints when it is handed a text.
    fn answer(&self, arguments: &[&str], asked: Vec<u8>) -> anyhow::Result<Vec<u8>> {
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(missing)?;
        let stdin = child.stdin.take();
        let told = std::thread::scope(|scope| {
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(&asked)));
            let mut told = Vec::new();
            child.stdout.take().map(|mut out| out.read_to_end(&mut told)).transpose().map(|_| told)
        });
        child.wait().or_refuse(problems::git_ended_badly)?;
        told.or_refuse(problems::git_unheard)
    }

    fn clone_place(&self) -> Repository {
        Repository { dir: self.dir.clone(), prefix: self.prefix.clone() }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.dir).args(arguments);
        // Messages that are looked at must not be translated, and reading must not rewrite the index.
        command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
        command
    }

    /// What git prints, or nothing and what it says where it fails.
    fn try_git(&self, arguments: &[&str]) -> anyhow::Result<(Option<Vec<u8>>, String)> {
        let output = self.command(arguments).output().map_err(missing)?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Ok((output.status.success().then_some(output.stdout), said))
    }

    fn git(&self, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
        match self.try_git(arguments)? {
            (Some(printed), _) => Ok(printed),
            (None, said) => bail!(problems::unreadable_git(said.trim())),
        }
    }
}

/// Characters of a short hash.
const SHORT: usize = 10;

fn missing(error: std::io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => problems::no_git().into(),
        _ => problems::git_not_started().because(error).into(),
    }
}

fn text(printed: Vec<u8>) -> anyhow::Result<String> {
    String::from_utf8(printed).or_refuse(problems::git_no_text)
}

/// The workspace at a commit.
pub struct Revision {
    git: Repository,
    commit: String,
    entries: BTreeMap<String, Entry>,
    /// The names of the files, to match patterns.
    names: MemoryFiles,
    converted: BTreeSet<String>,
    /// What git does not keep: files, and directories with their slash.
    outside: BTreeSet<String>,
    disk: Disk,
    blobs: Mutex<Blobs>,
    borrowed: Mutex<BTreeSet<String>>,
}

struct Entry {
    is_link: bool,
    id: String,
}

impl Revision {
    /// The files that were read from the working tree, since git does not keep them.
    pub fn borrowed(&self) -> BTreeSet<String> {
        self.borrowed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn is_outside(&self, path: &str) -> bool {
        let above = path.match_indices('/').map(|(at, _)| path.get(..=at).unwrap_or_default());
        self.outside.contains(path) || above.into_iter().any(|dir| self.outside.contains(dir))
    }

    fn content(&self, path: &str, links: usize) -> Result<Vec<u8>, FileProblem> {
        let Some(entry) = self.entries.get(path) else {
            if !self.is_outside(path) {
                return Err(FileProblem::NotFound);
            }
            let content = self.disk.read(path)?;
            self.borrowed.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
            return Ok(content);
        };
        if entry.is_link {
            if links == MAX_LINKS {
                return Err(FileProblem::Unreadable(said!("its links lead in a circle", "łącza prowadzą w kółko")));
            }
            let target = self.blob(&entry.id)?;
            let target = String::from_utf8(target).map_err(|_| FileProblem::NotFound)?;
            return self.content(&resolved(path, &target).ok_or(FileProblem::Outside)?, links + 1);
        }
        if self.converted.contains(path) {
            let place = format!("{}:{}{path}", self.commit, self.git.prefix);
            let filtered = self.git.git(&["cat-file", "--filters", &place]);
            return filtered.map_err(|e| {
                let [english, polish] =
                    [Language::English, Language::Polish].map(|language| problems::said(&e, language));
                FileProblem::Unreadable(Phrase::Filled(english, polish))
            });
        }
        self.blob(&entry.id)
    }

    fn blob(&self, id: &str) -> Result<Vec<u8>, FileProblem> {
        let mut blobs = self.blobs.lock().unwrap_or_else(PoisonError::into_inner);
        blobs.read(id)
    }
}

impl Files for Revision {
    fn list(&self, pattern: &str) -> Result<Vec<String>, FileProblem> {
        let mut found = self.names.list(pattern)?;
        let now = self.disk.list(pattern)?;
        found.extend(now.into_iter().filter(|p| !self.entries.contains_key(p) && self.is_outside(p)));
        found.sort();
        found.dedup();
        Ok(found)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        // A leading `./` says nothing; whether the path stays in the workspace is told as for files in memory.
        match self.names.read(path) {
            Err(FileProblem::Outside) => Err(FileProblem::Outside),
            Ok(_) | Err(_) => self.content(&resolved("", path).ok_or(FileProblem::Outside)?, 0),
        }
    }
}

/// Where a link at a path leads; none where it leaves the workspace.
fn resolved(path: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// A `git cat-file --batch` that answers until it is dropped.
struct Blobs {
    child: Child,
    /// Closed first, so that the program ends.
    ask: Option<ChildStdin>,
    answer: Option<BufReader<ChildStdout>>,
}

impl Blobs {
    fn start(repository: &Repository) -> anyhow::Result<Blobs> {
        let mut command = repository.command(&["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(missing)?;
        let (ask, answer) = (child.stdin.take(), child.stdout.take().map(BufReader::new));
        Ok(Blobs { child, ask, answer })
    }

    fn read(&mut self, id: &str) -> Result<Vec<u8>, FileProblem> {
        let failed = |what: Phrase| {
            FileProblem::Unreadable(said!(
                "git cannot read it: {what}",
                "git nie może go odczytać: {what}",
                what = what
            ))
        };
        let (Some(ask), Some(answer)) = (&mut self.ask, &mut self.answer) else {
            return Err(failed(said!("it has ended", "program już się zakończył")));
        };
        writeln!(ask, "{id}").and_then(|()| ask.flush()).map_err(|e| failed(of_system(&e)))?;
        let mut head = String::new();
        answer.read_line(&mut head).map_err(|e| failed(of_system(&e)))?;
        // `HASH blob SIZE`, or `HASH missing` in a repository without all its objects.
        let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
        let Some(size) = size else { return Err(failed(Phrase::quote(head.trim_end()))) };
        if size > MAX_FILE_BYTES {
            return Err(FileProblem::TooLarge);
        }
        let mut content = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        answer.by_ref().take(size + 1).read_to_end(&mut content).map_err(|e| failed(of_system(&e)))?;
        if content.pop() != Some(b'\n') || content.len() as u64 != size {
            return Err(failed(said!("its answer was cut short", "odpowiedź się urwała")));
        }
        Ok(content)
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        self.ask = None;
        self.answer = None;
        // It has nothing left to do; how it ends is of no interest.
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn links_are_followed_within_the_workspace() {
        assert_eq!(resolved("accounts/a.yaml", "../common/a.yaml").as_deref(), Some("common/a.yaml"));
        assert_eq!(resolved("a.yaml", "./b.yaml").as_deref(), Some("b.yaml"));
        assert_eq!(resolved("a.yaml", "../b.yaml"), None);
        assert_eq!(resolved("a.yaml", "/etc/passwd"), None);
        assert_eq!(resolved("", "./kam.yaml").as_deref(), Some("kam.yaml"));
    }
}
