//! Codes of the step `policy::analysis`: rules that contradict each other or can never apply.
use super::codes;

codes! {
    IDENTICAL_ROWS = error("KAM-E0301", "identical_rows", "This row tests the same as line {line}: remove one of the two.");
    ROW_OVERLAP = error("KAM-E0302", "row_overlap", "Lines {first} and {second} both hold for {case}: change one, so that every case meets exactly one row.");
    ROW_GAP = error("KAM-E0303", "row_gap", "No row of `{table}` holds for {case}: add a row that says what holds there.");
    TABLE_TOO_LARGE = note("KAM-N0304", "table_too_large", "`{table}` has too many combinations to be searched for gaps completely.");
    UNREACHABLE_ROW = warning("KAM-W0305", "unreachable_row", "No account can meet this row: {why}.");
    UNREACHABLE_OTHERWISE = warning("KAM-W0306", "unreachable_otherwise", "`otherwise` never holds, the other rows cover every case: remove it.");
    LADDER_ORDER = error("KAM-E0307", "ladder_order", "`{below}` stands below `{above}`: put the `from` rows in order, the highest first.");
    SCALE_FALLS = warning("KAM-W0308", "scale_falls", "The points of `{criterion}` fall as `{input}` rises (from {before} to {after} at {to}): if that is meant, add `less is better`.");
    SCALE_RISES = warning("KAM-W0309", "scale_rises", "`{criterion}` says `less is better`, but its points rise with `{input}` (from {before} to {after} at {to}): turn the points round or remove `less is better`.");
    SCALE_TURNS = note("KAM-N0310", "scale_turns", "The points of `{criterion}` turn as `{input}` rises: {before}, then {after} at {to}. Check that no digit slipped.");
    DEAD_CRITERION = warning("KAM-W0311", "dead_criterion", "`{criterion}` {why}: it can never change a tier.");
    TIER_TOO_HIGH = warning("KAM-W0312", "tier_too_high", "Tier `{tier}` starts at {from} points, but all criteria at their best give {highest}: lower the threshold or raise the points.");
    TIER_SHADOWED = warning("KAM-W0313", "tier_shadowed", "Nobody can fall in tier `{tier}`: even the lowest score, {lowest}, reaches tier `{above}`.");
    UNUSED_FIELD = warning("KAM-W0314", "unused_field", "No rule uses the field `{name}`: use it or remove it.");
    UNUSED_PARAMETER = warning("KAM-W0315", "unused_parameter", "No rule uses the parameter `{name}`: use it or remove it.");
    UNUSED_COLUMN = note("KAM-N0316", "unused_column", "No rule uses the column `{name}` of `{records}`.");
    UNUSED_RECORDS = warning("KAM-W0317", "unused_records", "No rule asks for the records `{name}`: use them or remove them.");
    NEVER_APPLIES = warning("KAM-W0319", "never_applies", "The {what} `{name}` can never apply: {why}. Change its condition or remove it.");
    AFTER_CIRCLE = error("KAM-E0320", "after_circle", "`{name}` waits for itself: {path}. Take one `after` out.");
    UNTIL_NEVER = warning("KAM-W0321", "until_never", "`{name}` repeats until something that no effect of an action can bring about: it goes on to the plan's horizon. Give an action the effect, or leave `until` out.");
    UNUSED_CHANNEL = warning("KAM-W0322", "unused_channel", "No action and no table uses the channel `{name}`: use it or remove it.");
    UNANSWERED_NEED = warning("KAM-W0323", "unanswered_need", "No benefit answers the need `{name}`: add one with `answers {name}`, or remove the need.");
    BECOMES_TWICE = error("KAM-E0324", "becomes_twice", "`{name}` is to become two different things for the same people at once: keep one, or let one action come `after` the other.");
    EXAMPLE_VETOED = warning("KAM-W0318", "example_vetoed", "The example \"{example}\" expects a tier, but what it gives meets the veto `{veto}`: change what is given or what is expected.");
}
