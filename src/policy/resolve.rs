//! A name in an expression is looked up in the context it stands in: the row at hand, the person at hand, the account. A
//! name that means two things here is a finding, and so is one that means nothing, with the nearest that does.

use super::checker::{Body, Checker, Declared, Node, PersonSymbol, Progress, RowSymbol, Symbol};
use super::enumeration::nearest_value;
use super::expression::Expr;
use super::mention::Meaning;
use super::model::{RecordsId, Type};
use super::types::{Context, Typed};
use super::unknown::{MOST_LIKENESSES, Unknown};
use super::words;
use crate::diagnostics::{Finding, Phrase, Span, policy as codes, said, suggest};
use crate::syntax::{self, ExprKind, Ident, Path};
use crate::values::{Name, Scalar};

impl Checker<'_> {
    /// Whether the expression is a single name that only an enumeration could know.
    pub fn is_loose(&self, e: &syntax::Expr, cx: Context) -> bool {
        match &e.kind {
            ExprKind::Name(path) => match path.parts.as_slice() {
                [name] => !self.is_declared(name, cx) && !["as_of", "score", "tier"].contains(&name.value.as_str()),
                _ => false,
            },
            ExprKind::Parenthesised(of) => self.is_loose(of, cx),
            _ => false,
        }
    }

    fn is_declared(&self, name: &Ident, cx: Context) -> bool {
        self.names.account.contains_key(&name.value)
            || (cx.person && self.names.person.contains_key(&name.value))
            || self.row_symbol(name, cx).is_some()
    }

    fn row_symbol(&self, name: &Ident, cx: Context) -> Option<Declared<RowSymbol>> {
        self.names.rows.get(cx.row?.index())?.get(&name.value).copied()
    }

    /// A name of one or two parts.
    pub fn path(&mut self, span: Span, path: &Path, cx: Context, expected: Option<Type>) -> Option<Typed> {
        match path.parts.as_slice() {
            [name] => self.bare_name(name, cx, expected),
            [owner, name] => self.owned_name(span, owner, name, cx),
            _ => {
                self.unknown_name(span, self.sources.slice(span).to_owned().as_str(), cx, None);
                None
            }
        }
    }

    fn bare_name(&mut self, name: &Ident, cx: Context, expected: Option<Type>) -> Option<Typed> {
        let text = name.value.as_str();
        if let Some(Type::OneOf(id)) = expected
            && let Some(position) = self.policy.enumeration(id).position(text)
        {
            self.mention_value(name, id);
            return Typed::known(Expr::Constant(Scalar::Choice(position)), Type::OneOf(id));
        }
        match text {
            "as_of" => return Typed::known(Expr::AsOf, Type::Date),
            "score" | "tier" => return self.outcome(name, cx),
            "people" => {
                self.report(
                    Finding::new(&codes::MANY_VALUES, name.span)
                        .quote("name", text)
                        .arg("what", said!("all people", "wszystkie osoby")),
                );
                return None;
            }
            _ => {}
        }
        let row = self.row_symbol(name, cx);
        let person = if cx.person { self.names.person.get(&name.value).copied() } else { None };
        let account = self.names.account.get(&name.value).copied();
        match (row, person, account) {
            (Some(row), None, None) => {
                self.mention_row(name, cx.row?);
                self.row_value(row.symbol, cx.row?)
            }
            (None, Some(person), None) => {
                self.mention(name, Meaning::Person);
                self.person_value(person.symbol)
            }
            (None, None, Some(account)) => {
                self.mention(name, Meaning::Account);
                self.account_value(account.symbol)
            }
            (None, None, None) => {
                self.unresolved(name, cx, expected);
                None
            }
            (row, person, _) => {
                let owner = match (row, cx.row) {
                    (Some(_), Some(id)) => self.policy.records[id.index()].name.to_string(),
                    _ => "person".to_owned(),
                };
                let also = match row.is_some() && person.is_some() {
                    true => said!("a person", "osoba"),
                    false => said!("the account", "klient"),
                };
                let write = format!("{owner}.{text}");
                let finding = Finding::new(&codes::AMBIGUOUS_NAME, name.span)
                    .quote("name", text)
                    .arg("write", write.clone())
                    .arg("also", also)
                    .maybe_fix(self.fixed(name.span, &write));
                self.report(finding);
                None
            }
        }
    }

    fn outcome(&mut self, name: &Ident, cx: Context) -> Option<Typed> {
        if !cx.outcome {
            self.report(Finding::new(&codes::OUTCOME_HERE, name.span).quote("name", name.value.as_str()));
            return None;
        }
        if name.value.as_str() == "score" {
            return Typed::known(Expr::Score, Type::Points);
        }
        Typed::known(Expr::Tier, Type::OneOf(self.policy.tier_enumeration))
    }

    /// Says why a name means nothing here.
    fn unresolved(&mut self, name: &Ident, cx: Context, expected: Option<Type>) {
        let text = name.value.as_str();
        if let Some(ty @ Type::OneOf(id)) = expected {
            let values = &self.policy.enumeration(id).values;
            let known: Vec<&str> = values.iter().map(|v| v.name.as_str()).collect();
            if known.is_empty() {
                // A policy without tiers is told so.
                return;
            }
            let near = nearest_value(values, text).or_else(|| words::of_office(text)).map(str::to_owned);
            // A name near to a declared one, and to no value, is more likely meant as that.
            if near.is_some() || self.near_name(text, cx).is_none() {
                let finding = Finding::new(&codes::UNKNOWN_VALUE, name.span)
                    .quote("value", text)
                    .arg("values", words::values(&self.policy, ty))
                    .maybe_fix(near.and_then(|n| self.fixed(name.span, &n)));
                self.report(finding);
                return;
            }
        }
        if expected == Some(Type::Text) && self.near_name(text, cx).is_none() {
            let write = format!("\"{text}\"");
            let finding = Finding::new(&codes::TEXT_QUOTES, name.span)
                .quote("name", text)
                .arg("write", write.clone())
                .maybe_fix(self.fixed(name.span, &write));
            self.report(finding);
            return;
        }
        if expected == Some(Type::YesNo) && self.near_name(text, cx).is_none() {
            let finding = Finding::new(&codes::UNKNOWN_VALUE, name.span)
                .quote("value", text)
                .quote("values", "`yes`, `no`")
                .maybe_fix(words::of_office(text).and_then(|meant| self.fixed(name.span, meant)));
            self.report(finding);
            return;
        }
        if !cx.person && self.names.person.contains_key(&name.value) {
            self.person_outside(name.span, text);
            return;
        }
        let span = name.span;
        self.unknown_name(span, text, cx, None);
    }

    fn person_outside(&mut self, span: Span, name: &str) {
        self.report(Finding::new(&codes::PERSON_OUTSIDE, span).quote("name", name));
    }

    /// Whether a difference without blanks is a name with `-` in place of its `_`, as in `months-pursued`; reported then.
    pub fn name_with_hyphens(&mut self, e: &syntax::Expr, cx: Context) -> bool {
        let text = self.sources.slice(e.span);
        let (name, parts) = (text.replace('-', "_"), text.split('-'));
        let known = |name: &str| self.near_name(name, cx).is_some_and(|near| near == name);
        let meant = !text.contains(char::is_whitespace) && known(&name) && !parts.clone().all(known);
        if meant {
            let text = text.to_owned();
            self.unknown_name(e.span, &text, cx, Some(Some(name)));
        }
        meant
    }

    fn near_name(&self, text: &str, cx: Context) -> Option<String> {
        if self.unknown_names.len() > MOST_LIKENESSES {
            return None;
        }
        let mut known: Vec<&str> = self.names.account.keys().map(|n| n.as_str()).collect();
        if cx.person {
            known.extend(self.names.person.keys().map(|n| n.as_str()));
        }
        if let Some(rows) = cx.row.and_then(|r| self.names.rows.get(r.index())) {
            known.extend(rows.keys().map(|n| n.as_str()));
        }
        known.push("as_of");
        suggest::nearest(text, known).map(str::to_owned)
    }

    /// Reports a name that nobody declares; `near` where the candidates are known better than all names.
    pub fn unknown_name(&mut self, span: Span, text: &str, cx: Context, near: Option<Option<String>>) {
        let near = near.unwrap_or_else(|| {
            let near = self.near_name(text, cx);
            near.or_else(|| words::of_office(text).map(str::to_owned))
        });
        self.unknown_names.push(Unknown { span, name: text.to_owned(), near: near.clone() });
        let finding = Finding::new(&codes::UNKNOWN_NAME, span)
            .quote("name", text)
            .arg("hint", suggest::did_you_mean(near.as_deref()))
            .maybe_fix(near.and_then(|n| self.fixed(span, &n)));
        self.report(finding);
    }

    fn owned_name(&mut self, span: Span, owner: &Ident, name: &Ident, cx: Context) -> Option<Typed> {
        match owner.value.as_str() {
            "person" | "people" => {
                if !cx.person {
                    self.person_outside(span, name.value.as_str());
                    return None;
                }
                match self.names.person.get(&name.value).copied() {
                    Some(declared) => {
                        self.mention(name, Meaning::Person);
                        self.person_value(declared.symbol)
                    }
                    None => {
                        let near = nearest_of(name, self.names.person.keys());
                        self.unknown_name(name.span, name.value.as_str(), cx, Some(near));
                        None
                    }
                }
            }
            "probability" => {
                let declared = self.names.account.get(&name.value).copied();
                match declared.map(|d| d.symbol) {
                    Some(symbol @ Symbol::Slot(id)) if self.is_probability(id.index()) => {
                        self.mention(name, Meaning::Account);
                        self.account_value(symbol)
                    }
                    _ => {
                        let probabilities = (0..self.slots.len()).filter(|s| self.is_probability(*s));
                        let known = probabilities.filter_map(|s| self.policy.slots[s].name.as_ref());
                        let near = nearest_of(name, known);
                        self.unknown_name(name.span, name.value.as_str(), cx, Some(near));
                        None
                    }
                }
            }
            _ => {
                let Some(records) = self.names.records.get(&owner.value).map(|d| d.symbol) else {
                    let known =
                        self.names.records.keys().map(|n| n.as_str()).chain(["person", "people", "probability"]);
                    let near = suggest::nearest(owner.value.as_str(), known).map(str::to_owned);
                    self.unknown_name(owner.span, owner.value.as_str(), cx, Some(near));
                    return None;
                };
                let Some(declared) = self.names.rows[records.index()].get(&name.value).copied() else {
                    let near = nearest_of(name, self.names.rows[records.index()].keys());
                    self.unknown_name(name.span, name.value.as_str(), cx, Some(near));
                    return None;
                };
                self.mention(owner, Meaning::Records);
                self.mention_row(name, records);
                if cx.row != Some(records) {
                    let finding = Finding::new(&codes::MANY_VALUES, span).quote("name", self.sources.slice(span)).arg(
                        "what",
                        said!("every `{owner}`", "po jednej na `{owner}`", owner = Phrase::quote(owner.value.as_str())),
                    );
                    self.report(finding);
                    return None;
                }
                self.row_value(declared.symbol, records)
            }
        }
    }

    fn is_probability(&self, slot: usize) -> bool {
        self.slots.get(slot).is_some_and(|s| matches!(s.body, Body::Probability(_)))
    }

    fn account_value(&mut self, symbol: Symbol) -> Option<Typed> {
        match symbol {
            Symbol::Field(id) if self.broken_fields[id.index()] => None,
            Symbol::Field(id) => Typed::known(Expr::Field(id), self.policy.fields[id.index()].ty),
            Symbol::Parameter(id) if self.broken_parameters.get(id.index()).copied().unwrap_or(true) => None,
            Symbol::Parameter(id) => Typed::known(Expr::Parameter(id), self.policy.parameters[id.index()].ty),
            Symbol::Slot(id) => {
                let ty = self.used(Node::Slot(id))?;
                Typed::known(Expr::Slot(id), ty)
            }
        }
    }

    fn person_value(&mut self, symbol: PersonSymbol) -> Option<Typed> {
        match symbol {
            PersonSymbol::Attribute(id) if self.broken_attributes[id.index()] => None,
            PersonSymbol::Attribute(id) => Typed::known(Expr::Attribute(id), self.policy.attributes[id.index()].ty),
            PersonSymbol::Let(id) => {
                let ty = self.used(Node::Person(id))?;
                Typed::known(Expr::PersonLet(id), ty)
            }
        }
    }

    fn row_value(&mut self, symbol: RowSymbol, records: RecordsId) -> Option<Typed> {
        match symbol {
            RowSymbol::Column(id) if self.broken_columns[records.index()][id.index()] => None,
            RowSymbol::Column(id) => {
                Typed::known(Expr::Column(id), self.policy.records[records.index()].columns[id.index()].ty)
            }
            RowSymbol::Let(id) => {
                let ty = self.used(Node::Row(records, id))?;
                Typed::known(Expr::RowLet(records, id), ty)
            }
        }
    }

    /// The type of something computed; what is not compiled yet is noted as pending.
    fn used(&mut self, node: Node) -> Option<Type> {
        let state = self.state(node)?;
        let (progress, ty, stage) = (state.progress, state.ty, state.stage);
        if progress != Progress::Done {
            self.pending.get_or_insert(node);
            return None;
        }
        self.stage = self.stage.max(stage);
        ty
    }
}

fn nearest_of<'n>(name: &Ident, known: impl Iterator<Item = &'n Name>) -> Option<String> {
    suggest::nearest(name.value.as_str(), known.map(|n| n.as_str())).map(str::to_owned)
}
