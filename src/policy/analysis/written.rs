//! Which words stand where in the rules: a name that stands in no rule but its own is used by none. Texts, comments and what
//! examples give do not count. Knows no grammar. Start at [`Written::elsewhere`].

use crate::diagnostics::{FileId, Sources, Span};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

/// The words of all rules, looked through once, when somebody first asks.
pub(super) struct Written<'s> {
    sources: &'s Sources,
    lines: OnceCell<HashMap<&'s str, Vec<Line>>>,
}

/// Which file, and from where to where the line with the word goes, its line break included.
type Line = (FileId, Range<usize>);

impl<'s> Written<'s> {
    pub fn of(sources: &'s Sources) -> Written<'s> {
        Written { sources, lines: OnceCell::new() }
    }

    /// Whether a name stands as a word in some rule other than where it is declared.
    pub fn elsewhere(&self, name: &str, declared: Span) -> bool {
        let own = declared.start as usize..declared.end.max(declared.start + 1) as usize;
        let lines = self.lines.get_or_init(|| look_through(self.sources)).get(name);
        lines.into_iter().flatten().any(|(file, line)| {
            let inside = *file == declared.file && line.end > own.start && line.start < own.end;
            !inside
        })
    }
}

fn look_through(sources: &Sources) -> HashMap<&str, Vec<Line>> {
    let mut lines: HashMap<&str, Vec<Line>> = HashMap::new();
    for file in sources.iter().filter(|file| file.name.ends_with(".kam")) {
        let mut end = 0;
        for line in file.text.split_inclusive('\n') {
            let start = end;
            end += line.len();
            let given = line.trim_start().starts_with("given ") && line.starts_with([' ', '\t']);
            if !given {
                words(line, |word| lines.entry(word).or_default().push((file.id, start..end)));
            }
        }
    }
    lines
}

/// The words of a line outside of texts and comments.
fn words<'l>(line: &'l str, mut tell: impl FnMut(&'l str)) {
    // Every second piece between quotes is a text; a `#` outside of texts starts a comment.
    for piece in line.split('"').step_by(2) {
        let code = piece.split('#').next().unwrap_or("");
        code.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).for_each(&mut tell);
        if code.len() < piece.len() {
            return;
        }
    }
}
