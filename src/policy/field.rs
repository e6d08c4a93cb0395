//! Fields of accounts, attributes of people, records and their columns: what is known before anything is computed. The
//! same declaration in a library and in the policy is one field; records of a library may get further columns.

use super::builtin;
use super::checker::{Checker, Declared, PersonSymbol, Placed, RowSymbol, Symbol, index};
use super::declare::duplicate;
use super::fix;
use super::mention::{Meaning, Mention};
use super::model::{Attribute, AttributeId, Column, ColumnId, EnumerationId, Field, FieldId, Records, RecordsId, Type};
use crate::diagnostics::{Finding, policy as codes, said, suggest};
use crate::syntax::{ColumnLine, FieldItem, Item, ItemKind, RecordsItem};
use crate::values::Name;
use std::collections::HashMap;

/// Words that own names after a point, so no records type can be called so.
const OWNERS: &[&str] = &["person", "people", "probability"];

impl<'a> Checker<'a> {
    pub fn declare_field(&mut self, field: &'a FieldItem, placed: Placed<'a>) {
        let name = &field.target.name;
        let typed = self.type_expr(&field.ty.value, field.ty.span);
        let broken = typed.is_none() || placed.item.broken;
        let (ty, range) = typed.unwrap_or((Type::Number, None));
        let private = field.private.as_ref().map(|p| p.value);
        if !self.check_name(name) {
            return;
        }
        match &field.target.owner {
            None => {
                if let Some(first) = self.names.account.get(&name.value).copied() {
                    let same = match first.symbol {
                        Symbol::Field(id) => {
                            let other = &self.policy.fields[id.index()];
                            self.same_type(other.ty, ty) && other.range == range
                        }
                        Symbol::Slot(_) | Symbol::Parameter(_) => false,
                    };
                    self.clash(
                        name,
                        first.span,
                        (first.library || placed.library) && (same || broken),
                        first.library || placed.library,
                    );
                    return;
                }
                let id = FieldId(index(self.policy.fields.len()));
                self.policy.fields.push(Field {
                    name: name.value.clone(),
                    label: field.label.clone(),
                    ty,
                    range,
                    private: private.unwrap_or(false),
                    span: placed.item.header,
                });
                self.broken_fields.push(broken);
                let symbol = Symbol::Field(id);
                let declared = Declared { symbol, span: Some(name.span), library: placed.library };
                self.names.account.insert(name.value.clone(), declared);
            }
            Some(owner) if owner.value.as_str() == "person" => {
                if let Some(first) = self.names.person.get(&name.value).copied() {
                    let same = match first.symbol {
                        PersonSymbol::Attribute(id) => {
                            let other = &self.policy.attributes[id.index()];
                            self.same_type(other.ty, ty) && other.range == range
                        }
                        PersonSymbol::Let(_) => false,
                    };
                    let from_library = (first.library || placed.library) && first.span.is_some();
                    self.clash(name, first.span, from_library && (same || broken), from_library);
                    return;
                }
                let id = AttributeId(index(self.policy.attributes.len()));
                self.policy.attributes.push(Attribute {
                    name: name.value.clone(),
                    label: field.label.clone(),
                    ty,
                    range,
                    // What is noted about somebody is an opinion unless the policy says otherwise.
                    private: private.unwrap_or(true),
                    builtin: None,
                    span: Some(placed.item.header),
                });
                self.broken_attributes.push(broken);
                let symbol = PersonSymbol::Attribute(id);
                let declared = Declared { symbol, span: Some(name.span), library: placed.library };
                self.names.person.insert(name.value.clone(), declared);
            }
            Some(owner) => {
                let finding = Finding::new(&codes::FIELD_OWNER, owner.span)
                    .quote("owner", owner.value.as_str())
                    .quote("name", name.value.as_str());
                self.report(finding);
            }
        }
    }

    pub fn declare_records(&mut self, records: &'a RecordsItem, placed: Placed<'a>) {
        let name = &records.name;
        if !self.check_name(name) {
            return;
        }
        if OWNERS.contains(&name.value.as_str()) {
            self.report(Finding::new(&codes::BUILT_IN, name.span).quote("name", name.value.as_str()));
            return;
        }
        let id = match self.names.records.get(&name.value).copied() {
            Some(first) if first.library || placed.library => first.symbol,
            Some(first) => {
                let finding = duplicate(name, first.span);
                self.report(finding);
                return;
            }
            None => {
                let id = RecordsId(index(self.policy.records.len()));
                self.policy.records.push(Records {
                    name: name.value.clone(),
                    label: records.label.clone(),
                    columns: Vec::new(),
                    dated_by: None,
                    lets: Vec::new(),
                    builtin: false,
                    span: placed.item.header,
                });
                self.names.rows.push(HashMap::new());
                self.row_lets.push(Vec::new());
                self.broken_columns.push(Vec::new());
                let declared = Declared { symbol: id, span: Some(name.span), library: placed.library };
                self.names.records.insert(name.value.clone(), declared);
                id
            }
        };
        for column in &records.columns {
            self.declare_column(id, column, placed);
        }
        self.find_date_column(id, records, placed.item);
    }

