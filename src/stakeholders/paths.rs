//! Ways through the map to those who decide.

use super::map::{Map, Tie, contact, formal, leads};
use crate::data::{Account, RelationKind};
use crate::values::{Day, Number};
use std::collections::VecDeque;

/// Steps from each person to the nearest decider.
///
/// **Direction:** forward along `influences` (who influences whom) and `reports_to` (upwards); trust and conflict do not lead
/// anywhere. **Weights:** none, every relation is one step. **Normalisation:** none; a decider is 0 steps away, none means
/// that no known relation leads to a decider. **Source:** breadth-first search from all deciders against the direction of
/// the edges (Moore 1959). Relations and marks beyond `people` are ignored.
pub fn steps_to_decider(
    people: usize,
    relations: &[(usize, usize, RelationKind)],
    deciders: &[bool],
) -> Vec<Option<u32>> {
    let tie = |kind| Tie { kind, weight: Number::ONE, on: None, by: None, source: None };
    let map = Map::new(people, relations.iter().map(|(from, to, kind)| (*from, *to, tie(*kind))));
    map.steps_to_decider(deciders)
}

impl Map {
    /// As [`steps_to_decider`], on this map.
    pub fn steps_to_decider(&self, deciders: &[bool]) -> Vec<Option<u32>> {
        let mut steps = vec![None; self.len()];
        let mut queue = VecDeque::new();
        for (slot, person) in steps.iter_mut().zip(0..) {
            if deciders.get(person) == Some(&true) {
                *slot = Some(0);
                queue.push_back((person, 0));
            }
        }
        while let Some((person, step)) = queue.pop_front() {
            for (from, tie) in self.into(person) {
                if let Some(slot @ None) = steps.get_mut(from).filter(|_| leads(tie.kind)) {
                    *slot = Some(step + 1);
                    queue.push_back((from, step + 1));
                }
            }
        }
        steps
    }
}

impl Map {
    /// A way of fewest steps (as [`steps_to_decider`] counts them) from a person to a decider, both included, through the person
    /// listed first where there are several; empty for deciders and where there is none.
    pub fn way_to_decider(&self, person: usize, deciders: &[bool]) -> Vec<usize> {
        let steps = self.steps_to_decider(deciders);
        let of = |at: usize| steps.get(at).copied().flatten();
        let mut way = Vec::new();
        let mut here = Some(person).filter(|at| of(*at).is_some_and(|steps| steps > 0));
        while let Some(at) = here {
            way.push(at);
            let nearer = |to: &usize| of(*to).zip(of(at)).is_some_and(|(to, at)| to < at);
            here = self.from(at).filter(|(_, tie)| leads(tie.kind)).map(|(to, _)| to).filter(nearer).min();
        }
        way
    }
}

/// Who could lead us to a decider we have not met.
#[derive(Clone, Debug, PartialEq)]
pub struct Introduction {
    /// Positions of people: first somebody we know, last the decider.
    pub path: Vec<usize>,
    /// Product of the weights along the path, 0..1.
    pub strength: Number,
}

/// For each formal decider without even a brief contact, the strongest way there from somebody we have met.
///
/// **Direction:** forward along `influences` and `reports_to`. **Weights:** the product of the weights along the path; an
/// influence has its own, a reporting line counts 1/2 (own choice: an employee can bring a matter to a superior, but
/// cannot press it; the same as an influence nobody has rated). **Normalisation:** 0..1 by construction. Ties go to the
/// shorter path, then to the person listed first. Deciders nobody we know leads to are left out. Those whose contact is not
/// known count as not met. **Source:** strongest path as shortest path over products (Dijkstra 1959).
pub fn introductions(account: &Account, as_of: Day) -> Vec<Introduction> {
    let people = account.people.as_deref().unwrap_or(&[]);
    let met: Vec<bool> = people.iter().map(|p| contact(p, as_of).is_some_and(|c| c > 0)).collect();
    let strangers = people.iter().enumerate().filter(|(_, p)| formal(p, as_of) == Some(true));
    let map = Map::at(account, as_of);
    let reached = map.strongest_paths(&met);
    strangers
        .filter(|(at, _)| met.get(*at) == Some(&false))
        .filter_map(|(at, _)| reached.get(at).cloned().flatten())
        .collect()
}

