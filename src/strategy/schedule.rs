//! When plays are due: after those they wait for, within working days or a length of the calendar, again and again until
//! their condition holds on a copy with the effects of what is done by then, or until the horizon. What the register says of
//! a play wins. What is planned is due on a working day: where a length ends on a day off, on the last one before.
//!
//! A play waits for the first occurrence of what it comes after, of everybody. What is not known to come about, or is for
//! nobody, is passed through: a play after it waits for what that waits for. One that would have been due already, since what it waits for was
//! done long ago, is due on the day of the evaluation.

use super::bind::{Bound, Called};
use super::effects::{Event, changes};
use super::plan::Context;
use super::register::Line;
use super::{PlayState, StrategyInputs, Wait};
use crate::data::{PlayStatus, RegisterEntry};
use crate::engine::Asked;
use crate::policy::{Action, ActionRef, Delay, Policy, Repeat};
use crate::values::{Calendar, Day, Duration, Truth};
use std::collections::BTreeMap;

/// What is due in so many days where an action says nothing.
const DEFAULT_DUE: Delay = Delay::Calendar(Duration { count: 30, unit: Calendar::Days });

/// A play with its days, before it has an owner and a channel.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub of: Bound,
    pub occurrence: u32,
    pub from: Day,
    pub due: Day,
    pub state: PlayState,
    pub effect: Effective,
    pub waits: Vec<Wait>,
}

/// Which effects of its action a play still has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effective {
    All,
    /// A further one of what is repeated until something holds: what is added is added again.
    Added,
    Nothing,
}

impl Dated {
    pub fn is_to_do(&self) -> bool {
        match self.state {
            PlayState::Planned => true,
            PlayState::Accepted { called_for, .. } => called_for,
            PlayState::Done { .. } | PlayState::Dropped { .. } => false,
        }
    }

    /// Its effects with the day on which they are expected, where it has any: what is late is done today at the earliest.
    pub fn event(&self, as_of: Day) -> Option<Event> {
        let only_added = match self.effect {
            Effective::All => false,
            Effective::Added => true,
            Effective::Nothing => return None,
        };
        Some(Event { on: self.due.max(as_of), of: self.of, only_added })
    }
}

/// All plays of an account, by due day, then in the order of the policy, then by person and occurrence.
pub(super) fn schedule(cx: &Context<'_>, account: usize, called: &Called, lines: &[Line]) -> Vec<Dated> {
    let mut schedule = Schedule { cx, account, plays: Vec::new(), ends: BTreeMap::new(), series: Vec::new() };
    for action in &cx.order {
        for of in bound(*action, called, lines) {
            schedule.place(of, called, lines);
        }
        schedule.pass_through(*action);
    }
    schedule.repeat();
    schedule.plays.sort_by_key(|p| (p.due, p.of, p.occurrence));
    schedule.note_waits(called);
    schedule.plays
}

/// For whom an action is asked for or stands in the register, by person.
fn bound(action: ActionRef, called: &Called, lines: &[Line]) -> Vec<Bound> {
    let asked_for = called.truth.range((action, None)..).take_while(|((a, _), _)| *a == action).map(|(of, _)| *of);
    let written = lines.iter().map(|l| (l.action, l.person)).filter(|(a, _)| *a == action);
    let mut out: Vec<Bound> = asked_for.chain(written).collect();
    out.sort();
    out.dedup();
    out
}

/// The actions of a policy, each after those it waits for; those that wait for each other in a circle stand last.
pub(super) fn order(policy: &Policy) -> Vec<ActionRef> {
    let mut out: Vec<ActionRef> = Vec::new();
    let mut left: Vec<(ActionRef, &Action)> = policy.actions().collect();
    while !left.is_empty() {
        let before = out.len();
        left.retain(|(at, action)| {
            let ready = action.after.iter().all(|a| out.contains(a));
            if ready {
                out.push(*at);
            }
            !ready
        });
        if out.len() == before {
            out.extend(left.drain(..).map(|(at, _)| at));
        }
    }
    out
}

