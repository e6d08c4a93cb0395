//! What is planned for the account of an example: no team, no register, every Monday to Friday a working day. Nothing is
//! planned for an excluded account, as nobody names it.

use crate::data::{Config, Person, Portfolio, Register, Team};
use crate::engine::{Evaluation, Input, Status};
use crate::policy::{ActionRef, Policy};
use crate::strategy::{Conditional, PlayState, Strategy, StrategyInputs, plan as strategies};
use crate::values::WorkingDays;

/// The actions of an example.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actions {
    /// With the position of the person, by due day and then in the order of the policy; each once, however often repeated.
    pub planned: Vec<(ActionRef, Option<usize>)>,
    /// Of which it is not known whether they are called for.
    pub perhaps: Vec<Conditional>,
    /// Playbooks (indices) of which it is not known whether they apply, with what that depends on.
    pub open: Vec<(usize, Vec<Input>)>,
}

impl Actions {
    /// Whether an action is planned, for a person where one is named.
    pub fn plans(&self, action: ActionRef, people: &[Person], person: Option<&str>) -> bool {
        let is_meant = |at: Option<usize>| {
            person.is_none_or(|id| at.and_then(|at| people.get(at)).is_some_and(|p| p.id.as_str() == id))
        };
        self.planned.iter().any(|(planned, at)| *planned == action && is_meant(*at))
    }
}

/// Plans the only account of a portfolio.
pub(super) fn plan(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation) -> Actions {
    strategy(policy, portfolio, evaluation).map(actions).unwrap_or_default()
}

/// What is done about the only account of a portfolio; nothing where it is excluded.
pub(super) fn strategy(policy: &Policy, portfolio: &Portfolio, evaluation: &Evaluation) -> Option<Strategy> {
    if evaluation.outcomes.first().is_none_or(|o| o.status == Status::Excluded) {
        return None;
    }
    let (team, register, calendar) = (Team::default(), Register::default(), WorkingDays::default());
    let inputs = StrategyInputs {
        policy,
        portfolio,
        evaluation,
        team: &team,
        register: &register,
        calendar: &calendar,
        horizon: Config::default().horizon,
    };
    strategies(&inputs, &[0]).into_iter().next()
}

fn actions(strategy: Strategy) -> Actions {
    let mut planned: Vec<(ActionRef, Option<usize>)> = Vec::new();
    for play in strategy.plays.iter().filter(|p| p.state == PlayState::Planned) {
        if !planned.contains(&(play.action, play.person)) {
            planned.push((play.action, play.person));
        }
    }
    let open = strategy.playbooks.into_iter().filter(|p| !p.applies.is_yes()).map(|p| (p.playbook, p.needs)).collect();
    Actions { planned, perhaps: strategy.conditional, open }
}
