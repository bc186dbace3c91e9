//! The inbox table: whatever arrived, until it is handled.

use super::batch::{BATCH, numbered, placeholders};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;

/// An update that waits to be handled.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Which bot it is for.
    pub bot_id: i64,
    /// The platform's number.
    pub update_id: i64,
    /// When it was stored.
    pub received_at: Timestamp,
    /// The platform's JSON.
    pub raw: String,
    /// How often handling it failed.
    pub faults: i64,
}

/// Stores updates, each by the platform's number and its JSON, unless they are known already; how many
/// were new.
///
/// # Errors
/// A database fault.
pub async fn insert(
    tx: &mut Tx,
    bot_id: i64,
    updates: &[(i64, &str)],
    now: Timestamp,
) -> Result<u64, Fault> {
    let mut new = 0;
    for batch in updates.chunks(BATCH) {
        let sql = format!(
            "insert into inbox (bot_id, update_id, received_at, raw, state, faults) values {} \
             on conflict do nothing",
            placeholders(batch.len(), 6)
        );
        // Of as many forms as there are lengths: not worth remembering in the connection.
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).persistent(false);
        for (update_id, raw) in batch {
            query = query
                .bind(bot_id)
                .bind(update_id)
                .bind(now.0)
                .bind(*raw)
                .bind("waiting")
                .bind(0_i64);
        }
        new += query.execute(tx.conn()).await?.rows_affected();
        tx.wake_inbox();
    }
    Ok(new)
}

/// Stores what can never be handled, for an operator to read, unless it is known already; whether it was
/// new.
///
/// # Errors
/// A database fault.
pub async fn insert_dead(
    tx: &mut Tx,
    bot_id: i64,
    (update_id, raw): (i64, &str),
    error: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let inserted = sqlx::query(
        "insert into inbox (bot_id, update_id, received_at, raw, state, faults, error, handled_at) \
         values ($1, $2, $3, $4, 'dead', 1, $5, $3) on conflict do nothing",
    )
    .bind(bot_id)
    .bind(update_id)
    .bind(now.0)
    .bind(raw)
    .bind(error)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(inserted == 1)
}

/// The oldest updates that wait, in the order they came.
///
/// # Errors
/// A database fault.
pub async fn waiting(tx: &mut Tx, limit: i64) -> Result<Vec<Waiting>, Fault> {
    let rows: Vec<(i64, i64, i64, String, i64)> = sqlx::query_as(
        "select bot_id, update_id, received_at, raw, faults from inbox \
         where state = 'waiting' order by received_at, update_id limit $1",
    )
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(bot_id, update_id, received_at, raw, faults)| Waiting {
            bot_id,
            update_id,
            received_at: Timestamp(received_at),
            raw,
            faults,
        })
        .collect())
}

/// Handled: they will not be handled again.
///
/// # Errors
/// A database fault.
pub async fn done(tx: &mut Tx, updates: &[&Waiting], now: Timestamp) -> Result<(), Fault> {
    let same_bot = updates.chunk_by(|one, next| one.bot_id == next.bot_id);
    for batch in same_bot.flat_map(|updates| updates.chunks(BATCH)) {
        let sql = format!(
            "update inbox set state = 'done', error = null, handled_at = $1 \
             where bot_id = $2 and update_id in ({})",
            numbered(3, batch.len())
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql))
            .persistent(false)
            .bind(now.0)
            .bind(batch[0].bot_id);
        for update in batch {
            query = query.bind(update.update_id);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Given up: kept with its error for an operator to read.
///
/// # Errors
/// A database fault.
pub async fn dead(tx: &mut Tx, update: &Waiting, error: &str, now: Timestamp) -> Result<(), Fault> {
    settle(tx, update, "dead", Some(error), update.faults + 1, now).await
}

/// Failed, to be tried again.
///
/// # Errors
/// A database fault.
pub async fn failed(
    tx: &mut Tx,
    update: &Waiting,
    error: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    settle(tx, update, "waiting", Some(error), update.faults + 1, now).await
}

async fn settle(
    tx: &mut Tx,
    update: &Waiting,
    state: &str,
    error: Option<&str>,
    faults: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update inbox set state = $3, error = $4, faults = $5, handled_at = $6 \
         where bot_id = $1 and update_id = $2",
    )
    .bind(update.bot_id)
    .bind(update.update_id)
    .bind(state)
    .bind(error)
    .bind(faults)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How many updates wait.
///
/// # Errors
/// A database fault.
pub async fn count_waiting(tx: &mut Tx) -> Result<i64, Fault> {
    Ok(
        sqlx::query_scalar("select count(*) from inbox where state = 'waiting'")
            .fetch_one(tx.conn())
            .await?,
    )
}

/// Forgets updates that were handled before a moment; those that were given up stay for an operator.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, Fault> {
    let forgotten = sqlx::query("delete from inbox where state = 'done' and handled_at < $1")
        .bind(before.0)
        .execute(tx.conn())
        .await?
        .rows_affected();
    Ok(forgotten)
}
