//! The file of accepted outcomes: read, compared with, written.

use crate::commands::disk::Disk;
use crate::commands::workspace::{Evaluated, Inputs};
use kam::data::{FileProblem, Files};
use kam::diagnostics::{Finding, Phrase, Span, said, verify as codes};
use kam::verify::{NotOutcomes, OUTCOMES_FILE, Outcomes};
use kam::views::OutcomesAnswer;
use kam::workspace::Workspace;

/// What the file holds.
pub enum Accepted {
    Nothing,
    Text(String),
    /// It is there and no text.
    Problem(Phrase),
}

/// What came of the comparison.
pub enum Step {
    /// Nothing was accepted.
    NoFile,
    /// The file cannot be read; a finding says why.
    Unreadable,
    Compared(OutcomesAnswer),
}

/// The comparison, and the workspace with what was found about the file.
pub struct Found {
    pub inputs: Inputs,
    pub step: Step,
}

impl Accepted {
    pub fn read(disk: &Disk) -> Accepted {
        match disk.read(OUTCOMES_FILE).map(String::from_utf8) {
            Ok(Ok(text)) => Accepted::Text(text),
            Ok(Err(_)) => Accepted::Problem(said!("it is not UTF-8 text", "nie jest tekstem UTF-8")),
            Err(FileProblem::NotFound) => Accepted::Nothing,
            Err(problem) => Accepted::Problem(problem.said()),
        }
    }

    pub fn is_there(&self) -> bool {
        !matches!(self, Accepted::Nothing)
    }

    /// The outcomes, or what is wrong with the file.
    fn parse(&self, workspace: &mut Workspace) -> Result<Option<Outcomes>, Finding> {
        let text = match self {
            Accepted::Nothing => return Ok(None),
            Accepted::Text(text) => text.as_str(),
            Accepted::Problem(_) => "",
        };
        let file = workspace.sources.add(OUTCOMES_FILE, text);
        let unreadable = |problem: Phrase| {
            Finding::new(&codes::OUTCOMES_FILE, Span::file_start(file))
                .quote("file", OUTCOMES_FILE)
                .arg("problem", problem)
        };
        if let Accepted::Problem(problem) = self {
            return Err(unreadable(problem.clone()));
        }
        Outcomes::parse(text).map(Some).map_err(|wrong| match wrong {
            NotOutcomes::NoHead => unreadable(said!(
                "it does not say of which policy and which day the outcomes are",
                "nie mówi, z jakiej polityki i z jakiego dnia są wyniki",
            )),
            NotOutcomes::Line(line) => {
                let source = workspace.sources.file(file);
                let (text, start) = (source.line(line).trim_end(), source.line_start(line) as usize);
                let span = Span::new(file, start, start + text.len());
                Finding::new(&codes::OUTCOMES_LINE, span).quote("text", text.trim())
            }
        })
    }
}

/// Compares the evaluated accounts with what was accepted, or accepts them.
pub fn compare(evaluated: Evaluated, accepted: Accepted, accept: bool, filter: Option<&str>) -> anyhow::Result<Found> {
    let (policy, portfolio) = evaluated.parts()?;
    let mut actual = Outcomes::of(policy, portfolio, &evaluated.evaluation);
    let Evaluated { mut workspace, disk, .. } = evaluated;
    let parsed = accepted.parse(&mut workspace);
    let expected = match parsed {
        Err(finding) if !accept => {
            workspace.findings.push(finding);
            return Ok(Found { inputs: Inputs { workspace, disk }, step: Step::Unreadable });
        }
        // What cannot be read is written anew.
        Err(_) => None,
        Ok(expected) => expected,
    };
    let mut differences = Vec::new();
    if accept {
        let text = actual.text();
        if !matches!(&accepted, Accepted::Text(before) if *before == text) {
            disk.write(OUTCOMES_FILE, text.as_bytes())?;
        }
        differences = actual.differences(&expected.unwrap_or_else(|| blank(&actual)));
    } else if let Some(mut expected) = expected {
        if let Some(text) = filter {
            actual.retain(text);
            expected.retain(text);
        }
        differences = actual.differences(&expected);
    }
    let step = Step::Compared(OutcomesAnswer {
        file: OUTCOMES_FILE,
        accepted: accept,
        accounts: actual.accounts.len(),
        differences: differences.into_iter().map(Into::into).collect(),
    });
    Ok(Found { inputs: Inputs { workspace, disk }, step })
}

/// No accounts, under the same policy on the same day: against it every account is new.
fn blank(actual: &Outcomes) -> Outcomes {
    Outcomes { accounts: Default::default(), ..actual.clone() }
}

/// Whether the workspace has accounts that could be accepted.
pub fn has_accounts(workspace: &Workspace, disk: &Disk) -> bool {
    let config = &workspace.config;
    let listed = |pattern: &str| disk.list(pattern).is_ok_and(|found| !found.is_empty());
    config.account_table.is_some() || config.account_files.iter().any(|pattern| listed(&pattern.text))
}
