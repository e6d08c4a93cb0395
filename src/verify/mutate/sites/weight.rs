//! Weights of which a part goes to the neighbour.

use super::{Of, Walk};
use crate::policy::{Group, Policy};
use crate::values::Number;
use crate::verify::mutate::change::{Case, Change};

/// Something with a share of a whole.
struct Weighted {
    name: String,
    weight: Number,
    of: Of,
}

impl Walk<'_> {
    /// Criteria of a group give to each other, and groups do.
    pub(super) fn weights(&mut self, changed: &mut Policy) {
        let policy = self.policy;
        for group in &policy.groups {
            let members: Vec<usize> = group.criteria.iter().map(|c| usize::from(*c)).collect();
            let expect = group.name.as_ref().map_or("score", |n| n.as_str());
            let weighted = |at: &usize| {
                let criterion = policy.criteria.get(*at)?;
                let (name, weight) = (criterion.name.to_string(), criterion.weight.clone());
                Some(Weighted { of: Of::new(criterion.span, "criterion", &name, expect), name, weight })
            };
            if let Some(given) = self.neighbours(&members.iter().filter_map(weighted).collect::<Vec<_>>()) {
                for (member, by) in given {
                    if let Some(criterion) = members.get(member).and_then(|at| changed.criteria.get_mut(*at)) {
                        criterion.weight = &criterion.weight + &by;
                    }
                }
            }
        }
        let weighted = |group: &Group| {
            let name = group.name.as_ref().map_or_else(String::new, ToString::to_string);
            Weighted { of: Of::new(group.span, "group", &name, "score"), name, weight: group.weight.clone() }
        };
        if let Some(given) = self.neighbours(&policy.groups.iter().map(weighted).collect::<Vec<_>>()) {
            for (at, by) in given {
                if let Some(group) = changed.groups.get_mut(at) {
                    group.weight = &group.weight + &by;
                }
            }
        }
    }

    /// Five points of each weight go to the next one; of the change to make, which weight changes by how much.
    fn neighbours(&mut self, all: &[Weighted]) -> Option<[(usize, Number); 2]> {
        let mut made = None;
        for (from, giver) in all.iter().enumerate().filter(|_| all.len() > 1) {
            let to = (from + 1) % all.len();
            let Some(taker) = all.get(to) else { continue };
            let moved = Number::decimal(5, 2).min(giver.weight.clone());
            if self.offer_cases(&giver.of, || moved_weight(&moved, &giver.name, &taker.name, all)) {
                made = Some([(from, -moved.clone()), (to, moved)]);
            }
        }
        made
    }
}

/// What is said of it: the one that gives has all the points, the others have none.
fn moved_weight(moved: &Number, from: &str, to: &str, all: &[Weighted]) -> (Change, Case, Vec<String>) {
    let points = (moved * &Number::HUNDRED).to_decimal_string(2);
    let points_of = |one: &Weighted| format!("{} {}", one.name, if one.name == from { 100 } else { 0 });
    let alone: Vec<String> = all.iter().map(points_of).collect();
    let case = Case::Unlike(from.to_owned(), to.to_owned());
    (Change::WeightMoved { points, to: to.to_owned() }, case, vec![alone.join(", ")])
}
