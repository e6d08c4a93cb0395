//! A workspace as a whole: its texts read, its policy checked, its accounts loaded, with all findings at once. Gets files
//! through [`crate::data::Files`]; opens none itself. Start at [`Workspace::load`].

use crate::data::{
    Config, Files, Loaded, Loader, Portfolio, Register, RegisterFile, Team, load_data, read_calendars, read_config,
};
use crate::diagnostics::{Finding, Sources, Span, data as codes, sort};
use crate::policy::{self, Policy};
use crate::syntax::{self, Item, ItemKind, Tree};
use crate::values::WorkingDays;
use std::collections::BTreeSet;

/// Everything a command needs to know about a workspace.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub config: Config,
    pub sources: Sources,
    pub trees: Vec<Tree>,
    /// There only if no finding about the rules is an error.
    pub policy: Option<Policy>,
    /// There if there is a policy; incomplete where a finding is an error.
    pub portfolio: Option<Portfolio>,
    pub team: Team,
    /// The actions that were accepted, and the file they stand in.
    pub register: Register,
    pub register_file: RegisterFile,
    /// Which days are worked, by kam.yaml or the locale.
    pub calendar: WorkingDays,
    /// Of all files, sorted.
    pub findings: Vec<Finding>,
}

impl Workspace {
    /// Reads settings, rules, accounts and records. Rules with errors do not keep the other files from being looked at.
    pub fn load(files: &dyn Files) -> Workspace {
        Workspace::read(files, true)
    }

    /// Reads settings and rules only.
    pub fn load_rules(files: &dyn Files) -> Workspace {
        Workspace::read(files, false)
    }

    fn read(files: &dyn Files, with_data: bool) -> Workspace {
        let (mut sources, mut findings) = (Sources::new(), Vec::new());
        let mut workspace = Workspace::default();
        let mut loader = Loader::new(files, &mut sources, &mut findings);
        if let Some((config, span, readable)) = read_config(&mut loader) {
            let trees = rules(&config, span, &mut loader);
            let (checked, found) = policy::check(loader.sources, &trees);
            // Without any rules, everything a policy lacks would follow from that one finding.
            if !trees.is_empty() {
                loader.findings.extend(found);
            }
            workspace.calendar = read_calendars(&config, &mut loader);
            if with_data && readable {
                let loaded = load_data(&config, span, checked.as_ref(), &mut loader);
                let Loaded { portfolio, team, register, register_file } = loaded;
                (workspace.portfolio, workspace.team) = (portfolio, team);
                (workspace.register, workspace.register_file) = (register, register_file);
            }
            (workspace.config, workspace.policy, workspace.trees) = (config, checked, trees);
        }
        (workspace.sources, workspace.findings) = (sources, findings);
        workspace.settle();
        workspace
    }

    /// Gives all findings the levels that kam.yaml wants and puts them in order. Whoever adds findings calls it again.
    pub fn settle(&mut self) {
        self.config.levels.apply(&mut self.findings);
        sort(&mut self.findings, &self.sources);
    }
}

/// What a library calls itself.
fn library_name(item: &Item) -> Option<String> {
    match &item.kind {
        ItemKind::Library(library) => Some(library.name.value.as_str().to_owned()),
        _ => None,
    }
}

/// Parses the rules and the shipped libraries they include.
fn rules(config: &Config, said_at: Span, loader: &mut Loader<'_>) -> Vec<Tree> {
    let mut paths = Vec::new();
    for pattern in &config.rules {
        paths.extend(loader.list(&pattern.text, pattern.span.unwrap_or(said_at)));
    }
    paths.sort_unstable();
    paths.dedup();
    if paths.is_empty() {
        loader.push(Finding::new(&codes::NO_RULES, said_at));
    }
    let mut trees = Vec::new();
    for path in paths {
        if let Some(file) = loader.text(&path, said_at) {
            let (tree, found) = syntax::parse(loader.sources.file(file));
            loader.findings.extend(found);
            trees.push(tree);
        }
    }
    // A library of the workspace stands in for a shipped one of its name: a copy that was made one's own.
    let mut included: BTreeSet<String> = trees.iter().flat_map(|tree| &tree.items).filter_map(library_name).collect();
    let mut next = 0;
    while let Some(tree) = trees.get(next) {
        let names: Vec<String> = tree
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Include(name) => Some(name.value.as_str().to_owned()),
                _ => None,
            })
            .collect();
        for name in names {
            if let Some(text) = policy::shipped(&name)
                && included.insert(name.clone())
            {
                let file = loader.sources.add(format!("<kam>/{name}.kam"), text);
                let (tree, found) = syntax::parse(loader.sources.file(file));
                loader.findings.extend(found);
                trees.push(tree);
            }
        }
        next += 1;
    }
    trees
}
