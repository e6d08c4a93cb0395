//! Ranking: qualified accounts by the keys of `rank by`, from high to low unless `by lowest`. An interval counts with its
//! lower end, what is missing comes last, and equal keys fall back to the order of account ids.

use super::evaluation::{Outcome, Status};
use super::possible::on_line;
use super::value::Value;
use crate::policy::Policy;
use crate::values::{Number, Scalar};
use rayon::slice::ParallelSliceMut;
use std::cmp::Ordering;
use std::sync::Arc;

/// What a key is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sorted {
    Number(Number),
    Text(Arc<str>),
}

/// Positions of the qualified accounts, best first. Accounts come in the order of their ids, which a stable sort keeps.
pub(super) fn rank(policy: &Policy, outcomes: &[Outcome]) -> Vec<usize> {
    let lowest: Vec<bool> = policy.rank.iter().map(|k| k.lowest).collect();
    let keys = |outcome: &Outcome| -> Vec<Option<Sorted>> { outcome.rank_keys.iter().map(sorted).collect() };
    let qualified = outcomes.iter().enumerate().filter(|(_, o)| o.status == Status::Qualified);
    let mut order: Vec<(Vec<Option<Sorted>>, usize)> = qualified.map(|(at, o)| (keys(o), at)).collect();
    order.par_sort_by(|(a, _), (b, _)| {
        let pairs = a.iter().zip(b).zip(&lowest);
        pairs.map(|((a, b), lowest)| compare(a, b, *lowest)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
    });
    order.into_iter().map(|(_, at)| at).collect()
}

fn compare(a: &Option<Sorted>, b: &Option<Sorted>, lowest: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => {
            if lowest {
                a.cmp(b)
            } else {
                b.cmp(a)
            }
        }
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn sorted(value: &Value) -> Option<Sorted> {
    match value {
        Value::NotApplicable => None,
        Value::Known(Scalar::Text(text)) => Some(Sorted::Text(text.clone())),
        Value::Known(_) | Value::Uncertain(_) => on_line(value).low.map(Sorted::Number),
    }
}
