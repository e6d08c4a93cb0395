//! Tables that overlap, leave gaps or hold rows that no account can reach.

use kam::diagnostics::{Finding, Language, Sources};
use kam::policy;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Every finding about a policy, in order.
fn check(text: &str) -> (Sources, Vec<Finding>) {
    let mut sources = Sources::new();
    let id = sources.add("rules/policy.kam", text);
    let (tree, mut findings) = kam::syntax::parse(sources.file(id));
    findings.extend(policy::check(&sources, &[tree]).1);
    kam::diagnostics::sort(&mut findings, &sources);
    (sources, findings)
}

/// Code, line, message, notes and fix of every finding, one a line.
fn said(text: &str) -> String {
    let (sources, findings) = check(text);
    let mut out = String::new();
    for f in findings {
        writeln!(out, "{} line {}: {}", f.code.id, sources.start(f.span).line, f.message(Language::English)).unwrap();
        for note in &f.notes {
            writeln!(out, "  note: {}", note.text.in_language(Language::English)).unwrap();
        }
        if let Some(fix) = &f.fix {
            writeln!(out, "  fix: {fix}").unwrap();
        }
    }
    out
}

const HEAD: &str = "policy p \"P\" version 1\n  effective from 2026-01-01\n  currency PLN\n";
const TIERS: &str = "\ntier A \"A\" from 50 points\ntier B \"B\" otherwise\n";

fn with_criterion(fields: &str, table: &str) -> String {
    format!("{HEAD}{fields}\ncriterion c \"C\" weight 100 %\n{table}{TIERS}")
}

#[test]
fn a_sound_decision_table_says_nothing() {
    let fields = "field credit \"C\" one of weak < fair < good < excellent\nfield overdue \"O\" days\n";
    let table = "  | credit          | overdue         | points |
  | good, excellent | at most 14 days | 100    |
  | good, excellent | above 14 days   | 50     |
  | fair            | at most 14 days | 60     |
  | fair            | above 14 days   | 20     |
  | weak            | any             | 0      |\n";
    assert_eq!(said(&with_criterion(fields, table)), "");
}

#[test]
fn an_overlap_names_both_lines_and_a_case() {
    let fields = "field credit \"C\" one of weak < good\nfield overdue \"O\" days\n";
    let table = "  | credit     | overdue          | points |
  | good       | at most 14 days  | 100    |
  | good       | at least 14 days | 50     |
  | weak       | any              | 0      |\n";
    insta::assert_snapshot!(said(&with_criterion(fields, table)));
}

#[test]
fn a_gap_shows_a_case_and_the_row_to_add() {
    let fields = "field credit \"C\" one of weak < fair < good\nfield revenue \"R\" money\n";
    let table = "  | credit     | revenue               | points |
  | good       | any                   | 100    |
  | fair       | at least 500 tys. PLN | 60     |
  | weak       | any                   | 0      |\n";
    insta::assert_snapshot!(said(&with_criterion(fields, table)));
}

#[test]
fn a_missing_cell_asks_for_every_combination_with_missing() {
    let fields = "field credit \"C\" one of weak < good\nfield overdue \"O\" days\n";
    let table = "  | credit  | overdue         | points  |
  | good    | at most 14 days | 100     |
  | good    | above 14 days   | 50      |
  | good    | missing         | unknown |
  | weak    | at most 14 days | 10      |
  | weak    | above 14 days   | 0       |\n";
    insta::assert_snapshot!(said(&with_criterion(fields, table)));
}

#[test]
fn whole_numbers_have_nothing_in_between_and_ranges_end() {
    let fields = "field visits \"V\" count\nfield nps \"N\" number -100..100\n";
    let table = "  | visits     | nps         | points |
  | at most 2  | any         | 0      |
  | at least 3 | at least 50 | 100    |
  | at least 3 | from -100 below 50 | 50 |\n";
    assert_eq!(said(&with_criterion(fields, table)), "");
}

