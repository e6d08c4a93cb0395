//! Where an expression is evaluated: which account, which person or row of it, on which day. Everything that is the same
//! for all accounts (parameters of the day, bounds of unknown values, slopes of scales) is worked out once per
//! evaluation, in [`Session`].

use super::possible;
use super::revisit::Overlay;
use super::score::Standing;
use super::table::Scale;
use super::value::{Absent, Input, Possible, Uncertain, Value};
use crate::data::{Person, Portfolio, RecordTable, RelationKind, observation_at};
use crate::policy::{
    AttributeId, Builtin, ColumnId, CriterionBody, FieldId, PersonLetId, Policy, PortfolioId, RecordsId, RowLet,
    RowLetId, RowValue, Shape, SlotId, SlotValue, Table, Type,
};
use crate::stakeholders::steps_to_decider;
use crate::values::{Absence, Calendar, Day, Duration, Interval, Number, Reading, Scalar};
use std::borrow::Cow;
use std::cell::OnceCell;

/// One evaluation of a portfolio on a day.
pub(super) struct Session<'a> {
    pub policy: &'a Policy,
    pub portfolio: &'a Portfolio,
    pub as_of: Day,
    /// Values that win over the definition of their slot.
    pub given: &'a [(SlotId, Value)],
    pub parameters: Vec<&'a Scalar>,
    /// What an unknown field or attribute may be.
    field_bounds: Vec<Possible>,
    attribute_bounds: Vec<Possible>,
    /// Slopes of the linear tables of criteria and of slots.
    pub criterion_scales: Vec<Option<Scale>>,
    pub slot_scales: Vec<Option<Scale>>,
    /// Thresholds of the tiers on this day, in the order of the policy's tiers; none for `otherwise`.
    pub thresholds: Vec<Option<Number>>,
    /// By portfolio function and account; filled when the stage it looks at is done.
    pub across: Cow<'a, [Vec<Value>]>,
}

impl<'a> Session<'a> {
    pub fn new(policy: &'a Policy, portfolio: &'a Portfolio, as_of: Day, given: &'a [(SlotId, Value)]) -> Session<'a> {
        let linear = |table: &Table| match &table.shape {
            Shape::Linear { knots, .. } => Some(Scale::new(knots)),
            Shape::Rows { .. } => None,
        };
        let criterion_scales = policy.criteria.iter().map(|c| match &c.body {
            CriterionBody::Table(table) => linear(table),
            CriterionBody::Points(_) => None,
        });
        let slot_scales = policy.slots.iter().map(|s| match &s.value {
            SlotValue::Table(table) => linear(table),
            SlotValue::Expr(_) | SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_) => None,
        });
        let mut session = Session {
            policy,
            portfolio,
            as_of,
            given,
            parameters: policy.parameters.iter().map(|p| p.at(as_of)).collect(),
            field_bounds: policy.fields.iter().map(|f| possible::any_of(policy, f.ty, f.range.as_ref())).collect(),
            attribute_bounds: policy
                .attributes
                .iter()
                .map(|a| possible::any_of(policy, a.ty, a.range.as_ref()))
                .collect(),
            criterion_scales: criterion_scales.collect(),
            slot_scales: slot_scales.collect(),
            thresholds: Vec::new(),
            across: Cow::Owned(vec![Vec::new(); policy.portfolio.len()]),
        };
        session.thresholds = session.tier_thresholds();
        session
    }

    /// Thresholds are constants and parameters, so no account is needed to know them.
    fn tier_thresholds(&self) -> Vec<Option<Number>> {
        let steps = OnceCell::new();
        let scope = Scope::of(self, 0, &[], &steps);
        let of = |tier: &crate::policy::Tier| match scope.value(tier.from.as_ref()?) {
            Value::Known(Scalar::Number(n)) => Some(n),
            Value::Known(_) | Value::NotApplicable | Value::Uncertain(_) => Some(Number::HUNDRED),
        };
        self.policy.tiers.iter().map(of).collect()
    }
}

/// The person at hand, with the lets of this person as far as somebody asked for them.
#[derive(Clone, Copy)]
pub(super) struct PersonRow<'a> {
    pub at: usize,
    pub person: &'a Person,
    pub lets: &'a [OnceCell<Value>],
}

/// The row of a records type at hand, with its lets.
#[derive(Clone, Copy)]
pub(super) struct RecordRow<'a> {
    pub id: RecordsId,
    pub table: &'a RecordTable,
    pub at: usize,
    pub lets: &'a [OnceCell<Value>],
}

/// The place of an expression's evaluation.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub session: &'a Session<'a>,
    pub account: usize,
    /// Slots of this account, as far as they are evaluated.
    pub slots: &'a [Value],
    /// Absent outside people's rules, and for people nobody has seen: of them nothing is known.
    pub person: Option<PersonRow<'a>>,
    /// Absent outside rules over rows, and for rows nobody has seen.
    pub record: Option<RecordRow<'a>>,
    /// Steps to the nearest decider, worked out when somebody asks.
    pub steps: &'a OnceCell<Vec<Value>>,
    /// Score and tiers, for the expressions that may use them.
    pub standing: Option<&'a Standing>,
    /// Values that stand in for those of the portfolio.
    pub overlay: Option<&'a Overlay>,
}

