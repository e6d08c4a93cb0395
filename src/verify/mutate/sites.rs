//! Every change of a policy in one place, in the order of the policy. One walk both lists the changes ([`all`]) and makes one
//! of them ([`changed`]), so that a number means the same to both. Positions stay as they are: what is dropped never holds.

use super::Mutation;
use super::change::{Case, Change, Expect, Item, Moved, Notice};
use super::said::{self, number};
use super::shift::{Side, step, step_within, telling};
use crate::diagnostics::Span;
use crate::policy::{
    Action, CriterionBody, End, Expr, Knot, Missing, Output, Over, Policy, Row, RowValue, Shape, SlotValue, Table,
    Test, Type, UnknownVeto,
};
use crate::syntax::CompareOp;
use crate::values::{Number, Scalar};
use crate::verify::day::{exprs, of_account, of_row};
use std::collections::BTreeSet;

/// All changes there are.
pub(super) fn all(policy: &Policy) -> Vec<Mutation> {
    let mut walk = Walk { policy, target: None, next: 0, within: None, found: Vec::new() };
    walk.policy(&mut policy.clone());
    walk.found
}

/// The policy with one of the changes made.
pub(super) fn changed(policy: &Policy, at: usize) -> Policy {
    let mut changed = policy.clone();
    Walk { policy, target: Some(at), next: 0, within: None, found: Vec::new() }.policy(&mut changed);
    changed
}

struct Walk<'p> {
    /// As it is, for words.
    policy: &'p Policy,
    /// The change to make; none to list them.
    target: Option<usize>,
    next: usize,
    /// The larger change of the place that is walked through.
    within: Option<usize>,
    found: Vec<Mutation>,
}

/// The item that a change belongs to.
struct Of {
    span: Span,
    item: Item,
    expect: Expect,
    /// The name in such an expectation: `status`, something computed, an action or its playbook; else nothing.
    shows: String,
}

impl Of {
    /// What shows in an expectation that begins with a word.
    fn new(span: Span, kind: &'static str, name: &str, expect: &str) -> Of {
        Of::shown(span, kind, name, Expect::Written(expect.to_owned()), expect)
    }

    fn shown(span: Span, kind: &'static str, name: &str, expect: Expect, shows: &str) -> Of {
        Of { span, item: Item { kind, name: name.to_owned() }, expect, shows: shows.to_owned() }
    }

    fn at(&self, span: Span) -> Of {
        Of { span, item: self.item.clone(), expect: self.expect.clone(), shows: self.shows.clone() }
    }
}

