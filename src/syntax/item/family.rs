//! What each directive takes: whether it has a name, which clauses, whether a table, and how it is written. The one
//! table to extend for a new directive; `kind` makes the item of it.

use super::Rule;

/// The directives this version acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Directive {
    Policy,
    Library,
    Include,
    Parameter,
    Field,
    Records,
    Let,
    Group,
    Criterion,
    Veto,
    Limit,
    Tier,
    Probability,
    Rank,
    Table,
    Document,
    Channel,
    Need,
    Benefit,
    Playbook,
    /// A block of a playbook.
    Objective,
    /// A block of a playbook.
    Action,
    Offer,
    Alert,
    Kpi,
    Example,
    Examples,
    Overlay,
}

/// What stands after the keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// A plain name.
    One,
    /// A name that may have an owner: `line.net`.
    Target,
    /// Only a label, which is the title.
    Title,
    /// Nothing.
    None,
}

/// How lines that are no rows are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    Clauses,
    Types,
    Columns,
    Examples,
}

impl Lines {
    /// The rule for the rest of the first line; none where there is no rest.
    pub fn rule(self) -> Option<Rule> {
        match self {
            Lines::Clauses | Lines::Columns => Some(Rule::clauses),
            Lines::Types => Some(Rule::type_clauses),
            Lines::Examples => None,
        }
    }
}

/// How a directive is written.
#[derive(Debug)]
pub(in crate::syntax) struct Family {
    pub(super) directive: Directive,
    pub(in crate::syntax) keyword: &'static str,
    pub(super) head: Names,
    pub(super) lines: Lines,
    /// The clauses it may have, with the words they start with.
    pub(super) clauses: &'static [(Rule, &'static str)],
    pub(super) rows: bool,
    /// An example of its first line.
    pub(in crate::syntax) form: &'static str,
}

impl Family {
    /// The family of a directive of this version.
    pub fn of(keyword: &str) -> Option<&'static Family> {
        FAMILIES.iter().find(|f| f.keyword == keyword)
    }

    /// Every directive and block.
    pub fn all() -> impl Iterator<Item = &'static Family> {
        FAMILIES.iter().chain(BLOCKS)
    }

    /// The family of a block of a playbook.
    pub fn of_block(keyword: &str) -> Option<&'static Family> {
        BLOCKS.iter().find(|f| f.keyword == keyword)
    }

    /// How a line of an overlay is written, by its first two words; `add` takes an item.
    pub fn of_change(words: &str) -> Option<&'static Family> {
        CHANGES.iter().find(|f| f.keyword == words)
    }

    /// How every line of an overlay is written.
    pub fn changes() -> impl Iterator<Item = &'static Family> {
        CHANGES.iter()
    }

    /// Whether it holds changes of another policy.
    pub fn has_changes(&self) -> bool {
        self.directive == Directive::Overlay
    }

    /// Whether blocks may stand below it.
    pub fn has_blocks(&self) -> bool {
        self.directive == Directive::Playbook
    }

    /// Whether clauses may stand behind its name.
    pub fn has_line_clauses(&self) -> bool {
        self.lines.rule().is_some()
    }

    /// The words its clauses start with.
    pub(in crate::syntax) fn clause_words(&self) -> impl Iterator<Item = &'static str> {
        self.clauses.iter().map(|(_, word)| *word)
    }
}

const BECAUSE: (Rule, &str) = (Rule::c_because, "because");
const WHEN: (Rule, &str) = (Rule::c_when, "when");
const WEIGHT: (Rule, &str) = (Rule::c_weight, "weight");
const MISSING: (Rule, &str) = (Rule::c_missing, "missing means");
const FROM: (Rule, &str) = (Rule::c_from, "from");
const VALUE: (Rule, &str) = (Rule::c_value, "=");

const EFFORT: (Rule, &str) = (Rule::c_effort, "effort");
const COST: (Rule, &str) = (Rule::c_cost, "cost");
const OWNER: (Rule, &str) = (Rule::c_owner, "owner");

