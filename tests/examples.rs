//! The shipped examples check clean, pass their tests and give the published figures.
