//! The bytes of media, once for all announcements that carry the same, in portions: no statement carries
//! all of a file.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;

/// Bytes of one portion. A backup holds a hundred rows in memory.
pub const PORTION: usize = 256 * 1024;

/// Begins to keep bytes, or notes that they are still wanted; whether all of them are here already.
///
/// # Errors
/// A database fault.
pub async fn begin(
    tx: &mut Tx,
    sha256: &str,
    bytes: i64,
    mime: Option<&str>,
    now: Timestamp,
) -> Result<bool, Fault> {
    let whole: i64 = sqlx::query_scalar(
        "insert into media (sha256, bytes, mime, whole, archived_at) values ($1, $2, $3, 0, $4) \
         on conflict (sha256) do update set archived_at = excluded.archived_at returning whole",
    )
    .bind(sha256)
    .bind(bytes)
    .bind(mime.map(str::to_owned))
    .bind(now.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(whole == 1)
}

/// Keeps a portion; one that is here already is the same.
///
/// # Errors
/// A database fault.
pub async fn add(tx: &mut Tx, sha256: &str, place: i64, content: &[u8]) -> Result<(), Fault> {
    sqlx::query(
        "insert into media_portion (sha256, place, content) values ($1, $2, $3) \
         on conflict (sha256, place) do nothing",
    )
    .bind(sha256)
    .bind(place)
    .bind(content.to_vec())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// All portions are here.
///
/// # Errors
/// A database fault.
pub async fn end(tx: &mut Tx, sha256: &str) -> Result<(), Fault> {
    sqlx::query("update media set whole = 1 where sha256 = $1")
        .bind(sha256)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether all bytes are here; they stay for some time from now.
///
/// # Errors
/// A database fault.
pub async fn is_whole(tx: &mut Tx, sha256: &str, now: Timestamp) -> Result<bool, Fault> {
    let held = sqlx::query("update media set archived_at = $2 where sha256 = $1 and whole = 1")
        .bind(sha256)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(held.rows_affected() == 1)
}

/// Forgets up to `most` files that nothing carries any more and that nobody has asked for since a moment;
/// how many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    let gone: Vec<String> = sqlx::query_scalar(
        "select m.sha256 from media m where m.archived_at < $1 \
         and not exists (select 1 from attachment a where a.sha256 = m.sha256) \
         and not exists (select 1 from dissemination d where d.sha256 = m.sha256) limit $2",
    )
    .bind(before.0)
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    for sha256 in &gone {
        sqlx::query("delete from media_portion where sha256 = $1")
            .bind(sha256)
            .execute(tx.conn())
            .await?;
        sqlx::query("delete from media where sha256 = $1")
            .bind(sha256)
            .execute(tx.conn())
            .await?;
    }
    Ok(gone.len() as u64)
}
