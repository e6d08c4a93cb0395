//! What is wrong with templates: as they are read, and as they write the plans of the first accounts that call for them.

use crate::data::Files;
use crate::diagnostics::Finding;
use crate::documents::{Locale, Renderer, Templates};
use crate::engine::{self, Evaluation};
use crate::policy::Document;
use crate::strategy::{self, StrategyInputs};
use crate::views::{self, PlanInputs};
use crate::workspace::Workspace;

/// Plans that are written to try a template; what goes wrong only for later accounts is for `kam plan` to say.
const TRIED: usize = 20;

/// Adds the findings about templates to a workspace that has been evaluated, where it could be.
pub(super) fn check(files: &dyn Files, workspace: &mut Workspace, evaluation: Option<&Evaluation>) {
    let templates = Templates::load(files, workspace);
    let mut found = evaluation.map_or_else(Vec::new, |evaluation| tried(workspace, evaluation, &templates));
    found.extend(others(files, workspace));
    workspace.findings.extend(found);
}

/// What goes wrong while plans are written, once per template.
fn tried(workspace: &Workspace, evaluation: &Evaluation, templates: &Templates) -> Vec<Finding> {
    let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else { return Vec::new() };
    let tag = workspace.config.locale.as_str();
    let Some(locale) = Locale::new(tag) else { return Vec::new() };
    let accounts: Vec<usize> = evaluation.ranking.iter().copied().take(TRIED).collect();
    let inputs = StrategyInputs::of(workspace, policy, portfolio, evaluation);
    let planned = if policy.says_what_to_do() { strategy::plan(&inputs, &accounts) } else { Vec::new() };
    let strategies = planned.into_iter().map(|s| (s.account, s)).collect();
    let inputs = PlanInputs {
        policy,
        sources: &workspace.sources,
        portfolio,
        evaluation,
        team: &workspace.team,
        register: &workspace.register,
        calendar: &workspace.calendar,
        strategies: &strategies,
        our_company: workspace.config.our_company.as_deref(),
        accepted: None,
        locale: tag,
        content_hash: None,
        commit: None,
        date: &|day| locale.long_date(day),
    };
    let applies = engine::documents(policy, portfolio, evaluation);
    let called_for = |document: usize, account: usize| {
        applies.get(document).and_then(|of| of.get(account)).is_none_or(|truth| !truth.is_no())
    };
    let documents: Vec<(usize, Option<&Document>)> = match policy.documents.is_empty() {
        true => vec![(0, None)],
        false => policy.documents.iter().enumerate().map(|(at, document)| (at, Some(document))).collect(),
    };
    let problem = |(at, document): (usize, Option<&Document>)| {
        let accounts = accounts.iter().filter(|account| called_for(at, **account));
        let views = accounts.filter_map(|account| views::plan(&inputs, *account));
        views.into_iter().find_map(|view| templates.render(document, &view)?.err())
    };
    let mut found: Vec<Finding> = Vec::new();
    for finding in documents.into_iter().filter_map(problem) {
        // Two documents may share a template.
        if !found.contains(&finding) {
            found.push(finding);
        }
    }
    found
}

/// What is wrong with templates that no document asks for, as far as they can be read.
fn others(files: &dyn Files, workspace: &mut Workspace) -> Vec<Finding> {
    let folder = format!("{}/", workspace.config.templates);
    let paths = files.list(&format!("{folder}**/*.md")).unwrap_or_default();
    let mut found = Vec::new();
    for path in paths {
        if workspace.sources.iter().any(|source| source.name == path) {
            continue;
        }
        // What is no text has its finding once a document asks for it.
        let text = files.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(text) = text else { continue };
        let name = path.strip_prefix(&folder).unwrap_or(&path).to_owned();
        let id = workspace.sources.add(path, text);
        let source = workspace.sources.file(id);
        if let Err(problem) = Renderer::new(Some((&name, &source.text)), &workspace.config.locale) {
            found.push(problem.finding(source));
        }
    }
    found
}
