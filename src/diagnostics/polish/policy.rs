//! Texts of the step `policy`.
use super::texts;

texts! {
    /// Nazwa, której używa kilka reguł, jest zadeklarowana niemal tak samo, ale pod inną, której nie używa żadna: błąd jest
    /// najpewniej w deklaracji.
    declared_otherwise = "Nazwy `{declared}` nikt nie używa, a `{used}` (liczba użyć: {count}) nikt nie deklaruje: czy chodziło o `{used}`?";
    /// Jeden plik mówi, jak nazywa się polityka i która to wersja; dokumenty i odpowiedzi podają jedno i drugie. Inne pliki
    /// mogą zawierać dalsze pozycje lub biblioteki.
    no_policy = "Żaden plik w rules/ nie mówi, jak nazywa się polityka: zacznij jeden od `policy NAZWA \"…\" version 1`.";
    /// Polityka ma jedną nazwę, jedną walutę, jeden dzień, od którego obowiązuje, i jedną kolejność. Drugie przeczyłyby
    /// pierwszym.
    two_of_one = "`{keyword}` stoi dwa razy, a polityka ma jedno: zostaw jedno z nich.";
    /// Dokumenty i decyzje podają wersję polityki, z której powstały. Podnoś ją przy każdej zmianie reguł.
    no_version = "Polityka nie ma wersji: napisz `version 1` za jej etykietą.";
    /// Brakuje części, bez której ta pozycja nie może się obejść, na przykład wagi kryterium lub typu pola.
    lacks = "Nie podano, {lack} ({what}): napisz {write}.";
    /// Polityka potrzebuje co najmniej jednej grupy z kryterium oraz poziomów. Bez nich żaden klient nie ma wyniku ani
    /// poziomu.
    policy_lacks = "Polityka nie ma {what}: dodaj, na przykład `{write}`.";
    /// Kwoty w regułach i danych liczy się w jednej walucie, którą polityka podaje raz.
    no_currency = "Polityka mówi o pieniądzach, a nie podaje waluty: napisz `currency` pod jej pierwszym wierszem.";
    /// Z biblioteki korzysta wiele polityk; są w niej pola, rekordy, definicje, weta i działania. To, co rozstrzyga o wyniku,
    /// zostaje w każdej polityce.
    not_in_library = "W bibliotece nie może stać `{keyword}`: poziomy, grupy, kryteria i kolejność należą do polityki.";
    /// Wszystkie pozycje sprawdza się razem, a tak wiele wskazuje, że dane zapisano jako reguły. Przenieś dane do tabel.
    too_many_items = "Polityka ma {count} pozycji, więcej niż 10 000, które można sprawdzić razem: podziel ją.";
    /// Dwie pozycje jednego rodzaju mają tę samą nazwę, więc reguła, która jej używa, mogłaby oznaczać każdą z nich. Zmień
    /// nazwę jednej albo ją usuń.
    duplicate_name = "`{name}` zadeklarowano dwa razy: zmień nazwę jednego z nich albo je usuń.";
    /// Dołączona biblioteka deklaruje tę samą nazwę inaczej. Pola mogą stać w obu miejscach, jeśli są dokładnie takie same.
    clash = "`{name}` deklaruje też biblioteka, i to inaczej: zmień swoją nazwę albo zadeklaruj dokładnie tak samo.";
    /// Osoby, klienci i przyjęte działania mają w każdej polityce pewne atrybuty, na przykład `support` lub `contact`. Nie
    /// można ich zadeklarować ponownie.
    built_in = "`{name}` jest nazwą wbudowaną: wybierz inną.";
    /// Dwie nazwy różnią się tylko wielkością liter lub znakami diakrytycznymi. Obie działają, ale kto pomyli jedną, dostanie
    /// bez słowa drugą.
    like_names = "`{name}` i `{other}` różnią się tylko wielkością liter lub znakami diakrytycznymi: jedna pomyłka zamienia jedno w drugie, więc zmień jedną z nazw.";
    /// Przed kropką stoi, czyje to pole, a możliwe jest tylko `person`. Kolumny rekordów stoją wcięte pod swoją pozycją
    /// `records`.
    field_owner = "Pole należy do klienta albo do osoby: napisz `field {name}` lub `field person.{name}`; kolumny stoją pod swoim `records`.";
    /// Reguła używa nazwy, której nic nie deklaruje: nie ma takiego pola, definicji, tabeli, kryterium, parametru ani
    /// rekordów. Popraw pisownię albo ją zadeklaruj.
    unknown_name = "Nic nie nazywa się `{name}`{hint}";
    /// Wiersz odwołuje się do grupy, zestawu działań, działania lub innej pozycji nazwą, której żadna z nich nie ma.
    unknown_item = "Nie istnieje {kind} `{name}`{hint}";
    /// Pole z listą wartości może mieć tylko jedną z nich. Wartości spoza listy nic by nigdy nie spełniło.
    unknown_value = "`{value}` nie jest jedną z możliwych tu wartości, którymi są {values}.";
    /// W pytaniu o osoby lub wiersze nazwa może należeć do klienta albo do osoby. Powiedz, do czego, pisząc przed nią
    /// `person.` lub nazwę rekordów.
    ambiguous_name = "Nazwa `{name}` występuje też gdzie indziej ({also}): napisz `{write}` albo zmień jedną z nazw.";
    /// Atrybuty osób mają wartość tylko dla konkretnej osoby. Reguła o kliencie pyta o wszystkie osoby przez `any`, `all`,
    /// `no`, `count` lub `share`.
    person_outside = "`{name}` należy do osoby, a tu nie ma mowy o żadnej: zapytaj o wszystkie, na przykład `(any people where {name} …)` lub `(share of people where {name} …)`.";
    /// Klient ma wiele wierszy danego rodzaju, a reguła potrzebuje jednej wartości. Zsumuj je, policz, uśrednij albo ujmij
    /// inaczej.
    many_values = "`{name}` ma wiele wartości naraz ({what}), a tu potrzebna jest jedna: zapytaj o nią, na przykład `(sum …)`, `(count …)` lub `(any … where …)`.";
    /// Wynik, poziom i status wychodzą na końcu. Reguła, która prowadzi do wyniku, nie może zależeć od tego, co z niego
    /// wychodzi.
    outcome_here = "`{name}` można użyć tylko w `rank by`, dokumentach, zestawach działań, ofertach, alertach i wskaźnikach: żadna reguła, która prowadzi do wyniku, nie może od tego zależeć.";
    /// Żeby obliczyć tę wartość, trzeba by znać ją samą. Komunikat pokazuje, którędy; jedna z definicji musi obejść się bez
    /// pozostałych.
    cycle = "`{name}` zależy od samego siebie: `{path}`. Oblicz jedno z nich bez pozostałych.";
    /// Wartości z jednostką porównuje się z wartościami w tej samej jednostce, żeby nikt nie wziął 90 dni za 90 miesięcy.
    missing_unit = "`{name}` to {unit}: napisz `{write}`.";
    /// 5 i 5 % różnią się stukrotnie. Procent zawsze pisze się ze znakiem.
    bare_percent = "`{name}` to procent: napisz `{write}` albo `{other}`, jeśli chodziło o sam udział.";
    /// Pojedyncza liczba w tabeli może być miejscem, od którego, do którego lub w którym wiersz obowiązuje. Mówi to słowo
    /// przed nią.
    bare_cell = "Samo `{text}` nie mówi, gdzie się zaczyna lub kończy; `{name}` to {unit}: napisz `{write}`.";
    /// Pole ma nazwane wartości. Mają one liczby do obliczeń, ale reguły podają nazwę, bo nikt nie pamięta, co znaczy 2.
    number_for_value = "`{name}` nie jest liczbą: zamiast `{number}` napisz jedną z wartości {values}.";
    /// Reguły mówią tylko w walucie polityki: kursy się zmieniają, a próg nie może się zmieniać razem z nimi.
    other_currency = "`{text}` jest w innej walucie niż polityka: napisz kwotę w {currency}.";
    /// Miesiące i lata nie mają stałej liczby dni. Policzone dni porównuje się z dniami; miesiące i lata można dodać do daty.
    calendar_length = "Miesiące i lata mają różną długość, więc `{text}` nie da się tu policzyć: napisz `{write}` albo dodaj to do daty.";
    /// Godziny i dni robocze służą do nakładu pracy i terminów działań. Reguły o klientach liczą dni.
    unit_place = "`{text}` służy do nakładu pracy i terminów, a w regule nie ma miejsca: napisz dni.";
    /// Dodanie 4 % do kwoty może znaczyć o 4 procent więcej albo 0.04. Pomnóż, żeby powiedzieć, że kwota rośnie.
    plus_percent = "{what} {word} procent ma dwa znaczenia: napisz `{write}`.";
    /// Dwóch wartości różnego rodzaju, na przykład pieniędzy i dni, nie można ani porównać, ani dodać. Jedna z nich to
    /// pewnie inna nazwa, niż miała być.
    mismatch = "`{left}` to {left_type}, a `{right}` to {right_type}: nie można ich {verb}.";
    /// Wartość jest innego rodzaju, niż potrzeba w tym miejscu, na przykład tekst tam, gdzie trzeba liczby.
    wrong_type = "`{name}` to {want}, a `{text}` to {type}.";
    /// Sumy, średnie i działania wymagają liczb, a to jest tekst, data lub wartość z listy.
    not_numeric = "{what} wymaga liczb, a `{text}` to {type}.";
    /// Nazwane wartości można uśrednić lub zsumować, jeśli każda ma liczbę. Podaj liczby na liście, na przykład `one of
    /// weak 1, good 2`.
    values_without_numbers = "Wartości `{text}` nie mają liczb, którymi można liczyć: zadeklaruj je z liczbami, na przykład `one of {example}`.";
    /// Wartości z listy mają kolejność tylko wtedy, gdy zadeklarowano ją znakiem `<` lub liczbami. Bez niej `above` i `at
    /// least` nic nie mówią.
    unordered = "Wartości `{name}` nie mają kolejności, więc `{operator}` nic nie mówi: napisz `is` lub `in` z wartościami spośród {values}.";
    /// Nic nie jest większe, mniejsze ani równe temu, czego nie wiadomo. Czy coś wiadomo, sprawdza `is missing`.
    compares_missing = "Z `missing` nie można niczego porównać: napisz `{write}`.";
    /// Nieznaną wartością nie można liczyć. `missing` stoi samo jako to, co wychodzi po `then` lub `else`.
    missing_operand = "`missing` nie jest wartością do liczenia: użyj go samego po `then` lub `else`.";
    /// Po `when`, `where`, `if` i wokół `and` stoi coś, co jest prawdą albo nie. Sama wartość nie jest ani jednym, ani
    /// drugim: porównaj ją z czymś.
    no_condition = "Potrzebny jest warunek, a `{text}` to {type}: porównaj to z czymś.";
    /// Wymaga się więcej warunków, niż wymieniono, więc reguła nigdy nie zajdzie.
    too_few_conditions = "Liczba warunków to {conditions}, więc nigdy nie zajdzie co najmniej {count}: obniż tę liczbę albo dodaj warunki.";
    /// Dzielnik zawsze jest zerem, więc wynik nigdy nie byłby znany.
    divides_by_zero = "`{text}` dzieli przez 0: napisz inny dzielnik.";
    /// W tym miejscu potrzebna jest wartość ustalona w regułach, bo musi być ta sama dla każdego klienta.
    not_constant = "`{text}` nie jest ustalone w regułach: napisz tu zwykłą wartość.";
    /// To, że coś nie dotyczy klienta, mówią jego dane albo przykład. Reguła, która nie daje wartości, daje `missing`.
    not_applicable_here = "`n/a` mówią dane i przykłady: w regule napisz `missing`.";
    /// Pierwsza granica zakresu leży wyżej niż ostatnia, więc nic w nim nie ma. Najczęściej zamieniono je miejscami.
    empty_range = "W `{text}` nic się nie mieści: pierwsza granica nie leży poniżej ostatniej. Napisz `{write}`.";
    /// Zakres ogranicza liczby, kwoty, procenty, dni i punkty. Teksty, daty, listy oraz tak lub nie zakresu nie mają.
    range_of = "Zakres mają tylko liczby, a {type} to nie liczba: usuń zakres.";
    /// Gdy liczby mają tylko niektóre wartości, nie wiadomo, jak mają się do nich pozostałe. Ponumeruj wszystkie albo żadną.
    half_numbered = "Niektóre wartości mają liczby, a {values} nie: podaj liczby przy wszystkich albo przy żadnej.";
    /// Lista wartości jest dla tego, co reguły rozróżniają. Dłuższe listy należą do pola tekstowego lub tabeli.
    too_many_values = "Lista ma najwyżej 128 wartości, a ta ma {count}: użyj `text`.";
    /// Pole bierze wartości z pozycji polityki, na przykład z jej kanałów, a żadnych nie ma.
    nothing_declared = "`one of {name}` wymienia to, co zadeklarowano przez `{keyword}`, a nic takiego nie ma: zadeklaruj albo wypisz wartości tutaj.";
    /// Okna takie jak `over 12 months` patrzą na jedną datę w wierszu. `dated by` podaje kolumnę rekordów typu `date`.
    dated_by = "`{name}` {why}: `dated by` podaje kolumnę typu `date`, na którą patrzą okna.";
    /// Funkcja dostała za mało lub za dużo wartości albo wartości w innej kolejności. Komunikat pokazuje, jak się jej używa.
    wrong_arguments = "`{name}` używa się tak: `{usage}`.";
    /// Wiek ma tylko to, co ktoś zaobserwował: pola klienta i atrybuty osób. To, co wyliczono, jest tak stare jak pytanie.
    age_of = "`age` mówi, jak stara jest obserwacja, a `{text}` nie pochodzi z obserwacji: podaj pole albo atrybut osoby.";
    /// Suma lub liczba musi wiedzieć, po jakich wierszach idzie: po osobach klienta czy po rekordach o danej nazwie.
    no_subject = "`{text}` nie mówi, o czyje wiersze chodzi: podaj `people` lub rekordy, a kolumny razem z nimi, na przykład `line.price`.";
    /// Wewnątrz `sum` i podobnych kolumnę pisze się z nazwą jej rekordów, żeby nikt nie wziął jej za pole klienta.
    query_column = "`{name}` nie mówi, czyje jest: napisz `{write}`.";
    /// `count`, `any`, `all` i `no` pytają o wiersze, a nie o jedną z ich kolumn.
    counts_rows = "`{function}` pyta o całe wiersze: napisz `{function} {write}`.";
    /// Żeby zsumować lub uśrednić, trzeba powiedzieć, o którą kolumnę lub wyliczoną wartość wierszy chodzi.
    needs_column = "`{function}` potrzebuje kolumny lub wyrażenia po wierszach: napisz `{function} {text}.NAZWA`.";
    /// `any`, `all`, `no` i `share` o wszystkich wierszach nic nie mówią bez warunku, który odróżnia jedne od drugich.
    needs_where = "`{function} {subject}` nie mówi które: dodaj `where` i warunek.";
    /// `latest` i `earliest` porównują daty. Do liczb służą `max` i `min`.
    latest_of = "`{function}` wybiera datę, a `{text}` to {type}: podaj kolumnę typu `date`.";
    /// Okno potrzebuje daty każdego wiersza, a te rekordy mają kilka kolumn z datami albo żadnej. Powiedz, która, przez
    /// `dated by`.
    undated = "Rekordy `{name}` nie mają jednej daty, na którą mogłoby patrzeć okno: {say}.";
    /// Okno zostawia wiersze z pewnego czasu, a osoby w czasie nie stoją. O ich daty zapytaj warunkiem.
    window_over_people = "Osoby nie mają dat, więc okno nic o nich nie mówi: usuń je.";
    /// Wagi mówią, ile każdy wiersz znaczy w średniej. W sumach i liczbach nic nie znaczą.
    weighted_what = "Wagi ma tylko `average`, a nie `{function}`: usuń `weighted by`.";
    /// Nagłówek ostatniej kolumny mówi, co wychodzi z tabeli: `points` w kryterium, gdzie indziej nazwa samej tabeli.
    result_column = "Ostatnia kolumna to wynik tabeli i musi nazywać się `{name}`, a nie `{text}`.";
    /// Nagłówek to dana wejściowa, `when` albo wynik. Ten w takiej tabeli nic nie znaczy.
    heading_place = "Kolumna `{text}` nie ma miejsca w tej tabeli: usuń ją.";
    /// Tabela potrzebuje nagłówka z daną wejściową i wynikiem oraz co najmniej jednego wiersza.
    no_rows = "Tabela nie ma {what}: {where}.";
    /// Komórka nie ma żadnej z postaci swojej kolumny: zakresu, wartości lub `missing` pod daną wejściową, wartości właściwego
    /// rodzaju pod wynikiem.
    cell_form = "`{text}` nie pasuje do tej komórki: napisz {want}.";
    /// Między wierszami `at` biegnie linia, więc wartości pośrednie leżą na niej; wiersze `from` to schody. Tabela jest jednym
    /// albo drugim.
    mixed_steps = "Wiersze `at` łączą linie, a wiersze `from` to schody: w całej tabeli użyj jednych z nich.";
    /// Przy jednej danej wiersze `from` tworzą drabinę i każdy kończy się tam, gdzie zaczyna się następny. Przy kilku danych
    /// nie jest to jasne, więc wiersz podaje własny koniec.
    step_among_several = "Przy kilku kolumnach `{text}` nie mówi, gdzie się kończy: napisz `{write}` albo `from … below …`.";
    /// Między dwoma wierszami `at` wynik liczy się wzdłuż linii, do której trzeba dwóch zwykłych liczb.
    at_gives_numbers = "Linię można poprowadzić tylko między zwykłymi liczbami: napisz tu liczbę.";
    /// Tabela wierszy `at` obejmuje wszystkie liczby, więc na zakresy nie ma w niej miejsca. Można dodać wiersz dla `missing`.
    among_at_rows = "W tabeli z wierszami `at` mogą stać tylko one i jeden wiersz `missing`: zmień ten wiersz.";
    /// Wiersze drabiny obejmują razem wszystko od najniższego w górę. Zakres wśród nich obejmowałby coś dwa razy.
    among_from_rows = "Wiersze `from` sięgają do następnego, więc nie może stać wśród nich zakres: napisz każdy wiersz jako `from` albo każdy jako zakres.";
    /// Dwa punkty linii stoją w jednym miejscu z różnymi wynikami, więc nie jest jasne, który się liczy.
    same_position = "Dwa wiersze `at` stoją w tym samym miejscu: usuń jeden.";
    /// Linia daje wynik dla każdej liczby; poniżej pierwszego i powyżej ostatniego punktu obowiązują wartości skrajne. Wiersza
    /// może potrzebować tylko brak.
    otherwise_at = "Wiersze `at` niczego nie zostawiają, więc `otherwise` nic nie mówi: usuń wiersz albo napisz `missing`.";
    /// `otherwise` bierze każdy przypadek, którego nie spełnił inny wiersz, więc warunek obok zostałby pominięty.
    otherwise_alone = "`otherwise` oznacza wszystkie pozostałe przypadki: w innych komórkach tego wiersza napisz `any`.";
    /// Pierwsze `otherwise` bierze wszystko, co zostało. Do drugiego nic nie dotrze.
    two_otherwise = "Drugie `otherwise` nigdy nie zajdzie: usuń jedno z nich.";
    /// `unknown`, `exclude` i `fail` mówią, co się dzieje, gdy czegoś nie wiadomo. Wiersz, który spełniają wartości znane, daje
    /// punkty.
    only_for_missing = "`{text}` odpowiada na brak wartości, a ten wiersz spełniają tylko znane: napisz tu punkty, a `{text}` w wierszu `missing`.";
    /// Słowa takie jak `from` i `above` porównują wielkości, a ta dana to lista bez kolejności, tekst albo tak lub nie.
    not_measured = "`{text}` wymaga liczby, a `{name}` to {type}: napisz {write}.";
    /// Każde kryterium daje od 0 do 100 punktów; jego waga mówi, ile one znaczą.
    points_range = "Punkty leżą między 0 a 100, a `{text}` nie.";
    /// Każde kryterium daje od 0 do 100 punktów, a to wyrażenie może dać więcej lub mniej. W granicach trzyma je `clamp`.
    points_unbounded = "Punkty leżą między 0 a 100, a `{text}` może leżeć poza nimi: napisz `{write}`.";
    /// Grupa daje ważone punkty swoich kryteriów. Bez żadnego jej waga poszłaby donikąd.
    empty_group = "Grupa `{name}` nie ma kryterium: dodaj jakieś z `in {name}` albo usuń grupę.";
    /// Wagi są częściami całości: procentami powyżej 0 albo ułamkami tam, gdzie procenty trzeba by zaokrąglać.
    weight_form = "`{text}` nie jest wagą: napisz procent powyżej 0, na przykład `40 %`, albo dokładny ułamek, na przykład `20/57`.";
    /// Wagi wszystkich grup sumują się do 100 %, podobnie wagi kryteriów w każdej grupie. Komunikat mówi, ile brakuje lub ile
    /// jest za dużo.
    weight_sum = "Suma wag {what} to {sum}: {difference}.";
    /// Poziom zaczyna się od liczby punktów albo od parametru. Nie może być inny u każdego klienta.
    threshold_form = "Poziom zaczyna się od punktów albo od parametru, a nie od `{text}`.";
    /// Poziomy sprawdza się od góry. Taki, który obejmuje wszystkich, nie zostawia nikogo dla niższych.
    otherwise_last = "`otherwise` obejmuje wszystkich, więc żadnego poziomu pod `{name}` nie da się osiągnąć: umieść go na końcu.";
    /// Ostatni poziom bierze wszystkich, którzy nie spełnili żadnego wyższego, więc każdy klient jakiś ma. Z warunkiem
    /// niektórzy zostaliby bez poziomu.
    otherwise_when = "Ostatni poziom `{name}` bierze wszystkich, którzy zostali, więc nie ma warunku: usuń `when`.";
    /// Niektórzy klienci mogą nie spełnić żadnego poziomu. Ostatni poziom to `otherwise`, żeby każdy jakiś miał.
    last_tier = "Ostatni poziom bierze wszystkich, którzy zostali: przy `{name}` napisz `otherwise` albo dodaj pod nim kolejny poziom.";
    /// Poziomy sprawdza się od góry, więc każdy zaczyna się od mniejszej liczby punktów niż ten nad nim. Inaczej nikt by na
    /// niego nie trafił.
    tiers_fall = "Poziom `{name}` zaczyna się od {low} punktów, a lepszy poziom `{above}` od {high}{when}: każdy poziom zaczyna się niżej niż ten nad nim.";
    /// Klientów porządkuje się według liczb, dat albo list wartości z kolejnością. Tekst i listy bez kolejności jej nie mają.
    rank_by = "Nie można uporządkować klientów według `{text}`, bo to {type}: podaj liczbę, datę lub coś, co ma kolejność.";
    /// Prawdopodobieństwo nigdy nie jest równe 0 % ani 100 %: żadna przesłanka nie mogłaby go już zmienić.
    chance_range = "Prawdopodobieństwo leży między 0 % a 100 %, bez obu końców, a `{text}` nie.";
    /// Każdy wiersz to warunek i to, jak bardzo zmienia szansę: ile dałby sam albo przez ile mnoży szanse.
    odds_header = "Tabela prawdopodobieństwa ma dwie kolumny: `when` oraz `alone gives` lub `odds`.";
    /// Parametr, który zmienia się w czasie, wymienia wartości od daty najwcześniejszej do najpóźniejszej.
    dates_rise = "Daty parametru rosną z wiersza na wiersz, a {date} nie jest po {before}: ułóż je po kolei.";
    /// Przykład podaje każdą daną raz. Z dwóch wartości dałoby się użyć tylko jednej.
    given_twice = "`{name}` podano w tym przykładzie dwa razy: zostaw jedno.";
    /// Parametry są ustalone w regułach i obowiązują wszystkich klientów. Zmień parametr, żeby zobaczyć, co z tego wyniknie.
    given_parameter = "`{name}` to parametr ustalony w regułach: przykład nie może nadać mu innej wartości.";
    /// Atrybuty, które reguły wyliczają, wynikają z innych. Podaj tamte, a wyliczony wyjdzie sam.
    given_computed = "`{name}` wylicza się dla każdej osoby: podaj atrybuty, z których się to wylicza.";
    /// Przykłady sprawdzają to, co reguły wyliczają. Dana wejściowa jest taka, jak mówi przykład.
    expects_given = "`{name}` się nie wylicza, więc nie można niczego od tego oczekiwać: oczekuj kryterium, grupy, `let`, tabeli, `score`, `tier` lub `status`.";
    /// Przykład bez oczekiwania nie może zawieść, więc niczego nie chroni.
    expects_nothing = "Przykład „{title}” niczego nie oczekuje: dodaj, co ma wyjść.";
    /// Lista oczekiwanych wartości oznacza dowolną z nich, co jest możliwe przy wartościach nazwanych. Liczb oczekuje się w
    /// zakresie.
    several_values = "Kilku wartości można oczekiwać tylko od listy wartości: dla `{name}` napisz jedną wartość albo zakres, na przykład `40..60`.";
    /// Waga jest procentem swojej grupy. Bez znaku 20 mogłoby oznaczać punkty.
    weight_unit = "Waga `{name}` to procent: napisz `weight {write}`.";
    /// Wartości uporządkowane przesuwa się o całe stopnie: plus 1 to następna wartość. Pół stopnia prowadzi donikąd.
    part_of_step = "`{name}` przechodzi od wartości do wartości, a między dwiema nic nie ma, więc `{text}` nic nie znaczy: napisz `{write}` albo inną całkowitą liczbę stopni.";
    /// Przykład podaje wartość, której pole według własnej deklaracji nigdy nie przyjmie, więc nic nie mówi o prawdziwych
    /// klientach.
    given_out_of_range = "`{name}` nigdy nie będzie równe `{value}`: zakres to {range}.";
    /// `clamp` trzyma wartość między dwiema granicami, niższą na początku. Odwrotnie nic się między nimi nie mieści.
    clamp_ends = "W `{text}` dolna granica leży powyżej górnej: napisz `{write}`.";
    /// Co najmniej 0 z warunków zachodzi zawsze, więc reguła obejmuje wszystkich.
    at_least_none = "Co najmniej 0 z warunków zachodzi zawsze: napisz, ile ma zachodzić, co najmniej 1.";
    /// Teksty pisze się w cudzysłowie, żeby nikt nie wziął ich za nazwy.
    text_quotes = "Tekst stoi w cudzysłowie: napisz `{write}`.";
}
