//! The binary, command by command.
