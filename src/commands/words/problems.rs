//! What keeps a command from running, in both languages at once, since where it happens nobody knows yet which one is
//! spoken. The language is picked where it is said, in `commands::run`. Start at [`Refusal`].

use kam::data::FileProblem;
use kam::diagnostics::{Language, of_system};
use std::error::Error;
use std::fmt;
use std::io;
use std::num::{IntErrorKind, ParseIntError};

/// One reason in both languages, and what led to it.
#[derive(Debug)]
pub struct Refusal {
    english: String,
    polish: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}

impl Error for Refusal {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl Refusal {
    /// The same with what led to it.
    pub fn because(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Refusal {
        Refusal { source: Some(source.into()), ..self }
    }
}

/// A failure that gets a reason people understand.
pub trait OrRefuse<T> {
    fn or_refuse(self, refusal: impl FnOnce() -> Refusal) -> anyhow::Result<T>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrRefuse<T> for Result<T, E> {
    fn or_refuse(self, refusal: impl FnOnce() -> Refusal) -> anyhow::Result<T> {
        self.map_err(|source| refusal().because(source).into())
    }
}

/// An error with all that led to it, in a language.
pub fn said(error: &anyhow::Error, language: Language) -> String {
    let causes: Vec<String> = error
        .chain()
        .map(|one| if one.is::<Refusal>() { cause(one, language) } else { sentence(&cause(one, language)) })
        .collect();
    causes.join(" ")
}

/// A reason as a sentence of its own.
fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let Some(first) = letters.next() else { return String::new() };
    let end = if reason.ends_with('.') { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}

/// One of the things that led to an error.
pub fn cause(cause: &(dyn Error + 'static), language: Language) -> String {
    if let Some(refusal) = cause.downcast_ref::<Refusal>() {
        return language.pick(&refusal.english, &refusal.polish).clone();
    }
    if let Some(problem) = cause.downcast_ref::<FileProblem>() {
        return problem.said().in_language(language);
    }
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        return of_system(error).in_language(language);
    }
    match cause.downcast_ref::<ParseIntError>().map(ParseIntError::kind) {
        None => cause.to_string(),
        Some(IntErrorKind::PosOverflow | IntErrorKind::NegOverflow) => {
            language.pick("the number is too large", "liczba jest za duża").to_owned()
        }
        Some(_) => language.pick("write a whole number, like 10", "napisz liczbę całkowitą, na przykład 10").to_owned(),
    }
}

macro_rules! refusals {
    ($($name:ident($($slot:ident),*) = $en:literal, $pl:literal;)*) => {$(
        pub fn $name($($slot: impl fmt::Display),*) -> Refusal {
            Refusal {
                english: format!($en $(, $slot = $slot)*),
                polish: format!($pl $(, $slot = $slot)*),
                source: None,
            }
        }
    )*};
}

refusals! {
    // The workspace.
    no_directory(dir) = "There is no directory `{dir}`.", "Nie ma folderu `{dir}`.";
    no_workspace(dir) =
        "`{dir}` is no workspace: it holds no kam.yaml. Name one with `-C DIR`, or make one: `kam init DIR`.",
        "`{dir}` nie jest folderem roboczym kam: nie ma w nim kam.yaml. Wskaż taki folder przez `-C FOLDER` albo utwórz go: `kam init FOLDER`.";
    no_workspace_but(dir, above) =
        "`{dir}` is no workspace: it holds no kam.yaml. The nearest one above is: `-C {above}`.",
        "`{dir}` nie jest folderem roboczym kam: nie ma w nim kam.yaml. Najbliższy wyżej to: `-C {above}`.";
    no_policy() =
        "The workspace holds no policy: rules belong into `rules/*.kam`.",
        "W folderze roboczym nie ma polityki: reguły zapisuje się w `rules/*.kam`.";
    no_rules() =
        "The workspace holds no rules: they belong into `rules/*.kam`.",
        "W folderze roboczym nie ma reguł: zapisuje się je w `rules/*.kam`.";
    no_day() =
        "The day of evaluation is not said: write `as_of: 2026-10-01` in kam.yaml, or `--as-of 2026-10-01`, with your day.",
        "Nie podano dnia oceny: wpisz `as_of: 2026-10-01` w kam.yaml albo `--as-of 2026-10-01`, ze swoim dniem.";
    no_day_but(latest) =
        "The day of evaluation is not said. The latest date in the data is {latest}: write `as_of: {latest}` in kam.yaml, or `--as-of {latest}`.",
        "Nie podano dnia oceny. Ostatnia data w danych to {latest}: wpisz `as_of: {latest}` w kam.yaml albo `--as-of {latest}`.";
    no_account(id) =
        "There is no account `{id}`; `kam rank` lists those there are.",
        "Nie ma klienta `{id}`; wszystkich wymienia `kam rank`.";
    no_account_but(id, nearest) =
        "There is no account `{id}`. Did you mean `{nearest}`?",
        "Nie ma klienta `{id}`. Czy chodziło o `{nearest}`?";
    no_locale(tag) =
        "There is no locale `{tag}`: write `locale: pl` or `locale: en` in kam.yaml.",
        "Nie ma języka `{tag}`: wpisz `locale: pl` albo `locale: en` w kam.yaml.";
    // Arguments.
    no_date() =
        "write the day as year-month-day, like 2026-10-01",
        "dzień zapisuje się jako rok-miesiąc-dzień, na przykład 2026-10-01";
    no_month() =
        "write the month as year and month, like 2026-11",
        "miesiąc zapisuje się jako rok i miesiąc, na przykład 2026-11";
    // Files.
    cannot_read(file) = "Cannot read `{file}`.", "Nie można odczytać `{file}`.";
    cannot_read_text(file) = "Cannot read `{file}` as UTF-8 text.", "Nie można odczytać `{file}` jako tekstu UTF-8.";
    not_rules(file) =
        "`{file}` is no file of rules: `kam fmt` lays out files whose names end in .kam.",
        "`{file}` nie jest plikiem reguł: `kam fmt` układa pliki, których nazwy kończą się na .kam.";
    cannot_read_input() = "Cannot read standard input as UTF-8 text.", "Nie można odczytać wejścia standardowego jako tekstu UTF-8.";
    cannot_write(file) = "Cannot write `{file}`.", "Nie można zapisać `{file}`.";
    cannot_remove(file) = "Cannot remove `{file}`.", "Nie można usunąć `{file}`.";
    cannot_lock(dir) = "Cannot lock `{dir}` for writing.", "Nie można zablokować `{dir}` na czas zapisu.";
    read_only(file) = "`{file}` is read-only, so it was left as it is.", "`{file}` jest tylko do odczytu, więc pozostał bez zmian.";
    not_a_directory(dir) = "`{dir}` is no directory.", "`{dir}` nie jest folderem.";
    // init
    occupied(dir, file) =
        "`{dir}` is not empty (it holds `{file}`); nothing was written. Name a new directory: `kam init DIR`.",
        "`{dir}` nie jest pusty (jest tam `{file}`); niczego nie zapisano. Podaj nowy folder: `kam init FOLDER`.";
    // fmt
    one_standard_input() =
        "`-` reads standard input and goes with no other file.",
        "`-` czyta wejście standardowe i nie łączy się z innymi plikami.";
    // explain, explain-code
    no_name(name) = "The policy has no `{name}`.", "W polityce nie ma `{name}`.";
    no_name_but(name, nearest) =
        "The policy has no `{name}`. Did you mean `{nearest}`?",
        "W polityce nie ma `{name}`. Czy chodziło o `{nearest}`?";
    nobody(account, name) =
        "Neither the policy nor the people of `{account}` have the name `{name}`.",
        "Ani polityka, ani osoby klienta `{account}` nie mają nazwy `{name}`.";
    nobody_but(account, name, nearest) =
        "Neither the policy nor the people of `{account}` have the name `{name}`. Did you mean `{nearest}`?",
        "Ani polityka, ani osoby klienta `{account}` nie mają nazwy `{name}`. Czy chodziło o `{nearest}`?";
    several_people(name, ids) =
        "Several people are called `{name}`: {ids}. Ask for one by the id.",
        "`{name}` pasuje do kilku osób: {ids}. Zapytaj o jedną, podając jej identyfikator.";
    no_value_of_people(value) = "Nothing of people is called `{value}`.", "Osoby nie mają niczego o nazwie `{value}`.";
    no_value_of_people_but(value, nearest) =
        "Nothing of people is called `{value}`. Did you mean `{nearest}`?",
        "Osoby nie mają niczego o nazwie `{value}`. Czy chodziło o `{nearest}`?";
    of_people(name, example) =
        "`{name}` is of people; ask about one of them: `{example}`.",
        "`{name}` dotyczy osób; zapytaj o jedną z nich: `{example}`.";
    not_evaluated(account) = "The account `{account}` was not evaluated.", "Klient `{account}` nie został oceniony.";
    no_code(code) =
        "There is no code `{code}`; `kam explain-code` lists those there are.",
        "Nie ma kodu `{code}`; wszystkie wymienia `kam explain-code`.";
    no_code_but(code, nearest, name) =
        "There is no code `{code}`. Did you mean `{nearest}` ({name})?",
        "Nie ma kodu `{code}`. Czy chodziło o `{nearest}` ({name})?";
    // actions
    no_owner(owner) =
        "Nobody has the id `{owner}`: neither in team.yaml nor among those who own an action.",
        "Nikt nie ma identyfikatora `{owner}`: ani w team.yaml, ani wśród odpowiedzialnych za działania.";
    no_owner_but(owner, nearest) =
        "Nobody has the id `{owner}`. Did you mean `{nearest}`?",
        "Nikt nie ma identyfikatora `{owner}`. Czy chodziło o `{nearest}`?";
    // test
    nothing_filtered(text) =
        "No example and no account has `{text}` in its title, id or name.",
        "Żaden przykład ani klient nie ma `{text}` w tytule, identyfikatorze ani nazwie.";
    // plan
    no_outcomes(file) = "`{file}` cannot be read; `kam test` says why.", "Nie można odczytać `{file}`; `kam test` powie dlaczego.";
    no_template(name) = "The template `{name}` was not read.", "Szablon `{name}` nie został odczytany.";
    register_changed(file) =
        "`{file}` was changed meanwhile, so nothing was accepted. Run it again.",
        "`{file}` tymczasem się zmienił, więc niczego nie przyjęto. Uruchom jeszcze raz.";
    encoding_read_only(encoding, file) =
        "Nothing was accepted, since kam reads {encoding} and does not write it: save `{file}` as UTF-8 and take `encoding` out of `register` in kam.yaml.",
        "Niczego nie przyjęto, bo kam czyta {encoding}, ale w nim nie zapisuje: zapisz `{file}` jako UTF-8 i usuń `encoding` z `register` w kam.yaml.";
    no_sign(encoding, sign, file) =
        "Nothing was accepted, since {encoding} has no sign for {sign}: save `{file}` as UTF-8 and take `encoding` out of `register` in kam.yaml.",
        "Niczego nie przyjęto, bo {encoding} nie ma znaku {sign}: zapisz `{file}` jako UTF-8 i usuń `encoding` z `register` w kam.yaml.";
    link_out(dir, to) =
        "`{dir}` is a link that leads out of the workspace, to `{to}`, so nothing was written. Write there with `--out {to}`, or make it a folder.",
        "`{dir}` to łącze, które prowadzi poza folder roboczy, do `{to}`, więc niczego nie zapisano. Aby tam zapisać, podaj `--out {to}`, albo zrób z niego folder.";
    link_nowhere(dir) =
        "`{dir}` is a link that leads nowhere, so nothing was written. Make it a folder.",
        "`{dir}` to łącze, które nigdzie nie prowadzi, więc niczego nie zapisano. Zrób z niego folder.";
    foreign(files, dir) =
        "kam did not write {files} in `{dir}`, so nothing was written. Move what is yours, or write elsewhere with `--out DIR`.",
        "W `{dir}` są pliki, których nie zapisał kam ({files}), więc niczego nie zapisano. Przenieś, co Twoje, albo zapisz gdzie indziej: `--out FOLDER`.";
    no_overlay(name) =
        "There is no overlay `{name}`: it begins with `overlay {name} on POLICY@VERSION` in a file under rules/.",
        "Nie ma nakładki `{name}`: zaczyna się od `overlay {name} on POLITYKA@WERSJA` w pliku pod rules/.";
    no_overlay_but(name, nearest) =
        "There is no overlay `{name}`. Did you mean `{nearest}`?",
        "Nie ma nakładki `{name}`. Czy chodziło o `{nearest}`?";
    unnamed_side() =
        "A revision to compare with is empty: a variable that is not set? Name a commit, branch or tag, or leave the word out for the last commit.",
        "Wersja do porównania jest pusta: może zmienna nie ma wartości? Podaj zmianę, gałąź lub znacznik albo nie podawaj nic, by porównać z ostatnią zmianą.";
    nothing_to_watch() =
        "Two revisions do not change: `--watch` looks at the working tree.",
        "Dwie wersje się nie zmieniają: `--watch` czuwa nad plikami roboczymi.";
    // show
    nothing_to_show() =
        "Say what to show: `kam show NAME`, `kam show --origin` for what overlays change, or `kam show --resolved`.",
        "Podaj, co pokazać: `kam show NAZWA`, `kam show --origin`, czyli co zmieniają nakładki, albo `kam show --resolved`.";
    no_item(name) =
        "Nothing in the rules is called `{name}`; `kam show --resolved` prints all of them.",
        "W regułach nic nie nazywa się `{name}`; wszystkie wypisuje `kam show --resolved`.";
    no_item_but(name, nearest) =
        "Nothing in the rules is called `{name}`. Did you mean `{nearest}`?",
        "W regułach nic nie nazywa się `{name}`. Czy chodziło o `{nearest}`?";
    // lsp
    no_editor() = "The editor cannot be answered.", "Nie można odpowiedzieć edytorowi.";
    // diff
    two_days(more) =
        "Two days are compared in the working tree: leave `{more}` out, or compare revisions on one day.",
        "Dwa dni porównuje się na plikach roboczych: opuść `{more}` albo porównaj wersje na jeden dzień.";
    two_sides(more) = "`A..B` names both sides: leave `{more}` out.", "`A..B` podaje obie strony: opuść `{more}`.";
    no_repository(dir) =
        "`{dir}` lies in no git repository, so there is nothing to compare with. Keep the workspace in git: `git init`, `git add .`, `git commit`.",
        "`{dir}` nie leży w repozytorium git, więc nie ma z czym porównać. Trzymaj folder roboczy w git: `git init`, `git add .`, `git commit`.";
    unreadable_repository(dir, said) = "git cannot read the repository of `{dir}`: {said}", "git nie może odczytać repozytorium `{dir}`: {said}";
    unreadable_git(said) = "git cannot read the repository: {said}", "git nie może odczytać repozytorium: {said}";
    no_commit() =
        "The repository holds no commit yet, so there is nothing to compare with.",
        "W repozytorium nie ma jeszcze żadnego zapisu (commit), więc nie ma z czym porównać.";
    no_revision(name) =
        "git knows no revision `{name}`; `git branch --all` and `git tag` list what there is.",
        "git nie zna wersji `{name}`; wszystkie wymieniają `git branch --all` i `git tag`.";
    no_revision_in_shallow(name) =
        "git knows no revision `{name}`: this clone holds only the last part of the history. Fetch the rest: `git fetch --unshallow` (in a GitHub workflow `fetch-depth: 0`).",
        "git nie zna wersji `{name}`: ten klon ma tylko końcówkę historii. Pobierz resztę: `git fetch --unshallow` (w GitHub Actions `fetch-depth: 0`).";
    no_revision_but(name, nearest) =
        "git knows no revision `{name}`. Did you mean `{nearest}`?",
        "git nie zna wersji `{name}`. Czy chodziło o `{nearest}`?";
    no_revision_of_day(name) =
        "git knows no revision `{name}`. To compare two days: `kam diff --as-of DATE DATE`.",
        "git nie zna wersji `{name}`. Aby porównać dwa dni: `kam diff --as-of DZIEŃ DZIEŃ`.";
    nothing_in_common(a, b) = "`{a}` and `{b}` have no commit in common.", "`{a}` i `{b}` nie mają wspólnego zapisu (commit).";
    no_workspace_then(revision) =
        "`{revision}` holds no kam.yaml: the workspace was not there yet.",
        "W `{revision}` nie ma kam.yaml: folderu roboczego jeszcze nie było.";
    no_workspace_then_at(revision, dir) =
        "`{revision}` holds no kam.yaml in `{dir}`: the workspace was not there yet.",
        "W `{revision}` nie ma kam.yaml w `{dir}`: folderu roboczego jeszcze nie było.";
    no_git() =
        "`kam diff` reads revisions with the program `git`, which is not there: install it, or put it on the PATH.",
        "`kam diff` czyta wersje programem `git`, którego nie ma: zainstaluj go albo dodaj do PATH.";
    git_not_started() = "Cannot start `git`.", "Nie można uruchomić programu `git`.";
    git_ended_badly() = "git did not end well.", "git zakończył się błędem.";
    git_unheard() = "Cannot read what git says.", "Nie można odczytać odpowiedzi programu git.";
    git_no_text() = "git printed something that is no text.", "git wypisał coś, co nie jest tekstem.";
}
