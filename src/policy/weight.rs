//! Groups, criteria and their weights. Weights are exact, and those of a group, and of the groups, sum to exactly 1;
//! where one of them could not be read, nothing is said about their sum.

use super::checker::{Body, Checker, GroupDraft, NodeState, Placed, index};
use super::expression::Expr;
use super::mention::Meaning;
use super::model::{Criterion, Group, Missing, Slot, SlotId, SlotValue, Type};
use super::types::{Context, Ty};
use super::words;
use crate::diagnostics::{Finding, Phrase, Span, policy as codes, said, suggest};
use crate::syntax::{self, CriterionItem, Item, ItemKind, MissingMeans};
use crate::values::{Label, Name, Number, Scalar};

impl<'a> Checker<'a> {
    /// Sorts the criteria into their groups; without groups, into one that has no name. Comes before compiling.
    pub fn gather_groups(&mut self, items: &[Placed<'a>]) {
        let implicit = self.groups.is_empty();
        for (slot, state) in self.slots.clone().iter().enumerate() {
            let (Body::Criterion(criterion), Some(item)) = (state.body, state.item) else { continue };
            let slot = SlotId(index(slot));
            if implicit && criterion.group.is_none() {
                if self.groups.is_empty() {
                    self.add_implicit_group(item.header);
                }
                if let Some(group) = self.groups.first_mut() {
                    group.criteria.push((item, criterion, slot));
                }
                continue;
            }
            match self.group_of(item, criterion) {
                Some(at) => {
                    if let Some(group) = self.groups.get_mut(at) {
                        group.criteria.push((item, criterion, slot));
                    }
                }
                None => self.policy.incomplete = true,
            }
        }
        // An item that nobody knows may be a criterion, or a group.
        self.item_lost = items.iter().any(|p| p.item.broken && matches!(p.item.kind, ItemKind::Later { .. }));
        let no_criteria = self.groups.iter().all(|g| g.criteria.is_empty());
        let said = items.iter().any(|p| matches!(p.item.kind, ItemKind::Criterion(_)));
        if no_criteria && !said && !self.item_lost {
            let span = self.policy.span;
            self.report(Finding::new(&codes::POLICY_LACKS, span).arg("what", said!("criterion", "kryterium")).arg(
                "write",
                said!("criterion size \"Size\" weight 100 %", "criterion sprzedaż \"Sprzedaż\" weight 100 %"),
            ));
        }
    }

    fn add_implicit_group(&mut self, span: Span) {
        let slot = SlotId(index(self.policy.slots.len()));
        self.policy.slots.push(Slot {
            name: None,
            label: Label::default(),
            ty: Type::Points,
            value: SlotValue::Expr(Expr::Missing),
            stage: 0,
            span,
        });
        self.slots.push(NodeState::new(Body::Group(0), None));
        self.groups.push(GroupDraft { item: None, slot, criteria: Vec::new() });
    }

    fn group_of(&mut self, item: &Item, criterion: &CriterionItem) -> Option<usize> {
        let Some(name) = &criterion.group else {
            if !item.broken {
                let first = self.groups.iter().find_map(|g| g.item.map(|(_, g)| g.name.value.to_string()));
                let finding = Finding::new(&codes::LACKS, criterion.name.span)
                    .arg("what", words::named_item("criterion", criterion.name.value.as_str()))
                    .arg("lack", said!("which group it counts in", "do której grupy należy"))
                    .arg("write", format!("`in {}`", first.unwrap_or_default()));
                self.report(finding);
            }
            return None;
        };
        let found = self.groups.iter().position(|g| g.item.is_some_and(|(_, g)| g.name.value == name.value));
        if found.is_none() {
            let known = self.names.groups.keys().map(Name::as_str);
            let near = suggest::nearest(name.value.as_str(), known).map(str::to_owned);
            let finding = Finding::new(&codes::UNKNOWN_ITEM, name.span)
                .arg("kind", words::item("group"))
                .quote("name", name.value.as_str())
                .arg("hint", suggest::did_you_mean(near.as_deref()))
                .maybe_fix(near.and_then(|n| self.fixed(name.span, &n)));
            self.report(finding);
        } else {
            self.mention(name, Meaning::Account);
        }
        found
    }

    /// Makes groups and criteria of what was compiled, in the order written.
    pub fn weigh(&mut self, default: Option<&syntax::At<MissingMeans>>) {
        let drafts = std::mem::take(&mut self.groups);
        let named = drafts.iter().any(|d| d.item.is_some());
        let mut weights: Vec<Option<Number>> = Vec::new();
        for draft in &drafts {
            let weight = match draft.item {
                None => Some(Number::ONE),
                Some((item, group)) => {
                    let what = words::named_item("group", group.name.value.as_str());
                    self.weight(group.weight.as_ref(), item, group.name.span, what)
                }
            };
            let (name, label, span) = match draft.item {
                Some((item, group)) => (Some(group.name.value.clone()), group.label.clone(), item.header),
                None => (None, Label::default(), self.policy.slots[draft.slot.index()].span),
            };
            self.policy.groups.push(Group {
                name,
                label,
                weight: weight.clone().unwrap_or(Number::ZERO),
                criteria: Vec::new(),
                slot: draft.slot,
                span,
            });
            // What is broken may weigh something else than what could be read of it.
            weights.push(weight.filter(|_| draft.item.is_none_or(|(item, _)| !item.broken)));
            self.weigh_group(draft);
        }
        // A criterion without a group may be what is missing from one; the weights of groups stand by themselves.
        if named {
            let places: Vec<Span> = drafts.iter().filter_map(|d| d.item.map(|(_, g)| g.name.span)).collect();
            self.sums_to_one(&weights, said!("the groups", "grup"), places.first().copied(), &places);
        }
        self.fill_criteria(&drafts, default);
        for (at, draft) in drafts.iter().enumerate() {
            self.policy.slots[draft.slot.index()].value = SlotValue::Group(index(at));
            self.policy.slots[draft.slot.index()].ty = Type::Points;
        }
        self.groups = drafts;
    }

    fn weigh_group(&mut self, draft: &GroupDraft<'a>) {
        let mut weights = Vec::with_capacity(draft.criteria.len());
        for (item, criterion, slot) in &draft.criteria {
            let what = words::named_item("criterion", criterion.name.value.as_str());
            let weight = self.weight(criterion.weight.as_ref(), item, criterion.name.span, what);
            self.criterion_weights.insert(*slot, weight.clone());
            weights.push(weight.filter(|_| !item.broken));
        }
        let places: Vec<Span> =
            draft.criteria.iter().map(|(_, c, _)| c.weight.as_ref().map_or(c.name.span, |w| w.span)).collect();
        let (what, span) = match draft.item {
            Some((_, group)) => (
                said!("`{name}`", "w grupie `{name}`", name = Phrase::quote(group.name.value.as_str())),
                Some(group.name.span),
            ),
            None => (said!("the criteria", "kryteriów"), draft.criteria.first().map(|(_, c, _)| c.name.span)),
        };
        if draft.criteria.is_empty() {
            // Criteria that name no group, or one that does not exist, may belong here.
            if let Some((_, group)) = draft.item
                && !self.policy.incomplete
                && !self.item_lost
            {
                self.report(
                    Finding::new(&codes::EMPTY_GROUP, group.name.span).quote("name", group.name.value.as_str()),
                );
            }
            return;
        }
        let stray = self.slots.iter().any(|s| match s.body {
            Body::Criterion(c) => match &c.group {
                None => draft.item.is_some(),
                Some(g) => !self.names.groups.contains_key(&g.value),
            },
            _ => false,
        });
        if !stray {
            self.sums_to_one(&weights, what, span, &places);
        }
    }

    fn sums_to_one(&mut self, weights: &[Option<Number>], what: Phrase, span: Option<Span>, places: &[Span]) {
        let Some(known) = weights.iter().cloned().collect::<Option<Vec<Number>>>() else { return };
        let (sum, Some(span)) = (known.into_iter().sum::<Number>(), span) else { return };
        if sum == Number::ONE || self.item_lost {
            return;
        }
        let difference = if sum < Number::ONE {
            said!("{n} are missing", "brakuje {n}", n = words::percent(&(&Number::ONE - &sum)))
        } else {
            said!("{n} are too many", "o {n} za dużo", n = words::percent(&(&sum - &Number::ONE)))
        };
        let mut finding = Finding::new(&codes::WEIGHT_SUM, span)
            .arg("what", what)
            .arg("sum", words::percent(&sum))
            .arg("difference", difference);
        for place in places {
            if *place != span {
                finding = finding.note_at(*place, said!("one of them", "jedna z nich"));
            }
        }
        self.report(finding);
    }

    /// A weight: a percent or an exact fraction, above 0.
    fn weight(&mut self, e: Option<&syntax::Expr>, item: &Item, name: Span, what: Phrase) -> Option<Number> {
        let Some(e) = e else {
            if !item.broken {
                let finding = Finding::new(&codes::LACKS, name)
                    .arg("what", what)
                    .arg("lack", said!("how much it counts", "ile waży"))
                    .quote("write", "`weight 10 %`");
                self.report(finding);
            }
            return None;
        };
        let typed = self.expr(e, Context::default(), None)?;
        let fraction = matches!(e.kind, syntax::ExprKind::Arithmetic { .. });
        match (typed.ty, self.folded(&typed.expr)) {
            (Ty::Known(Type::Percent), Some(Scalar::Number(n))) => self.positive(n, e),
            (Ty::Bare, Some(Scalar::Number(n))) if fraction => self.positive(n, e),
            (_, Some(Scalar::Number(_))) if matches!(e.kind, syntax::ExprKind::Number { .. }) => {
                self.weight_unit(e, name);
                None
            }
            _ => {
                let finding = Finding::new(&codes::WEIGHT_FORM, e.span).quote("text", self.slice(e));
                self.report(finding);
                None
            }
        }
    }

    /// A weight with no unit, or another: `30`, `30 PLN`, `0.3`.
    fn weight_unit(&mut self, e: &syntax::Expr, name: Span) {
        let written = self.slice(e).to_owned();
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ' ');
        let number = written.split(|c| !digits(c)).next().unwrap_or_default().trim();
        let write = match Number::parse(number) {
            Ok(n) if n < Number::ONE => words::percent(&n),
            _ => format!("{number} %"),
        };
        let finding = Finding::new(&codes::WEIGHT_UNIT, e.span)
            .quote("name", self.sources.slice(name))
            .arg("write", &write)
            .maybe_fix(self.fixed(e.span, &write));
        self.report(finding);
    }

