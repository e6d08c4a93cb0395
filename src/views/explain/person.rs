//! The answer of `explain` about one person: what is known of them and concluded, how they stand to the others and to those
//! who decide, what is done with them and why, what hangs on an answer, and what is not meant for them.

use super::values::ways_derived;
use super::{ExplainInputs, Explainer, FORMAT, Line, OriginReason, PolicyAnswer, ValueReason, base};
use crate::data::{Account, Person, Relation, observation_at};
use crate::diagnostics::suggest::fold;
use crate::engine::{self, Operand, OperandSource, PersonExplanation, Revisit};
use crate::policy::{Action, ActionRef, AttributeId, Builtin, EffectTarget, Expr, PersonLetId, Policy, RowValue};
use crate::stakeholders::{Map, introductions};
use crate::strategy::{Play, PlayState, Staffed, Strategy, StrategyInputs};
use crate::values::Truth;
use crate::views::actions::{ActionAnswer, action_of};
use crate::views::measure::Measure;
use crate::views::number::Decimal;
use crate::views::places::DataPlace;
use crate::views::reads::Reads;
use serde::Serialize;
use std::collections::BTreeSet;

/// What is known of a person, concluded about them and done with them.
#[derive(Clone, Debug, Serialize)]
pub struct PersonExplainAnswer<'a> {
    pub format: u32,
    pub policy: PolicyAnswer<'a>,
    /// ISO 8601
    pub as_of: String,
    pub account: &'a str,
    pub name: &'a str,
    pub status: &'static str,
    pub person: PersonReason<'a>,
    /// Attributes in the policy's order, then what is computed for people; where one is asked for, that first.
    pub values: Vec<ValueReason<'a>>,
    /// Relations with this person, in the order of the account file.
    pub relations: Vec<RelationReason<'a>>,
    /// Names from this person to the nearest who decides by office, both included; empty for deciders and where no way is known.
    pub way_to_decider: Vec<&'a str>,
    /// Ways to deciders we have not met that begin at this person, pass or end there.
    pub introductions: Vec<WayReason<'a>>,
    /// What is done, by day: planned, agreed, done and dropped.
    pub actions: Vec<PersonAction<'a>>,
    /// What is done if something unknown turns out so.
    pub conditional: Vec<ActionReason<'a>>,
    /// Actions for people in playbooks that apply or may, whose conditions this person does not meet.
    pub not_for: Vec<ActionReason<'a>>,
}

/// Who it is.
#[derive(Clone, Debug, Serialize)]
pub struct PersonReason<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub title: Option<&'a str>,
    /// Where the person stands in the data.
    pub place: Line,
}

/// A relation, from one person to another.
#[derive(Clone, Debug, Serialize)]
pub struct RelationReason<'a> {
    pub from: &'a str,
    /// `reports_to`, `influences`, `trusts` or `conflicts`.
    pub kind: &'static str,
    pub to: &'a str,
    /// Of an influence, 0..1.
    pub weight: Option<Decimal>,
    pub origin: OriginReason,
}

/// A way from somebody we know to somebody who decides.
#[derive(Clone, Debug, Serialize)]
pub struct WayReason<'a> {
    pub path: Vec<&'a str>,
    /// 0..1: the product of the weights along the way.
    pub strength: Decimal,
}

/// An action with this person, or that this person does with us.
#[derive(Clone, Debug, Serialize)]
pub struct PersonAction<'a> {
    #[serde(flatten)]
    pub action: ActionAnswer,
    pub why: ActionReason<'a>,
}

/// Why there is an action, or none.
#[derive(Clone, Debug, Serialize)]
pub struct ActionReason<'a> {
    /// `open_doors.introduce`
    pub action: String,
    pub label: Option<&'a str>,
    /// What the rules give as the reason, of the action and then of its playbook.
    pub because: Vec<&'a str>,
    /// Alerts that start the playbook.
    pub alerts: Vec<&'a str>,
    /// What its conditions look at, the playbook's first.
    pub inputs: Vec<ValueReason<'a>>,
    /// What it is to change, as written.
    pub changes: Vec<String>,
    /// What would settle it, where that is not known.
    pub needs: Vec<String>,
    pub rule: Line,
}

