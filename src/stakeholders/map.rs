//! The graph itself: people are nodes, relations are directed edges.

use crate::data::{Account, Person, RelationKind};
use crate::policy::Builtin;
use crate::values::{Day, Number, Reading, Scalar};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

/// A directed relation between two people, with what is known of where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    pub kind: RelationKind,
    /// 0..1; 1 for everything but `influences`.
    pub weight: Number,
    /// When it was noted; none when the account file does not say.
    pub on: Option<Day>,
    pub by: Option<String>,
    pub source: Option<String>,
}

/// The people of an account as nodes `0..n` in the order of the account file, and the relations that existed on a day.
#[derive(Clone, Debug)]
pub struct Map {
    graph: DiGraph<(), Tie>,
}

impl Map {
    /// A map of so many people with these relations `(from, to, tie)`. Relations to people beyond `people` are left out.
    pub fn new(people: usize, relations: impl IntoIterator<Item = (usize, usize, Tie)>) -> Map {
        let mut graph = DiGraph::with_capacity(people, 0);
        for _ in 0..people {
            graph.add_node(());
        }
        for (from, to, tie) in relations {
            if from < people && to < people {
                graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), tie);
            }
        }
        Map { graph }
    }

    /// The map of an account as of a day: a relation dated later does not exist, an undated one always did. Nobody where
    /// people are not known.
    pub fn at(account: &Account, as_of: Day) -> Map {
        let people = account.people.as_ref().map_or(0, Vec::len);
        let known = account.relations.iter().filter(|r| r.on.is_none_or(|on| on <= as_of));
        Map::new(
            people,
            known.map(|r| {
                let (weight, on, by, source) = (r.weight.clone(), r.on, r.by.clone(), r.source.clone());
                (r.from, r.to, Tie { kind: r.kind, weight, on, by, source })
            }),
        )
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.graph.node_count()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All relations as `(from, to, tie)`, in the order of the account file.
    pub fn ties(&self) -> impl Iterator<Item = (usize, usize, &Tie)> {
        self.graph.edge_references().map(|e| (e.source().index(), e.target().index(), e.weight()))
    }

    /// The relations that start at a person.
    pub(super) fn from(&self, person: usize) -> impl Iterator<Item = (usize, &Tie)> {
        self.graph.edges(NodeIndex::new(person)).map(|e| (e.target().index(), e.weight()))
    }

    /// The relations that end at a person.
    pub(super) fn into(&self, person: usize) -> impl Iterator<Item = (usize, &Tie)> {
        let incoming = self.graph.edges_directed(NodeIndex::new(person), petgraph::Direction::Incoming);
        incoming.map(|e| (e.source().index(), e.weight()))
    }
}

/// Whether a relation leads from one person towards another who decides: one influences the other or reports to them.
pub(super) fn leads(kind: RelationKind) -> bool {
    match kind {
        RelationKind::Influences | RelationKind::ReportsTo => true,
        RelationKind::Trusts | RelationKind::Conflicts => false,
    }
}

/// Whether the person takes part in the decision by office; none when not known on that day.
pub(super) fn formal(person: &Person, as_of: Day) -> Option<bool> {
    match person.attribute(Builtin::Formal.id(), as_of) {
        Reading::Known(Scalar::YesNo(yes)) => Some(yes),
        _ => None,
    }
}

/// The position of the person's contact on the scale none, brief, multiple, in_depth; none when not known on that day.
pub(super) fn contact(person: &Person, as_of: Day) -> Option<u16> {
    match person.attribute(Builtin::Contact.id(), as_of) {
        Reading::Known(Scalar::Choice(position)) => Some(position),
        _ => None,
    }
}
