//! Typing the cells of a column, millions of them: the common forms are read from the bytes as they stand, whatever is
//! unusual goes the way of account files ([`value::read`]). What is wrong is counted per column and said once per
//! distinct text, up to [`MAX_ALIKE`].

use super::PercentForm;
use super::date_pattern::DatePattern;
use super::table::MAX_ALIKE;
use super::value::{self, Problem, Typing, Wanted};
use crate::policy::Type;
use crate::values::{Absence, Currency, Day, Number, Reading, Scalar};
use std::collections::HashMap;
use std::sync::Arc;

/// How many distinct texts of a column share their storage.
const MAX_SHARED: usize = 1024;

/// How the cells of one column are to be read.
#[derive(Clone)]
pub struct CellType<'a> {
    pub wanted: Wanted<'a>,
    pub typing: Typing<'a>,
    pub dates: DatePattern,
    pub decimal: u8,
    pub blank: &'a [String],
    /// The values of an enumeration, sorted by their bytes.
    choices: Vec<(Box<[u8]>, u16)>,
}

/// What reading a column keeps in mind.
#[derive(Default)]
pub struct CellState {
    shared: HashMap<Box<[u8]>, Arc<str>>,
    seen: HashMap<Box<[u8]>, ()>,
    /// Problems in the order of rows: the byte where the row starts, and what is wrong.
    pub problems: Vec<(usize, Problem)>,
    /// All bad cells, those said included.
    pub n_bad: usize,
}

impl<'a> CellType<'a> {
    pub fn new(
        wanted: Wanted<'a>,
        typing: Typing<'a>,
        dates: DatePattern,
        decimal: u8,
        blank: &'a [String],
    ) -> CellType<'a> {
        let mut choices: Vec<(Box<[u8]>, u16)> = match wanted.ty {
            Type::OneOf(id) => {
                let values = typing.policy.enumeration(id).values.iter().zip(0u16..);
                values.map(|(v, n)| (v.name.as_str().as_bytes().into(), n)).collect()
            }
            _ => Vec::new(),
        };
        choices.sort_unstable();
        CellType { wanted, typing, dates, decimal, blank, choices }
    }

    /// Reads a cell of the row that starts at a byte. A bad one is noted and counts as blank.
    pub fn read(&self, cell: &[u8], row_start: usize, state: &mut CellState, context: Context) -> Reading {
        let cell = cell.trim_ascii();
        if cell.is_empty() || self.blank.iter().any(|b| b.as_bytes() == cell) {
            return Reading::Missing(Absence::Blank);
        }
        if let Some(reading) = self.fast(cell, state, context) {
            return reading;
        }
        match self.slow(cell, context) {
            Ok(reading) => reading,
            Err(problem) => {
                state.note(cell, row_start, problem);
                Reading::Missing(Absence::Blank)
            }
        }
    }

    /// The common forms; none for whatever needs a closer look.
    fn fast(&self, cell: &[u8], state: &mut CellState, context: Context) -> Option<Reading> {
        let scalar = match self.wanted.ty {
            Type::Text => {
                if matches!(cell, b"n/a" | b"N/A") {
                    return Some(Reading::NotApplicable);
                }
                Scalar::Text(state.share(cell)?)
            }
            Type::YesNo => match cell {
                b"yes" | b"true" => Scalar::YesNo(true),
                b"no" | b"false" => Scalar::YesNo(false),
                _ => return None,
            },
            Type::Date => Scalar::Day(self.dates.read(cell)?),
            Type::OneOf(_) => {
                let at = self.choices.binary_search_by(|(name, _)| (**name).cmp(cell)).ok()?;
                Scalar::Choice(self.choices.get(at)?.1)
            }
            Type::Number | Type::Points | Type::Days => Scalar::Number(self.decimal(cell, 0)?),
            Type::Count => Scalar::Number(self.decimal(cell, 0).filter(Number::is_integer)?),
            Type::Percent => match self.typing.percent? {
                PercentForm::Fraction => Scalar::Number(self.decimal(cell, 0)?),
                PercentForm::Percent => Scalar::Number(self.decimal(cell, 2)?),
            },
            Type::Money => {
                let from = context.currency.or(self.typing.currency)?;
                let target = self.typing.target?;
                let amount = self.decimal(cell, 0)?;
                if from != target {
                    return Some(self.typing.rates.convert(amount, from, target, context.on));
                }
                Scalar::Number(amount)
            }
        };
        let reading = Reading::Known(scalar);
        value::fits(self.wanted, &reading).then_some(reading)
    }

    /// A plain decimal number of at most eighteen digits, with its point moved so many places to the left.
    fn decimal(&self, cell: &[u8], places: u32) -> Option<Number> {
        let (negative, digits) = match cell.split_first()? {
            (b'-', rest) => (true, rest),
            _ => (false, cell),
        };
        if digits.len() > 19 || !digits.first()?.is_ascii_digit() {
            return None;
        }
        let (mut mantissa, mut scale, mut after_mark) = (0i64, 0u32, false);
        for byte in digits {
            match byte {
                b'0'..=b'9' => {
                    mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                    scale += u32::from(after_mark);
                }
                b if *b == self.decimal && !after_mark => after_mark = true,
                _ => return None,
            }
        }
        if after_mark && scale == 0 {
            return None;
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        Some(Number::decimal(i128::from(mantissa), scale + places))
    }

    fn slow(&self, cell: &[u8], context: Context) -> Result<Reading, Problem> {
        let text = String::from_utf8_lossy(cell);
        let typing = Typing { currency: context.currency.or(self.typing.currency), ..self.typing };
        if self.wanted.ty == Type::Date && text != "n/a" && text != "N/A" {
            return Err(value::bad_date_in_column(&text, self.wanted, self.dates.text()));
        }
        if self.wanted.ty.is_numeric() && self.decimal == b',' && !text.eq_ignore_ascii_case("n/a") {
            // Points then split thousands, and nothing else.
            if let Some(write) = pointed_decimal(&text) {
                return Err(value::decimal_point(&text, &write));
            }
            let pointed = text.replace('.', " ").replace(',', ".");
            let read = value::read_cell(&pointed, self.wanted, context.on, typing);
            return read.map_err(|problem| problem.showing(&pointed, &text));
        }
        value::read_cell(&text, self.wanted, context.on, typing)
    }
}