/// A repeated action of which further occurrences may come.
struct Series<'p> {
    of: Bound,
    action: &'p Action,
    every: Duration,
    /// The day from which the next one is counted, its day, the day of the first one of them as it was counted, worked or not,
    /// and how many are placed.
    from: Day,
    next: Day,
    first: Day,
    placed: i32,
    occurrence: u32,
    /// Of the next one: one of an action that was done already has no effect any more, nor has one after an accepted one,
    /// but what is added on the way to `until`.
    effect: Effective,
}

impl Series<'_> {
    /// Whether there is a next one. Without `due` even the first one stays within the horizon; a length of nothing ends after
    /// the first.
    fn goes_on(&self, horizon: Day) -> bool {
        let is_first = self.placed == 0;
        let asked_for = is_first && self.occurrence == 1 && self.action.due.is_some();
        let moves_on = is_first || self.next > self.from;
        (self.next <= horizon || asked_for) && moves_on
    }
}

struct Schedule<'s, 'a> {
    cx: &'s Context<'a>,
    account: usize,
    plays: Vec<Dated>,
    /// The end of the first occurrences of everybody, by action.
    ends: BTreeMap<ActionRef, Day>,
    series: Vec<Series<'a>>,
}

impl<'a> Schedule<'_, 'a> {
    fn inputs(&self) -> &StrategyInputs<'a> {
        &self.cx.inputs
    }

    fn as_of(&self) -> Day {
        self.inputs().evaluation.as_of
    }

    /// Places what the register holds of an action for somebody, and what is to be planned beside it.
    fn place(&mut self, of: Bound, called: &Called, lines: &[Line]) {
        let truth = called.truth.get(&of).copied().unwrap_or(Truth::No);
        let mine: Vec<Line> = lines.iter().copied().filter(|l| (l.action, l.person) == of).collect();
        let policy: &'a Policy = self.inputs().policy;
        let action = policy.action(of.0);
        let from = self.awaited(of.0).unwrap_or(self.as_of());
        let mut done = false;
        let mut last = None;
        for line in &mine {
            let Some(entry) = self.inputs().register.entries.get(line.entry) else { continue };
            let spent = done || self.waits_in_register(of);
            let play = self.registered(of, line, entry, truth, effect_of(action, spent));
            done |= entry.status == PlayStatus::Done;
            let end = end(entry, self.as_of());
            last = end.or(Some(entry.due));
            if let Some(end) = end {
                self.note_end(of.0, end, line.occurrence == 1);
            }
            self.plays.push(play);
        }
        if !truth.is_yes() {
            // Only what is not known comes here without a line.
            if mine.is_empty() {
                self.note_end(of.0, from, true);
            }
            return;
        }
        let effect = effect_of(action, done || self.waits_in_register(of));
        match (&action.repeat, last) {
            (None, Some(_)) => {}
            (None, None) => {
                let due = self.on_a_working_day(self.delay(action.due.unwrap_or(DEFAULT_DUE), from), from);
                self.note_end(of.0, due, true);
                self.plan(of, 1, from, due, effect);
            }
            (Some(repeat), last) => {
                let (from, first) = self.first_of(action, repeat, from, last);
                let next = self.on_a_working_day(first, from);
                if last.is_none() {
                    self.note_end(of.0, next, true);
                }
                let occurrence = mine.last().map_or(1, |l| l.occurrence.saturating_add(1));
                let (every, placed) = (repeat.every, 0);
                self.series.push(Series { of, action, every, from, next, first, placed, occurrence, effect });
            }
        }
    }

    /// When the last of what an action waits for ends; none where it waits for nothing that is done.
    fn awaited(&self, action: ActionRef) -> Option<Day> {
        self.inputs().policy.action(action).after.iter().filter_map(|before| self.ends.get(before)).max().copied()
    }

    /// Lets those after an action that nobody is asked to do, or that was dropped, wait for what it would wait for: the
    /// third step does not come before the first because there is nothing to do in the second.
    fn pass_through(&mut self, action: ActionRef) {
        if let (false, Some(end)) = (self.ends.contains_key(&action), self.awaited(action)) {
            self.note_end(action, end, true);
        }
    }

    /// From when and for which day the first occurrence is counted that the register does not hold; `last` is the end of the
    /// one before it. One that should long have been is due like a first one.
    fn first_of(&self, action: &Action, repeat: &Repeat, from: Day, last: Option<Day>) -> (Day, Day) {
        let as_of = self.as_of();
        match last.map(|last| (last, last.shift(repeat.every, 1))) {
            None => (from, self.delay(action.due.unwrap_or(Delay::Calendar(repeat.every)), from)),
            Some((last, first)) if first >= as_of => (last, first),
            Some(_) => (as_of, action.due.map_or(as_of, |due| self.delay(due, as_of))),
        }
    }

    fn waits_in_register(&self, of: Bound) -> bool {
        self.plays.iter().any(|p| p.of == of && p.effect != Effective::Nothing)
    }

    fn registered(&self, of: Bound, line: &Line, entry: &RegisterEntry, truth: Truth, effect: Effective) -> Dated {
        let state = match entry.status {
            PlayStatus::Done => PlayState::Done { entry: line.entry },
            PlayStatus::Dropped => PlayState::Dropped { entry: line.entry },
            PlayStatus::Open => {
                PlayState::Accepted { entry: line.entry, late: entry.is_late(self.as_of()), called_for: !truth.is_no() }
            }
        };
        let from = entry.accepted.unwrap_or(entry.first_due).min(entry.due);
        let mut play =
            Dated { of, occurrence: line.occurrence, from, due: entry.due, state, effect, waits: Vec::new() };
        if !play.is_to_do() {
            play.effect = Effective::Nothing;
        }
        play
    }

    fn plan(&mut self, of: Bound, occurrence: u32, from: Day, due: Day, effect: Effective) {
        self.plays.push(Dated { of, occurrence, from, due, state: PlayState::Planned, effect, waits: Vec::new() });
    }

    /// Notes what is before each play and not settled. Of actions for people only what concerns the same one does.
    fn note_waits(&mut self, called: &Called) {
        let mut all = Vec::new();
        for play in &self.plays {
            let mut waits = Vec::new();
            if play.is_to_do() {
                let after = &self.inputs().policy.action(play.of.0).after;
                waits.extend(after.iter().filter_map(|before| self.wait(play, *before, called)));
            }
            all.push(waits);
        }
        for (play, waits) in self.plays.iter_mut().zip(all) {
            play.waits = waits;
        }
    }

    fn wait(&self, play: &Dated, before: ActionRef, called: &Called) -> Option<Wait> {
        let concerns = |person: Option<usize>| person.is_none() || play.of.1.is_none() || person == play.of.1;
        let first = |p: &&Dated| p.of.0 == before && p.occurrence == 1 && concerns(p.of.1);
        let later = self.plays.iter().filter(first).filter(|p| p.is_to_do() && p.due > play.due).map(|p| p.due).max();
        if let Some(due) = later {
            return Some(Wait::Until { action: before, due });
        }
        let all = called.truth.range((before, None)..).take_while(|((action, _), _)| *action == before);
        let mut open = all.filter(|(of, truth)| **truth == Truth::Unknown && concerns(of.1));
        let undecided = open.any(|(of, _)| !self.plays.iter().any(|p| p.of == *of));
        undecided.then_some(Wait::Perhaps(before))
    }

    fn note_end(&mut self, action: ActionRef, end: Day, first: bool) {
        if first {
            let held = self.ends.entry(action).or_insert(end);
            *held = end.max(*held);
        }
    }

    /// The day of a delay after a day.
    fn delay(&self, delay: Delay, from: Day) -> Day {
        after(&self.cx.inputs, delay, from)
    }

    /// The last working day until a day; where there is none since `from` and the day of the evaluation, the next one.
    fn on_a_working_day(&self, day: Day, from: Day) -> Day {
        let calendar = self.inputs().calendar;
        let earliest = from.max(self.as_of());
        let mut worked = day.max(earliest);
        while worked > earliest && !calendar.is_working_day(worked) {
            worked = Day::from_number(i64::from(worked.number()) - 1);
        }
        match calendar.is_working_day(worked) {
            true => worked,
            false => calendar.after_working_days(earliest, 1),
        }
    }

    /// Places the occurrences of all series: first those that nothing ends, then the others in the order of their days, since
    /// the effects of one may end another.
    fn repeat(&mut self) {
        let horizon = self.as_of().shift(self.inputs().horizon, 1);
        let endless = |s: &Series<'_>| s.action.repeat.as_ref().is_some_and(|r| r.until.is_none());
        let (plain, ended): (Vec<Series<'a>>, Vec<Series<'a>>) =
            std::mem::take(&mut self.series).into_iter().partition(endless);
        for mut series in plain {
            while series.goes_on(horizon) {
                let play = self.place_next(&mut series);
                self.plays.push(play);
            }
        }
        self.repeat_until(ended, horizon);
    }

    /// Places the next one of a series.
    fn place_next(&self, series: &mut Series<'_>) -> Dated {
        let play = Dated {
            of: series.of,
            occurrence: series.occurrence,
            from: series.from,
            due: series.next,
            state: PlayState::Planned,
            effect: series.effect,
            waits: Vec::new(),
        };
        series.effect = effect_of(series.action, true);
        series.from = series.next;
        series.occurrence = series.occurrence.saturating_add(1);
        // What is repeated daily rests on days off. A length of nothing ends here.
        while series.next <= series.from && series.every.count > 0 {
            series.placed = series.placed.saturating_add(1);
            // Counted from the first one, so that the last day of a month does not wander.
            let by = Duration { count: series.every.count.saturating_mul(series.placed), ..series.every };
            let day = series.first.shift(by, 1);
            if day >= Day::MAX {
                break;
            }
            series.next = self.on_a_working_day(day, series.from);
        }
        play
    }

    fn repeat_until(&mut self, mut series: Vec<Series<'a>>, horizon: Day) {
        let as_of = self.as_of();
        let mut copies = Copies { cx: self.cx, account: self.account, held: None };
        loop {
            series.retain(|s| s.goes_on(horizon));
            let Some(next) = series.iter_mut().min_by_key(|s| (s.next, s.of)) else { break };
            let until = next.action.repeat.as_ref().and_then(|r| r.until.as_ref());
            let over = until.is_some_and(|until| {
                let effective = self.plays.iter().filter_map(|p| p.event(as_of));
                let mut by_then: Vec<Event> = effective.filter(|e| e.on <= next.next).collect();
                by_then.sort();
                copies.with(by_then, |asked| asked.condition(until, next.of.1).0.is_yes())
            });
            if over {
                let of = next.of;
                series.retain(|s| s.of != of);
            } else {
                let play = self.place_next(next);
                self.plays.push(play);
            }
        }
    }
}

