//! Queries over the people or the records of an account: who is in the population, who is picked, and what is asked of
//! them. Every row brings what may be true of it; `aggregate` makes one answer of them.
//!
//! A row to which a filter does not apply is not in the population; a row whose value does not apply is not averaged,
//! added or compared. A blank cell makes the answer missing, within the bounds that the other rows leave.

use super::aggregate::{self, Answer, Member};
use super::condition::{Condition, Doubt};
use super::possible::{any_of, unite};
use super::scope::{PersonRow, RecordRow, Scope, Session};
use super::value::{Absent, Input, Possible, Value};
use super::window::{days, in_window, rows_in_windows};
use crate::policy::{Over, Query};
use crate::syntax::QueryFunction;
use crate::values::{Absence, Interval, Number};
use std::cell::OnceCell;

impl Scope<'_> {
    /// The answer to a query.
    pub fn query(&self, query: &Query) -> Value {
        match query.over {
            Over::People => match self.people() {
                None => self.unseen(query, Absence::PeopleNotKnown, Input::People),
                Some(_) => self.answer(query, &self.members(query)),
            },
            Over::Records(id) => {
                let Some(table) = self.session.portfolio.records(id) else {
                    return self.unseen(query, Absence::RecordsNotConfigured(id.0), Input::Records(id));
                };
                let days = query.window.as_ref().map(|w| days(self.session.as_of, w));
                if let Some(why) = days.and_then(|days| self.session.uncovered(id, table, days)) {
                    return self.unseen(query, why, Input::Records(id));
                }
                self.answer(query, &self.members(query))
            }
        }
    }

    /// How many rows a query looks at: people or records of the account within the window.
    pub fn rows_in_window(&self, query: &Query) -> Option<usize> {
        match query.over {
            Over::People => self.people().map(<[_]>::len),
            Over::Records(id) => {
                let Session { policy, portfolio, as_of, .. } = *self.session;
                rows_in_windows(policy, portfolio, as_of, self.account, id, &[query.window.as_ref()])
            }
        }
    }

    /// What every row may bring.
    pub fn members(&self, query: &Query) -> Vec<Member> {
        let mut out = Vec::new();
        match query.over {
            Over::People => {
                let people = self.people().unwrap_or(&[]);
                let n_lets = self.session.policy.person_lets.len();
                out.reserve(people.len());
                for (at, person) in people.iter().enumerate() {
                    let lets: Vec<OnceCell<Value>> = (0..n_lets).map(|_| OnceCell::new()).collect();
                    let person = Some(PersonRow { at, person, lets: &lets });
                    Scope { person, record: None, ..*self }.member(query, at, &mut out);
                }
            }
            Over::Records(id) => {
                let Some(table) = self.session.portfolio.records(id) else { return out };
                let kind = self.session.policy.records.get(id.index());
                let n_lets = kind.map_or(0, |r| r.lets.len());
                let (dated_by, window) = (kind.and_then(|r| r.dated_by), query.window.as_ref());
                let counts = |row: &usize| in_window(self.session.as_of, window, dated_by, table, *row);
                for at in table.rows_of(self.account).filter(counts) {
                    let lets: Vec<OnceCell<Value>> = (0..n_lets).map(|_| OnceCell::new()).collect();
                    let record = Some(RecordRow { id, table, at, lets: &lets });
                    Scope { record, ..*self }.member(query, at, &mut out);
                }
            }
        }
        out
    }

    /// Adds the row at hand, if it may be in the population.
    fn member(&self, query: &Query, row: usize, out: &mut Vec<Member>) {
        let hold = |condition: &Option<crate::policy::Expr>| match condition {
            Some(condition) => self.condition(condition),
            None => Condition::known(true),
        };
        let population = hold(&query.among);
        if !population.yes {
            return;
        }
        let picked = hold(&query.filter);
        if !picked.yes && !picked.no {
            return;
        }
        let mut doubt = population.doubt.clone().map(Doubt::present);
        super::condition::add_doubt(&mut doubt, picked.doubt.clone().map(Doubt::present));
        let member = Member {
            row,
            picked: picked.yes,
            passed: picked.no,
            outside: population.no || population.not_applicable || picked.not_applicable,
            doubt,
            value: Value::NotApplicable,
            weight: None,
        };
        let of_all = matches!(
            query.function,
            QueryFunction::Share | QueryFunction::Any | QueryFunction::All | QueryFunction::No
        );
        match &query.value {
            None => out.push(member),
            Some(_) if !member.picked && !of_all => {}
            Some(value) => {
                let weight = query.weight.as_ref().map(|w| self.value(w));
                out.push(Member { value: self.value(value), weight, ..member });
            }
        }
    }

    /// The answer. Where there may be no row to take it from it may be missing, and then stands for what any rows could
    /// give; what would have to be filled in is a person or a record.
    fn answer(&self, query: &Query, members: &[Member]) -> Value {
        let solid = Answer::solid;
        let Answer { mut value, hollow } = match query.function {
            QueryFunction::Count => solid(aggregate::count(members)),
            QueryFunction::CountDistinct => solid(aggregate::count_distinct(members)),
            QueryFunction::Sum => solid(aggregate::sum(members)),
            QueryFunction::Average => aggregate::average(members),
            QueryFunction::Min | QueryFunction::Earliest => self.extreme_row(query, members, false),
            QueryFunction::Max | QueryFunction::Latest => self.extreme_row(query, members, true),
            QueryFunction::Share => aggregate::share(members),
            QueryFunction::Any => solid(aggregate::any(members).into_value()),
            QueryFunction::No => solid(aggregate::any(members).negate().into_value()),
            QueryFunction::All => solid(aggregate::all(members)),
        };
        if let Value::Uncertain(u) = &mut value {
            if hollow {
                let any_rows = self.of_any_rows(query);
                u.possible = if u.absent == Absent::Yes { any_rows } else { unite(u.possible.clone(), any_rows) };
            }
            if u.why == Absence::NoRows && (u.absent == Absent::Yes || u.needs.is_empty()) {
                let input = match query.over {
                    Over::People => Input::People,
                    Over::Records(id) => Input::Records(id),
                };
                super::condition::merge_needs(&mut u.needs, &[input]);
            }
        }
        value
    }

    fn extreme_row(&self, query: &Query, members: &[Member], greatest: bool) -> Answer {
        aggregate::extreme(members, greatest)
            .unwrap_or_else(|| Answer { value: self.missing_of(query.ty, Absence::NoRows), hollow: true })
    }

    /// The answer over rows that nobody has seen.
    fn unseen(&self, query: &Query, why: Absence, input: Input) -> Value {
        Value::missing(self.of_any_rows(query), why, vec![input])
    }

    /// What any rows at all could give.
    fn of_any_rows(&self, query: &Query) -> Possible {
        let natural = |low, high| Possible::Number(Interval { low, high });
        let any_row = || {
            let person = if query.over == Over::People { None } else { self.person };
            let scope = Scope { person, record: None, ..*self };
            let value = query.value.as_ref().map(|v| scope.value(v));
            super::possible::typed(self.session.policy, query.ty, value.unwrap_or(Value::NotApplicable))
        };
        match query.function {
            QueryFunction::Count | QueryFunction::CountDistinct => natural(Some(Number::ZERO), None),
            QueryFunction::Share => natural(Some(Number::ZERO), Some(Number::ONE)),
            QueryFunction::Any | QueryFunction::All | QueryFunction::No => Possible::YesNo,
            QueryFunction::Sum => {
                let row = any_row().interval().unwrap_or(Interval::ANY);
                let never = |end: &Option<Number>, sign: i64| {
                    end.as_ref().is_some_and(|n| !(n * &Number::int(sign)).is_negative()).then_some(Number::ZERO)
                };
                natural(never(&row.low, 1), never(&row.high, -1))
            }
            QueryFunction::Average
            | QueryFunction::Min
            | QueryFunction::Max
            | QueryFunction::Latest
            | QueryFunction::Earliest => {
                super::possible::possible(&any_row()).unwrap_or_else(|| any_of(self.session.policy, query.ty, None))
            }
        }
    }
}
