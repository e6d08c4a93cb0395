//! The people of an account and their relations as a graph, and what can be measured on it. The only home of petgraph.
//! A [`Map`] is made of an account as of a day; relations noted later do not exist. Every measure says in its doc
//! which way it reads the edges, what it does with weights, how it is normalised and where it comes from. Knows people
//! and relations, nothing of policies or scores. Start at [`Map`]; rules use [`steps_to_decider`].

mod coverage;
mod map;
mod paths;

pub use coverage::{ContactMatrix, Coverage, DepartmentCoverage, contact_matrix, coverage};
pub use map::{Map, Tie};
pub use paths::{Introduction, introductions, steps_to_decider};
