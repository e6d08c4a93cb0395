//! Codes of the step `policy`.
use super::codes;

codes! {}
