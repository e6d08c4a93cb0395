//! The rules of one time on the data of another, as files: what would have come of changing only one of them.

use crate::data::{FileProblem, Files};

/// A workspace made of two: the rules (`.kam`) of one, everything else of the other, kam.yaml included, since it says where
/// the data are.
#[derive(Clone, Copy)]
pub struct Mixed<'a> {
    pub rules: &'a dyn Files,
    pub data: &'a dyn Files,
}

impl Files for Mixed<'_> {
    fn list(&self, pattern: &str) -> Result<Vec<String>, FileProblem> {
        let mut found: Vec<String> = self.rules.list(pattern)?.into_iter().filter(|p| is_rule(p)).collect();
        found.extend(self.data.list(pattern)?.into_iter().filter(|p| !is_rule(p)));
        found.sort();
        Ok(found)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        if is_rule(path) { self.rules.read(path) } else { self.data.read(path) }
    }
}

/// Whether a file of a workspace holds rules.
fn is_rule(path: &str) -> bool {
    path.ends_with(".kam")
}