impl<'a> Scope<'a> {
    /// The scope of an account.
    pub fn of(
        session: &'a Session<'a>,
        account: usize,
        slots: &'a [Value],
        steps: &'a OnceCell<Vec<Value>>,
    ) -> Scope<'a> {
        Scope { session, account, slots, person: None, record: None, steps, standing: None, overlay: None }
    }

    pub fn people(&self) -> Option<&'a [Person]> {
        self.session.portfolio.accounts.get(self.account).and_then(|a| a.people.as_deref())
    }

    pub fn field(&self, id: FieldId) -> Value {
        let session = self.session;
        let changed = self.overlay.and_then(|o| o.changes.field(id)).cloned();
        let reading = changed.unwrap_or_else(|| session.portfolio.field(self.account, id, session.as_of));
        reading_value(reading, || (session.field_bounds[id.index()].clone(), Input::Field(id)))
    }

    pub fn slot(&self, id: SlotId) -> Value {
        self.slots.get(id.index()).cloned().unwrap_or(Value::NotApplicable)
    }

    /// A declared value of the policy on this day.
    pub fn slot_is_given(&self, id: SlotId) -> Option<&'a Value> {
        self.session.given.iter().find(|(slot, _)| *slot == id).map(|(_, value)| value)
    }

    pub fn attribute(&self, id: AttributeId) -> Value {
        let Some(PersonRow { at, person, .. }) = self.person else { return self.unseen_attribute(id) };
        // What an example gives stands; accounts cannot say it themselves.
        if id == Builtin::StepsToDecider.id() && matches!(self.attribute_reading(at, person, id), Reading::Missing(_)) {
            return self.steps.get_or_init(|| self.steps_to_decider()).get(at).cloned().unwrap_or(Value::NotApplicable);
        }
        reading_value(self.attribute_reading(at, person, id), || {
            (self.session.attribute_bounds[id.index()].clone(), attribute_input(at, id))
        })
    }

    fn attribute_reading(&self, at: usize, person: &Person, id: AttributeId) -> Reading {
        let changed = self.overlay.and_then(|o| o.changes.attribute(at, id)).cloned();
        changed.unwrap_or_else(|| person.attribute(id, self.session.as_of))
    }

    /// The value of this account in a function over the portfolio.
    pub fn portfolio_value(&self, id: PortfolioId) -> Value {
        if let Some(value) = self.overlay.and_then(|o| o.across.get(id.index())).and_then(Option::as_ref) {
            return value.clone();
        }
        self.session.across[id.index()].get(self.account).cloned().unwrap_or(Value::NotApplicable)
    }

    fn unseen_attribute(&self, id: AttributeId) -> Value {
        Value::missing(self.session.attribute_bounds[id.index()].clone(), Absence::NotGiven, Vec::new())
    }

    pub fn column(&self, id: ColumnId) -> Value {
        let Some(RecordRow { id: records, table, at, .. }) = self.record else {
            return Value::missing(Possible::Text, Absence::Blank, Vec::new());
        };
        let kind = &self.session.policy.records[records.index()];
        let bounds = || {
            let column = &kind.columns[id.index()];
            let possible = if kind.dated_by == Some(id) {
                // Rows after the day of evaluation do not exist.
                Possible::Days(None, Some(self.session.as_of))
            } else {
                possible::any_of(self.session.policy, column.ty, column.range.as_ref())
            };
            (possible, Input::Records(records))
        };
        reading_value(table.cell(id, at).clone(), bounds)
    }

    pub fn person_let(&self, id: PersonLetId) -> Value {
        let definition = &self.session.policy.person_lets[id.index()];
        self.row_let(definition, self.person.map(|p| p.lets), id.index())
    }

    pub fn record_let(&self, records: RecordsId, id: RowLetId) -> Value {
        let definition = &self.session.policy.records[records.index()].lets[id.index()];
        self.row_let(definition, self.record.map(|r| r.lets), id.index())
    }

    /// Something computed per person or row, once for each.
    fn row_let(&self, definition: &RowLet, lets: Option<&[OnceCell<Value>]>, at: usize) -> Value {
        let compute = || {
            let value = match &definition.value {
                RowValue::Expr(expr) => self.value(expr),
                RowValue::Table(table) => self.table(table, None),
            };
            possible::typed(self.session.policy, definition.ty, value)
        };
        match lets {
            Some(lets) => match lets.get(at) {
                Some(cell) => cell.get_or_init(compute).clone(),
                None => compute(),
            },
            // Any value of the type: finer bounds are not worth evaluating lets over nothing again and again.
            None => {
                let possible = possible::any_of(self.session.policy, definition.ty, None);
                Value::missing(possible, Absence::NotGiven, Vec::new())
            }
        }
    }

    /// Days since the observation of a field or attribute that holds on this day.
    pub fn age_of_field(&self, id: FieldId) -> Value {
        let column = self.session.portfolio.columns.get(id.index());
        let observed = column.and_then(|c| c.observations(self.account)).unwrap_or(&[]);
        self.age(observed, Input::Field(id))
    }

    pub fn age_of_attribute(&self, id: AttributeId) -> Value {
        match self.person {
            Some(PersonRow { at, person, .. }) => {
                let observed = person.attributes.get(id.index()).map_or(&[][..], Vec::as_slice);
                self.age(observed, attribute_input(at, id))
            }
            None => {
                Value::missing(possible::any_of(self.session.policy, Type::Count, None), Absence::NotGiven, Vec::new())
            }
        }
    }

    fn age(&self, observed: &[crate::data::Observation], input: Input) -> Value {
        let bounds = Possible::Number(Interval { low: Some(Number::ZERO), high: None });
        match observation_at(observed, self.session.as_of) {
            Some(o) => match (o.on, &o.value) {
                (_, Reading::NotApplicable) => Value::NotApplicable,
                (Some(on), _) => Value::number(Number::int(i64::from(self.session.as_of.days_since(on)))),
                (None, _) => Value::missing(bounds, Absence::NotGiven, vec![input]),
            },
            None if observed.is_empty() => Value::missing(bounds, Absence::NotGiven, vec![input]),
            None => Value::missing(bounds, Absence::NotYetObserved, vec![input]),
        }
    }

    /// Steps to the nearest formal decider for everybody of the account. People of whom nobody knows whether they decide
    /// may be deciders or not, which bounds the steps from below and above.
    fn steps_to_decider(&self) -> Vec<Value> {
        let Some(account) = self.session.portfolio.accounts.get(self.account) else { return Vec::new() };
        let people = account.people.as_deref().unwrap_or(&[]);
        let as_of = self.session.as_of;
        let edges: Vec<(usize, usize, RelationKind)> = account
            .relations
            .iter()
            .filter(|r| matches!(r.kind, RelationKind::Influences | RelationKind::ReportsTo))
            .filter(|r| r.on.is_none_or(|on| on <= as_of))
            .map(|r| (r.from, r.to, r.kind))
            .collect();
        let formal: Vec<Reading> =
            people.iter().enumerate().map(|(at, p)| self.attribute_reading(at, p, Builtin::Formal.id())).collect();
        let yes = |r: &Reading| *r == Reading::Known(Scalar::YesNo(true));
        let unknown = |r: &Reading| matches!(r, Reading::Missing(_));
        let certain: Vec<bool> = formal.iter().map(yes).collect();
        let imaginable: Vec<bool> = formal.iter().map(|r| yes(r) || unknown(r)).collect();
        let most = steps_to_decider(people.len(), &edges, &certain);
        let least = steps_to_decider(people.len(), &edges, &imaginable);
        let open: Vec<Input> = (0..people.len())
            .filter(|p| formal.get(*p).is_some_and(unknown))
            .map(|p| attribute_input(p, Builtin::Formal.id()))
            .collect();
        let number = |n: u32| Number::int(i64::from(n));
        let value = |p: usize| match (least.get(p).copied().flatten(), most.get(p).copied().flatten()) {
            (Some(a), Some(b)) if a == b => Value::number(number(a)),
            (None, _) => {
                let possible = Possible::Number(Interval { low: Some(Number::ONE), high: None });
                Value::missing(possible, Absence::NoPath, vec![attribute_input(p, Builtin::StepsToDecider.id())])
            }
            (Some(low), high) => Value::Uncertain(Box::new(Uncertain {
                // Where there may be no way at all, the steps stand for any number there could be.
                possible: Possible::Number(match high {
                    Some(high) => Interval::new(number(low), number(high)),
                    None => Interval { low: Some(number(low.min(1))), high: None },
                }),
                absent: if high.is_some() { Absent::No } else { Absent::Maybe },
                may_not_apply: false,
                why: if high.is_some() { Absence::NotGiven } else { Absence::NoPath },
                needs: open.clone(),
            })),
        };
        (0..people.len()).map(value).collect()
    }
}

pub(super) fn attribute_input(person: usize, attribute: AttributeId) -> Input {
    Input::Attribute { person: u16::try_from(person).unwrap_or(u16::MAX), attribute }
}

/// A reading as a value; bounds are only asked for where it is missing.
fn reading_value(reading: Reading, bounds: impl FnOnce() -> (Possible, Input)) -> Value {
    match reading {
        Reading::Known(scalar) => Value::Known(scalar),
        Reading::NotApplicable => Value::NotApplicable,
        Reading::Missing(why) => {
            let (possible, input) = bounds();
            Value::missing(possible, why, vec![input])
        }
    }
}

/// One day, for windows that begin the day after.
pub(super) const ONE_DAY: Duration = Duration { count: 1, unit: Calendar::Days };
