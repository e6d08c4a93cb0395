//! Parts of rules in words, as short as the rules write them. What has no short form is `…`.

use crate::policy::analysis::spelling;
use crate::policy::{EnumerationId, Expr, Over, Policy, PortfolioKind, Type};
use crate::syntax::{ArithmeticOp, CompareOp, QueryFunction};
use crate::values::{Number, Scalar};

/// An expression.
pub(super) fn expr(policy: &Policy, e: &Expr) -> String {
    known(policy, e).unwrap_or_else(|| "…".to_owned())
}

/// What a comparison looks at, where it has a short name.
pub(super) fn known(policy: &Policy, e: &Expr) -> Option<String> {
    let all = |parts: &[Expr], word: &str| parts.iter().map(|p| expr(policy, p)).collect::<Vec<_>>().join(word);
    Some(match e {
        Expr::Constant(value) => scalar(policy, value, None),
        Expr::Parameter(id) => policy.parameters.get(id.index())?.name.to_string(),
        Expr::Field(id) => policy.field(*id).name.to_string(),
        Expr::Slot(id) => policy.slot(*id).name.as_ref()?.to_string(),
        Expr::AsOf => "as_of".to_owned(),
        Expr::Score => "score".to_owned(),
        Expr::Tier => "tier".to_owned(),
        Expr::Attribute(id) => policy.attribute(*id).name.to_string(),
        Expr::PersonLet(id) => policy.person_lets.get(id.index())?.name.to_string(),
        Expr::NumberOf(_, of) => known(policy, of)?,
        Expr::AgeOfField(id) => format!("age({})", policy.field(*id).name),
        Expr::AgeOfAttribute(id) => format!("age({})", policy.attribute(*id).name),
        Expr::Compare(op, a, b) => {
            let b = constant(policy, b, type_of(policy, a)).unwrap_or_else(|| expr(policy, b));
            format!("{} {} {b}", expr(policy, a), compare_word(*op))
        }
        Expr::InChoices(a, set) => {
            let names: Vec<String> =
                set.iter().map(|c| scalar(policy, &Scalar::Choice(c), type_of(policy, a))).collect();
            format!("{} is {}", expr(policy, a), names.join(", "))
        }
        Expr::InScalars(a, scalars) => {
            let ty = type_of(policy, a);
            let names: Vec<String> = scalars.iter().map(|s| scalar(policy, s, ty)).collect();
            format!("{} is {}", expr(policy, a), names.join(", "))
        }
        Expr::IsMissing(a) => format!("{} is missing", expr(policy, a)),
        Expr::Not(a) => match &**a {
            Expr::IsMissing(of) => format!("{} is known", expr(policy, of)),
            _ => format!("not {}", expr(policy, a)),
        },
        Expr::And(parts) => all(parts, " and "),
        Expr::Or(parts) => all(parts, " or "),
        Expr::Query(query) if query.over == Over::People => {
            let asked = match query.function {
                QueryFunction::Any => "any",
                QueryFunction::All => "all",
                QueryFunction::No => "no",
                _ => return None,
            };
            let filter = query.filter.as_ref().map_or(String::new(), |f| format!(" where {}", expr(policy, f)));
            format!("{asked} people{filter}")
        }
        Expr::Arithmetic(op, a, b) => {
            let sign = match op {
                ArithmeticOp::Add => '+',
                ArithmeticOp::Subtract => '-',
                ArithmeticOp::Multiply => '*',
                ArithmeticOp::Divide => '/',
            };
            format!("{} {sign} {}", known(policy, a)?, known(policy, b)?)
        }
        _ => return None,
    })
}

pub(super) fn compare_word(op: CompareOp) -> &'static str {
    match op {
        CompareOp::AtLeast => "at least",
        CompareOp::AtMost => "at most",
        CompareOp::Above => "above",
        CompareOp::Below => "below",
    }
}

fn constant(policy: &Policy, e: &Expr, ty: Option<Type>) -> Option<String> {
    match e {
        Expr::Constant(value) => Some(scalar(policy, value, ty)),
        _ => None,
    }
}

/// A value of a type as rules write it.
pub(super) fn scalar(policy: &Policy, value: &Scalar, ty: Option<Type>) -> String {
    match (value, ty) {
        (Scalar::Number(n), ty) => number(policy, n, ty.unwrap_or(Type::Number)),
        (Scalar::Day(day), _) => day.to_string(),
        (Scalar::YesNo(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
        (Scalar::Choice(c), Some(Type::OneOf(id))) => {
            policy.enumeration(id).values.get(usize::from(*c)).map_or("…".to_owned(), |v| v.name.to_string())
        }
        (Scalar::Choice(_), _) => "…".to_owned(),
        (Scalar::Text(text), _) => format!("\"{text}\""),
    }
}

pub(super) fn number(policy: &Policy, n: &Number, ty: Type) -> String {
    spelling::number(policy, ty, n)
}

/// The type of an expression, as far as it shows.
pub(super) fn type_of(policy: &Policy, e: &Expr) -> Option<Type> {
    match e {
        Expr::Parameter(id) => policy.parameters.get(id.index()).map(|p| p.ty),
        Expr::Field(id) => Some(policy.field(*id).ty),
        Expr::Slot(id) => Some(policy.slot(*id).ty),
        Expr::Portfolio(id) => policy.portfolio.get(id.index()).map(|f| match f.kind {
            PortfolioKind::RankOf => Type::Count,
            PortfolioKind::ShareOfTotal | PortfolioKind::Percentile | PortfolioKind::ParetoShare => Type::Percent,
        }),
        Expr::AsOf | Expr::Shift(..) | Expr::ShiftDays(..) => Some(Type::Date),
        Expr::Score => Some(Type::Points),
        Expr::Tier => Some(Type::OneOf(policy.tier_enumeration)),
        Expr::Attribute(id) => Some(policy.attribute(*id).ty),
        Expr::PersonLet(id) => policy.person_lets.get(id.index()).map(|l| l.ty),
        Expr::NumberOf(..) => Some(Type::Number),
        Expr::Step(id, ..) => Some(Type::OneOf(*id)),
        Expr::DaysBetween { .. } | Expr::AgeOfField(_) | Expr::AgeOfAttribute(_) => Some(Type::Days),
        Expr::MonthsSince(_) => Some(Type::Count),
        Expr::Query(query) => Some(query.ty),
        Expr::Arithmetic(ArithmeticOp::Add | ArithmeticOp::Subtract, a, b) => {
            type_of(policy, a).or_else(|| type_of(policy, b))
        }
        Expr::Negate(a) | Expr::Abs(a) | Expr::Round(a, _) | Expr::Default(a, _) | Expr::Clamp(a, ..) => {
            type_of(policy, a)
        }
        Expr::If(_, a, b) => type_of(policy, a).or_else(|| type_of(policy, b)),
        Expr::Min(parts) | Expr::Max(parts) => parts.iter().find_map(|p| type_of(policy, p)),
        _ => None,
    }
}

/// The ordered list that an expression's values come from.
pub(super) fn ordered(policy: &Policy, e: &Expr) -> Option<EnumerationId> {
    match type_of(policy, e)? {
        Type::OneOf(id) => Some(id).filter(|id| policy.enumeration(*id).ordered),
        _ => None,
    }
}
