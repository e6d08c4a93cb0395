//! The texts of `--help` in Polish: of commands, of arguments, of the values they may have, and the words for what stands in
//! their place. English ones are the comments on the arguments; a test compares the two.

/// A command's texts.
pub struct CommandText {
    /// Its name; empty for `kam` itself.
    pub path: &'static str,
    /// One line, without a full stop.
    pub about: &'static str,
    /// What `--help` says besides.
    pub more: &'static str,
    /// Examples.
    pub after: &'static str,
}

pub const COMMANDS: &[CommandText] = &[
    CommandText {
        path: "",
        about: "Kluczowi klienci jako kod: reguły, które sprzedaż umie przeczytać, i plany strategiczne, które z nich wynikają",
        more: "Folder roboczy zawiera kam.yaml, rules/*.kam, accounts/*.yaml i data/*. Wszystko, co kam czyta, to tekst \
               trzymany w git; wszystko, co pisze, jest dla tych samych danych takie samo, na każdym komputerze i każdego dnia.",
        after: "Przykłady:
  kam init sprzedaz --locale pl       nowy folder roboczy, po polsku
  kam -C sprzedaz check               wszystko, co jest źle, naraz
  kam -C sprzedaz rank --limit 10     kto jest kluczowy
  kam -C sprzedaz explain MAZUR       dlaczego
  kam -C sprzedaz plan                plany strategiczne, do sprzedaz/plans
  kam -C sprzedaz actions             co jest do zrobienia, według dni
  kam -C sprzedaz diff main           kogo przesuwa to, co zmieniono

Kody wyjścia: 0 w porządku, 1 są błędy lub niespełnione przykłady, 2 nie da się uruchomić.",
    },
    CommandText {
        path: "init",
        about: "Tworzy folder roboczy, w którym od razu działają sprawdzanie, testy i plany",
        more: "Zapisuje w folderze reguły, klientów, dane i kam.yaml, które krok po kroku zmienia się na własne. Folder musi być \
               pusty (może mieć .git); niczego nie nadpisuje. Klienci, etykiety, plany i to, co mówi kam, są po angielsku; z \
               `--locale pl` po polsku. Słowa języka reguł są zawsze angielskie.",
        after: "Przykłady:
  kam init sales
  kam init sprzedaz --locale pl
  kam init demo --example northwind && kam -C demo plan
  kam init pokaz --example uslugi && kam -C pokaz plan",
    },
    CommandText {
        path: "check",
        about: "Mówi, co jest źle w regułach i danych",
        more: "Czyta reguły, kam.yaml, pliki klientów i tabele, po czym podaje wszystko ze wszystkich plików naraz, każdą rzecz z \
               miejscem i, gdzie można, z poprawioną linią do wklejenia. Przy ostrzeżeniach i uwagach kod wyjścia to 0, przy \
               błędach 1.",
        after: "Przykłady:
  kam check
  kam -C sprzedaz check --format json
  kam check --pedantic           także progi, których nie pilnuje żaden przykład
  kam check --watch              od nowa po każdej zmianie, aż do Ctrl-C
  kam check --format github      adnotacje do przeglądu zmian",
    },
    CommandText {
        path: "fmt",
        about: "Układa reguły w jeden sposób",
        more: "Odstępy, wcięcia i tabele są potem wszędzie takie same; komentarze i znaczenie pozostają. Czego nie da się odczytać, \
               pozostaje bez zmian: co jest nie tak, powie `kam check`, a `kam fmt -` kończy się wtedy kodem 1.",
        after: "Przykłady:
  kam fmt                       wszystkie reguły folderu roboczego
  kam fmt --check               dla CI: kod wyjścia 1, gdy któryś plik jest ułożony inaczej
  kam fmt --diff                co by się zmieniło, bez zmieniania
  kam fmt rules/stages.kam
  kam fmt - < szkic.kam         z wejścia standardowego na wyjście standardowe",
    },
    CommandText {
        path: "rank",
        about: "Wymienia klientów od najlepszego",
        more: "O kolejności decyduje linia `rank by` w polityce. Klient, którego dane nie przesądzają poziomu, ma podane wszystkie \
               możliwe (`A/B`), a ocenę jako przedział. Wstrzymani i wykluczeni są niżej, z powodem.",
        after: "Przykłady:
  kam rank
  kam rank --limit 10 --as-of 2026-10-01
  kam rank --format csv > ranking.csv
  kam rank --format json | jq '.accounts[] | select(.tier == \"A\") | .account'",
    },
    CommandText {
        path: "explain",
        about: "Wyjaśnia wynik klienta",
        more: "Co dzieli klienta od lepszego poziomu, weta i ograniczenia, czego brakuje i co od tego zależy, ile punktów traci na \
               każdym kryterium i które wiersze je dały, oraz każdą wartość z linią reguły i miejscem danych. O osobie: co o niej \
               wiadomo i co z tego wynika, droga do decydentów, działania i ich powody.",
        after: "Przykłady:
  kam explain MAZUR
  kam explain MAZUR momentum        jedna nazwa z polityki i z czego wynika
  kam explain MAZUR \"Anna Nowak\"    osoba: imię i nazwisko, samo nazwisko albo id
  kam explain MAZUR anna support    jedno z tego, co wiadomo o osobie albo co z tego wynika
  kam explain MAZUR --format md     do wklejenia na stronę lub do wiadomości
  kam explain MAZUR --format json",
    },
    CommandText {
        path: "explain-code",
        about: "Mówi, co znaczy kod komunikatu i jak to naprawić",
        more: "Pokazuje, co wywołuje taki komunikat i co napisać zamiast tego. Bez kodu wymienia wszystkie, po jednym w linii.",
        after: "Przykłady:
  kam explain-code KAM-E0102
  kam explain-code 0102
  kam explain-code | grep tier",
    },
    CommandText {
        path: "plan",
        about: "Pisze plany strategiczne",
        more: "Plan powstaje dla każdego ocenionego klienta, którego poziom może go wymagać; dla wstrzymanych i wykluczonych tylko \
               wtedy, gdy się ich wskaże. Plik, który jest aktualny, pozostaje bez zmian, a plik, którego nie zapisał kam, \
               pozostaje nietknięty. Co dopisują ludzie, należy do `notes` w pliku klienta, bo plany są pisane od nowa; \
               plan zmieniony ręcznie zostaje obok nowego jako `NAZWA.edited.md`.",
        after: "Przykłady:
  kam plan                      wszystkie, do plans/
  kam plan MAZUR ZIELONA
  kam plan --out /tmp/plany --prune
  kam plan --accept             przyjmuje to, co zaplanowano, do actions.csv, potem pisze plany
  kam plan MAZUR --format json  co widzi szablon",
    },
    CommandText {
        path: "actions",
        about: "Wymienia, co jest do zrobienia, według dni",
        more: "Działania zaplanowane i te z rejestru (actions.csv), najpilniejsze na początku: co jest po terminie, co przyjęto, co \
               czeka na coś innego, co przyjdzie później, czego reguły już nie wymagają i co zrobiono lub zaniechano. Zaplanowane \
               wpisuje do rejestru `kam plan --accept`.",
        after: "Przykłady:
  kam actions
  kam actions MAZUR ZIELONA
  kam actions --late --as-of 2026-12-01
  kam actions --owner anna --month 2026-11
  kam actions --format md           do wklejenia na stronę lub do wiadomości
  kam actions --format csv > dzialania.csv
  kam actions --format json | jq '.actions[] | select(.state == \"late\") | .id'",
    },
    CommandText {
        path: "diff",
        about: "Mówi, kto się przesuwa i dlaczego",
        more: "Ocenia folder roboczy dwa razy, z regułami i danymi z git i z obecnymi, po czym mówi, którzy klienci stoją inaczej, \
               która reguła lub wartość to sprawiła, co reguły mówią inaczej i jakie plany i działania z tego wynikają. W górę i \
               w dół mówi tylko tam, gdzie to pewne bez względu na braki. Plików roboczych nie zmienia.",
        after: "Przykłady:
  kam diff                                co zmieni to, czego jeszcze nie zapisano w git
  kam diff main                           ta gałąź a main
  kam diff main...HEAD --format md        komentarz do przeglądu zmian
  kam diff v1 v2                          dwie wersje
  kam diff --as-of 2026-10-01 2026-12-31  te same reguły i dane na dwa dni
  kam diff --watch                        kogo przesuwa to, co właśnie zmieniasz, aż do Ctrl-C
  kam diff --overlay mazowsze             te same reguły bez nakładki i z nią
  kam diff main --format json | jq '.accounts[] | select(.movement == \"down\") | .account'",
    },
    CommandText {
        path: "test",
        about: "Sprawdza, czy przykłady z polityki są spełnione i czy klientom wychodzi to, co zatwierdzono",
        more: "Każdy `example` i każdy wiersz tabeli `examples` to osobny klient, oceniany obecnymi regułami; dane folderu roboczego \
               nie mają na to wpływu. Klientów folderu roboczego porównuje z outcomes.snap, jeśli jest: to tekst z kilkoma liniami \
               na klienta, do przeglądania zmian. Polityka bez przykładów, gdy nie zatwierdzono wyników, nie przechodzi testu: nic \
               nie mówi, co ma dawać.",
        after: "Przykłady:
  kam test
  kam test --quiet              tylko to, co niespełnione
  kam test --accept             zapisuje w outcomes.snap, co wyszło każdemu klientowi
  kam test --filter \"umowa\"     tylko przykłady i klienci z tym tekstem
  kam test --coverage           reguły, których nie sprawdza żaden przykład
  kam test --mutate             zmiany reguł, których żaden przykład by nie zauważył
  kam test --format junit       dla serwera CI
  kam test --format json",
    },
    CommandText {
        path: "show",
        about: "Pokazuje reguły tak, jak obowiązują",
        more: "Wypisuje elementy polityki według nazwy, z tym, co robią z nich włączone nakładki; z --origin także, gdzie ustalono każdą \
               część, co zastąpiła i w której nakładce. --resolved wypisuje całą politykę w jednym pliku, który mówi to samo bez \
               nakładek.",
        after: "Przykłady:
  kam show tier_a_threshold
  kam show criterion reach --origin
  kam show --origin                    wszystko, co zmieniają nakładki
  kam show --resolved > polityka.kam   polityka tak, jak obowiązuje, w jednym pliku",
    },
    CommandText {
        path: "lsp",
        about: "Odpowiada edytorowi: komunikaty podczas pisania, uzupełnianie, objaśnienia, poprawki",
        more: "Mówi przez wejście i wyjście standardowe protokołem LSP; uruchamia to edytor, nie człowiek. Do którego folderu roboczego \
               należy plik, mówi najbliższy kam.yaml nad nim.",
        after: "Przykład:
  kam lsp        to uruchamia edytor dla plików z rozszerzeniem .kam",
    },
    CommandText { path: "help", about: "Wyświetla pomoc, ogólną albo o podanym poleceniu", more: "", after: "" },
];

