//! Items of each directive from their head and clauses.

use super::Rule;
use super::clause::Clauses;
use super::expression::{amount_operand, expr, nothing};
use super::family::{Directive, Family};
use super::head::{Head, check_word, label, text_value};
use super::{example, number, table};
use crate::diagnostics::{Finding, Span, said, suggest, syntax as codes};
use crate::syntax::form::form;
use crate::syntax::reader::{Edit, Reader};
use crate::syntax::repair;
use crate::syntax::split::Line;
use crate::syntax::tree::*;
use crate::syntax::words;
use crate::values::{Label, Name};
use pest::iterators::Pair;

/// Makes the item. `keyword` is where its keyword stands.
pub(super) fn build(reader: &mut Reader<'_>, family: &Family, keyword: Span, head: Head, lines: &[Line]) -> ItemKind {
    let clauses = Clauses::read(reader, family, lines);
    let mut parts = Parts { reader, family, keyword, head, clauses };
    match family.directive {
        Directive::Policy => parts.policy(),
        Directive::Library => {
            let (name, label) = parts.name_and_label();
            ItemKind::Library(LibraryItem { name, label })
        }
        Directive::Include => ItemKind::Include(parts.name_and_label().0),
        Directive::Parameter => parts.parameter(),
        Directive::Field => parts.field(),
        Directive::Records => parts.records(),
        Directive::Let => parts.definition(),
        Directive::Group => parts.group(),
        Directive::Criterion => parts.criterion(),
        Directive::Veto => parts.veto(),
        Directive::Limit => parts.limit(),
        Directive::Tier => parts.tier(),
        Directive::Probability => parts.probability(),
        Directive::Rank => parts.rank(),
        Directive::Table => parts.table_item(),
        Directive::Document => parts.document(),
        Directive::Channel => parts.channel(),
        Directive::Need => {
            let (name, label) = parts.name_and_label();
            ItemKind::Need(NeedItem { name, label })
        }
        Directive::Benefit => parts.benefit(),
        // Blocks are no items; `playbook` makes them.
        Directive::Playbook | Directive::Objective | Directive::Action => parts.playbook(),
        Directive::Offer => parts.offer(),
        Directive::Alert => parts.alert(),
        Directive::Kpi => parts.kpi(),
        Directive::Example => parts.example(),
        Directive::Examples => parts.examples(),
        Directive::Overlay => parts.overlay(),
    }
}

pub(super) struct Parts<'r, 's> {
    pub reader: &'r mut Reader<'s>,
    pub family: &'r Family,
    pub keyword: Span,
    pub head: Head,
    pub clauses: Clauses<'s>,
}

