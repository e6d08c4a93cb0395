//! What is known of one workspace: its open documents, its rules as they were last checked and its data as they were last
//! read. Rules are checked at once after a change, data when nobody types. Start at [`Space`].

use super::documents::{Document, Overlay, SharedFiles};
use super::uri;
use super::{findings, templates};
use crate::data::{Files, MemoryFiles};
use crate::diagnostics::{Finding, Language, SourceFile, has_errors};
use crate::engine::{self, Evaluation, Part};
use crate::strategy::{self, StrategyInputs};
use crate::syntax::Memory;
use crate::workspace::Workspace;
use lsp_types::{Diagnostic, Location, Uri};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A workspace that documents are open in, or a single document without one.
pub(super) struct Space {
    root: PathBuf,
    disk: SharedFiles,
    /// The language that was asked for.
    asked: Option<Language>,
    /// No kam.yaml stands above the document: only how it is written can be judged.
    lone: bool,
    open: BTreeMap<String, Document>,
    rules: Option<Arc<Workspace>>,
    /// The rules as they were parsed, of which most stands after a change.
    memory: Memory,
    data: Option<Data>,
    /// Counts changes, to tell which answer is about what stands now.
    pub revision: u64,
    /// The revision whose data are being read elsewhere.
    pub reading: Option<u64>,
    /// By path, what the editor was last told.
    told: BTreeMap<String, Vec<Diagnostic>>,
}

/// The workspace as a whole, of one revision.
pub(super) struct Data {
    revision: u64,
    pub workspace: Workspace,
    /// There where nothing is wrong, the day is known and the accounts are not too many.
    pub caught: Option<Caught>,
}

/// How many accounts each part of the rules catches.
pub(super) struct Caught {
    pub accounts: usize,
    /// Every part there is.
    pub of: BTreeMap<Part, usize>,
}

/// Counting more accounts than this takes longer than anybody waits.
const MANY_ACCOUNTS: usize = 2000;

/// Where the document of a space without a workspace stands.
const LONE: &str = "rules/document.kam";

impl Space {
    pub fn new(root: &Path, disk: SharedFiles, asked: Option<Language>) -> Space {
        let (open, told) = (BTreeMap::new(), BTreeMap::new());
        let (rules, memory, data, reading) = (None, Memory::default(), None, None);
        Space { root: root.to_owned(), disk, asked, lone: false, open, rules, memory, data, revision: 1, reading, told }
    }

    /// For a document that no workspace holds.
    pub fn lone(asked: Option<Language>) -> Space {
        let files = MemoryFiles::new().with("kam.yaml", "name: document\n");
        Space { lone: true, ..Space::new(Path::new(""), Arc::new(files), asked) }
    }

    /// The language that people are spoken to in: the one asked for, else the workspace's own.
    pub fn language(&self, workspace: &Workspace) -> Language {
        self.asked.unwrap_or_else(|| Language::of_locale(&workspace.config.locale))
    }

    /// The same as far as it is known without checking anything.
    pub fn spoken(&self) -> Option<Language> {
        let of = |workspace: &Workspace| Language::of_locale(&workspace.config.locale);
        let data = || self.data.as_ref().map(|data| of(&data.workspace));
        self.asked.or_else(|| self.rules.as_deref().map(of)).or_else(data)
    }

    /// How the space calls a file; none for what lies outside.
    pub fn name_of(&self, path: &Path) -> Option<String> {
        if self.lone {
            return Some(LONE.to_owned());
        }
        let parts: Option<Vec<&str>> = path.strip_prefix(&self.root).ok()?.iter().map(|p| p.to_str()).collect();
        parts.map(|p| p.join("/"))
    }

    pub fn open(&mut self, name: String, document: Document) {
        self.open.insert(name, document);
        self.stale();
    }

    /// An open document.
    pub fn document(&self, name: &str) -> Option<Document> {
        self.open.get(name).cloned()
    }

