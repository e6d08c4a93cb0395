//! How a command ends.

use std::process::ExitCode;

/// What the exit code says; the same for every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done; there may be warnings.
    Fine,
    /// 1: the inputs have errors, or examples fail.
    Findings,
    /// 2: it could not run at all: no workspace, no such account, a disk that refuses.
    CannotRun,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::CannotRun => 2,
        })
    }
}