/// Command (empty: any), argument, text.
pub const ARGUMENTS: &[(&str, &str, &str)] = &[
    // Of every command.
    ("", "dir", "Folder roboczy: ten, w którym jest kam.yaml"),
    ("", "as_of", "Dzień oceny (2026-10-01) zamiast `as_of` z kam.yaml"),
    ("", "color", "Kiedy używać kolorów"),
    ("", "lang", "Język, którym mówi kam, zamiast tego z `locale` w kam.yaml; plany zostają w tamtym"),
    ("", "quiet", "Wypisuje tylko wyniki i błędy"),
    ("", "help", "Wyświetla pomoc (`-h` krótszą)"),
    ("", "version", "Wyświetla wersję"),
    ("help", "subcommand", "Polecenie, o którym ma być pomoc"),
    ("init", "target", "Gdzie go zapisać"),
    ("init", "example", "Zaczyna od kompletnego przykładu zamiast małego"),
    (
        "init",
        "locale",
        "Język klientów, etykiet, planów i odpowiedzi; w przykładzie tylko planów i odpowiedzi. Domyślnie angielski, dla `uslugi` polski",
    ),
    ("init", "format", "Jak powiedzieć, co zapisano"),
    ("check", "format", "W jakiej postaci podać komunikaty"),
    ("check", "pedantic", "Podaje też progi, których nie pilnuje żaden przykład"),
    ("check", "watch", "Sprawdza od nowa po każdej zmianie pliku"),
    ("fmt", "files", "Pliki do ułożenia; `-` czyta wejście standardowe. Domyślnie wszystkie reguły folderu roboczego"),
    ("fmt", "check", "Niczego nie zmienia; wymienia pliki do zmiany i kończy z kodem 1"),
    ("fmt", "diff", "Niczego nie zmienia; pokazuje, co by się zmieniło"),
    ("rank", "format", "W jakiej postaci podać listę"),
    ("rank", "limit", "Pokazuje tylko N najlepszych; w `json` i `csv` są wtedy tylko oni"),
    ("explain", "account", "Identyfikator klienta"),
    (
        "explain",
        "name",
        "Tylko to pole, ten parametr, ta definicja (let), tabela, kryterium, grupa, weto lub ograniczenie, i z czego wynika; \
         albo osoba",
    ),
    ("explain", "value", "Tylko ta cecha osoby, definicja (let) lub tabela"),
    ("explain", "format", "W jakiej postaci podać wyjaśnienie"),
    ("explain-code", "code", "Kod (KAM-E0102), jego numer (0102) lub nazwa (unreadable)"),
    ("plan", "accounts", "Identyfikatory klientów; bez nich wszyscy ocenieni"),
    ("plan", "out", "Gdzie zapisać, względem folderu roboczego"),
    ("plan", "prune", "Usuwa plany, których reguły nie wymagają, także klientów wskazanych wcześniej z nazwy"),
    (
        "plan",
        "accept",
        "Najpierw dopisuje zaplanowane działania do rejestru (actions.csv); co w nim jest, pozostaje bez zmian",
    ),
    ("plan", "format", "`text` zapisuje pliki; `json` wypisuje, co widzą szablony, i niczego nie zapisuje"),
    ("actions", "accounts", "Identyfikatory klientów; bez nich wszyscy ocenieni i ci, którzy mają coś w rejestrze"),
    ("actions", "late", "Tylko te, które są otwarte po terminie"),
    ("actions", "owner", "Tylko te, w których bierze udział ta osoba, według identyfikatora"),
    ("actions", "month", "Tylko te z terminem w tym miesiącu"),
    ("actions", "format", "W jakiej postaci podać listę"),
    (
        "diff",
        "from",
        "Z czym porównać: zapis (commit), gałąź lub znacznik; `A..B` to dwie strony, `A...B` to B i miejsce, w którym odeszła od \
         A. Domyślnie ostatni zapis",
    ),
    ("diff", "to", "Druga strona; domyślnie pliki robocze"),
    ("diff", "overlay", "Porównuje folder roboczy bez tej nakładki i z nią, włączoną czy nie"),
    ("diff", "watch", "Porównuje od nowa po każdej zmianie pliku roboczego"),
    ("diff", "format", "W jakiej postaci podać różnice"),
    ("show", "name", "Nazwa elementu, ze słowem kluczowym lub bez: `reach`, `criterion reach`"),
    ("show", "origin", "Mówi też, gdzie to ustalono i co zastąpiło; bez nazwy o wszystkim, co zmieniają nakładki"),
    ("show", "resolved", "Cała polityka"),
    ("show", "format", "W jakiej postaci ją wypisać"),
    ("lsp", "stdio", "Tak mówi wiele edytorów; inaczej się nie da"),
    ("test", "format", "W jakiej postaci podać wyniki"),
    ("test", "accept", "Zapisuje w outcomes.snap, co wyszło każdemu klientowi, i mówi, co się zmieniło"),
    ("test", "filter", "Tylko przykłady z tym tekstem w tytule i klienci z nim w identyfikatorze lub nazwie"),
    (
        "test",
        "coverage",
        "Mówi też, których wierszy, gałęzi, wet, ograniczeń, poziomów, szans, alertów, zestawów działań i działań nie sprawdza żaden \
         przykład",
    ),
    ("test", "mutate", "Zmienia też reguły po jednym miejscu i mówi, których zmian nie zauważa żaden przykład"),
    ("test", "strict", "Z --mutate: kod wyjścia 1, gdy jakaś zmiana przechodzi niezauważona"),
];

