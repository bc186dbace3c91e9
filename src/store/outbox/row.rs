//! A row as the database has it.

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::{Claimed, Work};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::outgoing::{Lane, Outgoing};
use crate::store::Fault;
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
            (None, Some(announcement), Some(chat), Some(BUTTON)) => Work::Button {
                announcement,
                chat,
                notice: self.part > 0,
            },
            (None, Some(announcement), Some(chat), Some(REVISION)) => {
                Work::Revision { announcement, chat }
            }
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
pub(super) const REVISION: &str = "revision";
pub(super) const BUTTON: &str = "button-edit";
pub(super) const COLUMNS: &str = "id, lane, address, payload, announcement_id, chat_id, part, purpose, \
     unknowns, created_at, claimed_at";
