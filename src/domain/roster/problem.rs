//! What can be wrong with a file.

use crate::domain::institution::Code;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line on which the row begins, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The column's name, where one is to blame.
    pub column: Option<&'static str>,
    /// What.
    pub kind: ProblemKind,
}

impl Problem {
    /// A problem with a row.
    #[must_use]
    pub fn at(line: u64, kind: ProblemKind) -> Self {
        Self {
            line,
            column: None,
            kind,
        }
    }

    /// A problem with a field.
    #[must_use]
    pub fn in_column(line: u64, column: &'static str, kind: ProblemKind) -> Self {
        Self {
            line,
            column: Some(column),
            kind,
        }
    }
}

/// What is wrong. Texts are as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// More bytes than are taken.
    TooLarge { most_megabytes: usize },
    /// More rows than are taken.
    TooManyRows { most: usize },
    /// Neither text nor a workbook: a picture, say, whatever its name.
    NoText,
    /// A ZIP that is no workbook, or a broken one.
    NoWorkbook,
    /// A workbook of before 2007, or one behind a password.
    OldWorkbook,
    /// The header is that of no registry file.
    UnknownHeader,
    /// Not a single row.
    Empty,
    /// The header lacks the column.
    MissingColumn,
    /// The header has the column twice.
    RepeatedColumn,
    /// A quotation mark opens and none closes it.
    OpenQuote,
    /// The row has more or fewer fields than the header.
    FieldCount { expected: usize, found: usize },
    /// A field that must not be empty is.
    EmptyValue,
    /// NUL or another control character.
    ControlCharacter,
    /// More characters than are taken.
    TooLong { most: usize },
    /// A number that a spreadsheet has rounded, or may have.
    NumberCell { typed: String },
    /// A spreadsheet takes it for a date.
    DateCell,
    /// A formula without a value.
    ErrorCell { typed: String },
    /// No code.
    BadCode { typed: String },
    /// The code stands on an earlier line.
    DuplicateCode { code: Code, first: u64 },
    /// No category.
    UnknownCategory {
        typed: String,
        near: Option<&'static str>,
    },
    /// The parent is neither in the file nor in the registry.
    UnknownParent { code: Code },
    /// Each lies below the next, the last below the first.
    Cycle { codes: Vec<Code> },
    /// More levels than are taken.
    TooDeep { most: usize },
    /// Not a chat id.
    BadChatId { typed: String },
    /// A group's or channel's id that is positive.
    PositiveShared { typed: String },
    /// A private chat's id that is negative.
    NegativePrivate { typed: String },
    /// No kind of chat.
    UnknownChatKind {
        typed: String,
        near: Option<&'static str>,
    },
    /// Not a topic's number.
    BadTopic { typed: String },
    /// Only groups have topics.
    TopicOutsideGroup,
    /// The chat stands on an earlier line.
    DuplicateChat { first: u64 },
    /// The institution is not in the registry.
    UnknownInstitution { code: Code },
    /// The chat is registered for another institution.
    ChatTaken { institution: String },
}
