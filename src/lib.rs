//! kam: key account management as code.
//!
//! Text becomes outcomes in one direction, a module a step, and a module imports only from those above it:
//!
//! ```text
//! diagnostics  what can be wrong, where, and how it is said
//! values       exact numbers, days, truth, intervals, names
//! syntax       text -> items -> tree with comments
//! policy       tree -> checked, typed policy; its analyses
//! data         workspace files -> accounts, people, records with origins
//! workspace    all of the above read, with every finding at once
//! stakeholders people and relations -> graph measures
//! engine       policy x accounts -> evaluation
//! verify       examples of the language against the engine
//! views        what JSON and templates may see
//! documents    views -> plans
//! ```
//!
//! The library opens no file, reads no clock and prints nothing; the binary's `commands` do.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod data;
pub mod diagnostics;
pub mod documents;
pub mod engine;
pub mod policy;
pub mod stakeholders;
pub mod syntax;
pub mod values;
pub mod verify;
pub mod views;
pub mod workspace;
