//! What is known otherwise of an account: fields, people and their attributes, relations, waivers and records, compared by
//! name, so that the two policies may number them differently. Names that only one policy knows are a change of the rules.

use super::{Side, Version};
use crate::data::{Account, Origin, Person, Waived, Waiver, observation_at};
use crate::engine::{Changes, Possible, Uncertain, Value};
use crate::policy::{AttributeId, FieldId, Policy, RecordsId, Type};
use crate::values::{ChoiceSet, Interval, Reading, Scalar};
use std::collections::{BTreeMap, BTreeSet};

/// Something that is known otherwise of an account.
#[derive(Clone, Debug)]
pub struct InputChange {
    /// `forecast`, `horst`, `horst.support`, `relations`, `waiver arrears`, `line`.
    pub name: String,
    pub difference: Difference,
    /// Where it stands now, or stood where it is gone.
    pub place: Option<Place>,
    pub(super) source: Source,
}

/// How it differs.
#[derive(Clone, Debug)]
pub enum Difference {
    Value {
        before: (Type, Value),
        after: (Type, Value),
    },
    Added,
    Removed,
    /// Something of it that is told in texts rather than values.
    Changed,
    /// Rows of records.
    Rows {
        added: usize,
        removed: usize,
    },
}

/// A place in the data: `accounts/quick.yaml:6`, a cell as `data/customers.csv:12:3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub version: Version,
    pub text: String,
}

/// What a rule would have to read to see it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    Field(String),
    /// Somebody is new or gone.
    People,
    /// Of a person, by id.
    Attribute {
        person: String,
        attribute: String,
    },
    Relations,
    Waivers,
    Records(String),
}

/// Whether anything that the rules may read is known otherwise.
pub(super) fn differ(before: &Side<'_>, was: usize, after: &Side<'_>, is: usize) -> bool {
    Pair { before, was, after, is }.any()
}

/// Everything that is known otherwise, fields first, then people, relations, waivers and records.
pub(super) fn changes(before: &Side<'_>, was: usize, after: &Side<'_>, is: usize) -> Vec<InputChange> {
    Pair { before, was, after, is }.all()
}

/// An account on both sides.
struct Pair<'a> {
    before: &'a Side<'a>,
    was: usize,
    after: &'a Side<'a>,
    is: usize,
}

