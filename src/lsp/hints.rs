//! Weights as they add up: behind a group what its criteria come to, behind a criterion its share of the score.

use super::position::{narrow, position};
use super::space::{Space, file};
use crate::diagnostics::SourceFile;
use crate::policy::{Criterion, Group, Policy, Type, written_number};
use crate::syntax::{Item, ItemKind};
use crate::values::Number;
use crate::workspace::Workspace;
use lsp_types::{InlayHint, InlayHintLabel, Position, Range};

/// The hints within a range of a file.
pub(super) fn hints(space: &mut Space, name: &str, within: Range) -> Option<Vec<InlayHint>> {
    let rules = space.rules();
    let source = file(&rules, name)?;
    let policy = rules.known_policy()?;
    let language = space.language(&rules);
    let known = Known { rules: &rules, policy };
    let mut out = Vec::new();
    let groups = || policy.groups.iter().filter(|g| g.name.is_some());
    let last = groups().next_back().filter(|_| groups().count() > 1 && known.groups());
    for group in groups() {
        let mut sums = Vec::new();
        if known.criteria_of(group) {
            let criteria = percent(&sum(policy, group));
            sums.push(language.pick(format!("criteria {criteria}"), format!("kryteria {criteria}")));
        }
        if last.is_some_and(|l| l.name == group.name) {
            let whole = percent(&groups().map(|g| g.weight.clone()).sum());
            sums.push(language.pick(format!("groups {whole}"), format!("grupy {whole}")));
        }
        if !sums.is_empty() {
            out.push((group.span, sums.join(", ")));
        }
    }
    if groups().next().is_some() {
        for criterion in policy.criteria.iter().filter(|c| known.share(c)) {
            let share = percent(&policy.share_of_score(criterion));
            out.push((criterion.span, language.pick(format!("{share} of the score"), format!("{share} oceny"))));
        }
    }
    let mut hints: Vec<InlayHint> = out
        .into_iter()
        .filter(|(span, _)| span.file == source.id)
        .map(|(span, text)| hint(line_end(source, span.start), text))
        .filter(|h| within.start <= h.position && h.position.line <= within.end.line)
        .collect();
    hints.sort_by_key(|h| h.position);
    Some(hints)
}

/// Which weights can be relied on. Where a criterion or group could not be read, a sum without it would mislead.
struct Known<'r> {
    rules: &'r Workspace,
    policy: &'r Policy,
}

impl Known<'_> {
    fn items(&self) -> impl Iterator<Item = &Item> {
        self.rules.trees.iter().flat_map(|tree| &tree.items)
    }

    /// Nothing was written that may have been meant to be a criterion or group.
    fn all(&self) -> bool {
        self.items().all(|item| !(item.broken && matches!(item.kind, ItemKind::Later { .. })))
    }

    /// The weight of every group.
    fn groups(&self) -> bool {
        let written = self.items().filter(|item| matches!(item.kind, ItemKind::Group(_)));
        self.all()
            && written.into_iter().all(|item| !item.broken)
            && self.policy.groups.iter().all(|g| !g.weight.is_zero())
    }

    /// The weight of every criterion of a group.
    fn criteria_of(&self, group: &Group) -> bool {
        let is_group = |name: &_| self.policy.groups.iter().any(|g| g.name.as_ref() == Some(name));
        self.all()
            && self.items().all(|item| {
                let ItemKind::Criterion(criterion) = &item.kind else { return true };
                // One whose group is not known may belong to any.
                let elsewhere = criterion
                    .group
                    .as_ref()
                    .is_some_and(|g| Some(&g.value) != group.name.as_ref() && is_group(&g.value));
                let weighed =
                    || self.policy.criteria.iter().any(|c| c.name == criterion.name.value && !c.weight.is_zero());
                elsewhere || (!item.broken && weighed())
            })
    }

    /// The weight of a criterion and of its group.
    fn share(&self, criterion: &Criterion) -> bool {
        let broken = |header| self.items().any(|item| item.broken && item.header == header);
        self.policy.groups.get(usize::from(criterion.group)).is_some_and(|group| {
            !self.policy.share_of_score(criterion).is_zero() && !broken(criterion.span) && !broken(group.span)
        })
    }
}

fn sum(policy: &Policy, group: &Group) -> Number {
    group.criteria.iter().filter_map(|c| policy.criteria.get(usize::from(*c))).map(|c| c.weight.clone()).sum()
}

fn percent(n: &Number) -> String {
    written_number(n, Type::Percent, None)
}

fn hint(position: Position, text: String) -> InlayHint {
    InlayHint {
        position,
        // Not every editor leaves room where it is asked for.
        label: InlayHintLabel::String(format!(" ({text})")),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: None,
        padding_right: None,
        data: None,
    }
}

/// Where the line of an offset ends.
fn line_end(source: &SourceFile, offset: u32) -> Position {
    let line = source.place(offset).line;
    let length = narrow(source.line(line).trim_end().len());
    position(source, source.line_start(line).saturating_add(length))
}
