//! What tests share: a temporary workspace, and running the `kam` binary.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A directory that disappears with the value.
pub struct Sandbox {
    dir: tempfile::TempDir,
}

impl Default for Sandbox {
    fn default() -> Sandbox {
        Sandbox::new()
    }
}

impl Sandbox {
    /// An empty directory.
    pub fn new() -> Sandbox {
        Sandbox { dir: tempfile::tempdir().expect("a temporary directory") }
    }

    /// A copy of a directory below the repository's root (`tests/fixtures/…`, `examples/northwind`).
    pub fn copy_of(path: &str) -> Sandbox {
        let sandbox = Sandbox::new();
        copy(&root().join(path), sandbox.path());
        sandbox
    }

    /// The smallest workspace: kam.yaml with a day, and a policy.
    pub fn with_policy(policy: &str) -> Sandbox {
        Sandbox::new().file("kam.yaml", DEFAULT_CONFIG).file("rules/policy.kam", policy)
    }

    /// Writes a file, making its directories.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Sandbox {
        self.write(path, content);
        self
    }

    /// Writes a file, making its directories.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.dir.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a directory")).expect("a directory is made");
        std::fs::write(path, content).expect("a file is written");
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.dir.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Every file below a directory, relative to it, sorted.
    pub fn files(&self, below: &str) -> Vec<String> {
        let mut found = Vec::new();
        let dir = self.dir.path().join(below);
        collect(&dir, &dir, &mut found);
        found.sort();
        found
    }

    /// Runs git in the directory, with nothing of the machine's own settings or clock. Without git such tests fail: there is
    /// no other way to read revisions.
    #[track_caller]
    pub fn git(&self, args: &[&str]) -> String {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.path()).args(args);
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "anna").env(format!("GIT_{role}_EMAIL"), "anna@example.com");
            command.env(format!("GIT_{role}_DATE"), "2026-09-30T12:00:00Z");
        }
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        let output = command.output().expect("git is installed");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    }

    /// Makes the directory a repository without commits.
    pub fn make_repository(&self) {
        self.git(&["init", "--quiet", "--initial-branch=main"]);
    }

    /// Commits everything; the first characters of the commit's name.
    #[track_caller]
    pub fn commit(&self) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "a change"]);
        self.git(&["rev-parse", "HEAD"])[..10].to_owned()
    }

    /// Runs `kam` in the directory.
    pub fn kam(&self, args: &[&str]) -> Run {
        self.kam_with(args, &[])
    }

    /// Runs `kam` in the directory with more environment.
    pub fn kam_with(&self, args: &[&str], env: &[(&str, &str)]) -> Run {
        run(self.dir.path(), args, env)
    }
}

/// What kam.yaml says where a fixture brings none.
pub const DEFAULT_CONFIG: &str = "name: fixture\nas_of: 2026-10-01\n";

/// What a run of `kam` printed, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub exit: i32,
}

impl Run {
    /// Everything as one text, for snapshots.
    pub fn transcript(&self) -> String {
        let mut out = String::new();
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                let _ = writeln!(out, "--- {name}\n{}", text.trim_end());
            }
        }
        let _ = write!(out, "--- exit {}", self.exit);
        out
    }

    /// The standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("no JSON ({e}): {}", self.transcript()))
    }

    /// The run, when it ended as it should.
    #[track_caller]
    pub fn exits(self, exit: i32) -> Run {
        assert_eq!(self.exit, exit, "{}", self.transcript());
        self
    }
}

/// Runs `kam` in a directory. Panics of the program and ends by a signal fail the test.
pub fn run(dir: &Path, args: &[&str], env: &[(&str, &str)]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_kam"))
        .args(args)
        .current_dir(dir)
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("LANG")
        .envs(env.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("kam runs");
    let run = Run {
        stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("output is UTF-8"),
        exit: output.status.code().unwrap_or(-1),
    };
    assert!([0, 1, 2].contains(&run.exit), "kam {args:?} ended badly: {}", run.transcript());
    run
}

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    let mut files = Vec::new();
    collect(from, from, &mut files);
    for file in files {
        let target = to.join(&file);
        std::fs::create_dir_all(target.parent().expect("a directory")).expect("a directory is made");
        std::fs::copy(from.join(&file), target).expect("a file is copied");
    }
}

fn collect(root: &Path, dir: &Path, found: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let relative = path.strip_prefix(root).expect("below the root");
            found.push(relative.to_string_lossy().replace('\\', "/"));
        }
    }
}
