//! The space a decision table has to cover, cut where its rows change: every numeric column at its boundaries into points
//! and open intervals, enumerations into values, and `missing` where some cell of the table says it. Inside one piece of
//! every column the same rows hold, so overlaps and gaps can be decided exactly. Knows no messages.

use super::super::{Input, Policy, Range, Row, Test, Type};
use super::bounds::Bounds;
use super::spelling;
use crate::values::{Interval, Number, Scalar};
use std::collections::HashMap;
use std::sync::Arc;

/// So many steps of the search for gaps, then it gives up: a table written by hand needs a few hundred.
const MAX_STEPS: u32 = 60_000;

/// A part of a column in which no row changes its mind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    Number(Number),
    /// Between two boundaries, neither in; no boundary: without end.
    Between(Option<Number>, Option<Number>),
    Choice(u16),
    YesNo(bool),
    Text(Arc<str>),
    /// Every text that no row names.
    OtherText,
    Missing,
}

/// A set of small numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    fn none(size: usize) -> Bits {
        Bits(vec![0; size.div_ceil(64)])
    }

    fn all(size: usize) -> Bits {
        let mut bits = Bits::none(size);
        (0..size).for_each(|i| bits.set(i));
        bits
    }

    fn set(&mut self, i: usize) {
        if let Some(word) = self.0.get_mut(i / 64) {
            *word |= 1 << (i % 64);
        }
    }

    fn and(&self, other: &Bits) -> Bits {
        Bits(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    fn meets(&self, other: &Bits) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|w| *w == 0)
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.0
            .iter()
            .enumerate()
            .flat_map(|(w, word)| (0..64).filter(move |b| word >> b & 1 == 1).map(move |b| w * 64 + b))
    }
}

/// One column.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) ty: Type,
    /// Whether only whole numbers are possible.
    whole: bool,
    /// Which rows accept a piece, by piece.
    rows: Vec<Bits>,
    /// Which pieces a row accepts, by row.
    accepted: Vec<Bits>,
}

/// A table cut into pieces. With `otherwise`, its last row is one that accepts everything but missing.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) axes: Vec<Axis>,
    n_rows: usize,
    /// From each column on: the rows that accept everything that is left.
    full_from: Vec<Bits>,
}

/// A part of the space: for every column some neighbouring pieces, by position.
pub(crate) type Area = Vec<Vec<usize>>;

/// What the search for uncovered areas found.
#[derive(Debug, Default)]
pub(crate) struct Gaps {
    /// The first few.
    pub(crate) areas: Vec<Area>,
    /// How many there are.
    pub(crate) total: u64,
    /// The table is too large: there may be more.
    pub(crate) gave_up: bool,
}

impl Grid {
    /// Cuts a table. `missing` is a piece of every column if a cell of the table asks for it.
    pub(crate) fn new(policy: &Policy, bounds: &Bounds<'_>, inputs: &[Input], rows: &[Row], otherwise: bool) -> Grid {
        let has_missing = rows.iter().any(|r| r.tests.contains(&Test::Missing));
        let n_rows = rows.len() + usize::from(otherwise);
        let axes: Vec<Axis> = inputs
            .iter()
            .enumerate()
            .map(|(column, input)| {
                let tests: Vec<&Test> = rows.iter().map(|r| r.tests.get(column).unwrap_or(&Test::Any)).collect();
                Axis::new(policy, bounds, input, &tests, has_missing, otherwise)
            })
            .collect();
        let mut full_from = vec![Bits::all(n_rows)];
        for axis in axes.iter().rev() {
            let full = full_from.iter().next_back().cloned().unwrap_or_else(|| Bits::none(n_rows));
            full_from.push(axis.rows.iter().fold(full, |full, rows| full.and(rows)));
        }
        full_from.reverse();
        Grid { axes, n_rows, full_from }
    }

    /// The area in which two rows both hold.
    pub(crate) fn overlap(&self, a: usize, b: usize) -> Option<Area> {
        let both = |axis: &Axis| Some(axis.accepted.get(a)?.and(axis.accepted.get(b)?));
        if !self.axes.iter().all(|x| x.accepted.get(a).zip(x.accepted.get(b)).is_some_and(|(p, q)| p.meets(q))) {
            return None;
        }
        self.axes.iter().map(|axis| both(axis).map(|bits| bits.iter().collect())).collect()
    }

