//! Texts of the step `syntax`.
use super::texts;

texts! {
    /// Każda pozycja zaczyna się w pierwszej kolumnie od słowa języka, na przykład `field`, `veto` lub `criterion`. Ten
    /// wiersz zaczyna się od innego słowa, więc pozycji nie odczytano: popraw pisownię albo usuń wiersz.
    unknown_directive = "Język nie zna słowa `{word}`{hint}";
    /// Wiersz zaczyna się dobrze, ale od zaznaczonego miejsca nie pasuje do żadnej formy języka. Komunikat przytacza to,
    /// czego nie dało się odczytać, i pokazuje, jak się ten wiersz pisze.
    unreadable = "Tego nie da się odczytać ({what}){after}: `{rest}`. {form}";
    /// Wiersze, które mówią o pozycji coś więcej, są pod nią wcięte o dwie spacje, a wiersze działania lub celu
    /// o cztery. Bez spacji wiersz zacząłby nową pozycję.
    indent_missing = "`{word}` należy do {above} powyżej: wetnij wiersz o {by} spacje.";
    /// Pozycje zaczynają się w pierwszej kolumnie. Wcięta należałaby do pozycji powyżej.
    indent_extra = "`{word}` zaczyna osobną pozycję: napisz je na początku wiersza.";
    /// Wcięty wiersz mówi coś o pozycji nad nim, a nad tym żadnej nie ma. Umieść go pod pozycją, do której należy.
    line_without_item = "Ten wiersz nie należy do żadnej pozycji: wcięty wiersz stoi pod tą, której dotyczy.";
    /// Przecinek oddziela w regułach wartości, więc ułamki dziesiętne pisze się z kropką, w każdym języku.
    decimal_comma = "Ułamki dziesiętne pisze się z kropką: napisz `{point}`{others}.";
    /// Żadnej używanej tu waluty nie liczy się w tysięcznych, więc trzy cyfry po kropce mogą oznaczać tysiące. Napisz, o co
    /// chodzi: tysiące oddziela spacja, a po kropce stoją najwyżej dwie cyfry.
    money_decimals = "`{wrong}` ma trzy cyfry po kropce: napisz `{thousands}`, jeśli to tysiące, albo `{decimals}`, jeśli ułamek.";
    /// Edytory tekstu wstawiają cudzysłowy drukarskie, długie kreski lub szczególne spacje zamiast znaków z klawiatury.
    /// Język zna tylko te zwykłe.
    typed_sign = "`{wrong}` nie jest znakiem języka: napisz `{right}`.";
    /// `zł`, `€` lub `$` mogą oznaczać różne waluty, dlatego kwoty podaje się z trzyliterowym kodem ISO 4217 za liczbą.
    currency_sign = "Podaj walutę kodem ISO: `{right}`.";
    /// Jednostki pisze się po angielsku bez względu na język etykiet, żeby reguły czytało się tak samo w każdym kraju:
    /// `days`, `months`, `mln`.
    unit_word = "Jednostki to słowa angielskie: napisz `{right}` zamiast `{wrong}`.";
    /// Szerokość tabulatora zależy od programu, który go pokazuje, więc wcięcia i odstępy robi się samymi spacjami.
    tab = "W tym wierszu jest tabulator: użyj spacji.";
    /// Komórki skopiowane z arkusza rozdzielają tabulatory. W regułach komórki wiersza stoją między znakami `|`.
    row_of_tabs = "Wygląda to na wiersz skopiowany z arkusza: otocz jego komórki znakami `|`.";
    /// Komórki wiersza stoją między znakami `|`: jeden przed pierwszą, jeden po ostatniej i po jednym między sąsiednimi.
    row_bars = "Komórki wiersza stoją między znakami `|`: napisz `{right}`.";
    /// Pierwszy wiersz tabeli jest nagłówkiem; linia kresek pod nim, jak w Markdownie, zostałaby odczytana jako wiersz.
    separator_row = "Nagłówek nie potrzebuje linii pod sobą: usuń `{row}`.";
    /// `=` mówi, co oznacza nazwa. Warunki porównują słowami `is`, `above`, `at least` i innymi.
    equals_sign = "Porównuje się słowem `{word}`: `{right}`.";
    /// Znaki języków programowania, takie jak `&&`, `==` lub `!`, mają tu swoje słowa: `and`, `is`, `not`.
    program_sign = "`{wrong}` pisze się tu `{right}`.";
    /// `is` porównuje z jedną wartością, a `or` łączy całe warunki. Kilka wartości wymienia się po `in`.
    is_or = "Wybór spośród wartości pisze się z `in`: `{right}`.";
    /// `in` i `not in` stoją same; `is` przed nimi nic nie znaczy.
    is_not_in = "`{wrong}` pisze się bez `is`: `{right}`.";
    /// Warunek porównuje jedną rzecz z jedną drugą. Wartość między dwiema granicami wymaga dwóch warunków połączonych przez
    /// `and` albo zakresu `from … to …`.
    chained_comparison = "Warunek porównuje dwie rzeczy: napisz `{right}`.";
    /// Czytający różnie rozumieją, czy najpierw liczy się `and`, czy `or`. Nawiasy mówią, co do siebie należy.
    mixed_and_or = "`and` razem z `or` wymaga nawiasów: `{first}` albo `{second}`.";
    /// Po `where` reszta warunku mogłaby należeć jeszcze do filtra albo już do reguły. Nawiasy mówią, gdzie filtr się
    /// kończy.
    filter_end = "Gdzie kończy się filtr? `{first}` albo `{second}`.";
    /// Pytanie o osoby lub rekordy, na przykład `any people where …`, bierze się w nawiasy, gdy obok stoi coś jeszcze,
    /// żeby było widać, gdzie się kończy.
    query_parentheses = "Pytanie, które jest częścią wyrażenia, stoi w nawiasach: `{right}`.";
    /// W nawiasach i na liście argumentów przecinki oddzielają też inne rzeczy. Lista wartości ma tam własne nawiasy.
    list_parentheses = "W nawiasach lista ma własne nawiasy: `{right}`.";
    /// Każda pozycja ma krótką nazwę, którą posługują się reguły i dane; etykieta w cudzysłowie służy tylko do pokazywania.
    /// Napisz nazwę przed etykietą.
    no_name = "Brakuje nazwy ({item}): `{right}`.";
    /// Tekst w cudzysłowie zaczyna się i kończy w jednym wierszu. Bez drugiego cudzysłowu wszystko za nim byłoby tekstem.
    open_text = "Tekst, który się tu zaczyna, nie ma w tym wierszu zamykającego `\"`.";
    /// Ukośnik wsteczny w tekście tworzy cudzysłów, ukośnik lub koniec wiersza: `\"`, `\\`, `\n`. Inne nic nie znaczą;
    /// sam ukośnik pisze się `\\`.
    escape = "`{escape}` nic w tekście nie znaczy: można użyć tylko `\\\"`, `\\\\` i `\\n`.";
    /// Każdy otwarty nawias zamyka się w tym samym wierszu.
    open_parenthesis = "Ten `(` nie ma zamykającego `)`.";
    /// Zamknięto tu nawias, którego nikt nie otworzył: usuń go albo otwórz wcześniej.
    stray_parenthesis = "Ten `)` niczego nie zamyka.";
    /// Pod każdą pozycją możliwe są tylko niektóre wiersze, na przykład `missing means …` pod kryterium. Tego wśród nich
    /// nie ma.
    unknown_clause = "{item} nie ma wiersza `{word}`{hint}";
    /// Każdy wiersz tabeli ma tyle komórek co nagłówek. Jedna za dużo to często zbędny znak `|`, jedna za mało to
    /// zapomniana wartość.
    cell_count = "Ten wiersz ma {cells}, a nagłówek {columns}: {advice}.";
    /// Z pustej komórki nie wynika, czy pasuje wszystko, czy coś zapomniano. Napisz `any` przy warunku, który nie ma
    /// znaczenia, a wynik podaj w każdym wierszu.
    empty_cell = "{what}: {advice}.";
    /// Waluty podaje się trzyliterowym kodem ISO 4217, na przykład `PLN` lub `EUR`, a to żaden z nich.
    no_such_currency = "`{code}` nie jest walutą w obiegu{hint}";
    /// Po liczbie może stać tylko jednostka języka: `%`, `days`, `points`, `mln`, waluta i kilka innych.
    unknown_unit = "`{unit}` nie jest jednostką liczby{hint}";
    /// Miesiąc ma mniej dni albo rok mniej miesięcy. Napisz dzień, który istnieje.
    no_such_day = "W kalendarzu nie ma dnia `{day}`{hint}";
    /// Daty pisze się rok-miesiąc-dzień, miesiąc i dzień dwiema cyframi, żeby w żadnym kraju nie czytano ich inaczej.
    date_form = "Datę pisze się rok-miesiąc-dzień: `{right}`.";
    /// Słowa takie jak `above`, `and` lub `missing` mają w warunkach własne znaczenie, więc nic nie może się tak nazywać.
    reserved_name = "`{name}` jest słowem języka i nie może być nazwą: wybierz inną, na przykład `{other}`.";
    /// Pozycja ma już taki wiersz, a obowiązywać mógłby tylko jeden z nich.
    twice = "`{word}` stoi dwa razy ({item}): zostaw jedno.";
    /// W wierszu jest znak, którego nie widać, najczęściej skopiowany z dokumentu lub strony internetowej. Dwa słowa, które
    /// wyglądają tak samo, byłyby przez niego różne.
    control_character = "W tym wierszu jest niewidoczny znak (U+{number}): usuń go.";
    /// Długość wierszy jest ograniczona, żeby uszkodzony plik nie zatrzymał programu. Podziel tekst.
    line_too_long = "Ten wiersz ma ponad {limit} bajtów: żadna reguła nie jest tak długa.";
    /// Nawiasy lub ciągi działań sięgają głębiej, niż ktokolwiek zdoła prześledzić. Nadaj częściom reguły nazwy przez `let`
    /// i używaj ich.
    nested_rule = "Zagnieżdżenie lub ciąg jest zbyt długi, by go przeczytać (ponad {limit} poziomów): nadaj częściom nazwy przez `let`.";
    /// Wiersz tabeli stoi pod pozycją, która tabeli nie ma. Przenieś go pod pozycję, do której należy.
    row_here = "{item} nie ma tabeli: usuń wiersz.";
    /// Każdą komórkę, także ostatnią, zamyka `|`, żeby było widać, gdzie wiersz się kończy.
    row_end = "Wiersz kończy się znakiem `|`.";
    /// Słowo należy do języka, ale ta wersja jeszcze się do niego nie stosuje. Pozycję pominięto, a cała reszta obowiązuje.
    read_past = "Pominięto `{keyword}`: ta wersja programu jeszcze się do tego nie stosuje.";
    /// Słowa języka pisze się małymi literami; wielkie są dla własnych nazw i wartości.
    keyword_case = "Słowa języka pisze się małymi literami: `{right}`.";
    /// W oczekiwaniu przykładu `40..60` oznacza cokolwiek pomiędzy. W regułach słowa mówią, czy granice też się liczą:
    /// `from 40 to 60`, `above 40`.
    range_here = "`..` stoi tylko w oczekiwaniach: napisz `{right}`.";
    /// Okna takie jak `over 12 months` obejmują pełne dni, tygodnie, miesiące lub lata. Dni robocze i godziny tu nie pasują.
    window_unit = "Okno obejmuje pełne dni, tygodnie, miesiące lub lata, a nie `{wrong}`.";
    /// Pozycja kończy się, zanim powie wszystko, czego jej trzeba. Komunikat pokazuje jej całą postać.
    incomplete = "Zapis jest niepełny ({item}): pisze się `{form}`.";
    /// Pytanie ma jeden filtr i jedno okno. Dwa warunki połącz przez `and`.
    query_clause_twice = "Pytanie ma jedno `{word}`: połącz warunki przez `and`, w nawiasach.";
    /// Słowa następują po sobie bez dwukropków i innych znaków między nimi.
    needless_sign = "Po `{after}` nie trzeba `{sign}`: pomiń ten znak.";
    /// Każde porównanie ma jedno brzmienie, na przykład `above`, `at most` lub `is not`, żeby reguły wszystkich czytało się
    /// tak samo.
    phrase = "`{wrong}` pisze się `{right}`.";
    /// O tym, co stoi w komórce, decyduje jej kolumna: warunki pod danymi, wyniki pod ostatnim nagłówkiem. W tej kolumnie
    /// komórka nic nie znaczy.
    cell_here = "`{cell}` nie może stać w kolumnie `{column}`: {advice}.";
    /// Nazwa oznacza coś w każdej polityce, jak `score` lub `tier`. Własna pozycja potrzebuje innej.
    built_in_name = "`{name}` jest nazwą wbudowaną i nie można jej użyć ponownie: wybierz inną, na przykład `{other}`.";
    /// Liczby są dokładne, a liczba o tylu cyfrach to pomyłka albo uszkodzony plik.
    number_too_long = "Ta liczba ma ponad {limit} cyfr.";
    /// W tym miejscu możliwych jest tylko kilka słów, a tego wśród nich nie ma.
    unknown_choice = "`{word}` nie jest tu możliwe{hint}";
    /// Wiersz kończy się w środku warunku lub wartości. Komunikat mówi, czego brakuje, i pokazuje formę.
    unfinished = "Zapis kończy się za wcześnie ({what}): czegoś brakuje{after}. {form}";
    /// Nazwy składają się z liter, cyfr i `_`, a zaczynają literą lub `_`, więc nie mylą się z działaniami. W etykietach może
    /// stać wszystko.
    name_form = "Nazwa składa się z liter, cyfr i `_`: napisz `{right}`.";
    /// Etykiety i inne teksty stoją w podwójnych cudzysłowach. Bez nich każde słowo byłoby słowem języka.
    unquoted_label = "Tekst stoi w cudzysłowie: `{right}`.";
    /// Strzałki i podobne znaki nic nie znaczą. Co się dzieje, mówi słowo: `is`, `then`, `becomes`.
    arrow = "`{wrong}` nie jest znakiem języka: napisz słowo, które ma zastąpić, na przykład `is`, `then` lub `becomes`.";
    /// Etykieta stoi zaraz po nazwie, przed typem i innymi częściami wiersza.
    label_place = "Etykieta stoi zaraz po nazwie: `{right}`.";
    /// Opuszczono słowo, które rozdziela części tego wiersza, na przykład `when` przed warunkiem.
    missing_word = "Brakuje tu `{word}`: napisz `{right}`.";
    /// Kilka wartości lub pozycji w jednym wierszu oddzielają przecinki; tu jednego zabrakło.
    no_comma = "Przed `{word}` brakuje przecinka.";
    /// Duże liczby dzieli się spacjami, bo przecinek oddziela wartości: `1 800 000`.
    group_comma = "Grupy cyfr dzieli spacja: napisz `{point}`.";
    /// Przecinek bez spacji może być przecinkiem dziesiętnym. Między dwiema wartościami następuje po nim spacja.
    argument_comma = "Po przecinku między dwiema wartościami stoi spacja: napisz `{apart}`.";
    /// Reguły obowiązują każdego klienta i każdego dnia, więc działanie nie ma własnego dnia: `due within` mówi, ile może zająć,
    /// licząc od dnia oceny albo od końca tego, po czym następuje (`after`). Umówiony dzień stoi w rejestrze, actions.csv, gdzie
    /// można go przesunąć.
    due_on_day = "`{day}` to dzień, a działanie mówi, ile czasu może zająć: napisz na przykład `due within 30 days`. Umówiony dzień stoi w actions.csv.";
    /// Wiersze działań wskazują kanały i działania ich nazwami, a nazwa to jedno słowo. Etykiety są dla czytelników.
    several_words = "`{words}` to kilka słów, a w tym wierszu podaje się nazwę, która stoi przed etykietą ({kind}){hint}";
    /// Reguły obowiązują niezależnie od tego, kto u nas pracuje, więc wymieniają role, a nie ludzi: `kam` opiekuje się klientem,
    /// `client` to ktoś po stronie klienta, a każde inne słowo to rola z team.yaml. Kto ją pełni, zapisuje się tam.
    person_as_owner = "`{person}` to osoba, a prowadzącym jest `kam`, `client` albo rola z team.yaml, na przykład `pre_sales`.";
    /// Każda komórka stoi między dwoma znakami `|`, także pierwsza, żeby było widać, gdzie wiersz się zaczyna.
    row_start = "Wiersz zaczyna się znakiem `|`.";
    /// Pierwszy wiersz tabeli to jej nagłówek: mówi, czego dotyczą komórki pod nim. Bez niego pierwszy wiersz wartości
    /// zostałby wzięty za nazwy.
    no_header = "Tabela nie ma nagłówka: w jej pierwszym wierszu stoją nazwy tego, co jest pod spodem, na przykład `| revenue | points |`.";
}
