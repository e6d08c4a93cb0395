//! The texts of `test`. What was expected and what came out are said as rules write them, so that they can be pasted.

use super::{counted, texts};

texts! {
    // Examples. Verdicts are of one width in each language.
    ok() = "ok    ", "ok    ";
    failed() = "FAILED", "BŁĄD  ";
    took() = "took  ", "zapis ";
    expected(text) = "expected {text}", "oczekiwano: {text}";
    actual(text) = "actual   {text}", "wyszło:     {text}";
    passed(passed, failed) = "{passed} passed, {failed} failed", "spełnione: {passed}, niespełnione: {failed}";
    no_tier() = "no tier", "bez poziomu";
    needs_nothing() = "needs nothing", "niczego nie brakuje";
    nothing() = "nothing", "nic";
    plans(actions) = "plans {actions}", "w planie: {actions}";
    perhaps(name) = "; perhaps {name}", "; może: {name}";
    needing(needs) = " (needs {needs})", " (brakuje: {needs})";
    // Accepted outcomes.
    policy_and_day() = "policy and day", "polityka i dzień";
    account(id) = "account {id}", "klient {id}";
    is_new() = " is new", ": nowy";
    is_gone() = " is gone", ": ubył";
    counts(same, changed, added, gone) =
        "{same} unchanged, {changed} changed, {added} new, {gone} gone",
        "bez zmian {same}, zmienieni {changed}, nowi {added}, ubyli {gone}";
    nothing_to_accept(file, all) =
        "{file}: nothing to accept, {all} as before",
        "{file}: nie ma czego zatwierdzać, {all} jak przedtem";
    accepted(file, all, counts) = "{file}: accepted {all}: {counts}", "{file}: zatwierdzono, {all}: {counts}";
    as_accepted(file, all) = "{file}: {all} as accepted", "{file}: {all} zgodnie z zatwierdzonymi wynikami";
    differ(file, counts) =
        "{file}: {counts}; `kam test --accept` accepts what came out",
        "{file}: {counts}; `kam test --accept` zatwierdzi to, co wyszło";
    hint() =
        "No outcomes were accepted yet: `kam test --accept` writes what every account comes to into outcomes.snap, and later runs say what moved.",
        "Nie zatwierdzono jeszcze żadnych wyników: `kam test --accept` zapisze w outcomes.snap, co wyszło każdemu klientowi, a następne uruchomienia powiedzą, co się zmieniło.";
    // Coverage.
    not_exercised() = "No example exercises:", "Żaden przykład nie sprawdza:";
    coverage(share, kinds) = "coverage: {share}: {kinds}", "pokrycie: {share}: {kinds}";
    share(percent) = "{percent} exercised", "sprawdzono {percent}";
    nothing_to_exercise() = "nothing to exercise", "nie ma czego sprawdzać";
    row() = "row", "wiersz";
    branch() = "branch", "gałąź";
    veto() = "veto", "weto";
    limit() = "limit", "ograniczenie";
    tier() = "tier", "poziom";
    odds() = "odds", "szansa";
    alert() = "alert", "alert";
    playbook() = "playbook", "zestaw działań";
    action() = "action", "działanie";
    // Changes of the rules.
    not_noticed() = "No example notices:", "Żaden przykład nie zauważa:";
    not_tested() = "Not tested, for a reason:", "Nie sprawdzane, z powodem:";
    explained(n) = ", {n} are explained", ", {n} wyjaśniono";
    idle(n) = "; {n} make no difference", "; {n} niczego nie zmienia";
    would_notice(example) = "would notice: {example}", "zauważyłby: {example}";
    of_all(changes) = " (tried of {changes})", " (tyle wypróbowano, wszystkich jest {changes})";
    smaller(n) = ", {n} of them smaller changes of these", ", w tym {n} mniejszych w tych samych miejscach";
    mutation(noticed, tried, of, not, smaller) =
        "mutation: {noticed} of {tried} changes{of} are noticed by an example, {not} are not{smaller}",
        "zmiany reguł: przykłady zauważają {noticed} z {tried}{of}, nie zauważają {not}{smaller}";
}

counted! {
    accounts(n) = ["{n} account", "{n} accounts"], ["{n} klient", "{n} klientów", "{n} klientów", "{n} klienta"];
    rows(n, of) = ["{of} of {n} row", "{of} of {n} rows"],
        ["{of} z {n} wiersza", "{of} z {n} wierszy", "{of} z {n} wierszy", "{of} z {n} wiersza"];
    branches(n, of) = ["{of} of {n} branch", "{of} of {n} branches"],
        ["{of} z {n} gałęzi", "{of} z {n} gałęzi", "{of} z {n} gałęzi", "{of} z {n} gałęzi"];
    vetoes(n, of) = ["{of} of {n} veto", "{of} of {n} vetoes"],
        ["{of} z {n} weta", "{of} z {n} wet", "{of} z {n} wet", "{of} z {n} weta"];
    limits(n, of) = ["{of} of {n} limit", "{of} of {n} limits"],
        ["{of} z {n} ograniczenia", "{of} z {n} ograniczeń", "{of} z {n} ograniczeń", "{of} z {n} ograniczenia"];
    tiers(n, of) = ["{of} of {n} tier", "{of} of {n} tiers"],
        ["{of} z {n} poziomu", "{of} z {n} poziomów", "{of} z {n} poziomów", "{of} z {n} poziomu"];
    many_odds(n, of) = ["{of} of {n} odds", "{of} of {n} odds"],
        ["{of} z {n} szansy", "{of} z {n} szans", "{of} z {n} szans", "{of} z {n} szansy"];
    alerts(n, of) = ["{of} of {n} alert", "{of} of {n} alerts"],
        ["{of} z {n} alertu", "{of} z {n} alertów", "{of} z {n} alertów", "{of} z {n} alertu"];
    playbooks(n, of) = ["{of} of {n} playbook", "{of} of {n} playbooks"],
        [
            "{of} z {n} zestawu działań",
            "{of} z {n} zestawów działań",
            "{of} z {n} zestawów działań",
            "{of} z {n} zestawu działań"
        ];
    actions(n, of) = ["{of} of {n} action", "{of} of {n} actions"],
        ["{of} z {n} działania", "{of} z {n} działań", "{of} z {n} działań", "{of} z {n} działania"];
}
