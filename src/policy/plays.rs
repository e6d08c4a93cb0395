//! What is done about an account, apart from playbooks: channels, needs, benefits, offers, alerts and KPIs. Each kind has
//! a namespace of its own. Channels, needs and playbooks are declared first, so that anything can speak of them wherever
//! it stands; what they say is read once everything computed is compiled.

use super::checker::{Checker, Declared, Placed, index};
use super::expression::Expr;
use super::mention::Meaning;
use super::model::{Alert, Benefit, Channel, ChannelId, Kpi, KpiRow, Need, NeedId, Offer, Playbook, PlaybookId, Type};
use super::types::{Context, Ty};
use super::words::quoted;
use crate::diagnostics::{Finding, Phrase, Span, plays as play_codes, policy as codes, said, suggest};
use crate::syntax::{
    self, ActionItem, AlertItem, BenefitItem, CellKind, ChannelItem, Heading, Ident, Item, ItemKind, KpiItem,
    OfferItem, Severity,
};
use crate::values::{ChoiceSet, Label, Name, Number};
use std::collections::HashMap;

/// Score, tier and stage may decide what is done.
pub(super) const ABOUT_ACCOUNT: Context = Context { person: false, row: None, outcome: true };

/// The names of what is done, by namespace.
#[derive(Debug, Default)]
pub(super) struct PlayNames<'a> {
    pub channels: HashMap<Name, Declared<ChannelId>>,
    pub needs: HashMap<Name, Declared<NeedId>>,
    pub playbooks: HashMap<Name, Declared<PlaybookId>>,
    /// The actions of each playbook that have a name of their own.
    pub actions: Vec<Vec<&'a ActionItem>>,
    pub others: HashMap<(&'static str, Name), Declared<()>>,
}

