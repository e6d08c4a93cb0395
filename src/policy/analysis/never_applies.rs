//! Vetoes, limits, tiers, playbooks, actions, offers and alerts whose conditions can never hold: over a stage that the
//! stage table never gives, a tier that a score excludes, or two values of one field at once.

use super::super::{Alert, Expr, Playbook, PlaybookId, Policy};
use super::bounds::Bounds;
use super::contradiction::Question;
use crate::diagnostics::{Finding, Phrase, Sources, Span, analysis, said};

pub(super) fn find(policy: &Policy, _sources: &Sources, bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    let never = |conditions: &[&Expr]| Question::new(policy, bounds).never(conditions);
    let mut report = |what: Phrase, name: &str, span: Span, why: Phrase| {
        let finding = Finding::new(&analysis::NEVER_APPLIES, span).arg("what", what).quote("name", name);
        findings.push(finding.arg("why", why));
    };
    for veto in &policy.vetoes {
        if let Some(why) = never(&[&veto.when]) {
            report(said!("veto", "weto"), veto.name.as_str(), veto.span, why);
        }
    }
    for limit in &policy.limits {
        if let Some(why) = never(&[&limit.when]) {
            report(said!("limit", "ograniczenie"), limit.name.as_str(), limit.span, why);
        }
    }
    for tier in &policy.tiers {
        if let Some(why) = tier.when.as_ref().and_then(|when| never(&[when])) {
            report(said!("tier", "poziom"), tier.name.as_str(), tier.span, why);
        }
    }
    for (id, playbook) in (0u16..).map(PlaybookId).zip(&policy.playbooks) {
        let name = playbook.name.as_str();
        let own: Vec<&Expr> = playbook.when.iter().collect();
        if let Some(why) = never_starts(policy, id, playbook, &own, &never) {
            report(said!("playbook", "zestaw działań"), name, playbook.span, why);
            continue;
        }
        for action in &playbook.actions {
            let filter = action.each.iter().filter_map(|e| e.filter.as_ref());
            let mut all: Vec<&Expr> = filter.chain(&action.when).collect();
            if all.is_empty() {
                continue;
            }
            all.extend(own.iter().copied());
            if let Some(why) = never(&all) {
                report(said!("action", "działanie"), &format!("{name}.{}", action.name), action.span, why);
            }
        }
    }
    for offer in &policy.offers {
        if let Some(why) = offer.when.as_ref().and_then(|when| never(&[when])) {
            report(said!("offer", "oferta"), offer.name.as_str(), offer.span, why);
        }
    }
    for alert in &policy.alerts {
        if let Some(why) = never(&[&alert.when]) {
            report(said!("alert", "alert"), alert.name.as_str(), alert.span, why);
        }
    }
}

/// A playbook that alerts start needs one of them, and its own condition.
fn never_starts(
    policy: &Policy,
    id: PlaybookId,
    playbook: &Playbook,
    own: &[&Expr],
    never: &dyn Fn(&[&Expr]) -> Option<Phrase>,
) -> Option<Phrase> {
    let alerts: Vec<&Alert> = policy.alerts.iter().filter(|a| a.starts(id)).collect();
    if alerts.is_empty() || playbook.when.is_some() && never(own).is_some() {
        return never(own);
    }
    let reasons: Vec<Option<Phrase>> =
        alerts.iter().map(|a| never(&own.iter().copied().chain([&a.when]).collect::<Vec<_>>())).collect();
    let all: Option<Vec<Phrase>> = reasons.into_iter().collect();
    all?;
    let names: Vec<String> = alerts.iter().map(|a| format!("`{}`", a.name)).collect();
    Some(said!(
        "it is started by {alerts}, and what it asks itself never holds then",
        "uruchamia go {alerts}, a jego własny warunek wtedy nigdy nie zachodzi",
        alerts = names.join(", "),
    ))
}
