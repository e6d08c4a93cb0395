//! What a rule reads, down to fields and records: so that a plan can cite the data behind a number.

use crate::policy::{
    AttributeId, Expr, FieldId, Output, Over, Policy, Query, RecordsId, RowValue, Shape, SlotId, SlotValue, Table,
};
use std::collections::BTreeSet;

/// The sources behind a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reads {
    pub fields: BTreeSet<FieldId>,
    pub records: BTreeSet<RecordsId>,
    pub people: bool,
    /// What is looked at in people.
    pub attributes: BTreeSet<AttributeId>,
    /// Slots on the way, each once.
    pub slots: BTreeSet<SlotId>,
}

impl Reads {
    /// What a slot reads, through all it uses.
    pub fn of_slot(policy: &Policy, slot: SlotId) -> Reads {
        let mut reads = Reads::default();
        reads.slot(policy, slot);
        reads
    }

    /// What an expression reads, through all it uses.
    pub fn of_expr(policy: &Policy, expr: &Expr) -> Reads {
        let mut reads = Reads::default();
        reads.expr(policy, expr);
        reads
    }

    fn slot(&mut self, policy: &Policy, id: SlotId) {
        if !self.slots.insert(id) {
            return;
        }
        let Some(slot) = policy.slots.get(id.index()) else { return };
        match &slot.value {
            SlotValue::Expr(expr) => self.expr(policy, expr),
            SlotValue::Table(table) => self.table(policy, table),
            SlotValue::Criterion(at) => {
                if let Some(criterion) = policy.criteria.get(usize::from(*at)) {
                    self.criterion(policy, &criterion.body);
                }
            }
            SlotValue::Group(at) => {
                for criterion in policy.groups.get(usize::from(*at)).iter().flat_map(|g| &g.criteria) {
                    if let Some(criterion) = policy.criteria.get(usize::from(*criterion)) {
                        self.criterion(policy, &criterion.body);
                    }
                }
            }
            SlotValue::Probability(at) => {
                for row in policy.probabilities.get(usize::from(*at)).iter().flat_map(|p| &p.rows) {
                    self.expr(policy, &row.when);
                }
            }
        }
    }

    fn criterion(&mut self, policy: &Policy, body: &crate::policy::CriterionBody) {
        match body {
            crate::policy::CriterionBody::Table(table) => self.table(policy, table),
            crate::policy::CriterionBody::Points(expr) => self.expr(policy, expr),
        }
    }

    fn table(&mut self, policy: &Policy, table: &Table) {
        for input in &table.inputs {
            self.expr(policy, &input.value);
        }
        let outputs: Vec<&Output> = match &table.shape {
            Shape::Linear { missing, .. } => missing.iter().map(|(output, _)| output).collect(),
            Shape::Rows { rows, otherwise } => {
                for when in rows.iter().filter_map(|r| r.when.as_ref()) {
                    self.expr(policy, when);
                }
                rows.iter().map(|r| &r.output).chain(otherwise.iter().map(|(output, _)| output)).collect()
            }
        };
        for output in outputs {
            match output {
                Output::Value(expr) => self.expr(policy, expr),
                Output::Unknown | Output::Exclude | Output::Fail => {}
            }
        }
    }

    fn query(&mut self, policy: &Policy, query: &Query) {
        match query.over {
            Over::People => self.people = true,
            Over::Records(records) => {
                self.records.insert(records);
            }
        }
        for expr in [&query.value, &query.filter, &query.among, &query.weight].into_iter().flatten() {
            self.expr(policy, expr);
        }
    }

    fn expr(&mut self, policy: &Policy, expr: &Expr) {
        match expr {
            Expr::Constant(_) | Expr::Missing | Expr::Parameter(_) | Expr::AsOf | Expr::Score | Expr::Tier => {}
            Expr::Column(_) => {}
            Expr::Attribute(attribute) | Expr::AgeOfAttribute(attribute) => {
                self.people = true;
                self.attributes.insert(*attribute);
            }
            Expr::Field(field) | Expr::AgeOfField(field) => {
                self.fields.insert(*field);
            }
            Expr::Slot(slot) => self.slot(policy, *slot),
            Expr::Portfolio(at) => {
                if let Some(function) = policy.portfolio.get(at.index()) {
                    self.slot(policy, function.of);
                }
            }
            Expr::PersonLet(at) => {
                self.people = true;
                if let Some(row) = policy.person_lets.get(at.index()) {
                    self.row(policy, &row.value);
                }
            }
            Expr::RowLet(records, at) => {
                self.records.insert(*records);
                let lets = policy.records.get(records.index()).map_or(&[][..], |r| r.lets.as_slice());
                if let Some(row) = lets.get(at.index()) {
                    self.row(policy, &row.value);
                }
            }
            Expr::NumberOf(_, a)
            | Expr::Step(_, a, _)
            | Expr::Negate(a)
            | Expr::Shift(a, _)
            | Expr::InChoices(a, _)
            | Expr::InScalars(a, _)
            | Expr::IsMissing(a)
            | Expr::Not(a)
            | Expr::Abs(a)
            | Expr::Round(a, _) => self.expr(policy, a),
            Expr::Arithmetic(_, a, b)
            | Expr::DaysBetween { later: a, earlier: b }
            | Expr::ShiftDays(a, b)
            | Expr::Compare(_, a, b)
            | Expr::Equal(a, b)
            | Expr::Default(a, b) => self.all(policy, [a, b]),
            Expr::If(a, b, c) | Expr::Clamp(a, b, c) | Expr::Clv { margin: a, retention: b, discount: c, .. } => {
                self.all(policy, [a, b, c]);
            }
            Expr::And(all) | Expr::Or(all) | Expr::AtLeastOf(_, all) | Expr::Min(all) | Expr::Max(all) => {
                for expr in all {
                    self.expr(policy, expr);
                }
            }
            Expr::Query(query) => self.query(policy, query),
        }
    }

    fn all<const N: usize>(&mut self, policy: &Policy, exprs: [&Expr; N]) {
        for expr in exprs {
            self.expr(policy, expr);
        }
    }

    fn row(&mut self, policy: &Policy, value: &RowValue) {
        match value {
            RowValue::Expr(expr) => self.expr(policy, expr),
            RowValue::Table(table) => self.table(policy, table),
        }
    }
}