impl Pair<'_> {
    fn any(&self) -> bool {
        !self.all().is_empty()
    }

    fn all(&self) -> Vec<InputChange> {
        let (Some(was), Some(is)) =
            (self.before.portfolio.accounts.get(self.was), self.after.portfolio.accounts.get(self.is))
        else {
            return Vec::new();
        };
        let mut out = self.fields();
        out.extend(self.people(was, is));
        out.extend(self.relations(was, is));
        out.extend(self.waivers(was, is));
        out.extend(self.records());
        out
    }

    fn fields(&self) -> Vec<InputChange> {
        let (old, new) = (self.before.policy, self.after.policy);
        let both = new.fields.iter().zip(0..).filter_map(|(field, at)| {
            let now = FieldId(at);
            let then = old.field_named(field.name.as_str())?;
            let before = (old.field(then).ty, value(self.before.portfolio.field(self.was, then, self.before.day())));
            let after = (field.ty, value(self.after.portfolio.field(self.is, now, self.after.day())));
            if same((old, &before), (new, &after)) {
                return None;
            }
            let place = self
                .after
                .portfolio
                .origin(self.is, now, self.after.day())
                .map(|o| self.after.at(Version::After, &o))
                .or_else(|| {
                    let origin = self.before.portfolio.origin(self.was, then, self.before.day())?;
                    Some(self.before.at(Version::Before, &origin))
                });
            let name = field.name.to_string();
            let source = Source::Field(name.clone());
            Some(InputChange { name, difference: Difference::Value { before, after }, place, source })
        });
        both.collect()
    }

    fn people(&self, was: &Account, is: &Account) -> Vec<InputChange> {
        let known = |account: &Account| account.people.is_some();
        let mut out = Vec::new();
        if known(was) != known(is) {
            let difference = if known(is) { Difference::Added } else { Difference::Removed };
            out.push(InputChange { name: "people".to_owned(), difference, place: None, source: Source::People });
        }
        let (old, new) = (people(was), people(is));
        for person in new {
            let id = person.id.as_str();
            match old.iter().find(|p| p.id == person.id) {
                None => out.push(self.somebody(id, Difference::Added, Version::After, person)),
                Some(then) => out.extend(self.attributes(id, then, person)),
            }
        }
        for person in old.iter().filter(|p| !new.iter().any(|n| n.id == p.id)) {
            out.push(self.somebody(person.id.as_str(), Difference::Removed, Version::Before, person));
        }
        out
    }

    fn somebody(&self, id: &str, difference: Difference, version: Version, person: &Person) -> InputChange {
        let side = if version == Version::Before { self.before } else { self.after };
        let place = Some(Place { version, text: side.sources.file_line(person.span) });
        InputChange { name: id.to_owned(), difference, place, source: Source::People }
    }

    fn attributes(&self, id: &str, was: &Person, is: &Person) -> Vec<InputChange> {
        let (old, new) = (self.before.policy, self.after.policy);
        let of = |side: &Side<'_>, person: &Person, at: AttributeId| value(person.attribute(at, side.day()));
        let both = new.attributes.iter().zip(0..).filter_map(|(attribute, at)| {
            let now = AttributeId(at);
            let then = old.attributes.iter().zip(0..).find(|(a, _)| a.name == attribute.name);
            let then = then.map(|(a, at)| (a.ty, AttributeId(at)))?;
            let before = (then.0, of(self.before, was, then.1));
            let after = (attribute.ty, of(self.after, is, now));
            if same((old, &before), (new, &after)) {
                return None;
            }
            let written = |side: &Side<'_>, version, person: &Person, at: AttributeId| {
                let observed = person.attributes.get(at.index())?;
                let span = observation_at(observed, side.day())?.span;
                Some(Place { version, text: side.sources.file_line(span) })
            };
            let place = written(self.after, Version::After, is, now)
                .or_else(|| written(self.before, Version::Before, was, then.1));
            Some(InputChange {
                name: format!("{id}.{}", attribute.name),
                difference: Difference::Value { before, after },
                place,
                source: Source::Attribute { person: id.to_owned(), attribute: attribute.name.to_string() },
            })
        });
        both.collect()
    }

    fn relations(&self, was: &Account, is: &Account) -> Option<InputChange> {
        let told = |account: &Account| -> BTreeSet<String> {
            let name = |at: usize| people(account).get(at).map_or("?", |p| p.id.as_str());
            let relation =
                |r: &crate::data::Relation| format!("{} {} {} {:?}", name(r.from), r.kind.word(), name(r.to), r.weight);
            account.relations.iter().map(relation).collect()
        };
        let (old, new) = (told(was), told(is));
        if old == new {
            return None;
        }
        let first = is.relations.first().map(|r| (self.after, Version::After, r.span));
        let first = first.or_else(|| was.relations.first().map(|r| (self.before, Version::Before, r.span)));
        let place = first.map(|(side, version, span)| Place { version, text: side.sources.file_line(span) });
        let name = "relations".to_owned();
        Some(InputChange { name, difference: Difference::Changed, place, source: Source::Relations })
    }

    fn waivers(&self, was: &Account, is: &Account) -> Vec<InputChange> {
        let key = |policy: &Policy, waiver: &Waiver| {
            let name = match waiver.of {
                Waived::Veto(at) => policy.vetoes.get(at).map(|v| v.name.to_string()),
                Waived::Limit(at) => policy.limits.get(at).map(|l| l.name.to_string()),
            };
            (name.unwrap_or_default(), waiver.until)
        };
        let all = |side: &Side<'_>, account: &Account| -> BTreeMap<_, crate::diagnostics::Span> {
            account.waivers.iter().map(|w| (key(side.policy, w), w.span)).collect()
        };
        let (old, new) = (all(self.before, was), all(self.after, is));
        let change = |(name, until): &(String, crate::values::Day), difference, version, span| {
            let side = if version == Version::Before { self.before } else { self.after };
            let place = Some(Place { version, text: side.sources.file_line(span) });
            InputChange { name: format!("waiver {name} until {until}"), difference, place, source: Source::Waivers }
        };
        let added = new.iter().filter(|(key, _)| !old.contains_key(*key));
        let removed = old.iter().filter(|(key, _)| !new.contains_key(*key));
        added
            .map(|(key, span)| change(key, Difference::Added, Version::After, *span))
            .chain(removed.map(|(key, span)| change(key, Difference::Removed, Version::Before, *span)))
            .collect()
    }

    fn records(&self) -> Vec<InputChange> {
        let (old, new) = (self.before.policy, self.after.policy);
        let both = new.records.iter().zip(0..).filter_map(|(records, at)| {
            let now = RecordsId(at);
            let then =
                old.records.iter().zip(0..).find(|(r, _)| r.name == records.name).map(|(_, at)| RecordsId(at))?;
            let columns: Vec<&str> = records.columns.iter().map(|c| c.name.as_str()).collect();
            let before = rows(self.before, self.was, then, &columns);
            let after = rows(self.after, self.is, now, &columns);
            let (removed, added) = (beyond(&before, &after), beyond(&after, &before));
            if removed.0 + added.0 == 0 {
                return None;
            }
            let place = |side: &Side<'_>, version, id, line: Option<u32>| {
                let file = side.sources.name(side.portfolio.records(id)?.file?);
                Some(Place { version, text: format!("{file}:{}", line?) })
            };
            Some(InputChange {
                name: records.name.to_string(),
                difference: Difference::Rows { added: added.0, removed: removed.0 },
                place: place(self.after, Version::After, now, added.1)
                    .or_else(|| place(self.before, Version::Before, then, removed.1)),
                source: Source::Records(records.name.to_string()),
            })
        });
        both.collect()
    }
}