impl Walk<'_> {
    /// Offers a change (what it is, and the case that notices it); whether it is the one to make.
    fn offer(&mut self, of: &Of, said: impl FnOnce() -> (Change, Case)) -> bool {
        self.offer_cases(of, || {
            let (change, case) = said();
            let given = case.given().into_iter().collect();
            (change, case, given)
        })
    }

    /// As [`Self::offer`], with what an example could give, the likeliest first.
    fn offer_cases(&mut self, of: &Of, said: impl FnOnce() -> (Change, Case, Vec<String>)) -> bool {
        let at = self.next;
        self.next += 1;
        if self.target.is_none() {
            let (change, case, cases) = said();
            let (span, notice) = (of.span, Notice::Case(case, of.expect.clone()));
            let (of, shows) = (of.item.clone(), of.shows.clone());
            self.found.push(Mutation { span, of, change, within: self.within, notice, cases, shows });
        }
        self.target == Some(at)
    }

    /// Offers a change, then the smaller ones of the same place. The larger one is made last, as it may leave nothing to
    /// change.
    fn offer_with(&mut self, of: &Of, said: impl FnOnce() -> (Change, Case), smaller: impl FnOnce(&mut Self)) -> bool {
        let larger = self.next;
        let made = self.offer(of, said);
        let around = self.within.replace(larger);
        smaller(self);
        self.within = around;
        made
    }

    fn policy(&mut self, changed: &mut Policy) {
        self.parameters(changed);
        for at in 0..changed.slots.len() {
            let Some(slot) = changed.slots.get_mut(at) else { continue };
            let name = slot.name.as_ref().map_or("…", |n| n.as_str());
            match &mut slot.value {
                SlotValue::Expr(expr) => {
                    let of = Of::new(slot.span, "let", name, name);
                    self.defined(&of, slot.ty, expr);
                }
                SlotValue::Table(table) => {
                    let of = Of::new(slot.span, "table", name, name);
                    self.table(&of, slot.ty, table);
                }
                SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_) => {}
            }
        }
        let looked_at = self.looked_at();
        for (at, defined) in changed.person_lets.iter_mut().enumerate() {
            if !looked_at.contains(&at) {
                continue;
            }
            let name = format!("person.{}", defined.name);
            let of = |kind| Of::shown(defined.span, kind, &name, Expect::Follows, "");
            match &mut defined.value {
                RowValue::Expr(expr) => self.defined(&of("let"), defined.ty, expr),
                RowValue::Table(table) => self.table(&of("table"), defined.ty, table),
            }
        }
        for criterion in &mut changed.criteria {
            let name = criterion.name.as_str();
            let of = Of::new(criterion.span, "criterion", name, name);
            let mut own_rule = false;
            match &mut criterion.body {
                CriterionBody::Table(table) => {
                    own_rule = says_missing(table);
                    self.table(&of, Type::Points, table);
                }
                CriterionBody::Points(expr) => self.expr(&of, expr),
            }
            // An evaluation that fails gives no other values: no example sees it.
            if !own_rule && !matches!(criterion.missing, Missing::Unknown | Missing::Fail) {
                let said = || (Change::LineDropped("missing means"), Case::InputsMissing(Some(name.to_owned())));
                if self.offer(&of, said) {
                    criterion.missing = Missing::Unknown;
                }
            }
        }
        self.weights(changed);
        for veto in &mut changed.vetoes {
            let of = Of::new(veto.span, "veto", veto.name.as_str(), "status");
            let dropped = self.next;
            self.dropping(&of, &mut veto.when);
            if veto.unknown == UnknownVeto::Hold {
                let around = self.within.replace(dropped);
                let said = || (Change::HoldMadePass, Case::InputsMissing(None));
                if self.offer(&of, said) {
                    veto.unknown = UnknownVeto::Pass;
                }
                self.within = around;
            }
        }
        for limit in &mut changed.limits {
            self.dropping(&Of::new(limit.span, "limit", limit.name.as_str(), "tier"), &mut limit.when);
        }
        for tier in &mut changed.tiers {
            let of = Of::new(tier.span, "tier", tier.name.as_str(), "tier");
            if let Some(Expr::Constant(Scalar::Number(from))) = &mut tier.from {
                let case = |at: String| Case::Written(format!("score {at}"));
                self.threshold(&of, Moved::ScoreFrom, &case, Type::Points, Side::Above, from);
            }
            if let Some(when) = &mut tier.when {
                if self.offer(&of, || (Change::LineDropped("when"), Case::ScoreWithoutWhen)) {
                    tier.when = None;
                } else {
                    self.conditions(&of, when);
                }
            }
        }
        for probability in &mut changed.probabilities {
            let name = probability.name.as_str();
            let of = Of::new(probability.span, "probability", name, name);
            self.shifted(&of, Moved::Written("base".to_owned()), &Case::NoRow, Type::Percent, &mut probability.base);
            for row in &mut probability.rows {
                let of = of.at(row.span);
                let holds = said::expr(self.policy, &row.when);
                let said = || (Change::RowWeakened(holds.clone()), Case::Written(holds.clone()));
                if self.offer(&of, said) {
                    row.factor = &row.factor * &Number::decimal(8, 1);
                }
                self.dropping(&of, &mut row.when);
            }
        }
        self.plays(changed);
    }

    fn plays(&mut self, changed: &mut Policy) {
        for alert in changed.alerts.iter_mut().filter(|a| a.starts.is_some()) {
            let starts = alert.starts.map_or("", |p| self.policy.playbook(p).name.as_str());
            let of = Of::shown(alert.span, "alert", alert.name.as_str(), Expect::StartedAction, starts);
            self.dropping(&of, &mut alert.when);
        }
        for playbook in &mut changed.playbooks {
            if let Some(when) = &mut playbook.when {
                let name = playbook.name.as_str();
                let of = Of::shown(playbook.span, "playbook", name, Expect::AnyAction, name);
                self.conditions(&of, when);
            }
            for action in &mut playbook.actions {
                let name = format!("{}.{}", playbook.name, action.name);
                let of = Of::shown(action.span, "action", &name, Expect::Action(name.clone()), &name);
                let said = || (Change::Dropped, Case::CallsForIt);
                let (when, filter) = (&mut action.when, action.each.as_mut().and_then(|e| e.filter.as_mut()));
                let made = self.offer_with(&of, said, |walk| {
                    when.iter_mut().chain(filter).for_each(|condition| walk.conditions(&of, condition));
                });
                if made {
                    action.when = Some(never());
                }
            }
        }
    }

    fn parameters(&mut self, changed: &mut Policy) {
        for at in 0..changed.parameters.len() {
            let Some(parameter) = changed.parameters.get_mut(at) else { continue };
            let is_it = |e: &Expr| matches!(e, Expr::Parameter(id) if id.index() == at);
            // An end of a range holds the value already: it is moved where it stands.
            if !self.seen().iter().any(|e| e.holds(&is_it)) {
                continue;
            }
            let of_tier = self.policy.tiers.iter().filter_map(|t| t.from.as_ref()).any(is_it);
            let (name, span) = (parameter.name.as_str(), parameter.span);
            let of = match of_tier {
                true => Of::new(span, "parameter", name, "tier"),
                false => Of::shown(span, "parameter", name, Expect::Decided, ""),
            };
            let compared = self.use_of(at);
            let side = compared.as_ref().map_or(Side::Above, |(side, _)| *side);
            let case = |value: String| match &compared {
                Some((_, what)) => Case::Written(format!("{what} {value}")),
                None => Case::ComparedWith(value),
            };
            let ty = parameter.ty;
            for value in std::iter::once(&mut parameter.first).chain(parameter.later.iter_mut().map(|(_, v)| v)) {
                if let Scalar::Number(n) = value {
                    self.threshold(&of, Moved::Written(String::new()), &case, ty, side, n);
                }
            }
        }
    }

    /// Every expression of which an example may see what comes of it.
    fn seen(&self) -> Vec<&Expr> {
        let policy = self.policy;
        let alerts = policy.alerts.iter().filter(|a| a.starts.is_some()).map(|a| &a.when);
        let playbooks =
            policy.playbooks.iter().flat_map(|p| p.when.iter().chain(p.actions.iter().flat_map(Action::exprs)));
        exprs(policy).into_iter().chain(alerts).chain(playbooks).collect()
    }

    /// What is first compared with a parameter, and on which side of it the parameter itself counts.
    fn use_of(&self, parameter: usize) -> Option<(Side, String)> {
        let is_it = |e: &Expr| matches!(e, Expr::Parameter(id) if id.index() == parameter);
        if self.policy.tiers.iter().filter_map(|t| t.from.as_ref()).any(is_it) {
            return Some((Side::Above, "score".to_owned()));
        }
        let mut found = None;
        for expr in self.seen() {
            expr.walk(&mut |part| {
                if let Expr::Compare(op, a, b) = part
                    && found.is_none()
                    && is_it(b)
                {
                    found = said::known(self.policy, a).map(|what| (side(*op), what));
                }
            });
        }
        found
    }

    /// What is defined of people and used by a condition or figure: what only picks a channel shows in no example.
    fn looked_at(&self) -> BTreeSet<usize> {
        let policy = self.policy;
        let mut open: Vec<&Expr> = of_account(policy).into_iter().chain(policy.play_exprs()).collect();
        let mut out = BTreeSet::new();
        while let Some(expr) = open.pop() {
            expr.walk(&mut |part| {
                if let Expr::PersonLet(id) = part
                    && out.insert(id.index())
                {
                    open.extend(policy.person_lets.get(id.index()).map(|l| of_row(&l.value)).unwrap_or_default());
                }
            });
        }
        out
    }

    /// Five points of a weight go to the neighbour.
    fn weights(&mut self, changed: &mut Policy) {
        let five = Number::decimal(5, 2);
        for group in &changed.groups {
            let members: Vec<usize> = group.criteria.iter().map(|c| usize::from(*c)).collect();
            for (n, from) in members.iter().enumerate().filter(|_| members.len() > 1) {
                let Some(to) = members.get((n + 1) % members.len()) else { continue };
                let (Some(giver), Some(taker)) = (changed.criteria.get(*from), changed.criteria.get(*to)) else {
                    continue;
                };
                let moved = five.clone().min(giver.weight.clone());
                let expect = group.name.as_ref().map_or("score", |n| n.as_str());
                let of = Of::new(giver.span, "criterion", giver.name.as_str(), expect);
                let (a, b) = (giver.name.to_string(), taker.name.to_string());
                let all = members.iter().filter_map(|at| changed.criteria.get(*at)).map(|c| c.name.to_string());
                if self.offer_cases(&of, || moved_weight(&moved, &a, &b, all)) {
                    let (less, more) = (&giver.weight - &moved, &taker.weight + &moved);
                    for (at, weight) in [(*from, less), (*to, more)] {
                        if let Some(criterion) = changed.criteria.get_mut(at) {
                            criterion.weight = weight;
                        }
                    }
                }
            }
        }
        let n = changed.groups.len();
        for from in (0..n).filter(|_| n > 1) {
            let to = (from + 1) % n;
            let (Some(giver), Some(taker)) = (changed.groups.get(from), changed.groups.get(to)) else { continue };
            let name = |g: &crate::policy::Group| g.name.as_ref().map_or_else(String::new, ToString::to_string);
            let (a, b, moved) = (name(giver), name(taker), five.clone().min(giver.weight.clone()));
            let all = changed.groups.iter().map(name);
            if self.offer_cases(&Of::new(giver.span, "group", &a, "score"), || moved_weight(&moved, &a, &b, all)) {
                let (less, more) = (&giver.weight - &moved, &taker.weight + &moved);
                for (at, weight) in [(from, less), (to, more)] {
                    if let Some(group) = changed.groups.get_mut(at) {
                        group.weight = weight;
                    }
                }
            }
        }
    }

    /// A condition that may as well not be there, and its parts.
    fn dropping(&mut self, of: &Of, when: &mut Expr) {
        let holds = said::expr(self.policy, when);
        let said = || (Change::Dropped, Case::Written(holds));
        if self.offer_with(of, said, |walk| walk.conditions(of, when)) {
            *when = never();
        }
    }

    /// Turns each condition round that a condition is made of, and moves what it compares with.
    fn conditions(&mut self, of: &Of, when: &mut Expr) {
        match when {
            Expr::And(parts) | Expr::Or(parts) | Expr::AtLeastOf(_, parts) => {
                parts.iter_mut().for_each(|part| self.conditions(of, part));
            }
            Expr::Not(part) => self.conditions(of, part),
            _ => {
                let holds = said::expr(self.policy, when);
                let said = || (Change::Reversed(holds.clone()), Case::HangsOn(Some(holds)));
                if self.offer_with(of, said, |walk| walk.expr(of, when)) {
                    *when = Expr::Not(Box::new(std::mem::replace(when, never())));
                }
            }
        }
    }

    /// A `let`.
    fn defined(&mut self, of: &Of, ty: Type, expr: &mut Expr) {
        if ty == Type::YesNo { self.conditions(of, expr) } else { self.expr(of, expr) }
    }

    fn expr(&mut self, of: &Of, expr: &mut Expr) {
        match expr {
            Expr::Compare(op, a, b) => {
                let ty = said::type_of(self.policy, a);
                let what = said::expr(self.policy, a);
                let (op, ordered) = (*op, said::ordered(self.policy, a));
                match &mut **b {
                    Expr::Constant(Scalar::Number(n)) if ty != Some(Type::Date) => {
                        let before = Moved::Written(format!("{what} {}", said::compare_word(op)));
                        let case = |at: String| Case::Written(format!("{what} {at}"));
                        self.threshold(of, before, &case, ty.unwrap_or(Type::Number), side(op), n);
                    }
                    Expr::Constant(Scalar::Choice(choice)) => {
                        if let Some(id) = ordered {
                            let last = self.policy.enumeration(id).values.len().saturating_sub(1);
                            self.choice(of, op, &what, Type::OneOf(id), last, choice);
                        }
                    }
                    other => self.expr(of, other),
                }
                self.expr(of, a);
            }
            Expr::Constant(Scalar::Number(n)) => {
                // What a constant counts shows only beside what it is combined with.
                self.shifted(of, Moved::Number, &Case::HangsOn(None), Type::Number, n);
            }
            Expr::If(condition, then, otherwise) => {
                self.conditions(of, condition);
                self.expr(of, then);
                self.expr(of, otherwise);
            }
            Expr::And(_) | Expr::Or(_) | Expr::AtLeastOf(..) => self.conditions(of, expr),
            Expr::Query(query) => {
                if query.over == Over::People {
                    for condition in [&mut query.filter, &mut query.among].into_iter().flatten() {
                        self.conditions(of, condition);
                    }
                    for value in [&mut query.value, &mut query.weight].into_iter().flatten() {
                        self.expr(of, value);
                    }
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
            | Expr::MonthsSince(a)
            | Expr::Round(a, _) => self.expr(of, a),
            Expr::Arithmetic(_, a, b)
            | Expr::DaysBetween { later: a, earlier: b }
            | Expr::ShiftDays(a, b)
            | Expr::Equal(a, b)
            | Expr::Default(a, b) => [a, b].into_iter().for_each(|e| self.expr(of, e)),
            Expr::Clamp(a, b, c) | Expr::Clv { margin: a, retention: b, discount: c, start: _ } => {
                [a, b, c].into_iter().for_each(|e| self.expr(of, e));
            }
            Expr::Min(parts) | Expr::Max(parts) => parts.iter_mut().for_each(|part| self.expr(of, part)),
            Expr::Constant(_)
            | Expr::Missing
            | Expr::Parameter(_)
            | Expr::Field(_)
            | Expr::Slot(_)
            | Expr::Portfolio(_)
            | Expr::AsOf
            | Expr::Score
            | Expr::Tier
            | Expr::Attribute(_)
            | Expr::PersonLet(_)
            | Expr::Column(_)
            | Expr::RowLet(..)
            | Expr::AgeOfField(_)
            | Expr::AgeOfAttribute(_) => {}
        }
    }

    /// A number that something is compared with, a step up and a step down.
    fn threshold(
        &mut self,
        of: &Of,
        what: Moved,
        case: &dyn Fn(String) -> Case,
        ty: Type,
        side: Side,
        value: &mut Number,
    ) {
        let (from, by) = (value.clone(), step(value, ty));
        for to in [&from + &by, &from - &by] {
            let policy = self.policy;
            let said = || (moved(policy, &what, &from, &to, ty), case(number(policy, telling(side, &from, &to), ty)));
            if self.offer(of, said) {
                *value = to;
            }
        }
    }

    /// A value of an ordered list, one up and one down.
    fn choice(&mut self, of: &Of, op: CompareOp, what: &str, ty: Type, last: usize, value: &mut u16) {
        let from = *value;
        let up = from.checked_add(1).filter(|to| usize::from(*to) <= last);
        for to in [up, from.checked_sub(1)].into_iter().flatten() {
            let policy = self.policy;
            let said = || {
                let name = |c: u16| said::scalar(policy, &Scalar::Choice(c), Some(ty));
                let (a, b) = (Number::int(from.into()), Number::int(to.into()));
                let at = if *telling(side(op), &a, &b) == a { from } else { to };
                let written = Moved::Written(format!("{what} {}", said::compare_word(op)));
                let change = Change::Moved { what: written, from: name(from), to: name(to), up: to > from };
                (change, Case::Written(format!("{what} {}", name(at))))
            };
            if self.offer(of, said) {
                *value = to;
            }
        }
    }

    /// A number that is given or counted with, a step up, or down where it is points at the top.
    fn shifted(&mut self, of: &Of, what: Moved, case: &Case, ty: Type, value: &mut Number) {
        let by = step(value, ty);
        let top = match ty {
            Type::Points => Number::HUNDRED,
            _ => Number::int(i64::MAX),
        };
        let up = &*value + &by;
        let to = if up <= top { up } else { &*value - &by };
        let (policy, from) = (self.policy, value.clone());
        if self.offer(of, || (moved(policy, &what, &from, &to, ty), case.clone())) {
            *value = to;
        }
    }

    fn table(&mut self, of: &Of, ty: Type, table: &mut Table) {
        for input in &mut table.inputs {
            self.expr(of, &mut input.value);
        }
        let inputs: Vec<(String, Type)> = table.inputs.iter().map(|i| (i.name.clone(), i.ty)).collect();
        match &mut table.shape {
            Shape::Linear { knots, missing } => {
                if let Some((name, input)) = inputs.first() {
                    self.knots(of, (name, *input), ty, knots);
                }
                if let Some((_, span)) = missing
                    && self.offer(&of.at(*span), || (Change::NamedRowDropped("missing"), missing_inputs(&inputs)))
                {
                    *missing = None;
                }
            }
            Shape::Rows { rows, otherwise } => {
                self.ends(of, &inputs, rows);
                let mut drop = None;
                let alone = rows.len() == 1 && otherwise.is_none();
                for (at, row) in rows.iter_mut().enumerate() {
                    let of = of.at(row.span);
                    let case = case(self.policy, &inputs, row);
                    let mut smaller = |walk: &mut Self| {
                        if let Some(when) = &mut row.when {
                            walk.conditions(&of, when);
                        }
                        walk.output(&of, &case, ty, &mut row.output);
                    };
                    if alone {
                        smaller(self);
                    } else if self.offer_with(&of, || (Change::RowDropped, case.clone()), smaller) {
                        drop = Some(at);
                    }
                }
                if let Some(at) = drop {
                    rows.remove(at);
                }
                if let Some((output, span)) = otherwise {
                    let of = of.at(*span);
                    let said = || (Change::NamedRowDropped("otherwise"), Case::NoRow);
                    if self.offer_with(&of, said, |walk| walk.output(&of, &Case::NoRow, ty, output)) {
                        *otherwise = None;
                    }
                }
            }
        }
    }

    fn output(&mut self, of: &Of, case: &Case, ty: Type, output: &mut Output) {
        match output {
            Output::Value(Expr::Constant(Scalar::Number(n))) => {
                self.shifted(of, Moved::Written(String::new()), case, ty, n);
            }
            Output::Value(expr) => self.expr(of, expr),
            Output::Unknown | Output::Exclude | Output::Fail => {}
        }
    }

    fn knots(&mut self, of: &Of, (name, input): (&str, Type), ty: Type, knots: &mut Vec<Knot>) {
        let places: Vec<Number> = knots.iter().map(|k| k.at.clone()).collect();
        let (mut drop, n) = (None, knots.len());
        for (at, knot) in knots.iter_mut().enumerate() {
            let of = of.at(knot.span);
            let written = format!("{name} {}", number(self.policy, &knot.at, input));
            let case = Case::Written(written.clone());
            let next = places.get(at + 1).or(at.checked_sub(1).and_then(|before| places.get(before)));
            let gap = next.map(|next| next - &knot.at);
            let by = step_within(&knot.at, input, gap.as_ref());
            let to = if gap.is_none_or(|g| g.is_negative()) { &knot.at - &by } else { &knot.at + &by };
            let moved_to = number(self.policy, &to, input);
            // At the last knot a line that bends earlier is where it was; between the two it is not.
            let near = [at.checked_sub(1).and_then(|before| places.get(before)), places.get(at + 1)];
            let half = near.into_iter().flatten().map(|n| &(n + &knot.at) * &Number::decimal(5, 1));
            let between = half.map(|n| format!("{name} {}", number(self.policy, &n, input)));
            let cases: Vec<String> = std::iter::once(written.clone()).chain(between).collect();
            let smaller = |walk: &mut Self| {
                walk.shifted(&of, Moved::Written(String::new()), &case, ty, &mut knot.value);
                let said = || (Change::KnotMoved { at: written.clone(), to: moved_to }, case.clone(), cases);
                if walk.offer_cases(&of, said) {
                    knot.at = to;
                }
            };
            if n == 1 {
                smaller(self);
            } else if self.offer_with(&of, || (Change::KnotDropped(written.clone()), case.clone()), smaller) {
                drop = Some(at);
            }
        }
        if let Some(at) = drop {
            knots.remove(at);
        }
    }

    /// Moves the ends of ranges: where one row ends the next one begins, so both move together.
    fn ends(&mut self, of: &Of, inputs: &[(String, Type)], rows: &mut [Row]) {
        for (column, (name, ty)) in inputs.iter().enumerate().filter(|(_, (_, ty))| *ty != Type::Date) {
            let mut cuts: Vec<(Number, Side, Span)> = Vec::new();
            for row in rows.iter_mut() {
                let span = row.span;
                each_end(row, column, &mut |end, is_low| {
                    let side = side_of(end, is_low);
                    if !cuts.iter().any(|(at, s, _)| *at == end.at && *s == side) {
                        cuts.push((end.at.clone(), side, span));
                    }
                });
            }
            cuts.sort_by(|a, b| a.0.cmp(&b.0));
            let places: Vec<Number> = cuts.iter().map(|c| c.0.clone()).collect();
            for (n, (from, side, span)) in cuts.iter().enumerate() {
                if places.iter().filter(|p| *p == from).count() > 1 {
                    // A row for one value: dropping it tells as much.
                    continue;
                }
                let near = [n.checked_sub(1).and_then(|b| places.get(b)), places.get(n + 1)];
                let gap = near.into_iter().flatten().map(|p| (p - from).abs()).reduce(Number::min);
                let by = step_within(from, *ty, gap.as_ref());
                for to in [from + &by, from - &by] {
                    let policy = self.policy;
                    let said = || {
                        let at = number(policy, telling(*side, from, &to), *ty);
                        let what = Moved::Written(name.clone());
                        (moved(policy, &what, from, &to, *ty), Case::Written(format!("{name} {at}")))
                    };
                    if self.offer(&of.at(*span), said) {
                        for row in rows.iter_mut() {
                            each_end(row, column, &mut |end, is_low| {
                                if end.at == *from && side_of(end, is_low) == *side {
                                    end.at = to.clone();
                                }
                            });
                        }
                    }
                }
            }
        }
    }
}

fn each_end(row: &mut Row, column: usize, visit: &mut dyn FnMut(&mut End, bool)) {
    let Some(Test::Ranges(ranges)) = row.tests.get_mut(column) else { return };
    for range in ranges {
        for (end, is_low) in [(&mut range.low, true), (&mut range.high, false)] {
            if let Some(end) = end {
                visit(end, is_low);
            }
        }
    }
}

/// A low end that is in, and a high end that is out, count with what lies above.
fn side_of(end: &End, is_low: bool) -> Side {
    if end.included == is_low { Side::Above } else { Side::Below }
}

fn side(op: CompareOp) -> Side {
    match op {
        CompareOp::AtLeast | CompareOp::Below => Side::Above,
        CompareOp::AtMost | CompareOp::Above => Side::Below,
    }
}

fn never() -> Expr {
    Expr::Constant(Scalar::YesNo(false))
}

fn says_missing(table: &Table) -> bool {
    match &table.shape {
        Shape::Linear { missing, .. } => missing.is_some(),
        Shape::Rows { rows, .. } => rows.iter().any(|r| r.tests.contains(&Test::Missing)),
    }
}

fn missing_inputs(inputs: &[(String, Type)]) -> Case {
    Case::Written(format!("{} missing", inputs.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")))
}

fn moved(policy: &Policy, what: &Moved, from: &Number, to: &Number, ty: Type) -> Change {
    let written = |n: &Number| number(policy, n, ty);
    Change::Moved { what: what.clone(), from: written(from), to: written(to), up: to > from }
}

fn moved_weight(
    moved: &Number,
    from: &str,
    to: &str,
    all: impl Iterator<Item = String>,
) -> (Change, Case, Vec<String>) {
    let points = (moved * &Number::HUNDRED).to_decimal_string(2);
    let alone: Vec<String> = all.map(|name| format!("{name} {}", if name == from { 100 } else { 0 })).collect();
    let case = Case::Unlike(from.to_owned(), to.to_owned());
    (Change::WeightMoved { points, to: to.to_owned() }, case, vec![alone.join(", ")])
}

/// A case that a row decides: `growth 10 %, credit good`.
fn case(policy: &Policy, inputs: &[(String, Type)], row: &Row) -> Case {
    let test = |((name, ty), test): (&(String, Type), &Test)| match test {
        Test::Any => None,
        Test::Missing => Some(Case::Written(format!("{name} missing"))),
        Test::Choices(set) => set
            .iter()
            .next()
            .map(|c| Case::Written(format!("{name} {}", said::scalar(policy, &Scalar::Choice(c), Some(*ty))))),
        Test::Ranges(_) if *ty == Type::Date => Some(Case::InRange(name.clone())),
        Test::Ranges(ranges) => {
            let range = ranges.first()?;
            let value = |end: &End| number(policy, &end.at, *ty);
            let written = |end: &End| Some(Case::Written(format!("{name} {}", value(end))));
            match (&range.low, &range.high) {
                (Some(low), _) if low.included => written(low),
                (_, Some(high)) if high.included => written(high),
                (Some(low), _) => Some(Case::JustAbove { name: name.clone(), value: value(low) }),
                (None, Some(high)) => Some(Case::JustBelow { name: name.clone(), value: value(high) }),
                (None, None) => None,
            }
        }
        Test::YesNo(yes) => Some(Case::Written(format!("{name} {}", if *yes { "yes" } else { "no" }))),
        Test::Texts(texts) => texts.first().map(|t| Case::Written(format!("{name} \"{t}\""))),
    };
    let mut all: Vec<Case> = inputs.iter().zip(&row.tests).filter_map(test).collect();
    all.extend(row.when.iter().map(|when| Case::Written(said::expr(policy, when))));
    if all.is_empty() { Case::DecidedByRow } else { Case::All(all) }
}
