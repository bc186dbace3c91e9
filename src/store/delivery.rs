//! The permanent record of who was told what.
//!
//! `leaving` has what the sender reads and writes, for many deliveries in one statement.

mod leaving;

use super::json::from_json;
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::cause::Cause;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::institution::Code;

pub use leaving::{Saved, Wanted, is_newest, outdated, save, supersede, wanted};

/// A delivery as a press finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// The chat's row.
    pub chat: ChatId,
    /// The institution that the chat speaks for.
    pub institution: Code,
    /// Its name.
    pub name: String,
    /// Whether the chat still is the institution's.
    pub registered: bool,
    /// The revision that the chat should show.
    pub should_show: i64,
    /// Whether a copy is there, or may be.
    pub is_there: bool,
}

type Row = (i64, String, String, i64, String, i64, i64);

fn read(
    (chat, institution, name, should_show, ids, maybe_double, registered): Row,
) -> Result<Found, Fault> {
    let ids: Vec<i64> = from_json("message ids", &ids)?;
    let addressed = Addressed {
        chat: ChatId(chat),
        institution: Code::stored(institution),
        name,
        registered: registered == 1,
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
        "select c.id, d.institution, i.name, d.should_show, d.message_ids, d.maybe_double, \
         case when c.state = 'removed' then 0 else 1 end from chat c cross join delivery d cross join institution i \
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
        "select c.id, d.institution, i.name, d.should_show, d.message_ids, d.maybe_double, \
         case when c.state = 'removed' then 0 else 1 end from chat c \
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

/// Takes back what waits in the queue for a chat that is an institution's no more: it will not arrive,
/// for this reason. What is leaving at this moment still leaves.
///
/// # Errors
/// A database fault.
pub async fn take_back(
    tx: &mut Tx,
    address: &Address,
    institution: &Code,
    reason: &str,
) -> Result<Vec<(AnnouncementId, ChatId)>, Fault> {
    take_back_of(tx, address, institution, "here", reason).await
}

/// The same for what waits at an address on behalf of registrations of the institution that have ended.
///
/// # Errors
/// A database fault.
pub async fn take_back_removed(
    tx: &mut Tx,
    address: &Address,
    institution: &Code,
    reason: &str,
) -> Result<Vec<(AnnouncementId, ChatId)>, Fault> {
    take_back_of(tx, address, institution, "ended", reason).await
}

/// What waits at an address for registrations of an institution: for those `here`, or for those that
/// have `ended`, wherever they were.
async fn take_back_of(
    tx: &mut Tx,
    address: &Address,
    institution: &Code,
    which: &str,
    reason: &str,
) -> Result<Vec<(AnnouncementId, ChatId)>, Fault> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "delete from outbox where address = $1 and state = 'queued' and payload is null \
         and purpose is null and chat_id in (select id from chat where institution = $2 \
         and (($3 = 'here' and address = $1) or ($3 = 'ended' and state = 'removed'))) \
         returning announcement_id, chat_id",
    )
    .bind(address.as_str())
    .bind(institution.as_str())
    .bind(which)
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

/// Whether an announcement has a delivery to a chat.
///
/// # Errors
/// A database fault.
pub async fn exists(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
) -> Result<bool, Fault> {
    let count: i64 = sqlx::query_scalar(
        "select count(*) from delivery where announcement_id = $1 and chat_id = $2",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// Chats that have something of an announcement, or may have; and those whose turn is still to come.
///
/// # Errors
/// A database fault.
pub async fn reach(tx: &mut Tx, announcement: AnnouncementId) -> Result<(i64, i64), Fault> {
    Ok(sqlx::query_as(
        "select cast(coalesce(sum(case when state <> 'waiting' \
           and (message_ids <> '[]' or maybe_double = 1) then 1 else 0 end), 0) as bigint), \
         cast(coalesce(sum(case when state = 'waiting' then 1 else 0 end), 0) as bigint) \
         from delivery where announcement_id = $1",
    )
    .bind(announcement.0)
    .fetch_one(tx.conn())
    .await?)
}

/// It will not arrive; whose chat it was to be.
///
/// # Errors
/// A database fault.
pub async fn failed(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
    cause: Cause,
    reason: &str,
) -> Result<Code, Fault> {
    let institution: String = sqlx::query_scalar(
        "update delivery set state = 'failed', reason = $3, cause = $4 \
         where announcement_id = $1 and chat_id = $2 returning institution",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .bind(reason)
    .bind(cause.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(Code::stored(institution))
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

/// An edit ended without an answer: its message may show what it was to show, or not.
///
/// # Errors
/// A database fault.
pub async fn mark_unsure(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
) -> Result<(), Fault> {
    sqlx::query("update delivery set unsure = 1 where announcement_id = $1 and chat_id = $2")
        .bind(announcement.0)
        .bind(chat.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// After a restore: what waits may have arrived since the backup was made. How many announcements and
/// deliveries that is.
///
/// # Errors
/// A database fault.
pub async fn mark_waiting_maybe_double(tx: &mut Tx) -> Result<(i64, i64), Fault> {
    let (announcements, deliveries) = sqlx::query_as(
        "select count(distinct announcement_id), count(*) from delivery where state = 'waiting'",
    )
    .fetch_one(tx.conn())
    .await?;
    // A later correction than the backup's may have changed what is there.
    sqlx::query("update delivery set unsure = 1 where message_ids <> '[]'")
        .execute(tx.conn())
        .await?;
    sqlx::query("update delivery set maybe_double = 1 where state = 'waiting'")
        .execute(tx.conn())
        .await?;
    Ok((announcements, deliveries))
}
