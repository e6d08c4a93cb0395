//! Questions to the people or records of an account. The subject says what is asked (`people`, `line`, `line.net`, or a
//! parenthesised expression over the row); filters are read with that person or row at hand.
//!
//! Inside a query over records a person stays at hand where the query itself stands with a person; a query over people
//! has no row at hand.

use super::checker::Checker;
use super::expression::{Expr, Over, Query};
use super::mention::Meaning;
use super::model::{RecordsId, Type};
use super::types::{Context, Ty, Typed, plain};
use super::{fix, words};
use crate::diagnostics::{Finding, Fix, Phrase, policy as codes, said, suggest};
use crate::syntax::{self, ExprKind, QueryFunction};

/// What a query asks: whose rows, and which expression over a row.
struct Subject<'e> {
    over: Over,
    value: Option<&'e syntax::Expr>,
}

impl Checker<'_> {
    pub fn query(&mut self, e: &syntax::Expr, query: &syntax::Query, cx: Context) -> Option<Typed> {
        let subject = self.subject(query)?;
        let inner = match subject.over {
            Over::People => Context { person: true, row: None, outcome: false },
            Over::Records(id) => Context { person: cx.person, row: Some(id), outcome: false },
        };
        let value = self.query_value(query, &subject, inner);
        let filter = optional(query.filter.as_ref().map(|f| self.condition(f, inner)));
        let among = optional(query.among.as_ref().map(|f| self.condition(f, inner)));
        let window = optional(query.window.as_ref().map(|w| self.query_window(w, subject.over)));
        let weight = optional(query.weight.as_ref().map(|w| self.query_weight(query, w, inner)));
        self.query_needs_filter(e, query)?;
        let ((value, ty), filter, among, window, weight) = (value?, filter?, among?, window?, weight?);
        let made = Query {
            function: query.function,
            over: subject.over,
            value,
            filter,
            among,
            window,
            weight,
            ty,
            span: e.span,
        };
        Typed::known(Expr::Query(Box::new(made)), ty)
    }

    fn subject<'e>(&mut self, query: &'e syntax::Query) -> Option<Subject<'e>> {
        let e = &query.subject;
        match &e.kind {
            ExprKind::Name(path) => match path.parts.as_slice() {
                [name] if name.value.as_str() == "people" => Some(Subject { over: Over::People, value: None }),
                [name] => {
                    let over = self.rows_of(name)?;
                    Some(Subject { over, value: None })
                }
                [owner, _] if matches!(owner.value.as_str(), "people" | "person") => {
                    Some(Subject { over: Over::People, value: Some(e) })
                }
                [owner, _] => {
                    let over = self.rows_of(owner)?;
                    Some(Subject { over, value: Some(e) })
                }
                _ => {
                    self.no_subject(e);
                    None
                }
            },
            ExprKind::Parenthesised(inner) => {
                let mut owners = Vec::new();
                self.owners(inner, &mut owners);
                match owners.as_slice() {
                    [over] => Some(Subject { over: *over, value: Some(e) }),
                    _ => {
                        self.no_subject(e);
                        None
                    }
                }
            }
            _ => {
                self.no_subject(e);
                None
            }
        }
    }

    fn no_subject(&mut self, e: &syntax::Expr) {
        if self.joined_by_comma(e.span) {
            return;
        }
        let finding = Finding::new(&codes::NO_SUBJECT, e.span).quote("text", self.slice(e));
        self.report(finding);
    }

    fn rows_of(&mut self, name: &syntax::Ident) -> Option<Over> {
        if let Some(declared) = self.names.records.get(&name.value).copied() {
            self.mention(name, Meaning::Records);
            return Some(Over::Records(declared.symbol));
        }
        let text = name.value.as_str();
        if let Some(owner) = self.owner_of_column(text) {
            let write = format!("{owner}.{text}");
            let finding = Finding::new(&codes::QUERY_COLUMN, name.span)
                .quote("name", text)
                .arg("write", write.clone())
                .maybe_fix(self.fixed(name.span, &write));
            self.report(finding);
            return None;
        }
        let known = self.names.records.keys().map(|n| n.as_str()).chain(["people"]);
        let near = suggest::nearest(text, known).map(str::to_owned);
        let finding = Finding::new(&codes::UNKNOWN_ITEM, name.span)
            .arg("kind", said!("records type", "rodzaj rekordów"))
            .quote("name", text)
            .arg("hint", suggest::did_you_mean(near.as_deref()))
            .maybe_fix(near.and_then(|n| self.fixed(name.span, &n)));
        self.report(finding);
        None
    }

    /// The owner of a column or person's attribute that was written without it.
    fn owner_of_column(&self, name: &str) -> Option<String> {
        let name = crate::values::Name::new(name);
        let at = self.names.rows.iter().position(|r| r.contains_key(&name));
        match at {
            Some(at) => Some(self.policy.records[at].name.to_string()),
            None => self.names.person.contains_key(&name).then(|| "people".to_owned()),
        }
    }

    /// The records or people that an expression over a row speaks of, each once.
    fn owners(&self, e: &syntax::Expr, found: &mut Vec<Over>) {
        if let ExprKind::Name(path) = &e.kind
            && let [owner, _] = path.parts.as_slice()
        {
            let over = match owner.value.as_str() {
                "person" | "people" => Some(Over::People),
                _ => self.names.records.get(&owner.value).map(|d| Over::Records(d.symbol)),
            };
            if let Some(over) = over
                && !found.contains(&over)
            {
                found.push(over);
            }
        }
        for part in parts(e) {
            self.owners(part, found);
        }
    }

    /// What is counted, summed or picked, and the type of the answer.
    fn query_value(
        &mut self,
        query: &syntax::Query,
        subject: &Subject<'_>,
        cx: Context,
    ) -> Option<(Option<Expr>, Type)> {
        match query.function {
            QueryFunction::Count
            | QueryFunction::Share
            | QueryFunction::Any
            | QueryFunction::All
            | QueryFunction::No => {
                if let Some(value) = subject.value {
                    let write = self.rows_word(subject.over);
                    let finding = Finding::new(&codes::COUNTS_ROWS, value.span)
                        .quote("function", word(query.function))
                        .arg("write", write.clone())
                        .maybe_fix(self.fixed(value.span, &write));
                    self.report(finding);
                    return None;
                }
                let ty = match query.function {
                    QueryFunction::Count => Type::Count,
                    QueryFunction::Share => Type::Percent,
                    _ => Type::YesNo,
                };
                Some((None, ty))
            }
            QueryFunction::CountDistinct
            | QueryFunction::Sum
            | QueryFunction::Average
            | QueryFunction::Min
            | QueryFunction::Max
            | QueryFunction::Latest
            | QueryFunction::Earliest => {
                let Some(value) = subject.value else {
                    let finding = Finding::new(&codes::NEEDS_COLUMN, query.subject.span)
                        .quote("function", word(query.function))
                        .quote("text", self.slice(&query.subject));
                    self.report(finding);
                    return None;
                };
                let typed = self.expr(value, cx, None)?;
                self.answer(query.function, typed, value).map(|(e, ty)| (Some(e), ty))
            }
        }
    }

    fn rows_word(&self, over: Over) -> String {
        match over {
            Over::People => "people".to_owned(),
            Over::Records(id) => self.policy.records[id.index()].name.to_string(),
        }
    }

    fn answer(&mut self, function: QueryFunction, typed: Typed, e: &syntax::Expr) -> Option<(Expr, Type)> {
        match function {
            QueryFunction::CountDistinct => {
                typed.ty.settled()?;
                Some((typed.expr, Type::Count))
            }
            QueryFunction::Sum | QueryFunction::Average => {
                let typed = self.counted(typed, e)?;
                let ty = typed.ty.settled()?;
                if !ty.is_numeric() {
                    self.not_numeric(e, ty, format!("`{}`", word(function)).into());
                    return None;
                }
                let ty = if function == QueryFunction::Average && ty == Type::Count { Type::Number } else { ty };
                Some((typed.expr, ty))
            }
            QueryFunction::Min | QueryFunction::Max => {
                let ty = typed.ty.settled()?;
                let ordered = match ty {
                    Type::OneOf(id) => self.policy.enumeration(id).ordered,
                    Type::YesNo | Type::Text => false,
                    _ => true,
                };
                if !ordered {
                    self.not_numeric(e, ty, format!("`{}`", word(function)).into());
                    return None;
                }
                Some((typed.expr, ty))
            }
            QueryFunction::Latest | QueryFunction::Earliest => {
                let ty = typed.ty.settled()?;
                if ty != Type::Date {
                    let finding = Finding::new(&codes::LATEST_OF, e.span)
                        .quote("function", word(function))
                        .quote("text", self.slice(e))
                        .arg("type", words::described(&self.policy, ty));
                    self.report(finding);
                    return None;
                }
                Some((typed.expr, ty))
            }
            QueryFunction::Count
            | QueryFunction::Share
            | QueryFunction::Any
            | QueryFunction::All
            | QueryFunction::No => None,
        }
    }

    fn query_window(&mut self, window: &syntax::At<syntax::Window>, over: Over) -> Option<super::Window> {
        match over {
            Over::People => {
                let fix = fix::with_removed(self.sources, window.span, "");
                self.report(Finding::new(&codes::WINDOW_OVER_PEOPLE, window.span).maybe_fix(fix));
                None
            }
            Over::Records(id) => {
                self.dated(id, window.span)?;
                self.window(&window.value)
            }
        }
    }

    fn dated(&mut self, id: RecordsId, span: crate::diagnostics::Span) -> Option<()> {
        let records = &self.policy.records[id.index()];
        if records.dated_by.is_some() {
            return Some(());
        }
        let dates: Vec<&str> = records.columns.iter().filter(|c| c.ty == Type::Date).map(|c| c.name.as_str()).collect();
        // A date column that could not be read has its finding already.
        if self.broken_columns[id.index()].contains(&true) && dates.is_empty() {
            return None;
        }
        let say = match dates.first() {
            Some(first) => said!(
                "say which with `records {name} dated by {first}`",
                "powiedz, która, przez `records {name} dated by {first}`",
                name = Phrase::quote(records.name.as_str()),
                first = Phrase::quote(*first),
            ),
            None => said!("give them a column of type `date`", "daj im kolumnę typu `date`"),
        };
        let header = self.sources.slice(records.span).trim_end();
        let fixed = |first: &&str| Fix { text: format!("{header} dated by {first}"), span: Some(records.span) };
        let fix = dates.first().map(fixed);
        let finding = Finding::new(&codes::UNDATED, span)
            .maybe_fix(fix)
            .quote("name", records.name.as_str())
            .arg("say", say)
            .note_at(records.span, said!("declared here", "tu zadeklarowane"));
        self.report(finding);
        None
    }

    fn query_weight(&mut self, query: &syntax::Query, weight: &syntax::Expr, cx: Context) -> Option<Expr> {
        if query.function != QueryFunction::Average {
            let fix = fix::with_removed(self.sources, weight.span, "weighted by");
            let finding = Finding::new(&codes::WEIGHTED_WHAT, weight.span).quote("function", word(query.function));
            self.report(finding.maybe_fix(fix));
            return None;
        }
        let typed = self.expr(weight, cx, None)?;
        let typed = self.counted(typed, weight)?;
        match typed.ty {
            Ty::Known(ty) if plain(ty) || ty.is_numeric() => Some(typed.expr),
            Ty::Bare => Some(typed.expr),
            Ty::Known(ty) => {
                self.not_numeric(weight, ty, said!("A weight", "Waga"));
                None
            }
            Ty::Missing => None,
        }
    }

    /// `share` and `all` say nothing without a condition.
    fn query_needs_filter(&mut self, e: &syntax::Expr, query: &syntax::Query) -> Option<()> {
        let needs = match query.function {
            QueryFunction::Share | QueryFunction::All => true,
            QueryFunction::Count
            | QueryFunction::CountDistinct
            | QueryFunction::Sum
            | QueryFunction::Average
            | QueryFunction::Min
            | QueryFunction::Max
            | QueryFunction::Latest
            | QueryFunction::Earliest
            | QueryFunction::Any
            | QueryFunction::No => false,
        };
        if !needs || query.filter.is_some() {
            return Some(());
        }
        let subject = self.slice(&query.subject).to_owned();
        let function = word(query.function);
        self.report(Finding::new(&codes::NEEDS_WHERE, e.span).quote("function", function).arg("subject", subject));
        None
    }
}

