//! Codes of the step `engine`.
use super::codes;

codes! {
    /// The criterion says that accounts must not be ranked without what it needs, and this account lacks it. Find it
    /// out, or let the criterion say otherwise.
    MISSING_FAILS = error("KAM-E0501", "missing_fails", "`{criterion}` says `missing means fail`, and for account `{account}` it depends on something missing: {needs}.");
    /// A waiver holds until its day. After it, the veto or limit applies again; renew the waiver or take it out.
    WAIVER_EXPIRED = warning("KAM-W0502", "waiver_expired", "The waiver of `{name}` for account `{account}` ended on {until} and has no effect any more.");
    /// The rules take effect later than the day that is evaluated. For a preview that is fine; for decisions take the
    /// rules that held on that day.
    BEFORE_EFFECTIVE = warning("KAM-W0503", "before_effective", "The policy takes effect on {effective}, and the evaluation is as of {as_of}.");
    /// Rows with conditions may hold together, and for this account two do and disagree. Its value is then not known,
    /// so the conditions should exclude each other.
    SEVERAL_ROWS = warning("KAM-W0504", "several_rows_apply", "For account `{account}` several rows of `{table}` hold and say different things, so it has no value: let the conditions exclude each other.");
    /// A source covers the days that `covers` says, and the evaluation is later: nobody knows what happened since, so whatever
    /// looks at the last weeks or months is missing, for all accounts. Export the data anew and write the new last day. To
    /// see how things stood, evaluate with `--as-of` on the day on which they end.
    DATA_ENDED = warning("KAM-W0505", "data_ended", "The data of `{records}` end on {to}, before {as_of}, the day of evaluation: what looks at the time since then is not known.");
}