    /// Declares the records types every policy knows, except those that it or a library declares itself.
    pub fn declare_builtin_records(&mut self, items: &[Placed<'a>]) {
        let span = self.policy.span;
        for kind in builtin::RECORDS {
            let name = Name::new(kind.name);
            let declares = |p: &Placed<'a>| matches!(&p.item.kind, ItemKind::Records(r) if r.name.value == name);
            if items.iter().any(declares) {
                continue;
            }
            let id = RecordsId(index(self.policy.records.len()));
            let mut names = HashMap::new();
            let mut columns = Vec::new();
            for (column, ty, (polish, english)) in kind.columns {
                let symbol = RowSymbol::Column(ColumnId(index(columns.len())));
                names.insert(Name::new(column), Declared { symbol, span: None, library: false });
                let ty = match ty {
                    builtin::ColumnType::Date => Type::Date,
                    builtin::ColumnType::Text => Type::Text,
                    builtin::ColumnType::Number => Type::Number,
                    builtin::ColumnType::Ordered(values) => self.builtin_enumeration(true, values),
                    builtin::ColumnType::Unordered(values) => self.builtin_enumeration(false, values),
                };
                let label = builtin::label(polish, english);
                columns.push(Column { name: Name::new(column), label, ty, range: None, span });
            }
            self.broken_columns.push(vec![false; columns.len()]);
            self.policy.records.push(Records {
                name: name.clone(),
                label: builtin::label(kind.label.0, kind.label.1),
                columns,
                dated_by: Some(ColumnId(0)),
                lets: Vec::new(),
                builtin: true,
                span,
            });
            self.names.rows.push(names);
            self.row_lets.push(Vec::new());
            self.names.records.insert(name, Declared { symbol: id, span: None, library: false });
        }
    }

    fn builtin_enumeration(&mut self, ordered: bool, values: &[builtin::Value]) -> Type {
        let id = EnumerationId(index(self.policy.enumerations.len()));
        self.policy.enumerations.push(builtin::enumeration(ordered, values));
        Type::OneOf(id)
    }

    fn declare_column(&mut self, id: RecordsId, column: &ColumnLine, placed: Placed<'a>) {
        // A column may be called `by` or `on`: rules read it as `interaction.by` only.
        let name = &column.name;
        let typed = self.type_expr(&column.ty.value, column.ty.span);
        let broken = typed.is_none();
        let (ty, range) = typed.unwrap_or((Type::Number, None));
        let Some(names) = self.names.rows.get(id.index()) else { return };
        if let Some(first) = names.get(&name.value).copied() {
            let same = match first.symbol {
                RowSymbol::Column(column) => {
                    let other = &self.policy.records[id.index()].columns[column.index()];
                    self.same_type(other.ty, ty) && other.range == range
                }
                RowSymbol::Let(_) => false,
            };
            let library = first.library || placed.library;
            let other_item = first.span.is_some_and(|s| s.file != name.span.file);
            self.clash(name, first.span, library && other_item && (same || broken), library && other_item);
            return;
        }
        let columns = &mut self.policy.records[id.index()].columns;
        let symbol = RowSymbol::Column(ColumnId(index(columns.len())));
        columns.push(Column { name: name.value.clone(), label: column.label.clone(), ty, range, span: name.span });
        self.broken_columns[id.index()].push(broken);
        let declared = Declared { symbol, span: Some(name.span), library: placed.library };
        self.names.rows[id.index()].insert(name.value.clone(), declared);
    }

    fn find_date_column(&mut self, id: RecordsId, records: &RecordsItem, item: &Item) {
        let columns = &self.policy.records[id.index()].columns;
        let dates: Vec<usize> = (0..columns.len()).filter(|c| columns[*c].ty == Type::Date).collect();
        let chosen = match &records.dated_by {
            Some(dated_by) => {
                self.mentions.push(Mention {
                    span: dated_by.span,
                    declares: false,
                    meaning: Meaning::Row(self.policy.records[id.index()].name.clone(), dated_by.value.clone()),
                });
                let found = columns.iter().position(|c| c.name == dated_by.value);
                match found {
                    Some(at) if columns[at].ty == Type::Date => Some(at),
                    _ if item.broken => None,
                    Some(_) => {
                        let finding = Finding::new(&codes::DATED_BY, dated_by.span)
                            .quote("name", dated_by.value.as_str())
                            .arg("why", said!("is not a date", "nie jest datą"));
                        self.report(finding);
                        dates.first().copied()
                    }
                    None => {
                        let names = dates.iter().map(|c| columns[*c].name.as_str());
                        let near = suggest::nearest(dated_by.value.as_str(), names)
                            .or(if let [only] = dates.as_slice() { Some(columns[*only].name.as_str()) } else { None });
                        let fix = near.and_then(|n| fix::with_replaced(self.sources, dated_by.span, n));
                        let finding = Finding::new(&codes::DATED_BY, dated_by.span)
                            .quote("name", dated_by.value.as_str())
                            .arg("why", said!("is no column here", "nie jest tu kolumną"))
                            .maybe_fix(fix);
                        self.report(finding);
                        dates.first().copied()
                    }
                }
            }
            None => match dates.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
        };
        if let Some(at) = chosen {
            self.policy.records[id.index()].dated_by = Some(ColumnId(index(at)));
        }
    }
}
