//! The registry's files: bytes in, typed rows with their lines out, or everything that is wrong with
//! them.
//!
//! `table` finds delimiter, header and records; [`InstitutionFile`] and [`ChatFile`] read their
//! fields; [`tree`] holds institutions against one another and against those known already. What is
//! found anywhere is a [`Problem`], and all of them are collected before anybody is told.

mod chats;
mod institutions;
mod near;
mod problem;
mod table;
pub mod tree;

#[cfg(test)]
mod chats_tests;
#[cfg(test)]
mod institutions_tests;
#[cfg(test)]
mod tree_tests;

pub use chats::{CHAT_KINDS, ChatFile, ChatRow};
pub use institutions::{InstitutionFile, InstitutionRow};
pub use problem::{Problem, ProblemKind};
pub use table::{MAX_BYTES, MAX_TEXT};

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
