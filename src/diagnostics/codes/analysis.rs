//! Codes of the step `policy::analysis`: rules that contradict each other or can never apply.
use super::codes;

codes! {
    /// Two rows test exactly the same, so whatever meets one meets the other. Even when they agree, one of them will be
    /// forgotten at the next change.
    IDENTICAL_ROWS = error("KAM-E0301", "identical_rows", "This row tests the same as line {line}: remove one of the two.");
    /// One case meets two rows of a table, and nothing says which one counts. The message shows such a case.
    ROW_OVERLAP = error("KAM-E0302", "row_overlap", "Lines {first} and {second} both hold for {case}: change one, so that every case meets exactly one row.");
    /// A case meets no row of the table, so that nothing says what comes out. The message shows the case and a row to
    /// add.
    ROW_GAP = error("KAM-E0303", "row_gap", "No row of `{table}` holds for {case}: add a row that says what holds there.");
    /// The table has so many inputs, values or rows that not every combination could be tried. What was tried is in order.
    TABLE_TOO_LARGE = note("KAM-N0304", "table_too_large", "`{table}` has too many rows or combinations to be searched for gaps completely.");
    /// By the declared range or values of its input, no account can ever meet this row. Mostly a digit slipped, or the
    /// range of the field is too narrow.
    UNREACHABLE_ROW = warning("KAM-W0305", "unreachable_row", "No account can meet this row: {why}.");
    /// The other rows cover every case, missing ones included, so that nothing is left for `otherwise`.
    UNREACHABLE_OTHERWISE = warning("KAM-W0306", "unreachable_otherwise", "`otherwise` never holds, the other rows cover every case: remove it.");
    /// A ladder of `from` rows is read from the top, so the highest stands first. Out of order it is easy to misread.
    LADDER_ORDER = error("KAM-E0307", "ladder_order", "`{below}` stands below `{above}`: put the `from` rows in order, the highest first.");
    /// More of something good usually gives more points. This scale gives fewer; say `less is better` if that is what
    /// you mean.
    SCALE_FALLS = warning("KAM-W0308", "scale_falls", "The points of `{criterion}` fall as `{input}` rises (from {before} to {after} at {to}): if that is meant, add `less is better`.");
    /// The criterion says that less is better, but more gives more points. One of the two is a slip.
    SCALE_RISES = warning("KAM-W0309", "scale_rises", "`{criterion}` says `less is better`, but its points rise with `{input}` (from {before} to {after} at {to}): turn the points round or remove `less is better`.");
    /// The points rise and then fall, or fall and then rise. That may be meant, but often a digit is missing or too
    /// much.
    SCALE_TURNS = note("KAM-N0310", "scale_turns", "The points of `{criterion}` turn as `{input}` rises: {before}, then {after} at {to}. Check that no digit slipped.");
    /// Whatever the data say, the criterion gives every account the same points, or moves the score too little
    /// to carry anybody over a threshold. Its weight is lost to the others.
    DEAD_CRITERION = warning("KAM-W0311", "dead_criterion", "`{criterion}` {why}: it can never change a tier.");
    /// Even with the most points that every criterion can give, the threshold is not reached. Nobody will ever be in
    /// this tier.
    TIER_TOO_HIGH = warning("KAM-W0312", "tier_too_high", "Tier `{tier}` starts at {from} points, but all criteria at their best give {highest}: lower the threshold or raise the points.");
    /// Even the lowest possible score reaches a better tier, so that nobody is left for this one.
    TIER_SHADOWED = warning("KAM-W0313", "tier_shadowed", "Nobody can fall in tier `{tier}`: even the lowest score, {lowest}, reaches tier `{above}`.");
    /// The field is declared and nothing uses it. Somebody may be collecting data that has no effect.
    UNUSED_FIELD = warning("KAM-W0314", "unused_field", "No rule uses the field `{name}`: use it or remove it.");
    /// The parameter is declared and nothing uses it, so changing it changes nothing.
    UNUSED_PARAMETER = warning("KAM-W0315", "unused_parameter", "No rule uses the parameter `{name}`: use it or remove it.");
    /// The column is declared and no rule looks at it. It may still be shown in documents.
    UNUSED_COLUMN = note("KAM-N0316", "unused_column", "No rule uses the column `{name}` of `{records}`.");
    /// The records are declared and no rule asks about them, so the table behind them has no effect.
    UNUSED_RECORDS = warning("KAM-W0317", "unused_records", "No rule asks for the records `{name}`: use them or remove them.");
    /// The condition contradicts itself or what the rules can give, so that the item never takes part. The message says
    /// what it stumbles over.
    NEVER_APPLIES = warning("KAM-W0319", "never_applies", "The {what} `{name}` can never apply: {why}. Change its condition or remove it.");
    /// Each of these actions waits for the other, so that none of them can ever begin. The message shows the circle.
    AFTER_CIRCLE = error("KAM-E0320", "after_circle", "`{name}` waits for itself: {path}. Take one `after` out.");
    /// The action repeats until something holds that no planned action brings about, so in the plan it never ends by
    /// itself.
    UNTIL_NEVER = warning("KAM-W0321", "until_never", "`{name}` repeats until something that no effect of an action can bring about: it goes on to the plan's horizon. Give an action the effect, or leave `until` out.");
    /// The channel is declared, and neither an action nor a table that chooses channels uses it.
    UNUSED_CHANNEL = warning("KAM-W0322", "unused_channel", "No action and no table uses the channel `{name}`: use it or remove it.");
    /// A limit holds for everybody who could reach the tier, so that they all end below it.
    TIER_CAPPED = warning("KAM-W0325", "tier_capped", "Nobody can fall in tier `{tier}`: {whoever} also meets the limit `{limit}`, which goes no higher than `{to}`. Change one of the two.");
    /// Whoever meets what this tier asks surely meets what a better one asks as well, and is there: nobody is left for this one.
    TIER_TAKEN = warning("KAM-W0327", "tier_taken", "Nobody can fall in tier `{tier}`: {whoever} also meets what {above} asks. Ask for more there, or remove `{tier}`.");
    /// Customers may have the need, but no benefit of ours answers it, so plans have nothing to say about it.
    UNANSWERED_NEED = warning("KAM-W0323", "unanswered_need", "No benefit answers the need `{name}`: add one with `answers {name}`, or remove the need.");
    /// Two actions of one playbook that are planned together make the same thing two different values. Which one holds
    /// would depend on the order.
    BECOMES_TWICE = error("KAM-E0324", "becomes_twice", "`{name}` is to become two different things for the same people at once: keep one, or let one action come `after` the other.");
    /// What the example gives meets a veto, and an account with a veto has no tier. Change what it gives, or expect
    /// `excluded`.
    EXAMPLE_VETOED = warning("KAM-W0318", "example_vetoed", "The example \"{example}\" expects a tier, but what it gives meets the veto `{veto}`: change what is given or what is expected.");
    /// The conditions of two rows can hold for the same account, and the rows say different things: for such an account
    /// the table gives nothing. The message shows a case.
    WHEN_OVERLAP = warning("KAM-W0326", "when_overlap", "Lines {first} and {second} both hold for `{case}` and say different things: let their conditions exclude each other.");
}
