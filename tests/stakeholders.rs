//! Measures over people and their relations.