    /// The first column in which a row accepts nothing that is possible.
    pub(crate) fn impossible_column(&self, row: usize) -> Option<usize> {
        self.axes.iter().position(|axis| axis.accepted.get(row).is_some_and(Bits::is_empty))
    }

    /// The columns in which an area is a single number, and that number.
    pub(crate) fn points(&self, area: &Area) -> Vec<(usize, Number)> {
        let single = |(column, (axis, pieces)): (usize, (&Axis, &Vec<usize>))| match pieces.as_slice() {
            [only] => match axis.pieces.get(*only) {
                Some(Piece::Number(n)) => Some((column, n.clone())),
                _ => None,
            },
            _ => None,
        };
        self.axes.iter().zip(area).enumerate().filter_map(single).collect()
    }

    /// Whether a row accepts exactly an area in every column but one.
    pub(crate) fn is_elsewhere(&self, row: usize, but: usize, area: &Area) -> bool {
        self.axes.iter().zip(area).enumerate().filter(|(column, _)| *column != but).all(|(_, (axis, pieces))| {
            axis.accepted.get(row).is_some_and(|bits| bits.iter().eq(pieces.iter().copied()))
        })
    }

    /// Whether a row accepts all that another one does in every column but one.
    pub(crate) fn covers_elsewhere(&self, row: usize, other: usize, but: usize) -> bool {
        self.axes
            .iter()
            .enumerate()
            .filter(|(column, _)| *column != but)
            .all(|(_, axis)| axis.accepted.get(row).zip(axis.accepted.get(other)).is_some_and(|(a, b)| a.and(b) == *b))
    }

    /// In which columns, from the first on, a row accepts a whole area.
    pub(crate) fn alike(&self, row: usize, area: &Area) -> Vec<bool> {
        let all = |(axis, pieces): (&Axis, &Vec<usize>)| {
            axis.accepted.get(row).is_some_and(|bits| pieces.iter().all(|p| bits.iter().any(|b| b == *p)))
        };
        self.axes.iter().zip(area).map(all).collect()
    }

    /// Searches for areas where no row holds, column by column, keeping only the rows that still can; equal remainders
    /// are searched once, and none where a row accepts all that is left.
    pub(crate) fn gaps(&self, max_areas: usize) -> Gaps {
        let mut search = Search { grid: self, max_areas, found: Gaps::default(), seen: HashMap::new(), steps: 0 };
        let mut area = Vec::with_capacity(self.axes.len());
        search.found.total = search.explore(0, &Bits::all(self.n_rows), &mut area);
        search.found
    }

    /// Visits every case that the rows distinguish, with the rows that hold in it and whether anything is missing in it,
    /// until the visitor says no; whether it never did. No as well where there are more than `most` cases.
    pub(crate) fn every_case(&self, most: usize, visit: &mut dyn FnMut(&[usize], bool) -> bool) -> bool {
        let cases = self.axes.iter().try_fold(1usize, |n, axis| n.checked_mul(axis.pieces.len()));
        if cases.is_none_or(|n| n > most) {
            return false;
        }
        self.case_from(0, &Bits::all(self.n_rows), false, visit)
    }

    fn case_from(
        &self,
        column: usize,
        alive: &Bits,
        missing: bool,
        visit: &mut dyn FnMut(&[usize], bool) -> bool,
    ) -> bool {
        let Some(axis) = self.axes.get(column) else {
            return visit(&alive.iter().collect::<Vec<usize>>(), missing);
        };
        axis.pieces.iter().zip(&axis.rows).all(|(piece, rows)| {
            self.case_from(column + 1, &alive.and(rows), missing || *piece == Piece::Missing, visit)
        })
    }

    /// A readable row inside an area: boundaries rather than what lies between, known values rather than missing ones.
    pub(crate) fn example(&self, policy: &Policy, area: &Area) -> Vec<String> {
        self.axes.iter().zip(area).map(|(axis, pieces)| axis.example(policy, pieces)).collect()
    }

    /// A cell per column that accepts exactly the area; none where the language has no such cell.
    pub(crate) fn cells(&self, policy: &Policy, area: &Area) -> Option<Vec<String>> {
        self.axes.iter().zip(area).map(|(axis, pieces)| axis.cell(policy, pieces)).collect()
    }

