//! The permanent record of who was told what.

use super::draft::{from_json, json};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::institution::Code;

/// A delivery as a press finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// The chat's row.
    pub chat: ChatId,
    /// The institution that the chat speaks for.
    pub institution: Code,
    /// Its name.
    pub name: String,
    /// The revision that the chat should show.
    pub should_show: i64,
}

/// The deliveries of an announcement to an address: one, or in a private chat one for each institution
/// that the officer serves.
///
/// # Errors
/// A database fault.
pub async fn at(
    tx: &mut Tx,
    announcement: AnnouncementId,
    address: &Address,
) -> Result<Vec<Addressed>, Fault> {
    let rows: Vec<(i64, String, String, i64)> = sqlx::query_as(
        // The address first: SQLite keeps the order of a cross join, and would else go through all
        // deliveries of the announcement at every press.
        "select c.id, d.institution, i.name, d.should_show from chat c cross join delivery d \
         cross join institution i where c.address = $2 and d.announcement_id = $1 \
         and d.chat_id = c.id and i.code = d.institution order by c.id",
    )
    .bind(announcement.0)
    .bind(address.as_str())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(chat, institution, name, should_show)| Addressed {
            chat: ChatId(chat),
            institution: Code::stored(institution),
            name,
            should_show,
        })
        .collect())
}

/// Part of an announcement has arrived: its message ids join those of earlier parts.
///
/// # Errors
/// A database fault.
pub async fn part_arrived(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
    messages: &[i64],
) -> Result<(), Fault> {
    let mut ids = message_ids(tx, announcement, chat).await?;
    ids.extend_from_slice(messages);
    sqlx::query("update delivery set message_ids = $3 where announcement_id = $1 and chat_id = $2")
        .bind(announcement.0)
        .bind(chat.0)
        .bind(json(&ids)?)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// All of it has arrived.
///
/// # Errors
/// A database fault.
pub async fn arrived(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
    revision: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update delivery set state = 'sent', shows = $3, sent_at = $4, reason = null \
         where announcement_id = $1 and chat_id = $2",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .bind(revision)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It will not arrive.
///
/// # Errors
/// A database fault.
pub async fn failed(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
    reason: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "update delivery set state = 'failed', reason = $3 \
         where announcement_id = $1 and chat_id = $2",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .bind(reason)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An attempt ended without an answer: what is sent next may be a second copy.
///
/// # Errors
/// A database fault.
pub async fn mark_maybe_double(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
) -> Result<(), Fault> {
    sqlx::query("update delivery set maybe_double = 1 where announcement_id = $1 and chat_id = $2")
        .bind(announcement.0)
        .bind(chat.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

async fn message_ids(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
) -> Result<Vec<i64>, Fault> {
    let text: String = sqlx::query_scalar(
        "select message_ids from delivery where announcement_id = $1 and chat_id = $2",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .fetch_one(tx.conn())
    .await?;
    from_json("message ids", &text)
}

/// The message that carries the button, once all parts have arrived.
///
/// # Errors
/// A database fault.
pub async fn last_message(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
) -> Result<Option<i64>, Fault> {
    let text: Option<String> = sqlx::query_scalar(
        "select message_ids from delivery where announcement_id = $1 and chat_id = $2 \
         and state = 'sent'",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .fetch_optional(tx.conn())
    .await?;
    let ids: Vec<i64> = match text {
        Some(text) => from_json("message ids", &text)?,
        None => Vec::new(),
    };
    Ok(ids.last().copied())
}

/// What a delivery should show now, and whose chat it is.
///
/// # Errors
/// A database fault.
pub async fn wanted(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
) -> Result<(i64, Code), Fault> {
    let (revision, institution): (i64, String) = sqlx::query_as(
        "select should_show, institution from delivery where announcement_id = $1 and chat_id = $2",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .fetch_one(tx.conn())
    .await?;
    Ok((revision, Code::stored(institution)))
}

/// The chats in which an institution sees an announcement, or will.
///
/// # Errors
/// A database fault.
pub async fn chats_of(
    tx: &mut Tx,
    announcement: AnnouncementId,
    institution: &Code,
) -> Result<Vec<(ChatId, Address)>, Fault> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "select c.id, c.address from delivery d join chat c on c.id = d.chat_id \
         where d.announcement_id = $1 and d.institution = $2 and d.state <> 'failed' \
         and c.state = 'active' order by c.id",
    )
    .bind(announcement.0)
    .bind(institution.as_str())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, address)| (ChatId(id), Address::stored(address)))
        .collect())
}
