//! What approvers saw and chats get, rendered once.

use super::announcement::change_of;
use super::json::{from_json, json};
use super::{Fault, Tx};
use crate::domain::announcement::{AuthenticityCode, Change};
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
    /// How it came about, and the announcement that it was written as; nothing for the first.
    pub change: Option<(Change, AnnouncementId)>,
}

/// Stores an approved revision and makes it the newest.
///
/// # Errors
/// A database fault.
pub async fn insert(tx: &mut Tx, revision: &Revision, now: Timestamp) -> Result<(), Fault> {
    sqlx::query(
        "insert into revision (announcement_id, revision, code, parts, content_hash, author, \
         approver, approved_at, change, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(revision.announcement.0)
    .bind(revision.revision)
    .bind(&revision.code.0)
    .bind(json(&revision.parts)?)
    .bind(&revision.content_hash)
    .bind(&revision.author.0)
    .bind(&revision.approver.0)
    .bind(now.0)
    .bind(revision.change.map(|(change, _)| change.as_str()))
    .bind(revision.change.map(|(_, source)| source.0))
    .execute(tx.conn())
    .await?;
    sqlx::query("update announcement set revision = $2 where id = $1")
        .bind(revision.announcement.0)
        .bind(revision.revision)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A revision as it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// What it consists of, without buttons.
    pub parts: Vec<Part>,
    /// How it came about.
    pub change: Option<Change>,
    /// When it was approved.
    pub approved_at: Timestamp,
}

/// A revision, to be sent.
///
/// # Errors
/// A database fault.
pub async fn leaving(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
) -> Result<Leaving, Fault> {
    let (parts, change, approved_at): (String, Option<String>, i64) = sqlx::query_as(
        "select parts, change, approved_at from revision \
         where announcement_id = $1 and revision = $2",
    )
    .bind(announcement.0)
    .bind(revision)
    .fetch_one(tx.conn())
    .await?;
    Ok(Leaving {
        parts: from_json("parts", &parts)?,
        change: change.as_deref().map(change_of).transpose()?,
        approved_at: Timestamp(approved_at),
    })
}

/// The announcement as which a revision was written: its content is what was approved.
///
/// # Errors
/// A database fault.
pub async fn source(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
) -> Result<AnnouncementId, Fault> {
    let source: Option<i64> = sqlx::query_scalar(
        "select source from revision where announcement_id = $1 and revision = $2",
    )
    .bind(announcement.0)
    .bind(revision)
    .fetch_one(tx.conn())
    .await?;
    Ok(source.map_or(announcement, AnnouncementId))
}

/// A revision in the history of its announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Counted from 1.
    pub revision: i64,
    /// How it came about.
    pub change: Option<Change>,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// Who wrote it, by name.
    pub author: String,
    /// Who approved it, by name.
    pub approver: String,
}

/// The revisions of an announcement, oldest first.
///
/// # Errors
/// A database fault.
pub async fn history(tx: &mut Tx, announcement: AnnouncementId) -> Result<Vec<Past>, Fault> {
    type Row = (i64, Option<String>, i64, String, String);
    let rows: Vec<Row> = sqlx::query_as(
        "select r.revision, r.change, r.approved_at, a.name, b.name from revision r \
         join person a on a.id = r.author join person b on b.id = r.approver \
         where r.announcement_id = $1 order by r.revision",
    )
    .bind(announcement.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(revision, change, approved_at, author, approver)| {
            Ok(Past {
                revision,
                change: change.as_deref().map(change_of).transpose()?,
                approved_at: Timestamp(approved_at),
                author,
                approver,
            })
        })
        .collect()
}
