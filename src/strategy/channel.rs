//! By which channel a play is done: the one written, or what a table gives for the person or the account. The table sees
//! the effects of what the play waits for, since by then they are expected to be there.

use super::ChannelChoice;
use super::effects::{Event, changes};
use super::plan::Context;
use super::schedule::{Dated, Effective};
use crate::engine::{Asked, Value};
use crate::policy::{ActionChannel, ActionRef, ChannelId};
use crate::values::{Day, Scalar};
use std::collections::BTreeMap;

/// The channel of every play, in their order.
pub(super) fn channels(
    cx: &Context<'_>,
    account: usize,
    today: &Asked<'_>,
    plays: &[Dated],
) -> Vec<Option<ChannelChoice>> {
    let as_of = cx.inputs.evaluation.as_of;
    let mut copies: BTreeMap<(ActionRef, Option<Day>), Option<Asked<'_>>> = BTreeMap::new();
    let mut of = |play: &Dated| {
        let table = match cx.inputs.policy.action(play.of.0).channel? {
            ActionChannel::Fixed(channel) => return Some(ChannelChoice::Chosen(channel)),
            table @ (ActionChannel::OfPerson(_) | ActionChannel::OfAccount(_)) => table,
        };
        if !play.is_to_do() {
            return Some(choice(today, table, play.of.1));
        }
        let again = match play.effect {
            Effective::All => None,
            Effective::Added | Effective::Nothing => {
                let own = plays.iter().filter(|p| p.of.0 == play.of.0).filter_map(|p| p.event(as_of));
                own.map(|e| e.on).filter(|on| *on < play.due.max(as_of)).max()
            }
        };
        let copy = copies.entry((play.of.0, again)).or_insert_with(|| copy(cx, account, play.of.0, again, plays));
        Some(choice(copy.as_ref().unwrap_or(today), table, play.of.1))
    };
    plays.iter().map(&mut of).collect()
}

/// The account after what an action waits for, and for a further occurrence after its own effects until a day too; none
/// where that changes nothing.
fn copy<'c>(
    cx: &'c Context<'_>,
    account: usize,
    action: ActionRef,
    again: Option<Day>,
    plays: &[Dated],
) -> Option<Asked<'c>> {
    let as_of = cx.inputs.evaluation.as_of;
    let is_before = |e: &Event| cx.waits_for(action, e.of.0) || (e.of.0 == action && again.is_some_and(|d| e.on <= d));
    let mut events: Vec<Event> = plays.iter().filter_map(|p| p.event(as_of)).filter(is_before).collect();
    events.sort();
    let (changes, _) = changes(&cx.inputs, account, events);
    if changes.is_empty() { None } else { cx.revisit.changed(account, &changes) }
}

fn choice(asked: &Asked<'_>, channel: ActionChannel, person: Option<usize>) -> ChannelChoice {
    let value = match (channel, person) {
        (ActionChannel::Fixed(channel), _) => return ChannelChoice::Chosen(channel),
        (ActionChannel::OfPerson(id), Some(person)) => asked.person_let(person, id),
        (ActionChannel::OfPerson(_), None) => Value::NotApplicable,
        (ActionChannel::OfAccount(id), _) => asked.outcome().slot(id).clone(),
    };
    match &value {
        Value::Known(Scalar::Choice(channel)) => ChannelChoice::Chosen(ChannelId(*channel)),
        Value::Known(_) | Value::NotApplicable => ChannelChoice::Unknown(Vec::new()),
        Value::Uncertain(_) => ChannelChoice::Unknown(value.needs().to_vec()),
    }
}
