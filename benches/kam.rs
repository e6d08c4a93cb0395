//! How long the parts of a run take, on generated workspaces. docs/performance.md says what is measured and why.

mod generator;

use divan::{Bencher, black_box};
use kam::data::MemoryFiles;
use kam::diagnostics::{Sources, has_errors};
use kam::engine;
use kam::policy;
use kam::workspace::Workspace;

fn main() {
    divan::main();
}

const ACCOUNTS: usize = 100_000;

fn files(accounts: usize) -> MemoryFiles {
    MemoryFiles::new()
        .with("kam.yaml", generator::CONFIG)
        .with("rules/policy.kam", generator::policy())
        .with("data/accounts.csv", generator::accounts(accounts))
}

fn load(files: &MemoryFiles) -> Workspace {
    let workspace = Workspace::load(files);
    let said: Vec<String> = workspace.findings.iter().map(|f| f.message()).take(5).collect();
    assert!(!has_errors(&workspace.findings), "{said:?}");
    workspace
}

/// Parses and checks a policy of 2,000 lines, analyses included.
#[divan::bench(sample_count = 20)]
fn check_2000_lines(bencher: Bencher) {
    let text = generator::large_policy(2000);
    bencher.bench(|| {
        let mut sources = Sources::new();
        let id = sources.add("rules/policy.kam", text.as_str());
        let (tree, parsed) = kam::syntax::parse(sources.file(id));
        let (policy, checked) = policy::check(&sources, &[tree]);
        assert!(policy.is_some() && !has_errors(&parsed) && !has_errors(&checked));
        black_box(policy)
    });
}

/// Reads 100,000 accounts of 20 fields from CSV in memory into typed columns.
#[divan::bench(sample_count = 5)]
fn load_100_000_accounts(bencher: Bencher) {
    let files = files(ACCOUNTS);
    bencher.bench(|| load(black_box(&files)));
}

/// Evaluates 100,000 loaded accounts by 20 criteria, eight of them interpolated.
#[divan::bench(sample_count = 5)]
fn evaluate_100_000_accounts(bencher: Bencher) {
    let workspace = load(&files(ACCOUNTS));
    let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else {
        panic!("the generated workspace has a policy and accounts")
    };
    let as_of = workspace.config.as_of.expect("the generated workspace has a day");
    bencher.bench(|| engine::evaluate(black_box(policy), black_box(portfolio), as_of));
}
