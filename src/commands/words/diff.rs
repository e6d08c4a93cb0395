//! The texts of `diff`.

use super::{counted, texts};

texts! {
    same() = "Both sides are the same.", "Obie strony są takie same.";
    same_meaning() =
        "Only layout, comments or texts differ: no rule, no value and no account changes.",
        "Różnią się tylko układ, komentarze lub teksty: nie zmienia się żadna reguła, żadna wartość i żaden klient.";
    // Counts and title.
    counts(up, down, undetermined, unchanged) =
        "{up} up, {down} down, {undetermined} undetermined, {unchanged} unchanged",
        "w górę {up}, w dół {down}, nierozstrzygnięci {undetermined}, bez zmian {unchanged}";
    count_new(n) = ", {n} new", ", nowi {n}";
    count_gone(n) = ", {n} gone", ", ubyli {n}";
    title(sides, policy, day) = "{sides}, {policy}, as of {day}", "{sides}, {policy}, stan na {day}";
    working_tree() = "the working tree", "pliki robocze";
    // What became of an account.
    up() = "up", "w górę";
    down() = "down", "w dół";
    undetermined() = "undetermined", "nierozstrzygnięty";
    new() = "new", "nowy";
    gone() = "gone", "ubył";
    unchanged() = "unchanged", "bez zmian";
    excluded() = "excluded", "wykluczony";
    on_hold() = "on hold", "wstrzymany";
    tiers_on_hold(tiers) = "{tiers} (on hold)", "{tiers} (wstrzymany)";
    looked_after(kam) = " (KAM {kam})", " (opiekun: {kam})";
    standing(tier, score, rank) = "{tier}, score {score}, rank {rank}", "{tier}, ocena {score}, miejsce {rank}";
    stage(before, after) = "stage {before} → {after}", "etap {before} → {after}";
    points(points) = "points: {points}", "punkty: {points}";
    left_out() = "left out", "pominięto";
    // What made it move.
    another_day(before, after) = "another day: {before} → {after}", "inny dzień: {before} → {after}";
    parameter(name, before, after, place) =
        ", parameter {name}: {before} → {after} ({place})",
        ", parametr {name}: {before} → {after} ({place})";
    others() =
        "data of other accounts, with which it is compared",
        "dane innych klientów, z którymi się go porównuje";
    settings() =
        "settings in kam.yaml, exchange rates, or the day on which something was observed",
        "ustawienia w kam.yaml, kursy walut albo dzień, w którym coś odnotowano";
    added(what) = "{what} added", "{what}: dodano";
    removed(what) = "{what} removed", "{what}: usunięto";
    changed(what) = "{what} changed", "{what}: zmieniono";
    wording_only() = ", wording only", ", tylko słowa";
    rows_added(name, rows) = "{name}: {rows} added", "{name}: dodano {rows}";
    rows_removed(name, rows) = "{name}: {rows} removed", "{name}: usunięto {rows}";
    rows_exchanged(name, rows, removed) =
        "{name}: {rows} added, {removed} removed",
        "{name}: dodano {rows}, usunięto {removed}";
    veto(name) = "veto {name}", "weto {name}";
    limit(name) = "limit {name}", "ograniczenie {name}";
    now_holds(rule) = "{rule} now holds", "{rule} teraz zachodzi";
    now_open(rule) = "{rule} is now open", "{rule}: teraz nie wiadomo, czy zachodzi";
    now_waived(rule) = "{rule} is now waived", "{rule} jest teraz objęte odstępstwem";
    now_expired(rule) = "the waiver of {rule} has expired", "{rule}: odstępstwo wygasło";
    now_not_applicable(rule) = "{rule} does not apply now", "{rule} teraz nie dotyczy";
    no_longer_open(rule) = "{rule} is no longer open", "{rule}: już wiadomo, że nie zachodzi";
    no_longer_holds(rule) = "{rule} no longer holds", "{rule} już nie zachodzi";
    // Headings.
    rules_title() = "Rules", "Reguły";
    up_title() = "Up", "W górę";
    down_title() = "Down", "W dół";
    undetermined_title() = "Undetermined, since something is missing", "Nierozstrzygnięci, bo czegoś brakuje";
    new_title() = "New", "Nowi";
    gone_title() = "Gone", "Ubyli";
    same_tier_title() = "The same tier, another rank or stage", "Ten sam poziom, inne miejsce lub etap";
    rules_differ_title() = "What the rules say otherwise", "Co reguły mówią inaczej";
    follows_title() = "Plans and plays", "Plany i działania";
    // What follows.
    more(n) =
        "and {n} more, which `--format json` lists",
        "i jeszcze {n}; wszystkich wymienia `--format json`";
    plans_new(document) = "Plans{document} new", "Plany{document} nowe";
    plans_dropped(document) = "Plans{document} no longer called for", "Plany{document} już niepotrzebne";
    plans_changed(document) = "Plans{document} read otherwise", "Plany{document} o innej treści";
    plays_of(account) = "Plays of {account}", "Działania dla {account}";
    plays_new(account) = "Plays of {account} new", "Działania dla {account}, nowe";
    plays_dropped(account) = "Plays of {account} dropped", "Działania dla {account}, odpadły";
    with_another_stage(n) = "{n} with another stage", "inny etap ma {n}";
    with_another_score(n) = "{n} with another score", "inną ocenę ma {n}";
    with_another_rank(n) = "{n} with another rank", "inne miejsce ma {n}";
    of_unchanged(what) = "Of the unchanged, {what}.", "Spośród tych bez zmian {what}.";
    // Columns of Markdown.
    account_column() = "account", "klient";
    kam_column() = "KAM", "opiekun";
    tier_column() = "tier", "poziom";
    score_column() = "score", "ocena";
    rank_column() = "rank", "miejsce";
    why_column() = "why", "dlaczego";
    // Beside the answer.
    borrowed(files) =
        "git does not keep {files}: revisions are read with these files as they are now",
        "git nie przechowuje {files}: wersje czytamy z tymi plikami w obecnej postaci";
    and_more(file, n) = "`{file}` and {n} more", "`{file}` i jeszcze {n}";
}

counted! {
    accounts(n) = ["{n} account", "{n} accounts"], ["{n} klient", "{n} klientów", "{n} klientów", "{n} klienta"];
    rows(n) = ["{n} row", "{n} rows"], ["{n} wiersz", "{n} wiersze", "{n} wierszy", "{n} wiersza"];
    other_data(n) =
        ["Of {n} account something else is known than before.", "Of {n} accounts something else is known than before."],
        [
            "O {n} kliencie wiadomo co innego niż przedtem.",
            "O {n} klientach wiadomo co innego niż przedtem.",
            "O {n} klientach wiadomo co innego niż przedtem.",
            "O {n} klienta wiadomo co innego niż przedtem."
        ];
    more_plays(n) =
        [
            "Plays of {n} more account differ, which `--format json` lists.",
            "Plays of {n} more accounts differ, which `--format json` lists."
        ],
        [
            "Działania różnią się jeszcze u {n} klienta; wymienia je `--format json`.",
            "Działania różnią się jeszcze u {n} klientów; wymienia je `--format json`.",
            "Działania różnią się jeszcze u {n} klientów; wymienia je `--format json`.",
            "Działania różnią się jeszcze u {n} klienta; wymienia je `--format json`."
        ];
}
