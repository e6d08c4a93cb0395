//! Random decision tables of every type against brute force: a table that covers each case exactly once is found sound,
//! and the engine takes the row that trying all rows takes, at every boundary and just beside it; a row taken out is the
//! gap that is found, a cell widened the overlap. (Tables that are random through and through are in `analysis`.)

use kam::diagnostics::{Finding, Language, Level, Sources};
use kam::policy::{self, Policy};
use kam::values::Day;
use kam::verify;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What a column holds. Numbers are counted in the smallest step that is tried: a hundredth, a day, one.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Column {
    Number,
    Money,
    Percent,
    Days,
    Count,
    Date,
    Choice,
    YesNo,
}

const COLUMNS: [Column; 8] = [
    Column::Number,
    Column::Money,
    Column::Choice,
    Column::Date,
    Column::Percent,
    Column::YesNo,
    Column::Days,
    Column::Count,
];

/// An end of a range and whether it is in.
type End = Option<(i64, bool)>;

#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Any,
    Range(End, End),
    /// Values of a list, or 1 for `yes` and 0 for `no`.
    Values(Vec<i64>),
    Missing,
}

/// A value of a case; none is missing.
type Value = Option<i64>;

/// Decisions that make a table; when they run out, the plainest is taken.
struct Decisions<'a>(std::slice::Iter<'a, u8>);

impl Decisions<'_> {
    fn below(&mut self, n: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte) % n)
    }
}

#[derive(Clone, Debug)]
struct Table {
    columns: Vec<Column>,
    missing: bool,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table that covers every case exactly once: each column is cut into pieces, anew for each piece of the column
    /// before it.
    fn sound(columns: &[Column], decisions: &[u8], most_rows: usize) -> Table {
        let mut decide = Decisions(decisions.iter());
        let missing = decide.below(3) == 1;
        let mut rows: Vec<Vec<Cell>> = vec![Vec::new()];
        for column in columns {
            let mut longer = Vec::new();
            let mut room = most_rows.saturating_sub(rows.len());
            for row in rows {
                let pieces = cut(*column, missing, &mut decide);
                let pieces = if pieces.len() - 1 <= room { pieces } else { vec![Cell::Any] };
                room -= pieces.len() - 1;
                longer.extend(pieces.into_iter().map(|p| row.iter().cloned().chain([p]).collect::<Vec<_>>()));
            }
            rows = longer;
        }
        let turn = decide.below(rows.len());
        rows.rotate_left(turn);
        Table { columns: columns.to_vec(), missing, rows }
    }

    /// Every boundary of a column, a little less and a little more; all values of a list; missing.
    fn values(&self, column: usize) -> Vec<Value> {
        let mut all: BTreeSet<i64> = BTreeSet::new();
        for row in &self.rows {
            match &row[column] {
                Cell::Range(low, high) => {
                    all.extend(low.iter().chain(high).flat_map(|(at, _)| [at - 1, *at, at + 1]));
                }
                Cell::Any | Cell::Values(_) | Cell::Missing => {}
            }
        }
        match self.columns[column] {
            Column::Choice => all.extend(0..3),
            Column::YesNo => all.extend(0..2),
            _ => {
                all.extend([0, 700]);
            }
        }
        all.into_iter().map(Some).chain(self.missing.then_some(None)).collect()
    }

    /// So many cases, spread evenly over all.
    fn cases(&self, most: usize) -> Vec<Vec<Value>> {
        let values: Vec<Vec<Value>> = (0..self.columns.len()).map(|c| self.values(c)).collect();
        let all: usize = values.iter().map(Vec::len).product();
        // A step without a common divisor visits every value of every column in turn.
        let step = if all <= most { 1 } else { (all / most) | 1 };
        let mut cases = Vec::new();
        for at in (0..all).step_by(step) {
            let mut rest = at;
            cases.push(values.iter().map(|v| (v[rest % v.len()], rest /= v.len()).0).collect());
        }
        cases
    }

