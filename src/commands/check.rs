//! `kam check`: everything wrong with rules and data, at once.

use super::Global;
use super::disk::Disk;
use super::exit::Exit;
use super::explain_code;
use super::git::Repository;
use super::output::{Output, with_counts};
use super::watch::watch;
use super::words::{Words, remarks as t};
use super::workspace::{self, Inputs};
use clap::ValueEnum;
use kam::diagnostics::{Code, Finding, Language, Level, explanation, has_errors};
use kam::documents::Templates;
use kam::verify;
use kam::workspace::Workspace;
use serde_json::json;

/// Say everything that is wrong with rules and data
///
/// Reads the rules, kam.yaml, the account files and the tables, and reports all findings of all files at once, each with
/// its place and, where it can be known, the corrected line to paste. Warnings and notes exit with 0, errors with 1.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam check
  kam -C sales check --format json
  kam check --pedantic           thresholds that no example holds in place, too
  kam check --watch              again after every change, until Ctrl-C
  kam check --format github      annotations for a pull request")]
pub struct Args {
    /// How to print findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Also name thresholds that no example holds in place
    #[arg(long)]
    pedantic: bool,
    /// Check again whenever a file changes
    #[arg(long)]
    watch: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    /// Workflow commands of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    out.answer_in_json(matches!(args.format, Format::Json | Format::Sarif));
    if args.watch {
        return watch(out, |out| check(&args, global, out).map(|(exit, disk)| (exit, Some(disk))));
    }
    check(&args, global, out).map(|(exit, _)| exit)
}

fn check(args: &Args, global: &Global, out: &mut Output) -> anyhow::Result<(Exit, Disk)> {
    let Inputs { mut workspace, disk } = workspace::load(global, out)?;
    Templates::load(&disk, &mut workspace);
    workspace::add_outcome_findings(&mut workspace, global)?;
    if args.pedantic
        && let Some(policy) = workspace.policy.as_ref().filter(|_| !has_errors(&workspace.findings))
    {
        let found = verify::untouched(policy, &workspace.sources, &verify::run(policy));
        workspace.findings.extend(found);
    }
    workspace.settle();
    let findings = &workspace.findings;
    if workspace.policy.is_none() && !has_errors(findings) {
        return workspace::no_policy();
    }
    match args.format {
        Format::Text => {
            out.report(&workspace.sources, findings)?;
            if !has_errors(findings) {
                let words = out.words();
                let (size, counts) = (size(&words, &workspace), with_counts(findings, words.language));
                out.remark(&format!("{}\n", t::ok(&words, size, counts)))?;
            }
        }
        Format::Json => out.json_findings(&workspace.sources, findings)?,
        Format::Github => out.print(&github(&workspace, &Repository::prefix_of(&global.dir), out.language()))?,
        Format::Sarif => {
            out.json(&sarif(&workspace, &Repository::prefix_of(&global.dir), out.language_of_answers()))?;
        }
    }
    Ok((if has_errors(findings) { Exit::Findings } else { Exit::Fine }, disk))
}

/// What was checked: `12 rules, 9 examples, 91 accounts, 2155 records`.
fn size(w: &Words, workspace: &Workspace) -> String {
    let (mut rules, mut examples) = (0, 0);
    if let Some(policy) = &workspace.policy {
        let tables = policy.slots.iter().filter(|s| matches!(s.value, kam::policy::SlotValue::Table(_))).count();
        rules = policy.criteria.len()
            + policy.vetoes.len()
            + policy.limits.len()
            + policy.tiers.len()
            + policy.probabilities.len()
            + policy.documents.len()
            + tables;
        examples = policy.examples.len();
    }
    let (mut accounts, mut records) = (0, 0);
    if let Some(portfolio) = &workspace.portfolio {
        accounts = portfolio.accounts.len();
        records = portfolio.records.iter().flatten().map(|t| t.lines.len()).sum();
    }
    let parts = [
        (rules > 0).then(|| t::rules(w, rules)),
        (examples > 0).then(|| t::examples(w, examples)),
        (accounts > 0).then(|| t::accounts(w, accounts)),
        (records > 0).then(|| t::records(w, records)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { t::nothing_to_check(w) } else { parts.join(", ") }
}

/// `::error file=…,line=…::message`, which GitHub shows beside the line of a pull request; `prefix`: the workspace in its
/// repository, from which GitHub counts.
fn github(workspace: &Workspace, prefix: &str, language: Language) -> String {
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for finding in &workspace.findings {
        let file = workspace.sources.file(finding.span.file);
        let (start, end) = (file.place(finding.span.start), file.place(finding.span.end));
        let level = match finding.level() {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let place = format!(
            "file={},line={},col={},endLine={},endColumn={}",
            property(&format!("{prefix}{}", file.name)),
            start.line,
            start.column,
            end.line,
            end.column
        );
        let text = with_fix(finding, language);
        let title = format!("{} {}", finding.code.id, finding.code.name.replace('_', " "));
        out.push_str(&format!("::{level} {place},title={}::{}\n", property(&title), escape(&text)));
    }
    out
}

/// One run of SARIF with the rules that fired and a result for each finding.
fn sarif(workspace: &Workspace, prefix: &str, language: Language) -> serde_json::Value {
    let mut codes: Vec<_> = workspace.findings.iter().map(|f| f.code).collect();
    codes.sort_by_key(|c| c.id);
    codes.dedup_by_key(|c| c.id);
    let rules: Vec<_> = codes.iter().map(|code| rule(code, language)).collect();
    let result = |finding: &Finding| {
        let file = workspace.sources.file(finding.span.file);
        let (start, end) = (file.place(finding.span.start), file.place(finding.span.end));
        json!({
            "ruleId": finding.code.id,
            "level": finding.level().word(),
            "message": { "text": with_fix(finding, language) },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": format!("{prefix}{}", file.name) },
                "region": {
                    "startLine": start.line, "startColumn": start.column,
                    "endLine": end.line, "endColumn": end.column,
                },
            } }],
        })
    };
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "kam", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": workspace.findings.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

/// What SARIF is told about a code: its meaning, and how to mend it as `explain-code` shows it. SARIF wants names in
/// PascalCase.
fn rule(code: &Code, language: Language) -> serde_json::Value {
    let name: String = code.name.split('_').map(capitalised).collect();
    let meaning = code.meaning_in(language).trim();
    json!({
        "id": code.id,
        "name": name,
        "shortDescription": { "text": explain_code::first_sentence(code, language) + "." },
        "fullDescription": { "text": meaning },
        "help": { "text": explain_code::page(code, language), "markdown": explanation(code, language) },
        "defaultConfiguration": { "level": code.level.word() },
    })
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

fn with_fix(finding: &Finding, language: Language) -> String {
    let message = finding.message(language);
    match finding.fix.as_ref().filter(|fix| !fix.is_empty()) {
        Some(fix) => format!("{message}\n{}: {}", language.pick("Write", "Napisz"), fix.trim()),
        None => message,
    }
}
