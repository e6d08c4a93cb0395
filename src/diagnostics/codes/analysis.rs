//! Codes of the step `policy::analysis`: rules that contradict each other or can never apply.
use super::codes;

codes! {}
