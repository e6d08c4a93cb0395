//! The `kam` command.

fn main() {}
