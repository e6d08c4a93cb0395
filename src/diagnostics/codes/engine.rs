//! Codes of the step `engine`.
use super::codes;

codes! {}
