//! Finding the records of a file and the columns in its header.

use csv::{ReaderBuilder, StringRecord};

use super::problem::{Problem, ProblemKind};
use crate::domain::institution::Code;

/// Largest file that is taken, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// Longest name of an institution or a region, in characters.
pub const MAX_TEXT: usize = 200;

/// A file whose columns have been found.
#[derive(Debug)]
pub(super) struct Table<const N: usize> {
    columns: [Column; N],
    records: Vec<Record>,
    broken: Vec<Record>,
}

#[derive(Debug, Clone, Copy)]
struct Column {
    name: &'static str,
    at: usize,
}

/// A record, with its columns still in the file's order.
#[derive(Debug)]
struct Record {
    line: u64,
    fields: StringRecord,
}

/// A row's fields in the order in which the columns were asked for.
#[derive(Debug)]
pub(super) struct Fields<'a, const N: usize> {
    /// Where the row begins.
    pub line: u64,
    columns: &'a [Column; N],
    fields: &'a StringRecord,
}

impl<const N: usize> Table<N> {
    /// Reads a file that must have `columns`, in whatever order, among others that are ignored. Only
    /// when `spare_last`, rows may end before the last of them: spreadsheets cut empty cells off.
    pub fn read(
        bytes: &[u8],
        columns: [&'static str; N],
        spare_last: bool,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let text = decode(bytes).map_err(|found| problems.push(found)).ok()?;
        let mut records = split(text, problems).into_iter();
        let Some(header) = records.next() else {
            problems.push(Problem::at(0, ProblemKind::Empty));
            return None;
        };
        let columns = find(&header, columns, problems)?;
        let optional = columns.last().filter(|_| spare_last);
        let optional = optional.map(|last| last.at);
        let (records, broken) = counted(&header, records, optional, problems);
        if records.is_empty() && problems.is_empty() {
            problems.push(Problem::at(0, ProblemKind::Empty));
        }
        Some(Self {
            columns,
            records,
            broken,
        })
    }

    /// The rows that have all their fields.
    pub fn rows(&self) -> impl Iterator<Item = Fields<'_, N>> {
        self.records.iter().map(|record| self.fields(record))
    }

    /// The rows that have more or fewer.
    pub fn broken(&self) -> impl Iterator<Item = Fields<'_, N>> {
        self.broken.iter().map(|record| self.fields(record))
    }

    fn fields<'a>(&'a self, record: &'a Record) -> Fields<'a, N> {
        Fields {
            line: record.line,
            columns: &self.columns,
            fields: &record.fields,
        }
    }
}

impl<const N: usize> Fields<'_, N> {
    /// The field of a column, with every run of spaces and line breaks as one space.
    /// A control character is a problem.
    pub fn text(&self, column: usize, problems: &mut Vec<Problem>) -> Option<String> {
        let raw = self.fields.get(self.columns[column].at).unwrap_or_default();
        let words: Vec<&str> = raw.split_whitespace().collect();
        let text = words.join(" ");
        if text.chars().any(char::is_control) {
            problems.push(self.problem(column, ProblemKind::ControlCharacter));
            return None;
        }
        Some(text)
    }

    /// The same for a field that must not be empty.
    pub fn filled(&self, column: usize, problems: &mut Vec<Problem>) -> Option<String> {
        let text = self.text(column, problems)?;
        if text.is_empty() {
            problems.push(self.problem(column, ProblemKind::EmptyValue));
            return None;
        }
        Some(text)
    }

    /// The same for a field that people read.
    pub fn name(&self, column: usize, problems: &mut Vec<Problem>) -> Option<String> {
        let text = self.filled(column, problems)?;
        if text.chars().count() > MAX_TEXT {
            let kind = ProblemKind::TooLong { most: MAX_TEXT };
            problems.push(self.problem(column, kind));
            return None;
        }
        Some(text)
    }

    /// The line and the code in a column, if it is one.
    pub fn code(&self, column: usize) -> Option<(u64, Code)> {
        let typed = self.fields.get(self.columns[column].at)?;
        Some((self.line, Code::parse(typed)?))
    }

    /// Something wrong with the field of a column.
    pub fn problem(&self, column: usize, kind: ProblemKind) -> Problem {
        Problem::in_column(self.line, self.columns[column].name, kind)
    }
}