impl<'s> Parts<'_, 's> {
    pub fn name_and_label(&mut self) -> (Ident, Label) {
        let name = self.head.ident(self.reader, self.keyword);
        (name, std::mem::take(&mut self.head.label))
    }

    fn target(&mut self) -> (Target, Label) {
        let name = self.head.ident(self.reader, self.keyword);
        let owner = self.head.name.as_ref().filter(|n| n.len() > 1).and_then(|n| n.first().cloned());
        (Target { owner, name }, std::mem::take(&mut self.head.label))
    }

    /// Says that a part the item cannot do without is absent, unless a line that was not read may hold it.
    pub fn incomplete(&mut self) {
        if self.clauses.unread {
            return;
        }
        let finding = Finding::new(&codes::INCOMPLETE, self.keyword).arg("item", repair::spoken(self.family.keyword));
        self.reader.report(finding.arg("form", form(self.family.form)));
    }

    /// The first part of a clause that is made by a rule.
    pub fn part(&mut self, from: Rule, part: Rule) -> Option<Pair<'s, Rule>> {
        self.clauses.take(from)?.into_inner().find(|p| p.as_rule() == part)
    }

    pub fn expr(&mut self, from: Rule) -> Option<Expr> {
        self.part(from, Rule::expr).map(|p| expr(self.reader, p))
    }

    pub fn amount(&mut self, from: Rule) -> Option<Expr> {
        self.part(from, Rule::amount).map(|p| amount_operand(self.reader, p))
    }

    pub fn text(&mut self, from: Rule) -> Option<At<String>> {
        self.part(from, Rule::text).map(|p| text_value(self.reader, &p))
    }

    /// A text that may stand in several languages.
    pub fn wording(&mut self, from: Rule) -> Option<At<Label>> {
        self.part(from, Rule::label).map(|p| {
            let span = self.reader.at(&p);
            At::new(label(self.reader, p), span)
        })
    }

    pub fn ident(&mut self, from: Rule) -> Option<Ident> {
        self.part(from, Rule::ident).map(|p| At::new(Name::new(p.as_str()), self.reader.at(&p)))
    }

    pub fn table(&mut self) -> Option<Table> {
        let rows = std::mem::take(&mut self.clauses.rows);
        table::read(self.reader, self.family, &rows, self.clauses.row_lost || self.clauses.unread)
    }

    fn policy(&mut self) -> ItemKind {
        let version =
            self.clauses.take(Rule::c_version).and_then(|c| c.into_inner().last()).map(|p| match p.as_rule() {
                Rule::text => text_value(self.reader, &p),
                _ => At::new(p.as_str().to_owned(), self.reader.at(&p)),
            });
        let effective_from = self.part(Rule::c_effective, Rule::date).map(|p| number::date(self.reader, &p));
        let currency = self.part(Rule::c_currency, Rule::ident).and_then(|p| {
            let span = self.reader.at(&p);
            number::currency(self.reader, p.as_str()).map(|c| At::new(c, span))
        });
        let missing = self.missing();
        let (name, label) = self.name_and_label();
        ItemKind::Policy(PolicyItem { name, label, version, effective_from, currency, missing })
    }

    fn missing(&mut self) -> Option<At<MissingMeans>> {
        let part = self.clauses.take(Rule::c_missing)?.into_inner().last()?;
        let span = self.reader.at(&part);
        if part.as_rule() == Rule::quantity {
            let read = number::quantity(self.reader, part);
            return match read.kind {
                ExprKind::Number { value, unit: Unit::Bare | Unit::Points } => {
                    Some(At::new(MissingMeans::Points(value), span))
                }
                _ => self.choice(span, &["unknown", "exclude", "fail"]).map(|_| At::new(MissingMeans::Unknown, span)),
            };
        }
        let means = match part.as_str() {
            "unknown" => MissingMeans::Unknown,
            "exclude" => MissingMeans::Exclude,
            "fail" => MissingMeans::Fail,
            _ => match self.choice(span, &["unknown", "exclude", "fail"])? {
                1 => MissingMeans::Exclude,
                2 => MissingMeans::Fail,
                _ => MissingMeans::Unknown,
            },
        };
        Some(At::new(means, span))
    }

    fn unknown(&mut self) -> Option<At<UnknownMeans>> {
        let part = self.part(Rule::c_unknown, Rule::ident)?;
        let span = self.reader.at(&part);
        let means = match part.as_str() {
            "hold" => UnknownMeans::Hold,
            "pass" => UnknownMeans::Pass,
            "exclude" => UnknownMeans::Exclude,
            _ => match self.choice(span, &["hold", "pass", "exclude"])? {
                1 => UnknownMeans::Pass,
                2 => UnknownMeans::Exclude,
                _ => UnknownMeans::Hold,
            },
        };
        Some(At::new(means, span))
    }

    /// Reports a word that is none of the choices; the place of the nearest, if one is near.
    pub fn choice(&mut self, span: Span, choices: &[&'static str]) -> Option<usize> {
        let word = self.reader.source.slice(span).to_owned();
        let near = suggest::nearest(&word, choices.iter().copied())
            .or_else(|| words::choice_of_office(&word, choices))
            .map(str::to_owned);
        let hint = match &near {
            Some(near) => suggest::did_you_mean(Some(near)),
            None => repair::choose(choices.iter().copied()),
        };
        let finding = Finding::new(&codes::UNKNOWN_WORD_HERE, span).arg("word", word).arg("hint", hint);
        match &near {
            Some(near) => self.reader.report_edit(finding, span, near.as_str()),
            None => self.reader.report(finding),
        }
        choices.iter().position(|c| Some(*c) == near.as_deref())
    }

    fn parameter(&mut self) -> ItemKind {
        let value = self.expr(Rule::c_value);
        let mut later = Vec::new();
        for clause in self.clauses.take_all(Rule::c_from) {
            let span = self.reader.at(&clause);
            let mut from = None;
            let mut value = None;
            for part in clause.into_inner() {
                match part.as_rule() {
                    Rule::amount => from = Some(amount_operand(self.reader, part)),
                    Rule::expr => value = Some(expr(self.reader, part)),
                    _ => {}
                }
            }
            match (from.map(|f| (f.kind, f.span)), value) {
                (Some((ExprKind::Date(day), at)), Some(value)) => later.push((At::new(day, at), value)),
                _ => {
                    let finding =
                        Finding::new(&codes::INCOMPLETE, span).arg("item", said!("dated value", "wartość z datą"));
                    self.reader.report(finding.arg("form", form("from 2027-01-01 = VALUE")));
                }
            }
        }
        if value.is_none() {
            self.incomplete();
        }
        let (name, label) = self.name_and_label();
        let value = value.unwrap_or_else(|| nothing(name.span));
        ItemKind::Parameter(ParameterItem { name, label, value, later })
    }

    fn field(&mut self) -> ItemKind {
        let ty = self.ty();
        let private = self.clauses.take(Rule::privacy).map(|p| At::new(p.as_str() == "private", self.reader.at(&p)));
        if ty.is_none() {
            self.incomplete();
        }
        let (target, label) = self.target();
        let ty = ty.unwrap_or_else(|| At::new(TypeExpr::Text, target.name.span));
        ItemKind::Field(FieldItem { target, label, ty, private })
    }

    fn ty(&mut self) -> Option<At<TypeExpr>> {
        let pair = self.clauses.take(Rule::type_expr)?;
        type_expr(self.reader, pair)
    }

    fn records(&mut self) -> ItemKind {
        let dated_by = self.ident(Rule::c_dated);
        let mut columns = Vec::new();
        for pair in self.clauses.take_all(Rule::column) {
            columns.extend(column(self.reader, pair));
        }
        let (name, label) = self.name_and_label();
        ItemKind::Records(RecordsItem { name, label, dated_by, columns })
    }

    fn definition(&mut self) -> ItemKind {
        let value = self.expr(Rule::c_value);
        if value.is_none() {
            self.incomplete();
        }
        let (target, label) = self.target();
        let value = value.unwrap_or_else(|| nothing(target.name.span));
        ItemKind::Let(LetItem { target, label, value })
    }

    fn group(&mut self) -> ItemKind {
        let weight = self.amount(Rule::c_weight);
        let (name, label) = self.name_and_label();
        ItemKind::Group(GroupItem { name, label, weight })
    }

    fn criterion(&mut self) -> ItemKind {
        let group = self.ident(Rule::c_in);
        let weight = self.amount(Rule::c_weight);
        let missing = self.missing();
        let less_is_better = self.clauses.take(Rule::c_less).map(|p| self.reader.at(&p));
        let because = self.wording(Rule::c_because);
        let points = self.expr(Rule::c_points);
        let body = match (self.table(), points) {
            (Some(table), None) => CriterionBody::Table(table),
            (Some(table), Some(points)) => {
                let at = points.span;
                let finding =
                    Finding::new(&codes::TWICE, at).arg("item", repair::spoken("criterion")).quote("word", "points");
                self.reader.report(finding.note(said!("Its points come from its table.", "Punkty daje tu tabela.")));
                CriterionBody::Table(table)
            }
            (None, Some(points)) => CriterionBody::Points(points),
            (None, None) => CriterionBody::None,
        };
        let (name, label) = self.name_and_label();
        ItemKind::Criterion(CriterionItem { name, label, group, weight, missing, less_is_better, because, body })
    }

    fn veto(&mut self) -> ItemKind {
        let when = self.expr(Rule::c_when);
        let because = self.wording(Rule::c_because);
        let unknown = self.unknown();
        let (name, label) = self.name_and_label();
        ItemKind::Veto(VetoItem { name, label, when, because, unknown })
    }

    fn limit(&mut self) -> ItemKind {
        let to = self.ident(Rule::c_to);
        let when = self.expr(Rule::c_when);
        let because = self.wording(Rule::c_because);
        let (name, label) = self.name_and_label();
        ItemKind::Limit(LimitItem { name, label, to, when, because })
    }

    fn tier(&mut self) -> ItemKind {
        let otherwise = self.clauses.take(Rule::c_otherwise).map(|p| At::new(Threshold::Otherwise, self.reader.at(&p)));
        let mut threshold = otherwise;
        if let Some(clause) = self.clauses.take(Rule::c_from) {
            let span = self.reader.at(&clause);
            let dated = clause.clone().into_inner().any(|p| p.as_rule() == Rule::expr);
            let from =
                clause.into_inner().find(|p| p.as_rule() == Rule::amount).map(|p| amount_operand(self.reader, p));
            if threshold.is_some() || dated {
                self.reader.report(
                    Finding::new(&codes::TWICE, span).arg("item", repair::spoken("tier")).quote("word", "from"),
                );
            }
            threshold = from.map(|from| At::new(Threshold::From(from), span));
        }
        let when = self.expr(Rule::c_when);
        let (name, label) = self.name_and_label();
        ItemKind::Tier(TierItem { name, label, threshold, when })
    }

    fn probability(&mut self) -> ItemKind {
        let base = self.amount(Rule::c_base);
        let table = self.table();
        let (name, label) = self.name_and_label();
        ItemKind::Probability(ProbabilityItem { name, label, base, table })
    }

    fn rank(&mut self) -> ItemKind {
        let mut keys = Vec::new();
        let clauses = self.clauses.take_all(Rule::c_rank).into_iter().chain(self.clauses.take_all(Rule::c_then));
        for clause in clauses.collect::<Vec<_>>() {
            for key in clause.into_inner().filter(|p| p.as_rule() == Rule::rank_key) {
                let lowest = key.clone().into_inner().any(|p| p.as_rule() == Rule::k_lowest);
                let value = key.into_inner().find(|p| p.as_rule() == Rule::expr).map(|p| expr(self.reader, p));
                keys.extend(value.map(|value| RankKey { value, lowest }));
            }
        }
        if keys.is_empty() {
            self.incomplete();
        }
        ItemKind::Rank(RankItem { keys })
    }

    fn table_item(&mut self) -> ItemKind {
        let ty = self.ty();
        let because = self.wording(Rule::c_because);
        let table = self.table();
        let (target, label) = self.target();
        ItemKind::Table(TableItem { target, label, ty, because, table })
    }

    fn document(&mut self) -> ItemKind {
        let template = self.text(Rule::c_template);
        let when = self.expr(Rule::c_when);
        let (name, label) = self.name_and_label();
        ItemKind::Document(DocumentItem { name, label, template, when })
    }

    fn title(&mut self) -> At<String> {
        self.head.title.take().unwrap_or_else(|| At::new(String::new(), self.keyword))
    }

    fn example(&mut self) -> ItemKind {
        let mut given = Vec::new();
        for line in self.clauses.take_all(Rule::given) {
            given.extend(example::given(self.reader, line));
        }
        let mut expect = Vec::new();
        for line in self.clauses.take_all(Rule::expect) {
            expect.extend(example::expect(self.reader, line));
        }
        ItemKind::Example(ExampleItem { title: self.title(), given, expect })
    }

    fn examples(&mut self) -> ItemKind {
        let table = self.table();
        ItemKind::Examples(ExamplesItem { title: self.title(), table })
    }

    /// The first line; `overlay` reads the changes below it.
    fn overlay(&mut self) -> ItemKind {
        let base = self.part(Rule::c_on, Rule::base_policy).and_then(|pair| {
            let span = self.reader.at(&pair);
            let (mut policy, mut version) = (None, None);
            for part in pair.into_inner() {
                let at = self.reader.at(&part);
                match part.as_rule() {
                    Rule::ident => policy = Some(At::new(Name::new(part.as_str()), at)),
                    Rule::text => version = Some(text_value(self.reader, &part)),
                    _ => version = Some(At::new(part.as_str().to_owned(), at)),
                }
            }
            Some(OverlayBase { span, policy: policy?, version })
        });
        if base.is_none() {
            self.incomplete();
        }
        let (name, label) = self.name_and_label();
        ItemKind::Overlay(OverlayItem { name, label, base, active: false, changes: Vec::new() })
    }
}

