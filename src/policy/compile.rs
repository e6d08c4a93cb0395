//! Everything computed, each after what it uses. A definition is compiled when it is its turn; if it meets a name that
//! is not compiled yet, it is given up, that name is compiled, and then it is done again. A name that waits for itself
//! is a cycle: one finding with its path. The order in which definitions are finished is the order of evaluation.

use super::checker::{Body, Checker, Node, NodeState, Progress, index};
use super::expression::Expr;
use super::model::{
    CriterionBody, ParameterId, PersonLetId, Probability, RecordsId, RowLetId, RowValue, SlotId, SlotValue, Type,
};
use super::table::Wanted;
use super::types::Context;
use crate::diagnostics::{Finding, Span, policy as codes, said};
use crate::syntax::{self, CriterionItem, LetItem, TableItem};
use crate::values::Scalar;

/// A cycle of more names than this is not printed whole.
const LONG_CYCLE: usize = 10;

/// What a definition came to.
enum Made {
    Value(SlotValue),
    Row(RowValue),
    Criterion(CriterionBody),
    Probability(Probability),
}

impl<'a> Checker<'a> {
    /// Compiles every definition, then puts the slots into the order of evaluation.
    pub fn compile(&mut self) {
        let slots = (0..self.slots.len()).map(|s| Node::Slot(SlotId(index(s))));
        let people = (0..self.person_lets.len()).map(|p| Node::Person(PersonLetId(index(p))));
        let rows = self.row_lets.iter().enumerate().flat_map(|(records, lets)| {
            (0..lets.len()).map(move |l| Node::Row(RecordsId(index(records)), RowLetId(index(l))))
        });
        let nodes: Vec<Node> = slots.chain(people).chain(rows).collect();
        for node in nodes {
            self.finish(node);
        }
    }

    /// Slots stage by stage, each after what it uses.
    pub fn order_by_stage(&mut self) {
        let stage = |id: &SlotId| self.policy.slots[id.index()].stage;
        let mut order = std::mem::take(&mut self.policy.order);
        order.sort_by_key(stage);
        self.policy.order = order;
    }

