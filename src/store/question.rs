//! A question to a person whose next words are the answer.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, PersonId};

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which question.
    pub kind: String,
    /// About which announcement.
    pub announcement: AnnouncementId,
    /// As of which edit.
    pub version: i64,
}

/// Asks; an older question of the same person is forgotten.
///
/// # Errors
/// A database fault.
pub async fn ask(
    tx: &mut Tx,
    person: &PersonId,
    question: &Question,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into question (person_id, kind, announcement_id, version, asked_at) \
         values ($1, $2, $3, $4, $5) on conflict (person_id) do update set kind = excluded.kind, \
         announcement_id = excluded.announcement_id, version = excluded.version, \
         asked_at = excluded.asked_at",
    )
    .bind(&person.0)
    .bind(&question.kind)
    .bind(question.announcement.0)
    .bind(question.version)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a question about an announcement back, if it is open.
///
/// # Errors
/// A database fault.
pub async fn forget(
    tx: &mut Tx,
    person: &PersonId,
    announcement: AnnouncementId,
) -> Result<(), Fault> {
    sqlx::query("delete from question where person_id = $1 and announcement_id = $2")
        .bind(&person.0)
        .bind(announcement.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The open question of a person, which is closed by this.
///
/// # Errors
/// A database fault.
pub async fn take(tx: &mut Tx, person: &PersonId) -> Result<Option<Question>, Fault> {
    let row: Option<(String, i64, i64)> = sqlx::query_as(
        "delete from question where person_id = $1 returning kind, announcement_id, version",
    )
    .bind(&person.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(kind, announcement, version)| Question {
        kind,
        announcement: AnnouncementId(announcement),
        version,
    }))
}
