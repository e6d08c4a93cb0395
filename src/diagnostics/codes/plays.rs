//! Codes of what is done about an account: amounts, owners, effects, channels, KPIs.
use super::codes;

codes! {
    /// Effort is planned in hours of people. Write the unit, so that 3 is never taken for days.
    EFFORT_UNIT = error("KAM-E0801", "effort_unit", "Effort is counted in hours: write `{write}`.");
    /// Costs and effort are what has to be paid, at least nothing.
    BELOW_ZERO = error("KAM-E0802", "below_zero", "A {what} cannot be below 0: write what has to be paid.");
    /// Delays and due dates are whole days, working days, weeks, months or years.
    DELAY_FORM = error("KAM-E0803", "delay_form", "`{text}` is no length of time here: write whole days, weeks, months or years, such as `{write}`.");
    /// An action changes what is observed, such as `contact` or `support`. What rules compute from that changes by
    /// itself.
    EFFECT_COMPUTED = error("KAM-E0804", "effect_computed", "`{name}` {why}; an action can only change {such}.");
    /// The effect changes a person, and the action does not say which. With `for each person where …` it is planned for
    /// each of them.
    EFFECT_OF_PERSON = error("KAM-E0805", "effect_of_person", "`{name}` belongs to a person, and this action is for the whole account: add a line `for each person`.");
    /// `+ 1` moves a value to the next step or number. This one has neither order nor numbers, so say what it becomes.
    EFFECT_CHANGE = error("KAM-E0806", "effect_change", "`{name}` is {type}, so it has no steps: write `{name} becomes` and a value.");
    /// Ordered values move by whole steps. Half a step leads nowhere.
    EFFECT_STEPS = error("KAM-E0807", "effect_steps", "`{name}` moves by whole steps: `{text}` is none. Write `{name} + 1`.");
    /// The value that an action would bring about lies outside the declared range, so it can never come about.
    EFFECT_RANGE = error("KAM-E0808", "effect_range", "`{text}` lies outside the range of `{name}`.");
    /// An action goes through a channel of the policy, or through one that a table `one of channels` chooses.
    NO_CHANNEL = error("KAM-E0809", "no_channel", "`{name}` is no channel and no table `one of channels`{hint}");
    /// The table chooses a channel for a person, and the action does not say for whom.
    CHANNEL_OF_PERSON = error("KAM-E0810", "channel_of_person", "`{name}` chooses a channel for a person, and this action is for the whole account: add a line `for each person`, or name a channel.");
    /// Each owner of an action is named once.
    PARTY_TWICE = error("KAM-E0811", "party_twice", "`{name}` stands twice among the owners: keep one.");
    /// An objective measures something that can be reached: a number, a percent, or a value of an ordered list. A text
    /// cannot be compared with a target.
    MEASURE_OF = error("KAM-E0812", "measure_of", "What an objective measures can be reached, and `{text}` cannot: name a number, a percent or a list of values.");
    /// Two playbooks have an action of that name. Write the playbook's name before it.
    AMBIGUOUS_ACTION = error("KAM-E0813", "ambiguous_action", "Several playbooks have an action `{name}`: write {write}.");
    /// The action is planned once for the account, so no person is named with it.
    ACTION_OF_ACCOUNT = error("KAM-E0814", "action_of_account", "`{name}` is done once for the whole account: leave out `for {person}`.");
    /// The targets of a KPI stand in a table by tier, with the columns in a fixed order.
    KPI_HEADER = error("KAM-E0815", "kpi_header", "The table of a KPI has the columns `tier`, `target` and, if wanted, `alarm`, in this order.");
    /// A tier has one target. Two rows name the same one.
    TIER_TWICE = error("KAM-E0816", "tier_twice", "Tier {tier} has a target in two rows: keep one.");
    /// The targets stand either in a table by tier or in one line for all.
    TARGET_TWICE = error("KAM-E0817", "target_twice", "The targets stand in the table, by tier: remove this line.");
    /// An alarm is raised when a KPI is too far from its target, so it needs one.
    ALARM_ALONE = error("KAM-E0818", "alarm_alone", "An alarm says how far is too far from a target, and there is none: add `target` and what is wanted.");
    /// Between target and alarm lies what is not yet alarming. When both are the same, reaching the target would raise
    /// the alarm.
    ALARM_IS_TARGET = error("KAM-E0819", "alarm_is_target", "Alarm and target are the same, so whoever reaches the target raises the alarm: move one of them.");
    /// `kam` and `client` are written small. Other words are taken for roles in team.yaml.
    PARTY_WORD = error("KAM-E0820", "party_word", "`{name}` is written `{write}` here; other words are roles of the team.");
    /// `client role signatory` says who on the client's side answers. Our own people are named by their role in team.yaml
    /// alone: `owner pre_sales`.
    ROLE_OF_OURS = error("KAM-E0821", "role_of_ours", "`role` says who on the client's side answers, as `client role signatory`, and `{name}` is one of us: leave it out.");
    /// The rules ask for a role, a skill or a language that nobody in team.yaml has, so that the action would be nobody's. Mostly
    /// it is written in two ways; otherwise note it for somebody, or leave it as a gap that the plan tells of.
    NOBODY_OF_OURS = warning("KAM-W0822", "nobody_of_ours", "Nobody in team.yaml {lacks} `{name}`{hint}");
    /// The rules ask for a higher level of a skill than anybody in team.yaml has, so that the action would be nobody's. Note the
    /// level somebody has reached, ask for less, or leave it as a gap that the plan tells of.
    LEVEL_OF_NOBODY = warning("KAM-W0823", "level_of_nobody", "Nobody in team.yaml has `{name}` at level {level}: the highest is {highest}, of {who}.");
    /// Channels and actions are named by their names, which never change; labels are what people read.
    BY_LABEL = error("KAM-E0824", "by_label", "`{label}` is a label, and this line wants the name of the {kind}, without quotes{hint}");
    /// Two actions that are planned together make the same thing different values. Which one holds would depend on the
    /// order of their dates.
    EFFECTS_CLASH = error("KAM-E0850", "effects_clash", "`{first}` makes `{name}` `{one}` and `{second}` makes it `{other}`, and both are planned, as for {whose}: let one come `after` the other, or give it a condition under which the other is not planned.");
}
