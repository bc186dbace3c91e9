//! What approvers are asked, and what was answered so far.

use super::clock::Timestamp;
use super::correction::Correction;
use super::id::AnnouncementId;
use super::options::Options;
use super::report::Reach;

/// A request for approval, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What is asked about.
    pub announcement: AnnouncementId,
    /// As of which edit.
    pub version: i64,
    /// Who wrote it.
    pub author: String,
    /// Whom it would reach.
    pub reach: Reach,
    /// What its author decided besides the content.
    pub options: Options,
    /// Until when quiet hours would hold it, if they do.
    pub held: Option<Timestamp>,
    /// How many have to approve it.
    pub needed: usize,
    /// Who has, first to last.
    pub approved: Vec<Approval>,
    /// How it came back before, newest first.
    pub history: Vec<Returned>,
    /// What it corrects or withdraws.
    pub correction: Option<Correction>,
}

/// Somebody's yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Whose, by name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Somebody's no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Whose, by name.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why, in their words.
    pub reason: String,
}