impl<'a> Checker<'a> {
    /// Declares the names, before types are read (`one of channels`).
    pub fn declare_plays(&mut self, items: &[Placed<'a>]) {
        for placed in items {
            let (library, span) = (placed.library, placed.item.header);
            match &placed.item.kind {
                ItemKind::Channel(channel) => {
                    let id = ChannelId(index(self.policy.channels.len()));
                    if self.declare_play(|n| &mut n.channels, &channel.name, id, library) {
                        let (name, label) = (channel.name.value.clone(), channel.label.clone());
                        let (effort, cost) = (Number::ZERO, Number::ZERO);
                        self.policy.channels.push(Channel { name, label, effort, cost, span });
                    }
                }
                ItemKind::Need(need) => {
                    let id = NeedId(index(self.policy.needs.len()));
                    if self.declare_play(|n| &mut n.needs, &need.name, id, library) {
                        let (name, label) = (need.name.value.clone(), need.label.clone());
                        self.policy.needs.push(Need { name, label, span });
                    }
                }
                ItemKind::Playbook(playbook) => {
                    let id = PlaybookId(index(self.policy.playbooks.len()));
                    if self.declare_play(|n| &mut n.playbooks, &playbook.name, id, library) {
                        self.policy.playbooks.push(empty_playbook(&playbook.name, &playbook.label, span));
                        let actions = self.declare_actions(playbook);
                        self.names.plays.actions.push(actions);
                    }
                }
                ItemKind::Benefit(benefit) => self.declare_other("benefit", &benefit.name, library),
                ItemKind::Offer(offer) => self.declare_other("offer", &offer.name, library),
                ItemKind::Alert(alert) => self.declare_other("alert", &alert.name, library),
                ItemKind::Kpi(kpi) => self.declare_other("kpi", &kpi.name, library),
                _ => {}
            }
        }
    }

    /// Declares a name in one of the namespaces; whether it was free.
    fn declare_play<T: Copy>(
        &mut self,
        of: impl for<'p> Fn(&'p mut PlayNames<'a>) -> &'p mut HashMap<Name, Declared<T>>,
        name: &Ident,
        symbol: T,
        library: bool,
    ) -> bool {
        if !self.check_name(name) {
            return false;
        }
        let declared = Declared { symbol, span: Some(name.span), library };
        let names = of(&mut self.names.plays);
        let Some(first) = names.get(&name.value).copied() else {
            names.insert(name.value.clone(), declared);
            return true;
        };
        self.clash(name, first.span, false, first.library || library);
        false
    }

    fn declare_other(&mut self, kind: &'static str, name: &Ident, library: bool) {
        if !self.check_name(name) {
            return;
        }
        let key = (kind, name.value.clone());
        match self.names.plays.others.get(&key).copied() {
            Some(first) => self.clash(name, first.span, false, first.library || library),
            None => {
                let declared = Declared { symbol: (), span: Some(name.span), library };
                self.names.plays.others.insert(key, declared);
            }
        }
    }

    /// Whether this is the declaration that gave the name its meaning.
    fn stands_for(first: Option<Option<Span>>, name: &Ident) -> bool {
        first.flatten() == Some(name.span)
    }

    /// Effort and cost of a channel.
    pub fn channel(&mut self, item: &Item, channel: &ChannelItem) {
        let declared = self.names.plays.channels.get(&channel.name.value).copied();
        let effort = self.hours(channel.effort.as_ref());
        let cost = self.money_amount(channel.cost.as_ref(), "cost");
        let known = declared.filter(|d| d.span == Some(channel.name.span));
        match (known.and_then(|d| self.policy.channels.get_mut(d.symbol.index())), effort, cost) {
            (Some(made), Some(effort), Some(cost)) if !item.broken => (made.effort, made.cost) = (effort, cost),
            _ => self.policy.incomplete = true,
        }
    }

    pub fn benefit(&mut self, item: &Item, benefit: &BenefitItem) {
        if benefit.answers.is_empty() && !item.broken {
            let finding = Finding::new(&codes::LACKS, benefit.name.span)
                .arg("what", super::words::named_item("benefit", benefit.name.value.as_str()))
                .arg("lack", said!("which needs it answers", "na jakie potrzeby odpowiada"))
                .arg("write", said!("`answers` and the names of needs", "`answers` i nazwy potrzeb"));
            self.report(finding);
        }
        let answers: Vec<Option<NeedId>> = benefit.answers.iter().map(|n| self.need(n)).collect();
        self.policy.incomplete |= item.broken || answers.iter().any(Option::is_none);
        let first = self.names.plays.others.get(&("benefit", benefit.name.value.clone())).map(|d| d.span);
        if Self::stands_for(first, &benefit.name) {
            self.policy.benefits.push(Benefit {
                name: benefit.name.value.clone(),
                label: benefit.label.clone(),
                answers: answers.into_iter().flatten().collect(),
                evidence: benefit.evidence.as_ref().map(|e| e.value.clone()),
                span: item.header,
            });
        }
    }

    fn need(&mut self, name: &Ident) -> Option<NeedId> {
        let found = self.names.plays.needs.get(&name.value).map(|d| d.symbol);
        if found.is_none() {
            let known: Vec<String> = self.names.plays.needs.keys().map(ToString::to_string).collect();
            self.no_such(super::words::item("need"), name.span, name.value.as_str(), &known);
        } else {
            self.mention(name, |name| Meaning::Item("need", name));
        }
        found
    }

    /// Reports a name that nothing of its kind has, with the nearest that something has.
    pub fn no_such(&mut self, kind: Phrase, span: Span, name: &str, known: &[String]) {
        let near = suggest::nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
        let finding = Finding::new(&codes::UNKNOWN_ITEM, span)
            .arg("kind", kind)
            .quote("name", name)
            .arg("hint", suggest::did_you_mean(near.as_deref()))
            .maybe_fix(near.and_then(|n| self.fixed(span, &n)));
        self.report(finding);
    }

    /// A condition that need not be there: none where it could not be read.
    pub fn optional_condition(&mut self, when: Option<&syntax::Expr>, cx: Context) -> Option<Option<Expr>> {
        match when {
            None => Some(None),
            Some(e) => self.outside(|c| c.condition(e, cx)).map(Some),
        }
    }

    pub fn offer(&mut self, item: &Item, offer: &OfferItem) {
        let when = self.optional_condition(offer.when.as_ref(), ABOUT_ACCOUNT);
        self.policy.incomplete |= item.broken || when.is_none();
        let text = |t: &Option<syntax::At<Label>>| t.as_ref().map(|t| t.value.clone());
        if let Some(when) = when {
            self.policy.offers.push(Offer {
                name: offer.name.value.clone(),
                label: offer.label.clone(),
                when,
                terms: text(&offer.terms),
                approval: text(&offer.approval),
                because: text(&offer.because),
                span: item.header,
            });
        }
    }

    pub fn alert(&mut self, item: &Item, alert: &AlertItem) {
        let when = self.when_of(item, "alert", &alert.name, alert.when.as_ref(), ABOUT_ACCOUNT);
        let starts = alert.starts.as_ref().map(|name| self.playbook_named(name));
        self.policy.incomplete |= starts == Some(None);
        if let Some(when) = when {
            self.policy.alerts.push(Alert {
                name: alert.name.value.clone(),
                label: alert.label.clone(),
                when,
                severity: alert.severity.as_ref().map_or(Severity::Medium, |s| s.value),
                starts: starts.flatten(),
                because: alert.because.as_ref().map(|b| b.value.clone()),
                span: item.header,
            });
        }
    }

    fn playbook_named(&mut self, name: &Ident) -> Option<PlaybookId> {
        let found = self.names.plays.playbooks.get(&name.value).map(|d| d.symbol);
        if found.is_none() {
            let known: Vec<String> = self.names.plays.playbooks.keys().map(ToString::to_string).collect();
            self.no_such(super::words::item("playbook"), name.span, name.value.as_str(), &known);
        } else {
            self.mention(name, |name| Meaning::Item("playbook", name));
        }
        found
    }

    pub fn kpi(&mut self, item: &Item, kpi: &KpiItem) {
        let value = self.measured(&kpi.value, item.broken);
        let review = kpi.review.as_ref().map(|e| self.calendar(e, "review every"));
        let ty = value.as_ref().map(|(_, ty)| *ty);
        let rows = ty.and_then(|ty| self.kpi_rows(kpi, ty));
        let whole = !item.broken && review != Some(None);
        match (value, rows) {
            (Some((value, ty)), Some(rows)) if whole => self.policy.kpis.push(Kpi {
                name: kpi.name.value.clone(),
                label: kpi.label.clone(),
                value,
                ty,
                rows,
                review: review.flatten(),
                span: item.header,
            }),
            _ => self.policy.incomplete = true,
        }
    }

    /// A figure of the account that is watched.
    fn measured(&mut self, e: &syntax::Expr, broken: bool) -> Option<(Expr, Type)> {
        // Where the figure could not be read, `missing` stands in its place.
        if broken && matches!(e.kind, syntax::ExprKind::Missing) {
            return None;
        }
        let typed = self.outside(|c| c.expr(e, ABOUT_ACCOUNT, None))?;
        match typed.ty {
            Ty::Missing => {
                self.report(Finding::new(&codes::MISSING_OPERAND, e.span));
                None
            }
            Ty::Known(ty) if !ty.is_numeric() => {
                self.not_numeric(e, ty, said!("A KPI", "Wskaźnik"));
                None
            }
            ty => ty.settled().map(|ty| (typed.expr, ty)),
        }
    }

    fn kpi_rows(&mut self, kpi: &KpiItem, ty: Type) -> Option<Vec<KpiRow>> {
        let all = self.all_of(self.policy.tier_enumeration);
        let Some(table) = &kpi.table else {
            let Some(target) = &kpi.target else {
                let Some(alarm) = &kpi.alarm else { return Some(Vec::new()) };
                self.report(Finding::new(&play_codes::ALARM_ALONE, alarm.span));
                return None;
            };
            let row = self.kpi_row(all, target, kpi.alarm.as_ref(), ty, kpi.name.value.as_str(), target.span)?;
            return Some(vec![row]);
        };
        if let Some(stray) = kpi.target.as_ref().or(kpi.alarm.as_ref()) {
            self.report(Finding::new(&play_codes::TARGET_TWICE, stray.span));
            return None;
        }
        let columns: Vec<&str> = table
            .header
            .iter()
            .map(|h| match &h.value {
                Heading::Name(path) => match path.parts.as_slice() {
                    [name] => name.value.as_str(),
                    _ => "",
                },
                _ => "",
            })
            .collect();
        if !matches!(columns.as_slice(), ["tier", "target"] | ["tier", "target", "alarm"]) {
            // A header that could not be read has its finding.
            if !table.incomplete {
                let span = table.header.first().map_or(table.span, |h| h.span);
                let span = table.header.last().map_or(span, |h| span.to(h.span));
                self.report(Finding::new(&play_codes::KPI_HEADER, span));
            }
            return None;
        }
        let mut taken: Vec<(ChoiceSet, Span)> = Vec::new();
        let mut rows = Vec::new();
        let mut whole = !table.incomplete;
        for row in &table.rows {
            let [tiers, target, rest @ ..] = row.cells.as_slice() else { continue };
            let made = self.tiers_of(tiers, all, &mut taken);
            let target = self.one_value(target);
            let alarm = match rest.first() {
                None | Some(syntax::Cell { kind: CellKind::Missing, .. }) => Some(None),
                Some(cell) => self.one_value(cell).map(Some),
            };
            // Figures are looked at whether or not the tiers could be read.
            let row = match (target, alarm) {
                (Some(target), Some(alarm)) => {
                    self.kpi_row(made.unwrap_or(all), target, alarm, ty, kpi.name.value.as_str(), row.span)
                }
                _ => None,
            };
            let row = row.filter(|_| made.is_some());
            whole &= row.is_some();
            rows.extend(row);
        }
        whole.then_some(rows)
    }

    fn kpi_row(
        &mut self,
        tiers: ChoiceSet,
        target: &syntax::Expr,
        alarm: Option<&syntax::Expr>,
        ty: Type,
        name: &str,
        span: Span,
    ) -> Option<KpiRow> {
        let wanted = self.constant_number(target, ty, name);
        let alarm_at = alarm.map(|a| self.constant_number(a, ty, name));
        let (target, alarm_at) = (wanted?, alarm_at.map_or(Some(None), |a| a.map(Some))?);
        if let (Some(at), Some(written)) = (&alarm_at, alarm)
            && *at == target
        {
            self.report(Finding::new(&play_codes::ALARM_IS_TARGET, written.span));
            return None;
        }
        Some(KpiRow { tiers, target, alarm: alarm_at, span })
    }

    /// The value of a cell under `target` or `alarm`.
    fn one_value<'c>(&mut self, cell: &'c syntax::Cell) -> Option<&'c syntax::Expr> {
        match &cell.kind {
            CellKind::Values(values) => match values.as_slice() {
                [value] => return Some(value),
                _ => self.cell_form(cell, super::cell::one_value()),
            },
            CellKind::Broken => {}
            _ => self.cell_form(cell, super::cell::one_value()),
        }
        None
    }

    /// The tiers of a row; each may stand in one row only.
    fn tiers_of(
        &mut self,
        cell: &syntax::Cell,
        all: ChoiceSet,
        taken: &mut Vec<(ChoiceSet, Span)>,
    ) -> Option<ChoiceSet> {
        let id = self.policy.tier_enumeration;
        let tiers: ChoiceSet = match &cell.kind {
            CellKind::Any => all,
            CellKind::Broken => return None,
            CellKind::Values(values) => {
                let mut set = Vec::new();
                for value in values {
                    match self.constant(value, Type::OneOf(id), "tier")? {
                        crate::values::Scalar::Choice(choice) => set.push(choice),
                        _ => return None,
                    }
                }
                set.into_iter().collect()
            }
            _ => {
                self.cell_form(cell, said!("some tiers, or `any`", "poziomy albo `any`"));
                return None;
            }
        };
        let twice =
            taken.iter().find_map(|(other, span)| tiers.iter().find(|t| other.contains(*t)).map(|t| (t, *span)));
        if let Some((tier, first)) = twice {
            let names = &self.policy.enumeration(id).values;
            let name = names.get(usize::from(tier)).map_or_else(String::new, |v| v.name.to_string());
            let finding = Finding::new(&play_codes::TIER_TWICE, cell.span)
                .arg("tier", quoted(&[name.as_str()]))
                .note_at(first, said!("the other row", "drugi wiersz"));
            self.report(finding);
            return None;
        }
        taken.push((tiers, cell.span));
        Some(tiers)
    }
}

fn empty_playbook(name: &Ident, label: &Label, span: Span) -> Playbook {
    Playbook {
        name: name.value.clone(),
        label: label.clone(),
        when: None,
        because: None,
        objectives: Vec::new(),
        actions: Vec::new(),
        span,
    }
}
