//! A page of a registry file: a text file is one, each sheet of a workbook is one.

use csv::StringRecord;

use super::problem::{Problem, ProblemKind};
use super::{text, workbook};

/// Largest file that is taken, and most text that is taken out of one, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// Most rows below the header.
pub const MAX_ROWS: usize = 20_000;

/// The records of a page that are not blank, the header first.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub records: Vec<Record>,
}

/// A record, with its columns still in the file's order.
#[derive(Debug)]
pub(super) struct Record {
    /// Where it begins, from 1.
    pub line: u64,
    pub fields: Vec<String>,
    /// Cells that say something else than they show, or nothing, by column.
    pub odd: Vec<(usize, ProblemKind)>,
}

impl Record {
    pub fn of(line: u64, fields: &StringRecord) -> Self {
        Self {
            line,
            fields: fields.iter().map(str::to_owned).collect(),
            odd: Vec::new(),
        }
    }

    /// The field of a column; nothing where the row has ended.
    pub fn field(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", String::as_str)
    }

    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.trim().is_empty())
    }

    /// Whether it names all of these columns.
    pub fn names(&self, columns: &[&str]) -> bool {
        let named = |name: &&str| {
            let mut fields = self.fields.iter();
            fields.any(|field| field.trim().eq_ignore_ascii_case(name))
        };
        columns.iter().all(named)
    }
}

/// The page of a file whose header names all of one of these sets of columns, and which; the first page
/// that has anything on it where none does.
pub(super) fn find(
    bytes: &[u8],
    wanted: &[&[&'static str]],
    problems: &mut Vec<Problem>,
) -> (Page, Option<usize>) {
    let which = |header: &Record| wanted.iter().position(|columns| header.names(columns));
    let page = match Kind::of(bytes) {
        Kind::Workbook => workbook::read(bytes, |header| which(header).is_some(), problems),
        Kind::OldWorkbook => {
            problems.push(Problem::at(0, ProblemKind::OldWorkbook));
            Page::default()
        }
        Kind::NoText => {
            problems.push(Problem::at(0, ProblemKind::NoText));
            Page::default()
        }
        Kind::Text => text::read(bytes, problems),
    };
    let which = page.records.first().and_then(which);
    (page, which)
}

/// What a file is by its first bytes, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Workbook,
    OldWorkbook,
    NoText,
    Text,
}

impl Kind {
    fn of(bytes: &[u8]) -> Self {
        const PICTURES_AND_PAPERS: [&[u8]; 6] = [
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"%PDF",
            b"RIFF",
            b"Rar!",
        ];
        if bytes.starts_with(b"PK\x03\x04") {
            Self::Workbook
        } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            Self::OldWorkbook
        } else if PICTURES_AND_PAPERS.iter().any(|it| bytes.starts_with(it)) {
            Self::NoText
        } else {
            Self::Text
        }
    }
}

pub(super) fn too_large() -> Problem {
    let most_megabytes = MAX_BYTES / (1024 * 1024);
    Problem::at(0, ProblemKind::TooLarge { most_megabytes })
}

pub(super) fn too_many() -> Problem {
    Problem::at(0, ProblemKind::TooManyRows { most: MAX_ROWS })
}
