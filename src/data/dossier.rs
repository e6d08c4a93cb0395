//! The parts of an account file that tell a reader rather than a rule: the client's business, how they buy, what we want
//! there, and the opportunities.

use super::observation;
use super::report::Report;
use super::value::{Typing, Wanted};
use super::yaml::{Entry, Node, NodeKind};
use super::{Dossier, Opportunity, Target};
use crate::diagnostics::{Finding, Phrase, data as codes, said};
use crate::policy::Type;
use crate::values::{Number, Reading, Scalar};

/// The keys of an account file that belong to the dossier.
pub const KEYS: [&str; 5] = ["profile", "buying", "our_strategy", "opportunities", NOTES];

/// What several files may say: each adds to the others.
pub const NOTES: &str = "notes";

/// Reads one of [`KEYS`].
pub fn read(entry: &Entry, dossier: &mut Dossier, typing: Typing<'_>, report: &mut Report<'_>) {
    if entry.value.is_blank() {
        return;
    }
    if entry.key == "opportunities" {
        dossier.opportunities = opportunities(&entry.value, typing, report);
        return;
    }
    if entry.key == NOTES {
        dossier.notes = report.texts(&entry.value, NOTES);
        return;
    }
    let Some(entries) = report.mapping(&entry.value, &entry.key, said!("keys below it", "pod spodem klucze")) else {
        return;
    };
    for e in entries {
        match entry.key.as_str() {
            "profile" => profile(e, dossier, report),
            "buying" => buying(e, dossier, report),
            _ => our_strategy(e, dossier, typing, report),
        }
    }
}

/// Copies one of [`KEYS`] from one dossier to another.
pub fn copy(key: &str, from: &Dossier, into: &mut Dossier) {
    let theirs = from.clone();
    match key {
        "profile" => {
            let Dossier { industry, business, challenges, goals, strategy, .. } = theirs;
            (into.industry, into.business, into.challenges) = (industry, business, challenges);
            (into.goals, into.strategy) = (goals, strategy);
        }
        "buying" => {
            let Dossier { buying_steps, buying_criteria, signs, budget_from, contract_until, .. } = theirs;
            (into.buying_steps, into.buying_criteria, into.signs) = (buying_steps, buying_criteria, signs);
            (into.budget_from, into.contract_until) = (budget_from, contract_until);
        }
        "our_strategy" => {
            let Dossier { ambition, target, priorities, not_doing, assumptions, .. } = theirs;
            (into.ambition, into.target, into.priorities) = (ambition, target, priorities);
            (into.not_doing, into.assumptions) = (not_doing, assumptions);
        }
        NOTES => {
            into.notes.extend(theirs.notes);
            into.private_notes.extend(theirs.private_notes);
        }
        _ => into.opportunities = theirs.opportunities,
    }
}

fn profile(e: &Entry, dossier: &mut Dossier, report: &mut Report<'_>) {
    match e.key.as_str() {
        "industry" => dossier.industry = report.optional_text(&e.value, "industry", said!("a text", "tekst")),
        "business" => dossier.business = report.optional_text(&e.value, "business", said!("a text", "tekst")),
        "challenges" => dossier.challenges = report.texts(&e.value, "challenges"),
        "goals" => dossier.goals = report.texts(&e.value, "goals"),
        "strategy" => dossier.strategy = report.optional_text(&e.value, "strategy", said!("a text", "tekst")),
        _ => report.unknown_key(
            e,
            said!("of `profile`", "w `profile`"),
            ["industry", "business", "challenges", "goals", "strategy"],
        ),
    }
}

fn buying(e: &Entry, dossier: &mut Dossier, report: &mut Report<'_>) {
    match e.key.as_str() {
        "steps" => dossier.buying_steps = report.texts(&e.value, "steps"),
        "criteria" => dossier.buying_criteria = report.texts(&e.value, "criteria"),
        "signs" => dossier.signs = report.optional_text(&e.value, "signs", said!("a text", "tekst")),
        "budget_from" => dossier.budget_from = report.day(&e.value, "budget_from"),
        "contract_until" => dossier.contract_until = report.day(&e.value, "contract_until"),
        _ => report.unknown_key(
            e,
            said!("of `buying`", "w `buying`"),
            ["steps", "criteria", "signs", "budget_from", "contract_until"],
        ),
    }
}