/// What stands below a playbook, each with its own lines.
static BLOCKS: &[Family] = &[
    Family {
        directive: Directive::Objective,
        keyword: "objective",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[(Rule::c_measure, "measure"), OWNER],
        rows: false,
        form: "objective NAME \"LABEL\"",
    },
    Family {
        directive: Directive::Action,
        keyword: "action",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[
            (Rule::c_each, "for each person"),
            WHEN,
            (Rule::c_channel, "channel"),
            OWNER,
            (Rule::c_after, "after"),
            (Rule::c_due, "due within"),
            (Rule::c_repeat, "repeat every"),
            (Rule::c_effect, "effect"),
            EFFORT,
            COST,
            BECAUSE,
        ],
        rows: false,
        form: "action NAME \"LABEL\"",
    },
];

/// The lines of an overlay.
static CHANGES: &[Family] = &[
    change("replace parameter", "replace parameter NAME from OLD to NEW"),
    change("replace weight", "replace weight of NAME from 50 % to 40 %"),
    change("replace row", "replace row of TABLE"),
    change("remove", "remove alert NAME"),
    change("add", "add alert NAME \"LABEL\" when CONDITION"),
];

const fn change(keyword: &'static str, form: &'static str) -> Family {
    Family {
        directive: Directive::Overlay,
        keyword,
        head: Names::None,
        lines: Lines::Clauses,
        clauses: &[],
        rows: false,
        form,
    }
}

