//! An account while its sources are still being merged, and one account file read into it. The row of the accounts table
//! comes first, the file in `accounts/` adds to it, the one in `private/` adds to both; whatever two of them say about
//! the same thing is an error, never a matter of order.

use super::observation;
use super::person::{self, PersonDraft};
use super::relation::{self, RelationDraft};
use super::report::Report;
use super::value::{Typing, Wanted};
use super::yaml::{Entry, Node, NodeKind, shown};
use super::{Dossier, Observation, Waived, Waiver, dossier};
use crate::diagnostics::{Finding, Phrase, Span, data as codes, said};
use crate::policy::{FieldId, Type};
use crate::values::nfc;

const KEYS: [&str; 7] = ["account", "name", "kam", "language", "people", "relations", "waivers"];

/// What one file says about one account.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: String,
    pub id_span: Span,
    pub name: Option<(String, Span)>,
    pub kam: Option<(String, Span)>,
    pub language: Option<(String, Span)>,
    pub fields: Vec<(FieldId, Vec<Observation>)>,
    /// Fields that hold where nothing says them by themselves.
    pub noted: Vec<(FieldId, Vec<Observation>)>,
    /// None: the file has no `people`.
    pub people: Option<Vec<PersonDraft>>,
    pub relations: Vec<RelationDraft>,
    pub waivers: Vec<Waiver>,
    pub dossier: Option<Box<Dossier>>,
    /// Which parts of the dossier are there, with their places.
    pub dossier_keys: Vec<(String, Span)>,
}

impl Draft {
    pub fn new(id: String, id_span: Span) -> Draft {
        Draft {
            id,
            id_span,
            name: None,
            kam: None,
            language: None,
            fields: Vec::new(),
            noted: Vec::new(),
            people: None,
            relations: Vec::new(),
            waivers: Vec::new(),
            dossier: None,
            dossier_keys: Vec::new(),
        }
    }
}

/// Why a text cannot be an id; none if it can.
pub fn bad_id(id: &str) -> Option<Phrase> {
    let drive = matches!(id.as_bytes(), [a, b':', b'/' | b'\\', ..] if a.is_ascii_alphabetic());
    if id.is_empty() {
        Some(said!("it is empty", "jest pusty"))
    } else if id.chars().any(char::is_control) {
        Some(said!("it holds control characters", "zawiera znaki sterujące"))
    } else if id.len() > 200 {
        Some(said!("it is longer than 200 bytes", "ma ponad 200 bajtów"))
    } else if id.starts_with(['/', '\\']) || drive || id.split(['/', '\\']).any(|part| part == ".." || part == ".") {
        Some(said!("it reads as a path", "wygląda jak ścieżka"))
    } else {
        None
    }
}

/// Reads an account file; none without a usable id.
pub fn read(root: &Node, typing: Typing<'_>, report: &mut Report<'_>) -> Option<Draft> {
    let file = report.source.name.clone();
    let entries = report.mapping(
        root,
        &file,
        said!("an account: `account: QUICK`, then its fields", "klienta: `account: QUICK`, a potem jego pola"),
    )?;
    let Some(id_entry) = entries.iter().find(|e| e.key == "account") else {
        report.missing_key(
            Span { end: root.span.start, ..root.span },
            said!("This file", "Ten plik"),
            "account",
            "account: …",
        );
        return None;
    };
    let id = report.text(&id_entry.value, "account", said!("the account's id", "identyfikator klienta"))?.to_owned();
    if let Some(why) = bad_id(&id) {
        let finding = Finding::new(&codes::BAD_ID, id_entry.value.span);
        report.push(finding.arg("id", shown(&id)).arg("what", said!("an account", "klient")).arg("why", why));
        return None;
    }
    let mut draft = Draft::new(id, id_entry.value.span);
    for entry in entries {
        key(entry, &mut draft, typing, report);
    }
    entries.iter().filter(|e| e.key == "buying").for_each(|e| days_of_buying(e, &mut draft, typing, report));
    Some(draft)
}