    fn rows_of(&self, case: &[Value]) -> Vec<usize> {
        (0..self.rows.len()).filter(|r| self.rows[*r].iter().zip(case).all(|(cell, v)| holds(cell, *v))).collect()
    }

    /// The policy with this table, and the line of its first row.
    fn write(&self) -> (String, usize) {
        let mut text = String::from(
            "policy p \"P\" version 1\n  effective from 2026-01-01\n  currency PLN\n  missing means 0\n\n",
        );
        for (c, column) in self.columns.iter().enumerate() {
            let ty = match column {
                Column::Number => "number".to_owned(),
                Column::Money => "money".to_owned(),
                Column::Percent => "percent".to_owned(),
                Column::Days => "days".to_owned(),
                Column::Count => "count".to_owned(),
                Column::Date => "date".to_owned(),
                Column::Choice => format!("one of k{c}_0, k{c}_1, k{c}_2"),
                Column::YesNo => "yes_no".to_owned(),
            };
            writeln!(text, "field f{c} \"F{c}\" {ty}").unwrap();
        }
        writeln!(text, "\ncriterion c \"C\" weight 100 %\n  | {} points |", self.header()).unwrap();
        let first = text.lines().count() + 1;
        for (r, row) in self.rows.iter().enumerate() {
            text.push_str("  |");
            for (c, cell) in row.iter().enumerate() {
                write!(text, " {} |", shown(self.columns[c], c, cell)).unwrap();
            }
            writeln!(text, " {r} |").unwrap();
        }
        text.push_str("\ntier A \"A\" from 50 points\ntier B \"B\" otherwise\n\nrank by score\n");
        (text, first)
    }

    fn header(&self) -> String {
        (0..self.columns.len()).map(|c| format!("f{c} |")).collect::<Vec<_>>().join(" ")
    }

    /// The policy with examples that expect the rows of cases: their cells and the row.
    fn with_examples(&self, examples: &[(String, usize)]) -> String {
        let (mut text, _) = self.write();
        writeln!(text, "\nexamples \"Rows\"\n  | {} expect c |", self.header()).unwrap();
        for (cells, row) in examples {
            writeln!(text, "  | {cells} | {row} |").unwrap();
        }
        text
    }

    fn case_shown(&self, case: &[Value]) -> String {
        let cells: Vec<String> = case
            .iter()
            .enumerate()
            .map(|(c, v)| v.map_or("missing".to_owned(), |v| value(self.columns[c], c, v)))
            .collect();
        cells.join(" | ")
    }
}

/// A column cut into pieces that lie side by side and leave nothing over.
fn cut(column: Column, missing: bool, decide: &mut Decisions<'_>) -> Vec<Cell> {
    let pieces = decide.below(3) + 1;
    if pieces == 1 {
        return vec![Cell::Any];
    }
    let mut cells = match (column, pieces) {
        (Column::YesNo, _) => vec![Cell::Values(vec![1]), Cell::Values(vec![0])],
        (Column::Choice, 2) => {
            let alone = decide.below(3) as i64;
            vec![Cell::Values(vec![alone]), Cell::Values((0..3).filter(|v| *v != alone).collect())]
        }
        (Column::Choice, _) => (0..3).map(|v| Cell::Values(vec![v])).collect(),
        (_, 2) => {
            let (at, above) = (1 + decide.below(256) as i64, decide.below(2) == 1);
            vec![Cell::Range(None, Some((at, above))), Cell::Range(Some((at, !above)), None)]
        }
        (_, _) => {
            let low = 1 + decide.below(256) as i64;
            let high = low + 1 + decide.below(256) as i64;
            vec![
                Cell::Range(None, Some((low, false))),
                Cell::Range(Some((low, true)), Some((high, false))),
                Cell::Range(Some((high, true)), None),
            ]
        }
    };
    cells.extend(missing.then_some(Cell::Missing));
    cells
}

