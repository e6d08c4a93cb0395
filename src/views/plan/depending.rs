//! What hangs on an answer, by the answer: so that ten risks with one open question ask it once.

use super::goals::{AlertView, PlaybookView};
use super::people::PeopleView;
use super::plays::PlaysView;
use super::score::QuestionView;
use serde::Serialize;

/// Labels of things that hang on the same answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DependingView {
    pub labels: Vec<String>,
    pub needs: Vec<QuestionView>,
}

/// What of the whole plan hangs on answers. What hangs on one about a person with a section stands there.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DependsView {
    pub alerts: Vec<DependingView>,
    pub playbooks: Vec<DependingView>,
    pub plays: Vec<DependingView>,
}

pub(super) fn depends(
    plays: Option<&PlaysView>,
    people: Option<&PeopleView>,
    playbooks: &[PlaybookView],
    alerts: &[AlertView],
) -> DependsView {
    let has_section = |at: Option<usize>| at.is_some_and(|at| people.is_some_and(|p| p.sections.contains(&at)));
    let conditional = plays.into_iter().flat_map(|p| &p.conditional).filter(|c| !has_section(c.person_at));
    DependsView {
        alerts: by_answer(alerts.iter().filter(|a| a.uncertain).map(|a| (a.label.clone(), a.needs.clone()))),
        playbooks: by_answer(playbooks.iter().filter(|b| b.uncertain).map(|b| (b.label.clone(), b.needs.clone()))),
        plays: by_answer(conditional.map(|c| {
            let label = match &c.person {
                Some(person) => format!("{} ({person})", c.label),
                None => c.label.clone(),
            };
            (label, c.needs.clone())
        })),
    }
}

/// Labels with the same needs together, in the order of the first.
pub(super) fn by_answer(items: impl Iterator<Item = (String, Vec<QuestionView>)>) -> Vec<DependingView> {
    let mut groups: Vec<DependingView> = Vec::new();
    for (label, needs) in items {
        match groups.iter_mut().find(|group| group.needs == needs) {
            Some(group) => group.labels.push(label),
            None => groups.push(DependingView { labels: vec![label], needs }),
        }
    }
    groups
}
