//! Finding the columns in the header of a page, and the rows that have them.

use super::page::{Page, Record};
use super::problem::{Problem, ProblemKind};
use crate::domain::institution::Code;

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

/// A row's fields in the order in which the columns were asked for.
#[derive(Debug)]
pub(super) struct Fields<'a, const N: usize> {
    /// Where the row begins.
    pub line: u64,
    columns: &'a [Column; N],
    record: &'a Record,
}

impl<const N: usize> Table<N> {
    /// Reads a page that must have `columns`, in whatever order, among others that are ignored. Only
    /// when `spare_last`, rows may end before the last of them: spreadsheets cut empty cells off.
    pub fn read(
        page: Page,
        columns: [&'static str; N],
        spare_last: bool,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let mut records = page.records.into_iter();
        let Some(header) = records.next() else {
            if problems.is_empty() {
                problems.push(Problem::at(0, ProblemKind::Empty));
            }
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
            record,
        }
    }
}

impl<const N: usize> Fields<'_, N> {
    /// The field of a column, with every run of spaces and line breaks as one space.
    /// A control character is a problem.
    pub fn text(&self, column: usize, problems: &mut Vec<Problem>) -> Option<String> {
        let at = self.columns[column].at;
        if let Some((_, kind)) = self.record.odd.iter().find(|(odd, _)| *odd == at) {
            problems.push(self.problem(column, kind.clone()));
            return None;
        }
        let raw = self.record.field(at);
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
        let typed = self.record.field(self.columns[column].at);
        Some((self.line, Code::parse(typed)?))
    }

    /// Something wrong with the field of a column.
    pub fn problem(&self, column: usize, kind: ProblemKind) -> Problem {
        Problem::in_column(self.line, self.columns[column].name, kind)
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
        let mut rest = record.fields.iter().skip(expected);
        (found >= expected || spared) && rest.all(|field| field.trim().is_empty())
    });
    problems.extend(broken.iter().map(|record| {
        let found = record.fields.len();
        Problem::at(record.line, ProblemKind::FieldCount { expected, found })
    }));
    (kept, broken)
}
