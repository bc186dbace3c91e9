//! The pieces a draft is made of.

use super::json::{from_json, json};
use super::{Fault, Tx, retention};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::part::Part;

/// A message of the author's that a draft is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its id in the author's private chat.
    pub message_id: i64,
    /// What it adds, which may be nothing.
    pub content: Part,
}

impl Piece {
    /// Whether both came with the same album.
    #[must_use]
    pub fn is_of_album(&self, other: &Self) -> bool {
        let group = |piece: &Self| piece.content.media().first()?.group.clone();
        group(self).is_some() && group(self) == group(other)
    }
}

/// Adds a piece, or replaces it when its source message was edited.
///
/// # Errors
/// A database fault.
pub async fn put_piece(
    tx: &mut Tx,
    announcement: AnnouncementId,
    piece: &Piece,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into draft_piece (announcement_id, message_id, content) values ($1, $2, $3) \
         on conflict (announcement_id, message_id) do update set content = excluded.content",
    )
    .bind(announcement.0)
    .bind(piece.message_id)
    .bind(json(&piece.content)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a piece away.
///
/// # Errors
/// A database fault.
pub async fn drop_piece(
    tx: &mut Tx,
    announcement: AnnouncementId,
    message_id: i64,
) -> Result<(), Fault> {
    sqlx::query("delete from draft_piece where announcement_id = $1 and message_id = $2")
        .bind(announcement.0)
        .bind(message_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The pieces in the order they came.
///
/// # Errors
/// A database fault.
pub async fn pieces(tx: &mut Tx, announcement: AnnouncementId) -> Result<Vec<Piece>, Fault> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "select message_id, content from draft_piece where announcement_id = $1 order by message_id",
    )
    .bind(announcement.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(message_id, content)| {
            Ok(Piece {
                message_id,
                content: from_json("piece", &content)?,
            })
        })
        .collect()
}

/// Forgets up to `most` pieces of drafts that were opened before a moment and are drafts no more: what
/// was submitted of them stands with the announcement. How many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from draft_piece where (announcement_id, message_id) in \
         (select d.announcement_id, d.message_id from draft_piece d \
         join announcement n on n.id = d.announcement_id \
         where n.state not in ('draft', 'submitted') and n.opened_at < $1 limit $2)",
        before,
        most,
    )
    .await
}