/// The effects of the next play of an action, after one that has or had them or not.
fn effect_of(action: &Action, spent: bool) -> Effective {
    match action.repeat.as_ref().and_then(|r| r.until.as_ref()) {
        _ if !spent => Effective::All,
        Some(_) => Effective::Added,
        None => Effective::Nothing,
    }
}

/// The day of a delay after a day.
pub(super) fn after(inputs: &StrategyInputs<'_>, delay: Delay, from: Day) -> Day {
    match delay {
        Delay::WorkingDays(days) => inputs.calendar.after_working_days(from, days),
        Delay::Calendar(duration) => from.shift(duration, 1),
    }
}

/// When a play of the register ends or ended; a dropped one is waited for by nobody.
fn end(entry: &RegisterEntry, as_of: Day) -> Option<Day> {
    match entry.status {
        PlayStatus::Open => Some(entry.due.max(as_of)),
        PlayStatus::Done => Some(entry.done_on.unwrap_or(entry.due)),
        PlayStatus::Dropped => None,
    }
}

/// The account with the effects of some events; kept as long as the same ones are asked for.
struct Copies<'s, 'a> {
    cx: &'s Context<'a>,
    account: usize,
    held: Option<(Vec<Event>, Asked<'s>)>,
}

impl<'s> Copies<'s, '_> {
    fn with(&mut self, events: Vec<Event>, ask: impl Fn(&Asked<'s>) -> bool) -> bool {
        if self.held.as_ref().is_none_or(|(held, _)| *held != events) {
            let (changes, _) = changes(&self.cx.inputs, self.account, events.iter().copied());
            self.held = self.cx.revisit.changed(self.account, &changes).map(|asked| (events, asked));
        }
        self.held.as_ref().is_some_and(|(_, asked)| ask(asked))
    }
}
