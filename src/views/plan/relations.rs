//! How the people of an account hang together and who of us knows them: the map, coverage, contacts and introductions.

use super::people::{choice, formal};
use super::{Subject, count};
use crate::data::{Person, RelationKind};
use crate::policy::{Builtin, Type};
use crate::stakeholders::{Introduction, Map, contact_matrix, coverage, introductions};
use crate::values::{Interval, Number};
use crate::views::shown::{Exact, Shown};
use serde::Serialize;

/// The map, ready to draw.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    pub nodes: Vec<MapNode>,
    pub edges: Vec<MapEdge>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MapNode {
    pub name: String,
    pub title: Option<String>,
    pub formal: bool,
    /// `opponent`, `non_supporter`, `neutral`, `supporter`, `mentor` or `unknown`.
    pub support: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct MapEdge {
    /// Positions of nodes.
    pub from: usize,
    pub to: usize,
    /// `reports_to`, `influences`, `trusts` or `conflicts`.
    pub kind: &'static str,
    /// Of an influence, 0..1.
    pub weight: Option<Exact>,
    /// The same in a word: `strong`, `medium` or `weak`.
    pub strength: Option<&'static str>,
}

/// How many of those who decide we have met.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageView {
    pub formal: Shown,
    pub met: Shown,
    /// Of whom it is not known whether we have met them.
    pub unknown: usize,
    /// As a fraction; none when nobody decides by office.
    pub share: Option<Shown>,
    /// By department; empty where there is only one, or nobody left to meet.
    pub departments: Vec<DepartmentView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DepartmentView {
    pub department: Option<String>,
    pub formal: Shown,
    pub met: Shown,
}

/// Who of us knows whom.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    /// Names of ours, the columns.
    pub ours: Vec<String>,
    pub rows: Vec<MatrixRow>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    pub person: String,
    pub known: Vec<bool>,
}

/// Who could lead us to a decider we have not met.
#[derive(Clone, Debug, Serialize)]
pub struct IntroductionView {
    pub decider: String,
    /// Names on the way, first somebody we know, last the decider.
    pub path: Vec<String>,
    /// 0..1
    pub strength: Shown,
    /// The same in a word: `strong`, `medium` or `weak`.
    pub link: &'static str,
}

pub(super) fn map_view(subject: &Subject<'_>, people: &[Person], map: &Map) -> MapView {
    let policy = subject.inputs.policy;
    let class = |person: &Person| {
        let ty = policy.attributes.get(Builtin::Support.id().index()).map(|a| a.ty);
        match (ty, choice(subject, person, Builtin::Support)) {
            (Some(Type::OneOf(id)), Some(choice)) => policy
                .enumerations
                .get(id.index())
                .and_then(|e| e.values.get(usize::from(choice)))
                .map_or("unknown", |v| v.name.as_str())
                .to_owned(),
            _ => "unknown".to_owned(),
        }
    };
    MapView {
        nodes: people
            .iter()
            .map(|p| MapNode {
                name: p.name.clone(),
                title: p.title.clone(),
                formal: formal(subject, p) == Some(true),
                support: class(p),
            })
            .collect(),
        edges: map
            .ties()
            .map(|(from, to, tie)| MapEdge {
                from,
                to,
                kind: tie.kind.word(),
                weight: (tie.kind == RelationKind::Influences).then(|| Exact(tie.weight.clone())),
                strength: (tie.kind == RelationKind::Influences).then(|| strength(&tie.weight)),
            })
            .collect(),
    }
}

pub(super) fn coverage_view(subject: &Subject<'_>) -> CoverageView {
    let coverage = coverage(subject.account, subject.as_of());
    let number = |n: usize| Number::int(i64::try_from(n).unwrap_or(i64::MAX));
    let share = (coverage.unknown == 0).then(|| number(coverage.met).checked_div(&number(coverage.formal))).flatten();
    let departments = coverage.departments.iter().map(|d| DepartmentView {
        department: d.department.clone(),
        formal: count(d.formal),
        met: count(d.met),
    });
    CoverageView {
        formal: count(coverage.formal),
        met: count(coverage.met),
        unknown: coverage.unknown,
        share: share.map(|s| subject.show.interval(Type::Percent, &Interval::point(s))),
        departments: if coverage.departments.len() > 1 && coverage.met < coverage.formal {
            departments.collect()
        } else {
            Vec::new()
        },
    }
}

pub(super) fn matrix(subject: &Subject<'_>, people: &[Person]) -> Option<MatrixView> {
    let matrix = contact_matrix(subject.account);
    (!matrix.ours.is_empty()).then(|| MatrixView {
        ours: matrix.ours.iter().map(|id| subject.ours(id)).collect(),
        rows: people.iter().zip(matrix.rows).map(|(p, known)| MatrixRow { person: p.name.clone(), known }).collect(),
    })
}

/// The word for a weight: of the named ones (0.8, 0.5, 0.3) the nearest.
fn strength(weight: &Number) -> &'static str {
    match weight {
        w if *w >= Number::decimal(65, 2) => "strong",
        w if *w >= Number::decimal(4, 1) => "medium",
        _ => "weak",
    }
}

/// The ways to deciders we have not met, the strongest first.
pub(super) fn ways_in(subject: &Subject<'_>, people: &[Person]) -> Vec<IntroductionView> {
    let mut ways = introductions(subject.account, subject.as_of());
    ways.sort_by(|a, b| b.strength.cmp(&a.strength));
    ways.iter().map(|way| introduction(subject, people, way)).collect()
}

fn introduction(subject: &Subject<'_>, people: &[Person], way: &Introduction) -> IntroductionView {
    let path: Vec<String> = way.path.iter().filter_map(|p| people.get(*p)).map(|p| p.name.clone()).collect();
    IntroductionView {
        decider: path.last().cloned().unwrap_or_default(),
        path,
        strength: subject.show.interval(Type::Number, &Interval::point(way.strength.clone())),
        link: strength(&way.strength),
    }
}
