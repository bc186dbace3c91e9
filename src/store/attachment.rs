//! What announcements carry, and how far its archiving is.

use super::{Fault, Tx, retention};
use crate::domain::archive::{Archived, Wanted};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;

/// A medium of an announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The platform's name for its bytes.
    pub unique: String,
    /// How far it is.
    pub archived: Archived,
}

/// The media of an announcement.
///
/// # Errors
/// A database fault.
pub async fn of(tx: &mut Tx, announcement: AnnouncementId) -> Result<Vec<Attachment>, Fault> {
    let rows: Vec<(String, String, Option<String>)> = sqlx::query_as(
        "select unique_id, state, sha256 from attachment where announcement_id = $1 \
         order by unique_id",
    )
    .bind(announcement.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(unique, state, sha256)| {
            let archived = match (state.as_str(), sha256) {
                ("waiting", _) => Archived::Waiting,
                ("failed", _) => Archived::Failed,
                ("archived", Some(sha256)) => Archived::There { sha256 },
                _ => return Err(Fault::unreadable("attachment", state)),
            };
            Ok(Attachment { unique, archived })
        })
        .collect()
}

/// A draft carries this now; whether it is new to it.
///
/// # Errors
/// A database fault.
pub async fn put(tx: &mut Tx, wanted: &Wanted) -> Result<bool, Fault> {
    let put = sqlx::query(
        "insert into attachment (announcement_id, unique_id, file_id, state) \
         values ($1, $2, $3, 'waiting') on conflict (announcement_id, unique_id) do nothing",
    )
    .bind(wanted.announcement.0)
    .bind(&wanted.unique)
    .bind(&wanted.file)
    .execute(tx.conn())
    .await?;
    Ok(put.rows_affected() == 1)
}

/// A draft carries it no more.
///
/// # Errors
/// A database fault.
pub async fn drop(tx: &mut Tx, announcement: AnnouncementId, unique: &str) -> Result<(), Fault> {
    sqlx::query("delete from attachment where announcement_id = $1 and unique_id = $2")
        .bind(announcement.0)
        .bind(unique)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Its bytes are here, or cannot be had; whether that was waited for.
///
/// # Errors
/// A database fault.
pub async fn settle(tx: &mut Tx, wanted: &Wanted, sha256: Option<&str>) -> Result<bool, Fault> {
    let settled = sqlx::query(
        "update attachment set state = $3, sha256 = $4 \
         where announcement_id = $1 and unique_id = $2 and state = 'waiting'",
    )
    .bind(wanted.announcement.0)
    .bind(&wanted.unique)
    .bind(match sha256 {
        Some(_) => "archived",
        None => "failed",
    })
    .bind(sha256.map(str::to_owned))
    .execute(tx.conn())
    .await?;
    Ok(settled.rows_affected() == 1)
}

/// Forgets up to `most` media of drafts that were opened before a moment and came to nothing; how many.
/// What was approved keeps its own for good.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from attachment where (announcement_id, unique_id) in \
         (select a.announcement_id, a.unique_id from attachment a \
         join announcement n on n.id = a.announcement_id \
         where n.state in ('rejected', 'discarded', 'expired') and n.opened_at < $1 limit $2)",
        before,
        most,
    )
    .await
}