/// Turns "not asked for", "asked for and fine", "asked for and broken" around.
fn optional<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    match part {
        None => Some(None),
        Some(made) => made.map(Some),
    }
}

/// A query's function in words.
pub(super) fn word(function: QueryFunction) -> &'static str {
    match function {
        QueryFunction::Count => "count",
        QueryFunction::CountDistinct => "count distinct",
        QueryFunction::Sum => "sum",
        QueryFunction::Average => "average",
        QueryFunction::Min => "min",
        QueryFunction::Max => "max",
        QueryFunction::Latest => "latest",
        QueryFunction::Earliest => "earliest",
        QueryFunction::Share => "share of",
        QueryFunction::Any => "any",
        QueryFunction::All => "all",
        QueryFunction::No => "no",
    }
}

/// The direct parts of an expression, queries left out: they have rows of their own.
fn parts(e: &syntax::Expr) -> Vec<&syntax::Expr> {
    match &e.kind {
        ExprKind::Number { .. }
        | ExprKind::Date(_)
        | ExprKind::Text(_)
        | ExprKind::YesNo(_)
        | ExprKind::Missing
        | ExprKind::NotApplicable
        | ExprKind::Name(_)
        | ExprKind::Query(_) => Vec::new(),
        ExprKind::Arithmetic { left, right, .. }
        | ExprKind::Compare { left, right, .. }
        | ExprKind::Is { left, right, .. } => vec![left, right],
        ExprKind::Negate(of) | ExprKind::Not(of) | ExprKind::Parenthesised(of) => vec![of],
        ExprKind::IsMissing { left, .. } => vec![left],
        ExprKind::In { left, list, .. } => std::iter::once(left.as_ref()).chain(list).collect(),
        ExprKind::Between { value, low, high } => vec![value, low, high],
        ExprKind::And(all) | ExprKind::Or(all) => all.iter().collect(),
        ExprKind::If { condition, then, otherwise } => vec![condition, then, otherwise],
        ExprKind::AtLeastOf { conditions, .. } => conditions.iter().collect(),
        ExprKind::Call { arguments, .. } => arguments.iter().map(|a| &a.value).collect(),
    }
}