    fn positive(&mut self, n: Number, e: &syntax::Expr) -> Option<Number> {
        if n.is_negative() || n.is_zero() {
            let finding = Finding::new(&codes::WEIGHT_FORM, e.span).quote("text", self.slice(e));
            self.report(finding);
            return None;
        }
        Some(n)
    }

    fn fill_criteria(&mut self, drafts: &[GroupDraft<'a>], default: Option<&syntax::At<MissingMeans>>) {
        let mut all: Vec<(usize, &'a Item, &'a CriterionItem, SlotId)> = drafts
            .iter()
            .enumerate()
            .flat_map(|(at, d)| d.criteria.iter().map(move |(i, c, s)| (at, *i, *c, *s)))
            .collect();
        all.sort_by_key(|(_, _, _, slot)| *slot);
        for (group, item, criterion, slot) in all {
            let weight = self.criterion_weights.remove(&slot).flatten();
            let body = self.criterion_bodies.remove(&slot);
            let missing = self.missing_means(criterion.missing.as_ref().or(default));
            let (Some(body), Some(missing)) = (body, missing) else {
                self.policy.incomplete = true;
                continue;
            };
            if weight.is_none() || item.broken {
                self.policy.incomplete = true;
            }
            let at = index(self.policy.criteria.len());
            self.policy.criteria.push(Criterion {
                name: criterion.name.value.clone(),
                label: criterion.label.clone(),
                group: index(group),
                weight: weight.unwrap_or(Number::ZERO),
                missing,
                less_is_better: criterion.less_is_better.is_some(),
                because: criterion.because.as_ref().map(|b| b.value.clone()),
                body,
                slot,
                span: item.header,
                weight_span: criterion.weight.as_ref().map_or(item.header, |w| w.span),
            });
            if let Some(group) = self.policy.groups.get_mut(group) {
                group.criteria.push(at);
            }
            self.policy.slots[slot.index()].value = SlotValue::Criterion(at);
            self.policy.slots[slot.index()].ty = Type::Points;
        }
    }

    fn missing_means(&mut self, written: Option<&syntax::At<MissingMeans>>) -> Option<Missing> {
        match written.map(|w| (&w.value, w.span)) {
            None | Some((MissingMeans::Unknown, _)) => Some(Missing::Unknown),
            Some((MissingMeans::Exclude, _)) => Some(Missing::Exclude),
            Some((MissingMeans::Fail, _)) => Some(Missing::Fail),
            Some((MissingMeans::Points(n), span)) => {
                if super::bounds::points().contains(n) {
                    return Some(Missing::Points(n.clone()));
                }
                self.report(Finding::new(&codes::POINTS_RANGE, span).arg("text", n.to_string()));
                None
            }
        }
    }
}
