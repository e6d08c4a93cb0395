//! The ladder of tiers and what stands around it: vetoes, limits, the ranking, documents. Tiers are read before
//! expressions are compiled (their names are an enumeration), their thresholds after.

use super::checker::{Checker, Placed, index};
use super::expression::Expr;
use super::mention::Meaning;
use super::model::{Document, Limit, RankKey, Tier, Type, UnknownVeto, Veto};
use super::types::{Context, Ty};
use super::words::quoted;
use super::{fix, words};
use crate::diagnostics::{Finding, Fix, Phrase, Span, policy as codes, said, suggest};
use crate::syntax::{
    self, DocumentItem, Item, ItemKind, LimitItem, RankItem, Threshold, TierItem, UnknownMeans, VetoItem,
};
use crate::values::{Day, Name, Number, Scalar};

impl<'a> Checker<'a> {
    /// The names of the tiers as an ordered enumeration, worst first.
    pub fn declare_tiers(&mut self, items: &[Placed<'a>]) {
        let mut values: Vec<super::EnumerationValue> = Vec::new();
        for placed in items {
            let ItemKind::Tier(tier) = &placed.item.kind else { continue };
            let first = self.names.tiers.get(&tier.name.value) == Some(&tier.name.span);
            if first && !placed.library && values.len() < crate::values::ChoiceSet::MAX {
                values.push(super::EnumerationValue {
                    name: tier.name.value.clone(),
                    label: tier.label.clone(),
                    number: None,
                });
            }
        }
        values.reverse();
        let at = self.policy.tier_enumeration.index();
        if let Some(enumeration) = self.policy.enumerations.get_mut(at) {
            enumeration.values = values;
        }
    }

    /// The ladder itself.
    pub fn tiers(&mut self, items: &[Placed<'a>]) {
        let written: Vec<(&Item, &TierItem)> = items
            .iter()
            .filter(|p| !p.library)
            .filter_map(|p| if let ItemKind::Tier(tier) = &p.item.kind { Some((p.item, tier)) } else { None })
            .filter(|(_, tier)| self.names.tiers.get(&tier.name.value) == Some(&tier.name.span))
            .collect();
        let Some((last_item, last)) = written.last().copied() else {
            let span = self.policy.span;
            self.report(
                Finding::new(&codes::POLICY_LACKS, span)
                    .arg("what", said!("tier", "poziomu"))
                    .quote("write", "tier A from 60 points"),
            );
            return;
        };
        self.tiers_unread = written.iter().any(|(item, _)| item.broken);
        let mut whole = true;
        for (at, (item, tier)) in written.iter().enumerate() {
            let is_last = at + 1 == written.len();
            let from = match tier.threshold.as_ref().map(|t| (&t.value, t.span)) {
                None => {
                    if !item.broken {
                        // Only the last tier is sure to need no number.
                        let alone = is_last && at > 0 && tier.when.is_none();
                        let end = Span { start: item.header.end, ..item.header };
                        let otherwise = alone.then(|| self.fixed(end, " otherwise")).flatten();
                        let finding = Finding::new(&codes::LACKS, tier.name.span)
                            .arg("what", super::words::named_item("tier", tier.name.value.as_str()))
                            .arg("lack", said!("where it begins", "gdzie się zaczyna"))
                            .arg(
                                "write",
                                said!(
                                    "`from 60 points`, or `otherwise` for the last one",
                                    "`from 60 points`, a przy ostatnim `otherwise`",
                                ),
                            )
                            .maybe_fix(otherwise);
                        self.report(finding);
                    }
                    whole = false;
                    None
                }
                Some((Threshold::Otherwise, span)) => {
                    if !is_last {
                        let others = written.iter().filter(|(_, other)| other.name.span != tier.name.span);
                        let wanted: Vec<Span> = others.chain([&(*item, *tier)]).map(|(item, _)| item.span).collect();
                        let finding = Finding::new(&codes::OTHERWISE_LAST, span)
                            .quote("name", tier.name.value.as_str())
                            .maybe_fix(fix::reordered(self.sources, &wanted));
                        self.report(finding);
                        whole = false;
                    }
                    None
                }
                Some((Threshold::From(e), _)) => {
                    let made = self.threshold(e);
                    whole &= made.is_some();
                    made
                }
            };
            let when = match &tier.when {
                None => Some(None),
                Some(e) => self.outside(|c| c.condition(e, Context::default())).map(Some),
            };
            if when.is_none() || item.broken {
                self.policy.incomplete = true;
            }
            self.policy.tiers.push(Tier {
                name: tier.name.value.clone(),
                label: tier.label.clone(),
                from,
                when: when.flatten(),
                span: item.header,
            });
        }
        if !whole {
            self.policy.incomplete = true;
            return;
        }
        match &last.threshold {
            Some(t) if t.value == Threshold::Otherwise => {
                if let Some(when) = &last.when {
                    let finding = Finding::new(&codes::OTHERWISE_WHEN, when.span)
                        .quote("name", last.name.value.as_str())
                        .maybe_fix(fix::with_removed(self.sources, when.span, "when"));
                    self.report(finding);
                }
            }
            _ if last_item.broken => {}
            _ => {
                let fix = last.threshold.as_ref().and_then(|t| self.fixed(t.span, "otherwise"));
                let finding = Finding::new(&codes::LAST_TIER, last.name.span)
                    .quote("name", last.name.value.as_str())
                    .maybe_fix(fix);
                self.report(finding);
                self.policy.incomplete = true;
                return;
            }
        }
        self.falling(&written);
    }

    fn threshold(&mut self, e: &syntax::Expr) -> Option<Expr> {
        let typed = self.expr(e, Context::default(), Some(Type::Points))?;
        let expr = self.fitted(typed, e, Type::Points, "the score")?;
        match &expr {
            Expr::Constant(_) | Expr::Parameter(_) => {}
            other => match self.folded(other) {
                Some(scalar) => return Some(Expr::Constant(scalar)),
                None => {
                    let finding = Finding::new(&codes::THRESHOLD_FORM, e.span).quote("text", self.slice(e));
                    self.report(finding);
                    return None;
                }
            },
        }
        self.within_points(&expr, e)?;
        Some(expr)
    }

    /// Thresholds strictly fall, whatever the day.
    fn falling(&mut self, written: &[(&Item, &TierItem)]) {
        let mut days: Vec<Option<Day>> = vec![None];
        for tier in &self.policy.tiers {
            if let Some(Expr::Parameter(id)) = &tier.from {
                days.extend(self.policy.parameters[id.index()].later.iter().map(|(day, _)| Some(*day)));
            }
        }
        days.sort();
        days.dedup();
        for at in 1..self.policy.tiers.len() {
            let (Some(above), Some(below)) = (self.policy.tiers.get(at - 1), self.policy.tiers.get(at)) else {
                continue;
            };
            let clash = days.iter().find_map(|day| {
                let (high, low) = (self.points_on(above, *day)?, self.points_on(below, *day)?);
                (low >= high).then_some((*day, high, low))
            });
            let Some((day, high, low)) = clash else { continue };
            let when = match day {
                Some(day) => said!(" from {day} on", " od {day}", day = day.to_string()),
                None => Phrase::quote(""),
            };
            let finding = Finding::new(&codes::TIERS_FALL, below.span)
                .quote("name", below.name.as_str())
                .arg("low", low.to_string())
                .quote("above", above.name.as_str())
                .arg("high", high.to_string())
                .arg("when", when)
                .maybe_fix(self.tiers_in_order(written))
                .note_at(above.span, said!("the better tier", "lepszy poziom"));
            self.report(finding);
            self.policy.incomplete = true;
        }
    }

    /// The tiers as they would stand highest first, where their names then stand in order as well: A before B. Where the names
    /// stand in order already it is a number that slipped, and changing places would put the lower tier on top.
    fn tiers_in_order(&self, written: &[(&Item, &TierItem)]) -> Option<Fix> {
        let mut ladder: Vec<(Number, Span)> = Vec::new();
        let mut last = Vec::new();
        for (tier, (item, _)) in self.policy.tiers.iter().zip(written) {
            match self.points_on(tier, None) {
                Some(points) => ladder.push((points, item.span)),
                None => last.push(item.span),
            }
        }
        ladder.sort_by(|(a, _), (b, _)| b.cmp(a));
        let falls = ladder.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if b < a));
        let wanted: Vec<Span> = ladder.into_iter().map(|(_, span)| span).chain(last).collect();
        let named = wanted.iter().filter_map(|span| written.iter().find(|(item, _)| item.span == *span));
        let by_name = named.map(|(_, tier)| tier.name.value.as_str()).is_sorted();
        fix::reordered(self.sources, &wanted).filter(|_| falls && by_name)
    }

