//! Whether institutions come where they were invited.

use super::acknowledgement::Acknowledgement;
use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::report::Attendance;
use crate::domain::role::Scope;

/// An institution's present answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether it comes.
    pub attends: bool,
    /// Name of whoever said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The present answer of an institution.
///
/// # Errors
/// A database fault.
pub async fn find(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
    institution: &Code,
) -> Result<Option<Answer>, Fault> {
    let row: Option<(i64, String, i64)> = sqlx::query_as(
        "select t.attends, p.name, t.at from attendance t join person p on p.id = t.person_id \
         where t.announcement_id = $1 and t.revision = $2 and t.institution = $3",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(attends, by, at)| Answer {
        attends: attends == 1,
        by,
        at: Timestamp(at),
    }))
}

/// Records an answer in the place of the one before.
///
/// # Errors
/// A database fault.
pub async fn put(
    tx: &mut Tx,
    ack: &Acknowledgement,
    attends: bool,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into attendance (announcement_id, revision, institution, attends, person_id, \
         chat_id, at) values ($1, $2, $3, $4, $5, $6, $7) \
         on conflict (announcement_id, revision, institution) do update \
         set attends = excluded.attends, person_id = excluded.person_id, \
         chat_id = excluded.chat_id, at = excluded.at",
    )
    .bind(ack.announcement.0)
    .bind(ack.revision)
    .bind(ack.institution.as_str())
    .bind(i64::from(attends))
    .bind(&ack.person.0)
    .bind(ack.chat.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Counts the answers of the frozen audience within a scope.
///
/// # Errors
/// A database fault.
pub async fn count(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
    scope: &Scope,
) -> Result<Attendance, Fault> {
    let visible = Visible::of(scope, 3);
    let (attending, absent) = sqlx::query_as(visible.sql(
        "select cast(coalesce(sum(t.attends), 0) as bigint), \
         cast(coalesce(sum(1 - t.attends), 0) as bigint) from attendance t \
         join audience a on a.announcement_id = t.announcement_id \
           and a.institution = t.institution and a.has_chat = 1 \
         where t.announcement_id = $1 and t.revision = $2 \
         and t.institution in (select code from visible)",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?;
    Ok(Attendance { attending, absent })
}
