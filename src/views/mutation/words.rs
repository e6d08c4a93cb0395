//! Changes of rules in words, in each language. What rules and examples say stays as they write it.

use crate::diagnostics::{Phrase, said};
use crate::policy::named_item;
use crate::verify::{Case, Change, Expect, Item, Moved, Notice};

/// "veto `arrears`"
pub(super) fn item(item: &Item) -> Phrase {
    named_item(item.kind, &item.name)
}

/// What is changed: "debt above 90 days raised to 99 days".
pub(super) fn change(change: &Change) -> Phrase {
    match change {
        Change::Moved { what, from, to, up } => moved(what, from, to, *up),
        Change::Dropped => said!("dropped", "usunięto"),
        Change::LineDropped(word) => said!("its `{word}` dropped", "usunięto `{word}`", word = Phrase::quote(*word)),
        Change::RowDropped => said!("row dropped", "usunięto wiersz"),
        Change::NamedRowDropped(word) => {
            said!("row `{word}` dropped", "usunięto wiersz `{word}`", word = Phrase::quote(*word))
        }
        Change::RowWeakened(row) => {
            said!("row `{row}` made a fifth weaker", "osłabiono o jedną piątą wiersz `{row}`", row = row)
        }
        Change::KnotDropped(at) => said!("knot at {at} dropped", "usunięto punkt `{at}`", at = at),
        Change::KnotMoved { at, to } => {
            said!("knot at {at} moved to {to}", "przesunięto punkt `{at}` na `{to}`", at = at, to = to)
        }
        Change::Reversed(condition) => {
            said!("`{condition}` reversed", "odwrócono `{condition}`", condition = condition)
        }
        Change::HoldMadePass => {
            said!("`unknown means hold` made `pass`", "`unknown means hold` zamieniono na `pass`")
        }
        Change::WeightMoved { points, to } => said!(
            "{points} points of its weight moved to `{to}`",
            "przeniesiono {points} p.p. wagi do `{to}`",
            points = points,
            to = to
        ),
    }
}

fn moved(what: &Moved, from: &str, to: &str, up: bool) -> Phrase {
    let value = match what {
        Moved::Written(before) if before.is_empty() => said!("{from}", "`{from}`", from = Phrase::quote(from)),
        Moved::Written(before) => {
            said!("{before} {from}", "`{before} {from}`", before = Phrase::quote(before), from = Phrase::quote(from))
        }
        Moved::ScoreFrom => said!("score from {from}", "wymaganą ocenę z `{from}`", from = Phrase::quote(from)),
        Moved::Number => said!("number {from}", "liczbę `{from}`", from = Phrase::quote(from)),
    };
    match up {
        true => said!("{value} raised to {to}", "podniesiono {value} do `{to}`", value = value, to = Phrase::quote(to)),
        false => said!("{value} lowered to {to}", "obniżono {value} do `{to}`", value = value, to = Phrase::quote(to)),
    }
}

/// What an example would have to give and to expect: two lines as it has them where such an example was found.
pub(super) fn notice(notice: &Notice) -> Phrase {
    match notice {
        Notice::Example { given, expect } => format!("given {given}\nexpect {expect}").into(),
        Notice::Case(of, wanted) => {
            said!("{case}, expect {wanted}", "{case}; oczekiwane: {wanted}", case = case(of), wanted = expect(wanted))
        }
    }
}

fn case(of: &Case) -> Phrase {
    match of {
        Case::Written(text) => text.into(),
        Case::All(parts) => Phrase::list(parts.iter().map(case)),
        Case::InRange(name) => said!("{name} in its range", "{name} w swoim zakresie", name = name),
        Case::JustAbove { name, value } => {
            said!("{name} just above {value}", "{name} tuż powyżej {value}", name = name, value = value)
        }
        Case::JustBelow { name, value } => {
            said!("{name} just below {value}", "{name} tuż poniżej {value}", name = name, value = value)
        }
        Case::ComparedWith(value) => {
            said!("what it is compared with {value}", "porównywana z nim wartość {value}", value = value)
        }
        Case::InputsMissing(None) => said!("its inputs missing", "brak danych, na które patrzy"),
        Case::InputsMissing(Some(name)) => {
            said!("what `{name}` looks at missing", "brak danych, na które patrzy `{name}`", name = name)
        }
        Case::ScoreWithoutWhen => {
            said!("the score reached and its `when` false", "ocena wystarcza, a `when` nie zachodzi")
        }
        Case::NoRow => said!("no row holds", "nie zachodzi żaden wiersz"),
        Case::DecidedByRow => said!("a case that this row decides", "przypadek, o którym rozstrzyga ten wiersz"),
        Case::CallsForIt => said!("a case that calls for it", "przypadek, który wymaga tego działania"),
        Case::HangsOn(Some(condition)) => {
            said!("a case that hangs on `{on}`", "przypadek, o którym rozstrzyga `{on}`", on = condition)
        }
        Case::HangsOn(None) => said!("a case that hangs on it", "przypadek, o którym rozstrzyga ta liczba"),
        Case::Unlike(a, b) => said!("unlike points in `{a}` and `{b}`", "różne punkty w `{a}` i `{b}`", a = a, b = b),
    }
}

fn expect(wanted: &Expect) -> Phrase {
    match wanted {
        Expect::Written(text) => text.into(),
        Expect::Decided => said!("what it decides", "to, o czym rozstrzyga"),
        Expect::Follows => said!("what follows from it", "to, co z tego wynika"),
        Expect::StartedAction => {
            said!("an action of the playbook that it starts", "działanie z zestawu, który uruchamia")
        }
        Expect::AnyAction => said!("one of its actions, or none", "jedno z jego działań albo żadne"),
        Expect::Action(name) => {
            said!("action {name} or no action", "`action {name}` albo `no action {name}`", name = name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Language;

    #[test]
    fn changes_are_said_in_both_languages() {
        let both = |phrase: Phrase| [Language::English, Language::Polish].map(|l| phrase.in_language(l));
        let raised = |what: Moved| Change::Moved { what, from: "90 days".into(), to: "99 days".into(), up: true };
        assert_eq!(
            both(change(&raised(Moved::Written("debt above".into())))),
            ["debt above 90 days raised to 99 days", "podniesiono `debt above 90 days` do `99 days`"]
        );
        assert_eq!(
            both(change(&raised(Moved::Written(String::new())))),
            ["90 days raised to 99 days", "podniesiono `90 days` do `99 days`"]
        );
        assert_eq!(both(item(&Item { kind: "let", name: "share".into() })), ["let `share`", "wartość `share`"]);
        let parts = vec![Case::Written("credit weak".into()), Case::InRange("signed".into())];
        assert_eq!(
            both(notice(&Notice::Case(Case::All(parts), Expect::Action("win.call_in".into())))),
            [
                "credit weak, signed in its range, expect action win.call_in or no action",
                "credit weak, signed w swoim zakresie; oczekiwane: `action win.call_in` albo `no action win.call_in`"
            ]
        );
    }
}
