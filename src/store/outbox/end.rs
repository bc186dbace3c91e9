//! What becomes of a row.

use super::{Claimed, Work};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::outgoing::Lane;
use crate::store::batch::delete_all;
use crate::store::{Fault, Tx, posting};

/// Puts a row back into its queue, to be tried no earlier than `due`.
///
/// # Errors
/// A database fault.
pub async fn requeue(tx: &mut Tx, row: &Claimed, due: Timestamp) -> Result<(), Fault> {
    let part = match row.work {
        Work::Delivery { part, .. } => part,
        Work::Button { notice, .. } => i64::from(notice),
        Work::Escalation { level, .. } => level.number(),
        Work::Call(_)
        | Work::Revision { .. }
        | Work::Progress { .. }
        | Work::Card { .. }
        | Work::Reminder { .. } => 0,
    };
    sqlx::query(
        "update outbox set state = 'queued', due_at = $2, held_until = 0, part = $3, unknowns = $4, \
         claimed_at = null, claimed_epoch = null where id = $1",
    )
    .bind(row.id)
    .bind(due.0)
    .bind(part)
    .bind(row.unknowns)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// These rows are done with.
///
/// # Errors
/// A database fault.
pub async fn remove(tx: &mut Tx, ids: &[i64]) -> Result<(), Fault> {
    delete_all(tx, "delete from outbox where id in", ids).await
}

/// Drops what is queued under the key of this row for the same chat: the rest of a preview of which a part
/// is missing. Others who are shown the same keep theirs.
///
/// # Errors
/// A database fault.
pub async fn cancel_chain(tx: &mut Tx, id: i64) -> Result<u64, Fault> {
    let dropped = sqlx::query(
        "delete from outbox where id > $1 and state = 'queued' and coalesce_key = \
         (select coalesce_key from outbox where id = $1) \
         and address = (select address from outbox where id = $1)",
    )
    .bind(id)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(dropped)
}

/// Whether something under a key still waits for a chat, or is under way.
///
/// # Errors
/// A database fault.
pub async fn is_queued(tx: &mut Tx, key: &str, address: &Address) -> Result<bool, Fault> {
    let rows: i64 =
        sqlx::query_scalar("select count(*) from outbox where coalesce_key = $1 and address = $2")
            .bind(key)
            .bind(address.as_str())
            .fetch_one(tx.conn())
            .await?;
    Ok(rows > 0)
}

/// Whether a later row that stands for the same thing is queued.
///
/// # Errors
/// A database fault.
pub async fn has_successor(tx: &mut Tx, id: i64) -> Result<bool, Fault> {
    let later: i64 = sqlx::query_scalar(
        "select count(*) from outbox this join outbox later on later.coalesce_key = this.coalesce_key \
         where this.id = $1 and later.id > this.id and later.state = 'queued'",
    )
    .bind(id)
    .fetch_one(tx.conn())
    .await?;
    Ok(later > 0)
}

/// Drops what nobody waits for any more: the answers to presses.
///
/// # Errors
/// A database fault.
pub async fn drop_answers(tx: &mut Tx) -> Result<u64, Fault> {
    let dropped = sqlx::query("delete from outbox where lane = $1")
        .bind(Lane::Answers.number())
        .execute(tx.conn())
        .await?
        .rows_affected();
    Ok(dropped)
}

/// Drops queued replies that were made before a moment, cards with their pictures among them. Those that
/// something is still to be done with stay, whatever their age: requests to approvers with their previews (under
/// keys that begin with `kept`), and other messages whose ids are wanted.
///
/// # Errors
/// A database fault.
pub async fn drop_replies(tx: &mut Tx, before: Timestamp, kept: &str) -> Result<u64, Fault> {
    let dropped = sqlx::query(
        "delete from outbox where lane = $1 and created_at < $2 \
         and (purpose is null or purpose in ($4, $5)) and state = 'queued' and (coalesce_key is null or coalesce_key not like $3)",
    )
    .bind(Lane::Replies.number())
    .bind(before.0)
    .bind(format!("{kept}%"))
    .bind(posting::CARD)
    .bind(posting::PICTURE)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(dropped)
}
