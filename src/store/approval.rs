//! Who has approved which version of an announcement.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, PersonId};

/// Somebody approves a version; whether they had not yet.
///
/// # Errors
/// A database fault.
pub async fn put(
    tx: &mut Tx,
    announcement: AnnouncementId,
    version: i64,
    person: &PersonId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let added = sqlx::query(
        "insert into approval (announcement_id, version, person_id, at) values ($1, $2, $3, $4) \
         on conflict (announcement_id, version, person_id) do nothing",
    )
    .bind(announcement.0)
    .bind(version)
    .bind(&person.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(added == 1)
}

/// Who has approved a version, first to last.
///
/// # Errors
/// A database fault.
pub async fn of(
    tx: &mut Tx,
    announcement: AnnouncementId,
    version: i64,
) -> Result<Vec<(PersonId, Timestamp)>, Fault> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "select person_id, at from approval where announcement_id = $1 and version = $2 \
         order by at, person_id",
    )
    .bind(announcement.0)
    .bind(version)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(person, at)| (PersonId(person), Timestamp(at)))
        .collect())
}

/// What somebody has approved that still waits for others.
///
/// # Errors
/// A database fault.
pub async fn open_by(tx: &mut Tx, person: &PersonId) -> Result<Vec<AnnouncementId>, Fault> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select n.id from announcement n join approval a on a.announcement_id = n.id \
         and a.version = n.version where a.person_id = $1 and n.state = 'submitted' order by n.id",
    )
    .bind(&person.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(ids.into_iter().map(AnnouncementId).collect())
}

/// Takes somebody's word for an announcement back.
///
/// # Errors
/// A database fault.
pub async fn take_back(
    tx: &mut Tx,
    announcement: AnnouncementId,
    person: &PersonId,
) -> Result<(), Fault> {
    sqlx::query("delete from approval where announcement_id = $1 and person_id = $2")
        .bind(announcement.0)
        .bind(&person.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}
