//! Workbooks for spreadsheet programs: what stands in which cell is decided where the words are; here it is
//! kept until the file leaves, and `write` makes the file, `plot` the charts in it.
//!
//! What people wrote is always a text: nothing in a cell is ever read as a formula or made a link.

mod plot;
mod space;
mod write;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Lang;
use crate::domain::clock::{Timestamp, millis};
use crate::domain::erasure::ERASED;
use crate::domain::file::{Drawing, File};

pub(super) use write::xlsx;

/// A workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Book {
    /// In the file's properties.
    pub(super) title: String,
    /// The same; milliseconds since 1970 UTC.
    pub(super) made_at: i64,
    pub(super) sheets: Vec<Sheet>,
}

/// A sheet, row by row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// Of each column, in letters.
    pub(super) widths: Vec<u16>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// The row of a table's headings: it stays in sight, is printed on each page, and filters what is below.
    pub(super) heading: Option<usize>,
    pub(super) plots: Vec<Plot>,
}

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Cell {
    #[default]
    Empty,
    Text(String),
    /// A heading of the whole sheet.
    Title(String),
    /// A heading of a column, or of a part.
    Head(String),
    /// A remark.
    Note(String),
    Count(i64),
    /// A share, in per mille.
    Share(i64),
    /// How a share has changed, in per mille.
    Change(i64),
    /// A moment on the wall, in milliseconds since 1970 there.
    Moment(i64),
}

/// A chart of the spreadsheet program's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Plot {
    pub(super) form: Form,
    pub(super) title: String,
    /// Row and column of its upper left corner.
    pub(super) at: (u32, u16),
    pub(super) series: Vec<Series>,
    /// What is counted along the other axis.
    pub(super) axis: String,
    /// Over moments: which.
    pub(super) span: Option<Span>,
}

/// A span of time on the wall, in milliseconds since 1970 there, and how far its marks are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) step: i64,
}

/// How a chart looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Form {
    /// Counts over moments.
    Course,
    /// Shares beside one another.
    Shares,
}

/// A line or a row of bars: a name, and which rows of two columns of its sheet it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Series {
    pub(super) name: String,
    pub(super) rows: (u32, u32),
    pub(super) along: u16,
    pub(super) values: u16,
    /// A mark that others are measured against.
    pub(super) is_mark: bool,
}

impl Book {
    /// The workbook as a file, which is made when it is sent.
    pub(super) fn file(&self, stem: &str) -> File {
        let content = serde_json::to_vec(self).expect("texts and numbers are always JSON");
        File::document(stem, "xlsx", content).drawn_as(Drawing::Workbook)
    }
}

impl Cell {
    /// A text of ours or of a person's; what was erased is said in the reader's language.
    pub(super) fn text(lang: &Lang, text: &str) -> Self {
        match text {
            "" => Self::Empty,
            ERASED => Self::Text(lang.plain("label-erased")),
            text => Self::Text(text.to_owned()),
        }
    }

    pub(super) fn maybe(lang: &Lang, text: Option<&str>) -> Self {
        Self::text(lang, text.unwrap_or_default())
    }

    /// A moment on the reader's wall.
    pub(super) fn moment(lang: &Lang, at: Option<Timestamp>) -> Self {
        at.map_or(Self::Empty, |at| Self::Moment(at.0 + lang.zone.offset(at)))
    }

    /// Whole minutes, rounded.
    pub(super) fn minutes(took: Option<Duration>) -> Self {
        const MINUTE: i64 = 60_000;
        took.map_or(Self::Empty, |took| {
            Self::Count((millis(took) + MINUTE / 2) / MINUTE)
        })
    }

    /// `part` of `whole`; nothing of nothing has no share.
    pub(super) fn share(part: i64, whole: i64) -> Self {
        match whole > 0 {
            true => Self::Share(part * 1_000 / whole),
            false => Self::Empty,
        }
    }

    /// As it stands in a file of plain text.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Title(text) | Self::Head(text) | Self::Note(text) => {
                text.clone()
            }
            Self::Count(count) => count.to_string(),
            Self::Share(share) => format!("{},{}%", share / 10, share % 10),
            Self::Change(change) => {
                let (sign, share) = (if *change < 0 { "-" } else { "+" }, change.abs());
                format!("{sign}{},{}%", share / 10, share % 10)
            }
            Self::Moment(at) => chrono::DateTime::from_timestamp_millis(*at)
                .unwrap_or_default()
                .format("%Y-%m-%d %H:%M:%S")
                .to_string(),
        }
    }
}
