//! The words of the language that the cut into items and the suggestions need. The grammar has them too; a test keeps
//! the two together.

use crate::diagnostics::suggest;

/// Directives that this version acts on.
pub(super) const DIRECTIVES: &[&str] = &[
    "policy",
    "library",
    "include",
    "parameter",
    "field",
    "records",
    "let",
    "group",
    "criterion",
    "veto",
    "limit",
    "tier",
    "probability",
    "rank",
    "table",
    "document",
    "channel",
    "need",
    "benefit",
    "playbook",
    "offer",
    "alert",
    "kpi",
    "example",
    "examples",
    "overlay",
];

/// Directives of the language that this version reads past.
pub(super) const LATER: &[&str] = &["representation", "entitlement", "competence", "portfolio"];

/// Words that start a line below a directive and never a directive.
const BODY: &[&str] = &[
    "and",
    "or",
    "because",
    "when",
    "given",
    "expect",
    "missing",
    "unknown",
    "less",
    "base",
    "effective",
    "currency",
    "weight",
    "from",
    "points",
    "in",
    "to",
    "then",
    "one",
    "dated",
    "template",
    "otherwise",
    "by",
    "severity",
    "measure",
    "objective",
    "action",
    "version",
    "answers",
    "evidence",
    "for",
    "owner",
    "after",
    "due",
    "repeat",
    "effect",
    "effort",
    "cost",
    "terms",
    "approval",
    "starts",
    "target",
    "review",
    "replace",
    "remove",
    "add",
];

/// Words that can never be names.
pub(super) const RESERVED: &[&str] = &[
    "and", "or", "not", "in", "is", "at", "above", "below", "between", "if", "then", "else", "where", "among",
    "weighted", "over", "since", "before", "after", "of", "by", "yes", "no", "missing", "known", "any", "all",
];

/// Built-in names that cannot be declared again.
pub(super) const BUILT_IN: &[&str] = &["as_of", "tier", "score", "people"];

/// What an office calls a directive.
pub(super) fn directive_of_office(word: &str) -> Option<&'static str> {
    let directive = match word.to_lowercase().as_str() {
        "polityka" => "policy",
        "biblioteka" => "library",
        "parametr" => "parameter",
        "pole" => "field",
        "rekordy" => "records",
        "niech" => "let",
        "grupa" => "group",
        "kryterium" => "criterion",
        "weto" => "veto",
        "limit" | "ograniczenie" => "limit",
        "poziom" | "próg" => "tier",
        "prawdopodobieństwo" => "probability",
        "ranking" => "rank",
        "tabela" => "table",
        "dokument" => "document",
        "kanał" | "kanal" | "forma" => "channel",
        "potrzeba" => "need",
        "korzyść" | "korzysc" => "benefit",
        "scenariusz" | "podręcznik" | "zestaw" => "playbook",
        "oferta" => "offer",
        "alarm" | "alert" => "alert",
        "wskaźnik" | "wskaznik" => "kpi",
        "przykład" => "example",
        "przykłady" => "examples",
        "nakładka" | "wariant" => "overlay",
        _ => return None,
    };
    Some(directive)
}

/// What an office calls one of the words to choose from behind `missing means` and `unknown means`.
pub(super) fn choice_of_office(word: &str, choices: &[&'static str]) -> Option<&'static str> {
    let meant: &[&str] = match suggest::fold(word).as_str() {
        "nieznane" | "nieznany" | "nieznana" | "niewiadome" | "niewiadomo" | "brak" => &["unknown"],
        "wyklucz" | "wykluczenie" | "wykluczone" | "wyklucza" | "skip" | "ignore" => &["exclude"],
        "pomin" | "pomija" | "pominiete" => &["exclude", "pass"],
        "blad" | "stop" | "error" | "niepowodzenie" => &["fail"],
        "wstrzymaj" | "wstrzymane" | "wstrzymuje" | "zatrzymaj" | "czekaj" | "wait" => &["hold"],
        "przepusc" | "przepuszcza" | "przechodzi" | "dopusc" | "ok" => &["pass"],
        _ => &[],
    };
    choices.iter().copied().find(|choice| meant.contains(choice))
}

/// What is meant by a heading of a probability.
pub(super) fn probability_heading(written: &str) -> Option<&'static str> {
    match suggest::fold(written).as_str() {
        "gdy" | "kiedy" | "jesli" | "jezeli" | "if" | "condition" | "warunek" => Some("when"),
        "samo daje" | "sam daje" | "sama daje" | "szansa" | "daje" | "probability" | "gives" | "chance" => {
            Some("alone gives")
        }
        "mnoznik" | "factor" | "x" => Some("odds"),
        _ => suggest::nearest(written, ["when", "alone gives", "odds"]),
    }
}

/// What an office calls a severity.
pub(super) fn severity_of_office(word: &str) -> Option<&'static str> {
    match suggest::fold(word).as_str() {
        "niska" | "niski" | "mala" | "minor" => Some("low"),
        "srednia" | "sredni" | "normal" | "moderate" => Some("medium"),
        "wysoka" | "wysoki" | "duza" | "pilne" | "pilna" | "krytyczna" | "krytyczny" | "urgent" | "critical" => {
            Some("high")
        }
        _ => None,
    }
}

/// What an office calls a block of a playbook.
pub(super) fn block_of_office(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "akcja" | "działanie" | "dzialanie" | "czynność" | "zadanie" | "task" | "step" => Some("action"),
        "cel" | "goal" => Some("objective"),
        _ => None,
    }
}

pub(super) fn is_directive(word: &str) -> bool {
    DIRECTIVES.contains(&word) || is_later(word)
}

pub(super) fn is_later(word: &str) -> bool {
    LATER.contains(&word)
}

pub(super) fn is_body_word(word: &str) -> bool {
    BODY.contains(&word)
}

/// All directives there are.
pub(super) fn directives() -> impl Iterator<Item = &'static str> {
    DIRECTIVES.iter().chain(LATER).copied()
}
