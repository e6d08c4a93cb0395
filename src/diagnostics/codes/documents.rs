//! Codes of the step `documents`.
use super::codes;

codes! {}
