//! Texts of the step `verify`.
use super::texts;

texts! {
    /// Przykłady mówią, co ma wyjść u typowych klientów, i pilnują tego przy zmianach reguł. Bez nich nikt by nie zauważył.
    no_examples = "Polityka `{name}` nie ma przykładu, więc nic nie mówi, co ma robić: dodaj `example` z tym, co dane, i tym, czego oczekujesz.";
    /// Coś w regułach zależy od daty, na przykład okno lub wiek, więc bez podanego dnia przykład wychodziłby codziennie
    /// inaczej.
    example_without_day = "Reguły zależą od dnia, a przykład `{title}` go nie ma: napisz w nim `given as_of 2026-10-01` albo pod `policy` wiersz `effective from 2026-10-01`.";
    /// W pliku przyjętych wyników jest wiersz, jakiego kam nie pisze, bo ktoś zmienił go ręcznie albo nie dokończono
    /// scalania. Dopóki nie da się go odczytać, niczego się nie porównuje.
    outcomes_line = "`{text}` nie jest wierszem przyjętych wyników, jaki pisze kam: popraw wiersz albo zapisz plik od nowa przez `kam test --accept`.";
    /// Plik przyjętych wyników nie jest tekstem albo nie mówi, z jakiej polityki i z jakiego dnia są wyniki, więc nie ma z
    /// czym porównywać.
    outcomes_file = "Nie można odczytać pliku `{file}`: {problem}. Zapisz go od nowa przez `kam test --accept`.";
    /// Próg można by przesunąć, a wszystkie przykłady nadal by się zgadzały. Mówi o tym tylko `kam check --pedantic`: nie
    /// każdy próg jest wart przykładu.
    untouched_threshold = "Nic nie pilnuje progu {at} ({what}): {why}. Dodaj przykład po drugiej stronie albo dokładnie na nim.";
    /// Komentarz `# untested: …` mówi, dlaczego żaden przykład nie zauważa zmiany swojej linii, ale przykłady zauważają już
    /// każdą. Mówi o tym `kam test --mutate`; z `--strict` to błąd.
    idle_explanation = "`{text}` niczego już nie wyjaśnia: przykłady zauważają każdą zmianę tej linii. Usuń komentarz.";
}
