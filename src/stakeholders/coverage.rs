//! Whom of those who decide we have met, and who of us knows whom.

use super::map::{contact, formal};
use crate::data::{Account, Person};
use crate::policy::Builtin;
use crate::values::{Day, Reading, Scalar};
use std::collections::BTreeSet;

/// How many of the formal people we have met.
///
/// **Direction and weights:** none, people are counted. **Normalisation:** `met / formal` is the share; counts are kept, since
/// 1 of 1 and 8 of 8 are not the same coverage. **Unit:** people. A formal person whose contact is not known counts in
/// `unknown`, not as unmet; people of whom it is not known whether they are formal are left out. **Source:** own choice, after
/// the question whether the people we meet are enough of those who decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub formal: usize,
    /// Of these, with at least brief contact.
    pub met: usize,
    /// Of these, with contact not known.
    pub unknown: usize,
    /// The same by department, in alphabetical order; people without a known department last.
    pub departments: Vec<DepartmentCoverage>,
}

/// The coverage of one department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentCoverage {
    /// None for people whose department is not known.
    pub department: Option<String>,
    pub formal: usize,
    pub met: usize,
    pub unknown: usize,
}

/// The [`Coverage`] of an account on a day; nobody where people are not known.
pub fn coverage(account: &Account, as_of: Day) -> Coverage {
    let people = account.people.as_deref().unwrap_or(&[]);
    let formal: Vec<&Person> = people.iter().filter(|p| self::formal(p, as_of) == Some(true)).collect();
    let met = |p: &Person| contact(p, as_of).is_some_and(|c| c > 0);
    let unknown = |p: &Person| contact(p, as_of).is_none();
    let mut names: Vec<Option<String>> = formal.iter().map(|p| department(p, as_of)).collect();
    names.sort_by_key(|n| (n.is_none(), n.clone()));
    names.dedup();
    let departments = names
        .into_iter()
        .map(|name| {
            let of: Vec<&&Person> = formal.iter().filter(|p| department(p, as_of) == name).collect();
            let (met, unknown) = (of.iter().filter(|p| met(p)).count(), of.iter().filter(|p| unknown(p)).count());
            DepartmentCoverage { department: name, formal: of.len(), met, unknown }
        })
        .collect();
    Coverage {
        formal: formal.len(),
        met: formal.iter().filter(|p| met(p)).count(),
        unknown: formal.iter().filter(|p| unknown(p)).count(),
        departments,
    }
}

fn department(person: &Person, as_of: Day) -> Option<String> {
    match person.attribute(Builtin::Department.id(), as_of) {
        Reading::Known(Scalar::Text(text)) => Some(text.to_string()),
        _ => None,
    }
}

/// Our people (columns) by the client's people (rows).
///
/// **Unit:** yes or no. **Source:** the `contacts` of each person in the account file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactMatrix {
    /// Ids of our people who know anybody here, in alphabetical order.
    pub ours: Vec<String>,
    /// By position of the client's person: for each of `ours`, whether they know each other.
    pub rows: Vec<Vec<bool>>,
}

/// Who of us knows whom at an account.
pub fn contact_matrix(account: &Account) -> ContactMatrix {
    let people = account.people.as_deref().unwrap_or(&[]);
    let ours: BTreeSet<&String> = people.iter().flat_map(|p| &p.contacts).collect();
    let rows = people.iter().map(|p| ours.iter().map(|id| p.contacts.contains(id)).collect()).collect();
    ContactMatrix { ours: ours.into_iter().cloned().collect(), rows }
}
