//! The outbox table: whatever is to leave, one pending call a row.
//!
//! A row is `queued`, then `claimed` by the leader for the moment of its call, and goes in the
//! transaction that records its outcome. Rows found `claimed` under an older epoch were in flight when
//! their process ended: whether they arrived is unknown.
//!
//! `put` and `refresh` fill it, `take` takes what may go next (`share` where announcements take turns),
//! `end` says what became of a row, `measure` how many wait for what.

mod end;
mod measure;
mod put;
mod refresh;
mod revise;
mod row;
mod share;
mod take;

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::due::Level;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::outgoing::{Lane, Outgoing};
use crate::store::card::Half;

pub use end::{
    cancel_chain, drop_answers, drop_replies, has_successor, is_queued, remove, requeue,
};
pub use measure::{Depth, Standing, depths};
pub use put::{add, cancel, put, put_claimed, put_off, rewrite};
pub use refresh::{refresh, refresh_button};
pub use revise::{Due, drop_revisions, revise};
pub use row::{REMINDER, escalation, reminder_key};
pub use take::{SET_ASIDE, claim, claimed, due, hold, next_due, orphans, set_aside, unreadable};

/// What a row asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// A call as it stands.
    Call(Outgoing),
    /// A part of an announcement for one chat of its audience.
    Delivery {
        announcement: AnnouncementId,
        chat: ChatId,
        part: i64,
    },
    /// A copy that is there and is to show the newest revision.
    Revision {
        announcement: AnnouncementId,
        chat: ChatId,
    },
    /// The progress bar in this chat, as it is when the row is claimed.
    Progress { announcement: AnnouncementId },
    /// Half of the card that follows in this chat, as it is when the row is claimed.
    Card {
        announcement: AnnouncementId,
        half: Half,
    },
    /// The confirmation button in this chat, as it is when the row is claimed: that of the copy, then
    /// that of the notice below it.
    Button {
        announcement: AnnouncementId,
        chat: ChatId,
        notice: bool,
    },
    /// What is to be called to mind in this chat when the row is claimed.
    Reminder {
        announcement: AnnouncementId,
        chat: ChatId,
    },
    /// Of which institutions this person is told at a level when the row is claimed.
    Escalation {
        announcement: AnnouncementId,
        level: Level,
    },
}

impl Work {
    /// The announcement and the chat that it is about, as far as it is about one: for logs.
    #[must_use]
    pub fn about(&self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Call(_) => (None, None),
            Self::Delivery {
                announcement, chat, ..
            }
            | Self::Revision { announcement, chat }
            | Self::Button {
                announcement, chat, ..
            }
            | Self::Reminder { announcement, chat } => (Some(announcement.0), Some(chat.0)),
            Self::Progress { announcement }
            | Self::Card { announcement, .. }
            | Self::Escalation { announcement, .. } => (Some(announcement.0), None),
        }
    }
}

/// A row that is to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its id.
    pub id: i64,
    /// Its queue.
    pub lane: Lane,
    /// Its chat; none for the answer to a press.
    pub address: Option<Address>,
    /// What to do.
    pub work: Work,
    /// Attempts that ended without an answer.
    pub unknowns: i64,
    /// Which kind of posting it becomes, with its announcement.
    pub purpose: Option<(AnnouncementId, String)>,
    /// When it was stored.
    pub created_at: Timestamp,
    /// When it was last claimed for.
    pub claimed_at: Option<Timestamp>,
}

/// A call to be stored.
#[derive(Debug, Clone)]
pub struct Call {
    /// Its queue.
    pub lane: Lane,
    /// What to do.
    pub outgoing: Outgoing,
    /// A newer call with this key replaces a queued one.
    pub coalesce: Option<String>,
    /// Which kind of posting it becomes.
    pub purpose: Option<(AnnouncementId, &'static str)>,
}
