//! Restores from a backup, and the hold that each begins.

use super::json::{from_json, json};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::{PersonId, RestorationId};

/// A restore, as it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restoration {
    /// Its id.
    pub id: RestorationId,
    /// What the database knows from before ends here.
    pub made_at: Timestamp,
    /// When it was restored.
    pub restored_at: Timestamp,
    /// So many announcements had deliveries waiting in the backup.
    pub announcements: i64,
    /// So many deliveries.
    pub deliveries: i64,
}

type Row = (i64, i64, i64, i64, i64);
const COLUMNS: &str = "id, made_at, restored_at, announcements, deliveries";

fn read((id, made_at, restored_at, announcements, deliveries): Row) -> Restoration {
    Restoration {
        id: RestorationId(id),
        made_at: Timestamp(made_at),
        restored_at: Timestamp(restored_at),
        announcements,
        deliveries,
    }
}

/// Begins the hold of a restore; one that the backup had taken along goes on in it.
///
/// # Errors
/// A database fault.
pub async fn begin(tx: &mut Tx, restoration: &Restoration) -> Result<(), Fault> {
    sqlx::query("update restoration set released_at = $1 where released_at is null")
        .bind(restoration.restored_at.0)
        .execute(tx.conn())
        .await?;
    sqlx::query(
        "insert into restoration (id, made_at, restored_at, announcements, deliveries, told) \
         values ($1, $2, $3, $4, $5, '[]')",
    )
    .bind(restoration.id.0)
    .bind(restoration.made_at.0)
    .bind(restoration.restored_at.0)
    .bind(restoration.announcements)
    .bind(restoration.deliveries)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The restore whose hold is on.
///
/// # Errors
/// A database fault.
pub async fn holding(tx: &mut Tx) -> Result<Option<Restoration>, Fault> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from restoration where released_at is null order by id desc limit 1"
    )))
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(read))
}

/// Notes that an owner is told of a restore; whether that is the first time.
///
/// # Errors
/// A database fault.
pub async fn tell_once(tx: &mut Tx, id: RestorationId, owner: &PersonId) -> Result<bool, Fault> {
    let told: String = sqlx::query_scalar("select told from restoration where id = $1")
        .bind(id.0)
        .fetch_one(tx.conn())
        .await?;
    let mut told: Vec<PersonId> = from_json("told", &told)?;
    if told.contains(owner) {
        return Ok(false);
    }
    told.push(owner.clone());
    sqlx::query("update restoration set told = $2 where id = $1")
        .bind(id.0)
        .bind(json(&told)?)
        .execute(tx.conn())
        .await?;
    Ok(true)
}

/// Ends the hold of a restore; whether this call ended it.
///
/// # Errors
/// A database fault.
pub async fn release(
    tx: &mut Tx,
    id: RestorationId,
    by: &PersonId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let released = sqlx::query(
        "update restoration set released_by = $2, released_at = $3 \
         where id = $1 and released_at is null",
    )
    .bind(id.0)
    .bind(&by.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    tx.wake_outbox();
    Ok(released == 1)
}

/// A restore, and who ended its hold, and when.
///
/// # Errors
/// A database fault.
pub async fn find(
    tx: &mut Tx,
    id: RestorationId,
) -> Result<Option<(Restoration, Option<(PersonId, Timestamp)>)>, Fault> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from restoration where id = $1"
    )))
    .bind(id.0)
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let (by, at): (Option<String>, Option<i64>) =
        sqlx::query_as("select released_by, released_at from restoration where id = $1")
            .bind(id.0)
            .fetch_one(tx.conn())
            .await?;
    Ok(Some((read(row), by.map(PersonId).zip(at.map(Timestamp)))))
}
