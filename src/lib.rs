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
//! strategy     evaluation x playbooks x team -> plays
//! verify       examples of the language against the engine
//! compare      two evaluated sides -> who moved, and which rule or value did it
//! views        what JSON and templates may see
//! documents    views -> plans
//! lsp          all of it -> answers to editors (feature `lsp`)
//! ```
//!
//! A policy applied to an account, all in memory:
//!
//! ```
//! use kam::data::MemoryFiles;
//! use kam::workspace::Workspace;
//! use kam::{engine, values::Day};
//!
//! let policy = r#"policy demo "Demo" version 1.0
//!   currency PLN
//!
//! field sales "Sales" money
//!
//! criterion value "Value" weight 100 %
//!   | sales        | points |
//!   | at 0 PLN     | 0      |
//!   | at 1 mln PLN | 100    |
//!
//! tier A "Key" from 80 points
//! tier B "Growing" otherwise
//!
//! rank by score
//!
//! example "Large enough"
//!   given sales 900 000 PLN
//!   expect tier A, score 90
//! "#;
//! let files = MemoryFiles::new()
//!     .with("kam.yaml", "name: demo\naccounts: accounts/*.yaml\n")
//!     .with("rules/demo.kam", policy)
//!     .with("accounts/alfa.yaml", "account: ALFA\nname: Alfa\nsales: 900000 PLN\n");
//! let workspace = Workspace::load(&files);
//! assert!(workspace.findings.is_empty());
//! let (Some(policy), Some(portfolio), Some(day)) = (&workspace.policy, &workspace.portfolio, Day::parse("2026-10-01"))
//! else {
//!     unreachable!("nothing was found wrong")
//! };
//! let evaluation = engine::evaluate(policy, portfolio, day);
//! assert_eq!(evaluation.outcomes[0].rank, Some(1));
//! assert_eq!(kam::verify::run(policy).results.len(), 1);
//! ```
//!
//! The library opens no file, reads no clock and prints nothing; the binary's `commands` do.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod compare;
pub mod data;
pub mod diagnostics;
pub mod documents;
pub mod engine;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod policy;
pub mod stakeholders;
pub mod strategy;
pub mod syntax;
pub mod values;
pub mod verify;
pub mod views;
pub mod workspace;
