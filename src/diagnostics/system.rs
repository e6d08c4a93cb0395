//! What the operating system says when it refuses something, in each language: in English in its own words, in Polish in ours,
//! since systems speak the language of their machine or none but English. Start at [`of_system`].

use super::Phrase;
use std::io::{Error, ErrorKind};

/// Why the system refused, to be said of a file or folder.
pub fn of_system(error: &Error) -> Phrase {
    let polish = match error.kind() {
        ErrorKind::NotFound => "nie ma takiego pliku ani folderu",
        ErrorKind::PermissionDenied => "brak uprawnień",
        ErrorKind::AlreadyExists => "plik już istnieje",
        ErrorKind::NotADirectory => "to nie folder",
        ErrorKind::IsADirectory => "to folder, a nie plik",
        ErrorKind::DirectoryNotEmpty => "folder nie jest pusty",
        ErrorKind::ReadOnlyFilesystem => "dysk jest tylko do odczytu",
        ErrorKind::StorageFull => "na dysku nie ma miejsca",
        ErrorKind::QuotaExceeded => "przekroczono limit miejsca na dysku",
        ErrorKind::FileTooLarge => "plik jest za duży",
        ErrorKind::InvalidFilename => "system nie przyjmuje takiej nazwy",
        ErrorKind::InvalidData => "to nie jest tekst UTF-8",
        ErrorKind::InvalidInput => "system nie przyjmuje takiej ścieżki",
        ErrorKind::UnexpectedEof => "plik kończy się za wcześnie",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::WouldBlock => "plik jest zajęty",
        ErrorKind::TimedOut => "system nie odpowiedział na czas",
        ErrorKind::Interrupted => "odczyt przerwano",
        ErrorKind::BrokenPipe => "nikt już tego nie odbiera",
        ErrorKind::OutOfMemory => "zabrakło pamięci",
        ErrorKind::Unsupported => "system tego nie umie",
        _ => return Phrase::Filled(error.to_string(), numbered(error.raw_os_error())),
    };
    Phrase::Filled(error.to_string(), polish.to_owned())
}

/// The Polish words for what has none of its own.
fn numbered(code: Option<i32>) -> String {
    code.map_or_else(|| "odmówił system".to_owned(), |code| format!("odmówił system (błąd nr {code})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Language;

    #[test]
    fn a_system_is_understood_in_both_languages() {
        let polish = |error: &Error| of_system(error).in_language(Language::Polish);
        let denied = Error::from(ErrorKind::PermissionDenied);
        assert_eq!(polish(&denied), "brak uprawnień");
        assert_eq!(of_system(&denied).in_language(Language::English), denied.to_string());
        assert_eq!(polish(&Error::from_raw_os_error(5)), "odmówił system (błąd nr 5)");
    }
}
