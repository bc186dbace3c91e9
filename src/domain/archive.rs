//! Keeping the bytes of what an announcement carries, so that they can be shown when the messenger's
//! handles are void.

use serde::{Deserialize, Serialize};

use super::id::{AnnouncementId, EvidenceId};

/// A medium whose bytes are to be kept, and for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The draft that carries it.
    pub announcement: AnnouncementId,
    /// The messenger's handle for it.
    pub file: String,
    /// The messenger's name for the same bytes.
    pub unique: String,
    /// Its type, as the author's app tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
}

/// A screenshot whose bytes are to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screenshot {
    /// As what it was given.
    pub evidence: EvidenceId,
    /// The messenger's handle for it.
    pub file: String,
    /// Its type, as its sender's app tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
}

/// How far the archiving of a medium is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Archived {
    /// Its bytes are not here yet.
    Waiting,
    /// They are, under their SHA-256.
    There { sha256: String },
    /// They cannot be had.
    Failed,
}

/// How far that is for all media of a draft.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Archive {
    /// How many are not here yet.
    pub waiting: usize,
    /// How many cannot be had.
    pub failed: usize,
}

impl Archive {
    /// Counts them.
    pub fn of<'a>(media: impl IntoIterator<Item = &'a Archived>) -> Self {
        let mut archive = Self::default();
        for medium in media {
            match medium {
                Archived::Waiting => archive.waiting += 1,
                Archived::Failed => archive.failed += 1,
                Archived::There { .. } => {}
            }
        }
        archive
    }
}
