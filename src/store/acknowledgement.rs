//! Who confirmed, for which institution, where, when.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId, PersonId};
use crate::domain::institution::Code;

/// The time of a confirmation `k`, for statements that sort by it or take the earliest. By a bare `k.at`
/// SQLite would look through the index of all that an institution ever confirmed, because that index has
/// its confirmations in order of time. It has no index of sums, and finds `k` by its announcement.
pub(super) const GIVEN_AT: &str = "k.at + 0";

/// A confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// Of which announcement.
    pub announcement: AnnouncementId,
    /// Of which revision.
    pub revision: i64,
    /// For which institution.
    pub institution: Code,
    /// By whom.
    pub person: PersonId,
    /// Pressed in which chat.
    pub chat: ChatId,
}

/// What became of a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is recorded.
    Now {
        /// Nobody else had confirmed for the institution.
        first: bool,
    },
    /// This person had confirmed before, at that time.
    Before(Timestamp),
}

/// Records a confirmation. If this person had confirmed it already, nothing changes and the recorded
/// time is given.
///
/// No two of an institution bear the same millisecond, so that "first" has one answer: one that comes
/// in the same millisecond as another is recorded in the next.
///
/// # Errors
/// A database fault.
pub async fn insert(tx: &mut Tx, ack: &Acknowledgement, now: Timestamp) -> Result<Recorded, Fault> {
    // The engines do not agree on whether the row itself is among those that `returning` can count.
    let others: Option<i64> = sqlx::query_scalar(
        "insert into acknowledgement (announcement_id, revision, institution, person_id, chat_id, at) \
         select cast($1 as bigint), cast($2 as bigint), cast($3 as text), cast($4 as text), \
         cast($5 as bigint), coalesce((select max(k.at) + 1 from acknowledgement k \
           where k.announcement_id = $1 and k.revision = $2 and k.institution = $3 and k.at >= $6), \
           cast($6 as bigint)) \
         where 1 = 1 on conflict do nothing \
         returning (select count(*) from acknowledgement k where k.announcement_id = $1 \
           and k.revision = $2 and k.institution = $3 and k.person_id <> $4)",
    )
    .bind(ack.announcement.0)
    .bind(ack.revision)
    .bind(ack.institution.as_str())
    .bind(&ack.person.0)
    .bind(ack.chat.0)
    .bind(now.0)
    .fetch_optional(tx.conn())
    .await?;
    if let Some(others) = others {
        return Ok(Recorded::Now { first: others == 0 });
    }
    let at: i64 = sqlx::query_scalar(
        "select at from acknowledgement where announcement_id = $1 and revision = $2 \
         and institution = $3 and person_id = $4",
    )
    .bind(ack.announcement.0)
    .bind(ack.revision)
    .bind(ack.institution.as_str())
    .bind(&ack.person.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(Recorded::Before(Timestamp(at)))
}

/// Who has confirmed a revision for an institution, the first first: when, and by what name.
///
/// # Errors
/// A database fault.
pub async fn of(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    institution: &Code,
) -> Result<Vec<(Timestamp, String)>, Fault> {
    let rows: Vec<(i64, String)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select k.at, p.name from acknowledgement k join person p on p.id = k.person_id \
         where k.announcement_id = $1 and k.revision = $2 and k.institution = $3 \
         order by {GIVEN_AT}"
    )))
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str().to_owned())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(at, by)| (Timestamp(at), by))
        .collect())
}

/// Who confirmed first for an institution, and how many did.
///
/// # Errors
/// A database fault.
pub async fn first_and_count(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
    institution: &Code,
) -> Result<Option<(String, i64)>, Fault> {
    let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "select p.name from acknowledgement k join person p on p.id = k.person_id \
         where k.announcement_id = $1 and k.revision = $2 and k.institution = $3 \
         order by {GIVEN_AT}"
    )))
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str())
    .fetch_all(tx.conn())
    .await?;
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok(rows.into_iter().next().map(|first| (first, count)))
}