    pub fn state(&self, node: Node) -> Option<&NodeState<'a>> {
        match node {
            Node::Slot(id) => self.slots.get(id.index()),
            Node::Person(id) => self.person_lets.get(id.index()),
            Node::Row(records, id) => self.row_lets.get(records.index())?.get(id.index()),
        }
    }

    fn set_progress(&mut self, node: Node, progress: Progress) {
        let state = match node {
            Node::Slot(id) => self.slots.get_mut(id.index()),
            Node::Person(id) => self.person_lets.get_mut(id.index()),
            Node::Row(records, id) => self.row_lets.get_mut(records.index()).and_then(|l| l.get_mut(id.index())),
        };
        if let Some(state) = state {
            state.progress = progress;
        }
    }

    fn progress(&self, node: Node) -> Progress {
        self.state(node).map_or(Progress::Done, |s| s.progress)
    }

    fn finish(&mut self, node: Node) {
        if self.progress(node) == Progress::Done {
            return;
        }
        let mut stack = vec![node];
        self.set_progress(node, Progress::Started);
        while let Some(top) = stack.last().copied() {
            match self.try_compile(top) {
                None => {
                    self.set_progress(top, Progress::Done);
                    stack.pop();
                }
                Some(needed) if self.progress(needed) == Progress::Started => {
                    let from = stack.iter().position(|n| *n == needed).unwrap_or(0);
                    self.report_cycle(&stack[from..]);
                    for node in stack.drain(from..) {
                        self.give_up(node);
                    }
                }
                Some(needed) => {
                    self.set_progress(needed, Progress::Started);
                    stack.push(needed);
                }
            }
        }
    }

    /// What waits for itself has no type, and what uses it says nothing more.
    fn give_up(&mut self, node: Node) {
        let state = match node {
            Node::Slot(id) => self.slots.get_mut(id.index()),
            Node::Person(id) => self.person_lets.get_mut(id.index()),
            Node::Row(records, id) => self.row_lets.get_mut(records.index()).and_then(|l| l.get_mut(id.index())),
        };
        if let Some(state) = state {
            state.progress = Progress::Done;
            state.ty = None;
        }
        if let Node::Slot(id) = node {
            self.policy.order.push(id);
        }
        self.policy.incomplete = true;
    }

    fn node_name(&self, node: Node) -> String {
        match node {
            Node::Slot(id) => self.policy.slots[id.index()].name.as_ref().map_or_else(String::new, ToString::to_string),
            Node::Person(id) => format!("person.{}", self.policy.person_lets[id.index()].name),
            Node::Row(records, id) => {
                let records = &self.policy.records[records.index()];
                format!("{}.{}", records.name, records.lets[id.index()].name)
            }
        }
    }

    fn node_span(&self, node: Node) -> Span {
        match node {
            Node::Slot(id) => self.policy.slots[id.index()].span,
            Node::Person(id) => self.policy.person_lets[id.index()].span,
            Node::Row(records, id) => self.policy.records[records.index()].lets[id.index()].span,
        }
    }

    fn report_cycle(&mut self, cycle: &[Node]) {
        // The path begins at the name written first, so that it does not depend on where the search came from.
        let Some(first) = (0..cycle.len()).min_by_key(|at| self.node_span(cycle[*at])) else { return };
        let at = |step: usize| cycle[(first + step) % cycle.len()];
        // A very long way round is shown by its beginning and its end.
        let shown: Vec<usize> = if cycle.len() <= LONG_CYCLE {
            (0..=cycle.len()).collect()
        } else {
            (0..LONG_CYCLE - 2).chain(cycle.len() - 1..=cycle.len()).collect()
        };
        let mut path = String::new();
        let mut last = 0;
        for step in &shown {
            match *step {
                0 => {}
                step if step > last + 1 => path.push_str(" → … → "),
                _ => path.push_str(" → "),
            }
            path.push_str(&self.node_name(at(*step)));
            last = *step;
        }
        let mut finding =
            Finding::new(&codes::CYCLE, self.node_span(at(0))).arg("name", self.node_name(at(0))).arg("path", path);
        for step in shown.into_iter().filter(|s| *s != 0 && *s != cycle.len()) {
            let node = at(step);
            finding = finding.note_at(
                self.node_span(node),
                said!("`{name}` is computed here", "tu wylicza się `{name}`", name = self.node_name(node)),
            );
        }
        self.report(finding);
    }

    /// Compiles a definition; gives back what must be compiled before it, having undone everything.
    fn try_compile(&mut self, node: Node) -> Option<Node> {
        let state = self.state(node)?.clone();
        let findings = self.findings.len();
        let slots = self.policy.slots.len();
        let portfolio = self.policy.portfolio.len();
        self.pending = None;
        self.stage = 0;
        self.hidden.clear();
        let made = self.compile_body(node, &state);
        if let Some(needed) = self.pending.take() {
            self.findings.truncate(findings);
            self.policy.slots.truncate(slots);
            self.slots.truncate(slots);
            self.policy.portfolio.truncate(portfolio);
            return Some(needed);
        }
        self.keep(node, &state, made);
        None
    }

    fn compile_body(&mut self, node: Node, state: &NodeState<'a>) -> Option<(Made, Type)> {
        let account = Context::default();
        match (node, state.body) {
            (Node::Slot(_), Body::Let(item)) => {
                self.let_value(item, account, state).map(|(e, ty)| (Made::Value(SlotValue::Expr(e)), ty))
            }
            (Node::Slot(_), Body::Table(item)) => {
                self.table_value(item, account, state).map(|(t, ty)| (Made::Value(SlotValue::Table(t)), ty))
            }
            (Node::Slot(_), Body::Criterion(item)) => {
                self.criterion_body(item, state).map(|body| (Made::Criterion(body), Type::Points))
            }
            (Node::Slot(_), Body::Group(at)) => {
                let criteria: Vec<SlotId> = self.groups.get(at)?.criteria.iter().map(|(_, _, s)| *s).collect();
                for slot in criteria {
                    if self.progress(Node::Slot(slot)) != Progress::Done {
                        self.pending = Some(Node::Slot(slot));
                        return None;
                    }
                    self.stage = self.stage.max(self.slots[slot.index()].stage);
                }
                Some((Made::Value(SlotValue::Group(index(at))), Type::Points))
            }
            (Node::Slot(slot), Body::Probability(item)) => {
                self.probability(slot, item, state).map(|p| (Made::Probability(p), Type::Percent))
            }
            (Node::Person(_) | Node::Row(..), Body::Let(item)) => {
                self.let_value(item, row_context(node), state).map(|(e, ty)| (Made::Row(RowValue::Expr(e)), ty))
            }
            (Node::Person(_) | Node::Row(..), Body::Table(item)) => {
                self.table_value(item, row_context(node), state).map(|(t, ty)| (Made::Row(RowValue::Table(t)), ty))
            }
            (Node::Slot(_), Body::Hidden)
            | (
                Node::Person(_) | Node::Row(..),
                Body::Criterion(_) | Body::Group(_) | Body::Probability(_) | Body::Hidden,
            ) => None,
        }
    }

    fn let_value(&mut self, item: &LetItem, cx: Context, state: &NodeState<'a>) -> Option<(Expr, Type)> {
        let typed = self.expr(&item.value, cx, None)?;
        match typed.ty.settled() {
            Some(ty) => Some((typed.expr, ty)),
            None => {
                // Where the definition could not be read, `missing` stands in its place.
                if !state.item.is_some_and(|i| i.broken) {
                    self.report(Finding::new(&codes::MISSING_OPERAND, item.value.span));
                }
                None
            }
        }
    }

    fn table_value(&mut self, item: &TableItem, cx: Context, state: &NodeState<'a>) -> Option<(super::Table, Type)> {
        let broken = state.item.is_some_and(|i| i.broken);
        let wanted = match &item.ty {
            None => Wanted::Infer,
            Some(ty) => Wanted::Type((*self.table_types.get(&ty.span)?)?),
        };
        let Some(table) = &item.table else {
            if !broken {
                let finding = Finding::new(&codes::LACKS, item.target.name.span)
                    .arg("what", super::words::named_item("table", item.target.name.value.as_str()))
                    .arg("lack", said!("what it gives", "co daje"))
                    .arg(
                        "write",
                        said!("its rows below, each beginning with `|`", "pod spodem jej wiersze, każdy od `|`"),
                    );
                self.report(finding);
            }
            return None;
        };
        self.table(table, cx, item.target.name.value.as_str(), wanted)
    }

    fn criterion_body(&mut self, item: &CriterionItem, state: &NodeState<'a>) -> Option<CriterionBody> {
        match &item.body {
            syntax::CriterionBody::Table(table) => {
                let (table, _) = self.table(table, Context::default(), "points", Wanted::Points)?;
                Some(CriterionBody::Table(table))
            }
            syntax::CriterionBody::Points(e) => {
                let typed = self.expr(e, Context::default(), Some(Type::Points))?;
                let expr = self.fitted(typed, e, Type::Points, "points")?;
                self.within_points(&expr, e)?;
                Some(CriterionBody::Points(expr))
            }
            syntax::CriterionBody::None => {
                if !state.item.is_some_and(|i| i.broken) {
                    let finding = Finding::new(&codes::LACKS, item.name.span)
                        .arg("what", super::words::named_item("criterion", item.name.value.as_str()))
                        .arg("lack", said!("how many points it gives", "ile punktów daje"))
                        .arg(
                            "write",
                            said!(
                                "a table whose last column is `points`, or a line `points …`",
                                "tabelę z ostatnią kolumną `points` albo wiersz `points …`",
                            ),
                        );
                    self.report(finding);
                }
                None
            }
        }
    }

    /// Points must be provably within 0..100.
    pub fn within_points(&mut self, expr: &Expr, e: &syntax::Expr) -> Option<()> {
        if matches!(expr, Expr::Missing) {
            return Some(());
        }
        let bounds = self.bounds(expr);
        let all = super::bounds::points();
        let inside = bounds.low.as_ref().is_some_and(|l| all.contains(l))
            && bounds.high.as_ref().is_some_and(|h| all.contains(h));
        if inside {
            return Some(());
        }
        if let Expr::Constant(_) = expr {
            let nearest = if bounds.low.is_some_and(|l| l.is_negative()) { "0" } else { "100" };
            let finding = Finding::new(&codes::POINTS_RANGE, e.span)
                .quote("text", self.slice(e))
                .maybe_fix(self.fixed(e.span, nearest));
            self.report(finding);
            return None;
        }
        if let Expr::Parameter(id) = expr {
            self.parameter_within_points(*id, e);
            return None;
        }
        let inner = match &e.kind {
            syntax::ExprKind::Parenthesised(of) => self.slice(of).to_owned(),
            _ => self.slice(e).to_owned(),
        };
        let write = format!("clamp({inner}, 0, 100)");
        let finding = Finding::new(&codes::POINTS_UNBOUNDED, e.span)
            .quote("text", self.slice(e))
            .arg("write", write.clone())
            .maybe_fix(self.fixed(e.span, &write));
        self.report(finding);
        None
    }

    /// A parameter that is used as points: those of its values that are none are reported where they stand.
    fn parameter_within_points(&mut self, id: ParameterId, e: &syntax::Expr) {
        let Some(parameter) = self.policy.parameters.get(id.index()) else { return };
        let values = std::iter::once(&parameter.first).chain(parameter.later.iter().map(|(_, value)| value));
        let places = self.parameter_values.get(id.index()).into_iter().flatten();
        let outside = |value: &Scalar| matches!(value, Scalar::Number(n) if !super::bounds::points().contains(n));
        let wrong: Vec<(Span, bool)> = values
            .zip(places)
            .filter(|(value, _)| outside(value))
            .map(|(value, span)| (*span, matches!(value, Scalar::Number(n) if n.is_negative())))
            .collect();
        for (span, negative) in wrong {
            // Every tier and criterion that uses it would say so.
            if self.findings.iter().any(|f| f.code == &codes::POINTS_RANGE && f.span == span) {
                continue;
            }
            let nearest = if negative { "0 points" } else { "100 points" };
            let finding = Finding::new(&codes::POINTS_RANGE, span)
                .quote("text", self.sources.slice(span))
                .maybe_fix(self.fixed(span, nearest))
                .note_at(e.span, said!("used as points here", "tu użyto jako punktów"));
            self.report(finding);
        }
    }

    /// Puts what was made where it belongs. What could not be made stands as missing and of unknown type.
    fn keep(&mut self, node: Node, state: &NodeState<'a>, made: Option<(Made, Type)>) {
        let stage = self.stage;
        // A criterion, group or probability gives points or a percent whatever is wrong with it; a broken definition
        // may be of any type.
        let broken = state.item.is_some_and(|i| i.broken);
        if made.is_none() || broken {
            self.policy.incomplete = true;
        }
        let known = match (&made, state.body) {
            (Some((_, ty)), _) if !broken => Some(*ty),
            (_, Body::Criterion(_) | Body::Group(_)) => Some(Type::Points),
            (_, Body::Probability(_)) => Some(Type::Percent),
            _ => None,
        };
        let bounds = match &made {
            Some((Made::Value(SlotValue::Expr(e)), _)) => self.bounds(e),
            Some((Made::Value(SlotValue::Table(t)), _)) => self.table_bounds(t),
            Some((Made::Row(value), _)) => self.row_bounds(value),
            _ => match known {
                Some(Type::Percent) => {
                    crate::values::Interval::new(crate::values::Number::ZERO, crate::values::Number::ONE)
                }
                Some(ty) => super::bounds::natural(ty),
                None => crate::values::Interval::ANY,
            },
        };
        let target = match node {
            Node::Slot(id) => self.slots.get_mut(id.index()),
            Node::Person(id) => self.person_lets.get_mut(id.index()),
            Node::Row(records, id) => self.row_lets.get_mut(records.index()).and_then(|l| l.get_mut(id.index())),
        };
        if let Some(target) = target {
            target.ty = known;
            target.stage = stage;
            target.bounds = bounds;
        }
        let hidden = std::mem::take(&mut self.hidden);
        self.policy.order.extend(hidden);
        if let Node::Slot(id) = node {
            self.policy.order.push(id);
            self.policy.slots[id.index()].stage = stage;
        }
        match (node, made) {
            (Node::Slot(id), Some((Made::Value(value), ty))) => {
                let slot = &mut self.policy.slots[id.index()];
                (slot.value, slot.ty) = (value, ty);
            }
            (Node::Slot(id), Some((Made::Criterion(body), _))) => {
                self.criterion_bodies.insert(id, body);
            }
            (Node::Slot(id), Some((Made::Probability(probability), _))) => {
                self.probabilities.insert(id, probability);
            }
            (Node::Person(id), Some((Made::Row(value), ty))) => {
                let target = &mut self.policy.person_lets[id.index()];
                (target.value, target.ty) = (value, ty);
            }
            (Node::Row(records, id), Some((Made::Row(value), ty))) => {
                let target = &mut self.policy.records[records.index()].lets[id.index()];
                (target.value, target.ty) = (value, ty);
            }
            (Node::Slot(_) | Node::Person(_) | Node::Row(..), _) => {}
        }
    }

    /// An expression outside the definitions (a veto, a key of the ranking): everything is compiled by now.
    pub fn outside<T>(&mut self, of: impl FnOnce(&mut Self) -> T) -> T {
        self.stage = 0;
        self.hidden.clear();
        let made = of(self);
        let hidden = std::mem::take(&mut self.hidden);
        self.policy.order.extend(hidden);
        made
    }
}

fn row_context(node: Node) -> Context {
    match node {
        Node::Slot(_) => Context::default(),
        Node::Person(_) => Context { person: true, ..Context::default() },
        Node::Row(records, _) => Context { row: Some(records), ..Context::default() },
    }
}
