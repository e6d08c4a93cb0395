//! How long the parts of a run take, on generated workspaces. docs/performance.md says what is measured and why.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot run may stop")]

mod editor;
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
    let said: Vec<String> =
        workspace.findings.iter().map(|f| f.message(kam::diagnostics::Language::English)).take(5).collect();
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

/// Parses that policy, without checking it.
#[divan::bench(sample_count = 20)]
fn parse_2000_lines(bencher: Bencher) {
    let mut sources = Sources::new();
    let id = sources.add("rules/policy.kam", generator::large_policy(2000));
    bencher.bench(|| {
        let (tree, parsed) = kam::syntax::parse(sources.file(id));
        assert!(!has_errors(&parsed));
        tree
    });
}

/// From a line typed in a policy of 2,000 lines to the findings in the editor, through the language server.
#[divan::bench(sample_count = 20)]
fn keystroke_2000_lines(bencher: Bencher) {
    let mut editor = editor::Editor::open(&generator::large_policy(2000));
    bencher.bench_local(|| editor.type_until_told());
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

/// Writes the ranking of 100,000 evaluated accounts as CSV.
#[divan::bench(sample_count = 5)]
fn rank_csv_100_000_accounts(bencher: Bencher) {
    let workspace = load(&files(ACCOUNTS));
    let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else {
        panic!("the generated workspace has a policy and accounts")
    };
    let as_of = workspace.config.as_of.expect("the generated workspace has a day");
    let evaluation = engine::evaluate(policy, portfolio, as_of);
    bencher.bench(|| {
        let mut out = Vec::new();
        kam::views::rank_csv(policy, portfolio, black_box(&evaluation), &mut out).expect("memory can be written");
        out
    });
}

/// Makes and renders 1,000 plans with their plays: those of Northwind's five accounts with people, 200 times each, on one core.
#[divan::bench(sample_count = 5)]
fn plans_1_000(bencher: Bencher) {
    let workspace = load(&northwind());
    let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else {
        panic!("the example has a policy and accounts")
    };
    let evaluation = engine::evaluate(policy, portfolio, workspace.config.as_of.expect("the example has a day"));
    let renderer = kam::documents::Renderer::new(None, &workspace.config.locale).expect("the built-in plan is read");
    let date = |day| renderer.locale().long_date(day);
    let accounts: Vec<usize> =
        ["ERNSH", "HUNGO", "QUICK", "RATTC", "SAVEA"].iter().filter_map(|id| portfolio.position(id)).collect();
    let to_plan = kam::strategy::StrategyInputs {
        policy,
        portfolio,
        evaluation: &evaluation,
        team: &workspace.team,
        register: &workspace.register,
        calendar: &workspace.calendar,
        horizon: workspace.config.horizon,
    };
    let strategies: std::collections::BTreeMap<usize, kam::strategy::Strategy> =
        kam::strategy::plan(&to_plan, &accounts).into_iter().map(|s| (s.account, s)).collect();
    let inputs = kam::views::PlanInputs {
        policy,
        sources: &workspace.sources,
        portfolio,
        evaluation: &evaluation,
        team: &workspace.team,
        register: &workspace.register,
        calendar: &workspace.calendar,
        strategies: &strategies,
        accepted: None,
        our_company: None,
        locale: &workspace.config.locale,
        content_hash: None,
        commit: None,
        date: &date,
    };
    bencher.bench(|| {
        for position in accounts.iter().cycle().take(1000) {
            let view = kam::views::plan(&inputs, *position).expect("the account is there");
            black_box(renderer.render(&view).expect("the built-in plan renders"));
        }
    });
}

/// Makes the strategies of 1,000 evaluated accounts with four people each, by twelve actions, for a team of four.
#[divan::bench(sample_count = 10)]
fn strategies_1_000(bencher: Bencher) {
    let files = (0..1000).fold(
        MemoryFiles::new()
            .with("kam.yaml", "name: Plays\nlocale: pl\ncurrency: PLN\nas_of: 2026-10-01\n")
            .with("rules/policy.kam", generator::PLAYS)
            .with("team.yaml", generator::TEAM),
        |files, n| files.with(format!("accounts/k{n:04}.yaml"), generator::account_with_people(n)),
    );
    let workspace = load(&files);
    let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else {
        panic!("the generated workspace has a policy and accounts")
    };
    let as_of = workspace.config.as_of.expect("the generated workspace has a day");
    let evaluation = engine::evaluate(policy, portfolio, as_of);
    let inputs = kam::strategy::StrategyInputs {
        policy,
        portfolio,
        evaluation: &evaluation,
        team: &workspace.team,
        register: &workspace.register,
        calendar: &workspace.calendar,
        horizon: workspace.config.horizon,
    };
    bencher.bench(|| {
        let strategies = kam::strategy::plan_all(black_box(&inputs));
        assert_eq!(strategies.len(), 1000);
        strategies
    });
}

/// The files of the example.
fn northwind() -> MemoryFiles {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/northwind");
    ["", "rules", "accounts", "private", "data"].iter().fold(MemoryFiles::new(), |files, folder| {
        let entries = std::fs::read_dir(root.join(folder)).expect("the example is there").flatten();
        entries.filter(|e| e.path().is_file()).fold(files, |files, entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            files.with(path, std::fs::read(entry.path()).expect("the file can be read"))
        })
    })
}