impl Map {
    /// The strongest path to every person from any of the `starts`; a start reaches itself with strength 1.
    fn strongest_paths(&self, starts: &[bool]) -> Vec<Option<Introduction>> {
        let mut best: Vec<Option<Introduction>> = (0..self.len())
            .map(|p| (starts.get(p) == Some(&true)).then(|| Introduction { path: vec![p], strength: Number::ONE }))
            .collect();
        let mut settled = vec![false; self.len()];
        while let Some(person) = strongest(&best, &settled) {
            if let Some(done) = settled.get_mut(person) {
                *done = true;
            }
            let Some(here) = best.get(person).cloned().flatten() else { break };
            for (to, tie) in self.from(person).filter(|(_, t)| leads(t.kind)) {
                let found = here.then(to, tie);
                if let Some(slot) = best.get_mut(to)
                    && !found.strength.is_zero()
                    && slot.as_ref().is_none_or(|old| found.beats(old))
                {
                    *slot = Some(found);
                }
            }
        }
        best
    }
}

/// The person to settle next: the strongest reached one that is not settled.
fn strongest(best: &[Option<Introduction>], settled: &[bool]) -> Option<usize> {
    let open = best.iter().zip(settled).enumerate().filter(|(_, (_, done))| !**done);
    let mut chosen: Option<(usize, &Introduction)> = None;
    for (person, (found, _)) in open {
        if let Some(found) = found
            && chosen.is_none_or(|(_, old)| found.beats(old))
        {
            chosen = Some((person, found));
        }
    }
    chosen.map(|(person, _)| person)
}

impl Introduction {
    fn then(&self, to: usize, tie: &Tie) -> Introduction {
        let weight = match tie.kind {
            RelationKind::ReportsTo => Number::decimal(5, 1),
            RelationKind::Influences | RelationKind::Trusts | RelationKind::Conflicts => tie.weight.clone(),
        };
        let mut path = self.path.clone();
        path.push(to);
        Introduction { path, strength: &self.strength * &weight }
    }

    fn beats(&self, other: &Introduction) -> bool {
        let key = |i: &Introduction| (std::cmp::Reverse(i.strength.clone()), i.path.len(), i.path.clone());
        key(self) < key(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RelationKind::{Conflicts, Influences, ReportsTo, Trusts};

    #[test]
    fn counts_steps_along_influence_and_reporting_only() {
        // 0 -> 1 -> 2 (decider); 3 trusts 2; 4 is influenced by 2, which leads nowhere; 5 conflicts with 2.
        let relations = [
            (0, 1, Influences),
            (1, 2, ReportsTo),
            (3, 2, Trusts),
            (2, 4, Influences),
            (5, 2, Conflicts),
            (0, 9, ReportsTo),
        ];
        let steps = steps_to_decider(6, &relations, &[false, false, true]);
        assert_eq!(steps, [Some(2), Some(1), Some(0), None, None, None]);
    }

    #[test]
    fn the_way_goes_through_who_is_listed_first() {
        let tie = |kind| Tie { kind, weight: Number::ONE, on: None, by: None, source: None };
        // 0 reaches the decider 3 over 2 or 1; 4 conflicts only.
        let ties = [(0, 2, Influences), (0, 1, ReportsTo), (1, 3, Influences), (2, 3, Influences), (4, 3, Conflicts)];
        let map = Map::new(5, ties.map(|(from, to, kind)| (from, to, tie(kind))));
        let deciders = [false, false, false, true, false];
        let ways: Vec<Vec<usize>> = (0..5).map(|person| map.way_to_decider(person, &deciders)).collect();
        assert_eq!(ways, [vec![0, 1, 3], vec![1, 3], vec![2, 3], vec![], vec![]]);
    }

    #[test]
    fn circles_end_and_nobody_is_fine() {
        assert_eq!(steps_to_decider(2, &[(0, 1, Influences), (1, 0, Influences)], &[]), [None, None]);
        assert!(steps_to_decider(0, &[(0, 0, Influences)], &[true]).is_empty());
    }

    #[test]
    fn the_strongest_way_need_not_be_the_shortest() {
        let tie =
            |kind, weight: &str| Tie { kind, weight: Number::parse(weight).unwrap(), on: None, by: None, source: None };
        // Directly 0.3; through 1 it is 0.8 * 0.5 = 0.4.
        let map =
            Map::new(3, [(0, 2, tie(Influences, "0.3")), (0, 1, tie(Influences, "0.8")), (1, 2, tie(ReportsTo, "1"))]);
        let found = map.strongest_paths(&[true, false, false]).remove(2);
        assert_eq!(found, Some(Introduction { path: vec![0, 1, 2], strength: Number::parse("0.4").unwrap() }));
    }
}
