//! Fields, parameters, records and columns no rule looks at: filled in for nothing, or forgotten in a rule. What a broken
//! item or a directive that is read past would use is not known, so a name that stands anywhere else in the rules counts
//! as used. What libraries declare is theirs to use or not.

use super::super::{
    CriterionBody, EffectTarget, Expr, FieldId, Over, ParameterId, Policy, RecordsId, RowValue, SlotValue, Table,
};
use super::bounds::Bounds;
use super::written::Written;
use crate::diagnostics::{Finding, Sources, Span, analysis};
use std::collections::BTreeSet;

pub(super) fn find(policy: &Policy, sources: &Sources, _bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    let used = Used::of(policy);
    let written = Written::of(sources);
    let open = |name: &str, span: Span| !is_library(sources, span) && !written.elsewhere(name, span);
    for (i, field) in policy.fields.iter().enumerate() {
        let name = field.name.as_str();
        if !used.fields.iter().any(|f| f.index() == i) && open(name, field.span) {
            findings.push(Finding::new(&analysis::UNUSED_FIELD, field.span).quote("name", name));
        }
    }
    for (i, parameter) in policy.parameters.iter().enumerate() {
        let name = parameter.name.as_str();
        if !used.parameters.iter().any(|p| p.index() == i) && open(name, parameter.span) {
            findings.push(Finding::new(&analysis::UNUSED_PARAMETER, parameter.span).quote("name", name));
        }
    }
    for (i, records) in policy.records.iter().enumerate() {
        let name = records.name.as_str();
        if records.builtin {
            continue;
        }
        if !used.records.iter().any(|r| r.index() == i) {
            if open(name, records.span) {
                findings.push(Finding::new(&analysis::UNUSED_RECORDS, records.span).quote("name", name));
            }
            continue;
        }
        for (c, column) in records.columns.iter().enumerate() {
            let dated_by = records.dated_by.is_some_and(|d| d.index() == c);
            let is_used = dated_by || used.columns.contains(&(i, c));
            if !is_used && open(column.name.as_str(), column.span) {
                findings.push(
                    Finding::new(&analysis::UNUSED_COLUMN, column.span)
                        .quote("name", column.name.as_str())
                        .quote("records", name),
                );
            }
        }
    }
}

pub(super) fn is_library(sources: &Sources, span: Span) -> bool {
    sources.name(span.file).starts_with('<')
}

/// What the rules of a policy look at.
#[derive(Default)]
struct Used {
    fields: BTreeSet<FieldId>,
    parameters: BTreeSet<ParameterId>,
    records: BTreeSet<RecordsId>,
    /// Records and column, by position.
    columns: BTreeSet<(usize, usize)>,
    /// Whose row is at hand.
    row_of: Vec<Over>,
}

impl Used {
    fn of(policy: &Policy) -> Used {
        let mut used = Used::default();
        for slot in &policy.slots {
            match &slot.value {
                SlotValue::Expr(e) => used.expr(e),
                SlotValue::Table(t) => used.table(t),
                SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_) => {}
            }
        }
        for criterion in &policy.criteria {
            match &criterion.body {
                CriterionBody::Table(t) => used.table(t),
                CriterionBody::Points(e) => used.expr(e),
            }
        }
        used.row_lets(policy);
        let tiers = policy.tiers.iter().flat_map(|t| t.from.iter().chain(&t.when));
        let odds = policy.probabilities.iter().flat_map(|p| p.rows.iter().map(|r| &r.when));
        let documents = policy.documents.iter().filter_map(|d| d.when.as_ref());
        let conditions = policy.vetoes.iter().map(|v| &v.when).chain(policy.limits.iter().map(|l| &l.when));
        let keys = policy.rank.iter().map(|k| &k.value);
        for expr in tiers.chain(odds).chain(documents).chain(conditions).chain(keys).chain(policy.play_exprs()) {
            used.expr(expr);
        }
        for effect in policy.playbooks.iter().flat_map(|p| &p.actions).flat_map(|a| &a.effects) {
            if let EffectTarget::Field(field) = effect.target {
                used.fields.insert(field);
            }
        }
        used
    }

    fn row_lets(&mut self, policy: &Policy) {
        let people = policy.person_lets.iter().map(|l| (Over::People, l));
        let records = policy.records.iter().enumerate().flat_map(|(i, r)| {
            let over = Over::Records(RecordsId(u16::try_from(i).unwrap_or(u16::MAX)));
            r.lets.iter().map(move |l| (over, l))
        });
        for (over, row_let) in people.chain(records) {
            self.row_of.push(over);
            match &row_let.value {
                RowValue::Expr(e) => self.expr(e),
                RowValue::Table(t) => self.table(t),
            }
            self.row_of.pop();
        }
    }

    fn table(&mut self, table: &Table) {
        table.exprs().into_iter().for_each(|e| self.expr(e));
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Parameter(id) => {
                self.parameters.insert(*id);
            }
            Expr::Field(id) | Expr::AgeOfField(id) => {
                self.fields.insert(*id);
            }
            Expr::Column(id) => {
                if let Some(Over::Records(records)) = self.row_of.last() {
                    self.columns.insert((records.index(), id.index()));
                }
            }
            Expr::RowLet(records, _) => {
                self.records.insert(*records);
            }
            Expr::Query(query) => {
                if let Over::Records(id) = query.over {
                    self.records.insert(id);
                }
                self.row_of.push(query.over);
                self.parts(expr);
                self.row_of.pop();
            }
            other => self.parts(other),
        }
    }

    fn parts(&mut self, expr: &Expr) {
        expr.parts().into_iter().for_each(|part| self.expr(part));
    }
}
