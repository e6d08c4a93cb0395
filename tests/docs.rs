//! Every `kam` block of the documentation is checked, and its examples are run. A block that starts a policy or library stands
//! for itself; any other is completed by the declarations of the block marked `kam prelude` in docs/language.md, less
//! those it makes itself. What is quoted from shipped files (`kam excerpt`) stands there word for word, and the guides' steps
//! (`diff`, `kam key_account`, `yaml PATH`) are carried out in a workspace that `kam init` made.

use super::common::{Sandbox, root};
use kam::diagnostics::{Level, Sources, Style, render};
use kam::verify::Verdict;
use kam::{policy, syntax, verify};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// A fenced block of rules.
struct Block {
    file: String,
    line: usize,
    text: String,
}

#[test]
fn rules_in_the_documentation_check_and_hold() {
    let root = root();
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("docs")).unwrap().map(|e| e.unwrap().path()).collect();
    files.push(root.join("README.md"));
    files.retain(|f| f.extension().is_some_and(|e| e == "md") && f.exists());
    files.sort();
    let language = fs::read_to_string(root.join("docs/language.md")).unwrap();
    let prelude = blocks("language.md", &language, "kam prelude").remove(0).text;
    let mut blocks: Vec<Block> = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        blocks.extend(self::blocks(&name, &fs::read_to_string(file).unwrap(), "kam"));
    }
    assert!(blocks.len() > 15, "only {} blocks were found", blocks.len());
    let failures: Vec<String> = blocks.iter().filter_map(|b| failure(b, &prelude)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_key_of_an_answer_is_documented() {
    let text = fs::read_to_string(root().join("docs/json.md")).unwrap();
    let workspace = Sandbox::copy_of("examples/northwind");
    let answer = |arguments: &[&str]| workspace.kam(&[arguments, &["--format", "json"]].concat()).exits(0).json();
    let (rank, explain) = (answer(&["rank", "--limit", "1"]), answer(&["explain", "RATTC"]));
    let plan = answer(&["plan", "RATTC"]);
    // The examples of the workspace would notice every change.
    workspace.write("rules/examples.kam", "examples \"One\"\n  | value | expect volume |\n  | 0 USD | 0 |\n");
    let test = answer(&["test", "--coverage", "--mutate"]);
    let values = explain["values"].as_array().expect("values");
    let with_data = values.iter().map(|v| &v["data"][0]).find(|d| d.is_object()).expect("a value with data");
    let objects = [
        &rank,
        &rank["accounts"][0],
        &explain,
        &explain["criteria"][0],
        &explain["limits"][0],
        &explain["next_tier"],
        &explain["values"][0],
        with_data,
        &plan,
        &plan["plans"][0],
        &test,
        &test["examples"][0],
        &test["examples"][0]["checks"][0],
        &test["coverage"],
        &test["coverage"]["kinds"][0],
        &test["coverage"]["rules"][0],
        &test["mutation"],
        &test["mutation"]["survivors"][0],
        &answer(&["check"]),
    ];
    let words: BTreeSet<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    for object in objects {
        for key in object.as_object().expect("an object").keys() {
            assert!(words.contains(key.as_str()), "docs/json.md does not name `{key}`");
        }
    }
}

/// The guides of the starter, with its locale.
const GUIDES: [(&str, &str); 2] = [("docs/guide-sales-heads.md", "en"), ("docs/przewodnik.md", "pl")];

fn page(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// A workspace as `kam init` makes it.
fn starter(locale: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.kam(&["init", ".", "--locale", locale]).exits(0);
    sandbox
}

#[test]
fn quoted_rules_stand_word_for_word_in_the_shipped_files() {
    for (file, sources) in [
        ("README.md", ["examples/northwind/rules/northwind.kam"].as_slice()),
        ("docs/guide-sales-heads.md", &["rules/key_account.kam", "templates/init/en/rules/examples.kam"]),
        ("docs/przewodnik.md", &["templates/init/pl/rules/policy.kam", "templates/init/pl/rules/examples.kam"]),
    ] {
        let rules: String = sources.iter().map(|source| format!("\n{}", page(source))).collect();
        let excerpts = blocks(file, &page(file), "kam excerpt");
        assert!(!excerpts.is_empty(), "{file} quotes nothing");
        for Block { line, text, .. } in excerpts {
            for item in items(&text) {
                let whole = format!("\n{}\n", item.trim_end());
                assert!(rules.contains(&whole), "{file}:{line}: {sources:?} do not hold:\n{item}");
            }
        }
    }
}

#[test]
fn the_plan_in_the_readme_is_the_one_that_is_written() {
    let workspace = Sandbox::copy_of("examples/northwind");
    workspace.kam(&["plan", "QUICK"]).exits(0);
    let plan = workspace.read("plans/QUICK.md");
    let readme = page("README.md");
    let quoted: Vec<&str> = readme.lines().filter_map(|l| l.strip_prefix("> ")).collect();
    assert!(quoted.len() > 5);
    for line in quoted {
        assert!(plan.lines().any(|l| l == line), "the plan of QUICK-Stop does not say: {line}");
    }
}

#[test]
fn the_diff_in_the_readme_is_the_one_that_is_told() {
    let workspace = Sandbox::copy_of("examples/northwind");
    workspace.git(&["init", "-q", "-b", "main"]);
    workspace.git(&["add", "-A"]);
    workspace.git(&["commit", "-q", "-m", "rules"]);
    let rules = workspace.read("rules/northwind.kam");
    let threshold = "\"Key account threshold\" = 72 points";
    assert!(rules.contains(threshold), "{rules}");
    workspace.write("rules/northwind.kam", rules.replace(threshold, &threshold.replace("72", "85")));
    let told = workspace.kam(&["diff", "main"]).exits(0).stdout;
    let readme = page("README.md");
    let (_, quoted) = readme.split_once("$ kam -C examples/northwind diff main\n").expect("a diff");
    let (quoted, behind) = quoted.split_once("```").expect("its end");
    assert!(told.starts_with(quoted), "{told}");
    let counts = told.lines().last().expect("counts");
    assert!(behind.contains(counts), "{counts}");
}

/// The changed lines of a `diff` block: what stands there, what is to stand there.
fn change(block: &Block) -> (String, String) {
    let side = |sign: char| block.text.lines().filter_map(|l| l.strip_prefix(sign)).map(|l| format!("{l}\n")).collect();
    (side('-'), side('+'))
}

#[test]
fn a_change_that_breaks_examples_is_made_and_adapted_as_the_guides_say() {
    for (guide, locale) in GUIDES {
        let workspace = starter(locale);
        let changes: Vec<_> = blocks(guide, &page(guide), "diff").iter().map(change).collect();
        let apply = |(before, after): &(String, String)| {
            let files = ["rules/policy.kam", "rules/examples.kam"];
            let held = |file: &&str| workspace.read(file).matches(before.as_str()).count();
            let counts: Vec<usize> = files.iter().map(held).collect();
            assert_eq!(counts.iter().sum::<usize>(), 1, "{guide}: the rules hold once: {before}");
            let file = files[usize::from(counts[0] == 0)];
            workspace.write(file, workspace.read(file).replace(before.as_str(), after));
        };
        let (first, others) = changes.split_first().expect("a change");
        apply(first);
        workspace.kam(&["check"]).exits(0);
        let broken = workspace.kam(&["test"]).exits(1);
        let (three, came_out) = match locale {
            "pl" => ("niespełnione: 3", "wyszło:     `84 "),
            _ => (" 3 failed", "actual   84"),
        };
        assert!(broken.stdout.contains(three), "{guide}: {}", broken.transcript());
        assert_eq!(broken.stdout.matches(came_out).count(), 2, "{guide}: {}", broken.transcript());
        others.iter().take(2).for_each(apply);
        workspace.kam(&["test"]).exits(0);
        // Further changes are read, not adapted.
        others.iter().skip(2).for_each(apply);
        workspace.kam(&["check"]).exits(0);
    }
}

#[test]
fn the_guides_examples_hold_in_a_new_workspace() {
    for (guide, _) in GUIDES {
        let workspace = starter("pl");
        let mut rules = workspace.read("rules/policy.kam");
        let examples = blocks(guide, &page(guide), "kam key_account");
        assert_eq!(examples.len(), 1, "{guide}");
        rules.extend(examples.iter().map(|block| format!("\n{}", block.text)));
        workspace.write("rules/policy.kam", rules);
        assert!(workspace.kam(&["test"]).exits(0).stdout.contains(" niespełnione: 0"), "{guide}");
    }
}

#[test]
fn the_account_file_of_the_guide_loads() {
    let (workspace, guide) = (starter("en"), page("docs/guide-kams.md"));
    for path in ["accounts/quick.yaml", "private/quick.yaml"] {
        let file = blocks("guide-kams.md", &guide, &format!("yaml {path}")).remove(0);
        workspace.write(path, file.text);
    }
    let check = workspace.kam(&["check", "--format", "json"]).exits(0).json();
    assert_eq!(check["findings"], serde_json::json!([]));
    workspace.kam(&["plan", "QUICK"]).exits(0);
    let plan = workspace.read("plans/QUICK.md");
    for said in ["Quick Shops", "Horst Kloss", "Weekly standing order", "60 new shops"] {
        assert!(plan.contains(said), "the plan does not say {said}");
    }
}

/// What is wrong with a block, if anything: errors of its rules, examples that do not hold.
fn failure(block: &Block, prelude: &str) -> Option<String> {
    let rules = completed(&block.text, prelude);
    let mut sources = Sources::new();
    let mut files = vec![sources.add("rules/policy.kam", rules.as_str())];
    for name in policy::shipped_names() {
        if rules.lines().any(|l| l == format!("include {name}")) {
            files.push(sources.add(format!("<kam>/{name}.kam"), policy::shipped(name).unwrap_or_default()));
        }
    }
    let (mut trees, mut found) = (Vec::new(), Vec::new());
    for file in files {
        let (tree, findings) = syntax::parse(sources.file(file));
        trees.push(tree);
        found.extend(findings);
    }
    let (policy, findings) = policy::check(&sources, &trees);
    found.extend(findings);
    found.retain(|f| f.level() == Level::Error);
    let mut failed = Vec::new();
    if policy.is_none() && found.is_empty() {
        failed.push("there is no policy, and nothing says why\n".to_owned());
    }
    if let Some(policy) = &policy {
        let report = verify::run(policy);
        failed.extend(report.results.iter().filter_map(|result| {
            let wrong: Vec<_> = result.checks.iter().filter(|c| c.verdict == Verdict::Failed).collect();
            let title = &policy.examples.get(result.example)?.title;
            (!wrong.is_empty()).then(|| format!("the example {title:?} does not hold: {wrong:?}\n"))
        }));
        // A block without examples has none to be tested.
        found.extend(report.findings.into_iter().filter(|f| f.level() == Level::Error && !policy.examples.is_empty()));
    }
    let said = render(&sources, &found, Style::PLAIN) + &failed.concat();
    (!said.is_empty()).then(|| format!("{}:{}:\n{said}", block.file, block.line))
}

/// The blocks whose fence says exactly `info`, without the indentation of their fence.
fn blocks(file: &str, text: &str, info: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let Some(said) = line.trim_start().strip_prefix("```") else { continue };
        let indent = line.len() - line.trim_start().len();
        let body: Vec<&str> = lines
            .by_ref()
            .map(|(_, l)| l)
            .take_while(|l| l.trim() != "```")
            .map(|l| l.get(indent..).unwrap_or_default())
            .collect();
        if said == info {
            blocks.push(Block { file: file.to_owned(), line: at + 1, text: body.join("\n") + "\n" });
        }
    }
    blocks
}

/// The block with what it needs of the prelude in front.
fn completed(block: &str, prelude: &str) -> String {
    let own: BTreeSet<String> = items(block).iter().flat_map(|i| keys(i)).collect();
    if own.contains("policy") || own.contains("library") {
        return block.to_owned();
    }
    let kept: Vec<String> = items(prelude).into_iter().filter(|i| !keys(i).iter().any(|k| own.contains(k))).collect();
    format!("{}\n{block}", kept.concat())
}

/// A text cut at the lines that start an item.
fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in text.lines() {
        let starts = !line.is_empty() && !line.starts_with([' ', '#']);
        match items.last_mut() {
            Some(item) if !starts => item.push_str(&format!("{line}\n")),
            _ if starts => items.push(format!("{line}\n")),
            _ => {}
        }
    }
    items
}

