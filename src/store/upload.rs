//! The bytes of files that are to leave: one row beside the outbox row of the call.

use super::batch::delete_all;
use super::{Fault, Tx};
use crate::domain::file::Bytes;

/// Keeps the bytes for a row of the outbox.
///
/// # Errors
/// A database fault.
pub(super) async fn insert(tx: &mut Tx, outbox_id: i64, content: &Bytes) -> Result<(), Fault> {
    sqlx::query("insert into upload (outbox_id, content) values ($1, $2)")
        .bind(outbox_id)
        .bind(content.0.to_vec())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The bytes for a row of the outbox.
///
/// # Errors
/// A database fault; also when there are none, because such a call cannot be made.
pub async fn of(tx: &mut Tx, outbox_id: i64) -> Result<Bytes, Fault> {
    let content: Option<Vec<u8>> =
        sqlx::query_scalar("select content from upload where outbox_id = $1")
            .bind(outbox_id)
            .fetch_optional(tx.conn())
            .await?;
    let content = content.ok_or_else(|| Fault::unreadable("upload", outbox_id.to_string()))?;
    Ok(Bytes(content.into()))
}

/// Drops the bytes of rows that are done with.
///
/// # Errors
/// A database fault.
pub async fn remove(tx: &mut Tx, outbox_ids: &[i64]) -> Result<(), Fault> {
    delete_all(tx, "delete from upload where outbox_id in", outbox_ids).await
}

/// Drops up to `most` of those whose row is there no more: it was taken back before it left. How many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, most: i64) -> Result<u64, Fault> {
    let forgotten = sqlx::query(
        "delete from upload where outbox_id in (select u.outbox_id from upload u \
         where not exists (select 1 from outbox o where o.id = u.outbox_id) limit $1)",
    )
    .bind(most)
    .execute(tx.conn())
    .await?;
    Ok(forgotten.rows_affected())
}
