//! A finished evaluation, asked more: further conditions and values of an account, as it is or with some of its values
//! changed. A changed account is evaluated anew against the others as they are, with the places among all accounts that they
//! have today; nothing is copied but what it says. Start at [`Revisit`].

use super::State;
use super::across::{self, Across};
use super::document::revisit;
use super::evaluation::{Evaluation, Outcome};
use super::possible::typed;
use super::scope::{PersonRow, Scope, Session};
use super::score::Standing;
use super::value::{Input, Value};
use crate::data::{Person, Portfolio};
use crate::policy::{AttributeId, Expr, FieldId, PersonLetId, Policy, SlotId, Type};
use crate::values::{Reading, Truth};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::OnceLock;

/// Values of one account that stand in for those of the portfolio. The days on which values were observed stay as they
/// are, so `age(x)` does not change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Fields of the account, each once.
    pub fields: Vec<(FieldId, Reading)>,
    /// Attributes of its people, by position, each once.
    pub attributes: Vec<(usize, AttributeId, Reading)>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.attributes.is_empty()
    }

    pub fn field(&self, id: FieldId) -> Option<&Reading> {
        self.fields.iter().find(|(field, _)| *field == id).map(|(_, reading)| reading)
    }

    pub fn attribute(&self, person: usize, id: AttributeId) -> Option<&Reading> {
        self.attributes.iter().find(|(p, a, _)| (*p, *a) == (person, id)).map(|(_, _, reading)| reading)
    }

    pub fn set_field(&mut self, id: FieldId, reading: Reading) {
        match self.fields.iter_mut().find(|(field, _)| *field == id) {
            Some((_, held)) => *held = reading,
            None => self.fields.push((id, reading)),
        }
    }

    pub fn set_attribute(&mut self, person: usize, id: AttributeId, reading: Reading) {
        match self.attributes.iter_mut().find(|(p, a, _)| (*p, *a) == (person, id)) {
            Some((_, _, held)) => *held = reading,
            None => self.attributes.push((person, id, reading)),
        }
    }
}

/// Changes as an evaluation sees them.
pub(super) struct Overlay {
    pub changes: Changes,
    /// By portfolio function: its value for the changed account, where it is another one.
    pub across: Vec<Option<Value>>,
}

/// A finished evaluation to ask more of. Made once; asking about an account looks at no other.
pub struct Revisit<'a> {
    session: Session<'a>,
    evaluation: &'a Evaluation,
    /// The slots of every stage, in the order of their dependencies.
    stages: Vec<Vec<SlotId>>,
    /// By portfolio function: the values of all accounts, counted when somebody asks.
    counted: Vec<OnceLock<Across>>,
}

