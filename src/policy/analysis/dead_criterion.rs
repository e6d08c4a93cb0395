//! A criterion that can never change a tier: it gives the same points whatever its inputs, weighs nothing, or moves the
//! score too little to carry any sum of the others over a threshold. The last is concluded only where no criterion can be
//! left out by the rules, since then the weights of the others would grow.

use super::super::{Criterion, CriterionBody, Expr, Missing, Output, Policy, Shape, Table};
use super::bounds::Bounds;
use crate::diagnostics::{Finding, Phrase, Sources, analysis, said};
use crate::values::{Interval, Number, Scalar};
use std::collections::BTreeSet;

/// Sums of points that are told apart; beyond, anything between the least and the greatest is taken for possible.
const MOST_SUMS: usize = 4_096;

/// Criteria whose sums are told apart; nobody weighs more by hand.
const MOST_PARTS: usize = 100;

pub(super) fn find(policy: &Policy, _sources: &Sources, bounds: &Bounds<'_>, findings: &mut Vec<Finding>) {
    let parts: Option<Vec<Part>> = policy.criteria.iter().map(|c| Part::of(policy, bounds, c)).collect();
    let total = parts.as_deref().and_then(total);
    let thresholds: Option<Vec<(Number, Number)>> = policy
        .tiers
        .iter()
        .filter_map(|tier| tier.from.as_ref())
        .map(|from| {
            let at = bounds.possible(from);
            at.low.zip(at.high)
        })
        .collect();
    for (i, criterion) in policy.criteria.iter().enumerate() {
        let mut notes = Vec::new();
        let why = if criterion.weight.is_zero() {
            said!("weighs nothing", "nic nie waży")
        } else if let Some(points) = bounds.points_of(&criterion.body).as_point() {
            said!(
                "gives {points} points to everybody",
                "daje każdemu tyle samo punktów ({points})",
                points = points.to_string()
            )
        } else if let (Some(parts), Some(total), Some(thresholds)) = (&parts, &total, &thresholds)
            && let Some((most, others)) = too_little(parts, total, i, thresholds)
        {
            notes.push(others);
            said!(
                "moves the score by at most {most} points, and never over the threshold of a tier",
                "zmienia wynik najwyżej o {most} p. i nigdy nie przenosi go przez próg poziomu",
                most = most.to_decimal_string(2),
            )
        } else {
            continue;
        };
        let finding = Finding::new(&analysis::DEAD_CRITERION, criterion.span)
            .quote("criterion", criterion.name.as_str())
            .arg("why", why);
        findings.push(notes.into_iter().fold(finding, Finding::note));
    }
}

/// What a criterion can add to the score.
struct Part {
    /// By size; between the first and the last anything, unless `steps`.
    values: Vec<Number>,
    /// Only the values themselves are possible.
    steps: bool,
}

impl Part {
    /// None where it can be left out, or nothing is known about its points.
    fn of(policy: &Policy, bounds: &Bounds<'_>, criterion: &Criterion) -> Option<Part> {
        let share = &criterion.weight * &policy.groups.get(usize::from(criterion.group))?.weight;
        let mut values = BTreeSet::new();
        match &criterion.missing {
            Missing::Exclude => return None,
            Missing::Points(points) => {
                values.insert(points * &share);
            }
            Missing::Unknown | Missing::Fail => {}
        }
        let steps = match &criterion.body {
            CriterionBody::Table(table) => points_of(table, &mut |points| {
                values.insert(points * &share);
            })?,
            CriterionBody::Points(_) => false,
        };
        if !steps {
            let Interval { low, high } = bounds.points_of(&criterion.body);
            values.extend([&low? * &share, &high? * &share]);
        }
        Some(Part { values: values.into_iter().collect(), steps })
    }
}

/// The points a table gives; whether these are all that is possible. None where a row leaves the criterion out.
fn points_of(table: &Table, add: &mut dyn FnMut(&Number)) -> Option<bool> {
    let Shape::Rows { rows, otherwise } = &table.shape else { return Some(false) };
    let mut steps = true;
    for output in rows.iter().map(|r| &r.output).chain(otherwise.iter().map(|(o, _)| o)) {
        match output {
            Output::Value(Expr::Constant(Scalar::Number(points))) => add(points),
            Output::Value(Expr::Missing) | Output::Unknown | Output::Fail => {}
            Output::Value(_) => steps = false,
            Output::Exclude => return None,
        }
    }
    Some(steps)
}

/// The least and the most that all criteria give together.
fn total(parts: &[Part]) -> Option<(Number, Number)> {
    parts.iter().try_fold((Number::ZERO, Number::ZERO), |(low, high), part| {
        Some((&low + part.values.first()?, &high + part.values.last()?))
    })
}

/// By how much a criterion moves the score at most, and what the others give, where that never crosses a threshold.
fn too_little(
    parts: &[Part],
    total: &(Number, Number),
    which: usize,
    thresholds: &[(Number, Number)],
) -> Option<(Number, Phrase)> {
    let own = parts.get(which)?;
    let (least, most) = (own.values.first()?, own.values.last()?);
    let (mut sums, mut steps) = (BTreeSet::from([Number::ZERO]), parts.len() <= MOST_PARTS);
    let others = || parts.iter().enumerate().filter(|(i, _)| *i != which).map(|(_, part)| part);
    steps &= others().all(|part| part.steps);
    if steps {
        for part in others() {
            sums = sums.iter().flat_map(|sum| part.values.iter().map(move |value| sum + value)).collect();
            if sums.len() > MOST_SUMS {
                steps = false;
                break;
            }
        }
    }
    if !steps {
        // Anything between the least and the greatest, which are those of all criteria without its own.
        sums = BTreeSet::from([&total.0 - least, &total.1 - most]);
    }
    let (lowest, highest) = (sums.first()?, sums.last()?);
    let crosses = |(low, high): &(Number, Number)| {
        // From below the threshold without the criterion's points to at or above it with them.
        let from = |sum: &Number| &(sum + least) < high;
        let to = |sum: &Number| &(sum + most) >= low;
        if steps { sums.iter().any(|sum| from(sum) && to(sum)) } else { from(lowest) && to(highest) }
    };
    if thresholds.is_empty() || thresholds.iter().any(crosses) {
        return None;
    }
    let show = |n: &Number| n.to_decimal_string(2);
    let kinds = if steps && sums.len() <= 6 {
        let all: Vec<String> = sums.iter().map(show).collect();
        Phrase::from(all.join(", "))
    } else {
        said!("{lowest} to {highest}", "od {lowest} do {highest}", lowest = show(lowest), highest = show(highest))
    };
    let note = said!(
        "this one adds {least} to {most} points, the others together {kinds}",
        "to dodaje od {least} do {most} p., a pozostałe razem {kinds}",
        least = show(least),
        most = show(most),
        kinds = kinds,
    );
    Some((most - least, note))
}
