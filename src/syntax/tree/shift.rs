//! Trees put elsewhere: every span of an item moves along with its lines. All parts of the tree are named here, without
//! `..`, so a part that is new does not compile until it moves too.

use super::{
    ActionItem, Added, AlertItem, Argument, ArithmeticOp, At, BenefitItem, Cell, CellKind, Change, ChangeKind,
    ChannelItem, ColumnLine, CompareOp, CriterionBody, CriterionItem, DocumentItem, EachLine, EffectChange, EffectPart,
    ExampleItem, ExamplesItem, Expect, ExpectKind, Expectation, Expr, ExprKind, FieldItem, Given, GroupItem, Heading,
    Item, ItemKind, KpiItem, LetItem, LibraryItem, LimitItem, MeasureLine, MissingMeans, NeedItem, ObjectiveItem,
    OfferItem, OverlayBase, OverlayItem, OwnerLine, ParameterItem, Part, PartyName, Path, PlaybookItem, PolicyItem,
    ProbabilityItem, Query, QueryFunction, RankItem, RankKey, RecordsItem, RepeatLine, Replacement, Row, Severity,
    Table, TableItem, Target, Threshold, TierItem, TypeExpr, Unit, UnknownMeans, ValueDecl, VetoItem, Window,
    WrittenRow,
};
use crate::diagnostics::{FileId, Span};
use crate::values::{Currency, Day, Duration, Label, Name, Number};

/// How far something moves, and into which file.
#[derive(Clone, Copy, Debug)]
pub(in crate::syntax) struct Shift {
    file: FileId,
    /// What its offsets grow by.
    by: i64,
}

impl Shift {
    /// From one place to another.
    pub fn new(from: Span, file: FileId, to: usize) -> Shift {
        Shift { file, by: i64::try_from(to).unwrap_or(i64::MAX).saturating_sub(i64::from(from.start)) }
    }

    /// It stays where it is.
    pub fn is_none(self, from: Span) -> bool {
        self.by == 0 && self.file == from.file
    }
}

/// A part of a tree.
pub(in crate::syntax) trait Placed {
    fn shift(&mut self, by: Shift);
}

impl Placed for Span {
    fn shift(&mut self, by: Shift) {
        // Offsets were narrowed to 32 bits when they were made, and moved ones lie in a text as well.
        let moved = |at: u32| u32::try_from(i64::from(at).saturating_add(by.by)).unwrap_or(u32::MAX);
        *self = Span { file: by.file, start: moved(self.start), end: moved(self.end) };
    }
}

/// Parts that stand nowhere.
macro_rules! nowhere {
    ($($type:ty),* $(,)?) => {$(
        impl Placed for $type {
            fn shift(&mut self, _: Shift) {}
        }
    )*};
}

/// Parts made of these parts.
macro_rules! made_of {
    ($($type:ident { $($part:ident),* $(,)? })*) => {$(
        impl Placed for $type {
            fn shift(&mut self, by: Shift) {
                let $type { $($part),* } = self;
                $($part.shift(by);)*
            }
        }
    )*};
}

nowhere! {
    bool, u32, String, Name, Label, Number, Day, Duration, Currency, Unit, ArithmeticOp, CompareOp, QueryFunction,
    UnknownMeans, MissingMeans, Severity, Part,
}

impl<T: Placed> Placed for At<T> {
    fn shift(&mut self, by: Shift) {
        let At { value, span } = self;
        value.shift(by);
        span.shift(by);
    }
}

impl<T: Placed> Placed for Option<T> {
    fn shift(&mut self, by: Shift) {
        self.iter_mut().for_each(|part| part.shift(by));
    }
}

impl<T: Placed> Placed for Vec<T> {
    fn shift(&mut self, by: Shift) {
        self.iter_mut().for_each(|part| part.shift(by));
    }
}

impl<T: Placed> Placed for Box<T> {
    fn shift(&mut self, by: Shift) {
        self.as_mut().shift(by);
    }
}

impl<A: Placed, B: Placed> Placed for (A, B) {
    fn shift(&mut self, by: Shift) {
        self.0.shift(by);
        self.1.shift(by);
    }
}

