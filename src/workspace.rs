//! A workspace as a whole: its texts read, its policy checked, its accounts loaded, with all findings at once. Gets files
//! through [`crate::data::Files`]; opens none itself. Start at [`Workspace::load`].

use crate::data::{
    Config, Files, Loaded, Loader, Portfolio, Register, RegisterFile, Setting, Team, load_data, read_calendars,
    read_config,
};
use crate::diagnostics::{
    Finding, Level, SourceFile, Sources, Span, data as codes, has_errors, policy as policy_codes, said, sort,
};
use crate::policy::{self, Mentions, Overlaid, Overlay, Policy, Removed, Understood};
use crate::syntax::{self, Item, ItemKind, Tree};
use crate::values::{Name, WorkingDays};
use std::collections::BTreeSet;

/// Everything a command needs to know about a workspace.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub config: Config,
    pub sources: Sources,
    /// The rules that hold: with what the active overlays make of them.
    pub trees: Vec<Tree>,
    /// All overlays there are.
    pub overlays: Vec<Overlay>,
    /// Items that active overlays take out of the policy.
    pub removed: Vec<Removed>,
    /// There only if no finding about the rules is an error.
    pub policy: Option<Policy>,
    /// What could be made of rules with errors: enough to help whoever writes them, and nothing to evaluate with.
    pub draft: Option<Policy>,
    /// Which name stands where in the rules, and for what.
    pub mentions: Mentions,
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
        Workspace::read(files, true, None, &mut syntax::parse)
    }

    /// Reads the whole workspace as if these overlays were the active ones, whatever kam.yaml says.
    pub fn load_with_overlays(files: &dyn Files, overlays: &[String]) -> Workspace {
        Workspace::read(files, true, Some(overlays), &mut syntax::parse)
    }

    /// Reads settings and rules only.
    pub fn load_rules(files: &dyn Files) -> Workspace {
        Workspace::read(files, false, None, &mut syntax::parse)
    }

    /// As [`Workspace::load_rules`], for whoever does so after every change: what did not change is not parsed again.
    pub fn reload_rules(files: &dyn Files, memory: &mut syntax::Memory) -> Workspace {
        Workspace::read(files, false, None, &mut |source| memory.parse(source))
    }

    fn read(files: &dyn Files, with_data: bool, overlays: Option<&[String]>, parse: Parse<'_>) -> Workspace {
        let (mut sources, mut findings) = (Sources::new(), Vec::new());
        let mut workspace = Workspace::default();
        let mut loader = Loader::new(files, &mut sources, &mut findings);
        if let Some((mut config, span, readable)) = read_config(&mut loader) {
            if let Some(overlays) = overlays {
                let active = |name: &String| Setting { text: name.clone(), span };
                config.overlays = overlays.iter().map(active).collect();
            }
            let rules = Rules::read(&config, span, &mut loader, parse);
            let (checked, sound) = (rules.policy, rules.sound);
            workspace.calendar = read_calendars(&config, &mut loader);
            if with_data && readable {
                let loaded = load_data(&config, span, checked.as_ref(), &mut loader);
                let Loaded { portfolio, team, register, register_file } = loaded;
                (workspace.portfolio, workspace.team) = (portfolio.filter(|_| sound), team);
                (workspace.register, workspace.register_file) = (register, register_file);
            }
            (workspace.config, workspace.trees) = (config, rules.trees);
            (workspace.draft, workspace.mentions) = (rules.draft, rules.mentions);
            match checked {
                Some(policy) if sound => workspace.policy = Some(policy),
                Some(policy) => workspace.draft = Some(policy),
                None => {}
            }
            (workspace.overlays, workspace.removed) = (rules.overlays, rules.removed);
        }
        (workspace.sources, workspace.findings) = (sources, findings);
        workspace.settle();
        workspace
    }

    /// The policy, or what could be made of it.
    pub fn known_policy(&self) -> Option<&Policy> {
        self.policy.as_ref().or(self.draft.as_ref())
    }

    /// Gives all findings the levels that kam.yaml wants and puts them in order. Whoever adds findings calls it again.
    pub fn settle(&mut self) {
        self.config.levels.apply(&mut self.findings);
        sort(&mut self.findings, &self.sources);
    }
}

/// What makes the tree of a file of rules.
type Parse<'p> = &'p mut dyn FnMut(&SourceFile) -> (Tree, Vec<Finding>);

/// The rules with their overlays, checked.
struct Rules {
    trees: Vec<Tree>,
    overlays: Vec<Overlay>,
    removed: Vec<Removed>,
    /// Without the overlays, where one of them does not fit: enough to look at the data with.
    policy: Option<Policy>,
    /// What could be made of them where they have errors.
    draft: Option<Policy>,
    mentions: Mentions,
    /// Nothing is wrong with the overlays.
    sound: bool,
}

