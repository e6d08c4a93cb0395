//! What is typed already of what is offered. Editors would only replace the last word of it, and write `at at least` where
//! somebody typed `at l`.

use crate::diagnostics::SourceFile;
use crate::lsp::position::{narrow, position};
use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Range, TextEdit};

/// Words that mean nothing without the one that follows.
const HALVES: &[&str] = &["at", "over", "share", "weighted", "working"];

/// Lets items take the place of what is typed of them. Where that is more than the last word, and nothing else could
/// follow it, only those stay that go on with it.
pub(super) fn replace(items: &mut Vec<CompletionItem>, source: &SourceFile, at: usize) {
    let line = source.text.get(..at).and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
    let word = line.len() - line.trim_end_matches(unicode_ident::is_xid_continue).len();
    let before = line.get(..line.len() - word).unwrap_or_default().trim_end();
    let last = before.rsplit(|c| !unicode_ident::is_xid_continue(c)).next().unwrap_or_default();
    let words_only = items.iter().all(|item| item.kind == Some(CompletionItemKind::KEYWORD));
    let goes_on = |item: &CompletionItem| typed(line, &item.label) > word;
    if (words_only || HALVES.contains(&last)) && items.iter().any(goes_on) {
        items.retain(goes_on);
    }
    let end = position(source, narrow(at));
    for item in items {
        let length = typed(line, &item.label).max(word);
        let range = Range { start: position(source, narrow(at - length)), end };
        item.text_edit = Some(CompletionTextEdit::Edit(TextEdit { range, new_text: item.label.clone() }));
    }
}

/// How long the end of a line is that begins a label, whole words before the last one.
fn typed(line: &str, label: &str) -> usize {
    let words: Vec<&str> = label.split(' ').collect();
    for count in (1..words.len()).rev() {
        let mut rest = line.trim_end_matches(unicode_ident::is_xid_continue);
        let whole = words.iter().take(count).rev().all(|word| {
            let trimmed = rest.trim_end_matches([' ', '\t']);
            let before = trimmed
                .strip_suffix(word)
                .filter(|before| trimmed.len() < rest.len() && !before.ends_with(unicode_ident::is_xid_continue));
            rest = before.unwrap_or(rest);
            before.is_some()
        });
        if whole {
            return line.len() - rest.len();
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn words_before_the_last_one_count_where_they_begin_the_label() {
        for (line, label, expected) in [
            ("| at l", "at least", "at l"),
            ("| at  l", "at least", "at  l"),
            ("| at ", "at least", "at "),
            ("| at", "at least", ""),
            ("| at lst", "at least", "at lst"),
            ("when flat l", "at least", ""),
            ("żółw less is b", "less is better", "less is b"),
            ("żółw less is b", "not known", ""),
            ("less ", "less is better", "less "),
        ] {
            assert_eq!(typed(line, label), expected.len(), "{line}: {label}");
        }
    }
}
