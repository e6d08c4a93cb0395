//! What can be written at a place: directives at the start of a line, the clauses of the item that a line belongs to, the
//! values of what a condition or column looks at, the names of channels, needs, tiers where one of them belongs, units behind
//! a number, and elsewhere every name there is. Where the cursor is, `place` tells from the text alone, so that half a line
//! is enough; what names there are is asked of the rules as they were last understood, and what overlays may replace, of
//! the policy as it is written (`overlay`).

mod clause;
mod overlay;
mod place;
mod typed;

use super::position::offset;
use super::space::{Space, rules_file};
use crate::diagnostics::{Language, SourceFile, Span};
use crate::policy::{Meaning, Policy, SlotValue, Type, described};
use crate::syntax::{self, Item};
use crate::values::{Label, Name};
use crate::workspace::Workspace;
use lsp_types::{CompletionItem, CompletionItemKind as Kind, Position};
use place::{Place, Wanted};

/// Words that an expression is made of.
const OPERATORS: &[&str] = &[
    "and",
    "or",
    "not",
    "is",
    "in",
    "between",
    "at least",
    "at most",
    "above",
    "below",
    "before",
    "after",
    "if",
    "then",
    "else",
    "where",
    "among",
    "over last",
    "over previous",
    "since",
    "weighted by",
    "missing",
    "known",
    "yes",
    "no",
];

const FUNCTIONS: &[&str] = &[
    "abs",
    "age",
    "clamp",
    "clv",
    "default",
    "max",
    "min",
    "months_since",
    "pareto_share",
    "percentile",
    "rank_of",
    "round",
    "share_of_total",
];

const QUERIES: &[&str] = &["all", "any", "average", "count", "count distinct", "earliest", "latest", "share of", "sum"];

const TYPES: &[&str] = &["count", "date", "days", "money", "number", "one of", "percent", "points", "text", "yes_no"];

const UNITS: &[&str] =
    &["%", "days", "hours", "mld", "mln", "months", "points", "pp", "tys.", "weeks", "working days", "years"];

/// What can be written at a place of a file; none where it is no file of rules.
pub(super) fn completion(space: &mut Space, name: &str, at: Position) -> Option<Vec<CompletionItem>> {
    let rules = space.rules();
    let source = rules_file(&rules, name)?;
    let at = offset(&source.text, at);
    let Some(place) = Place::new(&source.text, at) else { return Some(Vec::new()) };
    let language = space.language(&rules);
    let mut list =
        List { rules: &rules, policy: rules.known_policy(), person: place.person, language, items: Vec::new() };
    let wanted = place.wanted();
    list.fill(&wanted);
    place.further().into_iter().for_each(|word| list.push(word, Kind::KEYWORD, ""));
    if matches!(wanted, Wanted::Rows(_)) {
        overlay::replace_line(&mut list.items, source, at);
    } else {
        typed::replace(&mut list.items, source, at);
    }
    Some(list.items)
}

/// What a place asks for.
pub(super) struct Expected {
    /// The declared names and values that may stand there.
    pub names: Vec<String>,
    /// The directive that would declare another one, if any would.
    pub directive: Option<&'static str>,
}

/// The names that a place asks for; none within a text.
pub(super) fn expected(rules: &Workspace, source: &SourceFile, at: usize) -> Option<Expected> {
    let place = Place::new(&source.text, at)?;
    // Only names are looked at, which no language has its own of.
    let language = Language::default();
    let mut list = List { rules, policy: rules.known_policy(), person: place.person, language, items: Vec::new() };
    let wanted = place.wanted();
    list.fill(&wanted);
    let declared = |label: &str| rules.mentions.declared().any(|m| m.meaning.name().as_str() == label);
    let named = |item: &CompletionItem| item.kind == Some(Kind::ENUM_MEMBER) || declared(&item.label);
    let names = list.items.into_iter().filter(named).map(|item| item.label).collect();
    let directive = match wanted {
        Wanted::Names | Wanted::Given(_) | Wanted::Columns => Some("field"),
        Wanted::Groups => Some("group"),
        Wanted::Channels => Some("channel"),
        Wanted::Items(keyword) => Some(keyword).filter(|k| *k == "need"),
        Wanted::Directives
        | Wanted::Clauses(..)
        | Wanted::Changes(_)
        | Wanted::Changeable
        | Wanted::Called(_)
        | Wanted::Parameters
        | Wanted::Weighted
        | Wanted::Tables
        | Wanted::ValueNow(_)
        | Wanted::WeightNow(_)
        | Wanted::Rows(_)
        | Wanted::Base
        | Wanted::Words(_)
        | Wanted::Types
        | Wanted::Units
        | Wanted::ValuesOf(_)
        | Wanted::Cell(_)
        | Wanted::Actions
        | Wanted::Libraries
        | Wanted::Roles
        | Wanted::Members(_)
        | Wanted::Nothing => None,
    };
    Some(Expected { names, directive })
}

