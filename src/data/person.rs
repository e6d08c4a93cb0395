//! A person in an account file. Asked for are id and name; title, formal and support are what a plan needs most. The other
//! attributes are those of the policy, each an observation. Somebody in a private file is the same person by their id.

use super::observation;
use super::report::Report;
use super::value::{Typing, Wanted};
use super::yaml::{Entry, Node, NodeKind, shown};
use super::{Needs, Observation};
use crate::diagnostics::{Finding, Phrase, Span, data as codes, said};
use crate::policy::{AttributeId, Builtin, Policy};

const KEYS: [&str; 6] = ["id", "name", "title", "competitors", "needs", "contacts"];

/// A person before the sources are merged.
#[derive(Clone, Debug)]
pub struct PersonDraft {
    pub id: String,
    pub span: Span,
    pub name: Option<(String, Span)>,
    pub title: Option<(String, Span)>,
    /// By [`AttributeId`].
    pub attributes: Vec<Vec<Observation>>,
    pub competitors: Vec<(String, Vec<Observation>)>,
    pub needs: Option<(Needs, Span)>,
    pub contacts: Option<(Vec<String>, Span)>,
    /// From columns of the accounts table.
    pub from_table: bool,
}

impl PersonDraft {
    pub fn new(policy: &Policy, id: String, span: Span) -> PersonDraft {
        PersonDraft {
            id,
            span,
            name: None,
            title: None,
            attributes: vec![Vec::new(); policy.attributes.len()],
            competitors: Vec::new(),
            needs: None,
            contacts: None,
            from_table: false,
        }
    }
}

/// The attribute of a name.
pub fn attribute_named(policy: &Policy, name: &str) -> Option<AttributeId> {
    let at = policy.attributes.iter().position(|a| a.name.as_str() == name)?;
    u16::try_from(at).ok().map(AttributeId)
}

/// What a value of an attribute is to be.
pub fn wanted(policy: &Policy, id: AttributeId) -> Wanted<'_> {
    let attribute = policy.attribute(id);
    Wanted { name: attribute.name.as_str(), ty: attribute.ty, range: attribute.range.as_ref() }
}

/// Reads one person; none without an id.
pub fn read(node: &Node, typing: Typing<'_>, report: &mut Report<'_>) -> Option<PersonDraft> {
    let policy = typing.policy;
    let entries = report.mapping(
        node,
        "people",
        said!(
            "people as `- {one}`",
            "osoby jako `- {one}`",
            one = Phrase::quote("{id: ewa, name: Ewa Nowak, title: …, formal: yes, support: …}"),
        ),
    )?;
    let Some(id_entry) = entries.iter().find(|e| e.key == "id") else {
        report.missing_key(node.span, said!("This person", "Ta osoba"), "id", "id: …");
        return None;
    };
    let id = report
        .text(&id_entry.value, "id", said!("a short name such as `ewa`", "krótką nazwę, na przykład `ewa`"))?
        .to_owned();
    if let Some(why) = super::draft::bad_id(&id)
        .or(id.contains(char::is_whitespace).then_some(said!("it holds spaces", "zawiera spacje")))
        // It stands between slashes in the ids of actions.
        .or(id.contains('/').then_some(said!("it holds a slash", "zawiera ukośnik")))
        .or((id == "-").then_some(said!(
            "`-` stands for the whole account in the ids of actions",
            "`-` oznacza w identyfikatorach działań całego klienta",
        )))
    {
        let finding = Finding::new(&codes::BAD_ID, id_entry.value.span);
        report.push(finding.arg("id", shown(&id)).arg("what", said!("a person", "osoba")).arg("why", why));
        return None;
    }
    let mut person = PersonDraft::new(policy, id, id_entry.value.span);
    for entry in entries {
        key(entry, &mut person, typing, report);
    }
    Some(person)
}