fn our_strategy(e: &Entry, dossier: &mut Dossier, typing: Typing<'_>, report: &mut Report<'_>) {
    match e.key.as_str() {
        "ambition" => dossier.ambition = report.optional_text(&e.value, "ambition", said!("a text", "tekst")),
        "target" => dossier.target = target(e, typing, report),
        "priorities" => dossier.priorities = report.texts(&e.value, "priorities"),
        "not_doing" => dossier.not_doing = report.texts(&e.value, "not_doing"),
        "assumptions" => dossier.assumptions = report.texts(&e.value, "assumptions"),
        _ => {
            let keys = ["ambition", "target", "priorities", "not_doing", "assumptions"];
            report.unknown_key(e, said!("of `our_strategy`", "w `our_strategy`"), keys);
        }
    }
}

/// `target: {value: 120000 EUR, by: 2027-12-31}`, or the amount alone.
fn target(e: &Entry, typing: Typing<'_>, report: &mut Report<'_>) -> Option<Target> {
    let NodeKind::Mapping(entries) = &e.value.kind else {
        return Some(Target { value: amount(&e.value, "target", typing, report)?, by: None });
    };
    let (mut value, mut by) = (None, None);
    for e in entries {
        match e.key.as_str() {
            "value" => value = amount(&e.value, "value", typing, report),
            "by" => by = report.day(&e.value, "by"),
            _ => report.unknown_key(e, said!("of `target`", "w `target`"), ["value", "by"]),
        }
    }
    if !entries.iter().any(|e| e.key == "value") {
        report.missing_key(e.value.span, said!("This target", "Wartość docelowa"), "value", "value: 120000 EUR");
    }
    Some(Target { value: value?, by })
}

fn amount(node: &Node, name: &str, typing: Typing<'_>, report: &mut Report<'_>) -> Option<Number> {
    let wanted = Wanted { name, ty: Type::Money, range: None };
    match observation::scalar(node, wanted, None, typing, report) {
        Some(Reading::Known(Scalar::Number(n))) => Some(n),
        _ => None,
    }
}

fn opportunities(node: &Node, typing: Typing<'_>, report: &mut Report<'_>) -> Vec<Opportunity> {
    let wanted = said!(
        "a list such as `- {example}`",
        "listę, na przykład `- {example}`",
        example = Phrase::quote("{id: warehouse, name: …, value: 40000 EUR, close: 2027-03-01}")
    );
    let mut out: Vec<Opportunity> = Vec::new();
    for item in report.list(node, "opportunities", wanted).unwrap_or_default() {
        let Some(opportunity) = opportunity(item, typing, report) else { continue };
        if let Some(first) = out.iter().find(|o| o.id == opportunity.id) {
            let finding = Finding::new(&codes::SAID_TWICE, opportunity.span);
            let finding = finding.quote("name", &*opportunity.id).quote("of", "opportunities");
            report.push(finding.note_at(first.span, said!("It stands here first.", "Tu stoi po raz pierwszy.")));
        }
        out.push(opportunity);
    }
    out
}

fn opportunity(node: &Node, typing: Typing<'_>, report: &mut Report<'_>) -> Option<Opportunity> {
    let entries = report.mapping(node, "opportunities", Phrase::quote("`{id: warehouse, name: …}`"))?;
    let (mut id, mut name) = (None, None);
    let mut out = Opportunity {
        id: String::new(),
        name: String::new(),
        category: None,
        value: None,
        close: None,
        competitor: None,
        span: node.span,
    };
    for e in entries {
        match e.key.as_str() {
            "id" => id = report.text(&e.value, "id", said!("a short name", "krótką nazwę")).map(str::to_owned),
            "name" => name = report.text(&e.value, "name", said!("a text", "tekst")).map(str::to_owned),
            "category" => out.category = report.optional_text(&e.value, "category", said!("a text", "tekst")),
            "value" => {
                out.value = amount(&e.value, "value", typing, report);
            }
            "close" => out.close = if e.value.is_blank() { None } else { report.day(&e.value, "close") },
            "competitor" => out.competitor = report.optional_text(&e.value, "competitor", said!("a name", "nazwę")),
            _ => report.unknown_key(
                e,
                said!("of an opportunity", "w danych szansy sprzedaży"),
                ["id", "name", "category", "value", "close", "competitor"],
            ),
        }
    }
    for (key, there) in [("id", id.is_some()), ("name", name.is_some())] {
        if !there && !entries.iter().any(|e| e.key == key) {
            report.missing_key(node.span, said!("This opportunity", "Ta szansa sprzedaży"), key, &format!("{key}: …"));
        }
    }
    (out.id, out.name) = (id?, name?);
    Some(out)
}
