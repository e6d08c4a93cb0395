//! Codes of the step `data`.
use super::codes;

codes! {}