#[test]
fn a_ladder_without_a_lowest_step_proposes_otherwise() {
    let table = "  | access    | points |
  | from 75 % | 100    |
  | from 40 % | 50     |\n";
    insta::assert_snapshot!(said(&with_criterion("field access \"A\" percent\n", table)));
}

#[test]
fn a_ladder_out_of_order_is_put_in_order() {
    let table = "  | access    | points |
  | from 40 % | 50     |
  | from 75 % | 100    |
  | otherwise | 0      |\n";
    insta::assert_snapshot!(said(&with_criterion("field access \"A\" percent\n", table)));
}

/// Tiers that changed places are put in order; where their names stand in order, a number slipped, and nobody knows which.
#[test]
fn tiers_out_of_order_change_places_only_where_their_names_say_so() {
    let tiers = |ladder: &str| {
        let table = "  | access    | points |\n  | from 40 % | 100    |\n  | otherwise | 0      |\n";
        said(&with_criterion("field access \"A\" percent\n", table).replace(TIERS, ladder))
    };
    let swapped = tiers("\ntier B \"B\" from 40 points\n\ntier A \"A\" from 70 points\n\ntier C \"C\" otherwise\n");
    assert!(swapped.contains("KAM-E0283") && swapped.contains("fix: tier A"), "{swapped}");
    let slipped = tiers("\ntier A \"A\" from 27 points\n\ntier B \"B\" from 40 points\n\ntier C \"C\" otherwise\n");
    assert!(slipped.contains("KAM-E0283") && !slipped.contains("fix:"), "{slipped}");
}

/// No tier is meant by a letter that is none: `D` may be any of them.
#[test]
fn a_tier_that_is_none_is_not_replaced_by_a_guess() {
    let table = "  | access    | points |\n  | from 40 % | 100    |\n  | otherwise | 0      |\n";
    let limited = with_criterion("field access \"A\" percent\n", table)
        + "\nlimit low \"Low\" to tier D when access below 10 %\n";
    let said = said(&limited);
    assert!(said.contains("KAM-E0215") && said.contains("`A`, `B`") && !said.contains("fix:"), "{said}");
}

#[test]
fn bands_of_whole_numbers_leave_what_lies_between_them() {
    // docstoc.com/docs/122503952: A is 8 to 10, B 6 to 7, C 0 to 5; the weighted mean is no whole number.
    let text = format!(
        "{HEAD}field mean \"M\" number 0..10\nfield all \"X\" yes_no\n
table band \"Band\" one of a, b, c
  | mean             | everybody | band |
  | at least 8       | any | a    |
  | from 6 below 7   | any | b    |
  | at most 5        | any | c    |

criterion mean_points \"M\" weight 100 %
  | mean  | points |
  | at 0  | 0      |
  | at 10 | 100    |
{TIERS}"
    )
    .replace("field all \"X\"", "field everybody \"X\"");
    insta::assert_snapshot!(said(&text));
}

#[test]
fn eight_columns_of_a_hundred_rows_are_quick() {
    let mut text = String::from(HEAD);
    for c in 0..8 {
        writeln!(text, "field f{c} \"F\" number").unwrap();
    }
    text.push_str("\ncriterion c \"C\" weight 100 %\n  |");
    (0..8).for_each(|c| write!(text, " f{c} |").unwrap());
    text.push_str(" points |\n");
    for row in 0..100 {
        let cells: Vec<String> = (0..8)
            .map(|c| match (row * 7 + c * 3) % 5 {
                0 => "any".to_owned(),
                1 => format!("at least {}", (row * 13 + c) % 40),
                2 => format!("below {}", (row * 11 + c) % 50),
                _ => format!("from {} below {}", (row + c) % 30, (row + c) % 30 + 5),
            })
            .collect();
        writeln!(text, "  | {} | {} |", cells.join(" | "), row % 100).unwrap();
    }
    text.push_str(TIERS);
    let start = std::time::Instant::now();
    let (_, findings) = check(&text);
    assert!(!findings.is_empty());
    assert!(start.elapsed().as_secs() < 5, "took {:?}", start.elapsed());
}

