//! What editors are answered by: the language server protocol over any pair of streams. Opens no file itself; a [`Host`]
//! tells which workspace a path lies in and reads it, and what is open in the editor is laid over that (`documents`).
//!
//! `server` takes messages and keeps up with typing: changes only mark what is stale, and what is stale is checked once no
//! message waits, so a flood of changes costs one check. Rules are checked and told first; data are read on a thread of
//! their own when nobody types. One file per question: `completion`, `hover`, `navigate`, `rename`, `symbols`, `actions`, `hints`.

mod actions;
mod alternatives;
mod completion;
mod documents;
mod findings;
mod hints;
mod hover;
mod navigate;
mod position;
mod rename;
mod server;
mod space;
mod symbols;
mod templates;
mod uri;

pub use documents::SharedFiles;
pub use server::serve;

use crate::diagnostics::Language;
use std::path::{Path, PathBuf};

/// What the server must be told of the machine it runs on.
pub trait Host {
    /// The root of the workspace that holds a file: the nearest directory above it with a kam.yaml.
    fn workspace_of(&self, file: &Path) -> Option<PathBuf>;

    /// The language to speak, where not that of each workspace.
    fn language(&self) -> Option<Language>;

    /// The files of the workspace with this root.
    fn files(&self, root: &Path) -> Option<SharedFiles>;
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The editor said goodbye in the order that the protocol wants.
    Properly,
    /// The editor went away, or left without `shutdown`.
    Abruptly,
}
