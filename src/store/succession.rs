//! Links by which an officer's role goes over to somebody else.

use super::{Fault, Tx, retention};
use crate::domain::clock::Timestamp;
use crate::domain::id::GrantId;

/// Notes that a link is one for a hand-over of this role.
///
/// # Errors
/// A database fault.
pub async fn insert(
    tx: &mut Tx,
    token_hash: &str,
    grant: GrantId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("insert into succession (token_hash, grant_id, made_at) values ($1, $2, $3)")
        .bind(token_hash.to_owned())
        .bind(grant.0)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The role that a link hands over; none for other links.
///
/// # Errors
/// A database fault.
pub async fn of_link(tx: &mut Tx, token_hash: &str) -> Result<Option<GrantId>, Fault> {
    let id: Option<i64> =
        sqlx::query_scalar("select grant_id from succession where token_hash = $1")
            .bind(token_hash.to_owned())
            .fetch_optional(tx.conn())
            .await?;
    Ok(id.map(GrantId))
}

/// Forgets up to `most` that were made before a moment and whose link is forgotten; how many. While there
/// is the link, it must not become one that adds an officer and ends nobody.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from succession where token_hash in \
         (select token_hash from succession s where made_at < $1 and not exists \
         (select 1 from invitation i where i.token_hash = s.token_hash) limit $2)",
        before,
        most,
    )
    .await
}
