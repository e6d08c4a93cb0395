//! The people: who they are, what they need, and what we do with them.

use super::depending::{DependingView, by_answer};
use super::plays::{ConditionalView, PlayView, PlaysView, of_person, process_steps, works_towards};
use super::relations::{CoverageView, IntroductionView, MapView, MatrixView, coverage_view, map_view, matrix, ways_in};
use super::{Subject, count};
use crate::data::{Person, observation_at};
use crate::engine::Status;
use crate::policy::{AttributeId, Builtin, Type};
use crate::stakeholders::Map;
use crate::strategy::Strategy;
use crate::values::{Reading, Scalar};
use crate::views::shown::{Shown, in_words};
use serde::Serialize;
use std::collections::BTreeSet;

/// The people of an account.
#[derive(Clone, Debug, Serialize)]
pub struct PeopleView {
    /// In the order of the account file.
    pub all: Vec<PersonView>,
    /// Who gets a section: whoever decides by office, has high influence, has an action, or is to support us more than today.
    pub key: Vec<PersonView>,
    /// Their positions.
    #[serde(skip)]
    pub(super) sections: BTreeSet<usize>,
    pub map: MapView,
    /// Whether anybody listed decides by office.
    pub has_deciders: bool,
    /// Whether of anybody listed it is not known if they decide by office.
    pub has_unknown_deciders: bool,
    /// Whether opinions about people are shown: what must not leave the house.
    pub confidential: bool,
    pub coverage: CoverageView,
    pub matrix: Option<MatrixView>,
    pub introductions: Vec<IntroductionView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    pub id: String,
    pub name: String,
    pub title: Option<String>,
    pub department: Option<String>,
    /// Whether they decide by office; none when not known.
    pub formal: Option<bool>,
    pub role: Option<Shown>,
    pub influence: Option<Shown>,
    pub contact: Option<Shown>,
    pub support: Option<Shown>,
    pub wanted_support: Option<Shown>,
    /// Whether support is already what is wanted, or more.
    pub support_reached: bool,
    /// Whether more support is wanted than there is and no play ahead is to change it.
    pub support_unplanned: bool,
    /// Whether a benefit is to be shown and none of ours answers what this person needs.
    pub benefit_lacking: bool,
    /// Steps along influence and reporting lines to the nearest decider; none for deciders and where no way is known.
    pub steps: Option<Shown>,
    pub needs: NeedsView,
    /// The step of our sales process that is reached, and the next one.
    pub process: Option<Shown>,
    pub next_step: Option<String>,
    /// What we do with this person, by day, and what hangs on an answer.
    pub plays: Vec<PlayView>,
    pub conditional: Vec<ConditionalView>,
    /// The same by the answers they hang on.
    pub depends: Vec<DependingView>,
    /// What else is known.
    pub other: Vec<AttributeView>,
    pub competitors: Vec<StandingView>,
    /// Whether we have met, by whomever of us.
    pub met: bool,
    /// Names of ours who know them.
    pub known_by: Vec<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct NeedsView {
    pub organisation: Vec<NeedView>,
    pub department: Vec<NeedView>,
    pub personal: Vec<NeedView>,
}

/// A need with what of ours answers it.
#[derive(Clone, Debug, Serialize)]
pub struct NeedView {
    pub label: String,
    pub benefits: Vec<BenefitView>,
    /// Whether the policy knows the need and has no benefit for it.
    pub unanswered: bool,
    /// Whether it is none of the policy's needs but noted in own words, so that no benefit can answer it.
    pub own_words: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct BenefitView {
    pub label: String,
    pub evidence: Option<String>,
}

/// Something known about a person.
#[derive(Clone, Debug, Serialize)]
pub struct AttributeView {
    pub label: String,
    pub value: Shown,
}

/// Where a competitor stands with a person.
#[derive(Clone, Debug, Serialize)]
pub struct StandingView {
    pub competitor: String,
    pub standing: Shown,
}

pub(super) fn people(subject: &Subject<'_>, plays: Option<&PlaysView>) -> Option<PeopleView> {
    let people = subject.account.people.as_ref()?;
    let map = Map::at(subject.account, subject.as_of());
    let deciders: Vec<bool> = people.iter().map(|p| formal(subject, p) == Some(true)).collect();
    let steps = map.steps_to_decider(&deciders);
    let view = |(at, (p, steps)): (usize, (&Person, Option<u32>))| {
        let (plays, conditional) = plays.map(|all| of_person(all, at)).unwrap_or_default();
        let view = person(subject, p, steps.filter(|s| *s > 0));
        let support_unplanned = view.wanted_support.is_some()
            && !view.support_reached
            && subject.outcome.status == Status::Qualified
            && subject.strategy.is_some_and(|strategy| !works_towards(subject, strategy, at, Builtin::Support.id()));
        let benefit_lacking =
            subject.strategy.is_some_and(|strategy| benefit_lacking(subject, strategy, at, &view.needs));
        let depends = by_answer(conditional.iter().map(|c| (c.label.clone(), c.needs.clone())));
        PersonView { plays, conditional, depends, support_unplanned, benefit_lacking, ..view }
    };
    let all: Vec<PersonView> = people.iter().zip(steps).enumerate().map(view).collect();
    let is_key = |(_, (person, view)): &(usize, (&Person, &PersonView))| {
        view.formal == Some(true)
            || choice(subject, person, Builtin::Influence).is_some_and(|c| c >= 2)
            || !view.plays.is_empty()
            || (view.wanted_support.is_some() && !view.support_reached)
    };
    let sections: BTreeSet<usize> = people.iter().zip(&all).enumerate().filter(is_key).map(|(at, _)| at).collect();
    let key = sections.iter().filter_map(|at| all.get(*at)).cloned().collect();
    Some(PeopleView {
        map: map_view(subject, people, &map),
        has_deciders: deciders.contains(&true),
        has_unknown_deciders: people.iter().any(|p| formal(subject, p).is_none()),
        confidential: people.iter().any(|p| has_opinions(subject, p)),
        coverage: coverage_view(subject),
        matrix: matrix(subject, people),
        introductions: ways_in(subject, people),
        all,
        key,
        sections,
    })
}

fn person(subject: &Subject<'_>, person: &Person, steps: Option<u32>) -> PersonView {
    let known = |builtin: Builtin| attribute(subject, person, builtin.id());
    let needs = |list: &[String]| list.iter().map(|n| need(subject, n)).collect();
    PersonView {
        id: person.id.to_string(),
        name: person.name.clone(),
        title: person.title.clone(),
        department: text(subject, person, Builtin::Department),
        formal: formal(subject, person),
        role: known(Builtin::Role),
        influence: known(Builtin::Influence),
        contact: known(Builtin::Contact),
        support: known(Builtin::Support),
        wanted_support: known(Builtin::WantedSupport),
        support_reached: choice(subject, person, Builtin::Support)
            .zip(choice(subject, person, Builtin::WantedSupport))
            .is_some_and(|(now, wanted)| now >= wanted),
        support_unplanned: false,
        benefit_lacking: false,
        steps: steps.map(|s| count(usize::try_from(s).unwrap_or(usize::MAX))),
        needs: NeedsView {
            organisation: needs(&person.needs.organisation),
            department: needs(&person.needs.department),
            personal: needs(&person.needs.personal),
        },
        process: known(Builtin::Process),
        next_step: next_step(subject, person),
        plays: Vec::new(),
        conditional: Vec::new(),
        depends: Vec::new(),
        other: other(subject, person),
        competitors: person
            .competitors
            .iter()
            .filter_map(|(name, observations)| {
                let observation = observation_at(observations, subject.as_of())?;
                Some(StandingView { competitor: name.clone(), standing: support(subject, &observation.value)? })
            })
            .collect(),
        met: choice(subject, person, Builtin::Contact).is_some_and(|c| c > 0),
        known_by: person.contacts.iter().map(|id| subject.ours(id)).collect(),
    }
}

/// Whether a benefit is to be shown to somebody whose needs none of ours answers. Needs that are still to be asked may get one.
fn benefit_lacking(subject: &Subject<'_>, strategy: &Strategy, at: usize, needs: &NeedsView) -> bool {
    let all = || needs.organisation.iter().chain(&needs.department).chain(&needs.personal);
    let steps = process_steps(subject, strategy, at);
    let asks = all().next().is_none() && steps.contains(&NEEDS_KNOWN);
    steps.contains(&BENEFIT_SHOWN) && !asks && all().all(|need| need.benefits.is_empty())
}

/// Steps of the built-in `process`.
const NEEDS_KNOWN: u16 = 1;
const BENEFIT_SHOWN: u16 = 2;

/// A need as the policy calls it, with its benefits; one that the policy does not know stands as it was noted.
fn need(subject: &Subject<'_>, noted: &str) -> NeedView {
    let policy = subject.inputs.policy;
    let Some(at) = policy.needs.iter().position(|n| n.name.as_str() == noted) else {
        // A policy without needs asks for no names of needs.
        let own_words = !policy.needs.is_empty();
        return NeedView { label: in_words(noted), benefits: Vec::new(), unanswered: false, own_words };
    };
    let answers = policy.benefits.iter().filter(|b| b.answers.iter().any(|n| n.index() == at));
    let benefits: Vec<BenefitView> = answers
        .map(|b| BenefitView {
            label: subject.show.label(&b.label, b.name.as_str()),
            evidence: subject.show.wording(b.evidence.as_ref()),
        })
        .collect();
    let label = policy.needs.get(at).map(|n| subject.show.label(&n.label, noted)).unwrap_or_default();
    NeedView { label, unanswered: benefits.is_empty(), benefits, own_words: false }
}

/// What comes after the step of the sales process that is reached; none at the end, and where the step is not known.
fn next_step(subject: &Subject<'_>, person: &Person) -> Option<String> {
    let ty = subject.inputs.policy.attributes.get(Builtin::Process.id().index())?.ty;
    let Type::OneOf(id) = ty else { return None };
    let next = choice(subject, person, Builtin::Process)?.checked_add(1)?;
    let there = usize::from(next) < subject.inputs.policy.enumerations.get(id.index())?.values.len();
    there.then(|| subject.show.choice(ty, next))
}

/// Whether anything private is noted about a person, rather than derived from the office.
fn has_opinions(subject: &Subject<'_>, person: &Person) -> bool {
    let private = subject.inputs.policy.attributes.iter().zip(0..).filter(|(a, _)| a.private);
    let mut noted = private.map(|(_, at)| AttributeId(at)).filter(|id| !person.derived.contains(id));
    noted.any(|id| attribute(subject, person, id).is_some())
        || !person.competitors.is_empty()
        || !person.needs.personal.is_empty()
}

/// Attributes that have no place of their own in a person's section.
fn other(subject: &Subject<'_>, person: &Person) -> Vec<AttributeView> {
    let policy = subject.inputs.policy;
    let rest = policy.attributes.iter().zip(0..).filter(|(a, _)| match a.builtin {
        None => true,
        Some(Builtin::BuyingInfluence | Builtin::PoliticalStatus | Builtin::CompanyImage | Builtin::RepImage) => true,
        Some(
            Builtin::Formal
            | Builtin::Role
            | Builtin::Influence
            | Builtin::Support
            | Builtin::Contact
            | Builtin::Process
            | Builtin::CompetitorSupport
            | Builtin::WantedSupport
            | Builtin::Department
            | Builtin::StepsToDecider,
        ) => false,
    });
    rest.filter_map(|(a, at)| {
        let value = attribute(subject, person, AttributeId(at))?;
        Some(AttributeView { label: subject.show.label(&a.label, a.name.as_str()), value })
    })
    .collect()
}

/// What is known of an attribute; none where nothing is.
fn attribute(subject: &Subject<'_>, person: &Person, id: AttributeId) -> Option<Shown> {
    let attribute = subject.inputs.policy.attributes.get(id.index())?;
    match person.attribute(id, subject.as_of()) {
        Reading::Known(scalar) => {
            let label = subject.show.label(&attribute.label, attribute.name.as_str());
            Some(subject.show.scalar(attribute.ty, &scalar).on_scale(attribute.range.as_ref(), &label))
        }
        Reading::Missing(_) | Reading::NotApplicable => None,
    }
}

pub(super) fn formal(subject: &Subject<'_>, person: &Person) -> Option<bool> {
    match person.attribute(Builtin::Formal.id(), subject.as_of()) {
        Reading::Known(Scalar::YesNo(yes)) => Some(yes),
        _ => None,
    }
}

fn text(subject: &Subject<'_>, person: &Person, builtin: Builtin) -> Option<String> {
    match person.attribute(builtin.id(), subject.as_of()) {
        Reading::Known(Scalar::Text(text)) => Some(text.to_string()),
        _ => None,
    }
}

pub(super) fn choice(subject: &Subject<'_>, person: &Person, builtin: Builtin) -> Option<u16> {
    match person.attribute(builtin.id(), subject.as_of()) {
        Reading::Known(Scalar::Choice(choice)) => Some(choice),
        _ => None,
    }
}

/// A standing on the scale of support.
pub(super) fn support(subject: &Subject<'_>, reading: &Reading) -> Option<Shown> {
    let ty = subject.inputs.policy.attributes.get(Builtin::Support.id().index())?.ty;
    match reading {
        Reading::Known(scalar) => Some(subject.show.scalar(ty, scalar)),
        Reading::Missing(_) | Reading::NotApplicable => None,
    }
}
