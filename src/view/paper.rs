//! Printed reports: A4 pages of text, tables and bars. What they say is decided where the words are; here it
//! is kept until the file leaves. `layout` puts it on pages, `ink` makes the file.
//!
//! Words are text in the file, in an embedded font, so that they can be searched, copied and read aloud.

mod ink;
mod layout;
mod letters;

use serde::{Deserialize, Serialize};

use crate::domain::file::{Drawing, File};

pub(super) use layout::pdf;

/// A report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Paper {
    /// Its language, as an IETF tag.
    pub(super) language: String,
    /// At the top of the first page, and in the file's properties.
    pub(super) title: String,
    /// Whose it is, at the top of every page.
    pub(super) issuer: String,
    /// Below the title: of what, by whom, when.
    pub(super) about: Vec<String>,
    /// At the foot of every page, on the left.
    pub(super) foot: String,
    /// On the right there; `{page}` and `{pages}` are put in.
    pub(super) pages: String,
    /// Seconds since 1970 UTC.
    pub(super) made_at: i64,
    pub(super) parts: Vec<Part>,
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Part {
    Heading(String),
    /// A remark in smaller letters.
    Note(String),
    /// Figures beside one another, each with what it is.
    Figures(Vec<(String, String)>),
    /// Shares as bars: name, share in per mille, and what stands behind it.
    Bars(Vec<(String, i64, String)>),
    Table(Table),
}

/// A table; its headings are repeated on each page that it reaches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    /// As many texts in each as there are columns.
    pub(super) rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Column {
    pub(super) head: String,
    /// In parts of the width of all of them.
    pub(super) width: u16,
    /// Figures stand at the right.
    pub(super) right: bool,
}

impl Paper {
    /// The report as a file, which is made when it is sent.
    pub(super) fn file(&self, stem: &str) -> File {
        let content = serde_json::to_vec(self).expect("texts and numbers are always JSON");
        File::document(stem, "pdf", content).drawn_as(Drawing::Paper)
    }
}

#[cfg(test)]
pub(super) mod tests;
