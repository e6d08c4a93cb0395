//! Many-to-one joins of tables: every row finds exactly one partner in each joined table, or is reported. Columns keep the
//! header they have in their own file; where two joined files share one, `products.unit_price` says which is meant. A
//! header of the first file always means that file.

use super::config::{Join, Setting, TableSource};
use super::loader::Loader;
use super::table::{self, Row, Table};
use super::yaml::shown;
use crate::diagnostics::{FileId, Finding, Sources, Span, data as codes, suggest};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// A table with its partners.
pub struct Joined {
    pub table: Table,
    partners: Vec<Partner>,
}

/// Where a column is: in the table itself, or in a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Own(usize),
    Partner(usize, usize),
}

/// A joined file, read whole.
struct Partner {
    table: Table,
    /// Where the key of the row at hand is.
    left: At,
    right: Setting,
    cells: Vec<u8>,
    /// Where each cell ends, row by row.
    ends: Vec<u32>,
    /// Key → row, and whether a second row has it.
    index: HashMap<Box<[u8]>, (u32, bool)>,
}

impl Partner {
    fn cell(&self, row: u32, column: usize) -> &[u8] {
        let at = row as usize * self.table.headers.len() + column;
        let start = at.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or(0) as usize);
        let end = self.ends.get(at).copied().unwrap_or(0) as usize;
        self.cells.get(start..end).unwrap_or_default()
    }

    /// What the file is called in `products.unit_price`.
    fn stem(&self) -> &str {
        let name = self.table.path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }
}

/// Opens a table and its partners. None when any of them cannot be read.
pub fn open(source: &TableSource, loader: &mut Loader<'_>) -> Option<Joined> {
    let table = table::open(source, loader)?;
    let mut joined = Joined { table, partners: Vec::new() };
    for join in &source.joins {
        let partner = partner(&joined, source, join, loader)?;
        joined.partners.push(partner);
    }
    Some(joined)
}

fn partner(joined: &Joined, source: &TableSource, join: &Join, loader: &mut Loader<'_>) -> Option<Partner> {
    let left = joined.must_find(&join.left, loader.findings);
    let encoding = source.encoding.as_ref().map(|e| e.text.as_str());
    let separator = table::Separator { byte: source.separator, settable: false };
    let table = table::open_file(&join.file, join.file_span, encoding, separator, loader)?;
    let right = table.must_have(&join.right, loader.findings)?;
    let mut partner = Partner {
        table,
        left: left?,
        right: join.right.clone(),
        cells: Vec::new(),
        ends: Vec::new(),
        index: HashMap::new(),
    };
    let (mut cells, mut ends, mut index) = (Vec::new(), Vec::new(), HashMap::new());
    let mut n_rows = 0;
    for chunk in partner.table.chunks(loader.sources) {
        partner.table.rows(&chunk, loader.sources, loader.findings, |row, _| {
            for cell in row.record {
                cells.extend_from_slice(cell);
                // A file is at most 1 GiB, so its cells fit.
                ends.push(u32::try_from(cells.len()).unwrap_or(u32::MAX));
            }
            let key = row.record.get(right).unwrap_or_default().trim_ascii();
            match index.entry(Box::from(key)) {
                Entry::Vacant(free) => {
                    free.insert((n_rows, false));
                }
                Entry::Occupied(mut taken) => taken.get_mut().1 = true,
            }
            n_rows += 1;
        });
    }
    (partner.cells, partner.ends, partner.index) = (cells, ends, index);
    Some(partner)
}

/// Why a row has no partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinProblem {
    partner: usize,
    pub key: String,
    double: bool,
}

impl Joined {
    /// The files joined to the table, in the order of kam.yaml.
    pub fn partner_files(&self) -> Vec<FileId> {
        self.partners.iter().map(|partner| partner.table.file).collect()
    }

