//! All integration tests in one binary, a file per capability.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod actions;
mod analysis;
mod brute_force;
mod codes;
mod commands;
mod common;
mod data;
mod diff;
mod docs;
mod documents;
mod engine;
mod examples;
mod explain;
mod format;
mod lsp;
mod oracle;
mod overlay;
mod plan_words;
mod plans;
mod policy;
mod polish;
mod reference;
mod robustness;
mod slips;
mod stakeholders;
mod strategy;
mod syntax;
mod test_command;

#[test]
fn every_test_file_is_listed() {
    let here = include_str!("suite.rs");
    let entries = std::fs::read_dir(common::root().join("tests")).expect("the tests");
    for entry in entries {
        let path = entry.expect("an entry").path();
        let (Some(stem), Some("rs")) = (path.file_stem(), path.extension().and_then(|e| e.to_str())) else { continue };
        let stem = stem.to_string_lossy();
        assert!(
            stem == "suite" || here.contains(&format!("mod {stem};\n")),
            "tests/{stem}.rs is not listed in tests/suite.rs"
        );
    }
}