static FAMILIES: &[Family] = &[
    Family {
        directive: Directive::Policy,
        keyword: "policy",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[
            (Rule::c_version, "version"),
            (Rule::c_effective, "effective from"),
            (Rule::c_currency, "currency"),
            MISSING,
        ],
        rows: false,
        form: "policy NAME \"LABEL\" version 1.0",
    },
    Family {
        directive: Directive::Library,
        keyword: "library",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[],
        rows: false,
        form: "library NAME \"LABEL\"",
    },
    Family {
        directive: Directive::Include,
        keyword: "include",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[],
        rows: false,
        form: "include NAME",
    },
    Family {
        directive: Directive::Parameter,
        keyword: "parameter",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[VALUE, FROM],
        rows: false,
        form: "parameter NAME \"LABEL\" = VALUE",
    },
    Family {
        directive: Directive::Field,
        keyword: "field",
        head: Names::Target,
        lines: Lines::Types,
        clauses: &[
            (Rule::type_expr, "one of"),
            (Rule::type_expr, "number"),
            (Rule::type_expr, "count"),
            (Rule::type_expr, "points"),
            (Rule::type_expr, "percent"),
            (Rule::type_expr, "money"),
            (Rule::type_expr, "days"),
            (Rule::type_expr, "date"),
            (Rule::type_expr, "yes_no"),
            (Rule::type_expr, "text"),
            (Rule::privacy, "private"),
            (Rule::privacy, "public"),
        ],
        rows: false,
        form: "field NAME \"LABEL\" TYPE",
    },
    Family {
        directive: Directive::Records,
        keyword: "records",
        head: Names::One,
        lines: Lines::Columns,
        clauses: &[(Rule::c_dated, "dated by")],
        rows: false,
        form: "records NAME \"LABEL\" dated by COLUMN",
    },
    Family {
        directive: Directive::Let,
        keyword: "let",
        head: Names::Target,
        lines: Lines::Clauses,
        clauses: &[VALUE],
        rows: false,
        form: "let NAME \"LABEL\" = EXPRESSION",
    },
    Family {
        directive: Directive::Group,
        keyword: "group",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[WEIGHT],
        rows: false,
        form: "group NAME \"LABEL\" weight 50 %",
    },
    Family {
        directive: Directive::Criterion,
        keyword: "criterion",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[
            (Rule::c_in, "in"),
            WEIGHT,
            MISSING,
            (Rule::c_less, "less is better"),
            BECAUSE,
            (Rule::c_points, "points"),
        ],
        rows: true,
        form: "criterion NAME \"LABEL\" in GROUP weight 50 %",
    },
    Family {
        directive: Directive::Veto,
        keyword: "veto",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[WHEN, BECAUSE, (Rule::c_unknown, "unknown means")],
        rows: false,
        form: "veto NAME \"LABEL\" when CONDITION",
    },
    Family {
        directive: Directive::Limit,
        keyword: "limit",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[(Rule::c_to, "to tier"), WHEN, BECAUSE],
        rows: false,
        form: "limit NAME \"LABEL\" to tier B when CONDITION",
    },
    Family {
        directive: Directive::Tier,
        keyword: "tier",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[FROM, WHEN, (Rule::c_otherwise, "otherwise")],
        rows: false,
        form: "tier NAME \"LABEL\" from 80 points",
    },
    Family {
        directive: Directive::Probability,
        keyword: "probability",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[(Rule::c_base, "base")],
        rows: true,
        form: "probability NAME \"LABEL\"",
    },
    Family {
        directive: Directive::Rank,
        keyword: "rank",
        head: Names::None,
        lines: Lines::Clauses,
        clauses: &[(Rule::c_rank, "by"), (Rule::c_then, "then by")],
        rows: false,
        form: "rank by EXPRESSION, then by EXPRESSION",
    },
    Family {
        directive: Directive::Table,
        keyword: "table",
        head: Names::Target,
        lines: Lines::Types,
        clauses: &[(Rule::type_expr, "one of"), (Rule::c_because, "because")],
        rows: true,
        form: "table NAME \"LABEL\" one of a, b",
    },
    Family {
        directive: Directive::Document,
        keyword: "document",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[(Rule::c_template, "template"), WHEN],
        rows: false,
        form: "document NAME \"LABEL\" template \"plan.md\"",
    },
    Family {
        directive: Directive::Channel,
        keyword: "channel",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[EFFORT, COST],
        rows: false,
        form: "channel NAME \"LABEL\" effort 3 hours cost 200 PLN",
    },
    Family {
        directive: Directive::Need,
        keyword: "need",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[],
        rows: false,
        form: "need NAME \"LABEL\"",
    },
    Family {
        directive: Directive::Benefit,
        keyword: "benefit",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[(Rule::c_answers, "answers"), (Rule::c_evidence, "evidence")],
        rows: false,
        form: "benefit NAME \"LABEL\" answers NEED",
    },
    Family {
        directive: Directive::Playbook,
        keyword: "playbook",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[WHEN, BECAUSE],
        rows: false,
        form: "playbook NAME \"LABEL\" when CONDITION",
    },
    Family {
        directive: Directive::Offer,
        keyword: "offer",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[WHEN, (Rule::c_terms, "terms"), (Rule::c_approval, "approval"), BECAUSE],
        rows: false,
        form: "offer NAME \"LABEL\" when CONDITION",
    },
    Family {
        directive: Directive::Alert,
        keyword: "alert",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[WHEN, (Rule::c_severity, "severity"), (Rule::c_starts, "starts"), BECAUSE],
        rows: false,
        form: "alert NAME \"LABEL\" when CONDITION",
    },
    Family {
        directive: Directive::Kpi,
        keyword: "kpi",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[VALUE, (Rule::c_target, "target"), (Rule::c_alarm, "alarm"), (Rule::c_review, "review every")],
        rows: true,
        form: "kpi NAME \"LABEL\" = EXPRESSION",
    },
    Family {
        directive: Directive::Example,
        keyword: "example",
        head: Names::Title,
        lines: Lines::Examples,
        clauses: &[(Rule::given, "given"), (Rule::expect, "expect")],
        rows: false,
        form: "example \"TITLE\"",
    },
    Family {
        directive: Directive::Examples,
        keyword: "examples",
        head: Names::Title,
        lines: Lines::Examples,
        clauses: &[],
        rows: true,
        form: "examples \"TITLE\"",
    },
    Family {
        directive: Directive::Overlay,
        keyword: "overlay",
        head: Names::One,
        lines: Lines::Clauses,
        clauses: &[(Rule::c_on, "on")],
        rows: false,
        form: "overlay NAME \"LABEL\" on POLICY@VERSION",
    },
];

/// How everything that has a form is written.
#[cfg(test)]
pub(in crate::syntax) fn forms() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().chain(BLOCKS).chain(CHANGES).map(|family| family.form)
}

#[cfg(test)]
mod tests {
    use super::FAMILIES;
    use crate::syntax::words::DIRECTIVES;

    #[test]
    fn every_directive_has_its_family() {
        assert_eq!(FAMILIES.iter().map(|f| f.keyword).collect::<Vec<_>>(), DIRECTIVES);
    }
}
