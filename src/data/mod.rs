//! From texts to typed accounts. Reads kam.yaml, account files, tables and the team, types every value by the policy and
//! keeps where it came from. Gets texts, opens nothing: the caller lists and reads the files.

mod config;
mod files;
mod portfolio;
mod team;

pub use config::*;
pub use files::*;
pub use portfolio::*;
pub use team::*;
