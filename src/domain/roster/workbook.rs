//! Workbooks of Excel and its kin (XLSX): sheets, cells and what stands in them.
//!
//! A workbook is a ZIP of XML, which can be a thousand times larger than it looks. It is unpacked once
//! into nothing, to see that it stays within bounds, before anything is read; sheets are read cell by
//! cell, so that a single cell far out costs nothing.

use std::io::{Cursor, Read as _};

use calamine::{Cell, DataRef, Reader as _, SheetType, Xlsx, XlsxError};
use zip::ZipArchive;

use super::page::{MAX_BYTES, MAX_ROWS, Page, Record, too_large, too_many};
use super::problem::{Problem, ProblemKind};

/// Most bytes that all parts of a workbook may be unpacked to.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// Cells to the right of it are not looked at.
const MAX_COLUMNS: usize = 256;
/// Spreadsheets calculate with 15 digits; a longer number has been rounded.
const EXACT: f64 = 1e15;

/// The first sheet whose header fits; the first one that has anything on it where none does.
pub(super) fn read(
    bytes: &[u8],
    fits: impl Fn(&Record) -> bool,
    problems: &mut Vec<Problem>,
) -> Page {
    match first(bytes, fits) {
        Ok(page) => page,
        Err(problem) => {
            problems.push(problem);
            Page::default()
        }
    }
}

fn first(bytes: &[u8], fits: impl Fn(&Record) -> bool) -> Result<Page, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large());
    }
    check_size(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let sheets = book.sheets_metadata().iter();
    let names: Vec<String> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut other = None;
    for name in names {
        let page = sheet(&mut book, &name, &fits)?;
        match page.records.first() {
            Some(header) if fits(header) => return Ok(page),
            Some(_) if other.is_none() => other = Some(page),
            _ => {}
        }
    }
    Ok(other.unwrap_or_default())
}

/// What the parts say of their own size is not relied on.
fn check_size(bytes: &[u8]) -> Result<(), Problem> {
    let no_workbook = || Problem::at(0, ProblemKind::NoWorkbook);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_workbook())?;
    let mut left = MAX_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| no_workbook())?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| no_workbook())?;
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
    }
    Ok(())
}

/// The rows of a sheet; of one whose header does not fit only that.
fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    fits: impl Fn(&Record) -> bool,
) -> Result<Page, Problem> {
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|error| unreadable(&error))?;
    let (mut page, mut taken) = (Page::default(), 0);
    let mut row: Option<Record> = None;
    loop {
        let cell = cells.next_cell().map_err(|error| unreadable(&error))?;
        let line = cell
            .as_ref()
            .map(|cell| u64::from(cell.get_position().0) + 1);
        if row.as_ref().map(|row| row.line) != line {
            if let Some(mut done) = row.take().filter(|row| !row.is_blank()) {
                // A row ends with its last cell.
                let width = page.records.first().map_or(0, |header| header.fields.len());
                let width = width.max(done.fields.len());
                done.fields.resize(width, String::new());
                page.records.push(done);
                if page.records.len() > MAX_ROWS + 1 {
                    return Err(too_many());
                }
                if page.records.len() == 1 && !fits(&page.records[0]) {
                    return Ok(page);
                }
            }
            row = line.map(|line| Record {
                line,
                fields: Vec::new(),
                odd: Vec::new(),
            });
        }
        let (Some(cell), Some(row)) = (cell, row.as_mut()) else {
            return Ok(page);
        };
        taken += put(row, &cell);
        if taken > MAX_BYTES {
            return Err(too_large());
        }
    }
}

/// Puts a cell into its row; how much text that was.
fn put(row: &mut Record, cell: &Cell<DataRef<'_>>) -> usize {
    let at = usize::try_from(cell.get_position().1).unwrap_or(usize::MAX);
    if at >= MAX_COLUMNS || matches!(cell.get_value(), DataRef::Empty) {
        return 0;
    }
    let (text, odd) = shown(cell.get_value());
    row.odd.extend(odd.map(|kind| (at, kind)));
    if row.fields.len() <= at {
        row.fields.resize(at + 1, String::new());
    }
    let length = text.len();
    row.fields[at] = text;
    length
}

/// What a cell says, and what is odd about it.
fn shown(value: &DataRef<'_>) -> (String, Option<ProblemKind>) {
    match value {
        DataRef::Empty => (String::new(), None),
        DataRef::String(text) => (text.clone(), None),
        DataRef::SharedString(text) => ((*text).to_owned(), None),
        DataRef::Int(number) => (number.to_string(), None),
        // Rust writes a number in full, whatever its size.
        DataRef::Float(number) => {
            let text = number.to_string();
            let whole = number.fract() == 0.0 && number.abs() < EXACT;
            let odd = (!whole).then(|| ProblemKind::NumberCell {
                typed: text.clone(),
            });
            (text, odd)
        }
        DataRef::Bool(true) => ("TRUE".to_owned(), None),
        DataRef::Bool(false) => ("FALSE".to_owned(), None),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
            ("?".to_owned(), Some(ProblemKind::DateCell))
        }
        DataRef::Error(error) => {
            let typed = error.to_string();
            (typed.clone(), Some(ProblemKind::ErrorCell { typed }))
        }
    }
}

/// A workbook behind a password says so; everything else is broken.
fn unreadable(error: &XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::at(0, ProblemKind::OldWorkbook),
        _ => Problem::at(0, ProblemKind::NoWorkbook),
    }
}
