//! Texts of overlays.
use super::texts;

texts! {
    /// `overlays` w kam.yaml mówi, które nakładki są włączone. Tej, która tam stoi, nie ma w żadnym pliku w rules/, więc nie
    /// wiadomo, co ma się zmienić.
    unknown_overlay = "W rules/ nie ma nakładki `{name}`{hint}";
    /// Nakładka zmienia jedną wersję jednej polityki. Gdy polityka ma nową wersję, ktoś musi sprawdzić, czy zmiany są nadal
    /// potrzebne, i wpisać tę wersję tutaj.
    overlay_base = "Nakładka jest napisana dla `{says}`, a polityka to tutaj `{is}`: sprawdź, czy każdy wiersz jest nadal potrzebny, i napisz `on {is}`.";
    /// Nakładka mówi, co zastępuje, żeby nikt nie zmienił wartości, która tymczasem stała się inna. Polityka nie mówi już
    /// tego, co podaje nakładka.
    overlay_stale = "`{what}` to nie `{says}`: polityka mówi teraz {is}. Sprawdź, czy ta zmiana jest nadal potrzebna, i napisz, co zastępuje.";
    /// Nakładka podaje słowo w słowo, który wiersz zastępuje. W tabeli nie ma takiego wiersza albo już go nie ma.
    overlay_row = "W tabeli `{table}` nie ma wiersza `{says}`: napisz go tak, jak stoi w polityce.";
    /// Polityka zamyka ten element: kto za nią odpowiada, postanowił, że żadna nakładka go nie zmieni.
    overlay_locked = "`{what}` jest w polityce zamknięte (`locked`), więc żadna nakładka nie może tego zmienić ani usunąć: pomiń ten wiersz albo uzgodnij zmianę polityki.";
    /// Dwa wiersze włączonych nakładek zmieniają to samo i nie wiadomo, który obowiązuje. Zostaw jeden z nich albo włącz
    /// tylko jedną z nakładek.
    overlay_clash = "{this} i {other} zmieniają to samo, `{what}`: zostaw jedną ze zmian.";
    /// Nakładka zmienia to, co mówi polityka. Jak się polityka nazywa, jakie biblioteki dołącza i jakie są inne nakładki, to
    /// nie jej sprawa.
    overlay_cannot = "W nakładce nie ma miejsca na `{line}`: zmienia ona elementy polityki, ale nie jej nazwę, dołączane biblioteki ani inne nakładki.";
}
