//! Writes the generated workspace to a folder: `cargo run --release --example generate_workspace -- DIR [ACCOUNTS]`.
//! `kam -C DIR rank --format csv` then shows what the whole way from CSV to CSV takes.

#[expect(dead_code, reason = "the large policy is for the benchmarks only")]
mod generator;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(directory) = arguments.next() else {
        return Err(std::io::Error::other("say where to write: generate_workspace DIR [ACCOUNTS]"));
    };
    let accounts = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let directory = Path::new(&directory);
    std::fs::create_dir_all(directory.join("rules"))?;
    std::fs::create_dir_all(directory.join("data"))?;
    std::fs::write(directory.join("kam.yaml"), generator::CONFIG)?;
    std::fs::write(directory.join("rules/policy.kam"), generator::policy())?;
    std::fs::write(directory.join("data/accounts.csv"), generator::accounts(accounts))
}