/// Explains a person, by the positions of the account and of the person, or only what concerns one attribute or computed value
/// of theirs. None where there is no such account or person.
pub fn explain_person<'a>(
    inputs: ExplainInputs<'a>,
    plays: &StrategyInputs<'_>,
    strategy: &Strategy,
    (account, person): (usize, usize),
    name: Option<&str>,
) -> Option<PersonExplainAnswer<'a>> {
    let ExplainInputs { policy, portfolio, evaluation, .. } = inputs;
    let outcome = evaluation.outcomes.get(account)?;
    let of = portfolio.accounts.get(account)?;
    let at_hand = of.people.as_deref()?.get(person)?;
    let actions: Vec<ActionRef> = policy.actions().map(|(at, _)| at).collect();
    let conditions: Vec<Vec<&Expr>> = actions.iter().map(|at| conditions(policy, *at)).collect();
    let about = engine::explain_person(policy, portfolio, evaluation, account, person, &conditions)?;
    let explainer = Explainer {
        inputs,
        language: base(inputs.locale),
        position: account,
        person: Some(person),
        outcome,
        explanation: engine::explain(policy, portfolio, evaluation, account)?,
    };
    let asked = Asked { explainer: &explainer, plays, strategy, about: &about, actions: &actions, person };
    let map = Map::at(of, evaluation.as_of);
    let mut answer = PersonExplainAnswer {
        format: FORMAT,
        policy: PolicyAnswer { name: policy.name.as_str(), version: &policy.version },
        as_of: evaluation.as_of.to_string(),
        account: of.id.as_str(),
        name: &of.name,
        status: outcome.status.word(),
        person: PersonReason {
            id: at_hand.id.as_str(),
            name: &at_hand.name,
            title: at_hand.title.as_deref(),
            place: explainer.line(at_hand.span),
        },
        values: asked.values(),
        relations: asked.relations(of),
        way_to_decider: names(of, &map.way_to_decider(person, &asked.deciders(of))),
        introductions: introductions(of, evaluation.as_of)
            .into_iter()
            .filter(|way| way.path.contains(&person))
            .map(|way| WayReason { path: names(of, &way.path), strength: Decimal(way.strength) })
            .collect(),
        actions: asked.actions(),
        conditional: asked.conditional(),
        not_for: asked.not_for(),
    };
    if let Some(name) = name {
        asked.narrow(&mut answer, name);
    }
    Some(answer)
}

/// The attributes and computed values of people, by name.
pub fn explainable_of_people(policy: &Policy) -> impl Iterator<Item = &str> {
    let attributes = policy.attributes.iter().map(|a| a.name.as_str());
    attributes.chain(policy.person_lets.iter().map(|l| l.name.as_str()))
}

/// The positions of those whom somebody may mean: by id or whole name, else by a part of the name such as the surname, whatever
/// the case and the diacritics.
pub fn people_called(account: &Account, said: &str) -> Vec<usize> {
    let people = || account.people.as_deref().unwrap_or(&[]).iter().enumerate();
    let said = fold(said.trim());
    let all = |fits: &dyn Fn(&Person) -> bool| people().filter(|(_, p)| fits(p)).map(|(at, _)| at).collect::<Vec<_>>();
    let by_id = all(&|p| fold(p.id.as_str()) == said);
    if !by_id.is_empty() {
        return by_id;
    }
    let whole = all(&|p| fold(&p.name) == said);
    if !whole.is_empty() {
        return whole;
    }
    all(&|p| fold(&p.name).split_whitespace().any(|part| part == said))
}

fn names<'a>(account: &'a Account, path: &[usize]) -> Vec<&'a str> {
    let people = account.people.as_deref().unwrap_or(&[]);
    path.iter().filter_map(|at| people.get(*at)).map(|p| p.name.as_str()).collect()
}

/// What decides whether an action is called for, the playbook's condition first.
fn conditions(policy: &Policy, at: ActionRef) -> Vec<&Expr> {
    let action = policy.action(at);
    let filter = action.each.as_ref().and_then(|each| each.filter.as_ref());
    policy.playbook(at.playbook).when.iter().chain(filter).chain(&action.when).collect()
}

struct Asked<'x, 'a> {
    explainer: &'x Explainer<'a>,
    plays: &'x StrategyInputs<'x>,
    strategy: &'x Strategy,
    about: &'x PersonExplanation,
    /// All of the policy, in the order of `about.conditions`.
    actions: &'x [ActionRef],
    person: usize,
}

