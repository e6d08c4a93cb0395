//! Examples: what is given becomes values of fields, slots and people; what is expected becomes typed expectations. A row
//! of an example table is an example of its own, called by the table's title and its number.

use super::bounds::natural;
use super::checker::{Body, Checker, PersonSymbol, Symbol};
use super::mention::Meaning;
use super::model::{
    ActionRef, AttributeId, Example, Expectation, ExpectationKind, ExpectedStatus, FieldId, GivenPerson, GivenValue,
    SlotId, Type,
};
use super::types::Context;
use super::words;
use crate::diagnostics::{Finding, Phrase, Span, plays, policy as codes, said, suggest};
use crate::syntax::{self, CellKind, ExampleItem, ExamplesItem, ExpectKind, ExprKind, Given, Heading, Ident, Item};
use crate::values::{ChoiceSet, Interval, Number, Scalar};

/// What an example may give.
#[derive(Clone, Copy)]
enum Place {
    Field(FieldId, Type),
    Slot(SlotId, Type),
}

impl Checker<'_> {
    pub fn example(&mut self, item: &Item, example: &ExampleItem) {
        let mut made = empty(example.title.value.clone(), item.span);
        let mut whole = !item.broken;
        for given in &example.given {
            whole &= self.given(given, &mut made).is_some();
        }
        for expect in &example.expect {
            match self.expectation(expect, made.people.as_deref()) {
                Some(kind) => made.expect.push(Expectation { span: expect.span, kind }),
                None => whole = false,
            }
        }
        if example.expect.is_empty() && !item.broken {
            self.report(
                Finding::new(&codes::EXPECTS_NOTHING, example.title.span).quote("title", example.title.value.as_str()),
            );
        }
        if whole {
            self.policy.examples.push(made);
        } else {
            self.policy.incomplete = true;
        }
    }

    fn given(&mut self, given: &Given, into: &mut Example) -> Option<()> {
        match given {
            Given::AsOf(day) => into.as_of = Some(day.value),
            Given::NoPeople(_) => {
                into.people.get_or_insert_with(Vec::new);
            }
            Given::Value { name, value } => {
                let place = self.given_place(name)?;
                let range = self.given_range(place);
                let value = self.given_value(value, place.ty(), range.as_ref(), name.value.as_str())?;
                self.give(place, name, value, into)?;
            }
            Given::Person { id, attributes } => {
                let people = into.people.get_or_insert_with(Vec::new);
                if people.iter().any(|p| p.id == id.value) {
                    self.report(Finding::new(&codes::GIVEN_TWICE, id.span).quote("name", id.value.as_str()));
                    return None;
                }
                let mut person = GivenPerson { id: id.value.clone(), attributes: Vec::new(), span: id.span };
                let mut whole = true;
                for (name, value) in attributes {
                    match self.given_attribute(name, value) {
                        Some((id, _)) if person.attributes.iter().any(|(other, _)| *other == id) => {
                            self.report(
                                Finding::new(&codes::GIVEN_TWICE, name.span).quote("name", name.value.as_str()),
                            );
                            whole = false;
                        }
                        Some(made) => person.attributes.push(made),
                        None => whole = false,
                    }
                }
                into.people.get_or_insert_with(Vec::new).push(person);
                return whole.then_some(());
            }
        }
        Some(())
    }

    fn give(&mut self, place: Place, name: &Ident, value: GivenValue, into: &mut Example) -> Option<()> {
        let twice = match place {
            Place::Field(id, _) => into.fields.iter().any(|(other, _)| *other == id),
            Place::Slot(id, _) => into.slots.iter().any(|(other, _)| *other == id),
        };
        if twice {
            self.report(Finding::new(&codes::GIVEN_TWICE, name.span).quote("name", name.value.as_str()));
            return None;
        }
        match place {
            Place::Field(id, _) => into.fields.push((id, value)),
            Place::Slot(id, _) => into.slots.push((id, value)),
        }
        Some(())
    }

    /// What a name of an example stands for; none also where its type is not known.
    fn given_place(&mut self, name: &Ident) -> Option<Place> {
        if self.names.account.contains_key(&name.value) {
            self.mention(name, Meaning::Account);
        }
        match self.names.account.get(&name.value).map(|d| d.symbol) {
            Some(Symbol::Field(id)) => {
                (!self.broken_fields[id.index()]).then(|| Place::Field(id, self.policy.fields[id.index()].ty))
            }
            Some(Symbol::Slot(id)) => self.slots[id.index()].ty.map(|ty| Place::Slot(id, ty)),
            Some(Symbol::Parameter(_)) => {
                self.report(Finding::new(&codes::GIVEN_PARAMETER, name.span).quote("name", name.value.as_str()));
                None
            }
            None => {
                let text = name.value.as_str();
                self.unknown_name(name.span, text, Context::default(), None);
                None
            }
        }
    }

    /// Where a given number must lie: a declared range, or what a count, points and a probability are by nature.
    fn given_range(&self, place: Place) -> Option<Interval> {
        match place {
            Place::Field(id, ty) => {
                let declared = self.policy.fields[id.index()].range.clone();
                declared.or_else(|| Some(natural(ty)))
            }
            Place::Slot(id, ty) => match &self.slots[id.index()].body {
                Body::Criterion(_) | Body::Group(_) => Some(natural(Type::Points)),
                Body::Probability(_) => Some(Interval::new(Number::ZERO, Number::ONE)),
                _ => (ty == Type::Count).then(|| natural(Type::Count)),
            },
        }
    }

    fn given_value(&mut self, e: &syntax::Expr, ty: Type, range: Option<&Interval>, name: &str) -> Option<GivenValue> {
        match &e.kind {
            ExprKind::Missing => Some(GivenValue::Missing),
            ExprKind::NotApplicable => Some(GivenValue::NotApplicable),
            _ => {
                let value = self.constant(e, ty, name)?;
                if let (Scalar::Number(n), Some(range)) = (&value, range)
                    && !range.contains(n)
                {
                    let nearest = if range.low.as_ref().is_some_and(|low| n < low) { &range.low } else { &range.high };
                    let fix =
                        nearest.as_ref().and_then(|n| self.fixed(e.span, &words::number(n, ty, self.policy.currency)));
                    let finding = Finding::new(&codes::GIVEN_OUT_OF_RANGE, e.span)
                        .quote("name", name)
                        .quote("value", self.slice(e))
                        .arg("range", words::range(range, ty, self.policy.currency))
                        .maybe_fix(fix);
                    self.report(finding);
                    return None;
                }
                Some(GivenValue::Known(value))
            }
        }
    }

    fn given_attribute(&mut self, name: &Ident, value: &syntax::Expr) -> Option<(AttributeId, GivenValue)> {
        match self.names.person.get(&name.value).map(|d| d.symbol) {
            Some(PersonSymbol::Attribute(id)) => {
                self.mention(name, Meaning::Person);
                if self.broken_attributes[id.index()] {
                    return None;
                }
                let attribute = &self.policy.attributes[id.index()];
                let (ty, range) = (attribute.ty, attribute.range.clone().unwrap_or_else(|| natural(attribute.ty)));
                self.given_value(value, ty, Some(&range), name.value.as_str()).map(|v| (id, v))
            }
            Some(PersonSymbol::Let(_)) => {
                self.report(Finding::new(&codes::GIVEN_COMPUTED, name.span).quote("name", name.value.as_str()));
                None
            }
            None => {
                let known = self.names.person.keys().map(|n| n.as_str());
                let near = suggest::nearest(name.value.as_str(), known).map(str::to_owned);
                self.unknown_name(name.span, name.value.as_str(), Context::default(), Some(near));
                None
            }
        }
    }

    fn expectation(&mut self, expect: &syntax::Expect, people: Option<&[GivenPerson]>) -> Option<ExpectationKind> {
        match &expect.kind {
            ExpectKind::Tier(names) => {
                let tiers: Vec<Option<u16>> = names.iter().map(|n| self.tier_named(n)).collect();
                tiers.into_iter().collect::<Option<Vec<u16>>>().map(ExpectationKind::Tier)
            }
            ExpectKind::Status(name) => self.status(name).map(ExpectationKind::Status),
            ExpectKind::Needs(name) => self.expected_need(name),
            ExpectKind::Value { name, value } => {
                let (low_high, values) = match value {
                    syntax::Expectation::Range(low, high) => (Some((low, high)), &[][..]),
                    syntax::Expectation::Values(values) => (None, values.as_slice()),
                };
                self.expected_value(name, low_high, values, expect.span)
            }
            ExpectKind::Action { absent, name, person } => {
                let action = self.expected_action(name)?;
                if let Some(person) = person {
                    self.expected_person(action, name, person, people)?;
                }
                let person = person.as_ref().map(|p| p.value.clone());
                Some(ExpectationKind::Action { absent: *absent, action, person })
            }
        }
    }

    /// `for ewa` names somebody the example gives, behind an action that is for people.
    fn expected_person(
        &mut self,
        action: ActionRef,
        name: &Ident,
        person: &syntax::At<String>,
        people: Option<&[GivenPerson]>,
    ) -> Option<()> {
        if !self.is_for_people(action) {
            // Whom it is for may stand in a line that could not be read.
            if self.is_broken(action) {
                return None;
            }
            let finding = Finding::new(&plays::ACTION_OF_ACCOUNT, person.span)
                .quote("name", name.value.as_str())
                .quote("person", person.value.as_str())
                .maybe_fix(super::fix::with_removed(self.sources, person.span, "for"));
            self.report(finding);
            return None;
        }
        let given: Vec<String> = people.unwrap_or_default().iter().map(|p| p.id.clone()).collect();
        if given.contains(&person.value) {
            return Some(());
        }
        self.no_such(said!("person in this example", "w tym przykładzie osoba"), person.span, &person.value, &given);
        None
    }

    fn status(&mut self, name: &Ident) -> Option<ExpectedStatus> {
        const KNOWN: [(&str, ExpectedStatus); 3] = [
            ("qualified", ExpectedStatus::Qualified),
            ("hold", ExpectedStatus::Hold),
            ("excluded", ExpectedStatus::Excluded),
        ];
        let found = KNOWN.iter().find(|(n, _)| *n == name.value.as_str()).map(|(_, s)| *s);
        if found.is_none() {
            let near = suggest::nearest(name.value.as_str(), KNOWN.iter().map(|(n, _)| *n));
            let finding =
                Finding::new(&codes::UNKNOWN_ITEM, name.span)
                    .arg("kind", words::item("status"))
                    .arg(
                        "hint",
                        said!(
                            ": write `qualified`, `hold` or `excluded`.",
                            ": napisz `qualified`, `hold` lub `excluded`.",
                        ),
                    )
                    .quote("name", name.value.as_str())
                    .maybe_fix(near.and_then(|n| self.fixed(name.span, n)));
            self.report(finding);
        }
        found
    }

    /// `needs credit`: a field, `people`, a person's attribute (`ewa.support`), records or something computed.
    fn expected_need(&mut self, name: &Ident) -> Option<ExpectationKind> {
        let text = name.value.as_str();
        let known = text == "people"
            || self.names.account.contains_key(&name.value)
            || self.names.records.contains_key(&name.value)
            || text
                .split_once('.')
                .is_some_and(|(_, attribute)| self.names.person.contains_key(&crate::values::Name::new(attribute)));
        if known {
            self.mention_need(name);
            return Some(ExpectationKind::Needs(text.to_owned()));
        }
        self.unknown_name(name.span, text, Context::default(), None);
        None
    }

    fn expected_value(
        &mut self,
        name: &Ident,
        range: Option<(&syntax::Expr, &syntax::Expr)>,
        values: &[syntax::Expr],
        span: Span,
    ) -> Option<ExpectationKind> {
        let text = name.value.as_str();
        let (slot, ty) = if text == "score" {
            (None, Type::Points)
        } else {
            match self.names.account.get(&name.value).map(|d| d.symbol) {
                Some(Symbol::Slot(id)) => {
                    self.mention(name, Meaning::Account);
                    (Some(id), self.slots[id.index()].ty?)
                }
                Some(Symbol::Field(_) | Symbol::Parameter(_)) => {
                    self.report(Finding::new(&codes::EXPECTS_GIVEN, name.span).quote("name", text));
                    return None;
                }
                None => {
                    self.unknown_name(name.span, text, Context::default(), None);
                    return None;
                }
            }
        };
        if let Some((low, high)) = range {
            if !ty.is_numeric() {
                let finding = Finding::new(&codes::NOT_MEASURED, low.span.to(high.span))
                    .quote("text", self.sources.slice(low.span.to(high.span)))
                    .quote("name", text)
                    .arg("type", words::described(&self.policy, ty))
                    .arg("write", super::cell::some_of_its_values());
                self.report(finding);
                return None;
            }
            let (a, b) = self.ends(low, high, ty, text)?;
            if a > b {
                let whole = low.span.to(high.span);
                let write = format!("{}..{}", self.slice(high), self.slice(low));
                let finding = Finding::new(&codes::EMPTY_RANGE, whole)
                    .quote("text", self.sources.slice(whole))
                    .arg("write", write.clone())
                    .maybe_fix(self.fixed(whole, &write));
                self.report(finding);
                return None;
            }
            return Some(within(slot, Interval::new(a, b)));
        }
        if let [e] = values {
            match (&e.kind, slot) {
                (ExprKind::Missing | ExprKind::NotApplicable, Some(slot)) => {
                    return Some(ExpectationKind::Absent(slot));
                }
                (_, None) => {
                    let n = self.constant_number(e, ty, text)?;
                    return Some(within(None, Interval::point(n)));
                }
                (_, Some(slot)) => return Some(ExpectationKind::Equals(slot, self.constant(e, ty, text)?)),
            }
        }
        let constants: Vec<Option<Scalar>> = values.iter().map(|e| self.constant(e, ty, text)).collect();
        let constants: Vec<Scalar> = constants.into_iter().collect::<Option<_>>()?;
        let choices: Option<ChoiceSet> =
            constants.iter().map(|c| if let Scalar::Choice(c) = c { Some(*c) } else { None }).collect();
        match (slot, choices) {
            (Some(slot), Some(set)) if !constants.is_empty() => Some(ExpectationKind::OneOf(slot, set)),
            _ => {
                self.report(Finding::new(&codes::SEVERAL_VALUES, span).quote("name", text));
                None
            }
        }
    }

    pub fn examples(&mut self, item: &Item, examples: &ExamplesItem) {
        let Some(table) = &examples.table else {
            if !item.broken {
                self.report(
                    Finding::new(&codes::EXPECTS_NOTHING, examples.title.span)
                        .quote("title", examples.title.value.as_str()),
                );
            }
            return;
        };
        let expects = table.header.iter().any(|h| matches!(h.value, Heading::Expect(_)));
        if !expects {
            self.report(
                Finding::new(&codes::EXPECTS_NOTHING, examples.title.span)
                    .quote("title", examples.title.value.as_str()),
            );
            return;
        }
        if table.rows.is_empty() && !item.broken {
            self.report(Finding::new(&codes::NO_ROWS, examples.title.span).arg("what", said!("rows", "wierszy")).arg(
                "where",
                said!(
                    "below its header, each an example of its own",
                    "dodaj je pod nagłówkiem, każdy jako osobny przykład",
                ),
            ));
            self.policy.incomplete = true;
        }
        let mut places: Vec<Option<Place>> = Vec::with_capacity(table.header.len());
        let mut whole = true;
        for heading in &table.header {
            let place = match &heading.value {
                Heading::Name(path) => self.given_heading(heading.span, path),
                Heading::Expect(path) => {
                    whole &= self.expected_heading(heading.span, path).is_some();
                    None
                }
                Heading::When | Heading::AloneGives | Heading::Odds => {
                    let text = self.sources.slice(heading.span);
                    self.report(Finding::new(&codes::HEADING_PLACE, heading.span).quote("text", text));
                    None
                }
            };
            whole &= place.is_some() || matches!(heading.value, Heading::Expect(_));
            places.push(place);
        }
        for (at, row) in table.rows.iter().enumerate() {
            let mut made = Example { row: Some(at + 1), ..empty(examples.title.value.clone(), row.span) };
            let mut fine = whole;
            for ((cell, heading), place) in row.cells.iter().zip(&table.header).zip(&places) {
                fine &= match (&heading.value, place) {
                    (Heading::Expect(path), _) if whole => self.expected_cell(path, cell, &mut made).is_some(),
                    (_, Some(place)) => self.given_cell(*place, cell, heading.span, &mut made).is_some(),
                    (_, None) => false,
                };
            }
            if fine {
                self.policy.examples.push(made);
            } else {
                self.policy.incomplete = true;
            }
        }
    }

    fn given_heading(&mut self, span: Span, path: &syntax::Path) -> Option<Place> {
        match path.parts.as_slice() {
            [name] => self.given_place(name),
            _ => {
                let text = self.sources.slice(span);
                self.report(Finding::new(&codes::HEADING_PLACE, span).quote("text", text));
                None
            }
        }
    }

    fn expected_heading(&mut self, span: Span, path: &syntax::Path) -> Option<()> {
        match path.parts.as_slice() {
            [name] if matches!(name.value.as_str(), "tier" | "score" | "status" | "needs" | "action") => Some(()),
            [name] => match self.names.account.get(&name.value).map(|d| d.symbol) {
                Some(Symbol::Slot(_)) => {
                    self.mention(name, Meaning::Account);
                    Some(())
                }
                Some(Symbol::Field(_) | Symbol::Parameter(_)) => {
                    self.report(Finding::new(&codes::EXPECTS_GIVEN, name.span).quote("name", name.value.as_str()));
                    None
                }
                None => {
                    self.unknown_name(name.span, name.value.as_str(), Context::default(), None);
                    None
                }
            },
            _ => {
                let text = self.sources.slice(span);
                self.report(Finding::new(&codes::HEADING_PLACE, span).quote("text", text));
                None
            }
        }
    }

    fn given_cell(&mut self, place: Place, cell: &syntax::Cell, heading: Span, into: &mut Example) -> Option<()> {
        let name = self.sources.slice(heading).to_owned();
        let value = match &cell.kind {
            CellKind::Missing => GivenValue::Missing,
            CellKind::Values(values) => match values.as_slice() {
                [e] => {
                    let range = self.given_range(place);
                    self.given_value(e, place.ty(), range.as_ref(), &name)?
                }
                _ => return self.bad_cell(cell, super::cell::one_value()),
            },
            CellKind::Broken => return None,
            _ => return self.bad_cell(cell, super::cell::one_value()),
        };
        match place {
            Place::Field(id, _) => into.fields.push((id, value)),
            Place::Slot(id, _) => into.slots.push((id, value)),
        }
        Some(())
    }

    fn bad_cell(&mut self, cell: &syntax::Cell, want: Phrase) -> Option<()> {
        let text = self.sources.slice(cell.span);
        self.report(Finding::new(&codes::CELL_FORM, cell.span).quote("text", text).arg("want", want));
        None
    }

    fn expected_cell(&mut self, path: &syntax::Path, cell: &syntax::Cell, into: &mut Example) -> Option<()> {
        let name = path.parts.first()?;
        let missing;
        let (range, values): (_, &[syntax::Expr]) = match &cell.kind {
            CellKind::Range(low, high) => (Some((low, high)), &[]),
            CellKind::Values(values) => (None, values.as_slice()),
            CellKind::Missing => {
                missing = [syntax::Expr { span: cell.span, kind: ExprKind::Missing }];
                (None, &missing)
            }
            // An empty expectation expects nothing of this row.
            CellKind::Broken => return None,
            _ => return self.bad_cell(cell, said!("a value or a range", "wartość lub zakres")),
        };
        let kind = match name.value.as_str() {
            "tier" | "status" | "needs" | "action" => self.named_cell(name.value.as_str(), cell, values)?,
            _ => self.expected_value(name, range, values, cell.span)?,
        };
        into.expect.push(Expectation { span: cell.span, kind });
        Some(())
    }

    fn named_cell(&mut self, what: &str, cell: &syntax::Cell, values: &[syntax::Expr]) -> Option<ExpectationKind> {
        let mut names = Vec::with_capacity(values.len());
        for value in values {
            let ExprKind::Name(path) = &value.kind else {
                self.bad_cell(cell, said!("a name", "nazwę"));
                return None;
            };
            let text = self.sources.slice(value.span);
            let first = path.parts.first()?;
            let name = if path.parts.len() == 1 { first.value.clone() } else { crate::values::Name::new(text) };
            names.push(Ident { value: name, span: value.span });
        }
        match (what, names.as_slice()) {
            ("tier", [_, ..]) => {
                let tiers: Vec<Option<u16>> = names.iter().map(|n| self.tier_named(n)).collect();
                tiers.into_iter().collect::<Option<Vec<u16>>>().map(ExpectationKind::Tier)
            }
            ("status", [name]) => self.status(name).map(ExpectationKind::Status),
            ("needs", [name]) => self.expected_need(name),
            ("action", [name]) => {
                let action = self.expected_action(name)?;
                Some(ExpectationKind::Action { absent: false, action, person: None })
            }
            (_, _) => {
                self.bad_cell(cell, said!("one name", "jedną nazwę"));
                None
            }
        }
    }
}

impl Place {
    fn ty(self) -> Type {
        match self {
            Place::Field(_, ty) | Place::Slot(_, ty) => ty,
        }
    }
}

fn empty(title: String, span: Span) -> Example {
    Example {
        title,
        row: None,
        as_of: None,
        fields: Vec::new(),
        slots: Vec::new(),
        people: None,
        expect: Vec::new(),
        span,
    }
}

fn within(slot: Option<SlotId>, interval: Interval) -> ExpectationKind {
    match slot {
        Some(slot) => ExpectationKind::Within(slot, interval),
        None => ExpectationKind::Score(interval),
    }
}