/// Command (empty: any), value, what it means; values that say it themselves have no text.
pub const VALUES: &[(&str, &str, &str)] = &[
    ("", "auto", "W terminalu, o ile nie ustawiono NO_COLOR"),
    ("init", "northwind", "Northwind Traders: 91 klientów, dwa lata zamówień"),
    ("init", "uslugi", "Polska firma usługowa: dziewięciu klientów z zestawami działań i rejestrem działań"),
    ("", "en", "Angielski"),
    ("", "pl", "Polski"),
    ("check", "github", "Polecenia GitHub Actions"),
    ("check", "sarif", "SARIF 2.1.0, do skanowania kodu"),
    ("explain", "md", "Markdown, z tabelami"),
    ("actions", "md", "Markdown, z tabelami"),
    ("diff", "md", "Markdown, do komentarza przy przeglądzie zmian"),
    ("test", "junit", "JUnit XML, jak czytają go serwery CI"),
    ("test", "lcov", "Co sprawdzają przykłady, w formacie lcov: dla edytorów i serwerów CI"),
];

/// What stands for a value, in English and Polish.
pub const PLACEHOLDERS: &[(&str, &str)] = &[
    ("DIR", "FOLDER"),
    ("DATE", "DZIEŃ"),
    ("WHEN", "KIEDY"),
    ("LANGUAGE", "JĘZYK"),
    ("NAME", "NAZWA"),
    ("TEXT", "TEKST"),
    ("YYYY-MM", "RRRR-MM"),
    ("REV", "WERSJA"),
    ("REV2", "WERSJA2"),
    ("ACCOUNT", "KLIENT"),
    ("ACCOUNTS", "KLIENCI"),
    ("FILES", "PLIKI"),
    ("CODE", "KOD"),
    ("COMMAND", "POLECENIE"),
    ("EXAMPLE", "PRZYKŁAD"),
    ("LOCALE", "JĘZYK"),
    ("FORMAT", "POSTAĆ"),
];