    /// Whether an area is about missing values only, in some column.
    pub(crate) fn is_missing(&self, area: &Area) -> bool {
        self.axes.iter().zip(area).any(|(axis, pieces)| {
            !pieces.is_empty() && pieces.iter().all(|p| axis.pieces.get(*p) == Some(&Piece::Missing))
        })
    }
}

struct Search<'a> {
    grid: &'a Grid,
    max_areas: usize,
    found: Gaps,
    seen: HashMap<(usize, Bits), u64>,
    steps: u32,
}

impl Search<'_> {
    fn explore(&mut self, column: usize, alive: &Bits, area: &mut Area) -> u64 {
        let grid = self.grid;
        if alive.is_empty() {
            if self.found.areas.len() < self.max_areas {
                let rest = grid.axes.iter().skip(column).map(|axis| (0..axis.pieces.len()).collect());
                self.found.areas.push(area.iter().cloned().chain(rest).collect());
            }
            return 1;
        }
        if column >= grid.axes.len() || grid.full_from.get(column).is_some_and(|full| alive.meets(full)) {
            return 0;
        }
        let key = (column, alive.clone());
        if let Some(total) = self.seen.get(&key)
            && (*total == 0 || self.found.areas.len() >= self.max_areas)
        {
            return *total;
        }
        self.steps += 1;
        if self.steps > MAX_STEPS {
            self.found.gave_up = true;
            return 0;
        }
        let mut total = 0u64;
        let Some(axis) = grid.axes.get(column) else { return 0 };
        for (pieces, rows) in axis.groups(alive) {
            area.push(pieces);
            total = total.saturating_add(self.explore(column + 1, &rows, area));
            area.pop();
        }
        self.seen.insert(key, total);
        total
    }
}

impl Axis {
    fn new(
        policy: &Policy,
        bounds: &Bounds<'_>,
        input: &Input,
        tests: &[&Test],
        has_missing: bool,
        otherwise: bool,
    ) -> Axis {
        let whole = bounds.only_whole(&input.value, input.ty);
        let mut pieces = match input.ty {
            Type::Number | Type::Count | Type::Points | Type::Percent | Type::Money | Type::Days | Type::Date => {
                numeric_pieces(tests, &bounds.possible(&input.value), whole)
            }
            Type::YesNo => vec![Piece::YesNo(true), Piece::YesNo(false)],
            Type::OneOf(id) => {
                let n = policy.enumerations.get(id.index()).map_or(0, |e| e.values.len());
                (0..n).filter_map(|p| u16::try_from(p).ok()).map(Piece::Choice).collect()
            }
            Type::Text => {
                let mut texts: Vec<Arc<str>> = Vec::new();
                for test in tests {
                    if let Test::Texts(named) = test {
                        texts.extend(named.iter().cloned());
                    }
                }
                texts.sort();
                texts.dedup();
                texts.into_iter().map(Piece::Text).chain([Piece::OtherText]).collect()
            }
        };
        if has_missing {
            pieces.push(Piece::Missing);
        }
        let n_rows = tests.len() + usize::from(otherwise);
        let mut rows = vec![Bits::none(n_rows); pieces.len()];
        let mut accepted = vec![Bits::none(pieces.len()); n_rows];
        for (p, piece) in pieces.iter().enumerate() {
            let holds = tests.iter().map(|test| accepts(test, piece));
            for (row, _) in holds.chain(otherwise.then_some(*piece != Piece::Missing)).enumerate().filter(|(_, h)| *h) {
                if let (Some(by_piece), Some(by_row)) = (rows.get_mut(p), accepted.get_mut(row)) {
                    by_piece.set(row);
                    by_row.set(p);
                }
            }
        }
        Axis { pieces, ty: input.ty, whole, rows, accepted }
    }

    /// The pieces in groups for which the same of the living rows hold. Groups of numbers are neighbours, and missing
    /// stands alone unless everything is in one group, so that each group can be written as a cell.
    fn groups(&self, alive: &Bits) -> Vec<(Vec<usize>, Bits)> {
        let left: Vec<Bits> = self.rows.iter().map(|rows| alive.and(rows)).collect();
        if let Some(first) = left.first()
            && left.iter().all(|l| l == first)
        {
            return vec![((0..left.len()).collect(), first.clone())];
        }
        let mut groups: Vec<(Vec<usize>, Bits)> = Vec::new();
        for (p, rows) in left.into_iter().enumerate() {
            let piece = self.pieces.get(p);
            let same = groups.iter_mut().rev().find(|(pieces, r)| {
                *r == rows
                    && match piece {
                        Some(Piece::Number(_) | Piece::Between(..)) => pieces.last() == p.checked_sub(1).as_ref(),
                        Some(Piece::Missing) | None => false,
                        Some(Piece::Choice(_) | Piece::YesNo(_) | Piece::Text(_) | Piece::OtherText) => true,
                    }
            });
            match same {
                Some((pieces, _)) => pieces.push(p),
                None => groups.push((vec![p], rows)),
            }
        }
        groups
    }

