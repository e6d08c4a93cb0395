//! What a missing input is called wherever people read of it.

use super::value::Input;
use crate::data::Person;
use crate::policy::Policy;

/// The name of an input in `needs`: a field by its name, `people` when the people are not known, `ewa.support` for a person's
/// attribute, the records' name for their source, a computed name where an example gives it as missing. `people` are the
/// account's, in its order.
pub fn input_name(policy: &Policy, people: &[Person], input: Input) -> String {
    match input {
        Input::Field(id) => policy.field(id).name.to_string(),
        Input::People => "people".to_owned(),
        Input::Attribute { person, attribute } => {
            let who = people.get(usize::from(person)).map_or("?", |p| p.id.as_str());
            format!("{who}.{}", policy.attribute(attribute).name)
        }
        Input::Records(id) => policy.records.get(id.index()).map_or("?", |r| r.name.as_str()).to_owned(),
        Input::Slot(id) => policy.slot(id).name.as_ref().map_or("?", |n| n.as_str()).to_owned(),
    }
}
