//! Texts of the step `policy::analysis`.
use super::texts;

texts! {
    /// Dwa wiersze sprawdzają dokładnie to samo, więc co spełnia jeden, spełnia i drugi. Nawet jeśli się zgadzają, przy
    /// następnej zmianie ktoś o jednym zapomni.
    identical_rows = "Ten wiersz sprawdza to samo co wiersz {line}: usuń jeden z nich.";
    /// Jeden przypadek spełnia dwa wiersze tabeli i nic nie mówi, który się liczy. Komunikat pokazuje taki przypadek.
    row_overlap = "Wiersze {first} i {second} pasują oba, gdy {case}: zmień jeden, żeby każdy przypadek pasował do dokładnie jednego wiersza.";
    /// Pewien przypadek nie pasuje do żadnego wiersza tabeli, więc nic nie mówi, co wychodzi. Komunikat pokazuje przypadek i
    /// wiersz do dodania.
    row_gap = "Żaden wiersz tabeli `{table}` nie pasuje, gdy {case}: dodaj wiersz, który mówi, co wtedy obowiązuje.";
    /// Tabela ma tyle danych wejściowych, wartości lub wierszy, że nie dało się wypróbować wszystkich połączeń. To, co
    /// wypróbowano, jest w porządku.
    table_too_large = "Tabela `{table}` ma za dużo wierszy lub połączeń, żeby szukać luk do końca.";
    /// Przy zadeklarowanym zakresie lub wartościach danych żaden klient nie może spełnić tego wiersza. Najczęściej pomylono
    /// cyfrę albo zakres pola jest zbyt wąski.
    unreachable_row = "Żaden klient nie spełni tego wiersza: {why}.";
    /// Pozostałe wiersze obejmują każdy przypadek, także braki, więc dla `otherwise` nic nie zostaje.
    unreachable_otherwise = "`otherwise` nigdy nie zajdzie, bo pozostałe wiersze obejmują każdy przypadek: usuń je.";
    /// Drabinę wierszy `from` czyta się od góry, więc najwyższy stoi pierwszy. W innej kolejności łatwo ją źle odczytać.
    ladder_order = "`{below}` stoi pod `{above}`: ułóż wiersze `from` po kolei, najwyższy na początku.";
    /// Więcej czegoś dobrego daje zwykle więcej punktów. Ta skala daje mniej; jeśli o to chodzi, napisz `less is better`.
    scale_falls = "Punkty kryterium `{criterion}` maleją, gdy `{input}` rośnie (z {before} do {after} przy `{to}`): jeśli o to chodzi, dodaj `less is better`.";
    /// Kryterium mówi, że mniej znaczy lepiej, a więcej daje więcej punktów. Jedno z tych dwóch to pomyłka.
    scale_rises = "`{criterion}` mówi `less is better`, a jego punkty rosną razem z `{input}` (z {before} do {after} przy `{to}`): odwróć punkty albo usuń `less is better`.";
    /// Punkty rosną, a potem maleją, albo odwrotnie. Może tak ma być, ale często brakuje cyfry albo jest o jedną za dużo.
    scale_turns = "Punkty kryterium `{criterion}` zawracają, gdy `{input}` rośnie: {before}, potem {after} przy `{to}`. Sprawdź, czy nie pomylono cyfry.";
    /// Cokolwiek mówią dane, kryterium daje każdemu klientowi tyle samo punktów albo zmienia wynik za mało, żeby ktokolwiek
    /// przekroczył próg. Jego wagę tracą inne kryteria.
    dead_criterion = "Kryterium `{criterion}` {why}: nigdy nie zmieni poziomu.";
    /// Nawet przy największej liczbie punktów, jaką mogą dać wszystkie kryteria, próg jest nieosiągalny. Na tym poziomie nikt
    /// nigdy nie będzie.
    tier_too_high = "Poziom `{tier}` zaczyna się od {from} punktów, a wszystkie kryteria w najlepszym razie dają {highest}: obniż próg albo podnieś punkty.";
    /// Nawet najniższy możliwy wynik osiąga lepszy poziom, więc na tym nikt nie zostaje.
    tier_shadowed = "Na poziom `{tier}` nikt nie trafi: nawet najniższy wynik, {lowest}, daje poziom `{above}`.";
    /// Pole jest zadeklarowane i nic go nie używa. Być może ktoś zbiera dane, które nie mają znaczenia.
    unused_field = "Żadna reguła nie używa pola `{name}`: użyj go albo usuń.";
    /// Parametr jest zadeklarowany i nic go nie używa, więc jego zmiana niczego nie zmienia.
    unused_parameter = "Żadna reguła nie używa parametru `{name}`: użyj go albo usuń.";
    /// Kolumna jest zadeklarowana i żadna reguła na nią nie patrzy. Mogą ją nadal pokazywać dokumenty.
    unused_column = "Żadna reguła nie używa kolumny `{name}` z `{records}`.";
    /// Rekordy są zadeklarowane i żadna reguła o nie nie pyta, więc ich tabela nie ma znaczenia.
    unused_records = "Żadna reguła nie pyta o rekordy `{name}`: użyj ich albo je usuń.";
    /// Warunek przeczy sam sobie albo temu, co mogą dać reguły, więc pozycja nigdy nie wejdzie do gry. Komunikat mówi, o co
    /// się potyka.
    never_applies = "Nigdy nie zajdzie ({what} `{name}`): {why}. Zmień warunek albo usuń tę pozycję.";
    /// Każde z tych działań czeka na drugie, więc żadne nigdy się nie zacznie. Komunikat pokazuje koło.
    after_circle = "Działanie `{name}` czeka na samo siebie: `{path}`. Usuń jedno `after`.";
    /// Działanie powtarza się, dopóki nie zajdzie coś, do czego nie doprowadza żadne zaplanowane działanie, więc w planie samo
    /// się nie skończy.
    until_never = "`{name}` powtarza się, dopóki nie zajdzie coś, do czego nie doprowadzi żaden efekt działania: trwa do końca planu. Dodaj działaniu taki efekt albo pomiń `until`.";
    /// Kanał jest zadeklarowany, a nie używa go ani żadne działanie, ani tabela, która wybiera kanały.
    unused_channel = "Żadne działanie i żadna tabela nie używa kanału `{name}`: użyj go albo usuń.";
    /// Ograniczenie obowiązuje każdego, kto mógłby osiągnąć ten poziom, więc wszyscy kończą niżej.
    tier_capped = "Na poziom `{tier}` nikt nie trafi: {whoever} spełnia też ograniczenie `{limit}`, które nie sięga wyżej niż `{to}`. Zmień jedno z nich.";
    /// Kto spełnia warunki tego poziomu, na pewno spełnia też warunki lepszego i tam trafia: dla tego nikt nie zostaje.
    tier_taken = "Na poziom `{tier}` nikt nie trafi: {whoever} spełnia też warunki, które ma {above}. Postaw tam wyższe wymagania albo usuń `{tier}`.";
    /// Klienci mogą mieć tę potrzebę, ale żadna nasza korzyść na nią nie odpowiada, więc plany nie mają o niej nic do
    /// powiedzenia.
    unanswered_need = "Żadna korzyść nie odpowiada na potrzebę `{name}`: dodaj korzyść z `answers {name}` albo usuń potrzebę.";
    /// Dwa działania z jednego zestawu, które planuje się razem, nadają tej samej rzeczy różne wartości. To, która obowiązuje,
    /// zależałoby od kolejności.
    becomes_twice = "`{name}` ma stać się naraz dwiema różnymi rzeczami dla tych samych osób: zostaw jedną albo ustaw jedno działanie po drugim (`after`).";
    /// To, co daje przykład, spełnia weto, a klient z wetem nie ma poziomu. Zmień to, co dane, albo oczekuj `excluded`.
    example_vetoed = "Przykład „{example}” oczekuje poziomu, ale to, co daje, spełnia weto `{veto}`: zmień to, co dane, albo to, czego oczekujesz.";
    /// Warunki dwóch wierszy mogą być spełnione u tego samego klienta, a wiersze mówią co innego: tabela nic mu wtedy nie
    /// daje. Komunikat pokazuje taki przypadek.
    when_overlap = "Wiersze {first} i {second} obowiązują naraz, gdy `{case}`, a mówią co innego: niech ich warunki się wykluczają.";
}
