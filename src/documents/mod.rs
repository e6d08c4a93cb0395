//! Views to documents, in the words and numbers of a locale. The only home of minijinja.

mod locale;

pub use locale::Locale;