    /// The text of an open document.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.open.get(name).map(|d| d.text.as_str())
    }

    /// A document to change.
    pub fn changed(&mut self, name: &str) -> Option<&mut Document> {
        self.revision += 1;
        self.rules = self.rules.take().filter(|_| !is_rules(name));
        self.open.get_mut(name)
    }

    pub fn close(&mut self, name: &str) {
        self.open.remove(name);
        self.stale();
    }

    pub fn is_lone(&self) -> bool {
        self.lone
    }

    /// Something changed on disk, or it is not known what.
    pub fn stale(&mut self) {
        self.revision += 1;
        self.rules = None;
    }

    /// The files as the editor has them.
    pub fn files(&self) -> Overlay {
        Overlay::new(&self.disk, self.open.iter().map(|(name, d)| (name.as_str(), d.text.as_str())))
    }

    /// The rules as they would be with other texts of some files.
    pub fn rules_with(&self, texts: &BTreeMap<&str, String>) -> Workspace {
        let others = self.open.iter().filter(|(other, _)| !texts.contains_key(other.as_str()));
        let others = others.map(|(name, d)| (name.as_str(), d.text.as_str()));
        let files = Overlay::new(&self.disk, others.chain(texts.iter().map(|(name, text)| (*name, text.as_str()))));
        Workspace::reload_rules(&files, &mut self.memory.clone())
    }

    /// The rules as they stand, checked.
    pub fn rules(&mut self) -> Arc<Workspace> {
        if let Some(rules) = &self.rules {
            return Arc::clone(rules);
        }
        let mut workspace = Workspace::reload_rules(&self.files(), &mut self.memory);
        if self.lone {
            workspace.findings.retain(findings::is_about_writing);
        }
        let rules = Arc::new(workspace);
        self.rules = Some(Arc::clone(&rules));
        rules
    }

    /// Whether the data were read since anything last changed, or need not be.
    pub fn is_read(&self) -> bool {
        self.lone || self.data.as_ref().is_some_and(|d| d.revision == self.revision)
    }

    /// Takes what was read; an answer about something older is still the newest there is.
    pub fn take(&mut self, data: Data) {
        self.data = Some(data);
    }

    /// What was last read, where nothing changed since.
    pub fn data(&self) -> Option<&Data> {
        self.data.as_ref().filter(|d| d.revision == self.revision)
    }

    /// The address of a file of the workspace; none for a shipped one.
    pub fn uri(&self, name: &str) -> Option<Uri> {
        match self.open.get(name) {
            Some(document) => Some(document.uri.clone()),
            None if name.starts_with('<') || self.lone => None,
            None => uri::of(&self.root.join(name)),
        }
    }

    /// What the editor does not know yet: per file its address, version and diagnostics.
    pub fn news(&mut self) -> Vec<(Uri, Option<i32>, Vec<Diagnostic>)> {
        let now = self.diagnostics();
        let names: BTreeSet<&String> = now.keys().chain(self.told.keys()).collect();
        let mut news = Vec::new();
        for name in names {
            let of = |all: &BTreeMap<String, Vec<Diagnostic>>| all.get(name).cloned().unwrap_or_default();
            let (before, after) = (of(&self.told), of(&now));
            if before != after
                && let Some(uri) = self.uri(name)
            {
                news.push((uri, self.open.get(name).map(|d| d.version), after));
            }
        }
        self.told = now;
        news
    }

    /// The files that the editor was told something about.
    pub fn told(&self) -> Vec<Uri> {
        let told = self.told.iter().filter(|(_, diagnostics)| !diagnostics.is_empty());
        told.filter_map(|(name, _)| self.uri(name)).collect()
    }

    fn diagnostics(&mut self) -> BTreeMap<String, Vec<Diagnostic>> {
        let rules = self.rules();
        let mut out: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        let mut tell = |workspace: &Workspace, wanted: &dyn Fn(&str) -> bool| {
            let language = self.language(workspace);
            for finding in &workspace.findings {
                let name = workspace.sources.name(finding.span.file);
                if wanted(name) {
                    let made = findings::diagnostic(finding, &workspace.sources, language, &|span| {
                        self.location(workspace, span)
                    });
                    out.entry(name.to_owned()).or_default().push(made);
                }
            }
        };
        match &self.data {
            Some(data) if data.revision == self.revision => tell(&data.workspace, &|_| true),
            data => {
                tell(&rules, &|_| true);
                let is_new = |name: &str| rules.sources.iter().any(|f| f.name == name);
                if let Some(data) = data {
                    tell(&data.workspace, &|name| !is_new(name));
                }
            }
        }
        out
    }

    /// Where a span stands, for the editor.
    pub fn location(&self, workspace: &Workspace, span: crate::diagnostics::Span) -> Option<Location> {
        let file = workspace.sources.file(span.file);
        Some(Location { uri: self.uri(&file.name)?, range: super::position::range(file, span) })
    }

    /// The findings of a file as they were last published, with the workspace they belong to.
    pub fn findings<'s>(&'s self, rules: &'s Workspace, name: &str) -> (&'s Workspace, Vec<&'s Finding>) {
        let of = |workspace: &'s Workspace| -> Vec<&'s Finding> {
            workspace.findings.iter().filter(|f| workspace.sources.name(f.span.file) == name).collect()
        };
        match &self.data {
            Some(data) if data.revision == self.revision || file(rules, name).is_none() => {
                (&data.workspace, of(&data.workspace))
            }
            _ => (rules, of(rules)),
        }
    }
}

