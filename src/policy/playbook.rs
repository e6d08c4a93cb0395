//! Playbooks: what they are to reach and what is done, for whom, by whom, in which order. Actions keep the positions at
//! which they are declared, so that `after` and expectations can speak of them before they are read. An action without
//! an owner is the KAM's.

use super::checker::{Checker, PersonSymbol, Symbol};
use super::declare::duplicate;
use super::enumeration::nearest_value;
use super::expression::Expr;
use super::mention::Meaning;
use super::model::{
    Action, ActionChannel, ActionRef, Asked, AskedWhat, Each, Measure, Objective, Owner, Party, PlaybookId, Repeat,
    RowValue, SlotValue, Type,
};
use super::plays::ABOUT_ACCOUNT;
use super::types::{Context, Ty};
use super::words::quoted;
use crate::diagnostics::{Finding, Phrase, plays as codes, policy as policy_codes, said, suggest};
use crate::syntax::{ActionItem, Ident, Item, MeasureLine, ObjectiveItem, OwnerLine, PartyName, Path, PlaybookItem};
use crate::values::Name;

/// A person is at hand, and what became of the account is known.
const ABOUT_PERSON: Context = Context { person: true, row: None, outcome: true };

impl<'a> Checker<'a> {
    /// The actions of a playbook by their names; a second one of a name is reported and left out.
    pub fn declare_actions(&mut self, playbook: &'a PlaybookItem) -> Vec<&'a ActionItem> {
        let mut kept: Vec<&ActionItem> = Vec::new();
        for action in &playbook.actions {
            let first = kept.iter().find(|a| a.name.value == action.name.value).map(|a| a.name.span);
            match first {
                _ if !self.check_name(&action.name) => {}
                Some(first) => {
                    let finding = duplicate(&action.name, Some(first));
                    self.report(finding);
                }
                None => kept.push(action),
            }
        }
        for (at, objective) in playbook.objectives.iter().enumerate() {
            let before = playbook.objectives.get(..at).unwrap_or_default();
            if let Some(first) = before.iter().find(|o| o.name.value == objective.name.value) {
                let finding = duplicate(&objective.name, Some(first.name.span));
                self.report(finding);
            }
        }
        kept
    }

    /// What a playbook says, once everything computed is compiled.
    pub fn playbook(&mut self, item: &Item, playbook: &'a PlaybookItem) {
        self.policy.incomplete |= item.broken;
        let declared = self.names.plays.playbooks.get(&playbook.name.value).copied();
        let Some(id) = declared.filter(|d| d.span == Some(playbook.name.span)).map(|d| d.symbol) else {
            self.policy.incomplete = true;
            return;
        };
        let when = self.optional_condition(playbook.when.as_ref(), ABOUT_ACCOUNT);
        self.policy.incomplete |= when.is_none();
        let objectives: Vec<Objective> = playbook.objectives.iter().map(|o| self.objective(o)).collect();
        let written = self.names.plays.actions.get(id.index()).cloned().unwrap_or_default();
        let actions: Vec<Action> = written.into_iter().map(|a| self.action(id, a)).collect();
        if playbook.actions.is_empty() && playbook.objectives.is_empty() && !item.broken {
            let finding = Finding::new(&policy_codes::LACKS, playbook.name.span)
                .arg("what", super::words::named_item("playbook", playbook.name.value.as_str()))
                .arg("lack", said!("what is done", "co się robi"))
                .arg(
                    "write",
                    said!(
                        "`action NAME \"LABEL\"` below it, and the action's own lines below that",
                        "pod spodem `action NAZWA \"ETYKIETA\"`, a pod tym wiersze tego działania",
                    ),
                );
            self.report(finding);
        }
        if let Some(made) = self.policy.playbooks.get_mut(id.index()) {
            made.when = when.flatten();
            made.because = playbook.because.as_ref().map(|b| b.value.clone());
            (made.objectives, made.actions) = (objectives, actions);
        }
    }

    fn objective(&mut self, objective: &ObjectiveItem) -> Objective {
        let measure = objective.measure.as_ref().map(|m| self.measure(m));
        let owner = objective.owner.as_ref().map(|o| self.owner(o));
        self.policy.incomplete |= matches!(measure, Some(None));
        Objective {
            name: objective.name.value.clone(),
            label: objective.label.clone(),
            measure: measure.flatten(),
            owner,
            span: objective.span,
        }
    }

    fn measure(&mut self, line: &MeasureLine) -> Option<Measure> {
        let within = line.within.as_ref().map(|e| self.delay(e, "within"));
        let typed = self.outside(|c| c.expr(&line.value, ABOUT_ACCOUNT, None))?;
        let text = self.slice(&line.value).to_owned();
        let ty = match typed.ty {
            Ty::Known(Type::Text | Type::Date) | Ty::Missing => {
                let finding = Finding::new(&codes::MEASURE_OF, line.value.span).arg("text", text);
                self.report(finding);
                return None;
            }
            ty => ty.settled()?,
        };
        let target = self.constant(&line.target, ty, &text)?;
        let slot = if let Expr::Slot(slot) = &typed.expr { Some(*slot) } else { None };
        let within = within.map_or(Some(None), |w| w.map(Some))?;
        Some(Measure { value: typed.expr, ty, text, slot, target, at_most: line.at_most, within })
    }

    fn action(&mut self, playbook: PlaybookId, action: &ActionItem) -> Action {
        // A line that could not be read may be the one that says for whom it is.
        let each = action.each.is_some() || action.broken;
        let cx = if each { ABOUT_PERSON } else { ABOUT_ACCOUNT };
        let filter = self.optional_condition(action.each.as_ref().and_then(|e| e.filter.as_ref()), ABOUT_PERSON);
        let when = self.about(action, |c| c.optional_condition(action.when.as_ref(), cx));
        let channel = action.channel.as_ref().map(|name| self.action_channel(name, action));
        let after: Vec<Option<ActionRef>> = action.after.iter().map(|path| self.predecessor(playbook, path)).collect();
        let due = action.due.as_ref().map(|e| self.delay(e, "due within"));
        let repeat = action.repeat.as_ref().map(|line| {
            let every = self.calendar(&line.every, "repeat every");
            let until = self.about(action, |c| c.optional_condition(line.until.as_ref(), cx));
            Some(Repeat { every: every?, until: until? })
        });
        let effects: Vec<_> = action.effects.iter().map(|part| self.effect(part, each)).collect();
        let effort = self.hours(action.effort.as_ref());
        let cost = self.money_amount(action.cost.as_ref(), "cost");
        let owner = match &action.owner {
            Some(line) => self.owner(line),
            None => Owner { parties: vec![Party::Kam], with: None, skill: None, speaking: None, asked: Vec::new() },
        };
        self.policy.incomplete |= filter.is_none()
            || when.is_none()
            || channel == Some(None)
            || after.iter().any(Option::is_none)
            || due == Some(None)
            || matches!(repeat, Some(None))
            || effects.iter().any(Option::is_none)
            || effort.is_none()
            || cost.is_none();
        Action {
            name: action.name.value.clone(),
            label: action.label.clone(),
            each: action.each.as_ref().map(|_| Each { filter: filter.flatten() }),
            when: when.flatten(),
            channel: channel.flatten(),
            owner,
            after: after.into_iter().flatten().collect(),
            due: due.flatten(),
            repeat: repeat.flatten(),
            effects: effects.into_iter().flatten().collect(),
            effort: effort.unwrap_or_default(),
            cost: cost.unwrap_or_default(),
            because: action.because.as_ref().map(|b| b.value.clone()),
            span: action.header,
        }
    }

    /// Reads a condition of an action; where it speaks of a person and the action is for the account, that is the hint.
    fn about<T>(&mut self, action: &ActionItem, of: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.findings.len();
        let made = of(self);
        if action.each.is_none() {
            let found = self.findings.iter_mut().skip(before);
            for finding in found.filter(|f| f.code == &policy_codes::PERSON_OUTSIDE) {
                let text = said!(
                    "An action for every person has a line `for each person`.",
                    "Działanie dla każdej osoby ma wiersz `for each person`.",
                );
                finding.notes.push(crate::diagnostics::Note { text, span: None });
            }
        }
        made
    }

    /// A channel, or a table that chooses one.
    fn action_channel(&mut self, name: &Ident, action: &ActionItem) -> Option<ActionChannel> {
        if let Some(declared) = self.names.plays.channels.get(&name.value).copied() {
            self.mention(name, |name| Meaning::Item("channel", name));
            return Some(ActionChannel::Fixed(declared.symbol));
        }
        if self.channel_by_label(name) {
            return None;
        }
        let text = name.value.as_str();
        let (owned, bare) = match text.split_once('.') {
            Some(("person" | "people", bare)) => (true, Name::new(bare)),
            _ => (false, name.value.clone()),
        };
        let person = self.names.person.get(&bare).map(|d| d.symbol);
        let account = self.names.account.get(&bare).map(|d| d.symbol).filter(|_| !owned);
        let each = action.each.is_some() || action.broken;
        match (person, account) {
            (Some(PersonSymbol::Let(id)), _) if each => match self.person_lets.get(id.index()).map(|s| s.ty)? {
                None => return None,
                Some(ty) if self.is_channel(ty) && self.is_person_table(id.index()) => {
                    self.mention_last(name, &bare, Meaning::Person);
                    return Some(ActionChannel::OfPerson(id));
                }
                Some(_) => {}
            },
            (Some(PersonSymbol::Let(_)), None) => {
                let finding = Finding::new(&codes::CHANNEL_OF_PERSON, name.span).quote("name", text);
                self.report(finding);
                return None;
            }
            (_, Some(Symbol::Slot(id))) => match self.slots.get(id.index()).map(|s| s.ty)? {
                None => return None,
                Some(ty) if self.is_channel(ty) && matches!(self.policy.slot(id).value, SlotValue::Table(_)) => {
                    self.mention(name, Meaning::Account);
                    return Some(ActionChannel::OfAccount(id));
                }
                Some(_) => {}
            },
            _ => {}
        }
        let tables = self.names.person.iter().filter(|(_, d)| match d.symbol {
            PersonSymbol::Let(id) => {
                self.person_lets.get(id.index()).and_then(|s| s.ty).is_some_and(|t| self.is_channel(t))
            }
            PersonSymbol::Attribute(_) => false,
        });
        let known: Vec<&str> =
            tables.map(|(n, _)| n.as_str()).chain(self.names.plays.channels.keys().map(Name::as_str)).collect();
        let near = suggest::nearest(text, known).map(str::to_owned);
        let finding = Finding::new(&codes::NO_CHANNEL, name.span)
            .quote("name", text)
            .arg("hint", suggest::did_you_mean(near.as_deref()))
            .maybe_fix(near.and_then(|n| self.fixed(name.span, &n)));
        self.report(finding);
        None
    }

    pub(super) fn is_channel(&self, ty: Type) -> bool {
        let Type::OneOf(id) = ty else { return false };
        let values = &self.policy.enumeration(id).values;
        values.len() == self.policy.channels.len()
            && values.iter().zip(&self.policy.channels).all(|(value, channel)| value.name == channel.name)
    }

    fn is_person_table(&self, at: usize) -> bool {
        self.policy.person_lets.get(at).is_some_and(|l| matches!(l.value, RowValue::Table(_)))
    }

    /// `introduce` of the same playbook, or `open_doors.introduce`.
    fn predecessor(&mut self, playbook: PlaybookId, path: &Path) -> Option<ActionRef> {
        let (of, name) = match path.parts.as_slice() {
            [name] => (playbook, name),
            [of, name] => match self.names.plays.playbooks.get(&of.value).map(|d| d.symbol) {
                Some(id) => {
                    self.mention(of, |name| Meaning::Item("playbook", name));
                    (id, name)
                }
                None => {
                    let known: Vec<String> = self.names.plays.playbooks.keys().map(ToString::to_string).collect();
                    self.no_such(super::words::item("playbook"), of.span, of.value.as_str(), &known);
                    return None;
                }
            },
            [first, .., last] => {
                let span = first.span.to(last.span);
                let text = self.sources.slice(span).to_owned();
                self.no_such(super::words::item("action"), span, &text, &[]);
                return None;
            }
            [] => return None,
        };
        if let Some(found) = self.action_of(of, &name.value) {
            if let Some(playbook) = self.policy.playbooks.get(of.index()).map(|p| p.name.clone()) {
                self.mention(name, |name| Meaning::Action(playbook, name));
            }
            return Some(found);
        }
        if self.action_by_label(playbook, name) {
            return None;
        }
        let own = self.action_names(of, "");
        let others: Vec<String> = if path.parts.len() == 1 { self.everywhere(&name.value) } else { Vec::new() };
        // The same name in another playbook is more likely meant than a similar one here.
        match others.as_slice() {
            [only] => {
                let finding = Finding::new(&policy_codes::UNKNOWN_ITEM, name.span)
                    .arg("kind", super::words::item("action"))
                    .quote("name", name.value.as_str())
                    .arg(
                        "hint",
                        said!(
                            " in this playbook: write `{only}`.",
                            " w tym zestawie działań: napisz `{only}`.",
                            only = only,
                        ),
                    )
                    .maybe_fix(self.fixed(name.span, only));
                self.report(finding);
            }
            _ => self.no_such(super::words::item("action"), name.span, name.value.as_str(), &own),
        }
        None
    }

    fn action_of(&self, playbook: PlaybookId, name: &Name) -> Option<ActionRef> {
        let actions = self.names.plays.actions.get(playbook.index())?;
        let at = actions.iter().position(|a| a.name.value == *name)?;
        Some(ActionRef { playbook, action: super::checker::index(at) })
    }

    fn action_names(&self, playbook: PlaybookId, before: &str) -> Vec<String> {
        let actions = self.names.plays.actions.get(playbook.index()).map_or(&[][..], Vec::as_slice);
        actions.iter().map(|a| format!("{before}{}", a.name.value)).collect()
    }

    /// The whole names of all actions of a name.
    fn everywhere(&self, name: &Name) -> Vec<String> {
        let playbooks = (0..self.names.plays.actions.len()).map(|p| PlaybookId(super::checker::index(p)));
        let found = playbooks.filter_map(|p| self.action_of(p, name));
        found
            .filter_map(|at| Some(format!("{}.{name}", self.policy.playbooks.get(at.playbook.index())?.name)))
            .collect()
    }

    /// The action that an expectation names, which need not name the playbook where that is clear.
    pub fn expected_action(&mut self, name: &Ident) -> Option<ActionRef> {
        let text = name.value.as_str();
        let (playbook, bare) = match text.rsplit_once('.') {
            Some((playbook, bare)) => (Some(Name::new(playbook)), Name::new(bare)),
            None => (None, name.value.clone()),
        };
        let playbooks = (0..self.names.plays.actions.len()).map(|p| PlaybookId(super::checker::index(p)));
        let found: Vec<ActionRef> = playbooks
            .filter_map(|p| self.action_of(p, &bare))
            .filter(|at| {
                let of = self.policy.playbooks.get(at.playbook.index()).map(|p| &p.name);
                playbook.is_none() || playbook.as_ref() == of
            })
            .collect();
        match found.as_slice() {
            [only] => {
                if let Some(playbook) = self.policy.playbooks.get(only.playbook.index()).map(|p| p.name.clone()) {
                    self.mention_action(name, &playbook);
                }
                Some(*only)
            }
            [] => {
                let mut known = Vec::new();
                for (at, of) in self.policy.playbooks.iter().enumerate() {
                    let id = PlaybookId(super::checker::index(at));
                    let before = if playbook.is_some() { format!("{}.", of.name) } else { String::new() };
                    known.extend(self.action_names(id, &before));
                }
                self.no_such(super::words::item("action"), name.span, text, &known);
                None
            }
            _ => {
                let all: Vec<String> = self.everywhere(&bare).iter().map(|n| format!("`{n}`")).collect();
                let finding = Finding::new(&codes::AMBIGUOUS_ACTION, name.span)
                    .quote("name", text)
                    .arg("write", Phrase::alternatives(all));
                self.report(finding);
                None
            }
        }
    }

    /// Whether an action is for each person.
    pub fn is_for_people(&self, at: ActionRef) -> bool {
        let actions = self.names.plays.actions.get(at.playbook.index());
        actions.and_then(|a| a.get(usize::from(at.action))).is_some_and(|a| a.each.is_some())
    }

    /// Whether a line of the action could not be read.
    pub fn is_broken(&self, at: ActionRef) -> bool {
        let actions = self.names.plays.actions.get(at.playbook.index());
        actions.and_then(|a| a.get(usize::from(at.action))).is_some_and(|a| a.broken)
    }

    /// A role of the team, unless `kam` or `client` was meant.
    fn role_or_slip(&mut self, name: &Ident) -> Party {
        let (meant, party) = match suggest::fold(name.value.as_str()).as_str() {
            "kam" | "account_manager" | "opiekun" => ("kam", Party::Kam),
            "client" | "customer" | "klient" => ("client", Party::Client { role: None }),
            _ => return Party::Role(name.value.clone()),
        };
        let finding = Finding::new(&codes::PARTY_WORD, name.span)
            .quote("name", name.value.as_str())
            .quote("write", meant)
            .maybe_fix(self.fixed(name.span, meant));
        self.report(finding);
        party
    }

    /// The position of a role of the client's people.
    fn client_role(&mut self, role: &Ident) -> Option<u16> {
        let roles = self.policy.client_roles();
        let found = (0u16..).zip(roles).find(|(_, r)| r.name == role.value).map(|(at, _)| at);
        if found.is_none() {
            let known: Vec<&str> = roles.iter().map(|v| v.name.as_str()).collect();
            let near = nearest_value(roles, role.value.as_str());
            let finding = Finding::new(&policy_codes::UNKNOWN_VALUE, role.span)
                .quote("value", role.value.as_str())
                .arg("values", quoted(&known))
                .maybe_fix(near.and_then(|n| self.fixed(role.span, n)));
            self.report(finding);
        }
        found
    }

    /// `owner pre_sales role expert`: people of ours have the one role by which they are named.
    fn role_of_ours(&mut self, name: &Ident, role: &Ident) {
        let span = name.span.to(role.span);
        let finding = Finding::new(&codes::ROLE_OF_OURS, span)
            .quote("name", name.value.as_str())
            .maybe_fix(self.fixed(span, name.value.as_str()));
        self.report(finding);
    }

    fn owner(&mut self, line: &OwnerLine) -> Owner {
        let mut parties: Vec<Party> = Vec::new();
        let mut asked: Vec<Asked> = Vec::new();
        let level = line.skill.as_ref().and_then(|(_, level)| level.as_ref()).map_or(1, |l| l.value);
        let mut ask = |what: AskedWhat, name: &Ident| {
            asked.push(Asked { what, name: name.value.clone(), level, span: name.span })
        };
        for PartyName { name, role } in &line.parties {
            let party = match name.value.as_str() {
                "kam" => Party::Kam,
                "client" => Party::Client { role: None },
                _ => self.role_or_slip(name),
            };
            let party = match (party, role) {
                (party, None) => party,
                (Party::Client { .. }, Some(role)) => Party::Client { role: self.client_role(role) },
                (party, Some(role)) => {
                    self.role_of_ours(name, role);
                    party
                }
            };
            if matches!(party, Party::Role(_)) {
                ask(AskedWhat::Role, name);
            }
            if parties.contains(&party) {
                let finding = Finding::new(&codes::PARTY_TWICE, name.span).quote("name", name.value.as_str());
                self.report(finding);
            } else {
                parties.push(party);
            }
        }
        let of_specialist = [
            (AskedWhat::Role, line.with.as_ref()),
            (AskedWhat::Skill, line.skill.as_ref().map(|(name, _)| name)),
            (AskedWhat::Language, line.speaking.as_ref()),
        ];
        for (what, name) in of_specialist {
            name.into_iter().for_each(|name| ask(what, name));
        }
        let skill = line.skill.as_ref().map(|(name, _)| (name.value.clone(), level));
        Owner {
            parties,
            with: line.with.as_ref().map(|n| n.value.clone()),
            skill,
            speaking: line.speaking.as_ref().map(|n| n.value.clone()),
            asked,
        }
    }
}
