//! Findings as JSON values: `{code, level, message, fix, fix_lines, file, line, column, end_line, end_column}`, with
//! `notes` where there are any. Lines and columns count from 1, columns in characters; the end is the place after the last character.

use super::source::{Sources, Span};
use super::{Finding, Language, Note};
use serde_json::{Map, Value, json};

/// A list of findings in the order given, their messages in a language; keys and levels are the same in all.
pub fn findings_to_json(sources: &Sources, findings: &[Finding], language: Language) -> Value {
    Value::Array(findings.iter().map(|f| finding_to_json(sources, f, language)).collect())
}

fn finding_to_json(sources: &Sources, finding: &Finding, language: Language) -> Value {
    let mut out = Map::new();
    out.insert("code".into(), json!(finding.code.id));
    out.insert("level".into(), json!(finding.level().word()));
    out.insert("message".into(), json!(finding.message(language)));
    out.insert("fix".into(), json!(finding.fix));
    let (first, last) = finding.fixed_lines(sources);
    out.insert("fix_lines".into(), finding.fix.as_ref().map_or(Value::Null, |_| json!([first, last])));
    place(sources, finding.span, &mut out);
    if !finding.notes.is_empty() {
        out.insert("notes".into(), finding.notes.iter().map(|n| note_to_json(sources, n, language)).collect());
    }
    Value::Object(out)
}

fn note_to_json(sources: &Sources, note: &Note, language: Language) -> Value {
    let mut out = Map::new();
    out.insert("message".into(), json!(note.text.in_language(language)));
    if let Some(span) = note.span {
        place(sources, span, &mut out);
    }
    Value::Object(out)
}

fn place(sources: &Sources, span: Span, out: &mut Map<String, Value>) {
    let file = sources.file(span.file);
    let (start, end) = (file.place(span.start), file.place(span.end));
    out.insert("file".into(), json!(file.name));
    out.insert("line".into(), json!(start.line));
    out.insert("column".into(), json!(start.column));
    out.insert("end_line".into(), json!(end.line));
    out.insert("end_column".into(), json!(end.column));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Sources};

    static WRONG: Code = Code::error("KAM-E9901", "wrong", "`{name}` is wrong.");

    #[test]
    fn places_count_characters_from_one() {
        let mut sources = Sources::new();
        let file = sources.add("a.kam", "żółw x\nnext");
        let start = "żółw ".len();
        let finding = Finding::new(&WRONG, Span::new(file, start, start + 1)).quote("name", "x").fix("żółw y");
        assert_eq!(
            findings_to_json(&sources, &[finding], Language::English),
            json!([{
                "code": "KAM-E9901", "level": "error", "message": "`x` is wrong.", "fix": "żółw y", "fix_lines": [1, 1],
                "file": "a.kam", "line": 1, "column": 6, "end_line": 1, "end_column": 7,
            }])
        );
    }
}
