//! What a draft begins with, and the draft that comes of it.

use super::Announcement;
use crate::domain::announcement::{Replaces, State};
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, AnnouncementId, PersonId};
use crate::domain::institution::Code;
use crate::domain::options::Options;
use crate::domain::role::Area;

/// What a draft begins as.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The message that it began with; 0 where there is none.
    pub message_id: i64,
    /// The institution that speaks.
    pub issuer: Code,
    /// How far its author may reach.
    pub area: Area,
    /// What its author has decided so far.
    pub options: Options,
    /// The line of options that they were read from.
    pub options_line: String,
    /// First line of its content.
    pub title: String,
    /// What it corrects or withdraws.
    pub replaces: Option<Replaces>,
}

impl Announcement {
    /// A draft of somebody's, which nobody has handed over or decided.
    #[must_use]
    pub fn draft(author: PersonId, opening: Opening, now: Timestamp) -> Self {
        Self {
            id: AnnouncementId(id::next(now)),
            state: State::Draft,
            version: 1,
            author,
            opening_message_id: opening.message_id,
            issuer: opening.issuer,
            area: opening.area,
            options: opening.options,
            options_line: opening.options_line,
            title: opening.title,
            content: None,
            content_hash: None,
            submitted_at: None,
            decided: None,
            number: None,
            revision: 0,
            finished_at: None,
            replaces: opening.replaces,
            withdrawn_at: None,
            begins_at: None,
            missed_at: None,
        }
    }
}
