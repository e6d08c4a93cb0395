//! Several files that speak of one account become one draft: the account's own file, private files, and people from the
//! accounts table. Two files may say different things, never the same thing twice. Whoever stands in a column of the table
//! is the person of the same id, or else of the same name, in the account's file; there the same name or title may be
//! repeated.

use super::Observation;
use super::dossier;
use super::draft::Draft;
use super::person::PersonDraft;
use super::yaml::shown;
use crate::diagnostics::{Finding, Span, data as codes, said, suggest};
use crate::policy::Policy;

/// Adds what another file says about the same account.
pub fn add(base: &mut Draft, more: Draft, policy: &Policy, findings: &mut Vec<Finding>) {
    let of = base.id.clone();
    once("name", &of, &mut base.name, more.name, findings);
    once("kam", &of, &mut base.kam, more.kam, findings);
    once("language", &of, &mut base.language, more.language, findings);
    for (field, observations) in more.fields {
        match base.fields.iter().find(|(f, _)| *f == field) {
            Some((_, first)) => {
                twice(policy.field(field).name.as_str(), &of, place(&observations), place(first), findings)
            }
            None => base.fields.push((field, observations)),
        }
    }
    base.noted.extend(more.noted);
    if let Some(people) = more.people {
        for person in people {
            add_person(base, person, policy, findings);
        }
    }
    base.relations.extend(more.relations);
    base.waivers.extend(more.waivers);
    let theirs = more.dossier.unwrap_or_default();
    for (key, span) in more.dossier_keys {
        let said = base.dossier_keys.iter().find(|(k, _)| *k == key).filter(|_| key != dossier::NOTES);
        match said {
            Some((_, first)) => twice(&key, &of, Some(span), Some(*first), findings),
            None => {
                dossier::copy(&key, &theirs, base.dossier.get_or_insert_default());
                base.dossier_keys.push((key, span));
            }
        }
    }
}

/// Where the first of some observations stands.
fn place(observations: &[Observation]) -> Option<Span> {
    observations.first().map(|o| o.span)
}

/// Says that two files tell the same thing.
pub fn twice(name: &str, of: &str, span: Option<Span>, first: Option<Span>, findings: &mut Vec<Finding>) {
    let Some(span) = span else { return };
    let finding = Finding::new(&codes::SAID_TWICE, span).arg("name", shown(name)).arg("of", shown(of));
    findings.push(match first {
        Some(first) => finding.note_at(first, said!("It is said here too.", "Podano to też tutaj.")),
        None => finding,
    });
}

/// Something that one file only may say.
fn once<T>(name: &str, of: &str, base: &mut Option<(T, Span)>, more: Option<(T, Span)>, findings: &mut Vec<Finding>) {
    match (base.as_ref(), more) {
        (Some((_, first)), Some((_, span))) => twice(name, of, Some(span), Some(*first), findings),
        (None, Some(more)) => *base = Some(more),
        (_, None) => {}
    }
}

/// Adds what a private file says about a person, or a person only it knows.
fn add_person(base: &mut Draft, person: PersonDraft, policy: &Policy, findings: &mut Vec<Finding>) {
    let people = base.people.get_or_insert_default();
    if let Some(known) = people.iter_mut().find(|p| p.id == person.id) {
        add_to_person(known, person, policy, findings);
    } else if person.name.is_some() {
        people.push(person);
    } else {
        let near = suggest::nearest(&person.id, people.iter().map(|p| p.id.as_str()));
        let finding = Finding::new(&codes::UNKNOWN_PERSON, person.span).arg("account", shown(&base.id));
        findings.push(finding.arg("id", shown(&person.id)).arg("hint", suggest::did_you_mean(near)));
    }
}

fn add_to_person(known: &mut PersonDraft, more: PersonDraft, policy: &Policy, findings: &mut Vec<Finding>) {
    let of = known.id.clone();
    let table = known.from_table || more.from_table;
    for (name, base, more) in [("name", &mut known.name, more.name), ("title", &mut known.title, more.title)] {
        let same = matches!((&*base, &more), (Some((a, _)), Some((b, _))) if a == b);
        if !(table && same) {
            once(name, &of, base, more, findings);
        }
    }
    let attributes = known.attributes.iter_mut().zip(more.attributes).zip(&policy.attributes);
    for ((base, more), attribute) in attributes {
        if base.is_empty() {
            *base = more;
        } else if !more.is_empty() {
            twice(attribute.name.as_str(), &of, place(&more), place(base), findings);
        }
    }
    for (competitor, observations) in more.competitors {
        match known.competitors.iter().find(|(c, _)| *c == competitor) {
            Some((_, first)) => twice(&competitor, &of, place(&observations), place(first), findings),
            None => known.competitors.push((competitor, observations)),
        }
    }
    once("needs", &of, &mut known.needs, more.needs, findings);
    once("contacts", &of, &mut known.contacts, more.contacts, findings);
}

/// Adds the people of the account's row in the accounts table.
pub fn add_table_people(base: &mut Draft, table: Vec<PersonDraft>, policy: &Policy, findings: &mut Vec<Finding>) {
    if table.is_empty() {
        return;
    }
    let people = base.people.get_or_insert_default();
    let mut others = Vec::new();
    for person in table {
        let named = |p: &PersonDraft| p.name.as_ref().map(|(n, _)| n.clone());
        let by_id = people.iter().position(|p| p.id == person.id);
        let at = by_id.or_else(|| people.iter().position(|p| named(p).is_some() && named(p) == named(&person)));
        match at.and_then(|at| people.get_mut(at)) {
            Some(known) => add_to_person(known, person, policy, findings),
            None => others.push(person),
        }
    }
    others.append(people);
    *people = others;
}

/// Two people of one file with one id.
pub fn duplicate_people(draft: &Draft, findings: &mut Vec<Finding>) {
    let people = draft.people.as_deref().unwrap_or_default();
    for (n, person) in people.iter().enumerate() {
        if let Some(first) = people.iter().take(n).find(|p| p.id == person.id) {
            let finding = Finding::new(&codes::DUPLICATE_PERSON, person.span);
            let finding = finding.arg("account", shown(&draft.id)).arg("id", shown(&person.id));
            findings.push(finding.note_at(first.span, said!("It stands here first.", "Tu stoi po raz pierwszy.")));
        }
    }
}