impl<'a> Revisit<'a> {
    pub fn new(policy: &'a Policy, portfolio: &'a Portfolio, evaluation: &'a Evaluation) -> Revisit<'a> {
        let of_stage = |stage| policy.order.iter().copied().filter(|id| policy.slot(*id).stage == stage).collect();
        Revisit {
            session: revisit(policy, portfolio, evaluation),
            evaluation,
            stages: (0..across::stages(policy)).map(of_stage).collect(),
            counted: policy.portfolio.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// An account (by its position) as it was evaluated; none where there is no such account.
    pub fn account(&self, account: usize) -> Option<Asked<'_>> {
        let outcome = self.evaluation.outcomes.get(account)?;
        Some(self.asked(account, Cow::Borrowed(outcome), None))
    }

    /// An account evaluated anew with changed values, the others as they are. It has no rank.
    pub fn changed(&self, account: usize, changes: &Changes) -> Option<Asked<'_>> {
        if changes.is_empty() {
            return self.account(account);
        }
        let before = self.evaluation.outcomes.get(account)?;
        let policy = self.session.policy;
        let mut overlay = Overlay { changes: changes.clone(), across: vec![None; policy.portfolio.len()] };
        let mut state = State::default();
        for (stage, slots) in (0u16..).zip(&self.stages) {
            self.session.run_stage(account, &mut state, slots, Some(&overlay));
            for (at, function) in policy.portfolio.iter().enumerate().filter(|(_, f)| policy.slot(f.of).stage == stage)
            {
                let at_slot = function.of.index();
                let (Some(was), Some(now)) = (before.slots.get(at_slot), state.slots.get(at_slot)) else { continue };
                if was != now {
                    let value = self.counted(at).map(|all| all.of_changed(function.kind, was, now));
                    if let Some(held) = overlay.across.get_mut(at) {
                        *held = value;
                    }
                }
            }
        }
        let outcome = self.session.outcome(account, state, Some(&overlay));
        Some(self.asked(account, Cow::Owned(outcome), Some(overlay)))
    }

    fn counted(&self, function: usize) -> Option<&Across> {
        let of = self.session.policy.portfolio.get(function)?.of.index();
        let values = || self.evaluation.outcomes.iter().filter_map(|o| o.slots.get(of));
        Some(self.counted.get(function)?.get_or_init(|| Across::new(values())))
    }

    fn asked<'r>(&'r self, account: usize, outcome: Cow<'r, Outcome>, overlay: Option<Overlay>) -> Asked<'r> {
        let standing = Standing::of(&outcome);
        Asked { session: &self.session, account, outcome, standing, overlay, steps: OnceCell::new() }
    }
}

/// An account, as it is or changed, that answers questions. Those with a person take the person's position.
pub struct Asked<'r> {
    session: &'r Session<'r>,
    account: usize,
    outcome: Cow<'r, Outcome>,
    standing: Standing,
    overlay: Option<Overlay>,
    steps: OnceCell<Vec<Value>>,
}

impl Asked<'_> {
    /// What comes out for the account.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// What comes out for the account, for keeps.
    pub fn into_outcome(self) -> Outcome {
        self.outcome.into_owned()
    }

    /// Whether a condition holds, and where that is not known what it depends on. What cannot hold because something does
    /// not apply, does not hold.
    pub fn condition(&self, condition: &Expr, person: Option<usize>) -> (Truth, Vec<Input>) {
        let condition = self.with(person, |scope| scope.condition(condition));
        match condition.truth() {
            Truth::Unknown => (Truth::Unknown, condition.doubt.map(|d| d.needs).unwrap_or_default()),
            known => (known, Vec::new()),
        }
    }

    /// The value of an expression of a type.
    pub fn value(&self, expr: &Expr, ty: Type, person: Option<usize>) -> Value {
        typed(self.session.policy, ty, self.with(person, |scope| scope.value(expr)))
    }

    pub fn field(&self, id: FieldId) -> Value {
        self.with(None, |scope| scope.field(id))
    }

    pub fn attribute(&self, person: usize, id: AttributeId) -> Value {
        self.with(Some(person), |scope| scope.attribute(id))
    }

    /// Something computed for a person.
    pub fn person_let(&self, person: usize, id: PersonLetId) -> Value {
        self.with(Some(person), |scope| scope.person_let(id))
    }

    /// The account's people; none where they are not known.
    pub fn people(&self) -> Option<&[Person]> {
        self.session.portfolio.accounts.get(self.account).and_then(|a| a.people.as_deref())
    }

    /// Asks in the scope of the account, and of a person where one is named.
    fn with<T>(&self, person: Option<usize>, ask: impl FnOnce(&Scope<'_>) -> T) -> T {
        let slots = &self.outcome.slots;
        let scope = Scope {
            standing: Some(&self.standing),
            overlay: self.overlay.as_ref(),
            ..Scope::of(self.session, self.account, slots, &self.steps)
        };
        let at_hand = person.and_then(|at| Some((at, self.people()?.get(at)?)));
        let Some((at, person)) = at_hand else { return ask(&scope) };
        let lets: Vec<OnceCell<Value>> = self.session.policy.person_lets.iter().map(|_| OnceCell::new()).collect();
        ask(&Scope { person: Some(PersonRow { at, person, lets: &lets }), ..scope })
    }
}
