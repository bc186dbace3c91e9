//! Pausing, resuming and stopping one broadcast.

use super::{Fault, Tx};
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, PersonId};

/// Who holds a broadcast, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nobody: it runs, or has run.
    Free,
    /// Paused by somebody, or by the bot itself.
    Paused(Option<PersonId>, Timestamp),
    /// Stopped by somebody.
    Stopped(PersonId, Timestamp),
}

/// How a broadcast stands.
///
/// # Errors
/// A database fault.
pub async fn standing(tx: &mut Tx, id: AnnouncementId) -> Result<Standing, Fault> {
    type Row = (Option<i64>, Option<String>, Option<i64>, Option<String>);
    let (paused_at, paused_by, stopped_at, stopped_by): Row = sqlx::query_as(
        "select paused_at, paused_by, stopped_at, stopped_by from announcement where id = $1",
    )
    .bind(id.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(match (stopped_at.zip(stopped_by), paused_at) {
        (Some((at, by)), _) => Standing::Stopped(PersonId(by), Timestamp(at)),
        (None, Some(at)) => Standing::Paused(paused_by.map(PersonId), Timestamp(at)),
        (None, None) => Standing::Free,
    })
}

/// Pauses a broadcast of which something is still to be sent; whether this call did.
///
/// # Errors
/// A database fault.
pub async fn pause(
    tx: &mut Tx,
    id: AnnouncementId,
    by: Option<&PersonId>,
    why: Option<&str>,
    now: Timestamp,
) -> Result<bool, Fault> {
    let paused = sqlx::query(
        "update announcement set paused_at = $2, paused_by = $3, paused_why = $4 where id = $1 \
         and state = 'approved' and finished_at is null and paused_at is null \
         and stopped_at is null",
    )
    .bind(id.0)
    .bind(now.0)
    .bind(by.map(|person| person.0.clone()))
    .bind(why.map(ToOwned::to_owned))
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(paused == 1)
}

/// Lets a paused broadcast go on, its failures forgotten; whether this call did.
///
/// # Errors
/// A database fault.
pub async fn resume(tx: &mut Tx, id: AnnouncementId) -> Result<bool, Fault> {
    let resumed = sqlx::query(
        "update announcement set paused_at = null, paused_by = null, paused_why = null, \
         failures = 0, failures_in_a_row = 0 where id = $1 and paused_at is not null",
    )
    .bind(id.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    tx.wake_outbox();
    Ok(resumed == 1)
}

/// Stops a broadcast for good: what is queued goes, and will not arrive. What is leaving at this moment
/// still leaves. How many chats that leaves without it; `None`: there was nothing to stop.
///
/// # Errors
/// A database fault.
pub async fn stop(
    tx: &mut Tx,
    id: AnnouncementId,
    by: &PersonId,
    reason: &str,
    now: Timestamp,
) -> Result<Option<u64>, Fault> {
    // First, so that whoever puts a row back meanwhile waits, and then finds it stopped.
    let stopped = sqlx::query(
        "update announcement set stopped_at = $2, stopped_by = $3, paused_at = null, \
         paused_by = null, paused_why = null where id = $1 and state = 'approved' \
         and finished_at is null and stopped_at is null",
    )
    .bind(id.0)
    .bind(now.0)
    .bind(&by.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    if stopped == 0 {
        return Ok(None);
    }
    Ok(Some(leave_out(tx, id, reason).await?))
}

/// Nothing of an announcement holds any more: what is queued goes, as by a stop, and nothing of it is ever
/// sent again. How many chats that leaves without it; `None`: it had been stopped before.
///
/// # Errors
/// A database fault.
pub async fn withdraw(
    tx: &mut Tx,
    id: AnnouncementId,
    by: &PersonId,
    reason: &str,
    now: Timestamp,
) -> Result<Option<u64>, Fault> {
    let standing = standing(tx, id).await?;
    sqlx::query(
        "update announcement set withdrawn_at = $2, stopped_at = coalesce(stopped_at, $2), \
         stopped_by = coalesce(stopped_by, $3), paused_at = null, paused_by = null, \
         paused_why = null where id = $1",
    )
    .bind(id.0)
    .bind(now.0)
    .bind(&by.0)
    .execute(tx.conn())
    .await?;
    let left_out = leave_out(tx, id, reason).await?;
    Ok(match standing {
        Standing::Stopped(..) => None,
        Standing::Free | Standing::Paused(..) => Some(left_out),
    })
}

/// What is queued of a broadcast will not arrive; how many chats that leaves without it.
///
/// # Errors
/// A database fault.
pub async fn leave_out(tx: &mut Tx, id: AnnouncementId, reason: &str) -> Result<u64, Fault> {
    sqlx::query(
        "delete from outbox where announcement_id = $1 and state = 'queued' and payload is null \
         and purpose is null",
    )
    .bind(id.0)
    .execute(tx.conn())
    .await?;
    let left_out = sqlx::query(
        "update delivery set state = 'failed', cause = $2, reason = $3 \
         where announcement_id = $1 and state = 'waiting' and chat_id not in \
         (select chat_id from outbox where announcement_id = $1 and payload is null \
          and purpose is null)",
    )
    .bind(id.0)
    .bind(Cause::Stopped.as_str())
    .bind(reason)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(left_out)
}

/// Whether a broadcast was stopped. It cannot be while this transaction lasts: on PostgreSQL the row is
/// locked by the writing of what it holds already.
///
/// # Errors
/// A database fault.
pub async fn is_stopped(tx: &mut Tx, id: AnnouncementId) -> Result<bool, Fault> {
    let stopped: Option<i64> = sqlx::query_scalar(
        "update announcement set stopped_at = stopped_at where id = $1 returning stopped_at",
    )
    .bind(id.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(stopped.is_some())
}

/// Whether any broadcast has not ended.
///
/// # Errors
/// A database fault.
pub async fn any_under_way(tx: &mut Tx) -> Result<bool, Fault> {
    let one: Option<i64> = sqlx::query_scalar(
        "select id from announcement where state = 'approved' and finished_at is null limit 1",
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(one.is_some())
}

/// Calls of a broadcast that are under way.
///
/// # Errors
/// A database fault.
pub async fn under_way(tx: &mut Tx, id: AnnouncementId) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "select count(*) from outbox where announcement_id = $1 and state = 'claimed' \
         and payload is null and purpose is null",
    )
    .bind(id.0)
    .fetch_one(tx.conn())
    .await?)
}
