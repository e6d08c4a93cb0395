//! Alerts that start playbooks, playbooks and their actions.

use super::condition::never;
use super::{Of, Walk};
use crate::policy::Policy;
use crate::verify::mutate::change::{Case, Change, Expect};

impl Walk<'_> {
    pub(super) fn plays(&mut self, changed: &mut Policy) {
        for alert in changed.alerts.iter_mut().filter(|a| a.starts.is_some()) {
            let starts = alert.starts.map_or("", |p| self.policy.playbook(p).name.as_str());
            let of = Of::shown(alert.span, "alert", alert.name.as_str(), Expect::StartedAction, starts);
            self.dropping(&of, &mut alert.when);
        }
        for playbook in &mut changed.playbooks {
            if let Some(when) = &mut playbook.when {
                let name = playbook.name.as_str();
                let of = Of::shown(playbook.span, "playbook", name, Expect::AnyAction, name);
                self.conditions(&of, when);
            }
            for action in &mut playbook.actions {
                let name = format!("{}.{}", playbook.name, action.name);
                let of = Of::shown(action.span, "action", &name, Expect::Action(name.clone()), &name);
                let said = || (Change::Dropped, Case::CallsForIt);
                let (when, filter) = (&mut action.when, action.each.as_mut().and_then(|e| e.filter.as_mut()));
                let made = self.offer_with(&of, said, |walk| {
                    when.iter_mut().chain(filter).for_each(|condition| walk.conditions(&of, condition));
                });
                if made {
                    action.when = Some(never());
                }
            }
        }
    }
}
