//! The tree of every fixture, and the findings of every broken one.