fn column<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Option<ColumnLine> {
    let (mut name, mut words, mut ty) = (None, Label::default(), None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::head_path => name = Some(super::head::dotted(reader, &part)),
            Rule::label => words = label(reader, part),
            Rule::type_expr => ty = type_expr(reader, part),
            _ => {}
        }
    }
    // A column is always written behind its records' name, so even `by` may be one.
    let name = name?;
    Some(ColumnLine { name, label: words, ty: ty? })
}

fn type_expr<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Option<At<TypeExpr>> {
    let span = reader.at(&pair);
    let mut parts = pair.into_inner();
    let first = parts.next()?;
    if first.as_rule() == Rule::one_of {
        return Some(At::new(one_of(reader, first), span));
    }
    let base = base_type(first.as_str());
    let Some(range) = parts.next() else { return Some(At::new(base, span)) };
    let mut ends = range.into_inner();
    let low = amount_operand(reader, ends.next()?);
    let high = amount_operand(reader, ends.next()?);
    Some(At::new(TypeExpr::Ranged(Box::new(base), low, high), span))
}

fn base_type(word: &str) -> TypeExpr {
    match word {
        "number" => TypeExpr::Number,
        "count" => TypeExpr::Count,
        "points" => TypeExpr::Points,
        "percent" => TypeExpr::Percent,
        "money" => TypeExpr::Money,
        "days" => TypeExpr::Days,
        "date" => TypeExpr::Date,
        "yes_no" => TypeExpr::YesNo,
        _ => TypeExpr::Text,
    }
}

