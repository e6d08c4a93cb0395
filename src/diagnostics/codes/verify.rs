//! Codes of the step `verify`.
use super::codes;

codes! {}
