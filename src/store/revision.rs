//! What approvers saw and chats get, rendered once.

use super::json::{from_json, json};
use super::{Fault, Tx};
use crate::domain::announcement::AuthenticityCode;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::part::Part;

/// An approved revision, rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Of which announcement.
    pub announcement: AnnouncementId,
    /// Counted from 1.
    pub revision: i64,
    /// Its authenticity code.
    pub code: AuthenticityCode,
    /// What it consists of, without buttons.
    pub parts: Vec<Part>,
    /// SHA-256 of the content and options that were approved.
    pub content_hash: String,
    /// Who wrote it.
    pub author: PersonId,
    /// Who approved it.
    pub approver: PersonId,
}

/// Stores an approved revision and makes it the newest.
///
/// # Errors
/// A database fault.
pub async fn insert(tx: &mut Tx, revision: &Revision, now: Timestamp) -> Result<(), Fault> {
    sqlx::query(
        "insert into revision (announcement_id, revision, code, parts, content_hash, author, \
         approver, approved_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(revision.announcement.0)
    .bind(revision.revision)
    .bind(&revision.code.0)
    .bind(json(&revision.parts)?)
    .bind(&revision.content_hash)
    .bind(&revision.author.0)
    .bind(&revision.approver.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    sqlx::query("update announcement set revision = $2 where id = $1")
        .bind(revision.announcement.0)
        .bind(revision.revision)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What a revision consists of.
///
/// # Errors
/// A database fault.
pub async fn parts(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
) -> Result<Vec<Part>, Fault> {
    let text: String = sqlx::query_scalar(
        "select parts from revision where announcement_id = $1 and revision = $2",
    )
    .bind(announcement.0)
    .bind(revision)
    .fetch_one(tx.conn())
    .await?;
    from_json("parts", &text)
}
