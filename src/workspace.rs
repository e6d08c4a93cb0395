//! A workspace as a whole: its texts read, its policy checked, its accounts loaded, with all findings at once. Gets files
//! through [`crate::data::Files`]; opens none itself.
