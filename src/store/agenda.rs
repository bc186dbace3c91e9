//! The agenda: what is to be done when.

use super::json::{from_json, json};
use super::{Fault, Tx};
use crate::domain::agenda::Task;
use crate::domain::clock::Timestamp;
use crate::domain::id;

/// A task whose moment has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its row.
    pub id: i64,
    /// What is to be done; none if this program cannot read it.
    pub task: Option<Task>,
    /// How often it failed in a row.
    pub tries: i64,
}

/// Puts something down for a moment; what was put down for the same subject is put to this one.
///
/// # Errors
/// A database fault.
pub async fn put(tx: &mut Tx, task: &Task, at: Timestamp, now: Timestamp) -> Result<(), Fault> {
    sqlx::query(
        "insert into agenda (id, task, subject, at_ms) values ($1, $2, $3, $4) \
         on conflict (subject) do update \
         set task = excluded.task, at_ms = excluded.at_ms, tries = 0",
    )
    .bind(id::next(now))
    .bind(json(task)?)
    .bind(task.subject())
    .bind(at.0)
    .execute(tx.conn())
    .await?;
    tx.wake_agenda();
    Ok(())
}

/// Puts something down for a moment, unless the same is put down for an earlier one.
///
/// # Errors
/// A database fault.
pub async fn put_at_latest(
    tx: &mut Tx,
    task: &Task,
    at: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let changed = sqlx::query(
        "insert into agenda (id, task, subject, at_ms) values ($1, $2, $3, $4) \
         on conflict (subject) do update set at_ms = excluded.at_ms, tries = 0 \
         where agenda.at_ms > excluded.at_ms",
    )
    .bind(id::next(now))
    .bind(json(task)?)
    .bind(task.subject())
    .bind(at.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    if changed > 0 {
        tx.wake_agenda();
    }
    Ok(())
}

/// Whether somebody is still to be chased at this moment.
///
/// # Errors
/// A database fault.
pub async fn is_chasing(tx: &mut Tx, now: Timestamp) -> Result<bool, Fault> {
    let due: i64 = sqlx::query_scalar(
        "select count(*) from agenda where at_ms <= $1 and subject like 'chase:%'",
    )
    .bind(now.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(due > 0)
}

/// Whoever puts the same down meanwhile waits for this transaction.
///
/// # Errors
/// A database fault.
pub async fn hold(tx: &mut Tx, task: &Task) -> Result<(), Fault> {
    sqlx::query("update agenda set tries = tries where subject = $1")
        .bind(task.subject())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The task that has waited longest of those whose moment has come.
///
/// # Errors
/// A database fault.
pub async fn due(tx: &mut Tx, now: Timestamp) -> Result<Option<Due>, Fault> {
    let row: Option<(i64, String, i64)> = sqlx::query_as(
        "select id, task, tries from agenda where at_ms <= $1 order by at_ms, id limit 1",
    )
    .bind(now.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(id, task, tries)| Due {
        id,
        task: from_json("task", &task).ok(),
        tries,
    }))
}

/// When the next one is due, also one that is due already.
///
/// # Errors
/// A database fault.
pub async fn next_at(tx: &mut Tx) -> Result<Option<Timestamp>, Fault> {
    let next: Option<i64> = sqlx::query_scalar("select min(at_ms) from agenda")
        .fetch_one(tx.conn())
        .await?;
    Ok(next.map(Timestamp))
}

/// Nothing of it is to be done any more.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, task: &Task) -> Result<(), Fault> {
    sqlx::query("delete from agenda where subject = $1")
        .bind(task.subject())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// It is done with.
///
/// # Errors
/// A database fault.
pub async fn end(tx: &mut Tx, id: i64) -> Result<(), Fault> {
    sqlx::query("delete from agenda where id = $1")
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// There is more to do of it at a later moment.
///
/// # Errors
/// A database fault.
pub async fn put_off(tx: &mut Tx, id: i64, until: Timestamp) -> Result<(), Fault> {
    sqlx::query("update agenda set at_ms = $2, tries = 0 where id = $1")
        .bind(id)
        .bind(until.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// It could not be done, and is tried again.
///
/// # Errors
/// A database fault.
pub async fn failed(tx: &mut Tx, id: i64, until: Timestamp) -> Result<(), Fault> {
    sqlx::query("update agenda set at_ms = $2, tries = tries + 1 where id = $1")
        .bind(id)
        .bind(until.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}
