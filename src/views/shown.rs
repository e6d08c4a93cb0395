//! Values as documents show them: each knows its unit, so that a template can show any of them the same way and the locale
//! decides how. Numbers are exact.

use super::reason::said;
use crate::engine::{Absent, Possible, Value};
use crate::policy::{Policy, Type};
use crate::values::{Absence, Day, Interval, Number, Reading, Scalar};
use serde::Serialize;

/// A value for people. Serialized as an object whose `kind` tells the shape, for example
/// `{"kind": "money", "number": "1234.5", "currency": "PLN"}`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shown {
    Number {
        number: Exact,
        /// The ends of the scale it stands on, where it has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        scale: Option<Scale>,
    },
    Count {
        number: Exact,
    },
    /// 0..100
    Points {
        number: Exact,
    },
    /// As a fraction: 12 % is 0.12.
    Percent {
        number: Exact,
    },
    Money {
        number: Exact,
        currency: Option<String>,
    },
    Days {
        number: Exact,
    },
    /// Of work.
    Hours {
        number: Exact,
    },
    /// ISO 8601
    Date {
        date: String,
    },
    YesNo {
        yes: bool,
    },
    Text {
        text: String,
    },
    /// Known to lie between two values; an absent end is open.
    Between {
        low: Option<Box<Shown>>,
        high: Option<Box<Shown>>,
    },
    OneOf {
        choices: Vec<Shown>,
    },
    /// Without a reason where nobody has noted it, which is the ordinary case.
    Missing {
        reason: Option<String>,
    },
    NotApplicable,
}

/// The lowest and highest value of a scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scale {
    pub low: Exact,
    pub high: Exact,
}

impl Shown {
    /// A single number with the scale it stands on, unless its label names the scale already (`Image, 1-5`).
    #[must_use]
    pub(super) fn on_scale(self, range: Option<&Interval>, label: &str) -> Shown {
        let ends = range.and_then(|r| Some((r.low.clone()?, r.high.clone()?)));
        let Some((low, high)) = ends else { return self };
        let named =
            |dash: &str| label.contains(&format!("{}{dash}{}", low.to_decimal_string(0), high.to_decimal_string(0)));
        match self {
            Shown::Number { number, .. } if !named("-") && !named("–") => {
                Shown::Number { number, scale: Some(Scale { low: Exact(low), high: Exact(high) }) }
            }
            other => other,
        }
    }

    /// Days as a bare number, where the label already counts in days.
    #[must_use]
    pub(super) fn without_days(self) -> Shown {
        match self {
            Shown::Days { number } => Shown::Number { number, scale: None },
            Shown::Between { low, high } => {
                let bare = |end: Option<Box<Shown>>| end.map(|e| Box::new(e.without_days()));
                Shown::Between { low: bare(low), high: bare(high) }
            }
            other => other,
        }
    }
}

/// An exact number as text: decimal (`12.5`) where it has an end, else a fraction (`137/3`).
#[derive(Clone, Debug, PartialEq)]
pub struct Exact(pub Number);

impl Serialize for Exact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl Exact {
    fn text(&self) -> String {
        // Six decimals are enough for nearly everything; only what they do not say exactly is written as a fraction.
        let decimal = self.0.to_decimal_string(6);
        if Number::parse(&decimal).as_ref() == Ok(&self.0) { decimal } else { format!("{:?}", self.0) }
    }

    /// Reads what [`Exact`] is written as.
    pub fn parse(text: &str) -> Option<Number> {
        match text.split_once('/') {
            Some((num, den)) => Number::parse(num).ok()?.checked_div(&Number::parse(den).ok()?),
            None => Number::parse(text).ok(),
        }
    }
}

/// Makes [`Shown`] values of one policy in one language.
#[derive(Clone, Copy)]
pub(super) struct Showing<'a> {
    pub policy: &'a Policy,
    pub language: &'a str,
    /// How dates inside sentences are written.
    pub date: &'a dyn Fn(Day) -> String,
}