made_of! {
    Item { span, header, locked, broken, replaced, added, kind }
    PolicyItem { name, label, version, effective_from, currency, missing }
    LibraryItem { name, label }
    ParameterItem { name, label, value, later }
    Target { owner, name }
    FieldItem { target, label, ty, private }
    RecordsItem { name, label, dated_by, columns }
    ColumnLine { name, label, ty }
    ValueDecl { name, number, label }
    LetItem { target, label, value }
    GroupItem { name, label, weight }
    CriterionItem { name, label, group, weight, missing, less_is_better, because, body }
    VetoItem { name, label, when, because, unknown }
    LimitItem { name, label, to, when, because }
    TierItem { name, label, threshold, when }
    ProbabilityItem { name, label, base, table }
    RankItem { keys }
    RankKey { value, lowest }
    TableItem { target, label, ty, because, table }
    DocumentItem { name, label, template, when }
    ExampleItem { title, given, expect }
    Expect { span, kind }
    ExamplesItem { title, table }
    Table { span, header, rows, incomplete }
    Row { span, cells }
    Cell { span, kind }
    Path { parts }
    Expr { span, kind }
    Argument { name, value }
    Query { function, subject, filter, among, window, weight }
    ChannelItem { name, label, effort, cost }
    NeedItem { name, label }
    BenefitItem { name, label, answers, evidence }
    PlaybookItem { name, label, when, because, objectives, actions }
    ObjectiveItem { span, name, label, measure, owner }
    MeasureLine { span, value, target, at_most, within }
    ActionItem {
        span, header, broken, name, label, each, when, channel, owner, after, due, repeat, effects, effort, cost, because,
    }
    EachLine { span, filter }
    OwnerLine { span, parties, with, skill, speaking }
    PartyName { name, role }
    RepeatLine { span, every, until }
    EffectPart { span, target, change }
    OfferItem { name, label, when, terms, approval, because }
    AlertItem { name, label, when, severity, starts, because }
    KpiItem { name, label, value, target, alarm, table, review }
    OverlayItem { name, label, base, active, changes }
    OverlayBase { span, policy, version }
    Change { span, kind }
    WrittenRow { span, cells }
    Replacement { overlay, was, is, line, part }
    Added { overlay, instead_of }
}

impl Placed for ItemKind {
    fn shift(&mut self, by: Shift) {
        match self {
            ItemKind::Policy(item) => item.shift(by),
            ItemKind::Library(item) => item.shift(by),
            ItemKind::Include(name) => name.shift(by),
            ItemKind::Parameter(item) => item.shift(by),
            ItemKind::Field(item) => item.shift(by),
            ItemKind::Records(item) => item.shift(by),
            ItemKind::Let(item) => item.shift(by),
            ItemKind::Group(item) => item.shift(by),
            ItemKind::Criterion(item) => item.shift(by),
            ItemKind::Veto(item) => item.shift(by),
            ItemKind::Limit(item) => item.shift(by),
            ItemKind::Tier(item) => item.shift(by),
            ItemKind::Probability(item) => item.shift(by),
            ItemKind::Rank(item) => item.shift(by),
            ItemKind::Table(item) => item.shift(by),
            ItemKind::Document(item) => item.shift(by),
            ItemKind::Channel(item) => item.shift(by),
            ItemKind::Need(item) => item.shift(by),
            ItemKind::Benefit(item) => item.shift(by),
            ItemKind::Playbook(item) => item.shift(by),
            ItemKind::Offer(item) => item.shift(by),
            ItemKind::Alert(item) => item.shift(by),
            ItemKind::Kpi(item) => item.shift(by),
            ItemKind::Example(item) => item.shift(by),
            ItemKind::Examples(item) => item.shift(by),
            ItemKind::Overlay(item) => item.shift(by),
            ItemKind::Later { keyword, name, label } => {
                keyword.shift(by);
                name.shift(by);
                label.shift(by);
            }
        }
    }
}

impl Placed for TypeExpr {
    fn shift(&mut self, by: Shift) {
        match self {
            TypeExpr::Number
            | TypeExpr::Count
            | TypeExpr::Points
            | TypeExpr::Percent
            | TypeExpr::Money
            | TypeExpr::Days
            | TypeExpr::Date
            | TypeExpr::YesNo
            | TypeExpr::Text => {}
            TypeExpr::Ranged(of, low, high) => {
                of.shift(by);
                low.shift(by);
                high.shift(by);
            }
            TypeExpr::OneOf { ordered, values } => {
                ordered.shift(by);
                values.shift(by);
            }
            TypeExpr::OneOfDeclared(kind) => kind.shift(by),
        }
    }
}

impl Placed for CriterionBody {
    fn shift(&mut self, by: Shift) {
        match self {
            CriterionBody::Table(table) => table.shift(by),
            CriterionBody::Points(points) => points.shift(by),
            CriterionBody::None => {}
        }
    }
}

impl Placed for Threshold {
    fn shift(&mut self, by: Shift) {
        match self {
            Threshold::From(points) => points.shift(by),
            Threshold::Otherwise => {}
        }
    }
}

