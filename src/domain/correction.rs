//! What a correction or withdrawal is about, as its author and its approvers see it.

use super::announcement::{Change, Number};
use super::id::AnnouncementId;
use super::part::Part;

/// What becomes of photos, videos and documents that were delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pictures {
    /// There are none, or they are the same.
    Stay,
    /// There are others: in their place where that can be, else below those, which say that they hold no
    /// longer.
    Change,
    /// There are none any more: those that were say that they hold no longer, and what holds is sent anew.
    Go,
}

impl Pictures {
    /// From one content to another.
    #[must_use]
    pub fn of(old: &[Part], new: &[Part]) -> Self {
        let (old, new) = (seen_in(old), seen_in(new));
        match (old.is_empty(), new.is_empty()) {
            _ if old == new => Self::Stay,
            (true, _) => Self::Stay,
            (false, true) => Self::Go,
            (false, false) => Self::Change,
        }
    }
}

/// The media of a content, by the platform's names for their bytes.
#[must_use]
pub fn seen_in(content: &[Part]) -> Vec<&str> {
    let media = content.iter().flat_map(Part::media);
    media.map(|medium| medium.medium.unique.as_str()).collect()
}

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
    /// What becomes of the media of that.
    pub pictures: Pictures,
    /// Its first line.
    pub title: String,
    /// Chats that have a copy, or may have.
    pub copies: i64,
    /// Chats whose turn is still to come.
    pub waiting: i64,
}
