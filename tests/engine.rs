//! Outcomes of small policies on small portfolios.

use kam::data::MemoryFiles;
use kam::diagnostics::{Language, Sources, has_errors};
use kam::engine::evaluate;
use kam::policy::{self, Policy};
use kam::syntax;
use kam::values::Day;
use kam::verify::{self, Actual, Verdict};
use kam::workspace::Workspace;

/// Checks the text of a policy.
#[track_caller]
pub fn checked(text: &str) -> Policy {
    let mut sources = Sources::new();
    let id = sources.add("policy.kam", text);
    let (tree, mut findings) = syntax::parse(sources.file(id));
    let (policy, more) = policy::check(&sources, &[tree]);
    findings.extend(more);
    let said: Vec<String> = findings
        .iter()
        .map(|f| format!("{} {} {}", f.code.id, sources.file_line(f.span), f.message(Language::English)))
        .collect();
    assert!(!has_errors(&findings), "{}", said.join("\n"));
    policy.unwrap_or_else(|| panic!("no policy: {}", said.join("\n")))
}

/// Checks a policy and that its examples hold; says what came out where they do not.
#[track_caller]
pub fn holds(text: &str) -> Policy {
    let policy = checked(text);
    let report = verify::run(&policy);
    let failed: Vec<String> = report
        .results
        .iter()
        .flat_map(|r| r.checks.iter().map(move |c| (r, c)))
        .filter(|(_, c)| c.verdict == Verdict::Failed)
        .map(|(r, c)| {
            let example = &policy.examples[r.example];
            let outcome = &r.evaluation.outcomes[0];
            format!("{}: {:?} but {}\n{outcome:#?}", example.title, example.expect[c.expectation].kind, said(&c.actual))
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(report.passed(), "{:?}", report.findings);
    policy
}

fn said(actual: &Actual) -> String {
    format!("{actual:?}")
}

/// The policy of the language's own page, with overdue payments as fields.
const KEY_ACCOUNT: &str = r#"policy key_account "Klient kluczowy" version 2026.2
  effective from 2026-10-01
  currency PLN
  missing means unknown

parameter tier_a_threshold = 80 points
  from 2027-01-01 = 82 points

field legal_status "Status prawny" one of active "aktywny", restructuring "w restrukturyzacji", insolvent "niewypłacalny"
field credit "Stabilność finansowa" one of weak < fair < good < excellent
field company_experience "Doświadczenie z nami" one of none < some < long
field forecast "Ile może kupić w 12 mies." money
field overdue "Opóźnienie" days
field overdue_amount "Zaległości" money

records line "Pozycje zamówień" dated by ordered
  ordered date
  price money
  quantity count
  discount percent

let line.net = line.price * line.quantity * (100 % - line.discount)
let revenue "Obrót, 12 mies." = sum line.net over last 12 months
let revenue_before "Obrót, poprzednie 12" = sum line.net over previous 12 months
let growth "Zmiana obrotu r/r" = revenue / revenue_before - 100 %
let value "Ile kupuje lub może kupić" = if company_experience is none then forecast else max(revenue, forecast)
let access "Dotarcie do decydentów" = share of people where contact at least brief among formal
let favour "Przychylność" = average people.support weighted by influence

group business "Czynniki biznesowe" weight 60 %
group personal "Czynniki osobiste" weight 40 %

criterion sales_value "Wartość sprzedaży" in business weight 50 %
  | value           | points  |
  | at 0 PLN        | 0       |
  | at 500 tys. PLN | 60      |
  | at 2 mln PLN    | 100     |
  | missing         | unknown |

criterion momentum "Zmiana obrotu" in business weight 20 %
  | growth   | points  |
  | at -20 % | 0       |
  | at 0 %   | 40      |
  | at 30 %  | 100     |
  | missing  | exclude |

criterion solidity "Stabilność i płatności" in business weight 30 %
  | credit          | overdue         | points |
  | good, excellent | at most 14 days | 100    |
  | good, excellent | above 14 days   | 50     |
  | fair            | at most 14 days | 60     |
  | fair            | above 14 days   | 20     |
  | weak            | any             | 0      |

criterion reach "Dotarcie do decydentów" in personal weight 60 %
  | access    | points |
  | from 75 % | 100    |
  | from 40 % | 50     |
  | otherwise | 0      |

criterion goodwill "Przychylność" in personal weight 40 %
  | favour | points |
  | at -2  | 0      |
  | at 0   | 50     |
  | at 2   | 100    |

veto insolvency "Niewypłacalność" when legal_status is insolvent
  because "Polityka kredytowa, pkt 4"
  unknown means hold

veto arrears "Zaległości" when overdue above 90 days and overdue_amount above 10 tys. PLN
  because "Polityka kredytowa, pkt 5"

limit no_access "Bez dostępu do decydentów" to tier C when access below 10 %
  because "Bez decydentów nie ma strategii"

tier A "Kluczowy" from tier_a_threshold when business at least 60
tier B "Rozwojowy" from 55 points
tier C "Standard" otherwise

probability win "Szansa pozyskania"
  base 30 %
  | when                 | alone gives |
  | access at least 50 % | 46 %        |
  | favour at least 1    | 40 %        |

probability keep "Szansa utrzymania"
  base 80 %
  | when             | alone gives |
  | access below 1 % | 67 %        |

let chance "Szansa" = if company_experience is none then probability.win else probability.keep

rank by chance * value, then by score

"#;

#[test]
fn hand_worked_examples_of_the_language() {
    let text = format!(
        "{KEY_ACCOUNT}{}",
        r#"example "Prospekt: decydentka, której nie znamy"
  given forecast 2.5 mln PLN, growth 12 %, legal_status active, overdue 0 days, credit missing
  given company_experience none
  given person ewa formal yes, contact none, support neutral, influence high
  expect score 45.68..63.68, tier C, status qualified, business 62.8..92.8, personal 20

example "Prospekt: decydentka, którą znamy"
  given forecast 2.5 mln PLN, growth 12 %, legal_status active, overdue 0 days, credit missing
  given company_experience none
  given person ewa formal yes, contact brief, support neutral, influence high
  expect score 69.68..87.68, tier A or B, needs credit

examples "Progi dotarcia"
  | access  | expect reach |
  | 75 %    | 100          |
  | 74.99 % | 50           |
  | missing | 0..100       |
"#
    );
    let policy = holds(&text);
    let report = verify::run(&policy);
    let score = |i: usize| report.results[i].evaluation.outcomes[0].score.clone().expect("a score");
    let ends = |i: usize| (score(i).low.expect("low").to_string(), score(i).high.expect("high").to_string());
    assert_eq!(ends(0), ("45.68".into(), "63.68".into()));
    assert_eq!(ends(1), ("69.68".into(), "87.68".into()));
    let known = &report.results[1].evaluation.outcomes[0];
    assert_eq!(known.needs.len(), 1);
    assert!(known.needs[0].decides);
    assert_eq!(known.needs[0].points.to_string(), "18");
    let capped = &report.results[0].evaluation.outcomes[0];
    assert_eq!(capped.limits.len(), 1);
    assert!(!capped.needs[0].decides, "the limit keeps it in C whatever the credit");
}

#[test]
fn vetoes_hold_beats_tier_and_exclusion_beats_hold() {
    let text = format!(
        "{KEY_ACCOUNT}{}",
        r#"example "Status nieznany"
  given forecast 2.5 mln PLN, growth 12 %, overdue 0 days, credit good, company_experience none
  given person ewa formal yes, contact brief, support neutral, influence high
  expect status hold, needs legal_status, tier A

example "Niewypłacalny i zaległości nieznane"
  given legal_status insolvent
  expect status excluded

example "Fałsz i nieznane to fałsz"
  given legal_status active, overdue 3 days
  given no people
  expect status qualified

example "Nie dotyczy"
  given legal_status n/a, overdue n/a, credit good, forecast 1 mln PLN, growth n/a, company_experience none
  given person ewa formal yes, contact brief, support neutral, influence high
  expect status qualified, solidity n/a, momentum n/a, sales_value 73.33..73.34
"#
    );
    let policy = holds(&text);
    let report = verify::run(&policy);
    let not_applicable = &report.results[3].evaluation.outcomes[0];
    assert_eq!(not_applicable.vetoes.len(), 2, "what does not apply is listed: {:?}", not_applicable.vetoes);
    let shares: Vec<Option<String>> =
        not_applicable.shares.as_ref().expect("shares").iter().map(|s| s.as_ref().map(|s| s.to_string())).collect();
    assert_eq!(shares, [Some("0.6".to_owned()), None, None, Some("0.24".to_owned()), Some("0.16".to_owned())]);
}

#[test]
fn nothing_to_score_holds_and_asks_only_for_what_is_missing() {
    let text = r#"policy demo "Demo" version 1
  missing means exclude

field nps "NPS" number -100..100

criterion loyalty "Loyalty" weight 100 %
  | nps     | points |
  | at -100 | 0      |
  | at 100  | 100    |

tier A "A" from 60
tier B "B" otherwise

example "missing"
  given nps missing
  expect status hold, needs nps, loyalty missing

example "not applicable"
  given nps n/a
  expect status hold, loyalty n/a

example "known"
  given nps 20
  expect status qualified, tier A, score 60
"#;
    let policy = holds(text);
    let report = verify::run(&policy);
    let outcome = |i: usize| &report.results[i].evaluation.outcomes[0];
    assert_eq!(outcome(0).score, None);
    assert!(outcome(0).tiers.is_empty() && outcome(1).tiers.is_empty());
    assert!(outcome(0).needs[0].decides);
    assert!(outcome(1).needs.is_empty());
}

#[test]
fn rules_for_missing_values_fire_only_where_the_result_hangs_on_them() {
    holds(
        r#"policy demo "Demo" version 1
  currency PLN
  missing means unknown

field credit "Credit" one of weak, fair, good
field overdue "Overdue" days
field bought "Bought" money
field hoped "Hoped" money

let value "Value" = max(bought, hoped)

criterion solid "Solid" weight 50 %
  | credit | overdue         | points |
  | weak   | any             | 0      |
  | fair   | at most 14 days | 60     |
  | fair   | above 14 days   | 20     |
  | good   | any             | 100    |

criterion size "Size" weight 50 %
  | value          | points |
  | at 0 PLN       | 0      |
  | at 1 mln PLN   | 100    |
  | missing        | 30     |

tier A "A" from 60
tier B "B" otherwise

example "any does not hang on what is missing"
  given credit weak
  expect solid 0

example "rows that can still match"
  given credit fair
  expect solid 20..60

example "enough whatever is hoped"
  given bought 2 mln PLN
  expect size 100

example "the rule for missing values"
  given bought 0.5 mln PLN
  expect size 30

example "both known"
  given bought 0.5 mln PLN, hoped 0 PLN, credit good, overdue n/a
  expect size 50, solid n/a
"#,
    );
}

/// A policy that uses every way of asking, always with `missing means unknown`, so that filling a gap may only narrow.
const WIDE: &str = r#"policy wide "Szeroka" version 1
  effective from 2026-10-01
  currency PLN

field a "A" number 0..10
field b "B" number -5..5
field m "M" money
field c "C" one of low < mid < high
field d "D" one of x, y, z
field f "F" yes_no
field day "D" date

let product = a * b
let ratio = a / b
let nested = if f then max(a, b) else min(a, 3)
let chosen = if a above 4 and c at least mid then 10 % else 90 %
let near = abs(b) + round(a / 3)
let held = clamp(product, -10, 10)
let gap = as_of - day
let life = clv(a, 80 %, 10 %)
let access = share of people where contact at least brief among formal
let favour = average people.support weighted by influence
let friends = count people where support at least neutral
let somebody = any people where (formal and support at least supporter)
let everybody = all people where contact at least brief among formal
let best = max people.support
let kinds = count distinct people.role
let total = sum (if person.formal then 2 else 1)
let several = at least 2 of (f, a above 5, c is high)
let person.warm = person.support at least supporter and person.contact is not none
let warm_ones = count people where warm

table state "Stan" one of red, amber, green
  | c         | f   | state |
  | low       | any | red   |
  | mid       | no  | red   |
  | mid       | yes | amber |
  | otherwise | any | green |

group first "1" weight 50 %
group second "2" weight 50 %

criterion one "1" in first weight 30 %
  | product | points |
  | at -20  | 0      |
  | at 0    | 80     |
  | at 30   | 20     |

criterion two "2" in first weight 30 %
  | a         | c         | points |
  | at most 5 | low       | 10     |
  | above 5   | low       | 60     |
  | any       | mid, high | 90     |

criterion three "3" in first weight 40 %
  | access    | points |
  | from 75 % | 100    |
  | from 40 % | 50     |
  | otherwise | 0      |

criterion four "4" in second weight 25 %
  | favour | points |
  | at -2  | 0      |
  | at 2   | 100    |

criterion five "5" in second weight 25 %
  | state      | somebody | points |
  | red        | any      | 5      |
  | amber      | yes      | 70     |
  | amber      | no       | 30     |
  | green      | any      | 100    |

criterion six "6" in second weight 25 %
  | ratio   | points |
  | from 1  | 100    |
  | from -1 | 40     |
  | otherwise | 0    |

criterion seven "7" in second weight 25 %
  points clamp(10 * warm_ones + held + near, 0, 100)

veto blocked "Blokada" when several and everybody
limit cold "Zimno" to tier C when friends below 1 or chosen above 50 %

tier A "A" from 70 when first at least 50
tier B "B" from 40
tier C "C" otherwise

probability win "Szansa"
  base 30 %
  | when             | alone gives |
  | a at least 5     | 60 %        |
  | favour above 0   | 45 %        |
  | gap above 100 days | 20 %      |

rank by probability.win, then by score

example "byle co"
  given a 5
  expect status hold
"#;

mod gaps {
    use super::{WIDE, checked};
    use kam::engine::{Outcome, Possible, Status, Value};
    use kam::policy::{AttributeId, Builtin, Example, FieldId, GivenPerson, GivenValue, Policy, Type};
    use kam::values::{Day, Interval, Number, Scalar};
    use kam::verify;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static POLICY: LazyLock<Policy> = LazyLock::new(|| checked(WIDE));

    const ASKED: [Builtin; 5] =
        [Builtin::Formal, Builtin::Contact, Builtin::Support, Builtin::Influence, Builtin::Role];

    fn any_value(policy: &Policy, ty: Type, range: Option<&Interval>) -> BoxedStrategy<Scalar> {
        let end = |n: Option<&Number>, other: i64| n.and_then(Number::to_i64).unwrap_or(other);
        match ty {
            Type::OneOf(id) => (0..policy.enumeration(id).values.len() as u16).prop_map(Scalar::Choice).boxed(),
            Type::YesNo => any::<bool>().prop_map(Scalar::YesNo).boxed(),
            Type::Date => (20000i64..20800).prop_map(|d| Scalar::Day(Day::from_number(d))).boxed(),
            _ => {
                let low = end(range.and_then(|r| r.low.as_ref()), -8);
                let high = end(range.and_then(|r| r.high.as_ref()), 12);
                (low..=high).prop_map(|n| Scalar::Number(Number::int(n))).boxed()
            }
        }
    }

    /// A full account, and the same with gaps.
    fn account() -> impl Strategy<Value = (Example, Example)> {
        let policy = &*POLICY;
        let fields: Vec<_> = policy
            .fields
            .iter()
            .map(|f| (any_value(policy, f.ty, f.range.as_ref()), proptest::bool::weighted(0.35)))
            .collect();
        let attributes: Vec<_> = ASKED
            .iter()
            .map(|b| (any_value(policy, policy.attribute(b.id()).ty, None), proptest::bool::weighted(0.25)))
            .collect();
        let people = proptest::collection::vec(attributes, 0..4);
        (fields, people, proptest::bool::weighted(0.1)).prop_map(|(fields, people, nobody_known)| {
            let example = |gaps: bool| {
                let given = |(value, gap): &(Scalar, bool)| match *gap && gaps {
                    true => GivenValue::Missing,
                    false => GivenValue::Known(value.clone()),
                };
                let span = POLICY.examples[0].span;
                let person = |(i, attributes): (usize, &Vec<(Scalar, bool)>)| GivenPerson {
                    id: format!("p{i}"),
                    attributes: ASKED
                        .iter()
                        .zip(attributes)
                        .map(|(b, a)| (b.id(), given(a)))
                        .collect::<Vec<(AttributeId, _)>>(),
                    span,
                };
                let everybody = people.iter().enumerate().map(person).collect();
                Example {
                    title: "x".to_owned(),
                    row: None,
                    as_of: None,
                    fields: fields.iter().enumerate().map(|(i, v)| (FieldId(i as u16), given(v))).collect(),
                    slots: Vec::new(),
                    people: if nobody_known && gaps { None } else { Some(everybody) },
                    expect: Vec::new(),
                    span,
                }
            };
            (example(false), example(true))
        })
    }

    fn outcome(example: &Example) -> Outcome {
        let policy = Policy { examples: vec![example.clone()], ..POLICY.clone() };
        verify::run(&policy).results[0].evaluation.outcomes[0].clone()
    }

    fn inside(narrow: &Interval, wide: &Interval) -> bool {
        let low = wide.low.as_ref().is_none_or(|w| narrow.low.as_ref().is_some_and(|n| w <= n));
        low && wide.high.as_ref().is_none_or(|w| narrow.high.as_ref().is_some_and(|n| n <= w))
    }

    /// Whether what is known with a gap filled was announced as possible.
    fn announced(filled: &Value, gapped: &Value) -> bool {
        let Value::Uncertain(u) = gapped else { return filled == gapped };
        if *filled == Value::NotApplicable {
            return u.may_not_apply;
        }
        match (&u.possible, filled) {
            (Possible::Number(wide), _) => filled.interval().is_some_and(|narrow| inside(&narrow, wide)),
            (Possible::Choices(set), Value::Known(Scalar::Choice(c))) => set.contains(*c),
            (Possible::Choices(set), Value::Uncertain(f)) => {
                matches!(f.possible, Possible::Choices(s) if s.minus(*set).is_empty())
            }
            (Possible::Days(low, high), Value::Known(Scalar::Day(d))) => {
                low.is_none_or(|l| l <= *d) && high.is_none_or(|h| *d <= h)
            }
            (Possible::YesNo | Possible::Text | Possible::Days(..), _) => true,
            (Possible::Choices(_), _) => false,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn filling_a_gap_never_leaves_what_was_announced((full, gaps) in account()) {
            let (filled, gapped) = (outcome(&full), outcome(&gaps));
            for (i, slot) in POLICY.slots.iter().enumerate() {
                let (f, g) = (&filled.slots[i], &gapped.slots[i]);
                prop_assert!(announced(f, g), "{:?}: {f:?} was not announced by {g:?}", slot.name);
            }
            let (f, g) = (filled.score.expect("a score"), gapped.score.expect("a score"));
            prop_assert!(inside(&f, &g), "{f:?} lies outside {g:?}");
            if filled.status != Status::Excluded && gapped.status != Status::Excluded {
                prop_assert!(filled.tiers.minus(gapped.tiers).is_empty());
            }
            if gapped.status == Status::Excluded {
                prop_assert_eq!(filled.status, Status::Excluded);
            }
            if gapped.tiers.len() > 1 {
                prop_assert!(!gapped.needs.is_empty());
            }
        }
    }
}

mod workspaces {
    use kam::data::MemoryFiles;
    use kam::diagnostics::{Language, has_errors};
    use kam::engine::{self, Evaluation, FiredState, Input, OperandSource, Outcome, Status, Value};
    use kam::values::{Absence, Day, Divisor, Number, Scalar};
    use kam::workspace::Workspace;

    const POLICY: &str = r#"policy demo "Demo" version 1
  effective from 2026-01-01
  currency PLN
  missing means unknown

field nps "NPS" number -100..100
field segment "Segment" one of small, large

records line "Lines" dated by ordered
  ordered date
  price money
  quantity count
  category text

let line.net = line.price * line.quantity
let revenue "Revenue" = sum line.net over last 12 months
let earlier "Earlier" = sum line.net over previous 12 months
let growth "Growth" = revenue / earlier - 100 %
let range "Range" = count distinct line.category over last 12 months
let silence "Silence" = as_of - (latest line.ordered)
let share "Share" = share_of_total(revenue)
let place "Place" = rank_of(revenue)
let level "Level" = percentile(revenue)
let head "Head" = pareto_share(revenue)

criterion turnover "Turnover" weight 60 %
  | revenue  | points |
  | at 0 PLN | 0      |
  | at 1000 PLN | 100 |

criterion loyalty "Loyalty" weight 40 %
  | nps     | points |
  | at -100 | 0      |
  | at 100  | 100    |

veto furious "Furious" when nps below -50
limit unheard "Unheard" to tier B when range below 2

tier A "A" from 70
tier B "B" from 30
tier C "C" otherwise

rank by revenue, then by lowest growth

example "nothing"
  given nps 10
  expect status qualified
"#;

    const CONFIG: &str = "name: demo\nas_of: 2026-06-30\naccounts: {file: data/accounts.csv, account: id, columns: {nps: nps, segment: segment}}\n\
records:\n  line:\n    file: data/lines.csv\n    account: id\n    columns: {ordered: ordered, price: price, quantity: quantity, category: category}\n    currency: PLN\n";

    const LINES: &str = "id,ordered,price,quantity,category\n\
A,2024-06-30,1,1,old\n\
A,2024-07-01,100,2,x\n\
A,2025-06-30,100,2,x\n\
A,2025-07-01,300,2,x\n\
A,2026-06-30,100,1,y\n\
A,2026-07-01,900,9,z\n\
B,2026-01-15,100,1,x\n";

    fn files(accounts: &str, lines: Option<&str>) -> MemoryFiles {
        let config = match lines {
            Some(_) => CONFIG.to_owned(),
            None => CONFIG.split("records:").next().unwrap_or("").to_owned(),
        };
        let files = MemoryFiles::new().with("kam.yaml", config).with("rules/policy.kam", POLICY);
        let files = files.with("data/accounts.csv", accounts);
        match lines {
            Some(lines) => files.with("data/lines.csv", lines),
            None => files,
        }
    }

    #[track_caller]
    fn loaded(files: &MemoryFiles) -> Workspace {
        let workspace = Workspace::load(files);
        let said: Vec<String> = workspace
            .findings
            .iter()
            .map(|f| format!("{} {} {}", f.code.id, workspace.sources.file_line(f.span), f.message(Language::English)))
            .collect();
        assert!(!has_errors(&workspace.findings), "{}", said.join("\n"));
        workspace
    }

    fn evaluated(workspace: &Workspace, day: &str) -> Evaluation {
        let policy = workspace.policy.as_ref().expect("a policy");
        let portfolio = workspace.portfolio.as_ref().expect("accounts");
        engine::evaluate(policy, portfolio, Day::parse(day).expect("a day"))
    }

    fn value<'o>(workspace: &Workspace, outcome: &'o Outcome, name: &str) -> &'o Value {
        outcome.slot(workspace.policy.as_ref().and_then(|p| p.slot_named(name)).expect(name))
    }

    fn number(value: &Value) -> String {
        match value {
            Value::Known(Scalar::Number(n)) => n.to_string(),
            other => format!("{other:?}"),
        }
    }

    fn why(value: &Value) -> Option<Absence> {
        match value {
            Value::Uncertain(u) => Some(u.why),
            Value::Known(_) | Value::NotApplicable => None,
        }
    }

    const ACCOUNTS: &str = "id,nps,segment\nA,50,large\nB,-60,small\nC,,small\nD,n/a,small\n";

    #[test]
    fn windows_abut_and_later_rows_do_not_exist() {
        let workspace = loaded(&files(ACCOUNTS, Some(LINES)));
        let evaluation = evaluated(&workspace, "2026-06-30");
        let a = &evaluation.outcomes[0];
        assert_eq!(number(value(&workspace, a, "revenue")), "700");
        assert_eq!(number(value(&workspace, a, "earlier")), "400");
        assert_eq!(number(value(&workspace, a, "growth")), "0.75");
        assert_eq!(number(value(&workspace, a, "range")), "2");
        assert_eq!(number(value(&workspace, a, "silence")), "0");
        let c = &evaluation.outcomes[2];
        assert_eq!(number(value(&workspace, c, "revenue")), "0", "a sum over no rows is 0");
        assert_eq!(why(value(&workspace, c, "silence")), Some(Absence::NoRows));
        let earlier = workspace.policy.as_ref().unwrap().slot_named("earlier").unwrap();
        let by = Divisor::Slot(u16::try_from(earlier.index()).unwrap());
        assert_eq!(why(value(&workspace, c, "growth")), Some(Absence::DivisionByZero(by)));
    }

    #[test]
    fn a_window_outside_the_source_is_missing_with_that_reason() {
        let workspace = loaded(&files(ACCOUNTS, Some(LINES)));
        let evaluation = evaluated(&workspace, "2026-06-29");
        let before = value(&workspace, &evaluation.outcomes[0], "earlier");
        let from = Day::parse("2024-06-30").expect("a day");
        let to = Day::parse("2026-06-29").expect("a day");
        assert_eq!(why(before), None, "the window begins on the first covered day: {before:?}");
        let evaluation = evaluated(&workspace, "2026-06-28");
        let before = value(&workspace, &evaluation.outcomes[0], "earlier");
        let to = Day::from_number(i64::from(to.number()) - 1);
        assert_eq!(why(before), Some(Absence::OutsideCoverage { records: 0, from, to }));
        assert_eq!(before.needs(), [Input::Records(kam::policy::RecordsId(0))]);
    }

    #[test]
    fn records_without_a_source_are_missing_and_not_zero() {
        let workspace = loaded(&files(ACCOUNTS, None));
        let evaluation = evaluated(&workspace, "2026-06-30");
        let a = &evaluation.outcomes[0];
        assert_eq!(why(value(&workspace, a, "revenue")), Some(Absence::RecordsNotConfigured(0)));
        let score = a.score.as_ref().expect("a score");
        assert_eq!(score.low.as_ref().map(Number::to_string), Some("30".to_owned()));
        assert_eq!(score.high.as_ref().map(Number::to_string), Some("90".to_owned()));
        assert_eq!(a.needs[0].input, Input::Records(kam::policy::RecordsId(0)));
        assert!(a.needs[0].decides);
        assert_eq!(evaluation.left_out, [4, 4, 4, 4]);
    }

    #[test]
    fn functions_over_the_portfolio_see_every_account() {
        let workspace = loaded(&files(ACCOUNTS, Some(LINES)));
        let evaluation = evaluated(&workspace, "2026-06-30");
        let of = |i: usize, name| number(value(&workspace, &evaluation.outcomes[i], name));
        assert_eq!([of(0, "share"), of(1, "share"), of(2, "share")], ["0.875", "0.125", "0"]);
        assert_eq!([of(0, "place"), of(1, "place"), of(2, "place"), of(3, "place")], ["1", "2", "3", "3"]);
        assert_eq!([of(0, "level"), of(1, "level"), of(2, "level")], ["0.875", "0.625", "0.25"]);
        assert_eq!([of(0, "head"), of(1, "head"), of(2, "head")], ["0.875", "1", "1"]);
        assert_eq!(evaluation.outcomes[1].status, Status::Excluded, "B is vetoed and still counted");
        assert_eq!(evaluation.left_out, [0, 0, 0, 0]);
    }

    #[test]
    fn ranking_skips_the_held_and_excluded_and_falls_back_to_ids() {
        let workspace = loaded(&files(ACCOUNTS, Some(LINES)));
        let evaluation = evaluated(&workspace, "2026-06-30");
        assert_eq!(evaluation.ranking, [0, 3], "A, then D: B is excluded, C on hold");
        assert_eq!(evaluation.outcomes[2].status, Status::Hold);
        assert_eq!(evaluation.outcomes[2].rank, None);
        assert!(evaluation.outcomes[1].tiers.is_empty());
        assert_eq!(evaluation.outcomes[3].vetoes[0].state, FiredState::NotApplicable);
        assert_eq!(evaluation.outcomes[3].rank, Some(2));
    }

    #[test]
    fn removing_a_field_widens_and_is_needed() {
        let whole = loaded(&files("id,nps,segment\nA,50,large\n", Some(LINES)));
        let without = loaded(&files("id,nps,segment\nA,,large\n", Some(LINES)));
        let (known, gap) = (evaluated(&whole, "2026-06-30"), evaluated(&without, "2026-06-30"));
        let (known, gap) = (&known.outcomes[0], &gap.outcomes[0]);
        let (point, wide) = (known.score.as_ref().expect("score"), gap.score.as_ref().expect("score"));
        assert_eq!(point.as_point().map(Number::to_string), Some("72".to_owned()));
        assert_eq!(wide.low.as_ref().map(Number::to_string), Some("42".to_owned()));
        assert_eq!(wide.high.as_ref().map(Number::to_string), Some("82".to_owned()));
        assert_eq!((known.tiers.len(), gap.tiers.len()), (1, 2));
        assert_eq!(gap.status, Status::Hold, "the veto looks at it too");
        let policy = without.policy.as_ref().expect("a policy");
        assert_eq!(engine::input_name(policy, &[], gap.needs[0].input), "nps");
        assert_eq!(gap.needs[0].points.to_string(), "40");
    }

    #[test]
    fn a_waiver_holds_through_its_last_day_and_is_reported_after() {
        let waiver = "account: B\nwaivers:\n  - {veto: furious, approved_by: boss, reason: once, until: 2026-06-29}\n";
        let config = CONFIG
            .replace("accounts: {file", "accounts: [accounts/*.yaml, {file")
            .replace("segment: segment}}", "segment: segment}}]");
        let files = files(ACCOUNTS, Some(LINES)).with("kam.yaml", config).with("accounts/b.yaml", waiver);
        let workspace = loaded(&files);
        let (policy, portfolio) =
            (workspace.policy.as_ref().expect("a policy"), workspace.portfolio.as_ref().expect("accounts"));
        let valid = evaluated(&workspace, "2026-06-29");
        assert_eq!(valid.outcomes[1].status, Status::Qualified);
        assert_eq!(valid.outcomes[1].vetoes[0].state, FiredState::Waived(0));
        assert!(engine::notices(policy, portfolio, &valid).is_empty());
        let expired = evaluated(&workspace, "2026-06-30");
        assert_eq!(expired.outcomes[1].status, Status::Excluded);
        assert_eq!(expired.outcomes[1].vetoes[0].state, FiredState::Expired { waiver: 0, holds: true });
        let notices = engine::notices(policy, portfolio, &expired);
        assert_eq!(notices.len(), 1);
        assert_eq!(
            notices[0].message(Language::English),
            "The waiver of `furious` for account `B` ended on 2026-06-29 and has no effect any more."
        );
    }

    #[test]
    fn an_explanation_tells_points_lost_rows_and_origins() {
        let workspace = loaded(&files(ACCOUNTS, Some(LINES)));
        let evaluation = evaluated(&workspace, "2026-06-30");
        let (policy, portfolio) =
            (workspace.policy.as_ref().expect("a policy"), workspace.portfolio.as_ref().expect("accounts"));
        let explanation = engine::explain(policy, portfolio, &evaluation, 0).expect("an account");
        let turnover = &explanation.criteria[0];
        assert_eq!(turnover.lost.as_ref().and_then(|l| l.as_point()).map(Number::to_string), Some("18".to_owned()));
        let rows: Vec<&str> = turnover.matched.iter().map(|s| workspace.sources.slice(*s).trim()).collect();
        assert_eq!(rows.len(), 2, "both ends of the stretch: {rows:?}");
        let revenue = policy.slot_named("revenue").expect("a slot");
        assert_eq!(turnover.operands[0].source, OperandSource::Slot(revenue));
        let reason = &explanation.slots[revenue.index()];
        assert_eq!(reason.operands[0].rows, Some(2), "two lines in the last 12 months");
        let loyalty = &explanation.criteria[1];
        assert!(loyalty.operands[0].origin.is_some());
        assert_eq!(explanation.vetoes.len(), 1);
        assert_eq!(explanation.vetoes[0].state, None);
    }

    #[test]
    fn missing_means_fail_names_account_and_input() {
        let policy = POLICY.replace(
            "criterion loyalty \"Loyalty\" weight 40 %\n",
            "criterion loyalty \"Loyalty\" weight 40 %\n  missing means fail\n",
        );
        let files = files(ACCOUNTS, Some(LINES)).with("rules/policy.kam", policy);
        let workspace = loaded(&files);
        let evaluation = evaluated(&workspace, "2026-06-30");
        assert_eq!(evaluation.failed, [(2, 1)]);
        assert!(evaluation.ranking.is_empty());
        let (policy, portfolio) =
            (workspace.policy.as_ref().expect("a policy"), workspace.portfolio.as_ref().expect("accounts"));
        let said: Vec<String> =
            engine::notices(policy, portfolio, &evaluation).iter().map(|f| f.message(Language::English)).collect();
        assert_eq!(
            said,
            ["`loyalty` says `missing means fail`, and for account `C` it depends on something missing: `nps`."]
        );
    }
}

#[test]
fn conditions_in_tables_pick_the_row_that_holds_and_never_the_first_of_two() {
    let text = r#"policy demo "Demo" version 1

field visits "Visits a year" number 0..20
field region "Region" one of north, south

table pace "Pace" one of slow, quick
  | region | when             | pace  |
  | north  | visits above 5   | quick |
  | north  | visits at most 5 | slow  |
  | south  | any              | slow  |

criterion care "Care" weight 100 %
  | when             | points |
  | visits above 4   | 100    |
  | visits above 8   | 60     |
  | visits at most 4 | 20     |

tier A "A" from 60
tier B "B" otherwise

example "one row"
  given visits 6, region north
  expect care 100, pace quick

example "south"
  given visits 6, region south
  expect pace slow

example "not known"
  given region north
  expect care 20..100, pace quick or slow, needs visits

example "two rows at once"
  given visits 9
  expect care 60..100
"#;
    let report = verify::run(&holds(text));
    assert!(
        report.results.last().expect("an example").evaluation.outcomes[0]
            .score
            .as_ref()
            .is_some_and(|s| s.as_point().is_none())
    );
}

#[test]
fn by_lowest_ranks_a_range_by_its_lower_end_too() {
    let text = r#"policy demo "Demo" version 1

field effort "Effort" number 0..10

criterion ease "Ease" weight 100 %
  points clamp(effort * 10, 0, 100)

tier A "A" otherwise

rank by lowest effort
"#;
    let files = MemoryFiles::new()
        .with("kam.yaml", "name: t\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n")
        .with("rules/p.kam", text)
        .with("accounts/known.yaml", "account: known\nname: K\neffort: 9\n")
        .with("accounts/open.yaml", "account: open\nname: O\n");
    let workspace = Workspace::load(&files);
    let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else {
        panic!("{:?}", workspace.findings)
    };
    let ranked = evaluate(policy, portfolio, Day::parse("2026-10-01").expect("a day")).ranking;
    let ids: Vec<&str> = ranked.iter().map(|i| portfolio.accounts[*i].id.as_str()).collect();
    assert_eq!(ids, ["open", "known"]);
}

#[test]
fn a_number_added_to_an_ordered_value_is_so_many_steps_and_stops_at_the_ends() {
    let policy = holds(
        r#"policy steps "Steps" version 1

field size "Size" number 0..100
field credit "Credit" one of weak < fair < good < excellent
field trend "Trend" one of falling -5 < flat 0 < rising 7

let soon "Credit soon" = credit + 1
let far "Credit far away" = credit + 1000000000000
let back "Credit before" = 1 + credit - 2
let turned "Trend turned" = trend + 1
let turned_number "Trend as a number" = (trend + 1) * 2
let won "Won" = count people where support + 1 at least supporter
let lost "Lost" = count people where opponent at least support - 1
let mean "Mean" = average (people.support + 1)

veto weak_soon "Weak soon" when soon is weak and far is weak and back is good and turned is falling and turned_number above 1000 and won above 10 and lost above 10 and mean above 10

criterion scale "Scale" weight 100 %
  points size

tier A "Key" from 60 points
tier B "Standard" otherwise

example "In the middle"
  given size 50, credit fair, trend flat
  given person ewa support neutral
  given person jan support mentor
  given person ala support opponent
  expect soon good, far excellent, back weak, turned rising, turned_number 14, won 2, lost 1
  expect mean 0.66..0.67

example "At the end"
  given size 50, credit excellent, trend rising
  expect soon excellent, far excellent, back fair, turned rising

example "Not known"
  given size 50, credit missing, trend missing
  expect soon missing, turned_number 0..14
"#,
    );
    assert_eq!(policy.examples.len(), 3);
}

/// Complete months from a date, whose doubt is carried on; nothing accepted is no month at all, but missing.
#[test]
fn months_are_counted_from_a_date() {
    holds(
        "policy p \"P\" version 1\n\nfield began \"Began\" date\n\nlet months \"Months\" = months_since(began)\n\
         let pursued \"Pursued\" = months_since(earliest action.accepted)\n\n\
         criterion c \"C\" weight 100 %\n  | months  | points |\n  | from 2  | 100    |\n  | otherwise | 0    |\n\n\
         tier A \"A\" from 50\ntier B \"B\" otherwise\n\n\
         example \"Two months, less a day\"\n  given as_of 2026-03-14, began 2026-01-15\n  expect months 1, tier B\n\n\
         example \"Two months\"\n  given as_of 2026-03-15, began 2026-01-15\n  expect months 2, tier A, pursued missing\n\n\
         example \"To come\"\n  given as_of 2026-03-15, began 2027-01-15\n  expect months 0\n\n\
         example \"Missing\"\n  given as_of 2026-03-15\n  expect score 0..100, needs began\n",
    );
}
