//! Changes of the rules that no example noticed, for JSON and text. What is changed is said in each language; programs that
//! read answers get it in English.

mod words;

use super::explain::Line;
use super::test::line;
use crate::diagnostics::{Language, Phrase, Sources};
use crate::verify::Mutated;
use serde::{Serialize, Serializer};

/// What came of changing the rules in one place at a time.
#[derive(Clone, Debug, Serialize)]
pub struct MutationAnswer {
    /// Changes there are.
    pub changes: usize,
    /// Changes that were tried: all, unless there are very many.
    pub tried: usize,
    /// Changes that an example noticed.
    pub noticed: usize,
    /// Changes that none could notice, as nothing comes out otherwise.
    pub idle: usize,
    /// Changes that none did, in the order of files and lines.
    pub survivors: Vec<SurvivorAnswer>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SurvivorAnswer {
    /// The item: ``veto `arrears` ``.
    #[serde(serialize_with = "english")]
    pub of: Phrase,
    /// ``debt above 90 days raised to 99 days``
    #[serde(serialize_with = "english")]
    pub change: Phrase,
    /// Whether a larger change of the same place goes unnoticed too.
    pub implied: bool,
    /// Why none has to, as the rules say: `# untested: …`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What an example would have to give and to expect.
    #[serde(serialize_with = "english")]
    pub example: Phrase,
    pub rule: Line,
}

/// What `test --mutate` answers.
pub fn mutation(sources: &Sources, mutated: &Mutated) -> MutationAnswer {
    let survivors = mutated.survivors.iter().map(|s| SurvivorAnswer {
        of: words::item(&s.mutation.of),
        change: words::change(&s.mutation.change),
        implied: s.implied,
        reason: s.reason.clone(),
        example: words::notice(&s.mutation.notice),
        rule: line(sources, s.mutation.span),
    });
    let survivors: Vec<SurvivorAnswer> = survivors.collect();
    let noticed = mutated.tried.saturating_sub(survivors.len() + mutated.idle);
    MutationAnswer { changes: mutated.all, tried: mutated.tried, noticed, idle: mutated.idle, survivors }
}

fn english<S: Serializer>(phrase: &Phrase, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&phrase.in_language(Language::English))
}