// --- against enumeration --------------------------------------------------------------------------------------------

#[derive(Clone, Copy, Debug)]
enum Column {
    Number(i64, i64),
    Days,
    Count,
    Choice(usize),
    YesNo,
}

#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Any,
    Missing,
    Choices(Vec<usize>),
    YesNo(bool),
    /// Ends and whether they are in.
    Range(Option<(i64, bool)>, Option<(i64, bool)>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Value {
    Number(f64),
    Choice(usize),
    YesNo(bool),
    Missing,
}

#[derive(Clone, Debug)]
struct Random {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    otherwise: bool,
}

fn column() -> impl Strategy<Value = Column> {
    prop_oneof![
        (-3i64..1, 4i64..9).prop_map(|(a, b)| Column::Number(a, b)),
        Just(Column::Days),
        Just(Column::Count),
        (2usize..5).prop_map(Column::Choice),
        Just(Column::YesNo),
    ]
}

fn cell(column: Column, missing: bool) -> BoxedStrategy<Cell> {
    let own = match column {
        Column::Choice(n) => proptest::collection::btree_set(0..n, 1..=n)
            .prop_map(|set| Cell::Choices(set.into_iter().collect()))
            .boxed(),
        Column::YesNo => any::<bool>().prop_map(Cell::YesNo).boxed(),
        Column::Number(..) | Column::Days | Column::Count => (0u8..5, -2i64..9, 1i64..5)
            .prop_map(|(form, at, width)| match form {
                0 => Cell::Range(Some((at, true)), None),
                1 => Cell::Range(Some((at, false)), None),
                2 => Cell::Range(None, Some((at, true))),
                3 => Cell::Range(None, Some((at, false))),
                _ => Cell::Range(Some((at, true)), Some((at + width, false))),
            })
            .boxed(),
    };
    let weight = if missing { 2 } else { 0 };
    prop_oneof![3 => Just(Cell::Any), 6 => own, weight => Just(Cell::Missing)].boxed()
}

fn random() -> impl Strategy<Value = Random> {
    (proptest::collection::vec(column(), 2..4), any::<bool>(), any::<bool>()).prop_flat_map(
        |(columns, missing, otherwise)| {
            let row: Vec<BoxedStrategy<Cell>> = columns.iter().map(|c| cell(*c, missing)).collect();
            (Just(columns), proptest::collection::vec(row, 1..7), Just(otherwise))
                .prop_map(|(columns, rows, otherwise)| Random { columns, rows, otherwise })
        },
    )
}

fn show_number(column: Column, n: i64) -> String {
    match column {
        Column::Days => format!("{n} days"),
        _ => n.to_string(),
    }
}

fn show_cell(c: usize, column: Column, cell: &Cell) -> String {
    let show = |n: &i64| show_number(column, *n);
    match cell {
        Cell::Any => "any".to_owned(),
        Cell::Missing => "missing".to_owned(),
        Cell::Choices(all) => all.iter().map(|v| format!("k{c}_{v}")).collect::<Vec<_>>().join(", "),
        Cell::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Cell::Range(Some((a, _)), Some((b, _))) => format!("from {} below {}", show(a), show(b)),
        Cell::Range(Some((a, included)), None) => {
            format!("{} {}", if *included { "at least" } else { "above" }, show(a))
        }
        Cell::Range(None, Some((b, included))) => {
            format!("{} {}", if *included { "at most" } else { "below" }, show(b))
        }
        Cell::Range(None, None) => unreachable!(),
    }
}

/// The policy and the line of the first row.
fn write_table(table: &Random) -> (String, usize) {
    let mut text = String::from(HEAD);
    for (c, column) in table.columns.iter().enumerate() {
        let ty = match column {
            Column::Number(a, b) => format!("number {a}..{b}"),
            Column::Days => "days".to_owned(),
            Column::Count => "count".to_owned(),
            Column::YesNo => "yes_no".to_owned(),
            Column::Choice(n) => {
                format!("one of {}", (0..*n).map(|v| format!("k{c}_{v}")).collect::<Vec<_>>().join(", "))
            }
        };
        writeln!(text, "field f{c} \"F{c}\" {ty}").unwrap();
    }
    text.push_str("\ncriterion c \"C\" weight 100 %\n  |");
    (0..table.columns.len()).for_each(|c| write!(text, " f{c} |").unwrap());
    text.push_str(" points |\n");
    let first = text.lines().count() + 1;
    for (r, row) in table.rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().enumerate().map(|(c, cell)| show_cell(c, table.columns[c], cell)).collect();
        writeln!(text, "  | {} | {r} |", cells.join(" | ")).unwrap();
    }
    if table.otherwise {
        writeln!(text, "  | {}99 |", "otherwise | ".repeat(table.columns.len())).unwrap();
    }
    text.push_str(TIERS);
    (text, first)
}