/// Days of how the client buys that are fields of the policy too, so that rules can ask for them.
fn days_of_buying(entry: &Entry, draft: &mut Draft, typing: Typing<'_>, report: &mut Report<'_>) {
    let NodeKind::Mapping(entries) = &entry.value.kind else { return };
    for e in entries {
        let there = draft.dossier.as_deref().and_then(|dossier| match e.key.as_str() {
            "contract_until" => dossier.contract_until,
            "budget_from" => dossier.budget_from,
            _ => None,
        });
        let field = typing.policy.field_named(&e.key).filter(|id| typing.policy.field(*id).ty == Type::Date);
        let (Some(id), Some(_)) = (field, there) else { continue };
        let field = typing.policy.field(id);
        let wanted = Wanted { name: field.name.as_str(), ty: field.ty, range: field.range.as_ref() };
        draft.noted.push((id, observation::read(&e.value, wanted, typing, report)));
    }
}

fn key(entry: &Entry, draft: &mut Draft, typing: Typing<'_>, report: &mut Report<'_>) {
    let (key, value) = (entry.key.as_str(), &entry.value);
    let policy = typing.policy;
    let placed = |text: Option<String>| text.map(|t| (t, value.span));
    let name = nfc(key);
    let field = policy.field_named(&name);
    match key {
        "account" => {}
        "name" => draft.name = placed(report.optional_text(value, key, said!("a name", "nazwę"))),
        "kam" => {
            draft.kam =
                placed(report.optional_text(value, key, said!("an id of team.yaml", "identyfikator z team.yaml")))
        }
        "language" => draft.language = language(value, field.is_some(), report).map(|l| (l, value.span)),
        "people" => draft.people = people(value, typing, report),
        "relations" => {
            let items = report
                .list(
                    value,
                    key,
                    said!("a list such as `- horst reports_to maria`", "listę, na przykład `- horst reports_to maria`"),
                )
                .unwrap_or_default();
            draft.relations = items.iter().filter_map(|i| relation::read(i, report)).collect();
        }
        "waivers" => {
            let wanted = said!(
                "a list such as `- {example}`",
                "listę, na przykład `- {example}`",
                example = Phrase::quote("{veto: …, approved_by: …, reason: …, until: 2026-12-31}")
            );
            let items = report.list(value, key, wanted).unwrap_or_default();
            draft.waivers = items.iter().filter_map(|i| waiver(i, typing, report)).collect();
        }
        // A field of this name is the policy's own.
        dossier::NOTES if field.is_some() => {}
        _ if dossier::KEYS.contains(&key) => {
            draft.dossier_keys.push((key.to_owned(), entry.key_span));
            dossier::read(entry, draft.dossier.get_or_insert_default(), typing, report);
        }
        _ if field.is_none() => {
            if policy.slot_named(&name).is_some() {
                person::computed(entry, report);
            } else {
                let fields = policy.fields.iter().map(|f| f.name.as_str());
                let known = KEYS.into_iter().chain(dossier::KEYS).chain(fields);
                report.unknown_key(entry, said!("of an account", "w danych klienta"), known);
            }
        }
        _ => {}
    }
    if let Some(id) = field {
        let field = policy.field(id);
        let wanted = Wanted { name: field.name.as_str(), ty: field.ty, range: field.range.as_ref() };
        let observations = observation::read(value, wanted, typing, report);
        if !observations.is_empty() {
            draft.fields.push((id, observations));
        }
    }
}

/// Two letters. Where the policy has a field of this name, any other value is the field's alone.
fn language(node: &Node, is_field: bool, report: &mut Report<'_>) -> Option<String> {
    if is_field && !matches!(&node.kind, NodeKind::Scalar { text, .. } if is_language(text)) {
        return None;
    }
    let text =
        report.optional_text(node, "language", said!("two letters such as `de`", "dwie litery, na przykład `de`"))?;
    if is_language(&text) {
        return Some(text.to_ascii_lowercase());
    }
    let finding =
        report.setting(node, "language", &text, said!("two letters such as `de`", "dwie litery, na przykład `de`"));
    report.push(finding);
    None
}

