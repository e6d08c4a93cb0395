//! Texts of the step `data`.
use super::texts;

texts! {
    // --- files ---
    /// Pliku, który podaje kam.yaml, nie ma, leży poza folderem klientów albo nie wolno go czytać.
    file_problem = "Nie można odczytać `{path}`: {why}.";
    /// Pliki czyta się jako UTF-8. Tabele ze starszych arkuszy są często w Windows-1250, co mówi `encoding`; inne pliki
    /// zapisz ponownie jako UTF-8.
    not_utf8 = "Ten wiersz nie jest tekstem UTF-8: {write}.";
    /// W pliku tekstowym nigdy nie ma bajtu 0. To arkusz lub inny dokument pod nazwą pliku tekstowego albo UTF-16.
    nul_byte = "W tym wierszu jest bajt NUL, więc `{path}` nie jest tekstem. Wyeksportuj go ponownie jako tekst.";
    /// Wzorzec z kam.yaml do niczego nie pasuje, więc niczego się stamtąd nie czyta. Często katalog nazywa się inaczej.
    no_files = "Żaden plik nie pasuje do `{pattern}`.";
    /// W folderze jest co najmniej jeden plik reguł, w `rules/` albo tam, gdzie wskazuje `rules` w kam.yaml.
    no_rules = "Nie ma reguł: napisz politykę w `rules/policy.kam`.";
    // --- YAML ---
    /// Pliku nie da się odczytać jako YAML. Najczęściej nie zamknięto cudzysłowu lub nawiasu albo przesunęło się wcięcie.
    yaml_syntax = "{what}";
    /// Odwołania, znaczniki i scalane klucze tworzą pliki, które mówią coś innego, niż się wydaje. Wypisz wartość.
    yaml_feature = "Nie można tu użyć {what}: {write}.";
    /// Ten sam klucz stoi w jednym miejscu dwa razy. Programy czytające YAML wzięłyby bez słowa jeden z nich.
    duplicate_key = "`{key}` stoi dwa razy: zostaw jedno z nich.";
    /// Wiersz `---` zaczyna drugi dokument, którego nikt by nie przeczytał.
    two_documents = "W tym pliku są dwa dokumenty: usuń wiersz `---` albo podziel plik.";
    /// Nic w folderze klientów nie jest zagnieżdżone tak głęboko, więc plik jest uszkodzony albo nie dla kam.
    too_deep = "Zagnieżdżenie ma ponad {limit} poziomów; niczego w tym folderze tak się nie zapisuje.";
    /// Lista stoi tam, gdzie trzeba jednej wartości, albo odwrotnie.
    wrong_shape = "Przy `{key}` stoi {found}: napisz {wanted}.";
    /// Klucz nie należy ani do kam, ani do pól polityki, więc nic by go nie przeczytało.
    unknown_key = "Nie ma klucza `{key}` {of}{hint}";
    /// Brakuje klucza, bez którego nie można się obejść, na przykład pliku tabeli.
    missing_key = "{what}: brakuje `{key}`. Dopisz `{write}`.";
    /// Ustawienie nie może mieć tej wartości. Komunikat mówi, jakie może mieć.
    bad_setting = "`{key}` nie może mieć wartości `{value}`: napisz {wanted}.";
    /// Klucz należy do formatu, ale ta wersja jeszcze się do niego nie stosuje.
    not_acted_on = "Pominięto `{key}`: ta wersja programu jeszcze się do tego nie stosuje.";
    /// `levels` w kam.yaml podaje kod, którego kam nie ma. Wszystkie wymienia `kam explain-code`.
    level_of_unknown = "Żaden komunikat nie ma kodu `{code}`{hint}";
    /// Ostrzeżenia i uwagi można podnieść, obniżyć lub pominąć. Błąd oznacza, że z reguł lub danych nic nie da się zrobić,
    /// więc pozostaje błędem.
    level_of_error = "`{code}` ({name}) to błąd, a błędów nie można obniżyć: usuń ten wiersz i popraw to, co znaleziono.";
    /// Kto pomija komunikaty, wie dlaczego, a kto przyjdzie później, też powinien wiedzieć.
    off_without_reason = "`{code}` wyłączono bez powodu: dodaj `because: \"…\"` albo obniż do `note`.";
    // --- values ---
    /// Wartość nie jest typu, który polityka deklaruje dla tego pola.
    bad_value = "`{value}` to nie {ty} (`{name}`): napisz {wanted}.";
    /// W plikach klientów ułamki dziesiętne mają kropkę, w każdym języku. Tabele mogą zamiast tego mówić `decimal: ","`.
    data_decimal_comma = "Ułamki dziesiętne pisze się z kropką{also}: napisz `{write}`.";
    /// Kwota bez waluty mogłaby być w dowolnej. Podaj ją przy kwocie albo raz dla wszystkich w kam.yaml.
    amount_currency = "`{name}` to kwota, a `{value}` nie podaje waluty: napisz `{value} {currency}` albo `currency: {currency}` w kam.yaml.";
    /// Waluty podaje się trzyliterowym kodem ISO 4217, na przykład `PLN`.
    unknown_currency = "`{unit}` nie jest walutą: podaj ją kodem ISO, `{write}`.";
    /// Trzy cyfry po kropce mogą być tysiącami albo ułamkiem, a to różnica tysiąckrotna. Napisz, o co chodzi.
    data_three_decimals = "`{value}` może oznaczać tysiące albo ułamek: napisz `{thousands}` lub `{decimals}`.";
    /// Liczba bez `%` mogłaby być procentem albo ułamkiem. W tabelach mówi to dla całej kolumny `as: percent` lub
    /// `as: fraction`.
    no_percent = "`{name}` to procent, a `{value}` nie ma jednostki: {write}.";
    /// Polityka wymienia wartości, które pole może mieć, a tej wśród nich nie ma.
    field_value = "`{name}` nie może mieć wartości `{value}`: {write}";
    /// Polityka deklaruje, między jakimi granicami leży pole, a wartość leży poza nimi. Najczęściej pomylono cyfrę.
    out_of_range = "`{name}` nie może mieć wartości `{value}`: zakres to {range}.";
    /// Kwoty klientów liczy się w jednej walucie. Nie podaje jej ani polityka, ani kam.yaml.
    policy_currency = "`{name}` to kwota, ale ani polityka, ani kam.yaml nie mówi, w jakiej walucie liczyć: napisz `currency {currency}` pod wierszem `policy`.";
    // --- accounts and people ---
    /// Identyfikatory nazywają pliki i wiersze innych tabel, więc nigdy nie są puste i nie mogą wyglądać jak ścieżka.
    bad_id = "`{id}` nie może być identyfikatorem ({what}): {why}.";
    /// Dwa pliki lub wiersze opisują klienta o tym samym identyfikatorze. Dobry mógłby być tylko jeden.
    duplicate_account = "Klient `{id}` jest opisany dwa razy: zostaw jeden opis albo nadaj drugiemu inny identyfikator.";
    /// Dwa pliki mówią coś o tym samym polu jednego klienta. Nawet jeśli dziś się zgadzają, jutro ktoś o jednym zapomni.
    said_twice = "`{name}` jest podane dwa razy (`{of}`): zostaw jedno z nich.";
    /// Coś odwołuje się do klienta, którego nie ma w żadnym pliku ani tabeli.
    unknown_account = "Nie ma klienta `{id}`{hint}";
    /// Relacja lub opinia podaje osobę, której klient nie wymienia.
    unknown_person = "Klient `{account}` nie ma nikogo o identyfikatorze `{id}`{hint}";
    /// Dwie osoby u jednego klienta mają ten sam identyfikator, więc relacje i kontakty mogłyby dotyczyć każdej z nich.
    duplicate_person = "Klient `{account}` ma dwie osoby o identyfikatorze `{id}`: nadaj jednej inny.";
    /// Relacja to dwa identyfikatory z rodzajem pomiędzy: kto komu podlega, na kogo wpływa, komu ufa lub z kim jest w
    /// konflikcie.
    bad_relation = "`{value}` nie jest relacją: napisz `horst reports_to maria` albo z `influences`, `trusts`, `conflicts`.";
    /// Relacja łączy dwie osoby. Nikt nie podlega sobie ani nie wpływa sam na siebie.
    self_relation = "`{id}` nie może być w relacji ze sobą: podaj kogoś innego albo usuń wiersz.";
    /// Ta sama relacja między tymi samymi osobami stoi dwa razy. Zostaw tę właściwą.
    duplicate_relation = "`{relation}` stoi dwa razy: zostaw jeden z wierszy.";
    /// Odstępstwo podaje weto lub ograniczenie, którego polityka nie ma, więc niczego by nie uchyliło.
    unknown_waived = "W polityce nie istnieje {kind} `{name}`{hint}";
    /// Reguły wyliczają tę wartość z innych. Zapisana, prędzej czy później by im przeczyła.
    computed_attribute = "`{name}` się wylicza i nie można tego tu zapisać: usuń wiersz.";
    /// Podanej tu osoby nie ma w team.yaml, więc nie można jej uwzględnić w planach. Popraw identyfikator albo ją dodaj.
    unknown_member = "W team.yaml nie ma nikogo o identyfikatorze `{id}`{hint}";
    /// Dwie obserwacje są z tego samego dnia i nic nie mówi, która się liczy.
    observed_twice = "`{name}` ma dwie wartości {when}: zostaw jedną albo nadaj każdej jej dzień przez `on`.";
    /// Kontakt podaje kogoś, kogo klient nie wymienia, więc nikogo przez niego lepiej nie znamy.
    interaction_of_nobody = "Klient `{account}` nie ma nikogo takiego jak `{person}`, więc ten kontakt nikomu się nie liczy{hint}";
    /// Osoba ma potrzebę, której polityka nie deklaruje, więc nie może na nią odpowiedzieć żadna korzyść.
    unknown_need = "Polityka nie deklaruje potrzeby `{name}`{hint}";
    // --- tables ---
    /// Tabeli nie da się podzielić na komórki. Najczęściej otwarto cudzysłów i nigdy go nie zamknięto.
    table_syntax = "{what}";
    /// Wiersz ma więcej lub mniej komórek niż nagłówek. Najczęściej komórka, w której jest separator, nie stoi w cudzysłowie.
    ragged_row = "Liczba komórek w tym wierszu to {cells}, a w nagłówku {columns}: {write}.";
    /// Dwie kolumny mają ten sam nagłówek, więc nie jest jasne, o którą chodzi.
    duplicate_header = "Dwie kolumny mają nagłówek `{name}`: zmień jeden z nich.";
    /// kam.yaml pyta o kolumnę, której tabela nie ma.
    no_column = "W `{file}` nie ma kolumny `{name}`{hint}";
    /// Polityka deklaruje kolumnę, której tabela nie ma, więc brakuje jej w każdym wierszu. Podaj właściwy nagłówek w
    /// `columns`.
    column_not_fed = "`{records}.{name}` brakuje w każdym wierszu, bo w `{file}` nie ma takiej kolumny{hint}";
    /// kam.yaml wiąże kolumnę z czymś, czego polityka nie deklaruje.
    unknown_column = "W polityce nie istnieje {what} `{name}`{hint}";
    /// Każdy wiersz ma w dołączonej tabeli dokładnie jeden odpowiednik. Ten nie ma żadnego, więc brakowałoby jego dołączonych
    /// kolumn.
    join_miss = "Żaden wiersz `{file}` nie ma `{key}` w kolumnie `{column}`, więc ten wiersz nie ma tam odpowiednika.";
    /// Każdy wiersz ma w dołączonej tabeli dokładnie jeden odpowiednik. Przy dwóch wiersze liczyłyby się podwójnie.
    join_double = "Dwa wiersze `{file}` mają `{key}` w kolumnie `{column}`: ten wiersz potrzebuje tam dokładnie jednego odpowiednika.";
    /// Dwa połączone pliki mają kolumnę o tej nazwie. Napisz przed nią nazwę pliku.
    ambiguous_column = "Kolumnę `{name}` ma i `{first}`, i `{second}`: napisz `{write}`.";
    /// Wiersz należy do klienta, którego identyfikator podaje, a ten nie podaje żadnego.
    blank_account = "Ten wiersz nie podaje klienta: uzupełnij `{column}`.";
    /// Wiersze podają klienta, którego nie ma w żadnym pliku. Nikomu się nie liczą; popraw identyfikator albo dodaj klienta.
    rows_of_nobody = "Wiersze, które nie liczą się nikomu, bo nie ma klienta `{id}`: {rows}{hint}";
    /// Okna patrzą na datę wiersza, a ten jej nie ma, więc nie mieści się w żadnym.
    undated_row = "Ten wiersz nie ma daty w kolumnie `{column}`, więc nie mieści się w żadnym oknie czasu.";
    /// Pokazuje się dziesięć komunikatów danego rodzaju na kolumnę, a resztę zlicza tutaj. Popraw pokazane i sprawdź
    /// ponownie.
    more_like_it = "Takich miejsc jest jeszcze {count} (`{name}`).";
    /// Rejestr mówi, w którym dniu działanie wykonano, a zarazem, że jest otwarte lub porzucone. Jedno z dwojga jest błędne.
    done_but_open = "To działanie wykonano {day}, ale jego status to `{status}`: napisz `done` albo zostaw `done_on` puste.";
    /// Dzień wykonania leży po dniu oceny, który podaje kam.yaml. Najczęściej pomylono rok albo wpisano do złej kolumny to,
    /// co dopiero ma być zrobione.
    done_ahead = "To działanie wykonano {day}, a więc po dniu oceny, {as_of}: napisz dzień, w którym je wykonano.";
    /// To, co umówiono ponownie, ma zwykle późniejszy termin. Jeśli działanie przyspieszono, wszystko jest w porządku; inaczej
    /// zamieniono te dwa dni.
    due_before_first = "Termin tego działania to {due}, a więc przed pierwszym terminem, {first}: zamień je, chyba że działanie przyspieszono.";
    /// Dzień się liczy: to, co się powtarza, liczy się od ostatniego wykonania. Bez niego zastępuje go dzień terminu.
    done_without_day = "To działanie wykonano, ale nikt nie mówi kiedy: uzupełnij `done_on`. Do tego czasu liczy się dzień terminu, {due}.";
    /// Za otwarte działanie odpowiada ktoś z nas, z identyfikatorem z team.yaml, albo ktoś od klienta, z identyfikatorem z jego
    /// pliku. Pod inną nazwą nikt go wśród swoich nie znajdzie i nikomu nie zapisze się godzin.
    owner_is_nobody = "Prowadzącego `{owner}` nie ma ani w team.yaml, ani wśród osób klienta `{account}`{hint}";
    /// Identyfikator działania w rejestrze podaje osobę, której nie ma w pliku klienta. Wiersz nikomu się nie liczy, więc to,
    /// co z tą osobą zrobiono, może zostać zaplanowane ponownie.
    action_of_nobody = "Klient `{account}` nie ma nikogo o identyfikatorze `{person}`, więc to działanie nikomu się nie liczy{hint}";
    /// Identyfikator działania w rejestrze wymienia działanie, którego nie deklaruje żadna reguła, a jest reguła o podobnej nazwie.
    /// Wiersz się nie liczy, a działanie zostanie zaplanowane drugi raz.
    action_of_no_rule = "Reguły nie znają działania `{action}`, więc ten wiersz się nie liczy{hint}";
    /// Dwa działania uzgodniono w złej kolejności: według reguł jedno następuje po drugim, a ma wcześniejszy termin. Przesuń jedno z nich.
    agreed_before = "To działanie ma termin {due}, a następuje po `{other}`, które ma termin {later}: przesuń jedno z nich.";
    /// Potrzebę zapisano jej etykietą. Tylko nazwa wiąże ją z korzyściami, które na nią odpowiadają; inne słowa uchodzą za własne
    /// słowa tej osoby.
    need_by_label = "`{label}` to etykieta potrzeby, a stoi tu jako własne słowa tej osoby: napisz `{name}`.";
    /// Klienci mogą stać w jednej tabeli, po wierszu na każdego. Inne łączy się z nią przez wspólną kolumnę.
    two_tables = "Klienci mogą stać tylko w jednej tabeli: podaj jedno `file` i dołącz do niego pozostałe.";
    /// Komórki tabeli rozdziela inny znak, niż mówi kam.yaml, więc wszystko jest w jednej kolumnie.
    wrong_separator = "W `{file}` kolumny rozdziela `{separator}`: {write}.";
    /// Liczba ma przecinek dziesiętny, a tabelę czyta się z kropką. Powiedz to dla całej tabeli albo popraw komórkę.
    column_decimal = "`{value}` ma przecinek dziesiętny: napisz `decimal: \",\"` w kam.yaml, jeśli tak pisze się w tej tabeli, albo `{write}` tutaj.";
    /// Tabelę czyta się z przecinkiem dziesiętnym, a wtedy kropka dzieli tysiące. W tej liczbie tego nie robi.
    decimal_point = "`{value}` ma kropkę dziesiętną, a kam.yaml mówi dla tej tabeli `decimal: \",\"`: napisz tutaj `{write}` albo usuń to ustawienie, jeśli w tabeli pisze się kropki.";
    /// Daty nie zapisano tak, jak mówi o tej tabeli kam.yaml. Podaj właściwy wzorzec albo popraw komórkę.
    column_dates = "`{value}` nie jest datą według `{pattern}`: napisz `dates: {other}` w kam.yaml, jeśli tak pisze się w tej kolumnie, albo {write} tutaj.";
}