impl<'a> Asked<'_, 'a> {
    fn policy(&self) -> &'a Policy {
        self.explainer.inputs.policy
    }

    fn values(&self) -> Vec<ValueReason<'a>> {
        let attributes = (0..).zip(&self.about.attributes).map(|(id, value)| {
            let id = AttributeId(id);
            self.explainer.attribute(id, value)
        });
        let lets = (0..).zip(&self.about.lets).filter_map(|(id, reason)| self.person_let(PersonLetId(id), reason));
        attributes.flatten().chain(lets).collect()
    }

    fn person_let(&self, id: PersonLetId, reason: &engine::PersonLetReason) -> Option<ValueReason<'a>> {
        let reads = Reads::of_person_let(self.policy(), id);
        let told = self.explainer.person_let(id, &reason.value)?;
        let mut from: Vec<String> = Vec::new();
        for name in reason.operands.iter().map(|o| self.explainer.operand_name(o)) {
            if !from.contains(&name) {
                from.push(name);
            }
        }
        let of_person = reads.attributes.iter().filter_map(|id| self.explainer.attribute_place(*id));
        let mut data: Vec<DataPlace> = self.explainer.data(&Reads { people: false, ..reads.clone() });
        for place in of_person {
            if !data.contains(&place) {
                data.push(place);
            }
        }
        Some(ValueReason { from, data, ..told })
    }

    fn relations(&self, account: &'a Account) -> Vec<RelationReason<'a>> {
        let as_of = self.explainer.inputs.evaluation.as_of;
        let of = account.relations.iter().filter(|r| r.from == self.person || r.to == self.person);
        let told = |r: &'a Relation| {
            let [from, to] = names(account, &[r.from, r.to]).try_into().ok()?;
            let origin = OriginReason {
                line: self.explainer.line(r.span),
                on: r.on.map(|on| on.to_string()),
                by: r.by.clone(),
                source: r.source.clone(),
            };
            let weight = (r.kind == crate::data::RelationKind::Influences).then(|| Decimal(r.weight.clone()));
            Some(RelationReason { from, kind: r.kind.word(), to, weight, origin })
        };
        of.filter(|r| r.on.is_none_or(|on| on <= as_of)).filter_map(told).collect()
    }

    fn deciders(&self, account: &Account) -> Vec<bool> {
        let yes = crate::values::Reading::Known(crate::values::Scalar::YesNo(true));
        let as_of = self.explainer.inputs.evaluation.as_of;
        let people = account.people.as_deref().unwrap_or(&[]).iter();
        people.map(|p| p.attribute(Builtin::Formal.id(), as_of) == yes).collect()
    }

    /// Whether a play is with the person, or done by the person together with us.
    fn concerns(&self, play: &Play) -> bool {
        let mut owners = std::iter::once(&play.owner).chain(&play.others);
        play.person == Some(self.person) || owners.any(|o| *o == Staffed::Client(self.person))
    }

    fn actions(&self) -> Vec<PersonAction<'a>> {
        let language = self.explainer.language;
        let told = |play: &&Play| {
            let action = action_of(self.plays, language, self.strategy, play)?;
            Some(PersonAction { action, why: self.reason(play.action, Vec::new()) })
        };
        // Repeats of what is planned say nothing new.
        let repeats = |play: &Play| {
            let mut earlier = self.strategy.plays.iter().take_while(|p| p.id != play.id);
            play.state == PlayState::Planned
                && earlier.any(|p| p.state == PlayState::Planned && (p.action, p.person) == (play.action, play.person))
        };
        self.strategy.plays.iter().filter(|p| self.concerns(p) && !repeats(p)).filter_map(|p| told(&p)).collect()
    }

    fn conditional(&self) -> Vec<ActionReason<'a>> {
        let here = self.strategy.conditional.iter().filter(|c| c.person == Some(self.person));
        let mut found: Vec<ActionReason<'a>> = here.map(|c| self.reason(c.action, c.needs.clone())).collect();
        let open = self.for_people().filter(|(_, used)| used.applies == Truth::Unknown);
        let open = open.filter(|(at, _)| !self.is_told(*at) && self.meets(*at) != Truth::No);
        found.extend(open.map(|(at, used)| self.reason(at, used.needs.clone())));
        found
    }

    fn not_for(&self) -> Vec<ActionReason<'a>> {
        let out = self
            .for_people()
            .filter(|(at, used)| !self.is_told(*at) && (used.applies == Truth::Yes || self.meets(*at) == Truth::No));
        out.map(|(at, _)| self.reason(at, Vec::new())).collect()
    }

    /// Actions for people in the playbooks in use.
    fn for_people(&self) -> impl Iterator<Item = (ActionRef, &crate::strategy::PlaybookUse)> {
        self.actions.iter().filter(|at| self.policy().action(**at).each.is_some()).filter_map(|at| {
            let used = self.strategy.playbooks.iter().find(|used| used.playbook == at.playbook.index())?;
            Some((*at, used))
        })
    }

    /// Whether an action with the person is planned, stands in the register, or hangs on an answer.
    fn is_told(&self, at: ActionRef) -> bool {
        let planned = self.strategy.plays.iter().any(|p| (p.action, p.person) == (at, Some(self.person)));
        let open = self.strategy.conditional.iter().any(|c| (c.action, c.person) == (at, Some(self.person)));
        planned || open
    }

    /// Whether the person meets the conditions of an action itself.
    fn meets(&self, at: ActionRef) -> Truth {
        let ExplainInputs { policy, portfolio, evaluation, .. } = self.explainer.inputs;
        let revisit = Revisit::new(policy, portfolio, evaluation);
        let Some(account) = revisit.account(self.explainer.position) else { return Truth::Unknown };
        let action: &Action = policy.action(at);
        let filter = action.each.as_ref().and_then(|each| each.filter.as_ref());
        let conditions = filter.into_iter().chain(&action.when);
        conditions.fold(Truth::Yes, |all, when| all.and(account.condition(when, Some(self.person)).0))
    }

    fn reason(&self, at: ActionRef, needs: Vec<engine::Input>) -> ActionReason<'a> {
        let policy = self.policy();
        let (action, playbook) = (policy.action(at), policy.playbook(at.playbook));
        let operands = self.actions.iter().position(|a| *a == at).and_then(|n| self.about.conditions.get(n));
        let because = action.because.iter().chain(&playbook.because);
        let used = self.strategy.playbooks.iter().find(|used| used.playbook == at.playbook.index());
        let alerts = used.map_or(&[][..], |used| used.started_by.as_slice());
        let alerts = alerts.iter().filter_map(|alert| policy.alerts.get(*alert));
        let inputs = operands.map_or(&[][..], Vec::as_slice);
        ActionReason {
            action: policy.action_name(at),
            label: self.explainer.label(&action.label),
            because: because.filter_map(|text| self.explainer.label(text)).collect(),
            alerts: alerts.map(|alert| alert.name.as_str()).collect(),
            inputs: self.explainer.operands(inputs),
            changes: action.effects.iter().map(|effect| self.explainer.written(effect.span)).collect(),
            needs: needs.iter().map(|n| engine::input_name(policy, self.explainer.people(), *n)).collect(),
            rule: self.explainer.line(action.span),
        }
    }

    /// Leaves what concerns one value: what it is worked out from, and what is to change it.
    fn narrow(&self, answer: &mut PersonExplainAnswer<'a>, name: &str) {
        let behind = self.behind(name);
        answer.values.retain(|v| behind.contains(&v.name));
        answer.values.sort_by_key(|v| v.name != name);
        let way = behind.contains(Builtin::StepsToDecider.word());
        if !way {
            answer.relations.clear();
            answer.way_to_decider.clear();
        }
        answer.introductions.clear();
        let policy = self.policy();
        let changes = |action: &str| {
            let at = self.actions.iter().find(|at| policy.action_name(**at) == action);
            let effects = at.map_or(&[][..], |at| policy.action(*at).effects.as_slice());
            effects.iter().any(|effect| match effect.target {
                EffectTarget::Attribute(id) => behind.contains(policy.attribute(id).name.as_str()),
                EffectTarget::Field(_) => false,
            })
        };
        answer.actions.retain(|a| changes(&a.why.action));
        answer.conditional.retain(|a| changes(&a.action));
        answer.not_for.retain(|a| changes(&a.action));
    }

    /// The names of the person's values that one is worked out from, at any depth, itself included.
    fn behind(&self, name: &str) -> BTreeSet<String> {
        let policy = self.policy();
        let mut names = BTreeSet::new();
        let mut open = vec![name.to_owned()];
        if name == Builtin::Support.word() {
            // What is wanted says what the support is worth.
            open.push(Builtin::WantedSupport.word().to_owned());
        }
        while let Some(name) = open.pop() {
            if !names.insert(name.clone()) {
                continue;
            }
            let reason = policy.person_lets.iter().position(|l| l.name.as_str() == name);
            let operands = reason.and_then(|at| self.about.lets.get(at)).map_or(&[][..], |r| r.operands.as_slice());
            let of_person =
                |o: &&Operand| matches!(o.source, OperandSource::Attribute(_) | OperandSource::PersonLet(_));
            open.extend(operands.iter().filter(of_person).map(|o| self.explainer.operand_name(o)));
            let attribute = policy.attributes.iter().position(|a| a.name.as_str() == name);
            let derived = attribute.and_then(|at| u16::try_from(at).ok()).map(AttributeId);
            let derived = derived.filter(|id| self.explainer.is_derived(*id)).map_or(&[][..], ways_derived);
            let known = |from: &&&str| policy.attributes.iter().any(|a| a.name.as_str() == **from);
            open.extend(derived.iter().filter(known).map(|from| (*from).to_owned()));
        }
        names
    }
}

