//! The registry's files: bytes in, typed rows with their lines out, or everything that is wrong with
//! them.
//!
//! `page` opens a file, whose one page is `text` or whose sheets are a `workbook`; `table` finds the
//! columns; [`InstitutionFile`] and [`ChatFile`] read their fields, [`RosterFile`] either of them; [`tree`] holds institutions against one another and against those known already. What is
//! found anywhere is a [`Problem`], and all of them are collected before anybody is told.

pub mod change;
mod chats;
mod either;
mod institutions;
mod near;
mod page;
mod problem;
mod table;
mod text;
pub mod tree;
mod workbook;

#[cfg(test)]
mod chats_tests;
#[cfg(test)]
mod institutions_tests;
#[cfg(test)]
mod tree_tests;
#[cfg(test)]
mod workbook_tests;

pub use change::{Change, Field, Preview, Step};
pub use chats::{CHAT_KINDS, ChatFile, ChatRow};
pub use either::{RosterFile, Rows};
pub use institutions::{InstitutionFile, InstitutionRow};
pub use page::{MAX_BYTES, MAX_ROWS};
pub use problem::{Problem, ProblemKind};
pub use table::MAX_TEXT;

/// What an import did to the registry, in rows of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Were not there.
    pub new: usize,
    /// Said something else.
    pub changed: usize,
    /// Said the same, and were left alone.
    pub unchanged: usize,
}