    fn points_on(&self, tier: &Tier, day: Option<Day>) -> Option<Number> {
        let scalar = match tier.from.as_ref()? {
            Expr::Parameter(id) => {
                let parameter = &self.policy.parameters[id.index()];
                day.map_or(&parameter.first, |d| parameter.at(d)).clone()
            }
            Expr::Constant(scalar) => scalar.clone(),
            _ => return None,
        };
        match scalar {
            Scalar::Number(n) => Some(n),
            Scalar::Day(_) | Scalar::YesNo(_) | Scalar::Choice(_) | Scalar::Text(_) => None,
        }
    }

    /// The index of a tier, or what is wrong with its name.
    pub fn tier_named(&mut self, name: &syntax::Ident) -> Option<u16> {
        let found = self.policy.tiers.iter().position(|t| t.name == name.value);
        // What could not be read may have been the tier.
        if found.is_none() && !self.policy.tiers.is_empty() && !self.tiers_unread {
            let known: Vec<&str> = self.policy.tiers.iter().map(|t| t.name.as_str()).collect();
            let near = suggest::nearest(name.value.as_str(), known.iter().copied()).map(str::to_owned);
            let finding = Finding::new(&codes::UNKNOWN_ITEM, name.span)
                .arg("kind", super::words::item("tier"))
                .quote("name", name.value.as_str())
                .arg("hint", said!(": the tiers are {tiers}.", ": poziomy to {tiers}.", tiers = quoted(&known)))
                .maybe_fix(near.and_then(|n| self.fixed(name.span, &n)));
            self.report(finding);
        } else if found.is_some() {
            self.mention(name, |name| Meaning::Item("tier", name));
        }
        found.map(index)
    }

