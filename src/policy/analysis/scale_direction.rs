//! Points that fall while the input rises, where the criterion does not say `less is better`; points that rise although
//! it does; and points that turn back, which may be meant (a best middle) but is often a slip of one digit.

use super::super::fix;
use super::super::{Expr, Knot, Output, Shape, Test, Type};
use super::spelling;
use super::table::Cut;
use crate::diagnostics::{Finding, Phrase, Span, analysis, said};
use crate::values::{Number, Scalar};

/// A step of a scale: where it stands among the inputs, and its points.
struct Step {
    points: Number,
    shown: Phrase,
    span: Span,
}

pub(super) fn find(cut: &Cut<'_>, findings: &mut Vec<Finding>) {
    let (Some(criterion), [input]) = (cut.site.criterion, cut.site.table.inputs.as_slice()) else { return };
    let Some(steps) = steps(cut, input.ty) else { return };
    let pairs = || steps.iter().zip(steps.iter().skip(1));
    let fall = pairs().find(|(a, b)| b.points < a.points);
    let rise = pairs().find(|(a, b)| b.points > a.points);
    let (code, (from, to)) = match (rise, fall, criterion.less_is_better) {
        (None, Some(fall), false) => (&analysis::SCALE_FALLS, fall),
        (Some(rise), None, true) => (&analysis::SCALE_RISES, rise),
        (Some(_), Some(fall), false) => (&analysis::SCALE_TURNS, fall),
        (Some(rise), Some(_), true) => (&analysis::SCALE_TURNS, rise),
        (None, None, _) | (None, Some(_), true) | (Some(_), None, false) => return,
    };
    let mut finding = Finding::new(code, to.span)
        .quote("criterion", criterion.name.as_str())
        .arg("input", input.name.clone())
        .arg("from", from.shown.clone())
        .arg("to", to.shown.clone())
        .arg("before", from.points.to_string())
        .arg("after", to.points.to_string());
    if std::ptr::eq(code, &analysis::SCALE_FALLS) {
        let below = fix::with_below(cut.sources, criterion.span, "  less is better");
        finding = finding.maybe_fix(Some(below));
    }
    findings.push(finding.note_at(from.span, said!("the step before it", "poprzedni stopień")));
}

/// The steps of a scale from the lowest input to the highest; none where the table is no scale: several inputs, values
/// without an order, points that are computed.
fn steps(cut: &Cut<'_>, ty: Type) -> Option<Vec<Step>> {
    match &cut.site.table.shape {
        Shape::Linear { knots, .. } => Some(knots.iter().map(|k| knot_step(cut, ty, k)).collect()),
        Shape::Rows { rows, otherwise } => {
            let mut found: Vec<(Key, Step)> = Vec::new();
            for row in rows {
                if row.when.is_some() {
                    return None;
                }
                let key = match row.tests.as_slice() {
                    [Test::Missing] => continue,
                    [Test::Ranges(ranges)] => match ranges.as_slice() {
                        [range] => range.low.as_ref().map_or(Key::Lowest, |e| Key::From(e.at.clone(), !e.included)),
                        _ => return None,
                    },
                    [Test::Choices(set)] if is_ordered(cut, ty) => Key::Value(set.lowest()?),
                    _ => return None,
                };
                found.push((
                    key.clone(),
                    Step { points: constant(&row.output)?, shown: shown(cut, ty, &key), span: row.span },
                ));
            }
            if let Some((output, span)) = otherwise {
                // Below the lowest step of a ladder; elsewhere it has no place on the scale.
                if !super::ladder_order::is_ladder(cut) {
                    return None;
                }
                let step =
                    Step {
                        points: constant(output)?, shown: said!("below that", "niższych wartościach"), span: *span
                    };
                found.push((Key::Lowest, step));
            }
            found.sort_by(|(a, _), (b, _)| a.cmp(b));
            Some(found.into_iter().map(|(_, step)| step).collect())
        }
    }
}

/// Where a row stands on the scale.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Lowest,
    /// From here on; true where the number itself is out.
    From(Number, bool),
    Value(u16),
}

fn knot_step(cut: &Cut<'_>, ty: Type, knot: &Knot) -> Step {
    let shown = spelling::number(cut.policy, ty, &knot.at).into();
    Step { points: knot.value.clone(), shown, span: knot.span }
}

fn shown(cut: &Cut<'_>, ty: Type, key: &Key) -> Phrase {
    match key {
        Key::Lowest => said!("the lowest values", "najniższych wartościach"),
        Key::From(n, _) => spelling::number(cut.policy, ty, n).into(),
        Key::Value(c) => spelling::choice_name(cut.policy, ty, *c).into(),
    }
}

fn is_ordered(cut: &Cut<'_>, ty: Type) -> bool {
    match ty {
        Type::OneOf(id) => cut.policy.enumerations.get(id.index()).is_some_and(|e| e.ordered),
        _ => false,
    }
}

fn constant(output: &Output) -> Option<Number> {
    match output {
        Output::Value(Expr::Constant(Scalar::Number(n))) => Some(n.clone()),
        _ => None,
    }
}
