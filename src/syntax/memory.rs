//! What was read before, for whoever reads a file again after each letter that is typed. Files are cut into items before
//! anything is parsed, and what an item says depends on its own lines only; so an item whose lines stand as they did,
//! there or elsewhere in its file, is not parsed again. One with a finding is, since the corrected line looks at what
//! stands around it. Start at [`Memory::parse`].

use super::item;
use super::reader::Reader;
use super::split::{Line, RawItem, split};
use super::tree::{Item, Placed, Shift, Tree};
use crate::diagnostics::{Finding, SourceFile};
use std::collections::{BTreeMap, HashMap};

/// Items as they were last read, by the names of their files.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Items>,
}

/// The items of a file without a finding, by their lines.
type Items = HashMap<Lines, Item>;

/// The lines of an item, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Lines {
    text: String,
    /// Which parts of the text they are.
    cut: Vec<Line>,
}

impl Lines {
    fn of(reader: &Reader<'_>, raw: &RawItem) -> Lines {
        let start = raw.head.start;
        let end = raw.body.last().map_or(raw.head.end, |line| line.end);
        let cut = std::iter::once(&raw.head).chain(&raw.body);
        let cut = cut.map(|l| Line { start: l.start - start, end: l.end - start, row: l.row });
        Lines { text: reader.text(start, end).to_owned(), cut: cut.collect() }
    }
}

impl Memory {
    /// Reads a file as [`super::parse`] does, and remembers it.
    pub fn parse(&mut self, source: &SourceFile) -> (Tree, Vec<Finding>) {
        let mut reader = Reader::new(source);
        let (raw, comments) = split(&mut reader);
        let mut before = self.files.remove(&source.name).unwrap_or_default();
        let mut now = Items::with_capacity(raw.len());
        let mut items = Vec::with_capacity(raw.len());
        for raw in &raw {
            let lines = Lines::of(&reader, raw);
            let known = before.remove(&lines).filter(|_| !raw.broken);
            let item = match known {
                Some(mut item) => {
                    let shift = Shift::new(item.header, source.id, raw.head.start);
                    if !shift.is_none(item.header) {
                        item.shift(shift);
                    }
                    item
                }
                None => {
                    let findings = reader.findings();
                    let Some(item) = item::read(&mut reader, raw) else { continue };
                    if raw.broken || reader.findings() > findings {
                        items.push(item);
                        continue;
                    }
                    item
                }
            };
            items.push(item.clone());
            now.insert(lines, item);
        }
        self.files.insert(source.name.clone(), now);
        (Tree { file: source.id, items, comments }, super::finished(source, &raw, reader))
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::diagnostics::{Language, Sources};

    /// Reads texts one after the other with one memory, each also as a file is read for the first time.
    fn check(texts: &[String]) {
        let mut memory = Memory::default();
        for (at, text) in texts.iter().enumerate() {
            let mut sources = Sources::new();
            // The file does not always come in the same place.
            (0..at % 3).for_each(|_| {
                sources.add("other.kam", "");
            });
            let id = sources.add("a.kam", text.as_str());
            let source = sources.file(id);
            let (fresh, again) = (parse(source), memory.parse(source));
            assert_eq!(format!("{:?}", fresh.0), format!("{:?}", again.0), "{text}");
            let said = |found: &[Finding]| -> Vec<String> {
                found.iter().map(|f| format!("{:?} {:?} {}", f.span, f.fix, f.message(Language::English))).collect()
            };
            assert_eq!(said(&fresh.1), said(&again.1), "{text}");
        }
    }

    #[test]
    fn a_file_read_again_after_every_change_is_the_file_read_anew() {
        for text in [
            include_str!("../../rules/key_account.kam"),
            include_str!("../../rules/stage_playbooks.kam"),
            include_str!("../../tests/fixtures/syntax/ok/overlay.kam"),
        ] {
            let mut texts = vec![text.to_owned()];
            let lines: Vec<&str> = text.lines().collect();
            for (at, line) in lines.iter().enumerate().step_by(lines.len() / 3) {
                let with = |new: &[&str]| {
                    let mut lines = lines.clone();
                    lines.splice(at..=at, new.iter().copied());
                    lines.join("\n")
                };
                let half: String = line.chars().take(line.chars().count() / 2).collect();
                let indented = format!("  {line}");
                texts.extend([with(&[]), with(&["", line]), with(&[&half]), with(&[line, line]), with(&[&indented])]);
            }
            check(&texts);
        }
    }
}
