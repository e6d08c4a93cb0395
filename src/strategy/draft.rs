//! What is to be done about one account, before anybody is chosen to do it: this looks at no other account's plays.

use super::activate::{alerts, playbooks};
use super::bind::bind;
use super::channel::channels;
use super::plan::Context;
use super::schedule::{Dated, schedule};
use super::{ChannelChoice, Conditional, PlaybookUse, Raised};

/// The plays of an account without their owners.
pub(super) struct Draft {
    pub account: usize,
    pub alerts: Vec<Raised>,
    /// Without their objectives.
    pub playbooks: Vec<PlaybookUse>,
    pub conditional: Vec<Conditional>,
    /// By due day, then in the order of the policy, then by person.
    pub plays: Vec<Dated>,
    /// One per play.
    pub channels: Vec<Option<ChannelChoice>>,
}

/// Drafts an account; none where there is no such account.
pub(super) fn draft(cx: &Context<'_>, account: usize) -> Option<Draft> {
    let policy = cx.inputs.policy;
    let today = cx.revisit.account(account)?;
    let alerts = alerts(policy, &today);
    let playbooks = playbooks(policy, &today, &alerts);
    let called = bind(policy, &today, &playbooks);
    let lines = cx.register.get(&account).map_or(&[][..], |lines| &lines.known);
    let plays = schedule(cx, account, &called, lines);
    let channels = channels(cx, account, &today, &plays);
    // What somebody has accepted is a play, whatever is not known.
    let accepted = |c: &Conditional| lines.iter().any(|l| (l.action, l.person) == (c.action, c.person));
    let conditional = called.conditional.into_iter().filter(|c| !accepted(c)).collect();
    Some(Draft { account, alerts, playbooks, conditional, plays, channels })
}
