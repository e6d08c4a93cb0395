//! What is behind a difference: from what differs of an account down to the rules and data it was worked out from, going on
//! only through what differs itself. Goes through one policy; whoever asks goes through both, since each has rules of its
//! own.

use super::Side;
use super::inputs::told;
use super::items::library;
use super::standing::{Ladder, Standing};
use crate::diagnostics::Span;
use crate::engine::{Fired, Outcome};
use crate::policy::{
    Builtin, CriterionBody, Expr, Over, ParameterId, PersonLetId, Policy, Query, RecordsId, RowLet, RowLetId, RowValue,
    SlotId, SlotValue,
};
use crate::values::Number;
use std::collections::BTreeSet;

/// What was reached: rules by directive and name, data by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached {
    pub rules: BTreeSet<String>,
    pub fields: BTreeSet<String>,
    pub attributes: BTreeSet<String>,
    pub records: BTreeSet<String>,
    pub people: bool,
    /// The shape of relations, by the steps to a decider.
    pub relations: bool,
    /// A veto or limit whose state differs, which a waiver may have done.
    pub waivers: bool,
    /// A function over all accounts whose value differs, so that the data of others count.
    pub portfolio: bool,
}

/// Which of the things that differ are asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Aspects {
    pub tier: bool,
    pub status: bool,
    pub stage: bool,
    pub rank: bool,
}

/// The same account here and there; the walk goes through the policy of `here`.
pub(super) struct Walk<'a> {
    here: &'a Side<'a>,
    there: &'a Side<'a>,
    now: &'a Outcome,
    then: &'a Outcome,
    seen: BTreeSet<SlotId>,
    pub reached: Reached,
}

