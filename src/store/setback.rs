//! After the clock was set back: what was stored under the later time lies in the future, and would wait
//! for it.

use std::time::Duration;

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;

/// Less than this is no step; waiting for it costs nothing.
pub const TOLERATED: Duration = Duration::from_secs(5);

/// Sets the queues right if the clock went back since a turn was last renewed; by how much it did.
///
/// What was to wait still waits as long as it had to. What has arrived keeps its order, since all of it
/// came before anything that arrives from now on. The record of what happened stays as it was written.
///
/// # Errors
/// A database fault.
pub async fn mend(tx: &mut Tx, now: Timestamp) -> Result<Option<Duration>, Fault> {
    let shown: i64 = sqlx::query_scalar("select clock_ms from leader where id = 1")
        .fetch_one(tx.conn())
        .await?;
    sqlx::query("update leader set clock_ms = $1 where id = 1")
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    let step = Timestamp(shown).since(now);
    if step <= TOLERATED {
        return Ok(None);
    }
    let back = shown - now.0;
    for sql in [
        "update outbox set due_at = due_at - $2 where due_at > $1",
        "update outbox set held_until = held_until - $2 where held_until > $1",
        "update errand set due_at = due_at - $2 where due_at > $1",
        "update uninvited set notice_at = notice_at - $2 where notice_at > $1",
        "update newcomer set leaves_at = leaves_at - $2 where leaves_at > $1",
        "update pause set until_ms = until_ms - $2 where until_ms > $1",
    ] {
        sqlx::query(sql)
            .bind(now.0)
            .bind(back)
            .execute(tx.conn())
            .await?;
    }
    for sql in [
        "update outbox set created_at = $1 where created_at > $1",
        "update inbox set received_at = $1 where state = 'waiting' and received_at > $1",
        // What an author writes joins the draft that was opened last.
        "update announcement set opened_at = $1 where state = 'draft' and opened_at > $1",
    ] {
        sqlx::query(sql).bind(now.0).execute(tx.conn()).await?;
    }
    Ok(Some(step))
}
