//! The brake: whether all sending of announcements is frozen.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::PersonId;

/// Whether sending is frozen.
///
/// # Errors
/// A database fault.
pub async fn is_frozen(tx: &mut Tx) -> Result<bool, Fault> {
    let frozen: i64 = sqlx::query_scalar("select frozen from hold where id = 1")
        .fetch_one(tx.conn())
        .await?;
    Ok(frozen == 1)
}

/// Freezes or thaws; whether that changed anything.
///
/// # Errors
/// A database fault.
pub async fn set(tx: &mut Tx, frozen: bool, by: &PersonId, now: Timestamp) -> Result<bool, Fault> {
    let changed = sqlx::query(
        "update hold set frozen = $1, by_person = $2, at = $3 where id = 1 and frozen <> $1",
    )
    .bind(i64::from(frozen))
    .bind(&by.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    tx.wake_outbox();
    Ok(changed == 1)
}
