//! An explanation of one person, as text and as Markdown: both are the same sections, laid out otherwise.

use super::said::{self, data, list, named, place};
use super::text::line;
use crate::commands::actions::{owner, state};
use crate::commands::markdown::escaped;
use crate::commands::words::{Words, explain as t};
use kam::views::{ActionReason, Measure, PersonAction, PersonExplainAnswer, RelationReason, ValueReason, WayReason};

/// A heading with what stands below it.
struct Section {
    title: String,
    entries: Vec<Entry>,
}

/// A line with what is said of it.
struct Entry {
    head: String,
    below: Vec<String>,
}

/// For a terminal.
pub fn text(w: &Words, answer: &PersonExplainAnswer<'_>) -> String {
    let mut out = String::new();
    line(&mut out, 0, &format!("{} {}: {}", answer.account, answer.name, who(answer)));
    line(&mut out, 0, &basis(w, answer));
    for section in sections(w, answer) {
        out.push('\n');
        line(&mut out, 0, &format!("{}:", section.title));
        for entry in section.entries {
            line(&mut out, 2, &entry.head);
            entry.below.iter().for_each(|said| line(&mut out, 6, said));
        }
    }
    let closing: Vec<String> = sentences(w, answer);
    if !closing.is_empty() {
        out.push('\n');
    }
    closing.iter().for_each(|said| line(&mut out, 0, said));
    out.push('\n');
    line(&mut out, 0, &w.rounding());
    out
}

/// For a page or a message.
pub fn markdown(w: &Words, answer: &PersonExplainAnswer<'_>) -> String {
    let mut out = format!("# {}\n\n", escaped(&who(answer)));
    out.push_str(&format!(
        "**{} {}**  \n{}\n",
        escaped(answer.account),
        escaped(answer.name),
        escaped(&basis(w, answer))
    ));
    for section in sections(w, answer) {
        out.push_str(&format!("\n## {}\n\n", section.title));
        for entry in section.entries {
            out.push_str(&format!("- {}\n", escaped(&entry.head)));
            entry.below.iter().for_each(|said| out.push_str(&format!("  - {}\n", escaped(said))));
        }
    }
    for said in sentences(w, answer) {
        out.push_str(&format!("\n{}\n", escaped(&said)));
    }
    out.push_str(&format!("\n{}\n", w.rounding()));
    out
}

/// `Anna Nowak, Head of Purchasing`
fn who(answer: &PersonExplainAnswer<'_>) -> String {
    list([answer.person.name].into_iter().chain(answer.person.title).map(str::to_owned))
}

fn basis(w: &Words, answer: &PersonExplainAnswer<'_>) -> String {
    let basis = t::basis(w, answer.policy.name, answer.policy.version, w.day(&answer.as_of));
    format!("{basis}  [{}]", place(&answer.person.place))
}

/// Those that have something to say.
fn sections(w: &Words, answer: &PersonExplainAnswer<'_>) -> Vec<Section> {
    let known = answer.values.iter().filter(|v| !is_missing(v)).map(|v| value(w, v)).collect();
    let all = [
        (t::known_title(w), known),
        (t::relations_title(w), answer.relations.iter().map(|r| relation(w, r)).collect()),
        (t::introductions_title(w), answer.introductions.iter().map(|i| way(w, i)).collect()),
        (t::actions_title(w), answer.actions.iter().map(|a| action(w, a)).collect()),
        (t::conditional_title(w), answer.conditional.iter().map(|a| conditional(w, a)).collect()),
        (t::not_for_title(w), answer.not_for.iter().map(|a| not_for(w, a)).collect()),
    ];
    let all: [(String, Vec<Entry>); 6] = all;
    let said = all.into_iter().filter(|(_, entries)| !entries.is_empty());
    said.map(|(title, entries)| Section { title, entries }).collect()
}

/// The way to who decides, and what is not known.
fn sentences(w: &Words, answer: &PersonExplainAnswer<'_>) -> Vec<String> {
    let way = (!answer.way_to_decider.is_empty()).then(|| t::way(w, answer.way_to_decider.join(" → ")));
    let missing = list(answer.values.iter().filter(|v| is_missing(v)).map(|v| named(w, &v.name, v.label)));
    way.into_iter().chain((!missing.is_empty()).then(|| t::not_known(w, missing))).collect()
}

