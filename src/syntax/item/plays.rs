//! Items of what is done about an account: channels, benefits, playbooks with their objectives and actions, offers,
//! alerts, KPIs.

use super::Rule;
use super::expression::{amount_operand, expr, nothing, path};
use super::head::text_value;
use super::kind::Parts;
use super::number;
use crate::diagnostics::{Finding, Span, syntax as codes};
use crate::syntax::tree::*;
use crate::syntax::words;
use crate::values::Name;
use pest::iterators::Pair;

impl<'s> Parts<'_, 's> {
    pub fn channel(&mut self) -> ItemKind {
        let effort = self.amount(Rule::c_effort);
        let cost = self.amount(Rule::c_cost);
        let (name, label) = self.name_and_label();
        ItemKind::Channel(ChannelItem { name, label, effort, cost })
    }

    pub fn benefit(&mut self) -> ItemKind {
        let answers = self.clauses.take(Rule::c_answers).map(|c| self.idents(c, Rule::ident)).unwrap_or_default();
        let evidence = self.wording(Rule::c_evidence);
        let (name, label) = self.name_and_label();
        ItemKind::Benefit(BenefitItem { name, label, answers, evidence })
    }

    /// The playbook without its blocks.
    pub fn playbook(&mut self) -> ItemKind {
        let when = self.expr(Rule::c_when);
        let because = self.wording(Rule::c_because);
        let (name, label) = self.name_and_label();
        let (objectives, actions) = (Vec::new(), Vec::new());
        ItemKind::Playbook(PlaybookItem { name, label, when, because, objectives, actions })
    }

    /// A block with what it is to reach.
    pub fn objective(&mut self, span: Span) -> ObjectiveItem {
        let measure = self.clauses.take(Rule::c_measure).and_then(|c| self.measure(c));
        let owner = self.clauses.take(Rule::c_owner).map(|c| self.owner(c));
        let (name, label) = self.name_and_label();
        ObjectiveItem { span, name, label, measure, owner }
    }

    fn measure(&mut self, clause: Pair<'s, Rule>) -> Option<MeasureLine> {
        let span = self.reader.at(&clause);
        let mut amounts = Vec::new();
        let (mut within, mut at_most) = (None, false);
        for part in clause.into_inner() {
            match part.as_rule() {
                Rule::side => at_most = part.as_str().ends_with("most"),
                Rule::amount => amounts.push(amount_operand(self.reader, part)),
                Rule::quantity => within = Some(number::quantity(self.reader, part)),
                _ => {}
            }
        }
        let mut amounts = amounts.into_iter();
        Some(MeasureLine { span, value: amounts.next()?, target: amounts.next()?, at_most, within })
    }

    /// A block with something to do. Whether a line of it could not be read is known by who reads the block.
    pub fn action(&mut self, span: Span, header: Span) -> ActionItem {
        let each = self.clauses.take(Rule::c_each).map(|clause| {
            let span = self.reader.at(&clause);
            let filter = clause.into_inner().find(|p| p.as_rule() == Rule::expr);
            EachLine { span, filter: filter.map(|p| expr(self.reader, p)) }
        });
        let when = self.expr(Rule::c_when);
        let channel = self.clauses.take(Rule::c_channel).and_then(|c| c.into_inner().nth(1)).map(|p| self.called(&p));
        let owner = self.clauses.take(Rule::c_owner).map(|c| self.owner(c));
        let after = self.clauses.take(Rule::c_after).map(|c| self.paths(c)).unwrap_or_default();
        let due = self.part(Rule::c_due, Rule::quantity).map(|p| number::quantity(self.reader, p));
        let repeat = self.clauses.take(Rule::c_repeat).and_then(|c| self.repeat(c));
        let effects = self.clauses.take(Rule::c_effect).map(|c| self.effects(c)).unwrap_or_default();
        let effort = self.amount(Rule::c_effort);
        let cost = self.amount(Rule::c_cost);
        let because = self.wording(Rule::c_because);
        let (name, label) = self.name_and_label();
        ActionItem {
            span,
            header,
            broken: false,
            name,
            label,
            each,
            when,
            channel,
            owner,
            after,
            due,
            repeat,
            effects,
            effort,
            cost,
            because,
        }
    }

    fn owner(&mut self, clause: Pair<'s, Rule>) -> OwnerLine {
        let span = self.reader.at(&clause);
        let mut line = OwnerLine { span, parties: Vec::new(), with: None, skill: None, speaking: None };
        for part in clause.into_inner() {
            let rule = part.as_rule();
            let name = self.named(&part);
            match (rule, name) {
                (Rule::party, Some(name)) => {
                    let role = part.into_inner().find(|p| p.as_rule() == Rule::of_role);
                    let role = role.and_then(|p| self.named(&p));
                    line.parties.push(PartyName { name, role });
                }
                (Rule::with_role, name) => line.with = name,
                (Rule::in_language, name) => line.speaking = name,
                (Rule::with_skill, Some(name)) => {
                    let level = part.into_inner().find(|p| p.as_rule() == Rule::whole);
                    let level = level.map(|p| At::new(p.as_str().parse().unwrap_or(u32::MAX), self.reader.at(&p)));
                    line.skill = Some((name, level));
                }
                _ => {}
            }
        }
        line
    }

    /// The name that stands in a part of a line.
    fn named(&mut self, part: &Pair<'s, Rule>) -> Option<Ident> {
        let name = part.clone().into_inner().find(|p| p.as_rule() == Rule::ident)?;
        Some(At::new(Name::new(name.as_str()), self.reader.at(&name)))
    }

    fn repeat(&mut self, clause: Pair<'s, Rule>) -> Option<RepeatLine> {
        let span = self.reader.at(&clause);
        let (mut every, mut until) = (None, None);
        for part in clause.into_inner() {
            match part.as_rule() {
                Rule::quantity => every = Some(number::quantity(self.reader, part)),
                Rule::expr => until = Some(expr(self.reader, part)),
                _ => {}
            }
        }
        every.map(|every| RepeatLine { span, every, until })
    }

    fn effects(&mut self, clause: Pair<'s, Rule>) -> Vec<EffectPart> {
        let parts: Vec<Pair<'s, Rule>> = clause.into_inner().filter(|p| p.as_rule() == Rule::effect).collect();
        parts.into_iter().filter_map(|part| self.effect(part)).collect()
    }

    fn effect(&mut self, pair: Pair<'s, Rule>) -> Option<EffectPart> {
        let span = self.reader.at(&pair);
        let (mut target, mut sign, mut value) = (None, None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::path => target = Some(path(self.reader, &part)),
                Rule::effect_sign => sign = Some(part.as_str().trim_end() == "-"),
                Rule::amount => value = Some(amount_operand(self.reader, part)),
                _ => {}
            }
        }
        let change = match (sign, value?) {
            (Some(minus), amount) => EffectChange::By { minus, amount },
            (None, value) => EffectChange::Becomes(value),
        };
        Some(EffectPart { span, target: target?, change })
    }

    pub fn offer(&mut self) -> ItemKind {
        let when = self.expr(Rule::c_when);
        let terms = self.wording(Rule::c_terms);
        let approval = self.wording(Rule::c_approval);
        let because = self.wording(Rule::c_because);
        let (name, label) = self.name_and_label();
        ItemKind::Offer(OfferItem { name, label, when, terms, approval, because })
    }

    pub fn alert(&mut self) -> ItemKind {
        let when = self.expr(Rule::c_when);
        let severity = self.severity();
        let starts = self.ident(Rule::c_starts);
        let because = self.wording(Rule::c_because);
        let (name, label) = self.name_and_label();
        ItemKind::Alert(AlertItem { name, label, when, severity, starts, because })
    }

    fn severity(&mut self) -> Option<At<Severity>> {
        const ALL: [Severity; 3] = [Severity::Low, Severity::Medium, Severity::High];
        let part = self.part(Rule::c_severity, Rule::ident)?;
        let span = self.reader.at(&part);
        let known = ALL.iter().find(|s| s.word() == part.as_str()).copied();
        if known.is_none()
            && let Some(meant) = words::severity_of_office(part.as_str())
        {
            let finding = Finding::new(&codes::UNKNOWN_WORD_HERE, span).quote("word", part.as_str());
            self.reader.report_edit(
                finding.arg("hint", crate::diagnostics::suggest::did_you_mean(Some(meant))),
                span,
                meant,
            );
            return ALL.iter().find(|s| s.word() == meant).map(|s| At::new(*s, span));
        }
        let chosen = known.or_else(|| ALL.get(self.choice(span, &ALL.map(Severity::word))?).copied());
        chosen.map(|severity| At::new(severity, span))
    }

    pub fn kpi(&mut self) -> ItemKind {
        let value = self.expr(Rule::c_value);
        let target = self.amount(Rule::c_target);
        let alarm = self.amount(Rule::c_alarm);
        let review = self.part(Rule::c_review, Rule::quantity).map(|p| number::quantity(self.reader, p));
        let table = self.table();
        if value.is_none() {
            self.incomplete();
        }
        let (name, label) = self.name_and_label();
        let value = value.unwrap_or_else(|| nothing(name.span));
        ItemKind::Kpi(KpiItem { name, label, value, target, alarm, table, review })
    }

    fn idents(&mut self, clause: Pair<'s, Rule>, rule: Rule) -> Vec<Ident> {
        let name = |p: Pair<'s, Rule>| At::new(Name::new(p.as_str()), self.reader.at(&p));
        clause.into_inner().filter(|p| p.as_rule() == rule).map(name).collect()
    }

    fn paths(&mut self, clause: Pair<'s, Rule>) -> Vec<Path> {
        let paths = clause.into_inner().filter_map(|p| match p.as_rule() {
            Rule::path => Some(path(self.reader, &p)),
            Rule::text => Some(Path { parts: vec![self.called(&p)] }),
            _ => None,
        });
        paths.collect()
    }

    /// A name, or a label in its place, which no name equals.
    fn called(&mut self, part: &Pair<'s, Rule>) -> Ident {
        let span = self.reader.at(part);
        match part.as_rule() {
            Rule::text => At::new(Name::new(&format!("\"{}\"", text_value(self.reader, part).value)), span),
            _ => At::new(Name::new(part.as_str()), span),
        }
    }
}
