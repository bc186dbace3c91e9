//! Waits that the platform ordered, kept over a restart.

use super::{Fault, Tx, retention};
use crate::domain::clock::Timestamp;

/// Everything has to wait.
pub const ALL: &str = "all";

/// Notes a wait for [`ALL`] or one chat.
///
/// # Errors
/// A database fault.
pub async fn set(tx: &mut Tx, scope: &str, until: Timestamp) -> Result<(), Fault> {
    sqlx::query(
        "insert into pause (scope, until_ms) values ($1, $2) \
         on conflict (scope) do update set until_ms = excluded.until_ms",
    )
    .bind(scope)
    .bind(until.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The waits that are not over; older ones are forgotten.
///
/// # Errors
/// A database fault.
pub async fn current(tx: &mut Tx, now: Timestamp) -> Result<Vec<(String, Timestamp)>, Fault> {
    sqlx::query("delete from pause where until_ms <= $1")
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    let rows: Vec<(String, i64)> = sqlx::query_as("select scope, until_ms from pause")
        .fetch_all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(scope, until)| (scope, Timestamp(until)))
        .collect())
}

/// Forgets up to `most` waits that are over; how many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, now: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from pause where scope in (select scope from pause where until_ms <= $1 limit $2)",
        now,
        most,
    )
    .await
}
