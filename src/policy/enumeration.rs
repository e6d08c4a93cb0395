//! Types as written, and the enumerations they declare.

use super::bounds;
use super::checker::{Checker, index};
use super::declare::duplicate;
use super::model::{Enumeration, EnumerationId, EnumerationValue, Type};
use super::words::quoted;
use crate::diagnostics::{Finding, Span, policy as codes, suggest};
use crate::syntax::{Ident, TypeExpr, ValueDecl};
use crate::values::{ChoiceSet, Interval, Number};

impl Checker<'_> {
    /// The type that was written, with the range that bounds it. None if it has a finding.
    pub fn type_expr(&mut self, ty: &TypeExpr, span: Span) -> Option<(Type, Option<Interval>)> {
        let plain = match ty {
            TypeExpr::Number => Type::Number,
            TypeExpr::Count => Type::Count,
            TypeExpr::Points => Type::Points,
            TypeExpr::Percent => Type::Percent,
            TypeExpr::Money => {
                self.money.get_or_insert(span);
                Type::Money
            }
            TypeExpr::Days => Type::Days,
            TypeExpr::Date => Type::Date,
            TypeExpr::YesNo => Type::YesNo,
            TypeExpr::Text => Type::Text,
            TypeExpr::Ranged(of, low, high) => {
                let (ty, _) = self.type_expr(of, span)?;
                let range = self.range(low, high, ty)?;
                return Some((ty, Some(range)));
            }
            TypeExpr::OneOf { ordered, values } => return self.enumeration(*ordered, values, span).map(|t| (t, None)),
            TypeExpr::OneOfDeclared(kind) => return self.declared_enumeration(kind).map(|t| (t, None)),
        };
        let natural = match plain {
            Type::Count => Some(Interval { low: Some(Number::ZERO), high: None }),
            Type::Points => Some(bounds::points()),
            Type::Number | Type::Percent | Type::Money | Type::Days | Type::Date | Type::YesNo | Type::Text => None,
            Type::OneOf(_) => None,
        };
        Some((plain, natural))
    }

    fn enumeration(&mut self, ordered: bool, values: &[ValueDecl], span: Span) -> Option<Type> {
        if values.len() > ChoiceSet::MAX {
            self.report(Finding::new(&codes::TOO_MANY_VALUES, span).arg("count", values.len().to_string()));
            return None;
        }
        for (at, value) in values.iter().enumerate() {
            if let Some(first) = values[..at].iter().find(|v| v.name.value == value.name.value) {
                let finding = duplicate(&value.name, Some(first.name.span));
                self.report(finding);
                return None;
            }
        }
        self.warn_of_like([values.iter().map(|v| &v.name)]);
        let numbered = values.iter().filter(|v| v.number.is_some()).count();
        if numbered != 0 && numbered != values.len() {
            let lacking: Vec<&str> =
                values.iter().filter(|v| v.number.is_none()).map(|v| v.name.value.as_str()).collect();
            self.report(Finding::new(&codes::HALF_NUMBERED, span).arg("values", quoted(&lacking)));
            return None;
        }
        let id = EnumerationId(index(self.policy.enumerations.len()));
        values.iter().for_each(|value| self.declares_value(&value.name, span));
        let values = values
            .iter()
            .map(|v| EnumerationValue {
                name: v.name.value.clone(),
                label: v.label.clone(),
                number: v.number.as_ref().map(|n| n.value.clone()),
            })
            .collect();
        self.policy.enumerations.push(Enumeration { ordered, values, written: Some(span) });
        Some(Type::OneOf(id))
    }

    /// `one of channels`: the names of all items of that directive, in the order written.
    fn declared_enumeration(&mut self, kind: &Ident) -> Option<Type> {
        let plural = kind.value.as_str();
        if plural == "tiers" {
            return Some(Type::OneOf(self.policy.tier_enumeration));
        }
        let keyword = plural.strip_suffix('s').unwrap_or(plural);
        let channels = self.policy.channels.iter();
        let values: Vec<EnumerationValue> =
            channels.map(|c| EnumerationValue { name: c.name.clone(), label: c.label.clone(), number: None }).collect();
        if values.len() > ChoiceSet::MAX {
            self.report(Finding::new(&codes::TOO_MANY_VALUES, kind.span).arg("count", values.len().to_string()));
            return None;
        }
        if values.is_empty() {
            self.report(
                Finding::new(&codes::NOTHING_DECLARED, kind.span).quote("name", plural).quote("keyword", keyword),
            );
            return None;
        }
        let id = EnumerationId(index(self.policy.enumerations.len()));
        self.policy.enumerations.push(Enumeration { ordered: false, values, written: Some(kind.span) });
        Some(Type::OneOf(id))
    }

    /// Whether two types say the same; enumerations are compared by their values.
    pub fn same_type(&self, a: Type, b: Type) -> bool {
        match (a, b) {
            (Type::OneOf(a), Type::OneOf(b)) => {
                let (a, b) = (self.policy.enumeration(a), self.policy.enumeration(b));
                a.ordered == b.ordered
                    && a.values.len() == b.values.len()
                    && a.values.iter().zip(&b.values).all(|(x, y)| x.name == y.name && x.number == y.number)
            }
            (a, b) => a == b,
        }
    }

    /// The values of an enumeration as a set.
    pub fn all_of(&self, id: EnumerationId) -> ChoiceSet {
        self.policy.enumeration(id).all()
    }
}

/// The value that a word is like, by its name or by what plans call it: `poparcie` is `supporter`.
pub(super) fn nearest_value<'v>(values: &'v [EnumerationValue], word: &str) -> Option<&'v str> {
    let by_label = || {
        let labelled: Vec<(&str, &str)> =
            values.iter().flat_map(|v| v.label.texts().map(move |label| (label, v.name.as_str()))).collect();
        let near = suggest::nearest(word, labelled.iter().map(|(label, _)| *label))?;
        labelled.into_iter().find(|(label, _)| *label == near).map(|(_, name)| name)
    };
    suggest::nearest(word, values.iter().map(|v| v.name.as_str())).or_else(by_label)
}
