//! The permanent record of who was told what.

use super::json::{from_json, json};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::cause::Cause;
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
    /// Whether a copy is there, or may be.
    pub is_there: bool,
}

type Row = (i64, String, String, i64, String, i64);

fn read((chat, institution, name, should_show, ids, maybe_double): Row) -> Result<Found, Fault> {
    let ids: Vec<i64> = from_json("message ids", &ids)?;
    let addressed = Addressed {
        chat: ChatId(chat),
        institution: Code::stored(institution),
        name,
        should_show,
        is_there: !ids.is_empty() || maybe_double == 1,
    };
    Ok((addressed, ids))
}

type Found = (Addressed, Vec<i64>);

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
    let rows: Vec<Row> = sqlx::query_as(
        // The address first: SQLite keeps the order of a cross join, and would else go through all
        // deliveries of the announcement at every press.
        "select c.id, d.institution, i.name, d.should_show, d.message_ids, d.maybe_double \
         from chat c cross join delivery d cross join institution i \
         where c.address = $2 and d.announcement_id = $1 and d.chat_id = c.id \
         and i.code = d.institution order by c.id",
    )
    .bind(announcement.0)
    .bind(address.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|row| Ok(read(row)?.0)).collect()
}

/// The delivery that a message of the platform's chat is a copy of, in whatever topic: of messages that
/// are too old to be shown the platform does not tell the topic.
///
/// # Errors
/// A database fault.
pub async fn of_message(
    tx: &mut Tx,
    announcement: AnnouncementId,
    address: &Address,
    message_id: i64,
) -> Result<Vec<Addressed>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(
        "select c.id, d.institution, i.name, d.should_show, d.message_ids, d.maybe_double from chat c \
         join delivery d on d.chat_id = c.id and d.announcement_id = $1 \
         join institution i on i.code = d.institution where c.room = $2 order by c.id",
    )
    .bind(announcement.0)
    .bind(address.chat())
    .fetch_all(tx.conn())
    .await?;
    let found: Vec<Found> = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok(found
        .into_iter()
        .filter(|(_, ids)| ids.contains(&message_id))
        .map(|(addressed, _)| addressed)
        .collect())
}

/// Takes back what waits in the queue for the private chat of an institution's former officer: it will
/// not arrive, for this reason. What is leaving at this moment still leaves.
///
/// # Errors
/// A database fault.
pub async fn take_back(
    tx: &mut Tx,
    address: &Address,
    institution: &Code,
    reason: &str,
) -> Result<Vec<(AnnouncementId, ChatId)>, Fault> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "delete from outbox where address = $1 and state = 'queued' and payload is null \
         and purpose is null and chat_id in \
         (select id from chat where address = $1 and institution = $2) \
         returning announcement_id, chat_id",
    )
    .bind(address.as_str())
    .bind(institution.as_str())
    .fetch_all(tx.conn())
    .await?;
    let mut taken = Vec::with_capacity(rows.len());
    for (announcement, chat) in rows {
        let (announcement, chat) = (AnnouncementId(announcement), ChatId(chat));
        failed(tx, announcement, chat, Cause::Revoked, reason).await?;
        taken.push((announcement, chat));
    }
    Ok(taken)
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
        "update delivery set state = 'sent', shows = $3, sent_at = $4, reason = null, cause = null \
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
    cause: Cause,
    reason: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "update delivery set state = 'failed', reason = $3, cause = $4 \
         where announcement_id = $1 and chat_id = $2",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .bind(reason)
    .bind(cause.as_str())
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

/// What a delivery is to show, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The revision that the chat should show.
    pub revision: i64,
    /// Whose chat it is.
    pub institution: Code,
    /// Whether it is still to be sent.
    pub waiting: bool,
}

/// What a delivery should show now.
///
/// # Errors
/// A database fault.
pub async fn wanted(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
) -> Result<Wanted, Fault> {
    let (revision, institution, state): (i64, String, String) = sqlx::query_as(
        "select should_show, institution, state from delivery \
         where announcement_id = $1 and chat_id = $2",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(Wanted {
        revision,
        institution: Code::stored(institution),
        waiting: state == "waiting",
    })
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
