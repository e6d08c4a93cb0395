//! The texts of `actions`.

use super::{counted, texts};

texts! {
    none(day) = "No actions as of {day}.", "Brak działań, stan na {day}.";
    due() = "due", "termin";
    account() = "account", "klient";
    person() = "person", "osoba";
    action() = "action", "działanie";
    owner() = "owner", "kto";
    state() = "state", "stan";
    nobody() = "to be named", "do wskazania";
    overbooked() = "overbooked", "brak wolnych godzin";
    // What nobody has.
    no_kam() = "no key account manager", "nie wskazano opiekuna klienta";
    no_client() = "no client", "nie wskazano osoby u klienta";
    no_client_role(role) = "no client role {role}", "nikt u klienta nie ma roli: {role}";
    no_role(role) = "no role {role}", "nikt nie ma roli: {role}";
    no_skill(skill, level) = "no skill {skill} {level}", "nikt nie umie: {skill}, poziom {level}";
    no_skill_of(skill, level, role) =
        "no skill {skill} {level} of {role}",
        "nikt w roli {role} nie umie: {skill}, poziom {level}";
    no_language(language) = "no language {language}", "nikt nie zna języka: {language}";
    no_language_of(language, role) = "no language {language} of {role}", "nikt w roli {role} nie zna języka: {language}";
    // States.
    planned() = "planned", "planowane";
    open() = "open", "przyjęte";
    done_on(day) = "done {day}", "zrobione {day}";
    done() = "done", "zrobione";
    dropped() = "dropped", "zaniechane";
    not_called_for() = "no longer called for", "reguły już tego nie wymagają";
    moved(day) = "moved from {day}", "przesunięte z {day}";
    waits(what) = "waits for {what}", "czeka na: {what}";
    perhaps(title) = "{title}, if that comes about", "{title} (o ile do tego dojdzie)";
    // Groups.
    group_late() = "Late", "Po terminie";
    group_open() = "Accepted, or due today", "Przyjęte albo na dziś";
    group_waiting() = "Waiting for an earlier action", "Czeka na wcześniejsze działanie";
    group_later() = "Planned", "Planowane";
    group_to_close() = "Open, but the rules ask for it no more", "Otwarte, choć reguły już tego nie wymagają";
    group_settled() = "Done and dropped", "Zrobione i zaniechane";
    // Totals.
    count_planned(n) = "{n} planned", "planowane {n}";
    count_open(n) = "{n} open", "przyjęte {n}";
    count_late(n) = "{n} late", "po terminie {n}";
    count_done(n) = "{n} done", "zrobione {n}";
    count_dropped(n) = "{n} dropped", "zaniechane {n}";
    count_not_called_for(n) = "{n} no longer called for", "już niewymagane {n}";
    totals(actions, day, counts) = "{actions} as of {day}: {counts}.", "{actions}, stan na {day}: {counts}.";
    effort(ahead, spent) = "Still to do: {ahead}. Spent: {spent}.", "Do zrobienia: {ahead}. Poświęcono: {spent}.";
}

counted! {
    actions(n) = ["{n} action", "{n} actions"], ["{n} działanie", "{n} działania", "{n} działań", "{n} działania"];
    hours(n) = ["{n} hour", "{n} hours"], ["{n} godzina", "{n} godziny", "{n} godzin", "{n} godziny"];
    late(n) = ["late {n} day", "late {n} days"],
        ["{n} dzień po terminie", "{n} dni po terminie", "{n} dni po terminie", "{n} dnia po terminie"];
}
