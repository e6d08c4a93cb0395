//! Why no example notices a change, in the words of whoever wrote the rules: `# untested: reason` behind a line, or on a
//! line of its own above it. Reads comments of trees; knows nothing of what is changed. Start at [`explanations`].

use crate::diagnostics::{Finding, Sources, Span, verify as codes};
use crate::syntax::Tree;

const WORD: &str = "untested:";

/// A comment that says why nothing tests a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Explanation {
    /// The comment.
    span: Span,
    /// The line it is about, from 1.
    line: usize,
    pub(super) reason: String,
}

impl Explanation {
    /// Whether it is about what stands at a place.
    pub(super) fn is_of(&self, sources: &Sources, place: Span) -> bool {
        self.span.file == place.file && sources.start(place).line == self.line
    }

    /// Where the comment stands.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// Says that every change of its line is noticed by now.
    pub(super) fn finding(&self) -> Finding {
        Finding::new(&codes::IDLE_EXPLANATION, self.span).arg("text", format!("# {WORD} {}", self.reason))
    }
}

/// All explanations of the rules of a workspace, by file and line.
pub(super) fn explanations(trees: &[Tree], sources: &Sources) -> Vec<Explanation> {
    let mut out = Vec::new();
    for tree in trees {
        let file = sources.file(tree.file);
        for comment in &tree.comments {
            let said = sources.slice(comment.span).trim_start_matches('#').trim();
            let Some(reason) = said.strip_prefix(WORD) else { continue };
            let mut line = sources.start(comment.span).line;
            if comment.own_line {
                let is_skipped = |text: &str| text.trim_start().starts_with('#') || text.trim().is_empty();
                line += 1;
                while file.line_start(line) > comment.span.start && is_skipped(file.line(line)) {
                    line += 1;
                }
            }
            out.push(Explanation { span: comment.span, line, reason: reason.trim().to_owned() });
        }
    }
    out
}
