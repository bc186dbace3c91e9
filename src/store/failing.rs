//! Counting the unexpected failures of a broadcast, also over a restart.

use super::{Fault, Tx};
use crate::domain::id::AnnouncementId;

/// Unexpected failures since a broadcast began, was resumed or sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub failures: i64,
    /// Those after the last success.
    pub in_a_row: i64,
}

/// Counts one more failure.
///
/// # Errors
/// A database fault.
pub async fn failed(tx: &mut Tx, id: AnnouncementId) -> Result<Tally, Fault> {
    let (failures, in_a_row): (i64, i64) = sqlx::query_as(
        "update announcement set failures = failures + 1, failures_in_a_row = failures_in_a_row + 1 \
         where id = $1 returning failures, failures_in_a_row",
    )
    .bind(id.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(Tally { failures, in_a_row })
}

/// A success ends a row of failures. Where there is none, nothing is written.
///
/// # Errors
/// A database fault.
pub async fn succeeded(tx: &mut Tx, id: AnnouncementId) -> Result<(), Fault> {
    sqlx::query(
        "update announcement set failures_in_a_row = 0 where id = $1 and failures_in_a_row <> 0",
    )
    .bind(id.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Chats of the frozen audience.
///
/// # Errors
/// A database fault.
pub async fn chats(tx: &mut Tx, id: AnnouncementId) -> Result<i64, Fault> {
    Ok(
        sqlx::query_scalar("select count(*) from delivery where announcement_id = $1")
            .bind(id.0)
            .fetch_one(tx.conn())
            .await?,
    )
}
