//! Texts of the step `engine`.
use super::texts;

texts! {
    /// Kryterium mówi, że bez tego, czego mu trzeba, nie wolno oceniać klientów, a temu klientowi tego brakuje. Ustal to
    /// albo zmień to, co mówi kryterium.
    missing_fails = "`{criterion}` mówi `missing means fail`, a u klienta `{account}` zależy od tego, czego brakuje: {needs}.";
    /// Odstępstwo obowiązuje do podanego dnia. Potem weto lub ograniczenie znów działa; odnów odstępstwo albo je usuń.
    waiver_expired = "Odstępstwo od `{name}` dla klienta `{account}` skończyło się {until} i już nie działa.";
    /// Reguły obowiązują od dnia późniejszego niż dzień oceny. Na próbę to wystarczy; do decyzji weź reguły, które w tym
    /// dniu obowiązywały.
    before_effective = "Polityka obowiązuje od {effective}, a ocena jest na dzień {as_of}.";
    /// Wiersze z warunkami mogą zachodzić naraz, a u tego klienta dwa z nich zachodzą i dają co innego. Jego wartość jest
    /// wtedy nieznana, więc warunki powinny się wykluczać.
    several_rows_apply = "U klienta `{account}` zachodzi kilka wierszy tabeli `{table}` i każdy daje co innego, więc nie ma on wartości: niech warunki się wykluczają.";
    /// Źródło obejmuje dni, które podaje `covers`, a ocena jest na dzień późniejszy: nikt nie wie, co działo się od tamtej
    /// pory, więc u wszystkich klientów brakuje tego, co patrzy na ostatnie tygodnie albo miesiące. Pobierz dane na nowo
    /// i wpisz nowy ostatni dzień. Żeby zobaczyć, jak było, oceniaj z `--as-of` na dzień, w którym dane się kończą.
    data_ended = "Dane `{records}` kończą się {to}, przed dniem oceny {as_of}: nie wiadomo, co działo się od tamtej pory.";
}