    fn example(&self, policy: &Policy, area: &[usize]) -> String {
        let mut pieces: Vec<&Piece> = area.iter().filter_map(|p| self.pieces.get(*p)).collect();
        // Where a boundary is in, it is the case people argue about; a number without end comes last.
        pieces.sort_by_key(|p| match p {
            Piece::Number(_) | Piece::Choice(_) | Piece::YesNo(_) | Piece::Text(_) => 0,
            Piece::Between(..) | Piece::OtherText => 1,
            Piece::Missing => 2,
        });
        match pieces.first() {
            None | Some(Piece::Missing) => "missing".to_owned(),
            Some(Piece::Number(n)) => spelling::number(policy, self.ty, n),
            Some(Piece::Between(low, high)) => {
                spelling::number(policy, self.ty, &inside(self.ty, low.as_ref(), high.as_ref()))
            }
            Some(Piece::Choice(c)) => spelling::choice_name(policy, self.ty, *c),
            Some(Piece::YesNo(yes)) => spelling::yes_no(*yes).to_owned(),
            Some(Piece::Text(text)) => spelling::scalar(policy, self.ty, &Scalar::Text(text.clone())),
            Some(Piece::OtherText) => "any other text".to_owned(),
        }
    }

    fn cell(&self, policy: &Policy, area: &[usize]) -> Option<String> {
        if area.len() == self.pieces.len() {
            return Some("any".to_owned());
        }
        let pieces: Vec<&Piece> = area.iter().filter_map(|p| self.pieces.get(*p)).collect();
        match pieces.first()? {
            Piece::Missing if pieces.len() == 1 => Some("missing".to_owned()),
            Piece::Number(_) | Piece::Between(..) => self.range_cell(policy, pieces.first()?, pieces.last()?),
            Piece::YesNo(_) if pieces.len() > 1 => None,
            _ => pieces.iter().map(|p| self.value_cell(policy, p)).collect::<Option<Vec<_>>>().map(|v| v.join(", ")),
        }
    }

    fn value_cell(&self, policy: &Policy, piece: &Piece) -> Option<String> {
        match piece {
            Piece::Choice(c) => Some(spelling::choice_name(policy, self.ty, *c)),
            Piece::YesNo(yes) => Some(spelling::yes_no(*yes).to_owned()),
            Piece::Text(text) => Some(spelling::quoted(text)),
            Piece::Number(_) | Piece::Between(..) | Piece::OtherText | Piece::Missing => None,
        }
    }

