//! What a policy means. [`check`] turns trees into a [`Policy`] in which every name is a slot, every table is typed rows
//! and every weight is exact; past it no unknown name, raw text or number without a type exists. Reads no data.
//!
//! `declare` and `field` declare the names; `compile` goes through what is computed, each after what it uses; `types`,
//! `resolve`, `operation`, `function`, `query`, `table` and `cell` type what is written; `weight`, `tier`, `probability`, `parameter` and `example` make
//! the items. `overlay` comes before all of it. `model` and `expression` hold the checked types. `analysis` then looks for rules that contradict each
//! other, one finding per file. An item with a finding still declares its name, and nothing is said about what follows.

mod amount;
pub mod analysis;
mod bounds;
mod builtin;
mod cell;
mod checker;
mod compile;
mod constant;
mod declare;
mod effect;
mod enumeration;
mod example;
mod expression;
mod field;
mod fix;
mod function;
mod labelled;
mod library;
mod mention;
mod model;
mod operation;
mod overlay;
mod parameter;
mod playbook;
mod plays;
mod probability;
mod query;
mod resolve;
mod table;
mod tier;
mod types;
mod unknown;
mod weight;
mod words;

pub use expression::*;
pub use library::{shipped, shipped_names};
pub use mention::{List, Meaning, Mention, Mentions};
pub use model::*;
pub use overlay::{Holding, Overlaid, Overlay, Removed, apply as apply_overlays, item_text, resolved};

use crate::diagnostics::{
    Code, FileId, Finding, Language, Phrase, Sources, Span, analysis as analysis_codes, has_errors, policy as codes,
    said,
};
use crate::syntax::{At, ItemKind, MissingMeans, Tree, is_directive};
use checker::{Checker, Placed};

/// A number of a type as rules write it: `90 days`, `12 %`, `500000 PLN`.
pub fn written_number(n: &crate::values::Number, ty: Type, currency: Option<crate::values::Currency>) -> String {
    words::number(n, ty, currency)
}

/// What kind of item a directive begins, in words: "tier" of `tier`; none for what is no directive.
pub fn item_kind(directive: &str, language: Language) -> Option<String> {
    is_directive(directive).then(|| words::item(directive).in_language(language))
}

/// A type in words, behind "is": "money", "a percent", "one of `a`, `b`".
pub fn described(policy: &Policy, ty: Type, language: Language) -> String {
    words::described(policy, ty).in_language(language)
}

/// An item by its directive and name, as it is spoken of: "criterion `size`".
pub fn named_item(directive: &str, name: &str) -> Phrase {
    words::named_item(directive, name)
}

/// Ids are 16 bits wide, so a policy with more items (each with its columns and rows) than this is refused.
const MAX_ITEMS: usize = 10_000;

/// Checks the trees of one policy: its own files and the libraries it includes. Order of files and items never matters:
/// files are read in the order of their names, libraries last. The policy is there only if no finding is an error.
pub fn check(sources: &Sources, trees: &[Tree]) -> (Option<Policy>, Vec<Finding>) {
    let understood = understand(sources, trees);
    (understood.policy.filter(|_| understood.whole), understood.findings)
}

/// Rules as far as they could be understood.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// What could be made of the rules; to be evaluated only where they are whole.
    pub policy: Option<Policy>,
    /// No finding is an error and nothing was left out.
    pub whole: bool,
    pub findings: Vec<Finding>,
    /// Which name stands where, and for what.
    pub mentions: Mentions,
}

/// As [`check`], with what is known of rules that have errors: for whoever helps to write them.
pub fn understand(sources: &Sources, trees: &[Tree]) -> Understood {
    let mut ordered: Vec<(bool, &str, &Tree)> =
        trees.iter().map(|t| (is_library(t), sources.name(t.file), t)).collect();
    ordered.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let items: Vec<Placed<'_>> = ordered
        .iter()
        .flat_map(|(library, _, tree)| tree.items.iter().map(move |item| Placed { item, library: *library }))
        .collect();
    let first_file = ordered.first().map_or(FileId(0), |(_, _, tree)| tree.file);
    let start = Span::file_start(first_file);
    let blocks = |p: &Placed<'_>| match &p.item.kind {
        ItemKind::Playbook(playbook) => playbook.actions.len() + playbook.objectives.len(),
        _ => 0,
    };
    let count = items.len() + items.iter().map(blocks).sum::<usize>();
    if count > MAX_ITEMS {
        let finding = Finding::new(&codes::TOO_MANY_ITEMS, start).arg("count", count.to_string());
        return Understood { findings: vec![finding], ..Understood::default() };
    }
    let mut checker = Checker::new(sources, start);
    checker.declare(&items);
    checker.declare_tiers(&items);
    checker.gather_groups(&items);
    checker.compile();
    checker.tiers(&items);
    checker.weigh(default_missing(&items));
    checker.fill_probabilities();
    checker.other_items(&items);
    checker.rank_by_score();
    checker.order_by_stage();
    checker.name_stage();
    let policy = items.iter().find(|p| matches!(p.item.kind, ItemKind::Policy(_))).map(|p| p.item);
    if !policy.is_some_and(|item| item.broken) {
        checker.ask_for_currency();
    }
    checker.settle_unknown_names(policy);
    let Checker { policy, mut findings, mentions, .. } = checker;
    // Parse errors leave items out too.
    let mut policy = policy;
    policy.incomplete |= items.iter().any(|p| p.item.broken);
    let found = analysis::analyse(&policy, sources);
    // What an incomplete policy seems to lack may stand in the items that were left out.
    let concluded = |f: &Finding| CONCLUDED.iter().any(|code| std::ptr::eq(*code, f.code));
    findings.extend(found.into_iter().filter(|f| !(policy.incomplete && concluded(f))));
    let whole = !has_errors(&findings) && !policy.incomplete;
    Understood { policy: Some(policy), whole, findings, mentions: Mentions::new(mentions, trees) }
}