fn holds(cell: &Cell, value: Value) -> bool {
    match (cell, value) {
        (Cell::Any, _) | (Cell::Missing, None) => true,
        (Cell::Values(all), Some(v)) => all.contains(&v),
        (Cell::Range(low, high), Some(v)) => {
            low.is_none_or(|(at, included)| at < v || (included && at == v))
                && high.is_none_or(|(at, included)| v < at || (included && at == v))
        }
        (Cell::Missing, Some(_)) | (Cell::Values(_) | Cell::Range(..), None) => false,
    }
}

fn shown(column: Column, c: usize, cell: &Cell) -> String {
    let show = |v: i64| value(column, c, v);
    match cell {
        Cell::Any => "any".to_owned(),
        Cell::Missing => "missing".to_owned(),
        Cell::Values(all) => all.iter().map(|v| show(*v)).collect::<Vec<_>>().join(", "),
        Cell::Range(Some((low, true)), Some((high, false))) => format!("from {} below {}", show(*low), show(*high)),
        Cell::Range(Some((low, included)), _) => {
            format!("{} {}", if *included { "at least" } else { "above" }, show(*low))
        }
        Cell::Range(None, Some((high, included))) => {
            format!("{} {}", if *included { "at most" } else { "below" }, show(*high))
        }
        Cell::Range(None, None) => "any".to_owned(),
    }
}

fn value(column: Column, c: usize, v: i64) -> String {
    let hundredths = || format!("{}{}.{:02}", if v < 0 { "-" } else { "" }, v.abs() / 100, v.abs() % 100);
    match column {
        Column::Number => hundredths(),
        Column::Money => format!("{} PLN", hundredths()),
        Column::Percent => format!("{} %", hundredths()),
        Column::Days => format!("{v} days"),
        Column::Count => v.to_string(),
        Column::Date => {
            let first = Day::parse("2026-01-01").expect("a day");
            Day::from_number(i64::from(first.number()) + v).to_string()
        }
        Column::Choice => format!("k{c}_{v}"),
        Column::YesNo => if v == 1 { "yes" } else { "no" }.to_owned(),
    }
}

fn check(text: &str) -> (Sources, Option<Policy>, Vec<Finding>) {
    let mut sources = Sources::new();
    let id = sources.add("rules/policy.kam", text);
    let (tree, mut findings) = kam::syntax::parse(sources.file(id));
    let (policy, found) = policy::check(&sources, &[tree]);
    findings.extend(found);
    findings.retain(|f| f.level() == Level::Error || f.code.id.starts_with("KAM-W0305"));
    (sources, policy, findings)
}

/// The examples of a text that do not come out as expected, by their position; everything, where there are errors.
fn failing(text: &str) -> Result<(), String> {
    let (_, policy, findings) = check(text);
    let messages: Vec<String> = findings.iter().map(|f| f.message(Language::English)).collect();
    let Some(policy) = policy.filter(|_| messages.is_empty()) else { return Err(format!("{messages:?}\n{text}")) };
    let wrong: Vec<usize> = verify::run(&policy).results.iter().filter(|r| !r.passed()).map(|r| r.example).collect();
    if wrong.is_empty() { Ok(()) } else { Err(format!("examples {wrong:?} do not hold\n{text}")) }
}

