//! What was asked about: a name of the policy, or one of the account's people and perhaps a value of theirs.

use crate::commands::words::problems;
use anyhow::bail;
use kam::data::{Account, Portfolio};
use kam::diagnostics::suggest;
use kam::policy::Policy;
use kam::views;

pub enum Question<'q> {
    /// The account, or only what concerns a name.
    Account(Option<&'q str>),
    /// A person by position, or only what concerns a value of theirs.
    Person { person: usize, value: Option<&'q str> },
}

/// Finds out what is meant. A name of the policy wins over a person of the same name, unless a value is asked for.
pub fn question<'q>(
    policy: &Policy,
    portfolio: &Portfolio,
    position: usize,
    name: Option<&'q str>,
    value: Option<&'q str>,
) -> anyhow::Result<Question<'q>> {
    let Some(name) = name else { return Ok(Question::Account(None)) };
    if value.is_none() && views::explainable(policy).any(|n| n == name) {
        return Ok(Question::Account(Some(name)));
    }
    let Some(account) = portfolio.accounts.get(position) else { return Ok(Question::Account(Some(name))) };
    let (called, value) = match (value, name.split_once('.')) {
        // As missing inputs are listed: `ewa.support`.
        (None, Some((who, of))) if !views::people_called(account, who).is_empty() => (who, Some(of)),
        _ => (name, value),
    };
    let person = match views::people_called(account, called).as_slice() {
        [one] => *one,
        [] => return nobody(policy, account, called, value),
        several => {
            let people = account.people.as_deref().unwrap_or(&[]);
            let ids: Vec<String> =
                several.iter().filter_map(|at| people.get(*at)).map(|p| format!("`{}`", p.id.as_str())).collect();
            bail!(problems::several_people(called, ids.join(", ")));
        }
    };
    match value {
        Some(value) if !views::explainable_of_people(policy).any(|known| known == value) => {
            match suggest::nearest(value, views::explainable_of_people(policy)) {
                Some(nearest) => bail!(problems::no_value_of_people_but(value, nearest)),
                None => bail!(problems::no_value_of_people(value)),
            }
        }
        value => Ok(Question::Person { person, value }),
    }
}

/// Says that neither the policy nor the account has the name, and what is near.
fn nobody<T>(policy: &Policy, account: &Account, called: &str, value: Option<&str>) -> anyhow::Result<T> {
    let id = account.id.as_str();
    let people = account.people.as_deref().unwrap_or(&[]);
    if value.is_none() && views::explainable_of_people(policy).any(|known| known == called) {
        let example = people.first().map_or("ID", |p| p.id.as_str());
        bail!(problems::of_people(called, format!("kam explain {id} {example} {called}")));
    }
    let names = people.iter().flat_map(|p| [p.id.as_str(), p.name.as_str()]);
    let parts = people.iter().flat_map(|p| p.name.split_whitespace());
    let of_policy = views::explainable(policy).filter(|_| value.is_none());
    match (suggest::nearest(called, of_policy.chain(names).chain(parts)), people.is_empty()) {
        (Some(nearest), true) => bail!(problems::no_name_but(called, nearest)),
        (None, true) => bail!(problems::no_name(called)),
        (Some(nearest), false) => bail!(problems::nobody_but(id, called, nearest)),
        (None, false) => bail!(problems::nobody(id, called)),
    }
}