    pub fn veto(&mut self, item: &Item, veto: &VetoItem) {
        let Some(when) = self.when_of(item, "veto", &veto.name, veto.when.as_ref(), Context::default()) else { return };
        let unknown = match veto.unknown.as_ref().map(|u| u.value) {
            None | Some(UnknownMeans::Hold) => UnknownVeto::Hold,
            Some(UnknownMeans::Pass) => UnknownVeto::Pass,
            Some(UnknownMeans::Exclude) => UnknownVeto::Exclude,
        };
        self.policy.vetoes.push(Veto {
            name: veto.name.value.clone(),
            label: veto.label.clone(),
            when,
            because: veto.because.as_ref().map(|b| b.value.clone()),
            unknown,
            span: item.header,
        });
    }

    pub fn limit(&mut self, item: &Item, limit: &LimitItem) {
        let when = self.when_of(item, "limit", &limit.name, limit.when.as_ref(), Context::default());
        let to = match &limit.to {
            Some(name) => self.tier_named(name),
            None => {
                if !item.broken {
                    let finding = Finding::new(&codes::LACKS, limit.name.span)
                        .arg("what", super::words::named_item("limit", limit.name.value.as_str()))
                        .arg("lack", said!("to which tier it keeps", "do którego poziomu ogranicza"))
                        .arg("write", said!("`to tier NAME`", "`to tier NAZWA`"));
                    self.report(finding);
                }
                None
            }
        };
        let (Some(when), Some(to)) = (when, to) else {
            self.policy.incomplete = true;
            return;
        };
        self.policy.limits.push(Limit {
            name: limit.name.value.clone(),
            label: limit.label.clone(),
            to,
            when,
            because: limit.because.as_ref().map(|b| b.value.clone()),
            span: item.header,
        });
    }

