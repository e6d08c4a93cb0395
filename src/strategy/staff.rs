//! Who does it: from our team by role, skill, language and free hours, from the client's people by support, or whom the
//! register names. Hours are booked in the month of the due day, those of late plays in the month of the evaluation.
//!
//! The KAM is given, not chosen: only a skill or a language that is asked for in so many words can rule him out. People
//! without stated hours a month are never overbooked and come after those who surely have time.

use super::draft::Draft;
use super::schedule::Dated;
use super::{ChannelChoice, Lacks, Play, PlayState, Staffed, StaffingGap, StrategyInputs};
use crate::data::{Account, Person, PlayId, TeamMember};
use crate::policy::{Action, AttributeId, Builtin, Owner, Party};
use crate::values::{Day, Number, Reading, Scalar};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The team with the hours that are taken so far.
#[derive(Clone)]
pub(super) struct Staff<'a> {
    inputs: StrategyInputs<'a>,
    /// By member and month (12 × year + month).
    booked: BTreeMap<(usize, i32), Number>,
}

/// What is asked of somebody.
#[derive(Clone, Copy, Default)]
struct Wanted<'w> {
    role: Option<&'w str>,
    skill: Option<(&'w str, u32)>,
    language: Option<&'w str>,
    /// The language is the account's, not one the action names: who states no languages is not ruled out.
    implied: bool,
}

impl<'w> Wanted<'w> {
    fn named_language(&self) -> Option<&'w str> {
        self.language.filter(|_| !self.implied)
    }
}

/// A play that is being staffed.
struct Task<'t> {
    account: &'t Account,
    action: &'t Action,
    person: Option<usize>,
    month: i32,
    /// Hours of each who takes part, and those of the first of us on top.
    each: Number,
    extra: Number,
    books: bool,
    /// Who of us takes part already, with the hours.
    ours: Vec<(usize, Number)>,
    /// Who of us would have to but is not in the team.
    absent: usize,
}

