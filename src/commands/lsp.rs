//! `kam lsp`: answers an editor over standard input and output.

use super::Global;
use super::disk::Disk;
use super::exit::Exit;
use super::words::problems::{self, OrRefuse};
use kam::diagnostics::Language;
use kam::lsp::{Ended, Host, SharedFiles, serve};
use std::io::{BufReader, stdin, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Answer an editor: findings as you type, completion, hovers, fixes
///
/// Speaks the language server protocol over standard input and output; an editor starts it, you do not. Which workspace a
/// file belongs to is told by the nearest kam.yaml above it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  kam lsp        what an editor is set up to run for files that end in .kam")]
pub struct Args {
    /// Many editors say so; there is no other way
    #[arg(long, hide = true)]
    stdio: bool,
}

pub fn run(_: Args, global: &Global) -> anyhow::Result<Exit> {
    let host = OnDisk { language: global.lang };
    let ended = serve(&host, BufReader::new(stdin()), &mut stdout().lock());
    match ended.or_refuse(problems::no_editor)? {
        Ended::Properly => Ok(Exit::Fine),
        Ended::Abruptly => Ok(Exit::Findings),
    }
}

/// Workspaces as they stand on disk.
struct OnDisk {
    language: Option<Language>,
}

impl Host for OnDisk {
    fn workspace_of(&self, file: &Path) -> Option<PathBuf> {
        file.ancestors().skip(1).find(|dir| dir.join("kam.yaml").is_file()).map(Path::to_owned)
    }

    fn language(&self) -> Option<Language> {
        self.language
    }

    fn files(&self, root: &Path) -> Option<SharedFiles> {
        Disk::open(root).ok().map(|disk| Arc::new(disk) as SharedFiles)
    }
}
