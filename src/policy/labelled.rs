//! Labels of channels and actions where a name is wanted: what was meant is clear, and the line is said with the name. Such a
//! label comes from `syntax` as a name in quotes, which no name equals. Start at [`Checker::channel_by_label`].

use super::checker::{Checker, index};
use super::model::PlaybookId;
use crate::diagnostics::{Finding, Phrase, plays as codes, said, suggest};
use crate::syntax::Ident;
use crate::values::Label;

impl Checker<'_> {
    /// Whether a label stands where a channel is named; that is reported.
    pub fn channel_by_label(&mut self, name: &Ident) -> bool {
        let channels: Vec<(Label, String)> =
            self.policy.channels.iter().map(|c| (c.label.clone(), c.name.to_string())).collect();
        self.said_by_label(said!("channel", "kanał"), name, &channels)
    }

    /// Whether a label stands where an action is named in a playbook; that is reported.
    pub fn action_by_label(&mut self, playbook: PlaybookId, name: &Ident) -> bool {
        let actions = self.action_labels(playbook);
        self.said_by_label(said!("action", "działanie"), name, &actions)
    }

    /// Reports a label where a name is wanted (such a name is in quotes), with the name it belongs to; whether it was one.
    fn said_by_label(&mut self, kind: Phrase, name: &Ident, labelled: &[(Label, String)]) -> bool {
        let Some(label) = name.value.as_str().strip_prefix('"').and_then(|t| t.strip_suffix('"')) else { return false };
        let is_it = |of: &Label| of.texts().any(|t| t.to_lowercase() == label.to_lowercase());
        let near = labelled.iter().find(|(of, _)| is_it(of)).map(|(_, name)| name.clone());
        let near = near.or_else(|| {
            let texts = labelled.iter().flat_map(|(of, name)| of.texts().map(move |t| (t, name)));
            let all: Vec<(&str, &String)> = texts.collect();
            let similar = suggest::nearest(label, all.iter().map(|(t, _)| *t))?;
            all.iter().find(|(t, _)| *t == similar).map(|(_, name)| (*name).clone())
        });
        let finding = Finding::new(&codes::BY_LABEL, name.span)
            .arg("kind", kind)
            .quote("label", label)
            .arg("hint", suggest::did_you_mean(near.as_deref()))
            .maybe_fix(near.and_then(|n| self.fixed(name.span, &n)));
        self.report(finding);
        true
    }

    /// The labels of all actions with what to write for them in a playbook, its own first.
    fn action_labels(&self, playbook: PlaybookId) -> Vec<(Label, String)> {
        let all = self.names.plays.actions.iter().enumerate().flat_map(|(at, actions)| {
            let id = PlaybookId(index(at));
            let of = self.policy.playbooks.get(at).filter(|_| id != playbook);
            let before = of.map_or(String::new(), |p| format!("{}.", p.name));
            actions.iter().map(move |a| (id != playbook, a.label.clone(), format!("{before}{}", a.name.value)))
        });
        let mut all: Vec<(bool, Label, String)> = all.collect();
        all.sort_by_key(|(other, ..)| *other);
        all.into_iter().map(|(_, label, name)| (label, name)).collect()
    }
}
