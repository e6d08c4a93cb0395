//! What the commands that check, show and write files remark: `check`, `fmt`, `init`, `show` and `plan`.

use super::{counted, texts};

texts! {
    // check
    ok(size, counts) = "ok: {size}{counts}", "ok: {size}{counts}";
    nothing_to_check() = "nothing to check", "nie ma czego sprawdzać";
    // fmt
    not_laid_out(file) = "{file} is not laid out; `kam fmt` does it", "{file}: układ do poprawienia, zrobi to `kam fmt`";
    laid_out(file) = "laid out {file}", "ułożono {file}";
    laid_out_name(file) = "{file}, laid out", "{file}, ułożony";
    formatted(changed, same) = "{changed} changed, {same} as they should be", "zmieniono: {changed}, bez zmian: {same}";
    not_read(n) = ", {n} not read whole", ", nieodczytane w całości: {n}";
    standard_input() = "standard input", "wejście standardowe";
    left(file, items, place) =
        "{file}: {items} (the first at {place}); `kam check` says why",
        "{file}: {items} (od {place}); `kam check` powie dlaczego";
    // show
    nothing_changed() = "No active overlay changes anything.", "Żadna włączona nakładka niczego nie zmienia.";
    by_overlay(done, overlay, place) = "{done}, overlay {overlay}, {place}", "{done}, nakładka {overlay}, {place}";
    value() = "value", "wartość";
    weight() = "weight", "waga";
    row() = "row", "wiersz";
    item_added() = "added", "dodano";
    item_removed() = "removed", "usunięto";
    instead_of(place) = "instead of {place}", "zamiast {place}";
    part_instead_of(what, after, before, place) =
        "{what} {after} instead of {before} ({place})",
        "{what} {after} zamiast {before} ({place})";
    // plan
    wrote(file) = "wrote {file}", "zapisano {file}";
    removed(file, why) = "removed {file}: {why}", "usunięto {file}: {why}";
    left_over(file, why) =
        "left over {file}: {why}; `kam plan --prune` removes it",
        "niepotrzebny {file}: {why}; usunie go `kam plan --prune`";
    left_over_of(file, why, account) =
        "left over {file}: {why}; `kam plan {account}` writes it anew, `kam plan --prune` removes it",
        "niepotrzebny {file}: {why}; na nowo zapisze go `kam plan {account}`, usunie `kam plan --prune`";
    no_plan_of(account) = "the rules call for no plan of {account}", "reguły nie wymagają planu dla {account}";
    no_such_account() = "there is no such account", "nie ma takiego klienta";
    kept_edited(file, copy) =
        "{file} had been edited by hand: the edited text is kept in {copy}. Move what is yours into `notes` of the account's file, then delete the copy.",
        "{file}: plik zmieniono ręcznie; zmieniony tekst zachowano w {copy}. Przenieś, co Twoje, do `notes` w pliku klienta i usuń kopię.";
    left_edited(file, why) =
        "left over {file}: {why}; it was edited by hand, so remove it yourself",
        "niepotrzebny {file}: {why}; zmieniono go ręcznie, więc usuń go samodzielnie";
    written(written, same, dir) = "{written} written, {same} unchanged in {dir}", "zapisano: {written}, bez zmian: {same} (folder {dir})";
    accepted(id, title, due, owner) = "accepted {id}: {title}, due {due}, {owner}", "przyjęto {id}: {title}, termin {due}, {owner}";
    nobody() = "nobody", "nikt nie wskazany";
    nothing_new() = "nothing new to accept", "nie ma nic nowego do przyjęcia";
}

counted! {
    // check
    rules(n) = ["{n} rule", "{n} rules"], ["{n} reguła", "{n} reguły", "{n} reguł", "{n} reguły"];
    examples(n) = ["{n} example", "{n} examples"], ["{n} przykład", "{n} przykłady", "{n} przykładów", "{n} przykładu"];
    accounts(n) = ["{n} account", "{n} accounts"], ["{n} klient", "{n} klientów", "{n} klientów", "{n} klienta"];
    records(n) = ["{n} record", "{n} records"], ["{n} rekord", "{n} rekordy", "{n} rekordów", "{n} rekordu"];
    // fmt
    items_left(n) =
        ["{n} item stays as it is, since it cannot be read", "{n} items stay as they are, since they cannot be read"],
        [
            "{n} element pozostał bez zmian, bo nie da się go odczytać",
            "{n} elementy pozostały bez zmian, bo nie da się ich odczytać",
            "{n} elementów pozostało bez zmian, bo nie da się ich odczytać",
            "{n} elementu pozostało bez zmian, bo nie da się go odczytać"
        ];
    // init
    files(n, dir) = ["{n} file in {dir}. Next:", "{n} files in {dir}. Next:"],
        [
            "{n} plik w {dir}. Dalej:",
            "{n} pliki w {dir}. Dalej:",
            "{n} plików w {dir}. Dalej:",
            "{n} pliku w {dir}. Dalej:"
        ];
    // plan
    actions_added(n, file) = ["{n} action added to {file}", "{n} actions added to {file}"],
        [
            "{n} działanie dopisano do {file}",
            "{n} działania dopisano do {file}",
            "{n} działań dopisano do {file}",
            "{n} działania dopisano do {file}"
        ];
}