    /// A condition that an item cannot do without.
    pub fn when_of(
        &mut self,
        item: &Item,
        keyword: &str,
        name: &syntax::Ident,
        when: Option<&syntax::Expr>,
        cx: Context,
    ) -> Option<Expr> {
        let made = match when {
            Some(e) => self.outside(|c| c.condition(e, cx)),
            None => {
                if !item.broken {
                    let finding = Finding::new(&codes::LACKS, name.span)
                        .arg("what", super::words::named_item(keyword, name.value.as_str()))
                        .arg("lack", said!("when it applies", "kiedy obowiązuje"))
                        .arg("write", said!("`when` and a condition", "`when` i warunek"));
                    self.report(finding);
                }
                None
            }
        };
        if made.is_none() || item.broken {
            self.policy.incomplete = true;
        }
        made
    }

    /// What accounts are sorted by.
    pub fn rank(&mut self, item: &Item, rank: &RankItem, first: &mut Option<Span>) {
        if let Some(first) = *first {
            self.report(
                Finding::new(&codes::TWO_OF_ONE, item.header)
                    .quote("keyword", "rank")
                    .note_at(first, said!("the first one stands here", "pierwszy stoi tutaj")),
            );
            return;
        }
        *first = Some(item.header);
        let cx = Context { outcome: true, ..Context::default() };
        for key in &rank.keys {
            let Some(typed) = self.outside(|c| c.expr(&key.value, cx, None)) else {
                self.policy.incomplete = true;
                continue;
            };
            let sortable = match typed.ty {
                Ty::Known(Type::Text) | Ty::Missing => false,
                Ty::Known(Type::OneOf(id)) => self.policy.enumeration(id).ordered,
                Ty::Known(_) | Ty::Bare => true,
            };
            match typed.ty.settled() {
                Some(ty) if sortable => {
                    self.policy.rank.push(RankKey { value: typed.expr, ty, lowest: key.lowest, span: key.value.span });
                }
                settled => {
                    let ty = settled.map_or(super::types::no_value(), |ty| words::described(&self.policy, ty));
                    let finding = Finding::new(&codes::RANK_BY, key.value.span)
                        .quote("text", self.slice(&key.value))
                        .arg("type", ty);
                    self.report(finding);
                }
            }
        }
    }

    /// Without a `rank by` line, the score decides.
    pub fn rank_by_score(&mut self) {
        if self.policy.rank.is_empty() {
            let span = self.policy.span;
            self.policy.rank.push(RankKey { value: Expr::Score, ty: Type::Points, lowest: false, span });
        }
    }

    pub fn document(&mut self, item: &Item, document: &DocumentItem) {
        let cx = Context { outcome: true, ..Context::default() };
        let when = match &document.when {
            None => Some(None),
            Some(e) => self.outside(|c| c.condition(e, cx)).map(Some),
        };
        let Some(when) = when else {
            self.policy.incomplete = true;
            return;
        };
        // A document that names no template uses the one of its own name.
        let template = match &document.template {
            Some(template) => template.value.clone(),
            None => format!("{}.md", document.name.value),
        };
        self.policy.documents.push(Document {
            name: document.name.value.clone(),
            label: document.label.clone(),
            template,
            when,
            span: item.header,
        });
    }

    /// `include NAME`: is there such a library?
    pub fn include(&mut self, name: &syntax::Ident) {
        let text = name.value.as_str();
        let shipped = super::library::includable();
        self.mention(name, |name| Meaning::Item("library", name));
        if shipped.contains(&text) || self.names.libraries.contains_key(&name.value) {
            return;
        }
        self.lacking_libraries.push(name.span);
        let known = shipped.iter().copied().chain(self.names.libraries.keys().map(Name::as_str));
        let near = suggest::nearest(text, known).map(str::to_owned);
        let finding = Finding::new(&codes::UNKNOWN_ITEM, name.span)
            .arg("kind", super::words::item("library"))
            .quote("name", text)
            .arg("hint", suggest::did_you_mean(near.as_deref()))
            .maybe_fix(near.and_then(|n| self.fixed(name.span, &n)));
        self.report(finding);
    }
}
