//! Clearing away what has served its time, in portions.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;

/// Deletes by a statement of this folder's whose `$1` is a moment and `$2` the most rows; how many went.
///
/// # Errors
/// A database fault.
pub(super) async fn forget(
    tx: &mut Tx,
    sql: &'static str,
    before: Timestamp,
    most: i64,
) -> Result<u64, Fault> {
    let forgotten = sqlx::query(sql)
        .bind(before.0)
        .bind(most)
        .execute(tx.conn())
        .await?;
    Ok(forgotten.rows_affected())
}
