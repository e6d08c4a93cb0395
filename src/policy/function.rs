//! Functions: of values (`min`, `clamp`, `default`, `clv`, `age`, …) and over the whole portfolio. A portfolio function
//! looks at a slot of every account; an argument that is no slot yet becomes a hidden one.

use super::checker::{Body, Checker, NodeState, Progress, index};
use super::expression::Expr;
use super::model::{PortfolioFunction, PortfolioId, PortfolioKind, Slot, SlotId, SlotValue, Type};
use super::types::{Context, Ty, Typed};
use super::words;
use crate::diagnostics::{Finding, Phrase, policy as codes, said, suggest};
use crate::syntax::{self, Argument, ExprKind, Ident};
use crate::values::{Label, Scalar};

const FUNCTIONS: &[(&str, &str)] = &[
    ("min", "min(x, y)"),
    ("max", "max(x, y)"),
    ("abs", "abs(x)"),
    ("clamp", "clamp(x, low, high)"),
    ("round", "round(x, 2)"),
    ("default", "default(x, y)"),
    ("clv", "clv(margin: x, retention: y, discount: 10 %, timing: end)"),
    ("age", "age(x)"),
    ("months_since", "months_since(date)"),
    ("share_of_total", "share_of_total(x)"),
    ("percentile", "percentile(x)"),
    ("rank_of", "rank_of(x)"),
    ("pareto_share", "pareto_share(x)"),
];

