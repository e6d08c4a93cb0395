//! What a workspace wants warnings and notes to be: more serious, less, or not said at all. Errors stay errors, since
//! nothing can be made of rules or data that have them. Reading kam.yaml is not done here. Start at [`Levels::apply`].

use super::{Code, Finding, Level};

/// The levels that differ from those of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// By code; none: not said.
    set: Vec<(&'static str, Option<Level>)>,
}

impl Levels {
    /// Sets the level of a code; none leaves its findings out. Nothing happens to errors.
    pub fn set(&mut self, code: &'static Code, level: Option<Level>) {
        if code.level != Level::Error {
            self.set.retain(|(id, _)| *id != code.id);
            self.set.push((code.id, level));
        }
    }

    /// Gives findings their levels and takes out those that are not to be said.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        if self.set.is_empty() {
            return;
        }
        findings.retain_mut(|finding| match self.set.iter().find(|(id, _)| *id == finding.code.id) {
            None => true,
            Some((_, level)) => {
                finding.level = *level;
                level.is_some()
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{FileId, Span, has_errors};

    static ODD: Code = Code::warning("KAM-W9902", "odd", "Odd.");
    static WRONG: Code = Code::error("KAM-E9901", "wrong", "Wrong.");

    #[test]
    fn warnings_change_and_errors_stay() {
        let finding = |code| Finding::new(code, Span::file_start(FileId(0)));
        let after = |level| {
            let mut levels = Levels::default();
            levels.set(&ODD, level);
            levels.set(&WRONG, None);
            let mut findings = vec![finding(&ODD), finding(&WRONG)];
            levels.apply(&mut findings);
            findings.iter().map(Finding::level).collect::<Vec<_>>()
        };
        assert_eq!(after(Some(Level::Note)), [Level::Note, Level::Error]);
        assert_eq!(after(Some(Level::Error)), [Level::Error, Level::Error]);
        assert_eq!(after(None), [Level::Error]);
        assert!(!has_errors(&[finding(&ODD)]));
    }
}
