//! Texts of the step `documents`.
use super::texts;

texts! {
    /// Szablon nie trzyma się języka szablonów. Najczęściej nie zamknięto nawiasu lub bloku.
    template_syntax = "Nie można odczytać szablonu `{template}`: {problem}.";
    /// Szablon używa czegoś, czego dokumenty nie mają. Nazwy, które są, wymienia docs/templates.md.
    template_name = "Szablon `{template}` używa nazwy `{name}`, której tu nie ma{hint}";
    /// Szablon zatrzymuje się po sporej ilości pracy, żeby pomyłka nie działała bez końca.
    template_endless = "Szablon `{template}` robi więcej, niż potrzeba jakiemukolwiek planowi: czy pętla nie powtarza się zbyt często?";
    /// Szablon chce zrobić coś, czego z tą wartością zrobić się nie da, na przykład zapisać tekst jako kwotę.
    template_failed = "Szablon `{template}` nie może tego zrobić: {problem}.";
    /// Szablon to jeden plik i nie czyta innych, żeby nie mógł pokazać tego, czego nie powinien. Skopiuj do niego tę część.
    template_include = "Szablon `{template}` sięga po inny plik, a szablon jest samodzielny: skopiuj do niego ten tekst.";
    /// Dokument podaje szablon, którego nie ma ani wśród gotowych, ani w katalogu szablonów.
    template_missing = "Nie można odczytać szablonu `{template}` z pliku `{file}`: {problem}.";
}
