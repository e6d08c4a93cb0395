//! Codes of what is done about an account: amounts, owners, effects, channels, KPIs.
use super::codes;

codes! {
    EFFORT_UNIT = error("KAM-E0801", "effort_unit", "Effort is counted in hours: write `{write}`.");
    BELOW_ZERO = error("KAM-E0802", "below_zero", "A {what} cannot be below 0: write what has to be paid.");
    DELAY_FORM = error("KAM-E0803", "delay_form", "`{text}` is no length of time here: write whole days, weeks, months or years, such as `{write}`.");
    EFFECT_COMPUTED = error("KAM-E0804", "effect_computed", "`{name}` {why}; an action can only change {such}.");
    EFFECT_OF_PERSON = error("KAM-E0805", "effect_of_person", "`{name}` belongs to a person, and this action is for the whole account: add a line `for each person`.");
    EFFECT_CHANGE = error("KAM-E0806", "effect_change", "`{name}` is {type}, so it has no steps: write `{name} becomes` and a value.");
    EFFECT_STEPS = error("KAM-E0807", "effect_steps", "`{name}` moves by whole steps: `{text}` is none. Write `{name} + 1`.");
    EFFECT_RANGE = error("KAM-E0808", "effect_range", "`{text}` lies outside the range of `{name}`.");
    NO_CHANNEL = error("KAM-E0809", "no_channel", "`{name}` is no channel and no table `one of channels`{hint}");
    CHANNEL_OF_PERSON = error("KAM-E0810", "channel_of_person", "`{name}` chooses a channel for a person, and this action is for the whole account: add a line `for each person`, or name a channel.");
    PARTY_TWICE = error("KAM-E0811", "party_twice", "`{name}` stands twice among the owners: keep one.");
    MEASURE_OF = error("KAM-E0812", "measure_of", "What an objective measures can be reached, and `{text}` cannot: name a number, a percent or a list of values.");
    AMBIGUOUS_ACTION = error("KAM-E0813", "ambiguous_action", "Several playbooks have an action `{name}`: write {write}.");
    ACTION_OF_ACCOUNT = error("KAM-E0814", "action_of_account", "`{name}` is done once for the whole account: leave out `for {person}`.");
    KPI_HEADER = error("KAM-E0815", "kpi_header", "The table of a KPI has the columns `tier`, `target` and, if wanted, `alarm`, in this order.");
    TIER_TWICE = error("KAM-E0816", "tier_twice", "Tier {tier} has a target in two rows: keep one.");
    TARGET_TWICE = error("KAM-E0817", "target_twice", "The targets stand in the table, by tier: remove this line.");
    ALARM_ALONE = error("KAM-E0818", "alarm_alone", "An alarm says how far is too far from a target, and there is none: add `target` and what is wanted.");
    ALARM_IS_TARGET = error("KAM-E0819", "alarm_is_target", "Alarm and target are the same, so whoever reaches the target raises the alarm: move one of them.");
    PARTY_WORD = error("KAM-E0820", "party_word", "`{name}` is written `{write}` here; other words are roles of the team.");
    EFFECTS_CLASH = error("KAM-E0850", "effects_clash", "`{first}` makes `{name}` `{one}` and `{second}` makes it `{other}`, and both are planned, as for {whose}: let one come `after` the other, or give it a condition under which the other is not planned.");
}
