//! Codes of the step `engine`.
use super::codes;

codes! {
    MISSING_FAILS = error("KAM-E0501", "missing_fails", "`{criterion}` says `missing means fail`, and for account `{account}` it depends on something missing: {needs}.");
    WAIVER_EXPIRED = warning("KAM-W0502", "waiver_expired", "The waiver of `{name}` for account `{account}` ended on {until} and has no effect any more.");
    BEFORE_EFFECTIVE = warning("KAM-W0503", "before_effective", "The policy takes effect on {effective}, and the evaluation is as of {as_of}.");
    SEVERAL_ROWS = warning("KAM-W0504", "several_rows_apply", "For account `{account}` several rows of `{table}` hold and say different things, so it has no value: let the conditions exclude each other.");
}