impl<'a> Staff<'a> {
    pub fn new(inputs: &StrategyInputs<'a>) -> Staff<'a> {
        Staff { inputs: *inputs, booked: BTreeMap::new() }
    }

    /// Staffs the plays of an account in their order, accepted ones before planned ones, and books their hours.
    pub fn assign(&mut self, draft: &Draft) -> Vec<Play> {
        let Some(account) = self.inputs.portfolio.accounts.get(draft.account) else { return Vec::new() };
        let mut order: Vec<usize> = (0..draft.plays.len()).collect();
        order.sort_by_key(|at| draft.plays.get(*at).is_none_or(|p| p.state == PlayState::Planned));
        let mut staffed: BTreeMap<usize, Play> = BTreeMap::new();
        for at in order {
            let (Some(dated), Some(channel)) = (draft.plays.get(at), draft.channels.get(at)) else { continue };
            staffed.insert(at, self.play(account, dated, channel.clone()));
        }
        staffed.into_values().collect()
    }

    fn play(&mut self, account: &Account, dated: &Dated, channel: Option<ChannelChoice>) -> Play {
        let policy = self.inputs.policy;
        let (at, person) = dated.of;
        let action = policy.action(at);
        let chosen = match channel {
            Some(ChannelChoice::Chosen(id)) => policy.channels.get(id.index()),
            Some(ChannelChoice::Unknown(_)) | None => None,
        };
        let mut task = Task {
            account,
            action,
            person,
            month: month(dated.due.max(self.inputs.evaluation.as_of)),
            each: chosen.map(|c| c.effort.clone()).unwrap_or_default(),
            extra: action.effort.clone(),
            books: dated.is_to_do(),
            ours: Vec::new(),
            absent: 0,
        };
        let mut parties = action.owner.parties.iter();
        let agreed = self.agreed_owner(&mut task, &dated.state);
        let owner = match (agreed, parties.next()) {
            (Some(agreed), _) => agreed,
            (None, Some(party)) => self.party(&mut task, party),
            (None, None) => self.party(&mut task, &Party::Kam),
        };
        let mut others: Vec<Staffed> = Vec::new();
        for party in parties {
            let other = self.party(&mut task, party);
            // Whoever signs may also be the one who supports us most, and one of us may have two parts.
            if matches!(other, Staffed::Nobody(_)) || (!same(&other, &owner) && !others.iter().any(|o| same(&other, o)))
            {
                others.push(other);
            }
        }
        let specialist = action.owner.with.as_ref().map(|role| {
            let wanted = self.wanted(&task, Some(role.as_str()), true);
            self.choose(&mut task, wanted)
        });
        // Whoever could support only himself needs no support.
        let has_part = |s: &Staffed| same(s, &owner) || others.iter().any(|o| same(s, o));
        let specialist = specialist.filter(|s| matches!(s, Staffed::Nobody(_)) || !has_part(s));
        let takers = Number::int(i64::try_from(task.ours.len() + task.absent).unwrap_or(i64::MAX));
        // What the client does alone takes none of our hours.
        let extra = if takers.is_zero() { Number::ZERO } else { action.effort.clone() };
        let effort = &(&task.each * &takers) + &extra;
        let cost = &chosen.map(|c| c.cost.clone()).unwrap_or_default() + &action.cost;
        let people = account.people.as_deref().unwrap_or(&[]);
        let id = PlayId {
            account: account.id.as_str(),
            person: person.map(|p| people.get(p).map_or("?", |p| p.id.as_str())),
            action: &policy.action_name(at),
            occurrence: dated.occurrence,
        };
        Play {
            id: id.to_string(),
            action: at,
            person,
            occurrence: dated.occurrence,
            channel,
            owner,
            others,
            specialist,
            from: dated.from,
            due: dated.due,
            waits: dated.waits.clone(),
            effort,
            cost,
            shares: task.ours,
            state: dated.state.clone(),
        }
    }

    /// Whom the register names.
    fn agreed_owner(&mut self, task: &mut Task<'_>, state: &PlayState) -> Option<Staffed> {
        let entry = match state {
            PlayState::Planned => return None,
            PlayState::Accepted { entry, .. } | PlayState::Done { entry } | PlayState::Dropped { entry } => *entry,
        };
        let named = self.inputs.register.entries.get(entry)?.owner.as_deref()?;
        let people = task.account.people.as_deref().unwrap_or(&[]);
        Some(match (self.member_named(named), people.iter().position(|p| p.id.as_str() == named)) {
            (Some(member), _) => self.take(task, member),
            (None, Some(person)) => Staffed::Client(person),
            (None, None) => {
                task.miss();
                Staffed::Unlisted(named.to_owned())
            }
        })
    }

    fn party(&mut self, task: &mut Task<'_>, party: &Party) -> Staffed {
        let specialist_is_asked = task.action.owner.with.is_some();
        match party {
            Party::Client { role } => self.client(task, *role),
            Party::Kam => self.kam(task, specialist_is_asked),
            Party::Role(role) => {
                let wanted = self.wanted(task, Some(role.as_str()), !specialist_is_asked);
                self.choose(task, wanted)
            }
        }
    }

    /// What the action asks of a party: the skill and a named language of the specialist, or of the owner where there is none.
    fn wanted<'w>(&self, task: &Task<'w>, role: Option<&'w str>, is_asked: bool) -> Wanted<'w> {
        let Owner { skill, speaking, .. } = &task.action.owner;
        let named = speaking.as_ref().filter(|_| is_asked).map(|l| l.as_str());
        Wanted {
            role,
            skill: skill.as_ref().filter(|_| is_asked).map(|(name, level)| (name.as_str(), *level)),
            language: named.or(task.account.language.as_deref()),
            implied: named.is_none(),
        }
    }

    /// Who of us looks after the account.
    fn kam(&mut self, task: &mut Task<'_>, specialist_is_asked: bool) -> Staffed {
        let id = task.account.id.as_str();
        let member = match task.account.kam.as_deref() {
            Some(kam) => match self.member_named(kam) {
                Some(member) => member,
                None => {
                    task.miss();
                    return Staffed::Unlisted(kam.to_owned());
                }
            },
            None => {
                let looks_after = |m: &TeamMember| m.accounts.iter().any(|a| a == id);
                let all = self.inputs.team.people.iter().enumerate().filter(|(_, m)| looks_after(m));
                match all.min_by_key(|(_, m)| m.id.as_str()) {
                    Some((member, _)) => member,
                    None => return nobody(task, Lacks::Kam, None),
                }
            }
        };
        let wanted = self.wanted(task, None, !specialist_is_asked);
        let lacks = self.inputs.team.people.get(member).and_then(|m| {
            if let Some((skill, level)) = wanted.skill.filter(|(skill, level)| m.level_of(skill) < *level) {
                let language = wanted.named_language().filter(|l| !m.speaks(l)).map(str::to_owned);
                return Some(Lacks::Skill { role: None, skill: skill.to_owned(), level, language });
            }
            let language = wanted.named_language().filter(|l| !m.speaks(l))?;
            Some(Lacks::Language { role: None, language: language.to_owned() })
        });
        match lacks {
            Some(lacks) => nobody(task, lacks, Some(member)),
            None => self.take(task, member),
        }
    }

    /// Somebody on the client's side: the person at hand, else the most supportive, then most influential one whom we know. Of
    /// those who have a role, where one is asked for, also one whom we do not know yet, but only where there is no other.
    fn client(&self, task: &Task<'_>, role: Option<u16>) -> Staffed {
        let people = task.account.people.as_deref().unwrap_or(&[]);
        let as_of = self.inputs.evaluation.as_of;
        let place = |person: &Person, id: AttributeId| match person.attribute(id, as_of) {
            Reading::Known(Scalar::Choice(choice)) => Some(choice),
            Reading::Known(_) | Reading::Missing(_) | Reading::NotApplicable => None,
        };
        let is_known = |p: &Person| place(p, Builtin::Contact.id()).is_some_and(|c| c > 0);
        let asked = |p: &Person| match role {
            Some(role) => place(p, Builtin::Role.id()) == Some(role),
            None => is_known(p),
        };
        let best = people.iter().enumerate().filter(|(_, p)| asked(p)).min_by_key(|(_, p)| {
            let by = |builtin: Builtin| Reverse(place(p, builtin.id()));
            (!is_known(p), by(Builtin::Support), by(Builtin::Influence), p.id.as_str())
        });
        let at_hand = task.person.filter(|at| role.is_none() || people.get(*at).is_some_and(asked));
        match at_hand.or(best.map(|(at, _)| at)) {
            Some(person) => Staffed::Client(person),
            None => Staffed::Nobody(StaffingGap { lacks: Lacks::Client { role }, nearest: None }),
        }
    }

    /// The one of a role who fits best; if nobody does, why, with the nearest.
    fn choose(&mut self, task: &mut Task<'_>, wanted: Wanted<'_>) -> Staffed {
        let team = &self.inputs.team.people;
        let role = wanted.role.map(str::to_owned);
        let has_role = |m: &TeamMember| wanted.role.is_none_or(|role| m.has_role(role));
        let of_role: Vec<usize> = (0..team.len()).filter(|m| team.get(*m).is_some_and(has_role)).collect();
        if of_role.is_empty() {
            let nearest = wanted.skill.and_then(|(skill, _)| self.most_skilled(0..team.len(), skill));
            return nobody(task, Lacks::Role(role.unwrap_or_default()), nearest);
        }
        let member = |m: &usize| team.get(*m);
        let skilled: Vec<usize> = match wanted.skill {
            None => of_role.clone(),
            Some((skill, level)) => {
                let able = |m: &usize| member(m).is_some_and(|m| m.level_of(skill) >= level);
                let able: Vec<usize> = of_role.iter().copied().filter(able).collect();
                if able.is_empty() {
                    let nearest = self
                        .most_skilled(of_role.iter().copied(), skill)
                        .or_else(|| self.most_skilled(0..team.len(), skill))
                        .or(of_role.first().copied());
                    let spoken = |l: &&str| of_role.iter().filter_map(member).any(|m| m.speaks(l));
                    let language = wanted.named_language().filter(|l| !spoken(l)).map(str::to_owned);
                    return nobody(task, Lacks::Skill { role, skill: skill.to_owned(), level, language }, nearest);
                }
                able
            }
        };
        let speaking: Vec<usize> = match wanted.language {
            None => skilled.clone(),
            Some(language) => {
                let able = |m: &usize| member(m).is_some_and(|m| speaks(m, language, wanted.implied));
                skilled.iter().copied().filter(able).collect()
            }
        };
        let Some(language) = wanted.language.filter(|_| speaking.is_empty()) else {
            return match self.freest(task, &speaking) {
                Some(member) => self.take(task, member),
                None => nobody(task, Lacks::Role(role.unwrap_or_default()), None),
            };
        };
        let nearest = self.freest(task, &skilled);
        nobody(task, Lacks::Language { role, language: language.to_owned() }, nearest)
    }

    /// Who of some members has the most of a skill, if anybody has any.
    fn most_skilled(&self, members: impl Iterator<Item = usize>, skill: &str) -> Option<usize> {
        let level = |m: &usize| self.inputs.team.people.get(*m).map_or(0, |m| m.level_of(skill));
        members.filter(|m| level(m) > 0).min_by_key(|m| (Reverse(level(m)), self.id(*m)))
    }

    fn id(&self, member: usize) -> &str {
        self.inputs.team.people.get(member).map_or("", |m| m.id.as_str())
    }

    /// Who has most time: first those who surely have enough, then those whose hours nobody has stated, by what is booked, then
    /// the least overbooked. Somebody who takes part in the play already only where there is nobody else.
    fn freest(&self, task: &Task<'_>, members: &[usize]) -> Option<usize> {
        let needed = task.next_hours();
        let key = |m: &usize| {
            let free = self.free(*m, task.month);
            let class = match &free {
                Some(free) if *free >= needed => 0,
                None => 1,
                Some(_) => 2,
            };
            let booked = self.booked.get(&(*m, task.month)).cloned().unwrap_or_default();
            (task.takes_part(*m), class, Reverse(free), booked, self.id(*m).to_owned())
        };
        members.iter().copied().min_by_key(key)
    }

    /// Hours left in a month; none where nobody has stated how many there are.
    fn free(&self, member: usize, month: i32) -> Option<Number> {
        let hours = Number::int(i64::from(self.inputs.team.people.get(member)?.hours_per_month?));
        Some(&hours - &self.booked.get(&(member, month)).cloned().unwrap_or_default())
    }

    fn member_named(&self, id: &str) -> Option<usize> {
        self.inputs.team.people.iter().position(|m| m.id == id)
    }

    /// Has somebody of us take part, and books the hours.
    fn take(&mut self, task: &mut Task<'_>, member: usize) -> Staffed {
        if !task.takes_part(member) {
            let hours = task.next_hours();
            if task.books {
                let booked = self.booked.entry((member, task.month)).or_default();
                *booked = &*booked + &hours;
            }
            task.extra = Number::ZERO;
            task.ours.push((member, hours));
        }
        let overbooked = task.books && self.free(member, task.month).is_some_and(|free| free.is_negative());
        Staffed::Ours { member, overbooked }
    }
}

impl Task<'_> {
    /// The hours of whoever is next to take part.
    fn next_hours(&self) -> Number {
        &self.each + &self.extra
    }

    fn takes_part(&self, member: usize) -> bool {
        self.ours.iter().any(|(other, _)| *other == member)
    }

    /// Somebody of us would take part whose hours nobody books.
    fn miss(&mut self) {
        self.extra = Number::ZERO;
        self.absent += 1;
    }
}

/// Whether two parts are one person's.
fn same(a: &Staffed, b: &Staffed) -> bool {
    match (a, b) {
        (Staffed::Ours { member: a, .. }, Staffed::Ours { member: b, .. }) => a == b,
        (a, b) => a == b,
    }
}

/// Nobody fits; somebody of us would have to.
fn nobody(task: &mut Task<'_>, lacks: Lacks, nearest: Option<usize>) -> Staffed {
    task.miss();
    Staffed::Nobody(StaffingGap { lacks, nearest })
}

/// Where no language was asked for, whoever states none is not ruled out.
fn speaks(member: &TeamMember, language: &str, implied: bool) -> bool {
    (implied && member.languages.is_empty()) || member.speaks(language)
}

fn month(day: Day) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month())
}
