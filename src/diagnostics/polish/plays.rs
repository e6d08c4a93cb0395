//! Texts of what is done about an account: amounts, owners, effects, channels, KPIs.
use super::texts;

texts! {
    /// Nakład pracy planuje się w godzinach pracy ludzi. Podaj jednostkę, żeby nikt nie wziął 3 za dni.
    effort_unit = "Nakład pracy liczy się w godzinach: napisz `{write}`.";
    /// Koszty i nakład pracy to coś, co trzeba ponieść, a więc co najmniej zero.
    below_zero = "Wartość nie może być ujemna ({what}): napisz, ile trzeba ponieść.";
    /// Opóźnienia i terminy to pełne dni, dni robocze, tygodnie, miesiące lub lata.
    delay_form = "`{text}` nie jest tu okresem: napisz pełne dni, tygodnie, miesiące lub lata, na przykład `{write}`.";
    /// Działanie zmienia to, co się obserwuje, na przykład `contact` lub `support`. To, co reguły z tego wyliczają, zmienia
    /// się samo.
    effect_computed = "`{name}` {why}; działanie może zmienić tylko {such}.";
    /// Efekt dotyczy osoby, a działanie nie mówi której. Z wierszem `for each person where …` planuje się je dla każdej z
    /// takich osób.
    effect_of_person = "`{name}` dotyczy osoby, a to działanie jest dla całego klienta: dodaj wiersz `for each person`.";
    /// `+ 1` przesuwa wartość na następny stopień lub liczbę. Ta nie ma ani kolejności, ani liczb, więc napisz, czym ma się
    /// stać.
    effect_change = "`{name}` to {type}, więc nie ma stopni: napisz `{name} becomes` i wartość.";
    /// Wartości uporządkowane zmieniają się o całe stopnie. Pół stopnia prowadzi donikąd.
    effect_steps = "`{name}` zmienia się o całe stopnie, a `{text}` nim nie jest. Napisz `{name} + 1`.";
    /// Wartość, do której doprowadziłoby działanie, leży poza zadeklarowanym zakresem, więc nigdy nie powstanie.
    effect_range = "`{text}` leży poza zakresem pola `{name}`.";
    /// Działanie idzie kanałem polityki albo takim, który wybiera tabela `one of channels`.
    no_channel = "`{name}` to ani kanał, ani tabela `one of channels`{hint}";
    /// Tabela wybiera kanał dla osoby, a działanie nie mówi, dla kogo jest.
    channel_of_person = "`{name}` wybiera kanał dla osoby, a to działanie jest dla całego klienta: dodaj wiersz `for each person` albo podaj kanał.";
    /// Każdego prowadzącego działanie podaje się raz.
    party_twice = "`{name}` stoi dwa razy wśród prowadzących: zostaw jedno.";
    /// Cel mierzy coś, co da się osiągnąć: liczbę, procent albo wartość z uporządkowanej listy. Tekstu nie da się porównać
    /// z wartością docelową.
    measure_of = "To, co mierzy cel, da się osiągnąć, a `{text}` nie: podaj liczbę, procent albo listę wartości.";
    /// Dwa zestawy działań mają działanie o tej nazwie. Napisz przed nią nazwę zestawu.
    ambiguous_action = "Działanie `{name}` jest w kilku zestawach działań: napisz {write}.";
    /// Działanie planuje się raz dla klienta, więc nie podaje się przy nim osoby.
    action_of_account = "Działanie `{name}` wykonuje się raz dla całego klienta: pomiń `for {person}`.";
    /// Wartości docelowe wskaźnika stoją w tabeli według poziomów, w kolumnach o stałej kolejności.
    kpi_header = "Tabela wskaźnika ma kolumny `tier`, `target` i, jeśli trzeba, `alarm`, w tej kolejności.";
    /// Poziom ma jedną wartość docelową. Dwa wiersze podają ten sam poziom.
    tier_twice = "Poziom {tier} ma wartość docelową w dwóch wierszach: zostaw jeden.";
    /// Wartości docelowe stoją albo w tabeli według poziomów, albo w jednym wierszu dla wszystkich.
    target_twice = "Wartości docelowe stoją w tabeli, według poziomów: usuń ten wiersz.";
    /// Alarm podnosi się, gdy wskaźnik jest zbyt daleko od wartości docelowej, więc musi ona być.
    alarm_alone = "Alarm mówi, jak daleko od wartości docelowej to za daleko, a takiej nie ma: dodaj `target` i to, czego się oczekuje.";
    /// Między wartością docelową a alarmem leży to, co jeszcze nie alarmuje. Gdy są równe, samo osiągnięcie celu
    /// podniosłoby alarm.
    alarm_is_target = "Alarm i wartość docelowa są równe, więc kto osiągnie cel, podniesie alarm: przesuń jedno z nich.";
    /// `kam` i `client` pisze się małymi literami. Inne słowa oznaczają role z team.yaml.
    party_word = "`{name}` pisze się tu `{write}`; inne słowa to role w zespole.";
    /// Dwa działania, które planuje się razem, nadają tej samej rzeczy różne wartości. To, która obowiązuje, zależałoby od
    /// kolejności ich terminów.
    effects_clash = "Działanie `{first}` nadaje `{name}` wartość `{one}`, a `{second}` wartość `{other}`, i oba są zaplanowane, jak tutaj: {whose}. Ustaw jedno po drugim (`after`) albo daj mu warunek, przy którym drugiego się nie planuje.";
    /// `client role signatory` mówi, kto odpowiada po stronie klienta. Naszych ludzi podaje się samą rolą z team.yaml:
    /// `owner pre_sales`.
    role_of_ours = "`role` mówi, kto odpowiada po stronie klienta, na przykład `client role signatory`, a `{name}` to ktoś z nas: pomiń je.";
    /// Reguły chcą roli, umiejętności lub języka, których w team.yaml nikt nie ma, więc działanie byłoby niczyje. Najczęściej
    /// zapisano to na dwa sposoby; inaczej wpisz to komuś albo zostaw jako lukę, o której mówi plan.
    nobody_of_ours = "Nikt w team.yaml {lacks} `{name}`{hint}";
    /// Reguły wymagają wyższego poziomu umiejętności, niż ma ktokolwiek w team.yaml, więc działania nie miałby kto wykonać. Wpisz
    /// poziom, który ktoś osiągnął, wymagaj mniej albo zostaw lukę, o której powie plan.
    level_of_nobody = "Nikt w team.yaml nie ma umiejętności `{name}` na poziomie {level}: najwyższy to {highest} ({who}).";
    /// Kanały i działania wskazuje się nazwą, która się nie zmienia; etykiety są dla czytelników.
    by_label = "`{label}` to etykieta, a w tym wierszu podaje się nazwę, bez cudzysłowu ({kind}){hint}";
}