/// Whether a change of a file may change the rules.
fn is_rules(name: &str) -> bool {
    name.ends_with(".kam") || name == "kam.yaml"
}

/// A file of rules by its name.
pub(super) fn rules_file<'w>(workspace: &'w Workspace, name: &str) -> Option<&'w SourceFile> {
    file(workspace, name).filter(|f| f.name.ends_with(".kam"))
}

/// A file of a workspace by its name.
pub(super) fn file<'w>(workspace: &'w Workspace, name: &str) -> Option<&'w SourceFile> {
    workspace.sources.iter().find(|f| f.name == name)
}

/// Reads a whole workspace and evaluates it where that can be done, as `kam check` does.
pub(super) fn read(files: &dyn Files, revision: u64) -> Data {
    let mut workspace = Workspace::load(files);
    let evaluation = evaluate(&mut workspace);
    templates::check(files, &mut workspace, evaluation.as_ref());
    workspace.settle();
    let caught = evaluation.and_then(|evaluation| count(&workspace, &evaluation));
    Data { revision, workspace, caught }
}

fn count(workspace: &Workspace, evaluation: &Evaluation) -> Option<Caught> {
    let (policy, portfolio) = (workspace.policy.as_ref()?, workspace.portfolio.as_ref()?);
    let accounts = portfolio.accounts.len();
    if accounts > MANY_ACCOUNTS {
        return None;
    }
    let mut of: BTreeMap<Part, usize> = engine::parts(policy).into_iter().map(|(part, _)| (part, 0)).collect();
    for account in 0..accounts {
        for part in engine::exercised(policy, portfolio, evaluation, account) {
            *of.entry(part).or_default() += 1;
        }
    }
    Some(Caught { accounts, of })
}

fn evaluate(workspace: &mut Workspace) -> Option<Evaluation> {
    let as_of = workspace.config.as_of.filter(|_| !has_errors(&workspace.findings))?;
    let (policy, portfolio) = (workspace.policy.as_ref()?, workspace.portfolio.as_ref()?);
    let evaluation = engine::evaluate(policy, portfolio, as_of);
    let mut found = engine::notices(policy, portfolio, &evaluation);
    found.extend(strategy::notices(&StrategyInputs {
        policy,
        portfolio,
        evaluation: &evaluation,
        team: &workspace.team,
        register: &workspace.register,
        calendar: &workspace.calendar,
        horizon: workspace.config.horizon,
    }));
    workspace.findings.extend(found);
    Some(evaluation)
}