    /// `above 14 days`, `from 15 days below 30 days`: what the language can say about neighbouring numbers. At an end of
    /// what the column can hold no bound is needed.
    fn range_cell(&self, policy: &Policy, first: &Piece, last: &Piece) -> Option<String> {
        let mut known = self.pieces.iter().filter(|p| **p != Piece::Missing);
        let (starts, ends) = (known.clone().next() == Some(first), known.next_back() == Some(last));
        let low = match first {
            _ if starts => None,
            Piece::Number(n) => Some((n, true)),
            Piece::Between(low, _) => low.as_ref().map(|n| (n, false)),
            _ => return None,
        };
        let high = match last {
            _ if ends => None,
            Piece::Number(n) => Some((n, true)),
            Piece::Between(_, high) => high.as_ref().map(|n| (n, false)),
            _ => return None,
        };
        let show = |n: &Number| spelling::number(policy, self.ty, n);
        let next = |n: &Number, up: bool| if up { &floor(n) + &Number::ONE } else { n.clone() };
        match (low, high) {
            (Some((a, with_a)), Some((b, with_b))) if (with_a && !with_b) || self.whole => {
                Some(format!("from {} below {}", show(&next(a, !with_a)), show(&next(b, with_b))))
            }
            (Some((a, true)), None) => Some(format!("at least {}", show(a))),
            (Some((a, false)), None) => Some(format!("above {}", show(a))),
            (None, Some((b, true))) => Some(format!("at most {}", show(b))),
            (None, Some((b, false))) => Some(format!("below {}", show(b))),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }
}

/// The numbers a column can hold, cut at every end of every row. Where only whole numbers are possible, pieces without
/// one are left out.
fn numeric_pieces(tests: &[&Test], possible: &Interval, whole: bool) -> Vec<Piece> {
    let mut cuts: Vec<Number> = possible.low.iter().chain(&possible.high).cloned().collect();
    for test in tests {
        if let Test::Ranges(ranges) = test {
            let ends = ranges.iter().flat_map(|r| r.low.iter().chain(&r.high));
            cuts.extend(ends.map(|e| e.at.clone()).filter(|n| possible.contains(n)));
        }
    }
    cuts.sort();
    cuts.dedup();
    let mut pieces = Vec::with_capacity(cuts.len() * 2 + 1);
    let mut last: Option<Number> = None;
    for cut in cuts {
        if last.is_some() || possible.low.is_none() {
            pieces.push(Piece::Between(last, Some(cut.clone())));
        }
        pieces.push(Piece::Number(cut.clone()));
        last = Some(cut);
    }
    if possible.high.is_none() {
        pieces.push(Piece::Between(last, None));
    }
    if whole {
        pieces.retain(|p| match p {
            Piece::Number(n) => n.is_integer(),
            Piece::Between(Some(a), Some(b)) => &floor(a) + &Number::ONE < *b,
            _ => true,
        });
    }
    pieces
}

pub(super) fn floor(n: &Number) -> Number {
    let rounded = n.round_half_even(0);
    if rounded > *n { &rounded - &Number::ONE } else { rounded }
}

/// A readable number strictly between two ends: the next whole unit where there is one, else the middle.
pub(super) fn inside(ty: Type, low: Option<&Number>, high: Option<&Number>) -> Number {
    let step = match ty {
        Type::Percent => Number::decimal(1, 2),
        Type::Number | Type::Count | Type::Points | Type::Money | Type::Days | Type::Date => Number::ONE,
        Type::YesNo | Type::Text | Type::OneOf(_) => Number::ONE,
    };
    match (low, high) {
        (None, None) => Number::ZERO,
        (Some(low), None) => low + &step,
        (None, Some(high)) => high - &step,
        (Some(low), Some(high)) => {
            let next = if ty == Type::Date { &floor(low) + &step } else { low + &step };
            if next < *high { next } else { &(low + high) * &Number::decimal(5, 1) }
        }
    }
}

fn accepts(test: &Test, piece: &Piece) -> bool {
    match (test, piece) {
        (Test::Any, _) | (Test::Missing, Piece::Missing) => true,
        (Test::Choices(set), Piece::Choice(c)) => set.contains(*c),
        (Test::YesNo(a), Piece::YesNo(b)) => a == b,
        (Test::Texts(texts), Piece::Text(t)) => texts.contains(t),
        (Test::Ranges(ranges), Piece::Number(n)) => ranges.iter().any(|r| holds_number(r, n)),
        (Test::Ranges(ranges), Piece::Between(a, b)) => ranges.iter().any(|r| holds_between(r, a.as_ref(), b.as_ref())),
        (
            Test::Missing | Test::Choices(_) | Test::YesNo(_) | Test::Texts(_) | Test::Ranges(_),
            Piece::Number(_)
            | Piece::Between(..)
            | Piece::Choice(_)
            | Piece::YesNo(_)
            | Piece::Text(_)
            | Piece::OtherText
            | Piece::Missing,
        ) => false,
    }
}

fn holds_number(range: &Range, n: &Number) -> bool {
    range.low.as_ref().is_none_or(|e| if e.included { e.at <= *n } else { e.at < *n })
        && range.high.as_ref().is_none_or(|e| if e.included { *n <= e.at } else { *n < e.at })
}

fn holds_between(range: &Range, low: Option<&Number>, high: Option<&Number>) -> bool {
    range.low.as_ref().is_none_or(|e| low.is_some_and(|l| e.at <= *l))
        && range.high.as_ref().is_none_or(|e| high.is_some_and(|h| *h <= e.at))
}
