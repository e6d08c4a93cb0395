//! Renaming what rules declare, where that is safe. It is not where data, templates or accepted outcomes say the name too,
//! since those are not changed along; and not where the rules with the new name would be read otherwise, which is found out by
//! checking them.

use super::position::{offset, range};
use super::space::{Space, file, read};
use crate::data::Files;
use crate::diagnostics::{Finding, Language, Level, Phrase, said};
use crate::policy::{Meaning, Mention};
use crate::syntax;
use crate::values::Name;
use crate::workspace::Workspace;
use lsp_types::{Position, PrepareRenameResponse, TextEdit, WorkspaceEdit};
use std::collections::BTreeMap;

/// Whether the name at a place can be renamed, and how it is written; else why not.
pub(super) fn prepare(space: &mut Space, name: &str, at: Position) -> Result<PrepareRenameResponse, String> {
    let rules = space.rules();
    let mention = mention(space, &rules, name, at)?;
    let source = rules.sources.file(mention.span.file);
    let placeholder = source.slice(mention.span).to_owned();
    Ok(PrepareRenameResponse::RangeWithPlaceholder { range: range(source, mention.span), placeholder })
}

/// The changes that rename something; else why they are not made.
pub(super) fn rename(space: &mut Space, name: &str, at: Position, new: &str) -> Result<WorkspaceEdit, String> {
    let rules = space.rules();
    let language = space.language(&rules);
    let mention = mention(space, &rules, name, at)?;
    let old = mention.meaning.name().as_str();
    if new == old {
        return Ok(WorkspaceEdit::default());
    }
    if let Some(why) = unfit(new) {
        return Err(cannot(old, new, why, language));
    }
    if let Some(place) = said_elsewhere(space, &mention.meaning) {
        return Err(language.pick(
            format!("`{old}` is also written in {place}, where renaming it in the rules would change nothing."),
            format!("`{old}` stoi też w {place}, gdzie zmiana nazwy w regułach nic nie zmieni."),
        ));
    }
    let mut mentions: Vec<&Mention> = rules.mentions.of(&mention.meaning).collect();
    mentions.sort();
    checked(space, &rules, &mentions, old, new, language)?;
    let mut changes: BTreeMap<&str, Vec<TextEdit>> = BTreeMap::new();
    for mention in mentions {
        let source = rules.sources.file(mention.span.file);
        let edit = TextEdit { range: range(source, mention.span), new_text: new.to_owned() };
        changes.entry(&source.name).or_default().push(edit);
    }
    let changes = changes.into_iter().filter_map(|(name, edits)| Some((space.uri(name)?, edits)));
    Ok(WorkspaceEdit { changes: Some(changes.collect()), ..WorkspaceEdit::default() })
}

/// The mention at a place, if what it names is declared in files that can be changed.
fn mention<'r>(space: &Space, rules: &'r Workspace, name: &str, at: Position) -> Result<&'r Mention, String> {
    let language = space.language(rules);
    let source = file(rules, name);
    let found = source.and_then(|s| {
        let at = super::position::narrow(offset(&s.text, at));
        rules.mentions.at(s.id, at)
    });
    let Some(found) = found else {
        return Err(language.pick("Here stands no name.", "Tu nie stoi żadna nazwa.").to_owned());
    };
    let text = found.meaning.name();
    if let Some(error) = rules.findings.iter().find(|f| f.level() == Level::Error) {
        let place = rules.sources.file_line(error.span);
        return Err(language.pick(
            format!("The rules have errors (the first in {place}), so uses of `{text}` could be overlooked."),
            format!("Reguły mają błędy (pierwszy w {place}), więc łatwo byłoby pominąć użycia `{text}`."),
        ));
    }
    let mut declared = rules.mentions.of(&found.meaning).filter(|m| m.declares).peekable();
    if declared.peek().is_none() {
        return Err(language.pick(
            format!("`{text}` is a word of the language, which no file declares."),
            format!("`{text}` to słowo języka; nie deklaruje go żaden plik."),
        ));
    }
    if rules.mentions.of(&found.meaning).any(|m| space.uri(rules.sources.name(m.span.file)).is_none()) {
        return Err(language.pick(
            format!("`{text}` is a name of a library that comes with kam, which cannot be changed here."),
            format!("`{text}` to nazwa z biblioteki dostarczanej z kam, której nie można tu zmienić."),
        ));
    }
    Ok(found)
}

