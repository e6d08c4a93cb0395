//! The `kam` command: arguments in, the library called, text and an exit code out.

mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::main(&std::env::args_os().collect::<Vec<_>>())
}
