//! Announcements that wait for their schedule.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;

/// What is approved leaves at `begins_at`, or at once; `wakes`: in quiet hours too.
///
/// # Errors
/// A database fault.
pub async fn set(
    tx: &mut Tx,
    id: AnnouncementId,
    begins_at: Option<Timestamp>,
    wakes: bool,
) -> Result<(), Fault> {
    sqlx::query("update announcement set begins_at = $2, wakes = $3 where id = $1")
        .bind(id.0)
        .bind(begins_at.map(|at| at.0))
        .bind(i64::from(wakes))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// It waits no longer; whether it did until now. What was called off has nothing to begin with.
///
/// # Errors
/// A database fault.
pub async fn begin(tx: &mut Tx, id: AnnouncementId) -> Result<bool, Fault> {
    let begun = sqlx::query(
        "update announcement set begins_at = null where id = $1 and begins_at is not null \
         and stopped_at is null",
    )
    .bind(id.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    tx.wake_outbox();
    Ok(begun == 1)
}

/// Its moment passed: from now on it waits for somebody's word.
///
/// # Errors
/// A database fault.
pub async fn miss(tx: &mut Tx, id: AnnouncementId, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("update announcement set missed_at = $2 where id = $1")
        .bind(id.0)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Those whose moment has come and that nobody has decided about.
///
/// # Errors
/// A database fault.
pub async fn due(tx: &mut Tx, now: Timestamp) -> Result<Vec<AnnouncementId>, Fault> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select id from announcement where state = 'approved' and finished_at is null \
         and stopped_at is null and missed_at is null and begins_at <= $1 order by id",
    )
    .bind(now.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(ids.into_iter().map(AnnouncementId).collect())
}
