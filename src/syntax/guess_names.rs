//! Recognisers for words where an action's line wants one name: the label of a channel or an action without quotes, and a
//! person's name for an owner. Whether the name exists is for whoever knows all files; a label that stands in the same file
//! gives the corrected line. Start at [`guesses`].

use super::guess::{Guess, Site, guess};
use super::item::Rule;
use super::split::first_word;
use crate::diagnostics::{said, suggest, syntax as codes};

/// What the failure at a site of a line of an action may be.
pub(super) fn guesses(site: &Site<'_>) -> Vec<Guess> {
    if site.rule != Rule::clauses || site.family.keyword != "action" {
        return Vec::new();
    }
    let line = first_word(site.text);
    let Some((start, words)) = words(site, line).filter(|(_, words)| words.contains(' ')) else { return Vec::new() };
    let end = start + words.len();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    match line {
        "channel" | "after" => {
            let kind = if line == "channel" { "channel" } else { "action" };
            let said = if line == "channel" { said!("channel", "kanał") } else { said!("action", "działanie") };
            let name = labelled(site.file, kind, words);
            let finding = guess(&codes::SEVERAL_WORDS, start, end).quote("words", words).arg("kind", said);
            let finding = finding.arg("hint", suggest::did_you_mean(name));
            vec![name.into_iter().fold(finding, |finding, name| finding.put(start, end, name))]
        }
        "owner" if words.split(' ').all(capital) => {
            vec![guess(&codes::PERSON_AS_OWNER, start, end).quote("person", words)]
        }
        _ => Vec::new(),
    }
}

/// The words of the line that begins with a word, up to the next one that begins a clause, where the reading stopped among them.
fn words<'t>(site: &Site<'t>, line: &str) -> Option<(usize, &'t str)> {
    let rest = site.text.get(line.len()..)?;
    let start = line.len() + (rest.len() - rest.trim_start().len());
    let whole = site.text.get(start..)?.split('\n').next()?;
    let (mut end, mut at) = (0, 0);
    for word in whole.split(' ') {
        let here = at;
        at += word.len() + 1;
        let begins = |clause: &str| clause.split(' ').next() == Some(word) && word != "in";
        let plain = word.chars().all(unicode_ident::is_xid_continue);
        if !plain || matches!(word, "with" | "skill" | "speaking" | "and") || site.family.clause_words().any(begins) {
            break;
        }
        end = here + word.len();
    }
    let words = whole.get(..end)?.trim_end();
    (start <= site.at && site.at <= start + words.len()).then_some((start, words))
}

/// The name of a channel or an action with a label, where the file declares it.
fn labelled<'f>(file: &'f str, kind: &str, label: &str) -> Option<&'f str> {
    let wanted = suggest::fold(label);
    file.lines().find_map(|line| {
        let (name, rest) = line.trim_start().strip_prefix(kind)?.strip_prefix(' ')?.trim_start().split_once(' ')?;
        let is_it = rest.split('"').skip(1).step_by(2).any(|text| suggest::fold(text) == wanted);
        is_it.then_some(name)
    })
}