fn is_missing(value: &ValueReason<'_>) -> bool {
    matches!(value.value, Measure::Missing { .. })
}

fn value(w: &Words, value: &ValueReason<'_>) -> Entry {
    let said = format!("{} = {}", named(w, &value.name, value.label), said::is(w, value));
    let rule = value.rule.as_ref().map(|rule| format!("  [{}]", place(rule))).unwrap_or_default();
    let from = list(value.from.iter().map(|from| part(w, from)));
    let below = match (from.is_empty(), data(w, value)) {
        (true, data) if data.is_empty() => None,
        (true, data) => Some(t::from_data(w, data)),
        (false, data) if data.is_empty() => Some(t::from(w, from)),
        (false, data) => Some(t::from_both(w, from, data)),
    };
    Entry { head: format!("{said}{rule}"), below: below.into_iter().collect() }
}

/// What an attribute is concluded from; names of the rules stand as they are.
fn part(w: &Words, name: &str) -> String {
    match name {
        "title" => t::part_title(w),
        "contacts" => t::part_contacts(w),
        "interaction" => t::part_interaction(w),
        "competitors" => t::part_competitors(w),
        "relations" => t::part_relations(w),
        other => other.to_owned(),
    }
}

fn relation(w: &Words, relation: &RelationReason<'_>) -> Entry {
    let RelationReason { from, to, .. } = relation;
    let said = match (relation.kind, &relation.weight) {
        ("reports_to", _) => t::reports_to(w, from, to),
        ("influences", Some(weight)) => t::influences(w, from, to, w.number(&weight.0)),
        ("trusts", _) => t::trusts(w, from, to),
        _ => t::conflicts(w, from, to),
    };
    Entry { head: format!("{said}  [{}]", said::origin(w, &relation.origin)), below: Vec::new() }
}

fn way(w: &Words, way: &WayReason<'_>) -> Entry {
    Entry { head: t::way_with(w, way.path.join(" → "), w.number(&way.strength.0)), below: Vec::new() }
}

/// `2026-10-09 Introduce us (open_doors.introduce): Anna Nowak, planned  [rules/plays.kam:12]` and below it why.
fn action(w: &Words, told: &PersonAction<'_>) -> Entry {
    let (action, why) = (&told.action, &told.why);
    let head = format!(
        "{} {} ({}): {}, {}  [{}]",
        w.day(&action.due),
        action.title,
        action.action,
        owner(w, action),
        state(w, action),
        place(&why.rule),
    );
    let result = action.result.as_ref().map(|result| t::result(w, result));
    Entry {
        head,
        below: grounds(w, why).into_iter().chain(looks_at(w, why)).chain(result).chain(changes(w, why)).collect(),
    }
}

fn conditional(w: &Words, why: &ActionReason<'_>) -> Entry {
    let needs = (!why.needs.is_empty()).then(|| t::hangs_on(w, why.needs.join(", ")));
    Entry { head: head(w, why), below: grounds(w, why).into_iter().chain(needs).chain(changes(w, why)).collect() }
}

fn not_for(w: &Words, why: &ActionReason<'_>) -> Entry {
    Entry { head: head(w, why), below: looks_at(w, why).into_iter().collect() }
}

fn head(w: &Words, why: &ActionReason<'_>) -> String {
    format!("{}  [{}]", named(w, &why.action, why.label), place(&why.rule))
}

/// The reasons that the rules give, and the alerts that start it.
fn grounds(w: &Words, why: &ActionReason<'_>) -> Vec<String> {
    let because = why.because.iter().map(|because| t::because(w, because));
    let alerts = (!why.alerts.is_empty()).then(|| t::started_by(w, why.alerts.join(", ")));
    because.chain(alerts).collect()
}

fn looks_at(w: &Words, why: &ActionReason<'_>) -> Option<String> {
    let inputs = why.inputs.iter().map(|v| format!("{} = {}", v.name, w.measure(&v.value)));
    (!why.inputs.is_empty()).then(|| t::looks_at(w, list(inputs)))
}

fn changes(w: &Words, why: &ActionReason<'_>) -> Option<String> {
    (!why.changes.is_empty()).then(|| t::to_change(w, why.changes.join(", ")))
}