fn holds(cell: &Cell, value: Value) -> bool {
    match (cell, value) {
        (Cell::Any, _) | (Cell::Missing, Value::Missing) => true,
        (Cell::Choices(all), Value::Choice(v)) => all.contains(&v),
        (Cell::YesNo(a), Value::YesNo(b)) => *a == b,
        (Cell::Range(low, high), Value::Number(x)) => {
            low.is_none_or(|(a, included)| if included { a as f64 <= x } else { (a as f64) < x })
                && high.is_none_or(|(b, included)| if included { x <= b as f64 } else { x < b as f64 })
        }
        _ => false,
    }
}

/// Every boundary, a little less and a little more.
fn candidates(table: &Random, c: usize) -> Vec<Value> {
    let mut all: Vec<Value> = match table.columns[c] {
        Column::Choice(n) => (0..n).map(Value::Choice).collect(),
        Column::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        column => {
            let ends = table.rows.iter().filter_map(|row| match &row[c] {
                Cell::Range(low, high) => Some(low.iter().chain(high).map(|(at, _)| at * 4).collect::<Vec<_>>()),
                _ => None,
            });
            let mut numbers: BTreeSet<i64> = ends.flatten().chain([-40, 0, 80]).collect();
            if let Column::Number(a, b) = column {
                numbers.extend([a * 4, b * 4]);
            }
            let step = if matches!(column, Column::Count) { 4 } else { 1 };
            numbers = numbers.iter().flat_map(|n| [n - step, *n, n + step]).collect();
            match column {
                Column::Number(a, b) => numbers.retain(|x| a * 4 <= *x && *x <= b * 4),
                Column::Count => numbers.retain(|x| *x >= 0 && x % 4 == 0),
                _ => {}
            }
            numbers.into_iter().map(|x| Value::Number(x as f64 / 4.0)).collect()
        }
    };
    if table.rows.iter().flatten().any(|cell| *cell == Cell::Missing) {
        all.push(Value::Missing);
    }
    all
}

fn cases(table: &Random) -> Vec<Vec<Value>> {
    (0..table.columns.len()).fold(vec![Vec::new()], |cases, c| {
        let values = candidates(table, c);
        cases.iter().flat_map(|case| values.iter().map(move |v| case.iter().copied().chain([*v]).collect())).collect()
    })
}

fn meets(row: &[Cell], case: &[Value]) -> bool {
    row.iter().zip(case).all(|(cell, value)| holds(cell, *value))
}

fn is_gap(table: &Random, case: &[Value]) -> bool {
    !table.rows.iter().any(|r| meets(r, case)) && (!table.otherwise || case.contains(&Value::Missing))
}

/// The case that a note shows: `| k0_1 | 15 days | missing |`.
fn witness(table: &Random, finding: &Finding) -> Vec<Value> {
    let note = finding.notes[0].text.in_language(Language::English);
    let row = note.split('`').nth(1).unwrap().trim_matches('|');
    row.split('|')
        .enumerate()
        .map(|(c, cell)| match cell.trim() {
            "missing" => Value::Missing,
            "yes" => Value::YesNo(true),
            "no" => Value::YesNo(false),
            text if matches!(table.columns[c], Column::Choice(_)) => {
                Value::Choice(text.rsplit('_').next().unwrap().parse().unwrap())
            }
            text => Value::Number(text.trim_end_matches(['d', 'a', 'y', 's']).replace(' ', "").parse().unwrap()),
        })
        .collect()
}