impl<'a> Explainer<'a> {
    fn at_hand(&self) -> Option<&'a Person> {
        self.people().get(self.person?)
    }

    /// Whether nobody wrote an attribute of the person at hand and it was concluded.
    pub(super) fn is_derived(&self, id: AttributeId) -> bool {
        let derived = self.at_hand().is_some_and(|p| p.derived.contains(&id));
        derived || id == Builtin::StepsToDecider.id()
    }

    /// Where what is known of an attribute stands.
    fn attribute_place(&self, id: AttributeId) -> Option<DataPlace> {
        let person = self.at_hand()?;
        let observed = observation_at(person.attributes.get(id.index())?, self.inputs.evaluation.as_of)?;
        let place = self.inputs.sources.file_line(observed.span);
        Some(DataPlace { place, joined: Vec::new(), rows: None, in_window: None })
    }

    /// An attribute of the person at hand.
    pub(super) fn attribute(&self, id: AttributeId, value: &engine::Value) -> Option<ValueReason<'a>> {
        let attribute = self.inputs.policy.attributes.get(id.index())?;
        let derived = self.is_derived(id);
        let person = self.at_hand()?;
        let observed = person.attributes.get(id.index()).map_or(&[][..], Vec::as_slice);
        let observed = observation_at(observed, self.inputs.evaluation.as_of);
        let origin = observed.filter(|_| !derived).map(|o| OriginReason {
            line: self.line(o.span),
            on: o.on.map(|on| on.to_string()),
            by: o.by.clone(),
            source: o.source.clone(),
        });
        let known = !matches!(Measure::of(self.inputs.policy, attribute.ty, value), Measure::Missing { .. });
        // Who of us knows somebody makes a contact without a day; each interaction has its own.
        let dated = observed.is_some_and(|o| o.on.is_some());
        let decided = |from: &&&str| match **from {
            "contacts" => !dated,
            "interaction" => dated,
            _ => true,
        };
        let from = if derived && known { ways_derived(id) } else { &[] };
        Some(ValueReason {
            label: self.label(&attribute.label),
            origin,
            from: from.iter().filter(decided).map(|from| (*from).to_owned()).collect(),
            data: self.attribute_place(id).into_iter().collect(),
            rule: attribute.span.map(|span| self.line(span)),
            ..self.bare_value(attribute.name.to_string(), "attribute", attribute.ty, value)
        })
    }

    /// Something computed for the person at hand.
    pub(super) fn person_let(&self, id: PersonLetId, value: &engine::Value) -> Option<ValueReason<'a>> {
        let definition = self.inputs.policy.person_lets.get(id.index())?;
        let what = match definition.value {
            RowValue::Expr(_) => "let",
            RowValue::Table(_) => "table",
        };
        Some(ValueReason {
            label: self.label(&definition.label),
            ..self.value(definition.name.to_string(), what, definition.ty, value, definition.span)
        })
    }
}