    /// Where a header is: first in the table itself, then in its partners.
    pub fn find(&self, header: &str) -> Found {
        if let Some(column) = self.table.column(header) {
            return Found::At(At::Own(column));
        }
        let mut hits = self.partners.iter().enumerate().filter_map(|(n, p)| Some((n, p.table.column(header)?)));
        match (hits.next(), hits.next()) {
            (Some((n, column)), None) => return Found::At(At::Partner(n, column)),
            // The key of one join is often a column of the next; what is equal by the join is not ambiguous.
            (Some((n, column)), Some((m, _))) => {
                if self.partners.get(m).is_some_and(|p| p.right.text == header && p.left == At::Partner(n, column)) {
                    return Found::At(At::Partner(n, column));
                }
                return Found::Both(n, m);
            }
            (None, _) => {}
        }
        let qualified = header.split_once('.').and_then(|(stem, name)| {
            let (n, partner) = self.partners.iter().enumerate().find(|(_, p)| p.stem() == stem)?;
            Some(At::Partner(n, partner.table.column(name)?))
        });
        qualified.map_or(Found::Nowhere, Found::At)
    }

    /// A column that must be there.
    pub fn must_find(&self, header: &Setting, findings: &mut Vec<Finding>) -> Option<At> {
        match self.find(&header.text) {
            Found::At(at) => Some(at),
            Found::Nowhere => {
                let finding = Finding::new(&codes::NO_COLUMN, header.span).quote("file", &*self.table.path);
                let hint = suggest::did_you_mean(self.nearest(&header.text));
                findings.push(finding.arg("name", shown(&header.text)).arg("hint", hint));
                None
            }
            Found::Both(n, m) => {
                if let (Some(first), Some(second)) = (self.partners.get(n), self.partners.get(m)) {
                    let finding = Finding::new(&codes::AMBIGUOUS_COLUMN, header.span);
                    let finding = finding.quote("first", &*first.table.path).quote("second", &*second.table.path);
                    let write = format!("{}.{}", first.stem(), header.text);
                    findings.push(finding.arg("name", shown(&header.text)).arg("write", write));
                }
                None
            }
        }
    }

    /// The header most like a name, in any of the files.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let partners = self.partners.iter().flat_map(|p| &p.table.headers);
        suggest::nearest(name, self.table.headers.iter().chain(partners).map(String::as_str))
    }

    /// The partners of a row.
    pub fn partners_of(&self, row: &Row<'_>, into: &mut Vec<u32>) -> Result<(), JoinProblem> {
        into.clear();
        for (n, partner) in self.partners.iter().enumerate() {
            let key = self.cell(row, into, partner.left).trim_ascii();
            let problem = |double| JoinProblem { partner: n, key: String::from_utf8_lossy(key).into_owned(), double };
            match partner.index.get(key) {
                None => return Err(problem(false)),
                Some((_, true)) => return Err(problem(true)),
                Some((row, false)) => into.push(*row),
            }
        }
        Ok(())
    }

    /// A cell of a row and its partners.
    pub fn cell<'r>(&'r self, row: &'r Row<'_>, partners: &[u32], at: At) -> &'r [u8] {
        match at {
            At::Own(column) => row.record.get(column).unwrap_or_default(),
            At::Partner(n, column) => match (self.partners.get(n), partners.get(n)) {
                (Some(partner), Some(row)) => partner.cell(*row, column),
                _ => &[],
            },
        }
    }

    /// A join problem as a finding.
    pub fn say(&self, problem: &JoinProblem, span: Span) -> Finding {
        let code = if problem.double { &codes::JOIN_DOUBLE } else { &codes::JOIN_MISS };
        let partner = self.partners.get(problem.partner);
        let finding = Finding::new(code, span).arg("key", shown(&problem.key));
        let finding = finding.quote("file", partner.map_or("", |p| p.table.path.as_str()));
        finding.quote("column", partner.map_or("", |p| p.right.text.as_str()))
    }

    /// The cell of a row, for findings; a partner's cell is shown at the row that looked for it.
    pub fn cell_span(&self, sources: &Sources, row_start: usize, at: At) -> Span {
        match at {
            At::Own(column) => self.table.cell_span(sources, row_start, column),
            At::Partner(..) => self.table.row_span(sources, row_start),
        }
    }
}

/// The result of looking for a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    At(At),
    /// In two partners.
    Both(usize, usize),
    Nowhere,
}
