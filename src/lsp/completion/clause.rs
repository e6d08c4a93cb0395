//! How far a line of clauses is: which words may begin the next clause of its item, and whether anything else may stand
//! there. `veto x "X" ` wants `when`, `veto x "X" when ` a condition, `veto x "X" when a is b ` what goes on with the
//! condition or another clause.

use crate::syntax;

/// What a line of clauses wants next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// The name of its item.
    Name,
    /// A clause that begins with one of these words.
    Clause(Vec<&'static str>),
    /// What goes on with the clause that has begun, or one of these words.
    Within(Vec<&'static str>),
}

/// Clauses that take an expression or amounts, which end where the next clause begins.
const OPEN: &[&str] = &[
    "=",
    "when",
    "points",
    "by",
    "then by",
    "from",
    "base",
    "weight",
    "effort",
    "cost",
    "measure",
    "target",
    "alarm",
    "owner",
    "due within",
    "repeat every",
    "review every",
    "effect",
    "for each person",
    "one of",
];

/// Clauses that take nothing.
const WHOLE: &[&str] = &["less is better", "otherwise", "for each person"];

/// Words within a clause that something has to follow.
const UNFINISHED: &[&str] = &[
    ",", "=", "above", "after", "among", "and", "at", "average", "becomes", "before", "below", "between", "by",
    "count", "distinct", "earliest", "else", "if", "in", "is", "last", "latest", "least", "most", "not", "of", "or",
    "over", "previous", "role", "since", "skill", "speaking", "sum", "target", "then", "until", "where", "with",
    "within",
];

/// Words within a clause, by what it begins with.
const INNER: &[(&str, &[&str])] =
    &[("measure", &["target", "within"]), ("repeat every", &["until"]), ("effect", &["becomes"])];

/// What a line wants whose words so far these are; `texts` tells that a text stands last, of which the words say nothing.
pub(super) fn progress(directive: &str, block: Option<&str>, words: &[&str], text: bool) -> Progress {
    let Some(first) = words.first().copied() else { return Progress::Within(Vec::new()) };
    let head = match first {
        "action" | "objective" if directive == "playbook" => Some(first),
        _ => Some(directive).filter(|d| *d == first),
    };
    let of = head.or(block).unwrap_or(directive);
    // Types have words of their own, and so do names that are included.
    if of == "field" || (head.is_none() && matches!(of, "records" | "overlay")) || words == ["include"] {
        return Progress::Within(Vec::new());
    }
    let named = usize::from(!matches!(head, None | Some("rank")));
    if words.len() <= named && !text {
        return Progress::Name;
    }
    let clauses = syntax::line_clauses(of);
    let rest = words.get(named + usize::from(head.is_some())..).unwrap_or_default();
    let begun = clauses.iter().copied().filter_map(|clause| Some((last(rest, clause)?, clause)));
    let used: Vec<&str> = clauses.iter().copied().filter(|clause| last(rest, clause).is_some()).collect();
    let next = || clauses.iter().copied().filter(|c| *c == "then by" || !used.contains(c)).collect::<Vec<_>>();
    let Some((end, clause)) = begun.max_by_key(|((end, length), _)| (*end, *length)).map(|((end, _), c)| (end, c))
    else {
        // A line below that begins with no clause goes on with a condition, unless it begins with half a clause.
        return if head.is_some() || clauses.iter().any(|clause| begins(clause, rest)) {
            Progress::Clause(next())
        } else {
            Progress::Within(next())
        };
    };
    let filled = rest.get(end..).unwrap_or_default();
    let complete = text || WHOLE.contains(&clause) || filled.last().is_some_and(|word| !UNFINISHED.contains(word));
    if !complete {
        return Progress::Within(Vec::new());
    }
    if text || !OPEN.contains(&clause) {
        return Progress::Clause(next());
    }
    let inner = INNER.iter().filter(|(of, _)| *of == clause).flat_map(|(_, words)| *words);
    Progress::Within(inner.copied().filter(|word| !filled.contains(word)).chain(next()).collect())
}

/// Where a clause that stands among words last begins what it is filled with, and how many words it begins with.
fn last(words: &[&str], clause: &str) -> Option<(usize, usize)> {
    let clause: Vec<&str> = clause.split(' ').collect();
    let at = (0..words.len()).rev().find(|at| {
        let unit = *at > 0 && words.get(*at - 1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        words.get(*at..).is_some_and(|rest| rest.starts_with(&clause)) && !(unit && clause == ["points"])
    })?;
    Some((at + clause.len(), clause.len()))
}

/// Whether words are the first ones of a clause, and not all of them.
fn begins(clause: &str, words: &[&str]) -> bool {
    let clause: Vec<&str> = clause.split(' ').collect();
    words.len() < clause.len() && clause.starts_with(words)
}