impl Checker<'_> {
    pub fn call(
        &mut self,
        e: &syntax::Expr,
        function: &Ident,
        arguments: &[Argument],
        cx: Context,
        expected: Option<Type>,
    ) -> Option<Typed> {
        let name = function.value.as_str();
        if !FUNCTIONS.iter().any(|(n, _)| *n == name) {
            let near = suggest::nearest(name, FUNCTIONS.iter().map(|(n, _)| *n));
            let finding = Finding::new(&codes::UNKNOWN_ITEM, function.span)
                .arg("kind", said!("function", "funkcja"))
                .quote("name", name)
                .arg("hint", suggest::did_you_mean(near))
                .maybe_fix(near.and_then(|n| self.fixed(function.span, n)));
            self.report(finding);
            return None;
        }
        if name == "clv" {
            return self.clv(e, arguments, cx);
        }
        if let Some(named) = arguments.iter().find_map(|a| a.name.as_ref()) {
            self.wrong_arguments(named.span, name);
            return None;
        }
        let values: Vec<&syntax::Expr> = arguments.iter().map(|a| &a.value).collect();
        match (name, values.as_slice()) {
            ("min" | "max", [_, ..]) => {
                let (parts, ty) = self.numeric_or_ordered(&values, cx, expected, name)?;
                let expr = if name == "min" { Expr::Min(parts) } else { Expr::Max(parts) };
                Some(Typed { expr, ty })
            }
            ("abs", [_]) => {
                let (mut parts, ty) = self.numeric(&values, cx, "`abs`")?;
                Some(Typed { expr: Expr::Abs(Box::new(parts.pop()?)), ty })
            }
            ("clamp", [_, _, _]) => {
                let (parts, ty) = self.numeric(&values, cx, "`clamp`")?;
                let [x, low, high] = <[Expr; 3]>::try_from(parts).ok()?;
                if let (Some(Scalar::Number(a)), Some(Scalar::Number(b))) = (self.folded(&low), self.folded(&high))
                    && a > b
                    && let [x, low, high] = values.as_slice()
                {
                    let write = format!("clamp({}, {}, {})", self.slice(x), self.slice(high), self.slice(low));
                    let finding = Finding::new(&codes::CLAMP_ENDS, e.span)
                        .quote("text", self.slice(e))
                        .arg("write", write.clone())
                        .maybe_fix(self.fixed(e.span, &write));
                    self.report(finding);
                    return None;
                }
                Some(Typed { expr: Expr::Clamp(Box::new(x), Box::new(low), Box::new(high)), ty })
            }
            ("round", [x]) => self.round(x, 0, cx),
            ("round", [x, places]) => {
                let n = self.constant_number(places, Type::Number, "round")?;
                match n.to_i64() {
                    Some(n @ -12..=12) => self.round(x, n as i32, cx),
                    _ => {
                        self.wrong_arguments(places.span, name);
                        None
                    }
                }
            }
            ("default", [_, _]) => {
                let (parts, ty) = self.unified(&values, cx, expected)?;
                let [x, y] = <[Expr; 2]>::try_from(parts).ok()?;
                Some(Typed { expr: Expr::Default(Box::new(x), Box::new(y)), ty })
            }
            ("age", [of]) => self.age(of, cx),
            ("months_since", [of]) => {
                let date = self.of_type(of, cx, Type::Date, "date")?;
                if matches!(date, Expr::Missing) {
                    self.report(Finding::new(&codes::MISSING_OPERAND, of.span));
                    return None;
                }
                Typed::known(Expr::MonthsSince(Box::new(date)), Type::Count)
            }
            ("share_of_total", [of]) => self.portfolio(PortfolioKind::ShareOfTotal, Type::Percent, of, e),
            ("percentile", [of]) => self.portfolio(PortfolioKind::Percentile, Type::Percent, of, e),
            ("rank_of", [of]) => self.portfolio(PortfolioKind::RankOf, Type::Count, of, e),
            ("pareto_share", [of]) => self.portfolio(PortfolioKind::ParetoShare, Type::Percent, of, e),
            (_, _) => {
                self.wrong_arguments(e.span, name);
                None
            }
        }
    }

    fn wrong_arguments(&mut self, span: crate::diagnostics::Span, name: &str) {
        if self.joined_by_comma(span) {
            return;
        }
        let usage = FUNCTIONS.iter().find(|(n, _)| *n == name).map_or("", |(_, usage)| *usage);
        self.report(Finding::new(&codes::WRONG_ARGUMENTS, span).quote("name", name).quote("usage", usage));
    }

    /// Whether digits stand on both sides of a comma, as in `clamp(x,0,100)`: the reader has reported that arguments run
    /// into each other there, and that one is missing is a consequence.
    pub(super) fn joined_by_comma(&self, span: crate::diagnostics::Span) -> bool {
        let text = self.sources.slice(span).as_bytes();
        text.windows(3).any(|w| matches!(w, [a, b',', c] if a.is_ascii_digit() && c.is_ascii_digit()))
    }

    /// Values of one numeric type.
    fn numeric(&mut self, values: &[&syntax::Expr], cx: Context, what: &str) -> Option<(Vec<Expr>, Ty)> {
        let (parts, ty) = self.unified(values, cx, None)?;
        match ty {
            Ty::Known(t) if !t.is_numeric() => {
                self.not_numeric(values.first()?, t, Phrase::quote(what));
                None
            }
            Ty::Missing => {
                self.report(Finding::new(&codes::MISSING_OPERAND, values.first()?.span));
                None
            }
            Ty::Known(_) | Ty::Bare => Some((parts, ty)),
        }
    }

    pub fn not_numeric(&mut self, e: &syntax::Expr, ty: Type, what: Phrase) {
        let finding = Finding::new(&codes::NOT_NUMERIC, e.span)
            .arg("what", what)
            .quote("text", self.slice(e))
            .arg("type", words::described(&self.policy, ty));
        self.report(finding);
    }

    fn numeric_or_ordered(
        &mut self,
        values: &[&syntax::Expr],
        cx: Context,
        expected: Option<Type>,
        name: &str,
    ) -> Option<(Vec<Expr>, Ty)> {
        let (parts, ty) = self.unified(values, cx, expected)?;
        let first = values.first()?;
        match ty {
            Ty::Known(Type::OneOf(id)) if self.policy.enumeration(id).ordered => Some((parts, ty)),
            Ty::Known(t @ (Type::OneOf(_) | Type::YesNo | Type::Text)) => {
                self.not_numeric(first, t, format!("`{name}`").into());
                None
            }
            Ty::Missing => {
                self.report(Finding::new(&codes::MISSING_OPERAND, first.span));
                None
            }
            Ty::Known(_) | Ty::Bare => Some((parts, ty)),
        }
    }

    fn round(&mut self, x: &syntax::Expr, places: i32, cx: Context) -> Option<Typed> {
        let (mut parts, ty) = self.numeric(&[x], cx, "`round`")?;
        // People count decimals of the percentage; the value is its hundredth.
        let places = if ty == Ty::Known(Type::Percent) { places + 2 } else { places };
        Some(Typed { expr: Expr::Round(Box::new(parts.pop()?), places), ty })
    }

    fn age(&mut self, of: &syntax::Expr, cx: Context) -> Option<Typed> {
        let typed = self.expr(of, cx, None)?;
        match typed.expr {
            Expr::Field(id) => Typed::known(Expr::AgeOfField(id), Type::Days),
            Expr::Attribute(id) => Typed::known(Expr::AgeOfAttribute(id), Type::Days),
            _ => {
                let finding = Finding::new(&codes::AGE_OF, of.span).quote("text", self.slice(of));
                self.report(finding);
                None
            }
        }
    }

    fn clv(&mut self, e: &syntax::Expr, arguments: &[Argument], cx: Context) -> Option<Typed> {
        const ORDER: [&str; 4] = ["margin", "retention", "discount", "timing"];
        let mut given: [Option<&syntax::Expr>; 4] = [None; 4];
        for (at, argument) in arguments.iter().enumerate() {
            let place = match &argument.name {
                None => Some(at),
                Some(name) => ORDER.iter().position(|n| *n == name.value.as_str()),
            };
            match place.and_then(|p| given.get_mut(p)) {
                Some(slot @ None) => *slot = Some(&argument.value),
                _ => {
                    self.wrong_arguments(argument.value.span, "clv");
                    return None;
                }
            }
        }
        let [Some(margin), Some(retention), Some(discount), timing] = given else {
            self.wrong_arguments(e.span, "clv");
            return None;
        };
        let start = match timing.map(|t| (t, &t.kind)) {
            None => false,
            Some((_, ExprKind::Name(path))) if single(path) == Some("end") => false,
            Some((_, ExprKind::Name(path))) if single(path) == Some("start") => true,
            Some((t, _)) => {
                self.wrong_arguments(t.span, "clv");
                return None;
            }
        };
        let made = self.numeric(&[margin], cx, "`clv`");
        let retention = self.of_type(retention, cx, Type::Percent, "retention");
        let discount = self.of_type(discount, cx, Type::Percent, "discount");
        let ((mut margin, ty), retention, discount) = (made?, retention?, discount?);
        let margin = margin.pop()?;
        Some(Typed {
            expr: Expr::Clv {
                margin: Box::new(margin),
                retention: Box::new(retention),
                discount: Box::new(discount),
                start,
            },
            ty,
        })
    }

    /// An expression of a wanted type.
    pub fn of_type(&mut self, e: &syntax::Expr, cx: Context, want: Type, of: &str) -> Option<Expr> {
        let typed = self.expr(e, cx, Some(want))?;
        self.fitted(typed, e, want, of)
    }

    /// A function over all accounts. Its argument is a value of the account, whatever is at hand here.
    fn portfolio(&mut self, kind: PortfolioKind, ty: Type, of: &syntax::Expr, e: &syntax::Expr) -> Option<Typed> {
        let around = std::mem::take(&mut self.stage);
        let typed = self.expr(of, Context::default(), None);
        let inner = std::mem::replace(&mut self.stage, around);
        let typed = typed?;
        let typed = self.counted(typed, of)?;
        let argument = match typed.ty {
            Ty::Known(t) if t.is_numeric() => t,
            Ty::Bare | Ty::Missing => {
                let finding = Finding::new(&codes::NOT_NUMERIC, of.span)
                    .arg("what", over_all_accounts())
                    .quote("text", self.slice(of))
                    .arg("type", said!("the same for each of them", "to samo u każdego z nich"));
                self.report(finding);
                return None;
            }
            Ty::Known(t) => {
                self.not_numeric(of, t, over_all_accounts());
                return None;
            }
        };
        let slot = match typed.expr {
            Expr::Slot(slot) => slot,
            expr => self.hide(expr, argument, inner, e.span),
        };
        self.stage = self.stage.max(inner + 1);
        let id = PortfolioId(index(self.policy.portfolio.len()));
        self.policy.portfolio.push(PortfolioFunction { kind, of: slot });
        Typed::known(Expr::Portfolio(id), ty)
    }

    fn hide(&mut self, expr: Expr, ty: Type, stage: u16, span: crate::diagnostics::Span) -> SlotId {
        let id = SlotId(index(self.policy.slots.len()));
        let bounds = self.bounds(&expr);
        self.policy.slots.push(Slot {
            name: None,
            label: Label::default(),
            ty,
            value: SlotValue::Expr(expr),
            stage,
            span,
        });
        let mut state = NodeState::new(Body::Hidden, None);
        state.progress = Progress::Done;
        state.ty = Some(ty);
        state.stage = stage;
        state.bounds = bounds;
        self.slots.push(state);
        self.hidden.push(id);
        id
    }
}

fn single(path: &syntax::Path) -> Option<&str> {
    match path.parts.as_slice() {
        [name] => Some(name.value.as_str()),
        _ => None,
    }
}

fn over_all_accounts() -> Phrase {
    said!("A function over all accounts", "Funkcja po wszystkich klientach")
}