/// What an item takes the place of: the prelude's item of the same name, and all its criteria or tiers.
fn keys(item: &str) -> Vec<String> {
    let mut words = item.split_whitespace();
    let keyword = words.next().unwrap_or_default();
    let name = words.next().unwrap_or_default().to_owned();
    match keyword {
        "policy" | "library" | "rank" => vec![keyword.to_owned()],
        "criterion" | "group" => vec!["criterion".to_owned(), name],
        "tier" => vec!["tier".to_owned()],
        "field" | "let" | "table" | "records" | "parameter" => vec![name],
        _ => Vec::new(),
    }
}

/// The commands of a page: lines of shell blocks, steps of workflows, entries of hooks.
#[cfg(unix)]
fn commands(text: &str) -> Vec<&str> {
    let starts = ["- run: ", "entry: ", ""];
    let lines = text.lines().map(str::trim);
    lines
        .filter_map(|l| starts.iter().find_map(|s| l.strip_prefix(s)?.starts_with("kam ").then(|| &l[s.len()..])))
        .collect()
}

#[cfg(unix)]
#[test]
fn what_ci_and_hooks_run_does_what_the_page_says() {
    let workspace = starter("en");
    let shell = |command: &str| {
        let kam = std::path::Path::new(env!("CARGO_BIN_EXE_kam")).parent().unwrap();
        let path = format!("{}:{}", kam.display(), std::env::var("PATH").unwrap_or_default());
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", command]).current_dir(workspace.path()).env("PATH", path).env("GITHUB_BASE_REF", "main");
        shell.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").output().unwrap()
    };
    let commit = "git -c user.name=kam -c user.email=kam@example.com commit -q -a --allow-empty -m change";
    let begin = format!("git init -q -b main && git add . && {commit} && git update-ref refs/remotes/origin/main HEAD");
    assert!(shell(&begin).status.success());
    assert!(
        shell(&format!("git switch -q -c change && echo '# A remark' >> rules/policy.kam && kam fmt -q && {commit}"))
            .status
            .success()
    );
    let page = page("docs/ci.md");
    let hooks = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let (page_runs, hook_runs) = (commands(&page), commands(&hooks));
    assert_eq!((page_runs.len(), hook_runs.len()), (8, 3), "{page_runs:?} {hook_runs:?}");
    for command in page_runs.iter().chain(&hook_runs) {
        let done = shell(command);
        assert!(
            done.status.success(),
            "{command}: {}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
    }
    assert!(
        workspace.read("diff.md").contains("Only layout, comments or texts differ"),
        "{}",
        workspace.read("diff.md")
    );
    for hook in ["kam-check", "kam-fmt", "kam-test"] {
        assert!(hooks.contains(&format!("- id: {hook}\n")) && page.contains(&format!("- id: {hook}\n")), "{hook}");
    }
    // The exit codes of the page.
    workspace.write("rules/policy.kam", workspace.read("rules/policy.kam") + "veto  odd \"Odd\" when odd\n");
    for (command, code) in [
        ("kam check", 1),
        ("kam fmt --check", 1),
        ("kam explain NOBODY", 1),
        ("kam -C nowhere check", 2),
        ("kam chekc", 2),
    ] {
        assert_eq!(shell(command).status.code(), Some(code), "{command}");
    }
}
