//! Codes of the step `syntax`.
use super::codes;

codes! {}
