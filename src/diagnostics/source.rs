//! Source texts and places in them. A place is a byte span; lines and columns are worked out when somebody asks.

/// Which of the [`Sources`] a span lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        // Texts over 4 GiB are refused when they are read, so saturating never hides a place.
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { file, start: clip(start), end: clip(end) }
    }

    /// From the start of this span to the end of the other.
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start, end: other.end.max(self.start) }
    }

    /// The empty span at the start of a file.
    pub fn file_start(file: FileId) -> Span {
        Span { file, start: 0, end: 0 }
    }
}

/// A place as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// A text with the name it is reported under.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub id: FileId,
    /// Path relative to the workspace, with `/`; a shipped library is `<kam>/payments.kam`.
    pub name: String,
    pub text: String,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// Byte offset to line and column.
    pub fn place(&self, offset: u32) -> Place {
        let line = self.line_starts.partition_point(|s| *s <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0) as usize;
        let end = (offset as usize).min(self.text.len());
        let column = self.text.get(start..end).map_or(end - start, |t| t.chars().count()) + 1;
        Place { line, column }
    }

    /// The text of the line (from 1) without its line break; empty past the end.
    pub fn line(&self, line: usize) -> &str {
        let Some(start) = line.checked_sub(1).and_then(|i| self.line_starts.get(i)) else { return "" };
        let end = self.line_starts.get(line).map_or(self.text.len(), |e| *e as usize);
        self.text.get(*start as usize..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    /// Byte offset where the line (from 1) starts.
    pub fn line_start(&self, line: usize) -> u32 {
        line.checked_sub(1).and_then(|i| self.line_starts.get(i)).copied().unwrap_or(0)
    }

    /// The text under a span of this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

/// All texts that findings may point into, in the order they were added.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a text and gives it an id. A leading byte order mark is no part of the text.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let mut line_starts = vec![0];
        line_starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| u32::try_from(i + 1).unwrap_or(u32::MAX)),
        );
        self.files.push(SourceFile { id, name: name.into(), text, line_starts });
        id
    }

    /// The file with this id. Ids come from [`Sources::add`] of the same collection.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The name of a file, or `?` for an id of another collection.
    pub fn name(&self, id: FileId) -> &str {
        self.files.get(id.0 as usize).map_or("?", |f| f.name.as_str())
    }

    /// The text under a span.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).slice(span)
    }

    /// Line and column where a span starts.
    pub fn start(&self, span: Span) -> Place {
        self.file(span.file).place(span.start)
    }

    /// `file:line` of a span.
    pub fn file_line(&self, span: Span) -> String {
        format!("{}:{}", self.name(span.file), self.start(span).line)
    }

    /// All files in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_from_one() {
        let mut sources = Sources::new();
        let id = sources.add("a.kam", "\u{feff}pole\nżółw x\r\nend");
        let file = sources.file(id);
        let x = file.text.find('x').map_or(0, |i| i as u32);
        assert_eq!(file.place(x), Place { line: 2, column: 6 });
        assert_eq!(file.line(2), "żółw x");
        assert_eq!(file.line(3), "end");
        assert_eq!(file.line(4), "");
        assert_eq!(file.place(0), Place { line: 1, column: 1 });
    }
}
