//! What unknown names have in common. One slip (a library that is not included, a field that is gone or misspelt where it is
//! declared) makes every use of its names unknown; it is said once. Start at [`Checker::settle_unknown_names`].

use super::checker::Checker;
use super::fix;
use super::library::{includable, shipped};
use crate::diagnostics::{Code, Finding, Note, Phrase, Span, plays, policy as codes, said};
use crate::syntax::{self, Item};
use std::collections::{BTreeMap, BTreeSet};

/// Most unknown names for which a near one is looked for: nobody mends more at a time.
pub(super) const MOST_LIKENESSES: usize = 300;

/// Most findings about unknown names without a near one that are all said.
const MOST_SAID: usize = 20;

/// How many are said where there are more.
const FIRST_SAID: usize = 5;

/// A use of a name that nothing declares.
#[derive(Clone, Debug)]
pub(super) struct Unknown {
    pub span: Span,
    pub name: String,
    /// The declared name that is like it.
    pub near: Option<String>,
}

impl Checker<'_> {
    /// Puts together what follows from one slip. `policy` is the item that names the policy.
    pub fn settle_unknown_names(&mut self, policy: Option<&Item>) {
        if self.findings.iter().any(|f| f.code == &codes::NO_POLICY) {
            // Whatever is lacking stands where the policy stands.
            self.findings.retain(|f| f.code == &codes::NO_POLICY);
            return;
        }
        if !self.lacking_libraries.is_empty() {
            self.leave_to_libraries();
            return;
        }
        self.name_libraries(policy);
        self.say_once();
        self.say_few();
    }

    /// Where very many names are unknown, a file is gone: the first ones say so.
    fn say_few(&mut self) {
        let unmended = |f: &Finding| is_of_name(f) && f.fix.is_none();
        let count = self.findings.iter().filter(|f| unmended(f)).count();
        if count <= MOST_SAID {
            return;
        }
        let mut seen = 0;
        self.findings.retain(|f| {
            seen += usize::from(unmended(f));
            !unmended(f) || seen <= FIRST_SAID
        });
        if let Some(first) = self.findings.iter_mut().find(|f| unmended(f)) {
            first.notes.push(Note {
                text: said!(
                    "{count} of this kind: is a file missing under rules/?",
                    "{count} tego rodzaju: czy brakuje pliku pod rules/?",
                    count = findings(count - FIRST_SAID),
                ),
                span: None,
            });
        }
    }

    /// With a library that does not exist, every name that is not known may be one of its own.
    fn leave_to_libraries(&mut self) {
        let lacking = std::mem::take(&mut self.lacking_libraries);
        let of_name = |f: &Finding| is_of_name(f) && !lacking.contains(&f.span);
        let left = self.findings.iter().filter(|f| of_name(f)).count();
        self.findings.retain(|f| !of_name(f));
        let first = self.findings.iter_mut().find(|f| lacking.contains(&f.span));
        if let Some(first) = first.filter(|_| left > 0) {
            first.notes.push(Note {
                text: said!(
                    "{count} for names that it may declare are said once it is there",
                    "{count} o nazwach, które może w niej deklarować, powiemy, gdy już będzie",
                    count = findings(left),
                ),
                span: None,
            });
        }
    }

    /// Names of a shipped library that is not included.
    fn name_libraries(&mut self, policy: Option<&Item>) {
        let unknown: BTreeSet<String> = self.unknown_names.iter().map(|u| u.name.clone()).collect();
        if unknown.is_empty() {
            return;
        }
        for library in includable() {
            let known = self.names.libraries.keys().any(|name| name.as_str() == library);
            let own: BTreeSet<&str> = shipped(library).into_iter().flat_map(declared).collect();
            let lacking: Vec<&String> = unknown.iter().filter(|name| own.contains(name.as_str())).collect();
            // A single name may be somebody's own; several are those of the library.
            if known || lacking.len() < 2 {
                continue;
            }
            let spans: BTreeSet<Span> =
                self.unknown_names.iter().filter(|u| lacking.contains(&&u.name)).map(|u| u.span).collect();
            let in_policy = |span: &&Span| policy.is_some_and(|item| item.span.file == span.file);
            let Some(kept) = spans.iter().find(in_policy).or(spans.first()).copied() else { continue };
            let include = format!("\ninclude {library}");
            let fix = policy.filter(|item| item.span.file == kept.file).map(|item| {
                let end = Span { start: item.span.end, ..item.span };
                fix::with_below(self.sources, end, &include)
            });
            self.findings.retain(|f| !is_of_name(f) || f.span == kept || !spans.contains(&f.span));
            self.unknown_names.retain(|u| !spans.contains(&u.span));
            if let Some(first) = self.findings.iter_mut().find(|f| f.code == &codes::UNKNOWN_NAME && f.span == kept) {
                let hint = said!(
                    "; it stands in the library `{library}`: write `include {library}` below the policy.",
                    "; stoi w bibliotece `{library}`: napisz `include {library}` pod `policy`.",
                    library = Phrase::quote(library),
                );
                let name = self.sources.slice(kept);
                *first = Finding::new(&codes::UNKNOWN_NAME, kept).quote("name", name).arg("hint", hint).maybe_fix(fix);
            }
        }
    }

    /// A name that is used several times and declared nowhere.
    fn say_once(&mut self) {
        let mut uses: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, unknown) in self.unknown_names.iter().enumerate() {
            uses.entry(unknown.name.clone()).or_default().push(at);
        }
        let mut dropped: BTreeSet<Span> = BTreeSet::new();
        let mut instead = Vec::new();
        for (name, at) in uses.into_iter().filter(|(_, at)| at.len() > 1) {
            let used: Vec<&Unknown> = at.iter().filter_map(|at| self.unknown_names.get(*at)).collect();
            let Some(first) = used.first() else { continue };
            match &first.near {
                Some(near) => {
                    let Some(declared) = self.declared_and_not_used(near) else { continue };
                    let finding = Finding::new(&codes::DECLARED_OTHERWISE, declared)
                        .arg("declared", near)
                        .arg("used", &name)
                        .arg("count", used.len().to_string())
                        .maybe_fix(self.fixed(declared, &name))
                        .note_at(first.span, said!("used here first", "użyte po raz pierwszy tutaj"));
                    instead.push((finding, name.clone()));
                    dropped.extend(used.iter().map(|u| u.span));
                }
                None => {
                    let others = used.len() - 1;
                    let text = said!(
                        "so it is in {count} more",
                        "tak samo jest jeszcze w {count}",
                        count = Phrase::counted(others, ["place", "places"], ["miejscu", "miejscach", "miejscach"]),
                    );
                    let (span, rest) = (first.span, used.iter().skip(1).map(|u| u.span));
                    dropped.extend(rest);
                    let said = self.findings.iter_mut().find(|f| f.code == &codes::UNKNOWN_NAME && f.span == span);
                    if let Some(said) = said {
                        said.notes.push(Note { text, span: None });
                    }
                }
            }
        }
        let renamed: BTreeSet<&str> = instead.iter().map(|(_, name): &(Finding, String)| name.as_str()).collect();
        let of_renamed = |f: &Finding| f.code == &codes::UNKNOWN_ITEM && renamed.contains(self.sources.slice(f.span));
        self.findings.retain(|f| (f.code != &codes::UNKNOWN_NAME || !dropped.contains(&f.span)) && !of_renamed(f));
        self.findings.extend(instead.into_iter().map(|(finding, _)| finding));
    }

    /// Where a name is declared that no rule uses.
    fn declared_and_not_used(&self, name: &str) -> Option<Span> {
        let declared = self.names.account.iter().find(|(known, _)| known.as_str() == name)?.1;
        let span = declared.span.filter(|_| !declared.library)?;
        let used = self.mentions.iter().any(|m| !m.declares && m.meaning.name().as_str() == name && m.span != span);
        (!used).then_some(span)
    }
}

/// Whether a finding is about a name that nothing declares.
fn is_of_name(finding: &Finding) -> bool {
    const CODES: [&Code; 3] = [&codes::UNKNOWN_NAME, &codes::UNKNOWN_ITEM, &plays::NO_CHANNEL];
    CODES.contains(&finding.code)
}

fn findings(count: usize) -> Phrase {
    Phrase::counted(count, ["more finding", "more findings"], ["dalszą uwagę", "dalsze uwagi", "dalszych uwag"])
}

/// The names that the text of a library declares.
fn declared(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        words.next().filter(|word| syntax::is_directive(word) && !line.starts_with(' '))?;
        words.next()
    })
}