struct List<'r> {
    rules: &'r Workspace,
    policy: Option<&'r Policy>,
    /// A person is at hand.
    person: bool,
    language: Language,
    items: Vec<CompletionItem>,
}

impl List<'_> {
    fn fill(&mut self, wanted: &Wanted<'_>) {
        match wanted {
            Wanted::Directives => {
                for (keyword, form) in syntax::directives() {
                    self.push(keyword, Kind::KEYWORD, &form.in_language(self.language));
                }
            }
            Wanted::Clauses(directive, block) => {
                let own = block.iter().chain([directive]).flat_map(|d| syntax::clauses(d));
                let mut words: Vec<&str> = own.collect();
                words.dedup();
                words.into_iter().for_each(|word| self.push(word, Kind::KEYWORD, ""));
            }
            Wanted::Changes(added) => {
                for (word, form) in syntax::changes() {
                    self.push(word, Kind::KEYWORD, form);
                }
                if let Some((directive, block)) = added {
                    self.fill(&Wanted::Clauses(directive, *block));
                }
            }
            Wanted::Changeable => {
                let changeable = syntax::directives().filter(|(word, _)| overlay::may_change(word));
                let language = self.language;
                changeable.for_each(|(word, form)| self.push(word, Kind::KEYWORD, &form.in_language(language)));
            }
            Wanted::Called(keyword) => self.of_items(|item| item.kind.keyword() == *keyword),
            Wanted::Parameters => self.of_items(|item| item.kind.keyword() == "parameter"),
            Wanted::Weighted => self.of_items(|item| matches!(item.kind.keyword(), "criterion" | "group")),
            Wanted::Tables => self.of_items(|item| overlay::table(item).is_some()),
            Wanted::ValueNow(name) => self.written(overlay::value(self.rules, name)),
            Wanted::WeightNow(name) => self.written(overlay::weight(self.rules, name)),
            Wanted::Rows(table) => self.written(overlay::rows(self.rules, table)),
            Wanted::Base => {
                if let Some(base) = overlay::base(self.rules) {
                    self.push(&base, Kind::MODULE, "");
                }
            }
            Wanted::Words(words) => words.iter().for_each(|word| self.push(word, Kind::KEYWORD, "")),
            Wanted::Types => {
                TYPES.iter().for_each(|word| self.push(word, Kind::TYPE_PARAMETER, ""));
                self.push("private", Kind::KEYWORD, "");
                self.push("public", Kind::KEYWORD, "");
            }
            Wanted::Units => {
                let currency = self.policy.and_then(|p| p.currency).map(|c| c.to_string());
                currency.iter().for_each(|code| self.push(code, Kind::UNIT, ""));
                UNITS.iter().for_each(|unit| self.push(unit, Kind::UNIT, ""));
            }
            Wanted::ValuesOf(path) => self.values(path),
            Wanted::Cell(path) => {
                self.values(path);
                let measured = self.type_of(path).is_some_and(|t| t.is_numeric() || t == Type::Date);
                let words: &[&str] = if measured {
                    &["at", "from", "at least", "at most", "above", "below", "any", "missing", "otherwise"]
                } else {
                    &["any", "missing", "otherwise"]
                };
                words.iter().for_each(|word| self.push(word, Kind::KEYWORD, ""));
            }
            Wanted::Items(keyword) => self.items_of(keyword),
            Wanted::Groups => {
                let groups = self.policy.map_or(&[][..], |p| p.groups.as_slice());
                for group in groups {
                    if let Some(name) = &group.name {
                        self.push(name.as_str(), Kind::MODULE, text(&group.label));
                    }
                }
            }
            Wanted::Channels => {
                self.items_of("channel");
                let Some(policy) = self.policy else { return };
                let of_channels = |ty: Type| matches!(ty, Type::OneOf(id) if policy.enumeration(id).values.iter().map(|v| &v.name).eq(policy.channels.iter().map(|c| &c.name)));
                for table in policy.person_lets.iter().filter(|l| of_channels(l.ty)) {
                    self.push(table.name.as_str(), Kind::FUNCTION, text(&table.label));
                }
            }
            Wanted::Actions => self.actions(),
            Wanted::Libraries => {
                crate::policy::shipped_names().into_iter().for_each(|name| self.push(name, Kind::MODULE, ""));
                self.items_of("library");
            }
            Wanted::Roles => {
                let mut roles: Vec<&str> = self.rules.team.people.iter().filter_map(|m| m.role.as_deref()).collect();
                roles.sort_unstable();
                roles.dedup();
                ["kam", "client"].into_iter().chain(roles).for_each(|role| self.push(role, Kind::VALUE, ""));
            }
            Wanted::Members(owner) => self.members(owner),
            Wanted::Given(words) => {
                words.iter().for_each(|word| self.push(word, Kind::KEYWORD, ""));
                self.account_names();
            }
            Wanted::Names => {
                self.account_names();
                self.push("people", Kind::STRUCT, "");
                self.push("as_of", Kind::CONSTANT, "");
                FUNCTIONS.iter().for_each(|word| self.push(word, Kind::FUNCTION, ""));
                QUERIES.iter().chain(OPERATORS).for_each(|word| self.push(word, Kind::KEYWORD, ""));
            }
            Wanted::Columns => self.account_names(),
            Wanted::Nothing => {}
        }
    }

    fn push(&mut self, label: &str, kind: Kind, detail: &str) {
        self.items.push(CompletionItem {
            label: label.to_owned(),
            kind: Some(kind),
            detail: Some(detail.to_owned()).filter(|d| !d.is_empty()),
            ..CompletionItem::default()
        });
    }

    /// Everything of the account, and of the person at hand.
    fn account_names(&mut self) {
        let Some(policy) = self.policy else {
            // Nothing could be made of the rules: what is declared is all that is known.
            let names = self.rules.mentions.declared().filter_map(|m| match &m.meaning {
                Meaning::Account(name) => Some(name.clone()),
                _ => None,
            });
            names.collect::<Vec<Name>>().iter().for_each(|name| self.push(name.as_str(), Kind::VARIABLE, ""));
            return;
        };
        if self.person {
            self.members("person");
        }
        for field in &policy.fields {
            self.typed(&field.name, Kind::FIELD, field.ty, &field.label);
        }
        for slot in &policy.slots {
            let kind = match slot.value {
                SlotValue::Expr(_) | SlotValue::Probability(_) => Kind::VARIABLE,
                SlotValue::Table(_) | SlotValue::Criterion(_) => Kind::FUNCTION,
                SlotValue::Group(_) => Kind::MODULE,
            };
            if let Some(name) = &slot.name {
                self.typed(name, kind, slot.ty, &slot.label);
            }
        }
        for parameter in &policy.parameters {
            self.typed(&parameter.name, Kind::CONSTANT, parameter.ty, &parameter.label);
        }
        for records in &policy.records {
            self.push(records.name.as_str(), Kind::STRUCT, text(&records.label));
        }
    }

    fn typed(&mut self, name: &Name, kind: Kind, ty: Type, label: &Label) {
        let ty = self.policy.map(|p| described(p, ty, self.language)).unwrap_or_default();
        let label = text(label);
        let detail = if label.is_empty() { ty } else { format!("{label}: {ty}") };
        self.push(name.as_str(), kind, &detail);
    }

    /// What stands behind the dot of an owner.
    fn members(&mut self, owner: &str) {
        let Some(policy) = self.policy else { return };
        match owner {
            "person" | "people" => {
                for attribute in &policy.attributes {
                    self.typed(&attribute.name, Kind::PROPERTY, attribute.ty, &attribute.label);
                }
                for computed in &policy.person_lets {
                    self.typed(&computed.name, Kind::VARIABLE, computed.ty, &computed.label);
                }
            }
            "probability" => {
                for probability in &policy.probabilities {
                    self.push(probability.name.as_str(), Kind::VARIABLE, text(&probability.label));
                }
            }
            _ => {
                let Some(records) = policy.records.iter().find(|r| r.name.as_str() == owner) else {
                    return self.actions_of(owner);
                };
                for column in &records.columns {
                    self.typed(&column.name, Kind::PROPERTY, column.ty, &column.label);
                }
                for computed in &records.lets {
                    self.typed(&computed.name, Kind::VARIABLE, computed.ty, &computed.label);
                }
            }
        }
    }

    /// The values of what a name stands for.
    fn values(&mut self, path: &str) {
        let Some(policy) = self.policy else { return };
        match self.type_of(path) {
            Some(Type::OneOf(id)) => {
                for value in &policy.enumeration(id).values {
                    self.push(value.name.as_str(), Kind::ENUM_MEMBER, text(&value.label));
                }
            }
            Some(Type::YesNo) => ["yes", "no"].iter().for_each(|word| self.push(word, Kind::VALUE, "")),
            Some(_) | None => {}
        }
    }

    fn type_of(&self, path: &str) -> Option<Type> {
        let policy = self.policy?;
        let person = |name: &str| {
            let attribute = policy.attributes.iter().find(|a| a.name.as_str() == name).map(|a| a.ty);
            attribute.or_else(|| policy.person_lets.iter().find(|l| l.name.as_str() == name).map(|l| l.ty))
        };
        match path.split_once('.') {
            Some(("person" | "people", name)) => person(name),
            Some((owner, name)) => {
                let records = policy.records.iter().find(|r| r.name.as_str() == owner)?;
                let column = records.columns.iter().find(|c| c.name.as_str() == name).map(|c| c.ty);
                column.or_else(|| records.lets.iter().find(|l| l.name.as_str() == name).map(|l| l.ty))
            }
            None if path == "tier" => Some(Type::OneOf(policy.tier_enumeration)),
            None => {
                let of_person = person(path).filter(|_| self.person);
                let slot = || policy.slot_named(path).map(|id| policy.slot(id).ty);
                let field = || policy.field_named(path).map(|id| policy.field(id).ty);
                of_person.or_else(field).or_else(slot).or_else(|| person(path))
            }
        }
    }

    /// What items of the policy as it is written are called.
    fn of_items(&mut self, wanted: impl Fn(&Item) -> bool) {
        let rules = self.rules;
        for item in overlay::items(rules).filter(|item| wanted(item)) {
            let file = rules.sources.file(item.span.file);
            let line = file.line(file.place(item.span.start).line).trim();
            if let Some(name) = item.kind.name() {
                self.push(&name, Kind::CONSTANT, line);
            }
        }
    }

    /// Parts of the policy as they are written.
    fn written(&mut self, places: Vec<Span>) {
        let rules = self.rules;
        places.into_iter().for_each(|place| self.push(rules.sources.slice(place), Kind::VALUE, ""));
    }

    /// What is declared by a directive whose names are its own.
    fn items_of(&mut self, keyword: &str) {
        let rules = self.rules;
        for mention in rules.mentions.declared() {
            if let Meaning::Item(of, name) = &mention.meaning
                && *of == keyword
            {
                let source = rules.sources.file(mention.span.file);
                let line = source.line(source.place(mention.span.start).line).trim();
                self.push(name.as_str(), Kind::CONSTANT, line);
            }
        }
    }

    fn actions(&mut self) {
        let rules = self.rules;
        for mention in rules.mentions.declared() {
            if let Meaning::Action(playbook, name) = &mention.meaning {
                self.push(name.as_str(), Kind::METHOD, playbook.as_str());
            }
        }
    }

    fn actions_of(&mut self, of: &str) {
        let rules = self.rules;
        for mention in rules.mentions.declared() {
            if let Meaning::Action(playbook, name) = &mention.meaning
                && playbook.as_str() == of
            {
                self.push(name.as_str(), Kind::METHOD, "");
            }
        }
    }
}

fn text(label: &Label) -> &str {
    label.plain.as_deref().or_else(|| label.translations.first().map(|(_, text)| text.as_str())).unwrap_or_default()
}
