//! Values with where they come from: the rule that defines each, what it is worked out from, and the data behind it.

use super::{Explainer, LeftOut, Line, OriginReason, ValueReason};
use crate::data::{Origin, observation_at};
use crate::diagnostics::Span;
use crate::engine::{self, Operand, OperandSource, Value, input_name};
use crate::policy::{
    AttributeId, Builtin, Expr, FieldId, ParameterId, PortfolioId, Query, RowValue, SlotId, SlotValue, Type,
};
use crate::values::{Day, Reading};
use crate::views::measure::Measure;
use crate::views::places::{DataPlace, Places};
use crate::views::rank::naming_inputs;
use crate::views::reads::{Reads, slot_exprs};
use indexmap::IndexSet;
use std::collections::BTreeSet;

impl<'a> Explainer<'a> {
    /// Fields, what is worked out from them, and parameters. Criteria are told by themselves.
    pub(super) fn values(&self) -> Vec<ValueReason<'a>> {
        let policy = self.inputs.policy;
        let fields = (0..policy.fields.len()).filter_map(|i| u16::try_from(i).ok()).map(|i| self.field(FieldId(i)));
        let slots = self.explanation.slots.iter().filter(|reason| match policy.slot(reason.slot).value {
            SlotValue::Expr(_) | SlotValue::Table(_) | SlotValue::Probability(_) | SlotValue::Group(_) => true,
            SlotValue::Criterion(_) => false,
        });
        let parameters = (0..policy.parameters.len()).filter_map(|i| u16::try_from(i).ok()).map(ParameterId);
        let parameters = parameters.filter_map(|id| self.parameter(id));
        fields.chain(slots.filter_map(|reason| self.slot(reason.slot))).chain(parameters).collect()
    }

    fn field(&self, id: FieldId) -> ValueReason<'a> {
        let field = self.inputs.policy.field(id);
        let (portfolio, as_of) = (self.inputs.portfolio, self.inputs.evaluation.as_of);
        let value = match portfolio.field(self.position, id, as_of) {
            Reading::Known(scalar) => Value::Known(scalar),
            Reading::NotApplicable => Value::NotApplicable,
            Reading::Missing(why) => Value::missing(engine::Possible::Text, why, Vec::new()),
        };
        ValueReason {
            label: self.label(&field.label),
            origin: portfolio.origin(self.position, id, as_of).map(|o| self.origin(&o, id)),
            data: self.places().field(id).into_iter().collect(),
            ..self.value(field.name.to_string(), "field", field.ty, &value, field.span)
        }
    }

    fn slot(&self, id: SlotId) -> Option<ValueReason<'a>> {
        let policy = self.inputs.policy;
        let slot = policy.slot(id);
        let name = slot.name.as_ref()?;
        let what = match slot.value {
            SlotValue::Expr(_) => "let",
            SlotValue::Table(_) => "table",
            SlotValue::Criterion(_) => "criterion",
            SlotValue::Group(_) => "group",
            SlotValue::Probability(_) => "probability",
        };
        let operands = self.explanation.slots.get(id.index()).map_or(&[][..], |r| &r.operands);
        let from: IndexSet<String> = operands.iter().map(|o| self.operand_name(o)).collect();
        let value = self.outcome.slots.get(id.index())?;
        let reason = self.value(name.to_string(), what, slot.ty, value, slot.span);
        let account = self.inputs.portfolio.accounts.get(self.position)?;
        Some(ValueReason {
            label: self.label(&slot.label),
            value: naming_inputs(reason.value.clone(), policy, account, value),
            from: from.into_iter().collect(),
            data: self.data(&Reads::of_slot(policy, id)),
            ..reason
        })
    }

    /// A parameter with what holds on the day of evaluation, since when, and who uses it.
    fn parameter(&self, id: ParameterId) -> Option<ValueReason<'a>> {
        let parameter = self.inputs.policy.parameters.get(id.index())?;
        let as_of = self.inputs.evaluation.as_of;
        let since = parameter.later.iter().rev().map(|(from, _)| *from).find(|from| *from <= as_of);
        let value = Value::Known(parameter.at(as_of).clone());
        let rule = self.line(parameter.span);
        Some(ValueReason {
            label: self.label(&parameter.label),
            rule: Some(since.and_then(|day| self.dated_line(parameter.span, day)).unwrap_or(rule)),
            since: since.map(|day| day.to_string()),
            used_by: self.users(id),
            ..self.value(parameter.name.to_string(), "parameter", parameter.ty, &value, parameter.span)
        })
    }

    /// The line below the head of an item that says `from DAY`. The lines of an item are indented.
    fn dated_line(&self, head: Span, day: Day) -> Option<Line> {
        let (text, day) = (self.inputs.sources.file(head.file), day.to_string());
        let first = self.line(head);
        let below = text.text.lines().enumerate().skip(first.line);
        let mut own = below.take_while(|(_, line)| line.is_empty() || line.starts_with([' ', '#', '\r']));
        let says = |line: &str| line.trim_start().strip_prefix("from").is_some_and(|rest| rest.contains(&day));
        own.find(|(_, line)| says(line)).map(|(at, _)| Line { line: at + 1, ..first })
    }

    /// Everything whose rule names a parameter: `tier A`, `criterion value`, `veto arrears`.
    fn users(&self, id: ParameterId) -> Vec<String> {
        let policy = self.inputs.policy;
        let uses = |exprs: &[&Expr]| {
            let mut found = false;
            exprs.iter().for_each(|e| e.walk(&mut |part| found |= *part == Expr::Parameter(id)));
            found
        };
        let slots = policy.slots.iter().filter_map(|slot| {
            let word = match slot.value {
                SlotValue::Expr(_) => "let",
                SlotValue::Table(_) => "table",
                SlotValue::Criterion(_) => "criterion",
                SlotValue::Probability(_) => "probability",
                // Its criteria are told themselves.
                SlotValue::Group(_) => return None,
            };
            let name = slot.name.as_ref().map_or_else(|| self.written(slot.span), ToString::to_string);
            uses(&slot_exprs(policy, &slot.value)).then(|| format!("{word} {name}"))
        });
        let rules = policy.vetoes.iter().map(|v| ("veto", &v.name, vec![&v.when]));
        let rules = rules.chain(policy.limits.iter().map(|l| ("limit", &l.name, vec![&l.when])));
        let rules = rules.chain(policy.tiers.iter().map(|t| ("tier", &t.name, t.from.iter().chain(&t.when).collect())));
        let playbooks = policy.playbooks.iter().map(|p| {
            let measures = p.objectives.iter().filter_map(|o| o.measure.as_ref().map(|m| &m.value));
            let actions = p.actions.iter().flat_map(crate::policy::Action::exprs);
            ("playbook", &p.name, p.when.iter().chain(measures).chain(actions).collect())
        });
        let rules = rules.chain(playbooks);
        let rules = rules.chain(policy.offers.iter().map(|o| ("offer", &o.name, o.when.iter().collect())));
        let rules = rules.chain(policy.alerts.iter().map(|a| ("alert", &a.name, vec![&a.when])));
        let rules = rules.chain(policy.kpis.iter().map(|k| ("kpi", &k.name, vec![&k.value])));
        let rules = rules.filter(|(_, _, exprs)| uses(exprs)).map(|(word, name, _)| format!("{word} {name}"));
        let row = |name: String, value: &RowValue| match value {
            RowValue::Expr(expr) => uses(&[expr]).then_some(name),
            RowValue::Table(table) => uses(&table.exprs()).then_some(name),
        };
        let people = policy.person_lets.iter().filter_map(|l| row(format!("let person.{}", l.name), &l.value));
        let records = policy.records.iter().flat_map(|r| r.lets.iter().map(move |l| (r, l)));
        let records = records.filter_map(|(r, l)| row(format!("let {}.{}", r.name, l.name), &l.value));
        let rank = policy.rank.iter().any(|key| uses(&[&key.value])).then(|| "rank".to_owned());
        slots.chain(people).chain(records).chain(rules).chain(rank).collect()
    }

    pub(super) fn value(
        &self,
        name: String,
        what: &'static str,
        ty: Type,
        value: &Value,
        rule: Span,
    ) -> ValueReason<'a> {
        ValueReason { rule: Some(self.line(rule)), ..self.bare_value(name, what, ty, value) }
    }

    /// A value that no rule declares.
    pub(super) fn bare_value(&self, name: String, what: &'static str, ty: Type, value: &Value) -> ValueReason<'a> {
        ValueReason {
            name,
            label: None,
            what,
            value: Measure::of(self.inputs.policy, ty, value),
            origin: None,
            rule: None,
            rows: None,
            from: Vec::new(),
            data: Vec::new(),
            since: None,
            used_by: Vec::new(),
        }
    }

    pub(super) fn operands(&self, operands: &[Operand]) -> Vec<ValueReason<'a>> {
        operands.iter().filter_map(|o| self.operand(o)).collect()
    }

    /// Something a rule looks at.
    fn operand(&self, operand: &Operand) -> Option<ValueReason<'a>> {
        let policy = self.inputs.policy;
        let (label, what, span, data) = match &operand.source {
            OperandSource::Field(id) => return Some(self.field(*id)),
            OperandSource::Slot(id) if policy.slot(*id).name.is_some() => return self.slot(*id),
            OperandSource::Parameter(id) => return self.parameter(*id),
            OperandSource::Slot(id) => {
                (None, "expression", policy.slot(*id).span, self.data(&Reads::of_slot(policy, *id)))
            }
            OperandSource::Portfolio(id) => {
                let of = policy.portfolio.get(id.index())?.of;
                let data = self.data(&Reads::of_slot(policy, of));
                (self.label(&policy.slot(of).label), "expression", policy.slot(of).span, data)
            }
            OperandSource::Query(span) => {
                let query = self.query(*span);
                let data = query.map_or_else(Vec::new, |query| self.data(&Reads::of_query(policy, query)));
                (None, "query", *span, data)
            }
            OperandSource::Input(_) => (None, "expression", policy.span, Vec::new()),
            OperandSource::Attribute(id) => return self.attribute(*id, &operand.value),
            OperandSource::PersonLet(id) => return self.person_let(*id, &operand.value),
        };
        Some(ValueReason {
            label,
            rows: operand.rows,
            data,
            ..self.value(self.operand_name(operand), what, operand.ty, &operand.value, span)
        })
    }

    /// The query written at a place.
    fn query(&self, span: Span) -> Option<&'a Query> {
        let policy = self.inputs.policy;
        let slots = policy.slots.iter().flat_map(|slot| slot_exprs(policy, &slot.value));
        let rules = policy.vetoes.iter().map(|v| &v.when).chain(policy.limits.iter().map(|l| &l.when));
        let rules = rules.chain(policy.tiers.iter().filter_map(|t| t.when.as_ref()));
        let mut found = None;
        for expr in slots.chain(rules) {
            expr.walk(&mut |part| match part {
                Expr::Query(query) if query.span == span => found = Some(query.as_ref()),
                _ => {}
            });
        }
        found
    }

    pub(super) fn operand_name(&self, operand: &Operand) -> String {
        let policy = self.inputs.policy;
        match &operand.source {
            OperandSource::Field(id) => policy.field(*id).name.to_string(),
            OperandSource::Slot(id) => self.slot_name(*id),
            OperandSource::Parameter(id) => {
                policy.parameters.get(id.index()).map_or_else(String::new, |p| p.name.to_string())
            }
            OperandSource::Portfolio(id) => self.function_name(*id),
            OperandSource::Query(span) => self.written(*span),
            OperandSource::Input(header) => header.clone(),
            OperandSource::Attribute(id) => policy.attribute(*id).name.to_string(),
            OperandSource::PersonLet(id) => {
                policy.person_lets.get(id.index()).map_or_else(String::new, |l| l.name.to_string())
            }
        }
    }

    fn slot_name(&self, id: SlotId) -> String {
        let slot = self.inputs.policy.slot(id);
        slot.name.as_ref().map_or_else(|| self.written(slot.span), ToString::to_string)
    }

    /// A function over the portfolio as the rules write it. The hidden argument of one stands at the place of the function.
    fn function_name(&self, id: PortfolioId) -> String {
        let policy = self.inputs.policy;
        let Some(function) = policy.portfolio.get(id.index()) else { return String::new() };
        match policy.slot(function.of).name {
            Some(_) => format!("{}({})", function.kind.word(), self.slot_name(function.of)),
            None => self.slot_name(function.of),
        }
    }

    /// The names a name is worked out from, at any depth, itself included.
    pub(super) fn behind(&self, name: &str) -> BTreeSet<String> {
        let policy = self.inputs.policy;
        let mut names = BTreeSet::from([name.to_owned()]);
        let mut open: Vec<SlotId> = policy.slot_named(name).into_iter().collect();
        let veto = policy.vetoes.iter().position(|v| v.name.as_str() == name);
        let limit = policy.limits.iter().position(|l| l.name.as_str() == name);
        let rule = veto.and_then(|i| self.explanation.vetoes.get(i));
        let rule = rule.or_else(|| limit.and_then(|i| self.explanation.limits.get(i)));
        self.follow(rule.map_or(&[][..], |r| &r.operands), &mut names, &mut open);
        while let Some(slot) = open.pop() {
            let Some(reason) = self.explanation.slots.get(slot.index()) else { continue };
            self.follow(&reason.operands, &mut names, &mut open);
            names.extend(reason.value.needs().iter().map(|n| input_name(policy, self.people(), *n)));
        }
        names
    }

    fn follow(&self, operands: &[Operand], names: &mut BTreeSet<String>, open: &mut Vec<SlotId>) {
        for operand in operands {
            let slot = match operand.source {
                OperandSource::Slot(id) => Some(id),
                OperandSource::Portfolio(id) => {
                    names.insert(self.function_name(id));
                    self.inputs.policy.portfolio.get(id.index()).map(|f| f.of)
                }
                OperandSource::Field(_)
                | OperandSource::Parameter(_)
                | OperandSource::Query(_)
                | OperandSource::Input(_)
                | OperandSource::Attribute(_)
                | OperandSource::PersonLet(_) => None,
            };
            let name = match slot {
                Some(id) => self.inputs.policy.slot(id).name.as_ref().map(ToString::to_string),
                None => Some(self.operand_name(operand)),
            };
            let new = name.is_none_or(|name| names.insert(name));
            open.extend(slot.filter(|_| new));
        }
    }

    fn places(&self) -> Places<'a> {
        let super::ExplainInputs { policy, sources, portfolio, evaluation, .. } = self.inputs;
        Places { policy, sources, portfolio, position: self.position, as_of: evaluation.as_of }
    }

    pub(super) fn data(&self, reads: &Reads<'_>) -> Vec<DataPlace> {
        self.places().of(reads)
    }

    fn origin(&self, origin: &Origin, field: FieldId) -> OriginReason {
        let sources = self.inputs.sources;
        match *origin {
            Origin::Cell { file, line, column } => {
                let line = Line { file: sources.name(file).to_owned(), line, column: Some(column) };
                OriginReason { line, on: None, by: None, source: None }
            }
            Origin::Written(span) => {
                let column = self.inputs.portfolio.columns.get(field.index());
                let observed = column.and_then(|c| c.observations(self.position));
                let observation = observed.and_then(|o| observation_at(o, self.inputs.evaluation.as_of));
                OriginReason {
                    line: self.line(span),
                    on: observation.and_then(|o| o.on).map(|d| d.to_string()),
                    by: observation.and_then(|o| o.by.clone()),
                    source: observation.and_then(|o| o.source.clone()),
                }
            }
        }
    }

    pub(super) fn left_out(&self) -> Vec<LeftOut> {
        let all = self.explanation.left_out.iter().filter(|l| l.left_out > 0);
        let one = |l: &engine::LeftOut| LeftOut {
            of: self.function_name(l.function),
            accounts: l.left_out,
            of_accounts: l.of,
        };
        let mut list: Vec<LeftOut> = all.map(one).collect();
        let mut seen = BTreeSet::new();
        // The same function in two rules is one comparison.
        list.retain(|left| seen.insert(left.of.clone()));
        list
    }
}

/// What an attribute that nobody wrote is concluded from: other attributes, or parts of the account file.
pub(super) fn ways_derived(id: AttributeId) -> &'static [&'static str] {
    const WAYS: [(Builtin, &[&str]); 5] = [
        (Builtin::Role, &["title"]),
        (Builtin::Influence, &["role"]),
        (Builtin::Contact, &["contacts", "interaction"]),
        (Builtin::CompetitorSupport, &["competitors"]),
        (Builtin::StepsToDecider, &["relations", "formal"]),
    ];
    WAYS.iter().find(|(builtin, _)| builtin.id() == id).map_or(&[], |(_, from)| from)
}