fn one_of<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> TypeExpr {
    let mut values = Vec::new();
    let mut separators: Vec<Pair<'s, Rule>> = Vec::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::value_decl => values.extend(value_decl(reader, part)),
            Rule::value_separator => separators.push(part),
            _ => {}
        }
    }
    let ordered = separators.iter().any(|s| s.as_str().trim_end() == "<");
    for arrow in separators.iter().filter(|s| s.as_str().trim_end() == "→") {
        let at = reader.at(arrow);
        reader.report_edit(Finding::new(&codes::TYPED_SIGN, at).quote("wrong", "→").quote("right", "<"), at, "<");
    }
    let ordered = ordered || separators.iter().any(|s| s.as_str().trim_end() == "→");
    let odd: Vec<Span> =
        separators.iter().filter(|s| ordered && s.as_str().trim_end() == ",").map(|s| reader.at(s)).collect();
    if let Some(first) = odd.first() {
        let finding = Finding::new(&codes::PHRASE, *first).quote("wrong", ",").quote("right", "<");
        let edit = |s: &Span| Edit { start: s.start as usize, end: s.end as usize, text: " <".to_owned() };
        let edits = odd.iter().map(edit).collect();
        reader.report_edits(
            finding.note(said!(
                "Values are all ordered (`a < b < c`) or all unordered (`a, b, c`).",
                "Wartości albo wszystkie mają kolejność (`a < b < c`), albo żadna (`a, b, c`).",
            )),
            edits,
        );
    }
    match values.as_slice() {
        [only] if only.name.value.as_str() == "channels" && only.number.is_none() && only.label.plain.is_none() => {
            TypeExpr::OneOfDeclared(only.name.clone())
        }
        _ => TypeExpr::OneOf { ordered, values },
    }
}

fn value_decl<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> Option<ValueDecl> {
    let (mut name, mut number, mut words) = (None, None, Label::default());
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::ident => name = Some(At::new(Name::new(part.as_str()), reader.at(&part))),
            Rule::value_number => number = Some(value_number(reader, part)),
            Rule::label => words = label(reader, part),
            _ => {}
        }
    }
    let name = name?;
    check_word(reader, &name);
    Some(ValueDecl { name, number, label: words })
}

fn value_number<'s>(reader: &mut Reader<'s>, pair: Pair<'s, Rule>) -> At<crate::values::Number> {
    let span = reader.at(&pair);
    let mut negative = false;
    let mut value = crate::values::Number::ZERO;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::sign => negative = true,
            _ => value = number::plain(reader, part.as_str()),
        }
    }
    At::new(if negative { -value } else { value }, span)
}
