//! All integration tests in one binary, a file per capability.

mod analysis;
mod codes;
mod commands;
mod common;
mod data;
mod docs;
mod documents;
mod engine;
mod examples;
mod oracle;
mod policy;
mod reference;
mod robustness;
mod stakeholders;
mod syntax;
