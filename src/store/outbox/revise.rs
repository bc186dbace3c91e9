//! Queueing what brings copies that are there to the newest revision.
//!
//! A row for each chat, apart from those that send: a stop, a pause, or a chat that is let go takes back
//! what was to be sent, but not the correction of what has arrived.

use super::row::REVISION;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, AnnouncementId, ChatId};
use crate::domain::outgoing::Lane;
use crate::store::{Fault, Tx};

/// When such rows are to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// In which lane: that of their announcement.
    pub lane: Lane,
    /// Their place in it.
    pub at: Timestamp,
}

/// Queues the chats of an announcement, or one of them, that have something of it, or may have, and do not
/// show what they should; those that are queued already, or given up, are not. How many.
///
/// # Errors
/// A database fault.
pub async fn revise(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: Option<ChatId>,
    due: Due,
    now: Timestamp,
) -> Result<u64, Fault> {
    let chats: i64 = match chat {
        Some(_) => 1,
        None => {
            sqlx::query_scalar("select count(*) from delivery where announcement_id = $1")
                .bind(announcement.0)
                .fetch_one(tx.conn())
                .await?
        }
    };
    let queued = sqlx::query(
        "insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
         coalesce_key, purpose, unknowns, created_at) \
         select cast($1 as bigint) + row_number() over (order by c.institution, c.id), \
         cast($2 as bigint), cast($3 as bigint), 'queued', c.address, d.announcement_id, d.chat_id, \
         0, cast($4 as text) || cast(d.chat_id as text), cast($5 as text), 0, cast($6 as bigint) \
         from delivery d join chat c on c.id = d.chat_id where d.announcement_id = $7 \
         and (d.chat_id = $8 or $9 = 1) and d.state <> 'waiting' and d.should_show > 1 \
         and (d.shows <> d.should_show or d.owes_notice = 1) and d.outdated is null \
         and (d.message_ids <> '[]' or d.maybe_double = 1) and c.address not like 'erased:%' \
         and not exists (select 1 from outbox o where o.coalesce_key = \
           cast($4 as text) || cast(d.chat_id as text))",
    )
    .bind(id::reserve(now, chats + 1))
    .bind(due.lane.number())
    .bind(due.at.0)
    .bind(format!("{REVISION}:{}:", announcement.0))
    .bind(REVISION)
    .bind(now.0)
    .bind(announcement.0)
    .bind(chat.map_or(0, |chat| chat.0))
    .bind(i64::from(chat.is_none()))
    .execute(tx.conn())
    .await?
    .rows_affected();
    tx.wake_outbox();
    Ok(queued)
}

/// Takes back what is queued to bring copies to a revision that is not the newest any more. What is under
/// way goes on to the newest one by itself.
///
/// # Errors
/// A database fault.
pub async fn drop_revisions(tx: &mut Tx, announcement: AnnouncementId) -> Result<(), Fault> {
    sqlx::query(
        "delete from outbox where announcement_id = $1 and state = 'queued' and purpose = $2",
    )
    .bind(announcement.0)
    .bind(REVISION)
    .execute(tx.conn())
    .await?;
    Ok(())
}
