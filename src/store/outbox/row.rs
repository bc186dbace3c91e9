//! A row as the database has it.

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::{Claimed, Work};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::due::Level;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::outgoing::{Lane, Outgoing};
use crate::store::Fault;
use crate::store::card::Half;
use crate::store::json::from_json;

pub(super) struct Row {
    pub(super) id: i64,
    lane: i64,
    address: Option<String>,
    payload: Option<String>,
    announcement_id: Option<i64>,
    chat_id: Option<i64>,
    part: i64,
    purpose: Option<String>,
    unknowns: i64,
    created_at: i64,
    claimed_at: Option<i64>,
}

impl<'r> FromRow<'r, AnyRow> for Row {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            lane: row.try_get("lane")?,
            address: row.try_get("address")?,
            payload: row.try_get("payload")?,
            announcement_id: row.try_get("announcement_id")?,
            chat_id: row.try_get("chat_id")?,
            part: row.try_get("part")?,
            purpose: row.try_get("purpose")?,
            unknowns: row.try_get("unknowns")?,
            created_at: row.try_get("created_at")?,
            claimed_at: row.try_get("claimed_at")?,
        })
    }
}

impl Row {
    pub(super) fn read(self) -> Result<Claimed, Fault> {
        let address = self.address.map(Address::stored);
        let announcement = self.announcement_id.map(AnnouncementId);
        let refresh = self.purpose.as_deref().filter(|_| self.payload.is_none());
        let work = match (
            &self.payload,
            announcement,
            self.chat_id.map(ChatId),
            refresh,
        ) {
            (Some(payload), _, _, _) => {
                let mut call: Outgoing = from_json("call", payload)?;
                // The column is what a move of the chat changes.
                if let Some(address) = &address {
                    call.readdress(address);
                }
                Work::Call(call)
            }
            (None, Some(announcement), None, Some(PROGRESS)) => Work::Progress { announcement },
            (None, Some(announcement), None, Some(CARD)) => Work::Card {
                announcement,
                half: Half::Words,
            },
            (None, Some(announcement), None, Some(PICTURE)) => Work::Card {
                announcement,
                half: Half::Picture,
            },
            (None, Some(announcement), Some(chat), Some(BUTTON)) => Work::Button {
                announcement,
                chat,
                notice: self.part > 0,
            },
            (None, Some(announcement), Some(chat), Some(REVISION)) => {
                Work::Revision { announcement, chat }
            }
            (None, Some(announcement), Some(chat), Some(REMINDER)) => {
                Work::Reminder { announcement, chat }
            }
            (None, Some(announcement), None, Some(purpose)) => Work::Escalation {
                announcement,
                level: level_of(purpose)
                    .ok_or_else(|| Fault::unreadable("outbox row", self.id.to_string()))?,
            },
            (None, Some(announcement), Some(chat), None) => Work::Delivery {
                announcement,
                chat,
                part: self.part,
            },
            (None, _, _, _) => return Err(Fault::unreadable("outbox row", self.id.to_string())),
        };
        Ok(Claimed {
            id: self.id,
            lane: Lane::ALL
                .into_iter()
                .find(|lane| lane.number() == self.lane)
                .ok_or_else(|| Fault::unreadable("lane", self.lane.to_string()))?,
            address,
            work,
            unknowns: self.unknowns,
            purpose: announcement.zip(self.purpose),
            created_at: Timestamp(self.created_at),
            claimed_at: self.claimed_at.map(Timestamp),
        })
    }
}

pub(super) const PROGRESS: &str = "progress-edit";
pub(super) const CARD: &str = "card-edit";
pub(super) const PICTURE: &str = "picture-edit";
pub(super) const REVISION: &str = "revision";
/// The purpose of rows that call something to mind.
pub const REMINDER: &str = "reminder";

/// How the keys of an announcement's reminders begin; the chat's number follows.
#[must_use]
pub fn reminder_key(announcement: AnnouncementId) -> String {
    format!("{REMINDER}:{}:", announcement.0)
}

/// The purpose of rows that tell somebody at a level, and of the messages that they become.
#[must_use]
pub fn escalation(level: Level) -> &'static str {
    match level {
        Level::Officers => "escalation-1",
        Level::Coordinators => "escalation-2",
        Level::Owners => "escalation-3",
    }
}

fn level_of(purpose: &str) -> Option<Level> {
    Level::ALL
        .into_iter()
        .find(|level| escalation(*level) == purpose)
}

pub(super) const BUTTON: &str = "button-edit";
pub(super) const COLUMNS: &str = "id, lane, address, payload, announcement_id, chat_id, part, purpose, \
     unknowns, created_at, claimed_at";
