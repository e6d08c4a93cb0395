//! The texts of `rank`.

use super::texts;

texts! {
    rank() = "rank", "miejsce";
    account() = "account", "klient";
    name() = "name", "nazwa";
    tier() = "tier", "poziom";
    score() = "score", "ocena";
    stage() = "stage", "etap";
    missing() = "missing", "brakuje";
    why() = "why", "dlaczego";
    on_hold() = "On hold", "Wstrzymani";
    excluded() = "Excluded", "Wykluczeni";
    open_veto(veto, needs) = "{veto}? missing {needs}", "{veto}? brakuje: {needs}";
    nothing_to_score() = "nothing to score", "nie ma czego oceniać";
    not_applicable() = "n/a", "nie dot.";
    total(policy, version, day, ranked, held, excluded) =
        "{policy} {version} as of {day}: {ranked} ranked, {held} on hold, {excluded} excluded.",
        "{policy} {version}, stan na {day}: w rankingu {ranked}, wstrzymani {held}, wykluczeni {excluded}.";
}
