//! The account that an example describes.

use crate::data::{Account, FieldColumn, Needs, Observation, Person, Portfolio, Register, feed_register};
use crate::diagnostics::{Language, Sources};
use crate::engine::{Input, Possible, Value};
use crate::policy::{Example, GivenPerson, GivenValue, Policy, SlotId, Type};
use crate::values::{Absence, AccountId, Interval, Number, PersonId, Reading};

/// A portfolio of one account with what the example gives.
pub(super) fn portfolio(policy: &Policy, example: &Example) -> Portfolio {
    let mut columns: Vec<FieldColumn> = policy
        .fields
        .iter()
        .map(|_| FieldColumn { cells: vec![Reading::Missing(Absence::NotGiven)], ..FieldColumn::default() })
        .collect();
    for (field, value) in &example.fields {
        if let Some(column) = columns.get_mut(field.index()) {
            column.cells = vec![reading(value)];
        }
    }
    let people = example.people.as_ref().map(|people| people.iter().map(|p| person(policy, p)).collect());
    let called = example.called().in_language(Language::English);
    let account = Account {
        id: AccountId::new(&called),
        name: called,
        kam: None,
        language: None,
        file: None,
        row: None,
        people,
        relations: Vec::new(),
        waivers: Vec::new(),
        dossier: None,
    };
    let mut records = vec![None; policy.records.len()];
    // Records are not configured, except the register: nothing was accepted yet.
    let ids = [account.id.as_str()];
    feed_register(policy, &Register::default(), &ids, &Sources::new(), &mut records);
    Portfolio { accounts: vec![account], columns, records }
}

fn reading(value: &GivenValue) -> Reading {
    match value {
        GivenValue::Known(scalar) => Reading::Known(scalar.clone()),
        GivenValue::Missing => Reading::Missing(Absence::NotGiven),
        GivenValue::NotApplicable => Reading::NotApplicable,
    }
}

fn person(policy: &Policy, given: &GivenPerson) -> Person {
    let mut attributes: Vec<Vec<Observation>> = vec![Vec::new(); policy.attributes.len()];
    for (id, value) in &given.attributes {
        if let Some(attribute) = attributes.get_mut(id.index()) {
            let observation = Observation { value: reading(value), on: None, by: None, source: None, span: given.span };
            attribute.push(observation);
        }
    }
    Person {
        id: PersonId::new(&given.id),
        name: given.id.clone(),
        title: None,
        attributes,
        derived: Vec::new(),
        competitors: Vec::new(),
        needs: Needs::default(),
        contacts: Vec::new(),
        span: given.span,
    }
}

/// Given values of lets, tables and criteria, which win over their definitions.
pub(super) fn given_slots(policy: &Policy, example: &Example) -> Vec<(SlotId, Value)> {
    let value = |id: SlotId, given: &GivenValue| match given {
        GivenValue::Known(scalar) => Value::Known(scalar.clone()),
        GivenValue::NotApplicable => Value::NotApplicable,
        GivenValue::Missing => {
            Value::missing(anything(policy, policy.slot(id).ty), Absence::NotGiven, vec![Input::Slot(id)])
        }
    };
    example.slots.iter().map(|(id, given)| (*id, value(*id, given))).collect()
}

/// Every value of a type.
fn anything(policy: &Policy, ty: Type) -> Possible {
    match ty {
        Type::Number | Type::Percent | Type::Money | Type::Days => Possible::Number(Interval::ANY),
        Type::Count => Possible::Number(Interval { low: Some(Number::ZERO), high: None }),
        Type::Points => Possible::Number(Interval::new(Number::ZERO, Number::HUNDRED)),
        Type::Date => Possible::Days(None, None),
        Type::YesNo => Possible::YesNo,
        Type::Text => Possible::Text,
        Type::OneOf(id) => Possible::Choices(policy.enumeration(id).all()),
    }
}