impl Rules {
    fn read(config: &Config, said_at: Span, loader: &mut Loader<'_>, parse: Parse<'_>) -> Rules {
        let (written, unread) = rules(config, said_at, loader, parse);
        let active: Vec<(Name, Span)> = config.overlays.iter().map(|o| (Name::new(&o.text), o.span)).collect();
        let overlaid = policy::apply_overlays(loader.sources, &written, &active);
        let Understood { policy, whole, findings: found, mut mentions } =
            policy::understand(loader.sources, &overlaid.trees);
        if overlaid.overlays.iter().any(|o| o.active) {
            // What active overlays remove and replace is understood without them.
            mentions = mentions.with(policy::understand(loader.sources, &written).mentions);
        }
        let (policy, draft) = if whole { (policy, None) } else { (None, policy) };
        let sound = !has_errors(&overlaid.findings);
        // Without any rules, everything a policy lacks would follow from that one finding.
        if !written.is_empty() {
            if sound && policy.is_some() {
                for overlay in overlaid.overlays.iter().filter(|o| !o.active) {
                    let Some(alone) = alone(loader.sources, &written, overlay) else { continue };
                    loader.findings.extend(breaks(overlay, alone.findings, &found));
                    mentions = mentions.with(alone.mentions);
                }
            }
            // What seems to be lacking may stand in a file that could not be read.
            if !unread {
                let found = found.into_iter().map(|finding| whereabouts(finding, &written, loader));
                let found: Vec<Finding> = found.collect();
                loader.findings.extend(found);
            }
        }
        let version = policy.as_ref().map(|p| overlaid.version(&p.version)).unwrap_or_default();
        let policy = policy.map(|policy| Policy { version, ..policy });
        loader.findings.extend(overlaid.findings.iter().cloned());
        let Overlaid { trees, overlays, removed, .. } = overlaid;
        Rules { trees, overlays, removed, policy, draft, mentions, sound }
    }
}

/// What the policy would be if an overlay were active that is not, alone.
fn alone(sources: &Sources, written: &[Tree], overlay: &Overlay) -> Option<Understood> {
    let alone = policy::apply_overlays(sources, written, &[(overlay.name.clone(), overlay.span)]);
    (!has_errors(&alone.findings)).then(|| policy::understand(sources, &alone.trees))
}

/// What would be wrong with the policy with an overlay that is not active: it shall not rot unnoticed.
fn breaks(overlay: &Overlay, found: Vec<Finding>, known: &[Finding]) -> Vec<Finding> {
    let new = found.into_iter().filter(|f| f.level() == Level::Error && !known.contains(f));
    new.map(|f| {
        f.note_at(
            overlay.span,
            said!(
                "so it would be with this overlay, which is not active",
                "tak byłoby z tą nakładką, która nie działa",
            ),
        )
    })
    .collect()
}

/// What a library calls itself.
fn library_name(item: &Item) -> Option<String> {
    match &item.kind {
        ItemKind::Library(library) => Some(library.name.value.as_str().to_owned()),
        _ => None,
    }
}

/// For a policy that is not there: which files were read, which of them say nothing, and which look like rules and were not read.
fn whereabouts(finding: Finding, written: &[Tree], loader: &Loader<'_>) -> Finding {
    if finding.code != &policy_codes::NO_POLICY {
        return finding;
    }
    let name = |tree: &Tree| loader.sources.name(tree.file).to_owned();
    let read: Vec<String> = written.iter().map(name).filter(|name| !name.starts_with('<')).collect();
    let quoted = |names: &[String]| {
        let shown: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
        format!("{}{}", shown.join(", "), if names.len() > MOST_NAMED { ", …" } else { "" })
    };
    let empty: Vec<String> = written.iter().filter(|tree| tree.items.is_empty()).map(name).collect();
    let looks_like_rules = |path: &&String| {
        let file = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        file.contains(".kam") && !read.contains(path)
    };
    let others: Vec<String> =
        loader.files.list("**/*").unwrap_or_default().into_iter().filter(|path| looks_like_rules(&path)).collect();
    // Which of several files lacks it, nobody knows.
    let fix = finding.fix.clone().filter(|_| read.len() < 2);
    let mut finding = Finding { fix, ..finding };
    finding = finding.note(said!("these files were read: {files}", "odczytano pliki: {files}", files = quoted(&read)));
    if !empty.is_empty() {
        finding = finding.note(said!(
            "nothing but comments stands in {files}",
            "nic prócz komentarzy nie stoi w {files}",
            files = quoted(&empty),
        ));
    }
    if !others.is_empty() {
        finding = finding.note(said!(
            "these were not read, since rules stand in files under rules/ that end in `.kam`: {files}",
            "tych nie odczytano, bo reguły stoją w plikach pod rules/ o nazwie na `.kam`: {files}",
            files = quoted(&others),
        ));
    }
    finding
}

/// Most files that a note names.
const MOST_NAMED: usize = 8;

/// Parses the rules and the shipped libraries they include; and whether a file of them could not be read.
fn rules(config: &Config, said_at: Span, loader: &mut Loader<'_>, parse: Parse<'_>) -> (Vec<Tree>, bool) {
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
    let mut unread = false;
    for path in paths {
        let file = loader.text(&path, said_at);
        unread |= file.is_none();
        if let Some(file) = file {
            let (tree, found) = parse(loader.sources.file(file));
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
                let (tree, found) = parse(loader.sources.file(file));
                loader.findings.extend(found);
                trees.push(tree);
            }
        }
        next += 1;
    }
    (trees, unread)
}
