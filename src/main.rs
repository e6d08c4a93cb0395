//! The `kam` command: arguments in, the library called, text and an exit code out.

mod commands;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = commands::Cli::parse();
    commands::run(cli).into()
}