fn key(entry: &Entry, person: &mut PersonDraft, typing: Typing<'_>, report: &mut Report<'_>) {
    let (key, value) = (entry.key.as_str(), &entry.value);
    let placed = |text: Option<String>| text.map(|t| (t, value.span));
    match key {
        "id" => {}
        "name" => person.name = placed(report.optional_text(value, key, said!("a name", "nazwę"))),
        "title" => person.title = placed(report.optional_text(value, key, said!("a title", "stanowisko"))),
        "competitors" => person.competitors = competitors(value, typing, report),
        "needs" => person.needs = Some((needs(value, typing.policy, report), value.span)),
        "contacts" => person.contacts = Some((report.texts(value, key), value.span)),
        "susceptibility" => report.push(Finding::new(&codes::NOT_ACTED_ON, entry.key_span).quote("key", key)),
        _ => match attribute_named(typing.policy, &crate::values::nfc(key)) {
            Some(id) if id == Builtin::StepsToDecider.id() => computed(entry, report),
            Some(id) => {
                let observations = observation::read(value, wanted(typing.policy, id), typing, report);
                if let Some(slot) = person.attributes.get_mut(id.index()) {
                    *slot = observations;
                }
            }
            None if typing.policy.person_lets.iter().any(|l| l.name.as_str() == key) => computed(entry, report),
            None => {
                let attributes = typing.policy.attributes.iter().map(|a| a.name.as_str());
                report.unknown_key(entry, said!("of a person", "w danych osoby"), KEYS.into_iter().chain(attributes));
            }
        },
    }
}

pub fn computed(entry: &Entry, report: &mut Report<'_>) {
    report.push(Finding::new(&codes::COMPUTED, entry.key_span).arg("name", shown(&entry.key)));
}

/// `competitors: {Rattlesnake: neutral}`, each an observation on the scale of support.
fn competitors(node: &Node, typing: Typing<'_>, report: &mut Report<'_>) -> Vec<(String, Vec<Observation>)> {
    if node.is_blank() {
        return Vec::new();
    }
    let entries = report.mapping(node, "competitors", Phrase::quote("`{Rattlesnake: neutral}`")).unwrap_or_default();
    let support = wanted(typing.policy, Builtin::Support.id());
    let read = |e: &Entry| {
        let wanted = Wanted { name: &e.key, ..support };
        (e.key.clone(), observation::read(&e.value, wanted, typing, report))
    };
    entries.iter().map(read).collect()
}

/// Needs at three levels; a plain list is the person's own.
fn needs(node: &Node, policy: &Policy, report: &mut Report<'_>) -> Needs {
    let mut needs = Needs::default();
    match &node.kind {
        NodeKind::Mapping(entries) => {
            for entry in entries {
                match entry.key.as_str() {
                    "organisation" => needs.organisation = need_names(&entry.value, "organisation", policy, report),
                    "department" => needs.department = need_names(&entry.value, "department", policy, report),
                    "personal" => needs.personal = need_names(&entry.value, "personal", policy, report),
                    _ => report.unknown_key(
                        entry,
                        said!("of `needs`", "w `needs`"),
                        ["organisation", "department", "personal"],
                    ),
                }
            }
        }
        NodeKind::Scalar { .. } | NodeKind::Sequence(_) => needs.personal = need_names(node, "needs", policy, report),
    }
    needs
}

fn in_own_words(need: &str) -> bool {
    need.contains(char::is_whitespace) || need.starts_with(char::is_uppercase)
}

/// Whether a need is written by its label, in any case; that is said with its name.
fn by_label(written: &str, item: &Node, policy: &Policy, report: &mut Report<'_>) -> bool {
    let is_label = |label: &str| label.to_lowercase() == written.to_lowercase();
    let is_name = policy.needs.iter().any(|n| n.name.as_str() == written);
    let need = policy.needs.iter().find(|n| n.label.texts().any(is_label)).filter(|_| !is_name);
    if let Some(need) = need {
        let name = need.name.as_str();
        let finding = Finding::new(&codes::NEED_BY_LABEL, item.span).arg("label", shown(written)).quote("name", name);
        report.replace(finding, Some(name));
    }
    need.is_some()
}

/// What somebody needs. Where the policy declares needs, a name it does not know is answered by nothing. What is no name but
/// a note in somebody's own words (with spaces, or a capital first: `A seat on the board`) stands as it is.
fn need_names(node: &Node, key: &str, policy: &Policy, report: &mut Report<'_>) -> Vec<String> {
    let names = report.texts(node, key);
    if policy.needs.is_empty() {
        return names;
    }
    let items = if let NodeKind::Sequence(items) = &node.kind { items.as_slice() } else { std::slice::from_ref(node) };
    for item in items {
        if let NodeKind::Scalar { text, .. } = &item.kind
            && let name = crate::values::nfc(text.trim())
            && !item.is_blank()
            && !by_label(&name, item, policy, report)
            && !in_own_words(&name)
            && !policy.needs.iter().any(|n| n.name.as_str() == name)
        {
            let known = policy.needs.iter().map(|n| n.name.as_str());
            report.unknown_name(&codes::UNKNOWN_NEED, item.span, &[("name", shown(text.trim()).into())], &name, known);
        }
    }
    names.iter().map(|n| crate::values::nfc(n)).collect()
}