/// `1,5` for a `1.5` whose point cannot split thousands: not three digits behind it, more than three or a lone 0 before it.
fn pointed_decimal(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(['-', '+']);
    let end = digits.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(digits.len());
    let (number, rest) = digits.split_at(end);
    if rest.starts_with(',') {
        return None;
    }
    let (whole, fraction) = number.split_once('.')?;
    let thousands = fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
    let plain = !fraction.is_empty() && !whole.is_empty() && !fraction.contains('.');
    (plain && !thousands).then(|| text.replacen('.', ",", 1))
}

/// What the rest of a row says about a cell.
#[derive(Clone, Copy, Default)]
pub struct Context {
    /// The day an amount is of.
    pub on: Option<Day>,
    /// The currency that another column names.
    pub currency: Option<Currency>,
}

impl CellState {
    /// The text of a cell, shared with equal ones.
    fn share(&mut self, cell: &[u8]) -> Option<Arc<str>> {
        if let Some(text) = self.shared.get(cell) {
            return Some(text.clone());
        }
        let text: Arc<str> = std::str::from_utf8(cell).ok()?.into();
        if self.shared.len() < MAX_SHARED {
            self.shared.insert(cell.into(), text.clone());
        }
        Some(text)
    }

    /// Notes a bad cell.
    pub fn note(&mut self, cell: &[u8], row_start: usize, problem: Problem) {
        self.n_bad += 1;
        if self.problems.len() < MAX_ALIKE && self.seen.insert(cell.into(), ()).is_none() {
            self.problems.push((row_start, problem));
        }
    }

    /// Adds what the rest of the rows found.
    pub fn append(&mut self, later: CellState) {
        self.n_bad += later.n_bad;
        for (row_start, problem) in later.problems {
            if self.problems.len() < MAX_ALIKE && !self.problems.iter().any(|(_, p)| *p == problem) {
                self.problems.push((row_start, problem));
            }
        }
    }
}