/// Why a word can be no name at all.
fn unfit(word: &str) -> Option<Phrase> {
    if syntax::is_reserved(word) {
        return Some(said!("it is a word of the language.", "to słowo języka."));
    }
    (!syntax::is_name(word)).then(|| {
        said!(
            "a name is one word of letters, digits and `_`, and begins with a letter.",
            "nazwa to jedno słowo z liter, cyfr i `_`, które zaczyna się literą.",
        )
    })
}

fn cannot(old: &str, new: &str, why: Phrase, language: Language) -> String {
    said!(
        "`{old}` cannot be called `{new}`: {why}",
        "`{old}` nie może nazywać się `{new}`: {why}",
        old = Phrase::quote(old),
        new = Phrase::quote(new),
        why = why,
    )
    .in_language(language)
}

/// Where something besides rules says a name that data may speak of.
fn said_elsewhere(space: &mut Space, meaning: &Meaning) -> Option<String> {
    let name = meaning.name().as_str().to_owned();
    let in_data = match meaning {
        Meaning::Person(_) | Meaning::Records(_) | Meaning::Row(..) | Meaning::Value(..) | Meaning::Action(..) => true,
        Meaning::Item(keyword, _) => !matches!(*keyword, "policy" | "library" | "document" | "kpi" | "benefit"),
        Meaning::Account(_) => {
            let rules = space.rules();
            rules.known_policy().is_some_and(|p| p.field_named(&name).is_some())
        }
        Meaning::Objective(..) => false,
    };
    let files = space.files();
    if in_data {
        let fresh;
        let workspace = match space.data() {
            Some(data) => &data.workspace,
            None => {
                fresh = read(&files, space.revision);
                &fresh.workspace
            }
        };
        let others = workspace.sources.iter().filter(|f| !f.name.ends_with(".kam") && !f.name.starts_with('<'));
        for source in others {
            if let Some(line) = line_with(&source.text, &name) {
                return Some(format!("{}:{line}", source.name));
            }
        }
    }
    let templates = files.list("templates/**/*").unwrap_or_default();
    templates.into_iter().chain(["outcomes.snap".to_owned()]).find_map(|path| {
        let bytes = files.read(&path).ok()?;
        line_with(&String::from_utf8_lossy(&bytes), &name).map(|line| format!("{path}:{line}"))
    })
}

/// The first line that holds a name as a word of its own.
fn line_with(text: &str, name: &str) -> Option<usize> {
    let words = |line: &str| line.split(|c: char| !unicode_ident::is_xid_continue(c)).any(|word| word == name);
    text.lines().position(words).map(|at| at + 1)
}

/// Whether the rules with the new name say the same as before, else what is wrong with it.
fn checked(
    space: &Space,
    rules: &Workspace,
    mentions: &[&Mention],
    old: &str,
    new: &str,
    language: Language,
) -> Result<(), String> {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    // From the end, so that the places before stay where they are.
    for mention in mentions.iter().rev() {
        let source = rules.sources.file(mention.span.file);
        let text = texts.entry(&source.name).or_insert_with(|| source.text.clone());
        let (start, end) = (mention.span.start as usize, mention.span.end as usize);
        if text.get(start..end).is_some() {
            text.replace_range(start..end, new);
        }
    }
    let after = space.rules_with(&texts);
    let wrong = |f: &&Finding| f.level() == Level::Error || f.code.name == "like_names";
    let known: Vec<String> = rules.findings.iter().map(|f| f.message(language)).collect();
    let called = Name::new(new);
    if let Some(error) = after.findings.iter().filter(wrong).find(|f| !known.contains(&f.message(language))) {
        let taken = rules.mentions.like(called.as_str()).find(|m| m.declares);
        let why = match taken.map(|m| rules.sources.file_line(m.span)) {
            Some(place) => said!("{place} declares this name.", "tę nazwę deklaruje {place}.", place = place),
            None => Phrase::Filled(error.message(Language::English), error.message(Language::Polish)),
        };
        return Err(cannot(old, new, why, language));
    }
    let count = |workspace: &Workspace| workspace.mentions.like(called.as_str()).count();
    if count(&after) != count(rules) + mentions.len() {
        return Err(language.pick(
            format!("Called `{new}`, it could no longer be told from something else of this name."),
            format!("Nazwy `{new}` nie dałoby się już odróżnić od innej, która brzmi tak samo."),
        ));
    }
    Ok(())
}