impl<'a> Walk<'a> {
    pub fn new(here: &'a Side<'a>, there: &'a Side<'a>, id: &str) -> Option<Walk<'a>> {
        let now = here.outcome(here.portfolio.position(id))?;
        let then = there.outcome(there.portfolio.position(id))?;
        Some(Walk { here, there, now, then, seen: BTreeSet::new(), reached: Reached::default() })
    }

    /// Follows what differs of these aspects between two standings.
    pub fn follow(&mut self, aspects: Aspects, ladder: &Ladder, was: &Standing, is: &Standing) {
        if aspects.status {
            self.vetoes();
        }
        if aspects.tier {
            self.limits();
            self.tiers(ladder, was, is);
        }
        if aspects.tier || aspects.status {
            self.score();
        }
        if let (true, Some(stage)) = (aspects.stage, self.here.policy.stage) {
            self.slot(stage);
        }
        if aspects.rank {
            let policy = self.here.policy;
            self.reached.rules.insert("rank".to_owned());
            policy.rank.iter().for_each(|key| self.expr(&key.value));
            self.score();
        }
    }

    fn vetoes(&mut self) {
        let (here, there) = (self.here.policy, self.there.policy);
        for (at, veto) in here.vetoes.iter().enumerate() {
            let other = there.vetoes.iter().position(|v| v.name == veto.name);
            if state(&self.now.vetoes, Some(at)) != state(&self.then.vetoes, other)
                || other.and_then(|o| there.vetoes.get(o)).is_none_or(|v| v.unknown != veto.unknown)
            {
                self.rule("veto", veto.name.as_str(), veto.span);
                self.reached.waivers = true;
                self.expr(&veto.when);
            }
        }
    }

    fn limits(&mut self) {
        let (here, there) = (self.here.policy, self.there.policy);
        for (at, limit) in here.limits.iter().enumerate() {
            let other = there.limits.iter().position(|l| l.name == limit.name);
            let open = |policy: &'a Policy, to: u16| policy.tiers.get(usize::from(to)).map(|t| &t.name);
            let moved =
                other.and_then(|o| there.limits.get(o)).is_none_or(|l| open(there, l.to) != open(here, limit.to));
            let (now, then) = (state(&self.now.limits, Some(at)), state(&self.then.limits, other));
            if now != then || (moved && now.is_some()) {
                self.rule("limit", limit.name.as_str(), limit.span);
                self.reached.waivers = true;
                self.expr(&limit.when);
            }
        }
    }

    /// The steps of the ladder between where the account stood and where it stands, both included.
    fn tiers(&mut self, ladder: &Ladder, was: &Standing, is: &Standing) {
        let heights: Vec<usize> = was.tiers.iter().chain(&is.tiers).map(|t| ladder.height(t)).collect();
        let (Some(low), Some(high)) = (heights.iter().min(), heights.iter().max()) else { return };
        let policy = self.here.policy;
        for tier in policy.tiers.iter().filter(|t| (*low..=*high).contains(&ladder.height(t.name.as_str()))) {
            self.rule("tier", tier.name.as_str(), tier.span);
            tier.from.iter().chain(&tier.when).for_each(|expr| self.expr(expr));
        }
    }

    fn score(&mut self) {
        let (here, there) = (self.here.policy, self.there.policy);
        for group in &here.groups {
            let same = there.groups.iter().find(|g| g.name == group.name);
            if let Some(name) = group.name.as_ref()
                && same.is_none_or(|g| g.weight != group.weight)
            {
                self.rule("group", name.as_str(), group.span);
            }
            self.slot(group.slot);
        }
    }

    fn slot(&mut self, id: SlotId) {
        if !self.seen.insert(id) || !self.differs(id) {
            return;
        }
        let policy = self.here.policy;
        let slot = policy.slot(id);
        let name = slot.name.as_ref().map(|n| n.as_str());
        let keyword = match &slot.value {
            SlotValue::Expr(_) => "let",
            SlotValue::Table(_) => "table",
            SlotValue::Criterion(_) => "criterion",
            SlotValue::Group(_) => "group",
            SlotValue::Probability(_) => "probability",
        };
        if let Some(name) = name {
            self.rule(keyword, name, slot.span);
        }
        match &slot.value {
            SlotValue::Expr(expr) => self.expr(expr),
            SlotValue::Table(table) => table.exprs().into_iter().for_each(|expr| self.expr(expr)),
            SlotValue::Criterion(at) => match policy.criteria.get(usize::from(*at)).map(|c| &c.body) {
                Some(CriterionBody::Table(table)) => table.exprs().into_iter().for_each(|expr| self.expr(expr)),
                Some(CriterionBody::Points(expr)) => self.expr(expr),
                None => {}
            },
            SlotValue::Group(at) => {
                let criteria = policy.groups.get(usize::from(*at)).map_or(&[][..], |g| &g.criteria);
                for criterion in criteria.iter().filter_map(|c| policy.criteria.get(usize::from(*c))) {
                    self.slot(criterion.slot);
                }
            }
            SlotValue::Probability(at) => {
                let rows = policy.probabilities.get(usize::from(*at)).map_or(&[][..], |p| &p.rows);
                rows.iter().for_each(|row| self.expr(&row.when));
            }
        }
    }

    /// Whether a value differs, or what it counts for. What has no name cannot be found there and is gone through.
    fn differs(&self, id: SlotId) -> bool {
        let (here, there) = (self.here.policy, self.there.policy);
        let slot = here.slot(id);
        let value = |policy: &Policy, outcome: &Outcome, id: SlotId| {
            outcome.slots.get(id.index()).map(|v| told(policy, policy.slot(id).ty, v))
        };
        let now = value(here, self.now, id);
        let other = match (&slot.name, &slot.value) {
            (Some(name), _) => there.slot_named(name.as_str()),
            // The one group of a policy without groups.
            (None, SlotValue::Group(_)) => there.groups.iter().find(|g| g.name.is_none()).map(|g| g.slot),
            (None, _) => return true,
        };
        let Some(other) = other else { return true };
        if now != value(there, self.then, other) {
            return true;
        }
        match (&slot.value, &there.slot(other).value) {
            (SlotValue::Criterion(a), SlotValue::Criterion(b)) => {
                share(here, self.now, *a) != share(there, self.then, *b)
            }
            _ => false,
        }
    }

    fn expr(&mut self, expr: &'a Expr) {
        expr.walk(&mut |part| self.part(part));
    }

    fn part(&mut self, part: &'a Expr) {
        let policy = self.here.policy;
        match part {
            Expr::Slot(id) => self.slot(*id),
            Expr::Field(id) | Expr::AgeOfField(id) => {
                let field = policy.field(*id);
                self.reached.fields.insert(field.name.to_string());
                self.rule("field", field.name.as_str(), field.span);
            }
            Expr::Attribute(id) | Expr::AgeOfAttribute(id) => {
                let attribute = policy.attribute(*id);
                self.reached.people = true;
                self.reached.attributes.insert(attribute.name.to_string());
                if let Some(span) = attribute.span {
                    self.rule("field", &format!("person.{}", attribute.name), span);
                }
                self.reached.relations |= attribute.builtin == Some(Builtin::StepsToDecider);
            }
            Expr::Portfolio(id) => {
                let index = id.index();
                let (now, then) = (self.here.evaluation, self.there.evaluation);
                let differs = self.here.policy.portfolio.len() != self.there.policy.portfolio.len()
                    || now.across.get(index) != then.across.get(index);
                self.reached.portfolio |= differs;
                if let Some(function) = policy.portfolio.get(index) {
                    self.slot(function.of);
                }
            }
            Expr::Parameter(id) => self.parameter(*id),
            Expr::PersonLet(PersonLetId(at)) => {
                self.reached.people = true;
                self.row("person", policy.person_lets.get(usize::from(*at)));
            }
            Expr::RowLet(RecordsId(records), RowLetId(at)) => {
                let records = policy.records.get(usize::from(*records));
                let name = records.map_or("", |r| r.name.as_str());
                self.row(name, records.and_then(|r| r.lets.get(usize::from(*at))));
            }
            Expr::Query(query) => self.query(query),
            Expr::Constant(_)
            | Expr::Missing
            | Expr::AsOf
            | Expr::Score
            | Expr::Tier
            | Expr::Column(_)
            | Expr::NumberOf(..)
            | Expr::Step(..)
            | Expr::Arithmetic(..)
            | Expr::Negate(_)
            | Expr::DaysBetween { .. }
            | Expr::MonthsSince(_)
            | Expr::Shift(..)
            | Expr::ShiftDays(..)
            | Expr::Compare(..)
            | Expr::Equal(..)
            | Expr::InChoices(..)
            | Expr::InScalars(..)
            | Expr::IsMissing(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::AtLeastOf(..)
            | Expr::If(..)
            | Expr::Min(_)
            | Expr::Max(_)
            | Expr::Abs(_)
            | Expr::Clamp(..)
            | Expr::Round(..)
            | Expr::Default(..)
            | Expr::Clv { .. } => {}
        }
    }

    fn query(&mut self, query: &Query) {
        match query.over {
            Over::People => self.reached.people = true,
            Over::Records(id) => {
                if let Some(records) = self.here.policy.records.get(id.index()) {
                    self.reached.records.insert(records.name.to_string());
                    self.rule("records", records.name.as_str(), records.span);
                }
            }
        }
    }

    fn parameter(&mut self, id: ParameterId) {
        if let Some(parameter) = self.here.policy.parameters.get(id.index()) {
            self.rule("parameter", parameter.name.as_str(), parameter.span);
        }
    }

    fn row(&mut self, owner: &str, row: Option<&'a RowLet>) {
        let Some(row) = row else { return };
        let keyword = match &row.value {
            RowValue::Expr(_) => "let",
            RowValue::Table(_) => "table",
        };
        // Lets of a row use only earlier ones, never each other in a circle.
        self.rule(keyword, &format!("{owner}.{}", row.name), row.span);
        match &row.value {
            RowValue::Expr(expr) => self.expr(expr),
            RowValue::Table(table) => table.exprs().into_iter().for_each(|expr| self.expr(expr)),
        }
    }

    /// Notes a rule: by its own name, or by the library that it comes with.
    fn rule(&mut self, keyword: &str, name: &str, span: Span) {
        let key = match library(self.here.sources, span.file) {
            Some(library) => format!("include {library}"),
            None => format!("{keyword} {name}"),
        };
        self.reached.rules.insert(key);
    }
}

impl Reached {
    pub fn add(&mut self, other: Reached) {
        let Reached { rules, fields, attributes, records, people, relations, waivers, portfolio } = other;
        self.rules.extend(rules);
        self.fields.extend(fields);
        self.attributes.extend(attributes);
        self.records.extend(records);
        self.people |= people;
        self.relations |= relations;
        self.waivers |= waivers;
        self.portfolio |= portfolio;
    }
}

/// The state of a veto or limit (by its index); none where it is plainly false, or where there is none such.
pub(super) fn state(fired: &[Fired], index: Option<usize>) -> Option<&'static str> {
    fired.iter().find(|f| Some(f.index) == index).map(|f| f.state.word())
}

/// A criterion's share of the whole score for an account; none when it is left out.
pub(super) fn share(policy: &Policy, outcome: &Outcome, criterion: u16) -> Option<Number> {
    let at = usize::from(criterion);
    match &outcome.shares {
        Some(shares) => shares.get(at).cloned().flatten(),
        None => policy.criteria.get(at).map(|c| policy.share_of_score(c)),
    }
}
