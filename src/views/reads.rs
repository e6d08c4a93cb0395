//! What a rule reads, down to fields, people and records, through all the names it uses: so that answers can cite the data
//! behind a number. Knows the policy alone; where the data stand is in `places`.

use crate::policy::{
    AttributeId, CriterionBody, Expr, FieldId, Over, PersonLetId, Policy, Query, RecordsId, RowValue, SlotId,
    SlotValue, Window,
};
use std::collections::{BTreeMap, BTreeSet};

/// The sources behind a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reads<'p> {
    pub fields: BTreeSet<FieldId>,
    /// The windows looked at; none is all days.
    pub records: BTreeMap<RecordsId, Vec<Option<&'p Window>>>,
    pub people: bool,
    /// What is looked at in people.
    pub attributes: BTreeSet<AttributeId>,
    /// Slots on the way, each once.
    pub slots: BTreeSet<SlotId>,
    /// Whether a function over the portfolio is on the way, so that the data of other accounts count too.
    pub portfolio: bool,
}

impl<'p> Reads<'p> {
    /// What a slot reads, through all it uses.
    pub fn of_slot(policy: &'p Policy, slot: SlotId) -> Reads<'p> {
        let mut reads = Reads::default();
        reads.slot(policy, slot);
        reads
    }

    /// What something computed for people reads, through all it uses.
    pub fn of_person_let(policy: &'p Policy, id: PersonLetId) -> Reads<'p> {
        let mut reads = Reads::default();
        reads.row(policy, policy.person_lets.get(id.index()).map(|row| &row.value));
        reads
    }

    /// What an expression reads, through all it uses.
    pub fn of_expr(policy: &'p Policy, expr: &'p Expr) -> Reads<'p> {
        let mut reads = Reads::default();
        reads.expr(policy, expr);
        reads
    }

    /// What a query reads.
    pub fn of_query(policy: &'p Policy, query: &'p Query) -> Reads<'p> {
        let mut reads = Reads::default();
        reads.over(query);
        let parts = [&query.value, &query.filter, &query.among, &query.weight];
        parts.into_iter().flatten().for_each(|part| reads.expr(policy, part));
        reads
    }

    fn slot(&mut self, policy: &'p Policy, id: SlotId) {
        if !self.slots.insert(id) {
            return;
        }
        for expr in policy.slots.get(id.index()).map_or_else(Vec::new, |slot| slot_exprs(policy, &slot.value)) {
            self.expr(policy, expr);
        }
    }

    fn expr(&mut self, policy: &'p Policy, expr: &'p Expr) {
        expr.walk(&mut |part| self.part(policy, part));
    }

    /// What a part of an expression reads by itself.
    fn part(&mut self, policy: &'p Policy, part: &'p Expr) {
        match part {
            Expr::Field(field) | Expr::AgeOfField(field) => {
                self.fields.insert(*field);
            }
            Expr::Slot(slot) => self.slot(policy, *slot),
            Expr::Portfolio(at) => {
                self.portfolio = true;
                if let Some(function) = policy.portfolio.get(at.index()) {
                    self.slot(policy, function.of);
                }
            }
            Expr::Attribute(attribute) | Expr::AgeOfAttribute(attribute) => {
                self.people = true;
                self.attributes.insert(*attribute);
            }
            Expr::PersonLet(at) => {
                self.people = true;
                self.row(policy, policy.person_lets.get(at.index()).map(|row| &row.value));
            }
            Expr::RowLet(records, at) => {
                let lets = policy.records.get(records.index()).and_then(|r| r.lets.get(at.index()));
                self.row(policy, lets.map(|row| &row.value));
            }
            Expr::Query(query) => self.over(query),
            _ => {}
        }
    }

    fn over(&mut self, query: &'p Query) {
        match query.over {
            Over::People => self.people = true,
            Over::Records(records) => {
                let windows = self.records.entry(records).or_default();
                let window = query.window.as_ref();
                if !windows.contains(&window) {
                    windows.push(window);
                }
            }
        }
    }

    fn row(&mut self, policy: &'p Policy, value: Option<&'p RowValue>) {
        match value {
            Some(RowValue::Expr(expr)) => self.expr(policy, expr),
            Some(RowValue::Table(table)) => table.exprs().into_iter().for_each(|expr| self.expr(policy, expr)),
            None => {}
        }
    }
}

/// The expressions that a slot is worked out by; those of a group are its criteria's.
pub(super) fn slot_exprs<'p>(policy: &'p Policy, value: &'p SlotValue) -> Vec<&'p Expr> {
    let criterion = |at: &u16| match policy.criteria.get(usize::from(*at)).map(|c| &c.body) {
        Some(CriterionBody::Table(table)) => table.exprs(),
        Some(CriterionBody::Points(expr)) => vec![expr],
        None => Vec::new(),
    };
    match value {
        SlotValue::Expr(expr) => vec![expr],
        SlotValue::Table(table) => table.exprs(),
        SlotValue::Criterion(at) => criterion(at),
        SlotValue::Group(at) => policy
            .groups
            .get(usize::from(*at))
            .map_or_else(Vec::new, |g| g.criteria.iter().flat_map(criterion).collect()),
        SlotValue::Probability(at) => policy
            .probabilities
            .get(usize::from(*at))
            .map_or_else(Vec::new, |p| p.rows.iter().map(|r| &r.when).collect()),
    }
}