impl Showing<'_> {
    /// A computed value.
    pub fn value(&self, ty: Type, value: &Value) -> Shown {
        let uncertain = match value {
            Value::Known(scalar) => return self.scalar(ty, scalar),
            Value::NotApplicable => return Shown::NotApplicable,
            Value::Uncertain(uncertain) => uncertain,
        };
        let missing = self.missing(&uncertain.why);
        if uncertain.absent == Absent::Yes {
            return missing;
        }
        match &uncertain.possible {
            Possible::Number(Interval { low: None, high: None }) | Possible::Days(None, None) => missing,
            Possible::YesNo | Possible::Text => missing,
            Possible::Number(interval) => self.interval(ty, interval),
            Possible::Days(low, high) => {
                let end = |day: Option<Day>| day.map(|d| Box::new(Shown::Date { date: d.to_string() }));
                Shown::Between { low: end(*low), high: end(*high) }
            }
            Possible::Choices(set) => {
                Shown::OneOf { choices: set.iter().map(|c| self.scalar(ty, &Scalar::Choice(c))).collect() }
            }
        }
    }

    fn missing(&self, why: &Absence) -> Shown {
        let reason = match why {
            // Who the people are is a question of its own; beside every number that hangs on it, it would only repeat.
            // And that a rule gives nothing here is for `explain` to say.
            Absence::NotGiven | Absence::Blank | Absence::PeopleNotKnown | Absence::Declared => None,
            _ => Some(said(self.policy, why, self.language, self.date)),
        };
        Shown::Missing { reason }
    }

    /// What a source says.
    pub fn reading(&self, ty: Type, reading: &Reading) -> Shown {
        match reading {
            Reading::Known(scalar) => self.scalar(ty, scalar),
            Reading::Missing(why) => self.missing(why),
            Reading::NotApplicable => Shown::NotApplicable,
        }
    }

    /// The value itself when both ends are equal.
    pub fn interval(&self, ty: Type, interval: &Interval) -> Shown {
        match interval.as_point() {
            Some(point) => self.number(ty, point),
            None => {
                let end = |n: &Option<Number>| n.as_ref().map(|n| Box::new(self.number(ty, n)));
                Shown::Between { low: end(&interval.low), high: end(&interval.high) }
            }
        }
    }

    pub fn scalar(&self, ty: Type, scalar: &Scalar) -> Shown {
        match scalar {
            Scalar::Number(n) => self.number(ty, n),
            Scalar::Day(day) => Shown::Date { date: day.to_string() },
            Scalar::YesNo(yes) => Shown::YesNo { yes: *yes },
            Scalar::Text(text) => Shown::Text { text: text.to_string() },
            Scalar::Choice(choice) => Shown::Text { text: self.choice(ty, *choice) },
        }
    }

    fn number(&self, ty: Type, n: &Number) -> Shown {
        let number = Exact(n.clone());
        match ty {
            Type::Number | Type::Date | Type::YesNo | Type::Text | Type::OneOf(_) => {
                Shown::Number { number, scale: None }
            }
            Type::Count => Shown::Count { number },
            Type::Points => Shown::Points { number },
            Type::Percent => Shown::Percent { number },
            Type::Money => Shown::Money { number, currency: self.policy.currency.map(|c| c.code().to_owned()) },
            Type::Days => Shown::Days { number },
        }
    }

    /// The label of a value of an enumeration, or its name in words.
    pub fn choice(&self, ty: Type, choice: u16) -> String {
        let Type::OneOf(id) = ty else { return String::new() };
        let value = self.policy.enumerations.get(id.index()).and_then(|e| e.values.get(usize::from(choice)));
        value.map(|v| self.label(&v.label, v.name.as_str())).unwrap_or_default()
    }

    /// A label in the language; without one the name, its underscores as spaces.
    pub fn label(&self, label: &crate::values::Label, name: &str) -> String {
        label.in_language(self.language).map_or_else(|| in_words(name), str::to_owned)
    }

    /// A role of team.yaml: those that the shipped rules ask for in the language, any other as it is written.
    pub fn role(&self, role: &str) -> String {
        let known = ROLES.iter().find(|(name, _, _)| *name == role);
        known.map_or_else(|| in_words(role), |(_, en, pl)| if self.language == "pl" { *pl } else { *en }.to_owned())
    }

    /// A text of a rule (why, terms, evidence) in the language.
    pub fn wording(&self, text: Option<&crate::values::Label>) -> Option<String> {
        text.and_then(|t| t.in_language(self.language)).map(str::to_owned)
    }
}

/// The roles that the shipped libraries name, in English and Polish.
const ROLES: &[(&str, &str, &str)] = &[
    ("kam", "key account manager", "opiekun klienta"),
    ("pre_sales", "pre-sales", "doradca przedsprzedażowy"),
    ("technical_specialist", "technical specialist", "specjalista techniczny"),
    ("service_manager", "service manager", "kierownik serwisu"),
    ("sales_director", "sales director", "dyrektor sprzedaży"),
];

/// A name as words: `stock_cost` is "stock cost".
pub(super) fn in_words(name: &str) -> String {
    name.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_numbers_survive_as_text() {
        for (num, den) in [(1, 3), (25, 2), (-7, 1), (1, 10_000_000)] {
            let n = Number::ratio(num, den).unwrap();
            assert_eq!(Exact::parse(&Exact(n.clone()).text()), Some(n));
        }
        assert_eq!(Exact(Number::ratio(25, 2).unwrap()).text(), "12.5");
        assert_eq!(Exact(Number::ratio(137, 3).unwrap()).text(), "137/3");
    }
}
