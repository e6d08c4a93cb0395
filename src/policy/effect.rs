//! What an action is expected to change: fields of the account and attributes of people, never what is computed from
//! them. A value is given (`becomes`), or moved by a step or an amount.

use super::checker::{Checker, PersonSymbol, Symbol};
use super::expression::{Expr, Over};
use super::mention::Meaning;
use super::model::{Builtin, Change, Effect, EffectTarget, RecordsId, SlotId, SlotValue, Type};
use super::words;
use crate::diagnostics::{Finding, Phrase, Span, plays as codes, policy as policy_codes, said, suggest};
use crate::syntax::{self, EffectChange, EffectPart, Ident};
use crate::values::{Number, Scalar};
use std::collections::BTreeSet;

impl Checker<'_> {
    /// One change; `each` says whether a person is at hand.
    pub fn effect(&mut self, part: &EffectPart, each: bool) -> Option<Effect> {
        let target = self.effect_target(part, each)?;
        let (name, ty, range) = match target {
            EffectTarget::Attribute(id) => {
                let attribute = self.policy.attributes.get(id.index())?;
                (attribute.name.to_string(), attribute.ty, attribute.range.clone())
            }
            EffectTarget::Field(id) => {
                let field = self.policy.fields.get(id.index())?;
                (field.name.to_string(), field.ty, field.range.clone())
            }
        };
        let change = match &part.change {
            EffectChange::Becomes(e) => {
                let value = self.constant(e, ty, &name)?;
                if let (Some(range), Scalar::Number(n)) = (&range, &value)
                    && !range.contains(n)
                {
                    let finding =
                        Finding::new(&codes::EFFECT_RANGE, e.span).arg("name", name).quote("text", self.slice(e));
                    self.report(finding);
                    return None;
                }
                Change::Becomes(value)
            }
            EffectChange::By { minus, amount } => self.moved(part, &name, ty, *minus, amount)?,
        };
        Some(Effect { target, change, span: part.span })
    }

    fn moved(&mut self, part: &EffectPart, name: &str, ty: Type, minus: bool, amount: &syntax::Expr) -> Option<Change> {
        let signed = |n: Number| if minus { -n } else { n };
        match ty {
            Type::OneOf(id) if self.policy.enumeration(id).ordered => {
                let steps = self.constant_number(amount, Type::Number, &format!("{name} +"))?;
                let whole = steps.to_i64().filter(|_| steps.is_integer()).and_then(|n| i32::try_from(n).ok());
                let Some(steps) = whole.filter(|n| *n > 0) else {
                    let finding = Finding::new(&codes::EFFECT_STEPS, amount.span)
                        .quote("name", name)
                        .quote("text", self.slice(amount));
                    self.report(finding);
                    return None;
                };
                Some(Change::Step(if minus { -steps } else { steps }))
            }
            ty if ty.is_numeric() => self.constant_number(amount, ty, name).map(|n| Change::Add(signed(n))),
            ty => {
                let finding = Finding::new(&codes::EFFECT_CHANGE, part.span)
                    .quote("name", name)
                    .arg("type", words::described(&self.policy, ty));
                self.report(finding);
                None
            }
        }
    }

    fn effect_target(&mut self, part: &EffectPart, each: bool) -> Option<EffectTarget> {
        let (owner, name) = match part.target.parts.as_slice() {
            [name] => (None, name),
            [owner, name] => (Some(owner), name),
            _ => {
                let span = self.path_span(part);
                self.not_changed(span, self.sources.slice(span).to_owned().as_str(), no_field(), each);
                return None;
            }
        };
        let person = self.names.person.get(&name.value).map(|d| d.symbol);
        let account = self.names.account.get(&name.value).map(|d| d.symbol);
        match (owner.map(|o| o.value.as_str()), person, account) {
            (None, Some(_), Some(_)) if each => {
                let write = format!("person.{}", name.value);
                let finding = Finding::new(&policy_codes::AMBIGUOUS_NAME, name.span)
                    .quote("name", name.value.as_str())
                    .arg("write", write.clone())
                    .arg("also", said!("the account", "klient"))
                    .maybe_fix(self.fixed(name.span, &write));
                self.report(finding);
                None
            }
            (None, _, Some(symbol)) => self.field_target(name, symbol, each),
            (None | Some("person" | "people"), Some(symbol), _) => self.attribute_target(part, name, symbol, each),
            (Some("person" | "people"), None, _) | (None, None, None) => {
                self.nothing_to_change(name, each);
                None
            }
            (Some(_), _, _) => {
                let span = self.path_span(part);
                let known = owner.is_some_and(|o| self.names.records.contains_key(&o.value));
                let text = self.sources.slice(span).to_owned();
                let why = if known { said!("is a figure of records", "to liczba z rekordów") } else { no_field() };
                self.not_changed(span, &text, why, each);
                None
            }
        }
    }

    fn path_span(&self, part: &EffectPart) -> Span {
        let parts = &part.target.parts;
        match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => part.span,
        }
    }

    fn field_target(&mut self, name: &Ident, symbol: Symbol, each: bool) -> Option<EffectTarget> {
        match symbol {
            Symbol::Field(id) => {
                self.mention(name, Meaning::Account);
                let broken = self.broken_fields.get(id.index()).copied().unwrap_or(true);
                (!broken).then_some(EffectTarget::Field(id))
            }
            Symbol::Parameter(_) => {
                self.not_changed(
                    name.span,
                    name.value.as_str(),
                    said!("is fixed in the rules", "jest ustalone w regułach"),
                    each,
                );
                None
            }
            Symbol::Slot(id) => {
                let sources = self.computed_from(id);
                let why = if sources.is_empty() {
                    said!("is computed", "się wylicza")
                } else {
                    said!("is computed from {sources}", "wylicza się z {sources}", sources = Phrase::list(sources))
                };
                self.not_changed(name.span, name.value.as_str(), why, each);
                None
            }
        }
    }

    fn attribute_target(
        &mut self,
        part: &EffectPart,
        name: &Ident,
        symbol: PersonSymbol,
        each: bool,
    ) -> Option<EffectTarget> {
        let id = match symbol {
            PersonSymbol::Attribute(id) => {
                self.mention(name, Meaning::Person);
                id
            }
            PersonSymbol::Let(_) => {
                let why = said!("is computed for each person", "wylicza się dla każdej osoby");
                self.not_changed(name.span, name.value.as_str(), why, each);
                return None;
            }
        };
        let attribute = self.policy.attributes.get(id.index())?;
        if attribute.builtin == Some(Builtin::StepsToDecider) {
            let why = said!("is computed from the relations of people", "wylicza się z relacji osób");
            self.not_changed(name.span, name.value.as_str(), why, each);
            return None;
        }
        if !each {
            let finding = Finding::new(&codes::EFFECT_OF_PERSON, part.span).quote("name", name.value.as_str());
            self.report(finding);
            return None;
        }
        let broken = self.broken_attributes.get(id.index()).copied().unwrap_or(true);
        (!broken).then_some(EffectTarget::Attribute(id))
    }

    /// What an action cannot change, with what it can.
    fn not_changed(&mut self, span: Span, text: &str, why: Phrase, each: bool) {
        let such = if each {
            said!("fields such as `contact`, `support`", "pola takie jak `contact`, `support`")
        } else {
            let fields: Vec<&str> = self.policy.fields.iter().take(2).map(|f| f.name.as_str()).collect();
            match fields.is_empty() {
                true => said!("fields", "pola"),
                false => said!("fields such as {some}", "pola takie jak {some}", some = words::quoted(&fields)),
            }
        };
        let finding = Finding::new(&codes::EFFECT_COMPUTED, span).quote("name", text).arg("why", why).arg("such", such);
        self.report(finding);
    }

    fn nothing_to_change(&mut self, name: &Ident, each: bool) {
        let people = self.names.person.keys().filter(|_| each);
        let known: Vec<&str> = self.names.account.keys().chain(people).map(|n| n.as_str()).collect();
        let near = suggest::nearest(name.value.as_str(), known).map(str::to_owned);
        self.unknown_name(name.span, name.value.as_str(), super::types::Context::default(), Some(near));
    }

    /// The records (and `people`) that something computed looks at in the end, in the order of their names.
    fn computed_from(&self, slot: SlotId) -> Vec<Phrase> {
        let mut seen: BTreeSet<SlotId> = BTreeSet::new();
        let mut records: BTreeSet<Option<RecordsId>> = BTreeSet::new();
        let mut waiting = vec![slot];
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            let Some(slot) = self.policy.slots.get(id.index()) else { continue };
            let exprs: Vec<&Expr> = match &slot.value {
                SlotValue::Expr(e) => vec![e],
                SlotValue::Table(t) => t.exprs(),
                SlotValue::Criterion(_) | SlotValue::Group(_) | SlotValue::Probability(_) => Vec::new(),
            };
            for expr in exprs {
                expr.walk(&mut |e| match e {
                    Expr::Slot(other) => waiting.push(*other),
                    Expr::Query(query) => {
                        records.insert(match query.over {
                            Over::People => None,
                            Over::Records(id) => Some(id),
                        });
                    }
                    _ => {}
                });
            }
        }
        let name = |id: Option<RecordsId>| match id {
            None => Some(said!("people", "osób")),
            Some(id) => {
                let records = self.policy.records.get(id.index())?;
                Some(said!("the records `{name}`", "rekordów `{name}`", name = Phrase::quote(records.name.as_str())))
            }
        };
        records.into_iter().filter_map(name).collect()
    }
}

fn no_field() -> Phrase {
    said!("is no field", "nie jest polem")
}