fn tables() -> impl Strategy<Value = Table> {
    let columns = prop::collection::vec(0..COLUMNS.len(), 1..5);
    (columns, prop::collection::vec(any::<u8>(), 0..80)).prop_map(|(columns, decisions)| {
        let columns: Vec<Column> = columns.into_iter().map(|c| COLUMNS[c]).collect();
        Table::sound(&columns, &decisions, 40)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing is found in a table that covers every case once, and the engine takes the one row that holds.
    #[test]
    fn the_engine_takes_the_row_that_holds(table in tables()) {
        let mut examples = Vec::new();
        let mut seen = BTreeSet::new();
        for case in table.cases(40) {
            let rows = table.rows_of(&case);
            prop_assert_eq!(rows.len(), 1, "the table is sound: {:?}", case);
            let cells = table.case_shown(&case);
            if seen.insert(cells.clone()) {
                examples.push((cells, rows[0]));
            }
        }
        let outcome = failing(&table.with_examples(&examples));
        prop_assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    }

    /// A row taken out leaves a gap, and the case that is shown is one of that row.
    #[test]
    fn a_row_taken_out_is_the_gap(table in tables(), at in any::<prop::sample::Index>()) {
        prop_assume!(table.rows.len() > 1);
        let at = at.index(table.rows.len());
        let mut open = table.clone();
        open.rows.remove(at);
        let only_missing = !open.rows.iter().flatten().any(|cell| *cell == Cell::Missing);
        let (text, _) = open.write();
        let (_, _, findings) = check(&text);
        let gaps: Vec<&Finding> = findings.iter().filter(|f| f.code.name == "row_gap").collect();
        // Without its last `missing` cell a table does not speak of missing values.
        let spoken_of = !(table.rows[at].contains(&Cell::Missing) && only_missing);
        prop_assert_eq!(gaps.len(), usize::from(spoken_of), "{:?}\n{}", findings, text);
        prop_assert_eq!(findings.len(), gaps.len(), "{:?}\n{}", findings, text);
        if let Some(gap) = gaps.first() {
            let witness = gap.notes[0].text.in_language(Language::English).split('`').nth(1).unwrap().trim_matches('|').trim().to_owned();
            let outcome = failing(&table.with_examples(&[(witness, at)]));
            prop_assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
        }
    }

    /// A cell widened to `any` overlaps with what lay beside it, and with nothing else.
    #[test]
    fn a_cell_widened_is_the_overlap(table in tables(), row in any::<prop::sample::Index>(), column in any::<prop::sample::Index>()) {
        let (row, column) = (row.index(table.rows.len()), column.index(table.columns.len()));
        prop_assume!(table.rows[row][column] != Cell::Any);
        let mut wide = table.clone();
        wide.rows[row][column] = Cell::Any;
        let (text, first) = wide.write();
        let (sources, _, findings) = check(&text);
        let line = |name: &str, f: &Finding| f.args.iter().find(|(n, _)| *n == name).map(|(_, l)| l.in_language(Language::English).parse::<usize>().unwrap() - first);
        let overlaps: Vec<&Finding> = findings.iter().filter(|f| f.code.name == "row_overlap").collect();
        let twins = findings.iter().filter(|f| f.code.name == "identical_rows").count();
        prop_assert!(!overlaps.is_empty() || twins > 0, "{}", text);
        for overlap in overlaps {
            let rows = (line("first", overlap).unwrap(), line("second", overlap).unwrap());
            prop_assert!(rows.0 == row || rows.1 == row, "{:?} at {:?}\n{}", rows, sources.start(overlap.span), text);
        }
        prop_assert!(findings.iter().all(|f| f.code.name != "row_gap"), "{}", text);
    }

    /// Of a ladder the highest step that is reached holds.
    #[test]
    fn a_ladder_takes_the_highest_step_reached(kind in 0..COLUMNS.len(), steps in prop::collection::btree_set(1i64..500, 1..6)) {
        let column = COLUMNS[kind];
        prop_assume!(!matches!(column, Column::Choice | Column::YesNo));
        let cell = |at: &i64| vec![Cell::Range(Some((*at, true)), None)];
        let table = Table { columns: vec![column], missing: false, rows: steps.iter().rev().map(cell).collect() };
        let lowest = steps.len();
        let examples: Vec<(String, usize)> = table
            .cases(40)
            .into_iter()
            .map(|case| (table.case_shown(&case), table.rows_of(&case).first().copied().unwrap_or(lowest)))
            .collect();
        let otherwise = format!("  | otherwise | {lowest} |\n\ntier A");
        let text = table.with_examples(&examples).replacen("at least", "from", steps.len()).replacen("\ntier A", &otherwise, 1);
        let outcome = failing(&text);
        prop_assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    }
}