/// Findings that hold only where the whole policy could be read.
const CONCLUDED: [&Code; 14] = [
    &analysis_codes::SCALE_FALLS,
    &analysis_codes::DEAD_CRITERION,
    &analysis_codes::TIER_TOO_HIGH,
    &analysis_codes::TIER_SHADOWED,
    &analysis_codes::TIER_CAPPED,
    &analysis_codes::UNUSED_FIELD,
    &analysis_codes::UNUSED_PARAMETER,
    &analysis_codes::UNUSED_COLUMN,
    &analysis_codes::UNUSED_RECORDS,
    &analysis_codes::NEVER_APPLIES,
    &analysis_codes::UNTIL_NEVER,
    &analysis_codes::UNUSED_CHANNEL,
    &analysis_codes::UNANSWERED_NEED,
    &analysis_codes::BECOMES_TWICE,
];

/// A file that begins with `library` holds no policy.
fn is_library(tree: &Tree) -> bool {
    tree.items.iter().any(|i| matches!(i.kind, ItemKind::Library(_)))
}

/// What `missing means` says on the policy.
fn default_missing<'a>(items: &[Placed<'a>]) -> Option<&'a At<MissingMeans>> {
    items.iter().find_map(|p| match &p.item.kind {
        ItemKind::Policy(policy) => policy.missing.as_ref(),
        _ => None,
    })
}

impl<'a> Checker<'a> {
    /// Everything that uses names and declares none that others could use.
    fn other_items(&mut self, items: &[Placed<'a>]) {
        let mut ranked = None;
        for placed in items {
            let item = placed.item;
            match &item.kind {
                ItemKind::Include(name) => self.include(name),
                ItemKind::Veto(veto) => self.veto(item, veto),
                ItemKind::Limit(limit) => self.limit(item, limit),
                ItemKind::Rank(rank) => self.rank(item, rank, &mut ranked),
                ItemKind::Document(document) => self.document(item, document),
                ItemKind::Channel(channel) => self.channel(item, channel),
                ItemKind::Benefit(benefit) => self.benefit(item, benefit),
                ItemKind::Playbook(playbook) => self.playbook(item, playbook),
                ItemKind::Offer(offer) => self.offer(item, offer),
                ItemKind::Alert(alert) => self.alert(item, alert),
                ItemKind::Kpi(kpi) => self.kpi(item, kpi),
                ItemKind::Example(example) => self.example(item, example),
                ItemKind::Examples(examples) => self.examples(item, examples),
                ItemKind::Policy(_)
                | ItemKind::Library(_)
                | ItemKind::Need(_)
                | ItemKind::Overlay(_)
                | ItemKind::Later { .. }
                | ItemKind::Parameter(_)
                | ItemKind::Field(_)
                | ItemKind::Records(_)
                | ItemKind::Let(_)
                | ItemKind::Group(_)
                | ItemKind::Criterion(_)
                | ItemKind::Tier(_)
                | ItemKind::Probability(_)
                | ItemKind::Table(_) => {}
            }
        }
    }

    /// Probabilities enter the policy in the order written.
    fn fill_probabilities(&mut self) {
        let mut made: Vec<(SlotId, Probability)> = std::mem::take(&mut self.probabilities).into_iter().collect();
        made.sort_by_key(|(slot, _)| *slot);
        for (slot, probability) in made {
            let at = checker::index(self.policy.probabilities.len());
            self.policy.probabilities.push(probability);
            let target = &mut self.policy.slots[slot.index()];
            target.value = SlotValue::Probability(at);
            target.ty = Type::Percent;
        }
    }

    /// The table named `stage` is the stage.
    fn name_stage(&mut self) {
        self.policy.stage =
            self.policy.slot_named("stage").filter(|id| matches!(self.policy.slot(*id).value, SlotValue::Table(_)));
    }

    /// Money is counted in one currency, which the policy names.
    fn ask_for_currency(&mut self) {
        let Some(span) = self.money else { return };
        if self.policy.currency.is_some() || self.findings.iter().any(|f| f.code == &codes::NO_POLICY) {
            return;
        }
        let currency = self.sources.slice(span).split_whitespace().last().and_then(crate::values::Currency::parse);
        let code = currency.map_or("PLN".to_owned(), |c| c.to_string());
        let at = self.policy.span;
        let finding = Finding::new(&codes::NO_CURRENCY, at)
            .maybe_fix(Some(fix::with_below(self.sources, at, &format!("  currency {code}"))))
            .note_at(span, said!("money is spoken of here", "tu mowa o pieniądzach"));
        self.report(finding);
    }
}
