//! What a correction or withdrawal is about, as its author and its approvers see it.

use super::announcement::{Change, Number};
use super::id::AnnouncementId;
use super::part::Part;

/// What a draft is to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The announcement that it changes.
    pub announcement: AnnouncementId,
    /// Its number.
    pub number: Number,
    /// What it does.
    pub change: Change,
    /// Against which revision.
    pub revision: i64,
    /// The content of that.
    pub old: Vec<Part>,
    /// Its first line.
    pub title: String,
    /// Chats that have a copy, or may have.
    pub copies: i64,
    /// Chats whose turn is still to come.
    pub waiting: i64,
}