/// The rows of an account by what they say in the named columns, each with how often and on which line first.
fn rows(side: &Side<'_>, account: usize, id: RecordsId, columns: &[&str]) -> BTreeMap<String, (usize, u32)> {
    let (Some(table), Some(records)) = (side.portfolio.records(id), side.policy.records.get(id.index())) else {
        return BTreeMap::new();
    };
    let columns: Vec<(usize, Type)> = columns
        .iter()
        .filter_map(|name| records.columns.iter().position(|c| c.name.as_str() == *name))
        .filter_map(|at| Some((at, records.columns.get(at)?.ty)))
        .collect();
    let mut out = BTreeMap::new();
    for row in table.rows_of(account) {
        let cells = columns.iter().map(|(at, ty)| {
            let reading = table.columns.get(*at).and_then(|c| c.get(row)).cloned();
            reading.map_or_else(String::new, |reading| told(side.policy, *ty, &value(reading)))
        });
        let key = cells.collect::<Vec<_>>().join("\u{1f}");
        let line = table.lines.get(row).copied().unwrap_or(0);
        let held = out.entry(key).or_insert((0, line));
        held.0 += 1;
    }
    out
}

/// How many rows are more often here than there, and the line of the first of them.
fn beyond(here: &BTreeMap<String, (usize, u32)>, there: &BTreeMap<String, (usize, u32)>) -> (usize, Option<u32>) {
    let more = here.iter().filter_map(|(key, (count, line))| {
        let more = count.saturating_sub(there.get(key).map_or(0, |(count, _)| *count));
        (more > 0).then_some((more, *line))
    });
    more.fold((0, None), |(count, first), (more, line)| {
        (count + more, Some(first.map_or(line, |first: u32| first.min(line))))
    })
}

impl Side<'_> {
    pub(super) fn day(&self) -> crate::values::Day {
        self.evaluation.as_of
    }

    fn at(&self, version: Version, origin: &Origin) -> Place {
        let text = match origin {
            Origin::Written(span) => self.sources.file_line(*span),
            Origin::Cell { file, line, column } => format!("{}:{line}:{column}", self.sources.name(*file)),
        };
        Place { version, text }
    }
}

fn people(account: &Account) -> &[Person] {
    account.people.as_deref().unwrap_or(&[])
}

/// What a source says, as a value.
fn value(reading: Reading) -> Value {
    match reading {
        Reading::Known(scalar) => Value::Known(scalar),
        Reading::NotApplicable => Value::NotApplicable,
        Reading::Missing(why) => Value::missing(Possible::Number(Interval { low: None, high: None }), why, Vec::new()),
    }
}

/// A value of a source, as the source said it.
fn reading(value: &Value) -> Reading {
    match value {
        Value::Known(scalar) => Reading::Known(scalar.clone()),
        Value::NotApplicable => Reading::NotApplicable,
        Value::Uncertain(uncertain) => Reading::Missing(uncertain.why),
    }
}

impl InputChange {
    /// The one change of an account of a side that makes this value what it is before or after; none for what is no value of
    /// the account's own. Both sides of the change must have been read by the policy of that side.
    pub(super) fn alone(&self, side: &Side<'_>, account: usize, version: Version) -> Option<Changes> {
        let Difference::Value { before, after } = &self.difference else { return None };
        let reading = reading(if version == Version::Before { &before.1 } else { &after.1 });
        let mut changes = Changes::default();
        match &self.source {
            Source::Field(name) => changes.set_field(side.policy.field_named(name)?, reading),
            Source::Attribute { person, attribute } => {
                let people = people(side.portfolio.accounts.get(account)?);
                let person = people.iter().position(|p| p.id.as_str() == person)?;
                let at = side.policy.attributes.iter().position(|a| a.name.as_str() == attribute)?;
                changes.set_attribute(person, AttributeId(u16::try_from(at).ok()?), reading);
            }
            Source::People | Source::Relations | Source::Waivers | Source::Records(_) => return None,
        }
        Some(changes)
    }
}

/// Whether two values say the same, each in its policy.
pub(super) fn same(a: (&Policy, &(Type, Value)), b: (&Policy, &(Type, Value))) -> bool {
    told(a.0, a.1.0, &a.1.1) == told(b.0, b.1.0, &b.1.1)
}

/// A value in names and exact numbers, to compare it with one of another policy. Why something is missing does not count.
pub(super) fn told(policy: &Policy, ty: Type, value: &Value) -> String {
    let names = |set: ChoiceSet| -> Vec<&str> {
        let Type::OneOf(id) = ty else { return Vec::new() };
        let values = &policy.enumeration(id).values;
        set.iter().filter_map(|at| Some(values.get(usize::from(at))?.name.as_str())).collect()
    };
    match value {
        Value::Known(Scalar::Choice(choice)) => format!("{:?}", names(ChoiceSet::one(*choice))),
        Value::Known(scalar) => format!("{scalar:?}"),
        Value::NotApplicable => "n/a".to_owned(),
        Value::Uncertain(uncertain) => {
            let Uncertain { possible, absent, may_not_apply, why: _, needs: _ } = uncertain.as_ref();
            match possible {
                Possible::Choices(set) => format!("{:?} {absent:?} {may_not_apply}", names(*set)),
                other => format!("{other:?} {absent:?} {may_not_apply}"),
            }
        }
    }
}
