//! From texts to typed accounts. Reads kam.yaml, account files, tables and the team, types every value by the policy and
//! keeps where it came from. Gets texts, opens nothing: the caller lists and reads the files.

mod account_table;
mod amount;
mod cell;
mod config;
mod date_pattern;
mod derive;
mod dossier;
mod draft;
mod files;
mod join;
mod load;
mod loader;
mod merge;
mod observation;
mod person;
mod portfolio;
mod rates;
mod records;
mod relation;
mod report;
mod settings;
mod table;
mod team;
mod value;
mod yaml;

pub use config::*;
pub use files::*;
pub use portfolio::*;
pub use team::*;
