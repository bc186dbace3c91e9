//! What is to be done at a moment of the office's day.

use serde::{Deserialize, Serialize};

use super::id::AnnouncementId;

/// Something to do when its moment has come.
///
/// Whatever it was put down for may have changed by then: whoever does it looks at how things are, and
/// finds nothing left to do, or that it is too early still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Voids what nobody has approved in time.
    Expire { announcement: AnnouncementId },
    /// Reminds those who may approve it.
    Nudge { announcement: AnnouncementId },
    /// Sends what is valid to institutions that have just got their first chat.
    CatchUp,
    /// Its schedule has come.
    Begin { announcement: AnnouncementId },
    /// Quiet hours begin while it is leaving.
    Quiet { announcement: AnnouncementId },
    /// Does what is due about those who have not confirmed it.
    Chase { announcement: AnnouncementId },
}

impl Task {
    /// What two tasks have in common of which only the later is wanted.
    #[must_use]
    pub fn subject(&self) -> String {
        match self {
            Self::Expire { announcement } => format!("expire:{}", announcement.0),
            Self::Nudge { announcement } => format!("nudge:{}", announcement.0),
            Self::CatchUp => "catch_up".to_owned(),
            Self::Begin { announcement } => format!("begin:{}", announcement.0),
            Self::Quiet { announcement } => format!("quiet:{}", announcement.0),
            Self::Chase { announcement } => format!("chase:{}", announcement.0),
        }
    }
}
