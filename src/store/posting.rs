//! Messages of ours that are edited as things go on.

use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::id::AnnouncementId;

/// The progress bar of author and approver.
pub const PROGRESS: &str = "progress";
/// The panel that asks an approver.
pub const REQUEST: &str = "request";

/// The panel of a draft.
pub const PANEL: &str = "panel";

/// The card of an announcement.
pub const CARD: &str = "card";

/// The picture beside the card of an announcement.
pub const PICTURE: &str = "picture";

/// The notice that a broadcast paused itself.
pub const PAUSED: &str = "paused";
/// The question what becomes of a missed schedule.
pub const MISSED: &str = "missed";

/// A message of ours is gone.
///
/// # Errors
/// A database fault.
pub async fn lost(tx: &mut Tx, address: &Address, message_id: i64) -> Result<(), Fault> {
    sqlx::query("delete from posting where address = $1 and message_id = $2")
        .bind(address.as_str())
        .bind(message_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Remembers a message that now exists.
///
/// # Errors
/// A database fault.
pub async fn put(
    tx: &mut Tx,
    announcement: AnnouncementId,
    purpose: &str,
    address: &Address,
    message_id: i64,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into posting (announcement_id, purpose, address, message_id) \
         values ($1, $2, $3, $4) on conflict (announcement_id, purpose, address) \
         do update set message_id = excluded.message_id",
    )
    .bind(announcement.0)
    .bind(purpose)
    .bind(address.as_str())
    .bind(message_id)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The messages of a purpose.
///
/// # Errors
/// A database fault.
pub async fn all(
    tx: &mut Tx,
    announcement: AnnouncementId,
    purpose: &str,
) -> Result<Vec<(Address, i64)>, Fault> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "select address, message_id from posting \
         where announcement_id = $1 and purpose = $2 order by address",
    )
    .bind(announcement.0)
    .bind(purpose)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(address, id)| (Address::stored(address), id))
        .collect())
}

/// The message of a purpose in one chat.
///
/// # Errors
/// A database fault.
pub async fn at(
    tx: &mut Tx,
    announcement: AnnouncementId,
    purpose: &str,
    address: &Address,
) -> Result<Option<i64>, Fault> {
    Ok(sqlx::query_scalar(
        "select message_id from posting \
         where announcement_id = $1 and purpose = $2 and address = $3",
    )
    .bind(announcement.0)
    .bind(purpose)
    .bind(address.as_str())
    .fetch_optional(tx.conn())
    .await?)
}

/// Forgets the messages of a purpose: they will not change any more.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, announcement: AnnouncementId, purpose: &str) -> Result<(), Fault> {
    sqlx::query("delete from posting where announcement_id = $1 and purpose = $2")
        .bind(announcement.0)
        .bind(purpose)
        .execute(tx.conn())
        .await?;
    Ok(())
}