fn of<'a>(findings: &'a [Finding], name: &'a str) -> impl Iterator<Item = &'a Finding> {
    findings.iter().filter(move |f| f.code.name == name)
}

/// Errors that the analyses did not find.
fn unrelated(findings: &[Finding]) -> Vec<String> {
    let others = findings.iter().filter(|f| f.code.id.starts_with("KAM-E") && !f.code.id.starts_with("KAM-E03"));
    others.map(|f| f.message(Language::English)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// Overlaps, gaps and dead rows are exactly those that trying out every boundary finds.
    #[test]
    fn verdicts_agree_with_enumeration(table in random()) {
        let (text, first) = write_table(&table);
        let (sources, findings) = check(&text);
        prop_assert!(unrelated(&findings).is_empty(), "{:?}\n{}", unrelated(&findings), text);
        let cases = cases(&table);
        let line = |f: &Finding| sources.start(f.span).line;

        let gaps: Vec<&Finding> = of(&findings, "row_gap").collect();
        prop_assert_eq!(!gaps.is_empty(), cases.iter().any(|c| is_gap(&table, c)), "gaps of\n{}", text);
        for gap in gaps {
            prop_assert!(is_gap(&table, &witness(&table, gap)), "{:?}\n{}", gap, text);
        }

        let pairs: BTreeSet<(usize, usize)> = (0..table.rows.len())
            .flat_map(|b| (0..b).map(move |a| (a, b)))
            .filter(|(a, b)| table.rows[*a] != table.rows[*b])
            .filter(|(a, b)| cases.iter().any(|c| meets(&table.rows[*a], c) && meets(&table.rows[*b], c)))
            .collect();
        let overlaps: Vec<&Finding> = of(&findings, "row_overlap").collect();
        prop_assert_eq!(overlaps.len(), pairs.len().min(3), "overlaps of\n{}", text);
        for overlap in overlaps {
            let at = |slot: &str| {
                let (_, line) = overlap.args.iter().find(|(name, _)| *name == slot).unwrap();
                line.in_language(Language::English).parse::<usize>().unwrap() - first
            };
            let (a, b) = (at("first"), at("second"));
            prop_assert!(pairs.contains(&(a, b)), "{} and {} of\n{}", a, b, text);
            let case = witness(&table, overlap);
            prop_assert!(meets(&table.rows[a], &case) && meets(&table.rows[b], &case), "{:?}\n{}", overlap, text);
        }

        let dead: BTreeSet<usize> = of(&findings, "unreachable_row").map(|f| line(f) - first).collect();
        let expected: BTreeSet<usize> =
            (0..table.rows.len()).filter(|r| !cases.iter().any(|c| meets(&table.rows[*r], c))).collect();
        prop_assert_eq!(dead, expected, "dead rows of\n{}", text);

        let needless = table.otherwise
            && cases.iter().filter(|c| !c.contains(&Value::Missing)).all(|c| table.rows.iter().any(|r| meets(r, c)));
        prop_assert_eq!(of(&findings, "unreachable_otherwise").count() == 1, needless, "otherwise of\n{}", text);
    }

    /// Adding the proposed rows one after the other closes every gap and overlaps with nothing new.
    #[test]
    fn proposed_rows_close_the_gaps(table in random()) {
        let (mut text, _) = write_table(&table);
        let (_, before) = check(&text);
        let overlapping = |findings: &[Finding]| {
            let more = of(findings, "row_overlap").flat_map(|f| &f.notes).filter_map(|n| n.text.in_language(Language::English).split(" more pairs").next()?.parse::<usize>().ok());
            of(findings, "row_overlap").count() + more.sum::<usize>()
        };
        let allowed = overlapping(&before);
        for _ in 0..200 {
            let (sources, findings) = check(&text);
            prop_assert!(overlapping(&findings) <= allowed, "a proposed row overlaps\n{}", text);
            prop_assert!(unrelated(&findings).is_empty(), "{:?}\n{}", unrelated(&findings), text);
            let Some(gap) = of(&findings, "row_gap").next() else { return Ok(()) };
            // What the language has no cell for is shown without a row to paste.
            let Some(fix) = &gap.fix else { return Ok(()) };
            let (first, last) = gap.fixed_lines(&sources);
            let fix = fix.replace('…', "50");
            let mut lines: Vec<&str> = text.lines().collect();
            lines.splice(first - 1..last, fix.lines());
            text = lines.join("\n") + "\n";
        }
        prop_assert!(false, "gaps stay open\n{}", text);
    }
}

#[test]
fn mistakes_of_many_kinds_are_all_found_in_one_run() {
    let text = "policy many \"Many\" version 1
  effective from 2026-01-01
  currency PLN

field revenue \"R\" money
field credit  \"C\" one of weak < fair < good
field overdue \"O\" days
field access  \"A\" percent

let planned \"P\" = revenue + 4 %

criterion size \"Size\" weight 45 %
  | revenue      | points |
  | at 0 PLN     | 0      |
  | at 1 mln PLN | 100    |

criterion reach \"Reach\" weight 20 %
  | access    | points |
  | from 40 % | 50     |
  | from 75 % | 100    |
  | otherwise | 0      |

criterion solidity \"Solidity\" weight 30 %
  | credit     | overdue          | points |
  | good       | at most 14 days  | 100    |
  | fair, good | at least 14 days | 40     |
  | fair       | below 14 days    | 60     |
  | weak       | any              | 0      |

table pace \"Pace\" one of slow, fast, unclear
  | credit     | overdue       | pace    |
  | fair, good | below 14 days | fast    |
  | fair, good | missing       | unclear |
  | weak       | any           | slow    |
  | missing    | any           | unclear |

veto big \"Big\" when revenue above 1,8 mln PLN
  because \"why\"

veto unknown_name \"Unknown\" when revnue above 2 mln PLN
  because \"why\"

veto mixed \"Mixed\" when credit is weak and overdue above 90 days or access below 10 %
  because \"why\"

tier A \"A\" from 50 points
tier B \"B\" otherwise
";
    let (sources, findings) = check(text);
    let lines: Vec<usize> = findings.iter().map(|f| sources.start(f.span).line).collect();
    // A sum, the weights, a ladder, an overlap, a gap, a decimal comma, a misspelt name, `and` beside `or`.
    assert_eq!(lines, [10, 12, 20, 26, 33, 37, 40, 43], "{}", said(text));
}

/// Conditions of a playbook, and whether they are found never to hold.
#[test]
fn playbooks_that_can_never_apply_are_found() {
    let never = |condition: &str| {
        let text = format!(
            "policy p \"P\" version 1\n\nfield size \"Size\" number 0..100\n\nfield trade \"Trade\" one of retail, wholesale, mixed\n\n\
             field credit \"Credit\" one of weak < fair < good\n\nfield big \"Big\" yes_no\n\nfield seen \"Seen\" date\n\n\
             table stage \"Stage\" one of educate, displace, develop, partner\n  | trade     | big | stage    |\n\
             \x20 | retail    | any | educate  |\n  | wholesale | any | displace |\n  | mixed     | yes | develop  |\n  | mixed     | no  | educate  |\n\n\
             criterion c \"C\" weight 100 %\n  points size\n\ntier A \"A\" from 60\ntier B \"B\" from 40\ntier C \"C\" otherwise\n\n\
             playbook x \"X\" when {condition}\n  action a \"A\"\n"
        );
        let (_, findings) = check(&text);
        let errors: Vec<&Finding> = findings.iter().filter(|f| f.level() == kam::diagnostics::Level::Error).collect();
        assert!(errors.is_empty(), "{condition}: {errors:?}");
        findings.iter().any(|f| f.code.name == "never_applies")
    };
    for condition in [
        "stage is partner",
        "stage is educate and trade is wholesale",
        "stage is develop and big is no",
        "stage in displace, partner and trade not in wholesale, mixed",
        "trade is retail and trade is mixed",
        "size above 100",
        "size at least 50 and size below 50",
        "credit at least good and (credit is weak or credit is fair)",
        "tier at least B and score below 40",
        "big and not big",
        "size is missing and size above 3",
        "not (size at most 30 or size above 20)",
        "seen after 2026-05-01 and seen before 2026-05-01",
        "size is 3 and size is 4",
    ] {
        assert!(never(condition), "{condition}");
    }
    for condition in [
        "stage is educate and trade is mixed",
        "stage is missing",
        "trade is retail or trade is mixed",
        "size at least 50 and size at most 50",
        "tier at least B and score below 41",
        "big or not big",
        "size is missing and credit is good",
        "at least 1 of (trade is retail, size above 5)",
        "(any people where support is mentor) and trade is retail",
        "size * 2 above 100",
    ] {
        assert!(!never(condition), "{condition}");
    }
}

#[test]
fn a_criterion_that_moves_too_little_is_named_with_what_the_others_give() {
    let policy = |small: &str| {
        format!(
            "{HEAD}field a \"A\" count\nfield b \"B\" count\n
criterion large \"L\" weight 90 %\n  | a | points |\n  | from 4 | 100 |\n  | otherwise | 0 |\n
criterion small \"S\" weight 10 %\n  {small}| b | points |\n  | from 4 | 100 |\n  | otherwise | 0 |\n{TIERS}"
        )
    };
    let found = said(&policy(""));
    assert_eq!(
        found,
        "KAM-W0311 line 12: `small` moves the score by at most 10 points, and never over the threshold of a tier: \
         it can never change a tier.\n  note: this one adds 0 to 10 points, the others together 0, 90\n"
    );
    assert_eq!(said(&policy("").replace("from 50 points", "from 95 points")), "");
    assert_eq!(
        said(&policy("").replace("  |", "  missing means exclude\n  |").replacen("  missing means exclude\n", "", 9)),
        found
    );
    assert_eq!(said(&policy("missing means exclude\n  ")), "", "left out, the other one's weight grows");
}

#[test]
fn rows_tiers_vetoes_and_limits_that_contradict_themselves_are_named() {
    let fields = "field size \"S\" number 0..100\nfield formal \"F\" yes_no\n";
    let rows = "  | size | when | points |\n  | above 50 | size below 40 | 100 |\n  | any | formal is yes | 50 |\n  | otherwise | any | 0 |\n";
    let found = said(&with_criterion(fields, rows));
    assert!(found.contains("No account can meet this row: no value of `size` meets what is asked."), "{found}");
    let table = "  points size\n";
    let with = |more: &str| said(&(with_criterion(fields, table) + more));
    let found = with("veto odd \"O\" when size above 50 and size below 40\n");
    assert!(found.contains("The veto `odd` can never apply: no value of `size` meets what is asked."), "{found}");
    let found = with("limit odd \"O\" to tier B when formal is yes and formal is no\n");
    assert!(found.contains("The limit `odd` can never apply"), "{found}");
    assert!(with("limit fine \"O\" to tier B when formal is yes\n").is_empty());
    let always = with("limit everyone \"O\" to tier B when formal is yes or formal is no\n");
    assert!(always.contains("Nobody can fall in tier `A`: everybody also meets the limit `everyone`"), "{always}");
}

#[test]
fn a_tier_that_a_better_one_leaves_nobody_for_is_named() {
    let policy = |when_a: &str, tier_b: &str, more: &str| {
        format!(
            "{HEAD}field visits \"V\" count\nfield sales \"S\" number 0..100\nfield region \"R\" one of north, south\n\n\
             criterion size \"S\" weight 100 %\n  | sales | points |\n  | at 0 | 40 |\n  | at 100 | 100 |\n\n{more}\
             tier A \"A\" from 40 points when {when_a}\n\n{tier_b}\n\ntier C \"C\" otherwise\n\n\
             limit few to tier C when visits is missing and region is north\n"
        )
    };
    let taken = |text: &str| said(text).lines().filter(|l| l.starts_with("KAM-W0327")).count();
    let above_5 = "tier B \"B\" from 30 points when visits above 5";
    for when_a in [
        "visits at least 2",
        "visits at least 2 or region is north",
        "not visits below 3",
        "visits is known",
        "visits above 5",
        "at least 1 of (visits above 5, region is north) or visits above 4",
    ] {
        let text = policy(when_a, above_5, "");
        assert_eq!(taken(&text), 1, "{when_a}\n{}", said(&text));
    }
    let found = said(&policy("visits at least 2", above_5, ""));
    assert!(
        found.contains("Nobody can fall in tier `B`: whoever meets what it asks also meets what tier `A` asks."),
        "{found}"
    );
    for when_a in [
        "visits at least 7",
        "visits at least 2 and region is north",
        "visits at least 2 and sales is known",
        "region is north or region is south",
        "visits is missing",
    ] {
        let text = policy(when_a, above_5, "");
        assert_eq!(taken(&text), 0, "{when_a}\n{}", said(&text));
    }
    // The same question, asked twice.
    let met = "let met \"M\" = any people where formal\n\n";
    assert_eq!(taken(&policy("met", "tier B \"B\" from 30 points when met and visits above 5", met)), 1);
    assert_eq!(taken(&policy("met", above_5, met)), 0);
    // A limit brings accounts of the better tier down to it.
    let limit = "limit south to tier B when region is south\n\n";
    assert_eq!(taken(&policy("visits at least 2", above_5, limit)), 0);
}

#[test]
fn tiers_taken_by_several_together_are_named_with_them() {
    let text = format!(
        "{HEAD}field visits \"V\" count\n\ncriterion size \"S\" weight 100 %\n  | visits | points |\n  | at 0 | 40 |\n  \
         | at 10 | 100 |\n\ntier A \"A\" from 40 points when visits above 5\n\ntier B \"B\" from 39 points when visits at most 5\n\n\
         tier C \"C\" from 38 points when visits is known\n\ntier D \"D\" otherwise\n"
    );
    let found = said(&text);
    assert!(
        found.contains(
            "Nobody can fall in tier `C`: whoever meets what it asks also meets what one of the tiers `A`, `B` asks."
        ),
        "{found}"
    );
    // Whoever's visits are not known has tier D.
    assert!(!found.contains("tier `D`"), "{found}");
}

#[test]
fn a_tier_that_a_limit_leads_to_is_not_shadowed() {
    let policy = |limit: &str| {
        format!(
            "{HEAD}field formal \"F\" yes_no\nfield sales \"S\" number 0..100\n\ncriterion size \"S\" weight 100 %\n  \
             | sales | points |\n  | at 0 | 40 |\n  | at 100 | 100 |\n\n{limit}tier A \"A\" from 30 points\n\ntier B \"B\" otherwise\n"
        )
    };
    assert!(said(&policy("")).contains("KAM-W0313"));
    let limited = said(&policy("limit informal to tier B when formal is no\n\n"));
    assert!(!limited.contains("KAM-W0313"), "{limited}");
}

#[test]
fn values_of_a_list_and_actions_of_a_playbook_that_differ_only_in_case_or_diacritics_are_named() {
    let found = said(&format!(
        "{HEAD}field region \"R\" one of łódź, Lodz, kraków\nfield credit \"C\" one of weak < fair\n\n\
         playbook doors \"D\"\n  action przedstaw \"P\"\n    owner kam\n  action Przedstaw \"P\"\n    owner kam\n{TIERS}"
    ));
    let alike: Vec<&str> = found.lines().filter(|l| l.starts_with("KAM-W0212")).collect();
    assert_eq!(alike.len(), 2, "{found}");
    assert!(alike.iter().any(|l| l.contains("`Lodz` and `łódź`")), "{found}");
    assert!(alike.iter().any(|l| l.contains("`Przedstaw` and `przedstaw`")), "{found}");
}