impl Placed for Given {
    fn shift(&mut self, by: Shift) {
        match self {
            Given::AsOf(day) => day.shift(by),
            Given::Value { name, value } => {
                name.shift(by);
                value.shift(by);
            }
            Given::Person { id, attributes } => {
                id.shift(by);
                attributes.shift(by);
            }
            Given::NoPeople(span) => span.shift(by),
        }
    }
}

impl Placed for ExpectKind {
    fn shift(&mut self, by: Shift) {
        match self {
            ExpectKind::Tier(tiers) => tiers.shift(by),
            ExpectKind::Status(name) | ExpectKind::Needs(name) => name.shift(by),
            ExpectKind::Value { name, value } => {
                name.shift(by);
                value.shift(by);
            }
            ExpectKind::Action { absent, name, person } => {
                absent.shift(by);
                name.shift(by);
                person.shift(by);
            }
        }
    }
}

impl Placed for Expectation {
    fn shift(&mut self, by: Shift) {
        match self {
            Expectation::Range(low, high) => {
                low.shift(by);
                high.shift(by);
            }
            Expectation::Values(values) => values.shift(by),
        }
    }
}

impl Placed for Heading {
    fn shift(&mut self, by: Shift) {
        match self {
            Heading::Name(path) | Heading::Expect(path) => path.shift(by),
            Heading::When | Heading::AloneGives | Heading::Odds => {}
        }
    }
}

impl Placed for CellKind {
    fn shift(&mut self, by: Shift) {
        match self {
            CellKind::Any | CellKind::Missing | CellKind::Otherwise | CellKind::Broken => {}
            CellKind::Values(values) => values.shift(by),
            CellKind::From(value) | CellKind::At(value) | CellKind::Times(value) => value.shift(by),
            CellKind::FromBelow(low, high) | CellKind::Range(low, high) => {
                low.shift(by);
                high.shift(by);
            }
            CellKind::Compared(op, value) => {
                op.shift(by);
                value.shift(by);
            }
        }
    }
}

impl Placed for ExprKind {
    fn shift(&mut self, by: Shift) {
        match self {
            ExprKind::Number { value, unit } => {
                value.shift(by);
                unit.shift(by);
            }
            ExprKind::Date(_)
            | ExprKind::Text(_)
            | ExprKind::YesNo(_)
            | ExprKind::Missing
            | ExprKind::NotApplicable => {}
            ExprKind::Name(path) => path.shift(by),
            ExprKind::Arithmetic { op, left, right } => {
                op.shift(by);
                left.shift(by);
                right.shift(by);
            }
            ExprKind::Negate(of) | ExprKind::Not(of) | ExprKind::Parenthesised(of) => of.shift(by),
            ExprKind::Compare { op, left, right } => {
                op.shift(by);
                left.shift(by);
                right.shift(by);
            }
            ExprKind::Is { left, negated, right } => {
                left.shift(by);
                negated.shift(by);
                right.shift(by);
            }
            ExprKind::IsMissing { left, known } => {
                left.shift(by);
                known.shift(by);
            }
            ExprKind::In { left, negated, list } => {
                left.shift(by);
                negated.shift(by);
                list.shift(by);
            }
            ExprKind::Between { value, low, high } => {
                value.shift(by);
                low.shift(by);
                high.shift(by);
            }
            ExprKind::And(parts) | ExprKind::Or(parts) => parts.shift(by),
            ExprKind::If { condition, then, otherwise } => {
                condition.shift(by);
                then.shift(by);
                otherwise.shift(by);
            }
            ExprKind::AtLeastOf { count, conditions } => {
                count.shift(by);
                conditions.shift(by);
            }
            ExprKind::Call { function, arguments } => {
                function.shift(by);
                arguments.shift(by);
            }
            ExprKind::Query(query) => query.shift(by),
        }
    }
}

impl Placed for Window {
    fn shift(&mut self, by: Shift) {
        match self {
            Window::Last(_) | Window::Previous(_) => {}
            Window::Since(day) => day.shift(by),
        }
    }
}

impl Placed for EffectChange {
    fn shift(&mut self, by: Shift) {
        match self {
            EffectChange::Becomes(value) => value.shift(by),
            EffectChange::By { minus, amount } => {
                minus.shift(by);
                amount.shift(by);
            }
        }
    }
}

impl Placed for ChangeKind {
    fn shift(&mut self, by: Shift) {
        match self {
            ChangeKind::Parameter { name, from, to } | ChangeKind::Weight { name, from, to } => {
                name.shift(by);
                from.shift(by);
                to.shift(by);
            }
            ChangeKind::Row { table, old, new } => {
                table.shift(by);
                old.shift(by);
                new.shift(by);
            }
            ChangeKind::Remove { keyword, name } => {
                keyword.shift(by);
                name.shift(by);
            }
            ChangeKind::Add(item) => item.shift(by),
        }
    }
}