fn decode(bytes: &[u8]) -> Result<&str, Problem> {
    if bytes.len() > MAX_BYTES {
        let most_megabytes = MAX_BYTES / (1024 * 1024);
        return Err(Problem::at(0, ProblemKind::TooLarge { most_megabytes }));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let lines = Lines::default().upto(bytes, error.valid_up_to());
        Problem::at(lines, ProblemKind::NotUtf8)
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The records that are not blank.
fn split(text: &str, problems: &mut Vec<Problem>) -> Vec<Record> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let bytes = text.as_bytes();
    let (mut records, mut lines) = (Vec::new(), Lines::default());
    let mut fields = StringRecord::new();
    // The text is UTF-8, any number of fields will do and memory does not fail: nothing else is left
    // that the reader calls an error.
    while let Ok(true) = reader.read_record(&mut fields) {
        let end = offset(reader.position());
        let start = fields.position().map_or(end, offset);
        let breaks = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        // The reader's own count stands before the line breaks that it skips.
        let start = start + bytes[start..end].iter().take_while(breaks).count();
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let line = lines.upto(bytes, start);
        let raw = text[start..end].trim_end();
        let odd = raw.matches('"').count() % 2 == 1;
        if end == bytes.len() && odd && raw.contains('\n') {
            problems.push(Problem::at(line, ProblemKind::OpenQuote));
            break;
        }
        let fields = fields.clone();
        records.push(Record { line, fields });
    }
    records
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// What parts the fields: spreadsheets write semicolons where the comma is the decimal sign.
fn delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    if header.matches(';').count() > header.matches(',').count() {
        b';'
    } else {
        b','
    }
}

fn find<const N: usize>(
    header: &Record,
    names: [&'static str; N],
    problems: &mut Vec<Problem>,
) -> Option<[Column; N]> {
    let before = problems.len();
    let columns = names.map(|name| {
        let mut found = (0..header.fields.len())
            .filter(|at| header.fields[*at].trim().eq_ignore_ascii_case(name));
        let at = found.next();
        let wrong = match (at, found.next()) {
            (None, _) => Some(ProblemKind::MissingColumn),
            (Some(_), Some(_)) => Some(ProblemKind::RepeatedColumn),
            (Some(_), None) => None,
        };
        problems.extend(wrong.map(|kind| Problem::in_column(header.line, name, kind)));
        let at = at.unwrap_or_default();
        Column { name, at }
    });
    (problems.len() == before).then_some(columns)
}

/// The records with as many fields as the header, and the others. Empty ones too many do no harm.
fn counted(
    header: &Record,
    records: impl Iterator<Item = Record>,
    optional: Option<usize>,
    problems: &mut Vec<Problem>,
) -> (Vec<Record>, Vec<Record>) {
    let named = |at: &usize| !header.fields[*at].trim().is_empty();
    let last = (0..header.fields.len()).rev().find(named);
    let expected = last.map_or(0, |last| last + 1);
    let (kept, broken): (Vec<_>, Vec<_>) = records.partition(|record| {
        let found = record.fields.len();
        let spared = found + 1 == expected && optional == Some(found);
        let mut rest = record.fields.iter().skip(expected).map(str::trim);
        (found >= expected || spared) && rest.all(str::is_empty)
    });
    problems.extend(broken.iter().map(|record| {
        let found = record.fields.len();
        Problem::at(record.line, ProblemKind::FieldCount { expected, found })
    }));
    (kept, broken)
}

/// Counts lines forward, so that a whole file is counted once.
#[derive(Debug, Default)]
struct Lines {
    breaks: u64,
    counted: usize,
}

impl Lines {
    /// The line of the byte at `offset`, from 1. Offsets must not go back.
    fn upto(&mut self, bytes: &[u8], offset: usize) -> u64 {
        for at in self.counted..offset {
            let alone = bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            self.breaks += u64::from(bytes[at] == b'\n' || alone);
        }
        self.counted = self.counted.max(offset);
        self.breaks + 1
    }
}
