//! Every code has a fixture, and the fixture prints what its snapshot holds.

use crate::common::{DEFAULT_CONFIG, Sandbox, root};
use kam::diagnostics::all_codes;
use std::collections::BTreeSet;

const FIXTURES: &str = "tests/fixtures/codes";

#[test]
fn every_code_has_a_fixture_and_every_fixture_a_code() {
    let expected: BTreeSet<String> = all_codes().map(|c| c.name.to_owned()).collect();
    let entries = std::fs::read_dir(root().join(FIXTURES)).expect("the fixtures");
    let found: BTreeSet<String> =
        entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    let missing: Vec<_> = expected.difference(&found).collect();
    let stray: Vec<_> = found.difference(&expected).collect();
    assert!(missing.is_empty() && stray.is_empty(), "without a fixture: {missing:?}; without a code: {stray:?}");
}

#[test]
fn every_fixture_prints_its_code_and_what_its_snapshot_holds() {
    let mut wrong = Vec::new();
    for code in all_codes() {
        let directory = format!("{FIXTURES}/{}", code.name);
        if !root().join(&directory).is_dir() {
            continue;
        }
        let sandbox = Sandbox::copy_of(&directory);
        if !sandbox.path().join("kam.yaml").exists() {
            sandbox.write("kam.yaml", DEFAULT_CONFIG);
        }
        let command = std::fs::read_to_string(sandbox.path().join("command")).unwrap_or_else(|_| "check".into());
        let args: Vec<&str> = command.split_whitespace().collect();
        let run = sandbox.kam(&args);
        let transcript = run.transcript();
        if !transcript.contains(code.id) {
            wrong.push(format!("{} does not print {}:\n{transcript}", code.name, code.id));
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(root().join(&directory));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(format!("kam {}", args.join(" ")));
        settings.bind(|| insta::assert_snapshot!("expected", transcript));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
