//! The templates a policy's documents ask for: the workspace's own, which wins, or the built-in one.

use super::render::{BUILT_IN_PLAN, Renderer};
use crate::data::{FileProblem, Files};
use crate::diagnostics::{Finding, Phrase, SourceFile, Span, documents as codes, said};
use crate::policy::{Document, Policy};
use crate::views::PlanView;
use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// The name that is built in.
const BUILT_IN: &str = "plan.md";

/// Templates by name, ready to render.
pub struct Templates {
    by_name: BTreeMap<String, Template>,
}

struct Template {
    renderer: Renderer,
    /// The text that findings point into.
    source: SourceFile,
}

impl Templates {
    /// Reads what the policy's documents ask for. Their texts join the sources, what is wrong with them the findings of
    /// the workspace.
    pub fn load(files: &dyn Files, workspace: &mut Workspace) -> Templates {
        let mut by_name = BTreeMap::new();
        for (name, document) in wanted(workspace.policy.as_ref()) {
            match load(files, &name, document.as_ref(), workspace) {
                Ok(template) => {
                    by_name.insert(name, template);
                }
                Err(finding) => workspace.findings.push(finding),
            }
        }
        Templates { by_name }
    }

    /// The document of a policy (none: the built-in one) for one account; nothing where its template could not be read.
    pub fn render(&self, document: Option<&Document>, view: &PlanView) -> Option<Result<String, Finding>> {
        let template = self.by_name.get(Templates::name(document))?;
        Some(template.renderer.render(view).map_err(|problem| problem.finding(&template.source)))
    }

    /// The template of a document.
    pub fn name(document: Option<&Document>) -> &str {
        document.map_or(BUILT_IN, |d| d.template.as_str())
    }
}

/// Template names and the first document that asks for each.
fn wanted(policy: Option<&Policy>) -> BTreeMap<String, Option<Document>> {
    let mut wanted = BTreeMap::new();
    if let Some(policy) = policy {
        for document in &policy.documents {
            wanted.entry(document.template.clone()).or_insert_with(|| Some(document.clone()));
        }
        if policy.documents.is_empty() {
            wanted.insert(BUILT_IN.to_owned(), None);
        }
    }
    wanted
}

fn load(
    files: &dyn Files,
    name: &str,
    document: Option<&Document>,
    workspace: &mut Workspace,
) -> Result<Template, Finding> {
    let path = format!("{}/{name}", workspace.config.templates);
    let locale = workspace.config.locale.clone();
    let text = match files.read(&path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| said!("it is not UTF-8", "nie jest w UTF-8")),
        Err(FileProblem::NotFound) if name == BUILT_IN => {
            let renderer =
                Renderer::new(None, &locale).map_err(|p| unreadable(workspace, (name, &path), document, p.said()))?;
            let id = workspace.sources.add(format!("<kam>/{name}"), BUILT_IN_PLAN);
            return Ok(Template { renderer, source: workspace.sources.file(id).clone() });
        }
        Err(problem) => Err(problem.said()),
    };
    let text = text.map_err(|problem| unreadable(workspace, (name, &path), document, problem))?;
    let id = workspace.sources.add(path, text);
    let source = workspace.sources.file(id).clone();
    let renderer = Renderer::new(Some((name, &source.text)), &locale).map_err(|problem| problem.finding(&source))?;
    Ok(Template { renderer, source })
}

/// The template cannot be had: said where the policy asks for it.
fn unreadable(
    workspace: &mut Workspace,
    (name, path): (&str, &str),
    document: Option<&Document>,
    problem: Phrase,
) -> Finding {
    let span = document.map(|d| d.span);
    let span = span.unwrap_or_else(|| Span::file_start(workspace.sources.add(path, "")));
    Finding::new(&codes::TEMPLATE_MISSING, span).quote("template", name).quote("file", path).arg("problem", problem)
}
