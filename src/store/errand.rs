//! Errands: questions to the messenger, from when they are wanted until their finding is dealt with.

use super::json::{from_json, json};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::errand::Errand;
use crate::domain::id;

/// How soon it is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Somebody waits for it.
    Awaited,
    /// It has time.
    Background,
}

impl Urgency {
    fn number(self) -> i64 {
        match self {
            Self::Awaited => 0,
            Self::Background => 1,
        }
    }
}

/// An errand that may be run now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its row.
    pub id: i64,
    /// What is to be found out; none if this program cannot read it.
    pub errand: Option<Errand>,
    /// How often it was begun before.
    pub tries: i64,
}

/// Has something found out. One with the same subject that is still wanted is enough, and becomes as
/// urgent as this one.
///
/// # Errors
/// A database fault.
pub async fn put(
    tx: &mut Tx,
    errand: &Errand,
    urgency: Urgency,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into errand (id, what, subject, urgency, due_at, created_at) \
         values ($1, $2, $3, $4, $5, $5) on conflict (subject) do update set \
         urgency = case when excluded.urgency < errand.urgency then excluded.urgency \
         else errand.urgency end",
    )
    .bind(id::next(now))
    .bind(json(errand)?)
    .bind(errand.subject())
    .bind(urgency.number())
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    tx.wake_errands();
    Ok(())
}

/// The errands that may be run now, those that somebody waits for first.
///
/// # Errors
/// A database fault.
pub async fn due(tx: &mut Tx, limit: i64, now: Timestamp) -> Result<Vec<Due>, Fault> {
    let rows: Vec<(i64, String, i64)> = sqlx::query_as(
        "select id, what, tries from errand where due_at <= $1 order by urgency, due_at, id limit $2",
    )
    .bind(now.0)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    let errands = rows.into_iter().map(|(id, what, tries)| Due {
        id,
        errand: from_json("errand", &what).ok(),
        tries,
    });
    Ok(errands.collect())
}

/// How many there are.
///
/// # Errors
/// A database fault.
pub async fn count(tx: &mut Tx) -> Result<i64, Fault> {
    let rows = sqlx::query_scalar("select count(*) from errand")
        .fetch_one(tx.conn())
        .await?;
    Ok(rows)
}

/// The first moment after `now` at which another one is due.
///
/// # Errors
/// A database fault.
pub async fn next_due(tx: &mut Tx, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    let next: Option<i64> = sqlx::query_scalar("select min(due_at) from errand where due_at > $1")
        .bind(now.0)
        .fetch_one(tx.conn())
        .await?;
    Ok(next.map(Timestamp))
}

/// Notes that an errand is begun.
///
/// # Errors
/// A database fault.
pub async fn take(tx: &mut Tx, id: i64, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("update errand set taken_at = $2, tries = tries + 1 where id = $1")
        .bind(id)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends an errand; whether it was there. It may have ended in a transaction whose answer was lost.
///
/// # Errors
/// A database fault.
pub async fn end(tx: &mut Tx, id: i64) -> Result<bool, Fault> {
    let ended = sqlx::query("delete from errand where id = $1")
        .bind(id)
        .execute(tx.conn())
        .await?
        .rows_affected();
    Ok(ended == 1)
}

/// Lets an errand wait; what was begun is no try unless it is `counted`.
///
/// # Errors
/// A database fault.
pub async fn put_back(tx: &mut Tx, id: i64, until: Timestamp, counted: bool) -> Result<(), Fault> {
    sqlx::query("update errand set taken_at = null, due_at = $2, tries = tries - $3 where id = $1")
        .bind(id)
        .bind(until.0)
        .bind(i64::from(!counted))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Lets every errand wait that is not under way, until then.
///
/// # Errors
/// A database fault.
pub async fn all_wait(tx: &mut Tx, until: Timestamp) -> Result<(), Fault> {
    sqlx::query("update errand set due_at = $1 where due_at < $1 and taken_at is null")
        .bind(until.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whatever an ended turn had under way is under way no more.
///
/// # Errors
/// A database fault.
pub async fn release_all(tx: &mut Tx) -> Result<(), Fault> {
    sqlx::query("update errand set taken_at = null where taken_at is not null")
        .execute(tx.conn())
        .await?;
    Ok(())
}