fn is_language(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic())
}

fn people(node: &Node, typing: Typing<'_>, report: &mut Report<'_>) -> Option<Vec<PersonDraft>> {
    if node.is_blank() {
        return None;
    }
    let items = report.list(
        node,
        "people",
        said!(
            "a list such as `- {example}`",
            "listę, na przykład `- {example}`",
            example = Phrase::quote("{id: ewa, name: Ewa Nowak}")
        ),
    )?;
    Some(items.iter().filter_map(|i| person::read(i, typing, report)).collect())
}

fn waiver(node: &Node, typing: Typing<'_>, report: &mut Report<'_>) -> Option<Waiver> {
    let entries =
        report.mapping(node, "waivers", Phrase::quote("`{veto: …, approved_by: …, reason: …, until: 2026-12-31}`"))?;
    let (mut of, mut approved_by, mut reason, mut until) = (None, None, None, None);
    for e in entries {
        match e.key.as_str() {
            "veto" | "limit" => of = waived(e, typing, report),
            "approved_by" => {
                approved_by = report.text(&e.value, "approved_by", said!("a name", "nazwę")).map(str::to_owned)
            }
            "reason" => reason = report.text(&e.value, "reason", said!("a text", "tekst")).map(str::to_owned),
            "until" => until = report.day(&e.value, "until"),
            _ => report.unknown_key(
                e,
                said!("of a waiver", "w odstępstwie"),
                ["veto", "limit", "approved_by", "reason", "until"],
            ),
        }
    }
    if !entries.iter().any(|e| matches!(e.key.as_str(), "veto" | "limit")) {
        report.missing_key(node.span, said!("This waiver", "To odstępstwo"), "veto", "veto: …");
    }
    for (key, write) in [("approved_by", "approved_by: …"), ("reason", "reason: …"), ("until", "until: 2026-12-31")]
    {
        if !entries.iter().any(|e| e.key == key) {
            report.missing_key(node.span, said!("This waiver", "To odstępstwo"), key, write);
        }
    }
    Some(Waiver { of: of?, approved_by: approved_by?, reason: reason?, until: until?, span: node.span })
}

fn waived(e: &Entry, typing: Typing<'_>, report: &mut Report<'_>) -> Option<Waived> {
    let name = report.text(&e.value, &e.key, said!("the name of a rule", "nazwę reguły"))?;
    let policy = typing.policy;
    let vetoes = || policy.vetoes.iter().map(|v| v.name.as_str());
    let limits = || policy.limits.iter().map(|l| l.name.as_str());
    let is_veto = e.key == "veto";
    let found = if is_veto {
        vetoes().position(|v| v == nfc(name)).map(Waived::Veto)
    } else {
        limits().position(|l| l == nfc(name)).map(Waived::Limit)
    };
    if found.is_none() {
        let known: Vec<&str> = if is_veto { vetoes().collect() } else { limits().collect() };
        let kind = if is_veto { said!("veto", "weto") } else { said!("limit", "ograniczenie") };
        let args = [("kind", kind), ("name", shown(name).into())];
        report.unknown_name(&codes::UNKNOWN_WAIVED, e.value.span, &args, name, known);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::bad_id;

    #[test]
    fn ids_that_read_as_paths_are_refused() {
        for good in ["QUICK", "Żabka sp. z o.o.", "A-1", "10/2024", "a..b", "C:1"] {
            assert_eq!(bad_id(good), None, "{good}");
        }
        for bad in ["", "../../x", "..", "/etc/passwd", "a/../b", "\\\\host", "C:\\x", "a\nb", "a\0b"] {
            assert!(bad_id(bad).is_some(), "{bad:?}");
        }
    }
}
