//! From texts to typed accounts. Reads kam.yaml, account files, tables and the team, types every value by the policy and
//! keeps where it came from. Gets texts, opens nothing: the caller lists and reads the files.

mod account_table;
mod amount;
mod asked;
mod calendar;
mod cell;
mod config;
mod date_pattern;
mod derive;
mod dossier;
mod draft;
mod files;
mod formula;
mod join;
mod levels;
mod load;
mod loader;
mod merge;
mod observation;
mod person;
mod portfolio;
mod rates;
mod records;
mod register;
mod register_check;
mod register_file;
mod register_records;
mod relation;
mod report;
mod settings;
mod sheet;
mod table;
mod team;
mod value;
mod yaml;

pub use config::*;
pub use files::*;
pub use portfolio::*;
pub use register::*;
pub use register_file::{RegisterFile, Unwritable};
pub use team::*;

pub(crate) use calendar::read as read_calendars;
pub(crate) use formula::as_written;
pub(crate) use load::{Loaded, load as load_data};
pub(crate) use loader::Loader;
pub(crate) use register_records::feed as feed_register;

use crate::diagnostics::{Finding, Span, data as codes, said};

/// Reads kam.yaml; none where there is none. The place is its start, for what no other file says. The flag tells whether
/// it could be read: where not, nobody knows which data there are.
pub(crate) fn read_config(loader: &mut Loader<'_>) -> Option<(Config, Span, bool)> {
    const PATH: &str = "kam.yaml";
    if loader.files.read(PATH) == Err(FileProblem::NotFound) {
        let file = loader.sources.add(PATH, "");
        let why = said!(
            "there is no such file; `kam init` makes a workspace to start from",
            "nie ma takiego pliku; `kam init` tworzy folder na początek",
        );
        let finding = Finding::new(&codes::FILE_PROBLEM, Span::file_start(file));
        loader.push(finding.quote("path", PATH).arg("why", why));
        return None;
    }
    let nowhere = loader.nowhere();
    if let Some((file, root)) = loader.yaml(PATH, nowhere) {
        let mut report = report::Report { source: loader.sources.file(file), findings: loader.findings };
        return Some((settings::read(&root, &mut report), nowhere, true));
    }
    if loader.sources.iter().next().is_none() {
        // Findings need a place, even where kam.yaml could not be opened.
        loader.sources.add(PATH, "");
    }
    Some((Config::default(), nowhere, false))
}
